//! What to know about counts that were delivered: how they were read, and what they bear on.

use crate::exact::money::Notation;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::noun::{GEMEENTEN, Noun};

/// One thing to know about delivered counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CountedRemark {
    /// A file was read that has columns of its own.
    Understood {
        /// The file, with its sheet.
        file: String,
        /// Its columns by what they were read as.
        columns: Vec<(String, String)>,
        /// Columns that say nothing to the program.
        unread: Vec<String>,
        /// Rows that were left out because they add up others, or have no number.
        left_out: usize,
        /// What else to know about how it was read.
        notes: Vec<Text>,
    },
    /// Counted gemeenten have far more or fewer people than their inhabitants, and nothing
    /// carries that on to later cohorts.
    FallsBack {
        /// What is counted, as the column `groep` says it.
        groep: &'static str,
        /// How many gemeenten.
        gemeenten: usize,
        /// The one that differs most, by its name.
        most: String,
        /// What it was counted at, in whole per cents of its share by inhabitants.
        percent: i64,
    },
    /// More people completed up to a counted year than were ever housed.
    MoreCompleted {
        /// In how many gemeenten.
        gemeenten: usize,
        /// The one with most too many, by its name.
        most: String,
        /// The year in which it has.
        jaar: Jaar,
        /// How many completed there up to the end of that year.
        completed: i64,
        /// How many were housed there up to the end of that year.
        housed: i64,
    },
    /// Counts are to bear on later cohorts, and there are none, or none were counted before.
    NothingCarried,
}

impl CountedRemark {
    /// As [`super::Remark::code`].
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Understood { .. } => "begrepen-aantallen",
            Self::FallsBack { .. } => "terug-naar-inwoners",
            Self::MoreCompleted { .. } => "te-veel-afgerond",
            Self::NothingCarried => "niets-werkt-door",
        }
    }

    /// The remark in one sentence, without a capital or a full stop.
    pub fn text(&self) -> Text {
        match self {
            Self::Understood {
                file,
                columns,
                unread,
                left_out,
                notes,
            } => {
                let columns: Vec<String> = columns
                    .iter()
                    .map(|(own, ours)| format!("{own} = {ours}"))
                    .collect();
                let columns = columns.join(", ");
                let mut said = Text::new(
                    format!("{file} is zo gelezen: {columns}"),
                    format!("{file} was read like this: {columns}"),
                );
                if !unread.is_empty() {
                    let unread = unread.join(", ");
                    said = Text::new(
                        format!("{said}; niet gebruikt: {unread}"),
                        format!("{said:#}; not used: {unread}"),
                    );
                }
                if *left_out > 0 {
                    const LEFT_OUT: Noun = Noun::new(
                        [
                            "rij met een totaal of tekst telt niet mee",
                            "rijen met totalen of tekst tellen niet mee",
                        ],
                        [
                            "row of a total or text does not count",
                            "rows of totals or text do not count",
                        ],
                    );
                    let left_out = LEFT_OUT.counted(left_out);
                    said = Text::new(
                        format!("{said}; {left_out}"),
                        format!("{said:#}; {left_out:#}"),
                    );
                }
                notes.iter().fold(said, |said, note| {
                    Text::new(format!("{said}; {note}"), format!("{said:#}; {note:#}"))
                })
            }
            Self::NothingCarried => Text::fixed(
                "[aantallen] doorwerking heeft geen gevolg: geen cohort van het model komt na een geteld cohort",
                "[aantallen] doorwerking has no effect: no cohort of the model follows a counted one",
            ),
            Self::FallsBack {
                groep,
                gemeenten,
                most,
                percent,
            } => {
                let gemeenten = in_gemeenten(*gemeenten);
                Text::new(
                    format!(
                        "geteld `{groep}` wijkt in {gemeenten} een kwart of meer af van het deel naar \
                         inwoners (het meest in {most}: {percent}%), en latere cohorten gaan naar \
                         inwoners: [aantallen] doorwerking = 0.5 houdt de helft van dat verschil, 1 alles"
                    ),
                    format!(
                        "counted `{groep}` differs in {gemeenten:#} by a quarter or more from the share by \
                         inhabitants (most of all in {most}: {percent}%), and later cohorts go by \
                         inhabitants: [aantallen] doorwerking = 0.5 keeps half of that difference, 1 all of it"
                    ),
                )
            }
            Self::MoreCompleted {
                gemeenten,
                most,
                jaar,
                completed,
                housed,
            } => {
                let gemeenten = in_gemeenten(*gemeenten);
                let people =
                    |notation: Notation| [*completed, *housed].map(|people| notation.whole(people));
                let [completed, housed] = people(Notation::DUTCH);
                let nl = format!(
                    "in {gemeenten} zijn meer mensen `afgerond` dan er ooit zijn gehuisvest (het \
                     meest in {most}: {completed} tegen {housed}, tot en met {jaar})"
                );
                let [completed, housed] = people(Notation::ENGLISH);
                let en = format!(
                    "in {gemeenten:#} more people are `afgerond` than were ever housed there (most \
                     of all in {most}: {completed} against {housed}, through {jaar})"
                );
                Text::new(nl, en)
            }
        }
    }
}

