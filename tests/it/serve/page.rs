//! The page of the workbench, and the report that is taken along from it.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde_json::Value;

use super::{MOMENT, Server};
use crate::common::{Folder, spuk};

#[test]
fn the_page_runs_its_own_script_and_asks_nobody_else() {
    let server = Server::start(&["oud-ritme", "</script><b>"]);
    let page = server.get("/?scenario=wi2021&lang=en");
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let policy = page.header("content-security-policy").expect("a policy");
    for rule in [
        "default-src 'none'",
        "connect-src 'self'",
        "script-src 'sha256-",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(rule), "{policy}");
    }
    let text = page.text();
    assert!(text.contains("<html lang=\"en\">") && text.contains("Workbench"));
    assert!(text.contains("oud-ritme") && !text.contains("</script><b>"));
    assert!(server.get("/").text().contains("Werkbank"));
}

#[test]
fn the_report_that_is_taken_along_is_the_one_of_the_command_line() {
    let server = Server::start(&[]);
    let folder = Folder::with(&[]);
    let set = [
        "--set",
        "scenario.tot=2027",
        "--set-b",
        "prestatie.aandeel=0.2",
    ];
    let made = spuk()
        .args([
            "report", "wi2021", "wi2021", "--draws", "12", "--out", "uit",
        ])
        .args(set)
        .current_dir(folder.root())
        .env("SOURCE_DATE_EPOCH", MOMENT)
        .output()
        .expect("the program runs");
    assert!(made.status.success());
    let query =
        "scenario=wi2021&scenario=wi2021&set=scenario.tot%3D2027&set-b=prestatie.aandeel%3D0.2";
    let taken = |form: &str| {
        let reply = server.get(&format!("/api/report.{form}?{query}&draws=12"));
        assert_eq!(reply.status, 200, "{form}: {}", reply.text());
        reply.body
    };
    let written = |file: &str| std::fs::read(folder.path(file)).expect("a report");
    assert!(taken("html") == written("uit/rapport.html"), "other bytes");
    // The workbook says besides from which address it is made anew.
    let sheets = |bytes: Vec<u8>| {
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        book.worksheets()
    };
    let renewed = sheets(taken("xlsx"));
    let (own, others) = renewed.split_last().expect("sheets");
    let made = sheets(written("uit/rapport.xlsx"));
    let (receipt, expected) = made.split_last().expect("sheets");
    assert!(others == expected, "other sheets");
    let rows: Vec<_> = own.1.rows().skip(3).collect();
    let expected: Vec<_> = receipt.1.rows().collect();
    assert_eq!(rows, expected);
    // What the page draws is what the mailed one holds.
    let reply = server.get(&format!("/api/report.json?{query}&draws=12"));
    let data: Value = serde_json::from_slice(&reply.body).expect("JSON");
    let html = folder.read("uit/rapport.html");
    let held = html.split("id=\"gegevens\">").nth(1).expect("the data");
    let held = held.split("</script>").next().expect("its end");
    let mut held: Value = serde_json::from_str(held).expect("JSON");
    // What matters most is asked in a panel of its own, so that a knob stays quick.
    assert!(
        held["gewichten"]
            .as_array()
            .is_some_and(|all| !all.is_empty())
    );
    held["gewichten"] = Value::Array(Vec::new());
    assert!(data["gegevens"] == held, "the page holds other data");
    assert_eq!(
        data["gegevens"]["scenarios"].as_array().map(Vec::len),
        Some(2)
    );
    let trees = server.get("/api/report.trees?scenario=wi2021&set=scenario.tot%3D2025");
    let trees: Value = serde_json::from_slice(&trees.body).expect("JSON");
    assert!(trees["scenarios"][0]["wortels"].is_array());
    // What would change nothing in a part is not passed over.
    for (part, unused) in [
        ("json", "varieer=index.2028"),
        ("trees", "varieer=index.2028"),
        ("trees", "draws=12"),
        ("trees", "seed=8"),
        ("trees", "aannames"),
    ] {
        let reply = server.get(&format!("/api/report.{part}?scenario=wi2021&{unused}"));
        assert_eq!(reply.status, 400, "{part} {unused}");
        assert!(
            reply.fault().contains("verandert niets"),
            "{}",
            reply.fault()
        );
    }
    for part in ["html", "json"] {
        let reply = server.get(&format!(
            "/api/report.{part}?scenario=wi2021&draws=0&seed=8"
        ));
        assert_eq!(reply.status, 400, "{part}");
        assert!(reply.fault().contains("--seed is van trekkingen"));
    }
    // Nothing is written, wherever it is asked to.
    assert_eq!(
        server
            .get(&format!("/api/report.json?{query}&out=weg"))
            .status,
        400
    );
}
