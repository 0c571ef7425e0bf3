//! The figures of a baseline in words: its names are those of the CSV.

use super::document::{BEGROTINGSSTAND, BINNEN_BEGROTING, month_of};
use super::moved::Moved;
use crate::columns::Column;
use crate::simulate::Event;
use crate::terms::date::month;
use crate::terms::{Lang, Text};

/// A figure as people call it: `Kas`, `kas in juni`, `Kas (mediaan)`.
pub(crate) fn field(veld: &str, lang: Lang) -> String {
    let (name, statistic) = match veld.split_once('.') {
        Some((name, statistic)) => (name, Some(statistic)),
        None => (veld, None),
    };
    let known = column(name, lang);
    match statistic.map(|statistic| of_draws(statistic, lang)) {
        None => known,
        Some(statistic) => format!("{known} ({statistic})"),
    }
}

fn column(name: &str, lang: Lang) -> String {
    if let Some(column) = Column::named(name) {
        return column.heading(lang).to_owned();
    }
    if let Some(event) = Event::named(name) {
        return event.heading(lang).to_owned();
    }
    if let Some(month) = month_of(name).and_then(month) {
        let month = month.of(lang);
        return lang.choose(format!("kas in {month}"), format!("cash in {month}"));
    }
    match name {
        BINNEN_BEGROTING => lang.choose(
            "korting die het Rijk zelf opvangt",
            "cut that the state absorbs itself",
        ),
        BEGROTINGSSTAND => lang.choose("begrotingsstand", "budget line"),
        other => other,
    }
    .to_owned()
}

/// What is said of many draws.
fn of_draws(statistic: &str, lang: Lang) -> String {
    match statistic {
        "gemiddelde" => lang.choose("gemiddelde", "mean").to_owned(),
        "sd" => lang
            .choose("standaardafwijking", "standard deviation")
            .to_owned(),
        "min" => lang.choose("laagste", "lowest").to_owned(),
        "max" => lang.choose("hoogste", "highest").to_owned(),
        "fout_p50" => lang.choose("fout van P50", "error of P50").to_owned(),
        percentile => percentile.to_uppercase(),
    }
}

/// What a figure is about: `Utrecht (GM0344) 2026 Kas`.
pub(crate) fn subject(moved: &Moved, lang: Lang) -> String {
    let state = Text::fixed("Rijk", "State");
    let naam = match (moved.is_of_the_state(), moved.naam.as_str()) {
        (true, _) => state.of(lang),
        (false, naam) => naam,
    };
    let mut words = match (naam, moved.code.as_str()) {
        (naam, "" | "NL") if !naam.is_empty() => naam.to_owned(),
        ("", code) => code.to_owned(),
        (naam, code) => format!("{naam} ({code})"),
    };
    for word in [&moved.jaar, &field(&moved.veld, lang)] {
        if !word.is_empty() {
            words.push(' ');
            words.push_str(word);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_baseline_is_said_in_words() {
        let said = |veld| Lang::ALL.map(|lang| field(veld, lang));
        assert_eq!(said("kas_maand_06"), ["kas in juni", "cash in June"]);
        assert_eq!(
            said("uitkering_definitief"),
            ["Uitkering definitief", "Final grant (definitief)"]
        );
        assert_eq!(
            said("uitkering_voorlopig.p95")[0],
            "Uitkering voorlopig (P95)"
        );
        assert_eq!(said("tekort.fout_p50")[0], "Tekort (fout van P50)");
        assert_eq!(said("onbekend"), ["onbekend", "onbekend"]);
        for event in Event::ALL {
            assert_eq!(field(event.field(), Lang::Nl), event.heading(Lang::Nl));
        }
    }
}
