//! How gemeenten differ: factors on what the model says of each, from `kenmerken.csv`
//! and from `[kenmerken.GM0344]`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::delivery_rows::unknown_code;
use crate::gemeente::{Gemeenten, Herindelingen, code_field};
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, Place, expected};
use crate::input::source::Source;
use crate::scenario::Scenario;
use crate::scenario::tables::{KenmerkenFactors, Tables};
use crate::scenario::values::{Factor, Spreiding};
use crate::terms::remark::FigureRemark;
use crate::terms::{Remark, Text};

/// What a factor is on; the columns of `kenmerken.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kenmerk {
    /// People who are housed; the other gemeenten give way.
    Instroom,
    /// People who complete.
    Afronding,
    /// Costs.
    Kosten,
    /// The share of asielstatushouders on the Z-route.
    ZRoute,
}

impl Kenmerk {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Instroom, Self::Afronding, Self::Kosten, Self::ZRoute];

    /// The key in a scenario, and the column of the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Instroom => "instroom",
            Self::Afronding => "afronding",
            Self::Kosten => "kosten",
            Self::ZRoute => "z_route",
        }
    }

    /// The key of how far gemeenten differ in it, lasting over the years.
    pub const fn spread_key(self) -> &'static str {
        match self {
            Self::Instroom => "instroom.gemeenten.realisatie",
            Self::Afronding => "kenmerken.spreiding.afronding",
            Self::Kosten => "kenmerken.spreiding.kosten",
            Self::ZRoute => "kenmerken.spreiding.z_route",
        }
    }

    /// How far gemeenten differ in it, lasting over the years; `None` where they do not.
    pub fn spread(self, tables: &Tables) -> Option<Spreiding> {
        let spreiding = &tables.kenmerken.spreiding;
        let stated = match self {
            Self::Instroom => tables.instroom.gemeenten.realisatie,
            Self::Afronding => spreiding.afronding,
            Self::Kosten => spreiding.kosten,
            Self::ZRoute => spreiding.z_route,
        };
        stated.filter(|spread| spread.moves())
    }

    const fn of(self, factors: &KenmerkenFactors) -> Option<Factor> {
        match self {
            Self::Instroom => factors.instroom,
            Self::Afronding => factors.afronding,
            Self::Kosten => factors.kosten,
            Self::ZRoute => factors.z_route,
        }
    }
}

/// Factors are whole millionths, so that whatever they are on stays exact.
pub const MILLION: i64 = 1_000_000;

/// Where a factor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KenmerkPlace {
    /// Under the key of its gemeente in the scenario.
    Scenario,
    /// Under the key of a gemeente that went into it: the one that ended by this step of the
    /// herindelingen.
    Former(usize),
    /// In this line of the file, from 1.
    Line(usize),
}

/// The factors of every gemeente, each in millionths; 1 where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kenmerken {
    /// By kenmerk and then by gemeente; empty where all are 1.
    factors: [Vec<i64>; Kenmerk::ALL.len()],
    places: Vec<(Kenmerk, usize, KenmerkPlace)>,
    /// What became of factors of gemeenten that ended.
    pub(crate) remarks: Vec<Remark>,
}

