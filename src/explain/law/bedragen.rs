//! The amounts and weights of a year (Ri2021 art. 10.2-10.4): published, or
//! derived from prices, rhythm and prestatiebekostiging.

use std::sync::Arc;

use super::prijs::Prijsdeel;
use crate::exact::fraction::{Fraction, exact_whole};
use crate::exact::money::Cents;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, ExplainUnit, euros};
use crate::model::{BedragKind, korting_in, prestatie};
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::terms::law::KortingWijze;
use crate::uitkering::Letter;

pub(crate) fn etiket(soort: BedragKind, jaar: Jaar) -> NodeLabel {
    let per = |what: &str, letter: Letter| {
        let cohort = jaar.plus(-(letter.nummer() as i32));
        format!("{what} per asielstatushouder van cohort {cohort}")
    };
    let (naam, artikel) = match soort {
        BedragKind::GezinsOverig => (
            "bedrag per gezins- of overige migrant".to_owned(),
            Some(Article::RI_10_2),
        ),
        BedragKind::Bedrag(letter) => (per("bedrag", letter), Some(Article::RI_10_3)),
        BedragKind::Gewicht(letter) => (per("gewicht", letter), Some(Article::RI_10_4)),
        BedragKind::GewichtD => (
            "gewicht van een afgerond traject".to_owned(),
            Some(Article::RI_10_4),
        ),
        BedragKind::Onderwijsroute => ("bedrag per persoon op de onderwijsroute".to_owned(), None),
    };
    let mut etiket = NodeLabel::new(
        naam,
        format!("{soort}({jaar})"),
        ExplainUnit::EuroPerPersoon,
    );
    etiket.artikel = artikel;
    etiket
}

/// A node of an amount.
pub(crate) fn knoop(
    soort: BedragKind,
    jaar: Jaar,
    amount: Cents,
    formule: ExplainFormula,
    kinderen: Vec<Arc<ExplainNode>>,
) -> ExplainNode {
    let etiket = etiket(soort, jaar);
    let mut knoop = ExplainNode::new(
        etiket.naam,
        etiket.symbool,
        etiket.eenheid,
        euros(amount),
        formule,
        kinderen,
    );
    knoop.artikel = etiket.artikel;
    knoop
}

