//! How far a change works out differently for gemeenten, as a table.

use comfy_table::Cell;

use crate::compare::Comparison;
use crate::export::comparison::spread::{SpreadRow, spread_rows};
use crate::report::text::cells::{in_blocks, new_table, right};
use crate::report::words::spread::basis_of_spread;
use crate::study::EffectStudy;
use crate::terms::noun::DRAWS;
use crate::terms::{Lang, Width};

/// The size classes, the provincies and the country, and these gemeenten; below them what
/// it rests on.
pub(super) fn spread(
    vergelijking: &Comparison<'_>,
    (study, scenario): (&EffectStudy, usize),
    (gemeenten, asked): (&[usize], &[usize]),
    when: &str,
    (taal, width): (Lang, Width),
) -> String {
    if !study.moves(scenario) {
        return String::new();
    }
    let rows = spread_rows(vergelijking, (study, scenario), (gemeenten, asked));
    let mut table = new_table();
    let without = taal.choose("zonder", "without");
    let header = [
        "gemeenten".to_owned(),
        "P5".to_owned(),
        "P50".to_owned(),
        "P95".to_owned(),
        format!("P5 {without}"),
        format!("P95 {without}"),
        taal.choose("> 1% minder", "> 1% less").to_owned(),
        taal.choose("> 5% minder", "> 5% less").to_owned(),
        taal.choose("blijvend", "lasting").to_owned(),
    ];
    let shown = |column: usize| study.has_lasting() || !(4..6).contains(&column) && column < 8;
    let mut cells = vec![Cell::new("")];
    let heads = header.into_iter().enumerate();
    cells.extend(
        heads
            .filter(|(at, _)| shown(*at))
            .map(|(_, head)| right(head)),
    );
    table.add_row(cells);
    for row in &rows {
        let figures = figures(row, taal).into_iter().enumerate();
        let naam = row.naam.of(taal);
        // Utrecht is a provincie and a gemeente.
        let mut cells = vec![match row.level {
            "gemeente" => Cell::new(format!("{} {naam}", row.code)),
            _ => Cell::new(naam),
        }];
        cells.extend(
            figures
                .filter(|(at, _)| shown(*at))
                .map(|(_, text)| right(text)),
        );
        table.add_row(cells);
    }
    let draws = taal.notation().whole(i64::from(study.trekkingen));
    let draws = DRAWS.of(draws, taal);
    let intro = match taal {
        Lang::Nl => format!(
            "{}, {when}, in procenten van wat een gemeente in A krijgt; alle gemeenten in {draws}",
            study.column.heading(taal)
        ),
        Lang::En => format!(
            "{}, {when}, in per cent of what a gemeente gets in A; all gemeenten in {draws}",
            study.column.heading(taal)
        ),
    };
    let mut text = format!("{intro}\n{}", in_blocks(&table, 1, width));
    if study.has_lasting() {
        text.push_str(taal.choose(
            " zonder: als gemeenten niet blijvend verschillen\n",
            " without: if gemeenten do not differ lastingly\n",
        ));
    }
    for sentence in basis_of_spread([vergelijking.a, vergelijking.b], study) {
        text.push_str(&format!("{}\n", sentence.of(taal)));
    }
    text
}

fn figures(row: &SpreadRow, taal: Lang) -> [String; 9] {
    let notation = taal.notation();
    let it = &row.spread;
    let points = |points: i64| notation.basis_points(points);
    let share = |millionths: i64| notation.per_mille_as_percent(millionths / 1000);
    let alike = |place: usize| {
        it.alike
            .map_or_else(String::new, |three| points(three[place]))
    };
    [
        notation.whole(row.gemeenten as i64),
        points(it.drawn[0]),
        points(it.drawn[1]),
        points(it.drawn[2]),
        alike(0),
        alike(2),
        share(it.loses_1),
        share(it.loses_5),
        it.lasting.map_or_else(String::new, |lasting| {
            notation.per_mille_as_percent(lasting)
        }),
    ]
}
