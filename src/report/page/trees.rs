//! How every uitkering comes about, small enough to ship: of 342 gemeenten the
//! trees have the same shape and mostly the same numbers. A node is kept once;
//! where gemeenten differ it has a value, and if need be a shape, for each.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::data::TextPool;
use crate::exact::money::Notation;
use crate::explain::{
    ExplainField, ExplainFormula, ExplainNode, Explainer, FormulaNotation, SourceRows,
};
use crate::input::diagnostic::Diagnostic;
use crate::report::input::ReportInput;
use crate::terms::jaar::Jaar;
use crate::terms::{Lang, Text};

/// What is explained, in the order of [`ScenarioTrees::wortels`].
pub(crate) const FIELDS: [ExplainField; 2] = [
    ExplainField::UitkeringVoorlopig,
    ExplainField::UitkeringDefinitief,
];

/// The trees of all scenarios.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PageTrees {
    /// The texts that shapes point at.
    pub teksten: TextPool,
    /// The shapes that nodes point at: texts of naam, symbool, eenheid, formule,
    /// afronding, artikel, status, bron, sleutel and toelichting (-1 for none),
    /// then the numbers of the nodes below, and whether it is a part of a whole
    /// that was divided by largest remainder.
    pub vormen: Vec<(Vec<i64>, Vec<usize>, bool)>,
    /// The trees of every scenario.
    pub scenarios: Vec<ScenarioTrees>,
}

/// The trees of one scenario.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ScenarioTrees {
    /// By field and year the number of the node on top.
    pub wortels: Vec<Vec<usize>>,
    /// By number: shape and value of a node; `null` for one that is the same
    /// as in the first scenario, or in none of the trees.
    pub knopen: Vec<Option<(OneOrEach<usize>, OneOrEach<NodeValue>)>>,
}

/// The same for all gemeenten, or one for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum OneOrEach<T> {
    /// For all.
    Een(T),
    /// By gemeente; `null` for one whose trees do not have the node.
    Elk(Vec<Option<T>>),
}

/// A number: whole eurocents or people, or the digits of what is not whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum NodeValue {
    /// Cents of an amount, or people.
    Heel(i64),
    /// Anything else, with a point before the decimals.
    Cijfers(String),
}

/// A node without its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct NodeShape {
    texts: [Option<String>; 10],
    children: Vec<String>,
    is_by_remainder: bool,
}

/// A node of the trees of one gemeente, or of all.
type FoundNode = (String, NodeShape, NodeValue);

/// What a part of the gemeenten found.
#[derive(Default)]
struct FoundShare {
    national: Vec<FoundNode>,
    own: Vec<(usize, Vec<FoundNode>)>,
    wortels: Vec<Vec<String>>,
}

/// The trees of every scenario, gemeente and year.
///
/// # Errors
/// A file of counts that cannot be read again.
pub(crate) fn trees(input: &ReportInput<'_>, lang: Lang) -> Result<PageTrees, Diagnostic> {
    let mut all = TreeCollector::default();
    for (model, projection) in input.paren() {
        let gemeenten = input.summed();
        let years: Vec<Jaar> = input.jaren();
        let rows = Arc::new(SourceRows::read(model)?);
        let share = gemeenten
            .len()
            .div_ceil(4 * rayon::current_num_threads())
            .max(1);
        let parts = gemeenten.par_chunks(share);
        let parts = parts.map(|own| {
            let explainer = Explainer::with_rows(model, projection, Arc::clone(&rows))?;
            walk(explainer, &years, own, lang)
        });
        let parts: Vec<FoundShare> = parts.collect::<Result<_, _>>()?;
        all.add(parts, &gemeenten);
    }
    Ok(all.trees)
}

fn walk(
    mut explainer: Explainer<'_>,
    jaren: &[Jaar],
    gemeenten: &[usize],
    lang: Lang,
) -> Result<FoundShare, Diagnostic> {
    let mut share = FoundShare::default();
    // Kept alive, so that an address stands for one node.
    let mut kept: HashMap<*const ExplainNode, Arc<ExplainNode>> = HashMap::new();
    let mut national: HashSet<*const ExplainNode> = HashSet::new();
    for (round, &gemeente) in gemeenten.iter().enumerate() {
        let mut found: Vec<Arc<ExplainNode>> = Vec::new();
        let mut own: HashSet<*const ExplainNode> = HashSet::new();
        let mut wortels = Vec::new();
        for field in FIELDS {
            let mut years = Vec::new();
            for &jaar in jaren {
                let root = explainer.explain(gemeente, jaar, field)?;
                years.push(root.id.clone());
                let mut next = vec![root];
                while let Some(node) = next.pop() {
                    let place = Arc::as_ptr(&node);
                    if national.contains(&place) || !own.insert(place) {
                        continue;
                    }
                    next.extend(node.kinderen.iter().cloned());
                    found.push(node);
                }
            }
            wortels.push(years);
        }
        share.wortels = wortels;
        // A node that a second gemeente meets again belongs to the country.
        let (same, other): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|node| kept.contains_key(&Arc::as_ptr(node)));
        for node in &same {
            national.insert(Arc::as_ptr(node));
        }
        share
            .national
            .extend(same.iter().map(|node| read(node, lang)));
        share.own.push((
            gemeente,
            other.iter().map(|node| read(node, lang)).collect(),
        ));
        if round == 0 {
            kept.extend(other.into_iter().map(|node| (Arc::as_ptr(&node), node)));
        }
    }
    Ok(share)
}

