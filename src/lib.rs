//! `spuk` projects the specifieke uitkering (SPUK) inburgeringsvoorzieningen:
//! what the Dutch state pays each gemeente for the inburgering of newcomers,
//! when, and from which source every figure comes.
//!
//! # The map
//!
//! Data flows one way: a module depends only on those in the rows above it, and
//! on its neighbours in its own row.
//!
//! | module | what it is for |
//! |---|---|
//! | [`exact`] | whole cents, exact fractions, the only place where money is divided, loops with the widest instructions |
//! | [`terms`] | years, terms of the law, languages and texts in both, text that is safe to show |
//! | [`input`] | files as they were read, CSV, and what is wrong with them |
//! | [`uitkering`] | the law, a file per article: people and amounts in, cents out |
//! | [`gemeente`] | the gemeenten, their inhabitants and herindelingen |
//! | [`scenario`] | TOML to tables: inheritance, sources, schema |
//! | [`people`] | how many people, where and when |
//! | [`model`] | what a scenario comes to before any year is run: bedragen, tarieven, plans |
//! | [`projection`] | one run: people, uitkering, kas, reserve |
//! | [`remarks`] | what to doubt about a run, and what has no effect in it |
//! | [`simulate`] | many runs: draws of the instroom, statistics, parts |
//! | [`compare`] | two runs side by side: differences, and the part of the rules behind each |
//! | [`explain`] | how one amount comes about, down to every source |
//! | [`export`] | for programs, in no language: rows, CSV, JSON, the receipt |
//! | [`check`] | scenarios held against agreed figures and baselines |
//! | [`report`] | for people: words, tables, the page and the workbook |
//! | [`cli`] | a file per command |
//!
//! # Architecture invariants
//!
//! - Money is whole eurocents ([`exact::money::Cents`]), reckoned without floating point:
//!   only cells of Excel, the script of the page, statistics and pixels convert it.
//! - What is divided adds up again: [`exact::apportion`] is the only divider of money.
//! - [`uitkering`] knows no TOML, no randomness and no output.
//! - Only [`scenario`] knows TOML.
//! - What the state pays is what gemeenten receive: [`projection::check`] runs
//!   with every projection that is shown.
//! - Nothing panics on what a user can write; an error names its place.
//!
//! `tests/it/repository/architecture.rs` holds the module order, the first, third and fourth to
//! account; `tests/it/properties` the second and the fifth.

pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod exact;
pub mod explain;
pub mod export;
pub mod gemeente;
pub mod input;
pub mod model;
pub mod people;
pub mod projection;
pub mod remarks;
#[cfg(feature = "report")]
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod terms;
pub mod uitkering;
