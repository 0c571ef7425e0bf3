//! What the reader of the command line refuses, in the words of all other
//! messages: its own are English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::input::diagnostic::{Code, Diagnostic};

/// A message about a command line that cannot be read.
pub(crate) fn misuse(error: &Error) -> Diagnostic {
    let argument = first(error, ContextKind::InvalidArg);
    let value = first(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("onbekende optie `{argument}`")
        }
        ErrorKind::UnknownArgument => format!("`{argument}` hoort hier niet"),
        ErrorKind::InvalidSubcommand => {
            let command = first(error, ContextKind::InvalidSubcommand);
            format!("onbekende opdracht `{command}`")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} vraagt om een waarde"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` is geen waarde van {argument}")
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg);
            format!("er ontbreekt {}", missing.join(" en "))
        }
        ErrorKind::InvalidUtf8 => "een argument is geen UTF-8".to_owned(),
        ErrorKind::ArgumentConflict => match all(error, ContextKind::PriorArg).join(" en ") {
            other if other == argument || other.is_empty() => {
                format!("{argument} staat er twee keer")
            }
            other => format!("{argument} gaat niet samen met {other}"),
        },
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            line.trim_start_matches("error: ").to_owned()
        }
    };
    let message = Diagnostic::new(Code::Opdrachtregel, message);
    match help(error) {
        Some(help) => message.help(help),
        None => message.help("--help noemt wat er kan"),
    }
}

/// What was meant, what is possible, or what is wrong with a value.
fn help(error: &Error) -> Option<String> {
    let suggestions = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let meant = suggestions.into_iter().map(|kind| all(error, kind));
    if let Some(meant) = meant.into_iter().find(|meant| !meant.is_empty()) {
        return Some(format!("bedoelt u `{}`?", meant.join("` of `")));
    }
    let possible = all(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        return Some(format!("mogelijk: {}", possible.join(", ")));
    }
    let reason = std::error::Error::source(error)?.to_string();
    if let Some((_, range)) = reason.split_once(" is not in ") {
        return Some(match range.split_once("..=") {
            Some((least, most)) => format!("een geheel getal van {least} tot en met {most}"),
            None => match range.split_once("..") {
                Some((least, most)) => format!("een geheel getal van {least} tot {most}"),
                None => reason.clone(),
            },
        });
    }
    let is_number = ["digit", "integer", "number too"];
    if is_number.iter().any(|words| reason.contains(words)) {
        let value = first(error, ContextKind::InvalidValue);
        return Some(match without_separators(&value) {
            Some(digits) => format!("schrijf een geheel getal zonder punten: {digits}"),
            None if value.starts_with('-') => {
                "hier hoort een geheel getal van 0 of meer".to_owned()
            }
            None if reason.contains("too large") => {
                format!("hier hoort een getal tot en met {}", u64::MAX)
            }
            None => "hier hoort een geheel getal".to_owned(),
        });
    }
    Some(reason)
}

/// `1.000` as `1000`; `None` where it is no number in groups of three digits.
fn without_separators(value: &str) -> Option<String> {
    let (first, others) = value.split_once(['.', ',', ' ', '_'])?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let others: Vec<&str> = others.split(['.', ',', ' ', '_']).collect();
    let in_threes = others
        .iter()
        .all(|group| group.len() == 3 && is_number(group));
    let starts = (1..=3).contains(&first.len()) && is_number(first);
    (starts && in_threes).then(|| format!("{first}{}", others.concat()))
}

/// The words of a context.
fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        _ => Vec::new(),
    }
}

/// The first of [`all`]; nothing where there is none.
fn first(error: &Error, kind: ContextKind) -> String {
    all(error, kind).into_iter().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::misuse;
    use crate::cli::args::dutch;

    fn said(arguments: &[&str]) -> String {
        let error = dutch::parse([&["spuk"], arguments].concat());
        misuse(&error.expect_err("a wrong command line")).to_string()
    }

    #[test]
    fn every_kind_of_misuse_is_said_in_dutch() {
        let cases: [(&[&str], [&str; 2]); 15] = [
            (&["rum"], ["onbekende opdracht `rum`", "bedoelt u `run`?"]),
            (
                &["run", "--formaat", "csv"],
                ["onbekende optie `--formaat`", "bedoelt u `--format`?"],
            ),
            (
                &["run", "--format", "pdf"],
                [
                    "`pdf` is geen waarde van --format <VORM>",
                    "mogelijk: table, csv, json",
                ],
            ),
            (
                &["run", "--format"],
                [
                    "--format <VORM> vraagt om een waarde",
                    "mogelijk: table, csv, json",
                ],
            ),
            (
                &["simulate", "--draws", "0"],
                [
                    "`0` is geen waarde van --draws",
                    "getal van 1 tot en met 100000000",
                ],
            ),
            (
                &["simulate", "--draws", "veel"],
                [
                    "`veel` is geen waarde van --draws",
                    "hier hoort een geheel getal",
                ],
            ),
            (
                &["simulate", "--draws", "1.000"],
                ["`1.000` is geen waarde van --draws", "zonder punten: 1000"],
            ),
            (
                &["simulate", "--draws", "1.5"],
                ["`1.5` is geen waarde", "hulp: hier hoort een geheel getal"],
            ),
            (
                &["simulate", "--draws", "-5"],
                ["`-5` is geen waarde van --draws", "getal van 1 tot en met"],
            ),
            (
                &["simulate", "--seed", "-5"],
                ["`-5` is geen waarde van --seed", "van 0 of meer"],
            ),
            (
                &["simulate", "--seed", "18446744073709551616"],
                [
                    "is geen waarde van --seed",
                    "tot en met 18446744073709551615",
                ],
            ),
            (
                &["compare", "wi2021"],
                ["er ontbreekt <B>...", "--help noemt wat er kan"],
            ),
            (
                &["run", "--draw", "100000000"],
                [
                    "is geen waarde van --draw",
                    "een geheel getal van 0 tot 100000000",
                ],
            ),
            (
                &["explain", "--jaar", "2026"],
                ["er ontbreekt --gemeente", "--help noemt wat er kan"],
            ),
            (
                &["run", "--format", "csv", "--format", "csv"],
                ["--format <VORM> staat er twee keer", "--help"],
            ),
        ];
        for (arguments, words) in cases {
            let said = said(arguments);
            for word in words {
                assert!(said.contains(word), "{arguments:?}: {said}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn an_argument_that_is_no_text_is_named_as_such() {
        use std::os::unix::ffi::OsStrExt;

        let arguments = [
            OsStr::new("spuk"),
            OsStr::new("run"),
            OsStr::from_bytes(&[0xff]),
        ];
        let said = misuse(&dutch::parse(arguments).unwrap_err()).to_string();
        assert!(said.contains("een argument is geen UTF-8"), "{said}");
    }
}
