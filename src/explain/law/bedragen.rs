//! The amounts and weights of a year (Ri2021 art. 10.2-10.4): published, or
//! derived from prices, rhythm and prestatiebekostiging.

use std::sync::Arc;

use super::onderwijsroute::OnderwijsrouteChapter;
use super::prijs::PrijsChapter;
use crate::exact::fraction::{Exact, Fraction, exact_whole};
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::key::{NodeKey, PricePart};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, euros};
use crate::model::{BedragKind, korting_in, prestatie};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::KortingWijze;
use crate::uitkering::Letter;

/// What an amount is called.
pub(crate) fn amount_label(kind: BedragKind, jaar: Jaar) -> NodeLabel {
    let per_asielstatushouder = |nl: &str, en: &str, letter: Letter| {
        let cohort = letter.cohort(jaar);
        Text::new(
            format!("{nl} per asielstatushouder van cohort {cohort}"),
            format!("{en} per asielstatushouder of cohort {cohort}"),
        )
    };
    let (name, article) = match kind {
        BedragKind::GezinsOverig => (
            Text::fixed(
                "bedrag per gezins- of overige migrant",
                "amount per gezins- of overige migrant",
            ),
            Some(Article::RI_10_2),
        ),
        BedragKind::Bedrag(letter) => (
            per_asielstatushouder("bedrag", "amount", letter),
            Some(Article::RI_10_3),
        ),
        BedragKind::Gewicht(letter) => (
            per_asielstatushouder("gewicht", "weight", letter),
            Some(Article::RI_10_4),
        ),
        BedragKind::GewichtD => (
            Text::fixed(
                "gewicht van een afgerond traject",
                "weight of a completed traject",
            ),
            Some(Article::RI_10_4),
        ),
        BedragKind::Onderwijsroute => (
            Text::fixed(
                "bedrag per persoon op de onderwijsroute",
                "amount per person on the onderwijsroute",
            ),
            None,
        ),
    };
    let label = NodeLabel::per_person(name, format!("{kind}({jaar})"));
    match article {
        Some(article) => label.article(article),
        None => label,
    }
}

/// The chapter about amounts per person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BedragenChapter<'c>(pub &'c Context<'c>);