impl Kenmerken {
    /// The factors that a scenario states: those of its file, and over them those of
    /// its own tables.
    ///
    /// # Errors
    /// A missing or unknown column, an unknown gemeente, a row that stands twice, what is no
    /// factor, or one of a gemeente that went into others of which nobody says it.
    pub fn read(
        scenario: &Scenario,
        file: Option<&Arc<Source>>,
        gemeenten: &Gemeenten,
        herindelingen: &Herindelingen,
    ) -> Result<Self, Diagnostic> {
        let mut kenmerken = Self::default();
        let mut former = FormerFactors::new(gemeenten, herindelingen);
        if let Some(source) = file {
            kenmerken.read_file(source, gemeenten, &mut former)?;
        }
        for (code, factors) in &scenario.tables().kenmerken.gemeenten {
            let Some(gemeente) = gemeenten.index_of(code) else {
                let Some(step) = former.step(code) else {
                    return Err(unknown_gemeente(scenario, code));
                };
                for kenmerk in Kenmerk::ALL {
                    if let Some(factor) = kenmerk.of(factors) {
                        let at = scenario.place_of(&["kenmerken", code]);
                        let place = (KenmerkPlace::Former(step), at);
                        former.add(code, kenmerk, factor, place);
                    }
                }
                continue;
            };
            for kenmerk in Kenmerk::ALL {
                if let Some(factor) = kenmerk.of(factors) {
                    let place = KenmerkPlace::Scenario;
                    kenmerken.set(kenmerk, (gemeente, gemeenten.len()), factor, place);
                }
            }
        }
        former.settle(&mut kenmerken)?;
        for factors in &mut kenmerken.factors {
            if factors.iter().all(|&factor| factor == MILLION) {
                factors.clear();
            }
        }
        Ok(kenmerken)
    }

    fn read_file(
        &mut self,
        source: &Arc<Source>,
        gemeenten: &Gemeenten,
        former: &mut FormerFactors<'_>,
    ) -> Result<(), Diagnostic> {
        let input = CsvInput::open(source)?;
        let mut known = vec!["gm_code"];
        known.extend(Kenmerk::ALL.map(Kenmerk::key));
        input.only(&known)?;
        let code_column = input.required("gm_code")?;
        let columns = Kenmerk::ALL.map(|kenmerk| (kenmerk, input.optional(kenmerk.key())));
        if columns.iter().all(|(_, column)| column.is_none()) {
            let message = Text::fixed(
                "er staat geen enkele factor in dit bestand",
                "there is not a single factor in this file",
            );
            let help = Text::new(
                format!("geef een of meer kolommen van {}", known[1..].join(", ")),
                format!("give one or more columns of {}", known[1..].join(", ")),
            );
            let place = input.header_place(code_column);
            let missing = Diagnostic::new(Code::KolomOntbreekt, message);
            return Err(missing.at(place).help(help));
        }
        let mut seen = HashSet::new();
        input.for_each(|row| {
            let code = code_field(row, code_column)?;
            let gemeente = gemeenten.index_of(&code);
            if gemeente.is_none() && former.step(&code).is_none() {
                return Err(unknown_code(row, code_column, &code));
            }
            if !seen.insert(code.clone()) {
                let message = Text::new(
                    format!("{code} staat er twee keer"),
                    format!("{code} appears twice"),
                );
                let twice = Diagnostic::new(Code::DubbeleRij, message);
                return Err(twice.at(row.place(code_column)));
            }
            for &(kenmerk, column) in &columns {
                let Some(column) = column else {
                    continue;
                };
                let Some(factor) = factor_field(row, column)? else {
                    continue;
                };
                let place = KenmerkPlace::Line(row.line());
                match gemeente {
                    Some(gemeente) => {
                        self.set(kenmerk, (gemeente, gemeenten.len()), factor, place);
                    }
                    None => former.add(&code, kenmerk, factor, (place, row.place(column))),
                }
            }
            Ok(())
        })
    }

    fn set(
        &mut self,
        kenmerk: Kenmerk,
        (gemeente, gemeenten): (usize, usize),
        factor: Factor,
        place: KenmerkPlace,
    ) {
        let factors = &mut self.factors[kenmerk as usize];
        factors.resize(gemeenten, MILLION);
        factors[gemeente] = factor.millionths();
        self.places
            .retain(|(own, at, _)| (*own, *at) != (kenmerk, gemeente));
        self.places.push((kenmerk, gemeente, place));
    }

    /// Whether no gemeente differs from what the model says: all factors are 1.
    pub fn is_plain(&self) -> bool {
        self.factors.iter().all(Vec::is_empty)
    }

    /// The factors of all gemeenten, in millionths; `None` where all are 1.
    pub fn of(&self, kenmerk: Kenmerk) -> Option<&[i64]> {
        let factors = &self.factors[kenmerk as usize];
        (!factors.is_empty()).then_some(factors)
    }

