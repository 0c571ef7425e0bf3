//! The receipt beside an answer: the one that its body has, and of all that it follows from.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use super::{Reply, Server};
use crate::common::Folder;

/// Two scenarios of three gemeenten and few years, which are quick to move and to draw.
fn small() -> Folder {
    let on = |basis: &str| {
        format!(
            "[scenario]\nbasis = \"{basis}\"\ntot = 2026\n\n[gemeenten]\nbestand = \"gemeenten.csv\"\n"
        )
    };
    let folder = Folder::with_basis().and("a.toml", on("wi2021"));
    folder.and("b.toml", on("oud-ritme"))
}

/// The receipts in the header of an answer.
fn in_header(reply: &Reply) -> Vec<Value> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let header = reply.header("spuk-receipt").expect("a receipt");
    serde_json::from_str(header).expect("JSON")
}

/// The receipts in a document, in the order in which they stand there.
fn in_body(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(fields) if fields.contains_key("invoer_sha256") => found.push(value.clone()),
        Value::Object(fields) => fields.values().for_each(|value| in_body(value, found)),
        Value::Array(all) => all.iter().for_each(|value| in_body(value, found)),
        _ => {}
    }
}

/// A setting with this range, as part of a query.
fn ranged(low: &str, high: &str) -> String {
    let setting = format!("index.2026={{ waarde = 0.02, tussen = [{low}, {high}] }}");
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("set", &setting).finish()
}

fn sheet(reply: &Reply, name: &str) -> Vec<(String, String)> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&reply.body)).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    let text = |cell: &Data| cell.to_string();
    let rows = range.rows();
    rows.map(|row| (text(&row[0]), text(&row[1]))).collect()
}

/// What stands behind a name on a sheet, as often as it does.
fn behind<'s>(rows: &'s [(String, String)], name: &str) -> Vec<&'s str> {
    let named = rows.iter().filter(|(own, _)| own == name);
    named.map(|(_, value)| value.as_str()).collect()
}

#[test]
fn the_receipts_of_an_answer_are_those_in_its_body() {
    let folder = small();
    let server = Server::of(folder.root());
    let own = ranged("0.01", "0.03");
    for (asked, number) in [
        ("run.json?scenario=a.toml&draw=4&seed=6", 1),
        (
            "compare.json?scenario=a.toml&scenario=b.toml&simulate=3&seed=8",
            2,
        ),
        ("sensitivity.json?scenario=a.toml&veld=kas&jaar=2026", 1),
        (
            "sensitivity.json?scenario=a.toml&jaar=2026&methode=morris&draws=8&seed=5",
            1,
        ),
        (
            "sensitivity.json?scenario=a.toml&scenario=b.toml&jaar=2026",
            2,
        ),
        (
            "solve.json?scenario=a.toml&doel=kas%3C%3D400mln&jaar=2026&varieer=index.2026&draws=6&kans=0.9&seed=7",
            1,
        ),
        (
            "simulate.json?scenario=a.toml&scenario=b.toml&draws=4&seed=2",
            1,
        ),
        ("simulate.json?scenario=a.toml&draws=4&seed=2&aannames", 2),
        ("report.json?scenario=a.toml&draws=0", 1),
        (
            "report.json?scenario=a.toml&scenario=b.toml&draws=6&seed=4",
            2,
        ),
    ] {
        let reply = server.get(&format!("/api/{asked}&{own}"));
        let header = in_header(&reply);
        let mut body = Vec::new();
        in_body(
            &serde_json::from_slice(&reply.body).expect("JSON"),
            &mut body,
        );
        // The one of the answer of a search is another question's.
        body.truncate(number);
        assert_eq!(header, body, "{asked}");
        assert_eq!(header.len(), number, "{asked}");
    }
}

/// With other ranges it is another answer, and so it has another receipt, in every form.
#[test]
fn an_answer_over_other_ranges_has_another_receipt() {
    let folder = small();
    let server = Server::of(folder.root());
    for asked in [
        "sensitivity.csv?scenario=a.toml&veld=kas&jaar=2026",
        "sensitivity.txt?scenario=a.toml&veld=kas&jaar=2026&methode=morris&draws=8",
        "report.json?scenario=a.toml&draws=8&aannames",
    ] {
        let [narrow, wide, again] = [("0.01", "0.03"), ("0.0", "0.2"), ("0.01", "0.03")]
            .map(|(low, high)| server.get(&format!("/api/{asked}&{}", ranged(low, high))));
        assert_ne!(narrow.body, wide.body, "{asked}");
        assert_ne!(in_header(&narrow), in_header(&wide), "{asked}");
        assert_eq!(in_header(&narrow), in_header(&again), "{asked}");
        // The scenario itself is the same.
        let scenario = |reply: &Reply| in_header(reply)[0]["scenario_sha256"].clone();
        assert_eq!(scenario(&narrow), scenario(&wide), "{asked}");
    }
}

