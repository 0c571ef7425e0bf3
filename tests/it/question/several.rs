//! Several goals and several keys at once: held against every value of a grid, and against a
//! run of what is written.

use spuk::internals::columns::Column;
use spuk::internals::model::Model;

use super::{called, in_cents, json, law_until};
use crate::common::{Folder, cents, rows};

/// Both keys of 2026, and two goals that bind on different sides.
const KEYS: [&str; 2] = ["bedragen.2026.a", "bedragen.2026.gezins_overig"];

fn asked<'a>(goals: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["solve", "basis.toml", "--jaar", "2026"];
    for key in KEYS {
        all.extend(["--varieer", key]);
    }
    for goal in goals {
        all.extend(["--doel", goal]);
    }
    all.extend(more);
    all
}

/// What both keys are, and the definitieve uitkering with others: as a run says.
struct Plane {
    model: Model,
    own: [f64; 2],
}

impl Plane {
    fn of(folder: &Folder) -> Self {
        let model = Model::load(&folder.path("basis.toml").to_string_lossy(), &[]).unwrap();
        let answer = json(folder, &asked(&["kas>=0"], &["--wijze", "kleinste"]));
        let is = answer["regels"][0]["is"].as_str().unwrap().to_owned();
        let own = is.split(", ").map(|one| one.split_once('=').unwrap().1);
        let own: Vec<f64> = own.map(|digits| digits.parse().unwrap()).collect();
        Self {
            model,
            own: [own[0], own[1]],
        }
    }

    fn at(&self, column: Column, values: [f64; 2]) -> i64 {
        let settings = KEYS.iter().zip(values);
        let settings = settings.map(|(key, value)| format!("{key}={value:.2}"));
        let model = self.model.with(&settings.collect::<Vec<_>>()).unwrap();
        let jaar = model.scenario.tables().scenario.tot;
        model.project().unwrap().national(column, jaar).unwrap()
    }

    /// The sum of the squares of how far both moved, in parts of what they are.
    fn change(&self, values: [f64; 2]) -> f64 {
        let parts = values.iter().zip(self.own);
        parts.map(|(to, is)| (to / is - 1.0).powi(2)).sum()
    }
}

fn answered(answer: &serde_json::Value) -> [f64; 2] {
    let settings = answer["instellingen"].as_array().unwrap();
    let value = |at: usize| {
        let setting = settings[at].as_str().unwrap();
        setting.split_once('=').unwrap().1.parse().unwrap()
    };
    [value(0), value(1)]
}

#[test]
fn the_least_change_meets_every_goal_and_no_value_of_a_grid_does_so_with_less() {
    let folder = Folder::with_basis();
    let plane = Plane::of(&folder);
    let now = plane.at(Column::UitkeringDefinitief, plane.own);
    let goal = now / 100 * 9 / 10;
    let goals = [
        format!("uitkering_definitief<={goal}"),
        "ba_definitief>=1".to_owned(),
    ];
    let goals = goals.each_ref().map(String::as_str);
    let least = ["--wijze", "kleinste", "--out", "nieuw.toml"];
    let answer = json(&folder, &asked(&goals, &least));
    assert_eq!(answer["gehaald"], true, "{answer:#}");
    let found = answered(&answer);
    let change = plane.change(found);
    assert!(plane.at(Column::UitkeringDefinitief, found) <= goal * 100);
    assert!(change > 0.0);
    // Two hundredths apart: what is nearer to as it stands is no nearer than the grid is fine.
    let mut met = 0;
    for one in 0..=40 {
        for other in 0..=40 {
            let part = |step: i32| 1.0 - f64::from(step) * 0.01;
            let values = [plane.own[0] * part(one), plane.own[1] * part(other)];
            if plane.at(Column::UitkeringDefinitief, values) <= goal * 100 {
                met += 1;
                let beside = plane.change(values);
                assert!(
                    beside > change * 0.999,
                    "{values:?} changes less than {found:?}"
                );
            }
        }
    }
    assert!(met > 100, "{met} values of the grid meet the goal");
    let (said, status) = called(&folder, &["check", "nieuw.toml"]);
    assert_eq!(status, 0, "{said}");
    let text = folder.read("nieuw.toml");
    assert!(text.contains("met de kleinste verandering"), "{text}");
    assert_eq!(text.matches("[[verwacht]]").count(), 2);
    let (table, _) = called(&folder, &asked(&goals, &least[..2]));
    assert!(table.contains("zo weinig als kan"), "{table}");
    assert!(table.contains("Door te rekenen met: --set "), "{table}");
}

