//! `Samenvatting`: the country per year as formulas over the other sheet, and
//! native charts of it.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartSeries, ChartType, Format, FormatAlign, FormatBorder,
    Worksheet, XlsxError,
};

use super::gemeenten::TABLE_NAME;
use super::sentences::{answers, bands, question, remarks};
use super::sheet::{EURO_FORMAT, fitting_text, formula, height_of, lines_in, number, print_setup};
use super::uncertainty::{QUANTILES, quantile_name, quantile_rows};
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

/// Width of an amount of the country.
const YEAR_WIDTH: f64 = 19.0;
/// Characters of a name in one line; what is longer runs out of its cell.
const WIDEST_NAME: usize = 90;

/// How a difference of two scenarios is called.
fn difference(invoer: &ReportInput<'_>, other: usize, taal: Lang) -> String {
    let [own, first] = [other, 0].map(|one| invoer.modellen[one].scenario.naam.as_str());
    format!("{own} {} {first}", taal.choose("min", "minus"))
}

/// The widths of the columns of names and amounts: each holds the longest of its texts.
fn first_columns(invoer: &ReportInput<'_>, taal: Lang) -> [f64; 2] {
    let length = |text: &str| text.chars().count();
    let names = invoer.modellen.iter().map(|one| length(&one.scenario.naam));
    let differences = (1..invoer.modellen.len()).map(|one| length(&difference(invoer, one, taal)));
    let columns = summed_up().into_iter().map(|one| length(one.heading(taal)));
    let others = invoer
        .projecties
        .iter()
        .flat_map(|one| state_only(invoer, one, taal));
    let others = others.map(|(what, _)| length(what));
    let quantiles = QUANTILES
        .iter()
        .map(|name| length(&quantile_name(name, taal)));
    let width = |longest: Option<usize>| longest.unwrap_or(0).clamp(20, WIDEST_NAME) as f64 + 2.0;
    [
        width(names.chain(differences).max()),
        width(columns.chain(others).chain(quantiles).max()),
    ]
}

/// Writes the sheet.
pub(crate) fn summary(
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
    answers.extend(bands(invoer, taal));
    // The row of the years; the figures are below it.
    let kop = ANSWER_ROW + answers.len() as u32 + 1;
    let years = invoer.jaren().len() as u16;
    let names = first_columns(invoer, taal);
    let across = names.iter().sum::<f64>() + YEAR_WIDTH * f64::from(years + 1);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, text) in (ANSWER_ROW..).zip(answers) {
        // Over the whole width, on as many lines as it takes.
        sheet.merge_range(
            row,
            0,
            row,
            FIRST_YEAR_COLUMN + years,
            &fitting_text(&text),
            &wrapped,
        )?;
        sheet.set_row_height(row, height_of(lines_in(&text, across)))?;
    }
    let Some(first) = invoer.projecties.first() else {
        return Ok(());
    };
    for (column, text) in ["Scenario", taal.choose("Bedrag", "Amount")]
        .into_iter()
        .enumerate()
    {
        sheet.write_string_with_format(kop, column as u16, text, &bold)?;
    }
    for (place, year) in (FIRST_YEAR_COLUMN..).zip(invoer.jaren()) {
        sheet.write_number_with_format(kop, place, f64::from(year.get()), &year_format)?;
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
            for (place, amount) in (FIRST_YEAR_COLUMN..).zip(country(invoer, projection, veld)) {
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
                sheet.write_formula_with_format(row, place, formula(&text, amount), &euro)?;
            }
            add_up(sheet, row, years, (veld, sum), &euro)?;
            row += 1;
        }
    }
    let own = row;
    for (number, other) in (1..).zip(invoer.projecties.iter().skip(1)) {
        let name = difference(invoer, number, taal);
        for (place, veld) in (0..).zip(columns.iter().copied()) {
            sheet.write_string(row, 0, fitting_text(&name))?;
            sheet.write_string(row, 1, veld.heading(taal))?;
            let (base, ours) = (
                kop + 2 + place,
                kop + 2 + place + number as u32 * columns.len() as u32,
            );
            let pairs = country(invoer, other, veld).into_iter();
            let pairs = pairs.zip(country(invoer, first, veld));
            let mut sum = Cents::ZERO;
            for (column, (new, old)) in (FIRST_YEAR_COLUMN..).zip(pairs) {
                let text = format!("ROUND({0}{ours}-{0}{base},2)", letter(column));
                sum += new - old;
                sheet.write_formula_with_format(row, column, formula(&text, new - old), &euro)?;
            }
            add_up(sheet, row, years, (veld, sum), &euro)?;
            row += 1;
        }
    }
    let end = row;
    for (model, projection) in invoer.paren() {
        let name = &model.scenario.naam;
        for (what, amounts) in state_only(invoer, projection, taal) {
            sheet.write_string(row, 0, fitting_text(name))?;
            sheet.write_string(row, 1, what)?;
            for (place, amount) in (FIRST_YEAR_COLUMN..).zip(amounts) {
                if let Some(amount) = amount {
                    sheet.write_number_with_format(row, place, number(amount), &euro)?;
                }
            }
            row += 1;
        }
    }
    let quantiles = row;
    row = quantile_rows(sheet, row, invoer, taal)?;
    for (place, width) in (0..).zip(names) {
        sheet.set_column_width(place, width)?;
    }
    for place in FIRST_YEAR_COLUMN..=FIRST_YEAR_COLUMN + years {
        sheet.set_column_width(place, YEAR_WIDTH)?;
    }
    sheet.set_freeze_panes(kop + 1, FIRST_YEAR_COLUMN)?;
    // The figures on a page, and the charts on the next; a summary is one page.
    if invoer.keuze.samenvatting {
        print_setup(sheet, (1, 1));
    } else {
        print_setup(sheet, (1, 0));
        sheet.set_page_breaks(&[row + 1])?;
    }
    let blad = sheet.name();
    let places = ChartPlaces {
        kop,
        own,
        end,
        quantiles,
        below: row,
        years,
    };
    charts(sheet, &blad, invoer, taal, places)
}

