//! A baseline as text: the receipt, what only the state sees, and the rows.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use super::simulation::GEMEENTE;
use crate::columns::Column;
use crate::export::{Level, Receipt, Selection, run_csv, run_rows};
use crate::input::diagnostic::{Code, Diagnostic, Place};
use crate::input::nearest::nearest;
use crate::input::source::Source;
use crate::model::Model;
use crate::projection::Projection;
use crate::scenario::values::DrawCount;
use crate::terms::Text;
use crate::terms::legible;

/// The first line of a baseline up to the version of its format.
const MAGIC: &str = "# spuk-baseline ";
/// The version that this program writes and reads.
const FORMAT: &str = "1";
/// The start of the lines with what only the state sees.
pub(crate) const RIJK: &str = "# rijk: ";
/// The figures in those lines, besides the months.
pub(crate) const BINNEN_BEGROTING: &str = "korting_binnen_begroting";
pub(crate) const BEGROTINGSSTAND: &str = "begrotingsstand";

/// What the state pays in a month, counted from 1.
fn kas_maand(maand: u8) -> String {
    format!("{KAS_MAAND}{maand:02}")
}

/// What the names of those figures begin with.
const KAS_MAAND: &str = "kas_maand_";

/// The month, counted from 1, that such a figure is about.
pub(crate) fn month_of(name: &str) -> Option<usize> {
    name.strip_prefix(KAS_MAAND)?.parse().ok()
}

/// Refuses a column that no baseline has.
///
/// # Errors
/// The nearest column, or all of them.
pub fn known_column(veld: &str) -> Result<(), Diagnostic> {
    let state = [BINNEN_BEGROTING, BEGROTINGSSTAND];
    let names = || Column::ALL.iter().map(|column| column.name()).chain(state);
    let is_month = (1..=12).map(kas_maand).any(|month| month == veld);
    if is_month || names().any(|name| name == veld) {
        return Ok(());
    }
    let message = Text::new(
        format!("onbekend veld `{veld}`"),
        format!("unknown field `{veld}`"),
    );
    let help = match nearest(veld, names()) {
        Some(near) => Text::new(
            format!("bedoelt u `{near}`?"),
            format!("did you mean `{near}`?"),
        ),
        None => {
            let all = names().collect::<Vec<_>>().join(", ");
            Text::new(format!("velden: {all}"), format!("fields: {all}"))
        }
    };
    Err(Diagnostic::new(Code::Opdrachtregel, message).help(help))
}

/// What a baseline was made with, as it stands in its first lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct MadeWith {
    /// Name, version and commit of the program.
    pub programma: String,
    /// SHA-256 of everything that was read.
    pub invoer: String,
    /// Name and SHA-256 of every file that was read.
    pub bestanden: Vec<(String, String)>,
    /// Seed and draws of a simulation.
    pub trekkingen: Option<(u64, u32)>,
}

