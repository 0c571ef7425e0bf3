//! Every figure of the default scenario does something: each one is nudged, and
//! some output has to change. A figure that changes nothing is a promise that
//! the model does not keep. Being listed among the figures is no output.
//!
//! A nudge replaces the digits of the figure in the text of the scenario, and
//! where shares have to add up to one it takes from a neighbour what it gives.

use std::ops::Range;
use std::sync::atomic::AtomicBool;
use std::thread;

use serde_json::Value as Json;
use spuk::internals::export::{AreaChoice, Level, Selection, run_json, simulation_csv};
use spuk::internals::export::{amounts_csv, amounts_json};
use spuk::internals::model::Model;
use spuk::internals::projection::check;
use spuk::internals::scenario::{DEFAULT, EMBEDDED, Value, load};
use spuk::internals::simulate::part::Shard;
use spuk::internals::simulate::{DrawId, Request, draw, simulate};

use super::account::counts_alone;
use crate::common::{Folder, gemeente_csv};

/// A replacement of some digits in the text of the scenario.
pub(super) type Edit = (Range<usize>, String);

/// A figure and the ways to nudge it, the most telling first.
pub(super) struct Figure {
    path: String,
    pub(super) nudges: Vec<Vec<Edit>>,
    /// What holds with and without the nudge: some figures only say when
    /// another one counts.
    given: Vec<Edit>,
}

/// A few gemeenten are enough to see a difference, and quick.
const GEMEENTEN: &str = "gm_code,naam,provincie,inwoners_2022,inwoners_2023,inwoners_2024\n\
                         GM1,Klein,P,20000,20500,21000\nGM2,Midden,P,90000,90100,91000\n\
                         GM3,Groot,Q,600000,605000,610000\n";

fn text() -> &'static str {
    let (_, text) = EMBEDDED
        .into_iter()
        .find(|(name, _)| *name == DEFAULT)
        .expect("the default");
    text
}

pub(super) fn edited(edits: &[Edit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text().to_owned();
    for (span, digits) in edits {
        text.replace_range(span, &digits);
    }
    without_ranges(&text) + "\n[gemeenten]\nbestand = \"gemeenten.csv\"\n"
}

/// The text without `tussen = [...]`: a nudge may leave a range, which is refused.
fn without_ranges(text: &str) -> String {
    let mut parts = text.split("tussen = [");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut open = 1;
        let end = part.find(|letter| {
            open += i32::from(letter == '[') - i32::from(letter == ']');
            open == 0
        });
        let rest = &part[end.expect("a list ends") + 1..];
        kept.push_str(rest.trim_start_matches([',', ' ']));
    }
    kept
}

/// The outputs of a scenario, made one after the other as they are asked for;
/// `None` where the text is no valid scenario.
struct Outputs {
    model: Model,
}

impl Outputs {
    fn of(folder: &Folder, edits: &[Edit]) -> Option<Self> {
        folder.write("scenario.toml", edited(edits));
        let model = folder.load().ok()?;
        Some(Self { model })
    }

    fn amounts(&self) -> String {
        let json: Json = serde_json::from_str(&amounts_json(&self.model, None)).expect("JSON");
        // The percentages stand in the table and the JSON, not in the CSV.
        amounts_csv(&self.model, None) + &json["percentages"].to_string()
    }

    /// `None` where the nudged scenario cannot be projected.
    fn run(&self) -> Option<String> {
        let projection = self.model.project().ok()?;
        check(&projection).expect("the books balance");
        let keuze = Selection {
            niveau: Level::Landelijk,
            gemeenten: None,
            jaren: None,
        };
        let json: Json =
            serde_json::from_str(&run_json(&self.model, &projection, &keuze)).expect("JSON");
        Some(gemeente_csv(&self.model, &projection) + &json["rijk"].to_string())
    }

    fn backtest(&self) -> String {
        counts_alone(&self.model)
    }

    /// The first and the last draw of a simulation.
    fn draws(&self) -> String {
        let table = &self.model.scenario.tables().simulatie;
        let zaad = table.zaad.expect("the default scenario has a seed").get();
        let last = table.trekkingen.expect("and a number of draws").get() - 1;
        let draws = [0, last].map(|nummer| {
            let drawn = draw(
                &self.model,
                DrawId {
                    zaad,
                    nummer: nummer.into(),
                },
            )
            .expect("a draw");
            gemeente_csv(&self.model, &drawn)
        });
        draws.concat()
    }
}

/// All outputs of a scenario.
struct Baseline {
    amounts: String,
    run: String,
    backtest: String,
    draws: String,
}

