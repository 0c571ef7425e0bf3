//! The definition of the command line for what reads no command line: man pages and
//! completions. What is said of a value can change here, since it never is to become one.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command};

use super::language::{command, names, short};
use crate::gemeente::shipped;
use crate::scenario::EMBEDDED;
use crate::terms::Lang;

/// The definition with all that a shell can offer for a value.
pub(crate) fn documented(lang: Lang) -> Command {
    with_values(command(lang), lang)
}

fn with_values(command: Command, lang: Lang) -> Command {
    let command = command.mut_args(|argument| {
        let values = argument.get_possible_values().into_iter();
        let values = values.map(|value| match value.get_help() {
            Some(help) => {
                let help = short(help, lang);
                value.help(help)
            }
            None => value,
        });
        let values: Vec<PossibleValue> = values.chain(known(&argument)).collect();
        match values.is_empty() {
            true => argument,
            false => argument
                .value_parser(PossibleValuesParser::new(values))
                .hide_possible_values(true),
        }
    });
    let each = |command: Command, name| command.mut_subcommand(name, |own| with_values(own, lang));
    names(&command).into_iter().fold(command, each)
}

/// What a scenario is called that the program brings along.
pub(crate) fn scenarios() -> impl Iterator<Item = &'static str> {
    EMBEDDED.into_iter().map(|(name, _)| name)
}

/// The names that an argument takes besides its own values: scenarios, and gemeenten by
/// their codes and by names that a shell reads as one word.
fn known(argument: &Arg) -> Vec<PossibleValue> {
    match argument.get_id().as_str() {
        "scenario" | "scenarios" | "first" | "others" => {
            scenarios().map(PossibleValue::new).collect()
        }
        "gemeente" => gemeenten(),
        _ => Vec::new(),
    }
}

fn gemeenten() -> Vec<PossibleValue> {
    let plain = |naam: &str| naam.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    let list = shipped().gemeenten.list();
    let names = list.iter().map(|one| one.naam.clone());
    let names = names.filter(|naam| plain(naam)).map(PossibleValue::new);
    let codes = list.iter();
    let codes = codes.map(|one| PossibleValue::new(one.code.clone()).help(one.naam.clone()));
    names.chain(codes).collect()
}
