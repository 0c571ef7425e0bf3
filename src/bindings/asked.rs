//! Questions beyond a scenario: which figure matters most, what it would take, and how the
//! model lies beside what was published.

use super::drawn::{Quiet, Watch};
use super::said::{Answer, Said, of_each, plain};
use super::{Question, Rows, receipts};
use crate::account::Account;
use crate::export::{
    FrontierWords, Receipt, SensitivityWords, SolveWords, Table, WhomWords, backtest_csv,
    backtest_json, frontier_csv, frontier_json, manner_named, method_named, sensitivity_csv,
    sensitivity_json, solve_csv, solve_json, table_of_backtest, table_of_frontier,
    table_of_sensitivity, table_of_solve,
};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::people::backtest;
use crate::question::solve::Goal;
use crate::study::Study;
use crate::terms::{Remark, Text};

/// An answer in every form that programs read.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// As a table: numbers with as many decimals as one of their column has.
    pub table: Table,
    /// As the command line writes it with `--format csv`.
    pub csv: String,
    /// As the command line writes it with `--format json`: with the question and receipts.
    pub json: String,
}

/// What is asked of a sensitivity.
#[derive(Debug, Clone, Default)]
pub struct SensitivityQuestion {
    /// A column of a run; else the definitieve uitkering.
    pub veld: Option<String>,
    /// Which rows, each a figure of its own.
    pub rows: Rows,
    /// Only gemeenten with so many inhabitants, as `50000-100000`.
    pub inwoners: Option<String>,
    /// A quantile of draws, as `0.95`.
    pub kwantiel: Option<String>,
    /// The chance of more or less than a bound, as `>300mln`.
    pub kans_op: Option<String>,
    /// By how much every figure is moved, in per cent.
    pub stap: Option<String>,
    /// `een`, `morris` or `sobol`; else one at a time.
    pub methode: Option<String>,
    /// Draws, or points.
    pub draws: Option<u32>,
    /// Their seed.
    pub seed: Option<u64>,
}

/// Of whom something is solved, and what may change.
#[derive(Debug, Clone, Default)]
pub struct SolveQuestion {
    /// What has to hold, all of it, as `uitkering_definitief<=300mln`.
    pub doel: Vec<String>,
    /// Keys, series or directions that may change.
    pub varieer: Vec<String>,
    /// `richting` or `kleinste`: how several keys move; else along one direction.
    pub wijze: Option<String>,
    /// Of this gemeente; else of the country.
    pub gemeente: Option<String>,
    /// Years and ranges of them; none for all.
    pub jaar: Vec<String>,
    /// Whether the years count together.
    pub samen: bool,
    /// Decimals of the answer; else those of the key.
    pub decimalen: Option<u32>,
    /// In so many draws, instead of in the projection.
    pub draws: Option<u32>,
    /// In which share of them, as `0.95`.
    pub kans: Option<String>,
    /// Their seed.
    pub seed: Option<u64>,
}

/// What was solved.
#[derive(Debug, Clone, Default)]
pub struct Solved {
    /// The searches.
    pub written: Written,
    /// Whether every one of them met its goal.
    pub met: bool,
    /// A scenario on the one that was asked about, with the answer; empty where there is
    /// none.
    pub toml: String,
}

/// What a frontier is asked.
#[derive(Debug, Clone, Default)]
pub struct FrontierQuestion {
    /// Keys, series or directions that are varied.
    pub varieer: Vec<String>,
    /// The column that is bought; else the kas.
    pub veld: Option<String>,
    /// The column that it is held against; else the tekort.
    pub tegen: Option<String>,
    /// Of this gemeente; else of the country.
    pub gemeente: Option<String>,
    /// Years and ranges of them; none for all.
    pub jaar: Vec<String>,
    /// In how many steps.
    pub stappen: Option<u32>,
}

impl Question {
    /// Which figure matters most to a result, as `spuk sensitivity`: of one scenario, or of
    /// what a second has more than the first.
    ///
    /// # Errors
    /// Anything wrong with the input, what a method cannot answer, or a stop.
    pub fn sensitivity(
        &self,
        asked: &SensitivityQuestion,
        watch: &impl Watch,
    ) -> Result<Answer<Written>, Diagnostic> {
        let study = self.study()?;
        if study.models().len() > 2 {
            let message = Text::fixed(
                "dit gaat over een scenario, of over het verschil van twee",
                "this is about one scenario, or about the difference of two",
            );
            return Err(Diagnostic::new(Code::Opdrachtregel, message));
        }
        let methode = asked.methode.as_deref().map(method_named).transpose()?;
        let words = SensitivityWords {
            veld: asked.veld.clone(),
            level: asked.rows.level()?,
            gemeente: asked.rows.gemeente.clone(),
            jaar: asked.rows.jaar.clone(),
            inwoners: asked.inwoners.clone(),
            kwantiel: asked.kwantiel.clone(),
            kans_op: asked.kans_op.clone(),
            stap: asked.stap.clone(),
            methode: methode.flatten(),
            draws: asked.draws,
            seed: asked.seed,
        };
        let request = words.request(&study.models()[0])?;
        let mut remarks = said(&study)?;
        if request.drawn().is_none() {
            remarks.extend(of_each(study.models(), &study.only_in_draws()));
        }
        let answer = study.sensitivity(&request, &Quiet(watch))?;
        let written = Written {
            table: table_of_sensitivity(&request, &answer),
            csv: sensitivity_csv(&request, &answer),
            json: sensitivity_json(&study, &request, &answer),
        };
        let made_with = Receipt::of_ranges(study.models(), request.drawn());
        Ok(of(&made_with, written, remarks))
    }

