//! The tables of a scenario file, key by key. These types are the format: the
//! reader and the JSON Schema are both made from them.

mod carry;
mod influence;
mod instroom;
mod kenmerken;
mod money;
mod replace;
mod verwacht;

pub(crate) use carry::CARRIED;
pub use influence::{BEDRAGEN, TableInfluence, bedrag_parts, part_of_bedrag};
pub use instroom::{InstroomGemeenten, InstroomModel, InstroomTable, SimulatieTable};
pub use kenmerken::{KenmerkenFactors, KenmerkenSpreiding, KenmerkenTable};
pub use money::{
    BedragenTable, BetaalritmeTable, EersteJaar, Gebruik, IncidenteelKey, IncidenteelTable,
    InstrumentKind, InstrumentTable, KasTable, KortingTable, KostenLine, KostenTable,
    OnderwijsrouteTable, PrestatieTable, PrijsTable, ReserveringTable, SpukReserve,
};
pub use verwacht::{Relatie, VerwachtTable};

use schemars::JsonSchema;
use serde::Deserialize;

use super::decode::list_of_tables::list_of_tables;
use super::decode::one_or_many::OneOrMany;
use super::values::{
    Aandeel, Euro, Groei, PerJaar, Personen, PersonenPerHalfYear, Prijsbedrag, SharesPerYear,
};
use crate::exact::fraction::{Exact, exact_whole};
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route, Verdeelsleutel};

/// A whole scenario file, after everything it inherits is laid under it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct Tables {
    /// Name, inheritance and years.
    pub scenario: ScenarioTable,
    /// The gemeenten; default: the embedded 342 of 2026.
    #[serde(default)]
    pub gemeenten: GemeentenTable,
    /// Counts of people per cohort.
    #[serde(default)]
    pub aantallen: AantallenTable,
    /// How gemeenten differ.
    #[serde(default)]
    pub kenmerken: KenmerkenTable,
    /// People who become obliged, per year.
    #[serde(default)]
    pub instroom: InstroomTable,
    /// Share of a year's instroom that is housed in the same year, the next, and so on;
    /// one list for all years, or one for each year of instroom.
    #[serde(default)]
    pub huisvesting: PerGroep<SharesPerYear>,
    /// Shares of the leerroutes, per group; they add up to 1.
    #[serde(default)]
    pub leerroute: PerGroep<PerRoute<Aandeel>>,
    /// Share of the people on a route that completes the traject (a diploma), by
    /// years since the start.
    #[serde(default)]
    pub traject: PerGroep<PerRoute<Vec<Aandeel>>>,
    /// Share of a year's instroom that leaves without a diploma, by years since.
    #[serde(default)]
    pub uitkomst: PerGroep<UitkomstTable>,
    /// Share of those still obliged that has a PIP at the end of a year, by years since.
    #[serde(default)]
    pub pip: PerGroep<Vec<Aandeel>>,
    /// Late starts because the term for the PIP is missed.
    #[serde(default)]
    pub start: StartTable,
    /// People whose kennisgeving came late, per cohort: they start a year later.
    #[serde(default)]
    pub vertraging: PerGroep<PerJaar<Personen>>,
    /// Extension of the term by a year.
    #[serde(default)]
    pub verlenging: VerlengingTable,
    /// LPAS: national prognosis of people to be housed, per uitvoeringsjaar (Bi2021 10.4).
    #[serde(default)]
    pub prognose: PerJaar<Personen>,
    /// LHT: national huisvestingstaakstelling, of each half-year or of the year as two
    /// equal halves (Hw2014 29).
    #[serde(default)]
    pub taakstelling: PerJaar<PersonenPerHalfYear>,
    /// Published amounts per budget year (Ri2021 10.1-10.4); they win over derived ones.
    #[serde(default)]
    pub bedragen: PerJaar<BedragenTable>,
    /// What amounts are derived from, per budget year.
    #[serde(default)]
    pub prijs: PerJaar<PrijsTable>,
    /// Growth of all prices on the year before, for years without a price of their own.
    #[serde(default)]
    pub index: PerJaar<Groei>,
    /// Rhythm in which a cohort is paid, from a cohort on.
    #[serde(default, deserialize_with = "list_of_tables")]
    pub betaalritme: Vec<BetaalritmeTable>,
    /// Prestatiebekostiging.
    pub prestatie: Option<PrestatieTable>,
    /// Budget for the onderwijsroute inside the grant.
    pub onderwijsroute: Option<OnderwijsrouteTable>,
    /// Cuts: one table, or a list of them for several periods.
    #[serde(default)]
    pub korting: OneOrMany<KortingTable>,
    /// A fondsuitkering instead of the grant.
    pub instrument: Option<InstrumentTable>,
    /// What gemeenten spend.
    #[serde(default)]
    pub kosten: KostenTable,
    /// How much unspent money may be kept (Bi2021 10.5).
    #[serde(default)]
    pub reservering: ReserveringTable,
    /// When money moves (Bi2021 10.7, 10.8; Wi2021 42).
    #[serde(default)]
    pub kas: KasTable,
    /// The budget line of the state per year, in euros.
    #[serde(default)]
    pub begroting: PerJaar<Euro>,
    /// How many draws a simulation takes.
    #[serde(default)]
    pub simulatie: SimulatieTable,
    /// Money beside the grant.
    #[serde(default, deserialize_with = "list_of_tables")]
    pub incidenteel: Vec<IncidenteelTable>,
    /// Figures that this scenario has to give; they are not inherited.
    #[serde(default, deserialize_with = "list_of_tables")]
    pub verwacht: Vec<VerwachtTable>,
}

