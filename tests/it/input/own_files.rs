//! Files that people bring: codes as Excel leaves them, herindelingen of their own,
//! counts of some gemeenten, scenarios that cannot be read.

use std::fs;

use spuk::internals::input::diagnostic::Code;

use crate::common::{Folder, rows};

/// The law as it stands with a herindeling of one's own.
fn merged(row: &str) -> Folder {
    Folder::with(&[
        (
            "s.toml",
            "[scenario]\nbasis = \"wi2021\"\n[gemeenten]\nherindelingen = \"h.csv\"\n",
        ),
        (
            "h.csv",
            &format!("datum,van_code,van_naam,naar_code,naar_naam,soort\n{row}"),
        ),
    ])
}

/// The law as it stands with counts of one's own.
fn counted(rows: &str, more: &str) -> Folder {
    let scenario =
        format!("[scenario]\nbasis = \"wi2021\"\n[aantallen]\nbestand = \"a.csv\"\n{more}");
    let counts = format!("gm_code,groep,jaar,aantal\n{rows}");
    Folder::with(&[("s.toml", &scenario), ("a.csv", &counts)])
}

const RUN: [&str; 8] = [
    "run", "s.toml", "--jaar", "2027", "--level", "gemeente", "--format", "csv",
];

#[test]
fn a_herindeling_reads_codes_as_excel_leaves_them() {
    let good = merged("2027-01-01,GM0873,Woensdrecht,GM0748,Bergen op Zoom,opgegaan\n");
    let (expected, _) = good.accepts(&RUN);
    assert_eq!(rows(&expected).len(), 341);
    assert!(!expected.contains("GM0873"));
    for row in [
        "2027-01-01,873,Woensdrecht,748,Bergen op Zoom,opgegaan\n",
        "2027-01-01,gm873,WOENSDRECHT,0748,bergen op zoom,opgegaan\n",
    ] {
        let (got, said) = merged(row).accepts(&RUN);
        assert_eq!(got, expected, "{row}");
        assert!(said.contains("Woensdrecht (GM0873) telt mee in"), "{said}");
    }
}

#[test]
fn a_herindeling_that_cannot_be_meant_is_refused() {
    for (row, words) in [
        // A name that belongs to another code.
        (
            "2027-01-01,GM0873,Woensdrecht,GM0855,Bergen op Zoom,opgegaan\n",
            &[
                "GM0855 is Tilburg, niet Bergen op Zoom",
                "Bergen op Zoom is GM0748",
            ][..],
        ),
        (
            "2027-01-01,GM0748,Woensdrecht,GM0855,Tilburg,opgegaan\n",
            &["GM0748 is Bergen op Zoom, niet Woensdrecht"],
        ),
        (
            "2027-01-01,GM0873,Woensdrecht,GM9748,Bergen op Zoom,opgegaan\n",
            &["Bergen op Zoom is GM0748, niet GM9748", "schrijf GM0748"],
        ),
        // What became part of another was not split, ...
        (
            "2027-01-01,GM0873,Woensdrecht,GM0748,Bergen op Zoom,opgegaan\n\
             2027-01-01,GM0873,Woensdrecht,GM0855,Tilburg,gesplitst\n",
            &["GM0873 is al ergens anders in opgegaan", "h.csv:3"],
        ),
        // ... one gemeente alone makes no new one, ...
        (
            "2027-01-01,GM0873,Woensdrecht,GM2101,Zuidrand,opgegaan\n",
            &["GM2101 (Zuidrand) bestaat niet", "twee of meer"],
        ),
        // ... and one that is not there cannot go.
        (
            "2027-01-01,GM8873,Nergenshuizen,GM0748,Bergen op Zoom,opgegaan\n",
            &["GM8873 (Nergenshuizen)", "doet niets"],
        ),
        (
            "2027-01-01,Woensdrecht,Woensdrecht,GM0748,Bergen op Zoom,opgegaan\n",
            &[
                "`Woensdrecht` is geen gm_code",
                "de code van Woensdrecht is GM0873",
            ],
        ),
    ] {
        let folder = merged(row);
        let code = match row.contains(",Woensdrecht,Woensdrecht,") {
            true => Code::GemeenteOnbekend,
            false => Code::HerindelingOngeldig,
        };
        folder.refuses(&RUN, code, words);
        folder.refuses(&["run", "s.toml"], code, words);
    }
}

