//! Chapters of an explanation about people: who was counted, who follows from the instroom.

mod completed;
mod counts;
pub(crate) mod course;
mod late;
mod national;
mod stroom;
mod taakstelling;
