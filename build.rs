//! Records the git commit that the program is built from, for the receipt; a
//! `+` behind it says that files were changed since.

use std::process::Command;

fn main() {
    let commit = git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "onbekend".to_owned());
    let changed = git(&[
        "status",
        "--porcelain",
        "--",
        "src",
        "scenarios",
        "fixtures",
        "Cargo.lock",
    ]);
    let mark = if changed.is_some_and(|files| !files.is_empty()) {
        "+"
    } else {
        ""
    };
    let commit = format!("{commit}{mark}");
    println!("cargo:rustc-env=SPUK_COMMIT={commit}");
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-changed=.git/logs/HEAD");
    for folder in ["src", "scenarios", "fixtures", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}

/// What git says, without the newline; `None` where there is no git or no repository.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
