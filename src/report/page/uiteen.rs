//! How far gemeenten come out differently: the groups with the page itself, the gemeenten
//! with what is packed.

use super::data::{PageApart, PageApartRow};
use crate::export::comparison::spread::spread_rows;
use crate::report::input::ReportInput;
use crate::report::words::spread::basis_of_spread;
use crate::study::{EffectSpread, EffectStudy};
use crate::terms::Lang;
use crate::terms::jaar::ranges;

/// For every other scenario how far gemeenten come out; nothing without draws of it.
pub(crate) fn apart(invoer: &ReportInput<'_>, taal: Lang) -> Vec<PageApart> {
    let Some(study) = invoer.effecten else {
        return Vec::new();
    };
    let comparisons = invoer.vergelijkingen.iter().zip(1..);
    comparisons
        .map(|(vergelijking, scenario)| {
            let rows = spread_rows(vergelijking, (study, scenario), (&[], &invoer.places()));
            let rows = rows.into_iter().map(|row| PageApartRow {
                soort: row.level,
                naam: row.naam.of(taal).to_owned(),
                gemeenten: row.gemeenten,
                maten: measures(&row.spread).to_vec(),
            });
            let words = basis_of_spread([vergelijking.a, vergelijking.b], study).into_iter();
            PageApart {
                periode: period(invoer, study),
                trekkingen: study.trekkingen,
                beweegt: study.moves(scenario),
                blijvend: study.has_lasting(),
                rijen: rows.collect(),
                zinnen: words.map(|text| text.of(taal).to_owned()).collect(),
            }
        })
        .collect()
}

/// By other scenario, measure and gemeente that is listed.
pub(crate) fn apart_by_gemeente(invoer: &ReportInput<'_>, listed: &[usize]) -> Vec<Vec<Vec<i64>>> {
    let Some(study) = invoer.effecten else {
        return Vec::new();
    };
    let others = 1..=invoer.vergelijkingen.len();
    others
        .map(|scenario| {
            let mut columns = vec![Vec::new(); MEASURES];
            for &gemeente in listed {
                let spread = study.of(scenario, &[gemeente]);
                let own = spread.as_ref().map_or([0; MEASURES], measures);
                for (column, measure) in columns.iter_mut().zip(own) {
                    column.push(measure);
                }
            }
            columns
        })
        .collect()
}

/// What is told of a spread: P5, P50 and P95, the same without lasting differences, in
/// hundredths of a per cent; who loses more than 1% and 5%, and what of it is lasting, in
/// thousandths.
const MEASURES: usize = 9;

fn measures(it: &EffectSpread) -> [i64; MEASURES] {
    let alike = it.alike.unwrap_or(it.drawn);
    let [p5, p50, p95] = it.drawn;
    let [q5, q50, q95] = alike;
    let (loses_1, loses_5) = (it.loses_1 / 1000, it.loses_5 / 1000);
    let lasting = it.lasting.unwrap_or(0);
    [p5, p50, p95, q5, q50, q95, loses_1, loses_5, lasting]
}

/// `2026-2031`.
fn period(invoer: &ReportInput<'_>, study: &EffectStudy) -> String {
    let years = &invoer.projecties[0].jaren;
    let places = study.jaren.iter();
    ranges(places.filter_map(|&place| Some(years.get(place)?.jaar))).join(", ")
}
