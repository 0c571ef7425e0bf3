//! The page of the workbench: the same template, style and script, fed by answers of the
//! server instead of by itself, beside a panel with a knob at every figure.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::assemble::{PAGE_TEMPLATE, STYLE, fill, integrity, joined, modules};
use super::collect;
use super::data::{PageBulk, PageData};
use super::pack::{escaped, script_json};
use super::texts::texts;
use crate::report::input::ReportInput;
use crate::report::words::receipt::receipt_line;
use crate::terms::Lang;

const PANEL: &str = include_str!("web/bench/paneel.html");
const BENCH_STYLE: [&str; 3] = [
    include_str!("web/bench/bench.css"),
    include_str!("web/bench/knobs.css"),
    include_str!("web/bench/panels.css"),
];
const NL: &str = include_str!("web/bench/nl.json");
const EN: &str = include_str!("web/bench/en.json");

/// The modules of the panel, each behind those that it imports from.
const BENCH: [&str; 28] = [
    include_str!("web/bench/element.js"),
    include_str!("web/bench/state.js"),
    include_str!("web/bench/ask.js"),
    include_str!("web/bench/knob/toml.js"),
    include_str!("web/bench/knob/settings.js"),
    include_str!("web/bench/figures.js"),
    include_str!("web/bench/knob/typed.js"),
    include_str!("web/bench/knob/knob.js"),
    include_str!("web/bench/knob/shares.js"),
    include_str!("web/bench/knob/series.js"),
    include_str!("web/bench/knob/lists.js"),
    include_str!("web/bench/knob/search.js"),
    include_str!("web/bench/knob/groups.js"),
    include_str!("web/bench/marks.js"),
    include_str!("web/bench/draw.js"),
    include_str!("web/bench/panel/place.js"),
    include_str!("web/bench/changes.js"),
    include_str!("web/bench/panel/drawer.js"),
    include_str!("web/bench/panel/columns.js"),
    include_str!("web/bench/panel/overlay.js"),
    include_str!("web/bench/panel/beside.js"),
    include_str!("web/bench/panel/matters.js"),
    include_str!("web/bench/panel/wanted.js"),
    include_str!("web/bench/panel/needs.js"),
    include_str!("web/bench/panel/describe.js"),
    include_str!("web/bench/panel/counts.js"),
    include_str!("web/bench/panel/hall.js"),
    include_str!("web/bench/bench.js"),
];

/// What the panel takes of the components of the page, so that there is one set of them.
const PARTS: &str = "apart, count, euro, euroMillions, euroSigned, figure, frame, handOver, labelWidth, line, linear, linked, named, niceRange, redraw, s, scroller, setSheet, simpleTable, tableBox, takeTable, tornado, watch, yAxis, years";

/// What the page draws, as JSON: the contract of [`super::data`], with what stands in the
/// template of the page that is mailed.
pub(super) fn data(
    invoer: &ReportInput<'_>,
    (gegevens, delen): (&PageData, &[&str]),
    taal: Lang,
) -> Vec<u8> {
    let bulk = collect::bulk(invoer);
    let names = gegevens.scenarios.iter().map(|one| one.naam.as_str());
    json(&LiveData {
        namen: names.collect::<Vec<_>>().join(" · "),
        ontvangst: receipt_line(&gegevens.ontvangstbewijzen[0], taal),
        delen,
        gegevens,
        bulk: &bulk,
    })
}

#[derive(Serialize)]
struct LiveData<'a> {
    namen: String,
    ontvangst: String,
    delen: &'a [&'a str],
    gegevens: &'a PageData,
    bulk: &'a PageBulk,
}

/// A value as JSON on one line.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("these values are JSON")
}

/// The texts of the panel.
fn bench_texts(taal: Lang) -> BTreeMap<String, String> {
    serde_json::from_str(taal.choose(NL, EN)).expect("the texts are JSON")
}

/// The page draws anew for every answer: its modules are one function of what is given.
fn script() -> String {
    format!(
        "\"use strict\";\nfunction report(given) {{\n{}return {{ over, inSight, started, parts: {{ {PARTS} }} }};\n}}\n{}",
        modules(),
        joined(BENCH)
    )
}

fn style() -> String {
    format!("{}{}", STYLE.concat(), BENCH_STYLE.concat())
}

/// What the page may do: run its own script and style, and ask its own server.
pub fn live_policy(_: Lang) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        integrity(&style()),
        integrity(&script()),
    )
}

/// The page, which begins with these scenarios where its address names none.
pub fn live_page(start: &[String], taal: Lang) -> String {
    let (texts, own) = (texts(taal), bench_texts(taal));
    let all: BTreeMap<&String, &String> = texts.iter().chain(&own).collect();
    let text = |key: &str| escaped(own.get(key).or(texts.get(key)).map_or("", String::as_str));
    let panel = fill(PANEL, text);
    let filled = |key: &str| -> String {
        match key {
            "_soort" => "heel bank".to_owned(),
            "_taal" => taal.choose("nl", "en").to_owned(),
            // Its policy also says where it may be shown, which only a header can.
            "_beleid" => "base-uri 'none'".to_owned(),
            "_stijl" => style(),
            "_script" => script(),
            "_gegevens" => script_json(&json!({ "begin": start })),
            "_teksten" => script_json(&all),
            "_werkbank" => panel.clone(),
            "_vraag" => text("bank_titel"),
            "_zin" => text("bank_laden"),
            "_bulk" | "_uitleg" | "_vooraf" | "_cijfer" | "_namen" | "_ontvangst" => String::new(),
            key => text(key),
        }
    };
    fill(PAGE_TEMPLATE, filled)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn both_languages_have_the_same_texts_and_each_is_used() {
        let (nl, en) = (bench_texts(Lang::Nl), bench_texts(Lang::En));
        assert_eq!(nl.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        let script = joined(BENCH);
        let page = include_str!("live.rs");
        for key in nl.keys() {
            let family = key
                .split_once('.')
                .map(|(family, _)| format!("`{family}.$"));
            let used = PANEL.contains(&format!("{{{{{key}}}}}"))
                || script.contains(&format!("\"{key}\""))
                || page.contains(&format!("text(\"{key}\")"))
                || family.is_some_and(|family| script.contains(&family));
            assert!(used, "{key} is used nowhere");
        }
        for piece in PANEL.split("{{").skip(1) {
            let key = piece.split_once("}}").expect("a key is closed").0;
            assert!(nl.contains_key(key), "{key}");
        }
    }

    #[test]
    fn modules_of_the_panel_do_not_take_each_others_names() {
        let mut names = BTreeSet::from(["report".to_owned()]);
        for line in BENCH.iter().flat_map(|module| module.lines()) {
            let line = line.strip_prefix("export ").unwrap_or(line);
            let line = line.strip_prefix("async ").unwrap_or(line);
            let words = ["function ", "const ", "let "].iter();
            let Some(rest) = words.filter_map(|word| line.strip_prefix(word)).next() else {
                continue;
            };
            let name = rest
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next();
            let name = name.unwrap_or_default().to_owned();
            assert!(
                name.is_empty() || names.insert(name.clone()),
                "{name} stands twice"
            );
        }
    }

    #[test]
    fn no_name_of_a_scenario_leaves_its_place_in_the_page() {
        let page = live_page(&["</script><b>".to_owned()], Lang::Nl);
        assert!(!page.contains("</script><b>"));
        assert!(live_policy(Lang::Nl).contains("connect-src 'self'"));
    }
}
