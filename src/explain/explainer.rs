//! What explanations of one projection have in common, kept between them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::field::ExplainField;
use super::law::uitkering::UitkeringStage;
use super::leaf::rows::SourceRows;
use super::people::course::CohortCourse;
use super::tree::division::{Division, DivisionWeights};
use super::tree::formula::ExplainFormula;
use super::tree::node::{ExplainNode, ExplainUnit, euros};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::{BedragKind, Model, Ramingen};
use crate::people::People;
use crate::projection::{Projection, Runner, YearInput, YearProjection};
use crate::simulate::{DrawId, DrawOutcome};
use crate::terms::jaar::Jaar;
use crate::uitkering::{Enveloppen, Fonds, Letter, TERMIJNEN, Termijn, definitief, enveloppen};

/// Explains amounts of one projection. It keeps what belongs to the whole
/// country, so the second amount costs less than the first.
#[derive(Debug)]
pub struct Explainer<'a> {
    pub(crate) model: &'a Model,
    pub(crate) projection: &'a Projection,
    /// The people that the projection was reckoned from.
    pub(crate) people: &'a People,
    pub(crate) ramingen: Ramingen,
    pub(crate) trekking: Option<DrawId>,
    pub(crate) rijen: Arc<SourceRows>,
    /// The gemeente that is explained, by its place in the list.
    pub(crate) gemeente: usize,
    jaren: BTreeMap<Jaar, Arc<YearInput<'a>>>,
    referentie: Option<Arc<YearInput<'a>>>,
    national: HashMap<String, Arc<ExplainNode>>,
    own: HashMap<String, Arc<ExplainNode>>,
    verdelingen: HashMap<String, Arc<Division>>,
    enveloppen: HashMap<Jaar, Enveloppen>,
    pub(crate) cohorten: HashMap<Jaar, Arc<CohortCourse>>,
    pub(crate) termijnen: HashMap<Jaar, Arc<[Termijn; TERMIJNEN]>>,
}

impl<'a> Explainer<'a> {
    /// Prepares the explanations of the projection of a model.
    ///
    /// # Errors
    /// A model that cannot be projected, or a file of counts that cannot be
    /// read again.
    pub fn new(model: &'a Model, projection: &'a Projection) -> Result<Self, Diagnostic> {
        Self::with_rows(model, projection, Arc::new(SourceRows::read(model)?))
    }

    /// The same with rows that were read before: one that explains a part of the
    /// gemeenten need not read all files again.
    ///
    /// # Errors
    /// A model that cannot be projected.
    pub fn with_rows(
        model: &'a Model,
        projection: &'a Projection,
        rijen: Arc<SourceRows>,
    ) -> Result<Self, Diagnostic> {
        let ramingen = Ramingen::of(&model.scenario.tabellen);
        let people = &model.people;
        Self::prepare((model, projection), (people, ramingen), rijen, None)
    }

    /// Prepares the explanations of one draw: its people and national numbers
    /// are leaves.
    ///
    /// # Errors
    /// As [`Explainer::new`].
    pub fn of_draw(
        model: &'a Model,
        uitkomst: &'a DrawOutcome,
        projection: &'a Projection,
        trekking: DrawId,
    ) -> Result<Self, Diagnostic> {
        let ramingen = uitkomst.ramingen.clone();
        let rijen = Arc::new(SourceRows::read(model)?);
        let drawn = (&uitkomst.people, ramingen);
        Self::prepare((model, projection), drawn, rijen, Some(trekking))
    }

