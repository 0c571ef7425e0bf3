//! The scenarios that are part of the program.

/// The scenario that counts when none is named: the law as it stands.
pub const DEFAULT: &str = "wi2021";

/// Name and text of every shipped scenario, the default first.
pub const EMBEDDED: [(&str, &str); 15] = [
    ("wi2021", include_str!("../../scenarios/wi2021.toml")),
    (
        "fondsuitkering-2028",
        include_str!("../../scenarios/fondsuitkering-2028.toml"),
    ),
    (
        "instroom-begroting",
        include_str!("../../scenarios/instroom-begroting.toml"),
    ),
    (
        "instroom-hoog",
        include_str!("../../scenarios/instroom-hoog.toml"),
    ),
    (
        "instroom-laag",
        include_str!("../../scenarios/instroom-laag.toml"),
    ),
    (
        "korting-2026",
        include_str!("../../scenarios/korting-2026.toml"),
    ),
    (
        "korting-2028",
        include_str!("../../scenarios/korting-2028.toml"),
    ),
    ("oud-ritme", include_str!("../../scenarios/oud-ritme.toml")),
    (
        "ramingen-te-hoog",
        include_str!("../../scenarios/ramingen-te-hoog.toml"),
    ),
    (
        "reserve-twee-jaar",
        include_str!("../../scenarios/reserve-twee-jaar.toml"),
    ),
    (
        "termijn-plus-een-jaar",
        include_str!("../../scenarios/termijn-plus-een-jaar.toml"),
    ),
    (
        "z-route-15",
        include_str!("../../scenarios/z-route-15.toml"),
    ),
    (
        "zonder-onderwijsroutebudget",
        include_str!("../../scenarios/zonder-onderwijsroutebudget.toml"),
    ),
    (
        "zonder-prestatie",
        include_str!("../../scenarios/zonder-prestatie.toml"),
    ),
    (
        "zonder-taakstelling",
        include_str!("../../scenarios/zonder-taakstelling.toml"),
    ),
];

/// The counts of DUO that the model is held to, one a row.
pub(crate) const TELLING: &str = include_str!("../../fixtures/duo-2025-06-01.csv");

/// Everything else that the model is held to, one a row.
pub(crate) const REKENSCHAP: &str = include_str!("../../fixtures/rekenschap.csv");

/// Name and text of an embedded scenario. With `.toml` behind it a name is that of a file.
pub fn find(name: &str) -> Option<(&'static str, &'static str)> {
    EMBEDDED.into_iter().find(|&(embedded, _)| embedded == name)
}
