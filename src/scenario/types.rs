//! The tables of a scenario file, key by key. These types are the format: the
//! reader and the JSON Schema are both made from them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::one_or_many::OneOrMany;
use super::values::{Aandeel, Centbedrag, Euro, Groei, Klein, PerJaar, Personen, Prijsbedrag};
use crate::begrippen::{Groep, KortingWijze, Route, Verdeelsleutel};
use crate::jaar::Jaar;

/// A whole scenario file, after everything it inherits is laid under it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct Tabellen {
    /// Name, inheritance and years.
    pub scenario: Kop,
    /// The gemeenten; default: the embedded 342 of 2026.
    #[serde(default)]
    pub gemeenten: GemeentenTabel,
    /// Counts of people per cohort.
    #[serde(default)]
    pub aantallen: AantallenTabel,
    /// People who become obliged, per year.
    #[serde(default)]
    pub instroom: InstroomTabel,
    /// Share of a year's instroom that is housed in the same year, the next, and so on.
    #[serde(default)]
    pub huisvesting: PerGroep<Vec<Aandeel>>,
    /// Shares of the leerroutes, per group; they add up to 1.
    #[serde(default)]
    pub leerroute: PerGroep<PerRoute<Aandeel>>,
    /// Share of the people on a route that completes the traject (a diploma), by
    /// years since the start.
    #[serde(default)]
    pub traject: PerGroep<PerRoute<Vec<Aandeel>>>,
    /// Share of a year's instroom that leaves without a diploma, by years since.
    #[serde(default)]
    pub uitkomst: PerGroep<Uitkomsten>,
    /// Share of those still obliged that has a PIP at the end of a year, by years since.
    #[serde(default)]
    pub pip: PerGroep<Vec<Aandeel>>,
    /// Late starts because the term for the PIP is missed.
    #[serde(default)]
    pub start: StartTabel,
    /// People whose kennisgeving came late, per cohort: they start a year later.
    #[serde(default)]
    pub vertraging: PerGroep<PerJaar<Personen>>,
    /// Extension of the term by a year.
    #[serde(default)]
    pub verlenging: VerlengingTabel,
    /// LPAS: national prognosis of people to be housed, per uitvoeringsjaar (Bi2021 10.4).
    #[serde(default)]
    pub prognose: PerJaar<Personen>,
    /// LHT: national huisvestingstaakstelling, both half-years together (Hw2014 29).
    #[serde(default)]
    pub taakstelling: PerJaar<Personen>,
    /// Published amounts per budget year (Ri2021 10.1-10.4); they win over derived ones.
    #[serde(default)]
    pub bedragen: PerJaar<BedragenTabel>,
    /// What amounts are derived from, per budget year.
    #[serde(default)]
    pub prijs: PerJaar<PrijsTabel>,
    /// Growth of all prices on the year before, for years without a price of their own.
    #[serde(default)]
    pub index: PerJaar<Groei>,
    /// Rhythm in which a cohort is paid, from a cohort on.
    #[serde(default)]
    pub betaalritme: Vec<BetaalritmeTabel>,
    /// Prestatiebekostiging.
    pub prestatie: Option<PrestatieTabel>,
    /// Budget for the onderwijsroute inside the grant.
    pub onderwijsroute: Option<OnderwijsrouteTabel>,
    /// Cuts: one table, or a list of them for several periods.
    #[serde(default)]
    pub korting: OneOrMany<KortingTabel>,
    /// A fondsuitkering instead of the grant.
    pub instrument: Option<InstrumentTabel>,
    /// What gemeenten spend.
    #[serde(default)]
    pub kosten: KostenTabel,
    /// How much unspent money may be kept (Bi2021 10.5).
    #[serde(default)]
    pub reservering: ReserveringTabel,
    /// When money moves (Bi2021 10.7, 10.8; Wi2021 42).
    #[serde(default)]
    pub kas: KasTabel,
    /// The budget line of the state per year, in euros.
    #[serde(default)]
    pub begroting: PerJaar<Euro>,
    /// Money beside the grant.
    #[serde(default)]
    pub incidenteel: Vec<IncidenteelTabel>,
}

