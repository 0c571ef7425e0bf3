//! A formula in writing: in symbols, and with the numbers filled in.

use super::formula::ExplainFormula;
use super::node::{ExplainNode, ExplainUnit};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::Notation;

/// How numbers are written, and how many decimals of one that does not end.
#[derive(Debug, Clone, Copy)]
pub struct FormulaNotation {
    /// Thousands and decimals.
    pub notation: Notation,
    /// What stands between the arguments of `min(a; b)`.
    pub separator: &'static str,
}

/// Enough to redo a division by hand to the cent.
const MOST_DECIMALS: usize = 9;

impl FormulaNotation {
    /// `1.234,56` and `min(a; b)`.
    pub const NEDERLANDS: Self = Self {
        notation: Notation::DUTCH,
        separator: "; ",
    };

    /// `1,234.56` and `min(a, b)`.
    pub const ENGELS: Self = Self {
        notation: Notation::ENGLISH,
        separator: ", ",
    };

    /// A number of some unit, without the unit.
    pub fn getal(self, value: &Exact, eenheid: ExplainUnit) -> String {
        let least = match eenheid {
            ExplainUnit::Euro | ExplainUnit::EuroPerPersoon | ExplainUnit::Grondslag => 2,
            ExplainUnit::Personen | ExplainUnit::Aandeel | ExplainUnit::Factor => 0,
        };
        self.notation.decimal(value, least, MOST_DECIMALS)
    }
}

impl ExplainNode {
    /// The formula in symbols, without the symbol of the node itself; `None` at
    /// a leaf.
    pub fn in_symbols(&self, schrijfwijze: FormulaNotation) -> Option<String> {
        self.written_out(schrijfwijze, &|child| child.genoemd(schrijfwijze))
    }

    /// The same formula with the numbers filled in.
    pub fn ingevuld(&self, schrijfwijze: FormulaNotation) -> Option<String> {
        if matches!(self.formule, ExplainFormula::OverGemeenten(_)) {
            return None;
        }
        self.written_out(schrijfwijze, &|child| {
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
    fn genoemd(&self, schrijfwijze: FormulaNotation) -> String {
        if !self.symbool.is_empty() {
            return self.symbool.clone();
        }
        let formula = self.in_symbols(schrijfwijze);
        formula.unwrap_or_else(|| schrijfwijze.getal(&self.waarde, self.eenheid))
    }

    fn written_out(
        &self,
        schrijfwijze: FormulaNotation,
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
            ExplainFormula::Gegeven => return None,
            ExplainFormula::OverGemeenten(people) => format!("som over {} gemeenten", people.len()),
            ExplainFormula::Gelijk => child(0)?,
            ExplainFormula::Som => between(" + ", false),
            ExplainFormula::Verschil => between(" - ", true),
            ExplainFormula::VerschilVanafNul => {
                let zero = schrijfwijze.getal(&exact_whole(0), ExplainUnit::Personen);
                format!(
                    "max({zero}{}{})",
                    schrijfwijze.separator,
                    between(" - ", true)
                )
            }
            ExplainFormula::Product => between(" × ", true),
            ExplainFormula::Quotient => between(" / ", true),
            ExplainFormula::NaarRato => format!("{} × {} / {}", child(0)?, child(1)?, child(2)?),
            ExplainFormula::Groei => format!("{} × (1 + {})", child(0)?, child(1)?),
            ExplainFormula::Korten => format!("{} × (1 - {})", child(0)?, child(1)?),
            ExplainFormula::Laat => format!(
                "{0} × (1 - {2}) + {1} × {2}",
                child(0)?,
                child(1)?,
                child(2)?
            ),
            ExplainFormula::Minimum => format!("min({})", between(schrijfwijze.separator, false)),
            ExplainFormula::GrootsteRest(..) => match child(2) {
                Some(sum) => format!("{} × {} / {sum}", child(0)?, child(1)?),
                None => format!("{} × {}", child(0)?, child(1)?),
            },
            ExplainFormula::TwaalfBetalingen => format!("twaalf twaalfden van {}", child(0)?),
        })
    }
}
