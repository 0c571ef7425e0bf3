//! The provincies and their codes.

/// The twelve provincies with the codes of the CBS.
/// Bron: CBS, Gebieden in Nederland (CC BY 4.0).
pub const PROVINCIES: [(&str, &str); 12] = [
    ("PV20", "Groningen"),
    ("PV21", "Fryslân"),
    ("PV22", "Drenthe"),
    ("PV23", "Overijssel"),
    ("PV24", "Flevoland"),
    ("PV25", "Gelderland"),
    ("PV26", "Utrecht"),
    ("PV27", "Noord-Holland"),
    ("PV28", "Zuid-Holland"),
    ("PV29", "Zeeland"),
    ("PV30", "Noord-Brabant"),
    ("PV31", "Limburg"),
];

/// The names of the twelve, in the order of the alphabet.
pub(crate) fn provincie_names() -> [&'static str; 12] {
    let mut names = PROVINCIES.map(|(_, naam)| naam);
    names.sort_unstable();
    names
}

/// The code of a provincie; nothing for a name that no provincie has.
pub fn provincie_code(naam: &str) -> &'static str {
    let known = PROVINCIES.iter().find(|(_, known)| *known == naam);
    known.map_or("", |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gemeente::shipped;

    #[test]
    fn every_embedded_provincie_has_a_code_of_its_own() {
        let gemeenten = &shipped().gemeenten;
        let names = gemeenten.provincies();
        let mut codes: Vec<&str> = names.iter().map(|naam| provincie_code(naam)).collect();
        codes.sort_unstable();
        assert_eq!(codes, PROVINCIES.map(|(code, _)| code));
        assert_eq!(provincie_code("Holland"), "");
    }
}
