//! `spuk import`: what holds for all rows beside what columns say themselves, and names of
//! columns that are nearly those of a year, a group or inhabitants.

use serde_json::{Value, json};

use spuk::internals::input::diagnostic::Code;

use super::import::{asked, imported};
use crate::common::Folder;

/// Each choice as the option that it is.
fn chosen<'a>(choices: &[&'a str]) -> Vec<&'a str> {
    choices
        .iter()
        .flat_map(|choice| ["--kolom", choice])
        .collect()
}

/// What every column was read as.
fn readings(account: &Value) -> Value {
    let columns = account["kolommen"].as_array().expect("a list");
    columns
        .iter()
        .map(|column| column["betekenis"].clone())
        .collect()
}

#[test]
fn what_holds_for_all_rows_takes_no_column_away() {
    let years = "Gemeente;2022;2024\nEde;3;4\n";
    let (csv, account) = imported(years, &chosen(&["peiljaar=2024", "groep=AGO"]));
    let expected = "gm_code,groep,jaar,aantal,peiljaar\nGM0228,gezins_overig,2022,3,2024\n\
                    GM0228,gezins_overig,2024,4,2024\n";
    assert_eq!(csv, expected);
    let all = json!([
        "naam",
        "aantal 2022",
        "aantal 2024",
        "peiljaar = 2024",
        "groep = AGO"
    ]);
    assert_eq!(readings(&account), all);
    // One column that is chosen is that column, whatever is said first.
    let groups = "Gemeente;Jaar;Statushouders;Gezinsmigranten\nEde;2024;7;9\n";
    for choices in [
        ["aantal=Statushouders", "groep=statushouders"],
        ["groep=statushouders", "aantal=Statushouders"],
    ] {
        let (csv, _) = imported(groups, &chosen(&choices));
        assert!(
            csv.ends_with("\nGM0228,asielstatushouder,2024,7\n"),
            "{csv}"
        );
        assert_eq!(csv.lines().count(), 2, "{csv}");
    }
    for choices in [
        ["jaar=2024", "aantal=2024", "groep=aa"],
        ["groep=aa", "aantal=2024", "jaar=2024"],
    ] {
        let (csv, _) = imported(years, &chosen(&choices));
        assert_eq!(
            csv,
            "gm_code,groep,jaar,aantal\nGM0228,asielstatushouder,2024,4\n"
        );
    }
    // What a column says as well is said twice.
    let (csv, _) = imported("Gemeente;Jaar;AGO\nEde;2024;9\n", &chosen(&["groep=ago"]));
    assert!(csv.ends_with("\nGM0228,gezins_overig,2024,9\n"), "{csv}");
}

#[test]
fn what_is_said_of_all_rows_is_refused_where_a_column_says_otherwise() {
    let years = "Gemeente;2022;2024\nEde;3;4\n";
    let said = asked(years, &chosen(&["groep=ago", "jaar=2024"]));
    assert!(
        said.contains("de kolom `2022` is van een ander jaar"),
        "{said}"
    );
    assert!(
        said.contains("--kolom jaar=2024 --kolom aantal=2024"),
        "{said}"
    );
    let said = asked(years, &chosen(&["groep=ago", "jaar=2021"]));
    assert!(said.contains("laat --kolom jaar=2021 weg"), "{said}");
    assert!(!said.contains("die ene kolom"), "{said}");
    let groups = "Gemeente;Jaar;Statushouders;Gezinsmigranten\nEde;2024;7;9\n";
    let said = asked(groups, &chosen(&["groep=gezinsmigranten"]));
    assert!(
        said.contains("de kolom `Statushouders` is van een andere groep"),
        "{said}"
    );
    let line = "--kolom groep=gezinsmigranten --kolom aantal=Gezinsmigranten";
    assert!(said.contains(line), "{said}");
    // A list of gemeenten has no year of all rows.
    let said = asked(
        "Gemeente;Inwoners 2025\nEde;124000\n",
        &chosen(&["jaar=2024"]),
    );
    assert!(said.contains("dit zijn gemeenten"), "{said}");
}

