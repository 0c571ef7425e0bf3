//! Amounts as people type them in a question: `300mln`, `2,5 mrd`, `1250000`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::target::TargetKind;
use crate::exact::money::MAX_NATIONAL;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::values::parse_decimal;
use crate::terms::Text;

/// Words behind a number, and what they stand for.
const WORDS: [(&str, i64); 8] = [
    ("miljard", 1_000_000_000),
    ("billion", 1_000_000_000),
    ("mrd", 1_000_000_000),
    ("miljoen", 1_000_000),
    ("million", 1_000_000),
    ("mln", 1_000_000),
    ("duizend", 1_000),
    ("k", 1_000),
];

/// An amount in cents, or a number of people.
///
/// # Errors
/// A text that is no amount, or one with parts of a cent or of a person.
pub fn amount(text: &str, kind: TargetKind) -> Result<i64, Diagnostic> {
    let refused = || {
        let message = Text::new(
            format!("`{}` is geen bedrag", text.trim()),
            format!("`{}` is no amount", text.trim()),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "schrijf het als 300mln, 2.5mln, 1.2mrd of 300000000",
            "write it as 300mln, 2.5mln, 1.2mrd or 300000000",
        ))
    };
    let trimmed = text.trim().trim_start_matches('€').trim().to_lowercase();
    let found = WORDS.iter().find_map(|(word, times)| {
        let digits = trimmed.strip_suffix(word)?;
        Some((digits.trim().to_owned(), *times))
    });
    let (digits, times) = found.unwrap_or((trimmed.clone(), 1));
    let digits = match digits.matches(['.', ',']).count() {
        // `300.000.000`, and `300.000` without a word behind it, are thousands.
        0 => digits,
        1 if times > 1 || !is_thousands(&digits) => digits.replace(',', "."),
        _ if is_thousands(&digits) => digits.replace(['.', ','], ""),
        _ => return Err(refused()),
    };
    let value = parse_decimal(&digits).and_then(|value| value.checked_mul(times.into()));
    let value = value.ok_or_else(refused)?;
    let most = Decimal::from(MAX_NATIONAL);
    if value.abs() > most {
        return Err(refused());
    }
    let units = match kind {
        TargetKind::Cents => value * Decimal::ONE_HUNDRED,
        TargetKind::People | TargetKind::Millionths => value,
    };
    let units = units.normalize();
    (units.scale() == 0)
        .then(|| units.to_i64())
        .flatten()
        .ok_or_else(refused)
}

/// Whether the marks of a number all stand before three digits.
fn is_thousands(digits: &str) -> bool {
    let mut parts = digits.trim_start_matches('-').split(['.', ',']);
    let first = parts.next().unwrap_or_default();
    // `0.001` is a thousandth.
    (1..=3).contains(&first.len()) && first != "0" && parts.all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (text, cents) in [
            ("300mln", 30_000_000_000),
            ("2,5 mln", 250_000_000),
            ("1.2mrd", 120_000_000_000),
            ("300.000.000", 30_000_000_000),
            ("€ 300.000", 30_000_000),
            ("12.50", 1_250),
            ("-3k", -300_000),
            ("0", 0),
        ] {
            assert_eq!(amount(text, TargetKind::Cents).unwrap(), cents, "{text}");
        }
        assert_eq!(amount("1,5k", TargetKind::People).unwrap(), 1500);
        for text in [
            "",
            "veel",
            "0.001",
            "1.2.3",
            "900000mrd",
            "12mil",
            "99999999999999999999mrd",
        ] {
            let refused = amount(text, TargetKind::Cents).unwrap_err();
            assert_eq!(refused.code(), Code::Opdrachtregel, "{text}");
        }
        assert!(amount("1.5", TargetKind::People).is_err());
    }
}
