//! A question over HTTP: who asks, what, and the way to its answer.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use hyper::body::Incoming;
use hyper::header::{HOST, HeaderValue, LOCATION, SET_COOKIE};
use hyper::{Method, Request, StatusCode};
use tokio::sync::mpsc::unbounded_channel;

use super::bench::{Asked, Bench, SETTINGS};
use super::desk::{self, SOURCE, TITLE};
use super::openapi::openapi;
use super::own::files::ReadRows;
use super::own::kept::FOLDER;
use super::query::{Offered, SCENARIO, pairs};
use super::stop::{Stop, WhileHeld};
use super::wire::body::body;
use super::wire::events::{ANSWER, ERROR, Events, event};
use super::wire::gate::COOKIE_NAME;
use super::wire::respond::{self, Answered};
use super::wire::room::Along;
use super::work::{Question, Refused};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::nearest_or_all;
use crate::report::{live_page, live_policy};
use crate::terms::{Lang, Text};

/// Parts of a query that are for the server itself.
const OWN: [&str; 2] = ["client", "token"];

/// The name of the language of an answer, and what it can be.
const LANG: &str = "lang";
const LANGUAGES: [&str; 2] = ["nl", "en"];

/// Where the page is.
const PAGE: &str = "/";

/// Where scenarios are written.
const SAVE: &str = "/api/opslaan.json";

/// The form of a scenario that is taken along.
const SCENARIO_FILE: &str = "toml";

/// Where a table that the page has drawn is made a workbook.
const TABLE: &str = "/api/tabel.xlsx";

/// What this server allows.
const ALLOWED: &str = "/api/werkbank.json";

/// What it has, for programs.
const OPENAPI: &str = "/api/openapi.json";

impl Bench {
    /// Answers a request, whatever it is.
    pub async fn handle(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: IpAddr,
    ) -> Result<Answered, Infallible> {
        let answered = self.answered(request, peer).await;
        Ok(answered.unwrap_or_else(|refused| refused))
    }

    async fn answered(
        self: &Arc<Self>,
        request: Request<Incoming>,
        peer: IpAddr,
    ) -> Result<Answered, Answered> {
        let uri = request.uri().clone();
        let (path, query) = (uri.path(), uri.query().unwrap_or_default());
        let mut asked = pairs(query);
        let lang = self.lang_of(&asked);
        let own = |name: &str| {
            let pair = asked.iter().find(|(key, _)| key == name);
            pair.map(|(_, value)| value.clone())
        };
        let (client, token) = (own("client"), own("token"));
        let is_page = !path.starts_with("/api/");
        let method = request.method().clone();
        let held = self
            .gate
            .check(request.headers(), &method, is_page, token.as_deref());
        held.map_err(|(status, why)| respond::no(status, &why, lang))?;
        let ways = self.ways(path);
        if !ways.split(", ").any(|way| way == method.as_str()) {
            return Err(not_allowed(ways, lang));
        }
        asked.retain(|(name, _)| !OWN.contains(&name.as_str()));
        // Another may stand in the address beside a cookie that is right, which stays then.
        let is_right = |token: &String| path == PAGE && self.gate.is_token(token);
        if let Some(token) = token.filter(is_right) {
            return Ok(remembered(&token, &asked));
        }
        let host = request.headers().get(HOST);
        let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
        let asked = Asked {
            path: path.strip_prefix("/api/").unwrap_or_default().to_owned(),
            pairs: asked,
            origin: self.gate.origin(host),
            client,
            peer: peer.to_string(),
            lang,
        };
        if let Some(why) = no_part(path, &asked.pairs) {
            return Err(respond::wrong(&why, lang));
        }
        let along = match method {
            Method::POST => Some(body(request, &self.work.room, lang).await?),
            _ => None,
        };
        match path {
            PAGE => Ok(respond::page(
                live_page(&self.start, lang),
                &live_policy(lang),
            )),
            OPENAPI => Ok(respond::text(
                StatusCode::OK,
                respond::media_type("json"),
                openapi(&self.program.definition(lang), lang),
            )),
            ALLOWED => Ok(self.allowed(&asked).await),
            SAVE => self.save(asked, along).await,
            TABLE => self.table(asked, along).await,
            _ if desk::is_kept(path) => Ok(self.of_kept(&asked, &method)),
            _ if is_page => Err(not_there(lang)),
            _ => self.command(asked, along).await,
        }
    }

