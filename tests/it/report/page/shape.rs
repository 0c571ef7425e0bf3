//! The page as a file: it stands alone, stays small and cannot be broken out of.

use serde_json::Value;

use super::{LARGEST, data, page};
use crate::common::{Folder, in_project, spuk};

#[test]
fn no_name_can_break_out_of_the_page() {
    // Invisible signs are refused by the scenario itself.
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;' --><!--";
    let scenario = format!(
        "[scenario]\nnaam = {hostile:?}\nomschrijving = \"<b>{hostile}\"\nbasis = \"wi2021\"\n"
    );
    let folder = Folder::with(&[("x.toml", &scenario)]);
    let path = folder.path("x.toml");
    for others in [&[][..], &["wi2021"]] {
        let arguments = [&[path.to_str().expect("a path")], others, &["--draws", "2"]].concat();
        let page = page(&folder, &arguments);
        let lower = page.to_lowercase();
        assert_eq!(
            lower.matches("<script").count(),
            5,
            "the scripts of the template"
        );
        assert!(!lower.contains("<img") && !lower.contains("<!--"));
        assert_eq!(data(&page)["scenarios"][0]["naam"], hostile);
    }
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page(&Folder::with(&[]), &["wi2021", "oud-ritme", "--draws", "2"]);
    let shell: String = page
        .split("<script type=")
        .next()
        .expect("the page")
        .to_owned();
    for loads in [
        "src=\"",
        "href=\"http",
        "url(",
        "@import",
        "<link",
        "<iframe",
    ] {
        assert!(!shell.contains(loads), "{loads}");
    }
    let code = page.rsplit_once("<script>").expect("the script").1;
    for loads in [
        "fetch(",
        "import(",
        "XMLHttpRequest",
        "WebSocket",
        "innerHTML",
        "eval(",
    ] {
        assert!(!code.contains(loads), "{loads}");
    }
    let names = code.replace("http://www.w3.org/2000/svg", "");
    assert!(!names.contains("http://") && !names.contains("https://"));
    assert!(page.contains("Content-Security-Policy"));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_page_stays_small_and_is_the_same_bytes_again() {
    let folder = Folder::with(&[]);
    let arguments = [
        "wi2021",
        "oud-ritme",
        "korting-2026",
        "--draws",
        "3",
        "--seed",
        "7",
    ];
    let first = page(&folder, &arguments);
    assert!(first.len() < LARGEST, "{} bytes", first.len());
    assert!(
        first == page(&folder, &arguments),
        "the same call, other bytes"
    );
}

#[test]
fn gemeenten_of_ones_own_have_no_place_on_the_map_and_are_all_there() {
    let case = in_project("tests/cases/drie-gemeenten/scenario.toml");
    let page = page(
        &Folder::with(&[]),
        &[
            case.to_str().expect("a path"),
            "--draws",
            "0",
            "--lang",
            "en",
        ],
    );
    let data = data(&page);
    assert_eq!(
        data["gemeenten"]["tegel"],
        serde_json::json!([null, null, null])
    );
    assert_eq!(data["onzekerheid"], Value::Null);
    assert_eq!(data["taal"], "en");
    assert!(page.contains("<html lang=\"en\">"));
}

#[test]
fn a_folder_is_made_with_those_above_it_and_refused_below_a_file() {
    let folder = Folder::with(&[("bestand", "")]);
    let run = |out: &str| {
        let mut command = spuk();
        command.args(["report", "wi2021", "--draws", "0", "--out"]);
        let output = command.arg(folder.path(out)).output().expect("it runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), stderr)
    };
    for (out, words) in [
        (
            "bestand",
            [
                "er bestaat al een bestand met die naam",
                "kies een andere naam",
            ],
        ),
        (
            "bestand/diep",
            ["is een bestand, geen map", "kies een andere plaats"],
        ),
    ] {
        let (code, stderr) = run(out);
        assert_eq!(code, Some(2), "{stderr}");
        let said = words.iter().all(|word| stderr.contains(word));
        assert!(said, "{stderr}");
    }
    assert_eq!(run("a/b/c").0, Some(0));
    assert!(folder.path("a/b/c/rapport.xlsx").is_file());
}

/// What a reader does with the page is tried in a real browser. `cargo test`
/// names this test as left out; `.ci/run` runs it by itself and fails without.
#[test]
#[ignore = "needs Chromium and npm: run .ci/run, or `npm ci && npm test` in tests/browser"]
fn the_page_in_a_browser() {
    let folder = in_project("tests/browser");
    for arguments in [["ci"], ["test"]] {
        let status = std::process::Command::new("npm")
            .args(arguments)
            .current_dir(&folder)
            .status();
        assert!(status.expect("npm").success(), "npm {arguments:?}");
    }
}
