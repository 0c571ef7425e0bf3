//! Figures of one's own, dropped in: understood before they are used, and kept in memory.

use serde_json::Value;

use super::{MOMENT, Reply, Server};
use crate::common::{Folder, spuk};

/// A delivery in everyday words.
pub(super) const DELIVERED: &str = "Gemeente;Jaar;Doelgroep;Personen;Opmerking\n\
    Amersfoort;2024;Statushouders;88;voorlopig\n\
    Den Haag;2024;Gezins- en overige migranten;1250;\n";

pub(super) const ROWS: &str = "gm_code,groep,jaar,aantal\nGM0307,asielstatushouder,2024,88\n\
    GM0518,gezins_overig,2024,1250\n";

/// Where the model fills in what was not counted.
const FILLED: &str = "set=aantallen.aanvullen%3Dmodel";

pub(super) fn printed(folder: &Folder, arguments: &[&str]) -> Vec<u8> {
    let mut command = folder.spuk(arguments);
    let output = command.env("SOURCE_DATE_EPOCH", MOMENT).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    output.stdout
}

/// The setting that names what was kept.
pub(super) fn kept(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.header("spuk-kept").expect("it is kept").to_owned()
}

/// The path in a setting.
pub(super) fn path(setting: &str) -> &str {
    setting.split_once('=').expect("a setting").1
}

#[test]
fn a_delivery_is_understood_as_on_the_command_line_and_then_counted() {
    let folder = Folder::with(&[("duo.csv", DELIVERED)]);
    let server = Server::start(&[]);
    for (form, format) in [("json", "json"), ("txt", "table"), ("csv-nl", "csv-nl")] {
        let path = format!("/api/import.{form}?bestand=duo.csv");
        let reply = server.post(&path, DELIVERED.as_bytes());
        let said = printed(&folder, &["import", "duo.csv", "--format", format]);
        assert_eq!(reply.text(), String::from_utf8(said).unwrap());
    }
    let setting = kept(&server.post("/api/import.json?bestand=duo.csv", DELIVERED.as_bytes()));
    let told = server
        .post("/api/import/events", DELIVERED.as_bytes())
        .text();
    let place = told.find(&format!("event: kept\ndata: {setting}\n\n"));
    let answer = told.find("event: answer\n");
    assert!(place.is_some() && place < answer, "{told}");
    assert!(setting.starts_with("aantallen.bestand=eigen/"), "{setting}");
    let rows = server.get(&format!("/api/{}", path(&setting)));
    assert_eq!((rows.status, rows.text().as_str()), (200, ROWS));
    // Another name and another layout: the same figures, and so the same name.
    let again = DELIVERED.replace("Doelgroep", "Groep").replace(';', ",");
    assert_eq!(
        kept(&server.post("/api/import.json", again.as_bytes())),
        setting
    );

    let here = Folder::with(&[(path(&setting), ROWS)]);
    let encoded = setting.replace('=', "%3D");
    for (asked, arguments) in [
        (
            "run.csv?level=gemeente&",
            &["run", "--level", "gemeente"][..],
        ),
        ("simulate.csv?draws=8&", &["simulate", "--draws", "8"]),
        ("run.json?", &["run"]),
    ] {
        let form = if asked.starts_with("run.json") {
            "json"
        } else {
            "csv"
        };
        let settings = ["--set", &setting, "--set", "aantallen.aanvullen=model"];
        let arguments = [arguments, &settings, &["--format", form]].concat();
        let reply = server.get(&format!("/api/{asked}set={encoded}&{FILLED}"));
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert!(
            reply.body == printed(&here, &arguments),
            "{asked} has other bytes"
        );
    }
    let compared = format!(
        "/api/compare.csv?scenario=wi2021&scenario=wi2021&set-b={encoded}&set-b=aantallen.aanvullen%3Dmodel"
    );
    assert_eq!(server.get(&compared).status, 200);
    // What it lacks is said with both choices, as of any file.
    let lacking = server.get(&format!("/api/run.csv?set={encoded}"));
    assert_eq!(lacking.status, 400);
    assert!(lacking.fault().contains("aanvullen"), "{}", lacking.fault());
}

