//! Every CSV of every command: text in quotes in every row, numbers in none, the same in
//! Dutch notation.

use crate::common::{Folder, SCENARIO, rows, spuk};

/// A field of a record, and whether it stood in quotes.
type Field = (String, bool);

/// The records of a CSV, read by the letter.
fn records(text: &str, delimiter: char) -> Vec<Vec<Field>> {
    let mut records = vec![Vec::new()];
    let (mut field, mut quoted, mut was_quoted) = (String::new(), false, false);
    for letter in text.chars() {
        match letter {
            '"' => {
                // The second of two quotes is one.
                if !quoted && was_quoted {
                    field.push('"');
                }
                quoted = !quoted;
                was_quoted = true;
            }
            '\n' | ',' | ';' if !quoted && (letter == '\n' || letter == delimiter) => {
                let record = records.last_mut().unwrap();
                record.push((std::mem::take(&mut field), was_quoted));
                was_quoted = false;
                if letter == '\n' {
                    records.push(Vec::new());
                }
            }
            letter => field.push(letter),
        }
    }
    assert_eq!(records.pop(), Some(Vec::new()), "the last line ends");
    records
}

fn output(arguments: &[&str]) -> String {
    let output = spuk().args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

const COMMANDS: [&[&str]; 10] = [
    &["run", "--level", "gemeente", "--jaar", "2027"],
    &["run", "--level", "provincie"],
    &[
        "run",
        "wi2021",
        "oud-ritme",
        "--level",
        "gemeente",
        "--jaar",
        "2030",
    ],
    &["amounts"],
    &["backtest"],
    &["columns"],
    &["simulate", "--draws", "2"],
    &["compare", "oud-ritme", "wi2021", "--jaar", "2029"],
    &["compare", "oud-ritme", "wi2021", "--tabel", "sleutels"],
    &[
        "compare",
        "oud-ritme",
        "wi2021",
        "--tabel",
        "voorfinanciering",
    ],
];

#[test]
fn a_column_is_quoted_in_every_row_or_holds_numbers_alone() {
    for command in COMMANDS {
        let text = output(&[command, &["--format", "csv"]].concat());
        let all = records(&text, ',');
        let (header, rows) = all.split_first().unwrap();
        assert!(!rows.is_empty(), "{command:?}");
        for (column, (name, _)) in header.iter().enumerate() {
            let is_text = rows[0][column].1;
            for row in rows {
                assert_eq!(row.len(), header.len());
                let (field, quoted) = &row[column];
                assert_eq!(*quoted, is_text, "{command:?} {name}: {field}");
                let is_number = field.is_empty() || field.parse::<f64>().is_ok();
                assert!(is_text || is_number, "{command:?} {name}: {field}");
            }
        }
    }
}

#[test]
fn dutch_notation_says_the_same() {
    for command in COMMANDS {
        let plain = output(&[command, &["--format", "csv"]].concat());
        let dutch = output(&[command, &["--format", "csv-nl"]].concat());
        let dutch = dutch.strip_prefix('\u{feff}').expect("a byte order mark");
        let back = records(dutch, ';').into_iter().map(|record| {
            let fields = record.into_iter().map(|(field, quoted)| match quoted {
                true => (field, quoted),
                false => (field.replace(',', "."), quoted),
            });
            fields.collect::<Vec<Field>>()
        });
        assert_eq!(
            back.collect::<Vec<_>>(),
            records(&plain, ','),
            "{command:?}"
        );
    }
}

#[test]
fn several_scenarios_stand_in_one_table_by_name_and_one_has_no_such_column() {
    let several = rows(&output(&[
        "run",
        "wi2021",
        "korting-2028",
        "--format",
        "csv",
    ]));
    let names: Vec<&str> = several.iter().map(|row| &*row["scenario"]).collect();
    assert_eq!(names.len(), 16);
    assert!(
        names[..8]
            .iter()
            .all(|name| *name == "Geldend recht Wi2021")
    );
    assert!(names[8..].iter().all(|name| name.starts_with("Korting")));
    let one = rows(&output(&["run", "korting-2028", "--format", "csv"]));
    assert!(!one[0].contains_key("scenario"));
    // Each is the run of that scenario alone.
    for (row, alone) in several[8..].iter().zip(&one) {
        assert_eq!(row["uitkering_definitief"], alone["uitkering_definitief"]);
    }
    let json = output(&["run", "wi2021", "korting-2028", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["scenarios"].as_array().unwrap().len(), 2);
}

#[test]
fn a_provincie_has_the_code_of_the_cbs_and_a_part_of_one_has_none() {
    let all = rows(&output(&[
        "run",
        "--level",
        "provincie",
        "--jaar",
        "2028",
        "--format",
        "csv",
    ]));
    let codes: Vec<&str> = all.iter().map(|row| &*row["gm_code"]).collect();
    assert_eq!(codes.len(), 12);
    let zeeland = all
        .iter()
        .find(|row| row["provincie"] == "Zeeland")
        .unwrap();
    assert_eq!(zeeland["gm_code"], "PV29");
    let some = [
        "run",
        "--level",
        "provincie",
        "--gemeente",
        "Goes",
        "--gemeente",
        "Tholen",
    ];
    let some = rows(&output(&[&some[..], &["--format", "csv"]].concat()));
    assert_eq!(some[0]["gm_code"], "");
    let drawn = rows(&output(&["simulate", "--draws", "1", "--format", "csv"]));
    let limburg = drawn.iter().find(|row| row["naam"] == "Limburg").unwrap();
    assert_eq!(limburg["code"], "PV31");
}

/// What text was not quoted in before, and provincies without codes, is the same baseline.
#[test]
fn a_baseline_of_before_is_read_and_not_written_again() {
    let folder = Folder::three(SCENARIO);
    folder
        .spuk(&[
            "check",
            "scenario.toml",
            "--bless",
            "--simulate",
            "--draws",
            "3",
        ])
        .assert()
        .success();
    for name in ["scenario.baseline.csv", "scenario.simulate.csv"] {
        let old: Vec<String> = folder
            .read(name)
            .lines()
            .map(|line| {
                let is_row = line.starts_with('"');
                let line = line.replace("\"provincie\",\"PV26\"", "\"provincie\",\"\"");
                if is_row { line.replace('"', "") } else { line }
            })
            .collect();
        folder.write(name, old.join("\n") + "\n");
    }
    let before = folder.read("scenario.simulate.csv");
    assert!(!before.contains("\"provincie\""));
    folder.spuk(&["check", "scenario.toml"]).assert().success();
    folder
        .spuk(&["check", "scenario.toml", "--bless"])
        .assert()
        .success();
    assert_eq!(folder.read("scenario.simulate.csv"), before);
}

/// What stands in place of a code or a name is said of the column.
#[test]
fn what_a_row_is_about_is_said_where_it_is_no_gemeente() {
    let columns = rows(&output(&["columns", "--format", "csv"]));
    let meaning = |column: &str| {
        let mut own = columns.iter().filter(|row| row["kolom"] == column);
        own.next().expect(column)["betekenis_nl"].clone()
    };
    let some: &[&str] = &["--gemeente", "Ede", "--gemeente", "Assen"];
    for (level, gemeenten) in [
        ("landelijk", &some[..0]),
        ("provincie", &some[..0]),
        ("landelijk", some),
        ("provincie", some),
    ] {
        let asked = ["run", "--jaar", "2027", "--format", "csv", "--level", level];
        let all = rows(&output(&[&asked[..], gemeenten].concat()));
        assert!(!all.is_empty());
        let keys = ["gm_code", "gemeente", "provincie"];
        let cells = all.iter().flat_map(|row| keys.map(|key| (row, key)));
        for (row, column) in cells {
            let shown = &row[column];
            // A provincie has a code and a name of its own.
            let is_own = match column {
                "gm_code" => shown.starts_with("PV"),
                "provincie" => !shown.is_empty(),
                _ => false,
            };
            let word = if shown.is_empty() {
                "leeg"
            } else {
                shown.as_str()
            };
            let said = meaning(column);
            assert!(is_own || said.contains(word), "{column}, {level}: {said}");
        }
    }
}
