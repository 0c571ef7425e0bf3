//! The huisvestingstaakstelling of gemeenten, held to what was published of them.

use spuk::internals::uitkering::{HalfYears, taakstelling_into};

const GEMEENTEN: &str = include_str!("../../../fixtures/gemeenten.csv");

/// The taakstelling of one gemeente, by inhabitants on 1 January of a year.
fn taakstelling(gm_code: &str, inwoners: &str, eerste: i64, tweede: i64) -> i64 {
    let mut file = csv::Reader::from_reader(GEMEENTEN.as_bytes());
    let header = file.headers().expect("a header");
    let column = header.iter().position(|name| name == inwoners);
    let column = column.expect("a year of inhabitants");
    let rows: Vec<csv::StringRecord> = file.records().map(|row| row.expect("a row")).collect();
    let people: Vec<i64> = rows
        .iter()
        .map(|row| row[column].parse().expect("a number"))
        .collect();
    let mut parts = Vec::new();
    let halves = HalfYears { eerste, tweede };
    taakstelling_into(halves, &people, &mut parts, &mut Vec::new());
    assert_eq!(parts.iter().sum::<i64>(), eerste + tweede);
    parts[rows.iter().position(|row| &row[0] == gm_code).expect("it")]
}

/// National: answer to the Tweede Kamer of 16 September 2024 (ah-tk-20232024-2564), and
/// rijksoverheid.nl of 28 April 2023. Per gemeente: what Utrecht published of 2022 and
/// 2023, and Hof van Twente of both halves of 2022. Rounding a whole year up for every
/// gemeente gives 484, 998, and 48 for the year.
#[test]
fn the_published_taakstelling_of_a_gemeente_is_found() {
    assert_eq!(taakstelling("GM0344", "inwoners_2021", 10_000, 13_500), 478);
    assert_eq!(taakstelling("GM0344", "inwoners_2022", 21_200, 27_300), 991);
    assert_eq!(taakstelling("GM1735", "inwoners_2021", 10_000, 0), 20);
    assert_eq!(taakstelling("GM1735", "inwoners_2021", 0, 13_500), 27);
}