    /// In which ways something at a path can be asked.
    fn ways(&self, path: &str) -> &'static str {
        const READ: &str = "GET, HEAD";
        let command = path.strip_prefix("/api/").unwrap_or_default();
        let name = command.split(['.', '/']).next().unwrap_or_default();
        let offered = Offered::named(&self.definition, name);
        match offered {
            _ if desk::is_kept(path) => "GET, HEAD, DELETE",
            _ if path == SAVE || path == TABLE => "POST",
            Ok(one) if one.is_of_a_file() => "POST",
            Ok(one) if one.takes_scenario() => "GET, HEAD, POST",
            _ => READ,
        }
    }

    /// The answer of a command.
    async fn command(
        self: &Arc<Self>,
        asked: Asked,
        along: Option<Along>,
    ) -> Result<Answered, Answered> {
        let (name, form) = match asked.path.strip_suffix("/events") {
            Some(name) => (name, None),
            None => match asked.path.split_once('.') {
                Some((name, form)) => (name, Some(form)),
                None => return Err(not_there(asked.lang)),
            },
        };
        let question = self.question((name, form.unwrap_or("json")), &asked, along);
        let question =
            question.map_err(|(status, why)| respond::wrong_as(status, &why, asked.lang))?;
        Ok(match form {
            Some(form) => {
                let file = file_of(name, &asked);
                self.whole(question, (form, &file)).await
            }
            None => self.events(question),
        })
    }

    /// The answer in one piece. Work ends when the connection does.
    async fn whole(&self, question: Question, (form, file): (&str, &str)) -> Answered {
        let (stop, lang, began) = (Arc::<Stop>::default(), question.lang, Instant::now());
        let _held = WhileHeld(Arc::clone(&stop));
        let along = question.along.as_ref();
        let along = along.map(|(name, _)| name.display().to_string());
        match self.work.answer(&self.program, question, &stop).await {
            Ok(mut outcome) => {
                if let (SCENARIO_FILE, Ok(answer)) = (form, &mut outcome.answer) {
                    let basis = along.filter(|name| has_basis(&answer.bytes, name));
                    let basis = basis.map(|name| beside_basis(&name, lang));
                    let first = basis.unwrap_or_default() + &beside(&outcome.own, lang);
                    answer.bytes = [first.as_bytes(), &answer.bytes].concat();
                }
                let room = &self.work.room;
                respond::answer(outcome, (form, file), room, (lang, began.elapsed()))
            }
            Err(refused) => respond::refused(&refused, lang),
        }
    }

    /// The way to the answer as events, and the answer as the last.
    fn events(self: &Arc<Self>, mut question: Question) -> Answered {
        let (lines, received) = unbounded_channel();
        let (stop, lang) = (Arc::<Stop>::default(), question.lang);
        let held = WhileHeld(Arc::clone(&stop));
        question.hears = Some(lines.clone());
        let bench = Arc::clone(self);
        tokio::spawn(async move {
            let last = match bench.work.answer(&bench.program, question, &stop).await {
                Ok(outcome) => match outcome.answer {
                    Ok(answer) => {
                        if let Some(kept) = outcome.kept {
                            let _ = lines.send(event("kept", &kept));
                        }
                        event(ANSWER, &String::from_utf8_lossy(&answer.bytes))
                    }
                    Err(wrong) => event(ERROR, &respond::fault(&wrong, lang).to_string()),
                },
                Err(Refused { why, .. }) => event(ERROR, &respond::refusal(&why, lang).to_string()),
            };
            let _ = lines.send(last);
        });
        respond::events(Events::new(received, held))
    }
}

/// How a browser calls the file of an answer, without its end: after what was asked, of
/// which scenarios and of whom.
fn file_of(name: &str, asked: &Asked) -> String {
    if let Some(naam) = asked.value("naam").filter(|_| name == "show") {
        return plain_name(naam);
    }
    let about = [SCENARIO, "gemeente"].into_iter().flat_map(|key| {
        let values = asked.pairs.iter().filter(move |(own, _)| own == key);
        values.map(|(_, value)| value.strip_suffix(".toml").unwrap_or(value))
    });
    let changed = asked
        .pairs
        .iter()
        .any(|(key, _)| SETTINGS.contains(&key.as_str()));
    let changed = changed.then_some(asked.lang.choose("veranderd", "changed"));
    let words: Vec<&str> = about.chain(changed).collect();
    match words.is_empty() {
        true => format!("spuk-{name}"),
        false => plain_name(&format!("spuk {name} {}", words.join(" "))),
    }
}

