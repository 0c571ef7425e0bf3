//! What went wrong, where, and what would be right: one shape for every message about
//! something that a user wrote, and for the few that the program itself is the cause of.

use std::error::Error;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::source::Source;
use crate::terms::legible::on_one_line;
use crate::terms::{Lang, Text, Width};

/// Letters between a name and what it says: a colon and a blank.
const BETWEEN: usize = 2;

/// Declares the codes once, so that none can be left out of [`Code::ALL`].
macro_rules! codes {
    ($($code:ident,)*) => {
        /// The kind of an error: a stable name to search for and to test against.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        #[non_exhaustive]
        pub enum Code {
            $($code,)*
            /// Money appeared or disappeared: a fault of the program, never of the input.
            BoekenSluitenNiet,
            /// Someone asked to stop.
            Onderbroken,
        }

        impl Code {
            /// Every code of what a user wrote; `tests/it/input/bad_input/` provokes each of them.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];
        }
    };
}

codes! {
    AandelenTellenNietOp,
    BaselineOngeldig,
    BasisOnbekend,
    BasisTeDiep,
    BasisVormtKring,
    BedragenOntbreken,
    BestandOnleesbaar,
    BestandOntbreekt,
    BestandTeGroot,
    BetaalritmeOntbreekt,
    BuitenBereik,
    BuitenDeMap,
    CsvFout,
    DeelOngeldig,
    DubbeleRij,
    EersteVoorLaatsteJaar,
    GeenGewicht,
    GeenInwoners,
    GeenUtf8,
    GemeenteOnbekend,
    HerindelingOngeldig,
    KolomOntbreekt,
    LeegBestand,
    MapInPlaatsVanBestand,
    NietTeSchrijven,
    OnbekendeSleutel,
    OnbekendeWaarde,
    OngeldigeNaam,
    Opdrachtregel,
    ScenarioOnbekend,
    SleutelOntbreekt,
    Tegenstrijdig,
    TomlFout,
    VerkeerdType,
    WerkmapFout,
}

impl Code {
    /// The name as printed between brackets, such as `onbekende-sleutel`.
    pub fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }
}

/// A stretch of text in a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Byte offsets within its text.
    pub span: Range<usize>,
}

impl Place {
    /// The line number, or that of the row of a sheet, counted from 1.
    pub fn line(&self) -> usize {
        let line = self.source.line_of(self.span.start);
        let cells = self.source.cells.as_ref();
        cells.map_or(line, |cells| cells.row(line))
    }

    /// The place in the file itself, where its rows were written again: the whole line, for
    /// a field may stand elsewhere in it, or nowhere.
    fn in_original(self) -> Self {
        let Some(source) = self.source.original.clone() else {
            return self;
        };
        let span = source.span_of_line(self.line());
        Self { source, span }
    }

    /// The column within the line, counted in characters from 1.
    pub fn column(&self) -> usize {
        let text = &self.source.text;
        let start = floor_boundary(text, self.span.start);
        let line = text[..start].rsplit('\n').next().unwrap_or_default();
        line.chars().count() + 1
    }
}

/// One clear message about what went wrong. It is boxed inside, so results stay small.
#[derive(Debug, Clone)]
pub struct Diagnostic(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    code: Code,
    message: Text,
    place: Option<Place>,
    label: Text,
    help: Option<Text>,
}

impl Diagnostic {
    /// A message without a place.
    pub fn new(code: Code, message: impl Into<Text>) -> Self {
        let one_line = |text: &str| on_one_line(&shortened(text.to_owned())).into_owned();
        Self(Box::new(Inner {
            code,
            message: message.into().map(one_line),
            place: None,
            label: Text::default(),
            help: None,
        }))
    }

