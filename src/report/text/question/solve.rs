//! What it takes to meet goals, for a terminal.

use comfy_table::{Cell, Table};

use super::factors::reason_of;
use super::reach::{apart, exact, reach, stays};
use crate::export::Receipt;
use crate::question::NoEffect;
use crate::question::solve::{
    Answer, Asked, Conditions, Found, Manner, Point, Shape, Solution, SolvedStep,
};
use crate::report::text::cells::{left_out, new_table, right, without_least};
use crate::report::words::receipt::receipt_line;
use crate::study::Study;
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::noun::{DRAWS, Noun, TIMES, VALUES};
use crate::terms::{Lang, Width};

/// The whole answer: what every year takes, with the values beside it and what stands in the
/// way there, and how sure it is that there are no others.
pub fn solve_text(
    study: &Study,
    asked: &Asked,
    answer: &Answer,
    (lang, width): (Lang, Width),
) -> String {
    let names = study.models().iter().map(|it| it.scenario.naam.as_str());
    let mut text = format!(
        "{} · {}\n{}\n\n",
        lang.choose("Wat is ervoor nodig", "What it takes"),
        names.collect::<Vec<_>>().join(", "),
        goals(asked, lang),
    );
    let several = answer.steps.iter().any(|it| it.variable.is_several());
    if several {
        text.push_str(&keys(answer, lang, width));
        text.push('\n');
    }
    text.push_str(&figures(asked, answer, !several, (lang, width)));
    text.push('\n');
    for step in &answer.steps {
        text.push_str(&sentence(asked, step, lang));
    }
    for remark in &answer.remarks {
        let head = lang.choose("Let op", "Note");
        text.push_str(&format!("{head}: {}.\n", remark.text().of(lang)));
    }
    let runs = lang.notation().whole(answer.runs.into());
    const RUN: Noun = Noun::new(
        ["waarde doorgerekend", "waarden doorgerekend"],
        ["value was run", "values were run"],
    );
    text.push_str(&format!("{}.\n", RUN.of(runs, lang)));
    let settings = answer.settings();
    if !settings.is_empty() {
        let settings: Vec<String> = settings.iter().map(|it| format!("--set {it}")).collect();
        text.push_str(&format!(
            "{}: {}\n",
            lang.choose("Door te rekenen met", "To be run with"),
            settings.join(" ")
        ));
    }
    for receipt in Receipt::of_drawn(study.models(), asked.draws_and_seed()) {
        text.push_str(&format!("\n{}\n", receipt_line(&receipt, lang)));
    }
    width.wrapped(&text)
}

/// What is answered, and the value beside it on the other side of the goals.
fn answered(solution: &Solution) -> [Option<&Point>; 2] {
    match &solution.found {
        Found::Met { answer, .. } => [Some(answer), solution.beside()],
        Found::Never(_) | Found::Always => [None, None],
    }
}

fn headed(heads: &[&str], left: usize) -> Table {
    let mut table = new_table();
    table.add_row(heads.iter().enumerate().map(|(place, &head)| {
        if place < left {
            Cell::new(head)
        } else {
            right(head)
        }
    }));
    table
}

/// Every key that moves, where several do.
fn keys(answer: &Answer, lang: Lang, width: Width) -> String {
    let heads = lang.choose(
        ["sleutel", "is", "wordt", "ernaast"],
        ["key", "is", "becomes", "beside it"],
    );
    let mut table = headed(&heads, 1);
    for step in &answer.steps {
        let of = |point: Option<&Point>| {
            point.map_or_else(Vec::new, |point| step.variable.shown_each(point.at))
        };
        let [found, beside] = answered(&step.solution).map(of);
        let known = step
            .variable
            .shown_each_as_it_stands()
            .into_iter()
            .enumerate();
        for (place, (key, value)) in known {
            let other = |all: &[(String, String)]| {
                let own = all.get(place).map(|(_, value)| value.clone());
                right(own.unwrap_or_default())
            };
            table.add_row([Cell::new(key), right(value), other(&found), other(&beside)]);
        }
    }
    let (shown, gone) = without_least(&table, &[3], width);
    let gone: Vec<&str> = gone.iter().map(|&at| heads[at]).collect();
    shown + &left_out(&gone, lang)
}

