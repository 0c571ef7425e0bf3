//! Two scenarios side by side: who gains, who loses, when, and by which part of
//! the rules.
//!
//! Architecture invariant: what is compared are projections, computed by the
//! same code as a single run; a contribution is a difference between two of
//! them, and the contributions of all parts add up to the whole difference for
//! every gemeente, year and column, to the cent.

mod effect;
mod onderdeel;
mod optelling;
mod sleutels;
mod toedeling;
mod tussenvorm;
mod velden;
mod vergelijking;
mod voorfinanciering;

pub use effect::{
    Effect, Groepseffect, Grootteklasse, PUNTEN, basispunten, landelijk, per_grootteklasse,
    per_inwoner, per_provincie,
};
pub use onderdeel::{Onderdeel, Onderdelen};
pub use optelling::Optelling;
pub use sleutels::{Gegeven, Sleutelverschil, sleutelverschillen};
pub use toedeling::Volgorde;
pub use velden::Veld;
pub use vergelijking::Vergelijking;
pub use voorfinanciering::{
    Cohortstroom, INSTALMENTS, Voorfinanciering, cohorten_samen, cohortstromen, lopende_cohorten,
    samen,
};
