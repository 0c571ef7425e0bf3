//! A formula in writing: in symbols, and with the numbers filled in.

use super::formule::Formule;
use super::knoop::{Eenheid, Knoop};
use crate::fraction::{Exact, exact_whole};
use crate::money::Notation;

/// How numbers are written, and how many decimals of one that does not end.
#[derive(Debug, Clone, Copy)]
pub struct Schrijfwijze {
    /// Thousands and decimals.
    pub notatie: Notation,
    /// What stands between the arguments of `min(a; b)`.
    pub scheiding: &'static str,
}

/// Enough to redo a division by hand to the cent.
const MOST_DECIMALS: usize = 9;

impl Schrijfwijze {
    /// `1.234,56` and `min(a; b)`.
    pub const NEDERLANDS: Self = Self {
        notatie: Notation::DUTCH,
        scheiding: "; ",
    };

    /// `1,234.56` and `min(a, b)`.
    pub const ENGELS: Self = Self {
        notatie: Notation::ENGLISH,
        scheiding: ", ",
    };

    /// A number of some unit, without the unit.
    pub fn getal(self, value: &Exact, eenheid: Eenheid) -> String {
        let least = match eenheid {
            Eenheid::Euro | Eenheid::EuroPerPersoon | Eenheid::Grondslag => 2,
            Eenheid::Personen | Eenheid::Aandeel | Eenheid::Factor => 0,
        };
        self.notatie.decimal(value, least, MOST_DECIMALS)
    }
}

impl Knoop {
    /// The formula in symbols, without the symbol of the node itself; `None` at
    /// a leaf.
    pub fn in_symbolen(&self, schrijfwijze: Schrijfwijze) -> Option<String> {
        self.uitgeschreven(schrijfwijze, &|child| child.genoemd(schrijfwijze))
    }

    /// The same formula with the numbers filled in.
    pub fn ingevuld(&self, schrijfwijze: Schrijfwijze) -> Option<String> {
        if matches!(self.formule, Formule::OverGemeenten(_)) {
            return None;
        }
        self.uitgeschreven(schrijfwijze, &|child| {
            let number = schrijfwijze.getal(&child.waarde, child.eenheid);
            if number.starts_with('-') {
                format!("({number})")
            } else {
                number
            }
        })
    }

    /// Its symbol, or between brackets where needed the formula of a step
    /// between.
    fn genoemd(&self, schrijfwijze: Schrijfwijze) -> String {
        if !self.symbool.is_empty() {
            return self.symbool.clone();
        }
        let formula = self.in_symbolen(schrijfwijze);
        formula.unwrap_or_else(|| schrijfwijze.getal(&self.waarde, self.eenheid))
    }

    fn uitgeschreven(
        &self,
        schrijfwijze: Schrijfwijze,
        of: &dyn Fn(&Self) -> String,
    ) -> Option<String> {
        let between = |mark: &str, within: bool| {
            let parts = self.kinderen.iter().map(|child| {
                let text = of(child);
                let loose = within && child.symbool.is_empty() && text.contains(" + ");
                if loose { format!("({text})") } else { text }
            });
            parts.collect::<Vec<_>>().join(mark)
        };
        let child = |number: usize| self.kinderen.get(number).map(|child| of(child));
        Some(match &self.formule {
            Formule::Gegeven => return None,
            Formule::OverGemeenten(people) => format!("som over {} gemeenten", people.len()),
            Formule::Gelijk => child(0)?,
            Formule::Som => between(" + ", false),
            Formule::Verschil => between(" - ", true),
            Formule::VerschilVanafNul => {
                let zero = schrijfwijze.getal(&exact_whole(0), Eenheid::Personen);
                format!(
                    "max({zero}{}{})",
                    schrijfwijze.scheiding,
                    between(" - ", true)
                )
            }
            Formule::Product => between(" × ", true),
            Formule::Quotient => between(" / ", true),
            Formule::NaarRato => format!("{} × {} / {}", child(0)?, child(1)?, child(2)?),
            Formule::Groei => format!("{} × (1 + {})", child(0)?, child(1)?),
            Formule::Korten => format!("{} × (1 - {})", child(0)?, child(1)?),
            Formule::Laat => format!(
                "{0} × (1 - {2}) + {1} × {2}",
                child(0)?,
                child(1)?,
                child(2)?
            ),
            Formule::Minimum => format!("min({})", between(schrijfwijze.scheiding, false)),
            Formule::GrootsteRest(..) => match child(2) {
                Some(sum) => format!("{} × {} / {sum}", child(0)?, child(1)?),
                None => format!("{} × {}", child(0)?, child(1)?),
            },
            Formule::TwaalfBetalingen => format!("twaalf twaalfden van {}", child(0)?),
        })
    }
}