    /// Adds the place, unless a more precise one is known already.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.0.place.get_or_insert_with(|| place.in_original());
        self
    }

    /// Adds a few words under the excerpt, such as what was expected there.
    #[must_use]
    pub fn label(mut self, label: impl Into<Text>) -> Self {
        self.0.label = label.into().map(|text| on_one_line(text).into_owned());
        self
    }

    /// Adds what the user can do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Text>) -> Self {
        let help = help.into().map(|text| on_one_line(text).into_owned());
        self.0.help = Some(help);
        self
    }

    /// Adds what the user can do as well: behind what is said already.
    #[must_use]
    pub fn or_help(self, help: impl Into<Text>) -> Self {
        let help = help.into();
        match self.0.help.clone() {
            Some(said) if said.to_string().contains("spuk import") => self.help(said),
            Some(said) => self.help(Text::new(
                format!("{said}; {help}"),
                format!("{said:#}; {help:#}"),
            )),
            None => self.help(help),
        }
    }

    /// The kind of error.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The message in one line, without its place.
    pub fn message(&self) -> &Text {
        &self.0.message
    }

    /// Everything that it says: the message, then the label and the help where it has them.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let label = Some(&self.0.label).filter(|label| !label.is_empty());
        [&self.0.message]
            .into_iter()
            .chain(label)
            .chain(&self.0.help)
    }

    /// What the user can do, if it says so.
    pub fn advice(&self) -> Option<&Text> {
        self.0.help.as_ref()
    }

    /// Where it is, if that is known.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// Whether the place is known.
    pub fn has_place(&self) -> bool {
        self.0.place.is_some()
    }

    /// The whole message with file, line, column and excerpt, for a terminal
    /// (`styled`) or a log.
    pub fn render(&self, styled: bool, lang: Lang) -> String {
        self.render_within(styled, lang, Width::ANY)
    }

    /// The same on a screen: sentences go on below where they are wider, and lines of the
    /// file are cut.
    pub fn render_within(&self, styled: bool, lang: Lang, screen: Width) -> String {
        let inner = &self.0;
        let name = format!("{}[{}]", lang.choose("fout", "error"), inner.code.name());
        let message = screen.lines(inner.message.of(lang), name.chars().count() + BETWEEN);
        let title = Level::ERROR.with_name(name).primary_title(message);
        let mut renderer = if styled {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        if let Some(columns) = screen.columns() {
            renderer = renderer.term_width(columns);
        }
        let line = inner.place.as_ref().map_or(0, Place::line);
        // What stands left of every line but the title: ` = ` behind the longest number.
        let gutter = line.to_string().len() + " = ".len();
        let label = inner.label.of(lang);
        let note = |name: &'static str, text: &str| {
            let room = gutter + name.chars().count() + BETWEEN;
            let text = screen.lines(text, room);
            Level::NOTE.with_name(name).message(text)
        };
        let mut group = Group::with_title(title);
        if let Some(place) = &inner.place {
            let excerpt = Excerpt::around(place);
            let path = on_one_line(&place.source.name);
            let cell = cell_of(place).map(|cell| cell.of(lang).to_owned());
            let end = excerpt.text[..excerpt.span.end].chars().count();
            let fits = screen.fits(gutter + end + 1 + label.chars().count());
            let annotation = AnnotationKind::Primary.span(excerpt.span.clone());
            let annotation = annotation.label(if fits { label } else { "" });
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.line);
            let snippet = snippet.annotation(annotation);
            group = match cell {
                Some(cell) => group
                    .element(Origin::path(format!("{path}, {cell}")))
                    .element(snippet),
                None => group.element(snippet.path(path.into_owned())),
            };
            if !fits {
                group = group.element(note(lang.choose("hier", "here"), label));
            }
        } else if !label.is_empty() {
            group = group.element(note(lang.choose("let op", "note"), label));
        }
        if let Some(help) = &inner.help {
            let name = lang.choose("hulp", "help");
            let text = screen.lines(help.of(lang), gutter + name.len() + BETWEEN);
            group = group.element(Level::HELP.with_name(name).message(text));
        }
        let text = renderer.render(&[group]);
        match inner.place.as_ref().and_then(cell_of) {
            Some(_) => without_nameless_file(&text),
            None => text,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lang = if formatter.alternate() {
            Lang::En
        } else {
            Lang::Nl
        };
        formatter.write_str(&self.render(false, lang))
    }
}

