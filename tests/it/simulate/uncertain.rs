//! What is drawn and what is not: from the first year on, paths of a file, growth rates.

use std::fs;

use super::{output, refused, small_country, spuk, value};

/// Draws may begin in the first year that there is, long before any cohort.
#[test]
fn uncertainty_from_the_first_year_on_is_drawn() {
    let folder = small_country();
    let early = ["--set", "instroom.vanaf=2000", "--format", "csv"];
    let one = output(
        folder.root(),
        &[&["run", "A.toml", "--draw", "1"], &early[..]].concat(),
    );
    let other = output(
        folder.root(),
        &[&["run", "A.toml", "--draw", "2"], &early[..]].concat(),
    );
    assert_ne!(one, other);
    let all = [
        "simulate", "A.toml", "B.toml", "--draws", "9", "--format", "csv",
    ];
    let csv = output(
        folder.root(),
        &[&all[..], &["--set", "scenario.van=2026"]].concat(),
    );
    let spread = value(
        &csv,
        "A (scenario.van=2026),landelijk,NL,Nederland,2026,uitkering_definitief",
        "sd",
    );
    assert_ne!(spread, "0.00");
}

/// An instroom that doubles every year soon is no number of people: it is
/// refused, and with fewer years it is drawn.
#[test]
fn instroom_beyond_all_bounds_is_refused() {
    let folder = small_country();
    let doubling = |tot: &str| {
        let mut text = format!(
            "[scenario]\nbasis = \"A.toml\"\nnaam = \"verdubbeling\"\ntot = {tot}\n\
             [instroom]\nmodel = \"bootstrap\"\ngroei = [1.0]\n"
        );
        let paths = ["asielstatushouder", "gezinsmigrant", "overige_migrant"];
        let paths = paths.map(|groep| format!("instroom.pad.{groep}"));
        let numbers = ["prognose", "taakstelling"].map(str::to_owned);
        for table in numbers.iter().chain(&paths) {
            text += &format!("[{table}]\n");
            for year in 2027..=2123 {
                text += &format!("{year} = 20000\n");
            }
        }
        text += "[index]\n";
        for year in 2027..=2123 {
            text += &format!("{year} = 0.0\n");
        }
        fs::write(folder.path("d.toml"), text).unwrap();
    };
    doubling("2034");
    output(folder.root(), &["run", "d.toml", "--draw", "0"]);
    doubling("2123");
    for arguments in [
        &["run", "d.toml", "--draw", "0"][..],
        &["simulate", "d.toml", "--draws", "3"],
    ] {
        let said = refused(folder.root(), arguments);
        assert!(said.contains("in trekking 0 komen er in 20"), "{said}");
        assert!(said.contains("meer dan een miljard mensen"), "{said}");
    }
}

