//! What the page says: answers, remarks, doubts.

use serde_json::Value;

use super::{data, page, whole};
use crate::common::{Folder, spuk};

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
        equal.contains(
            "58 nagenoeg gelijk (minder dan 0,01% verschil, of hooguit een cent per inwoner)"
        ),
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
    assert_eq!(
        about("in 2026 gelden de gepubliceerde bedragen"),
        serde_json::json!([1])
    );
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
        remarks.contains("in 2026 the published amounts count"),
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
    for said in [
        "met ‘Oud betaalritme 61/31/8’ moet ten minste één gemeente in 2028, het jaar waarin dat \
         het vaakst is, in 100,",
        "% van de trekkingen iets terugbetalen, alle samen in 95% van de trekkingen ten hoogste €",
    ] {
        assert!(back.contains(said), "{back}");
    }
}
