//! Counts of people, from whatever columns they stand in.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::account::{Account, Imported, Left, Reason, Total, told_of_marked};
use super::cells::{Number, number, people, told_of_klein};
use super::choices::Choices;
use super::fault::{each_row, without_rows};
use super::header::{Layout, Values};
use super::headings::Headings;
use super::places::{Gazetteer, Who, told_of_former};
use super::stated::{Key, Stated};
use super::words::{Group, Part, group, peiljaar, year};
use crate::input::cells::Cells;
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::input::source::Source;
use crate::people::Kind;
use crate::people::delivery_rows::before_its_year;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::MAX_PEOPLE;

/// A group as it is spelled: the parts of one group are added up.
type Spelling = (Kind, Option<Part>);

/// A count that was read: its place among the rows, and the parts of its group that are in it.
type Known = (usize, Vec<Option<Part>>);

/// A row that is written.
#[derive(Debug)]
struct Counted {
    code: String,
    key: Key,
    aantal: i64,
    /// The row and the field of it that it was read from.
    row: u32,
    field: u32,
}

/// What a file comes to, while it is read.
struct Reading<'a> {
    layout: Layout,
    places: Gazetteer<'a>,
    klein: Option<i64>,
    rows: Vec<Counted>,
    /// Every count that was read.
    index: HashMap<(String, Key), Known>,
    /// Groups by their spelling: a file says the same few a hundred thousand times.
    groups: HashMap<String, Option<Group>>,
    left: Left,
    /// What the file says that the country has.
    country: Stated,
    hidden: i64,
    parts: BTreeSet<Spelling>,
    former: BTreeSet<String>,
    unknown: BTreeSet<String>,
    added_up: usize,
    headings: Headings,
}

/// Reads the counts.
pub(super) fn read(
    input: &CsvInput,
    layout: Layout,
    places: Gazetteer<'_>,
    choices: &Choices,
) -> Result<Imported, Diagnostic> {
    let mut reading = Reading {
        layout,
        places,
        klein: choices.klein,
        rows: Vec::new(),
        index: HashMap::new(),
        groups: HashMap::new(),
        left: Left::default(),
        country: Stated::default(),
        hidden: 0,
        parts: BTreeSet::new(),
        former: BTreeSet::new(),
        unknown: BTreeSet::new(),
        added_up: 0,
        headings: Headings::default(),
    };
    each_row(input, |row| reading.row(row))?;
    reading.places.one_kind()?;
    if reading.rows.is_empty() {
        return Err(without_rows(input));
    }
    Ok(reading.finish(input, choices))
}

