//! Prices, and the instalments that a price is paid in (design 2.5).

use std::sync::Arc;

use crate::exact::fraction::exact_whole;
use crate::explain::explainer::Explainer;
use crate::explain::leaf::sources::NodeLabel;
use crate::explain::tree::formula::{ExplainFormula, Rounding};
use crate::explain::tree::node::{ExplainNode, ExplainOrigin, ExplainUnit, euros};
use crate::model::{betaalritmes, prestatie};
use crate::scenario::Status;
use crate::terms::jaar::Jaar;
use crate::uitkering::{Letter, Ritme, Termijn};

/// What a price is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Prijsdeel {
    Leerroute,
    Overig,
    GezinsOverig,
}

impl Explainer<'_> {
    /// A price of a year: as stated, or grown from the year before.
    pub(crate) fn prijs(&mut self, deel: Prijsdeel, jaar: Jaar) -> Arc<ExplainNode> {
        let model = self.model;
        let level = model.bedragen.prijspeil().get(jaar);
        let (key, what, value) = match deel {
            Prijsdeel::Leerroute => (
                "leerroute",
                "prijs van de leerroute per asielstatushouder",
                level.map(|level| &level.leerroute),
            ),
            Prijsdeel::Overig => (
                "overig",
                "prijs van al het overige per asielstatushouder",
                level.map(|level| &level.overig),
            ),
            Prijsdeel::GezinsOverig => (
                "gezins_overig",
                "prijs per gezins- of overige migrant",
                level.and_then(|level| level.gezins_overig.as_ref()),
            ),
        };
        let value = value.cloned().unwrap_or_else(|| exact_whole(0));
        let symbool = format!("prijs_{key}({jaar})");
        let etiket = NodeLabel::new(
            format!("{what}, {jaar}"),
            symbool,
            ExplainUnit::EuroPerPersoon,
        );
        let tables = &model.scenario.tabellen;
        if tables.prijs.get(jaar).is_some() {
            return self.cijfer(&format!("prijs.{jaar}.{key}"), etiket, value);
        }
        self.landelijk(format!("prijs_{key}.{jaar}"), |uitleg| {
            let before = uitleg.prijs(deel, jaar.plus(-1));
            let groei = tables
                .index
                .get(jaar)
                .map(|groei| groei.factor() - exact_whole(1));
            let index = uitleg.cijfer(
                &format!("index.{jaar}"),
                NodeLabel::new(
                    "groei van de prijzen",
                    format!("index({jaar})"),
                    ExplainUnit::Factor,
                ),
                groei.unwrap_or_else(|| exact_whole(0)),
            );
            ExplainNode::new(
                etiket.naam,
                etiket.symbool,
                etiket.eenheid,
                value,
                ExplainFormula::Groei,
                vec![before, index],
            )
        })
    }

    /// Price level of `jaar` over that of `base`, by the price of the leerroute.
    pub(crate) fn prijsverhouding(&mut self, base: Jaar, jaar: Jaar) -> Arc<ExplainNode> {
        self.landelijk(format!("prijspeil.{jaar}.{base}"), |uitleg| {
            let kinderen = vec![
                uitleg.prijs(Prijsdeel::Leerroute, jaar),
                uitleg.prijs(Prijsdeel::Leerroute, base),
            ];
            let ratio = uitleg.model.bedragen.prijspeil().ratio(base, jaar);
            ExplainNode::new(
                format!("prijspeil van {jaar} ten opzichte van {base}"),
                format!("prijspeil({jaar}; {base})"),
                ExplainUnit::Factor,
                ratio.unwrap_or_else(|| exact_whole(1)),
                ExplainFormula::Quotient,
                kinderen,
            )
        })
    }

    /// An instalment of a year with the rhythm of its cohort.
    fn termijn(&mut self, number: usize, jaar: Jaar) -> (Termijn, Ritme) {
        let termijn = self.termijnen(jaar)[number].clone();
        let ritmes = betaalritmes(&self.model.scenario.tabellen);
        let ritme = ritmes[termijn.ritme].ritme;
        (termijn, ritme)
    }

    /// The two parts of an instalment: leerroute and the rest.
    pub(crate) fn termijndelen(&mut self, letter: Letter, jaar: Jaar) -> Vec<Arc<ExplainNode>> {
        vec![
            self.leerroutedeel(letter, jaar),
            self.overigdeel(letter, jaar),
        ]
    }

    fn leerroutedeel(&mut self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        let number = letter.nummer();
        self.landelijk(format!("leerroutedeel_{letter}.{jaar}"), |uitleg| {
            let (termijn, ritme) = uitleg.termijn(number, jaar);
            let (formule, kinderen) = match ritme {
                Ritme::PerDeel { .. } => {
                    let share = uitleg.ritmedeel("leerroute", number, jaar);
                    let price = uitleg.prijs(Prijsdeel::Leerroute, jaar);
                    (ExplainFormula::Product, vec![share, price])
                }
                Ritme::Totaal(_) => {
                    let kinderen = vec![
                        uitleg.termijn_samen(letter, jaar),
                        uitleg.overigdeel(letter, jaar),
                    ];
                    (ExplainFormula::Verschil, kinderen)
                }
            };
            ExplainNode::new(
                format!(
                    "leerroutedeel van termijn {letter}, cohort {}",
                    termijn.cohort
                ),
                format!("leerroutedeel_{letter}({jaar})"),
                ExplainUnit::EuroPerPersoon,
                termijn.leerroute,
                formule,
                kinderen,
            )
        })
    }

    fn overigdeel(&mut self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        let number = letter.nummer();
        self.landelijk(format!("overigdeel_{letter}.{jaar}"), |uitleg| {
            let (termijn, ritme) = uitleg.termijn(number, jaar);
            let price = uitleg.prijs(Prijsdeel::Overig, jaar);
            let (formule, kinderen) = match ritme {
                Ritme::PerDeel { .. } => {
                    let share = uitleg.ritmedeel("overig", number, jaar);
                    (ExplainFormula::Product, vec![share, price])
                }
                Ritme::Totaal(_) => {
                    let left = uitleg.nog_overig(letter, jaar, price);
                    let samen = uitleg.termijn_samen(letter, jaar);
                    (ExplainFormula::Minimum, vec![samen, left])
                }
            };
            ExplainNode::new(
                format!(
                    "overig deel van termijn {letter}, cohort {}",
                    termijn.cohort
                ),
                format!("overigdeel_{letter}({jaar})"),
                ExplainUnit::EuroPerPersoon,
                termijn.overig,
                formule,
                kinderen,
            )
        })
    }

    /// The share of an instalment in the rhythm of its own cohort.
    fn ritmedeel(&mut self, deel: &str, number: usize, jaar: Jaar) -> Arc<ExplainNode> {
        let (termijn, ritme) = self.termijn(number, jaar);
        self.ritmedeel_van(&termijn, ritme, deel, number)
    }

    /// The share of instalment `number` in the rhythm of the cohort of `termijn`.
    fn ritmedeel_van(
        &mut self,
        termijn: &Termijn,
        ritme: Ritme,
        deel: &str,
        number: usize,
    ) -> Arc<ExplainNode> {
        let share = match (ritme, deel) {
            (Ritme::Totaal(shares), _) => shares[number],
            (Ritme::PerDeel { leerroute, .. }, "leerroute") => leerroute[number],
            (Ritme::PerDeel { overig, .. }, _) => overig[number],
        };
        let (cohort, ordinal) = (termijn.cohort, number + 1);
        let etiket = NodeLabel::new(
            format!("deel van termijn {ordinal} in het betaalritme van cohort {cohort}"),
            format!("ritme_{deel}_{ordinal}({cohort})"),
            ExplainUnit::Aandeel,
        );
        let sleutel = format!("betaalritme.{}.{deel}.{number}", termijn.ritme);
        let herkomst = self.herkomst(&sleutel);
        let usual = || ExplainOrigin::van("niet opgegeven: geen deel", Status::Afgeleid);
        let id = format!("ritme_{deel}_{ordinal}.{cohort}");
        self.vast(id, etiket, share.exact(), herkomst.unwrap_or_else(usual))
    }

    /// An instalment of both parts together.
    fn termijn_samen(&mut self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        let number = letter.nummer();
        self.landelijk(format!("termijn_{letter}.{jaar}"), |uitleg| {
            let share = uitleg.ritmedeel("totaal", number, jaar);
            let whole = uitleg.prijs_samen(jaar);
            ExplainNode::stap(
                format!("termijn {letter}, leerroute en overig samen"),
                format!("termijn_{letter}({jaar})"),
                ExplainUnit::EuroPerPersoon,
                ExplainFormula::Product,
                vec![share, whole],
            )
        })
    }

    fn prijs_samen(&mut self, jaar: Jaar) -> Arc<ExplainNode> {
        self.landelijk(format!("prijs.{jaar}"), |uitleg| {
            let kinderen = vec![
                uitleg.prijs(Prijsdeel::Leerroute, jaar),
                uitleg.prijs(Prijsdeel::Overig, jaar),
            ];
            ExplainNode::stap(
                format!("prijs van leerroute en overig samen, {jaar}"),
                format!("prijs({jaar})"),
                ExplainUnit::EuroPerPersoon,
                ExplainFormula::Som,
                kinderen,
            )
        })
    }

    /// What of the rest earlier instalments have not paid yet: it counts as the
    /// first part that is paid.
    fn nog_overig(
        &mut self,
        letter: Letter,
        jaar: Jaar,
        price: Arc<ExplainNode>,
    ) -> Arc<ExplainNode> {
        if letter == Letter::A {
            return price;
        }
        let number = letter.nummer();
        self.landelijk(format!("nog_overig_{letter}.{jaar}"), |uitleg| {
            let (termijn, ritme) = uitleg.termijn(number, jaar);
            let earlier = (0..number).map(|before| {
                let share = uitleg.ritmedeel_van(&termijn, ritme, "totaal", before);
                let whole = uitleg.prijs_samen(jaar);
                let id = format!("eerder_{letter}_{}.{jaar}", before + 1);
                uitleg.landelijk(id, |_| {
                    ExplainNode::stap(
                        format!("al betaald in termijn {}", before + 1),
                        "",
                        ExplainUnit::EuroPerPersoon,
                        ExplainFormula::Product,
                        vec![share, whole],
                    )
                })
            });
            let earlier: Vec<_> = earlier.collect();
            let kinderen = std::iter::once(price).chain(earlier).collect();
            ExplainNode::stap(
                format!("overig dat eerdere termijnen niet betaalden, {jaar}"),
                format!("nog_overig_{letter}({jaar})"),
                ExplainUnit::EuroPerPersoon,
                ExplainFormula::VerschilVanafNul,
                kinderen,
            )
        })
    }

    /// What of an instalment goes to completed trajecten.
    pub(crate) fn prestatiedeel(&mut self, letter: Letter, jaar: Jaar) -> Arc<ExplainNode> {
        let number = letter.nummer();
        self.landelijk(format!("prestatie_{letter}.{jaar}"), |uitleg| {
            let share = prestatie(&uitleg.model.scenario.tabellen, jaar);
            let (termijn, _) = uitleg.termijn(number, jaar);
            let etiket = NodeLabel::new(
                "deel van het leerroutedeel voor afgeronde trajecten",
                "prestatie",
                ExplainUnit::Aandeel,
            );
            let kinderen = vec![
                uitleg.cijfer("prestatie.aandeel", etiket, share.exact()),
                uitleg.leerroutedeel(letter, jaar),
            ];
            ExplainNode::new(
                format!("uit termijn {letter} voor afgeronde trajecten"),
                format!("prestatie_{letter}({jaar})"),
                ExplainUnit::EuroPerPersoon,
                euros(termijn.for_results(share).unwrap_or_default()),
                ExplainFormula::Product,
                kinderen,
            )
            .afgerond(Rounding::HalfOmhoog)
        })
    }
}
