//! `spuk columns`: what every column of a run is.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::options::form;
use crate::cli::output::{FileForm, can_take_parquet, parquet};
use crate::export::{columns_csv, columns_json, in_dutch, table_of_columns};
use crate::report::{columns_markdown, columns_table};

/// De kolommen van `spuk run`: eenheid, betekenis, artikel, labels
/// EN: The columns of `spuk run`: unit, meaning, article, labels
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Vorm van de uitvoer [standaard: table, of wat de naam van --out zegt]
    /// EN: Form of the output [default: table, or what the name of --out says]
    #[arg(long, value_name = "VORM")]
    format: Option<ColumnsFormat>,

    /// Schrijf naar dit bestand in plaats van naar het scherm
    /// EN: Write to this file instead of the screen
    #[arg(long, value_name = "BESTAND")]
    out: Option<PathBuf>,
}

/// The form of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColumnsFormat {
    /// Tabel voor mensen
    /// EN: A table for people
    Table,
    /// CSV, in beide talen
    /// EN: CSV, in both languages
    Csv,
    /// CSV zoals een Nederlandse Excel die opent: puntkomma's, decimale komma's
    /// EN: CSV as Excel in Dutch opens it: semicolons, decimal commas
    CsvNl,
    /// JSON, in beide talen
    /// EN: JSON, in both languages
    Json,
    /// Markdown, zoals docs/kolommen.md
    /// EN: Markdown, such as docs/kolommen.md
    Markdown,
    /// Parquet, met --out
    /// EN: Parquet, with --out
    Parquet,
}

impl FileForm for ColumnsFormat {
    const BY_NAME: &'static [(&'static str, Self)] = &[
        ("txt", Self::Table),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("md", Self::Markdown),
        ("parquet", Self::Parquet),
    ];
}

/// The register.
///
/// # Errors
/// If the output cannot be written.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let out = arguments.out.as_deref();
    let bytes: Vec<u8> = match form(arguments.format, out)? {
        ColumnsFormat::Table => columns_table(asked.lang, asked.listener.width(out)).into(),
        ColumnsFormat::Csv => columns_csv().into(),
        ColumnsFormat::CsvNl => in_dutch(&columns_csv()).into(),
        ColumnsFormat::Json => columns_json().into(),
        ColumnsFormat::Markdown => columns_markdown(asked.lang).into(),
        ColumnsFormat::Parquet => {
            can_take_parquet(out)?;
            parquet(&table_of_columns(), [])?
        }
    };
    Ok(Answer::new(bytes, out))
}
