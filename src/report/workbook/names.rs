//! The words of the workbook for columns, parts of the rules and statuses: one
//! word for one thing, on every sheet.

use crate::columns::Column;
use crate::compare::RulePart;
use crate::simulate::Event;
use crate::terms::Lang;

/// The amounts per person of a year in English.
const BEDRAGEN: [(&str, &str); 6] = [
    ("gezins_overig", "family and other"),
    ("gewicht_a", "weight a"),
    ("gewicht_b", "weight b"),
    ("gewicht_c", "weight c"),
    ("gewicht_d", "weight d"),
    ("onderwijsroute", "education route"),
];

/// A field of the draws: a column of a run, or how often something happens.
pub(crate) fn field(naam: &str, taal: Lang) -> &'static str {
    if let Some(column) = Column::named(naam) {
        return column.heading(taal);
    }
    let event = Event::ALL.into_iter().find(|event| event.veld() == naam);
    let event = event.expect("a field is a column or an event");
    match event {
        Event::Terugvordering => {
            taal.choose("Kans terugvordering", "Probability that money is reclaimed")
        }
        Event::KasOnderKosten => {
            taal.choose("Kans kas onder kosten", "Probability of cash below costs")
        }
        Event::BovenBegroting => {
            taal.choose("Kans boven begroting", "Probability of more than budgeted")
        }
    }
}

/// An amount of a year, as the sheet of amounts has it.
pub(crate) fn bedrag(naam: &str, taal: Lang) -> String {
    if taal == Lang::Nl {
        return naam.to_owned();
    }
    match (find(&BEDRAGEN, naam), naam.strip_prefix("incidenteel: ")) {
        (Some(name), _) => name.to_owned(),
        (None, Some(line)) => format!("incidental: {line}"),
        (None, None) => naam.to_owned(),
    }
}

/// The unit of such an amount.
pub(crate) fn eenheid(naam: &'static str, taal: Lang) -> &'static str {
    match (taal, naam) {
        (Lang::En, "euro per persoon") => "euros per person",
        (Lang::En, "euro") => "euros",
        _ => naam,
    }
}

/// What a row of the draws stands for.
pub(crate) fn niveau(level: &'static str, taal: Lang) -> &'static str {
    match (taal, level) {
        (Lang::En, "landelijk") => "country",
        (Lang::En, "provincie") => "provincie",
        _ => level,
    }
}

/// A part of the rules.
pub(crate) fn onderdeel(part: RulePart, taal: Lang) -> &'static str {
    let english = match part {
        RulePart::Prijs => "prices and index",
        RulePart::Betaalritme => "payment rhythm",
        RulePart::Prestatie => "pay for results",
        RulePart::Onderwijsroute => "education route",
        RulePart::Korting => "cut",
        RulePart::Instrument => "instrument",
        RulePart::Aantallen => "numbers of people",
        RulePart::Kosten => "costs",
        RulePart::Reservering => "reserve and cash",
        RulePart::Incidenteel => "incidental money",
    };
    taal.choose(part.word(), english)
}

fn find<'a>(list: &[(&str, &'a str)], naam: &str) -> Option<&'a str> {
    let known = list.iter().find(|(dutch, _)| *dutch == naam);
    known.map(|&(_, english)| english)
}
