//! The law: what a gemeente is entitled to, when it is paid, and what flows
//! back. A file per article.
//!
//! Architecture invariant: this module knows no TOML, no randomness and no
//! output. Its input is counts of people and amounts in cents, its output is
//! amounts in cents, and every amount that is divided goes through `apportion`.

mod bedragen;
pub(crate) mod definitief;
mod fonds;
mod grondslag;
mod herleiding;
mod kas;
pub(crate) mod korting;
mod parts;
mod reservering;
mod taakstelling;
mod termijn;
pub(crate) mod voorlopig;

pub use bedragen::{
    Afgeleid, Bedragen, Betaalritme, Prijs, Ritme, Termijn, afgeleid, onderwijsroute, ritme_of,
    termijnen,
};
pub use definitief::{Gerealiseerd, definitief, definitief_into, terms as terms_definitief};
#[cfg(any(test, feature = "internals"))]
pub use fonds::fondsuitkering;
pub use fonds::{Enveloppen, Fonds, NoFonds, enveloppen, fondsuitkering_into};
pub(crate) use grondslag::Grondslag;
pub use grondslag::{NoGrondslag, Term, UitkeringScratch, common_denominator, grondslagen, tba};
pub use herleiding::{Herleiding, herleid};
pub use kas::{KasRules, twelve_payments};
pub use korting::{korting, less, taken};
pub use parts::Uitkering;
pub use reservering::{
    Reserve, ReserveMaximum, ReserveSteps, Verantwoording, Verantwoordingen, stappen,
    verantwoord_into,
};
pub use taakstelling::{HalfYears, prognose_into, taakstelling_into};
pub use termijn::{GEWICHT_D, GEWICHTEN, Letter, TERMIJNEN, peiljaar_voorlopig};
#[cfg(any(test, feature = "internals"))]
pub use voorlopig::voorlopig;
pub use voorlopig::{Geraamd, terms as terms_voorlopig, voorlopig_into};
