//! Whether a text that should be English is Dutch, for the tests of every room that
//! speaks both and for those from outside.

use super::{Lang, Text};

/// Words that are no terms of the law, that no English sentence has, and that a Dutch
/// one does not do without.
const WORDS: [&str; 116] = [
    "afgeronde",
    "al",
    "alle",
    "alleen",
    "alles",
    "andere",
    "bedoelt",
    "bedrag",
    "bestaat",
    "bestand",
    "betaald",
    "bij",
    "blijft",
    "boven",
    "buiten",
    "dan",
    "dat",
    "de",
    "deel",
    "deze",
    "dezelfde",
    "die",
    "dit",
    "door",
    "een",
    "eerste",
    "eind",
    "elk",
    "elke",
    "er",
    "geef",
    "geen",
    "gehuisvest",
    "geld",
    "geldt",
    "gemeentes",
    "getal",
    "geteld",
    "groter",
    "haakje",
    "hebt",
    "heeft",
    "heet",
    "hele",
    "het",
    "hier",
    "hoe",
    "hoogste",
    "hoort",
    "iedereen",
    "ingebouwde",
    "jaar",
    "januari",
    "kan",
    "kies",
    "kolom",
    "kolommen",
    "komen",
    "kop",
    "laatste",
    "leeg",
    "ligt",
    "lijst",
    "maand",
    "maar",
    "mee",
    "meer",
    "meetellen",
    "met",
    "mist",
    "moet",
    "naar",
    "naast",
    "niemand",
    "niet",
    "nieuwe",
    "noem",
    "nog",
    "om",
    "onbekende",
    "onder",
    "ontbreekt",
    "ontvangen",
    "ook",
    "personen",
    "regel",
    "regels",
    "rij",
    "schrijf",
    "sleutel",
    "sleutels",
    "som",
    "staat",
    "tekst",
    "tellen",
    "telt",
    "tot",
    "trekkingen",
    "tussen",
    "twee",
    "uit",
    "van",
    "velden",
    "verwacht",
    "voor",
    "vraagt",
    "waarde",
    "wat",
    "worden",
    "wordt",
    "zeggen",
    "zegt",
    "zijn",
    "zo",
    "zoals",
    "zonder",
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

/// Whether a word is a path, a key, a setting or an option: a name, whatever the language.
fn is_name(word: &str) -> bool {
    let inner = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '/');
    word.starts_with("--") || inner.contains(['/', '.', '=', '_'])
}

/// The words of Dutch in a line.
pub fn dutch_words(text: &str) -> Vec<String> {
    let text = without_quotes(text);
    let words = without_names(&text).split_whitespace();
    let words = words.filter(|word| !is_name(word));
    let words = words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
    let words = words.map(str::to_lowercase);
    words
        .filter(|word| WORDS.contains(&word.as_str()))
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
