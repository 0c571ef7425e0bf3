//! What all chapters of an explanation share: the run that is explained, and the
//! numbers that were made of it before.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use super::key::NodeKey;
use super::leaf::rows::SourceRows;
use super::people::course::CohortCourse;
use super::tree::division::{Division, DivisionWeights};
use super::tree::node::ExplainNode;
use crate::input::diagnostic::Diagnostic;
use crate::model::{Model, Ramingen};
use crate::people::People;
use crate::projection::{Projection, Runner, YearInput, YearProjection};
use crate::simulate::DrawId;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Enveloppen, TERMIJNEN, Termijn};

/// Values that are made once, by what they are of.
#[derive(Debug)]
pub(crate) struct Memo<K, V>(RefCell<HashMap<K, V>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// The value, if it was made before.
    pub fn known(&self, key: &K) -> Option<V> {
        self.0.borrow().get(key).cloned()
    }

    /// The value, made now if it was not before. What makes it may ask for others.
    pub fn once(&self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some(known) = self.known(&key) {
            return known;
        }
        let made = make();
        self.0.borrow_mut().insert(key, made.clone());
        made
    }

    fn clear(&mut self) {
        self.0.get_mut().clear();
    }
}

/// What was made before.
#[derive(Debug, Default)]
struct Made {
    of_country: Memo<NodeKey, Arc<ExplainNode>>,
    of_gemeente: Memo<NodeKey, Arc<ExplainNode>>,
    divisions: Memo<NodeKey, Arc<Division>>,
}

/// The run that is explained, for one gemeente at a time.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub model: &'a Model,
    pub projection: &'a Projection,
    /// The people that the projection was reckoned from.
    pub people: &'a People,
    pub ramingen: Ramingen,
    /// The draw that gave the people and the ramingen; `None` for the scenario itself.
    pub draw: Option<DrawId>,
    pub rows: Arc<SourceRows>,
    /// The gemeente that is explained, by its place in the list.
    pub gemeente: usize,
    years: BTreeMap<Jaar, YearInput<'a>>,
    /// The referentiejaar of a fondsuitkering.
    base: Option<YearInput<'a>>,
    made: Made,
    /// The envelopes of a year of fondsuitkering.
    pub envelopes: Memo<Jaar, Option<Enveloppen>>,
    /// The course of each cohort.
    pub courses: Memo<Jaar, Arc<CohortCourse>>,
    /// The instalments of each year.
    pub instalments: Memo<Jaar, Arc<[Termijn; TERMIJNEN]>>,
}

impl<'a> Context<'a> {
    /// The context of a projection of the model that was reckoned from these people
    /// and ramingen.
    ///
    /// # Errors
    /// A model that cannot be projected.
    pub fn new(
        (model, projection): (&'a Model, &'a Projection),
        (people, ramingen): (&'a People, Ramingen),
        rows: Arc<SourceRows>,
        draw: Option<DrawId>,
    ) -> Result<Self, Diagnostic> {
        let (years, base) = Runner::new(model)?.invoer(people, &ramingen);
        let years = years.into_iter().map(|year| (year.plan.jaar, year));
        Ok(Self {
            model,
            projection,
            people,
            ramingen,
            draw,
            rows,
            gemeente: 0,
            years: years.collect(),
            base,
            made: Made::default(),
            envelopes: Memo::default(),
            courses: Memo::default(),
            instalments: Memo::default(),
        })
    }

    /// Goes on with another gemeente; what belongs to the country is kept.
    pub fn turn_to(&mut self, gemeente: usize) {
        if self.gemeente != gemeente {
            self.made.of_gemeente.clear();
            self.gemeente = gemeente;
        }
    }

    /// The number of this key, made now if it was not before.
    pub fn node(&self, key: NodeKey, make: impl FnOnce() -> ExplainNode) -> Arc<ExplainNode> {
        let id = key.clone();
        self.made_as(&key).once(key, || {
            let mut node = make();
            node.id = id.to_string();
            Arc::new(node)
        })
    }

    /// The number of this key, if it was made before.
    pub fn known(&self, key: &NodeKey) -> Option<Arc<ExplainNode>> {
        self.made_as(key).known(key)
    }

    fn made_as(&self, key: &NodeKey) -> &Memo<NodeKey, Arc<ExplainNode>> {
        if key.is_of_gemeente() {
            &self.made.of_gemeente
        } else {
            &self.made.of_country
        }
    }

    /// The division behind a number, made once for all gemeenten.
    pub fn division(
        &self,
        key: NodeKey,
        total: i64,
        weights: impl FnOnce() -> DivisionWeights,
    ) -> Arc<Division> {
        let divide = || Arc::new(Division::new(total, weights()));
        self.made.divisions.once(key, divide)
    }

    /// Whether a year is one of the projection.
    pub fn has_year(&self, jaar: Jaar) -> bool {
        self.years.contains_key(&jaar)
    }

    /// What a year was reckoned from: one of the projection, or the
    /// referentiejaar of a fondsuitkering.
    pub fn input(&self, jaar: Jaar) -> &YearInput<'a> {
        let projected = self.years.get(&jaar);
        let settled = projected.filter(|year| year.plan.fonds.is_none());
        let base = self.base().filter(|year| year.plan.jaar == jaar);
        let found = settled.or(base).or(projected);
        found.expect("only years of the projection are asked for")
    }

    /// The referentiejaar of a fondsuitkering.
    pub fn base(&self) -> Option<&YearInput<'a>> {
        self.base.as_ref()
    }

    /// The outcome of a year.
    pub fn result(&self, jaar: Jaar) -> &'a YearProjection {
        let found = self.projection.jaar(jaar);
        found.expect("only years of the projection are asked for")
    }

    /// The year so many before, if it is in the projection.
    pub fn year_before(&self, jaar: Jaar, years: i32) -> Option<Jaar> {
        let before = jaar.plus(-years);
        self.projection.jaar(before).map(|result| result.jaar)
    }

    /// Whether a year is one of fondsuitkering.
    pub fn is_fonds(&self, jaar: Jaar) -> bool {
        let year = self.years.get(&jaar);
        year.is_some_and(|year| year.plan.fonds.is_some())
    }
}
