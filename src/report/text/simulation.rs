//! The country in a simulation, or what of it was asked for, as a table.

use comfy_table::{Cell as Vak, Table};
use jiff::civil::Date;

use super::cells::{in_blocks, new_table, right};
use crate::columns::{Column, HEADLINES};
use crate::exact::money::{Cents, round_half_away};
use crate::export::Receipt;
use crate::export::simulation::rows::{AreaChoice, SimulationContent, SimulationRow, rows, series};
use crate::report::words::band::what_varies;
use crate::report::words::known::not_varied;
use crate::report::words::receipt::receipt_line;
use crate::simulate::part::Part;

use crate::simulate::statistics::{Quantile, Summary};
use crate::simulate::{Area, Draws, GEMEENTE_EXACT};
use crate::study::FEW_DRAWS;
use crate::terms::noun::DRAWS;
use crate::terms::{Lang, Width};

/// The unit that is the country.
const COUNTRY: usize = 0;

/// What a table of draws is of, and how it writes amounts.
pub(super) struct Shown {
    /// The units, as [`AreaChoice::units`] counts them.
    units: Vec<usize>,
    /// Whether the country stands for what was not asked for.
    is_usual: bool,
    /// Whether a gemeente is among them: its amounts are in whole euros.
    is_small: bool,
}

impl Shown {
    /// The country, or what of a simulation was asked for.
    pub(super) fn of(part: &Part, areas: &AreaChoice) -> Self {
        let is_usual = areas.is_everything();
        let units = match is_usual {
            true => vec![COUNTRY],
            false => areas.units(part),
        };
        let sums = part.header.labels.provincies.len();
        Self {
            is_small: units.iter().any(|&unit| unit > sums),
            units,
            is_usual,
        }
    }

    /// The units of this table.
    pub(super) fn areas(&self, part: &Part) -> Vec<Area> {
        let units = self.units.iter();
        units.map(|&unit| area_of(part, unit)).collect()
    }

    /// Over the table of an area in a series.
    pub(super) fn title(&self, part: &Part, area: Area, series: &str) -> String {
        let labels = &part.header.labels;
        let name = match area {
            _ if self.is_usual => return series.to_owned(),
            Area::Landelijk => "Nederland",
            Area::Provincie(own) => &labels.provincies[own],
            Area::Gemeente(own) => &labels.gemeenten[own].1,
        };
        format!("{name}, {series}")
    }

    /// An amount in cents.
    pub(super) fn amount(&self, cents: i64, lang: Lang) -> String {
        match self.is_small {
            true => lang
                .notation()
                .whole(round_half_away(cents.into(), 100) as i64),
            false => lang.notation().millions(Cents::new(cents)),
        }
    }

    /// In what amounts are.
    pub(super) fn unit(&self, lang: Lang) -> &'static str {
        match self.is_small {
            true => lang.choose("in hele euro's", "in whole euros"),
            false => lang.choose("in miljoenen euro's", "in millions of euros"),
        }
    }
}

/// The country per year: P5, P50 and P95 in millions, lines to quote, and the receipt; where
/// other areas were asked for those, gemeenten in whole euros. `date` is that of the receipt.
pub fn simulation_table(
    (part, areas): (&Part, &AreaChoice),
    date: Date,
    taal: Lang,
    width: Width,
) -> String {
    let header = &part.header;
    let notation = taal.notation();
    let names = series(part);
    let shown = Shown::of(part, areas);
    let mut text = format!(
        "SPUK inburgeringsvoorzieningen · {} · {} {}, {} {} · {}\n\n",
        names[..header.scenarios.len()].join(", "),
        notation.whole(i64::from(header.draws)),
        match header.draws {
            1 => taal.choose("trekking", "draw"),
            _ => taal.choose("trekkingen", "draws"),
        },
        taal.choose("zaad", "seed"),
        header.seed,
        shown.unit(taal),
    );
    let mut furthest = 0;
    for (index, name) in names.iter().enumerate() {
        for &unit in &shown.units {
            let rows = rows(part, (index, name), unit);
            furthest = furthest.max(furthest_off(&rows));
            let table = headlines(&rows, &header.labels.jaren, (taal, &shown));
            let title = shown.title(part, area_of(part, unit), name);
            text.push_str(&format!("{title}\n{}\n", in_blocks(&table, 1, width)));
        }
    }
    text.pop();
    let quotes = match shown.units[..] {
        [COUNTRY] => quotes(part, &names, taal),
        _ => String::new(),
    };
    let bands = taal.choose("Deze marges gaan", "These ranges are");
    let blank = if quotes.is_empty() { "\n" } else { "" };
    text.push_str(&format!(
        "{quotes}{blank}{bands} {}.\n",
        what_varies(part).of(taal)
    ));
    if let Some(same) = not_varied(part, &shown.areas(part)) {
        text.push_str(&format!("{}\n", same.of(taal)));
    }
    // Those of the country and the provincies are exact far longer, and then thirty times as near.
    if shown.is_small && furthest > 0 {
        text.push_str(&format!("{}\n", from_sketch(furthest, taal)));
    }
    text.push_str(&format!(
        "\n{}\n",
        receipt_line(&Receipt::of_part(part, date), taal)
    ));
    width.wrapped(&text)
}

