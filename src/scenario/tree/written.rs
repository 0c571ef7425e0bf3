//! Changes to a scenario as the text of one that has it for its basis.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use std::sync::Arc;

use super::node::{FIGURE_KEY, Node, Provenance, RANGE_KEY, Value};
use super::setting::Settings;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::scenario::decode::contents::ASSERTIONS;
use crate::scenario::template::quoted;
use crate::scenario::{EMBEDDED, Scenario};
use crate::terms::{Lang, Text};

/// The head of a scenario that is written: what it is called and asks, and its basis.
#[derive(Debug, Clone)]
pub struct WrittenHead {
    /// Its name in reports.
    pub naam: String,
    /// The question that it answers.
    pub omschrijving: String,
    /// The scenario that it changes.
    pub basis: String,
    /// What stands above it all: a comment, a line each.
    pub about: Vec<String>,
}

impl Scenario {
    /// The text of a scenario with what differs from its basis: what was laid over this one
    /// by settings, and the figures at these paths. A list of tables is written whole, as a
    /// list replaces that of its basis.
    pub(crate) fn written_on_basis(&self, head: &WrittenHead, paths: &[Vec<String>]) -> String {
        let mut units: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut add = |path: &[String]| {
            units.insert(self.unit_of(path));
        };
        paths.iter().for_each(|path| add(path));
        let laid = Settings::parse(&self.settings).unwrap_or_default();
        for node in &laid.nodes {
            for_each_end(node, &mut Vec::new(), &mut add);
        }
        let mut tables: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        let mut lists = String::new();
        for unit in units {
            let keys: Vec<&str> = unit.iter().map(String::as_str).collect();
            // What was agreed stands beside the figures.
            let agreed = || self.verwacht.as_ref().filter(|_| keys == [ASSERTIONS]);
            let stated = self.tree().get(&keys);
            let stated = stated.or_else(|| agreed().map(|entry| &entry.node));
            let (Some(node), Some((last, above))) = (stated, unit.split_last()) else {
                continue;
            };
            if is_of_tables(node) {
                lists.push_str(&list_of_tables(&keys.join("."), node));
                continue;
            }
            let outer = self.tree().get(&keys[..keys.len() - 1]);
            let outer = outer.map(|outer| &outer.provenance);
            let line = format!("{} = {}", key(last), value(node, outer));
            tables.entry(above.to_vec()).or_default().push(line);
        }
        let mut text = String::new();
        for line in &head.about {
            text.push_str(&format!("# {line}\n"));
        }
        let (about, mut top) = (text.len(), String::new());
        text.push_str(&format!(
            "\n[scenario]\nnaam = {}\nomschrijving = {}\nbasis = {}\n",
            quoted(&head.naam),
            quoted(&head.omschrijving),
            quoted(&head.basis)
        ));
        let own = tables.remove(&vec!["scenario".to_owned()]);
        // What stands in no table comes before the first.
        for line in tables.remove(&Vec::new()).into_iter().flatten() {
            top.push_str(&format!("\n{line}\n"));
        }
        text.insert_str(about, &top);
        let own = own.into_iter().flatten();
        let is_of_head = |line: &String| {
            let mut of_head = ["naam =", "omschrijving ="].iter();
            of_head.any(|key| line.starts_with(key))
        };
        for line in own.filter(|line| !is_of_head(line)) {
            text.push_str(&format!("{line}\n"));
        }
        for (above, lines) in tables {
            let heading: Vec<String> = above.iter().map(|one| key(one)).collect();
            text.push_str(&format!(
                "\n[{}]\n{}\n",
                heading.join("."),
                lines.join("\n")
            ));
        }
        text + &lists
    }

    /// How a scenario in this file names this one as its basis: by its embedded name, or
    /// by its path from there.
    ///
    /// # Errors
    /// A scenario that does not lie in the folder of the file, or below it: without
    /// `--allow-outside` the file could not be read.
    pub(crate) fn named_from(&self, out: &Path) -> Result<String, Diagnostic> {
        let asked = self.asked_as.as_str();
        let is_embedded = EMBEDDED.iter().any(|(name, _)| *name == asked);
        if is_embedded && !self.world.is_file(Path::new(asked)) {
            return Ok(asked.to_owned());
        }
        let folder = out.parent().unwrap_or(Path::new(""));
        let folder = folder.strip_prefix(".").unwrap_or(folder);
        let path = Path::new(asked);
        let path = path.strip_prefix(".").unwrap_or(path);
        let inside = path.strip_prefix(folder).ok().filter(|path| {
            path.components()
                .all(|part| matches!(part, Component::Normal(_)))
        });
        inside.map(|path| path.to_string_lossy().into_owned()).ok_or_else(|| {
            let message = Text::new(
                format!("het nieuwe scenario kan `{asked}` niet als basis noemen: het ligt buiten zijn map"),
                format!("the new scenario cannot name `{asked}` as its basis: it lies outside its folder"),
            );
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "schrijf --out in de map van het scenario zelf",
                "write --out in the folder of the scenario itself",
            ))
        })
    }

    /// What a file can say of a path: of a place in a list the list.
    fn unit_of(&self, path: &[String]) -> Vec<String> {
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        if keys.first() == Some(&ASSERTIONS) {
            return path[..1].to_vec();
        }
        let is_list = |depth: &usize| {
            let node = self.tree().get(&keys[..*depth]);
            node.is_some_and(|node| matches!(node.value, Value::List(_)))
        };
        let depth = (1..keys.len()).find(is_list).unwrap_or(keys.len());
        path[..depth].to_vec()
    }
}

