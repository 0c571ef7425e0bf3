//! What a reader should know beside the answer: how the input was read, what to doubt
//! about it, what has no effect.
//!
//! A remark is a value with the names, years and numbers that it is about. Its words
//! stand in `words.rs`, Dutch and English side by side, and nowhere else. It stands
//! this low because the first remarks are made when a scenario is read.

mod counted;
mod figures;
mod solved;
mod words;

#[cfg(test)]
mod figures_tests;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::jaar::Jaar;
pub use counted::CountedRemark;
pub use figures::FigureRemark;
pub use solved::SolvedRemark;

/// One thing that a reader should know. It stops nothing: what does is an error.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remark {
    // How the files were read.
    /// A gemeente that is gone counts as part of its successors.
    MergedGemeente {
        /// Its name.
        gemeente: String,
        /// Its code.
        code: String,
        /// The names of the gemeenten that it went into.
        opvolgers: Vec<String>,
    },
    /// Counts that were delivered of a gemeente that is gone went to its successors.
    MergedCounts {
        /// The code of the gemeente that is gone.
        code: String,
        /// The names and codes of the gemeenten that it went into.
        opvolgers: Vec<String>,
    },
    /// Counts were delivered of a part of the gemeenten.
    PartialCounts {
        /// What is counted, as the column `groep` says it.
        groep: &'static str,
        /// The cohorts of which the same number of gemeenten was counted.
        cohorts: Vec<CohortsAt>,
        /// How many gemeenten were counted.
        counted: usize,
        /// How many gemeenten there are.
        gemeenten: usize,
    },
    /// A file has a header and not a single row.
    NoRows {
        /// The file.
        file: String,
        /// What its rows would have said.
        rows: RowsOf,
    },
    /// How counts were read, and what they bear on.
    Counted(CountedRemark),
    /// Where some gemeenten were counted, they have more people than the country.
    NothingLeft {
        /// What is counted, as the column `groep` says it.
        groep: &'static str,
        /// The cohorts of which nothing is left for the other gemeenten.
        cohorts: Vec<Jaar>,
    },
    /// A file of one's own says otherwise than the program what became of gemeenten.
    ReplacedHerindelingen {
        /// The file.
        file: String,
        /// The names of the gemeenten of which the file decides.
        gone: Vec<String>,
    },
    /// Herindelingen of after the last year count in every year.
    LaterHerindelingen {
        /// The last projected year.
        tot: Jaar,
        /// The codes of the gemeenten that go, and the day on which they do.
        gone: Vec<(String, Date)>,
    },
    /// A file has inhabitants of after the last year.
    LaterInwoners {
        /// The file.
        file: String,
        /// The last projected year.
        tot: Jaar,
        /// The years that are not used.
        years: Vec<Jaar>,
    },
    /// A file of paths has years that no draw asks for.
    UndrawnYears {
        /// The file.
        file: String,
        /// The years that are not used.
        years: Vec<Jaar>,
        /// The first year that is drawn.
        van: Jaar,
        /// The last year that is drawn.
        tot: Jaar,
    },

    // How the scenario was read.
    /// A scenario was renamed, because another has its name.
    TakenName {
        /// The name that both would have.
        naam: String,
    },
    /// A setting of a key stands behind another of the same key.
    SetTwice {
        /// The key.
        key: String,
    },
    /// A source or a status was written where there is no figure.
    SourceWithoutFigure {
        /// The table that it was written in.
        table: String,
        /// The file.
        file: String,
    },
    /// A list took the place of one that was inherited, and lines of that are gone.
    ReplacedList {
        /// The key of the list.
        list: &'static str,
        /// The file of the list that replaces the other.
        file: String,
        /// The line in that file, counted from 1.
        line: usize,
        /// How many lines the inherited list had.
        inherited: usize,
        /// What the lines that are gone are called.
        gone: Vec<String>,
    },
    /// An embedded scenario was read while another by its name lies beside.
    ShadowedFile {
        /// The name of the embedded scenario.
        scenario: &'static str,
        /// The file that was not read.
        file: String,
    },
    /// A key was inherited that only another model of the instroom reads.
    KeyOfOtherModel {
        /// The key in `[instroom]`.
        key: &'static str,
        /// The model that was chosen.
        model: &'static str,
        /// The model that reads the key.
        reader: &'static str,
    },
    /// Uncertainty is given about people of whom there is no path.
    SpreadWithoutPath {
        /// The key of the uncertainty.
        key: String,
        /// The table that is not there.
        path: String,
    },

    // What to doubt about a run.
    /// A published amount of a basis wins over a derived one that was changed.
    PublishedWins {
        /// The budget year.
        jaar: Jaar,
    },
    /// Figures are called published, and nobody says where.
    PublishedWithoutSource {
        /// Their keys.
        keys: Vec<String>,
    },
    /// The law asks for people whom nobody counted.
    MissingCounts {
        /// Who should be counted, as the column `groep` says it.
        groep: &'static str,
        /// Their cohorts, or the years in which they completed.
        years: Vec<Jaar>,
    },
    /// Gemeenten of one file stand beside national numbers of another.
    OtherArea {
        /// The file of the scenario that names the gemeenten.
        gemeenten: String,
        /// The file with the prognose, if that is another.
        prognose: Option<String>,
        /// The file with the taakstelling, if that is another.
        taakstelling: Option<String>,
    },
    /// The referentiejaar of a fondsuitkering has cohorts in two rhythms of payment.
    BetweenRitmes {
        /// The referentiejaar.
        referentiejaar: Jaar,
        /// The first cohort that is paid in it.
        van: Jaar,
        /// The last cohort that is paid in it.
        tot: Jaar,
    },
    /// Figures that no projected year asks for.
    WithoutEffect {
        /// Their keys.
        keys: Vec<String>,
        /// Rows of the file of counts.
        rows: Vec<CountRows>,
    },
    /// Figures that only the backtest asks for.
    OnlyInBacktest {
        /// Their keys.
        keys: Vec<String>,
    },
    /// Somewhere more people follow the onderwijsroute than there are asielstatushouders.
    MoreOnRoute {
        /// The years in which.
        years: Vec<Jaar>,
    },
    /// More people start late than there are.
    MoreLate {
        /// The cohorts of which.
        cohorts: Vec<Jaar>,
    },
    /// A scenario has no kosten at all.
    NoKosten,
    /// A scenario has kosten, and nobody whom they are made for.
    KostenOfNobody,

    /// What a run did with its figures that a reader may not expect.
    Figures(FigureRemark),

    /// What to know about an answer of what it takes.
    Solved(SolvedRemark),

    // What to doubt about draws.
    /// One draw has other national numbers than the scenario.
    DrawnRamingen {
        /// The prognose of the draw, in the years in which it differs.
        prognose: Vec<(Jaar, i64)>,
        /// The taakstelling of the draw, in the years in which it differs.
        taakstelling: Vec<(Jaar, i64)>,
    },
    /// Every draw of a simulation came out alike.
    DrawsAlike {
        /// The names of the scenarios of which.
        scenarios: Vec<String>,
    },
    /// There are too few draws to say much about uncertainty.
    FewDraws {
        /// How many there are.
        draws: u32,
        /// How many would do.
        enough: u32,
    },
    /// A file has more paths than are drawn.
    PathsLeft {
        /// The file.
        file: String,
        /// How many paths it has.
        paths: u64,
        /// How many of them are drawn.
        draws: u32,
    },

    // What was asked for.
    /// Options say nothing about the table that was asked for.
    UnreadOptions {
        /// The options as they are typed.
        options: Vec<&'static str>,
    },
    /// Options shape a table to be read, and another form was asked for.
    TableOptions {
        /// The options as they are typed.
        options: Vec<&'static str>,
    },
    /// Assertions were left out of a check.
    VerwachtingenLeftOut {
        /// How many.
        count: usize,
        /// The columns that alone were asked for.
        only: Vec<String>,
    },
    /// A scenario has no baseline to be held against.
    NoBaseline,
    /// Files are not those that a baseline was written with, and no figure moved: a
    /// source, a range or a tolerance may have.
    UnmovedByFiles {
        /// Their names.
        files: Vec<String>,
    },
    /// Draws moved, and their baseline does not say by how much.
    UnweighedDraws {
        /// Of how many gemeenten.
        gemeenten: usize,
        /// The baseline.
        file: String,
    },
}

