//! Counts and amounts that were given: what counts is not called without effect, and what
//! has none is.

use spuk::internals::model::Model;
use spuk::internals::terms::Remark;

use crate::common::{Folder, rows};

/// All that is said of a scenario that stands on the law.
fn said(folder: &Folder) -> Vec<String> {
    let (model, projection) = folder.project().expect("a projection");
    let remarks = model.remarks_on(&projection);
    remarks.iter().map(Remark::to_string).collect()
}

/// The keys that are said to have no effect.
fn dead(folder: &Folder) -> String {
    let said = said(folder);
    let mut found = said.iter();
    let found = found.find_map(|it| it.strip_prefix("zonder gevolg in deze projectie: "));
    found.unwrap_or_default().to_owned()
}

fn on_the_law(text: &str) -> Folder {
    let text = format!("scenario.basis = \"wi2021\"\n{text}");
    Folder::with(&[("scenario.toml", &text)])
}

/// Utrecht alone was counted; all others have what the model says.
fn utrecht(counts: &str, more: &str) -> Folder {
    on_the_law(&format!(
        "aantallen.bestand = \"a.csv\"\naantallen.aanvullen = \"model\"\n{more}"
    ))
    .and(
        "a.csv",
        format!("gm_code,groep,jaar,aantal,peiljaar\n{counts}"),
    )
}

#[test]
fn a_file_without_rows_counts_nobody_and_says_what_counts_instead() {
    let plain = on_the_law("").csv().expect("a run");
    let counts = utrecht("", "");
    assert_eq!(counts.csv().expect("a run"), plain);
    let expected = "a.csv heeft een kopregel en geen enkele rij: de aantallen volgen uit \
                    landelijke tellingen en de instroom";
    assert!(said(&counts).iter().any(|it| it.ends_with(expected)));
    assert_eq!(dead(&counts), "aantallen.aanvullen");
    let changes = on_the_law("gemeenten.herindelingen = \"h.csv\"\n").and(
        "h.csv",
        "datum;van_code;van_naam;naar_code;naar_naam;soort\n;;;;;\n",
    );
    assert_eq!(changes.csv().expect("a run"), plain);
    let expected = "h.csv heeft een kopregel en geen enkele rij: alleen de herindelingen van \
                    het programma tellen";
    assert!(said(&changes).iter().any(|it| it.ends_with(expected)));
    // One row is enough to have nothing said.
    let row = "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
               2027-01-01,GM0603,Rijswijk,GM0518,'s-Gravenhage,opgegaan\n";
    changes.write("h.csv", row);
    assert!(!said(&changes).iter().any(|it| it.contains("kopregel")));
}

#[test]
fn aanvullen_is_without_effect_where_no_gemeente_lacks() {
    let some = utrecht("GM0344,gezins_overig,2026,300,\n", "");
    assert_eq!(dead(&some), "");
    let model = Model::load("wi2021", &[]).expect("the law");
    let list = model.gemeenten.list().iter();
    let all = list.map(|one| format!("{},gezins_overig,2026,20,\n", one.code));
    let all = utrecht(&all.collect::<String>(), "");
    assert_eq!(dead(&all), "aantallen.aanvullen");
}

#[test]
fn rows_of_after_the_last_year_are_named_and_stop_nothing() {
    let plain = on_the_law("scenario.tot = 2028\n").csv().expect("a run");
    for kind in [
        "asielstatushouder",
        "gezins_overig",
        "onderwijsroute",
        "afgerond",
    ] {
        let folder = utrecht(
            &format!("GM0344,{kind},2030,400,\n"),
            "scenario.tot = 2028\n",
        );
        assert_eq!(folder.csv().expect("a run"), plain, "{kind}");
        let expected = format!("aantallen `{kind}` van 2030 in a.csv");
        assert_eq!(dead(&folder), expected);
    }
}

/// Of a national count of completions gemeenten get what the model has complete there,
/// which follows from where a cohort was counted later on.
#[test]
fn a_later_count_that_moves_completions_is_not_called_without_effect() {
    let years = 2024..=2031;
    let counted: String = years
        .clone()
        .map(|jaar| format!("GM0344,afgerond,{jaar},100,\n"))
        .collect();
    let national: String = years
        .map(|jaar| {
            format!("{jaar} = {{ waarde = 9000, bron = \"proef\", status = \"aanname\" }}\n")
        })
        .collect();
    let table = format!("[aantallen.landelijk.afgerond]\n{national}");
    let with = |people: i64| {
        let later = format!("{counted}GM0344,asielstatushouder,2029,{people},2033\n");
        utrecht(&later, &table)
    };
    let completed = |folder: &Folder| -> Vec<String> {
        let csv = folder.csv().expect("a run");
        rows(&csv)
            .iter()
            .map(|row| row["afgerond"].clone())
            .collect()
    };
    let (few, many) = (with(1), with(6_000));
    assert_ne!(completed(&few), completed(&many));
    assert_eq!(dead(&few), "");
}

#[test]
fn the_price_of_a_traject_is_without_effect_where_a_published_amount_grows_on() {
    // The price level of 2024 is of a year that nothing else asks for.
    let route = |more: &str| {
        on_the_law(&format!(
            "scenario.van = 2027\nscenario.tot = 2028\n[prognose]\n2027 = 9000\n2028 = 9000\n\
             [onderwijsroute]\nvanaf = 2026\ntrajectprijs = 20000\nprijspeil = 2025\n{more}"
        ))
    };
    let grows = route("[bedragen.2027]\nonderwijsroute = 14000\n");
    let follows = route("");
    let key = "onderwijsroute.trajectprijs";
    assert!(dead(&grows).contains(key), "{}", dead(&grows));
    assert!(!dead(&follows).contains(key), "{}", dead(&follows));
    let paid = |folder: &Folder| folder.csv().expect("a run");
    let other = |folder: Folder| {
        let text = folder.read("scenario.toml").replace("20000", "30000");
        folder.and("scenario.toml", text)
    };
    let [before, also] = [paid(&grows), paid(&follows)];
    assert_eq!(paid(&other(grows)), before);
    assert_ne!(paid(&other(follows)), also);
}

/// What is agreed with `--set` stands in the scenario that is written, and is held.
#[test]
fn an_agreement_that_is_set_is_written_too() {
    let folder = Folder::with(&[("s.toml", "[scenario]\nbasis = \"wi2021\"\ntot = 2026\n")]);
    let setting = "verwacht=[{jaar=2026, veld=\"kas\", bedrag=1}]";
    let call = ["show", "s.toml", "--set", setting, "--out", "q.toml"];
    assert!(folder.spuk(&call).output().unwrap().status.success());
    let written = folder.read("q.toml");
    assert!(written.contains("[[verwacht]]\n"), "{written}");
    let held = folder.spuk(&["check", "q.toml"]).output().unwrap();
    assert_eq!(held.status.code(), Some(1));
}
