//! The account of the model: every row of what was published, with what the law as it
//! stands makes of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use spuk::internals::account::{
    Account, AccountBound, AccountMeasure, AccountRow, AccountUnit, Apart, Deviation,
};
use spuk::internals::exact::money::Cents;
use spuk::internals::export::backtest_csv;
use spuk::internals::input::diagnostic::Code;
use spuk::internals::model::Model;
use spuk::internals::people::backtest;
use spuk::internals::scenario::{DEFAULT, Status};

use crate::common::{Folder, embedded, law, rows, spuk};

static ROWS: LazyLock<Vec<AccountRow>> = LazyLock::new(|| account(&[]));

fn account(settings: &[&str]) -> Vec<AccountRow> {
    let model = law(settings);
    let projection = model.project().expect("a projection");
    Account::of(&model, &projection).expect("an account").rows
}

fn of(rows: &[AccountRow], measure: AccountMeasure) -> Vec<&AccountRow> {
    rows.iter().filter(|row| row.maat == measure).collect()
}

/// The counts of DUO as CSV without the account, which repeats figures of the scenario:
/// that is no effect of theirs.
pub(super) fn counts_alone(model: &Model) -> String {
    let counts = backtest(&model.scenario).expect("a backtest");
    backtest_csv(&counts, &Account { rows: Vec::new() })
}

#[test]
fn cohorts_are_those_housed_times_the_percentage() {
    let rows = of(&ROWS, AccountMeasure::Gehuisvest);
    let published: Vec<i64> = rows.iter().map(|row| row.gepubliceerd).collect();
    // 29,060, 30,626 and 30,210 people.
    assert_eq!(published, [20_342, 21_438, 21_147]);
    // In 2022 many of them were under the Act of 2013.
    assert!(!rows[0].gefit && rows[0].promille().expect("people") < -400);
    for row in &rows[1..] {
        let off = row.promille().expect("people").abs();
        assert!(row.gefit && off <= 20, "{}: {off}", row.onderdeel);
    }
    let (model, _) = embedded(DEFAULT);
    assert!(model.scenario.is_fitted(&["huisvesting"]));
    assert!(!model.scenario.is_fitted(&["huisvest", "kosten"]));
}

#[test]
fn who_waits_follows_from_who_came_and_who_was_housed() {
    let rows = of(&ROWS, AccountMeasure::Wachtend);
    let fitted: Vec<bool> = rows.iter().map(|row| row.gefit).collect();
    assert_eq!(fitted, [false, false, true, false, true]);
    for row in rows.iter().filter(|row| row.gefit) {
        let off = row.promille().expect("people").abs();
        assert!(off <= 41, "{}: {off}", row.onderdeel);
    }
    // At the end of 2022 the model lacks who waited since before the Act.
    assert_eq!(rows[1].promille(), Some(-117));
    // At the end of 2022: who came that year less who was housed in it.
    let housed = ROWS[0].model.expect("a cohort");
    assert_eq!(rows[1].model, Some(18_900 - housed));
    // Halfway half of both.
    assert_eq!(rows[0].model, Some((18_900 - housed + 1) / 2));
}

#[test]
fn a_figure_that_is_stated_anew_is_no_longer_fitted() {
    let rows = account(&["prognose.2024=41000", "instroom.prognosevertekening=-0.265"]);
    let budget = of(&rows, AccountMeasure::Begroting);
    assert!(budget.iter().all(|row| !row.gefit));
    assert!(budget[1].difference().expect("a year") > 500_000_000);
    let errors = of(&rows, AccountMeasure::Vertekening);
    assert_eq!(errors[0].difference(), Some(0));
    assert_eq!(
        errors[0].promille(),
        None,
        "a share of a share says nothing"
    );
}

#[test]
fn the_budget_line_is_met_and_the_bound_is_not() {
    let budget = of(&ROWS, AccountMeasure::Begroting);
    let off: Vec<i64> = budget.iter().filter_map(|row| row.promille()).collect();
    assert_eq!(off, [-202, 0]);
    assert_eq!(
        budget.iter().map(|row| row.gefit).collect::<Vec<_>>(),
        [false, true]
    );
    let bound = of(&ROWS, AccountMeasure::Grens)[0];
    assert_eq!(bound.begrenzing, Some(AccountBound::Hoogstens));
    assert!(bound.difference() > Some(10_000_000_000));
}

