//! A comparison adds up: what the parts of the rules are worth is the whole
//! difference, for every gemeente, year and column, to the cent.

use std::collections::{BTreeMap, BTreeSet};

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::sample::subsequence;
use spuk::internals::columns::Column;
use spuk::internals::compare::{
    AttributionOrder, CohortReconciliation, Comparison, MoneyColumn, RulePart, cohort_flows,
    key_differences, together,
};
use spuk::internals::exact::money::Cents;
use spuk::internals::model::Model;

use crate::common::{Folder, cents, embedded, rows, spuk};

/// A country small enough to project often, with people that differ enough for
/// every part of the rules to bite.
fn country() -> Folder {
    let mut counts = "gm_code,groep,jaar,aantal\n".to_owned();
    for (index, code) in ["GM1", "GM2", "GM3", "GM4"].iter().enumerate() {
        for jaar in 2022..=2028 {
            let some = (index + 1) * 37 + (jaar % 5) * 11;
            counts += &format!("{code},asielstatushouder,{jaar},{}\n", some * 3);
            counts += &format!("{code},gezins_overig,{jaar},{some}\n");
            counts += &format!("{code},onderwijsroute,{jaar},{}\n", some / 5);
            counts += &format!("{code},afgerond,{jaar},{}\n", (some * (index + 2)) / 9);
        }
    }
    Folder::with(&[
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2023,inwoners_2025\nGM1,Aa,P,9000,9100\n\
             GM2,Bee,P,30000,31000\nGM3,Cee,Q,170000,174000\nGM4,Dee,Q,270000,274000\n",
        ),
        ("a.csv", &counts),
        (
            "scenario.toml",
            "[scenario]\nnaam = \"land\"\nbasis = \"wi2021\"\ntot = 2028\n\
             [gemeenten]\nbestand = \"g.csv\"\n[aantallen]\nbestand = \"a.csv\"\n\
             [kosten.leerroute.B1]\nbedrag = 6000\n[kosten.leerroute.Z]\nbedrag = 6000\n",
        ),
    ])
}

/// Settings that each change one part of the rules.
const CHANGES: [&[&str]; 12] = [
    &["index.2027=0.09"],
    &["bedragen.2026.a=7000", "bedragen.2026.gezins_overig=801.11"],
    &[
        "betaalritme=[{vanaf_cohort=2020,totaal=[0.5,0.3,0.2]}]",
        "bedragen.2026.gebruik=\"afgeleid\"",
    ],
    &[
        "prestatie.aandeel=0.3",
        "bedragen.2026.gebruik=\"afgeleid\"",
    ],
    &["onderwijsroute.aandeel=0.2"],
    &["onderwijsroute.trajectprijs=21000"],
    &["korting=[{percentage=0.1,vanaf=2026,wijze=\"doorberekend\"}]"],
    &[
        "instrument={soort=\"fondsuitkering\",vanaf=2027,referentiejaar=2026,verdeelsleutel=\"inwoners\"}",
    ],
    &["prognose.2026=31000", "taakstelling.2026=12345"],
    &["kosten.begeleiding.bedrag=1200", "verlenging.kosten=9000"],
    &["reservering.maximum=0.1", "kas.terugvordering_na_jaren=1"],
    &["incidenteel=[{naam=\"iets\",verdeelsleutel=\"inwoners\",bedrag={2026=1234567.89}}]"],
];

fn model(folder: &Folder, changes: &[&[&str]]) -> Model {
    let settings: Vec<String> = changes.concat().iter().map(|&one| one.to_owned()).collect();
    let path = folder.path("scenario.toml");
    Model::load(&path.to_string_lossy(), &settings).unwrap_or_else(|error| panic!("{error}"))
}

/// Calls `check` for every column, year and gemeente.
fn everywhere(vergelijking: &Comparison<'_>, mut check: impl FnMut(&MoneyColumn, usize, usize)) {
    for veld in MoneyColumn::all() {
        for jaar in 0..vergelijking.jaren().len() {
            for gemeente in 0..vergelijking.gemeenten() {
                check(&veld, jaar, gemeente);
            }
        }
    }
}

fn contributions(
    vergelijking: &Comparison<'_>,
    veld: &MoneyColumn,
    jaar: usize,
    gemeente: usize,
) -> Vec<Cents> {
    let parts = 0..vergelijking.onderdelen().len();
    parts
        .map(|part| vergelijking.bijdrage(part, veld, jaar, gemeente))
        .collect()
}

