//! What remarks say, in Dutch and in English.

use super::{CohortsAt, CountRows, Remark, RowsOf};
use crate::exact::money::Notation;
use crate::terms::Text;
use crate::terms::date::date_in_words;
use crate::terms::jaar::{Jaar, ranges};
use crate::terms::noun::{DRAWS, GEMEENTEN, Noun, PATHS};

/// How many of the lines that are gone from a list are named.
const NAMED: usize = 3;

impl Remark {
    /// The remark in one sentence, without a capital or a full stop.
    pub fn text(&self) -> Text {
        match self {
            Self::MergedGemeente {
                gemeente,
                code,
                opvolgers,
            } => {
                let names = opvolgers.join(", ");
                Text::new(
                    format!("{gemeente} ({code}) telt mee in {names} (Bi2021 art. 10.3(1))"),
                    format!("{gemeente} ({code}) is counted in {names} (Bi2021 art. 10.3(1))"),
                )
            }
            Self::MergedCounts { code, opvolgers } => {
                let names = opvolgers.join(", ");
                Text::new(
                    format!("aantallen van {code} tellen mee in {names} (Bi2021 art. 10.3(1))"),
                    format!("counts of {code} are included in {names} (Bi2021 art. 10.3(1))"),
                )
            }
            Self::PartialCounts {
                groep,
                cohorts,
                counted,
                gemeenten,
            } => {
                let cohorts: Vec<String> = cohorts.iter().flat_map(CohortsAt::ranges).collect();
                let cohorts = cohorts.join(", ");
                let gemeenten = GEMEENTEN.counted(gemeenten);
                Text::new(
                    format!(
                        "aantallen `{groep}` van {cohorts}: voor {counted} van {gemeenten}; \
                         de andere tellen als 0"
                    ),
                    format!(
                        "counts `{groep}` of {cohorts}: for {counted} of {gemeenten:#}; \
                         the others are taken as 0"
                    ),
                )
            }
            Self::NoRows { file, rows } => {
                let instead = match rows {
                    RowsOf::Counts => Text::fixed(
                        "de aantallen volgen uit landelijke tellingen en de instroom",
                        "counts follow from national ones and the instroom",
                    ),
                    RowsOf::Herindelingen => Text::fixed(
                        "alleen de herindelingen van het programma tellen",
                        "only the herindelingen of the program count",
                    ),
                };
                Text::new(
                    format!("{file} heeft een kopregel en geen enkele rij: {instead}"),
                    format!("{file} has a header and not a single row: {instead:#}"),
                )
            }
            Self::Counted(remark) => remark.text(),
            Self::NothingLeft { groep, cohorts } => {
                let cohorts = ranges(cohorts.iter().copied()).join(", ");
                Text::new(
                    format!(
                        "aantallen `{groep}` van {cohorts}: de getelde gemeenten hebben samen meer \
                         dan het land; de andere tellen als 0"
                    ),
                    format!(
                        "counts `{groep}` of {cohorts}: the counted gemeenten together have more \
                         than the country; the others are taken as 0"
                    ),
                )
            }
            Self::ReplacedHerindelingen { file, gone } => {
                let gone = gone.join(", ");
                Text::new(
                    format!(
                        "{file} zegt anders dan het programma wat er werd van {gone}, en geldt"
                    ),
                    format!(
                        "{file} says otherwise than the program what became of {gone}, and counts"
                    ),
                )
            }
            Self::LaterHerindelingen { tot, gone } => {
                let gone = gone.iter().map(|(code, date)| {
                    date_in_words(*date).map(|date| format!("{code} ({date})"))
                });
                let gone = Text::join(gone, ", ");
                Text::new(
                    format!("herindelingen na {tot} tellen in alle jaren al mee: {gone}"),
                    format!("herindelingen after {tot} count in every year already: {gone:#}"),
                )
            }
            Self::LaterInwoners { file, tot, years } => {
                let columns = years.iter().map(|jaar| format!("inwoners_{jaar}"));
                let columns = columns.collect::<Vec<_>>().join(", ");
                Text::new(
                    format!("{file}: de projectie loopt tot en met {tot}, niet mee telt {columns}"),
                    format!("{file}: the projection ends with {tot} and does not use {columns}"),
                )
            }
            Self::UndrawnYears {
                file,
                years,
                van,
                tot,
            } => {
                let years = ranges(years.iter().copied()).join(", ");
                Text::new(
                    format!(
                        "{file}: de kolommen {years} tellen niet mee, getrokken wordt van {van} \
                         tot en met {tot}"
                    ),
                    format!(
                        "{file}: the columns {years} are not used, draws are made of {van} \
                         through {tot}"
                    ),
                )
            }
            Self::TakenName { naam } => Text::new(
                format!("heet hier zo, want een ander scenario heet `{naam}`"),
                format!("has this name here, because another scenario is called `{naam}`"),
            ),
            Self::SetTwice { key } => Text::new(
                format!("`{key}` wordt twee keer gezet; de laatste waarde telt"),
                format!("`{key}` is set twice; the last value counts"),
            ),
            Self::SourceWithoutFigure { table, file } => Text::new(
                format!("de bron of status van [{table}] in {file} staat bij geen cijfer"),
                format!("the source or status of [{table}] in {file} belongs to no figure"),
            ),
            Self::ReplacedList {
                list,
                file,
                line,
                inherited,
                gone,
            } => {
                let lost = lost_lines(gone.len(), *inherited);
                let names = named(gone);
                Text::new(
                    format!(
                        "`{list}` in {file}:{line} vervangt de hele lijst van de basis: {lost} \
                         ({names}); neem over wat blijft"
                    ),
                    format!(
                        "`{list}` in {file}:{line} replaces the whole list of the basis: {lost:#} \
                         ({names}); copy what stays"
                    ),
                )
            }
            Self::ShadowedFile { scenario, file } => Text::new(
                format!(
                    "`{scenario}` is het ingebouwde scenario; {file} ernaast is anders en is niet \
                     gelezen"
                ),
                format!(
                    "`{scenario}` is the built-in scenario; {file} beside it is another one and \
                     was not read"
                ),
            ),
            Self::KeyOfOtherModel { key, model, reader } => Text::new(
                format!(
                    "instroom.{key} telt niet mee: het model is \"{model}\", en alleen \
                     \"{reader}\" leest het"
                ),
                format!(
                    "instroom.{key} is not used: the model is \"{model}\", and only \"{reader}\" \
                     reads it"
                ),
            ),
            Self::SpreadWithoutPath { key, path } => Text::new(
                format!("{key} telt niet mee: er is geen [{path}]"),
                format!("{key} is not used: there is no [{path}]"),
            ),
            Self::PublishedWins { jaar } => Text::new(
                format!(
                    "in {jaar} gelden de gepubliceerde bedragen, en die volgen niet uit prijs, \
                     ritme en prestatiedeel van dit scenario; zo tellen die in {jaar} wel mee: \
                     bedragen.{jaar}.gebruik = \"afgeleid\""
                ),
                format!(
                    "in {jaar} the published amounts count, and they do not follow from \
                     price, rhythm and prestatie of this scenario; so these count in {jaar} too: \
                     bedragen.{jaar}.gebruik = \"afgeleid\""
                ),
            ),
            Self::PublishedWithoutSource { keys } => {
                let keys = keys.join(", ");
                Text::new(
                    format!("gepubliceerd genoemd zonder bron: {keys}"),
                    format!("called published without a source: {keys}"),
                )
            }
            Self::MissingCounts { groep, years } => {
                let years = listed(years);
                Text::new(
                    format!("geen aantallen `{groep}` voor {years}: als 0 geteld"),
                    format!("no counts `{groep}` for {years}: taken as 0"),
                )
            }
            Self::OtherArea {
                gemeenten,
                prognose,
                taakstelling,
            } => {
                let from = numbers_from(prognose.as_deref(), taakstelling.as_deref());
                Text::new(
                    format!("de gemeenten komen uit {gemeenten}, {from}: is dat hetzelfde gebied?"),
                    format!("the gemeenten are from {gemeenten}, {from:#}: is that the same area?"),
                )
            }
            Self::BetweenRitmes {
                referentiejaar,
                van,
                tot,
            } => Text::new(
                format!(
                    "referentiejaar {referentiejaar} ligt in de overgang van betaalritme: de \
                     cohorten {van} tot en met {tot} worden dan niet in hetzelfde ritme betaald, \
                     en de fondsuitkering houdt dat jaar vast als totaal"
                ),
                format!(
                    "referentiejaar {referentiejaar} lies between two betaalritmes: the cohorts \
                     {van} through {tot} are not paid in the same one then, and the \
                     fondsuitkering keeps that year as its total"
                ),
            ),
            Self::WithoutEffect { keys, rows } => {
                let keys = keys.iter().map(|key| Text::same(key.clone()));
                let figures = keys.chain(rows.iter().map(CountRows::text));
                let figures = Text::join(figures, ", ");
                Text::new(
                    format!("zonder gevolg in deze projectie: {figures}"),
                    format!("without effect in this projection: {figures:#}"),
                )
            }
            Self::OnlyInBacktest { keys } => {
                let keys = keys.join(", ");
                Text::new(
                    format!("telt alleen in `spuk backtest`: {keys}"),
                    format!("used by `spuk backtest` alone: {keys}"),
                )
            }
            Self::MoreOnRoute { years } => {
                let years = listed(years);
                Text::new(
                    format!("meer mensen op de onderwijsroute dan asielstatushouders in {years}"),
                    format!("more people on the onderwijsroute than asielstatushouders in {years}"),
                )
            }
            Self::MoreLate { cohorts } => {
                let cohorts = listed(cohorts);
                Text::new(
                    format!(
                        "meer late kennisgevingen dan asielstatushouders in cohort {cohorts}: \
                         allen beginnen later"
                    ),
                    format!(
                        "more late kennisgevingen than asielstatushouders in cohort {cohorts}: \
                         all of them start later"
                    ),
                )
            }
            Self::NoKosten => Text::fixed(
                "er zijn geen kosten opgegeven: saldo, reserve, tekort en terugvordering zeggen \
                 niets",
                "no costs are given: saldo, reserve, tekort and terugvordering mean nothing",
            ),
            Self::KostenOfNobody => Text::fixed(
                "niemand maakt de kosten die zijn opgegeven: saldo, reserve, tekort en \
                 terugvordering zeggen niets",
                "nobody makes the costs that are given: saldo, reserve, tekort and \
                 terugvordering mean nothing",
            ),
            Self::Figures(remark) => remark.text(),
            Self::Solved(remark) => remark.text(),
            Self::DrawnRamingen {
                prognose,
                taakstelling,
            } => {
                let drawn = |notation| ramingen([prognose, taakstelling], notation);
                Text::new(
                    format!(
                        "in deze trekking is geraamd: {}; de cijfers van het scenario zijn dat \
                         niet",
                        drawn(Notation::DUTCH)
                    ),
                    format!(
                        "this draw has its own ramingen: {}; the figures of the scenario are \
                         others",
                        drawn(Notation::ENGLISH)
                    ),
                )
            }
            Self::DrawsAlike { scenarios } => {
                let names = scenarios.join("`, `");
                Text::new(
                    format!("elke trekking van `{names}` is dezelfde: er is niets om te trekken"),
                    format!("every draw of `{names}` is the same: there is nothing to draw"),
                )
            }
            Self::FewDraws { draws, enough } => {
                let draws = DRAWS.counted(draws);
                Text::new(
                    format!(
                        "P5 en P95 van {draws} zeggen weinig over de onzekerheid; neem er \
                         {enough} of meer, liefst 1000"
                    ),
                    format!(
                        "P5 and P95 of {draws:#} say little about the uncertainty; take \
                         {enough} or more, 1000 by preference"
                    ),
                )
            }
            Self::PathsLeft { file, paths, draws } => {
                let paths = PATHS.counted(paths);
                let (nl, en) = match draws {
                    1 => ("meetelt", "is"),
                    _ => ("meetellen", "are"),
                };
                Text::new(
                    format!("{file} heeft {paths}, waarvan er {draws} {nl}: de eerste"),
                    format!("{file} has {paths:#}, of which {draws} {en} used: the first"),
                )
            }
            Self::UnreadOptions { options } => {
                let options = options.join(", ");
                Text::new(
                    format!("telt niet mee in deze CSV: {options}"),
                    format!("not used in this CSV: {options}"),
                )
            }
            Self::TableOptions { options } => {
                let options = options.join(", ");
                Text::new(
                    format!(
                        "telt alleen mee in een tabel om te lezen, en dit is er geen: {options}"
                    ),
                    format!("used only in a table to be read, and this is none: {options}"),
                )
            }
            Self::VerwachtingenLeftOut { count, only } => {
                let only = only.join(", ");
                const LEFT: Noun = Noun::new(
                    ["verwachting is", "verwachtingen zijn"],
                    ["assertion was", "assertions were"],
                );
                let left = LEFT.counted(count);
                Text::new(
                    format!("{left} niet bekeken: --only vraagt alleen naar {only}"),
                    format!("{left:#} not looked at: --only asks for {only} alone"),
                )
            }
            Self::NoBaseline => Text::fixed(
                "geen baseline; `spuk check --bless` schrijft er een",
                "no baseline; `spuk check --bless` writes one",
            ),
            Self::UnmovedByFiles { files } => {
                let files = files.join(", ");
                Text::new(
                    format!(
                        "anders dan toen de baseline werd geschreven, zonder dat een bekeken cijfer \
                         verschoof: {files}; een bron, bereik of tolerantie kan veranderd zijn"
                    ),
                    format!(
                        "different from when the baseline was written, though no figure that was \
                         looked at moved: {files}; a source, range or tolerance may have changed"
                    ),
                )
            }
            Self::UnweighedDraws { gemeenten, file } => {
                let gemeenten = GEMEENTEN.counted(gemeenten);
                Text::new(
                    format!(
                        "de trekkingen van {gemeenten} in {file} zijn verschoven; hoe ver en \
                         in welk veld zegt de baseline niet, en zonder --tolerance en --only is \
                         dit een verschil"
                    ),
                    format!(
                        "the draws of {gemeenten} in {file} have moved; how far and in which \
                         column the baseline does not say, and without --tolerance and --only \
                         this is a difference"
                    ),
                )
            }
        }
    }
}

