//! How to write a number of people, for what people write instead: a number that was
//! hidden because it is small, nothing, or one with something between its thousands.

use std::path::Path;

use crate::input::source::Source;
use crate::terms::Text;
use crate::terms::legible::shell_word;

/// What stands between thousands and nowhere else, such as the spaces of a word processor.
pub(crate) const SPACES: [char; 5] = [' ', '_', '\'', '\u{a0}', '\u{202f}'];

/// Words for a number that is hidden because it is small.
const HIDDEN: [&str; 7] = ["x", "*", ".", "..", "n.b.", "nb", "geheim"];

/// Words for a number that nobody gave: it may be large.
const NOT_GIVEN: [&str; 3] = ["-", "onbekend", "nvt"];

/// A number that is hidden because it is small.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// It is less than this, where that is said.
    pub below: Option<i64>,
}

impl Hidden {
    /// The option that chooses a number which it can be.
    pub fn option(self) -> String {
        let klein = self.below.map_or(2, |below| (below - 1).clamp(0, 2));
        format!("--klein {klein}")
    }
}

/// What a text hides; `None` where that is no small number.
pub(crate) fn hidden(text: &str) -> Option<Hidden> {
    let text = text.trim();
    if HIDDEN.contains(&text.to_lowercase().as_str()) {
        return Some(Hidden { below: None });
    }
    let itself = ["<=", "≤"].iter().find_map(|mark| text.strip_prefix(mark));
    let (digits, more) = match itself {
        Some(digits) => (digits, 1),
        None => (text.strip_prefix('<')?, 0),
    };
    let digits = digits.trim();
    let most: i64 = digits.parse().ok()?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(Hidden {
        below: most.checked_add(more),
    })
}

/// What to write instead of `text`, which is no whole number of people.
pub(crate) fn as_people(text: &str) -> Option<Text> {
    let lower = text.to_lowercase();
    if text.is_empty() {
        return Some(Text::fixed(
            "een leeg veld is geen 0: schrijf 0 als er niemand is, en anders het aantal",
            "an empty field is no 0: write 0 if there is nobody, and the number otherwise",
        ));
    }
    if NOT_GIVEN.contains(&lower.as_str()) {
        return Some(Text::new(
            format!(
                "`{text}` zegt niet hoeveel: schrijf 0 als er niemand is, en anders het aantal"
            ),
            format!(
                "`{text}` does not say how many: write 0 if there is nobody, and the number otherwise"
            ),
        ));
    }
    if text.starts_with(['<', '≤']) || hidden(text).is_some() {
        return Some(Text::new(
            format!(
                "`{text}` verbergt een aantal: kies er zelf een, zoals 2, en zeg dat in `bron`"
            ),
            format!(
                "`{text}` hides a number: choose one yourself, such as 2, and say so in `bron`"
            ),
        ));
    }
    if let Some(whole) = without_separators(text) {
        return Some(Text::new(
            format!("schrijf {whole}: niets tussen duizendtallen"),
            format!("write {whole}: nothing between thousands"),
        ));
    }
    let (whole, decimals) = text.split_once(['.', ','])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) {
        return None;
    }
    Some(match decimals.bytes().all(|digit| digit == b'0') {
        true => Text::new(format!("schrijf {whole}"), format!("write {whole}")),
        false => Text::fixed(
            "personen zijn hele personen: rond het aantal af",
            "people are whole people: round the number",
        ),
    })
}

/// Whether a column holds numbers of people of a gemeente.
pub(crate) fn is_counted(header: &str) -> bool {
    header == "aantal" || header.starts_with("inwoners_")
}

/// A hint, and the line that reads the file as it is, where it is one that can be imported.
pub(super) fn or_import(hint: Text, text: &str, header: &str, source: &Source) -> Text {
    let is_grouped = without_separators(text).is_some() && !text.contains(['.', ',']);
    let option = match hidden(text) {
        _ if !is_counted(header) => return hint,
        Some(hidden) => Some(hidden.option()),
        None if is_grouped => None,
        None => return hint,
    };
    let chosen: Vec<&str> = option.iter().map(String::as_str).collect();
    let line = import_line(source, &chosen);
    Text::new(
        format!("{hint}; of: {line}"),
        format!("{hint:#}; or: {line}"),
    )
}

