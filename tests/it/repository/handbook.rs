//! The handbook: every page is in its table of contents, every link leads somewhere, every
//! transcript is what the program prints, amounts in running text stand in one, and every
//! question names a knob and has a picture.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{in_project, spuk};

fn source() -> PathBuf {
    in_project("docs/handboek/src")
}

fn text(page: &Path) -> String {
    fs::read_to_string(page).expect("a page")
}

/// What the links of a page lead to, without those to the web.
pub fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split(')').next());
    targets.filter(|link| !link.contains("://")).collect()
}

#[test]
fn every_page_is_in_the_contents_once_and_every_link_leads_somewhere() {
    let contents = text(&source().join("SUMMARY.md"));
    let listed: Vec<&str> = links(&contents);
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len(), "a page stands twice");
    let mut pages = BTreeSet::new();
    for entry in fs::read_dir(source()).expect("pages") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|it| it != "md") {
            continue;
        }
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for link in links(&text(&path)) {
            let file = link.split('#').next().unwrap_or_default();
            assert!(source().join(file).is_file(), "{name} leads to {link}");
        }
        pages.insert(name);
    }
    pages.remove("SUMMARY.md");
    let once: BTreeSet<String> = once.into_iter().map(str::to_owned).collect();
    assert_eq!(once, pages);
}

#[test]
fn the_transcripts_of_the_handbook_are_what_the_program_prints() {
    trycmd::TestCases::new().case("docs/handboek/src/*.md");
}

