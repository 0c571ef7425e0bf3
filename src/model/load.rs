//! Everything that a run needs, read and checked.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::bedragen::BedragenByYear;
use super::files;
use super::incidenteel::ByInhabitants;
use super::ramingen::RamingenPerGemeente;
use super::tarieven::{Tarieven, people_and_costs};
use crate::gemeente::{Gemeenten, Herindelingen, read_gemeenten, shipped};
use crate::input::diagnostic::Diagnostic;
use crate::input::source::Source;
use crate::input::{Access, World};
use crate::people::{Delivery, FallingBack, Kenmerken, Kind, Origin, People, falling_back};
use crate::scenario::tables::{Aanvullen, InstroomModel};
use crate::scenario::{DEFAULT, Scenario, load, load_text, load_within};
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::terms::legible::shell_word;

/// The columns by which a sheet of a workbook is known.
const GEMEENTEN: [&str; 3] = ["gm_code", "naam", "provincie"];
const HERINDELINGEN: [&str; 3] = ["datum", "van_code", "naar_code"];
const PADEN: [&str; 2] = ["trekking", "groep"];

/// A scenario with its gemeenten and its people. What was read and reckoned is
/// shared, so that a model which differs in some tables costs next to nothing.
#[derive(Debug, Clone)]
pub struct Model {
    /// The scenario.
    pub scenario: Scenario,
    /// The gemeenten, sorted by code.
    pub gemeenten: Arc<Gemeenten>,
    /// How gemeenten of before went into those of today.
    pub herindelingen: Arc<Herindelingen>,
    /// The people per gemeente.
    pub people: Arc<People>,
    /// The amounts per budget year.
    pub bedragen: Arc<BedragenByYear>,
    /// What gemeenten spend per person.
    pub tarieven: Arc<Tarieven>,
    /// The file of gemeenten, or the embedded one.
    pub gemeenten_bron: Arc<Source>,
    /// The file of counts, where the scenario names one.
    pub aantallen_bron: Option<Arc<Source>>,
    /// The file of factors of gemeenten, where the scenario names one.
    pub kenmerken_bron: Option<Arc<Source>>,
    /// How gemeenten differ.
    pub kenmerken: Arc<Kenmerken>,
    /// The file with paths of instroom, where draws follow one.
    pub paden: Option<Arc<Source>>,
    /// The national numbers of every year, and what every gemeente has of them.
    pub(crate) ramingen: Arc<RamingenPerGemeente>,
    /// Money beside the grant that goes by inhabitants.
    pub(super) incidenteel: Arc<ByInhabitants>,
    /// The counts as they were delivered, from which people are built anew.
    pub(super) delivery: Arc<Delivery>,
    /// What the reader of the gemeenten did that the user should know.
    pub(super) of_gemeenten: Arc<[Remark]>,
    /// The draws that are shown, for the receipt; `None` without chance.
    pub toeval: Option<ShownDraws>,
    /// Every file that was read, for the receipt.
    pub sources: Vec<Arc<Source>>,
    /// What was said of it since it was read.
    pub(super) said: Vec<Remark>,
}

/// Draws that a result shows: which ones make it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownDraws {
    /// One draw of a simulation instead of the projection.
    Trekking {
        /// The seed of the simulation.
        zaad: u64,
        /// The draw, counted from 0.
        nummer: u64,
    },
    /// A whole simulation beside the projection.
    Simulatie {
        /// Its seed.
        zaad: u64,
        /// How many draws.
        trekkingen: u32,
    },
}

impl Model {
    /// Loads a scenario by path or embedded name, with `a.b=c` settings over
    /// it, and the CSV files that it names.
    ///
    /// # Errors
    /// Anything wrong with any of them.
    pub fn load(wanted: &str, settings: &[String]) -> Result<Self, Diagnostic> {
        Self::new(load(wanted, settings)?)
    }

