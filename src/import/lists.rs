//! Lists with a row for each gemeente: inhabitants, and factors.

use std::collections::BTreeSet;

use csv::Writer;

use super::account::{Account, Imported, Left, Reason};
use super::cells::{Number, differs, factor, number, people, told_of_klein};
use super::choices::Choices;
use super::fault::{each_row, without_rows};
use super::field::{Field, Form};
use super::forms::told_of_bare_years;
use super::header::Layout;
use super::places::{Gazetteer, Who, told_of_former};
use crate::input::cells::Cells;
use crate::input::csv::{CsvInput, CsvRow};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::terms::Text;
use crate::terms::noun::GEMEENTEN;

/// Reads a list.
pub(super) fn read(
    input: &CsvInput,
    layout: Layout,
    mut places: Gazetteer<'_>,
    choices: &Choices,
) -> Result<Imported, Diagnostic> {
    let mut writer = Writer::from_writer(Vec::new());
    let mut rows = vec![input.header_place(0).line() as u32];
    let mut left = Left::default();
    let mut seen = BTreeSet::new();
    let mut former = BTreeSet::new();
    let (mut filled, mut hidden) = (0_usize, 0_i64);
    let is_gemeenten = layout.form == Form::Gemeenten;
    write(&mut writer, &header(&layout));
    each_row(input, |row| {
        let has_values = layout
            .values
            .iter()
            .any(|values| !row.field(values.column).is_empty());
        let who = match places.who(row, layout.code, layout.naam) {
            Err(_) if !has_values => Who::Unknown,
            who => who?,
        };
        let code = match who {
            Who::Gemeente(code) => code,
            _ if !has_values => {
                left.add(Reason::Remark, row.line(), 0);
                return Ok(());
            }
            Who::Country => return leave(&mut left, Reason::Total, row, &layout),
            Who::Area => return leave(&mut left, Reason::Area, row, &layout),
            Who::Nowhere => return leave(&mut left, Reason::Nowhere, row, &layout),
            Who::Unknown | Who::Empty | Who::Ambiguous(_) => {
                let named = layout.code.filter(|&column| !row.field(column).is_empty());
                let column = named.or(layout.naam).or(layout.code).unwrap_or(0);
                return Err(places.unknown(row, column));
            }
        };
        if !seen.insert(code.clone()) {
            let message = Text::new(
                format!("{code} staat er twee keer"),
                format!("{code} appears twice"),
            );
            let column = layout.code.or(layout.naam).unwrap_or(0);
            return Err(Diagnostic::new(Code::DubbeleRij, message).at(row.place(column)));
        }
        let mut fields = vec![code.clone()];
        if is_gemeenten {
            filled += usize::from(name_fields(row, &layout, &places, &code, &mut fields)?);
            // A herindeling finds a gemeente by the name that it ended under.
            let known = layout.naam.map(|column| row.field(column));
            if let Some(known) = known.and_then(|text| places.former_name(&code, text)) {
                fields[1] = known.to_owned();
                former.insert(code.clone());
            }
        }
        for values in &layout.values {
            fields.push(match layout.form {
                Form::Gemeenten => {
                    let (inwoners, was_hidden) = people(row, values.column, choices.klein)?;
                    hidden += i64::from(was_hidden);
                    inwoners.to_string()
                }
                _ => factor(row, values.column)?,
            });
        }
        // What several that differ come to together, nobody says.
        if !is_gemeenten && places.is_former(&code) == Some(true) {
            let mut own = layout.values.iter();
            if own.any(|values| differs(row, values.column)) {
                let named = layout.code.filter(|&column| !row.field(column).is_empty());
                return Err(places.ended(row, named.or(layout.naam).unwrap_or(0)));
            }
        }
        write(&mut writer, &fields);
        rows.push(row.line() as u32);
        Ok(())
    })?;
    places.one_kind()?;
    if rows.len() == 1 {
        return Err(without_rows(input));
    }
    let text = writer.into_inner().map_or_else(
        |_| String::new(),
        |bytes| String::from_utf8_lossy(&bytes).into_owned(),
    );
    let from = input.source();
    let sheet = from.sheet().map(str::to_owned);
    let mut notes = Vec::new();
    notes.extend(choices.klein.map(|klein| told_of_klein(klein, hidden)));
    notes.extend(told_of_former(&former));
    notes.extend(told_of_bare_years(&layout.uses));
    if filled > 0 {
        let filled = GEMEENTEN.counted(filled);
        notes.push(Text::new(
            format!("naam of provincie van {filled} komt uit de lijst van het programma (CBS)"),
            format!("name or provincie of {filled:#} comes from the list of the program (CBS)"),
        ));
    }
    let account = Account {
        file: from.name.clone(),
        blad: sheet.clone(),
        form: layout.form,
        columns: layout.uses,
        rows: rows.len() - 1,
        totals: Vec::new(),
        left_out: left.told(),
        notes,
        adds_up: false,
    };
    let cells = Cells {
        sheet,
        rows,
        columns: Vec::new(),
        varying: None,
    };
    let source = Source::written_again(from, text, cells);
    Ok(Imported { account, source })
}

