//! The amounts and weights per budget year as CSV and JSON.

use serde_json::json;

use super::amount_rows::rows;
use super::csv::{CsvColumn, csv_text};
use super::json::{euros, pretty};
use super::receipt::Receipt;
use super::table::Table;
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;
use crate::model::{Model, doorberekend};
use crate::terms::Lang;
use crate::terms::jaar::Jaar;
use crate::uitkering::Bedragen;

/// The columns of [`amounts_csv`].
const COLUMNS: [CsvColumn; 10] = [
    CsvColumn::whole("jaar"),
    CsvColumn::text("bedrag"),
    CsvColumn::euros("afgeleid"),
    CsvColumn::euros("gepubliceerd"),
    CsvColumn::euros("verschil"),
    CsvColumn::euros("geldend"),
    CsvColumn::text("eenheid"),
    CsvColumn::text("status"),
    CsvColumn::text("bron"),
    CsvColumn::euros("na_korting"),
];

/// `jaar,bedrag,afgeleid,gepubliceerd,verschil,geldend,eenheid,status,bron,na_korting`:
/// euros per person, or for the country where the unit says `euro`; status and
/// source are those of the amount that counts, before a cut. Of these years, or of
/// all.
pub fn amounts_csv(model: &Model, jaren: Option<&[Jaar]>) -> String {
    let plain = |amount: Option<Cents>| amount.map_or_else(String::new, Cents::plain);
    let rows = rows(model, jaren).into_iter().map(|row| {
        vec![
            row.jaar.to_string(),
            row.bedrag.clone(),
            plain(row.afgeleid),
            plain(row.gepubliceerd),
            plain(row.difference()),
            plain(row.geldend),
            row.eenheid.to_owned(),
            row.status().to_owned(),
            row.bron(Lang::Nl).to_owned(),
            plain(row.na_korting),
        ]
    });
    csv_text(&COLUMNS, rows)
}

/// [`amounts_csv`] as a table.
pub fn table_of_amounts(model: &Model, jaren: Option<&[Jaar]>) -> Table {
    Table::of_csv(&COLUMNS, &amounts_csv(model, jaren))
}

/// The amounts with percentages and the receipt.
pub fn amounts_json(model: &Model, jaren: Option<&[Jaar]>) -> String {
    let amounts: Vec<_> = rows(model, jaren)
        .iter()
        .map(|row| {
            json!({
                "jaar": row.jaar.get(),
                "bedrag": row.bedrag,
                "afgeleid": row.afgeleid.map(euros),
                "gepubliceerd": row.gepubliceerd.map(euros),
                "verschil": row.difference().map(euros),
                "geldend": row.geldend.map(euros),
                "na_korting": row.na_korting.map(euros),
                "eenheid": row.eenheid,
                "status": row.herkomst.as_ref().map(|herkomst| herkomst.status.word()),
                "bron": row.herkomst.as_ref().map(|herkomst| herkomst.bron.of(Lang::Nl)),
            })
        })
        .collect();
    let shares: Vec<_> = years(model, jaren)
        .map(|(jaar, amounts)| {
            json!({
                "jaar": jaar.get(),
                "pa_t": percent(amounts.pa_t, "."),
                "pa_t1": percent(amounts.pa_t1, "."),
                "po": percent(amounts.po, "."),
                "korting": percent(doorberekend(model.scenario.tables(), jaar), "."),
            })
        })
        .collect();
    pretty(&json!({
        "scenario": model.scenario.naam,
        "bedragen": amounts,
        "percentages": shares,
        "ontvangstbewijs": Receipt::of(model),
    }))
}

/// The years with amounts that count, out of these or all.
pub(crate) fn years(
    model: &Model,
    jaren: Option<&[Jaar]>,
) -> impl Iterator<Item = (Jaar, Bedragen)> {
    let years = model.bedragen.years();
    let chosen = years.filter(move |year| jaren.is_none_or(|jaren| jaren.contains(&year.jaar)));
    chosen.filter_map(|year| Some((year.jaar, year.geldend?)))
}

/// A share as a percentage, exactly, with this before the decimals: `70%`, `11.5%`.
pub(crate) fn percent(share: Fraction, point: &str) -> String {
    let per_billion =
        i128::from(share.numerator()) * 1_000_000_000 / i128::from(share.denominator());
    let (whole, decimals) = (per_billion / 10_000_000, per_billion % 10_000_000);
    let decimals = format!("{decimals:07}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        format!("{whole}%")
    } else {
        format!("{whole}{point}{decimals}%")
    }
}
