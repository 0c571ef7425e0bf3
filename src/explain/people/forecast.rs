//! Prognose and taakstelling, spread by inhabitants: the one rounded up (Bi2021 art.
//! 10.4), the other by half-year and by smallest divisors (Hw2014 art. 29).

use std::sync::Arc;

use super::counts::CountChapter;
use super::inwoners::InwonersChapter;
use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::{Forecast, HalfYear, NodeKey};
use crate::explain::tree::divisors::DivisorDivision;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{Article, ExplainNode, ExplainOrigin};
use crate::model::{BRON_DEFAULT, Ramingen};
use crate::scenario::Status;
use crate::scenario::values::PersonenPerHalfYear;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::HalfYears;

/// The chapter about prognose and taakstelling.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ForecastChapter<'c>(pub &'c Context<'c>);

impl ForecastChapter<'_> {
    /// LPAS: the national prognose of a year.
    pub fn lpas(self, jaar: Jaar) -> Arc<ExplainNode> {
        let people = self.0.ramingen.prognose.get(&jaar).copied();
        let name = Text::new(
            format!("landelijke prognose van asielstatushouders {jaar}"),
            format!("national prognose of asielstatushouders {jaar}"),
        );
        let symbol = format!("LPAS({jaar})");
        let label = NodeLabel::people(name, symbol).article(Article::BI_10_4);
        let value = exact_whole(people.unwrap_or(0));
        if people != self.announced().prognose.get(&jaar).copied() {
            let key = NodeKey::DrawnForecast(Forecast::Prognose, jaar);
            return self
                .0
                .given(key, label, value, CountChapter(self.0).drawn());
        }
        let figure = format!("{}.{jaar}", Forecast::Prognose.table());
        if !self.is_biased(jaar) {
            return self.0.figure(&figure, label, value);
        }
        self.0.node(NodeKey::BiasedPrognose(jaar), || {
            let stated = self.0.model.scenario.tables().prognose.get(jaar);
            let stated = exact_whole(stated.map_or(0, |people| people.get()));
            let name = Text::new(
                format!("prognose {jaar} die uit zou komen"),
                format!("prognose {jaar} that would come true"),
            );
            let label_of_stated = NodeLabel::people(name, format!("prognose({jaar})"));
            let stated = self.0.figure(&figure, label_of_stated, stated);
            label
                .node(value, ExplainFormula::Quotient, vec![stated, self.bias()])
                .rounded(Rounding::HalfOmhoog)
        })
    }

    /// LHT: the national taakstelling of a year.
    pub fn lht(self, jaar: Jaar) -> Arc<ExplainNode> {
        let name = Text::new(
            format!("landelijke huisvestingstaakstelling {jaar}"),
            format!("national huisvestingstaakstelling {jaar}"),
        );
        let label = NodeLabel::people(name, format!("LHT({jaar})")).article(Article::BI_10_4);
        let value = exact_whole(self.halves(jaar).total());
        if self.is_drawn(jaar) {
            let key = NodeKey::DrawnForecast(Forecast::Taakstelling, jaar);
            return self
                .0
                .given(key, label, value, CountChapter(self.0).drawn());
        }
        let stated = self.0.model.scenario.tables().taakstelling.get(jaar);
        let in_halves = matches!(stated, Some(PersonenPerHalfYear::Halves { .. }));
        if in_halves || self.is_biased(jaar) {
            return self.0.node(NodeKey::Lht(jaar), || {
                let parts = HalfYear::BOTH.map(|half| self.lht_of_half(half, jaar));
                label.step(ExplainFormula::Som, parts.into())
            });
        }
        let figure = format!("{}.{jaar}", Forecast::Taakstelling.table());
        self.0.figure(&figure, label, value)
    }

    /// Both halves of LHT.
    fn halves(self, jaar: Jaar) -> HalfYears {
        let known = self.0.ramingen.taakstelling.get(&jaar);
        known.copied().unwrap_or_default()
    }

    /// What is announced without a draw.
    fn announced(self) -> Ramingen {
        Ramingen::of(self.0.model.scenario.tables())
    }

    /// Whether a draw has another taakstelling than is announced without it.
    fn is_drawn(self, jaar: Jaar) -> bool {
        self.announced().taakstelling.get(&jaar).copied() != Some(self.halves(jaar))
    }

    /// Whether what is announced of a year is not what the scenario states.
    fn is_biased(self, jaar: Jaar) -> bool {
        let tables = self.0.model.scenario.tables();
        tables.vertekening(jaar).is_some()
    }

    /// What a biased forecast is divided by: 1 plus the mean error.
    fn bias(self) -> Arc<ExplainNode> {
        let table = &self.0.model.scenario.tables().instroom;
        let factor = table.prognosevertekening;
        let factor = factor.map_or_else(|| exact_whole(1), |error| error.factor());
        let name = Text::fixed(
            "wat er komt als deel van wat is geraamd: 1 plus de gemiddelde fout",
            "what comes as a share of what was forecast: 1 plus the mean error",
        );
        let label = NodeLabel::factor(name, "(1 + vertekening)".to_owned());
        let origin = self.0.origin("instroom.prognosevertekening");
        let origin = origin.unwrap_or_else(|| ExplainOrigin::new(BRON_DEFAULT, Status::Aanname));
        self.0.given(NodeKey::Bias, label, factor, origin)
    }

    /// LHT of one half-year: a figure of its own, or half that of the year.
    fn lht_of_half(self, half: HalfYear, jaar: Jaar) -> Arc<ExplainNode> {
        let people = half.of(self.halves(jaar));
        let (text, symbol) = (half.text(), format!("LHT({jaar}, {})", half.key()));
        let name = Text::new(
            format!("landelijke huisvestingstaakstelling, {text} van {jaar}"),
            format!("national huisvestingstaakstelling, {text:#} of {jaar}"),
        );
        let label = NodeLabel::people(name, symbol).article(Article::BI_10_4);
        let value = exact_whole(people);
        let key = NodeKey::LhtOfHalf(half, jaar);
        if self.is_drawn(jaar) {
            let origin = CountChapter(self.0).drawn();
            return self.0.given(key, label, value, origin);
        }
        if !self.is_biased(jaar) {
            return self.stated_half((half, jaar), key, label);
        }
        self.0.node(key, || {
            let stated = self.lht_or_stated(half, jaar);
            label
                .node(value, ExplainFormula::Quotient, vec![stated, self.bias()])
                .rounded(Rounding::HalfOmhoog)
        })
    }

    /// A half-year as the scenario states it.
    fn stated_half(
        self,
        (half, jaar): (HalfYear, Jaar),
        key: NodeKey,
        label: NodeLabel,
    ) -> Arc<ExplainNode> {
        let stated = self.0.model.scenario.tables().taakstelling.get(jaar);
        let halves = stated.map(PersonenPerHalfYear::halves).unwrap_or_default();
        let value = exact_whole(half.of(halves));
        let table = Forecast::Taakstelling.table();
        if let Some(PersonenPerHalfYear::Halves { .. }) = stated {
            return self
                .0
                .figure(&format!("{table}.{jaar}.{}", half.key()), label, value);
        }
        self.0.node(key, || {
            let (name, symbol) = if self.is_biased(jaar) {
                let name = Text::new(
                    format!("taakstelling {jaar} die uit zou komen"),
                    format!("taakstelling {jaar} that would come true"),
                );
                (name, format!("taakstelling({jaar})"))
            } else {
                let name = Text::new(
                    format!("landelijke huisvestingstaakstelling {jaar}"),
                    format!("national huisvestingstaakstelling {jaar}"),
                );
                (name, format!("LHT({jaar})"))
            };
            let of_year = NodeLabel::people(name, symbol).article(Article::BI_10_4);
            let total = exact_whole(halves.total());
            let year = self.0.figure(&format!("{table}.{jaar}"), of_year, total);
            match half {
                HalfYear::First => label
                    .node(
                        value,
                        ExplainFormula::Quotient,
                        vec![year, self.two_halves()],
                    )
                    .rounded(Rounding::NaarBoven),
                HalfYear::Second => {
                    let first = self.lht_or_stated(HalfYear::First, jaar);
                    label.step(ExplainFormula::Verschil, vec![year, first])
                }
            }
        })
    }

    /// The half-year as it stands in the scenario, whatever was made of it.
    fn lht_or_stated(self, half: HalfYear, jaar: Jaar) -> Arc<ExplainNode> {
        if !self.is_biased(jaar) {
            return self.lht_of_half(half, jaar);
        }
        let text = half.text();
        let name = Text::new(
            format!("taakstelling die uit zou komen, {text} van {jaar}"),
            format!("taakstelling that would come true, {text:#} of {jaar}"),
        );
        let label = NodeLabel::people(name, format!("taakstelling({jaar}, {})", half.key()));
        self.stated_half((half, jaar), NodeKey::StatedHalf(half, jaar), label)
    }

    fn two_halves(self) -> Arc<ExplainNode> {
        let name = Text::fixed("halfjaren in een jaar", "half-years in a year");
        let why = Text::fixed(
            "een cijfer van een jaar telt als twee gelijke helften, met een oneven persoon in de \
             eerste",
            "a figure of a year counts as two equal halves, with an odd person in the first",
        );
        let origin = ExplainOrigin::new(why, Status::Aanname);
        let label = NodeLabel::factor(name, String::new());
        self.0.given(NodeKey::Halves, label, exact_whole(2), origin)
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
            let parts = HalfYear::BOTH.map(|half| self.ght_of_half(half, before));
            NodeLabel::people(name, format!("GHT({before})"))
                .step(ExplainFormula::Som, parts.into())
        })
    }

    /// The part of the gemeente in a half-year of the taakstelling.
    fn ght_of_half(self, half: HalfYear, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::GhtOfHalf(half, jaar), || {
            let text = half.text();
            let name = Text::new(
                format!("huisvestingstaakstelling van de gemeente, {text} van {jaar}"),
                format!("huisvestingstaakstelling of the gemeente, {text:#} of {jaar}"),
            );
            let (gemeente, before) = (self.0.gemeente, jaar.plus(-1));
            let inwoners = self.0.input(jaar.plus(1)).plan.inwoners_before;
            let division = DivisorDivision::new(half.of(self.halves(jaar)), inwoners);
            let part = division.part(gemeente);
            let children = vec![
                self.lht_of_half(half, jaar),
                InwonersChapter(self.0).of_gemeente(before),
                self.divisor(&division, half, jaar),
            ];
            let formula = ExplainFormula::KleinsteDelers(Arc::new(division), gemeente);
            NodeLabel::people(name, format!("GHT({jaar}, {})", half.key()))
                .node(part, formula, children)
                .article(Article::HW_29)
        })
    }

    /// What the inhabitants of every gemeente are divided by.
    fn divisor(self, division: &DivisorDivision, half: HalfYear, jaar: Jaar) -> Arc<ExplainNode> {
        let text = half.text();
        let name = Text::new(
            format!("deler van inwoners, {text} van {jaar}"),
            format!("divisor of inhabitants, {text:#} of {jaar}"),
        );
        let why = Text::fixed(
            "de kleinste deler waarbij inwoners / deler, naar boven afgerond, nergens hoger is dan \
             wat de gemeente krijgt, en alle gemeenten samen de taakstelling zijn (methode van Adams)",
            "the smallest divisor for which inhabitants / divisor, rounded up, is nowhere above \
             what the gemeente gets, and all gemeenten together are the taakstelling (method of Adams)",
        );
        let label = NodeLabel::factor(name, format!("deler({jaar}, {})", half.key()));
        let origin = ExplainOrigin::new(why, Status::Afgeleid);
        let key = NodeKey::Divisor(half, jaar);
        self.0.given(key, label, division.divisor(), origin)
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
                format!("taakstelling {before} van alle gemeenten"),
                format!("taakstelling {before} of all gemeenten"),
            );
            NodeLabel::people(name, format!("SOM_GHT({before})"))
                .summed(self.0.input(jaar).geraamd().ght)
                .article(Article::HW_29)
        })
    }
}