    /// [`Model::load`] from the files of `world`, of which the user allows some.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn load_within(
        world: &Arc<World>,
        wanted: &str,
        settings: &[String],
        access: Access,
    ) -> Result<Self, Diagnostic> {
        Self::new(load_within(world, wanted, settings, access)?)
    }

    /// A scenario from TOML text. It can inherit from embedded scenarios and name no files.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn from_text(name: &str, text: &str) -> Result<Self, Diagnostic> {
        Self::new(load_text(name, text)?)
    }

    /// Reads what a loaded scenario names.
    ///
    /// # Errors
    /// Anything wrong with a CSV file or with the path of instroom, or a change of
    /// one's own that touches no gemeente and no count.
    pub fn new(scenario: Scenario) -> Result<Self, Diagnostic> {
        let mut sources = scenario.sources.clone();
        let tables = scenario.tables();
        let read = |keys: &[&str], file: &str, asked: (Option<&str>, &[&str])| {
            files::read(&scenario, keys, file, asked)
        };
        let mut of_gemeenten = Vec::new();
        let mut herindelingen = Arc::clone(&shipped().herindelingen);
        if let Some(file) = &tables.gemeenten.herindelingen {
            let source = read(
                &["gemeenten", "herindelingen"],
                file,
                (None, &HERINDELINGEN),
            )?;
            sources.push(Arc::clone(&source));
            let own = Herindelingen::read(&source)?;
            let (all, merged) = Herindelingen::clone(&herindelingen).with_own(own, &source.name)?;
            (herindelingen, of_gemeenten) = (Arc::new(all), merged);
        }
        let gemeenten_bron = match &tables.gemeenten.bestand {
            Some(file) => {
                let blad = tables.gemeenten.blad.as_deref();
                let source = read(&["gemeenten", "bestand"], file, (blad, &GEMEENTEN))?;
                sources.push(Arc::clone(&source));
                source
            }
            None => Arc::clone(&shipped().source),
        };
        let has_own =
            tables.gemeenten.bestand.is_some() || tables.gemeenten.herindelingen.is_some();
        let (gemeenten, merged) = if has_own {
            let (gemeenten, merged) = read_gemeenten(&gemeenten_bron, &herindelingen)?;
            (Arc::new(gemeenten), merged)
        } else {
            (Arc::clone(&shipped().gemeenten), shipped().remarks.clone())
        };
        of_gemeenten.extend(merged);
        let own = |file: &String| files::read_counts(&scenario, file, &gemeenten, &herindelingen);
        let aantallen = tables.aantallen.bestand.as_ref().map(own).transpose()?;
        let (aantallen_bron, understood) = aantallen.unzip();
        sources.extend(aantallen_bron.iter().cloned());
        of_gemeenten.extend(understood.flatten());
        let delivery = match &aantallen_bron {
            Some(source) => {
                let aanvullen = tables.aantallen.aanvullen;
                let read = Delivery::read(source, &gemeenten, &herindelingen, aanvullen);
                read.map_err(|error| scenario.locate(error, &["aantallen", "bestand"]))?
            }
            None => Delivery::default(),
        };
        let kenmerken_bron = tables.kenmerken.bestand.as_ref();
        let kenmerken_bron = kenmerken_bron.map(|file| {
            let blad = tables.kenmerken.blad.as_deref();
            read(&["kenmerken", "bestand"], file, (blad, &["gm_code"]))
        });
        let kenmerken_bron = kenmerken_bron.transpose()?;
        sources.extend(kenmerken_bron.iter().cloned());
        let factors = kenmerken_bron.as_ref();
        let kenmerken = Kenmerken::read(&scenario, factors, &gemeenten, &herindelingen);
        let kenmerken = kenmerken.map_err(|error| match factors {
            Some(source) => files::or_converted(error, source, (&gemeenten, &herindelingen)),
            None => error,
        })?;
        let told = of_gemeenten.iter().chain(&delivery.remarks);
        let touched = told.filter_map(|remark| match remark {
            Remark::MergedGemeente { code, .. } | Remark::MergedCounts { code, .. } => {
                Some(code.as_str())
            }
            _ => None,
        });
        herindelingen.hold_used(&touched.collect(), &gemeenten)?;
        let paden = match (&tables.instroom.bestand, tables.instroom.model) {
            (Some(file), InstroomModel::Paden) => {
                Some(read(&["instroom", "bestand"], file, (None, &PADEN))?)
            }
            _ => None,
        };
        sources.extend(paden.iter().cloned());
        if tables.gemeenten.bestand.is_none() {
            sources.push(Arc::clone(&gemeenten_bron));
        }
        let bedragen = BedragenByYear::new(tables);
        bedragen.check(&scenario)?;
        let counted = (&*gemeenten, &delivery, &kenmerken);
        let (people, tarieven) = people_and_costs(&scenario, bedragen.prijspeil(), counted)?;
        let ramingen = RamingenPerGemeente::new(tables, &gemeenten, &Default::default());
        Ok(Self {
            tarieven,
            bedragen: Arc::new(bedragen),
            ramingen: Arc::new(ramingen),
            incidenteel: Arc::default(),
            gemeenten_bron,
            aantallen_bron,
            kenmerken_bron,
            kenmerken: Arc::new(kenmerken),
            paden,
            toeval: None,
            scenario,
            gemeenten,
            herindelingen,
            people,
            delivery: Arc::new(delivery),
            of_gemeenten: of_gemeenten.into(),
            sources,
            said: Vec::new(),
        })
    }

    /// Says something more of it, behind all that is to be said of its input.
    pub fn say(&mut self, remarks: impl IntoIterator<Item = Remark>) {
        self.said.extend(remarks);
    }

    /// What the user should know about how the input was read.
    pub fn remarks(&self) -> Vec<Remark> {
        let tables = self.scenario.tables();
        let last = tables.scenario.tot;
        let mut remarks = self.of_gemeenten.to_vec();
        remarks.extend(self.delivery.remarks.iter().cloned());
        remarks.extend(self.kenmerken.remarks.iter().cloned());
        for kind in Kind::ALL {
            let full = self.people.overvol.iter().filter(|(own, _)| *own == kind);
            let cohorts: Vec<Jaar> = full.map(|&(_, cohort)| cohort).collect();
            let groep = kind.key();
            remarks.extend((!cohorts.is_empty()).then_some(Remark::NothingLeft { groep, cohorts }));
        }
        remarks.extend(files::later_changes(
            &self.herindelingen,
            &self.gemeenten,
            last,
        ));
        if tables.gemeenten.bestand.is_some() {
            let used = self.used_inhabitants();
            let years = self.gemeenten.jaren().filter(|jaar| !used.contains(jaar));
            remarks.extend(files::later_inhabitants(
                &self.gemeenten_bron.name,
                years,
                last,
            ));
        }
        let paden = self.paden.as_ref();
        remarks.extend(paden.and_then(|source| files::undrawn_years(source, tables)));
        remarks.extend(self.scenario.carried_on());
        remarks.extend(self.scenario.remarks.iter().cloned());
        remarks.extend(self.scenario.unread());
        remarks.extend(self.scenario.set_twice());
        remarks.extend(self.said.iter().cloned());
        remarks
    }

    /// The years whose inhabitants decide: where the year that is asked for is not
    /// there, the nearest one does.
    fn used_inhabitants(&self) -> BTreeSet<Jaar> {
        let tables = self.scenario.tables();
        // GPAS by those of the year before, GHT by those of two years before.
        let years = tables.scenario.van.through(tables.scenario.tot);
        let grondslag = years.flat_map(|jaar| [jaar.plus(-1), jaar.plus(-2)]);
        let spread = self
            .people
            .oorsprong
            .iter()
            .filter(|(_, origin)| matches!(origin, Origin::Landelijk | Origin::Instroom));
        let spread = spread.map(|((_, cohort), _)| cohort.plus(-1));
        // What was delivered of a gemeente that was split is divided by those of its year.
        let delivered = Kind::ALL
            .into_iter()
            .flat_map(|kind| self.delivery.of(kind));
        let split = self.delivery.remarks.iter().any(
            |remark| matches!(remark, Remark::MergedCounts { opvolgers, .. } if opvolgers.len() > 1),
        );
        let delivered = delivered.map(|(cohort, ..)| cohort).filter(|_| split);
        let asked = grondslag.chain(spread).chain(delivered);
        asked
            .filter_map(|jaar| self.gemeenten.known_year(jaar))
            .collect()
    }

    /// SHA-256 over the resolved scenario and every file of counts and
    /// gemeenten that it was read with.
    pub fn sha256(&self) -> [u8; 32] {
        crate::input::source::sha256(self.canonical().as_bytes())
    }

    /// [`Model::sha256`] with every range behind it: what an answer over ranges follows from.
    pub fn sha256_with_ranges(&self) -> [u8; 32] {
        let text = self.canonical() + &self.scenario.tree().canonical_ranges();
        crate::input::source::sha256(text.as_bytes())
    }

    fn canonical(&self) -> String {
        let mut text = self.scenario.tree().canonical();
        for source in &self.sources {
            if !self
                .scenario
                .sources
                .iter()
                .any(|own| Arc::ptr_eq(own, source))
            {
                text.push_str(&source.sha256);
            }
        }
        text
    }

    /// Whether there are gemeenten that stand nowhere in the delivery, and get their share
    /// of the model.
    pub fn fills(&self) -> bool {
        let aanvullen = self.scenario.tables().aantallen.aanvullen;
        aanvullen == Some(Aanvullen::Model) && self.lacks_gemeenten()
    }

    /// Whether there are gemeenten that stand nowhere in the delivery.
    pub fn lacks_gemeenten(&self) -> bool {
        !self.delivery.absent.is_empty()
    }

    /// Kinds of people of whom counted gemeenten differ much from their share by
    /// inhabitants, while later cohorts go by inhabitants alone.
    pub fn counted_far_off(&self) -> Vec<FallingBack> {
        let aantallen = &self.scenario.tables().aantallen;
        let carries = aantallen
            .doorwerking
            .is_some_and(|share| share.0.numerator() > 0);
        let holds_some =
            aantallen.aanvullen == Some(Aanvullen::Nul) && !self.delivery.absent.is_empty();
        if carries || holds_some {
            return Vec::new();
        }
        let kinds = [Kind::Asielstatushouder, Kind::GezinsOverig].into_iter();
        let kinds = kinds.filter(|&kind| {
            let first = self.delivery.of(kind).map(|(cohort, ..)| cohort).min();
            let mut origins = self.people.oorsprong.iter();
            origins.any(|(&(own, cohort), &origin)| {
                own == kind && origin == Origin::Instroom && first.is_some_and(|it| it < cohort)
            })
        });
        let (people, gemeenten) = (&self.people, &self.gemeenten);
        let last = self.scenario.tables().scenario.tot;
        kinds
            .filter_map(|kind| falling_back(kind, people.of(kind), &self.delivery, gemeenten, last))
            .collect()
    }

    /// Whether a gemeente stands in the delivery: someone counted it.
    pub fn is_counted(&self, gemeente: usize) -> bool {
        !self.delivery.is_absent(gemeente) && self.aantallen_bron.is_some()
    }

    /// Whether a gemeente is one of those of [`Model::fills`].
    pub fn is_filled(&self, gemeente: usize) -> bool {
        self.fills() && self.delivery.is_absent(gemeente)
    }

    /// The scenario as a command asks for it again, each word as a shell has to read it,
    /// behind a space: nothing for the default, else its name, what was laid over it, and
    /// the draw that is shown.
    pub fn call(&self) -> String {
        let mut call = self.call_without_draw();
        if let Some(ShownDraws::Trekking { zaad, nummer }) = self.toeval {
            call.push_str(&format!(" --draw {nummer} --seed {zaad}"));
        }
        call
    }

    /// [`Model::call`] for a command that shows no draw.
    pub fn call_without_draw(&self) -> String {
        let name = &self.scenario.asked_as;
        let name = match name == DEFAULT {
            true => String::new(),
            false => format!(" {}", shell_word(name)),
        };
        name + &self.call_settings()
    }

    /// What was laid over the scenario, as a command takes it, behind a space.
    pub fn call_settings(&self) -> String {
        let settings = self.scenario.settings.iter();
        let mut words: String = settings
            .map(|setting| format!(" --set {}", shell_word(setting)))
            .collect();
        if self.scenario.fence.is_open() && self.folder().is_some() {
            words.push_str(" --allow-outside");
        }
        words
    }

    /// The folder that the scenario stands in, if it is a file.
    pub fn folder(&self) -> Option<&Path> {
        self.scenario.sources.last()?.folder.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::InMemory;
    use crate::input::diagnostic::Code;

    const OWN: &str = "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n\
                       [gemeenten]\nbestand = \"gemeenten.csv\"\n";
    const ONE: &str = "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,10\n";

    fn own() -> World {
        let files = InMemory::default()
            .with("map/s.toml", OWN)
            .with("map/gemeenten.csv", ONE);
        World::new(files, jiff::civil::date(2026, 7, 1))
    }

    fn load(world: World) -> Result<Model, Diagnostic> {
        Model::load_within(&Arc::new(world), "map/s.toml", &[], Access::default())
    }

    #[test]
    fn a_scenario_needs_no_disk() {
        let model = load(own()).unwrap();
        assert_eq!(model.gemeenten.list()[0].naam, "A");
        let world = &model.scenario.world;
        assert!(world.was_read(Path::new("map/gemeenten.csv")));
        let outside = "[scenario]\nbasis = \"wi2021\"\n[gemeenten]\nbestand = \"../g.csv\"\n";
        let files = InMemory::default()
            .with("map/s.toml", outside)
            .with("g.csv", ONE);
        let refused = load(World::new(files, world.date)).unwrap_err();
        assert_eq!(refused.code(), Code::BuitenDeMap);
    }

    #[test]
    fn what_the_limits_of_the_world_forbid_is_refused() {
        let mut small = own();
        small.limits.file = ONE.len() as u64;
        assert!(load(small).is_ok());
        let mut smaller = own();
        smaller.limits.file = ONE.len() as u64 - 1;
        assert_eq!(load(smaller).unwrap_err().code(), Code::BestandTeGroot);
        let mut short = own();
        short.limits.scenario = 20;
        assert_eq!(load(short).unwrap_err().code(), Code::BestandTeGroot);
    }
}
