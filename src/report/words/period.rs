//! Years from a first to a last, in words.

use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// `2030`, `2030 en 2031`, `2030 tot en met 2032`.
pub fn years_in_words((first, last): (Jaar, Jaar), lang: Lang) -> String {
    if first == last {
        return first.to_string();
    }
    let word = match last.since(first) {
        1 => lang.choose("en", "and"),
        _ => lang.choose("tot en met", "to"),
    };
    format!("{first} {word} {last}")
}
