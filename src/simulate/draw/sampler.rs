//! The people of one draw per gemeente: arrivals, moves, routes, completions.

use std::collections::{BTreeMap, BTreeSet};

use super::instroom::{DrawId, DrawnInstroom, InstroomProcess};
use super::lasting::Lasting;
use super::paden::Paden;
use super::settle::Cumulative;
use crate::exact::apportion::Apportioner;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::{Model, Ramingen};
use crate::people::{Flow, Kind, People};
use crate::scenario::Scenario;
use crate::simulate::part::Varies;
use crate::simulate::random::{Lookup, Purpose, RandomScratch};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

/// Everything that draws of one scenario have in common.
#[derive(Debug, Clone)]
pub struct Sampler<'a> {
    pub(crate) model: &'a Model,
    pub(crate) ramingen: Ramingen,
    pub(crate) processen: Vec<(Groep, InstroomProcess)>,
    pub(crate) vanaf: Jaar,
    pub(crate) last: Jaar,
    pub(crate) realisatie: f64,
    pub(crate) ruis: f64,
    pub(crate) verhuizing: f64,
    pub(crate) prognosefout: f64,
    /// How gemeenten differ, as stated and as drawn.
    pub(crate) kenmerken: Lasting<'a>,
    /// What the random numbers of each gemeente are keyed by.
    pub(crate) keys: Vec<u32>,
    /// Share of asielstatushouders on the onderwijsroute, where the scenario has
    /// routes, and its table.
    onderwijs: Option<(f64, Lookup)>,
    /// The table of who moves.
    pub(crate) movers: Lookup,
    /// Where those who move in a year go.
    pub(crate) destinations: BTreeMap<Jaar, Cumulative>,
    /// Share of a cohort that completes, by years since it was housed.
    pub(crate) voltooiing: BTreeMap<Jaar, Vec<f64>>,
    /// How much more of it completes who are on the Z-route than on another one.
    pub(crate) voltooiing_z: BTreeMap<Jaar, Vec<f64>>,
    /// For how many draws there is a path; `None` without a file of paths.
    pub(crate) paths: Option<u64>,
}

/// The outcome of one draw, and the memory to make the next one in.
#[derive(Debug, Clone)]
pub struct DrawOutcome {
    /// The people per gemeente.
    pub people: People,
    /// What forecasters said.
    pub ramingen: Ramingen,
    pub(crate) work: DrawScratch,
}

/// Memory for the steps of a draw.
#[derive(Debug, Clone, Default)]
pub(crate) struct DrawScratch {
    /// The national instroom of every group that is drawn.
    pub runs: Vec<(Groep, DrawnInstroom)>,
    pub weights: Vec<u64>,
    pub parts: Vec<i64>,
    pub lasting: Vec<f64>,
    pub means: Vec<f64>,
    /// The mean number of people who can still complete.
    pub expected: Vec<f64>,
    /// The factors of the draw on how many complete; none where all are 1.
    pub afronding: Vec<f64>,
    /// By how much the share on the Z-route is more; none where it nowhere is.
    pub z_route: Vec<f64>,
    pub factors: Vec<f64>,
    pub chances: Vec<f64>,
    pub people: Vec<i64>,
    /// Who moves in a year of which it was counted where people live.
    pub elsewhere: Vec<i64>,
    pub apportioner: Apportioner,
    pub space: RandomScratch,
}

impl<'a> Sampler<'a> {
    /// Prepares the draws of a scenario.
    ///
    /// # Errors
    /// Anything wrong with a file of paths.
    pub fn new(model: &'a Model) -> Result<Self, Diagnostic> {
        let scenario = &model.scenario;
        let tables = scenario.tables();
        let table = &tables.instroom;
        let last = tables.scenario.tot;
        let vanaf = tables.instroom_vanaf();
        let paden = model.paden.as_ref();
        let paden = paden
            .map(|source| Paden::read(source, vanaf, last))
            .transpose()?;
        if let Some(paden) = &paden {
            has_own_paths(scenario, paden)?;
        }
        let processes = Groep::ALL.into_iter().filter_map(|groep| {
            InstroomProcess::new(tables, groep, vanaf, paden.as_ref())
                .map(|process| (groep, process))
        });
        let groep = Groep::Asielstatushouder;
        let stroom = Flow::new(tables);
        let share = |cohort: Jaar| {
            let people = model.people.asielstatushouder.housed(cohort).iter().sum();
            let shares = stroom.completion(groep, cohort, people).all();
            shares.iter().map(crate::simulate::approximate).collect()
        };
        let share_z = |cohort: Jaar| {
            let people = model.people.asielstatushouder.housed(cohort).iter().sum();
            let shares = stroom.z_route_more(groep, cohort, people).all();
            shares.iter().map(crate::simulate::approximate).collect()
        };
        let cohorts = || model.people.first_cohort().through(last);
        let routes = tables.leerroute.get(groep);
        let spread = |share: Option<crate::scenario::values::Spreiding>| {
            share.map_or(0.0, |share| share.approximate())
        };
        let verhuizing = table.gemeenten.verhuizing;
        let verhuizing =
            verhuizing.map_or(0.0, |share| crate::simulate::approximate(&share.0.exact()));
        Ok(Self {
            model,
            ramingen: Ramingen::of(tables),
            processen: processes.collect(),
            vanaf,
            last,
            realisatie: spread(table.gemeenten.realisatie),
            ruis: spread(table.gemeenten.ruis),
            verhuizing,
            prognosefout: spread(table.prognosefout),
            kenmerken: Lasting::new(model),
            keys: keys(model),
            onderwijs: routes
                .map(|routes| crate::simulate::approximate(&routes.get(Route::Onderwijs).0.exact()))
                .map(|share| (share, Lookup::new(share))),
            movers: Lookup::new(verhuizing),
            destinations: vanaf
                .through(last)
                .map(|jaar| (jaar, model.gemeenten.inwoners(jaar.plus(-1))))
                .map(|(jaar, inwoners)| (jaar, Cumulative::new(inwoners)))
                .collect(),
            voltooiing: cohorts().map(|cohort| (cohort, share(cohort))).collect(),
            voltooiing_z: cohorts().map(|cohort| (cohort, share_z(cohort))).collect(),
            paths: paden.map(|paden| paden.draws()),
        })
    }

