//! What is no part of an address is said, and what is said is not lost on the way.

use super::own::{DELIVERED, kept, path, printed};
use super::{Reply, Server};
use crate::common::Folder;

#[test]
fn addresses_that_are_no_command_know_what_they_take() {
    let server = Server::start(&[]);
    let own = path(&kept(
        &server.post("/api/import.json", DELIVERED.as_bytes()),
    ))
    .to_owned();
    let table = b"a,b\n1,2\n";
    for (reply, named, known) in [
        (
            server.post("/api/tabel.xlsx?titl=Kas", table),
            "`titl`",
            "bedoelt u titel?",
        ),
        (
            server.get("/api/werkbank.json?scenario=wi2021"),
            "`scenario`",
            "eigen, lang",
        ),
        (server.get("/api/openapi.json?form=json"), "`form`", "lang"),
        (
            server.get(&format!("/api/{own}?level=land")),
            "`level`",
            "lang",
        ),
    ] {
        assert_eq!(reply.status, 400, "{named}");
        let said = reply.fault();
        assert!(said.contains(named) && said.contains(known), "{said}");
    }
    for address in [
        "/",
        "/api/werkbank.json",
        "/api/openapi.json",
        &format!("/api/{own}"),
    ] {
        let reply = server.get(&format!("{address}?lang=de"));
        assert_eq!(reply.status, 400, "{address}");
        let said = reply.fault();
        assert!(said.contains("`de`") && said.contains("nl, en"), "{said}");
        // The names that are for the server itself are part of every address.
        let reply = server.get(&format!("{address}?lang=en&client=ik"));
        assert_eq!(reply.status, 200, "{address}");
    }
    // What the page itself makes of its address, it says there.
    assert_eq!(
        server.get("/?scenario=wi2021&set=index.2029%3D0.04").status,
        200
    );
}

#[test]
fn an_empty_name_is_said_to_be_none_as_on_the_command_line() {
    let folder = Folder::with(&[]);
    let server = Server::of(folder.root());
    let reply = server.get("/api/run.csv?scenario=");
    assert_eq!(reply.status, 400);
    let output = folder.spuk(&["run", ""]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(reply.fault(), said.trim_end());
}

#[test]
fn what_is_not_asked_for_is_no_reason_to_refuse_to_save() {
    let folder = Folder::with(&[]);
    let map = folder.root().to_string_lossy().into_owned();
    let server = Server::start(&["--map", &map, "--opslaan"]);
    let save = |name: &str, more: &str| {
        let asked =
            format!("/api/opslaan.json?bestand={name}&scenario=wi2021&set=index.2029%3D0.04{more}");
        server.post(&asked, b"").status
    };
    assert_eq!(save("een", "&regels=nee"), 201);
    assert_eq!(save("twee", "&regels=0&regels=1"), 400);
}

/// A scenario that is taken along says what it needs beside it.
#[test]
fn a_basis_that_came_along_is_named() {
    let folder = Folder::with(&[(
        "vraag.toml",
        "[scenario]\nbasis = \"wi2021\"\nnaam = \"Mee\"\n",
    )]);
    let server = Server::start(&[]);
    let body = folder.read("vraag.toml");
    let asked = "/api/show.toml?set=index.2029%3D0.04&lang=en";
    let reply = server.post(asked, body.as_bytes());
    assert_eq!(reply.status, 200, "{}", reply.text());
    let text = reply.text();
    let (first, rest) = text.split_once('\n').unwrap();
    assert!(
        first.starts_with("# Put the scenario that came along beside this"),
        "{first}"
    );
    assert!(first.ends_with("under the name vraag.toml."), "{first}");
    let shown = printed(
        &folder,
        &[
            "show",
            "vraag.toml",
            "--set",
            "index.2029=0.04",
            "--lang",
            "en",
        ],
    );
    assert_eq!(rest, String::from_utf8(shown).unwrap());
    // As it is it needs nothing.
    let reply = server.post("/api/show.toml", body.as_bytes());
    assert!(!reply.text().contains("Leg hiernaast"), "{}", reply.text());
}

fn remarks(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    serde_json::from_str(reply.header("spuk-remarks").expect("remarks")).expect("JSON")
}

/// A short remark is told whatever else there is to say: a scenario with many settings has a
/// long name, and so has what is said of it alone.
#[test]
fn a_remark_is_told_beside_one_that_is_too_long_for_a_header() {
    let own = "[scenario]\nbasis = \"wi2021\"\n[prestatie]\naandeel = 0.2\n";
    let folder = Folder::with(&[("eigen.toml", own)]);
    let server = Server::of(folder.root());
    let rows = server.get("/api/run.csv?level=gemeente&jaar=2026").text();
    let codes = rows
        .lines()
        .skip(1)
        .take(240)
        .filter_map(|row| row.split('"').nth(1));
    let settings = codes.map(|code| format!("&set=kenmerken.{code}.kosten%3D1.05"));
    let settings: String = settings.collect();
    let asked = format!(
        "/api/simulate.json?scenario=eigen.toml&scenario=wi2021&draws=4&jaar=2026&level=landelijk{settings}"
    );
    let said = remarks(&server.get(&asked));
    assert!(
        said[0].contains("kenmerken.GM0014.kosten=1.05") && said[0].ends_with("..."),
        "{said:?}"
    );
    assert!(
        said.iter().any(|one| one.contains("van 4 trekkingen")),
        "{said:?}"
    );
    let last = said.last().expect("where they are whole");
    assert!(last.contains(".xlsx en in /events"), "{last}");
}

/// What two dropped stays as long as one of them has it.
#[test]
fn who_drops_the_same_file_takes_it_from_nobody() {
    let server = Server::start(&[]);
    let drop = |client: &str, number: u32| {
        let text = DELIVERED.replace("1250", &number.to_string());
        let asked = format!("/api/import.json?client={client}");
        path(&kept(&server.post(&asked, text.as_bytes()))).to_owned()
    };
    let own = drop("een", 7000);
    assert_eq!(drop("twee", 7000), own);
    for number in 7001..=7008 {
        drop("twee", number);
    }
    assert_eq!(server.get(&format!("/api/{own}")).status, 200);
    let forget = |client: &str| {
        let address = format!("/api/{own}?client={client}");
        Reply::read(server.send("DELETE", &address, &server.lines(), b"")).status
    };
    drop("twee", 7000);
    assert_eq!(forget("twee"), 204);
    assert_eq!(server.get(&format!("/api/{own}")).status, 200);
    assert_eq!(forget("een"), 204);
    assert_eq!(server.get(&format!("/api/{own}")).status, 404);
}