#[test]
fn a_year_with_a_mark_beside_it_is_not_that_year() {
    let (csv, account) = imported(
        "Gemeente;Groep;≤2021;2023;2024 %;2025 en later\nEde;asiel;90;4;55;6\n",
        &[],
    );
    assert_eq!(
        csv,
        "gm_code,groep,jaar,aantal\nGM0228,asielstatushouder,2023,4\n"
    );
    let read = json!(["naam", "groep", null, "aantal 2023", null, null]);
    assert_eq!(readings(&account), read);
    let notes = account["opmerkingen"].to_string();
    assert!(
        notes.contains("niet gelezen: `≤2021`, `2024 %`;"),
        "{notes}"
    );
    for year in ["> 2023", "2023+", "~2024", "2024 %", "2024?"] {
        let said = asked(
            &format!("Gemeente;Groep;Jaar;Aantal\nEde;asiel;{year};4\n"),
            &[],
        );
        assert!(said.contains(&format!("`{year}` is geen jaar")), "{said}");
    }
    // Neither in a scenario.
    let scenario =
        "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n";
    let text = "Gemeente;Groep;Cohort;Aantal\nEde;asiel;>=2024;30\n";
    let folder = Folder::with(&[("s.toml", scenario), ("a.csv", text)]);
    let told = ["`>=2024` is geen jaar"];
    folder.refuses(&["run", "s.toml"], Code::BuitenBereik, &told);
    // Who chooses such a column says what it is, and the one beside it is another.
    let (csv, _) = imported(
        "Gemeente;Groep;2022;<2022\nEde;asiel;5;70\n",
        &chosen(&["aantal=<2022", "jaar=2021"]),
    );
    assert!(
        csv.ends_with("\nGM0228,asielstatushouder,2021,70\n"),
        "{csv}"
    );
}

#[test]
fn per_cents_are_no_people() {
    let said = asked("Gemeente;Jaar;Statushouders (%)\nEde;2024;12\n", &[]);
    assert!(said.contains("geen kolom is als `aantal`"), "{said}");
    let (csv, _) = imported(
        "Gemeente;Jaar;Groep;Aantal;% aantal\nEde;2024;AGO;12;3\n",
        &[],
    );
    assert!(csv.ends_with("\nGM0228,gezins_overig,2024,12\n"), "{csv}");
}

#[test]
fn inhabitants_are_known_by_every_word_for_them_and_are_no_counts() {
    let (csv, account) = imported(
        "Gemeente;Bevolking op 1 januari 2024;Aantal inwoners per 1 januari 2025\nEde;123000;124000\n",
        &[],
    );
    assert_eq!(account["als"], "gemeenten");
    assert!(
        csv.ends_with("\nGM0228,Ede,Gelderland,123000,124000\n"),
        "{csv}"
    );
    let (csv, _) = imported(
        "Gemeente;2023 aantallen\nEde;6\n",
        &chosen(&["groep=asiel"]),
    );
    assert!(
        csv.ends_with("\nGM0228,asielstatushouder,2023,6\n"),
        "{csv}"
    );
    // Without a year they are asked for as what they are.
    let text = "Gemeente;Bevolking\nEde;124000\n";
    let said = asked(text, &["--als", "gemeenten"]);
    assert!(said.contains("zoals `Inwoners 2025`"), "{said}");
    assert!(!said.contains("aantal="), "{said}");
    let said = asked(text, &[]);
    assert!(!said.contains("aantal=Bevolking"), "{said}");
    let said = asked("Gemeente;Iets\nEde;1,1\n", &["--als", "kenmerken"]);
    assert!(said.contains("--kolom kosten=N"), "{said}");
}

#[test]
fn nobody_is_counted_before_they_came() {
    let said = asked(
        "Gemeente;Groep;Jaar;Aantal;Stand\nEde;asiel;2025;5;31-12-2023\n",
        &[],
    );
    assert!(
        said.contains("het peiljaar 2023 ligt voor het jaar 2025 zelf"),
        "{said}"
    );
    assert!(said.contains("in.csv:2:18"), "{said}");
    let said = asked(
        "Gemeente;Groep;2021;2023\nEde;asiel;5;6\n",
        &chosen(&["peiljaar=2022"]),
    );
    assert!(said.contains("in.csv:2:13"), "{said}");
}