/// Calls `visit` with the path of every value and every list: one that is empty is laid over
/// the scenario too.
fn for_each_end(node: &Node, path: &mut Vec<String>, visit: &mut impl FnMut(&[String])) {
    let Value::Table(entries) = &node.value else {
        return visit(path);
    };
    for (key, entry) in &**entries {
        path.push(key.clone());
        for_each_end(&entry.node, path, visit);
        path.pop();
    }
}

fn is_of_tables(node: &Node) -> bool {
    let Value::List(items) = &node.value else {
        return false;
    };
    let mut items = items.iter();
    items.any(|item| matches!(item.value, Value::Table(_)))
}

fn list_of_tables(name: &str, node: &Node) -> String {
    let Value::List(items) = &node.value else {
        return String::new();
    };
    let mut text = String::new();
    for item in items.iter() {
        text.push_str(&format!("\n[[{name}]]\n"));
        // A list of a file stands under its own source.
        for line in sources(&item.provenance) {
            text.push_str(&format!("{line}\n"));
        }
        for (name, entry) in item.entries().into_iter().flatten() {
            let own = value(&entry.node, Some(&item.provenance));
            text.push_str(&format!("{} = {own}\n", key(name)));
        }
    }
    text
}

/// `bron = "..."` and what goes with it.
fn sources(provenance: &Provenance) -> Vec<String> {
    let mut lines = vec![
        format!("bron = {}", quoted(provenance.bron.of(Lang::Nl))),
        format!("status = {}", quoted(provenance.status.word())),
    ];
    if let Some(gefit) = &provenance.gefit {
        lines.push(format!("gefit = {}", quoted(gefit)));
    }
    if provenance.bewust {
        lines.push("bewust = true".to_owned());
    }
    lines
}

fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match !name.is_empty() && name.chars().all(is_bare) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

/// A value, with its source where that is not the one around it.
fn value(node: &Node, outer: Option<&Arc<Provenance>>) -> String {
    let own = match &node.value {
        Value::List(items) => items.first().map(|item| &item.provenance),
        _ => Some(&node.provenance),
    };
    let own = own.unwrap_or(&node.provenance);
    let plain = match &node.value {
        Value::Number(digits) => digits.clone(),
        Value::Text(text) => quoted(text),
        Value::Bool(yes) => yes.to_string(),
        // Nothing has no source.
        Value::List(items) if items.is_empty() => return "[]".to_owned(),
        Value::List(items) => {
            let items = items.iter().map(|item| value(item, Some(own)));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Table(entries) => {
            let inner = entries.iter();
            let inner =
                inner.map(|(name, entry)| format!("{} = {}", key(name), value(&entry.node, outer)));
            return format!("{{ {} }}", inner.collect::<Vec<_>>().join(", "));
        }
    };
    if outer.is_some_and(|outer| **outer == **own) {
        return plain;
    }
    let mut parts = vec![format!("{FIGURE_KEY} = {plain}")];
    let between = own.tussen.as_ref().filter(|between| !between.in_list);
    if let (Some(between), Value::Number(_)) = (between, &node.value) {
        parts.push(format!("{RANGE_KEY} = [{}]", between.texts().join(", ")));
    }
    parts.extend(sources(own));
    format!("{{ {} }}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{load, load_text};

    fn head() -> WrittenHead {
        WrittenHead {
            naam: "Proef".to_owned(),
            omschrijving: "Wat \"nu\"?".to_owned(),
            basis: "wi2021".to_owned(),
            about: vec!["Een proef".to_owned()],
        }
    }

    #[test]
    fn what_is_written_is_the_scenario_that_it_was_written_from() {
        let settings = [
            "scenario.tot=2028",
            "korting.0.percentage=0.2",
            "betaalritme.1.totaal=[0.5,0.3,0.2]",
            "index.2027=0.03",
            "leerroute.asielstatushouder={B1=0.6,onderwijs=0.1,Z=0.3}",
            "prestatie.eerste_jaar=t-2",
            "prestatie.actief=false",
            "kosten.leerroute.B1.ritme.0=0.2",
            "kosten.leerroute.B1.ritme.1=0.5",
        ];
        let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
        let settings: Vec<String> = settings
            .into_iter()
            .filter(|one| {
                load("wi2021", std::slice::from_ref(one)).is_ok() || one.contains("ritme")
            })
            .collect();
        let scenario = load("wi2021", &settings).unwrap();
        let text = scenario.written_on_basis(&head(), &[]);
        let again =
            load_text("proef.toml", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let values = |scenario: &Scenario| {
            let all = scenario.tree().canonical();
            let own = all.lines().filter(|line| !line.starts_with("scenario."));
            own.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(values(&again), values(&scenario), "{text}");
        assert_eq!(again.naam, "Proef");
        // A list without lines is laid over its own too.
        let emptied = load("korting-2028", &["korting=[]".to_owned()]).unwrap();
        let on_it = WrittenHead {
            basis: "korting-2028".to_owned(),
            ..head()
        };
        let text = emptied.written_on_basis(&on_it, &[]);
        let again = load_text("leeg.toml", &text).unwrap();
        assert_eq!(values(&again), values(&emptied), "{text}");
        assert!(again.tables().korting.0.is_empty(), "{text}");
        let again = load_text("proef.toml", &scenario.written_on_basis(&head(), &[])).unwrap();
        let kept = again
            .tree()
            .get(&["betaalritme", "0", "leerroute", "0"])
            .unwrap();
        assert!(
            kept.provenance.bron.of(Lang::Nl).starts_with("herleid uit"),
            "{text}"
        );
    }
}