/// What every goal comes to, in every year: as it is, with the answer, and beside it.
fn figures(asked: &Asked, answer: &Answer, with_key: bool, (lang, width): (Lang, Width)) -> String {
    let heads = lang.choose(
        [
            "jaar", "doel", "sleutel", "is", "dan", "vooraf", "wordt", "dan", "ernaast", "dan", "",
        ],
        [
            "year",
            "goal",
            "key",
            "is",
            "then",
            "before",
            "becomes",
            "then",
            "beside it",
            "then",
            "",
        ],
    );
    let several_goals = asked.goals.len() > 1;
    let was_moved = answer.steps.iter().any(SolvedStep::was_moved);
    let mut steps = answer.steps.iter();
    let several_figures = steps.any(|step| step.solution.start.figures.len() > 1);
    let kept: Vec<usize> = (0..heads.len())
        .filter(|&at| match at {
            1 => several_goals,
            2 | 3 | 6 | 8 => with_key,
            5 => was_moved,
            10 => several_figures,
            _ => true,
        })
        .collect();
    let own: Vec<&str> = kept.iter().map(|&at| heads[at]).collect();
    let left = kept.iter().filter(|&&at| at <= 2).count();
    let mut table = headed(&own, left);
    for step in &answer.steps {
        let SolvedStep {
            years,
            variable,
            solution,
            base,
            ..
        } = step;
        let [found, beside] = answered(solution);
        let binding = solution.binding(&asked.conditions(years));
        for (place, &as_it_is) in base.iter().enumerate() {
            let (goal, jaar) = asked.place(place, years);
            let both = |point: Option<&Point>| match point {
                Some(point) => [
                    variable.shown(point.at),
                    exact(goal.kind(), point.figures[place], lang),
                ],
                None => Default::default(),
            };
            let year = match jaar {
                Some(jaar) => jaar.to_string(),
                None => ranges(years.iter().copied()).join(", "),
            };
            let is_one_of_many = solution.start.figures.len() > 1;
            let mark = if binding.contains(&place) && is_one_of_many {
                lang.choose("knelt", "binds")
            } else {
                ""
            };
            let mut becomes = both(found);
            match solution.found {
                Found::Never(_) => becomes[0] = lang.choose("geen", "none").to_owned(),
                Found::Always => becomes[0] = lang.choose("elke", "any").to_owned(),
                Found::Met { .. } => {}
            }
            let is = variable.shown_as_it_stands();
            let before = exact(goal.kind(), solution.start.figures[place], lang);
            let [becomes, then] = becomes;
            let [beside, beside_then] = both(beside);
            let cells = [
                Cell::new(year),
                Cell::new(goal.column.heading(lang)),
                Cell::new(&variable.key),
                right(is),
                right(exact(goal.kind(), as_it_is, lang)),
                right(before),
                right(becomes),
                right(then),
                right(beside),
                right(beside_then),
                Cell::new(mark),
            ];
            let cells = cells.into_iter().enumerate();
            let cells = cells.filter(|(at, _)| kept.contains(at));
            table.add_row(cells.map(|(_, cell)| cell));
        }
    }
    let place = |at: usize| kept.iter().position(|&own| own == at);
    let least: Vec<usize> = [4, 9, 8, 5].into_iter().filter_map(place).collect();
    let (shown, gone) = without_least(&table, &least, width);
    let gone: Vec<&str> = gone.iter().map(|&at| own[at]).collect();
    let mut text = shown + &left_out(&gone, lang);
    if answer.steps.len() > 1 {
        text.push_str(&one_after_another(was_moved, lang));
        text.push_str(&taken_from_later(asked, answer, lang));
    }
    text
}

/// That earlier years come first, and which amounts have their answers in them.
fn one_after_another(was_moved: bool, lang: Lang) -> String {
    let first = lang.choose(
        "Jaar voor jaar opgelost, de eerdere eerst",
        "Solved year by year, the earlier ones first",
    );
    let have = match was_moved {
        true => lang.choose(
            "; onder `is` staat het bedrag zonder antwoorden, onder `vooraf` dat met de antwoorden van eerdere jaren, en die zitten ook in wat volgt",
            "; `is` has the amount without answers, `before` that with the answers of earlier years, which are in what follows too",
        ),
        false => lang.choose(
            "; dat verandert hier geen later bedrag",
            "; which changes no later amount here",
        ),
    };
    format!("{first}{have}.\n")
}