impl Tables {
    /// The fondsuitkering that takes the place of the grant, if there is one.
    pub fn fondsuitkering(&self) -> Option<&InstrumentTable> {
        let instrument = self.instrument.as_ref();
        instrument.filter(|table| table.soort == InstrumentKind::Fondsuitkering)
    }

    /// The first year whose instroom a simulation draws.
    pub fn instroom_vanaf(&self) -> Jaar {
        self.instroom.vanaf.unwrap_or(self.scenario.van.plus(1))
    }

    /// What a forecast for a year is divided by, where it is biased: 1 plus the mean
    /// error. What was announced before the instroom is uncertain stays as it was.
    pub fn vertekening(&self, jaar: Jaar) -> Option<Exact> {
        let factor = self.instroom.prognosevertekening?.factor();
        let is_biased = jaar > self.instroom_vanaf() && factor != exact_whole(1);
        is_biased.then_some(factor)
    }

    /// Whether a year has a fondsuitkering: nothing is settled and nothing flows back.
    pub fn is_fonds(&self, jaar: Jaar) -> bool {
        let vanaf = self.fondsuitkering().and_then(|table| table.vanaf);
        vanaf.is_some_and(|vanaf| vanaf <= jaar)
    }

    /// Whether what is known before a year begins decides anything in it: a
    /// fondsuitkering by inhabitants asks for no prognose and no taakstelling.
    pub fn asks_forecasts(&self, jaar: Jaar) -> bool {
        let by_inhabitants = self
            .fondsuitkering()
            .is_some_and(|table| table.verdeelsleutel == Verdeelsleutel::Inwoners);
        !(by_inhabitants && self.is_fonds(jaar))
    }

    /// Whether a year is the first of a fondsuitkering, in which what is left of the
    /// reserve of the SPUK is paid back (Wi2021 art. 42(2)).
    pub fn reclaims_reserve(&self, jaar: Jaar) -> bool {
        self.fondsuitkering().is_some_and(|table| {
            table.vanaf == Some(jaar) && table.spuk_reserve == SpukReserve::Teruggevorderd
        })
    }
}

/// `[scenario]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct ScenarioTable {
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
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct GemeentenTable {
    /// CSV or workbook: `gm_code,naam,provincie,inwoners_2024,...`, path relative to this file.
    pub bestand: Option<String>,
    /// The sheet of a workbook that holds them; without it the only one with these columns.
    pub blad: Option<String>,
    /// CSV: `datum,van_code,van_naam,naar_code,naar_naam,soort`; laid over
    /// those since 2015 that the program knows.
    /// Whatever its date, a change counts in all years (Bi2021 art. 10.3(1)).
    pub herindelingen: Option<String>,
}

/// `[aantallen]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct AantallenTable {
    /// CSV or workbook: `gm_code,groep,jaar,aantal[,peiljaar]`, path relative to this file.
    pub bestand: Option<String>,
    /// The sheet of a workbook that holds them; without it the only one with these columns.
    pub blad: Option<String>,
    /// How far a gemeente keeps its share of the counted cohorts in those of the model: 1
    /// all of it, 0 none, so that they go by inhabitants.
    pub doorwerking: Option<Aandeel>,
    /// What a gemeente has that stands nowhere in `bestand`; to be said where one does not.
    pub aanvullen: Option<Aanvullen>,
    /// National counts per cohort, spread over gemeenten by inhabitants.
    #[serde(default)]
    pub landelijk: LandelijkTable,
}

/// What a gemeente has that stands nowhere in the counts of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Aanvullen {
    /// Its share of the people of the model: of what the counted ones leave over.
    Model,
    /// Nobody.
    Nul,
}

/// `[aantallen.landelijk.*]`: people per cohort, `afgerond` per year of completion.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct LandelijkTable {
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

/// A value for each group of inburgeringsplichtigen.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
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
#[serde(deny_unknown_fields, expecting = "a table")]
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
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct UitkomstTable {
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
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct StartTable {
    /// Share of people whose PIP is not made within the term of ten weeks.
    pub pip_termijn_gemist: Option<Aandeel>,
    /// By what part of a year they start later on average.
    pub vertraging_in_jaren: Option<Aandeel>,
}

/// `[verlenging]`
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct VerlengingTable {
    /// Share of those who would complete in a year that does so one year later.
    pub aandeel: Option<Aandeel>,
    /// First calendar year in which the extension can be asked for.
    pub vanaf: Option<Jaar>,
    /// What the extra year costs a gemeente per asielstatushouder, at the price level of `[kosten]`.
    pub kosten: Option<Prijsbedrag>,
}
