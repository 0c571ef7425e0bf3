//! Which part of the rules a difference is put down to, held against all orders of change.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::subsequence;
use spuk::internals::columns::Column;
use spuk::internals::compare::{AttributionOrder, Comparison, MoneyColumn, RulePart, cohort_flows};
use spuk::internals::exact::money::Cents;
use spuk::internals::model::Model;

use super::{CHANGES, country, everywhere, model};
use crate::common::{Folder, cents, embedded, rows, spuk};

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

/// The part that changes first is worth what a scenario with its change alone differs, and the
/// other what is left: every amount of such a scenario is from the side that its part is from.
#[test]
fn the_first_change_of_two_is_worth_what_it_does_alone() {
    let folder = country();
    let a = model(&folder, &[]);
    // Who derives an amount says so for the parts that it follows from, all at once.
    let derives = |change: &&[&str]| change.iter().any(|one| one.contains("gebruik"));
    let changes = CHANGES.into_iter().filter(|it| !derives(it));
    let models: Vec<_> = changes.map(|it| (it, model(&folder, &[it]))).collect();
    let alone = models.iter().map(|(change, b)| {
        let alone = Comparison::new(&a, b, AttributionOrder::Shapley).unwrap();
        let part = alone.onderdelen()[0].iter().next().expect("a part");
        (*change, part, alone)
    });
    let alone: Vec<_> = alone.collect();
    let mut held = 0;
    for (place, first) in alone.iter().enumerate() {
        for second in &alone[place + 1..] {
            if first.1 == second.1 {
                continue;
            }
            let b = model(&folder, &[first.0, second.0]);
            for (first, second) in [(first, second), (second, first)] {
                let order = [first.1, second.1];
                let rest = RulePart::ALL.into_iter();
                let rest = rest.filter(|part| !order.contains(part));
                let all = AttributionOrder::Vast(order.into_iter().chain(rest).collect());
                let both = Comparison::new(&a, &b, all).unwrap();
                let mut parts = both.onderdelen().iter();
                // Parts that only go together have no first.
                let Some(part) = parts.position(|part| part.iter().eq([order[0]])) else {
                    continue;
                };
                everywhere(&both, |veld, jaar, gemeente| {
                    let worth = both.bijdrage(part, veld, jaar, gemeente);
                    let difference = first.2.difference(veld, jaar, gemeente);
                    assert_eq!(worth, difference, "{} {order:?}", veld.column);
                });
                held += 1;
            }
        }
    }
    assert!(held > 70, "{held}");
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

/// Costs per leerroute need shares of the leerroutes: where one scenario has neither, no
/// scenario in between has the costs alone.
#[test]
fn costs_and_the_shares_that_they_need_are_one_part() {
    let first = "[scenario]\nnaam = \"kaal\"\nvan = 2026\ntot = 2026\n\
        [bedragen.2026]\ngezins_overig = 700\na = 6000\nb = 4700\nc = 1100\n\
        [prognose]\n2026 = 30000\n[taakstelling]\n2025 = 30000\n\
        [aantallen.landelijk.asielstatushouder]\n2024 = 20000\n2025 = 20000\n2026 = 20000\n\
        [aantallen.landelijk.afgerond]\n2022 = 100\n2023 = 100\n2024 = 100\n";
    let route = |key: &str| format!("[kosten.leerroute.{key}]\nbedrag = 9000\nritme = [1]\n");
    let routes: String = ["B1", "onderwijs", "Z"].map(route).concat();
    let second = format!(
        "[scenario]\nnaam = \"duur\"\nbasis = \"kaal.toml\"\n{routes}\
         [kosten.begeleiding]\nbedrag = 500\nritme = [1]\n\
         [leerroute.asielstatushouder]\nB1 = 0.5\nonderwijs = 0.2\nZ = 0.3\n"
    );
    let folder = Folder::with(&[("kaal.toml", first), ("duur.toml", &second)]);
    for order in [&[][..], &["--order", "kosten,aantallen"]] {
        let asked = ["compare", "kaal.toml", "duur.toml", "--tabel", "bijdrage"];
        let form = ["--veld", "kosten", "--format", "csv"];
        let call = [&asked[..], &form, order].concat();
        let done = folder.spuk(&call).output().unwrap();
        assert!(done.status.success(), "{call:?}");
        let parts = rows(&String::from_utf8(done.stdout).unwrap());
        let parts: Vec<(&str, i64)> = parts
            .iter()
            .map(|row| (row["onderdeel"].as_str(), cents(&row["bijdrage"])))
            .collect();
        assert_eq!(
            parts,
            [("aantallen + kosten", 20_000 * 950_000)],
            "{order:?}"
        );
    }
}
