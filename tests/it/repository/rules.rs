//! The account of every rule of law: its article, its formula, the function that reckons it
//! and the test that holds it, as the table of docs/verantwoording.md has them.

use std::collections::BTreeSet;
use std::fs;

use crate::common::in_project;

/// A row of the table.
struct Rule {
    section: String,
    text: String,
    article: String,
    code: Vec<String>,
    tests: Vec<String>,
}

/// What a cell names between backticks.
fn named(cell: &str) -> Vec<String> {
    let names = cell.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

fn account() -> String {
    fs::read_to_string(in_project("docs/verantwoording.md")).expect("the account")
}

fn rules(account: &str) -> Vec<Rule> {
    let (_, table) = account
        .split_once("| § | regel | artikel | code | test |\n|---|---|---|---|---|\n")
        .expect("a table of rules");
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [section, text, article, code, tests] = cells[..] else {
            panic!("five cells: {row}");
        };
        Rule {
            section: section.to_owned(),
            text: text.to_owned(),
            article: article.to_owned(),
            code: named(code),
            tests: named(tests),
        }
    })
    .collect()
}

/// The lines of source above a function, nearest first; `None` where it is not there.
fn above(name: &str) -> Option<Vec<String>> {
    let (file, function) = name.split_once("::")?;
    let source = fs::read_to_string(in_project(file)).ok()?;
    let lines: Vec<&str> = source.lines().collect();
    let place = lines.iter().position(|line| {
        let rest = line.split_once(&format!("fn {function}"));
        rest.is_some_and(|(before, rest)| {
            !before.contains("//") && rest.starts_with(['(', '<', '\''])
        })
    })?;
    Some(
        lines[..place]
            .iter()
            .rev()
            .map(|&it| it.to_owned())
            .collect(),
    )
}

fn is_test(name: &str) -> bool {
    let attributes = above(name).unwrap_or_default();
    let mut attributes = attributes.iter().map(|line| line.trim());
    let mut own = attributes
        .by_ref()
        .take_while(|line| line.starts_with(['#', '/']));
    own.any(|line| line == "#[test]")
}

#[test]
fn every_rule_names_an_article_a_function_and_a_test_that_are_there() {
    let account = account();
    let all = rules(&account);
    assert!(all.len() > 50, "{}", all.len());
    for rule in &all {
        let Rule { section, text, .. } = rule;
        let heading = account.lines().find(|line| {
            let number = line.trim_start_matches('#').trim_start();
            line.starts_with("##")
                && number.split(' ').next().map(|it| it.trim_end_matches('.')) == Some(section)
        });
        assert!(heading.is_some(), "{text}: there is no section {section}");
        assert!(!rule.article.is_empty(), "{section} {text}: which article?");
        assert!(!rule.code.is_empty(), "{section} {text}: which function?");
        assert!(!rule.tests.is_empty(), "{section} {text}: which test?");
        for name in &rule.code {
            assert!(
                above(name).is_some(),
                "{section} {text}: there is no {name}"
            );
            assert!(!is_test(name), "{section} {text}: {name} is a test");
        }
        for name in &rule.tests {
            assert!(is_test(name), "{section} {text}: there is no test {name}");
        }
    }
}

/// A file of the law without a rule is law that nobody has written down.
#[test]
fn every_file_of_the_law_has_a_rule() {
    let all = rules(&account());
    let named: BTreeSet<&str> = all
        .iter()
        .flat_map(|rule| &rule.code)
        .filter_map(|name| Some(name.split_once("::")?.0))
        .collect();
    for entry in fs::read_dir(in_project("src/uitkering")).expect("the law") {
        let file = entry.expect("an entry").file_name();
        let file = file.to_string_lossy();
        let own = format!("src/uitkering/{file}");
        assert!(file == "mod.rs" || named.contains(own.as_str()), "{own}");
    }
}

/// Sections with formulas of law are all of the second chapter but the reading of one
/// figure (2.7) and the table itself.
#[test]
fn every_section_of_the_law_has_a_rule() {
    let account = account();
    let all = rules(&account);
    let sections = account
        .lines()
        .filter_map(|line| line.strip_prefix("### 2."));
    for section in sections.filter_map(|line| line.split(' ').next()) {
        let number = format!("2.{section}");
        let has = all.iter().any(|rule| rule.section == number);
        assert!(has || ["2.7", "2.8"].contains(&number.as_str()), "{number}");
    }
}
