//! What it takes: held against a scan of every value, and against a run of what is written.

use serde_json::Value as Json;
use spuk::internals::columns::Column;
use spuk::internals::model::Model;

use super::{called, in_cents, json, law_until};
use crate::common::{Folder, cents, rows};

/// The figure of a run of a scenario with a setting, in cents.
fn run(folder: &Folder, file: &str, setting: Option<&str>, (column, jaar): (&str, &str)) -> i64 {
    let mut arguments = vec!["run", file, "--jaar", jaar, "--format", "csv"];
    if let Some(setting) = setting {
        arguments.extend(["--set", setting]);
    }
    cents(&rows(&called(folder, &arguments).0)[0][column])
}

/// Goals of the worked example: the key, the relation, the amount in euros.
const GOALS: [(&str, &str, &str, &str); 5] = [
    (
        "bedragen.2026.gezins_overig",
        "uitkering_definitief",
        "=",
        "5100000",
    ),
    ("bedragen.2026.a", "uitkering_definitief", "<=", "4800000"),
    ("bedragen.2026.po", "uitkering_voorlopig", ">=", "5600000"),
    ("prognose.2026", "uitkering_voorlopig", "<=", "4000000"),
    ("bedragen.2026.pa_t", "kas", ">=", "5200000"),
];

fn meets(figure: i64, relation: &str, goal: i64) -> bool {
    match relation {
        "<=" => figure <= goal,
        ">=" => figure >= goal,
        other => panic!("{other} is met by the nearest"),
    }
}

#[test]
fn a_scenario_that_is_written_meets_its_goal_and_its_neighbour_does_not() {
    let folder = Folder::with_basis();
    let mut solved = 0;
    for (key, column, relation, euros) in GOALS {
        let goal = format!("{column}{relation}{euros}");
        let asked = [
            "solve",
            "basis.toml",
            "--doel",
            &goal,
            "--jaar",
            "2026",
            "--varieer",
            key,
        ];
        let answer = json(&folder, &asked);
        if answer["regels"][0]["uitkomst"] != "gehaald" {
            continue;
        }
        let written = [&asked[..], &["--out", "nieuw.toml"]].concat();
        called(&folder, &written);
        let text = folder.read("nieuw.toml");
        let (said, status) = called(&folder, &["check", "nieuw.toml"]);
        assert_eq!(status, 0, "{goal}: {said}\n{text}");
        assert!(text.contains("spuk solve: zo gekozen dat"), "{text}");
        let held = match relation {
            "<=" => Some("hoogstens"),
            ">=" => Some("minstens"),
            _ => None,
        };
        if let Some(held) = held {
            let goal = format!("bedrag = {euros}.00\nrelatie = \"{held}\"\n");
            assert!(text.contains(&goal), "the goal is what is agreed: {text}");
        }
        let goal_cents = euros.parse::<i64>().unwrap() * 100;
        let figure = run(&folder, "nieuw.toml", None, (column, "2026"));
        let row = &answer["regels"][0];
        assert_eq!(figure, in_cents(&row["bedrag_antwoord"]), "{goal}");
        let Some(below) = row["eronder"].as_str() else {
            continue;
        };
        let above = row["erboven"].as_str().unwrap();
        let answered = row["antwoord"].as_str().unwrap();
        let other = if answered == below { above } else { below };
        let beside = run(
            &folder,
            "basis.toml",
            Some(&format!("{key}={other}")),
            (column, "2026"),
        );
        if relation == "=" {
            assert!(
                (figure - goal_cents).abs() <= (beside - goal_cents).abs(),
                "{goal}"
            );
            assert!(
                (figure - goal_cents) * (beside - goal_cents) <= 0,
                "{goal}: on both sides"
            );
        } else {
            assert!(meets(figure, relation, goal_cents), "{goal}: {figure}");
            assert!(!meets(beside, relation, goal_cents), "{goal}: {beside}");
        }
        solved += 1;
    }
    assert!(solved >= 4, "{solved} goals were met by a value");
}

