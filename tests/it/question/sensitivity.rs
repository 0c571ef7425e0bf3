//! Which figure matters most: held against a run for every end of every figure.

use std::sync::atomic::AtomicBool;

use spuk::internals::columns::Column;
use spuk::internals::model::Model;
use spuk::internals::question::global::{GlobalMethod, global};
use spuk::internals::question::{
    Factor, FactorKind, MILLION, OfDraws, OneAtATime, Over, Reach, Standing, Target, TargetUnit,
    factors, one_at_a_time,
};

use super::{called, in_cents, json};
use crate::common::{Folder, SCENARIO, rows};

fn tenth() -> Reach {
    Reach::Ranges("0.1".parse().expect("a share"))
}

fn stepped() -> Reach {
    Reach::Step("0.1".parse().expect("a share"))
}

/// The worked example with a price of its own, ranges, and a rhythm.
fn own() -> Folder {
    let ranges = SCENARIO
        .replace("2026 = 587", "2026 = { waarde = 587, tussen = [500, 700] }")
        .replace("po = 0.11", "po = { waarde = 0.11, tussen = [0.08, 0.13] }");
    Folder::three(&ranges)
}

fn target(model: &Model, column: Column, over: Over) -> Target {
    let kop = &model.scenario.tables().scenario;
    Target {
        column,
        years: kop.van.through(kop.tot).collect(),
        units: vec![TargetUnit {
            code: "NL".to_owned(),
            name: "Nederland".to_owned(),
            members: (0..model.gemeenten.len()).collect(),
        }],
        over,
    }
}

/// What every factor of a model does over its range, or a tenth.
fn over_ranges(model: &Model, target: &Target) -> OneAtATime {
    let models = std::slice::from_ref(model);
    one_at_a_time(models, target, tenth(), &AtomicBool::new(false)).unwrap()
}

/// The settings by which someone would move a factor by hand.
fn by_hand(factor: &Factor, end: usize) -> Vec<String> {
    let moved = factor.moved(end, 1.into()).into_iter();
    moved
        .map(|(path, digits)| format!("{}={digits}", path.join(".")))
        .collect()
}

#[test]
fn every_end_of_every_figure_is_a_run_of_its_own() {
    let folder = own();
    let model = folder.load().unwrap();
    let target = target(&model, Column::UitkeringVoorlopig, Over::Run);
    let found = over_ranges(&model, &target);
    let all = factors(&model.scenario, tenth()).unwrap();
    assert_eq!(found.effects.len(), all.len());
    let path = folder.path("scenario.toml");
    let mut moving = 0;
    for effect in found.effects.iter().filter(|effect| effect.factor.moves()) {
        for end in [0, 1] {
            let settings = by_hand(&effect.factor, end);
            let loaded = Model::load(&path.to_string_lossy(), &settings);
            let alone = loaded.and_then(|model| model.project());
            let alone = alone.map(|projection| target.of_projection(&projection));
            let key = &effect.factor.key;
            if effect.factor.kind == FactorKind::Figure {
                // What is shown of an end is what was laid there.
                let shown = effect.factor.ends()[end].expect("an end");
                let own = format!("{key}={}", shown.normalize());
                assert!(settings.contains(&own), "{own}: {settings:?}");
            }
            assert_eq!(
                alone.as_ref().ok(),
                effect.ends[end].as_ref().ok(),
                "{key} {end}: {settings:?}"
            );
            moving += usize::from(alone.is_ok_and(|values| values != found.base));
        }
    }
    assert!(moving > 10, "{moving} ends do something");
    let swings = found
        .effects
        .iter()
        .map(|effect| effect.swing(&found.base, 0));
    assert!(swings.is_sorted_by(|a, b| a >= b));
    let shares: i64 = found.shares(0).iter().map(|(_, share)| share).sum();
    assert!((9_900..=10_000).contains(&shares), "{shares}");
}

