//! `spuk completions`: completions for a shell.

use clap::Args;
use clap_complete::Shell;

use crate::cli::Failure;
use crate::cli::args::documented::{documented, scenarios};
use crate::cli::output::print;
use crate::terms::Lang;

/// Aanvullingen voor een shell
/// EN: Completions for a shell
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// De shell
    /// EN: The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions.
///
/// # Errors
/// If stdout cannot be written.
pub fn execute(arguments: &Arguments, lang: Lang) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut documented(lang), "spuk", &mut text);
    let text = String::from_utf8_lossy(&text).into_owned();
    print(&match arguments.shell {
        Shell::Zsh => with_files(&text),
        Shell::Fish => text + &for_fish(),
        _ => text,
    })?;
    Ok(())
}

/// The commands that take scenarios.
const TAKE_SCENARIOS: &str = "run amounts explain backtest simulate compare report check";

/// Scenarios for fish, of which the generator knows options alone.
fn for_fish() -> String {
    let names = scenarios().collect::<Vec<_>>().join(" ");
    let when = format!("__fish_seen_subcommand_from {TAKE_SCENARIOS}");
    format!("complete -c spuk -n \"{when}\" -a \"{names}\"\n")
}

/// Zsh offers what is listed and nothing else, and a scenario may be a file too; other
/// shells offer files where nothing listed fits.
fn with_files(script: &str) -> String {
    let names = scenarios().collect::<Vec<_>>().join(" ");
    let script = script.replace(&format!(":({names})"), ":_spuk_scenario");
    let offer = format!(
        "\n_spuk_scenario() {{\n    _alternative 'scenarios:scenario:({names})' \
         'files:file:_files'\n}}\n"
    );
    match script.split_once('\n') {
        Some((first, rest)) => format!("{first}\n{offer}{rest}"),
        None => script,
    }
}