/// The name of a file is told to who knows where its rows are kept, and to nobody else.
#[test]
fn rows_are_called_as_the_file_was_that_was_dropped() {
    let server = Server::start(&[]);
    let names = |query: &str| -> Value {
        let reply = server.get(&format!("/api/werkbank.json{query}"));
        let all: Value = serde_json::from_slice(&reply.body).unwrap();
        all["eigen"]["namen"].clone()
    };
    let named = "/api/import.json?bestand=DUO%20juni%20%C3%A9%C3%A9n.csv";
    let setting = kept(&server.post(named, DELIVERED.as_bytes()));
    let own = path(&setting);
    let other = DELIVERED.replace("88", "89");
    let bare = kept(&server.post("/api/import.json", other.as_bytes()));
    let all = format!("?eigen={own}&eigen={}&eigen=eigen/geen.csv", path(&bare));
    assert_eq!(names(&all), serde_json::json!({ own: "DUO juni één.csv" }));
    assert_eq!(names(""), serde_json::json!({}));
    let id = format!("/api/{own}");
    let gone = Reply::read(server.send("DELETE", &id, &server.lines(), b""));
    assert_eq!(gone.status, 204);
    assert_eq!(names(&all), serde_json::json!({}));
}

/// A scenario that points to rows that lie here alone says what to put beside it, and is
/// the same scenario.
#[test]
fn a_scenario_that_is_taken_along_says_which_rows_to_put_beside_it() {
    let folder = Folder::with(&[]);
    let server = Server::of(folder.root());
    let setting = kept(&server.post("/api/import.json", DELIVERED.as_bytes()));
    let own = path(&setting);
    let encoded = setting.replace('=', "%3D");
    for (lang, says) in [("nl", "Leg hiernaast"), ("en", "Put the figures")] {
        let shown = format!("/api/show.toml?scenario=oud-ritme&set={encoded}&{FILLED}&lang={lang}");
        let text = server.get(&shown).text();
        let first = text.lines().next().expect("a line");
        assert!(
            first.starts_with(&format!("# {says}")) && first.contains(own),
            "{text}"
        );
        let here = Folder::with(&[("mee.toml", &text), (own, ROWS)]);
        let run = ["run", "mee.toml", "--level", "gemeente", "--format", "csv"];
        let asked =
            format!("/api/run.csv?scenario=oud-ritme&level=gemeente&set={encoded}&{FILLED}");
        assert_eq!(server.get(&asked).body, printed(&here, &run));
    }
    // One that points to none has nothing to say of it.
    let bare = server
        .get("/api/show.toml?scenario=wi2021&set=index.2028%3D0.03")
        .text();
    assert!(bare.starts_with("# Geschreven door"), "{bare}");
}

#[test]
fn scenarios_of_the_folder_are_told_and_nothing_else_of_it() {
    let scenario = "# eerst een regel\n\n  [scenario]\nbasis = \"wi2021\"\n";
    let folder = Folder::with(&[
        ("deventer.toml", scenario),
        ("raad/laag.toml", "scenario.basis = \"wi2021\"\n"),
        ("raad/diep/te-diep.toml", scenario),
        (".verborgen/ook.toml", scenario),
        ("anders.toml", "[pakket]\nnaam = \"scenario\"\n"),
        ("tekst.csv", scenario),
    ]);
    let told = |server: &Server| -> Value {
        let body = server.get("/api/werkbank.json").body;
        let all: Value = serde_json::from_slice(&body).unwrap();
        all["scenarios"].clone()
    };
    let server = Server::of(folder.root());
    assert_eq!(
        told(&server),
        serde_json::json!(["deventer.toml", "raad/laag.toml"])
    );
    for name in ["deventer.toml", "raad/laag.toml"] {
        let asked = format!("/api/run.csv?scenario={name}");
        assert_eq!(server.get(&asked).status, 200, "{name}");
    }
    assert_eq!(told(&Server::start(&[])), serde_json::json!([]));
}

#[test]
fn what_has_to_be_chosen_is_asked_by_name() {
    let server = Server::start(&[]);
    let hidden = DELIVERED.replace("88", "<5");
    let reply = server.post("/api/import.json?bestand=duo.csv", hidden.as_bytes());
    assert_eq!(reply.status, 400);
    assert!(reply.fault().contains("--klein"), "{}", reply.fault());
    assert!(reply.header("spuk-kept").is_none());
    kept(&server.post(
        "/api/import.json?bestand=duo.csv&klein=2",
        hidden.as_bytes(),
    ));
    let renamed = DELIVERED.replace("Personen", "N");
    let path = "/api/import.json?kolom=aantal%3DN";
    kept(&server.post(path, renamed.as_bytes()));
    // No scenario is asked of a delivery, and no delivery without its file.
    let reply = server.post("/api/import.json?scenario=wi2021", DELIVERED.as_bytes());
    assert!(
        reply
            .fault()
            .contains("`scenario` hoort niet bij een vraag"),
        "{}",
        reply.fault()
    );
    let bare = server.get("/api/import.json?bestand=duo.csv");
    assert_eq!((bare.status, bare.header("allow")), (405, Some("POST")));
    for name in [
        "..%2Fduo.csv",
        "%2Fetc%2Fpasswd",
        "a%5Cb.csv",
        "..",
        "",
        "a%0Ab",
    ] {
        let path = format!("/api/import.json?bestand={name}");
        let reply = server.post(&path, DELIVERED.as_bytes());
        assert_eq!(reply.status, 400, "{name}");
        assert!(
            reply.fault().contains("geen naam van een bestand"),
            "{}",
            reply.fault()
        );
    }
}