impl CohortsAt {
    /// Its cohorts in ranges, each with the peiljaar: alike in both languages.
    fn ranges(&self) -> Vec<String> {
        let at = self
            .peiljaar
            .map_or_else(String::new, |jaar| format!(" (peiljaar {jaar})"));
        let cohorts = ranges(self.cohorts.iter().copied()).into_iter();
        cohorts.map(|years| years + &at).collect()
    }
}

impl CountRows {
    fn text(&self) -> Text {
        let Self { groep, file, .. } = self;
        let cohorts = ranges(self.cohorts.iter().copied()).join(", ");
        let at = match ranges(self.peiljaren.iter().copied()).join(", ") {
            none if none.is_empty() => Text::default(),
            years => Text::new(
                format!(" met peiljaar {years}"),
                format!(" with peiljaar {years}"),
            ),
        };
        Text::new(
            format!("aantallen `{groep}` van {cohorts}{at} in {file}"),
            format!("counts `{groep}` of {cohorts}{at:#} in {file}"),
        )
    }
}

/// Years one by one.
fn listed(years: &[Jaar]) -> String {
    let years: Vec<String> = years.iter().map(Jaar::to_string).collect();
    years.join(", ")
}

/// How many lines of an inherited list are gone.
fn lost_lines(gone: usize, inherited: usize) -> Text {
    match gone {
        all if all == inherited => Text::fixed(
            "wat daarin stond, telt niet meer mee",
            "what was in it no longer counts",
        ),
        1 => Text::new(
            format!("1 van de {inherited} regels daarvan telt niet meer mee"),
            format!("1 of its {inherited} lines no longer counts"),
        ),
        some => Text::new(
            format!("{some} van de {inherited} regels daarvan tellen niet meer mee"),
            format!("{some} of its {inherited} lines no longer count"),
        ),
    }
}

