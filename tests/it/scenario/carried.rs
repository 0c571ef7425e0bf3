//! `[aantallen] doorwerking`: a gemeente keeps a part of its share of counted cohorts.

use spuk::internals::people::Kind;
use spuk::internals::terms::jaar::Jaar;

use crate::common::Folder;

const GEMEENTEN: &str = "gm_code,naam,provincie,inwoners_2022,inwoners_2024\n\
                         GM1,Aa,P,40000,41000\nGM2,Bee,P,160000,161000\nGM3,Cee,Q,900000,910000\n";

const COUNTS: &str = "gm_code,groep,jaar,aantal\nGM1,asielstatushouder,2023,140\n\
                      GM1,asielstatushouder,2024,95\nGM1,asielstatushouder,2025,101\n\
                      GM2,asielstatushouder,2023,300\nGM2,asielstatushouder,2024,280\n\
                      GM2,asielstatushouder,2025,290\n";

/// The law in three gemeenten, two of which were counted, without chance.
pub(crate) fn country(more: &str) -> Folder {
    let scenario = format!(
        "[scenario]\nbasis = \"wi2021\"\ntot = 2028\n[gemeenten]\nbestand = \"g.csv\"\n\
         [aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n{more}\n\
         [instroom]\nprognosefout = 0\n[instroom.spreiding]\nasielstatushouder = 0\n\
         gezinsmigrant = 0\noverige_migrant = 0\n[instroom.gemeenten]\nrealisatie = 0\nruis = 0\n\
         verhuizing = 0\n[kenmerken.spreiding]\nafronding = 0\nkosten = 0\nz_route = 0\n"
    );
    Folder::with(&[
        ("scenario.toml", &scenario),
        ("g.csv", GEMEENTEN),
        ("a.csv", COUNTS),
    ])
}

fn people(folder: &Folder, jaar: i64) -> Vec<i64> {
    let (model, _) = folder.project().unwrap();
    let jaar = Jaar::new(jaar).unwrap();
    model
        .people
        .of(Kind::Asielstatushouder)
        .at(jaar, jaar)
        .to_vec()
}

/// Largest remainders, written plainly.
fn divided(total: i64, weights: &[i128]) -> Vec<i64> {
    let sum: i128 = weights.iter().sum();
    let product = |weight: &i128| i128::from(total) * weight;
    let mut parts: Vec<i64> = weights
        .iter()
        .map(|it| (product(it) / sum) as i64)
        .collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(product(&weights[index]) % sum));
    let left = total - parts.iter().sum::<i64>();
    order
        .iter()
        .take(left as usize)
        .for_each(|&index| parts[index] += 1);
    parts
}

#[test]
fn who_is_not_counted_shares_what_is_left_by_the_inhabitants_of_the_year_before() {
    let scenario = "[scenario]\nnaam = \"proef\"\nvan = 2025\ntot = 2026\n\
                    [gemeenten]\nbestand = \"g.csv\"\n\
                    [aantallen]\nbestand = \"a.csv\"\naanvullen = \"model\"\n\
                    [aantallen.landelijk.asielstatushouder]\n2024 = 100\n2025 = 100\n2026 = 100\n\
                    [aantallen.landelijk.gezins_overig]\n2024 = 0\n2025 = 0\n2026 = 0\n\
                    [prognose]\n2025 = 100\n2026 = 100\n[taakstelling]\n2024 = 100\n2025 = 100\n\
                    [prijs.2025]\nleerroute = 15000\noverig = 5000\ngezins_overig = 800\n\
                    [index]\n2026 = 0\n\
                    [[betaalritme]]\nvanaf_cohort = 2020\ntotaal = [0.5, 0.3, 0.2]\n";
    let folder = Folder::with(&[
        ("scenario.toml", scenario),
        (
            "g.csv",
            "gm_code,naam,provincie,inwoners_2023,inwoners_2024,inwoners_2025,inwoners_2026\n\
             GM1,Aa,P,4000,4000,4000,4000\nGM2,Bee,P,3000,1000,2000,2000\n\
             GM3,Cee,Q,1000,3000,2000,1000\n",
        ),
        (
            "a.csv",
            "gm_code,groep,jaar,aantal\nGM1,asielstatushouder,2025,20\nGM1,asielstatushouder,2026,40\n",
        ),
    ]);
    assert_eq!(people(&folder, 2025), [20, 20, 60]);
    assert_eq!(people(&folder, 2026), [40, 30, 30]);
}