#[test]
fn figures_are_forgotten_when_asked_and_said_to_be_gone() {
    let server = Server::start(&[]);
    let setting = kept(&server.post("/api/import.json", DELIVERED.as_bytes()));
    let question = format!("/api/run.csv?set={}&{FILLED}", setting.replace('=', "%3D"));
    let address = format!("/api/{}", path(&setting));
    assert_eq!(server.get(&question).status, 200);
    let forget = || Reply::read(server.send("DELETE", &address, &server.lines(), b""));
    assert_eq!(forget().status, 204);
    assert_eq!(forget().status, 404);
    assert_eq!(server.get(&address).status, 404);
    let gone = server.get(&question);
    assert_eq!(gone.status, 400);
    assert!(
        gone.fault().contains("sleep het bestand er opnieuw in"),
        "{}",
        gone.fault()
    );
    // The same file makes the same address work again.
    assert_eq!(
        kept(&server.post("/api/import.json", DELIVERED.as_bytes())),
        setting
    );
    assert_eq!(server.get(&question).status, 200);
    // Nobody else can be asked to forget.
    let elsewhere = Reply::read(server.send("DELETE", "/api/run.csv", &server.lines(), b""));
    assert_eq!(elsewhere.status, 405);
}

#[test]
fn of_one_visitor_the_newest_are_kept_and_nothing_is_written() {
    let folder = Folder::with(&[]);
    let server = Server::of(folder.root());
    let settings: Vec<String> = (0..12)
        .map(|number| {
            let rows = DELIVERED.replace("88", &(100 + number).to_string());
            kept(&server.post("/api/import.json?client=ik", rows.as_bytes()))
        })
        .collect();
    let status = |setting: &String| server.get(&format!("/api/{}", path(setting))).status;
    assert_eq!(status(&settings[0]), 404);
    assert_eq!(status(&settings[11]), 200);
    assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), 0);
}

#[test]
fn a_folder_is_written_only_where_that_was_asked_for() {
    let refused = spuk()
        .args(["serve", "--opslaan", "--port", "0"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--map"));
    let folder = Folder::with(&[]);
    let path = "/api/opslaan.json?scenario=wi2021&set=prestatie.aandeel%3D0.2&bestand=proef";
    let closed = Server::of(folder.root());
    assert_eq!(closed.post(path, b"").status, 403);
    let allowed: Value = serde_json::from_slice(&closed.get("/api/werkbank.json").body).unwrap();
    assert_eq!(
        (&allowed["opslaan"], &allowed["map"]),
        (&false.into(), &true.into())
    );
    drop(closed);
    assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), 0);

    let map = folder.root().to_string_lossy().into_owned();
    let server = Server::start(&["--map", &map, "--opslaan"]);
    assert_eq!(server.get(path).status, 405);
    let reply = server.post(path, b"");
    assert_eq!(reply.status, 201, "{}", reply.text());
    let written: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(written["opdracht"], "spuk run proef.toml");
    let asked = printed(
        &folder,
        &["run", "--set", "prestatie.aandeel=0.2", "--format", "csv"],
    );
    assert_eq!(
        printed(&folder, &["run", "proef.toml", "--format", "csv"]),
        asked
    );
    let text = folder.read("proef.toml");
    // A name that is taken stays what it is; and other sites cannot write.
    assert_eq!(server.post(path, b"").status, 409);
    let lines = format!(
        "{}Origin: http://kwaad.example\r\nContent-Length: 0\r\n",
        server.lines()
    );
    let path = path.replace("proef", "kwaad");
    assert_eq!(
        Reply::read(server.send("POST", &path, &lines, b"")).status,
        403
    );
    assert_eq!(folder.read("proef.toml"), text);
    assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), 1);
    // What cannot be projected is not written.
    let wrong = "/api/opslaan.json?scenario=wi2021&set=prestatie.aandel%3D0.2&bestand=fout";
    assert_eq!(server.post(wrong, b"").status, 400);
    assert!(!folder.path("fout.toml").exists());
    // Nor what is no scenario: a list, a text with numbers before its lines, one that came along.
    for (asked, body) in [
        ("scenario=herindelingen.csv", ""),
        ("scenario=wi2021", ""),
        ("scenario=wi2021&set=index.2029%3D0.01&regels", ""),
        (
            "scenario=wi2021&set=index.2029%3D0.01",
            "[scenario]\nbasis = \"wi2021\"\n",
        ),
    ] {
        let path = format!("/api/opslaan.json?{asked}&bestand=fout");
        let reply = server.post(&path, body.as_bytes());
        assert_eq!(reply.status, 400, "{asked}: {}", reply.text());
        assert!(!folder.path("fout.toml").exists(), "{asked}");
    }
}

