//! A man page: what the definition says, with examples, exit statuses and a date, in lines
//! that `mandoc -Tlint` has nothing to say about.

use clap::Command;
use clap_mangen::Man;

use super::examples;
use crate::terms::{Lang, Text};

/// The day of the release that the version in `Cargo.toml` names: a page is the same
/// whenever it is made.
const RELEASED: &str = "2026-11-29";

/// The widest line that mandoc does not remark on.
const WIDEST: usize = 78;

/// What the program ends with.
static STATUSES: [(&str, Text); 4] = [
    ("0", Text::fixed("Alles is goed.", "All is well.")),
    (
        "1",
        Text::fixed(
            "Er is een verschil waarvan u vroeg om het een fout te noemen.",
            "There is a difference that you asked to be an error.",
        ),
    ),
    (
        "2",
        Text::fixed(
            "De aanroep of de invoer is fout.",
            "The call or the input is wrong.",
        ),
    ),
    (
        "130",
        Text::fixed("Onderbroken met Ctrl-C.", "Interrupted by Ctrl-C."),
    ),
];

/// The page of the program or of one of its commands, in roff; examples stand under
/// `name`.
pub(crate) fn page(command: Command, name: &str, lang: Lang) -> String {
    let title = command.get_name().to_uppercase();
    let has_commands = command.has_subcommands();
    // Of the release alone: a page says nothing of the build that it was made by.
    let command = command.version(env!("CARGO_PKG_VERSION"));
    let command = command.after_help("").after_long_help("");
    let man = Man::new(command).title(title).date(RELEASED);
    let mut text = Vec::new();
    let sections = [
        man.render_title(&mut text),
        man.render_name_section(&mut text),
        man.render_synopsis_section(&mut text),
        man.render_description_section(&mut text),
        man.render_options_section(&mut text),
    ];
    let commands = has_commands.then(|| man.render_subcommands_section(&mut text));
    for written in sections.into_iter().chain(commands) {
        written.expect("writing to memory does not fail");
    }
    let mut text = String::from_utf8_lossy(&text).into_owned();
    text.push_str(".SH EXIT STATUS\n");
    for (status, what) in &STATUSES {
        text.push_str(&format!(
            ".TP\n\\fB{status}\\fR\n{}\n",
            escaped(what.of(lang))
        ));
    }
    let examples = examples::of(name);
    if !examples.is_empty() {
        text.push_str(".SH EXAMPLES\n");
        for example in examples {
            let (call, what) = (escaped(example.call), escaped(example.what.of(lang)));
            text.push_str(&format!(".TP\n\\fB{call}\\fR\n{what}\n"));
        }
    }
    tidy(&text)
}

/// Text in which roff sees no marks.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    text.replace('\'', "\\(aq").replace('~', "\\(ti")
}

/// Lines without blanks at their ends, none too long, and no empty one within a section.
fn tidy(roff: &str) -> String {
    let mut text = String::with_capacity(roff.len());
    for line in roff.lines().map(str::trim_end) {
        match line {
            "" => text.push_str(".sp\n"),
            request if request.starts_with(['.', '\'']) => {
                text.push_str(request);
                text.push('\n');
            }
            line => push_folded(&mut text, line),
        }
    }
    text
}

/// Roff fills lines again, so where one ends in the file is all the same; a line that
/// begins with a point would be a request.
fn push_folded(text: &mut String, line: &str) {
    let mut taken = 0;
    for (place, word) in line.split(' ').enumerate() {
        let folds = taken + 1 + word.len() > WIDEST && !word.starts_with(['.', '\'']);
        if place > 0 {
            text.push(if folds { '\n' } else { ' ' });
        }
        taken = if folds && place > 0 { 0 } else { taken + 1 };
        text.push_str(word);
        taken += word.len();
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::documented::documented;

    /// Whoever gives the program another version gives its pages another date.
    #[test]
    fn the_date_is_that_of_the_release() {
        assert_eq!(
            (env!("CARGO_PKG_VERSION"), RELEASED),
            ("0.1.0", "2026-11-29")
        );
    }

    #[test]
    fn every_page_has_examples_statuses_and_no_line_that_lint_sees() {
        for lang in Lang::ALL {
            let program = documented(lang);
            for command in program.get_subcommands() {
                let name = command.get_name();
                let has_examples = name == "help" || !examples::of(name).is_empty();
                assert!(has_examples, "examples.rs has none of `spuk {name}`");
            }
            let mut pages = vec![page(program.clone(), "spuk", lang)];
            for command in program.get_subcommands() {
                let name = command.get_name().to_owned();
                if name != "help" {
                    let own = command.clone().name(format!("spuk-{name}"));
                    pages.push(page(own, &name, lang));
                }
            }
            for text in pages {
                for wanted in [".SH EXAMPLES\n", ".SH EXIT STATUS\n", ".TH SPUK", RELEASED] {
                    assert!(text.contains(wanted), "no {wanted} in {text}");
                }
                for line in text.lines() {
                    assert!(!line.is_empty() && line.trim_end() == line, "{line:?}");
                    let is_text = !line.starts_with(['.', '\'']);
                    let has_word = line.contains(' ');
                    assert!(!is_text || !has_word || line.len() <= WIDEST + 2, "{line}");
                }
            }
        }
    }
}
