//! What the factors of a gemeente make of the numbers that the model has for it.

use std::sync::Arc;

use super::completion::CompletionChapter;
use super::counts::{CountChapter, kind_name};
use super::late::LateChapter;
use super::national::NationalChapter;
use crate::exact::fraction::{Exact, exact_whole};
use crate::explain::context::Context;
use crate::explain::key::{LocalKey, NodeKey};
use crate::explain::tree::division::DivisionWeights;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin};
use crate::people::{Kenmerk, KenmerkPlace, Kind, MILLION, billionths, millionths};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::Route;

/// The chapter about gemeenten that differ.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KenmerkChapter<'c>(pub &'c Context<'c>);

impl KenmerkChapter<'_> {
    fn key(key: LocalKey) -> NodeKey {
        NodeKey::Local(key)
    }

    /// The factor of the gemeente on what the model says.
    pub fn factor(self, kenmerk: Kenmerk) -> Arc<ExplainNode> {
        let (model, gemeente) = (self.0.model, self.0.gemeente);
        let key = kenmerk.key();
        let value = millionths(model.kenmerken.factor(kenmerk, gemeente));
        let code = &model.gemeenten.list()[gemeente].code;
        let name = Text::new(
            format!("factor {key} van {code} (1 is als het land)"),
            format!("factor {key} of {code} (1 is as the country)"),
        );
        let label = NodeLabel::factor(name, format!("factor_{key}"));
        let origin = match model.kenmerken.place(kenmerk, gemeente) {
            Some(KenmerkPlace::Scenario) => {
                return self
                    .0
                    .figure(&format!("kenmerken.{code}.{key}"), label, value);
            }
            Some(KenmerkPlace::Former(step)) => {
                let former = &model.herindelingen.steps()[step].van_code;
                let path = format!("kenmerken.{former}.{key}");
                return self.0.figure(&path, label, value);
            }
            Some(KenmerkPlace::Line(line)) => self.in_line(line),
            None => {
                let none =
                    Text::fixed("niets gezegd: als het land", "nothing said: as the country");
                ExplainOrigin::new(none, Status::Aanname)
            }
        };
        self.0
            .given(Self::key(LocalKey::Factor(kenmerk)), label, value, origin)
    }

    fn in_line(self, line: usize) -> ExplainOrigin {
        let usual = || {
            let bron = Text::fixed("bestand met kenmerken", "file of kenmerken");
            ExplainOrigin::new(bron, Status::Aanname)
        };
        let stated = self.0.origin("kenmerken.bestand").unwrap_or_else(usual);
        let source = self.0.model.kenmerken_bron.as_ref();
        let name = source.map_or("", |source| source.name.as_str());
        stated.in_line(name, line)
    }

    /// Whether counts of a kind that follow from the model are otherwise here.
    pub fn differs(self, kind: Kind) -> bool {
        let factor = self
            .0
            .model
            .kenmerken
            .factor(Kenmerk::Afronding, self.0.gemeente);
        match kind {
            Kind::Onderwijsroute => self.shift() != 0,
            Kind::Afgerond => factor != MILLION || self.shift() != 0,
            Kind::Asielstatushouder | Kind::GezinsOverig => false,
        }
    }

    /// By how much the share on the Z-route is more, in billionths.
    fn shift(self) -> i64 {
        let shifts = &self.0.model.people.kosten.stated.z_route;
        shifts.get(self.0.gemeente).copied().unwrap_or(0)
    }

    /// What the people of a kind and cohort are divided by, the own weight and that of
    /// all: each times the factor of its gemeente on instroom, where any has one.
    pub fn weighted(
        self,
        (kind, cohort): (Kind, Jaar),
        [own, all]: [Arc<ExplainNode>; 2],
        weights: &[i64],
    ) -> ([Arc<ExplainNode>; 2], DivisionWeights) {
        let Some(weighted) = self.0.model.kenmerken.weighted(weights) else {
            return ([own, all], DivisionWeights::Counts(weights.to_vec()));
        };
        let own = self
            .0
            .node(Self::key(LocalKey::Weighted(kind, cohort)), || {
                let name = own.naam.clone();
                let name = Text::new(
                    format!("{name}, maal de factor op instroom"),
                    format!("{name:#}, times the factor on instroom"),
                );
                let symbol = format!("gewogen_{}({cohort})", kind.key());
                let children = vec![own, self.factor(Kenmerk::Instroom)];
                NodeLabel::weighted(name, symbol).step(ExplainFormula::Product, children)
            });
        let weighted = DivisionWeights::Millionths(weighted);
        let name = all.naam.clone();
        let name = Text::new(
            format!("{name}, elk maal haar factor op instroom"),
            format!("{name:#}, each times its factor on instroom"),
        );
        let bron = Text::fixed(
            "[kenmerken], over alle gemeenten opgeteld",
            "[kenmerken], added up over all gemeenten",
        );
        let all = self.0.given(
            Self::key(LocalKey::NationalWeighted(kind, cohort)),
            NodeLabel::weighted(name, format!("gewogen_{}_NL({cohort})", kind.key())),
            weighted.sum(),
            ExplainOrigin::new(bron, Status::Afgeleid),
        );
        ([own, all], weighted)
    }

    /// A count of the model in a gemeente that differs: what is new of all years so far,
    /// over the most that any year before came to. What comes back after it fell was there.
    pub fn counted(self, kind: Kind, jaar: Jaar, label: NodeLabel, value: i64) -> ExplainNode {
        let now = self.up_to(kind, jaar);
        let earlier = self.first().through(jaar).filter(|&year| year < jaar);
        let earlier = earlier.map(|year| self.up_to(kind, year));
        // Of years that came as far, the last.
        let before = earlier.max_by(|one, other| one.waarde.cmp(&other.waarde));
        let children: Vec<_> = std::iter::once(now).chain(before).collect();
        let value = exact_whole(value);
        if kind != Kind::Onderwijsroute {
            return label.node(value, ExplainFormula::VerschilVanafNul, children);
        }
        let new = self.0.node(Self::key(LocalKey::New(kind, jaar)), || {
            let name = Text::new(format!("nieuw in {jaar}"), format!("new in {jaar}"));
            NodeLabel::people(name, format!("{}_nieuw({jaar})", kind.key()))
                .step(ExplainFormula::VerschilVanafNul, children)
        });
        let everyone = CountChapter(self.0).undrawn(jaar, jaar);
        label.node(value, ExplainFormula::Minimum, vec![new, everyone])
    }

    fn first(self) -> Jaar {
        self.0.model.people.first_cohort()
    }

    /// Everyone of a kind up to and with a year, with the factor, in whole people.
    fn up_to(self, kind: Kind, jaar: Jaar) -> Arc<ExplainNode> {
        let factored = self.0.node(Self::key(LocalKey::Factored(kind, jaar)), || {
            let so_far = self.so_far(kind, jaar);
            let factor = match kind {
                Kind::Onderwijsroute => self.others(),
                _ => self.factor(Kenmerk::Afronding),
            };
            let who = kind_name(kind);
            let name = Text::new(
                format!("{who} tot en met {jaar}, met de factor van de gemeente"),
                format!("{who:#} up to and with {jaar}, with the factor of the gemeente"),
            );
            let mut node = NodeLabel::people(name, format!("{}_hier(≤{jaar})", kind.key()))
                .node(
                    exact_whole(0),
                    ExplainFormula::Product,
                    vec![so_far, factor],
                )
                .rounded(Rounding::HalfOmhoog);
            node.waarde = node.recompute().unwrap_or_else(|| exact_whole(0));
            node
        });
        if kind == Kind::Onderwijsroute {
            return factored;
        }
        let housed = self.0.node(Self::key(LocalKey::HousedSoFar(jaar)), || {
            let cohorts = self.first().through(jaar);
            let counts = &self.0.model.people.asielstatushouder;
            let parts = cohorts
                .map(|cohort| CountChapter(self.0).undrawn(cohort, counts.housed_at(cohort)));
            let name = Text::new(
                format!("gehuisvest tot en met {jaar}"),
                format!("housed up to and with {jaar}"),
            );
            NodeLabel::people(name, format!("gehuisvest(≤{jaar})"))
                .step(ExplainFormula::Som, parts.collect())
        });
        if factored.waarde <= housed.waarde {
            return factored;
        }
        self.0.node(Self::key(LocalKey::AtMost(kind, jaar)), || {
            let name = Text::fixed(
                "ten hoogste wie er is gehuisvest",
                "at most those who were housed",
            );
            NodeLabel::people(name, format!("{}_ten_hoogste(≤{jaar})", kind.key()))
                .step(ExplainFormula::Minimum, vec![factored, housed])
        })
    }

    /// What the model says of all years up to and with this one.
    fn so_far(self, kind: Kind, jaar: Jaar) -> Arc<ExplainNode> {
        let years = self.first().through(jaar);
        let parts: Vec<_> = years.map(|year| self.as_country(kind, year)).collect();
        let sum: Exact = parts.iter().map(|part| &part.waarde).sum();
        let who = kind_name(kind);
        let name = Text::new(
            format!("{who} tot en met {jaar} volgens het model"),
            format!("{who:#} up to and with {jaar} by the model"),
        );
        let label = NodeLabel::weighted(name, format!("{}_model(≤{jaar})", kind.key()));
        let key = |key| Self::key(key);
        if sum >= exact_whole(0) {
            return self.0.node(key(LocalKey::SoFar(kind, jaar)), || {
                label.step(ExplainFormula::Som, parts)
            });
        }
        let signed = self.0.node(key(LocalKey::SoFarSigned(kind, jaar)), || {
            label.clone().step(ExplainFormula::Som, parts)
        });
        self.0.node(key(LocalKey::SoFar(kind, jaar)), || {
            label.step(ExplainFormula::VerschilVanafNul, vec![signed])
        })
    }

    /// What the model says of one year, as of any gemeente with these people.
    fn as_country(self, kind: Kind, jaar: Jaar) -> Arc<ExplainNode> {
        let key = Self::key(LocalKey::AsCountry(kind, jaar));
        self.0.node(key.clone(), || {
            let who = kind_name(kind);
            let name = Text::new(
                format!("{who}, {jaar}, als het land"),
                format!("{who:#}, {jaar}, as the country"),
            );
            let symbol = format!("{}_model({jaar})", kind.key());
            let label = match kind {
                Kind::Onderwijsroute => NodeLabel::people(name, symbol),
                _ => NodeLabel::weighted(name, symbol),
            };
            if kind == Kind::Onderwijsroute {
                let national = NationalChapter(self.0).onderwijsroute(jaar);
                let own = CountChapter(self.0).undrawn(jaar, jaar);
                let all = CountChapter(self.0).national_undrawn(jaar, jaar);
                let people = self.0.model.people.asielstatushouder.at(jaar, jaar);
                let total = i64::try_from(national.waarde.to_integer()).unwrap_or(0);
                let weights = || DivisionWeights::Counts(people.to_vec());
                let division = self.0.division(key, total, weights);
                let gemeente = self.0.gemeente;
                return label.node(
                    exact_whole(division.part(gemeente)),
                    ExplainFormula::GrootsteRest(division, gemeente),
                    vec![national, own, all],
                );
            }
            let mut parts = CompletionChapter(self.0).by_cohort(jaar);
            if self.shift() != 0 {
                parts.push(self.more_of_z_route(jaar));
            }
            if parts.is_empty() {
                let none = Text::fixed(
                    "nog niemand van een cohort is zo ver",
                    "no cohort has come that far yet",
                );
                return label.leaf(exact_whole(0), ExplainOrigin::new(none, Status::Afgeleid));
            }
            label.step(ExplainFormula::Som, parts)
        })
    }

    /// Who completes more in a year because another share is on the Z-route.
    fn more_of_z_route(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(Self::key(LocalKey::ZMore(jaar)), || {
            let of_all = self.0.node(Self::key(LocalKey::ZMoreOfAll(jaar)), || {
                let cohorts = self.first().through(jaar);
                let parts = cohorts.map(|cohort| self.more_of_cohort(cohort, jaar));
                let name = Text::new(
                    format!("meer afgerond in {jaar} als iedereen de Z-route zou volgen"),
                    format!("more completed in {jaar} if everyone were on the Z-route"),
                );
                NodeLabel::weighted(name, format!("meer_op_Z({jaar})"))
                    .step(ExplainFormula::Som, parts.collect())
            });
            let name = Text::new(
                format!("meer afgerond in {jaar} door de Z-route"),
                format!("more completed in {jaar} because of the Z-route"),
            );
            let children = vec![of_all, self.z_shift()];
            NodeLabel::weighted(name, format!("meer_door_Z({jaar})"))
                .step(ExplainFormula::Product, children)
        })
    }

    fn more_of_cohort(self, cohort: Jaar, jaar: Jaar) -> Arc<ExplainNode> {
        self.0
            .node(Self::key(LocalKey::ZMoreOf(cohort, jaar)), || {
                let course = self.0.course(cohort);
                let more = course.cohort.on_z_route.completed(jaar.since(cohort));
                let name = Text::new(
                    format!(
                        "deel van cohort {cohort} dat in {jaar} op route Z meer afrondt dan op de andere routes"
                    ),
                    format!(
                        "share of cohort {cohort} that completes more on route Z in {jaar} than on the other routes"
                    ),
                );
                let bron = Text::fixed(
                    "[traject], [leerroute], [start] en [verlenging]",
                    "[traject], [leerroute], [start] and [verlenging]",
                );
                let gap = self.0.given(
                    Self::key(LocalKey::ZGap(cohort, jaar)),
                    NodeLabel::share(name, format!("afronddeel_Z({cohort}→{jaar})")),
                    more,
                    ExplainOrigin::new(bron, Status::Afgeleid),
                );
                let counts = &self.0.model.people.asielstatushouder;
                let housed = CountChapter(self.0).undrawn(cohort, counts.housed_at(cohort));
                let name = Text::same(format!("cohort {cohort}"));
                NodeLabel::weighted(name, "").step(ExplainFormula::Product, vec![housed, gap])
            })
    }

    /// The share of the asielstatushouders on the Z-route in the gemeente.
    fn z_share(self) -> Arc<ExplainNode> {
        let name = Text::fixed(
            "deel van de asielstatushouders op route Z in de gemeente",
            "share of the asielstatushouders on route Z in the gemeente",
        );
        let label = NodeLabel::share(name, "route_Z(gemeente)");
        let share = CompletionChapter(self.0).route_share(Route::Z);
        let factor = self.factor(Kenmerk::ZRoute);
        let is_capped = &share.waarde * &factor.waarde > exact_whole(1);
        let product = |label: NodeLabel| {
            let children = vec![factor, share];
            let mut node = label
                .node(exact_whole(0), ExplainFormula::Product, children)
                .rounded(Rounding::Miljardste);
            node.waarde = node.recompute().unwrap_or_else(|| exact_whole(0));
            node
        };
        if !is_capped {
            return self.0.node(Self::key(LocalKey::ZShare), || product(label));
        }
        let uncapped = self.0.node(Self::key(LocalKey::ZShareUncapped), || {
            product(label.clone())
        });
        self.0.node(Self::key(LocalKey::ZShare), || {
            let everyone = LateChapter(self.0).everyone();
            label.step(ExplainFormula::Minimum, vec![uncapped, everyone])
        })
    }

    /// By how much that is more than in the country; in a draw, as it was drawn.
    pub fn z_shift(self) -> Arc<ExplainNode> {
        self.0.node(Self::key(LocalKey::ZShift), || {
            let name = Text::fixed(
                "deel op route Z, meer dan in het land",
                "share on route Z, more than in the country",
            );
            let children = vec![
                self.z_share(),
                CompletionChapter(self.0).route_share(Route::Z),
            ];
            NodeLabel::share(name, "meer_route_Z").step(ExplainFormula::Verschil, children)
        })
    }

    /// What of the share of the other routes is left.
    fn others(self) -> Arc<ExplainNode> {
        self.0.node(Self::key(LocalKey::Others), || {
            let everyone = || LateChapter(self.0).everyone();
            let here = self.0.node(Self::key(LocalKey::OthersHere), || {
                let name = Text::fixed(
                    "op een andere route dan Z in de gemeente",
                    "on another route than Z in the gemeente",
                );
                let children = vec![everyone(), self.z_share()];
                NodeLabel::share(name, "andere_routes(gemeente)")
                    .step(ExplainFormula::Verschil, children)
            });
            let country = self.0.node(Self::key(LocalKey::OthersInCountry), || {
                let name = Text::fixed(
                    "op een andere route dan Z in het land",
                    "on another route than Z in the country",
                );
                let share = CompletionChapter(self.0).route_share(Route::Z);
                NodeLabel::share(name, "andere_routes")
                    .step(ExplainFormula::Verschil, vec![everyone(), share])
            });
            let name = Text::fixed(
                "de andere routes schikken naar verhouding in",
                "the other routes give way in proportion",
            );
            NodeLabel::factor(name, "factor_andere_routes")
                .step(ExplainFormula::Quotient, vec![here, country])
        })
    }

    /// A drawn number of the gemeente in place of one that the scenario states.
    pub fn drawn(self, key: LocalKey, label: NodeLabel, value: Exact) -> Arc<ExplainNode> {
        let origin = CountChapter(self.0).drawn();
        self.0.given(Self::key(key), label, value, origin)
    }

    /// The share more on the Z-route that the costs of a year follow: stated, or drawn.
    pub fn cost_shift(self, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        let kosten = &self.0.people.kosten;
        let of = |shifts: &[i64]| shifts.get(self.0.gemeente).copied().unwrap_or(0);
        let shift = of(&kosten.of(jaar).z_route);
        if shift == 0 {
            return None;
        }
        if kosten.of(jaar) == &kosten.stated {
            return Some(self.z_shift());
        }
        let name = Text::fixed(
            "deel op route Z, meer dan in het land",
            "share on route Z, more than in the country",
        );
        let label = NodeLabel::share(name, "meer_route_Z");
        Some(self.drawn(LocalKey::DrawnZShift, label, billionths(shift)))
    }

    /// The factor that the costs of a year follow: stated, or drawn; `None` where it is 1.
    pub fn cost_factor(self, jaar: Jaar) -> Option<Arc<ExplainNode>> {
        let kosten = &self.0.people.kosten;
        let factors = &kosten.of(jaar).kosten;
        let factor = factors.get(self.0.gemeente).copied().unwrap_or(MILLION);
        if factor == MILLION {
            return None;
        }
        if kosten.of(jaar) == &kosten.stated {
            return Some(self.factor(Kenmerk::Kosten));
        }
        let name = Text::fixed(
            "factor op kosten (1 is als het land)",
            "factor on costs (1 is as the country)",
        );
        let label = NodeLabel::factor(name, "factor_kosten");
        Some(self.drawn(LocalKey::DrawnCosts, label, millionths(factor)))
    }
}
