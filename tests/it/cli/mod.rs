//! What the process does when something outside it fails, and in which language it
//! speaks.

mod asked;
mod defaults;
mod faults;
mod language;

use crate::common::spuk;

/// Two builds of one version can be two programs: the version tells them apart as a receipt
/// does.
#[test]
fn the_version_has_the_commit_of_the_receipt() {
    let said = |arguments: &[&str]| {
        let output = spuk().args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let json: serde_json::Value =
        serde_json::from_str(&said(&["run", "--format", "json"])).unwrap();
    let receipt = &json["ontvangstbewijs"];
    let [version, commit] = ["versie", "commit"].map(|name| receipt[name].as_str().unwrap());
    for (call, name) in [
        (&["--version"][..], "spuk"),
        (&["solve", "-V"], "spuk-solve"),
    ] {
        assert_eq!(said(call), format!("{name} {version} ({commit})\n"));
    }
}
