//! Chapters of an explanation, a file per part of the law.

mod bedragen;
mod fonds;
mod grondslag;
mod kas;
mod kosten;
mod onderwijsroute;
mod prijs;
mod reserve;
pub(crate) mod uitkering;
