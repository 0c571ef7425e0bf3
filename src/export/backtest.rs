//! The model beside what was published, as CSV and JSON.

use serde_json::{Value, json};

use super::csv::{CsvColumn, csv_text};
use super::json::{cijfers, pretty};
use super::receipt::Receipt;
use super::table::Table;
use crate::account::{Account, AccountBound, AccountRow, AccountUnit, Apart, Deviation};
use crate::model::Model;
use crate::people::{Backtest, BacktestRow};

/// The columns of [`backtest_csv`].
const COLUMNS: [CsvColumn; 12] = [
    CsvColumn::text("maat"),
    CsvColumn::text("groep"),
    CsvColumn::text("onderdeel"),
    CsvColumn::number("model"),
    CsvColumn::number("gepubliceerd"),
    CsvColumn::number("verschil"),
    CsvColumn::number("procent"),
    CsvColumn::text("status"),
    CsvColumn::text("bron"),
    CsvColumn::text("eenheid"),
    CsvColumn::text("gefit"),
    CsvColumn::text("begrenzing"),
];

/// `maat,groep,onderdeel,model,gepubliceerd,verschil,procent,status,bron,eenheid,gefit,begrenzing`:
/// the counts of DUO in people, then the account in the unit that each row names;
/// `begrenzing` says of what is no equal whether it is the most or the least there is.
pub fn backtest_csv(backtest: &Backtest, account: &Account) -> String {
    let counts = backtest.rows.iter().map(|row| {
        vec![
            row.maat.clone(),
            row.groep.clone(),
            row.onderdeel.clone(),
            row.model.to_string(),
            row.gepubliceerd.to_string(),
            row.difference().to_string(),
            tenths(row.promille()),
            row.status.clone(),
            row.bron.clone(),
            AccountUnit::Personen.word().to_owned(),
            yes(row.gefit).to_owned(),
            String::new(),
        ]
    });
    let rest = account.rows.iter().map(|row| {
        let written = |figure: Option<i64>| {
            figure.map_or_else(String::new, |figure| row.eenheid.written(figure))
        };
        vec![
            row.maat.word().to_owned(),
            String::new(),
            row.onderdeel.clone(),
            written(row.model),
            row.eenheid.written(row.gepubliceerd),
            written(row.difference()),
            row.promille().map_or_else(String::new, tenths),
            row.status.word().to_owned(),
            row.bron.clone(),
            row.eenheid.word().to_owned(),
            yes(row.gefit).to_owned(),
            row.begrenzing.map_or("", AccountBound::word).to_owned(),
        ]
    });
    csv_text(&COLUMNS, counts.chain(rest))
}

/// [`backtest_csv`] as a table.
pub fn table_of_backtest(backtest: &Backtest, account: &Account) -> Table {
    Table::of_csv(&COLUMNS, &backtest_csv(backtest, account))
}

const fn yes(it: bool) -> &'static str {
    if it { "ja" } else { "nee" }
}

/// Tenths of a per cent as a per cent with a point: `-0.3`.
fn tenths(value: i64) -> String {
    AccountUnit::Promille.written(value)
}

/// The counts, the account, the parameters that were fitted, the receipt.
pub fn backtest_json(model: &Model, backtest: &Backtest, account: &Account) -> String {
    let counts: Vec<Value> = backtest.rows.iter().map(count).collect();
    let rest: Vec<Value> = account.rows.iter().map(figure).collect();
    let apart = Apart::of(backtest, account);
    let fitted: Vec<Value> = cijfers(model)
        .into_iter()
        .filter(|cijfer| !cijfer["gefit"].is_null())
        .collect();
    pretty(&json!({
        "scenario": model.scenario.naam,
        "peildatum": "2025-06-01",
        "eenheid": "personen",
        "tellingen": counts,
        "grootste_afwijking_procent": tenths(backtest.largest()),
        "tellingen_gefit": apart.fitted,
        "niet_gefit": {
            "cijfers": apart.figures.map(deviation),
            "percentages": apart.shares.map(deviation),
        },
        "rekenschap": rest,
        "gefit": fitted,
        "ontvangstbewijs": Receipt::of(model),
    }))
}

/// How far figures are off, in per cents or in points.
fn deviation(one: Deviation) -> Value {
    json!({
        "aantal": one.figures,
        "kleinste_afwijking": tenths(one.least),
        "grootste_afwijking": tenths(one.most),
    })
}

fn count(row: &BacktestRow) -> Value {
    json!({
        "maat": row.maat,
        "groep": row.groep,
        "onderdeel": row.onderdeel,
        "model": row.model,
        "gepubliceerd": row.gepubliceerd,
        "verschil": row.difference(),
        "procent": tenths(row.promille()),
        "gefit": row.gefit,
        "status": row.status,
        "bron": row.bron,
    })
}

fn figure(row: &AccountRow) -> Value {
    json!({
        "maat": row.maat.word(),
        "onderdeel": row.onderdeel,
        "eenheid": row.eenheid.word(),
        "model": row.model.map(|figure| row.eenheid.written(figure)),
        "gepubliceerd": row.eenheid.written(row.gepubliceerd),
        "hoogstens": row.begrenzing == Some(AccountBound::Hoogstens),
        "minstens": row.begrenzing == Some(AccountBound::Minstens),
        "verschil": row.difference().map(|figure| row.eenheid.written(figure)),
        "procent": row.promille().map(tenths),
        "gefit": row.gefit,
        "status": row.status.word(),
        "bron": row.bron,
    })
}
