//! A check as Markdown: a comment on a change, for who reads it and not its log.

use super::totals::totals;
use super::{CellLimit, CheckStatus, broken, cells_moved, heading, unblessed, unnamed};
use crate::check::examine::CheckOutcome;
use crate::check::figure::BaselineFigure;
use crate::check::find::SkippedFile;
use crate::check::moved::{BaselineComparison, Moved};
use crate::check::words::subject;
use crate::terms::legible::on_one_line;
use crate::terms::{Lang, Text};

/// A table of the scenarios, and below it of each that is not as it was why, how far it
/// moved in all, and its largest cells.
pub fn markdown(
    outcomes: &[CheckOutcome],
    skipped: &[SkippedFile],
    limit: CellLimit,
    lang: Lang,
) -> String {
    let mut text = lang
        .choose(
            "## spuk check\n\n| scenario | uitkomst | verschoven |\n|---|---|---|\n",
            "## spuk check\n\n| scenario | outcome | moved |\n|---|---|---|\n",
        )
        .to_owned();
    for outcome in outcomes {
        let moved: usize = unblessed(outcome).map(|one| one.verschoven.len()).sum();
        let moved = match moved {
            0 => String::new(),
            many => cells_moved(many, lang),
        };
        let status = CheckStatus::of(outcome).word();
        push_row(&mut text, &[&outcome.wanted, status.of(lang), &moved]);
    }
    for outcome in outcomes {
        push_scenario(&mut text, outcome, limit, lang);
    }
    if !skipped.is_empty() {
        let left_out = lang.choose("Overgeslagen", "Skipped");
        text.push_str(&format!("\n{left_out}:\n\n"));
        push_list(
            &mut text,
            skipped
                .iter()
                .map(|file| Text::shown(file).of(lang).to_owned()),
        );
    }
    text
}

fn push_scenario(text: &mut String, outcome: &CheckOutcome, limit: CellLimit, lang: Lang) {
    let faults = outcome.fouten.iter().map(|fault| {
        let message = fault.message().of(lang).to_owned();
        match fault.place() {
            Some(place) => format!("{}:{}: {message}", place.source.name, place.line()),
            None => message,
        }
    });
    let complaints = outcome.bezwaren.iter().map(|text| text.of(lang).to_owned());
    let assertions = outcome.broken().map(|one| broken(one, lang));
    let wrong: Vec<String> = faults.chain(complaints).chain(assertions).collect();
    let moved: Vec<_> = limit
        .shares(&outcome.baselines)
        .filter(|(one, _)| unblessed(outcome).any(|moved| moved.bestand == one.bestand))
        .collect();
    let remarks = outcome.opmerkingen.iter();
    let unheld: Vec<String> = remarks
        .filter(|remark| remark.is_of_a_check())
        .map(|remark| remark.text().of(lang).to_owned())
        .collect();
    if wrong.is_empty() && moved.is_empty() && unheld.is_empty() {
        return;
    }
    text.push_str(&format!("\n### {}\n\n", escaped(&outcome.wanted)));
    push_list(text, wrong.into_iter().chain(unheld));
    for (one, named) in moved {
        push_comparison(text, (one, named), limit, lang);
    }
}

fn push_comparison(
    text: &mut String,
    (one, named): (&BaselineComparison, &[Moved]),
    limit: CellLimit,
    lang: Lang,
) {
    push_list(text, heading(one, limit.most(), lang).into_iter());
    push_table(text, &totals(one, lang));
    if named.is_empty() {
        return;
    }
    let summary = cells_moved(one.verschoven.len(), lang);
    text.push_str(&format!("\n<details><summary>{summary}</summary>\n"));
    let (what, was, is, difference) = lang.choose(
        ("wat", "was", "is", "verschil"),
        ("what", "was", "is", "difference"),
    );
    let shown = |figure: Option<BaselineFigure>| {
        figure.map_or_else(String::new, |figure| figure.shown(lang))
    };
    let mut table = vec![[what, was, is, difference].map(str::to_owned).to_vec()];
    table.extend(named.iter().map(|moved| {
        let verschil = moved.difference().signed(lang);
        vec![
            subject(moved, lang),
            shown(moved.was),
            shown(moved.is),
            verschil,
        ]
    }));
    push_table(text, &table);
    if let Some(more) = unnamed(one, named, lang) {
        text.push_str(&format!("\n{more}\n"));
    }
    text.push_str("\n</details>\n");
}

/// Lines of a list, with what comes next apart from it.
fn push_list(text: &mut String, lines: impl Iterator<Item = String>) {
    for line in lines {
        text.push_str(&format!("- {}\n", escaped(&line)));
    }
}

/// A table with its heads in the first row and figures to the right.
fn push_table(text: &mut String, rows: &[Vec<String>]) {
    let Some((heads, rows)) = rows.split_first() else {
        return;
    };
    text.push('\n');
    push_row(text, heads);
    text.push_str(&format!("|---|{}\n", "---:|".repeat(heads.len() - 1)));
    for row in rows {
        push_row(text, row);
    }
}

fn push_row(text: &mut String, cells: &[impl AsRef<str>]) {
    let cells = cells.iter().map(|cell| escaped(cell.as_ref()));
    text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
}

/// Text on one line, in which nothing is a mark: a name may hold anything.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in on_one_line(text).chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '@' | '#' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_makes_no_mark_of_its_own() {
        assert_eq!(escaped("a|b\n<i>*c*"), "a\\|b\\\\u{a}&lt;i>\\*c\\*");
    }
}
