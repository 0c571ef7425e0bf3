//! A comparison as long CSV, a file per question.

use super::ComparisonSelection;
use super::draws::DifferenceDraws;
use super::rows::{ComparedUnit, compared_rows, groepen, percent_text};
use super::spread::{SPREAD_COLUMNS, spread_cells};
use crate::compare::{CohortFlow, Comparison, StatedValue, basis_points, cohort_flows, together};
use crate::exact::money::Cents;
use crate::export::csv::{CsvColumn, CsvText, share_text};
use crate::export::table::Table;
use crate::model::Model;
use crate::projection::Projection;
use crate::terms::Lang;

/// What the CSV of a comparison is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ComparisonCsv {
    /// Both amounts and the difference.
    #[default]
    Verschil,
    /// The difference attributed to what differs in the rules.
    Bijdrage,
    /// Receipts and costs per cohort.
    Voorfinanciering,
    /// How far gemeenten come out differently over draws.
    Verdeling,
    /// Every key that differs between the scenarios.
    Sleutels,
}

/// What a comparison is called: `B-A`.
pub(crate) fn name(vergelijking: &Comparison<'_>) -> String {
    let (a, b) = (&vergelijking.a.scenario, &vergelijking.b.scenario);
    format!("{}-{}", b.naam, a.naam)
}

/// That name, and those of both scenarios.
fn names(vergelijking: &Comparison<'_>) -> [String; 3] {
    let (a, b) = (&vergelijking.a.scenario, &vergelijking.b.scenario);
    [name(vergelijking), a.naam.clone(), b.naam.clone()]
}

/// A row: of which scenarios it is, its level, code, name and provincie, and its cells.
fn row<const N: usize>(
    names: &[String],
    selectie: &ComparisonSelection,
    groep: &ComparedUnit,
    cells: [String; N],
) -> Vec<String> {
    let place = [
        selectie.keuze.niveau.word().to_owned(),
        groep.code.clone(),
        groep.naam.clone(),
        groep.provincie.clone(),
    ];
    [names, &place, &cells].concat()
}

impl ComparisonCsv {
    /// Its columns.
    fn columns(self) -> Vec<CsvColumn> {
        match self {
            Self::Verschil => [&COMPARED[..], &PLACE, &DIFFERENCE_COLUMNS].concat(),
            Self::Bijdrage => [&COMPARED[..], &PLACE, &CONTRIBUTION_COLUMNS].concat(),
            Self::Voorfinanciering => [&ONE[..], &PLACE, &ADVANCE_COLUMNS].concat(),
            Self::Verdeling => [&COMPARED[..], &SPREAD_COLUMNS].concat(),
            Self::Sleutels => [&COMPARED[..], &KEY_COLUMNS].concat(),
        }
    }
}

/// [`comparison_csv`] as a table.
pub fn table_of_comparison(
    vergelijkingen: &[(Comparison<'_>, Option<DifferenceDraws<'_>>)],
    selectie: &ComparisonSelection,
    tabel: ComparisonCsv,
) -> Table {
    let csv = comparison_csv(vergelijkingen, selectie, tabel);
    Table::of_csv(&tabel.columns(), &csv)
}

/// Every comparison in one file.
pub fn comparison_csv(
    vergelijkingen: &[(Comparison<'_>, Option<DifferenceDraws<'_>>)],
    selectie: &ComparisonSelection,
    tabel: ComparisonCsv,
) -> String {
    let columns = tabel.columns();
    let mut records = CsvText::new(&columns);
    for (index, (vergelijking, kansen)) in vergelijkingen.iter().enumerate() {
        match tabel {
            ComparisonCsv::Verschil => {
                differences(vergelijking, kansen.as_ref(), selectie, &mut records)
            }
            ComparisonCsv::Bijdrage => contributions(vergelijking, selectie, &mut records),
            ComparisonCsv::Voorfinanciering => {
                let sides = [
                    (vergelijking.a, &vergelijking.projectie_a),
                    (vergelijking.b, &vergelijking.projectie_b),
                ];
                // The first scenario is the same one in every comparison.
                for side in &sides[usize::from(index > 0)..] {
                    streams(vergelijking, *side, selectie, &mut records);
                }
            }
            ComparisonCsv::Verdeling => {
                for cells in spread_cells(vergelijking, kansen.as_ref(), selectie) {
                    records.push(&[names(vergelijking).to_vec(), cells].concat());
                }
            }
            ComparisonCsv::Sleutels => keys(vergelijking, &mut records),
        }
    }
    records.into_text()
}

