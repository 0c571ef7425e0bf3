//! The gemeenten that come with the program: read once, and the same for every scenario
//! that has no list of its own.

use std::sync::{Arc, LazyLock};

use super::embedded::{EMBEDDED, EMBEDDED_HERINDELINGEN};
use super::{Gemeenten, Herindelingen, read_gemeenten};
use crate::input::source::Source;
use crate::terms::Remark;

/// The list of today and how it came about.
#[derive(Debug)]
pub struct Shipped {
    /// What the gemeenten were read from.
    pub source: Arc<Source>,
    /// The gemeenten, sorted by code.
    pub gemeenten: Arc<Gemeenten>,
    /// The changes since 2015.
    pub herindelingen: Arc<Herindelingen>,
    /// What was added up to today's indeling.
    pub remarks: Vec<Remark>,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    let changes = Source::embedded("herindelingen.csv", EMBEDDED_HERINDELINGEN);
    let herindelingen = Herindelingen::read(&changes).expect("a test reads them");
    let herindelingen = herindelingen.without_own();
    let source = Source::embedded("gemeenten.csv", EMBEDDED);
    let read = read_gemeenten(&source, &herindelingen);
    let (gemeenten, remarks) = read.expect("a test reads them");
    Shipped {
        source,
        gemeenten: Arc::new(gemeenten),
        herindelingen: Arc::new(herindelingen),
        remarks,
    }
});

/// The gemeenten that come with the program.
///
/// # Panics
/// Never: a test reads both embedded files.
pub fn shipped() -> &'static Shipped {
    &SHIPPED
}