    /// The factor of one gemeente, in millionths.
    pub fn factor(&self, kenmerk: Kenmerk, gemeente: usize) -> i64 {
        self.of(kenmerk)
            .map_or(MILLION, |factors| factors[gemeente])
    }

    /// Where the factor of a gemeente stands; `None` where nothing is said of it.
    pub fn place(&self, kenmerk: Kenmerk, gemeente: usize) -> Option<KenmerkPlace> {
        let mut places = self.places.iter();
        let found = places.find(|(own, at, _)| (*own, *at) == (kenmerk, gemeente));
        found.map(|&(_, _, place)| place)
    }

    /// Inhabitants, each times the factor of its gemeente on `instroom`: what people are
    /// divided by. `None` where all factors are 1.
    pub fn weighted(&self, inwoners: &[i64]) -> Option<Vec<i64>> {
        let factors = self.of(Kenmerk::Instroom)?;
        let weights = inwoners.iter().zip(factors);
        Some(weights.map(|(people, factor)| people * factor).collect())
    }
}

/// A factor of a gemeente that ended, and where it stands.
type Stated = (Factor, (KenmerkPlace, Place));

/// The factors of gemeenten that ended: whose they are now. All years use today's indeling, so
/// that a factor counts in a gemeente of today. What several gemeenten with other factors come
/// to together, nobody says, and it is not made up here.
struct FormerFactors<'a> {
    gemeenten: &'a Gemeenten,
    herindelingen: &'a Herindelingen,
    stated: BTreeMap<(String, Kenmerk), Stated>,
}

impl<'a> FormerFactors<'a> {
    fn new(gemeenten: &'a Gemeenten, herindelingen: &'a Herindelingen) -> Self {
        Self {
            gemeenten,
            herindelingen,
            stated: BTreeMap::new(),
        }
    }

    /// The step that ended a gemeente which lives on in those of today; `None` for any other.
    fn step(&self, code: &str) -> Option<usize> {
        let mut steps = self.herindelingen.steps().iter();
        let step = steps.position(|step| step.van_code == code)?;
        let today = self.herindelingen.today(code, self.gemeenten);
        today.is_ok().then_some(step)
    }

    /// Keeps a factor, over what was said of it before.
    fn add(&mut self, code: &str, kenmerk: Kenmerk, factor: Factor, place: (KenmerkPlace, Place)) {
        self.stated
            .insert((code.to_owned(), kenmerk), (factor, place));
    }

    /// Gives them to the gemeenten of today, where it is certain what these have: a factor of
    /// its own, or the one that all that it was made of share. A factor of 1 asks for nothing.
    ///
    /// # Errors
    /// One of a gemeente that went into others of which nobody says the factor.
    fn settle(&self, kenmerken: &mut Kenmerken) -> Result<(), Diagnostic> {
        let own: BTreeSet<(Kenmerk, usize)> = {
            let own = kenmerken.places.iter();
            own.map(|&(kenmerk, gemeente, _)| (kenmerk, gemeente))
                .collect()
        };
        let (mut moved, mut replaced) = (BTreeSet::new(), BTreeSet::new());
        for ((code, kenmerk), (factor, (place, at))) in &self.stated {
            if factor.millionths() == MILLION {
                continue;
            }
            let today = self.herindelingen.today(code, self.gemeenten)?;
            let is_own = |gemeente: &usize| own.contains(&(*kenmerk, *gemeente));
            let shared = |gemeente: &usize| self.is_shared(*gemeente, *kenmerk, *factor);
            if !today
                .iter()
                .all(|gemeente| is_own(gemeente) || shared(gemeente))
            {
                let unsaid = today.into_iter().filter(|gemeente| !is_own(gemeente));
                let unsaid: Vec<usize> = unsaid.collect();
                return Err(self.unsaid(code, *kenmerk, &unsaid).at(at.clone()));
            }
            for gemeente in today {
                let (key, later) = (kenmerk.key(), self.gemeenten.label(gemeente));
                let step = format!("{key} {} → {later}", self.label(code));
                if own.contains(&(*kenmerk, gemeente)) {
                    replaced.insert(step);
                } else {
                    let all = self.gemeenten.len();
                    kenmerken.set(*kenmerk, (gemeente, all), *factor, *place);
                    moved.insert(step);
                }
            }
        }
        if !moved.is_empty() || !replaced.is_empty() {
            let (moved, replaced) = (Vec::from_iter(moved), Vec::from_iter(replaced));
            let remark = FigureRemark::FactorsOfFormer { moved, replaced };
            kenmerken.remarks.push(Remark::Figures(remark));
        }
        Ok(())
    }

