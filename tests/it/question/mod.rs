//! Questions beyond a scenario, from outside: which figure matters most, and what it takes.

mod assumed;
mod held;
mod known;
mod of_whom;
mod reasons;
mod receipts;
mod said;
mod sensitivity;
mod several;
mod solve;
mod unset;

use serde_json::Value as Json;

use crate::common::Folder;

/// The law for three gemeenten, until a year.
fn law_until(tot: u16) -> Folder {
    let own = format!(
        "[scenario]\nbasis = \"wi2021\"\ntot = {tot}\n[gemeenten]\nbestand = \"gemeenten.csv\"\n"
    );
    Folder::with_basis().and("s.toml", own)
}

/// What a call in a folder prints, and its exit status.
fn called(folder: &Folder, arguments: &[&str]) -> (String, i32) {
    let output = folder.spuk(arguments).output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    let status = output.status.code().expect("a status");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(status < 2, "{arguments:?}: {said}");
    (text, status)
}

/// What a call says that is refused.
fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.spuk(arguments).output().expect("the program runs");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{said}");
    said
}

/// What a call prints as JSON.
fn json(folder: &Folder, arguments: &[&str]) -> Json {
    let arguments = [arguments, &["--format", "json"]].concat();
    serde_json::from_str(&called(folder, &arguments).0).expect("JSON")
}

/// A figure of JSON in cents, exactly.
fn in_cents(value: &Json) -> i64 {
    let text = value.to_string();
    let (euros, cents) = text.split_once('.').unwrap_or((&text, "00"));
    format!("{euros}{cents:0<2}").parse().expect("an amount")
}
