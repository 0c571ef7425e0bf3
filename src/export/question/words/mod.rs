//! Questions beyond a scenario in the words of whoever asks, held against a model: what the
//! command line and other languages have in common.

mod sensitivity;
mod solve;

pub use sensitivity::{MOST_POINTS, SensitivityWords, method_named};
pub use solve::{
    FrontierWords, MOST_DECIMALS, MOST_SOLVE_DRAWS, MOST_STEPS, SolveWords, WhomWords, manner_named,
};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::input::diagnostic::{Code, Diagnostic};
use crate::question::MILLION;
use crate::scenario::values::parse_decimal;
use crate::terms::Text;

/// Refuses a number outside its bounds: the command line does so as it reads them.
pub(super) fn within(
    option: &str,
    number: u32,
    bounds: std::ops::RangeInclusive<u32>,
) -> Result<(), Diagnostic> {
    if bounds.contains(&number) {
        return Ok(());
    }
    let (least, most) = bounds.into_inner();
    let message = Text::new(
        format!("{option} {number} kan niet"),
        format!("{option} {number} cannot be"),
    );
    let help = Text::new(
        format!("geef een getal van {least} tot en met {most}"),
        format!("give a number from {least} through {most}"),
    );
    Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
}

/// A number of millionths from a share such as `0.95` or `95%`.
///
/// # Errors
/// No share above 0 and below 1, or one with more than six decimals.
pub fn share(option: &str, text: &str) -> Result<u32, Diagnostic> {
    let trimmed = text.trim().replace(',', ".");
    let value = match trimmed.strip_suffix('%') {
        Some(percent) => parse_decimal(percent.trim()).map(|it| it / Decimal::ONE_HUNDRED),
        None => parse_decimal(&trimmed),
    };
    let inside = value.filter(|value| *value > Decimal::ZERO && *value < Decimal::ONE);
    let millionths = inside.map(|value| (value * Decimal::from(MILLION)).normalize());
    if millionths.is_some_and(|it| it.scale() > 0) {
        // Cut off, it would be another share than was asked.
        let message = Text::new(
            format!(
                "{option} {text} heeft als getal tussen 0 en 1 meer dan zes cijfers achter de komma"
            ),
            format!("{option} {text} has more than six decimals as a number between 0 and 1"),
        );
        return Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(
                format!("geef een getal met ten hoogste zes, zoals {option} 0.999999"),
                format!("give a number with six at most, such as {option} 0.999999"),
            )),
        );
    }
    millionths.and_then(|it| it.to_u32()).ok_or_else(|| {
        let message = Text::new(
            format!("`{text}` is geen deel van de trekkingen"),
            format!("`{text}` is no share of the draws"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(
            format!("geef een getal tussen 0 en 1, zoals {option} 0.95"),
            format!("give a number between 0 and 1, such as {option} 0.95"),
        ))
    })
}
