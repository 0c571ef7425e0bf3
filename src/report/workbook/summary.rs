//! `Samenvatting`: the country per year as formulas over the other sheet, and
//! native charts of it.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartSeries, ChartType, Format, FormatAlign, FormatBorder,
    Worksheet, XlsxError,
};

use super::gemeenten::TABLE_NAME;
use super::sentences::{answers, question, remarks};
use super::sheet::{EURO_FORMAT, fitting_text, formule, getal, print_setup};
use crate::columns::{Column, KeyColumn, in_order};
use crate::exact::money::Cents;
use crate::projection::{Measure, Projection};
use crate::report::input::ReportInput;
use crate::report::words::letter::letter;
use crate::terms::Lang;

/// What the country is summed up in: what flows before what is carried on.
const SUMMARY: [Column; 9] = [
    Column::UitkeringVoorlopig,
    Column::UitkeringDefinitief,
    Column::Verrekening,
    Column::Kosten,
    Column::Terugvordering,
    Column::Kas,
    Column::Saldo,
    Column::Reserve,
    Column::Tekort,
];

/// The columns of the summary: no parts of another, and no money beside the uitkering.
fn summed_up() -> Vec<Column> {
    let is_summed_up = |column: Column| {
        column.is_money() && column.whole().is_none() && column != Column::Incidenteel
    };
    in_order(&SUMMARY, is_summed_up).collect()
}

/// The row of the first answer.
const ANSWER_ROW: u32 = 2;
/// Scenario and column stand before the years.
const FIRST_YEAR_COLUMN: u16 = 2;

/// Writes the sheet.
pub(crate) fn samenvatting(
    sheet: &mut Worksheet,
    invoer: &ReportInput<'_>,
    taal: Lang,
) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let year_format = bold.clone().set_align(FormatAlign::Right);
    let euro = Format::new().set_num_format(EURO_FORMAT);
    let title = Format::new().set_bold().set_font_size(16);
    sheet.write_string_with_format(0, 0, "SPUK inburgeringsvoorzieningen", &title)?;
    sheet.write_string(1, 0, fitting_text(&question(invoer, taal)))?;
    let mut answers = answers(invoer, taal);
    answers.extend(remarks(invoer, taal));
    // The row of the years; the figures are below it.
    let kop = ANSWER_ROW + answers.len() as u32 + 1;
    for (row, text) in (ANSWER_ROW..).zip(answers) {
        sheet.write_string(row, 0, fitting_text(&text))?;
    }
    let Some(first) = invoer.projecties.first() else {
        return Ok(());
    };
    let years = first.jaren.len() as u16;
    for (column, text) in ["Scenario", taal.choose("Bedrag", "Amount")]
        .into_iter()
        .enumerate()
    {
        sheet.write_string_with_format(kop, column as u16, text, &bold)?;
    }
    for (place, year) in (FIRST_YEAR_COLUMN..).zip(&first.jaren) {
        sheet.write_number_with_format(kop, place, f64::from(year.jaar.get()), &year_format)?;
    }
    let together = taal.choose("Samen", "Total");
    sheet.write_string_with_format(kop, FIRST_YEAR_COLUMN + years, together, &year_format)?;
    let mut row = kop + 1;
    let columns = summed_up();
    for (model, projection) in invoer.paren() {
        for &veld in &columns {
            sheet.write_string(row, 0, fitting_text(&model.scenario.naam))?;
            sheet.write_string(row, 1, veld.heading(taal))?;
            let mut sum = Cents::ZERO;
            for (place, amount) in (FIRST_YEAR_COLUMN..).zip(country(projection, veld)) {
                sum += amount;
                let jaar = KeyColumn::Jaar.heading(taal);
                // SUMIFS would take a name for a pattern, and capitals for small letters.
                let text = format!(
                    "ROUND(SUMPRODUCT(--EXACT({TABLE_NAME}[Scenario],$A{1}),--({TABLE_NAME}[{jaar}]={2}${3}),{TABLE_NAME}[{0}]),2)",
                    veld.heading(taal),
                    row + 1,
                    letter(place),
                    kop + 1,
                );
                sheet.write_formula_with_format(row, place, formule(&text, amount), &euro)?;
            }
            add_up(sheet, row, years, (veld, sum), &euro)?;
            row += 1;
        }
    }
    let own = row;
    for (number, other) in (1..).zip(invoer.projecties.iter().skip(1)) {
        let name = format!(
            "{} {} {}",
            invoer.modellen[number].scenario.naam,
            taal.choose("min", "minus"),
            invoer.modellen[0].scenario.naam
        );
        for (place, veld) in (0..).zip(columns.iter().copied()) {
            sheet.write_string(row, 0, fitting_text(&name))?;
            sheet.write_string(row, 1, veld.heading(taal))?;
            let (base, ours) = (
                kop + 2 + place,
                kop + 2 + place + number as u32 * columns.len() as u32,
            );
            let pairs = country(other, veld).into_iter().zip(country(first, veld));
            let mut sum = Cents::ZERO;
            for (column, (new, old)) in (FIRST_YEAR_COLUMN..).zip(pairs) {
                let text = format!("ROUND({0}{ours}-{0}{base},2)", letter(column));
                sum += new - old;
                sheet.write_formula_with_format(row, column, formule(&text, new - old), &euro)?;
            }
            add_up(sheet, row, years, (veld, sum), &euro)?;
            row += 1;
        }
    }
    let end = row;
    for (model, projection) in invoer.paren() {
        let name = &model.scenario.naam;
        for (what, amounts) in state_only(projection, taal) {
            sheet.write_string(row, 0, fitting_text(name))?;
            sheet.write_string(row, 1, what)?;
            for (place, amount) in (FIRST_YEAR_COLUMN..).zip(amounts) {
                if let Some(amount) = amount {
                    sheet.write_number_with_format(row, place, getal(amount), &euro)?;
                }
            }
            row += 1;
        }
    }
    // Wide enough for the name of a difference.
    sheet.set_column_width(0, 48)?;
    sheet.set_column_width(1, 24)?;
    for place in FIRST_YEAR_COLUMN..=FIRST_YEAR_COLUMN + years {
        sheet.set_column_width(place, 19)?;
    }
    sheet.set_freeze_panes(kop + 1, FIRST_YEAR_COLUMN)?;
    print_setup(sheet, (1, 1));
    let blad = sheet.name();
    let places = ChartPlaces {
        kop,
        own,
        end,
        below: row,
        years,
    };
    charts(sheet, &blad, invoer, taal, places)
}

