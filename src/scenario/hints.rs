//! What to write instead of what people write by habit: decimals behind a comma,
//! percentages, points between thousands, quotation marks of a word processor.

use rust_decimal::Decimal;

use super::values::parse_decimal;

/// Kinds of values that are often given as a percentage, as messages call them.
const SHARES: [&str; 4] = [
    "een aandeel",
    "een groei",
    "een spreiding",
    "een persistentie",
];

/// Kinds of values in which a point may have been meant for thousands.
const LARGE: [&str; 3] = ["een bedrag", "een uitkomst", "een aantal"];

/// What to write for a number where `expected` was, if that can be told.
pub(super) fn of_number(digits: &str, expected: &str) -> Option<String> {
    let digits = digits.trim();
    if let Some(percentage) = digits.strip_suffix('%') {
        return as_share(percentage.trim());
    }
    if digits.contains(',') {
        let how = "decimalen na een punt, en niets tussen duizendtallen";
        return Some(match with_a_point(digits) {
            Some(number) => format!("schrijf {number}: {how}"),
            None => format!("schrijf {how}"),
        });
    }
    let value = parse_decimal(digits)?;
    let is_one_of = |kinds: &[&str]| kinds.iter().any(|kind| expected.starts_with(kind));
    if is_one_of(&SHARES) && value.abs() > Decimal::ONE {
        return as_share(digits);
    }
    let is_thousands = value.scale() == 3 && value.abs() >= Decimal::ONE;
    if is_one_of(&LARGE) && is_thousands {
        let whole = digits.replace('.', "");
        return Some(if expected.contains("9 decimalen") {
            format!("schrijf {whole} zonder punt, of {digits}0 als het decimalen zijn")
        } else {
            format!("schrijf {whole} zonder punt")
        });
    }
    None
}

/// `schrijf 10% als 0.10`
fn as_share(percentage: &str) -> Option<String> {
    let value = parse_decimal(&percentage.replace(',', "."))?;
    if value.abs() > Decimal::ONE_HUNDRED {
        return None;
    }
    let mut share = (value / Decimal::ONE_HUNDRED).normalize();
    share.rescale(share.scale().max(2));
    Some(format!("schrijf {percentage}% als {share}"))
}

/// `1.234,50` and `1,234.50` as `1234.50`; `1,234` can be either number.
fn with_a_point(digits: &str) -> Option<String> {
    let (comma, point) = (digits.rfind(',')?, digits.rfind('.'));
    let is_decimal = point.is_none_or(|point| point < comma) && digits.matches(',').count() == 1;
    let behind = digits.len() - comma - 1;
    if is_decimal && point.is_none() && behind == 3 {
        return None;
    }
    let number = if is_decimal {
        digits.replace('.', "").replace(',', ".")
    } else {
        digits.replace(',', "")
    };
    parse_decimal(&number).map(|_| number)
}

/// What to write on the line with byte `at`, where text stopped being TOML, if
/// that can be told.
pub(super) fn of_syntax(text: &str, at: usize) -> Option<String> {
    let at = at.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let before = line.get(..at - start).unwrap_or(line);
    let Some(equals) = before.rfind('=') else {
        return missing_comma(line);
    };
    let value = line[equals + 1..].split('#').next().unwrap_or_default();
    let value = value.trim().trim_end_matches(['}', ' ']);
    let Some(first) = value.chars().next() else {
        return Some("achter het = hoort een waarde".to_owned());
    };
    const CURLED: [char; 5] = ['“', '”', '„', '‘', '’'];
    match first {
        '[' => missing_comma(value),
        '-' | '0'..='9' => of_number(value, ""),
        first if CURLED.contains(&first) => {
            let inner = value.trim_matches(CURLED);
            Some(format!("schrijf rechte aanhalingstekens: \"{inner}\""))
        }
        first if first.is_alphabetic() => Some(match value.to_lowercase().as_str() {
            word @ ("true" | "false") => format!("schrijf {word}"),
            _ => format!("schrijf tekst tussen aanhalingstekens: \"{value}\""),
        }),
        _ => None,
    }
}

/// Two numbers of a list with nothing but space between them.
fn missing_comma(list: &str) -> Option<String> {
    list.split(',').find_map(|item| {
        let item = item.trim_matches(['[', ']', ' ', '\t']);
        if item.ends_with('%') {
            return of_number(item, "");
        }
        let (one, other) = item.split_once(char::is_whitespace)?;
        let other = other.split_whitespace().next()?;
        let both = [one, other]
            .into_iter()
            .all(|number| parse_decimal(number).is_some());
        both.then(|| format!("tussen {one} en {other} hoort een komma"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_it_should_be_written() {
        for (digits, expected, hint) in [
            ("800,50", "", "schrijf 800.50: "),
            ("1.234,50", "", "schrijf 1234.50: "),
            ("1,234.50", "", "schrijf 1234.50: "),
            ("1,234", "", "schrijf decimalen na een punt"),
            ("10%", "", "schrijf 10% als 0.10"),
            ("12,5 %", "", "schrijf 12,5% als 0.125"),
            ("10", "een aandeel van", "schrijf 10% als 0.10"),
            ("2.5", "een groei ten", "schrijf 2.5% als 0.025"),
            (
                "17.000",
                "een bedrag met 2 decimalen",
                "schrijf 17000 zonder punt",
            ),
            ("957.512", "een bedrag met 9 decimalen", "of 957.5120 als"),
            ("30.000", "een aantal personen", "schrijf 30000 zonder punt"),
        ] {
            let told = of_number(digits, expected).unwrap_or_default();
            assert!(told.contains(hint), "{digits}: {told}");
        }
        for digits in ["0.001", "-5", "2000"] {
            assert_eq!(of_number(digits, "een bedrag"), None);
        }
        assert_eq!(of_number("1000", "een aandeel"), None);
    }

    #[test]
    fn what_is_no_toml_is_shown_as_it_should_be_written() {
        for (text, hint) in [
            ("a = 800,50\n", "schrijf 800.50: "),
            ("a = 10%\nb = 1\n", "schrijf 10% als 0.10"),
            ("a = 0,10 # aanname\n", "schrijf 0.10: "),
            ("a = { b = 1.234,50 }\n", "schrijf 1234.50: "),
            (
                "a = [0.50 0.30, 0.20]\n",
                "tussen 0.50 en 0.30 hoort een komma",
            ),
            (
                "a = [\n  0.50 0.30,\n]\n",
                "tussen 0.50 en 0.30 hoort een komma",
            ),
            ("naam = T\n", "tekst tussen aanhalingstekens: \"T\""),
            ("naam = “T”\n", "rechte aanhalingstekens: \"T\""),
            ("actief = True\n", "schrijf true"),
            ("a = \n", "achter het = hoort een waarde"),
        ] {
            let error = toml::de::DeTable::parse(text).unwrap_err();
            let at = error.span().unwrap_or_default().start;
            let told = of_syntax(text, at).unwrap_or_default();
            assert!(told.contains(hint), "{text}: {told} at {at}");
        }
        assert_eq!(of_syntax("[scenario\n", 9), None);
    }
}
