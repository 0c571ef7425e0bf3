//! `Samenvatting`: the country per year as formulas over the other sheet, and
//! native charts of it.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartType, Format, FormatAlign, FormatBorder, Worksheet,
    XlsxError,
};

use super::super::invoer::Invoer;
use super::super::taal::Taal;
use super::blad::{EURO, afdruk, formule};
use super::gemeenten::{TABEL, leesbaar};
use crate::compare::{Veld, landelijk};
use crate::money::Cents;
use crate::projection::Projection;

/// What the country is summed up in.
const VELDEN: [&str; 6] = [
    "uitkering_voorlopig",
    "uitkering_definitief",
    "verrekening",
    "kosten",
    "terugvordering",
    "kas",
];

/// The row of the years; the figures are below it.
const KOP: u32 = 4;
/// Scenario and column stand before the years.
const EERSTE: u16 = 2;

/// Writes the sheet.
pub(super) fn samenvatting(
    sheet: &mut Worksheet,
    invoer: &Invoer<'_>,
    taal: Taal,
) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let year_format = bold.clone().set_align(FormatAlign::Right);
    let euro = Format::new().set_num_format(EURO);
    let title = Format::new().set_bold().set_font_size(16);
    sheet.write_string_with_format(0, 0, "SPUK inburgeringsvoorzieningen", &title)?;
    sheet.write_string(1, 0, question(invoer, taal))?;
    sheet.write_string(2, 0, answer(invoer, taal))?;
    let Some(first) = invoer.projecties.first() else {
        return Ok(());
    };
    let years = first.jaren.len() as u16;
    for (column, text) in ["Scenario", "Bedrag"].into_iter().enumerate() {
        sheet.write_string_with_format(KOP, column as u16, text, &bold)?;
    }
    for (place, year) in (EERSTE..).zip(&first.jaren) {
        sheet.write_number_with_format(KOP, place, f64::from(year.jaar.get()), &year_format)?;
    }
    let together = taal.kies("Samen", "Total");
    sheet.write_string_with_format(KOP, EERSTE + years, together, &year_format)?;
    let mut row = KOP + 1;
    for (model, projection) in invoer.modellen.iter().zip(invoer.projecties) {
        for veld in VELDEN {
            sheet.write_string(row, 0, &model.scenario.naam)?;
            sheet.write_string(row, 1, leesbaar(veld))?;
            let mut sum = Cents::ZERO;
            for (place, amount) in (EERSTE..).zip(totals(projection, veld)) {
                sum += amount;
                let text = format!(
                    "ROUND(SUMIFS({TABEL}[{}],{TABEL}[Scenario],\"=\"&$A{1},{TABEL}[Jaar],{2}${3}),2)",
                    leesbaar(veld),
                    row + 1,
                    letter(place),
                    KOP + 1,
                );
                sheet.write_formula_with_format(row, place, formule(&text, amount), &euro)?;
            }
            add_up(sheet, row, years, sum, &euro)?;
            row += 1;
        }
    }
    let own = row;
    for (number, other) in (1..).zip(invoer.projecties.iter().skip(1)) {
        let name = format!(
            "{} - {}",
            invoer.modellen[number].scenario.naam, invoer.modellen[0].scenario.naam
        );
        for (place, veld) in (0..).zip(VELDEN) {
            sheet.write_string(row, 0, &name)?;
            sheet.write_string(row, 1, leesbaar(veld))?;
            let (base, ours) = (
                KOP + 2 + place,
                KOP + 2 + place + number as u32 * VELDEN.len() as u32,
            );
            let pairs = totals(other, veld).into_iter().zip(totals(first, veld));
            let mut sum = Cents::ZERO;
            for (column, (new, old)) in (EERSTE..).zip(pairs) {
                let text = format!("ROUND({0}{ours}-{0}{base},2)", letter(column));
                sum += new - old;
                sheet.write_formula_with_format(row, column, formule(&text, new - old), &euro)?;
            }
            add_up(sheet, row, years, sum, &euro)?;
            row += 1;
        }
    }
    // Wide enough for the name of a difference.
    sheet.set_column_width(0, 48)?;
    sheet.set_column_width(1, 24)?;
    for place in EERSTE..=EERSTE + years {
        sheet.set_column_width(place, 19)?;
    }
    sheet.set_freeze_panes(KOP + 1, EERSTE)?;
    afdruk(sheet, (1, 1));
    let blad = sheet.name();
    charts(sheet, &blad, invoer, taal, (own, row, years))
}

