//! `spuk import`: deliveries as people have them, and what is asked by name.

use serde_json::Value;

use crate::common::{Folder, rows};

/// What a file comes to with these options: the rows, and what was said of it.
pub(super) fn imported(text: &str, options: &[&str]) -> (String, Value) {
    let folder = Folder::with(&[("in.csv", text)]);
    let args = [
        &["import", "in.csv", "--out", "uit.csv", "--format", "json"],
        options,
    ]
    .concat();
    let (account, _) = folder.accepts(&args);
    (
        folder.read("uit.csv"),
        serde_json::from_str(&account).unwrap(),
    )
}

/// What is said of a file that asks for something.
pub(super) fn asked(text: &str, options: &[&str]) -> String {
    let folder = Folder::with(&[("in.csv", text)]);
    let args = [&["import", "in.csv", "--out", "uit.csv"], options].concat();
    let output = folder.spuk(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(!folder.path("uit.csv").exists(), "something was written");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn everyday_words_codes_and_names_become_ours() {
    let text = "Gemeente;Gemeentecode;Jaar;Doelgroep;Personen;Opmerking\n\
                Amersfoort;307;2024;Statushouders;88;voorlopig\n\
                Bergen (NH);0373;2024;Gezins- en overige migranten;1 250;\n\
                's-Hertogenbosch;GM796;2025;AAO;0;\n\
                Den Haag;;2025;asiel;12;\n\
                gemeente Súdwest-Fryslân;;2025;AIA;3;\n";
    let (csv, account) = imported(text, &[]);
    let expected = "gm_code,groep,jaar,aantal\nGM0307,asielstatushouder,2024,88\n\
                    GM0373,gezins_overig,2024,1250\nGM0796,onderwijsroute,2025,0\n\
                    GM0518,asielstatushouder,2025,12\nGM1900,afgerond,2025,3\n";
    assert_eq!(csv, expected);
    assert_eq!(account["als"], "aantallen");
    assert_eq!(account["rijen"], 5);
    assert_eq!(account["kolommen"][5]["naam"], "Opmerking");
    assert_eq!(account["kolommen"][5]["betekenis"], Value::Null);
}

#[test]
fn years_or_groups_as_headers_are_a_row_each() {
    let (csv, account) = imported(
        "regio,groep,2023,2024*\nGouda,asiel,5,7\nTotaal,asiel,5,8\n",
        &[],
    );
    let expected = "gm_code,groep,jaar,aantal\nGM0513,asielstatushouder,2023,5\n\
                    GM0513,asielstatushouder,2024,7\n";
    assert_eq!(csv, expected);
    // What the file says of the country is held against its rows.
    assert_eq!(account["opmerkingen"].as_array().unwrap().len(), 1);
    let said = account["opmerkingen"][0].as_str().unwrap();
    assert!(
        said.contains("2024") && said.contains('8') && said.contains('7'),
        "{said}"
    );

    let (csv, _) = imported(
        "code,jaar,Asielstatushouders,Gezinsmigranten,Overige migranten\n513,2024,5,7,2\n",
        &[],
    );
    let expected = "gm_code,groep,jaar,aantal\nGM0513,asielstatushouder,2024,5\n\
                    GM0513,gezins_overig,2024,9\n";
    assert_eq!(csv, expected);
}

#[test]
fn a_group_or_year_of_the_whole_file_is_said_on_the_command_line() {
    let text = "Gemeente,N\nGouda,5\n";
    let options = [
        "--kolom",
        "aantal=N",
        "--kolom",
        "groep=asielstatushouder",
        "--kolom",
        "jaar=2025",
    ];
    let asks = asked("Gemeente,Plaats,Aantal\nGouda,x,5\n", &[]);
    assert!(asks.contains("--kolom groep="), "{asks}");
    let asks = asked("Gemeente,Groep,Aantal\nGouda,asiel,5\n", &[]);
    assert!(asks.contains("--kolom jaar="), "{asks}");
    let (csv, _) = imported(text, &options);
    assert_eq!(
        csv,
        "gm_code,groep,jaar,aantal\nGM0513,asielstatushouder,2025,5\n"
    );
    let asks = asked(text, &["--kolom", "aantal=Getal"]);
    assert!(
        asks.contains("geen kolom `Getal`") && asks.contains("Gemeente, N"),
        "{asks}"
    );
}

#[test]
fn a_column_that_can_be_two_things_is_asked_for() {
    let text = "Gemeente,Groep,Jaar,Aantal,Personen\nGouda,asiel,2024,5,6\n";
    let asks = asked(text, &[]);
    assert!(
        asks.contains("`Aantal` en `Personen`") && asks.contains("--kolom aantal="),
        "{asks}"
    );
    let (csv, _) = imported(text, &["--kolom", "aantal=Personen"]);
    assert!(csv.ends_with("2024,6\n"), "{csv}");
}

#[test]
fn a_group_and_its_parts_are_not_added_up() {
    let parts =
        "Gemeente;Jaar;Doelgroep;Personen\nEde;2025;gezinsmigrant;21\nEde;2025;overige_migrant;9\n";
    let (csv, _) = imported(parts, &[]);
    assert!(csv.ends_with("\nGM0228,gezins_overig,2025,30\n"), "{csv}");
    let whole = "Ede;2025;gezins_overig;30\n";
    for both in [
        format!("{parts}{whole}"),
        parts.replacen('\n', &format!("\n{whole}"), 1),
    ] {
        let said = asked(&both, &[]);
        assert!(said.contains("als geheel en in delen"), "{said}");
    }
    let wide = "Gemeente;Jaar;Gezins- en overige migranten;Gezinsmigranten\nEde;2025;30;21\n";
    let said = asked(wide, &[]);
    assert!(said.contains("alleen het geheel"), "{said}");
}

#[test]
fn what_is_hidden_becomes_what_was_chosen_and_is_told() {
    let text =
        "Gemeente;Groep;Jaar;Aantal\nGouda;asiel;2024;<10\nDelft;asiel;2024;x\nEde;asiel;2024;40\n";
    assert!(asked(text, &[]).contains("--klein 2"));
    assert!(asked(text, &["--klein", "10"]).contains("minder dan 10"));
    let (csv, account) = imported(text, &["--klein", "4"]);
    assert_eq!(csv.matches(",4\n").count(), 2);
    let said = account["opmerkingen"][0].as_str().unwrap();
    assert!(said.contains("2, samen 8"), "{said}");
    // Inhabitants of a gemeente can be hidden as well.
    let (_, account) = imported(
        "Gemeente;Inwoners 2024\nVlieland;<1000\nEde;121000\n",
        &["--klein", "900"],
    );
    let said = account["opmerkingen"][0].as_str().unwrap();
    assert!(said.contains("1, samen 900"), "{said}");
    // An empty field is hidden from nobody.
    let empty = asked(
        "Gemeente;Groep;Jaar;Aantal\nGouda;asiel;2024;\n",
        &["--klein", "4"],
    );
    assert!(empty.contains("een leeg veld is geen 0"), "{empty}");
}

#[test]
fn a_number_for_what_is_hidden_says_so_where_nothing_is() {
    for text in [
        "Gemeente;Groep;Jaar;Aantal\nEde;asiel;2024;40\n",
        "Gemeente;Inwoners 2024\nEde;121000\n",
        "Gemeente;Kosten\nEde;0,9\n",
    ] {
        let (_, account) = imported(text, &["--klein", "3"]);
        let said = account["opmerkingen"][0].as_str().unwrap();
        assert!(said.contains("--klein 3 deed niets"), "{said}");
        let (_, account) = imported(text, &[]);
        let said = account["opmerkingen"].to_string();
        assert!(!said.contains("klein"), "{said}");
    }
}

#[test]
fn what_is_left_out_is_told_with_its_rows_and_people() {
    let text = "Gemeente,Groep,Jaar,Aantal\nGouda,asiel,2024,5\nZuid-Holland,asiel,2024,5\n\
                PV28,asiel,2024,5\nOnbekend,asiel,2024,31\nGouda,Totaal,2024,9\n\
                Nederland,asiel,2024,5\nBron: CBS,,,\n";
    let (csv, account) = imported(text, &[]);
    assert_eq!(rows(&csv).len(), 1);
    let left: Vec<(&str, usize, i64)> = account["weggelaten"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left| {
            let rows = left["rijen"].as_array().unwrap().len();
            (
                left["reden"].as_str().unwrap(),
                rows,
                left["mensen"].as_i64().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("totaal", 2, 14),
        ("gebied", 2, 10),
        ("tekst", 1, 0),
        ("zonder-gemeente", 1, 31),
    ];
    assert_eq!(left, expected);
}

#[test]
fn codes_of_before_a_herindeling_stay_and_are_told() {
    let text = "Code,Groep,Jaar,Aantal\n457,asiel,2021,8\n363,asiel,2021,80\n";
    let (csv, account) = imported(text, &[]);
    assert!(csv.contains("GM0457,asielstatushouder,2021,8"), "{csv}");
    assert!(
        account["opmerkingen"][0]
            .as_str()
            .unwrap()
            .contains("GM0457")
    );
    let (csv, _) = imported("Gemeente,Groep,Jaar,Aantal\nWeesp,asiel,2021,8\n", &[]);
    assert!(csv.contains("GM0457"), "{csv}");
}

#[test]
fn nothing_is_guessed() {
    let row = |row: &str| asked(&format!("Gemeente,Code,Groep,Jaar,Aantal\n{row}\n"), &[]);
    for (given, told) in [
        ("Bergen,,asiel,2024,5", "meer dan een gemeente"),
        ("Utrecht,0363,asiel,2024,5", "GM0363 is Amsterdam"),
        ("Utrrecht,,asiel,2024,5", "Utrecht (GM0344)"),
        (",26,asiel,2024,5", "geen gemeente"),
        ("Gouda,,arbeid,2024,5", "onbekende groep `arbeid`"),
        ("Gouda,,asiel,01-01-2024,5", "geen jaar"),
        ("Gouda,,asiel,24,5", "geen jaar"),
        ("Gouda,,asiel,2024,1.250", "kan 1250 zijn"),
        ("Gouda,,asiel,2024,2.5", "hele personen"),
        ("Gouda,,asiel,2024,-", "geen aantal personen"),
        (
            "Gouda,,asiel,2024,5\nGOUDA,513,statushouders,2024,6",
            "staat er twee keer",
        ),
    ] {
        let said = row(given);
        assert!(said.contains(told), "{given}: {said}");
    }
    let none = asked("Naam,Leeftijd\nGouda,5\n", &[]);
    assert!(
        none.contains("als `aantal` te herkennen") && none.contains("--kolom aantal="),
        "{none}"
    );
    let field = asked("a,b\n1,2\n", &["--kolom", "getal=b"]);
    assert!(field.contains("de velden zijn"), "{field}");
}

/// Who mends a file mends it once.
#[test]
fn every_row_that_is_wrong_is_told_at_once() {
    let said = asked(
        "Gemeente,Groep,Jaar,Aantal\nGouda,arbeid,2024,5\nUtrecht,asiel,2024,7\n\
         Utrrecht,asiel,2024,5\nEde,asiel,24,5\n",
        &[],
    );
    for told in [
        "onbekende groep `arbeid`",
        "ook fout: regel 4: ",
        "; regel 5: ",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("regel 3"), "{said}");
    let many = "Gouda,arbeid,2024,5\n".repeat(14);
    let said = asked(&format!("Gemeente,Groep,Jaar,Aantal\n{many}"), &[]);
    assert!(
        said.contains("regel 11: ") && said.contains("; en nog 4"),
        "{said}"
    );
    assert!(!said.contains("regel 12: "), "{said}");
}

#[test]
fn gemeenten_and_kenmerken_are_imported_too() {
    let text =
        "Regio;Inwoners 2024;Inwoners 2025\nGouda;75000;75 500\nNederland;17900000;18000000\n";
    let (csv, account) = imported(text, &[]);
    assert_eq!(account["als"], "gemeenten");
    assert_eq!(
        csv,
        "gm_code,naam,provincie,inwoners_2024,inwoners_2025\nGM0513,Gouda,Zuid-Holland,75000,75500\n"
    );
    let (csv, account) = imported("Gemeente;afronding;Kosten\nGouda;1,2;0,95\n", &[]);
    assert_eq!(account["als"], "kenmerken");
    assert_eq!(csv, "gm_code,afronding,kosten\nGM0513,1.2,0.95\n");
    let said = asked("Gemeente;afronding;x\nGouda;veel;\n", &[]);
    assert!(said.contains("een factor van 0.01"), "{said}");
    let (csv, account) = imported(
        "Gemeente,2024,2025\nGouda,75000,75500\n",
        &["--als", "gemeenten"],
    );
    assert_eq!(account["als"], "gemeenten");
    assert!(csv.contains("inwoners_2025"), "{csv}");
}

#[test]
fn a_scenario_reads_what_can_be_read_as_it_stands_and_says_how() {
    let scenario =
        "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n";
    let args = [
        "run",
        "s.toml",
        "--jaar",
        "2025",
        "--gemeente",
        "Gouda",
        "--format",
        "csv",
    ];
    let text = "Gemeente;Doelgroep;Jaar;Personen\nGouda;asiel;2025;61\nTotaal;asiel;2025;61\n";
    let folder = Folder::with(&[("s.toml", scenario), ("a.csv", text)]);
    let (run, said) = folder.accepts(&args);
    assert_eq!(rows(&run)[0]["asielstatushouders"], "61");
    assert!(
        said.contains("Personen = aantal") && said.contains("1 rij met een totaal"),
        "{said}"
    );

    // What asks for a choice asks for it with the line to type; what `import` refuses as well
    // is mended in the file, and no line is given that would end the same way.
    for (row, line) in [
        (
            "Delft;asiel;2025;<5",
            Some("spuk import a.csv --klein 2 --out a-spuk.csv"),
        ),
        (
            "Onbekend;asiel;2025;4",
            Some("spuk import a.csv --out a-spuk.csv"),
        ),
        ("Delfft;asiel;2025;4", None),
        ("Bergen;asiel;2025;4", None),
    ] {
        folder.write("a.csv", format!("{text}{row}\n"));
        let output = folder.spuk(&args).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        match line {
            Some(line) => assert!(said.contains(line), "{row}: {said}"),
            None => assert!(!said.contains("spuk import"), "{row}: {said}"),
        }
    }
    // Inhabitants are no counts, whatever can be understood of them.
    folder.write("a.csv", "Gemeente;Inwoners 2025\nGouda;75000\n");
    let output = folder.spuk(&args).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("onbekende kolom `Gemeente`"), "{said}");
    // Factors of gemeenten by name have a form of their own to convert to.
    folder.write(
        "s.toml",
        "[scenario]\nbasis = \"wi2021\"\n[kenmerken]\nbestand = \"k.csv\"\n",
    );
    folder.write("k.csv", "Gemeente;Kosten\nGouda;1,1\n");
    let output = folder.spuk(&["run", "s.toml"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let line = "spuk import k.csv --als kenmerken --out k-spuk.csv";
    assert!(said.contains(line), "{said}");
    folder.accepts(&line.split(' ').skip(1).collect::<Vec<_>>());
}

/// What is written is read, and what is refused would have been refused.
#[test]
fn factors_are_those_that_a_scenario_reads() {
    let scenario = "[scenario]\nbasis = \"wi2021\"\n[kenmerken]\nbestand = \"uit.csv\"\n";
    let run = ["run", "s.toml", "--jaar", "2026", "--format", "csv"];
    let folder = Folder::with(&[("s.toml", scenario)]);
    for (factor, is_one) in [
        ("", true),
        ("0,01", true),
        ("10", true),
        ("1.250000", true),
        ("0", false),
        ("0.009", false),
        ("10,5", false),
        ("0,1234567", false),
        ("-1", false),
        ("120%", false),
    ] {
        folder.write(
            "in.csv",
            format!("Gemeente;Afronding;Z-route\nGouda;{factor};1,1\nEde;0,8;\n"),
        );
        let args = ["import", "in.csv", "--als", "kenmerken", "--out", "uit.csv"];
        let output = folder.spuk(&args).output().unwrap();
        let written = factor.replace(',', ".");
        let rows = format!("gm_code,afronding,z_route\nGM0513,{written},1.1\nGM0228,0.8,\n");
        if is_one {
            assert_eq!(output.status.code(), Some(0), "{factor}");
            assert_eq!(folder.read("uit.csv"), rows);
        } else {
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{factor}");
            assert!(said.contains("een factor van 0.01"), "{factor}: {said}");
            folder.write("uit.csv", rows);
        }
        let read = folder.spuk(&run).output().unwrap();
        assert_eq!(read.status.success(), is_one, "{factor}");
    }
}

/// A sum below the table says so in the column of groups, and names no gemeente.
#[test]
fn a_sum_of_no_gemeente_is_left_out_and_diplomas_are_completions() {
    let text = "Code,Naam,Doelgroep,Jaar,Aantal\n363,Amsterdam,Statushouders,2024,7\n\
                363,Amsterdam,Diploma behaald,2024,2\n363,Amsterdam,Diploma's,2025,3\n\
                ,,Totaal,,12\n";
    let (csv, account) = imported(text, &[]);
    let expected = "gm_code,groep,jaar,aantal\nGM0363,asielstatushouder,2024,7\n\
                    GM0363,afgerond,2024,2\nGM0363,afgerond,2025,3\n";
    assert_eq!(csv, expected);
    assert_eq!(account["weggelaten"][0]["reden"], "totaal");
    assert_eq!(account["weggelaten"][0]["mensen"], 12);
    // Without a word for all groups, a row of no gemeente is a fault.
    let asked = asked(&text.replace(",,Totaal", ",,Statushouders"), &[]);
    assert!(asked.contains("is geen gemeente"), "{asked}");
}
