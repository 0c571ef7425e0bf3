//! How many people, where and when: from the instroom or a delivery of counts
//! to the numbers per gemeente and cohort that the law asks for.
//!
//! Counts are whole people. A cohort is the calendar year in which someone was
//! housed in a gemeente (Bi2021 art. 10.1(4)e, 10.2); `afgerond` is counted by
//! the year of completion.

mod backtest;
mod cohorts;
mod counts;
mod delivery;
mod delivery_rows;
pub mod rijen;
mod stroom;

pub use backtest::{Backtest, BacktestRow, backtest, can_look_back, years as backtest_years};
pub use cohorts::{Oorsprong, People, build};
pub use counts::Counts;
pub use delivery::{Delivery, Kind};
pub use stroom::{Completion, Gehuisvest, Stroom, with_rest};
pub(crate) use stroom::{at, late_by_a_year};
