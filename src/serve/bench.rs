//! What all questions have in common, and from an address to a question.

use std::path::Path;
use std::sync::Arc;

use clap::Command;
use hyper::StatusCode;

use super::own::files::names_along;
use super::own::kept::UNNAMED;
use super::own::save::Saved;
use super::program::Program;
use super::query::{FILE, Offered};
use super::wire::gate::Gate;
use super::wire::room::Along;
use super::work::{Asking, Question, Work};
use crate::answer::Address;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::legible::name_problem;
use crate::terms::{Lang, Text};

/// The part of a query that names a setting.
pub(super) const SETTING: &str = "set";

/// That, and the one for the second scenario and on.
pub(super) const SETTINGS: [&str; 2] = [SETTING, "set-b"];

/// All that questions have in common.
pub(super) struct Bench {
    pub gate: Gate,
    pub work: Work,
    /// Where scenarios are written, where that is allowed.
    pub saved: Option<Arc<Saved>>,
    /// The command line of the program.
    pub definition: Command,
    /// What the page shows where its address does not say what.
    pub start: Vec<String>,
    /// The language where a question does not say which.
    pub lang: Lang,
    pub program: Arc<dyn Program>,
}

/// Why something is no question, and what HTTP calls that.
pub(super) type NoQuestion = (StatusCode, Diagnostic);

/// Who asks what, as far as the address says it.
#[derive(Debug)]
pub(super) struct Asked {
    /// The part of the path behind `/api/`.
    pub path: String,
    /// Its query, without what is for the server itself.
    pub pairs: Vec<(String, String)>,
    /// Where this server is for who asks, such as `http://127.0.0.1:8421`.
    pub origin: String,
    pub client: Option<String>,
    pub peer: String,
    pub lang: Lang,
}

impl Asked {
    /// Who asks: by the name that it says it has, else from where.
    pub fn who(&self) -> &str {
        self.client.as_deref().unwrap_or(&self.peer)
    }

    /// The value of the first part of the query by this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.as_str())
    }

    /// The address at which the same can be asked again: of a workbook with one table that
    /// of the table.
    fn address(&self, name: &str, form: &str, offered: Offered<'_>) -> String {
        let form = match offered.is_table_of(form) {
            true => "csv",
            false => form,
        };
        let mut query = form_urlencoded::Serializer::new(String::new());
        let query = query.extend_pairs(&self.pairs).finish();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}/api/{name}.{form}{mark}{query}", self.origin)
    }
}

impl Bench {
    /// The language that a query asks for.
    pub fn lang_of(&self, asked: &[(String, String)]) -> Lang {
        let words = asked.iter().filter(|(name, _)| name == "lang");
        let words = words.map(|(_, value)| format!("--lang={value}").into());
        let words: Vec<_> = words.collect();
        match words.is_empty() {
            true => self.lang,
            false => self.program.lang(&words),
        }
    }

    /// What is asked of a command in a form.
    ///
    /// # Errors
    /// That this is no question, and why.
    pub fn question(
        &self,
        (name, form): (&str, &str),
        asked: &Asked,
        along: Option<Along>,
    ) -> Result<Question, NoQuestion> {
        let lang = asked.lang;
        let wrong = |why| (StatusCode::BAD_REQUEST, why);
        let not_there = |why| (StatusCode::NOT_FOUND, why);
        let offered = Offered::named(&self.definition, name).map_err(not_there)?;
        let mut pairs = asked.pairs.clone();
        let along = match (along, offered.is_of_a_file()) {
            (Some(along), true) => Some((name_of_file(&mut pairs).map_err(wrong)?, along)),
            (along, _) => along.map(|along| (self.name_along(), along)),
        };
        let named = along.as_ref().map(|(name, _)| name.as_str());
        let words = offered.words(form, &pairs, named);
        let mut words = words.map_err(|why| match offered.forms().contains(&form) {
            true => wrong(why),
            false => not_there(why),
        })?;
        if !pairs.iter().any(|(name, _)| name == "lang") {
            words.insert(1, format!("--lang={}", lang.choose("nl", "en")).into());
        }
        let what = match offered.part(form) {
            Some(part) => Asking::Part(part),
            None if offered.is_of_a_file() => Asking::File,
            None => Asking::Command,
        };
        // What came along cannot be asked again by its address.
        let address = along.is_none().then(|| Address {
            url: asked.address(name, form, offered),
            needs_token: self.gate.needs_token(),
        });
        Ok(Question {
            words,
            lang,
            along: along.map(|(name, along)| (name.into(), along)),
            what,
            as_workbook: offered.is_table_of(form),
            address,
            long: offered.is_long(form, &pairs),
            client: asked.client.clone(),
            peer: asked.peer.clone(),
            hears: None,
        })
    }

    /// What a scenario that comes along is called: as no file of the folder is, which it would
    /// hide.
    fn name_along(&self) -> String {
        let mut names = names_along();
        let free = names.find(|name| !self.work.is_there(Path::new(name)));
        free.unwrap_or_default()
    }
}

/// Takes the name of a file that comes along out of a query.
///
/// # Errors
/// What is more than a name.
fn name_of_file(pairs: &mut Vec<(String, String)>) -> Result<String, Diagnostic> {
    let place = pairs.iter().position(|(name, _)| name == FILE);
    let name = place.map(|place| pairs.remove(place).1);
    let name = name.unwrap_or_else(|| UNNAMED.to_owned());
    // Browsers say the name alone; what is more could mean another place.
    let is_name = !name.is_empty()
        && !name.contains(['/', '\\'])
        && ![".", ".."].contains(&name.as_str())
        && name_problem(&name).is_none();
    if is_name {
        return Ok(name);
    }
    let why = Text::new(
        format!("`{name}` is geen naam van een bestand"),
        format!("`{name}` is no name of a file"),
    );
    Err(Diagnostic::new(Code::Opdrachtregel, why).help(Text::fixed(
        "geef alleen de naam, zonder map, zoals bestand=duo.xlsx",
        "give the name alone, without a folder, such as bestand=duo.xlsx",
    )))
}
