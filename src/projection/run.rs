//! What a year comes to for a set of people: the articles of the law, one by one.

use super::result::YearProjection;
use super::together::InCommon;
use super::year_input::gerealiseerd;
use crate::exact::fraction::Exact;
use crate::exact::money::Cents;
use crate::exact::vector::add_to;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::model::tarieven::LARGEST_TOTAL;
use crate::model::{Ramingen, YearPlan};
use crate::people::People;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::Verdeelsleutel;
use crate::uitkering::{
    Fonds, Geraamd, HalfYears, NoFonds, NoGrondslag, Uitkering, UitkeringScratch, definitief_into,
    fondsuitkering_into, peiljaar_voorlopig, prognose_into, taakstelling_into, voorlopig_into,
};

/// Memory that one year after another is reckoned in.
#[derive(Debug, Clone, Default)]
pub(crate) struct YearScratch {
    pub(super) werkruimte: UitkeringScratch,
    raming: Raming,
    aia: Vec<i64>,
    /// What people would cost more if all of them were on the Z-route.
    on_z_route: Vec<Cents>,
    /// The definitieve uitkering of the referentiejaar of a fondsuitkering.
    pub referentie: Uitkering,
}

/// What is reckoned for the voorlopige uitkering alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Raming {
    pub per_gemeente: PerGemeente,
    pub aia: Vec<i64>,
}

/// National numbers, spread over gemeenten.
#[derive(Debug, Clone, Default)]
pub(crate) struct PerGemeente {
    pub gpas: Vec<i64>,
    pub ght: Vec<i64>,
    /// Room for one half-year of the taakstelling.
    half: Vec<i64>,
}

/// A scenario with the same people of which a year is done, and what the year has in common
/// with it.
#[derive(Clone, Copy)]
pub(crate) struct EarlierRun<'a> {
    pub gemeen: InCommon,
    /// The memory in which its numbers were divided over gemeenten, where it was kept.
    pub space: Option<&'a YearScratch>,
    pub result: &'a YearProjection,
}

/// What is known of a year before it is run.
#[derive(Clone, Copy)]
pub(crate) enum Known<'a> {
    /// Nothing: all that it asks for is reckoned in its own memory.
    Nothing,
    /// The numbers of the model, as they were divided over gemeenten.
    Divided,
    /// What the year has in common with that of another scenario.
    Earlier(EarlierRun<'a>),
}

/// GPAS and GHT of a year.
#[derive(Clone, Copy)]
struct KnownPerGemeente<'a> {
    gpas: &'a [i64],
    ght: &'a [i64],
}

impl<'a> EarlierRun<'a> {
    fn per_gemeente(self) -> Option<KnownPerGemeente<'a>> {
        let space = self.space.filter(|_| self.gemeen.per_gemeente)?;
        let PerGemeente { gpas, ght, .. } = &space.raming.per_gemeente;
        Some(KnownPerGemeente { gpas, ght })
    }
}

/// What a single run is about.
pub(crate) struct RunInput<'a> {
    pub model: &'a Model,
    pub people: &'a People,
    pub ramingen: &'a Ramingen,
}

impl<'a> RunInput<'a> {
    /// The national numbers that the voorlopige uitkering of a year goes by.
    fn landelijk(&self, jaar: Jaar) -> (i64, HalfYears) {
        let Ramingen {
            prognose,
            taakstelling,
        } = self.ramingen;
        let lpas = prognose.get(&jaar).copied().unwrap_or_default();
        let lht = taakstelling.get(&jaar.plus(-1));
        (lpas, lht.copied().unwrap_or_default())
    }

