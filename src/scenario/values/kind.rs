//! What kind of number a scalar is, as far as reading and its faults depend on it.

/// A kind of number. serde passes no more than a name from a type to its decoder, so
/// that every kind has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberKind {
    /// Euros with cents, or a figure of a run.
    Amount,
    /// Euros per person with up to nine decimals.
    Price,
    /// A share, a growth or a spread: often given as a percentage.
    Share,
    /// What a number of a gemeente is multiplied by.
    Factor,
    /// People or draws.
    Count,
    /// A month, or a number of years.
    Small,
    /// A calendar year.
    Year,
    /// A seed, which can be larger than a number of TOML.
    Seed,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Amount,
        Self::Price,
        Self::Share,
        Self::Factor,
        Self::Count,
        Self::Small,
        Self::Year,
        Self::Seed,
    ];

    /// The name under which a type asks for the digits as written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Amount => "$amount",
            Self::Price => "$price",
            Self::Share => "$share",
            Self::Factor => "$factor",
            Self::Count => "$count",
            Self::Small => "$small",
            Self::Year => "$year",
            Self::Seed => "$seed",
        }
    }

    /// How such a number is written in a scenario.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Amount => "706.72",
            Self::Price => "17000",
            Self::Share => "0.10",
            Self::Factor => "1.2",
            Self::Count => "20000",
            Self::Small => "6",
            Self::Year => "2026",
            Self::Seed => "1",
        }
    }

    /// The kind that a type asks for by this name; `None` of any other type.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether text can hold the digits.
    pub const fn may_be_text(self) -> bool {
        !matches!(self, Self::Count | Self::Small | Self::Year)
    }

    /// Whether it has no decimals, and its message says so.
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Count | Self::Small | Self::Seed)
    }

    /// Whether a point in it may have been meant for thousands.
    pub const fn is_large(self) -> bool {
        matches!(self, Self::Amount | Self::Price | Self::Count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_a_name_of_its_own() {
        for kind in NumberKind::ALL {
            assert_eq!(NumberKind::named(kind.name()), Some(kind));
        }
        assert_eq!(NumberKind::named("Jaar"), None);
    }
}
