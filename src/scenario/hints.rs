//! What to write instead of what people write by habit: decimals behind a comma,
//! percentages, points between thousands, quotation marks of a word processor.

pub(super) mod misplaced;

use rust_decimal::Decimal;

use super::values::{NumberKind, looks_like_thousands, parse_decimal};
use crate::terms::Text;

/// What to write for a number of a kind, or of one that is not known, if that can be
/// told.
pub(crate) fn of_number(digits: &str, kind: Option<NumberKind>) -> Option<Text> {
    let digits = digits.trim();
    if let Some(percentage) = digits.strip_suffix('%') {
        return match kind {
            None | Some(NumberKind::Share) => as_share(percentage.trim()),
            // Advice for a share would make ten cents of ten per cent.
            Some(_) => Some(Text::fixed(
                "dit is geen aandeel: schrijf het getal zelf, zonder %",
                "this is no share: write the number itself, without %",
            )),
        };
    }
    if digits.contains(',') && kind.is_some_and(NumberKind::is_whole) {
        return Some(Text::fixed(
            "schrijf een geheel getal, zonder punten of komma's",
            "write a whole number, without points or commas",
        ));
    }
    if digits.contains(',') {
        let how = Text::fixed(
            "decimalen na een punt, en niets tussen duizendtallen",
            "decimals after a point, and nothing between thousands",
        );
        return Some(match with_a_point(digits) {
            Some(number) => write(format!("{number}: {how}"), format!("{number}: {how:#}")),
            None => write(how.to_string(), format!("{how:#}")),
        });
    }
    if let Some(whole) = in_threes(digits) {
        return Some(write(
            format!("{whole}: niets tussen duizendtallen"),
            format!("{whole}: nothing between thousands"),
        ));
    }
    let value = parse_decimal(digits)?;
    if kind == Some(NumberKind::Share) && value.abs() > Decimal::ONE {
        return as_share(digits);
    }
    let is_large = kind.is_some_and(NumberKind::is_large);
    if is_large && value.abs() >= Decimal::ONE && looks_like_thousands(value) {
        let whole = digits.replace('.', "");
        return Some(if kind == Some(NumberKind::Price) {
            write(
                format!("{whole} zonder punt, of {digits}0 als het decimalen zijn"),
                format!("{whole} without a point, or {digits}0 if they are decimals"),
            )
        } else {
            write(
                format!("{whole} zonder punt"),
                format!("{whole} without a point"),
            )
        });
    }
    None
}

/// `30.000.000` as `30000000`: one point could be that of decimals, two cannot.
fn in_threes(digits: &str) -> Option<String> {
    let (sign, unsigned) = match digits.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", digits),
    };
    let groups: Vec<&str> = unsigned.split('.').collect();
    let is_number = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, others) = groups.split_first()?;
    let starts = (1..=3).contains(&first.len()) && is_number(first);
    let goes_on = others.len() > 1 && others.iter().all(|own| own.len() == 3 && is_number(own));
    (starts && goes_on).then(|| format!("{sign}{}", groups.concat()))
}

/// What to write, as the help says it.
fn write(nl: String, en: String) -> Text {
    Text::new(format!("schrijf {nl}"), format!("write {en}"))
}

/// [`write`], of what is the same in both languages.
fn write_same(what: String) -> Text {
    write(what.clone(), what)
}

