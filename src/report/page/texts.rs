//! The texts of the page, by key, in the language of the report.
//!
//! `web/text/nl.json` and `web/text/en.json` hold the same keys. The template names them
//! as `{{key}}`; the script gets the whole list. Labels of columns are no texts of the
//! page: `kolom.kas` is what the register calls `kas`.

use std::collections::BTreeMap;

use crate::columns::Column;
use crate::terms::Lang;

const NL: &str = include_str!("web/text/nl.json");
const EN: &str = include_str!("web/text/en.json");

/// All texts of a language.
pub(crate) fn texts(taal: Lang) -> BTreeMap<String, String> {
    let texts = serde_json::from_str(taal.choose(NL, EN));
    let mut texts: BTreeMap<String, String> = texts.expect("the texts are JSON");
    let labels = Column::ALL.iter().map(|column| {
        let label = column.label(taal).to_owned();
        (format!("kolom.{column}"), label)
    });
    texts.extend(labels);
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::assemble::MODULES;

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_holes() {
        let (nl, en) = (texts(Lang::Nl), texts(Lang::En));
        assert_eq!(nl.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        let holes = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0))
                // A noun that goes with a number may have one kind in one language.
                .map(|hole| match hole.split_once(':') {
                    Some((number, kinds)) => {
                        assert_eq!(kinds.matches('|').count(), 1, "{text}");
                        number.to_owned()
                    }
                    None => hole.to_owned(),
                })
                .collect();
            found.sort();
            found.dedup();
            found
        };
        for (key, text) in &nl {
            assert_eq!(holes(text), holes(&en[key]), "{key}");
        }
    }

    /// How many values stand behind the key of a call, of which this is the rest of the
    /// script; `None` where one of them is a list that is spread out.
    fn values_given(rest: &str) -> Option<usize> {
        let (mut depth, mut values, mut quote) = (1, 0, None);
        let mut letters = rest.char_indices();
        while let Some((place, letter)) = letters.next() {
            match (quote, letter) {
                (_, '\\') => drop(letters.next()),
                (Some(open), _) if letter == open => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(letter),
                (None, '(' | '[' | '{') => depth += 1,
                (None, ')' | ']' | '}') => depth -= 1,
                (None, ',') if depth == 1 => values += 1,
                (None, '.') if depth == 1 && rest[place..].starts_with("...") => return None,
                (None, _) => {}
            }
            if depth == 0 {
                break;
            }
        }
        Some(values)
    }

    #[test]
    fn every_call_for_a_text_gives_as_many_values_as_the_text_has_places() {
        let texts = texts(Lang::Nl);
        let places = |text: &str| {
            let of = |number: &usize| {
                let holes = [format!("{{{number}}}"), format!("{{{number}:")];
                holes.iter().any(|hole| text.contains(hole))
            };
            (0..10).filter(of).count()
        };
        let mut seen = 0;
        for (file, script) in MODULES {
            for call in script.split(" t(\"").chain(script.split("(t(\"")).skip(1) {
                let Some((key, rest)) = call.split_once('"') else {
                    continue;
                };
                let (Some(text), Some(given)) = (texts.get(key), values_given(rest)) else {
                    continue;
                };
                assert_eq!(given, places(text), "{file}: {key}");
                seen += 1;
            }
        }
        assert!(seen > 200, "{seen}");
    }
}
