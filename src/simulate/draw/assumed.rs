//! A draw of people under drawn assumptions: every figure with a range at a value of its
//! own.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::instroom::DrawId;
use super::sampler::Sampler;
use super::together::{Move, moved_together};
use crate::factors::{Factor, FactorKind, Reach, factors};
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::{Projection, Runner};
use crate::scenario::Scenario;
use crate::simulate::random::{Purpose, Stream};

/// What is drawn of a scenario beside its people: every figure with a range; those of a
/// list, and shares that add up to 1, as a whole.
///
/// # Errors
/// None of a scenario that was read.
pub fn assumptions(scenario: &Scenario) -> Result<Vec<Factor>, Diagnostic> {
    let all = factors(scenario, Reach::Ranges(Decimal::new(1, 1)))?;
    let ranged = all.into_iter().filter(Factor::is_drawn);
    // A series moves figure by figure: what is off in one year says little of another.
    let by_itself = ranged.filter(|one| match one.kind {
        FactorKind::Shares => true,
        FactorKind::Series => one.is_one_list(),
        FactorKind::Figure => one.part_of.is_none() || one.is_of_years(),
    });
    Ok(by_itself.collect())
}

/// How far a figure is off in a draw: the same in every scenario that has it.
fn normal(key: &str, draw: DrawId) -> f64 {
    // FNV-1a: a key has a place of its own in the streams of a purpose.
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let stream = Stream::new(
        draw.zaad,
        draw.nummer,
        Purpose::Assumption,
        hash & 0x00ff_ffff,
        0,
    );
    stream.lane((hash >> 24) as u8).standard_normal()
}

/// Where every assumption of a draw goes, in each of the scenarios that have it.
fn moves(assumptions: &[Vec<Factor>], draw: DrawId) -> Vec<Move<'_>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut in_models: Vec<(&str, Vec<Option<&Factor>>)> = Vec::new();
    for (model, own) in assumptions.iter().enumerate() {
        for factor in own {
            let place = *places.entry(&factor.key).or_insert_with(|| {
                in_models.push((&factor.key, vec![None; assumptions.len()]));
                in_models.len() - 1
            });
            in_models[place].1[model] = Some(factor);
        }
    }
    let moves = in_models.into_iter();
    let moves = moves.map(|(key, of_models)| Move::new(of_models, normal(key, draw)));
    moves.collect()
}

/// The models under the assumptions of a draw, each as far as the rules of all of them allow:
/// what one has to stay behind at, the others stay behind at too, so that no difference of two
/// is a figure that both leave alone.
///
/// # Errors
/// None of models that can be as they are.
fn under(
    models: &[Model],
    assumptions: &[Vec<Factor>],
    draw: DrawId,
) -> Result<Vec<Model>, Diagnostic> {
    Ok(moved_together(models, &moves(assumptions, draw))?.models)
}

/// Runs one draw of the people of models that stand beside each other, under the assumptions
/// of that draw, and holds their books to each other. `assumptions` are those of every model.
///
/// # Errors
/// A scenario that cannot be drawn or projected, or
/// money that is not conserved.
pub(crate) fn project_assumed<'p>(
    (models, assumptions): (&[Model], &[Vec<Factor>]),
    draw: DrawId,
    projections: impl Iterator<Item = &'p mut Projection>,
) -> Result<(), Diagnostic> {
    let moved = under(models, assumptions, draw)?;
    moved
        .iter()
        .zip(projections)
        .try_for_each(|(changed, projection)| {
            let trekker = Sampler::new(changed)?;
            let mut uitkomst = trekker.empty();
            trekker.draw(draw, &mut uitkomst)?;
            let mut runner = Runner::new(changed)?;
            runner.lay_out(projection);
            runner.project(&uitkomst.people, &uitkomst.ramingen, projection)?;
            let held = changed.hold_books(projection);
            held.map_err(|breach| breach.named(&changed.gemeenten).into())
        })
}

#[cfg(test)]
mod tests {
    use super::super::together::laid;
    use super::*;
    use crate::exact::fraction::Exact;
    use crate::terms::law::{Groep, Route};

    #[test]
    fn a_year_with_a_range_is_drawn_and_stays_between_its_ends() {
        let text = "scenario.basis = \"wi2021\"\n[kosten]\nprijspeil = { waarde = 2026, tussen = [2024, 2027] }\n";
        let scenario = crate::scenario::load_text("s.toml", text).unwrap();
        let drawn = assumptions(&scenario).unwrap();
        let year = drawn.iter().find(|factor| factor.key == "kosten.prijspeil");
        let year = year.expect("a year is drawn too");
        let mut seen = Vec::new();
        for nummer in 0..200 {
            let off = normal(&year.key, DrawId { zaad: 1, nummer });
            let moved = Move::new(vec![Some(year)], off).figures(0).unwrap();
            seen.push(moved[0].1.clone());
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, ["2024", "2025", "2026", "2027"]);
    }

