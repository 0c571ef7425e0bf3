//! Of whom and of what a sensitivity is asked: each held against separate runs.

use super::{called, law_until, refused};
use crate::common::{Folder, cents, rows};

const KEY: &str = "kosten.begeleiding.bedrag";

/// The row of a factor, of a call with these arguments more.
fn row(folder: &Folder, key: &str, more: &[&str]) -> std::collections::BTreeMap<String, String> {
    let arguments = [&["sensitivity", "s.toml", "--format", "csv"], more].concat();
    let all = rows(&called(folder, &arguments).0);
    let found = all.into_iter().find(|row| row["sleutel"] == key);
    found
        .unwrap_or_else(|| panic!("{key}"))
        .into_iter()
        .collect()
}

/// A column of every gemeente in a run, in cents, by gm_code.
fn run(folder: &Folder, setting: &str, column: &str, more: &[&str]) -> Vec<(String, i64)> {
    let arguments = [
        &[
            "run", "s.toml", "--level", "gemeente", "--format", "csv", "--set", setting,
        ],
        more,
    ]
    .concat();
    let all = rows(&called(folder, &arguments).0);
    let own = all.iter();
    own.map(|row| (row["gm_code"].clone(), cents(&row[column])))
        .collect()
}

#[test]
fn a_gemeente_and_a_size_class_move_as_runs_of_them_do() {
    let folder = law_until(2027);
    let of = ["--veld", "kosten", "--jaar", "2027"];
    let known = row(&folder, KEY, &of);
    let amounts = run(
        &folder,
        &format!("{KEY}={}", known["hoog"]),
        "kosten",
        &["--jaar", "2027"],
    );
    let (code, own) = amounts[0].clone();
    let one = row(&folder, KEY, &[&of[..], &["--gemeente", &code]].concat());
    assert_eq!(cents(&one["uitkomst_hoog"]), own);
    let inhabitants = rows(&folder.read("gemeenten.csv"));
    let year = inhabitants[0]
        .keys()
        .find(|key| key.starts_with("inwoners_"));
    let year = year.expect("a column of inhabitants").clone();
    let mut counts: Vec<i64> = inhabitants
        .iter()
        .map(|row| row[&year].parse().unwrap())
        .collect();
    counts.sort_unstable();
    let class = format!("{}-", counts[1]);
    let some = row(&folder, KEY, &[&of[..], &["--inwoners", &class]].concat());
    let members = inhabitants
        .iter()
        .filter(|row| row[&year].parse::<i64>().unwrap() >= counts[1]);
    let members: Vec<&str> = members.map(|row| row["gm_code"].as_str()).collect();
    let sum: i64 = amounts
        .iter()
        .filter(|(code, _)| members.contains(&code.as_str()))
        .map(|(_, amount)| amount)
        .sum();
    assert!(members.len() < amounts.len() && !members.is_empty());
    assert_eq!(cents(&some["uitkomst_hoog"]), sum);
    assert_ne!(some["uitkomst_hoog"], some["uitkomst"]);
}

#[test]
fn a_size_that_the_gemeente_has_not_is_said_of_that_gemeente() {
    let folder = Folder::with_basis();
    let said = |class: &str, gemeenten: &[&str]| {
        let mut call = vec!["sensitivity", "basis.toml", "--inwoners", class];
        for gemeente in gemeenten {
            call.extend(["--gemeente", gemeente]);
        }
        refused(&folder, &call)
    };
    let one = said("40000-60000", &["Kleinstad"]);
    assert!(
        one.contains("Kleinstad heeft 30250 inwoners, en geen 40000-60000"),
        "{one}"
    );
    let both = said("40000-60000", &["Kleinstad", "Grootveen"]);
    assert!(
        both.contains("geen van de gevraagde gemeenten heeft 40000-60000"),
        "{both}"
    );
    let nobody = said("40000-60000", &[]);
    assert!(
        nobody.contains("geen gemeente heeft 40000-60000 inwoners"),
        "{nobody}"
    );
}

