//! What differs between two scenarios, key by key, after everything that they
//! inherit: values, sources, and the files that they were read with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::exact::money::Cents;
use crate::model::{BedragKind, Model};
use crate::scenario::values::SharesPerYear;
use crate::scenario::{Node, Provenance, RulePart, Value};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// A figure or text of one scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedValue {
    /// As it was written; a list of figures as `[0.40, 0.30, 0.30]`.
    pub waarde: String,
    /// Source and status.
    pub herkomst: Provenance,
    /// File it stands in.
    pub bestand: String,
    /// Line of that file, from 1.
    pub regel: usize,
}

/// A key that is not the same in two scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDifference {
    /// The keys that lead to it, such as `betaalritme.1.totaal`.
    pub pad: String,
    /// What part of the rules it belongs to; `None` where no amount depends on it.
    pub onderdeel: Option<RulePart>,
    /// In the first scenario.
    pub a: Option<StatedValue>,
    /// In the other.
    pub b: Option<StatedValue>,
    other_value: bool,
    /// The amount per person that counts where the first or the other states
    /// none, because it follows from prices.
    pub afgeleid: [Option<Cents>; 2],
}

impl KeyDifference {
    /// Both sides: what is stated, and what is derived where nothing is.
    pub fn sides(&self) -> [(Option<&StatedValue>, Option<Cents>); 2] {
        [
            (self.a.as_ref(), self.afgeleid[0]),
            (self.b.as_ref(), self.afgeleid[1]),
        ]
    }

    /// Whether it is a figure or a choice, which has a source; what stands in
    /// `[scenario]` says what a scenario is called.
    pub fn has_source(&self) -> bool {
        !self.pad.starts_with("scenario.")
    }

    /// Whether the value differs, and not only the source that it is given.
    pub fn other_value(&self) -> bool {
        self.other_value
    }
}

/// Every key that differs in value, source or status, sorted by path; after
/// them the files that differ.
pub fn key_differences(a: &Model, b: &Model) -> Vec<KeyDifference> {
    let (mut left, mut right) = (figures(a), figures(b));
    by_years(&mut left, &right);
    by_years(&mut right, &left);
    let derived = |stated: Option<&KeyLeaf<'_>>, model: &Model, path: &[String]| match stated {
        Some(_) => None,
        None => afgeleid(model, path),
    };
    let paths: BTreeSet<&Vec<String>> = left.keys().chain(right.keys()).collect();
    let mut differences: Vec<KeyDifference> = paths
        .into_iter()
        .filter_map(|path| {
            let (one, other) = (left.get(path), right.get(path));
            let both = one.zip(other);
            let other_value = !both.is_some_and(|(a, b)| a.node.value.is_same(&b.node.value));
            let other_source = both.is_some_and(|(a, b)| a.node.provenance != b.node.provenance);
            (other_value || other_source).then(|| KeyDifference {
                other_value,
                pad: path.join("."),
                onderdeel: a.scenario.tables().part_of(path),
                afgeleid: [derived(one, a, path), derived(other, b, path)],
                a: one.map(KeyLeaf::stated),
                b: other.map(KeyLeaf::stated),
            })
        })
        .collect();
    differences.extend(file_differences(a, b));
    differences
}

/// Puts a list that holds for all years under the first of them, where it stands so in the
/// other scenario: there a later year was laid over it, and it is the same list.
fn by_years<'a>(
    own: &mut BTreeMap<Vec<String>, KeyLeaf<'a>>,
    other: &BTreeMap<Vec<String>, KeyLeaf<'_>>,
) {
    let of_first = |path: &[String]| [path, &[SharesPerYear::FROM_THE_FIRST.to_string()]].concat();
    let whole: Vec<Vec<String>> = own
        .keys()
        .filter(|path| other.contains_key(&of_first(path)))
        .cloned()
        .collect();
    for path in whole {
        if let Some(leaf) = own.remove(&path) {
            own.insert(of_first(&path), leaf);
        }
    }
}

