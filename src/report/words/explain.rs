//! What to say about one number of an explanation, whatever it is shown as.

use crate::exact::fraction::Exact;
use crate::explain::{
    ExplainFormula, ExplainNode, ExplainOrigin, ExplainUnit, FormulaNotation, Remainder, Rounding,
};
use crate::report::words::status::status;
use crate::terms::Lang;
use crate::terms::noun::PARTS;

/// A number in words: a heading and the lines below it.
pub(crate) struct NodeWords {
    pub heading: String,
    pub lines: Vec<String>,
}

/// Name, symbol, value; the sum in symbols and in numbers, where it was
/// rounded, where it comes from.
pub(crate) fn describe_node(node: &ExplainNode, lang: Lang) -> NodeWords {
    let notation = FormulaNotation::of(lang);
    let mut lines = Vec::new();
    let symbols = node.in_symbols(notation);
    let numbers = node.filled_in(notation);
    // Of a single number the sum in numbers is the value itself.
    let alike = symbols == numbers || node.kinderen.len() == 1;
    let written = |formula: String| format!("= {formula}");
    lines.extend(symbols.map(written));
    lines.extend(numbers.filter(|_| !alike).map(written));
    lines.extend(rounding(node, lang));
    if let Some(origin) = &node.herkomst {
        lines.extend(source(origin, lang));
    }
    if matches!(node.formule, ExplainFormula::Gelijk) && node.kinderen.len() > 1 {
        let beside = lang.choose("de tweede ter vergelijking", "the second to compare with");
        lines.push(format!("({beside})"));
    }
    let remark = node.toelichting.as_ref();
    lines.extend(remark.map(|remark| remark.of(lang).to_owned()));
    NodeWords {
        heading: heading(node, lang),
        lines,
    }
}

/// `landelijke prognose 2026: LPAS(2026) = 28.400 personen`.
pub(crate) fn heading(node: &ExplainNode, lang: Lang) -> String {
    let value = value(node, lang);
    let naam = node.naam.of(lang);
    if node.symbool.is_empty() {
        format!("{naam} = {value}")
    } else {
        format!("{naam}: {} = {value}", node.symbool)
    }
}

/// A space at which no line is broken; whoever writes the text makes it a
/// usual one.
pub(crate) const FIXED: &str = "\u{a0}";

/// The number with its unit, in one piece.
pub(crate) fn value(node: &ExplainNode, lang: Lang) -> String {
    let number = FormulaNotation::of(lang).number(&node.waarde, node.eenheid);
    let text = match node.eenheid {
        ExplainUnit::Euro => format!("€ {number}"),
        ExplainUnit::EuroPerPersoon => {
            format!("€ {number} {}", lang.choose("per persoon", "per person"))
        }
        ExplainUnit::Personen if number == "1" => lang.choose("1 persoon", "1 person").to_owned(),
        ExplainUnit::Personen => format!("{number} {}", lang.choose("personen", "people")),
        ExplainUnit::Aandeel
        | ExplainUnit::Factor
        | ExplainUnit::Grondslag
        | ExplainUnit::Gewogen => return number,
    };
    text.replace(' ', FIXED)
}

/// Where the sum ends before it is rounded, and how it is.
fn rounding(node: &ExplainNode, lang: Lang) -> Option<String> {
    if let ExplainFormula::GrootsteRest(division, index) = &node.formule {
        return Some(match division.remainder(*index) {
            Some(rest) => largest_remainder(node, &rest, lang),
            None => lang
                .choose("niemand om over te verdelen", "nobody to divide it among")
                .to_owned(),
        });
    }
    if let ExplainFormula::KleinsteDelers(..) = &node.formule {
        let [_, weight, divisor] = &node.kinderen[..] else {
            return None;
        };
        let share = (!divisor.waarde.is_zero()).then(|| &weight.waarde / &divisor.waarde)?;
        let number = FormulaNotation::of(lang).number(&share, ExplainUnit::Factor);
        let how = node.made_whole()?;
        return Some(format!("= {number}, {}", how.of(lang)));
    }
    let exact = node.unrounded().filter(|exact| *exact != node.waarde)?;
    let number = FormulaNotation::of(lang).number(&exact, node.eenheid);
    let unit = if node.eenheid.is_money() {
        lang.choose("hele centen", "whole cents")
    } else {
        lang.choose("hele personen", "whole people")
    };
    let how = match node.afronding {
        Rounding::Geen => return None,
        Rounding::HalfOmhoog => lang.choose("half omhoog afgerond op", "rounded half up to"),
        Rounding::Miljardste => lang.choose(
            "half omhoog afgerond op negen decimalen:",
            "rounded half up on nine decimals:",
        ),
        Rounding::NaarBoven => lang.choose("naar boven afgerond op", "rounded up to"),
    };
    Some(format!("= {number}, {how} {unit}"))
}

/// The exact share, and who got the units that were left over.
fn largest_remainder(node: &ExplainNode, rest: &Remainder, lang: Lang) -> String {
    let number = |value: &Exact| FormulaNotation::of(lang).number(value, ExplainUnit::Factor);
    let share = number(&rest.share);
    let unit = if node.eenheid.is_money() {
        lang.choose("cent", "cents")
    } else {
        lang.choose("personen", "people")
    };
    let Some(least) = rest.least.as_ref().map(number) else {
        let even = lang.choose(
            "dat gaat overal precies op",
            "which comes out even everywhere",
        );
        return format!("= {share} {unit}; {even}");
    };
    let (over, parts) = (rest.left, PARTS.of(rest.parts, lang));
    // The same remainder as the last that got one, and yet nothing here.
    let is_tie = rest.least.as_ref() == Some(&(&rest.share - rest.share.floor()));
    let gets = match (rest.gets_one, lang) {
        (false, Lang::Nl) if is_tie => "hier geen erbij (van gelijke resten gaat de eerste voor)",
        (false, Lang::En) if is_tie => "none here (of equal remainders the first goes first)",
        (true, Lang::Nl) => "hier een erbij",
        (false, Lang::Nl) => "hier geen erbij",
        (true, Lang::En) => "one more here",
        (false, Lang::En) => "none here",
    };
    match lang {
        Lang::Nl => format!(
            "= {share} {unit}; grootste rest: {over} over, bij de resten van {parts} \
             vanaf {least}: {gets}"
        ),
        Lang::En => format!(
            "= {share} {unit}; largest remainder: {over} left, for the remainders of {parts} \
             from {least}: {gets}"
        ),
    }
}

/// Status, key, file and line; the source below it.
fn source(origin: &ExplainOrigin, lang: Lang) -> Vec<String> {
    let place = match (&origin.bestand, origin.regel) {
        (Some(file), Some(line)) => Some(format!("{file}:{line}")),
        (file, _) => file.clone(),
    };
    let parts = [
        Some(status(origin.status, lang).to_owned()),
        origin.sleutel.clone(),
        place,
    ];
    let first: Vec<String> = parts.into_iter().flatten().collect();
    let mut lines = vec![
        first.join(" · "),
        format!(
            "{}: {}",
            lang.choose("bron", "source"),
            origin.bron.of(lang)
        ),
    ];
    if let Some(range) = &origin.tussen {
        let word = lang.choose("bereik", "range");
        lines.push(format!("{word}: {}", range.text()));
    }
    if let Some(fitted) = &origin.gefit {
        let word = lang.choose("afgestemd op", "matched to");
        lines.push(format!("{word}: {fitted}"));
    }
    lines
}
