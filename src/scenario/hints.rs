//! What to write instead of what people write by habit: decimals behind a comma,
//! percentages, points between thousands, quotation marks of a word processor.

use rust_decimal::Decimal;

use super::values::{looks_like_thousands, parse_decimal};

/// Kinds of values that are often given as a percentage, as messages call them.
const SHARES: [&str; 4] = [
    "een aandeel",
    "een groei",
    "een spreiding",
    "een persistentie",
];

/// Kinds of values in which a point may have been meant for thousands.
const LARGE: [&str; 3] = ["een bedrag", "een uitkomst", "een aantal"];

/// What is said of every kind of value that has no decimals.
const WHOLE: &str = "een geheel getal";

/// What to write for a number where `expected` was, if that can be told.
pub(crate) fn of_number(digits: &str, expected: &str) -> Option<String> {
    let digits = digits.trim();
    if let Some(percentage) = digits.strip_suffix('%') {
        return as_share(percentage.trim());
    }
    if digits.contains(',') && expected.contains(WHOLE) {
        return Some("schrijf een geheel getal, zonder punten of komma's".to_owned());
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
    if is_one_of(&LARGE) && value.abs() >= Decimal::ONE && looks_like_thousands(value) {
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
pub(crate) fn of_syntax(text: &str, at: usize) -> Option<String> {
    let at = at.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let before = line.get(..at - start).unwrap_or(line);
    let Some(equals) = last_equals(before) else {
        return match before.trim_end().ends_with(':') {
            true => Some("schrijf = in plaats van :".to_owned()),
            false => missing_comma(line),
        };
    };
    let behind = line[equals + 1..].trim();
    let value = behind.split('#').next().unwrap_or_default();
    let value = value.trim().trim_end_matches(['}', ' ']);
    let Some(first) = value.chars().next() else {
        return Some("achter het = hoort een waarde".to_owned());
    };
    const CURLED: [char; 5] = ['“', '”', '„', '‘', '’'];
    match first {
        '[' => missing_comma(value),
        '"' | '\'' => of_quoted(behind, first),
        '€' => {
            let amount = value.trim_start_matches('€').trim_start();
            of_number(amount, LARGE[0]).or_else(|| {
                parse_decimal(amount)?;
                Some(format!("schrijf {amount} zonder euroteken"))
            })
        }
        '-' | '.' | '0'..='9' => of_number(value, "").or_else(|| of_other_number(value)),
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

/// The place of the last `=` that is no part of a text.
fn last_equals(before: &str) -> Option<usize> {
    let is_outside = |&(place, _): &(usize, &str)| {
        let quotes = before[..place].matches('"').count();
        quotes.is_multiple_of(2)
    };
    before
        .rmatch_indices('=')
        .find(is_outside)
        .map(|(place, _)| place)
}

/// What to write for a text behind a quotation mark; `\` is most often part of a path
/// of Windows.
fn of_quoted(text: &str, quote: char) -> Option<String> {
    let inner = &text[quote.len_utf8()..];
    let inner = match inner.rsplit_once(quote) {
        Some((inner, _)) => inner,
        None => return Some(format!("sluit de tekst met {quote}")),
    };
    let is_path = quote == '"' && inner.contains('\\');
    is_path.then(|| format!("schrijf paden met /: \"{}\"", inner.replace('\\', "/")))
}

/// A number with space between its digits, or with a digit too few or too many at
/// either end.
fn of_other_number(value: &str) -> Option<String> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", value),
    };
    if digits.contains(char::is_whitespace) {
        let tight: String = digits.split_whitespace().collect();
        parse_decimal(&tight)?;
        return Some(format!("schrijf {sign}{tight}: niets tussen duizendtallen"));
    }
    let whole = digits.trim_start_matches('0').trim_end_matches('.');
    let zero = if whole.is_empty() || whole.starts_with('.') {
        "0"
    } else {
        ""
    };
    let number = format!("{sign}{zero}{whole}");
    (number != value && parse_decimal(&number).is_some()).then(|| format!("schrijf {number}"))
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
            (
                "30000,5",
                "een aantal personen: een geheel getal",
                "schrijf een geheel getal",
            ),
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
            (
                "a = \"data\\n.csv\\a\"\n",
                "schrijf paden met /: \"data/n.csv/a\"",
            ),
            (
                "a = \"C:\\users\\b=c.csv\"\n",
                "schrijf paden met /: \"C:/users/b=c.csv\"",
            ),
            ("a = \"zonder # einde\n", "sluit de tekst met \""),
            ("a = .025\n", "schrijf 0.025"),
            ("a = -.025\n", "schrijf -0.025"),
            ("a = 5.\n", "schrijf 5"),
            ("a = 026000\n", "schrijf 26000"),
            ("a = 00.5\n", "schrijf 0.5"),
            ("a = 26 000\n", "schrijf 26000: niets tussen"),
            ("a = €6100\n", "schrijf 6100 zonder euroteken"),
            ("a = € 6.100,50\n", "schrijf 6100.50: "),
            ("2027: 26000\n", "schrijf = in plaats van :"),
        ] {
            let error = toml::de::DeTable::parse(text).unwrap_err();
            let at = error.span().unwrap_or_default().start;
            let told = of_syntax(text, at).unwrap_or_default();
            assert!(told.contains(hint), "{text}: {told} at {at}");
        }
        assert_eq!(of_syntax("[scenario\n", 9), None);
    }
}
