//! A new scenario to start from, for `spuk init`, explained in Dutch or in English.

use crate::terms::{Lang, Text};

/// Text between quotes as TOML writes it; Rust escapes more than TOML knows.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() && letter != '\t' => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// What stands above everything.
static INTRODUCTION: Text = Text::fixed(
    "\
# Welke vraag beantwoordt dit scenario?
#
# Een scenario zegt alleen wat er anders is dan in zijn basis. Haal het hekje
# weg voor wat u wilt veranderen; `spuk schema` beschrijft alle sleutels.
# Elke tabel kan zeggen waar haar cijfers vandaan komen:
#   bron = \"brief van ...\"
#   status = \"gepubliceerd\", \"afgeleid\" of \"aanname\"
#
# Een editor die TOML kent, wijst fouten aan met het schema ernaast:
# spuk schema > spuk.schema.json
#:schema spuk.schema.json
",
    "\
# Which question does this scenario answer?
#
# A scenario says only what is different from its basis. Remove the hash before
# what you want to change; `spuk schema` describes every key.
# Each table can say where its figures come from:
#   bron = \"letter of ...\"
#   status = \"gepubliceerd\", \"afgeleid\" or \"aanname\"
#
# An editor that knows TOML points at mistakes, with the schema beside this file:
# spuk schema > spuk.schema.json
#:schema spuk.schema.json
",
);

/// What can be changed: about it, and the tables, which are the same in both languages
/// but for the words in [`WORDS`].
static TABLES: [(Text, &str); 10] = [
    (
        Text::fixed(
            "\
# Eigen aantallen per gemeente, een rij voor elke gemeente, groep en jaar:
# gm_code,groep,jaar,aantal en eventueel peiljaar. De groepen zijn
# asielstatushouder, gezins_overig en onderwijsroute (per cohort: het jaar van
# huisvesting) en afgerond (per jaar van afronding, met diploma of certificaat).
# Een werkmap (.xlsx, .ods) kan ook; `spuk import` zegt wat ervan begrepen wordt.",
            "\
# Numbers of your own per gemeente, a row for every gemeente, group and year:
# gm_code,groep,jaar,aantal and perhaps peiljaar. The groups are
# asielstatushouder, gezins_overig and onderwijsroute (per cohort: the year of
# housing) and afgerond (per year of completion, with a diploma or certificate).
# A workbook (.xlsx, .ods) will do too; `spuk import` says what is understood of it.",
        ),
        "\
# [aantallen]
# bestand = \"aantallen.csv\"
# blad = \"Aantallen\"
# aanvullen = \"model\" # {or} \"nul\"
# doorwerking = 0.5

# [aantallen.landelijk.asielstatushouder]
# 2026 = 20000
",
    ),
    (
        Text::fixed(
            "\
# Waarin een gemeente verschilt van wat het model zegt, als factor: 1 is als het land.
# Voor veel gemeenten een bestand met gm_code en deze kolommen. `spreiding` telt alleen
# in een simulatie.",
            "\
# How a gemeente differs from what the model says, as a factor: 1 is as the country.
# For many gemeenten a file with gm_code and these columns. `spreiding` counts only in
# a simulation.",
        ),
        "\
# [kenmerken]
# bestand = \"kenmerken.csv\"

# [kenmerken.GM0344]
# instroom = 1.1
# afronding = 1.2
# kosten = 0.95
# z_route = 0.8

# [kenmerken.spreiding]
# afronding = 0.2
",
    ),
    (
        Text::fixed(
            "# Landelijke prognose (LPAS) en taakstelling (LHT), in personen.",
            "# National prognose (LPAS) and taakstelling (LHT), in people.",
        ),
        "\
# [prognose]
# bron = \"aanname\"
# status = \"aanname\"
# 2027 = 25000
",
    ),
    (
        Text::fixed(
            "# Nieuwe inburgeringsplichtigen per jaar, in personen.",
            "# New inburgeringsplichtigen per year, in people.",
        ),
        "\
# [instroom.pad.asielstatushouder]
# 2027 = 18000
",
    ),
    (
        Text::fixed(
            "\
# Deel van de instroom van een jaar dat in dat jaar, het volgende enzovoort een
# woning krijgt; een lijst per jaar van instroom, die geldt tot de volgende.",
            "\
# Share of the instroom of a year that is housed in that year, the next and so on;
# a list for a year of instroom, which holds until the next one.",
        ),
        "\
# [huisvesting.asielstatushouder]
# 2027 = [0.50, 0.45, 0.05]
",
    ),
    (
        Text::fixed(
            "\
# Groei van de prijzen ten opzichte van het jaar ervoor. `tussen` zegt waar een
# cijfer aannemelijk tussen ligt (P5 en P95): `spuk sensitivity` beweegt het daarover.",
            "\
# Growth of prices on the year before. `tussen` says between which values a figure
# plausibly lies (P5 and P95): `spuk sensitivity` moves it over them.",
        ),
        "\
# [index]
# 2027 = 0.025

# [index.2028]
# waarde = 0.02
# tussen = [0.01, 0.035]
",
    ),
    (
        Text::fixed(
            "\
# Betaalritme per cohort: `totaal`, of `leerroute` en `overig`. Een lijst
# vervangt de hele lijst van de basis: noem ook de ritmes die blijven.",
            "\
# Betaalritme per cohort: `totaal`, or `leerroute` and `overig`. A list replaces
# the whole list of the basis: name the rhythms that stay as well.",
        ),
        "\
# [[betaalritme]]
# vanaf_cohort = 2020
# leerroute = [0.50, 0.40, 0.10]
# overig = [1, 0, 0]
# [[betaalritme]]
# vanaf_cohort = 2026
# totaal = [0.40, 0.30, 0.30]
# [[betaalritme]]
# vanaf_cohort = 2028
# totaal = [0.50, 0.30, 0.20]
",
    ),
    (
        Text::fixed(
            "\
# Gepubliceerde bedragen winnen van afgeleide; wie prijs, ritme of prestatie
# verandert, kiest in een jaar met gepubliceerde bedragen voor de afgeleide:",
            "\
# Published amounts win over derived ones; whoever changes prijs, ritme or
# prestatie chooses the derived ones in a year with published amounts:",
        ),
        "\
# [bedragen.2026]
# gebruik = \"afgeleid\"

# [prestatie]
# aandeel = 0.10
",
    ),
    (
        Text::fixed(
            "\
# Ook deze lijst vervangt de hele lijst van de basis; de eerste regel is die
# van wi2021. Hetzelfde geldt voor [[incidenteel]].",
            "\
# This list replaces the whole list of the basis too; its first line is that
# of wi2021. The same holds for [[incidenteel]].",
        ),
        "\
# [[korting]]
# percentage = 0.10
# vanaf = 2026
# tot = 2027
# wijze = \"binnen_begroting\"
# [[korting]]
# percentage = 0.10
# vanaf = 2028
# wijze = \"doorberekend\" # {or} \"binnen_begroting\"

# [instrument]
# soort = \"fondsuitkering\"
# vanaf = 2028
# referentiejaar = 2027
# verdeelsleutel = \"grondslag\" # {or} \"inwoners\"
",
    ),
    (
        Text::fixed(
            "# Een afgesproken cijfer, dat `spuk check` bewaakt; zonder `gemeente` het land.",
            "# An agreed figure, which `spuk check` guards; without `gemeente` of the country.",
        ),
        "\
# [[verwacht]]
# jaar = 2027
# veld = \"uitkering_voorlopig\" # {a column of} `spuk run --format csv`
# gemeente = \"GM0344\"
# bedrag = 6000000
# tolerantie = 50000
# relatie = \"gelijk\" # {or} \"hoogstens\" {or} \"minstens\"
# kans = 0.95 # {in that share of the draws}
",
    ),
];

