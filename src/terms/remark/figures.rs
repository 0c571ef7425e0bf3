//! What a run did with the figures that it was given: where one series ended and
//! another took over, what was divided by another key than asked, what was carried on.

use crate::terms::Text;
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::law::Groep;

/// The option that shows some years of a run.
const YEARS_OPTION: &str = "--jaar";

/// One thing that was done with figures, which a reader may not expect.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FigureRemark {
    /// Incidental money was to be divided by people of whom there are none.
    KeyOfNobody {
        /// The name of the line.
        naam: String,
        /// Its `verdeelsleutel`.
        key: &'static str,
        /// The years in which nobody has the key.
        years: Vec<Jaar>,
    },
    /// A cohort follows from the instroom until someone counted it later on.
    TwoSources {
        /// What is counted, as the column `groep` says it.
        groep: &'static str,
        /// Each cohort with the first peiljaar at which it was counted.
        cohorts: Vec<(Jaar, Jaar)>,
    },
    /// Series end before the last year, and their last figure was carried on.
    CarriedOn {
        /// Each series with the last year that has a figure of its own.
        series: Vec<(String, Jaar)>,
    },
    /// A series of the scenario ends before the last year, where that of the basis goes on.
    FallsBack {
        /// The table.
        table: String,
        /// The last year of the scenario itself.
        last: Jaar,
        /// The years of which the figure is that of the basis.
        years: Vec<Jaar>,
    },
    /// Prognose or taakstelling were changed, and the instroom was not.
    ForecastAlone {
        /// The tables that were changed.
        tables: Vec<&'static str>,
    },
    /// Prognose and taakstelling are not those of the scenario, because forecasts are off.
    BiasedForecasts {
        /// The first year that they are of.
        vanaf: Jaar,
        /// What comes less what was forecast, in tenths of a per cent of the forecast.
        tenths: i64,
    },
    /// Later prices grow from published amounts instead of from earlier prices.
    PriceSeam {
        /// The year for which they were published.
        jaar: Jaar,
        /// Whether these amounts follow from prices to the cent.
        is_exact: bool,
    },
    /// Published amounts do not follow from the prices that stand beside them, and later
    /// years follow the prices.
    PriceApart {
        /// The year.
        jaar: Jaar,
    },
    /// The projection begins later than its figures do.
    LateStart {
        /// The first projected year.
        van: Jaar,
        /// The last year whose kas lacks a terugvordering of before.
        back_until: Jaar,
    },
    /// Keys were set for what is shown, and draws alone ask for them.
    OnlyInDraws {
        /// The keys.
        keys: Vec<String>,
    },
    /// Scenarios with other herindelingen were put on one division into gemeenten.
    CommonDivision {
        /// The gemeenten that are gone in it, by name.
        gone: Vec<String>,
    },
    /// Factors of gemeenten that ended: those that all that went into one share are its own
    /// too, and where it has another that one counts.
    FactorsOfFormer {
        /// Each factor that goes on, with whose it was and whose it is.
        moved: Vec<String>,
        /// Each that gives way, with whose it is and to whose.
        replaced: Vec<String>,
    },
}

