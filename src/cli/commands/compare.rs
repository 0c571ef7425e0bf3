//! `spuk compare`: what differs, for whom, when and why.

use clap::Args;

use super::simulate::{load_each, run_draws, run_effects};
use crate::answer::{Answer, Asked};
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::OutputOptions;
use crate::cli::args::options::TrustOptions;
use crate::cli::args::rows::RowOptions;
use crate::cli::output::{OutputFormat, parquet};
use crate::columns::Column;
use crate::compare::{AttributionOrder, Comparison, MoneyColumn};
use crate::export::{
    ComparisonCsv, ComparisonSelection, DifferenceDraws, FailCondition, SortBy, comparison_csv,
    comparison_json, hold_condition, money_column_named, of_draws, table_of_comparison,
};
use crate::input::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::report::{comparison_table, condition_text};
use crate::scenario::values::DrawCount;
use crate::simulate::part::Shard;
use crate::study::{DrawnStudy, EffectStudy, Study, Variant};
use crate::terms::{Remark, Text};

/// Scenario's naast elkaar: wie wint, wie verliest, wanneer en waardoor
/// EN: Scenarios side by side: who gains, who loses, when and why
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Pad of naam van het scenario waarmee wordt vergeleken
    /// EN: Path or name of the scenario that the others are compared with
    #[arg(value_name = "A")]
    first: String,

    /// Paden of namen van scenario's die ernaast worden gelegd
    /// EN: Paths or names of scenarios that are laid beside it
    #[arg(value_name = "B", required = true)]
    others: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario; mag vaker
    /// EN: Set a key to a value, in every scenario; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    /// Hetzelfde, maar niet in het eerste scenario; mag vaker
    /// EN: The same, but not in the first scenario; may be repeated
    #[arg(long = "set-b", value_name = "SLEUTEL=WAARDE")]
    settings_b: Vec<String>,

    #[command(flatten)]
    rows: RowOptions,

    /// Dit bedrag; mag vaker, gemeenten worden naar het eerste vergeleken [standaard: alle, en gemeenten naar uitkering_definitief]
    /// EN: This amount; may be repeated, gemeenten are compared by the first [default: all, and gemeenten by uitkering_definitief]
    #[arg(long, value_name = "VELD", value_parser = FieldName::of_money(), hide_possible_values = true)]
    veld: Vec<String>,

    /// Waarop gemeenten in de tabel zijn gesorteerd [standaard: verschil]
    /// EN: What gemeenten are sorted by in the table [default: verschil]
    #[arg(long, value_name = "VOLGENS")]
    sort: Option<SortBy>,

    /// Hoeveel gemeenten de tabel toont met de meeste winst en het meeste verlies [standaard: 10]
    /// EN: How many gemeenten the table shows with the largest gain and the largest loss [default: 10]
    #[arg(long, value_name = "AANTAL")]
    top: Option<usize>,

    /// Verdeel het verschil in deze volgorde in plaats van gemiddeld over alle, zoals prijs,betaalritme
    /// EN: Attribute the difference in this order instead of averaged over all orders, such as prijs,betaalritme
    #[arg(long, value_name = "ONDERDEEL", value_delimiter = ',')]
    order: Vec<String>,

    /// Ook met P5, P50 en P95 van het verschil over zoveel trekkingen
    /// EN: Also with P5, P50 and P95 of the difference over so many draws
    #[arg(long, value_name = "TREKKINGEN", value_parser = clap::value_parser!(u32).range(1..=i64::from(DrawCount::MOST)))]
    simulate: Option<u32>,

    /// Zaad van die trekkingen [standaard: uit het scenario, anders 1]
    /// EN: Seed of those draws [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD", requires = "simulate")]
    seed: Option<u64>,

    /// Eindig met status 1 als een verschil groter is, zoals 'kas>1000000' (meer of minder), 'kas>+1000000' (meer) of 'kas<-2.5%' (minder); mag vaker
    /// EN: End with status 1 if a difference is larger, such as 'kas>1000000' (more or less), 'kas>+1000000' (more) or 'kas<-2.5%' (less); may be repeated
    #[arg(long, value_name = "VOORWAARDE")]
    fail_if: Vec<String>,

    /// Wat er in de CSV staat [standaard: verschil]
    /// EN: What the CSV holds [default: verschil]
    #[arg(long, value_name = "TABEL")]
    tabel: Option<ComparisonCsv>,

    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    output: OutputOptions,
}

