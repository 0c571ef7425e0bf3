//! What a simulation is asked: scenarios, draws, seed, and the cells that are
//! kept of every draw.

use super::draw::assumed::assumptions;
use super::part::Labels;
use super::statistics::Grain;
use crate::columns::{Column, ColumnSet, READING};
use crate::factors::Factor;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::{Model, names_apart};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The fields of which the distribution is kept, in the order of the output.
pub const KEPT_FIELDS: [Column; ColumnSet::KEPT.len()] = ColumnSet::KEPT.in_order_of(&READING);

/// What is counted of every draw, per unit and year.
pub const EVENTS: [&str; 3] = [
    "kans_terugvordering",
    "kans_kas_onder_kosten",
    "kans_boven_begroting",
];

/// How the values of a kind of units are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Retention {
    /// Up to so many draws all of them are, which makes their quantiles exact;
    /// 8 bytes a value.
    pub exact: u32,
    /// How fine the bins are in which they are counted from there on.
    pub grain: Grain,
    /// Bytes of a cell with such bins, at most, as measured.
    memory: usize,
}

/// Of the country and the provincies.
pub(crate) const SUMS: Retention = Retention {
    exact: 10_000,
    grain: Grain::Fine,
    memory: 33_000,
};

/// Up to so many draws quantiles of gemeenten are those of the draws themselves.
pub const GEMEENTE_EXACT: u32 = GEMEENTEN.exact;

/// Of the gemeenten, of which there are many more.
pub(crate) const GEMEENTEN: Retention = Retention {
    exact: 256,
    grain: Grain::Coarse,
    memory: 4_300,
};

/// Scenarios on the same draws.
#[derive(Debug, Clone)]
pub struct Request {
    /// The scenarios; the others are compared with the first.
    pub modellen: Vec<Model>,
    /// Number of draws of the whole simulation.
    pub trekkingen: u32,
    /// Seed.
    pub zaad: u64,
    /// What is drawn of each scenario beside its people; nothing for people alone.
    pub aannames: Vec<Vec<Factor>>,
    provincie_van: Vec<usize>,
    provincies: Vec<String>,
}

impl Request {
    /// Puts scenarios together; of two with one name the second gets another.
    ///
    /// # Errors
    /// Scenarios with other gemeenten or other years than the first, or with
    /// the name of a difference.
    pub fn new(mut modellen: Vec<Model>, trekkingen: u32, zaad: u64) -> Result<Self, Diagnostic> {
        names_apart(&mut modellen);
        let Some(first) = modellen.first() else {
            let message = Text::fixed(
                "een simulatie heeft ten minste een scenario",
                "a simulation has at least one scenario",
            );
            return Err(Diagnostic::new(Code::Tegenstrijdig, message));
        };
        for model in &modellen {
            model.comparable_with(first)?;
        }
        apart_from_differences(&modellen)?;
        fits(first, modellen.len(), trekkingen)?;
        let provincies: Vec<String> = first
            .gemeenten
            .provincies()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let gemeenten = first.gemeenten.list().iter();
        let provincie_van = gemeenten
            .map(|gemeente| provincies.partition_point(|name| *name < gemeente.provincie))
            .collect();
        Ok(Self {
            provincie_van,
            provincies,
            modellen,
            trekkingen,
            zaad,
            aannames: Vec::new(),
        })
    }

    /// The same draws of people, with every figure that has a range drawn too.
    ///
    /// # Errors
    /// None of scenarios that were read.
    pub fn with_assumptions(mut self) -> Result<Self, Diagnostic> {
        let models = self.modellen.iter();
        let drawn = models.map(|model| assumptions(&model.scenario));
        self.aannames = drawn.collect::<Result<_, _>>()?;
        Ok(self)
    }

    /// The years, earliest first.
    pub fn jaren(&self) -> Vec<Jaar> {
        let kop = &self.modellen[0].scenario.tables().scenario;
        kop.van.through(kop.tot).collect()
    }

    /// How many gemeenten.
    pub fn gemeenten(&self) -> usize {
        self.provincie_van.len()
    }

    /// Names of the provincies, sorted.
    pub fn provincies(&self) -> &[String] {
        &self.provincies
    }

    /// Units of which cells are kept: the country, the provincies, the gemeenten.
    pub fn units(&self) -> usize {
        1 + self.provincies.len() + self.gemeenten()
    }

    /// Provincie of every gemeente, as an index in the list of provincies.
    pub fn provincie_van(&self) -> &[usize] {
        &self.provincie_van
    }

    /// Names of what the cells are about: every scenario, then every difference
    /// with the first.
    pub fn series_names(&self) -> Vec<String> {
        let names = self
            .modellen
            .iter()
            .map(|model| model.scenario.naam.as_str());
        series_names(&names.collect::<Vec<_>>())
    }

