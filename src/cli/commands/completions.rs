//! `spuk completions`: completions for a shell.

use clap::Args;
use clap_complete::Shell;

use crate::cli::Failure;
use crate::cli::args::dutch;
use crate::cli::output::print;

/// Aanvullingen voor een shell
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// De shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions.
///
/// # Errors
/// If stdout cannot be written.
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut dutch::command(), "spuk", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(())
}