#[test]
fn the_country_stays_and_a_gemeente_keeps_its_share() {
    // Inhabitants on 1 January of the year before a cohort count, and they differ by year.
    let growing = "gm_code,naam,provincie,inwoners_2022,inwoners_2025,inwoners_2026,inwoners_2027\n\
                   GM1,Aa,P,40000,41000,80000,20000\nGM2,Bee,P,160000,161000,40000,90000\n\
                   GM3,Cee,Q,900000,910000,500000,700000\n";
    let of_each_year = [
        (2026, [41_000, 161_000, 910_000]),
        (2027, [80_000, 40_000, 500_000]),
        (2028, [20_000, 90_000, 700_000]),
    ];
    let country = |more: &str| country(more).and("g.csv", growing);
    let without = country("");
    let counted: Vec<i128> = (0..3)
        .map(|index| {
            (2023..=2025)
                .map(|jaar| i128::from(people(&without, jaar)[index]))
                .sum()
        })
        .collect();
    for (jaar, inwoners) in of_each_year {
        let by_inhabitants = people(&without, jaar);
        let total: i64 = by_inhabitants.iter().sum();
        assert_eq!(by_inhabitants, divided(total, &inwoners), "{jaar}");
        assert_eq!(people(&country("doorwerking = 0"), jaar), by_inhabitants);
        assert_eq!(
            people(&country("doorwerking = 1.0"), jaar),
            divided(total, &counted),
            "{jaar}"
        );
        // A quarter of the one and three of the other, in fractions with one denominator.
        let (all, sum) = (inwoners.iter().sum::<i128>(), counted.iter().sum::<i128>());
        let mixed = counted
            .iter()
            .zip(inwoners)
            .map(|(own, people)| own * all + 3 * people * sum);
        let mixed: Vec<i128> = mixed.collect();
        assert_eq!(
            people(&country("doorwerking = 0.25"), jaar),
            divided(total, &mixed),
            "{jaar}"
        );
    }
    // What was counted is as counted.
    assert_eq!(people(&country("doorwerking = 1.0"), 2024)[..2], [95, 280]);
}

/// What is known of a later cohort, and whether it is asked for, moves no earlier one.
#[test]
fn a_year_is_the_same_whatever_year_comes_last() {
    let with = |tot: i64, counts: &str| {
        let folder = country("doorwerking = 0.5");
        let scenario = folder.read("scenario.toml");
        folder.write(
            "scenario.toml",
            scenario.replace("tot = 2028", &format!("tot = {tot}")),
        );
        folder.write("a.csv", format!("{COUNTS}{counts}"));
        folder
    };
    let later = "GM1,asielstatushouder,2027,900\nGM2,asielstatushouder,2027,40\n";
    let expected = people(&with(2026, ""), 2026);
    for tot in [2026, 2027, 2028] {
        assert_eq!(people(&with(tot, later), 2026), expected, "{tot}");
    }
    assert_ne!(
        people(&with(2028, later), 2028),
        people(&with(2028, ""), 2028)
    );
}

#[test]
fn a_group_that_nobody_counted_goes_by_inhabitants() {
    let gezins = |folder: &Folder| {
        let (model, _) = folder.project().unwrap();
        let jaar = Jaar::new(2027).unwrap();
        model.people.of(Kind::GezinsOverig).at(jaar, jaar).to_vec()
    };
    assert_eq!(gezins(&country("doorwerking = 1.0")), gezins(&country("")));
}

#[test]
fn a_draw_without_chance_is_the_run() {
    for more in ["doorwerking = 0.4", "doorwerking = 1.0"] {
        let folder = country(more);
        let level = ["--level", "gemeente", "--format", "csv"];
        let (run, _) = folder.accepts(&[&["run", "scenario.toml"], &level[..]].concat());
        let (draw, _) =
            folder.accepts(&[&["run", "scenario.toml", "--draw", "2"], &level[..]].concat());
        assert_eq!(draw, run, "{more}");
    }
}

