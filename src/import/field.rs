//! What a delivery can hold, and the columns of what is written.

/// What a delivery holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Counts of people.
    Aantallen,
    /// Gemeenten with their inhabitants.
    Gemeenten,
    /// Factors by which gemeenten differ.
    Kenmerken,
}

impl Form {
    /// The word on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Aantallen => "aantallen",
            Self::Gemeenten => "gemeenten",
            Self::Kenmerken => "kenmerken",
        }
    }
}

/// A column of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Field {
    GmCode,
    Naam,
    Provincie,
    Groep,
    Jaar,
    Peiljaar,
    Aantal,
    Instroom,
    Afronding,
    Kosten,
    ZRoute,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 11] = [
        Self::GmCode,
        Self::Naam,
        Self::Provincie,
        Self::Groep,
        Self::Jaar,
        Self::Peiljaar,
        Self::Aantal,
        Self::Instroom,
        Self::Afronding,
        Self::Kosten,
        Self::ZRoute,
    ];

    /// The factors of a gemeente.
    pub(super) const FACTORS: [Self; 4] =
        [Self::Instroom, Self::Afronding, Self::Kosten, Self::ZRoute];

    /// What a column of it alone makes a file one of; `None` of one that each form can have.
    pub(super) const fn form(self) -> Option<Form> {
        match self {
            Self::GmCode | Self::Naam | Self::Provincie => None,
            Self::Groep | Self::Jaar | Self::Peiljaar | Self::Aantal => Some(Form::Aantallen),
            Self::Instroom | Self::Afronding | Self::Kosten | Self::ZRoute => Some(Form::Kenmerken),
        }
    }

    /// The column as it is written, and its word for `--kolom`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::GmCode => "gm_code",
            Self::Naam => "naam",
            Self::Provincie => "provincie",
            Self::Groep => "groep",
            Self::Jaar => "jaar",
            Self::Peiljaar => "peiljaar",
            Self::Aantal => "aantal",
            Self::Instroom => "instroom",
            Self::Afronding => "afronding",
            Self::Kosten => "kosten",
            Self::ZRoute => "z_route",
        }
    }
}