/// Every value of two decimals, one after another.
#[test]
fn the_answer_is_that_of_a_scan_of_every_value() {
    let folder = Folder::with_basis();
    let model = Model::load(&folder.path("basis.toml").to_string_lossy(), &[]).unwrap();
    let jaar = model.scenario.tables().scenario.tot;
    let figure = |at: i64| {
        let setting = format!("bedragen.2026.pa_t={}.{:02}", at / 100, at % 100);
        let projection = model
            .with(&[setting])
            .and_then(|model| model.project())
            .ok()?;
        projection.national(Column::UitkeringVoorlopig, jaar)
    };
    let all: Vec<(i64, i64)> = (0..=100).filter_map(|at| Some((at, figure(at)?))).collect();
    let (least, most) = (
        all[0].1.min(all[all.len() - 1].1),
        all[0].1.max(all[all.len() - 1].1),
    );
    let goal = least + (most - least) / 3;
    assert!(least < most, "the key does something");
    let euros = format!("uitkering_voorlopig<={}.{:02}", goal / 100, goal % 100);
    let answer = json(
        &folder,
        &[
            "solve",
            "basis.toml",
            "--doel",
            &euros,
            "--jaar",
            "2026",
            "--varieer",
            "bedragen.2026.pa_t",
            "--decimalen",
            "2",
        ],
    );
    // The nearest to 0.70 of those that meet the goal.
    let meeting = all.iter().filter(|(_, figure)| *figure <= goal);
    let nearest = meeting.min_by_key(|(at, _)| (at - 70).abs()).unwrap().0;
    let answered = answer["regels"][0]["antwoord"].as_str().unwrap();
    let value: f64 = answered.parse().unwrap();
    assert_eq!((value * 100.0).round() as i64, nearest, "{answer:#}");
}

#[test]
fn what_no_value_meets_says_what_can_and_ends_with_one() {
    let folder = Folder::with_basis();
    let asked = [
        "solve",
        "basis.toml",
        "--doel",
        "uitkering_definitief<=1",
        "--jaar",
        "2026",
        "--varieer",
        "bedragen.2026.gezins_overig",
    ];
    let (text, status) = called(&folder, &asked);
    assert_eq!(status, 1);
    assert!(
        text.contains("geen waarde van 0 tot en met 1000000 voldoet; haalbaar is € "),
        "{text}"
    );
    let row = &json(&folder, &asked)["regels"][0];
    assert!(row["antwoord"].is_null() && row["bedrag_antwoord"].is_null());
    assert_eq!(row["dichtstbij"], "0");
    assert!(
        text.contains("   geen\n") && text.contains("het dichtst bij komt 0"),
        "{text}"
    );
    let (_, status) = called(&folder, &[&asked[..], &["--out", "geen.toml"]].concat());
    assert_eq!(status, 1);
    assert!(!folder.path("geen.toml").exists(), "nothing is written");
    let always = [
        "solve",
        "basis.toml",
        "--doel",
        "kas>=0",
        "--varieer",
        "bedragen.2026.po",
    ];
    let (text, status) = called(&folder, &always);
    assert_eq!(status, 0);
    assert!(text.contains("voldoet"), "{text}");
    let flat = [
        "solve",
        "basis.toml",
        "--doel",
        "uitkering_definitief=5mln",
        "--jaar",
        "2025",
        "--varieer",
        "bedragen.2026.a",
        "--lang",
        "en",
    ];
    let (text, status) = called(&folder, &flat);
    assert_eq!(status, 1);
    assert!(
        text.contains("does nothing here (works in other years); the result stays"),
        "{text}"
    );
}

