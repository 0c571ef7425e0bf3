//! The catalogue of bad input: a numbered folder below `tests/errors/CODE/` for every
//! way to be wrong, with the call and the exact message. A name made of the words of a
//! message would be wrong as soon as they change.
//!
//! A folder holds `args` (an argument a line), the files that it adds to or
//! replaces among those of the three gemeenten, `setup.sh` where a file is large or
//! no file, and `stderr`. Every call ends with status 2, says nothing on stdout but
//! what stands in `stdout`, and leaves every file as it was.
//!
//! `SPUK_BLESS=1 cargo test --test it errors` writes what the program says now; read
//! the difference before it is committed.
#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use spuk::internals::input::diagnostic::Code;

use crate::common::{Folder, PROGRAM, in_project};

/// Files of a case that are no input.
const OWN: [&str; 4] = ["args", "setup.sh", "stderr", "stdout"];

fn catalogue() -> PathBuf {
    in_project("tests/errors")
}

/// Every folder with a call, and the kind of error that it is about.
pub(super) fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for kind in fs::read_dir(catalogue()).unwrap() {
        for case in fs::read_dir(kind.unwrap().path()).unwrap() {
            found.push(case.unwrap().path());
        }
    }
    found.sort();
    found
}

/// Copies the input of a case to the folder it runs in.
fn copy(from: &Path, to: &Path, top: bool) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() {
            fs::create_dir_all(to.join(name)).unwrap();
            copy(&path, &to.join(name), false);
        } else if !top || !OWN.iter().any(|own| name == *own) {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// The files below a folder with what is in them; of what is no file its kind.
fn contents(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            contents(&entry.path(), found);
        } else if kind.is_file() {
            found.insert(entry.path(), fs::read(entry.path()).unwrap());
        } else {
            found.insert(entry.path(), format!("{kind:?}").into_bytes());
        }
    }
}

/// A folder with the input of a case.
pub(super) fn prepared(case: &Path) -> Folder {
    let folder = Folder::with_basis();
    let root = folder.root();
    copy(case, root, true);
    if let Ok(script) = fs::read_to_string(case.join("setup.sh")) {
        let mut shell = Command::new("sh");
        shell.args(["-euc", &script]).env("SPUK", PROGRAM);
        let done = shell.current_dir(root).output().unwrap();
        assert!(done.status.success(), "{}: {done:?}", case.display());
    }
    folder
}

/// The call of a case.
pub(super) fn arguments(case: &Path) -> Vec<String> {
    let args = fs::read_to_string(case.join("args")).unwrap();
    let args = args.strip_suffix('\n').unwrap_or(&args).split('\n');
    args.map(str::to_owned).collect()
}

/// What is wrong with a case; nothing where it says what it has to.
fn problem(case: &Path, bless: bool) -> Option<String> {
    let folder = prepared(case);
    let root = folder.root();
    let mut before = BTreeMap::new();
    contents(root, &mut before);
    let output = Command::new(PROGRAM)
        .args(arguments(case))
        .current_dir(root)
        .output()
        .unwrap();
    let mut after = BTreeMap::new();
    contents(root, &mut after);
    let said = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let real = fs::canonicalize(root).unwrap();
        text.replace(&real.display().to_string(), "[MAP]")
    };
    if output.status.code() != Some(2) {
        return Some(format!(
            "status {:?}: {}",
            output.status,
            said(&output.stderr)
        ));
    }
    if before != after {
        return Some("a file was written".to_owned());
    }
    for (name, text) in [
        ("stderr", said(&output.stderr)),
        ("stdout", said(&output.stdout)),
    ] {
        let path = case.join(name);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if bless && text.is_empty() {
            let _ = fs::remove_file(&path);
        } else if bless {
            fs::write(&path, &text).unwrap();
        } else if text != expected {
            return Some(format!("{name} is\n{text}\nand has to be\n{expected}"));
        }
    }
    None
}

#[test]
fn every_error_says_what_it_said() {
    let bless = env::var_os("SPUK_BLESS").is_some();
    let cases = cases();
    let problems = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for worker in 0..workers {
            let own = cases.iter().skip(worker).step_by(workers);
            let problems = &problems;
            scope.spawn(move || {
                for case in own {
                    if let Some(problem) = problem(case, bless) {
                        let name = case.strip_prefix(catalogue()).unwrap().display();
                        problems.lock().unwrap().push(format!("{name}: {problem}"));
                    }
                }
            });
        }
    });
    let problems = problems.into_inner().unwrap();
    assert!(
        problems.is_empty(),
        "{}\n\nif the program is right: SPUK_BLESS=1 cargo test --test it errors",
        problems.join("\n\n")
    );
}

#[test]
fn no_code_is_without_a_sample_and_every_sample_is_where_it_belongs() {
    let mut seen = BTreeSet::new();
    let cases = cases();
    for case in &cases {
        let kind = case.parent().unwrap().file_name().unwrap();
        let kind = kind.to_string_lossy().into_owned();
        let number = case.file_name().unwrap().to_string_lossy();
        let is_number = number.len() >= 2 && number.bytes().all(|digit| digit.is_ascii_digit());
        assert!(
            is_number,
            "{kind}/{number} is no number of two digits or more"
        );
        let stderr = fs::read_to_string(case.join("stderr")).unwrap_or_default();
        let name = case.display();
        assert!(!stderr.contains("panicked"), "{name}");
        let title = format!("fout[{kind}]: ");
        assert!(
            stderr.contains(&title),
            "{name}/stderr has no `{title}`; without a stderr: SPUK_BLESS=1 cargo test --test it errors"
        );
        seen.insert(kind);
    }
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name()).collect();
    let without: Vec<&String> = codes.difference(&seen).collect();
    assert!(
        without.is_empty(),
        "no sample of {without:?} in tests/errors"
    );
    let page = include_str!("../../../docs/trust.md");
    let claim = format!("{} kinds, {} samples", codes.len(), cases.len());
    assert!(page.contains(&claim), "docs/trust.md does not say {claim}");
}