impl Explainer<'_> {
    /// The amount that counted in a year.
    pub(crate) fn bedrag(&mut self, soort: BedragKind, jaar: Jaar) -> Arc<ExplainNode> {
        self.na_korting(soort, jaar, false)
    }

    /// The same with the derived amount beside a published one.
    pub(crate) fn bedrag_vergeleken(&mut self, soort: BedragKind, jaar: Jaar) -> Arc<ExplainNode> {
        self.na_korting(soort, jaar, true)
    }

    fn na_korting(&mut self, soort: BedragKind, jaar: Jaar, compare: bool) -> Arc<ExplainNode> {
        // A cut leaves the weights alone, so it moves no money between gemeenten.
        let korting = if soort.is_gewicht() {
            None
        } else {
            self.korting(jaar)
        };
        let Some(korting) = korting else {
            return self.voor_korting(soort, jaar, compare);
        };
        let id = format!("{soort}.{jaar}.na_korting{}", mark(compare));
        self.landelijk(id, |uitleg| {
            let amount = soort.geldend(&uitleg.invoer(jaar).plan.bedragen);
            let before = uitleg.voor_korting(soort, jaar, compare);
            let mut knoop = knoop(
                soort,
                jaar,
                amount,
                ExplainFormula::Korten,
                vec![before, korting],
            );
            knoop.symbool = format!("{soort}_na_korting({jaar})");
            knoop.afgerond(Rounding::HalfOmhoog)
        })
    }

    /// The share by which the amounts of a year are cut, if they are.
    pub(crate) fn korting(&mut self, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        let tables = &self.model.scenario.tabellen;
        let (number, table) = korting_in(tables, jaar)?;
        let passed_on = table.wijze == KortingWijze::Doorberekend;
        let share =
            Some(table.percentage.0).filter(|&share| passed_on && share != Fraction::ZERO)?;
        let single = "korting.percentage".to_owned();
        let sleutel = match self.herkomst(&single) {
            Some(_) => single,
            None => format!("korting.{number}.percentage"),
        };
        let etiket = NodeLabel::new(
            "korting die wordt doorberekend",
            format!("korting({jaar})"),
            ExplainUnit::Aandeel,
        );
        Some(self.cijfer(&sleutel, etiket, share.exact()))
    }

    fn voor_korting(&mut self, soort: BedragKind, jaar: Jaar, compare: bool) -> Arc<ExplainNode> {
        let model = self.model;
        let year = model
            .bedragen
            .of(jaar)
            .expect("a projected year has amounts");
        let (published, derived) = (soort.gepubliceerd(&year.gepubliceerd), soort.afgeleid(year));
        if !year.takes_published(published.is_some(), derived.is_some()) {
            return self.afgeleid(soort, jaar);
        }
        let amount = published.unwrap_or_default();
        let sleutel = format!("bedragen.{jaar}.{soort}");
        let leaf = self.cijfer(&sleutel, etiket(soort, jaar), euros(amount));
        if !compare || derived.is_none() {
            return leaf;
        }
        self.landelijk(format!("{soort}.{jaar}.vergeleken"), |uitleg| {
            let derived = uitleg.afgeleid(soort, jaar);
            let kinderen = vec![leaf, derived];
            let mut knoop = knoop(soort, jaar, amount, ExplainFormula::Gelijk, kinderen);
            knoop.symbool = format!("{soort}_geldend({jaar})");
            knoop.toelichting("het bedrag in [bedragen] wint van het afgeleide")
        })
    }

    /// The amount that follows from the prices.
    fn afgeleid(&mut self, soort: BedragKind, jaar: Jaar) -> Arc<ExplainNode> {
        let id = format!("{soort}.{jaar}.afgeleid");
        match soort {
            BedragKind::GezinsOverig => self.landelijk(id, |uitleg| {
                let price = uitleg.prijs(Prijsdeel::GezinsOverig, jaar);
                let amount = uitleg.afgeleid_bedrag(soort, jaar);
                let knoop = knoop(soort, jaar, amount, ExplainFormula::Gelijk, vec![price]);
                knoop.afgerond(Rounding::HalfOmhoog)
            }),
            BedragKind::Gewicht(letter) => self.gewicht(id, letter, jaar),
            BedragKind::GewichtD => self.gewicht_d(id, jaar),
            BedragKind::Bedrag(letter) => self.landelijk(id, |uitleg| {
                let parts = uitleg.termijndelen(letter, jaar);
                let amount = uitleg.afgeleid_bedrag(soort, jaar);
                let mut knoop = knoop(soort, jaar, amount, ExplainFormula::Som, parts);
                knoop.symbool = format!("{soort}_afgeleid({jaar})");
                knoop.afgerond(Rounding::HalfOmhoog)
            }),
            BedragKind::Onderwijsroute => self.onderwijsroute(id, jaar),
        }
    }

    pub(crate) fn afgeleid_bedrag(&self, soort: BedragKind, jaar: Jaar) -> Cents {
        let year = self.model.bedragen.of(jaar);
        let derived = year.and_then(|year| soort.afgeleid(year));
        let geldend = year.and_then(|year| year.geldend);
        let counts = geldend.map(|bedragen| soort.geldend(&bedragen));
        derived.or(counts).unwrap_or_default()
    }

    /// The weight of a completed traject: all that was taken out of the others.
    fn gewicht_d(&mut self, id: String, jaar: Jaar) -> Arc<ExplainNode> {
        let soort = BedragKind::GewichtD;
        if prestatie(&self.model.scenario.tabellen, jaar) == Fraction::ZERO {
            let none = ExplainOrigin::van(
                format!("geen prestatiebekostiging in {jaar}"),
                Status::Afgeleid,
            );
            return self.vast(id, etiket(soort, jaar), exact_whole(0), none);
        }
        let amount = self.afgeleid_bedrag(soort, jaar);
        self.landelijk(id, |uitleg| {
            let parts = Letter::ALL.map(|letter| uitleg.prestatiedeel(letter, jaar));
            knoop(soort, jaar, amount, ExplainFormula::Som, parts.into())
        })
    }

    /// A weight: the amount less what goes to completed trajecten.
    fn gewicht(&mut self, id: String, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        let (soort, bedrag) = (BedragKind::Gewicht(letter), BedragKind::Bedrag(letter));
        let share = prestatie(&self.model.scenario.tabellen, jaar);
        let priced = self.model.bedragen.of(jaar);
        let priced = priced.is_some_and(|year| year.afgeleid.is_some());
        let amount = self.afgeleid_bedrag(soort, jaar);
        self.landelijk(id, |uitleg| {
            let whole = if priced {
                uitleg.afgeleid(bedrag, jaar)
            } else {
                // Without prices the amounts themselves are the weights, uncut.
                uitleg.voor_korting(bedrag, jaar, false)
            };
            let (formule, parts) = if share == Fraction::ZERO {
                (ExplainFormula::Gelijk, vec![whole])
            } else {
                let taken = uitleg.prestatiedeel(letter, jaar);
                (ExplainFormula::Verschil, vec![whole, taken])
            };
            knoop(soort, jaar, amount, formule, parts)
        })
    }
}

fn mark(compare: bool) -> &'static str {
    if compare { ".vergeleken" } else { "" }
}
