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

/// Marks that make something else of the words beside them: `asiel %` is no number of
/// people, and `2025+` is not 2025.
const MARKS: [char; 8] = ['<', '>', '≤', '≥', '%', '‰', '€', '+'];

/// Whether a mark makes something else of a word. A plus between words adds them up.
pub(super) fn says_otherwise(text: &str) -> bool {
    let text = text.trim();
    let is_between = |at: usize, mark: char| mark == '+' && at > 0 && at + 1 < text.len();
    let mut marks = text.match_indices(MARKS);
    marks.any(|(at, mark)| !is_between(at, mark.chars().next().unwrap_or_default()))
}

/// Whether two texts are the name of one column, however they are spelled.
pub(super) fn is_same_column(one: &str, other: &str) -> bool {
    let marks = |text: &str| -> String { text.matches(MARKS).collect() };
    plain(one) == plain(other) && marks(one) == marks(other)
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
    if says_otherwise(header) {
        return None;
    }
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
    if says_otherwise(text) {
        return None;
    }
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

/// Marks beside a year that leave it that year: it is provisional, quoted or between brackets.
const HARMLESS: [char; 14] = [
    '*', '_', ':', ',', '\'', '"', '‘', '’', '“', '”', '(', ')', '[', ']',
];

/// Marks between the words of a name.
const JOINTS: [char; 4] = ['-', '–', '/', '.'];

fn is_bare(text: &str) -> bool {
    let is_known = |letter: char| {
        letter.is_alphanumeric() || letter.is_whitespace() || HARMLESS.contains(&letter)
    };
    text.chars().all(is_known)
}

/// Whether marks do no more than join the words of a name: `2024-` may be all years since.
fn joins_words(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.iter().enumerate().all(|(place, word)| {
        if word.chars().all(|mark| JOINTS.contains(&mark)) {
            return place > 0 && place + 1 < words.len();
        }
        let own = word.trim_matches(HARMLESS);
        let hangs = own.starts_with(JOINTS) || own.ends_with(JOINTS);
        !hangs && is_bare(&own.replace(JOINTS, ""))
    })
}

/// The year that a field names: `2024`, `cohort 2024`, `2024JJ00` of the CBS. Another mark
/// beside it makes other years of it, as `<2022` and `2025+` are.
pub(super) fn year(text: &str) -> Option<Jaar> {
    let text = text.trim().trim_end_matches('*').trim_end();
    if let Some(jaar) = Jaar::written(text) {
        return Some(jaar);
    }
    if !is_bare(text) {
        return None;
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
    (is_alone && text.contains(digits))
        .then(|| Jaar::written(digits))
        .flatten()
}

/// The year whose figures stand in a column with this name.
pub(super) fn year_of_column(header: &str, about: &[&str]) -> Option<Jaar> {
    if let Some(jaar) = year(header) {
        return Some(jaar);
    }
    if !joins_words(header) {
        return None;
    }
    let word = plain(header);
    // One word may begin as another does: `aantallen` as `aantal`.
    about.iter().find_map(|about| {
        let digits = word
            .strip_prefix(about)
            .or_else(|| word.strip_suffix(about))?;
        Jaar::written(digits)
    })
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
            "<2024",
            "> 2024",
            "≥2024",
            "2024+",
            "2024%",
            "~2024",
            "2024 ±",
            "= 2024?",
        ] {
            assert_eq!(is(text), None, "{text}");
        }
        for text in ["'2024'", "(2024)", "cohort_2024", "Jaar: 2024"] {
            assert_eq!(is(text), Some(2024), "{text}");
        }
        assert_eq!(peiljaar("31-12-2024").map(Jaar::get), Some(2024));
        assert_eq!(peiljaar("2024-12-31").map(Jaar::get), Some(2024));
        assert_eq!(peiljaar("2024-06-30"), None);
    }

    #[test]
    fn the_year_of_a_column_stands_beside_any_word_for_it() {
        let of = |header: &str| {
            let about = ["inwoners", "inwonersper1januari", "aantal", "aantallen"];
            year_of_column(header, &about).map(Jaar::get)
        };
        for header in [
            "Inwoners 2025",
            "Inwoners per 1 januari 2025",
            "Aantallen 2025",
            "2025 aantallen",
            "aantal_2025",
            "Aantal - 2025",
            "Aantal-2025*",
            "Aantal (2025)",
            "Aantal: 2025",
        ] {
            assert_eq!(of(header), Some(2025), "{header}");
        }
        for header in [
            "Aantal <2025",
            "Aantal ≥ 2025",
            "Aantal 2025+",
            "Aantal 2025 %",
            "Aantal 2025-",
            "Aantal -2025",
            "2025 - ",
            "Inwoners per 2 januari 2025",
            "Aantal 2024/2025",
        ] {
            assert_eq!(of(header), None, "{header}");
        }
    }

    #[test]
    fn a_mark_makes_something_else_of_a_word() {
        for text in ["asiel %", "% asiel", "<asiel", "Asiel (€)", "AGO+"] {
            assert_eq!(group(text), None, "{text}");
        }
        assert_eq!(field("Aantal (%)"), None);
        assert_eq!(field("Aantal (#)"), Some(Field::Aantal));
        let both = group("gezins + overige migranten");
        assert_eq!(both, group("gezins overige migranten"));
        assert!(both.is_some());
        assert!(is_same_column("Aantal < 2022", "aantal <2022"));
        assert!(!is_same_column("2022", "<2022"));
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
