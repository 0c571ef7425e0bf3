//! A comparison adds up: what the parts of the rules are worth is the whole
//! difference, for every gemeente, year and column, to the cent.

mod attribution;
mod division;
mod draws;
mod effects;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use assert_cmd::Command;
use spuk::internals::compare::{
    CohortReconciliation, Comparison, MoneyColumn, cohort_flows, together,
};
use spuk::internals::model::Model;

use crate::common::{Folder, cents, embedded, law, rows, spuk};

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
    let model = folder.load_with("scenario.toml", &changes.concat());
    model.unwrap_or_else(|error| panic!("{error}"))
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
    // Cohorts grow until 2029; from then on both rhythms pay the same in a year.
    let years = ["2027", "2028", "2029", "2030", "2031"];
    let later = years.map(|jaar| difference(jaar, "verschil").abs());
    assert!(later[1] < later[0] / 10 && later.is_sorted_by(|before, after| before > after));
    assert!(later[4] < 100_000, "{later:?}");
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
    assert_eq!(cohort(&old, &before), (83, 0));
    assert_eq!(cohort(&new, &after), (22, 3));

    // What the years cut off is what the difference is made of, in whole cents.
    let all: Vec<usize> = (0..before.jaren[0].kosten.len()).collect();
    let parts = CohortReconciliation::of([(&old, &before), (&new, &after)], &all).unwrap();
    assert_eq!(
        (parts.af.get(), parts.lopend.get()),
        (1_126_622_619, -15_197_510_658)
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

/// A figure that is put into a list of the law is no figure of the law.
#[test]
fn a_list_with_a_figure_of_ones_own_has_that_source() {
    for (settings, key) in [
        (
            &["betaalritme.1.totaal.0=0.35", "betaalritme.1.totaal.2=0.35"][..],
            "betaalritme.1.totaal",
        ),
        (
            &["traject.asielstatushouder.B1.3=0.18"][..],
            "traject.asielstatushouder.B1",
        ),
    ] {
        let mut arguments = vec!["wi2021", "wi2021", "--format", "json"];
        arguments.extend(settings.iter().flat_map(|setting| ["--set-b", setting]));
        let said: serde_json::Value = serde_json::from_str(&output(&arguments)).unwrap();
        let keys = said["vergelijkingen"][0]["sleutels"].as_array().unwrap();
        let own = keys.iter().find(|one| one["sleutel"] == key).unwrap();
        assert_eq!(own["b"]["status"], "aanname", "{own}");
        assert_eq!(own["b"]["bron"], "geen bron genoemd in --set", "{own}");
        assert_ne!(own["a"]["bron"], own["b"]["bron"]);
    }
}

/// A list that a later year was laid over is the same list as before.
#[test]
fn a_year_over_a_list_is_the_only_key_that_differs() {
    let year = "huisvesting.overige_migrant.2028=[0.4, 0.6]";
    let list = "huisvesting.gezinsmigrant=[0.9, 0.1]";
    let differing = |a: &Model, b: &Model| {
        let compared = Comparison::new(a, b, Default::default()).unwrap();
        let keys = compared.sleutels.iter().map(|one| one.pad.clone());
        keys.collect::<Vec<_>>()
    };
    let (first, later) = (law(&[]), law(&[year]));
    assert_eq!(
        differing(&first, &later),
        ["huisvesting.overige_migrant.2028"]
    );
    assert_eq!(
        differing(&later, &first),
        ["huisvesting.overige_migrant.2028"]
    );
    let both = law(&[list, "huisvesting.gezinsmigrant.2029=[1]"]);
    assert_eq!(
        differing(&first, &both),
        [
            "huisvesting.gezinsmigrant.2000",
            "huisvesting.gezinsmigrant.2029"
        ]
    );
}
