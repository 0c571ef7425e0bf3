//! What an answer says of itself: by which receipt it is known, and where a row is not the
//! whole of it.

use super::known::remarks;
use super::{called, in_cents, json, law_until, refused};
use crate::common::{Folder, cents, in_project, rows};

/// The law with a range of its own of the growth of prices; every value as it was.
fn between(range: &str) -> Folder {
    let own = format!(
        "[scenario]\nbasis = \"wi2021\"\ntot = 2028\n[gemeenten]\nbestand = \"gemeenten.csv\"\n\
         [index]\n2027 = {{ waarde = 0.02, tussen = {range} }}\n"
    );
    Folder::with_basis().and("s.toml", own)
}

fn last_line(text: &str) -> &str {
    text.trim_end().rsplit('\n').next().unwrap_or_default()
}

/// Between which values a figure can lie is input of a question over ranges, and of no other.
#[test]
fn a_receipt_of_a_question_over_ranges_follows_them() {
    let [narrow, wide] = ["[0.01, 0.03]", "[-0.1, 0.2]"].map(between);
    let of = |folder: &Folder, asked: &[&str]| {
        let text = called(folder, &[&[asked[0], "s.toml"], &asked[1..]].concat()).0;
        let line = last_line(&text).to_owned();
        assert!(line.starts_with("spuk "), "{text}");
        line
    };
    let both = |asked: &[&str]| [of(&narrow, asked), of(&wide, asked)];
    let [one, other] = both(&["run", "--jaar", "2027"]);
    assert_eq!(one, other);
    let [one, other] = both(&["sensitivity", "--jaar", "2028"]);
    assert_ne!(one, other);
    let drawn = ["simulate", "--draws", "10", "--jaar", "2028"];
    let [people, other] = both(&drawn);
    assert_eq!(people, other);
    let [one, other] = both(&[&drawn[..], &["--aannames"]].concat());
    assert_ne!(one, other);
    assert_ne!(one, people);
}

/// The years of a prognosis are paid in one year and settled in the next: in cash the series
/// does less than a year of it, and that is said with both figures.
#[test]
fn a_year_that_does_more_than_its_series_is_named() {
    let folder = law_until(2029);
    let asked = ["sensitivity", "s.toml", "--veld", "kas", "--jaar", "2028"];
    let answer = json(&folder, &asked);
    let swing = |key: &str| {
        let all = answer["regels"].as_array().unwrap();
        let own = all.iter().find(|row| row["sleutel"] == key).unwrap();
        in_cents(&own["zwaai"])
    };
    assert!(swing("prognose.2028") > swing("prognose"));
    let (text, _) = called(&folder, &asked);
    let line = text
        .lines()
        .find(|line| line.contains("meer dan zijn reeks"));
    assert!(
        line.is_some_and(|line| line.contains("prognose.202")),
        "{text}"
    );
    // The definitieve uitkering has no such year.
    let other = ["sensitivity", "s.toml", "--jaar", "2028"];
    assert!(!called(&folder, &other).0.contains("meer dan zijn reeks"));
}

/// Whoever asks for a figure asks for the year that moves the answer, by any method.
#[test]
fn all_at_once_asks_for_the_year_that_matters() {
    let folder = law_until(2028);
    let asked = ["sensitivity", "s.toml", "--veld", "kas", "--jaar", "2028"];
    let of = |method: &[&str]| {
        let text = called(&folder, &[&asked[..], method].concat()).0;
        let line = text.lines().find(|line| line.starts_with("Vraag na"));
        let line = line.unwrap_or_else(|| panic!("{text}"));
        line.rsplit_once('(')
            .unwrap()
            .1
            .split(':')
            .next()
            .unwrap()
            .to_owned()
    };
    let alone = of(&[]);
    assert!(
        alone.starts_with("instroom.pad.asielstatushouder.20"),
        "{alone}"
    );
    assert_eq!(of(&["--methode", "morris", "--draws", "8"]), alone);
    assert_eq!(of(&["--methode", "sobol", "--draws", "8"]), alone);
}