/// What only the state sees: what it absorbs of a cut and its budget line, by year.
/// These are in no other row, and a year without a budget line has no amount.
fn state_only(
    projection: &Projection,
    taal: Lang,
) -> impl Iterator<Item = (&'static str, Vec<Option<Cents>>)> {
    let years = &projection.jaren;
    let absorbed = years.iter().map(|year| Some(year.binnen_begroting));
    let lines = years.iter().map(|year| year.begroting);
    let rows = [
        (
            taal.choose(
                "Korting die het Rijk zelf opvangt",
                "Cut that the state absorbs itself",
            ),
            absorbed.collect::<Vec<_>>(),
        ),
        (
            taal.choose("Begrotingsstand", "Budget line"),
            lines.collect::<Vec<_>>(),
        ),
    ];
    let any = |amounts: &[Option<Cents>]| amounts.iter().flatten().any(|&it| it != Cents::ZERO);
    rows.into_iter().filter(move |(_, amounts)| any(amounts))
}

/// Rows of the sheet, and how many years stand beside each other.
struct ChartPlaces {
    /// Of the years; the scenarios follow.
    kop: u32,
    /// Of the first difference.
    own: u32,
    /// Below the last difference.
    end: u32,
    /// Below everything.
    below: u32,
    years: u16,
}

