//! The page of `spuk report`: its figures are those of `spuk run`, no name can
//! break it, and it needs nothing but itself.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use spuk::internals::explain::ExplainFormula;
use spuk::internals::terms::Lang;

use crate::common::{Folder, cents, embedded, gemeente_csv, in_project, rows, spuk};

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
        "na een jaar €\u{a0}64,2\u{a0}mln minder ontvangen",
        "na drie jaar €\u{a0}2,7\u{a0}mln meer",
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
    assert_eq!(received(1) - received(0), 1_138_222_152);
    let added_up = cohorts["zinnen"][0]["optelling"]
        .as_str()
        .expect("a sentence");
    let wanted = [
        "de cohorten die af zijn samen €\u{a0}11,4\u{a0}mln meer",
        "de cohorten 2030 en 2031, waarvan na 2031 nog termijnen volgen, €\u{a0}152,0\u{a0}mln minder",
        "bij elkaar €\u{a0}140,6\u{a0}mln minder",
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

#[test]
fn no_name_can_break_out_of_the_page() {
    // Invisible signs are refused by the scenario itself.
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;' --><!--";
    let scenario = format!(
        "[scenario]\nnaam = {hostile:?}\nomschrijving = \"<b>{hostile}\"\nbasis = \"wi2021\"\n"
    );
    let folder = Folder::with(&[("x.toml", &scenario)]);
    let path = folder.path("x.toml");
    for others in [&[][..], &["wi2021"]] {
        let arguments = [&[path.to_str().expect("a path")], others, &["--draws", "2"]].concat();
        let page = page(&folder, &arguments);
        let lower = page.to_lowercase();
        assert_eq!(
            lower.matches("<script").count(),
            5,
            "the scripts of the template"
        );
        assert!(!lower.contains("<img") && !lower.contains("<!--"));
        assert_eq!(data(&page)["scenarios"][0]["naam"], hostile);
    }
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = page(&Folder::with(&[]), &["wi2021", "oud-ritme", "--draws", "2"]);
    let shell: String = page
        .split("<script type=")
        .next()
        .expect("the page")
        .to_owned();
    for loads in [
        "src=\"",
        "href=\"http",
        "url(",
        "@import",
        "<link",
        "<iframe",
    ] {
        assert!(!shell.contains(loads), "{loads}");
    }
    let code = page.rsplit_once("<script>").expect("the script").1;
    for loads in [
        "fetch(",
        "import(",
        "XMLHttpRequest",
        "WebSocket",
        "innerHTML",
        "eval(",
    ] {
        assert!(!code.contains(loads), "{loads}");
    }
    let names = code.replace("http://www.w3.org/2000/svg", "");
    assert!(!names.contains("http://") && !names.contains("https://"));
    assert!(page.contains("Content-Security-Policy"));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_page_stays_small_and_is_the_same_bytes_again() {
    let folder = Folder::with(&[]);
    let arguments = [
        "wi2021",
        "oud-ritme",
        "korting-2026",
        "--draws",
        "3",
        "--seed",
        "7",
    ];
    let first = page(&folder, &arguments);
    assert!(first.len() < LARGEST, "{} bytes", first.len());
    assert!(
        first == page(&folder, &arguments),
        "the same call, other bytes"
    );
}

#[test]
fn gemeenten_of_ones_own_have_no_place_on_the_map_and_are_all_there() {
    let case = in_project("tests/cases/drie-gemeenten/scenario.toml");
    let page = page(
        &Folder::with(&[]),
        &[
            case.to_str().expect("a path"),
            "--draws",
            "0",
            "--lang",
            "en",
        ],
    );
    let data = data(&page);
    assert_eq!(
        data["gemeenten"]["tegel"],
        serde_json::json!([null, null, null])
    );
    assert_eq!(data["onzekerheid"], Value::Null);
    assert_eq!(data["taal"], "en");
    assert!(page.contains("<html lang=\"en\">"));
}

#[test]
fn a_folder_is_made_with_those_above_it_and_refused_below_a_file() {
    let folder = Folder::with(&[("bestand", "")]);
    let run = |out: &str| {
        let mut command = spuk();
        command.args(["report", "wi2021", "--draws", "0", "--out"]);
        let output = command.arg(folder.path(out)).output().expect("it runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), stderr)
    };
    for (out, words) in [
        (
            "bestand",
            [
                "er bestaat al een bestand met die naam",
                "kies een andere naam",
            ],
        ),
        (
            "bestand/diep",
            ["is een bestand, geen map", "kies een andere plaats"],
        ),
    ] {
        let (code, stderr) = run(out);
        assert_eq!(code, Some(2), "{stderr}");
        let said = words.iter().all(|word| stderr.contains(word));
        assert!(said, "{stderr}");
    }
    assert_eq!(run("a/b/c").0, Some(0));
    assert!(folder.path("a/b/c/rapport.xlsx").is_file());
}

/// P5 and P95 of a handful of draws are no range with a probability.
#[test]
fn few_draws_are_remarked_on() {
    let folder = Folder::with(&[]);
    let out = folder.path("rapport");
    let out = out.to_str().expect("a path");
    for (arguments, said) in [
        (
            &["report", "wi2021", "--out", out, "--draws", "1"][..],
            true,
        ),
        (&["simulate", "wi2021", "--draws", "99"], true),
        (&["compare", "wi2021", "oud-ritme", "--simulate", "5"], true),
        (&["simulate", "wi2021", "--draws", "100"], false),
    ] {
        let mut command = spuk();
        let output = command.args(arguments).output().expect("it runs");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        let few = stderr.matches("let op: P5 en P95 van ").count();
        assert_eq!(few, usize::from(said), "{stderr}");
    }
    // The page calls nothing a probability either.
    let page = std::fs::read_to_string(folder.path("rapport/rapport.html")).expect("the page");
    assert!(page.contains("van 1 trekking van de instroom, te weinig voor een kans"));
    assert!(!page.contains("met 90% kans"));
}

/// What a reader does with the page is tried in a real browser. `cargo test`
/// names this test as left out; `.ci/run` runs it by itself and fails without.
#[test]
#[ignore = "needs Chromium and npm: run .ci/run, or `npm ci && npm test` in tests/browser"]
fn the_page_in_a_browser() {
    let folder = in_project("tests/browser");
    for arguments in [["ci"], ["test"]] {
        let status = std::process::Command::new("npm")
            .args(arguments)
            .current_dir(&folder)
            .status();
        assert!(status.expect("npm").success(), "npm {arguments:?}");
    }
}

/// The one answer of a page, as text: figure, sentence and facts.
fn answer(data: &Value) -> String {
    data["antwoorden"][0].to_string()
}

const EDUCATION: &str = "[scenario]\nnaam = \"Een kwart\"\nbasis = \"wi2021\"\n\
                         [onderwijsroute]\naandeel = 0.25\n";

#[test]
fn no_figure_stands_beside_a_difference_that_is_none() {
    let equal = page(
        &Folder::with(&[]),
        &["zonder-prestatie", "wi2021", "--draws", "0"],
    );
    let equal = data(&equal);
    let note = equal["antwoorden"][0]["afronding"]
        .as_str()
        .expect("a note for the map");
    assert!(note.contains("afronding op hele personen"), "{note}");
    let equal = answer(&equal);
    assert!(equal.contains("precies evenveel"), "{equal}");
    assert!(!equal.contains("van het verschil zit"), "{equal}");
    // The same definition of equal as the map has.
    assert!(
        equal.contains("43 nagenoeg gelijk (minder dan 0,01% verschil)"),
        "{equal}"
    );
    assert!(
        equal.contains("is hier afronding op hele personen"),
        "{equal}"
    );
    let folder = Folder::with(&[("kwart.toml", EDUCATION)]);
    let path = folder.path("kwart.toml");
    let advance = page(
        &folder,
        &["wi2021", &path.to_string_lossy(), "--draws", "0"],
    );
    let advance = answer(&data(&advance));
    assert!(
        advance.contains("Wel anders: de voorlopige uitkering (het meest in 2029: €\u{a0}"),
        "{advance}"
    );
}

#[test]
fn a_cut_that_only_the_state_sees_is_said_when_nothing_else_differs() {
    let folder = Folder::with(&[(
        "zonder.toml",
        "korting = []\n[scenario]\nnaam = \"Zonder korting\"\nbasis = \"wi2021\"\n",
    )]);
    let path = folder.path("zonder.toml");
    let page = page(
        &folder,
        &["wi2021", &path.to_string_lossy(), "--draws", "0"],
    );
    let data = data(&page);
    let said = data["antwoorden"][0]["zin"].as_str().expect("a sentence");
    let cut = whole(&data["scenarios"][0]["binnen_begroting"][3]);
    assert_eq!(data["jaren"][3], 2027);
    let millions = format!("{:.1}", cut as f64 / 1e8).replace('.', ",");
    let wanted = format!(
        "precies evenveel, definitief vastgesteld. Wel anders: de korting die het Rijk zelf opvangt (het meest in 2027: €\u{a0}{millions}\u{a0}mln minder)."
    );
    assert!(said.ends_with(&wanted), "{said}");
}

/// A line that ends within an amount makes two of it.
#[test]
fn no_line_breaks_an_amount() {
    for taal in ["nl", "en"] {
        let page = page(
            &Folder::with(&[]),
            &["wi2021", "oud-ritme", "--draws", "3", "--lang", taal],
        );
        let data = data(&page);
        let texts = format!("{}{}", data["antwoorden"], data["cohorten"]["zinnen"]);
        assert!(texts.contains("€\u{a0}140"), "{texts}");
        for broken in ["€ ", "− ", "+ ", " mln", " million"] {
            assert!(!texts.contains(broken), "{broken}: {texts}");
        }
    }
}

#[test]
fn a_report_of_one_year_says_so() {
    let year = [
        "--set",
        "scenario.van=2026",
        "--set",
        "scenario.tot=2026",
        "--draws",
        "0",
    ];
    let page = page(
        &Folder::with(&[]),
        &[&["oud-ritme", "wi2021"], &year[..]].concat(),
    );
    let answer = answer(&data(&page));
    for wrong in [
        "2026–2026",
        "waarvan na 2026",
        "het jaar met het grootste verschil",
    ] {
        assert!(!answer.contains(wrong), "{answer}");
    }
    assert!(
        answer.contains("krijgen gemeenten in 2026 samen"),
        "{answer}"
    );
}

#[test]
fn remarks_and_choices_are_on_the_page() {
    let folder = Folder::with(&[(
        "deel.toml",
        "[scenario]\nnaam = \"Een vijfde\"\nbasis = \"fondsuitkering-2028\"\n\
         [prestatie]\naandeel = 0.2\n",
    )]);
    let path = folder.path("deel.toml");
    let arguments = [
        "fondsuitkering-2028",
        &path.to_string_lossy(),
        "--draws",
        "0",
    ];
    let both = data(&page(&folder, &arguments));
    let remarks = both["opmerkingen"].as_array().expect("remarks");
    let about = |start: &str| {
        let found = remarks
            .iter()
            .find(|one| one["tekst"].as_str().unwrap().starts_with(start));
        found.expect("a remark")["scenarios"].clone()
    };
    assert_eq!(about("referentiejaar 2027"), serde_json::json!([0, 1]));
    assert_eq!(about("in 2026 winnen"), serde_json::json!([1]));
    let figures = both["cijfers"]["rijen"].as_array().expect("figures");
    let value = |path: &str| {
        let found = figures.iter().find(|one| one["pad"] == path);
        found.expect("a choice")["cijfer"][0].clone()
    };
    assert_eq!(value("instrument.verdeelsleutel"), "grondslag");
    assert_eq!(value("prestatie.eerste_jaar"), "alle");
    let english = [&arguments[..], &["--lang", "en"]].concat();
    let english = data(&page(&folder, &english));
    let remarks = english["opmerkingen"].to_string();
    assert!(
        remarks.contains("in 2026 published amounts win"),
        "{remarks}"
    );
    assert!(!remarks.contains("fondsuitkering houdt"), "{remarks}");
}

/// Quantiles from a count in classes are not taken for exact ones.
#[test]
fn the_page_says_how_far_quantiles_can_be_off() {
    let of = |draws| {
        let page = page(&Folder::with(&[]), &["oud-ritme", "--draws", draws]);
        data(&page)
    };
    assert_eq!(
        of("20")["onzekerheid"]["precisie"],
        serde_json::json!([null, null])
    );
    let many = of("300");
    assert_eq!(
        many["onzekerheid"]["precisie"],
        serde_json::json!([null, 208])
    );
    let back = many["cohorten"]["geen_terugvordering"]
        .as_str()
        .expect("a sentence");
    assert!(
        back.contains("van de trekkingen ten minste één gemeente iets terugbetalen"),
        "{back}"
    );
    assert!(
        back.contains(
            "met ‘Oud betaalritme 61/31/8’ moet in 2030, het jaar waarin dat het vaakst is, in 8,"
        ),
        "{back}"
    );
}
