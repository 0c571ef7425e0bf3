//! The bands over people and assumptions beside those over people alone.

use comfy_table::Cell;

use crate::columns::HEADLINES;
use crate::exact::money::Cents;
use crate::export::simulation::rows::series;
use crate::report::text::cells::{new_table, right, trimmed};
use crate::simulate::part::Part;
use crate::simulate::statistics::Summary;
use crate::simulate::{Area, Draws};
use crate::terms::{Lang, Text, Width};

/// Of the country per year: both bands, and what share of the wider one each kind has.
/// Independent widths add up by their squares, and so shares do.
pub fn assumptions_table(
    (people, assumed, figures): (&Part, &Part, usize),
    lang: Lang,
    width: Width,
) -> String {
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
                let of = |part: &Part| {
                    let cell = Draws(part).cel(index, Area::Landelijk, place, column)?;
                    Summary::of(cell).map(|it| [it.p5.value, it.p95.value])
                };
                let (Some(one), Some(both)) = (of(people), of(assumed)) else {
                    continue;
                };
                let millions = |cents: i64| right(lang.notation().millions(Cents::new(cents)));
                let share = people_per_mille(one, both);
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
    text.push_str(&format!("\n{}\n", what_varies(figures).of(lang)));
    width.wrapped(&text)
}

/// What varies in the wider bands.
fn what_varies(figures: usize) -> Text {
    Text::new(
        format!(
            "Met aannames gaat de marge over de instroom en over {figures} cijfers met een bereik; de regels en wat geen bereik heeft liggen vast. Van de breedte, in het kwadraat, komt zoveel van mensen en zoveel van aannames."
        ),
        format!(
            "With assumptions the range is about the instroom and {figures} figures with a range; the rules and what has no range are the same in all of them. Of the width, squared, so much comes from people and so much from assumptions."
        ),
    )
}

/// The share of people in the square of a width, in tenths of a per cent; nothing where
/// there is no width.
fn people_per_mille(one: [i64; 2], both: [i64; 2]) -> Option<i64> {
    let square = |[low, high]: [i64; 2]| {
        let wide = i128::from(high) - i128::from(low);
        wide * wide
    };
    let whole = square(both);
    (whole > 0).then(|| ((square(one) * 1000 + whole / 2) / whole).min(1000) as i64)
}

#[cfg(test)]
mod tests {
    use super::people_per_mille;

    #[test]
    fn shares_of_a_width_add_up_by_their_squares() {
        assert_eq!(people_per_mille([0, 30], [-10, 40]), Some(360));
        assert_eq!(people_per_mille([0, 0], [0, 40]), Some(0));
        assert_eq!(
            people_per_mille([0, 50], [0, 40]),
            Some(1000),
            "by chance of the draws"
        );
        assert_eq!(people_per_mille([5, 5], [7, 7]), None);
    }
}
