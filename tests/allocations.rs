//! What memory is asked for. A program of its own with one test, for its allocator
//! counts what the whole process asks for.

use spuk::internals::compare::{AttributionOrder, Comparison, MoneyColumn};
use spuk::internals::export::{
    ComparisonCsv, ComparisonSelection, Level, Selection, SortBy, comparison_csv, comparison_json,
    run_json,
};
use spuk::internals::model::Model;
use spuk::internals::projection::{Runner, Together, check};
use spuk::internals::scenario::EMBEDDED;
use spuk::internals::simulate::{DrawId, Sampler};
use spuk::internals::terms::jaar::Jaar;

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

const DRAWS: u64 = 20;

/// The total of a year of fondsuitkering is multiplied once, as a fraction of
/// any size. The numbers of gemeenten would be hundreds of times as much.
const FONDS_YEAR: u64 = 10;

#[test]
fn memory_is_used_again_or_not_taken() {
    a_draw_asks_for_no_memory();
    a_text_of_many_rows_is_made_row_by_row();
}

/// A draw lives in the memory of the one before: making people of it and money
/// of them asks for nothing, whatever the scenario.
fn a_draw_asks_for_no_memory() {
    let profiler = dhat::Profiler::builder().testing().build();
    let half_is_kept = ["reservering.maximum=0.5".to_owned()];
    let scenarios = EMBEDDED.into_iter().map(|(name, _)| (name, &[][..]));
    for (name, settings) in scenarios.chain([("wi2021", &half_is_kept[..])]) {
        let model = Model::load(name, settings).expect("an embedded scenario is valid");
        let trekker = Sampler::new(&model).expect("it can be drawn");
        let runner = || Runner::new(&model).expect("it can be projected");
        // Twice, of which the second has everything in common with the first.
        let mut together = Together::new([(runner(), None), (runner(), Some(0))]);
        let mut uitkomst = trekker.empty();
        let mut draw = |nummer| {
            let drawn = trekker.draw(DrawId { zaad: 7, nummer }, &mut uitkomst);
            drawn.expect("every draw has people within bounds");
            let people = (&uitkomst.people, &uitkomst.ramingen);
            let done = together.project_from(Jaar::MIN, |_| people);
            done.expect("every draw can be projected");
            for projectie in together.projections() {
                check(projectie).expect("the books of every draw agree");
            }
        };
        draw(0);
        let before = dhat::HeapStats::get().total_blocks;
        (1..=DRAWS).for_each(&mut draw);
        let asked = dhat::HeapStats::get().total_blocks - before;
        let tables = model.scenario.tables();
        let (first, last) = (tables.scenario.van, tables.scenario.tot);
        let fonds = tables.instrument.as_ref().and_then(|one| one.vanaf);
        let fonds = fonds.map_or(0, |vanaf| vanaf.max(first).through(last).count() as u64);
        let most = 2 * DRAWS * fonds * FONDS_YEAR;
        assert!(
            asked <= most,
            "{name}: {asked} blocks, and {most} are allowed"
        );
    }
    drop(profiler);
}

/// A text that grows takes up to twice its size. As values or as fields the same
/// rows took four to eleven times as much.
const TIMES_ITS_SIZE: usize = 3;

/// The rows of a run or a comparison are in memory as text only.
fn a_text_of_many_rows_is_made_row_by_row() {
    let few_years = ["scenario.tot=2026".to_owned()];
    let load = |name| Model::load(name, &few_years).expect("an embedded scenario is valid");
    let (a, b) = (load("wi2021"), load("oud-ritme"));
    let both =
        Comparison::new(&a, &b, AttributionOrder::Shapley).expect("they have the same years");
    let projection = a.project().expect("it can be projected");
    let comparisons = [(both, None)];
    let selectie = ComparisonSelection {
        keuze: Selection {
            niveau: Level::Gemeente,
            gemeenten: None,
            jaren: None,
        },
        niveau_gevraagd: true,
        velden: vec![MoneyColumn::named("kas").expect("a column")],
        velden_gevraagd: true,
        volgens: SortBy::default(),
        top: 10,
    };
    let csv = |tabel| comparison_csv(&comparisons, &selectie, tabel);
    let texts: [(&str, &dyn Fn() -> String); 5] = [
        ("run", &|| run_json(&a, &projection, &selectie.keuze)),
        ("compare", &|| comparison_json(&comparisons, &selectie)),
        ("verschil", &|| csv(ComparisonCsv::Verschil)),
        ("bijdrage", &|| csv(ComparisonCsv::Bijdrage)),
        ("voorfinanciering", &|| csv(ComparisonCsv::Voorfinanciering)),
    ];
    for (what, make) in texts {
        let profiler = dhat::Profiler::builder().testing().build();
        let size = make().len();
        let most = dhat::HeapStats::get().max_bytes;
        drop(profiler);
        assert!(
            most <= TIMES_ITS_SIZE * size,
            "{what}: {most} bytes for a text of {size}"
        );
    }
}
