//! `spuk import`: a delivery as people have it, as the file that the program reads.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::answer::Asked;
use crate::cli::Failure;
use crate::cli::args::options::write_file;
use crate::cli::output::{can_be_written, print};
use crate::export::{imported_csv, imported_json, in_dutch};
use crate::import::{Account, Choices, Field, Form, Imported};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::report::imported_table;
use crate::study::import;
use crate::terms::legible;
use crate::terms::{Lang, Text};

/// Zet een werkmap of CSV om, en zeg wat ervan begrepen is
/// EN: Convert a workbook or CSV, and say what was understood of it
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// De werkmap (.xlsx, .xlsm, .ods) of CSV
    /// EN: The workbook (.xlsx, .xlsm, .ods) or CSV
    #[arg(value_name = "BESTAND")]
    file: PathBuf,

    /// Wat erin staat [standaard: wat de kolommen zeggen]
    /// EN: What it holds [default: what the columns say]
    #[arg(long, value_name = "SOORT")]
    als: Option<ImportForm>,

    /// Het blad van de werkmap [standaard: het enige met zulke kolommen]
    /// EN: The sheet of the workbook [default: the only one with such columns]
    #[arg(long, value_name = "BLAD")]
    blad: Option<String>,

    /// Welke kolom wat is, zoals aantal=Personen; groep en jaar mogen ook zelf een waarde zijn, zoals jaar=2025
    /// EN: Which column is what, such as aantal=Personen; groep and jaar may be a value themselves, such as jaar=2025
    #[arg(long, value_name = "VELD=KOLOM")]
    kolom: Vec<String>,

    /// Het aantal dat voor een verborgen aantal komt, zoals <5 of x
    /// EN: The number that stands for a hidden number, such as <5 or x
    #[arg(long, value_name = "AANTAL")]
    klein: Option<u16>,

    /// Schrijf de rijen naar dit bestand
    /// EN: Write the rows to this file
    #[arg(long, value_name = "BESTAND")]
    out: Option<PathBuf>,

    /// Vorm van het verslag [standaard: table]
    /// EN: Form of the account [default: table]
    #[arg(long, value_name = "VORM")]
    format: Option<AccountFormat>,
}

/// The form of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AccountFormat {
    /// Tabel voor mensen
    /// EN: A table for people
    Table,
    /// CSV: een rij per kolom, totaal en wat is weggelaten
    /// EN: CSV: a row for each column, total and what was left out
    Csv,
    /// CSV zoals een Nederlandse Excel die opent: puntkomma's, decimale komma's
    /// EN: CSV as Excel in Dutch opens it: semicolons, decimal commas
    CsvNl,
    /// JSON, met de nummers van de rijen die zijn weggelaten
    /// EN: JSON, with the numbers of the rows that were left out
    Json,
}

/// What a delivery holds, as an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportForm {
    /// Aantallen mensen per gemeente, groep en jaar
    /// EN: Numbers of people per gemeente, group and year
    Aantallen,
    /// Gemeenten met hun inwoners
    /// EN: Gemeenten with their inhabitants
    Gemeenten,
    /// Factoren waarin gemeenten verschillen
    /// EN: Factors by which gemeenten differ
    Kenmerken,
}

impl From<ImportForm> for Form {
    fn from(form: ImportForm) -> Self {
        match form {
            ImportForm::Aantallen => Self::Aantallen,
            ImportForm::Gemeenten => Self::Gemeenten,
            ImportForm::Kenmerken => Self::Kenmerken,
        }
    }
}

/// Says what was understood, and writes the rows where that is asked for.
///
/// # Errors
/// A file that cannot be read or understood, or one that cannot be written.
pub fn execute(arguments: &Arguments, asked: &Asked<'_>) -> Result<(), Failure> {
    let out = arguments.written();
    if let Some(out) = out {
        is_for_rows(out)?;
        can_be_written(out)?;
    }
    let imported = understood(arguments, asked)?;
    if arguments.out.is_some() && out.is_none() {
        // The rows go to the screen, and the account nowhere: one of both is read by a program.
        print(&imported.source.text)?;
        return Ok(());
    }
    if let Some(out) = out {
        write_file(asked.world, out, imported.source.text.as_bytes())?;
    }
    print(&said(arguments, &imported.account, asked))?;
    Ok(())
}

