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
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::source::Source;

/// How firm a figure is (design, 3).
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

    fn from_word(word: &str) -> Option<Self> {
        [Self::Gepubliceerd, Self::Afgeleid, Self::Aanname]
            .into_iter()
            .find(|status| status.word() == word)
    }
}

/// Where a figure comes from, by the word of the scenario that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The text that the scenario names as source.
    pub bron: Arc<str>,
    /// How firm it is.
    pub status: Status,
    /// What the figure was fitted to, if it was.
    pub gefit: Option<Arc<str>>,
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

/// The shapes of a TOML value; numbers keep the digits as they were written.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text between quotes.
    Text(String),
    /// A whole number or a number with decimals, in decimal digits.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// A list.
    List(Vec<Node>),
    /// A table, by key.
    Table(BTreeMap<String, Entry>),
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
pub const PROVENANCE_KEYS: [&str; 3] = ["bron", "status", "gefit"];
/// The key that holds a figure which carries a source of its own.
pub const FIGURE_KEY: &str = "waarde";

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

    /// The place of the value at `path`, or of the nearest table above it.
    pub fn place_of(&self, path: &[&str]) -> Place {
        (0..=path.len())
            .rev()
            .find_map(|length| self.get(&path[..length]))
            .unwrap_or(self)
            .place()
    }

    /// Lays `upper` over `self`: tables merge key by key, anything else replaces (design, 3).
    pub fn overlay(&mut self, upper: Self) {
        match (&mut self.value, upper.value) {
            (Value::Table(below), Value::Table(above)) => {
                for (key, entry) in above {
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
            (below, above) => {
                *below = above;
                self.source = upper.source;
                self.span = upper.span;
                self.provenance = upper.provenance;
            }
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
                    for (key, entry) in entries {
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

    /// A text that is the same exactly when all values are the same, whatever
    /// the files, the order of keys or the layout: what the receipt hashes.
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
}

/// Reads one file into a tree, with its sources attached to its figures.
///
/// # Errors
/// Text that is not TOML, a number that is not a decimal one, a wrong `status`.
pub fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let root = DeTable::parse(&source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let message = in_dutch(error.message().lines().next().unwrap_or_default());
        Diagnostic::new(Code::TomlFout, format!("geen geldige TOML: {message}")).at(Place {
            source: Arc::clone(source),
            span,
        })
    })?;
    let unknown = Arc::new(Provenance {
        bron: Arc::from(format!("geen bron genoemd in {}", source.name)),
        status: Status::Aanname,
        gefit: None,
    });
    let span = root.span();
    let reader = Reader { source };
    let mut keys = root.get_ref().iter().map(|(key, _)| key);
    if let Some(key) = keys.find(|key| key.get_ref() == FIGURE_KEY) {
        // A file is no figure; without this every other key would be blamed.
        return Err(unknown_key(FIGURE_KEY, [], reader.place(key.span())));
    }
    reader.table(root.get_ref(), span, &unknown)
}

/// What the reader of TOML says most often, in the language of the messages.
fn in_dutch(message: &str) -> &str {
    match message {
        "duplicate key" => "deze sleutel staat er twee keer",
        "recursion limit" | "cannot recurse further; max recursion depth met" => "te diep genest",
        other => other,
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place {
            source: Arc::clone(self.source),
            span,
        }
    }

    fn node(&self, value: Value, span: Range<usize>, provenance: &Arc<Provenance>) -> Node {
        Node {
            value,
            source: Arc::clone(self.source),
            span,
            provenance: Arc::clone(provenance),
        }
    }

    fn table(
        &self,
        table: &DeTable<'_>,
        span: Range<usize>,
        above: &Arc<Provenance>,
    ) -> Result<Node, Diagnostic> {
        let own = self.provenance(table, above)?;
        if let Some(figure) = table.get(FIGURE_KEY) {
            return self.figure(table, figure, &own);
        }
        let mut entries = BTreeMap::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if PROVENANCE_KEYS.contains(&name) {
                continue;
            }
            let entry = Entry {
                key_span: key.span(),
                key_source: Arc::clone(self.source),
                node: self.value(value, &own)?,
            };
            entries.insert(name.to_owned(), entry);
        }
        Ok(self.node(Value::Table(entries), span, &own))
    }

    /// `{ waarde = 1, bron = "..." }`: a figure with a source of its own.
    fn figure(
        &self,
        table: &DeTable<'_>,
        figure: &Spanned<DeValue<'_>>,
        own: &Arc<Provenance>,
    ) -> Result<Node, Diagnostic> {
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if name != FIGURE_KEY && !PROVENANCE_KEYS.contains(&name) {
                let message = format!("`{name}` kan niet naast `{FIGURE_KEY}` staan");
                return Err(Diagnostic::new(Code::OnbekendeSleutel, message)
                    .at(self.place(key.span()))
                    .label(format!(
                        "`{FIGURE_KEY}` maakt van deze tabel een enkel cijfer"
                    ))
                    .help(format!(
                        "ernaast kunnen alleen: {}",
                        PROVENANCE_KEYS.join(", ")
                    )));
            }
        }
        self.value(figure, own)
    }

    fn provenance(
        &self,
        table: &DeTable<'_>,
        above: &Arc<Provenance>,
    ) -> Result<Arc<Provenance>, Diagnostic> {
        let bron = self.word(table, "bron")?;
        let gefit = self.word(table, "gefit")?;
        let status = match self.word(table, "status")? {
            None => None,
            Some((word, span)) => Some(Status::from_word(&word).ok_or_else(|| {
                Diagnostic::new(Code::OnbekendeWaarde, format!("onbekende status `{word}`"))
                    .at(self.place(span))
                    .label(format!("verwacht: {}", Status::WORDS.join(", ")))
            })?),
        };
        if bron.is_none() && status.is_none() && gefit.is_none() {
            return Ok(Arc::clone(above));
        }
        let text = |found: Option<(String, Range<usize>)>| found.map(|(word, _)| Arc::from(word));
        Ok(Arc::new(Provenance {
            bron: text(bron).unwrap_or_else(|| Arc::clone(&above.bron)),
            status: status.unwrap_or(above.status),
            gefit: text(gefit).or_else(|| above.gefit.clone()),
        }))
    }

    fn word(
        &self,
        table: &DeTable<'_>,
        key: &str,
    ) -> Result<Option<(String, Range<usize>)>, Diagnostic> {
        match table.get(key) {
            None => Ok(None),
            Some(value) => match value.get_ref() {
                DeValue::String(word) => Ok(Some((word.to_string(), value.span()))),
                _ => Err(Diagnostic::new(
                    Code::VerkeerdType,
                    format!("`{key}` hoort tekst te zijn"),
                )
                .at(self.place(value.span()))
                .label("verwacht: tekst tussen aanhalingstekens")),
            },
        }
    }

    fn value(
        &self,
        value: &Spanned<DeValue<'_>>,
        above: &Arc<Provenance>,
    ) -> Result<Node, Diagnostic> {
        let span = value.span();
        let not_decimal = |what: &str| {
            Diagnostic::new(Code::VerkeerdType, format!("{what} is hier geen waarde"))
                .at(self.place(span.clone()))
                .label("verwacht: tekst, een decimaal getal, true of false, een lijst of een tabel")
        };
        let shape = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(digits) if digits.radix() == 10 => {
                Value::Number(digits.as_str().to_owned())
            }
            DeValue::Integer(_) => return Err(not_decimal("een hexadecimaal of binair getal")),
            DeValue::Float(digits) => match digits.as_str() {
                text if text.contains(['n', 'i']) => {
                    return Err(not_decimal("`inf` of `nan`"));
                }
                text => Value::Number(text.to_owned()),
            },
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(_) => return Err(not_decimal("een datum")),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.value(item, above));
                Value::List(items.collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => return self.table(table, span, above),
        };
        Ok(self.node(shape, span, above))
    }
}

/// The message for a key that does not exist, with the nearest one that does.
pub fn unknown_key<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    place: Place,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let everywhere = PROVENANCE_KEYS.iter().copied();
    let all = known.iter().copied().chain(everywhere);
    let diagnostic = Diagnostic::new(
        Code::OnbekendeSleutel,
        format!("onbekende sleutel `{name}`"),
    )
    .at(place)
    .label(match nearest(name, all) {
        Some(near) => format!("bedoelt u `{near}`?"),
        None => "deze sleutel kent het scenario niet".to_owned(),
    });
    if known.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("bekende sleutels hier: {}", known.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(&*first.provenance.bron, "brief");
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
    fn lists_replace_and_tables_merge() {
        let mut below = tree("a = [1, 2]\n[t]\nx = 1\ny = 2\n");
        below.overlay(tree("a = [3]\n[t]\ny = 4\n"));
        assert_eq!(below.canonical(), "a.0 = 3\nt.x = 1\nt.y = 4\n");
    }
}
