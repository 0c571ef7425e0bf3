//! What the options of the library are called on the command line: the library
//! itself knows no command line.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::export::{ComparisonCsv, Level, SortBy};
use crate::terms::Lang;

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Nl => value("nl", "Nederlands EN: Nederlands"),
            Self::En => value("en", "English EN: English"),
        })
    }
}

impl ValueEnum for Level {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Landelijk, Self::Provincie, Self::Gemeente]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Landelijk => "Het hele land EN: The whole country",
            Self::Provincie => "Een regel per provincie EN: A row per provincie",
            Self::Gemeente => "Een regel per gemeente EN: A row per gemeente",
        };
        Some(value(self.word(), help))
    }
}

impl ValueEnum for SortBy {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Verschil, Self::PerInwoner, Self::Procent, Self::Code]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Verschil => value(
                "verschil",
                "Het verschil in euro's EN: The difference in euros",
            ),
            Self::PerInwoner => value(
                "per-inwoner",
                "Het verschil per inwoner EN: The difference per inhabitant",
            ),
            Self::Procent => value(
                "procent",
                "Het verschil in procenten EN: The difference as a percentage",
            ),
            Self::Code => value("code", "De gm_code EN: The gm_code"),
        })
    }
}

impl ValueEnum for ComparisonCsv {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Verschil,
            Self::Bijdrage,
            Self::Voorfinanciering,
            Self::Verdeling,
            Self::Sleutels,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Verschil => value(
                "verschil",
                "Beide bedragen en het verschil EN: Both amounts and the difference",
            ),
            Self::Bijdrage => value(
                "bijdrage",
                "Het verschil verdeeld over wat er in de regels verschilt \
                 EN: The difference attributed to what differs in the rules",
            ),
            Self::Voorfinanciering => value(
                "voorfinanciering",
                "Ontvangsten en kosten per cohort EN: Receipts and costs per cohort",
            ),
            Self::Verdeling => value(
                "verdeling",
                "Hoe ver gemeenten uiteenlopen over trekkingen, met --simulate \
                 EN: How far gemeenten come out differently over draws, with --simulate",
            ),
            Self::Sleutels => value(
                "sleutels",
                "Elke sleutel die in de scenario's verschilt \
                 EN: Every key that differs between the scenarios",
            ),
        })
    }
}

fn value(name: &'static str, help: &'static str) -> PossibleValue {
    PossibleValue::new(name).help(help)
}
