//! One schema for a value of several kinds, without alternatives.
//!
//! An editor tells where a value goes wrong by the first rule that it breaks. Of
//! alternatives it says only that none fits, at the place where all of them begin. What
//! holds for one kind alone can stand beside the rest, since a rule about numbers says
//! nothing about tables: `minimum` and `properties` go together.

use serde_json::{Map, Value, json};

/// The name of a definition in a reference to it.
const DEFINITIONS: &str = "#/$defs/";

/// Takes alternatives out of a schema: `null`, which TOML has not, and those of different
/// kinds; `definitions` are what references point at.
pub(super) fn flatten(schema: &mut Value, definitions: &Map<String, Value>) {
    match schema {
        Value::Object(object) => {
            for inner in object.values_mut() {
                flatten(inner, definitions);
            }
            without_null(object);
            words_in_a_list(object);
            if let Some(Value::Array(all)) = object.remove("anyOf") {
                let mut merged = Map::new();
                merge_all(&mut merged, all, definitions);
                // What is said of the whole wins over what is said of a part.
                merged.append(object);
                *object = merged;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| flatten(one, definitions)),
        _ => {}
    }
}

fn without_null(object: &mut Map<String, Value>) {
    let null = json!("null");
    if let Some(Value::Array(kinds)) = object.get_mut("type") {
        kinds.retain(|kind| *kind != null);
        if let [only] = &kinds[..] {
            let only = only.clone();
            object.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(all)) = object.get_mut("anyOf") {
        all.retain(|one| one.get("type") != Some(&null));
    }
}

/// Words with a meaning each, as `enum`: their meanings go into the description.
fn words_in_a_list(object: &mut Map<String, Value>) {
    let Some(Value::Array(all)) = object.get("oneOf") else {
        return;
    };
    let words: Option<Vec<Value>> = all.iter().map(|one| one.get("const").cloned()).collect();
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        object.remove("oneOf");
        object.insert("type".into(), json!("string"));
        object.insert("enum".into(), Value::Array(words));
    }
}

/// The kinds that a schema is about.
fn kinds(schema: &Map<String, Value>) -> Vec<Value> {
    match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.clone(),
        Some(kind) => vec![kind.clone()],
        None => Vec::new(),
    }
}

fn merge_all(
    merged: &mut Map<String, Value>,
    alternatives: Vec<Value>,
    definitions: &Map<String, Value>,
) {
    let is_one = alternatives.len() == 1;
    let mut objects = 0;
    for alternative in alternatives {
        let Value::Object(alternative) = alternative else {
            continue;
        };
        // A reference alone may stay one.
        let alternative = match (is_one, resolved(&alternative, definitions)) {
            (false, Some(known)) => known,
            _ => alternative,
        };
        objects += usize::from(kinds(&alternative).contains(&json!("object")));
        merge(merged, alternative);
    }
    // Of two tables, neither asks for the keys of the other.
    if objects > 1 {
        merged.remove("required");
    }
}

/// What a reference points at, flattened itself.
fn resolved(
    alternative: &Map<String, Value>,
    definitions: &Map<String, Value>,
) -> Option<Map<String, Value>> {
    let name = alternative
        .get("$ref")?
        .as_str()?
        .strip_prefix(DEFINITIONS)?;
    let mut known = definitions.get(name)?.clone();
    flatten(&mut known, definitions);
    match known {
        Value::Object(known) => Some(known),
        _ => None,
    }
}

fn merge(merged: &mut Map<String, Value>, mut alternative: Map<String, Value>) {
    let own = kinds(&alternative);
    // A list of words would say something about values of every kind.
    if let Some(words) = alternative.remove("enum") {
        let only_words = json!({
            "if": { "type": "string" },
            "then": { "enum": words },
        });
        let rules = merged.entry("allOf").or_insert_with(|| json!([]));
        rules
            .as_array_mut()
            .expect("rules are a list")
            .push(only_words);
    }
    let mut all = kinds(merged);
    for kind in own {
        if !all.contains(&kind) {
            all.push(kind);
        }
    }
    alternative.remove("type");
    for (key, value) in alternative {
        match (merged.get_mut(&key), value) {
            (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (Some(_), _) => {}
            (None, value) => {
                merged.insert(key, value);
            }
        }
    }
    match &all[..] {
        [] => {}
        [only] => {
            merged.insert("type".into(), only.clone());
        }
        _ => {
            merged.insert("type".into(), Value::Array(all));
        }
    }
}
