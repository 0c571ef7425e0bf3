//! What people ask in their own way is understood, or answered with what works; and what is
//! said in English is said in English.

use crate::common::{Folder, cents, rows};

/// What the program prints, and what it says beside it.
fn ran(folder: &Folder, arguments: &str) -> [String; 2] {
    let output = folder
        .spuk(&arguments.split(' ').collect::<Vec<_>>())
        .output();
    let output = output.expect("the program");
    [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("text"))
}

/// What a wrong call says.
fn refused(arguments: &str) -> String {
    let folder = Folder::with(&[]);
    let [out, said] = ran(&folder, arguments);
    assert_eq!(out, "", "{arguments}");
    said
}

#[test]
fn a_call_that_is_nearly_right_is_answered_with_what_works() {
    for (arguments, wanted) in [
        (
            "explain --gemeente Delft,Leiden --jaar 2028",
            "--gemeente \"Delft\"",
        ),
        ("explain --gemeente Delft,Leiden --jaar 2028", "noemt er 2"),
        ("run --provincie Utrecht", "--level provincie"),
        (
            "compare wi2021 oud-ritme --provincie=Utrecht --lang en",
            "a row for each provincie",
        ),
        (
            "run --set korting.5.percentage=0.1",
            "`korting` heeft hier 1 regel, op plaats 0;",
        ),
        (
            "run --set korting.5.percentage=0.1 --lang en",
            "has 1 line here, at place 0;",
        ),
        (
            "run --set prestatie.5.aandeel=0.1",
            "bekende sleutels hier: vanaf, aandeel",
        ),
        (
            "simulate --gemeente Delft --level landelijk --draws 1",
            "kies een van beide",
        ),
        (
            "solve --varieer index.2028 --tegen kas --draws 30 --kans 0.8",
            "--tegen",
        ),
        (
            "solve --varieer index.2028 --tegen kas --decimalen 3",
            "--tegen",
        ),
        ("solve --varieer index.2028 --tegen kas --samen", "--tegen"),
        (
            "solve --varieer index.2028 --doel kas>=0 --stappen 4",
            "--stappen",
        ),
        (
            "solve --varieer index.2028 --doel kas>=0 --veld saldo",
            "--veld",
        ),
        (
            "report wi2021 --out r --draws 0 --set-b index.2028=0.01",
            "noem nog een scenario",
        ),
        (
            "report wi2021 --out r --draws 0 --samenvatting --varieer index.2028",
            "--samenvatting",
        ),
        ("report wi2021 --out r --draws 0 --seed 8", "--draws 0"),
    ] {
        let said = refused(arguments);
        assert!(said.contains(wanted), "{arguments}: {said}");
    }
}

#[test]
fn a_provincie_is_found_by_any_of_its_names() {
    let folder = Folder::with(&[]);
    let of =
        |name: &str| ran(&folder, &format!("explain --provincie {name} --jaar 2028"))[0].clone();
    let fryslan = of("Fryslân");
    assert!(fryslan.contains("Fryslân"), "{fryslan}");
    for name in ["friesland", "FRYSLAN", "pv21"] {
        assert_eq!(of(name), fryslan, "{name}");
    }
    assert_eq!(of("noordbrabant"), of("Noord-Brabant"));
    assert!(refused("explain --provincie PV99 --jaar 2028").contains("geen provincie"));
}

#[test]
fn dates_as_excel_writes_them_are_the_same_dates() {
    let csv = |day: &str| {
        let text = format!(
            "datum;van_code;van_naam;naar_code;naar_naam;soort\n\
             {day};GM0603;Rijswijk;GM0518;'s-Gravenhage;opgegaan\n"
        );
        let folder = Folder::with(&[(
            "s.toml",
            "scenario.basis = \"wi2021\"\ngemeenten.herindelingen = \"h.csv\"\n",
        )])
        .and("h.csv", text);
        let [out, said] = ran(
            &folder,
            "run s.toml --level gemeente --jaar 2028 --format csv",
        );
        assert!(!said.contains("fout"), "{said}");
        out
    };
    let iso = csv("2027-01-01");
    assert_eq!(rows(&iso).len(), 341);
    assert_eq!(csv("1-1-2027"), iso);
    assert_eq!(csv("01/01/2027"), iso);
}

#[test]
fn draws_of_some_areas_and_years_are_those_of_all() {
    let folder = Folder::with(&[]);
    let all = ran(&folder, "simulate wi2021 oud-ritme --draws 6 --format csv")[0].clone();
    let all = rows(&all);
    for (arguments, keep) in [
        (
            "--level provincie",
            &(|row: &_| row_is(row, "level", "provincie")) as &dyn Fn(&_) -> bool,
        ),
        ("--level landelijk --jaar 2027", &|row: &_| {
            row_is(row, "level", "landelijk") && row_is(row, "jaar", "2027")
        }),
        ("--gemeente Delft,GM0603 --jaar 2030", &|row: &_| {
            (row_is(row, "code", "GM0503") || row_is(row, "code", "GM0603"))
                && row_is(row, "jaar", "2030")
        }),
    ] {
        let line = format!("simulate wi2021 oud-ritme --draws 6 --format csv {arguments}");
        let some = rows(&ran(&folder, &line)[0]);
        let wanted: Vec<_> = all.iter().filter(|row| keep(row)).cloned().collect();
        assert!(!wanted.is_empty());
        assert_eq!(some, wanted, "{arguments}");
        let json = ran(&folder, &line.replace("csv", "json"))[0].clone();
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["regels"].as_array().expect("rows").len(), wanted.len());
        let table = ran(&folder, &line.replace(" --format csv", ""))[0].clone();
        assert!(table.contains(&wanted[0]["naam"]), "{table}");
    }
    // Parts that are put together show the same.
    for part in 1..=2 {
        let line =
            format!("simulate wi2021 oud-ritme --draws 6 --shard {part}/2 --out {part}.deel");
        ran(&folder, &line);
    }
    let merged = "merge 1.deel 2.deel --format csv --gemeente delft,gm0603 --jaar 2030";
    let asked =
        "simulate wi2021 oud-ritme --draws 6 --format csv --gemeente Delft,Rijswijk --jaar 2030";
    assert_eq!(ran(&folder, merged)[0], ran(&folder, asked)[0]);
    let unknown = ran(&folder, "merge 1.deel 2.deel --gemeente Delfft")[1].clone();
    assert!(unknown.contains("geen gemeente `Delfft`"), "{unknown}");
    let shard = refused("simulate --draws 4 --shard 1/2 --out deel --gemeente Delft");
    assert!(
        shard.contains("geef --gemeente aan `spuk merge`"),
        "{shard}"
    );
}

