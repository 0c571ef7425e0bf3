//! The JSON Schema of a scenario file, made from the types that read it.

mod flat;
mod money;
mod words;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::tables::Tables;
use super::tree::node::{FIGURE_KEY, PROVENANCE_KEYS, RANGE_KEY, Status};
use crate::terms::Lang;

/// Tables that stand in a list are replaced whole, so their keys can be
/// required; every other table may leave keys to what it inherits from.
const LISTED: [&str; 3] = ["BetaalritmeTable", "IncidenteelTable", "VerwachtTable"];

/// JSON Schema (draft 2020-12) for editors and other programs, with its words in a
/// language.
pub fn json_schema(lang: Lang) -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<Tables>();
    let mut schema = schema.to_value();
    describe_all(&mut schema, lang);
    allow_provenance(&mut schema, lang);
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".into(), json!("spuk-scenario"));
        let meant = words::whole_file();
        root.insert("description".into(), json!(meant.of(lang)));
        root.remove("required");
    }
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, definition) in definitions {
            if let Some(table) = definition.as_object_mut()
                && !LISTED.contains(&name.as_str())
            {
                table.remove("required");
            }
        }
    }
    let definitions = schema.get("$defs").and_then(Value::as_object);
    let definitions = definitions.cloned().unwrap_or_default();
    flat::flatten(&mut schema, &definitions);
    say_expected(&mut schema, lang);
    place_unknown_keys(&mut schema, lang);
    schema
}

/// Gives every key its description.
fn describe_all(schema: &mut Value, lang: Lang) {
    describe("", schema, lang);
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, definition) in definitions {
            // What a type is for in this program says nothing to who writes a scenario.
            if let Some(definition) = definition.as_object_mut() {
                definition.remove("description");
            }
            describe(name, definition, lang);
        }
    }
}

fn describe(table: &str, schema: &mut Value, lang: Lang) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (key, property) in properties.into_iter().flatten() {
        if lang == Lang::En {
            // What the type says of the key, in which names of types are marked as links.
            let own = property.get("description").and_then(Value::as_str);
            let own = own.map(|text| text.replace("[`", "`").replace("`]", "`"));
            if let Some(text) = own {
                property["description"] = json!(text.replace('\n', " "));
            }
        } else if let Some(text) = words::description(table, key) {
            property["description"] = json!(text);
        }
    }
}

