//! The amounts and weights per budget year, derived and published beside each other.

use comfy_table::{Cell, ColumnConstraint};
use serde_json::json;

use super::run::{new_table, right, trimmed};
use crate::exact::fraction::Fraction;
use crate::exact::money::Cents;
use crate::export::Receipt;
use crate::export::amount_rows::rows;
use crate::export::csv::csv_text;
use crate::export::json::euros;
use crate::export::pretty;
use crate::model::{Model, doorberekend};
use crate::report::words::status::{overlay, status_of};
use crate::terms::Lang;
use crate::terms::jaar::Jaar;
use crate::uitkering::Bedragen;

/// `jaar,bedrag,afgeleid,gepubliceerd,verschil,geldend,eenheid,status,bron,na_korting`:
/// euros per person, or for the country where the unit says `euro`; status and
/// source are those of the amount that counts, before a cut. Of these years, or of
/// all.
pub fn amounts_csv(model: &Model, jaren: Option<&[Jaar]>) -> String {
    let header = [
        "jaar",
        "bedrag",
        "afgeleid",
        "gepubliceerd",
        "verschil",
        "geldend",
        "eenheid",
        "status",
        "bron",
        "na_korting",
    ];
    let plain = |amount: Option<Cents>| amount.map_or_else(String::new, Cents::plain);
    let rows = rows(model, jaren).into_iter().map(|row| {
        vec![
            row.jaar.to_string(),
            row.bedrag.clone(),
            plain(row.afgeleid),
            plain(row.gepubliceerd),
            plain(row.verschil()),
            plain(row.geldend),
            row.eenheid.to_owned(),
            row.status().to_owned(),
            row.bron(Lang::Nl).to_owned(),
            plain(row.na_korting),
        ]
    });
    csv_text(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
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
                "verschil": row.verschil().map(euros),
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
                "pa_t": percent(amounts.pa_t, Lang::En),
                "pa_t1": percent(amounts.pa_t1, Lang::En),
                "po": percent(amounts.po, Lang::En),
                "korting": percent(doorberekend(&model.scenario.tabellen, jaar), Lang::En),
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
fn years(model: &Model, jaren: Option<&[Jaar]>) -> impl Iterator<Item = (Jaar, Bedragen)> {
    let years = model.bedragen.years();
    let chosen = years.filter(move |year| jaren.is_none_or(|jaren| jaren.contains(&year.jaar)));
    chosen.filter_map(|year| Some((year.jaar, year.geldend?)))
}

/// A share as a percentage, exactly: `70%`, `11,5%`.
fn percent(share: Fraction, taal: Lang) -> String {
    let per_billion =
        i128::from(share.numerator()) * 1_000_000_000 / i128::from(share.denominator());
    let (whole, decimals) = (per_billion / 10_000_000, per_billion % 10_000_000);
    let decimals = format!("{decimals:07}");
    let decimals = decimals.trim_end_matches('0');
    let point = taal.choose(",", ".");
    if decimals.is_empty() {
        format!("{whole}%")
    } else {
        format!("{whole}{point}{decimals}%")
    }
}

/// The place of the column that is only there for a year with a cut.
const CUT: usize = 6;

/// What a cut that is passed on does in a year.
fn cut_line(model: &Model, jaar: Jaar, taal: Lang) -> Option<String> {
    let share = doorberekend(&model.scenario.tabellen, jaar);
    let percentage = (share != Fraction::ZERO).then(|| percent(share, taal))?;
    Some(match taal {
        Lang::Nl => format!(
            "{jaar}: korting van {percentage} doorberekend in de bedragen na korting; \
             de gewichten blijven\n"
        ),
        Lang::En => format!(
            "{jaar}: cut of {percentage} passed on in the amounts after the cut; \
             the weights stay\n"
        ),
    })
}

/// A block per year, its lines of incidental money last; below them the
/// percentages of each year.
pub fn amounts_table(model: &Model, jaren: Option<&[Jaar]>, taal: Lang) -> String {
    let notation = taal.notation();
    let amount = |amount: Option<Cents>| match amount {
        Some(amount) => notation.euros(amount).trim_start_matches("€ ").to_owned(),
        None => "-".to_owned(),
    };
    let rows = rows(model, jaren);
    let is_cut = rows.iter().any(|row| row.na_korting.is_some());
    let mut table = new_table();
    let header = [
        taal.choose("jaar", "year"),
        taal.choose("bedrag", "amount"),
        taal.choose("afgeleid", "derived"),
        taal.choose("gepubliceerd", "published"),
        taal.choose("verschil", "difference"),
        taal.choose("geldt", "counts"),
        taal.choose("na korting", "after the cut"),
        "status",
    ];
    let cells = header.iter().enumerate().map(|(index, name)| {
        if (2..=CUT).contains(&index) {
            right(*name)
        } else {
            Cell::new(name)
        }
    });
    table.add_row(cells);
    let mut last = None;
    for row in &rows {
        if last.is_some_and(|last| last != row.jaar) {
            table.add_row([""; 8]);
        }
        last = Some(row.jaar);
        table.add_row([
            Cell::new(row.jaar.to_string()),
            Cell::new(&row.bedrag),
            right(amount(row.afgeleid)),
            right(amount(row.gepubliceerd)),
            right(amount(row.verschil())),
            right(amount(row.geldend)),
            right(amount(row.na_korting)),
            Cell::new(status_of(row.status(), taal)),
        ]);
    }
    if let Some(column) = table.column_mut(CUT).filter(|_| !is_cut) {
        column.set_constraint(ColumnConstraint::Hidden);
    }
    let mut text = format!(
        "{} · {} · {}\n{}\n{}\n",
        taal.choose("Bedragen en gewichten", "Amounts and weights"),
        model.scenario.naam,
        taal.choose(
            "in euro's per persoon; incidenteel in euro's voor het land",
            "in euros per person; incidental money in euros for the country"
        ),
        overlay(&model.scenario.settings, taal),
        trimmed(&table),
    );
    for (jaar, amounts) in years(model, jaren) {
        let share = |share| percent(share, taal);
        text.push_str(&format!(
            "{jaar}: pa(t) {}, pa(t-1) {}, po {}\n",
            share(amounts.pa_t),
            share(amounts.pa_t1),
            share(amounts.po),
        ));
    }
    if is_cut {
        text.push('\n');
    }
    for (jaar, _) in years(model, jaren) {
        text.push_str(&cut_line(model, jaar, taal).unwrap_or_default());
    }
    text.push_str(&format!("\n{}\n", Receipt::of(model).line(taal)));
    text
}