impl Error for Diagnostic {}

/// What belongs at the place of an error, for its label.
pub fn expected(what: impl fmt::Display) -> Text {
    Text::new(format!("verwacht: {what}"), format!("expected: {what:#}"))
}

/// What was probably meant, for the label or the help of an error.
pub fn did_you_mean(what: impl fmt::Display) -> Text {
    Text::new(
        format!("bedoelt u {what}?"),
        format!("did you mean {what:#}?"),
    )
}

/// Why the system refused to read or write.
pub fn refusal(error: &io::Error) -> Text {
    let (nl, en) = match error.kind() {
        io::ErrorKind::NotFound => ("het pad bestaat niet", "the path does not exist"),
        io::ErrorKind::PermissionDenied => {
            ("u hebt er geen rechten voor", "you have no permission")
        }
        io::ErrorKind::NotADirectory => (
            "een deel van het pad is een bestand, geen map",
            "a part of the path is a file, not a folder",
        ),
        io::ErrorKind::IsADirectory => ("het is een map", "it is a folder"),
        io::ErrorKind::StorageFull => ("de schijf is vol", "the disk is full"),
        io::ErrorKind::FileTooLarge => ("het bestand wordt te groot", "the file becomes too large"),
        io::ErrorKind::QuotaExceeded => ("het quotum is op", "the quota is used up"),
        io::ErrorKind::ReadOnlyFilesystem => {
            ("de schijf is alleen te lezen", "the disk is read-only")
        }
        io::ErrorKind::InvalidFilename => (
            "dit kan geen bestandsnaam zijn",
            "this cannot be the name of a file",
        ),
        _ => return Text::same(error.to_string()),
    };
    Text::fixed(nl, en)
}

/// The text without the line that would name the file of the excerpt: sheet and cell stand
/// above it, and no line and column.
fn without_nameless_file(text: &str) -> String {
    let is_nameless = |line: &&str| {
        // A colour begins with an escape and ends with an m.
        let parts = line.split('\u{1b}').enumerate();
        let bare = parts.map(|(index, part)| match (index, part.split_once('m')) {
            (1.., Some((_, rest))) => rest,
            _ => part,
        });
        bare.collect::<String>().trim() == ":::"
    };
    let lines = text.lines().filter(|line| !is_nameless(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Sheet and cell of a place in a workbook.
fn cell_of(place: &Place) -> Option<Text> {
    let cells = place.source.cells.as_ref()?;
    let (sheet, cell) = (cells.sheet.as_ref()?, place.source.cell_of(&place.span)?);
    Some(Text::new(
        format!("blad {sheet}, cel {cell}"),
        format!("sheet {sheet}, cell {cell}"),
    ))
}

/// The lines that a place covers, so that a large file is not searched whole.
struct Excerpt<'a> {
    text: &'a str,
    line: usize,
    span: Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// Far beyond any line that people write: the column counts from where
    /// the excerpt starts.
    const LONGEST: usize = 20_000;

    fn around(place: &'a Place) -> Self {
        let text = place.source.text.as_str();
        let start = floor_boundary(text, place.span.start.min(text.len()));
        let from = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let from = from.max(floor_boundary(text, start.saturating_sub(Self::LONGEST)));
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let until = line_end.min(floor_boundary(text, start + Self::LONGEST));
        let end = place.span.end.clamp(start, until.max(start));
        let end = floor_boundary(text, end);
        Self {
            text: &text[from..until],
            line: place.line(),
            span: (start - from)..(end - from),
        }
    }
}

/// A message that quotes a whole file, by a quotation mark that is never
/// closed for instance, helps nobody.
fn shortened(mut message: String) -> String {
    const LONGEST: usize = 500;
    if message.len() > LONGEST {
        message.truncate(floor_boundary(&message, LONGEST));
        message.push_str("...");
    }
    message
}

/// The largest character boundary at or before `index`.
fn floor_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

#[cfg(test)]
mod tests;
