//! The tables about money: amounts, prices, rhythms, cuts, costs, cash.

use schemars::JsonSchema;
use serde::Deserialize;

use super::PerRoute;
use crate::scenario::values::{Aandeel, Centbedrag, Euro, PerJaar, Prijsbedrag, SmallNumber};
use crate::terms::jaar::Jaar;
use crate::terms::law::{KortingWijze, Verdeelsleutel};
use crate::uitkering::TERMIJNEN;

/// `[bedragen.J]`, euros per person.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct BedragenTable {
    /// Which amounts count in this year where both are known.
    #[serde(default)]
    pub gebruik: Gebruik,
    /// Amount per gezins- of overige migrant (Ri2021 10.2).
    pub gezins_overig: Option<Centbedrag>,
    /// Amount for the first instalment (Ri2021 10.3).
    pub a: Option<Centbedrag>,
    /// Amount for the second instalment.
    pub b: Option<Centbedrag>,
    /// Amount for the third instalment.
    pub c: Option<Centbedrag>,
    /// Weight of the first instalment (Ri2021 10.4).
    pub gewicht_a: Option<Centbedrag>,
    /// Weight of the second instalment.
    pub gewicht_b: Option<Centbedrag>,
    /// Weight of the third instalment.
    pub gewicht_c: Option<Centbedrag>,
    /// Weight of a completed traject.
    pub gewicht_d: Option<Centbedrag>,
    /// Share of the prognosis that is inburgeringsplichtig (Ri2021 10.1).
    pub pa_t: Option<Aandeel>,
    /// Share of the taakstelling of the year before that is inburgeringsplichtig.
    pub pa_t1: Option<Aandeel>,
    /// Amount per person on the onderwijsroute.
    pub onderwijsroute: Option<Centbedrag>,
    /// Share expected on the onderwijsroute.
    pub po: Option<Aandeel>,
}

/// Which amounts count where published and derived ones are both known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Gebruik {
    /// The published ones (verantwoording 3).
    #[default]
    Gepubliceerd,
    /// The derived ones: for a scenario that changes what they are derived from.
    Afgeleid,
}

impl Gebruik {
    /// The word in a scenario.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Gepubliceerd => "gepubliceerd",
            Self::Afgeleid => "afgeleid",
        }
    }
}

/// `[prijs.J]`, euros per person.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct PrijsTable {
    /// Leerroute, per asielstatushouder.
    pub leerroute: Prijsbedrag,
    /// Everything but the leerroute, per asielstatushouder.
    pub overig: Prijsbedrag,
    /// Per gezins- of overige migrant.
    pub gezins_overig: Option<Prijsbedrag>,
}

/// `[[betaalritme]]`: either `totaal`, or `leerroute` and `overig`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct BetaalritmeTable {
    /// First cohort that is paid in this rhythm.
    pub vanaf_cohort: Jaar,
    /// Shares of the leerroute part in the three instalments.
    pub leerroute: Option<[Aandeel; TERMIJNEN]>,
    /// Shares of the other part in the three instalments.
    pub overig: Option<[Aandeel; TERMIJNEN]>,
    /// Shares of both together in the three instalments.
    pub totaal: Option<[Aandeel; TERMIJNEN]>,
}

/// `[prestatie]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct PrestatieTable {
    /// First budget year with prestatiebekostiging.
    pub vanaf: Jaar,
    /// Share of the leerroute part of each instalment that goes to completed trajecten.
    pub aandeel: Aandeel,
    /// Which completions count in the first year (Bi2021 10.3(5)).
    #[serde(default)]
    pub eerste_jaar: EersteJaar,
}

/// Which completions count in the first year of prestatiebekostiging.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum EersteJaar {
    /// All since the Act began, up to and including t-2 (Bi2021 10.3(5)).
    #[default]
    #[serde(rename = "alle")]
    Alle,
    /// Only those of t-2.
    #[serde(rename = "t-2")]
    TMin2,
}

/// `[onderwijsroute]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct OnderwijsrouteTable {
    /// `false` takes the budget out of the grant again, also where an amount was
    /// published; default `true`.
    pub actief: Option<bool>,
    /// First budget year with this budget inside the grant.
    pub vanaf: Jaar,
    /// Last budget year.
    pub tot: Option<Jaar>,
    /// Price of a traject on the onderwijsroute, euros per person.
    pub trajectprijs: Prijsbedrag,
    /// The year whose price level `trajectprijs` has.
    pub prijspeil: Jaar,
    /// po: share expected on the onderwijsroute.
    pub aandeel: Aandeel,
}

impl OnderwijsrouteTable {
    /// Whether a scenario takes the budget out of the grant, published amounts and all.
    pub fn is_taken_out(&self) -> bool {
        self.actief == Some(false)
    }

