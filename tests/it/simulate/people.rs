//! The people of a draw: as many as the scenario says on average, nobody twice,
//! and never more than can be reckoned with.

use spuk::internals::model::Model;
use spuk::internals::people::Kind;
use spuk::internals::projection::check;
use spuk::internals::simulate::{DrawId, draw, draw_with_people};
use spuk::internals::terms::jaar::Jaar;

use crate::common::Folder;

const GEMEENTEN: &str = "gm_code,naam,provincie,inwoners_2025\n\
                         GM1,Aa,P,900\nGM2,Bee,P,290000\nGM3,Cee,Q,17500000\n";

const GROEPEN: [&str; 3] = ["asielstatushouder", "gezinsmigrant", "overige_migrant"];

/// Chance in the gemeenten alone, so that the country is what the scenario says.
fn local(ruis: &str, more: &str) -> Folder {
    let scenario = format!(
        "[scenario]\nnaam = \"local\"\nbasis = \"wi2021\"\ntot = 2031\n\
         [gemeenten]\nbestand = \"g.csv\"\n[instroom]\nprognosefout = 0\n\
         [instroom.spreiding]\nasielstatushouder = 0\ngezinsmigrant = 0\noverige_migrant = 0\n\
         [instroom.gemeenten]\nrealisatie = 0\nruis = {ruis}\nverhuizing = 0\n{more}"
    );
    Folder::with(&[("g.csv", GEMEENTEN), ("scenario.toml", &scenario)])
}

/// People of every gemeente and year in a draw: housed, and completed.
fn people(model: &Model, nummer: u64) -> Vec<[Vec<i64>; 2]> {
    let trekking = DrawId { zaad: 8, nummer };
    let projection = draw(model, trekking).unwrap();
    check(&projection).unwrap();
    let years = projection.jaren.into_iter().map(|year| year.tellingen);
    years
        .map(|counts| [counts.asielstatushouders, counts.afgerond])
        .collect()
}

#[test]
fn as_many_complete_as_the_shares_say() {
    const DRAWS: u64 = 600;
    let folder = local("0.1", "");
    let model = folder.load().unwrap();
    let expected = model.project().unwrap();
    let draws: Vec<_> = (0..DRAWS).map(|draw| people(&model, draw)).collect();
    for (index, year) in expected.jaren.iter().enumerate().skip(2) {
        for gemeente in 0..3 {
            let drawn = draws.iter().map(|draw| draw[index][1][gemeente] as f64);
            let mean = drawn.clone().sum::<f64>() / DRAWS as f64;
            let squares: f64 = drawn.map(|people| (people - mean).powi(2)).sum();
            let error = (squares / (DRAWS * (DRAWS - 1)) as f64).sqrt();
            // The scenario rounds to whole people, once for every cohort.
            let expected = year.tellingen.afgerond[gemeente] as f64;
            let away = (mean - expected).abs();
            let name = format!("{} gemeente {gemeente}", year.jaar);
            assert!(away < 4.0 * error + 2.0, "{name}: {mean} for {expected}");
        }
    }
}

#[test]
fn nobody_completes_twice() {
    // Most complete, in gemeenten in which chance is large.
    let most = "[traject.asielstatushouder]\n\
                B1 = [0.45, 0.40]\nonderwijs = [0.45, 0.40]\nZ = [0.45, 0.40]\n";
    let folder = local("1.5", most);
    let model = folder.load().unwrap();
    let before: Vec<i64> = (0..3)
        .map(|gemeente| {
            let cohorts = Jaar::START_WI2021.through(Jaar::new(2023).unwrap());
            let open = cohorts.map(|cohort| {
                let people = [&model.people.asielstatushouder, &model.people.afgerond];
                let [housed, completed] = people.map(|counts| counts.of(cohort)[gemeente]);
                housed - completed
            });
            open.sum()
        })
        .collect();
    let mut nobody_left = 0;
    for nummer in 0..100 {
        let mut open = before.clone();
        for [housed, completed] in people(&model, nummer) {
            for gemeente in 0..3 {
                open[gemeente] += housed[gemeente] - completed[gemeente];
                assert!(open[gemeente] >= 0, "draw {nummer}: {}", open[gemeente]);
                nobody_left += u32::from(open[gemeente] == 0);
            }
        }
    }
    assert!(nobody_left > 0, "the test comes near the bound");
}