/// What only the state sees: what it absorbs of a cut and its budget line, by year.
/// These are in no other row, and a year without a budget line has no amount.
fn state_only(
    invoer: &ReportInput<'_>,
    projection: &Projection,
    taal: Lang,
) -> impl Iterator<Item = (&'static str, Vec<Option<Cents>>)> {
    let is_country = invoer.keuze.gemeente.is_none();
    let years = invoer.shown(projection);
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
    rows.into_iter()
        .filter(move |(_, amounts)| is_country && any(amounts))
}

/// Rows of the sheet, and how many years stand beside each other.
struct ChartPlaces {
    /// Of the years; the scenarios follow.
    kop: u32,
    /// Of the first difference.
    own: u32,
    /// Below the last difference.
    end: u32,
    /// Of the first quantile; some for each scenario, where there are draws.
    quantiles: u32,
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
        quantiles,
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
    let named: Vec<&str> = invoer
        .modellen
        .iter()
        .map(|one| one.scenario.naam.as_str())
        .collect();
    let named = named.join(", ");
    let make = |kind, title: &str| {
        let mut chart = Chart::new(kind);
        chart.title().set_name(title);
        // For who does not see it: what it shows, of whom, and where the figures are.
        let place = taal.choose(
            "de cijfers staan erboven op dit blad",
            "the figures stand above it on this sheet",
        );
        chart.set_alt_text(short_text(&format!(
            "{title}, {millions}; {place}. {named}"
        )));
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
    let country = invoer
        .own_name()
        .unwrap_or_else(|| taal.choose("Nederland", "the Netherlands"));
    let granted = [Column::UitkeringVoorlopig, Column::UitkeringDefinitief];
    for (place, column) in (0..).zip(granted) {
        let title = format!("{}, {country}", column.label(taal));
        let mut chart = make(ChartType::Line, &title);
        rows(column, first, own).for_each(|row| add(&mut chart, row, 0));
        sheet.insert_chart(below + 2, place * 4, &chart)?;
    }
    if invoer.keuze.samenvatting {
        return Ok(());
    }
    let title = taal.choose(
        "Ontvangen (kas) tegenover kosten",
        "Cash received against costs",
    );
    let mut chart = make(ChartType::Line, &format!("{title}, {country}"));
    let pairs = rows(Column::Kas, first, own).zip(rows(Column::Kosten, first, own));
    let costs = |number: usize| self::country(invoer, &invoer.projecties[number], Column::Kosten);
    for (number, (receipts, spent)) in pairs.enumerate() {
        add(&mut chart, receipts, 1);
        // Most scenarios have the same costs: one line is enough for those.
        if number == 0 || costs(number) != costs(0) {
            add(&mut chart, spent, 1);
        }
    }
    sheet.insert_chart(below + 21, 0, &chart)?;
    let title = taal.choose(
        "Onzekerheid: definitieve uitkering in de trekkingen",
        "Uncertainty: final grant (definitief) in the draws",
    );
    let title = format!("{title}, {country}");
    let drawn = (quantiles..end_of_quantiles(quantiles, invoer)).step_by(QUANTILES.len());
    for (number, from) in (0..).zip(drawn) {
        let mut chart = make(ChartType::Line, &title);
        (from..)
            .take(QUANTILES.len())
            .for_each(|row| add(&mut chart, row, 1));
        sheet.insert_chart(
            below + 40 + 19 * (number / 2),
            (number % 2) as u16 * 4,
            &chart,
        )?;
    }
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

/// The row below the quantiles; there are none without draws.
fn end_of_quantiles(from: u32, invoer: &ReportInput<'_>) -> u32 {
    let scenarios = invoer.trekkingen.map_or(0, |_| invoer.modellen.len());
    from + (scenarios * QUANTILES.len()) as u32
}

/// As much of a text as Excel takes to describe a chart.
fn short_text(text: &str) -> String {
    const LONGEST: usize = 255;
    let mut room = LONGEST;
    let whole = text.chars().take_while(|letter| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    });
    whole.collect()
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
    sheet.write_formula_with_format(row, FIRST_YEAR_COLUMN + years, formula(&text, sum), euro)?;
    Ok(())
}

/// A column of money of the country, or of the one gemeente, year by year.
pub(crate) fn country(
    invoer: &ReportInput<'_>,
    projection: &Projection,
    column: Column,
) -> Vec<Cents> {
    let measure = Measure::of(column);
    let years = invoer.shown(projection).into_iter();
    years
        .map(|year| invoer.sum(year, |year, one| Cents::new(measure.figure(year, one))))
        .collect()
}
