//! Amounts per budget year: derived from prices, published, and the ones that count.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::fraction::{Exact, Fraction, exact_whole};
use crate::jaar::Jaar;
use crate::money::{Cents, euros_to_cents};
use crate::scenario::Scenario;
use crate::scenario::types::{BedragenTabel, Gebruik, Tabellen};
use crate::scenario::values::{Centbedrag, MAX_PER_PERSON};
use crate::uitkering::{Afgeleid, Bedragen, Betaalritme, Prijs, Ritme, afgeleid, onderwijsroute};

/// Ri2021 art. 10.1: 70 per cent, where no scenario says otherwise.
const PA: (i64, i64) = (7, 10);

/// Prices in every year that can be reckoned: published, or carried on by `[index]`.
#[derive(Debug, Clone, Default)]
pub struct Prijspeil(BTreeMap<Jaar, Prijs>);

impl Prijspeil {
    fn new(tables: &Tabellen) -> Self {
        let mut levels = BTreeMap::new();
        let Some(&first) = tables.prijs.0.keys().next() else {
            return Self(levels);
        };
        let last_key = |keys: Option<&Jaar>| keys.copied().unwrap_or(first);
        let last = tables
            .scenario
            .tot
            .max(last_key(tables.prijs.0.keys().next_back()))
            .max(last_key(tables.index.0.keys().next_back()));
        let mut before: Option<Prijs> = None;
        for jaar in first.through(last) {
            let level = match (tables.prijs.get(jaar), tables.index.get(jaar), &before) {
                (Some(prijs), ..) => Some(Prijs {
                    leerroute: prijs.leerroute.exact(),
                    overig: prijs.overig.exact(),
                    gezins_overig: prijs.gezins_overig.map(|amount| amount.exact()),
                }),
                (None, Some(groei), Some(before)) => {
                    let factor = groei.factor();
                    Some(Prijs {
                        leerroute: &before.leerroute * &factor,
                        overig: &before.overig * &factor,
                        gezins_overig: before.gezins_overig.as_ref().map(|amount| amount * &factor),
                    })
                }
                _ => None,
            };
            before = level.clone();
            levels.extend(level.map(|level| (jaar, level)));
        }
        Self(levels)
    }

    /// The prices of a year.
    pub fn get(&self, jaar: Jaar) -> Option<&Prijs> {
        self.0.get(&jaar)
    }

    /// Price level of `jaar` over that of `base`, by the price of the leerroute.
    pub fn ratio(&self, base: Jaar, jaar: Jaar) -> Option<Exact> {
        let (base, now) = (&self.get(base)?.leerroute, &self.get(jaar)?.leerroute);
        (base.numer() != &0.into()).then(|| now / base)
    }
}

/// Derived and published amounts of one year beside each other, and the ones that count.
#[derive(Debug, Clone)]
pub struct Jaarbedragen {
    /// The budget year.
    pub jaar: Jaar,
    /// Amounts and weights that follow from the prices.
    pub afgeleid: Option<Afgeleid>,
    /// Amount per gezins- of overige migrant that follows from the prices.
    pub gezins_overig: Option<Cents>,
    /// Amount per person on the onderwijsroute that follows from the prices.
    pub onderwijsroute: Option<Cents>,
    /// What the scenario says is published.
    pub gepubliceerd: BedragenTabel,
    /// The ones that count; `None` where too little is known.
    pub geldend: Option<Bedragen>,
}

/// A published amount in cents.
pub fn cents(amount: Option<Centbedrag>) -> Option<Cents> {
    euros_to_cents(&amount?.exact())
}

/// The amounts of every year that the scenario mentions or projects.
pub struct Bedragentabel<'a> {
    tables: &'a Tabellen,
    ritmes: Vec<Betaalritme>,
    prijspeil: Prijspeil,
}

impl<'a> Bedragentabel<'a> {
    /// Prepares prices and rhythms.
    pub fn new(tables: &'a Tabellen) -> Self {
        let ritmes = tables.betaalritme.iter().map(|table| Betaalritme {
            vanaf_cohort: table.vanaf_cohort,
            ritme: match (table.totaal, table.leerroute, table.overig) {
                (Some(totaal), ..) => Ritme::Totaal(totaal.map(|share| share.0)),
                (None, leerroute, overig) => {
                    let shares = |part: Option<[crate::scenario::values::Aandeel; 3]>| {
                        part.map_or([Fraction::ZERO; 3], |part| part.map(|share| share.0))
                    };
                    Ritme::PerDeel {
                        leerroute: shares(leerroute),
                        overig: shares(overig),
                    }
                }
            },
        });
        Self {
            tables,
            ritmes: ritmes.collect(),
            prijspeil: Prijspeil::new(tables),
        }
    }