/// A tekort at the end of the last year says nothing of the years before.
#[test]
fn what_is_given_up_is_the_highest_of_the_years_too() {
    let folder = law_until(2028);
    let asked = [
        "solve",
        "s.toml",
        "--varieer",
        "betaalritme.1.totaal:1>3",
        "--tegen",
        "tekort",
    ];
    let text = called(&folder, &[&asked[..], &["--format", "csv"]].concat()).0;
    let row = rows(&text)
        .into_iter()
        .find(|row| row["merk"] == "zoals-het-is")
        .unwrap();
    let published = [
        "run",
        "s.toml",
        "--set",
        "bedragen.2026.gebruik=\"afgeleid\"",
        "--format",
        "csv",
    ];
    let run = rows(&called(&folder, &published).0);
    let of_years: Vec<i64> = run.iter().map(|row| cents(&row["tekort"])).collect();
    assert_eq!(cents(&row["tegen"]), *of_years.last().unwrap());
    assert_eq!(
        cents(&row["tegen_hoogste"]),
        *of_years.iter().max().unwrap()
    );
    assert!(
        cents(&row["tegen_hoogste"]) > cents(&row["tegen"]),
        "{of_years:?}"
    );
    assert_eq!(row["veld_hoogste"], "", "kas flows");
    let table = called(&folder, &asked).0;
    assert!(
        table.contains("hoogste") && table.contains("toeval per gemeente"),
        "{table}"
    );
}

/// A rhythm is of the cohorts from its first on: the worst of these, by each figure.
#[test]
fn the_worst_cohort_of_a_rhythm_is_one_that_it_is_of() {
    let folder = law_until(2030);
    let derived = folder.read("s.toml") + "[bedragen.2026]\ngebruik = \"afgeleid\"\n";
    folder.write("s.toml", derived);
    let asked = ["--varieer", "betaalritme.1.totaal:1>3", "--tegen", "tekort"];
    let asked = [&["solve", "s.toml"], &asked[..], &["--format", "csv"]].concat();
    let all = rows(&called(&folder, &asked).0);
    let stands = all.iter().find(|row| row["merk"] == "zoals-het-is");
    let stands = stands.expect("the rhythm as it stands");
    let compared = json(&folder, &["compare", "s.toml", "s.toml"]);
    let streams = &compared["vergelijkingen"][0]["voorfinanciering"][0]["cohorten"];
    let streams = streams.as_array().expect("a list").iter();
    let own: Vec<_> = streams
        .filter(|stream| stream["cohort"].as_i64() >= Some(2026))
        .collect();
    // The last of them are paid in full within the years, and differ.
    assert!(own.len() > 2, "{own:?}");
    let most = |key: &str| own.iter().map(|stream| in_cents(&stream[key])).max();
    for key in ["grootste_voorschot", "grootste_overschot"] {
        assert_eq!(Some(cents(&stands[key])), most(key), "{key}");
    }
    let months = own
        .iter()
        .map(|stream| stream["maanden_voorfinanciering"].as_i64());
    assert_eq!(
        stands["maanden_voorschot"].parse().ok(),
        months.max().flatten()
    );
    assert_ne!(stands["maanden_voorschot"], "0");
}

/// A published amount does not follow a rhythm: whoever solves for one hears of it.
#[test]
fn an_amount_that_hides_what_is_varied_is_named() {
    let folder = law_until(2028);
    let asked = [
        "solve",
        "s.toml",
        "--doel",
        "tekort<=0",
        "--jaar",
        "2027",
        "--varieer",
        "betaalritme.1.totaal:1>3",
    ];
    let hides = |settings: &[&str]| {
        let answer = json(&folder, &[&asked[..], settings].concat());
        let all = remarks(&answer);
        all.iter()
            .any(|(kind, ..)| *kind == "gepubliceerd-bedrag-wint")
    };
    assert!(hides(&[]));
    assert!(!hides(&["--set", "bedragen.2026.gebruik=\"afgeleid\""]));
}

