//! Which files need each other. Modules stand in one direction (`architecture.rs`);
//! within a module two files that need each other are one thought in two places,
//! unless it says here why they are not.

use std::collections::{BTreeMap, BTreeSet};

use super::architecture::{OF_TESTS, sources, without_texts};

/// Circles that are fine: the files, or the folder, and why.
const FINE: [(&[&str], &str); 15] = [
    (
        &["columns/definition.rs", "columns/register.rs"],
        "a column has a definition, and a definition names the columns that it is the sum of",
    ),
    (
        &["check/document.rs", "check/simulation.rs"],
        "a baseline of a simulation is a document, and a document knows its bodies",
    ),
    (
        &[
            "check/compare.rs",
            "check/examine.rs",
            "check/held.rs",
            "check/moved.rs",
            "check/rijk.rs",
        ],
        "what came of a check is told by those who made it, in each other's words",
    ),
    (
        &["cli/"],
        "the parser names every command, and a command says how it ended",
    ),
    (
        &["exact/apportion/many.rs", "exact/apportion/shares.rs"],
        "what divides a column is made of shares, and shares are bounded as it is",
    ),
    (
        &["explain/"],
        "an amount is explained by others, of whatever chapter of the law",
    ),
    (
        &["explain/tree/formula.rs", "explain/tree/node.rs"],
        "a node has a formula, and a formula shows nodes",
    ),
    (
        &["input/diagnostic.rs", "input/source.rs"],
        "a message points into a file, and a file that cannot be read is a message",
    ),
    (
        &["model/bedrag_kind.rs", "model/bedragen.rs"],
        "an amount is looked up in a year, and a year says which amount it lacks",
    ),
    (
        &[
            "projection/run.rs",
            "projection/runner.rs",
            "projection/together.rs",
            "projection/year_input.rs",
        ],
        "a run alone, and in step with others, share their steps",
    ),
    (
        &[
            "report/page/answer/facts.rs",
            "report/page/answer/narrator.rs",
        ],
        "the facts are chapters of the narrator",
    ),
    (
        &["report/workbook/sentences.rs", "report/workbook/summary.rs"],
        "the sentences stand on the sheet that they are about",
    ),
    (
        &["report/workbook/sheet.rs", "report/workbook/totals.rs"],
        "a sheet ends in totals, and totals are cells of a sheet",
    ),
    (
        &[
            "simulate/part/contents.rs",
            "simulate/part/error.rs",
            "simulate/part/file.rs",
        ],
        "a part and its file say what is wrong in one error, which names the file's format",
    ),
    (
        &["simulate/random/philox.rs", "simulate/random/stream.rs"],
        "a stream is a key of the generator, and the generator makes streams of it",
    ),
];

/// A module by its path, such as `exact::money`; the crate itself is empty.
type Module = String;

/// The modules of the crate, each with its file and what it says of the others.
#[derive(Default)]
struct Crate {
    files: BTreeMap<Module, String>,
    /// What a module names, private.
    uses: BTreeMap<Module, Vec<String>>,
    /// What it hands on under a name.
    handed_on: BTreeMap<(Module, String), String>,
}

impl Crate {
    fn read() -> Self {
        let mut all = Self::default();
        let files: Vec<_> = sources()
            .into_iter()
            .filter(|file| file.path != "main.rs" && !file.path.contains("/tests/"))
            .filter(|file| OF_TESTS.iter().all(|(path, _)| file.path != *path))
            .collect();
        for file in &files {
            all.files.insert(module_of(&file.path), file.path.clone());
        }
        for file in &files {
            all.add(&module_of(&file.path), &without_texts(&file.code));
        }
        all
    }

    fn add(&mut self, module: &str, code: &str) {
        let mut uses = Vec::new();
        let mut rest = String::new();
        let mut done = 0;
        for (at, word) in code.match_indices("use ") {
            let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
            let before = code[line..at].trim();
            let is_shared = before == "pub" || before.starts_with("pub(");
            if at < done || !(before.is_empty() || is_shared) {
                continue;
            }
            let tree = code[at + word.len()..]
                .split(';')
                .next()
                .unwrap_or_default();
            rest.push_str(&code[done..line]);
            done = at + word.len() + tree.len();
            for path in expanded(tree) {
                let (path, name) = match path.split_once(" as ") {
                    Some((path, name)) => (path.to_owned(), name.to_owned()),
                    None => (path.clone(), last(&path).to_owned()),
                };
                if is_shared {
                    self.handed_on.insert((module.to_owned(), name), path);
                } else {
                    uses.push(path);
                }
            }
        }
        rest.push_str(&code[done..]);
        let children = self.files.keys().filter_map(|path| child(module, path));
        let starts: Vec<&str> = ["crate", "super", "self"]
            .into_iter()
            .chain(children)
            .collect();
        uses.extend(paths_in(&rest, &starts));
        self.uses.insert(module.to_owned(), uses);
    }

