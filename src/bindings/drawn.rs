//! Simulations: draws, parts of them, and one made of parts.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::said::{Answer, Said, of_each, plain};
use super::{Question, Rows};
use crate::export::{AreaChoice, Receipt, Table, pretty, simulation_csv, table_of_simulation};
use crate::gemeente::places_among;
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::input::nearest::{choose_from, nearest};
use crate::simulate::part::{self, Merge, Part, PartError, Program, Shard};
use crate::simulate::{Progress, Request, check_layout, prepare};
use crate::study::{DrawnStudy, Study, find_all, find_each, years_among, years_of};
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

/// Nobody watches what is done before the first draw.
pub(super) struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: u32) {}

    fn complete(&self, _: u32) {}

    fn stop(&self) -> bool {
        false
    }
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

impl<'a, W: Watch> Watcher<'a, W> {
    fn new(watch: &'a W) -> Self {
        Self {
            watch,
            said: Mutex::default(),
        }
    }

    fn said(self) -> Vec<Said> {
        let said = self.said.into_inner();
        plain(said.unwrap_or_else(PoisonError::into_inner))
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
    /// The rows of a simulation that are asked for, held against the first scenario before
    /// anything is drawn: gemeenten by their codes.
    ///
    /// # Errors
    /// A level, a gemeente or a year that the simulation will not have; a sum of gemeenten,
    /// of which no draws are kept.
    pub fn rows_of_simulation(&self, rows: &Rows) -> Result<Rows, Diagnostic> {
        let model = self.model()?;
        let areas = AreaChoice::asked(rows.level()?, &rows.gemeente, |asked| {
            find_all(&model, asked)
        })?;
        years_of(&model, &rows.jaar)?;
        let places = areas.gemeenten.unwrap_or_default().into_iter();
        let codes = places.map(|place| model.gemeenten.list()[place].code.clone());
        Ok(Rows {
            gemeente: codes.collect(),
            ..rows.clone()
        })
    }

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
        let mut said = of_scenarios(&study)?;
        let (drawn, told) = made(&request, shard, watch)?;
        said.extend(told);
        said.extend(drawn.said());
        Ok(Answer {
            receipts: vec![drawn.receipt()],
            value: drawn,
            remarks: said,
        })
    }
}

/// What is to be said of the scenarios of a simulation.
fn of_scenarios(study: &Study) -> Result<Vec<Said>, Diagnostic> {
    let models = study.models();
    let runs = study.run()?;
    let remarks = models.iter().zip(&runs);
    let remarks = remarks.map(|(model, run)| model.remarks_on(run));
    Ok(of_each(models, &remarks.collect::<Vec<_>>()))
}

/// All that [`Question::simulate`] says before the first draw, in its order.
pub(super) fn before(
    study: &Study,
    request: &Request,
    watch: &impl Watch,
) -> Result<Vec<Said>, Diagnostic> {
    let mut said = of_scenarios(study)?;
    let watcher = Watcher::new(watch);
    prepare(request, &watcher)?;
    said.extend(watcher.said());
    Ok(said)
}

/// The draws of a shard, and what is to be said before they are made.
pub(super) fn made(
    request: &Request,
    shard: Shard,
    watch: &impl Watch,
) -> Result<(DrawnStudy, Vec<Said>), Diagnostic> {
    watch.begin(shard.range(request.trekkingen).len() as u32);
    let watcher = Watcher::new(watch);
    let drawn = DrawnStudy::make(request, shard, &watcher)?;
    Ok((drawn, watcher.said()))
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

    /// What is to be said of the draws themselves, as [`Question::simulate`] says it.
    pub fn said(&self) -> Vec<Said> {
        plain(self.remark())
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

    /// What the draws say of the rows that are asked for, as `spuk simulate --format csv`
    /// has it.
    ///
    /// # Errors
    /// As [`Self::table`].
    pub fn csv(&self, rows: &Rows) -> Result<String, Diagnostic> {
        let (part, shown) = self.shown(rows)?;
        Ok(simulation_csv(&part, &shown))
    }

    /// What the draws say of the level, the gemeenten and the years that are asked for:
    /// of every level where none is.
    ///
    /// # Errors
    /// A gemeente or a year that the simulation does not have; a sum of gemeenten, of which
    /// no draws are kept.
    pub fn table(&self, rows: &Rows) -> Result<Table, Diagnostic> {
        let (part, shown) = self.shown(rows)?;
        Ok(table_of_simulation(&part, &shown))
    }

    /// The draws of the years that are asked for, and of whom they are shown.
    fn shown(&self, rows: &Rows) -> Result<(Cow<'_, Part>, AreaChoice), Diagnostic> {
        let labels = &self.part.header.labels;
        let shown = AreaChoice::asked(rows.level()?, &rows.gemeente, |asked| {
            places(&labels.gemeenten, asked)
        })?;
        let years = labels.jaren.iter();
        let years = years.filter_map(|&jaar| Jaar::new(i64::from(jaar)));
        let what = Text::fixed("de simulatie loopt", "the simulation runs");
        let jaren = years_among(&rows.jaar, &years.collect(), &what)?;
        let Some(jaren) = jaren else {
            return Ok((Cow::Borrowed(&self.part), shown));
        };
        let jaren: Vec<u16> = jaren.iter().map(|jaar| jaar.get()).collect();
        Ok((Cow::Owned(self.part.clone().of_years(&jaren)), shown))
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
        Ok(Self { part })
    }
}

/// The places of the gemeenten that are asked for, by code or name, in their order, once
/// each. Several may stand in one text with commas between them.
fn places(known: &[(String, String)], asked: &[String]) -> Result<Vec<usize>, Diagnostic> {
    find_each(asked, |wanted| {
        one_place(known, wanted, &places_among(known, wanted))
    })
}

fn one_place(
    known: &[(String, String)],
    wanted: &str,
    found: &[usize],
) -> Result<usize, Diagnostic> {
    if let [one] = found {
        return Ok(*one);
    }
    let wanted = wanted.trim();
    let label = |place: &usize| format!("{} ({})", known[*place].1, known[*place].0);
    let labels: Vec<String> = found.iter().map(label).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let (nl, en, help) = match labels[..] {
        [] => {
            let names = known.iter().map(|(_, naam)| naam.as_str());
            let near = nearest(wanted, names);
            ("heeft geen", "has no", near.map(did_you_mean))
        }
        _ => (
            "heeft meer dan een",
            "has more than one",
            Some(choose_from(&labels)),
        ),
    };
    let message = Text::new(
        format!("de simulatie {nl} gemeente `{wanted}`"),
        format!("the simulation {en} gemeente `{wanted}`"),
    );
    let refused = Diagnostic::new(Code::GemeenteOnbekend, message);
    Err(match help {
        Some(help) => refused.help(help),
        None => refused,
    })
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
    Ok(DrawnStudy { part })
}