#[test]
fn along_one_direction_the_changes_are_in_proportion_and_it_says_so() {
    let folder = Folder::with_basis();
    let plane = Plane::of(&folder);
    let goal = plane.at(Column::UitkeringDefinitief, plane.own) / 100 * 9 / 10;
    let goal = format!("uitkering_definitief<={goal}");
    let answer = json(&folder, &asked(&[&goal], &[]));
    let found = answered(&answer);
    let parts = [0, 1].map(|at| found[at] / plane.own[at]);
    assert!((parts[0] - parts[1]).abs() < 1e-4, "{parts:?}");
    let least = json(&folder, &asked(&[&goal], &["--wijze", "kleinste"]));
    assert!(plane.change(answered(&least)) <= plane.change(found));
    let (table, _) = called(&folder, &asked(&[&goal], &["--lang", "en"]));
    assert!(table.contains("along one direction"), "{table}");
}

#[test]
fn goals_that_cannot_be_met_together_say_what_each_can() {
    let folder = Folder::with_basis();
    let one = [
        "solve",
        "basis.toml",
        "--jaar",
        "2026",
        "--varieer",
        "bedragen.2026.a",
        "--doel",
        "uitkering_definitief<=4mln",
        "--doel",
        "uitkering_definitief>=5mln",
    ];
    let (text, status) = called(&folder, &one);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("elk apart haalbaar, samen niet"), "{text}");
    let answer = json(&folder, &one);
    assert_eq!(answer["haalbaar"].as_array().unwrap().len(), 2);
    let exact = [&one[..6], &["--doel", "kas=1", "--doel", "tekort=1"]].concat();
    let output = folder.spuk(&exact).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_year_that_binds_is_marked() {
    let folder = law_until(2028);
    let asked = [
        "solve",
        "s.toml",
        "--doel",
        "uitkering_definitief<=280mln",
        "--jaar",
        "2026-2028",
        "--varieer",
        "index.2027",
    ];
    let answer = json(&folder, &asked);
    let rows = answer["regels"].as_array().unwrap();
    let binding: Vec<_> = rows.iter().filter(|row| row["knelt"] == "ja").collect();
    if answer["gehaald"] == true {
        assert_eq!(binding.len(), 1, "{answer:#}");
        let most = rows.iter().map(|row| in_cents(&row["bedrag_antwoord"]));
        assert_eq!(
            in_cents(&binding[0]["bedrag_antwoord"]),
            most.max().unwrap(),
            "{answer:#}"
        );
        assert!(called(&folder, &asked).0.contains("knelt"));
    } else {
        assert!(binding.is_empty());
    }
}

/// A file of which the tables stand in another order, and another number of threads.
#[test]
fn the_order_of_a_file_and_the_number_of_threads_change_no_byte_of_an_answer() {
    let folder = Folder::with_basis();
    let head = "[scenario]\nnaam = \"S\"\nbasis = \"wi2021\"\ntot = 2027\n";
    let own = "[gemeenten]\nbestand = \"gemeenten.csv\"\n";
    let index = "[index]\n2027 = { waarde = 0.02, bron = \"eigen\", status = \"aanname\" }\n";
    folder.write("s.toml", format!("{head}{own}{index}"));
    folder.write("other.toml", format!("{index}{own}{head}"));
    let of = |file: &str, threads: &str, more: &[&str]| {
        let arguments = [
            &[
                "solve",
                file,
                "--doel",
                "uitkering_definitief<=280mln",
                "--jaar",
                "2027",
                "--varieer",
                "index",
                "--format",
                "csv",
            ],
            more,
        ]
        .concat();
        let mut call = folder.spuk(&arguments);
        let output = call.env("RAYON_NUM_THREADS", threads).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for more in [&[][..], &["--draws", "20", "--kans", "0.9"]] {
        let known = of("s.toml", "1", more);
        assert!(known.lines().count() > 1, "{known}");
        assert_eq!(known, of("s.toml", "3", more));
        assert_eq!(known, of("other.toml", "2", more));
    }
}

/// What is cited can be done again: the settings of the answer give its amounts.
#[test]
fn the_settings_of_an_answer_give_what_it_says() {
    let folder = Folder::with_basis();
    let asked = [
        "solve",
        "basis.toml",
        "--jaar",
        "2026",
        "--doel",
        "kas>=5200000",
        "--varieer",
        "bedragen.2026.pa_t",
    ];
    let answer = json(&folder, &asked);
    let setting = answer["instellingen"][0].as_str().unwrap();
    let run = [
        "run",
        "basis.toml",
        "--jaar",
        "2026",
        "--set",
        setting,
        "--format",
        "json",
    ];
    let run: serde_json::Value = serde_json::from_str(&called(&folder, &run).0).unwrap();
    let receipt = |value: &serde_json::Value| value["invoer_sha256"].clone();
    let of_answer = receipt(&answer["ontvangstbewijs_antwoord"]);
    assert_ne!(of_answer, receipt(&answer["ontvangstbewijs"]));
    assert!(of_answer.is_string() && run.is_object());
    let csv = called(
        &folder,
        &[
            "run",
            "basis.toml",
            "--jaar",
            "2026",
            "--set",
            setting,
            "--format",
            "csv",
        ],
    );
    assert_eq!(
        cents(&rows(&csv.0)[0]["kas"]),
        in_cents(&answer["regels"][0]["bedrag_antwoord"])
    );
}
