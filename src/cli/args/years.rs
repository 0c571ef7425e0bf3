//! Years on the command line.

use std::collections::BTreeSet;

use clap::Args;

use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Which years to show.
#[derive(Debug, Clone, Default, Args)]
pub struct YearOptions {
    /// Alleen deze jaren, zoals 2026, 2026,2028 of 2026-2028
    /// EN: Only these years, such as 2026, 2026,2028 or 2026-2028
    #[arg(long, value_name = "JAAR", value_delimiter = ',')]
    jaar: Vec<String>,
}

impl YearOptions {
    /// Whether some years were asked for.
    pub fn are_asked(&self) -> bool {
        !self.jaar.is_empty()
    }

    /// The years that were asked for, all within the projection; `None` for all.
    ///
    /// # Errors
    /// A text that is no year of the scenario.
    pub fn of_scenario(&self, model: &Model) -> Result<Option<Vec<Jaar>>, Diagnostic> {
        let kop = &model.scenario.tabellen.scenario;
        let what = Text::fixed("het scenario loopt", "the scenario runs");
        self.among(&kop.van.through(kop.tot).collect(), &what)
    }

    /// The years that were asked for, out of `known`; `None` for all.
    ///
    /// # Errors
    /// A text that is no known year, with the first and last of them behind `what`.
    pub fn among(
        &self,
        known: &BTreeSet<Jaar>,
        what: &Text,
    ) -> Result<Option<Vec<Jaar>>, Diagnostic> {
        let mut chosen = Vec::new();
        for text in &self.jaar {
            let (first, last) = ends(text);
            let year = |text: &str| {
                let number = Jaar::written(text);
                number.filter(|jaar| known.contains(jaar))
            };
            match (year(&first), year(&last)) {
                (Some(first), Some(last)) if first <= last => {
                    chosen.extend(known.range(first..=last));
                }
                (Some(first), Some(last)) => {
                    let message = Text::new(
                        format!("`{text}` loopt van laat naar vroeg"),
                        format!("`{text}` runs from late to early"),
                    );
                    let help = Text::new(
                        format!("schrijf {last}-{first}"),
                        format!("write {last}-{first}"),
                    );
                    return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
                }
                _ => return Err(no_year(text, known, what)),
            }
        }
        Ok((!self.jaar.is_empty()).then_some(chosen))
    }
}

/// What stands between the first and the last year of a range: a hyphen, or what people
/// and other programs write for it.
const RANGES: [&str; 9] = ["...", "..=", "..", "–", "—", "t/m", "/", ":", "-"];

/// The first and the last year of a text: of one year twice that year. A last year of two
/// digits is in the century of the first: `2026-27`.
fn ends(text: &str) -> (String, String) {
    let parts = RANGES.iter().find_map(|range| text.split_once(range));
    let (first, last) = parts.unwrap_or((text, text));
    let (first, last) = (first.trim(), last.trim());
    let is_short = first.len() == 4
        && first.is_ascii()
        && last.len() == 2
        && last.bytes().all(|byte| byte.is_ascii_digit());
    let last = match is_short {
        true => format!("{}{last}", &first[..2]),
        false => last.to_owned(),
    };
    (first.to_owned(), last)
}

/// The one year that was asked for, within the projection.
///
/// # Errors
/// As [`YearOptions::of_scenario`], or more years than one.
pub fn one_year(model: &Model, text: &str) -> Result<Jaar, Diagnostic> {
    let asked = YearOptions {
        jaar: vec![text.to_owned()],
    };
    let years = asked.of_scenario(model)?.unwrap_or_default();
    match years[..] {
        [jaar] => Ok(jaar),
        _ => {
            let message = Text::new(
                format!("`{text}` is meer dan een jaar"),
                format!("`{text}` is more than one year"),
            );
            let help = Text::fixed("leg een jaar tegelijk uit", "explain one year at a time");
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        }
    }
}

fn no_year(text: &str, known: &BTreeSet<Jaar>, what: &Text) -> Diagnostic {
    let message = Text::new(
        format!("`{text}` is geen jaar van dit scenario"),
        format!("`{text}` is no year of this scenario"),
    );
    let diagnostic = Diagnostic::new(Code::Opdrachtregel, message);
    match (known.first(), known.last()) {
        (Some(first), Some(last)) => diagnostic.help(Text::new(
            format!("{what} van {first} tot en met {last}"),
            format!("{what:#} from {first} through {last}"),
        )),
        _ => diagnostic,
    }
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn a_range_is_understood_in_every_usual_form() {
        for text in [
            "2025-2029",
            "2025..2029",
            "2025...2029",
            "2025 - 29",
            "2025–2029",
            "2025 t/m 2029",
        ] {
            let (first, last) = ends(text);
            assert_eq!((&*first, &*last), ("2025", "2029"), "{text}");
        }
        assert_eq!(ends("2025"), ("2025".to_owned(), "2025".to_owned()));
        assert_eq!(ends("25-26"), ("25".to_owned(), "26".to_owned()));
    }
}
