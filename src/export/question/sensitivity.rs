//! Which figure matters most, as CSV and JSON.

use serde_json::{Value, json};

use super::{figure_text, figure_value, millionths};
use crate::export::csv::{CsvColumn, csv_text};
use crate::export::json::pretty;
use crate::export::receipt::Receipt;
use crate::export::table::Table;
use crate::input::diagnostic::Diagnostic;
use crate::question::global::{GlobalAnswer, GlobalRow};
use crate::question::{
    Factor, FactorEffect, FactorKind, Fixed, NEARLY_ALL, NoEffect, OneAtATime, Reach, Standing,
    Target, TargetKind,
};
use crate::scenario::StatedFigure;
use crate::study::{Sensitivity, SensitivityMethod, SensitivityRequest, Study, Weights};
use crate::terms::Lang;

/// The columns of one figure at a time. `laag`, `waarde` and `hoog` are those of the key in
/// `cijfer`: of shares the one for which the others make room. Of a series of which several years
/// move they are empty: every year has its own in a row with `deel_van`.
const ONE: [CsvColumn; 19] = [
    CsvColumn::text("gm_code"),
    CsvColumn::text("gebied"),
    CsvColumn::text("sleutel"),
    CsvColumn::text("soort"),
    CsvColumn::text("deel_van"),
    CsvColumn::text("beweging"),
    CsvColumn::number("laag"),
    CsvColumn::number("waarde"),
    CsvColumn::number("hoog"),
    CsvColumn::number("uitkomst_laag"),
    CsvColumn::number("uitkomst"),
    CsvColumn::number("uitkomst_hoog"),
    CsvColumn::number("zwaai"),
    CsvColumn::number("aandeel"),
    CsvColumn::text("geen_effect"),
    CsvColumn::text("aard"),
    CsvColumn::text("status"),
    CsvColumn::text("bron"),
    CsvColumn::text("cijfer"),
];

/// The columns of all at once: what does not belong to the method is empty.
const GLOBAL: [CsvColumn; 15] = [
    CsvColumn::text("sleutel"),
    CsvColumn::text("soort"),
    CsvColumn::text("beweging"),
    CsvColumn::number("effect_gemiddeld"),
    CsvColumn::number("effect_grootte"),
    CsvColumn::number("effect_spreiding"),
    CsvColumn::number("eerste_orde"),
    CsvColumn::number("eerste_orde_laag"),
    CsvColumn::number("eerste_orde_hoog"),
    CsvColumn::number("totaal"),
    CsvColumn::number("totaal_laag"),
    CsvColumn::number("totaal_hoog"),
    CsvColumn::text("aard"),
    CsvColumn::text("status"),
    CsvColumn::text("bron"),
];

/// A row for every unit and factor, or for every factor.
pub fn sensitivity_csv(request: &SensitivityRequest, answer: &Sensitivity) -> String {
    match answer {
        Sensitivity::OneAtATime(one) => csv_text(&ONE, one_records(&request.target, one)),
        Sensitivity::Global(global) => {
            let target = &request.target;
            let rows = global.rows.iter();
            csv_text(
                &GLOBAL,
                rows.map(|row| global_record(target, &global.one_at_a_time, row)),
            )
        }
    }
}

/// [`sensitivity_csv`] as a table.
pub fn table_of_sensitivity(request: &SensitivityRequest, answer: &Sensitivity) -> Table {
    let columns: &[CsvColumn] = match answer {
        Sensitivity::OneAtATime(_) => &ONE,
        Sensitivity::Global(_) => &GLOBAL,
    };
    Table::of_csv(columns, &sensitivity_csv(request, answer))
}

/// What a factor is moved by, or why it is not.
fn moved_by(factor: &Factor) -> &'static str {
    match factor.moved_by {
        Ok(by) => by.word(),
        Err(Fixed::Zero) => "nul",
        Err(Fixed::OnlyShare) => "enig-aandeel",
    }
}

/// Why a factor does nothing: a code, with the columns that do follow it.
fn no_effect(effect: &FactorEffect) -> String {
    match (&effect.no_effect, effect.factor.moved_by) {
        (_, Err(_)) => "niet-bewogen".to_owned(),
        (None, _) if effect.ends.iter().all(Result::is_err) => "niet-bewogen".to_owned(),
        (None, _) => String::new(),
        (Some(why), _) => no_effect_word(why),
    }
}