/// That a year that meets its goal already goes to the edge of it too, and how to leave it
/// where it is; nothing of the last year, after which no other comes.
fn taken_from_later(asked: &Asked, answer: &Answer, lang: Lang) -> String {
    let Some((_, before_last)) = answer.steps.split_last() else {
        return String::new();
    };
    let stand = before_last.iter().filter(|step| {
        let is_met = matches!(step.solution.found, Found::Met { .. });
        is_met && !step.was_moved() && step.solution.stands(&asked.conditions(&step.years))
    });
    let years: Vec<Jaar> = stand.flat_map(|step| step.years.iter().copied()).collect();
    if years.is_empty() {
        return String::new();
    }
    let left = asked
        .years
        .iter()
        .copied()
        .filter(|jaar| !years.contains(jaar));
    let left = ranges(left).join(",");
    let years = ranges(years).join(", ");
    lang.choose(
        format!("{years} voldoet al en gaat hier tot de grens, en dat gaat af van latere jaren; met --jaar {left} blijft het staan.\n"),
        format!("{years} meets it already and goes to its edge here, which later years pay for; with --jaar {left} it stays as it is.\n"),
    )
}

fn goals(asked: &Asked, lang: Lang) -> String {
    let each = asked.goals.iter().map(|goal| {
        let amount = exact(goal.kind(), goal.amount, lang);
        format!(
            "{} {} {amount}",
            goal.column.heading(lang),
            goal.relation.word()
        )
    });
    let all = each.collect::<Vec<_>>().join(lang.choose(" en ", " and "));
    let years = ranges(asked.years.iter().copied()).join(", ");
    let each = match (asked.years.len(), asked.together) {
        (2.., true) => lang.choose(" samen", " together"),
        (2.., false) => lang.choose(" elk", " each"),
        _ => "",
    };
    let sure = asked.certainty.map_or_else(String::new, |sure| {
        let share = lang.notation().millionths(sure.millionths);
        let (draws, seed) = (DRAWS.of(sure.draws, lang), sure.seed);
        lang.choose(
            format!(", in {share} van {draws} (zaad {seed})"),
            format!(", in {share} of {draws} (seed {seed})"),
        )
    });
    format!(
        "{}: {all}, {years}{each}, {}{sure}",
        lang.choose("Doel", "Goal"),
        asked.unit.name,
    )
}

/// How sure an answer is, or what can be had instead.
fn sentence(asked: &Asked, step: &SolvedStep, lang: Lang) -> String {
    let SolvedStep {
        years,
        variable,
        solution,
        ..
    } = step;
    let head = format!(
        "{}, {}: ",
        variable.key,
        ranges(years.iter().copied()).join(", ")
    );
    let [least, most] = solution
        .range
        .each_ref()
        .map(|point| variable.shown(point.at));
    let from_to = match variable.is_least() {
        true => lang.choose("langs deze lijn", "along this line").to_owned(),
        false => lang.choose(
            format!("van {least} tot en met {most}"),
            format!("from {least} through {most}"),
        ),
    };
    let body = match (&solution.found, solution.shape) {
        (_, Shape::Flat) => {
            let stays = stays(asked, step, lang);
            let count = if variable.is_several() { 2 } else { 1 };
            let nothing = match count {
                1 => lang.choose("doet hier niets", "does nothing here"),
                _ => lang.choose("doen hier niets", "do nothing here"),
            };
            let why = step.no_effect.as_ref();
            let why = why.map(|why| reason_of(why).of(count, lang).to_owned());
            let nothing = match (&step.no_effect, why) {
                // It says so itself.
                (Some(NoEffect::Nothing), Some(why)) => why,
                (_, Some(why)) => format!("{nothing} ({why})"),
                (_, None) => nothing.to_owned(),
            };
            format!("{nothing}; {stays}")
        }
        (Found::Always, _) => lang.choose(
            format!("elke waarde {from_to} voldoet"),
            format!("every value {from_to} meets it"),
        ),
        (Found::Never(nearest), _) => {
            let (within, near) = (reach(asked, solution, lang), variable.shown(nearest.at));
            let apart = apart(asked, solution, lang);
            lang.choose(
                format!("geen waarde {from_to} voldoet; haalbaar is {within}{apart}; het dichtst bij komt {near}"),
                format!("no value {from_to} meets it; within reach is {within}{apart}; nearest comes {near}"),
            )
        }
        (Found::Met { .. }, _) => met(step, &asked.conditions(years), &from_to, lang),
    };
    let manner = match (variable.is_together(), variable.is_least()) {
        (true, _) => lang.choose(
            "; de sleutels bewegen naar rato, in een richting",
            "; the keys move in proportion, along one direction",
        ),
        (_, true) => lang.choose(
            "; de sleutels bewegen zo weinig als kan: de som van de kwadraten van hun verandering, elk in delen van zijn bereik of anders van zijn waarde, is langs deze lijn het kleinst",
            "; the keys move as little as can be: the sum of the squares of their changes, each in parts of its range or else of its value, is least along this line",
        ),
        _ => "",
    };
    let stands = solution.stands(&asked.conditions(years));
    let as_it_is = match step.was_moved() {
        true => lang.choose(
            "met de antwoorden van eerdere jaren voldoet het al",
            "with the answers of earlier years it meets it already",
        ),
        false => lang.choose(
            "zoals het is voldoet het al",
            "as it stands it meets it already",
        ),
    };
    let already = match (&solution.found, stands) {
        (Found::Met { .. }, true) if asked.manner == Manner::Least => format!("; {as_it_is}"),
        (Found::Met { .. }, true) => lang.choose(
            format!("; {as_it_is}, en dit is hoever het kan gaan"),
            format!("; {as_it_is}, and this is how far it can go"),
        ),
        _ => String::new(),
    };
    format!("{head}{body}{manner}{already}.\n")
}

