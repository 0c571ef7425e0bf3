//! The bodies of `fuzz/`, driven for a short while by a stable compiler: bytes out
//! of nothing, and the shipped files with pieces changed, cut and doubled.

#[path = "../../../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::common::in_project;

/// What a text may be spoiled with.
const PIECES: [&[u8]; 18] = [
    b"\"",
    b"'",
    b"[",
    b"]",
    b"=",
    b"\n",
    b",",
    b";",
    b"-",
    b"1e999",
    b"9223372036854775807",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\x1b[31m",
    b"\xe2\x80\xae",
    b"bron",
    b"waarde",
    b"\r",
];

/// One change: where, how much of the text it takes, and what comes instead.
type Edit = (prop::sample::Index, usize, usize);

fn files(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, end, found);
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
}

/// The files below these folders that end on `end`, none of them large.
fn corpus(folders: &[&str], end: &str) -> Vec<Vec<u8>> {
    let root = in_project("");
    let mut paths = Vec::new();
    for folder in folders {
        files(&root.join(folder), end, &mut paths);
    }
    paths.sort();
    let texts = paths.iter().map(|path| fs::read(path).unwrap());
    let mut texts: Vec<Vec<u8>> = texts.collect();
    texts.iter_mut().for_each(|text| text.truncate(20_000));
    assert!(!texts.is_empty(), "{folders:?} {end}");
    texts
}

fn spoiled(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut text = text.to_vec();
    for (place, length, piece) in edits {
        let from = place.index(text.len() + 1);
        let to = (from + length).min(text.len());
        match PIECES.get(*piece) {
            Some(piece) => drop(text.splice(from..to, piece.iter().copied())),
            // Beyond the pieces: the stretch stands there twice.
            None => {
                let copy = text[from..to].to_vec();
                drop(text.splice(from..from, copy));
            }
        }
    }
    text
}

/// Runs a body on random bytes and on spoiled files; a panic is shown with the
/// smallest input that gives it.
fn drive(body: fn(&[u8]), corpus: Vec<Vec<u8>>, cases: u32) {
    corpus.iter().for_each(|text| body(text));
    let edit = (
        any::<prop::sample::Index>(),
        0..40_usize,
        0..PIECES.len() + 4,
    );
    let spoil = (
        prop::sample::select(corpus),
        prop::collection::vec(edit, 1..6),
    )
        .prop_map(|(text, edits)| spoiled(&text, &edits));
    let bytes = prop::collection::vec(any::<u8>(), 0..400);
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let strategy = prop_oneof![6 => spoil, 1 => bytes];
    let mut runner = TestRunner::new(config);
    let result = runner.run(&strategy, |data| {
        body(&data);
        Ok(())
    });
    result.unwrap();
}

/// What cargo-fuzz found in the reader of parts; each was a fault once.
#[test]
fn what_was_found_stays_found() {
    let found = corpus(&["tests/fuzz_found/shard"], "");
    found.iter().for_each(|data| bodies::shard(data));
}

#[test]
fn scenarios() {
    let texts = corpus(&["scenarios", "tests/cases", "tests/errors"], ".toml");
    drive(bodies::scenario, texts, 300);
}

#[test]
fn counts() {
    let texts = corpus(&["tests/cases", "tests/errors"], "aantallen.csv");
    drive(bodies::aantallen, texts, 1500);
}

#[test]
fn workbooks() {
    let mut texts = corpus(&["examples/eigen-cijfers"], ".xlsx");
    let everyday = "Gemeente;Doelgroep;2024;2025\nGouda;asiel;5;<5\nTotaal;asiel;5;9\n";
    texts.push(everyday.as_bytes().to_vec());
    texts.extend(corpus(&["tests/cases"], "aantallen.csv"));
    drive(bodies::werkmap, texts, 300);
}

#[test]
fn paths() {
    let texts = [
        "trekking,groep,2026,2027\n0,asielstatushouder,1,2\n1,asielstatushouder,3,4\n",
        "trekking;groep;2026;2027\n0;gezinsmigrant;1;2\n0;overig;3;4\n",
    ];
    let texts = texts.map(|text| text.as_bytes().to_vec());
    drive(bodies::paden, texts.to_vec(), 1500);
}

#[test]
fn gemeenten() {
    let texts = corpus(
        &["fixtures", "tests/cases", "tests/errors"],
        "gemeenten.csv",
    );
    drive(bodies::gemeenten, texts, 500);
}

#[test]
fn baselines() {
    let texts = corpus(&["tests/errors"], ".baseline.csv");
    drive(bodies::baseline, texts, 1500);
}

#[test]
fn settings() {
    let texts = [
        "prestatie.aandeel=0.2",
        "korting={percentage=0.1,vanaf=2028}",
        "betaalritme=[{vanaf_cohort=2020,totaal=[1,0,0]}]",
    ];
    let texts = texts.map(|text| text.as_bytes().to_vec());
    drive(bodies::set, texts.to_vec(), 200);
}

#[test]
fn goals() {
    let texts = [
        "uitkering_definitief<=3mln\nindex\n2024",
        "tekort<=0\nkosten.prijspeil\n2025",
        "kas>=1mln;saldo>=0\nprijs.2023.leerroute;index.2024\n2024-2025\nMiddelburgh",
        "kas>=1\nbetaalritme.0.leerroute:1>3\n2025\n\nprestatie.aandeel=0.2",
    ];
    let texts = texts.map(|text| text.as_bytes().to_vec());
    let answered = texts.iter().filter(|text| bodies::doel(text)).count();
    assert_eq!(answered, texts.len());
    let body = |text: &[u8]| {
        bodies::doel(text);
    };
    drive(body, texts.to_vec(), 100);
}

/// What the program writes itself, and that spoiled: with a checksum that fits.
#[test]
fn shards() {
    use spuk::internals::model::Model;
    use spuk::internals::simulate::part::{Shard, write};
    use spuk::internals::simulate::{Request, simulate};
    let model = Model::load(
        "tests/cases/drie-gemeenten/scenario.toml",
        &["scenario.naam=deel".to_owned()],
    );
    let stop = std::sync::atomic::AtomicBool::new(false);
    let texts: Vec<Vec<u8>> = [Shard::WHOLE, Shard::new(1, 2).unwrap()]
        .into_iter()
        .map(|shard| {
            let vraag = Request::new(vec![model.clone().unwrap()], 2, 1).unwrap();
            let part = simulate(&vraag, shard, &stop).unwrap();
            let bytes = write(&part).unwrap();
            // The body puts a checksum behind it.
            bytes[..bytes.len() - 32].to_vec()
        })
        .collect();
    drive(bodies::shard, texts, 1500);
}
