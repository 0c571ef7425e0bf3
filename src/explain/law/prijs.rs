//! Prices, and the instalments that a price is paid in.

use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::explain::context::Context;
use crate::explain::key::{NodeKey, PricePart, RhythmPart};
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::label::NodeLabel;
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, euros};
use crate::model::{PriceKind, betaalritmes, prestatie};
use crate::scenario::Status;
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Letter, Ritme, Termijn, termijnen};

/// The chapter about prices and instalments.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PrijsChapter<'c>(pub &'c Context<'c>);

impl PrijsChapter<'_> {
    /// A price of a year: as stated, or grown from the year before.
    pub fn price(self, part: PricePart, jaar: Jaar) -> Arc<ExplainNode> {
        let model = self.0.model;
        let level = model.bedragen.prijspeil().get(jaar);
        let (nl, en, value) = match part {
            PricePart::Leerroute => (
                "prijs van de leerroute per asielstatushouder",
                "price of the leerroute per asielstatushouder",
                level.map(|level| &level.leerroute),
            ),
            PricePart::Overig => (
                "prijs van al het overige per asielstatushouder",
                "price of everything else per asielstatushouder",
                level.map(|level| &level.overig),
            ),
            PricePart::GezinsOverig => (
                "prijs per gezins- of overige migrant",
                "price per gezins- of overige migrant",
                level.and_then(|level| level.gezins_overig.as_ref()),
            ),
        };
        let value = value.cloned().unwrap_or_else(|| exact_whole(0));
        let key = part.key();
        let name = Text::new(format!("{nl}, {jaar}"), format!("{en}, {jaar}"));
        let label = NodeLabel::per_person(name, format!("prijs_{key}({jaar})"));
        if model.scenario.tables().prijs.get(jaar).is_some() {
            return self.0.figure(&format!("prijs.{jaar}.{key}"), label, value);
        }
        let kind = kind_of(part);
        if model.bedragen.prijspeil().is_derived_back(kind, jaar) {
            let letters = if kind == PriceKind::GezinsOverig {
                "gezins_overig"
            } else {
                "a, b, c"
            };
            let bron = Text::new(
                format!("herleid uit de gepubliceerde bedragen van {jaar} ({letters})"),
                format!("derived back from the published amounts of {jaar} ({letters})"),
            );
            let origin = ExplainOrigin::new(bron, Status::Afgeleid);
            return self
                .0
                .given(NodeKey::Price(part, jaar), label, value, origin);
        }
        self.0.node(NodeKey::Price(part, jaar), || {
            let children = vec![self.price(part, jaar.plus(-1)), self.growth(jaar)];
            label.node(value, ExplainFormula::Groei, children)
        })
    }

    /// The growth of the prices in a year.
    fn growth(self, jaar: Jaar) -> Arc<ExplainNode> {
        let growth = self.0.model.scenario.tables().index.get(jaar);
        let growth = growth.map(|growth| growth.factor() - exact_whole(1));
        let name = Text::fixed("groei van de prijzen", "growth of the prices");
        self.0.figure(
            &format!("index.{jaar}"),
            NodeLabel::factor(name, format!("index({jaar})")),
            growth.unwrap_or_else(|| exact_whole(0)),
        )
    }

    /// Price level of `jaar` over that of `base`, by the price of the leerroute.
    pub fn ratio(self, base: Jaar, jaar: Jaar) -> Arc<ExplainNode> {
        let prijspeil = self.0.model.bedragen.prijspeil();
        let ratio = prijspeil.ratio(base, jaar);
        let name = Text::new(
            format!("prijspeil van {jaar} ten opzichte van {base}"),
            format!("price level of {jaar} relative to {base}"),
        );
        let label = NodeLabel::factor(name, format!("prijspeil({jaar}; {base})"));
        let key = NodeKey::PriceRatio { jaar, base };
        let Some(kind) = prijspeil.measure(base) else {
            let same = Text::fixed(
                "hetzelfde jaar: er is niets te indexeren",
                "the same year: there is nothing to index",
            );
            let origin = ExplainOrigin::new(same, Status::Afgeleid);
            return self.0.given(key, label, exact_whole(1), origin);
        };
        let part = match kind {
            PriceKind::Leerroute => PricePart::Leerroute,
            PriceKind::Overig => PricePart::Overig,
            PriceKind::GezinsOverig => PricePart::GezinsOverig,
        };
        self.0.node(key, || {
            let children = vec![self.price(part, jaar), self.price(part, base)];
            label.node(
                ratio.unwrap_or_else(|| exact_whole(1)),
                ExplainFormula::Quotient,
                children,
            )
        })
    }

    /// An instalment of a year with the rhythm of its cohort, as the law code makes it.
    fn instalment(self, letter: Letter, jaar: Jaar) -> (Termijn, Ritme) {
        let rhythms = betaalritmes(self.0.model.scenario.tables());
        let all = self.0.instalments.once(jaar, || {
            let prices = self.0.model.bedragen.prijspeil().get(jaar);
            let all = prices.and_then(|prices| termijnen(jaar, prices, &rhythms));
            Arc::new(all.expect("derived amounts have prices and a rhythm"))
        });
        let instalment = all[letter.nummer()].clone();
        let rhythm = rhythms[instalment.ritme].ritme;
        (instalment, rhythm)
    }

    /// The two parts of an instalment: leerroute and the rest.
    pub fn instalment_parts(self, letter: Letter, jaar: Jaar) -> Vec<Arc<ExplainNode>> {
        vec![
            self.leerroute_part(letter, jaar),
            self.overig_part(letter, jaar),
        ]
    }

    fn leerroute_part(self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::LeerroutePart(letter, jaar), || {
            let (instalment, rhythm) = self.instalment(letter, jaar);
            let cohort = instalment.cohort;
            let (formula, children) = match rhythm {
                Ritme::PerDeel { .. } => {
                    let own = letter.nummer();
                    let share = self.rhythm_share(RhythmPart::Leerroute, own, &instalment, rhythm);
                    let price = self.price(PricePart::Leerroute, jaar);
                    (ExplainFormula::Product, vec![share, price])
                }
                Ritme::Totaal(_) => {
                    let together = self.instalment_together(letter, jaar);
                    let rest = self.overig_part(letter, jaar);
                    (ExplainFormula::Verschil, vec![together, rest])
                }
            };
            let name = Text::new(
                format!("leerroutedeel van termijn {letter}, cohort {cohort}"),
                format!("leerroute part of instalment {letter}, cohort {cohort}"),
            );
            NodeLabel::per_person(name, format!("leerroutedeel_{letter}({jaar})")).node(
                instalment.leerroute.reduced(),
                formula,
                children,
            )
        })
    }

    fn overig_part(self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::OverigPart(letter, jaar), || {
            let (instalment, rhythm) = self.instalment(letter, jaar);
            let cohort = instalment.cohort;
            let price = self.price(PricePart::Overig, jaar);
            let (formula, children) = match rhythm {
                Ritme::PerDeel { .. } => {
                    let own = letter.nummer();
                    let share = self.rhythm_share(RhythmPart::Overig, own, &instalment, rhythm);
                    (ExplainFormula::Product, vec![share, price])
                }
                Ritme::Totaal(_) => {
                    let unpaid = self.overig_unpaid(letter, jaar, price);
                    let together = self.instalment_together(letter, jaar);
                    (ExplainFormula::Minimum, vec![together, unpaid])
                }
            };
            let name = Text::new(
                format!("overig deel van termijn {letter}, cohort {cohort}"),
                format!("other part of instalment {letter}, cohort {cohort}"),
            );
            NodeLabel::per_person(name, format!("overigdeel_{letter}({jaar})")).node(
                instalment.overig.reduced(),
                formula,
                children,
            )
        })
    }

    /// The share of instalment `number`, from 0, in the rhythm of the cohort that
    /// `instalment` is paid for.
    fn rhythm_share(
        self,
        part: RhythmPart,
        number: usize,
        instalment: &Termijn,
        rhythm: Ritme,
    ) -> Arc<ExplainNode> {
        let share = match (rhythm, part) {
            (Ritme::Totaal(shares), _) => shares[number],
            (Ritme::PerDeel { leerroute, .. }, RhythmPart::Leerroute) => leerroute[number],
            (Ritme::PerDeel { overig, .. }, _) => overig[number],
        };
        let (cohort, ordinal, list) = (instalment.cohort, number + 1, part.key());
        let name = Text::new(
            format!("deel van termijn {ordinal} in het betaalritme van cohort {cohort}"),
            format!("share of instalment {ordinal} in the payment rhythm of cohort {cohort}"),
        );
        let label = NodeLabel::share(name, format!("ritme_{list}_{ordinal}({cohort})"));
        let stated = format!("betaalritme.{}.{list}.{number}", instalment.ritme);
        let none = || {
            let none = Text::fixed("niet opgegeven: geen deel", "not given: no share");
            ExplainOrigin::new(none, Status::Afgeleid)
        };
        let key = NodeKey::RhythmShare {
            part,
            ordinal,
            cohort,
        };
        let origin = self.0.origin(&stated).unwrap_or_else(none);
        self.0.given(key, label, share.exact(), origin)
    }

    /// An instalment of both parts together.
    fn instalment_together(self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Instalment(letter, jaar), || {
            let (instalment, rhythm) = self.instalment(letter, jaar);
            let own = letter.nummer();
            let share = self.rhythm_share(RhythmPart::Totaal, own, &instalment, rhythm);
            let name = Text::new(
                format!("termijn {letter}, leerroute en overig samen"),
                format!("instalment {letter}, leerroute and the rest together"),
            );
            NodeLabel::per_person(name, format!("termijn_{letter}({jaar})")).step(
                ExplainFormula::Product,
                vec![share, self.price_together(jaar)],
            )
        })
    }

    fn price_together(self, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::PriceTogether(jaar), || {
            let children = vec![
                self.price(PricePart::Leerroute, jaar),
                self.price(PricePart::Overig, jaar),
            ];
            let name = Text::new(
                format!("prijs van leerroute en overig samen, {jaar}"),
                format!("price of leerroute and the rest together, {jaar}"),
            );
            NodeLabel::per_person(name, format!("prijs({jaar})"))
                .step(ExplainFormula::Som, children)
        })
    }

    /// What of the rest earlier instalments have not paid yet: it counts as the
    /// first part that is paid.
    fn overig_unpaid(
        self,
        letter: Letter,
        jaar: Jaar,
        price: Arc<ExplainNode>,
    ) -> Arc<ExplainNode> {
        if letter == Letter::A {
            return price;
        }
        self.0.node(NodeKey::OverigUnpaid(letter, jaar), || {
            let earlier = (0..letter.nummer()).map(|number| self.paid(number, letter, jaar));
            let children = std::iter::once(price).chain(earlier).collect();
            let name = Text::new(
                format!("overig dat eerdere termijnen niet betaalden, {jaar}"),
                format!("the rest that earlier instalments did not pay, {jaar}"),
            );
            NodeLabel::per_person(name, format!("nog_overig_{letter}({jaar})"))
                .step(ExplainFormula::VerschilVanafNul, children)
        })
    }

    /// What instalment `number`, from 0, has paid before `letter` comes.
    fn paid(self, number: usize, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        let ordinal = number + 1;
        let key = NodeKey::PaidEarlier {
            letter,
            ordinal,
            jaar,
        };
        self.0.node(key, || {
            let (instalment, rhythm) = self.instalment(letter, jaar);
            let share = self.rhythm_share(RhythmPart::Totaal, number, &instalment, rhythm);
            let name = Text::new(
                format!("al betaald in termijn {ordinal}"),
                format!("already paid in instalment {ordinal}"),
            );
            NodeLabel::per_person(name, "").step(
                ExplainFormula::Product,
                vec![share, self.price_together(jaar)],
            )
        })
    }

    /// What of an instalment goes to completed trajecten.
    pub fn prestatie(self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        self.0.node(NodeKey::Prestatie(letter, jaar), || {
            let share = prestatie(self.0.model.scenario.tables(), jaar);
            let (instalment, _) = self.instalment(letter, jaar);
            let share_name = Text::fixed(
                "deel van het leerroutedeel voor afgeronde trajecten",
                "share of the leerroute part for completed trajecten",
            );
            let children = vec![
                self.0.figure(
                    "prestatie.aandeel",
                    NodeLabel::share(share_name, "prestatie"),
                    share.exact(),
                ),
                self.leerroute_part(letter, jaar),
            ];
            let name = Text::new(
                format!("uit termijn {letter} voor afgeronde trajecten"),
                format!("out of instalment {letter} for completed trajecten"),
            );
            let amount = instalment.for_results(share).unwrap_or_default();
            NodeLabel::per_person(name, format!("prestatie_{letter}({jaar})"))
                .node(euros(amount), ExplainFormula::Product, children)
                .rounded(Rounding::HalfOmhoog)
        })
    }
}

fn kind_of(part: PricePart) -> PriceKind {
    match part {
        PricePart::Leerroute => PriceKind::Leerroute,
        PricePart::Overig => PriceKind::Overig,
        PricePart::GezinsOverig => PriceKind::GezinsOverig,
    }
}
