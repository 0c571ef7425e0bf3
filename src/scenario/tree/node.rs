//! A scenario file as a tree in which every value still knows the file, the
//! place and the source (`bron`, `status`) that it came with.
//!
//! Provenance is fixed before files are laid over each other: a figure that a
//! scenario overrides without saying where it comes from is an assumption of
//! that scenario, whatever the overridden figure was.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::between::Between;
use crate::input::diagnostic::Place;
use crate::input::source::Source;
use crate::scenario::values::{SharesPerYear, parse_decimal};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// How firm a figure is (verantwoording 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It stands in a published text.
    Gepubliceerd,
    /// It follows from published figures.
    Afgeleid,
    /// It is an assumption.
    Aanname,
}

impl Status {
    /// The words that a scenario may use.
    pub const WORDS: [&'static str; 3] = ["gepubliceerd", "afgeleid", "aanname"];

    /// The word for this status.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// The status that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Gepubliceerd, Self::Afgeleid, Self::Aanname]
            .into_iter()
            .find(|status| status.word() == word)
    }
}

/// Where a figure comes from, by the word of the scenario that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The text that the scenario names as source, the same in both languages; what the
    /// program says where it names none is in each.
    pub bron: Arc<Text>,
    /// How firm it is.
    pub status: Status,
    /// What the figure was fitted to, if it was.
    pub gefit: Option<Arc<str>>,
    /// Whether its writer says to mean it, however unlikely it looks.
    pub bewust: bool,
    /// Between which values it plausibly lies; no figure has that of another.
    pub tussen: Option<Arc<Between>>,
}

/// A value in a scenario file.
#[derive(Debug, Clone)]
pub struct Node {
    /// What the value is.
    pub value: Value,
    /// The file it stands in.
    pub source: Arc<Source>,
    /// Where in that file.
    pub span: Range<usize>,
    /// Where the figure comes from.
    pub provenance: Arc<Provenance>,
}

/// The shapes of a TOML value; numbers keep the digits as they were written. Lists and
/// tables are shared until one of their owners changes: a copy of a scenario costs what
/// is laid over it and no more.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text between quotes.
    Text(String),
    /// A whole number or a number with decimals, in decimal digits.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// A list.
    List(Arc<Vec<Node>>),
    /// A table, by key.
    Table(Arc<BTreeMap<String, Entry>>),
}

impl Value {
    /// Whether both hold the same: of numbers the value counts, not how many zeros
    /// follow it or whether it stands between quotes.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) if one == other => true,
            (Self::Number(one) | Self::Text(one), Self::Number(other) | Self::Text(other)) => {
                let both = (parse_decimal(one), parse_decimal(other));
                matches!(both, (Some(one), Some(other)) if one == other)
            }
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::List(one), Self::List(other)) => {
                let mut pairs = one.iter().zip(&**other);
                one.len() == other.len()
                    && pairs.all(|(one, other)| one.value.is_same(&other.value))
            }
            (Self::Table(one), Self::Table(other)) => {
                let mut pairs = one.iter().zip(&**other);
                one.len() == other.len()
                    && pairs.all(|((key, one), (its, other))| {
                        key == its && one.node.value.is_same(&other.node.value)
                    })
            }
            _ => false,
        }
    }
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The file the key stands in.
    pub key_source: Arc<Source>,
    /// The value.
    pub node: Node,
}

/// Keys that say where figures come from; they are no figures themselves.
pub const PROVENANCE_KEYS: [&str; 4] = ["bron", "status", "gefit", "bewust"];
/// The key that holds a figure which carries a source of its own.
pub const FIGURE_KEY: &str = "waarde";
/// The key beside it that says between which values the figure plausibly lies.
pub const RANGE_KEY: &str = "tussen";

impl Node {
    /// The place of this value.
    pub fn place(&self) -> Place {
        Place {
            source: Arc::clone(&self.source),
            span: self.span.clone(),
        }
    }