/// The row that people have is quoted, not the one that was made of it.
#[test]
fn a_row_that_is_refused_later_is_told_as_it_stands_in_the_file() {
    let scenario =
        "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n";
    let text =
        "Inburgeraars\n\nAantal;Code;Groep;Jaar\n3;GM0228;asiel;2024\n4;GM0998;\"asiel\";2024\n";
    let folder = Folder::with(&[("s.toml", scenario), ("a.csv", text)]);
    let output = folder.spuk(&["run", "s.toml"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`GM0998` bestaat niet"), "{said}");
    assert!(said.contains("a.csv:5:1"), "{said}");
    assert!(said.contains("5 | 4;GM0998;\"asiel\";2024"), "{said}");
    assert!(!said.contains("asielstatushouder"), "{said}");
}

/// Inhabitants beside the counts of some years are there to compare with.
#[test]
fn counts_per_year_beside_a_column_of_inhabitants_stay_counts() {
    let text = "Gemeente;Provincie;Bevolking 2024;2022;2023\nEde;Gelderland;123000;8;9\n";
    let counted = "gm_code,groep,jaar,aantal\nGM0228,gezins_overig,2022,8\n\
                   GM0228,gezins_overig,2023,9\n";
    for options in [
        chosen(&["groep=AGO"]),
        [chosen(&["groep=AGO"]), vec!["--als", "aantallen"]].concat(),
    ] {
        let (csv, account) = imported(text, &options);
        assert_eq!(csv, counted);
        let read = json!([
            "naam",
            null,
            null,
            "aantal 2022",
            "aantal 2023",
            "groep = AGO"
        ]);
        assert_eq!(readings(&account), read);
    }
    let (csv, _) = imported(
        "Gemeente;Doelgroep;2022;Inwoners 2024\nEde;asiel;8;123000\n",
        &[],
    );
    assert!(
        csv.ends_with("\nGM0228,asielstatushouder,2022,8\n"),
        "{csv}"
    );
    let said = asked(text, &["--als", "aantallen"]);
    assert!(said.contains("geen kolom is als `groep`"), "{said}");
    // Without a word about people they are gemeenten, and a year alone is no inhabitants.
    for options in [&[][..], &["--als", "gemeenten"]] {
        let (csv, account) = imported(text, options);
        assert_eq!(
            csv,
            "gm_code,naam,provincie,inwoners_2024\nGM0228,Ede,Gelderland,123000\n"
        );
        let notes = account["opmerkingen"].to_string();
        assert!(
            notes.contains("niet gelezen: `2022`, `2023`; `Bevolking 2024`"),
            "{notes}"
        );
    }
    let (csv, account) = imported("Gemeente;2023;2024\nEde;8;9\n", &["--als", "gemeenten"]);
    assert!(csv.ends_with("\nGM0228,Ede,Gelderland,8,9\n"), "{csv}");
    assert!(!account["opmerkingen"].to_string().contains("niet gelezen"));
}

#[test]
fn a_choice_of_another_form_is_refused() {
    let inwoners = "Gemeente;Inwoners 2024\nEde;123000\n";
    for (text, choice, form, help) in [
        (inwoners, "groep=AGO", "gemeenten", "--als aantallen"),
        (
            inwoners,
            "aantal=Inwoners 2024",
            "gemeenten",
            "--als aantallen",
        ),
        (
            "Gemeente;Kosten;N\nEde;1,1;3\n",
            "aantal=N",
            "kenmerken",
            "--als aantallen",
        ),
        (
            "Gemeente;Groep;Jaar;Aantal\nEde;asiel;2024;3\n",
            "kosten=Aantal",
            "aantallen",
            "--als kenmerken",
        ),
    ] {
        let options = [chosen(&[choice]), vec!["--als", form]].concat();
        let said = asked(text, &options);
        assert!(said.contains(&format!("en dit zijn {form}")), "{said}");
        assert!(said.contains(help), "{said}");
    }
}

#[test]
fn a_row_for_every_group_and_year_holds_no_factors() {
    let text = "Gemeente;Jaar;Groep;Afronding\nEde;2024;asiel;3\n";
    let said = asked(text, &[]);
    assert!(said.contains("--kolom aantal=Afronding"), "{said}");
    let (csv, _) = imported(text, &chosen(&["aantal=Afronding"]));
    assert!(
        csv.ends_with("\nGM0228,asielstatushouder,2024,3\n"),
        "{csv}"
    );
    for options in [
        &["--als", "kenmerken"][..],
        &["--kolom", "afronding=Afronding"],
    ] {
        let (csv, _) = imported(text, options);
        assert_eq!(csv, "gm_code,afronding\nGM0228,3\n");
    }
    let (csv, _) = imported("Gemeente;Jaar;Kosten\nEde;2024;1,1\n", &[]);
    assert_eq!(csv, "gm_code,kosten\nGM0228,1.1\n");
}

/// Excel writes a name that goes on in the next line of its cell between quotes.
#[test]
fn a_header_is_found_whatever_goes_on_within_its_quotes() {
    let text = "Inburgeraars\n\"Gemeente\n(woonplaats)\";\"Jaar\r\nvan\r\nhuisvesting\";Groep;\"Personen\"\n\
                \"Ede\";2023;AGO;4\nGouda;2024;AGO;6\n";
    let (csv, account) = imported(text, &chosen(&["naam=Gemeente (woonplaats)"]));
    assert_eq!(
        csv,
        "gm_code,groep,jaar,aantal\nGM0228,gezins_overig,2023,4\nGM0513,gezins_overig,2024,6\n"
    );
    assert_eq!(account["kolommen"][1]["naam"], "Jaar van huisvesting");
    // A place is that of its field, past quotes within others.
    let said = asked(
        "Gemeente;\"Jaar\nvan huisvesting\";Groep;5\" maat;Aantal\nEde;2023;AGO;2\";x1\n",
        &[],
    );
    assert!(said.contains("in.csv:3:17"), "{said}");
}
