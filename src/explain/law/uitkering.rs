//! The voorlopige and the definitieve uitkering (Bi2021 art. 10.1 and 10.2),
//! term by term as the law code has them.

use std::sync::Arc;

use super::bedragen::BedragenChapter;
use super::fonds::FondsChapter;
use super::grondslag::{GrondslagChapter, weights};
use super::onderwijsroute::OnderwijsrouteChapter;
use crate::exact::money::Cents;
use crate::explain::context::Context;
use crate::explain::key::{CountSymbol, NodeKey, TermSum, UitkeringPart, UitkeringStage};
use crate::explain::people::counts::CountChapter;
use crate::explain::people::forecast::ForecastChapter;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, euros};
use crate::model::BedragKind;
use crate::projection::YearInput;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{
    GEWICHTEN, Term, Uitkering, peiljaar_voorlopig, tba, terms_definitief, terms_voorlopig,
};

impl UitkeringStage {
    pub fn article(self) -> Article {
        match self {
            Self::Voorlopig => Article::BI_10_1,
            Self::Definitief => Article::BI_10_2,
        }
    }

    /// The terms of GG and TBA, as the law code adds them up.
    pub fn terms<'s>(self, input: &'s YearInput<'_>) -> [Term<'s>; GEWICHTEN] {
        match self {
            Self::Voorlopig => terms_voorlopig(&input.plan.bedragen, &input.geraamd()),
            Self::Definitief => terms_definitief(&input.plan.bedragen, &input.gerealiseerd()),
        }
    }

    /// The end of the year at which people are counted.
    pub fn peiljaar(self, jaar: Jaar) -> Jaar {
        match self {
            Self::Voorlopig => peiljaar_voorlopig(jaar),
            Self::Definitief => jaar,
        }
    }
}

/// The chapter about the uitkering and its parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UitkeringChapter<'c>(pub &'c Context<'c>);

impl<'c> UitkeringChapter<'c> {
    /// The uitkering of a year.
    pub fn total(self, stage: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Uitkering(stage, jaar), || {
            let parts = UitkeringPart::ALL.map(|part| self.part(part, stage, jaar));
            let amount = self.outcome(stage, jaar).of(self.0.gemeente);
            let name = match stage {
                UitkeringStage::Voorlopig => format!("voorlopige uitkering {jaar}"),
                UitkeringStage::Definitief => format!("definitieve uitkering {jaar}"),
            };
            let symbol = format!("U_{}({jaar})", stage.word());
            NodeLabel::euros(Text::same(name), symbol)
                .node(euros(amount), ExplainFormula::Som, parts.into())
                .article(stage.article())
        })
    }

    /// The outcome of the projection.
    fn outcome(self, stage: UitkeringStage, jaar: Jaar) -> &'c Uitkering {
        let result = self.0.result(jaar);
        match stage {
            UitkeringStage::Voorlopig => &result.voorlopig,
            UitkeringStage::Definitief => &result.definitief,
        }
    }

    /// What the gemeente has of a part.
    pub fn amount(self, part: UitkeringPart, stage: UitkeringStage, jaar: Jaar) -> Cents {
        let outcome = self.outcome(stage, jaar);
        let of_all = match part {
            UitkeringPart::Bgo => &outcome.bgo,
            UitkeringPart::Ba => &outcome.ba,
            UitkeringPart::Abo => &outcome.abo,
        };
        of_all[self.0.gemeente]
    }

    /// BGO, BA or ABO of a year.
    pub fn part(self, part: UitkeringPart, stage: UitkeringStage, jaar: Jaar) -> Arc<ExplainNode> {
        if self.0.is_fonds(jaar) {
            return FondsChapter(self.0).part(part, stage, jaar);
        }
        self.0.node(NodeKey::Part(part, stage, jaar), || {
            let node = match part {
                UitkeringPart::Bgo => self.bgo(stage, jaar),
                UitkeringPart::Ba => self.ba(stage, jaar),
                UitkeringPart::Abo => self.abo(stage, jaar),
            };
            node.article(stage.article())
        })
    }

    /// `for_whom` are the people that the part is for.
    fn label(
        part: UitkeringPart,
        for_whom: &str,
        (stage, jaar): (UitkeringStage, Jaar),
    ) -> NodeLabel {
        let (word, symbol) = (stage.word(), part.symbol());
        let name = Text::new(
            format!("deel voor {for_whom}, {word} {jaar}"),
            format!("part for {for_whom}, {word} {jaar}"),
        );
        NodeLabel::euros(name, format!("{symbol}_{word}({jaar})"))
    }

    fn bgo(self, stage: UitkeringStage, jaar: Jaar) -> ExplainNode {
        let part = UitkeringPart::Bgo;
        let cohort = stage.peiljaar(jaar);
        let children = vec![
            CountChapter(self.0).in_gemeente(CountSymbol::Ago, cohort, cohort),
            BedragenChapter(self.0).bedrag(BedragKind::GezinsOverig, jaar),
        ];
        let amount = euros(self.amount(part, stage, jaar));
        Self::label(part, "gezins- en overige migranten", (stage, jaar)).node(
            amount,
            ExplainFormula::Product,
            children,
        )
    }

    fn ba(self, stage: UitkeringStage, jaar: Jaar) -> ExplainNode {
        let part = UitkeringPart::Ba;
        let input = self.0.input(jaar);
        let total = tba(&stage.terms(input));
        let key = NodeKey::Part(part, stage, jaar);
        let division = self
            .0
            .division(key, total.get(), || weights(&stage.terms(input)));
        let grondslag = GrondslagChapter(self.0);
        let children =
            [TermSum::Tba, TermSum::Gg, TermSum::SomGg].map(|sum| grondslag.sum(sum, stage, jaar));
        let amount = euros(self.amount(part, stage, jaar));
        Self::label(part, "asielstatushouders", (stage, jaar)).node(
            amount,
            ExplainFormula::GrootsteRest(division, self.0.gemeente),
            children.into(),
        )
    }

    fn abo(self, stage: UitkeringStage, jaar: Jaar) -> ExplainNode {
        let part = UitkeringPart::Abo;
        let shares = OnderwijsrouteChapter(self.0);
        let bedrag = BedragenChapter(self.0).bedrag(BedragKind::Onderwijsroute, jaar);
        let (children, rounding) = match stage {
            UitkeringStage::Voorlopig => {
                let gpas = ForecastChapter(self.0).gpas(jaar);
                let children = vec![gpas, shares.pa_t(jaar), shares.po(jaar), bedrag];
                (children, Rounding::HalfOmhoog)
            }
            UitkeringStage::Definitief => {
                let aao = CountChapter(self.0).in_gemeente(CountSymbol::Aao, jaar, jaar);
                (vec![aao, bedrag], Rounding::Geen)
            }
        };
        let amount = euros(self.amount(part, stage, jaar));
        Self::label(part, "de onderwijsroute", (stage, jaar))
            .node(amount, ExplainFormula::Product, children)
            .rounded(rounding)
    }
}
