//! What an explanation says, in English: the tree is made in Dutch, and JSON is
//! Dutch in both languages.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::terms::Lang;

/// What the file holds is said in its first lines.
const PHRASES: &str = include_str!("english.txt");

/// What stands before the words of sources: those of the user are not ours to
/// put into English.
const SOURCES_HEADING: &str = "\n== ";

/// Dutch and English.
type PhrasePair = (&'static str, &'static str);

static NAME_PHRASES: LazyLock<Vec<PhrasePair>> = LazyLock::new(|| {
    let (namen, _) = PHRASES.split_once(SOURCES_HEADING).unwrap_or((PHRASES, ""));
    paren(namen)
});

static PROGRAMMA: LazyLock<Vec<PhrasePair>> = LazyLock::new(|| {
    let (_, bronnen) = PHRASES.split_once(SOURCES_HEADING).unwrap_or(("", PHRASES));
    paren(bronnen)
});

fn paren(lines: &'static str) -> Vec<PhrasePair> {
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" => ")).collect()
}

/// The name of a number, a formula, or what is said beside it.
pub(crate) fn translated(text: &str, taal: Lang) -> Cow<'_, str> {
    in_taal(text, taal, &NAME_PHRASES)
}

/// A source: what a scenario names stays in the language it was named in.
pub(crate) fn bron(text: &str, taal: Lang) -> Cow<'_, str> {
    in_taal(text, taal, &PROGRAMMA)
}

fn in_taal<'a>(text: &'a str, taal: Lang, paren: &[PhrasePair]) -> Cow<'a, str> {
    match taal {
        Lang::Nl => Cow::Borrowed(text),
        Lang::En => english(text, paren).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

/// The English of the first pair whose Dutch fits.
fn english(text: &str, paren: &[PhrasePair]) -> Option<String> {
    paren
        .iter()
        .find_map(|(dutch, english)| Some(filled(english, &holes(dutch, text)?, paren)))
}

const HOLES: [char; 3] = ['#', '*', '§'];

/// What stands in the holes of a pattern, if the text fits it.
fn holes<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let Some(place) = pattern.find(HOLES) else {
        return (pattern == text).then(Vec::new);
    };
    let rest = text.strip_prefix(&pattern[..place])?;
    let mut letters = pattern[place..].chars();
    let hole = letters.next()?;
    let behind = letters.as_str();
    let literal = &behind[..behind.find(HOLES).unwrap_or(behind.len())];
    let end = if literal.len() == behind.len() {
        rest.strip_suffix(literal)?.len()
    } else {
        rest.find(literal)?
    };
    let is_number = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if hole == '#' && !is_number(&rest[..end]) {
        return None;
    }
    let mut found = vec![&rest[..end]];
    found.extend(holes(behind, &rest[end..])?);
    Some(found)
}

/// A pattern with its holes filled.
fn filled(pattern: &str, found: &[&str], paren: &[PhrasePair]) -> String {
    let mut found = found.iter();
    let mut text = String::new();
    for letter in pattern.chars() {
        let held = if HOLES.contains(&letter) {
            found.next()
        } else {
            None
        };
        match (letter, held) {
            ('*', Some(held)) => {
                text.push_str(&english(held, paren).unwrap_or_else(|| (*held).to_owned()));
            }
            ('§', Some(held)) => text.extend(held.chars().map(other_separator)),
            (_, Some(held)) => text.push_str(held),
            (letter, None) => text.push(letter),
        }
    }
    text
}

/// `1.234,56` is `1,234.56`.
fn other_separator(letter: char) -> char {
    match letter {
        '.' => ',',
        ',' => '.',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::{ExplainField, ExplainNode, Explainer};
    use crate::model::Model;
    use crate::terms::dutch::dutch_words;
    use crate::terms::jaar::Jaar;

    fn trees(
        (scenario, gemeente, jaar): (&str, &str, i64),
        see: &mut impl FnMut(&Model, &ExplainNode),
    ) {
        let model = Model::load(scenario, &[]).unwrap();
        let gemeente = model
            .gemeenten
            .find(gemeente, &model.herindelingen)
            .unwrap();
        let projection = model.project().unwrap();
        let mut uitlegger = Explainer::new(&model, &projection).unwrap();
        for &veld in ExplainField::ALL {
            let jaar = Jaar::new(jaar).unwrap();
            let root = uitlegger.explain(gemeente, jaar, veld).unwrap();
            let knopen = root.knopen();
            knopen.into_iter().for_each(|knoop| see(&model, knoop));
        }
    }

    #[test]
    fn an_explanation_in_english_has_no_dutch_but_terms_of_the_law() {
        let mut left = std::collections::BTreeSet::new();
        for which in [
            ("wi2021", "Utrecht", 2026),
            ("korting-2028", "Land van Cuijk", 2029),
            ("fondsuitkering-2028", "Rozendaal", 2028),
        ] {
            trees(which, &mut |model, knoop| {
                let lines = &model.scenario.tabellen.incidenteel;
                let is_line = lines.iter().any(|line| knoop.naam.starts_with(&line.naam));
                let naam = (!is_line).then_some(&knoop.naam);
                for text in naam.into_iter().chain(&knoop.toelichting) {
                    left.insert(translated(text, Lang::En).into_owned());
                }
                let schrijfwijze = crate::explain::FormulaNotation::ENGELS;
                let formule = knoop.in_symbols(schrijfwijze).unwrap_or_default();
                if formule.starts_with("som ") || formule.starts_with("twaalf ") {
                    left.insert(translated(&formule, Lang::En).into_owned());
                }
                let own = knoop.herkomst.as_ref();
                if let Some(own) = own.filter(|own| own.sleutel.is_none()) {
                    left.insert(bron(&own.bron, Lang::En).into_owned());
                }
            });
        }
        assert!(left.len() > 300, "only {} texts", left.len());
        left.retain(|text| !dutch_words(text).is_empty());
        assert!(left.is_empty(), "{left:#?}");
    }

    #[test]
    fn numbers_and_names_are_kept_and_what_is_not_known_stays() {
        let english = |text| translated(text, Lang::En).into_owned();
        assert_eq!(
            english("inwoners van de gemeente op 1 januari 2025 in GM0344"),
            "inhabitants of the gemeente on 1 January 2025 in GM0344"
        );
        assert_eq!(
            english("Pilots dualiteit, 2026, hele land"),
            "Pilots dualiteit, 2026, the whole country"
        );
        assert_eq!(english("inwoners"), "inwoners");
        let months = "maand m betaalt U × m / 12 min U × (m - 1) / 12, elk half omhoog op de cent: \
                      1: 1.234,50; 2: 0,10";
        assert!(english(months).ends_with("to the cent: 1: 1,234.50; 2: 0.10"));
        assert_eq!(
            bron(
                "dat van 2026 aangehouden (geen bron genoemd in x.toml)",
                Lang::En
            ),
            "that of 2026 kept (no source named in x.toml)"
        );
        assert_eq!(
            bron("Brief van de minister", Lang::En),
            "Brief van de minister"
        );
    }

    /// A pair with other holes would lose a number.
    #[test]
    fn both_languages_have_the_same_holes_in_the_same_order() {
        let holes = |text: &str| {
            text.chars()
                .filter(|it| HOLES.contains(it))
                .collect::<String>()
        };
        for (dutch, english) in NAME_PHRASES.iter().chain(PROGRAMMA.iter()) {
            assert_eq!(holes(dutch), holes(english), "{dutch}");
        }
        assert!(NAME_PHRASES.len() > 100 && PROGRAMMA.len() > 20);
    }
}
