//! The derivation of an amount: every node follows from its children to the
//! cent, the root is the column of the run, and a reader gets to the source.

mod fallen;
mod output;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use spuk::internals::columns::Column;
use spuk::internals::exact::fraction::Exact;
use spuk::internals::exact::money::Cents;
use spuk::internals::explain::{ExplainField, ExplainFormula, ExplainNode, ExplainUnit, Explainer};
use spuk::internals::model::Model;
use spuk::internals::projection::{Measure, Projection, YearProjection};
use spuk::internals::scenario::Value;
use spuk::internals::simulate::{DrawId, draw_with_people};
use spuk::internals::terms::Lang;
use spuk::internals::terms::jaar::Jaar;

use crate::common::{Folder, embedded, in_project};
use crate::properties::world::{aandeel, met_kas};
use crate::scenario::carried::country;

/// Worlds per property: every field of every gemeente and year of each is explained.
const WORLDS: u32 = 24;

fn jaar(year: i64) -> Jaar {
    Jaar::new(year).expect("a year")
}

fn euros(cents: i64) -> Exact {
    Exact::new(cents.into(), 100.into())
}

/// What the run says of a field: a column, or an amount that counted.
fn of_the_run(veld: ExplainField, year: &YearProjection, gemeente: usize) -> Exact {
    let amounts = year.bedragen;
    let cents = match veld {
        ExplainField::BedragGezinsOverig => amounts.gezins_overig,
        ExplainField::A => amounts.bedrag[0],
        ExplainField::B => amounts.bedrag[1],
        ExplainField::C => amounts.bedrag[2],
        ExplainField::GewichtA => amounts.gewicht[0],
        ExplainField::GewichtB => amounts.gewicht[1],
        ExplainField::GewichtC => amounts.gewicht[2],
        ExplainField::GewichtD => amounts.gewicht[3],
        ExplainField::BedragOnderwijsroute => amounts.onderwijsroute,
        _ => {
            let column = Column::named(veld.key()).expect("a column of the run");
            let figure = Measure::of(column).figure(year, gemeente);
            if !column.is_money() {
                return Exact::from_integer(figure.into());
            }
            Cents::new(figure)
        }
    };
    euros(cents.get())
}

/// Nodes that were already held to account, by id and value.
type Seen = BTreeMap<String, Exact>;

