//! Files as they were read: text, where it came from, and its SHA-256.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::World;
use super::cells::{Cells, letters};
use super::csv::fields::Fields;
use super::diagnostic::{Code, Diagnostic, Place, refusal};
use crate::terms::{Text, legible};

/// A file that was read, an embedded one, or a `--set` on the command line.
pub struct Source {
    /// How the file is named in messages and in the receipt.
    pub name: String,
    /// The folder that relative paths inside the file start from; `None` for
    /// what is embedded in the program.
    pub folder: Option<PathBuf>,
    /// The text without a byte order mark.
    pub text: String,
    /// SHA-256 over the bytes as read, in hexadecimal.
    pub sha256: String,
    /// The cells that its fields stood in, where it was a sheet or was written again.
    pub cells: Option<Cells>,
    /// The lines that people have, where the rows of a CSV were written again.
    pub(super) original: Option<Arc<Self>>,
    /// Where lines end, looked up when a line number is first asked for: counting
    /// from the start for every figure of a large file would take minutes.
    line_ends: OnceLock<Vec<usize>>,
}

/// The name alone: a message that holds a source is not to print a whole file.
impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Source").field(&self.name).finish()
    }
}

impl Source {
    /// The sheet that its fields stood on, where it was one.
    pub(crate) fn sheet(&self) -> Option<&str> {
        self.cells.as_ref()?.sheet.as_deref()
    }

    /// Text that is part of the program or of the command line.
    pub fn embedded(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        Arc::new(Self {
            name: name.into(),
            folder: None,
            sha256: sha256_hex(text.as_bytes()),
            text,
            cells: None,
            original: None,
            line_ends: OnceLock::new(),
        })
    }

    /// The number of the line, from 1, in which byte `offset` stands.
    pub fn line_of(&self, offset: usize) -> usize {
        let ends = self.line_ends.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            ends.map(|(index, _)| index).collect()
        });
        ends.partition_point(|&end| end < offset) + 1
    }

    /// A text of commas whose fields stood in cells, or in another text.
    pub(crate) fn of_cells(
        name: &str,
        folder: &Path,
        sha256: &str,
        text: String,
        cells: Cells,
    ) -> Arc<Self> {
        Arc::new(Self {
            name: name.to_owned(),
            folder: Some(folder.to_owned()),
            sha256: sha256.to_owned(),
            text,
            cells: Some(cells),
            original: None,
            line_ends: OnceLock::new(),
        })
    }

    /// The stretch of a line, counted from 1, without what ends it.
    pub(super) fn span_of_line(&self, line: usize) -> Range<usize> {
        let before = self.text.split_inclusive('\n').take(line.saturating_sub(1));
        let start = before.map(str::len).sum();
        let own = self.text[start..].lines().next().unwrap_or_default();
        start..start + own.len()
    }

    /// The rows of `source` in other columns: the same file, and places in it.
    pub(crate) fn written_again(source: &Arc<Self>, text: String, cells: Cells) -> Arc<Self> {
        let folder = source.folder.clone();
        let original = cells.sheet.is_none().then(|| Arc::clone(source));
        Arc::new(Self {
            name: source.name.clone(),
            folder,
            sha256: source.sha256.clone(),
            text,
            cells: Some(cells),
            original,
            line_ends: OnceLock::new(),
        })
    }

    /// The cell that a stretch of the text stands in, such as `B5`; nothing where the text
    /// is no sheet.
    pub fn cell_of(&self, span: &Range<usize>) -> Option<String> {
        let cells = self.cells.as_ref().filter(|cells| cells.sheet.is_some())?;
        let line = self.line_of(span.start);
        let text = &self.text.as_bytes()[..span.start.min(self.text.len())];
        let start = text.iter().rposition(|&byte| byte == b'\n');
        let start = start.map_or(0, |newline| newline + 1);
        let fields = Fields::new(&self.text, start, b',');
        let field = fields.take_while(|field| field.end < span.start).count();
        let column = letters(cells.column(line, field));
        Some(format!("{column}{}", cells.row(line)))
    }

    /// Reads a text file. Windows' byte order mark is dropped.
    ///
    /// # Errors
    /// A missing file, a folder, a file that cannot be read or is too large, or text
    /// that is not UTF-8 or has two byte order marks.
    pub fn read(world: &World, path: &Path) -> Result<Arc<Self>, Diagnostic> {
        Self::read_at_most(world, path, world.limits.file)
    }

    /// [`Source::read`] of a file of at most so many bytes.
    ///
    /// # Errors
    /// As [`Source::read`], or a file that is larger.
    pub fn read_at_most(world: &World, path: &Path, most: u64) -> Result<Arc<Self>, Diagnostic> {
        let bytes = read_bytes(world, path, most)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::of_bytes(legible::path(path), folder, bytes)
    }

    /// A text file that was read.
    pub(crate) fn of_bytes(
        name: String,
        folder: &Path,
        bytes: Vec<u8>,
    ) -> Result<Arc<Self>, Diagnostic> {
        let sha256 = sha256_hex(&bytes);
        let folder = folder.to_owned();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(not_utf8(name, folder, &error)),
        };
        let text = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if rest.starts_with(BYTE_ORDER_MARK) => return Err(two_marks(&name)),
            Some(rest) => rest.to_owned(),
            None => text,
        };
        Ok(Arc::new(Self {
            folder: Some(folder),
            name,
            text,
            sha256,
            cells: None,
            original: None,
            line_ends: OnceLock::new(),
        }))
    }
}

