//! The run itself: year after year, through the articles of the law.

use super::conservation;
use super::incidenteel::add_by_people;
use super::invoer::gerealiseerd;
use super::kosten::LARGEST_TOTAL;
use super::model::Model;
use super::plan::{Jaarplan, Plan, Ramingen};
use super::result::{Jaarprojectie, Projection, Tellingen};
use crate::begrippen::Verdeelsleutel;
use crate::diagnostic::{Code, Diagnostic};
use crate::fraction::Exact;
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::people::People;
use crate::uitkering::{
    Fonds, GeenFonds, GeenGrondslag, Geraamd, Uitkering, Verantwoordingen, Werkruimte,
    definitief_into, fondsuitkering_into, less, taakstelling_into, verantwoord_into,
    voorlopig_into,
};

impl Model {
    /// Projects every year from `van` to `tot`.
    ///
    /// # Errors
    /// A year without amounts, prognosis or taakstelling, or money that no
    /// gemeente has a grondslag for.
    pub fn project(&self) -> Result<Projection, Diagnostic> {
        let mut runner = Runner::new(self)?;
        let mut projection = runner.empty();
        let ramingen = Ramingen::of(&self.scenario.tabellen);
        runner.project(&self.people, &ramingen, &mut projection)?;
        debug_assert_eq!(conservation::books(&projection), Ok(()));
        Ok(projection)
    }
}

/// Runs a scenario on one set of people after another, in memory that is used again.
#[derive(Debug, Clone)]
pub struct Runner<'a> {
    pub(super) model: &'a Model,
    pub(super) plan: Plan<'a>,
    space: Space,
}

#[derive(Debug, Clone, Default)]
struct Space {
    werkruimte: Werkruimte,
    raming: Raming,
    aia: Vec<i64>,
    referentie: (Uitkering, Uitkering),
}

/// What is reckoned for the voorlopige uitkering alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Raming {
    pub gpas: Vec<i64>,
    pub ght: Vec<i64>,
    pub aia: Vec<i64>,
}

impl<'a> Runner<'a> {
    /// Prepares the rules of every year.
    ///
    /// # Errors
    /// A year without amounts, prognosis, taakstelling or price to index by.
    pub fn new(model: &'a Model) -> Result<Self, Diagnostic> {
        Ok(Self {
            model,
            plan: Plan::new(model)?,
            space: Space::default(),
        })
    }

    /// A projection of the right years to run into.
    pub fn empty(&self) -> Projection {
        let jaren = self.plan.jaren.iter().map(|plan| Jaarprojectie {
            jaar: plan.jaar,
            bedragen: plan.bedragen,
            tellingen: Tellingen::default(),
            voorlopig: Uitkering::default(),
            definitief: Uitkering::default(),
            incidenteel: Vec::new(),
            kosten: Vec::new(),
            verantwoording: Verantwoordingen::default(),
            kas: Vec::new(),
            binnen_begroting: Cents::ZERO,
            begroting: plan.begroting,
        });
        Projection {
            begin: Verantwoordingen::none(self.model.gemeenten.len()),
            jaren: jaren.collect(),
            kasregels: self.plan.kasregels,
        }
    }

    /// Projects every year for these people and national numbers.
    ///
    /// # Errors
    /// Money that no gemeente has a grondslag for.
    pub fn project(
        &mut self,
        people: &People,
        ramingen: &Ramingen,
        projection: &mut Projection,
    ) -> Result<(), Diagnostic> {
        self.project_from(Jaar::MIN, people, ramingen, projection)?;
        for (plan, result) in self.plan.jaren.iter().zip(&mut projection.jaren) {
            beside(plan, people, result);
        }
        Ok(())
    }

    /// The money of [`Runner::project`], without what stands beside it: the
    /// counts of people, incidental money and what the state finds in its own
    /// budget. Leaves the years before `first` as they are in `projection`:
    /// those of an earlier run with the same people and numbers up to then.
    ///
    /// # Errors
    /// As [`Runner::project`].
    pub fn project_from(
        &mut self,
        first: Jaar,
        people: &People,
        ramingen: &Ramingen,
        projection: &mut Projection,
    ) -> Result<(), Diagnostic> {
        let Self { model, plan, space } = self;
        let input = Input {
            model,
            people,
            ramingen,
        };
        if let Some(plan) = &plan.referentie {
            let mut referentie = std::mem::take(&mut space.referentie);
            let (voorlopig, definitief) = &mut referentie;
            let done = input.spuk(plan, voorlopig, definitief, space);
            space.referentie = referentie;
            done?;
        }
        // A year goes through all its steps while it is at hand.
        for (index, plan) in plan.jaren.iter().enumerate() {
            if plan.jaar >= first {
                input.year(plan, &mut projection.jaren[index], space)?;
                account(plan, index, projection);
                receive(index, projection);
            }
        }
        Ok(())
    }
}

