//! `spuk simulate --draws-out`: every draw for itself, as files of Parquet in a folder that
//! is whole or absent.

#[cfg(feature = "parquet")]
mod folder;
#[cfg(not(feature = "parquet"))]
mod refuse;
#[cfg(feature = "parquet")]
mod write;

#[cfg(not(feature = "parquet"))]
pub use refuse::{answer, can_be_made};
#[cfg(feature = "parquet")]
pub use write::{answer, can_be_made};

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::field::FieldName;
use crate::export::{DrawPlan, Selection};
use crate::input::diagnostic::Diagnostic;
use crate::simulate::Request;

/// Where every draw goes, and what of it.
#[derive(Debug, Clone, Args)]
pub struct BulkOptions {
    /// Schrijf elke trekking voor zich, als Parquet, in deze nieuwe map; de regels zijn die van --level, zonder die optie het land
    /// EN: Write every draw for itself, as Parquet, in this new folder; the rows are those of --level, without that option the country
    #[arg(long, value_name = "MAP", conflicts_with_all = ["shard", "aannames", "format", "out"])]
    pub draws_out: Option<PathBuf>,

    /// Met --draws-out: deze kolom van geld; mag vaker [standaard: uitkering_definitief]
    /// EN: With --draws-out: this column of money; may be repeated [default: uitkering_definitief]
    #[arg(long, value_name = "VELD", requires = "draws_out", value_parser = FieldName::of_money(), hide_possible_values = true)]
    veld: Vec<String>,
}

impl BulkOptions {
    /// Which draws go there, and what of them.
    ///
    /// # Errors
    /// A column of which no draws are made.
    pub fn plan(&self, request: Request, selection: Selection) -> Result<DrawPlan, Diagnostic> {
        DrawPlan::new(request, &self.veld, selection)
    }
}