/// Has a key that is not known refused where it stands. An editor that is told that a table
/// has no other keys marks the table; that the value of any other key is wrong, the key. Where
/// a list of tables is due, one table is the fault, and not its keys.
fn place_unknown_keys(schema: &mut Value, lang: Lang) {
    match schema {
        Value::Object(object) => {
            let inner = object.values_mut();
            inner.for_each(|one| place_unknown_keys(one, lang));
            let is_list = object
                .get("type")
                .and_then(Value::as_array)
                .is_some_and(|kinds| kinds.contains(&json!("array")));
            let other = object.get_mut("additionalProperties");
            if let Some(other) = other.filter(|other| **other == json!(false) && !is_list) {
                let what = lang.choose("onbekende sleutel", "unknown key");
                *other = json!({ "not": { "title": what } });
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| place_unknown_keys(one, lang)),
        _ => {}
    }
}

/// Puts unit, range and example of a figure behind what it means: they stand with the
/// type, and the meaning with the key.
fn say_expected(schema: &mut Value, lang: Lang) {
    match schema {
        Value::Object(object) => {
            let inner = object.values_mut();
            inner.for_each(|one| say_expected(one, lang));
            let words = object.get("enum").and_then(Value::as_array);
            if let Some(words) = words.filter(|_| object.get("description").is_none()) {
                let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                let words = words.join(", ");
                let possible =
                    lang.choose(format!("Mogelijk: {words}."), format!("Possible: {words}."));
                object.insert("description".into(), json!(possible));
            }
            let expected = object.remove(EXPECTED);
            let expected = expected
                .as_ref()
                .and_then(|both| both.get(lang.choose(0, 1)));
            if let Some(expected) = expected.and_then(Value::as_str) {
                let mut letters = expected.chars();
                let first = letters
                    .next()
                    .map(|letter| letter.to_uppercase().to_string());
                let expected = first.unwrap_or_default() + letters.as_str();
                let known = object.get("description").and_then(Value::as_str);
                let known = known.map_or_else(String::new, |known| format!("{known} "));
                object.insert("description".into(), json!(format!("{known}{expected}.")));
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| say_expected(one, lang)),
        _ => {}
    }
}

/// Where a type says what it expects, in Dutch and in English, until [`say_expected`] puts it into words.
pub(crate) const EXPECTED: &str = "x-verwacht";

/// The names of the tables of a scenario.
pub fn tables() -> Vec<String> {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<Tables>();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map_or_else(Vec::new, |tables| tables.keys().cloned().collect())
}

/// The names of the tables that have a key of this name.
pub fn tables_with(key: &str) -> Vec<String> {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let schema = generator.into_root_schema_for::<Tables>().to_value();
    let Some(tables) = schema["properties"].as_object() else {
        return Vec::new();
    };
    let mut known = Vec::new();
    for (name, table) in tables {
        let definition = |reference: &str| {
            let name = reference.trim_start_matches("#/$defs/");
            schema["$defs"].get(name)
        };
        let mut references = Vec::new();
        collect_references(table, &mut references);
        // One or many of a table are a definition without keys of its own.
        let mut inner = Vec::new();
        for one in references
            .iter()
            .filter_map(|reference| definition(reference))
        {
            if one.get("properties").is_none() {
                collect_references(one, &mut inner);
            }
        }
        references.extend(inner);
        let has_key = |reference: &String| {
            let keys = definition(reference).and_then(|one| one.get("properties"));
            keys.is_some_and(|keys| keys.get(key).is_some())
        };
        if references.iter().any(has_key) {
            known.push(name.clone());
        }
    }
    known
}

/// The definitions that a schema refers to by itself, not by way of another.
fn collect_references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                found.push(reference.to_owned());
            }
            object
                .values()
                .for_each(|inner| collect_references(inner, found));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

/// Every table may carry `bron`, `status`, `gefit` and `bewust`, and everything but a
/// table may be a table with a `waarde` and a source of its own.
fn allow_provenance(schema: &mut Value, lang: Lang) {
    match schema {
        Value::Object(value) if is_value(value) => {
            // The items of a list have sources of their own too.
            if let Some(items) = value.get_mut("items") {
                allow_provenance(items, lang);
            }
            let plain = schema.take();
            *schema = json!({ "anyOf": [plain.clone(), with_source(plain, lang)] });
        }
        Value::Object(object) => {
            for (_, inner) in object.iter_mut() {
                allow_provenance(inner, lang);
            }
            if object.get("type") == Some(&json!("object")) {
                let properties = object.entry("properties").or_insert_with(|| json!({}));
                if let Some(properties) = properties.as_object_mut() {
                    properties.extend(provenance(lang));
                }
            }
        }
        Value::Array(items) => {
            let items = items.iter_mut();
            items.for_each(|one| allow_provenance(one, lang));
        }
        _ => {}
    }
}

/// The schema of `{ waarde = ..., bron = "..." }`.
fn with_source(plain: Value, lang: Lang) -> Value {
    let mut properties = provenance(lang);
    if holds_numbers(&plain) {
        let range = json!({
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": plain.clone(),
            "description": words::provenance(RANGE_KEY).of(lang),
        });
        properties.insert(RANGE_KEY.into(), range);
    }
    properties.insert(FIGURE_KEY.into(), plain);
    json!({
        "type": "object",
        "properties": properties,
        "required": [FIGURE_KEY],
        "additionalProperties": false,
    })
}

/// Whether this is the schema of a number, a text, a word from a list, or a list
/// of them: all of it, so that what a value may be written as stays together.
fn is_value(schema: &Map<String, Value>) -> bool {
    let kinds = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().collect(),
        Some(kind) => vec![kind],
        None => Vec::new(),
    };
    let is_no_table = |kind: &&Value| **kind != json!("object");
    let is_kind = !kinds.is_empty() && kinds.iter().all(is_no_table) && kinds != [&json!("null")];
    let either = schema.get("anyOf").or(schema.get("oneOf"));
    let either = either.and_then(Value::as_array);
    let either = either.is_some_and(|all| {
        let mut all = all.iter();
        all.all(|one| one.as_object().is_some_and(is_value))
    });
    is_kind || either || schema.contains_key("enum")
}

/// Whether a value can be a number or a list of them: what has a range.
fn holds_numbers(plain: &Value) -> bool {
    let is = |kind: &Value| [json!("number"), json!("integer")].contains(kind);
    let own = match plain.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    };
    let either = plain.get("anyOf").and_then(Value::as_array);
    let items = plain.get("items");
    own || either.into_iter().flatten().chain(items).any(holds_numbers)
}

fn provenance(lang: Lang) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in PROVENANCE_KEYS {
        let kind = if key == "bewust" { "boolean" } else { "string" };
        let mut property = json!({ "type": kind, "description": words::provenance(key).of(lang) });
        if key == "status" {
            property["enum"] = json!(Status::WORDS);
        }
        properties.insert(key.to_owned(), property);
    }
    properties
}
