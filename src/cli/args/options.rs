//! Options that several commands share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::answer::{Answer, Asked};
use crate::cli::output::{
    FileForm, OutputFormat, can_be_written, can_take_parquet, print, screen_width, write_together,
};
use crate::cli::{Failure, interrupt};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::{Access, World};
use crate::model::Model;
use crate::scenario::DEFAULT;
use crate::study::Variant;
use crate::terms::legible;
use crate::terms::{Text, Width};

/// Which scenario, and what differs from it.
#[derive(Debug, Clone, Default, Args)]
pub struct ScenarioOptions {
    /// Pad van een scenario, of de naam van een ingebouwd scenario [standaard: wi2021]
    /// EN: Path of a scenario, or the name of an embedded scenario [default: wi2021]
    #[arg(value_name = "SCENARIO")]
    pub scenario: Option<String>,

    /// Zet een sleutel op een waarde, zoals prestatie.aandeel=0.2; mag vaker
    /// EN: Set a key to a value, such as prestatie.aandeel=0.2; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    pub settings: Vec<String>,

    /// How far it is trusted.
    #[command(flatten)]
    pub trust: TrustOptions,
}

/// How far a scenario is trusted.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct TrustOptions {
    /// Laat scenario's ook bestanden buiten hun eigen map lezen
    /// EN: Let scenarios read files outside their own folder too
    #[arg(long)]
    allow_outside: bool,
}

impl TrustOptions {
    /// Which files a scenario may name.
    pub fn access(self) -> Access {
        Access {
            outside: self.allow_outside,
        }
    }
}

impl ScenarioOptions {
    /// Loads the scenario with its gemeenten and people.
    ///
    /// # Errors
    /// Anything wrong with the input.
    pub fn load(&self, world: &Arc<World>) -> Result<Model, Failure> {
        let name = self.scenario.as_deref().unwrap_or(DEFAULT);
        let variant = Variant::new(name, &self.settings);
        Ok(variant.load(world, self.trust.access())?)
    }
}

/// In what form, and where to.
#[derive(Debug, Clone, Default, Args)]
pub struct OutputOptions {
    /// Vorm van de uitvoer [standaard: table, of wat de naam van --out zegt]
    /// EN: Form of the output [default: table, or what the name of --out says]
    #[arg(long, value_name = "VORM")]
    pub format: Option<OutputFormat>,

    /// Schrijf naar dit bestand in plaats van naar het scherm
    /// EN: Write to this file instead of the screen
    #[arg(long, value_name = "BESTAND")]
    pub out: Option<PathBuf>,
}

impl OutputOptions {
    /// The form to write in.
    ///
    /// # Errors
    /// If the name of the file says a form that no report has, or the file
    /// cannot be written: it is found out before the work is done.
    pub fn form(&self) -> Result<OutputFormat, Failure> {
        let form = form(self.format, self.out.as_deref())?;
        if form == OutputFormat::Parquet {
            can_take_parquet(named(self.out.as_deref()))?;
        }
        Ok(form)
    }

    /// How wide a table may be.
    pub fn width(&self, asked: &Asked<'_>) -> Width {
        asked.listener.width(self.out.as_deref())
    }

    /// What was made as the answer.
    pub fn answer(&self, bytes: impl Into<Vec<u8>>) -> Answer {
        Answer::new(bytes, self.out.as_deref())
    }
}

/// The form to write in.
///
/// # Errors
/// As [`OutputOptions::form`].
pub fn form<V: FileForm>(asked: Option<V>, out: Option<&Path>) -> Result<V, Diagnostic> {
    let out = named(out);
    let form = V::or_by_name(asked, out)?;
    out.map_or(Ok(()), can_be_written)?;
    Ok(form)
}

/// The file to write; a dash is the screen, as for other programs.
fn named(out: Option<&Path>) -> Option<&Path> {
    out.filter(|path| *path != Path::new("-"))
}

/// How wide a table may be that goes to a file or to stdout.
pub fn width(out: Option<&Path>) -> Width {
    screen_width(named(out))
}

/// Writes the text whole, to a file or to stdout.
///
/// # Errors
/// If it cannot be written.
pub fn write_to(world: &World, out: Option<&Path>, text: &str) -> Result<(), Failure> {
    match named(out) {
        Some(path) => write_file(world, path, text.as_bytes())?,
        None => print(text)?,
    }
    Ok(())
}

/// Writes a file whole, whoever presses Ctrl-C meanwhile.
///
/// # Errors
/// As [`write_files`].
pub fn write_file(world: &World, path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    write_files(world, &[(path, bytes)])
}

/// Writes files that belong together: all, or none.
///
/// # Errors
/// If one cannot be written, or is one that the answer was made from in `world`.
pub fn write_files(world: &World, files: &[(&Path, &[u8])]) -> Result<(), Diagnostic> {
    if let Some((path, _)) = files.iter().find(|(path, _)| world.was_read(path)) {
        let name = legible::path(path);
        let message = Text::new(
            format!("{name} kan niet worden geschreven: het hoort bij de invoer"),
            format!("{name} cannot be written: it belongs to the input"),
        );
        let help = Text::fixed(
            "kies een ander bestand voor de uitvoer",
            "choose another file for the output",
        );
        return Err(Diagnostic::new(Code::NietTeSchrijven, message).help(help));
    }
    interrupt::writing();
    write_together(files)
}
