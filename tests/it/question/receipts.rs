//! The receipts of a question that another language asks: those that its JSON has, or that
//! the program writes beside the same draws.

use serde_json::Value;
use spuk::Variant;
use spuk::bindings::{AskedDraws, Question, Rows, SensitivityQuestion, SolveQuestion, Watch};

use super::law_until;
use crate::common::Folder;

/// Who asks and does not stop.
struct Patient;

impl Watch for Patient {
    fn begin(&self, _: u32) {}

    fn complete(&self, _: u32) {}

    fn stop(&self) -> bool {
        false
    }
}

/// A question about three gemeenten until 2026.
fn of(folder: &Folder, settings: &[&str]) -> Question {
    let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
    let path = folder.path("s.toml");
    Question::of(vec![Variant::new(path.to_string_lossy(), &settings)])
}

fn read(receipts: &[String]) -> Vec<Value> {
    let receipts = receipts.iter();
    receipts
        .map(|one| serde_json::from_str(one).expect("JSON"))
        .collect()
}

fn rows(jaar: &str) -> Rows {
    Rows {
        jaar: vec![jaar.to_owned()],
        ..Rows::default()
    }
}

#[test]
fn a_sensitivity_has_the_receipts_of_its_json_with_the_ranges_in_them() {
    let folder = law_until(2026);
    let asked = |range: &str, methode: Option<&str>| {
        let setting = format!("index.2026={{ waarde = 0.02, tussen = {range} }}");
        let question = SensitivityQuestion {
            rows: rows("2026"),
            methode: methode.map(str::to_owned),
            draws: methode.map(|_| 8),
            seed: methode.map(|_| 11),
            ..SensitivityQuestion::default()
        };
        let answer = of(&folder, &[&setting]).sensitivity(&question, &Patient);
        let answer = answer.unwrap_or_else(|error| panic!("{error}"));
        let json: Value = serde_json::from_str(&answer.value.json).expect("JSON");
        let receipts = read(&answer.receipts);
        assert_eq!(json["ontvangstbewijs"], Value::from(receipts.clone()));
        receipts
    };
    assert_ne!(asked("[0.0, 0.04]", None), asked("[0.0, 0.05]", None));
    let drawn = asked("[0.0, 0.04]", Some("morris"));
    let chance = (&drawn[0]["zaad"], &drawn[0]["trekkingen"]);
    assert_eq!(chance, (&Value::from(11), &Value::from(8)));
}

#[test]
fn a_search_over_draws_has_their_seed_and_number_in_its_receipt() {
    let folder = law_until(2026);
    let question = SolveQuestion {
        doel: vec!["kas<=400mln".to_owned()],
        varieer: vec!["index.2026".to_owned()],
        jaar: vec!["2026".to_owned()],
        draws: Some(5),
        kans: Some("0.8".to_owned()),
        seed: Some(13),
        ..SolveQuestion::default()
    };
    let answer = of(&folder, &["index.2026=0.02"]).solve(&question, &Patient);
    let answer = answer.unwrap_or_else(|error| panic!("{error}"));
    let receipts = read(&answer.receipts);
    let chance = (&receipts[0]["zaad"], &receipts[0]["trekkingen"]);
    assert_eq!(chance, (&Value::from(13), &Value::from(5)));
}

#[test]
fn draws_have_a_receipt_of_their_own_and_say_what_to_doubt() {
    let folder = law_until(2026);
    let asked = |seed: u64, settings: &[&str]| {
        let draws = AskedDraws {
            draws: Some(3),
            seed: Some(seed),
            ..AskedDraws::default()
        };
        let answer = of(&folder, settings).draws(&draws);
        let answer = answer.unwrap_or_else(|error| panic!("{error}"));
        let said = answer.remarks.iter().map(|said| said.text.to_string());
        (read(&answer.receipts), said.collect::<Vec<_>>())
    };
    let ((one, _), (other, _)) = (asked(1, &[]), asked(2, &[]));
    assert_ne!(one, other);
    let chance = (&other[0]["zaad"], &other[0]["trekkingen"]);
    assert_eq!(chance, (&Value::from(2), &Value::from(3)));
    // The published amounts of 2026 do not follow from a share that was set.
    let doubts = |said: &[String]| {
        said.iter()
            .any(|one| one.contains("gepubliceerde bedragen"))
    };
    assert!(!doubts(&asked(1, &[]).1));
    let (_, said) = asked(1, &["prestatie.aandeel=0.25"]);
    assert!(doubts(&said), "{said:?}");
}
