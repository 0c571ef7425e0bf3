//! An address gives what the command line gives.

use serde_json::Value;

use super::{MOMENT, Server};
use crate::common::{Folder, spuk};

/// What the command line prints, and says, in a folder.
fn printed(folder: &Folder, arguments: &[&str]) -> (Vec<u8>, String) {
    let output = spuk()
        .args(arguments)
        .current_dir(folder.root())
        .env("SOURCE_DATE_EPOCH", MOMENT)
        .output()
        .expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    (output.stdout, said)
}

#[test]
fn an_address_gives_the_bytes_of_the_command_line() {
    let folder = Folder::with_basis();
    let server = Server::of(folder.root());
    let asked: [(&str, &[&str]); 25] = [
        ("run.csv", &["run", "--format", "csv"]),
        (
            "run.csv?scenario=wi2021&set=korting.0.tot%3D2027&level=gemeente",
            &[
                "run",
                "wi2021",
                "--set",
                "korting.0.tot=2027",
                "--level",
                "gemeente",
                "--format",
                "csv",
            ],
        ),
        (
            "run.json?scenario=wi2021&scenario=oud-ritme&set=scenario.tot=2027&jaar=2026-2027",
            &[
                "run",
                "wi2021",
                "oud-ritme",
                "--set",
                "scenario.tot=2027",
                "--jaar",
                "2026-2027",
                "--format",
                "json",
            ],
        ),
        (
            "run.csv-nl?gemeente=Rijswijk+%28ZH.%29&draw=3&seed=9",
            &[
                "run",
                "--gemeente",
                "Rijswijk (ZH.)",
                "--draw",
                "3",
                "--seed",
                "9",
                "--format",
                "csv-nl",
            ],
        ),
        (
            "run.json?scenario=s.toml",
            &["run", "s.toml", "--format", "json"],
        ),
        ("run.txt?lang=en", &["run", "--lang", "en"]),
        (
            "amounts.csv?jaar=2026",
            &["amounts", "--jaar", "2026", "--format", "csv"],
        ),
        (
            "amounts.json?scenario=s.toml",
            &["amounts", "s.toml", "--format", "json"],
        ),
        (
            "compare.csv?scenario=zonder-prestatie&scenario=wi2021&veld=kas&level=provincie",
            &[
                "compare",
                "zonder-prestatie",
                "wi2021",
                "--veld",
                "kas",
                "--level",
                "provincie",
                "--format",
                "csv",
            ],
        ),
        (
            "compare.csv?scenario=wi2021&scenario=wi2021&set-b=prestatie.aandeel%3D0.2&tabel=sleutels",
            &[
                "compare",
                "wi2021",
                "wi2021",
                "--set-b",
                "prestatie.aandeel=0.2",
                "--tabel",
                "sleutels",
                "--format",
                "csv",
            ],
        ),
        (
            "compare.json?scenario=wi2021&scenario=oud-ritme&simulate=20&seed=4",
            &[
                "compare",
                "wi2021",
                "oud-ritme",
                "--simulate",
                "20",
                "--seed",
                "4",
                "--format",
                "json",
            ],
        ),
        (
            "simulate.csv?draws=30&seed=5&set=scenario.tot%3D2027",
            &[
                "simulate",
                "--draws",
                "30",
                "--seed",
                "5",
                "--set",
                "scenario.tot=2027",
                "--format",
                "csv",
            ],
        ),
        (
            "simulate.json?scenario=s.toml&draws=30",
            &["simulate", "s.toml", "--draws", "30", "--format", "json"],
        ),
        (
            "explain.json?jaar=2026&veld=kas",
            &[
                "explain", "--jaar", "2026", "--veld", "kas", "--format", "json",
            ],
        ),
        (
            "explain.md?scenario=s.toml&jaar=2026&depth=alles",
            &[
                "explain", "s.toml", "--jaar", "2026", "--depth", "alles", "--format", "markdown",
            ],
        ),
        (
            "explain.txt?jaar=2027&gemeente=Utrecht",
            &["explain", "--jaar", "2027", "--gemeente", "Utrecht"],
        ),
        (
            "sensitivity.csv?veld=kas&jaar=2027&methode=morris&draws=8&set=scenario.tot%3D2027",
            &[
                "sensitivity",
                "--veld",
                "kas",
                "--jaar",
                "2027",
                "--methode",
                "morris",
                "--draws",
                "8",
                "--set",
                "scenario.tot=2027",
                "--format",
                "csv",
            ],
        ),
        (
            "solve.json?doel=uitkering_definitief%3C%3D360mln&jaar=2031&varieer=index.2031",
            &[
                "solve",
                "--doel",
                "uitkering_definitief<=360mln",
                "--jaar",
                "2031",
                "--varieer",
                "index.2031",
                "--format",
                "json",
            ],
        ),
        ("backtest.csv", &["backtest", "--format", "csv"]),
        ("columns.json", &["columns", "--format", "json"]),
        (
            "columns.md?lang=en",
            &["columns", "--format", "markdown", "--lang", "en"],
        ),
        ("list.csv-nl", &["list", "--format", "csv-nl"]),
        (
            "show.txt?scenario=gemeenten.csv",
            &["show", "gemeenten.csv"],
        ),
        (
            "show.txt?scenario=wi2021&regels",
            &["show", "wi2021", "--regels"],
        ),
        ("schema.json", &["schema"]),
    ];
    for (address, arguments) in asked {
        let reply = server.get(&format!("/api/{address}"));
        let (expected, said) = printed(&folder, arguments);
        assert_eq!(reply.status, 200, "{address}: {}", reply.text());
        assert!(!expected.is_empty(), "{address}");
        assert!(reply.body == expected, "{address} has other bytes");
        // Remarks too, one by one.
        let remarks = reply.header("spuk-remarks").unwrap_or("[]");
        let remarks: Vec<String> = serde_json::from_str(remarks).expect("JSON");
        let lang = if address.contains("lang=en") {
            "note"
        } else {
            "let op"
        };
        let told: Vec<String> = remarks
            .iter()
            .map(|one| format!("{lang}: {one}\n"))
            .collect();
        assert_eq!(told.concat(), said, "{address}");
    }
}

