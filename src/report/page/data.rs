//! The contract between the program and the page: what stands in its JSON.
//!
//! Two blocks. [`PageData`] is plain JSON in the page, small enough to show the
//! first screen at once: names, years, sums over the country, answers, sources,
//! receipts. [`PageBulk`] holds what goes by gemeente; it is packed (deflate, then
//! base64) because it is a few million characters.
//!
//! Amounts are whole eurocents and exact. Quantiles are whole euros, rounded:
//! they come from draws and are never cents that anyone is paid. Arrays are by
//! column, in the order that their comment gives, the last one running fastest.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::export::Receipt;
use crate::terms::Lang;

/// What the page can show without the gemeenten.
#[derive(Debug, Serialize)]
pub(crate) struct PageData {
    /// `nl` or `en`.
    pub taal: &'static str,
    /// The years, earliest first.
    pub jaren: Vec<u16>,
    /// The same in words.
    pub periode: String,
    /// The scenarios; the others are compared with the first.
    pub scenarios: Vec<PageScenario>,
    /// Names of the columns of [`PageData::landelijk`] and [`PageBulk::waarden`]:
    /// those of `spuk run`.
    pub kolommen: Vec<&'static str>,
    /// Which of them stand with one gemeente.
    pub getoond: PageColumns,
    /// Sums over all gemeenten, or what the one gets that the page is about: by scenario,
    /// column, year.
    pub landelijk: Vec<Vec<Vec<i64>>>,
    /// Receipts less costs of the same, added up since the first year of the scenario: by
    /// scenario, year.
    pub opgeteld: Vec<Vec<i64>>,
    /// What is known of the draws; `null` without them.
    pub onzekerheid: Option<PageUncertainty>,
    /// For every other scenario the answer, or the one answer when there is
    /// but one scenario.
    pub antwoorden: Vec<PageAnswer>,
    /// For every other scenario how far gemeenten come out differently; empty without
    /// draws of it.
    pub uiteen: Vec<PageApart>,
    /// What chances of cash below costs and of money that is reclaimed rest on; empty without
    /// draws.
    pub kansen: String,
    /// Money and costs of the cohorts.
    pub cohorten: PageCohorts,
    /// What matters most, of the first scenario and of what each other has more.
    pub gewichten: Vec<PageWeights>,
    /// What every step buys against what it costs, as `spuk solve --tegen` gives it as JSON,
    /// without receipts; `null` where it was not asked.
    pub afweging: Option<serde_json::Value>,
    /// The gemeenten, sorted by code.
    pub gemeenten: PageGemeenten,
    /// For every other scenario why it differs from the first.
    pub oorzaken: Vec<PageCauses>,
    /// The model of the first scenario beside what was published.
    pub rekenschap: PageAccount,
    /// What to know before using the figures, each with the scenarios it is about.
    pub opmerkingen: Vec<PageRemark>,
    /// Every figure used.
    pub cijfers: PageFigures,
    /// The laws that sources name, each with the address of its articles but for the
    /// number.
    pub wetten: BTreeMap<&'static str, String>,
    /// A receipt for every scenario.
    pub ontvangstbewijzen: Vec<Receipt>,
}

/// Columns in the order in which people read them.
#[derive(Debug, Serialize)]
pub(crate) struct PageColumns {
    /// Of money; no parts of another.
    pub bedragen: Vec<&'static str>,
    /// Of people.
    pub personen: Vec<&'static str>,
}

/// What matters most to one result.
#[derive(Debug, Serialize)]
pub(crate) struct PageWeights {
    /// To what this scenario has more than the first; `null` for the first itself.
    pub ander: Option<usize>,
    /// The answer as `spuk sensitivity --format json` gives it: of what moves the result
    /// and is no part of another, without receipts.
    pub antwoord: serde_json::Value,
}

