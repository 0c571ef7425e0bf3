//! Where output goes: stdout, or a file that is whole or absent.

use std::borrow::Cow;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use tempfile::NamedTempFile;

use crate::export::{Receipt, Table, in_dutch};
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::model::Model;
use crate::terms::legible;
use crate::terms::legible::shown;
use crate::terms::{Remark, Text, Width};

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Tabel voor mensen
    /// EN: A table for people
    Table,
    /// CSV, in elke taal gelijk
    /// EN: CSV, the same in every language
    Csv,
    /// CSV zoals een Nederlandse Excel die opent: puntkomma's, decimale komma's
    /// EN: CSV as Excel in Dutch opens it: semicolons, decimal commas
    CsvNl,
    /// JSON met ontvangstbewijs
    /// EN: JSON with the receipt
    Json,
    /// Parquet, met --out: kolommen met een type, geld als decimaal
    /// EN: Parquet, with --out: columns with a type, money as decimals
    Parquet,
}

/// Says that this build writes no Parquet, where it does not.
///
/// # Errors
/// As it says.
pub fn has_parquet() -> Result<(), Diagnostic> {
    match cfg!(feature = "parquet") {
        true => Ok(()),
        false => Err(without_parquet()),
    }
}

/// Sees to it that Parquet goes to a file or a program, which read it.
///
/// # Errors
/// A screen, or a build that writes no Parquet.
pub fn can_take_parquet(out: Option<&Path>) -> Result<(), Diagnostic> {
    has_parquet()?;
    if out.is_some() || !io::stdout().is_terminal() {
        return Ok(());
    }
    let message = Text::fixed(
        "Parquet is geen tekst voor een scherm",
        "Parquet is no text for a screen",
    );
    Err(
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
            "stuur het naar een bestand, zoals `--out uitkomst.parquet` of `> uitkomst.parquet`",
            "send it to a file, such as `--out result.parquet` or `> result.parquet`",
        )),
    )
}

/// Which build does write Parquet.
pub fn without_parquet() -> Diagnostic {
    let message = Text::fixed(
        "deze spuk is gebouwd zonder Parquet",
        "this spuk was built without Parquet",
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
        "bouw haar met `cargo build --release --features parquet`, of neem --format csv",
        "build it with `cargo build --release --features parquet`, or take --format csv",
    ))
}

/// A table as a file of Parquet, with what makes it again.
///
/// # Errors
/// Where this build writes none.
pub fn parquet<'m>(
    table: &Table,
    models: impl IntoIterator<Item = &'m Model>,
) -> Result<Vec<u8>, Diagnostic> {
    let receipts: Vec<Receipt> = models.into_iter().map(Receipt::of).collect();
    parquet_of(table, &receipts)
}

/// The same, with receipts of another kind.
///
/// # Errors
/// Where this build writes none.
pub fn parquet_of(table: &Table, receipts: &[Receipt]) -> Result<Vec<u8>, Diagnostic> {
    #[cfg(feature = "parquet")]
    return Ok(crate::export::parquet_file(table, receipts));
    #[cfg(not(feature = "parquet"))]
    {
        let _ = (table, receipts);
        Err(without_parquet())
    }
}

impl OutputFormat {
    /// Whether it is a CSV, in whichever notation.
    pub fn is_csv(self) -> bool {
        matches!(self, Self::Csv | Self::CsvNl)
    }

    /// Whether it is a table of rows alone: a CSV, or Parquet.
    pub fn is_rows(self) -> bool {
        self.is_csv() || self == Self::Parquet
    }

    /// What to say of those of these options that were given: they shape the table, and
    /// this is another form.
    pub fn beside_table(self, options: &[(&'static str, bool)]) -> Option<Remark> {
        let given = options.iter().filter(|(_, given)| *given);
        let options: Vec<&str> = given.map(|(name, _)| *name).collect();
        let is_unread = self != Self::Table && !options.is_empty();
        is_unread.then_some(Remark::TableOptions { options })
    }

    /// A CSV of this program in the notation that was asked for.
    pub fn noted(self, csv: String) -> String {
        match self {
            Self::CsvNl => in_dutch(&csv),
            _ => csv,
        }
    }
}

impl FileForm for OutputFormat {
    const BY_NAME: &'static [(&'static str, Self)] = &[
        ("txt", Self::Table),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("parquet", Self::Parquet),
    ];
}