#[test]
fn what_is_wrong_is_said_as_the_command_line_says_it() {
    let folder =
        Folder::with_basis().and("fout.toml", "[scenario]\nbasis = \"wi2021\"\ntot = 1999\n");
    let server = Server::of(folder.root());
    let asked: [(&str, &[&str]); 8] = [
        ("run.csv?sett=a", &["run", "--sett=a"]),
        ("run.csv?scenario=wi2012", &["run", "wi2012"]),
        ("run.csv?scenario=fout.toml", &["run", "fout.toml"]),
        (
            "run.csv?set=korting.0.tto%3D2&lang=en",
            &["run", "--set", "korting.0.tto=2", "--lang", "en"],
        ),
        ("run.csv?regels=3", &["run", "--regels=3"]),
        (
            "compare.csv?scenario=wi2021",
            &["compare", "wi2021", "--format", "csv"],
        ),
        ("simulate.json?draws=veel", &["simulate", "--draws", "veel"]),
        ("explain.json", &["explain"]),
    ];
    for (address, arguments) in asked {
        let reply = server.get(&format!("/api/{address}"));
        let (_, said) = printed(&folder, arguments);
        assert_eq!(reply.status, 400, "{address}");
        let said: Vec<&str> = said
            .lines()
            .filter(|line| !line.starts_with("let op"))
            .collect();
        assert_eq!(reply.fault(), said.join("\n"), "{address}");
    }
}