    /// Whether the budget is inside the grant in a year.
    pub fn in_force(&self, jaar: Jaar) -> bool {
        !self.is_taken_out() && self.vanaf <= jaar && self.tot.is_none_or(|tot| jaar <= tot)
    }
}

/// `[korting]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct KortingTable {
    /// The cut, as a share of the amounts.
    pub percentage: Aandeel,
    /// First budget year.
    pub vanaf: Jaar,
    /// Last budget year; default: no end.
    pub tot: Option<Jaar>,
    /// Who bears it.
    #[serde(default)]
    pub wijze: KortingWijze,
}

/// `[instrument]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct InstrumentTable {
    /// The grant as it is, or a fondsuitkering.
    #[serde(default)]
    pub soort: InstrumentKind,
    /// First budget year of the fondsuitkering.
    pub vanaf: Option<Jaar>,
    /// The year whose definitieve total is carried on.
    pub referentiejaar: Option<Jaar>,
    /// How the fixed total is divided.
    #[serde(default)]
    pub verdeelsleutel: Verdeelsleutel,
    /// What becomes of the reserve of the SPUK that is left in the first year of the
    /// fondsuitkering.
    #[serde(default)]
    pub spuk_reserve: SpukReserve,
}

/// What becomes of what is left of the reserve of the SPUK once there is a
/// fondsuitkering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SpukReserve {
    /// What the costs of the first year leave of it is paid back (Wi2021 42(2)).
    #[default]
    Teruggevorderd,
    /// Gemeenten keep it.
    Behouden,
}

/// The instrument by which the money goes to gemeenten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InstrumentKind {
    /// Specifieke uitkering: the volume follows the people, unspent money flows back.
    #[default]
    Spuk,
    /// Fondsuitkering: a fixed total, nothing flows back.
    Fondsuitkering,
}

/// `[kosten]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct KostenTable {
    /// The year whose price level the amounts have; without it they stay as they are.
    pub prijspeil: Option<Jaar>,
    /// Per asielstatushouder, by route.
    pub leerroute: Option<PerRoute<KostenLine>>,
    /// Per asielstatushouder, whatever the route: intake, begeleiding, PVT, MAP.
    pub begeleiding: Option<KostenLine>,
    /// Per gezins- of overige migrant.
    pub gezins_overig: Option<KostenLine>,
}

/// What one person costs and when.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct KostenLine {
    /// Euros per person over the whole traject.
    pub bedrag: Prijsbedrag,
    /// Shares by years since housing; they add up to 1.
    pub ritme: Vec<Aandeel>,
}

/// `[reservering]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct ReserveringTable {
    /// a: largest share of the year's uitkering that may be kept; default 1.
    pub maximum: Option<Aandeel>,
    /// b: largest share of the uitkering of the year before, of which what is left may be
    /// kept once more; default 0.
    pub maximum_tweede_jaar: Option<Aandeel>,
    /// First year in which both hold; before, all of the year's uitkering and no more.
    pub vanaf: Option<Jaar>,
}

impl ReserveringTable {
    /// Whether a maximum, stated or not, holds for the uitkering of a year.
    pub fn in_force(&self, jaar: Jaar) -> bool {
        self.vanaf.is_none_or(|vanaf| vanaf <= jaar)
    }
}

/// `[kas]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct KasTable {
    /// Month of t+1 in which definitief less voorlopig is settled; default 6.
    pub verrekening_maand: Option<SmallNumber<1, 12>>,
    /// Month in which a terugvordering is paid back; default 7.
    pub terugvordering_maand: Option<SmallNumber<1, 12>>,
    /// How many years after the accountability year; default 2.
    pub terugvordering_na_jaren: Option<SmallNumber<1, 5>>,
}

/// `[[incidenteel]]`
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct IncidenteelTable {
    /// Name in reports.
    pub naam: String,
    /// By what the amount is divided over gemeenten.
    pub verdeelsleutel: IncidenteelKey,
    /// Euros for the country, per year.
    pub bedrag: PerJaar<Euro>,
}

impl IncidenteelKey {
    /// The word in a scenario.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inwoners => "inwoners",
            Self::Asielstatushouder => "asielstatushouder",
            Self::GezinsOverig => "gezins_overig",
            Self::Onderwijsroute => "onderwijsroute",
        }
    }
}

/// By what a line of incidental money is divided over gemeenten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidenteelKey {
    /// Inhabitants on 1 January of the year before.
    Inwoners,
    /// Asielstatushouders of the cohort of the year.
    Asielstatushouder,
    /// Gezins- en overige migranten of the cohort of the year.
    GezinsOverig,
    /// People on the onderwijsroute of the cohort of the year.
    Onderwijsroute,
}