    /// Whether all that a gemeente was made of have this factor. One that was there before
    /// has its own, which is 1 where nothing is said.
    fn is_shared(&self, gemeente: usize, kenmerk: Kenmerk, factor: Factor) -> bool {
        let parts = self
            .gemeenten
            .parts_of(&self.gemeenten.list()[gemeente].code);
        parts.is_some_and(|parts| {
            let mut all = parts
                .iter()
                .map(|code| self.stated.get(&(code.clone(), kenmerk)));
            all.all(|part| part.is_some_and(|(own, _)| own.millionths() == factor.millionths()))
        })
    }

    /// Name and code of one that ended.
    fn label(&self, code: &str) -> String {
        let naam = self
            .herindelingen
            .of(code)
            .map_or("", |step| &step.van_naam);
        format!("{naam} ({code})")
    }

    /// The message for a factor of one that went into these, of which nobody says it.
    fn unsaid(&self, code: &str, kenmerk: Kenmerk, unsaid: &[usize]) -> Diagnostic {
        let later: Vec<String> = unsaid.iter().map(|&it| self.gemeenten.label(it)).collect();
        let (former, later, key) = (self.label(code), later.join(", "), kenmerk.key());
        let first = unsaid
            .first()
            .map_or("", |&it| &self.gemeenten.list()[it].code);
        let message = Text::new(
            format!("{former} gaat op in {later}: welke factor `{key}` daar geldt, zegt niemand"),
            format!("{former} goes into {later}: which factor `{key}` holds there, nobody says"),
        );
        Diagnostic::new(Code::GemeenteOnbekend, message).help(Text::new(
            format!(
                "geef elke opvolger er zelf een, dan telt deze niet meer mee: [kenmerken.{first}] {key} = ..."
            ),
            format!(
                "give every successor one of its own, and this one counts no longer: [kenmerken.{first}] {key} = ..."
            ),
        ))
    }
}

/// The factor in a field of a file of rows; `None` where it is empty, which says nothing.
///
/// # Errors
/// What is no factor.
pub(crate) fn factor_field(row: &CsvRow<'_>, column: usize) -> Result<Option<Factor>, Diagnostic> {
    let text = row.field(column);
    if text.is_empty() {
        return Ok(None);
    }
    match Factor::written(text) {
        Some(factor) => Ok(Some(factor)),
        None => {
            let message = Text::new(
                format!("`{text}` kan hier niet"),
                format!("`{text}` is not allowed here"),
            );
            Err(Diagnostic::new(Code::BuitenBereik, message)
                .at(row.place(column))
                .label(expected(Factor::expected())))
        }
    }
}

/// The message for a key of `[kenmerken]` that no gemeente of the scenario has.
fn unknown_gemeente(scenario: &Scenario, code: &str) -> Diagnostic {
    let message = Text::new(
        format!("de gemeente `{code}` bestaat niet in dit scenario"),
        format!("the gemeente `{code}` does not exist in this scenario"),
    );
    Diagnostic::new(Code::GemeenteOnbekend, message)
        .at(scenario.place_of(&["kenmerken", code]))
        .label(expected(Text::fixed(
            "een gm_code uit de lijst van gemeenten",
            "a gm_code from the list of gemeenten",
        )))
}
