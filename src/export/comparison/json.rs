//! A comparison as JSON: everything that the other forms show, and the receipts.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::ComparisonSelection;
use super::csv::name;
use super::draws::DifferenceDraws;
use super::rows::{ComparedUnit, compared_rows, groepen, percent_text};
use super::spread::spread_json;
use crate::compare::{
    AttributionOrder, CohortFlow, Comparison, GroupEffect, StatedValue, basis_points, cohort_flows,
    landelijk, per_provincie, per_size_class, together,
};
use crate::exact::money::Cents;
use crate::export::csv::share_text;
use crate::export::json::{OneByOne, euros, pretty};
use crate::export::receipt::Receipt;
use crate::model::Model;
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// Every comparison, indented, ended by a newline. Amounts are numbers of euros
/// with two decimals, exact as they stand.
pub fn comparison_json(
    vergelijkingen: &[(Comparison<'_>, Option<DifferenceDraws<'_>>)],
    selectie: &ComparisonSelection,
) -> String {
    let all = || {
        vergelijkingen
            .iter()
            .map(|(vergelijking, kansen)| ComparisonEntry {
                vergelijking,
                kansen: kansen.as_ref(),
                selectie,
            })
    };
    pretty(&ComparisonDocument {
        eenheid: "euro",
        vergelijkingen: OneByOne(all),
    })
}

#[derive(Serialize)]
struct ComparisonDocument<V> {
    eenheid: &'static str,
    vergelijkingen: V,
}

/// One comparison.
struct ComparisonEntry<'a> {
    vergelijking: &'a Comparison<'a>,
    kansen: Option<&'a DifferenceDraws<'a>>,
    selectie: &'a ComparisonSelection,
}

impl Serialize for ComparisonEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let &Self {
            vergelijking,
            kansen,
            selectie,
        } = self;
        let (a, b) = (vergelijking.a, vergelijking.b);
        let (projectie_a, projectie_b) = (&vergelijking.projectie_a, &vergelijking.projectie_b);
        let jaren = selectie.years_of(vergelijking);
        let units = groepen(vergelijking, selectie);
        let unit_rows = |groep| rows(vergelijking, kansen, selectie, groep, &jaren);
        let onderdelen = vergelijking.onderdelen().iter().map(ToString::to_string);
        let toedeling = match vergelijking.volgorde {
            AttributionOrder::Shapley => "shapley",
            AttributionOrder::Vast(_) => "volgorde",
        };
        let opmerkingen = json!({
            "a": a.remarks_on(projectie_a),
            "b": b.remarks_on(projectie_b),
        });
        let cohorten_a = cohort_flows(a, projectie_a);
        let cohorten_b = cohort_flows(b, projectie_b);
        let voorfinanciering = [
            streams(a, &cohorten_a, &units),
            streams(b, &cohorten_b, &units),
        ];
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("naam", &name(vergelijking))?;
        map.serialize_entry("a", &a.scenario.naam)?;
        map.serialize_entry("b", &b.scenario.naam)?;
        map.serialize_entry("sleutels", &keys(vergelijking))?;
        map.serialize_entry("opmerkingen", &opmerkingen)?;
        map.serialize_entry("toedeling", toedeling)?;
        map.serialize_entry("onderdelen", &onderdelen.collect::<Vec<_>>())?;
        map.serialize_entry("projecties", &vergelijking.projecties())?;
        map.serialize_entry("niveau", selectie.keuze.niveau.word())?;
        map.serialize_entry("regels", &OneByOne(|| units.iter().flat_map(unit_rows)))?;
        map.serialize_entry("effect", &effect(vergelijking, selectie, &jaren))?;
        map.serialize_entry("verdeling", &spread_json(vergelijking, kansen, selectie))?;
        map.serialize_entry("voorfinanciering", &voorfinanciering)?;
        map.serialize_entry("trekkingen", &kansen.map(|kansen| kansen.part.header.draws))?;
        map.serialize_entry("zaad", &kansen.map(|kansen| kansen.part.header.seed))?;
        map.serialize_entry("ontvangstbewijzen", &[Receipt::of(a), Receipt::of(b)])?;
        map.end()
    }
}

/// Who gains and who loses in the column that gemeenten are judged by.
fn effect(vergelijking: &Comparison<'_>, selectie: &ComparisonSelection, jaren: &[usize]) -> Value {
    let effecten = vergelijking.effects(selectie.field(), jaren);
    let groups = |groups: Vec<GroupEffect>| -> Vec<Value> { groups.iter().map(group).collect() };
    json!({
        "veld": selectie.field().column.name(),
        "landelijk": group(&landelijk(&effecten)),
        "provincies": groups(per_provincie(&effecten, &vergelijking.a.gemeenten)),
        "grootteklassen": groups(per_size_class(&effecten, Lang::Nl)),
    })
}

