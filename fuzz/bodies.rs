//! What is fuzzed: every reader of something that others write. The targets of
//! cargo-fuzz call these, and so does `tests/it/input/fuzz_short.rs`, on a stable compiler.
//!
//! A body fails by a panic. An error is what bad input is for, and its message has
//! to be writable.

#![allow(dead_code)] // A target calls one of them.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};
use spuk::Variant;
use spuk::bindings::{Question, SolveQuestion, Watch};
use spuk::internals::check::hold;
use spuk::internals::export::{AreaChoice, simulation_csv, simulation_json};
use spuk::internals::gemeente::{Gemeenten, Herindelingen, read_gemeenten, shipped};
use spuk::internals::import::Choices;
use spuk::internals::input::diagnostic::Diagnostic;
use spuk::internals::input::source::Source;
use spuk::internals::input::{InMemory, World};
use spuk::internals::model::Model;
use spuk::internals::people::Delivery;
use spuk::internals::projection::check;
use spuk::internals::report::simulation_table;
use spuk::internals::scenario::tables::Aanvullen;
use spuk::internals::scenario::{load, load_text};
use spuk::internals::simulate::part::{Merge, read};
use spuk::internals::simulate::{Paden, check_layout};
use spuk::internals::study::import;
use spuk::internals::terms::jaar::Jaar;
use spuk::internals::terms::law::Groep;
use spuk::internals::terms::{Lang, Width};

const DRIE: &str = include_str!("../tests/cases/drie-gemeenten/gemeenten.csv");

static HERINDELINGEN: LazyLock<Arc<Herindelingen>> =
    LazyLock::new(|| Arc::clone(&shipped().herindelingen));
static GEMEENTEN: LazyLock<Gemeenten> = LazyLock::new(|| {
    let source = Source::embedded("gemeenten.csv", DRIE);
    read_gemeenten(&source, &HERINDELINGEN)
        .expect("three gemeenten")
        .0
});

/// An error says something, on a terminal and in a log.
fn told<T>(result: Result<T, Diagnostic>) -> Option<T> {
    result
        .inspect_err(|error| {
            assert!(!error.to_string().is_empty());
            assert!(
                !error
                    .render(true, spuk::internals::terms::Lang::En)
                    .is_empty()
            );
        })
        .ok()
}

/// A scenario file, on any embedded basis: loaded, and projected where it holds.
pub fn scenario(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Some(scenario) = told(load_text("fuzz.toml", text)) else {
        return;
    };
    let Some(model) = told(Model::new(scenario)) else {
        return;
    };
    if let Some(projection) = told(model.project()) {
        check(&projection).expect("every euro arrives");
    }
}

/// `aantallen.csv`.
pub fn aantallen(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let source = Source::embedded("aantallen.csv", text);
        for aanvullen in [None, Some(Aanvullen::Nul), Some(Aanvullen::Model)] {
            told(Delivery::read(
                &source,
                &GEMEENTEN,
                &HERINDELINGEN,
                aanvullen,
            ));
        }
    }
}

/// A workbook, or a CSV in columns of its own: understood, and read again as it was written.
pub fn werkmap(data: &[u8]) {
    let mut world = World::new(
        InMemory::default().with("in", data),
        jiff::civil::date(2026, 7, 1),
    );
    world.limits.unpacked = 8 << 20;
    let choices = Choices {
        klein: Some(2),
        ..Choices::default()
    };
    let path = Path::new("in");
    if let Some(imported) = told(import(&world, path, None, &choices)) {
        let rows = imported.source.text.lines().count() - 1;
        assert_eq!(rows, imported.account.rows);
    }
}

/// `gemeenten.csv`, and `herindelingen.csv` behind a line of dashes.
pub fn gemeenten(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (text, steps) = text.split_once("\n---\n").unwrap_or((text, ""));
    let own = match steps {
        "" => None,
        steps => told(Herindelingen::read(&Source::embedded("h.csv", steps)))
            .and_then(|own| told(Herindelingen::clone(&HERINDELINGEN).with_own(own, "h.csv")))
            .map(|(all, _)| all),
    };
    let steps = own.as_ref().unwrap_or(&HERINDELINGEN);
    if let Some((gemeenten, _)) = told(read_gemeenten(&Source::embedded("g.csv", text), steps)) {
        let _ = gemeenten.find("Utrecht", steps);
    }
}

/// Paths of instroom.
pub fn paden(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let source = Source::embedded("paden.csv", text);
        let year = |jaar| Jaar::new(jaar).expect("a year of the Wi2021");
        if let Some(paden) = told(Paden::read(&source, year(2026), year(2027))) {
            for groep in Groep::ALL {
                let rows = paden.of(groep);
                assert!(
                    rows.values()
                        .all(|year| year.people.len() as u64 >= paden.draws())
                );
            }
        }
    }
}

/// A part of a simulation: as it is, and with a checksum that fits.
pub fn shard(data: &[u8]) {
    let _ = read(data).map_err(|error| error.to_string());
    let mut bytes = b"spuk-part 4\n".to_vec();
    bytes.extend_from_slice(data.strip_prefix(&b"spuk-part 4\n"[..]).unwrap_or(data));
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    let Ok(part) = read(&bytes) else {
        return;
    };
    if check_layout(&part).is_err() {
        return;
    }
    let mut merge = Merge::default();
    if merge.add("deel", part).is_ok()
        && let Ok(whole) = merge.finish()
    {
        let all = AreaChoice::default();
        simulation_csv(&whole, &all);
        simulation_json(&whole, &all, World::default().date);
        simulation_table(
            (&whole, &all),
            World::default().date,
            Lang::Nl,
            Width::of(80),
        );
    }
}

/// `--set`.
pub fn set(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        told(load("wi2021", &[text.to_owned()]));
    }
}

/// A question of `spuk solve`: goals, keys that may change, years, a gemeente and settings, each
/// on a line of its own, of the law over two years in three gemeenten. Whether it was answered.
pub fn doel(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else {
        return false;
    };
    let mut lines = text.split('\n');
    let mut words = || -> Vec<String> {
        let line = lines.next().unwrap_or_default().split(';');
        line.filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let asked = SolveQuestion {
        doel: words(),
        varieer: words(),
        jaar: words(),
        gemeente: words().pop(),
        ..SolveQuestion::default()
    };
    let mut settings = vec![
        "scenario.tot=2025".to_owned(),
        "gemeenten.bestand=g.csv".to_owned(),
    ];
    settings.extend(words());
    let question = Question::of(vec![Variant::new("wi2021", &settings)]);
    let question = question.with_file("g.csv", DRIE);
    let Some(answer) = told(question.solve(&asked, &Patient)) else {
        return false;
    };
    let solved = answer.value;
    assert_eq!(solved.met, !solved.toml.is_empty());
    true
}

/// Waits for every answer.
struct Patient;

impl Watch for Patient {
    fn begin(&self, _: u32) {}
    fn complete(&self, _: u32) {}
    fn stop(&self) -> bool {
        false
    }
}

/// A baseline, held against a small one.
pub fn baseline(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        told(hold(&Source::embedded("s.baseline.csv", text), NOW));
    }
}

const NOW: &str = "# rijk: 2026 kas_maand_01=1.00\ngm_code,gemeente,jaar,kas\nGM1,A,2026,1.00\n";
