//! The baseline of a simulation: country and provincies figure by figure, and
//! of every gemeente the SHA-256 of its rows. In full it would be 25,000 rows for
//! 342 gemeenten; like this it is exact all the same, and fits in a repository.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::AtomicBool;

use sha2::{Digest, Sha256};

use super::document::BaselineBody;
use crate::export::{CsvText, SIMULATION_COLUMNS, simulation_records};
use crate::input::diagnostic::Diagnostic;
use crate::input::source::hex;
use crate::model::Model;
use crate::simulate::part::{Part, Shard};
use crate::simulate::{Request, simulate};

/// The columns that say what a row of a simulation is about.
pub(crate) const KEYS: [&str; 5] = ["level", "code", "naam", "jaar", "veld"];

/// Those of them that say of which gemeente, provincie or country it is.
pub(crate) const AREA_KEYS: [&str; 3] = [KEYS[0], KEYS[1], KEYS[2]];

/// The mark before the lines with the sums of gemeenten.
pub(crate) const GEMEENTE: &str = "# gemeente: ";

/// Seed and draws of a scenario: what `[simulatie]` says, else what
/// `spuk simulate` takes.
pub(crate) fn usual(model: &Model) -> (u64, u32) {
    let table = &model.scenario.tables().simulatie;
    (table.zaad_of(None), table.trekkingen_of(None))
}

/// Simulates, and gives what follows the receipt in the baseline.
///
/// # Errors
/// A scenario that cannot be simulated, or money that is not conserved.
pub(crate) fn body(model: &Model, zaad: u64, trekkingen: u32) -> Result<BaselineBody, Diagnostic> {
    let vraag = Request::new(vec![model.clone()], trekkingen, zaad)?;
    let part = simulate(&vraag, Shard::WHOLE, &AtomicBool::new(false))?;
    Ok(shortened(&part))
}

/// The rows of the country and the provincies, below a line a gemeente. The name
/// of the scenario, the same in every row, is left out.
fn shortened(part: &Part) -> BaselineBody {
    let mut cijfers = 0;
    let mut sums: Vec<(String, Sha256)> = Vec::new();
    let mut writer = CsvText::new(&SIMULATION_COLUMNS[1..]);
    simulation_records(part, |record| {
        if record[1] != "gemeente" {
            writer.push(&record[1..]);
            let figures = record[1 + KEYS.len()..].iter();
            cijfers += figures.filter(|figure| !figure.is_empty()).count();
            return;
        }
        let label = format!("{} {}", record[2], record[3]);
        if sums.last().is_none_or(|(last, _)| *last != label) {
            sums.push((label, Sha256::new()));
        }
        let (_, sum) = sums.last_mut().expect("one was just added");
        sum.update(record[2..].join(","));
        sum.update("\n");
    });
    let mut rows = String::new();
    for (label, sum) in sums {
        let sum = hex(&sum.finalize()[..8]);
        writeln!(rows, "{GEMEENTE}{sum} {label}").expect(IN_MEMORY);
    }
    rows.push_str(&writer.into_text());
    BaselineBody {
        tekst: rows,
        cijfers,
    }
}

const IN_MEMORY: &str = "writing to memory does not fail";

/// The gemeenten of which the rows are not what they were.
pub(crate) fn moved_gemeenten(before: &str, after: &str) -> Vec<String> {
    let sums = |text: &str| {
        let lines = text.lines().filter_map(|line| line.strip_prefix(GEMEENTE));
        let pairs = lines.filter_map(|line| line.split_once(' '));
        // A gemeente that stands there twice is not what it was either.
        let mut sums: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (sum, label) in pairs {
            let label = label.trim_end().to_owned();
            sums.entry(label).or_default().push(sum.to_owned());
        }
        sums
    };
    let (before, after) = (sums(before), sums(after));
    let names = after
        .keys()
        .chain(before.keys().filter(|name| !after.contains_key(*name)));
    names
        .filter(|name| before.get(*name) != after.get(*name))
        .cloned()
        .collect()
}
