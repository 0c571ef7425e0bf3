//! The bands over people and assumptions beside those over people alone.

use comfy_table::Cell;

use crate::columns::HEADLINES;
use crate::exact::money::Cents;
use crate::export::simulation::rows::series;
use crate::report::text::cells::{new_table, right, trimmed};
use crate::report::words::band::{of_width, what_varies};
use crate::simulate::Area;
use crate::simulate::part::Part;
use crate::study::BothBands;
use crate::terms::{Lang, Width};

/// Of the country per year: both bands, and what share of the wider one each kind has.
pub fn assumptions_table((people, assumed): (&Part, &Part), lang: Lang, width: Width) -> String {
    let names = series(people);
    let jaren = &people.header.labels.jaren;
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        let mut table = new_table();
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
        table.add_row(heads.iter().enumerate().map(|(place, &head)| match place {
            0 => Cell::new(head),
            _ => right(head),
        }));
        for column in HEADLINES {
            for (place, jaar) in jaren.iter().enumerate() {
                let at = (index, Area::Landelijk, place, column);
                let Some(bands) = BothBands::of(people, assumed, at) else {
                    continue;
                };
                let (one, both) = (bands.people, bands.both);
                let millions = |cents: i64| right(lang.notation().millions(Cents::new(cents)));
                let share = bands.share_of_people();
                let percent = |share: i64| right(lang.notation().per_mille_as_percent(share));
                table.add_row([
                    Cell::new(column.heading(lang)),
                    right(jaar.to_string()),
                    millions(one[0]),
                    millions(one[1]),
                    millions(both[0]),
                    millions(both[1]),
                    share.map_or_else(|| right(""), percent),
                    share.map_or_else(|| right(""), |share| percent(1000 - share)),
                ]);
            }
        }
        text.push_str(&format!("\n{name}\n{}", trimmed(&table)));
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
    width.wrapped(&text)
}
