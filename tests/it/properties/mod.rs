//! What holds for every scenario, shown on made-up ones (proptest): the law as
//! docs/verantwoording.md writes it, parts that add up, order that does not matter, and
//! money that neither appears nor disappears.

mod reference;
pub mod world;

use std::collections::BTreeMap;

use proptest::prelude::*;
use spuk::internals::exact::money::Cents;
use spuk::internals::input::diagnostic::Code;

use crate::common::{cents, gemeente_csv, rows};
use reference::Uitkomst;
use world::{TOT, VAN, in_any_order, met_kas, verdeelbaar, wereld};

/// Worlds per property: each is read from files and projected over four years.
const WORLDS: u32 = 64;

/// The rows of a run by gm_code and year.
fn by_code_and_year(csv: &str) -> BTreeMap<(String, i64), BTreeMap<String, String>> {
    let keyed = rows(csv).into_iter().map(|row| {
        let key = (row["gm_code"].clone(), row["jaar"].parse().unwrap());
        (key, row)
    });
    keyed.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(WORLDS * 2))]

    /// Against the formulas of sections 2.1, 2.2 and 2.4, written a second time.
    #[test]
    fn every_amount_is_that_of_the_law_to_the_cent(world in wereld()) {
        let expected: Vec<Option<Vec<Uitkomst>>> =
            (VAN..=TOT).map(|t| reference::jaar(&world, t)).collect();
        let printed = match world.folder().csv() {
            Ok(csv) => by_code_and_year(&csv),
            Err(error) => {
                // Money that nobody has a grondslag for is an error, never lost.
                prop_assert_eq!(error.code(), Code::GeenGewicht);
                prop_assert!(expected.iter().any(Option::is_none));
                return Ok(());
            }
        };
        for (t, year) in (VAN..).zip(expected) {
            let Some(year) = year else {
                return Err(TestCaseError::fail(format!("{t} has money and no grondslag")));
            };
            for (code, wanted) in world.codes.iter().zip(year) {
                let row = &printed[&(code.clone(), t)];
                let amount = |column: &str| cents(&row[column]);
                let found = Uitkomst {
                    bgo_voorlopig: amount("bgo_voorlopig"),
                    ba_voorlopig: amount("ba_voorlopig"),
                    abo_voorlopig: amount("abo_voorlopig"),
                    bgo_definitief: amount("bgo_definitief"),
                    ba_definitief: amount("ba_definitief"),
                    abo_definitief: amount("abo_definitief"),
                };
                prop_assert_eq!(&found, &wanted, "{}, {}", code, t);
                let voorlopig = wanted.bgo_voorlopig + wanted.ba_voorlopig + wanted.abo_voorlopig;
                let definitief =
                    wanted.bgo_definitief + wanted.ba_definitief + wanted.abo_definitief;
                prop_assert_eq!(amount("uitkering_voorlopig"), voorlopig);
                prop_assert_eq!(amount("uitkering_definitief"), definitief);
                prop_assert_eq!(amount("verrekening"), definitief - voorlopig);
            }
        }
    }
}