/// A path without the `./` that says nothing: a scenario may name a file so.
fn plain_path(path: &str) -> String {
    let parts = path.split('/').filter(|part| *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

impl MadeWith {
    /// What a run of `model` is made with now. Files are named from the folder
    /// of the scenario, so that it does not matter where the program is called.
    pub fn now(model: &Model) -> Self {
        let receipt = Receipt::of(model);
        let files = model.sources.iter().map(|source| {
            let name = match (&source.folder, model.folder()) {
                (None, _) => format!("ingebouwd/{}", source.name),
                (Some(_), folder) => {
                    let path = Path::new(&source.name);
                    let folder = folder.map(legible::path);
                    let inside = folder.and_then(|folder| path.strip_prefix(folder).ok());
                    let inside = inside.unwrap_or(path).to_string_lossy();
                    plain_path(&inside.replace('\\', "/"))
                }
            };
            (name, source.sha256.clone())
        });
        Self {
            programma: format!("spuk {} ({})", receipt.versie, receipt.commit),
            invoer: receipt.invoer_sha256,
            bestanden: files.collect(),
            trekkingen: None,
        }
    }

    /// The first lines of a baseline.
    pub fn lines(&self) -> String {
        let mut text = format!("{MAGIC}{FORMAT}\n");
        let mut line = |key: &str, value: &str| {
            writeln!(text, "# {key}: {value}").expect("writing to memory does not fail");
        };
        line("programma", &self.programma);
        line("invoer", &self.invoer);
        for (name, sha256) in &self.bestanden {
            line("bestand", &format!("{sha256} {name}"));
        }
        if let Some((zaad, trekkingen)) = self.trekkingen {
            line("zaad", &zaad.to_string());
            line("trekkingen", &trekkingen.to_string());
        }
        text
    }

    /// Reads the first lines, and gives where what follows them starts.
    ///
    /// # Errors
    /// A file that is no baseline, one of another format, or a line that no
    /// baseline has.
    pub fn read(source: &Arc<Source>) -> Result<(Self, usize), Diagnostic> {
        let text = &source.text;
        let first = text.lines().next().unwrap_or_default();
        if let Some(damage) = damage(source) {
            return Err(damage);
        }
        let Some(version) = first.strip_prefix(MAGIC) else {
            let name = &source.name;
            let message = Text::new(
                format!("{name} is geen baseline van spuk"),
                format!("{name} is no baseline of spuk"),
            );
            let label = Text::new(
                format!("verwacht: `{MAGIC}{FORMAT}`"),
                format!("expected: `{MAGIC}{FORMAT}`"),
            );
            return Err(invalid(source, 0, first.len(), message).label(label));
        };
        if version != FORMAT {
            let message = Text::new(
                format!("deze baseline heeft formaat {version}, niet {FORMAT}"),
                format!("this baseline has format {version}, not {FORMAT}"),
            );
            return Err(invalid(source, 0, first.len(), message));
        }
        let mut made = Self::default();
        let (mut zaad, mut trekkingen) = (None, None);
        let mut seen = BTreeSet::new();
        let mut start = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let is_body = [RIJK, GEMEENTE].iter().any(|mark| line.starts_with(mark));
            if !line.starts_with('#') || is_body {
                break;
            }
            let end = line.trim_end().len();
            let entry = line[..end].strip_prefix("# ");
            let pair = entry.and_then(|entry| entry.split_once(": "));
            if let Some((key, _)) = pair.filter(|(key, _)| *key != "bestand")
                && !seen.insert(key)
            {
                let message = Text::new(
                    format!("`{key}` staat twee keer in de baseline"),
                    format!("`{key}` stands twice in the baseline"),
                );
                return Err(invalid(source, start, end, message));
            }
            let known = match pair {
                _ if index == 0 => true,
                Some(("programma", value)) => {
                    made.programma = value.to_owned();
                    true
                }
                Some(("invoer", value)) => {
                    made.invoer = value.to_owned();
                    true
                }
                Some(("bestand", value)) => match value.split_once(' ') {
                    Some((sha256, name)) => {
                        made.bestanden.push((plain_path(name), sha256.to_owned()));
                        true
                    }
                    None => false,
                },
                Some(("zaad", value)) => {
                    zaad = value.parse().ok();
                    zaad.is_some()
                }
                Some(("trekkingen", value)) => {
                    trekkingen = value
                        .parse()
                        .ok()
                        .filter(|draws| (1..=DrawCount::MOST).contains(draws));
                    trekkingen.is_some()
                }
                _ => false,
            };
            if !known {
                let message = Text::fixed(
                    "deze regel hoort niet in het ontvangstbewijs van een baseline",
                    "this line does not belong in the receipt of a baseline",
                );
                return Err(invalid(source, start, end, message));
            }
            start += line.len();
        }
        made.trekkingen = zaad.zip(trekkingen);
        Ok((made, start))
    }
}

/// A complaint about a stretch of a baseline.
pub(crate) fn invalid(
    source: &Arc<Source>,
    start: usize,
    length: usize,
    message: Text,
) -> Diagnostic {
    unreadable(source, start, length, message).help(how_to_get_it_back(&source.name))
}

fn unreadable(source: &Arc<Source>, start: usize, length: usize, message: Text) -> Diagnostic {
    Diagnostic::new(Code::BaselineOngeldig, message).at(Place {
        source: Arc::clone(source),
        span: start..start + length,
    })
}

/// A baseline is what was agreed: who lost it wants that one back first.
pub(crate) fn how_to_get_it_back(name: &str) -> Text {
    Text::new(
        format!(
            "`spuk check --bless` schrijft de baseline opnieuw, zonder te zeggen wat er verschoof; \
             `git checkout -- {name}` haalt de vastgelegde terug"
        ),
        format!(
            "`spuk check --bless` writes the baseline anew, without saying what moved; \
             `git checkout -- {name}` gets back the one that was committed"
        ),
    )
}

/// What another program did to a baseline when it opened and saved it, at the first
/// line that shows it.
fn damage(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = &source.text;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        let (from, length) = (start, shown.len());
        start += line.len();
        let conflict = ["<<<<<<<", "=======", ">>>>>>>"];
        if conflict.iter().any(|mark| shown.starts_with(mark)) {
            let message = Text::fixed(
                "geen leesbare CSV: in deze baseline staat een samenvoegconflict van git",
                "no readable CSV: this baseline holds a merge conflict of git",
            );
            let name = &source.name;
            // Git refuses `checkout -- FILE` as long as a conflict stands in it.
            let help = Text::new(
                format!(
                    "`git checkout --ours {name}` (of --theirs) kiest een van beide; daarna zegt \
                     `spuk check` wat ervan verschoof"
                ),
                format!(
                    "`git checkout --ours {name}` (or --theirs) takes one of both; then \
                     `spuk check` says what moved from it"
                ),
            );
            return Some(unreadable(source, from, length, message).help(help));
        }
        let is_comment = shown.starts_with("# ");
        if is_comment && from == 0 && shown.starts_with(MAGIC) {
            let separator = shown.trim_start_matches(MAGIC).trim_start_matches(FORMAT);
            let message = match separator {
                semicolons if !semicolons.is_empty() && semicolons.chars().all(|c| c == ';') => {
                    Text::fixed(
                        "een rekenblad heeft deze baseline opgeslagen, met puntkomma's en \
                         decimale komma's",
                        "a spreadsheet saved this baseline, with semicolons and decimal commas",
                    )
                }
                commas if !commas.is_empty() && commas.chars().all(|c| c == ',') => Text::fixed(
                    "een rekenblad heeft deze baseline opgeslagen, met lege velden achter elke \
                     regel",
                    "a spreadsheet saved this baseline, with empty fields behind every line",
                ),
                _ => continue,
            };
            return Some(invalid(source, from, length, message));
        }
    }
    None
}

