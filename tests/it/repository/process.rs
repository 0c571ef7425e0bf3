//! The library asks nothing of the process and remembers nothing.

use std::collections::BTreeMap;

use super::architecture::{OF_TESTS, SourceFile, sources, without_texts};

/// What asks the process or the machine. Files, the clock and what the user wants come
/// in from outside, by a `World`.
const ASKS_OUTSIDE: [&str; 11] = [
    "env::",
    "fs::",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    ".exists()",
    ".is_file()",
    ".is_dir()",
    ".read_dir()",
    "stdin",
];

/// The files outside `cli` that may ask, and why.
const ASKING: [(&str, &str); 1] = [("input/world.rs", "the disk and the clock of the machine")];

/// What makes a static change while the program runs.
const MUTABLE: [&str; 8] = [
    "static mut",
    "thread_local!",
    "Atomic",
    "Mutex",
    "RwLock",
    "OnceLock",
    "OnceCell",
    "Cell<",
];

/// Whether a file is part of the library, and not of the program or of a test alone.
fn is_of_the_library(file: &SourceFile) -> bool {
    let of_tests = OF_TESTS.iter().any(|(path, _)| file.path == *path);
    // A server has connections, a clock for them, and a process of its own to stop.
    let of_program = ["cli", "main", "serve"].contains(&file.module.as_str());
    !of_tests && !of_program && !file.path.contains("/tests/")
}

#[test]
fn the_library_asks_nothing_of_the_process() {
    let mut unused = BTreeMap::from(ASKING);
    for file in sources().into_iter().filter(is_of_the_library) {
        let code = without_texts(&file.code);
        let Some(asked) = ASKS_OUTSIDE.iter().find(|word| code.contains(*word)) else {
            continue;
        };
        let may = unused.remove(file.path.as_str()).is_some();
        assert!(may, "{} asks {asked}", file.path);
    }
    assert!(unused.is_empty(), "asks nothing after all: {unused:#?}");
}

/// The declarations of statics that something can change.
fn changing_statics(code: &str) -> Vec<&str> {
    let declared = code.lines().filter(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |line| {
            line.split_once(' ').map_or(line, |(_, line)| line)
        });
        line.starts_with("static ") || line.starts_with("thread_local!")
    });
    let changing = declared.filter(|line| MUTABLE.iter().any(|word| line.contains(word)));
    changing.map(str::trim).collect()
}

/// A handler of signals can reach nothing but a static: that is for `cli`. Two questions
/// to the library do not know of each other.
#[test]
fn the_library_remembers_nothing() {
    for file in sources().into_iter().filter(is_of_the_library) {
        let code = without_texts(&file.code);
        let found = changing_statics(&code);
        assert!(found.is_empty(), "{}: {found:?}", file.path);
    }
}

#[test]
fn a_static_is_found_in_every_way_to_write_it() {
    for code in [
        "static READ: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());",
        "    static LAST: OnceLock<u8> = OnceLock::new();",
        "pub(crate) static STOP: AtomicBool = AtomicBool::new(false);",
        "pub static mut COUNT: u8 = 0;",
        "thread_local! {",
    ] {
        assert_eq!(changing_statics(code).len(), 1, "{code}");
    }
    for code in [
        "static TABLE: [u8; 2] = [0, 1];",
        "sums: Vec<Mutex<Vec<i64>>>,",
    ] {
        assert_eq!(changing_statics(code), [] as [&str; 0], "{code}");
    }
}