#[test]
fn a_chance_and_a_quantile_are_those_of_the_draws_themselves() {
    let folder = law_until(2027);
    let key = "index.2027";
    let of = [
        "--veld",
        "uitkering_definitief",
        "--jaar",
        "2027",
        "--draws",
        "4",
    ];
    let quantile = row(&folder, key, &[&of[..], &["--kwantiel", "0.75"]].concat());
    let setting = format!("{key}={}", quantile["hoog"]);
    let mut drawn: Vec<i64> = (0..4)
        .map(|draw| {
            let draw = draw.to_string();
            let own = run(
                &folder,
                &setting,
                "uitkering_definitief",
                &["--jaar", "2027", "--draw", &draw],
            );
            own.iter().map(|(_, amount)| amount).sum()
        })
        .collect();
    drawn.sort_unstable();
    assert_eq!(
        cents(&quantile["uitkomst_hoog"]),
        drawn[2],
        "the third of four"
    );
    let bound = format!(">{}.{:02}", drawn[1] / 100, drawn[1] % 100);
    let chance = row(&folder, key, &[&of[..], &["--kans-op", &bound]].concat());
    assert_eq!(chance["uitkomst_hoog"], "0.500000");
}

#[test]
fn law_and_assumptions_are_told_apart() {
    let folder = law_until(2027);
    let rhythm = row(&folder, "betaalritme.1.totaal", &[]);
    assert_eq!(rhythm["aard"], "vastgesteld");
    assert_eq!(row(&folder, "index", &[])["aard"], "onzeker");
    let text = called(&folder, &["sensitivity", "s.toml"]).0;
    let (table, behind) = text.split_once("Niet in de tabel: ").expect(&text);
    assert!(!table.contains("betaalritme"), "{table}");
    assert!(behind.contains("--alles"), "{behind}");
    let all = called(&folder, &["sensitivity", "s.toml", "--alles", "--top", "0"]).0;
    let (open, settled) = all.split_once("Wat vastligt").expect(&all);
    assert!(
        !open.contains("betaalritme") && settled.contains("betaalritme"),
        "{all}"
    );
}

#[test]
fn what_does_nothing_is_counted_by_kind_and_named_on_request() {
    let folder = law_until(2027);
    let text = called(&folder, &["sensitivity", "s.toml"]).0;
    assert!(text.contains("Zonder effect hierop: "), "{text}");
    assert!(!text.contains("pip.asielstatushouder"), "{text}");
    let named = called(&folder, &["sensitivity", "s.toml", "--zonder-effect"]).0;
    assert!(named.contains("pip.asielstatushouder"), "{named}");
    assert!(
        text.trim_end()
            .lines()
            .rev()
            .take(6)
            .any(|line| line.starts_with("Vraag na: ")),
        "{text}"
    );
}

#[test]
fn the_points_of_a_design_are_written_with_their_answers() {
    let folder = law_until(2027);
    for (method, rows_each) in [("sobol", 2), ("morris", 1)] {
        let file = format!("{method}.csv");
        let csv = called(
            &folder,
            &[
                "sensitivity",
                "s.toml",
                "--methode",
                method,
                "--draws",
                "8",
                "--punten",
                &file,
                "--format",
                "csv",
            ],
        )
        .0;
        let factors = rows(&csv).len();
        let points = rows(&folder.read(&file));
        assert_eq!(points.len(), 8 * (factors + rows_each), "{method}");
        assert_eq!(points[0].len(), factors + 3);
        assert_eq!(points[0]["rij"], "A");
    }
    let mut refused = folder.spuk(&[
        "sensitivity",
        "s.toml",
        "--methode",
        "een",
        "--punten",
        "x.csv",
    ]);
    assert_eq!(refused.output().unwrap().status.code(), Some(2));
    assert!(!folder.path("x.csv").exists());
}

