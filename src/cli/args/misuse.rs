//! What the reader of the command line refuses, in the words of all other
//! messages: its own are in one language only.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;

/// A message about a command line that cannot be read.
pub(crate) fn misuse(error: &Error) -> Diagnostic {
    let message = Diagnostic::new(Code::Opdrachtregel, message(error));
    match help(error) {
        Some(help) => message.help(help),
        None => message.help(Text::fixed(
            "--help noemt wat er kan",
            "--help says what is possible",
        )),
    }
}

/// What is wrong.
fn message(error: &Error) -> Text {
    let argument = first(error, ContextKind::InvalidArg);
    let value = first(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => Text::new(
            format!("onbekende optie `{argument}`"),
            format!("unknown option `{argument}`"),
        ),
        ErrorKind::UnknownArgument => Text::new(
            format!("`{argument}` hoort hier niet"),
            format!("`{argument}` does not belong here"),
        ),
        ErrorKind::InvalidSubcommand => {
            let command = first(error, ContextKind::InvalidSubcommand);
            Text::new(
                format!("onbekende opdracht `{command}`"),
                format!("unknown command `{command}`"),
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => Text::new(
            format!("{argument} vraagt om een waarde"),
            format!("{argument} asks for a value"),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Text::new(
            format!("`{value}` is geen waarde van {argument}"),
            format!("`{value}` is no value of {argument}"),
        ),
        // Something without a name of its own takes some, and not so many.
        ErrorKind::TooManyValues if !argument.starts_with('-') => Text::new(
            format!("`{value}` is er een te veel voor {argument}"),
            format!("`{value}` is one too many for {argument}"),
        ),
        ErrorKind::TooManyValues => Text::new(
            format!("{argument} neemt geen waarde, en er staat `{value}`"),
            format!("{argument} takes no value, and `{value}` was given"),
        ),
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg);
            Text::new(
                format!("er ontbreekt {}", missing.join(" en ")),
                format!("missing: {}", missing.join(" and ")),
            )
        }
        ErrorKind::InvalidUtf8 => {
            Text::fixed("een argument is geen UTF-8", "an argument is no UTF-8")
        }
        ErrorKind::ArgumentConflict => conflict(&argument, &all(error, ContextKind::PriorArg)),
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            Text::same(line.trim_start_matches("error: ").to_owned())
        }
    }
}

/// Of an argument that cannot stand beside others, or twice.
fn conflict(argument: &str, others: &[String]) -> Text {
    if others.is_empty() || others == [argument] {
        return Text::new(
            format!("{argument} staat er twee keer"),
            format!("{argument} stands there twice"),
        );
    }
    Text::new(
        format!("{argument} gaat niet samen met {}", others.join(" en ")),
        format!("{argument} does not go with {}", others.join(" and ")),
    )
}

/// What was meant, what is possible, or what is wrong with a value.
fn help(error: &Error) -> Option<Text> {
    // Only what is explained can be of one provincie; everything else has a row for each.
    if first(error, ContextKind::InvalidArg).starts_with("--provincie") {
        return Some(Text::fixed(
            "--level provincie geeft een regel per provincie",
            "--level provincie gives a row for each provincie",
        ));
    }
    // Of the sensitivity alone, which asks about one scenario or about two.
    if error.kind() == ErrorKind::TooManyValues
        && first(error, ContextKind::InvalidArg).starts_with("[SCENARIO]")
    {
        return Some(Text::fixed(
            "geef een scenario, of twee voor het verschil daartussen",
            "give one scenario, or two for the difference between them",
        ));
    }
    let suggestions = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let meant = suggestions.into_iter().map(|kind| all(error, kind));
    if let Some(meant) = meant.into_iter().find(|meant| !meant.is_empty()) {
        return Some(Text::new(
            format!("bedoelt u `{}`?", meant.join("` of `")),
            format!("did you mean `{}`?", meant.join("` or `")),
        ));
    }
    let possible = all(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        let possible = possible.join(", ");
        return Some(Text::new(
            format!("mogelijk: {possible}"),
            format!("possible: {possible}"),
        ));
    }
    let reason = std::error::Error::source(error)?.to_string();
    if let Some((_, range)) = reason.split_once(" is not in ") {
        return Some(in_range(range));
    }
    let is_number = ["digit", "integer", "number too"];
    if is_number.iter().any(|words| reason.contains(words)) {
        let value = first(error, ContextKind::InvalidValue);
        return Some(whole_number(&value, reason.contains("too large")));
    }
    Some(Text::same(reason))
}

