//! What was meant by a word that is none of those that are known.

use crate::terms::Text;

/// The candidate most like `word`, if any is near enough to be what was meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let likeness = strsim::jaro_winkler(&word, &candidate.to_lowercase());
            (likeness, candidate)
        })
        .filter(|&(likeness, _)| likeness > 0.75)
        .max_by(|x, y| x.0.total_cmp(&y.0))
        .map(|(_, candidate)| candidate)
}

/// Whether `word` is one of the candidates but for a slip of the pen: far stricter
/// than [`nearest`], which only proposes.
pub fn misspelt<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> bool {
    // In a short word, one letter makes another word.
    const SHORTEST: usize = 5;
    const LONG: usize = 8;
    let word = word.to_lowercase();
    candidates.into_iter().any(|candidate| {
        let slips = match candidate.chars().count() {
            ..SHORTEST => 0,
            SHORTEST..LONG => 1,
            LONG.. => 2,
        };
        strsim::osa_distance(&word, &candidate.to_lowercase()) <= slips
    })
}

/// What to write instead of `word`: the nearest of `known`, else one of all.
pub fn nearest_or_all(word: &str, known: &[&str]) -> Text {
    match nearest(word, known.iter().copied()) {
        Some(near) => Text::new(
            format!("bedoelt u {near}?"),
            format!("did you mean {near}?"),
        ),
        None => choose_from(known),
    }
}

/// That one of `known` has to be written.
pub fn choose_from(known: &[&str]) -> Text {
    let known = known.join(", ");
    Text::new(format!("kies uit {known}"), format!("choose from {known}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_found_and_nonsense_is_not() {
        assert_eq!(
            nearest("prestatei", ["prijs", "prestatie"]),
            Some("prestatie")
        );
        assert_eq!(nearest("xyz", ["prijs", "prestatie"]), None);
        let said = |word: &str| nearest_or_all(word, &["prijs", "prestatie"]).to_string();
        assert_eq!(said("prestatei"), "bedoelt u prestatie?");
        assert_eq!(said("xyz"), "kies uit prijs, prestatie");
    }
}