/// A series moves those of its figures that have a range; that these do nothing says nothing of
/// the others.
#[test]
fn figures_without_a_range_move_where_those_with_one_do_nothing() {
    let text = "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n[gemeenten]\nbestand = \"gemeenten.csv\"\n\
                [[incidenteel]]\nnaam = \"proef\"\nverdeelsleutel = \"inwoners\"\n\
                bedrag = { 2025 = 300_000, 2026 = 700_000, 2033 = { waarde = 50_000, tussen = [40_000, 90_000] } }\n";
    let folder = Folder::with_basis().and("scenario.toml", text);
    let model = folder.load().unwrap();
    let path = folder.path("scenario.toml");
    for (column, series, idle) in [
        (
            Column::UitkeringVoorlopig,
            "taakstelling",
            "taakstelling.2026.tweede",
        ),
        (
            Column::Incidenteel,
            "incidenteel.0.bedrag",
            "incidenteel.0.bedrag.2033",
        ),
    ] {
        let target = target(&model, column, Over::Run);
        let found = over_ranges(&model, &target);
        let of_series = found.effects.iter();
        let of_series = of_series.filter(|effect| effect.factor.part_of.as_deref() == Some(series));
        let mut moving = 0;
        for effect in of_series {
            for end in [0, 1] {
                let settings = by_hand(&effect.factor, end);
                let alone = Model::load(&path.to_string_lossy(), &settings).unwrap();
                let alone = target.of_projection(&alone.project().unwrap());
                assert_eq!(effect.ends[end].as_ref().unwrap(), &alone, "{settings:?}");
                moving += usize::from(alone != found.base);
            }
            let is_idle = effect.swing(&found.base, 0) == 0;
            assert!(is_idle || effect.factor.key != idle);
            assert_eq!(effect.no_effect.is_some(), is_idle, "{}", effect.factor.key);
        }
        assert!(moving > 2, "{series}: {moving}");
    }
}

#[test]
fn a_range_is_followed_and_the_figure_to_ask_for_is_named() {
    let folder = own();
    let csv = called(
        &folder,
        &[
            "sensitivity",
            "scenario.toml",
            "--veld",
            "uitkering_voorlopig",
            "--jaar",
            "2026",
            "--format",
            "csv",
        ],
    )
    .0;
    let all = rows(&csv);
    let prognose = all.iter().find(|row| row["sleutel"] == "prognose").unwrap();
    assert_eq!(prognose["beweging"], "bereik");
    // Of this series one year alone has a range: it is named.
    assert_eq!((&*prognose["laag"], &*prognose["hoog"]), ("500", "700"));
    assert_eq!(prognose["cijfer"], "prognose.2026");
    let high = called(
        &folder,
        &[
            "run",
            "scenario.toml",
            "--jaar",
            "2026",
            "--set",
            "prognose.2026=700",
            "--format",
            "csv",
            "--level",
            "landelijk",
        ],
    )
    .0;
    assert_eq!(
        prognose["uitkomst_hoog"],
        rows(&high)[0]["uitkering_voorlopig"]
    );
    // Nothing in this file names a source, so all of it is assumed.
    let answer = json(&folder, &["sensitivity", "scenario.toml", "--jaar", "2026"]);
    let largest = answer["regels"].as_array().unwrap().iter();
    let largest = largest.filter(|row| row["deel_van"].is_null());
    let largest = largest.max_by_key(|row| in_cents(&row["zwaai"])).unwrap();
    assert_eq!(answer["vraag_na"], largest["sleutel"]);
    let dutch = called(&folder, &["sensitivity", "scenario.toml"]).0;
    assert!(dutch.contains("Vraag na: "), "{dutch}");
    let english = called(&folder, &["sensitivity", "scenario.toml", "--lang", "en"]).0;
    assert!(
        english.contains("Ask for: ") && !english.contains("Vraag"),
        "{english}"
    );
}

/// Of what can turn out otherwise: as many of the first as have a part of all squares.
#[test]
fn the_first_that_explain_a_part_are_counted_by_their_squares() {
    let model = Model::load("wi2021", &["scenario.tot=2027".to_owned()]).expect("the law");
    let answer = over_ranges(
        &model,
        &target(&model, Column::UitkeringDefinitief, Over::Run),
    );
    let wholes = answer.effects.iter();
    let wholes = wholes.filter(|effect| effect.factor.part_of.is_none());
    let open = wholes.filter(|effect| effect.factor.standing() == Standing::Open);
    let mut squares: Vec<i128> = open
        .map(|effect| i128::from(effect.swing(&answer.base, 0)).pow(2))
        .collect();
    squares.sort_unstable_by(|one, other| other.cmp(one));
    let total: i128 = squares.iter().sum();
    let moving = squares
        .iter()
        .filter(|&&square| square * 10_000 >= total)
        .count();
    let mut counts = Vec::new();
    for part in [1, 4_000, 9_000, 9_900] {
        let mut sum = 0;
        let enough = squares.iter().position(|square| {
            sum += square * 10_000 / total;
            sum >= part
        });
        let count = enough.expect("all of it is enough") + 1;
        counts.push(count);
        assert_eq!(answer.explaining(0, part as i64), count, "{part}");
    }
    assert!(counts[0] == 1 && counts[3] > counts[1], "{counts:?}");
    assert_eq!(answer.explaining(0, 20_000), moving);
}