#[test]
fn a_scenario_comes_along_with_a_question() {
    let text = "[scenario]\nbasis = \"wi2021\"\nnaam = \"Proef\"\ntot = 2027\n";
    let folder = Folder::with(&[("vraag.toml", text)]);
    let empty = Folder::with(&[]);
    for server in [Server::of(empty.root()), Server::start(&[])] {
        let reply = server.post("/api/run.csv?level=provincie", text.as_bytes());
        let (expected, _) = printed(
            &folder,
            &[
                "run",
                "vraag.toml",
                "--level",
                "provincie",
                "--format",
                "csv",
            ],
        );
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(reply.body == expected);
        let reply = server.post(
            "/api/compare.json?scenario=-&scenario=wi2021&set=scenario.tot%3D2027",
            text.as_bytes(),
        );
        let (expected, _) = printed(
            &folder,
            &[
                "compare",
                "vraag.toml",
                "wi2021",
                "--set",
                "scenario.tot=2027",
                "--format",
                "json",
            ],
        );
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(reply.body == expected);
        let wrong = server.post("/api/run.csv", b"[scenario]\nbassis = 3\n");
        assert_eq!(wrong.status, 400);
        assert!(
            wrong.fault().contains("vraag.toml:2:1"),
            "{}",
            wrong.fault()
        );
    }
}

#[test]
fn an_answer_says_what_it_was_made_with() {
    let server = Server::start(&[]);
    let reply = server.get("/api/compare.csv?scenario=wi2021&scenario=oud-ritme");
    let receipt: Value =
        serde_json::from_str(reply.header("spuk-receipt").expect("a receipt")).unwrap();
    assert_eq!(receipt.as_array().map(Vec::len), Some(2));
    assert_eq!(receipt[1]["datum"], "2025-10-09");
    assert_eq!(
        reply.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let drawn = server.get("/api/simulate.csv?draws=7&seed=3");
    let receipt: Value = serde_json::from_str(drawn.header("spuk-receipt").unwrap()).unwrap();
    assert_eq!(
        (&receipt[0]["zaad"], &receipt[0]["trekkingen"]),
        (&Value::from(3), &Value::from(7))
    );
}

/// Every name that the document has is taken, and every option of a command is in it.
#[test]
fn the_document_says_what_can_be_asked() {
    let server = Server::start(&[]);
    let reply = server.get("/api/openapi.json?lang=en");
    let document: Value = serde_json::from_slice(&reply.body).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().expect("paths");
    for path in [
        "run.csv",
        "run.csv-nl",
        "simulate.json",
        "explain.md",
        "schema.json",
        "simulate/events",
    ] {
        assert!(paths.contains_key(&format!("/api/{path}")), "{path}");
    }
    assert!(
        !paths
            .keys()
            .any(|path| path.contains("check") || path.contains("merge"))
    );
    let names = |path: &str| -> Vec<String> {
        let parameters = paths[path]["get"]["parameters"].as_array().unwrap();
        parameters
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let run = names("/api/run.csv");
    for known in [
        "scenario", "set", "level", "gemeente", "jaar", "draw", "seed", "lang", "client",
    ] {
        assert!(run.iter().any(|name| name == known), "{known} of {run:?}");
    }
    for withheld in ["out", "format", "allow-outside", "help"] {
        assert!(!run.iter().any(|name| name == withheld), "{withheld}");
        assert_eq!(
            server.get(&format!("/api/run.csv?{withheld}=1")).status,
            400
        );
    }
    let level = &paths["/api/run.csv"]["get"]["parameters"];
    let level = level
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "level");
    assert_eq!(level.unwrap()["schema"]["enum"][2], "gemeente");
    let columns = &paths["/api/run.csv"]["get"]["responses"]["200"]["x-columns"];
    assert!(columns.to_string().contains("uitkering_definitief"));
    for name in run.iter().filter(|name| *name != "client") {
        let reply = server.get(&format!("/api/run.csv?{name}=onzin"));
        assert!(!reply.text().contains("onbekende optie"), "{name}");
    }
}
