//! `spuk merge`: one simulation from its parts.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::simulate;
use crate::cli::Failure;
use crate::cli::args::options::OutputOptions;
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::input::{FileKind, World};
use crate::simulate::check_layout;
use crate::simulate::part;
use crate::simulate::part::{Merge, PartError, Program};
use crate::terms::legible;

/// Een simulatie uit haar delen (zie `spuk simulate --shard`)
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// De delen, in welke volgorde ook
    #[arg(value_name = "DEEL", required = true)]
    parts: Vec<PathBuf>,

    #[command(flatten)]
    output: OutputOptions,
}

/// Merges the parts and writes what the unsharded simulation would have written.
///
/// # Errors
/// A file that is no part, parts of other simulations, twice the same or a
/// missing part: each by name.
pub fn execute(arguments: &Arguments, world: &World) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    let mut merge = Merge::default();
    for path in &arguments.parts {
        let name = legible::path(path);
        let refuse = |what: String| Diagnostic::new(Code::DeelOngeldig, what);
        let cannot = |error: io::Error| {
            let why = refusal(&error);
            refuse(format!("{name} kan niet worden gelezen: {why}"))
        };
        // A device or a pipe may have no end.
        if world.kind(path).map_err(cannot)? != FileKind::File {
            let message = format!("{name} is geen gewoon bestand");
            let help = "een deel is een bestand dat `spuk simulate --shard` met `--out` schreef";
            return Err(refuse(message).help(help).into());
        }
        let bytes = world.read(path, u64::MAX).map_err(cannot)?;
        let part = part::read(&bytes).map_err(|error| refuse(format!("{name}: {error}")))?;
        check_layout(&part)
            .map_err(|what| refuse(format!("{name}: {}", PartError::Contradiction(what))))?;
        // The receipt is of the program that made the draws, and it says this one.
        let (made, own) = (&part.header.program, Program::own());
        if *made != own {
            let message = format!("{name} is gemaakt met spuk {made}, en dit is spuk {own}");
            return Err(refuse(message)
                .help("voeg delen samen met de spuk die ze heeft gemaakt")
                .into());
        }
        merge
            .add(&name, part)
            .map_err(|error| refuse(error.to_string()))?;
    }
    let whole = merge
        .finish()
        .map_err(|error| Diagnostic::new(Code::DeelOngeldig, error.to_string()))?;
    simulate::write_result(world, &whole, form, &[], &arguments.output)
}
