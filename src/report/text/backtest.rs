//! The model beside what was published.

use comfy_table::{Cell, Table};

use super::cells::{left_out, new_table, right, without_least};
use crate::account::{Account, Apart};
use crate::export::Receipt;
use crate::model::Model;
use crate::people::Backtest;
use crate::report::words::account::{deviation, figure, fitted, published, subject as about};
use crate::report::words::assumptions::subject;
use crate::report::words::names::{groep, tally};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::{status, status_of};
use crate::terms::{Lang, Width};

/// The counts and the account as tables, and what was fitted to them.
pub fn backtest_table(
    model: &Model,
    (backtest, account): (&Backtest, &Account),
    taal: Lang,
    width: Width,
) -> String {
    let mut text = format!(
        "{} · {} · {}\n\n{}\n{}\n\n{}\n\n{}\n{}\n",
        taal.choose(
            "Model naast de telling van DUO op 1 juni 2025",
            "Model beside the counts of DUO on 1 June 2025"
        ),
        model.scenario.naam,
        taal.choose("in personen", "in people"),
        counts(backtest, taal, width),
        deviation(backtest.largest(), &Apart::of(backtest, account), taal),
        taal.choose(
            "Rekenschap: het model naast wat verder is gepubliceerd",
            "Account: the model beside what else was published"
        ),
        figures(account, taal, width),
        taal.choose(
            "Afgestemd op wat is gepubliceerd, dus daar geen onafhankelijke toets:",
            "Matched to what was published, so no independent test there:"
        ),
    );
    let mut seen = Vec::new();
    for cijfer in model.scenario.cijfers() {
        let Some(target) = &cijfer.herkomst.gefit else {
            continue;
        };
        let keys: Vec<&str> = cijfer.pad.split('.').collect();
        let line = format!("  {}: {target}\n", subject(keys[0]).of(taal));
        if !seen.contains(&line) {
            text.push_str(&line);
            seen.push(line);
        }
    }
    text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), taal)));
    width.wrapped(&text)
}

/// A table with its heads, the numbers between `first` and `last` to the right, and
/// without the columns of `least` on a narrow screen.
fn shown(
    heads: &[&str],
    numbers: std::ops::Range<usize>,
    rows: Vec<Vec<Cell>>,
    (least, taal, width): (&[usize], Lang, Width),
) -> String {
    let mut table: Table = new_table();
    let cells = heads.iter().enumerate().map(|(index, &head)| {
        if numbers.contains(&index) {
            right(head)
        } else {
            Cell::new(head)
        }
    });
    table.add_row(cells);
    for row in rows {
        table.add_row(row);
    }
    let (text, gone) = without_least(&table, least, width);
    let gone: Vec<&str> = gone.iter().map(|&column| heads[column]).collect();
    text + &left_out(&gone, taal)
}

fn counts(backtest: &Backtest, taal: Lang, width: Width) -> String {
    let notation = taal.notation();
    let heads = [
        taal.choose("wie", "who"),
        taal.choose("wat", "what"),
        "model",
        taal.choose("gepubliceerd", "published"),
        taal.choose("verschil", "difference"),
        "%",
        taal.choose("afgestemd", "matched"),
        "status",
    ];
    let rows = backtest.rows.iter().map(|row| {
        vec![
            Cell::new(groep(&row.groep, taal)),
            Cell::new(tally(&row.maat, &row.onderdeel, taal)),
            right(notation.whole(row.model)),
            right(notation.whole(row.gepubliceerd)),
            right(notation.whole(row.difference())),
            right(notation.per_mille_as_percent(row.promille())),
            Cell::new(fitted(row.gefit, taal)),
            Cell::new(status_of(&row.status, taal)),
        ]
    });
    shown(&heads, 2..6, rows.collect(), (&[7, 6, 4, 5], taal, width))
}

fn figures(account: &Account, taal: Lang, width: Width) -> String {
    let heads = [
        taal.choose("wat", "what"),
        "model",
        taal.choose("gepubliceerd", "published"),
        taal.choose("verschil", "difference"),
        "%",
        taal.choose("afgestemd", "matched"),
        "status",
        taal.choose("bron", "source"),
    ];
    let percent = |tenths: Option<i64>| {
        let notation = taal.notation();
        tenths.map_or_else(String::new, |it| notation.per_mille_as_percent(it))
    };
    let rows = account.rows.iter().map(|row| {
        vec![
            Cell::new(about(row, taal)),
            right(figure(row.model, row.eenheid, taal)),
            right(published(row, taal)),
            right(figure(row.difference(), row.eenheid, taal)),
            right(percent(row.promille())),
            Cell::new(fitted(row.gefit, taal)),
            Cell::new(status(row.status, taal)),
            Cell::new(&row.bron),
        ]
    });
    shown(
        &heads,
        1..5,
        rows.collect(),
        (&[7, 6, 4, 5, 3], taal, width),
    )
}