    fn prepare(
        (model, projection): (&'a Model, &'a Projection),
        (people, ramingen): (&'a People, Ramingen),
        rijen: Arc<SourceRows>,
        trekking: Option<DrawId>,
    ) -> Result<Self, Diagnostic> {
        let (years, referentie) = Runner::new(model)?.invoer(people, &ramingen);
        let years = years
            .into_iter()
            .map(|year| (year.plan.jaar, Arc::new(year)));
        Ok(Self {
            rijen,
            jaren: years.collect(),
            referentie: referentie.map(Arc::new),
            model,
            projection,
            people,
            ramingen,
            trekking,
            gemeente: 0,
            national: HashMap::new(),
            own: HashMap::new(),
            verdelingen: HashMap::new(),
            enveloppen: HashMap::new(),
            cohorten: HashMap::new(),
            termijnen: HashMap::new(),
        })
    }

    /// How one amount of a gemeente comes about.
    ///
    /// # Errors
    /// A year outside the projection.
    ///
    /// # Panics
    /// If there is no such gemeente in the model.
    pub fn explain(
        &mut self,
        gemeente: usize,
        jaar: Jaar,
        veld: ExplainField,
    ) -> Result<Arc<ExplainNode>, Diagnostic> {
        if !self.jaren.contains_key(&jaar) {
            let message = format!("{jaar} is geen jaar van deze projectie");
            return Err(Diagnostic::new(Code::Opdrachtregel, message));
        }
        if self.gemeente != gemeente {
            self.own.clear();
            self.gemeente = gemeente;
        }
        Ok(self.root_node(veld, jaar))
    }

    pub(crate) fn root_node(&mut self, veld: ExplainField, jaar: Jaar) -> Arc<ExplainNode> {
        match veld {
            ExplainField::Asielstatushouders => self.aa(jaar, jaar),
            ExplainField::Afgerond => self.afgerond(jaar, jaar),
            ExplainField::AfgerondMeetellend => self.aia(jaar, jaar),
            ExplainField::UitkeringVoorlopig => self.uitkering(UitkeringStage::Voorlopig, jaar),
            ExplainField::BgoVoorlopig => self.bgo(UitkeringStage::Voorlopig, jaar),
            ExplainField::BaVoorlopig => self.ba(UitkeringStage::Voorlopig, jaar),
            ExplainField::AboVoorlopig => self.abo(UitkeringStage::Voorlopig, jaar),
            ExplainField::UitkeringDefinitief => self.uitkering(UitkeringStage::Definitief, jaar),
            ExplainField::BgoDefinitief => self.bgo(UitkeringStage::Definitief, jaar),
            ExplainField::BaDefinitief => self.ba(UitkeringStage::Definitief, jaar),
            ExplainField::AboDefinitief => self.abo(UitkeringStage::Definitief, jaar),
            ExplainField::Verrekening => self.verrekend(jaar),
            ExplainField::Incidenteel => self.incidenteel(jaar),
            ExplainField::Kosten => self.kosten(jaar),
            ExplainField::Saldo => self.saldo(jaar),
            ExplainField::Reserve => self.reserve(jaar),
            ExplainField::Terugvordering => self.terugvordering(jaar),
            ExplainField::Tekort => self.tekort(jaar),
            ExplainField::Kas => self.kas(jaar),
            ExplainField::GezinsOverig => self.ago(jaar, jaar),
            ExplainField::Onderwijsroute => self.aao(jaar, jaar),
            ExplainField::BedragGezinsOverig => {
                self.bedrag_vergeleken(BedragKind::GezinsOverig, jaar)
            }
            ExplainField::A => self.bedrag_vergeleken(BedragKind::Bedrag(Letter::A), jaar),
            ExplainField::B => self.bedrag_vergeleken(BedragKind::Bedrag(Letter::B), jaar),
            ExplainField::C => self.bedrag_vergeleken(BedragKind::Bedrag(Letter::C), jaar),
            ExplainField::GewichtA => self.bedrag_vergeleken(BedragKind::Gewicht(Letter::A), jaar),
            ExplainField::GewichtB => self.bedrag_vergeleken(BedragKind::Gewicht(Letter::B), jaar),
            ExplainField::GewichtC => self.bedrag_vergeleken(BedragKind::Gewicht(Letter::C), jaar),
            ExplainField::GewichtD => self.bedrag_vergeleken(BedragKind::GewichtD, jaar),
            ExplainField::BedragOnderwijsroute => {
                self.bedrag_vergeleken(BedragKind::Onderwijsroute, jaar)
            }
        }
    }

    /// A number that belongs to the country, made once for all gemeenten.
    pub(crate) fn landelijk(
        &mut self,
        id: String,
        make: impl FnOnce(&mut Self) -> ExplainNode,
    ) -> Arc<ExplainNode> {
        self.once(|uitleg| &mut uitleg.national, id, make)
    }

    /// A number of the country that was made before.
    pub(crate) fn bekend(&self, id: &str) -> Option<Arc<ExplainNode>> {
        self.national.get(id).cloned()
    }

    /// A number of the gemeente that is explained.
    pub(crate) fn eigen(
        &mut self,
        id: String,
        make: impl FnOnce(&mut Self) -> ExplainNode,
    ) -> Arc<ExplainNode> {
        self.once(|uitleg| &mut uitleg.own, id, make)
    }

    /// A number that is kept among `known` once it is made.
    fn once(
        &mut self,
        known: fn(&mut Self) -> &mut HashMap<String, Arc<ExplainNode>>,
        id: String,
        make: impl FnOnce(&mut Self) -> ExplainNode,
    ) -> Arc<ExplainNode> {
        if let Some(known) = known(self).get(&id) {
            return Arc::clone(known);
        }
        let mut knoop = make(self);
        knoop.id.clone_from(&id);
        let knoop = Arc::new(knoop);
        known(self).insert(id, Arc::clone(&knoop));
        knoop
    }

    /// A division that gemeenten have in common, made once for all of them.
    pub(crate) fn verdeling(
        &mut self,
        id: &str,
        totaal: i64,
        gewichten: impl FnOnce() -> DivisionWeights,
    ) -> Arc<Division> {
        if let Some(known) = self.verdelingen.get(id) {
            return Arc::clone(known);
        }
        let verdeling = Arc::new(Division::new(totaal, gewichten()));
        self.verdelingen
            .insert(id.to_owned(), Arc::clone(&verdeling));
        verdeling
    }

    /// What a year was reckoned from: one of the projection, or the
    /// referentiejaar of a fondsuitkering.
    pub(crate) fn invoer(&self, jaar: Jaar) -> Arc<YearInput<'a>> {
        let known = self
            .jaren
            .get(&jaar)
            .filter(|year| year.plan.fonds.is_none());
        let referentie = self.referentie.as_ref();
        let referentie = referentie.filter(|year| year.plan.jaar == jaar);
        let found = known.or(referentie).or_else(|| self.jaren.get(&jaar));
        Arc::clone(found.expect("only years of the projection are asked for"))
    }