/// The line and column charts below the figures.
fn charts(
    sheet: &mut Worksheet,
    blad: &str,
    invoer: &Invoer<'_>,
    taal: Taal,
    (own, end, years): (u32, u32, u16),
) -> Result<(), XlsxError> {
    let lines = |chart: &mut Chart, veld: usize, from: u32, to: u32| {
        let rows = (from..to).skip(veld).step_by(VELDEN.len());
        for row in rows {
            chart
                .add_series()
                .set_categories((blad, KOP, EERSTE, KOP, EERSTE + years - 1))
                .set_values((blad, row, EERSTE, row, EERSTE + years - 1))
                .set_name((blad, row, 0));
        }
    };
    let millions = taal.kies("miljoenen euro's", "millions of euros");
    let make = |kind, title: &str, veld, from, to| {
        let mut chart = Chart::new(kind);
        lines(&mut chart, veld, from, to);
        chart.title().set_name(title);
        chart
            .x_axis()
            .set_name(taal.kies("uitvoeringsjaar", "year"))
            .set_label_position(ChartAxisLabelPosition::Low);
        chart.y_axis().set_name(millions).set_num_format("#,##0,,");
        chart
            .legend()
            .set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        chart.set_width(620).set_height(340);
        chart
    };
    let first = KOP + 1;
    let titles = [
        taal.kies(
            "Voorlopige uitkering, Nederland",
            "Provisional grant, country",
        ),
        taal.kies("Definitieve uitkering, Nederland", "Final grant, country"),
    ];
    for (veld, title) in titles.into_iter().enumerate() {
        let chart = make(ChartType::Line, title, veld, first, own);
        sheet.insert_chart(end + 2, veld as u16 * 4, &chart)?;
    }
    if invoer.projecties.len() > 1 {
        let title = taal.kies("Verschil in kas per jaar", "Difference in cash per year");
        let chart = make(ChartType::Column, title, 5, own, end);
        sheet.insert_chart(end + 21, 0, &chart)?;
    }
    Ok(())
}

/// The sum over the years of a row.
fn add_up(
    sheet: &mut Worksheet,
    row: u32,
    years: u16,
    sum: Cents,
    euro: &Format,
) -> Result<(), XlsxError> {
    let (from, to) = (letter(EERSTE), letter(EERSTE + years - 1));
    let text = format!("ROUND(SUM({from}{0}:{to}{0}),2)", row + 1);
    sheet.write_formula_with_format(row, EERSTE + years, formule(&text, sum), euro)?;
    Ok(())
}

/// A column of money of the country, year by year.
fn totals(projection: &Projection, veld: &str) -> Vec<Cents> {
    let kolom = crate::projection::KOLOMMEN
        .iter()
        .find(|one| one.naam == veld);
    let years = projection.jaren.iter();
    years
        .map(|year| match kolom.map(|one| one.meting) {
            Some(crate::projection::Meting::Bedrag(of)) => {
                (0..year.kas.len()).map(|gemeente| of(year, gemeente)).sum()
            }
            _ => Cents::ZERO,
        })
        .collect()
}

/// `A`, `B`, ... `Z`, `AA`.
pub(super) fn letter(column: u16) -> String {
    rust_xlsxwriter::column_number_to_name(column)
}

fn question(invoer: &Invoer<'_>, taal: Taal) -> String {
    let names: Vec<&str> = invoer
        .modellen
        .iter()
        .map(|model| model.scenario.naam.as_str())
        .collect();
    match names.split_first() {
        Some((first, others)) if !others.is_empty() => {
            let against = taal.kies("tegenover", "against");
            format!("{} {against} {first}", others.join(", "))
        }
        Some((first, _)) => (*first).to_owned(),
        None => String::new(),
    }
}

/// The most important figure in a sentence.
fn answer(invoer: &Invoer<'_>, taal: Taal) -> String {
    let notation = taal.notation();
    if let (Some(one), Some(veld)) = (
        invoer.vergelijkingen.first(),
        Veld::named("uitkering_definitief"),
    ) {
        let years: Vec<usize> = (0..one.jaren().len()).collect();
        let whole = landelijk(&one.effecten(&veld, &years));
        return format!(
            "{}: {} {} ({} {}, {} {})",
            taal.kies(
                "Definitieve uitkering, alle jaren samen",
                "Final grant, all years together"
            ),
            notation.millions(whole.verschil()),
            taal.kies("miljoen euro verschil", "million euros difference"),
            whole.winnaars,
            taal.kies("gemeenten meer", "gemeenten more"),
            whole.verliezers,
            taal.kies("minder", "less"),
        );
    }
    let sum: Cents = invoer
        .projecties
        .iter()
        .flat_map(|projection| totals(projection, "uitkering_definitief"))
        .sum();
    format!(
        "{}: {} {}",
        taal.kies(
            "Definitieve uitkering, alle jaren samen",
            "Final grant, all years together"
        ),
        notation.millions(sum),
        taal.kies("miljoen euro", "million euros"),
    )
}
