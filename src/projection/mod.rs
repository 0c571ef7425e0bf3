//! One run: people, uitkering, kas and reserve of every gemeente and year.
//!
//! [`Model::load`] reads everything that a scenario needs, [`Model::project`]
//! computes; the second knows no files and cannot fail on what a user writes
//! except where there is money and no grondslag to divide it by.

mod asked_amounts;
mod asked_counts;
mod bedragen;
mod bedragsoort;
mod checked;
mod cijfers;
mod comparable;
mod conservation;
mod doubts;
mod incidenteel;
mod invoer;
mod keuzes;
mod kolommen;
mod kosten;
mod model;
mod never_in_force;
mod plan;
mod prijspeil;
mod required;
mod result;
mod run;
mod runner;
mod together;
mod without_effect;

pub use bedragen::{Bedragentabel, Jaarbedragen, betaalritmes, cents, prestatie};
pub use bedragsoort::{Bedragsoort, Letter};
pub use checked::Mislukt;
pub use cijfers::{BRON_MAXIMUM, BRON_STANDAARD, bron_pa};
pub use comparable::names_apart;
pub use conservation::{Breach, Plaats, check};
pub use incidenteel::amount as incidenteel_amount;
pub use invoer::Jaarinvoer;
pub use kolommen::{KOLOMMEN, Kolom, Meting};
pub use kosten::{
    Cohortverloop, Kostendeel, Kostensoort, Tarief, Tarieven, kosten_asiel, kosten_gezins_overig,
};
pub use model::{Model, Toeval};
pub use plan::{Jaarplan, Ramingen, doorberekend, korting_in};
pub use prijspeil::Prijspeil;
pub use result::{Jaarprojectie, Openstaand, Projection, Tellingen};
pub use runner::Runner;
pub use together::Together;
