//! The words of the workbook for columns, parts of the rules and statuses: one
//! word for one thing, on every sheet.

use super::super::taal::Taal;
use crate::compare::Onderdeel;

/// Columns of a run and fields of the draws in English; terms of the law stand behind in brackets.
const ENGELS: [(&str, &str); 24] = [
    ("asielstatushouders", "Asylum permit holders"),
    ("gezins_overig", "Family and other"),
    ("onderwijsroute", "Education route"),
    ("afgerond", "Completed"),
    ("bgo_voorlopig", "BGO provisional (voorlopig)"),
    ("ba_voorlopig", "BA provisional (voorlopig)"),
    ("abo_voorlopig", "ABO provisional (voorlopig)"),
    ("uitkering_voorlopig", "Provisional grant (voorlopig)"),
    ("bgo_definitief", "BGO final (definitief)"),
    ("ba_definitief", "BA final (definitief)"),
    ("abo_definitief", "ABO final (definitief)"),
    ("uitkering_definitief", "Final grant (definitief)"),
    ("verrekening", "Settlement (verrekening)"),
    ("incidenteel", "Incidental money"),
    ("kosten", "Costs"),
    ("reserve", "Reserve"),
    ("terugvordering", "Reclaimed (terugvordering)"),
    ("tekort", "Deficit carried on"),
    ("kas", "Cash received"),
    ("saldo", "Grant less costs"),
    ("afgerond_meetellend", "Completed that count"),
    ("kans_terugvordering", "Probability that money is reclaimed"),
    ("kans_kas_onder_kosten", "Probability of cash below costs"),
    ("kans_boven_begroting", "Probability of more than budgeted"),
];

/// The amounts per person of a year in English.
const BEDRAGEN: [(&str, &str); 6] = [
    ("gezins_overig", "family and other"),
    ("gewicht_a", "weight a"),
    ("gewicht_b", "weight b"),
    ("gewicht_c", "weight c"),
    ("gewicht_d", "weight d"),
    ("onderwijsroute", "education route"),
];

/// The column with a code of the CBS.
pub(super) fn gemeentecode(taal: Taal) -> &'static str {
    taal.kies("Gemeentecode", "Gemeente code")
}

/// The column with a provincie.
pub(super) fn provincie(taal: Taal) -> &'static str {
    taal.kies("Provincie", "Province")
}

/// `uitkering_voorlopig` as people write it: `Uitkering voorlopig`, `BGO definitief`.
pub(super) fn leesbaar(naam: &str, taal: Taal) -> String {
    if let (Taal::En, Some(name)) = (taal, find(&ENGELS, naam)) {
        return name.to_owned();
    }
    let words: Vec<String> = naam
        .split('_')
        .enumerate()
        .map(|(place, word)| match word {
            "bgo" | "ba" | "abo" => word.to_uppercase(),
            _ if place == 0 => {
                let (first, rest) = word.split_at(1);
                format!("{}{rest}", first.to_uppercase())
            }
            _ => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

/// An amount of a year, as the sheet of amounts has it.
pub(super) fn bedrag(naam: &str, taal: Taal) -> String {
    if taal == Taal::Nl {
        return naam.to_owned();
    }
    match (find(&BEDRAGEN, naam), naam.strip_prefix("incidenteel: ")) {
        (Some(name), _) => name.to_owned(),
        (None, Some(line)) => format!("incidental: {line}"),
        (None, None) => naam.to_owned(),
    }
}

/// The unit of such an amount.
pub(super) fn eenheid(naam: &'static str, taal: Taal) -> &'static str {
    match (taal, naam) {
        (Taal::En, "euro per persoon") => "euros per person",
        (Taal::En, "euro") => "euros",
        _ => naam,
    }
}

/// What a row of the draws stands for.
pub(super) fn niveau(level: &'static str, taal: Taal) -> &'static str {
    match (taal, level) {
        (Taal::En, "landelijk") => "country",
        (Taal::En, "provincie") => "province",
        _ => level,
    }
}

/// A part of the rules.
pub(super) fn onderdeel(part: Onderdeel, taal: Taal) -> &'static str {
    let english = match part {
        Onderdeel::Prijs => "prices and index",
        Onderdeel::Betaalritme => "payment rhythm",
        Onderdeel::Prestatie => "pay for results",
        Onderdeel::Onderwijsroute => "education route",
        Onderdeel::Korting => "cut",
        Onderdeel::Instrument => "instrument",
        Onderdeel::Aantallen => "numbers of people",
        Onderdeel::Kosten => "costs",
        Onderdeel::Reservering => "reserve and cash",
        Onderdeel::Incidenteel => "incidental money",
    };
    taal.kies(part.word(), english)
}

fn find<'a>(list: &[(&str, &'a str)], naam: &str) -> Option<&'a str> {
    let known = list.iter().find(|(dutch, _)| *dutch == naam);
    known.map(|&(_, english)| english)
}