fn number(text: &str) -> Value {
    let number: serde_json::Number = text.parse().expect("these digits are a number");
    Value::Number(number)
}

fn rows(
    vergelijking: &Comparison<'_>,
    kansen: Option<&DifferenceDraws<'_>>,
    selectie: &ComparisonSelection,
    groep: &ComparedUnit,
    jaren: &[usize],
) -> Vec<Value> {
    let mut values = Vec::new();
    for veld in selectie.all_fields() {
        for row in compared_rows(vergelijking, groep, &veld, jaren) {
            let parts = vergelijking.onderdelen().iter().enumerate();
            let parts: Map<String, Value> = parts
                .map(|(index, part)| {
                    let sum = vergelijking.som(&groep.leden, &[row.plaats], |jaar, gemeente| {
                        vergelijking.bijdrage(index, &veld, jaar, gemeente)
                    });
                    (part.to_string(), euros(sum))
                })
                .collect();
            let percent = basis_points(row.difference(), row.a);
            let drawn = kansen.zip(groep.eenheid);
            let drawn = drawn.and_then(|(kansen, unit)| kansen.of(unit, row.plaats, veld.column));
            let mut value = json!({
                "code": groep.code,
                "naam": groep.naam,
                "provincie": groep.provincie,
                "jaar": row.jaar.get(),
                "veld": veld.column.name(),
                "a": euros(row.a),
                "b": euros(row.b),
                "verschil": euros(row.difference()),
                "procent": percent.map(|points| number(&percent_text(points))),
                "cumulatief": (!veld.column.is_stock()).then(|| euros(row.cumulatief)),
                "per_inwoner": row.per_inwoner().map(euros),
                "bijdragen": parts,
            });
            if let Some(it) = drawn {
                value["p5"] = euros(it.p5);
                value["p50"] = euros(it.p50);
                value["p95"] = euros(it.p95);
                value["kans_lager"] = number(&share_text(it.lager));
            }
            values.push(value);
        }
    }
    values
}

fn group(one: &GroupEffect) -> Value {
    json!({
        "naam": one.naam,
        "gemeenten": one.gemeenten,
        "winnaars": one.winnaars,
        "verliezers": one.verliezers,
        "gelijk": one.gelijk(),
        "inwoners": one.inwoners,
        "a": euros(one.van),
        "b": euros(one.naar),
        "verschil": euros(one.difference()),
        "per_inwoner": one.per_inwoner.map(euros),
        "per_inwoner_gemiddeld": one.gemiddelde.map(euros),
        "per_inwoner_laagste": one.spreiding.map(|(low, _)| euros(low)),
        "per_inwoner_hoogste": one.spreiding.map(|(_, high)| euros(high)),
    })
}

fn keys(vergelijking: &Comparison<'_>) -> Vec<Value> {
    let side = |one: &Option<StatedValue>| {
        one.as_ref().map(|one| {
            json!({
                "waarde": one.waarde,
                "status": one.herkomst.status.word(),
                "bron": one.herkomst.bron.of(Lang::Nl),
                "bestand": one.bestand,
                "regel": one.regel,
            })
        })
    };
    let keys = vergelijking.sleutels.iter();
    keys.map(|key| {
        json!({
            "sleutel": key.pad,
            "onderdeel": key.onderdeel.map(|part| part.word()),
            "a": side(&key.a),
            "b": side(&key.b),
        })
    })
    .collect()
}

#[derive(Serialize)]
struct CohortStreams<'a, C> {
    scenario: &'a str,
    cohorten: C,
}

fn streams<'a>(
    model: &'a Model,
    cohorts: &'a [(Jaar, Vec<CohortFlow>)],
    units: &'a [ComparedUnit],
) -> impl Serialize {
    let amounts =
        |amounts: &[Cents]| -> Vec<Value> { amounts.iter().map(|&one| euros(one)).collect() };
    let rows = move |groep: &'a ComparedUnit| {
        cohorts.iter().map(move |(cohort, stromen)| {
            let stream = together(stromen, &groep.leden);
            let advance = stream.voorfinanciering();
            json!({
                "code": groep.code,
                "naam": groep.naam,
                "cohort": cohort.get(),
                "ontvangen": amounts(&stream.ontvangen),
                "kosten": amounts(&stream.kosten),
                "maanden_voorfinanciering": advance.maanden,
                "grootste_voorschot": euros(advance.grootste_voorschot),
                "grootste_overschot": euros(advance.grootste_overschot),
                "saldo_na_drie_jaar": euros(advance.eindsaldo),
            })
        })
    };
    CohortStreams {
        scenario: &model.scenario.naam,
        cohorten: OneByOne(move || units.iter().flat_map(rows)),
    }
}