/// What a delivery was understood as, with the rows.
///
/// # Errors
/// A file that cannot be read or understood.
pub fn understood(arguments: &Arguments, asked: &Asked<'_>) -> Result<Imported, Failure> {
    let columns = arguments.kolom.iter().map(|choice| column(choice));
    let columns: Vec<(Field, String)> = columns.collect::<Result<_, _>>()?;
    chosen_once(&columns)?;
    let choices = Choices {
        als: arguments.als.map(Form::from),
        kolommen: columns,
        klein: arguments.klein.map(i64::from),
    };
    let blad = arguments.blad.as_deref();
    Ok(import(asked.world, &arguments.file, blad, &choices)?)
}

/// What was understood, in the form that is asked for.
pub fn said(arguments: &Arguments, account: &Account, asked: &Asked<'_>) -> String {
    match arguments.format.unwrap_or(AccountFormat::Table) {
        AccountFormat::Table => {
            let (lang, out) = (asked.lang, arguments.written());
            imported_table(account, lang, asked.listener.width(None))
                + &next(account.form, out, lang)
        }
        AccountFormat::Csv => imported_csv(account),
        AccountFormat::CsvNl => in_dutch(&imported_csv(account)),
        AccountFormat::Json => imported_json(account),
    }
}

impl Arguments {
    /// The file that the rows go to; a dash is the screen.
    fn written(&self) -> Option<&Path> {
        let out = self.out.as_deref();
        out.filter(|path| *path != Path::new("-"))
    }
}

/// A column and what it is, as `aantal=Personen`.
fn column(choice: &str) -> Result<(Field, String), Diagnostic> {
    let known = choice.split_once('=').and_then(|(field, header)| {
        let mut all = Field::ALL.into_iter();
        let field = all.find(|own| own.key() == field.trim())?;
        (!header.trim().is_empty()).then(|| (field, header.trim().to_owned()))
    });
    known.ok_or_else(|| {
        let message = Text::new(
            format!("--kolom {choice}: hier hoort een veld, een = en de naam van een kolom"),
            format!("--kolom {choice}: a field, a = and the name of a column belong here"),
        );
        let fields = Field::ALL.map(Field::key).join(", ");
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(
            format!("zoals --kolom aantal=Personen; de velden zijn {fields}"),
            format!("such as --kolom aantal=Personen; the fields are {fields}"),
        ))
    })
}

/// A field is one column: of two that are chosen for it, one would be left out unseen.
fn chosen_once(columns: &[(Field, String)]) -> Result<(), Diagnostic> {
    for (place, (field, second)) in columns.iter().enumerate() {
        let before = columns[..place].iter().find(|(own, _)| own == field);
        let Some((_, first)) = before else {
            continue;
        };
        let key = field.key();
        let message = Text::new(
            format!("--kolom {key} staat er twee keer: `{first}` en `{second}`"),
            format!("--kolom {key} stands there twice: `{first}` and `{second}`"),
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "noem de kolommen in het bestand naar hun groep, zoals Statushouders en Gezinsmigranten, of importeer elk apart",
            "call the columns in the file by their group, such as Statushouders and Gezinsmigranten, or import each by itself",
        )));
    }
    Ok(())
}

/// Names of files that hold something else than rows of CSV.
const OTHERWISE: [&str; 5] = ["toml", "xlsx", "xlsm", "xls", "ods"];

/// Rows are CSV: a scenario or a workbook of that name would be lost.
fn is_for_rows(out: &Path) -> Result<(), Diagnostic> {
    let extension = out.extension().and_then(|it| it.to_str());
    let is_other = |own: &str| OTHERWISE.iter().any(|it| own.eq_ignore_ascii_case(it));
    if !extension.is_some_and(is_other) {
        return Ok(());
    }
    let shown = out.display();
    let message = Text::new(
        format!("de rijen zijn CSV, en {shown} heet anders"),
        format!("the rows are CSV, and {shown} is called otherwise"),
    );
    Err(
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "geef een naam die op .csv eindigt",
            "give a name that ends with .csv",
        )),
    )
}

/// What to do with the rows.
fn next(form: Form, out: Option<&Path>, lang: Lang) -> String {
    let Some(out) = out else {
        let text = lang.choose(
            "Er is niets geschreven: --out BESTAND.csv schrijft de rijen",
            "Nothing was written: --out FILE.csv writes the rows",
        );
        return format!("\n{text}\n");
    };
    let path = legible::path(out);
    let key = form.key();
    let text = lang.choose(
        format!("{path} geschreven; zet in het scenario: [{key}] bestand = \"{path}\""),
        format!("{path} written; put in the scenario: [{key}] bestand = \"{path}\""),
    );
    format!("\n{text}\n")
}
