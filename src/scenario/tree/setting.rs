//! What is laid over a scenario on the command line.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::node::{Node, Value};
use super::parse::parse;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::scenario::template::quoted;
use crate::terms::Text;
use crate::terms::noun::LINES;

/// What a setting is called as a source.
pub(crate) const SETTING_SOURCE: &str = "--set";

/// What is laid over a scenario, in order: `a.b=c`, as it was written and as a tree.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub(crate) texts: Vec<String>,
    pub(crate) nodes: Vec<Node>,
}

impl Settings {
    /// Reads settings.
    ///
    /// # Errors
    /// As [`parse_setting`], for the first that is wrong.
    pub fn parse(settings: &[String]) -> Result<Self, Diagnostic> {
        let nodes = settings.iter().map(|setting| parse_setting(setting));
        Ok(Self {
            nodes: nodes.collect::<Result<_, _>>()?,
            texts: settings.to_vec(),
        })
    }

    /// The tables that anything is laid over.
    pub(crate) fn tables(&self) -> Vec<&str> {
        let tables = self.nodes.iter().filter_map(Node::entries);
        let names = tables.flat_map(|entries| entries.keys().map(String::as_str));
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The keys that name a file.
    pub fn named_files(&self) -> Vec<String> {
        let keys = self.nodes.iter().flat_map(leaf_keys);
        keys.filter(|key| names_a_file(key)).collect()
    }

    /// The keys that are set more than once, also by a later setting of all that they stand
    /// in: the last value counts.
    pub(crate) fn twice(&self) -> Vec<String> {
        let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
        for (index, node) in self.nodes.iter().enumerate() {
            node.for_each_leaf(&mut |path, leaf| {
                let mut later = self.nodes[index + 1..].iter();
                let key = path.join(".");
                let is_lost = later.any(|later| takes_away(later, path, leaf));
                if !once.insert(key.clone()) || is_lost {
                    twice.insert(key);
                }
            });
        }
        twice.into_iter().collect()
    }

    /// Settings of all scenarios with those of one laid over them. What one of its own sets
    /// again is left out: it is not set twice, it is what the others have.
    pub(crate) fn with_own(of_all: &[String], own: &[String]) -> Vec<String> {
        let set_again = |one: &String| own.iter().any(|own| sets_again(own, one));
        let kept = of_all.iter().filter(|one| !set_again(one));
        kept.chain(own).cloned().collect()
    }

    /// Whether anything is laid over what stands at these keys.
    pub fn touch(&self, keys: &[&str]) -> bool {
        self.nodes.iter().any(|node| node.get(keys).is_some())
    }
}

/// Whether a setting leaves nothing of what an earlier one said at a path: it sets a value or
/// a list that the path leads into, or a table in the place of the value.
fn takes_away(later: &Node, path: &[String], leaf: &Node) -> bool {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let mut above = (1..keys.len()).filter_map(|depth| later.get(&keys[..depth]));
    let is_table = |node: &Node| matches!(node.value, Value::Table(_));
    above.any(|node| !is_table(node))
        || later
            .get(&keys)
            .is_some_and(|node| is_table(node) && leaf.is_replaced_by(node))
}

/// The keys of all values of a setting.
fn leaf_keys(node: &Node) -> Vec<String> {
    let mut keys = Vec::new();
    node.for_each_leaf(&mut |path, _| keys.push(path.join(".")));
    keys
}

/// Whether a setting has the key of an earlier one, and says all that it said.
fn sets_again(own: &str, earlier: &str) -> bool {
    let [own, earlier] = [own, earlier].map(|setting| {
        let key = setting.split_once('=')?.0.trim();
        Some((key, leaf_keys(&parse_setting(setting).ok()?)))
    });
    let (Some((own_key, own)), Some((key, earlier))) = (own, earlier) else {
        return false;
    };
    own_key == key && earlier.iter().all(|one| own.contains(one))
}

/// Whether a value is a file instead of a number: the file holds the numbers.
pub(crate) fn names_a_file(key: &str) -> bool {
    key.ends_with(".bestand") || key.ends_with(".herindelingen")
}

/// How to change a table in a list, where a setting would replace the whole list
/// by one table.
pub(crate) fn place_in_list(root: &Node, setting: &Node) -> Option<Text> {
    let mut hint = None;
    setting.for_each_leaf(&mut |path, _| {
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        for (depth, key) in keys.iter().enumerate().skip(1) {
            let Some(Value::List(items)) = root.get(&keys[..depth]).map(|node| &node.value) else {
                continue;
            };
            let places = items.len();
            match key.parse::<usize>() {
                Ok(place) if place < places => continue,
                Ok(_) => {
                    let list = keys[..depth].join(".");
                    let known = match places {
                        0 => Text::fixed("geen regels", "no lines here"),
                        1 => Text::fixed("1 regel, op plaats 0", "1 line here, at place 0"),
                        _ => {
                            let (lines, last) = (LINES.counted(places), places - 1);
                            Text::new(
                                format!("{lines}, op plaats 0 tot en met {last}"),
                                format!("{lines:#} here, at places 0 through {last}"),
                            )
                        }
                    };
                    hint = Some(Text::new(
                        format!("`{list}` heeft hier {known}; een regel erbij staat in een scenario, onder [[{list}]]"),
                        format!("`{list}` has {known:#}; a line more is written in a scenario, under [[{list}]]"),
                    ));
                }
                Err(_) => {
                let (list, rest) = (keys[..depth].join("."), keys[depth..].join("."));
                hint = Some(Text::new(
                    format!(
                        "`{list}` is hier een lijst: noem de plaats, geteld vanaf 0, zoals --set {list}.0.{rest}=..."
                    ),
                    format!(
                        "`{list}` is a list here: name the place, counted from 0, such as --set {list}.0.{rest}=..."
                    ),
                ));
                }
            }
        }
    });
    hint
}

/// `a.b=c` as a small TOML document; text may be written without quotes.
///
/// # Errors
/// As of a scenario; another basis.
pub fn parse_setting(setting: &str) -> Result<Node, Diagnostic> {
    let Some((key, value)) = setting.split_once('=') else {
        let message = Text::new(
            format!("`--set {setting}` heeft geen waarde"),
            format!("`--set {setting}` has no value"),
        );
        return Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "schrijf sleutel=waarde, zoals --set prestatie.aandeel=0.2",
                "write key=value, such as --set prestatie.aandeel=0.2",
            )),
        );
    };
    let document = |text: String| {
        let mut source = Source::embedded(SETTING_SOURCE, text);
        let set_source = Arc::get_mut(&mut source).expect("the source is not shared yet");
        set_source.folder = Some(PathBuf::new());
        parse(&source)
    };
    let node = document(setting.to_owned()).or_else(|error| {
        // What is TOML is meant as it stands, and what is wrong with it is told of that.
        if error.code() != Code::TomlFout {
            return Err(error);
        }
        let quoted = format!("{key} = {}", quoted(value.trim()));
        // As text, what was no TOML can be wrong in a way that says more, such as a
        // word that is not known.
        document(quoted).map_err(|other| match other.code() {
            Code::TomlFout => error,
            _ => other,
        })
    })?;
    if let Some(basis) = node.get(&["scenario", "basis"]) {
        let message = Text::fixed(
            "`--set` kan de basis van een scenario niet veranderen",
            "`--set` cannot change the basis of a scenario",
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message)
            .at(basis.place())
            .help(Text::fixed(
                "maak een scenario met deze basis, zoals `spuk init` doet",
                "make a scenario with this basis, as `spuk init` does",
            )));
    }
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_setting_takes_away_is_set_twice() {
        let twice = |settings: &[&str]| {
            let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
            Settings::parse(&settings).unwrap().twice()
        };
        assert_eq!(
            twice(&["korting.0.tot=2029", "korting=[]"]),
            ["korting.0.tot"]
        );
        assert_eq!(
            twice(&["taakstelling.2027.eerste=9", "taakstelling.2027=20"]),
            ["taakstelling.2027.eerste"]
        );
        assert_eq!(
            twice(&["taakstelling.2027=20", "taakstelling.2027.eerste=9"]),
            ["taakstelling.2027"]
        );
        assert_eq!(
            twice(&[
                "pip.asielstatushouder.1=0.5",
                "pip.asielstatushouder=[0.1, 0.2]"
            ]),
            ["pip.asielstatushouder.1"]
        );
        // What is laid beside or within an earlier one takes nothing away.
        for settings in [
            ["korting=[]", "prestatie.aandeel=0.2"],
            [
                "huisvesting.gezinsmigrant=[0.9, 0.1]",
                "huisvesting.gezinsmigrant.2029=[1]",
            ],
            ["index.2027=0.1", "index={2028=0.1}"],
        ] {
            assert!(twice(&settings).is_empty(), "{settings:?}");
        }
    }
}