/// How many gemeenten the table shows each way, unless it is said.
const USUAL_TOP: usize = 10;

/// Compares, and fails on a difference that was asked to be
/// an error.
///
/// # Errors
/// Anything wrong with the input or the output, money that is not conserved, a
/// difference past `--fail-if`.
pub fn answer(arguments: &Arguments, asked: &Asked<'_>) -> Result<Answer, Failure> {
    let form = arguments.output.form()?;
    if arguments.tabel.is_some() && !form.is_rows() {
        let message = Text::fixed(
            "--tabel kiest wat er in de CSV staat, en dit is geen CSV",
            "--tabel chooses what the CSV holds, and this is no CSV",
        );
        let help = Text::fixed("geef --format csv", "give --format csv");
        return Err(Diagnostic::new(Code::Opdrachtregel, message)
            .help(help)
            .into());
    }
    if arguments.tabel == Some(ComparisonCsv::Verdeling) && arguments.simulate.is_none() {
        let message = Text::fixed(
            "--tabel verdeling gaat over trekkingen",
            "--tabel verdeling is about draws",
        );
        let help = Text::fixed("geef --simulate 1000", "give --simulate 1000");
        return Err(Diagnostic::new(Code::Opdrachtregel, message)
            .help(help)
            .into());
    }
    let conditions = arguments
        .fail_if
        .iter()
        .map(|text| FailCondition::parse(text));
    let conditions: Vec<FailCondition> = conditions.collect::<Result<_, _>>()?;
    let order = AttributionOrder::of_words(&arguments.order)?;
    asked.warn(arguments.unread_by_table(form).as_slice());
    let of_table = [
        ("--sort", arguments.sort.is_some()),
        ("--top", arguments.top.is_some()),
    ];
    asked.warn(form.beside_table(&of_table).as_slice());
    let mut study = arguments.study(asked)?;
    let selectie = arguments.selectie(&study.models()[0])?;
    if arguments.tabel == Some(ComparisonCsv::Verdeling) {
        of_draws(selectie.field().column)?;
    }
    let drawn = arguments.draws(&study, asked)?;
    if let Some(drawn) = &drawn {
        study.beside_draws(drawn);
    }
    let held = study.compare(&order)?;
    let effecten = arguments.effects((&study, &held, drawn.as_ref()), (&selectie, form), asked)?;
    let models = study.models();
    let mut doubts = Vec::new();
    for (index, comparison) in held.iter().enumerate() {
        if index == 0 {
            doubts.push(comparison.a.doubts(&comparison.projectie_a));
        }
        doubts.push(comparison.b.doubts(&comparison.projectie_b));
    }
    for (model, doubts) in models.iter().zip(&mut doubts) {
        doubts.extend(model.only_in_draws());
    }
    asked.warn_of_each(models, &doubts);
    let comparisons = held.into_iter().enumerate().map(|(index, comparison)| {
        let kansen = drawn.as_ref().map(|drawn| DifferenceDraws {
            part: &drawn.part,
            scenario: index + 1,
            effecten: effecten.as_ref(),
        });
        (comparison, kansen)
    });
    let comparisons: Vec<_> = comparisons.collect();
    let bytes: Vec<u8> = match form {
        OutputFormat::Table => {
            let width = arguments.output.width(asked);
            comparison_table(&comparisons, &selectie, asked.lang, width).into()
        }
        OutputFormat::Csv | OutputFormat::CsvNl => {
            let tabel = arguments.tabel.unwrap_or_default();
            form.noted(comparison_csv(&comparisons, &selectie, tabel))
                .into()
        }
        OutputFormat::Json => comparison_json(&comparisons, &selectie).into(),
        OutputFormat::Parquet => {
            let tabel = arguments.tabel.unwrap_or_default();
            parquet(&table_of_comparison(&comparisons, &selectie, tabel), models)?
        }
    };
    let mut answer = arguments.output.answer(bytes).of(models);
    let mut found = Vec::new();
    for condition in &conditions {
        for (comparison, _) in &comparisons {
            let result = hold_condition(comparison, &selectie, condition);
            let place = (comparison, selectie.keuze.niveau);
            let what = condition_text(condition, &result, place, asked.lang);
            if result.exceeding.is_empty() {
                answer.afterwards.push(what);
            } else {
                found.push(what);
            }
        }
    }
    answer.fails = !found.is_empty();
    answer.afterwards.extend(found);
    Ok(answer)
}

