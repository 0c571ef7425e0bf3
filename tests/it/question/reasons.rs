//! Why something does nothing, of whom it is said, and what is said where little is known.

use super::{called, json, law_until};
use crate::common::{Folder, rows};

fn said(folder: &Folder, more: &[&str]) -> String {
    called(folder, &[&["sensitivity", "s.toml"], more].concat()).0
}

fn all(folder: &Folder, more: &[&str]) -> Vec<std::collections::BTreeMap<String, String>> {
    rows(&said(folder, &[more, &["--format", "csv"]].concat()))
}

fn code(rows: &[std::collections::BTreeMap<String, String>], key: &str) -> String {
    let row = rows.iter().find(|row| row["sleutel"] == key);
    row.unwrap_or_else(|| panic!("{key}"))["geen_effect"].clone()
}

/// A chance that no figure brings within reach stays what it is: that breaks no scenario.
#[test]
fn what_does_nothing_to_a_chance_or_a_quantile_has_a_reason_too() {
    let folder = law_until(2027);
    let chance = ["--jaar", "2027", "--draws", "3", "--kans-op", "<1"];
    let text = said(&folder, &chance);
    assert!(!text.contains("te breken"), "{text}");
    assert!(
        text.contains("verschuiven trekkingen, maar niet dit kwantiel"),
        "{text}"
    );
    assert!(
        text.contains("Niets hier beweegt dit: het blijft 0,00%"),
        "{text}"
    );
    assert!(!text.contains("wat hier telt"), "{text}");
    let found = all(&folder, &chance);
    for (key, why) in [
        ("index.2027", "alleen-trekkingen"),
        ("instroom.spreiding.asielstatushouder", "alleen-trekkingen"),
        ("pip.gezinsmigrant", "alleen-backtest"),
        ("kas.terugvordering_maand", "alleen-maand"),
        ("bedragen.2025.a", "andere-jaren"),
    ] {
        assert_eq!(code(&found, key), why, "{key}");
    }
    let quantile = all(
        &folder,
        &["--jaar", "2027", "--draws", "3", "--kwantiel", "0.5"],
    );
    assert_eq!(code(&quantile, "pip.overige_migrant"), "alleen-backtest");
    assert_eq!(code(&quantile, "index.2027"), "");
}

#[test]
fn chances_differ_in_percentage_points() {
    let folder = law_until(2027);
    let drawn = ["--draws", "4", "--jaar", "2027"];
    let median = json(
        &folder,
        &[&["sensitivity", "s.toml", "--kwantiel", "0.5"][..], &drawn].concat(),
    );
    let bound = format!(">{}", median["uitkomst"][0]);
    let text = said(&folder, &[&["--kans-op", &bound][..], &drawn].concat());
    assert!(text.contains("0 pp"), "{text}");
    let table = text.lines().filter(|line| line.contains("aanname"));
    assert!(table.clone().count() > 0, "{text}");
    for line in table {
        assert!(
            !line.contains("+25,00%") && !line.contains("-25,00%"),
            "{line}"
        );
    }
    assert!(text.contains("procentpunten (pp)"), "{text}");
}

/// Whether factors work together is said where the intervals allow it, and not before.
#[test]
fn interaction_is_said_where_the_interval_of_the_sum_shows_it() {
    let folder = law_until(2027);
    for (points, step) in [("8", "40%"), ("64", "40%"), ("8", "3%")] {
        let asked = [
            "--jaar",
            "2027",
            "--methode",
            "sobol",
            "--draws",
            points,
            "--stap",
            step,
        ];
        let answer = json(&folder, &[&["sensitivity", "s.toml"], &asked[..]].concat());
        let high = answer["uitkomst"]["eerste_orde_samen_hoog"]
            .as_f64()
            .unwrap();
        let text = said(&folder, &asked);
        assert_eq!(
            text.contains("ontbreekt is samenspel"),
            high < 1.0,
            "{high}: {text}"
        );
        let four = format!("--draws {}", 4 * points.parse::<u32>().unwrap());
        assert_eq!(text.contains(&four), high >= 1.0, "{high}: {text}");
    }
}

