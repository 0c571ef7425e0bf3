//! What a gemeente is called by: its gm_code in one form, and its provincie.
//!
//! Excel takes the letters and zeros of a code for decoration: `GM0344` comes back as
//! `344`. Two spellings of one code would be two gemeenten, so that every code is read
//! to the one form that the CBS writes.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::embedded::{EMBEDDED, EMBEDDED_HERINDELINGEN};
use super::provincie::{provincie_code, provincie_names};

use crate::input::csv::CsvRow;
use crate::input::csv::written::import_line;
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::input::nearest::misspelt;
use crate::terms::Text;

/// More digits than this are no code of any gemeente, made up or not.
const LONGEST: usize = 6;

/// Digits in a code of the CBS.
const DIGITS: usize = 4;

/// The one form of a gm_code: `GM0344` for `344`, `0344`, `gm344` and `GM0344`. A made-up
/// code may have more digits, and is what it is. `None` for what is no code.
pub(crate) fn gm_code(text: &str) -> Option<String> {
    let upper = text.trim().to_uppercase();
    let lettered = upper.strip_prefix("GM");
    let digits = lettered.unwrap_or(&upper);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if lettered.is_some() && digits.len() > DIGITS {
        return (is_number && digits.len() <= LONGEST).then(|| upper.clone());
    }
    let digits = digits.trim_start_matches('0');
    (is_number && digits.len() <= LONGEST).then(|| format!("GM{digits:0>4}"))
}

/// A code that is made up and cannot be taken for one of the CBS.
fn own_code(text: &str) -> Option<String> {
    let is_plain = text.chars().all(|letter| letter.is_ascii_alphanumeric());
    let looks_like_one = text
        .get(..2)
        .is_some_and(|two| two.eq_ignore_ascii_case("GM"));
    let starts = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
    (is_plain && starts && !looks_like_one && meant(text).is_none()).then(|| text.to_owned())
}

/// The code in a field, in its one form. A list that is made up may have codes that are
/// nothing like those of the CBS.
///
/// # Errors
/// Anything that is no code, with the code of the gemeente whose name it is.
pub(crate) fn code_field(row: &CsvRow<'_>, column: usize) -> Result<String, Diagnostic> {
    let text = row.field(column);
    gm_code(text).or_else(|| own_code(text)).ok_or_else(|| {
        let message = Text::new(
            format!("`{text}` is geen gm_code"),
            format!("`{text}` is not a gm_code"),
        );
        let wrong = Diagnostic::new(Code::GemeenteOnbekend, message)
            .at(row.place(column))
            .label(expected(Text::fixed(
                "GM en vier cijfers, als GM0363",
                "GM and four digits, as in GM0363",
            )));
        match meant(text) {
            Some(hint) if row.is_counted() => {
                let line = import_line(row.source(), &[]);
                wrong.help(Text::new(
                    format!("{hint}; of: {line}"),
                    format!("{hint:#}; or: {line}"),
                ))
            }
            Some(hint) => wrong.help(hint),
            None => wrong,
        }
    })
}

/// Every known code with its name, by that name in small letters: the first that has it.
/// A list of a million rows asks for it with every row.
static BY_NAME: LazyLock<HashMap<String, (&'static str, &'static str)>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for (code, naam) in known_codes() {
        all.entry(naam.to_lowercase()).or_insert((code, naam));
    }
    all
});

/// Which code was meant by what is none.
fn meant(text: &str) -> Option<Text> {
    let lower = text.to_lowercase();
    if let Some((code, naam)) = BY_NAME.get(&lower) {
        return Some(Text::new(
            format!("de code van {naam} is {code}"),
            format!("the code of {naam} is {code}"),
        ));
    }
    let digits = text.split(['.', ',']).next().and_then(gm_code);
    if let Some(code) = digits.filter(|_| text.ends_with(".0") || text.ends_with(",0")) {
        return Some(Text::new(
            format!("schrijf {code}"),
            format!("write {code}"),
        ));
    }
    let is_provincie = lower.starts_with("pv") || provincie(text).is_some();
    is_provincie.then(|| {
        Text::fixed(
            "dit is een provincie; een rij gaat over een gemeente",
            "this is a provincie; a row is about one gemeente",
        )
    })
}