    /// What the rows of the result are called.
    pub fn labels(&self) -> Labels {
        let first = &self.modellen[0];
        let gemeenten = first.gemeenten.list().iter();
        let lines = self.modellen.iter().flat_map(|model| {
            let lines = &model.scenario.tables().begroting;
            self.jaren()
                .into_iter()
                .map(|jaar| lines.get(jaar).is_some())
        });
        let files = self.modellen.iter().flat_map(|model| &model.sources);
        let mut bestanden: Vec<(String, String)> = Vec::new();
        for source in files {
            let file = (source.name.clone(), source.sha256.clone());
            if !bestanden.contains(&file) {
                bestanden.push(file);
            }
        }
        Labels {
            jaren: self.jaren().into_iter().map(Jaar::get).collect(),
            provincies: self.provincies.clone(),
            gemeenten: gemeenten
                .map(|gemeente| (gemeente.code.clone(), gemeente.naam.clone()))
                .collect(),
            begroting: lines.collect(),
            bestanden,
        }
    }
}

/// Refuses a scenario with the name of a difference.
fn apart_from_differences(modellen: &[Model]) -> Result<(), Diagnostic> {
    let names = modellen.iter().map(|model| model.scenario.naam.as_str());
    let names: Vec<&str> = names.collect();
    let differences = &series_names(&names)[names.len()..];
    let is_both = |naam: &&&str| differences.iter().any(|difference| difference == **naam);
    names.iter().find(is_both).map_or(Ok(()), |naam| {
        let message = Text::new(
            format!("`{naam}` is de naam van een scenario en van het verschil van twee andere"),
            format!("`{naam}` is the name of a scenario and of the difference of two others"),
        );
        let help = Text::fixed(
            "geef het scenario een andere naam in [scenario]",
            "give the scenario another name in [scenario]",
        );
        Err(Diagnostic::new(Code::Tegenstrijdig, message).help(help))
    })
}

/// What the memory of a simulation depends on.
struct MemorySize {
    scenarios: usize,
    jaren: usize,
    provincies: usize,
    gemeenten: usize,
    trekkingen: u32,
}

impl MemorySize {
    /// Bytes that the cells take once every draw is made: what a shard saves,
    /// putting the shards together takes again.
    fn memory(&self) -> usize {
        let sums = (1 + self.provincies).saturating_mul(SUMS.cell(self.trekkingen));
        let gemeenten = GEMEENTEN
            .cell(self.trekkingen)
            .saturating_mul(self.gemeenten);
        let series = 2 * self.scenarios - 1;
        sums.saturating_add(gemeenten)
            .saturating_mul(series * self.jaren * KEPT_FIELDS.len())
    }
}

impl Retention {
    /// Bytes of a cell.
    fn cell(self, draws: u32) -> usize {
        if draws <= self.exact {
            200 + 8 * draws as usize
        } else {
            self.memory
        }
    }
}

/// Refuses a simulation that would use up the memory of the machine: halfway
/// through the system would end the program, or another one.
fn fits(first: &Model, scenarios: usize, trekkingen: u32) -> Result<(), Diagnostic> {
    let kop = &first.scenario.tables().scenario;
    let omvang = MemorySize {
        scenarios,
        jaren: (kop.tot.since(kop.van) + 1) as usize,
        provincies: first.gemeenten.provincies().len(),
        gemeenten: first.gemeenten.len(),
        trekkingen,
    };
    let needed = omvang.memory();
    let most = first.scenario.world.limits.simulation;
    if needed <= most {
        return Ok(());
    }
    let (needed, most) = (needed.div_ceil(1 << 30), most >> 30);
    let message = Text::new(
        format!("deze simulatie vraagt ongeveer {needed} GB geheugen, meer dan {most}"),
        format!("this simulation takes about {needed} GB of memory, more than {most}"),
    );
    let help = Text::fixed(
        "simuleer minder jaren, minder gemeenten en provincies of minder scenario's tegelijk",
        "simulate fewer years, fewer gemeenten and provincies, or fewer scenarios at once",
    );
    Err(Diagnostic::new(Code::BuitenBereik, message).help(help))
}

/// Names of what the cells are about: every scenario, then every difference
/// with the first, as `B-A`.
pub fn series_names(names: &[&str]) -> Vec<String> {
    let differences = names[1..].iter().map(|name| format!("{name}-{}", names[0]));
    let scenarios = names.iter().map(|&name| name.to_owned());
    scenarios.chain(differences).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(provincies: usize, gemeenten: usize, trekkingen: u32) -> usize {
        let omvang = MemorySize {
            scenarios: 1,
            jaren: 1,
            provincies,
            gemeenten,
            trekkingen,
        };
        omvang.memory() / KEPT_FIELDS.len()
    }

    #[test]
    fn provincies_count_for_every_value_that_they_keep() {
        let values = |draws: usize| 200 + 8 * draws;
        assert_eq!(memory(2, 5, 100), 8 * values(100));
        assert_eq!(
            memory(2, 5, 10_000),
            3 * values(10_000) + 5 * GEMEENTEN.memory
        );
        let sketched = 3 * SUMS.memory + 5 * GEMEENTEN.memory;
        assert_eq!(memory(2, 5, 10_001), sketched);
    }
}
