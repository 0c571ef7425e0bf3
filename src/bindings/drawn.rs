//! Simulations: draws, parts of them, and one made of parts.

use std::sync::Mutex;
use std::sync::PoisonError;

use super::said::{Answer, Said, of_each, plain};
use super::{Question, Rows};
use crate::export::{AreaChoice, Receipt, Table, pretty, simulation_csv, table_of_simulation};
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::simulate::part::{self, Merge, Part, PartError, Program, Shard};
use crate::simulate::{Progress, Request, check_layout};
use crate::study::{DrawnStudy, years_among};
use crate::terms::jaar::Jaar;
use crate::terms::{Remark, Text};

/// Who watches draws being made: called from any thread.
pub trait Watch: Sync {
    /// So many draws will be made.
    fn begin(&self, draws: u32);
    /// So many more are complete.
    fn complete(&self, draws: u32);
    /// Whether to stop.
    fn stop(&self) -> bool;
}

/// Passes on what is watched, and keeps what is to be said.
struct Watcher<'a, W> {
    watch: &'a W,
    said: Mutex<Vec<Remark>>,
}

/// Passes on nothing but a stop.
pub(super) struct Quiet<'a, W>(pub &'a W);

impl<W: Watch> Progress for Quiet<'_, W> {
    fn complete(&self, _: u32) {}

    fn stop(&self) -> bool {
        self.0.stop()
    }
}

impl<W: Watch> Progress for Watcher<'_, W> {
    fn complete(&self, draws: u32) {
        self.watch.complete(draws);
    }

    fn stop(&self) -> bool {
        self.watch.stop()
    }

    fn paths_left(&self, file: &str, paths: u64, draws: u32) {
        let file = file.to_owned();
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.push(Remark::PathsLeft { file, paths, draws });
    }
}

impl Question {
    /// Draws of the instroom, of every scenario the same ones: all, or part `index` of `of`,
    /// counted from 1. Without a number of draws or a seed those of the first scenario.
    ///
    /// # Errors
    /// Anything wrong with the input; no such part; money that is not conserved;
    /// a stop.
    pub fn simulate(
        &self,
        (draws, seed): (Option<u32>, Option<u64>),
        shard: Option<(u32, u32)>,
        watch: &impl Watch,
    ) -> Result<Answer<DrawnStudy>, Diagnostic> {
        let study = self.study()?;
        let request = study.request(draws, seed)?;
        let shard = match shard {
            None => Shard::WHOLE,
            Some((index, of)) => Shard::new(index, of).ok_or_else(|| no_shard(index, of))?,
        };
        let models = study.models();
        let runs = study.run()?;
        let remarks = models.iter().zip(&runs);
        let remarks = remarks.map(|(model, run)| model.remarks_on(run));
        let remarks: Vec<Vec<Remark>> = remarks.collect();
        let mut said = of_each(models, &remarks);
        let (drawn, told) = made(&request, shard, watch)?;
        said.extend(told);
        Ok(Answer {
            receipts: vec![drawn.receipt()],
            value: drawn,
            remarks: said,
        })
    }
}

/// The draws of a shard, and what is to be said of them.
pub(super) fn made(
    request: &Request,
    shard: Shard,
    watch: &impl Watch,
) -> Result<(DrawnStudy, Vec<Said>), Diagnostic> {
    watch.begin(shard.range(request.trekkingen).len() as u32);
    let watcher = Watcher {
        watch,
        said: Mutex::default(),
    };
    let drawn = DrawnStudy::make(request, shard, &watcher)?;
    let told = watcher.said.into_inner();
    let mut said = plain(told.unwrap_or_else(PoisonError::into_inner));
    said.extend(plain(drawn.remark.clone()));
    Ok((drawn, said))
}

pub(super) fn no_shard(index: u32, of: u32) -> Diagnostic {
    let message = Text::new(
        format!("deel {index} van {of} bestaat niet"),
        format!("there is no part {index} of {of}"),
    );
    let help = Text::fixed(
        "delen tellen van 1 tot en met hun aantal",
        "parts count from 1 through their number",
    );
    Diagnostic::new(Code::Opdrachtregel, message).help(help)
}

impl DrawnStudy {
    /// What makes the draws again, as JSON.
    pub fn receipt(&self) -> String {
        pretty(&Receipt::of_part(&self.part, World::default().date))
    }

    /// The names of the scenarios, in the order in which they were asked for.
    pub fn scenarios(&self) -> Vec<&str> {
        let scenarios = self.part.header.scenarios.iter();
        scenarios.map(|one| one.name.as_str()).collect()
    }

    /// How many draws the whole simulation has.
    pub fn draws(&self) -> u32 {
        self.part.header.draws
    }

