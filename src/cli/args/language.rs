//! The command line in Dutch and in English.
//!
//! Every paragraph of help holds both languages, the English behind `EN:`. The
//! definition is built in one of them, and what the parser writes around our texts is
//! replaced, since it knows English only.

use std::ffi::OsString;

use clap::builder::{Str, StyledStr};
use clap::{Arg, ArgAction, Command, CommandFactory, Error, FromArgMatches, ValueEnum};

use super::examples;
use crate::cli::Cli;
use crate::terms::{Lang, Text};

/// What stands between the Dutch and the English of a paragraph.
const ENGLISH: &str = "EN:";

/// What stands for the value of an argument. A name that is not here is the same in
/// both languages.
const VALUE_NAMES: [(&str, &str); 34] = [
    ("AANTAL", "NUMBER"),
    ("ADRES", "ADDRESS"),
    ("BESTAND", "FILE"),
    ("BLAD", "SHEET"),
    ("DEEL", "PART"),
    ("DOEL", "GOAL"),
    ("GRENS", "BOUND"),
    ("JAAR", "YEAR"),
    ("LAGEN", "LAYERS"),
    ("MAP", "FOLDER"),
    ("METHODE", "METHOD"),
    ("NAAM", "NAME"),
    ("NIEUW.toml", "NEW.toml"),
    ("NIVEAU", "LEVEL"),
    ("ONDERDEEL", "PART"),
    ("OPDRACHT", "COMMAND"),
    ("PAD", "PATH"),
    ("POORT", "PORT"),
    ("PROCENT", "PERCENT"),
    ("SLEUTEL", "KEY"),
    ("SLEUTEL=WAARDE", "KEY=VALUE"),
    ("SOORT", "KIND"),
    ("TAAL", "LANGUAGE"),
    ("TABEL", "TABLE"),
    ("TREKKINGEN", "DRAWS"),
    ("VAN-TOT", "FROM-TO"),
    ("VELD", "FIELD"),
    ("VELD=KOLOM", "FIELD=COLUMN"),
    ("VOLGENS", "BY"),
    ("VOORWAARDE", "CONDITION"),
    ("VORM", "FORM"),
    ("WIJZE", "MANNER"),
    ("WOORD", "WORD"),
    ("ZAAD", "SEED"),
];

/// Where the options stand that every command has: behind its own.
pub(crate) const LAST: usize = 900;

/// The language that a command line asks for, before it is read: what is wrong with it
/// is said in that language too. The last one counts, as it does for the parser.
pub(crate) fn asked(arguments: &[OsString]) -> Lang {
    let texts = arguments.iter().map(|argument| argument.to_string_lossy());
    let mut asked = Lang::default();
    let mut is_value = false;
    // What follows `--` is the name of a file, whatever it looks like.
    for text in texts.take_while(|text| text != "--") {
        let value = match is_value {
            true => Some(&*text),
            false => text.strip_prefix("--lang="),
        };
        let lang = value.and_then(|value| Lang::from_str(value, false).ok());
        asked = lang.unwrap_or(asked);
        is_value = text == "--lang";
    }
    asked
}

/// The definition of the command line in one language.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = spoken(Cli::command(), lang);
    // The command `help` is there once it is built.
    command.build();
    let about = Text::fixed(
        "Toon de hulp van een opdracht",
        "Show the help of a command",
    );
    command.mut_subcommand("help", |help| help.about(about.of(lang).to_owned()))
}