/// Which two scenarios a row holds against each other.
const COMPARED: [CsvColumn; 3] = [
    CsvColumn::text("vergelijking"),
    CsvColumn::text("scenario_a"),
    CsvColumn::text("scenario_b"),
];

/// Which scenario a row is about.
const ONE: [CsvColumn; 1] = [CsvColumn::text("scenario")];

/// Where a row is about.
const PLACE: [CsvColumn; 4] = [
    CsvColumn::text("level"),
    CsvColumn::text("code"),
    CsvColumn::text("naam"),
    CsvColumn::text("provincie"),
];

const DIFFERENCE_COLUMNS: [CsvColumn; 12] = [
    CsvColumn::whole("jaar"),
    CsvColumn::text("veld"),
    CsvColumn::euros("a"),
    CsvColumn::euros("b"),
    CsvColumn::euros("verschil"),
    CsvColumn::euros("procent"),
    CsvColumn::euros("cumulatief"),
    CsvColumn::euros("per_inwoner"),
    CsvColumn::euros("p5"),
    CsvColumn::euros("p50"),
    CsvColumn::euros("p95"),
    CsvColumn::decimal("kans_lager", 6),
];

fn differences(
    vergelijking: &Comparison<'_>,
    kansen: Option<&DifferenceDraws<'_>>,
    selectie: &ComparisonSelection,
    records: &mut CsvText<'_>,
) {
    let jaren = selectie.years_of(vergelijking);
    let names = names(vergelijking);
    for groep in groepen(vergelijking, selectie) {
        for veld in selectie.all_fields() {
            for own in compared_rows(vergelijking, &groep, &veld, &jaren) {
                let difference = own.difference();
                let percent = basis_points(difference, own.a).map(percent_text);
                let head = own.per_inwoner().map(Cents::plain);
                let cells = [
                    own.jaar.to_string(),
                    veld.column.to_string(),
                    own.a.plain(),
                    own.b.plain(),
                    difference.plain(),
                    percent.unwrap_or_default(),
                    if veld.column.is_stock() {
                        String::new()
                    } else {
                        own.cumulatief.plain()
                    },
                    head.unwrap_or_default(),
                ];
                let mut record = row(&names, selectie, &groep, cells);
                let drawn = kansen.zip(groep.eenheid);
                match drawn.and_then(|(kansen, unit)| kansen.of(unit, own.plaats, veld.column)) {
                    Some(it) => {
                        record.extend([it.p5, it.p50, it.p95].map(Cents::plain));
                        record.push(share_text(it.lager));
                    }
                    None => record.extend(std::iter::repeat_n(String::new(), 4)),
                }
                records.push(&record);
            }
        }
    }
}

const CONTRIBUTION_COLUMNS: [CsvColumn; 4] = [
    CsvColumn::whole("jaar"),
    CsvColumn::text("veld"),
    CsvColumn::text("onderdeel"),
    CsvColumn::euros("bijdrage"),
];