/// Which files of visitors have to lie beside a scenario that is taken along, as comments
/// in it; nothing where it needs none.
fn beside(own: &[ReadRows], lang: Lang) -> String {
    let line = |(path, _): &ReadRows| {
        let path = path.display();
        let said = Text::new(
            format!(
                "Leg hiernaast, in de map {FOLDER}, ook de eigen cijfers: {path}. De werkbank geeft ze op /api/{path}."
            ),
            format!(
                "Put the figures of your own beside this too, in the folder {FOLDER}: {path}. The workbench gives them at /api/{path}."
            ),
        );
        format!("# {}\n", said.of(lang))
    };
    own.iter().map(line).collect()
}

/// Whether a scenario that is taken along has the one of this name for its basis.
fn has_basis(scenario: &[u8], name: &str) -> bool {
    let basis = format!("basis = \"{name}\"");
    let text = String::from_utf8_lossy(scenario);
    text.lines().any(|line| line.trim() == basis)
}

/// That the scenario which came along has to lie beside the one that is taken.
fn beside_basis(name: &str, lang: Lang) -> String {
    let said = Text::new(
        format!("Leg hiernaast het scenario dat met de vraag meekwam, onder de naam {name}."),
        format!("Put the scenario that came along beside this, under the name {name}."),
    );
    format!("# {}\n", said.of(lang))
}

/// What is no part of an address that is none of a command: a name that it does not have, or
/// a language that there is not. Commands and the page say so themselves.
fn no_part(path: &str, pairs: &[(String, String)]) -> Option<Diagnostic> {
    let known: &[&str] = match path {
        TABLE => &[TITLE, SOURCE, LANG],
        ALLOWED => &[FOLDER, LANG],
        OPENAPI | PAGE => &[LANG],
        _ if desk::is_kept(path) => &[LANG],
        _ => return None,
    };
    let mut named = pairs.iter().filter(|_| path != PAGE);
    let strange = named.find(|(name, _)| !known.contains(&name.as_str()));
    if let Some((name, _)) = strange {
        let message = Text::new(
            format!("`{name}` hoort niet bij dit adres"),
            format!("`{name}` is no part of this address"),
        );
        return Some(
            Diagnostic::new(Code::Opdrachtregel, message).help(nearest_or_all(name, known)),
        );
    }
    let mut languages = pairs.iter().filter(|(name, _)| name == LANG);
    let (_, other) = languages.find(|(_, value)| !LANGUAGES.contains(&value.as_str()))?;
    let message = Text::new(
        format!("`{other}` is geen waarde van {LANG}"),
        format!("`{other}` is no value of {LANG}"),
    );
    let all = LANGUAGES.join(", ");
    Some(
        Diagnostic::new(Code::Opdrachtregel, message).help(Text::new(
            format!("mogelijk: {all}"),
            format!("possible: {all}"),
        )),
    )
}

/// A name in small letters, digits and dashes.
fn plain_name(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    match words.is_empty() {
        true => "scenario".to_owned(),
        false => words.join("-").chars().take(64).collect(),
    }
}

fn not_there(lang: Lang) -> Answered {
    let why = Text::fixed(
        "op dit adres is niets; /api/openapi.json zegt wat er is",
        "there is nothing at this address; /api/openapi.json says what there is",
    );
    respond::no(StatusCode::NOT_FOUND, &why, lang)
}

fn not_allowed(ways: &'static str, lang: Lang) -> Answered {
    let why = Text::new(
        format!("dit adres kent alleen {ways}"),
        format!("this address knows {ways} alone"),
    );
    respond::not_so(ways, &why, lang)
}

/// Sends a browser on without the token in its address, and has it keep the token.
fn remembered(token: &str, asked: &[(String, String)]) -> Answered {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked);
    let query = query.finish();
    let to = match query.is_empty() {
        true => PAGE.to_owned(),
        false => format!("{PAGE}?{query}"),
    };
    let cookie = format!("{COOKIE_NAME}={token}; HttpOnly; SameSite=Lax; Path=/");
    let mut response = respond::text(StatusCode::SEE_OTHER, "text/plain", String::new());
    for (name, value) in [(LOCATION, to), (SET_COOKIE, cookie)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