/// A series is told by the year that counts, not by its first.
#[test]
fn the_figure_to_ask_for_has_the_source_of_the_year_that_was_asked() {
    let text = "[scenario]\nbasis = \"wi2021\"\ntot = 2028\n[prognose]\n\
                2026 = { waarde = 20000, tussen = [9000, 60000], bron = \"een\" }\n\
                2027 = { waarde = 21000, tussen = [9000, 60000], bron = \"twee\" }\n\
                2028 = { waarde = 22000, tussen = [9000, 60000], bron = \"drie\" }\n";
    let folder = Folder::with(&[("s.toml", text)]);
    for (jaar, bron) in [("2027", "twee"), ("2028", "drie")] {
        let asked = ["--veld", "ba_voorlopig", "--jaar", jaar];
        let text = said(&folder, &asked);
        let (_, ask) = text.split_once("Vraag na: ").expect(&text);
        assert!(ask.contains(&format!("(prognose.{jaar}: {bron}")), "{ask}");
        let found = all(&folder, &asked);
        let row = found
            .iter()
            .find(|row| row["sleutel"] == "prognose")
            .unwrap();
        assert!(
            row["bron"].starts_with(&format!("prognose.{jaar}: {bron}")),
            "{row:?}"
        );
    }
}

/// Of a series the years that were asked after decide: where those were published nobody has
/// to be asked, whatever the others are.
#[test]
fn a_series_whose_moving_years_were_published_is_not_to_ask_for() {
    let folder = law_until(2028);
    let head = folder.read("s.toml");
    let asked = |status: &str| {
        let year = |jaar: u16, status: &str| {
            format!(
                "{jaar} = {{ waarde = 20000, tussen = [9000, 31000], bron = \"brief\", status = \"{status}\" }}\n"
            )
        };
        let own = year(2026, status) + &year(2027, "aanname") + &year(2028, "aanname");
        folder.write("s.toml", format!("{head}[prognose]\n{own}"));
        let asked = ["--veld", "uitkering_voorlopig", "--jaar", "2026"];
        let answer = json(&folder, &[&["sensitivity", "s.toml"], &asked[..]].concat());
        answer["vraag_na"].as_str().map(str::to_owned)
    };
    assert_eq!(asked("aanname").as_deref(), Some("prognose"));
    let other = asked("gepubliceerd");
    assert!(
        other.is_some() && other.as_deref() != Some("prognose"),
        "{other:?}"
    );
}

#[test]
fn where_nothing_moves_it_is_said_and_not_that_all_is_published() {
    let folder = law_until(2027);
    let asked = ["--veld", "terugvordering"];
    for more in [&[][..], &["--methode", "morris", "--draws", "8"]] {
        let text = said(&folder, &[&asked[..], more].concat());
        assert!(
            text.contains("Niets hier beweegt dit: het blijft 0"),
            "{text}"
        );
        assert!(!text.contains("Alles wat hier telt"), "{text}");
        assert_eq!(
            text.contains("redenen hierboven"),
            more.is_empty(),
            "{text}"
        );
    }
    let text = said(&folder, &[&asked[..], &["--lang", "en"]].concat());
    assert!(text.contains("Nothing here moves this"), "{text}");
}

#[test]
fn what_is_settled_stands_beside_no_unit_unless_asked() {
    let folder = law_until(2027);
    let asked = ["--level", "provincie", "--jaar", "2027"];
    let found = all(&folder, &asked);
    let settled = found.iter().filter(|row| row["aard"] == "vastgesteld");
    let settled: Vec<&str> = settled.map(|row| row["sleutel"].as_str()).collect();
    let names = |text: &str| text.split_whitespace().any(|word| settled.contains(&word));
    let text = said(&folder, &asked);
    assert!(!names(&text) && text.contains("--alles"), "{text}");
    // Here the kas follows the month and the year of payment first of all.
    let asked = [
        "--level",
        "provincie",
        "--veld",
        "bgo_voorlopig",
        "--jaar",
        "2027",
    ];
    let some = said(&folder, &[&asked[..], &["--alles"]].concat());
    assert!(names(&some), "{some}");
}

