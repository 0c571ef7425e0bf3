//! What was counted, beside what the model says and what stands for the country.

use crate::common::{Folder, rows};

/// The rows of a run of the three gemeenten with tables over the law.
fn run(
    folder: &Folder,
    more: &str,
    settings: &[&str],
) -> Vec<std::collections::BTreeMap<String, String>> {
    let head =
        "[scenario]\nbasis = \"wi2021\"\ntot = 2030\n[gemeenten]\nbestand = \"gemeenten.csv\"\n";
    folder.write("s.toml", format!("{head}{more}"));
    let set = settings.iter().flat_map(|one| ["--set", one]);
    let asked = ["run", "s.toml", "--level", "gemeente", "--format", "csv"];
    let asked: Vec<&str> = asked.into_iter().chain(set).collect();
    let output = folder.spuk(&asked).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    rows(&String::from_utf8(output.stdout).unwrap())
}

fn of<'a>(
    rows: &'a [std::collections::BTreeMap<String, String>],
    (code, jaar): (&str, &str),
    column: &str,
) -> &'a str {
    let own = rows
        .iter()
        .find(|row| row["gm_code"] == code && row["jaar"] == jaar);
    &own.expect("a row")[column]
}

/// A national count is spread by inhabitants and says nothing of a gemeente: beside it the
/// share that was counted at a peiljaar is carried on all the same.
#[test]
fn a_national_count_beside_a_peiljaar_leaves_the_share_that_is_carried_on() {
    let folder = Folder::with_basis();
    let counts = |peiljaar: &str| {
        let of_gemeente = |(code, people): (&str, i64)| {
            let of_year =
                |jaar: i64| format!("{code},asielstatushouder,{jaar},{people}{peiljaar}\n");
            of_year(2023) + &of_year(2024)
        };
        let all = [("GM9001", 9_000), ("GM9002", 500), ("GM9003", 500)];
        all.map(of_gemeente).concat()
    };
    folder.write(
        "zonder.csv",
        "gm_code,groep,jaar,aantal\n".to_owned() + &counts(""),
    );
    folder.write(
        "met.csv",
        "gm_code,groep,jaar,aantal,peiljaar\n".to_owned() + &counts(",2025"),
    );
    let tables = |file: &str, more: &str| {
        format!("[aantallen]\nbestand = \"{file}\"\ndoorwerking = 1\n{more}")
    };
    let landelijk = "[aantallen.landelijk.asielstatushouder]\n2023 = 21_000\n2024 = 24_000\n";
    let share = |file: &str, more: &str, settings: &[&str]| {
        let all = run(&folder, &tables(file, more), settings);
        let of_year = |code| {
            of(&all, (code, "2028"), "asielstatushouders")
                .parse::<f64>()
                .unwrap()
        };
        let [first, second, third] = ["GM9001", "GM9002", "GM9003"].map(of_year);
        first / (first + second + third)
    };
    for (file, more) in [
        ("zonder.csv", ""),
        ("zonder.csv", landelijk),
        ("met.csv", ""),
        ("met.csv", landelijk),
    ] {
        let kept = share(file, more, &[]);
        assert!((kept - 0.9).abs() < 0.001, "{file} {more}: {kept}");
    }
    let none = share("met.csv", landelijk, &["aantallen.doorwerking=0"]);
    assert!((none - 0.9).abs() > 0.05, "{none}");
}

/// Who was counted stays counted: a factor on what the model would say of a counted gemeente
/// moves nobody, in it or elsewhere.
#[test]
fn a_factor_of_a_counted_gemeente_moves_nobody() {
    let folder = Folder::with_basis();
    let mut counts = "gm_code,groep,jaar,aantal\n".to_owned();
    for jaar in 2022..=2030 {
        for groep in [
            "asielstatushouder",
            "gezins_overig",
            "onderwijsroute",
            "afgerond",
        ] {
            counts += &format!("GM9003,{groep},{jaar},310\n");
        }
    }
    folder.write("een.csv", counts);
    let tables = "[aantallen]\nbestand = \"een.csv\"\naanvullen = \"model\"\n";
    let plain = run(&folder, tables, &[]);
    for kenmerk in ["afronding=2", "afronding=0.3", "z_route=0.2", "z_route=1.7"] {
        let people = run(&folder, tables, &[&format!("kenmerken.GM9003.{kenmerk}")]);
        for (one, other) in plain.iter().zip(&people) {
            for column in [
                "asielstatushouders",
                "afgerond",
                "onderwijsroute",
                "uitkering_definitief",
            ] {
                let place = (&one["gm_code"], &one["jaar"]);
                assert_eq!(
                    one[column], other[column],
                    "{kenmerk}: {column} of {place:?}"
                );
            }
        }
        // Of one that was not counted it does.
        let moved = run(&folder, tables, &[&format!("kenmerken.GM9001.{kenmerk}")]);
        assert_ne!(plain, moved, "{kenmerk}");
    }
}
