//! Dutch in what has to be English.

use spuk::internals::terms::{Lang, Text};

/// Words that are no terms of the law, and that a Dutch sentence does not do without.
const DUTCH: [&str; 83] = [
    "al",
    "alle",
    "alleen",
    "andere",
    "bedoelt",
    "bestaat",
    "bestand",
    "bij",
    "boven",
    "buiten",
    "dan",
    "dat",
    "de",
    "deze",
    "die",
    "dit",
    "door",
    "een",
    "eerste",
    "elk",
    "elke",
    "er",
    "geef",
    "geen",
    "geldt",
    "gemeentes",
    "getal",
    "groter",
    "haakje",
    "hebt",
    "heeft",
    "hele",
    "het",
    "hier",
    "hoort",
    "hoogste",
    "iedereen",
    "ingebouwde",
    "jaar",
    "kan",
    "kies",
    "kolom",
    "kolommen",
    "kop",
    "laatste",
    "leeg",
    "ligt",
    "lijst",
    "maar",
    "meer",
    "met",
    "mist",
    "moet",
    "naar",
    "naast",
    "niemand",
    "niet",
    "nieuwe",
    "noem",
    "om",
    "onbekende",
    "onder",
    "ontbreekt",
    "ook",
    "regel",
    "rij",
    "schrijf",
    "sleutel",
    "sleutels",
    "staat",
    "tekst",
    "tussen",
    "twee",
    "uit",
    "van",
    "velden",
    "verwacht",
    "voor",
    "waarde",
    "wordt",
    "zonder",
    "zijn",
    "zoals",
];

/// What is quoted is as the user wrote it or has to write it, whatever the language.
fn without_quotes(text: &str) -> String {
    let mut kept = String::new();
    let mut closing = None;
    for letter in text.chars() {
        match (closing, letter) {
            (Some(end), letter) if letter == end => closing = None,
            (Some(_), _) => {}
            (None, '`' | '"') => closing = Some(letter),
            (None, '[') => closing = Some(']'),
            (None, letter) => kept.push(letter),
        }
    }
    kept
}

/// Without the names at the end, as in `known keys here: naam, basis, van, tot`.
fn without_names(text: &str) -> &str {
    let Some((before, names)) = text.rsplit_once(": ") else {
        return text;
    };
    let is_name = |name: &str| !name.contains(' ') && !name.is_empty();
    if names.split(", ").all(is_name) {
        before
    } else {
        text
    }
}

/// Whether a word is a path, a key or a setting: a name, whatever the language.
fn is_name(word: &str) -> bool {
    let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '/');
    inner.contains(['/', '.', '=', '_'])
}

/// The words of Dutch in a line.
pub fn dutch_words(text: &str) -> Vec<String> {
    let text = without_quotes(text);
    let words = without_names(&text).split_whitespace();
    let words = words.filter(|word| !is_name(word));
    let words = words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
    let words = words.map(str::to_lowercase);
    words
        .filter(|word| DUTCH.contains(&word.as_str()))
        .collect()
}

/// What is wrong with a text in both languages: Dutch words in its English, or the same
/// sentence twice.
pub fn problem(text: &Text) -> Option<String> {
    let (nl, en) = (text.of(Lang::Nl), text.of(Lang::En));
    let left = dutch_words(en);
    let is_same = nl == en && !dutch_words(nl).is_empty();
    (!left.is_empty() || is_same).then(|| format!("{left:?} in: {en}\n    Dutch: {nl}"))
}
