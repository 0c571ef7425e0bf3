//! The account of the model: every row of what was published, with what the law as it
//! stands makes of it.

use std::sync::LazyLock;

use spuk::internals::account::{Account, AccountMeasure, AccountRow};
use spuk::internals::exact::money::Cents;
use spuk::internals::export::backtest_csv;
use spuk::internals::model::Model;
use spuk::internals::people::backtest;
use spuk::internals::scenario::DEFAULT;

use crate::common::embedded;

static ROWS: LazyLock<Vec<AccountRow>> = LazyLock::new(|| account(&[]));

fn account(settings: &[&str]) -> Vec<AccountRow> {
    let settings: Vec<String> = settings.iter().map(|&one| one.to_owned()).collect();
    let model = Model::load(DEFAULT, &settings).expect("a scenario");
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
    assert_eq!(rows.len(), 5);
    for row in rows.iter().filter(|row| row.gefit) {
        let off = row.promille().expect("people").abs();
        assert!(off <= 120, "{}: {off}", row.onderdeel);
    }
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
    assert!(bound.maat.is_bound() && bound.difference() > Some(10_000_000_000));
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