/// Why what was moved does nothing, as a code.
pub(super) fn no_effect_word(why: &NoEffect) -> String {
    match why {
        NoEffect::Elsewhere(columns) => {
            let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
            format!("wel {}", names.join(" "))
        }
        NoEffect::Amounts => "alleen-amounts".to_owned(),
        NoEffect::Backtest => "alleen-backtest".to_owned(),
        NoEffect::Draws => "alleen-simulate".to_owned(),
        NoEffect::Budget => "alleen-begroting".to_owned(),
        NoEffect::OtherYears => "andere-jaren".to_owned(),
        NoEffect::OtherGemeenten => "andere-gemeenten".to_owned(),
        NoEffect::Alike => "beide-gelijk".to_owned(),
        NoEffect::SameOfDraws => "alleen-trekkingen".to_owned(),
        NoEffect::Within => "alleen-verdeling".to_owned(),
        NoEffect::Months => "alleen-maand".to_owned(),
        NoEffect::Nothing => "niets".to_owned(),
    }
}

fn provenance(factor: &Factor, telling: Option<&StatedFigure>) -> [String; 2] {
    let status = factor.herkomst().map_or("", |it| it.status.word());
    [status.to_owned(), factor.source(telling, Lang::Nl)]
}

fn one_records(target: &Target, one: &OneAtATime) -> impl Iterator<Item = Vec<String>> {
    let kind = target.kind();
    target
        .units
        .iter()
        .enumerate()
        .flat_map(move |(unit, place)| {
            let shares = one.shares(unit);
            one.effects.iter().map(move |effect| {
                let factor = &effect.factor;
                let own = shares
                    .iter()
                    .find(|(known, _)| std::ptr::eq(*known, effect));
                let figure = factor.own_figure();
                let [low, high] = factor.ends().map(|end| {
                    let shown = end.zip(figure);
                    shown.map_or_else(String::new, |(end, figure)| figure.kind.written(end))
                });
                let at = |end: &Result<Vec<i64>, Diagnostic>| {
                    end.as_ref()
                        .map_or_else(|_| String::new(), |values| figure_text(kind, values[unit]))
                };
                let telling = one.telling(factor, target, unit);
                let [status, bron] = provenance(factor, telling);
                vec![
                    place.code.clone(),
                    place.name.clone(),
                    factor.key.clone(),
                    factor.kind.word().to_owned(),
                    factor.part_of.clone().unwrap_or_default(),
                    moved_by(factor).to_owned(),
                    low,
                    figure.map_or_else(String::new, |figure| figure.kind.written(figure.value)),
                    high,
                    at(&effect.ends[0]),
                    figure_text(kind, one.base[unit]),
                    at(&effect.ends[1]),
                    figure_text(kind, effect.swing(&one.base, unit)),
                    own.map_or_else(String::new, |(_, share)| millionths(share * 100)),
                    no_effect(effect),
                    factor.standing().word().to_owned(),
                    status,
                    bron,
                    figure.map_or_else(String::new, StatedFigure::key),
                ]
            })
        })
}

fn global_record(
    target: &Target,
    one: &OneAtATime,
    (factor, row): &(Factor, GlobalRow),
) -> Vec<String> {
    let kind = target.kind();
    let none = || [const { String::new() }; 3];
    let (effects, first, total) = match row {
        GlobalRow::Morris(effects) => (effects.map(|it| figure_text(kind, it)), none(), none()),
        GlobalRow::Sobol { first, total } => (none(), first.map(millionths), total.map(millionths)),
    };
    let head = [&factor.key, factor.kind.word(), moved_by(factor)].map(str::to_owned);
    let figures = effects.into_iter().chain(first).chain(total);
    head.into_iter()
        .chain(figures)
        .chain([factor.standing().word().to_owned()])
        .chain(provenance(factor, one.telling(factor, target, 0)))
        .collect()
}

/// The same with what was asked, and the receipts.
pub fn sensitivity_json(
    study: &Study,
    request: &SensitivityRequest,
    answer: &Sensitivity,
) -> String {
    let receipts = Receipt::of_ranges(study.models(), request.drawn());
    let mut value = sensitivity_value(request, answer);
    value["ontvangstbewijs"] = json!(receipts);
    pretty(&value)
}

