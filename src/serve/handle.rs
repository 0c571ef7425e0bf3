//! A question over HTTP: who asks, what, and the way to its answer.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Command;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::header::{ALLOW, CONTENT_LENGTH, HeaderValue, LOCATION, SET_COOKIE};
use hyper::{Method, Request, StatusCode};
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;

use super::events::{Events, event};
use super::gate::{COOKIE_NAME, Gate};
use super::openapi::openapi;
use super::program::Program;
use super::query::{Offered, pairs};
use super::respond::{self, Answered};
use super::stop::{Stop, WhileHeld};
use super::work::{Question, Refused, Work, was_stopped};
use crate::input::diagnostic::Diagnostic;
use crate::report::{live_page, live_policy};
use crate::terms::{Lang, Text};

/// Bytes of a scenario that comes along with a question.
const LARGEST_BODY: usize = 16 << 20;

/// As long as this a body may take to come in.
const PATIENCE: Duration = Duration::from_secs(10);

/// As long as this what is too large is read on and thrown away, so that who sends it
/// hears why it is refused instead of losing the connection.
const DRAIN: Duration = Duration::from_secs(10);

/// Parts of a query that are for the server itself.
const OWN: [&str; 2] = ["client", "token"];

/// All that questions have in common.
pub(super) struct Bench {
    pub gate: Gate,
    pub work: Work,
    /// The command line of the program.
    pub definition: Command,
    /// What the page shows where its address does not say what.
    pub start: Vec<String>,
    /// The language where a question does not say which.
    pub lang: Lang,
    pub program: Arc<dyn Program>,
}

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
        if ![Method::GET, Method::HEAD, Method::POST].contains(&method) {
            return Err(not_allowed(lang));
        }
        asked.retain(|(name, _)| !OWN.contains(&name.as_str()));
        if let Some(token) = token.filter(|_| is_page && self.gate.needs_token()) {
            return Ok(remembered(&token, path, &asked));
        }
        let along = match method {
            Method::POST => Some(body(request, lang).await?),
            _ => None,
        };
        let Some(path) = path.strip_prefix("/api/") else {
            return match path {
                "/" => Ok(respond::page(
                    live_page(&self.start, lang),
                    &live_policy(lang),
                )),
                _ => Err(not_there(lang)),
            };
        };
        if path == "openapi.json" {
            let document = openapi(&self.program.definition(lang), lang);
            return Ok(respond::text(
                StatusCode::OK,
                respond::media_type("json"),
                document,
            ));
        }
        let (name, form) = match path.strip_suffix("/events") {
            Some(name) => (name, None),
            None => match path.split_once('.') {
                Some((name, form)) => (name, Some(form)),
                None => return Err(not_there(lang)),
            },
        };
        let question = self.question(name, form.unwrap_or("json"), &asked, along);
        let question = question.map_err(|(status, why)| {
            let mut response = respond::wrong(&why, lang);
            *response.status_mut() = status;
            response
        })?;
        let question = Question {
            client,
            peer: peer.to_string(),
            ..question
        };
        Ok(match form {
            Some(form) => self.whole(question, form).await,
            None => self.events(question),
        })
    }

    /// The language that a query asks for.
    fn lang_of(&self, asked: &[(String, String)]) -> Lang {
        let words = asked.iter().filter(|(name, _)| name == "lang");
        let words = words.map(|(_, value)| format!("--lang={value}").into());
        let words: Vec<_> = words.collect();
        match words.is_empty() {
            true => self.lang,
            false => self.program.lang(&words),
        }
    }

    /// What is asked, or what HTTP calls it that this is no question, and why.
    fn question(
        &self,
        name: &str,
        form: &str,
        asked: &[(String, String)],
        along: Option<Vec<u8>>,
    ) -> Result<Question, (StatusCode, Diagnostic)> {
        let lang = self.lang_of(asked);
        let not_there = |why| (StatusCode::NOT_FOUND, why);
        let offered = Offered::named(&self.definition, name).map_err(not_there)?;
        let words = offered.words(form, asked, along.is_some());
        let mut words = words.map_err(|why| match offered.forms().contains(&form) {
            true => (StatusCode::BAD_REQUEST, why),
            false => not_there(why),
        })?;
        if !asked.iter().any(|(name, _)| name == "lang") {
            words.insert(1, format!("--lang={}", lang.choose("nl", "en")).into());
        }
        Ok(Question {
            words,
            lang,
            along,
            long: offered.is_long(form, asked),
            part: offered.part(form),
            client: None,
            peer: String::new(),
            hears: None,
        })
    }

    /// The answer in one piece. Work ends when the connection does.
    async fn whole(&self, question: Question, form: &str) -> Answered {
        let (stop, lang, began) = (Arc::<Stop>::default(), question.lang, Instant::now());
        let _held = WhileHeld(Arc::clone(&stop));
        match self.work.answer(&self.program, question, &stop).await {
            Ok(outcome) => respond::answer(outcome, form, lang, began.elapsed()),
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
                    Ok(answer) => event("answer", &String::from_utf8_lossy(&answer.bytes)),
                    Err(wrong) if was_stopped(&wrong) => return,
                    Err(wrong) => event("error", &respond::fault(&wrong, lang).to_string()),
                },
                Err(Refused { why, .. }) => {
                    event("error", &respond::refusal(&why, lang).to_string())
                }
            };
            let _ = lines.send(last);
        });
        respond::events(Events {
            lines: received,
            _held: held,
        })
    }
}

