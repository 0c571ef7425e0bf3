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

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_holes() {
        let (nl, en) = (texts(Lang::Nl), texts(Lang::En));
        assert_eq!(nl.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        let holes = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                .collect();
            found.sort();
            found
        };
        for (key, text) in &nl {
            assert_eq!(holes(text), holes(&en[key]), "{key}");
        }
    }
}