    /// GPAS and GHT of a year, where the model has the same numbers.
    fn divided(&self, jaar: Jaar) -> Option<KnownPerGemeente<'a>> {
        let (lpas, lht) = self.landelijk(jaar);
        let known = &self.model.ramingen;
        Some(KnownPerGemeente {
            gpas: known.gpas(jaar, lpas)?,
            ght: known.ght(jaar.plus(-1), lht)?,
        })
    }

    fn gemeenten(&self) -> usize {
        self.model.gemeenten.len()
    }

    /// What is known before the year begins: prognosis and taakstelling spread
    /// over gemeenten, and the people as counted at the end of t-2.
    pub(crate) fn geraamd<'s>(
        &'s self,
        plan: &YearPlan<'_>,
        raming: &'s mut Raming,
    ) -> Geraamd<'s> {
        self.geraamd_with(plan, raming, None)
    }

    fn geraamd_with<'s>(
        &'s self,
        plan: &YearPlan<'_>,
        raming: &'s mut Raming,
        known: Option<KnownPerGemeente<'s>>,
    ) -> Geraamd<'s> {
        let (lpas, lht) = self.landelijk(plan.jaar);
        let Raming {
            per_gemeente,
            aia: completed,
        } = raming;
        let KnownPerGemeente { gpas, ght } = known.unwrap_or_else(|| {
            let PerGemeente { gpas, ght, half } = per_gemeente;
            prognose_into(lpas, plan.inwoners, gpas);
            taakstelling_into(lht, plan.inwoners_before, ght, half);
            KnownPerGemeente { gpas, ght }
        });
        let early = peiljaar_voorlopig(plan.jaar);
        aia(plan, self.people, early, completed);
        Geraamd {
            lpas,
            gpas,
            lht: lht.total(),
            ght,
            vaa: self.people.asielstatushouder.at(early, early),
            ago: self.people.gezins_overig.at(early, early),
            aia: completed,
        }
    }

    /// Voorlopige and definitieve uitkering under the rules of the SPUK.
    fn spuk(
        &self,
        plan: &YearPlan<'_>,
        (voorlopig, definitief): (&mut Uitkering, &mut Uitkering),
        known: Option<KnownPerGemeente<'_>>,
        space: &mut YearScratch,
    ) -> Result<(), Diagnostic> {
        let jaar = plan.jaar;
        let geraamd = self.geraamd_with(plan, &mut space.raming, known);
        aia(plan, self.people, jaar, &mut space.aia);
        let gerealiseerd = gerealiseerd(self.people, jaar, &space.aia);
        let work = &mut space.werkruimte;
        voorlopig_into(&plan.bedragen, &geraamd, voorlopig, work)
            .and_then(|()| definitief_into(&plan.bedragen, &gerealiseerd, definitief, work))
            .map_err(|error| self.no_grondslag(jaar, error))
    }

    /// The definitieve uitkering alone, which is all that a fondsuitkering asks of its
    /// referentiejaar: nobody had to know anything before that year began.
    pub fn definitief(
        &self,
        plan: &YearPlan<'_>,
        definitief: &mut Uitkering,
        space: &mut YearScratch,
    ) -> Result<(), Diagnostic> {
        let jaar = plan.jaar;
        aia(plan, self.people, jaar, &mut space.aia);
        let gerealiseerd = gerealiseerd(self.people, jaar, &space.aia);
        let work = &mut space.werkruimte;
        definitief_into(&plan.bedragen, &gerealiseerd, definitief, work)
            .map_err(|error| self.no_grondslag(jaar, error))
    }

    /// The fixed total of a year of fondsuitkering; nothing is settled later.
    fn fonds(
        &self,
        plan: &YearPlan<'_>,
        (factor, verdeelsleutel): (&Exact, Verdeelsleutel),
        result: &mut Uitkering,
        known: Option<KnownPerGemeente<'_>>,
        space: &mut YearScratch,
    ) -> Result<(), Diagnostic> {
        let geraamd = self.geraamd_with(plan, &mut space.raming, known);
        let fonds = Fonds {
            referentie: &space.referentie,
            factor,
            verdeelsleutel,
            inwoners: plan.inwoners,
        };
        let work = &mut space.werkruimte;
        let done = fondsuitkering_into(&fonds, &plan.bedragen, &geraamd, result, work);
        done.map_err(|error| match error {
            NoFonds::GeenGrondslag(error) => self.no_grondslag(plan.jaar, error),
            NoFonds::TeGroot => {
                let jaar = plan.jaar;
                let message = Text::new(
                    format!("de fondsuitkering komt in {jaar} boven 100 miljard euro"),
                    format!("the fondsuitkering exceeds 100 billion euros in {jaar}"),
                );
                let path = ["instrument", "referentiejaar"];
                Diagnostic::new(Code::BuitenBereik, message).at(self.model.scenario.place_of(&path))
            }
        })
    }

    fn no_grondslag(&self, jaar: Jaar, error: NoGrondslag) -> Diagnostic {
        let tba = error.tba;
        let message = Text::new(
            format!("in {jaar} is {tba} euro te verdelen, maar geen gemeente heeft een grondslag"),
            format!("in {jaar} there are {tba} euros to divide, but no gemeente has a grondslag"),
        );
        let scenario = &self.model.scenario;
        Diagnostic::new(Code::GeenGewicht, message)
            .at(scenario.place_of(&["bedragen", &jaar.to_string()]))
            .help(Text::fixed(
                "geef gewichten boven 0, of aantallen bij de bedragen die boven 0 zijn",
                "give weights above 0, or numbers of people for the amounts that are above 0",
            ))
    }

    /// Uitkeringen and costs of a year; what it has in common with an earlier scenario
    /// is that of the other.
    pub fn year(
        &self,
        plan: &YearPlan<'_>,
        result: &mut YearProjection,
        known: Known<'_>,
        space: &mut YearScratch,
    ) -> Result<(), Diagnostic> {
        let (eerder, known) = match known {
            Known::Nothing => (None, None),
            Known::Divided => (None, self.divided(plan.jaar)),
            Known::Earlier(eerder) => {
                let divided = || self.divided(plan.jaar);
                (Some(eerder), eerder.per_gemeente().or_else(divided))
            }
        };
        let YearProjection {
            voorlopig,
            definitief,
            kosten,
            ..
        } = result;
        match (&plan.fonds, eerder) {
            (_, Some(eerder)) if eerder.gemeen.uitkering => {
                voorlopig.copy_from(&eerder.result.voorlopig);
                definitief.copy_from(&eerder.result.definitief);
            }
            (Some((factor, verdeelsleutel)), _) => {
                self.fonds(plan, (factor, *verdeelsleutel), voorlopig, known, space)?;
                definitief.copy_from(voorlopig);
            }
            (None, _) => self.spuk(plan, (voorlopig, definitief), known, space)?,
        }
        let jaar = plan.jaar;
        // What gemeenten get together, to which the books are held later.
        let totals = [voorlopig.rijk, definitief.rijk];
        if totals.iter().any(|&total| total > LARGEST_TOTAL) {
            let what = Text::same("uitkeringen");
            return Err(self.too_large(what, jaar, "bedragen"));
        }
        if let Some(eerder) = eerder.filter(|eerder| eerder.gemeen.kosten) {
            kosten.clone_from(&eerder.result.kosten);
            return Ok(());
        }
        kosten.clear();
        kosten.resize(self.gemeenten(), Cents::ZERO);
        for tarief in plan.tarieven {
            tarief.add(self.people, jaar, kosten);
        }
        let local = self.people.kosten.of(jaar);
        if !local.is_plain() {
            let more = &mut space.on_z_route;
            more.clear();
            if !local.z_route.is_empty() {
                more.resize(self.gemeenten(), Cents::ZERO);
                for tarief in plan.tarieven {
                    tarief.add_on_z_route(self.people, jaar, more);
                }
            }
            local.apply(kosten, more);
        }
        if Cents::total(kosten) > LARGEST_TOTAL {
            let what = Text::fixed("kosten", "costs");
            return Err(self.too_large(what, jaar, "kosten"));
        }
        Ok(())
    }

    /// Amounts of a year beyond all bounds, which follow from a table.
    fn too_large(&self, what: Text, jaar: Jaar, table: &str) -> Diagnostic {
        let message = Text::new(
            format!("de {what} van {jaar} komen boven 200.000 miljard euro"),
            format!("the {what:#} of {jaar} exceed 200 trillion euros"),
        );
        Diagnostic::new(Code::BuitenBereik, message).at(self.model.scenario.place_of(&[table]))
    }
}

/// AIA: completed trajecten that weigh in the distribution of a year, as
/// counted at the end of `peiljaar`.
pub(crate) fn aia(plan: &YearPlan<'_>, people: &People, peiljaar: Jaar, sums: &mut Vec<i64>) {
    sums.clear();
    sums.resize(plan.inwoners.len(), 0);
    for &year in &plan.aia_years {
        add_to(sums, people.afgerond.at(year, peiljaar));
    }
}