/// What one of two scenarios states without a range is taken for known there: the difference
/// moves as the other alone does, whichever is named first.
#[test]
fn a_range_in_one_of_two_scenarios_is_moved_over_in_that_one_alone() {
    let folder = law_until(2027);
    let head = folder.read("s.toml");
    let known = "bedrag = { waarde = 3_400, bron = \"besluit\", status = \"gepubliceerd\" }";
    folder.write("t.toml", format!("{head}[kosten.begeleiding]\n{known}\n"));
    let key = "kosten.begeleiding.bedrag";
    let more = ["--veld", "kosten", "--jaar", "2027"];
    let row = |scenarios: &[&str], method: &[&str]| {
        let arguments = [
            &["sensitivity"],
            scenarios,
            &more,
            method,
            &["--format", "csv"],
        ]
        .concat();
        let found = rows(&called(&folder, &arguments).0);
        found.into_iter().find(|row| row["sleutel"] == key)
    };
    let alone = row(&["s.toml"], &[]).expect(key);
    assert_eq!(alone["beweging"], "bereik");
    assert_ne!(alone["zwaai"], "0.00");
    for both in [["s.toml", "t.toml"], ["t.toml", "s.toml"]] {
        let together = row(&both, &[]).expect(key);
        for column in ["beweging", "laag", "waarde", "hoog", "zwaai", "status"] {
            assert_eq!(together[column], alone[column], "{column} of {both:?}");
        }
        let part = row(&both, &["--methode", "sobol", "--draws", "16"]).expect(key);
        let first: f64 = part["eerste_orde"].parse().unwrap();
        assert!(first > 0.99, "all that differs between the two: {part:?}");
    }
    // A step moves what is known as well: the same in both.
    let stepped = row(&["s.toml", "t.toml"], &["--stap", "10%"]).expect(key);
    assert_eq!(stepped["geen_effect"], "beide-gelijk");
}

fn incidenteel(years: &str) -> String {
    format!(
        "[[incidenteel]]\nnaam = \"tolken\"\nverdeelsleutel = \"inwoners\"\nbron = \"brief\"\n\
         status = \"aanname\"\nbedrag = {{ {years} }}\n"
    )
}

/// A figure that is one of a series in one scenario and alone in the other moves with the
/// series in both: it is in a row of the whole, whichever scenario is named first.
#[test]
fn a_figure_alone_in_one_scenario_moves_with_the_series_of_the_other() {
    let folder = law_until(2027);
    let head = folder.read("s.toml");
    folder.write(
        "many.toml",
        head.clone() + &incidenteel("2026 = 800_000, 2027 = 400_000"),
    );
    folder.write("one.toml", head + &incidenteel("2026 = 100_000"));
    let asked = [
        "--veld",
        "incidenteel",
        "--jaar",
        "2026-2027",
        "--stap",
        "10%",
    ];
    for both in [["many.toml", "one.toml"], ["one.toml", "many.toml"]] {
        let arguments = [&["sensitivity"], &both[..], &asked, &["--format", "csv"]].concat();
        let found = rows(&called(&folder, &arguments).0);
        // A tenth up and down of what the two differ by: 800 and 400 thousand, less 100.
        let own: Vec<_> = found
            .iter()
            .filter(|row| row["zwaai"] == "220000.00")
            .collect();
        let [whole] = own[..] else {
            panic!("{both:?}: {own:?}");
        };
        assert_eq!([&whole["soort"], &whole["deel_van"]], ["reeks", ""]);
        let key = format!("{}.2026", whole["sleutel"]);
        let part = found
            .iter()
            .find(|row| row["sleutel"] == key)
            .expect("the year");
        assert_eq!(part["deel_van"], whole["sleutel"]);
        assert_eq!(part["zwaai"], "140000.00");
        let shares: f64 = found
            .iter()
            .filter_map(|row| row["aandeel"].parse::<f64>().ok())
            .sum();
        assert!(
            shares <= 2.0001,
            "of what is open and of what is settled: {shares}"
        );
    }
}

/// What one scenario assumes over what the other has as published can turn out otherwise.
#[test]
fn a_published_figure_that_a_plan_assumes_is_open_whichever_is_named_first() {
    let folder = law_until(2027);
    let head = folder.read("s.toml") + "[bedragen.2026]\ngebruik = \"afgeleid\"\n";
    folder.write("law.toml", head.clone());
    let own =
        "[prijs.2026]\nleerroute = { waarde = 13_000, bron = \"plan\", status = \"aanname\" }\n";
    folder.write("plan.toml", head + own);
    let of = |both: [&str; 2]| {
        let asked = ["--jaar", "2027", "--format", "csv"];
        let found = rows(&called(&folder, &[&["sensitivity"], &both[..], &asked].concat()).0);
        let row = found
            .into_iter()
            .find(|row| row["sleutel"] == "prijs.2026.leerroute");
        let row = row.expect("the price");
        ["aard", "status", "bron", "waarde", "zwaai", "aandeel"].map(|it| row[it].clone())
    };
    let first = of(["law.toml", "plan.toml"]);
    assert_eq!(first[..4], ["onzeker", "aanname", "plan", "13000"]);
    assert_eq!(first, of(["plan.toml", "law.toml"]));
}
