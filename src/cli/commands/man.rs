//! `spuk man`: the man page, with a section for every command.

use clap::Args;
use clap_mangen::Man;

use crate::cli::Failure;
use crate::cli::args::dutch;
use crate::cli::output::print;

/// De man-pagina
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Alleen de pagina van deze opdracht, zoals `run`
    #[arg(value_name = "OPDRACHT")]
    command: Option<String>,
}

/// Prints the page of the program or of one command, in roff.
///
/// # Errors
/// An unknown command, or stdout that cannot be written.
pub fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut program = dutch::command();
    program.build();
    let page = match &arguments.command {
        None => program,
        Some(name) => {
            let names: Vec<String> = program
                .get_subcommands()
                .map(|command| command.get_name().to_owned())
                .collect();
            let found = program.find_subcommand(name).cloned();
            found
                .map(|command| command.name(format!("spuk-{name}")))
                .ok_or_else(|| {
                    use crate::input::diagnostic::{Code, Diagnostic};
                    Diagnostic::new(Code::Opdrachtregel, format!("onbekende opdracht `{name}`"))
                        .help(format!("opdrachten: {}", names.join(", ")))
                })?
        }
    };
    let mut text = Vec::new();
    Man::new(page)
        .render(&mut text)
        .expect("writing to memory does not fail");
    print(&String::from_utf8_lossy(&text))?;
    Ok(())
}
