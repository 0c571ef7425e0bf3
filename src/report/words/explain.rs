//! What to say about one number of an explanation, whatever it is shown as.

use crate::exact::fraction::Exact;
use crate::explain::{
    ExplainFormula, ExplainNode, ExplainOrigin, ExplainUnit, FormulaNotation, Remainder, Rounding,
};
use crate::report::words::status::status;
use crate::terms::Lang;

/// A number in words: a heading and the lines below it.
pub(crate) struct NodeWords {
    pub kop: String,
    pub regels: Vec<String>,
}

impl Lang {
    /// How formulas are written.
    pub(crate) fn schrijfwijze(self) -> FormulaNotation {
        FormulaNotation::of(self)
    }
}

/// Name, symbol, value; the sum in symbols and in numbers, where it was
/// rounded, where it comes from.
pub(crate) fn describe_node(knoop: &ExplainNode, taal: Lang) -> NodeWords {
    let schrijfwijze = taal.schrijfwijze();
    let mut regels = Vec::new();
    let symbols = knoop.in_symbols(schrijfwijze);
    let numbers = knoop.filled_in(schrijfwijze);
    // Of a single number the sum in numbers is the value itself.
    let alike = symbols == numbers || knoop.kinderen.len() == 1;
    let written = |formula: String| format!("= {}", formula);
    regels.extend(symbols.map(written));
    regels.extend(numbers.filter(|_| !alike).map(written));
    regels.extend(rounding(knoop, taal));
    if let Some(herkomst) = &knoop.herkomst {
        regels.extend(source(herkomst, taal));
    }
    if matches!(knoop.formule, ExplainFormula::Gelijk) && knoop.kinderen.len() > 1 {
        let beside = taal.choose("de tweede ter vergelijking", "the second to compare with");
        regels.push(format!("({beside})"));
    }
    let remark = knoop.toelichting.as_ref();
    regels.extend(remark.map(|remark| remark.of(taal).to_owned()));
    NodeWords {
        kop: heading(knoop, taal),
        regels,
    }
}

/// `landelijke prognose 2026: LPAS(2026) = 28.400 personen`.
pub(crate) fn heading(knoop: &ExplainNode, taal: Lang) -> String {
    let value = value(knoop, taal);
    let naam = knoop.naam.of(taal);
    if knoop.symbool.is_empty() {
        format!("{naam} = {value}")
    } else {
        format!("{naam}: {} = {value}", knoop.symbool)
    }
}

/// A space at which no line is broken; whoever writes the text makes it a
/// usual one.
pub(crate) const FIXED: &str = "\u{a0}";

/// The number with its unit, in one piece.
pub(crate) fn value(knoop: &ExplainNode, taal: Lang) -> String {
    let number = taal.schrijfwijze().number(&knoop.waarde, knoop.eenheid);
    let text = match knoop.eenheid {
        ExplainUnit::Euro => format!("€ {number}"),
        ExplainUnit::EuroPerPersoon => {
            format!("€ {number} {}", taal.choose("per persoon", "per person"))
        }
        ExplainUnit::Personen if number == "1" => taal.choose("1 persoon", "1 person").to_owned(),
        ExplainUnit::Personen => format!("{number} {}", taal.choose("personen", "people")),
        ExplainUnit::Aandeel | ExplainUnit::Factor | ExplainUnit::Grondslag => return number,
    };
    text.replace(' ', FIXED)
}

/// Where the sum ends before it is rounded, and how it is.
fn rounding(knoop: &ExplainNode, taal: Lang) -> Option<String> {
    if let ExplainFormula::GrootsteRest(verdeling, index) = &knoop.formule {
        return Some(match verdeling.remainder(*index) {
            Some(rest) => largest_remainder(knoop, &rest, taal),
            None => taal
                .choose("niemand om over te verdelen", "nobody to divide it among")
                .to_owned(),
        });
    }
    let exact = knoop.unrounded().filter(|exact| *exact != knoop.waarde)?;
    let number = taal.schrijfwijze().number(&exact, knoop.eenheid);
    let unit = if knoop.eenheid.is_money() {
        taal.choose("hele centen", "whole cents")
    } else {
        taal.choose("hele personen", "whole people")
    };
    let how = match knoop.afronding {
        Rounding::Geen => return None,
        Rounding::HalfOmhoog => taal.choose("half omhoog afgerond op", "rounded half up to"),
        Rounding::NaarBoven => taal.choose("naar boven afgerond op", "rounded up to"),
    };
    Some(format!("= {number}, {how} {unit}"))
}

/// The exact share, and who got the units that were left over.
fn largest_remainder(knoop: &ExplainNode, rest: &Remainder, taal: Lang) -> String {
    let number = |value: &Exact| taal.schrijfwijze().number(value, ExplainUnit::Factor);
    let share = number(&rest.share);
    let unit = if knoop.eenheid.is_money() {
        taal.choose("cent", "cents")
    } else {
        taal.choose("personen", "people")
    };
    let Some(least) = rest.least.as_ref().map(number) else {
        let even = taal.choose(
            "dat gaat overal precies op",
            "which comes out even everywhere",
        );
        return format!("= {share} {unit}; {even}");
    };
    let (over, parts) = (rest.left, rest.parts);
    // The same remainder as the last that got one, and yet nothing here.
    let is_tie = rest.least.as_ref() == Some(&(&rest.share - rest.share.floor()));
    let gets = match (rest.gets_one, taal) {
        (false, Lang::Nl) if is_tie => "hier geen erbij (van gelijke resten gaat de eerste voor)",
        (false, Lang::En) if is_tie => "none here (of equal remainders the first goes first)",
        (true, Lang::Nl) => "hier een erbij",
        (false, Lang::Nl) => "hier geen erbij",
        (true, Lang::En) => "one more here",
        (false, Lang::En) => "none here",
    };
    match taal {
        Lang::Nl => format!(
            "= {share} {unit}; grootste rest: {over} over, bij de resten van {parts} delen \
             vanaf {least}: {gets}"
        ),
        Lang::En => format!(
            "= {share} {unit}; largest remainder: {over} left, for the remainders of {parts} \
             parts from {least}: {gets}"
        ),
    }
}

/// Status, key, file and line; the source below it.
fn source(herkomst: &ExplainOrigin, taal: Lang) -> Vec<String> {
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
            taal.choose("bron", "source"),
            herkomst.bron.of(taal)
        ),
    ];
    if let Some(fitted) = &herkomst.gefit {
        let word = taal.choose("gefit aan", "fitted to");
        lines.push(format!("{word}: {fitted}"));
    }
    lines
}