/// How far a shown quantile of these rows is from that of the draws, at most.
fn furthest_off(rows: &[SimulationRow<'_>]) -> i64 {
    let shown = |row: &&SimulationRow<'_>| HEADLINES.iter().any(|it| it.name() == row.veld);
    let off = rows.iter().filter(shown).map(|row| match &row.inhoud {
        SimulationContent::Verdeling(it) => {
            let quantiles = [it.p5, it.p50, it.p95];
            quantiles.map(|it| it.resolution).into_iter().max()
        }
        SimulationContent::Kans(_) => None,
    });
    off.flatten().max().unwrap_or(0)
}

/// That quantiles were not kept draw by draw, and what gives exact ones.
fn from_sketch(furthest: i64, taal: Lang) -> String {
    let euros = taal.notation().whole((furthest + 99) / 100);
    let exact = DRAWS.counted(GEMEENTE_EXACT);
    match taal {
        Lang::Nl => format!(
            "P5, P50 en P95 hierboven zijn elk op hoogstens {euros} euro na bekend: van zoveel trekkingen wordt niet elk bedrag van een gemeente bewaard. Exact zijn zij tot en met {exact}, en uit `--draws-out`."
        ),
        Lang::En => format!(
            "P5, P50 and P95 above are each within {euros} euros of what the draws have: of so many draws not every amount of a gemeente is kept. They are exact up to {exact:#}, and from `--draws-out`."
        ),
    }
}

/// What a unit is: the country, then the provincies, then the gemeenten.
fn area_of(part: &Part, unit: usize) -> Area {
    let provincies = part.header.labels.provincies.len();
    match unit {
        COUNTRY => Area::Landelijk,
        unit if unit <= provincies => Area::Provincie(unit - 1),
        unit => Area::Gemeente(unit - 1 - provincies),
    }
}

/// The headlines of one scenario or difference: three lines for each, years beside each
/// other.
fn headlines(rows: &[SimulationRow<'_>], jaren: &[u16], (taal, shown): (Lang, &Shown)) -> Table {
    let written = |drawn: &[&Summary], of: fn(&Summary) -> Quantile| {
        let figures = drawn.iter().map(|it| shown.amount(of(it).value, taal));
        figures.collect::<Vec<String>>()
    };
    let mut table = new_table();
    let mut first = vec![Vak::new("")];
    first.extend(jaren.iter().map(|jaar| right(jaar.to_string())));
    table.add_row(first);
    for column in HEADLINES {
        let own = rows.iter().filter(|row| row.veld == column.name());
        let drawn = own.filter_map(|row| match &row.inhoud {
            SimulationContent::Verdeling(it) => Some(it),
            SimulationContent::Kans(_) => None,
        });
        let drawn: Vec<&Summary> = drawn.map(|it| &**it).collect();
        if drawn.is_empty() {
            continue;
        }
        table.add_row(vec![Vak::new(column.heading(taal))]);
        let lines = [
            ("P5", written(&drawn, |it| it.p5)),
            ("P50", written(&drawn, |it| it.p50)),
            ("P95", written(&drawn, |it| it.p95)),
        ];
        for (name, figures) in lines {
            let mut cells = vec![Vak::new(format!("  {name}"))];
            cells.extend(figures.into_iter().map(right));
            table.add_row(cells);
        }
    }
    table
}

/// The definitieve uitkering of the last year of the first scenario, and how much
/// the others differ from it, each as a sentence. Few draws make no range.
fn quotes(part: &Part, names: &[String], taal: Lang) -> String {
    let header = &part.header;
    let (Some(jaar), true) = (header.labels.jaren.last(), header.draws >= FEW_DRAWS) else {
        return String::new();
    };
    let uitslag = Draws(part);
    let summary = |reeks| {
        let last = header.labels.jaren.len() - 1;
        let cell = uitslag.cel(reeks, Area::Landelijk, last, Column::UitkeringDefinitief);
        cell.and_then(Summary::of)
    };
    let range = |it: &Summary| {
        format!(
            "{} {} {} {}",
            millions(it.p5, taal),
            taal.choose("en", "and"),
            millions(it.p95, taal),
            taal.choose("miljoen euro", "million euros"),
        )
    };
    let median = |it: &Summary| {
        let median = taal.choose("mediaan", "median");
        format!("{median} {}", millions(it.p50, taal))
    };
    let mut text = String::new();
    if let Some(it) = summary(0) {
        text.push_str(&format!(
            "\nIn {jaar}: {} {} ({}; {}).\n",
            taal.choose(
                "met 90% kans ligt de definitieve uitkering tussen",
                "with 90% probability the final grant lies between"
            ),
            range(&it),
            median(&it),
            names[0],
        ));
    }
    for other in 1..header.scenarios.len() {
        if let Some(it) = summary(uitslag.verschil_reeks(other)) {
            text.push_str(&format!(
                "{} {} {} {}: {} {} ({}).\n",
                taal.choose("Verschil van", "Difference of"),
                names[other],
                taal.choose("met", "with"),
                names[0],
                taal.choose("met 90% kans tussen", "with 90% probability between"),
                range(&it),
                median(&it),
            ));
        }
    }
    text
}

fn millions(quantile: Quantile, taal: Lang) -> String {
    taal.notation().millions(Cents::new(quantile.value))
}