impl Reading<'_> {
    fn row(&mut self, row: &CsvRow<'_>) -> Result<(), Diagnostic> {
        let (code, naam) = (self.layout.code, self.layout.naam);
        let mut values = self.layout.values.iter();
        let has_values = values.any(|values| !row.field(values.column).is_empty());
        let who = match self.places.who(row, code, naam) {
            // A line of text below a table is about nothing.
            Err(_) if !has_values => Who::Unknown,
            who => who?,
        };
        if !has_values && !matches!(who, Who::Gemeente(_)) {
            self.headings.see(row, &self.layout);
            self.left.add(Reason::Remark, row.line(), 0);
            return Ok(());
        }
        for place in 0..self.layout.values.len() {
            self.value(row, self.layout.values[place], &who)?;
        }
        Ok(())
    }

    fn value(&mut self, row: &CsvRow<'_>, values: Values, who: &Who) -> Result<(), Diagnostic> {
        let known = match number(row.field(values.column)) {
            Number::Whole(people) => people,
            _ => 0,
        };
        let reason = match who {
            Who::Gemeente(_) => None,
            Who::Country => Some(Reason::Total),
            // Of no gemeente, and of all groups.
            Who::Empty if self.is_of_all_groups(row) => Some(Reason::Total),
            Who::Area => Some(Reason::Area),
            Who::Nowhere => Some(Reason::Nowhere),
            Who::Unknown | Who::Empty | Who::Ambiguous(_) => {
                let named = self
                    .layout
                    .code
                    .filter(|&column| !row.field(column).is_empty());
                let column = named.or(self.layout.naam).or(self.layout.code).unwrap_or(0);
                return Err(self.places.unknown(row, column));
            }
        };
        let spelling = match values.groep.or(self.layout.groep_of_all) {
            Some(groep) => Some(groep),
            None => self.groep(row, reason.is_some())?,
        };
        if let Some(reason) = reason {
            self.left.add(reason, row.line(), known);
            if let (Reason::Total, Some((kind, None))) = (reason, spelling)
                && let Ok((jaar, peiljaar)) = self.years(row, values)
            {
                let text = row.field(values.column);
                self.country.add((kind, jaar, peiljaar), text, row.line());
            }
            return Ok(());
        }
        let Some((kind, part)) = spelling else {
            self.left.add(Reason::Total, row.line(), known);
            return Ok(());
        };
        let (jaar, peiljaar) = self.years(row, values)?;
        if let Some(contradicts) = self.headings.take() {
            return Err(contradicts);
        }
        let (aantal, was_hidden) = people(row, values.column, self.klein)?;
        self.hidden += i64::from(was_hidden);
        let Who::Gemeente(code) = who else {
            return Ok(());
        };
        match self.places.is_former(code) {
            Some(true) => drop(self.former.insert(code.clone())),
            Some(false) => {}
            None => drop(self.unknown.insert(code.clone())),
        }
        self.parts.insert((kind, part));
        let key = (kind, jaar, peiljaar);
        let next = self.rows.len();
        let place = self.index.entry((code.clone(), key));
        let (place, parts) = place.or_insert_with(|| (next, Vec::new()));
        if parts.contains(&part) {
            return Err(self.twice(row, code, (kind, jaar)));
        }
        // Who stands in a part of a group stands in the whole of it.
        if parts.iter().any(|other| other.is_none() != part.is_none()) {
            return Err(self.whole_and_parts(row, code, (kind, jaar)));
        }
        parts.push(part);
        if *place == next {
            self.rows.push(Counted {
                code: code.clone(),
                key,
                aantal,
                row: row.line() as u32,
                field: values.column as u32,
            });
        } else {
            self.rows[*place].aantal += aantal;
            self.added_up += 1;
        }
        Ok(())
    }

    /// The message for a count that stands there already.
    fn twice(&self, row: &CsvRow<'_>, code: &str, (kind, jaar): (Kind, Jaar)) -> Diagnostic {
        let groep = kind.key();
        let message = Text::new(
            format!("{code}, {groep}, {jaar} staat er twee keer"),
            format!("{code}, {groep}, {jaar} appears twice"),
        );
        let help = Text::fixed(
            "een kolom die het programma niet leest verdeelt de aantallen, of een rij staat er echt twee keer: laat per gemeente, groep en jaar een rij over",
            "a column that the program does not read divides the numbers, or a row really stands there twice: keep one row per gemeente, group and year",
        );
        self.doubled(row, message, help)
    }

    /// The message for a group that stands there as a whole and in parts.
    fn whole_and_parts(
        &self,
        row: &CsvRow<'_>,
        code: &str,
        (kind, jaar): (Kind, Jaar),
    ) -> Diagnostic {
        let groep = kind.key();
        let message = Text::new(
            format!("{code}, {groep}, {jaar} staat er als geheel en in delen"),
            format!("{code}, {groep}, {jaar} stands there as a whole and in parts"),
        );
        let help = Text::fixed(
            "opgeteld telden dezelfde mensen twee keer: laat alleen het geheel staan, of alleen de delen",
            "added up the same people would count twice: keep the whole alone, or the parts alone",
        );
        self.doubled(row, message, help)
    }

    /// A row of people who would count twice, at its gemeente.
    fn doubled(&self, row: &CsvRow<'_>, message: Text, help: Text) -> Diagnostic {
        let column = self.layout.code.or(self.layout.naam).unwrap_or(0);
        Diagnostic::new(Code::DubbeleRij, message)
            .at(row.place(column))
            .help(help)
    }

    fn is_of_all_groups(&self, row: &CsvRow<'_>) -> bool {
        let column = self.layout.groep;
        column.is_some_and(|column| group(row.field(column)) == Some(Group::Total))
    }

    /// The group of a row; `None` where it is all of them together.
    fn groep(
        &mut self,
        row: &CsvRow<'_>,
        is_left_out: bool,
    ) -> Result<Option<Spelling>, Diagnostic> {
        let Some(column) = self.layout.groep else {
            return Ok(None);
        };
        let text = row.field(column);
        let known = match self.groups.get(text) {
            Some(known) => *known,
            None => *self.groups.entry(text.to_owned()).or_insert(group(text)),
        };
        match known {
            Some(Group::Counted(kind, part)) => Ok(Some((kind, part))),
            Some(Group::Total) => Ok(None),
            None if is_left_out => Ok(None),
            None => {
                let message = Text::new(
                    format!("onbekende groep `{text}`"),
                    format!("unknown group `{text}`"),
                );
                let known = Kind::ALL.map(Kind::key).join(", ");
                Err(Diagnostic::new(Code::OnbekendeWaarde, message)
                    .at(row.place(column))
                    .label(expected(known))
                    .help(Text::fixed(
                        "schrijf een van deze woorden (afgerond: met een diploma of certificaat), of verwijder de rijen van deze groep",
                        "write one of these words (afgerond: with a diploma or certificate), or remove the rows of this group",
                    )))
            }
        }
    }

    fn years(&self, row: &CsvRow<'_>, values: Values) -> Result<(Jaar, Option<Jaar>), Diagnostic> {
        let no_year = |column: usize, help: Text| {
            let text = row.field(column);
            let message = Text::new(
                format!("`{text}` is geen jaar"),
                format!("`{text}` is not a year"),
            );
            Diagnostic::new(Code::BuitenBereik, message)
                .at(row.place(column))
                .help(help)
        };
        let jaar = match (values.jaar.or(self.layout.jaar_of_all), self.layout.jaar) {
            (Some(jaar), _) => jaar,
            (None, Some(column)) => year(row.field(column)).ok_or_else(|| {
                no_year(
                    column,
                    Text::fixed(
                        "schrijf het jaar van huisvesting met vier cijfers, als 2025; van een datum is niet zeker welk jaar bedoeld is",
                        "write the year of housing in four digits, as 2025; of a date it is not certain which year is meant",
                    ),
                )
            })?,
            (None, None) => Jaar::MIN,
        };
        let stand = match (self.layout.peiljaar_of_all, self.layout.peiljaar) {
            (Some(jaar), _) => Some(jaar),
            (None, Some(column)) if !row.field(column).is_empty() => {
                Some(peiljaar(row.field(column)).ok_or_else(|| {
                    no_year(
                        column,
                        Text::fixed(
                            "een peiljaar is een jaar, of de laatste dag ervan: 31-12-2025",
                            "a peiljaar is a year, or the last day of one: 31-12-2025",
                        ),
                    )
                })?)
            }
            _ => None,
        };
        // Nobody is counted before they came.
        if let Some(stand) = stand.filter(|stand| *stand < jaar) {
            let column = self.layout.peiljaar.or(self.layout.jaar);
            let place = row.place(column.unwrap_or(values.column));
            return Err(before_its_year(jaar, stand).at(place));
        }
        Ok((jaar, stand))
    }

    fn finish(mut self, input: &CsvInput, choices: &Choices) -> Imported {
        let totals = self.totals();
        self.left
            .more(Reason::Total, self.country.confirmed(&totals));
        let notes = self.notes(&totals, choices);
        let source = self.written(input);
        let from = input.source();
        let account = Account {
            file: from.name.clone(),
            blad: from.sheet().map(str::to_owned),
            form: self.layout.form,
            columns: self.layout.uses,
            rows: self.rows.len(),
            totals,
            left_out: self.left.told(),
            notes,
            adds_up: self.added_up > 0,
        };
        Imported { account, source }
    }

    fn totals(&self) -> Vec<Total> {
        let mut sums: BTreeMap<Key, (BTreeSet<&str>, i64)> = BTreeMap::new();
        for row in &self.rows {
            let known = sums.entry(row.key).or_default();
            known.0.insert(&row.code);
            known.1 += row.aantal;
        }
        let sums = sums.into_iter();
        sums.map(|((kind, jaar, peiljaar), (codes, aantal))| Total {
            groep: kind.key(),
            jaar,
            peiljaar,
            gemeenten: codes.len(),
            aantal,
        })
        .collect()
    }

    fn notes(&self, totals: &[Total], choices: &Choices) -> Vec<Text> {
        let mut notes = Vec::new();
        let klein = choices.klein;
        notes.extend(klein.map(|klein| told_of_klein(klein, self.hidden)));
        let has = |part| self.parts.contains(&(Kind::GezinsOverig, Some(part)));
        match (has(Part::Gezins), has(Part::Overige)) {
            (true, true) => notes.push(Text::fixed(
                "gezinsmigranten en overige migranten zijn opgeteld: zo telt de wet hen",
                "gezinsmigranten and overige migranten were added up: that is how the law counts them",
            )),
            (true, false) => notes.push(Text::fixed(
                "gezinsmigranten gelden als alle gezins- en overige migranten: overige migranten hebben geen eigen rijen",
                "gezinsmigranten stand for all gezins- en overige migranten: overige migranten have no rows of their own",
            )),
            (false, true) => notes.push(Text::fixed(
                "overige migranten gelden als alle gezins- en overige migranten: gezinsmigranten hebben geen eigen rijen",
                "overige migranten stand for all gezins- en overige migranten: gezinsmigranten have no rows of their own",
            )),
            (false, false) => {}
        }
        notes.extend(told_of_former(&self.former));
        notes.extend(told_of_marked(&self.layout.uses));
        if !self.unknown.is_empty() {
            let codes: Vec<&str> = self.unknown.iter().map(String::as_str).take(6).collect();
            let (codes, count) = (codes.join(", "), self.unknown.len());
            notes.push(Text::new(
                format!("codes die het programma niet kent: {count} ({codes}); zij moeten in de gemeenten van het scenario staan"),
                format!("codes that the program does not know: {count} ({codes}); they have to be among the gemeenten of the scenario"),
            ));
        }
        notes.extend(self.country.notes(totals));
        let most = totals.iter().find(|total| total.aantal > MAX_PEOPLE);
        notes.extend(most.map(|total| {
            let (groep, jaar) = (total.groep, total.jaar);
            Text::new(
                format!("{groep} in {jaar} is meer dan {MAX_PEOPLE} mensen: dat leest het programma niet"),
                format!("{groep} in {jaar} is more than {MAX_PEOPLE} people: the program will not read that"),
            )
        }));
        notes
    }

    /// The rows as the program reads them.
    fn written(&self, input: &CsvInput) -> std::sync::Arc<Source> {
        let from = input.source();
        let with_peiljaar = self.rows.iter().any(|row| row.key.2.is_some());
        let mut text = String::from("gm_code,groep,jaar,aantal");
        text.push_str(if with_peiljaar { ",peiljaar\n" } else { "\n" });
        for row in &self.rows {
            let (kind, jaar, peiljaar) = row.key;
            // A text takes whatever is written to it.
            let _ = write!(text, "{},{},{jaar},{}", row.code, kind.key(), row.aantal);
            match (with_peiljaar, peiljaar) {
                (true, Some(peiljaar)) => drop(writeln!(text, ",{peiljaar}")),
                (true, None) => text.push_str(",\n"),
                (false, _) => text.push('\n'),
            }
        }
        let own = from.cells.as_ref();
        let column = |field: usize| {
            let known = own.and_then(|cells| cells.columns.get(field).copied());
            known.unwrap_or(field as u32)
        };
        let layout = &self.layout;
        let first = layout.code.or(layout.naam).unwrap_or(0);
        let values = layout.values.first().map_or(0, |values| values.column);
        let fields = [
            first,
            layout.groep.unwrap_or(values),
            layout.jaar.unwrap_or(values),
            values,
            layout.peiljaar.unwrap_or(values),
        ];
        let header = input.header_place(0).line() as u32;
        let rows = self.rows.iter();
        let of_value = rows.clone().map(|row| column(row.field as usize));
        let cells = Cells {
            sheet: own.and_then(|cells| cells.sheet.clone()),
            rows: std::iter::once(header)
                .chain(rows.map(|row| row.row))
                .collect(),
            columns: fields.map(column).to_vec(),
            varying: Some((3, std::iter::once(column(values)).chain(of_value).collect())),
        };
        Source::written_again(from, text, cells)
    }
}