/// An amount as people write it, in thousandths: `706,72`, `-1.234.567,89`, `14_800_000`.
fn amount(word: &str) -> Option<u64> {
    let word = word.trim_start_matches(['+', '-']);
    let (whole, rest) = word.split_once(',').unwrap_or((word, "0"));
    let groups: Vec<&str> = whole.split(['.', '_']).collect();
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let thousands = groups.iter().skip(1).all(|it| it.len() == 3);
    if !groups.iter().all(|it| digits(it)) || !thousands || !digits(rest) || rest.len() > 3 {
        return None;
    }
    let whole: u64 = groups.concat().parse().ok()?;
    let rest: u64 = format!("{rest:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(rest)
}

/// The words of a text, without what stands around them.
fn spoken(text: &str) -> Vec<&str> {
    let words = text.split(|it: char| it.is_whitespace() || "|()[]\"€;:".contains(it));
    let words = words.map(|it| it.trim_matches(['.', ',', '*', '`', '?']));
    words.filter(|it| !it.is_empty()).collect()
}

fn amounts(text: &str) -> BTreeSet<u64> {
    spoken(text).into_iter().filter_map(amount).collect()
}

/// The terms before `=` that are added up, and what they are said to make.
fn sum_before(words: &[&str], equals: usize) -> Option<(Vec<u64>, u64)> {
    let total = amount(words.get(equals + 1)?)?;
    let mut terms = vec![amount(words.get(equals.checked_sub(1)?)?)?];
    let mut at = equals - 1;
    while at >= 2 && words[at - 1] == "+" {
        terms.push(amount(words[at - 2])?);
        at -= 2;
    }
    (terms.len() > 1).then_some((terms, total))
}

/// Whether an amount in millions is one of these, in euros or in millions.
fn in_millions(amount: u64, known: &BTreeSet<u64>) -> bool {
    let tenths = |euros: u64| (euros + 50_000_000) / 100_000_000 * 100;
    known.contains(&amount) || known.iter().any(|&it| tenths(it) == amount)
}

/// Amounts in running text are those of a block on the page or of the shipped scenario, or
/// a sum of such that is written out. Sentences about numbers without a unit are not held.
#[test]
fn amounts_in_running_text_stand_in_a_transcript_or_in_the_scenario() {
    let shown = spuk()
        .args(["show", "wi2021"])
        .output()
        .expect("a scenario");
    let shown = amounts(&String::from_utf8(shown.stdout).expect("text"));
    let contents = text(&source().join("SUMMARY.md"));
    let mut seen = 0;
    for page in links(&contents) {
        let whole = text(&source().join(page));
        let (mut prose, mut known) = (String::new(), shown.clone());
        for (which, piece) in whole.split("\n```").enumerate() {
            if which % 2 == 1 {
                known.extend(amounts(piece));
                continue;
            }
            // What has an indent is to be typed.
            for line in piece.lines().filter(|line| !line.starts_with("    ")) {
                prose += &format!("{line}\n");
            }
        }
        let words = spoken(&prose);
        for at in (0..words.len()).filter(|&at| words[at] == "=") {
            if let Some((terms, total)) = sum_before(&words, at) {
                assert!(
                    terms.iter().all(|it| known.contains(it)),
                    "{page}: {terms:?}"
                );
                assert_eq!(terms.iter().sum::<u64>(), total, "{page}: a sum");
                known.insert(total);
            }
        }
        for (at, word) in words.iter().enumerate() {
            let Some(value) = amount(word) else { continue };
            let joined = words
                .get(at + 1)
                .is_some_and(|it| ["en", "of", "tot"].contains(it));
            let joined = joined && words.get(at + 2).is_some_and(|it| amount(it).is_some());
            let unit = words.get(if joined { at + 3 } else { at + 1 });
            let held = match unit {
                Some(unit) if unit.starts_with("miljoen") => in_millions(value, &known),
                Some(unit) if unit.starts_with("euro") => known.contains(&value),
                _ => continue,
            };
            assert!(
                held,
                "{page}: no block shows {word} {}",
                unit.unwrap_or(&"")
            );
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

/// What the pages of the questions are called, as the table of questions has them.
fn questions() -> Vec<String> {
    let table = text(&source().join("vragen.md"));
    let rows = table.lines().filter(|line| line.starts_with('|'));
    rows.flat_map(links).map(str::to_owned).collect()
}

/// What a page says of the workbench.
fn of_the_workbench(page: &str) -> String {
    let whole = text(&source().join(page));
    let (_, rest) = whole
        .split_once("\n## In de werkbank\n")
        .unwrap_or_else(|| panic!("{page} does not say which knob of the workbench it is"));
    let (own, _) = rest
        .split_once("\n## Waar dit op rust\n")
        .unwrap_or_else(|| panic!("{page} does not say what it rests on, below the workbench"));
    own.to_owned()
}

/// The pictures of a page.
fn pictures(text: &str) -> Vec<String> {
    let names = text.split("](").filter_map(|rest| rest.split(')').next());
    let names = names.filter_map(|link| link.split_once("beeld/")?.1.strip_suffix(".png"));
    names.map(str::to_owned).collect()
}

#[test]
fn every_question_has_a_picture_that_is_made_from_the_program() {
    let script = text(&in_project("tests/browser/pictures.mjs"));
    let mut used = BTreeSet::new();
    assert!(questions().len() > 10, "{:?}", questions());
    for page in questions() {
        let own = pictures(&text(&source().join(&page)));
        assert!(!own.is_empty(), "{page} has no picture");
        used.extend(own);
    }
    for page in ["eerste-uur.md", "werkbank.md"] {
        used.extend(pictures(&text(&source().join(page))));
    }
    for name in &used {
        let made = script.contains(&format!(" {name}: "));
        assert!(made, "pictures.mjs does not make {name}");
    }
    let mut kept = BTreeSet::new();
    for entry in fs::read_dir(source().join("beeld")).expect("pictures") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        kept.insert(name.into_owned());
    }
    assert_eq!(used, kept, "what the pages show is what there is");
}

/// Names of knobs, groups and panels stand in the words of the program, as strings of
/// JSON: those of the page, of the schema of a scenario and of the register of columns.
#[test]
fn what_a_question_says_of_the_workbench_is_called_so_there() {
    let mut words = text(&in_project("src/report/page/web/bench/nl.json"));
    words += &text(&in_project("src/report/page/web/text/nl.json"));
    for question in [&["schema"][..], &["columns", "--format", "json"]] {
        let output = spuk().args(question).output().expect("an answer");
        words += &String::from_utf8(output.stdout).expect("text");
    }
    for page in questions() {
        let section = of_the_workbench(&page);
        // What a picture shows is no name of a knob, and neither is an address.
        let plain = section.lines().filter(|line| !line.starts_with(['!', ' ']));
        let plain = plain.collect::<Vec<_>>().join(" ");
        let quoted: Vec<&str> = plain.split('*').skip(1).step_by(2).collect();
        assert!(!quoted.is_empty(), "{page} names no knob");
        for name in quoted {
            // A key of a scenario has a line where the page has a space.
            let key = name.replace(' ', "_");
            let known = [name, key.as_str()]
                .iter()
                .any(|own| words.contains(&format!("\"{own}\"")));
            assert!(known, "{page}: the workbench has no {name}");
        }
    }
}

/// The settings of an address are those that the command line takes.
#[test]
fn the_addresses_of_the_workbench_are_states_that_can_be() {
    let mut seen = 0;
    for page in questions() {
        let section = of_the_workbench(&page);
        for line in section.lines().filter(|line| line.contains("http://")) {
            let (_, state) = line.split_once('?').expect("a state");
            let state = state.split('#').next().unwrap_or_default();
            let mut arguments = vec!["run".to_owned()];
            for piece in state.split('&') {
                if let Some(name) = piece.strip_prefix("scenario=") {
                    // One scenario is run; the last is the one that is turned.
                    arguments.truncate(1);
                    arguments.push(name.to_owned());
                } else if let Some(setting) = piece.strip_prefix("set-b=") {
                    arguments.extend(["--set".to_owned(), setting.replace("%3D", "=")]);
                }
            }
            spuk().args(&arguments).assert().success();
            seen += 1;
        }
    }
    assert!(seen >= questions().len(), "{seen}");
}