fn header(layout: &Layout) -> Vec<String> {
    let mut names = vec![Field::GmCode.key().to_owned()];
    if layout.form == Form::Gemeenten {
        names.extend([Field::Naam, Field::Provincie].map(|field| field.key().to_owned()));
        let years = layout.values.iter().filter_map(|values| values.jaar);
        names.extend(years.map(|jaar| format!("inwoners_{jaar}")));
    }
    names.extend(layout.factors.iter().map(|field| field.key().to_owned()));
    names
}

/// A row behind those that are there: memory takes whatever is written to it.
fn write(writer: &mut Writer<Vec<u8>>, fields: &[String]) {
    let _ = writer.write_record(fields);
}

fn leave(
    left: &mut Left,
    reason: Reason,
    row: &CsvRow<'_>,
    layout: &Layout,
) -> Result<(), Diagnostic> {
    let of = |column: usize| match number(row.field(column)) {
        Number::Whole(people) if layout.form == Form::Gemeenten => people,
        _ => 0,
    };
    // Inhabitants of several years are the same people.
    let people = layout.values.last().map_or(0, |values| of(values.column));
    left.add(reason, row.line(), people);
    Ok(())
}

/// Adds name and provincie, and says whether either is one that the program knows.
fn name_fields(
    row: &CsvRow<'_>,
    layout: &Layout,
    places: &Gazetteer<'_>,
    code: &str,
    fields: &mut Vec<String>,
) -> Result<bool, Diagnostic> {
    let known = places.of(code);
    let own = |column: Option<usize>| {
        let text = column.map_or("", |column| row.field(column));
        // A column of names may hold codes.
        (!text.is_empty() && text.contains(char::is_alphabetic)).then_some(text)
    };
    let parts = [
        (own(layout.naam), known.map(|(naam, _)| naam), Field::Naam),
        (
            own(layout.provincie),
            known.map(|(_, provincie)| provincie),
            Field::Provincie,
        ),
    ];
    let mut filled = false;
    for (own, known, field) in parts {
        filled |= own.is_none();
        let Some(text) = own.or(known) else {
            let key = field.key();
            let message = Text::new(
                format!("van {code} is geen {key} bekend"),
                format!("no `{key}` is known of {code}"),
            );
            let column = layout.code.or(layout.naam).unwrap_or(0);
            return Err(Diagnostic::new(Code::KolomOntbreekt, message)
                .at(row.place(column))
                .help(Text::new(
                    format!("voeg een kolom {key} toe, of kies er een: --kolom {key}=NAAM"),
                    format!("add a column {key}, or choose one: --kolom {key}=NAME"),
                )));
        };
        fields.push(text.to_owned());
    }
    Ok(filled)
}
