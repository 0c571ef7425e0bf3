//! What counts and published amounts leave nothing to do for is named.

use spuk::internals::model::Model;

use super::{THREE, dead, doubts, on_the_law, told};
use crate::common::{AANTALLEN, Folder, SCENARIO, rows};

/// The worked example with this behind it: amounts are published and people counted.
fn published_and_counted(more: &str) -> Model {
    let example = SCENARIO;
    Folder::three(&format!("{example}\n{more}"))
        .load()
        .expect("a scenario")
}

#[test]
fn rules_that_published_amounts_and_counted_people_leave_nothing_to_do_are_named() {
    let row = "aantallen `asielstatushouder` van 2022 in aantallen.csv";
    for (table, expected) in [
        ("", ""),
        (
            "[prestatie]\nvanaf = 2026\naandeel = 0.5\n",
            "prestatie.aandeel, ",
        ),
        (
            "[onderwijsroute]\nvanaf = 2026\ntot = 2029\ntrajectprijs = 9\nprijspeil = 2026\n\
             aandeel = 0.9\n",
            "onderwijsroute.trajectprijs, onderwijsroute.prijspeil, onderwijsroute.aandeel, ",
        ),
        (
            "[[betaalritme]]\nvanaf_cohort = 2022\ntotaal = [0.1, 0.1, 0.8]\n",
            "betaalritme.0, ",
        ),
        (
            "[prijs.2026]\nleerroute = 1\noverig = 1\ngezins_overig = 1\n",
            "prijs.2026, ",
        ),
        (
            "[huisvesting]\nasielstatushouder = [0.5, 0.5]\n",
            "huisvesting.asielstatushouder, ",
        ),
        (
            "[vertraging.asielstatushouder]\n2026 = 300\n",
            "vertraging.asielstatushouder.2026, ",
        ),
        (
            "[verlenging]\naandeel = 0.9\nkosten = 100\n",
            "verlenging.aandeel, verlenging.kosten, ",
        ),
        (
            "[start]\npip_termijn_gemist = 0.9\nvertraging_in_jaren = 0.9\n",
            "start.pip_termijn_gemist, start.vertraging_in_jaren, ",
        ),
        ("[bedragen.2024]\na = 5\n", ""),
    ] {
        let said = dead(&published_and_counted(table));
        assert_eq!(said, Some(format!("{expected}{row}")), "{table}");
    }
    let model = published_and_counted("[verlenging]\nkosten = 100\n");
    let remarks = doubts(&model);
    let costs = remarks
        .iter()
        .find(|it| it.contains("terugvordering zeggen niets"));
    assert!(
        costs.is_some_and(|it| it.starts_with("niemand maakt")),
        "{remarks:?}"
    );
}

#[test]
fn inhabitants_of_after_the_last_year_are_named() {
    let folder = on_the_law("scenario.tot = 2027\ngemeenten.bestand = \"g.csv\"\n");
    folder.write(
        "g.csv",
        "gm_code,naam,provincie,inwoners_2024,inwoners_2027,inwoners_2052\nGM1,A,P,10,11,9\n",
    );
    let remarks = told(&folder.load().expect("a scenario").remarks());
    let expected = "g.csv: de projectie loopt tot en met 2027, niet mee telt inwoners_2052";
    assert!(
        remarks.iter().any(|it| it.ends_with(expected)),
        "{remarks:?}"
    );
}

#[test]
fn a_share_of_an_onderwijsroute_that_is_not_paid_is_named() {
    let model = on_the_law("[bedragen.2031]\npo = 0.5\n").load();
    let model = model.expect("a scenario");
    assert_eq!(dead(&model).as_deref(), Some("bedragen.2031.po"));
}

/// Two gemeenten with the counts of one delivery, on the rhythm and the routes of these tables.
fn delivered(years: &str, counts: &str) -> Folder {
    let folder = on_the_law(&format!(
        "{years}gemeenten.bestand = \"g.csv\"\naantallen.bestand = \"a.csv\"\naantallen.aanvullen = \"nul\"\n\
         [leerroute.asielstatushouder]\nB1 = 0.5\nonderwijs = 0.2\nZ = 0.3\n\
         [traject.asielstatushouder]\nB1 = [0, 0, 0.5]\nonderwijs = [0, 0, 0.5]\nZ = [0, 0, 0.5]\n\
         [start]\nvertraging_in_jaren = 0\n[verlenging]\naandeel = 0\n"
    ));
    folder.write("g.csv", THREE);
    folder.write(
        "a.csv",
        format!("gm_code,groep,jaar,aantal,peiljaar\n{counts}"),
    );
    folder
}