impl Baseline {
    fn of(folder: &Folder, given: &[Edit]) -> Self {
        let outputs = Outputs::of(folder, given).expect("the default scenario is valid");
        Self {
            amounts: outputs.amounts(),
            run: outputs.run().expect("a projection of the default"),
            backtest: outputs.backtest(),
            draws: outputs.draws(),
        }
    }

    /// Whether other outputs differ from these; `None` if there are none.
    fn differs_from(&self, other: &Outputs) -> Option<bool> {
        let run = other.run()?;
        Some(
            run != self.run
                || other.amounts() != self.amounts
                || other.backtest() != self.backtest
                || other.draws() != self.draws,
        )
    }
}

/// A figure as it stands in the text.
pub(super) struct Leaf {
    pub(super) path: Vec<String>,
    pub(super) span: Range<usize>,
    digits: String,
}

pub(super) fn leaves() -> Vec<Leaf> {
    let scenario = load(DEFAULT, &[]).expect("the default scenario");
    let mut leaves = Vec::new();
    scenario.tree().for_each_leaf(&mut |path, node| {
        if let Value::Number(digits) = &node.value {
            leaves.push(Leaf {
                path: path.to_vec(),
                span: node.span.clone(),
                digits: digits.clone(),
            });
        }
    });
    leaves
}

impl Leaf {
    fn number(&self) -> f64 {
        self.digits.replace('_', "").parse().expect("a number")
    }

    fn set(&self, value: f64) -> Edit {
        // Nine decimals is what a scenario may hold; trailing zeros say nothing.
        let digits = format!("{value:.9}");
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        (self.span.clone(), digits.to_owned())
    }

    fn starts_with(&self, keys: &[&str]) -> bool {
        self.path.len() >= keys.len() && self.path.iter().zip(keys).all(|(a, b)| a == b)
    }

    /// Shares with the same path but for the last key have to add up to one.
    fn is_part_of_a_whole(&self) -> bool {
        let last_but_one = self
            .path
            .len()
            .checked_sub(2)
            .map(|at| self.path[at].as_str());
        self.starts_with(&["huisvesting"])
            || self.starts_with(&["leerroute"])
            || self.starts_with(&["betaalritme"])
                && matches!(last_but_one, Some("leerroute" | "overig" | "totaal"))
            || last_but_one == Some("ritme")
    }

    fn is_sibling_of(&self, other: &Self) -> bool {
        let above = |leaf: &Self| leaf.path[..leaf.path.len() - 1].to_vec();
        self.path != other.path && above(self) == above(other)
    }
}

/// Ways to change one figure that may keep the scenario valid.
fn nudges(leaf: &Leaf, all: &[Leaf]) -> Vec<Vec<Edit>> {
    let value = leaf.number();
    if leaf.is_part_of_a_whole() {
        let siblings: Vec<&Leaf> = all
            .iter()
            .filter(|other| other.is_sibling_of(leaf))
            .collect();
        if siblings.is_empty() {
            // The only part of a whole: a second part takes a little of it.
            return vec![vec![(leaf.span.clone(), "0.9, 0.1".to_owned())]];
        }
        let exchange = |step: f64| {
            siblings
                .iter()
                .map(move |other| vec![leaf.set(value + step), other.set(other.number() - step)])
        };
        return [0.05, -0.05, 0.001, -0.001]
            .into_iter()
            .flat_map(exchange)
            .collect();
    }
    let is_year_or_month = value.fract() == 0.0
        && [
            "van",
            "tot",
            "vanaf",
            "vanaf_cohort",
            "prijspeil",
            "verrekening_maand",
            "terugvordering_maand",
            "terugvordering_na_jaren",
        ]
        .contains(&leaf.path.last().map_or("", String::as_str));
    let steps: Vec<f64> = if is_year_or_month {
        vec![1.0, -1.0]
    } else if value <= 1.0 {
        vec![0.8, 0.7, 0.3, 0.05, 0.002, -0.3, -0.05, -0.002]
    } else if leaf.starts_with(&["bedragen"]) || leaf.starts_with(&["prijs"]) {
        vec![1.0]
    } else {
        vec![(value / 10.0).ceil(), 1.0]
    };
    steps
        .into_iter()
        .map(|step| vec![leaf.set(value + step)])
        .collect()
}

/// What has to hold before a figure can matter. In the default scenario every
/// gemeente spends more than it receives from 2026 on, so nothing is left to be
/// kept or paid back; with cheaper routes there is.
fn given(leaf: &Leaf, all: &[Leaf]) -> Vec<Edit> {
    let at = |path: &str| {
        let found = all.iter().find(|leaf| leaf.path.join(".") == path);
        found.unwrap_or_else(|| panic!("the scenario has no {path}"))
    };
    let low = || at("reservering.maximum").set(0.01);
    let cheap = || at("kosten.leerroute.B1.bedrag").set(100.0);
    match leaf.path.join(".").as_str() {
        "reservering.maximum" | "kas.terugvordering_maand" | "kas.terugvordering_na_jaren" => {
            vec![cheap()]
        }
        "reservering.maximum_tweede_jaar" => vec![cheap(), low()],
        // From when the maximum holds cannot matter while it is all of the uitkering.
        "reservering.vanaf" => vec![low()],
        _ => Vec::new(),
    }
}

