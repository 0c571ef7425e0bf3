//! The workbench, by real requests to the program that listens.

mod answers;
mod own;
mod page;
mod receipts;
mod safety;
mod saved;
mod strict;
mod taken;
mod work;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::common::PROGRAM;

/// The date of receipts in these tests, in seconds since 1970.
const MOMENT: &str = "1760000000";

/// A server that listens on a free port, and stops with this value.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(options: &[&str]) -> Self {
        Self::begin(Command::new(PROGRAM), options)
    }

    /// Where a process may open so many files until it asks for more.
    #[cfg(unix)]
    fn with_files(number: u64, options: &[&str]) -> Self {
        let mut shell = Command::new("sh");
        let limited = format!("ulimit -S -n {number} && exec \"$0\" \"$@\"");
        shell.args(["-c", &limited, PROGRAM]);
        Self::begin(shell, options)
    }

    fn begin(mut program: Command, options: &[&str]) -> Self {
        let mut child = program
            .args(["serve", "--port", "0"])
            .args(options)
            .env("SOURCE_DATE_EPOCH", MOMENT)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().expect("a pipe"));
        said.read_line(&mut line).expect("the address");
        let port = line.trim().trim_end_matches('/').rsplit(':').next();
        let port = port.and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no port in {line:?}"));
        Self { child, port }
    }

    /// Of the files in a folder.
    fn of(folder: &Path) -> Self {
        Self::start(&["--map", &folder.to_string_lossy()])
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let patience = Some(Duration::from_secs(120));
        stream.set_read_timeout(patience).expect("a time limit");
        stream
    }

    /// Begins a request, with these lines behind the first, and leaves it open.
    fn send(&self, method: &str, path: &str, lines: &str, body: &[u8]) -> TcpStream {
        let mut stream = self.connect();
        let head = format!("{method} {path} HTTP/1.1\r\n{lines}\r\n");
        stream.write_all(head.as_bytes()).expect("a request");
        // Who is refused early may find the connection closed.
        let _ = stream.write_all(body);
        stream
    }

    /// The usual lines of a head.
    fn lines(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\nConnection: close\r\n", self.port)
    }

    fn get(&self, path: &str) -> Reply {
        Reply::read(self.send("GET", path, &self.lines(), b""))
    }

    fn post(&self, path: &str, body: &[u8]) -> Reply {
        let lines = format!("{}Content-Length: {}\r\n", self.lines(), body.len());
        Reply::read(self.send("POST", path, &lines, body))
    }

    /// Asks with these lines of a head and no others.
    fn with(&self, path: &str, lines: &str) -> Reply {
        Reply::read(self.send("GET", path, &format!("{lines}Connection: close\r\n"), b""))
    }

    /// Asks it to stop, as a manager of services does.
    #[cfg(unix)]
    fn terminate(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.expect("kill is there").success());
    }

    /// How it ended, within a time.
    fn ended(&mut self, within: Duration) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(began.elapsed() < within, "it still runs");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        if let Err(error) = stream.read_to_end(&mut bytes) {
            assert!(!bytes.is_empty(), "no reply: {error}");
        }
        let _ = stream.shutdown(Shutdown::Both);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no head in {} bytes", bytes.len()));
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Self {
            status: status.expect("a status"),
            body: bytes[end + 4..].to_vec(),
            head,
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// What is wrong, as the command line says it.
    fn fault(&self) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).expect("JSON");
        body["fout"]["tekst"].as_str().expect("a text").to_owned()
    }
}
