//! `spuk import`: which gemeente a row is about, which column holds what, and what is left
//! out of a list.

use serde_json::{Value, json};

use spuk::internals::input::diagnostic::Code;

use super::import::{asked, imported};
use crate::common::Folder;

/// What was left out: why, in which rows of the file, and how many people they hold.
fn left_out(account: &Value) -> Value {
    let left = account["weggelaten"].as_array().expect("a list");
    let told = left
        .iter()
        .map(|left| json!([left["reden"], left["rijen"], left["mensen"]]));
    told.collect()
}

/// A list of counts with these codes and names.
fn counts(rows: &[&str]) -> String {
    let rows = rows
        .iter()
        .zip(1..)
        .map(|(row, people)| format!("{row},asiel,2024,{people}\n"));
    format!("Code,Naam,Groep,Jaar,Aantal\n{}", rows.collect::<String>())
}

#[test]
fn a_list_tells_what_it_leaves_out_and_what_it_fills_in() {
    let (csv, account) = imported(
        "Regio;Provincie;Inwoners 2024;Inwoners 2025\nGouda;;75000;75500\n\
         Zuid-Holland;;3800000;3850000\nOnbekend;;10;12\nNederland;;17900000;18000000\n\
         Ede;Gelderland;1000;1001\nBron: CBS;;;\n",
        &[],
    );
    assert_eq!(
        csv,
        "gm_code,naam,provincie,inwoners_2024,inwoners_2025\n\
         GM0513,Gouda,Zuid-Holland,75000,75500\nGM0228,Ede,Gelderland,1000,1001\n"
    );
    // The people of the last year: those of several years are the same people.
    let left = json!([
        ["totaal", [5], 18_000_000],
        ["gebied", [3], 3_850_000],
        ["tekst", [7], 0],
        ["zonder-gemeente", [4], 12],
    ]);
    assert_eq!(left_out(&account), left);
    let reasons = &account["weggelaten"];
    assert_eq!(reasons[0]["betekenis"], "telt andere rijen op");
    assert_eq!(account["rijen"], 2);
    assert_eq!(account["kolommen"][2]["betekenis"], "inwoners_2024");
    let notes = account["opmerkingen"].to_string();
    assert!(
        notes.contains("naam of provincie van 1 gemeente komt uit de lijst"),
        "{notes}"
    );
    let whole = "Gemeente;Provincie;Inwoners 2024\nGouda;Zuid-Holland;75000\n";
    assert_eq!(imported(whole, &[]).1["opmerkingen"], json!([]));
    // Factors are no people.
    let (_, account) = imported("Gemeente;Kosten\nGouda;0,9\nNederland;1\n", &[]);
    assert_eq!(left_out(&account), json!([["totaal", [3], 0]]));
}

#[test]
fn a_column_of_names_may_hold_codes() {
    let (csv, _) = imported("Gemeente;Inwoners 2024\n513;75000\n", &[]);
    assert!(
        csv.ends_with("\nGM0513,Gouda,Zuid-Holland,75000\n"),
        "{csv}"
    );
    // What is wrong is told of the column that says something.
    let said = asked("Code;Naam;Inwoners 2025\n;Utrrecht;5\n", &[]);
    assert!(said.contains("`Utrrecht` is geen gemeente"), "{said}");
    let said = asked(&counts(&[",Bergen"]), &[]);
    assert!(said.contains("`Bergen` kan meer dan een"), "{said}");
}

#[test]
fn codes_of_areas_are_no_gemeenten_and_names_that_begin_as_they_do_are() {
    let rows = [
        ",Cranendonck",
        "LD01,",
        "CR02,",
        "NL01,",
        ",Utrecht (PV)",
        ",Noord-Nederland (LD)",
        ",Groot-Amsterdam (CR)",
    ];
    let (csv, account) = imported(&counts(&rows), &[]);
    assert!(
        csv.ends_with("\nGM1706,asielstatushouder,2024,1\n"),
        "{csv}"
    );
    let left = json!([["totaal", [5], 4], ["gebied", [3, 4, 6, 7, 8], 23]]);
    assert_eq!(left_out(&account), left);
}

