//! Arguments that several commands share, and what is said when they are wrong.

pub(crate) mod documented;
pub(crate) mod draws;
pub(crate) mod examples;
pub(crate) mod field;
pub(crate) mod language;
pub(crate) mod manual;
pub(crate) mod misuse;
pub(crate) mod options;
pub(crate) mod rows;
mod values;
pub(crate) mod years;
