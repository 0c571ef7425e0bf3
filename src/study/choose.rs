//! Which gemeenten, provincie and years are meant, in the words of whoever asks.

use std::collections::BTreeSet;

use crate::explain::ExplainPlace;
use crate::gemeente::provincie_among;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::{choose_from, nearest};
use crate::model::Model;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The index of the gemeente with this code or name.
///
/// # Errors
/// The nearest names, the candidates of an ambiguous one, or the successors of
/// a gemeente that has ended.
pub fn find_one(model: &Model, wanted: &str) -> Result<usize, Diagnostic> {
    let found = model.gemeenten.find(wanted, &model.herindelingen);
    found.map_err(|error| error.diagnostic(wanted))
}

/// The index of the one gemeente that a command is about.
///
/// # Errors
/// As [`find_one`]; of several with commas between them, that it is about one, and with
/// which command each can be asked for.
pub fn one_gemeente(model: &Model, wanted: &str) -> Result<usize, Diagnostic> {
    let unknown = match find_one(model, wanted) {
        Ok(index) => return Ok(index),
        Err(unknown) => unknown,
    };
    match &find_all(model, &[wanted.to_owned()]) {
        Ok(several) if several.len() > 1 => {
            let list = model.gemeenten.list();
            let names = several.iter().map(|&one| list[one].naam.as_str());
            let names: Vec<&str> = names.collect();
            let first = names[0];
            let message = Text::new(
                format!(
                    "dit gaat over een gemeente, en `{wanted}` noemt er {}",
                    several.len()
                ),
                format!(
                    "this is about one gemeente, and `{wanted}` names {}",
                    several.len()
                ),
            );
            let help = Text::new(
                format!("vraag hen een voor een, te beginnen met --gemeente \"{first}\""),
                format!("ask for them one at a time, beginning with --gemeente \"{first}\""),
            );
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        }
        _ => Err(unknown),
    }
}

/// The indices of the gemeenten with these codes or names, in order, once each. Several
/// may stand in one text, with commas between them; a name with a comma in it is one.
///
/// # Errors
/// As [`find_one`], for the first that is not found.
pub fn find_all(model: &Model, wanted: &[String]) -> Result<Vec<usize>, Diagnostic> {
    find_each(wanted, |text| find_one(model, text))
}

/// The indices that these texts lead to, in order, once each: a text as a whole, or where
/// that is found nowhere each of its parts between commas.
///
/// # Errors
/// Of `find`, for the first that it does not find.
pub fn find_each<E>(
    wanted: &[String],
    find: impl Fn(&str) -> Result<usize, E>,
) -> Result<Vec<usize>, E> {
    let mut indices = Vec::new();
    for text in wanted {
        let parts = text.split(',').map(str::trim);
        let mut parts = parts.filter(|part| !part.is_empty()).peekable();
        match find(text) {
            Ok(index) => indices.push(index),
            Err(_) if text.contains(',') && parts.peek().is_some() => {
                for part in parts {
                    indices.push(find(part)?);
                }
            }
            Err(unknown) => return Err(unknown),
        }
    }
    indices.sort_unstable();
    indices.dedup();
    Ok(indices)
}

/// The name of the provincie with this name or code.
///
/// # Errors
/// The nearest name, or all of them.
pub fn find_provincie<'m>(model: &'m Model, wanted: &str) -> Result<&'m str, Diagnostic> {
    let names = model.gemeenten.provincies();
    let found = provincie_among(wanted, &names);
    found.ok_or_else(|| no_provincie(wanted, &names))
}

/// Of whom an amount is explained, found in a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundPlace {
    /// The whole country.
    Landelijk,
    /// A provincie, by its name.
    Provincie(String),
    /// A gemeente, by its place in the list.
    Gemeente(usize),
}

impl FoundPlace {
    /// The gemeente that is asked for, else the provincie, else the country.
    ///
    /// # Errors
    /// As [`one_gemeente`] and [`find_provincie`].
    pub fn of(
        model: &Model,
        gemeente: Option<&str>,
        provincie: Option<&str>,
    ) -> Result<Self, Diagnostic> {
        Ok(match (gemeente, provincie) {
            (Some(wanted), _) => Self::Gemeente(one_gemeente(model, wanted)?),
            (None, Some(wanted)) => Self::Provincie(find_provincie(model, wanted)?.to_owned()),
            (None, None) => Self::Landelijk,
        })
    }

    /// The same, as an explanation takes it.
    pub fn place(&self) -> ExplainPlace<'_> {
        match self {
            Self::Landelijk => ExplainPlace::Landelijk,
            Self::Provincie(naam) => ExplainPlace::Provincie(naam),
            Self::Gemeente(index) => ExplainPlace::Gemeente(*index),
        }
    }
}

fn no_provincie(wanted: &str, names: &[&str]) -> Diagnostic {
    let message = Text::new(
        format!("`{wanted}` is geen provincie"),
        format!("`{wanted}` is no provincie"),
    );
    let help = match nearest(wanted, names.iter().copied()) {
        Some(near) => Text::new(format!("bedoelt u {near}?"), format!("do you mean {near}?")),
        None => choose_from(names),
    };
    Diagnostic::new(Code::Opdrachtregel, message).help(help)
}

/// The years that are asked for, all within the projection of a model; `None` for all.
///
/// # Errors
/// A text that is no year of the scenario.
pub fn years_of(model: &Model, asked: &[String]) -> Result<Option<Vec<Jaar>>, Diagnostic> {
    let kop = &model.scenario.tables().scenario;
    let what = Text::fixed("het scenario loopt", "the scenario runs");
    years_among(asked, &kop.van.through(kop.tot).collect(), &what)
}

/// The years that are asked for, out of `known`; `None` for all.
///
/// # Errors
/// A text that is no known year, with the first and last of them behind `what`.
pub fn years_among(
    asked: &[String],
    known: &BTreeSet<Jaar>,
    what: &Text,
) -> Result<Option<Vec<Jaar>>, Diagnostic> {
    let mut chosen = Vec::new();
    for text in asked {
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
    Ok((!asked.is_empty()).then_some(chosen))
}

/// The one year that is asked for, within the projection of a model.
///
/// # Errors
/// As [`years_of`], or more years than one.
pub fn one_year(model: &Model, text: &str) -> Result<Jaar, Diagnostic> {
    let years = years_of(model, &[text.to_owned()])?.unwrap_or_default();
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