/// A column of GM1 and GM2 in a year.
fn column(folder: &Folder, jaar: &str, name: &str) -> Vec<String> {
    let rows = rows(&folder.csv().expect("a run")).into_iter();
    let of_year = rows.filter(|row| row["jaar"] == jaar);
    of_year.map(|row| row[name].clone()).collect()
}

/// Design 2.2: who takes the onderwijsroute and who completes are of the people
/// whom the uitkering counts, whenever these were counted.
#[test]
fn routes_and_completions_follow_what_was_counted_at_a_peiljaar() {
    let years = "scenario.van = 2026\nscenario.tot = 2028\n";
    let plain = "GM1,asielstatushouder,2026,100,\nGM2,asielstatushouder,2026,50,\n";
    let counted = "GM1,asielstatushouder,2026,100,2026\nGM2,asielstatushouder,2026,50,2026\n";
    let later = "GM1,asielstatushouder,2026,100,2027\nGM2,asielstatushouder,2026,50,2027\n";
    let other = "GM1,asielstatushouder,2026,999,\nGM2,asielstatushouder,2026,0,\n";
    for counts in [plain, counted, &format!("{counted}{other}")] {
        let folder = delivered(years, counts);
        assert_eq!(
            column(&folder, "2026", "onderwijsroute"),
            ["20", "10"],
            "{counts}"
        );
        assert_eq!(
            column(&folder, "2028", "afgerond"),
            ["50", "25"],
            "{counts}"
        );
    }
    // Nobody was counted at the end of 2026 itself; a cohort that was counted later is there.
    let folder = delivered(
        years,
        &format!("GM1,asielstatushouder,2026,0,2026\n{later}"),
    );
    assert_eq!(column(&folder, "2026", "onderwijsroute"), ["0", "0"]);
    let folder = delivered("scenario.van = 2027\nscenario.tot = 2028\n", later);
    assert_eq!(column(&folder, "2028", "afgerond"), ["50", "25"]);
}

/// Cohorts from before the Act that count for the uitkering cost something and complete too.
#[test]
fn stated_cohorts_of_before_the_act_cost_and_complete_as_later_ones() {
    let years = "scenario.van = 2022\nscenario.tot = 2023\n\
                 prognose = { 2022 = 0, 2023 = 0 }\ntaakstelling = { 2021 = 0, 2022 = 0 }\n";
    let folder = delivered(years, "GM1,asielstatushouder,2021,100,\n");
    assert_eq!(column(&folder, "2023", "afgerond"), ["50", "0"]);
    assert_ne!(column(&folder, "2022", "kosten")[0], "0.00");
}

/// Two gemeenten with people housed in every year, and what is said of those who completed.
fn too_many_completed(completed: &str) -> Option<String> {
    let housed = (2022..=2027).map(|jaar| {
        format!(
            "GM1,asielstatushouder,{jaar},70,\nGM1,gezins_overig,{jaar},30,\n\
             GM2,asielstatushouder,{jaar},1,\nGM2,gezins_overig,{jaar},0,\n"
        )
    });
    let counts = format!("{}{completed}", housed.collect::<String>());
    let folder = delivered("scenario.van = 2026\nscenario.tot = 2027\n", &counts);
    let remarks = doubts(&folder.load().expect("a scenario"));
    let mut said = remarks
        .into_iter()
        .filter(|it| it.contains("ooit zijn gehuisvest"));
    let found = said.next();
    assert_eq!(said.next(), None, "one remark");
    found
}

