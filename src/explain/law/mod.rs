//! Chapters of an explanation, a file per part of the law.

pub(crate) mod area;
pub(crate) mod bedragen;
mod fonds;
mod grondslag;
pub(crate) mod kas;
pub(crate) mod kosten;
mod onderwijsroute;
mod prijs;
pub(crate) mod reserve;
pub(crate) mod uitkering;