    #[test]
    fn a_figure_is_off_by_its_own_key_and_draw_alone() {
        let at = |nummer| DrawId { zaad: 3, nummer };
        assert_eq!(normal("index.2027", at(5)), normal("index.2027", at(5)));
        assert_ne!(normal("index.2027", at(5)), normal("index.2028", at(5)));
        assert_ne!(normal("index.2027", at(5)), normal("index.2027", at(6)));
        let mean = (0..2000)
            .map(|draw| normal("kosten.x", at(draw)))
            .sum::<f64>()
            / 2000.0;
        assert!(mean.abs() < 0.1, "{mean}");
    }

    /// Completions that are drawn to more than everybody stay at everybody, with every
    /// other figure where it is drawn.
    #[test]
    fn what_cannot_be_stays_at_what_can() {
        let text = "scenario.basis = \"wi2021\"\n[traject.asielstatushouder]\n\
                    Z = { waarde = [0.1, 0.2, 0.3], tussen = [[0.0, 0.1, 0.2], [0.2, 0.35, 0.44]] }\n";
        let scenario = crate::scenario::load_text("s.toml", text).unwrap();
        let all = assumptions(&scenario).unwrap();
        let model = Model::new(scenario).unwrap();
        let z = |model: &Model| {
            let tables = model.scenario.tables();
            let routes = tables.traject.get(Groep::Asielstatushouder);
            let shares = routes.unwrap().get(Route::Z).iter();
            shares.map(|share| share.0.exact().clone()).sum::<Exact>()
        };
        let is_z = |factor: &&Factor| factor.key == "traject.asielstatushouder.Z";
        let own = all.iter().find(is_z).unwrap();
        let mut held = 0;
        for nummer in 0..300 {
            let draw = DrawId { zaad: 7, nummer };
            let models = std::slice::from_ref(&model);
            let changed = under(models, std::slice::from_ref(&all), draw).unwrap();
            let changed = &changed[0];
            let alone = Move::new(vec![Some(own)], normal(&own.key, draw));
            if laid(models, &[alone]).is_err() {
                held += 1;
                let left = Exact::from_integer(1.into()) - z(changed);
                assert!(left >= Exact::from_integer(0.into()));
                assert!(left < Exact::new(1.into(), 100_000.into()), "{left}");
            }
        }
        assert!(held > 5, "{held}");
    }

    #[test]
    fn every_figure_with_a_range_moves_by_one_factor() {
        let text = "scenario.basis = \"wi2021\"\n[index]\n2028 = { waarde = 0.02, tussen = [0.01, 0.03] }\n\
                    2029 = { waarde = 0.02, tussen = [0.01, 0.03] }\n";
        let scenario = crate::scenario::load_text("s.toml", text).unwrap();
        let all = assumptions(&scenario).unwrap();
        let figures = scenario.stated_figures().unwrap();
        for figure in figures.iter().filter(|one| one.herkomst.tussen.is_some()) {
            let key = figure.key();
            let moving = all.iter().filter(|factor| {
                let moved = factor.moved(1, Decimal::ONE);
                moved.iter().any(|(path, _)| *path == figure.path)
            });
            assert_eq!(moving.count(), 1, "{key}");
        }
    }

    /// Of two scenarios that both leave a figure alone it is the same one in every draw, also
    /// where the other figures of one of them leave it less room.
    #[test]
    fn what_one_scenario_has_to_stay_behind_at_the_other_does_too() {
        let model = |vervallen: &str| {
            let text = format!(
                "scenario.basis = \"wi2021\"\n[uitkomst.asielstatushouder]\nvrijgesteld = [0]\n\
                 ontheven = [0]\nvervallen = [{vervallen}]\n[leerroute.asielstatushouder]\n\
                 B1 = 0.5\nonderwijs = 0.2\nZ = 0.3\n[traject.asielstatushouder]\nB1 = [0, 0.5]\n\
                 onderwijs = [0, 0.5]\nZ = {{ waarde = [0, 0.5], tussen = [[0, 0.3], [0, 0.8]] }}\n"
            );
            let scenario = crate::scenario::load_text("s.toml", &text).unwrap();
            Model::new(scenario).unwrap()
        };
        let models = [model("0.1"), model("0.4, 0.005")];
        let all = models
            .each_ref()
            .map(|one| assumptions(&one.scenario).unwrap());
        let shares = |model: &Model| {
            let routes = model
                .scenario
                .tables()
                .traject
                .get(Groep::Asielstatushouder);
            let shares = routes.unwrap().get(Route::Z).iter();
            shares
                .map(|share| share.0.exact().clone())
                .collect::<Vec<_>>()
        };
        let mut apart = 0;
        for nummer in 0..300 {
            let draw = DrawId { zaad: 11, nummer };
            let moved = under(&models, &all, draw).unwrap();
            assert_eq!(shares(&moved[0]), shares(&moved[1]), "{nummer}");
            let alone = [0, 1].map(|place| {
                let moved = under(&models[place..=place], &all[place..=place], draw).unwrap();
                shares(&moved[0])
            });
            apart += u32::from(alone[0] != alone[1]);
        }
        assert!(apart > 5, "{apart}");
    }
}
