//! What a scenario comes to before any year is run: bedragen, tarieven, the plan of
//! every year, and the figures and choices behind them with their sources.

mod bedrag_kind;
mod bedragen;
mod choices;
mod comparable;
mod figures;
mod files;
pub(crate) mod incidenteel;
mod lever;
mod load;
pub(crate) mod plan;
mod prijspeil;
mod ramingen;
mod required;
mod stated;
pub(crate) mod tarieven;

pub use bedrag_kind::BedragKind;
pub use bedragen::{BedragenByYear, YearBedragen, grown_route, last_route, no_route, prestatie};
pub use comparable::{names_apart, on_one_division};
pub use figures::{BRON_DEFAULT, BRON_MAXIMUM, bron_pa};
pub use incidenteel::amount as incidenteel_amount;
pub use load::{Model, ShownDraws};
pub use plan::{YearPlan, doorberekend, korting_in};
pub use prijspeil::{PriceKind, PriceSeam, Prijspeil};
pub use ramingen::Ramingen;
pub use stated::{betaalritmes, cents};
pub use tarieven::{
    CohortKosten, Course, KostenKind, KostenPart, Tarief, Tarieven, kosten_asiel,
    kosten_gezins_overig,
};

/// The law as it stands, with settings over it.
#[cfg(test)]
pub(crate) fn law(settings: &[&str]) -> Model {
    let settings: Vec<String> = settings.iter().map(|&it| it.to_owned()).collect();
    Model::load("wi2021", &settings).expect("the law, changed")
}