#[test]
fn a_size_class_is_titled_with_its_bounds_and_a_provincie_with_its_name() {
    let folder = law_until(2027);
    let title = |more: &[&str]| {
        let text = said(&folder, &[&["--jaar", "2027"], more].concat());
        text.lines().take(2).collect::<Vec<_>>().join(" ")
    };
    for (class, lang, words) in [
        ("20000-95000", "nl", "gemeenten met 20.000-95.000 inwoners"),
        ("80000-", "en", "gemeenten with 80,000 and more inhabitants"),
        ("-95000", "nl", "gemeenten met minder dan 95.000 inwoners"),
    ] {
        let said = title(&["--inwoners", class, "--lang", lang]);
        assert!(said.contains(words) && !said.contains("selectie"), "{said}");
    }
    let some = [
        "--gemeente",
        "GM9001",
        "--gemeente",
        "GM9003",
        "--level",
        "landelijk",
    ];
    assert!(title(&some).contains("2 gemeenten samen"));
    assert!(title(&[&some[..], &["--lang", "en"]].concat()).contains("2 gemeenten together"));
    let each = said(
        &folder,
        &[
            "--level",
            "provincie",
            "--inwoners",
            "80000-",
            "--jaar",
            "2027",
        ],
    );
    assert!(
        each.contains("Gelderland") && !each.contains("selectie"),
        "{each}"
    );
}

/// A search that moves nothing says what a sensitivity says of the same key.
#[test]
fn what_is_varied_in_vain_has_the_reason_of_a_sensitivity() {
    let folder = law_until(2027);
    let asked = ["--veld", "uitkering_definitief", "--jaar", "2026"];
    let named = said(&folder, &[&asked[..], &["--zonder-effect"]].concat());
    let found = all(&folder, &asked);
    for key in [
        "kas.terugvordering_maand",
        "prijs.2022.overig",
        "kosten.begeleiding.bedrag",
        "instroom.spreiding.gezinsmigrant",
        "uitkomst.gezinsmigrant.ontheven.1",
        "begroting.2024",
        "index.2027",
    ] {
        let question = [
            "solve",
            "s.toml",
            "--doel",
            "uitkering_definitief<=1",
            "--jaar",
            "2026",
            "--varieer",
            key,
        ];
        let text = called(&folder, &question).0;
        let sentence = text
            .lines()
            .find(|line| line.starts_with(&format!("{key}, 2026: ")));
        let sentence = sentence.expect(&text);
        let answer = json(&folder, &question);
        let why = answer["zonder_effect"][0]["geen_effect"]
            .as_str()
            .expect(key);
        let same = code(&found, key);
        // A range is moved over farther by a search than by a sensitivity.
        assert_eq!(
            why.split(' ').next(),
            same.split(' ').next(),
            "{key}: {sentence}"
        );
        let (_, words) = sentence.split_once(" niets (").expect(sentence);
        let words = words.split(',').next().unwrap();
        let words = words.split(')').next().unwrap();
        let [more, way] = [("werkt", "werken"), ("wijkt", "wijken")]
            .map(|(one, several)| words.replacen(one, several, 1));
        assert!(
            [words, &more, &way].iter().any(|it| named.contains(*it)),
            "{words}: {named}"
        );
    }
}

/// A year before the projection does nothing, whatever the years beside it do: a reason is
/// that of the figure itself, and not of the list that it is in.
#[test]
fn a_year_has_its_own_reason_and_not_that_of_its_whole() {
    let folder = law_until(2027);
    let text = folder.read("s.toml")
        + "[[incidenteel]]\nnaam = \"tolken\"\nverdeelsleutel = \"inwoners\"\nbron = \"brief\"\n\
           status = \"aanname\"\nbedrag = { 2021 = 700_000, 2026 = 900_000, 2027 = 0 }\n";
    folder.write("s.toml", text);
    let found = all(&folder, &["--jaar", "2027"]);
    let own = found
        .iter()
        .find(|row| row["deel_van"].starts_with("incidenteel.") && row["waarde"] == "700000");
    let key = own.expect("a year")["sleutel"].clone();
    let whole = key.strip_suffix(".2021").unwrap();
    for (key, why) in [
        (key.as_str(), "niets"),
        (&format!("{whole}.2026"), "wel incidenteel"),
        (&format!("{whole}.2027"), "niet-bewogen"),
        (whole, "wel incidenteel"),
    ] {
        assert_eq!(code(&found, key), why, "{key}");
    }
    // The month of a payment is that of its own rule alone.
    for (key, why) in [
        ("kas.terugvordering_maand", "alleen-maand"),
        ("begroting.2024", "alleen-begroting"),
    ] {
        assert_eq!(code(&found, key), why, "{key}");
    }
}

