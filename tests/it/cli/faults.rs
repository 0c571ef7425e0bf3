//! Faults of the machine, real ones: a full disk, a pipe that closes, a folder
//! that cannot be written, files that vanish, and a program that is killed. Never a
//! half file, never an old file lost, and the exit status says what happened.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::common::{Folder, PROGRAM};

/// What writes half a megabyte.
const LARGE: [&str; 5] = ["--level", "gemeente", "--format", "csv", "--out"];

fn spuk() -> Command {
    Command::new(PROGRAM)
}

fn run_to(scenario: &str, out: &Path) -> Output {
    let mut command = spuk();
    command.arg("run").arg(scenario).args(LARGE).arg(out);
    command.output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file system in memory, unmounted with this value; none where that takes
/// rights that the test does not have.
struct Tmpfs(Folder);

impl Tmpfs {
    fn of(size: &str) -> Option<Self> {
        let folder = Folder::with(&[]);
        let size = format!("size={size}");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder.root());
        let done = mount.output().is_ok_and(|output| output.status.success());
        done.then_some(Self(folder))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    fn make_read_only(&self) {
        let mut mount = Command::new("mount");
        mount.args(["-o", "remount,ro"]).arg(self.0.root());
        assert!(mount.status().unwrap().success());
    }
}

impl Drop for Tmpfs {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.root()).status();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The system stops a write halfway wherever the test runs: a file may not grow
/// beyond 64 kB.
#[test]
fn a_write_that_fails_halfway_leaves_the_old_file_and_no_half_one() {
    let folder = Folder::with(&[]);
    let path = |name: &str| folder.path(name);
    fs::write(path("uit.csv"), "oud").unwrap();
    for name in ["uit.csv", "nieuw.csv"] {
        let mut limited = Command::new("bash");
        limited.args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "bash"]);
        limited.arg(PROGRAM).args(["run", "wi2021"]);
        let output = limited.args(LARGE).arg(path(name)).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(
            stderr(&output).contains("het bestand wordt te groot"),
            "{}",
            stderr(&output)
        );
    }
    assert_eq!(names(folder.root()), ["uit.csv"]);
    assert_eq!(fs::read_to_string(path("uit.csv")).unwrap(), "oud");
}

