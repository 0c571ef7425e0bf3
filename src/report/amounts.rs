//! The amounts and weights per budget year, derived and published beside each other.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, Table};
use serde_json::json;

use super::csv::csv_text;
use super::json::{euros, pretty};
use super::receipt::Receipt;
use super::taal::Taal;
use super::table::trimmed;
use crate::fraction::Fraction;
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::projection::{Jaarbedragen, Model, cents, incidenteel_amount};

/// One amount of one year.
struct Regel {
    jaar: Jaar,
    bedrag: String,
    afgeleid: Option<Cents>,
    gepubliceerd: Option<Cents>,
    geldend: Option<Cents>,
}

impl Regel {
    fn verschil(&self) -> Option<Cents> {
        Some(self.afgeleid? - self.gepubliceerd?)
    }
}

fn rows(model: &Model) -> Vec<Regel> {
    let mut rows: Vec<Regel> = model.bedragen.years().flat_map(of_year).collect();
    for line in &model.scenario.tabellen.incidenteel {
        for &jaar in line.bedrag.0.keys() {
            rows.push(Regel {
                jaar,
                bedrag: format!("incidenteel: {}", line.naam),
                afgeleid: None,
                gepubliceerd: None,
                geldend: Some(incidenteel_amount(line, jaar)),
            });
        }
    }
    rows.sort_by_key(|row| row.jaar);
    rows
}

fn of_year(year: &Jaarbedragen) -> [Regel; 9] {
    let published = &year.gepubliceerd;
    let derived = |number: usize| year.afgeleid.map(|amounts| amounts.bedrag[number]);
    let weight = |number: usize| year.afgeleid.map(|amounts| amounts.gewicht[number]);
    let counts = |of: fn(&crate::uitkering::Bedragen) -> Cents| year.geldend.as_ref().map(of);
    let row = |bedrag: &str, afgeleid, gepubliceerd, geldend| Regel {
        jaar: year.jaar,
        bedrag: bedrag.to_owned(),
        afgeleid,
        gepubliceerd: cents(gepubliceerd),
        geldend,
    };
    [
        row(
            "gezins_overig",
            year.gezins_overig,
            published.gezins_overig,
            counts(|b| b.gezins_overig),
        ),
        row("a", derived(0), published.a, counts(|b| b.bedrag[0])),
        row("b", derived(1), published.b, counts(|b| b.bedrag[1])),
        row("c", derived(2), published.c, counts(|b| b.bedrag[2])),
        row(
            "gewicht_a",
            weight(0),
            published.gewicht_a,
            counts(|b| b.gewicht[0]),
        ),
        row(
            "gewicht_b",
            weight(1),
            published.gewicht_b,
            counts(|b| b.gewicht[1]),
        ),
        row(
            "gewicht_c",
            weight(2),
            published.gewicht_c,
            counts(|b| b.gewicht[2]),
        ),
        row(
            "gewicht_d",
            weight(3),
            published.gewicht_d,
            counts(|b| b.gewicht[3]),
        ),
        row(
            "onderwijsroute",
            year.onderwijsroute,
            published.onderwijsroute,
            counts(|b| b.onderwijsroute),
        ),
    ]
}

/// `jaar,bedrag,afgeleid,gepubliceerd,verschil,geldend`, euros per person;
/// lines of incidental money are euros for the country.
pub fn amounts_csv(model: &Model) -> String {
    let header = [
        "jaar",
        "bedrag",
        "afgeleid",
        "gepubliceerd",
        "verschil",
        "geldend",
    ];
    let plain = |amount: Option<Cents>| amount.map_or_else(String::new, Cents::plain);
    let rows = rows(model).into_iter().map(|row| {
        vec![
            row.jaar.to_string(),
            row.bedrag.clone(),
            plain(row.afgeleid),
            plain(row.gepubliceerd),
            plain(row.verschil()),
            plain(row.geldend),
        ]
    });
    csv_text(std::iter::once(header.map(str::to_owned).to_vec()).chain(rows))
}

