//! Figures of one's own, however a question names them, and a scenario that comes along.

use serde_json::Value;

use super::own::{DELIVERED, ROWS, kept, path, printed};
use super::{Reply, Server};
use crate::common::Folder;

/// Settings as a query.
fn query(settings: &[&str]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(settings.iter().map(|setting| ("set", *setting)));
    query.finish()
}

/// Other rows than those of the other tests of this subject, and where they are kept.
fn dropped(server: &Server, number: u32) -> String {
    let rows = DELIVERED.replace("1250", &number.to_string());
    path(&kept(&server.post("/api/import.json", rows.as_bytes()))).to_owned()
}

fn saved(reply: &Reply) -> Value {
    assert_eq!(reply.status, 201, "{}", reply.text());
    serde_json::from_slice(&reply.body).expect("JSON")
}

/// What is saved runs, in whichever way the rows were named.
#[test]
fn rows_are_saved_beside_a_scenario_however_it_names_them() {
    let folder = Folder::with(&[]);
    let map = folder.root().to_string_lossy().into_owned();
    let server = Server::start(&["--map", &map, "--opslaan"]);
    let ways: [fn(&str) -> Vec<String>; 4] = [
        |own| {
            vec![format!(
                "aantallen={{ bestand = \"{own}\", aanvullen = \"model\" }}"
            )]
        },
        |own| vec![format!("aantallen={{aanvullen='model',bestand='./{own}'}}")],
        |own| {
            vec![
                format!("aantallen.\"bestand\" = '{own}'"),
                "aantallen.aanvullen=model".into(),
            ]
        },
        |own| {
            vec![
                format!(" aantallen . bestand={own}"),
                "aantallen={aanvullen='model'}".into(),
            ]
        },
    ];
    for (number, way) in (0..).zip(ways) {
        let own = dropped(&server, 2000 + number);
        let settings = way(&own);
        let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
        let asked = query(&settings);
        let name = format!("zo-{number}");
        let text = server
            .get(&format!("/api/show.toml?scenario=wi2021&{asked}"))
            .text();
        assert!(
            text.starts_with("# Leg hiernaast") && text.contains(&own),
            "{text}"
        );
        let reply = server.post(
            &format!("/api/opslaan.json?bestand={name}&scenario=wi2021&{asked}"),
            b"",
        );
        assert_eq!(
            saved(&reply)["ook"],
            serde_json::json!([own]),
            "{settings:?}"
        );
        let run = server.get(&format!("/api/run.csv?{asked}"));
        assert_eq!(run.status, 200, "{}", run.text());
        let alone = printed(
            &folder,
            &["run", &format!("{name}.toml"), "--format", "csv"],
        );
        assert!(run.body == alone, "{settings:?}");
    }
}

/// Rows that a scenario of the folder names lie beside what is saved on it.
#[test]
fn rows_that_the_basis_names_are_saved_too() {
    let folder = Folder::with(&[]);
    let map = folder.root().to_string_lossy().into_owned();
    let server = Server::start(&["--map", &map, "--opslaan"]);
    let own = dropped(&server, 777);
    let basis = format!(
        "[scenario]\nbasis = \"wi2021\"\nnaam = \"Basis\"\n\n[aantallen]\nbestand = \"{own}\"\naanvullen = \"model\"\n"
    );
    folder.write("basis.toml", &basis);
    let asked = format!("scenario=basis.toml&{}", query(&["prestatie.aandeel=0.3"]));
    let reply = server.post(&format!("/api/opslaan.json?bestand=erop&{asked}"), b"");
    assert_eq!(saved(&reply)["ook"], serde_json::json!([own]));
    assert_eq!(folder.read(&own), ROWS.replace("1250", "777"));
    printed(&folder, &["run", "erop.toml"]);
    // Nothing is written that is not read.
    let unread = dropped(&server, 778);
    let twice = query(&[
        &format!("aantallen.bestand={unread}"),
        &format!("aantallen.bestand={own}"),
        "aantallen.aanvullen=model",
    ]);
    let reply = server.post(
        &format!("/api/opslaan.json?bestand=laatste&{twice}&scenario=wi2021"),
        b"",
    );
    assert_eq!(saved(&reply)["ook"], serde_json::json!([own]));
    assert!(!folder.path(&unread).exists());
}

#[test]
fn rows_that_are_gone_are_said_to_be_gone_however_they_are_named() {
    let server = Server::start(&[]);
    let own = dropped(&server, 99);
    let inline = format!("aantallen={{ bestand = \"{own}\", aanvullen = \"model\" }}");
    let asked = format!("/api/run.csv?{}", query(&[&inline]));
    assert_eq!(server.get(&asked).status, 200);
    let gone = server.send("DELETE", &format!("/api/{own}"), &server.lines(), b"");
    assert_eq!(Reply::read(gone).status, 204);
    let reply = server.get(&format!("{asked}&lang=en"));
    assert_eq!(reply.status, 400);
    assert!(
        reply.fault().contains("drop the file in again"),
        "{}",
        reply.fault()
    );
    // Another fault of the same question is said as it is.
    let other = query(&[&inline, "prestatie.aandel=0.2"]);
    let fault = server.get(&format!("/api/run.csv?{other}")).fault();
    assert!(fault.contains("aandel"), "{fault}");
}

/// The names of the scenarios of an answer.
fn names(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let receipts: Vec<Value> =
        serde_json::from_str(reply.header("spuk-receipt").expect("receipts")).expect("JSON");
    let names = receipts
        .iter()
        .map(|one| one["scenario"].as_str().expect("a name"));
    names.map(str::to_owned).collect()
}

/// What comes along hides no file of the folder, and a file of the folder is not taken for it.
#[test]
fn a_scenario_that_comes_along_hides_none_of_the_folder() {
    let of_folder =
        "[scenario]\nbasis = \"wi2021\"\nnaam = \"Uit de map\"\n\n[prestatie]\naandeel = 0.4\n";
    let second = of_folder.replace("Uit de map", "Tweede uit de map");
    let folder = Folder::with(&[("vraag.toml", of_folder), ("vraag-2.toml", &second)]);
    let server = Server::of(folder.root());
    let along =
        "[scenario]\nbasis = \"wi2021\"\nnaam = \"Kwam mee\"\n\n[prestatie]\naandeel = 0.1\n";
    for (asked, wanted) in [
        ("scenario=vraag.toml", ["Uit de map", "Kwam mee"]),
        ("scenario=./vraag.toml", ["Uit de map", "Kwam mee"]),
        ("scenario=-&scenario=vraag.toml", ["Kwam mee", "Uit de map"]),
        (
            "scenario=vraag-2.toml&scenario=-",
            ["Tweede uit de map", "Kwam mee"],
        ),
    ] {
        let reply = server.post(&format!("/api/compare.json?{asked}"), along.as_bytes());
        assert_eq!(names(&reply), wanted, "{asked}");
    }
    // It may have that file for its basis; and where it is wrong, its name is its own.
    let heir = "[scenario]\nbasis = \"vraag.toml\"\nnaam = \"Erfgenaam\"\n";
    let reply = server.post("/api/compare.json?scenario=vraag.toml", heir.as_bytes());
    assert_eq!(names(&reply), ["Uit de map", "Erfgenaam"]);
    let wrong = server
        .post("/api/run.csv", b"[scenario]\nbassis = 3\n")
        .fault();
    assert!(wrong.contains("vraag-3.toml:2:1"), "{wrong}");
}