/// What a single run is about.
pub(super) struct Input<'a> {
    pub model: &'a Model,
    pub people: &'a People,
    pub ramingen: &'a Ramingen,
}

impl Input<'_> {
    fn gemeenten(&self) -> usize {
        self.model.gemeenten.len()
    }

    /// What is known before the year begins: prognosis and taakstelling spread
    /// over gemeenten, and the people as counted at the end of t-2.
    pub(super) fn geraamd<'s>(
        &'s self,
        plan: &Jaarplan<'_>,
        raming: &'s mut Raming,
    ) -> Geraamd<'s> {
        let number = |numbers: &std::collections::BTreeMap<Jaar, i64>, jaar| {
            numbers.get(&jaar).copied().unwrap_or(0)
        };
        let lpas = number(&self.ramingen.prognose, plan.jaar);
        let lht = number(&self.ramingen.taakstelling, plan.jaar.plus(-1));
        taakstelling_into(lpas, plan.inwoners, &mut raming.gpas);
        taakstelling_into(lht, plan.inwoners_before, &mut raming.ght);
        let early = plan.jaar.plus(-2);
        aia(plan, self.people, early, &mut raming.aia);
        Geraamd {
            lpas,
            gpas: &raming.gpas,
            lht,
            ght: &raming.ght,
            vaa: self.people.asielstatushouder.at(early, early),
            ago: self.people.gezins_overig.at(early, early),
            aia: &raming.aia,
        }
    }

    /// Voorlopige and definitieve uitkering under the rules of the SPUK.
    fn spuk(
        &self,
        plan: &Jaarplan<'_>,
        voorlopig: &mut Uitkering,
        definitief: &mut Uitkering,
        space: &mut Space,
    ) -> Result<(), Diagnostic> {
        let jaar = plan.jaar;
        let geraamd = self.geraamd(plan, &mut space.raming);
        aia(plan, self.people, jaar, &mut space.aia);
        let gerealiseerd = gerealiseerd(self.people, jaar, &space.aia);
        let work = &mut space.werkruimte;
        voorlopig_into(&plan.bedragen, &geraamd, voorlopig, work)
            .and_then(|()| definitief_into(&plan.bedragen, &gerealiseerd, definitief, work))
            .map_err(|error| self.no_grondslag(jaar, error))
    }

    /// The fixed total of a year of fondsuitkering; nothing is settled later.
    fn fonds(
        &self,
        plan: &Jaarplan<'_>,
        (factor, verdeelsleutel): (&Exact, Verdeelsleutel),
        result: &mut Uitkering,
        space: &mut Space,
    ) -> Result<(), Diagnostic> {
        let geraamd = self.geraamd(plan, &mut space.raming);
        let fonds = Fonds {
            referentie: &space.referentie.1,
            factor,
            verdeelsleutel,
            inwoners: plan.inwoners,
        };
        let work = &mut space.werkruimte;
        let done = fondsuitkering_into(&fonds, &plan.bedragen, &geraamd, result, work);
        done.map_err(|error| match error {
            GeenFonds::GeenGrondslag(error) => self.no_grondslag(plan.jaar, error),
            GeenFonds::TeGroot => {
                let message = format!(
                    "de fondsuitkering komt in {} boven 100 miljard euro",
                    plan.jaar
                );
                let path = ["instrument", "referentiejaar"];
                Diagnostic::new(Code::BuitenBereik, message).at(self.model.scenario.place_of(&path))
            }
        })
    }

    fn no_grondslag(&self, jaar: Jaar, error: GeenGrondslag) -> Diagnostic {
        let message = format!(
            "in {jaar} is {} euro te verdelen, maar geen gemeente heeft een grondslag",
            error.tba
        );
        let scenario = &self.model.scenario;
        Diagnostic::new(Code::GeenGewicht, message)
            .at(scenario.place_of(&["bedragen", &jaar.to_string()]))
            .help("geef gewichten boven 0, of aantallen bij de bedragen die boven 0 zijn")
    }

    fn year(
        &self,
        plan: &Jaarplan<'_>,
        result: &mut Jaarprojectie,
        space: &mut Space,
    ) -> Result<(), Diagnostic> {
        match &plan.fonds {
            Some((factor, verdeelsleutel)) => {
                self.fonds(
                    plan,
                    (factor, *verdeelsleutel),
                    &mut result.voorlopig,
                    space,
                )?;
                result.definitief.copy_from(&result.voorlopig);
            }
            None => self.spuk(plan, &mut result.voorlopig, &mut result.definitief, space)?,
        }
        let jaar = plan.jaar;
        let totals = [result.voorlopig.total(), result.definitief.total()];
        if totals.iter().any(|&total| total > LARGEST_TOTAL) {
            return Err(self.too_large("uitkeringen", jaar, "bedragen"));
        }
        result.kosten.clear();
        result.kosten.resize(self.gemeenten(), Cents::ZERO);
        for tarief in plan.tarieven {
            tarief.add(self.people, jaar, &mut result.kosten);
        }
        if Cents::total(&result.kosten) > LARGEST_TOTAL {
            return Err(self.too_large("kosten", jaar, "kosten"));
        }
        Ok(())
    }

    /// Amounts of a year beyond all bounds, which follow from a table.
    fn too_large(&self, what: &str, jaar: Jaar, table: &str) -> Diagnostic {
        let message = format!("de {what} van {jaar} komen boven 200.000 miljard euro");
        Diagnostic::new(Code::BuitenBereik, message).at(self.model.scenario.place_of(&[table]))
    }
}

