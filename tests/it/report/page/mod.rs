//! The page of `spuk report`: its figures are those of `spuk run`, no name can
//! break it, and it needs nothing but itself.

mod apart;
mod drawn;
mod shape;
mod words;

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use spuk::internals::explain::ExplainFormula;
use spuk::internals::terms::Lang;

use crate::common::{Folder, cents, embedded, gemeente_csv, rows, spuk};

/// The page must stay small enough to mail.
const LARGEST: usize = 3_000_000;

/// Runs `spuk report` with a fixed date; the page it wrote.
pub(super) fn page(folder: &Folder, arguments: &[&str]) -> String {
    let out = folder.path("uit");
    let mut command = spuk();
    command.env("SOURCE_DATE_EPOCH", "1760000000").arg("report");
    command.args(arguments).arg("--out").arg(&out);
    command.assert().success();
    std::fs::read_to_string(out.join("rapport.html")).expect("the page")
}

/// What stands in a script element of the page.
fn block<'a>(page: &'a str, id: &str) -> &'a str {
    let opening = format!("id=\"{id}\">");
    let start = page.find(&opening).expect("the element") + opening.len();
    let length = page[start..].find("</script>").expect("its end");
    &page[start..start + length]
}

pub(super) fn data(page: &str) -> Value {
    serde_json::from_str(block(page, "gegevens")).expect("JSON")
}

pub(super) fn bulk(page: &str) -> Value {
    packed(page, "bulk")
}

/// A block that was packed: base64, deflate, JSON.
fn packed(page: &str, id: &str) -> Value {
    let bytes = BASE64_STANDARD.decode(block(page, id)).expect("base64");
    let mut text = String::new();
    let mut decoder = flate2::read::ZlibDecoder::new(bytes.as_slice());
    decoder.read_to_string(&mut text).expect("deflate");
    serde_json::from_str(&text).expect("JSON")
}

pub(super) fn whole(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is a whole number"))
}

#[test]
fn every_figure_of_every_gemeente_is_that_of_run_to_the_cent() {
    let names = ["wi2021", "oud-ritme", "fondsuitkering-2028"];
    let page = page(
        &Folder::with(&[]),
        &[&names[..], &["--draws", "0"]].concat(),
    );
    let (data, bulk) = (data(&page), bulk(&page));
    let columns = data["kolommen"].as_array().expect("columns");
    let years = data["jaren"].as_array().expect("years");
    let codes = data["gemeenten"]["code"].as_array().expect("codes");
    for (scenario, name) in names.iter().enumerate() {
        let (model, projection) = embedded(name);
        let csv = gemeente_csv(&model, &projection);
        let mut seen = 0;
        for (row, expected) in rows(&csv).iter().enumerate() {
            let (gemeente, year) = (row / years.len(), row % years.len());
            assert_eq!(codes[gemeente], expected["gm_code"].as_str());
            assert_eq!(years[year].to_string(), expected["jaar"]);
            for (index, column) in columns.iter().enumerate() {
                let column = column.as_str().expect("a name");
                let first = whole(&bulk["waarden"][0][index][year][gemeente]);
                let own = match scenario {
                    0 => first,
                    _ => first + whole(&bulk["waarden"][scenario][index][year][gemeente]),
                };
                let text = &expected[column];
                let wanted = match text.contains('.') {
                    true => cents(text),
                    false => text.parse().expect("people"),
                };
                assert_eq!(own, wanted, "{name} {} {column}", expected["gemeente"]);
                seen += 1;
            }
        }
        assert_eq!(seen, 342 * years.len() * columns.len());
    }
}

#[test]
fn the_sums_over_the_country_are_the_sums_of_the_gemeenten() {
    let page = page(
        &Folder::with(&[]),
        &["wi2021", "korting-2028", "--draws", "0"],
    );
    let (data, bulk) = (data(&page), bulk(&page));
    let first = &bulk["waarden"][0];
    let second = &bulk["waarden"][1];
    for column in 0..data["kolommen"].as_array().expect("columns").len() {
        for year in 0..data["jaren"].as_array().expect("years").len() {
            let sum = |table: &Value| -> i64 {
                let row = table[column][year].as_array().expect("gemeenten");
                row.iter().map(whole).sum()
            };
            assert_eq!(whole(&data["landelijk"][0][column][year]), sum(first));
            let both = sum(first) + sum(second);
            assert_eq!(whole(&data["landelijk"][1][column][year]), both);
        }
    }
}

