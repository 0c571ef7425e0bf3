//! Which factors a scenario has.

use rust_decimal::Decimal;

use super::{Factor, FactorKind, Fixed, Motion, MovedBy, Reach, on_the_way};
use crate::input::diagnostic::Diagnostic;
use crate::scenario::{Scenario, StatedFigure, adds_up_to_one};

/// Every factor of a scenario, sorted by key: figures that stand alone, series and shares,
/// and every figure of these.
///
/// # Errors
/// None of a scenario that was read.
pub fn factors(scenario: &Scenario, reach: Reach) -> Result<Vec<Factor>, Diagnostic> {
    let figures = scenario.stated_figures()?;
    let mut all = Vec::new();
    let mut rest = &figures[..];
    while let Some(first) = rest.first() {
        let Some(above) = group_of(&first.path) else {
            all.push(alone(first.clone(), None, reach));
            rest = &rest[1..];
            continue;
        };
        let is_member = |one: &&StatedFigure| group_of(&one.path) == Some(above);
        let count = rest.iter().take_while(is_member).count();
        let (members, behind) = rest.split_at(count);
        rest = behind;
        if adds_up_to_one(above) {
            shares(members, above, reach, &mut all);
        } else if let [only] = members {
            all.push(alone(only.clone(), None, reach));
        } else {
            let key = above.join(".");
            all.push(series(members, key.clone(), reach));
            let own = members.iter();
            all.extend(own.map(|one| alone(one.clone(), Some(key.clone()), reach)));
        }
    }
    all.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(all)
}

/// The keys above the series or the shares that a figure belongs to: its last key is a
/// year or a place in a list, or it is a share by name.
fn group_of(path: &[String]) -> Option<&[String]> {
    let (last, above) = path.split_last()?;
    // A half-year stands below its year.
    let above = match ["eerste", "tweede"].contains(&last.as_str()) {
        true => &above[..above.len().checked_sub(1)?],
        false => above,
    };
    let is_number = above.len() + 1 < path.len() || last.bytes().all(|byte| byte.is_ascii_digit());
    (!above.is_empty() && (is_number || adds_up_to_one(above))).then_some(above)
}

/// Where a figure by itself moves to: values that a scenario can have.
fn ends(figure: &StatedFigure, reach: Reach) -> Result<(MovedBy, [Decimal; 2]), Fixed> {
    let (by, ends) = wished_ends(figure, reach)?;
    Ok((by, ends.map(|end| on_the_way(figure, end, Decimal::ONE))))
}

/// Where it would move to, had figures all decimals.
fn wished_ends(figure: &StatedFigure, reach: Reach) -> Result<(MovedBy, [Decimal; 2]), Fixed> {
    let value = figure.value;
    let (step, between) = match reach {
        Reach::Ranges(step) => (step, figure.herkomst.tussen.as_ref()),
        Reach::Step(step) => (step, None),
    };
    if let Some(between) = between {
        return Ok((MovedBy::Range, between.ends));
    }
    if figure.kind.is_date() {
        return Ok((MovedBy::One, [value - Decimal::ONE, value + Decimal::ONE]));
    }
    if value.is_zero() {
        return Err(Fixed::Zero);
    }
    let part = (value * step).abs();
    let most = match figure.kind.is_share() && value <= Decimal::ONE {
        true => Decimal::ONE,
        false => Decimal::MAX,
    };
    Ok((MovedBy::Step, [value - part, (value + part).min(most)]))
}

/// Where a figure moves to, or stays.
fn ends_or_stay(figure: &StatedFigure, reach: Reach) -> [Decimal; 2] {
    ends(figure, reach).map_or([figure.value; 2], |(_, ends)| ends)
}

fn is_ranged(figure: &StatedFigure, reach: Reach) -> bool {
    matches!(reach, Reach::Ranges(_)) && figure.herkomst.tussen.is_some()
}

/// A figure that moves by itself.
fn alone(figure: StatedFigure, part_of: Option<String>, reach: Reach) -> Factor {
    Factor {
        key: figure.key(),
        kind: FactorKind::Figure,
        part_of,
        moved_by: ends(&figure, reach).map(|(by, _)| by),
        motion: Motion::Together {
            ends: vec![ends_or_stay(&figure, reach)],
            adds_up: false,
        },
        figures: vec![figure],
    }
}

