//! What `check` says to programs: JUnit by the schema of Jenkins, annotations of GitHub,
//! Markdown, and never more than somebody reads.

use std::collections::BTreeMap;

use crate::common::{Folder, SCENARIO};

/// A folder of which the second scenario moved, the third is broken and the fourth is
/// other TOML.
fn moved() -> Folder {
    let folder = Folder::three(SCENARIO);
    folder.write("twee.toml", "[scenario]\nbasis = \"scenario.toml\"\n");
    folder.spuk(&["check", ".", "--bless"]).assert().success();
    folder.write("twee.toml", "[scenario]\nbasis = \"scenario.toml\"\n[bedragen.2025]\na = 9999.00\nb = 4999.00\ngezins_overig = 999.00\n");
    folder.write(
        "stuk.toml",
        "[scenario]\nbasis = \"scenario.toml\"\n[prognoze]\n2025 = 1\n",
    );
    folder.write("los.toml", "[package]\nname = \"a<b>&\\\"c\"\n");
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> String {
    let arguments = [&["check", "."], arguments].concat();
    let output = folder.spuk(&arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// An element of XML: its name, its attributes and what stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

/// Reads XML as strictly as what is demanded of it here.
fn xml(text: &str) -> Element {
    let body = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .unwrap();
    let mut open = vec![Element::default()];
    for piece in body.split('<').skip(1) {
        let (tag, behind) = piece.split_once('>').expect("a tag ends");
        if let Some(name) = tag.strip_prefix('/') {
            let done = open.pop().unwrap();
            assert_eq!(done.name, name);
            open.last_mut().unwrap().children.push(done);
        } else {
            let (tag, is_closed) = match tag.strip_suffix('/') {
                Some(tag) => (tag, true),
                None => (tag, false),
            };
            let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
            let mut element = Element {
                name: name.to_owned(),
                ..Element::default()
            };
            while let Some((key, value)) = rest.split_once("=\"") {
                let (value, next) = value.split_once('"').expect("a value ends");
                let known = element
                    .attributes
                    .insert(key.trim().to_owned(), value.to_owned());
                assert_eq!(known, None, "{key} twice");
                rest = next;
            }
            assert_eq!(rest.trim(), "");
            if is_closed {
                open.last_mut().unwrap().children.push(element);
            } else {
                open.push(element);
            }
        }
        open.last_mut().unwrap().text.push_str(behind);
    }
    open.pop().unwrap().children.pop().expect("a root")
}

/// An element, its children, and the attributes that it must and may have.
type Demand = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

/// The demands of `junit-10.xsd` of the xUnit plugin of Jenkins, re-made: the children that
/// an element may have, the attributes that it must have, and those that it may.
const SCHEMA: [Demand; 7] = [
    (
        "testsuites",
        &["testsuite"],
        &[],
        &["name", "time", "tests", "failures", "errors"],
    ),
    (
        "testsuite",
        &[
            "testsuite",
            "properties",
            "testcase",
            "system-out",
            "system-err",
        ],
        &["name", "tests", "failures", "errors"],
        &[
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
        ],
    ),
    (
        "testcase",
        &["skipped", "error", "failure", "system-out", "system-err"],
        &["name"],
        &["time", "classname", "group"],
    ),
    ("failure", &[], &[], &["type", "message"]),
    ("error", &[], &[], &["type", "message"]),
    ("skipped", &[], &[], &["type", "message"]),
    ("system-out", &[], &[], &[]),
];

fn is_valid(element: &Element) {
    let name = element.name.as_str();
    let known = SCHEMA.iter().find(|(known, ..)| *known == name);
    let (_, children, must, may) = known.unwrap_or_else(|| panic!("no element {name}"));
    for attribute in *must {
        assert!(
            element.attributes.contains_key(*attribute),
            "{name} lacks {attribute}"
        );
    }
    for attribute in element.attributes.keys() {
        let is_known = must.contains(&attribute.as_str()) || may.contains(&attribute.as_str());
        assert!(is_known, "{name} has {attribute}");
    }
    for child in &element.children {
        assert!(
            children.contains(&child.name.as_str()),
            "{} in {name}",
            child.name
        );
        is_valid(child);
    }
}

#[test]
fn junit_is_valid_by_the_schema_of_jenkins_and_its_counts_are_true() {
    let folder = moved();
    for arguments in [
        &["--format", "junit"][..],
        &["--format", "junit", "--lang", "en"],
    ] {
        let root = xml(&check(&folder, arguments));
        assert_eq!(root.name, "testsuites");
        is_valid(&root);
        let mut counted = [0; 3];
        for suite in &root.children {
            let count = |tag: &str| {
                let cases = suite.children.iter();
                cases
                    .filter(|case| case.children.iter().any(|one| one.name == tag))
                    .count()
            };
            let tests = suite
                .children
                .iter()
                .filter(|one| one.name == "testcase")
                .count();
            let told = |name: &str| suite.attributes[name].parse::<usize>().unwrap();
            assert_eq!(told("tests"), tests);
            for (sum, (attribute, tag)) in counted.iter_mut().zip([
                ("failures", "failure"),
                ("errors", "error"),
                ("skipped", "skipped"),
            ]) {
                assert_eq!(told(attribute), count(tag), "{attribute}");
                *sum += count(tag);
            }
        }
        // One moved, one cannot be read, one is no scenario.
        assert_eq!(counted, [1, 1, 1]);
    }
}

#[test]
fn annotations_begin_with_a_summary_of_every_scenario() {
    let text = check(&moved(), &["--format", "github"]);
    let lines: Vec<&str> = text.lines().collect();
    let is_summary = |line: &&str| line.contains("%0A") || line.contains("stuk.toml");
    assert_eq!(
        lines.iter().take_while(|line| is_summary(line)).count(),
        2,
        "{text}"
    );
    let cells = lines.iter().filter(|line| line.contains(": was ")).count();
    assert!((1..=20).contains(&cells), "{text}");
}

#[test]
fn twenty_cells_of_a_scenario_are_named_and_all_where_asked() {
    let folder = moved();
    let cells = |arguments: &[&str]| {
        let text = check(&folder, arguments);
        text.lines().filter(|line| line.contains(": was ")).count()
    };
    let all = cells(&["--top", "0"]);
    assert!(all > 25, "{all}");
    assert_eq!(cells(&[]), 20);
    assert_eq!(cells(&["--top", "3"]), 3);
    let said = check(&folder, &["--top", "3"]);
    assert!(
        said.contains(&format!("en nog {} cellen", all - 3)),
        "{said}"
    );
    // Amounts of a year come before the months that they are paid in.
    let first = said.lines().find(|line| line.contains(": was ")).unwrap();
    assert!(!first.contains("kas in "), "{first}");
    assert_eq!(cells(&["--top", "3", "--format", "junit"]), 3);
}

#[test]
fn markdown_is_a_comment_on_a_change() {
    let folder = moved();
    let text = check(&folder, &["--format", "markdown", "--top", "4"]);
    assert!(
        text.starts_with("## spuk check\n\n| scenario | uitkomst |"),
        "{text}"
    );
    assert!(
        text.contains("| ./twee.toml | verschoven |") || text.contains("twee.toml | verschoven |"),
        "{text}"
    );
    assert!(text.contains("<details><summary>"), "{text}");
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("(GM"));
    assert_eq!(rows.count(), 4, "{text}");
    folder
        .spuk(&["check", ".", "--out", "reactie.md"])
        .assert()
        .code(2);
    assert!(folder.read("reactie.md").starts_with("## spuk check"));
}

#[test]
#[cfg(unix)]
fn annotations_stand_on_the_line_that_changed_by_the_path_of_the_repository() {
    let folder = Folder::three(SCENARIO);
    folder.write(
        "model/s.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n\n[prognose]\n2026 = 30000\n",
    );
    let git = |line: &str| {
        let mut command = std::process::Command::new("sh");
        let set = "git -c user.name=t -c user.email=t@t";
        command.args(["-euc", &line.replace("git ", &format!("{set} "))]);
        for (key, _) in std::env::vars_os() {
            if key.to_string_lossy().starts_with("GIT_") {
                command.env_remove(key);
            }
        }
        let output = command.current_dir(folder.root()).output().unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
    };
    folder
        .spuk(&["check", "model", "--bless"])
        .assert()
        .success();
    git("git init -q -b main . && git add -A && git commit -qm een");
    folder.write(
        "model/s.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n\n[prognose]\n2026 = 31000\n",
    );
    let github = || {
        let mut call = folder.spuk(&["check", ".", "--format", "github"]);
        let output = call.current_dir(folder.path("model")).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let text = github();
    let first = text.lines().next().unwrap();
    assert!(
        first.starts_with("::error file=model/s.toml,line=6,"),
        "{text}"
    );
    assert!(text.contains("file=model/s.baseline.csv,line="), "{text}");
}
