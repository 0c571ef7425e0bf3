//! Differences that were asked to be an error: `--fail-if 'kas>1000000'`.

use super::ComparisonSelection;
use super::rows::{groepen, rijen};
use crate::compare::{BASIS_POINTS, Comparison, MoneyColumn, basis_points};
use crate::exact::money::{Cents, Notation, hundredths};
use crate::input::diagnostic::{Code, Diagnostic, nearest};

/// A difference that is too large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailCondition {
    /// As it was written.
    text: String,
    veld: MoneyColumn,
    richting: BreachDirection,
    grens: BreachLimit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BreachDirection {
    /// `veld>100`: more or less by over 100.
    Beide,
    /// `veld>+100`: more by over 100.
    Meer,
    /// `veld<-100`: less by over 100.
    Minder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BreachLimit {
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
            let message = format!("`{text}` is geen voorwaarde");
            Diagnostic::new(Code::Opdrachtregel, message).help(
                "schrijf een veld en een grens, zoals 'kas>1000000' (meer of minder), \
                 'kas>+1000000' (meer), 'kas<-2.5%' (minder)",
            )
        };
        let place = text.find(['>', '<']).ok_or_else(wrong)?;
        let (veld, rest) = text.split_at(place);
        let (sign, rest) = rest.split_at(1);
        let rest = rest.trim();
        let (richting, digits) = match (sign, rest.strip_prefix('+'), rest.strip_prefix('-')) {
            (">", Some(digits), _) => (BreachDirection::Meer, digits),
            ("<", _, Some(digits)) => (BreachDirection::Minder, digits),
            (">", None, None) => (BreachDirection::Beide, rest),
            _ => return Err(wrong()),
        };
        let hundredths = |digits: &str| hundredths(digits.trim());
        let grens = match digits.strip_suffix('%') {
            Some(digits) => hundredths(digits).map(BreachLimit::Procent),
            None => hundredths(digits).map(|cents| BreachLimit::Bedrag(Cents::new(cents))),
        };
        Ok(Self {
            text: text.to_owned(),
            veld: money_column_named(veld.trim())?,
            richting,
            grens: grens.ok_or_else(wrong)?,
        })
    }

    fn breached(&self, difference: Cents, from: Cents) -> bool {
        let difference = i128::from(difference.get());
        let (size, limit) = match self.grens {
            BreachLimit::Bedrag(limit) => (difference, i128::from(limit.get())),
            // The rounded share that is shown would hide what is just past the
            // limit. Of nothing, any difference is more than every percentage.
            BreachLimit::Procent(limit) => {
                let limit = i128::from(limit) * i128::from(from.get()).abs();
                (difference * BASIS_POINTS, limit)
            }
        };
        match self.richting {
            BreachDirection::Beide => size > limit || size < -limit,
            BreachDirection::Meer => size > limit,
            BreachDirection::Minder => size < -limit,
        }
    }
}

/// The cells that breach a condition, largest difference first, each as a line
/// for people; and how many cells were looked at.
pub fn breaches(
    vergelijking: &Comparison<'_>,
    selectie: &ComparisonSelection,
    voorwaarde: &FailCondition,
) -> (Vec<String>, usize) {
    let jaren = selectie.jaren_van(vergelijking);
    let euros = |amount| Notation::DUTCH.euros(amount);
    let mut found = Vec::new();
    let mut cells = 0;
    for groep in groepen(vergelijking, selectie) {
        for row in rijen(vergelijking, &groep, &voorwaarde.veld, &jaren) {
            cells += 1;
            let difference = row.verschil();
            if voorwaarde.breached(difference, row.a) {
                let code = if groep.code.is_empty() { "" } else { " " };
                let percent = basis_points(difference, row.a);
                let percent = percent.map_or_else(String::new, |points| {
                    format!(" ({})", Notation::DUTCH.basis_points(points))
                });
                let line = format!(
                    "{}{code}{} {} {}: {} -> {}, verschil {}{percent}",
                    groep.code,
                    groep.naam,
                    row.jaar,
                    voorwaarde.veld.column,
                    euros(row.a),
                    euros(row.b),
                    euros(difference),
                );
                found.push((difference.get().abs(), line));
            }
        }
    }
    found.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    (found.into_iter().map(|(_, line)| line).collect(), cells)
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
        let message = format!("`{naam}` is geen bedrag van een projectie");
        let known = names.iter().copied();
        Diagnostic::new(Code::Opdrachtregel, message).help(match nearest(naam, known) {
            Some(near) => format!("bedoelt u {near}?"),
            None => format!("kies uit {}", names.join(", ")),
        })
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
        let breached = |text: &str, difference: i64, from: i64| {
            let voorwaarde = FailCondition::parse(text).expect("a condition");
            voorwaarde.breached(Cents::new(difference), Cents::new(from))
        };
        for (text, difference, from, is_breached) in [
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
            let given = breached(text, difference, from);
            assert_eq!(given, is_breached, "{text}: {difference} of {from}");
        }
    }
}
