//! Between which amounts goals can be, over all values that a key can have.

use crate::exact::money::Cents;
use crate::question::TargetKind;
use crate::question::solve::{Asked, Goal, Relation, Solution, SolvedStep};
use crate::terms::Lang;

/// An amount to the cent, or people.
pub(super) fn exact(kind: TargetKind, value: i64, lang: Lang) -> String {
    match kind {
        TargetKind::Cents => lang.notation().euros(Cents::new(value)),
        TargetKind::People => lang.notation().whole(value),
        TargetKind::Millionths => lang.notation().basis_points(value / 100),
    }
}

/// Between which amounts every goal can be; of several with its name.
pub(super) fn reach(asked: &Asked, solution: &Solution, lang: Lang) -> String {
    let named = asked.goals.len() > 1;
    let each = asked.goals.iter().zip(&solution.reach);
    let each = each.map(|(goal, ends)| {
        let [low, high] = ends.map(|end| exact(goal.kind(), end, lang));
        let ends = match low == high {
            true => low,
            false => lang.choose(
                format!("{low} tot en met {high}"),
                format!("{low} through {high}"),
            ),
        };
        match named {
            true => format!("{} {ends}", goal.column.heading(lang)),
            false => ends,
        }
    });
    each.collect::<Vec<_>>().join(lang.choose(" en ", " and "))
}

/// What becomes of the goals where no value moves them. What decides over several years is one
/// of them, and the others have figures of their own.
pub(super) fn stays(asked: &Asked, step: &SolvedStep, lang: Lang) -> String {
    let solution = &step.solution;
    let mut ends = solution.range.iter();
    let is_still = ends.all(|end| end.figures == solution.start.figures);
    let stays = reach(asked, solution, lang);
    match (step.years.len() > 1 && !asked.together, is_still) {
        (true, true) => lang
            .choose(
                "de uitkomst blijft in elk jaar wat zij is",
                "the result stays in every year what it is",
            )
            .to_owned(),
        (true, false) => lang.choose(
            format!("de uitkomst van het jaar dat beslist blijft {stays}"),
            format!("the result of the year that decides stays {stays}"),
        ),
        (false, _) => lang.choose(
            format!("de uitkomst blijft {stays}"),
            format!("the result stays {stays}"),
        ),
    }
}

/// Whether goals that cannot be met together can be by themselves.
pub(super) fn apart(asked: &Asked, solution: &Solution, lang: Lang) -> &'static str {
    let within = |(goal, [low, high]): (&Goal, &[i64; 2])| match goal.relation {
        Relation::AtMost => *low <= goal.amount,
        Relation::AtLeast => *high >= goal.amount,
        Relation::Equal => (*low..=*high).contains(&goal.amount),
    };
    let mut each = asked.goals.iter().zip(&solution.reach);
    match asked.goals.len() > 1 && each.all(within) {
        true => lang.choose(
            " (elk apart haalbaar, samen niet)",
            " (each by itself, not together)",
        ),
        false => "",
    }
}