/// Every node below follows from its children, and every leaf has a source.
fn holds(root: &ExplainNode, seen: &mut Seen) -> Result<(), String> {
    for knoop in root.nodes() {
        let ExplainNode { id, waarde, .. } = knoop;
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
        let given = matches!(knoop.formule, ExplainFormula::Gegeven);
        if given != knoop.herkomst.is_some() && knoop.is_leaf() {
            let summed = matches!(knoop.formule, ExplainFormula::OverGemeenten(_));
            if !summed {
                return Err(format!("{id} has no source"));
            }
        }
        let whole = match knoop.eenheid {
            ExplainUnit::Euro if !knoop.symbool.is_empty() => knoop.cents().is_some(),
            ExplainUnit::Personen => waarde.is_integer(),
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
    uitlegger: &mut Explainer<'_>,
    projection: &Projection,
    gemeente: usize,
    year: Jaar,
) -> Result<(), String> {
    let result = projection.jaar(year).expect("a projected year");
    let mut seen = Seen::new();
    for &veld in ExplainField::ALL {
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
    let mut uitlegger = Explainer::new(model, projection).map_err(|error| error.to_string())?;
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

/// Settings over the law as it stands, so that amounts are derived and people
/// come out of the stream.
fn instellingen() -> impl Strategy<Value = Vec<String>> {
    let share = || (0..=1000i64).prop_map(aandeel);
    let huisvesting = (0..=900i64, 0..=100i64).prop_map(|(now, next)| {
        let parts = [now, next, 1000 - now - next].map(aandeel);
        // The same in all years, or in those from one year on.
        let years = if now % 2 == 0 { "" } else { ".2024" };
        format!(
            "huisvesting.asielstatushouder{years}=[{}]",
            parts.join(", ")
        )
    });
    let ritme = (0..=400i64, 0..=300i64).prop_map(|(a, b)| {
        let parts = [a, b, 1000 - a - b].map(aandeel).join(", ");
        format!("betaalritme=[{{ vanaf_cohort = 2019, totaal = [{parts}] }}]")
    });
    let people = 0..60_000i64;
    let error = (-500..=1000i64).prop_map(|it| {
        format!(
            "instroom.prognosevertekening={}{}",
            if it < 0 { "-" } else { "" },
            aandeel(it.abs())
        )
    });
    (
        // All of it is asked to be said on purpose: `bewust = true`.
        (0..1000i64).prop_map(|it| format!("prestatie.aandeel={}", aandeel(it))),
        (0..30_000i64).prop_map(|it| format!("onderwijsroute.trajectprijs={it}")),
        share().prop_map(|it| format!("verlenging.aandeel={it}")),
        share().prop_map(|it| format!("start.vertraging_in_jaren={it}")),
        share().prop_map(|it| format!("reservering.maximum={it}")),
        people.prop_map(|it| format!("instroom.pad.asielstatushouder.2025={it}")),
        (0..25_000i64).prop_map(|it| format!("vertraging.asielstatushouder.2023={it}")),
        (huisvesting, ritme, error),
    )
        .prop_map(|(a, b, c, d, e, f, g, (h, i, j))| {
            let fixed = [
                "bedragen.2026.gebruik=afgeleid",
                "bedragen.2025.gebruik=afgeleid",
                "scenario.tot=2028",
            ];
            let fixed = fixed.into_iter().map(str::to_owned);
            fixed.chain([a, b, c, d, e, f, g, h, i, j]).collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(WORLDS / 2))]

    #[test]
    fn every_node_of_a_changed_law_follows_from_its_children(
        settings in instellingen(),
        gemeente in 0..342usize,
        year in 2025..=2028i64,
    ) {
        let model = Model::load("wi2021", &settings).unwrap_or_else(|error| panic!("{error}"));
        let projection = model.project().unwrap();
        let mut uitlegger = Explainer::new(&model, &projection).unwrap();
        let outcome = explained(&mut uitlegger, &projection, gemeente, jaar(year));
        prop_assert_eq!(outcome, Ok(()), "{:?}", settings);
    }
}

/// A later year holds the years before it: its reserve goes back to the first.
#[test]
fn every_node_of_every_shipped_scenario_follows_from_its_children() {
    for (number, (name, _)) in spuk::internals::scenario::EMBEDDED.iter().enumerate() {
        let (model, projection) = embedded(name);
        let gemeente = number * 31 % model.gemeenten.len();
        let mut uitlegger = Explainer::new(&model, &projection).unwrap();
        let last = projection.jaren.last().expect("a year").jaar;
        for year in [jaar(2026), last] {
            let outcome = explained(&mut uitlegger, &projection, gemeente, year);
            assert_eq!(outcome, Ok(()), "{name}");
        }
    }
}

#[test]
fn every_node_of_a_draw_follows_from_its_children() {
    let model = Model::load("wi2021", &[]).unwrap();
    let trekking = DrawId {
        zaad: 7,
        nummer: 17,
    };
    let (uitkomst, projection) = draw_with_people(&model, trekking).unwrap();
    let mut uitlegger = Explainer::of_draw(&model, &uitkomst, &projection, trekking).unwrap();
    for (gemeente, year) in [(0, 2025), (13, 2027), (341, 2031)] {
        let outcome = explained(&mut uitlegger, &projection, gemeente, jaar(year));
        assert_eq!(outcome, Ok(()), "{year}");
    }
    let root = uitlegger
        .explain(13, jaar(2028), ExplainField::UitkeringDefinitief)
        .unwrap();
    let drawn = root.nodes().into_iter().filter(|knoop| {
        let herkomst = knoop.herkomst.as_ref();
        herkomst.is_some_and(|it| it.bron.of(Lang::Nl) == "trekking 17 van zaad 7")
    });
    let symbols: BTreeSet<&str> = drawn.map(|knoop| knoop.symbool.as_str()).collect();
    for expected in ["AGO(2028)", "AAO(2028)", "AA(2028)"] {
        assert!(symbols.contains(expected), "no {expected} in {symbols:?}");
    }
}

/// The check is worth something only if it fails on what is wrong.
#[test]
fn what_counted_cohorts_bear_on_is_explained_by_them() {
    for more in ["doorwerking = 0.3", "doorwerking = 1.0"] {
        let (model, projection) = country(more).project().unwrap();
        assert_eq!(
            all_explained(&model, &projection, &[0, 1, 2]),
            Ok(()),
            "{more}"
        );
    }
}

#[test]
fn a_node_that_is_a_cent_off_does_not_follow() {
    let (model, projection) = embedded("wi2021");
    let mut uitlegger = Explainer::new(&model, &projection).unwrap();
    let mut tried = 0;
    for &veld in ExplainField::ALL {
        let root = uitlegger.explain(5, jaar(2028), veld).unwrap();
        for knoop in root.nodes().into_iter().filter(|knoop| !knoop.is_leaf()) {
            let mut wrong = knoop.clone();
            wrong.waarde += euros(1);
            assert!(!wrong.follows(), "{}", knoop.id);
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// The figure at a key of the scenario, read apart from the explanation.
fn figure(model: &Model, sleutel: &str) -> Option<Exact> {
    let keys: Vec<&str> = sleutel.split('.').collect();
    let Value::Number(digits) = &model.scenario.tree().get(&keys)?.value else {
        return None;
    };
    let digits = digits.replace('_', "");
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let numerator: i64 = format!("{whole}{decimals}").parse().ok()?;
    let scale = 10i64.pow(decimals.len() as u32);
    Some(Exact::new(numerator.into(), scale.into()))
}

#[test]
fn a_leaf_with_a_key_is_the_figure_that_stands_at_it() {
    let (model, projection) = embedded("korting-2028");
    let mut uitlegger = Explainer::new(&model, &projection).unwrap();
    let mut found = 0;
    for &veld in ExplainField::ALL {
        let root = uitlegger.explain(100, jaar(2031), veld).unwrap();
        for knoop in root.nodes() {
            let Some(sleutel) = knoop.herkomst.as_ref().and_then(|it| it.sleutel.as_ref()) else {
                continue;
            };
            if let Some(figure) = figure(&model, sleutel) {
                assert_eq!(figure, knoop.waarde, "{sleutel}");
                found += 1;
            }
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn a_delivered_count_is_the_number_in_its_line() {
    let folder = in_project("tests/cases/drie-gemeenten");
    let path = folder.join("scenario.toml").display().to_string();
    let model = Model::load(&path, &[]).unwrap();
    let projection = model.project().unwrap();
    let mut uitlegger = Explainer::new(&model, &projection).unwrap();
    let mut found = 0;
    for gemeente in 0..3 {
        let root = uitlegger
            .explain(gemeente, jaar(2026), ExplainField::Verrekening)
            .unwrap();
        for knoop in root.nodes() {
            let Some(herkomst) = &knoop.herkomst else {
                continue;
            };
            let (Some(file), Some(line)) = (&herkomst.bestand, herkomst.regel) else {
                continue;
            };
            if !file.ends_with(".csv") {
                continue;
            }
            let text = std::fs::read_to_string(file).unwrap();
            let row = text.lines().nth(line - 1).unwrap();
            let code = &model.gemeenten.list()[gemeente].code;
            assert!(row.starts_with(code.as_str()), "{row} is not of {code}");
            let number = knoop.waarde.to_integer().to_string();
            assert!(
                row.split(',').any(|field| field == number),
                "no {number} in {row}"
            );
            found += 1;
        }
    }
    assert!(found >= 30, "{found}");
}

/// Counts of gemeenten that merged or were split since go to their successors.
#[test]
fn counts_of_former_gemeenten_are_explained_by_their_rows() {
    let folder = Folder::with(&[
        (
            "scenario.toml",
            "[scenario]\nbasis = \"wi2021\"\n[gemeenten]\nbestand = \"gemeenten.csv\"\n\
             herindelingen = \"h.csv\"\n[aantallen]\nbestand = \"aantallen.csv\"\n",
        ),
        (
            "gemeenten.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM2,B,P,100\nGM3,C,P,310\nGM4,D,P,7\n",
        ),
        (
            "h.csv",
            "datum,van_code,van_naam,naar_code,naar_naam,soort\n\
             2023-01-01,GM4,D,GM2,B,opgegaan\n\
             2024-01-01,GM1,A,GM2,B,gesplitst\n2024-01-01,GM1,A,GM3,C,gesplitst\n",
        ),
        (
            "aantallen.csv",
            "gm_code,groep,jaar,aantal\nGM1,asielstatushouder,2026,41\n\
             GM2,asielstatushouder,2026,5\nGM4,asielstatushouder,2026,3\n\
             GM3,gezins_overig,2026,0\n",
        ),
    ]);
    let (model, projection) = folder.project().unwrap();
    assert_eq!(all_explained(&model, &projection, &[0, 1]), Ok(()));
    let mut uitlegger = Explainer::new(&model, &projection).unwrap();
    let root = uitlegger
        .explain(0, jaar(2026), ExplainField::Asielstatushouders)
        .unwrap();
    let lines: BTreeSet<usize> = root
        .nodes()
        .iter()
        .filter_map(|knoop| knoop.herkomst.as_ref())
        .filter(|herkomst| {
            herkomst
                .bestand
                .as_ref()
                .is_some_and(|it| it.contains("aantallen"))
        })
        .filter_map(|herkomst| herkomst.regel)
        .collect();
    assert_eq!(lines, BTreeSet::from([2, 3, 4]));
}

/// Of a cohort that was counted at a peiljaar alone, or there beside what the
/// instroom gives, the route and the completions follow from that count.
#[test]
fn what_follows_from_a_count_at_a_peiljaar_is_explained_by_it() {
    let folder = Folder::with(&[
        (
            "scenario.toml",
            "[scenario]\nbasis = \"wi2021\"\nvan = 2026\ntot = 2029\n\
             [gemeenten]\nbestand = \"gemeenten.csv\"\n[aantallen]\nbestand = \"aantallen.csv\"\n",
        ),
        (
            "gemeenten.csv",
            "gm_code,naam,provincie,inwoners_2024\nGM2,B,P,100\nGM3,C,P,310\n",
        ),
        (
            "aantallen.csv",
            "gm_code,groep,jaar,aantal,peiljaar\nGM2,asielstatushouder,2021,60,2026\n\
             GM2,asielstatushouder,2025,900,2026\nGM3,asielstatushouder,2025,5,2026\n\
             GM2,asielstatushouder,2026,700,2026\nGM3,asielstatushouder,2026,30,2026\n\
             GM2,asielstatushouder,2026,650,2027\nGM3,asielstatushouder,2026,80,2027\n",
        ),
    ]);
    let (model, projection) = folder.project().unwrap();
    assert_eq!(all_explained(&model, &projection, &[0, 1]), Ok(()));
}
