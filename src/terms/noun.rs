//! A number before its noun: `1 rij` and `2 rijen`. A noun stands here once, in both
//! kinds and languages, and whoever counts asks it for the kind that goes with the number.

use std::fmt;

use super::{Lang, Text};

/// What is counted, of one and of more; a verb that follows the number may be part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Noun {
    nl: [&'static str; 2],
    en: [&'static str; 2],
}

impl Noun {
    /// A noun of one and of more, in Dutch and in English.
    pub const fn new(nl: [&'static str; 2], en: [&'static str; 2]) -> Self {
        Self { nl, en }
    }

    /// The number and the noun behind it. The number may have been written in the notation
    /// of a language already: what reads `1` is one.
    pub fn counted(self, count: impl fmt::Display) -> Text {
        let count = count.to_string();
        let kind = usize::from(count != "1");
        Text::new(
            format!("{count} {}", self.nl[kind]),
            format!("{count} {}", self.en[kind]),
        )
    }

    /// [`Noun::counted`] in one language.
    pub fn of(self, count: impl fmt::Display, lang: Lang) -> String {
        self.counted(count).of(lang).to_owned()
    }
}

/// Cells of a table.
pub(crate) const CELLS: Noun = Noun::new(["cel", "cellen"], ["cell", "cells"]);
/// Days.
pub(crate) const DAYS: Noun = Noun::new(["dag", "dagen"], ["day", "days"]);
/// Draws of a simulation.
pub(crate) const DRAWS: Noun = Noun::new(["trekking", "trekkingen"], ["draw", "draws"]);
/// Fields of a row.
pub(crate) const FIELDS: Noun = Noun::new(["veld", "velden"], ["field", "fields"]);
/// Figures of a scenario.
pub(crate) const FIGURES: Noun = Noun::new(["cijfer", "cijfers"], ["figure", "figures"]);
/// Gemeenten; a word of the law is the same in English.
pub(crate) const GEMEENTEN: Noun = Noun::new(["gemeente", "gemeenten"], ["gemeente", "gemeenten"]);
/// Lines of a file or of a list.
pub(crate) const LINES: Noun = Noun::new(["regel", "regels"], ["line", "lines"]);
/// Parts of a simulation or of a whole.
pub(crate) const PARTS: Noun = Noun::new(["deel", "delen"], ["part", "parts"]);
/// Paths of a file of paths.
pub(crate) const PATHS: Noun = Noun::new(["pad", "paden"], ["path", "paths"]);
/// Percentages.
pub(crate) const PERCENTAGES: Noun =
    Noun::new(["percentage", "percentages"], ["percentage", "percentages"]);
/// Points at which a question is worked out.
pub(crate) const POINTS: Noun = Noun::new(["punt", "punten"], ["point", "points"]);
/// Rows of a table.
pub(crate) const ROWS: Noun = Noun::new(["rij", "rijen"], ["row", "rows"]);
/// Runs of a scenario.
pub(crate) const RUNS: Noun = Noun::new(["run", "runs"], ["run", "runs"]);
/// How many times something happens.
pub(crate) const TIMES: Noun = Noun::new(["keer", "keer"], ["time", "times"]);
/// Values of a figure.
pub(crate) const VALUES: Noun = Noun::new(["waarde", "waarden"], ["value", "values"]);

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_noun_follows_the_number() {
        let said = [0, 1, 2, 21].map(|count| ROWS.of(count, Lang::Nl));
        assert_eq!(said, ["0 rijen", "1 rij", "2 rijen", "21 rijen"]);
        let said = ["1", "1,000"].map(|count| DRAWS.of(count, Lang::En));
        assert_eq!(said, ["1 draw", "1,000 draws"]);
    }

    /// Nouns of more than one behind something that is filled in, where the number may be
    /// one. What is said of all of them, or of some of all, is of more than one.
    fn loose(line: &str) -> Vec<String> {
        const MORE: [&str; 28] = [
            "bestanden",
            "cells",
            "cellen",
            "cijfers",
            "dagen",
            "days",
            "delen",
            "draws",
            "fields",
            "figures",
            "files",
            "gemeenten",
            "lines",
            "paden",
            "parts",
            "paths",
            "percentages",
            "points",
            "punten",
            "regels",
            "rijen",
            "rows",
            "runs",
            "trekkingen",
            "values",
            "velden",
            "waarden",
            "verwachtingen",
        ];
        const OF_ALL: [&str; 6] = ["van de ", "of the ", "of its ", "alle ", "all ", "{pos}/"];
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(end) = line[from..].find("} ").map(|at| from + at) {
            from = end + 1;
            let word = line[from + 1..].split(|letter: char| !letter.is_alphabetic());
            let word = word.into_iter().next().unwrap_or_default();
            let Some(start) = line[..end].rfind('{') else {
                continue;
            };
            let before = &line[..start];
            let of_all = OF_ALL.iter().any(|words| before.ends_with(words));
            if MORE.contains(&word) && !of_all {
                found.push(line[start..from + 1 + word.len()].to_owned());
            }
        }
        found
    }

    fn hold(folder: &Path, wrong: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                hold(&path, wrong);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let lines = text.lines().filter(|line| !line.trim().starts_with("//"));
                let all = lines
                    .flat_map(loose)
                    .map(|it| format!("{}: {it}", path.display()));
                wrong.extend(all);
            }
        }
    }

    #[test]
    fn no_sentence_counts_without_asking_which_kind_goes_with_the_number() {
        let mut wrong = Vec::new();
        hold(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut wrong,
        );
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
