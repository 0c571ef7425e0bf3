//! In how many of the draws gemeenten receive less.

use crate::compare::Comparison;
use crate::export::DifferenceDraws;
use crate::report::words::comparison::ComparisonWords;
use crate::simulate::Area;

/// Per year in how many of the draws how many gemeenten receive less.
pub(super) fn losers(
    kansen: &DifferenceDraws<'_>,
    vergelijking: &Comparison<'_>,
    gemeenten: &[usize],
    jaren: &[usize],
    woorden: &ComparisonWords<'_>,
) -> String {
    let &ComparisonWords { veld, taal, .. } = woorden;
    let years = vergelijking.jaren();
    let mut text = String::new();
    for &jaar in jaren {
        let of = |&gemeente: &usize| {
            let drawn = kansen.of(Area::Gemeente(gemeente), jaar, veld.column)?;
            Some(drawn.lager)
        };
        let shares: Vec<i64> = gemeenten.iter().filter_map(of).collect();
        if shares.iter().all(|&share| share == 0) {
            continue;
        }
        let over = |limit: i64| shares.iter().filter(|&&share| share >= limit).count();
        let line = [
            years[jaar].to_string(),
            over(950_000).to_string(),
            over(500_000).to_string(),
            over(50_000).to_string(),
        ];
        text.push_str(&format!(
            "  {}\n",
            line.map(|cell| format!("{cell:>8}")).join("")
        ));
    }
    if text.is_empty() {
        return text;
    }
    format!(
        "\n{} {} {}\n  {:>8}{:>8}{:>8}{:>8}\n{text}",
        woorden.fewer(),
        veld.column.heading(taal),
        taal.choose(
            "in zo veel van de trekkingen of meer",
            "in so many of the draws or more"
        ),
        taal.choose("jaar", "year"),
        "95%",
        "50%",
        "5%",
    )
}
