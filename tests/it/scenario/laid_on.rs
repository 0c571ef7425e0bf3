//! A figure laid on a model gives what a scenario gives that is loaded with it.

use spuk::internals::export::{Level, Selection, run_json};
use spuk::internals::input::diagnostic::Diagnostic;
use spuk::internals::model::Model;
use spuk::internals::scenario::DEFAULT;

use super::dead_parameters::{Edit, Figure, Leaf, edited, leaves, verdicts};
use crate::common::Folder;

/// A nudge as settings on the command line.
fn as_settings(nudge: &[Edit], all: &[Leaf]) -> Vec<String> {
    let setting = |(span, digits): &Edit| {
        let leaf = all.iter().find(|leaf| leaf.span == *span);
        let path = leaf.expect("a nudge of a figure").path.join(".");
        match path.rsplit_once('.') {
            // One share that becomes two: the whole list.
            Some((list, _)) if digits.contains(',') => format!("{list}=[{digits}]"),
            _ => format!("{path}={digits}"),
        }
    };
    nudge.iter().map(setting).collect()
}

/// Everything that a model is asked for, as a text; what is wrong with it, if it is not
/// there.
fn told(model: Result<Model, Diagnostic>) -> String {
    let told = model.and_then(|model| {
        let projection = model.project()?;
        let keuze = Selection {
            niveau: Level::Gemeente,
            gemeenten: None,
            jaren: None,
        };
        let figures = model.figures().into_iter().map(|one| {
            let place = one
                .plaats
                .map(|place| (place.source.name.clone(), place.span));
            format!("{} {} {:?} {place:?}\n", one.pad, one.waarde, one.herkomst)
        });
        Ok([
            run_json(&model, &projection, &keuze),
            format!("{:?} {:?}", model.remarks(), model.doubts(&projection)),
            format!("{:?} {:?}", model.sha256(), model.scenario.sha256()),
            figures.collect(),
        ]
        .join("\n"))
    });
    told.unwrap_or_else(|error| error.to_string())
}

#[test]
fn a_figure_laid_on_a_model_gives_what_loading_with_it_gives() {
    let all = leaves();
    let loaded = |folder: &Folder, settings: &[String]| {
        let path = folder.path("scenario.toml");
        let years = ["scenario.tot=2027".to_owned()];
        Model::load(&path.to_string_lossy(), &[&years, settings].concat())
    };
    let prepare = |folder: &Folder| {
        folder.write("scenario.toml", edited(&[]));
        loaded(folder, &[]).expect("the default")
    };
    let judge = |folder: &Folder, figure: &Figure, base: &Model| {
        for nudge in &figure.nudges {
            let settings = as_settings(nudge, &all);
            let load = loaded(folder, &settings);
            let is_valid = load.is_ok();
            // What is refused is refused in the same words.
            let (laid, load) = (told(base.with(&settings)), told(load));
            if laid != load {
                let apart = laid.lines().zip(load.lines()).find(|(x, y)| x != y);
                return Some(format!("{}: {apart:?}", settings.join(", ")));
            }
            if is_valid {
                return None;
            }
        }
        None
    };
    let other = verdicts(prepare, judge);
    assert!(other.is_empty(), "{}", other.join("\n"));
}

