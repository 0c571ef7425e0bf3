//! A check as JUnit XML, which GitLab, Jenkins and Azure show with a merge request.

use std::fmt::Write;

use super::{broken, cells_moved, heading, movement, total_line, unblessed};
use crate::check::examine::CheckOutcome;
use crate::check::find::SkippedFile;
use crate::terms::Lang;
use crate::terms::legible;
use crate::terms::legible::{is_obeyed, on_one_line};

/// A test suite a scenario: whether it is valid, each assertion, each baseline
/// with the cells that moved, and what is good to know; a suite of what was skipped.
pub fn junit(outcomes: &[CheckOutcome], skipped: &[SkippedFile], lang: Lang) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"spuk check\">\n",
    );
    for outcome in outcomes {
        let cases = cases(outcome, lang);
        let failed = cases.iter().filter(|(_, failure)| failure.is_some());
        push(
            &mut text,
            format_args!(
                "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                attribute(&outcome.wanted),
                cases.len(),
                failed.count(),
            ),
        );
        for (name, failure) in &cases {
            let (class, name) = (attribute(&outcome.wanted), attribute(name));
            let start = format!("    <testcase classname=\"{class}\" name=\"{name}\"");
            match failure {
                None => push(&mut text, format_args!("{start}/>\n")),
                Some((title, body)) => push(
                    &mut text,
                    format_args!(
                        "{start}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                        attribute(title),
                        escaped(body),
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
        format_args!("{head} tests=\"{count}\" failures=\"0\" skipped=\"{count}\">\n"),
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

/// The name of a test, and title and text of its failure.
type JunitCase = (String, Option<(String, String)>);

fn cases(outcome: &CheckOutcome, lang: Lang) -> Vec<JunitCase> {
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
        first.map(|title| (title, errors.join("\n\n"))),
    ));
    for complaint in &outcome.bezwaren {
        let complaint = complaint.of(lang).to_owned();
        cases.push((complaint.clone(), Some((complaint, String::new()))));
    }
    for one in &outcome.verwachtingen {
        let failure = (!one.holds()).then(|| (one.message(lang), broken(one, lang)));
        let expected = lang.choose("verwacht", "expected");
        let name = format!("{expected}: {}", one.onderwerp.of(lang));
        cases.push((name, failure));
    }
    for one in &outcome.baselines {
        let name = legible::path(&one.bestand);
        let moved = unblessed(outcome).any(|moved| moved.bestand == one.bestand);
        let failure = moved.then(|| {
            let mut lines = heading(one, usize::MAX, lang);
            let totals = one.totals();
            lines.extend(totals.iter().map(|total| total_line(total, lang)));
            let moved = one.verschoven.iter();
            lines.extend(moved.map(|moved| movement(moved, lang)));
            let title = cells_moved(one.verschoven.len(), lang);
            (title, on_lines(&lines))
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