#[test]
fn a_product_was_published_by_nobody_and_more_than_is_a_bound() {
    for row in ROWS
        .iter()
        .filter(|row| row.eenheid == AccountUnit::Personen)
    {
        assert_eq!(row.status, Status::Afgeleid, "{}", row.onderdeel);
    }
    let bounds = ROWS.iter().filter(|row| row.begrenzing.is_some());
    let bounds: Vec<&str> = bounds.map(|row| &*row.onderdeel).collect();
    assert_eq!(bounds, ["2024-11", "2029"]);
    let more = of(&ROWS, AccountMeasure::Wachtend)[2];
    assert_eq!(more.begrenzing, Some(AccountBound::Minstens));
    // On the right side of a bound nothing is off, however far; on the wrong side it is.
    let at = |model| AccountRow {
        model: Some(model),
        ..AccountRow::clone(more)
    };
    assert_eq!([26_600, 13_300].map(|model| at(model).off()), [Some(0); 2]);
    assert_eq!(at(6_650).off(), Some(500));
}

/// What was published in whole per cents is shown in whole per cents.
#[test]
fn percentages_have_the_decimals_that_were_published() {
    let forecasts = of(&ROWS, AccountMeasure::Raming);
    let written: Vec<String> = forecasts
        .iter()
        .map(|row| row.eenheid.written(row.gepubliceerd))
        .collect();
    assert_eq!(written, ["-31", "-27", "-30", "-35.5", "-15.3", "-20.2"]);
    // The same two figures, as a forecast and as a budget.
    let budget = of(&ROWS, AccountMeasure::Begroting)[0];
    assert_eq!(budget.promille(), Some(forecasts[5].gepubliceerd));
    let [whole, tenths] = [AccountUnit::Procent, AccountUnit::Promille];
    assert_eq!([whole, tenths].map(|unit| unit.written(80)), ["8", "8.0"]);
    assert_eq!(whole.written(-265), "-26.5", "of the model");
}