    /// The module that a path leads to when `module` writes it, through whoever hands
    /// it on; `None` for what is of another crate.
    fn resolve(&self, module: &str, path: &str) -> Option<Module> {
        let mut at: Vec<&str> = module.split("::").filter(|step| !step.is_empty()).collect();
        let mut steps = path.split("::").map(str::trim).peekable();
        match *steps.peek()? {
            "crate" => {
                at.clear();
                steps.next();
            }
            "self" => {
                steps.next();
            }
            "super" => {
                while steps.next_if(|step| *step == "super").is_some() {
                    at.pop();
                }
            }
            first if self.files.contains_key(&joined(&at, first)) => {}
            _ => return None,
        }
        while let Some(step) = steps.next_if(|step| self.files.contains_key(&joined(&at, step))) {
            at.push(step);
        }
        let here = at.join("::");
        let handed_on = steps.next().and_then(|name| {
            let path = self.handed_on.get(&(here.clone(), name.to_owned()))?;
            self.resolve(&here, path)
        });
        Some(handed_on.unwrap_or(here))
    }

    /// The modules that each module needs.
    fn needs(&self) -> BTreeMap<&str, BTreeSet<Module>> {
        let needs = self.uses.iter().map(|(module, uses)| {
            let needed = uses.iter().filter_map(|path| self.resolve(module, path));
            let needed = needed.filter(|other| other != module);
            (module.as_str(), needed.collect())
        });
        needs.collect()
    }

    /// The files of every circle.
    fn circles(&self) -> BTreeSet<BTreeSet<&str>> {
        let needs = self.needs();
        let reached: BTreeMap<&str, BTreeSet<&str>> = needs
            .keys()
            .map(|&module| {
                let mut found = BTreeSet::new();
                let mut open = vec![module];
                while let Some(next) = open.pop() {
                    let fresh = needs[next].iter().map(String::as_str);
                    open.extend(fresh.filter(|other| found.insert(*other)));
                }
                (module, found)
            })
            .collect();
        let circles = reached.iter().map(|(module, found)| {
            let back = found
                .iter()
                .filter(|other| reached[*other].contains(module));
            back.map(|other| self.files[*other].as_str()).collect()
        });
        circles
            .filter(|circle: &BTreeSet<_>| circle.len() > 1)
            .collect()
    }
}

/// `exact/money.rs` and `exact/money/mod.rs` are both `exact::money`.
fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").expect("source");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" => String::new(),
        path => path.replace('/', "::"),
    }
}

fn joined(at: &[&str], step: &str) -> Module {
    let steps = at.iter().copied().chain([step]);
    steps.collect::<Vec<_>>().join("::")
}

/// The name of `path` in `module`, if it is right below it.
fn child<'a>(module: &str, path: &'a str) -> Option<&'a str> {
    let name = match module {
        "" => path,
        module => path.strip_prefix(module)?.strip_prefix("::")?,
    };
    (!name.is_empty() && !name.contains("::")).then_some(name)
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Every path of a tree of uses: `a::{b, c::D}` is `a::b` and `a::c::D`.
fn expanded(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, list)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let list = list.rsplit_once('}').map_or(list, |(list, _)| list);
    let mut paths = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = list[start..at].trim();
                if !part.is_empty() {
                    paths.extend(expanded(&format!("{before}{part}")));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    paths
}

/// The paths in code that begin with one of these words.
fn paths_in(code: &str, starts: &[&str]) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = code.split(|c| !is_part(c));
    let paths = words.filter(|word| {
        let first = word.split_once("::").map(|(first, _)| first);
        first.is_some_and(|first| starts.contains(&first))
    });
    paths
        .map(|path| path.trim_end_matches(':').to_owned())
        .collect()
}

#[test]
fn files_need_each_other_only_where_it_says_why() {
    let all = Crate::read();
    let circles = all.circles();
    let is_about = |files: &[&str], circle: &BTreeSet<&str>| {
        let is_named = |file: &&str| files.iter().any(|start| file.starts_with(start));
        circle.iter().all(is_named)
    };
    let new: Vec<_> = circles
        .iter()
        .filter(|circle| !FINE.iter().any(|(files, _)| is_about(files, circle)))
        .collect();
    assert!(new.is_empty(), "these need each other: {new:#?}");
    let gone: Vec<_> = FINE
        .iter()
        .filter(|(files, _)| !circles.iter().any(|circle| is_about(files, circle)))
        .collect();
    assert!(gone.is_empty(), "these are no circles any more: {gone:#?}");
}

/// The reader of this test is tried on what it has to find.
#[test]
fn a_need_is_found_in_every_way_to_write_it() {
    let mut all = Crate::default();
    for path in ["lib.rs", "a/mod.rs", "a/b.rs", "a/c.rs", "d.rs"] {
        all.files.insert(module_of(path), path.to_owned());
    }
    all.add(
        "a",
        "mod b;\nmod c;\npub use b::{\n    X,\n    Y as Z,\n};\n",
    );
    all.add("a::b", "use std::fmt;\nuse crate::{\n    d::{E, F},\n};\n");
    all.add("a::c", "use super::Z;\n");
    all.add("d", "fn f() -> crate::a::X { crate::a::c::g() }\n");
    let needs = all.needs();
    let of = |module: &str| needs[module].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(of("a"), [] as [&str; 0]);
    assert_eq!(of("a::b"), ["d"]);
    assert_eq!(of("a::c"), ["a::b"]);
    assert_eq!(of("d"), ["a::b", "a::c"]);
    let circle = BTreeSet::from(["a/b.rs", "a/c.rs", "d.rs"]);
    assert_eq!(all.circles(), BTreeSet::from([circle]));
}
