//! `spuk man`: the man page, with a section for every command.

use clap::Args;

use crate::cli::Failure;
use crate::cli::args::documented::documented;
use crate::cli::args::manual;
use crate::cli::output::print;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::{Lang, Text};

/// De man-pagina
/// EN: The man page
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Alleen de pagina van deze opdracht, zoals `run`
    /// EN: Only the page of this command, such as `run`
    #[arg(value_name = "OPDRACHT")]
    command: Option<String>,
}

/// Prints the page of the program or of one command, in roff.
///
/// # Errors
/// An unknown command, or stdout that cannot be written.
pub fn execute(arguments: &Arguments, lang: Lang) -> Result<(), Failure> {
    let program = documented(lang);
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
                    let message = Text::new(
                        format!("onbekende opdracht `{name}`"),
                        format!("unknown command `{name}`"),
                    );
                    let names = names.join(", ");
                    Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(
                        format!("opdrachten: {names}"),
                        format!("commands: {names}"),
                    ))
                })?
        }
    };
    let name = arguments.command.as_deref().unwrap_or("spuk");
    print(&manual::page(page, name, lang))?;
    Ok(())
}