/// The `spuk import` line that reads a file, with what was chosen, and where it writes.
pub(crate) fn import_line(source: &Source, chosen: &[&str]) -> String {
    import_line_of(&source.name, source.sheet(), chosen)
}

/// [`import_line`] of a file by its name, and of a sheet of it.
pub(crate) fn import_line_of(name: &str, sheet: Option<&str>, chosen: &[&str]) -> String {
    let mut line = format!("spuk import {}", shell_word(name));
    if let Some(sheet) = sheet {
        line.push_str(&format!(" --blad {}", shell_word(sheet)));
    }
    for choice in chosen {
        line.push_str(&format!(" {choice}"));
    }
    let stem = Path::new(name).with_extension("");
    let out = format!("{}-spuk.csv", stem.to_string_lossy());
    format!("{line} --out {}", shell_word(&out))
}

/// `1.340` as `1340`; `None` where it is no number in groups of three digits.
fn without_separators(text: &str) -> Option<String> {
    let is_between = |mark: char| matches!(mark, '.' | ',') || SPACES.contains(&mark);
    let groups: Vec<&str> = text.split(is_between).collect();
    let (first, others) = groups.split_first()?;
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let starts = (1..=3).contains(&first.len()) && is_number(first);
    let goes_on =
        !others.is_empty() && others.iter().all(|part| part.len() == 3 && is_number(part));
    (starts && goes_on).then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_form_is_named() {
        for (text, told) in [
            ("<10", "kies er zelf een"),
            ("x", "kies er zelf een"),
            ("Geheim", "kies er zelf een"),
            ("< 5 pers", "kies er zelf een"),
            ("onbekend", "zegt niet hoeveel"),
            ("-", "zegt niet hoeveel"),
            ("", "schrijf 0 als er niemand is"),
            ("1 250", "schrijf 1250: "),
            ("1.250", "schrijf 1250: "),
            ("12\u{a0}345", "schrijf 12345: "),
            ("1,250,000", "schrijf 1250000: "),
            ("12.0", "schrijf 12"),
            ("12,5", "rond het aantal af"),
        ] {
            let said = as_people(text).unwrap_or_default().to_string();
            assert!(said.contains(told), "{text}: {said}");
        }
        for text in [
            "-5",
            "twaalf",
            "99999999999",
            "12.",
            "a.5",
            "3.x",
            "1234 567",
            "ab 123",
        ] {
            assert_eq!(as_people(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_to_type_is_told_where_it_reads_what_stands_there() {
        let said = |text: &str, header: &str| {
            let source = Source::embedded("p.csv", "");
            or_import(Text::same("hint".to_owned()), text, header, &source).to_string()
        };
        for (text, header) in [
            ("<5", "aantal"),
            ("<= 3", "aantal"),
            ("x", "inwoners_2024"),
            ("*", "aantal"),
            ("N.B.", "aantal"),
            ("geheim", "aantal"),
        ] {
            let line = "hint; of: spuk import p.csv --klein 2 --out p-spuk.csv";
            assert_eq!(said(text, header), line, "{text}");
        }
        let line = "hint; of: spuk import p.csv --out p-spuk.csv";
        for text in ["1 250", "1_250"] {
            assert_eq!(said(text, "aantal"), line, "{text}");
        }
        // A number that the text can hide.
        let line = "hint; of: spuk import p.csv --klein 1 --out p-spuk.csv";
        assert_eq!(said("<2", "aantal"), line);
        // A file of factors holds no people, and of these texts no import knows a number.
        for (text, header) in [
            ("x", "kosten"),
            ("", "aantal"),
            ("-", "aantal"),
            ("1.250", "aantal"),
            ("onbekend", "aantal"),
            ("nvt", "aantal"),
            ("< 5 pers", "aantal"),
        ] {
            assert_eq!(said(text, header), "hint", "{text}");
        }
    }
}
