//! What was solved, and the scenario that has the answer.

use rust_decimal::Decimal;

use super::asked::Asked;
use super::goal::Relation;
use super::search::{Found, Solution};
use super::variable::Variable;
use crate::exact::money::Cents;
use crate::input::diagnostic::Diagnostic;
use crate::model::Model;
use crate::projection::Projection;
use crate::question::no_effect::NoEffect;
use crate::question::target::TargetKind;
use crate::scenario::WrittenHead;
use crate::scenario::template::quoted;
use crate::terms::Remark;
use crate::terms::jaar::Jaar;

/// One search of an answer: all years, or one of them.
#[derive(Debug, Clone)]
pub struct SolvedStep {
    /// The years that it is about.
    pub years: Vec<Jaar>,
    /// What was varied.
    pub variable: Variable,
    /// What was found.
    pub solution: Solution,
    /// The figures as the scenario stands, without the answers of earlier years: those of
    /// the start of the search have them in.
    pub base: Vec<i64>,
    /// Why no value does anything, where that is so and another value can be.
    pub no_effect: Option<NoEffect>,
}

impl SolvedStep {
    /// Whether the answers of earlier years moved these figures before they were looked at.
    pub fn was_moved(&self) -> bool {
        self.base != self.solution.start.figures
    }
}

/// The answer to what was asked.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The searches, one after another: later years stand on the answers of earlier ones.
    pub steps: Vec<SolvedStep>,
    /// The model with every answer laid on it.
    pub model: Model,
    /// How many values were tried.
    pub runs: u32,
    /// What to know about it.
    pub remarks: Vec<Remark>,
}

impl Answer {
    /// Whether every search met its goal.
    pub fn is_met(&self) -> bool {
        let mut steps = self.steps.iter();
        steps.all(|step| !matches!(step.solution.found, Found::Never(_)))
    }

    /// The figures that were found, by the keys that lead to them.
    fn figures(&self) -> impl Iterator<Item = (Vec<String>, String)> {
        let steps = self.steps.iter();
        let found = steps.filter_map(|step| match &step.solution.found {
            Found::Met { answer, .. } => step.variable.figures(answer.at),
            _ => None,
        });
        found.flatten()
    }

    /// What to lay over the scenario so that it meets the goal, as `a.b=c`; nothing where
    /// the goal cannot be met.
    pub fn settings(&self) -> Vec<String> {
        if !self.is_met() {
            return Vec::new();
        }
        let settings = self.figures();
        let settings = settings.map(|(path, value)| format!("{}={value}", path.join(".")));
        settings.collect()
    }

    /// The text of a scenario that has the answer, on a basis: the question and the answer
    /// as the source of what was varied, and the goals as figures to hold it to.
    ///
    /// # Errors
    /// None of an answer that was found.
    pub fn scenario(&self, asked: &Asked, naam: &str, basis: &str) -> Result<String, Diagnostic> {
        let paths: Vec<Vec<String>> = self.figures().map(|(path, _)| path).collect();
        let head = WrittenHead {
            naam: naam.to_owned(),
            omschrijving: format!(
                "Welke {} geeft {}?",
                asked.varied.join(" en "),
                asked.goals_in_words()
            ),
            basis: basis.to_owned(),
            about: vec![
                "Geschreven door `spuk solve`: het antwoord op de vraag onder omschrijving."
                    .to_owned(),
                "`spuk check` houdt het scenario aan wat er dan uitkomt.".to_owned(),
            ],
        };
        let mut text = self.model.scenario.written_on_basis(&head, &paths);
        text.push_str(&self.agreed(asked)?);
        Ok(text)
    }

    /// The goals as `[[verwacht]]`: of an exact one as far off as the last decimal leaves
    /// it. Years together that do not follow each other are not one figure of a scenario:
    /// of these each year is held to what it comes to.
    fn agreed(&self, asked: &Asked) -> Result<String, Diagnostic> {
        let bron = quoted(&format!("spuk solve: doel {}", asked.goals_in_words()));
        let Some(whose) = whose(asked, &self.model) else {
            return Ok(String::new());
        };
        let mut memory = Projection::default();
        let kept = asked.draws(&self.model)?;
        let mut text = String::new();
        for Held { years, is_goal } in held(asked) {
            let figures = match &kept {
                Some(kept) => asked.drawn((&self.model, kept), years)?,
                None => asked.projected(&self.model, years, &mut memory)?,
            };
            for (&goal, figure) in asked.goals.iter().zip(figures) {
                text.push_str(&format!("\n[[verwacht]]\nbron = {bron}\n"));
                let first = match goal.column.is_stock() {
                    true => years.last(),
                    false => years.first(),
                };
                if let Some(jaar) = first {
                    text.push_str(&format!("jaar = {jaar}\n"));
                }
                if let Some(tot) = years.last().filter(|&last| Some(last) != first) {
                    text.push_str(&format!("tot = {tot}\n"));
                }
                text.push_str(&format!("veld = \"{}\"\n{whose}", goal.column));
                let kind = goal.kind();
                let agreed = if is_goal { goal.amount } else { figure };
                text.push_str(&format!("bedrag = {}\n", written(kind, agreed)));
                let off = (figure - agreed).abs();
                match goal.relation {
                    // In draws what is reached is another figure than what is not exceeded.
                    Relation::AtLeast if !is_goal && asked.certainty.is_some() => {
                        text.push_str("relatie = \"minstens\"\n");
                    }
                    _ if !is_goal => {}
                    Relation::AtMost => text.push_str("relatie = \"hoogstens\"\n"),
                    Relation::AtLeast => text.push_str("relatie = \"minstens\"\n"),
                    Relation::Equal if off > 0 => {
                        text.push_str(&format!("tolerantie = {}\n", written(kind, off)));
                    }
                    Relation::Equal => {}
                }
                if let Some(sure) = asked.certainty {
                    let kans = Decimal::new(sure.millionths.into(), 6).normalize();
                    let (draws, seed) = (sure.draws, sure.seed);
                    let lines = format!("kans = {kans}\ntrekkingen = {draws}\nzaad = {seed}\n");
                    text.push_str(&lines);
                }
            }
        }
        Ok(text)
    }
}

/// Years of which a figure is one assertion.
struct Held<'a> {
    years: &'a [Jaar],
    /// Whether it is what the goal is about.
    is_goal: bool,
}

/// What can be held of what was asked.
fn held(asked: &Asked) -> Vec<Held<'_>> {
    let years = &asked.years[..];
    let each = |is_goal| {
        let each = years.chunks(1);
        each.map(move |years| Held { years, is_goal }).collect()
    };
    let follow = years.windows(2).all(|two| two[1].since(two[0]) == 1);
    match asked.together {
        false => each(true),
        true if follow => vec![Held {
            years,
            is_goal: true,
        }],
        true => each(false),
    }
}

/// Of whom, as an assertion says it: there is none of a sum of some gemeenten.
fn whose(asked: &Asked, model: &Model) -> Option<String> {
    let gemeenten = model.gemeenten.list();
    match asked.unit.members[..] {
        [only] => Some(format!("gemeente = \"{}\"\n", gemeenten[only].code)),
        ref members if members.len() == gemeenten.len() => Some(String::new()),
        _ => None,
    }
}

/// An amount as it stands in a scenario.
fn written(kind: TargetKind, value: i64) -> String {
    match kind {
        TargetKind::Cents => Cents::new(value).plain(),
        TargetKind::People | TargetKind::Millionths => value.to_string(),
    }
}
