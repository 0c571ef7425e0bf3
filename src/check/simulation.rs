//! The baseline of a simulation: country and provincies figure by figure, and
//! of every gemeente the SHA-256 of its rows. In full it would be 25,000 rows for
//! 342 gemeenten; like this it is exact all the same, and fits in a repository.

use std::fmt::Write;
use std::sync::atomic::AtomicBool;

use sha2::{Digest, Sha256};

use super::examine::Stop;
use crate::projection::Model;
use crate::report::simulation_csv;
use crate::simulate::shard::Shard;
use crate::simulate::{Stop as SimulationStop, Vraag, simulate};

/// The columns that say what a row of a simulation is about.
pub(super) const KEYS: [&str; 5] = ["level", "code", "naam", "jaar", "veld"];

/// The mark before the lines with the sums of gemeenten.
pub(super) const GEMEENTE: &str = "# gemeente: ";

/// Seed and draws of a scenario: what `[simulatie]` says, else what
/// `spuk simulate` takes.
pub(super) fn usual(model: &Model) -> (u64, u64) {
    let table = &model.scenario.tabellen.simulatie;
    let zaad = table.zaad.map_or(1, |seed| seed.get());
    (zaad, table.trekkingen.map_or(1000, |draws| draws.get()))
}

/// Simulates, and gives what follows the receipt in the baseline.
///
/// # Errors
/// A scenario that cannot be simulated, or money that is not conserved.
pub(super) fn body(model: &Model, zaad: u64, trekkingen: u64) -> Result<String, Stop> {
    let vraag = Vraag::new(vec![model.clone()], trekkingen, zaad)?;
    let part =
        simulate(&vraag, Shard::WHOLE, &AtomicBool::new(false)).map_err(|stop| match stop {
            SimulationStop::Input(diagnostic) => Stop::Input(diagnostic),
            SimulationStop::Conservation(breach) => Stop::Conservation(breach),
            SimulationStop::Asked(_) => unreachable!("nobody asks to stop"),
        })?;
    Ok(shortened(&simulation_csv(&part)))
}

/// The rows of the country and the provincies, below a line a gemeente.
fn shortened(csv: &str) -> String {
    let mut sums: Vec<(String, Sha256)> = Vec::new();
    let mut rows = String::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in reader.byte_records() {
        let record = record.expect("what the program wrote is CSV");
        if &record[1] == b"gemeente" {
            let name = |index| String::from_utf8_lossy(&record[index]).into_owned();
            let label = format!("{} {}", name(2), name(3));
            if sums.last().is_none_or(|(last, _)| *last != label) {
                sums.push((label, Sha256::new()));
            }
            let (_, sum) = sums.last_mut().expect("one was just added");
            for field in record.iter().skip(2) {
                sum.update(field);
                sum.update(b",");
            }
        } else {
            // The name of the scenario is in every row the same.
            let fields = record.iter().skip(1);
            writer.write_record(fields).expect("writing to memory");
        }
    }
    for (label, sum) in sums {
        let sum: String = sum.finalize()[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        writeln!(rows, "{GEMEENTE}{sum} {label}").expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("writing to memory");
    rows.push_str(&String::from_utf8_lossy(&bytes));
    rows
}

/// The gemeenten of which the rows are not what they were.
pub(super) fn moved_gemeenten(before: &str, after: &str) -> Vec<String> {
    let sums = |text: &str| {
        let lines = text.lines().filter_map(|line| line.strip_prefix(GEMEENTE));
        let pairs = lines.filter_map(|line| line.split_once(' '));
        pairs
            .map(|(sum, label)| (label.trim_end().to_owned(), sum.to_owned()))
            .collect::<std::collections::BTreeMap<_, _>>()
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
