//! The bands over people and assumptions beside those over people alone.

use comfy_table::Cell;
use jiff::civil::Date;

use crate::columns::HEADLINES;
use crate::export::simulation::rows::series;
use crate::export::{AreaChoice, Receipt};
use crate::report::text::cells::{new_table, right, trimmed};
use crate::report::text::simulation::Shown;
use crate::report::words::band::{of_width, what_varies};
use crate::report::words::receipt::receipt_line;
use crate::simulate::part::Part;
use crate::study::BothBands;
use crate::terms::{Lang, Width};

/// Per year of the country, or of what was asked for: both bands, and what share of the
/// wider one each kind has.
pub fn assumptions_table(
    (people, assumed): (&Part, &Part),
    areas: &AreaChoice,
    date: Date,
    (lang, width): (Lang, Width),
) -> String {
    let names = series(people);
    let shown = Shown::of(people, areas);
    let jaren = &people.header.labels.jaren;
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        for area in shown.areas(people) {
            let mut table = new_table();
            table.add_row(head(lang));
            for column in HEADLINES {
                for (place, jaar) in jaren.iter().enumerate() {
                    let at = (index, area, place, column);
                    let Some(bands) = BothBands::of(people, assumed, at) else {
                        continue;
                    };
                    let amount = |cents: i64| right(shown.amount(cents, lang));
                    let share = bands.share_of_people();
                    let percent = |share: i64| right(lang.notation().per_mille_as_percent(share));
                    let mut row = vec![Cell::new(column.heading(lang)), right(jaar.to_string())];
                    row.extend(bands.people.into_iter().chain(bands.both).map(amount));
                    let shares = [share, share.map(|share| 1000 - share)];
                    row.extend(shares.map(|share| share.map_or_else(|| right(""), percent)));
                    table.add_row(row);
                }
            }
            let title = shown.title(people, area, name);
            text.push_str(&format!("\n{title}\n{}", trimmed(&table)));
        }
    }
    let bands = lang.choose(
        "Met aannames gaan de marges",
        "With assumptions the ranges are",
    );
    let varies = what_varies(assumed);
    text.push_str(&format!(
        "\n{bands} {}. {}\n",
        varies.of(lang),
        of_width().of(lang)
    ));
    let receipt = Receipt::of_part(assumed, date);
    text.push_str(&format!("\n{}\n", receipt_line(&receipt, lang)));
    width.wrapped(&text)
}

fn head(lang: Lang) -> Vec<Cell> {
    let heads = lang.choose(
        [
            "",
            "jaar",
            "mensen: P5",
            "P95",
            "met aannames: P5",
            "P95",
            "mensen",
            "aannames",
        ],
        [
            "",
            "year",
            "people: P5",
            "P95",
            "with assumptions: P5",
            "P95",
            "people",
            "assumptions",
        ],
    );
    let cells = heads.iter().enumerate().map(|(place, &head)| match place {
        0 => Cell::new(head),
        _ => right(head),
    });
    cells.collect()
}
