//! What reports say about where they come from: the source of every amount,
//! and the receipt.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;

use crate::common::{self, Folder, SCENARIO, rows};

/// The program with its date fixed on the first second of 1970.
fn spuk(folder: &Path, args: &[&str], epoch: &str) -> String {
    let output = common::spuk()
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", epoch)
        .args(args)
        .output()
        .expect("a run");
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The rows of `spuk amounts`, by year and name.
fn amounts(args: &[&str]) -> BTreeMap<(String, String), BTreeMap<String, String>> {
    let args = [&["amounts", "--format", "csv"], args].concat();
    let table = rows(&spuk(Path::new("."), &args, "0"));
    let keyed = table.into_iter().map(|row| {
        let key = (row["jaar"].clone(), row["bedrag"].clone());
        (key, row)
    });
    keyed.collect()
}

/// Status and the start of the source of one amount.
fn assert_from(args: &[&str], jaar: &str, bedrag: &str, status: &str, bron: &str) {
    let all = amounts(args);
    let row = &all[&(jaar.to_owned(), bedrag.to_owned())];
    assert_eq!(row["status"], status, "{args:?} {jaar} {bedrag}: {row:?}");
    assert!(row["bron"].starts_with(bron), "{args:?} {bedrag}: {row:?}");
}

#[test]
fn every_amount_that_counts_has_a_unit_a_status_and_a_source() {
    for (key, row) in amounts(&[]) {
        assert_eq!(
            row["geldend"].is_empty(),
            row["status"].is_empty(),
            "{key:?}"
        );
        assert_eq!(row["geldend"].is_empty(), row["bron"].is_empty(), "{key:?}");
        let national = row["bedrag"].starts_with("incidenteel: ");
        let unit = if national { "euro" } else { "euro per persoon" };
        assert_eq!(row["eenheid"], unit, "{key:?}");
    }
}

#[test]
fn the_source_is_that_of_the_amount_that_counts() {
    assert_from(&[], "2026", "a", "gepubliceerd", "Ri2021 art. 10.1-10.4");
    assert_from(&[], "2027", "a", "aanname", "aanname: 2%");
    let none = "geen budget voor de onderwijsroute binnen de uitkering in 2024";
    assert_from(&[], "2024", "onderwijsroute", "afgeleid", none);
    assert_from(
        &[],
        "2028",
        "onderwijsroute",
        // The letter says "at least": that it is no more is nobody's but ours.
        "aanname",
        "aanname: het minste dat de brief van 19 september 2023 noemt",
    );
    let derived = ["--set", "bedragen.2026.gebruik=afgeleid"];
    assert_from(&derived, "2026", "a", "afgeleid", "herleid uit Ri2021");
    // A published amount of someone else's making is no published amount.
    let own = ["--set", "bedragen.2026.a=6000"];
    assert_from(&own, "2026", "a", "aanname", "geen bron genoemd in --set");
    assert_from(&own, "2026", "b", "gepubliceerd", "Ri2021");
}

/// A derived amount is no firmer than the rule or the price that it follows from.
#[test]
fn an_amount_is_as_firm_as_the_weakest_figure_below_it() {
    let derived = "bedragen.2026.gebruik=afgeleid";
    let share = ["--set", derived, "--set", "prestatie.aandeel=0.2"];
    assert_from(&share, "2026", "gewicht_a", "aanname", "geen bron genoemd");
    assert_from(&share, "2026", "a", "afgeleid", "herleid uit Ri2021");
    // The growth of 2027 is on the price of 2026, published growth or not.
    let price = ["--set", "prijs.2026.gezins_overig=700"];
    assert_from(&price, "2027", "gezins_overig", "aanname", "aanname: 2%");
}

#[test]
fn the_json_has_the_same_source_and_the_years_that_were_asked_for() {
    let args = ["amounts", "--jaar", "2025-2026", "--format", "json"];
    let json: Json = serde_json::from_str(&spuk(Path::new("."), &args, "0")).expect("JSON");
    let years = json["bedragen"].as_array().expect("rows").iter();
    let mut years: Vec<i64> = years.filter_map(|row| row["jaar"].as_i64()).collect();
    years.dedup();
    assert_eq!(years, [2025, 2026]);
    assert_eq!(json["percentages"].as_array().map(Vec::len), Some(2));
    let first = &json["bedragen"][0];
    assert_eq!(first["eenheid"], "euro per persoon");
    assert_eq!(first["status"], "gepubliceerd");
    assert_eq!(first["bron"], "Ri2021 art. 10.1-10.4");
}

/// What counts is told before the cut, and what a run reckons with beside it.
#[test]
fn a_cut_that_is_passed_on_has_a_column_of_its_own() {
    let cut = |form: &str, jaar: &str| {
        let args = ["amounts", "korting-2028", "--jaar", jaar, "--format", form];
        spuk(Path::new("."), &args, "0")
    };
    let all = amounts(&["korting-2028", "--jaar", "2027-2028"]);
    let row = |jaar: &str, bedrag: &str| &all[&(jaar.to_owned(), bedrag.to_owned())];
    let explained = [
        "explain",
        "korting-2028",
        "--gemeente",
        "Utrecht",
        "--jaar",
        "2028",
    ];
    let form = ["--veld", "a", "--format", "json"];
    let tree = spuk(Path::new("."), &[&explained[..], &form].concat(), "0");
    let tree: Json = serde_json::from_str(&tree).expect("JSON");
    assert_eq!(row("2028", "a")["geldend"], "6333.27");
    assert_eq!(row("2028", "a")["na_korting"], "5699.94");
    assert_eq!(tree["uitleg"][0]["boom"]["waarde"].to_string(), "5699.94");
    assert_eq!(row("2028", "gewicht_a")["na_korting"], "");
    assert_eq!(row("2027", "a")["na_korting"], "");
    let json: Json = serde_json::from_str(&cut("json", "2028")).expect("JSON");
    assert_eq!(json["bedragen"][1]["na_korting"].to_string(), "5699.94");
    assert_eq!(json["percentages"][0]["korting"], "10%");
    let table = cut("table", "2028");
    assert!(table.contains("na korting"), "{table}");
    assert!(table.contains("6.333,27    5.699,94"), "{table}");
    assert!(
        table.contains("2028: korting van 10% doorberekend"),
        "{table}"
    );
    assert!(!cut("table", "2027").contains("korting"));
    // What the state finds in its own budget leaves the amounts alone.
    assert_eq!(
        amounts(&[])[&("2026".to_owned(), "a".to_owned())]["na_korting"],
        ""
    );
}

/// The figures of `spuk run --format json`, by path: value, status, source, file.
fn figures(folder: &Path, scenario: &str) -> BTreeMap<String, [String; 4]> {
    let json = spuk(folder, &["run", scenario, "--format", "json"], "0");
    let json: Json = serde_json::from_str(&json).expect("JSON");
    let all = json["cijfers"].as_array().expect("figures").iter();
    // Figures are numbers, as they were used; all else is text.
    let text = |figure: &Json, key: &str| match &figure[key] {
        Json::Number(number) => number.to_string(),
        other => other.as_str().unwrap_or("-").to_owned(),
    };
    all.map(|figure| {
        let told = ["waarde", "status", "bron", "bestand"].map(|key| text(figure, key));
        (text(figure, "pad"), told)
    })
    .collect()
}

/// The lines of what is assumed, by table.
fn assumed(folder: &Path, scenario: &str) -> Vec<String> {
    let table = spuk(folder, &["run", scenario], "0");
    let (_, list) = table
        .split_once("Niet gepubliceerd maar aangenomen:\n")
        .expect("a list");
    let lines = list.lines().take_while(|line| !line.is_empty());
    let words = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    words.collect()
}

/// The worked example, with its files.
fn three(change: impl Fn(&str) -> String) -> Folder {
    Folder::three(&change(SCENARIO))
}

#[test]
fn files_are_figures_with_a_source_and_a_status() {
    let folder = three(str::to_owned);
    let none = "geen bron genoemd in scenario.toml";
    let found = figures(&folder.path(""), "scenario.toml");
    for file in ["aantallen", "gemeenten"] {
        let expected = [&*format!("{file}.csv"), "aanname", none, "scenario.toml"];
        assert_eq!(found[&format!("{file}.bestand")], expected);
    }
    let lines = assumed(&folder.path(""), "scenario.toml");
    let counts = "[aantallen] mensen per cohort bestand aantallen.csv";
    let inwoners = "[gemeenten] gemeenten en hun inwoners bestand gemeenten.csv";
    assert!(lines.iter().any(|line| line == counts), "{lines:#?}");
    assert!(lines.iter().any(|line| line == inwoners), "{lines:#?}");

    let stated = "[aantallen]\nbron = \"DUO\"\nstatus = \"gepubliceerd\"\n";
    let folder = three(|text| text.replace("[aantallen]\n", stated));
    let found = figures(&folder.path(""), "scenario.toml");
    let expected = ["aantallen.csv", "gepubliceerd", "DUO", "scenario.toml"];
    assert_eq!(found["aantallen.bestand"], expected);
    let lines = assumed(&folder.path(""), "scenario.toml");
    assert!(!lines.iter().any(|line| line.starts_with("[aantallen]")));
}

#[test]
fn the_embedded_inhabitants_are_those_of_the_cbs() {
    let found = figures(Path::new("."), "wi2021");
    let cbs = "CBS, CBS/Kadaster (CC BY 4.0)";
    let expected = ["gemeenten.csv", "gepubliceerd", cbs, "gemeenten.csv"];
    assert_eq!(found["gemeenten.bestand"], expected);
}

/// What the program takes by itself counts as much as what is written (verantwoording 2.3).
#[test]
fn defaults_that_count_are_assumptions() {
    let whole = "geen maximum in het scenario: de hele uitkering";
    let usual = "standaardwaarde van het programma";
    let folder = three(str::to_owned);
    let found = figures(&folder.path(""), "scenario.toml");
    assert_eq!(found["kas.verrekening_maand"], ["6", "aanname", usual, "-"]);
    // Without costs there is no reserve, and nothing flows back.
    assert!(!found.contains_key("reservering.maximum"));
    assert!(!found.contains_key("kas.terugvordering_maand"));
    assert_eq!(found["bedragen.2025.pa_t"][3], "scenario.toml");

    let costs = "\n[kosten.begeleiding]\nbedrag = 100\nritme = [1]\n";
    let without_pa = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("pa_t = "));
        lines.map(|line| format!("{line}\n")).collect::<String>() + costs
    };
    let folder = three(without_pa);
    let found = figures(&folder.path(""), "scenario.toml");
    assert_eq!(found["reservering.maximum"], ["1", "aanname", whole, "-"]);
    assert_eq!(
        found["kas.terugvordering_maand"],
        ["7", "aanname", usual, "-"]
    );
    assert_eq!(
        found["kas.terugvordering_na_jaren"],
        ["2", "aanname", usual, "-"]
    );
    let pa = "Ri2021 art. 10.1: in elk jaar dat is gepubliceerd 70%";
    assert_eq!(found["bedragen.2025.pa_t"], ["0.7", "aanname", pa, "-"]);
    assert_eq!(found["bedragen.2025.pa_t1"][3], "scenario.toml");
    let lines = assumed(&folder.path(""), "scenario.toml");
    let kas = "[kas] maand van verrekening en terugvordering alle 3 cijfers";
    assert!(lines.iter().any(|line| line == kas), "{lines:#?}");

    // A scenario that says all of it has no default.
    let own = figures(Path::new("."), "wi2021");
    assert!(own.values().all(|[.., file]| file != "-"));
}

