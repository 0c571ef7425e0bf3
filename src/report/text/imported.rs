//! What was understood of a delivery, for people.

use std::fmt::Write;

use comfy_table::Cell;

use super::cells::{new_table, right, trimmed};
use crate::import::{Account, Form, LeftOut};
use crate::terms::{Lang, Width};

/// Rows of one kind whose numbers are told.
const NAMED: usize = 6;

/// Which column is what, how many rows, the totals, what was left out and why.
pub fn imported_table(account: &Account, lang: Lang, width: Width) -> String {
    let notation = lang.notation();
    let what = match account.form {
        Form::Aantallen => lang.choose("aantallen", "counts"),
        Form::Gemeenten => lang.choose("gemeenten met inwoners", "gemeenten with inhabitants"),
        Form::Kenmerken => lang.choose("kenmerken van gemeenten", "kenmerken of gemeenten"),
    };
    let blad = match &account.blad {
        Some(blad) => format!(", {} {blad}", lang.choose("blad", "sheet")),
        None => String::new(),
    };
    let rows = notation.whole(account.rows as i64);
    let word = row_word(account.rows, lang);
    let mut text = format!("{}{blad} · {what} · {rows} {word}\n\n", account.file);
    let mut table = new_table();
    table.add_row([
        lang.choose("kolom", "column"),
        lang.choose("gelezen als", "read as"),
    ]);
    for used in &account.columns {
        let unread = lang.choose("niet gebruikt", "not used");
        let header = match used.header.as_str() {
            "" => lang.choose("(alle rijen)", "(all rows)"),
            header => header,
        };
        table.add_row([header, used.reading.as_deref().unwrap_or(unread)]);
    }
    text.push_str(&trimmed(&table));
    if !account.totals.is_empty() {
        let with_peiljaar = account.totals.iter().any(|total| total.peiljaar.is_some());
        let mut table = new_table();
        let mut heads = vec![
            Cell::new(lang.choose("groep", "group")),
            right(lang.choose("jaar", "year")),
        ];
        heads.extend(with_peiljaar.then(|| right("peiljaar")));
        heads.push(right("gemeenten"));
        heads.push(right(lang.choose("aantal", "number")));
        table.add_row(heads);
        for total in &account.totals {
            let mut cells = vec![Cell::new(total.groep), right(total.jaar.to_string())];
            let peiljaar = total.peiljaar.map(|jaar| jaar.to_string());
            cells.extend(with_peiljaar.then(|| right(peiljaar.unwrap_or_default())));
            cells.push(right(notation.whole(total.gemeenten as i64)));
            cells.push(right(notation.whole(total.aantal)));
            table.add_row(cells);
        }
        text.push('\n');
        text.push_str(&trimmed(&table));
    }
    if !account.left_out.is_empty() {
        let title = lang.choose("Weggelaten:", "Left out:");
        writeln!(text, "\n{title}").expect("writing to memory");
        for left in &account.left_out {
            writeln!(text, "  {}", left_line(left, lang)).expect("writing to memory");
        }
    }
    if !account.notes.is_empty() {
        text.push('\n');
        for note in &account.notes {
            let note = note.of(lang);
            writeln!(text, "{}: {note}", lang.choose("let op", "note")).expect("writing to memory");
        }
    }
    width.wrapped(&text)
}

fn row_word(count: usize, lang: Lang) -> &'static str {
    match count {
        1 => lang.choose("rij", "row"),
        _ => lang.choose("rijen", "rows"),
    }
}

fn left_line(left: &LeftOut, lang: Lang) -> String {
    let rows: Vec<String> = left
        .rows
        .iter()
        .take(NAMED)
        .map(ToString::to_string)
        .collect();
    let more = if left.rows.len() > NAMED { ", …" } else { "" };
    let (count, reason) = (left.rows.len(), left.reason.text());
    let reason = reason.of(lang);
    let rows = rows.join(", ");
    let people = match left.people {
        0 => String::new(),
        people => {
            let people = lang.notation().whole(people);
            format!(", {people} {}", lang.choose("mensen", "people"))
        }
    };
    let word = row_word(count, lang);
    format!("{count} {word} ({rows}{more}){people}: {reason}")
}