/// Words behind a value in the tables.
static WORDS: [(&str, Text); 3] = [
    ("{or}", Text::fixed("of", "or")),
    (
        "{in that share of the draws}",
        Text::fixed(
            "in ten minste dat deel van de trekkingen",
            "in at least that share of the draws",
        ),
    ),
    ("{a column of}", Text::fixed("een kolom van", "a column of")),
];

/// The text of a new scenario that changes another, `basis`.
pub fn template(naam: &str, basis: &str, lang: Lang) -> String {
    let (naam, basis) = (quoted(naam), quoted(basis));
    let head = format!(
        "\
[scenario]
naam = {naam}
basis = {basis}
# van = 2024
# tot = 2031
"
    );
    let tables = TABLES.iter().map(|(about, tables)| {
        let in_lang = |text: String, (word, said): &(&str, Text)| text.replace(word, said.of(lang));
        let tables = WORDS.iter().fold((*tables).to_owned(), in_lang);
        format!("{}\n{tables}", about.of(lang))
    });
    let parts = [INTRODUCTION.of(lang).to_owned(), head];
    let parts = parts.into_iter().chain(tables);
    parts.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A template without its hashes, but for the lines that are prose.
    fn tables(lang: Lang) -> Vec<String> {
        let text = template("proef", "wi2021", lang);
        let lines = text.lines().map(|line| line.trim_start_matches("# "));
        let is_toml = |line: &&str| {
            let key = line.split(" = ").next().unwrap_or_default();
            let is_key =
                key.len() < line.len() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
            line.starts_with('[') || is_key
        };
        let without_words = |line: &str| line.split(" # ").next().unwrap_or_default().to_owned();
        lines.filter(is_toml).map(without_words).collect()
    }

    #[test]
    fn the_tables_are_the_same_in_both_languages_and_the_words_are_not() {
        assert!(tables(Lang::Nl).len() > 40);
        assert_eq!(tables(Lang::Nl), tables(Lang::En));
        let english = template("proef", "wi2021", Lang::En);
        for word in ["de", "het", "een", "zoals", "wat", "dit", "voor", "ook"] {
            let stands = english.split_whitespace().any(|own| own == word);
            assert!(!stands, "{word} in {english}");
        }
        assert!(!english.contains('{') && !template("proef", "wi2021", Lang::Nl).contains('{'));
    }
}
