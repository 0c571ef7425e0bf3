//! What is no TOML, in the words of the other messages.

use crate::terms::Text;

/// What the reader of TOML says most often; what it says seldom stays in its own words.
pub(crate) fn of_toml(message: &str) -> Text {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let (nl, en) = match (what, expected) {
        ("duplicate key", _) => ("deze sleutel staat er twee keer", "this key is there twice"),
        ("string values must be quoted" | "invalid boolean", _) => {
            ("dit is geen waarde", "this is no value")
        }
        ("unexpected key or value", _) => (
            "hierna hoort een nieuwe regel",
            "a new line belongs after this",
        ),
        ("unclosed table" | "unclosed array table", _) => (
            "deze kop wordt niet gesloten met ]",
            "this heading is not closed with ]",
        ),
        ("unclosed array", _) => (
            "deze lijst wordt niet gesloten met ]",
            "this list is not closed with ]",
        ),
        ("unclosed inline table", _) => (
            "deze tabel wordt niet gesloten met }",
            "this table is not closed with }",
        ),
        ("invalid basic string", "`\"`") | ("invalid literal string", "`'`") => {
            ("deze tekst wordt niet gesloten", "this text is not closed")
        }
        ("invalid basic string" | "invalid literal string", _) => (
            "in deze tekst staat een onzichtbaar teken",
            "this text has an invisible character in it",
        ),
        ("missing escaped value" | "too few unicode value digits", _) => (
            "wat hier achter de \\ staat, betekent niets",
            "what stands behind the \\ here means nothing",
        ),
        ("key with no value", _) => (
            "achter deze sleutel hoort een =",
            "a = belongs behind this key",
        ),
        ("unquoted keys cannot be empty" | "invalid unquoted key", _) => {
            ("hier hoort een sleutel", "a key belongs here")
        }
        ("invalid mantissa" | "invalid fraction", _) => (
            "in dit getal ontbreekt een cijfer",
            "a digit is missing in this number",
        ),
        ("unexpected leading zero", _) => (
            "een getal begint niet met een nul",
            "a number does not begin with a zero",
        ),
        ("recursion limit" | "cannot recurse further; max recursion depth met", _) => {
            ("te diep genest", "nested too deeply")
        }
        _ if what.starts_with("cannot extend value of type") => (
            "deze sleutel heeft al een waarde",
            "this key has a value already",
        ),
        _ => return Text::same(message.to_owned()),
    };
    Text::fixed(nl, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::Lang;

    /// Another version of the reader may word its faults otherwise.
    #[test]
    fn the_reader_of_toml_still_says_what_is_translated() {
        for (text, told) in [
            ("a = 1\na = 2\n", "twice"),
            ("a = x\n", "no value"),
            ("a = 1 b = 2\n", "new line"),
            ("[a\n", "heading is not closed"),
            ("a = [1\n", "list is not closed"),
            ("a = { b = 1\n", "table is not closed"),
            ("a = \"x\n", "text is not closed"),
            ("a = \"x\u{7}\"\n", "invisible character"),
            ("a = \"\\q\"\n", "means nothing"),
            ("a\n", "a = belongs"),
            ("= 1\n", "a key belongs"),
            ("a = 1.\n", "a digit is missing"),
            ("a = 01\n", "begin with a zero"),
            ("a = 1\na.b = 2\n", "has a value already"),
        ] {
            let error = toml::de::DeTable::parse(text).unwrap_err();
            let said = of_toml(error.message().lines().next().unwrap_or_default());
            assert!(said.of(Lang::En).contains(told), "{text}: {said:#}");
            assert_ne!(said.of(Lang::Nl), said.of(Lang::En), "{text}");
        }
    }
}
