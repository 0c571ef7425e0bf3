//! The amounts and weights per budget year, derived and published beside each other.

use comfy_table::Cell;

use super::cells::{left_out, new_table, right, without_least};
use crate::exact::fraction::{Exact, Fraction};
use crate::exact::money::{Cents, euros_to_cents};
use crate::export::Receipt;
use crate::export::amount_rows::rows;
use crate::export::amounts::{percent, years};
use crate::model::{Model, doorberekend};
use crate::report::words::receipt::receipt_line;
use crate::report::words::status::status_of;
use crate::terms::jaar::Jaar;
use crate::terms::{Lang, Width};

/// The place of the column that is only there for a year with a cut.
const CUT: usize = 6;

/// Columns that a narrow screen leaves out.
const DERIVED: usize = 2;
const PUBLISHED: usize = 3;
const DIFFERENCE: usize = 4;

/// What a cut that is passed on does in a year.
fn cut_line(model: &Model, jaar: Jaar, taal: Lang) -> Option<String> {
    let share = doorberekend(model.scenario.tables(), jaar);
    let percentage = (share != Fraction::ZERO).then(|| percent(share, taal.choose(",", ".")))?;
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

/// Where later amounts grow from published ones: the first year that does, and the
/// prices behind them.
fn seams(model: &Model, jaren: Option<&[Jaar]>, taal: Lang) -> String {
    let shown = |jaar: Jaar| jaren.is_none_or(|jaren| jaren.contains(&jaar));
    let mut text = String::new();
    for (&jaar, seam) in model.bedragen.prijspeil().seams() {
        let mut later = model.bedragen.years().filter(|year| year.jaar > jaar);
        let Some(next) = later.find(|year| year.afgeleid.is_some() && shown(year.jaar)) else {
            continue;
        };
        let notation = taal.notation();
        let euros = |price: &Exact| {
            let cents = euros_to_cents(price);
            cents.map_or_else(String::new, |cents| notation.euros(cents))
        };
        let from = taal.choose(
            "groeit uit de gepubliceerde bedragen van",
            "grows from the published amounts of",
        );
        text.push_str(&format!("\n{}: {from} {jaar}", next.jaar));
        if let Some(found) = &seam.instalments {
            let (leerroute, overig) = (euros(&found.leerroute), euros(&found.overig));
            text.push_str(&taal.choose(
                format!(" (leerroute {leerroute}, overig {overig} per persoon)"),
                format!(" (leerroute {leerroute}, overig {overig} per person)"),
            ));
        }
        if !seam.is_exact() {
            text.push_str(&taal.choose(
                format!(
                    ";\n      die passen niet precies bij het betaalritme, zie het verschil in {jaar}"
                ),
                format!(
                    ";\n      they do not quite fit the betaalritme, see the difference in {jaar}"
                ),
            ));
        }
        text.push('\n');
    }
    text
}

/// A block per year, its lines of incidental money last; below them the
/// percentages of each year.
pub fn amounts_table(model: &Model, jaren: Option<&[Jaar]>, taal: Lang, width: Width) -> String {
    let notation = taal.notation();
    let amount = |amount: Option<Cents>| match amount {
        Some(amount) => notation.euros(amount).trim_start_matches("€ ").to_owned(),
        None => "-".to_owned(),
    };
    let rows = rows(model, jaren);
    let is_cut = rows.iter().any(|row| row.na_korting.is_some());
    let mut table = new_table();
    let mut header = vec![
        taal.choose("jaar", "year"),
        taal.choose("bedrag", "amount"),
        taal.choose("afgeleid", "derived"),
        taal.choose("gepubliceerd", "published"),
        taal.choose("verschil", "difference"),
        taal.choose("geldt", "counts"),
        taal.choose("na korting", "after the cut"),
        "status",
    ];
    if !is_cut {
        header.remove(CUT);
    }
    let cells = header.iter().enumerate().map(|(index, name)| {
        if (2..header.len() - 1).contains(&index) {
            right(*name)
        } else {
            Cell::new(name)
        }
    });
    table.add_row(cells);
    let mut last = None;
    for row in &rows {
        if last.is_some_and(|last| last != row.jaar) {
            table.add_row(vec![""; header.len()]);
        }
        last = Some(row.jaar);
        let mut cells = vec![
            Cell::new(row.jaar.to_string()),
            Cell::new(folded(&row.bedrag, width)),
            right(amount(row.afgeleid)),
            right(amount(row.gepubliceerd)),
            right(amount(row.difference())),
            right(amount(row.geldend)),
            right(amount(row.na_korting)),
            Cell::new(status_of(row.status(), taal)),
        ];
        if !is_cut {
            cells.remove(CUT);
        }
        table.add_row(cells);
    }
    let last = header.len() - 1;
    let least = [DIFFERENCE, last, DERIVED, PUBLISHED];
    let (shown, gone) = without_least(&table, &least, width);
    let gone: Vec<&str> = gone.iter().map(|&column| header[column]).collect();
    let mut text = format!(
        "{} · {} · {}\n\n{}\n",
        taal.choose("Bedragen en gewichten", "Amounts and weights"),
        model.scenario.naam,
        taal.choose(
            "in euro's per persoon; incidenteel in euro's voor het land",
            "in euros per person; incidental money in euros for the country"
        ),
        shown + &left_out(&gone, taal),
    );
    for (jaar, amounts) in years(model, jaren) {
        let share = |share| percent(share, taal.choose(",", "."));
        text.push_str(&format!(
            "{jaar}: pa(t) {}, pa(t-1) {}, po {}\n",
            share(amounts.pa_t),
            share(amounts.pa_t1),
            share(amounts.po),
        ));
    }
    text.push_str(&seams(model, jaren, taal));
    if is_cut {
        text.push('\n');
    }
    for (jaar, _) in years(model, jaren) {
        text.push_str(&cut_line(model, jaar, taal).unwrap_or_default());
    }
    text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), taal)));
    width.wrapped(&text)
}

/// The name of an amount, of more lines where a screen is narrow and it is long: that of
/// incidental money is a sentence.
fn folded(name: &str, width: Width) -> String {
    match width.columns() {
        None => name.to_owned(),
        Some(columns) => Width::of(columns / 3).wrapped(name),
    }
}
