//! Records the git commit that the program is built from, for the receipt. Where
//! files were changed since, a `+` follows and the first digits of a hash of what
//! changed: two such builds are two programs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Command;

/// What the program is made of.
const INGREDIENTS: [&str; 6] = [
    "src",
    "scenarios",
    "fixtures",
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
];

fn main() {
    let commit = git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "onbekend".to_owned());
    println!("cargo:rustc-env=SPUK_COMMIT={commit}{}", changes());
    for file in ["HEAD", "logs/HEAD"] {
        // In a worktree it is not in `.git`.
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    for part in INGREDIENTS {
        println!("cargo:rerun-if-changed={part}");
    }
}

/// The mark of what differs from the commit; nothing where nothing does.
fn changes() -> String {
    let about = |arguments: &[&str]| git(&[arguments, &["--"], &INGREDIENTS].concat());
    let changed = about(&["diff", "HEAD", "--binary"]).unwrap_or_default();
    let new = about(&["ls-files", "--others", "--exclude-standard"]).unwrap_or_default();
    if changed.is_empty() && new.is_empty() {
        return String::new();
    }
    let mut hasher = DefaultHasher::new();
    changed.hash(&mut hasher);
    for file in new.lines() {
        (file, std::fs::read(file).ok()).hash(&mut hasher);
    }
    format!("+{:08x}", hasher.finish() as u32)
}

/// What git says, without the newline; `None` where there is no git or no repository.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.trim().to_owned())
}