    /// The seed of the draws.
    pub fn seed(&self) -> u64 {
        self.part.header.seed
    }

    /// Which part of the simulation it is, counted from 1, and of how many.
    pub fn shard(&self) -> (u32, u32) {
        let shard = self.part.header.shard;
        (shard.index(), shard.of())
    }

    /// What the draws say, as `spuk simulate --format csv` has it.
    pub fn csv(&self) -> String {
        simulation_csv(&self.part, &AreaChoice::default())
    }

    /// What the draws say of the level, the gemeenten and the years that are asked for:
    /// of every level where none is.
    ///
    /// # Errors
    /// A gemeente or a year that the simulation does not have.
    pub fn table(&self, rows: &Rows) -> Result<Table, Diagnostic> {
        let labels = &self.part.header.labels;
        let gemeenten = match &rows.gemeente[..] {
            [] => None,
            asked => Some(places(&labels.gemeenten, asked)?),
        };
        let shown = AreaChoice {
            niveau: rows.level()?,
            gemeenten,
        };
        let years = labels.jaren.iter();
        let years = years.filter_map(|&jaar| Jaar::new(i64::from(jaar)));
        let what = Text::fixed("de simulatie loopt", "the simulation runs");
        let jaren = years_among(&rows.jaar, &years.collect(), &what)?;
        let Some(jaren) = jaren else {
            return Ok(table_of_simulation(&self.part, &shown));
        };
        let jaren: Vec<u16> = jaren.iter().map(|jaar| jaar.get()).collect();
        Ok(table_of_simulation(
            &self.part.clone().of_years(&jaren),
            &shown,
        ))
    }

    /// The bytes of a part file, as `spuk simulate --shard` writes it.
    ///
    /// # Errors
    /// Draws that contradict themselves.
    pub fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        part::write(&self.part).map_err(|error| refused(error.text()))
    }

    /// The draws in the bytes of a part file, called `name` in errors.
    ///
    /// # Errors
    /// What is no part file, is damaged, or was made by another program.
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let named = |what: Text| refused(what.map(|what| format!("{name}: {what}")));
        let part = part::read(bytes).map_err(|error| named(error.text()))?;
        check_layout(&part).map_err(|what| named(PartError::Contradiction(what).text()))?;
        let (made, own) = (&part.header.program, Program::own());
        if *made != own {
            return Err(refused(Text::new(
                format!("{name} is gemaakt met spuk {made}, en dit is spuk {own}"),
                format!("{name} was made with spuk {made}, and this is spuk {own}"),
            ))
            .help(Text::fixed(
                "voeg delen samen met de spuk die ze heeft gemaakt",
                "put parts together with the spuk that made them",
            )));
        }
        Ok(Self { part, remark: None })
    }
}

/// The places of the gemeenten that are asked for, by code or name.
fn places(known: &[(String, String)], asked: &[String]) -> Result<Vec<usize>, Diagnostic> {
    let found = asked.iter().map(|wanted| {
        let is_it = |(code, naam): &(String, String)| {
            code.eq_ignore_ascii_case(wanted) || naam.eq_ignore_ascii_case(wanted)
        };
        known.iter().position(is_it).ok_or_else(|| {
            let message = Text::new(
                format!("de simulatie heeft geen gemeente `{wanted}`"),
                format!("the simulation has no gemeente `{wanted}`"),
            );
            Diagnostic::new(Code::GemeenteOnbekend, message)
        })
    });
    found.collect()
}

fn refused(what: Text) -> Diagnostic {
    Diagnostic::new(Code::DeelOngeldig, what)
}

/// One simulation of its parts, each with a name for errors, in any order: what one
/// machine would have made, to the byte.
///
/// # Errors
/// A part of another simulation, one that is there twice, or one that is missing.
pub fn merge(
    parts: impl IntoIterator<Item = (String, DrawnStudy)>,
) -> Result<DrawnStudy, Diagnostic> {
    merge_as(parts, (1, 1))
}

/// Part `index` of `of`, made of parts of a finer division that follow on each other: so
/// parts become one in a tree, and nobody holds all of them.
///
/// # Errors
/// As [`merge`], a part that does not belong to it, or no such part.
pub fn merge_as(
    parts: impl IntoIterator<Item = (String, DrawnStudy)>,
    (index, of): (u32, u32),
) -> Result<DrawnStudy, Diagnostic> {
    let shard = Shard::new(index, of).ok_or_else(|| no_shard(index, of))?;
    let mut merge = Merge::default();
    for (name, drawn) in parts {
        let added = merge.add(&name, drawn.part);
        added.map_err(|error| refused(error.text()))?;
    }
    let part = merge.finish_as(shard);
    let part: Part = part.map_err(|error| refused(error.text()))?;
    Ok(DrawnStudy { part, remark: None })
}
