//! The JSON Schema as an editor uses it: one schema for every value, so that its first
//! error is where the fault is, and words for every key.

use std::collections::BTreeMap;

use serde_json::Value;
use spuk::internals::scenario::json_schema;
use spuk::internals::terms::Lang;

use super::shipped::parsed;

/// Calls `see` for every schema in a schema, with the way to it.
fn walk(value: &Value, way: &str, see: &mut dyn FnMut(&str, &Value)) {
    see(way, value);
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                walk(inner, &format!("{way}/{key}"), see);
            }
        }
        Value::Array(all) => {
            for (index, inner) in all.iter().enumerate() {
                walk(inner, &format!("{way}/{index}"), see);
            }
        }
        _ => {}
    }
}

#[test]
fn no_value_has_alternatives_and_none_is_null() {
    let mut found = Vec::new();
    walk(&json_schema(Lang::Nl), "", &mut |way, value| {
        let is_null = value.get("type") == Some(&"null".into());
        let kinds = value.get("type").and_then(Value::as_array);
        let has_null = kinds.is_some_and(|kinds| kinds.contains(&"null".into()));
        let has_choice = ["anyOf", "oneOf"]
            .iter()
            .any(|key| value.get(key).is_some());
        if is_null || has_null || has_choice {
            found.push(way.to_owned());
        }
    });
    assert!(found.is_empty(), "{found:#?}");
}

/// What no Dutch sentence has.
const ENGLISH: [&str; 9] = [
    "the", "of the", "per year", "which", "with", "Share", "default", "First", "what",
];

#[test]
fn every_key_says_what_it_means_in_dutch_and_every_figure_its_range_and_an_example() {
    let mut without = Vec::new();
    let mut described = 0;
    walk(&json_schema(Lang::Nl), "", &mut |way, value| {
        let Some(properties) = value.get("properties").and_then(Value::as_object) else {
            return;
        };
        if !value
            .get("type")
            .is_some_and(|kind| kind.to_string().contains("object"))
        {
            return;
        }
        for (key, property) in properties {
            let text = property
                .get("description")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let is_wrapped = key == "waarde";
            let words: Vec<&str> = text.split([' ', ',', '.']).collect();
            let is_english = ENGLISH.iter().any(|word| words.contains(word));
            if (text.is_empty() && !is_wrapped) || is_english {
                without.push(format!("{way}/{key}: {text}"));
            }
            let is_figure = property.get("minimum").is_some();
            if is_figure && !(text.contains("Voorbeeld: ") && text.contains(" van ")) {
                without.push(format!("{way}/{key} has no range and example: {text}"));
            }
            described += 1;
        }
    });
    assert!(described > 150, "{described}");
    let where_to = "in src/scenario/schema/words.rs, or money.rs beside it";
    assert!(without.is_empty(), "say these {where_to}: {without:#?}");
}

/// What no English sentence has, but in the names of keys and terms of the law.
const DUTCH: [&str; 10] = [
    "het",
    "een",
    "van",
    "waar",
    "standaard",
    "jaren",
    "Mogelijk",
    "Voorbeeld",
    "tot en",
    "of minder",
];

#[test]
fn the_same_keys_say_it_in_english_when_asked() {
    let mut described = 0;
    let mut dutch = Vec::new();
    walk(&json_schema(Lang::En), "", &mut |way, value| {
        let Some(text) = value.get("description").and_then(Value::as_str) else {
            return;
        };
        described += 1;
        // Names of keys and of articles stand in quotes and brackets.
        let plain: Vec<&str> = text.split('`').step_by(2).collect();
        let words: Vec<&str> = plain
            .iter()
            .flat_map(|part| part.split([' ', ',', '.', ':']))
            .collect();
        let is_dutch = DUTCH.iter().any(|word| words.contains(word));
        if is_dutch || text.contains("[`") || text.is_empty() {
            dutch.push(format!("{way}: {text}"));
        }
    });
    let mut all = 0;
    walk(&json_schema(Lang::Nl), "", &mut |_, value| {
        all += usize::from(value.get("description").is_some());
    });
    assert_eq!(described, all, "as many keys in both");
    assert!(dutch.is_empty(), "{dutch:#?}");
}

#[test]
fn no_key_has_the_words_of_another_key_or_of_the_other_language() {
    let mut alike = Vec::new();
    let mut said = [Lang::Nl, Lang::En].map(|lang| {
        let mut all = BTreeMap::new();
        walk(&json_schema(lang), "", &mut |way, value| {
            if let Some(text) = value.get("description").and_then(Value::as_str) {
                all.insert(way.to_owned(), text.to_owned());
            }
            let properties = value.get("properties").and_then(Value::as_object);
            let mut keys = BTreeMap::new();
            for (key, property) in properties.into_iter().flatten() {
                let text = property.get("description").and_then(Value::as_str);
                let Some(text) = text.filter(|text| !text.is_empty()) else {
                    continue;
                };
                if let Some(other) = keys.insert(text, key) {
                    alike.push(format!("{way}: {other} and {key}: {text}"));
                }
            }
        });
        all
    });
    let english = said[1].clone();
    said[0].retain(|way, text| english.get(way) == Some(&*text));
    assert!(alike.is_empty(), "{alike:#?}");
    assert!(said[0].is_empty(), "not in Dutch: {:#?}", said[0]);
}

#[test]
fn the_first_error_is_where_the_fault_is() {
    let validator = jsonschema::validator_for(&json_schema(Lang::Nl)).expect("a JSON Schema");
    for (toml, place) in [
        (
            "[korting]\npercentage = 1.5\nvanaf = 2028\n",
            "/korting/percentage",
        ),
        (
            "[[korting]]\npercentage = 0.1\nvanaf = 1999\n",
            "/korting/0/vanaf",
        ),
        (
            "[[korting]]\npercentage = 0.1\n[[korting]]\npercentage = \"veel\"\n",
            "/korting/1/percentage",
        ),
        ("[korting]\nwijze = \"nooit\"\n", "/korting/wijze"),
        ("[prognose]\n2029 = \"dertig\"\n", "/prognose/2029"),
        (
            "[prognose]\n2029 = { waarde = -4, bron = \"x\" }\n",
            "/prognose/2029/waarde",
        ),
        ("[bedragen.2029]\na = -1\n", "/bedragen/2029/a"),
        (
            "[instroom.persistentie]\ngezinsmigrant = 1\n",
            "/instroom/persistentie/gezinsmigrant",
        ),
        ("[pip]\ngezinsmigrant = [0.1, 2]\n", "/pip/gezinsmigrant/1"),
        (
            "[[betaalritme]]\nvanaf_cohort = \"x\"\ntotaal = [1, 0, 0]\n",
            "/betaalritme/0/vanaf_cohort",
        ),
        ("[kas]\nverrekening_maand = 0\n", "/kas/verrekening_maand"),
        ("[kas]\nmaand = 6\n", "/kas/maand"),
        ("[prijzen]\n2028 = 1\n", "/prijzen"),
    ] {
        let node = parsed(toml);
        let errors: Vec<String> = validator
            .iter_errors(&node)
            .map(|error| error.instance_path().to_string())
            .collect();
        assert_eq!(errors, [place], "{toml}");
    }
}