/// The body of a question.
async fn body(request: Request<Incoming>, lang: Lang) -> Result<Vec<u8>, Answered> {
    let length = request.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let body = request.into_body();
    let said = length.or(body.size_hint().exact()).unwrap_or(0);
    if said > LARGEST_BODY as u64 {
        drain(body).await;
        return Err(too_large(lang));
    }
    let (mut body, mut bytes) = (body, Vec::new());
    let read = async {
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame?.into_data() {
                if bytes.len() + data.len() > LARGEST_BODY {
                    return Ok(false);
                }
                bytes.extend_from_slice(&data);
            }
        }
        Ok::<_, hyper::Error>(true)
    };
    match timeout(PATIENCE, read).await {
        Ok(Ok(true)) => Ok(bytes),
        Ok(Ok(false)) => {
            drain(body).await;
            Err(too_large(lang))
        }
        Ok(Err(_)) => Err(respond::no(
            StatusCode::BAD_REQUEST,
            &Text::fixed("de vraag is afgebroken", "the question was broken off"),
            lang,
        )),
        Err(_) => Err(respond::no(
            StatusCode::REQUEST_TIMEOUT,
            &Text::fixed(
                "de vraag komt te langzaam binnen",
                "the question comes in too slowly",
            ),
            lang,
        )),
    }
}

/// Reads a body on and throws it away.
async fn drain(mut body: Incoming) {
    let all = async { while let Some(Ok(_)) = body.frame().await {} };
    let _ = timeout(DRAIN, all).await;
}

fn too_large(lang: Lang) -> Answered {
    let most = LARGEST_BODY >> 20;
    let why = Text::new(
        format!("een vraag is ten hoogste {most} MB"),
        format!("a question is {most} MB at most"),
    );
    respond::no(StatusCode::PAYLOAD_TOO_LARGE, &why, lang)
}

fn not_there(lang: Lang) -> Answered {
    let why = Text::fixed(
        "op dit adres is niets; /api/openapi.json zegt wat er is",
        "there is nothing at this address; /api/openapi.json says what there is",
    );
    respond::no(StatusCode::NOT_FOUND, &why, lang)
}

fn not_allowed(lang: Lang) -> Answered {
    let why = Text::fixed(
        "vraag met GET, of met POST en een scenario",
        "ask by GET, or by POST with a scenario",
    );
    let mut response = respond::no(StatusCode::METHOD_NOT_ALLOWED, &why, lang);
    let allowed = HeaderValue::from_static("GET, HEAD, POST");
    response.headers_mut().insert(ALLOW, allowed);
    response
}

/// Sends a browser on without the token in its address, and has it keep the token.
fn remembered(token: &str, path: &str, asked: &[(String, String)]) -> Answered {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked);
    let query = query.finish();
    let to = match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
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
