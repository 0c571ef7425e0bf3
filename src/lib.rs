//! `spuk` projects the specifieke uitkering (SPUK) inburgeringsvoorzieningen:
//! what the Dutch state pays each gemeente for the inburgering of newcomers,
//! when, and from which source every figure comes.
//!
//! ```
//! use spuk::{Column, Jaar, Model};
//!
//! let model = Model::load("wi2021", &[])?;
//! let projection = model.project()?;
//! let jaar = Jaar::new(2026).expect("a calendar year");
//!
//! // Whole eurocents, for the country: what the state pays over 2026.
//! let paid = projection.national(Column::UitkeringDefinitief, jaar);
//! assert_eq!(paid, Some(25_675_443_658));
//!
//! // A figure of the scenario changed; what it does not touch is not reckoned again.
//! let cut = model.with(&["prestatie.aandeel=0.2".to_owned()])?;
//! assert_eq!(cut.project()?.national(Column::UitkeringDefinitief, jaar), paid);
//! # Ok::<(), spuk::Error>(())
//! ```
//!
//! # The front door
//!
//! | name | what it is |
//! |---|---|
//! | [`Model`] | a scenario, read and ready to be run; [`Model::with`] lays settings on it |
//! | [`Projection`] | what a run comes to, per year and gemeente, to the cent |
//! | [`Column`], [`Level`] | what can be asked of it, and for whom |
//! | [`Study`], [`Variant`] | several scenarios beside each other: run, compared, drawn |
//! | [`Comparison`] | two scenarios, and which part of the rules causes the difference |
//! | [`questions`] | draws, which figure matters most, what it would take, how an amount comes about |
//! | [`World`], [`world`] | where files, the date and limits come from: the disk, or memory |
//! | [`bindings`] | all of it in plain values and tables, for other languages |
//! | [`Remark`], [`Error`] | what a reader should know, and what is wrong; [`Text`] has both languages |
//! | [`Cents`], [`Jaar`], [`Lang`] | whole eurocents, a calendar year, Dutch or English |
//!
//! `examples/` has a program for each of the usual questions. Everything else is private:
//! the names below are how the house is built, for who works on it.
//!
//! # The map
//!
//! Data flows one way: a module depends only on those in the rows above it, and
//! on its neighbours in its own row.
//!
//! | module | what it is for |
//! |---|---|
//! | `exact` | whole cents, exact fractions, the only place where money is divided, loops with the widest instructions |
//! | `terms` | years, terms of the law, languages and texts in both, text that is safe to show |
//! | `input` | files as they were read, CSV, and what is wrong with them |
//! | `columns` | every column of a run: name, unit, labels, what adds up to it |
//! | `uitkering` | the law, a file per article: people and amounts in, cents out |
//! | `gemeente` | the gemeenten, their inhabitants and herindelingen |
//! | `scenario` | TOML to tables: inheritance, sources, schema |
//! | `factors` | what can be moved in a scenario: figures, series, shares that stay 1, and between which values |
//! | `people` | how many people, where and when |
//! | `import` | deliveries as people have them: which column is what, the same figures in ours |
//! | `model` | what a scenario comes to before any year is run: bedragen, tarieven, plans |
//! | `projection` | one run: people, uitkering, kas, reserve |
//! | `account` | the model beside what was published of people, forecasts and money |
//! | `remarks` | what to doubt about a run, and what has no effect in it |
//! | `simulate` | many runs: draws of the instroom, statistics, parts |
//! | `compare` | two runs side by side: differences, and the part of the rules behind each |
//! | `explain` | how one amount comes about, down to every source |
//! | `question` | many runs of one scenario with other figures: what matters most, what it would take |
//! | `study` | the use-cases: load scenarios, name them apart, run, compare, draw, explain |
//! | `export` | for programs, in no language: rows, CSV, JSON, the receipt |
//! | `answer` | a question and its answer, whoever asks |
//! | `check` | scenarios held against agreed figures and baselines |
//! | `bindings` | questions in plain values and answers as tables, for other languages |
//! | `report` | for people: words, tables, the page and the workbook |
//! | `serve` | the workbench: the same questions over HTTP |
//! | `cli` | a file per command |
//!
//! # Architecture invariants
//!
//! - Money is whole eurocents (`exact::money::Cents`), reckoned without floating point:
//!   only cells of Excel, the script of the page, statistics and pixels convert it.
//! - What is divided adds up again: `exact::apportion` is the only divider of money.
//! - `uitkering` knows no TOML, no randomness and no output.
//! - Only `scenario` knows TOML.
//! - What the state pays is what gemeenten receive: `Model::project`
//!   holds the books of every projection that it gives.
//! - Nothing panics on what a user can write; an error names its place.
//!
//! `tests/it/repository/architecture.rs` holds the module order, the first, third and fourth to
//! account; `tests/it/properties` the second and the fifth.

// A room names what it offers whether or not this build asks for it: tests ask for all of
// it, a library without the command line for little.
#![cfg_attr(not(feature = "internals"), allow(unused_imports))]
#![cfg_attr(not(feature = "cli"), allow(dead_code))]

mod account;
mod answer;
pub mod bindings;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod columns;
mod compare;
mod exact;
mod explain;
mod export;
mod factors;
mod gemeente;
mod import;
mod input;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod model;
mod people;
mod projection;
mod question;
mod remarks;
#[cfg(feature = "report")]
mod report;
mod scenario;
#[cfg(feature = "serve")]
mod serve;
mod simulate;
mod study;
mod terms;
mod uitkering;

pub use columns::Column;
pub use compare::Comparison;
pub use exact::money::Cents;
pub use explain::Explanation;
pub use export::Level;
pub use input::World;
pub use input::diagnostic::Diagnostic as Error;
pub use model::Model;
pub use projection::Projection;
pub use study::{Study, Variant};
pub use terms::jaar::Jaar;
pub use terms::{Lang, Remark, Text};

/// What a [`Study`] is asked beyond running and comparing, and what it answers.
pub mod questions {
    pub use crate::compare::SizeClass;
    pub use crate::question::global::GlobalMethod;
    pub use crate::question::solve::{Answer, Asked, Certainty, Goal, Manner};
    pub use crate::question::{OfDraws, Over, Reach, Target, TargetUnit};
    pub use crate::study::{
        DrawnStudy, FrontierRequest, Sensitivity, SensitivityMethod, SensitivityRequest, Shown,
    };
}

/// Where files come from: the disk, or memory.
pub mod world {
    pub use crate::input::{Files, InMemory};
}