/// Every code that the CBS knows since 2015 with its name: those of today, then those
/// of gemeenten that have ended.
pub(crate) fn known_codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = |text: &'static str| text.lines().skip(1);
    let today = rows(EMBEDDED).filter_map(|line| {
        let (code, rest) = line.split_once(',')?;
        // A name with a comma in it stands between quotation marks.
        let name = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => rest.split(',').next()?,
        };
        Some((code, name))
    });
    let former = rows(EMBEDDED_HERINDELINGEN).filter_map(|line| {
        let mut fields = line.split(',').skip(1);
        Some((fields.next()?, fields.next()?))
    });
    today.chain(former)
}

/// The name that the CBS gives a code.
pub(crate) fn name_of(code: &str) -> Option<&'static str> {
    let mut known = known_codes();
    known.find(|(own, _)| *own == code).map(|(_, naam)| naam)
}

/// The provincie that a text names: in capitals or not, by the name in Dutch or in
/// Frisian, with or without its hyphen.
pub(crate) fn provincie(text: &str) -> Option<&'static str> {
    provincie_among(text, &provincie_names())
}

/// The one of some names, which may be made up, that a text names: as [`provincie`], or by
/// the code of the CBS.
pub fn provincie_among<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    // A list has them as they are written, hundreds of times.
    if let Some(as_written) = names.iter().find(|naam| **naam == text) {
        return Some(as_written);
    }
    let plain = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphabetic());
        letters.collect::<String>().to_lowercase()
    };
    let wanted = match plain(text) {
        frisian if frisian == "friesland" || frisian == "fryslan" => "fryslân".to_owned(),
        other => other,
    };
    let by_name = |naam: &&&str| plain(naam) == wanted && !wanted.is_empty();
    let by_code = |naam: &&&str| {
        let code = provincie_code(naam);
        !code.is_empty() && code.eq_ignore_ascii_case(text.trim())
    };
    let mut all = names.iter();
    all.clone()
        .find(by_name)
        .or_else(|| all.find(by_code))
        .copied()
}

/// The provincie that was misspelt, if that is what a text is.
pub(crate) fn misspelt_provincie(text: &str) -> Option<&'static str> {
    let mut all = provincie_names().into_iter();
    all.find(|provincie| misspelt(text, [*provincie]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_one_form() {
        for text in ["599", "0599", "GM599", "gm0599", "GM0599", " 00599 "] {
            assert_eq!(gm_code(text).as_deref(), Some("GM0599"), "{text}");
        }
        assert_eq!(gm_code("GM00599").as_deref(), Some("GM00599"));
        assert_eq!(gm_code("9001").as_deref(), Some("GM9001"));
        assert_eq!(gm_code("14").as_deref(), Some("GM0014"));
        for text in [
            "", "GM", "A1", "GM-14", "GM 14", "14.0", "Utrecht", "1234567",
        ] {
            assert_eq!(gm_code(text), None, "{text}");
        }
    }

    #[test]
    fn a_made_up_code_is_nothing_like_one_of_the_cbs() {
        for text in [
            "Utrecht", "PV26", "Limburg", "GM12A", "GM", "12A", "a-b", "",
        ] {
            assert_eq!(own_code(text), None, "{text}");
        }
        assert_eq!(own_code("X1").as_deref(), Some("X1"));
    }

    #[test]
    fn every_code_of_today_and_of_before_has_its_name() {
        assert_eq!(name_of("GM0820"), Some("Nuenen, Gerwen en Nederwetten"));
        assert_eq!(name_of("GM1651"), Some("Eemsmond"));
        assert_eq!(name_of("GM9001"), None);
        assert!(known_codes().all(|(code, _)| gm_code(code).as_deref() == Some(code)));
    }

    #[test]
    fn a_provincie_is_one_of_twelve() {
        for (text, name) in [
            ("zuid-holland", "Zuid-Holland"),
            ("Noord Brabant", "Noord-Brabant"),
            ("Friesland", "Fryslân"),
            ("FRYSLAN", "Fryslân"),
        ] {
            assert_eq!(provincie(text), Some(name));
        }
        assert_eq!(provincie("Zuidholand"), None);
        assert_eq!(misspelt_provincie("Zuidholand"), Some("Zuid-Holland"));
        assert_eq!(misspelt_provincie("Groenland"), None);
        assert_eq!(misspelt_provincie("P"), None);
    }
}