impl FigureRemark {
    /// The kind of remark: a stable name to search for and to test against.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::KeyOfNobody { .. } => "verdeelsleutel-van-niemand",
            Self::TwoSources { .. } => "cohort-uit-twee-bronnen",
            Self::CarriedOn { .. } => "laatste-cijfer-aangehouden",
            Self::FallsBack { .. } => "reeks-valt-terug-op-basis",
            Self::ForecastAlone { .. } => "prognose-zonder-instroom",
            Self::BiasedForecasts { .. } => "vertekende-ramingen",
            Self::PriceSeam { .. } => "prijs-uit-bedragen",
            Self::PriceApart { .. } => "prijs-naast-bedragen",
            Self::LateStart { .. } => "begint-later",
            Self::OnlyInDraws { .. } => "alleen-in-trekkingen",
            Self::CommonDivision { .. } => "gemeenschappelijke-indeling",
            Self::FactorsOfFormer { .. } => "factoren-van-opgegane-gemeente",
        }
    }

    /// The remark in one sentence, without a capital or a full stop.
    pub fn text(&self) -> Text {
        match self {
            Self::KeyOfNobody { naam, key, years } => {
                let years = ranges(years.iter().copied()).join(", ");
                Text::new(
                    format!(
                        "incidenteel `{naam}` is in {years} naar inwoners verdeeld: de \
                         verdeelsleutel `{key}` heeft daar niemand"
                    ),
                    format!(
                        "incidental money `{naam}` was divided by inhabitants in {years}: the \
                         key `{key}` has nobody there"
                    ),
                )
            }
            Self::BiasedForecasts { vanaf, tenths } => {
                let size = tenths.abs();
                let (nl, en) = if *tenths < 0 {
                    ("minder", "fewer")
                } else {
                    ("meer", "more")
                };
                let (whole, part) = (size / 10, size % 10);
                let decimal = |point: char| match part {
                    0 => whole.to_string(),
                    part => format!("{whole}{point}{part}"),
                };
                Text::new(
                    format!(
                        "prognose en taakstelling vanaf {vanaf} zijn zo gezet dat er {}% {nl} komt dan \
                         geraamd (instroom.prognosevertekening)",
                        decimal(',')
                    ),
                    format!(
                        "prognose and taakstelling from {vanaf} on are set so that {}% {en} come than \
                         forecast (instroom.prognosevertekening)",
                        decimal('.')
                    ),
                )
            }
            Self::TwoSources { groep, cohorts } => {
                let cohorts = cohorts.iter();
                let cohorts = cohorts.map(|(cohort, counted)| {
                    Text::new(
                        format!("{cohort} (geteld eind {counted})"),
                        format!("{cohort} (counted at the end of {counted})"),
                    )
                });
                let cohorts = Text::join(cohorts, ", ");
                // Who completes or starts late is a share of those who were counted, whenever
                // that was.
                let later = match *groep == Groep::Asielstatushouder.key() {
                    true => Text::fixed(
                        "; wie afrondt en wie laat begint, volgt uit de telling",
                        "; who completes and who starts late follows from the count",
                    ),
                    false => Text::default(),
                };
                Text::new(
                    format!(
                        "aantallen `{groep}` hebben twee bronnen voor cohort {cohorts}: voor die \
                         tijd telt de instroom{later}"
                    ),
                    format!(
                        "counts `{groep}` have two sources for cohort {cohorts:#}: before that \
                         the instroom counts{later:#}"
                    ),
                )
            }
            Self::CarriedOn { series } => {
                let series = series.iter();
                let series = series.map(|(table, last)| {
                    Text::new(
                        format!("[{table}] na {last}"),
                        format!("[{table}] after {last}"),
                    )
                });
                let series = Text::join(series, ", ");
                Text::new(
                    format!(
                        "het laatste cijfer is aangehouden, een aanname van het programma: {series}"
                    ),
                    format!(
                        "the last figure was carried on, an assumption of the program: {series:#}"
                    ),
                )
            }
            Self::FallsBack { table, last, years } => {
                let years = ranges(years.iter().copied()).join(", ");
                Text::new(
                    format!(
                        "[{table}] van dit scenario eindigt in {last}: {years} is van de basis"
                    ),
                    format!("[{table}] of this scenario ends in {last}: {years} is of the basis"),
                )
            }
            Self::ForecastAlone { tables } => {
                let tables = tables.iter().map(|table| format!("[{table}]"));
                let tables = tables.collect::<Vec<_>>().join(", ");
                Text::new(
                    format!(
                        "{tables} veranderd zonder [instroom]: de voorlopige uitkering wordt \
                         anders en dus wanneer het geld komt, de definitieve niet"
                    ),
                    format!(
                        "{tables} changed without [instroom]: the voorlopige uitkering changes \
                         and so does when the money comes, the definitieve does not"
                    ),
                )
            }
            Self::PriceSeam { jaar, is_exact } => {
                let fit = if *is_exact {
                    Text::default()
                } else {
                    Text::fixed(
                        "; ze passen niet precies bij het betaalritme",
                        "; they do not quite fit the betaalritme",
                    )
                };
                Text::new(
                    format!(
                        "bedragen na {jaar} groeien door uit de gepubliceerde bedragen van \
                         {jaar}, niet uit eerdere prijzen{fit}"
                    ),
                    format!(
                        "amounts after {jaar} grow from the published amounts of {jaar}, not \
                         from earlier prices{fit:#}"
                    ),
                )
            }
            Self::PriceApart { jaar } => Text::new(
                format!(
                    "de bedragen van {jaar} volgen niet uit [prijs.{jaar}], en latere jaren \
                     volgen die prijs; laat die prijs weg of pas haar aan"
                ),
                format!(
                    "the amounts of {jaar} do not follow from [prijs.{jaar}], and later years \
                     follow that price; leave it out or adjust it"
                ),
            ),
            Self::LateStart { van, back_until } => {
                let (before, option) = (van.plus(-1), YEARS_OPTION);
                let until = match back_until {
                    same if same == van => Text::default(),
                    last => Text::new(format!(" tot en met {last}"), format!(" through {last}")),
                };
                Text::new(
                    format!(
                        "het scenario begint in {van}: de kas van {van} mist de verrekening over \
                         {before}, die vanaf {van}{until} terugvorderingen over eerdere jaren, en \
                         reserve, tekort en terugvordering beginnen op 0; {option} toont minder \
                         jaren zonder dat een cijfer verandert"
                    ),
                    format!(
                        "the scenario begins in {van}: the kas of {van} lacks the verrekening of \
                         {before}, that from {van}{until:#} terugvorderingen of earlier years, and \
                         reserve, tekort and terugvordering begin at 0; {option} shows fewer years \
                         without moving a figure"
                    ),
                )
            }
            Self::OnlyInDraws { keys } => {
                let (nl, en) = match keys.len() {
                    1 => ("telt", "counts"),
                    _ => ("tellen", "count"),
                };
                let keys = keys.join("`, `");
                Text::new(
                    format!("`{keys}` {nl} alleen in trekkingen (`spuk simulate`)"),
                    format!("`{keys}` {en} in draws alone (`spuk simulate`)"),
                )
            }
            Self::CommonDivision { gone } => {
                let gone = gone.join(", ");
                Text::new(
                    format!(
                        "vergeleken op één indeling, met de herindelingen van alle scenario's: \
                         {gone} telt mee in de opvolger"
                    ),
                    format!(
                        "compared on one division, with the herindelingen of all scenarios: \
                         {gone} is counted in its successor"
                    ),
                )
            }
            Self::FactorsOfFormer { moved, replaced } => {
                let told = |steps: &[String], nl: &str, en: &str| {
                    let all = steps.join(", ");
                    let told = Text::new(format!("{all}: {nl}"), format!("{all}: {en}"));
                    (!steps.is_empty()).then_some(told)
                };
                let moved = told(
                    moved,
                    "gaat mee, want elk deel heeft dezelfde",
                    "goes along, as every part has the same",
                );
                let replaced = told(
                    replaced,
                    "telt niet, want de opvolger heeft er zelf een",
                    "does not count, as the successor has its own",
                );
                let all = Text::join(moved.into_iter().chain(replaced), "; ");
                Text::new(
                    format!("factoren van gemeenten die opgingen: {all}"),
                    format!("factors of gemeenten that merged: {all:#}"),
                )
            }
        }
    }
}