    /// The price levels.
    pub fn prijspeil(&self) -> &Prijspeil {
        &self.prijspeil
    }

    /// Every year for which the scenario has amounts or prices, or is projected.
    pub fn years(&self) -> BTreeSet<Jaar> {
        let kop = &self.tables.scenario;
        let published = self.tables.bedragen.0.keys().copied();
        let priced = self.prijspeil.0.keys().copied();
        kop.van
            .through(kop.tot)
            .chain(published)
            .chain(priced)
            .collect()
    }

    /// The amounts of one year.
    pub fn of(&self, jaar: Jaar) -> Jaarbedragen {
        let prijs = self.prijspeil.get(jaar);
        let gepubliceerd = self.tables.bedragen.get(jaar).unwrap_or_default();
        let mut amounts = Jaarbedragen {
            jaar,
            afgeleid: prijs
                .and_then(|prijs| afgeleid(jaar, prijs, &self.ritmes, self.prestatie(jaar))),
            gezins_overig: prijs
                .and_then(|prijs| prijs.gezins_overig.as_ref())
                .and_then(euros_to_cents),
            onderwijsroute: self.onderwijsroute(jaar),
            gepubliceerd,
            geldend: None,
        };
        amounts.geldend = self.resolve(&amounts).ok();
        amounts
    }

    /// Share of the leerroute part that goes to completed trajecten in a year.
    fn prestatie(&self, jaar: Jaar) -> Fraction {
        match &self.tables.prestatie {
            Some(prestatie) if prestatie.vanaf <= jaar => prestatie.aandeel.0,
            _ => Fraction::ZERO,
        }
    }

    /// The onderwijsroute table, in the years in which it holds.
    fn onderwijsroute(&self, jaar: Jaar) -> Option<Cents> {
        let table = self.tables.onderwijsroute.as_ref()?;
        let in_force = table.actief.unwrap_or(true)
            && table.vanaf <= jaar
            && table.tot.is_none_or(|tot| jaar <= tot);
        if !in_force {
            return Some(Cents::ZERO);
        }
        let base = &self.prijspeil.get(table.prijspeil)?.leerroute;
        let now = &self.prijspeil.get(jaar)?.leerroute;
        onderwijsroute(&table.trajectprijs.exact(), base, now)
    }