#[test]
fn the_date_of_a_receipt_can_be_fixed() {
    for (epoch, date, in_words) in [
        ("0", "1970-01-01", "1 januari 1970"),
        ("1767225599", "2025-12-31", "31 december 2025"),
    ] {
        let table = spuk(Path::new("."), &["amounts", "--jaar", "2026"], epoch);
        let receipt = table.lines().last().expect("a receipt");
        assert!(receipt.ends_with(&format!(" · {in_words}")), "{receipt}");
        let json = spuk(Path::new("."), &["run", "--format", "json"], epoch);
        let json: Json = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["ontvangstbewijs"]["datum"], date);
    }
}

const TABLES: &str = "\
# One layout.
[scenario]
naam = \"Proef\"
basis = \"wi2021\"

[prognose]
2027 = 25000
2028 = 24000

[prestatie]
aandeel = 0.2
";

const LINES: &str = "prestatie.aandeel = 0.2 # another, with other line ends\r\n\
    prognose = { 2028 = 24000, 2027 = 25000 }\r\n\
    scenario = { basis = 'wi2021', naam = 'Proef' }\r\n";

#[test]
fn the_same_scenario_in_another_layout_is_the_same_result_to_the_byte() {
    let folder = Folder::with(&[("tables.toml", TABLES), ("lines.toml", LINES)]);
    let run = |name, format, epoch| {
        let args = ["run", name, "--level", "gemeente", "--format", format];
        spuk(folder.path("").as_path(), &args, epoch)
    };
    let receipt = |name, epoch| {
        let json: Json = serde_json::from_str(&run(name, "json", epoch)).expect("JSON");
        let receipt = json["ontvangstbewijs"].as_object().expect("a receipt");
        let mut receipt = receipt.clone();
        // The files differ, and so may the date; all else has to be the same.
        assert!(receipt.remove("bestanden").is_some());
        assert!(receipt.remove("datum").is_some());
        receipt
    };
    assert_eq!(receipt("tables.toml", "0"), receipt("lines.toml", "86400"));
    let csv = run("tables.toml", "csv", "0");
    assert!(csv.lines().count() > 342);
    assert_eq!(csv, run("lines.toml", "csv", "86400"));
    // Another figure is another receipt, and another result.
    folder.write("tables.toml", TABLES.replace("24000", "24001"));
    assert_ne!(receipt("tables.toml", "0"), receipt("lines.toml", "0"));
    assert_ne!(csv, run("tables.toml", "csv", "0"));
}

#[test]
fn a_date_that_is_fixed_wrongly_is_refused() {
    for epoch in ["", "vandaag", "1e9", "1760000000.5", "-1", "99999999999999"] {
        let mut command = common::spuk();
        let ran = command.env("SOURCE_DATE_EPOCH", epoch).arg("amounts");
        let output = ran.assert().code(2).stdout("").get_output().clone();
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        let wrong = format!("fout[opdrachtregel]: SOURCE_DATE_EPOCH is `{epoch}`");
        assert!(said.starts_with(&wrong), "{said}");
    }
}