/// `schrijf 10% als 0.10`
fn as_share(percentage: &str) -> Option<Text> {
    let value = parse_decimal(&percentage.replace(',', "."))?;
    if value.abs() > Decimal::ONE_HUNDRED {
        return None;
    }
    let mut share = (value / Decimal::ONE_HUNDRED).normalize();
    share.rescale(share.scale().max(2));
    Some(write(
        format!("{percentage}% als {share}"),
        format!("{percentage}% as {share}"),
    ))
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
pub(crate) fn of_syntax(text: &str, at: usize) -> Option<Text> {
    let at = at.min(text.len());
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let before = line.get(..at - start).unwrap_or(line);
    let Some(equals) = last_equals(before) else {
        return match before.trim_end().ends_with(':') {
            true => Some(Text::fixed(
                "schrijf = in plaats van :",
                "write = instead of :",
            )),
            false => missing_comma(line),
        };
    };
    // Of `2026 == 3` the second is the last.
    let (before_it, behind_it) = (line[..equals].trim_end(), line[equals + 1..].trim_start());
    let is_double = before_it.ends_with('=') || behind_it.starts_with('=');
    if is_double {
        let value = line[equals + 1..].trim_start_matches(['=', ' ']);
        let key = line[..equals].trim_end_matches(['=', ' ']);
        let value = value.split('#').next().unwrap_or_default().trim();
        return Some(write_same(format!("{key} = {value}")));
    }
    let behind = line[equals + 1..].trim();
    let value = behind.split('#').next().unwrap_or_default();
    let value = value.trim().trim_end_matches(['}', ' ']);
    let Some(first) = value.chars().next() else {
        return Some(Text::fixed(
            "achter het = hoort een waarde",
            "a value is missing after the =",
        ));
    };
    const CURLED: [char; 5] = ['“', '”', '„', '‘', '’'];
    match first {
        '[' => missing_comma(value),
        '"' | '\'' => of_quoted(behind, first),
        '€' => {
            let amount = value.trim_start_matches('€').trim_start();
            of_number(amount, Some(NumberKind::Amount)).or_else(|| {
                parse_decimal(amount)?;
                Some(write(
                    format!("{amount} zonder euroteken"),
                    format!("{amount} without a euro sign"),
                ))
            })
        }
        '-' | '.' | '0'..='9' => of_number(value, None).or_else(|| of_other_number(value)),
        first if CURLED.contains(&first) => {
            let inner = value.trim_matches(CURLED);
            Some(write(
                format!("rechte aanhalingstekens: \"{inner}\""),
                format!("straight quotation marks: \"{inner}\""),
            ))
        }
        first if first.is_alphabetic() => Some(match value.to_lowercase().as_str() {
            word @ ("true" | "false") => write_same(word.to_owned()),
            _ => write(
                format!("tekst tussen aanhalingstekens: \"{value}\""),
                format!("text between quotation marks: \"{value}\""),
            ),
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
fn of_quoted(text: &str, quote: char) -> Option<Text> {
    let inner = &text[quote.len_utf8()..];
    let inner = match inner.rsplit_once(quote) {
        Some((inner, _)) => inner,
        None => {
            return Some(Text::new(
                format!("sluit de tekst met {quote}"),
                format!("close the text with {quote}"),
            ));
        }
    };
    let is_path = quote == '"' && inner.contains('\\');
    let path = inner.replace('\\', "/");
    is_path.then(|| {
        write(
            format!("paden met /: \"{path}\""),
            format!("paths with /: \"{path}\""),
        )
    })
}

/// A number with space between its digits, or with a digit too few or too many at
/// either end.
fn of_other_number(value: &str) -> Option<Text> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", value),
    };
    if digits.contains(char::is_whitespace) {
        let tight: String = digits.split_whitespace().collect();
        parse_decimal(&tight)?;
        return Some(write(
            format!("{sign}{tight}: niets tussen duizendtallen"),
            format!("{sign}{tight}: nothing between thousands"),
        ));
    }
    let whole = digits.trim_start_matches('0').trim_end_matches('.');
    let zero = if whole.is_empty() || whole.starts_with('.') {
        "0"
    } else {
        ""
    };
    let number = format!("{sign}{zero}{whole}");
    (number != value && parse_decimal(&number).is_some()).then(|| write_same(number))
}

/// Two numbers of a list with nothing but space between them.
fn missing_comma(list: &str) -> Option<Text> {
    list.split(',').find_map(|item| {
        let item = item.trim_matches(['[', ']', ' ', '\t']);
        if item.ends_with('%') {
            return of_number(item, None);
        }
        let (one, other) = item.split_once(char::is_whitespace)?;
        let other = other.split_whitespace().next()?;
        let both = [one, other]
            .into_iter()
            .all(|number| parse_decimal(number).is_some());
        both.then(|| {
            Text::new(
                format!("tussen {one} en {other} hoort een komma"),
                format!("a comma is missing between {one} and {other}"),
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_it_should_be_written() {
        use NumberKind::{Amount, Count, Price, Share};
        for (digits, kind, hint) in [
            ("800,50", None, "schrijf 800.50: "),
            ("1.234,50", None, "schrijf 1234.50: "),
            ("1,234.50", None, "schrijf 1234.50: "),
            ("1,234", None, "schrijf decimalen na een punt"),
            ("10%", None, "schrijf 10% als 0.10"),
            ("12,5 %", None, "schrijf 12,5% als 0.125"),
            ("10", Some(Share), "schrijf 10% als 0.10"),
            ("2.5", Some(Share), "schrijf 2.5% als 0.025"),
            ("17.000", Some(Amount), "schrijf 17000 zonder punt"),
            ("957.512", Some(Price), "of 957.5120 als"),
            ("30000,5", Some(Count), "schrijf een geheel getal"),
            ("30.000", Some(Count), "schrijf 30000 zonder punt"),
            ("7,5%", Some(Share), "schrijf 7,5% als 0.075"),
            ("12%", Some(Amount), "geen aandeel"),
            ("5%", Some(Price), "geen aandeel"),
            ("3%", Some(Count), "geen aandeel"),
        ] {
            let told = of_number(digits, kind).unwrap_or_default().to_string();
            assert!(told.contains(hint), "{digits}: {told}");
        }
        for digits in ["0.001", "-5", "2000"] {
            assert_eq!(of_number(digits, Some(Amount)), None);
        }
        assert_eq!(of_number("1000", Some(Share)), None);
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
            ("2026 = 30.000.000\n", "schrijf 30000000: niets tussen"),
            ("a = { b = -1.250.000 }\n", "schrijf -1250000: niets tussen"),
            ("2026 == 3\n", "schrijf 2026 = 3"),
            ("a = = 3 # drie\n", "schrijf a = 3"),
        ] {
            let error = toml::de::DeTable::parse(text).unwrap_err();
            let at = error.span().unwrap_or_default().start;
            let told = of_syntax(text, at).unwrap_or_default().to_string();
            assert!(told.contains(hint), "{text}: {told} at {at}");
        }
        assert_eq!(of_syntax("[scenario\n", 9), None);
    }
}
