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
use crate::projection::Projection;
use crate::report::input::ReportInput;
use crate::terms::{Lang, Text};

/// What is explained, in the order of [`ScenarioTrees::wortels`].
pub(crate) const VELDEN: [ExplainField; 2] = [
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
    teksten: [Option<String>; 10],
    kinderen: Vec<String>,
    grootste_rest: bool,
}

/// A node of the trees of one gemeente, or of all.
type FoundNode = (String, NodeShape, NodeValue);

/// What a part of the gemeenten found.
#[derive(Default)]
struct FoundShare {
    landelijk: Vec<FoundNode>,
    eigen: Vec<(usize, Vec<FoundNode>)>,
    wortels: Vec<Vec<String>>,
}

/// The trees of every scenario, gemeente and year.
///
/// # Errors
/// A file of counts that cannot be read again.
pub(crate) fn uitleg(invoer: &ReportInput<'_>, taal: Lang) -> Result<PageTrees, Diagnostic> {
    let mut all = TreeCollector::default();
    for (model, projection) in invoer.paren() {
        let gemeenten: Vec<usize> = (0..model.gemeenten.len()).collect();
        let rijen = Arc::new(SourceRows::read(model)?);
        let share = gemeenten
            .len()
            .div_ceil(4 * rayon::current_num_threads())
            .max(1);
        let parts = gemeenten.par_chunks(share);
        let parts = parts.map(|own| {
            let uitlegger = Explainer::with_rows(model, projection, Arc::clone(&rijen))?;
            walk(uitlegger, projection, own, taal)
        });
        let parts: Vec<FoundShare> = parts.collect::<Result<_, _>>()?;
        all.add(parts, gemeenten.len());
    }
    Ok(all.uitleg)
}

fn walk(
    mut uitlegger: Explainer<'_>,
    projection: &Projection,
    gemeenten: &[usize],
    taal: Lang,
) -> Result<FoundShare, Diagnostic> {
    let mut deel = FoundShare::default();
    // Kept alive, so that an address stands for one node.
    let mut kept: HashMap<*const ExplainNode, Arc<ExplainNode>> = HashMap::new();
    let mut national: HashSet<*const ExplainNode> = HashSet::new();
    for (round, &gemeente) in gemeenten.iter().enumerate() {
        let mut found: Vec<Arc<ExplainNode>> = Vec::new();
        let mut own: HashSet<*const ExplainNode> = HashSet::new();
        let mut wortels = Vec::new();
        for veld in VELDEN {
            let mut years = Vec::new();
            for year in &projection.jaren {
                let root = uitlegger.explain(gemeente, year.jaar, veld)?;
                years.push(root.id.clone());
                let mut next = vec![root];
                while let Some(knoop) = next.pop() {
                    let place = Arc::as_ptr(&knoop);
                    if national.contains(&place) || !own.insert(place) {
                        continue;
                    }
                    next.extend(knoop.kinderen.iter().cloned());
                    found.push(knoop);
                }
            }
            wortels.push(years);
        }
        deel.wortels = wortels;
        // A node that a second gemeente meets again belongs to the country.
        let (same, other): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|knoop| kept.contains_key(&Arc::as_ptr(knoop)));
        for knoop in &same {
            national.insert(Arc::as_ptr(knoop));
        }
        deel.landelijk
            .extend(same.iter().map(|knoop| read(knoop, taal)));
        deel.eigen.push((
            gemeente,
            other.iter().map(|knoop| read(knoop, taal)).collect(),
        ));
        if round == 0 {
            kept.extend(other.into_iter().map(|knoop| (Arc::as_ptr(&knoop), knoop)));
        }
    }
    Ok(deel)
}

