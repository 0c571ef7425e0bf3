//! How far a change works out differently for gemeenten, over draws.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::Value as Json;
use spuk::internals::columns::Column;
use spuk::internals::compare::SizeClass;
use spuk::internals::input::Access;
use spuk::internals::study::{EffectStudy, Study, Variant};
use spuk::internals::terms::jaar::Jaar;

use crate::common::{rows, spuk};

const DRAWS: u32 = 120;

/// What prestatiebekostiging is worth over these years, with settings over both.
fn worth(settings: &[&str], jaren: &[usize]) -> (Study, EffectStudy) {
    let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
    let variants = ["zonder-prestatie", "wi2021"].map(|name| Variant::new(name, &settings));
    let study = Study::load(&Arc::default(), &variants, Access::default()).unwrap();
    let what = (Column::UitkeringDefinitief, jaren.to_vec());
    let nobody = AtomicBool::new(false);
    let effects = study.effects((Some(DRAWS), Some(4)), what, &nobody);
    let effects = effects.unwrap().expect("draws of this column");
    (study, effects)
}

const EVERYONE: std::ops::Range<usize> = 0..342;

/// From 2024 to 2029; the year 2028 is the first with completions that were drawn.
const SHORT: &str = "scenario.tot=2029";

#[test]
fn differences_that_last_are_told_from_luck() {
    let (study, effects) = worth(&[SHORT], &[4, 5]);
    let of = |gemeenten: &[usize]| effects.of(1, gemeenten).unwrap();
    let everyone: Vec<usize> = EVERYONE.collect();
    let country = of(&everyone);
    let [p5, p50, p95] = country.drawn;
    assert!(p5 < p50 && p50 < p95, "{country:?}");
    let lasting = country.lasting.unwrap();
    assert!((100..900).contains(&lasting), "{lasting}");
    assert!(country.loses_5 <= country.loses_1 && country.loses_1 < 1_000_000);
    // The smaller a gemeente, the more of it is luck.
    let model = &study.models()[0];
    let inwoners = model.gemeenten.inwoners(Jaar::new(2029).unwrap());
    let class = |class: SizeClass| {
        let own = EVERYONE.filter(|&index| class.holds(inwoners[index]));
        of(&own.collect::<Vec<_>>())
    };
    let (small, large) = (class(SizeClass::ALL[0]), class(SizeClass::ALL[3]));
    let width = |three: [i64; 3]| three[2] - three[0];
    assert!(width(small.alike.unwrap()) > width(large.alike.unwrap()));
    assert!(small.lasting < large.lasting, "{small:?} {large:?}");
    // All of the spread of lasting differences is beside that of luck.
    assert!(width(country.drawn) > width(country.alike.unwrap()));
}

#[test]
fn without_a_spread_all_is_luck() {
    let none = [
        SHORT,
        "kenmerken.spreiding.afronding=0",
        "kenmerken.spreiding.kosten=0",
        "kenmerken.spreiding.z_route=0",
        "instroom.gemeenten.realisatie=0",
    ];
    // How many people a gemeente houses lasts as well: with that alone they still differ.
    let (_, housing) = worth(&none[..4], &[4]);
    assert!(housing.has_lasting());
    assert!(housing.of(1, &[17]).unwrap().lasting > Some(0));
    let (_, effects) = worth(&none, &[4]);
    assert!(!effects.has_lasting());
    let one = effects.of(1, &[17]).unwrap();
    assert_eq!((one.alike, one.lasting), (None, Some(0)));
    // What is left out by the one is what the other leaves out.
    let (_, both) = worth(&[SHORT], &[4]);
    let alike = both.of(1, &[17]).unwrap().alike;
    assert_eq!(alike, Some(one.drawn));
}

#[test]
fn completions_of_before_the_draws_are_named() {
    let all: Vec<usize> = (0..6).collect();
    let (_, effects) = worth(&[SHORT], &all);
    let undrawn: Vec<u16> = effects.undrawn.iter().map(|jaar| jaar.get()).collect();
    // In 2024 and 2025 nothing is paid by completions; those of 2026 count from 2028 on.
    assert_eq!(undrawn, [2026, 2027]);
    let (_, later) = worth(&[SHORT], &[4, 5]);
    assert!(later.undrawn.is_empty());
}

#[test]
fn any_number_of_threads_counts_the_same() {
    let counted = || {
        let (_, effects) = worth(&[SHORT], &[4, 5]);
        EVERYONE
            .map(|index| effects.of(1, &[index]))
            .collect::<Vec<_>>()
    };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let three = rayon::ThreadPoolBuilder::new().num_threads(3).build();
    assert_eq!(
        alone.unwrap().install(counted),
        three.unwrap().install(counted)
    );
}

#[test]
fn of_people_and_of_one_scenario_there_is_no_effect() {
    let nobody = AtomicBool::new(false);
    let variants = [Variant::default(), Variant::default()];
    let study = Study::load(&Arc::default(), &variants, Access::default()).unwrap();
    let asked = (Some(2), Some(1));
    let people = study.effects(asked, (Column::Afgerond, vec![0]), &nobody);
    assert!(people.unwrap().is_none());
    let never = study.effects(asked, (Column::Kas, Vec::new()), &nobody);
    assert!(never.unwrap().is_none());
    let one = Study::load(&Arc::default(), &variants[..1], Access::default()).unwrap();
    let alone = one.effects(asked, (Column::Kas, vec![0]), &nobody);
    assert!(alone.unwrap().is_none());
}

fn output(arguments: &[&str]) -> String {
    let mut command = spuk();
    let call = [
        "compare",
        "zonder-prestatie",
        "wi2021",
        "--simulate",
        "120",
        "--set",
        SHORT,
        "--jaar",
        "2028-2029",
        "--gemeente",
        "Utrecht",
    ];
    let done = command.args(call).args(arguments).output().unwrap();
    assert!(done.status.success());
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn csv_json_and_table_say_the_same() {
    let csv = rows(&output(&["--tabel", "verdeling", "--format", "csv"]));
    let levels: Vec<&str> = csv.iter().map(|row| row["level"].as_str()).collect();
    let of = |level: &str| levels.iter().filter(|&&own| own == level).count();
    let each = ["grootteklasse", "provincie", "landelijk", "gemeente"].map(of);
    assert_eq!(each, [5, 12, 1, 1]);
    let json: Json = serde_json::from_str(&output(&["--format", "json"])).unwrap();
    let spread = &json["vergelijkingen"][0]["verdeling"];
    assert_eq!(spread["jaren_zonder_eigen_afgerond"], serde_json::json!([]));
    for (row, other) in csv.iter().zip(spread["regels"].as_array().unwrap()) {
        assert_eq!(row["naam"], other["naam"].as_str().unwrap());
        for key in ["p5", "p50", "p95"] {
            assert_eq!(row[key], other["procent"][key].to_string(), "{key}");
            let alike = &other["procent_zonder_spreiding"][key];
            assert_eq!(row[&format!("{key}_zonder_spreiding")], alike.to_string());
        }
        for key in ["kans_verlies_1_procent", "deel_blijvend"] {
            assert_eq!(row[key], other[key].to_string(), "{key}");
        }
    }
    let table = output(&["--lang", "en"]);
    let own = table.lines().find(|line| line.contains("GM0344 Utrecht"));
    assert!(own.is_some(), "{table}");
    for said in [
        "which gemeente it is, this does not say",
        "is an assumption",
    ] {
        assert!(table.contains(said), "{said}");
    }
}