/// A scenario.
#[derive(Debug, Serialize)]
pub(crate) struct PageScenario {
    /// Its name.
    pub naam: String,
    /// The question it answers, where it has one.
    pub vraag: Option<String>,
    /// What the state finds in its own budget, by year.
    pub binnen_begroting: Vec<i64>,
    /// The budget line of the state, by year, where there is one.
    pub begroting: Vec<Option<i64>>,
    /// How many years from the first have a voorlopige and a definitieve uitkering that
    /// everything is known of, counted and published.
    pub bekend: [usize; 2],
    /// Who was counted, in words.
    pub geteld: String,
}

/// The model beside what was published.
#[derive(Debug, Serialize)]
pub(crate) struct PageAccount {
    /// People, forecasts and money.
    pub cijfers: Vec<PageAccountRow>,
    /// The counts of DUO; none where there is no instroom to hold against them.
    pub tellingen: Vec<PageAccountRow>,
}

/// A published figure beside the model, as people read them.
#[derive(Debug, Serialize)]
pub(crate) struct PageAccountRow {
    /// What it is about.
    pub wat: String,
    /// By the model.
    pub model: String,
    /// As published.
    pub gepubliceerd: String,
    /// Model less published.
    pub verschil: String,
    /// That as a share of what was published; empty of what is a share itself.
    pub procent: String,
    /// Whether the scenario was fitted to it.
    pub gefit: bool,
    /// How firm it is: 0 published, 1 derived, 2 assumed.
    pub status: u8,
    /// Where it was published.
    pub bron: String,
}

/// What a reader should know of one scenario or of several.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PageRemark {
    /// The scenarios, by their place.
    pub scenarios: Vec<usize>,
    /// The remark.
    pub tekst: String,
    /// The setting that does what it says can be done, as the command line takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zet: Option<String>,
}

/// What the draws say about the country, and how to read what they say about
/// the gemeenten.
#[derive(Debug, Serialize)]
pub(crate) struct PageUncertainty {
    /// Number of draws.
    pub trekkingen: u32,
    /// Seed.
    pub zaad: u64,
    /// What part of a value the quantiles of the country, and those of a gemeente,
    /// can be off, as one over this; `null` where they are exact.
    pub precisie: [Option<u64>; 2],
    /// What varies in the draws, in words.
    pub band: String,
    /// The same with assumptions drawn too.
    pub aannames: Option<PageAssumed>,
    /// The fields of which there are quantiles.
    pub velden: Vec<&'static str>,
    /// In whole euros: by series (every scenario, then every difference with
    /// the first), field, quantile (P5, P25, P50, P75, P95), year.
    pub landelijk: Vec<Vec<[Vec<i64>; 5]>>,
}

/// What the draws say with every figure that has a range drawn too.
#[derive(Debug, Serialize)]
pub(crate) struct PageAssumed {
    /// What varies in them, in words.
    pub band: String,
    /// P5 and P95 in whole euros: by series, field, quantile, year.
    pub landelijk: Vec<Vec<[Vec<i64>; 2]>>,
    /// Which share of the width people have, in thousandths; `null` where there is no
    /// width: by series, field, year.
    pub mensen: Vec<Vec<Vec<Option<i64>>>>,
}

/// An answer in words, made here so that page and print say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageAnswer {
    /// The question.
    pub vraag: String,
    /// What the figure has to be read as, before it; mostly empty.
    pub vooraf: String,
    /// The figure that matters most.
    pub cijfer: String,
    /// What that figure is, in one sentence.
    pub zin: String,
    /// What else has to be known.
    pub feiten: Vec<PageFact>,
    /// That who gains and who loses is rounding, where it is; else empty.
    pub afronding: &'static str,
    /// How far gemeenten come out where together they get the same.
    pub spreiding: Option<PageSpread>,
}

/// How far gemeenten come out in the draws, in a year, in hundredths of a per cent of
/// what they get in the first scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageSpread {
    /// The year.
    pub jaar: u16,
    /// P5, P25, P50, P75 and P95 of the gemeente in the middle.
    pub midden: [i64; 5],
    /// The size classes, smallest first.
    pub klassen: Vec<PageSizeSpread>,
}

