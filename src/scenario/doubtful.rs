//! Growth and shares that can hardly be meant. `1` is what people write for one per
//! cent, and it is a hundred: such a figure asks for a yes in the file.

use rust_decimal::Decimal;

use super::Scenario;
use super::tree::node::{Node, Value};
use super::values::parse_decimal;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;

/// Growth of prices in one year that nobody has seen since the war: a quarter.
const STEEP: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// Shares of which all is hardly ever meant, by their keys; `*` is any key, and a place
/// in a list is one.
const NEVER_ALL: [&[&str]; 5] = [
    &["korting", "percentage"],
    &["korting", "*", "percentage"],
    &["prestatie", "aandeel"],
    &["onderwijsroute", "aandeel"],
    &["instroom", "gemeenten", "verhuizing"],
];

/// The tables in which such a figure can stand: the others are not looked through, for
/// this is asked of every setting that is tried.
pub(super) const TABLES: [&str; 5] = [GROWTH, "korting", "prestatie", "onderwijsroute", "instroom"];

/// The table with the growth of prices.
const GROWTH: &str = "index";

/// Sees to it that whoever writes an unlikely figure means it.
///
/// # Errors
/// The first such figure without `bewust = true`.
pub(super) fn meant(scenario: &Scenario) -> Result<(), Diagnostic> {
    let mut doubtful = None;
    for table in TABLES {
        let Some(node) = scenario.tree().get(&[table]) else {
            continue;
        };
        node.for_each_leaf(&mut |path, leaf| {
            if doubtful.is_none() && !leaf.provenance.bewust {
                let below = path.iter().map(String::as_str);
                let keys: Vec<&str> = std::iter::once(table).chain(below).collect();
                doubtful = problem(&keys, leaf);
            }
        });
    }
    match doubtful {
        Some(diagnostic) => Err(diagnostic),
        None => Ok(()),
    }
}

fn problem(keys: &[&str], leaf: &Node) -> Option<Diagnostic> {
    let digits = match &leaf.value {
        Value::Number(digits) | Value::Text(digits) => digits,
        _ => return None,
    };
    let is_growth = matches!(keys, [GROWTH, _]);
    let fits = |pattern: &&[&str]| {
        let mut pairs = pattern.iter().zip(keys);
        pattern.len() == keys.len() && pairs.all(|(own, key)| *own == "*" || own == key)
    };
    if !is_growth && !NEVER_ALL.iter().any(fits) {
        return None;
    }
    let value = parse_decimal(digits)?;
    let is_unlikely = match is_growth {
        true => value.abs() >= STEEP,
        false => value == Decimal::ONE,
    };
    if !is_unlikely {
        return None;
    }
    let percent = (value * Decimal::ONE_HUNDRED).normalize();
    let smaller = (value / Decimal::ONE_HUNDRED).normalize();
    let (message, own) = if is_growth {
        let message = Text::new(
            format!("{digits} is {percent}% groei in een jaar"),
            format!("{digits} is {percent}% growth in a year"),
        );
        (message, keys[1])
    } else {
        let own = keys[keys.len() - 1];
        let message = Text::new(
            format!("{digits} is {percent}%, alles"),
            format!("{digits} is {percent}%, all of it"),
        );
        (message, own)
    };
    let yes = format!("`{own} = {{ waarde = {digits}, bewust = true }}`");
    let help = Text::new(
        format!("schrijf {digits}% als {smaller}; is {percent}% bedoeld, schrijf dan {yes}"),
        format!("write {digits}% as {smaller}; if {percent}% is meant, write {yes}"),
    );
    Some(
        Diagnostic::new(Code::BuitenBereik, message)
            .at(leaf.place())
            .help(help),
    )
}

#[cfg(test)]
mod tests {
    use crate::input::diagnostic::{Code, Diagnostic};
    use crate::scenario::{Scenario, load_text};

    fn read(figures: &str) -> Result<Scenario, Diagnostic> {
        load_text(
            "s.toml",
            &format!("scenario.basis = \"wi2021\"\n{figures}\n"),
        )
    }

    #[test]
    fn an_unlikely_figure_asks_for_a_yes() {
        for (figure, spelling) in [
            ("index.2029 = 1", "schrijf 1% als 0.01; "),
            ("index.2029 = \"0.30\"", "schrijf 0.30% als 0.003; "),
            ("index.2029 = -0.4", "schrijf -0.4% als -0.004; "),
            ("prestatie.aandeel = 1", "schrijf 1% als 0.01; "),
            (
                "[[korting]]\npercentage = 1\nvanaf = 2030",
                "`percentage = { waarde = 1, bewust = true }`",
            ),
        ] {
            let refused = read(figure).unwrap_err();
            assert_eq!(refused.code(), Code::BuitenBereik, "{figure}");
            assert!(refused.to_string().contains(spelling), "{refused}");
        }
    }

    #[test]
    fn a_yes_is_enough_and_a_likely_figure_needs_none() {
        for figure in [
            "index.2029 = { waarde = 1, bewust = true }",
            "[index]\nbewust = true\n2029 = 0.5",
            "index.2029 = 0.24",
            "index.2029 = -0.1",
            "prestatie.aandeel = { waarde = 1, bewust = true, bron = \"brief\" }",
            "prestatie.aandeel = 0.99",
            "reservering.maximum = 1",
            // Keys beside those of which all is hardly ever meant.
            "instroom.samenhang = 1",
            "instroom.gemeenten.realisatie = 1",
        ] {
            assert!(read(figure).is_ok(), "{figure}");
        }
        let refused = read("index.2029 = { waarde = 0.1, bewust = \"ja\" }").unwrap_err();
        assert_eq!(refused.code(), Code::VerkeerdType);
    }
}