/// The bytes of a file, read no further than `most`: a device has no end.
///
/// # Errors
/// A missing file, a folder, a file that cannot be read or that is larger.
pub fn read_bytes(world: &World, path: &Path, most: u64) -> Result<Vec<u8>, Diagnostic> {
    let bytes = world
        .read(path, most.saturating_add(1))
        .map_err(|error| cannot_read(world, path, &error))?;
    if bytes.len() as u64 > most {
        let (name, most) = (legible::path(path), most / (1024 * 1024));
        let message = Text::new(
            format!("{name} is groter dan {most} MB"),
            format!("{name} is larger than {most} MB"),
        );
        return Err(Diagnostic::new(Code::BestandTeGroot, message));
    }
    Ok(bytes)
}

/// What Windows writes before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The message for a text with more than one byte order mark: the second would be an
/// invisible part of the first word.
fn two_marks(name: &str) -> Diagnostic {
    let message = Text::new(
        format!("{name} begint met meer dan een byte order mark"),
        format!("{name} begins with more than one byte order mark"),
    );
    Diagnostic::new(Code::GeenUtf8, message).help(Text::fixed(
        "sla het bestand opnieuw op als UTF-8, zonder byte order mark of met een",
        "save the file again as UTF-8, without a byte order mark or with one",
    ))
}

/// The message for bytes that are no UTF-8, at the first of them: up to there
/// the readable text is the same, byte for byte.
fn not_utf8(name: String, folder: PathBuf, error: &FromUtf8Error) -> Diagnostic {
    let bytes = error.as_bytes();
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let label = if is_utf16 {
        Text::fixed("dit bestand is UTF-16", "this file is UTF-16")
    } else {
        Text::fixed("dit teken is geen UTF-8", "this character is not UTF-8")
    };
    let is_csv = Path::new(&name)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let help = if is_csv {
        Text::fixed(
            "sla het bestand op als UTF-8; in Excel heet dat \"CSV UTF-8\"",
            "save the file as UTF-8; Excel calls it \"CSV UTF-8\"",
        )
    } else {
        Text::fixed(
            "sla het bestand op als UTF-8; een teksteditor vraagt daarnaar bij \"Opslaan als\"",
            "save the file as UTF-8; a text editor asks for it under \"Save as\"",
        )
    };
    let good = error.utf8_error().valid_up_to();
    let message = Text::new(
        format!("{name} is geen UTF-8-tekst"),
        format!("{name} is not UTF-8 text"),
    );
    let source = Arc::new(Source {
        name,
        folder: Some(folder),
        text: String::from_utf8_lossy(bytes).into_owned(),
        sha256: sha256_hex(bytes),
        cells: None,
        original: None,
        line_ends: OnceLock::new(),
    });
    Diagnostic::new(Code::GeenUtf8, message)
        .at(Place {
            source,
            span: good..good + char::REPLACEMENT_CHARACTER.len_utf8(),
        })
        .label(label)
        .help(help)
}