fn read(knoop: &Arc<ExplainNode>, taal: Lang) -> FoundNode {
    let herkomst = knoop.herkomst.as_ref();
    let in_taal = |text: Text| text.of(taal).to_owned();
    let vorm = NodeShape {
        teksten: [
            Some(knoop.naam.of(taal).to_owned()),
            Some(knoop.symbool.clone()),
            Some(knoop.eenheid.word().to_owned()),
            knoop.in_symbols(FormulaNotation::of(taal)),
            knoop.made_whole().map(in_taal),
            knoop.artikel.map(|artikel| artikel.naam()),
            herkomst.map(|herkomst| herkomst.status.word().to_owned()),
            herkomst.map(|herkomst| in_taal(herkomst.bron.clone())),
            herkomst.and_then(|herkomst| herkomst.sleutel.clone()),
            knoop.toelichting.clone().map(in_taal),
        ],
        kinderen: knoop
            .kinderen
            .iter()
            .map(|child| child.id.clone())
            .collect(),
        grootste_rest: is_by_remainder(knoop),
    };
    (knoop.id.clone(), vorm, waarde(knoop))
}

fn is_by_remainder(knoop: &ExplainNode) -> bool {
    matches!(knoop.formule, ExplainFormula::GrootsteRest(..))
}

fn waarde(knoop: &ExplainNode) -> NodeValue {
    let people = || knoop.waarde.is_integer().then(|| knoop.waarde.to_integer());
    let whole = if knoop.eenheid.is_money() {
        knoop.cents().map(crate::exact::money::Cents::get)
    } else {
        people().and_then(|people| i64::try_from(people).ok())
    };
    match whole {
        Some(whole) => NodeValue::Heel(whole),
        None => NodeValue::Cijfers(Notation::PLAIN.decimal(&knoop.waarde, 0, 9)),
    }
}

/// Everything that was found so far.
#[derive(Default)]
struct TreeCollector {
    uitleg: PageTrees,
    vormen: HashMap<NodeShape, usize>,
    nummers: HashMap<String, usize>,
}

impl TreeCollector {
    fn add(&mut self, parts: Vec<FoundShare>, gemeenten: usize) {
        let mut own: BTreeMap<usize, Vec<Option<(usize, NodeValue)>>> = BTreeMap::new();
        let wortels = parts.first().map_or(vec![], |part| part.wortels.clone());
        for (id, vorm, waarde) in parts.iter().flat_map(|part| &part.landelijk) {
            let (number, vorm) = (self.nummer(id), self.vorm(vorm));
            own.insert(number, vec![Some((vorm, waarde.clone())); gemeenten]);
        }
        for (gemeente, nodes) in parts.iter().flat_map(|part| &part.eigen) {
            for (id, vorm, waarde) in nodes {
                let (number, vorm) = (self.nummer(id), self.vorm(vorm));
                let row = own.entry(number).or_insert_with(|| vec![None; gemeenten]);
                row[*gemeente] = Some((vorm, waarde.clone()));
            }
        }
        let mut bomen = ScenarioTrees {
            wortels: wortels
                .iter()
                .map(|years| years.iter().map(|id| self.nummer(id)).collect())
                .collect(),
            knopen: vec![None; self.nummers.len()],
        };
        for (number, row) in own {
            bomen.knopen[number] = Some((
                one_or_each(
                    row.iter()
                        .map(|one| one.as_ref().map(|(vorm, _)| *vorm))
                        .collect(),
                ),
                one_or_each(
                    row.into_iter()
                        .map(|one| one.map(|(_, waarde)| waarde))
                        .collect(),
                ),
            ));
        }
        if let Some(first) = self.uitleg.scenarios.first() {
            for (node, known) in bomen.knopen.iter_mut().zip(&first.knopen) {
                if node == known {
                    *node = None;
                }
            }
        }
        self.uitleg.scenarios.push(bomen);
    }

    fn nummer(&mut self, id: &str) -> usize {
        let next = self.nummers.len();
        *self.nummers.entry(id.to_owned()).or_insert(next)
    }

    fn vorm(&mut self, vorm: &NodeShape) -> usize {
        if let Some(&known) = self.vormen.get(vorm) {
            return known;
        }
        let pool = &mut self.uitleg.teksten;
        let places = vorm.teksten.iter().map(|text| {
            let text = text.as_deref();
            text.map_or(-1, |text| pool.place(text) as i64)
        });
        let teksten = places.collect();
        let kinderen = vorm.kinderen.iter().map(|id| self.nummer(id)).collect();
        let number = self.uitleg.vormen.len();
        let vormen = &mut self.uitleg.vormen;
        vormen.push((teksten, kinderen, vorm.grootste_rest));
        self.vormen.insert(vorm.clone(), number);
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
