//! Reading `aantallen.csv`, counts as DUO delivers them:
//! `gm_code,groep,jaar,aantal[,peiljaar]`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::apportion::apportion_by_people;
use crate::csv_input::{CsvInput, Row};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::gemeente::{Gemeenten, Herindelingen};
use crate::jaar::Jaar;
use crate::source::Source;

/// The most people that one kind can have in a cohort: the country has no more.
const MAX_PEOPLE: i64 = 20_000_000;

/// What is counted; the words of the column `groep`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// AA: housed asielstatushouders, by cohort.
    Asielstatushouder,
    /// AGO: gezins- en overige migranten, by cohort.
    GezinsOverig,
    /// AAO: asielstatushouders on the onderwijsroute, by cohort.
    Onderwijsroute,
    /// AIA: asielstatushouders with a diploma or certificate, by year of completion.
    Afgerond,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Asielstatushouder,
        Self::GezinsOverig,
        Self::Onderwijsroute,
        Self::Afgerond,
    ];

    /// The word in the column `groep`, and the key in `[aantallen.landelijk]`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asielstatushouder => "asielstatushouder",
            Self::GezinsOverig => "gezins_overig",
            Self::Onderwijsroute => "onderwijsroute",
            Self::Afgerond => "afgerond",
        }
    }
}

/// The key of a series of counts: what, which cohort, and counted when.
type Key = (Kind, Jaar, Option<Jaar>);

/// Everything in a delivery, per gemeente of today's indeling.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    series: BTreeMap<Key, Vec<i64>>,
    /// What the reader did that the user should know.
    pub remarks: Vec<String>,
}

struct Columns {
    code: usize,
    groep: usize,
    jaar: usize,
    aantal: usize,
    peiljaar: Option<usize>,
}

/// Counts of gemeenten that have merged or were split since, with their places.
type Former = BTreeMap<(String, Key), (i64, Place)>;

/// A count that no row has given yet.
const ABSENT: i64 = -1;

impl Delivery {
    /// Reads a delivery. Counts of gemeenten that have merged since go to
    /// today's gemeente; those of a gemeente that was split are divided by
    /// inhabitants (Bi2021 art. 10.3(1)).
    ///
    /// # Errors
    /// A missing or unknown column, an unknown gm_code or groep, a count that
    /// is no count, a row that stands twice, more people than the country has.
    pub fn read(
        source: &Arc<Source>,
        gemeenten: &Gemeenten,
        herindelingen: &Herindelingen,
    ) -> Result<Self, Diagnostic> {
        let input = CsvInput::open(source)?;
        let columns = columns(&input)?;
        let mut series: BTreeMap<Key, Vec<i64>> = BTreeMap::new();
        let mut former: Former = BTreeMap::new();
        let mut totals: HashMap<Key, i64> = HashMap::new();
        input.for_each(|row| {
            let key = (
                kind(row, columns.groep)?,
                year(row, columns.jaar)?,
                peiljaar(row, &columns)?,
            );
            let people = row.people(columns.aantal)?;
            let total = totals.entry(key).or_default();
            *total += people;
            if *total > MAX_PEOPLE {
                let message = format!("samen meer dan {MAX_PEOPLE} personen in een cohort");
                return Err(
                    Diagnostic::new(Code::BuitenBereik, message).at(row.place(columns.aantal))
                );
            }
            let code = row.field(columns.code);
            let twice = if let Some(index) = gemeenten.index_of(code) {
                let counts = series
                    .entry(key)
                    .or_insert_with(|| vec![ABSENT; gemeenten.len()]);
                std::mem::replace(&mut counts[index], people) != ABSENT
            } else if herindelingen.of(code).is_some() {
                let place = row.place(columns.code);
                former
                    .insert((code.to_owned(), key), (people, place))
                    .is_some()
            } else {
                return Err(unknown_code(row, columns.code, gemeenten));
            };
            if twice {
                let message = format!("{code}, {}, {} staat er twee keer", key.0.key(), key.1);
                return Err(Diagnostic::new(Code::DubbeleRij, message).at(row.place(columns.code)));
            }
            Ok(())
        })?;
        for counts in series.values_mut() {
            for count in counts.iter_mut().filter(|count| **count == ABSENT) {
                *count = 0;
            }
        }
        let mut delivery = Self {
            series,
            remarks: Vec::new(),
        };
        delivery.add_former(former, gemeenten, herindelingen)?;
        Ok(delivery)
    }

    fn add_former(
        &mut self,
        former: Former,
        gemeenten: &Gemeenten,
        herindelingen: &Herindelingen,
    ) -> Result<(), Diagnostic> {
        let mut last = None;
        for ((code, key), (people, place)) in former {
            let targets = today(&code, gemeenten, herindelingen);
            let targets = targets.map_err(|diagnostic| diagnostic.at(place.clone()))?;
            let inwoners = gemeenten.inwoners(key.1);
            let weights: Vec<i64> = targets.iter().map(|&index| inwoners[index]).collect();
            let parts = apportion_by_people(people, &weights).map_err(|_| {
                let message = format!("{code}: in de opvolgers woont niemand");
                Diagnostic::new(Code::GeenInwoners, message).at(place)
            })?;
            let counts = self
                .series
                .entry(key)
                .or_insert_with(|| vec![0; gemeenten.len()]);
            for (&index, part) in targets.iter().zip(parts) {
                counts[index] += part;
            }
            if last.as_ref() != Some(&code) {
                let names: Vec<String> = targets
                    .iter()
                    .map(|&index| gemeenten.label(index))
                    .collect();
                self.remarks.push(format!(
                    "aantallen van {code} tellen mee in {} (Bi2021 art. 10.3(1))",
                    names.join(", ")
                ));
                last = Some(code);
            }
        }
        Ok(())
    }

