//! Reading `gemeenten.csv`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::code::{code_field, misspelt_provincie, provincie};
use super::herindeling::{HerindelingKind, Herindelingen};
use super::names::is_same_name;
use super::provincie::provincie_names;
use super::{Gemeente, Gemeenten};
use crate::exact::apportion::apportion_by_counts;
use crate::input::csv::columns::{known_columns, unknown_column};
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, Place, did_you_mean, expected};
use crate::input::nearest::nearest;
use crate::input::source::Source;
use crate::terms::jaar::Jaar;
use crate::terms::{Remark, Text};

/// Columns that are allowed and not used in the projection itself, each with the
/// most degrees that it can hold.
const DEGREES: [(&str, u32); 2] = [("lon", 180), ("lat", 90)];
const NAME_COLUMNS: [&str; 3] = ["gm_code", "naam", "provincie"];
const INWONERS: &str = "inwoners_";

/// A row as it stands in the file.
struct Delivered {
    gemeente: Gemeente,
    inwoners: Vec<i64>,
    place: Place,
    provincie_place: Place,
}

/// Reads `gm_code,naam,provincie,inwoners_2024,...` (people on 1 January).
/// Gemeenten that have merged since are added up to today's indeling
/// (Bi2021 art. 10.3(1)); each such step is one of the returned remarks.
///
/// # Errors
/// A missing or unknown column, a code that stands twice, a count that is no
/// count, a `lon` or `lat` that is no number of degrees, a gemeente without a name
/// or in a provincie that there is not, no gemeente at all, one that was split over
/// gemeenten without inhabitants, or changes of one's own that cannot be meant.
pub fn read_gemeenten(
    source: &Arc<Source>,
    herindelingen: &Herindelingen,
) -> Result<(Gemeenten, Vec<Remark>), Diagnostic> {
    let input = CsvInput::open(source)?;
    let [code, naam, in_provincie] = [
        input.required(NAME_COLUMNS[0])?,
        input.required(NAME_COLUMNS[1])?,
        input.required(NAME_COLUMNS[2])?,
    ];
    let years = year_columns(&input)?;
    let places = DEGREES.map(|(name, most)| (input.optional(name), most));
    let mut rows: BTreeMap<String, Delivered> = BTreeMap::new();
    input.for_each(|row| {
        let gemeente = Gemeente {
            code: code_field(row, code)?,
            naam: row.name(naam)?.to_owned(),
            provincie: row.name(in_provincie)?.to_owned(),
        };
        for column in [naam, in_provincie] {
            if row.field(column).is_empty() {
                let what = &input.header()[column];
                let message = Text::new(
                    format!("de gemeente {} heeft geen {what}", gemeente.code),
                    format!("the gemeente {} has no `{what}`", gemeente.code),
                );
                return Err(Diagnostic::new(Code::CsvFout, message).at(row.place(column)));
            }
        }
        for (column, most) in places {
            column.map_or(Ok(()), |column| degrees(row, column, most))?;
        }
        let inwoners = years.iter().map(|&(_, column)| row.people(column));
        let inwoners = inwoners.collect::<Result<_, _>>()?;
        let key = gemeente.code.clone();
        let delivered = Delivered {
            gemeente,
            inwoners,
            place: row.place(code),
            provincie_place: row.place(in_provincie),
        };
        if rows.insert(key.clone(), delivered).is_some() {
            let twice = key;
            let message = Text::new(
                format!("{twice} staat er twee keer"),
                format!("{twice} appears twice"),
            );
            return Err(Diagnostic::new(Code::DubbeleRij, message).at(row.place(code)));
        }
        Ok(())
    })?;
    if rows.is_empty() {
        let message = Text::new(
            format!("{} noemt geen enkele gemeente", source.name),
            format!("{} does not name a single gemeente", source.name),
        );
        return Err(Diagnostic::new(Code::LeegBestand, message));
    }
    provincies(&mut rows)?;
    let listed = rows.iter();
    let listed = listed.map(|(code, row)| (code.as_str(), row.gemeente.naam.as_str()));
    herindelingen.hold_names(&listed.collect())?;
    let listed = rows.keys().cloned().collect();
    let (remarks, made_of) = merge(&mut rows, herindelingen, source)?;
    let mut inwoners: BTreeMap<Jaar, Vec<i64>> = BTreeMap::new();
    let mut uninhabited = BTreeMap::new();
    for (position, &(jaar, column)) in years.iter().enumerate() {
        let people: Vec<i64> = rows.values().map(|row| row.inwoners[position]).collect();
        if people.iter().sum::<i64>() == 0 {
            uninhabited.insert(jaar, input.header_place(column));
        }
        inwoners.insert(jaar, people);
    }
    let list = rows.into_values().map(|row| row.gemeente).collect();
    let gemeenten = Gemeenten {
        list,
        inwoners,
        uninhabited,
        listed,
        made_of,
    };
    Ok((gemeenten, remarks))
}