/// Up to four changes on one side and two on the other.
fn pair() -> impl Strategy<Value = (Vec<&'static [&'static str]>, Vec<&'static [&'static str]>)> {
    (subsequence(&CHANGES, 0..=2), subsequence(&CHANGES, 0..=4))
        .prop_map(|(a, b)| (a.to_vec(), b.to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn contributions_add_up_and_mirror((changes_a, changes_b) in pair()) {
        let folder = country();
        let (a, b) = (model(&folder, &changes_a), model(&folder, &changes_b));
        let there = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
        let back = Comparison::new(&b, &a, AttributionOrder::Shapley).unwrap();
        prop_assert_eq!(there.onderdelen(), back.onderdelen());
        everywhere(&there, |veld, jaar, gemeente| {
            let parts = contributions(&there, veld, jaar, gemeente);
            let difference = there.difference(veld, jaar, gemeente);
            assert_eq!(parts.iter().sum::<Cents>(), difference, "{}", veld.column);
            assert_eq!(back.difference(veld, jaar, gemeente), -difference);
            let mirrored = contributions(&back, veld, jaar, gemeente);
            assert_eq!(mirrored, parts.iter().map(|&part| -part).collect::<Vec<_>>());
        });
    }

    #[test]
    fn the_order_of_a_negotiator_adds_up_too((changes_a, changes_b) in pair(), turn in 0..10usize) {
        let folder = country();
        let (a, b) = (model(&folder, &changes_a), model(&folder, &changes_b));
        let mut order = RulePart::ALL.to_vec();
        order.rotate_left(turn);
        let vergelijking = Comparison::new(&a, &b, AttributionOrder::Vast(order)).unwrap();
        everywhere(&vergelijking, |veld, jaar, gemeente| {
            let parts = contributions(&vergelijking, veld, jaar, gemeente);
            assert_eq!(parts.iter().sum::<Cents>(), vergelijking.difference(veld, jaar, gemeente));
        });
    }
}

/// Every order of a list.
fn orders(parts: &[RulePart]) -> Vec<Vec<RulePart>> {
    if parts.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (index, &first) in parts.iter().enumerate() {
        let mut rest = parts.to_vec();
        rest.remove(index);
        for mut order in orders(&rest) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

/// Shapley's definition, spelled out: the mean over all orders of what a part
/// adds when its turn comes.
#[test]
fn a_contribution_is_the_mean_over_all_orders() {
    let folder = country();
    let a = model(&folder, &[]);
    let b = model(
        &folder,
        &[CHANGES[0], CHANGES[3], CHANGES[6], CHANGES[9], CHANGES[10]],
    );
    let shapley = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
    let parts: Vec<RulePart> = shapley
        .onderdelen()
        .iter()
        .flat_map(|one| one.iter())
        .collect();
    assert_eq!(parts.len(), 5);
    assert_eq!(shapley.projecties(), 32);
    let mut sums: BTreeMap<(Column, usize, usize, RulePart), i64> = BTreeMap::new();
    let orders = orders(&parts);
    for order in &orders {
        let one = Comparison::new(&a, &b, AttributionOrder::Vast(order.clone())).unwrap();
        everywhere(&one, |veld, jaar, gemeente| {
            for (index, group) in one.onderdelen().iter().enumerate() {
                let part = group.iter().next().unwrap();
                let worth = one.bijdrage(index, veld, jaar, gemeente);
                *sums.entry((veld.column, jaar, gemeente, part)).or_default() += worth.get();
            }
        });
    }
    let mut moved = 0;
    everywhere(&shapley, |veld, jaar, gemeente| {
        for (index, part) in parts.iter().enumerate() {
            let worth = shapley.bijdrage(index, veld, jaar, gemeente).get();
            let sum = sums[&(veld.column, jaar, gemeente, *part)];
            // Each of the columns that this one adds up is rounded by itself.
            let rounding = 6 * orders.len() as i64;
            assert!(
                (worth * orders.len() as i64 - sum).abs() < rounding,
                "{} {part}",
                veld.column
            );
            moved += usize::from(worth != 0);
        }
    });
    assert!(moved > 250, "only {moved} contributions say anything");
}

#[test]
fn a_part_that_changes_nothing_gets_nothing() {
    let folder = country();
    let a = model(&folder, &[]);
    // Another month, the same year: no amount of a year moves.
    let b = model(&folder, &[CHANGES[0], &["kas.verrekening_maand=9"]]);
    let vergelijking = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
    let words: Vec<String> = vergelijking
        .onderdelen()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(words, ["prijs", "reservering"]);
    everywhere(&vergelijking, |veld, jaar, gemeente| {
        assert_eq!(vergelijking.bijdrage(1, veld, jaar, gemeente), Cents::ZERO);
    });
}

#[test]
fn every_change_is_put_down_to_its_own_part() {
    let expected = [
        "prijs",
        "prijs",
        "betaalritme",
        "prestatie",
        "onderwijsroute",
        "onderwijsroute",
        "korting",
        "instrument",
        "aantallen",
        "kosten",
        "reservering",
        "incidenteel",
    ];
    let folder = country();
    let a = model(&folder, &[]);
    for (change, part) in CHANGES.iter().zip(expected) {
        let b = model(&folder, &[change]);
        let vergelijking = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
        let words: Vec<String> = vergelijking
            .onderdelen()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(words, [part], "{change:?}");
        let mut moved = false;
        everywhere(&vergelijking, |veld, jaar, gemeente| {
            moved |= vergelijking.difference(veld, jaar, gemeente) != Cents::ZERO;
        });
        assert!(moved, "{change:?} does nothing");
    }
}

#[test]
fn a_scenario_against_itself_is_empty() {
    let (a, _) = embedded("wi2021");
    let vergelijking = Comparison::new(&a, &a, AttributionOrder::Shapley).unwrap();
    assert!(vergelijking.sleutels.is_empty());
    assert!(vergelijking.onderdelen().is_empty());
    everywhere(&vergelijking, |veld, jaar, gemeente| {
        assert_eq!(vergelijking.difference(veld, jaar, gemeente), Cents::ZERO);
    });
}

/// Options may stand anywhere, and of two scenarios with one name the second gets another.
#[test]
fn scenarios_are_told_apart_wherever_they_stand() {
    let twice = ["compare", "wi2021", "--format", "csv", "wi2021"];
    let ran = spuk().args(twice).assert();
    let ran = ran.success();
    let text = String::from_utf8_lossy(&ran.get_output().stdout);
    let rows = rows(&text);
    assert!(!rows.is_empty());
    for row in &rows {
        assert_eq!(row["scenario_a"], "Geldend recht Wi2021");
        assert_eq!(row["scenario_b"], "Geldend recht Wi2021 (2)");
        assert_eq!(row["verschil"], "0.00");
    }
    let said = String::from_utf8_lossy(&ran.get_output().stderr);
    assert!(said.contains("(2): heet hier zo"), "{said}");
    let draws = ["simulate", "wi2021", "--draws", "2", "wi2021"];
    let ran = spuk().args(draws).assert();
    let ran = ran.success();
    let text = String::from_utf8_lossy(&ran.get_output().stdout);
    assert!(text.contains("Geldend recht Wi2021 (2)-Geldend"), "{text}");
}

/// What a table of the CSV does not look at is said.
#[test]
fn options_that_a_table_does_not_read_are_named() {
    let said = |arguments: &[&str]| {
        let mut command = spuk();
        command.args(["compare", "wi2021", "oud-ritme", "--format", "csv"]);
        let ran = command.args(arguments).assert().success();
        String::from_utf8_lossy(&ran.get_output().stderr).into_owned()
    };
    for (arguments, expected) in [
        (
            &[
                "--tabel",
                "sleutels",
                "--gemeente",
                "Utrecht",
                "--jaar",
                "2026",
            ][..],
            "--gemeente, --jaar",
        ),
        (
            &[
                "--tabel",
                "voorfinanciering",
                "--jaar",
                "2026",
                "--veld",
                "kas",
            ],
            "--jaar, --veld",
        ),
        (&["--tabel", "bijdrage", "--simulate", "2"], "--simulate"),
        (&["--order", "prijs,betaalritme"], "--order"),
    ] {
        let line = format!("let op: telt niet mee in deze CSV: {expected}\n");
        assert!(
            said(arguments).contains(&line),
            "{arguments:?}: {}",
            said(arguments)
        );
    }
    for arguments in [
        &[
            "--tabel",
            "bijdrage",
            "--order",
            "prijs,betaalritme",
            "--veld",
            "kas",
        ][..],
        &["--level", "provincie", "--jaar", "2026", "--simulate", "2"],
    ] {
        assert!(!said(arguments).contains("telt niet mee"), "{arguments:?}");
    }
}

/// A rhythm needs prices: without them there is no scenario in between, and
/// the two are taken as one.
#[test]
fn parts_that_only_go_together_are_one() {
    let text = |more: &str| {
        format!(
            "[scenario]\nvan = 2026\ntot = 2026\n[prognose]\n2026 = 100\n[taakstelling]\n2025 = 100\n\
             [aantallen.landelijk.asielstatushouder]\n2024 = 50\n{more}"
        )
    };
    let folder = Folder::with(&[
        (
            "a.toml",
            &text("[bedragen.2026]\ngezins_overig = 1\na = 10\nb = 5\nc = 1\n"),
        ),
        (
            "b.toml",
            &text(
                "[prijs.2026]\nleerroute = 10\noverig = 3\ngezins_overig = 1\n\
                 [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.4, 0.3, 0.3]\n",
            ),
        ),
    ]);
    let load = |name: &str| Model::load(&folder.path(name).to_string_lossy(), &[]).unwrap();
    let (a, b) = (load("a.toml"), load("b.toml"));
    let vergelijking = Comparison::new(&a, &b, AttributionOrder::Shapley).unwrap();
    let words: Vec<String> = vergelijking
        .onderdelen()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(words, ["prijs + betaalritme"]);
    everywhere(&vergelijking, |veld, jaar, gemeente| {
        let parts = contributions(&vergelijking, veld, jaar, gemeente);
        assert_eq!(
            parts.iter().sum::<Cents>(),
            vergelijking.difference(veld, jaar, gemeente)
        );
    });
}

/// In a year of which all three cohorts are known, their money is the BA.
#[test]
fn the_money_of_cohorts_is_the_ba_of_the_year() {
    // A gemeente with completions, and nobody in a cohort.
    let counts: String = (2022..=2031)
        .map(|jaar| {
            format!(
                "GM1,asielstatushouder,{jaar},100\nGM2,asielstatushouder,{jaar},0\n\
                 GM1,afgerond,{jaar},10\nGM2,afgerond,{jaar},10\n"
            )
        })
        .collect();
    let folder = Folder::with(&[
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM1,A,P,30000\nGM2,B,P,30000\n",
        ),
        ("a.csv", &format!("gm_code,groep,jaar,aantal\n{counts}")),
        (
            "scenario.toml",
            "scenario.basis = \"wi2021\"\ngemeenten.bestand = \"g.csv\"\naantallen.bestand = \"a.csv\"\n",
        ),
    ]);
    let own = folder.project().unwrap();
    assert_ne!(own.1.jaren[4].definitief.ba[1], Cents::ZERO);
    let shipped = ["wi2021", "oud-ritme"].map(|name| (name, embedded(name)));
    for (name, (model, projection)) in shipped.into_iter().chain([("own", own)]) {
        let cohorts = cohort_flows(&model, &projection);
        let years: Vec<u16> = cohorts.iter().map(|(cohort, _)| cohort.get()).collect();
        assert_eq!(years, [2024, 2025, 2026, 2027, 2028, 2029], "{name}");
        for year in &projection.jaren {
            let t = year.jaar.get();
            if !(2026..=2029).contains(&t) {
                continue;
            }
            for (gemeente, &ba) in year.definitief.ba.iter().enumerate() {
                let own = cohorts
                    .iter()
                    .filter(|(cohort, _)| (t - 2..=t).contains(&cohort.get()));
                let received = own.map(|(cohort, streams)| {
                    streams[gemeente].ontvangen[usize::from(t - cohort.get())]
                });
                assert_eq!(received.sum::<Cents>(), ba, "{name} {t}");
            }
        }
    }
}

/// `spuk compare` with these arguments.
fn compare(arguments: &[&str]) -> Command {
    let mut command = spuk();
    command.arg("compare").args(arguments);
    command
}

fn output(arguments: &[&str]) -> String {
    let ran = compare(arguments).assert().success();
    String::from_utf8(ran.get_output().stdout.clone()).unwrap()
}

/// The dip of 2026 and 2027 in the country, and its return per cohort: what a
/// cohort misses in its first two years it receives in the third.
#[test]
fn the_dip_and_its_return_are_seen() {
    let csv = output(&[
        "oud-ritme",
        "wi2021",
        "--format",
        "csv",
        "--veld",
        "uitkering_voorlopig",
    ]);
    let rows = rows(&csv);
    let difference = |jaar: &str, column: &str| -> i64 {
        let row = rows.iter().find(|row| row["jaar"] == jaar).unwrap();
        cents(&row[column])
    };
    assert_eq!(difference("2025", "verschil"), 0);
    assert!(difference("2026", "verschil") < -6_000_000_000);
    assert!(difference("2027", "verschil") < -6_000_000_000);
    assert!(difference("2030", "verschil").abs() < 20_000_000);
    let total: i64 = rows.iter().map(|row| cents(&row["verschil"])).sum();
    assert_eq!(difference("2031", "cumulatief"), total);

    let (old, before) = embedded("oud-ritme");
    let (new, after) = embedded("wi2021");
    let streams = |model: &Model, projection| -> BTreeMap<u16, Vec<i64>> {
        let cohorts = cohort_flows(model, projection).into_iter();
        let sum = |streams: Vec<spuk::internals::compare::CohortFlow>, year: usize| {
            streams
                .iter()
                .map(|one| one.ontvangen[year].get())
                .sum::<i64>()
        };
        cohorts
            .map(|(cohort, all)| {
                (
                    cohort.get(),
                    (0..3).map(|year| sum(all.clone(), year)).collect(),
                )
            })
            .collect()
    };
    let (old, new) = (streams(&old, &before), streams(&new, &after));
    let shift: Vec<i64> = (0..3)
        .map(|year| new[&2026][year] - old[&2026][year])
        .collect();
    assert!(shift[0] < -6_000_000_000, "{shift:?}");
    assert!(shift[2] > 6_000_000_000, "{shift:?}");
    // What is left is the growth of prices over two years.
    assert!(shift.iter().sum::<i64>().abs() < 500_000_000, "{shift:?}");

    // The figures that the README names, in millions: what lies idle, and how
    // long gemeenten advance, for the cohort of 2026.
    let cohort = |model: &Model, projection| {
        let cohorts = cohort_flows(model, projection).into_iter();
        let mut of_2026 = cohorts.filter(|(cohort, _)| cohort.get() == 2026);
        let (_, streams) = of_2026.next().unwrap();
        let all: Vec<usize> = (0..streams.len()).collect();
        let advance = together(&streams, &all).voorfinanciering();
        (
            advance.grootste_overschot.get() / 100_000_000,
            advance.maanden,
        )
    };
    let ((old, before), (new, after)) = (embedded("oud-ritme"), embedded("wi2021"));
    assert_eq!(cohort(&old, &before), (85, 0));
    assert_eq!(cohort(&new, &after), (23, 3));

    // What the years cut off is what the difference is made of, in whole cents.
    let all: Vec<usize> = (0..before.jaren[0].kosten.len()).collect();
    let parts = CohortReconciliation::of([(&old, &before), (&new, &after)], &all).unwrap();
    assert_eq!(
        (parts.af.get(), parts.lopend.get()),
        (1_138_222_152, -15_197_510_773)
    );
    let asked = ["--format", "csv", "--veld", "uitkering_definitief"];
    let definitief = output(&[&["oud-ritme", "wi2021"], &asked[..]].concat());
    let years = crate::common::rows(&definitief);
    let whole: i64 = years.iter().map(|row| cents(&row["verschil"])).sum();
    assert_eq!(parts.difference().get(), whole);
    let (first, last) = parts.cohorten;
    assert_eq!((first.get(), last.get()), (2030, 2031));
}

#[test]
fn csv_of_contributions_adds_up_to_csv_of_differences() {
    let arguments = ["wi2021", "korting-2028", "--set-b", "prestatie.aandeel=0.2"];
    let provincie = |tabel| {
        let mut all = arguments.to_vec();
        all.extend(["--format", "csv", "--level", "provincie", "--tabel", tabel]);
        rows(&output(&all))
    };
    let mut sums: BTreeMap<[String; 3], i64> = BTreeMap::new();
    let key =
        |row: &BTreeMap<String, String>| ["naam", "jaar", "veld"].map(|column| row[column].clone());
    for row in provincie("bijdrage") {
        *sums.entry(key(&row)).or_default() += cents(&row["bijdrage"]);
    }
    let differences = provincie("verschil");
    assert_eq!(differences.len(), 12 * 8 * 16);
    for row in differences {
        assert_eq!(sums[&key(&row)], cents(&row["verschil"]));
        assert_eq!(cents(&row["b"]) - cents(&row["a"]), cents(&row["verschil"]));
    }
}

/// Every table of the CSV is whole, and no two rows of it are about the same.
#[test]
fn every_table_of_the_csv_has_each_row_once() {
    let tables = [
        (
            "verschil",
            &["vergelijking", "code", "naam", "jaar", "veld"][..],
        ),
        (
            "bijdrage",
            &["vergelijking", "code", "naam", "jaar", "veld", "onderdeel"],
        ),
        ("voorfinanciering", &["scenario", "code", "cohort", "jaar"]),
        ("sleutels", &["vergelijking", "scenario_b", "sleutel"]),
    ];
    for (table, key) in tables {
        let csv = output(&[
            "wi2021",
            "oud-ritme",
            "korting-2028",
            "--format",
            "csv",
            "--tabel",
            table,
        ]);
        let rows = rows(&csv);
        assert!(!rows.is_empty(), "{table}");
        let keys: BTreeSet<Vec<&str>> = rows
            .iter()
            .map(|row| key.iter().map(|&column| row[column].as_str()).collect())
            .collect();
        assert_eq!(keys.len(), rows.len(), "{table}");
        let scenarios: BTreeSet<&String> = rows
            .iter()
            .flat_map(|row| ["scenario", "scenario_a", "scenario_b"].map(|name| row.get(name)))
            .flatten()
            .collect();
        assert_eq!(scenarios.len(), 3, "{table}");
    }
}

#[test]
fn a_table_as_long_as_asked_for_shows_everyone() {
    let most = usize::MAX.to_string();
    let text = output(&["wi2021", "korting-2028", "--top", &most]);
    assert!(
        text.contains("Rozendaal"),
        "the smallest gemeente but a few"
    );
}

#[test]
fn a_difference_can_be_an_error() {
    let same = "prestatie.aandeel=0.10";
    let quiet = ["wi2021", "wi2021", "--set-b", same, "--fail-if", "kas>0"];
    compare(&quiet).assert().success();
    let ran = compare(&[
        "wi2021",
        "korting-2028",
        "--fail-if",
        "uitkering_definitief<-9.9%",
    ]);
    let ran = { ran }.assert().code(1);
    let stderr = String::from_utf8(ran.get_output().stderr.clone()).unwrap();
    assert!(stderr.contains("4 van 8 cellen (landelijk)"), "{stderr}");
    assert!(
        stderr.contains("NL Nederland 2031 Uitkering definitief: € 362.991.940,00 -> €"),
        "{stderr}"
    );
    // The answer itself is written all the same.
    assert!(!ran.get_output().stdout.is_empty());
    compare(&["wi2021", "korting-2028", "--fail-if", "kas>+0"])
        .assert()
        .success();
    compare(&["wi2021", "korting-2028", "--fail-if", "kas<-1000000000"])
        .assert()
        .success();
    let one = [
        "wi2021",
        "korting-2028",
        "--gemeente",
        "Utrecht",
        "--fail-if",
        "kas>100000",
    ];
    let ran = compare(&one).assert().code(1);
    let stderr = String::from_utf8(ran.get_output().stderr.clone()).unwrap();
    assert!(stderr.contains("GM0344 Utrecht 2028 Kas"), "{stderr}");
}

#[test]
fn draws_are_those_of_a_simulation() {
    let draws = ["--draws", "40", "--seed", "7", "--format", "csv"];
    let mut command = spuk();
    let ran = command
        .args(["simulate", "wi2021", "korting-2028"])
        .args(draws)
        .assert()
        .success();
    let simulated = rows(&String::from_utf8(ran.get_output().stdout.clone()).unwrap());
    let arguments = [
        "wi2021",
        "korting-2028",
        "--simulate",
        "40",
        "--seed",
        "7",
        "--format",
        "csv",
    ];
    let mut gemeenten = arguments.to_vec();
    gemeenten.extend(["--level", "gemeente", "--veld", "kas", "--jaar", "2029"]);
    let mut seen = 0;
    for row in rows(&output(&gemeenten)) {
        let same = simulated.iter().find(|other| {
            other["scenario"].contains('-')
                && other["scenario"].starts_with("Korting")
                && other["scenario"].ends_with("Wi2021")
                && other["code"] == row["code"]
                && other["jaar"] == row["jaar"]
                && other["veld"] == "kas"
        });
        let same = same.expect("the simulation has every gemeente");
        for column in ["p5", "p50", "p95"] {
            assert_eq!(row[column], same[column], "{} {column}", row["code"]);
        }
        let lower: f64 = row["kans_lager"].parse().unwrap();
        assert!((0.0..=1.0).contains(&lower));
        assert!(cents(&same["max"]) >= 0 || lower == 1.0);
        seen += 1;
    }
    assert_eq!(seen, 342);
}

/// A gemeente may be called as the country is: it has its own draws all the same.
#[test]
fn draws_are_told_apart_by_what_they_are_of() {
    let folder = Folder::with(&[
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM1,Groot,P,900000\nNL,Klein,P,10000\n",
        ),
        (
            "scenario.toml",
            "[scenario]\nbasis = \"wi2021\"\ntot = 2027\n[gemeenten]\nbestand = \"g.csv\"\n",
        ),
    ]);
    let path = folder.path("scenario.toml");
    let path = path.to_string_lossy();
    let pair = [&*path, &*path, "--set-b", "bedragen.2026.a=9000"];
    let drawn = ["--simulate", "20", "--jaar", "2026", "--veld", "kas"];
    let middle = |level: &str| {
        let form = ["--level", level, "--format", "csv"];
        let text = output(&[&pair[..], &drawn, &form].concat());
        let found = rows(&text).into_iter().find(|row| row["code"] == "NL");
        cents(&found.expect("a row of NL")["p50"])
    };
    assert!(middle("gemeente") * 10 < middle("landelijk"));
}

#[test]
fn the_receipts_of_a_comparison_name_its_draws() {
    let pair = [
        "wi2021",
        "korting-2028",
        "--format",
        "json",
        "--jaar",
        "2028",
    ];
    let receipts = |more: &[&str]| -> Vec<serde_json::Value> {
        let text = output(&[&pair[..], more].concat());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        json["vergelijkingen"][0]["ontvangstbewijzen"]
            .as_array()
            .unwrap()
            .clone()
    };
    for receipt in receipts(&["--simulate", "2", "--seed", "7"]) {
        assert_eq!(
            (&receipt["zaad"], &receipt["trekkingen"]),
            (&7.into(), &2.into())
        );
    }
    assert!(
        receipts(&[])
            .iter()
            .all(|receipt| receipt["zaad"].is_null())
    );
}

/// A simulation keeps the draws of one gemeente, of no sum of some, and of some columns.
#[test]
fn a_table_shows_draws_where_they_are_kept_and_says_where_they_are_not() {
    let by_year = |more: &[&str]| {
        let pair = ["wi2021", "oud-ritme", "--simulate", "3", "--jaar", "2026"];
        let text = output(&[&pair[..], more].concat());
        let (_, rest) = text.split_once("\nPer jaar\n").expect("a table by year");
        let (table, _) = rest.split_once("\nWaarom").expect("the next table");
        table.to_owned()
    };
    let draws = |table: &str| (table.contains(" P95 "), table.contains("trekkingen lager "));
    for level in ["landelijk", "provincie", "gemeente"] {
        let one = by_year(&["--gemeente", "Utrecht", "--veld", "kas", "--level", level]);
        assert_eq!(draws(&one), (true, true), "{one}");
    }
    let two = by_year(&["--gemeente", "Utrecht", "--gemeente", "Zwolle"]);
    assert_eq!(draws(&two), (false, false), "{two}");
    assert!(
        two.ends_with("niet van een som van gekozen gemeenten.\n"),
        "{two}"
    );
    let reserve = by_year(&["--veld", "kas", "--veld", "reserve"]);
    assert_eq!(draws(&reserve), (true, true), "{reserve}");
    assert!(
        reserve.ends_with("bewaart ze niet, van: Reserve.\n"),
        "{reserve}"
    );
}

#[test]
fn the_receipt_of_a_table_is_in_its_language() {
    let last = |lang: &str| {
        let text = output(&["wi2021", "oud-ritme", "--simulate", "3", "--lang", lang]);
        text.lines().last().expect("a receipt").to_owned()
    };
    let (nl, en) = (last("nl"), last("en"));
    assert!(
        nl.contains(" · invoer ") && nl.contains(" · zaad 100, 3 trekkingen · "),
        "{nl}"
    );
    assert!(
        en.contains(" · input ") && en.contains(" · seed 100, 3 draws · "),
        "{en}"
    );
}

/// What a reader should know holds for one of the scenarios, or for both.
#[test]
fn doubts_are_said_once_with_whom_they_are_about() {
    let doubts = |arguments: &[&str]| {
        let ran = compare(arguments).assert().success();
        String::from_utf8(ran.get_output().stderr.clone()).unwrap()
    };
    let pair = ["wi2021", "oud-ritme"];
    let dead = "zonder gevolg in deze projectie: prognose.2060";
    let of_one = doubts(&[&pair[..], &["--set-b", "prognose.2060=1"]].concat());
    let expected = format!("let op: Oud betaalritme 61/31/8 met prognose.2060=1: {dead}\n");
    assert_eq!(of_one, expected);
    let of_both = doubts(&[&pair[..], &["--set", "prognose.2060=1"]].concat());
    assert_eq!(of_both, format!("let op: {dead}\n"));
    let in_english = doubts(&[&pair[..], &["--set-b", "prognose.2060=1", "--lang", "en"]].concat());
    assert_eq!(
        in_english,
        "note: Oud betaalritme 61/31/8 met prognose.2060=1: \
         without effect in this projection: prognose.2060\n"
    );
}

fn refused(arguments: &[&str]) -> String {
    let ran = compare(arguments).assert().code(2).stdout("");
    String::from_utf8(ran.get_output().stderr.clone()).unwrap()
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = country();
    let path = folder.path("scenario.toml");
    let path = path.to_string_lossy();
    for (arguments, expected) in [
        (vec!["wi2021"], "er ontbreekt <B>"),
        (vec!["wi2021", &*path], "heeft andere gemeenten dan"),
        (
            vec!["wi2021", "wi2021", "--set-b", "scenario.tot=2030"],
            "loopt van 2024 tot en met 2030",
        ),
        (
            vec!["wi2021", "oud-ritme", "--order", "prijz"],
            "bedoelt u prijs?",
        ),
        (
            vec!["wi2021", "oud-ritme", "--order", "prijs,prijs"],
            "staat twee keer in --order",
        ),
        (
            vec!["wi2021", "oud-ritme", "--veld", "cash"],
            "is geen bedrag van een projectie",
        ),
        (
            vec!["wi2021", "oud-ritme", "--fail-if", "kas=3"],
            "is geen voorwaarde",
        ),
        (
            vec!["wi2021", "oud-ritme", "--fail-if", "kas<3"],
            "is geen voorwaarde",
        ),
        (vec!["wi2021", "oud-ritme", "--simulate", "0"], "0"),
    ] {
        let message = refused(&arguments);
        assert!(message.contains(expected), "{arguments:?}: {message}");
    }
}

/// `0.10` and `0.1` are one number, and no difference between scenarios.
#[test]
fn a_number_written_otherwise_is_no_other_key() {
    let differences = |setting: &str| {
        let (a, b) = (
            Model::load("wi2021", &[]),
            Model::load("wi2021", &[setting.to_owned()]),
        );
        let keys = key_differences(&a.unwrap(), &b.unwrap());
        keys.iter().filter(|key| key.other_value()).count()
    };
    assert_eq!(differences("prestatie.aandeel=0.1"), 0);
    assert_eq!(differences("prestatie.aandeel=\"0.100\""), 0);
    assert_eq!(differences("prestatie.aandeel=0.11"), 1);
}

/// Only money that comes is won or lost.
#[test]
fn a_larger_deficit_is_no_gain() {
    for veld in ["tekort", "kosten", "saldo"] {
        let text = output(&["oud-ritme", "wi2021", "--veld", veld]);
        for word in ["winst", "wint", "krijg", "()"] {
            assert!(!text.contains(word), "{veld}: {word}");
        }
        assert!(text.contains("Grootste stijging") && text.contains("Grootste daling"));
    }
    let text = output(&["oud-ritme", "wi2021", "--veld", "tekort"]);
    assert!(text.contains("Tekort eind 2031: A € 0,00, B € 20.645.171,67, verschil"));
    assert!(
        text.contains("In B hoger bij 341 gemeenten, lager bij 0"),
        "{text}"
    );
    let gain = output(&["wi2021", "oud-ritme", "--gemeente", "Utrecht"]);
    assert!(
        gain.contains("1 gemeente krijgt in B meer, 0 minder"),
        "{gain}"
    );
}

#[test]
fn every_scenario_has_a_letter_of_its_own() {
    let text = output(&["oud-ritme", "wi2021", "korting-2028"]);
    let (first, second) = text
        .split_once("\nC = Korting doorberekend vanaf 2028")
        .unwrap();
    assert!(first.contains("\nB = Geldend recht Wi2021") && !first.contains("C 2026"));
    for wanted in ["krijgen in C meer", "\n   C  ", "\n    C  ", "\n C 2026"] {
        assert!(second.contains(wanted), "{wanted}");
    }
    let words = |line: &str| {
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let is_head = |line: &str| words(line).windows(2).any(|pair| pair == ["A", "C"]);
    assert!(second.lines().any(is_head), "{second}");
    assert!(!second.contains("\n B 2026") && !second.contains("in B "));
}

/// People are spread by inhabitants, so whole people decide who gains.
#[test]
fn gains_that_are_rounding_are_said_to_be() {
    let text = output(&["zonder-prestatie", "wi2021"]);
    assert!(
        text.contains("is hier afronding op hele personen"),
        "{text}"
    );
    assert!(text.contains("43 (nagenoeg) hetzelfde"), "{text}");
    let real = output(&["oud-ritme", "wi2021"]);
    assert!(!real.contains("afronding op hele personen"));
}

/// A unit in which the largest figure is more than nothing.
#[test]
fn amounts_are_in_a_unit_that_shows_them() {
    let text = output(&["zonder-prestatie", "wi2021"]);
    let (_, why) = text.split_once("\nWaarom").unwrap();
    assert!(why.lines().nth(1).unwrap().contains("hele euro's"), "{why}");
    assert!(why.contains("verschil (€)"), "{why}");
    let text = output(&["oud-ritme", "wi2021"]);
    let (_, why) = text.split_once("\nWaarom").unwrap();
    assert!(why.lines().nth(1).unwrap().contains("miljoenen euro's"));
    assert!(why.contains("verschil (mln)"));
}

#[test]
fn a_total_says_of_which_years_it_is() {
    let text = output(&["oud-ritme", "wi2021", "--jaar", "2026"]);
    for wanted in ["samen 2026", "opgeteld vanaf 2024", "verschil, 2024-2031"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!output(&["oud-ritme", "wi2021"]).contains("samen 2024"));
}

#[test]
fn what_is_not_stated_may_be_derived_and_a_name_has_no_source() {
    let set = [
        "wi2021",
        "wi2021",
        "--set-b",
        "bedragen.2027.gezins_overig=800",
    ];
    let text = output(&set);
    assert!(text.contains("    A  € 720,85 (afgeleid)\n"), "{text}");
    let csv = output(&[
        "oud-ritme",
        "wi2021",
        "--format",
        "csv",
        "--tabel",
        "sleutels",
    ]);
    let rows = rows(&csv);
    let row = |key: &str| rows.iter().find(|row| row["sleutel"] == key).unwrap();
    assert_eq!(row("scenario.naam")["a_status"], "");
    assert_eq!(row("scenario.naam")["a_bron"], "");
    assert_eq!(row("bedragen.2026.gebruik")["a_status"], "aanname");
    let english = output(&["oud-ritme", "wi2021", "--lang", "en"]);
    let named = "afgeleid (assumption: no source named in oud-ritme.toml; oud-ritme.toml:20)";
    assert!(english.contains(named), "{english}");
}

/// What is said beside the output is in the output that a program reads too.
#[test]
fn remarks_are_in_the_json() {
    let dead = "zonder gevolg in deze projectie: prognose.2060";
    let json = output(&[
        "wi2021",
        "oud-ritme",
        "--set-b",
        "prognose.2060=1",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let remarks = &json["vergelijkingen"][0]["opmerkingen"];
    assert_eq!(remarks["a"], serde_json::json!([]));
    assert_eq!(remarks["b"], serde_json::json!([dead]));
    let mut run = spuk();
    run.args(["run", "--set", "prognose.2060=1", "--format", "json"]);
    let run = run.assert().success().get_output().stdout.clone();
    let run: serde_json::Value = serde_json::from_slice(&run).unwrap();
    assert_eq!(run["opmerkingen"], serde_json::json!([dead]));
}

/// The total of a fondsuitkering is that of one year: not of one in between.
#[test]
fn a_reference_year_between_two_rhythms_is_doubted() {
    let doubt = |arguments: &[&str]| {
        let ran = compare(arguments).assert().success();
        let stderr = String::from_utf8(ran.get_output().stderr.clone()).unwrap();
        stderr.contains("ligt in de overgang van betaalritme")
    };
    let pair = ["wi2021", "fondsuitkering-2028"];
    assert!(doubt(&pair));
    assert!(!doubt(
        &[&pair[..], &["--set-b", "instrument.referentiejaar=2025"]].concat()
    ));
}

/// What is laid over a scenario is in its name: it no longer is what its file says.
#[test]
fn what_is_laid_over_both_is_in_both_names() {
    let text = output(&["wi2021", "oud-ritme", "--set", "kas.verrekening_maand=7"]);
    for name in ["Geldend recht Wi2021", "Oud betaalritme 61/31/8"] {
        let named = format!("{name} met kas.verrekening_maand=7");
        assert!(text.contains(&named), "{text}");
    }
}
