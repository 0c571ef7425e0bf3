//! What can be asked, for programs: OpenAPI made from the definition of the command line
//! and the register of columns.

use std::any::TypeId;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, Command};
use serde_json::{Map, Value, json};

use super::desk::{SOURCE, TITLE};
use super::own::kept::FOLDER;
use super::query::{FILE, Offered, SCENARIO, offered, takes_value};
use super::wire::respond::media_type;
use crate::export::{columns_json, pretty};
use crate::simulate::part::Program as Version;
use crate::terms::Lang;

/// The status of who wants to save and cannot.
const FULL: &str = "507";

/// Statuses other than that of an answer, and what each means.
const REFUSALS: [(&str, &str, &str); 13] = [
    ("400", "De vraag klopt niet", "The question is wrong"),
    ("401", "Het token ontbreekt", "The token is missing"),
    (
        "403",
        "Een andere site mag niets vragen",
        "Another site may not ask",
    ),
    ("404", "Dit is er niet", "It is not there"),
    (
        "405",
        "Zo wordt dit niet gevraagd",
        "It is not asked in this way",
    ),
    (
        "408",
        "De vraag komt te langzaam binnen",
        "The question comes in too slowly",
    ),
    (
        "409",
        "Ingehaald door een nieuwere vraag",
        "Overtaken by a newer question",
    ),
    ("413", "De vraag is te groot", "The question is too large"),
    (
        "421",
        "Een naam van een andere machine",
        "The name of another machine",
    ),
    (
        "429",
        "Te veel simulaties van u tegelijk",
        "Too many simulations of yours at once",
    ),
    ("500", "Fout in het programma", "Fault in the program"),
    (
        "503",
        "Te druk; Retry-After zegt wanneer weer",
        "Too busy; Retry-After says when again",
    ),
    (
        FULL,
        "Er kan niet worden geschreven",
        "It cannot be written",
    ),
];

/// More names than this are a list for a shell, of which a command says itself what is
/// wrong with another.
const MOST_NAMED: usize = 12;