/// The gemeente in the middle of a size class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageSizeSpread {
    /// Name of the class.
    pub naam: String,
    /// How many gemeenten are in it.
    pub gemeenten: usize,
    /// Its quantiles.
    pub vijf: [i64; 5],
}

/// How far gemeenten come out differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageApart {
    /// The years that it is over.
    pub periode: String,
    /// How many draws.
    pub trekkingen: u32,
    /// Whether any gemeente gets more or less in any of them.
    pub beweegt: bool,
    /// Whether gemeenten differ lastingly in them.
    pub blijvend: bool,
    /// The size classes, the provincies and the country.
    pub rijen: Vec<PageApartRow>,
    /// What it rests on, a sentence each.
    pub zinnen: Vec<String>,
}

/// Some gemeenten together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageApartRow {
    /// `grootteklasse`, `provincie` or `landelijk`.
    pub soort: &'static str,
    /// Their name.
    pub naam: String,
    /// How many they are.
    pub gemeenten: usize,
    /// P5, P50 and P95, and the same without lasting differences, in hundredths of a per
    /// cent; who loses more than 1% and 5%, and how much is lasting, in thousandths.
    pub maten: Vec<i64>,
}

/// A figure with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageFact {
    /// The figure.
    pub cijfer: String,
    /// What it is.
    pub tekst: String,
}

/// What the cohorts bring and cost, all gemeenten together.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PageCohorts {
    /// By scenario, every cohort with all its instalments in the projection.
    pub stromen: Vec<Vec<PageStream>>,
    /// For every other scenario what it does to a cohort, in words, or for the
    /// one when there is but one.
    pub zinnen: Vec<CohortSentence>,
    /// That nothing is clawed back, where that is so, and how often it is in draws.
    pub geen_terugvordering: Option<String>,
}

/// What happens to a cohort, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct CohortSentence {
    /// When its money comes.
    pub ritme: String,
    /// How long gemeenten advance money for it; empty where nothing changes.
    pub voorschot: String,
    /// How the cohorts add up to the difference of all years; empty where they do not.
    pub optelling: String,
}

/// A cohort: amounts in cents, of the asielstatushouders only.
#[derive(Debug, Serialize)]
pub(crate) struct PageStream {
    /// The cohort.
    pub cohort: u16,
    /// Definitieve BA for it, by year from that of the cohort.
    pub ontvangen: Vec<i64>,
    /// Its costs, by the same years.
    pub kosten: Vec<i64>,
    /// Months of the three instalments at whose end more was spent than received.
    pub maanden: usize,
    /// The most that is advanced at the end of one of them.
    pub voorschot: i64,
    /// The most that lies idle at the end of one of them.
    pub overschot: i64,
    /// Received less spent after them.
    pub eindsaldo: i64,
}

/// The gemeenten, by column.
#[derive(Debug, Serialize)]
pub(crate) struct PageGemeenten {
    /// The one that the page is about, by its place; the others are of its size. `null`
    /// where it is about all.
    pub eigen: Option<usize>,
    /// Code of the CBS.
    pub code: Vec<String>,
    /// Name.
    pub naam: Vec<String>,
    /// Index in [`PageGemeenten::provincies`].
    pub provincie: Vec<usize>,
    /// Names of the provincies, sorted.
    pub provincies: Vec<String>,
    /// Inhabitants on 1 January of [`PageGemeenten::peiljaar`].
    pub inwoners: Vec<i64>,
    /// The last year of which the inhabitants are known.
    pub peiljaar: u16,
    /// Index in [`PageGemeenten::klassen`].
    pub klasse: Vec<usize>,
    /// The size classes, smallest first.
    pub klassen: Vec<String>,
    /// Column and row on the tile map; `null` for a gemeente without a place.
    pub tegel: Vec<Option<(u16, u16)>>,
    /// Whether a scenario has counts of its own, while gemeenten without them follow the
    /// model; empty where all are known in the same way.
    pub geteld: Vec<bool>,
}

