//! The questions in plain values, the answers as tables: what a binding for another
//! language stands on, so that it knows nothing of the rooms and has the figures of the
//! command line by construction.
//!
//! ```
//! use spuk::bindings::{Question, Rows};
//! use spuk::Variant;
//!
//! let question = Question::of(vec![Variant::default()]);
//! let rows = Rows {
//!     level: Some("provincie".to_owned()),
//!     jaar: vec!["2026-2027".to_owned()],
//!     ..Rows::default()
//! };
//! let run = question.run(&rows, None)?;
//! assert_eq!(run.value.rows(), 12 * 2);
//! # Ok::<(), spuk::Error>(())
//! ```

mod asked;
mod carried;
mod checked;
mod compared;
mod drawn;
mod draws;
mod explained;
mod said;

pub use asked::{FrontierQuestion, SensitivityQuestion, SolveQuestion, Solved, Written};
pub use checked::{CheckAnswer, CheckQuestion};
pub use compared::{ComparisonAnswer, ComparisonQuestion};
pub use drawn::{Watch, merge, merge_as};
pub use draws::{AskedDraws, DrawPlan, Drawing, SomeDraws};
pub use said::{Answer, Said};

pub use crate::export::{Presence, Table, TableColumn, Texts, Values};
pub use crate::study::DrawnStudy;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use crate::export::{
    Level, Receipt, Selection, amounts_years, pretty, table_of_amounts, table_of_columns,
    table_of_figures, table_of_runs, table_of_scenarios,
};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::choose_from;
use crate::input::{Access, InFront, Snapshot, World};
use crate::model::Model;
use crate::scenario::shipped;
use crate::scenario::values::DrawCount;
use crate::simulate::DrawId;
use crate::simulate::part::Program;
use crate::study::{Shown, Study, Variant, years_among};
use crate::terms::{Remark, Text};
use said::{of_each, plain};

/// The version of the library, as `0.1.0`.
pub const VERSION: &str = Program::VERSION;

/// The git commit that the library was built from.
pub const COMMIT: &str = Program::COMMIT;

/// The most draws that a simulation takes.
pub const MOST_DRAWS: u32 = DrawCount::MOST;

/// The most draws, or points, that a sensitivity takes.
pub use crate::export::MOST_POINTS;

/// The most draws, decimals and steps that a question of `spuk solve` takes.
pub use crate::export::{MOST_DECIMALS, MOST_SOLVE_DRAWS, MOST_STEPS};
pub use crate::simulate::GEMEENTE_EXACT;

/// Which scenarios are asked about, and the files that they may name.
#[derive(Debug, Clone, Default)]
pub struct Question {
    variants: Vec<Variant>,
    files: QuestionFiles,
    access: Access,
}

/// Where the files of a question are.
#[derive(Debug, Clone)]
enum QuestionFiles {
    /// On the disk, with some in front of it that exist only in memory.
    Disk(InFront),
    /// With the question.
    Carried(Snapshot),
}

impl Default for QuestionFiles {
    fn default() -> Self {
        Self::Disk(InFront::default())
    }
}

/// Which rows are asked for, as the command line takes them.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// `landelijk`, `provincie` or `gemeente`; else what fits the question.
    pub level: Option<String>,
    /// Gemeenten by code or name; none for all.
    pub gemeente: Vec<String>,
    /// Years and ranges of them; none for all.
    pub jaar: Vec<String>,
}

impl Rows {
    fn level(&self) -> Result<Option<Level>, Diagnostic> {
        let Some(word) = &self.level else {
            return Ok(None);
        };
        Level::named(word).map(Some).ok_or_else(|| {
            let message = Text::new(
                format!("`{word}` is geen niveau"),
                format!("`{word}` is no level"),
            );
            let help = choose_from(&Level::ALL.map(Level::word));
            Diagnostic::new(Code::Opdrachtregel, message).help(help)
        })
    }

    fn of(&self, model: &Model) -> Result<Selection, Diagnostic> {
        Selection::asked(model, self.level()?, &self.gemeente, &self.jaar)
    }
}

/// One draw of a simulation: which one, from 0, and the seed; without a seed that of the
/// scenario.
pub type AskedDraw = (u64, Option<u64>);

impl Question {
    /// About these scenarios, read from the disk.
    pub fn of(variants: Vec<Variant>) -> Self {
        Self {
            variants,
            ..Self::default()
        }
    }

    /// The same with a file that exists only in memory, at this path.
    #[must_use]
    pub fn with_file(mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        if let QuestionFiles::Disk(files) = self.files {
            self.files = QuestionFiles::Disk(files.with(path, bytes));
        }
        self
    }

