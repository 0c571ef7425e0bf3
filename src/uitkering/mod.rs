//! The law: what a gemeente is entitled to, when it is paid, and what flows
//! back. A file per article.
//!
//! Architecture invariant: this module knows no TOML, no randomness and no
//! output. Its input is counts of people and amounts in cents, its output is
//! amounts in cents, and every amount that is divided goes through `apportion`.

mod bedragen;
mod definitief;
mod delen;
mod fonds;
mod grondslag;
mod kas;
mod korting;
mod reservering;
mod taakstelling;
mod voorlopig;

pub use bedragen::{
    Afgeleid, Bedragen, Betaalritme, Prijs, Ritme, Termijn, afgeleid, onderwijsroute, ritme_van,
    termijnen,
};
pub use definitief::{Gerealiseerd, definitief, definitief_into, terms as terms_definitief};
pub use delen::Uitkering;
pub use fonds::{Enveloppen, Fonds, GeenFonds, enveloppen, fondsuitkering, fondsuitkering_into};
pub use grondslag::{GeenGrondslag, Term, Werkruimte, common_denominator, grondslagen, tba};
pub use kas::{Kasregels, twelve_payments};
pub use korting::{korting, less};
pub use reservering::{
    Reserve, Stappen, Verantwoording, Verantwoordingen, stappen, verantwoord_into,
};
pub use taakstelling::taakstelling_into;
pub use voorlopig::{Geraamd, terms as terms_voorlopig, voorlopig, voorlopig_into};
