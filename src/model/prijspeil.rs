//! Price levels: stated, derived back from published amounts, or carried on by `[index]`.

use std::collections::BTreeMap;

use super::stated::{betaalritmes, cents};
use crate::exact::fraction::{Exact, Fraction, exact_whole};
use crate::exact::money::{Cents, euros_to_cents};
use crate::scenario::tables::{Gebruik, PrijsTable, Tables};
use crate::terms::jaar::Jaar;
use crate::uitkering::{Betaalritme, Herleiding, Prijs, TERMIJNEN, afgeleid, herleid};

/// Prices in every year that can be reckoned. What was last published is what grows: a
/// year with a price of its own has that, one with published amounts the prices that
/// these follow from, any other what `[index]` makes of the year before.
#[derive(Debug, Clone, Default)]
pub struct Prijspeil {
    pub(crate) levels: BTreeMap<Jaar, Prijs>,
    seams: BTreeMap<Jaar, PriceSeam>,
}

/// A year whose prices were derived back from published amounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceSeam {
    /// The prices behind a, b and c; `None` where those were not published, or follow
    /// from the prices of before.
    pub instalments: Option<Herleiding>,
    /// Whether the amount of a gezins- of overige migrant is the price from here on.
    pub gezins_overig: bool,
}

impl PriceSeam {
    /// Whether the amounts follow from the prices to the cent.
    pub fn is_exact(&self) -> bool {
        self.instalments.as_ref().is_none_or(|found| found.is_exact)
    }
}

/// A price of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceKind {
    /// Of the leerroute.
    Leerroute,
    /// Of everything else.
    Overig,
    /// Of a gezins- of overige migrant.
    GezinsOverig,
}

impl PriceKind {
    /// The price by which a level is measured: that of the leerroute, or the first
    /// after it that is not zero.
    const BY: [Self; 3] = [Self::Leerroute, Self::Overig, Self::GezinsOverig];

    /// The price itself.
    pub fn of(self, prijs: &Prijs) -> Option<&Exact> {
        match self {
            Self::Leerroute => Some(&prijs.leerroute),
            Self::Overig => Some(&prijs.overig),
            Self::GezinsOverig => prijs.gezins_overig.as_ref(),
        }
    }
}

impl Prijspeil {
    pub(crate) fn new(tables: &Tables) -> Self {
        let ritmes = betaalritmes(tables);
        let mut found = Self::default();
        let years = || tables.prijs.0.keys().chain(tables.bedragen.0.keys());
        let Some(&first) = years().min() else {
            return found;
        };
        let last = years().chain(tables.index.0.keys()).max();
        let last = tables.scenario.tot.max(last.copied().unwrap_or(first));
        let mut before: Option<Prijs> = None;
        for jaar in first.through(last) {
            let carried = || {
                let factor = tables.index.get(jaar)?.factor();
                before.as_ref().map(|before| grown(before, &factor))
            };
            let level = match tables.prijs.get(jaar) {
                Some(stated) => Some(stated_prices(&stated)),
                None => found.behind(tables, jaar, carried(), (&ritmes, before.as_ref())),
            };
            before = level.clone();
            found.levels.extend(level.map(|level| (jaar, level)));
        }
        found
    }

    /// The prices behind what was published for a year, or those carried on to it where
    /// these give the same amounts or nothing was published.
    fn behind(
        &mut self,
        tables: &Tables,
        jaar: Jaar,
        carried: Option<Prijs>,
        (ritmes, before): (&[Betaalritme], Option<&Prijs>),
    ) -> Option<Prijs> {
        let published = tables.bedragen.get(jaar);
        let Some(table) = published.filter(|table| table.gebruik == Gebruik::Gepubliceerd) else {
            return carried;
        };
        let mut seam = PriceSeam::default();
        let [a, b, c] = [table.a, table.b, table.c].map(cents);
        if let (Some(a), Some(b), Some(c)) = (a, b, c)
            && !gives(jaar, carried.as_ref(), ritmes, [a, b, c])
        {
            seam.instalments = herleid(jaar, [a, b, c], ritmes, before);
        }
        let migrant = cents(table.gezins_overig);
        let own = carried
            .as_ref()
            .and_then(|level| level.gezins_overig.as_ref());
        let is_known = own.and_then(euros_to_cents) == migrant;
        let instalments = seam.instalments.as_ref();
        let (leerroute, overig) = match (instalments, &carried) {
            (Some(found), _) => (found.leerroute.clone(), found.overig.clone()),
            (None, Some(carried)) => (carried.leerroute.clone(), carried.overig.clone()),
            // An amount of a migrant alone is no price of an asielstatushouder.
            (None, None) => return None,
        };
        let gezins_overig = match migrant {
            Some(amount) if !is_known => {
                seam.gezins_overig = true;
                Some(Exact::new(amount.get().into(), 100.into()))
            }
            _ => own.cloned(),
        };
        if seam != PriceSeam::default() {
            self.seams.insert(jaar, seam);
        }
        Some(Prijs {
            leerroute,
            overig,
            gezins_overig,
        })
    }

    /// The prices of a year.
    pub fn get(&self, jaar: Jaar) -> Option<&Prijs> {
        self.levels.get(&jaar)
    }

    /// The years whose prices were derived back from published amounts.
    pub fn seams(&self) -> &BTreeMap<Jaar, PriceSeam> {
        &self.seams
    }

    /// Whether a price of a year was derived back from what was published for it.
    pub fn is_derived_back(&self, kind: PriceKind, jaar: Jaar) -> bool {
        self.seams.get(&jaar).is_some_and(|seam| match kind {
            PriceKind::Leerroute | PriceKind::Overig => seam.instalments.is_some(),
            PriceKind::GezinsOverig => seam.gezins_overig,
        })
    }

    /// The price by which later levels are held against that of `base`.
    pub fn measure(&self, base: Jaar) -> Option<PriceKind> {
        let prices = self.get(base)?;
        let is_price = |kind: &PriceKind| {
            let price = kind.of(prices);
            price.is_some_and(|price| *price != exact_whole(0))
        };
        PriceKind::BY.into_iter().find(is_price)
    }

    /// Price level of `jaar` over that of `base`, by the price of the leerroute, or the
    /// first other that is not zero. A year has the level of itself, whatever its prices.
    pub fn ratio(&self, base: Jaar, jaar: Jaar) -> Option<Exact> {
        let (first, now) = (self.get(base)?, self.get(jaar)?);
        match self.measure(base) {
            Some(kind) => Some(kind.of(now)? / kind.of(first)?),
            None => (base == jaar).then(|| exact_whole(1)),
        }
    }
}

fn stated_prices(prijs: &PrijsTable) -> Prijs {
    Prijs {
        leerroute: prijs.leerroute.exact(),
        overig: prijs.overig.exact(),
        gezins_overig: prijs.gezins_overig.map(|amount| amount.exact()),
    }
}

fn grown(before: &Prijs, factor: &Exact) -> Prijs {
    Prijs {
        leerroute: &before.leerroute * factor,
        overig: &before.overig * factor,
        gezins_overig: before.gezins_overig.as_ref().map(|amount| amount * factor),
    }
}

/// Whether prices give these amounts, to the cent.
fn gives(
    jaar: Jaar,
    prijs: Option<&Prijs>,
    ritmes: &[Betaalritme],
    bedragen: [Cents; TERMIJNEN],
) -> bool {
    let derived = prijs.and_then(|prijs| afgeleid(jaar, prijs, ritmes, Fraction::ZERO));
    derived.is_some_and(|derived| derived.bedrag == bedragen)
}