/// The figures of a series together: those with a range where any has one, else all.
fn series(members: &[StatedFigure], key: String, reach: Reach) -> Factor {
    let ranged = members.iter().filter(|one| is_ranged(one, reach));
    let mut figures: Vec<StatedFigure> = ranged.cloned().collect();
    if figures.is_empty() {
        figures = members.to_vec();
    }
    let moved_by = figures.iter().map(|one| ends(one, reach).map(|(by, _)| by));
    let moved_by = moved_by.reduce(Result::or).unwrap_or(Err(Fixed::Zero));
    let ends = figures.iter().map(|one| ends_or_stay(one, reach));
    Factor {
        key,
        kind: FactorKind::Series,
        part_of: None,
        moved_by,
        motion: Motion::Together {
            ends: ends.collect(),
            adds_up: false,
        },
        figures,
    }
}

/// Shares as a whole, and each of them with the others making room.
fn shares(members: &[StatedFigure], above: &[String], reach: Reach, all: &mut Vec<Factor>) {
    let key = above.join(".");
    let in_list = members.iter().all(|one| {
        let between = one.herkomst.tussen.as_ref();
        is_ranged(one, reach) && between.is_some_and(|between| between.in_list)
    });
    // The one that stands for the whole: with a range of its own, else the first that is
    // not zero.
    let ranged = members.iter().position(|one| is_ranged(one, reach));
    let some = members.iter().position(|one| !one.value.is_zero());
    let first = ranged.or(some).unwrap_or(0);
    let exchange = |which: usize, key: String, kind: FactorKind, part_of: Option<String>| {
        let ends = ends(&members[which], reach).map(|(by, ends)| {
            let [low, high] = ends;
            (by, [low.min(high), low.max(high)])
        });
        let ends = match members.len() {
            1 => Err(Fixed::OnlyShare),
            _ => ends,
        };
        let stay = [members[which].value; 2];
        Factor {
            key,
            kind,
            part_of,
            moved_by: ends.map(|(by, _)| by),
            figures: match kind {
                FactorKind::Shares => members.to_vec(),
                _ => vec![members[which].clone()],
            },
            motion: Motion::Exchange {
                shares: members.to_vec(),
                which,
                ends: ends.map_or(stay, |(_, ends)| ends),
            },
        }
    };
    all.push(match in_list {
        true => Factor {
            key: key.clone(),
            kind: FactorKind::Shares,
            part_of: None,
            moved_by: Ok(MovedBy::Range),
            motion: Motion::Together {
                ends: members.iter().map(|one| ends_or_stay(one, reach)).collect(),
                adds_up: true,
            },
            figures: members.to_vec(),
        },
        false => exchange(first, key.clone(), FactorKind::Shares, None),
    });
    for (which, member) in members.iter().enumerate() {
        let own = member.key();
        all.push(exchange(which, own, FactorKind::Figure, Some(key.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load_text;

    fn found(text: &str, reach: Reach) -> Vec<Factor> {
        let text = format!("scenario.basis = \"wi2021\"\n{text}");
        factors(&load_text("s.toml", &text).unwrap(), reach).unwrap()
    }

    fn tenth() -> Decimal {
        Decimal::new(1, 1)
    }

    fn one<'a>(all: &'a [Factor], key: &str) -> &'a Factor {
        all.iter().find(|one| one.key == key).expect(key)
    }

    fn texts(moved: super::super::MovedFigures) -> Vec<String> {
        let moved = moved.into_iter();
        moved
            .map(|(path, digits)| format!("{}={digits}", path.join(".")))
            .collect()
    }

    #[test]
    fn every_figure_belongs_to_one_factor_of_the_whole_and_each_is_there_itself() {
        let all = found("", Reach::Step(tenth()));
        let scenario = load_text("s.toml", "scenario.basis = \"wi2021\"\n").unwrap();
        let figures = scenario.stated_figures().unwrap();
        for figure in &figures {
            let key = figure.key();
            let itself = one(&all, &key);
            assert_eq!(itself.kind, FactorKind::Figure, "{key}");
            let wholes = all.iter().filter(|factor| factor.part_of.is_none());
            let holding = wholes.filter(|factor| factor.figures.iter().any(|one| one.key() == key));
            assert_eq!(holding.count(), 1, "{key}");
        }
        assert_eq!(one(&all, "index").kind, FactorKind::Series);
        assert_eq!(one(&all, "index.2027").part_of.as_deref(), Some("index"));
        assert_eq!(one(&all, "betaalritme.1.totaal").kind, FactorKind::Shares);
        assert_eq!(
            one(&all, "huisvesting.gezinsmigrant").moved_by,
            Err(Fixed::OnlyShare)
        );
        assert_eq!(one(&all, "bedragen.2026.gewicht_d").part_of, None);
        assert_eq!(
            one(&all, "kas.verrekening_maand").moved_by,
            Ok(MovedBy::One)
        );
        assert_eq!(
            one(&all, "bedragen.2022.gewicht_d").moved_by,
            Err(Fixed::Zero)
        );
    }

    #[test]
    fn shares_stay_together_and_series_move_together() {
        let all = found("", Reach::Step(tenth()));
        let rhythm = one(&all, "betaalritme.1.totaal").moved(1, Decimal::ONE);
        let key = "betaalritme.1.totaal";
        assert_eq!(
            texts(rhythm),
            [
                format!("{key}.0=0.44"),
                format!("{key}.1=0.28"),
                format!("{key}.2=0.28")
            ]
        );
        let last = one(&all, "betaalritme.1.totaal.2").moved(0, Decimal::ONE);
        assert_eq!(texts(last)[2], format!("{key}.2=0.27"));
        let prognose = texts(one(&all, "prognose").moved(0, Decimal::ONE));
        assert_eq!(prognose[0], "prognose.2024=35948");
        assert_eq!(prognose.len(), 8);
    }

    #[test]
    fn a_year_with_a_range_moves_over_it_in_whole_years() {
        let text = "[onderwijsroute]\nprijspeil = { waarde = 2025, tussen = [2022, 2027] }\n";
        let ranged = found(text, Reach::Ranges(tenth()));
        let level = one(&ranged, "onderwijsroute.prijspeil");
        assert_eq!(level.moved_by, Ok(MovedBy::Range));
        let at = |end, way| texts(level.moved(end, way))[0].clone();
        assert_eq!(at(0, Decimal::ONE), "onderwijsroute.prijspeil=2022");
        assert_eq!(at(1, Decimal::new(4, 1)), "onderwijsroute.prijspeil=2026");
        let beyond = Decimal::new(25, 1);
        assert_eq!(at(0, beyond), "onderwijsroute.prijspeil=2022");
        assert_eq!(at(1, beyond), "onderwijsroute.prijspeil=2027");
        let stepped = found(text, Reach::Step(tenth()));
        let level = one(&stepped, "onderwijsroute.prijspeil");
        assert_eq!(level.moved_by, Ok(MovedBy::One));
    }

    #[test]
    fn a_range_is_followed_unless_a_step_is_asked_for() {
        let text = "[index]\n2024 = 0.04\n2027 = 0.02\n2029 = 0.02\n2030 = 0.02\n2031 = 0.02\n2028 = { waarde = 0.02, tussen = [-0.01, 0.035] }\n\
                    [betaalritme]\n1.totaal = { waarde = [0.4, 0.3, 0.3], tussen = [[0.3, 0.3, 0.4], [0.5, 0.3, 0.2]] }\n";
        let text = text.replace(
            "[betaalritme]\n1.totaal",
            "[huisvesting]\nasielstatushouder",
        );
        let ranged = found(&text, Reach::Ranges(tenth()));
        let index = one(&ranged, "index");
        assert_eq!(index.moved_by, Ok(MovedBy::Range));
        assert_eq!(
            texts(index.moved(0, Decimal::ONE)),
            ["index.2028=-0.01"],
            "only what has one"
        );
        assert_eq!(
            texts(index.moved(1, Decimal::new(5, 1))),
            ["index.2028=0.0275"]
        );
        let housed = one(&ranged, "huisvesting.asielstatushouder");
        let moved = texts(housed.moved(0, Decimal::new(15, 1)));
        assert_eq!(moved[0], "huisvesting.asielstatushouder.0=0.25");
        assert_eq!(moved[2], "huisvesting.asielstatushouder.2=0.45");
        let stepped = found(&text, Reach::Step(tenth()));
        assert_eq!(one(&stepped, "index").moved_by, Ok(MovedBy::Step));
        assert_eq!(one(&stepped, "index").figures.len(), 6);
    }
}