/// Of several years the worst decides, and each has a figure of its own.
#[test]
fn what_moves_no_year_says_so_of_every_year() {
    let folder = law_until(2028);
    let asked = [
        "solve",
        "s.toml",
        "--doel",
        "uitkering_definitief>=900mln",
        "--varieer",
        "kas.verrekening_maand",
        "--jaar",
        "2026-2028",
    ];
    let said = |more: &[&str]| {
        let text = called(&folder, &[&asked[..], more].concat()).0;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let each = said(&[]);
    assert!(
        each.contains("de uitkomst blijft in elk jaar wat zij is."),
        "{each}"
    );
    let english = said(&["--lang", "en"]);
    let every = "the result stays in every year what it is.";
    assert!(english.contains(every), "{english}");
    let together = said(&["--samen"]);
    assert!(together.contains("de uitkomst blijft €"), "{together}");
}

#[test]
fn a_figure_a_year_is_solved_year_by_year_and_a_direction_keeps_its_sum() {
    let folder = law_until(2028);
    let goal = [
        "--doel",
        "uitkering_definitief<=345mln",
        "--jaar",
        "2027-2028",
    ];
    let asked = [
        &[
            "solve",
            "s.toml",
            "--varieer",
            "index",
            "--decimalen",
            "4",
            "--out",
            "jaren.toml",
        ],
        &goal[..],
    ]
    .concat();
    let (text, status) = called(&folder, &asked);
    assert_eq!(status, 0, "{text}");
    let (said, status) = called(&folder, &["check", "jaren.toml"]);
    assert_eq!(status, 0, "{said}");
    let shift = [
        "solve",
        "s.toml",
        "--varieer",
        "betaalritme.1.totaal:1>3",
        "--decimalen",
        "4",
        "--doel",
        "uitkering_definitief<=255mln",
        "--jaar",
        "2026",
        "--out",
        "ritme.toml",
        "--set",
        "bedragen.2026.gebruik=afgeleid",
    ];
    let (text, status) = called(&folder, &shift);
    assert_eq!(status, 0, "{text}");
    let written = folder.read("ritme.toml");
    assert!(
        written.contains("[[betaalritme]]") && written.contains("gebruik = "),
        "{written}"
    );
    let (said, status) = called(&folder, &["check", "ritme.toml"]);
    assert_eq!(status, 0, "{said}\n{written}");
}

#[test]
fn a_frontier_has_the_rhythms_that_the_letter_compared_on_it() {
    let folder = law_until(2028);
    let csv = called(
        &folder,
        &[
            "solve",
            "s.toml",
            "--varieer",
            "betaalritme.1.totaal:1>3",
            "--tegen",
            "tekort",
            "--stappen",
            "4",
            "--format",
            "csv",
        ],
    );
    let all = rows(&csv.0);
    let marked = |mark: &str| all.iter().find(|row| row["merk"] == mark).unwrap();
    assert_eq!(marked("zoals-het-is")["waarde"], "[0.4, 0.3, 0.3]");
    assert_eq!(marked("61/31/8")["waarde"], "[0.61, 0.31, 0.08]");
    // The rhythm as it stands is that of the letter.
    let same = |column: &str| {
        assert_eq!(
            marked("zoals-het-is")[column],
            marked("40/30/30")[column],
            "{column}"
        )
    };
    let columns = ["veld", "tegen", "maanden_voorschot", "grootste_voorschot"];
    columns.into_iter().for_each(same);
    let run = called(&folder, &["run", "s.toml", "--format", "csv"]).0;
    let kas: i64 = rows(&run).iter().map(|row| cents(&row["kas"])).sum();
    assert_eq!(cents(&marked("zoals-het-is")["veld"]), kas);
    // No amount of 2026 that was published with 40% for the first year is left in the old rhythm.
    let old = [
        "--set",
        "betaalritme.1.totaal=[0.61, 0.31, 0.08]",
        "--set",
        "bedragen.2026.gebruik=afgeleid",
    ];
    let run = [&["run", "s.toml", "--format", "csv"], &old[..]].concat();
    let run = called(&folder, &run).0;
    let old: i64 = rows(&run).iter().map(|row| cents(&row["kas"])).sum();
    assert_eq!(cents(&marked("61/31/8")["veld"]), old);
    assert_ne!(old, kas);
}

#[test]
fn a_goal_over_draws_holds_in_that_share_of_them() {
    let folder = law_until(2027);
    let answer = json(
        &folder,
        &[
            "solve",
            "s.toml",
            "--varieer",
            "index.2027",
            "--doel",
            "uitkering_definitief<=280mln",
            "--jaar",
            "2027",
            "--draws",
            "20",
            "--kans",
            "0.9",
            "--decimalen",
            "3",
        ],
    );
    let row = &answer["regels"][0];
    let held = |value: &Json| {
        let setting = format!("index.2027={}", value.as_str().unwrap());
        let within = (0..20).filter(|draw| {
            let draw = draw.to_string();
            let text = called(
                &folder,
                &[
                    "run", "s.toml", "--set", &setting, "--jaar", "2027", "--draw", &draw,
                    "--format", "csv",
                ],
            )
            .0;
            cents(&rows(&text)[0]["uitkering_definitief"]) <= 28_000_000_000
        });
        within.count()
    };
    assert!(held(&row["antwoord"]) >= 18, "{answer:#}");
    let beside = if row["antwoord"] == row["eronder"] {
        &row["erboven"]
    } else {
        &row["eronder"]
    };
    assert!(held(beside) < 18, "{answer:#}");
}

/// What is asked, lines of the scenario that is written, and by how much `prognose.2027`
/// goes past the answer.
type Written = (&'static [&'static str], &'static [&'static str], i64);