    /// The amounts that count, or the first key for which there is no amount.
    fn resolve(&self, amounts: &Jaarbedragen) -> Result<Bedragen, &'static str> {
        let published = &amounts.gepubliceerd;
        let pick = |published: Option<Centbedrag>, derived: Option<Cents>| match amounts
            .gepubliceerd
            .gebruik
        {
            Gebruik::Gepubliceerd => cents(published).or(derived),
            Gebruik::Afgeleid => derived.or(cents(published)),
        };
        let derived = |number: usize| amounts.afgeleid.map(|derived| derived.bedrag[number]);
        let bedrag = [
            pick(published.a, derived(0)).ok_or("a")?,
            pick(published.b, derived(1)).ok_or("b")?,
            pick(published.c, derived(2)).ok_or("c")?,
        ];
        let without_results = self.prestatie(amounts.jaar) == Fraction::ZERO;
        let weight = |number: usize, published| {
            let derived = match amounts.afgeleid {
                Some(derived) => Some(derived.gewicht[number]),
                None if without_results => Some(*bedrag.get(number).unwrap_or(&Cents::ZERO)),
                None => None,
            };
            pick(published, derived)
        };
        let route = self.tables.onderwijsroute.as_ref();
        let amount = pick(
            published.onderwijsroute,
            if route.is_some() {
                amounts.onderwijsroute
            } else {
                Some(Cents::ZERO)
            },
        )
        .ok_or("onderwijsroute")?;
        let po = published.po.or(route.map(|route| route.aandeel));
        Ok(Bedragen {
            gezins_overig: pick(published.gezins_overig, amounts.gezins_overig)
                .ok_or("gezins_overig")?,
            bedrag,
            gewicht: [
                weight(0, published.gewicht_a).ok_or("gewicht_a")?,
                weight(1, published.gewicht_b).ok_or("gewicht_b")?,
                weight(2, published.gewicht_c).ok_or("gewicht_c")?,
                weight(3, published.gewicht_d).ok_or("gewicht_d")?,
            ],
            pa_t: self.pa(amounts.jaar, |table| table.pa_t.map(|share| share.0)),
            pa_t1: self.pa(amounts.jaar, |table| table.pa_t1.map(|share| share.0)),
            onderwijsroute: amount,
            po: po.map_or(Fraction::ZERO, |share| share.0),
        })
    }

    /// The percentage of a year, or of the last year before it that has one.
    fn pa(&self, jaar: Jaar, of: impl Fn(&BedragenTabel) -> Option<Fraction>) -> Fraction {
        let known = self.tables.bedragen.0.range(..=jaar);
        let last = known.rev().find_map(|(_, table)| of(table));
        last.unwrap_or(Fraction::new(PA.0, PA.1))
    }

    /// The amounts that count in a projected year.
    ///
    /// # Errors
    /// If neither amounts nor prices are known.
    pub fn required(&self, scenario: &Scenario, jaar: Jaar) -> Result<Bedragen, Diagnostic> {
        let amounts = self.of(jaar);
        let missing = match self.resolve(&amounts) {
            Ok(geldend) => return Ok(geldend),
            Err(key) => key,
        };
        let year = jaar.to_string();
        let priced = self.prijspeil.get(jaar).is_some();
        if missing == "onderwijsroute" {
            let message = format!("het bedrag voor de onderwijsroute in {jaar} volgt nergens uit");
            return Err(Diagnostic::new(Code::BedragenOntbreken, message)
                .at(scenario.place_of(&["onderwijsroute", "prijspeil"]))
                .help(format!(
                    "geef `onderwijsroute` in `[bedragen.{jaar}]`, of prijzen voor {jaar} en voor het prijspeil"
                )));
        }
        if priced && amounts.afgeleid.is_none() {
            let message = format!("geen betaalritme voor de cohorten die in {jaar} worden betaald");
            return Err(Diagnostic::new(Code::BetaalritmeOntbreekt, message)
                .at(scenario.place_of(&["betaalritme"]))
                .help("zet `[[betaalritme]]` met `vanaf_cohort` twee jaar voor het eerste jaar"));
        }
        if priced || self.tables.bedragen.get(jaar).is_some() {
            let table = if priced { "prijs" } else { "bedragen" };
            let message = format!("voor {jaar} ontbreekt het bedrag `{missing}`");
            return Err(Diagnostic::new(Code::BedragenOntbreken, message)
                .at(scenario.place_of(&[table, &year]))
                .help(format!(
                    "geef `{missing}` in `[bedragen.{jaar}]`, of prijzen om het uit af te leiden"
                )));
        }
        let message =
            format!("voor {jaar} zijn er geen bedragen en geen prijzen om ze uit af te leiden");
        Err(Diagnostic::new(Code::BedragenOntbreken, message)
            .at(scenario.place_of(&["bedragen"]))
            .help(format!(
                "geef `[bedragen.{jaar}]`, of `[prijs.{jaar}]`, of een groei in `[index]` na een jaar met prijzen"
            )))
    }

    /// Holds what growth makes of the prices to the bounds that prices have themselves.
    ///
    /// # Errors
    /// A year in which a price passes them.
    pub fn check(&self, scenario: &Scenario) -> Result<(), Diagnostic> {
        let largest = exact_whole(MAX_PER_PERSON);
        for (jaar, prijs) in &self.prijspeil.0 {
            let prices = [&prijs.leerroute, &prijs.overig];
            let mut prices = prices.into_iter().chain(&prijs.gezins_overig);
            if prices.any(|price| *price > largest) {
                let message =
                    format!("door de groei komt een prijs in {jaar} boven {MAX_PER_PERSON} euro");
                return Err(Diagnostic::new(Code::BuitenBereik, message)
                    .at(scenario.place_of(&["index", &jaar.to_string()])));
            }
        }
        let Some(route) = &self.tables.onderwijsroute else {
            return Ok(());
        };
        let too_dear = self.prijspeil.0.keys().find(|&&jaar| {
            let ratio = self.prijspeil.ratio(route.prijspeil, jaar);
            ratio.is_some_and(|ratio| ratio * route.trajectprijs.exact() > largest)
        });
        let Some(jaar) = too_dear else {
            return Ok(());
        };
        let message = format!("de trajectprijs komt in {jaar} boven {MAX_PER_PERSON} euro");
        Err(Diagnostic::new(Code::BuitenBereik, message)
            .at(scenario.place_of(&["onderwijsroute", "trajectprijs"])))
    }

    /// The first year in which completed trajecten weigh in the distribution.
    pub fn first_prestatie_year(&self) -> Option<Jaar> {
        let mut first = None;
        for jaar in self.years() {
            if let Some(bedragen) = self.of(jaar).geldend
                && bedragen.gewicht[3] > Cents::ZERO
            {
                first = Some(jaar);
                break;
            }
        }
        let announced = self.tables.prestatie.as_ref().and_then(|prestatie| {
            let counts = prestatie.aandeel.0 != Fraction::ZERO;
            let unknown = self.of(prestatie.vanaf).geldend.is_none();
            (counts && unknown).then_some(prestatie.vanaf)
        });
        first.into_iter().chain(announced).min()
    }
}
