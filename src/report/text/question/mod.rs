//! Answers to questions beyond a scenario, for a terminal.

mod assumed;
mod factors;
mod frontier;
mod global;
mod reach;
mod sensitivity;
mod series;
mod solve;

pub use assumed::assumptions_table;
pub use frontier::frontier_text;
pub use sensitivity::{SensitivityShown, sensitivity_text};
pub use solve::solve_text;

use crate::exact::money::{Cents, round_half_away};
use crate::question::{OfDraws, Over, Target, TargetKind};
use crate::terms::jaar::ranges;
use crate::terms::{Lang, Text};

/// From so many cents on amounts stand in millions.
const IN_MILLIONS: i64 = 1_000_000_000;

/// How the figures of a table are written: one way for all of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FigureForm {
    kind: TargetKind,
    millions: bool,
    lang: Lang,
}

impl FigureForm {
    /// The form for figures of which the largest is of this size.
    pub fn of(kind: TargetKind, largest: i64, lang: Lang) -> Self {
        Self {
            kind,
            millions: kind == TargetKind::Cents && largest.abs() >= IN_MILLIONS,
            lang,
        }
    }

    /// A figure; with `sign` also where it is above zero.
    pub fn text(self, value: i64, sign: bool) -> String {
        let notation = self.lang.notation();
        let plus = if sign && value > 0 { "+" } else { "" };
        let text = match self.kind {
            TargetKind::People => notation.whole(value),
            TargetKind::Cents if self.millions => {
                // Thousands of euros, so that small effects on large amounts show.
                let thousands = round_half_away(value.into(), 100_000) as i64;
                let sign = if thousands < 0 { "-" } else { "" };
                let point = self.lang.choose(",", ".");
                let size = thousands.abs();
                format!(
                    "{sign}{}{point}{:03}",
                    notation.whole(size / 1000),
                    size % 1000
                )
            }
            TargetKind::Cents => super::cells::whole_euros(Cents::new(value), self.lang),
            TargetKind::Millionths => notation.basis_points(value / 100),
        };
        format!("{plus}{text}")
    }

    /// The difference of two figures: of chances in percentage points.
    pub fn difference(self, value: i64, sign: bool) -> String {
        let text = self.text(value, sign);
        match self.kind {
            TargetKind::Millionths => format!("{} pp", text.trim_end_matches('%').trim_end()),
            TargetKind::People | TargetKind::Cents => text,
        }
    }

    /// What the figures are in, for a title.
    pub fn unit(self) -> &'static str {
        let lang = self.lang;
        match self.kind {
            TargetKind::People => lang.choose("in personen", "in people"),
            TargetKind::Cents if self.millions => {
                lang.choose("in miljoenen euro's", "in millions of euros")
            }
            TargetKind::Cents => lang.choose("in hele euro's", "in whole euros"),
            TargetKind::Millionths => lang.choose(
                "in procenten van de trekkingen, verschillen in procentpunten (pp)",
                "in per cent of the draws, differences in percentage points (pp)",
            ),
        }
    }
}

/// What a target is about: the column, the years, and what of the draws.
pub(crate) fn about(target: &Target, lang: Lang) -> String {
    let column = target.column.heading(lang);
    let years = match (target.column.is_stock(), target.years.last()) {
        (true, Some(last)) => last.to_string(),
        _ => ranges(target.years.iter().copied()).join(", "),
    };
    let form = FigureForm::of(target.column_kind(), 0, lang);
    let of = match target.over {
        Over::Run => None,
        Over::Draws { draws, seed, of } => {
            let what = match of {
                OfDraws::Quantile(share) => {
                    let percent = lang.notation().millionths(share);
                    lang.choose(format!("kwantiel {percent}"), format!("quantile {percent}"))
                }
                OfDraws::Above(figure) => {
                    let figure = form.text(figure, false);
                    lang.choose(
                        format!("kans op meer dan {figure}"),
                        format!("chance of more than {figure}"),
                    )
                }
                OfDraws::Below(figure) => {
                    let figure = form.text(figure, false);
                    lang.choose(
                        format!("kans op minder dan {figure}"),
                        format!("chance of less than {figure}"),
                    )
                }
            };
            let (seed_word, draws_word) = lang.choose(("zaad", "trekkingen"), ("seed", "draws"));
            Some(format!("{what} ({draws} {draws_word}, {seed_word} {seed})"))
        }
    };
    let mut parts = vec![column.to_owned(), years];
    parts.extend(of);
    parts.join(", ")
}

/// Keys in a sentence, no more than a few of them.
pub(crate) fn some_keys(keys: &[&str], lang: Lang) -> String {
    const MOST: usize = 8;
    let shown = keys[..keys.len().min(MOST)].join(", ");
    match keys.len().checked_sub(MOST) {
        Some(more) if more > 0 => {
            let rest = Text::new(format!(" en nog {more}"), format!(" and {more} more"));
            format!("{shown}{}", rest.of(lang))
        }
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_differ_in_percentage_points_and_amounts_in_what_they_are_in() {
        let chance = FigureForm::of(TargetKind::Millionths, 0, Lang::Nl);
        assert_eq!(chance.text(125_000, false), "12,50%");
        assert_eq!(chance.difference(125_000, true), "+12,50 pp");
        assert_eq!(chance.difference(-5_000, true), "-0,50 pp");
        let amount = FigureForm::of(TargetKind::Cents, 90_000, Lang::En);
        assert_eq!(amount.difference(90_000, true), amount.text(90_000, true));
    }
}
