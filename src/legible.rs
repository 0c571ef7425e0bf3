//! Text that does what it shows: nothing that a terminal or a spreadsheet obeys.
//!
//! Scenarios and CSV files come from others. A name in them with an escape
//! sequence could rewrite what stands on the screen, one with a bidi override
//! could show another order than it has, and one that begins with `=` is a
//! formula for whoever opens the CSV in a spreadsheet. The loaders refuse such
//! names; what cannot be refused, such as the name of a file, is shown escaped.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a terminal obeys a character instead of showing it: control
/// characters, and those that change the direction or the line of what follows.
pub fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// The text with escapes for what a terminal obeys, but for line ends and tabs.
pub fn shown(text: &str) -> Cow<'_, str> {
    let obeyed = |letter: char| is_obeyed(letter) && letter != '\n' && letter != '\t';
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if obeyed(letter) {
            write!(escaped, "{}", letter.escape_unicode()).expect("writing to memory");
        } else {
            escaped.push(letter);
        }
    }
    Cow::Owned(escaped)
}

/// What is wrong with a text of several lines, such as a source: none where a
/// terminal shows all of it.
pub fn text_problem(text: &str) -> Option<String> {
    let obeyed = |&letter: &char| is_obeyed(letter) && !matches!(letter, '\n' | '\r' | '\t');
    let letter = text.chars().find(obeyed)?;
    Some(format!("het onzichtbare teken {}", letter.escape_unicode()))
}

/// What is wrong with a text as a cell: none where it shows what it is, and no
/// spreadsheet takes it for a formula.
pub fn cell_problem(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    if matches!(
        first,
        '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
    ) {
        return Some(format!("`{first}` aan het begin"));
    }
    text_problem(text)
}

/// What is wrong with a name: it is a cell, on one line.
pub fn name_problem(text: &str) -> Option<String> {
    let letter = text
        .chars()
        .find(|letter| matches!(letter, '\n' | '\r' | '\t'));
    match letter {
        Some(letter) => Some(format!("het onzichtbare teken {}", letter.escape_unicode())),
        None => cell_problem(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        assert_eq!(shown("Súdwest-Fryslân\n"), "Súdwest-Fryslân\n");
        assert_eq!(shown("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
    }

    #[test]
    fn a_name_is_no_formula_and_has_no_hidden_letters() {
        for name in [
            "Utrecht",
            "'s-Gravenhage",
            "Wat als? (=2)",
            "Bergen (NH.)",
            "",
        ] {
            assert_eq!(name_problem(name), None, "{name}");
        }
        for name in [
            "=1+1",
            "@SUM(A1)",
            "+31",
            "-x",
            "a\nb",
            "a\u{7}",
            "\u{202e}b",
            "\u{ff1d}1",
        ] {
            assert!(name_problem(name).is_some(), "{name:?}");
        }
        assert_eq!(text_problem("- eerste\n- tweede"), None);
    }
}
