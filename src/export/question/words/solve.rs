//! What has to be solved.

use super::{share, within};
use crate::columns::Column;
use crate::export::question::target_units;
use crate::export::rows::{Level, Selection};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::choose_from;
use crate::model::Model;
use crate::question::solve::{Asked, Certainty, Goal, Manner};
use crate::question::{Over, Target, TargetUnit, column_named};
use crate::study::{FrontierRequest, find_one, years_of};
use crate::terms::Text;
use crate::terms::jaar::Jaar;

/// Most draws in which a goal is held.
pub const MOST_SOLVE_DRAWS: u32 = 100_000;

/// Most decimals of an answer.
pub const MOST_DECIMALS: u32 = 9;

/// Most steps of a frontier.
pub const MOST_STEPS: u32 = 1000;

/// Steps of a frontier where nobody says how many.
const STEPS: u32 = 14;

/// Of whom, and in which years.
#[derive(Debug, Clone, Default)]
pub struct WhomWords {
    /// Of this gemeente, by code or name; else of the country.
    pub gemeente: Option<String>,
    /// Years and ranges of them; none for all.
    pub jaar: Vec<String>,
}

impl WhomWords {
    fn of(&self, model: &Model) -> Result<(TargetUnit, Vec<Jaar>), Diagnostic> {
        let gemeente = self.gemeente.as_deref();
        let gemeente = gemeente.map(|name| find_one(model, name)).transpose()?;
        let keuze = Selection {
            niveau: match gemeente {
                Some(_) => Level::Gemeente,
                None => Level::Landelijk,
            },
            gemeenten: gemeente.map(|one| vec![one]),
            jaren: None,
        };
        let mut units = target_units(&model.gemeenten, &keuze);
        let kop = &model.scenario.tables().scenario;
        let years = years_of(model, &self.jaar)?;
        let mut years = years.unwrap_or_else(|| kop.van.through(kop.tot).collect());
        years.sort_unstable();
        years.dedup();
        Ok((units.swap_remove(0), years))
    }
}

/// What has to be solved, as it was typed; its goals apart.
#[derive(Debug, Clone, Default)]
pub struct SolveWords {
    /// Keys, series or directions that may change.
    pub varieer: Vec<String>,
    /// How several keys move.
    pub wijze: Manner,
    /// Of whom, and when.
    pub wie: WhomWords,
    /// Whether the years count together.
    pub samen: bool,
    /// Decimals of the answer.
    pub decimalen: Option<u32>,
    /// In draws, so many.
    pub draws: Option<u32>,
    /// In which share of them.
    pub kans: Option<String>,
    /// Their seed.
    pub seed: Option<u64>,
}

impl SolveWords {
    /// What is asked of a model: these goals, all of them.
    ///
    /// # Errors
    /// A gemeente or year that there is not; draws without a share, or a share without them.
    pub fn question(&self, model: &Model, goals: Vec<Goal>) -> Result<Asked, Diagnostic> {
        if let Some(decimals) = self.decimalen {
            within("--decimalen", decimals, 0..=MOST_DECIMALS)?;
        }
        if goals.is_empty() {
            let message = Text::fixed("er is geen doel", "there is no goal");
            return Err(
                Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                    "zeg wat moet gelden, zoals 'uitkering_definitief=300mln'",
                    "say what has to hold, such as 'uitkering_definitief=300mln'",
                )),
            );
        }
        let (unit, years) = self.wie.of(model)?;
        Ok(Asked {
            goals,
            unit,
            years,
            together: self.samen,
            varied: self.varieer.clone(),
            manner: self.wijze,
            decimals: self.decimalen,
            certainty: self.certainty(model)?,
        })
    }

    fn certainty(&self, model: &Model) -> Result<Option<Certainty>, Diagnostic> {
        let wrong = |message: Text, help: Text| {
            Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
        };
        match (self.draws, &self.kans) {
            (None, None) => Ok(None),
            (Some(draws), Some(kans)) => {
                within("--draws", draws, 1..=MOST_SOLVE_DRAWS)?;
                Ok(Some(Certainty {
                    draws,
                    seed: model.scenario.tables().simulatie.zaad_of(self.seed),
                    millionths: share("--kans", kans)?,
                }))
            }
            (None, Some(kans)) => wrong(
                Text::fixed(
                    "een kans is er alleen over trekkingen",
                    "there is a chance over draws alone",
                ),
                Text::new(
                    format!("zeg hoeveel, zoals --draws 1000 --kans {kans}"),
                    format!("say how many, such as --draws 1000 --kans {kans}"),
                ),
            ),
            (Some(draws), None) => wrong(
                Text::fixed(
                    "in hoeveel van de trekkingen het doel moet gelden, is niet gezegd",
                    "in how many of the draws the goal has to hold is not said",
                ),
                Text::new(
                    format!("zeg welk deel, zoals --draws {draws} --kans 0.95"),
                    format!("say which share, such as --draws {draws} --kans 0.95"),
                ),
            ),
        }
    }
}

/// The manner of this word.
///
/// # Errors
/// Another word.
pub fn manner_named(word: &str) -> Result<Manner, Diagnostic> {
    let all = [Manner::Direction, Manner::Least];
    let found = all.into_iter().find(|manner| manner.word() == word);
    found.ok_or_else(|| {
        let message = Text::new(
            format!("`{word}` is geen wijze"),
            format!("`{word}` is no manner"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(choose_from(&all.map(Manner::word)))
    })
}

/// A frontier, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct FrontierWords {
    /// Keys, series or directions that are varied.
    pub varieer: Vec<String>,
    /// Of whom, and when.
    pub wie: WhomWords,
    /// The column that is bought; else the kas.
    pub veld: Option<String>,
    /// The column that it is held against; else the tekort.
    pub tegen: Option<String>,
    /// In how many steps.
    pub stappen: Option<u32>,
}

impl FrontierWords {
    /// What is asked of a model.
    ///
    /// # Errors
    /// A column, gemeente or year that there is not, or too many steps.
    pub fn request(&self, model: &Model) -> Result<FrontierRequest, Diagnostic> {
        if let Some(steps) = self.stappen {
            within("--stappen", steps, 1..=MOST_STEPS)?;
        }
        let (unit, years) = self.wie.of(model)?;
        let target = |name: &Option<String>, usual: Column| {
            Ok::<_, Diagnostic>(Target {
                column: column_named(name.as_deref().unwrap_or(usual.name()))?,
                years: years.clone(),
                units: vec![unit.clone()],
                over: Over::Run,
            })
        };
        Ok(FrontierRequest {
            targets: [
                target(&self.veld, Column::Kas)?,
                target(&self.tegen, Column::Tekort)?,
            ],
            varied: self.varieer.clone(),
            years: years.clone(),
            steps: self.stappen.unwrap_or(STEPS),
        })
    }
}
