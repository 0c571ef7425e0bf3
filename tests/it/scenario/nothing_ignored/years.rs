//! Figures of years that decide later ones, and lists that a year stands beside.

use super::{dead, on_the_law};
use crate::common::{Folder, cents, rows};

fn national(folder: &Folder, column: &str) -> Vec<(String, i64)> {
    let rows = rows(&folder.csv().expect("a scenario"));
    let mut years: Vec<(String, i64)> = Vec::new();
    for row in rows {
        let value = row[column].parse().unwrap_or_else(|_| cents(&row[column]));
        match years.iter_mut().find(|(jaar, _)| *jaar == row["jaar"]) {
            Some((_, sum)) => *sum += value,
            None => years.push((row["jaar"].clone(), value)),
        }
    }
    years
}

/// The last year of a path counts where it is carried on to later ones, also where its own
/// cohort is known otherwise.
#[test]
fn the_last_year_of_a_path_that_goes_on_is_not_without_effect() {
    let with = |last: u32, tot: u32| {
        on_the_law(&format!(
            "scenario.tot = {tot}\n[instroom.pad.overige_migrant]\n2031 = {last}\n\
             [instroom.pad.gezinsmigrant]\n2031 = {last}\n\
             [aantallen.landelijk.gezins_overig]\n2031 = 12000\n"
        ))
    };
    let people = |folder: &Folder| national(folder, "gezins_overig");
    let (few, many) = (people(&with(7000, 2034)), people(&with(9000, 2034)));
    assert_ne!(few.last(), many.last());
    assert_eq!(dead(&with(7000, 2034).load().expect("a scenario")), None);
    // Where nothing follows, nothing hangs on it.
    assert_eq!(people(&with(7000, 2031)), people(&with(9000, 2031)));
    let said = dead(&with(7000, 2031).load().expect("a scenario")).expect("a remark");
    assert!(said.contains("instroom.pad.gezinsmigrant.2031"), "{said}");
}

/// A list for a year leaves what was inherited for all years to those before it.
#[test]
fn housing_of_a_year_leaves_the_years_before_it_as_they_were() {
    let people = |text: &str| national(&on_the_law(text), "gezins_overig");
    let before = people("");
    let year = people("[huisvesting.overige_migrant]\n2028 = [0.4, 0.6]\n");
    let whole = "[huisvesting]\noverige_migrant = { 2022 = [1], 2028 = [0.4, 0.6] }\n";
    assert_eq!(year, people(whole));
    assert_eq!(year[..4], before[..4]);
    assert!(year[4].1 < before[4].1, "{year:?}");
    // So it does on a list of its own basis, and on one that a setting lays.
    let folder = Folder::with(&[
        (
            "eerst.toml",
            "scenario.basis = \"wi2021\"\nhuisvesting.asielstatushouder = [0.6, 0.4]\n",
        ),
        (
            "scenario.toml",
            "scenario.basis = \"eerst.toml\"\nhuisvesting.asielstatushouder.2029 = [0.9, 0.1]\n",
        ),
    ]);
    let first = national(&folder, "asielstatushouders");
    folder.write("scenario.toml", "scenario.basis = \"eerst.toml\"\n");
    let flat = national(&folder, "asielstatushouders");
    assert_eq!(first[..5], flat[..5]);
    assert_ne!(first[5..], flat[5..]);
    assert_eq!(dead(&folder.load().expect("a scenario")), None);
}
