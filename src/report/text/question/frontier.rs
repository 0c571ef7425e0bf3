//! What is given up for what, for a terminal.

use comfy_table::Cell;

use super::{FigureForm, about};
use crate::exact::money::Cents;
use crate::export::Receipt;
use crate::question::Target;
use crate::question::solve::{Frontier, Mark};
use crate::report::text::cells::{left_out, new_table, right, whole_euros, without_least};
use crate::report::words::known::by_chance;
use crate::report::words::receipt::receipt_line;
use crate::study::{FrontierRequest, Study};
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::{Lang, Width};

/// What every step buys in one column against another.
pub fn frontier_text(
    study: &Study,
    request: &FrontierRequest,
    frontier: &Frontier,
    (lang, width): (Lang, Width),
) -> String {
    let largest = |which: usize| {
        let rows = frontier.rows.iter();
        let figures = rows.flat_map(|row| [row.figures.map(|all| all[which]), row.highest[which]]);
        figures.flatten().map(i64::abs).max().unwrap_or(0)
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
    // Where it stands at the end says nothing of the years before.
    let stands = request
        .targets
        .each_ref()
        .map(|target| target.column.is_stock());
    let (high, last) = lang.choose(
        ("hoogste", ["waarde", "maanden", "voorschot", "overschot"]),
        ("highest", ["value", "months", "advance", "idle"]),
    );
    let mut heads = vec![last[0]];
    for which in [0, 1] {
        heads.push(columns[which]);
        heads.extend(stands[which].then_some(high));
    }
    let least = heads.len() + 1..heads.len() + 4;
    heads.extend(&last[1..]);
    heads.push("");
    let end = heads.len() - 1;
    table.add_row(heads.iter().enumerate().map(|(place, &head)| {
        if place == 0 || place == end {
            Cell::new(head)
        } else {
            right(head)
        }
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
        let mut cells = vec![Cell::new(&row.shown)];
        for which in [0, 1] {
            cells.push(right(figure(which)));
            let highest = row.highest[which].map(|it| forms[which].text(it, false));
            cells.extend(stands[which].then(|| right(highest.unwrap_or_default())));
        }
        cells.extend([
            right(cohorts.map_or_else(String::new, |it| it.maanden.to_string())),
            right(amount(cohorts.map(|it| it.grootste_voorschot))),
            right(amount(cohorts.map(|it| it.grootste_overschot))),
            Cell::new(row.mark.map_or("", |mark| named(mark, lang))),
        ]);
        table.add_row(cells);
    }
    let (shown, gone) = without_least(&table, &least.collect::<Vec<_>>(), width);
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
    text.push_str(&derived_sentence(&frontier.derived, lang));
    if stands.contains(&true) {
        text.push_str(&format!("{}.\n", by_chance(lang)));
    }
    for model in study.models() {
        text.push_str(&format!("\n{}\n", receipt_line(&Receipt::of(model), lang)));
    }
    width.wrapped(&text)
}

/// Of which years the amounts are derived, and why; nothing where there are none.
fn derived_sentence(years: &[Jaar], lang: Lang) -> String {
    if years.is_empty() {
        return String::new();
    }
    let years = ranges(years.iter().copied()).join(", ");
    match lang {
        Lang::Nl => format!(
            "De bedragen van {years} zijn in elke regel afgeleid: de gepubliceerde horen bij wat gold toen zij verschenen, en zouden niet meebewegen.\n"
        ),
        Lang::En => format!(
            "The amounts of {years} are derived in every row: the published ones go with what was in force when they appeared, and would not move along.\n"
        ),
    }
}

fn named(mark: Mark, lang: Lang) -> &'static str {
    match mark {
        Mark::Stands => lang.choose("zoals het is", "as it stands"),
        // Of before 2026 every part had a rhythm of its own: this is that of them together.
        Mark::Old => lang.choose(
            "61/31/8, van voor 2026, op het totaal",
            "61/31/8, of before 2026, on the total",
        ),
        Mark::New => lang.choose("40/30/30, vanaf 2026", "40/30/30, from 2026 on"),
    }
}
