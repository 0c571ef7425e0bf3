//! What is no question of the command line: what this server allows, the figures that
//! visitors keep, and scenarios that are written.

use std::path::Path;
use std::sync::Arc;

use hyper::{Method, StatusCode};
use serde_json::json;

use super::bench::{Asked, Bench, SETTING};
use super::own::kept::{FILES_OF_ONE, FOLDER, LARGEST, path_in};
use super::own::save::file_name;
use super::query::{FILE, is_off};
use super::stop::{Stop, WhileHeld};
use super::wire::respond::{self, Answered, media_type};
use super::wire::room::Along;
use crate::input::diagnostic::Diagnostic;
use crate::report::{TableInput, table_workbook};
use crate::simulate::part::Program as Version;
use crate::terms::Text;
use crate::terms::legible::shell_word;

/// The names by which a table that comes along says what it is called and where it is from.
pub(super) const TITLE: &str = "titel";
pub(super) const SOURCE: &str = "herkomst";

/// Bytes of a table that is made a workbook.
const LARGEST_TABLE: usize = 2 << 20;

/// Whether a path is one of the figures that visitors keep.
pub(super) fn is_kept(path: &str) -> bool {
    let path = path.strip_prefix("/api/");
    path.is_some_and(|path| {
        path.strip_prefix(FOLDER)
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

impl Bench {
    /// What this server allows, and how files were called whose rows it keeps, of those
    /// that are asked for: who does not know where they are kept hears nothing of them.
    pub async fn allowed(self: &Arc<Self>, asked: &Asked) -> Answered {
        let own = asked.pairs.iter().filter(|(name, _)| name == FOLDER);
        let own = own.filter_map(|(_, value)| {
            let called = self.work.kept.called(&path_in(value)?)?;
            Some((value.clone(), called.into()))
        });
        let called: serde_json::Map<_, _> = own.collect();
        let bench = Arc::clone(self);
        let found = tokio::task::spawn_blocking(move || bench.work.scenarios()).await;
        let allowed = json!({
            "versie": Version::VERSION,
            "map": self.work.has_folder(),
            "scenarios": found.unwrap_or_default(),
            "opslaan": self.saved.is_some(),
            "eigen": { "grootste": LARGEST, "bestanden": FILES_OF_ONE, "namen": called },
        });
        respond::said(StatusCode::OK, &allowed)
    }

    /// Gives or forgets figures that a visitor keeps.
    pub fn of_kept(&self, asked: &Asked, method: &Method) -> Answered {
        let path = Path::new(&asked.path);
        let gone = || {
            let why = Text::fixed(
                "deze cijfers zijn hier niet, of niet meer",
                "these figures are not here, or no longer",
            );
            respond::no(StatusCode::NOT_FOUND, &why, asked.lang)
        };
        if *method == Method::DELETE {
            let was_there = self.work.kept.forget(asked.who(), path);
            let empty = || {
                let plain = media_type("txt");
                respond::text(StatusCode::NO_CONTENT, plain, String::new())
            };
            return was_there.then(empty).unwrap_or_else(gone);
        }
        let Some(bytes) = self.work.kept.get(path) else {
            return gone();
        };
        let name = path.file_stem().map(|stem| stem.to_string_lossy());
        let bytes = hyper::body::Bytes::from_owner(bytes);
        respond::file("csv", bytes, &name.unwrap_or_default())
    }

    /// A table that the page has drawn, as a workbook: its rows come along as CSV, and its
    /// name and where it is from stand in the query.
    pub async fn table(
        self: &Arc<Self>,
        asked: Asked,
        along: Option<Along>,
    ) -> Result<Answered, Answered> {
        let lang = asked.lang;
        let no = |status, nl: &'static str, en: &'static str| {
            respond::no(status, &Text::fixed(nl, en), lang)
        };
        let Some(Along { bytes, _room }) = along.filter(|along| !along.bytes.is_empty()) else {
            let (nl, en) = ("er is geen tabel meegestuurd", "no table came along");
            return Err(no(StatusCode::BAD_REQUEST, nl, en));
        };
        if bytes.len() > LARGEST_TABLE {
            let most = LARGEST_TABLE >> 20;
            let why = Text::new(
                format!("een tabel van de pagina is ten hoogste {most} MB"),
                format!("a table of the page is {most} MB at most"),
            );
            return Err(respond::no(StatusCode::PAYLOAD_TOO_LARGE, &why, lang));
        }
        let Ok(csv) = std::str::from_utf8(&bytes) else {
            let (nl, en) = ("de tabel is geen UTF-8", "the table is no UTF-8");
            return Err(no(StatusCode::BAD_REQUEST, nl, en));
        };
        let csv = format!("{}\n", csv.trim_start_matches('\u{feff}').trim_end());
        // A head of columns, and what stands below it: less is no table.
        if csv.trim_start().lines().nth(1).is_none() {
            let (nl, en) = (
                "een tabel heeft een kop en ten minste een regel",
                "a table has a head and one row at least",
            );
            return Err(no(StatusCode::BAD_REQUEST, nl, en));
        }
        let value = |name| asked.value(name).unwrap_or_default().to_owned();
        let (title, source, date) = (value(TITLE), value(SOURCE), self.program.today());
        let made = tokio::task::spawn_blocking(move || {
            let input = TableInput {
                csv: &csv,
                drawn: Some((&title, &source)),
                receipts: &[],
                remarks: &[],
                address: None,
                date,
            };
            table_workbook(&input, lang)
        });
        match made.await {
            Ok(Ok(book)) => Ok(respond::file("xlsx", book, "spuk-tabel")),
            Ok(Err(why)) => Err(respond::wrong(&why, lang)),
            Err(_) => Err(respond::refused(&super::work::fault(), lang)),
        }
    }

    /// Writes the scenario of a question into the folder.
    pub async fn save(
        self: &Arc<Self>,
        mut asked: Asked,
        along: Option<Along>,
    ) -> Result<Answered, Answered> {
        let lang = asked.lang;
        let Some(saved) = &self.saved else {
            let why = Text::fixed(
                "hier wordt niets opgeslagen: begin de werkbank met --opslaan en --map",
                "nothing is saved here: start the workbench with --opslaan and --map",
            );
            return Err(respond::no(StatusCode::FORBIDDEN, &why, lang));
        };
        let wrong = |(status, why): (StatusCode, Diagnostic)| respond::wrong_as(status, &why, lang);
        let place = asked.pairs.iter().position(|(name, _)| name == FILE);
        let file = place.map(|place| asked.pairs.remove(place).1);
        let file = file_name(&file.unwrap_or_default()).map_err(wrong)?;
        if let Some(why) = no_scenario(&asked, along.as_ref()) {
            return Err(respond::no(StatusCode::BAD_REQUEST, &why, lang));
        }
        let question = self.question(("show", "toml"), &asked, None);
        let question = question.map_err(wrong)?;
        let stop = Arc::<Stop>::default();
        let _held = WhileHeld(Arc::clone(&stop));
        let outcome = self.work.answer(&self.program, question, &stop).await;
        let outcome = outcome.map_err(|refused| respond::refused(&refused, lang))?;
        let answer = outcome.answer.map_err(|why| respond::wrong(&why, lang))?;
        // Those that the answer was made with, whatever a visitor took away since.
        let rows = outcome.own.into_iter();
        let rows = rows.filter_map(|(path, kept)| Some((path, kept?)));
        let rows: Vec<_> = rows.collect();
        let also: Vec<String> = rows
            .iter()
            .map(|(path, _)| path.display().to_string())
            .collect();
        let (saved, program) = (Arc::clone(saved), Arc::clone(&self.program));
        let own = file.clone();
        let written = tokio::task::spawn_blocking(move || {
            saved.save(&*program, (&own, &answer.bytes), &rows)
        });
        match written.await {
            Ok(Ok(())) => {
                let command = format!("spuk run {}", shell_word(&file));
                let written = json!({ "bestand": file, "ook": also, "opdracht": command });
                Ok(respond::said(StatusCode::CREATED, &written))
            }
            Ok(Err(why)) => Err(wrong(why)),
            Err(_) => Err(respond::refused(&super::work::fault(), lang)),
        }
    }
}

/// Why what is asked is no scenario to write: `show` also gives what the program brings
/// along as it is, lists among it, and the numbers of lines.
fn no_scenario(asked: &Asked, along: Option<&Along>) -> Option<Text> {
    if asked.value(SETTING).is_none() {
        return Some(Text::fixed(
            "er is niets veranderd om op te slaan: zeg met set= wat er anders is",
            "nothing was changed that can be saved: say with set= what differs",
        ));
    }
    let mut lines = asked.pairs.iter().filter(|(name, _)| name == "regels");
    if lines.any(|(_, value)| !is_off(value)) {
        return Some(Text::fixed(
            "`regels` hoort niet bij opslaan: met nummers ervoor is het geen scenario",
            "`regels` is no part of saving: with numbers before its lines it is no scenario",
        ));
    }
    let has_body = along.is_some_and(|along| !along.bytes.is_empty());
    has_body.then_some(Text::fixed(
        "opslaan neemt geen bestand aan: noem het scenario met scenario= en wat anders is met set=",
        "saving takes no file: name the scenario with scenario= and what differs with set=",
    ))
}