/// Half of the rows are of draws with assumptions, and so is one of the receipts.
#[test]
fn a_simulation_with_assumptions_has_a_receipt_for_both_kinds_of_draws() {
    let folder = small();
    let server = Server::of(folder.root());
    let query = format!(
        "scenario=a.toml&draws=5&seed=3&aannames&{}",
        ranged("0.0", "0.05")
    );
    let whole = in_header(&server.get(&format!("/api/simulate.json?{query}")));
    let csv = in_header(&server.get(&format!("/api/simulate.csv?{query}")));
    assert_eq!(csv, whole);
    assert_ne!(csv[0]["invoer_sha256"], csv[1]["invoer_sha256"]);
    let origin = sheet(
        &server.get(&format!("/api/simulate.xlsx?{query}")),
        "Herkomst",
    );
    let digests: Vec<&str> = csv
        .iter()
        .map(|one| one["invoer_sha256"].as_str().expect("a digest"))
        .collect();
    assert_eq!(behind(&origin, "SHA-256 invoer"), digests);
    assert_eq!(behind(&origin, "Trekkingen"), ["5", "5"]);
}

#[test]
fn the_sheet_of_a_report_has_the_receipt_of_the_report() {
    let folder = small();
    let server = Server::of(folder.root());
    let query = format!(
        "scenario=a.toml&draws=6&seed=4&samenvatting&{}",
        ranged("0.0", "0.05")
    );
    let reply = server.get(&format!("/api/report.xlsx?{query}"));
    let header = in_header(&reply);
    let rows = sheet(&reply, "Ontvangstbewijs");
    let digest = header[0]["invoer_sha256"].as_str().expect("a digest");
    assert_eq!(behind(&rows, "SHA-256 invoer"), [digest]);
    assert_eq!(behind(&rows, "Zaad"), ["4"]);
    assert_eq!(behind(&rows, "Trekkingen"), ["6"]);
    assert_eq!(
        (&header[0]["zaad"], &header[0]["trekkingen"]),
        (&4.into(), &6.into())
    );
}

#[test]
fn a_workbook_of_one_draw_says_which_draw() {
    let server = Server::start(&[]);
    for (asked, draw) in [
        ("run.xlsx?draw=5&seed=9", "5"),
        ("run.xlsx?draw=0&jaar=2026", "0"),
    ] {
        let origin = sheet(&server.get(&format!("/api/{asked}")), "Herkomst");
        assert_eq!(behind(&origin, "Trekking"), [draw], "{asked}");
        assert_eq!(behind(&origin, "Trekkingen"), [""; 0], "{asked}");
    }
    let english = sheet(&server.get("/api/run.xlsx?draw=2&lang=en"), "Source");
    assert_eq!(behind(&english, "Draw"), ["2"]);
}

/// An address alone is not enough where a token is asked for, and the token stands nowhere.
#[test]
fn a_workbook_of_a_server_with_a_token_says_that_one_is_needed() {
    const TOKEN: &str = "een-lang-geheim";
    let server = Server::start(&["--token", TOKEN]);
    let ask = |path: &str| {
        let lines = format!(
            "Host: 127.0.0.1:{}\r\nAuthorization: Bearer {TOKEN}\r\n",
            server.port
        );
        server.with(path, &lines)
    };
    for (path, mark) in [("amounts.xlsx?jaar=2026", "&"), ("columns.xlsx", "?")] {
        let origin = sheet(&ask(&format!("/api/{path}")), "Herkomst");
        let [address, how, query] =
            ["Adres", "Vernieuwen", "Power Query"].map(|name| behind(&origin, name)[0]);
        assert!(how.contains(&format!("{mark}token=HET-TOKEN")), "{how}");
        let asked = format!(
            "Web.Contents(\"{address}\", [Headers = [Authorization = \"Bearer HET-TOKEN\"]])"
        );
        assert!(query.contains(&asked), "{query}");
        assert!(origin.iter().all(|(_, value)| !value.contains(TOKEN)));
        // What it says works.
        let own = address
            .split_once(&server.port.to_string())
            .expect("a port")
            .1;
        assert_eq!(server.get(own).status, 401);
        assert_eq!(server.get(&format!("{own}{mark}token={TOKEN}")).status, 200);
    }
    let english = sheet(&ask("/api/list.xlsx?lang=en"), "Source");
    assert!(behind(&english, "Renewing")[0].contains("THE-TOKEN"));
    let report =
        ask("/api/report.xlsx?scenario=wi2021&draws=0&samenvatting&set=scenario.tot%3D2025");
    let rows = sheet(&report, "Ontvangstbewijs");
    assert!(rows[1].1.contains("met het token"), "{rows:?}");
}