    /// The referentiejaar of a fondsuitkering and what a year has of it.
    pub(crate) fn fonds(&mut self, jaar: Jaar) -> Option<(Jaar, Enveloppen)> {
        let referentie = Arc::clone(self.referentie.as_ref()?);
        if let Some(&known) = self.enveloppen.get(&jaar) {
            return Some((referentie.plan.jaar, known));
        }
        let invoer = self.invoer(jaar);
        let (factor, verdeelsleutel) = invoer.plan.fonds.as_ref()?;
        let base = definitief(&referentie.plan.bedragen, &referentie.gerealiseerd()).ok()?;
        let fonds = Fonds {
            referentie: &base,
            factor,
            verdeelsleutel: *verdeelsleutel,
            inwoners: invoer.plan.inwoners,
        };
        let parts = enveloppen(&fonds).ok()?;
        self.enveloppen.insert(jaar, parts);
        Some((referentie.plan.jaar, parts))
    }

    /// The outcome of a year.
    pub(crate) fn resultaat(&self, jaar: Jaar) -> &'a YearProjection {
        let found = self.projection.jaar(jaar);
        found.expect("only years of the projection are asked for")
    }

    /// The year before, if it is in the projection.
    pub(crate) fn year_before(&self, jaar: Jaar, years: i32) -> Option<Jaar> {
        let before = jaar.plus(-years);
        self.projection.jaar(before).map(|result| result.jaar)
    }

    /// Whether a year is one of fondsuitkering.
    pub(crate) fn is_fonds(&self, jaar: Jaar) -> bool {
        let year = self.jaren.get(&jaar);
        year.is_some_and(|year| year.plan.fonds.is_some())
    }

    fn saldo(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.eigen(format!("saldo.{jaar}"), |uitleg| {
            let parts = vec![
                uitleg.uitkering(UitkeringStage::Definitief, jaar),
                uitleg.kosten(jaar),
            ];
            let amount = uitleg.resultaat(jaar).saldo(uitleg.gemeente);
            ExplainNode::new(
                format!("uitkering min kosten {jaar}"),
                format!("saldo({jaar})"),
                ExplainUnit::Euro,
                euros(amount),
                ExplainFormula::Verschil,
                parts,
            )
        })
    }
}
