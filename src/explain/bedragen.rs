//! The amounts and weights of a year (Ri2021 art. 10.2-10.4): published, or
//! derived from prices, rhythm and prestatiebekostiging.

use std::sync::Arc;

use super::bronnen::Etiket;
use super::formule::{Afronding, Formule};
use super::knoop::{Artikel, Eenheid, Herkomst, Knoop, euros};
use super::uitlegger::Uitlegger;
use crate::begrippen::KortingWijze;
use crate::fraction::{Fraction, exact_whole};
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::projection::{Jaarbedragen, cents, korting_in, prestatie};
use crate::scenario::Status;
use crate::uitkering::Bedragen;

/// The instalments by their letters.
pub(super) const TERMIJNEN: [&str; 3] = ["a", "b", "c"];

/// The number of the instalment that a weight or amount is about; 3 for `gewicht_d`.
fn nummer(key: &str) -> Option<usize> {
    let letter = key.strip_prefix("gewicht_").unwrap_or(key);
    ["a", "b", "c", "d"]
        .iter()
        .position(|&known| known == letter)
}

fn is_gewicht(key: &str) -> bool {
    key.starts_with("gewicht_")
}

/// An amount by its key in `[bedragen.J]`.
fn of(bedragen: &Bedragen, key: &str) -> Cents {
    match (key, nummer(key)) {
        ("gezins_overig", _) => bedragen.gezins_overig,
        (_, Some(number)) if is_gewicht(key) => bedragen.gewicht[number],
        (_, Some(number)) => bedragen.bedrag[number],
        _ => bedragen.onderwijsroute,
    }
}

/// What the scenario says is published.
fn published(year: &Jaarbedragen, key: &str) -> Option<Cents> {
    let table = &year.gepubliceerd;
    cents(match key {
        "gezins_overig" => table.gezins_overig,
        "a" => table.a,
        "b" => table.b,
        "c" => table.c,
        "gewicht_a" => table.gewicht_a,
        "gewicht_b" => table.gewicht_b,
        "gewicht_c" => table.gewicht_c,
        "gewicht_d" => table.gewicht_d,
        _ => table.onderwijsroute,
    })
}

/// What follows from the prices.
fn derived(year: &Jaarbedragen, key: &str) -> Option<Cents> {
    match (key, nummer(key)) {
        ("gezins_overig", _) => year.gezins_overig,
        (_, Some(number)) if is_gewicht(key) => year.afgeleid.map(|it| it.gewicht[number]),
        (_, Some(number)) => year.afgeleid.map(|it| it.bedrag[number]),
        _ => year.onderwijsroute,
    }
}

pub(super) fn etiket(key: &str, jaar: Jaar) -> Etiket {
    let (naam, artikel) = match (key, nummer(key)) {
        ("gezins_overig", _) => (
            "bedrag per gezins- of overige migrant".to_owned(),
            Some(Artikel::RI_10_2),
        ),
        (_, Some(3)) => (
            "gewicht van een afgerond traject".to_owned(),
            Some(Artikel::RI_10_4),
        ),
        (_, Some(number)) => {
            let cohort = jaar.plus(-(number as i32));
            let (what, artikel) = if is_gewicht(key) {
                ("gewicht", Artikel::RI_10_4)
            } else {
                ("bedrag", Artikel::RI_10_3)
            };
            let per = format!("{what} per asielstatushouder van cohort {cohort}");
            (per, Some(artikel))
        }
        _ => ("bedrag per persoon op de onderwijsroute".to_owned(), None),
    };
    let mut etiket = Etiket::new(naam, format!("{key}({jaar})"), Eenheid::EuroPerPersoon);
    etiket.artikel = artikel;
    etiket
}

/// A node of an amount.
pub(super) fn knoop(
    key: &str,
    jaar: Jaar,
    amount: Cents,
    formule: Formule,
    kinderen: Vec<Arc<Knoop>>,
) -> Knoop {
    let etiket = etiket(key, jaar);
    let mut knoop = Knoop::new(
        etiket.naam,
        etiket.symbool,
        etiket.eenheid,
        euros(amount),
        formule,
        kinderen,
    );
    knoop.artikel = etiket.artikel;
    knoop
}