/// The document, indented, ended by a newline.
pub(super) fn openapi(definition: &Command, lang: Lang) -> String {
    let mut paths = desk(lang);
    for one in offered(definition) {
        for form in one.forms() {
            let name = one.command.get_name();
            paths.insert(format!("/api/{name}.{form}"), path(one, form, lang));
        }
        if one.forms().contains(&"json") {
            let name = one.command.get_name();
            paths.insert(format!("/api/{name}/events"), path(one, "events", lang));
        }
    }
    let fault = json!({
        "type": "object",
        "required": ["fout"],
        "properties": { "fout": {
            "type": "object",
            "required": ["melding", "hulp", "tekst"],
            "properties": {
                "code": { "type": "string" },
                "melding": { "type": "string" },
                "hulp": { "type": "array", "items": { "type": "string" } },
                "bestand": { "type": ["string", "null"] },
                "regel": { "type": ["integer", "null"] },
                "fragment": { "type": ["string", "null"] },
                "tekst": { "type": "string" },
            },
        } },
    });
    pretty(&json!({
        "openapi": "3.1.0",
        "info": {
            "title": "spuk serve",
            "version": Version::VERSION,
            "description": lang.choose(
                "Wat de opdrachtregel kan vragen: dezelfde namen, dezelfde meldingen, dezelfde bytes.",
                "What the command line can ask: the same names, the same messages, the same bytes.",
            ),
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": "/" }],
        "security": [{}, { "token": [] }],
        "paths": paths,
        "components": {
            "schemas": { "fout": fault },
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    }))
}

fn path(one: Offered<'_>, form: &str, lang: Lang) -> Value {
    let about = one.command.get_about();
    let about = about.map(ToString::to_string).unwrap_or_default();
    let operation = |method: &str| {
        json!({
            "operationId": format!("{}-{form}-{method}", one.command.get_name()),
            "summary": about,
            "parameters": parameters(one, lang, method == "post"),
            "responses": responses(one, form, lang),
        })
    };
    if one.is_of_a_file() {
        let mut post = operation("post");
        post["requestBody"] = json!({
            "required": true,
            "description": lang.choose(
                "Een werkmap of CSV; de rijen die ervan begrepen worden, blijven in het geheugen",
                "A workbook or CSV; the rows that are understood of it stay in memory",
            ),
            "content": { media_type("bytes"): { "schema": { "type": "string", "format": "binary" } } },
        });
        // Events say it as one of them.
        if let Some(headers) = post["responses"]["200"].get_mut("headers") {
            headers["Spuk-Kept"] = json!({
                "description": lang.choose(
                    "De instelling die deze rijen noemt, voor set= in een vraag",
                    "The setting that names these rows, for set= in a question",
                ),
                "schema": { "type": "string" },
            });
        }
        return json!({ "post": post });
    }
    let mut path = json!({ "get": operation("get") });
    if one.takes_scenario() {
        let mut post = operation("post");
        post["requestBody"] = json!({
            "required": true,
            "description": lang.choose(
                "Een scenario: het staat waar scenario=- staat, of achter de andere",
                "A scenario: it stands where scenario=- stands, or behind the others",
            ),
            "content": { "application/toml": { "schema": { "type": "string" } } },
        });
        path["post"] = post;
    }
    path
}

/// The addresses that are of no command.
fn desk(lang: Lang) -> Map<String, Value> {
    let refusal = |statuses: &[&str]| -> Map<String, Value> {
        let all = REFUSALS
            .iter()
            .filter(|(status, ..)| statuses.contains(status));
        let all = all.map(|&(status, nl, en)| (status.to_owned(), refused(lang.choose(nl, en))));
        all.collect()
    };
    let answers = |status: &str, about: &str, content: Value, others: &[&str]| {
        let mut all = refusal(&[&["401", "403", "421", "503"], others].concat());
        let mut answer = json!({ "description": about });
        if !content.is_null() {
            answer["content"] = content;
        }
        all.insert(status.to_owned(), answer);
        Value::Object(all)
    };
    let object = json!({ "application/json": { "schema": { "type": "object" } } });
    let rows = json!({ media_type("csv"): { "schema": { "type": "string" } } });
    let number = json!({
        "name": "naam",
        "in": "path",
        "required": true,
        "description": lang.choose("De naam die de rijen hebben gekregen", "The name that the rows got"),
        "schema": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
    });
    let choice = |name: &str, nl: &str, en: &str, schema: Value, required: bool| json!({ "name": name, "in": "query", "required": required, "description": lang.choose(nl, en), "schema": schema });
    let text = json!({ "type": "string" });
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let save = json!([
        choice(
            FILE,
            "Hoe het bestand heet, zonder map",
            "What the file is called, without a folder",
            text.clone(),
            true
        ),
        choice(
            SCENARIO,
            "Het scenario dat verandert",
            "The scenario that is changed",
            text.clone(),
            true
        ),
        choice(
            "set",
            "Wat er verandert, als sleutel=waarde",
            "What is changed, as key=value",
            texts.clone(),
            false
        ),
        choice(
            "naam",
            "Hoe het scenario heet",
            "What the scenario is called",
            text.clone(),
            false
        ),
    ]);
    let drawn = json!([
        choice(
            TITLE,
            "Hoe de tabel heet",
            "What the table is called",
            text.clone(),
            false
        ),
        choice(
            SOURCE,
            "Waar de tabel vandaan komt",
            "Where the table is from",
            text.clone(),
            false
        ),
    ]);
    let mut paths = Map::new();
    paths.insert("/api/tabel.xlsx".into(), json!({ "post": {
        "operationId": "tabel",
        "summary": lang.choose("Een tabel van de pagina als werkboek", "A table of the page as a workbook"),
        "parameters": drawn,
        "requestBody": { "required": true, "content": rows.clone() },
        "responses": answers("200", lang.choose("Het werkboek", "The workbook"), json!({ media_type("xlsx"): { "schema": { "type": "string", "format": "binary" } } }), &["400", "405", "408", "413", "500"]),
    } }));
    paths.insert("/api/werkbank.json".into(), json!({ "get": {
        "operationId": "werkbank",
        "summary": lang.choose("Wat deze server toestaat", "What this server allows"),
        "parameters": [choice(
            FOLDER,
            "Eigen cijfers waarvan u wilt weten hoe het bestand heette, als eigen/NAAM.csv",
            "Figures of your own of which you ask how the file was called, as eigen/NAME.csv",
            texts.clone(),
            false
        )],
        "responses": answers("200", lang.choose("Wat mag", "What is allowed"), object.clone(), &["400", "405"]),
    } }));
    paths.insert(format!("/api/{FOLDER}/{{naam}}.csv"), json!({
        "parameters": [number],
        "get": {
            "operationId": "eigen-get",
            "summary": lang.choose("Rijen die een bezoeker bewaart", "Rows that a visitor keeps"),
            "responses": answers("200", lang.choose("De rijen", "The rows"), rows, &["400", "404"]),
        },
        "delete": {
            "operationId": "eigen-delete",
            "summary": lang.choose("Vergeet deze rijen", "Forget these rows"),
            "responses": answers("204", lang.choose("Vergeten", "Forgotten"), Value::Null, &["400", "404"]),
        },
    }));
    paths.insert(
        "/api/opslaan.json".into(),
        json!({ "post": {
        "operationId": "opslaan",
        "summary": lang.choose(
            "Schrijf een scenario in de map, als de werkbank met --opslaan is begonnen",
            "Write a scenario into the folder, if the workbench was started with --opslaan",
        ),
        "parameters": save,
        "responses": answers(
            "201",
            lang.choose("Geschreven", "Written"),
            object,
            &["400", "404", "405", "408", "409", "413", "429", "500", "507"],
        ),
    } }),
    );
    paths
}

/// A refusal, for a reason.
fn refused(about: &str) -> Value {
    let fault = json!({ "$ref": "#/components/schemas/fout" });
    json!({ "description": about, "content": { "application/json": { "schema": fault } } })
}

fn parameters(one: Offered<'_>, lang: Lang, comes_along: bool) -> Vec<Value> {
    let alone: Vec<&Arg> = one.arguments().filter(|one| one.is_positional()).collect();
    let mut all = Vec::new();
    if one.is_of_a_file() {
        all.push(json!({
            "name": FILE,
            "in": "query",
            "description": lang.choose("Hoe het bestand heet", "What the file is called"),
            "schema": { "type": "string" },
        }));
    } else if !alone.is_empty() {
        let needed = alone.iter().filter(|one| one.is_required_set()).count();
        let needed = needed.saturating_sub(usize::from(comes_along));
        let many = alone.len() > 1 || alone.iter().any(|one| is_many(one));
        let mut schema = match many {
            true => json!({ "type": "array", "items": { "type": "string" } }),
            false => json!({ "type": "string" }),
        };
        if many && needed > 0 {
            schema["minItems"] = json!(needed);
        }
        let help = alone.iter().filter_map(|one| one.get_help());
        let help: Vec<String> = help.map(ToString::to_string).collect();
        all.push(json!({
            "name": SCENARIO,
            "in": "query",
            "required": needed > 0,
            "description": help.join("; "),
            "schema": schema,
        }));
    }
    for option in one.arguments().filter(|one| !one.is_positional()) {
        let help = option.get_help().map(ToString::to_string);
        all.push(json!({
            "name": option.get_long(),
            "in": "query",
            "required": option.is_required_set(),
            "description": help,
            "schema": schema(option),
        }));
    }
    all.push(json!({
        "name": "client",
        "in": "query",
        "description": lang.choose(
            "Wie vraagt: een nieuwere vraag van dezelfde eindigt de oudere",
            "Who asks: a newer question of the same ends the older one",
        ),
        "schema": { "type": "string" },
    }));
    all
}

fn is_many(argument: &Arg) -> bool {
    let several = argument
        .get_num_args()
        .is_some_and(|number| number.max_values() > 1);
    several || matches!(argument.get_action(), ArgAction::Append)
}

/// What an option takes.
fn schema(option: &Arg) -> Value {
    if !takes_value(option) {
        return json!({ "type": "boolean" });
    }
    let possible = option.get_possible_values();
    let names: Vec<&str> = possible.iter().map(|one| one.get_name()).collect();
    let one = if (1..=MOST_NAMED).contains(&names.len()) {
        json!({ "type": "string", "enum": names })
    } else if is_number(option.get_value_parser()) {
        json!({ "type": "integer", "minimum": 0 })
    } else {
        json!({ "type": "string" })
    };
    match is_many(option) {
        true => json!({ "type": "array", "items": one }),
        false => one,
    }
}

fn is_number(parser: &ValueParser) -> bool {
    let numbers = [
        TypeId::of::<u16>(),
        TypeId::of::<u32>(),
        TypeId::of::<u64>(),
        TypeId::of::<usize>(),
    ];
    numbers.iter().any(|number| parser.type_id() == *number)
}

/// An event on the way to an answer.
fn event_schema() -> Value {
    json!({
        "type": "object",
        "required": ["event", "data"],
        "properties": {
            "event": { "type": "string", "enum": ["progress", "remark", "kept", "answer", "error"] },
            "data": { "type": "string" },
        },
    })
}

fn responses(one: Offered<'_>, form: &str, lang: Lang) -> Value {
    let (media, schema) = match form {
        "events" => ("text/event-stream", event_schema()),
        "json" => (media_type(form), json!({})),
        _ => (media_type(form), json!({ "type": "string" })),
    };
    let mut answer = json!({
        "description": lang.choose("Het antwoord van de opdrachtregel", "The answer of the command line"),
        "content": { media: { "schema": schema } },
    });
    if form != "events" {
        answer["headers"] = json!({
            "Spuk-Receipt": {
                "description": lang.choose(
                    "Het ontvangstbewijs van elk scenario, als JSON",
                    "The receipt of every scenario, as JSON",
                ),
                "schema": { "type": "string" },
            },
            "Spuk-Remarks": {
                "description": lang.choose(
                    "Wat erbij te weten is, als JSON",
                    "What there is to know beside it, as JSON",
                ),
                "schema": { "type": "string" },
            },
        });
    }
    if one.command.get_name() == "run" && form == "csv" {
        let columns: Value = serde_json::from_str(&columns_json()).unwrap_or_default();
        answer["x-columns"] = columns;
    }
    let mut all = Map::new();
    all.insert("200".into(), answer);
    for (status, nl, en) in REFUSALS {
        if status != FULL {
            all.insert(status.into(), refused(lang.choose(nl, en)));
        }
    }
    Value::Object(all)
}