#[test]
fn the_causes_add_up_to_the_difference_for_the_country_and_every_gemeente() {
    let page = page(
        &Folder::with(&[]),
        &["wi2021", "korting-2026", "--draws", "0"],
    );
    let (data, bulk) = (data(&page), bulk(&page));
    let columns = data["kolommen"].as_array().expect("columns");
    let column = columns
        .iter()
        .position(|name| name == "uitkering_definitief");
    let column = column.expect("the column");
    let parts = bulk["oorzaken"][0].as_array().expect("parts");
    assert!(parts.len() > 1, "a plan of several parts");
    for year in 0..data["jaren"].as_array().expect("years").len() {
        for gemeente in 0..342 {
            let sum: i64 = parts.iter().map(|part| whole(&part[year][gemeente])).sum();
            assert_eq!(sum, whole(&bulk["waarden"][1][column][year][gemeente]));
        }
        let national = data["oorzaken"][0]["landelijk"].as_array().expect("parts");
        let sum: i64 = national.iter().map(|part| whole(&part[year])).sum();
        let paid = |scenario: usize| whole(&data["landelijk"][scenario][column][year]);
        assert_eq!(sum, paid(1) - paid(0));
    }
}

/// What a JSON number of euros is in cents.
fn of_euros(value: &Value) -> i64 {
    (value.as_f64().expect("euros") * 100.0).round() as i64
}

#[test]
fn the_cohorts_are_those_of_compare_to_the_cent() {
    let names = ["oud-ritme", "wi2021"];
    let page = page(
        &Folder::with(&[]),
        &[&names[..], &["--draws", "0"]].concat(),
    );
    let mut command = spuk();
    command
        .arg("compare")
        .args(names)
        .args(["--format", "json"]);
    let output = command.assert().success().get_output().stdout.clone();
    let compared: Value = serde_json::from_slice(&output).expect("JSON");
    let cohorts = &data(&page)["cohorten"];
    let told = cohorts["zinnen"][0]["ritme"].as_str().expect("a sentence");
    let wanted = [
        "voor cohort 2026",
        "na een jaar €\u{a0}63,0\u{a0}mln minder ontvangen",
        "na drie jaar €\u{a0}2,6\u{a0}mln meer",
        "De dip komt binnen die drie jaar helemaal terug.",
    ];
    for part in wanted {
        assert!(told.contains(part), "{told}");
    }
    let streams = &cohorts["stromen"];
    // Cohorts that are complete, those that are not and the rest are the whole.
    let received = |scenario: usize| -> i64 {
        let all = streams[scenario].as_array().expect("cohorts").iter();
        let amounts = all.flat_map(|one| one["ontvangen"].as_array().expect("years"));
        amounts.map(whole).sum()
    };
    assert_eq!(received(1) - received(0), 1_126_622_619);
    let added_up = cohorts["zinnen"][0]["optelling"]
        .as_str()
        .expect("a sentence");
    let wanted = [
        "de cohorten die af zijn samen €\u{a0}11,3\u{a0}mln meer",
        "de cohorten 2030 en 2031, waarvan na 2031 nog termijnen volgen, €\u{a0}152,0\u{a0}mln minder",
        "bij elkaar €\u{a0}140,7\u{a0}mln minder",
    ];
    for part in wanted {
        assert!(added_up.contains(part), "{added_up}");
    }
    let facts = data(&page)["antwoorden"][0]["feiten"].clone();
    let facts = facts.as_array().expect("facts").iter();
    let mut figures = facts.map(|fact| fact["cijfer"].as_str().expect("a figure"));
    assert!(figures.any(|figure| figure == "−\u{a0}€\u{a0}152,0\u{a0}mln"));
    let nothing = cohorts["geen_terugvordering"].as_str().expect("a sentence");
    assert!(nothing.contains("in de doorrekening zelf niets teruggevorderd"));
    for scenario in 0..2 {
        let sides = &compared["vergelijkingen"][0]["voorfinanciering"];
        let wanted = sides[scenario]["cohorten"].as_array().expect("cohorts");
        let wanted: Vec<&Value> = wanted.iter().filter(|one| one["code"] == "NL").collect();
        let found = streams[scenario].as_array().expect("cohorts");
        assert_eq!(found.len(), 6);
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            assert_eq!(found["cohort"], wanted["cohort"]);
            assert_eq!(found["maanden"], wanted["maanden_voorfinanciering"]);
            for (ours, theirs) in [
                ("voorschot", "grootste_voorschot"),
                ("overschot", "grootste_overschot"),
                ("eindsaldo", "saldo_na_drie_jaar"),
            ] {
                assert_eq!(whole(&found[ours]), of_euros(&wanted[theirs]), "{ours}");
            }
            for name in ["ontvangen", "kosten"] {
                let theirs = wanted[name].as_array().expect("years").iter();
                let theirs: Vec<i64> = theirs.map(of_euros).collect();
                let ours: Vec<i64> = found[name]
                    .as_array()
                    .expect("years")
                    .iter()
                    .map(whole)
                    .collect();
                assert_eq!(ours, theirs, "{name} of cohort {}", found["cohort"]);
            }
        }
    }
}

