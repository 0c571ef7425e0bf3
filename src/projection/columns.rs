//! The columns of a run, in one place for everyone who shows or compares them
//! (design 4.1).

use super::result::YearProjection;
use crate::exact::money::Cents;

/// What a column measures for one gemeente in one year; for a provincie or the
/// country it is the sum over gemeenten.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// People.
    Personen(fn(&YearProjection, usize) -> i64),
    /// Eurocents.
    Bedrag(fn(&YearProjection, usize) -> Cents),
}

/// A column by its fixed name.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in CSV and JSON.
    pub naam: &'static str,
    /// What stands in it.
    pub meting: Measure,
}

const fn personen(naam: &'static str, of: fn(&YearProjection, usize) -> i64) -> Column {
    Column {
        naam,
        meting: Measure::Personen(of),
    }
}

const fn bedrag(naam: &'static str, of: fn(&YearProjection, usize) -> Cents) -> Column {
    Column {
        naam,
        meting: Measure::Bedrag(of),
    }
}

/// The columns after `gm_code,gemeente,provincie,jaar`, in the order of the file.
pub const COLUMNS: [Column; 21] = [
    personen("asielstatushouders", |y, g| {
        y.tellingen.asielstatushouders[g]
    }),
    personen("gezins_overig", |y, g| y.tellingen.gezins_overig[g]),
    personen("onderwijsroute", |y, g| y.tellingen.onderwijsroute[g]),
    personen("afgerond", |y, g| y.tellingen.afgerond[g]),
    bedrag("bgo_voorlopig", |y, g| y.voorlopig.bgo[g]),
    bedrag("ba_voorlopig", |y, g| y.voorlopig.ba[g]),
    bedrag("abo_voorlopig", |y, g| y.voorlopig.abo[g]),
    bedrag("uitkering_voorlopig", |y, g| y.voorlopig.of(g)),
    bedrag("bgo_definitief", |y, g| y.definitief.bgo[g]),
    bedrag("ba_definitief", |y, g| y.definitief.ba[g]),
    bedrag("abo_definitief", |y, g| y.definitief.abo[g]),
    bedrag("uitkering_definitief", |y, g| y.definitief.of(g)),
    bedrag("verrekening", YearProjection::verrekening),
    bedrag("incidenteel", |y, g| y.incidenteel[g]),
    bedrag("kosten", |y, g| y.kosten[g]),
    bedrag("reserve", |y, g| y.verantwoording.reserve[g]),
    bedrag("terugvordering", |y, g| y.verantwoording.terugvordering[g]),
    bedrag("tekort", |y, g| y.verantwoording.tekort[g]),
    bedrag("kas", |y, g| y.kas[g]),
    bedrag("saldo", YearProjection::saldo),
    personen("afgerond_meetellend", |y, g| y.tellingen.meetellend[g]),
];
