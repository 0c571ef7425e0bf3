//! Who may ask, and what nobody gets.

use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};

use super::{Reply, Server};
use crate::common::{Folder, spuk};

#[test]
fn another_host_and_another_site_get_nothing() {
    let server = Server::start(&[]);
    let path = "/api/list.json";
    let own = format!("Host: localhost:{}\r\n", server.port);
    assert_eq!(server.with(path, &own).status, 200);
    for host in [
        "Host: kwaad.example\r\n",
        "Host: 192.168.1.9:8421\r\n",
        "Host: \r\n",
    ] {
        assert_eq!(server.with(path, host).status, 421, "{host}");
    }
    for more in [
        "Origin: http://kwaad.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n",
    ] {
        let reply = server.with(path, &format!("{own}{more}"));
        assert_eq!(reply.status, 403, "{more}");
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
    let same = format!(
        "{own}Origin: http://localhost:{}\r\nSec-Fetch-Site: same-origin\r\n",
        server.port
    );
    assert_eq!(server.with(path, &same).status, 200);
    let asked = Reply::read(server.send("OPTIONS", path, &server.lines(), b""));
    assert_eq!(
        (asked.status, asked.header("allow")),
        (405, Some("GET, HEAD"))
    );
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let folder = Folder::with(&[(
        "geheim.toml",
        "[scenario]\nnaam = \"geheim\"\nbasis = \"wi2021\"\n",
    )]);
    folder.write("map/a.toml", "[scenario]\nbasis = \"wi2021\"\n");
    folder.write("map/uit.toml", "[scenario]\nbasis = \"../geheim.toml\"\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../geheim.toml", folder.path("map/link.toml")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.root(), folder.path("map/op")).unwrap();
    let server = Server::of(&folder.path("map"));
    assert_eq!(server.get("/api/run.csv?scenario=a.toml").status, 200);
    let absolute = folder.path("geheim.toml");
    for name in [
        "../geheim.toml",
        "..%2Fgeheim.toml",
        "..%5Cgeheim.toml",
        "%2e%2e/geheim.toml",
        "./../map/../geheim.toml",
        "link.toml",
        "op/geheim.toml",
        "uit.toml",
        "a.toml%00",
        "%2Fetc%2Fpasswd",
        "/proc/self/environ",
        "--allow-outside",
        &absolute.to_string_lossy(),
    ] {
        let reply = server.get(&format!("/api/run.csv?scenario={name}"));
        assert_eq!(reply.status, 400, "{name}");
        assert!(!reply.text().contains("naam ="), "{name}: {}", reply.text());
    }
    for path in [
        "/../geheim.toml",
        "/api/../../geheim.toml",
        "/map/a.toml",
        "/etc/passwd",
        "/api/",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    // A scenario that comes along stands in the folder, and leaves it no more than others.
    let along = server.post("/api/run.csv", b"[scenario]\nbasis = \"../geheim.toml\"\n");
    assert_eq!(along.status, 400);
    let bare = Server::start(&[]);
    assert_eq!(bare.get("/api/run.csv?scenario=a.toml").status, 400);
}

/// Where the folder lies is for who runs the server, and so is what can be allowed.
#[test]
fn what_is_refused_names_the_folder_as_visitors_know_it() {
    let folder = Folder::with(&[]);
    let outside = "[scenario]\nbasis = \"wi2021\"\n\n[aantallen]\nbestand = \"../x.csv\"\n";
    folder.write("map/a.toml", outside);
    folder.write("map/onder/a.toml", outside);
    folder.write("map/basis.toml", "[scenario]\nbasis = \"../x.toml\"\n");
    folder.write("map/weg.toml", "[scenario]\nbasis = \"weg/x.toml\"\n");
    let root = std::fs::canonicalize(folder.root()).unwrap();
    let server = Server::of(&folder.path("map"));
    for (name, told, also) in [
        (
            "a.toml",
            "een bestand in de map van het scenario",
            "noem een bestand uit die map",
        ),
        (
            "onder/a.toml",
            "een bestand in onder",
            "noem een bestand uit die map",
        ),
        (
            "basis.toml",
            "een bestand in de map van het scenario",
            "noem een bestand uit die map",
        ),
        ("weg.toml", "`weg/x.toml` bestaat niet", ""),
        ("onder/geen.toml", "onder/geen.toml bestaat niet", ""),
    ] {
        let asked = |lang| server.get(&format!("/api/run.csv?scenario={name}{lang}"));
        for reply in [asked(""), asked("&lang=en")] {
            assert_eq!(reply.status, 400, "{name}");
            for kept in [&*root.to_string_lossy(), "--allow-outside"] {
                assert!(!reply.text().contains(kept), "{name}: {}", reply.text());
            }
        }
        let words = asked("").text().to_owned();
        assert!(
            words.contains(told) && words.contains(also),
            "{name}: {words}"
        );
    }
    // The command line says where the folder lies and what can be allowed.
    let output = spuk().arg("run").arg(folder.path("map/a.toml")).output();
    let words = String::from_utf8(output.unwrap().stderr).unwrap();
    assert!(words.contains("--allow-outside"), "{words}");
}

#[test]
fn another_machine_asks_with_a_token_or_not_at_all() {
    let refused = |options: &[&str]| {
        let output = spuk().arg("serve").args(options).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--host", "0.0.0.0"]).contains("er is geen --token"));
    assert!(refused(&["--host", "0.0.0.0", "--token", "kort"]).contains("ten minste 12"));
    assert!(refused(&["--token", "met een spatie erin"]).contains("ten minste 12"));
    assert!(refused(&["--map", "er-is-geen-map"]).contains("is geen map"));
    assert!(
        refused(&["--host", "geen adres", "--token", "geheim-genoeg-1"])
            .contains("geen adres van deze machine")
    );
    let server = Server::start(&["--token", "geheim-genoeg-1"]);
    assert!(refused(&["--port", &server.port.to_string()]).contains("kan niet worden geluisterd"));
    let own = server.lines();
    let asked = |path: &str, more: &str| server.with(path, &format!("{own}{more}"));
    assert_eq!(asked("/api/list.csv", "").status, 401);
    assert_eq!(asked("/", "").status, 401);
    assert_eq!(asked("/api/list.csv?token=geheim-genoeg-2", "").status, 401);
    assert_eq!(asked("/api/list.csv?token=geheim-genoeg-1", "").status, 200);
    assert_eq!(
        asked("/api/list.csv", "Authorization: Bearer geheim-genoeg-1\r\n").status,
        200
    );
    // A page keeps it, so that no address that is sent on has it.
    let page = asked("/?scenario=wi2021&token=geheim-genoeg-1&b=x", "");
    assert_eq!(page.status, 303);
    assert_eq!(page.header("location"), Some("/?scenario=wi2021&b=x"));
    let cookie = page.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let cookie = format!("Cookie: {cookie}\r\n");
    assert_eq!(asked("/api/list.csv", &cookie).status, 200);
    // An old address does not take from a browser what it keeps, and none leads elsewhere.
    let old = asked("/?token=geheim-van-vroeger", &cookie);
    assert_eq!((old.status, old.header("set-cookie")), (200, None));
    for away in ["//kwaad.example/", "/api/../", "/weg"] {
        let reply = asked(&format!("{away}?token=geheim-genoeg-1"), &cookie);
        assert_eq!(reply.header("location"), None, "{away}");
    }
}

/// A server with TLS in front of it hands a question on under its own name or the one that was
/// asked for, and a browser says of which page it is.
#[test]
fn a_page_behind_a_server_with_tls_drops_files_and_saves() {
    let folder = Folder::with(&[]);
    let map = folder.root().to_string_lossy().into_owned();
    let token = "geheim-genoeg-8";
    let outer = "https://spuk.gemeente.example:8443";
    let options = ["--map", &map, "--opslaan", "--token", token, "--adres"];
    let server = Server::start(&[&options[..], &[outer]].concat());
    let path = "/api/opslaan.json?scenario=wi2021&set=prestatie.aandeel%3D0.3&bestand=";
    let inner = format!("127.0.0.1:{}", server.port);
    let saved = |host: &str, origin: &str, name: &str| {
        let lines = format!(
            "Host: {host}\r\nOrigin: {origin}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
             Cookie: spuk={token}\r\nContent-Length: 0\r\n"
        );
        Reply::read(server.send("POST", &format!("{path}{name}"), &lines, b"")).status
    };
    assert_eq!(saved(&inner, outer, "een"), 201);
    assert_eq!(saved("spuk.gemeente.example:8443", outer, "twee"), 201);
    assert_eq!(saved(&inner, "https://kwaad.example", "drie"), 403);
    assert_eq!(saved("kwaad.example", outer, "vier"), 421);
    // What is renewed is found there too.
    let lines = format!("Host: {inner}\r\nCookie: spuk={token}\r\n");
    let book = server.with("/api/list.xlsx", &lines).body;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let origin = book.worksheet_range("Herkomst").expect("a sheet");
    assert_eq!(origin[(0, 1)], format!("{outer}/api/list.csv").as_str());
    // Others can ask there, and so it needs a token; and an address is no folder.
    for (options, said) in [
        (&["--adres", outer][..], "er is geen --token"),
        (
            &["--adres", "https://spuk.example/map", "--token", token],
            "is geen adres van een pagina",
        ),
    ] {
        let output = spuk().arg("serve").args(options).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        let said_of = String::from_utf8(output.stderr).unwrap();
        assert!(said_of.contains(said), "{said_of}");
    }
}

/// What a question could name is no file of this machine, whether it is there or not.
#[test]
fn no_question_touches_a_file_of_the_machine() {
    let folder = Folder::with(&[("er.csv", "van mij\n")]);
    let server = Server::start(&[]);
    let (there, not_there) = (folder.path("er.csv"), folder.path("nergens/er.csv"));
    let asked = |path: &str, option: &str, file: &std::path::Path| {
        let file = file.to_string_lossy().replace('/', "%2F");
        let reply = server.get(&format!("/api/{path}&{option}={file}"));
        assert_eq!(reply.status, 400, "{option}");
        reply.fault()
    };
    let global = "sensitivity.json?methode=morris&draws=8&set=scenario.tot%3D2026";
    for (path, option) in [
        (global, "punten"),
        ("simulate.csv?draws=8", "draws-out"),
        ("solve.json?varieer=index.2028&doel=kas%3C%3D1", "out"),
        ("run.csv?level=gemeente", "out"),
    ] {
        let said = asked(path, option, &there);
        assert!(said.contains("hoort niet bij een vraag"), "{said}");
        assert_eq!(said, asked(path, option, &not_there));
    }
    assert_eq!(folder.read("er.csv"), "van mij\n");
    let offered = server.get("/api/openapi.json").text();
    for option in ["punten", "draws-out"] {
        assert!(
            !offered.contains(&format!("\"name\": \"{option}\"")),
            "{option}"
        );
    }
}

#[test]
fn a_body_of_a_hundred_megabytes_is_refused_and_told_so() {
    let server = Server::start(&[]);
    let huge = vec![b'#'; 100 << 20];
    let reply = server.post("/api/run.csv", &huge);
    assert_eq!(reply.status, 413, "{}", reply.text());
    assert!(reply.fault().contains("16 MB"));
    // The same without saying so beforehand.
    let lines = format!("{}Transfer-Encoding: chunked\r\n", server.lines());
    let mut stream = server.send("POST", "/api/run.csv", &lines, b"");
    for piece in huge.chunks(1 << 20).take(20) {
        let head = format!("{:x}\r\n", piece.len());
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(piece).unwrap();
        stream.write_all(b"\r\n").unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    assert_eq!(Reply::read(stream).status, 413);
    assert_eq!(server.get("/api/list.csv").status, 200);
}

/// A process may begin with fewer files than it has connections: the server asks for more.
#[cfg(unix)]
#[test]
fn who_is_slow_or_silent_is_not_waited_for() {
    const IDLE: u64 = 1000;
    may_open(IDLE + 512);
    let server = Server::with_files(256, &[]);
    let began = Instant::now();
    let lines = format!("{}Content-Length: 1000\r\n", server.lines());
    let slow = server.send("POST", "/api/run.csv", &lines, b"[scenario]\n");
    let mut head = server.connect();
    head.write_all(b"GET /api/list.csv HTTP/1.1\r\nHost: loc")
        .unwrap();
    let mut idle: Vec<_> = (0..IDLE).map(|_| server.connect()).collect();
    assert_eq!(server.get("/api/list.csv").status, 200);
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "it waits for others"
    );
    assert_eq!(Reply::read(slow).status, 408);
    for stream in idle.iter_mut().chain([&mut head]) {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(!rest.starts_with(b"HTTP/1.1 200"));
    }
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{:?}",
        began.elapsed()
    );
}

/// Lets this process open so many files.
#[cfg(unix)]
fn may_open(files: u64) {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|now| now < files) {
        limit.current = Some(files);
        setrlimit(Resource::Nofile, limit).expect("a machine that allows it");
    }
}

/// Who asks much and reads nothing holds no answer for longer than is given to take it.
#[test]
fn who_does_not_read_is_not_waited_for() {
    const ASKED: usize = 120;
    let server = Server::start(&[]);
    let page = server.get("/").body.len();
    let line = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
    let mut deaf = server.connect();
    deaf.write_all(line.repeat(ASKED).as_bytes()).unwrap();
    assert_eq!(server.get("/api/list.csv").status, 200);
    std::thread::sleep(Duration::from_secs(30));
    let mut read = 0;
    let mut piece = vec![0; 1 << 16];
    while let Ok(more @ 1..) = deaf.read(&mut piece) {
        read += more;
    }
    assert!(read < ASKED * page, "all {ASKED} pages came: {read} bytes");
    assert_eq!(server.get("/api/list.csv").status, 200);
}