/// What the first lines that are gone are called.
fn named(gone: &[String]) -> String {
    let more = (gone.len() > NAMED).then_some("...");
    let names = gone.iter().map(String::as_str).take(NAMED);
    names.chain(more).collect::<Vec<_>>().join("; ")
}

/// Which national numbers are from which file.
fn numbers_from(prognose: Option<&str>, taakstelling: Option<&str>) -> Text {
    match (prognose, taakstelling) {
        (Some(file), Some(other)) if file == other => Text::new(
            format!("prognose en taakstelling uit {file}"),
            format!("prognose and taakstelling from {file}"),
        ),
        _ => {
            let tables = [("prognose", prognose), ("taakstelling", taakstelling)];
            let from = tables.into_iter().filter_map(|(table, file)| {
                let file = file?;
                Some(Text::new(
                    format!("{table} uit {file}"),
                    format!("{table} from {file}"),
                ))
            });
            Text::join(from, ", ")
        }
    }
}

/// The prognose and the taakstelling of a draw; nothing of one without a year.
fn ramingen(tables: [&Vec<(Jaar, i64)>; 2], notation: Notation) -> String {
    let tables = ["prognose", "taakstelling"].into_iter().zip(tables);
    let tables = tables.filter(|(_, years)| !years.is_empty());
    let tables = tables.map(|(table, years)| {
        let years = years.iter();
        let years = years.map(|(jaar, people)| format!("{jaar} {}", notation.whole(*people)));
        format!("[{table}] {}", years.collect::<Vec<_>>().join(", "))
    });
    tables.collect::<Vec<_>>().join("; ")
}
