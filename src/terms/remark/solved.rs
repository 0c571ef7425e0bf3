//! What to know about an answer of what it takes: a figure beyond its own range, and what
//! does not follow the figure that is turned.

use crate::terms::Text;
use crate::terms::jaar::{Jaar, ranges};

/// One thing to know about an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SolvedRemark {
    /// The answer lies outside the range that the scenario gives the figure.
    OutsideRange {
        /// The key of the figure.
        key: String,
        /// The answer, as it is written in a scenario.
        answer: String,
        /// The lower end of the range (P5).
        low: String,
        /// The higher end of the range (P95).
        high: String,
        /// Whether the answer lies below it; else above.
        is_below: bool,
    },
    /// The voorlopige uitkering of a year does not follow the instroom that is turned, so
    /// that what it does is settled a year later (Bi2021 art. 10.1, 10.6).
    VoorlopigStays {
        /// Whether it is about asielstatushouders, of whom prognose and taakstelling count;
        /// of others those of two years before do.
        is_asiel: bool,
        /// Years, each with the keys of the instroom that it does not follow.
        stays: Vec<(Vec<Jaar>, String)>,
    },
}

impl SolvedRemark {
    /// As [`super::Remark::code`].
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutsideRange { .. } => "antwoord-buiten-bereik",
            Self::VoorlopigStays { .. } => "voorlopig-volgt-niet",
        }
    }

    /// The remark in one sentence, without a capital or a full stop.
    pub fn text(&self) -> Text {
        match self {
            Self::OutsideRange {
                key,
                answer,
                low,
                high,
                is_below,
            } => {
                let (nl, en) = match is_below {
                    true => ("onder", "below"),
                    false => ("boven", "above"),
                };
                Text::new(
                    format!(
                        "het antwoord {answer} van {key} ligt {nl} het bereik van dat cijfer: \
                         tussen {low} en {high}"
                    ),
                    format!(
                        "the answer {answer} of {key} lies {en} the range of that figure: \
                         between {low} and {high}"
                    ),
                )
            }
            Self::VoorlopigStays { is_asiel, stays } => {
                let each = stays.iter().enumerate().map(|(place, (years, key))| {
                    let years = ranges(years.iter().copied()).join(", ");
                    let nl = if place == 0 {
                        "de voorlopige uitkering van"
                    } else {
                        "die van"
                    };
                    let en = if place == 0 {
                        "the voorlopige uitkering of"
                    } else {
                        "that of"
                    };
                    Text::new(
                        format!("{nl} {years} verandert niet door {key}"),
                        format!("{en} {years} does not change with {key}"),
                    )
                });
                let each = Text::join(each, ", ");
                let why = match is_asiel {
                    true => Text::fixed(
                        "prognose en taakstelling volgen de instroom niet",
                        "prognose and taakstelling do not follow the instroom",
                    ),
                    false => Text::fixed(
                        "van gezins- en overige migranten telt vooraf wie er twee jaar eerder waren",
                        "of gezins- and overige migranten those of two years before count beforehand",
                    ),
                };
                Text::new(
                    format!(
                        "{why}: {each}; het verschil met de definitieve komt een jaar later, als \
                         verrekening"
                    ),
                    format!(
                        "{why:#}: {each:#}; the difference with the definitieve comes a year \
                         later, as verrekening"
                    ),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Remark;
    use super::*;
    use crate::terms::Lang;
    use crate::terms::dutch::dutch_words;

    fn jaren(years: &[i64]) -> Vec<Jaar> {
        let years = years.iter();
        years
            .map(|&year| Jaar::new(year).expect("a year"))
            .collect()
    }

    fn outside(answer: &str, is_below: bool) -> SolvedRemark {
        SolvedRemark::OutsideRange {
            key: "index.2029".to_owned(),
            answer: answer.to_owned(),
            low: "0.01".to_owned(),
            high: "0.035".to_owned(),
            is_below,
        }
    }

    #[test]
    fn a_remark_about_an_answer_says_this_in_dutch_and_that_in_english() {
        let stays = |is_asiel, stays: &[(&[i64], &str)]| SolvedRemark::VoorlopigStays {
            is_asiel,
            stays: stays
                .iter()
                .map(|(years, key)| (jaren(years), (*key).to_owned()))
                .collect(),
        };
        let samples = [
            (
                outside("-0.021", true),
                "het antwoord -0.021 van index.2029 ligt onder het bereik van dat cijfer: tussen \
                 0.01 en 0.035",
                "the answer -0.021 of index.2029 lies below the range of that figure: between \
                 0.01 and 0.035",
            ),
            (
                outside("0.4", false),
                "het antwoord 0.4 van index.2029 ligt boven het bereik van dat cijfer: tussen \
                 0.01 en 0.035",
                "the answer 0.4 of index.2029 lies above the range of that figure: between 0.01 \
                 and 0.035",
            ),
            (
                stays(true, &[(&[2027, 2028], "a.2027"), (&[2029], "a.2029")]),
                "prognose en taakstelling volgen de instroom niet: de voorlopige uitkering van \
                 2027-2028 verandert niet door a.2027, die van 2029 verandert niet door a.2029; \
                 het verschil met de definitieve komt een jaar later, als verrekening",
                "prognose and taakstelling do not follow the instroom: the voorlopige uitkering \
                 of 2027-2028 does not change with a.2027, that of 2029 does not change with \
                 a.2029; the difference with the definitieve comes a year later, as verrekening",
            ),
            (
                stays(false, &[(&[2026], "g.2026")]),
                "van gezins- en overige migranten telt vooraf wie er twee jaar eerder waren: de \
                 voorlopige uitkering van 2026 verandert niet door g.2026; het verschil met de \
                 definitieve komt een jaar later, als verrekening",
                "of gezins- and overige migranten those of two years before count beforehand: \
                 the voorlopige uitkering of 2026 does not change with g.2026; the difference \
                 with the definitieve comes a year later, as verrekening",
            ),
        ];
        for (remark, nl, en) in samples {
            assert_eq!(remark.text(), Text::new(nl, en), "{}", remark.code());
            assert_eq!(dutch_words(remark.text().of(Lang::En)), [""; 0], "{en}");
            assert_eq!(Remark::Solved(remark.clone()).code(), remark.code());
        }
    }
}