/// Reads a command line.
///
/// # Errors
/// What is wrong with it, or the help that was asked for.
pub(crate) fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, Error> {
    let mut arguments = arguments.to_vec();
    if arguments.get(1).is_some_and(|word| word == "help") {
        // It takes names of commands alone, and knows no options.
        arguments.retain(|word| {
            let word = word.to_string_lossy();
            !word.starts_with("--lang") && Lang::from_str(&word, false).is_err()
        });
    }
    let command = with_usage(command(lang), lang);
    Cli::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

fn spoken(command: Command, lang: Lang) -> Command {
    let names: Vec<String> = names(&command);
    let about = command.get_about().map(|about| short(about, lang));
    let long_about = command.get_long_about().map(|about| long(about, lang));
    let show_help = lang.choose(
        "Toon deze hulp; --help zegt meer dan -h",
        "Show this help; --help says more than -h",
    );
    let show_version = lang.choose("Toon de versie", "Show the version");
    let help = Arg::new("help").short('h').action(ArgAction::Help);
    let version = Arg::new("version").short('V').action(ArgAction::Version);
    let usage = lang.choose("Gebruik", "Usage");
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}"
    );
    let examples = examples::help(command.get_name(), lang);
    let own = |flag: Arg, place| {
        let flag = flag.display_order(LAST + place);
        flag.help_heading(options_heading(lang))
    };
    let command = command
        .about(about.unwrap_or_default())
        .help_template(template)
        .subcommand_help_heading(lang.choose("Opdrachten", "Commands"))
        .subcommand_value_name(lang.choose("OPDRACHT", "COMMAND"))
        .after_long_help(examples)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|one| argument(one, lang))
        .arg(own(help.long("help").help(show_help), 1))
        .arg(own(version.long("version").help(show_version), 2));
    let command = match long_about {
        Some(text) => command.long_about(text),
        None => command,
    };
    let each = |command: Command, name| command.mut_subcommand(name, |own| spoken(own, lang));
    names.into_iter().fold(command, each)
}

pub(crate) fn names(command: &Command) -> Vec<String> {
    let all = command.get_subcommands();
    all.map(|own| own.get_name().to_owned()).collect()
}

/// A text of the definition in both languages, paragraph by paragraph.
fn both(text: &StyledStr) -> Text {
    let text = text.to_string();
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let both = paragraph.split_once(ENGLISH);
        let (nl, en) = both.unwrap_or((paragraph, paragraph));
        Text::new(nl.trim().to_owned(), en.trim().to_owned())
    });
    Text::join(paragraphs, "\n\n")
}

fn long(text: &StyledStr, lang: Lang) -> String {
    both(text).of(lang).to_owned()
}

/// [`long`] as it stands in a list: without the full stop of its only sentence.
pub(crate) fn short(text: &StyledStr, lang: Lang) -> String {
    long(text, lang).trim_end_matches('.').to_owned()
}

fn options_heading(lang: Lang) -> &'static str {
    lang.choose("Opties", "Options")
}

/// An argument with what it can be, and what it is by itself, in our words.
fn argument(argument: Arg, lang: Lang) -> Arg {
    if argument.is_positional() {
        let heading = lang.choose("Argumenten", "Arguments");
        return described(argument.help_heading(heading), lang);
    }
    let argument = argument.help_heading(options_heading(lang));
    if argument.get_action().takes_values() {
        // `-5` is a wrong number, not an unknown option.
        described(argument.allow_negative_numbers(true), lang)
    } else {
        let help = argument.get_help().map(|help| short(help, lang));
        argument.help(help.unwrap_or_default())
    }
}

fn described(argument: Arg, lang: Lang) -> Arg {
    let possible = argument.get_possible_values();
    // A list of dozens is for the shell, not for the help.
    let listed = !argument.is_hide_possible_values_set();
    let possible: Vec<_> = possible
        .iter()
        .filter(|one| listed && !one.is_hide_set())
        .collect();
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|text| text.to_string_lossy()).collect();
    let usual = match defaults.is_empty() {
        true => String::new(),
        false => {
            let word = lang.choose("standaard", "default");
            format!(" [{word}: {}]", defaults.join(", "))
        }
    };
    let help = argument.get_help().map(|help| short(help, lang));
    let help = help.unwrap_or_default();
    let long_help = argument.get_long_help().map(|help| long(help, lang));
    let long_help = long_help.unwrap_or_else(|| help.clone());
    let names: Vec<&str> = possible.iter().map(|one| one.get_name()).collect();
    let (names, list) = match names.is_empty() {
        true => (String::new(), String::new()),
        false => {
            let lines = possible.iter().map(|one| match one.get_help() {
                Some(help) => format!("- {}: {}", one.get_name(), short(help, lang)),
                None => format!("- {}", one.get_name()),
            });
            let lines: Vec<String> = lines.collect();
            let (word, head) = lang.choose(("mogelijk", "Mogelijk"), ("possible", "Possible"));
            (
                format!(" [{word}: {}]", names.join(", ")),
                format!("\n\n{head}:\n{}", lines.join("\n")),
            )
        }
    };
    let value_names = value_names(&argument, lang);
    argument
        .value_names(value_names)
        .help(format!("{help}{usual}{names}"))
        .long_help(format!("{long_help}{usual}{list}"))
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// What stands for the value of an argument, in one language.
fn value_names(argument: &Arg, lang: Lang) -> Vec<Str> {
    let names = argument.get_value_names().unwrap_or_default().iter();
    let in_lang = |name: &Str| {
        let known = VALUE_NAMES.iter().find(|(nl, _)| *nl == name.as_str());
        known.map_or_else(|| name.clone(), |(nl, en)| Str::from(lang.choose(*nl, *en)))
    };
    names.map(in_lang).collect()
}

