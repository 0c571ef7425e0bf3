//! Who completes a traject, and what a cohort is divided by: verantwoording 2.3a and 2.3c,
//! written a second time in whole numbers.

use crate::common::{Folder, rows};

const GEMEENTEN: &str = "\
gm_code,naam,provincie,inwoners_2023,inwoners_2025,inwoners_2028
GM1,Aa,Utrecht,100,500,100
GM2,Bee,Utrecht,900,300,100
GM3,Cee,Utrecht,100,200,800
";

/// People of the one cohort that has any.
const PEOPLE: i128 = 733;

/// Of these so many with a late kennisgeving.
const LATE: i128 = 37;

/// A scenario in which one cohort completes by made-up shares.
fn run() -> Folder {
    let nobody = (2022..=2031).filter(|&year| year != 2026);
    let nobody: Vec<String> = nobody.map(|year| format!("{year} = 0")).collect();
    let text = format!(
        "[scenario]\nbasis = \"wi2021\"\n[gemeenten]\nbestand = \"g.csv\"\n\
         [aantallen.landelijk.asielstatushouder]\n2026 = {PEOPLE}\n{}\n\
         [leerroute.asielstatushouder]\nB1 = 0.5\nonderwijs = 0.2\nZ = 0.3\n\
         [traject.asielstatushouder]\nB1 = [0.1, 0.2, 0.3]\nonderwijs = [0.5]\nZ = [0, 0.25, 0, 0.5]\n\
         [start]\npip_termijn_gemist = 0.5\nvertraging_in_jaren = 0.4\n\
         [vertraging.asielstatushouder]\n2026 = {LATE}\n\
         [verlenging]\naandeel = 0.25\nvanaf = 2028\n",
        nobody.join("\n")
    );
    Folder::with(&[("s.toml", &text), ("g.csv", GEMEENTEN)])
}

/// Whole people by largest remainder, the first of equal ones first.
fn divided(people: i128, parts: &[i128]) -> Vec<i128> {
    let whole: i128 = parts.iter().sum();
    let mut given: Vec<i128> = parts.iter().map(|part| people * part / whole).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&index| (-(people * parts[index] % whole), index));
    let left = people - given.iter().sum::<i128>();
    for &index in order.iter().take(left as usize) {
        given[index] += 1;
    }
    given
}

fn column(folder: &Folder, arguments: &[&str], name: &str) -> Vec<i128> {
    let asked = [&["run", "s.toml", "--format", "csv"], arguments].concat();
    let (text, _) = folder.accepts(&asked);
    let rows = rows(&text);
    rows.iter().map(|row| row[name].parse().unwrap()).collect()
}

#[test]
fn who_completes_is_what_the_formulas_say() {
    // Shares in tenths, curves in hundredths, who is late in parts of five cohorts.
    let routes: [(i128, [i128; 4]); 3] = [
        (5, [10, 20, 30, 0]),
        (2, [50, 0, 0, 0]),
        (3, [0, 25, 0, 50]),
    ];
    let (all, late) = (5 * PEOPLE, PEOPLE + 5 * LATE);
    let at = |list: &[i128], place: i128| {
        let place = usize::try_from(place).ok();
        place.and_then(|it| list.get(it)).copied().unwrap_or(0)
    };
    // The longest route, a late start and an extension.
    let years = 0..4 + 2;
    let scheduled = years.clone().map(|k| {
        let along = routes
            .iter()
            .map(|(share, curve)| share * (at(curve, k) * (all - late) + at(curve, k - 1) * late));
        along.sum::<i128>()
    });
    let scheduled: Vec<i128> = scheduled.collect();
    // A quarter from 2028, the third year of the cohort.
    let extended = |k: i128| if k >= 2 { at(&scheduled, k) } else { 0 };
    let completed = years.map(|k| 4 * at(&scheduled, k) - extended(k) + extended(k - 1));
    let mut parts: Vec<i128> = completed.collect();
    parts.push(4 * 1000 * all - parts.iter().sum::<i128>());
    let expected = divided(PEOPLE, &parts);
    assert!(expected.iter().all(|&people| people > 0), "{expected:?}");

    let folder = run();
    let completed = column(&folder, &[], "afgerond");
    // 2024 and 2025 have nobody; the last part never completes.
    assert_eq!(completed[..2], [0, 0]);
    assert_eq!(completed[2..], expected[..6]);
}

#[test]
fn a_cohort_is_divided_by_the_inhabitants_of_the_year_before() {
    let folder = run();
    let of = |year: &str, name: &str| {
        let asked = ["--level", "gemeente", "--jaar", year];
        column(&folder, &asked, name)
    };
    let housed = of("2026", "asielstatushouders");
    assert_eq!(housed, divided(PEOPLE, &[500, 300, 200]));
    // They complete where they were housed.
    for year in ["2026", "2029", "2031"] {
        let completed = of(year, "afgerond");
        let all = completed.iter().sum();
        assert_eq!(completed, divided(all, &housed), "{year}");
    }
}
