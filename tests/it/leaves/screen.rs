//! A real screen of eighty columns: no line is wider, in either language, and nothing is
//! narrower for a program that reads on.

#![cfg(target_os = "linux")]

use std::process::Command;

use crate::common::{Folder, PROGRAM, in_project};

/// What the program prints on a terminal of so many columns, by `script` of util-linux.
fn on_screen(columns: usize, arguments: &str) -> String {
    on_screen_of([columns, 40], arguments)
}

/// The same of so many columns and rows.
fn on_screen_of([columns, rows]: [usize; 2], arguments: &str) -> String {
    let line = format!("stty cols {columns} rows {rows}; {PROGRAM} {arguments} 2>/dev/null");
    let output = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(in_project("."))
        .env_remove("COLUMNS")
        .output()
        .expect("script of util-linux");
    let text = String::from_utf8(output.stdout).unwrap().replace('\r', "");
    assert!(output.status.success(), "{arguments}: {text}");
    without_marks(&text)
}

/// Text as it stands on the screen, without what makes it bold.
fn without_marks(text: &str) -> String {
    let mut shown = String::new();
    let mut pieces = text.split("\u{1b}[");
    shown.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        shown.push_str(&piece[end + 1..]);
    }
    shown
}

fn piped(arguments: &str) -> String {
    let output = Command::new(PROGRAM)
        .args(arguments.split(' '))
        .current_dir(in_project("."))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn widest(text: &str) -> usize {
    let widths = text.lines().map(|line| line.chars().count());
    widths.max().unwrap_or(0)
}

const COMMANDS: [&str; 18] = [
    "list",
    "explain --jaar 2028 --depth alles",
    "run",
    "run --gemeente Rotterdam",
    "run --level provincie --jaar 2027",
    "run --level gemeente --jaar 2028",
    "run wi2021 oud-ritme",
    "compare oud-ritme wi2021",
    "compare zonder-prestatie wi2021 --level gemeente --jaar 2030",
    "compare wi2021 korting-2028 --simulate 4",
    "simulate wi2021 oud-ritme --draws 4",
    "amounts korting-2028",
    "backtest",
    "columns",
    "check scenarios/korting-2028.toml",
    "explain --gemeente Leiden --jaar 2028",
    "explain --gemeente Leiden --jaar 2028 --depth 3",
    "--help",
];

#[test]
fn no_line_is_wider_than_the_screen() {
    for lang in ["nl", "en"] {
        for command in COMMANDS {
            let arguments = format!("{command} --lang {lang}");
            let text = on_screen(80, &arguments);
            let long = text.lines().find(|line| {
                // A single word is never broken, however deep it stands in a tree.
                let words = line.trim_start_matches(['│', '├', '└', '─', ' ']);
                line.chars().count() > 80 && words.contains(' ')
            });
            assert_eq!(long, None, "{arguments}");
            assert!(text.lines().count() > 2, "{arguments}: {text}");
        }
    }
}

/// What it says beside the answer on a screen of so many columns and rows.
fn said_on_screen([columns, rows]: [usize; 2], folder: &Folder, arguments: &str) -> String {
    let line = format!("stty cols {columns} rows {rows}; {PROGRAM} {arguments} >/dev/null");
    let output = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .current_dir(folder.root())
        .env_remove("COLUMNS")
        .output()
        .expect("script of util-linux");
    let text = String::from_utf8(output.stdout).unwrap().replace('\r', "");
    without_marks(&text)
}

#[test]
fn what_is_said_beside_the_answer_fits_the_screen_and_is_whole() {
    let folder = Folder::with(&[(
        "s.toml",
        "[scenario]\nbasis = \"wi2021\"\ntot = 2035\n[instroom]\nmodel = \"gamma-schok-met-een-naam\"\n",
    )]);
    folder.write("veel.toml", "[scenario]\nbasis = \"wi2021\"\ntot = 2035\n");
    for (columns, arguments) in [
        (80, "run s.toml"),
        (60, "run s.toml --lang en"),
        (80, "run veel.toml"),
        (56, "run veel.toml --lang en"),
        (70, "run --gemeente Amsterdamm"),
        (64, "run --taal klingon"),
    ] {
        let text = said_on_screen([columns, 40], &folder, arguments);
        let wide = text.lines().find(|line| line.chars().count() > columns);
        assert_eq!(wide, None, "{arguments}: {text}");
        assert!(text.lines().count() > 1, "{arguments}: {text}");
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let output = folder.spuk(&arguments.split(' ').collect::<Vec<_>>());
        let mut output = output;
        let piped = output.output().expect("the program").stderr;
        let piped = String::from_utf8(piped).expect("text");
        // A label that has no room beside its place stands below it under a name.
        let marks = |word: &String| !word.chars().all(|c| "|^=".contains(c));
        let [screen, pipe] = [text.as_str(), piped.as_str()]
            .map(|text| words(text).into_iter().filter(marks).collect::<Vec<_>>());
        let missing: Vec<&String> = pipe.iter().filter(|word| !screen.contains(word)).collect();
        assert!(missing.is_empty(), "{arguments}: {missing:?} in {text}");
    }
}

#[test]
fn a_screen_that_does_not_know_its_rows_still_has_columns() {
    let text = on_screen_of([60, 0], "run");
    assert!(widest(&text) <= 60, "{text}");
    // One that knows neither is as wide as a screen usually is.
    let text = on_screen_of([0, 0], "run");
    assert!(widest(&text) <= 80 && widest(&text) > 60, "{text}");
}

#[test]
fn help_of_every_command_fits() {
    for command in ["run", "simulate", "compare", "check", "report", "explain"] {
        for flag in ["-h", "--help"] {
            let text = on_screen(80, &format!("{command} {flag}"));
            let wide = text.lines().find(|line| {
                // The call of an example is one line, to be copied.
                line.chars().count() > 80 && !line.trim_start().starts_with("spuk ")
            });
            assert_eq!(wide, None, "{command} {flag}");
        }
    }
}

#[test]
fn every_year_stands_in_some_block_and_a_wide_screen_has_one() {
    let narrow = on_screen(80, "run");
    let wide = on_screen(200, "run");
    for year in 2024..=2031 {
        let heads = |text: &str| {
            let heads = text.lines().filter(|line| line.starts_with("          "));
            let heads = heads.filter(|line| line.contains(&format!(" {year}")));
            heads.count()
        };
        assert_eq!((heads(&narrow), heads(&wide)), (1, 1), "{year}");
    }
    assert_eq!(narrow.matches("Definitieve uitkering").count(), 2);
    assert_eq!(wide.matches("Definitieve uitkering").count(), 1);
}

#[test]
fn what_a_program_reads_is_as_wide_as_it_is() {
    assert!(widest(&piped("run")) > 100);
    assert!(widest(&piped("simulate --draws 4")) > 80);
    assert!(widest(&piped("amounts")) > 80);
    // A column that a screen has no room for is named, and stands in a pipe.
    let screen = on_screen(80, "amounts korting-2028");
    assert!(screen.contains("Niet op dit scherm: "), "{screen}");
    let pipe = piped("amounts korting-2028");
    assert!(pipe.contains("verschil") && !pipe.contains("Niet op dit scherm"));
}

#[test]
fn people_read_words_and_no_names_of_columns() {
    let raw = [
        "uitkering_definitief",
        "uitkering_voorlopig",
        "overige_migrant",
        "kas_maand",
        "gefit",
        "cohorten die af zijn",
    ];
    for command in [
        "run",
        "simulate wi2021 oud-ritme --draws 4",
        "compare oud-ritme wi2021",
        "backtest",
        "explain --jaar 2029",
    ] {
        let text = piped(command);
        let found = raw.iter().find(|raw| text.contains(*raw));
        assert_eq!(found, None, "{command}: {text}");
        let has_iso = text.split_whitespace().any(|word| {
            let parts: Vec<&str> = word.split('-').collect();
            let digits = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
            parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(digits)
        });
        assert!(!has_iso, "{command}: {text}");
    }
}

#[test]
fn a_band_says_what_varies_in_it_and_what_does_not() {
    let of = |lasting: &str| {
        format!(
            "en blijvende verschillen tussen gemeenten ({lasting}); prijzen en regels liggen vast"
        )
    };
    let all = of("afronding, kosten, Z-route");
    for command in [
        "simulate --draws 150",
        "compare wi2021 oud-ritme --simulate 3",
    ] {
        let text = piped(command);
        assert!(text.contains(&all), "{command}: {text}");
        assert!(
            text.contains("gaan over de instroom, waar mensen wonen,"),
            "{command}: {text}"
        );
    }
    // What a scenario does not draw is not said to be drawn.
    let text = piped("simulate --draws 4 --set kenmerken.spreiding.kosten=0");
    assert!(text.contains(&of("afronding, Z-route")), "{text}");
    let text = piped("compare wi2021 oud-ritme --simulate 3 --lang en");
    assert!(text.contains("lasting differences between gemeenten (completion, costs, Z-route); prices and rules are the same in all of them"), "{text}");
}

#[test]
fn an_explanation_begins_with_what_fits_a_screen_and_goes_on_when_asked() {
    let first = on_screen(80, "explain --gemeente Leiden --jaar 2028");
    assert!(
        first.lines().count() <= 40,
        "{}: {first}",
        first.lines().count()
    );
    assert!(first.contains("--depth alles"), "{first}");
    let layers = piped("explain --gemeente Leiden --jaar 2028 --diepte 2");
    let all = piped("explain --gemeente Leiden --jaar 2028 --depth alles");
    assert!(layers.lines().count() > first.lines().count());
    assert!(all.lines().count() > 10 * layers.lines().count());
}

#[test]
fn the_country_and_a_provincie_are_explained_to_the_cent_of_the_run() {
    let shown = |arguments: &str, column: &str| {
        let run = piped(&format!("{arguments} --jaar 2029 --format csv"));
        crate::common::rows(&run)[0][column].clone()
    };
    let json = |arguments: &str| {
        let text = piped(&format!("explain {arguments} --jaar 2029 --format json"));
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    for column in [
        "uitkering_definitief",
        "ba_voorlopig",
        "kas",
        "kosten",
        "asielstatushouders",
    ] {
        let tree = json(&format!("--veld {column}"));
        assert_eq!(tree["gm_code"], "NL");
        let value = &tree["uitleg"][0]["boom"]["waarde"];
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let expected = shown("run", column);
        assert_eq!(
            value.parse::<f64>().unwrap(),
            expected.parse::<f64>().unwrap(),
            "{column}"
        );
    }
    let zeeland = json("--provincie zeeland --veld kas");
    assert_eq!(
        (&zeeland["gm_code"], &zeeland["provincie"]),
        (&"PV29".into(), &"Zeeland".into())
    );
    let parts = zeeland["uitleg"][0]["boom"]["kinderen"].as_array().unwrap();
    assert_eq!(parts.len(), 13);
    let wrong = Command::new(PROGRAM)
        .args(["explain", "--provincie", "Zeland", "--jaar", "2029"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("bedoelt u Zeeland?"));
}
