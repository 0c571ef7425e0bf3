//! `spuk completions`: completions for a shell.

use clap::Args;
use clap_complete::Shell;

use crate::cli::Failure;
use crate::cli::args::language;
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
    clap_complete::generate(
        arguments.shell,
        &mut language::command(lang),
        "spuk",
        &mut text,
    );
    print(&String::from_utf8_lossy(&text))?;
    Ok(())
}