/// A year that meets its goal goes to the edge of it, and that is taken from later years.
#[test]
fn a_year_that_is_moved_without_need_is_named_with_what_leaves_it() {
    let folder = law_until(2030);
    let run = rows(&called(&folder, &["run", "s.toml", "--format", "csv"]).0);
    let of = |jaar: &str| {
        let row = run.iter().find(|row| row["jaar"] == jaar).unwrap();
        cents(&row["uitkering_definitief"]) / 100
    };
    assert!(of("2030") > of("2028") + 2, "{run:?}");
    let goal = format!("uitkering_definitief<={}", of("2028") + 1);
    let asked = |years| {
        [
            "solve",
            "s.toml",
            "--doel",
            &goal,
            "--jaar",
            years,
            "--varieer",
            "index",
        ]
        .map(str::to_owned)
    };
    let said = |years| {
        let asked = asked(years);
        called(&folder, &asked.each_ref().map(String::as_str)).0
    };
    let text = said("2028-2030");
    assert!(
        text.contains("2028 voldoet al") && text.contains("--jaar 2029-2030"),
        "{text}"
    );
    assert!(!said("2029-2030").contains("voldoet al en gaat"));
}

/// Gemeenten are told apart by size as of the last year that is known, as a comparison does.
#[test]
fn a_size_class_is_that_of_the_last_inhabitants() {
    let folder = Folder::with(&[]);
    let people = std::fs::read_to_string(in_project("fixtures/gemeenten.csv")).unwrap();
    let of_class: Vec<String> = people
        .lines()
        .filter_map(|line| {
            let inhabitants = line.rsplit(',').next()?.parse::<i64>().ok()?;
            let own = (50_000..100_000).contains(&inhabitants);
            own.then(|| line.split(',').next().unwrap().to_owned())
        })
        .collect();
    assert!(of_class.len() > 50);
    let sum = |scenario: &str| -> i64 {
        let asked = [
            "run", scenario, "--level", "gemeente", "--jaar", "2028", "--format", "csv",
        ];
        let all = rows(&called(&folder, &asked).0);
        let own = all.iter().filter(|row| of_class.contains(&row["gm_code"]));
        own.map(|row| cents(&row["uitkering_definitief"])).sum()
    };
    let asked = [
        "sensitivity",
        "wi2021",
        "korting-2028",
        "--inwoners",
        "50000-100000",
        "--jaar",
        "2028",
    ];
    let answer = json(&folder, &asked);
    let base = in_cents(&answer["regels"][0]["uitkomst"]);
    assert_eq!(base, sum("korting-2028") - sum("wi2021"));
    let count = format!("{} gemeenten met 50.000-100.000", of_class.len());
    let text = called(&folder, &asked).0;
    assert!(text.contains(&count), "{text}");
}

#[test]
fn a_column_is_chosen_once_and_rows_go_to_a_csv() {
    let delivery = "Gemeente;Jaar;Gestart asiel;Gestart gezinsmigranten\nUtrecht;2024;212;120\n";
    let folder = Folder::with_basis()
        .and("in.csv", delivery)
        .and("own.toml", "[scenario]\nbasis = \"wi2021\"\n");
    let twice = [
        "import",
        "in.csv",
        "--kolom",
        "aantal=Gestart asiel",
        "--kolom",
        "groep=asiel",
        "--kolom",
        "aantal=Gestart gezinsmigranten",
    ];
    let said = refused(&folder, &twice);
    assert!(
        said.contains("`Gestart asiel` en `Gestart gezinsmigranten`"),
        "{said}"
    );
    // What the message of an unknown column advises is taken.
    let said = refused(&folder, &["import", "in.csv"]);
    assert!(
        said.contains("--kolom groep=asiel --kolom 'aantal=Gestart asiel'"),
        "{said}"
    );
    let once = &twice[..6];
    let (text, status) = called(&folder, once);
    assert!(status == 0 && text.contains("212"), "{text}");
    for name in ["own.toml", "in.XLSX"] {
        let said = refused(&folder, &[once, &["--out", name]].concat());
        assert!(said.contains(".csv"), "{said}");
    }
    assert!(folder.read("own.toml").contains("basis"));
}

