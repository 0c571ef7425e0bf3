//! What a run needs to know of each year, apart from the people: prepared once
//! for a scenario, however often it is run.

use std::sync::Arc;

use super::bedragen::BedragenByYear;
use super::incidenteel::by_people;
use super::load::Model;
use super::tarieven::Tarief;
use crate::exact::fraction::{Exact, Fraction, exact_whole};
use crate::exact::money::Cents;
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::people::people_in;
use crate::scenario::tables::{EersteJaar, IncidenteelTable, KortingTable, Tables};
use crate::scenario::values::Aandeel;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{KortingWijze, Verdeelsleutel};
use crate::uitkering::{Bedragen, KasRules, ReserveMaximum, korting, peiljaar_voorlopig};

/// The cut of a year, with its place in the list of cuts.
pub fn korting_in(tables: &Tables, jaar: Jaar) -> Option<(usize, &KortingTable)> {
    let mut all = tables.korting.0.iter().enumerate();
    all.find(|(_, korting)| korting.vanaf <= jaar && korting.tot.is_none_or(|tot| jaar <= tot))
}

/// The share by which the amounts of a year are cut.
pub fn doorberekend(tables: &Tables, jaar: Jaar) -> Fraction {
    gekort(tables, jaar, KortingWijze::Doorberekend)
}

/// What the cut of a year takes, if it is found in this way.
fn gekort(tables: &Tables, jaar: Jaar, wijze: KortingWijze) -> Fraction {
    let cut = korting_in(tables, jaar).filter(|(_, korting)| korting.wijze == wijze);
    cut.map_or(Fraction::ZERO, |(_, korting)| korting.percentage.0)
}

/// The rules of one uitvoeringsjaar.
#[derive(Debug, Clone, PartialEq)]
pub struct YearPlan<'a> {
    /// The uitvoeringsjaar.
    pub jaar: Jaar,
    /// Amounts after a cut that is passed on.
    pub bedragen: Bedragen,
    /// Years of completion that weigh in this year (Bi2021 art. 10.3(5)).
    pub aia_years: Vec<Jaar>,
    /// Inhabitants on 1 January t-1, for GPAS(t).
    pub inwoners: &'a [i64],
    /// Inhabitants on 1 January t-2, for GHT(t-1).
    pub(crate) inwoners_before: &'a [i64],
    /// In a year of fondsuitkering: what the total of the referentiejaar is
    /// multiplied by, and how it is divided.
    pub fonds: Option<(Exact, Verdeelsleutel)>,
    /// Largest share of the uitkering that may be kept; `None` for no limit.
    pub maximum: Option<ReserveMaximum>,
    /// Share that the state finds in its own budget.
    pub(crate) binnen_begroting: Fraction,
    /// The budget line of the state.
    pub(crate) begroting: Option<Cents>,
    /// What a person costs.
    pub(crate) tarieven: &'a [Tarief],
    /// Incidental money that is divided by inhabitants, per gemeente.
    pub(crate) incidenteel: Arc<[Cents]>,
    /// The other lines of incidental money of the year, which follow people.
    pub(crate) lines: Vec<&'a IncidenteelTable>,
}

/// The rules of all years of a scenario: with the same ones the same people come to the
/// same amounts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan<'a> {
    pub jaren: Vec<YearPlan<'a>>,
    /// The year that a fondsuitkering is based on, if a year has one.
    pub referentie: Option<YearPlan<'a>>,
    pub kasregels: KasRules,
}

impl<'a> Plan<'a> {
    /// Prepares every year from `van` to `tot`.
    ///
    /// # Errors
    /// A year without amounts, prognosis, taakstelling or price to index by.
    pub fn new(model: &'a Model) -> Result<Self, Diagnostic> {
        let planner = Planner {
            model,
            tables: model.scenario.tables(),
            bedragen: &model.bedragen,
        };
        let kop = &planner.tables.scenario;
        let jaren = kop.van.through(kop.tot).map(|jaar| planner.year(jaar));
        let jaren: Vec<YearPlan> = jaren.collect::<Result<_, _>>()?;
        let has_fonds = jaren.iter().any(|year| year.fonds.is_some());
        let referentie = planner
            .tables
            .fondsuitkering()
            .and_then(|table| table.referentiejaar);
        let referentie = referentie.filter(|_| has_fonds);
        Ok(Self {
            referentie: referentie
                .map(|jaar| planner.referentie(jaar))
                .transpose()?,
            kasregels: planner.kasregels(),
            jaren,
        })
    }
}

struct Planner<'a> {
    model: &'a Model,
    tables: &'a Tables,
    bedragen: &'a BedragenByYear,
}

