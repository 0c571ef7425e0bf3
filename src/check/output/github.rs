//! A check as workflow commands, which GitHub shows at the lines they are about.

use super::{broken, cells_moved, heading, movement, total_line, unblessed};
use crate::check::examine::CheckOutcome;
use crate::check::find::SkippedFile;
use crate::input::diagnostic::Place;
use crate::terms::Lang;
use crate::terms::legible::shown;

/// GitHub shows ten annotations of a step; what is beyond stands in its log.
const CELLS: usize = 5;

/// So many of the totals fit in an annotation.
const TOTALS: usize = 20;

/// An annotation a fault, a broken assertion and a baseline, the latter with its
/// totals and followed by the largest cells at their own lines; a notice of every
/// remark and of every file that was skipped.
pub fn github(outcomes: &[CheckOutcome], skipped: &[SkippedFile], lang: Lang) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let mut say = |place: &[(&str, String)], message: &str| {
            text.push_str(&command("error", place, message));
        };
        for error in &outcome.fouten {
            let at = error.place().map_or_else(
                || vec![("file", outcome.wanted.clone())],
                |place| at(place, lang.choose("spuk: fout", "spuk: error")),
            );
            say(&at, &error.render(false, lang));
        }
        for complaint in &outcome.bezwaren {
            say(&[("file", outcome.wanted.clone())], complaint.of(lang));
        }
        for one in outcome.broken() {
            let title = lang.choose("spuk: verwachting", "spuk: expectation");
            say(&at(&one.plaats, title), &broken(one, lang));
        }
        for one in unblessed(outcome) {
            let file = one.bestand.display().to_string();
            let mut lines = vec![cells_moved(one.verschoven.len(), lang)];
            lines.extend(heading(one, CELLS, lang));
            let totals = one.totals();
            let totals = totals.iter().take(TOTALS);
            lines.extend(totals.map(|total| total_line(total, lang)));
            let title = lang.choose("spuk: verschoven", "spuk: moved");
            let place = |line: u64| {
                vec![
                    ("file", file.clone()),
                    ("line", line.to_string()),
                    ("title", title.to_owned()),
                ]
            };
            say(&place(1), &lines.join("\n"));
            for moved in one.verschoven.iter().take(CELLS) {
                say(&place(moved.regel), &movement(moved, lang));
            }
        }
        for remark in &outcome.opmerkingen {
            let title = lang.choose("spuk: let op", "spuk: note");
            let place = [
                ("file", outcome.wanted.clone()),
                ("title", title.to_owned()),
            ];
            text.push_str(&command("notice", &place, remark.text().of(lang)));
        }
    }
    for file in skipped {
        let title = lang.choose("spuk: overgeslagen", "spuk: skipped");
        let place = [
            ("file", file.bestand.display().to_string()),
            ("title", title.to_owned()),
        ];
        text.push_str(&command("notice", &place, file.reden.of(lang)));
    }
    text
}

fn at(place: &Place, title: &str) -> Vec<(&'static str, String)> {
    vec![
        ("file", place.source.name.clone()),
        ("line", place.line().to_string()),
        ("title", title.to_owned()),
    ]
}

/// `::error file=a.toml,line=1::message`, escaped as GitHub's runner reads it.
fn command(level: &str, properties: &[(&str, String)], message: &str) -> String {
    let data = |text: &str| shown(text).replace('%', "%25").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let shown: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("{key}={}", property(value)))
        .collect();
    format!("::{level} {}::{}\n", shown.join(","), data(message))
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_message_can_start_a_command_of_its_own() {
        let line = super::command(
            "error",
            &[("file", "a,b:c%.toml".to_owned())],
            "x\n::error::y\r\u{1b}",
        );
        assert_eq!(
            line,
            "::error file=a%2Cb%3Ac%25.toml::x%0A::error::y\\u{d}\\u{1b}\n"
        );
    }
}