/// Cohorts that were counted at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CohortsAt {
    /// The year at whose end they were counted; `None` where the file has none.
    pub peiljaar: Option<Jaar>,
    /// The cohorts, in order.
    pub cohorts: Vec<Jaar>,
}

/// What the rows of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowsOf {
    /// How many people were counted.
    Counts,
    /// Which gemeenten merged or were split.
    Herindelingen,
}

/// Rows of a file of counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CountRows {
    /// What is counted, as the column `groep` says it.
    pub groep: &'static str,
    /// The cohorts, in order.
    pub cohorts: Vec<Jaar>,
    /// The peiljaren, in order; none where the rows have none.
    pub peiljaren: Vec<Jaar>,
    /// The file.
    pub file: String,
}

impl Remark {
    /// The kind of remark: a stable name to search for and to test against.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MergedGemeente { .. } => "opgegane-gemeente",
            Self::MergedCounts { .. } => "aantallen-van-opgegane-gemeente",
            Self::PartialCounts { .. } => "onvolledige-aantallen",
            Self::NoRows { .. } => "bestand-zonder-rijen",
            Self::Counted(remark) => remark.code(),
            Self::NothingLeft { .. } => "niets-om-aan-te-vullen",
            Self::ReplacedHerindelingen { .. } => "vervangen-herindelingen",
            Self::LaterHerindelingen { .. } => "latere-herindelingen",
            Self::LaterInwoners { .. } => "latere-inwoners",
            Self::UndrawnYears { .. } => "jaren-zonder-trekking",
            Self::TakenName { .. } => "bezette-naam",
            Self::SetTwice { .. } => "twee-keer-gezet",
            Self::SourceWithoutFigure { .. } => "bron-zonder-cijfer",
            Self::ReplacedList { .. } => "vervangen-lijst",
            Self::ShadowedFile { .. } => "overschaduwd-bestand",
            Self::KeyOfOtherModel { .. } => "sleutel-van-ander-model",
            Self::SpreadWithoutPath { .. } => "spreiding-zonder-pad",
            Self::PublishedWins { .. } => "gepubliceerd-bedrag-wint",
            Self::PublishedWithoutSource { .. } => "gepubliceerd-zonder-bron",
            Self::MissingCounts { .. } => "ontbrekende-aantallen",
            Self::OtherArea { .. } => "ander-gebied",
            Self::BetweenRitmes { .. } => "overgang-van-betaalritme",
            Self::WithoutEffect { .. } => "zonder-gevolg",
            Self::OnlyInBacktest { .. } => "alleen-in-backtest",
            Self::MoreOnRoute { .. } => "te-veel-op-onderwijsroute",
            Self::MoreLate { .. } => "te-veel-late-kennisgevingen",
            Self::NoKosten => "geen-kosten",
            Self::KostenOfNobody => "kosten-van-niemand",
            Self::Figures(remark) => remark.code(),
            Self::Solved(remark) => remark.code(),
            Self::DrawnRamingen { .. } => "getrokken-ramingen",
            Self::DrawsAlike { .. } => "gelijke-trekkingen",
            Self::FewDraws { .. } => "weinig-trekkingen",
            Self::PathsLeft { .. } => "ongebruikte-paden",
            Self::UnreadOptions { .. } => "ongelezen-opties",
            Self::TableOptions { .. } => "opties-van-de-tabel",
            Self::VerwachtingenLeftOut { .. } => "onbekeken-verwachtingen",
            Self::NoBaseline => "geen-baseline",
            Self::UnmovedByFiles { .. } => "anders-zonder-verschuiving",
            Self::UnweighedDraws { .. } => "ongewogen-trekkingen",
        }
    }

    /// Whether it is about what a check could not or did not hold, rather than about the
    /// scenario.
    pub const fn is_of_a_check(&self) -> bool {
        matches!(
            self,
            Self::VerwachtingenLeftOut { .. }
                | Self::NoBaseline
                | Self::UnmovedByFiles { .. }
                | Self::UnweighedDraws { .. }
        )
    }

    /// The setting that does what the remark says can be done; `None` where there is no one such.
    pub fn remedy(&self) -> Option<String> {
        match self {
            Self::PublishedWins { jaar } => Some(format!("bedragen.{jaar}.gebruik=afgeleid")),
            _ => None,
        }
    }
}

/// `{}` writes the Dutch and `{:#}` the English.
impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(formatter)
    }
}

/// JSON is the same in both languages: it has the Dutch sentence.
impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
