//! `spuk compare`: what differs, for whom, when and why.

use std::sync::Arc;

use clap::Args;

use super::simulate::run_draws;
use crate::cli::Failure;
use crate::cli::args::options::OutputOptions;
use crate::cli::args::options::{TrustOptions, name_settings, warn, warn_of_each};
use crate::cli::args::rows::RowOptions;
use crate::cli::output::OutputFormat;
use crate::cli::say::say;
use crate::compare::{AttributionOrder, Comparison, MoneyColumn, RulePart};
use crate::export::{
    ComparisonCsv, ComparisonSelection, DifferenceDraws, FailCondition, SortBy, breaches,
    comparison_csv, comparison_json, money_column_named,
};
use crate::input::World;
use crate::input::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Model, ShownDraws, names_apart};
use crate::report::comparison_table;
use crate::scenario::values::DrawCount;
use crate::simulate::Request;
use crate::simulate::part::{Part, Shard};
use crate::terms::Remark;

/// Scenario's naast elkaar: wie wint, wie verliest, wanneer en waardoor
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Pad of naam van het scenario waarmee wordt vergeleken
    #[arg(value_name = "A")]
    first: String,

    /// Paden of namen van scenario's die ernaast worden gelegd
    #[arg(value_name = "B", required = true)]
    others: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario; mag vaker
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    /// Hetzelfde, maar niet in het eerste scenario; mag vaker
    #[arg(long = "set-b", value_name = "SLEUTEL=WAARDE")]
    settings_b: Vec<String>,

    #[command(flatten)]
    rows: RowOptions,

    /// Dit bedrag; mag vaker, gemeenten worden naar het eerste vergeleken [standaard: uitkering_definitief]
    #[arg(long, value_name = "VELD")]
    veld: Vec<String>,

    /// Waarop gemeenten in de tabel zijn gesorteerd
    #[arg(long, value_name = "VOLGENS", default_value = "verschil")]
    sort: SortBy,

    /// Hoeveel gemeenten de tabel toont met de meeste winst en het meeste verlies
    #[arg(long, value_name = "AANTAL", default_value_t = 10)]
    top: usize,

    /// Verdeel het verschil in deze volgorde in plaats van gemiddeld over alle, zoals prijs,betaalritme
    #[arg(long, value_name = "ONDERDEEL", value_delimiter = ',')]
    order: Vec<String>,

    /// Ook met P5, P50 en P95 van het verschil over zoveel trekkingen
    #[arg(long, value_name = "TREKKINGEN", value_parser = clap::value_parser!(u32).range(1..=i64::from(DrawCount::MOST)))]
    simulate: Option<u32>,

    /// Zaad van die trekkingen [standaard: uit het scenario, anders 1]
    #[arg(long, value_name = "ZAAD", requires = "simulate")]
    seed: Option<u64>,

    /// Eindig met status 1 als een verschil groter is, zoals 'kas>1000000' (meer of minder), 'kas>+1000000' (meer) of 'kas<-2.5%' (minder); mag vaker
    #[arg(long, value_name = "VOORWAARDE")]
    fail_if: Vec<String>,

    /// Wat er in de CSV staat [standaard: verschil]
    #[arg(long, value_name = "TABEL")]
    tabel: Option<ComparisonCsv>,

    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// Compares, writes the answer, and fails on a difference that was asked to be
/// an error.
///
/// # Errors
/// Anything wrong with the input or the output, money that is not conserved, a
/// difference past `--fail-if`.
pub fn execute(arguments: &Arguments, world: &Arc<World>) -> Result<(), Failure> {
    let form = arguments.output.form()?;
    if arguments.tabel.is_some() && form != OutputFormat::Csv {
        let message = "--tabel kiest wat er in de CSV staat, en dit is geen CSV";
        let diagnostic = Diagnostic::new(Code::Opdrachtregel, message);
        return Err(diagnostic.help("geef --format csv").into());
    }
    let conditions = arguments
        .fail_if
        .iter()
        .map(|text| FailCondition::parse(text));
    let conditions: Vec<FailCondition> = conditions.collect::<Result<_, _>>()?;
    let order = arguments.order()?;
    let lang = arguments.output.lang;
    warn(arguments.unread_by_table(form).as_slice(), lang);
    let mut models = arguments.models(world)?;
    let selectie = arguments.selectie(&models[0])?;
    let part = arguments.draws(&models)?;
    if let Some(part) = &part {
        let simulatie = ShownDraws::Simulatie {
            zaad: part.header.seed,
            trekkingen: part.header.draws,
        };
        models
            .iter_mut()
            .for_each(|model| model.toeval = Some(simulatie));
    }
    let (first, others) = models.split_first().expect("A was loaded");
    let mut comparisons = Vec::new();
    let mut doubts = Vec::new();
    for (index, other) in others.iter().enumerate() {
        let comparison = Comparison::new(first, other, order.clone())?;
        if index == 0 {
            doubts.push(first.doubts(&comparison.projectie_a));
        }
        doubts.push(other.doubts(&comparison.projectie_b));
        let kansen = part.as_ref().map(|part| DifferenceDraws {
            part,
            scenario: index + 1,
        });
        comparisons.push((comparison, kansen));
    }
    warn_of_each(&models, |index| &doubts[index], lang);
    let text = match form {
        OutputFormat::Table => comparison_table(&comparisons, &selectie, lang),
        OutputFormat::Csv => {
            comparison_csv(&comparisons, &selectie, arguments.tabel.unwrap_or_default())
        }
        OutputFormat::Json => comparison_json(&comparisons, &selectie),
    };
    arguments.output.write(world, &text)?;
    let mut found = Vec::new();
    for condition in &conditions {
        for (comparison, _) in &comparisons {
            let (lines, cells) = breaches(comparison, &selectie, condition);
            let what = format!(
                "{condition}: {} van {cells} cellen ({}) van {} tegenover {}",
                lines.len(),
                selectie.keuze.niveau.word(),
                comparison.b.scenario.naam,
                comparison.a.scenario.naam,
            );
            if lines.is_empty() {
                say(what);
            } else {
                found.push(what);
                found.extend(lines.into_iter().map(|line| format!("  {line}")));
            }
        }
    }
    if found.is_empty() {
        Ok(())
    } else {
        say(found.join("\n"));
        Err(Failure::Told(1))
    }
}