/// `[scenario]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct Kop {
    /// Name in reports; default: the name of the file.
    pub naam: Option<String>,
    /// The question that the scenario answers.
    pub omschrijving: Option<String>,
    /// The scenario that this one changes: a path relative to this file, or an embedded name.
    pub basis: Option<String>,
    /// First uitvoeringsjaar.
    pub van: Jaar,
    /// Last uitvoeringsjaar.
    pub tot: Jaar,
}

/// `[gemeenten]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct GemeentenTabel {
    /// CSV: `gm_code,naam,provincie,inwoners_2024,...`, path relative to this file.
    pub bestand: Option<String>,
    /// CSV: `datum,van_code,van_naam,naar_code,naar_naam,soort`; default: those since 2021.
    pub herindelingen: Option<String>,
}

/// `[aantallen]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct AantallenTabel {
    /// CSV: `gm_code,groep,jaar,aantal[,peiljaar]`, path relative to this file.
    pub bestand: Option<String>,
    /// National counts per cohort, spread over gemeenten by inhabitants.
    #[serde(default)]
    pub landelijk: LandelijkTabel,
}

/// `[aantallen.landelijk.*]`: people per cohort, `afgerond` per year of completion.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct LandelijkTabel {
    /// Housed asielstatushouders.
    #[serde(default)]
    pub asielstatushouder: PerJaar<Personen>,
    /// Gezins- en overige migranten.
    #[serde(default)]
    pub gezins_overig: PerJaar<Personen>,
    /// Asielstatushouders on the onderwijsroute.
    #[serde(default)]
    pub onderwijsroute: PerJaar<Personen>,
    /// Asielstatushouders who completed their traject.
    #[serde(default)]
    pub afgerond: PerJaar<Personen>,
}

/// `[instroom]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct InstroomTabel {
    /// People who become obliged per calendar year.
    #[serde(default)]
    pub pad: PerGroep<PerJaar<Personen>>,
}

/// A value for each group of inburgeringsplichtigen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct PerGroep<T> {
    /// Asielstatushouders.
    pub asielstatushouder: Option<T>,
    /// Gezinsmigranten.
    pub gezinsmigrant: Option<T>,
    /// Overige migranten.
    pub overige_migrant: Option<T>,
}

impl<T> Default for PerGroep<T> {
    fn default() -> Self {
        Self {
            asielstatushouder: None,
            gezinsmigrant: None,
            overige_migrant: None,
        }
    }
}

impl<T> PerGroep<T> {
    /// The value of one group.
    pub fn get(&self, groep: Groep) -> Option<&T> {
        match groep {
            Groep::Asielstatushouder => self.asielstatushouder.as_ref(),
            Groep::Gezinsmigrant => self.gezinsmigrant.as_ref(),
            Groep::OverigeMigrant => self.overige_migrant.as_ref(),
        }
    }
}

/// A value for each leerroute.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct PerRoute<T> {
    /// B1-route.
    #[serde(rename = "B1")]
    pub b1: T,
    /// Onderwijsroute.
    pub onderwijs: T,
    /// Zelfredzaamheidsroute.
    #[serde(rename = "Z")]
    pub z: T,
}

impl<T> PerRoute<T> {
    /// The value of one route.
    pub fn get(&self, route: Route) -> &T {
        match route {
            Route::B1 => &self.b1,
            Route::Onderwijs => &self.onderwijs,
            Route::Z => &self.z,
        }
    }
}

/// `[uitkomst.GROEP]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct Uitkomsten {
    /// Exempt, for a time or for good.
    #[serde(default)]
    pub vrijgesteld: Vec<Aandeel>,
    /// Released from the obligation.
    #[serde(default)]
    pub ontheven: Vec<Aandeel>,
    /// The obligation lapsed.
    #[serde(default)]
    pub vervallen: Vec<Aandeel>,
}

/// `[start]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct StartTabel {
    /// Share of people whose PIP is not made within the term of ten weeks.
    pub pip_termijn_gemist: Option<Aandeel>,
    /// By what part of a year they start later on average.
    pub vertraging_in_jaren: Option<Aandeel>,
}

/// `[verlenging]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct VerlengingTabel {
    /// Share of those who would complete in a year that does so one year later.
    pub aandeel: Option<Aandeel>,
    /// First calendar year in which the extension can be asked for.
    pub vanaf: Option<Jaar>,
    /// What the extra year costs a gemeente per asielstatushouder, at the price level of `[kosten]`.
    pub kosten: Option<Prijsbedrag>,
}

