//! Explains amounts: each field begins in the chapter that it belongs to.

use std::sync::Arc;

use super::context::Context;
use super::explanation::ExplainPlace;
use super::field::ExplainField;
use super::key::{CountSymbol, UitkeringPart, UitkeringStage};
use super::law::area::{AreaChapter, column_of};
use super::law::bedragen::BedragenChapter;
use super::law::kas::KasChapter;
use super::law::kosten::KostenChapter;
use super::law::reserve::ReserveChapter;
use super::law::uitkering::UitkeringChapter;
use super::leaf::rows::SourceRows;
use super::people::completed::CompletedChapter;
use super::people::counts::CountChapter;
use super::tree::node::ExplainNode;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::{BedragKind, Model, Ramingen};
use crate::projection::Projection;
use crate::simulate::{DrawId, DrawOutcome};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::Letter;

/// Explains amounts of one projection. It keeps what belongs to the whole
/// country, so the second amount costs less than the first.
#[derive(Debug)]
pub struct Explainer<'a> {
    context: Context<'a>,
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
        rows: Arc<SourceRows>,
    ) -> Result<Self, Diagnostic> {
        let ramingen = Ramingen::of(model.scenario.tables());
        let reckoned_from = (&*model.people, ramingen);
        let context = Context::new((model, projection), reckoned_from, rows, None)?;
        Ok(Self { context })
    }

    /// Prepares the explanations of one draw: its people and national numbers
    /// are leaves.
    ///
    /// # Errors
    /// As [`Explainer::new`].
    pub fn of_draw(
        model: &'a Model,
        outcome: &'a DrawOutcome,
        projection: &'a Projection,
        draw: DrawId,
    ) -> Result<Self, Diagnostic> {
        let rows = Arc::new(SourceRows::read(model)?);
        let drawn = (&outcome.people, outcome.ramingen.clone());
        let context = Context::new((model, projection), drawn, rows, Some(draw))?;
        Ok(Self { context })
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
        field: ExplainField,
    ) -> Result<Arc<ExplainNode>, Diagnostic> {
        self.holds(jaar)?;
        self.context.turn_to(gemeente);
        Ok(self.root(field, jaar))
    }

    /// How one amount of the country, a provincie or a gemeente comes about.
    ///
    /// # Errors
    /// As [`Explainer::explain`].
    pub fn explain_place(
        &mut self,
        place: ExplainPlace<'_>,
        jaar: Jaar,
        field: ExplainField,
    ) -> Result<Arc<ExplainNode>, Diagnostic> {
        let column = column_of(field);
        match (place, column) {
            (ExplainPlace::Gemeente(gemeente), _) => self.explain(gemeente, jaar, field),
            // An amount per person is the same for everyone.
            (_, None) => self.explain(0, jaar, field),
            (_, Some(column)) => {
                self.holds(jaar)?;
                Ok(AreaChapter(&self.context).column(place, column, jaar))
            }
        }
    }

    /// # Errors
    /// A year outside the projection.
    fn holds(&self, jaar: Jaar) -> Result<(), Diagnostic> {
        if self.context.has_year(jaar) {
            return Ok(());
        }
        let message = Text::new(
            format!("{jaar} is geen jaar van deze projectie"),
            format!("{jaar} is no year of this projection"),
        );
        Err(Diagnostic::new(Code::Opdrachtregel, message))
    }

    fn root(&self, field: ExplainField, jaar: Jaar) -> Arc<ExplainNode> {
        use UitkeringStage::{Definitief, Voorlopig};
        let counts = CountChapter(&self.context);
        let uitkering = UitkeringChapter(&self.context);
        let kas = KasChapter(&self.context);
        let reserve = ReserveChapter(&self.context);
        let part = |part, stage| uitkering.part(part, stage, jaar);
        let bedrag = |kind| BedragenChapter(&self.context).compared(kind, jaar);
        match field {
            ExplainField::Asielstatushouders => counts.in_gemeente(CountSymbol::Aa, jaar, jaar),
            ExplainField::GezinsOverig => counts.in_gemeente(CountSymbol::Ago, jaar, jaar),
            ExplainField::Onderwijsroute => counts.in_gemeente(CountSymbol::Aao, jaar, jaar),
            ExplainField::Afgerond => counts.in_gemeente(CountSymbol::Afgerond, jaar, jaar),
            ExplainField::AfgerondMeetellend => {
                CompletedChapter(&self.context).in_gemeente(jaar, jaar)
            }
            ExplainField::UitkeringVoorlopig => uitkering.total(Voorlopig, jaar),
            ExplainField::BgoVoorlopig => part(UitkeringPart::Bgo, Voorlopig),
            ExplainField::BaVoorlopig => part(UitkeringPart::Ba, Voorlopig),
            ExplainField::AboVoorlopig => part(UitkeringPart::Abo, Voorlopig),
            ExplainField::UitkeringDefinitief => uitkering.total(Definitief, jaar),
            ExplainField::BgoDefinitief => part(UitkeringPart::Bgo, Definitief),
            ExplainField::BaDefinitief => part(UitkeringPart::Ba, Definitief),
            ExplainField::AboDefinitief => part(UitkeringPart::Abo, Definitief),
            ExplainField::Verrekening => kas.verrekening(jaar),
            ExplainField::Incidenteel => kas.incidenteel(jaar),
            ExplainField::Kas => kas.kas(jaar),
            ExplainField::Kosten => KostenChapter(&self.context).kosten(jaar),
            ExplainField::Saldo => reserve.saldo(jaar),
            ExplainField::Reserve => reserve.reserve(jaar),
            ExplainField::Terugvordering => reserve.terugvordering(jaar),
            ExplainField::Tekort => reserve.tekort(jaar),
            ExplainField::BedragGezinsOverig => bedrag(BedragKind::GezinsOverig),
            ExplainField::A => bedrag(BedragKind::Bedrag(Letter::A)),
            ExplainField::B => bedrag(BedragKind::Bedrag(Letter::B)),
            ExplainField::C => bedrag(BedragKind::Bedrag(Letter::C)),
            ExplainField::GewichtA => bedrag(BedragKind::Gewicht(Letter::A)),
            ExplainField::GewichtB => bedrag(BedragKind::Gewicht(Letter::B)),
            ExplainField::GewichtC => bedrag(BedragKind::Gewicht(Letter::C)),
            ExplainField::GewichtD => bedrag(BedragKind::GewichtD),
            ExplainField::BedragOnderwijsroute => bedrag(BedragKind::Onderwijsroute),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::{ExplainFormula, FormulaNotation};
    use crate::terms::Lang;
    use crate::terms::dutch::dutch_words;

    /// Every node of every field of a gemeente in a year.
    fn every_node(
        (scenario, gemeente, jaar): (&str, &str, i64),
        mut see: impl FnMut(&Model, &ExplainNode),
    ) {
        let model = Model::load(scenario, &[]).unwrap();
        let gemeente = model
            .gemeenten
            .find(gemeente, &model.herindelingen)
            .unwrap();
        let projection = model.project().unwrap();
        let mut explainer = Explainer::new(&model, &projection).unwrap();
        for &field in ExplainField::ALL {
            let jaar = Jaar::new(jaar).unwrap();
            let root = explainer.explain(gemeente, jaar, field).unwrap();
            root.nodes().into_iter().for_each(|node| see(&model, node));
        }
    }

    /// Names that a scenario gives are not ours to put into English.
    #[test]
    fn an_explanation_in_english_has_no_dutch_but_terms_of_the_law() {
        let mut texts = std::collections::BTreeSet::new();
        for which in [
            ("wi2021", "Utrecht", 2026),
            ("korting-2028", "Land van Cuijk", 2029),
            ("fondsuitkering-2028", "Rozendaal", 2028),
        ] {
            every_node(which, |model, node| {
                let english = |text: &Text| text.of(Lang::En).to_owned();
                let name = english(&node.naam);
                let lines = &model.scenario.tables().incidenteel;
                let is_line = lines.iter().any(|line| name.starts_with(&line.naam));
                texts.extend((!is_line).then_some(name));
                texts.extend(node.toelichting.as_ref().map(english));
                texts.extend(node.made_whole().as_ref().map(english));
                if matches!(
                    node.formule,
                    ExplainFormula::OverGemeenten(_) | ExplainFormula::TwaalfBetalingen
                ) {
                    texts.extend(node.in_symbols(FormulaNotation::ENGLISH));
                }
                let own = node.herkomst.as_ref();
                let own = own.filter(|own| own.sleutel.is_none());
                texts.extend(own.map(|own| english(&own.bron)));
            });
        }
        assert!(texts.len() > 300, "only {} texts", texts.len());
        texts.retain(|text| !dutch_words(text).is_empty());
        assert!(texts.is_empty(), "{texts:#?}");
    }
}
