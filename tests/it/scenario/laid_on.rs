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