#[test]
fn who_falls_back_unseen_is_said() {
    let said = |more: &str| {
        let folder = country(more);
        let (_, said) = folder.accepts(&["run", "scenario.toml"]);
        said
    };
    let back = "wijkt in 1 gemeenten";
    let falls = said("");
    assert!(!falls.contains(back), "{falls}");
    assert!(
        falls.contains("een kwart of meer") && falls.contains("het meest in"),
        "{falls}"
    );
    assert!(!said("doorwerking = 0.5").contains("een kwart of meer"));
    let folder = country("doorwerking = 1.0");
    folder.write("a.csv", "gm_code,groep,jaar,aantal\nGM1,afgerond,2024,3\n");
    let (_, nothing) = folder.accepts(&["run", "scenario.toml"]);
    assert!(
        nothing.contains("doorwerking heeft geen gevolg"),
        "{nothing}"
    );
}

#[test]
fn shares_of_nobody_are_refused() {
    let folder = country("doorwerking = 1.0");
    let scenario = folder.read("scenario.toml").replace("\"model\"", "\"nul\"");
    folder.write("scenario.toml", scenario);
    let told = folder.project().unwrap_err().to_string();
    assert!(
        told.contains("`doorwerking`") && told.contains("aanvullen = \"model\""),
        "{told}"
    );
}

/// Three gemeenten of one size, of which one was counted far above the others.
fn far_off(rows: &[(&str, i64)], more: &[&str]) -> Vec<(Kind, usize, usize, i64)> {
    let scenario = "[scenario]\nbasis = \"wi2021\"\ntot = 2027\n[gemeenten]\nbestand = \"g.csv\"\n\
                    [aantallen]\nbestand = \"a.csv\"\n";
    let list = "gm_code,naam,provincie,inwoners_2024\nGM1,Aa,P,900\nGM2,Bee,P,900\nGM3,Cee,P,900\n";
    let counts = rows.iter().map(|(row, people)| format!("{row},{people}\n"));
    let counts: String = counts.collect();
    let folder = Folder::with(&[
        ("scenario.toml", scenario),
        ("g.csv", list),
        ("a.csv", &format!("gm_code,groep,jaar,aantal\n{counts}")),
    ]);
    let model = folder.load_with("scenario.toml", more);
    let model = model.expect("a scenario");
    let found = model.counted_far_off().into_iter();
    found
        .map(|one| (one.kind, one.gemeenten, one.most, one.percent))
        .collect()
}

#[test]
fn counts_far_off_are_told_where_later_cohorts_go_by_inhabitants() {
    let rows = [
        ("GM1,asielstatushouder,2025", 900),
        ("GM2,asielstatushouder,2025", 60),
        ("GM3,asielstatushouder,2025", 30),
    ];
    // By inhabitants each has 330: a third of it is nearer than an eleventh.
    let told = vec![(Kind::Asielstatushouder, 3, 2, 9)];
    assert_eq!(far_off(&rows, &[]), told);
    // Nobody is absent, so that nothing is held at nobody; and a share of nothing keeps nothing.
    assert_eq!(far_off(&rows, &["aantallen.aanvullen=nul"]), told);
    assert_eq!(far_off(&rows, &["aantallen.doorwerking=0"]), told);
    assert_eq!(far_off(&rows, &["aantallen.doorwerking=0.5"]), []);
    // Who is counted as nobody is so later on too.
    assert_eq!(far_off(&rows[..2], &["aantallen.aanvullen=nul"]), []);
    let filled = far_off(&rows[..2], &["aantallen.aanvullen=model"]);
    assert_eq!(filled.len(), 1);
    // Of the last cohort, and where every later one was counted, nothing falls back.
    let of = |jaar: i64| rows.map(|(row, people)| (row.replace("2025", &jaar.to_string()), people));
    let borrow = |rows: &[(String, i64)]| {
        let rows: Vec<(&str, i64)> = rows.iter().map(|(row, n)| (row.as_str(), *n)).collect();
        far_off(&rows, &[])
    };
    assert_eq!(borrow(&of(2027)), []);
    assert_eq!(borrow(&[of(2025), of(2026), of(2027)].concat()), []);
    assert_eq!(borrow(&[of(2025), of(2027)].concat()).len(), 1);
}