#[test]
fn what_does_nothing_says_why() {
    let folder = Folder::with(&[("s.toml", "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n")]);
    let csv = called(&folder, &["sensitivity", "s.toml", "--format", "csv"]).0;
    let all = rows(&csv);
    let why = |key: &str| {
        let row = all.iter().find(|row| row["sleutel"] == key);
        row.unwrap_or_else(|| panic!("{key}"))["geen_effect"].clone()
    };
    assert_eq!(why("pip.asielstatushouder"), "alleen-backtest");
    assert_eq!(why("uitkomst.gezinsmigrant.ontheven.1"), "alleen-backtest");
    assert_eq!(
        why("instroom.spreiding.asielstatushouder"),
        "alleen-simulate"
    );
    assert_eq!(why("begroting.2024"), "alleen-begroting");
    assert_eq!(why("kas.verrekening_maand"), "alleen-maand");
    assert_eq!(why("prijs.2022.leerroute"), "alleen-amounts");
    assert!(why("prognose").starts_with("wel ba_voorlopig"));
    assert!(why("kosten.begeleiding.bedrag").starts_with("wel kosten"));
    assert_eq!(why("huisvesting.gezinsmigrant"), "niet-bewogen");
    assert_eq!(why("instroom.pad.asielstatushouder"), "");
}

/// Whoever writes the tables of a file in another order asks the same.
#[test]
fn the_order_of_a_file_and_the_number_of_threads_change_no_byte() {
    let folder = own();
    let text = folder.read("scenario.toml");
    let (head, tables) = text.split_once("[prognose]").unwrap();
    let tables = format!("[prognose]{tables}");
    let (first, last) = tables.split_once("[bedragen.2026]").unwrap();
    folder.write(
        "other.toml",
        format!("{head}[bedragen.2026]{last}\n{first}"),
    );
    for method in [
        &["--methode", "een"][..],
        &["--methode", "sobol", "--draws", "16"],
        &["--methode", "morris", "--draws", "8", "--stap", "5%"],
    ] {
        let of = |file: &str, threads: &str| {
            let arguments = [
                &["sensitivity", file, "--format", "csv", "--veld", "kas"],
                method,
            ]
            .concat();
            let output = folder
                .spuk(&arguments)
                .env("RAYON_NUM_THREADS", threads)
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            output.stdout
        };
        let known = of("scenario.toml", "1");
        assert!(!known.is_empty());
        assert_eq!(known, of("scenario.toml", "3"), "{method:?}");
        let text = String::from_utf8(of("other.toml", "2")).unwrap();
        let known = String::from_utf8(known).unwrap();
        assert_eq!(
            known,
            text.replace("other.toml", "scenario.toml"),
            "{method:?}"
        );
    }
}

#[test]
fn the_difference_of_two_scenarios_moves_as_each_of_them_does() {
    let folder = own().and(
        "b.toml",
        "[scenario]\nnaam = \"B\"\nbasis = \"scenario.toml\"\n[bedragen.2026]\na = 7000\n",
    );
    let csv = called(
        &folder,
        &[
            "sensitivity",
            "scenario.toml",
            "b.toml",
            "--veld",
            "uitkering_definitief",
            "--jaar",
            "2026",
            "--stap",
            "5%",
            "--format",
            "csv",
        ],
    )
    .0;
    let all = rows(&csv);
    let row = all
        .iter()
        .find(|row| row["sleutel"] == "bedragen.2026.a")
        .unwrap();
    let amount = |file: &str, value: &str| {
        let setting = format!("bedragen.2026.a={value}");
        let text = called(
            &folder,
            &[
                "run", file, "--set", &setting, "--jaar", "2026", "--format", "csv",
            ],
        )
        .0;
        crate::common::cents(&rows(&text)[0]["uitkering_definitief"])
    };
    // 5% more of what each has.
    let known = amount("b.toml", "7350") - amount("scenario.toml", "6391.71");
    assert_eq!(crate::common::cents(&row["uitkomst_hoog"]), known);
}

