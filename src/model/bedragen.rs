//! Amounts per budget year: derived from prices, published, and the ones that count.

use std::collections::{BTreeMap, BTreeSet};

use super::bedrag_kind::BedragKind;
use super::prijspeil::Prijspeil;
use super::stated::{betaalritmes, cents};
use crate::exact::fraction::{Exact, Fraction, exact_whole};
use crate::exact::money::{Cents, euros_to_cents};
use crate::scenario::tables::{BedragenTable, Gebruik, OnderwijsrouteTable, Tables};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::uitkering::{
    Afgeleid, Bedragen, Betaalritme, GEWICHT_D, Letter, afgeleid, onderwijsroute,
};

/// Ri2021 art. 10.1: 70 per cent where no scenario says otherwise, in tenths.
pub(crate) const PA: i64 = 7;

/// Derived and published amounts of one year beside each other, and the ones that count.
#[derive(Debug, Clone)]
pub struct YearBedragen {
    /// The budget year.
    pub jaar: Jaar,
    /// Amounts and weights that follow from the prices.
    pub afgeleid: Option<Afgeleid>,
    /// Amount per gezins- of overige migrant that follows from the prices.
    pub gezins_overig: Option<Cents>,
    /// Amount per person on the onderwijsroute that follows from the prices.
    pub onderwijsroute: Option<Cents>,
    /// What the scenario says is published.
    pub gepubliceerd: BedragenTable,
    /// The ones that count; `None` where too little is known.
    pub geldend: Option<Bedragen>,
    /// The first without an amount, where too little is known.
    pub ontbreekt: Option<MissingBedrag>,
}

impl YearBedragen {
    /// Whether a published amount counts, where it or a derived one is known (verantwoording 3).
    pub fn takes_published(&self, published: bool, derived: bool) -> bool {
        match self.gepubliceerd.gebruik {
            Gebruik::Gepubliceerd => published,
            Gebruik::Afgeleid => published && !derived,
        }
    }

    /// Whether a published amount counts where another one follows from the prices: what is
    /// changed in prices, rhythm or shares does nothing to the amounts of this year.
    pub fn hides_derived(&self) -> bool {
        let Some(counts) = self.geldend else {
            return false;
        };
        let differs = self.afgeleid.is_some_and(|derived| {
            derived.bedrag != counts.bedrag || derived.gewicht != counts.gewicht
        });
        let other = |derived: Option<Cents>, counts| derived.is_some_and(|it| it != counts);
        let differs = differs
            || other(self.gezins_overig, counts.gezins_overig)
            || other(self.onderwijsroute, counts.onderwijsroute);
        self.gepubliceerd.gebruik == Gebruik::Gepubliceerd && differs
    }

    /// The weight of a completed traject that counts, whether or not the other
    /// amounts of the year are known.
    fn gewicht_d(&self) -> Option<Cents> {
        let published = cents(self.gepubliceerd.gewicht_d);
        let derived = self.afgeleid.map(|derived| derived.gewicht[GEWICHT_D]);
        let known = if self.takes_published(published.is_some(), derived.is_some()) {
            published
        } else {
            derived
        };
        self.geldend
            .map(|amounts| amounts.gewicht[GEWICHT_D])
            .or(known)
    }
}

/// What a year has no figure for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingBedrag {
    /// An amount or a weight.
    Bedrag(BedragKind),
    /// The share of people that an amount for the onderwijsroute is for.
    Po,
}

/// The amounts of every year that the scenario mentions or projects.
#[derive(Debug, Clone)]
pub struct BedragenByYear {
    years: BTreeMap<Jaar, YearBedragen>,
    prijspeil: Prijspeil,
    first_prestatie_year: Option<Jaar>,
}

impl BedragenByYear {
    /// Derives and resolves the amounts of a scenario.
    pub fn new(tables: &Tables) -> Self {
        let afleiding = BedragDerivation::new(tables);
        let years: BTreeMap<Jaar, YearBedragen> = afleiding
            .years()
            .into_iter()
            .map(|jaar| (jaar, afleiding.of(jaar)))
            .collect();
        Self {
            first_prestatie_year: afleiding.first_prestatie_year(&years),
            years,
            prijspeil: afleiding.prijspeil,
        }
    }

    /// The price levels.
    pub fn prijspeil(&self) -> &Prijspeil {
        &self.prijspeil
    }