#[test]
fn more_completed_over_the_years_than_were_ever_housed_is_said() {
    // Three cohorts of a hundred, and nobody completes before 2024 but who was counted.
    assert_eq!(too_many_completed("GM1,afgerond,2024,300,\n"), None);
    assert_eq!(
        too_many_completed("GM1,afgerond,2023,150,\nGM1,afgerond,2024,150,\n"),
        None
    );
    let one = |completed: &str, housed: &str, jaar: u16| {
        Some(format!(
            "in een gemeente zijn meer mensen `afgerond` dan er ooit zijn gehuisvest \
             (het meest in A: {completed} tegen {housed}, tot en met {jaar})"
        ))
    };
    assert_eq!(
        too_many_completed("GM1,afgerond,2023,150,\nGM1,afgerond,2024,151,\n"),
        one("301", "300", 2024)
    );
    // Where they live at the end of a later year counts as well.
    assert_eq!(
        too_many_completed("GM1,afgerond,2024,1400,2026\n"),
        one("1.400", "300", 2024)
    );
    // A family that moves is more than a village has housed.
    assert_eq!(too_many_completed("GM2,afgerond,2024,9,\n"), None);
    let both = too_many_completed("GM1,afgerond,2022,150,\nGM2,afgerond,2022,10,\n");
    assert_eq!(
        both.as_deref(),
        Some(
            "in 2 gemeenten zijn meer mensen `afgerond` dan er ooit zijn gehuisvest (het meest in \
             A: 150 tegen 100, tot en met 2022)"
        )
    );
}

#[test]
fn a_count_of_one_gemeente_that_completed_more_than_it_housed_is_said_and_a_likely_one_not() {
    let said = |people: u32| {
        let folder = on_the_law("aantallen.bestand = \"a.csv\"\naantallen.aanvullen = \"model\"\n");
        folder.write(
            "a.csv",
            format!("gm_code,groep,jaar,aantal\nGM0518,afgerond,2027,{people}\n"),
        );
        let remarks = doubts(&folder.load().expect("a scenario")).into_iter();
        let said = remarks.filter(|it| it.contains("ooit zijn gehuisvest"));
        said.collect::<Vec<String>>()
    };
    // The national numbers have room for both.
    let many = said(6_900);
    assert!(
        many.len() == 1
            && many[0].contains("in een gemeente")
            && many[0].contains("tot en met 2027"),
        "{many:?}"
    );
    assert_eq!(said(250), [""; 0]);
}

/// A factor is on what the model says of its own gemeente: of one that was counted everywhere
/// it says nothing, whoever else is filled in, and wherever the factor stands.
#[test]
fn factors_of_who_was_counted_are_named_in_the_scenario_and_in_a_file() {
    let counts = AANTALLEN.lines().filter(|line| !line.starts_with("GM9001"));
    let counts: Vec<&str> = counts.collect();
    let with = |more: &str, file: &str| {
        let filled = SCENARIO.replace(
            "bestand = \"aantallen.csv\"",
            "bestand = \"some.csv\"\naanvullen = \"model\"",
        );
        assert_ne!(filled, SCENARIO);
        let national = "[aantallen.landelijk.asielstatushouder]\n2022 = 500\n2023 = 600\n\
            2024 = 600\n2025 = 500\n2026 = 500\n[aantallen.landelijk.gezins_overig]\n2023 = 400\n\
            2024 = 400\n2025 = 400\n2026 = 400\n[aantallen.landelijk.onderwijsroute]\n2026 = 60\n\
            [aantallen.landelijk.afgerond]\n2023 = 20\n2024 = 40\n";
        let folder = Folder::three(&format!("{filled}\n{national}{more}"));
        let folder = folder.and("some.csv", counts.join("\n"));
        let folder = folder.and("k.csv", file);
        dead(&folder.load().expect("a scenario")).unwrap_or_default()
    };
    let own = with(
        "[kenmerken.GM9001]\nafronding = 1.3\n[kenmerken.GM9003]\nafronding = 1.3\ninstroom = 2\n",
        "",
    );
    assert!(
        own.contains("kenmerken.GM9003.instroom, kenmerken.GM9003.afronding"),
        "{own}"
    );
    assert!(!own.contains("GM9001"), "{own}");
    let file = "gm_code,instroom,afronding\nGM9001,1.5,0.7\nGM9002,1,0.8\nGM9003,,1.2\n";
    let in_file = with("[kenmerken]\nbestand = \"k.csv\"\n", file);
    assert!(
        in_file.contains("afronding (GM9002, GM9003) in k.csv"),
        "{in_file}"
    );
    assert!(!in_file.contains("instroom ("), "{in_file}");
}
