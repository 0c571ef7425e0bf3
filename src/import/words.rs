//! Words that people, DUO, the CBS and letters use for columns, groups and totals.

use super::field::Field;
use crate::people::Kind;
use crate::terms::jaar::Jaar;

/// A text as words are compared: small letters and digits, without accents.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let bare = letters.map(|letter| match letter {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    });
    bare.filter(|letter| letter.is_alphanumeric()).collect()
}

/// Every word for a column. The first of each is the column itself.
const FIELDS: [(Field, &[&str]); 11] = [
    (
        Field::GmCode,
        &[
            "gmcode",
            "gemeentecode",
            "gemcode",
            "gemeentenummer",
            "gemeentenr",
            "cbscode",
            "codegemeente",
            "regiocode",
            "regios",
            "code",
        ],
    ),
    (
        Field::Naam,
        &[
            "naam",
            "gemeente",
            "gemeentenaam",
            "gemeenten",
            "naamgemeente",
            "woongemeente",
            "regio",
            "regionaam",
        ],
    ),
    (Field::Provincie, &["provincie", "provincienaam"]),
    (
        Field::Groep,
        &[
            "groep",
            "doelgroep",
            "groepen",
            "categorie",
            "migrantengroep",
            "soortmigrant",
            "soortinburgeraar",
            "soortinburgeringsplichtige",
        ],
    ),
    (
        Field::Jaar,
        &[
            "jaar",
            "cohort",
            "cohortjaar",
            "jaarcohort",
            "huisvestingsjaar",
            "jaarvanhuisvesting",
            "jaarhuisvesting",
            "kalenderjaar",
            "jaartal",
            "perioden",
            "periode",
        ],
    ),
    (
        Field::Peiljaar,
        &["peiljaar", "peildatum", "stand", "standper"],
    ),
    (
        Field::Aantal,
        &[
            "aantal",
            "aantallen",
            "personen",
            "aantalpersonen",
            "mensen",
            "aantalmensen",
            "inburgeringsplichtigen",
            "aantalinburgeringsplichtigen",
            "aantalinburgeraars",
            "aantalgehuisvest",
            "aantalgehuisveste",
            "aantalgehuisvesten",
            "gehuisvest",
        ],
    ),
    (Field::Instroom, &["instroom"]),
    (Field::Afronding, &["afronding"]),
    (Field::Kosten, &["kosten"]),
    (Field::ZRoute, &["zroute"]),
];

/// Words before or behind the year of a column of counts.
pub(super) const OF_COUNTS: [&str; 5] = ["aantal", "aantallen", "personen", "cohort", "jaar"];

/// The field that a column is by its name.
pub(super) fn field(header: &str) -> Option<Field> {
    let word = plain(header);
    let known = FIELDS
        .iter()
        .find(|(_, words)| words.contains(&word.as_str()));
    known.map(|&(field, _)| field)
}

/// A group as it was spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// One that is counted. Part of it has a name of its own, such as the gezinsmigranten of
    /// the gezins- en overige migranten.
    Counted(Kind, Option<Part>),
    /// All together.
    Total,
}

/// A part of the gezins- en overige migranten that is often counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Gezins,
    Overige,
}

/// The group that a word means.
pub(super) fn group(text: &str) -> Option<Group> {
    let word = plain(text);
    let whole = |kind| Some(Group::Counted(kind, None));
    match word.as_str() {
        "asielstatushouder"
        | "asielstatushouders"
        | "statushouder"
        | "statushouders"
        | "asielmigrant"
        | "asielmigranten"
        | "asiel"
        | "vergunninghouder"
        | "vergunninghouders"
        | "gehuisvesteasielstatushouders"
        | "aa" => whole(Kind::Asielstatushouder),
        "gezinsoverig"
        | "gezinsenoverigemigranten"
        | "gezinsenoverigemigrant"
        | "gezinsoverigemigranten"
        | "gezinsmigrantenenoverigemigranten"
        | "gezinsmigranteneoverigemigranten"
        | "gezinsenoverig"
        | "gezinsenoverige"
        | "ago" => whole(Kind::GezinsOverig),
        "gezinsmigrant" | "gezinsmigranten" | "gezin" | "gezins" => {
            Some(Group::Counted(Kind::GezinsOverig, Some(Part::Gezins)))
        }
        "overigemigrant" | "overigemigranten" => {
            Some(Group::Counted(Kind::GezinsOverig, Some(Part::Overige)))
        }
        "onderwijsroute"
        | "asielstatushoudersonderwijsroute"
        | "asielstatushoudersopdeonderwijsroute"
        | "aao" => whole(Kind::Onderwijsroute),
        "afgerond"
        | "inburgeringafgerond"
        | "trajectafgerond"
        | "ingeburgerd"
        | "asielstatushoudersafgerond"
        | "asielstatushoudersmetdiplomaofcertificaat"
        | "diplomaofcertificaat"
        | "diplomabehaald"
        | "behaalddiploma"
        | "behaaldediplomas"
        | "diplomas"
        | "inburgeringsdiploma"
        | "aia" => whole(Kind::Afgerond),
        "totaal" | "eindtotaal" | "allen" | "alle" | "alles" | "totaalinburgeringsplichtigen" => {
            Some(Group::Total)
        }
        _ => None,
    }
}