    /// The value at a path of keys, if it is there.
    pub fn get(&self, path: &[&str]) -> Option<&Self> {
        let Some((first, rest)) = path.split_first() else {
            return Some(self);
        };
        match &self.value {
            Value::Table(entries) => entries.get(*first)?.node.get(rest),
            Value::List(items) => items.get(first.parse::<usize>().ok()?)?.get(rest),
            _ => None,
        }
    }

    /// A key of a table with its value.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Table(entries) => entries.get(key),
            _ => None,
        }
    }

    /// The keys of a table with their values.
    pub(crate) fn entries(&self) -> Option<&BTreeMap<String, Entry>> {
        match &self.value {
            Value::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// A table with these keys of it alone.
    pub(crate) fn with_keys(&self, keys: &[&str]) -> Self {
        let entries = self.entries().into_iter().flatten();
        let kept = entries.filter(|(key, _)| keys.contains(&key.as_str()));
        let kept = kept.map(|(key, entry)| (key.clone(), entry.clone()));
        Self {
            value: Value::Table(Arc::new(kept.collect())),
            ..self.clone()
        }
    }

    /// The names of the keys of a table.
    pub(crate) fn keys(&self) -> Vec<String> {
        match &self.value {
            Value::Table(entries) => entries.keys().cloned().collect(),
            _ => Vec::new(),
        }
    }

    /// The keys of a table, to change: what others share is copied first.
    pub(crate) fn entries_mut(&mut self) -> Option<&mut BTreeMap<String, Entry>> {
        match &mut self.value {
            Value::Table(entries) => Some(Arc::make_mut(entries)),
            _ => None,
        }
    }

    /// The place of the value at `path`, or of the nearest table above it.
    pub fn place_of(&self, path: &[&str]) -> Place {
        (0..=path.len())
            .rev()
            .find_map(|length| self.get(&path[..length]))
            .unwrap_or(self)
            .place()
    }

    /// Lays `upper` over `self`: tables merge key by key, anything else replaces
    /// (verantwoording 3). A table of which the keys are places of a list, as in
    /// `--set korting.0.tot=2027`, is laid over what stands there; one of which the keys are
    /// years over a list of figures leaves that list to the years before, as it held for all.
    pub fn overlay(&mut self, upper: Self) {
        match (&mut self.value, upper.value) {
            (Value::Table(below), Value::Table(above)) => {
                let below = Arc::make_mut(below);
                for (key, entry) in Arc::unwrap_or_clone(above) {
                    match below.get_mut(&key) {
                        Some(under) => {
                            under.key_span = entry.key_span;
                            under.key_source = entry.key_source;
                            under.node.overlay(entry.node);
                        }
                        None => {
                            below.insert(key, entry);
                        }
                    }
                }
                self.source = upper.source;
                self.span = upper.span;
            }
            (Value::List(below), Value::Table(above)) if are_places(&above, below.len()) => {
                let below = Arc::make_mut(below);
                for (key, entry) in Arc::unwrap_or_clone(above) {
                    let place = key.parse::<usize>().ok();
                    if let Some(under) = place.and_then(|place| below.get_mut(place)) {
                        // What is wrong with the list now is wrong because of this.
                        self.source = Arc::clone(&entry.node.source);
                        self.span = entry.node.span.clone();
                        // A list of figures is as firm as the figure that was put into it.
                        if !matches!(entry.node.value, Value::Table(_)) {
                            self.provenance = Arc::clone(&entry.node.provenance);
                        }
                        under.overlay(entry.node);
                    }
                }
                // A list moves over its range as a whole, and this is another list.
                below.iter_mut().for_each(Self::forget_range_of_list);
            }
            (Value::List(below), Value::Table(above)) if are_years(&above, below) => {
                let whole = Entry {
                    key_span: self.span.clone(),
                    key_source: Arc::clone(&self.source),
                    node: self.clone(),
                };
                let first = SharesPerYear::FROM_THE_FIRST.to_string();
                self.value = Value::Table(Arc::new(BTreeMap::from([(first, whole)])));
                self.overlay(Self {
                    value: Value::Table(above),
                    ..upper
                });
            }
            (below, above) => {
                *below = above;
                self.source = upper.source;
                self.span = upper.span;
                self.provenance = upper.provenance;
            }
        }
    }

    fn forget_range_of_list(&mut self) {
        let between = self.provenance.tussen.as_ref();
        if between.is_some_and(|between| between.in_list) {
            let own = Provenance::clone(&self.provenance);
            self.provenance = Arc::new(Provenance {
                tussen: None,
                ..own
            });
        }
    }

    /// Whether [`Node::overlay`] drops all that stands here: only the keys of tables and
    /// the places of lists stay beside each other.
    pub(crate) fn is_replaced_by(&self, upper: &Self) -> bool {
        match (&self.value, &upper.value) {
            (Value::Table(_), Value::Table(_)) => false,
            (Value::List(below), Value::Table(above)) => {
                !are_places(above, below.len()) && !are_years(above, below)
            }
            _ => true,
        }
    }

    /// Calls `visit` for every leaf with the path of keys that leads to it.
    pub fn for_each_leaf<'a>(&'a self, visit: &mut impl FnMut(&[String], &'a Self)) {
        fn walk<'a>(
            node: &'a Node,
            path: &mut Vec<String>,
            visit: &mut impl FnMut(&[String], &'a Node),
        ) {
            match &node.value {
                Value::Table(entries) => {
                    for (key, entry) in &**entries {
                        path.push(key.clone());
                        walk(&entry.node, path, visit);
                        path.pop();
                    }
                }
                Value::List(items) => {
                    for (index, item) in items.iter().enumerate() {
                        path.push(index.to_string());
                        walk(item, path, visit);
                        path.pop();
                    }
                }
                _ => visit(path, node),
            }
        }
        walk(self, &mut Vec::new(), visit);
    }

    /// A text that is the same when all values are written the same, whatever the
    /// files, the order of keys or the layout: what the receipt hashes. `0.1` and
    /// `0.10` are two texts, so that the hashes of old receipts stay what they are;
    /// whether two figures are the same number is for [`Value::is_same`] to say.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.for_each_leaf(&mut |path, leaf| {
            let value = match &leaf.value {
                Value::Text(value) => format!("{value:?}"),
                Value::Number(digits) => digits.clone(),
                Value::Bool(value) => value.to_string(),
                Value::List(_) | Value::Table(_) => unreachable!("a leaf has no parts"),
            };
            text.push_str(&format!("{} = {value}\n", path.join(".")));
        });
        text
    }

    /// Every range by its key, in the same order: of questions over ranges they are input,
    /// as values are.
    pub fn canonical_ranges(&self) -> String {
        let mut text = String::new();
        self.for_each_leaf(&mut |path, leaf| {
            if let Some(range) = &leaf.provenance.tussen {
                let [low, high] = range.ends.map(|end| end.normalize());
                text.push_str(&format!("{} tussen {low} {high}\n", path.join(".")));
            }
        });
        text
    }
}

