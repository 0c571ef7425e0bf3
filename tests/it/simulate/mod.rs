//! A simulation is the same bytes however it is cut up, each draw of it is a
//! real run, and without uncertainty it is the projection itself.

mod people;
mod quantiles;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use spuk::internals::simulate::part;

use crate::common::{self, Folder, PROGRAM};

fn spuk(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = common::spuk();
    command.current_dir(folder).args(arguments);
    command
}

fn output(folder: &Path, arguments: &[&str]) -> String {
    let ran = spuk(folder, arguments).assert().success();
    String::from_utf8(ran.get_output().stdout.clone()).unwrap()
}

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let ran = spuk(folder, arguments).assert().code(2).stdout("");
    String::from_utf8(ran.get_output().stderr.clone()).unwrap()
}

/// A country of three gemeenten with the uncertainty of the default scenario:
/// small enough to be drawn often.
fn small_country() -> Folder {
    let folder = Folder::with(&[]);
    let gemeenten = "gm_code,naam,provincie,inwoners_2023,inwoners_2025\n\
                     GM1,Aa,P,90000,91000\nGM2,Bee,P,300000,310000\nGM3,Cee,Q,17000000,17400000\n";
    fs::write(folder.path("g.csv"), gemeenten).unwrap();
    let scenario = |name: &str, more: &str| {
        let text = format!(
            "[scenario]\nnaam = \"{name}\"\nbasis = \"wi2021\"\ntot = 2029\n\
             [gemeenten]\nbestand = \"g.csv\"\n{more}"
        );
        fs::write(folder.path(format!("{name}.toml")), text).unwrap();
    };
    scenario("A", "");
    scenario(
        "B",
        "[prestatie]\naandeel = 0\n[bedragen.2026]\ngebruik = \"afgeleid\"\n",
    );
    let certain = "[instroom]\nprognosefout = 0\n\
                   [instroom.spreiding]\nasielstatushouder = 0\ngezinsmigrant = 0\noverige_migrant = 0\n\
                   [instroom.gemeenten]\nrealisatie = 0\nruis = 0\nverhuizing = 0\n";
    scenario("zeker", certain);
    folder
}

/// The value in a column of the first row that begins with `start`, in which text needs
/// no quotes: no name of these scenarios has a comma.
fn value(csv: &str, start: &str, column: &str) -> String {
    let csv = csv.replace('"', "");
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let index = header.iter().position(|name| *name == column).unwrap();
    let row = lines.find(|line| line.starts_with(start)).unwrap();
    row.split(',').nth(index).unwrap().to_owned()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = small_country();
    let run = |threads: &str| {
        let arguments = [
            "simulate", "A.toml", "B.toml", "--draws", "150", "--format", "csv",
        ];
        output(
            folder.root(),
            &[&arguments[..], &["--threads", threads]].concat(),
        )
    };
    let one = run("1");
    for threads in ["2", "3", "7"] {
        assert!(run(threads) == one, "{threads} threads differ from one");
    }
}