#[test]
fn no_year_of_a_series_stands_for_the_others_and_a_share_is_named() {
    let folder = own().and(
        "s.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2028\n[gemeenten]\nbestand = \"gemeenten.csv\"\n",
    );
    let asked = ["sensitivity", "s.toml", "--jaar", "2028"];
    let csv = called(&folder, &[&asked[..], &["--format", "csv"]].concat()).0;
    let all = rows(&csv);
    let mut seen = [0; 3];
    for row in &all {
        let ends = ["laag", "waarde", "hoog"].map(|column| &*row[column]);
        match &*row["soort"] {
            "reeks" if row["cijfer"].is_empty() => {
                seen[0] += 1;
                assert_eq!(ends, [""; 3], "{}", row["sleutel"]);
            }
            "cijfer" => {
                seen[1] += 1;
                assert_eq!(row["cijfer"], row["sleutel"]);
                assert!(!row["waarde"].is_empty(), "{}", row["sleutel"]);
            }
            "aandelen" => {
                seen[2] += 1;
                let named = all.iter().find(|one| one["sleutel"] == row["cijfer"]);
                let named = named.expect("a share of them");
                assert_eq!(named["deel_van"], row["sleutel"]);
                assert_eq!(ends[1], named["waarde"]);
            }
            _ => {}
        }
    }
    assert!(seen.iter().all(|&count| count > 3), "{seen:?}");
    let path = "instroom.pad.asielstatushouder";
    let years = all.iter().filter(|row| row["deel_van"] == path);
    assert!(years.filter(|row| row["laag"] != row["hoog"]).count() > 2);
    // Words about numbers follow them, and the sum of the first is not said to be exact.
    let (text, _) = called(&folder, &asked);
    for words in [
        " verschuiven dit alleen tussen",
        " werken op andere kolommen",
        "ten minste 95%",
        "Van een reeks bewegen alle jaren tegelijk, elk naar zijn eigen",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let step = [&asked[..], &["--stap", "7%", "--lang", "en"]].concat();
    let (text, _) = called(&folder, &step);
    assert!(
        text.contains("Of a series all years move together.\n"),
        "{text}"
    );
    assert!(text.contains(" at least 95%"), "{text}");
}

#[test]
fn draws_answer_as_a_simulation_does() {
    let model = Model::load("wi2021", &["scenario.tot=2027".to_owned()]).unwrap();
    let over = |of| Over::Draws {
        draws: 40,
        seed: 5,
        of,
    };
    let years = model.scenario.tables().scenario.tot;
    let asked = |of| {
        let mut target = target(&model, Column::UitkeringDefinitief, over(of));
        target.years = vec![years];
        let models = std::slice::from_ref(&model);
        let basis = target.basis(models).unwrap();
        let measured = target.measure(&basis, models, &mut Default::default());
        measured.unwrap()[0]
    };
    let study = spuk::internals::study::Study::new(vec![model.clone()]);
    let drawn = study.draw(Some(40), Some(5)).unwrap();
    let summary = drawn.national(0, Column::UitkeringDefinitief, 3).unwrap();
    let least = asked(OfDraws::Quantile(1));
    let most = asked(OfDraws::Quantile(MILLION as u32));
    assert_eq!([least, most], [summary.min, summary.max]);
    assert_eq!(
        asked(OfDraws::Above(least)) + asked(OfDraws::Below(least + 1)),
        MILLION
    );
}

/// What one at a time finds to matter is what the variance is made of.
#[test]
fn all_at_once_agrees_with_one_at_a_time_where_nothing_works_together() {
    let folder = own();
    let model = folder.load().unwrap();
    let target = target(&model, Column::UitkeringDefinitief, Over::Run);
    let models = std::slice::from_ref(&model);
    let stop = AtomicBool::new(false);
    let alone = one_at_a_time(models, &target, stepped(), &stop).unwrap();
    let first = alone.shares(0)[0].0.factor.key.clone();
    let sobol = global(
        models,
        &target,
        (stepped(), GlobalMethod::Sobol),
        (64, 2),
        &stop,
    )
    .unwrap();
    assert_eq!(sobol.rows[0].0.key, first);
    let morris = global(
        models,
        &target,
        (stepped(), GlobalMethod::Morris),
        (8, 2),
        &stop,
    )
    .unwrap();
    assert_eq!(morris.rows[0].0.key, first);
    assert_eq!(sobol.rows.len(), morris.rows.len());
}

/// A series of which every year has a source of its own quotes one, and says of which year.
#[test]
fn the_source_of_a_series_says_of_which_figure_it_is() {
    let text = "[scenario]\nbasis = \"wi2021\"\ntot = 2028\n[index]\n\
                2027 = { waarde = 0.03, tussen = [0.01, 0.05], bron = \"eerst\" }\n\
                2028 = { waarde = 0.04, tussen = [0.01, 0.05], bron = \"later\" }\n";
    let folder = Folder::with(&[("s.toml", text)]);
    let answer = json(
        &folder,
        &["sensitivity", "s.toml", "--jaar", "2028", "--top", "0"],
    );
    let all = answer["regels"].as_array().unwrap();
    let bron = |key: &str| {
        let row = all.iter().find(|row| row["sleutel"] == key).expect(key);
        row["bron"].as_str().unwrap().to_owned()
    };
    assert_eq!(bron("index.2028"), "later");
    let series = bron("index");
    assert!(
        series.starts_with("index.20") && series.contains(": "),
        "{series}"
    );
}