/// The amount at `bedragen.J.key` that follows from the prices of a scenario.
fn afgeleid(model: &Model, path: &[String]) -> Option<Cents> {
    let [table, jaar, key] = path else {
        return None;
    };
    let jaar = Jaar::written(jaar)?;
    let soort = BedragKind::ALL.into_iter().find(|one| one.key() == key)?;
    let year = model.bedragen.of(jaar).filter(|_| table == "bedragen")?;
    soort.afgeleid(year)
}

/// A figure, a text or a list of figures in the tree of a scenario.
struct KeyLeaf<'a> {
    waarde: String,
    node: &'a Node,
}

impl KeyLeaf<'_> {
    fn stated(&self) -> StatedValue {
        let place = self.node.place();
        StatedValue {
            waarde: self.waarde.clone(),
            herkomst: Provenance::clone(&self.node.provenance),
            bestand: place.source.name.clone(),
            regel: place.line(),
        }
    }
}

/// The leaves of a scenario, by path.
fn figures(model: &Model) -> BTreeMap<Vec<String>, KeyLeaf<'_>> {
    let mut found = BTreeMap::new();
    collect(model.scenario.tree(), &mut Vec::new(), &mut found);
    found
}

fn collect<'a>(
    node: &'a Node,
    path: &mut Vec<String>,
    found: &mut BTreeMap<Vec<String>, KeyLeaf<'a>>,
) {
    let waarde = match &node.value {
        Value::Table(entries) => {
            for (key, entry) in &**entries {
                path.push(key.clone());
                collect(&entry.node, path, found);
                path.pop();
            }
            return;
        }
        Value::List(items) => {
            let texts: Option<Vec<String>> = items.iter().map(|item| scalar(&item.value)).collect();
            match texts {
                Some(texts) => format!("[{}]", texts.join(", ")),
                None => {
                    for (index, item) in items.iter().enumerate() {
                        path.push(index.to_string());
                        collect(item, path, found);
                        path.pop();
                    }
                    return;
                }
            }
        }
        value => scalar(value).unwrap_or_default(),
    };
    found.insert(path.clone(), KeyLeaf { waarde, node });
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(digits) => Some(digits.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::List(_) | Value::Table(_) => None,
    }
}

/// Files of gemeenten and counts that hold other bytes: a name may be the same.
fn file_differences(a: &Model, b: &Model) -> Vec<KeyDifference> {
    let files = |model: &Model| -> Vec<(String, String)> {
        let own = &model.scenario.sources;
        let read = model.sources.iter();
        read.filter(|source| !own.iter().any(|one| Arc::ptr_eq(one, source)))
            .map(|source| (source.name.clone(), source.sha256.clone()))
            .collect()
    };
    let (left, right) = (files(a), files(b));
    let only = |own: &[(String, String)], other: &[(String, String)]| -> Vec<(String, String)> {
        let known = |sha: &String| other.iter().any(|(_, known)| known == sha);
        own.iter().filter(|(_, sha)| !known(sha)).cloned().collect()
    };
    let stated = |(naam, sha256): (String, String)| StatedValue {
        waarde: format!("sha256 {}", &sha256[..12]),
        herkomst: Provenance {
            bron: Arc::new(Text::same(naam.clone())),
            status: crate::scenario::Status::Aanname,
            gefit: None,
            bewust: false,
            tussen: None,
        },
        bestand: naam,
        regel: 1,
    };
    let difference = |naam: String, a, b| KeyDifference {
        pad: format!("bestand {naam}"),
        onderdeel: Some(RulePart::Aantallen),
        a,
        b,
        other_value: true,
        afgeleid: [None; 2],
    };
    let removed = only(&left, &right).into_iter();
    let added = only(&right, &left).into_iter();
    removed
        .map(|file| difference(file.0.clone(), Some(stated(file)), None))
        .chain(added.map(|file| difference(file.0.clone(), None, Some(stated(file)))))
        .collect()
}
