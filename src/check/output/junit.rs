//! A check as JUnit XML, which GitLab, Jenkins and Azure show with a merge request.

use std::fmt::Write;

use super::{CellLimit, broken, cells_moved, heading, movement, total_lines, unblessed, unnamed};
use crate::check::examine::CheckOutcome;
use crate::check::find::SkippedFile;
use crate::terms::Lang;
use crate::terms::legible;
use crate::terms::legible::{is_obeyed, on_one_line};

/// A test suite a scenario: whether it is valid, each assertion, each baseline
/// with the largest of the cells that moved, and what is good to know; a suite of what was
/// skipped. Valid by the schema of Jenkins' xUnit plugin.
pub fn junit(
    outcomes: &[CheckOutcome],
    skipped: &[SkippedFile],
    limit: CellLimit,
    lang: Lang,
) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"spuk check\">\n",
    );
    for outcome in outcomes {
        let cases = cases(outcome, limit, lang);
        let count = |wanted: JunitFault| {
            let faults = cases.iter().filter_map(|(_, fault)| fault.as_ref());
            faults.filter(|(kind, ..)| *kind == wanted).count()
        };
        push(
            &mut text,
            format_args!(
                "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\">\n",
                attribute(&outcome.wanted),
                cases.len(),
                count(JunitFault::Failure),
                count(JunitFault::Error),
            ),
        );
        for (name, failure) in &cases {
            let (class, name) = (attribute(&outcome.wanted), attribute(name));
            let start = format!("    <testcase classname=\"{class}\" name=\"{name}\"");
            match failure {
                None => push(&mut text, format_args!("{start}/>\n")),
                Some((kind, title, body)) => push(
                    &mut text,
                    format_args!(
                        "{start}>\n      <{tag} message=\"{}\">{}</{tag}>\n    </testcase>\n",
                        attribute(title),
                        escaped(body),
                        tag = kind.tag(),
                    ),
                ),
            }
        }
        if !outcome.opmerkingen.is_empty() {
            let remarks = outcome.opmerkingen.iter();
            let remarks: Vec<String> = remarks
                .map(|remark| remark.text().of(lang).to_owned())
                .collect();
            let remarks = escaped(&on_lines(&remarks));
            push(
                &mut text,
                format_args!("    <system-out>{remarks}</system-out>\n"),
            );
        }
        text.push_str("  </testsuite>\n");
    }
    push_skipped(&mut text, skipped, lang);
    text.push_str("</testsuites>\n");
    text
}

fn push_skipped(text: &mut String, skipped: &[SkippedFile], lang: Lang) {
    if skipped.is_empty() {
        return;
    }
    let count = skipped.len();
    let suite = lang.choose("overgeslagen", "skipped");
    let head = format!("  <testsuite name=\"{suite}\"");
    push(
        text,
        format_args!("{head} tests=\"{count}\" failures=\"0\" errors=\"0\" skipped=\"{count}\">\n"),
    );
    for file in skipped {
        let name = attribute(&legible::path(&file.bestand));
        let start = format!("    <testcase classname=\"{suite}\" name=\"{name}\"");
        let reden = attribute(file.reden.of(lang));
        push(
            text,
            format_args!("{start}>\n      <skipped message=\"{reden}\"/>\n    </testcase>\n"),
        );
    }
    text.push_str("  </testsuite>\n");
}

/// In which way a test did not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JunitFault {
    /// Something is not what was agreed.
    Failure,
    /// The input is wrong, so that nothing could be held against anything.
    Error,
}

impl JunitFault {
    const fn tag(self) -> &'static str {
        match self {
            Self::Failure => "failure",
            Self::Error => "error",
        }
    }
}

/// The name of a test, and kind, title and text of its fault.
type JunitCase = (String, Option<(JunitFault, String, String)>);

fn cases(outcome: &CheckOutcome, limit: CellLimit, lang: Lang) -> Vec<JunitCase> {
    let mut cases = Vec::new();
    let errors: Vec<String> = outcome
        .fouten
        .iter()
        .map(|error| error.render(false, lang))
        .collect();
    let first = outcome
        .fouten
        .first()
        .map(|error| error.message().of(lang).to_owned());
    cases.push((
        lang.choose("geldig", "valid").to_owned(),
        first.map(|title| (JunitFault::Error, title, errors.join("\n\n"))),
    ));
    for complaint in &outcome.bezwaren {
        let complaint = complaint.of(lang).to_owned();
        let fault = (JunitFault::Failure, complaint.clone(), String::new());
        cases.push((complaint, Some(fault)));
    }
    for one in &outcome.verwachtingen {
        let failure =
            (!one.holds()).then(|| (JunitFault::Failure, one.message(lang), broken(one, lang)));
        let expected = lang.choose("verwacht", "expected");
        let name = format!("{expected}: {}", one.onderwerp.of(lang));
        cases.push((name, failure));
    }
    for (one, named) in limit.shares(&outcome.baselines) {
        let name = legible::path(&one.bestand);
        let moved = unblessed(outcome).any(|moved| moved.bestand == one.bestand);
        let failure = moved.then(|| {
            let mut lines = heading(one, limit.most(), lang);
            lines.extend(total_lines(one, usize::MAX, lang));
            lines.extend(named.iter().map(|moved| movement(moved, lang)));
            lines.extend(unnamed(one, named, lang));
            let title = cells_moved(one.verschoven.len(), lang);
            (JunitFault::Failure, title, on_lines(&lines))
        });
        cases.push((name, failure));
    }
    cases
}

fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    text.write_fmt(line)
        .expect("writing to memory does not fail");
}

/// A text a line, whatever stands in a name.
fn on_lines(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| on_one_line(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// [`escaped`] on one line, which an attribute is.
fn attribute(text: &str) -> String {
    escaped(&on_one_line(text))
}

/// Text for XML 1.0, in which most control characters cannot stand at all.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(letter),
            letter if is_obeyed(letter) || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                escaped.push(char::REPLACEMENT_CHARACTER);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn xml_holds_no_control_characters() {
        assert_eq!(
            super::escaped("a<b>&\"\u{1b}\n"),
            "a&lt;b&gt;&amp;&quot;\u{fffd}\n"
        );
    }
}