/// AIA: completed trajecten that weigh in the distribution of a year, as
/// counted at the end of `peiljaar`.
pub(super) fn aia(plan: &Jaarplan<'_>, people: &People, peiljaar: Jaar, sums: &mut Vec<i64>) {
    let mut years = plan.aia_years.iter();
    sums.clear();
    if let Some(&year) = years.next() {
        sums.extend_from_slice(people.afgerond.at(year, peiljaar));
    }
    for &year in years {
        let completed = people.afgerond.at(year, peiljaar);
        for (sum, count) in sums.iter_mut().zip(completed) {
            *sum += count;
        }
    }
}

/// What stands beside the money of a year.
fn beside(plan: &Jaarplan<'_>, people: &People, result: &mut Jaarprojectie) {
    let jaar = plan.jaar;
    let total = result.definitief.total();
    result.binnen_begroting = total - less(total, plan.binnen_begroting);
    result.tellingen = Tellingen {
        asielstatushouders: people.asielstatushouder.at(jaar, jaar).to_vec(),
        gezins_overig: people.gezins_overig.at(jaar, jaar).to_vec(),
        onderwijsroute: people.onderwijsroute.at(jaar, jaar).to_vec(),
        afgerond: people.afgerond.at(jaar, jaar).to_vec(),
        meetellend: Vec::new(),
    };
    aia(plan, people, jaar, &mut result.tellingen.meetellend);
    result.incidenteel.clone_from(&plan.incidenteel);
    let sums = &mut result.incidenteel;
    add_by_people(&plan.lines, people, plan.inwoners, jaar, sums);
}

/// Reserve, tekort and terugvordering at the end of a year.
fn account(plan: &Jaarplan<'_>, index: usize, projection: &mut Projection) {
    let (earlier, rest) = projection.jaren.split_at_mut(index);
    let before = earlier.last().map(|year| &year.verantwoording);
    let before = before.unwrap_or(&projection.begin);
    let result = &mut rest[0];
    let (uitkering, end) = (&result.definitief.totaal, &mut result.verantwoording);
    verantwoord_into(before, uitkering, &result.kosten, plan.maximum, end);
}

/// What every gemeente receives in the calendar year.
fn receive(index: usize, projection: &mut Projection) {
    let years_back = usize::from(projection.kasregels.terugvordering_na_jaren);
    let (earlier, rest) = projection.jaren.split_at_mut(index);
    let back = index.checked_sub(years_back);
    let back = back.and_then(|index| earlier.get(index));
    rest[0].receive(earlier.last(), back);
}
