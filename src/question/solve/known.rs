//! What to know about an answer: a figure beyond its own range, and a voorlopige uitkering
//! that does not follow the instroom that was turned.

use super::asked::Asked;
use super::goal::Goal;
use super::search::{Found, Solution};
use super::variable::Variable;
use crate::columns::Column;
use crate::factors::MovedFigures;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::Projection;
use crate::terms::Remark;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;
use crate::terms::remark::SolvedRemark;

/// Every figure of an answer that lies outside the range that the scenario gives it.
pub(super) fn outside(variable: &Variable, solution: &Solution) -> Vec<Remark> {
    let Found::Met { answer, .. } = &solution.found else {
        return Vec::new();
    };
    let figures = variable.valued(answer.at).into_iter();
    let beyond = figures.filter_map(|(figure, value)| {
        let [one, other] = figure.herkomst.tussen.as_ref()?.ends;
        let (low, high) = (one.min(other), one.max(other));
        let [low_text, high_text, answer] = [low, high, value].map(|it| figure.kind.written(it));
        (value < low || value > high).then(|| SolvedRemark::OutsideRange {
            key: figure.key(),
            answer,
            low: low_text,
            high: high_text,
            is_below: value < low,
        })
    });
    beyond.map(Remark::Solved).collect()
}

/// Years of which the voorlopige uitkering stays what it is while the instroom moves the
/// definitieve, gathered over the searches of an answer.
#[derive(Debug, Default)]
pub(super) struct Stays {
    asiel: Vec<(Vec<Jaar>, String)>,
    others: Vec<(Vec<Jaar>, String)>,
}

impl Stays {
    /// Looks at what one search turned: at its answer, or where there is none at an end of
    /// its range. It is found out by a run, not assumed.
    ///
    /// # Errors
    /// A scenario that cannot be projected as it stands.
    pub fn look(
        &mut self,
        (model, asked): (&Model, &Asked),
        (years, variable, solution): (&[Jaar], &Variable, &Solution),
    ) -> Result<(), Diagnostic> {
        if !asked.goals.iter().any(is_settled) {
            return Ok(());
        }
        let answer = match &solution.found {
            Found::Met { answer, .. } => Some(answer.at),
            Found::Always | Found::Never(_) => None,
        };
        let ends = solution.range.iter().map(|point| point.at);
        let at = answer
            .into_iter()
            .chain(ends)
            .find(|&at| !variable.stands_at(at));
        let moved = at.and_then(|at| variable.figures(at)).unwrap_or_default();
        for is_asiel in [true, false] {
            let own = moved.iter().filter(|(path, _)| {
                instroom_of(path).is_some_and(|groep| is_asiel == (groep == ASIEL))
            });
            let own: MovedFigures = own.cloned().collect();
            if own.is_empty() {
                continue;
            }
            let stays = stays((model, asked), years, &own)?;
            if !stays.is_empty() {
                let keys: Vec<String> = own.iter().map(|(path, _)| path.join(".")).collect();
                let all = match is_asiel {
                    true => &mut self.asiel,
                    false => &mut self.others,
                };
                all.push((stays, keys.join(", ")));
            }
        }
        Ok(())
    }

    /// What was found.
    pub fn remarks(self) -> impl Iterator<Item = Remark> {
        let all = [(true, self.asiel), (false, self.others)].into_iter();
        let all = all.filter(|(_, stays)| !stays.is_empty());
        all.map(|(is_asiel, stays)| {
            Remark::Solved(SolvedRemark::VoorlopigStays { is_asiel, stays })
        })
    }
}

const ASIEL: &str = Groep::Asielstatushouder.key();

/// The group of which a figure is the instroom of a year.
fn instroom_of(path: &[String]) -> Option<&str> {
    match path {
        [instroom, pad, groep, _] if instroom == "instroom" && pad == "pad" => Some(groep),
        _ => None,
    }
}

/// Whether a goal is about what is settled afterwards, or about when that is paid.
fn is_settled(goal: &Goal) -> bool {
    matches!(
        goal.column,
        Column::UitkeringDefinitief
            | Column::BgoDefinitief
            | Column::BaDefinitief
            | Column::AboDefinitief
            | Column::Verrekening
            | Column::Kas
    )
}

/// The years in which figures move the definitieve uitkering of whom was asked, and not the
/// voorlopige. Of a fondsuitkering nothing is settled.
fn stays(
    (model, asked): (&Model, &Asked),
    years: &[Jaar],
    figures: &MovedFigures,
) -> Result<Vec<Jaar>, Diagnostic> {
    let Ok(moved) = model.with_figures(figures) else {
        return Ok(Vec::new());
    };
    let (before, after) = (projected(model)?, projected(&moved)?);
    let moves = |column: Column, jaar: Jaar| {
        let goal = Goal {
            column,
            ..asked.goals[0]
        };
        let target = asked.target(goal, &[jaar]);
        target.of_projection(&before) != target.of_projection(&after)
    };
    let settled = years.iter().copied().filter(|&jaar| {
        !model.scenario.tables().is_fonds(jaar)
            && moves(Column::UitkeringDefinitief, jaar)
            && !moves(Column::UitkeringVoorlopig, jaar)
    });
    Ok(settled.collect())
}

fn projected(model: &Model) -> Result<Projection, Diagnostic> {
    let mut memory = Projection::default();
    model.project_into(&mut memory)?;
    Ok(memory)
}
