//! A formula in writing: in symbols, and with the numbers filled in.

use super::formula::ExplainFormula;
use super::node::{ExplainNode, ExplainUnit};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::Notation;
use crate::terms::Lang;
use crate::terms::noun::GEMEENTEN;

/// How numbers are written, and how many decimals of one that does not end.
#[derive(Debug, Clone, Copy)]
pub struct FormulaNotation {
    /// Thousands and decimals.
    pub notation: Notation,
    /// What stands between the arguments of `min(a; b)`.
    pub separator: &'static str,
    /// The language of what is said in words.
    pub lang: Lang,
}

/// Enough to redo a division by hand to the cent.
const MOST_DECIMALS: usize = 9;

impl FormulaNotation {
    /// `1.234,56` and `min(a; b)`.
    pub const DUTCH: Self = Self {
        notation: Notation::DUTCH,
        separator: "; ",
        lang: Lang::Nl,
    };

    /// `1,234.56` and `min(a, b)`.
    pub const ENGLISH: Self = Self {
        notation: Notation::ENGLISH,
        separator: ", ",
        lang: Lang::En,
    };

    /// `1234.56` and `min(a, b)`, for programs.
    pub(crate) const PLAIN: Self = Self {
        notation: Notation::PLAIN,
        separator: ", ",
        lang: Lang::Nl,
    };

    /// The usual one of a language.
    pub const fn of(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::DUTCH,
            Lang::En => Self::ENGLISH,
        }
    }

    /// A number of some unit, without the unit.
    pub fn number(self, value: &Exact, unit: ExplainUnit) -> String {
        let least = match unit {
            ExplainUnit::Euro | ExplainUnit::EuroPerPersoon | ExplainUnit::Grondslag => 2,
            ExplainUnit::Personen
            | ExplainUnit::Aandeel
            | ExplainUnit::Factor
            | ExplainUnit::Gewogen => 0,
        };
        self.notation.decimal(value, least, MOST_DECIMALS)
    }
}

impl ExplainNode {
    /// The formula in symbols, without the symbol of the node itself; `None` at
    /// a leaf.
    pub fn in_symbols(&self, notation: FormulaNotation) -> Option<String> {
        self.written_out(notation, &|child| child.named(notation))
    }

    /// The same formula with the numbers filled in.
    pub fn filled_in(&self, notation: FormulaNotation) -> Option<String> {
        if matches!(self.formule, ExplainFormula::OverGemeenten(_)) {
            return None;
        }
        self.written_out(notation, &|child| {
            let number = notation.number(&child.waarde, child.eenheid);
            if number.starts_with('-') {
                format!("({number})")
            } else {
                number
            }
        })
    }

    /// Its symbol, or between brackets where needed the formula of a step
    /// between.
    fn named(&self, notation: FormulaNotation) -> String {
        if !self.symbool.is_empty() {
            return self.symbool.clone();
        }
        let formula = self.in_symbols(notation);
        formula.unwrap_or_else(|| notation.number(&self.waarde, self.eenheid))
    }

    fn written_out(
        &self,
        notation: FormulaNotation,
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
            ExplainFormula::OverGemeenten(people) => {
                let sum = notation.lang.choose("som over", "sum over");
                format!("{sum} {}", GEMEENTEN.of(people.len(), notation.lang))
            }
            ExplainFormula::Gelijk => child(0)?,
            ExplainFormula::Som => between(" + ", false),
            ExplainFormula::Verschil => between(" - ", true),
            ExplainFormula::VerschilVanafNul => {
                let zero = notation.number(&exact_whole(0), ExplainUnit::Personen);
                format!("max({zero}{}{})", notation.separator, between(" - ", true))
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
            ExplainFormula::Minimum => format!("min({})", between(notation.separator, false)),
            ExplainFormula::GrootsteRest(..) => match child(2) {
                Some(sum) => format!("{} × {} / {sum}", child(0)?, child(1)?),
                None => format!("{} × {}", child(0)?, child(1)?),
            },
            ExplainFormula::KleinsteDelers(..) => format!("{} / {}", child(1)?, child(2)?),
            ExplainFormula::TwaalfBetalingen => {
                let twelve = notation
                    .lang
                    .choose("twaalf twaalfden van", "twelve twelfths of");
                format!("{twelve} {}", child(0)?)
            }
        })
    }
}
