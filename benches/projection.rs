//! Speed of one projection, in parts that can be compared within one run.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use spuk::internals::exact::apportion::apportion;
use spuk::internals::export::{Level, Selection, run_csv, run_rows};
use spuk::internals::model::Model;
use spuk::internals::scenario::load;

fn projection(criterion: &mut Criterion) {
    let scenario = load("wi2021", &[]).expect("the default scenario is valid");
    let model = Model::new(scenario.clone()).expect("the default scenario is valid");
    let projected = model.project().expect("the default scenario is valid");
    let keuze = Selection {
        niveau: Level::Gemeente,
        gemeenten: None,
        jaren: None,
    };
    criterion.bench_function("load the default scenario", |bench| {
        bench.iter(|| load(black_box("wi2021"), &[]));
    });
    criterion.bench_function("people and amounts of 342 gemeenten", |bench| {
        bench.iter(|| Model::new(black_box(scenario.clone())));
    });
    criterion.bench_function("project 342 gemeenten over 8 years", |bench| {
        bench.iter(|| black_box(&model).project());
    });
    criterion.bench_function("write 342 gemeenten over 8 years as CSV", |bench| {
        bench.iter(|| run_csv(&run_rows(black_box(&projected), &model.gemeenten, &keuze)));
    });
}

fn division(criterion: &mut Criterion) {
    let weights: Vec<u128> = (1..=342u128)
        .map(|n| n * 7_919 % 1_000_003 * 58_207)
        .collect();
    criterion.bench_function("apportion a budget over 342 gemeenten", |bench| {
        bench.iter(|| apportion(black_box(34_751_055_368), &weights));
    });
}

criterion_group!(benches, projection, division);
criterion_main!(benches);
