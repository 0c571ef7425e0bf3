//! The law apart from scenarios and files: every function of `uitkering` held
//! to docs/verantwoording.md, written a second time as plainly as possible with exact
//! fractions and no code of the program. Numbers are made up (proptest), also
//! such as no country has, for each way of reckoning has to give the same.

mod bedragen;
pub mod exact;
mod rekenen;
mod reservering;
mod taakstelling;
mod uitkering;