#[test]
fn a_goal_of_draws_or_of_years_together_is_held_as_it_was_asked() {
    let folder = law_until(2028);
    let head = ["solve", "s.toml", "--varieer", "prognose.2027", "--doel"];
    let cases: [Written; 4] = [
        (
            &[
                "uitkering_voorlopig<=290mln",
                "--jaar",
                "2027",
                "--draws",
                "20",
                "--kans",
                "0.9",
                "--seed",
                "4",
            ],
            &[
                "jaar = 2027\nveld",
                "bedrag = 290000000.00\nrelatie = \"hoogstens\"\nkans = 0.9\ntrekkingen = 20\nzaad = 4\n",
            ],
            1,
        ),
        (
            &[
                "uitkering_voorlopig>=600mln",
                "--jaar",
                "2027-2028",
                "--samen",
            ],
            &[
                "jaar = 2027\ntot = 2028\nveld",
                "bedrag = 600000000.00\nrelatie = \"minstens\"\n",
            ],
            -1,
        ),
        (
            &[
                "kas<=300mln",
                "--jaar",
                "2027",
                "--draws",
                "10",
                "--kans",
                "0.5",
                "--samen",
                "--gemeente",
                "Kleinstad",
            ],
            &["gemeente = \"GM9001\"\n", "kans = 0.5\n"],
            0,
        ),
        // What draws reach is another figure than what they do not exceed.
        (
            &[
                "kas>=490mln",
                "--jaar",
                "2026,2028",
                "--samen",
                "--draws",
                "12",
                "--kans",
                "0.8",
            ],
            &["jaar = 2026\nveld", "relatie = \"minstens\"\nkans = 0.8\n"],
            1,
        ),
    ];
    for (asked, lines, past) in cases {
        let written = [&head[..], asked, &["--out", "nieuw.toml"]].concat();
        let (said, status) = called(&folder, &written);
        assert_eq!(status, 0, "{asked:?}: {said}");
        let text = folder.read("nieuw.toml");
        for line in lines {
            assert!(text.contains(line), "{line}: {text}");
        }
        let (said, status) = called(&folder, &["check", "nieuw.toml"]);
        assert_eq!(status, 0, "{said}\n{text}");
        if past == 0 {
            continue;
        }
        let (before, rest) = text
            .split_once("2027 = { waarde = ")
            .expect("what was varied");
        let (value, rest) = rest.split_once(',').unwrap();
        let beside = value.parse::<i64>().unwrap() + past;
        let moved = format!("{before}2027 = {{ waarde = {beside},{rest}");
        folder.write("nieuw.toml", &moved);
        let (said, status) = called(&folder, &["check", "nieuw.toml"]);
        assert_eq!(status, 1, "{said}\n{moved}");
    }
}
