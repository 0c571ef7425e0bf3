//! What explanations of one projection have in common, kept between them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::formule::Formule;
use super::knoop::{Eenheid, Knoop, euros};
use super::rijen::Rijen;
use super::uitkering::Soort;
use super::veld::Veld;
use super::verdeling::{Gewichten, Verdeling};
use super::verloop::Verloop;
use crate::diagnostic::{Code, Diagnostic};
use crate::jaar::Jaar;
use crate::people::People;
use crate::projection::{
    Bedragsoort, Jaarinvoer, Jaarprojectie, Letter, Model, Projection, Ramingen, Runner,
};
use crate::simulate::{Trekking, Uitkomst};
use crate::uitkering::{Enveloppen, Fonds, Termijn, definitief, enveloppen};

/// Explains amounts of one projection. It keeps what belongs to the whole
/// country, so the second amount costs less than the first.
#[derive(Debug)]
pub struct Uitlegger<'a> {
    pub(super) model: &'a Model,
    pub(super) projection: &'a Projection,
    /// The people that the projection was reckoned from.
    pub(super) people: &'a People,
    pub(super) ramingen: Ramingen,
    pub(super) trekking: Option<Trekking>,
    pub(super) rijen: Arc<Rijen>,
    /// The gemeente that is explained, by its place in the list.
    pub(super) gemeente: usize,
    jaren: BTreeMap<Jaar, Arc<Jaarinvoer<'a>>>,
    referentie: Option<Arc<Jaarinvoer<'a>>>,
    national: HashMap<String, Arc<Knoop>>,
    own: HashMap<String, Arc<Knoop>>,
    verdelingen: HashMap<String, Arc<Verdeling>>,
    enveloppen: HashMap<Jaar, Enveloppen>,
    pub(super) cohorten: HashMap<Jaar, Arc<Verloop>>,
    pub(super) termijnen: HashMap<Jaar, Arc<[Termijn; 3]>>,
}

impl<'a> Uitlegger<'a> {
    /// Prepares the explanations of the projection of a model.
    ///
    /// # Errors
    /// A model that cannot be projected, or a file of counts that cannot be
    /// read again.
    pub fn new(model: &'a Model, projection: &'a Projection) -> Result<Self, Diagnostic> {
        Self::with_rows(model, projection, Arc::new(Rijen::read(model)?))
    }

    /// The same with rows that were read before: one that explains a part of the
    /// gemeenten need not read all files again.
    ///
    /// # Errors
    /// A model that cannot be projected.
    pub fn with_rows(
        model: &'a Model,
        projection: &'a Projection,
        rijen: Arc<Rijen>,
    ) -> Result<Self, Diagnostic> {
        let ramingen = Ramingen::of(&model.scenario.tabellen);
        let people = &model.people;
        Self::prepare((model, projection), (people, ramingen), rijen, None)
    }

    /// Prepares the explanations of one draw: its people and national numbers
    /// are leaves.
    ///
    /// # Errors
    /// As [`Uitlegger::new`].
    pub fn of_draw(
        model: &'a Model,
        uitkomst: &'a Uitkomst,
        projection: &'a Projection,
        trekking: Trekking,
    ) -> Result<Self, Diagnostic> {
        let ramingen = uitkomst.ramingen.clone();
        let rijen = Arc::new(Rijen::read(model)?);
        let drawn = (&uitkomst.people, ramingen);
        Self::prepare((model, projection), drawn, rijen, Some(trekking))
    }

