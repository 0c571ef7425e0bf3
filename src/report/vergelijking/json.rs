//! A comparison as JSON: everything that the other forms show, and the receipts.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::super::grootteklasse::grootteklasse;
use super::super::json::{OneByOne, euros, pretty};
use super::super::receipt::Receipt;
use super::super::taal::Taal;
use super::Selectie;
use super::csv::{name, percent_text};
use super::kansen::{Kansen, share_text};
use super::rijen::{Groep, groepen, rijen};
use crate::compare::{
    Cohortstroom, Gegeven, Groepseffect, Vergelijking, Volgorde, basispunten, cohortstromen,
    landelijk, per_grootteklasse, per_inwoner, per_provincie, samen,
};
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::projection::Model;

/// Every comparison, indented, ended by a newline. Amounts are numbers of euros
/// with two decimals, exact as they stand.
pub fn comparison_json(
    vergelijkingen: &[(Vergelijking<'_>, Option<Kansen<'_>>)],
    selectie: &Selectie,
) -> String {
    let all = || {
        vergelijkingen.iter().map(|(vergelijking, kansen)| Naast {
            vergelijking,
            kansen: kansen.as_ref(),
            selectie,
        })
    };
    pretty(&Document {
        eenheid: "euro",
        vergelijkingen: OneByOne(all),
    })
}

#[derive(Serialize)]
struct Document<V> {
    eenheid: &'static str,
    vergelijkingen: V,
}

/// One comparison.
struct Naast<'a> {
    vergelijking: &'a Vergelijking<'a>,
    kansen: Option<&'a Kansen<'a>>,
    selectie: &'a Selectie,
}

impl Serialize for Naast<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let &Self {
            vergelijking,
            kansen,
            selectie,
        } = self;
        let (a, b) = (vergelijking.a, vergelijking.b);
        let (projectie_a, projectie_b) = (&vergelijking.projectie_a, &vergelijking.projectie_b);
        let jaren = selectie.jaren_van(vergelijking);
        let units = groepen(vergelijking, selectie);
        let unit_rows = |groep| rows(vergelijking, kansen, selectie, groep, &jaren);
        let onderdelen = vergelijking.onderdelen().iter().map(ToString::to_string);
        let toedeling = match vergelijking.volgorde {
            Volgorde::Shapley => "shapley",
            Volgorde::Vast(_) => "volgorde",
        };
        let opmerkingen = json!({
            "a": a.opmerkingen(projectie_a),
            "b": b.opmerkingen(projectie_b),
        });
        let cohorten_a = cohortstromen(a, projectie_a);
        let cohorten_b = cohortstromen(b, projectie_b);
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
        map.serialize_entry("voorfinanciering", &voorfinanciering)?;
        map.serialize_entry("trekkingen", &kansen.map(|kansen| kansen.part.header.draws))?;
        map.serialize_entry("zaad", &kansen.map(|kansen| kansen.part.header.seed))?;
        map.serialize_entry("ontvangstbewijzen", &[Receipt::of(a), Receipt::of(b)])?;
        map.end()
    }
}

/// Who gains and who loses in the column that gemeenten are judged by.
fn effect(vergelijking: &Vergelijking<'_>, selectie: &Selectie, jaren: &[usize]) -> Value {
    let effecten = vergelijking.effecten(selectie.veld(), jaren);
    let groups = |groups: Vec<Groepseffect>| -> Vec<Value> { groups.iter().map(group).collect() };
    json!({
        "veld": selectie.veld().naam,
        "landelijk": group(&landelijk(&effecten)),
        "provincies": groups(per_provincie(&effecten, &vergelijking.a.gemeenten)),
        "grootteklassen": groups(per_grootteklasse(&effecten, |klasse| {
            grootteklasse(klasse, Taal::Nl)
        })),
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

#[derive(Serialize)]
struct Stromen<'a, C> {
    scenario: &'a str,
    cohorten: C,
}

fn streams<'a>(
    model: &'a Model,
    cohorts: &'a [(Jaar, Vec<Cohortstroom>)],
    units: &'a [Groep],
) -> impl Serialize {
    let amounts =
        |amounts: &[Cents]| -> Vec<Value> { amounts.iter().map(|&one| euros(one)).collect() };
    let rows = move |groep: &'a Groep| {
        cohorts.iter().map(move |(cohort, stromen)| {
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
    };
    Stromen {
        scenario: &model.scenario.naam,
        cohorten: OneByOne(move || units.iter().flat_map(rows)),
    }
}