/// Scenarios that are run together need not be as long: which lacks a year is said.
#[test]
fn of_several_scenarios_the_one_that_lacks_what_is_asked_is_named() {
    let of = |tot: u16| format!("[scenario]\nbasis = \"wi2021\"\ntot = {tot}\n");
    let folder = Folder::with(&[("lang.toml", &of(2028)), ("kort.toml", &of(2026))]);
    let several = ["run", "lang.toml", "kort.toml"];
    for asked in [["--jaar", "2027"], ["--gemeente", "Utrrecht"]] {
        let said = refused(&folder, &[&several[..], &asked[..]].concat());
        let naam = match asked[0] {
            "--jaar" => "kort",
            _ => "lang",
        };
        let named = format!("het gaat om scenario `{naam}`");
        assert!(said.contains(&named), "{said}");
        // Of one alone there is nothing to tell apart.
        let alone = refused(&folder, &[&["run", "kort.toml"][..], &asked[..]].concat());
        assert!(!alone.contains("het gaat om scenario"), "{alone}");
    }
    let asked = ["--jaar", "2027", "--lang", "en"];
    let said = refused(&folder, &[&several[..], &asked[..]].concat());
    assert!(said.contains("this is about scenario `kort`"), "{said}");
}

/// A name from a file of somebody else can hold what ends a text in TOML.
#[test]
fn a_scenario_that_is_written_bears_any_name_of_a_gemeente() {
    let folder = law_until(2027);
    let odd = folder
        .read("gemeenten.csv")
        .replace("Kleinstad", "\"Aan de \"\"A\"\" \\ 't Zand\"");
    folder.write("gemeenten.csv", odd);
    let solve =
        "solve s.toml --jaar 2027 --varieer prijs.2026.leerroute --gemeente GM9001 --out n.toml";
    let goal = ["--doel", "uitkering_definitief>=20mln"];
    let asked: Vec<&str> = solve.split(' ').chain(goal).collect();
    let (said, status) = called(&folder, &asked);
    assert_eq!(status, 0, "{said}");
    let text = folder.read("n.toml");
    assert!(text.contains(r#"Aan de \"A\" \\ 't Zand"#), "{text}");
    let (said, status) = called(&folder, &["check", "n.toml"]);
    assert_eq!(status, 0, "{said}\n{text}");
}

#[test]
fn a_figure_beyond_all_numbers_and_a_share_too_fine_are_refused() {
    let folder = law_until(2027);
    let solve = |more: &[&str]| {
        let head = [
            "solve",
            "s.toml",
            "--varieer",
            "index.2027",
            "--jaar",
            "2027",
        ];
        refused(&folder, &[&head[..], more].concat())
    };
    let most = "79228162514264337593543950335";
    for goal in [format!("kas<={most}mln"), format!("kas>={most}k")] {
        assert!(solve(&["--doel", &goal]).contains("geen bedrag"), "{goal}");
    }
    let bound = format!(">{most}mrd");
    let asked = [
        "sensitivity",
        "s.toml",
        "--kans-op",
        &bound,
        "--draws",
        "20",
    ];
    assert!(refused(&folder, &asked).contains("geen bedrag"));
    for share in ["0.9999999", "99.99999%", "0,00000001"] {
        let said = solve(&["--doel", "kas<=1mln", "--draws", "20", "--kans", share]);
        assert!(said.contains("meer dan zes cijfers"), "{share}: {said}");
    }
    let several = ["--varieer", "prijs.2026.overig", "--decimalen", "0"];
    let said = solve(&[&several[..], &["--doel", "kas<=1mln"]].concat());
    assert!(said.contains("--decimalen zegt"), "{said}");
}
