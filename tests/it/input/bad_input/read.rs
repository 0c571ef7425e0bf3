//! Input that is unusual and right: it is read.

use spuk::internals::input::diagnostic::Code;

use super::{CSV, column};
use crate::common::{AANTALLEN, Folder, GEMEENTEN, SCENARIO};

// --- Inheritance ---------------------------------------------------------------

#[test]
fn inheritance_goes_through_several_files_to_an_embedded_scenario() {
    let folder = Folder::with_basis()
        .and(
            "a.toml",
            "[scenario]\nbasis = \"sub/b.toml\"\n[prognose]\n2026 = 1\n",
        )
        .and(
            "sub/b.toml",
            "[scenario]\nbasis = \"../c.toml\"\n[prognose]\n2026 = 2\n2027 = 3\n",
        )
        .and(
            "c.toml",
            "[scenario]\nnaam = \"c\"\nbasis = \"wi2021\"\n[prognose]\n2027 = 4\n",
        );
    let (out, _) = folder.accepts(&["run", "a.toml", "--jaar", "2026"]);
    assert!(out.contains("· a ·"), "the name is not inherited: {out}");
}

#[test]
fn a_file_named_like_an_embedded_scenario_wins() {
    let folder = Folder::with_basis().and("wi2021", SCENARIO);
    let (out, _) = folder.accepts(&["run", "wi2021"]);
    assert!(out.contains("Drie gemeenten"), "{out}");
    let (out, _) = Folder::with_basis().accepts(&["run", "wi2021", "--jaar", "2026"]);
    assert!(out.contains("Geldend recht"), "{out}");
}

#[test]
fn a_file_is_found_from_the_file_that_names_it() {
    let folder = Folder::with_basis()
        .and("in/basis.toml", SCENARIO)
        .and("in/gemeenten.csv", GEMEENTEN)
        .and("in/aantallen.csv", AANTALLEN)
        .and("gemeenten.csv", "onzin")
        .and("s.toml", "[scenario]\nbasis = \"in/basis.toml\"\n");
    folder.accepts(&["run", "s.toml"]);
    folder.refuses(
        &["run", "s.toml", "--set", "gemeenten.bestand=gemeenten.csv"],
        Code::KolomOntbreekt,
        &["gemeenten.csv:1:1"],
    );
}

// --- The command line ------------------------------------------------------------

#[test]
fn a_setting_may_name_the_scenario() {
    let (out, _) =
        Folder::with_basis().accepts(&["run", "s.toml", "--set", "scenario.naam=Proef \"x\""]);
    assert!(out.contains("Proef \"x\""), "{out}");
}

#[test]
fn a_gemeente_is_found_without_its_suffix() {
    let args = ["run", "--jaar", "2026", "--format", "csv", "--gemeente"];
    for name in ["Rijswijk", "rijswijk (zh.)", "gm0603"] {
        let (out, _) = Folder::with_basis().accepts(&[&args[..], &[name]].concat());
        assert_eq!(column(&out, "gm_code"), ["GM0603"], "{name}");
    }
}

