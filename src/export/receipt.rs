//! The receipt of a run: what it was made with, so that it can be made again.

use jiff::civil::Date;
use serde::Serialize;

use crate::input::source::hex;
use crate::model::{Model, ShownDraws};
use crate::simulate::part::{Part, PartScenario, Program};

/// The name of the program.
const PROGRAMMA: &str = "spuk";

/// What a result was made with. The same receipt means the same result, to the
/// cent, on any machine; `datum` alone may differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Name of the program.
    pub programma: &'static str,
    /// Its version.
    pub versie: &'static str,
    /// The git commit it was built from, or `onbekend`.
    pub commit: &'static str,
    /// Name of the scenario.
    pub scenario: String,
    /// SHA-256 of the resolved scenario.
    pub scenario_sha256: String,
    /// SHA-256 of the resolved scenario with all other files that were read, and of a
    /// question over ranges with these: the same exactly when the input is.
    pub invoer_sha256: String,
    /// Every file that was read, once, in the order in which it was first.
    pub bestanden: Vec<ReceiptFile>,
    /// Seed of the draws; `null` for a run without chance.
    pub zaad: Option<u64>,
    /// Which draw is shown, counted from 0; `null` where that is not one.
    pub trekking: Option<u64>,
    /// Number of draws, or of points of a design; `null` where there is no chance in it.
    pub trekkingen: Option<u32>,
    /// Date (UTC) as `2026-01-31`; `SOURCE_DATE_EPOCH` sets it for the program.
    pub datum: String,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptFile {
    /// Its name.
    pub naam: String,
    /// SHA-256 over its bytes.
    pub sha256: String,
}

impl Receipt {
    /// The receipt of a run of `model`, on the date of the world it was read from.
    pub fn of(model: &Model) -> Self {
        let mut bestanden: Vec<ReceiptFile> = Vec::new();
        for source in &model.sources {
            let bestand = ReceiptFile {
                naam: source.name.clone(),
                sha256: source.sha256.clone(),
            };
            if !bestanden.contains(&bestand) {
                bestanden.push(bestand);
            }
        }
        let (zaad, trekking, trekkingen) = match model.toeval {
            None => (None, None, None),
            Some(ShownDraws::Trekking { zaad, nummer }) => (Some(zaad), Some(nummer), None),
            Some(ShownDraws::Simulatie { zaad, trekkingen }) => {
                (Some(zaad), None, Some(trekkingen))
            }
        };
        Self {
            programma: PROGRAMMA,
            versie: Program::VERSION,
            commit: Program::COMMIT,
            scenario: model.scenario.naam.clone(),
            scenario_sha256: hex(&model.scenario.sha256()),
            invoer_sha256: hex(&model.sha256()),
            bestanden,
            zaad,
            trekking,
            trekkingen,
            datum: model.scenario.world.date.to_string(),
        }
    }

    /// The same, of a question that was answered from so many draws with this seed, or from
    /// so many points of a design.
    #[must_use]
    pub fn drawn(self, draws: Option<(u32, u64)>) -> Self {
        let Some((draws, seed)) = draws else {
            return self;
        };
        Self {
            zaad: Some(seed),
            trekking: None,
            trekkingen: Some(draws),
            ..self
        }
    }

    /// Of each model its receipt, of a question that was answered from so many draws or
    /// points with this seed: see [`Receipt::drawn`].
    pub fn of_drawn(models: &[Model], draws: Option<(u32, u64)>) -> Vec<Self> {
        let receipts = models.iter();
        receipts.map(|model| Self::of(model).drawn(draws)).collect()
    }

    /// [`Receipt::of_drawn`] of a question over ranges, which are input too.
    pub fn of_ranges(models: &[Model], draws: Option<(u32, u64)>) -> Vec<Self> {
        let receipts = models.iter().map(|model| Self {
            invoer_sha256: hex(&model.sha256_with_ranges()),
            ..Self::of(model).drawn(draws)
        });
        receipts.collect()
    }

    /// The receipt of a simulation on a date: what belongs to a scenario stands in it once
    /// for each, with a space between.
    pub fn of_part(part: &Part, date: Date) -> Self {
        let header = &part.header;
        let files = header.labels.bestanden.iter();
        let shas = |of: fn(&PartScenario) -> &[u8; 32]| {
            let shas = header.scenarios.iter().map(|one| hex(of(one)));
            shas.collect::<Vec<_>>().join(" ")
        };
        let names = header.scenarios.iter().map(|one| one.name.as_str());
        Self {
            programma: PROGRAMMA,
            versie: Program::VERSION,
            commit: Program::COMMIT,
            scenario: names.collect::<Vec<_>>().join(", "),
            scenario_sha256: shas(|one| &one.sha256),
            invoer_sha256: shas(|one| &one.invoer_sha256),
            bestanden: files
                .map(|(naam, sha256)| ReceiptFile {
                    naam: naam.clone(),
                    sha256: sha256.clone(),
                })
                .collect(),
            zaad: Some(header.seed),
            trekking: None,
            trekkingen: Some(header.draws),
            datum: date.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Access, Disk, World};

    #[test]
    fn a_file_that_is_read_twice_is_listed_once() {
        let mut model = Model::load("korting-2028", &[]).unwrap();
        let known = Receipt::of(&model).bestanden;
        assert!(known.len() > 1);
        model.sources.extend(model.sources.clone());
        assert_eq!(Receipt::of(&model).bestanden, known);
    }

    #[test]
    fn the_date_is_that_of_the_world() {
        let world = World::new(Disk, jiff::civil::date(2025, 1, 9));
        let model = Model::load_within(&world.into(), "wi2021", &[], Access::default());
        assert_eq!(Receipt::of(&model.unwrap()).datum, "2025-01-09");
    }
}
