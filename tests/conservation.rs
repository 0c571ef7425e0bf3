//! Money that is not conserved ends a command with status 70, without output.
//!
//! No input can lose a cent. With arguments this test is the program itself, in a
//! world that says one is lost; without, it starts itself with those of every
//! command that projects.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use spuk::internals::cli::run_in;
use spuk::internals::exact::money::Cents;
use spuk::internals::input::World;
use tempfile::TempDir;

/// The first argument of the program; those after it are of the command line.
const AS_PROGRAM: &str = "with-a-lost-cent";

const COMMANDS: [&str; 14] = [
    "run s.toml",
    "run s.toml --out uit.csv",
    "run s.toml --draw 1",
    "simulate s.toml --draws 3 --out uit.csv",
    "simulate s.toml --draws 3 --shard 1/2 --out deel",
    "explain s.toml --gemeente Utrecht --jaar 2025",
    "explain s.toml --gemeente Utrecht --jaar 2025 --draw 1",
    "compare s.toml s.toml --set-b prestatie.aandeel=0",
    "compare s.toml s.toml --set-b prestatie.aandeel=0 --simulate 3",
    "report s.toml --draws 0 --out map",
    "report s.toml --draws 3 --out map",
    "check s.toml",
    "check s.toml --bless --simulate --draws 3",
    "check s.toml --format json --out uit.json",
];

fn main() -> ExitCode {
    if env::args().nth(1).as_deref() == Some(AS_PROGRAM) {
        return run_in(env::args_os().skip(1), || {
            let mut world = World::default();
            world.discrepancy = Cents::new(1);
            Ok(world)
        });
    }
    COMMANDS.iter().for_each(|command| breaks_off(command));
    ExitCode::SUCCESS
}

/// Runs with a lost cent: status 70, nothing on stdout, no file but the scenario.
fn breaks_off(command: &str) {
    let folder = TempDir::new().unwrap();
    fs::write(
        folder.path().join("s.toml"),
        "[scenario]\nbasis = \"wi2021\"\ntot = 2025\n",
    )
    .unwrap();
    let output = Command::new(env::current_exe().unwrap())
        .current_dir(folder.path())
        .arg(AS_PROGRAM)
        .args(command.split(' '))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(70), "{command}: {stderr}");
    assert!(
        stderr.contains("fout in het programma: kas over alle jaren"),
        "{stderr}"
    );
    assert_eq!(output.stdout, b"", "{command}");
    assert_eq!(files(folder.path()), 1, "{command}");
}

/// The files in and below a folder; `report` makes its folder before it reckons,
/// and an empty one shows nothing.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}