#[test]
fn growth_begins_from_the_path_where_nothing_is_before_it() {
    let years: String = (2025..=2031)
        .map(|jaar| format!("{jaar} = 12000\n"))
        .collect();
    let paths: String = GROEPEN
        .iter()
        .map(|groep| format!("[instroom.pad.{groep}]\n{years}"))
        .collect();
    let folder = Folder::with(&[
        ("g.csv", GEMEENTEN),
        (
            "scenario.toml",
            &format!(
                "[scenario]\nnaam = \"growth\"\nbasis = \"wi2021\"\ntot = 2031\n\
                 [gemeenten]\nbestand = \"g.csv\"\n\
                 [instroom]\nmodel = \"bootstrap\"\ngroei = [0.0]\nvanaf = 2022\nprognosefout = 0\n\
                 [instroom.gemeenten]\nrealisatie = 0\nruis = 0\nverhuizing = 0\n{paths}"
            ),
        ),
    ]);
    let model = folder.load().unwrap();
    let housed: i64 = people(&model, 0).last().unwrap()[0].iter().sum();
    assert!(housed > 10_000, "{housed}");
}

#[test]
fn noise_beyond_all_bounds_is_refused() {
    let folder = local("2", "");
    let mut scenario = std::fs::read_to_string(folder.path("scenario.toml")).unwrap();
    for groep in GROEPEN {
        let years: String = (2022..=2031)
            .map(|jaar| format!("{jaar} = 20000000\n"))
            .collect();
        scenario += &format!("[instroom.pad.{groep}]\n{years}");
    }
    let spread =
        "[instroom.spreiding]\nasielstatushouder = 0\ngezinsmigrant = 0\noverige_migrant = 0\n";
    let growing = "model = \"bootstrap\"\ngroei = [0.91]\n";
    folder.write("scenario.toml", scenario.replace(spread, growing));
    let model = folder.load().unwrap();
    let mut refused = 0;
    for nummer in 0..20 {
        let trekking = DrawId { zaad: 2, nummer };
        if let Err(error) = draw(&model, trekking) {
            assert!(error.to_string().contains("miljard"), "{error}");
            refused += 1;
        }
    }
    assert!(refused > 0);
}

/// A group without chance is that of the scenario, in whole people as there.
#[test]
fn who_is_not_drawn_is_as_in_the_scenario() {
    let folder = local("0", "");
    let mut scenario = std::fs::read_to_string(folder.path("scenario.toml")).unwrap();
    scenario = scenario.replace("gezinsmigrant = 0", "gezinsmigrant = 0.2");
    scenario += "[kenmerken.spreiding]\nafronding = 0\nkosten = 0\nz_route = 0\n";
    folder.write("scenario.toml", &scenario);
    let model = folder.load().unwrap();
    let projection = model.project().unwrap();
    let trekking = DrawId { zaad: 1, nummer: 4 };
    let drawn = draw(&model, trekking).unwrap();
    let mut differs = false;
    for (year, drawn) in projection.jaren.iter().zip(&drawn.jaren) {
        let (year, drawn) = (&year.tellingen, &drawn.tellingen);
        assert_eq!(year.asielstatushouders, drawn.asielstatushouders);
        assert_eq!(year.onderwijsroute, drawn.onderwijsroute);
        assert_eq!(year.afgerond, drawn.afgerond);
        differs |= year.gezins_overig != drawn.gezins_overig;
    }
    assert!(differs);
}

/// Two codes with one number in them are two gemeenten.
#[test]
fn gemeenten_of_one_number_have_a_chance_of_their_own() {
    let folder = local("0.1", "");
    let codes = "gm_code,naam,provincie,inwoners_2025\n\
                 GM0344,Aa,P,50000\nGM00344,Bee,P,50000\nGM345,Cee,P,50000\n";
    folder.write("g.csv", codes);
    let years = people(&folder.load().unwrap(), 3);
    let last = &years.last().unwrap()[0];
    assert!(last[0] != last[1] && last[0] != last[2], "{last:?}");
}

