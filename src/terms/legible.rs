//! Text that does what it shows: nothing that a terminal or a spreadsheet obeys.
//!
//! Scenarios and CSV files come from others. A name in them with an escape
//! sequence could rewrite what stands on the screen, one with a bidi override
//! could show another order than it has, and one that begins with `=` is a
//! formula for whoever opens the CSV in a spreadsheet. The loaders refuse such
//! names; what cannot be refused, such as the name of a file, is shown escaped.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use super::Text;

/// Whether a terminal obeys a character instead of showing it: control
/// characters, and those that change the direction or the line of what follows.
pub fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// Whether a character takes no place and shows nothing. A name with one in it is
/// another name than it looks, and a name of nothing else has no look at all.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a text shows nothing. Letters are joined in a name of more than one word in
/// some scripts, and in a picture of several; alone these signs show nothing either.
pub fn is_blank(text: &str) -> bool {
    let joins = |letter| matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    text.chars()
        .all(|letter| letter.is_whitespace() || is_unseen(letter) || joins(letter))
}

/// The text with escapes for what a terminal obeys, but for line ends and tabs.
pub fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |letter| {
        is_obeyed(letter) && letter != '\n' && letter != '\t'
    })
}

/// [`shown`] on one line: a line end in a name could begin a line that a program
/// obeys, such as GitHub's `::error::`.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_obeyed)
}

/// The name of a file as it can be shown; it may hold anything but a slash.
pub fn path(path: &Path) -> String {
    on_one_line(&path.to_string_lossy()).into_owned()
}

/// A word of a command as a shell has to read it, quoted where it must be.
pub fn shell_word(word: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-./,:=+@%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    if !word.contains(is_obeyed) {
        return Cow::Owned(format!("'{}'", word.replace('\'', "'\\''")));
    }
    let mut quoted = String::from("$'");
    for letter in word.chars() {
        match letter {
            '\'' | '\\' => quoted.extend(['\\', letter]),
            letter if is_obeyed(letter) => {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    write!(quoted, "\\x{byte:02x}").expect("writing to memory");
                }
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('\'');
    Cow::Owned(quoted)
}

fn escaped(text: &str, obeyed: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&obeyed) {
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
pub fn text_problem(text: &str) -> Option<Text> {
    let obeyed = |&letter: &char| is_obeyed(letter) && !matches!(letter, '\n' | '\r' | '\t');
    text.chars().find(obeyed).map(invisible)
}

fn invisible(letter: char) -> Text {
    let code = letter.escape_unicode();
    Text::new(
        format!("het onzichtbare teken {code}"),
        format!("the invisible character {code}"),
    )
}

/// What is wrong with a text as a cell: none where it shows what it is, and no
/// spreadsheet takes it for a formula.
pub fn cell_problem(text: &str) -> Option<Text> {
    let first = text.chars().next()?;
    if matches!(
        first,
        '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
    ) {
        return Some(Text::new(
            format!("`{first}` aan het begin, en een rekenblad leest dat als formule"),
            format!("`{first}` at the start, which a spreadsheet reads as a formula"),
        ));
    }
    text_problem(text)
}

/// What is wrong with a name: it is a cell, on one line, and all of it can be seen.
pub fn name_problem(text: &str) -> Option<Text> {
    let unseen = |&letter: &char| matches!(letter, '\n' | '\r' | '\t') || is_unseen(letter);
    let letter = text.chars().find(unseen);
    if letter.is_none() && !text.is_empty() && is_blank(text) {
        return Some(Text::fixed(
            "er is niets van te zien",
            "nothing of it can be seen",
        ));
    }
    match letter {
        Some(letter) => Some(invisible(letter)),
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
    fn a_name_stays_on_its_line() {
        assert_eq!(on_one_line("a\n::error::b\tc"), "a\\u{a}::error::b\\u{9}c");
        assert_eq!(path(Path::new("map/a\u{1b}.toml")), "map/a\\u{1b}.toml");
    }

    /// A real shell is asked in `tests/it/simulate`.
    #[test]
    fn a_shell_reads_one_word() {
        for (word, quoted) in [
            ("scenarios/België.toml", "scenarios/België.toml"),
            ("index.2027=0.1", "index.2027=0.1"),
            ("mijn map/a.toml", "'mijn map/a.toml'"),
            ("scenario.naam=\"'t\"", "'scenario.naam=\"'\\''t\"'"),
            ("", "''"),
            ("~/a", "'~/a'"),
            ("e\u{1b}'\\.toml", "$'e\\x1b\\'\\\\.toml'"),
        ] {
            assert_eq!(shell_word(word), quoted);
        }
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
            "\u{200b}\u{200b}",
            "Zeist\u{200b}",
            "\u{feff}Zeist",
            "\u{200d}",
            "Zei\u{ad}st",
            " \u{2003}",
        ] {
            assert!(name_problem(name).is_some(), "{name:?}");
        }
        assert_eq!(text_problem("- eerste\n- tweede"), None);
    }
}