/// Writes every provincie as the CBS does. A country that is made up as a whole may
/// have provincies of its own; where one of the twelve is named, all are of the twelve.
fn provincies(rows: &mut BTreeMap<String, Delivered>) -> Result<(), Diagnostic> {
    let mut own = rows.values();
    let is_real = own.any(|row| provincie(&row.gemeente.provincie).is_some());
    for row in rows.values_mut() {
        let written = &mut row.gemeente.provincie;
        if let Some(known) = provincie(written) {
            known.clone_into(written);
            continue;
        }
        let meant = misspelt_provincie(written);
        if !is_real && meant.is_none() {
            continue;
        }
        let message = Text::new(
            format!("`{written}` is geen provincie"),
            format!("`{written}` is not a provincie"),
        );
        let label = match meant {
            Some(meant) => did_you_mean(format_args!("`{meant}`")),
            None => expected(Text::fixed("een van de twaalf", "one of the twelve")),
        };
        let all = provincie_names().join(", ");
        return Err(Diagnostic::new(Code::OnbekendeWaarde, message)
            .at(row.provincie_place.clone())
            .label(label)
            .help(Text::new(
                format!("de provincies: {all}"),
                format!("the provincies: {all}"),
            )));
    }
    Ok(())
}

/// Every column that holds no inhabitants.
fn other_columns() -> impl Iterator<Item = &'static str> {
    let degrees = DEGREES.map(|(name, _)| name);
    NAME_COLUMNS.into_iter().chain(degrees)
}

pub(crate) fn year_columns(input: &CsvInput) -> Result<Vec<(Jaar, usize)>, Diagnostic> {
    let mut years = Vec::new();
    for (column, name) in input.header().iter().enumerate() {
        if other_columns().any(|other| other == name) {
            continue;
        }
        let year = name.strip_prefix(INWONERS);
        let Some(jaar) = year.and_then(Jaar::written) else {
            let known = ["inwoners_2024"];
            let all = other_columns().chain(known);
            let near = nearest(name, all).unwrap_or("inwoners_2024");
            return Err(unknown_column(name)
                .at(input.header_place(column))
                .label(did_you_mean(format_args!("`{near}`")))
                .help(known_columns(
                    "gm_code, naam, provincie, lon, lat, inwoners_JAAR",
                )));
        };
        years.push((jaar, column));
    }
    if years.is_empty() {
        let message = Text::fixed(
            "er is geen kolom met inwoners",
            "there is no column of inhabitants",
        );
        return Err(Diagnostic::new(Code::KolomOntbreekt, message)
            .at(input.header_place(0))
            .label(expected(Text::fixed(
                "ten minste een kolom als `inwoners_2025`",
                "at least one column such as `inwoners_2025`",
            ))));
    }
    Ok(years)
}

/// A place on the map, in degrees; it may be left open.
fn degrees(row: &CsvRow<'_>, column: usize, most: u32) -> Result<(), Diagnostic> {
    let text = row.field(column);
    let degrees = text.parse::<Decimal>();
    if text.is_empty() || degrees.is_ok_and(|degrees| degrees.abs() <= Decimal::from(most)) {
        return Ok(());
    }
    let message = Text::new(
        format!("`{text}` is geen aantal graden"),
        format!("`{text}` is not a number of degrees"),
    );
    Err(Diagnostic::new(Code::BuitenBereik, message)
        .at(row.place(column))
        .label(expected(Text::new(
            format!("een getal van -{most} tot en met {most}, als 5.12"),
            format!("a number from -{most} to {most}, as 5.12"),
        ))))
}

