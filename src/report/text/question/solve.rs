//! What it takes to meet a goal, and what is given up for what, for a terminal.

use comfy_table::Cell;

use super::{FigureForm, about};
use crate::exact::money::Cents;
use crate::export::Receipt;
use crate::question::solve::{Answer, Asked, Found, Frontier, Mark, Point, Shape, SolvedStep};
use crate::question::{Target, TargetKind};
use crate::report::text::cells::{left_out, new_table, right, whole_euros, without_least};
use crate::report::words::receipt::receipt_line;
use crate::study::{FrontierRequest, Study};
use crate::terms::jaar::ranges;
use crate::terms::{Lang, Width};

/// The whole answer: what every year takes, with the values beside it, and how sure it is
/// that there are no others.
pub fn solve_text(
    study: &Study,
    asked: &Asked,
    answer: &Answer,
    (lang, width): (Lang, Width),
) -> String {
    let amount = |value: i64| exact(asked.goal.kind(), value, lang);
    let names = study.models().iter().map(|it| it.scenario.naam.as_str());
    let mut text = format!(
        "{} · {}\n{}\n\n",
        lang.choose("Wat is ervoor nodig", "What it takes"),
        names.collect::<Vec<_>>().join(", "),
        goal(asked, lang),
    );
    let mut table = new_table();
    let heads = lang.choose(
        [
            "jaar", "sleutel", "is", "dan", "wordt", "dan", "ernaast", "dan",
        ],
        [
            "year",
            "key",
            "is",
            "then",
            "becomes",
            "then",
            "beside it",
            "then",
        ],
    );
    table.add_row(heads.iter().enumerate().map(|(place, &head)| match place {
        0 | 1 => Cell::new(head),
        _ => right(head),
    }));
    for step in &answer.steps {
        let SolvedStep {
            years,
            variable,
            solution,
        } = step;
        let (found, beside) = match &solution.found {
            Found::Met { answer, crossings } => {
                let ends = crossings.first().map(|one| [&one.below, &one.above]);
                let beside = ends.and_then(|ends| ends.into_iter().find(|end| *end != answer));
                (Some(answer), beside)
            }
            Found::Never(nearest) => (Some(nearest), None),
            Found::Always => (None, None),
        };
        for (place, _) in solution.start.figures.iter().enumerate() {
            let both = |point: Option<&Point>| match point {
                Some(point) => [variable.shown(point.at), amount(point.figures[place])],
                None => Default::default(),
            };
            let year = match asked.together {
                true => ranges(years.iter().copied()).join(", "),
                false => years[place].to_string(),
            };
            let pairs = [Some(&solution.start), found, beside].map(both);
            let cells = pairs.into_iter().flatten().map(right);
            let head = [Cell::new(year), Cell::new(&variable.key)];
            table.add_row(head.into_iter().chain(cells));
        }
    }
    let (shown, gone) = without_least(&table, &[3, 7, 6], width);
    let gone: Vec<&str> = gone.iter().map(|&at| heads[at]).collect();
    text.push_str(&shown);
    text.push_str(&left_out(&gone, lang));
    text.push('\n');
    for step in &answer.steps {
        text.push_str(&sentence(asked, step, lang));
    }
    let runs = lang.notation().whole(answer.runs.into());
    text.push_str(&lang.choose(
        format!("{runs} waarden doorgerekend.\n"),
        format!("{runs} values were run.\n"),
    ));
    for model in study.models() {
        text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), lang)));
    }
    width.wrapped(&text)
}

/// An amount to the cent, or people.
fn exact(kind: TargetKind, value: i64, lang: Lang) -> String {
    match kind {
        TargetKind::Cents => lang.notation().euros(Cents::new(value)),
        TargetKind::People => lang.notation().whole(value),
        TargetKind::Millionths => lang.notation().basis_points(value / 100),
    }
}

fn goal(asked: &Asked, lang: Lang) -> String {
    let goal = asked.goal;
    let amount = exact(goal.kind(), goal.amount, lang);
    let years = ranges(asked.years.iter().copied()).join(", ");
    let each = match (asked.years.len(), asked.together) {
        (2.., true) => lang.choose(" samen", " together"),
        (2.., false) => lang.choose(" elk", " each"),
        _ => "",
    };
    let sure = asked.certainty.map_or_else(String::new, |sure| {
        let share = lang
            .notation()
            .basis_points(i64::from(sure.millionths) / 100);
        let (draws, seed) = (sure.draws, sure.seed);
        lang.choose(
            format!(", in {share} van {draws} trekkingen (zaad {seed})"),
            format!(", in {share} of {draws} draws (seed {seed})"),
        )
    });
    format!(
        "{}: {} {} {amount}, {years}{each}, {}{sure}",
        lang.choose("Doel", "Goal"),
        goal.column.heading(lang),
        goal.relation.word(),
        asked.unit.name,
    )
}