/// So many gemeenten, as they stand in a sentence.
fn in_gemeenten(gemeenten: usize) -> Text {
    match gemeenten {
        1 => Text::fixed("een gemeente", "one gemeente"),
        more => GEMEENTEN.counted(more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Lang;
    use crate::terms::dutch::dutch_words;

    #[test]
    fn both_languages_say_the_same() {
        let samples = [
            (
                CountedRemark::Understood {
                    file: "a.xlsx (DUO)".to_owned(),
                    columns: vec![("N".to_owned(), "aantal".to_owned())],
                    unread: vec!["X".to_owned()],
                    left_out: 2,
                    notes: vec![Text::fixed("zo", "so")],
                },
                "a.xlsx (DUO) is zo gelezen: N = aantal; niet gebruikt: X; 2 rijen met totalen of tekst tellen niet mee; zo",
                "a.xlsx (DUO) was read like this: N = aantal; not used: X; 2 rows of totals or text do not count; so",
            ),
            (
                CountedRemark::FallsBack {
                    groep: "gezins_overig",
                    gemeenten: 1,
                    most: "Ede".to_owned(),
                    percent: 140,
                },
                "geteld `gezins_overig` wijkt in een gemeente een kwart of meer af van het deel naar inwoners (het meest in Ede: 140%), en latere cohorten gaan naar inwoners: [aantallen] doorwerking = 0.5 houdt de helft van dat verschil, 1 alles",
                "counted `gezins_overig` differs in one gemeente by a quarter or more from the share by inhabitants (most of all in Ede: 140%), and later cohorts go by inhabitants: [aantallen] doorwerking = 0.5 keeps half of that difference, 1 all of it",
            ),
            (
                CountedRemark::MoreCompleted {
                    gemeenten: 1,
                    most: "Ede".to_owned(),
                    jaar: Jaar::new(2025).unwrap(),
                    completed: 1_204,
                    housed: 900,
                },
                "in een gemeente zijn meer mensen `afgerond` dan er ooit zijn gehuisvest (het meest in Ede: 1.204 tegen 900, tot en met 2025)",
                "in one gemeente more people are `afgerond` than were ever housed there (most of all in Ede: 1,204 against 900, through 2025)",
            ),
            (
                CountedRemark::NothingCarried,
                "[aantallen] doorwerking heeft geen gevolg: geen cohort van het model komt na een geteld cohort",
                "[aantallen] doorwerking has no effect: no cohort of the model follows a counted one",
            ),
        ];
        for (remark, nl, en) in samples {
            assert_eq!(remark.text(), Text::new(nl, en));
            let own = remark.text();
            let words = dutch_words(own.of(Lang::En));
            assert!(words.iter().all(|word| *word == "aantal"), "{words:?}");
        }
    }
}