/// Counted: by cohort, by cohort where they live a year later, on the onderwijsroute,
/// and who completed. Gezins- en overige migranten of 2029 for the country.
const COUNTED: &str = "gm_code,groep,jaar,aantal,peiljaar\n\
    GM1,asielstatushouder,2027,7,\nGM2,asielstatushouder,2027,600,\nGM3,asielstatushouder,2027,3000,\n\
    GM1,asielstatushouder,2026,9,2027\nGM2,asielstatushouder,2026,300,2027\nGM3,asielstatushouder,2026,50000,2027\n\
    GM1,onderwijsroute,2027,1,\nGM2,onderwijsroute,2027,80,\nGM3,onderwijsroute,2027,90,\n\
    GM1,afgerond,2028,2,\nGM2,afgerond,2028,33,\nGM3,afgerond,2028,444,\n";

#[test]
fn what_was_counted_is_the_same_in_every_draw() {
    let more =
        "[aantallen]\nbestand = \"a.csv\"\n[aantallen.landelijk.gezins_overig]\n2029 = 12345\n";
    let folder = local("0.1", more);
    folder.write("a.csv", COUNTED);
    let text = std::fs::read_to_string(folder.path("scenario.toml")).unwrap();
    let year = |jaar| Jaar::new(jaar).unwrap();
    let counted = [
        (Kind::Asielstatushouder, 2027, 2027),
        (Kind::Asielstatushouder, 2026, 2027),
        (Kind::Onderwijsroute, 2027, 2027),
        (Kind::Afgerond, 2028, 2028),
        (Kind::GezinsOverig, 2029, 2029),
    ];
    let drawn = [
        (Kind::Asielstatushouder, 2026, 2026),
        (Kind::Asielstatushouder, 2028, 2028),
        (Kind::Onderwijsroute, 2028, 2028),
        (Kind::Afgerond, 2029, 2029),
        (Kind::GezinsOverig, 2028, 2028),
    ];
    for verhuizing in ["0", "0.2"] {
        let text = text.replace("verhuizing = 0\n", &format!("verhuizing = {verhuizing}\n"));
        folder.write("scenario.toml", &text);
        let model = folder.load().unwrap();
        let known = |kind, cohort, peiljaar| model.people.of(kind).at(cohort, peiljaar);
        for nummer in 0..3 {
            let trekking = DrawId { zaad: 8, nummer };
            let (outcome, projection) = draw_with_people(&model, trekking).unwrap();
            check(&projection).unwrap();
            let is_known = |&(kind, cohort, peiljaar): &(Kind, i64, i64)| {
                let (cohort, peiljaar) = (year(cohort), year(peiljaar));
                outcome.people.of(kind).at(cohort, peiljaar) == known(kind, cohort, peiljaar)
            };
            assert!(counted.iter().all(is_known), "{verhuizing}");
            assert!(!drawn.iter().any(is_known), "{verhuizing}");
        }
    }
}

#[test]
fn a_path_that_begins_later_leaves_the_cohorts_before_it() {
    let every = |from: u16, to: u16, people: u16| -> String {
        (from..=to)
            .map(|jaar| format!("{jaar} = {people}\n"))
            .collect()
    };
    let scenario = format!(
        "[scenario]\nnaam = \"later\"\nvan = 2025\ntot = 2028\n\
         [gemeenten]\nbestand = \"g.csv\"\n\
         [aantallen.landelijk.asielstatushouder]\n{}[prognose]\n{}[taakstelling]\n{}\
         [prijs.2025]\nleerroute = 11588.85\noverig = 3360.485\ngezins_overig = 694.23\n\
         [index]\n2026 = 0.02\n2027 = 0.02\n2028 = 0.02\n\
         [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.4, 0.3, 0.3]\n\
         [instroom.pad.asielstatushouder]\n2028 = 1200\n\
         [instroom.spreiding]\nasielstatushouder = 0.2\n",
        every(2023, 2027, 1200),
        every(2025, 2028, 1700),
        every(2024, 2027, 1700),
    );
    let folder = Folder::with(&[("g.csv", GEMEENTEN), ("scenario.toml", &scenario)]);
    let model = folder.load().unwrap();
    let of_years: Vec<i64> = people(&model, 0)
        .iter()
        .map(|[housed, _]| housed.iter().sum())
        .collect();
    assert_eq!(of_years[..3], [1200; 3]);
    assert_ne!(of_years[3], 1200);
}