fn cannot_read(world: &World, path: &Path, error: &io::Error) -> Diagnostic {
    let name = legible::path(path);
    if path.as_os_str().is_empty() {
        let message = Text::fixed(
            "hier hoort de naam van een bestand",
            "the name of a file is expected here",
        );
        return Diagnostic::new(Code::BestandOntbreekt, message);
    }
    if world.is_folder(path) {
        let message = Text::new(
            format!("{name} is een map, hier hoort een bestand"),
            format!("{name} is a folder, but a file is expected here"),
        );
        return Diagnostic::new(Code::MapInPlaatsVanBestand, message);
    }
    if error.kind() == io::ErrorKind::NotFound {
        return does_not_exist(&name);
    }
    let why = refusal(error);
    let message = Text::new(
        format!("{name} kan niet worden gelezen: {why}"),
        format!("{name} cannot be read: {why:#}"),
    );
    Diagnostic::new(Code::BestandOnleesbaar, message)
}

/// The message for a file that is not there.
pub(crate) fn does_not_exist(name: &str) -> Diagnostic {
    let message = Text::new(
        format!("{name} bestaat niet"),
        format!("{name} does not exist"),
    );
    Diagnostic::new(Code::BestandOntbreekt, message)
}

/// The message for a file without anything in it.
pub(crate) fn is_empty(source: &Source) -> Diagnostic {
    let name = &source.name;
    let message = Text::new(format!("{name} is leeg"), format!("{name} is empty"));
    Diagnostic::new(Code::LeegBestand, message)
}

/// SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of `bytes` in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::InMemory;

    #[test]
    fn a_cell_is_found_past_commas_within_quotes() {
        let text = "\"a\",b,\n\"Nuenen, Gerwen\",2,3\n";
        let cells = Cells {
            sheet: Some("Blad".to_owned()),
            rows: vec![4, 6],
            columns: vec![1, 2, 3],
            varying: None,
        };
        let source = Source::of_cells("x.xlsx", Path::new(""), "", text.to_owned(), cells);
        for (word, cell) in [
            ("b,", "C4"),
            ("\"Nuenen", "B6"),
            ("2,3", "C6"),
            ("3\n", "D6"),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(
                source.cell_of(&(at..at + 1)).as_deref(),
                Some(cell),
                "{word}"
            );
        }
    }

    #[test]
    fn a_file_that_is_too_large_says_what_is() {
        let bytes = vec![b'x'; (3 << 20) + 1];
        let files = InMemory::default().with("a.csv", bytes);
        let world = World::new(files, jiff::civil::date(2026, 7, 1));
        let read = |most: u64| read_bytes(&world, Path::new("a.csv"), most);
        let told = read(3 << 20).unwrap_err();
        assert_eq!(told.code(), Code::BestandTeGroot);
        assert_eq!(told.message().to_string(), "a.csv is groter dan 3 MB");
        assert!(read((3 << 20) + 1).is_ok());
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_at_the_first_of_them() {
        for (bytes, word) in [
            (&b"\xff\xfea\0"[..], "UTF-16"),
            (b"\xfe\xff\0a", "UTF-16"),
            (b"caf\xe9,\xe9", "dit teken is geen UTF-8"),
        ] {
            let read = Source::of_bytes("a.csv".to_owned(), Path::new(""), bytes.to_owned());
            let told = read.unwrap_err();
            assert!(told.to_string().contains(word), "{told}");
            let place = told.place().unwrap();
            let text = &place.source.text;
            assert_eq!(place.span.start, text.find('\u{fffd}').unwrap());
            assert_eq!(&text[place.span.clone()], "\u{fffd}");
        }
    }
}