type Row = std::collections::BTreeMap<String, String>;

fn row_is(row: &Row, column: &str, value: &str) -> bool {
    row[column] == value
}

#[test]
fn a_table_of_gemeenten_has_its_tekort_and_a_blank_percentage_its_reason() {
    let folder = Folder::with(&[]);
    let table = ran(&folder, "run --level gemeente --jaar 2028")[0].clone();
    let csv = ran(&folder, "run --level gemeente --jaar 2028 --format csv")[0].clone();
    let delft = rows(&csv)
        .into_iter()
        .find(|row| row["gm_code"] == "GM0503");
    let short = cents(&delft.expect("Delft")["tekort"]);
    let line = table
        .lines()
        .find(|line| line.contains("GM0503"))
        .expect("Delft");
    let euros = format!("{}", (short + 50) / 100);
    let plain: String = line.chars().filter(|c| *c != '.').collect();
    assert!(short > 0 && plain.contains(&euros), "{line}: {euros}");
    assert!(table.contains("tekort"));
    let saldo = ran(&folder, "compare wi2021 oud-ritme --veld saldo")[0].clone();
    assert!(
        saldo.contains("Zonder percentage: van een saldo"),
        "{saldo}"
    );
    let short = ran(&folder, "compare oud-ritme wi2021 --veld tekort")[0].clone();
    assert!(
        short.contains("Zonder percentage: A is er nul of bijna nul"),
        "{short}"
    );
    let paid = ran(
        &folder,
        "compare wi2021 oud-ritme --veld uitkering_definitief",
    )[0]
    .clone();
    assert!(!paid.contains("Zonder percentage"), "{paid}");
}

#[test]
fn english_output_has_no_dutch_about_settings_and_draws() {
    let folder = Folder::with(&[(
        "s.toml",
        "scenario.basis = \"wi2021\"\n[[verwacht]]\njaar = 2028\nveld = \"kas\"\nbedrag = 1\n",
    )]);
    let drawn =
        "explain --gemeente Delft --jaar 2029 --draw 3 --seed 7 --set kas.verrekening_maand=7";
    let english = ran(&folder, &format!("{drawn} --lang en"))[0].clone();
    for dutch in [" met ", "trekking", "zaad"] {
        assert!(!english.contains(dutch), "{dutch}: {english}");
    }
    assert!(
        english.contains("(kas.verrekening_maand=7) (--draw 3 --seed 7)"),
        "{english}"
    );
    let check = ran(&folder, "check s.toml --lang en");
    let said = check.concat();
    assert!(
        said.contains("source: ") && !said.contains("zonder bron"),
        "{said}"
    );
    let words = ran(&folder, "explain --jaar 2028 --depth alles")[0].clone();
    for raw in [
        "van overige_migrant",
        "overige_migrant,",
        "van gezinsmigrant in",
    ] {
        assert!(!words.contains(raw), "{raw}");
    }
    assert!(words.contains("overige migranten"), "{words}");
}

/// What shapes a table to be read is not passed over in silence where there is none, and where
/// there is one nothing is said.
#[test]
fn an_option_of_a_table_is_told_of_where_there_is_no_table() {
    let folder = Folder::with(&[("s.toml", "[scenario]\nbasis = \"wi2021\"\n")]);
    let of_sensitivity = "--top 0 --elk --alles --zonder-effect";
    for (command, options, expected) in [
        ("compare oud-ritme wi2021", "--top 3", "--top"),
        (
            "compare oud-ritme wi2021",
            "--top 3 --sort code",
            "--sort, --top",
        ),
        (
            "sensitivity wi2021",
            of_sensitivity,
            "--top, --elk, --alles, --zonder-effect",
        ),
        ("check s.toml", "--top 3", "--top"),
    ] {
        let said = |form: &str| {
            let [out, said] = ran(&folder, &format!("{command} {options} --format {form}"));
            assert_ne!(out, "", "{command}: {said}");
            said
        };
        let line = format!(
            "let op: telt alleen mee in een tabel om te lezen, en dit is er geen: {expected}\n"
        );
        let (table, others) = match command {
            "check s.toml" => ("text", &["json"][..]),
            _ => ("table", &["json", "csv", "csv-nl"][..]),
        };
        for form in others {
            assert!(said(form).contains(&line), "{command}: {}", said(form));
        }
        assert!(!said(table).contains("telt alleen mee"), "{command}");
    }
}
