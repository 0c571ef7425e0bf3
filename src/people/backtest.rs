//! The model beside the counts that DUO published for 1 June 2025 (letter of
//! 9 July 2025).

use std::collections::BTreeMap;

use super::flow::{Completion, Flow, at};
use crate::exact::fraction::{Exact, exact_whole};
use crate::exact::money::{round_half_away, to_whole};
use crate::input::csv::CsvInput;
use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::source::Source;
use crate::scenario::tables::Tables;
use crate::scenario::{Scenario, TELLING};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route, Uitkomst};

/// The peildatum, 1 June 2025: five twelfths of the year have passed.
const PEILJAAR: i64 = 2025;
const MONTHS_PASSED: i64 = 5;

/// One published count and what the model makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacktestRow {
    /// What is counted: instroom, uitstroom, plichtig, uitkomst or leerroute.
    pub maat: String,
    /// The group, or `totaal`.
    pub groep: String,
    /// The outcome, the route or the year of the cohort; empty for everyone.
    pub onderdeel: String,
    /// People by the model.
    pub model: i64,
    /// People as published.
    pub gepubliceerd: i64,
    /// Whether a figure of the scenario was chosen so that this comes out.
    pub gefit: bool,
    /// `gepubliceerd`, or `afgeleid` from a published percentage.
    pub status: String,
    /// Where the count was published.
    pub bron: String,
}

impl BacktestRow {
    /// Model less published, in people.
    pub fn difference(&self) -> i64 {
        self.model - self.gepubliceerd
    }

    /// The difference in tenths of a per cent of the published count, rounded half
    /// away from zero.
    pub fn promille(&self) -> i64 {
        if self.gepubliceerd == 0 {
            return 0;
        }
        let difference = i128::from(self.difference()) * 1000;
        round_half_away(difference, i128::from(self.gepubliceerd)) as i64
    }
}

/// Every published count beside the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backtest {
    /// The counts, in the order of the letter.
    pub rows: Vec<BacktestRow>,
}

impl Backtest {
    /// The largest difference, in tenths of a per cent, without its sign.
    pub fn largest(&self) -> i64 {
        let differences = self.rows.iter().map(|row| row.promille().abs());
        differences.max().unwrap_or(0)
    }
}

/// Runs the stream of a scenario up to 1 June 2025 and compares.
///
/// # Errors
/// A scenario without a path of instroom for every group and year up to 2025.
pub fn backtest(scenario: &Scenario) -> Result<Backtest, Diagnostic> {
    let stream = BacktestFlow::new(scenario)?;
    let source = Source::embedded("duo-2025-06-01.csv", TELLING);
    let input = CsvInput::open(&source)?;
    let columns = ["maat", "groep", "onderdeel", "aantal", "status", "bron"];
    let [maat, groep, onderdeel, aantal, status, bron] = columns.map(|name| input.required(name));
    let (maat, groep, onderdeel) = (maat?, groep?, onderdeel?);
    let (aantal, status, bron) = (aantal?, status?, bron?);
    let mut rows = Vec::new();
    input.for_each(|row| {
        let groepen: Vec<Groep> = Groep::ALL
            .into_iter()
            .filter(|known| ["totaal", known.key()].contains(&row.field(groep)))
            .collect();
        let fits = |groep: &Groep| {
            let keys = fitted_by(row.field(maat), row.field(onderdeel)).iter();
            let keys: Vec<String> = keys.map(|key| format!("{key}.{}", groep.key())).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            scenario.is_fitted(&keys)
        };
        let gefit = groepen.iter().any(fits);
        let model = groepen
            .into_iter()
            .map(|groep| stream.count(groep, row.field(maat), row.field(onderdeel)))
            .sum();
        rows.push(BacktestRow {
            maat: row.field(maat).to_owned(),
            groep: row.field(groep).to_owned(),
            onderdeel: row.field(onderdeel).to_owned(),
            model,
            gepubliceerd: row.people(aantal)?,
            gefit,
            status: row.field(status).to_owned(),
            bron: row.field(bron).to_owned(),
        });
        Ok(())
    })?;
    Ok(Backtest { rows })
}