/// What follows the receipt in a baseline.
pub(crate) struct BaselineBody {
    pub tekst: String,
    /// How many figures it holds.
    pub cijfers: usize,
}

/// That of a projection.
pub(crate) fn body(model: &Model, projection: &Projection) -> BaselineBody {
    let (mut tekst, of_the_state) = rijk(model, projection);
    let keuze = Selection {
        niveau: Level::Gemeente,
        gemeenten: None,
        jaren: None,
    };
    let rows = run_rows(projection, &model.gemeenten, &keuze);
    tekst.push_str(&run_csv(&rows));
    BaselineBody {
        tekst,
        cijfers: of_the_state + rows.iter().map(|row| row.waarden.len()).sum::<usize>(),
    }
}

/// A line a year with what is not in the rows: the months in which the state
/// pays, its budget line, and the cut that it takes in itself; and how many figures
/// that are.
fn rijk(model: &Model, projection: &Projection) -> (String, usize) {
    let mut text = String::new();
    let mut count = 0;
    for year in &projection.jaren {
        let months = projection.maanden_samen(year.jaar, 0..model.gemeenten.len());
        let mut figures = vec![(BINNEN_BEGROTING.to_owned(), year.binnen_begroting)];
        let line = year.begroting;
        figures.extend(line.map(|line| (BEGROTINGSSTAND.to_owned(), line)));
        figures.extend((1..).map(kas_maand).zip(months));
        let shown: Vec<String> = figures
            .iter()
            .map(|(name, amount)| format!("{name}={amount}"))
            .collect();
        writeln!(text, "{RIJK}{} {}", year.jaar, shown.join(" "))
            .expect("writing to memory does not fail");
        count += figures.len();
    }
    (text, count)
}

/// A complaint about a line of a baseline.
pub(crate) fn at_line(source: &Arc<Source>, line: u64, message: Text) -> Diagnostic {
    let mut start = 0;
    for (number, text) in (1..).zip(source.text.split_inclusive('\n')) {
        if number == line {
            return invalid(source, start, text.trim_end().len(), message);
        }
        start += text.len();
    }
    invalid(source, source.text.len(), 0, message)
}
