//! How an amount comes about: a tree from the amount down to every source.
//!
//! The tree is not a second reckoning. Every node takes its value from the
//! projection, or from the function of the law that the projection goes
//! through, and says by a [`Formule`] how it follows from its children;
//! [`Knoop::follows`] works the formula out again, exactly inside and rounded
//! where the law rounds. `tests/explain.rs` does that for every node of random
//! scenarios.

mod afgerond;
mod bedragen;
mod bronnen;
mod fonds;
mod formule;
mod grondslag;
mod kas;
mod knoop;
mod kosten;
mod laat;
mod landelijk;
mod levering;
mod mensen;
mod onderwijsroute;
mod prijs;
mod reserve;
mod rijen;
mod serialize;
mod stroom;
mod symbolen;
mod taakstelling;
mod uitkering;
mod uitlegger;
mod veld;
mod verdeling;
mod verloop;

pub use formule::{Afronding, Formule};
pub use knoop::{Artikel, Eenheid, Herkomst, Knoop};
pub use rijen::Rijen;
pub use symbolen::Schrijfwijze;
pub use uitlegger::Uitlegger;
pub use veld::Veld;
pub use verdeling::{Gewichten, Rest, Verdeling};
