//! Differences that were asked to be an error: `--fail-if 'kas>1000000'`.

use super::ComparisonSelection;
use super::rows::{compared_rows, groepen};
use crate::compare::{BASIS_POINTS, Comparison, MoneyColumn};
use crate::exact::money::{Cents, hundredths};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::nearest_or_all;
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// A difference that is too large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailCondition {
    /// As it was written.
    text: String,
    veld: MoneyColumn,
    richting: Direction,
    grens: Limit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// `veld>100`: more or less by over 100.
    Beide,
    /// `veld>+100`: more by over 100.
    Meer,
    /// `veld<-100`: less by over 100.
    Minder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    Bedrag(Cents),
    /// Hundredths of a per cent of the first scenario.
    Procent(i64),
}

impl FailCondition {
    /// Reads `veld>bedrag`, `veld>+bedrag` or `veld<-bedrag`, the amount in euros
    /// or as a percentage such as `1.5%`.
    ///
    /// # Errors
    /// Any other text, or a column that no run has.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let wrong = || {
            let message = Text::new(
                format!("`{text}` is geen voorwaarde"),
                format!("`{text}` is no condition"),
            );
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "schrijf een veld en een grens, zoals 'kas>1000000' (meer of minder), \
                 'kas>+1000000' (meer), 'kas<-2.5%' (minder)",
                "write a field and a limit, such as 'kas>1000000' (more or less), \
                 'kas>+1000000' (more), 'kas<-2.5%' (less)",
            ))
        };
        let place = text.find(['>', '<']).ok_or_else(wrong)?;
        let (veld, rest) = text.split_at(place);
        let (sign, rest) = rest.split_at(1);
        let rest = rest.trim();
        let (richting, digits) = match (sign, rest.strip_prefix('+'), rest.strip_prefix('-')) {
            (">", Some(digits), _) => (Direction::Meer, digits),
            ("<", _, Some(digits)) => (Direction::Minder, digits),
            (">", None, None) => (Direction::Beide, rest),
            _ => return Err(wrong()),
        };
        let hundredths = |digits: &str| hundredths(digits.trim());
        let grens = match digits.strip_suffix('%') {
            Some(digits) => hundredths(digits).map(Limit::Procent),
            None => hundredths(digits).map(|cents| Limit::Bedrag(Cents::new(cents))),
        };
        Ok(Self {
            text: text.to_owned(),
            veld: money_column_named(veld.trim())?,
            richting,
            grens: grens.ok_or_else(wrong)?,
        })
    }

    /// The column that it is about.
    pub fn field(&self) -> &MoneyColumn {
        &self.veld
    }

    fn is_exceeded(&self, difference: Cents, from: Cents) -> bool {
        let difference = i128::from(difference.get());
        let (size, limit) = match self.grens {
            Limit::Bedrag(limit) => (difference, i128::from(limit.get())),
            // The rounded share that is shown would hide what is just past the
            // limit. Of nothing, any difference is more than every percentage.
            Limit::Procent(limit) => {
                let limit = i128::from(limit) * i128::from(from.get()).abs();
                (difference * BASIS_POINTS, limit)
            }
        };
        match self.richting {
            Direction::Beide => size > limit || size < -limit,
            Direction::Meer => size > limit,
            Direction::Minder => size < -limit,
        }
    }
}

/// What came of holding a comparison against a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionResult {
    /// How many cells were looked at.
    pub cells: usize,
    /// Those past the limit, the largest difference first.
    pub exceeding: Vec<ExceedingCell>,
}

/// An amount of which the difference is past the limit of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceedingCell {
    /// Code of the gemeente; `NL` for the country, empty for a provincie.
    pub code: String,
    /// Name of the gemeente, provincie or country.
    pub naam: String,
    /// The year.
    pub jaar: Jaar,
    /// The amount of the first scenario.
    pub a: Cents,
    /// The amount of the other one.
    pub b: Cents,
}

impl ExceedingCell {
    /// How much more the other scenario has.
    pub fn difference(&self) -> Cents {
        self.b - self.a
    }
}

/// Holds every cell that is shown against a condition.
pub fn hold_condition(
    vergelijking: &Comparison<'_>,
    selectie: &ComparisonSelection,
    voorwaarde: &FailCondition,
) -> ConditionResult {
    let jaren = selectie.years_of(vergelijking);
    let mut result = ConditionResult {
        cells: 0,
        exceeding: Vec::new(),
    };
    for groep in groepen(vergelijking, selectie) {
        for row in compared_rows(vergelijking, &groep, &voorwaarde.veld, &jaren) {
            result.cells += 1;
            if voorwaarde.is_exceeded(row.difference(), row.a) {
                result.exceeding.push(ExceedingCell {
                    code: groep.code.clone(),
                    naam: groep.naam.clone(),
                    jaar: row.jaar,
                    a: row.a,
                    b: row.b,
                });
            }
        }
    }
    let size = |cell: &ExceedingCell| std::cmp::Reverse(cell.difference().get().abs());
    result.exceeding.sort_by_key(size);
    result
}

impl std::fmt::Display for FailCondition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The column with this name.
///
/// # Errors
/// A name that no column of money has; the nearest one is suggested.
pub fn money_column_named(naam: &str) -> Result<MoneyColumn, Diagnostic> {
    MoneyColumn::named(naam).ok_or_else(|| {
        let all = MoneyColumn::all();
        let names: Vec<&str> = all.iter().map(|veld| veld.column.name()).collect();
        let message = Text::new(
            format!("`{naam}` is geen bedrag van een projectie"),
            format!("`{naam}` is no amount of a projection"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(nearest_or_all(naam, &names))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1.` was read as one euro once, and nowhere else.
    #[test]
    fn a_limit_is_a_number_or_refused() {
        for text in ["kas>1", "kas>+1.5", "kas<-0.05%", "kas > 1 %"] {
            assert!(FailCondition::parse(text).is_ok(), "{text}");
        }
        for text in ["kas>1.", "kas>.5", "kas>1.%", "kas>", "kas>1.234", "kas=1"] {
            assert!(FailCondition::parse(text).is_err(), "{text}");
        }
    }

    /// A share that rounds to the limit may be past it.
    #[test]
    fn a_percentage_is_held_against_the_exact_amounts() {
        let exceeded = |text: &str, difference: i64, from: i64| {
            let voorwaarde = FailCondition::parse(text).expect("a condition");
            voorwaarde.is_exceeded(Cents::new(difference), Cents::new(from))
        };
        for (text, difference, from, is_past) in [
            ("kas>0%", 1, i64::MAX, true),
            ("kas>0%", 0, i64::MAX, false),
            ("kas<-2.5%", -2_504, 100_000, true),
            ("kas<-2.5%", -2_500, 100_000, false),
            ("kas<-2.5%", 2_504, 100_000, false),
            ("kas>+2.5%", 2_501, -100_000, true),
            ("kas>+2.5%", -2_501, -100_000, false),
            ("kas>2.5%", -2_501, 100_000, true),
            ("kas>1000%", 1, 0, true),
            ("kas>+1000%", -1, 0, false),
            ("kas>0%", 0, 0, false),
            ("kas>1%", i64::MAX, 3, true),
            ("kas<-1%", i64::MAX, 3, false),
            ("kas>92233720368547758.07%", i64::MAX, i64::MIN, false),
        ] {
            let given = exceeded(text, difference, from);
            assert_eq!(given, is_past, "{text}: {difference} of {from}");
        }
    }
}