#[test]
#[ignore = "mounts a file system, which takes rights: .ci/run tries it where it has them"]
fn a_full_disk_leaves_the_old_file_and_no_half_one() {
    let disk = Tmpfs::of("128k").expect("the right to mount");
    fs::write(disk.path("uit.csv"), "oud").unwrap();
    for name in ["uit.csv", "nieuw.csv"] {
        let output = run_to("wi2021", &disk.path(name));
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(
            stderr(&output).contains("de schijf is vol"),
            "{}",
            stderr(&output)
        );
    }
    assert_eq!(names(disk.0.root()), ["uit.csv"]);
    assert_eq!(fs::read_to_string(disk.path("uit.csv")).unwrap(), "oud");
    // Nor is a baseline half written.
    fs::write(disk.path("s.toml"), "[scenario]\nbasis = \"wi2021\"\n").unwrap();
    let output = spuk()
        .args(["check", "--bless"])
        .arg(disk.path("s.toml"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(names(disk.0.root()), ["s.toml", "uit.csv"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error_on_stdout_too() {
    for argument in ["run", "--help", "--version"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let output = spuk().arg(argument).stdout(full.unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{argument}");
        assert!(
            stderr(&output).contains("de schijf is vol"),
            "{}",
            stderr(&output)
        );
    }
    let output = run_to("wi2021", Path::new("/dev/full"));
    assert_eq!(output.status.code(), Some(2));
}

/// What cannot be said is not said; the answer and the status stay what they were.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_stderr_changes_nothing() {
    for (arguments, status) in [
        (&["run", "--set", "prognose.2050=1"][..], 0),
        (&["run", "--set", "prestatie.aandeel=3"], 2),
        (&["run", "--onbekend"], 2),
        (&["compare", "wi2021", "oud-ritme", "--fail-if", "kas>1"], 1),
        (&["simulate", "--draws", "3"], 0),
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = spuk();
        command.args(arguments).stderr(full.unwrap());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert_eq!(output.stdout.is_empty(), status == 2, "{arguments:?}");
    }
}

/// A page and a workbook of different runs would not say the same.
#[test]
fn a_report_is_written_as_a_pair_or_not_at_all() {
    let folder = Folder::with(&[]);
    fs::write(folder.path("rapport.html"), "oud").unwrap();
    fs::create_dir(folder.path("rapport.xlsx")).unwrap();
    let mut command = spuk();
    command.args(["report", "wi2021", "--draws", "0", "--out"]);
    let refused = command.arg(folder.root()).output().unwrap();
    assert_eq!(refused.status.code(), Some(2), "{}", stderr(&refused));
    let page = fs::read_to_string(folder.path("rapport.html")).unwrap();
    assert_eq!(page, "oud");
    assert_eq!(names(folder.root()), ["rapport.html", "rapport.xlsx"]);
}

/// Output that takes the place of what it was made from.
#[test]
fn a_file_that_was_read_is_not_written_over() {
    let folder = Folder::with(&[]);
    let files = [
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,10\n",
        ),
        (
            "a.toml",
            "scenario.basis = \"wi2021\"\ngemeenten.bestand = \"g.csv\"\n",
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path(name), text).unwrap();
    }
    std::os::unix::fs::symlink("g.csv", folder.path("link.csv")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = spuk();
        command.current_dir(folder.root()).args(arguments);
        command.output().unwrap()
    };
    for shard in ["1/2", "2/2"] {
        let part = format!("deel-{}", &shard[..1]);
        let made = run(&[
            "simulate", "a.toml", "--draws", "4", "--shard", shard, "--out", &part,
        ]);
        assert!(made.status.success(), "{}", stderr(&made));
    }
    let part = fs::read(folder.path("deel-1")).unwrap();
    for arguments in [
        &["run", "a.toml", "--out", "g.csv"][..],
        &["run", "a.toml", "--out", "link.csv"],
        &["run", "a.toml", "--format", "csv", "--out", "a.toml"],
        &["check", "a.toml", "--format", "json", "--out", "a.toml"],
        &[
            "simulate", "a.toml", "--draws", "4", "--shard", "1/2", "--out", "a.toml",
        ],
        &["merge", "deel-1", "deel-2", "--out", "deel-1"],
    ] {
        let refused = run(arguments);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(
            stderr(&refused).contains("het hoort bij de invoer"),
            "{arguments:?}"
        );
    }
    for (name, text) in files {
        let now = fs::read_to_string(folder.path(name)).unwrap();
        assert_eq!(now, text, "{name}");
    }
    assert_eq!(fs::read(folder.path("deel-1")).unwrap(), part);
    // The same command to its own output again is no such thing.
    for _ in 0..2 {
        assert!(run(&["run", "a.toml", "--out", "uit.csv"]).status.success());
    }
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    for arguments in [
        "run --level gemeente --format csv",
        "run --level gemeente --format json",
        "man",
        "completions bash",
        "schema",
    ] {
        let mut command = Command::new("bash");
        let line = format!("set -o pipefail; \"$SPUK\" {arguments} | head -c 10 >/dev/null");
        command.args(["-c", &line]).env("SPUK", PROGRAM);
        let output = command.output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments}: {}",
            stderr(&output)
        );
        assert_eq!(stderr(&output), "", "{arguments}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    // Root may write where the mode forbids it, but not where the disk does.
    let disk = Tmpfs::of("4m");
    let plain = Folder::with(&[]);
    let folder = disk.as_ref().map_or(plain.root(), |disk| disk.0.root());
    fs::write(folder.join("uit.csv"), "oud").unwrap();
    match &disk {
        Some(disk) => disk.make_read_only(),
        None => {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
        }
    }
    let output = run_to("wi2021", &folder.join("uit.csv"));
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(
        said.contains("uit.csv kan niet worden geschreven: "),
        "{said}"
    );
    assert!(
        said.contains("alleen te lezen") || said.contains("geen rechten"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(folder.join("uit.csv")).unwrap(), "oud");
}

/// A report is as open as the file that it replaces, and a new one as open as
/// the user has files be.
#[test]
#[cfg(unix)]
fn a_file_keeps_who_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let old = folder.path("oud.csv");
    fs::write(&old, "oud").unwrap();
    fs::set_permissions(&old, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(run_to("wi2021", &old).status.success());
    assert_ne!(fs::read_to_string(&old).unwrap(), "oud");
    assert_eq!(mode(&old), 0o600);
    let (plain, new) = (folder.path("gewoon"), folder.path("nieuw.csv"));
    fs::write(&plain, "").unwrap();
    assert!(run_to("wi2021", &new).status.success());
    assert_eq!(mode(&new), mode(&plain));
}

#[test]
fn a_file_that_vanishes_is_a_message() {
    let folder = Folder::with(&[]);
    let path = |name: &str| folder.path(name);
    fs::write(
        path("blijft.toml"),
        "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n",
    )
    .unwrap();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                fs::write(
                    path("weg.toml"),
                    "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n",
                )
                .unwrap();
                fs::remove_file(path("weg.toml")).unwrap();
            }
        });
        for _ in 0..20 {
            let output = spuk().arg("check").arg(folder.root()).output().unwrap();
            let said = stderr(&output);
            // It was whole, empty, or gone: each of them is said.
            assert!(matches!(output.status.code(), Some(0 | 2)), "{said}");
            assert!(!said.contains("panicked"), "{said}");
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn two_runs_to_the_same_file_leave_one_of_both_whole() {
    let folder = Folder::with(&[]);
    let out = folder.path("uit.csv");
    let wholes = ["wi2021", "oud-ritme"].map(|scenario| {
        let alone = folder.path(format!("{scenario}.csv"));
        assert!(run_to(scenario, &alone).status.success());
        fs::read(alone).unwrap()
    });
    assert_ne!(wholes[0], wholes[1]);
    for _ in 0..3 {
        let both = ["wi2021", "oud-ritme"].map(|scenario| {
            let mut command = spuk();
            command.arg("run").arg(scenario).args(LARGE).arg(&out);
            command.stderr(Stdio::null()).spawn().unwrap()
        });
        for mut child in both {
            assert!(child.wait().unwrap().success());
        }
        assert!(wholes.contains(&fs::read(&out).unwrap()));
    }
    assert_eq!(
        names(folder.root()),
        ["oud-ritme.csv", "uit.csv", "wi2021.csv"]
    );
}

#[test]
fn a_killed_run_leaves_the_old_file_or_the_new_one() {
    let folder = Folder::with(&[]);
    let out = folder.path("uit.csv");
    assert!(run_to("wi2021", &out).status.success());
    let new = fs::read(&out).unwrap();
    let old = b"oud".to_vec();
    let mut seen = [0, 0];
    for milliseconds in (0..200).step_by(8) {
        fs::write(&out, &old).unwrap();
        let mut command = spuk();
        command
            .arg("run")
            .args(LARGE)
            .arg(&out)
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        thread::sleep(Duration::from_millis(milliseconds));
        // SIGKILL: nothing in the program can answer it.
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(&out).unwrap();
        assert!(
            found == old || found == new,
            "half a file of {} bytes",
            found.len()
        );
        seen[usize::from(found == new)] += 1;
    }
    assert!(seen[0] > 0, "no run was killed in time: {seen:?}");
}

/// Another name of what the program was given to write to is no file of its own: what stands
/// there and what comes after stays.
#[test]
#[cfg(target_os = "linux")]
fn what_was_given_to_write_to_is_not_replaced() {
    let folder = Folder::with(&[]);
    let path = folder.path("samen.csv");
    let call = "echo kop; \"$SPUK\" list --format csv --out \"$1\"; echo staart";
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let file = fs::File::create(&path).unwrap();
        let shell = std::process::Command::new("sh")
            .args(["-c", call, "sh", name])
            .env("SPUK", crate::common::PROGRAM)
            .stdout(file)
            .status()
            .unwrap();
        assert!(shell.success());
        let text = folder.read("samen.csv");
        assert!(
            text.starts_with("kop\n") && text.ends_with("staart\n"),
            "{name}: {text}"
        );
        assert!(text.contains("\"wi2021\""), "{name}: {text}");
    }
}
