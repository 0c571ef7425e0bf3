//! The words of the workbook for columns, parts of the rules and statuses: one
//! word for one thing, on every sheet.

use crate::compare::RulePart;
use crate::terms::Lang;

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
pub(crate) fn gemeente_code_label(taal: Lang) -> &'static str {
    taal.choose("Gemeentecode", "Gemeente code")
}

/// The column with a provincie.
pub(crate) fn provincie(taal: Lang) -> &'static str {
    taal.choose("Provincie", "Province")
}

/// `uitkering_voorlopig` as people write it: `Uitkering voorlopig`, `BGO definitief`.
pub(crate) fn readable_name(naam: &str, taal: Lang) -> String {
    if let (Lang::En, Some(name)) = (taal, find(&ENGELS, naam)) {
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
        (Lang::En, "provincie") => "province",
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
