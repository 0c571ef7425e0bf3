//! How far gemeenten come out differently where scenarios differ in draws: over which years,
//! in which columns, of what it rests and how often a loss is counted.

use serde_json::{Value, json};

use crate::common::{Folder, rows};

const GEMEENTEN: &str = "gm_code,naam,provincie,inwoners_2022,inwoners_2025\n\
    GM0001,Aa,P,900,1000\nGM0002,Bee,P,210000,215000\n\
    GM0003,Cee,Q,47000,48000\nGM0004,Dee,Q,130000,128000\n";

const FIRST: &str = "[scenario]\nnaam = \"Eerste\"\nbasis = \"wi2021\"\ntot = 2029\n\
    [gemeenten]\nbestand = \"g.csv\"\n";

/// A scenario on the first with more said of it.
fn other(naam: &str, rest: &str) -> String {
    format!("[scenario]\nnaam = \"{naam}\"\nbasis = \"eerste.toml\"\n{rest}")
}

fn folder() -> Folder {
    let none = "[instroom.gemeenten]\nrealisatie = 0\n[kenmerken.spreiding]\nafronding = 0\n\
                kosten = 0\nz_route = 0\n";
    let completion = "[kenmerken.spreiding]\nafronding = 0.6\n";
    let cut = "[[korting]]\npercentage = 0.05003\nvanaf = 2029\nwijze = \"doorberekend\"\n";
    Folder::with(&[
        ("g.csv", GEMEENTEN),
        ("eerste.toml", FIRST),
        ("gelijk.toml", &other("Gelijk", none)),
        ("afronding.toml", &other("Afronding", completion)),
        ("korting.toml", &other("Korting", cut)),
        ("beide.toml", &other("Beide", &format!("{completion}{cut}"))),
        (
            "gezin.toml",
            &other("Gezin", "[instroom.spreiding]\ngezinsmigrant = 0.4\n"),
        ),
    ])
}

fn said(folder: &Folder, scenarios: &[&str], more: &[&str]) -> String {
    let call = [&["compare"], scenarios, &["--simulate", "100"], more].concat();
    let done = folder.spuk(&call).output().unwrap();
    let wrong = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{call:?}: {wrong}");
    String::from_utf8(done.stdout).unwrap()
}