/// The message for people of a gemeente that was split, where its successors give
/// nothing to divide them by.
pub(crate) fn nobody_in_successors(code: &str) -> Diagnostic {
    let message = Text::new(
        format!("{code}: in de opvolgers woont niemand"),
        format!("{code}: nobody lives in its successors"),
    );
    Diagnostic::new(Code::GeenInwoners, message)
}

/// The steps that were taken, and of the gemeenten that they made anew what each is made of.
type Merged = (Vec<Remark>, BTreeMap<String, BTreeSet<String>>);

fn merge(
    rows: &mut BTreeMap<String, Delivered>,
    herindelingen: &Herindelingen,
    source: &Arc<Source>,
) -> Result<Merged, Diagnostic> {
    let mut remarks = Vec::new();
    let mut made_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for step in herindelingen.steps() {
        // A made-up gemeente may have the code of one that ended; its name tells.
        let is_meant = |row: &Delivered| is_same_name(&row.gemeente.naam, &step.van_naam);
        if !rows.get(&step.van_code).is_some_and(is_meant) {
            continue;
        }
        let Some(old) = rows.remove(&step.van_code) else {
            continue;
        };
        if step.soort == HerindelingKind::Gesplitst
            && step.naar.keys().any(|code| !rows.contains_key(code))
        {
            let (naam, code, file) = (&old.gemeente.naam, &step.van_code, &source.name);
            let message = Text::new(
                format!(
                    "{naam} ({code}) is gesplitst, maar niet elke gemeente waar het in opging staat in {file}"
                ),
                format!(
                    "{naam} ({code}) was split, but not every gemeente that took its place is in {file}"
                ),
            );
            return Err(Diagnostic::new(Code::HerindelingOngeldig, message).at(old.place));
        }
        // What one that was made itself consists of goes on with it.
        let own = made_of.remove(&step.van_code);
        let own = own.unwrap_or_else(|| BTreeSet::from([step.van_code.clone()]));
        for (code, naam) in &step.naar {
            if !rows.contains_key(code) || made_of.contains_key(code) {
                made_of.entry(code.clone()).or_default().extend(own.clone());
            }
            rows.entry(code.clone()).or_insert_with(|| Delivered {
                gemeente: Gemeente {
                    code: code.clone(),
                    naam: naam.clone(),
                    provincie: old.gemeente.provincie.clone(),
                },
                inwoners: vec![0; old.inwoners.len()],
                place: old.place.clone(),
                provincie_place: old.provincie_place.clone(),
            });
        }
        for (position, &people) in old.inwoners.iter().enumerate() {
            let there: Vec<i64> = step
                .naar
                .keys()
                .map(|code| rows[code].inwoners[position])
                .collect();
            let parts = match there[..] {
                [_] => vec![people],
                _ => apportion_by_counts(people, &there)
                    .map_err(|_| nobody_in_successors(&step.van_code).at(old.place.clone()))?,
            };
            for (code, part) in step.naar.keys().zip(parts) {
                let target = rows.get_mut(code).expect("every target was just added");
                target.inwoners[position] += part;
            }
        }
        remarks.push(Remark::MergedGemeente {
            gemeente: old.gemeente.naam,
            code: step.van_code.clone(),
            opvolgers: step.naar.values().cloned().collect(),
        });
    }
    Ok((remarks, made_of))
}

/// One row of `gemeenten.csv`, before any herindeling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GemeenteRow {
    /// Code of the gemeente.
    pub gm_code: String,
    /// Inhabitants on 1 January of each year.
    pub inwoners: BTreeMap<Jaar, i64>,
    /// The line in the file, from 1.
    pub regel: usize,
}

/// Reads the rows of a list of gemeenten.
///
/// # Errors
/// What [`read_gemeenten`] refuses in a row.
pub fn rows(source: &Arc<Source>) -> Result<Vec<GemeenteRow>, Diagnostic> {
    let input = CsvInput::open(source)?;
    let code = input.required("gm_code")?;
    let years = year_columns(&input)?;
    let mut rows = Vec::new();
    input.for_each(|row| {
        let inwoners = years
            .iter()
            .map(|&(jaar, column)| Ok((jaar, row.people(column)?)));
        rows.push(GemeenteRow {
            gm_code: code_field(row, code)?,
            inwoners: inwoners.collect::<Result<_, Diagnostic>>()?,
            regel: row.line(),
        });
        Ok(())
    })?;
    Ok(rows)
}
