//! A draw lives in the memory of the one before: making people of it and money
//! of them asks for nothing, whatever the scenario. One test, for what is
//! counted is what the whole program asks for.

use spuk::jaar::Jaar;
use spuk::projection::{Model, Runner, check};
use spuk::scenario::EMBEDDED;
use spuk::simulate::{Trekker, Trekking};

#[global_allocator]
static COUNTED: dhat::Alloc = dhat::Alloc;

const DRAWS: u64 = 20;

/// The total of a year of fondsuitkering is multiplied once, as a fraction of
/// any size. The numbers of gemeenten would be hundreds of times as much.
const FONDS_YEAR: u64 = 10;

#[test]
fn a_draw_asks_for_no_memory() {
    let profiler = dhat::Profiler::builder().testing().build();
    let half_is_kept = ["reservering.maximum=0.5".to_owned()];
    let scenarios = EMBEDDED.into_iter().map(|(name, _)| (name, &[][..]));
    for (name, settings) in scenarios.chain([("wi2021", &half_is_kept[..])]) {
        let model = Model::load(name, settings).expect("an embedded scenario is valid");
        let trekker = Trekker::new(&model).expect("it can be drawn");
        let mut runner = Runner::new(&model).expect("it can be projected");
        let (mut uitkomst, mut projectie) = (trekker.empty(), runner.empty());
        let mut draw = |nummer| {
            let drawn = trekker.draw(Trekking { zaad: 7, nummer }, &mut uitkomst);
            drawn.expect("every draw has people within bounds");
            let (people, ramingen) = (&uitkomst.people, &uitkomst.ramingen);
            let done = runner.project_from(Jaar::MIN, people, ramingen, &mut projectie);
            done.expect("every draw can be projected");
            check(&projectie).expect("the books of every draw agree");
        };
        draw(0);
        let before = dhat::HeapStats::get().total_blocks;
        (1..=DRAWS).for_each(&mut draw);
        let asked = dhat::HeapStats::get().total_blocks - before;
        let tables = &model.scenario.tabellen;
        let (first, last) = (tables.scenario.van, tables.scenario.tot);
        let fonds = tables.instrument.as_ref().and_then(|one| one.vanaf);
        let fonds = fonds.map_or(0, |vanaf| vanaf.max(first).through(last).count() as u64);
        let most = DRAWS * fonds * FONDS_YEAR;
        assert!(
            asked <= most,
            "{name}: {asked} blocks, and {most} are allowed"
        );
    }
    drop(profiler);
}