/// What stands at an end of its range already does nothing there: the other end tells.
#[test]
fn a_figure_at_an_end_of_its_range_has_the_reason_of_the_other() {
    let folder = law_until(2027);
    let head = folder.read("s.toml");
    for range in ["[2_000, 3_400]", "[3_400, 5_000]"] {
        let own = "[kosten.begeleiding]\nbedrag = { waarde = 3_400, tussen = ";
        let text = format!("{head}{own}{range}, bron = \"rekening\", status = \"aanname\" }}\n");
        folder.write("s.toml", text);
        let found = all(&folder, &["--jaar", "2027"]);
        let why = code(&found, "kosten.begeleiding.bedrag");
        assert!(why.starts_with("wel kosten"), "{range}: {why}");
    }
}

/// A difference of two scenarios can rest on the one in which the figure moves.
#[test]
fn a_figure_that_is_zero_in_one_of_two_scenarios_has_the_reason_of_the_other() {
    let folder = law_until(2027);
    let extra = |bedrag: u32| {
        format!(
            "[[incidenteel]]\nnaam = \"tolken\"\nverdeelsleutel = \"inwoners\"\nbron = \"brief\"\n\
             status = \"aanname\"\nbedrag = {{ 2026 = {bedrag} }}\n"
        )
    };
    let head = folder.read("s.toml");
    folder.write("nul.toml", format!("{head}{}", extra(0)));
    folder.write("veel.toml", format!("{head}{}", extra(800_000)));
    for (one, other) in [("nul.toml", "veel.toml"), ("veel.toml", "nul.toml")] {
        for (field, why) in [("kas", "wel incidenteel"), ("incidenteel", "")] {
            let asked = ["sensitivity", one, other, "--jaar", "2026", "--veld", field];
            let found = rows(&called(&folder, &[&asked[..], &["--format", "csv"]].concat()).0);
            let mut of_list = found.iter();
            let own = of_list.find(|row| {
                row["sleutel"].starts_with("incidenteel.") && row["waarde"] == "800000"
            });
            let own = own.expect("the figure that moves");
            assert_eq!(own["geen_effect"], why, "{one}: {own:?}");
            assert_eq!(own["beweging"], "stap");
            assert_eq!(own["zwaai"] == "0.00", field == "kas", "{own:?}");
        }
    }
}

/// Where a whole series can be moved one of its figures need not be: that is said of it as of
/// any other, and no figures of a run that there is not.
#[test]
fn a_figure_that_the_scenario_cannot_have_so_has_no_outcome() {
    let folder = law_until(2027);
    let found = all(&folder, &["--jaar", "2027", "--veld", "tekort"]);
    let mut tried = 0;
    for row in found
        .iter()
        .filter(|row| row["sleutel"].starts_with("pip."))
    {
        for (end, outcome) in [("laag", "uitkomst_laag"), ("hoog", "uitkomst_hoog")] {
            if row["cijfer"].is_empty() || row[end].is_empty() {
                continue;
            }
            let set = format!("{}={}", row["cijfer"], row[end]);
            let output = folder
                .spuk(&["run", "s.toml", "--set", &set])
                .output()
                .unwrap();
            assert_eq!(
                output.status.success(),
                !row[outcome].is_empty(),
                "{set}: {row:?}"
            );
            tried += usize::from(row[outcome].is_empty());
        }
    }
    assert!(tried > 0, "an end that cannot be");
}