    /// The amounts of every year, earliest first.
    pub fn years(&self) -> impl Iterator<Item = &YearBedragen> {
        self.years.values()
    }

    /// The amounts of one year.
    pub fn of(&self, jaar: Jaar) -> Option<&YearBedragen> {
        self.years.get(&jaar)
    }

    /// The first year in which completed trajecten weigh in the distribution.
    pub fn first_prestatie_year(&self) -> Option<Jaar> {
        self.first_prestatie_year
    }
}

/// Share of the leerroute part that goes to completed trajecten in a year.
pub fn prestatie(tables: &Tables, jaar: Jaar) -> Fraction {
    match &tables.prestatie {
        Some(prestatie) if prestatie.vanaf <= jaar => prestatie.aandeel.0,
        _ => Fraction::ZERO,
    }
}

/// The last year before `jaar` for which an amount for the onderwijsroute was published,
/// and that amount: from there on it grows with the price of the leerroute. One of before
/// the year of `prijspeil` says no more than the price of a traject does, which is later.
pub fn last_route(tables: &Tables, jaar: Jaar) -> Option<(Jaar, Cents)> {
    let route = tables.onderwijsroute.as_ref()?;
    let mut years = tables.bedragen.0.range(..jaar).rev();
    years.find_map(|(&from, table)| {
        let counts = table.gebruik == Gebruik::Gepubliceerd;
        let amount = cents(table.onderwijsroute)?;
        (counts && from >= route.prijspeil && route.in_force(from)).then_some((from, amount))
    })
}

/// Why there is no amount for the onderwijsroute in a year.
pub fn no_route(jaar: Jaar) -> Text {
    Text::new(
        format!("geen budget voor de onderwijsroute binnen de uitkering in {jaar}"),
        format!("no budget for the onderwijsroute within the uitkering in {jaar}"),
    )
}

/// [`last_route`] where the price of then is known and is no zero, which nothing grows from.
pub fn grown_route(tables: &Tables, prijspeil: &Prijspeil, jaar: Jaar) -> Option<(Jaar, Cents)> {
    let (from, amount) = last_route(tables, jaar)?;
    let level = prijspeil.get(from)?;
    (level.leerroute != exact_whole(0)).then_some((from, amount))
}

/// How amounts follow from the tables of a scenario.
struct BedragDerivation<'a> {
    tables: &'a Tables,
    ritmes: Vec<Betaalritme>,
    prijspeil: Prijspeil,
}

impl<'a> BedragDerivation<'a> {
    fn new(tables: &'a Tables) -> Self {
        Self {
            tables,
            ritmes: betaalritmes(tables),
            prijspeil: Prijspeil::new(tables),
        }
    }

    /// Every year for which the scenario has amounts or prices, or is projected.
    fn years(&self) -> BTreeSet<Jaar> {
        let kop = &self.tables.scenario;
        let published = self.tables.bedragen.0.keys().copied();
        let priced = self.prijspeil.levels.keys().copied();
        kop.van
            .through(kop.tot)
            .chain(published)
            .chain(priced)
            .collect()
    }

    fn of(&self, jaar: Jaar) -> YearBedragen {
        let prijs = self.prijspeil.get(jaar);
        let mut gepubliceerd = self.tables.bedragen.get(jaar).unwrap_or_default();
        let route = self.tables.onderwijsroute.as_ref();
        if route.is_some_and(OnderwijsrouteTable::is_taken_out) {
            // The budget is no part of the grant, whatever was published for it.
            gepubliceerd.onderwijsroute = None;
        }
        let mut amounts = YearBedragen {
            jaar,
            afgeleid: prijs
                .and_then(|prijs| afgeleid(jaar, prijs, &self.ritmes, self.prestatie(jaar))),
            gezins_overig: prijs
                .and_then(|prijs| prijs.gezins_overig.as_ref())
                .and_then(euros_to_cents),
            onderwijsroute: self.onderwijsroute(jaar),
            gepubliceerd,
            geldend: None,
            ontbreekt: None,
        };
        match self.resolve(&amounts) {
            Ok(geldend) => amounts.geldend = Some(geldend),
            Err(missing) => amounts.ontbreekt = Some(missing),
        }
        amounts
    }

