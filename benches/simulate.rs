//! Speed of a simulation, in allocations: BGO, BA and ABO of one gemeente in one
//! year, voorlopig or definitief, in one scenario.

use std::hint::black_box;
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rayon::ThreadPoolBuilder;
use spuk::internals::model::Model;
use spuk::internals::projection::Runner;
use spuk::internals::simulate::part::Shard;
use spuk::internals::simulate::{DrawId, Request, Sampler, simulate};

const DRAWS: u32 = 256;

fn models() -> Vec<Model> {
    let load = |name| Model::load(name, &[]).expect("an embedded scenario is valid");
    vec![load("wi2021"), load("oud-ritme")]
}

fn whole(criterion: &mut Criterion) {
    let vraag = Request::new(models(), DRAWS, 1).expect("scenarios on the same years");
    let allocations = vraag.gemeenten() * vraag.jaren().len() * vraag.modellen.len() * 2;
    let mut group = criterion.benchmark_group("simulate two scenarios");
    group.sample_size(10);
    group.throughput(Throughput::Elements(allocations as u64 * u64::from(DRAWS)));
    for threads in [1, 2] {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads can be started");
        group.bench_function(format!("{threads} threads"), |bench| {
            let go_on = AtomicBool::new(false);
            bench.iter(|| pool.install(|| simulate(black_box(&vraag), Shard::WHOLE, &go_on)));
        });
    }
}

fn parts(criterion: &mut Criterion) {
    let models = models();
    let trekker = Sampler::new(&models[0]).expect("the default scenario can be drawn");
    let mut runner = Runner::new(&models[0]).expect("the default scenario can be projected");
    let mut uitkomst = trekker.empty();
    let mut projectie = runner.empty();
    let mut nummer = 0;
    criterion.bench_function("draw the people of one draw", |bench| {
        bench.iter(|| {
            nummer += 1;
            trekker.draw(DrawId { zaad: 1, nummer }, &mut uitkomst)
        });
    });
    criterion.bench_function("project one draw", |bench| {
        bench.iter(|| runner.project(&uitkomst.people, &uitkomst.ramingen, &mut projectie));
    });
}

criterion_group!(benches, whole, parts);
criterion_main!(benches);
