//! What to say about one number of an explanation, whatever it is shown as.

use super::engels::{bron, vertaald};
use super::taal::{Taal, status};
use crate::explain::{Afronding, Eenheid, Formule, Herkomst, Knoop, Rest, Schrijfwijze};
use crate::fraction::Exact;

/// A number in words: a heading and the lines below it.
pub(super) struct Beschrijving {
    pub kop: String,
    pub regels: Vec<String>,
}

impl Taal {
    /// How formulas are written.
    pub(super) fn schrijfwijze(self) -> Schrijfwijze {
        self.kies(Schrijfwijze::NEDERLANDS, Schrijfwijze::ENGELS)
    }
}

/// Name, symbol, value; the sum in symbols and in numbers, where it was
/// rounded, where it comes from.
pub(super) fn beschrijf(knoop: &Knoop, taal: Taal) -> Beschrijving {
    let schrijfwijze = taal.schrijfwijze();
    let mut regels = Vec::new();
    let symbols = knoop.in_symbolen(schrijfwijze);
    let numbers = knoop.ingevuld(schrijfwijze);
    // Of a single number the sum in numbers is the value itself.
    let alike = symbols == numbers || knoop.kinderen.len() == 1;
    let written = |formula: String| format!("= {}", vertaald(&formula, taal));
    regels.extend(symbols.map(written));
    regels.extend(numbers.filter(|_| !alike).map(written));
    regels.extend(rounding(knoop, taal));
    if let Some(herkomst) = &knoop.herkomst {
        regels.extend(source(herkomst, taal));
    }
    if matches!(knoop.formule, Formule::Gelijk) && knoop.kinderen.len() > 1 {
        let beside = taal.kies("de tweede ter vergelijking", "the second to compare with");
        regels.push(format!("({beside})"));
    }
    let remark = knoop.toelichting.as_deref();
    regels.extend(remark.map(|remark| vertaald(remark, taal).into_owned()));
    Beschrijving {
        kop: heading(knoop, taal),
        regels,
    }
}

/// `landelijke prognose 2026: LPAS(2026) = 28.400 personen`.
pub(super) fn heading(knoop: &Knoop, taal: Taal) -> String {
    let value = value(knoop, taal);
    let naam = vertaald(&knoop.naam, taal);
    if knoop.symbool.is_empty() {
        format!("{naam} = {value}")
    } else {
        format!("{naam}: {} = {value}", knoop.symbool)
    }
}

/// A space at which no line is broken; whoever writes the text makes it a
/// usual one.
pub(super) const FIXED: &str = "\u{a0}";

/// The number with its unit, in one piece.
pub(super) fn value(knoop: &Knoop, taal: Taal) -> String {
    let number = taal.schrijfwijze().getal(&knoop.waarde, knoop.eenheid);
    let text = match knoop.eenheid {
        Eenheid::Euro => format!("€ {number}"),
        Eenheid::EuroPerPersoon => {
            format!("€ {number} {}", taal.kies("per persoon", "per person"))
        }
        Eenheid::Personen if number == "1" => taal.kies("1 persoon", "1 person").to_owned(),
        Eenheid::Personen => format!("{number} {}", taal.kies("personen", "people")),
        Eenheid::Aandeel | Eenheid::Factor | Eenheid::Grondslag => return number,
    };
    text.replace(' ', FIXED)
}

/// Where the sum ends before it is rounded, and how it is.
fn rounding(knoop: &Knoop, taal: Taal) -> Option<String> {
    if let Formule::GrootsteRest(verdeling, index) = &knoop.formule {
        return Some(match verdeling.rest(*index) {
            Some(rest) => largest_remainder(knoop, &rest, taal),
            None => taal
                .kies("niemand om over te verdelen", "nobody to divide it among")
                .to_owned(),
        });
    }
    let exact = knoop.unrounded().filter(|exact| *exact != knoop.waarde)?;
    let number = taal.schrijfwijze().getal(&exact, knoop.eenheid);
    let unit = if knoop.eenheid.is_money() {
        taal.kies("hele centen", "whole cents")
    } else {
        taal.kies("hele personen", "whole people")
    };
    let how = match knoop.afronding {
        Afronding::Geen => return None,
        Afronding::HalfOmhoog => taal.kies("half omhoog afgerond op", "rounded half up to"),
        Afronding::NaarBoven => taal.kies("naar boven afgerond op", "rounded up to"),
    };
    Some(format!("= {number}, {how} {unit}"))
}

/// The exact share, and who got the units that were left over.
fn largest_remainder(knoop: &Knoop, rest: &Rest, taal: Taal) -> String {
    let number = |value: &Exact| taal.schrijfwijze().getal(value, Eenheid::Factor);
    let share = number(&rest.aandeel);
    let unit = if knoop.eenheid.is_money() {
        taal.kies("cent", "cents")
    } else {
        taal.kies("personen", "people")
    };
    let Some(least) = rest.grens.as_ref().map(number) else {
        let even = taal.kies(
            "dat gaat overal precies op",
            "which comes out even everywhere",
        );
        return format!("= {share} {unit}; {even}");
    };
    let (over, parts) = (rest.over, rest.delen);
    // The same remainder as the last that got one, and yet nothing here.
    let is_tie = rest.grens.as_ref() == Some(&(&rest.aandeel - rest.aandeel.floor()));
    let gets = match (rest.krijgt, taal) {
        (false, Taal::Nl) if is_tie => "hier geen erbij (van gelijke resten gaat de eerste voor)",
        (false, Taal::En) if is_tie => "none here (of equal remainders the first goes first)",
        (true, Taal::Nl) => "hier een erbij",
        (false, Taal::Nl) => "hier geen erbij",
        (true, Taal::En) => "one more here",
        (false, Taal::En) => "none here",
    };
    match taal {
        Taal::Nl => format!(
            "= {share} {unit}; grootste rest: {over} over, bij de resten van {parts} delen \
             vanaf {least}: {gets}"
        ),
        Taal::En => format!(
            "= {share} {unit}; largest remainder: {over} left, for the remainders of {parts} \
             parts from {least}: {gets}"
        ),
    }
}

/// Status, key, file and line; the source below it.
fn source(herkomst: &Herkomst, taal: Taal) -> Vec<String> {
    let place = match (&herkomst.bestand, herkomst.regel) {
        (Some(file), Some(line)) => Some(format!("{file}:{line}")),
        (file, _) => file.clone(),
    };
    let parts = [
        Some(status(herkomst.status, taal).to_owned()),
        herkomst.sleutel.clone(),
        place,
    ];
    let first: Vec<String> = parts.into_iter().flatten().collect();
    let mut lines = vec![
        first.join(" · "),
        format!(
            "{}: {}",
            taal.kies("bron", "source"),
            bron(&herkomst.bron, taal)
        ),
    ];
    if let Some(fitted) = &herkomst.gefit {
        let word = taal.kies("gefit aan", "fitted to");
        lines.push(format!("{word}: {fitted}"));
    }
    lines
}
