//! The texts of the lists that come with the program.

/// The 342 gemeenten of 2026 with their inhabitants on 1 January.
/// Bron: [`super::BRON`].
pub const EMBEDDED: &str = include_str!("../../fixtures/gemeenten.csv");

/// Changes of the gemeentelijke indeling since 2015. Bron: CBS (CC BY 4.0), held against
/// landelijke tabel 33 of the RvIG.
pub const EMBEDDED_HERINDELINGEN: &str = include_str!("../../fixtures/herindelingen.csv");