    /// Share of the leerroute part that goes to completed trajecten in a year.
    fn prestatie(&self, jaar: Jaar) -> Fraction {
        prestatie(self.tables, jaar)
    }

    /// The amount for the onderwijsroute: zero outside the years in which it holds.
    fn onderwijsroute(&self, jaar: Jaar) -> Option<Cents> {
        let table = self.tables.onderwijsroute.as_ref()?;
        if !table.in_force(jaar) {
            return Some(Cents::ZERO);
        }
        let now = &self.prijspeil.get(jaar)?.leerroute;
        if let Some((from, amount)) = grown_route(self.tables, &self.prijspeil, jaar)
            && let Some(level) = self.prijspeil.get(from)
        {
            let euros = Exact::new(amount.get().into(), 100.into());
            return euros_to_cents(&(euros * now / &level.leerroute));
        }
        let base = &self.prijspeil.get(table.prijspeil)?.leerroute;
        onderwijsroute(&table.trajectprijs.exact(), base, now)
    }

    /// The amounts that count, or the first for which there is none.
    fn resolve(&self, amounts: &YearBedragen) -> Result<Bedragen, MissingBedrag> {
        let pick = |soort: BedragKind, without: Option<Cents>| {
            let published = soort.gepubliceerd(&amounts.gepubliceerd);
            let derived = soort.afgeleid(amounts);
            let counts = if amounts.takes_published(published.is_some(), derived.is_some()) {
                published
            } else {
                derived
            };
            counts.or(without).ok_or(MissingBedrag::Bedrag(soort))
        };
        let usual = |soort: BedragKind| pick(soort, None);
        let [a, b, c] = Letter::ALL.map(|letter| usual(BedragKind::Bedrag(letter)));
        let bedrag = [a?, b?, c?];
        let route = self.tables.onderwijsroute.as_ref();
        let without = route.is_none().then_some(Cents::ZERO);
        let onderwijsroute = pick(BedragKind::Onderwijsroute, without)?;
        let gezins_overig = usual(BedragKind::GezinsOverig)?;
        let without_results = self.prestatie(amounts.jaar) == Fraction::ZERO;
        let mut gewicht = [Cents::ZERO; 4];
        for (number, soort) in BedragKind::GEWICHTEN.into_iter().enumerate() {
            // Without prices the amounts themselves are the weights.
            let amount = bedrag.get(number).copied().unwrap_or_default();
            gewicht[number] = pick(soort, without_results.then_some(amount))?;
        }
        let po = amounts.gepubliceerd.po;
        let po = match po.or(route.map(|route| route.aandeel)) {
            Some(share) => share.0,
            None if onderwijsroute == Cents::ZERO => Fraction::ZERO,
            None => return Err(MissingBedrag::Po),
        };
        Ok(Bedragen {
            gezins_overig,
            bedrag,
            gewicht,
            pa_t: self.pa(amounts.jaar, |table| table.pa_t.map(|share| share.0)),
            pa_t1: self.pa(amounts.jaar, |table| table.pa_t1.map(|share| share.0)),
            onderwijsroute,
            po,
        })
    }

    /// The percentage of a year, or of the last year before it that has one.
    fn pa(&self, jaar: Jaar, of: impl Fn(&BedragenTable) -> Option<Fraction>) -> Fraction {
        let known = self.tables.bedragen.0.range(..=jaar);
        let last = known.rev().find_map(|(_, table)| of(table));
        last.unwrap_or(Fraction::new(PA, 10))
    }

    /// The first year with a weight for results (Bi2021 art. 10.3(5)), also where
    /// other amounts of that year are not known: it may lie before the first that
    /// is projected.
    fn first_prestatie_year(&self, years: &BTreeMap<Jaar, YearBedragen>) -> Option<Jaar> {
        let weighs = |year: &&YearBedragen| year.gewicht_d().is_some_and(|it| it > Cents::ZERO);
        let first = years.values().find(weighs).map(|year| year.jaar);
        let announced = self.tables.prestatie.as_ref().and_then(|prestatie| {
            let counts = prestatie.aandeel.0 != Fraction::ZERO;
            let year = years.get(&prestatie.vanaf);
            let known = year.is_some_and(|year| year.gewicht_d().is_some());
            (counts && !known).then_some(prestatie.vanaf)
        });
        first.into_iter().chain(announced).min()
    }
}