/// Texts, once each, in the order in which they first came.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(crate) struct TextPool {
    lijst: Vec<String>,
    #[serde(skip)]
    plaatsen: HashMap<String, usize>,
}

impl TextPool {
    /// The place of a text; one that is new comes last.
    pub fn place(&mut self, text: &str) -> usize {
        if let Some(&known) = self.plaatsen.get(text) {
            return known;
        }
        let place = self.lijst.len();
        self.lijst.push(text.to_owned());
        self.plaatsen.insert(text.to_owned(), place);
        place
    }
}

/// Every figure and choice of the first scenario with its source; what is otherwise in
/// another one stands in its [`PageCauses::sleutels`].
#[derive(Debug, Default, Serialize)]
pub(crate) struct PageFigures {
    /// The language of the sources that the program names.
    #[serde(skip)]
    pub taal: Lang,
    /// The sources, once each.
    pub bronnen: TextPool,
    /// The files, once each.
    pub bestanden: TextPool,
    /// What the tables that they stand in are about, by name.
    pub onderwerpen: BTreeMap<String, String>,
    /// The figures, sorted by path.
    pub rijen: Vec<PageFigureRow>,
}

/// A figure of the first scenario.
#[derive(Debug, Serialize)]
pub(crate) struct PageFigureRow {
    /// The keys that lead to it.
    pub pad: String,
    /// The figure.
    pub cijfer: PageFigure,
}

/// A figure as it was written: value, status (0 gepubliceerd, 1 afgeleid,
/// 2 aanname), source, whether it was fitted, file, line (0 where it stands in no file).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PageFigure(pub String, pub u8, pub usize, pub u8, pub usize, pub usize);

/// A key that is not the same in two scenarios.
#[derive(Debug, Serialize)]
pub(crate) struct PageKey {
    /// The keys that lead to it.
    pub pad: String,
    /// The part of the rules that it belongs to.
    pub onderdeel: Option<&'static str>,
    /// In the first scenario.
    pub a: Option<PageFigure>,
    /// In the other.
    pub b: Option<PageFigure>,
    /// Cents that follow from prices where the first, or the other, states none.
    pub afgeleid: [Option<i64>; 2],
    /// Whether it is a figure or a choice, and no name.
    pub met_bron: bool,
}

/// How a difference with the first scenario comes about.
#[derive(Debug, Serialize)]
pub(crate) struct PageCauses {
    /// What it is divided over: parts of the rules, several where they only go together.
    pub delen: Vec<Vec<&'static str>>,
    /// Cents of the country: by part, year. They add up to the difference.
    pub landelijk: Vec<Vec<i64>>,
    /// Every key that differs.
    pub sleutels: Vec<PageKey>,
}

/// What goes by gemeente.
#[derive(Debug, Default, Serialize)]
pub(crate) struct PageBulk {
    /// In cents or people: by scenario, column, year, gemeente. Every scenario
    /// but the first as its difference with the first, which is mostly zeros.
    pub waarden: Vec<Vec<Vec<Vec<i64>>>>,
    /// In whole euros: by series, field, quantile, year, gemeente.
    pub kwantielen: Vec<Vec<Vec<Vec<Vec<i64>>>>>,
    /// What each part is worth of the difference in the definitieve uitkering,
    /// in cents: by other scenario, part, year, gemeente.
    pub oorzaken: Vec<Vec<Vec<Vec<i64>>>>,
    /// Draws of a thousand in which the uitkering is lower than in the first
    /// scenario: by other scenario, year, gemeente.
    pub kans_lager: Vec<Vec<Vec<i64>>>,
    /// Draws of a thousand in which kas is less than costs: by scenario, year, gemeente.
    pub kans_tekort: Vec<Vec<Vec<i64>>>,
    /// How far each gemeente comes out: by other scenario, measure (those of
    /// [`PageApartRow::maten`]), gemeente.
    pub uiteen: Vec<Vec<Vec<i64>>>,
}