/// A form of output that the name of a file can say.
pub trait FileForm: Copy + 'static {
    /// What names end on, and the form that each stands for; the first is also that of
    /// a name without an end, and of the screen.
    const BY_NAME: &'static [(&'static str, Self)];

    /// The form that was asked for, else the one that the name of the file says.
    ///
    /// # Errors
    /// If the name of the file says a form that this is not.
    fn or_by_name(asked: Option<Self>, out: Option<&Path>) -> Result<Self, Diagnostic> {
        if let Some(asked) = asked {
            return Ok(asked);
        }
        let Some(end) = out.and_then(Path::extension) else {
            return Ok(Self::BY_NAME[0].1);
        };
        let mut known = Self::BY_NAME.iter();
        if let Some((_, form)) = known.find(|(name, _)| end.eq_ignore_ascii_case(name)) {
            return Ok(*form);
        }
        let end = end.to_string_lossy();
        let message = Text::new(
            format!("een bestand op .{end} kan deze opdracht niet schrijven"),
            format!("this command cannot write a file that ends on .{end}"),
        );
        let names: Vec<String> = Self::BY_NAME
            .iter()
            .map(|(name, _)| format!(".{name}"))
            .collect();
        let (last, others) = names.split_last().expect("a form has a name");
        let others = others.join(", ");
        let (mut nl, mut en) = (
            format!("neem {others} of {last}, of kies de vorm met --format"),
            format!("take {others} or {last}, or choose the form with --format"),
        );
        if ["xlsx", "xls", "xlsm", "ods", "html", "htm", "pdf"]
            .iter()
            .any(|office| end.eq_ignore_ascii_case(office))
        {
            nl.push_str("; `spuk report --out MAP` schrijft een werkmap en een pagina");
            en.push_str("; `spuk report --out FOLDER` writes a workbook and a page");
        }
        Err(Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(nl, en)))
    }
}

/// The variable with which a terminal says how wide it is, where a user exports it.
const COLUMNS: &str = "COLUMNS";

/// How wide a screen is that does not say it.
const USUAL: usize = 80;

/// Narrower than this, no table is of use.
const NARROWEST: usize = 40;

/// How wide what is written may be: as the screen it goes to, if it goes to one. A file
/// and a program that reads on take lines as wide as they are.
pub fn screen_width(out: Option<&Path>) -> Width {
    let stdout = io::stdout();
    match out {
        None if stdout.is_terminal() => width_of(measured(&stdout)),
        _ => Width::ANY,
    }
}

/// How wide what is said beside the answer may be: as the screen it goes to, if it goes
/// to one.
pub fn stderr_width() -> Width {
    let stderr = io::stderr();
    if !stderr.is_terminal() {
        return Width::ANY;
    }
    width_of(measured(&stderr))
}

/// As wide as the user says, else as the screen says.
fn width_of(measured: Option<u16>) -> Width {
    let said = std::env::var(COLUMNS).ok();
    let said = said.and_then(|said| said.trim().parse::<usize>().ok());
    let columns = said.or(measured.map(usize::from));
    let columns = columns.filter(|&columns| columns > 0).unwrap_or(USUAL);
    Width::of(columns.max(NARROWEST))
}

/// How many columns a screen says it has. One that does not know its rows may know these.
#[cfg(unix)]
fn measured(screen: &impl std::os::fd::AsFd) -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(screen).ok()?;
    Some(size.ws_col)
}

/// How many columns a screen says it has.
#[cfg(windows)]
fn measured(screen: &impl std::os::windows::io::AsHandle) -> Option<u16> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(screen)?;
    Some(columns)
}

/// Writes text to stdout. A reader that stops early, such as `head`, is no error.
///
/// # Errors
/// If stdout cannot be written for another reason.
pub fn print(text: &str) -> Result<(), Diagnostic> {
    let mut stdout = io::stdout().lock();
    // What a user typed may hold anything; a program gets it as it is.
    let text = if stdout.is_terminal() {
        shown(text)
    } else {
        Cow::Borrowed(text)
    };
    printed(stdout.write_all(text.as_bytes()))
}

/// Writes what is no text to stdout, as [`print()`].
///
/// # Errors
/// As [`print()`].
pub fn print_bytes(bytes: &[u8]) -> Result<(), Diagnostic> {
    printed(io::stdout().lock().write_all(bytes))
}

/// What came of writing to stdout, to the end of it.
///
/// # Errors
/// As [`print()`].
pub fn printed(written: io::Result<()>) -> Result<(), Diagnostic> {
    match written.and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Diagnostic::new(
            Code::NietTeSchrijven,
            Text::new(
                format!("de uitvoer kan niet worden geschreven: {}", refusal(&error)),
                format!("the output cannot be written: {:#}", refusal(&error)),
            ),
        )),
        _ => Ok(()),
    }
}

/// Where a file is to be written.
enum OutputTarget {
    /// A device or a pipe, which has to stay what it is.
    Stream(PathBuf),
    /// A file in a folder that is there.
    File { folder: PathBuf, path: PathBuf },
}

/// Writes to a stream where the last word ended. What the program itself was given is written
/// to as that: opened again, a file behind it would be written from its beginning.
fn write_to_stream(stream: &Path, bytes: &[u8]) -> io::Result<()> {
    let is = |name: &str, number: &str| {
        let by_number = ["/dev/fd", "/proc/self/fd"].map(|folder| Path::new(folder).join(number));
        stream == Path::new(name) || by_number.iter().any(|own| own == stream)
    };
    let mut to: Box<dyn Write> = if is("/dev/stdout", "1") {
        Box::new(io::stdout().lock())
    } else if is("/dev/stderr", "2") {
        Box::new(io::stderr().lock())
    } else {
        Box::new(fs::OpenOptions::new().append(true).open(stream)?)
    };
    to.write_all(bytes)?;
    to.flush()
}