#[test]
fn a_gemeente_is_found_by_what_people_call_it() {
    let args = ["run", "--jaar", "2026", "--format", "csv", "--gemeente"];
    for (name, code) in [
        ("0344", "GM0344"),
        ("344", "GM0344"),
        ("GM344", "GM0344"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
    ] {
        let (out, _) = Folder::with_basis().accepts(&[&args[..], &[name]].concat());
        assert_eq!(column(&out, "gm_code"), [code], "{name}");
    }
}

// --- CSV -------------------------------------------------------------------------

#[test]
fn what_excel_writes_in_dutch_is_read() {
    let plain = Folder::with_basis().accepts(&CSV).0;
    let excel = |csv: &str| {
        let csv = csv.replace(',', ";").replace('\n', "\r\n");
        format!("\u{feff}{csv};;;\r\n\r\n")
    };
    let gemeenten = excel(GEMEENTEN).replace("Kleinstad", "\"Kleinstad\"");
    let folder = Folder::with_basis()
        .and("gemeenten.csv", gemeenten)
        .and("aantallen.csv", excel(AANTALLEN))
        .and(
            "basis.toml",
            format!("\u{feff}{}", SCENARIO.replace('\n', "\r\n")),
        );
    assert_eq!(folder.accepts(&CSV).0, plain);
}

#[test]
fn a_file_that_names_no_count_counts_nobody() {
    let folder = Folder::with_basis().and("aantallen.csv", "gm_code,groep,jaar,aantal\n");
    let (out, _) = folder.accepts(&CSV);
    assert!(
        column(&out, "asielstatushouders")
            .iter()
            .all(|&count| count == "0")
    );
}

// --- Herindelingen ---------------------------------------------------------------

#[test]
fn counts_of_merged_gemeenten_go_to_the_gemeente_of_today() {
    let folder = Folder::with_basis()
        .and(
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM0457,gezins_overig,2026,7\n",
        )
        .and(
            "s.toml",
            "[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"aantallen.csv\"\naanvullen = \"nul\"\n",
        );
    let args = [
        "run",
        "s.toml",
        "--jaar",
        "2026",
        "--format",
        "csv",
        "--gemeente",
        "Amsterdam",
    ];
    let (out, remarks) = folder.accepts(&args);
    assert_eq!(column(&out, "gezins_overig"), ["7"]);
    assert!(remarks.contains("GM0457"), "{remarks}");
    assert!(remarks.contains("Amsterdam (GM0363)"), "{remarks}");
}

const HERINDELINGEN: &str = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";

#[test]
fn a_split_gemeente_is_divided_over_all_its_successors() {
    let steps: String = ["GM9001", "GM9002", "GM9003"]
        .into_iter()
        .zip(["Kleinstad", "Middelburgh", "Grootveen"])
        .map(|(code, naam)| format!("2023-01-01,GM9000,Oud,{code},{naam},gesplitst\n"))
        .collect::<Vec<_>>()
        .concat();
    // Nothing else was counted of those it went into.
    let rest = "[aantallen]\naanvullen = \"nul\"\n";
    let folder = Folder::changed(&format!("[gemeenten]\nherindelingen = \"h.csv\"\n{rest}"))
        .and("h.csv", format!("{HERINDELINGEN}{steps}"))
        .and(
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM9000,gezins_overig,2026,371260\n",
        );
    let (out, _) = folder.accepts(&CSV);
    let people: Vec<i64> = column(&out, "gezins_overig")
        .iter()
        .map(|count| count.parse().unwrap())
        .collect();
    assert_eq!(people.iter().sum::<i64>(), 371_260);
    assert!(people.iter().filter(|&&count| count > 0).count() == 3);
}

// --- Nothing at all ----------------------------------------------------------------

const NOBODY: &str = "[prognose]\n2025 = 0\n2026 = 0\n[taakstelling]\n2024 = 0\n2025 = 0\n";

#[test]
fn a_country_without_anyone_gets_nothing() {
    let folder = Folder::changed(NOBODY)
        .and("aantallen.csv", "gm_code,groep,jaar,aantal\n")
        .and(
            "gemeenten.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM9001,A,P,0\nGM9002,B,P,0\n",
        );
    let (out, _) = folder.accepts(&CSV);
    for name in [
        "uitkering_voorlopig",
        "uitkering_definitief",
        "kas",
        "verrekening",
    ] {
        let amounts = column(&out, name);
        assert_eq!(amounts.len(), 4);
        assert!(
            amounts.iter().all(|&amount| amount == "0.00"),
            "{name}: {out}"
        );
    }
    for format in ["table", "json"] {
        folder.accepts(&["run", "s.toml", "--format", format]);
    }
}

#[test]
fn instroom_of_nobody_is_an_answer() {
    let zeros = |table: &str| {
        let years: String = (2022..=2031).map(|year| format!("{year} = 0\n")).collect();
        format!("[{table}]\n{years}")
    };
    let toml = ["prognose", "taakstelling"].map(zeros).concat()
        + &["asielstatushouder", "gezinsmigrant", "overige_migrant"]
            .map(|groep| zeros(&format!("instroom.pad.{groep}")))
            .concat();
    let folder = Folder::with_basis().and(
        "s.toml",
        format!("[scenario]\nbasis = \"wi2021\"\n{toml}2021 = 0\n"),
    );
    folder.accepts(&["backtest", "s.toml"]);
    let (out, _) = folder.accepts(&["run", "s.toml", "--format", "csv"]);
    assert!(
        column(&out, "uitkering_definitief")
            .iter()
            .all(|&amount| amount == "0.00")
    );
}