fn figures() -> Vec<Figure> {
    let all = leaves();
    let figure = |leaf: &Leaf| Figure {
        path: leaf.path.join("."),
        nudges: nudges(leaf, &all),
        given: given(leaf, &all),
    };
    all.iter().map(figure).collect()
}

/// Why a figure fails this test, if it does.
fn verdict(folder: &Folder, figure: &Figure, usual: &Baseline) -> Option<String> {
    let own = (!figure.given.is_empty()).then(|| Baseline::of(folder, &figure.given));
    let baseline = own.as_ref().unwrap_or(usual);
    let mut valid = 0;
    for nudge in &figure.nudges {
        let edits: Vec<Edit> = figure.given.iter().chain(nudge).cloned().collect();
        let Some(outputs) = Outputs::of(folder, &edits) else {
            continue;
        };
        match baseline.differs_from(&outputs) {
            Some(true) => return None,
            Some(false) => valid += 1,
            None => {}
        }
    }
    Some(match valid {
        0 => format!("{}: no nudge gives a valid scenario", figure.path),
        _ => format!("{}: {valid} nudges change nothing", figure.path),
    })
}

/// What is wrong with each figure, by `judge`, which starts from what `prepare` makes
/// of a folder; side by side on all processors.
pub(super) fn verdicts<T>(
    prepare: impl Fn(&Folder) -> T + Sync,
    judge: impl Fn(&Folder, &Figure, &T) -> Option<String> + Sync,
) -> Vec<String> {
    let figures = figures();
    assert!(figures.len() > 200, "only {} figures", figures.len());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (figures, prepare, judge) = (&figures, &prepare, &judge);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                scope.spawn(move || {
                    let folder = Folder::with(&[("gemeenten.csv", GEMEENTEN)]);
                    let usual = prepare(&folder);
                    // Every so many, because slow figures stand together.
                    let own = figures.iter().skip(worker).step_by(threads);
                    let verdicts = own.map(|figure| judge(&folder, figure, &usual));
                    verdicts.flatten().collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("a worker"))
            .collect()
    })
}

#[test]
fn every_figure_of_the_default_scenario_does_something() {
    let dead = verdicts(|folder| Baseline::of(folder, &[]), verdict);
    assert!(dead.is_empty(), "dead figures:\n{}", dead.join("\n"));
}

/// The rows of the last scenario of a simulation, without its name.
fn drawn_last(models: Vec<Model>) -> Vec<String> {
    let asked = Request::new(models, 2, 1).expect("scenarios of the same years");
    let last = asked.series_names()[asked.modellen.len() - 1].clone();
    let part = simulate(&asked, Shard::WHOLE, &AtomicBool::new(false));
    let csv = simulation_csv(&part.expect("a simulation"), &AreaChoice::default());
    let rows = csv.lines().filter_map(|line| {
        let rest = line.trim_matches('"').strip_prefix(&last)?;
        rest.trim_matches('"').strip_prefix(',')
    });
    rows.map(str::to_owned).collect()
}

/// Scenarios side by side share what they have in common. What depends on a figure and
/// is shared all the same would show a difference of nothing.
#[test]
fn every_figure_counts_beside_the_default_scenario_as_it_does_alone() {
    // A few years have every table in them, and are quick.
    let loaded = |folder: &Folder, edits: &[Edit]| {
        folder.write("scenario.toml", edited(edits));
        let path = folder.path("scenario.toml");
        Model::load(&path.to_string_lossy(), &["scenario.tot=2027".to_owned()])
    };
    let prepare = |folder: &Folder| loaded(folder, &[]).expect("the default");
    let judge = |folder: &Folder, figure: &Figure, base: &Model| {
        let mut nudges = figure.nudges.iter();
        let nudged = nudges.find_map(|nudge| loaded(folder, nudge).ok())?;
        // The years of scenarios side by side are the same.
        if nudged.comparable_with(base).is_err() || nudged.project().is_err() {
            return None;
        }
        let beside = drawn_last(vec![base.clone(), nudged.clone()]);
        let alone = drawn_last(vec![nudged]);
        assert!(alone.len() > 100, "{} rows", alone.len());
        (beside != alone).then(|| format!("{} is not seen", figure.path))
    };
    let unseen = verdicts(prepare, judge);
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}