#[test]
fn two_gemeenten_can_make_a_new_one() {
    let folder = merged(
        "2027-01-01,GM0873,Woensdrecht,GM2101,Zuidrand,opgegaan\n\
         2027-01-01,GM0748,Bergen op Zoom,GM2101,Zuidrand,opgegaan\n",
    );
    let (got, _) = folder.accepts(&RUN);
    assert!(rows(&got).iter().any(|row| row["gemeente"] == "Zuidrand"));
}

#[test]
fn own_herindelingen_are_added_to_those_of_the_program() {
    let folder = merged("2027-01-01,GM0873,Woensdrecht,GM0748,Bergen op Zoom,opgegaan\n");
    let scenario =
        folder.read("s.toml") + "[aantallen]\nbestand = \"a.csv\"\naanvullen = \"nul\"\n";
    folder.write("s.toml", scenario);
    folder.write(
        "a.csv",
        "gm_code,groep,jaar,aantal\nGM0010,asielstatushouder,2025,40\n",
    );
    let args = [
        "run",
        "s.toml",
        "--jaar",
        "2025",
        "--gemeente",
        "Eemsdelta",
        "--format",
        "csv",
    ];
    let (got, said) = folder.accepts(&args);
    assert_eq!(rows(&got)[0]["asielstatushouders"], "40");
    assert!(!said.contains("zegt anders dan het programma"), "{said}");
    // Who says otherwise than the program is told so.
    folder.write(
        "h.csv",
        "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
         2021-01-01,GM0010,Delfzijl,GM0014,Groningen,opgegaan\n",
    );
    let (got, said) = folder.accepts(&args);
    assert_eq!(rows(&got)[0]["asielstatushouders"], "0");
    assert!(
        said.contains("zegt anders dan het programma wat er werd van Delfzijl"),
        "{said}"
    );
}

/// The program has that Weesp went into Amsterdam on 24 March 2022.
#[test]
fn who_says_otherwise_than_the_program_in_any_way_is_told_so() {
    let differs = |row: &str| {
        let (_, said) = merged(row).accepts(&["run", "s.toml"]);
        said.contains("zegt anders dan het programma wat er werd van Weesp")
    };
    assert!(!differs(
        "2022-03-24,GM0457,Weesp,GM0363,Amsterdam,opgegaan\n"
    ));
    for row in [
        "2022-03-25,GM0457,Weesp,GM0363,Amsterdam,opgegaan\n",
        "2022-03-24,GM0457,Weesp,GM0363,Amsterdam,gesplitst\n",
        "2022-03-24,GM0457,Weesp,GM0362,Amstelveen,opgegaan\n",
        "2022-03-24,GM0457,Weesp,GM0363,Amsterdam,gesplitst\n\
         2022-03-24,GM0457,Weesp,GM0362,Amstelveen,gesplitst\n",
    ] {
        assert!(differs(row), "{row}");
    }
}

#[test]
fn a_herindeling_into_or_of_a_gemeente_that_is_gone_goes_by_its_date() {
    let into_weesp = |datum: &str| {
        merged(&format!(
            "{datum},GM0873,Woensdrecht,GM0457,Weesp,opgegaan\n"
        ))
    };
    let told = [
        "GM0457 bestond op 2022-03-24 zelf niet meer, sinds 2022-03-24",
        "h.csv:2",
    ];
    into_weesp("2022-03-24").refuses(&RUN, Code::HerindelingOngeldig, &told);
    // Before that day Weesp was there, and went on into Amsterdam.
    let (got, said) = into_weesp("2022-03-23").accepts(&RUN);
    assert_eq!(rows(&got).len(), 341);
    for told in [
        "Woensdrecht (GM0873) telt mee in Weesp",
        "Weesp (GM0457) telt mee in Amsterdam",
    ] {
        assert!(said.contains(told), "{said}");
    }
    let of_amsterdam = |datum: &str| {
        merged(&format!(
            "{datum},GM0363,Amsterdam,GM0362,Amstelveen,opgegaan\n"
        ))
    };
    let told = ["GM0363 kan niet op 2022-03-24 ophouden: Weesp ging er op 2022-03-24 in op"];
    of_amsterdam("2022-03-24").refuses(&RUN, Code::HerindelingOngeldig, &told);
    let (got, _) = of_amsterdam("2022-03-25").accepts(&RUN);
    assert_eq!(rows(&got).len(), 341);
}