/// The tables of a scenario by which a count comes out as it was published.
fn fitted_by(maat: &str, onderdeel: &str) -> &'static [&'static str] {
    match maat {
        "instroom" => &["instroom.pad"],
        "uitkomst" if onderdeel == Uitkomst::Voldaan.key() => &["traject"],
        "uitkomst" => &["uitkomst"],
        "leerroute" => &["pip"],
        _ => &["traject", "uitkomst"],
    }
}

/// Whether a scenario says enough to be held against the counts.
///
/// # Errors
/// As [`backtest`].
pub fn can_look_back(scenario: &Scenario) -> Result<(), Diagnostic> {
    for groep in Groep::ALL {
        let path = scenario.tables().instroom.pad.get(groep);
        let missing = years().find(|&jaar| path.and_then(|path| path.get(jaar)).is_none());
        if let Some(jaar) = missing {
            let groep = groep.key();
            let message = Text::new(
                format!("de terugblik vraagt om de instroom van {groep} in {jaar}"),
                format!("the backtest needs the instroom of {groep} in {jaar}"),
            );
            return Err(Diagnostic::new(Code::SleutelOntbreekt, message)
                .at(scenario.place_of(&["instroom", "pad", groep])));
        }
    }
    Ok(())
}

/// The years whose instroom was counted, and whose cohorts are followed.
pub fn years() -> impl Iterator<Item = Jaar> {
    Jaar::START_WI2021.through(peiljaar())
}

fn peiljaar() -> Jaar {
    Jaar::new(PEILJAAR).expect("the peiljaar is a year")
}

/// The stream of people by year of instroom, exact up to the peildatum.
struct BacktestFlow<'a> {
    tables: &'a Tables,
    stroom: Flow<'a>,
    years: Vec<Jaar>,
    peiljaar: Jaar,
    /// When those of a group complete who are housed in a year.
    completion: BTreeMap<(Groep, Jaar), Completion>,
    /// Who left, of each group and year: nearly every count asks for it.
    left: BTreeMap<(Groep, Jaar, Uitkomst), Exact>,
}

impl<'a> BacktestFlow<'a> {
    fn new(scenario: &'a Scenario) -> Result<Self, Diagnostic> {
        can_look_back(scenario)?;
        let tables = scenario.tables();
        let mut stream = Self {
            tables,
            stroom: Flow::new(tables),
            years: years().collect(),
            peiljaar: peiljaar(),
            completion: BTreeMap::new(),
            left: BTreeMap::new(),
        };
        let all = || {
            Groep::ALL
                .into_iter()
                .flat_map(|groep| years().map(move |jaar| (groep, jaar)))
        };
        for (groep, jaar) in all() {
            let people = stream.housed(groep, jaar);
            let completion = stream.stroom.completion(groep, jaar, people);
            stream.completion.insert((groep, jaar), completion);
        }
        for (groep, jaar) in all() {
            for uitkomst in Uitkomst::ALL {
                let left = stream.leaving(groep, jaar, uitkomst);
                stream.left.insert((groep, jaar, uitkomst), left);
            }
        }
        Ok(stream)
    }

    /// Part of what happens in `jaar` that has happened at the peildatum.
    fn passed(&self, jaar: Jaar) -> Exact {
        if jaar < self.peiljaar {
            exact_whole(1)
        } else {
            Exact::new(MONTHS_PASSED.into(), 12.into())
        }
    }

    fn instroom(&self, groep: Groep, jaar: Jaar) -> i64 {
        let path = self.tables.instroom.pad.get(groep);
        path.and_then(|path| path.get(jaar))
            .map_or(0, |people| people.get())
    }

    /// People who became obliged in `jaar`, up to the peildatum.
    fn entered(&self, groep: Groep, jaar: Jaar) -> Exact {
        exact_whole(self.instroom(groep, jaar)) * self.passed(jaar)
    }

    /// People of the instroom of `jaar` who left with an outcome, up to the peildatum.
    fn left(&self, groep: Groep, jaar: Jaar, uitkomst: Uitkomst) -> &Exact {
        let left = self.left.get(&(groep, jaar, uitkomst));
        left.expect("every year of the backtest was reckoned")
    }