/// How sure an answer is, or what can be had instead.
fn sentence(asked: &Asked, step: &SolvedStep, lang: Lang) -> String {
    let SolvedStep {
        years,
        variable,
        solution,
    } = step;
    let key = &variable.key;
    let years = ranges(years.iter().copied()).join(", ");
    let shown = |point: &Point| variable.shown(point.at);
    let [least, most] = solution.range.each_ref().map(shown);
    let amounts = solution.extremes.each_ref().map(|point| {
        let margin = asked
            .goal
            .relation
            .margin(&point.figures, asked.goal.amount);
        exact(asked.goal.kind(), margin + asked.goal.amount, lang)
    });
    let [low, high] = amounts;
    let head = format!("{key}, {years}: ");
    let body = match (&solution.found, solution.shape) {
        (_, Shape::Flat) => lang.choose(
            format!("doet hier niets; de uitkomst blijft {low}"),
            format!("does nothing here; the result stays {low}"),
        ),
        (Found::Always, _) => lang.choose(
            format!("elke waarde van {least} tot en met {most} voldoet"),
            format!("every value from {least} through {most} meets it"),
        ),
        (Found::Never(_), _) => lang.choose(
            format!("geen waarde van {least} tot en met {most} voldoet; haalbaar is {low} tot en met {high}"),
            format!("no value from {least} through {most} meets it; within reach is {low} through {high}"),
        ),
        (Found::Met { crossings, .. }, shape) => {
            let others = crossings.iter().skip(1).map(|one| variable.shown(one.below.at));
            let others: Vec<String> = others.collect();
            let count = crossings.len();
            match shape {
                Shape::Monotone => lang.choose(
                    format!("beweegt de uitkomst over {least} tot en met {most} een kant op ({} waarden bekeken)", solution.looked),
                    format!("moves the result one way from {least} through {most} ({} values looked at)", solution.looked),
                ),
                Shape::TurnsKnown => lang.choose(
                    format!("keert; alle waarden zijn bekeken en de grens wordt {count} keer gepasseerd{}", listed(&others, lang)),
                    format!("turns; every value was looked at and the goal is crossed {count} times{}", listed(&others, lang)),
                ),
                _ => lang.choose(
                    format!("keert; de grens wordt ten minste {count} keer gepasseerd{}, en misschien vaker", listed(&others, lang)),
                    format!("turns; the goal is crossed at least {count} times{}, and perhaps more often", listed(&others, lang)),
                ),
            }
        }
    };
    let together = match variable.is_together() {
        true => lang.choose(
            "; de sleutels bewegen naar rato, in een richting",
            "; the keys move in proportion, along one direction",
        ),
        false => "",
    };
    format!("{head}{body}{together}.\n")
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

/// What every step buys in one column against another.
pub fn frontier_text(
    study: &Study,
    request: &FrontierRequest,
    frontier: &Frontier,
    (lang, width): (Lang, Width),
) -> String {
    let largest = |which: usize| {
        let rows = frontier.rows.iter().filter_map(|row| row.figures);
        rows.map(|figures| figures[which].abs()).max().unwrap_or(0)
    };
    let form = |which: usize| FigureForm::of(request.targets[which].kind(), largest(which), lang);
    let forms = [form(0), form(1)];
    let names = study.models().iter().map(|it| it.scenario.naam.as_str());
    let head =
        |target: &Target, form: FigureForm| format!("{} ({})", about(target, lang), form.unit());
    let mut text = format!(
        "{} · {} · {}\n{}\n{} {}\n\n",
        lang.choose("Wat elke stap oplevert", "What every step buys"),
        names.collect::<Vec<_>>().join(", "),
        frontier.variable.key,
        head(&request.targets[0], forms[0]),
        lang.choose("tegen", "against"),
        head(&request.targets[1], forms[1]),
    );
    let mut table = new_table();
    let columns = request
        .targets
        .each_ref()
        .map(|target| target.column.heading(lang));
    let heads = lang.choose(
        [
            "waarde",
            columns[0],
            columns[1],
            "maanden",
            "voorschot",
            "overschot",
            "",
        ],
        [
            "value", columns[0], columns[1], "months", "advance", "idle", "",
        ],
    );
    table.add_row(heads.iter().enumerate().map(|(place, &head)| match place {
        0 | 6 => Cell::new(head),
        _ => right(head),
    }));
    for row in &frontier.rows {
        let figure = |which: usize| match row.figures {
            Some(figures) => forms[which].text(figures[which], false),
            None => lang.choose("kan niet", "cannot").to_owned(),
        };
        let cohorts = row.cohorts.as_ref();
        let amount = |amount: Option<Cents>| {
            amount.map_or_else(String::new, |amount| whole_euros(amount, lang))
        };
        table.add_row([
            Cell::new(&row.shown),
            right(figure(0)),
            right(figure(1)),
            right(cohorts.map_or_else(String::new, |it| it.maanden.to_string())),
            right(amount(cohorts.map(|it| it.grootste_voorschot))),
            right(amount(cohorts.map(|it| it.grootste_overschot))),
            Cell::new(row.mark.map_or("", |mark| named(mark, lang))),
        ]);
    }
    let (shown, gone) = without_least(&table, &[4, 5, 6], width);
    let gone = gone
        .iter()
        .map(|&at| heads[at])
        .filter(|head| !head.is_empty());
    text.push_str(&shown);
    text.push_str(&left_out(&gone.collect::<Vec<_>>(), lang));
    text.push_str(lang.choose(
        "\nMaanden, voorschot en overschot: van de slechtste cohort, in euro's; in zoveel van de 36 maanden is meer uitgegeven dan ontvangen.\n",
        "\nMonths, advance and idle: of the worst cohort, in euros; in so many of the 36 months more was spent than received.\n",
    ));
    for model in study.models() {
        text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), lang)));
    }
    width.wrapped(&text)
}

fn named(mark: Mark, lang: Lang) -> &'static str {
    match mark {
        Mark::Stands => lang.choose("zoals het is", "as it stands"),
        Mark::Old => lang.choose("het ritme van voor 2026", "the rhythm before 2026"),
        Mark::New => lang.choose("het ritme vanaf 2026", "the rhythm from 2026 on"),
    }
}