fn contributions(
    vergelijking: &Comparison<'_>,
    selectie: &ComparisonSelection,
    records: &mut CsvText<'_>,
) {
    let years = vergelijking.jaren();
    let jaren = selectie.years_of(vergelijking);
    let names = names(vergelijking);
    for groep in groepen(vergelijking, selectie) {
        for veld in selectie.all_fields() {
            for &jaar in &jaren {
                for (index, onderdeel) in vergelijking.onderdelen().iter().enumerate() {
                    let sum = vergelijking.som(&groep.leden, &[jaar], |jaar, gemeente| {
                        vergelijking.bijdrage(index, &veld, jaar, gemeente)
                    });
                    let cells = [
                        years[jaar].to_string(),
                        veld.column.to_string(),
                        onderdeel.to_string(),
                        sum.plain(),
                    ];
                    records.push(&row(&names, selectie, &groep, cells));
                }
            }
        }
    }
}

const ADVANCE_COLUMNS: [CsvColumn; 10] = [
    CsvColumn::whole("cohort"),
    CsvColumn::whole("jaar"),
    CsvColumn::euros("ontvangen"),
    CsvColumn::euros("kosten"),
    CsvColumn::euros("ontvangen_cumulatief"),
    CsvColumn::euros("kosten_cumulatief"),
    CsvColumn::whole("maanden_voorfinanciering"),
    CsvColumn::euros("grootste_voorschot"),
    CsvColumn::euros("grootste_overschot"),
    CsvColumn::euros("saldo_na_drie_jaar"),
];

fn streams(
    vergelijking: &Comparison<'_>,
    (model, projection): (&Model, &Projection),
    selectie: &ComparisonSelection,
    records: &mut CsvText<'_>,
) {
    let names = [model.scenario.naam.clone()];
    let cohorts = cohort_flows(model, projection);
    for groep in groepen(vergelijking, selectie) {
        for (_, stromen) in &cohorts {
            let stream: CohortFlow = together(stromen, &groep.leden);
            let advance = stream.voorfinanciering();
            for (index, (received, spent)) in stream.cumulatief().into_iter().enumerate() {
                let cells = [
                    stream.cohort.to_string(),
                    stream.cohort.plus(index as i32).to_string(),
                    stream.ontvangen[index].plain(),
                    stream.kosten[index].plain(),
                    received.plain(),
                    spent.plain(),
                    advance.maanden.to_string(),
                    advance.grootste_voorschot.plain(),
                    advance.grootste_overschot.plain(),
                    advance.eindsaldo.plain(),
                ];
                records.push(&row(&names, selectie, &groep, cells));
            }
        }
    }
}

const KEY_COLUMNS: [CsvColumn; 12] = [
    CsvColumn::text("sleutel"),
    CsvColumn::text("onderdeel"),
    CsvColumn::text("a"),
    CsvColumn::text("a_status"),
    CsvColumn::text("a_bron"),
    CsvColumn::text("a_bestand"),
    CsvColumn::whole("a_regel"),
    CsvColumn::text("b"),
    CsvColumn::text("b_status"),
    CsvColumn::text("b_bron"),
    CsvColumn::text("b_bestand"),
    CsvColumn::whole("b_regel"),
];

fn keys(vergelijking: &Comparison<'_>, records: &mut CsvText<'_>) {
    let side = |one: &Option<StatedValue>, has_source: bool| match one {
        Some(one) => {
            let source = [one.herkomst.status.word(), one.herkomst.bron.of(Lang::Nl)];
            let [status, bron] = source.map(|text| if has_source { text } else { "" }.to_owned());
            let place = [one.bestand.clone(), one.regel.to_string()];
            [vec![one.waarde.clone(), status, bron], place.into()].concat()
        }
        None => vec![String::new(); 5],
    };
    for key in &vergelijking.sleutels {
        let onderdeel = key.onderdeel.map_or("", |part| part.word());
        let mut record = names(vergelijking).to_vec();
        record.extend([key.pad.clone(), onderdeel.to_owned()]);
        record.extend(side(&key.a, key.has_source()));
        record.extend(side(&key.b, key.has_source()));
        records.push(&record);
    }
}
