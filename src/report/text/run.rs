//! A run as a table for people.

use comfy_table::Cell;

use super::cells::{in_blocks, left_out, new_table, right, whole_euros, without_least};
use crate::columns::{Column, HEADLINES, KeyColumn, READING, Unit};
use crate::exact::money::Cents;
use crate::export::Receipt;
use crate::export::{Level, RowValue, RunRow, Selection, run_rows};
use crate::model::Model;
use crate::projection::Projection;
use crate::report::words::assumptions::aannames;
use crate::report::words::known::{by_chance, who_is_counted};
use crate::report::words::next::next;
use crate::report::words::receipt::receipt_line;
use crate::terms::noun::GEMEENTEN;
use crate::terms::{Lang, Width};

/// The whole answer: the table, what is assumed, what to run next, the receipt.
pub fn run_table(
    model: &Model,
    projection: &Projection,
    keuze: &Selection,
    taal: Lang,
    width: Width,
) -> String {
    let rows = run_rows(projection, &model.gemeenten, keuze);
    let one_unit = rows.windows(2).all(|pair| {
        (&pair[0].gm_code, &pair[0].provincie) == (&pair[1].gm_code, &pair[1].provincie)
    });
    let mut text = format!("{}\n", title(model, keuze, &rows, one_unit, taal));
    if let Some(question) = &model.scenario.tables().scenario.omschrijving {
        text.push_str(question);
        text.push('\n');
    }
    text.push('\n');
    if one_unit && keuze.niveau == Level::Landelijk {
        text.push_str(&across(&rows, taal, width, &|amount| {
            taal.notation().millions(amount)
        }));
        text.push_str(&state_lines(projection, keuze, taal));
    } else if one_unit {
        text.push_str(&across(&rows, taal, width, &|amount| {
            whole_euros(amount, taal)
        }));
    } else {
        text.push_str(&down(&rows, keuze.niveau, taal, width));
    }
    text.push_str(&after_last_year(model, projection, keuze, taal));
    text.push_str(&about_kas(projection, keuze, taal));
    text.push_str(&about_people(model, keuze, taal));
    // A draw has its own chance in it, and without costs there is neither.
    if model.toeval.is_none() && !model.tarieven.is_empty() {
        text.push_str(&format!("{}\n", by_chance(taal)));
    }
    if let Some(remark) = model.late_start() {
        let sentence = remark.text();
        text.push_str(&format!(
            "\n{}: {}\n",
            taal.choose("Let op", "Note"),
            sentence.of(taal)
        ));
    }
    text.push('\n');
    text.push_str(taal.choose(
        "Niet gepubliceerd maar aangenomen:\n",
        "Assumed, not published:\n",
    ));
    for assumption in aannames(model, taal) {
        text.push_str(&format!("  {assumption}\n"));
    }
    text.push_str(&next(model, keuze, taal));
    text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), taal)));
    width.wrapped(&text)
}

fn title(model: &Model, keuze: &Selection, rows: &[RunRow], one_unit: bool, taal: Lang) -> String {
    let millions = taal.choose("miljoenen euro's", "millions of euros");
    let euros = taal.choose("hele euro's", "whole euros");
    let unit = if keuze.niveau == Level::Landelijk {
        millions
    } else {
        euros
    };
    let count = keuze
        .gemeenten
        .as_ref()
        .map_or(model.gemeenten.len(), Vec::len);
    let count = GEMEENTEN.of(count, taal);
    let selected = keuze.gemeenten.is_some();
    let place = match (keuze.niveau, rows.first()) {
        (Level::Gemeente, Some(row)) if one_unit => format!("{} ({})", row.gemeente, row.gm_code),
        (Level::Provincie, Some(row)) if one_unit && selected => {
            let selection = taal.choose("selectie in", "selection in");
            format!("{selection} {} ({count})", row.provincie)
        }
        (Level::Provincie, Some(row)) if one_unit => row.provincie.clone(),
        (Level::Landelijk, _) => count,
        (Level::Provincie, _) if selected => taal.choose(
            format!("{count} per provincie"),
            format!("{count} by provincie"),
        ),
        (Level::Provincie, _) => taal.choose("per provincie", "by provincie").to_owned(),
        (Level::Gemeente, _) => taal.choose("per gemeente", "by gemeente").to_owned(),
    };
    format!(
        "SPUK inburgeringsvoorzieningen · {} · {place} · in {unit}",
        model.scenario.naam,
    )
}

/// Of people only those that are paid for, and once each.
const NOT_IN_TABLE: [Column; 2] = [Column::Onderwijsroute, Column::AfgerondMeetellend];

/// The label of a line: a part indented below its whole, people with their unit in a
/// table of money.
fn line(column: Column, taal: Lang) -> String {
    let label = column.label(taal);
    match column.definition().unit {
        Unit::People => format!("{label} ({})", taal.choose("personen", "people")),
        Unit::Cents if column.whole().is_some() => format!("  {label}"),
        Unit::Cents => label.to_owned(),
    }
}