#[test]
fn a_saved_scenario_stands_beside_the_figures_that_it_names() {
    let folder = Folder::with(&[]);
    let map = folder.root().to_string_lossy().into_owned();
    let server = Server::start(&["--map", &map, "--opslaan"]);
    let setting = kept(&server.post("/api/import.json", DELIVERED.as_bytes()));
    let encoded = setting.replace('=', "%3D");
    let path_of = |name: &str| {
        format!("/api/opslaan.json?scenario=wi2021&set={encoded}&{FILLED}&bestand={name}")
    };
    let reply = server.post(&path_of("eigen-cijfers"), b"");
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(folder.read(path(&setting)), ROWS);
    let settings = ["--set", &setting, "--set", "aantallen.aanvullen=model"];
    let asked = printed(
        &folder,
        &[&["run", "--format", "csv"], &settings[..]].concat(),
    );
    assert_eq!(
        printed(&folder, &["run", "eigen-cijfers.toml", "--format", "csv"]),
        asked
    );
    drop(server);
    // The address works for a server that never saw the file.
    let later = Server::of(folder.root());
    let question = format!("/api/run.csv?set={encoded}&{FILLED}");
    assert!(later.get(&question).body == asked);
}

#[cfg(unix)]
#[test]
fn no_name_that_is_saved_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with(&[("buiten/leeg.txt", "")]);
    folder.write("map/binnen.toml", "[scenario]\nbasis = \"wi2021\"\n");
    symlink(
        folder.path("buiten/nieuw.toml"),
        folder.path("map/link.toml"),
    )
    .unwrap();
    symlink(folder.path("buiten"), folder.path("map/eigen")).unwrap();
    let map = folder.path("map").to_string_lossy().into_owned();
    let server = Server::start(&["--map", &map, "--opslaan"]);
    let save = |name: &str, setting: &str| {
        let path = format!("/api/opslaan.json?scenario=wi2021&{setting}&bestand={name}");
        server.post(&path, b"").status
    };
    let plain = "set=prestatie.aandeel%3D0.2";
    for name in [
        "..%2Fkwaad",
        "..%5Ckwaad",
        "%2Ftmp%2Fkwaad",
        "onder%2Fkwaad",
        "..",
        ".",
        "",
        ".kwaad",
        "a%00b",
        "a%0Ab",
        "con",
        "wi2021",
        "kwaad.csv",
        "%2e%2e%2fkwaad",
    ] {
        assert_eq!(save(name, plain), 400, "{name}");
    }
    assert_eq!(save("link", plain), 409);
    assert_eq!(save("binnen", plain), 409);
    let setting = kept(&server.post("/api/import.json", DELIVERED.as_bytes()));
    let setting = format!("set={}&{FILLED}", setting.replace('=', "%3D"));
    assert_eq!(save("eigen-cijfers", &setting), 507);
    let names = |at: &str| std::fs::read_dir(folder.path(at)).unwrap().count();
    assert_eq!((names("buiten"), names("map")), (1, 3));
}

/// A disk that is really full, where this machine may mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_takes_no_half_scenario() {
    let folder = Folder::with(&[("map/leeg.txt", "")]);
    let map = folder.path("map").to_string_lossy().into_owned();
    let mut mount = std::process::Command::new("mount");
    let mount = mount.args(["-t", "tmpfs", "-o", "size=64k,nr_inodes=12", "tmpfs", &map]);
    if !mount.output().is_ok_and(|output| output.status.success()) {
        return;
    }
    let unmount = || {
        std::process::Command::new("umount")
            .args(["-l", &map])
            .status()
    };
    folder.write("map/vol.bin", vec![0; 64 << 10].get(..60 << 10).unwrap());
    let done = std::panic::catch_unwind(|| {
        let server = Server::start(&["--map", &map, "--opslaan"]);
        let setting = kept(&server.post("/api/import.json", DELIVERED.as_bytes()));
        let long = "x".repeat(5000);
        let path = format!(
            "/api/opslaan.json?scenario=wi2021&set={}&{FILLED}&naam={long}&bestand=vol",
            setting.replace('=', "%3D")
        );
        let reply = server.post(&path, b"");
        assert_eq!(reply.status, 507, "{}", reply.text());
        let names = std::fs::read_dir(folder.path("map")).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["vol.bin"], "something was left behind");
        // Once there is room, the same is written.
        std::fs::remove_file(folder.path("map/vol.bin")).unwrap();
        assert_eq!(server.post(&path, b"").status, 201);
    });
    unmount().unwrap();
    done.unwrap();
}