/// `[bedragen.J]`, euros per person.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct BedragenTabel {
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
    /// The published ones (design, 3).
    #[default]
    Gepubliceerd,
    /// The derived ones: for a scenario that changes what they are derived from.
    Afgeleid,
}

/// `[prijs.J]`, euros per person.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct PrijsTabel {
    /// Leerroute, per asielstatushouder.
    pub leerroute: Prijsbedrag,
    /// Everything but the leerroute, per asielstatushouder.
    pub overig: Prijsbedrag,
    /// Per gezins- of overige migrant.
    pub gezins_overig: Option<Prijsbedrag>,
}

/// `[[betaalritme]]`: either `totaal`, or `leerroute` and `overig`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct BetaalritmeTabel {
    /// First cohort that is paid in this rhythm.
    pub vanaf_cohort: Jaar,
    /// Shares of the leerroute part in the three instalments.
    pub leerroute: Option<[Aandeel; 3]>,
    /// Shares of the other part in the three instalments.
    pub overig: Option<[Aandeel; 3]>,
    /// Shares of both together in the three instalments.
    pub totaal: Option<[Aandeel; 3]>,
}

/// `[prestatie]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct PrestatieTabel {
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
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct OnderwijsrouteTabel {
    /// `false` takes the budget out of the grant again; default `true`.
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

/// `[korting]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct KortingTabel {
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
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct InstrumentTabel {
    /// The grant as it is, or a fondsuitkering.
    #[serde(default)]
    pub soort: Soort,
    /// First budget year of the fondsuitkering.
    pub vanaf: Option<Jaar>,
    /// The year whose definitieve total is carried on.
    pub referentiejaar: Option<Jaar>,
    /// How the fixed total is divided.
    #[serde(default)]
    pub verdeelsleutel: Verdeelsleutel,
}

/// The instrument by which the money goes to gemeenten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Soort {
    /// Specifieke uitkering: the volume follows the people, unspent money flows back.
    #[default]
    Spuk,
    /// Fondsuitkering: a fixed total, nothing flows back.
    Fondsuitkering,
}

/// `[kosten]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct KostenTabel {
    /// The year whose price level the amounts have; without it they stay as they are.
    pub prijspeil: Option<Jaar>,
    /// Per asielstatushouder, by route.
    pub leerroute: Option<PerRoute<KostenRegel>>,
    /// Per asielstatushouder, whatever the route: intake, begeleiding, PVT, MAP.
    pub begeleiding: Option<KostenRegel>,
    /// Per gezins- of overige migrant.
    pub gezins_overig: Option<KostenRegel>,
}

/// What one person costs and when.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct KostenRegel {
    /// Euros per person over the whole traject.
    pub bedrag: Prijsbedrag,
    /// Shares by years since housing; they add up to 1.
    pub ritme: Vec<Aandeel>,
}

/// `[reservering]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct ReserveringTabel {
    /// Largest share of the year's uitkering that may be kept; default 1.
    pub maximum: Option<Aandeel>,
    /// First year in which `maximum` holds; all of it before.
    pub vanaf: Option<Jaar>,
}

/// `[kas]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct KasTabel {
    /// Month of t+1 in which definitief less voorlopig is settled; default 6.
    pub verrekening_maand: Option<Klein<1, 12>>,
    /// Month in which a terugvordering is paid back; default 7.
    pub terugvordering_maand: Option<Klein<1, 12>>,
    /// How many years after the accountability year; default 2.
    pub terugvordering_na_jaren: Option<Klein<1, 5>>,
}

/// `[[incidenteel]]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "een tabel")]
pub struct IncidenteelTabel {
    /// Name in reports.
    pub naam: String,
    /// By what the amount is divided over gemeenten.
    pub verdeelsleutel: IncidenteelSleutel,
    /// Euros for the country, per year.
    pub bedrag: PerJaar<Euro>,
}

/// By what a line of incidental money is divided over gemeenten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidenteelSleutel {
    /// Inhabitants on 1 January of the year before.
    Inwoners,
    /// Asielstatushouders of the cohort of the year.
    Asielstatushouder,
    /// Gezins- en overige migranten of the cohort of the year.
    GezinsOverig,
    /// People on the onderwijsroute of the cohort of the year.
    Onderwijsroute,
}