/// The hash of the scenario is that of `spuk run`, whatever else was read, and
/// parts take it along.
#[test]
fn a_simulation_and_its_merged_parts_give_the_receipt_of_a_run() {
    let folder = small_country();
    let json = |arguments: &[&str]| -> serde_json::Value {
        let text = output(folder.root(), &[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&text).unwrap()
    };
    let usual = ["simulate", "A.toml", "B.toml", "--draws", "4"];
    for shard in ["1/2", "2/2"] {
        let name = shard.replace('/', "-");
        output(
            folder.root(),
            &[&usual[..], &["--shard", shard, "--out", &name]].concat(),
        );
    }
    let whole = json(&usual);
    assert_eq!(json(&["merge", "2-2", "1-2"]), whole);
    let runs = [json(&["run", "A.toml"]), json(&["run", "B.toml"])];
    for key in ["scenario_sha256", "invoer_sha256"] {
        let of = |value: &serde_json::Value| value["ontvangstbewijs"][key].clone();
        let of_runs: Vec<_> = runs.iter().map(of).collect();
        let joined: Vec<_> = of_runs.iter().filter_map(|sha| sha.as_str()).collect();
        assert_eq!(of(&whole), joined.join(" "), "{key}");
    }
    let bewijs = &whole["ontvangstbewijs"];
    assert_ne!(bewijs["scenario_sha256"], bewijs["invoer_sha256"]);
}

#[test]
fn any_sharding_and_any_order_of_merging_gives_the_same_bytes() {
    let folder = small_country();
    let usual = [
        "simulate", "A.toml", "B.toml", "--draws", "130", "--seed", "9",
    ];
    let whole = output(folder.root(), &[&usual[..], &["--format", "csv"]].concat());
    for of in [1, 2, 5, 64] {
        let mut parts: Vec<String> = Vec::new();
        for index in 1..=of {
            let (shard, part) = (format!("{index}/{of}"), format!("part-{of}-{index}"));
            output(
                folder.root(),
                &[&usual[..], &["--shard", &shard, "--out", &part]].concat(),
            );
            parts.push(part);
        }
        let merge = |parts: &[String]| {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            output(
                folder.root(),
                &[&["merge"], &parts[..], &["--format", "csv"]].concat(),
            )
        };
        assert!(merge(&parts) == whole, "{of} shards differ from one run");
        parts.reverse();
        assert!(
            merge(&parts) == whole,
            "{of} shards in reverse differ from one run"
        );
    }
}

#[test]
fn parts_that_do_not_belong_together_are_refused_by_name() {
    let folder = small_country();
    let part = |name: &str, shard: &str, seed: &str, scenario: &str| {
        let draw = [
            "--draws", "20", "--seed", seed, "--shard", shard, "--out", name,
        ];
        output(
            folder.root(),
            &[&["simulate", scenario], &draw[..]].concat(),
        );
    };
    part("een", "1/2", "1", "A.toml");
    part("twee", "2/2", "1", "A.toml");
    part("zaad", "2/2", "2", "A.toml");
    part("ander", "2/2", "1", "B.toml");
    let cut = fs::read(folder.path("twee")).unwrap();
    fs::write(folder.path("half"), &cut[..cut.len() / 2]).unwrap();
    let merge = |parts: &[&str]| refused(folder.root(), &[&["merge"], parts].concat());
    assert!(merge(&["een", "een"]).contains("een"));
    assert!(merge(&["een"]).contains("2"), "the missing part is named");
    assert!(merge(&["een", "zaad"]).contains("zaad"));
    assert!(merge(&["een", "ander"]).contains("ander"));
    assert!(merge(&["een", "half"]).contains("half"));
    assert!(merge(&["een", "A.toml"]).contains("A.toml"));
    assert!(merge(&["een", "nergens"]).contains("nergens"));
    // The receipt would say that this program made the draws.
    for name in ["een", "twee"] {
        let mut part = part::read(&fs::read(folder.path(name)).unwrap()).unwrap();
        part.header.program.commit = "0123456789ab".to_owned();
        let name = folder.path(format!("oud-{name}"));
        fs::write(name, part::write(&part).unwrap()).unwrap();
    }
    assert!(merge(&["oud-een", "oud-twee"]).contains("0123456789ab"));
}

#[test]
fn without_uncertainty_every_draw_is_the_projection() {
    let folder = small_country();
    let run = output(
        folder.root(),
        &[
            "run",
            "zeker.toml",
            "--level",
            "gemeente",
            "--format",
            "csv",
        ],
    );
    let draws = ["simulate", "zeker.toml", "--draws", "5", "--format", "csv"];
    let simulated = output(folder.root(), &draws);
    for code in ["GM0001,Aa", "GM0002,Bee", "GM0003,Cee"] {
        for jaar in 2024..=2029 {
            for veld in [
                "uitkering_voorlopig",
                "uitkering_definitief",
                "verrekening",
                "saldo",
                "terugvordering",
                "kas",
            ] {
                let provincie = if code == "GM0003,Cee" { "Q" } else { "P" };
                let projected = value(&run, &format!("{code},{provincie},{jaar}"), veld);
                let row = format!("zeker,gemeente,{code},{jaar},{veld},");
                for column in ["gemiddelde", "p5", "p95", "min", "max"] {
                    assert_eq!(value(&simulated, &row, column), projected, "{row} {column}");
                }
            }
        }
    }
    let drawn = output(
        folder.root(),
        &[
            "run",
            "zeker.toml",
            "--draw",
            "3",
            "--level",
            "gemeente",
            "--format",
            "csv",
        ],
    );
    assert_eq!(drawn, run);
}

#[test]
fn a_draw_is_a_real_run_to_the_cent() {
    let folder = small_country();
    let drawn = |draw: u32| {
        let draw = draw.to_string();
        let arguments = [
            "run", "A.toml", "--seed", "4", "--draw", &draw, "--format", "csv",
        ];
        value(
            &output(folder.root(), &arguments),
            "NL,Nederland,,2028",
            "uitkering_definitief",
        )
    };
    let arguments = [
        "simulate", "A.toml", "--seed", "4", "--draws", "8", "--format", "csv",
    ];
    let simulated = output(folder.root(), &arguments);
    let row = "A,landelijk,NL,Nederland,2028,uitkering_definitief,";
    let mut all: Vec<f64> = (0..8).map(|draw| drawn(draw).parse().unwrap()).collect();
    all.sort_by(f64::total_cmp);
    let read = |column: &str| value(&simulated, row, column).parse::<f64>().unwrap();
    assert_eq!(read("min"), all[0]);
    assert_eq!(read("max"), all[7]);
    assert_eq!(
        read("p50"),
        all[3],
        "the fourth of eight is the median by nearest rank"
    );
    assert!(all[0] < all[7], "draws differ");
    let arguments = [
        "run", "A.toml", "--seed", "4", "--draw", "2", "--format", "json",
    ];
    let json = output(folder.root(), &arguments);
    assert!(json.contains("\"zaad\": 4"), "the receipt names the seed");
}

#[test]
fn two_scenarios_have_the_same_people_in_the_same_draw() {
    let folder = small_country();
    let people = |scenario: &str| {
        let arguments = [
            "run", scenario, "--draw", "2", "--level", "gemeente", "--format", "csv",
        ];
        let csv = output(folder.root(), &arguments);
        let counts = |line: &str| line.split(',').take(8).collect::<Vec<_>>().join(",");
        csv.lines().map(counts).collect::<Vec<_>>()
    };
    assert_eq!(people("A.toml"), people("B.toml"));
    let arguments = [
        "simulate", "A.toml", "B.toml", "--draws", "40", "--format", "csv",
    ];
    let csv = output(folder.root(), &arguments);
    let row = "B-A,landelijk,NL,Nederland,2027,uitkering_definitief,";
    for column in ["gemiddelde", "min", "max"] {
        let difference = value(&csv, row, column);
        assert_eq!(
            difference, "0.00",
            "prestatiebekostiging moves money, never the total"
        );
    }
}

#[test]
fn the_mean_of_the_draws_is_the_expectation_of_the_scenario() {
    let folder = small_country();
    let run = output(folder.root(), &["run", "A.toml", "--format", "csv"]);
    let arguments = ["simulate", "A.toml", "--draws", "2000", "--format", "csv"];
    let simulated = output(folder.root(), &arguments);
    // BGO, ABO and TBA are linear in people, and people follow the path on average.
    for jaar in 2026..=2029 {
        let number = |csv: &str, row: &str, column: &str| -> f64 {
            value(csv, row, column).parse().unwrap()
        };
        let row = format!("A,landelijk,NL,Nederland,{jaar},uitkering_definitief,");
        let mean = number(&simulated, &row, "gemiddelde");
        let error = number(&simulated, &row, "sd") / f64::from(2000).sqrt();
        let expected = number(
            &run,
            &format!("NL,Nederland,,{jaar}"),
            "uitkering_definitief",
        );
        let away = (mean - expected).abs() / error;
        assert!(
            away < 4.0,
            "{jaar}: {mean} is {away} standard errors from {expected}"
        );
    }
}

#[test]
fn the_band_covers_nine_out_of_ten_fresh_draws() {
    let folder = small_country();
    let band = |seed: &str, draws: &str| {
        let arguments = [
            "simulate", "A.toml", "--seed", seed, "--draws", draws, "--format", "csv",
        ];
        output(folder.root(), &arguments)
    };
    let row = "A,landelijk,NL,Nederland,2028,uitkering_voorlopig,";
    let first = band("11", "2000");
    let limit = |column: &str| value(&first, row, column).parse::<f64>().unwrap();
    let (low, high) = (limit("p5"), limit("p95"));
    let inside = (0..200)
        .filter(|draw| {
            let draw = draw.to_string();
            let arguments = [
                "run", "A.toml", "--seed", "12", "--draw", &draw, "--format", "csv",
            ];
            let csv = output(folder.root(), &arguments);
            let amount = value(&csv, "NL,Nederland,,2028", "uitkering_voorlopig");
            (low..=high).contains(&amount.parse().unwrap())
        })
        .count();
    // 200 draws at 90%: 180, give or take four standard deviations of 4.2.
    assert!((163..=197).contains(&inside), "{inside} of 200");
}

#[test]
fn bad_calls_are_refused_with_one_message() {
    let folder = small_country();
    let no = |arguments: &[&str]| refused(folder.root(), arguments);
    assert!(no(&["simulate", "A.toml", "--draws", "0"]).contains("--draws"));
    assert!(no(&["simulate", "A.toml", "--shard", "3/2", "--out", "x"]).contains("3/2"));
    assert!(no(&["simulate", "A.toml", "--shard", "1/2"]).contains("--out"));
    let spread = "instroom.spreiding.asielstatushouder=-0.1";
    assert!(no(&["simulate", "A.toml", "--set", spread]).contains("fout[buiten-bereik]"));
    let lasting = "instroom.persistentie.asielstatushouder=1";
    assert!(no(&["simulate", "A.toml", "--set", lasting]).contains("fout[buiten-bereik]"));
    let both = "[scenario]\nnaam = \"B-A\"\nbasis = \"A.toml\"\n";
    fs::write(folder.path("verschil.toml"), both).unwrap();
    let same = no(&["simulate", "A.toml", "B.toml", "verschil.toml"]);
    assert!(
        same.contains("`B-A` is de naam van een scenario en van het verschil"),
        "{same}"
    );
    assert!(no(&["simulate", "A.toml", "wi2021"]).contains("andere gemeenten"));
    assert!(no(&["simulate", "A.toml", "--shard", "1/2", "--out", "x.csv"]).contains("merge"));
    let part = ["simulate", "A.toml", "--shard", "1/2", "--out", "x"];
    assert!(no(&[&part[..], &["--format", "json"]].concat()).contains("merge"));
    // Before the draws, which would take hours.
    let many = [
        "simulate",
        "A.toml",
        "--draws",
        "100000000",
        "--out",
        "weg/x",
    ];
    assert!(no(&many).contains("weg bestaat niet"));
    assert!(no(&[&many[..], &["--shard", "1/2"]].concat()).contains("weg bestaat niet"));
    assert!(!folder.path("x").exists());
    for beyond in ["100000000", "18446744073709551615"] {
        assert!(no(&["run", "A.toml", "--draw", beyond]).contains("--draw"));
    }
}

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
        "A met scenario.van=2026,landelijk,NL,Nederland,2026,uitkering_definitief",
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

/// The commands below `Verder:` are there to be copied, whatever the scenario, its
/// file and what is laid over it are called.
#[cfg(unix)]
#[test]
fn every_command_that_is_proposed_can_be_copied() {
    let folder = small_country();
    let few = "[simulatie]\ntrekkingen = 2\n";
    let text = fs::read_to_string(folder.path("A.toml")).unwrap();
    let text = text.replace("g.csv", "../g.csv") + few;
    let text = text.replace("\"A\"", "\"B\"");
    let name = "mijn map/l'été \u{1b}.toml";
    fs::create_dir(folder.path("mijn map")).unwrap();
    fs::write(folder.path(name), text).unwrap();
    let given = [
        "run",
        name,
        "--allow-outside",
        "--set",
        "scenario.naam=\"een naam\"",
    ];
    let table = output(folder.root(), &given);
    let (_, next) = table.split_once("\nVerder:\n").unwrap();
    let commands = next.lines().take_while(|line| !line.is_empty());
    let commands = commands.map(|line| line.trim().split("  ").next().unwrap());
    let commands: Vec<&str> = commands.collect();
    // A country of its own cannot be held against an embedded scenario.
    assert_eq!(commands.len(), 5, "{table}");
    assert!(!table.contains(['\u{1b}', '\u{202e}']), "{table}");
    let program = Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    for command in commands {
        let mut shell = Command::new("bash");
        shell.current_dir(folder.root()).env("PATH", &path);
        shell.args(["-c", command]).assert().success();
    }
    // The keys that differ are named with their file.
    let compared = output(
        folder.root(),
        &["compare", "A.toml", name, "--allow-outside"],
    );
    assert!(compared.contains("l'été \\u{1b}.toml:"), "{compared}");
    assert!(!compared.contains('\u{1b}'), "{compared}");
    let usual = output(folder.root(), &["run", "wi2021", "--set", "index.2027=0.1"]);
    assert!(usual.contains("  spuk backtest --set index.2027=0.1  "));
    assert!(usual.contains("  spuk compare wi2021 korting-2028 --set index.2027=0.1  "));
}

/// A reader who cites a figure cites what it was made with.
#[test]
fn what_was_laid_over_a_scenario_and_what_was_drawn_is_said() {
    let folder = small_country();
    let set = ["--set", "index.2027=0.1"];
    for arguments in [
        &["run", "A.toml"][..],
        &["amounts", "A.toml"],
        &["backtest"],
        &["explain", "A.toml", "--gemeente", "Aa", "--jaar", "2026"],
        &["simulate", "A.toml", "--draws", "1"],
    ] {
        let plain = output(folder.root(), arguments);
        let with = output(folder.root(), &[arguments, &set].concat());
        let [plain, with] = [plain, with].map(|text| text.lines().next().map(str::to_owned));
        let (plain, with) = (plain.unwrap(), with.unwrap());
        assert!(with.contains(" met index.2027=0.1"), "{with}");
        assert_eq!(plain, with.replace(" met index.2027=0.1", ""));
    }
    let drawn = output(
        folder.root(),
        &["run", "A.toml", "--draw", "17", "--seed", "3"],
    );
    assert!(drawn.contains(" · zaad 3, trekking 17 · "), "{drawn}");
    let json = output(
        folder.root(),
        &["run", "A.toml", "--draw", "17", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["ontvangstbewijs"]["trekking"], 17);
}

/// Of whom the figures are, where that is a part of a provincie or one gemeente.
#[test]
fn the_heading_of_a_run_says_of_whom_it_is() {
    let folder = small_country();
    let head = |arguments: &[&str]| {
        let said = output(folder.root(), &[&["run", "A.toml"], arguments].concat());
        let head = said.lines().next().unwrap().split(" · ").nth(2).unwrap();
        head.to_owned()
    };
    let one = ["--gemeente", "Aa"];
    let both = ["--gemeente", "Aa", "--gemeente", "Cee"];
    let (country, provincie) = (["--level", "landelijk"], ["--level", "provincie"]);
    assert_eq!(head(&country), "3 gemeenten");
    assert_eq!(head(&[country, one].concat()), "1 gemeente");
    assert_eq!(head(&provincie), "per provincie");
    assert_eq!(
        head(&[provincie, one].concat()),
        "selectie in P (1 gemeente)"
    );
    let both = [&provincie[..], &both].concat();
    assert_eq!(head(&both), "2 gemeenten per provincie");
}

/// The last lines of a simulation: what to cite, and the receipt.
#[test]
fn a_simulation_says_what_to_cite_of_enough_draws() {
    let folder = small_country();
    let said = |draws: &str| {
        let arguments = [
            "simulate", "A.toml", "B.toml", "--seed", "5", "--draws", draws,
        ];
        output(folder.root(), &arguments)
    };
    let few = said("1");
    assert!(few.contains(" · 1 trekking, zaad 5 · "), "{few}");
    assert!(!few.contains("90%"), "{few}");
    assert!(few.contains(" · zaad 5, 1 trekking · "), "{few}");
    let enough = said("100");
    assert!(enough.contains("\nIn 2029: met 90% kans ligt de definitieve uitkering tussen "));
    assert!(
        enough.contains("\nVerschil van B met A: met 90% kans tussen "),
        "{enough}"
    );
    let receipt = enough.lines().last().unwrap();
    assert!(receipt.starts_with("spuk ") && receipt.contains(" · zaad 5, 100 trekkingen · "));
    for run in ["A.toml", "B.toml"] {
        let run = output(folder.root(), &["run", run]);
        let (_, invoer) = run.rsplit_once("invoer ").unwrap();
        assert!(receipt.contains(&invoer[..12]), "{receipt}");
    }
}

/// What a draw was reckoned with is said, for the list of figures has the scenario's.
#[test]
fn the_forecasts_of_a_draw_are_named() {
    let folder = small_country();
    let said = |arguments: &[&str]| {
        let ran = spuk(folder.root(), arguments).assert().success();
        String::from_utf8(ran.get_output().stderr.clone()).unwrap()
    };
    let drawn = said(&["run", "A.toml", "--draw", "3"]);
    assert!(
        drawn.contains("in deze trekking is geraamd: [prognose] 2027 "),
        "{drawn}"
    );
    assert!(drawn.contains("; [taakstelling] 2027 "), "{drawn}");
    assert!(!said(&["run", "A.toml"]).contains("geraamd"));
    assert!(!said(&["run", "zeker.toml", "--draw", "3"]).contains("geraamd"));
}