impl Arguments {
    fn study(&self, asked: &Asked<'_>) -> Result<Study, Failure> {
        let first = Variant::new(&self.first, &self.settings);
        let others = self.others.iter();
        let others = others.map(|name| Variant::with_own(name, &self.settings, &self.settings_b));
        let variants: Vec<Variant> = std::iter::once(first).chain(others).collect();
        load_each(asked, &variants, self.trust.access())
    }

    /// Options that say nothing about the table that is asked for.
    fn unread_by_table(&self, form: OutputFormat) -> Option<Remark> {
        if !form.is_rows() {
            return None;
        }
        let tabel = self.tabel.unwrap_or_default();
        let of_amounts = matches!(tabel, ComparisonCsv::Verschil | ComparisonCsv::Bijdrage);
        let [level, gemeente, jaar] = self.rows.asked();
        let asked = [
            (
                level,
                !matches!(tabel, ComparisonCsv::Sleutels | ComparisonCsv::Verdeling),
            ),
            (gemeente, tabel != ComparisonCsv::Sleutels),
            (jaar, of_amounts || tabel == ComparisonCsv::Verdeling),
            (
                ("--veld", !self.veld.is_empty()),
                of_amounts || tabel == ComparisonCsv::Verdeling,
            ),
            (
                ("--order", !self.order.is_empty()),
                tabel == ComparisonCsv::Bijdrage,
            ),
            (
                ("--simulate", self.simulate.is_some()),
                matches!(tabel, ComparisonCsv::Verschil | ComparisonCsv::Verdeling),
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
            velden.extend(MoneyColumn::of(Column::UitkeringDefinitief));
        }
        Ok(ComparisonSelection {
            keuze,
            niveau_gevraagd: self.rows.level.is_some(),
            velden,
            velden_gevraagd: !self.veld.is_empty(),
            volgens: self.sort.unwrap_or_default(),
            top: self.top.unwrap_or(USUAL_TOP),
        })
    }

    /// The effect on every gemeente, draw by draw, where the answer has room for it.
    fn effects(
        &self,
        (study, held, drawn): (&Study, &[Comparison<'_>], Option<&DrawnStudy>),
        (selectie, form): (&ComparisonSelection, OutputFormat),
        asked: &Asked<'_>,
    ) -> Result<Option<EffectStudy>, Failure> {
        let is_shown = match form {
            OutputFormat::Csv | OutputFormat::CsvNl | OutputFormat::Parquet => {
                self.tabel == Some(ComparisonCsv::Verdeling)
            }
            OutputFormat::Table | OutputFormat::Json => true,
        };
        let Some(drawn) = drawn.filter(|_| is_shown) else {
            return Ok(None);
        };
        let years = selectie.effect_years(held, &drawn.part);
        let what = (selectie.field().column, years);
        run_effects(study, (self.simulate, self.seed), what, asked)
    }

    fn draws(&self, study: &Study, asked: &Asked<'_>) -> Result<Option<DrawnStudy>, Failure> {
        if self.simulate.is_none() {
            return Ok(None);
        }
        let vraag = study.request(self.simulate, self.seed)?;
        Ok(Some(run_draws(&vraag, Shard::WHOLE, asked)?))
    }
}