#[test]
fn paths_from_a_file_are_followed_and_their_shape_is_checked() {
    let folder = small_country();
    let scenario = "[scenario]\nnaam = \"P\"\nbasis = \"zeker.toml\"\n\
                    [instroom]\nmodel = \"paden\"\nbestand = \"paden.csv\"\n";
    fs::write(folder.path("P.toml"), scenario).unwrap();
    let paths = |rows: &str| {
        let header = "trekking,groep,2026,2027,2028,2029\n";
        fs::write(folder.path("paden.csv"), format!("{header}{rows}")).unwrap();
    };
    paths(
        "0,asielstatushouder,10000,10000,10000,10000\n1,asielstatushouder,30000,30000,30000,30000\n",
    );
    let people = |draw: &str| {
        let arguments = ["run", "P.toml", "--draw", draw, "--format", "csv"];
        let csv = output(folder.root(), &arguments);
        value(&csv, "NL,Nederland,,2029", "asielstatushouders")
            .parse::<i64>()
            .unwrap()
    };
    assert_eq!((people("0"), people("1")), (10_000, 30_000));
    let few = refused(folder.root(), &["simulate", "P.toml", "--draws", "3"]);
    assert!(few.contains("2 trekkingen"), "{few}");
    let left = |draws| {
        let arguments = ["simulate", "P.toml", "P.toml", "--draws", draws];
        let output = spuk(folder.root(), &arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        said.matches("paden.csv heeft 2 paden, waarvan er 1 meetelt")
            .count()
    };
    assert_eq!((left("1"), left("2")), (1, 0));
    paths("1,asielstatushouder,1,1,1,1\n");
    assert!(
        refused(folder.root(), &["simulate", "P.toml", "--draws", "1"]).contains("paden.csv:2:1")
    );
    let short = "trekking,groep,2026,2027\n0,asielstatushouder,1,1\n";
    fs::write(folder.path("paden.csv"), short).unwrap();
    assert!(refused(folder.root(), &["simulate", "P.toml", "--draws", "1"]).contains("2028"));
}

#[test]
fn what_was_delivered_stays_where_nothing_is_drawn() {
    let folder = small_country();
    let counts = "gm_code,groep,jaar,aantal,peiljaar\nGM1,asielstatushouder,2027,100,\n\
                  GM1,asielstatushouder,2027,90,2028\nGM2,asielstatushouder,2027,7,2028\n\
                  GM2,onderwijsroute,2027,3,2027\nGM3,afgerond,2026,4,\n";
    fs::write(folder.path("a.csv"), counts).unwrap();
    let delivered = "[aantallen]\nbestand = \"a.csv\"\n";
    let certain = format!("[scenario]\nbasis = \"zeker.toml\"\n{delivered}");
    fs::write(folder.path("C.toml"), certain).unwrap();
    let usual = ["--level", "gemeente", "--format", "csv"];
    let run = output(folder.root(), &[&["run", "C.toml"], &usual[..]].concat());
    let drawn = output(
        folder.root(),
        &[&["run", "C.toml", "--draw", "1"], &usual[..]].concat(),
    );
    assert_eq!(drawn, run);
    // A delivery alone has no path to draw from: only the forecasts are uncertain.
    let numbers = (2023..=2028)
        .map(|jaar| format!("{jaar} = 100\n"))
        .collect::<String>();
    let alone = format!(
        "[scenario]\nvan = 2025\ntot = 2028\n[gemeenten]\nbestand = \"g.csv\"\n{delivered}\
         [prognose]\n{numbers}[taakstelling]\n{numbers}[instroom]\nprognosefout = 0.2\n\
         [prijs.2025]\nleerroute = 10000\noverig = 3000\ngezins_overig = 700\n\
         [index]\n2026 = 0\n2027 = 0\n2028 = 0\n\
         [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.4, 0.3, 0.3]\n"
    );
    fs::write(folder.path("D.toml"), alone).unwrap();
    let people = |arguments: &[&str]| {
        let csv = output(folder.root(), &[arguments, &usual[..]].concat());
        let counts = |line: &str| line.split(',').take(8).collect::<Vec<_>>().join(",");
        csv.lines().map(counts).collect::<Vec<_>>()
    };
    assert_eq!(
        people(&["run", "D.toml", "--draw", "1"]),
        people(&["run", "D.toml"])
    );
}

#[test]
fn the_file_with_paths_is_on_the_receipt() {
    let folder = small_country();
    let scenario = "[scenario]\nnaam = \"P\"\nbasis = \"zeker.toml\"\n\
                    [instroom]\nmodel = \"paden\"\nbestand = \"paden.csv\"\n";
    fs::write(folder.path("P.toml"), scenario).unwrap();
    let part = |people: u32, name: &str, shard: &str| {
        let rows: String = (0..4)
            .map(|draw| format!("{draw},asielstatushouder,{people},1,1,1\n"))
            .collect();
        let text = format!("trekking,groep,2026,2027,2028,2029\n{rows}");
        fs::write(folder.path("paden.csv"), text).unwrap();
        let arguments = [
            "simulate", "P.toml", "--draws", "4", "--shard", shard, "--out", name,
        ];
        output(folder.root(), &arguments);
    };
    part(100, "een", "1/2");
    part(200, "twee", "2/2");
    assert!(refused(folder.root(), &["merge", "een", "twee"]).contains("twee"));
    let json = output(folder.root(), &["run", "P.toml", "--format", "json"]);
    assert!(
        json.contains("paden.csv\""),
        "the receipt names every file that was read"
    );
}

#[test]
fn growth_rates_can_be_drawn_instead() {
    let folder = small_country();
    let scenario = "[scenario]\nnaam = \"G\"\nbasis = \"zeker.toml\"\n\
                    [instroom]\nmodel = \"bootstrap\"\ngroei = [0.5, -0.5]\n";
    fs::write(folder.path("G.toml"), scenario).unwrap();
    let first = |draw: u32| {
        let draw = draw.to_string();
        let csv = output(
            folder.root(),
            &["run", "G.toml", "--draw", &draw, "--format", "csv"],
        );
        value(&csv, "NL,Nederland,,2026", "gezins_overig")
            .parse::<i64>()
            .unwrap()
    };
    // 11,592 gezinsmigranten and 1,025 others in 2025, each half as many or half as many again.
    let possible = [17_388 + 1_538, 17_388 + 513, 5_796 + 1_538, 5_796 + 513];
    let drawn: Vec<i64> = (0..12).map(first).collect();
    assert!(
        drawn.iter().all(|people| possible.contains(people)),
        "{drawn:?}"
    );
    assert!(drawn.iter().any(|people| *people != drawn[0]), "{drawn:?}");
}