fn read(node: &Arc<ExplainNode>, lang: Lang) -> FoundNode {
    let origin = node.herkomst.as_ref();
    let in_lang = |text: Text| text.of(lang).to_owned();
    let shape = NodeShape {
        texts: [
            Some(node.naam.of(lang).to_owned()),
            Some(node.symbool.clone()),
            Some(node.eenheid.word().to_owned()),
            node.in_symbols(FormulaNotation::of(lang)),
            node.made_whole().map(in_lang),
            node.artikel.map(|artikel| artikel.name()),
            origin.map(|origin| origin.status.word().to_owned()),
            origin.map(|origin| in_lang(origin.bron.clone())),
            origin.and_then(|origin| origin.sleutel.clone()),
            node.toelichting.clone().map(in_lang),
        ],
        children: node.kinderen.iter().map(|child| child.id.clone()).collect(),
        is_by_remainder: is_by_remainder(node),
    };
    (node.id.clone(), shape, value(node))
}

fn is_by_remainder(node: &ExplainNode) -> bool {
    matches!(node.formule, ExplainFormula::GrootsteRest(..))
}

fn value(node: &ExplainNode) -> NodeValue {
    let people = || node.waarde.is_integer().then(|| node.waarde.to_integer());
    let whole = if node.eenheid.is_money() {
        node.cents().map(crate::exact::money::Cents::get)
    } else {
        people().and_then(|people| i64::try_from(people).ok())
    };
    match whole {
        Some(whole) => NodeValue::Heel(whole),
        None => NodeValue::Cijfers(Notation::PLAIN.decimal(&node.waarde, 0, 9)),
    }
}

/// Everything that was found so far.
#[derive(Default)]
struct TreeCollector {
    trees: PageTrees,
    numbers_of_shapes: HashMap<NodeShape, usize>,
    numbers: HashMap<String, usize>,
}

impl TreeCollector {
    fn add(&mut self, parts: Vec<FoundShare>, gemeenten: &[usize]) {
        let mut own: BTreeMap<usize, Vec<Option<(usize, NodeValue)>>> = BTreeMap::new();
        let wortels = parts.first().map_or(vec![], |part| part.wortels.clone());
        for (id, shape, value) in parts.iter().flat_map(|part| &part.national) {
            let (number, shape) = (self.number_of(id), self.shape(shape));
            own.insert(number, vec![Some((shape, value.clone())); gemeenten.len()]);
        }
        for (gemeente, nodes) in parts.iter().flat_map(|part| &part.own) {
            for (id, shape, value) in nodes {
                let (number, shape) = (self.number_of(id), self.shape(shape));
                let row = own
                    .entry(number)
                    .or_insert_with(|| vec![None; gemeenten.len()]);
                let place = gemeenten.binary_search(gemeente).expect("one of them");
                row[place] = Some((shape, value.clone()));
            }
        }
        let mut trees = ScenarioTrees {
            wortels: wortels
                .iter()
                .map(|years| years.iter().map(|id| self.number_of(id)).collect())
                .collect(),
            knopen: vec![None; self.numbers.len()],
        };
        for (number, row) in own {
            trees.knopen[number] = Some((
                one_or_each(
                    row.iter()
                        .map(|one| one.as_ref().map(|(shape, _)| *shape))
                        .collect(),
                ),
                one_or_each(
                    row.into_iter()
                        .map(|one| one.map(|(_, value)| value))
                        .collect(),
                ),
            ));
        }
        if let Some(first) = self.trees.scenarios.first() {
            for (node, known) in trees.knopen.iter_mut().zip(&first.knopen) {
                if node == known {
                    *node = None;
                }
            }
        }
        self.trees.scenarios.push(trees);
    }

    fn number_of(&mut self, id: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(id.to_owned()).or_insert(next)
    }

    fn shape(&mut self, shape: &NodeShape) -> usize {
        if let Some(&known) = self.numbers_of_shapes.get(shape) {
            return known;
        }
        let pool = &mut self.trees.teksten;
        let places = shape.texts.iter().map(|text| {
            let text = text.as_deref();
            text.map_or(-1, |text| pool.place(text) as i64)
        });
        let texts = places.collect();
        let children = shape.children.iter().map(|id| self.number_of(id)).collect();
        let number = self.trees.vormen.len();
        let shapes = &mut self.trees.vormen;
        shapes.push((texts, children, shape.is_by_remainder));
        self.numbers_of_shapes.insert(shape.clone(), number);
        number
    }
}

/// One for all where they are the same.
fn one_or_each<T: Clone + PartialEq>(row: Vec<Option<T>>) -> OneOrEach<T> {
    match row.first() {
        Some(Some(first)) if row.iter().all(|one| one.as_ref() == Some(first)) => {
            OneOrEach::Een(first.clone())
        }
        _ => OneOrEach::Elk(row),
    }
}