/// Whether both are the same stretch of the same file.
pub(crate) fn is_same_place(one: &Place, other: &Place) -> bool {
    Arc::ptr_eq(&one.source, &other.source) && one.span == other.span
}

/// Whether there are keys, each the place of an item in a list of this length: a
/// table without keys is a heading with single brackets.
fn are_places(entries: &BTreeMap<String, Entry>, length: usize) -> bool {
    // `00` is no other name of `0`.
    let is = |key: &str, place: usize| place < length && place.to_string() == key;
    let place = |key: &String| key.parse().is_ok_and(|place| is(key, place));
    !entries.is_empty() && entries.keys().all(place)
}

/// Whether a table says of years what a list of figures says of all.
fn are_years(entries: &BTreeMap<String, Entry>, list: &[Node]) -> bool {
    let is_year = |key: &String| Jaar::written(key).is_some();
    let is_figure = |node: &Node| matches!(node.value, Value::Number(_) | Value::Text(_));
    !entries.is_empty() && entries.keys().all(is_year) && list.iter().all(is_figure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tree::parse::parse;

    fn tree(text: &str) -> Node {
        parse(&Source::embedded("proef.toml", text)).unwrap()
    }

    #[test]
    fn a_figure_takes_the_source_of_the_nearest_table_around_it() {
        let root = tree(
            "bron = \"brief\"\nstatus = \"gepubliceerd\"\n[prognose]\n2026 = 1\n\
             2027 = { waarde = 2, bron = \"raming\", status = \"aanname\" }\n",
        );
        let first = root.get(&["prognose", "2026"]).unwrap();
        assert_eq!(*first.provenance.bron, Text::same("brief"));
        let second = root.get(&["prognose", "2027"]).unwrap();
        assert_eq!(second.provenance.status, Status::Aanname);
        assert!(matches!(&second.value, Value::Number(digits) if digits == "2"));
    }

    #[test]
    fn an_overridden_figure_does_not_keep_the_source_of_the_old_one() {
        let mut below =
            tree("[prognose]\nstatus = \"gepubliceerd\"\nbron = \"wet\"\n2026 = 1\n2027 = 3\n");
        below.overlay(tree("[prognose]\n2026 = 2\n"));
        let changed = below.get(&["prognose", "2026"]).unwrap();
        assert_eq!(changed.provenance.status, Status::Aanname);
        let kept = below.get(&["prognose", "2027"]).unwrap();
        assert_eq!(kept.provenance.status, Status::Gepubliceerd);
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        let same = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|value| tree(&format!("a = {value}\n")).value);
            one.is_same(&other)
        };
        for (one, other) in [
            ("0.1", "0.10"),
            ("0.1", "\"0.10\""),
            ("1e2", "100"),
            ("[0.4]", "[0.40]"),
            ("false", "false"),
        ] {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("0.1", "0.2"),
            ("0.1", "\"x\""),
            ("[1]", "[1, 2]"),
            ("true", "\"true\""),
            ("true", "false"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn lists_replace_and_tables_merge() {
        let mut below = tree("a = [1, 2]\n[t]\nx = 1\ny = 2\n");
        below.overlay(tree("a = [3]\n[t]\ny = 4\n"));
        assert_eq!(below.canonical(), "a.0 = 3\nt.x = 1\nt.y = 4\n");
    }

    #[test]
    fn a_list_holds_until_the_first_year_that_is_laid_over_it() {
        let mut below = tree("a = [0.8, 0.2]\n[[b]]\nx = 1\n");
        let years = tree("a.2027 = [1]\n[b]\n2027 = 2\n");
        assert!(
            !below
                .get(&["a"])
                .unwrap()
                .is_replaced_by(years.get(&["a"]).unwrap())
        );
        below.overlay(years);
        let first = "a.2000.0 = 0.8\na.2000.1 = 0.2\n";
        assert_eq!(
            below.canonical(),
            format!("{first}a.2027.0 = 1\nb.2027 = 2\n")
        );
        below.overlay(tree("a.2025 = [0.5, 0.5]\n"));
        let second = "a.2025.0 = 0.5\na.2025.1 = 0.5\n";
        let canonical = below.canonical();
        assert_eq!(
            canonical,
            format!("{first}{second}a.2027.0 = 1\nb.2027 = 2\n")
        );
        below.overlay(tree("a = [1]\n"));
        assert_eq!(below.canonical(), "a.0 = 1\nb.2027 = 2\n");
    }

    #[test]
    fn an_item_of_a_list_is_changed_by_its_place() {
        let mut below = tree("[[a]]\nx = 1\ny = 2\n[[a]]\nx = 3\n");
        below.overlay(tree("a.1.x = 4\n"));
        assert_eq!(below.canonical(), "a.0.x = 1\na.0.y = 2\na.1.x = 4\n");
        below.overlay(tree("a.2.x = 5\n"));
        assert_eq!(below.canonical(), "a.2.x = 5\n", "no such place");
        below.overlay(tree("a = [1]\n"));
        below.overlay(tree("[a]\nbron = \"brief\"\n"));
        assert_eq!(below.canonical(), "", "a table, not a list");
    }
}
