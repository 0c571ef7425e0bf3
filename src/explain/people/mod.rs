//! Chapters of an explanation about people: who was counted, who follows from the instroom.

pub(crate) mod carried;
pub(crate) mod completed;
pub(crate) mod completion;
pub(crate) mod counts;
pub(crate) mod course;
pub(crate) mod forecast;
pub(crate) mod inwoners;
pub(crate) mod kenmerken;
pub(crate) mod late;
mod national;
