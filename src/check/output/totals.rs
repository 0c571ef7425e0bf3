//! How far every column moved in every year.

use std::collections::BTreeMap;

use crate::check::document::month_of;
use crate::check::figure::BaselineFigure;
use crate::check::moved::BaselineComparison;
use crate::check::words::field;
use crate::terms::Lang;

/// The movement of every column in every year, and of all years without signs: a row of
/// heads, and a row for every column.
pub(super) fn totals(one: &BaselineComparison, lang: Lang) -> Vec<Vec<String>> {
    let mut rows: Vec<(String, BTreeMap<String, BaselineFigure>, BaselineFigure)> = Vec::new();
    let mut years: Vec<String> = Vec::new();
    let mut months: Vec<String> = Vec::new();
    for total in one.totals() {
        // Twelve rows of months would hide the rest.
        let is_month = month_of(&total.veld).is_some();
        let veld = if is_month {
            lang.choose("kas per maand", "cash by month").to_owned()
        } else {
            field(&total.veld, lang)
        };
        if is_month {
            months.push(veld.clone());
        }
        let zero = BaselineFigure::zero(total.netto);
        let at = rows.iter().position(|(known, ..)| *known == veld);
        let at = at.unwrap_or_else(|| {
            rows.push((veld, BTreeMap::new(), zero));
            rows.len() - 1
        });
        let (_, netto, bruto) = &mut rows[at];
        let sum = netto.entry(total.jaar.clone()).or_insert(zero);
        *sum = sum.plus(total.netto);
        *bruto = bruto.plus(total.bruto);
        if !years.contains(&total.jaar) {
            years.push(total.jaar);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    years.sort();
    // Money of a year before what it is made of.
    rows.sort_by_key(|(veld, ..)| months.contains(veld));
    let gross = lang.choose("bruto", "gross");
    let net = if one.trekkingen.is_some() {
        lang.choose(
            "heel Nederland per veld en jaar",
            "the country by field and year",
        )
    } else {
        lang.choose("netto per veld en jaar", "net by field and year")
    };
    let mut table = vec![vec![net.to_owned()]];
    table[0].extend(years.iter().cloned());
    table[0].push(gross.to_owned());
    for (veld, netto, bruto) in rows {
        let mut row = vec![veld];
        let sums = years.iter().map(|jaar| netto.get(jaar));
        row.extend(sums.map(|sum| sum.map_or_else(String::new, |sum| sum.signed(lang))));
        row.push(bruto.shown(lang));
        table.push(row);
    }
    table
}
