//! What documents have people type that is no transcript: commands in running text and in
//! blocks, and tables of a scenario. Transcripts are run elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::common::{Folder, in_project, spuk};

/// Every document in which someone is told what to type.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["docs", "docs/handboek/src"] {
        let entries = fs::read_dir(in_project(folder)).expect("documents");
        found.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    found.extend(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(in_project));
    found.retain(|path| path.extension().is_some_and(|it| it == "md"));
    found.sort();
    found
}

/// The blocks between fences of a document, by the word behind the fence; and what is left.
fn fenced(text: &str) -> (Vec<(String, String)>, String) {
    let (mut blocks, mut rest) = (Vec::new(), String::new());
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(word), None) => open = Some((word.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, block))) => *block += &format!("{line}\n"),
            (None, None) => rest += &format!("{line}\n"),
        }
    }
    assert!(open.is_none(), "a block is not closed");
    (blocks, rest)
}

/// What a line has someone type to the program, behind `cargo run` too.
fn typed(text: &str) -> Option<&str> {
    ["cargo run --release -- ", "cargo run -- ", "spuk "]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        // Not the version with what it was made of, nor what the program is.
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase() || first == '-'))
}

/// The commands of a document: blocks that are indented, and what stands between backticks.
fn commands(text: &str) -> Vec<String> {
    let (_, rest) = fenced(text);
    let lines = rest.lines().filter_map(|line| line.strip_prefix("    "));
    let lines = lines.map(|line| line.split("  #").next().unwrap_or_default());
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    let inline = rest.split('`').skip(1).step_by(2);
    let inline = inline.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let all = lines.into_iter().chain(inline);
    all.filter_map(|text| typed(&text).map(str::to_owned))
        .collect()
}

/// The words of a command as a shell makes them, without the brackets of what may be left
/// out. What a shell fills in is a 1.
fn words(command: &str) -> Vec<String> {
    let (mut all, mut word, mut quote) = (Vec::new(), String::new(), None);
    let mut letters = command.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (own, Some(open)) if own == open => quote = None,
            (own, Some(_)) => word.push(own),
            ('\'' | '"', None) => quote = Some(letter),
            ('[' | ']', None) => {}
            ('$', None) => {
                while letters
                    .next_if(|it| it.is_alphanumeric() || *it == '_')
                    .is_some()
                {}
                word.push('1');
            }
            (' ', None) => all.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            (own, None) => word.push(own),
        }
    }
    all.extend((!word.is_empty()).then_some(word));
    all
}

/// Commands whose words before the first option are scenarios.
const OF_SCENARIOS: [&str; 11] = [
    "amounts",
    "backtest",
    "compare",
    "explain",
    "report",
    "run",
    "sensitivity",
    "serve",
    "show",
    "simulate",
    "solve",
];

/// Of these, those that print an answer at once.
const AT_ONCE: [&str; 5] = ["amounts", "compare", "explain", "run", "show"];

/// What stands for something of the reader's: a file, or a word in capitals.
fn is_own(word: &str) -> bool {
    word.contains(['.', '/', '*']) || word.chars().any(|it| it.is_ascii_uppercase())
}

/// Options, and values that are looked at by themselves, are refused before the help is
/// given; what is left out is not.
fn hold_to_the_command_line(document: &str, words: &[String]) {
    let mut asked: Vec<&str> = words.iter().map(String::as_str).collect();
    // The shell of the reader: any that there is.
    asked
        .iter_mut()
        .filter(|it| **it == "SHELL")
        .for_each(|it| *it = "bash");
    // An option that is named alone.
    let alone = asked.pop_if(|it| it.starts_with("--"));
    if asked.first() != Some(&"help") {
        asked.push("--help");
    }
    let answer = spuk().args(&asked).output().unwrap();
    let [said, help] = [&answer.stderr, &answer.stdout].map(|it| String::from_utf8_lossy(it));
    let given = answer.status.success();
    assert!(given, "{document}: {}\n{said}", words.join(" "));
    if let Some(option) = alone {
        let known = help.contains(option);
        assert!(known, "{document}: {}: no {option}", words.join(" "));
    }
}

#[test]
fn every_command_that_a_document_names_can_be_given() {
    let listed = spuk().args(["list", "--format", "csv"]).output().unwrap();
    let listed = String::from_utf8(listed.stdout).expect("text");
    let shipped: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.split(',').next())
        .map(|name| name.trim_matches('"'))
        .collect();
    assert!(shipped.contains("wi2021"), "{listed}");
    let mut seen = BTreeSet::new();
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        let document = document.display();
        for command in commands(&text) {
            let words = words(&command);
            hold_to_the_command_line(&document.to_string(), &words);
            let Some((name, rest)) = words.split_first() else {
                continue;
            };
            let scenarios = rest.iter().take_while(|word| !word.starts_with('-'));
            let mut answers = AT_ONCE.contains(&name.as_str());
            if OF_SCENARIOS.contains(&name.as_str()) {
                for scenario in scenarios {
                    answers &= !is_own(scenario);
                    let known = is_own(scenario) || shipped.contains(scenario.as_str());
                    assert!(known, "{document}: {command}: there is no {scenario}");
                }
            }
            let asks = |option: &str| rest.iter().any(|word| word == option);
            let placeholder = |word: &String| word.len() == 1 && is_own(word);
            let whole = !rest.is_empty() && !rest.iter().any(placeholder);
            let slow = asks("--simulate") || asks("--out") || asks("--varieer");
            if answers && whole && !slow && seen.insert(words.clone()) {
                let answer = spuk().args(&words).output().unwrap();
                let said = String::from_utf8_lossy(&answer.stderr);
                // What a condition is asked for may fail.
                let fine = answer.status.success() || asks("--fail-if");
                assert!(fine, "{document}: {command}\n{said}");
            }
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
}

/// Tables as they stand in a document are read as they stand, in a scenario on `wi2021`
/// where they are not one by themselves.
#[test]
fn every_table_that_a_document_shows_is_taken() {
    let mut seen = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        let document = document.display();
        for (word, block) in fenced(&text).0 {
            let known = ["", "console", "python", "text", "toml"].contains(&word.as_str());
            assert!(known, "{document}: who looks at a block of `{word}`?");
            if word != "toml" {
                continue;
            }
            let whole = match block.contains("[scenario]") {
                true => block,
                false => format!("[scenario]\nnaam = \"s\"\nbasis = \"wi2021\"\n\n{block}"),
            };
            let folder = Folder::with(&[("s.toml", &whole)]);
            let own = in_project("examples/eigen-cijfers/deventer.xlsx");
            fs::copy(own, folder.path("deventer.xlsx")).expect("a workbook");
            // What was agreed in it holds: else the reader's first check fails.
            let asked = if whole.contains("[[verwacht]]") {
                "check"
            } else {
                "run"
            };
            let answer = folder.spuk(&[asked, "s.toml"]).output().unwrap();
            let [said, told] =
                [&answer.stderr, &answer.stdout].map(|it| String::from_utf8_lossy(it));
            assert!(
                answer.status.success(),
                "{document}:\n{whole}\n{said}{told}"
            );
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen}");
}
