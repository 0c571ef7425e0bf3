//! The parser in Dutch: what it writes around our texts is English.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command, CommandFactory, Error, FromArgMatches};

use crate::cli::Cli;

/// What stands where in the help of a command.
const TEMPLATE: &str = "\
{before-help}{about-with-newline}
Gebruik: {usage}

{all-args}{after-help}";

/// The definition of the command line, with help in Dutch.
pub(crate) fn command() -> Command {
    in_dutch(Cli::command())
}

/// Reads a command line.
///
/// # Errors
/// What is wrong with it, or the help that was asked for.
pub(crate) fn parse<A: Into<OsString> + Clone>(
    arguments: impl IntoIterator<Item = A>,
) -> Result<Cli, Error> {
    let mut command = command();
    // Usage and the command `help` are there once it is built.
    command.build();
    let command = with_usage(command)
        .mut_subcommand("help", |help| help.about("Toon de hulp van een opdracht"));
    Cli::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

fn in_dutch(command: Command) -> Command {
    let names: Vec<String> = names(&command);
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(argument)
        .arg(flag("help", 'h', ArgAction::Help).help("Toon deze hulp; --help zegt meer dan -h"))
        .arg(flag("version", 'V', ArgAction::Version).help("Toon de versie"));
    let each = |command: Command, name| command.mut_subcommand(name, in_dutch);
    names.into_iter().fold(command, each)
}

fn names(command: &Command) -> Vec<String> {
    let all = command.get_subcommands();
    all.map(|own| own.get_name().to_owned()).collect()
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    let flag = Arg::new(name).short(short).long(name).action(action);
    flag.help_heading(OPTIONS_HEADING)
}

const OPTIONS_HEADING: &str = "Opties";

/// An argument with what it can be, and what it is by itself, in our words.
fn argument(argument: Arg) -> Arg {
    if argument.is_positional() {
        return described(argument.help_heading("Argumenten"));
    }
    let argument = argument.help_heading(OPTIONS_HEADING);
    if argument.get_action().takes_values() {
        // `-5` is a wrong number, not an unknown option.
        described(argument.allow_negative_numbers(true))
    } else {
        argument
    }
}

fn described(argument: Arg) -> Arg {
    // A list of dozens is for the shell, not for the help.
    let listed = !argument.is_hide_possible_values_set();
    let possible = argument.get_possible_values();
    let possible: Vec<_> = possible
        .iter()
        .filter(|one| listed && !one.is_hide_set())
        .collect();
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|text| text.to_string_lossy()).collect();
    let usual = match defaults.is_empty() {
        true => String::new(),
        false => format!(" [standaard: {}]", defaults.join(", ")),
    };
    let help = argument.get_help().map(ToString::to_string);
    let help = help.unwrap_or_default();
    let long = argument.get_long_help().map(ToString::to_string);
    let long = long.unwrap_or_else(|| help.clone());
    let names: Vec<&str> = possible.iter().map(|one| one.get_name()).collect();
    let (names, list) = match names.is_empty() {
        true => (String::new(), String::new()),
        false => {
            let lines = possible.iter().map(|one| match one.get_help() {
                Some(help) => format!("- {}: {help}", one.get_name()),
                None => format!("- {}", one.get_name()),
            });
            let lines: Vec<String> = lines.collect();
            (
                format!(" [mogelijk: {}]", names.join(", ")),
                format!("\n\nMogelijk:\n{}", lines.join("\n")),
            )
        }
    };
    argument
        .help(format!("{help}{usual}{names}"))
        .long_help(format!("{long}{usual}{list}"))
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Puts the usage of every command into Dutch.
fn with_usage(mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let command = command.override_usage(usage.replace("[OPTIONS]", "[OPTIES]"));
    let each = |command: Command, name| command.mut_subcommand(name, with_usage);
    names(&command).into_iter().fold(command, each)
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;

    use super::*;

    /// What the parser would write itself.
    const ENGLISH: [&str; 8] = [
        "Usage",
        "Options",
        "OPTIONS",
        "Arguments",
        "Command",
        "Print",
        "ossible",
        "default",
    ];

    #[test]
    fn no_help_has_a_word_of_english() {
        let commands = names(&Cli::command());
        assert!(commands.len() > 10);
        let of_program = [vec!["spuk"]];
        let of_commands = commands.iter().map(|name| vec!["spuk", name.as_str()]);
        for call in of_program.into_iter().chain(of_commands) {
            for flag in ["-h", "--help"] {
                let call = [&call[..], &[flag]].concat();
                let help = parse(&call).expect_err("help is no command");
                assert_eq!(help.kind(), ErrorKind::DisplayHelp);
                let help = help.to_string();
                assert!(help.contains("\nGebruik: spuk"), "{help}");
                assert!(help.contains("\nOpties:\n"), "{help}");
                for word in ENGLISH {
                    assert!(!help.contains(word), "{word} in {help}");
                }
            }
        }
    }

    #[test]
    fn help_says_what_is_possible_and_what_is_usual() {
        let said = |flag| parse(["spuk", "check", flag]).unwrap_err().to_string();
        assert!(said("-h").contains("[mogelijk: text, json, junit, github]"));
        assert!(said("--help").contains("Mogelijk:\n          - text: Voor mensen"));
        let said = parse(["spuk", "run", "-h"]).unwrap_err().to_string();
        assert!(
            said.contains("[standaard: nl] [mogelijk: nl, en]"),
            "{said}"
        );
    }
}