impl<'a> Planner<'a> {
    fn year(&self, jaar: Jaar) -> Result<YearPlan<'a>, Diagnostic> {
        self.plan(jaar, self.tables.asks_forecasts(jaar))
    }

    /// The year that a fondsuitkering is based on: its definitieve uitkering alone.
    fn referentie(&self, jaar: Jaar) -> Result<YearPlan<'a>, Diagnostic> {
        self.plan(jaar, false)
    }

    fn plan(&self, jaar: Jaar, asks_forecasts: bool) -> Result<YearPlan<'a>, Diagnostic> {
        let scenario = &self.model.scenario;
        let gemeenten = &self.model.gemeenten;
        let before = self.bedragen.required(scenario, jaar)?;
        let before_t = jaar.plus(-1);
        let (lpas, lht) = if asks_forecasts {
            let lpas = self.tables.prognose.get(jaar);
            let lht = self.tables.taakstelling.get(before_t);
            (
                self.national("prognose", lpas, jaar)?.get(),
                self.national("taakstelling", lht, before_t)?.get(),
            )
        } else {
            (0, 0)
        };
        let passed_on = doorberekend(self.tables, jaar);
        let fonds = self.fonds(jaar, passed_on)?;
        let line = self.tables.begroting.get(jaar);
        let lines = &self.tables.incidenteel[..];
        Ok(YearPlan {
            jaar,
            bedragen: match passed_on {
                Fraction::ZERO => before,
                percentage => korting(&before, percentage),
            },
            aia_years: self.model.aia_years(jaar).collect(),
            inwoners: gemeenten.verdeelsleutel(lpas, jaar.plus(-1))?,
            inwoners_before: gemeenten.verdeelsleutel(lht, before_t.plus(-1))?,
            maximum: self.maximum(jaar, fonds.is_some()),
            fonds,
            binnen_begroting: gekort(self.tables, jaar, KortingWijze::BinnenBegroting),
            begroting: line.map(|line| Cents::new(line.hundredths())),
            tarieven: self.model.tarieven.of(jaar),
            incidenteel: self.model.incidenteel.of(lines, gemeenten, jaar)?,
            lines: by_people(lines, jaar),
        })
    }

    /// A national number of a year that has to be there.
    fn national<T>(&self, table: &str, number: Option<T>, jaar: Jaar) -> Result<T, Diagnostic> {
        if let Some(number) = number {
            return Ok(number);
        }
        let message = Text::new(
            format!("`[{table}]` heeft geen aantal voor {jaar}"),
            format!("`[{table}]` has no number for {jaar}"),
        );
        Err(Diagnostic::new(Code::SleutelOntbreekt, message)
            .at(self.model.scenario.place_of(&[table]))
            .label(expected(people_in(jaar))))
    }

    /// What the total of the referentiejaar is multiplied by in a year of
    /// fondsuitkering whose amounts are cut by `cut`.
    fn fonds(
        &self,
        jaar: Jaar,
        cut: Fraction,
    ) -> Result<Option<(Exact, Verdeelsleutel)>, Diagnostic> {
        let Some(instrument) = self.tables.fondsuitkering() else {
            return Ok(None);
        };
        let (Some(vanaf), Some(base)) = (instrument.vanaf, instrument.referentiejaar) else {
            return Ok(None);
        };
        if jaar < vanaf {
            return Ok(None);
        }
        let index = self.bedragen.prijspeil().ratio(base, jaar).ok_or_else(|| {
            let message = Text::new(
                format!("er zijn geen prijzen om van {base} naar {jaar} te indexeren"),
                format!("there are no prices to index from {base} to {jaar}"),
            );
            let scenario = &self.model.scenario;
            Diagnostic::new(Code::BedragenOntbreken, message)
                .at(scenario.place_of(&["instrument", "referentiejaar"]))
        })?;
        let left = |cut: Fraction| exact_whole(1) - cut.exact();
        let already: Exact = left(doorberekend(self.tables, base));
        let of_base = if already == exact_whole(0) {
            exact_whole(1)
        } else {
            left(cut) / already
        };
        Ok(Some((index * of_base, instrument.verdeelsleutel)))
    }

    /// What may be kept of the uitkering of a year, and of that of the year before (Bi2021
    /// art. 10.5).
    fn maximum(&self, jaar: Jaar, is_fonds: bool) -> Option<ReserveMaximum> {
        let table = &self.tables.reservering;
        let all = ReserveMaximum::of_the_year(Fraction::ONE);
        // All of the fondsuitkering may be kept, and nothing that is left of the
        // reserve of the SPUK (Wi2021 art. 42(2)).
        if self.tables.reclaims_reserve(jaar) {
            return Some(all);
        }
        if is_fonds {
            return None;
        }
        if !table.in_force(jaar) {
            return Some(all);
        }
        let share = |stated: Option<Aandeel>, usual| stated.map_or(usual, |share| share.0);
        Some(ReserveMaximum {
            eerste: share(table.maximum, all.eerste),
            tweede: share(table.maximum_tweede_jaar, all.tweede),
        })
    }

    fn kasregels(&self) -> KasRules {
        let table = &self.tables.kas;
        let default = KasRules::default();
        KasRules {
            verrekening_maand: table
                .verrekening_maand
                .map_or(default.verrekening_maand, |month| month.0),
            terugvordering_maand: table
                .terugvordering_maand
                .map_or(default.terugvordering_maand, |month| month.0),
            terugvordering_na_jaren: table
                .terugvordering_na_jaren
                .map_or(default.terugvordering_na_jaren, |years| years.0),
        }
    }
}

impl Model {
    /// The years of completion that weigh in `jaar`: t-2, and in the first year
    /// with prestatiebekostiging all since the Act began (Bi2021 art. 10.3(5)).
    pub(crate) fn aia_years(&self, jaar: Jaar) -> impl Iterator<Item = Jaar> + use<> {
        let last = peiljaar_voorlopig(jaar);
        let prestatie = self.scenario.tables().prestatie.as_ref();
        let rule = prestatie.map_or(EersteJaar::Alle, |table| table.eerste_jaar);
        let all = rule == EersteJaar::Alle && self.bedragen.first_prestatie_year() == Some(jaar);
        // In 2023 there is no completion under the Act to count: t-2 lies before it.
        let first = if all { Jaar::START_WI2021 } else { last };
        first.through(last)
    }
}