    /// Which value meets a goal, as `spuk solve`, of the first scenario.
    ///
    /// # Errors
    /// Anything wrong with the input, a goal that cannot be asked so, or a stop.
    pub fn solve(
        &self,
        asked: &SolveQuestion,
        watch: &impl Watch,
    ) -> Result<Answer<Solved>, Diagnostic> {
        let goals = asked.doel.iter().map(|text| Goal::parse(text));
        let goals: Vec<Goal> = goals.collect::<Result<_, _>>()?;
        let wijze = asked.wijze.as_deref().map(manner_named).transpose()?;
        let study = Study::new(vec![self.model()?]);
        let words = SolveWords {
            varieer: asked.varieer.clone(),
            wijze: wijze.unwrap_or_default(),
            wie: WhomWords {
                gemeente: asked.gemeente.clone(),
                jaar: asked.jaar.clone(),
            },
            samen: asked.samen,
            decimalen: asked.decimalen,
            draws: asked.draws,
            kans: asked.kans.clone(),
            seed: asked.seed,
        };
        let model = &study.models()[0];
        let question = words.question(model, goals)?;
        let mut remarks = said(&study)?;
        if question.draws_and_seed().is_none() {
            remarks.extend(plain(model.only_in_draws()));
        }
        let found = study.solve(&question, &Quiet(watch))?;
        remarks.extend(plain(found.remarks.clone()));
        let met = found.is_met();
        let toml = match met {
            true => found.scenario(&question, "antwoord", &model.scenario.asked_as)?,
            false => String::new(),
        };
        let solved = Solved {
            written: Written {
                table: table_of_solve(&question, &found),
                csv: solve_csv(&question, &found),
                json: solve_json(&study, &question, &found),
            },
            met,
            toml,
        };
        let made_with = Receipt::of_drawn(study.models(), question.draws_and_seed());
        Ok(of(&made_with, solved, remarks))
    }

    /// What every step buys in one column against another, as `spuk solve --tegen`, of the
    /// first scenario.
    ///
    /// # Errors
    /// As [`Question::solve`].
    pub fn frontier(
        &self,
        asked: &FrontierQuestion,
        watch: &impl Watch,
    ) -> Result<Answer<Written>, Diagnostic> {
        let study = Study::new(vec![self.model()?]);
        let words = FrontierWords {
            varieer: asked.varieer.clone(),
            wie: WhomWords {
                gemeente: asked.gemeente.clone(),
                jaar: asked.jaar.clone(),
            },
            veld: asked.veld.clone(),
            tegen: asked.tegen.clone(),
            stappen: asked.stappen,
        };
        let model = &study.models()[0];
        let request = words.request(model)?;
        let mut remarks = said(&study)?;
        remarks.extend(plain(model.only_in_draws()));
        let frontier = study.frontier(&request, &Quiet(watch))?;
        let written = Written {
            table: table_of_frontier(&request, &frontier),
            csv: frontier_csv(&request, &frontier),
            json: frontier_json(&study, &request, &frontier),
        };
        Ok(of(&[Receipt::of(model)], written, remarks))
    }

    /// The model beside what was published, as `spuk backtest`, of the first scenario.
    ///
    /// # Errors
    /// Anything wrong with the input; money that is not conserved.
    pub fn backtest(&self) -> Result<Answer<Written>, Diagnostic> {
        let study = Study::new(vec![self.model()?]);
        let model = &study.models()[0];
        let result = backtest(&model.scenario)?;
        let account = Account::of(model, &model.project()?)?;
        let written = Written {
            table: table_of_backtest(&result, &account),
            csv: backtest_csv(&result, &account),
            json: backtest_json(model, &result, &account),
        };
        let mut remarks = of_each(study.models(), &[model.remarks()]);
        remarks.extend(plain(model.only_in_draws()));
        Ok(of(&[Receipt::of(model)], written, remarks))
    }
}

/// What is to be known of the input and of what it comes to.
fn said(study: &Study) -> Result<Vec<Said>, Diagnostic> {
    let (models, runs) = (study.models(), study.run()?);
    let remarks = models.iter().zip(&runs);
    let remarks = remarks.map(|(model, run)| model.remarks_on(run));
    let remarks: Vec<Vec<Remark>> = remarks.collect();
    Ok(of_each(models, &remarks))
}

/// An answer with the receipts that stand in its JSON.
fn of<T>(made_with: &[Receipt], value: T, remarks: Vec<Said>) -> Answer<T> {
    Answer {
        value,
        remarks,
        receipts: receipts(made_with),
    }
}
