//! The words for columns, parts of the rules, amounts and people: one word for one
//! thing, on the terminal, the page and every sheet.

use crate::columns::Column;
use crate::compare::RulePart;
use crate::simulate::Event;
use crate::terms::Lang;
use crate::terms::law::{Groep, Route, Uitkomst};

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
    let event = Event::named(naam).expect("a field is a column or an event");
    event.heading(taal)
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
pub(crate) fn unit_name(naam: &'static str, taal: Lang) -> &'static str {
    match (taal, naam) {
        (Lang::En, "euro per persoon") => "euros per person",
        (Lang::En, "euro") => "euros",
        _ => naam,
    }
}

/// What a row of the draws stands for.
pub(crate) fn level_name(level: &'static str, taal: Lang) -> &'static str {
    match (taal, level) {
        (Lang::En, "landelijk") => "country",
        (Lang::En, "provincie") => "provincie",
        _ => level,
    }
}

/// A part of the rules.
pub(crate) fn part_name(part: RulePart, taal: Lang) -> &'static str {
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

/// A group of people who are counted, or all of them.
pub(crate) fn groep(naam: &str, taal: Lang) -> &str {
    let known = Groep::ALL.into_iter().find(|groep| groep.key() == naam);
    match known {
        Some(Groep::Asielstatushouder) => {
            taal.choose("asielstatushouders", "asylum permit holders")
        }
        Some(Groep::Gezinsmigrant) => taal.choose("gezinsmigranten", "family migrants"),
        Some(Groep::OverigeMigrant) => taal.choose("overige migranten", "other migrants"),
        None if naam == "totaal" => taal.choose("alle groepen", "all groups"),
        None => naam,
    }
}

/// What is counted of people, and which part of it: `leerroute, Z-route`.
pub(crate) fn tally(maat: &str, onderdeel: &str, taal: Lang) -> String {
    let what = match maat {
        "plichtig" => taal.choose("nog plichtig", "still obliged"),
        "uitkomst" => taal.choose("uitgestroomd als", "left as"),
        "uitstroom" => taal.choose("uitstroom", "left (uitstroom)"),
        "instroom" => taal.choose("instroom", "newly obliged (instroom)"),
        other => other,
    };
    let route = Route::ALL
        .into_iter()
        .find(|route| route.key() == onderdeel);
    let part = match route {
        Some(Route::B1) => taal.choose("B1-route", "B1 route"),
        Some(Route::Onderwijs) => taal.choose("onderwijsroute", "education route"),
        Some(Route::Z) => taal.choose("Z-route", "Z route"),
        None => match Uitkomst::ALL.into_iter().find(|one| one.key() == onderdeel) {
            Some(Uitkomst::Voldaan) => taal.choose("voldaan", "obligation met"),
            Some(Uitkomst::Vrijgesteld) => taal.choose("vrijgesteld", "exempt"),
            Some(Uitkomst::Ontheven) => taal.choose("ontheven", "released"),
            Some(Uitkomst::Vervallen) => taal.choose("vervallen", "lapsed"),
            None if onderdeel.is_empty() => return what.to_owned(),
            None => return format!("{what}, cohort {onderdeel}"),
        },
    };
    match maat {
        "uitkomst" => format!("{what} {part}"),
        _ => format!("{what}, {part}"),
    }
}