/// One for all gemeenten, or that of one.
fn of(all: &Value, gemeente: usize) -> &Value {
    match all {
        Value::Array(each) => &each[gemeente],
        one => one,
    }
}

#[test]
fn every_explanation_ends_in_the_amount_and_reaches_a_source() {
    let names = ["wi2021", "fondsuitkering-2028"];
    let page = page(
        &Folder::with(&[]),
        &[&names[..], &["--draws", "0"]].concat(),
    );
    let (data, bulk, uitleg) = (data(&page), bulk(&page), packed(&page, "uitleg"));
    let columns = data["kolommen"].as_array().expect("columns");
    for scenario in 0..names.len() {
        let node = |number: usize| match &uitleg["scenarios"][scenario]["knopen"][number] {
            Value::Null => &uitleg["scenarios"][0]["knopen"][number],
            own => own,
        };
        for (field, name) in ["uitkering_voorlopig", "uitkering_definitief"]
            .iter()
            .enumerate()
        {
            let column = columns.iter().position(|column| column == name);
            let column = column.expect("the column");
            for year in 0..data["jaren"].as_array().expect("years").len() {
                let root = &uitleg["scenarios"][scenario]["wortels"][field][year];
                let root = whole(root) as usize;
                for gemeente in 0..342 {
                    let first = whole(&bulk["waarden"][0][column][year][gemeente]);
                    let more = match scenario {
                        0 => 0,
                        _ => whole(&bulk["waarden"][scenario][column][year][gemeente]),
                    };
                    assert_eq!(whole(of(&node(root)[1], gemeente)), first + more);
                }
                // Every node that a gemeente can reach is there, and a leaf has a source.
                let mut next = vec![root];
                let mut seen = std::collections::BTreeSet::new();
                while let Some(number) = next.pop() {
                    if !seen.insert(number) {
                        continue;
                    }
                    let shape = whole(of(&node(number)[0], 0)) as usize;
                    let shape = &uitleg["vormen"][shape];
                    let below = shape[1].as_array().expect("nodes");
                    // A sum over gemeenten has a formula and no node for each of them.
                    let told = whole(&shape[0][7]) >= 0 || whole(&shape[0][3]) >= 0;
                    assert!(!below.is_empty() || told, "{shape}");
                    next.extend(below.iter().map(|number| whole(number) as usize));
                }
                assert!(seen.len() > 10);
            }
        }
    }
}

#[test]
fn every_node_of_an_explanation_is_that_of_spuk_explain() {
    let page = page(&Folder::with(&[]), &["wi2021", "--draws", "0"]);
    let uitleg = packed(&page, "uitleg");
    let (model, projection) = embedded("wi2021");
    let year = 3;
    let root = whole(&uitleg["scenarios"][0]["wortels"][1][year]) as usize;
    // The first and the last, and one in between.
    for gemeente in [0, 1, 170, 341] {
        let jaar = projection.jaren[year].jaar;
        let veld = spuk::internals::explain::ExplainField::UitkeringDefinitief;
        let uitlegger = spuk::internals::explain::Explainer::new(&model, &projection);
        let tree = uitlegger.and_then(|mut uitlegger| uitlegger.explain(gemeente, jaar, veld));
        let mut next = vec![(root, tree.expect("an explanation"))];
        let mut seen = std::collections::BTreeSet::new();
        while let Some((number, knoop)) = next.pop() {
            if !seen.insert(number) {
                continue;
            }
            let node = &uitleg["scenarios"][0]["knopen"][number];
            let shape = whole(of(&node[0], gemeente)) as usize;
            let shape = &uitleg["vormen"][shape];
            let text = |place: usize| match whole(&shape[0][place]) {
                -1 => None,
                index => uitleg["teksten"][index as usize].as_str(),
            };
            assert_eq!(text(0), Some(knoop.naam.of(Lang::Nl)));
            let is_by_remainder = matches!(knoop.formule, ExplainFormula::GrootsteRest(..));
            assert_eq!(shape[2], is_by_remainder, "{}", knoop.naam);
            if let Some(cents) = knoop.cents().filter(|_| knoop.eenheid.is_money()) {
                assert_eq!(whole(of(&node[1], gemeente)), cents.get(), "{}", knoop.naam);
            } else if knoop.waarde.is_integer() {
                let digits = knoop.waarde.to_integer().to_string();
                assert_eq!(of(&node[1], gemeente).to_string(), digits, "{}", knoop.naam);
            }
            let below = shape[1].as_array().expect("nodes");
            assert_eq!(below.len(), knoop.kinderen.len());
            let below = below.iter().map(|number| whole(number) as usize);
            next.extend(below.zip(knoop.kinderen.iter().cloned()));
        }
        assert!(seen.len() > 100, "{} nodes", seen.len());
    }
}