/// Four digits behind `GM` say that it is a code; digits alone are one where it is known.
#[test]
fn a_code_that_nobody_knows_has_the_form_of_one() {
    for wrong in ["GM12", "GM199", "123456"] {
        let said = asked(&counts(&[&format!("{wrong},")]), &[]);
        assert!(
            said.contains(&format!("`{wrong}` is geen gemeente")),
            "{said}"
        );
    }
    let (csv, account) = imported(&counts(&["GM0999,"]), &[]);
    assert!(csv.contains("\nGM0999,"), "{csv}");
    let notes = account["opmerkingen"].to_string();
    assert!(notes.contains("niet kent: 1 (GM0999)"), "{notes}");
}

#[test]
fn a_code_and_a_name_that_contradict_are_a_fault() {
    let rows = ["513,Nederland", "NL01,Gouda", "457,Amsterdam", "513,Ede"];
    let said = asked(&counts(&rows), &[]);
    for told in [
        "`513` is niet de code van Nederland",
        "regel 3: `NL01` is niet de code van Gouda",
        "regel 5: `513` is niet de code van Ede",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // Weesp went into Amsterdam: the name of today stands beside the code of before.
    assert!(!said.contains("regel 4"), "{said}");
    assert!(!said.contains("en nog"), "{said}");
    // One fault is told alone.
    let said = asked(&counts(&["513,Ede"]), &[]);
    assert!(!said.contains("ook fout"), "{said}");
}

#[test]
fn lines_of_text_and_totals_of_other_groups_are_left_out() {
    let (csv, account) = imported(
        "Gemeente,Groep,Jaar,Aantal\nGouda,asiel,2024,5\nBergen,,,\nNederland,arbeid,2024,9\n",
        &[],
    );
    assert_eq!(csv.lines().count(), 2);
    let left = json!([["totaal", [4], 9], ["tekst", [3], 0]]);
    assert_eq!(left_out(&account), left);
}

#[test]
fn a_peiljaar_is_of_the_whole_file_or_of_a_row() {
    let text = "Gemeente,Groep,Jaar,Aantal\nGouda,asiel,2024,5\n";
    let (csv, account) = imported(text, &["--kolom", "peiljaar=2025"]);
    let header = "gm_code,groep,jaar,aantal,peiljaar\n";
    let row = "GM0513,asielstatushouder,2024,5,2025\n";
    assert_eq!(csv, format!("{header}{row}"));
    assert_eq!(account["totalen"][0]["peiljaar"], 2025);
    let said = json!({ "naam": "", "betekenis": "peiljaar = 2025" });
    assert_eq!(
        account["kolommen"].as_array().and_then(|all| all.last()),
        Some(&said)
    );
    // A row that says nothing is without regard to one.
    let (csv, account) = imported(
        "Gemeente,Groep,Jaar,Aantal,Stand\nGouda,asiel,2024,5,2025\nEde,asiel,2024,7,\n",
        &["--kolom", "peiljaar=Stand"],
    );
    let other = "GM0228,asielstatushouder,2024,7,\n";
    assert_eq!(csv, format!("{header}{row}{other}"));
    // A column that was chosen is said once, at its own place.
    assert_eq!(account["kolommen"].as_array().map(Vec::len), Some(5));
}

/// What holds for all rows is told of all rows. A column of that name may hold the counts as
/// well as the other, so that one of them is chosen.
#[test]
fn a_year_of_the_whole_file_is_told_beside_a_column_of_that_name() {
    let text = "Gemeente,Groep,2025,Aantal\nGouda,asiel,5,6\n";
    let said = asked(text, &["--kolom", "jaar=2025"]);
    assert!(said.contains("meer dan een soort kolommen"), "{said}");
    let (csv, account) = imported(text, &["--kolom", "jaar=2025", "--kolom", "aantal=Aantal"]);
    assert!(
        csv.ends_with("\nGM0513,asielstatushouder,2025,6\n"),
        "{csv}"
    );
    let columns = account["kolommen"].as_array().expect("a list");
    let read: Vec<&Value> = columns.iter().map(|column| &column["betekenis"]).collect();
    assert_eq!(
        json!(read),
        json!(["naam", "groep", null, "aantal", "jaar = 2025"])
    );
}

#[test]
fn a_header_that_is_not_understood_is_the_row_that_names_gemeenten() {
    let said = asked("Gemeenten\nGemeente;Wie;Iets\nGouda;x;5\n", &[]);
    assert!(said.contains("in.csv:2:1"), "{said}");
    assert!(said.contains("als `aantal` te herkennen"), "{said}");
    for text in ["Leeftijd;Wie\n3;x\n", "Gemeenten\nLeeftijd;Wie\n3;x\n"] {
        let said = asked(text, &[]);
        assert!(said.contains("geen kopregel die te begrijpen is"), "{said}");
    }
}

#[test]
fn two_kinds_of_columns_for_the_counts_are_a_question() {
    for (header, row) in [
        ("Gemeente,Groep,Aantal,2024,2025", "Gouda,asiel,9,4,5"),
        ("Gemeente,Groep,Jaar,2024,2025", "Gouda,asiel,2024,4,5"),
        (
            "Gemeente,Groep,Jaar,Asielstatushouders,Gezinsmigranten",
            "Gouda,asiel,2024,4,5",
        ),
    ] {
        let said = asked(&format!("{header}\n{row}\n"), &[]);
        assert!(
            said.contains("meer dan een soort kolommen"),
            "{header}: {said}"
        );
    }
    // Who chooses says which, and the others are not read.
    let text = "Gemeente,Groep,Jaar,Aantal,2023\nGouda,asiel,2024,9,4\n";
    let (csv, _) = imported(text, &["--kolom", "aantal=Aantal"]);
    assert!(
        csv.ends_with("\nGM0513,asielstatushouder,2024,9\n"),
        "{csv}"
    );
}

/// Whoever chose something types it again with what is still asked.
#[test]
fn a_line_to_type_repeats_what_was_chosen() {
    let options = ["--kolom", "aantal=N", "--klein", "4"];
    let said = asked("Gemeente,N\nGouda,5\n", &options);
    let line = "spuk import in.csv --kolom aantal=N --klein 4 --kolom groep=asielstatushouder";
    assert!(said.contains(line), "{said}");
}

#[test]
fn more_people_than_the_program_reads_are_told() {
    let note = |most: i64| {
        let text =
            format!("Gemeente,Groep,Jaar,Aantal\nGouda,asiel,2024,{most}\nEde,asiel,2024,1\n");
        let (_, account) = imported(&text, &[]);
        account["opmerkingen"]
            .to_string()
            .contains("mensen: dat leest het programma niet")
    };
    assert!(!note(19_999_999));
    assert!(note(20_000_000));
}

/// Only what stands in no list of ours as one row has to be written anew.
#[test]
fn a_scenario_reads_no_file_whose_rows_are_added_up() {
    let scenario =
        "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n";
    let run = ["run", "s.toml", "--jaar", "2025"];
    let folder = Folder::with(&[("s.toml", scenario)]);
    let head = "Gemeente;Jaar;Doelgroep;Personen\n";
    folder.write(
        "a.csv",
        format!("{head}Ede;2025;gezinsmigrant;21\nGouda;2025;overige_migrant;9\n"),
    );
    folder.accepts(&run);
    folder.write(
        "a.csv",
        format!("{head}Ede;2025;gezinsmigrant;21\nEde;2025;overige_migrant;9\n"),
    );
    let told = [
        "niet elke rij telt zoals zij er staat",
        "spuk import a.csv --out a-spuk.csv",
    ];
    folder.refuses(&run, Code::CsvFout, &told);
}

#[test]
fn thousands_stand_in_groups_of_three() {
    let of = |people: &str| format!("Gemeente;Groep;Jaar;Aantal\nEde;asiel;2024;{people}\n");
    let (csv, _) = imported(&of("1.234.567"), &[]);
    assert!(csv.ends_with(",1234567\n"), "{csv}");
    for wrong in ["1234.567.890", "1.23.456", "0.234.567", ".234.567"] {
        let said = asked(&of(wrong), &[]);
        assert!(said.contains("geen aantal personen"), "{wrong}: {said}");
    }
}

/// A line of a group or a year alone is of the rows below it, whatever is said of all rows.
#[test]
fn a_heading_that_contradicts_what_is_said_of_all_rows_is_refused() {
    let read = |text: &str, choices: &[&str]| {
        let options: Vec<&str> = choices.iter().flat_map(|own| ["--kolom", own]).collect();
        asked(text, &options)
    };
    let years = "Gemeente;Aantal\n2022;\nEde;5\nCohort 2023;\nGouda;7\n";
    let said = read(years, &["groep=AGO", "jaar=2022"]);
    assert!(
        said.contains("`Cohort 2023` staat boven de rijen eronder, en --kolom jaar=2022"),
        "{said}"
    );
    assert!(said.contains("in.csv:4:1"), "{said}");
    let groups = "Nr;Gemeente;2024\n;Statushouders;\n1;Ede;5\n;Gezinsmigranten;\n2;Gouda;7\n";
    let said = read(groups, &["groep=asiel"]);
    assert!(said.contains("`Gezinsmigranten` staat boven"), "{said}");
    // One heading below another leaves what that said.
    let nested = "Gemeente;N\n2023;\nStatushouders;\nEde;5\n";
    let said = read(nested, &["groep=asiel", "jaar=2024", "aantal=N"]);
    assert!(said.contains("`2023` staat boven"), "{said}");
    for (text, choices) in [
        // It says the same, or stands below the table, or every row says it itself.
        (nested, &["groep=asiel", "jaar=2023", "aantal=N"][..]),
        (
            "Gemeente;Aantal\nEde;5\n2023;\n",
            &["groep=AGO", "jaar=2022"],
        ),
        ("Gemeente;Groep;2024\nStatushouders;;\nEde;AGO;5\n", &[]),
    ] {
        let options: Vec<&str> = choices.iter().flat_map(|own| ["--kolom", own]).collect();
        let (csv, _) = imported(text, &options);
        assert_eq!(csv.lines().count(), 2, "{csv}");
    }
}

/// What the line to type reads, and what it cannot.
#[test]
fn what_is_hidden_because_it_is_small_is_one_list() {
    let scenario =
        "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n";
    let rows = |aantal: &str| {
        format!("gm_code,groep,jaar,aantal\nGM0228,asielstatushouder,2024,{aantal}\n")
    };
    for (aantal, option) in [
        ("<=4", " --klein 2"),
        ("< 2", " --klein 1"),
        ("Geheim", " --klein 2"),
        ("nb", " --klein 2"),
        ("1_250", ""),
    ] {
        let folder = Folder::with(&[("s.toml", scenario), ("a.csv", &rows(aantal))]);
        let line = format!("spuk import a.csv{option} --out a-spuk.csv");
        folder.refuses(&["run", "s.toml"], Code::BuitenBereik, &[&line]);
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        folder.accepts(&words);
        let people = option
            .rsplit(' ')
            .next()
            .filter(|people| !people.is_empty());
        let expected = rows(people.unwrap_or("1250"));
        assert_eq!(folder.read("a-spuk.csv"), expected, "{aantal}");
    }
    for aantal in ["onbekend", "nvt", "-", "< 5 pers"] {
        let folder = Folder::with(&[("s.toml", scenario), ("a.csv", &rows(aantal))]);
        let output = folder.spuk(&["run", "s.toml"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("hulp:") && !said.contains("spuk import"),
            "{said}"
        );
    }
}