/// What was found of a goal that can be met, and whether there may be more.
fn met(step: &SolvedStep, goals: &Conditions, from_to: &str, lang: Lang) -> String {
    let SolvedStep {
        variable, solution, ..
    } = step;
    let Found::Met { crossings, .. } = &solution.found else {
        return String::new();
    };
    let others = crossings
        .iter()
        .skip(1)
        .filter_map(|one| one.answer(goals))
        .map(|answer| variable.shown(answer.at));
    let others: Vec<String> = others.collect();
    let (count, looked) = (crossings.len(), VALUES.of(solution.looked, lang));
    let times = TIMES.of(count, Lang::En);
    let scouted = match solution.scouted {
        0 => String::new(),
        some => lang.choose(
            format!(" in de trekkingen en {some} in de projectie"),
            format!(" in the draws and {some} in the projection"),
        ),
    };
    let hole = crossings.iter().find(|one| one.above.at - one.below.at > 1);
    let hole = hole.map_or_else(String::new, |one| {
        let [low, high] = [&one.below, &one.above].map(|end| variable.shown(end.at));
        lang.choose(
            format!("; tussen {low} en {high} kan het scenario niet zijn"),
            format!("; between {low} and {high} the scenario cannot be"),
        )
    });
    let shape = match solution.shape {
        Shape::Monotone => {
            let others = listed(&others, lang);
            lang.choose(
                format!("beweegt de uitkomst {from_to} een kant op ({looked} bekeken{scouted}){others}"),
                format!("moves the result one way {from_to} ({looked} looked at{scouted}){others}"),
            )
        }
        Shape::TurnsKnown => lang.choose(
            format!("keert; alle waarden zijn bekeken en de grens wordt {count} keer gepasseerd{}", listed(&others, lang)),
            format!("turns; every value was looked at and the goal is crossed {times}{}", listed(&others, lang)),
        ),
        _ => lang.choose(
            format!("keert; de grens wordt ten minste {count} keer gepasseerd{}, en misschien vaker ({looked} bekeken{scouted})", listed(&others, lang)),
            format!("turns; the goal is crossed at least {times}{}, and perhaps more often ({looked} looked at{scouted})", listed(&others, lang)),
        ),
    };
    shape + &hole
}

fn listed(others: &[String], lang: Lang) -> String {
    match others.is_empty() {
        true => String::new(),
        false => lang.choose(
            format!(" (ook bij {})", others.join(", ")),
            format!(" (also at {})", others.join(", ")),
        ),
    }
}