/// Years beside each other.
fn across(rows: &[RunRow], taal: Lang, width: Width, show: &dyn Fn(Cents) -> String) -> String {
    let mut table = new_table();
    let mut header = vec![Cell::new("")];
    header.extend(rows.iter().map(|row| right(row.jaar.to_string())));
    table.add_row(header);
    for column in READING {
        if NOT_IN_TABLE.contains(&column) {
            continue;
        }
        let figures = rows.iter().map(|row| match row.value(column) {
            RowValue::Personen(people) => taal.notation().whole(people),
            RowValue::Bedrag(amount) => show(amount),
        });
        let mut cells = vec![Cell::new(line(column, taal))];
        cells.extend(figures.map(right));
        table.add_row(cells);
    }
    in_blocks(&table, 1, width)
}

/// What only the state sees: the budget line and a cut that it absorbs.
fn state_lines(projection: &Projection, keuze: &Selection, taal: Lang) -> String {
    if keuze.gemeenten.is_some() {
        return String::new();
    }
    let mut text = String::new();
    let notation = taal.notation();
    let years = projection.jaren.iter();
    for year in years.filter(|year| keuze.shows(year.jaar)) {
        if let Some(line) = year.begroting {
            let difference = year.voorlopig.total() - line;
            text.push_str(&format!(
                "{} {}: {} mln ({} {} mln)\n",
                taal.choose("Begrotingsstand", "Budget line"),
                year.jaar,
                notation.millions(line),
                taal.choose("voorlopig wijkt af met", "voorlopig differs by"),
                notation.millions(difference),
            ));
        }
        if year.binnen_begroting != Cents::ZERO {
            text.push_str(&format!(
                "{} {}: {} mln\n",
                taal.choose(
                    "Korting die het Rijk binnen zijn begroting opvangt",
                    "Cut that the state absorbs in its own budget"
                ),
                year.jaar,
                notation.millions(year.binnen_begroting),
            ));
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("\n{text}")
    }
}

/// That the first year receives nothing of the year before it, where it is shown.
fn about_kas(projection: &Projection, keuze: &Selection, taal: Lang) -> String {
    let first = projection.jaren.first().map(|year| year.jaar);
    let Some(first) = first.filter(|&first| keuze.shows(first)) else {
        return String::new();
    };
    taal.choose(
        format!(
            "De kas van {first} kent geen verrekening van daarvoor: daar begint het scenario\n"
        ),
        format!("The cash of {first} has no verrekening from before: there the scenario begins\n"),
    )
}

/// Who was counted where the table is about gemeenten: all others are spread over them.
fn about_people(model: &Model, keuze: &Selection, taal: Lang) -> String {
    let chosen = keuze.gemeenten.as_deref();
    if chosen.is_none() && keuze.niveau == Level::Landelijk {
        return String::new();
    }
    let own = match chosen {
        Some(&[own]) => Some(own),
        _ => None,
    };
    format!("{}\n", who_is_counted(model, own).of(taal))
}

fn after_last_year(
    model: &Model,
    projection: &Projection,
    keuze: &Selection,
    taal: Lang,
) -> String {
    let members = keuze.members(&model.gemeenten).into_iter();
    let open = members.map(|gemeente| projection.openstaand(gemeente));
    let (mut settle, mut back) = (Cents::ZERO, Cents::ZERO);
    for one in open {
        settle += one.verrekening;
        back += one.terugvordering;
    }
    let Some(last) = projection.jaren.last() else {
        return String::new();
    };
    let euros = |amount| taal.notation().euros(amount);
    format!(
        "\n{} {}: {} {}, {} {}\n",
        taal.choose("Na", "After"),
        last.jaar,
        taal.choose("nog te verrekenen", "still to be settled"),
        euros(settle),
        taal.choose("nog terug te vorderen", "still to be reclaimed"),
        euros(back),
    )
}

/// The columns that say what a row of [`down`] is about.
const ABOUT: usize = 2;

/// One row per unit and year.
fn down(rows: &[RunRow], niveau: Level, taal: Lang, width: Width) -> String {
    let mut table = new_table();
    let columns = Column::ALL.iter().filter_map(|&column| {
        let head = column.definition().narrow.as_ref()?;
        Some((column, head.of(taal)))
    });
    let columns: Vec<(Column, &str)> = columns.collect();
    let year = KeyColumn::Jaar.heading(taal).to_lowercase();
    let mut header = vec![Cell::new(niveau.word()), right(year)];
    header.extend(columns.iter().map(|(_, head)| right(*head)));
    table.add_row(header);
    for row in rows {
        let name = match niveau {
            Level::Provincie => row.provincie.clone(),
            _ => format!("{} {}", row.gm_code, row.gemeente),
        };
        let mut cells = vec![Cell::new(name), right(row.jaar.to_string())];
        cells.extend(columns.iter().map(|&(column, _)| {
            right(match row.value(column) {
                RowValue::Personen(people) => taal.notation().whole(people),
                RowValue::Bedrag(amount) => whole_euros(amount, taal),
            })
        }));
        table.add_row(cells);
    }
    // Of the headlines what is promised goes first: what is paid and what comes stay.
    let place = |column: Column| columns.iter().position(|(known, _)| *known == column);
    let others = columns.iter().rev().map(|(column, _)| *column);
    let others = others.filter(|column| !HEADLINES.contains(column));
    let least = others.chain(HEADLINES.into_iter().take(1));
    let least: Vec<usize> = least.filter_map(place).map(|at| at + ABOUT).collect();
    let (text, gone) = without_least(&table, &least, width);
    let gone: Vec<&str> = gone.iter().map(|at| columns[at - ABOUT].1).collect();
    text + &left_out(&gone, taal)
}
