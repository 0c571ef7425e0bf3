//! What is no single answer is refused, and a scenario that is written with an answer is held
//! to no more than was asked.

use spuk::internals::exact::money::Cents;

use super::known::remarks;
use super::{called, json, law_until, refused};
use crate::common::{Folder, cents, rows};

fn solve<'a>(keys: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let keys = keys.iter().flat_map(|&key| ["--varieer", key]);
    let head = ["solve", "s.toml"].into_iter();
    head.chain(keys).chain(more.iter().copied()).collect()
}

#[test]
fn one_answer_gives_no_amount_in_each_of_several_years() {
    let folder = law_until(2028);
    let one = ["prognose.2027"];
    let two = ["bedragen.2026.a", "bedragen.2026.gezins_overig"];
    let equal = ["--doel", "kas=290mln", "--jaar", "2026-2027"];
    let together = [&equal[..], &["--samen"]].concat();
    let in_2026 = ["--doel", "kas=290mln", "--jaar", "2026"];
    let least = ["--wijze", "kleinste"];
    for (keys, manner, told) in [
        (&one[..], &[][..], "een waarde kan niet in elk van 2 jaren"),
        (&two, &[], "een waarde kan niet in elk van 2 jaren"),
        (&two, &least, "elk van 2 jaren is geen enkel punt"),
    ] {
        let asked = |more: &[&'static str]| solve(keys, &[more, manner].concat());
        let said = refused(&folder, &asked(&equal));
        assert!(said.contains(told), "{said}");
        // The years added up are one amount, and one year is.
        called(&folder, &asked(&together));
        called(&folder, &asked(&in_2026));
    }
    // A figure a year is found for each year, and not for their sum.
    let together = ["--doel", "kas<=290mln", "--samen", "--jaar"];
    let said = refused(
        &folder,
        &solve(&["index"], &[&together[..], &["2027-2028"]].concat()),
    );
    assert!(said.contains("wordt per jaar opgelost"), "{said}");
    called(
        &folder,
        &solve(&["index"], &[&together[..], &["2027"]].concat()),
    );
}

/// The text of the scenario that an answer is written to, which `check` agrees with.
fn written(folder: &Folder, goal: &str, more: &[&str]) -> String {
    let asked = [&["--doel", goal, "--out", "nieuw.toml"], more].concat();
    let (said, status) = called(folder, &solve(&["prognose.2027"], &asked));
    assert_eq!(status, 0, "{goal}: {said}");
    let (said, status) = called(folder, &["check", "nieuw.toml"]);
    assert_eq!(status, 0, "{goal}: {said}");
    folder.read("nieuw.toml")
}

/// The voorlopige uitkering of 2027 by a prognosis of so many people, as a run prints it.
fn voorlopig(folder: &Folder, people: i64) -> String {
    let set = format!("prognose.2027={people}");
    let run = [
        "run", "s.toml", "--jaar", "2027", "--format", "csv", "--set", &set,
    ];
    rows(&called(folder, &run).0)[0]["uitkering_voorlopig"].clone()
}

#[test]
fn an_exact_goal_is_held_to_what_people_can_come_to() {
    let folder = law_until(2028);
    let year = ["--jaar", "2027"];
    // An amount that a whole number of people comes to is held to the cent, and one between
    // two of those is as far off as the nearer is.
    let exact = voorlopig(&folder, 9000);
    let text = written(&folder, &format!("uitkering_voorlopig={exact}"), &year);
    assert!(text.contains(&format!("bedrag = {exact}\n")), "{text}");
    assert!(!text.contains("tolerantie"), "{text}");
    let cent: String = match exact.strip_suffix("00") {
        Some(whole) => format!("{whole}01"),
        None => format!("{}00", &exact[..exact.len() - 2]),
    };
    let text = written(&folder, &format!("uitkering_voorlopig={cent}"), &year);
    assert!(text.contains("\ntolerantie = 0."), "{text}");
}

/// Years together that do not follow each other are each held to what they come to, to the
/// cent: less than that is not what was found.
#[test]
fn years_apart_are_held_to_what_each_comes_to() {
    let folder = law_until(2028);
    let apart = ["--jaar", "2026,2028", "--samen"];
    for goal in ["kas>=490mln", "kas<=490mln"] {
        let text = written(&folder, goal, &apart);
        assert_eq!(text.matches("[[verwacht]]").count(), 2, "{text}");
        assert!(!text.contains("relatie"), "{text}");
    }
}

/// The end of a range is within it.
#[test]
fn an_answer_at_the_end_of_its_range_is_not_outside_it() {
    let folder = law_until(2028);
    let now = json(
        &folder,
        &solve(&["prognose.2027"], &["--doel", "kas>=0", "--jaar", "2027"]),
    );
    let own: i64 = now["regels"][0]["is"].as_str().unwrap().parse().unwrap();
    let told = |goal: &str, low: i64, high: i64| {
        let range = format!(
            "[prognose]\nbron = \"eigen raming\"\nstatus = \"aanname\"\n\
             2027 = {{ waarde = {own}, tussen = [{low}, {high}] }}\n"
        );
        let head = folder.read("s.toml");
        folder.write("eigen.toml", format!("{head}{range}"));
        let mut asked = solve(&["prognose.2027"], &["--doel", goal, "--jaar", "2027"]);
        asked[1] = "eigen.toml";
        let answer = json(&folder, &asked);
        let found: i64 = answer["regels"][0]["antwoord"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let outside = remarks(&answer)
            .iter()
            .any(|one| one.0 == "antwoord-buiten-bereik");
        (found, outside)
    };
    let (less, more) = (own - 300, own + 300);
    let goal = format!("uitkering_voorlopig>={}", voorlopig(&folder, more));
    let (found, outside) = told(&goal, less, more);
    assert_eq!((found, outside), (more, false));
    assert_eq!(told(&goal, less, more - 1), (more, true));
    let goal = format!("uitkering_voorlopig<={}", voorlopig(&folder, less));
    let (found, outside) = told(&goal, less, more);
    assert_eq!((found, outside), (less, false));
    assert_eq!(told(&goal, less + 1, more), (less, true));
}

/// A figure can have more decimals than its answer: what stands is the scenario itself, with
/// what a run says of it, and not the nearest value that an answer can have.
#[test]
fn as_it_stands_is_the_scenario_and_not_the_nearest_answer() {
    let folder = law_until(2028);
    for (key, own, decimals) in [
        ("index.2027", "0.034", "2"),
        ("index.2027", "0.034", "1"),
        ("prijs.2026.leerroute", "11000.1279", "2"),
        ("prijs.2026.leerroute", "11000.5", "0"),
    ] {
        let set = format!("{key}={own}");
        let about = ["--set", &set, "--jaar", "2027", "--format", "csv"];
        let run = rows(&called(&folder, &[&["run", "s.toml"], &about[..]].concat()).0);
        let stands = &run[0]["uitkering_definitief"];
        // A cent less than it is: what stands does not meet it.
        let goal = Cents::new(cents(stands) - 1).plain();
        let goal = format!("uitkering_definitief<={goal}");
        let asked = ["--doel", &goal, "--decimalen", decimals];
        let found = rows(&called(&folder, &solve(&[key], &[&about[..], &asked].concat())).0);
        let first = &found[0];
        assert_eq!([&first["is"], &first["bedrag_is"]], [own, stands], "{key}");
        assert_eq!(&first["bedrag_vooraf"], stands, "{key}");
        let text = called(&folder, &solve(&[key], &[&about[..4], &asked].concat())).0;
        assert!(!text.contains("zoals het is voldoet"), "{text}");
        let against = ["--veld", "uitkering_definitief", "--tegen", "kosten"];
        let found = called(&folder, &solve(&[key], &[&about[..], &against].concat())).0;
        let found = rows(&found);
        let mut own_row = found.iter().filter(|row| row["merk"] == "zoals-het-is");
        let row = own_row.next().expect("what stands has a row");
        assert_eq!([&row["waarde"], &row["veld"]], [own, stands]);
    }
}

/// Where two goals pull apart, all that is named as an answer meets both.
#[test]
fn every_value_that_is_named_beside_the_answer_meets_all_goals() {
    let folder = law_until(2029);
    let key = "instroom.pad.asielstatushouder.2028";
    let fields = ["kosten", "uitkering_definitief"];
    let of = |people: &str| {
        let set = format!("{key}={people}");
        let run = [
            "run", "s.toml", "--jaar", "2028", "--format", "csv", "--set", &set,
        ];
        let run = rows(&called(&folder, &run).0);
        fields.map(|field| cents(&run[0][field]))
    };
    for [few, many] in [["1000", "1400"], ["9001", "9100"]] {
        let (least, most) = (of(few)[0], of(many)[1]);
        let goals = [(">=", least), ("<=", most)];
        let goals = fields.iter().zip(goals).map(|(field, (relation, amount))| {
            format!("{field}{relation}{}", Cents::new(amount).plain())
        });
        let goals: Vec<String> = goals.collect();
        let asked = ["--jaar", "2028", "--doel", &goals[0], "--doel", &goals[1]];
        let (text, status) = called(&folder, &solve(&[key], &asked));
        assert_eq!(status, 0, "{text}");
        let (_, named) = text.split_once("(ook bij ").expect(&text);
        let (named, _) = named.split_once(')').unwrap();
        let csv = called(
            &folder,
            &solve(&[key], &[&asked[..], &["--format", "csv"]].concat()),
        )
        .0;
        let found = rows(&csv)[0]["antwoord"].clone();
        for value in [named, &found] {
            let [kosten, uitkering] = of(value);
            assert!(kosten >= least && uitkering <= most, "{value}: {text}");
        }
        assert_ne!(named, found);
    }
}

/// The least change can have a figure at its bound: the others make up for it.
#[test]
fn the_least_change_goes_on_where_one_figure_is_at_its_bound() {
    let folder = law_until(2028);
    let keys = ["kosten.leerroute.B1.bedrag", "kosten.begeleiding.bedrag"];
    let of = |settings: &[String]| {
        let sets = settings.iter().flat_map(|one| ["--set", one.as_str()]);
        let head = ["run", "s.toml", "--jaar", "2028", "--format", "csv"];
        let run = rows(&called(&folder, &head.into_iter().chain(sets).collect::<Vec<_>>()).0);
        cents(&run[0]["kosten"])
    };
    let nothing = |key: &str| format!("{key}=0");
    let one = keys.map(|key| of(&[nothing(key)]));
    let both = of(&keys.map(nothing));
    // Less than either alone can bring about.
    let goal = (one[0].min(one[1]) + both) / 2;
    let goal_text = format!("kosten<={}", Cents::new(goal).plain());
    let asked = [
        "--wijze", "kleinste", "--jaar", "2028", "--doel", &goal_text,
    ];
    let asked = solve(&keys, &[&asked[..], &["--format", "json"]].concat());
    let (text, status) = called(&folder, &asked);
    assert_eq!(status, 0, "{text}");
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let settings = answer["instellingen"].as_array().unwrap();
    let settings = settings.iter().map(|it| it.as_str().unwrap().to_owned());
    let settings: Vec<String> = settings.collect();
    assert!(
        settings.iter().any(|it| keys.map(nothing).contains(it)),
        "{settings:?}"
    );
    let found = of(&settings);
    assert!(
        found <= goal && goal - found < 100_000,
        "{settings:?}: {found} of {goal}"
    );
}