/// One figure at a time, of those that can turn out otherwise, move the result and are no
/// part of another, and below these the years of a series; without receipts: what a chart
/// shows of it.
pub(crate) fn weights_value(weights: &Weights) -> Value {
    let Weights {
        request, answer, ..
    } = weights;
    let mut answer = answer.clone();
    let base = std::mem::take(&mut answer.base);
    let is_shown = |effect: &FactorEffect| {
        let factor = &effect.factor;
        let is_open = factor.part_of.is_none() && factor.standing() == Standing::Open;
        is_open && effect.swing(&base, 0) > 0
    };
    let shown = answer.effects.iter().filter(|effect| is_shown(effect));
    let series = shown.filter(|effect| effect.factor.kind == FactorKind::Series);
    let series: Vec<String> = series.map(|effect| effect.factor.key.clone()).collect();
    // The values of a series at both ends are those of its years that have a range.
    let tells_a_series = |factor: &Factor| {
        let part_of = factor.part_of.as_ref();
        let is_part = part_of.is_some_and(|whole| series.contains(whole));
        is_part && factor.is_drawn()
    };
    answer
        .effects
        .retain(|effect| is_shown(effect) || tells_a_series(&effect.factor));
    answer.base = base;
    sensitivity_value(request, &Sensitivity::OneAtATime(answer))
}

/// What was asked, and the rows as objects; without receipts.
fn sensitivity_value(request: &SensitivityRequest, answer: &Sensitivity) -> Value {
    let (columns, rows): (&[CsvColumn], Vec<Vec<String>>) = match answer {
        Sensitivity::OneAtATime(one) => (&ONE, one_records(&request.target, one).collect()),
        Sensitivity::Global(global) => {
            let target = &request.target;
            let rows = global.rows.iter();
            let rows = rows.map(|row| global_record(target, &global.one_at_a_time, row));
            (&GLOBAL, rows.collect())
        }
    };
    let rows: Vec<Value> = rows.iter().map(|row| super::object(columns, row)).collect();
    let ask = match answer {
        Sensitivity::OneAtATime(one) => one.to_ask_for(0).map(|it| &it.factor.key),
        Sensitivity::Global(global) => global.to_ask_for().map(|it| &it.key),
    };
    let nearly_all = match answer {
        Sensitivity::OneAtATime(one) => Some(one.explaining(0, NEARLY_ALL)),
        Sensitivity::Global(_) => None,
    };
    json!({
        "vraag": asked(request),
        "uitkomst": whole(request, answer),
        "regels": rows,
        "verklaren_95_procent": nearly_all,
        "vraag_na": ask,
    })
}

/// The figure as it stands; by Sobol with its mean and deviation over all ranges.
fn whole(request: &SensitivityRequest, answer: &Sensitivity) -> Value {
    let kind = request.target.kind();
    let part = |value: i64| figure_value(TargetKind::Millionths, value);
    match answer {
        Sensitivity::OneAtATime(one) => {
            let base = one.base.iter();
            Value::Array(base.map(|&value| figure_value(kind, value)).collect())
        }
        Sensitivity::Global(GlobalAnswer {
            base,
            moments,
            alone,
            runs,
            held,
            still,
            ..
        }) => json!({
            "zoals_het_is": figure_value(kind, *base),
            "gemiddelde": moments.map(|[mean, _]| figure_value(kind, mean)),
            "standaardafwijking": moments.map(|[_, deviation]| figure_value(kind, deviation)),
            "eerste_orde_samen": alone.map(|it| part(it[0])),
            "eerste_orde_samen_laag": alone.map(|it| part(it[1])),
            "eerste_orde_samen_hoog": alone.map(|it| part(it[2])),
            "runs": runs,
            "teruggehouden": held,
            "zonder_effect": still,
        }),
    }
}

fn asked(request: &SensitivityRequest) -> Value {
    let (method, draws, seed) = match request.method {
        SensitivityMethod::OneAtATime => ("een", None, None),
        SensitivityMethod::Global {
            method,
            draws,
            seed,
        } => (method.word(), Some(draws), Some(seed)),
    };
    let mut value = super::asked(&request.target);
    let (Reach::Ranges(step) | Reach::Step(step)) = request.reach;
    value["inwoners"] = json!(
        request
            .class
            .map(|class| class.name().of(Lang::Nl).to_owned())
    );
    value["methode"] = json!(method);
    value["over_bereik"] = json!(matches!(request.reach, Reach::Ranges(_)));
    value["stap"] = Value::Number(step.normalize().to_string().parse().expect("digits"));
    value["punten"] = json!(draws);
    value["zaad"] = json!(seed.or(value["zaad"].as_u64()));
    value
}