fn spread(folder: &Folder, other: &str) -> Value {
    let text = said(folder, &["eerste.toml", other], &["--format", "json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    json["vergelijkingen"][0]["verdeling"].clone()
}

#[test]
fn years_count_in_which_scenarios_differ_in_draws_alone() {
    let folder = folder();
    // Who completes counts two years later, and what was drawn completes from 2026 on.
    let drawn = spread(&folder, "afronding.toml");
    assert_eq!(drawn["jaren"], json!([2028, 2029]));
    let country = drawn["regels"].as_array().unwrap().iter();
    let mut country = country.filter(|row| row["level"] == "landelijk");
    let percent = &country.next().expect("the country")["procent"];
    let end = |key: &str| percent[key].as_f64().unwrap();
    assert!(end("p5") < 0.0 && end("p95") > 0.0, "{percent}");
    // With a cut in one of them in the projection too, the other still counts.
    let both = spread(&folder, "beide.toml");
    assert_eq!(both["jaren"], json!([2028, 2029]));
    let cut = spread(&folder, "korting.toml");
    assert_eq!(cut["jaren"], json!([2029]));
    // The CSV and the table are over the same years.
    let pair = ["eerste.toml", "afronding.toml"];
    let csv = rows(&said(
        &folder,
        &pair,
        &["--tabel", "verdeling", "--format", "csv"],
    ));
    assert_eq!(csv.len(), drawn["regels"].as_array().unwrap().len());
    assert!(said(&folder, &pair, &[]).contains("2028-2029, in procenten"));
}

#[test]
fn a_column_that_differs_in_draws_alone_is_shown() {
    let folder = folder();
    let of = |other: &str| {
        let text = said(&folder, &["eerste.toml", other], &["--jaar", "2027"]);
        let line = text.lines().find(|line| line.starts_with("Geen verschil"));
        (line.unwrap_or_default().to_owned(), text)
    };
    let (same, text) = of("gezin.toml");
    // Of costs no draws are kept: that they are the same is said of the projection.
    assert!(same.starts_with("Geen verschil in de projectie in: Incidenteel, Kosten"));
    assert!(!same.contains("Saldo"), "{text}");
    let (_, rest) = text.split_once("\n Saldo").expect("the column");
    assert!(
        rest.lines().take(8).any(|line| line.contains("P95")),
        "{text}"
    );
    let (same, text) = of("korting.toml");
    assert!(same.contains("Saldo"), "nothing is cut in 2027: {text}");
}

#[test]
fn a_loss_of_just_over_five_per_cent_is_one() {
    let folder = folder();
    let call = ["--tabel", "verdeling", "--format", "csv"];
    let csv = rows(&said(&folder, &["eerste.toml", "korting.toml"], &call));
    assert!(!csv.is_empty());
    for row in csv {
        let lost = ["kans_verlies_1_procent", "kans_verlies_5_procent"].map(|key| &row[key]);
        assert_eq!(lost, ["1.000000"; 2], "{row:?}");
        assert_eq!(row["p50"], "-5.00", "{row:?}");
    }
}

#[test]
fn what_lasts_is_named_of_the_scenarios_that_have_it() {
    let folder = folder();
    let on = |basis: &str, naam: &str, rest: &str| {
        format!("[scenario]\nnaam = \"{naam}\"\nbasis = \"{basis}.toml\"\n{rest}")
    };
    let wide = "[kenmerken.spreiding]\nafronding = 0.6\n";
    let narrow = "[instroom.gemeenten]\nrealisatie = 0\n[kenmerken.spreiding]\nkosten = 0\n";
    folder.write("ruim.toml", on("gelijk", "Ruim", wide));
    folder.write("smal.toml", on("eerste", "Smal", narrow));
    folder.write("breed.toml", on("smal", "Breed", wide));
    folder.write(
        "deel.toml",
        on("gelijk", "Deel", "[prestatie]\naandeel = 0.5\n"),
    );
    let told = |scenarios: &[&str]| {
        let text = said(&folder, scenarios, &["--jaar", "2029"]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let lasting = |pair: [&str; 2]| {
        let text = told(&pair);
        let (_, rest) = text.split_once("Blijvend is wat").expect("a sentence");
        let (sentence, _) = rest.split_once(". ").expect("its end");
        sentence.to_owned()
    };
    assert_eq!(
        lasting(["gelijk.toml", "ruim.toml"]),
        " verdwijnt zonder blijvende verschillen in afronding (0,6) met ‘Ruim’"
    );
    assert_eq!(
        lasting(["smal.toml", "breed.toml"]),
        " verdwijnt zonder blijvende verschillen in afronding (0,2) en Z-route (0,2) met ‘Smal’, \
         en in afronding (0,6) en Z-route (0,2) met ‘Breed’"
    );
    // A third scenario has no part in the difference of two.
    let three = told(&["gelijk.toml", "deel.toml", "ruim.toml"]);
    let (luck, lasts) = ("Alle spreiding is toeval", "Blijvend is wat");
    let [luck, lasts] = [luck, lasts].map(|words| three.find(words).expect("a sentence"));
    assert!(luck < lasts, "{three}");
}

/// One gemeente among many is not in the quantiles of all of them.
#[test]
fn what_one_of_many_gets_is_an_effect() {
    let mut list = "gm_code,naam,provincie,inwoners_2024\nGM0001,Groot,P,9000000\n".to_owned();
    for number in 100..124 {
        list += &format!("GM0{number},Klein {number},Q,9000\n");
    }
    let folder = folder();
    folder.write("g.csv", list);
    let one = "[kenmerken.GM0107]\nafronding = 1.6\n";
    folder.write("een.toml", other("Een", one));
    let call = ["--jaar", "2029"];
    let text = said(&folder, &["eerste.toml", "een.toml"], &call);
    let (_, spread) = text
        .split_once("alle gemeenten in 100 trekkingen")
        .expect("the table");
    let country = spread.lines().find(|line| line.starts_with(" Nederland"));
    let country = country.expect("the country");
    assert_eq!(country.matches(" 0,00%").count(), 5, "{country}");
    let none = said(&folder, &["eerste.toml", "eerste.toml"], &call);
    assert!(!none.contains("alle gemeenten in 100 trekkingen"), "{none}");
}

/// A gemeente that is to shrink or grow is as large in every year as it is in that year.
#[test]
fn an_amount_per_inhabitant_is_of_the_inhabitants_of_its_year() {
    let folder = Folder::with(&[
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2024,inwoners_2026,inwoners_2029\n\
             GM9001,Aa,P,90000,100000,10000\nGM9002,Bee,P,40000,50000,60000\n\
             GM9003,Cee,Q,20000,30000,150000\n",
        ),
        ("eerste.toml", FIRST),
        (
            "meer.toml",
            &other("Meer", "[instroom.pad.asielstatushouder]\n2026 = 40_000\n"),
        ),
    ]);
    let compared = |more: &[&str]| {
        let call = [&["compare", "eerste.toml", "meer.toml"], more].concat();
        let done = folder.spuk(&call).output().unwrap();
        assert!(done.status.success(), "{call:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    let inhabitants = |code: &str, jaar: &str| match (code, jaar) {
        ("GM9001", "2026") => 100_000,
        ("GM9001", "2029") => 10_000,
        ("GM9003", "2026") => 30_000,
        ("GM9003", "2029") => 150_000,
        _ => 0,
    };
    let field = [
        "--veld",
        "asielstatushouders",
        "--veld",
        "uitkering_definitief",
    ];
    let level = ["--level", "gemeente", "--format", "csv"];
    let mut held = 0;
    for row in rows(&compared(&[&field[2..], &level[..]].concat())) {
        let people: i64 = inhabitants(&row["code"], &row["jaar"]);
        if people == 0 {
            continue;
        }
        let cents = |key: &str| row[key].replace('.', "").parse::<i64>().unwrap();
        let (difference, head) = (cents("verschil"), cents("per_inwoner"));
        let twice = (2 * difference.abs() + people) / (2 * people);
        assert_eq!(head, twice * difference.signum(), "{row:?}");
        held += i32::from(difference != 0);
    }
    assert!(held >= 2, "{held}");
    // The classes of a year are those of that year too.
    let classes = |jaar: &str| {
        let json = compared(&["--jaar", jaar, "--format", "json"]);
        let json: Value = serde_json::from_str(&json).unwrap();
        let all = json["vergelijkingen"][0]["effect"]["grootteklassen"].clone();
        let all = all.as_array().unwrap().iter();
        all.map(|one| one["inwoners"].as_i64().unwrap())
            .collect::<Vec<_>>()
    };
    assert!(classes("2026").contains(&100_000), "{:?}", classes("2026"));
    assert!(classes("2029").contains(&10_000), "{:?}", classes("2029"));
}
