//! Changes of the gemeentelijke indeling: all years use today's (Bi2021 art. 10.3(1)).

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::sync::Arc;

use jiff::civil::Date;

use super::Gemeenten;
use super::code::code_field;
use super::names::is_same_name;
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, Place, expected};
use crate::input::source::Source;
use crate::terms::remark::RowsOf;
use crate::terms::{Remark, Text};

/// What happened to a gemeente that no longer exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HerindelingKind {
    /// It went into one other gemeente as a whole.
    Opgegaan,
    /// It was divided over several.
    Gesplitst,
}

/// One gemeente that ended, and where it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herindeling {
    /// The day on which it ended.
    pub datum: Date,
    /// Code of the gemeente that ended.
    pub van_code: String,
    /// Its name.
    pub van_naam: String,
    /// Names of the gemeenten that it went into, by code.
    pub naar: BTreeMap<String, String>,
    /// As a whole or in parts.
    pub soort: HerindelingKind,
}

/// The changes, in the order of their dates.
#[derive(Debug, Clone, Default)]
pub struct Herindelingen {
    steps: Vec<Herindeling>,
    /// Where in `steps` the end of a gemeente stands, by its code.
    index: BTreeMap<String, usize>,
    /// The rows of a file of one's own, in its order; none of the embedded file.
    pub(super) own: Vec<OwnChange>,
}

/// A row of a file of one's own: a gemeente that ends, and one that it goes into.
#[derive(Debug, Clone)]
pub(super) struct OwnChange {
    /// The day on which it ends.
    pub datum: Date,
    /// Code and name of the gemeente that ends.
    pub van: (String, String),
    /// Code and name of one that it goes into.
    pub naar: (String, String),
    /// Where that code and that name stand.
    pub van_places: [Place; 2],
    /// Where these do.
    pub naar_places: [Place; 2],
}

/// Where the fields of a row stand.
struct HerindelingColumns {
    datum: usize,
    van_code: usize,
    van_naam: usize,
    naar_code: usize,
    naar_naam: usize,
    soort: usize,
}

impl HerindelingColumns {
    fn of(input: &CsvInput) -> Result<Self, Diagnostic> {
        input.only(&[
            "datum",
            "van_code",
            "van_naam",
            "naar_code",
            "naar_naam",
            "soort",
        ])?;
        Ok(Self {
            datum: input.required("datum")?,
            van_code: input.required("van_code")?,
            van_naam: input.required("van_naam")?,
            naar_code: input.required("naar_code")?,
            naar_naam: input.required("naar_naam")?,
            soort: input.required("soort")?,
        })
    }

    /// The change in a row: of a gemeente that was split, one part of it.
    fn step(&self, row: &CsvRow<'_>) -> Result<Herindeling, Diagnostic> {
        let soort = match row.field(self.soort) {
            "opgegaan" => HerindelingKind::Opgegaan,
            "gesplitst" => HerindelingKind::Gesplitst,
            other => {
                let message = Text::new(
                    format!("onbekende soort `{other}`: opgegaan of gesplitst"),
                    format!("unknown soort `{other}`: opgegaan or gesplitst"),
                );
                return Err(invalid(row, self.soort, message));
            }
        };
        let van_code = code_field(row, self.van_code)?;
        let naar = code_field(row, self.naar_code)?;
        if van_code == naar {
            let message = Text::new(
                format!("{naar} kan niet in zichzelf opgaan"),
                format!("{naar} cannot become part of itself"),
            );
            return Err(invalid(row, self.naar_code, message));
        }
        Ok(Herindeling {
            datum: date(row, self.datum)?,
            van_code,
            van_naam: row.name(self.van_naam)?.to_owned(),
            naar: BTreeMap::from([(naar, row.name(self.naar_naam)?.to_owned())]),
            soort,
        })
    }

    /// Adds a part to a gemeente of which there is a row already.
    fn add_part(
        &self,
        row: &CsvRow<'_>,
        known: &mut Herindeling,
        part: Herindeling,
    ) -> Result<(), Diagnostic> {
        let van = &known.van_code;
        if known.soort != HerindelingKind::Gesplitst || part.soort != HerindelingKind::Gesplitst {
            let message = Text::new(
                format!("{van} is al ergens anders in opgegaan"),
                format!("{van} already became part of another gemeente"),
            );
            return Err(invalid(row, self.van_code, message));
        }
        if known.datum != part.datum {
            let message = Text::new(
                format!("{van} is al gesplitst op {}", known.datum),
                format!("{van} was split on {} already", known.datum),
            );
            return Err(invalid(row, self.datum, message));
        }
        for (naar, naam) in part.naar {
            if known.naar.contains_key(&naar) {
                let message = Text::new(
                    format!("{van} naar {naar} staat er twee keer"),
                    format!("{van} to {naar} appears twice"),
                );
                let twice = Diagnostic::new(Code::DubbeleRij, message);
                return Err(twice.at(row.place(self.naar_code)));
            }
            known.naar.insert(naar, naam);
        }
        Ok(())
    }
}

