//! Numbers as people write them, read where they can mean one thing only.

use crate::input::csv::CsvRow;
use crate::input::csv::written::{Hidden, SPACES, as_people, hidden, import_line};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::people::{MILLION, factor_field};
use crate::terms::Text;
use crate::terms::law::MAX_PEOPLE;

/// What stands in a cell of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// So many.
    Whole(i64),
    /// Hidden because it is small: below this number, if it says so.
    Hidden(Option<i64>),
    /// Nothing.
    Empty,
    /// `1.340`, which is one thousand and something, or one and something.
    TwoWays,
    /// Anything else.
    Wrong,
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a number of people.
pub(super) fn number(text: &str) -> Number {
    let text = text.trim();
    if text.is_empty() {
        return Number::Empty;
    }
    let whole = |digits: &str| match digits.parse::<i64>() {
        Ok(people) if is_digits(digits) && people <= MAX_PEOPLE => Number::Whole(people),
        _ => Number::Wrong,
    };
    if is_digits(text) {
        return whole(text);
    }
    if let Some(Hidden { below }) = hidden(text) {
        return Number::Hidden(below);
    }
    let groups: Vec<&str> = text.split(SPACES).collect();
    if let Some(digits) = grouped(&groups) {
        return whole(&digits);
    }
    for mark in ['.', ','] {
        let groups: Vec<&str> = text.split(mark).collect();
        match grouped(&groups) {
            Some(digits) if groups.len() > 2 => return whole(&digits),
            Some(_) => return Number::TwoWays,
            None => {}
        }
        if let [whole_part, decimals @ ("0" | "00")] = groups[..]
            && is_digits(whole_part)
            && !decimals.is_empty()
        {
            return whole(whole_part);
        }
    }
    Number::Wrong
}

/// The digits of groups of three, behind one of at most three.
fn grouped(groups: &[&str]) -> Option<String> {
    let (first, others) = groups.split_first()?;
    let starts = is_digits(first) && first.len() <= 3 && *first != "0";
    let goes_on = others.iter().all(|part| is_digits(part) && part.len() == 3);
    (starts && goes_on && !others.is_empty()).then(|| groups.concat())
}

/// The people in a field, with the number that was chosen for those that are hidden; the
/// second says whether they were.
///
/// # Errors
/// What is no number, can be two, or is hidden and nothing was chosen.
pub(super) fn people(
    row: &CsvRow<'_>,
    column: usize,
    klein: Option<i64>,
) -> Result<(i64, bool), Diagnostic> {
    let text = row.field(column);
    let wrong = || {
        let message = Text::new(
            format!("`{text}` is geen aantal personen"),
            format!("`{text}` is not a number of people"),
        );
        Diagnostic::new(Code::BuitenBereik, message).at(row.place(column))
    };
    match number(text) {
        Number::Whole(people) => Ok((people, false)),
        Number::Hidden(below) => {
            let Some(klein) = klein else {
                let line = import_line(row.source(), &[&Hidden { below }.option()]);
                return Err(wrong().help(Text::new(
                    format!("kies zelf welk aantal een verborgen aantal wordt: {line}"),
                    format!("choose yourself which number a hidden number becomes: {line}"),
                )));
            };
            if let Some(most) = below.filter(|&most| klein >= most) {
                let message = Text::new(
                    format!("--klein {klein} past niet bij `{text}`: dat is minder dan {most}"),
                    format!("--klein {klein} does not fit `{text}`, which is less than {most}"),
                );
                return Err(Diagnostic::new(Code::Tegenstrijdig, message).at(row.place(column)));
            }
            Ok((klein, true))
        }
        Number::TwoWays => {
            let bare: String = text.chars().filter(char::is_ascii_digit).collect();
            Err(wrong().help(Text::new(
                format!("`{text}` kan {bare} zijn, of een getal met decimalen: schrijf het zonder teken ertussen"),
                format!("`{text}` can be {bare}, or a number with decimals: write it without a mark in it"),
            )))
        }
        Number::Empty | Number::Wrong => Err(match as_people(text) {
            Some(hint) => wrong().help(hint),
            None => wrong(),
        }),
    }
}

/// A factor as the scenario reads it, with a point before the decimals. An empty field stays
/// empty: it says that the gemeente is as the country.
///
/// # Errors
/// What a scenario would refuse.
pub(super) fn factor(row: &CsvRow<'_>, column: usize) -> Result<String, Diagnostic> {
    factor_field(row, column)?;
    Ok(row.field(column).replace(',', "."))
}

/// Whether a field holds a factor by which a gemeente is not as the country.
pub(super) fn differs(row: &CsvRow<'_>, column: usize) -> bool {
    let factor = factor_field(row, column).ok().flatten();
    factor.is_some_and(|factor| factor.millionths() != MILLION)
}

/// What `--klein` came to: the figures that it stands in for, or that there were none.
pub(super) fn told_of_klein(klein: i64, hidden: i64) -> Text {
    if hidden == 0 {
        return Text::new(
            format!("er was geen verborgen aantal: --klein {klein} deed niets"),
            format!("no number was hidden: --klein {klein} did nothing"),
        );
    }
    let sum = hidden * klein;
    Text::new(
        format!(
            "verborgen aantallen die als {klein} zijn geteld: {hidden}, samen {sum}; zeg dat in `bron`"
        ),
        format!(
            "hidden numbers that were counted as {klein}: {hidden}, {sum} together; say so in `bron`"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_where_it_means_one_thing() {
        for (text, number) in [
            ("31", Number::Whole(31)),
            (" 1 250 ", Number::Whole(1250)),
            ("1\u{a0}250", Number::Whole(1250)),
            ("1.250.000", Number::Whole(1_250_000)),
            ("31.0", Number::Whole(31)),
            ("31,00", Number::Whole(31)),
            ("<10", Number::Hidden(Some(10))),
            ("≤ 4", Number::Hidden(Some(5))),
            ("<=4", Number::Hidden(Some(5))),
            ("1_250", Number::Whole(1250)),
            ("X", Number::Hidden(None)),
            ("", Number::Empty),
        ] {
            assert_eq!(super::number(text), number, "{text}");
        }
        // 1.250 is one and a quarter as well.
        for text in ["1.250", "1,250", "248.000"] {
            assert_eq!(super::number(text), Number::TwoWays, "{text}");
        }
        for text in [
            "-",
            "-5",
            "31.5",
            "12 34",
            "2024-05-01",
            "#N/A",
            "vijf",
            "99999999999",
            "0.125",
            "onbekend",
            "nvt",
            "< 5 pers",
            "<",
        ] {
            assert_eq!(super::number(text), Number::Wrong, "{text}");
        }
    }
}
