//! Numbers of a gemeente that differs from what the model says of every gemeente.

use std::fmt;

use crate::people::{Kenmerk, Kind};
use crate::terms::jaar::Jaar;

/// A number that has to do with the factors of a gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum LocalKey {
    /// The factor itself, where it stands in no key of the scenario.
    Factor(Kenmerk),
    /// What people are divided by times the factor on instroom.
    Weighted(Kind, Jaar),
    /// The same of all gemeenten.
    NationalWeighted(Kind, Jaar),
    /// What the model says of a count, with the factors of the country.
    AsCountry(Kind, Jaar),
    /// Those of all years up to and with this one.
    SoFar(Kind, Jaar),
    /// Those before what is below nothing becomes nothing.
    SoFarSigned(Kind, Jaar),
    /// Those times the factor.
    Factored(Kind, Jaar),
    /// Those, at most everyone who was housed.
    AtMost(Kind, Jaar),
    /// Everyone who was housed up to and with this year.
    HousedSoFar(Jaar),
    /// What was new in this year, before it is held against who was housed.
    New(Kind, Jaar),
    /// The share on the Z-route.
    ZShare,
    /// That share before it becomes everyone at most.
    ZShareUncapped,
    /// By how much it is more than that of the country.
    ZShift,
    /// The same, as it was drawn.
    DrawnZShift,
    /// A factor on costs as it was drawn.
    DrawnCosts,
    /// What the other routes have left.
    Others,
    /// Who is on the other routes in the gemeente.
    OthersHere,
    /// The same in the country.
    OthersInCountry,
    /// Who completes more because of that.
    ZMore(Jaar),
    /// Everyone of a cohort times what one on the Z-route completes more.
    ZMoreOf(Jaar, Jaar),
    /// All cohorts of those together.
    ZMoreOfAll(Jaar),
    /// What one on the Z-route completes more.
    ZGap(Jaar, Jaar),
    /// People times tariffs.
    PlainCosts(Jaar),
    /// Costs because of another share on the Z-route.
    ZCosts(Jaar),
    /// All costs if everyone were on the Z-route, less those if nobody were.
    ZCostsOfAll(Jaar),
    /// The same of a cohort.
    ZCostsOf(Jaar, Jaar),
    /// The same of one person.
    ZTariff(Jaar, Jaar),
    /// Costs before the factor.
    CostsBefore(Jaar),
}

impl LocalKey {
    /// Whether it is the same for every gemeente.
    pub const fn is_of_country(&self) -> bool {
        matches!(
            self,
            Self::NationalWeighted(..) | Self::ZGap(..) | Self::ZTariff(..) | Self::OthersInCountry
        )
    }
}

impl fmt::Display for LocalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Factor(kenmerk) => write!(f, "factor_{}", kenmerk.key()),
            Self::Weighted(kind, jaar) => write!(f, "gewogen_{}.{jaar}", kind.key()),
            Self::NationalWeighted(kind, jaar) => write!(f, "gewogen_nl_{}.{jaar}", kind.key()),
            Self::AsCountry(kind, jaar) => write!(f, "{}.{jaar}.als_het_land", kind.key()),
            Self::SoFar(kind, jaar) => write!(f, "{}.{jaar}.tot_en_met", kind.key()),
            Self::SoFarSigned(kind, jaar) => write!(f, "{}.{jaar}.som", kind.key()),
            Self::Factored(kind, jaar) => write!(f, "{}.{jaar}.maal_factor", kind.key()),
            Self::AtMost(kind, jaar) => write!(f, "{}.{jaar}.ten_hoogste", kind.key()),
            Self::HousedSoFar(jaar) => write!(f, "gehuisvest_tot_en_met.{jaar}"),
            Self::New(kind, jaar) => write!(f, "{}.{jaar}.nieuw", kind.key()),
            Self::ZShare => f.write_str("aandeel_z"),
            Self::ZShareUncapped => f.write_str("aandeel_z.maal_factor"),
            Self::ZShift => f.write_str("aandeel_z.meer"),
            Self::DrawnZShift => f.write_str("aandeel_z.trekking"),
            Self::DrawnCosts => f.write_str("factor_kosten.trekking"),
            Self::Others => f.write_str("andere_routes"),
            Self::OthersHere => f.write_str("andere_routes.hier"),
            Self::OthersInCountry => f.write_str("andere_routes.land"),
            Self::ZMore(jaar) => write!(f, "afgerond_z.{jaar}"),
            Self::ZMoreOf(cohort, jaar) => write!(f, "afgerond_z.{cohort}.{jaar}"),
            Self::ZMoreOfAll(jaar) => write!(f, "afgerond_z.{jaar}.som"),
            Self::ZGap(cohort, jaar) => write!(f, "afronddeel_z.{cohort}.{jaar}"),
            Self::PlainCosts(jaar) => write!(f, "kosten.{jaar}.naar_tarief"),
            Self::ZCosts(jaar) => write!(f, "kosten_z.{jaar}"),
            Self::ZCostsOfAll(jaar) => write!(f, "kosten_z.{jaar}.som"),
            Self::ZCostsOf(cohort, jaar) => write!(f, "kosten_z.{cohort}.{jaar}"),
            Self::ZTariff(cohort, jaar) => write!(f, "tarief_z.{cohort}.{jaar}"),
            Self::CostsBefore(jaar) => write!(f, "kosten.{jaar}.voor_factor"),
        }
    }
}
