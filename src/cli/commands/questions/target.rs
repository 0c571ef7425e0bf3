//! What a question is about, on the command line.

use clap::Args;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::cli::args::rows::RowOptions;
use crate::columns::Column;
use crate::export::{Selection, target_units};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::question::{MILLION, OfDraws, Over, Target, TargetKind, amount, column_named};
use crate::scenario::values::{DrawCount, parse_decimal};
use crate::terms::Text;

/// Of whom, and of which years.
#[derive(Debug, Clone, Default, Args)]
pub struct TargetOptions {
    #[command(flatten)]
    pub rows: RowOptions,

    /// Alleen gemeenten met zoveel inwoners, zoals 50000-100000, 250000- of -20000
    /// EN: Only gemeenten with so many inhabitants, such as 50000-100000, 250000- or -20000
    #[arg(long, value_name = "VAN-TOT", allow_hyphen_values = true)]
    pub inwoners: Option<String>,
}

/// What is asked of draws, instead of the projection.
#[derive(Debug, Clone, Default, Args)]
pub struct OverOptions {
    /// Niet de projectie maar dit kwantiel van de trekkingen, zoals 0.95
    /// EN: Not the projection but this quantile of the draws, such as 0.95
    #[arg(long, value_name = "DEEL", conflicts_with = "kans_op")]
    kwantiel: Option<String>,

    /// Niet de projectie maar de kans op meer of minder, zoals '>300mln'
    /// EN: Not the projection but the chance of more or less, such as '>300mln'
    #[arg(long, value_name = "GRENS")]
    kans_op: Option<String>,
}

/// How many draws where nobody says it: enough to see what matters, soon.
const USUAL_DRAWS: u32 = 200;

impl TargetOptions {
    /// The rows that are asked for, with the gemeenten of `--inwoners`.
    ///
    /// # Errors
    /// A gemeente or a year that the scenario does not have, or inhabitants that no
    /// gemeente has.
    pub fn keuze(&self, model: &Model) -> Result<Selection, Diagnostic> {
        let mut keuze = self.rows.keuze(model)?;
        if let Some(text) = &self.inwoners {
            let (least, below) = inhabitants(text)?;
            let people = model
                .gemeenten
                .inwoners(model.scenario.tables().scenario.van);
            let members = keuze.members(&model.gemeenten).into_iter();
            let held = members.filter(|&place| {
                let own = people.get(place).copied().unwrap_or(0);
                least <= own && below.is_none_or(|below| own < below)
            });
            let held: Vec<usize> = held.collect();
            if held.is_empty() {
                let message = Text::new(
                    format!("geen gemeente heeft {text} inwoners"),
                    format!("no gemeente has {text} inhabitants"),
                );
                return Err(Diagnostic::new(Code::Opdrachtregel, message).help(how_many()));
            }
            keuze.gemeenten = Some(held);
        }
        Ok(keuze)
    }

    /// The figure that is asked after.
    ///
    /// # Errors
    /// As [`TargetOptions::keuze`], or a column that does not exist.
    pub fn target(&self, model: &Model, veld: &str, over: Over) -> Result<Target, Diagnostic> {
        let keuze = self.keuze(model)?;
        let kop = &model.scenario.tables().scenario;
        let years = keuze.jaren.clone();
        let mut years = years.unwrap_or_else(|| kop.van.through(kop.tot).collect());
        years.sort_unstable();
        years.dedup();
        Ok(Target {
            column: column_named(veld)?,
            years,
            units: target_units(&model.gemeenten, &keuze),
            over,
        })
    }
}

/// What `--inwoners` takes.
fn how_many() -> Text {
    Text::fixed(
        "schrijf van-tot, zoals 50000-100000, 250000- (en meer) of -20000 (minder)",
        "write from-to, such as 50000-100000, 250000- (and more) or -20000 (fewer)",
    )
}

fn inhabitants(text: &str) -> Result<(i64, Option<i64>), Diagnostic> {
    let number = |digits: &str, usual: Option<i64>| match digits.trim() {
        "" => Some(usual),
        digits => digits.replace('.', "").parse().ok().map(Some),
    };
    let ends = text.split_once('-');
    let ends = ends.and_then(|(from, to)| Some((number(from, Some(0))?, number(to, None)?)));
    match ends {
        Some((Some(from), to)) if to.is_none_or(|to| from < to) && text.trim() != "-" => {
            Ok((from, to))
        }
        _ => {
            let message = Text::new(
                format!("`{text}` zegt niet hoeveel inwoners"),
                format!("`{text}` does not say how many inhabitants"),
            );
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(how_many()))
        }
    }
}

/// A number of millionths from a share such as `0.95` or `95%`.
///
/// # Errors
/// No share above 0 and below 1.
pub fn share(option: &str, text: &str) -> Result<u32, Diagnostic> {
    let trimmed = text.trim().replace(',', ".");
    let value = match trimmed.strip_suffix('%') {
        Some(percent) => parse_decimal(percent.trim()).map(|it| it / Decimal::ONE_HUNDRED),
        None => parse_decimal(&trimmed),
    };
    let inside = value.filter(|value| *value > Decimal::ZERO && *value < Decimal::ONE);
    let millionths = inside.and_then(|value| (value * Decimal::from(MILLION)).to_u32());
    millionths.filter(|&it| it > 0).ok_or_else(|| {
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

impl OverOptions {
    /// Whether draws are asked after.
    pub fn asks_draws(&self) -> bool {
        self.kwantiel.is_some() || self.kans_op.is_some()
    }

    /// Of the projection, or over draws.
    ///
    /// # Errors
    /// What is no quantile and no bound.
    pub fn over(
        &self,
        model: &Model,
        column: Column,
        (draws, seed): (Option<u32>, Option<u64>),
    ) -> Result<Over, Diagnostic> {
        let of = match (&self.kwantiel, &self.kans_op) {
            (Some(text), _) => OfDraws::Quantile(share("--kwantiel", text)?),
            (None, Some(text)) => bound(text, column)?,
            (None, None) => return Ok(Over::Run),
        };
        Ok(Over::Draws {
            draws: draws.unwrap_or(USUAL_DRAWS).min(DrawCount::MOST),
            seed: model.scenario.tables().simulatie.zaad_of(seed),
            of,
        })
    }
}

/// `>300mln` or `<300mln`.
fn bound(text: &str, column: Column) -> Result<OfDraws, Diagnostic> {
    let kind = match column.is_money() {
        true => TargetKind::Cents,
        false => TargetKind::People,
    };
    let trimmed = text.trim();
    let (above, figure) = match (trimmed.strip_prefix('>'), trimmed.strip_prefix('<')) {
        (Some(figure), _) => (true, figure),
        (None, Some(figure)) => (false, figure),
        (None, None) => {
            let message = Text::new(
                format!("`{text}` zegt niet of meer of minder wordt bedoeld"),
                format!("`{text}` does not say whether more or less is meant"),
            );
            return Err(
                Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                    "schrijf --kans-op '>300mln' of --kans-op '<300mln'",
                    "write --kans-op '>300mln' or --kans-op '<300mln'",
                )),
            );
        }
    };
    let figure = amount(figure, kind)?;
    Ok(if above {
        OfDraws::Above(figure)
    } else {
        OfDraws::Below(figure)
    })
}