impl Uitlegger<'_> {
    /// The amount that counted in a year.
    pub(super) fn bedrag(&mut self, key: &'static str, jaar: Jaar) -> Arc<Knoop> {
        self.na_korting(key, jaar, false)
    }

    /// The same with the derived amount beside a published one.
    pub(super) fn bedrag_vergeleken(&mut self, key: &'static str, jaar: Jaar) -> Arc<Knoop> {
        self.na_korting(key, jaar, true)
    }

    fn na_korting(&mut self, key: &'static str, jaar: Jaar, compare: bool) -> Arc<Knoop> {
        // A cut leaves the weights alone, so it moves no money between gemeenten.
        let korting = if is_gewicht(key) {
            None
        } else {
            self.korting(jaar)
        };
        let Some(korting) = korting else {
            return self.voor_korting(key, jaar, compare);
        };
        let id = format!("{key}.{jaar}.na_korting{}", mark(compare));
        self.landelijk(id, |uitleg| {
            let amount = of(&uitleg.invoer(jaar).bedragen, key);
            let before = uitleg.voor_korting(key, jaar, compare);
            let mut knoop = knoop(key, jaar, amount, Formule::Korten, vec![before, korting]);
            knoop.symbool = format!("{key}_na_korting({jaar})");
            knoop.afgerond(Afronding::HalfOmhoog)
        })
    }

    /// The share by which the amounts of a year are cut, if they are.
    pub(super) fn korting(&mut self, jaar: Jaar) -> Option<Arc<Knoop>> {
        let tables = &self.model.scenario.tabellen;
        let (number, table) = korting_in(tables, jaar)?;
        let passed_on = table.wijze == KortingWijze::Doorberekend;
        let share =
            Some(table.percentage.0).filter(|&share| passed_on && share != Fraction::ZERO)?;
        let single = "korting.percentage".to_owned();
        let sleutel = match self.herkomst(&single) {
            Some(_) => single,
            None => format!("korting.{number}.percentage"),
        };
        let etiket = Etiket::new(
            "korting die wordt doorberekend",
            format!("korting({jaar})"),
            Eenheid::Aandeel,
        );
        Some(self.cijfer(&sleutel, etiket, share.exact()))
    }

    fn voor_korting(&mut self, key: &'static str, jaar: Jaar, compare: bool) -> Arc<Knoop> {
        let model = self.model;
        let year = model
            .bedragen
            .of(jaar)
            .expect("a projected year has amounts");
        let (published, derived) = (published(year, key), derived(year, key));
        if !year.takes_published(published.is_some(), derived.is_some()) {
            return self.afgeleid(key, jaar);
        }
        let amount = published.unwrap_or_default();
        let sleutel = format!("bedragen.{jaar}.{key}");
        let leaf = self.cijfer(&sleutel, etiket(key, jaar), euros(amount));
        if !compare || derived.is_none() {
            return leaf;
        }
        self.landelijk(format!("{key}.{jaar}.vergeleken"), |uitleg| {
            let derived = uitleg.afgeleid(key, jaar);
            let kinderen = vec![leaf, derived];
            let mut knoop = knoop(key, jaar, amount, Formule::Gelijk, kinderen);
            knoop.symbool = format!("{key}_geldend({jaar})");
            knoop.toelichting("het gepubliceerde bedrag wint van het afgeleide")
        })
    }

    /// The amount that follows from the prices.
    fn afgeleid(&mut self, key: &'static str, jaar: Jaar) -> Arc<Knoop> {
        let id = format!("{key}.{jaar}.afgeleid");
        match (key, nummer(key)) {
            ("gezins_overig", _) => self.landelijk(id, |uitleg| {
                let price = uitleg.prijs(key, jaar);
                let amount = uitleg.afgeleid_bedrag(key, jaar);
                let knoop = knoop(key, jaar, amount, Formule::Gelijk, vec![price]);
                knoop.afgerond(Afronding::HalfOmhoog)
            }),
            (_, Some(number)) if is_gewicht(key) => self.gewicht(id, key, number, jaar),
            (_, Some(number)) => self.landelijk(id, |uitleg| {
                let parts = uitleg.termijndelen(number, jaar);
                let amount = uitleg.afgeleid_bedrag(key, jaar);
                let mut knoop = knoop(key, jaar, amount, Formule::Som, parts);
                knoop.symbool = format!("{key}_afgeleid({jaar})");
                knoop.afgerond(Afronding::HalfOmhoog)
            }),
            _ => self.onderwijsroute(id, jaar),
        }
    }

    pub(super) fn afgeleid_bedrag(&self, key: &str, jaar: Jaar) -> Cents {
        let year = self.model.bedragen.of(jaar);
        let derived = year.and_then(|year| derived(year, key));
        let geldend = year.and_then(|year| year.geldend);
        let counts = geldend.map(|bedragen| of(&bedragen, key));
        derived.or(counts).unwrap_or_default()
    }

    /// A weight: the amount less what goes to completed trajecten; of these
    /// themselves all that was taken out.
    fn gewicht(&mut self, id: String, key: &'static str, number: usize, jaar: Jaar) -> Arc<Knoop> {
        let share = prestatie(&self.model.scenario.tabellen, jaar);
        let priced = self.model.bedragen.of(jaar);
        let priced = priced.is_some_and(|year| year.afgeleid.is_some());
        let amount = self.afgeleid_bedrag(key, jaar);
        if number == 3 {
            if share == Fraction::ZERO {
                let none = Herkomst::van(
                    format!("geen prestatiebekostiging in {jaar}"),
                    Status::Afgeleid,
                );
                return self.vast(id, etiket(key, jaar), exact_whole(0), none);
            }
            return self.landelijk(id, |uitleg| {
                let parts = (0..3).map(|number| uitleg.prestatiedeel(number, jaar));
                let parts = parts.collect();
                knoop(key, jaar, amount, Formule::Som, parts)
            });
        }
        self.landelijk(id, |uitleg| {
            let whole = if priced {
                uitleg.afgeleid(TERMIJNEN[number], jaar)
            } else {
                // Without prices the amounts themselves are the weights, uncut.
                uitleg.voor_korting(TERMIJNEN[number], jaar, false)
            };
            let (formule, parts) = if share == Fraction::ZERO {
                (Formule::Gelijk, vec![whole])
            } else {
                let taken = uitleg.prestatiedeel(number, jaar);
                (Formule::Verschil, vec![whole, taken])
            };
            knoop(key, jaar, amount, formule, parts)
        })
    }
}

fn mark(compare: bool) -> &'static str {
    if compare { ".vergeleken" } else { "" }
}