#[test]
fn a_former_gemeente_is_known_by_code_and_by_name() {
    let folder = counted("1663,asielstatushouder,2025,40\n", "aanvullen = \"nul\"\n");
    let args = [
        "run",
        "s.toml",
        "--jaar",
        "2025",
        "--gemeente",
        "Het Hogeland",
        "--format",
        "csv",
    ];
    let (got, said) = folder.accepts(&args);
    assert_eq!(rows(&got)[0]["asielstatushouders"], "40");
    assert!(
        said.contains("aantallen van GM1663 tellen mee in Het Hogeland (GM1966)"),
        "{said}"
    );
    for (wanted, told) in [
        ("De Marne", "De Marne is opgegaan in Het Hogeland (GM1966)"),
        (
            "1671",
            "Maasdonk is verdeeld over 's-Hertogenbosch (GM0796), Oss (GM0828)",
        ),
        ("Noord-Brabant", "Noord-Brabant is een provincie"),
    ] {
        folder.refuses(
            &["run", "--gemeente", wanted],
            Code::GemeenteOnbekend,
            &[told],
        );
    }
    let unknown = counted("GM1664,afgerond,2025,4\n", "");
    let output = unknown.spuk(&["run", "s.toml"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("`GM1664` bestaat niet") && !said.contains("bedoelt u"),
        "{said}"
    );
}

#[test]
fn codes_in_lists_have_one_form_too() {
    let list =
        "gm_code,naam,provincie,inwoners_2024\n599,A,zuid-holland,10\nGM0599,A,Zuid-Holland,20\n";
    let folder = Folder::changed("[gemeenten]\nbestand = \"g.csv\"\n").and("g.csv", list);
    folder.refuses(
        &["run", "s.toml"],
        Code::DubbeleRij,
        &["GM0599 staat er twee keer", "g.csv:3"],
    );
    let list = "gm_code,naam,provincie,inwoners_2024\nGM9001,A,Zuid-Holand,10\n";
    let folder = folder.and("g.csv", list);
    folder.refuses(
        &["run", "s.toml"],
        Code::OnbekendeWaarde,
        &["`Zuid-Holand`", "`Zuid-Holland`"],
    );
    let list = "gm_code,naam,provincie,inwoners_2024\nGM9001,A,Zeeland,10\nGM9002,B,Ruritanie,10\n";
    let folder = folder.and("g.csv", list);
    folder.refuses(
        &["run", "s.toml"],
        Code::OnbekendeWaarde,
        &["`Ruritanie` is geen provincie"],
    );
    for (degrees, told) in [
        ("180.01,52", "een getal van -180 tot en met 180"),
        ("5,-90.5", "een getal van -90 tot en met 90"),
        ("oost,52", "`oost` is geen aantal graden"),
    ] {
        let list = format!(
            "gm_code,naam,provincie,lon,lat,inwoners_2024\nGM9001,A,Zeeland,{degrees},10\n"
        );
        folder.write("g.csv", list);
        folder.refuses(&["run", "s.toml"], Code::BuitenBereik, &[told, "g.csv:2"]);
    }
}

#[test]
fn counts_that_lack_gemeenten_ask_for_a_choice() {
    let rows_of_two = "GM0599,asielstatushouder,2025,1500\nGM0014,asielstatushouder,2025,700\n";
    counted(rows_of_two, "").refuses(
        &["run", "s.toml"],
        Code::SleutelOntbreekt,
        &[
            "340 van de 342",
            "aanvullen = \"model\"",
            "aanvullen = \"nul\"",
            "s.toml:4",
        ],
    );
    let people = |more: &str| {
        let args = [
            "run", "s.toml", "--jaar", "2025", "--level", "gemeente", "--format", "csv",
        ];
        let (got, said) = counted(rows_of_two, more).accepts(&args);
        let all = rows(&got);
        let of = |code: &str| {
            let row = all.iter().find(|row| row["gm_code"] == code).unwrap();
            row["asielstatushouders"].parse::<i64>().unwrap()
        };
        let total = all
            .iter()
            .map(|row| row["asielstatushouders"].parse::<i64>().unwrap());
        (
            [of("GM0599"), of("GM0014"), of("GM0344")],
            total.sum::<i64>(),
            said,
        )
    };
    let (nul, total, _) = people("aanvullen = \"nul\"\n");
    assert_eq!((nul, total), ([1500, 700, 0], 2200));
    let (model, total, _) = people("aanvullen = \"model\"\n");
    let args = ["run", "--jaar", "2025", "--format", "csv"];
    let (law, _) = Folder::with(&[]).accepts(&args);
    let national: i64 = rows(&law)[0]["asielstatushouders"].parse().unwrap();
    // The counted ones are as counted, and the others share what remains.
    assert_eq!((&model[..2], total), (&[1500, 700][..], national));
    assert!(model[2] > 300, "{model:?}");
    let filled = counted(rows_of_two, "aanvullen = \"model\"\n");
    let (table, _) = filled.accepts(&["run", "s.toml"]);
    assert!(
        table.contains(": 2 van 342 gemeenten, de andere volgen het model"),
        "{table}"
    );
    // More than the country leaves nothing, and that is said.
    let (full, _, said) =
        people("aanvullen = \"model\"\n[aantallen.landelijk.asielstatushouder]\n2025 = 2000\n");
    assert_eq!(full, [1500, 700, 0]);
    let too_many = "de getelde gemeenten hebben samen meer dan het land";
    let own = format!("aantallen `asielstatushouder` van 2025: {too_many}");
    assert!(said.contains(&own), "{said}");
    assert_eq!(said.matches(too_many).count(), 1, "{said}");
}

#[test]
fn a_filled_gemeente_is_explained_by_what_is_left() {
    let folder = counted(
        "GM0599,asielstatushouder,2025,1500\nGM0599,afgerond,2025,90\n",
        "aanvullen = \"model\"\n",
    );
    let explain = |column: &str| {
        let args = [
            "explain",
            "s.toml",
            "--gemeente",
            "Zeist",
            "--jaar",
            "2025",
            "--veld",
            column,
            "--depth",
            "alles",
        ];
        folder.accepts(&args).0
    };
    let told = explain("asielstatushouders");
    assert!(told.contains("na de 1500 getelde mensen"), "{told}");
    assert!(explain("afgerond").contains("na de 90 getelde mensen"));
}

#[test]
fn a_remark_about_inhabitants_is_made_from_what_was_used() {
    let scenario = "[scenario]\nbasis = \"basis.toml\"\nvan = 2025\ntot = 2025\n\
                    [gemeenten]\nbestand = \"g.csv\"\n";
    let folder = Folder::with_basis().and("s.toml", scenario);
    let list = |columns: &str, people: &str| {
        let rows = [
            "GM9001,K,Utrecht",
            "GM9002,M,Gelderland",
            "GM9003,G,Zuid-Holland",
        ];
        let rows = rows.map(|row| format!("{row},{people}\n")).concat();
        format!("gm_code,naam,provincie,{columns}\n{rows}")
    };
    let remark = "niet mee telt";
    // The only column decides, however late it is.
    folder.write("g.csv", list("inwoners_2031", "1000"));
    let (_, said) = folder.accepts(&["run", "s.toml"]);
    assert!(!said.contains(remark), "{said}");
    // Of two, the farther one does not.
    folder.write("g.csv", list("inwoners_2024,inwoners_2031", "1000,9"));
    let (_, said) = folder.accepts(&["run", "s.toml"]);
    assert!(said.contains("niet mee telt inwoners_2031"), "{said}");
    // Of 2025 those of one and of two years before decide, and of these alone.
    let columns = "inwoners_2023,inwoners_2024,inwoners_2026,inwoners_2027";
    folder.write("g.csv", list(columns, "1000,1000,9,9"));
    let (_, said) = folder.accepts(&["run", "s.toml"]);
    assert!(said.contains("telt inwoners_2026, inwoners_2027"), "{said}");
    // Those of the last year itself are not of after it.
    folder.write("g.csv", list("inwoners_2024,inwoners_2025", "1000,9"));
    let (_, said) = folder.accepts(&["run", "s.toml"]);
    assert!(!said.contains(remark), "{said}");
}

#[test]
fn a_scenario_that_cannot_be_read_is_an_error_and_not_skipped() {
    let other = "[package]\nname = \"x\"\n";
    for (bytes, told) in [
        (
            b"Wat als het anders was?\n[scenario]\n".to_vec(),
            "toml-fout",
        ),
        (b"<<<<<<< HEAD\n[package]\n".to_vec(), "toml-fout"),
        (b"[package]\nname = \"x\n".to_vec(), "toml-fout"),
        (b"\xff\xfe[\0a\0]\0\n\0".to_vec(), "geen-utf8"),
        (b"# caf\xe9\n[package]\n".to_vec(), "geen-utf8"),
        (
            b"\xef\xbb\xbf\xef\xbb\xbf[scenario]\n".to_vec(),
            "geen-utf8",
        ),
    ] {
        let folder = Folder::with_basis();
        folder.write("map/Cargo.toml", other);
        folder.accepts(&["check", "."]);
        folder.write("map/fout.toml", &bytes);
        let output = folder.spuk(&["check", "."]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}: {said}");
        assert!(said.contains(&format!("fout[{told}]")), "{said}");
        assert!(said.contains("map/fout.toml"), "{said}");
    }
}

#[test]
fn names_that_show_nothing_are_refused() {
    let named =
        |naam: &str| format!("gm_code,naam,provincie,inwoners_2024\nGM9001,{naam},Utrecht,10\n");
    for naam in ["\u{200b}", "\u{2060}\u{feff}", "Zei\u{200b}st", "\u{200d}"] {
        let folder =
            Folder::changed("[gemeenten]\nbestand = \"g.csv\"\n").and("g.csv", named(naam));
        folder.refuses(&["run", "s.toml"], Code::OngeldigeNaam, &["g.csv:2:8"]);
    }
    let marks = "\u{feff}\u{feff}gm_code,naam,provincie,inwoners_2024\nGM9001,A,Utrecht,10\n";
    let folder = Folder::changed("[gemeenten]\nbestand = \"g.csv\"\n").and("g.csv", marks);
    folder.refuses(
        &["run", "s.toml"],
        Code::GeenUtf8,
        &["meer dan een byte order mark"],
    );
}

/// What is protected against writing stays as it is, whoever asks: a program that
/// replaces files would otherwise do what one that writes them cannot.
#[test]
fn a_protected_file_is_not_replaced() {
    let folder = Folder::with_basis();
    let protect = |name: &str, yes: bool| {
        let path = folder.path(name);
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(yes);
        fs::set_permissions(&path, permissions).unwrap();
    };
    folder.accepts(&["check", "--bless", "basis.toml"]);
    for (name, args) in [
        ("uit.csv", &["run", "basis.toml", "--out", "uit.csv"][..]),
        ("uit.csv", &["columns", "--out", "uit.csv"]),
        ("nieuw.toml", &["init", "--out", "nieuw.toml"]),
    ] {
        folder.write(name, "van mij\n");
        protect(name, true);
        let output = folder.spuk(args).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains("fout[niet-te-schrijven]"), "{said}");
        assert_eq!(folder.read(name), "van mij\n", "{args:?}");
        protect(name, false);
    }
    let baseline = "basis.baseline.csv";
    let blessed = folder.read(baseline);
    protect(baseline, true);
    let changed = folder
        .read("basis.toml")
        .replace("2026 = 587", "2026 = 588");
    folder.write("basis.toml", changed);
    let output = folder
        .spuk(&["check", "--bless", "basis.toml"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("tegen schrijven beveiligd"), "{said}");
    assert_eq!(folder.read(baseline), blessed);
    protect(baseline, false);
    folder.accepts(&["check", "--bless", "basis.toml"]);
    assert_ne!(folder.read(baseline), blessed);
}