    fn prepare(
        (model, projection): (&'a Model, &'a Projection),
        (people, ramingen): (&'a People, Ramingen),
        rijen: Arc<Rijen>,
        trekking: Option<Trekking>,
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
        veld: Veld,
    ) -> Result<Arc<Knoop>, Diagnostic> {
        if !self.jaren.contains_key(&jaar) {
            let message = format!("{jaar} is geen jaar van deze projectie");
            return Err(Diagnostic::new(Code::Opdrachtregel, message));
        }
        if self.gemeente != gemeente {
            self.own.clear();
            self.gemeente = gemeente;
        }
        Ok(self.wortel(veld, jaar))
    }

    pub(super) fn wortel(&mut self, veld: Veld, jaar: Jaar) -> Arc<Knoop> {
        match veld {
            Veld::Asielstatushouders => self.aa(jaar, jaar),
            Veld::Afgerond => self.afgerond(jaar, jaar),
            Veld::AfgerondMeetellend => self.aia(jaar, jaar),
            Veld::UitkeringVoorlopig => self.uitkering(Soort::Voorlopig, jaar),
            Veld::BgoVoorlopig => self.bgo(Soort::Voorlopig, jaar),
            Veld::BaVoorlopig => self.ba(Soort::Voorlopig, jaar),
            Veld::AboVoorlopig => self.abo(Soort::Voorlopig, jaar),
            Veld::UitkeringDefinitief => self.uitkering(Soort::Definitief, jaar),
            Veld::BgoDefinitief => self.bgo(Soort::Definitief, jaar),
            Veld::BaDefinitief => self.ba(Soort::Definitief, jaar),
            Veld::AboDefinitief => self.abo(Soort::Definitief, jaar),
            Veld::Verrekening => self.verrekend(jaar),
            Veld::Incidenteel => self.incidenteel(jaar),
            Veld::Kosten => self.kosten(jaar),
            Veld::Saldo => self.saldo(jaar),
            Veld::Reserve => self.reserve(jaar),
            Veld::Terugvordering => self.terugvordering(jaar),
            Veld::Tekort => self.tekort(jaar),
            Veld::Kas => self.kas(jaar),
            Veld::GezinsOverig => self.ago(jaar, jaar),
            Veld::Onderwijsroute => self.aao(jaar, jaar),
            Veld::BedragGezinsOverig => self.bedrag_vergeleken(Bedragsoort::GezinsOverig, jaar),
            Veld::A => self.bedrag_vergeleken(Bedragsoort::Bedrag(Letter::A), jaar),
            Veld::B => self.bedrag_vergeleken(Bedragsoort::Bedrag(Letter::B), jaar),
            Veld::C => self.bedrag_vergeleken(Bedragsoort::Bedrag(Letter::C), jaar),
            Veld::GewichtA => self.bedrag_vergeleken(Bedragsoort::Gewicht(Letter::A), jaar),
            Veld::GewichtB => self.bedrag_vergeleken(Bedragsoort::Gewicht(Letter::B), jaar),
            Veld::GewichtC => self.bedrag_vergeleken(Bedragsoort::Gewicht(Letter::C), jaar),
            Veld::GewichtD => self.bedrag_vergeleken(Bedragsoort::GewichtD, jaar),
            Veld::BedragOnderwijsroute => self.bedrag_vergeleken(Bedragsoort::Onderwijsroute, jaar),
        }
    }

    /// A number that belongs to the country, made once for all gemeenten.
    pub(super) fn landelijk(
        &mut self,
        id: String,
        make: impl FnOnce(&mut Self) -> Knoop,
    ) -> Arc<Knoop> {
        self.eenmaal(|uitleg| &mut uitleg.national, id, make)
    }

    /// A number of the country that was made before.
    pub(super) fn bekend(&self, id: &str) -> Option<Arc<Knoop>> {
        self.national.get(id).cloned()
    }

    /// A number of the gemeente that is explained.
    pub(super) fn eigen(
        &mut self,
        id: String,
        make: impl FnOnce(&mut Self) -> Knoop,
    ) -> Arc<Knoop> {
        self.eenmaal(|uitleg| &mut uitleg.own, id, make)
    }

    /// A number that is kept among `known` once it is made.
    fn eenmaal(
        &mut self,
        known: fn(&mut Self) -> &mut HashMap<String, Arc<Knoop>>,
        id: String,
        make: impl FnOnce(&mut Self) -> Knoop,
    ) -> Arc<Knoop> {
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
    pub(super) fn verdeling(
        &mut self,
        id: &str,
        totaal: i64,
        gewichten: impl FnOnce() -> Gewichten,
    ) -> Arc<Verdeling> {
        if let Some(known) = self.verdelingen.get(id) {
            return Arc::clone(known);
        }
        let verdeling = Arc::new(Verdeling::new(totaal, gewichten()));
        self.verdelingen
            .insert(id.to_owned(), Arc::clone(&verdeling));
        verdeling
    }

    /// What a year was reckoned from: one of the projection, or the
    /// referentiejaar of a fondsuitkering.
    pub(super) fn invoer(&self, jaar: Jaar) -> Arc<Jaarinvoer<'a>> {
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
    pub(super) fn fonds(&mut self, jaar: Jaar) -> Option<(Jaar, Enveloppen)> {
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
    pub(super) fn resultaat(&self, jaar: Jaar) -> &'a Jaarprojectie {
        let found = self.projection.jaar(jaar);
        found.expect("only years of the projection are asked for")
    }

    /// The year before, if it is in the projection.
    pub(super) fn jaar_ervoor(&self, jaar: Jaar, years: i32) -> Option<Jaar> {
        let before = jaar.plus(-years);
        self.projection.jaar(before).map(|result| result.jaar)
    }

    /// Whether a year is one of fondsuitkering.
    pub(super) fn is_fonds(&self, jaar: Jaar) -> bool {
        let year = self.jaren.get(&jaar);
        year.is_some_and(|year| year.plan.fonds.is_some())
    }

    fn saldo(&mut self, jaar: Jaar) -> Arc<Knoop> {
        self.eigen(format!("saldo.{jaar}"), |uitleg| {
            let parts = vec![
                uitleg.uitkering(Soort::Definitief, jaar),
                uitleg.kosten(jaar),
            ];
            let amount = uitleg.resultaat(jaar).saldo(uitleg.gemeente);
            Knoop::new(
                format!("uitkering min kosten {jaar}"),
                format!("saldo({jaar})"),
                Eenheid::Euro,
                euros(amount),
                Formule::Verschil,
                parts,
            )
        })
    }
}
