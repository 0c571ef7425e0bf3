//! A check as workflow commands, which GitHub shows at the lines they are about.

use std::path::Path;

use super::{CellLimit, broken, cells_moved, heading, movement, total_lines, unblessed, unnamed};
use crate::check::examine::CheckOutcome;
use crate::check::find::SkippedFile;
use crate::check::moved::BaselineComparison;
use crate::input::diagnostic::Place;
use crate::terms::Lang;
use crate::terms::legible::shown;

/// So many gemeenten and so many of the totals fit in an annotation.
const GEMEENTEN: usize = 5;
const TOTALS: usize = 20;

/// What the process knows of the repository that the files stand in.
pub trait Repository {
    /// A path as GitHub knows it: from the root of the repository.
    fn path(&self, path: &str) -> String;

    /// The first line of a scenario that is not what it was when its baseline was last
    /// written, from 1; `None` where that is not known.
    fn changed_line(&self, scenario: &str, baseline: &Path) -> Option<u64>;
}

/// First an annotation of every fault, broken assertion and baseline, the latter with its
/// totals: GitHub shows ten of a step, and each says all there is to say of a scenario.
/// Then the largest cells at their own lines, and a notice of every remark and of every
/// file that was skipped.
pub fn github(
    outcomes: &[CheckOutcome],
    skipped: &[SkippedFile],
    limit: CellLimit,
    repository: &dyn Repository,
    lang: Lang,
) -> String {
    let annotations = Annotations {
        limit,
        repository,
        lang,
    };
    let mut text = String::new();
    for outcome in outcomes {
        annotations.summaries(outcome, &mut text);
    }
    for outcome in outcomes {
        annotations.cells(outcome, &mut text);
    }
    for outcome in outcomes {
        for remark in &outcome.opmerkingen {
            let title = lang.choose("spuk: let op", "spuk: note");
            let place = annotations.in_file(&outcome.wanted, title);
            text.push_str(&command("notice", &place, remark.text().of(lang)));
        }
    }
    for file in skipped {
        let title = lang.choose("spuk: overgeslagen", "spuk: skipped");
        let place = annotations.in_file(&file.bestand.display().to_string(), title);
        text.push_str(&command("notice", &place, file.reden.of(lang)));
    }
    text
}

struct Annotations<'a> {
    limit: CellLimit,
    repository: &'a dyn Repository,
    lang: Lang,
}

/// Where an annotation stands, and its title.
type Properties = Vec<(&'static str, String)>;

impl Annotations<'_> {
    /// What is wrong with a scenario, and how far it moved in all.
    fn summaries(&self, outcome: &CheckOutcome, text: &mut String) {
        let lang = self.lang;
        let mut say = |place: &Properties, message: &str| {
            text.push_str(&command("error", place, message));
        };
        for error in &outcome.fouten {
            let title = lang.choose("spuk: fout", "spuk: error");
            let at = error.place().map_or_else(
                || self.in_file(&outcome.wanted, title),
                |place| self.at(place, title),
            );
            say(&at, &error.render(false, lang));
        }
        for complaint in &outcome.bezwaren {
            let title = lang.choose("spuk: bezwaar", "spuk: objection");
            say(&self.in_file(&outcome.wanted, title), complaint.of(lang));
        }
        for one in outcome.broken() {
            let title = lang.choose("spuk: verwachting", "spuk: expectation");
            say(&self.at(&one.plaats, title), &broken(one, lang));
        }
        for one in unblessed(outcome) {
            let mut lines = vec![cells_moved(one.verschoven.len(), lang)];
            lines.extend(heading(one, GEMEENTEN, lang));
            lines.extend(total_lines(one, TOTALS, lang));
            say(&self.cause(outcome, one), &lines.join("\n"));
        }
    }

    /// Where somebody changed what moved a baseline: the scenario, at the line that is
    /// another one; else the baseline itself.
    fn cause(&self, outcome: &CheckOutcome, one: &BaselineComparison) -> Properties {
        let line = self.repository.changed_line(&outcome.wanted, &one.bestand);
        match line {
            Some(line) => self.line(&outcome.wanted, line, self.moved()),
            None => self.line(&one.bestand.display().to_string(), 1, self.moved()),
        }
    }

    fn moved(&self) -> &'static str {
        self.lang.choose("spuk: verschoven", "spuk: moved")
    }

    /// The largest cells that moved, each at its line of the baseline.
    fn cells(&self, outcome: &CheckOutcome, text: &mut String) {
        let is_unblessed =
            |one: &BaselineComparison| unblessed(outcome).any(|moved| moved.bestand == one.bestand);
        let shares = self.limit.shares(&outcome.baselines);
        for (one, named) in shares.filter(|(one, _)| is_unblessed(one)) {
            let file = one.bestand.display().to_string();
            for moved in named {
                let place = self.line(&file, moved.regel, self.moved());
                text.push_str(&command("error", &place, &movement(moved, self.lang)));
            }
            if let Some(more) = unnamed(one, named, self.lang) {
                let place = self.in_file(&file, self.moved());
                text.push_str(&command("notice", &place, &more));
            }
        }
    }

    fn in_file(&self, file: &str, title: &str) -> Properties {
        vec![
            ("file", self.repository.path(file)),
            ("title", title.to_owned()),
        ]
    }

    fn line(&self, file: &str, line: u64, title: &str) -> Properties {
        vec![
            ("file", self.repository.path(file)),
            ("line", line.to_string()),
            ("title", title.to_owned()),
        ]
    }

    fn at(&self, place: &Place, title: &str) -> Properties {
        self.line(&place.source.name, place.line() as u64, title)
    }
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
