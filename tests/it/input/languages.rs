//! Whoever asks for English gets English: every error of the samples in
//! `tests/errors`, and every text that stands in the source in both languages.
//!
//! What the library refuses is asked of the library, message, label and help apart;
//! the rest of the program. What a sample says in Dutch, to the letter, is for
//! `errors.rs`.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use spuk::internals::input::diagnostic::Diagnostic;
use spuk::internals::input::{Access, World};
use spuk::internals::model::Model;
use spuk::internals::terms::{Lang, Text};

use super::errors::{arguments, cases, prepared};
use crate::common::{PROGRAM, in_project};
use spuk::internals::terms::dutch::{dutch_words, problem};

/// What a call asks of the library.
#[derive(Default)]
struct Call {
    names: Vec<String>,
    settings: Vec<String>,
    gemeente: Option<String>,
    access: Access,
}

impl Call {
    /// Options that are about the output, and those that only the command line
    /// refuses, are left out.
    fn of(args: &[String], root: &Path) -> Self {
        let mut call = Self::default();
        let mut args = args.iter().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--set" => call.settings.extend(args.next().cloned()),
                "--gemeente" => call.gemeente = args.next().cloned(),
                "--allow-outside" => call.access.outside = true,
                option if option.starts_with("--") => {}
                name => call.names.push(found(name, root)),
            }
        }
        if call.names.is_empty() {
            call.names.push("wi2021".to_owned());
        }
        call
    }

    /// The first thing that is wrong with what the call names.
    fn refused(&self) -> Option<Diagnostic> {
        self.names.iter().find_map(|name| self.refused_as(name))
    }

    fn refused_as(&self, name: &str) -> Option<Diagnostic> {
        let world = Arc::new(World::default());
        let model = match Model::load_within(&world, name, &self.settings, self.access) {
            Ok(model) => model,
            Err(diagnostic) => return Some(diagnostic),
        };
        if let Some(wanted) = &self.gemeente
            && let Err(missing) = model.gemeenten.find(wanted, &model.herindelingen)
        {
            return Some(missing.diagnostic(wanted));
        }
        model.project().err()
    }
}

/// A name as the call means it, from any folder.
fn found(name: &str, root: &Path) -> String {
    let path = root.join(name);
    if name.is_empty() || !path.exists() {
        return name.to_owned();
    }
    path.to_string_lossy().into_owned()
}

/// What the program says in English of a sample: its sentences, without the excerpt of
/// the file.
fn said_by_the_program(sample: &Path, folder: &Path) -> Vec<String> {
    let output = Command::new(PROGRAM)
        .args(arguments(sample))
        .args(["--lang", "en"])
        .current_dir(folder)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let title = format!("error[{}]: ", kind(sample));
    assert!(stderr.contains(&title), "{}: {stderr}", sample.display());
    stderr.lines().filter_map(sentence).collect()
}

/// The sentence on a line of a message; of a line with an excerpt the label alone.
fn sentence(line: &str) -> Option<String> {
    let behind_number =
        line.trim_start_matches(|letter: char| letter == ' ' || letter.is_ascii_digit());
    if !behind_number.starts_with('|') {
        return (!line.contains("--> ")).then(|| line.to_owned());
    }
    let (_, label) = line.rsplit_once("^ ")?;
    Some(label.to_owned())
}

/// The code of the error that a sample is about.
fn kind(sample: &Path) -> String {
    let folder = sample.parent().and_then(Path::file_name).unwrap();
    folder.to_string_lossy().into_owned()
}

/// Samples that the library refuses; the others are refused by the command line, by a
/// check or by a simulation.
const LEAST: usize = 230;

#[test]
fn every_error_of_the_samples_is_said_in_english() {
    let mut told = 0;
    let mut problems = Vec::new();
    for sample in cases() {
        let folder = prepared(&sample);
        let call = Call::of(&arguments(&sample), folder.root());
        let Some(diagnostic) = call.refused() else {
            let said = said_by_the_program(&sample, folder.root());
            problems.extend(
                said.into_iter()
                    .filter(|line| !dutch_words(line).is_empty()),
            );
            continue;
        };
        told += 1;
        let rendered = diagnostic.render(false, Lang::En);
        let title = format!("error[{}]: ", diagnostic.code().name());
        assert!(rendered.starts_with(&title), "{rendered}");
        for text in diagnostic.texts() {
            assert!(rendered.contains(text.of(Lang::En)), "{rendered}");
            problems.extend(problem(text));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(told >= LEAST, "only {told} samples");
}

/// The literals between the brackets that open at the start of `text`; nothing where
/// an argument is no literal, and no `format!` of one.
fn literals(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut depth = 0;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(found),
            ')' => depth -= 1,
            '"' => {
                let mut literal = String::new();
                loop {
                    match letters.next()? {
                        '"' => break,
                        '\\' => match letters.next()? {
                            '\n' => {
                                let rest = letters.as_str().trim_start();
                                letters = rest.chars();
                            }
                            escaped => literal.push(escaped),
                        },
                        letter => literal.push(letter),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    None
}

/// A text without what is filled in, and the names of that in the order of the
/// alphabet: the languages differ in order.
fn without_holes(text: &str) -> (String, Vec<String>) {
    let text = text.replace("{{", "").replace("}}", "");
    let mut parts = text.split('{');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    let mut names = Vec::new();
    for part in parts {
        let (hole, behind) = part.split_once('}').unwrap_or((part, ""));
        let name = hole.split(':').next().unwrap_or_default();
        // A constant is words of the sentence that stand elsewhere too.
        if !name.is_empty() && !name.contains(|letter: char| letter.is_ascii_lowercase()) {
            kept.push_str(behind);
            continue;
        }
        // What is not the same in both says so in its name.
        let name = name.strip_suffix("_en").unwrap_or(name);
        let name = if ["nl", "en"].contains(&name) {
            ""
        } else {
            name
        };
        names.push(name.to_owned());
        kept.push('0');
        kept.push_str(behind);
    }
    names.sort();
    (kept, names)
}

fn sources(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.insert(path, text);
        }
    }
}

/// A text that no sample provokes is held to the same, as it stands in the source.
#[test]
fn every_pair_in_the_source_has_english_beside_its_dutch_and_the_same_holes() {
    let mut files = BTreeMap::new();
    sources(&in_project("src"), &mut files);
    let mut pairs = 0;
    let mut problems = Vec::new();
    for (path, text) in &files {
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        for start in ["Text::new(", "Text::fixed("] {
            for (at, _) in program.match_indices(start) {
                let arguments = &program[at + start.len() - 1..];
                let found = literals(arguments);
                let Some([nl, en]) = found.as_deref() else {
                    continue;
                };
                pairs += 1;
                let ((dutch, its), (english, others)) = (without_holes(nl), without_holes(en));
                if its != others {
                    problems.push(format!("{}: other holes: {nl} | {en}", path.display()));
                }
                let text = Text::new(dutch, english);
                problems.extend(problem(&text).map(|it| format!("{}: {it}", path.display())));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(pairs > 150, "only {pairs} pairs were found");
}
