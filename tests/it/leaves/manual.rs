//! Man pages and completions, by the programs that read them where they are there.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::common::spuk;

fn output(arguments: &[&str]) -> String {
    let output = spuk().args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

const COMMANDS: [&str; 8] = [
    "run",
    "amounts",
    "explain",
    "simulate",
    "compare",
    "check",
    "report",
    "completions",
];

#[test]
fn mandoc_has_nothing_to_say_about_a_page() {
    for lang in ["nl", "en"] {
        let program = vec!["man", "--lang", lang];
        let of = |command| vec!["man", command, "--lang", lang];
        let calls = std::iter::once(program).chain(COMMANDS.into_iter().map(of));
        for call in calls {
            let page = output(&call);
            assert!(page.contains(".SH EXAMPLES") && page.contains(".SH EXIT STATUS"));
            let mandoc = Command::new("mandoc")
                .args(["-Tlint", "-Wstyle"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            // Not every machine has it; `.ci/run` does.
            let Ok(mut mandoc) = mandoc else { return };
            mandoc
                .stdin
                .take()
                .unwrap()
                .write_all(page.as_bytes())
                .unwrap();
            let output = mandoc.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat())
                .into_owned();
            assert_eq!(said, "", "{call:?}");
        }
    }
}

#[test]
fn a_shell_is_offered_scenarios_gemeenten_and_fields() {
    for shell in ["bash", "zsh", "fish"] {
        let script = output(&["completions", shell]);
        for wanted in ["korting-2028", "GM0363", "uitkering_definitief"] {
            assert!(script.contains(wanted), "{shell} offers no {wanted}");
        }
    }
    let zsh = output(&["completions", "zsh"]);
    assert!(zsh.starts_with("#compdef spuk\n"));
    assert!(zsh.contains("files:file:_files"), "files are offered too");
    assert!(zsh.contains(":_spuk_scenario'"), "where a scenario stands");
}

#[test]
fn help_ends_with_examples() {
    for command in COMMANDS {
        assert!(
            output(&[command, "--help"]).contains("Voorbeelden:"),
            "{command}"
        );
        assert!(
            !output(&[command, "-h"]).contains("Voorbeelden:"),
            "{command}"
        );
        assert!(output(&[command, "--help", "--lang", "en"]).contains("Examples:"));
    }
}
