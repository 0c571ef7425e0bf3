//! How far a change works out differently for gemeenten: rows by size class, provincie,
//! country and gemeente.

use serde_json::{Value, json};

use super::ComparisonSelection;
use super::draws::DifferenceDraws;
use super::rows::percent_text;
use crate::compare::{Comparison, SizeClass};
use crate::export::csv::{CsvColumn, share_text};
use crate::gemeente::provincie_code;
use crate::study::{EffectSpread, EffectStudy};
use crate::terms::Text;

/// Some gemeenten, and how the effect on them is spread.
#[derive(Debug, Clone)]
pub(crate) struct SpreadRow {
    /// `grootteklasse`, `provincie`, `landelijk` or `gemeente`.
    pub level: &'static str,
    /// Code of the provincie or the gemeente, `NL`; empty for a size class.
    pub code: String,
    /// Its name; that of a size class is in two languages.
    pub naam: Text,
    /// How many gemeenten.
    pub gemeenten: usize,
    pub spread: EffectSpread,
}

/// The size classes by inhabitants in the last of the years that were asked for, the provincies
/// and the country, and behind them these gemeenten.
pub(crate) fn spread_rows(
    vergelijking: &Comparison<'_>,
    (study, scenario): (&EffectStudy, usize),
    (gemeenten, asked): (&[usize], &[usize]),
) -> Vec<SpreadRow> {
    let model = vergelijking.a;
    let list = model.gemeenten.list();
    let inwoners = vergelijking.inwoners(asked);
    let all = 0..list.len();
    let row = |level, (code, naam): (String, Text), own: Vec<usize>| {
        let spread = study.of(scenario, &own)?;
        Some(SpreadRow {
            level,
            code,
            naam,
            gemeenten: own.len(),
            spread,
        })
    };
    let classes = SizeClass::ALL.into_iter().filter_map(|class| {
        let own = all.clone().filter(|&index| class.holds(inwoners[index]));
        row(
            "grootteklasse",
            (String::new(), class.name()),
            own.collect(),
        )
    });
    let provincies = model.gemeenten.provincies().into_iter();
    let provincies = provincies.filter_map(|provincie| {
        let own = all
            .clone()
            .filter(|&index| list[index].provincie == provincie);
        let code = provincie_code(provincie).to_owned();
        row(
            "provincie",
            (code, Text::same(provincie.to_owned())),
            own.collect(),
        )
    });
    let country = ("NL".to_owned(), Text::same("Nederland"));
    let country = row("landelijk", country, all.clone().collect());
    let named = gemeenten.iter().filter_map(|&index| {
        let one = &list[index];
        let name = (one.code.clone(), Text::same(one.naam.clone()));
        row("gemeente", name, vec![index])
    });
    classes
        .chain(provincies)
        .chain(country)
        .chain(named)
        .collect()
}

/// The columns behind those that name the comparison.
pub(crate) const SPREAD_COLUMNS: [CsvColumn; 14] = [
    CsvColumn::text("level"),
    CsvColumn::text("code"),
    CsvColumn::text("naam"),
    CsvColumn::whole("gemeenten"),
    CsvColumn::text("veld"),
    CsvColumn::decimal("p5", 2),
    CsvColumn::decimal("p50", 2),
    CsvColumn::decimal("p95", 2),
    CsvColumn::decimal("p5_zonder_spreiding", 2),
    CsvColumn::decimal("p50_zonder_spreiding", 2),
    CsvColumn::decimal("p95_zonder_spreiding", 2),
    CsvColumn::decimal("kans_verlies_1_procent", 6),
    CsvColumn::decimal("kans_verlies_5_procent", 6),
    CsvColumn::decimal("deel_blijvend", 6),
];

/// The rows of a comparison, cell by cell; none without draws of it.
pub(crate) fn spread_cells(
    vergelijking: &Comparison<'_>,
    kansen: Option<&DifferenceDraws<'_>>,
    selectie: &ComparisonSelection,
) -> Vec<Vec<String>> {
    rows_of(vergelijking, kansen, selectie)
        .into_iter()
        .map(|(row, veld)| {
            let it = &row.spread;
            let alike = it.alike.map(|three| three.map(percent_text));
            let mut cells = vec![
                row.level.to_owned(),
                row.code,
                row.naam.of(crate::terms::Lang::Nl).to_owned(),
                row.gemeenten.to_string(),
                veld.to_owned(),
            ];
            cells.extend(it.drawn.map(percent_text));
            cells.extend(alike.unwrap_or_default());
            cells.extend([it.loses_1, it.loses_5].map(share_text));
            let lasting = it.lasting.map(|lasting| share_text(lasting * 1000));
            cells.push(lasting.unwrap_or_default());
            cells
        })
        .collect()
}

fn rows_of(
    vergelijking: &Comparison<'_>,
    kansen: Option<&DifferenceDraws<'_>>,
    selectie: &ComparisonSelection,
) -> Vec<(SpreadRow, &'static str)> {
    let Some((study, scenario)) = kansen.and_then(|it| Some((it.effecten?, it.scenario))) else {
        return Vec::new();
    };
    let gemeenten = selectie.gemeenten_of(vergelijking);
    let asked = selectie.years_of(vergelijking);
    let rows = spread_rows(vergelijking, (study, scenario), (&gemeenten, &asked));
    let veld = study.column.name();
    rows.into_iter().map(|row| (row, veld)).collect()
}

/// The same as JSON; `null` without draws of it.
pub(crate) fn spread_json(
    vergelijking: &Comparison<'_>,
    kansen: Option<&DifferenceDraws<'_>>,
    selectie: &ComparisonSelection,
) -> Value {
    let Some(study) = kansen.and_then(|it| it.effecten) else {
        return Value::Null;
    };
    let number = |text: String| -> Value {
        let number: Result<serde_json::Number, _> = text.parse();
        number.map_or(Value::Null, Value::Number)
    };
    let three = |three: [i64; 3]| {
        let [p5, p50, p95] = three.map(|it| number(percent_text(it)));
        json!({ "p5": p5, "p50": p50, "p95": p95 })
    };
    let rows = rows_of(vergelijking, kansen, selectie);
    let rows = rows.into_iter().map(|(row, _)| {
        let it = &row.spread;
        json!({
            "level": row.level,
            "code": row.code,
            "naam": row.naam.of(crate::terms::Lang::Nl),
            "gemeenten": row.gemeenten,
            "procent": three(it.drawn),
            "procent_zonder_spreiding": it.alike.map(three),
            "kans_verlies_1_procent": number(share_text(it.loses_1)),
            "kans_verlies_5_procent": number(share_text(it.loses_5)),
            "deel_blijvend": it.lasting.map(|lasting| number(share_text(lasting * 1000))),
        })
    });
    let years = vergelijking.jaren();
    let over = study.jaren.iter().filter_map(|&place| years.get(place));
    let over: Vec<u16> = over.map(|jaar| jaar.get()).collect();
    let undrawn: Vec<u16> = study.undrawn.iter().map(|jaar| jaar.get()).collect();
    json!({
        "veld": study.column.name(),
        "jaren": over,
        "jaren_zonder_eigen_afgerond": undrawn,
        "regels": rows.collect::<Vec<_>>(),
    })
}
