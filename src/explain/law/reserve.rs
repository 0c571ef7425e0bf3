//! Saldo, reserve, tekort and terugvordering (Bi2021 art. 10.5 and 10.6, Wi2021
//! art. 42): the steps of the law code, back to the first year.

use std::sync::Arc;

use super::kosten::KostenChapter;
use super::uitkering::UitkeringChapter;
use crate::exact::fraction::{Fraction, exact_whole};
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::field::ExplainField;
use crate::explain::key::{AccountStep, NodeKey, UitkeringStage};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin, euros};
use crate::model::{BRON_DEFAULT, BRON_MAXIMUM};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Reserve, ReserveMaximum, ReserveSteps, stappen};

/// The chapter about what is left of the uitkering of a year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReserveChapter<'c>(pub &'c Context<'c>);

impl ReserveChapter<'_> {
    /// Definitieve uitkering less costs.
    pub fn saldo(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Saldo(jaar), || {
            let amount = self.0.result(jaar).saldo(self.0.gemeente);
            let name = Text::new(
                format!("uitkering min kosten {jaar}"),
                format!("uitkering less costs {jaar}"),
            );
            NodeLabel::euros(name, format!("saldo({jaar})")).node(
                euros(amount),
                ExplainFormula::Verschil,
                vec![self.uitkering(jaar), self.kosten(jaar)],
            )
        })
    }

    fn uitkering(self, jaar: Jaar) -> Arc<ExplainNode> {
        UitkeringChapter(self.0).total(UitkeringStage::Definitief, jaar)
    }

    fn kosten(self, jaar: Jaar) -> Arc<ExplainNode> {
        KostenChapter(self.0).kosten(jaar)
    }

    /// The shares that may be kept; `None` where all may.
    fn maximum(self, jaar: Jaar) -> Option<ReserveMaximum> {
        self.0.input(jaar).plan.maximum
    }

    /// The steps of a year, by the function that the projection accounts with.
    fn steps(self, jaar: Jaar) -> ReserveSteps {
        let result = self.0.result(jaar);
        let before = self.0.year_before(jaar, 1);
        let (begin, eerder) = before.map_or((Reserve::default(), Cents::ZERO), |before| {
            let before = self.0.result(before);
            let begin = before.verantwoording.of(self.0.gemeente).einde;
            (begin, before.definitief.of(self.0.gemeente))
        });
        stappen(
            begin,
            (result.definitief.of(self.0.gemeente), eerder),
            result.kosten[self.0.gemeente],
            self.maximum(jaar),
        )
    }

    /// A step between the amounts of a year.
    fn step(
        self,
        (step, jaar): (AccountStep, Jaar),
        name: Text,
        amount: Cents,
        formula: ExplainFormula,
        children: impl FnOnce() -> Vec<Arc<ExplainNode>>,
    ) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Account(step, jaar), || {
            NodeLabel::euros(name, format!("{}({jaar})", step.symbol())).node(
                euros(amount),
                formula,
                children(),
            )
        })
    }

    /// What may be kept of the uitkering at the end of a year.
    pub fn reserve(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Reserve(jaar), || {
            let steps = self.steps(jaar);
            let value = euros(steps.uitkomst.einde.reserve);
            let name = Text::new(
                format!("reserve aan het eind van {jaar}"),
                format!("reserve at the end of {jaar}"),
            );
            let label = NodeLabel::euros(name, format!("reserve({jaar})"));
            if self.keeps_twice(jaar) {
                let children = vec![self.kept_of_year(jaar), self.kept_again(jaar)];
                return label
                    .node(value, ExplainFormula::Som, children)
                    .article(Article::BI_10_5);
            }
            let unspent = self.unspent(jaar);
            match steps.ten_hoogste {
                Some(most) => {
                    let children = vec![unspent, self.most_to_keep(jaar, most)];
                    let node = label.node(value, ExplainFormula::Minimum, children);
                    if self.0.is_fonds(jaar) {
                        return node.article(Article::WI_42);
                    }
                    node.article(Article::BI_10_5)
                }
                None => {
                    let children = vec![unspent, self.reserve_left(jaar)];
                    label
                        .node(value, ExplainFormula::Som, children)
                        .remark(Text::fixed(
                            "een fondsuitkering mag de gemeente houden",
                            "a fondsuitkering is for the gemeente to keep",
                        ))
                }
            }
        })
    }

    /// What has to be paid back over a year.
    pub fn terugvordering(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Terugvordering(jaar), || {
            let amount = euros(self.steps(jaar).uitkomst.terugvordering);
            let name = Text::same(format!("terugvordering over {jaar}"));
            let label = NodeLabel::euros(name, format!("terugvordering({jaar})"));
            if self.maximum(jaar).is_none() {
                let none = Text::fixed(
                    "van een fondsuitkering vloeit niets terug",
                    "nothing of a fondsuitkering is paid back",
                );
                return label.leaf(amount, ExplainOrigin::new(none, Status::Afgeleid));
            }
            let rest = if self.keeps_twice(jaar) {
                self.reserve_returned(jaar)
            } else {
                self.reserve_left(jaar)
            };
            let children = vec![self.above_maximum(jaar), rest];
            label
                .node(amount, ExplainFormula::Som, children)
                .article(Article::WI_42)
        })
    }

    /// Net costs above the uitkering, carried to the next year.
    pub fn tekort(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Tekort(jaar), || {
            let amount = self.steps(jaar).uitkomst.einde.tekort;
            let next = jaar.plus(1);
            let name = Text::new(
                format!("tekort aan het eind van {jaar}, meegenomen naar {next}"),
                format!("tekort at the end of {jaar}, carried on to {next}"),
            );
            let children = vec![
                self.to_cover(jaar),
                self.out_of_reserve(jaar),
                self.out_of_uitkering(jaar),
            ];
            NodeLabel::euros(name, format!("tekort({jaar})"))
                .node(euros(amount), ExplainFormula::Verschil, children)
                .article(Article::BI_10_6)
        })
    }

    /// The reserve at the start of a year.
    fn reserve_before(self, jaar: Jaar) -> Arc<ExplainNode> {
        match self.0.year_before(jaar, 1) {
            Some(before) => self.reserve(before),
            None => self.before_the_first(ExplainField::Reserve, jaar),
        }
    }

    /// The tekort at the start of a year.
    fn tekort_before(self, jaar: Jaar) -> Arc<ExplainNode> {
        match self.0.year_before(jaar, 1) {
            Some(before) => self.tekort(before),
            None => self.before_the_first(ExplainField::Tekort, jaar),
        }
    }

    /// Nothing came into the first year.
    fn before_the_first(self, field: ExplainField, jaar: Jaar) -> Arc<ExplainNode> {
        let (which, before) = (field.key(), jaar.plus(-1));
        let name = Text::new(
            format!("{which} aan het eind van {before}"),
            format!("{which} at the end of {before}"),
        );
        let none = Text::new(
            format!("de projectie begint in {jaar}: als 0 geteld"),
            format!("the projection begins in {jaar}: counted as 0"),
        );
        self.0.given(
            NodeKey::BeforeTheFirst(field, before),
            NodeLabel::euros(name, format!("{which}({before})")),
            exact_whole(0),
            ExplainOrigin::new(none, Status::Aanname),
        )
    }

    fn to_cover(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("te dekken in {jaar}: kosten en het tekort van het jaar ervoor"),
            format!("to be covered in {jaar}: costs and the tekort of the year before"),
        );
        let amount = self.steps(jaar).te_dekken;
        let step = (AccountStep::ToCover, jaar);
        self.step(step, name, amount, ExplainFormula::Som, || {
            vec![self.kosten(jaar), self.tekort_before(jaar)]
        })
    }

    fn out_of_reserve(self, jaar: Jaar) -> Arc<ExplainNode> {
        let before = jaar.plus(-1);
        let name = Text::new(
            format!("gedekt uit de reserve van {before}: die gaat eerst op"),
            format!("covered by the reserve of {before}: that goes first"),
        );
        let amount = self.steps(jaar).uit_reserve;
        let step = (AccountStep::FromReserve, jaar);
        self.step(step, name, amount, ExplainFormula::Minimum, || {
            vec![self.reserve_before(jaar), self.to_cover(jaar)]
        })
    }

    fn reserve_left(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("wat in {jaar} van de reserve overblijft"),
            format!("what is left of the reserve in {jaar}"),
        );
        let amount = self.steps(jaar).reserve_over;
        let step = (AccountStep::ReserveLeft, jaar);
        self.step(step, name, amount, ExplainFormula::Verschil, || {
            vec![self.reserve_before(jaar), self.out_of_reserve(jaar)]
        })
    }

    fn still_to_cover(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("nog te dekken uit de uitkering van {jaar}"),
            format!("still to be covered by the uitkering of {jaar}"),
        );
        let steps = self.steps(jaar);
        let amount = steps.te_dekken - steps.uit_reserve;
        let step = (AccountStep::StillToCover, jaar);
        self.step(step, name, amount, ExplainFormula::Verschil, || {
            vec![self.to_cover(jaar), self.out_of_reserve(jaar)]
        })
    }

    fn out_of_uitkering(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("gedekt uit de uitkering van {jaar}"),
            format!("covered by the uitkering of {jaar}"),
        );
        let amount = self.steps(jaar).uit_uitkering;
        let step = (AccountStep::FromUitkering, jaar);
        self.step(step, name, amount, ExplainFormula::Minimum, || {
            let left = self.still_to_cover(jaar);
            vec![self.uitkering(jaar), left]
        })
    }

    fn unspent(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("onbesteed van de uitkering van {jaar}"),
            format!("unspent of the uitkering of {jaar}"),
        );
        let amount = self.steps(jaar).onbesteed;
        let step = (AccountStep::Unspent, jaar);
        self.step(step, name, amount, ExplainFormula::Verschil, || {
            vec![self.uitkering(jaar), self.out_of_uitkering(jaar)]
        })
    }

    fn above_maximum(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("onbesteed boven wat in {jaar} mag worden gereserveerd"),
            format!("unspent above what may be kept in {jaar}"),
        );
        let steps = self.steps(jaar);
        let left = steps.reserve_over - steps.opnieuw;
        let amount = steps.uitkomst.terugvordering - left;
        let step = (AccountStep::AboveMaximum, jaar);
        self.step(step, name, amount, ExplainFormula::Verschil, || {
            let kept = if self.keeps_twice(jaar) {
                self.kept_of_year(jaar)
            } else {
                self.reserve(jaar)
            };
            vec![self.unspent(jaar), kept]
        })
    }

    /// Whether money of the year before may be kept once more.
    fn keeps_twice(self, jaar: Jaar) -> bool {
        let second = self.maximum(jaar).map(|maximum| maximum.tweede);
        self.0.year_before(jaar, 1).is_some() && second.is_some_and(|it| it != Fraction::ZERO)
    }

    fn kept_of_year(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("gereserveerd van de uitkering van {jaar}"),
            format!("kept of the uitkering of {jaar}"),
        );
        let steps = self.steps(jaar);
        let amount = steps.uitkomst.einde.reserve - steps.opnieuw;
        let step = (AccountStep::KeptOfYear, jaar);
        self.step(step, name, amount, ExplainFormula::Minimum, || {
            vec![self.unspent(jaar), self.room(jaar)]
        })
    }

    fn kept_again(self, jaar: Jaar) -> Arc<ExplainNode> {
        let before = jaar.plus(-1);
        let name = Text::new(
            format!("nog eens gereserveerd van de uitkering van {before}"),
            format!("kept once more of the uitkering of {before}"),
        );
        let amount = self.steps(jaar).opnieuw;
        let step = (AccountStep::KeptAgain, jaar);
        self.step(step, name, amount, ExplainFormula::Minimum, || {
            vec![self.reserve_left(jaar), self.most_again(jaar)]
        })
    }

    fn room(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("ruimte voor geld van {jaar}"),
            format!("room for money of {jaar}"),
        );
        let steps = self.steps(jaar);
        let most = steps.ten_hoogste.unwrap_or_default() + steps.opnieuw_hoogste;
        let step = (AccountStep::Room, jaar);
        self.step(
            step,
            name,
            most - steps.opnieuw,
            ExplainFormula::Verschil,
            || vec![self.most_together(jaar), self.kept_again(jaar)],
        )
    }

    fn most_together(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("ten hoogste te reserveren aan het eind van {jaar}"),
            format!("the most that may be kept at the end of {jaar}"),
        );
        let steps = self.steps(jaar);
        let own = steps.ten_hoogste.unwrap_or_default();
        let step = (AccountStep::MostTogether, jaar);
        let amount = own + steps.opnieuw_hoogste;
        self.step(step, name, amount, ExplainFormula::Som, || {
            vec![self.most_to_keep(jaar, own), self.most_again(jaar)]
        })
    }

    fn reserve_returned(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("wat in {jaar} van de reserve terug moet"),
            format!("what has to be paid back of the reserve in {jaar}"),
        );
        let steps = self.steps(jaar);
        let step = (AccountStep::ReserveReturned, jaar);
        let amount = steps.reserve_over - steps.opnieuw;
        self.step(step, name, amount, ExplainFormula::Verschil, || {
            vec![self.reserve_left(jaar), self.kept_again(jaar)]
        })
    }

    /// The most of the uitkering of the year before that may be kept once more.
    fn most_again(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::MostAgain(jaar), || {
            let before = jaar.plus(-1);
            let name = Text::new(
                format!("ten hoogste nog eens te reserveren van {before}"),
                format!("the most that may be kept once more of {before}"),
            );
            let share = self.maximum(jaar).map_or(Fraction::ZERO, |it| it.tweede);
            let about = Text::fixed(
                "grootste deel van de uitkering van het jaar ervoor dat nog eens mag worden gereserveerd",
                "largest share of the uitkering of the year before that may be kept once more",
            );
            let symbol = format!("maximum_tweede_jaar({jaar})");
            let label = NodeLabel::share(about, symbol).article(Article::BI_10_5);
            let origin = self.0.origin("reservering.maximum_tweede_jaar");
            let origin = origin.unwrap_or_else(|| ExplainOrigin::new(BRON_DEFAULT, Status::Aanname));
            let key = NodeKey::ShareAgain(jaar);
            let share = self.0.given(key, label, share.exact(), origin);
            let amount = self.steps(jaar).opnieuw_hoogste;
            let children = vec![self.uitkering(before), share];
            NodeLabel::euros(name, format!("ten_hoogste_tweede({jaar})"))
                .node(euros(amount), ExplainFormula::Product, children)
                .rounded(Rounding::HalfOmhoog)
                .article(Article::BI_10_5)
        })
    }

    /// The most that may be kept of the uitkering of a year.
    fn most_to_keep(self, jaar: Jaar, most: Cents) -> Arc<ExplainNode> {
        self.0.node(NodeKey::MostToKeep(jaar), || {
            let name = Text::new(
                format!("ten hoogste te reserveren van {jaar}"),
                format!("the most that may be kept of {jaar}"),
            );
            let children = vec![self.uitkering(jaar), self.share_to_keep(jaar)];
            NodeLabel::euros(name, format!("ten_hoogste({jaar})"))
                .node(euros(most), ExplainFormula::Product, children)
                .rounded(Rounding::HalfOmhoog)
                .article(Article::BI_10_5)
        })
    }

    fn share_to_keep(self, jaar: Jaar) -> Arc<ExplainNode> {
        let share = self.maximum(jaar).map_or(Fraction::ONE, |it| it.eerste);
        let table = &self.0.model.scenario.tables().reservering;
        let name = Text::fixed(
            "grootste deel van de uitkering dat mag worden gereserveerd",
            "largest share of the uitkering that may be kept",
        );
        let label = NodeLabel::share(name, format!("maximum({jaar})"));
        let key = NodeKey::ShareToKeep(jaar);
        if self.0.is_fonds(jaar) {
            let law = Text::fixed(
                "de fondsuitkering zelf mag de gemeente houden; wat van de reserve van de \
                 SPUK overblijft niet (Wi2021 art. 42(2))",
                "the fondsuitkering itself is for the gemeente to keep; what is left of the \
                 reserve of the SPUK is not (Wi2021 art. 42(2))",
            );
            let origin = self.0.origin("instrument.spuk_reserve");
            let origin = origin.unwrap_or_else(|| ExplainOrigin::new(law, Status::Gepubliceerd));
            return self.0.given(key, label, share.exact(), origin);
        }
        let is_stated = table.maximum.is_some() && table.in_force(jaar);
        let stated = is_stated.then(|| self.0.origin("reservering.maximum"));
        let usual = || match table.vanaf.filter(|&vanaf| jaar < vanaf) {
            Some(vanaf) => {
                let bron = Text::new(
                    format!("Bi2021 art. 10.5: tot {vanaf} de hele uitkering"),
                    format!("Bi2021 art. 10.5: before {vanaf} the whole uitkering"),
                );
                ExplainOrigin::new(bron, Status::Gepubliceerd)
            }
            None => ExplainOrigin::new(BRON_MAXIMUM, Status::Aanname),
        };
        let label = label.article(Article::BI_10_5);
        let origin = stated.flatten().unwrap_or_else(usual);
        self.0.given(key, label, share.exact(), origin)
    }
}
