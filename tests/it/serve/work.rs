//! Many questions at once, questions that are given up, and the end of the server.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{Reply, Server};

/// More draws than any test waits for.
const ENDLESS: &str = "draws=2000000&set=scenario.tot%3D2026";

/// A question that draws, left open.
fn asked(server: &Server, query: &str) -> TcpStream {
    server.send(
        "GET",
        &format!("/api/simulate.csv?{query}"),
        &server.lines(),
        b"",
    )
}

/// Reads events until one has this name.
fn until(stream: &mut TcpStream, name: &str) -> String {
    let mut seen = String::new();
    let mut piece = [0; 4096];
    while !seen.contains(&format!("event: {name}\n")) {
        let read = stream.read(&mut piece).expect("events");
        assert!(read > 0, "no {name} in {seen}");
        seen.push_str(&String::from_utf8_lossy(&piece[..read]));
    }
    seen
}

/// How many of the statuses are each of these.
fn counted(statuses: &[u16]) -> [usize; 3] {
    [200, 429, 503].map(|one| statuses.iter().filter(|status| **status == one).count())
}

#[test]
fn ten_simulations_at_once_wait_or_are_refused_and_a_projection_does_neither() {
    let server = Server::start(&[]);
    let streams: Vec<_> = (0..10)
        .map(|_| asked(&server, "draws=3000&set=scenario.tot%3D2026"))
        .collect();
    let began = Instant::now();
    let short = server.get("/api/run.csv?level=gemeente");
    let waited = began.elapsed();
    assert_eq!(short.status, 200);
    assert!(waited < Duration::from_secs(20), "{waited:?}");
    let replies: Vec<Reply> = streams.into_iter().map(Reply::read).collect();
    let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    let [done, refused, busy] = counted(&statuses);
    assert_eq!(done + refused + busy, 10, "{statuses:?}");
    assert!(done >= 2 && refused >= 1, "{statuses:?}");
    for reply in replies.iter().filter(|reply| reply.status != 200) {
        let after = reply.header("retry-after").expect("when again");
        assert!(after.parse::<u32>().expect("seconds") > 0);
    }
    let bytes: Vec<&[u8]> = replies
        .iter()
        .filter(|one| one.status == 200)
        .map(|one| &one.body[..])
        .collect();
    assert!(bytes.windows(2).all(|two| two[0] == two[1]));
    assert_eq!(asked_small(&server).status, 200);
}

fn asked_small(server: &Server) -> Reply {
    Reply::read(asked(server, "draws=5&set=scenario.tot%3D2026"))
}

#[test]
fn work_of_many_clients_is_refused_as_too_much_and_ends_with_them() {
    let server = Server::start(&[]);
    let streams: Vec<_> = (0..14)
        .map(|client| asked(&server, &format!("{ENDLESS}&client=c{client}")))
        .collect();
    std::thread::sleep(Duration::from_millis(500));
    let busy = Reply::read(asked(&server, &format!("{ENDLESS}&client=meer")));
    assert_eq!(busy.status, 503, "{}", busy.text());
    assert!(busy.header("retry-after").is_some());
    // Nobody waits for them any more, and so nobody works on them.
    drop(streams);
    let began = Instant::now();
    let small = loop {
        let small = asked_small(&server);
        if small.status == 200 || began.elapsed() > Duration::from_secs(20) {
            break small;
        }
    };
    assert_eq!(small.status, 200);
}

#[test]
fn a_newer_question_of_a_client_ends_the_older_one() {
    let server = Server::start(&[]);
    let path = format!("/api/simulate/events?{ENDLESS}&client=ik");
    let mut older = server.send("GET", &path, &server.lines(), b"");
    until(&mut older, "progress");
    let other = asked(&server, &format!("{ENDLESS}&client=ander"));
    let began = Instant::now();
    let newer = Reply::read(asked(&server, "draws=5&set=scenario.tot%3D2026&client=ik"));
    assert_eq!(newer.status, 200, "{}", newer.text());
    // Both places were taken: the older one made way.
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
    let told = until(&mut older, "error");
    assert!(told.contains("ingehaald door een nieuwere vraag"), "{told}");
    drop(other);
}

/// Processor time of a process until now, in milliseconds.
#[cfg(target_os = "linux")]
fn processor_time(server: &Server) -> u64 {
    let line = format!("/proc/{}/stat", server.child.id());
    let line = std::fs::read_to_string(line).expect("a process");
    // Behind the name, which may hold anything; in ticks of 10 ms.
    let numbers = line.rsplit(')').next().expect("numbers");
    let ticks = numbers.split_whitespace().skip(11).take(2);
    10 * ticks
        .map(|one| one.parse::<u64>().expect("ticks"))
        .sum::<u64>()
}