#[test]
fn settings_laid_one_after_another_are_those_of_one_load() {
    let load = |settings: &[&str]| {
        let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
        Model::load(DEFAULT, &settings)
    };
    for settings in [
        [
            "prestatie.aandeel=0.2",
            "scenario.naam=Proef",
            "prestatie.aandeel=0.3",
        ],
        ["korting=[]", "scenario.tot=2026", "prognose.2026=1"],
        [
            "betaalritme.1.totaal=[1,0,0]",
            "betaalritme=[]",
            "index.2027=0",
        ],
        [
            "instroom.model=bootstrap",
            "instroom.groei=[0.1]",
            "kas.verrekening_maand=7",
        ],
        [
            "prestatie.bron=brief",
            "instroom.spreiding.asielstatushouder=0",
            "begroting.2026=1",
        ],
        // Of one cohort the course changes, and the prices of all of them after it.
        [
            "vertraging.asielstatushouder.2026=3000",
            "index.2028=0.05",
            "vertraging.asielstatushouder.2025=900",
        ],
        // What of a cohort starts late follows from its size.
        [
            "instroom.pad.asielstatushouder.2023=30000",
            "index.2028=0.05",
            "prestatie.aandeel=0.2",
        ],
        [
            "instroom.pad.asielstatushouder.2022=9000",
            "instroom.pad.asielstatushouder.2023=9000",
            "kosten.prijspeil=2025",
        ],
    ] {
        let mut model = load(&[]);
        for setting in settings {
            // What is refused half way may be right in the end.
            let next = model.as_ref().map(|it| it.with(&[setting.to_owned()]));
            model = next.unwrap_or_else(|error| Err(error.clone()));
        }
        match model {
            Ok(model) => assert_eq!(told(Ok(model)), told(load(&settings)), "{settings:?}"),
            Err(_) => {
                let all = settings.map(str::to_owned);
                let model = load(&[]).expect("the default").with(&all);
                assert_eq!(told(model), told(load(&settings)), "{settings:?}");
            }
        }
    }
}

/// What moves people, laid at once with what moves prices, costs or years: none of these is
/// taken over from the model below.
#[test]
fn settings_laid_together_are_those_of_one_load() {
    let load = |settings: &[String]| Model::load(DEFAULT, settings);
    let base = load(&[]).expect("the default");
    for people in [
        "instroom.pad.asielstatushouder.2026=9000",
        "vertraging.asielstatushouder.2026=3000",
        "verlenging.aandeel=0.4",
    ] {
        for other in [
            "kosten.begeleiding.bedrag=1200",
            "kosten.prijspeil=2025",
            "index.2028=0.05",
            "bedragen.2027.a=7000",
            "scenario.tot=2028",
            "scenario.tot=2033",
            "incidenteel=[]",
            "prognose.2027=9999",
        ] {
            let settings = [people, other].map(str::to_owned);
            let laid = base.with(&settings);
            assert_eq!(told(laid), told(load(&settings)), "{settings:?}");
        }
    }
}

/// A rule is asked again where a table that it is about is another one. Each of these breaks
/// a rule, and every table that a rule is about is among them.
#[test]
fn what_breaks_a_rule_is_refused_as_it_is_by_a_load() {
    let base = Model::load(DEFAULT, &[]).expect("the default");
    let long = format!("traject.asielstatushouder.B1=[{}]", ["0"; 101].join(","));
    for setting in [
        "scenario.van=2050",
        &long,
        "betaalritme.1.totaal=[0.5,0.3,0.3]",
        "instroom.pad.asielstatushouder.2021=5",
        "huisvesting.asielstatushouder=[0.5]",
        "leerroute.asielstatushouder.B1=0.9",
        "traject.asielstatushouder.B1=[0.9,0.9]",
        "uitkomst.asielstatushouder.ontheven=[1]",
        "pip.asielstatushouder=[0.9,0.1]",
        "instroom.groei=[0.1]",
        "instroom.model=bootstrap",
        "kosten.begeleiding.ritme=[0.5]",
        "aantallen.blad=x",
        "gemeenten.blad=x",
        "kenmerken.blad=x",
        "onderwijsroute.tot=2001",
        "korting.0.tot=2001",
        "instrument.soort=fondsuitkering",
        "index.2027=0.9",
        "korting.0.percentage=1",
        "prestatie.aandeel=1",
        "onderwijsroute.aandeel=1",
        "instroom.gemeenten.verhuizing=1",
    ] {
        let settings = [setting.to_owned()];
        let loaded = Model::load(DEFAULT, &settings).map(|_| ());
        let laid = base.with(&settings).map(|_| ());
        let said = |refused: Result<(), Diagnostic>| refused.unwrap_err().to_string();
        assert_eq!(said(laid), said(loaded), "{setting}");
    }
}
