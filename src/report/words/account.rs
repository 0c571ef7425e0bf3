//! The words of the account of the model: one word for one thing, on the terminal, the
//! page and the sheet.

use crate::account::{AccountMeasure, AccountRow, AccountUnit, Apart, Deviation, PA_PERCENT};
use crate::exact::money::Cents;
use crate::terms::Lang;
use crate::terms::noun::{FIGURES, PERCENTAGES};

/// What a row of the account is about.
pub(crate) fn subject(row: &AccountRow, taal: Lang) -> String {
    let what = match row.maat {
        AccountMeasure::Gehuisvest => times_pa(taal.choose("gehuisvest", "housed"), taal),
        AccountMeasure::Wachtend => times_pa(
            taal.choose(
                "wacht in de opvang met vergunning",
                "waits in reception with a permit",
            ),
            taal,
        ),
        AccountMeasure::Raming => taal
            .choose(
                "wat kwam min de raming, als deel van de raming",
                "what came less the forecast, as a share of it",
            )
            .to_owned(),
        AccountMeasure::Vertekening => taal
            .choose(
                "gemiddelde van die fouten (prognosevertekening)",
                "mean of those errors (prognosevertekening)",
            )
            .to_owned(),
        AccountMeasure::Prognosefout => taal
            .choose(
                "spreiding van die fouten (prognosefout)",
                "spread of those errors (prognosefout)",
            )
            .to_owned(),
        AccountMeasure::Begroting => taal
            .choose(
                "voorlopige uitkering en begroting",
                "voorlopige uitkering and budget",
            )
            .to_owned(),
        AccountMeasure::Grens => taal
            .choose(
                "voorlopige uitkering en wat er hoogstens is",
                "voorlopige uitkering and the most there is",
            )
            .to_owned(),
    };
    if row.onderdeel.is_empty() {
        return what;
    }
    let part = taal.choose(
        row.onderdeel.clone(),
        row.onderdeel
            .replace("ontwerp", "draft")
            .replace("1e suppletoire", "1st supplementary budget")
            .replace("begroting", "budget"),
    );
    format!("{what}, {part}")
}

/// People of whom the share counts that is inburgeringsplichtig.
fn times_pa(people: &str, taal: Lang) -> String {
    format!("{people}, {} {PA_PERCENT}%", taal.choose("maal", "times"))
}

/// A figure in the unit of its row: people, millions of euros, or a per cent.
pub(crate) fn figure(figure: Option<i64>, unit: AccountUnit, taal: Lang) -> String {
    let Some(figure) = figure else {
        return "-".to_owned();
    };
    let notation = taal.notation();
    match unit {
        AccountUnit::Personen => notation.whole(figure),
        AccountUnit::Cents => {
            let millions = notation.millions(Cents::new(figure));
            taal.choose(
                format!("{millions}\u{a0}mln"),
                format!("{millions}\u{a0}million"),
            )
        }
        AccountUnit::Procent if figure % 10 == 0 => format!("{}%", notation.whole(figure / 10)),
        AccountUnit::Promille | AccountUnit::Procent => notation.per_mille_as_percent(figure),
    }
}

/// What was published of a row, a bound as a bound.
pub(crate) fn published(row: &AccountRow, taal: Lang) -> String {
    let told = figure(Some(row.gepubliceerd), row.eenheid, taal);
    match row.begrenzing {
        Some(bound) => format!("{} {told}", bound.sign()),
        None => told,
    }
}

/// How far the counts of DUO are off at most, how many of them were fitted, and how far
/// what was not is off.
pub(crate) fn deviation(largest: i64, apart: &Apart, taal: Lang) -> String {
    let percent = |tenths: i64| taal.notation().per_mille_as_percent(tenths);
    let (counts, fitted) = (apart.counts, apart.fitted);
    let matched = match fitted {
        _ if fitted == counts => taal.choose(
            format!("op alle {counts} tellingen is afgestemd"),
            format!("all {counts} counts were matched"),
        ),
        _ => taal.choose(
            format!("op {fitted} van de {counts} tellingen is afgestemd"),
            format!("{fitted} of the {counts} counts were matched"),
        ),
    };
    let range = |one: &Deviation, of: &dyn Fn(i64) -> String| match one.least == one.most {
        true => of(one.most),
        false => {
            let [least, most] = [one.least, one.most].map(of);
            taal.choose(format!("{least} tot {most}"), format!("{least} to {most}"))
        }
    };
    let figures = apart.figures.as_ref().map(|one| {
        let (count, range) = (FIGURES.of(one.figures, taal), range(one, &percent));
        taal.choose(
            format!("{count}, {range} ernaast"),
            format!("{count}, off by {range}"),
        )
    });
    let shares = apart.shares.as_ref().map(|one| {
        let points = |tenths: i64| percent(tenths).trim_end_matches('%').to_owned();
        let (count, range) = (PERCENTAGES.of(one.figures, taal), range(one, &points));
        taal.choose(
            format!("{count}, {range} procentpunt ernaast"),
            format!("{count}, off by {range} percentage points"),
        )
    });
    let rest: Vec<String> = figures.into_iter().chain(shares).collect();
    let rest = match rest.is_empty() {
        true => String::new(),
        false => format!(
            " {}: {}.",
            taal.choose(
                "Waar het model niet op is afgestemd",
                "Where the model was not matched"
            ),
            rest.join("; ")
        ),
    };
    format!(
        "{}: {}; {matched}.{rest}",
        taal.choose("Grootste afwijking", "Largest difference"),
        percent(largest)
    )
}

/// Whether a figure of the scenario was chosen so that the row comes out.
pub(crate) fn fitted(is_fitted: bool, taal: Lang) -> &'static str {
    match is_fitted {
        true => taal.choose("ja", "yes"),
        false => taal.choose("nee", "no"),
    }
}