/// The amounts with percentages and the receipt.
pub fn amounts_json(model: &Model) -> String {
    let amounts: Vec<_> = rows(model)
        .iter()
        .map(|row| {
            json!({
                "jaar": row.jaar.get(),
                "bedrag": row.bedrag,
                "afgeleid": row.afgeleid.map(euros),
                "gepubliceerd": row.gepubliceerd.map(euros),
                "verschil": row.verschil().map(euros),
                "geldend": row.geldend.map(euros),
            })
        })
        .collect();
    let shares: Vec<_> = model
        .bedragen
        .years()
        .filter_map(|year| year.geldend.map(|amounts| (year.jaar, amounts)))
        .map(|(jaar, amounts)| {
            json!({
                "jaar": jaar.get(),
                "pa_t": percent(amounts.pa_t, Taal::En),
                "pa_t1": percent(amounts.pa_t1, Taal::En),
                "po": percent(amounts.po, Taal::En),
            })
        })
        .collect();
    pretty(&json!({
        "scenario": model.scenario.naam,
        "eenheid": "euro per persoon",
        "bedragen": amounts,
        "percentages": shares,
        "ontvangstbewijs": Receipt::of(model),
    }))
}

/// A share as a percentage, exactly: `70%`, `11,5%`.
fn percent(share: Fraction, taal: Taal) -> String {
    let per_billion =
        i128::from(share.numerator()) * 1_000_000_000 / i128::from(share.denominator());
    let (whole, decimals) = (per_billion / 10_000_000, per_billion % 10_000_000);
    let decimals = format!("{decimals:07}");
    let decimals = decimals.trim_end_matches('0');
    let point = taal.kies(",", ".");
    if decimals.is_empty() {
        format!("{whole}%")
    } else {
        format!("{whole}{point}{decimals}%")
    }
}

/// Three blocks: what counts per year, where derived and published differ, and
/// the lines of incidental money.
pub fn amounts_table(model: &Model, taal: Taal) -> String {
    let notation = taal.notation();
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let amount = |amount: Option<Cents>| match amount {
        Some(amount) => notation.euros(amount).trim_start_matches("€ ").to_owned(),
        None => "-".to_owned(),
    };
    let mut table = Table::new();
    table.load_style(NOTHING);
    let header = [
        taal.kies("jaar", "year"),
        taal.kies("bedrag", "amount"),
        taal.kies("afgeleid", "derived"),
        taal.kies("gepubliceerd", "published"),
        taal.kies("verschil", "difference"),
        taal.kies("geldt", "counts"),
    ];
    let cells = header.iter().enumerate().map(|(index, name)| {
        if index < 2 {
            Cell::new(name)
        } else {
            right((*name).to_owned())
        }
    });
    table.add_row(cells);
    let mut last = None;
    for row in rows(model) {
        if last.is_some_and(|last| last != row.jaar) {
            table.add_row([""; 6]);
        }
        last = Some(row.jaar);
        table.add_row([
            Cell::new(row.jaar.to_string()),
            Cell::new(&row.bedrag),
            right(amount(row.afgeleid)),
            right(amount(row.gepubliceerd)),
            right(amount(row.verschil())),
            right(amount(row.geldend)),
        ]);
    }
    let mut text = format!(
        "{} · {} · {}\n\n{}\n",
        taal.kies("Bedragen en gewichten", "Amounts and weights"),
        model.scenario.naam,
        taal.kies(
            "in euro's per persoon; incidenteel in euro's voor het land",
            "in euros per person; incidental money in euros for the country"
        ),
        trimmed(&table),
    );
    for year in model.bedragen.years() {
        if let Some(amounts) = year.geldend {
            let share = |share| percent(share, taal);
            text.push_str(&format!(
                "{}: pa(t) {}, pa(t-1) {}, po {}\n",
                year.jaar,
                share(amounts.pa_t),
                share(amounts.pa_t1),
                share(amounts.po),
            ));
        }
    }
    text.push_str(&format!("\n{}\n", Receipt::of(model).line()));
    text
}
