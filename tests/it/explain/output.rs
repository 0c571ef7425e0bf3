//! What `spuk explain` prints: text, JSON, Markdown.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use spuk::internals::explain::{ExplainField, Explainer};

use super::jaar;
use crate::common::{self, Folder, embedded, in_project, rows};

/// The program with its date fixed, in the folder of the worked example.
fn spuk(args: &[&str]) -> String {
    let output = common::spuk()
        .current_dir(in_project("tests/cases/drie-gemeenten"))
        .args(args)
        .output()
        .expect("a run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What is explained of the worked example, but for the receipt at the end.
fn without_receipt(text: &str) -> &str {
    text.trim_end()
        .rsplit_once('\n')
        .expect("more than one line")
        .0
}

/// The text as it was read and redone by hand.
#[test]
fn the_text_of_the_worked_example_is_the_one_that_was_read() {
    let args = [
        "explain",
        "scenario.toml",
        "--gemeente",
        "Kleinstad",
        "--jaar",
        "2026",
        "--depth",
        "alles",
    ];
    let text = spuk(&[&args[..], &["--veld", "uitkering_voorlopig"]].concat());
    insta::assert_snapshot!("drie-gemeenten", without_receipt(&text));
}

#[test]
fn the_upper_layers_of_utrecht_are_the_ones_that_were_read() {
    let args = [
        "explain",
        "--gemeente",
        "utrecht",
        "--jaar",
        "2026",
        "--depth",
        "3",
    ];
    let text = spuk(&[&args[..], &["--veld", "uitkering_voorlopig"]].concat());
    insta::assert_snapshot!("utrecht", without_receipt(&text));
}

#[test]
fn no_line_of_the_text_is_wider_than_a_hundred_characters() {
    for lang in ["nl", "en"] {
        let text = spuk(&[
            "explain",
            "--gemeente",
            "Utrecht",
            "--jaar",
            "2029",
            "--depth",
            "alles",
            "--lang",
            lang,
        ]);
        let widest = text
            .lines()
            .max_by_key(|line| line.chars().count())
            .unwrap();
        // A single word is never broken, however deep it stands.
        let words = widest.trim_start_matches(['│', '├', '└', '─', ' ']);
        let fits = widest.chars().count() <= 100 || !words.contains(' ');
        assert!(fits, "{widest}");
    }
}

#[test]
fn the_json_holds_every_number_once_and_the_receipt() {
    let args = [
        "explain",
        "--gemeente",
        "Utrecht",
        "--jaar",
        "2027",
        "--format",
        "json",
    ];
    let json: Json = serde_json::from_str(&spuk(&args)).expect("JSON");
    assert_eq!(json["gm_code"], "GM0344");
    assert!(json["ontvangstbewijs"]["invoer_sha256"].is_string());
    let csv = rows(&spuk(&[
        "run",
        "--gemeente",
        "Utrecht",
        "--jaar",
        "2027",
        "--format",
        "csv",
    ]));
    let trees = json["uitleg"].as_array().expect("trees");
    assert_eq!(trees.len(), 4);
    for tree in trees {
        let veld = tree["veld"].as_str().expect("a field");
        assert_eq!(tree["boom"]["waarde"].to_string(), csv[0][veld], "{veld}");
        let mut known = BTreeSet::new();
        visit(&tree["boom"], &mut known);
    }
}

/// Every number comes once with all that is known of it, and after that by id.
fn visit(node: &Json, known: &mut BTreeSet<String>) {
    let id = node["id"].as_str().expect("an id").to_owned();
    if node["zie_hierboven"] == true {
        assert!(known.contains(&id), "{id} stands nowhere above");
        return;
    }
    let children = node["kinderen"].as_array().expect("children");
    assert!(
        known.insert(id.clone()) || children.is_empty(),
        "{id} stands there twice"
    );
    for key in ["naam", "symbool", "eenheid", "bewerking"] {
        assert!(node[key].is_string(), "{id} has no {key}");
    }
    assert!(node["waarde"].is_number(), "{id}");
    if children.is_empty() && node["bewerking"] != "som over gemeenten" {
        assert!(node["herkomst"]["bron"].is_string(), "{id}");
    }
    for child in children {
        visit(child, known);
    }
}

#[test]
fn the_markdown_is_a_heading_and_a_nested_list_per_field() {
    let args = [
        "explain",
        "scenario.toml",
        "--gemeente",
        "GM9002",
        "--jaar",
        "2026",
    ];
    let text = spuk(
        &[
            &args[..],
            &["--format", "markdown", "--veld", "a,kas", "--depth", "all"],
        ]
        .concat(),
    );
    assert_eq!(
        text.lines().filter(|line| line.starts_with("## ")).count(),
        2
    );
    let link = "[Bi2021 art. 10.8](https://wetten.overheid.nl/jci1.3:c:BWBR0045555&artikel=10.8)";
    assert!(text.contains(link), "{text}");
    assert!(
        text.lines().any(|line| line.starts_with("    - ")),
        "{text}"
    );
}

#[test]
fn the_form_follows_the_name_of_the_file() {
    let folder = Folder::with(&[]);
    let args = [
        "explain",
        "--gemeente",
        "Utrecht",
        "--jaar",
        "2026",
        "--veld",
        "a",
        "--out",
    ];
    for (name, start) in [("u.md", "# "), ("u.json", "{"), ("u.txt", "Hoe ")] {
        let path = folder.path(name).display().to_string();
        assert_eq!(spuk(&[&args[..], &[&path]].concat()), "");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(start), "{name}: {text}");
    }
}

#[test]
fn a_draw_is_named_in_the_text() {
    let args = [
        "explain",
        "--gemeente",
        "Utrecht",
        "--jaar",
        "2028",
        "--draw",
        "3",
        "--seed",
        "9",
    ];
    let text = spuk(&[&args[..], &["--veld", "bgo_definitief", "--depth", "alles"]].concat());
    assert!(
        text.contains("Geldend recht Wi2021 (--draw 3 --seed 9)"),
        "{text}"
    );
    assert!(text.contains("bron: trekking 3 van zaad 9"), "{text}");
}

#[test]
fn the_year_of_an_explanation_is_one_of_the_projection() {
    let (model, projection) = embedded("wi2021");
    let mut uitlegger = Explainer::new(&model, &projection).unwrap();
    assert!(uitlegger.explain(0, jaar(2050), ExplainField::Kas).is_err());
}

/// Whoever follows a line of the country explains the same scenario.
#[test]
fn an_explanation_goes_on_with_the_scenario_and_its_settings() {
    let arguments = [
        "explain",
        "korting-2028",
        "--set",
        "prestatie.aandeel=0.2",
        "--jaar",
        "2028",
        "--veld",
        "kas",
        "--depth",
        "alles",
    ];
    let output = crate::common::spuk().args(arguments).assert().success();
    let text = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    let flat = text.replace(['│', '├', '└', '─'], " ");
    let words: Vec<&str> = flat.split_whitespace().collect();
    let text = words.join(" ");
    let call =
        "spuk explain korting-2028 --set prestatie.aandeel=0.2 --provincie Utrecht --jaar 2028";
    assert!(text.contains(call), "{text}");
}