    /// The counts of a cohort, with their peiljaar or `None` for those without.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = (Jaar, Option<Jaar>, &[i64])> {
        let all = self.series.iter();
        all.filter(move |((is, _, _), _)| *is == kind)
            .map(|(&(_, cohort, peiljaar), counts)| (cohort, peiljaar, counts.as_slice()))
    }
}

/// The gemeenten of today that a former gemeente lives on in.
fn today(
    code: &str,
    gemeenten: &Gemeenten,
    herindelingen: &Herindelingen,
) -> Result<Vec<usize>, Diagnostic> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![code.to_owned()];
    while let Some(code) = open.pop() {
        if !seen.insert(code.clone()) {
            continue;
        }
        match (gemeenten.index_of(&code), herindelingen.of(&code)) {
            (Some(index), _) => found.push(index),
            (None, Some(step)) => open.extend(step.naar.iter().map(|(code, _)| code.clone())),
            (None, None) => {
                let message = format!("{code}, de opvolger van een gemeente, bestaat niet");
                return Err(Diagnostic::new(Code::HerindelingOngeldig, message));
            }
        }
    }
    if found.is_empty() {
        let message = format!("de herindelingen vanaf {code} vormen een kring");
        return Err(Diagnostic::new(Code::HerindelingOngeldig, message));
    }
    found.sort_unstable();
    Ok(found)
}

fn columns(input: &CsvInput) -> Result<Columns, Diagnostic> {
    let known = ["gm_code", "groep", "jaar", "aantal", "peiljaar"];
    for (column, name) in input.header().iter().enumerate() {
        if !known.contains(&name.as_str()) {
            let label = match nearest(name, known) {
                Some(near) => format!("bedoelt u `{near}`?"),
                None => "deze kolom kent het programma niet".to_owned(),
            };
            return Err(Diagnostic::new(
                Code::OnbekendeSleutel,
                format!("onbekende kolom `{name}`"),
            )
            .at(input.header_place(column))
            .label(label)
            .help(format!("bekende kolommen: {}", known.join(", "))));
        }
    }
    Ok(Columns {
        code: input.required("gm_code")?,
        groep: input.required("groep")?,
        jaar: input.required("jaar")?,
        aantal: input.required("aantal")?,
        peiljaar: input.optional("peiljaar"),
    })
}

fn kind(row: &Row<'_>, column: usize) -> Result<Kind, Diagnostic> {
    let word = row.field(column);
    let known = Kind::ALL.map(Kind::key);
    Kind::ALL
        .into_iter()
        .find(|kind| kind.key() == word)
        .ok_or_else(|| {
            let label = match nearest(word, known) {
                Some(near) => format!("bedoelt u `{near}`?"),
                None => format!("verwacht: {}", known.join(", ")),
            };
            Diagnostic::new(Code::OnbekendeWaarde, format!("onbekende groep `{word}`"))
                .at(row.place(column))
                .label(label)
        })
}

fn year(row: &Row<'_>, column: usize) -> Result<Jaar, Diagnostic> {
    let text = row.field(column);
    let year = text.parse().ok().and_then(Jaar::new);
    year.ok_or_else(|| {
        Diagnostic::new(Code::BuitenBereik, format!("`{text}` is geen jaar"))
            .at(row.place(column))
            .label("verwacht: een jaar van 2000 tot en met 2200")
    })
}

/// The peiljaar of a row, if it has one; nobody is counted before they came.
fn peiljaar(row: &Row<'_>, columns: &Columns) -> Result<Option<Jaar>, Diagnostic> {
    let Some(column) = columns.peiljaar.filter(|&c| !row.field(c).is_empty()) else {
        return Ok(None);
    };
    let (jaar, peiljaar) = (year(row, columns.jaar)?, year(row, column)?);
    if peiljaar < jaar {
        let message = format!("het peiljaar {peiljaar} ligt voor het jaar {jaar} zelf");
        return Err(Diagnostic::new(Code::EersteVoorLaatsteJaar, message).at(row.place(column)));
    }
    Ok(Some(peiljaar))
}

fn unknown_code(row: &Row<'_>, column: usize, gemeenten: &Gemeenten) -> Diagnostic {
    let code = row.field(column);
    let codes = gemeenten
        .list()
        .iter()
        .map(|gemeente| gemeente.code.as_str());
    let diagnostic = Diagnostic::new(
        Code::GemeenteOnbekend,
        format!("de gemeente `{code}` bestaat niet in dit scenario"),
    )
    .at(row.place(column));
    match nearest(code, codes) {
        Some(near) => diagnostic.label(format!("bedoelt u {near}?")),
        None => diagnostic.label("verwacht: een gm_code uit de lijst van gemeenten"),
    }
}
