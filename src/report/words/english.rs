//! What a reader should know of a run, in English: remarks are made in Dutch.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::terms::Lang;

/// What the file holds is said in its first lines.
const PHRASES: &str = include_str!("english.txt");

/// Dutch and English.
type PhrasePair = (&'static str, &'static str);

static PAIRS: LazyLock<Vec<PhrasePair>> = LazyLock::new(|| {
    let lines = PHRASES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" => ")).collect()
});

/// A remark in a language.
pub(crate) fn translated(text: &str, taal: Lang) -> Cow<'_, str> {
    match taal {
        Lang::Nl => Cow::Borrowed(text),
        Lang::En => english(text, &PAIRS).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

/// The English of the first pair whose Dutch fits.
fn english(text: &str, paren: &[PhrasePair]) -> Option<String> {
    paren
        .iter()
        .find_map(|(dutch, english)| Some(filled(english, &holes(dutch, text)?, paren)))
}

const HOLES: [char; 2] = ['#', '*'];

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
            (_, Some(held)) => text.push_str(held),
            (letter, None) => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that are no terms of the law, and that a Dutch sentence does not do without.
    const DUTCH: [&str; 45] = [
        "aan",
        "afgerond",
        "afgeronde",
        "al",
        "alle",
        "alles",
        "bedrag",
        "betaald",
        "dat",
        "de",
        "deel",
        "die",
        "door",
        "een",
        "eind",
        "elk",
        "geen",
        "gehuisvest",
        "geld",
        "geteld",
        "groei",
        "hele",
        "het",
        "iedereen",
        "inwoners",
        "jaar",
        "januari",
        "kosten",
        "land",
        "maand",
        "meetellen",
        "naar",
        "naast",
        "niet",
        "nog",
        "personen",
        "prijs",
        "prijspeil",
        "som",
        "ten",
        "termijn",
        "uit",
        "van",
        "voor",
        "wordt",
    ];

    fn is_dutch(text: &str) -> bool {
        // `[kosten]` and `kosten.leerroute.B1` are keys of a scenario, as they are written there.
        let words = text.split([' ', ',', ':', ';', '(', ')']);
        words.into_iter().any(|word| DUTCH.contains(&word))
    }

    /// What a reader should know of a run, of every kind that no shipped scenario has.
    #[test]
    fn remarks_come_into_english() {
        let remarks = [
            "de bron of status van [korting] in s.toml staat bij geen cijfer",
            "`korting` in s.toml:2 vervangt de hele lijst van de basis: wat daarin stond, telt niet \
             meer mee (vanaf 2026); neem over wat blijft",
            "`betaalritme` in s.toml:1 vervangt de hele lijst van de basis: 1 van de 2 regels \
             daarvan telt niet meer mee (vanaf_cohort 2026); neem over wat blijft",
            "`betaalritme` in s.toml:1 vervangt de hele lijst van de basis: 2 van de 3 regels \
             daarvan tellen niet meer mee (vanaf_cohort 2026; vanaf_cohort 2028); neem over wat \
             blijft",
            "herindelingen na 2031 tellen in alle jaren al mee: GM0344 (2032-01-01)",
            "p.csv: de kolommen 2024-2025, 2040 tellen niet mee, getrokken wordt van 2026 tot en \
             met 2031",
            "`wi2021` is het ingebouwde scenario; wi2021.toml ernaast is anders en is niet gelezen",
            "de gemeenten komen uit s.toml, prognose en taakstelling uit wi2021.toml: is dat \
             hetzelfde gebied?",
            "de gemeenten komen uit s.toml, prognose uit a.toml, taakstelling uit b.toml: is dat \
             hetzelfde gebied?",
            "de gemeenten komen uit s.toml, prognose uit a.toml: is dat hetzelfde gebied?",
            "de gemeenten komen uit s.toml, taakstelling uit b.toml: is dat hetzelfde gebied?",
            "p.csv: de projectie loopt tot en met 2031, niet mee telt inwoners_2032",
        ];
        for remark in remarks {
            let english = translated(remark, Lang::En);
            assert!(english != remark && !is_dutch(&english), "{english}");
        }
    }

    /// A pair with other holes would lose a number.
    #[test]
    fn both_languages_have_the_same_holes_in_the_same_order() {
        let holes = |text: &str| {
            text.chars()
                .filter(|it| HOLES.contains(it))
                .collect::<String>()
        };
        for (dutch, english) in PAIRS.iter() {
            assert_eq!(holes(dutch), holes(english), "{dutch}");
        }
    }
}
