//! The account of every assumption: what was chosen, between what it can lie, what that does
//! and who could replace it. It is made from the scenario and from `sensitivity`.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::common::{in_project, rows, spuk};

/// The columns in which an effect is looked for, the first that has one.
const FIELDS: [&str; 3] = ["uitkering_definitief", "uitkering_voorlopig", "kosten"];

/// Why a figure does nothing in any of these, by the word of the CSV.
fn without_effect(reason: &str) -> String {
    if let Some(columns) = reason.strip_prefix("wel ") {
        let columns: Vec<String> = columns.split(' ').map(|it| format!("`{it}`")).collect();
        return format!("alleen op {}", columns.join(", "));
    }
    let words = match reason {
        "alleen-simulate" => "alleen in trekkingen (`simulate`)",
        "alleen-backtest" => "alleen in `backtest`",
        "alleen-verdeling" => "alleen in hoe geld over gemeenten wordt verdeeld",
        "alleen-maand" => "alleen in de maand waarin het komt",
        "niets" => "geen, zolang de regel niet werkt of het jaar buiten beeld is",
        "niet-bewogen" => "ligt vast: het enige aandeel",
        other => panic!("no words for `{other}`"),
    };
    words.to_owned()
}

fn number(value: &Value) -> Option<String> {
    Some(value.as_f64()?.to_string().replace('.', ","))
}

/// Millions with a decimal.
fn millions(value: &Value) -> String {
    format!("{:.1}", value.as_f64().unwrap() / 1e6).replace('.', ",")
}

/// What a value is, or of a series those of its first and last part; of its ends those of
/// the parts that have a range, which are the ones that move.
fn spoken(row: &Value, parts: &[&Value], which: &str) -> String {
    if let Some(own) = number(&row[which]) {
        return own;
    }
    let parts = parts
        .iter()
        .filter(|part| which == "waarde" || part["beweging"] == "bereik");
    let mut all: Vec<(&str, String)> = parts
        .filter_map(|part| Some((part["sleutel"].as_str()?, number(&part[which])?)))
        .collect();
    all.sort();
    let series = row["sleutel"].as_str().unwrap_or_default();
    let last = |key: &str| {
        key.trim_start_matches(series)
            .trim_start_matches('.')
            .to_owned()
    };
    match &all[..] {
        [] => String::new(),
        [(_, one)] => one.clone(),
        [(first, from), .., (until, to)] => {
            format!("{}: {from}; {}: {to}", last(first), last(until))
        }
    }
}

fn page() -> String {
    let asked = FIELDS.map(|field| {
        let call = ["sensitivity", "wi2021", "--veld", field, "--format", "json"];
        let answer = spuk().args(call).output().unwrap();
        serde_json::from_slice::<Value>(&answer.stdout).unwrap()
    });
    let rows_of = |which: usize| asked[which]["regels"].as_array().unwrap();
    let open = |row: &&Value| row["aard"] == "onzeker" && row["deel_van"].is_null();
    let by_key: Vec<BTreeMap<&str, &Value>> = (0..FIELDS.len())
        .map(|which| {
            let keyed = rows_of(which).iter();
            keyed
                .map(|row| (row["sleutel"].as_str().unwrap(), row))
                .collect()
        })
        .collect();
    let list = fs::read_to_string(in_project("fixtures/wie-weet-het.csv")).unwrap();
    let list = rows(&list);
    let mut who: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &list {
        who.insert(&row["tabel"], &row["wie"]);
    }
    let mut used = Vec::new();
    let mut keys: Vec<(usize, i64, &str)> = Vec::new();
    let swing = |row: &Value| (row["zwaai"].as_f64().unwrap() * 100.0).round() as i64;
    for row in rows_of(0).iter().filter(open) {
        let key = row["sleutel"].as_str().unwrap();
        let found = (0..FIELDS.len()).find(|&which| swing(by_key[which][key]) != 0);
        let which = found.unwrap_or(FIELDS.len());
        let size = found.map_or(0, |which| swing(by_key[which][key]));
        keys.push((which, -size, key));
    }
    keys.sort_unstable();
    let mut text = String::from(concat!(
        "# Aannames\n\n",
        "Elk cijfer van `wi2021` dat niemand heeft gepubliceerd of dat anders kan uitvallen: wat is gekozen, waar het tussen kan\n",
        "liggen, wat dat uitmaakt voor heel Nederland over 2024-2031 (in miljoenen euro's), waar de keuze op rust en wie het\n",
        "kan vervangen. Een reeks beweegt als geheel: de jaren met een bereik, de andere blijven staan; hier staan het eerste en het\n",
        "laatste jaar, en de grond van het jaar dat het meest uitmaakt. Wie een ander cijfer heeft, zet het met `--set SLEUTEL=WAARDE` of in een\n",
        "eigen scenario; `spuk sensitivity` rekent de tabel dan opnieuw uit.\n\n",
        "Deze bladzijde is gemaakt uit het scenario en uit `spuk sensitivity`; een test houdt haar daaraan.\n\n",
        "| cijfer | keuze | tussen | wat dat uitmaakt | waar de keuze op rust | wie het kan vervangen |\n",
        "|---|---|---|---|---|---|\n",
    ));
    for (which, _, key) in keys {
        let row = by_key[0][key];
        let parts: Vec<&Value> = rows_of(0)
            .iter()
            .filter(|part| part["deel_van"] == key)
            .collect();
        let between = match row["beweging"].as_str().unwrap() {
            "bereik" => {
                let ends = ["laag", "hoog"].map(|end| spoken(row, &parts, end));
                match row["laag"].is_null() {
                    false => ends.join(" en "),
                    true => format!("laag {}; hoog {}", ends[0], ends[1]),
                }
            }
            "stap" => "geen bereik; 10% meer of minder".to_owned(),
            "een" => "geen bereik; een meer of minder".to_owned(),
            _ => "geen".to_owned(),
        };
        let effect = match FIELDS.get(which) {
            Some(field) => {
                let row = by_key[which][key];
                let [low, now, high] =
                    ["uitkomst_laag", "uitkomst", "uitkomst_hoog"].map(|end| millions(&row[end]));
                format!("`{field}`: {low} tot {high} (nu {now})")
            }
            None => {
                let reason = row["geen_effect"].as_str().unwrap_or("niets");
                without_effect(reason)
            }
        };
        let table = key.split('.').next().unwrap();
        let knows = who
            .get(table)
            .unwrap_or_else(|| panic!("nobody is named who knows `{table}`"));
        used.push(table);
        let source = row["bron"].as_str().unwrap_or_default().replace('|', "\\|");
        text.push_str(&format!(
            "| `{key}` | {} | {between} | {effect} | {source} | {knows} |\n",
            spoken(row, &parts, "waarde"),
        ));
    }
    for table in who.keys() {
        assert!(
            used.contains(table),
            "`{table}` has no open figure any more"
        );
    }
    text
}

/// Write it anew with `SPUK_BLESS=1 cargo test --test it repository::assumptions`.
#[test]
fn the_page_of_assumptions_is_what_the_scenario_and_its_sensitivity_say() {
    let path = in_project("docs/aannames.md");
    let fresh = page();
    if std::env::var_os("SPUK_BLESS").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == fresh,
        "run: SPUK_BLESS=1 cargo test --test it repository::assumptions"
    );
}