    /// [`BacktestFlow::left`], reckoned.
    fn leaving(&self, groep: Groep, jaar: Jaar, uitkomst: Uitkomst) -> Exact {
        let people = exact_whole(self.instroom(groep, jaar));
        let until = jaar.through(self.peiljaar);
        let shares = until.map(|year| {
            let share = match uitkomst {
                Uitkomst::Voldaan => self.completed(groep, jaar, year),
                other => self.without_diploma(groep, other, year.since(jaar)),
            };
            share * self.passed(year)
        });
        people * shares.sum::<Exact>()
    }

    /// Share of the instroom of `jaar` that completes in `year`, over the
    /// years in which its people were housed.
    fn completed(&self, groep: Groep, jaar: Jaar, year: Jaar) -> Exact {
        let cohorts = jaar.through(year);
        let shares = cohorts.map(|cohort| {
            let housed = self.stroom.housed(groep, jaar, cohort.since(jaar));
            let completion = self.completion.get(&(groep, cohort));
            let completion = completion.expect("every cohort of the backtest was reckoned");
            housed * completion.completed(year.since(cohort))
        });
        shares.sum()
    }

    /// People housed in `cohort`, which late kennisgevingen are a share of.
    fn housed(&self, groep: Groep, cohort: Jaar) -> i64 {
        let entered = self.years.iter().filter(|&&jaar| jaar <= cohort);
        let people = entered.map(|&jaar| {
            let share = self.stroom.housed(groep, jaar, cohort.since(jaar));
            exact_whole(self.instroom(groep, jaar)) * share
        });
        to_whole(&people.sum::<Exact>()).unwrap_or(0)
    }

    fn without_diploma(&self, groep: Groep, uitkomst: Uitkomst, years: i32) -> Exact {
        let Some(table) = self.tables.uitkomst.get(groep) else {
            return exact_whole(0);
        };
        match uitkomst {
            Uitkomst::Vrijgesteld => at(&table.vrijgesteld, years),
            Uitkomst::Ontheven => at(&table.ontheven, years),
            Uitkomst::Vervallen => at(&table.vervallen, years),
            Uitkomst::Voldaan => exact_whole(0),
        }
    }

    /// People of the instroom of `jaar` who are still obliged at the peildatum.
    fn obliged(&self, groep: Groep, jaar: Jaar) -> Exact {
        let left = Uitkomst::ALL.map(|uitkomst| self.left(groep, jaar, uitkomst));
        self.entered(groep, jaar) - left.into_iter().sum::<Exact>()
    }

    /// People with a PIP at the peildatum: the share grows through the year.
    fn with_pip(&self, groep: Groep) -> Exact {
        let people = self.years.iter().map(|&jaar| {
            let years = self.peiljaar.since(jaar);
            let before = self.stroom.pip(groep, years - 1);
            let after = self.stroom.pip(groep, years);
            let share = &before + (after - &before) * self.passed(self.peiljaar);
            self.obliged(groep, jaar) * share
        });
        people.sum()
    }

    fn count(&self, groep: Groep, maat: &str, onderdeel: &str) -> i64 {
        let years = self.years.iter().copied();
        let chosen = years.filter(|jaar| onderdeel.is_empty() || onderdeel == jaar.to_string());
        let people: Exact = match maat {
            "instroom" => chosen.map(|jaar| self.entered(groep, jaar)).sum(),
            "uitstroom" => chosen
                .map(|jaar| self.entered(groep, jaar) - self.obliged(groep, jaar))
                .sum(),
            "plichtig" => chosen.map(|jaar| self.obliged(groep, jaar)).sum(),
            "uitkomst" => Uitkomst::ALL
                .into_iter()
                .filter(|uitkomst| uitkomst.key() == onderdeel)
                .flat_map(|uitkomst| self.years.iter().map(move |&jaar| (jaar, uitkomst)))
                .map(|(jaar, uitkomst)| self.left(groep, jaar, uitkomst))
                .sum(),
            _ => {
                let routes = self.tables.leerroute.get(groep);
                let share = Route::ALL
                    .into_iter()
                    .find(|route| route.key() == onderdeel)
                    .and_then(|route| Some(routes?.get(route).0.exact()));
                self.with_pip(groep) * share.unwrap_or_else(|| exact_whole(0))
            }
        };
        to_whole(&people).unwrap_or(0)
    }
}
