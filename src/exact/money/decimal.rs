//! Numbers as CSV, JSON and the command line write them: `1234.05`.

/// The most digits before the point: any amount of the program has fewer.
const LONGEST: usize = 20;

/// A number without a sign and with at most `most` decimals, in units of the
/// last of them, and how many decimals it was written with. A point stands
/// between digits; nothing else is a number.
pub fn decimal(text: &str, most: usize) -> Option<(i128, usize)> {
    let (whole, decimals) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (text, ""),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=LONGEST).contains(&whole.len()) && decimals.len() <= most;
    if !fits || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let units = format!("{whole}{decimals:0<most$}").parse().ok()?;
    Some((units, decimals.len()))
}

/// Euros or per cents with at most two decimals, in hundredths.
pub fn hundredths(text: &str) -> Option<i64> {
    let (units, _) = decimal(text, 2)?;
    i64::try_from(units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_digits_and_at_most_one_point_between_them() {
        assert_eq!(decimal("12.5", 6), Some((12_500_000, 1)));
        assert_eq!(decimal("007", 0), Some((7, 0)));
        for text in [
            "", ".", "1.", ".5", "-1", "+1", "1e3", "1,00", "1.2.3", " 1", "٣",
        ] {
            assert_eq!(decimal(text, 6), None, "{text}");
        }
    }

    #[test]
    fn hundredths_are_exact_or_refused() {
        assert_eq!(hundredths("1"), Some(100));
        assert_eq!(hundredths("0.5"), Some(50));
        assert_eq!(hundredths("92233720368547758.07"), Some(i64::MAX));
        assert_eq!(hundredths("92233720368547758.08"), None);
        assert_eq!(hundredths("0.005"), None);
        let longest = "9".repeat(LONGEST);
        assert!(decimal(&longest, 6).is_some());
        assert_eq!(decimal(&format!("{longest}9"), 6), None);
    }
}