impl BedragenChapter<'_> {
    /// The amount that counted in a year.
    pub fn bedrag(self, kind: BedragKind, jaar: Jaar) -> Arc<ExplainNode> {
        self.after_cut(kind, jaar, false)
    }

    /// The same with the derived amount beside a published one.
    pub fn compared(self, kind: BedragKind, jaar: Jaar) -> Arc<ExplainNode> {
        self.after_cut(kind, jaar, true)
    }

    fn after_cut(self, kind: BedragKind, jaar: Jaar, compared: bool) -> Arc<ExplainNode> {
        // A cut leaves the weights alone, so it moves no money between gemeenten.
        let korting = if kind.is_gewicht() {
            None
        } else {
            self.korting(jaar)
        };
        let Some(korting) = korting else {
            return self.before_cut(kind, jaar, compared);
        };
        let key = NodeKey::AmountAfterCut {
            kind,
            jaar,
            compared,
        };
        self.0.node(key, || {
            let amount = kind.geldend(&self.0.input(jaar).plan.bedragen);
            let before = self.before_cut(kind, jaar, compared);
            let symbol = format!("{kind}_na_korting({jaar})");
            let label = amount_label(kind, jaar).with_symbol(symbol);
            label
                .node(euros(amount), ExplainFormula::Korten, vec![before, korting])
                .rounded(Rounding::HalfOmhoog)
        })
    }

    /// The share by which the amounts of a year are cut, if they are.
    pub fn korting(self, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        let tables = self.0.model.scenario.tables();
        let (number, table) = korting_in(tables, jaar)?;
        let passed_on = table.wijze == KortingWijze::Doorberekend;
        let share =
            Some(table.percentage.0).filter(|&share| passed_on && share != Fraction::ZERO)?;
        let single = "korting.percentage".to_owned();
        let key = match self.0.origin(&single) {
            Some(_) => single,
            None => format!("korting.{number}.percentage"),
        };
        let name = Text::fixed("korting die wordt doorberekend", "cut that is passed on");
        let label = NodeLabel::share(name, format!("korting({jaar})"));
        Some(self.0.figure(&key, label, share.exact()))
    }

    /// The amount before the cut, with the derived one beside it where asked.
    fn before_cut(self, kind: BedragKind, jaar: Jaar, compared: bool) -> Arc<ExplainNode> {
        let year = self.0.model.bedragen.of(jaar);
        let year = year.expect("a projected year has amounts");
        let (published, derived) = (kind.gepubliceerd(&year.gepubliceerd), kind.afgeleid(year));
        if !year.takes_published(published.is_some(), derived.is_some()) {
            return self.derived(kind, jaar);
        }
        let amount = euros(published.unwrap_or_default());
        let key = format!("bedragen.{jaar}.{kind}");
        let label = amount_label(kind, jaar);
        let leaf = self.0.figure(&key, label, amount.clone());
        if !compared || derived.is_none() {
            return leaf;
        }
        self.0.node(NodeKey::AmountCompared(kind, jaar), || {
            let symbol = format!("{kind}_geldend({jaar})");
            let label = amount_label(kind, jaar).with_symbol(symbol);
            let children = vec![leaf, self.derived(kind, jaar)];
            label
                .node(amount, ExplainFormula::Gelijk, children)
                .remark(Text::fixed(
                    "het bedrag in [bedragen] wint van het afgeleide",
                    "the amount in [bedragen] wins over the derived one",
                ))
        })
    }

    /// The amount that follows from the prices.
    fn derived(self, kind: BedragKind, jaar: Jaar) -> Arc<ExplainNode> {
        if kind == BedragKind::Onderwijsroute {
            return OnderwijsrouteChapter(self.0).derived(jaar);
        }
        self.0.node(NodeKey::AmountDerived(kind, jaar), || {
            let amount = euros(self.derived_amount(kind, jaar));
            let label = amount_label(kind, jaar);
            match kind {
                BedragKind::GezinsOverig | BedragKind::Onderwijsroute => {
                    let price = PrijsChapter(self.0).price(PricePart::GezinsOverig, jaar);
                    label
                        .node(amount, ExplainFormula::Gelijk, vec![price])
                        .rounded(Rounding::HalfOmhoog)
                }
                BedragKind::Bedrag(letter) => {
                    let label = label.with_symbol(format!("{kind}_afgeleid({jaar})"));
                    let parts = PrijsChapter(self.0).instalment_parts(letter, jaar);
                    label
                        .node(amount, ExplainFormula::Som, parts)
                        .rounded(Rounding::HalfOmhoog)
                }
                BedragKind::Gewicht(letter) => {
                    let (formula, parts) = self.weight(letter, jaar);
                    label.node(amount, formula, parts)
                }
                BedragKind::GewichtD => self.weight_d(label, amount, jaar),
            }
        })
    }

    /// An amount as it was derived, or as it counts where nothing was.
    pub fn derived_amount(self, kind: BedragKind, jaar: Jaar) -> Cents {
        let year = self.0.model.bedragen.of(jaar);
        let derived = year.and_then(|year| kind.afgeleid(year));
        let geldend = year.and_then(|year| year.geldend);
        let counts = geldend.map(|bedragen| kind.geldend(&bedragen));
        derived.or(counts).unwrap_or_default()
    }

    /// The weight of a completed traject: all that was taken out of the others.
    fn weight_d(self, label: NodeLabel, amount: Exact, jaar: Jaar) -> ExplainNode {
        if prestatie(self.0.model.scenario.tables(), jaar) == Fraction::ZERO {
            let none = Text::new(
                format!("geen prestatiebekostiging in {jaar}"),
                format!("no prestatiebekostiging in {jaar}"),
            );
            return label.leaf(exact_whole(0), ExplainOrigin::new(none, Status::Afgeleid));
        }
        let parts = Letter::ALL.map(|letter| PrijsChapter(self.0).prestatie(letter, jaar));
        label.node(amount, ExplainFormula::Som, parts.into())
    }

    /// How a weight follows: the amount less what goes to completed trajecten.
    fn weight(self, letter: Letter, jaar: Jaar) -> (ExplainFormula, Vec<Arc<ExplainNode>>) {
        let bedrag = BedragKind::Bedrag(letter);
        let year = self.0.model.bedragen.of(jaar);
        let whole = if year.is_some_and(|year| year.afgeleid.is_some()) {
            self.derived(bedrag, jaar)
        } else {
            // Without prices the amounts themselves are the weights, uncut.
            self.before_cut(bedrag, jaar, false)
        };
        if prestatie(self.0.model.scenario.tables(), jaar) == Fraction::ZERO {
            return (ExplainFormula::Gelijk, vec![whole]);
        }
        let taken = PrijsChapter(self.0).prestatie(letter, jaar);
        (ExplainFormula::Verschil, vec![whole, taken])
    }
}