/// Whether a text in the place of a gemeente is the country.
pub(super) fn is_country(text: &str) -> bool {
    let known = [
        "totaal",
        "eindtotaal",
        "nederland",
        "landelijk",
        "totaalnederland",
        "nederlandtotaal",
        "totaalgemeenten",
        "allegemeenten",
        "land",
    ];
    known.contains(&plain(text).as_str())
}

/// Whether a text in the place of a gemeente says that there is none.
pub(super) fn is_nowhere(text: &str) -> bool {
    let known = [
        "onbekend",
        "gemeenteonbekend",
        "nietbekend",
        "buitenland",
        "nietintedelen",
        "coa",
        "azc",
        "overig",
        "overige",
        "zondergemeente",
    ];
    known.contains(&plain(text).as_str())
}

/// The year that a field names: `2024`, `cohort 2024`, `2024JJ00` of the CBS.
pub(super) fn year(text: &str) -> Option<Jaar> {
    let text = text.trim().trim_end_matches('*').trim_end();
    if let Some(jaar) = Jaar::written(text) {
        return Some(jaar);
    }
    let word = plain(text);
    let digits = word.strip_suffix("jj00").unwrap_or(&word);
    let bare = ["cohort", "jaar"];
    let digits = bare
        .iter()
        .find_map(|bare| digits.strip_prefix(bare))
        .unwrap_or(digits);
    // A date or a period has other digits, or something between them.
    let is_alone =
        text.chars().filter(char::is_ascii_digit).count() == digits.len() || word.ends_with("jj00");
    (is_alone && text.contains(digits) && !text.contains(['-', '/', '.']))
        .then(|| Jaar::written(digits))
        .flatten()
}

/// The year whose figures stand in a column with this name.
pub(super) fn year_of_column(header: &str, about: &[&str]) -> Option<Jaar> {
    if let Some(jaar) = year(header) {
        return Some(jaar);
    }
    let word = plain(header);
    let mut bare = about.iter();
    let digits = bare.find_map(|about| {
        word.strip_prefix(about)
            .or_else(|| word.strip_suffix(about))
    });
    digits.and_then(Jaar::written)
}

/// The peiljaar of a field: a year, or the last day of one.
pub(super) fn peiljaar(text: &str) -> Option<Jaar> {
    if let Some(jaar) = year(text) {
        return Some(jaar);
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    match parts[..] {
        [year, "12", "31"] | ["31", "12", year] => Jaar::written(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_known_as_duo_the_cbs_and_letters_spell_them() {
        let whole = |kind| Some(Group::Counted(kind, None));
        for (text, expected) in [
            ("Asielstatushouders", whole(Kind::Asielstatushouder)),
            ("gezins- en overige migranten", whole(Kind::GezinsOverig)),
            ("Gezins-/overige migranten", whole(Kind::GezinsOverig)),
            ("AAO", whole(Kind::Onderwijsroute)),
            ("Totaal", Some(Group::Total)),
            ("Arbeidsmigranten", None),
            ("", None),
        ] {
            assert_eq!(group(text), expected, "{text}");
        }
        for kind in Kind::ALL {
            assert_eq!(group(kind.key()), whole(kind));
        }
    }

    #[test]
    fn a_year_is_no_date() {
        let is = |text: &str| year(text).map(Jaar::get);
        for text in [
            "2024",
            " 2024 ",
            "2024*",
            "cohort 2024",
            "Jaar 2024",
            "2024JJ00",
        ] {
            assert_eq!(is(text), Some(2024), "{text}");
        }
        for text in [
            "2024-01-01",
            "01-01-2024",
            "2024/2025",
            "24",
            "2024.5",
            "20 24",
            "jan 2024",
        ] {
            assert_eq!(is(text), None, "{text}");
        }
        assert_eq!(peiljaar("31-12-2024").map(Jaar::get), Some(2024));
        assert_eq!(peiljaar("2024-12-31").map(Jaar::get), Some(2024));
        assert_eq!(peiljaar("2024-06-30"), None);
        let inwoners = year_of_column("Inwoners 2025", &["inwoners"]);
        assert_eq!(inwoners.map(Jaar::get), Some(2025));
    }

    #[test]
    fn every_word_means_one_column() {
        let words: Vec<&str> = FIELDS
            .iter()
            .flat_map(|(_, words)| *words)
            .copied()
            .collect();
        let mut unique = words.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), words.len());
        assert!(words.iter().all(|word| plain(word) == *word));
    }
}