/// The sum of a column over all gemeenten in one year.
fn national(
    printed: &BTreeMap<(String, i64), BTreeMap<String, String>>,
    column: &str,
    t: i64,
) -> i64 {
    let year = printed.iter().filter(|((_, jaar), _)| *jaar == t);
    year.map(|(_, row)| cents(&row[column])).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(WORLDS))]

    /// The books of the state, kept from the columns of the CSV alone: what is
    /// paid over all years, with what is still open, is what was due less what
    /// flows back.
    #[test]
    fn what_the_state_pays_is_what_gemeenten_receive((world, kas) in met_kas()) {
        let folder = world.folder();
        let (model, projection) = folder.project().unwrap();
        let printed = by_code_and_year(&gemeente_csv(&model, &projection));
        let (mut received, mut open, mut due) = (0, 0, 0);
        for (g, code) in world.codes.iter().enumerate() {
            let amount = |column: &str, t: i64| match printed.get(&(code.clone(), t)) {
                Some(row) => cents(&row[column]),
                None => 0,
            };
            for (t, year) in (VAN..=TOT).zip(&projection.jaren) {
                let in_year = amount("uitkering_voorlopig", t) + amount("verrekening", t - 1)
                    - amount("terugvordering", t - kas.na_jaren);
                prop_assert_eq!(amount("kas", t), in_year);
                let months = projection.maanden(year.jaar, g);
                prop_assert_eq!(months.iter().sum::<Cents>().get(), in_year);
                received += in_year;
                due += amount("uitkering_definitief", t) - amount("terugvordering", t);
                if t + kas.na_jaren > TOT {
                    open -= amount("terugvordering", t);
                }
            }
            open += amount("verrekening", TOT);
        }
        prop_assert_eq!(received + open, due);
        let stated: Cents = projection.jaren.iter().map(|year| year.definitief.rijk).sum();
        let back: i64 = (VAN..=TOT).map(|t| national(&printed, "terugvordering", t)).sum();
        prop_assert_eq!(due, stated.get() - back);
    }

    /// Section 2.3: the old reserve is spent first, only this year's uitkering
    /// can be kept, up to the maximum; a fondsuitkering is free money.
    #[test]
    fn every_year_of_every_gemeente_closes((world, kas) in met_kas()) {
        let printed = by_code_and_year(&world.folder().csv().unwrap());
        for code in &world.codes {
            let (mut reserve, mut tekort) = (0, 0);
            for t in VAN..=TOT {
                let row = &printed[&(code.clone(), t)];
                let amount = |column: &str| cents(&row[column]);
                let (u, costs, back) =
                    (amount("uitkering_definitief"), amount("kosten"), amount("terugvordering"));
                let (kept, short) = (amount("reserve"), amount("tekort"));
                prop_assert_eq!(reserve - tekort + u - costs, kept - short + back);
                prop_assert_eq!(short, (costs + tekort - reserve - u).max(0));
                prop_assert!(back >= 0);
                if kas.is_fonds(t) {
                    // What is left of the reserve of the SPUK goes back in the first year.
                    let begins = kas.fonds.is_some_and(|(vanaf, _)| vanaf == t);
                    let left = (reserve - costs - tekort).max(0);
                    let expected = if begins { left } else { 0 };
                    prop_assert_eq!((back, amount("verrekening")), (expected, 0));
                } else {
                    let maximum = if t < 2026 { 1000 } else { kas.maximum };
                    let most = (2 * u * maximum + 1000).div_euclid(2000);
                    let unspent = u - (costs + tekort - reserve).clamp(0, u);
                    prop_assert_eq!(kept, unspent.min(most));
                }
                (reserve, tekort) = (kept, short);
            }
        }
    }

    /// A fixed total: the referentiejaar times the growth of prices.
    #[test]
    fn a_fondsuitkering_is_the_indexed_total_of_its_referentiejaar((mut world, kas) in met_kas()) {
        let Some((vanaf, referentiejaar)) = kas.fonds else { return Ok(()) };
        world.korting = None;
        let printed = by_code_and_year(&world.folder().csv().unwrap());
        let fixed = national(&printed, "uitkering_definitief", referentiejaar);
        let level = |t: i64| [1_000, 1_031, 1_020, 983][..=(t - VAN) as usize].iter().product::<i128>();
        for t in vanaf..=TOT {
            // Exact: every level is a whole number of thousandths of the one before.
            let years = (t - referentiejaar) as u32;
            let numerator = i128::from(fixed) * (level(t) / level(referentiejaar));
            let denominator = 1000i128.pow(years);
            let total = (2 * numerator + denominator).div_euclid(2 * denominator);
            for column in ["uitkering_voorlopig", "uitkering_definitief"] {
                prop_assert_eq!(i128::from(national(&printed, column, t)), total, "{}", t);
            }
        }
    }

    #[test]
    fn the_order_of_the_gemeenten_in_the_files_makes_no_difference((world, order) in in_any_order()) {
        prop_assert_eq!(world.folder_in_order(&order).csv().unwrap(), world.folder().csv().unwrap());
    }

    /// Prestatiebekostiging moves money between gemeenten and never the total.
    #[test]
    fn the_total_of_ba_is_the_same_with_and_without_gewicht_d(world in verdeelbaar()) {
        let with = by_code_and_year(&world.folder().csv().unwrap());
        let mut without = world.clone();
        for year in without.bedragen.values_mut() {
            year.gewicht[3] = 0;
        }
        let without = by_code_and_year(&without.folder().csv().unwrap());
        for t in VAN..=TOT {
            for column in ["ba_voorlopig", "ba_definitief"] {
                prop_assert_eq!(national(&with, column, t), national(&without, column, t));
            }
        }
    }

    #[test]
    fn more_people_never_mean_less_ba(
        world in verdeelbaar(),
        which in any::<prop::sample::Index>(),
        t in VAN..=TOT,
        more in 1..5_000i64,
    ) {
        let before = by_code_and_year(&world.folder().csv().unwrap());
        let mut fuller = world.clone();
        *fuller.prognose.get_mut(&t).unwrap() += more;
        *fuller.taakstelling.get_mut(&(t - 1)).unwrap() += more;
        let mut asiel: Vec<_> =
            fuller.aantallen.iter_mut().filter(|((groep, ..), _)| *groep == "asielstatushouder").collect();
        let rows = asiel.len();
        if rows > 0 {
            let (_, people) = &mut asiel[which.index(rows)];
            let gemeente = which.index(people.len());
            people[gemeente] += more;
        }
        let after = by_code_and_year(&fuller.folder().csv().unwrap());
        for t in VAN..=TOT {
            for column in ["ba_voorlopig", "ba_definitief"] {
                prop_assert!(national(&after, column, t) >= national(&before, column, t));
            }
        }
    }

    /// All years use today's indeling (Bi2021 art. 10.3(1)).
    #[test]
    fn a_herindeling_moves_people_and_costs_the_state_nothing(
        world in verdeelbaar(),
        into in 0..3usize,
    ) {
        let before = by_code_and_year(&world.folder().csv().unwrap());
        let (old, rest) = world.codes.split_first().unwrap();
        prop_assume!(!rest.is_empty());
        let named = |code: &str| format!("{code},naam van {code}");
        let (from, one) = (named(old), named(&rest[0]));
        let other = named(rest.get(1).unwrap_or(&rest[0]));
        let ending = if into == 0 { &world.codes[..2] } else { &world.codes[..1] };
        let lines = match into {
            // With another into a gemeente that the list does not have yet, ...
            0 => format!("2025-01-01,{from},GM0001,nieuw,opgegaan\n2025-01-01,{one},GM0001,nieuw,opgegaan\n"),
            // ... into one that it has, or in parts into two of them.
            2 if rest.len() > 1 => format!(
                "2025-01-01,{from},{one},gesplitst\n2025-01-01,{from},{other},gesplitst\n"
            ),
            _ => format!("2025-01-01,{from},{one},opgegaan\n"),
        };
        let parts = lines.matches("gesplitst").count().max(1);
        // A gemeente can only be divided over others where people live.
        prop_assume!(parts == 1 || world.inwoners.values().all(|people| people[1] + people[2] > 0));
        let header = "datum,van_code,van_naam,naar_code,naar_naam,soort\n";
        let folder = world.folder();
        folder.write("herindelingen.csv", format!("{header}{lines}"));
        let after = by_code_and_year(&folder.csv().unwrap());
        let target = lines.split(',').nth(3).unwrap().to_owned();
        for t in VAN..=TOT {
            for column in ["asielstatushouders", "gezins_overig", "onderwijsroute", "afgerond", "afgerond_meetellend"] {
                let people = |all: &BTreeMap<(String, i64), BTreeMap<String, String>>, code: Option<&String>| -> i64 {
                    let wanted = all.iter().filter(|((is, year), _)| *year == t && code.is_none_or(|code| is == code));
                    wanted.map(|(_, row)| row[column].parse::<i64>().unwrap()).sum()
                };
                prop_assert_eq!(people(&after, None), people(&before, None), "{}, {}", column, t);
                if parts == 1 {
                    let ended: i64 = ending.iter().map(|code| people(&before, Some(code))).sum();
                    let all = ended + people(&before, Some(&target));
                    prop_assert_eq!(people(&after, Some(&target)), all, "{}, {}", column, t);
                }
            }
            for code in ending {
                prop_assert!(!after.contains_key(&(code.clone(), t)));
            }
            // The voorlopige ABO follows GPAS, which is rounded up per gemeente.
            for column in ["bgo_voorlopig", "ba_voorlopig", "bgo_definitief", "ba_definitief", "abo_definitief"] {
                prop_assert_eq!(national(&after, column, t), national(&before, column, t));
            }
        }
    }
}