/// What belongs where a number outside `range` stands, as Rust writes a range.
fn in_range(range: &str) -> Text {
    if let Some((least, most)) = range.split_once("..=") {
        return Text::new(
            format!("een geheel getal van {least} tot en met {most}"),
            format!("a whole number from {least} through {most}"),
        );
    }
    match range.split_once("..") {
        Some((least, most)) => Text::new(
            format!("een geheel getal van {least} tot {most}"),
            format!("a whole number of at least {least} and below {most}"),
        ),
        None => Text::new(
            format!("een geheel getal binnen {range}"),
            format!("a whole number within {range}"),
        ),
    }
}

/// What belongs where `value` is no whole number, or one that is too large.
fn whole_number(value: &str, is_too_large: bool) -> Text {
    match without_separators(value) {
        Some(digits) => Text::new(
            format!("schrijf een geheel getal zonder punten: {digits}"),
            format!("write a whole number without separators: {digits}"),
        ),
        None if value.starts_with('-') => Text::fixed(
            "hier hoort een geheel getal van 0 of meer",
            "a whole number of 0 or more belongs here",
        ),
        None if is_too_large => Text::new(
            format!("hier hoort een getal tot en met {}", u64::MAX),
            format!("a number up to and including {} belongs here", u64::MAX),
        ),
        None => Text::fixed("hier hoort een geheel getal", "a whole number belongs here"),
    }
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
    use std::ffi::OsString;

    use super::misuse;
    use crate::cli::args::language;
    use crate::terms::Lang;

    fn said(arguments: &[OsString], lang: Lang) -> String {
        let error = language::parse(arguments, lang).expect_err("a wrong command line");
        misuse(&error).render(false, lang)
    }

    /// A command line, and what is said of it: the message and the help, in Dutch and in
    /// English.
    type Case<'a> = (&'a [&'a str], [&'a str; 2], [&'a str; 2]);

    #[test]
    fn every_kind_of_misuse_is_said_in_both_languages() {
        let cases: [Case<'_>; 19] = [
            (
                &["rum"],
                ["onbekende opdracht `rum`", "bedoelt u `run`?"],
                ["unknown command `rum`", "did you mean `run`?"],
            ),
            (
                &["run", "--formaat", "csv"],
                ["onbekende optie `--formaat`", "bedoelt u `--format`?"],
                ["unknown option `--formaat`", "did you mean `--format`?"],
            ),
            (
                &["amounts", "wi2021", "oud-ritme"],
                ["`oud-ritme` hoort hier niet", "--help noemt wat er kan"],
                [
                    "`oud-ritme` does not belong here",
                    "--help says what is possible",
                ],
            ),
            (
                &["run", "--format", "pdf"],
                [
                    "`pdf` is geen waarde van --format <VORM>",
                    "mogelijk: table, csv, csv-nl, json, parquet",
                ],
                [
                    "`pdf` is no value of --format <FORM>",
                    "possible: table, csv, csv-nl, json, parquet",
                ],
            ),
            (
                &["run", "--format"],
                [
                    "--format <VORM> vraagt om een waarde",
                    "mogelijk: table, csv, csv-nl, json, parquet",
                ],
                [
                    "--format <FORM> asks for a value",
                    "possible: table, csv, csv-nl, json, parquet",
                ],
            ),
            (
                &["run", "--lang", "de"],
                ["`de` is geen waarde van --lang <TAAL>", "mogelijk: nl, en"],
                ["`de` is no value of --lang <LANGUAGE>", "possible: nl, en"],
            ),
            (
                &["simulate", "--draws", "0"],
                [
                    "`0` is geen waarde van --draws",
                    "getal van 1 tot en met 100000000",
                ],
                [
                    "`0` is no value of --draws",
                    "a whole number from 1 through 100000000",
                ],
            ),
            (
                &["simulate", "--draws", "veel"],
                [
                    "`veel` is geen waarde van --draws",
                    "hier hoort een geheel getal",
                ],
                [
                    "`veel` is no value of --draws",
                    "a whole number belongs here",
                ],
            ),
            (
                &["simulate", "--draws", "1.000"],
                ["`1.000` is geen waarde van --draws", "zonder punten: 1000"],
                ["`1.000` is no value of --draws", "without separators: 1000"],
            ),
            (
                &["simulate", "--draws", "1.5"],
                ["`1.5` is geen waarde", "hulp: hier hoort een geheel getal"],
                ["`1.5` is no value", "help: a whole number belongs here"],
            ),
            (
                &["simulate", "--draws", "-5"],
                ["`-5` is geen waarde van --draws", "getal van 1 tot en met"],
                ["`-5` is no value of --draws", "a whole number from 1"],
            ),
            (
                &["simulate", "--seed", "-5"],
                ["`-5` is geen waarde van --seed", "van 0 of meer"],
                ["`-5` is no value of --seed", "of 0 or more"],
            ),
            (
                &["simulate", "--seed", "18446744073709551616"],
                [
                    "is geen waarde van --seed",
                    "tot en met 18446744073709551615",
                ],
                [
                    "is no value of --seed",
                    "up to and including 18446744073709551615",
                ],
            ),
            (
                &["compare", "wi2021"],
                ["er ontbreekt <B>...", "--help noemt wat er kan"],
                ["missing: <B>...", "--help says what is possible"],
            ),
            (
                &["run", "--draw", "100000000"],
                [
                    "is geen waarde van --draw",
                    "een geheel getal van 0 tot 100000000",
                ],
                [
                    "is no value of --draw",
                    "a whole number of at least 0 and below 100000000",
                ],
            ),
            (
                &["sensitivity", "oud-ritme", "wi2021", "z-route-15"],
                [
                    "`z-route-15` is er een te veel voor [SCENARIO]",
                    "geef een scenario, of twee voor het verschil",
                ],
                [
                    "`z-route-15` is one too many for [SCENARIO]",
                    "give one scenario, or two for the difference",
                ],
            ),
            (
                &["explain"],
                ["er ontbreekt --jaar", "--help noemt wat er kan"],
                ["missing: --jaar", "--help says what is possible"],
            ),
            (
                &["run", "--format", "csv", "--format", "csv"],
                ["--format <VORM> staat er twee keer", "--help"],
                ["--format <FORM> stands there twice", "--help"],
            ),
            (
                &["check", "--bless", "--tolerance", "1", "--only", "kas"],
                [
                    "--bless gaat niet samen met --tolerance <EURO> en --only <VELD>",
                    "--help",
                ],
                [
                    "--bless does not go with --tolerance <EURO> and --only <FIELD>",
                    "--help",
                ],
            ),
        ];
        for (words, nl, en) in cases {
            let words = [&["spuk"], words].concat();
            let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
            for (lang, expected, kind) in [
                (Lang::Nl, nl, "fout[opdrachtregel]: "),
                (Lang::En, en, "error[opdrachtregel]: "),
            ] {
                let said = said(&arguments, lang);
                for part in expected.iter().chain([&kind]) {
                    assert!(said.contains(part), "{words:?}: {said}");
                }
            }
        }
    }

    #[test]
    fn a_value_of_an_option_that_takes_none_is_refused_in_both_languages() {
        let arguments = ["spuk", "run", "--allow-outside=ja"].map(OsString::from);
        let message = "--allow-outside neemt geen waarde, en er staat `ja`";
        assert!(said(&arguments, Lang::Nl).contains(message));
        let message = "--allow-outside takes no value, and `ja` was given";
        assert!(said(&arguments, Lang::En).contains(message));
    }

    #[cfg(unix)]
    #[test]
    fn an_argument_that_is_no_text_is_named_as_such() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let name = OsStr::from_bytes(&[0xff]).to_owned();
        let arguments = ["spuk".into(), "run".into(), name];
        assert!(said(&arguments, Lang::Nl).contains("een argument is geen UTF-8"));
        assert!(said(&arguments, Lang::En).contains("an argument is no UTF-8"));
    }
}
