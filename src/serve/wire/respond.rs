//! Answers as HTTP carries them.

use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER,
};
use hyper::{Response, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::OwnedSemaphorePermit;

use super::events::Events;
use super::room::Room;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::serve::work::{Outcome, Refused, busy};
use crate::terms::{Lang, Text};

/// A body: whole, or events one by one.
pub(in crate::serve) type Answered = Response<Either<Full<Bytes>, Events>>;

/// The receipt of an answer that has no place for it.
const RECEIPT: HeaderName = HeaderName::from_static("spuk-receipt");

/// What there is to know beside an answer.
const REMARKS: HeaderName = HeaderName::from_static("spuk-remarks");

/// The setting by which rows can be asked that were kept.
const KEPT: HeaderName = HeaderName::from_static("spuk-kept");

/// How long the answer took.
const TIMING: HeaderName = HeaderName::from_static("server-timing");

/// A header longer than this is one that clients refuse to read.
const LONGEST_HEADER: usize = 6000;

/// Headers that every answer has: nothing is kept, nothing runs, nothing is shown inside
/// another page.
const ALWAYS: [(&str, &str); 6] = [
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// The page that is mailed, opened from here: it has a policy of its own.
const PAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The policy of an answer that is no page.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The header of the policy of a page.
const POLICY: HeaderName = HeaderName::from_static("content-security-policy");

/// What a form of output is called by HTTP.
pub(in crate::serve) fn media_type(form: &str) -> &'static str {
    match form {
        "csv" | "csv-nl" => "text/csv; charset=utf-8",
        "json" | "trees" => "application/json",
        "html" => "text/html; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "md" => "text/markdown; charset=utf-8",
        "toml" => "application/toml",
        "bytes" => "application/octet-stream",
        _ => "text/plain; charset=utf-8",
    }
}

/// A whole text.
pub(in crate::serve) fn text(
    status: StatusCode,
    media_type: &'static str,
    text: String,
) -> Answered {
    whole(status, media_type, text.into_bytes())
}

fn whole(status: StatusCode, media_type: &'static str, bytes: impl Into<Bytes>) -> Answered {
    let mut response = Response::new(Either::Left(Full::new(bytes.into())));
    *response.status_mut() = status;
    let media_type = HeaderValue::from_static(media_type);
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    closed(response)
}

/// A page, under a policy.
pub(in crate::serve) fn page(html: String, policy: &str) -> Answered {
    let mut response = text(StatusCode::OK, media_type("html"), html);
    if let Ok(policy) = HeaderValue::from_str(policy) {
        response.headers_mut().insert(POLICY, policy);
    }
    response
}

/// Events, as they come.
pub(in crate::serve) fn events(events: Events) -> Answered {
    let mut response = Response::new(Either::Right(events));
    let media_type = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    closed(response)
}

fn closed(mut response: Answered) -> Answered {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers.insert(POLICY, HeaderValue::from_static(NO_PAGE));
    debug_assert!(headers.contains_key(CACHE_CONTROL));
    response
}

/// Bytes that go out, for as long as the other end takes to read them.
struct Out {
    bytes: Vec<u8>,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Out {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// A file, which a browser keeps under this name.
pub(in crate::serve) fn file(form: &str, bytes: impl Into<Bytes>, name: &str) -> Answered {
    let mut response = whole(StatusCode::OK, media_type(form), bytes);
    name_file(&mut response, form, name);
    response
}

/// Says how a browser calls an answer that is kept as a file. A page is shown.
fn name_file(response: &mut Answered, form: &str, name: &str) {
    let (how, end) = match form {
        "csv" | "csv-nl" => ("attachment", "csv"),
        "xlsx" | "toml" => ("attachment", form),
        "html" => ("inline", form),
        _ => return,
    };
    let name = format!("{how}; filename=\"{name}.{end}\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
}

/// An answer in a form, with its receipt and what there is to know beside it. A browser
/// keeps it under `name`.
pub(in crate::serve) fn answer(
    outcome: Outcome,
    (form, name): (&str, &str),
    room: &Room,
    (lang, took): (Lang, Duration),
) -> Answered {
    let mut response = match outcome.answer {
        Ok(answer) => {
            let Some(_room) = room.take(answer.bytes.len()) else {
                return refused(&busy(), lang);
            };
            let bytes = Bytes::from_owner(Out {
                bytes: answer.bytes,
                _room,
            });
            let mut response = file(form, bytes, name);
            if form == "html" {
                response
                    .headers_mut()
                    .insert(POLICY, HeaderValue::from_static(PAGE));
            }
            if !answer.receipts.is_empty() {
                insert(&mut response, RECEIPT, receipts(&answer.receipts, lang));
            }
            response
        }
        Err(diagnostic) => wrong(&diagnostic, lang),
    };
    if let Some(kept) = outcome.kept.and_then(|kept| kept.parse().ok()) {
        response.headers_mut().insert(KEPT, kept);
    }
    if !outcome.remarks.is_empty() {
        insert(&mut response, REMARKS, remarks(&outcome.remarks, lang));
    }
    let took = format!(
        "answer;dur={}.{:03}",
        took.as_millis(),
        took.as_micros() % 1000
    );
    if let Ok(took) = HeaderValue::from_str(&took) {
        response.headers_mut().insert(TIMING, took);
    }
    response
}

fn insert(response: &mut Answered, name: HeaderName, ascii: String) {
    if let Ok(value) = HeaderValue::from_str(&ascii) {
        response.headers_mut().insert(name, value);
    }
}

/// Receipts as a header carries them; what is too long for one says where they are whole.
fn receipts(receipts: &[impl Serialize], lang: Lang) -> String {
    let ascii = in_ascii(&json!(receipts));
    if ascii.len() <= LONGEST_HEADER {
        return ascii;
    }
    let whole = lang.choose(
        "te lang voor een kop; vraag hetzelfde als .json",
        "too long for a header; ask the same as .json",
    );
    in_ascii(&json!([whole]))
}

/// Letters at which every remark is cut, the longest first, where all are too long together.
const CUTS: [usize; 4] = [800, 400, 200, 100];

/// Remarks as a header carries them: whole, or those that are too long cut, so that none is
/// lost for the length of another; and where all are whole, which is in no JSON.
fn remarks(remarks: &[String], lang: Lang) -> String {
    let whole = in_ascii(&json!(remarks));
    if whole.len() <= LONGEST_HEADER {
        return whole;
    }
    let elsewhere = lang.choose(
        "opmerkingen zijn ingekort voor een kop: in .xlsx en in /events staan zij heel",
        "remarks were cut for a header: .xlsx and /events have them whole",
    );
    let mut known = remarks.len();
    let mut cuts = CUTS.into_iter();
    let mut most = CUTS[0];
    loop {
        match cuts.next() {
            Some(cut) => most = cut,
            None => known = known.saturating_sub(1),
        }
        let cut = remarks[..known]
            .iter()
            .map(|remark| shortened(remark, most));
        let all: Vec<String> = cut.chain([elsewhere.to_owned()]).collect();
        let ascii = in_ascii(&json!(all));
        if ascii.len() <= LONGEST_HEADER || known == 0 {
            return ascii;
        }
    }
}

/// A remark of at most so many letters.
fn shortened(remark: &str, most: usize) -> String {
    match remark.char_indices().nth(most) {
        Some((end, _)) => format!("{}...", &remark[..end]),
        None => remark.to_owned(),
    }
}

/// JSON in ASCII alone.
fn in_ascii(value: &Value) -> String {
    let mut ascii = String::new();
    for letter in value.to_string().chars() {
        match letter {
            ' '..='~' => ascii.push(letter),
            _ => {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    ascii.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    ascii
}

/// What is wrong with a question, or with the program.
pub(in crate::serve) fn wrong(diagnostic: &Diagnostic, lang: Lang) -> Answered {
    let status = match diagnostic.code() {
        Code::BoekenSluitenNiet => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    wrong_as(status, diagnostic, lang)
}

/// What is wrong, under the name that HTTP has for it.
pub(in crate::serve) fn wrong_as(
    status: StatusCode,
    diagnostic: &Diagnostic,
    lang: Lang,
) -> Answered {
    said(status, &fault(diagnostic, lang))
}

/// What is wrong, for a program to read: all of it, and as the command line says it.
pub(in crate::serve) fn fault(diagnostic: &Diagnostic, lang: Lang) -> Value {
    let mut texts = diagnostic.texts().map(|text| text.of(lang));
    let message = texts.next();
    let place = diagnostic.place();
    json!({
        "fout": {
            "code": diagnostic.code().name(),
            "melding": message,
            "hulp": texts.collect::<Vec<_>>(),
            "bestand": place.map(|place| &place.source.name),
            "regel": place.map(|place| place.line()),
            "fragment": place.and_then(|place| place.source.text.get(place.span.clone())),
            "tekst": diagnostic.render(false, lang),
        }
    })
}

/// Why there is no answer.
pub(in crate::serve) fn refused(refused: &Refused, lang: Lang) -> Answered {
    let mut response = no(refused.status, &refused.why, lang);
    if let Some(seconds) = refused.after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// A refusal in a sentence.
pub(in crate::serve) fn no(status: StatusCode, why: &Text, lang: Lang) -> Answered {
    said(status, &refusal(why, lang))
}

/// A refusal of the way in which something is asked, and the ways in which it can be.
pub(in crate::serve) fn not_so(allowed: &'static str, why: &Text, lang: Lang) -> Answered {
    let mut response = no(StatusCode::METHOD_NOT_ALLOWED, why, lang);
    let allowed = HeaderValue::from_static(allowed);
    response.headers_mut().insert(ALLOW, allowed);
    response
}

/// A refusal, for a program to read.
pub(in crate::serve) fn refusal(why: &Text, lang: Lang) -> Value {
    json!({ "fout": { "melding": why.of(lang), "hulp": [], "tekst": why.of(lang) } })
}

/// A value, for a program to read.
pub(in crate::serve) fn said(status: StatusCode, value: &Value) -> Answered {
    text(status, media_type("json"), format!("{value:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(all: &[String]) -> Vec<String> {
        let ascii = remarks(all, Lang::En);
        assert!(
            ascii.is_ascii() && ascii.len() <= LONGEST_HEADER,
            "{}",
            ascii.len()
        );
        serde_json::from_str(&ascii).unwrap()
    }

    #[test]
    fn a_remark_is_not_lost_for_the_length_of_another() {
        let short = ["één".to_owned(), "twee".to_owned()];
        assert_eq!(told(&short), short);
        // Of long ones the beginning is told, and a short one whole.
        let long = |letter: &str, size: usize| letter.repeat(size);
        let all = [long("é", 900), "kort".to_owned(), long("z", 3000)];
        let said = told(&all);
        assert_eq!(said[0], format!("{}...", long("é", 800)));
        assert_eq!(said[1], "kort");
        assert_eq!(said[2].len(), 803);
        assert!(
            said[3].contains("/events") && !said[3].contains(".json"),
            "{}",
            said[3]
        );
        // Of very many some.
        let many: Vec<String> = (0..500)
            .map(|number| format!("{number} {}", long("y", 200)))
            .collect();
        let said = told(&many);
        assert!(said.len() > 40 && said.len() < 60, "{}", said.len());
        assert!(said[0].starts_with("0 yyy") && said[said.len() - 1].contains("/events"));
    }
}