/// Whether a path is a device or a pipe, or another name of what the program was given to write
/// to: a file behind that holds what others wrote, before and after.
fn is_stream(path: &Path) -> bool {
    let given = ["/dev/fd", "/proc/self/fd", "/dev/stdout", "/dev/stderr"];
    let is_given = given.into_iter().any(|own| path.starts_with(own)) && path.exists();
    is_given || fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir())
}

/// Where `path` leads.
///
/// # Errors
/// If the folder does not exist, or `path` is a folder or no name of a file.
fn target(path: &Path) -> Result<OutputTarget, Diagnostic> {
    if path.is_dir() {
        return Err(not_written(
            path,
            &Text::fixed("het is een map", "it is a folder"),
        ));
    }
    if is_stream(path) {
        return Ok(OutputTarget::Stream(path.to_owned()));
    }
    // The file that a link points to is replaced or made, not the link.
    let link = || {
        let to = fs::read_link(path).ok()?;
        Some(path.parent().unwrap_or(Path::new("")).join(to))
    };
    let known = fs::canonicalize(path).ok();
    let path_of_file = known.or_else(link).unwrap_or_else(|| path.to_owned());
    let folder = match path_of_file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if is_protected(&path_of_file) {
        return Err(not_written(
            path,
            &Text::fixed(
                "het is tegen schrijven beveiligd",
                "it is protected against writing",
            ),
        )
        .help(Text::fixed(
            "kies een andere naam, of maak het bestand eerst beschrijfbaar",
            "choose another name, or make the file writable first",
        )));
    }
    if !folder.is_dir() {
        let problem = if folder.exists() {
            Text::fixed("is geen map", "is no folder")
        } else {
            Text::fixed("bestaat niet", "does not exist")
        };
        let reason = problem.map(|problem| format!("{} {problem}", legible::path(folder)));
        return Err(not_written(path, &reason));
    }
    if path_of_file.file_name().is_none() {
        return Err(not_written(
            path,
            &Text::fixed("het is geen bestandsnaam", "it is no name of a file"),
        ));
    }
    Ok(OutputTarget::File {
        folder: folder.to_owned(),
        path: path_of_file,
    })
}

/// Whether a file is there that may not be written: it is replaced as a whole, which a
/// folder that can be written would allow. Whoever may do anything, as root does, is
/// held to the same mark.
fn is_protected(path: &Path) -> bool {
    let Ok(known) = fs::metadata(path) else {
        return false;
    };
    let opened = fs::OpenOptions::new().write(true).open(path);
    known.permissions().readonly()
        || opened.is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
}

/// Why a file or folder is not written.
pub fn not_written(path: &Path, reason: &Text) -> Diagnostic {
    let path = legible::path(path);
    let message = Text::new(
        format!("{path} kan niet worden geschreven: {reason}"),
        format!("{path} cannot be written: {reason:#}"),
    );
    Diagnostic::new(Code::NietTeSchrijven, message)
}

/// Sees to it that a file can be written, before the work of hours is done.
///
/// # Errors
/// As [`write_whole`], but for a disk that is full.
pub fn can_be_written(path: &Path) -> Result<(), Diagnostic> {
    match target(path)? {
        OutputTarget::Stream(_) => Ok(()),
        OutputTarget::File { folder, .. } => match new_file(&folder) {
            Ok(_) => Ok(()),
            Err(error) => Err(not_written(path, &refusal(&error))),
        },
    }
}

/// Writes a file by way of a temporary one beside it: afterwards it is whole,
/// or what was there before is still there.
///
/// # Errors
/// If the folder does not exist or cannot be written, or `path` is a folder.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    write_together(&[(path, bytes)])
}

/// [`write_whole`] of files that belong together: none takes its place before all of
/// them are on the disk.
///
/// # Errors
/// As [`write_whole`], for any of them.
pub fn write_together(files: &[(&Path, &[u8])]) -> Result<(), Diagnostic> {
    let mut ready = Vec::new();
    for &(path, bytes) in files {
        ready.push(match target(path)? {
            OutputTarget::Stream(stream) => (stream, None),
            OutputTarget::File { folder, path: to } => {
                let file = beside(&folder, &to, bytes);
                let file = file.map_err(|error| not_written(path, &refusal(&error)))?;
                (to, Some(file))
            }
        });
    }
    for (&(path, bytes), (to, file)) in files.iter().zip(ready) {
        let written = match file {
            Some(file) => file.persist(to).map(drop).map_err(|error| error.error),
            None => write_to_stream(&to, bytes),
        };
        written.map_err(|error| not_written(path, &refusal(&error)))?;
    }
    Ok(())
}

/// A new file beside an old one, as open to others as that is.
fn beside(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = new_file(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if let Ok(known) = fs::metadata(path) {
        file.as_file().set_permissions(known.permissions())?;
    }
    Ok(file)
}

/// A file that others may read as far as the user lets them: a report is a
/// file like any other, and a temporary one is private to its owner.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