fn invalid(row: &CsvRow<'_>, column: usize, message: Text) -> Diagnostic {
    Diagnostic::new(Code::HerindelingOngeldig, message).at(row.place(column))
}

/// Day, month and year, with the same mark between them.
fn date_of_excel(text: &str) -> Option<Date> {
    let mark = ['-', '/'].into_iter().find(|&mark| text.contains(mark))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [day, month, year] = parts[..] else {
        return None;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    Date::new(year.parse().ok()?, month, day).ok()
}

/// A date as `2022-03-24`, or as Excel in Dutch writes it, `24-3-2022`; in no other way that
/// could be meant for one.
fn date(row: &CsvRow<'_>, column: usize) -> Result<Date, Diagnostic> {
    let text = row.field(column);
    let date = text.parse().ok();
    let date = date.filter(|date: &Date| date.to_string() == text);
    date.or_else(|| date_of_excel(text)).ok_or_else(|| {
        let message = Text::new(
            format!("`{text}` is geen datum"),
            format!("`{text}` is not a date"),
        );
        invalid(row, column, message).label(expected(Text::fixed(
            "jaar, maand en dag, als 2022-03-24, of dag, maand en jaar, als 24-3-2022",
            "year, month and day, as 2022-03-24, or day, month and year, as 24-3-2022",
        )))
    })
}

/// The message for a gemeente that goes into one that was gone by then.
fn into_one_that_is_gone(change: &OwnChange, since: Date) -> Diagnostic {
    let ((code, _), datum) = (&change.naar, change.datum);
    let message = Text::new(
        format!("{code} bestond op {datum} zelf niet meer, sinds {since}"),
        format!("{code} itself no longer existed on {datum}, since {since}"),
    );
    let help = Text::fixed(
        "noem hier de gemeente die ervoor in de plaats kwam",
        "name the gemeente that took its place here",
    );
    Diagnostic::new(Code::HerindelingOngeldig, message)
        .at(change.naar_places[0].clone())
        .help(help)
}

impl Herindeling {
    /// When it is laid on the gemeenten. Of one day those that go as a whole come first, so
    /// that what one that was split is divided by does not hang on codes.
    fn order(&self) -> (Date, bool) {
        (self.datum, self.soort == HerindelingKind::Gesplitst)
    }

    /// Whether another says something else of this gemeente, and not of a made-up one
    /// with its code.
    fn contradicts(&self, other: &Self) -> bool {
        is_same_name(&self.van_naam, &other.van_naam)
            && !(self.datum == other.datum
                && self.soort == other.soort
                && self.naar.keys().eq(other.naar.keys()))
    }
}

impl Herindelingen {
    /// The same changes, none of which are of one's own.
    pub(super) fn without_own(self) -> Self {
        Self {
            own: Vec::new(),
            ..self
        }
    }

    /// Reads `datum,van_code,van_naam,naar_code,naar_naam,soort`, where `soort`
    /// is `opgegaan` or `gesplitst`.
    ///
    /// # Errors
    /// A missing or unknown column, a `datum` that is no date, another `soort`, a
    /// gemeente that goes into itself or twice into the same one, one that goes
    /// as a whole into more than one, or into one that was gone by then.
    pub fn read(source: &Arc<Source>) -> Result<Self, Diagnostic> {
        let input = CsvInput::open(source)?;
        let columns = HerindelingColumns::of(&input)?;
        let mut by_code: BTreeMap<String, Herindeling> = BTreeMap::new();
        let mut own = Vec::new();
        input.for_each(|row| {
            let step = columns.step(row)?;
            own.extend(step.naar.iter().map(|(naar, naar_naam)| OwnChange {
                datum: step.datum,
                van: (step.van_code.clone(), step.van_naam.clone()),
                naar: (naar.clone(), naar_naam.clone()),
                van_places: [row.place(columns.van_code), row.place(columns.van_naam)],
                naar_places: [row.place(columns.naar_code), row.place(columns.naar_naam)],
            }));
            match by_code.entry(step.van_code.clone()) {
                Entry::Vacant(place) => {
                    place.insert(step);
                    Ok(())
                }
                Entry::Occupied(mut known) => columns.add_part(row, known.get_mut(), step),
            }
        })?;
        for change in &own {
            let gone = by_code.get(&change.naar.0);
            if let Some(gone) = gone.filter(|gone| gone.datum <= change.datum) {
                return Err(into_one_that_is_gone(change, gone.datum));
            }
        }
        Ok(Self::of_steps(by_code, own))
    }

    /// These changes, and those of a file of one's own beside them: of a gemeente in
    /// both the file decides, and where it says otherwise a remark tells so; one that says
    /// nothing at all too.
    ///
    /// # Errors
    /// A gemeente that goes into one that was gone by then.
    pub fn with_own(self, own: Self, file: &str) -> Result<(Self, Vec<Remark>), Diagnostic> {
        let mut by_code: BTreeMap<String, Herindeling> = BTreeMap::new();
        for step in self.steps {
            by_code.insert(step.van_code.clone(), step);
        }
        let mut replaced = Vec::new();
        for step in own.steps {
            let code = step.van_code.clone();
            let before = by_code.insert(code.clone(), step);
            let other = before.filter(|before| before.contradicts(&by_code[&code]));
            replaced.extend(other.map(|before| before.van_naam));
        }
        for change in &own.own {
            // A made-up gemeente may have the code of one that ended.
            let gone = by_code.get(&change.naar.0);
            let gone = gone.filter(|gone| is_same_name(&gone.van_naam, &change.naar.1));
            if let Some(gone) = gone.filter(|gone| gone.datum <= change.datum) {
                return Err(into_one_that_is_gone(change, gone.datum));
            }
            // A gemeente that this ends may have been the end of another, later on.
            let mut later = by_code.values();
            let later = later.find(|step| {
                let known = step.naar.get(&change.van.0);
                let is_meant = known.is_some_and(|known| is_same_name(known, &change.van.1));
                is_meant && change.datum <= step.datum
            });
            if let Some(later) = later {
                let ((code, _), since) = (&change.van, change.datum);
                let (van, datum) = (&later.van_naam, later.datum);
                let message = Text::new(
                    format!("{code} kan niet op {since} ophouden: {van} ging er op {datum} in op"),
                    format!("{code} cannot end on {since}: {van} became part of it on {datum}"),
                );
                let place = change.van_places[0].clone();
                return Err(Diagnostic::new(Code::HerindelingOngeldig, message).at(place));
            }
        }
        let file = file.to_owned();
        let remark = if own.own.is_empty() {
            let rows = RowsOf::Herindelingen;
            Some(Remark::NoRows { file, rows })
        } else {
            let gone = replaced;
            (!gone.is_empty()).then_some(Remark::ReplacedHerindelingen { file, gone })
        };
        Ok((Self::of_steps(by_code, own.own), Vec::from_iter(remark)))
    }

    fn of_steps(by_code: BTreeMap<String, Herindeling>, own: Vec<OwnChange>) -> Self {
        let mut steps: Vec<Herindeling> = by_code.into_values().collect();
        steps.sort_by_key(Herindeling::order);
        let codes = steps.iter().map(|step| step.van_code.clone());
        Self {
            index: codes.zip(0..).collect(),
            steps,
            own,
        }
    }

    /// The changes of several lists together; `None` where two of them say something else
    /// about the same gemeente.
    pub fn together<'a>(all: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut by_code: BTreeMap<String, Herindeling> = BTreeMap::new();
        for step in all.into_iter().flat_map(|one| &one.steps) {
            let known = by_code
                .entry(step.van_code.clone())
                .or_insert_with(|| step.clone());
            let same = known.soort == step.soort && known.naar.keys().eq(step.naar.keys());
            if !same {
                return None;
            }
        }
        let mut steps: Vec<Herindeling> = by_code.into_values().collect();
        steps.sort_by_key(Herindeling::order);
        let codes = steps.iter().map(|step| step.van_code.clone());
        Some(Self {
            index: codes.zip(0..).collect(),
            steps,
            // Each list was held to its gemeenten when it was read.
            own: Vec::new(),
        })
    }

    /// The changes, earliest first.
    pub fn steps(&self) -> &[Herindeling] {
        &self.steps
    }

    /// The change that ended a gemeente.
    pub fn of(&self, code: &str) -> Option<&Herindeling> {
        self.index.get(code).map(|&index| &self.steps[index])
    }

    /// The gemeenten of today that a former gemeente lives on in.
    ///
    /// # Errors
    /// If a successor does not exist.
    pub fn today(&self, code: &str, gemeenten: &Gemeenten) -> Result<Vec<usize>, Diagnostic> {
        let mut found = BTreeSet::new();
        let mut open = vec![code.to_owned()];
        // Every step is to a gemeente that ended later, so that there is an end to it.
        while let Some(code) = open.pop() {
            match (gemeenten.index_of(&code), self.of(&code)) {
                (Some(index), _) => {
                    found.insert(index);
                }
                (None, Some(step)) => open.extend(step.naar.keys().cloned()),
                (None, None) => {
                    let message = Text::new(
                        format!("{code}, de opvolger van een gemeente, bestaat niet"),
                        format!("{code}, the successor of a gemeente, does not exist"),
                    );
                    return Err(Diagnostic::new(Code::HerindelingOngeldig, message));
                }
            }
        }
        Ok(found.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gemeente::shipped;

    #[test]
    fn haaren_was_split_over_four_and_weesp_went_to_amsterdam() {
        let all = &shipped().herindelingen;
        assert_eq!(all.of("GM0788").unwrap().naar.len(), 4);
        let weesp = all.of("GM0457").unwrap();
        assert_eq!(
            (weesp.soort, weesp.naar.keys().map(String::as_str).collect()),
            (HerindelingKind::Opgegaan, vec!["GM0363"])
        );
    }
    fn read(rows: &str) -> Result<Herindelingen, Diagnostic> {
        let header = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";
        Herindelingen::read(&Source::embedded("h.csv", format!("{header}{rows}")))
    }

    #[test]
    fn changes_go_by_date_and_then_by_code() {
        let rows = "2024-12-31,GM3,C,GM9,I,opgegaan\n2023-01-01,GM2,B,GM9,I,opgegaan\n\
                    2023-01-01,GM1,A,GM9,I,opgegaan\n";
        let all = read(rows).unwrap();
        let codes: Vec<&str> = all.steps().iter().map(|step| &*step.van_code).collect();
        assert_eq!(codes, ["GM0001", "GM0002", "GM0003"]);
        for code in codes {
            assert_eq!(all.of(code).unwrap().van_code, code);
        }
    }

    #[test]
    fn nobody_goes_into_a_gemeente_that_is_gone() {
        for before in ["2023-01-01", "2024-01-01"] {
            let gone = format!("{before},GM1,A,GM9,I,opgegaan\n");
            let rows = format!("2024-01-01,GM2,B,GM1,A,opgegaan\n{gone}");
            let refused = read(&rows).unwrap_err();
            assert_eq!(refused.code(), Code::HerindelingOngeldig, "{before}");
            assert_eq!(refused.place().map(Place::line), Some(2), "{before}");
        }
        let later = "2024-01-01,GM2,B,GM1,A,opgegaan\n2025-01-01,GM1,A,GM9,I,opgegaan\n";
        assert!(read(later).is_ok());
    }

    #[test]
    fn a_date_is_of_year_month_and_day_or_as_excel_writes_it() {
        let row = |datum: &str| format!("{datum},GM1,A,GM9,I,opgegaan\n");
        for (datum, iso) in [
            ("31-12-2024", "2024-12-31"),
            ("1-1-2023", "2023-01-01"),
            ("01/02/2027", "2027-02-01"),
        ] {
            let read = read(&row(datum)).expect("a date");
            assert_eq!(read.of("GM0001").expect("a change").datum.to_string(), iso);
        }
        for datum in [
            "31-2-2024",
            "2024-1-1",
            "1-1-24",
            "1-1/2024",
            "01-31-2024",
            "+1-1-2024",
            "1.1.2024",
            "20240101",
            "2024-02-30",
            "2024-01-01T00",
            "",
        ] {
            let message = read(&row(datum)).unwrap_err().to_string();
            assert!(message.contains("is geen datum"), "{datum}: {message}");
        }
    }

    /// Who was split is divided by all that its successors have on that day.
    #[test]
    fn of_one_day_a_gemeente_is_split_last() {
        let day = "2027-01-01";
        let changes = read(&format!(
            "{day},GM9004,D,GM9008,H,gesplitst\n{day},GM9004,D,GM9009,I,gesplitst\n\
             {day},GM9001,A,GM9008,H,opgegaan\n{day},GM9006,F,GM9008,H,opgegaan\n\
             {day},GM9007,G,GM9009,I,opgegaan\n{day},GM9002,B,GM9009,I,opgegaan\n"
        ))
        .unwrap();
        let csv = "gm_code,naam,provincie,inwoners_2026\nGM9001,A,P,100\nGM9002,B,P,200\n\
                   GM9004,D,P,60\nGM9006,F,P,400\nGM9007,G,P,300\n";
        let source = Source::embedded("g.csv", csv);
        let (gemeenten, _) = crate::gemeente::read_gemeenten(&source, &changes).unwrap();
        let jaar = crate::terms::jaar::Jaar::MIN;
        assert_eq!(gemeenten.inwoners(jaar), [530, 530]);
    }
}
