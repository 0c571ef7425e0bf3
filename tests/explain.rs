//! The derivation of an amount: every node follows from its children to the
//! cent, the root is the column of the run, and a reader gets to the source.

mod common;
#[path = "properties/wereld.rs"]
#[allow(dead_code)] // Other properties need more of it.
mod wereld;

use std::collections::BTreeMap;

use num_rational::BigRational;
use proptest::prelude::*;
use spuk::explain::{Eenheid, Formule, Knoop, Uitlegger, Veld};
use spuk::jaar::Jaar;
use spuk::projection::{Jaarprojectie, KOLOMMEN, Meting, Model, Projection};

use common::embedded;
use wereld::met_kas;

/// Worlds per property: every field of every gemeente and year of each is explained.
const WORLDS: u32 = 24;

fn jaar(year: i64) -> Jaar {
    Jaar::new(year).expect("a year")
}

fn euros(cents: i64) -> BigRational {
    BigRational::new(cents.into(), 100.into())
}

/// What the run says of a field: a column, or an amount that counted.
fn of_the_run(veld: Veld, year: &Jaarprojectie, gemeente: usize) -> BigRational {
    let amounts = year.bedragen;
    let cents = match veld {
        Veld::GezinsOverig => amounts.gezins_overig,
        Veld::A => amounts.bedrag[0],
        Veld::B => amounts.bedrag[1],
        Veld::C => amounts.bedrag[2],
        Veld::GewichtA => amounts.gewicht[0],
        Veld::GewichtB => amounts.gewicht[1],
        Veld::GewichtC => amounts.gewicht[2],
        Veld::GewichtD => amounts.gewicht[3],
        Veld::Onderwijsroute => amounts.onderwijsroute,
        _ => {
            let column = KOLOMMEN.iter().find(|kolom| kolom.naam == veld.key());
            match column.expect("a column of the run").meting {
                Meting::Personen(of) => {
                    return BigRational::from_integer(of(year, gemeente).into());
                }
                Meting::Bedrag(of) => of(year, gemeente),
            }
        }
    };
    euros(cents.get())
}

/// Nodes that were already held to account, by id and value.
type Seen = BTreeMap<String, BigRational>;

/// Every node below follows from its children, and every leaf has a source.
fn holds(root: &Knoop, seen: &mut Seen) -> Result<(), String> {
    for knoop in root.knopen() {
        let Knoop { id, waarde, .. } = knoop;
        if let Some(known) = seen.insert(id.clone(), waarde.clone()) {
            if known != *waarde {
                return Err(format!("{id} is {known} and {waarde}"));
            }
            continue;
        }
        if !knoop.follows() {
            let children: Vec<String> = knoop
                .kinderen
                .iter()
                .map(|child| format!("{} = {}", child.id, child.waarde))
                .collect();
            return Err(format!(
                "{id} ({}) is {waarde}, not {:?}, of {children:?}",
                knoop.formule.word(),
                knoop.recompute(),
            ));
        }
        let given = matches!(knoop.formule, Formule::Gegeven);
        if given != knoop.herkomst.is_some() && knoop.is_blad() {
            let summed = matches!(knoop.formule, Formule::OverGemeenten(_));
            if !summed {
                return Err(format!("{id} has no source"));
            }
        }
        let whole = match knoop.eenheid {
            Eenheid::Euro if !knoop.symbool.is_empty() => knoop.cents().is_some(),
            Eenheid::Personen => waarde.is_integer(),
            _ => true,
        };
        if !whole {
            return Err(format!("{id} is {waarde}, no whole cents or people"));
        }
    }
    Ok(())
}

/// Explains everything of a gemeente in a year.
fn explained(
    uitlegger: &mut Uitlegger<'_>,
    projection: &Projection,
    gemeente: usize,
    year: Jaar,
) -> Result<(), String> {
    let result = projection.jaar(year).expect("a projected year");
    let mut seen = Seen::new();
    for &veld in Veld::ALL {
        let root = uitlegger.explain(gemeente, year, veld);
        let root = root.map_err(|error| error.to_string())?;
        let expected = of_the_run(veld, result, gemeente);
        let place = format!("{} {year} gemeente {gemeente}", veld.key());
        if root.waarde != expected {
            return Err(format!(
                "{place} is {}, the run says {expected}",
                root.waarde
            ));
        }
        holds(&root, &mut seen).map_err(|error| format!("{place}: {error}"))?;
    }
    Ok(())
}

/// Explains everything of these gemeenten in all years.
fn all_explained(
    model: &Model,
    projection: &Projection,
    gemeenten: &[usize],
) -> Result<(), String> {
    let mut uitlegger = Uitlegger::new(model, projection).map_err(|error| error.to_string())?;
    for &gemeente in gemeenten {
        for result in &projection.jaren {
            explained(&mut uitlegger, projection, gemeente, result.jaar)?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(WORLDS))]

    #[test]
    fn every_node_of_a_random_scenario_follows_from_its_children((world, _) in met_kas()) {
        let folder = world.folder();
        let Ok((model, projection)) = folder.project() else {
            return Ok(());
        };
        let gemeenten: Vec<usize> = (0..model.gemeenten.len()).collect();
        let outcome = all_explained(&model, &projection, &gemeenten);
        prop_assert_eq!(outcome, Ok(()));
    }
}

#[test]
fn every_node_of_every_shipped_scenario_follows_from_its_children() {
    for (name, _) in spuk::scenario::EMBEDDED {
        let (model, projection) = embedded(name);
        let utrecht = model.gemeenten.index_of("GM0344").expect("Utrecht");
        for gemeente in [0, utrecht, model.gemeenten.len() - 1] {
            let outcome = all_explained(&model, &projection, &[gemeente]);
            assert_eq!(outcome, Ok(()), "{name}");
        }
    }
}

#[test]
fn the_year_of_an_explanation_is_one_of_the_projection() {
    let (model, projection) = embedded("wi2021");
    let mut uitlegger = Uitlegger::new(&model, &projection).unwrap();
    assert!(uitlegger.explain(0, jaar(2050), Veld::Kas).is_err());
}