/// Puts the usage of every command into one language.
fn with_usage(mut command: Command, lang: Lang) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let options = lang.choose("[OPTIES]", "[OPTIONS]");
    let command = command.override_usage(usage.replace("[OPTIONS]", options));
    let each = |command: Command, name| command.mut_subcommand(name, |own| with_usage(own, lang));
    names(&command).into_iter().fold(command, each)
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;

    use super::*;
    use crate::cli::args::documented::documented;

    /// A command line of words, in the language that it asks for.
    fn read(words: &[&str]) -> Result<Cli, Error> {
        let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
        parse(&arguments, asked(&arguments))
    }

    /// Every help text there is, in one language.
    fn every_help(lang: &str) -> Vec<String> {
        let commands = names(&Cli::command());
        assert!(commands.len() > 10);
        let of_program = [vec!["spuk"]];
        let of_commands = commands.iter().map(|name| vec!["spuk", name.as_str()]);
        let calls = of_program
            .into_iter()
            .chain(of_commands)
            .collect::<Vec<_>>();
        let mut helps = Vec::new();
        for flag in ["-h", "--help"] {
            for call in &calls {
                let call = [&call[..], &[flag, "--lang", lang]].concat();
                let help = read(&call).expect_err("help is no command");
                assert_eq!(help.kind(), ErrorKind::DisplayHelp);
                helps.push(help.to_string());
            }
        }
        helps
    }

    /// The words of a text.
    fn words(text: &str) -> Vec<&str> {
        let ends = |letter: char| !(letter.is_alphanumeric() || "_-=[].".contains(letter));
        text.split(ends)
            .map(|word| word.trim_matches(['.', '[', ']']))
            .collect()
    }

    /// What the parser would write itself, and what every English sentence is made of.
    const OF_ENGLISH: [&str; 20] = [
        "Usage",
        "Options",
        "OPTIONS",
        "Arguments",
        "Commands",
        "Print",
        "Possible",
        "possible",
        "default",
        "the",
        "with",
        "and",
        "or",
        "from",
        "this",
        "what",
        "which",
        "such",
        "be",
        "to",
    ];

    /// What stands for a value in both languages.
    const OF_BOTH: [&str; 9] = [
        "A",
        "B",
        "EURO",
        "GEMEENTE",
        "I/N",
        "K",
        "PROVINCIE",
        "SCENARIO",
        "SHELL",
    ];

    /// What every Dutch sentence is made of.
    const OF_DUTCH: [&str; 28] = [
        "Gebruik",
        "Opties",
        "OPTIES",
        "Argumenten",
        "Opdrachten",
        "Toon",
        "Mogelijk",
        "mogelijk",
        "standaard",
        "de",
        "het",
        "een",
        "van",
        "met",
        "voor",
        "niet",
        "wat",
        "zoals",
        "dit",
        "deze",
        "die",
        "uit",
        "elk",
        "elke",
        "mag",
        "meer",
        "naar",
        "zo",
    ];

    #[test]
    fn no_help_has_a_word_of_the_other_language() {
        for (lang, usage, options, others) in [
            ("nl", "\nGebruik: spuk", "\nOpties:\n", &OF_ENGLISH[..]),
            ("en", "\nUsage: spuk", "\nOptions:\n", &OF_DUTCH[..]),
        ] {
            for help in every_help(lang) {
                assert!(help.contains(usage), "{help}");
                assert!(help.contains(options), "{help}");
                let strange = words(&help).into_iter().find(|word| others.contains(word));
                assert_eq!(strange, None, "in {help}");
            }
        }
    }

    #[test]
    fn every_command_argument_and_value_has_help_in_both_languages() {
        fn hold(place: &str, text: Option<&StyledStr>) {
            let text = text.unwrap_or_else(|| panic!("{place} has no help"));
            for paragraph in text.to_string().split("\n\n") {
                let halves = paragraph.split(ENGLISH).collect::<Vec<_>>();
                let [nl, en] = halves[..] else {
                    panic!("{place} is not in two languages: {paragraph}");
                };
                assert!(
                    !nl.trim().is_empty() && !en.trim().is_empty(),
                    "{place}: {paragraph}"
                );
            }
        }
        fn walk(command: &Command) {
            let name = command.get_name();
            hold(name, command.get_about());
            command
                .get_long_about()
                .into_iter()
                .for_each(|text| hold(name, Some(text)));
            let extra = [command.get_before_help(), command.get_after_help()];
            extra
                .into_iter()
                .flatten()
                .for_each(|text| hold(name, Some(text)));
            for argument in command.get_arguments() {
                let place = format!("{name} {}", argument.get_id());
                hold(&place, argument.get_help());
                let takes = argument.get_action().takes_values();
                let names = argument.get_value_names().filter(|_| takes);
                for name in names.unwrap_or_default() {
                    let known = VALUE_NAMES.iter().any(|(nl, _)| *nl == name.as_str());
                    assert!(known || OF_BOTH.contains(&name.as_str()), "{place}: {name}");
                }
                argument
                    .get_long_help()
                    .into_iter()
                    .for_each(|text| hold(&place, Some(text)));
                for value in argument.get_possible_values() {
                    // The names of shells say all there is to say, and those of columns
                    // what `spuk columns` does.
                    let speaks =
                        argument.get_id() == "shell" || argument.is_hide_possible_values_set();
                    if !speaks && takes {
                        hold(&format!("{place} {}", value.get_name()), value.get_help());
                    }
                }
            }
            command.get_subcommands().for_each(walk);
        }
        walk(&Cli::command());
    }

    #[test]
    fn man_pages_and_completions_hold_one_language() {
        for lang in Lang::ALL {
            let mut command = documented(lang);
            let mut text = Vec::new();
            let mut pages = command.get_subcommands().cloned().collect::<Vec<_>>();
            pages.push(command.clone());
            for page in pages {
                clap_mangen::Man::new(page).render(&mut text).unwrap();
            }
            for shell in clap_complete::Shell::value_variants() {
                clap_complete::generate(*shell, &mut command, "spuk", &mut text);
            }
            let text = String::from_utf8(text).unwrap();
            assert!(text.split_whitespace().all(|word| word != ENGLISH));
            let country = lang.choose("Het hele land", "The whole country");
            assert!(text.contains(&format!("landelijk\\t'{country}'")));
        }
    }

    #[test]
    fn help_says_what_is_possible_and_what_is_usual() {
        let said = |words: &[&str]| read(words).unwrap_err().to_string();
        assert!(
            said(&["spuk", "check", "-h"])
                .contains("[mogelijk: text, json, junit, github, markdown]")
        );
        let check = said(&["spuk", "check", "--help"]);
        assert!(
            check.contains("Mogelijk:\n          - text: Voor mensen"),
            "{check}"
        );
        let run = said(&["spuk", "run", "-h"]);
        assert!(run.contains("[standaard: nl] [mogelijk: nl, en]"), "{run}");
        let run = said(&["spuk", "run", "-h", "--lang=en"]);
        assert!(run.contains("[default: nl] [possible: nl, en]"), "{run}");
        assert!(run.contains("--set <KEY=VALUE>"), "{run}");
    }

    #[test]
    fn the_language_may_stand_anywhere_and_the_parser_finds_the_same_one() {
        for (words, lang) in [
            (&["spuk"][..], Lang::Nl),
            (&["spuk", "run"], Lang::Nl),
            (&["spuk", "--lang", "en", "run"], Lang::En),
            (&["spuk", "--lang=en", "run", "wi2021"], Lang::En),
            (&["spuk", "run", "--lang", "en"], Lang::En),
            (&["spuk", "run", "wi2021", "--lang=en"], Lang::En),
            (&["spuk", "--lang", "en"], Lang::En),
            (&["spuk", "--lang", "nl", "check", "--lang", "en"], Lang::En),
            (&["spuk", "--lang", "en", "check", "--lang", "nl"], Lang::Nl),
            (&["spuk", "merge", "deel", "--", "--lang", "en"], Lang::Nl),
        ] {
            let cli = read(words).unwrap_or_else(|error| panic!("{words:?}: {error}"));
            assert_eq!(cli.lang, lang, "{words:?}");
        }
    }
}