/// How much a server still works: its processor time until it has used none for a while.
#[cfg(target_os = "linux")]
fn still_worked(server: &Server) -> u64 {
    let began = processor_time(server);
    let (mut used, mut quiet) = (began, Instant::now());
    while quiet.elapsed() < Duration::from_millis(1500) {
        std::thread::sleep(Duration::from_millis(50));
        let now = processor_time(server);
        if now > used {
            (used, quiet) = (now, Instant::now());
        }
        assert!(used - began < 60_000, "it works on");
    }
    used - began
}

/// Work ends within 50 ms. A machine that does other things too is slower by the clock, and
/// so it is processor time that is held to it: that of two threads, in a program that is
/// optimised, and of a few draws in one that is not.
#[cfg(target_os = "linux")]
#[test]
fn work_that_nobody_waits_for_ends_at_once() {
    const AT_ONCE: u64 = if cfg!(debug_assertions) { 2000 } else { 100 };
    let server = Server::start(&[]);
    let path = format!("/api/simulate/events?{ENDLESS}&client=ik");
    let begun = || {
        let mut stream = server.send("GET", &path, &server.lines(), b"");
        until(&mut stream, "progress");
        stream
    };
    drop(begun());
    let closed = still_worked(&server);
    assert!(closed <= AT_ONCE, "a connection that closed: {closed} ms");
    let older = begun();
    assert_eq!(server.get("/api/list.json?client=ik").status, 200);
    let overtaken = still_worked(&server);
    assert!(overtaken <= AT_ONCE, "a newer question: {overtaken} ms");
    drop(older);
}

#[cfg(unix)]
#[test]
fn who_is_killed_leaves_nothing_behind_and_can_begin_again() {
    let folder = crate::common::Folder::with(&[("a.toml", "[scenario]\nbasis = \"wi2021\"\n")]);
    let map = folder.root().to_string_lossy().into_owned();
    let options = ["--map", map.as_str(), "--opslaan"];
    let mut server = Server::start(&options);
    let running = asked(&server, ENDLESS);
    let saved = "/api/opslaan.json?scenario=a.toml&set=prestatie.aandeel%3D0.2&bestand=b";
    assert_eq!(server.post(saved, b"").status, 201);
    server.child.kill().expect("it runs");
    server.ended(Duration::from_secs(20));
    drop(running);
    let names = std::fs::read_dir(folder.root()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.toml", "b.toml"]);
    let again = Server::start(&options);
    assert_eq!(again.get("/api/run.csv?scenario=b.toml").status, 200);
}

#[test]
fn events_tell_of_progress_and_end_with_the_answer() {
    let server = Server::start(&[]);
    let query = "draws=400&seed=3&set=scenario.tot%3D2026";
    let path = format!("/api/simulate/events?{query}");
    let mut stream = server.send("GET", &path, &server.lines(), b"");
    let mut all = until(&mut stream, "answer");
    stream.read_to_string(&mut all).expect("the rest");
    assert!(all.contains("content-type: text/event-stream"));
    assert!(
        all.contains("data: {\"complete\":400,\"draws\":400}"),
        "{all}"
    );
    let whole = server.get(&format!("/api/simulate.json?{query}")).text();
    let first = whole.lines().nth(1).expect("a line");
    assert!(all.contains(&format!("data: {first}\n")), "{first}");
    let mut wrong = server.send("GET", "/api/simulate/events?draws=0", &server.lines(), b"");
    assert!(until(&mut wrong, "error").contains("geen waarde van --draws"));
}

#[cfg(unix)]
#[test]
fn what_runs_is_finished_when_the_server_is_asked_to_stop() {
    let mut server = Server::start(&[]);
    let path = "/api/simulate/events?draws=600&set=scenario.tot%3D2026";
    let mut running = server.send("GET", path, &server.lines(), b"");
    until(&mut running, "progress");
    let mut idle = server.connect();
    server.terminate();
    until(&mut running, "answer");
    drop(running);
    // Nothing more is taken in, and who is silent is not waited for.
    let status = server.ended(Duration::from_secs(25));
    assert_eq!(status.code(), Some(0));
    let _ = idle.write_all(b"GET / HTTP/1.1\r\n\r\n");
    let mut rest = Vec::new();
    let _ = idle.read_to_end(&mut rest);
    assert!(rest.is_empty());
    assert!(TcpStream::connect(("127.0.0.1", server.port)).is_err());
}
