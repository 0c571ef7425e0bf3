//! Prognose and taakstelling, spread by inhabitants and rounded up
//! (Hw2014 art. 29, Bi2021 art. 10.4).

use std::sync::Arc;

use super::counts::CountChapter;
use super::inwoners::InwonersChapter;
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::{Forecast, NodeKey};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// The chapter about prognose and taakstelling.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ForecastChapter<'c>(pub &'c Context<'c>);

impl ForecastChapter<'_> {
    /// LPAS: the national prognose of a year.
    pub fn lpas(self, jaar: Jaar) -> Arc<ExplainNode> {
        let people = self.0.ramingen.prognose.get(&jaar).copied();
        let stated = self.0.model.scenario.tabellen.prognose.get(jaar);
        let name = Text::new(
            format!("landelijke prognose van asielstatushouders {jaar}"),
            format!("national prognose of asielstatushouders {jaar}"),
        );
        let label = NodeLabel::people(name, format!("LPAS({jaar})"));
        let stated = stated.map(|people| people.get());
        self.national(Forecast::Prognose, jaar, label, (people, stated))
    }

    /// LHT: the national taakstelling of a year.
    pub fn lht(self, jaar: Jaar) -> Arc<ExplainNode> {
        let people = self.0.ramingen.taakstelling.get(&jaar).copied();
        let stated = self.0.model.scenario.tabellen.taakstelling.get(jaar);
        let name = Text::new(
            format!("landelijke huisvestingstaakstelling {jaar}"),
            format!("national huisvestingstaakstelling {jaar}"),
        );
        let label = NodeLabel::people(name, format!("LHT({jaar})"));
        let stated = stated.map(|people| people.get());
        self.national(Forecast::Taakstelling, jaar, label, (people, stated))
    }

    /// A national number: of the scenario, or of the draw.
    fn national(
        self,
        forecast: Forecast,
        jaar: Jaar,
        label: NodeLabel,
        (people, stated): (Option<i64>, Option<i64>),
    ) -> Arc<ExplainNode> {
        let label = label.article(Article::BI_10_4);
        let value = exact_whole(people.unwrap_or(0));
        if people == stated {
            let key = format!("{}.{jaar}", forecast.table());
            return self.0.figure(&key, label, value);
        }
        let key = NodeKey::DrawnForecast(forecast, jaar);
        self.0
            .given(key, label, value, CountChapter(self.0).drawn())
    }

    /// GPAS: the part of the prognose for the gemeente.
    pub fn gpas(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Gpas(jaar), || {
            let name = Text::new(
                format!("prognose van asielstatushouders {jaar} voor de gemeente"),
                format!("prognose of asielstatushouders {jaar} for the gemeente"),
            );
            let label = NodeLabel::people(name, format!("GPAS({jaar})"));
            let people = self.0.input(jaar).geraamd().gpas[self.0.gemeente];
            self.by_inwoners(label, people, self.lpas(jaar), jaar.plus(-1))
        })
    }

    /// GHT of the year before: the taakstelling of the gemeente.
    pub fn ght(self, jaar: Jaar) -> Arc<ExplainNode> {
        let before = jaar.plus(-1);
        self.0.node(NodeKey::Ght(before), || {
            let name = Text::new(
                format!("huisvestingstaakstelling {before} van de gemeente"),
                format!("huisvestingstaakstelling {before} of the gemeente"),
            );
            let label = NodeLabel::people(name, format!("GHT({before})"));
            let people = self.0.input(jaar).geraamd().ght[self.0.gemeente];
            self.by_inwoners(label, people, self.lht(before), before.plus(-1))
        })
    }

    /// The share of the gemeente in a national number by the inhabitants of a year,
    /// rounded up.
    fn by_inwoners(
        self,
        label: NodeLabel,
        people: i64,
        national: Arc<ExplainNode>,
        jaar: Jaar,
    ) -> ExplainNode {
        let inwoners = InwonersChapter(self.0);
        let children = vec![
            national,
            inwoners.of_gemeente(jaar),
            inwoners.national(jaar),
        ];
        label
            .node(exact_whole(people), ExplainFormula::NaarRato, children)
            .rounded(Rounding::NaarBoven)
            .article(Article::HW_29)
    }

    /// GPAS of all gemeenten: more than LPAS, because every one is rounded up.
    pub fn gpas_sum(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::GpasSum(jaar), || {
            let name = Text::new(
                format!("prognose {jaar} van alle gemeenten, elk naar boven afgerond"),
                format!("prognose {jaar} of all gemeenten, each rounded up"),
            );
            NodeLabel::people(name, format!("SOM_GPAS({jaar})"))
                .summed(self.0.input(jaar).geraamd().gpas)
                .article(Article::HW_29)
        })
    }

    /// GHT of all gemeenten together.
    pub fn ght_sum(self, jaar: Jaar) -> Arc<ExplainNode> {
        let before = jaar.plus(-1);
        self.0.node(NodeKey::GhtSum(before), || {
            let name = Text::new(
                format!("taakstelling {before} van alle gemeenten, elk naar boven afgerond"),
                format!("taakstelling {before} of all gemeenten, each rounded up"),
            );
            NodeLabel::people(name, format!("SOM_GHT({before})"))
                .summed(self.0.input(jaar).geraamd().ght)
                .article(Article::HW_29)
        })
    }
}
