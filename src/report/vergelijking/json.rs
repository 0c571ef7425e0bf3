//! A comparison as JSON: everything that the other forms show, and the receipts.

use serde_json::{Map, Value, json};

use super::super::grootteklasse::grootteklasse;
use super::super::json::{euros, pretty};
use super::super::receipt::Receipt;
use super::super::taal::Taal;
use super::Selectie;
use super::csv::{name, percent_text};
use super::kansen::{Kansen, share_text};
use super::rijen::{Groep, groepen, rijen};
use crate::compare::{
    Gegeven, Groepseffect, Vergelijking, Volgorde, basispunten, cohortstromen, landelijk,
    per_grootteklasse, per_inwoner, per_provincie, samen,
};
use crate::money::Cents;
use crate::projection::{Model, Projection};

/// Every comparison, indented, ended by a newline. Amounts are numbers of euros
/// with two decimals, exact as they stand.
pub fn comparison_json(
    vergelijkingen: &[(Vergelijking<'_>, Option<Kansen<'_>>)],
    selectie: &Selectie,
) -> String {
    let all = vergelijkingen.iter();
    let all: Vec<Value> = all
        .map(|(vergelijking, kansen)| comparison(vergelijking, kansen.as_ref(), selectie))
        .collect();
    pretty(&json!({ "eenheid": "euro", "vergelijkingen": all }))
}

fn comparison(
    vergelijking: &Vergelijking<'_>,
    kansen: Option<&Kansen<'_>>,
    selectie: &Selectie,
) -> Value {
    let jaren = selectie.jaren_van(vergelijking);
    let effecten = vergelijking.effecten(selectie.veld(), &jaren);
    let groups = |groups: Vec<Groepseffect>| -> Vec<Value> { groups.iter().map(group).collect() };
    let units = groepen(vergelijking, selectie);
    let rows: Vec<Value> = units
        .iter()
        .flat_map(|groep| rows(vergelijking, kansen, selectie, groep, &jaren))
        .collect();
    json!({
        "naam": name(vergelijking),
        "a": vergelijking.a.scenario.naam,
        "b": vergelijking.b.scenario.naam,
        "sleutels": keys(vergelijking),
        "opmerkingen": {
            "a": vergelijking.a.opmerkingen(&vergelijking.projectie_a),
            "b": vergelijking.b.opmerkingen(&vergelijking.projectie_b),
        },
        "toedeling": match vergelijking.volgorde {
            Volgorde::Shapley => "shapley",
            Volgorde::Vast(_) => "volgorde",
        },
        "onderdelen": vergelijking.onderdelen().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "projecties": vergelijking.projecties(),
        "niveau": selectie.keuze.niveau.word(),
        "regels": rows,
        "effect": {
            "veld": selectie.veld().naam,
            "landelijk": group(&landelijk(&effecten)),
            "provincies": groups(per_provincie(&effecten, &vergelijking.a.gemeenten)),
            "grootteklassen": groups(per_grootteklasse(&effecten, |klasse| {
                grootteklasse(klasse, Taal::Nl)
            })),
        },
        "voorfinanciering": [
            streams(vergelijking.a, &vergelijking.projectie_a, &units),
            streams(vergelijking.b, &vergelijking.projectie_b, &units),
        ],
        "trekkingen": kansen.map(|kansen| kansen.part.header.draws),
        "zaad": kansen.map(|kansen| kansen.part.header.seed),
        "ontvangstbewijzen": [Receipt::of(vergelijking.a), Receipt::of(vergelijking.b)],
    })
}

fn number(text: &str) -> Value {
    let number: serde_json::Number = text.parse().expect("these digits are a number");
    Value::Number(number)
}

fn rows(
    vergelijking: &Vergelijking<'_>,
    kansen: Option<&Kansen<'_>>,
    selectie: &Selectie,
    groep: &Groep,
    jaren: &[usize],
) -> Vec<Value> {
    let mut values = Vec::new();
    for veld in selectie.alle_velden() {
        for row in rijen(vergelijking, groep, &veld, jaren) {
            let parts = vergelijking.onderdelen().iter().enumerate();
            let parts: Map<String, Value> = parts
                .map(|(index, part)| {
                    let sum = vergelijking.som(&groep.leden, &[row.plaats], |jaar, gemeente| {
                        vergelijking.bijdrage(index, &veld, jaar, gemeente)
                    });
                    (part.to_string(), euros(sum))
                })
                .collect();
            let percent = basispunten(row.verschil(), row.a);
            let drawn = kansen.zip(groep.eenheid);
            let drawn = drawn.and_then(|(kansen, unit)| kansen.of(unit, row.plaats, veld.naam));
            let mut value = json!({
                "code": groep.code,
                "naam": groep.naam,
                "provincie": groep.provincie,
                "jaar": row.jaar.get(),
                "veld": veld.naam,
                "a": euros(row.a),
                "b": euros(row.b),
                "verschil": euros(row.verschil()),
                "procent": percent.map(|points| number(&percent_text(points))),
                "cumulatief": (!veld.is_stand()).then(|| euros(row.cumulatief)),
                "per_inwoner": per_inwoner(row.verschil(), groep.inwoners).map(euros),
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

fn group(one: &Groepseffect) -> Value {
    json!({
        "naam": one.naam,
        "gemeenten": one.gemeenten,
        "winnaars": one.winnaars,
        "verliezers": one.verliezers,
        "gelijk": one.gelijk(),
        "inwoners": one.inwoners,
        "a": euros(one.van),
        "b": euros(one.naar),
        "verschil": euros(one.verschil()),
        "per_inwoner": one.per_inwoner.map(euros),
        "per_inwoner_gemiddeld": one.gemiddelde.map(euros),
        "per_inwoner_laagste": one.spreiding.map(|(low, _)| euros(low)),
        "per_inwoner_hoogste": one.spreiding.map(|(_, high)| euros(high)),
    })
}

fn keys(vergelijking: &Vergelijking<'_>) -> Vec<Value> {
    let side = |one: &Option<Gegeven>| {
        one.as_ref().map(|one| {
            json!({
                "waarde": one.waarde,
                "status": one.herkomst.status.word(),
                "bron": &*one.herkomst.bron,
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

fn streams(model: &Model, projection: &Projection, units: &[Groep]) -> Value {
    let cohorts = cohortstromen(model, projection);
    let amounts =
        |amounts: &[Cents]| -> Vec<Value> { amounts.iter().map(|&one| euros(one)).collect() };
    let rows = units.iter().flat_map(|groep| {
        cohorts.iter().map(|(cohort, stromen)| {
            let stream = samen(stromen, &groep.leden);
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
    });
    json!({
        "scenario": model.scenario.naam,
        "cohorten": rows.collect::<Vec<_>>(),
    })
}
