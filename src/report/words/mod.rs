//! Words that page, workbook and terminal have in common.

pub(crate) mod account;
pub(crate) mod assumptions;
pub(crate) mod band;
pub(crate) mod comparison;
pub(crate) mod explain;
pub(crate) mod factor;
pub(crate) mod known;
pub(crate) mod letter;
pub(crate) mod names;
pub(crate) mod next;
pub(crate) mod period;
pub(crate) mod receipt;
pub(crate) mod spread;
pub(crate) mod status;