#[test]
fn what_was_not_fitted_is_told_apart() {
    let apart = |settings: &[&str]| {
        let model = law(settings);
        let counts = backtest(&model.scenario).expect("a backtest");
        let projection = model.project().expect("a projection");
        Apart::of(
            &counts,
            &Account::of(&model, &projection).expect("an account"),
        )
    };
    let usual = apart(&[]);
    let off = |figures, least, most| {
        Some(Deviation {
            figures,
            least,
            most,
        })
    };
    assert_eq!((usual.counts, usual.fitted), (29, 29));
    assert_eq!(usual.figures, off(6, 12, 622));
    assert_eq!(usual.shares, off(8, 10, 355));
    // A count whose instroom is stated anew is matched no more, and a
    // scenario that ends before 2029 is off by no bound of 2029.
    let other = apart(&[
        "instroom.pad.overige_migrant.2024=900",
        "instroom.pad.overige_migrant.2025=1500",
        "scenario.tot=2028",
        "instroom.prognosevertekening=-0.31",
    ]);
    assert_eq!((other.counts, other.fitted), (29, 28));
    let figures = other.figures.expect("figures");
    assert_eq!(figures.figures, 6, "a count more, a bound less");
    assert_eq!(other.shares, off(8, 0, 157));

    let output = |arguments: &[&str]| {
        let output = spuk().arg("backtest").args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let said = "Grootste afwijking: 0,5%; op alle 29 tellingen is afgestemd. Waar het model \
                niet op is afgestemd: 6 cijfers, 1,2% tot 62,2% ernaast; 8 percentages, 1,0 tot \
                35,5 procentpunt ernaast.";
    let table = output(&[]);
    assert!(table.contains(said), "{table}");
    assert!(
        table.contains("≥ 13.300") && table.contains("≤ 220,7"),
        "{table}"
    );
    let json: serde_json::Value = serde_json::from_str(&output(&["--format", "json"])).unwrap();
    assert_eq!(json["niet_gefit"]["cijfers"]["grootste_afwijking"], "62.2");
    assert_eq!(json["niet_gefit"]["percentages"]["aantal"], 8);
    let csv = rows(&output(&["--format", "csv"]));
    let bounds = csv.iter().filter(|row| !row["begrenzing"].is_empty());
    assert_eq!(bounds.count(), 2);
    let trust = include_str!("../../../docs/trust.md");
    assert!(trust.contains("6 figures off by 1.2% to 62.2%; 8 percentages by 1.0 to 35.5 points"));
}

/// A table that says no more what it was fitted to fits what it alone decides no more.
#[test]
fn a_count_is_fitted_by_the_tables_that_it_follows_from() {
    let law = include_str!("../../../scenarios/wi2021.toml");
    let unfitted = |tables: &[&str]| {
        let mut table = "";
        let kept = law.lines().filter(|line| {
            if line.starts_with('[') {
                table = line.trim_matches(['[', ']']);
            }
            !(tables.contains(&table) && line.starts_with("gefit = "))
        });
        let text: String = kept.map(|line| format!("{line}\n")).collect();
        assert!(tables.is_empty() || text.len() < law.len());
        let model = Folder::with(&[("scenario.toml", &text)]).load();
        let counts = backtest(&model.expect("the law").scenario).expect("a backtest");
        let unfitted = counts.rows.iter().filter(|row| !row.gefit);
        let names = unfitted.map(|row| match row.maat.as_str() {
            "uitkomst" => row.onderdeel.clone(),
            maat => maat.to_owned(),
        });
        names.collect::<BTreeSet<String>>()
    };
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(unfitted(&[]), BTreeSet::new());
    assert_eq!(unfitted(&["pip"]), names(&["leerroute"]));
    assert_eq!(unfitted(&["traject"]), names(&["voldaan"]));
    let without_diploma = ["vrijgesteld", "ontheven", "vervallen"];
    assert_eq!(unfitted(&["uitkomst"]), names(&without_diploma));
    // Who left and who is still obliged follow from both.
    assert_eq!(
        unfitted(&["traject", "uitkomst"]),
        &names(&["voldaan", "uitstroom", "plichtig"]) | &names(&without_diploma)
    );
}

/// A year of instroom that was counted has to be there for every group.
#[test]
fn a_scenario_without_a_counted_year_cannot_look_back() {
    let law = include_str!("../../../scenarios/wi2021.toml");
    let (before, path) = law
        .split_once("[instroom.pad.overige_migrant]")
        .expect("a path");
    let mut is_path = true;
    let others = path.lines().filter(|line| {
        is_path &= !line.starts_with('[');
        !(is_path && line.starts_with("2022"))
    });
    let text: String = others.map(|line| format!("{line}\n")).collect();
    let text = format!("{before}[instroom.pad.overige_migrant]\n{text}");
    let model = Folder::with(&[("scenario.toml", &text)]).load();
    let refused = backtest(&model.expect("a scenario").scenario).expect_err("a year less");
    assert_eq!(refused.code(), Code::SleutelOntbreekt);
    let said = refused.to_string();
    assert!(said.contains("overige_migrant in 2022"), "{said}");
}

/// What the budget of 2024 comes to when it is read as cash, with the verrekening over
/// 2023 in it: docs/verantwoording.md 2.7.
#[test]
fn the_budget_read_as_cash_asks_for_more_beforehand() {
    let year = |lpas_2023: &str, lpas_2024: &str| {
        let settings = [
            "scenario.van=2023",
            "taakstelling.2022=23500",
            &format!("prognose.2023={lpas_2023}"),
            &format!("prognose.2024={lpas_2024}"),
        ];
        let model = Model::load(DEFAULT, &settings.map(str::to_owned)).expect("a scenario");
        let projection = model.project().expect("a projection");
        // In tenths of a million.
        let tenths = |cents: i64| (cents as f64 / 1e7).round() as i64;
        let of =
            |year: usize, column: &dyn Fn(&spuk::internals::projection::YearProjection) -> i64| {
                tenths(column(&projection.jaren[year]))
            };
        let settled = of(0, &|year| {
            (year.definitief.total() - year.voorlopig.total()).get()
        });
        [settled, of(1, &|year| year.voorlopig.total().get())]
    };
    let right = year("30626", "43700");
    assert_eq!(right, [-230, 4331]);
    assert_eq!(right.iter().sum::<i64>(), 4101);
    let high = year("44400", "56907");
    assert_eq!(high, [-1038, 5141]);
    // 22 million for something else.
    let rows = account(&["prognose.2024=36354"]);
    let budget = of(&rows, AccountMeasure::Begroting)[1];
    let less = budget.difference().expect("a year") + 2_200_000_000;
    assert!(less.abs() < 1_000_000, "{less}");
    // Both lie in the range of the figure.
    let (model, _) = embedded(DEFAULT);
    let figures = model.scenario.cijfers();
    let lpas = figures.iter().find(|one| one.pad == "prognose.2024");
    let between = lpas.and_then(|one| one.herkomst.tussen.clone());
    assert_eq!(between.expect("a range").texts(), ["36300", "56900"]);
}

#[test]
fn a_scenario_that_does_not_go_there_has_no_figure() {
    let rows = account(&["scenario.van=2025", "scenario.tot=2028"]);
    for measure in [AccountMeasure::Begroting, AccountMeasure::Grens] {
        for row in of(&rows, measure) {
            assert_eq!(
                (row.model, row.difference(), row.promille()),
                (None, None, None)
            );
        }
    }
}

/// A stream that fits what the budget leaves, as its scenario says.
#[test]
fn the_smaller_stream_fits_the_bound() {
    let (model, projection) = embedded("instroom-begroting");
    let rows = Account::of(&model, &projection).expect("an account").rows;
    let bound = of(&rows, AccountMeasure::Grens)[0];
    let off = bound.promille().expect("a projected year");
    assert!((-20..=0).contains(&off), "{off}");
}

/// Forecasts that are off move what is paid beforehand and what comes back, and nothing
/// that follows from people.
#[test]
fn forecasts_that_are_too_high_are_paid_back() {
    let (_, usual) = embedded(DEFAULT);
    let (_, high) = embedded("ramingen-te-hoog");
    for (usual, high) in usual.jaren.iter().zip(&high.jaren) {
        assert_eq!(usual.definitief, high.definitief, "{}", usual.jaar);
        let [before, after] =
            [usual, high].map(|year| year.voorlopig.ba.iter().copied().sum::<Cents>());
        match usual.jaar.get() {
            ..=2026 => assert_eq!(before, after),
            // The taakstelling of 2026 was announced already.
            2027 => assert!(after > before),
            _ => {
                // LPAS and LHT are 1 / 0.735 of what they were, the third term is not.
                let ratio = after.get() * 1000 / before.get();
                assert!((1200..1361).contains(&ratio), "{}: {ratio}", usual.jaar);
            }
        }
    }
}

/// Without a taakstelling the second instalment of a cohort comes a year late.
#[test]
fn without_taakstelling_the_second_term_is_settled_later() {
    let (_, usual) = embedded(DEFAULT);
    let (_, without) = embedded("zonder-taakstelling");
    for (usual, without) in usual.jaren.iter().zip(&without.jaren) {
        assert_eq!(usual.definitief.total(), without.definitief.total());
        let less = usual.voorlopig.total() - without.voorlopig.total();
        let is_later = usual.jaar.get() >= 2028;
        assert_eq!(less > Cents::ZERO, is_later, "{}: {less}", usual.jaar);
    }
}

/// What is above both shares flows back, over the first year that they hold for.
#[test]
fn a_reserve_over_two_years_is_capped_by_both_shares() {
    let (_, projection) = embedded("reserve-twee-jaar");
    let [before, capped] = [0, 1].map(|place| &projection.jaren[place]);
    let most = |gemeente: usize| {
        let share = |amount: Cents, parts: i64| (amount.get() * parts + 50) / 100;
        share(capped.definitief.totaal[gemeente], 10) + share(before.definitief.totaal[gemeente], 5)
    };
    let mut full = 0;
    for gemeente in 0..capped.kosten.len() {
        let end = capped.verantwoording.of(gemeente);
        let kept = end.einde.reserve.get();
        assert!(kept <= most(gemeente), "{gemeente}");
        if end.terugvordering > Cents::ZERO {
            assert_eq!(kept, most(gemeente), "{gemeente}");
            full += 1;
        }
    }
    assert!(full > 300, "{full} gemeenten have more than they may keep");
}

/// What is counted follows from no figure that was fitted: its difference is one that is told.
#[test]
fn a_cohort_that_was_counted_is_not_called_fitted() {
    let of = |settings: &[&str], jaar: &str| {
        let rows = account(settings);
        let own = rows
            .into_iter()
            .find(|row| row.maat == AccountMeasure::Gehuisvest && row.onderdeel == jaar);
        own.expect("a cohort").gefit
    };
    assert!(of(&[], "2024"));
    let counted = ["aantallen.landelijk.asielstatushouder.2024=17000"];
    assert!(!of(&counted, "2024"));
    assert!(of(&counted, "2023"), "of the others it stays");
}