impl Arguments {
    fn models(&self, world: &Arc<World>) -> Result<Vec<Model>, Diagnostic> {
        let settings_b = [&self.settings[..], &self.settings_b].concat();
        let first = (&self.first, &self.settings);
        let others = self.others.iter().map(|name| (name, &settings_b));
        let mut models: Vec<Model> = Vec::new();
        for (name, settings) in std::iter::once(first).chain(others) {
            let mut model = Model::load_within(world, name, settings, self.trust.access())?;
            name_settings(&mut model);
            models.push(model);
        }
        names_apart(&mut models);
        warn_of_each(&models, |index| &models[index].remarks, self.output.lang);
        Ok(models)
    }

    /// Options that say nothing about the table that is asked for.
    fn unread_by_table(&self, form: OutputFormat) -> Option<Remark> {
        if form != OutputFormat::Csv {
            return None;
        }
        let tabel = self.tabel.unwrap_or_default();
        let of_amounts = matches!(tabel, ComparisonCsv::Verschil | ComparisonCsv::Bijdrage);
        let [level, gemeente, jaar] = self.rows.asked();
        let asked = [
            (level, tabel != ComparisonCsv::Sleutels),
            (gemeente, tabel != ComparisonCsv::Sleutels),
            (jaar, of_amounts),
            (("--veld", !self.veld.is_empty()), of_amounts),
            (
                ("--order", !self.order.is_empty()),
                tabel == ComparisonCsv::Bijdrage,
            ),
            (
                ("--simulate", self.simulate.is_some()),
                tabel == ComparisonCsv::Verschil,
            ),
        ];
        let unread = asked.iter().filter(|((_, asked), read)| *asked && !read);
        let options: Vec<&str> = unread.map(|((name, _), _)| *name).collect();
        (!options.is_empty()).then_some(Remark::UnreadOptions { options })
    }

    fn selectie(&self, model: &Model) -> Result<ComparisonSelection, Diagnostic> {
        let keuze = self.rows.keuze(model)?;
        let mut velden = Vec::new();
        for naam in &self.veld {
            velden.push(money_column_named(naam)?);
        }
        if velden.is_empty() {
            velden.extend(MoneyColumn::named("uitkering_definitief"));
        }
        Ok(ComparisonSelection {
            keuze,
            niveau_gevraagd: self.rows.level.is_some(),
            velden,
            velden_gevraagd: !self.veld.is_empty(),
            volgens: self.sort,
            top: self.top,
        })
    }

    fn order(&self) -> Result<AttributionOrder, Diagnostic> {
        if self.order.is_empty() {
            return Ok(AttributionOrder::Shapley);
        }
        let mut parts = Vec::new();
        for word in &self.order {
            let part = RulePart::from_word(word.trim()).ok_or_else(|| unknown_part(word))?;
            if parts.contains(&part) {
                let message = format!("`{part}` staat twee keer in --order");
                return Err(Diagnostic::new(Code::Opdrachtregel, message));
            }
            parts.push(part);
        }
        Ok(AttributionOrder::Vast(parts))
    }

    fn draws(&self, models: &[Model]) -> Result<Option<Part>, Failure> {
        let Some(draws) = self.simulate else {
            return Ok(None);
        };
        let seed = models[0].scenario.tabellen.simulatie.zaad_of(self.seed);
        let vraag = Request::new(models.to_vec(), draws, seed)?;
        Ok(Some(run_draws(&vraag, Shard::WHOLE, self.output.lang)?))
    }
}

fn unknown_part(word: &str) -> Diagnostic {
    let words = RulePart::ALL.map(RulePart::word);
    let message = format!("`{word}` is geen onderdeel van de regels");
    Diagnostic::new(Code::Opdrachtregel, message).help(match nearest(word, words) {
        Some(near) => format!("bedoelt u {near}?"),
        None => format!("kies uit {}", words.join(", ")),
    })
}