    /// For how many draws there is a path of instroom; `None` for any number.
    pub fn paths(&self) -> Option<u64> {
        self.paths
    }

    /// Whether every draw is the projection of the scenario itself.
    pub fn is_certain(&self) -> bool {
        let gemeenten = [
            self.realisatie,
            self.ruis,
            self.verhuizing,
            self.prognosefout,
        ];
        gemeenten.iter().all(|&spread| spread == 0.0)
            && self.kenmerken.is_certain()
            && self
                .processen
                .iter()
                .all(|(_, process)| process.is_certain())
    }

    /// What differs from draw to draw.
    pub fn varies(&self) -> Varies {
        let mut processes = self.processen.iter();
        let draws_people = self.draws(true) || self.kenmerken.moves_people();
        let completes = self.draws_completion();
        // What someone counted is the same in all draws.
        let modelled = self.model.people.oorsprong.values();
        let drawn = modelled.clone().any(|oorsprong| oorsprong.is_modelled());
        Varies {
            instroom: drawn && processes.any(|(_, process)| !process.is_certain()),
            woonplaats: drawn
                && (self.realisatie > 0.0 || self.ruis > 0.0 || self.verhuizing > 0.0),
            traject: drawn && draws_people && (self.onderwijs.is_some() || completes),
            ramingen: self.prognosefout > 0.0 && !self.ramingen.prognose.is_empty(),
            afronding: self.kenmerken.afronding > 0.0 && completes,
            kosten: self.kenmerken.kosten > 0.0,
            z_route: self.kenmerken.z_route > 0.0,
            aannames: 0,
        }
    }

    /// The first year in which draws differ: people of earlier cohorts and
    /// numbers announced before are the same in all.
    pub fn vanaf(&self) -> Jaar {
        self.vanaf
    }

    /// Whether asielstatushouders (and with them who takes which route and who
    /// completes) or the other two groups are drawn. Where only the others are, or
    /// only who moves, they are those of the scenario, rounded as there.
    fn draws(&self, asiel: bool) -> bool {
        let local = self.realisatie > 0.0 || self.ruis > 0.0;
        let mut of_kind = self.processen.iter();
        of_kind
            .any(|(groep, process)| is_asiel(*groep) == asiel && (local || !process.is_certain()))
    }

    /// Whether the people of a kind and cohort are drawn: those of whom the model
    /// itself says how they come about. What someone counted is the same in all draws.
    pub(crate) fn is_drawn(&self, kind: Kind, cohort: Jaar) -> bool {
        let oorsprong = self.model.people.oorsprong.get(&(kind, cohort));
        oorsprong.is_some_and(|oorsprong| oorsprong.is_modelled())
    }

    /// Whether the scenario says who completes a traject.
    fn draws_completion(&self) -> bool {
        self.voltooiing.values().any(|shares| !shares.is_empty())
    }

    /// A place to draw into.
    pub fn empty(&self) -> DrawOutcome {
        let groepen = self.processen.iter().map(|(groep, _)| *groep);
        DrawOutcome {
            people: People::clone(&self.model.people),
            ramingen: self.ramingen.clone(),
            work: DrawScratch {
                runs: groepen
                    .map(|groep| (groep, DrawnInstroom::default()))
                    .collect(),
                ..DrawScratch::default()
            },
        }
    }

