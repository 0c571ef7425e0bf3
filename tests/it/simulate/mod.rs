//! A simulation is the same bytes however it is cut up, each draw of it is a
//! real run, and without uncertainty it is the projection itself.

mod named;
mod pairs;
mod people;
mod quantiles;
mod uncertain;
mod words;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use spuk::internals::simulate::part;

use crate::common::{self, Folder};

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
                   [instroom.gemeenten]\nrealisatie = 0\nruis = 0\nverhuizing = 0\n\
                   [kenmerken.spreiding]\nafronding = 0\nkosten = 0\nz_route = 0\n";
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