    /// The same; scenarios may read files outside their own folder too.
    #[must_use]
    pub fn trusted(mut self, outside: bool) -> Self {
        self.access = Access { outside };
        self
    }

    fn world(&self) -> Arc<World> {
        Arc::new(match &self.files {
            QuestionFiles::Disk(files) => World::today(files.clone()),
            QuestionFiles::Carried(files) => World::today(files.clone().stock()),
        })
    }

    fn study(&self) -> Result<Study, Diagnostic> {
        self.study_in(&self.world())
    }

    fn study_in(&self, world: &Arc<World>) -> Result<Study, Diagnostic> {
        Study::load(world, &self.variants(), self.access)
    }

    /// The first scenario, for a question about one.
    fn model(&self) -> Result<Model, Diagnostic> {
        self.variants()[0].load(&self.world(), self.access)
    }

    /// The scenarios, one at least: where none is named that of the law, as on the command line.
    fn variants(&self) -> Cow<'_, [Variant]> {
        match self.variants.is_empty() {
            true => vec![Variant::default()].into(),
            false => (&self.variants[..]).into(),
        }
    }

    /// The rows of a projection of every scenario, as `spuk run` has them.
    ///
    /// # Errors
    /// Anything wrong with the input; money that is not conserved.
    pub fn run(&self, rows: &Rows, draw: Option<AskedDraw>) -> Result<Answer<Table>, Diagnostic> {
        let study = self.study()?;
        let models = study.models();
        let mut remarks: Vec<Vec<Remark>> = models.iter().map(Model::remarks).collect();
        let mut runs = Vec::new();
        for (model, remarks) in models.iter().zip(&mut remarks) {
            let keuze = rows.of(model)?;
            let (shown, drawn) = shown(model.clone(), draw)?;
            remarks.extend(drawn);
            remarks.extend(shown.model.doubts(&shown.projection));
            remarks.extend(shown.model.only_in_draws());
            runs.push((shown, keuze));
        }
        let said = of_each(models, &remarks);
        let receipts = runs.iter().map(|(shown, _)| receipt(&shown.model));
        let receipts = receipts.collect();
        let runs = runs.iter();
        let runs = runs.map(|(shown, keuze)| (&shown.model, &shown.projection, keuze));
        Ok(Answer {
            value: table_of_runs(&runs.collect::<Vec<_>>()),
            remarks: said,
            receipts,
        })
    }

    /// The amounts per budget year, derived and published beside each other, of the first
    /// scenario: as `spuk amounts` has them.
    ///
    /// # Errors
    /// Anything wrong with the input, or a year without amounts.
    pub fn amounts(&self, jaar: &[String]) -> Result<Answer<Table>, Diagnostic> {
        let model = self.model()?;
        let what = Text::fixed("er zijn bedragen", "there are amounts");
        let jaren = years_among(jaar, &amounts_years(&model), &what)?;
        let remarks = model.remarks().into_iter().chain(model.only_in_draws());
        Ok(Answer {
            value: table_of_amounts(&model, jaren.as_deref()),
            remarks: plain(remarks),
            receipts: vec![receipt(&model)],
        })
    }

    /// Every figure that the first scenario is run with, and where it comes from.
    ///
    /// # Errors
    /// Anything wrong with the input.
    pub fn figures(&self) -> Result<Answer<Table>, Diagnostic> {
        let model = self.model()?;
        Ok(Answer {
            value: table_of_figures(&model),
            remarks: plain(model.remarks()),
            receipts: vec![receipt(&model)],
        })
    }
}

/// A scenario as it is shown, and what is to be said of the draw.
fn shown(model: Model, draw: Option<AskedDraw>) -> Result<(Shown, Option<Remark>), Diagnostic> {
    let draw = draw.map(|(nummer, zaad)| DrawId {
        zaad: model.scenario.tables().simulatie.zaad_of(zaad),
        nummer,
    });
    let mut shown = Shown::new(model, draw)?;
    let drawn = shown.drawn_numbers();
    shown.model.say(drawn.clone());
    Ok((shown, drawn))
}

/// What makes a result again, as JSON.
fn receipt(model: &Model) -> String {
    pretty(&Receipt::of(model))
}

/// The same of each that an answer was written with.
fn receipts(all: &[Receipt]) -> Vec<String> {
    all.iter().map(pretty).collect()
}

/// The register of columns, as `spuk columns` has it.
pub fn columns() -> Table {
    table_of_columns()
}

/// The embedded scenarios, as `spuk list` has them.
pub fn scenarios() -> Table {
    table_of_scenarios(&shipped())
}