    /// Draws everyone. A draw depends on the seed and its number alone, and
    /// two scenarios with the same instroom have the same people in it.
    ///
    /// # Errors
    /// An instroom or a forecast beyond all bounds; `uitkomst` holds nothing
    /// of use then.
    pub fn draw(&self, trekking: DrawId, uitkomst: &mut DrawOutcome) -> Result<(), Diagnostic> {
        if self.is_certain() {
            return Ok(());
        }
        let mut runs = std::mem::take(&mut uitkomst.work.runs);
        for ((_, process), (_, run)) in self.processen.iter().zip(&mut runs) {
            process.draw(trekking, run)?;
        }
        self.forecast(trekking, &runs, &mut uitkomst.ramingen)?;
        for asiel in [true, false] {
            if self.draws(asiel) {
                self.arrive(trekking, &runs, asiel, uitkomst)?;
            }
        }
        self.differ(trekking, uitkomst);
        if self.draws(true) || self.kenmerken.moves_people() {
            if let Some((share, table)) = &self.onderwijs {
                self.choose_route(trekking, *share, table, uitkomst);
            }
            if self.draws_completion() {
                self.complete(trekking, uitkomst);
            }
        }
        self.move_house(trekking, uitkomst);
        uitkomst.work.runs = runs;
        Ok(())
    }

    /// Prognosis and taakstelling as a forecaster gives them a year before: what the
    /// scenario says and its mean error makes of it, moved with what is known by then,
    /// and an error around that. What was announced before the uncertainty began stays.
    fn forecast(
        &self,
        trekking: DrawId,
        runs: &[(Groep, DrawnInstroom)],
        ramingen: &mut Ramingen,
    ) -> Result<(), Diagnostic> {
        let asiel = runs.iter().find(|(groep, _)| is_asiel(*groep));
        let said = |jaar: Jaar, usual: i64, which: u8| {
            let known = asiel.and_then(|(_, run)| run.verwachting.get(jaar));
            let mut stream = trekking.stream(Purpose::Forecast, jaar).lane(which);
            let spread = self.prognosefout;
            let error = libm::exp(spread * stream.standard_normal() - spread * spread / 2.0);
            trekking.whole(jaar, usual as f64 * known.unwrap_or(1.0) * error)
        };
        let uncertain = self.vanaf.plus(1)..;
        for (&jaar, &people) in self.ramingen.prognose.range(uncertain.clone()) {
            ramingen.prognose.insert(jaar, said(jaar, people, 0)?);
        }
        for (&jaar, &halves) in self.ramingen.taakstelling.range(uncertain) {
            let drawn = halves.scaled_to(said(jaar, halves.total(), 1)?);
            ramingen.taakstelling.insert(jaar, drawn);
        }
        Ok(())
    }
}

/// Refuses paths of a group that has none in the projection itself: its draws
/// would be left out.
fn has_own_paths(scenario: &Scenario, paden: &Paden) -> Result<(), Diagnostic> {
    let pad = &scenario.tables().instroom.pad;
    let groep = paden.groepen().find(|&groep| pad.get(groep).is_none());
    groep.map_or(Ok(()), |groep| {
        let key = groep.key();
        let message = Text::new(
            format!("er zijn paden voor {key}, maar [instroom.pad.{key}] ontbreekt"),
            format!("there are paths of {key}, but [instroom.pad.{key}] is missing"),
        );
        let help = Text::fixed(
            "geef ook het pad van de projectie zelf",
            "give the path of the projection itself too",
        );
        Err(Diagnostic::new(Code::Tegenstrijdig, message)
            .at(scenario.place_of(&["instroom", "bestand"]))
            .help(help))
    })
}

/// Asielstatushouders are drawn and paid apart from the other two groups.
pub(crate) fn is_asiel(groep: Groep) -> bool {
    groep == Groep::Asielstatushouder
}

/// The number in a gm_code, so that a gemeente keeps its chance in any list; a
/// place beyond all codes for one that is no number, or that of another gemeente.
fn keys(model: &Model) -> Vec<u32> {
    const BEYOND: u32 = 1 << 20;
    let mut taken = BTreeSet::new();
    let gemeenten = model.gemeenten.list().iter().zip(0..);
    gemeenten
        .map(|(gemeente, place)| {
            let digits = gemeente.code.strip_prefix("GM").unwrap_or_default();
            let number = digits.parse().ok().filter(|&number| number < BEYOND);
            let own = number.filter(|&number| taken.insert(number));
            own.unwrap_or(BEYOND + place)
        })
        .collect()
}

/// What the people of a draw depend on: two scenarios with the same key have
/// the same people and forecasts in every draw.
pub(crate) fn people_key(scenario: &Scenario) -> String {
    let files = [
        ["aantallen", "bestand"],
        ["kenmerken", "bestand"],
        ["gemeenten", "bestand"],
        ["gemeenten", "herindelingen"],
        ["instroom", "bestand"],
    ];
    let folders = files.map(|keys| format!("{:?}\n", scenario.path_at(&keys, "")));
    scenario.tables().people_key() + &folders.concat()
}
