//! How many people, where and when: from the instroom or a delivery of counts
//! to the numbers per gemeente and cohort that the law asks for.
//!
//! Counts are whole people. A cohort is the calendar year in which someone was
//! housed in a gemeente (Bi2021 art. 10.1(4)e, 10.2); `afgerond` is counted by
//! the year of completion.

pub(crate) mod backtest;
mod carry;
mod cohorts;
mod counts;
mod delivery;
pub(crate) mod delivery_rows;
mod everyone;
mod flow;
mod kenmerken;
mod kind;
mod local;
mod otherwise;
mod partly;

pub use backtest::{Backtest, BacktestRow, backtest, can_look_back, years as backtest_years};
pub use carry::{FallingBack, falling_back};
pub(crate) use cohorts::people_in;
pub use cohorts::{PeopleInput, build, build_on};
pub use counts::PeopleCounts;
pub use delivery::Delivery;
pub use everyone::{Origin, People};
pub use flow::{Completion, Flow, Gehuisvest, among, at, late_by_a_year, with_rest};
pub(crate) use kenmerken::factor_field;
pub use kenmerken::{Kenmerk, KenmerkPlace, Kenmerken, MILLION};
pub use kind::Kind;
pub use local::{
    BILLION, CostDifferences, LocalCosts, RunningCount, ZShare, billionths, millionths,
};