/// The line and column charts below the figures.
fn charts(
    sheet: &mut Worksheet,
    blad: &str,
    invoer: &ReportInput<'_>,
    taal: Lang,
    ChartPlaces {
        kop,
        own,
        end,
        below,
        years,
    }: ChartPlaces,
) -> Result<(), XlsxError> {
    // Named by cells, up to this column: a name with a `!` in it would be read
    // as a range.
    let add = |chart: &mut Chart, row: u32, to: u16| {
        let mut series = ChartSeries::new();
        series
            .set_categories((
                blad,
                kop,
                FIRST_YEAR_COLUMN,
                kop,
                FIRST_YEAR_COLUMN + years - 1,
            ))
            .set_values((
                blad,
                row,
                FIRST_YEAR_COLUMN,
                row,
                FIRST_YEAR_COLUMN + years - 1,
            ));
        match to {
            0 => series.set_name((blad, row, 0)),
            _ => series.set_name((blad, row, 0, row, to)),
        };
        chart.push_series(&series);
    };
    let millions = taal.choose("miljoenen euro's", "millions of euros");
    let make = |kind, title: &str| {
        let mut chart = Chart::new(kind);
        chart.title().set_name(title);
        chart
            .x_axis()
            .set_name(taal.choose("uitvoeringsjaar", "year"))
            .set_label_position(ChartAxisLabelPosition::Low);
        chart.y_axis().set_name(millions).set_num_format("#,##0,,");
        chart
            .legend()
            .set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
        chart.set_width(620).set_height(340);
        chart
    };
    let columns = summed_up();
    let rows = |column: Column, from: u32, to: u32| {
        let place = columns.iter().position(|one| *one == column);
        (from..to)
            .skip(place.unwrap_or_default())
            .step_by(columns.len())
    };
    let first = kop + 1;
    let country = taal.choose("Nederland", "the Netherlands");
    let granted = [Column::UitkeringVoorlopig, Column::UitkeringDefinitief];
    for (place, column) in (0..).zip(granted) {
        let title = format!("{}, {country}", column.label(taal));
        let mut chart = make(ChartType::Line, &title);
        rows(column, first, own).for_each(|row| add(&mut chart, row, 0));
        sheet.insert_chart(below + 2, place * 4, &chart)?;
    }
    let title = taal.choose(
        "Ontvangen (kas) tegenover kosten, Nederland",
        "Cash received against costs, the Netherlands",
    );
    let mut chart = make(ChartType::Line, title);
    let pairs = rows(Column::Kas, first, own).zip(rows(Column::Kosten, first, own));
    let costs = |number: usize| self::country(&invoer.projecties[number], Column::Kosten);
    for (number, (receipts, spent)) in pairs.enumerate() {
        add(&mut chart, receipts, 1);
        // Most scenarios have the same costs: one line is enough for those.
        if number == 0 || costs(number) != costs(0) {
            add(&mut chart, spent, 1);
        }
    }
    sheet.insert_chart(below + 21, 0, &chart)?;
    if invoer.projecties.len() > 1 {
        // Of what the answer is about.
        let title = taal.choose(
            "Verschil in definitieve uitkering per jaar",
            "Difference in final grant (definitief) per year",
        );
        let mut chart = make(ChartType::Column, title);
        rows(Column::UitkeringDefinitief, own, end).for_each(|row| add(&mut chart, row, 0));
        sheet.insert_chart(below + 21, 4, &chart)?;
    }
    Ok(())
}

/// The sum over the years of a row, if that means anything.
fn add_up(
    sheet: &mut Worksheet,
    row: u32,
    years: u16,
    (veld, sum): (Column, Cents),
    euro: &Format,
) -> Result<(), XlsxError> {
    // What is carried on is in the next year again.
    if veld.is_stock() {
        return Ok(());
    }
    let (from, to) = (
        letter(FIRST_YEAR_COLUMN),
        letter(FIRST_YEAR_COLUMN + years - 1),
    );
    let text = format!("ROUND(SUM({from}{0}:{to}{0}),2)", row + 1);
    sheet.write_formula_with_format(row, FIRST_YEAR_COLUMN + years, formule(&text, sum), euro)?;
    Ok(())
}

/// A column of money of the country, year by year.
pub(crate) fn country(projection: &Projection, column: Column) -> Vec<Cents> {
    let measure = Measure::of(column);
    let years = projection.jaren.iter();
    years
        .map(|year| {
            let gemeenten = 0..year.kas.len();
            let figures = gemeenten.map(|gemeente| measure.figure(year, gemeente));
            figures.map(Cents::new).sum()
        })
        .collect()
}
