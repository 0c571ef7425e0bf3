//! Speed of a changed figure: laid over a loaded model, and projected.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use spuk::internals::model::Model;
use spuk::internals::projection::Projection;

/// A figure of every part of the rules, and one that people depend on.
const FIGURES: [&str; 11] = [
    "prestatie.aandeel=0.2",
    "korting.0.percentage=0.2",
    "betaalritme.1.totaal=[0.5,0.3,0.2]",
    "onderwijsroute.trajectprijs=18000",
    "index.2027=0.03",
    "prijs.2026.leerroute=12000",
    "prognose.2027=20000",
    "kosten.begeleiding.bedrag=3000",
    "reservering.maximum=0.25",
    "bedragen.2026.a=6000",
    "leerroute.asielstatushouder={B1=0.6,onderwijs=0.1,Z=0.3}",
];

/// What is measured, under a name of its own, so that a profiler can tell it from the rest.
#[inline(never)]
fn change_and_project(model: &Model, settings: &[String], projection: &mut Projection) {
    let changed = model.with(settings).expect("a valid figure");
    changed.project_into(projection).expect("a projection");
}

fn lever(criterion: &mut Criterion) {
    let model = Model::load("wi2021", &[]).expect("the default scenario is valid");
    let mut projection = model.project().expect("a projection");
    for figure in FIGURES {
        let settings = [figure.to_owned()];
        let key = figure.split('=').next().unwrap_or_default();
        criterion.bench_function(&format!("change and project {key}"), |bench| {
            bench.iter(|| change_and_project(black_box(&model), &settings, &mut projection));
        });
    }
}

criterion_group!(benches, lever);
criterion_main!(benches);
