//! The scenarios that come with the program: each is a question about the law,
//! loads, has a source on every figure, and has the effect that it asks about.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use serde_json::{Value as Json, json};
use spuk::internals::exact::money::Cents;
use spuk::internals::export::amounts_csv;
use spuk::internals::model::Model;
use spuk::internals::people::backtest;
use spuk::internals::projection::{Projection, YearProjection};
use spuk::internals::scenario::{DEFAULT, EMBEDDED, json_schema, load};
use spuk::internals::terms::Lang;
use spuk::internals::terms::jaar::Jaar;
use toml::de::{DeTable, DeValue};

use crate::common::{Folder, embedded, in_project, rows};

/// A scenario with its projection: one that many tests look at.
static WI2021: LazyLock<(Model, Projection)> = LazyLock::new(|| embedded(DEFAULT));

fn jaar(year: i64) -> Jaar {
    Jaar::new(year).expect("a year")
}

fn year(projection: &Projection, year: i64) -> &YearProjection {
    projection.jaar(jaar(year)).expect("a projected year")
}

fn definitief(projection: &Projection, t: i64) -> Cents {
    year(projection, t).definitief.total()
}

/// An amount per person that counts in a year, in cents.
fn bedrag(model: &Model, t: i64, number: usize) -> i64 {
    let year = model.bedragen.of(jaar(t)).expect("a year with amounts");
    let amounts = year.geldend.expect("amounts that count");
    amounts.bedrag[number].get()
}

fn as_json(value: &DeValue<'_>) -> Json {
    // Numbers keep their digits, as they do in the program.
    let number = |digits: &str| serde_json::from_str(digits).expect("a number");
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(digits) => number(digits.as_str()),
        DeValue::Float(digits) => number(digits.as_str()),
        DeValue::Boolean(value) => json!(value),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| as_json(item.get_ref())).collect(),
        DeValue::Table(table) => table_as_json(table),
    }
}

fn table_as_json(table: &DeTable<'_>) -> Json {
    let entries = table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), as_json(value.get_ref())));
    Json::Object(entries.collect())
}

pub(super) fn parsed(text: &str) -> Json {
    table_as_json(DeTable::parse(text).expect("TOML").get_ref())
}

#[test]
fn every_file_is_embedded_and_the_other_way_round() {
    let files: BTreeSet<(String, String)> = fs::read_dir(in_project("scenarios"))
        .expect("the folder of scenarios")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let stem = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (stem, fs::read_to_string(&path).expect("text"))
        })
        .collect();
    let known: BTreeSet<(String, String)> = EMBEDDED
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    let names = |all: &BTreeSet<(String, String)>| {
        let names = all.iter().map(|(name, _)| name.clone());
        names.collect::<BTreeSet<_>>()
    };
    let hint = "src/scenario/embedded.rs names every scenario";
    assert_eq!(names(&files), names(&known), "{hint}");
    assert!(files == known, "a text is not that of its file");
}

#[test]
fn every_scenario_projects_and_keeps_its_books() {
    for (name, _) in EMBEDDED {
        let (_, projection) = embedded(name);
        assert_eq!(projection.jaren.len(), 8, "{name}");
    }
}

#[test]
fn every_scenario_starts_with_its_question() {
    for (name, text) in EMBEDDED {
        let comment = text.lines().take_while(|line| line.starts_with('#'));
        assert!(
            comment.into_iter().any(|line| line.contains('?')),
            "{name}: the comment above the first table asks no question"
        );
        let scenario = load(name, &[]).expect(name);
        let question = scenario
            .tables()
            .scenario
            .omschrijving
            .as_deref()
            .expect("a question");
        assert!(question.ends_with('?'), "{name}: {question}");
    }
}

#[test]
fn every_figure_has_a_source() {
    for (name, _) in EMBEDDED {
        let scenario = load(name, &[]).expect(name);
        for cijfer in scenario.cijfers() {
            let bron = &cijfer.herkomst.bron;
            assert!(
                !bron.of(Lang::Nl).starts_with("geen bron genoemd"),
                "{name}: {}",
                cijfer.pad
            );
        }
    }
}

#[test]
fn every_scenario_is_valid_by_the_schema() {
    let validator = jsonschema::validator_for(&json_schema(Lang::Nl)).expect("a JSON Schema");
    for (name, text) in EMBEDDED {
        let value = parsed(text);
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn the_schema_takes_what_the_program_takes() {
    let validator = jsonschema::validator_for(&json_schema(Lang::Nl)).expect("a JSON Schema");
    let folder = Folder::with(&[]);
    let right = [
        "[begroting]\n2026 = \"260800000.50\"\n",
        "[begroting]\n2026 = { waarde = \"260800000.50\", bron = \"begroting\" }\n",
        "[begroting]\n2026 = { waarde = 260800000.50, bron = \"begroting\" }\n",
        "[prestatie]\naandeel = { waarde = \"0.2\", status = \"aanname\" }\n",
        "[prognose]\n2026 = { waarde = 20000, bron = \"LPAS\" }\n",
        "[simulatie]\nzaad = \"18446744073709551615\"\n",
        "[kosten.leerroute.B1]\nbedrag = 1000\n",
        "[kas]\nverrekening_maand = { waarde = 6, bron = \"brief\" }\n",
        "[instroom]\nsamenhang = { waarde = \"0.3\", gefit = \"CBS\" }\n",
        "[pip]\ngezinsmigrant = { waarde = [0.1, 0.2], bron = \"DUO\" }\n",
        "[pip]\ngezinsmigrant = [0.1, { waarde = \"0.2\", bron = \"DUO\" }]\n",
        "[korting]\npercentage = 0.1\nvanaf = 2028\nwijze = { waarde = \"doorberekend\" }\n",
        "[[betaalritme]]\nvanaf_cohort = 2026\ntotaal = { waarde = [0.5, 0.3, 0.2], bron = \"b\" }\n",
        "[scenario]\nbasis = \"wi2021\"\nomschrijving = { waarde = \"Wat als?\" }\n",
        "[taakstelling]\n2026 = { eerste = 10000, tweede = 12000 }\n",
        "[huisvesting]\nasielstatushouder = { 2022 = [0.8, 0.2], 2025 = [1] }\n",
        "[kenmerken.GM0344]\nkosten = 10\n",
    ];
    for text in right {
        assert!(
            validator.is_valid(&parsed(text)),
            "the schema refuses {text}"
        );
        let whole = match text.contains("[scenario]") {
            true => text.to_owned(),
            false => format!("[scenario]\nbasis = \"wi2021\"\n{text}"),
        };
        folder.write("scenario.toml", &whole);
        if let Err(refused) = folder.load() {
            panic!("{text}: {}", refused);
        }
    }
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let validator = jsonschema::validator_for(&json_schema(Lang::Nl)).expect("a JSON Schema");
    let wrong = [
        "[scenario]\nvan = 2024\ntot = 2026\njaren = 3\n",
        "[prognoze]\n2026 = 1\n",
        "[prognose]\n2026 = \"veel\"\n",
        "[prognose]\n2026 = 1.5\n",
        "[prognose]\n2026 = \"20000\"\n",
        "[scenario]\nbasis = \"wi2021\"\ntot = \"2030\"\n",
        "prestatie = [2026, 0.3, \"alle\"]\n",
        "reservering = [0.1, 2024]\n",
        "[leerroute]\nasielstatushouder = [0.3, 0.3, 0.4]\n",
        "korting = [[0.2, 2026, 2027, \"doorberekend\"]]\n",
        "[kosten]\nbegeleiding = [1000, [1]]\n",
        "gemeenten = [\"g.csv\", \"h.csv\"]\n",
        "[prognose]\nvolgend_jaar = 1\n",
        "[prognose]\n2026 = { waarde = 1, born = \"x\" }\n",
        "[prestatie]\naandeel = 1.1\n",
        "[prestatie]\naandeel = { waarde = \"veel\" }\n",
        "[kas]\nverrekening_maand = { waarde = 13 }\n",
        "[pip]\ngezinsmigrant = { waarde = [1.1] }\n",
        "[prestatie]\nstatus = \"zeker\"\n",
        "[korting]\nwijze = \"later\"\n",
        "[kas]\nverrekening_maand = 13\n",
        "[[betaalritme]]\nvanaf_cohort = 2026\ntotaal = [0.5, 0.5]\n",
        "[[incidenteel]]\nnaam = \"zonder bedrag\"\nverdeelsleutel = \"inwoners\"\n",
        // Of every kind of figure one that is just beyond its bounds.
        "[scenario]\nbasis = \"wi2021\"\ntot = 2201\n",
        "[bedragen.2027]\na = 1_000_001\n",
        "[begroting]\n2026 = -1\n",
        "[[verwacht]]\njaar = 2026\nveld = \"kas\"\nbedrag = 100_000_000_001\n",
        "[taakstelling]\n2026 = -1\n",
        "[taakstelling]\n2026 = { eerste = -1, tweede = 1 }\n",
        "[index]\n2029 = 1.01\n",
        "[instroom]\nprognosevertekening = -0.6\n",
        "[instroom]\nprognosefout = 2.1\n",
        "[instroom.persistentie]\nasielstatushouder = 1\n",
        "[simulatie]\ntrekkingen = 0\n",
        "[simulatie]\nzaad = -1\n",
        "[kenmerken.GM0344]\nkosten = 11\n",
        "[kenmerken]\nUtrecht = { kosten = 1 }\n",
        "[huisvesting]\nasielstatushouder = [1.1]\n",
        "[huisvesting]\nasielstatushouder = { 2022 = [1.1] }\n",
        // A word has no range.
        "[prestatie]\neerste_jaar = { waarde = \"alle\", tussen = [1, 2] }\n",
    ];
    let folder = Folder::with(&[]);
    for text in wrong {
        assert!(
            !validator.is_valid(&parsed(text)),
            "the schema takes {text}"
        );
        let whole = match text.contains("[scenario]") {
            true => text.to_owned(),
            false => format!("scenario.basis = \"wi2021\"\n{text}"),
        };
        folder.write("scenario.toml", &whole);
        assert!(folder.load().is_err(), "the program takes {text}");
    }
}

#[test]
fn derived_amounts_equal_the_published_ones() {
    let amounts = rows(&amounts_csv(&WI2021.0, None));
    let mut compared = 0;
    for row in amounts.iter().filter(|row| !row["gepubliceerd"].is_empty()) {
        let place = format!("{} {}", row["jaar"], row["bedrag"]);
        assert_eq!(row["afgeleid"], row["gepubliceerd"], "{place}");
        assert_eq!(row["verschil"], "0.00", "{place}");
        compared += 1;
    }
    // Eight amounts and weights in 2022, 2023, 2025 and 2026.
    assert_eq!(compared, 8 * 4);
}

/// As the README has it; five per cent was asked for on every row.
#[test]
fn the_backtest_is_within_half_a_per_cent_on_every_row() {
    let backtest = backtest(&WI2021.0.scenario).expect("a backtest");
    for row in &backtest.rows {
        let off = row.difference().abs();
        let place = format!("{} {} {}: {off}", row.maat, row.groep, row.onderdeel);
        assert!(row.promille().abs() <= 5, "{place}");
    }
}

#[test]
fn the_voorlopige_uitkering_of_2024_is_the_budget_line() {
    let total = year(&WI2021.1, 2024).voorlopig.total().get();
    let line = 41_010_000_000;
    assert!((total - line).abs() * 10_000 <= line, "{total}");
    assert_eq!(year(&WI2021.1, 2024).begroting, Some(Cents::new(line)));
}

#[test]
fn the_new_rhythm_pays_less_in_2026_and_2027_and_catches_up_in_2028() {
    let (wi2021, (oud_model, oud)) = (&WI2021.1, embedded("oud-ritme"));
    for t in [2024, 2025] {
        assert_eq!(definitief(&oud, t), definitief(wi2021, t), "{t}");
    }
    // A fifth of a cohort is missing in 2026 (40 instead of 61) and in 2027
    // (40 and 30 instead of 61 and 31); from 2028 three instalments are whole.
    let difference = |t: i64| definitief(&oud, t).get() - definitief(wi2021, t).get();
    for t in [2026, 2027] {
        let share = difference(t) * 100 / definitief(&oud, t).get();
        assert!((15..25).contains(&share), "{t}: {share}%");
    }
    for t in [2028, 2029, 2030, 2031] {
        assert!(difference(t).abs() * 50 < definitief(&oud, t).get(), "{t}");
    }
    // What cohort 2026 misses at first comes back in its third instalment.
    let instalments = |model: &Model| [0, 1, 2].map(|k| bedrag(model, 2026 + k, k as usize));
    let (old, new) = (instalments(&oud_model), instalments(&WI2021.0));
    assert!(
        new[0] < old[0] && new[1] < old[1] && new[2] > old[2],
        "{old:?} {new:?}"
    );
    // At the prices of 2026 both come to the price of a traject, 15,218.35.
    for [first, second, third] in [old, new] {
        let at_2026 = first + second * 100 / 102 + third * 10_000 / 10_404;
        assert!((at_2026 - 1_521_835).abs() <= 3, "{at_2026}");
    }
}

#[test]
fn prestatiebekostiging_moves_money_and_never_the_total() {
    let (_, zonder) = embedded("zonder-prestatie");
    for (with, without) in WI2021.1.jaren.iter().zip(&zonder.jaren) {
        assert_eq!(
            with.definitief.total(),
            without.definitief.total(),
            "{}",
            with.jaar
        );
        assert_eq!(
            with.voorlopig.total(),
            without.voorlopig.total(),
            "{}",
            with.jaar
        );
    }
    // Before 2026 it does nothing; by then it has something to divide.
    assert_eq!(
        year(&WI2021.1, 2025).definitief,
        year(&zonder, 2025).definitief
    );
    assert_eq!(year(&zonder, 2026).bedragen.gewicht[3], Cents::ZERO);
}

#[test]
fn a_cut_that_is_passed_on_leaves_ninety_per_cent() {
    let (_, korting) = embedded("korting-2028");
    for (before, after) in WI2021.1.jaren.iter().zip(&korting.jaren) {
        if before.jaar < jaar(2028) {
            assert_eq!(before, after);
            continue;
        }
        // Each amount per person is rounded: at most half a cent for everyone counted.
        let t = i64::from(before.jaar.get());
        let asiel = |t| {
            year(&WI2021.1, t)
                .tellingen
                .asielstatushouders
                .iter()
                .sum::<i64>()
        };
        let people: i64 = [t, t - 1, t - 2].map(asiel).into_iter().sum::<i64>()
            + before.tellingen.gezins_overig.iter().sum::<i64>()
            + before.tellingen.onderwijsroute.iter().sum::<i64>();
        let tenths = 9 * before.definitief.total().get() - 10 * after.definitief.total().get();
        assert!(tenths.abs() <= 10 * (people / 2 + 1), "{t}: {tenths}");
        assert_eq!(after.binnen_begroting, Cents::ZERO);
    }
}

#[test]
fn a_fondsuitkering_is_settled_at_once() {
    let (_, fonds) = embedded("fondsuitkering-2028");
    for result in &fonds.jaren {
        if result.jaar < jaar(2028) {
            assert_eq!(Some(result), WI2021.1.jaar(result.jaar));
            continue;
        }
        assert_eq!(result.voorlopig, result.definitief, "{}", result.jaar);
        for (gemeente, back) in result.verantwoording.terugvordering.iter().enumerate() {
            assert_eq!(result.verrekening(gemeente), Cents::ZERO, "{}", result.jaar);
            assert_eq!(*back, Cents::ZERO, "{}", result.jaar);
        }
    }
}

#[test]
fn more_instroom_is_more_money_from_2026() {
    let (_, laag) = embedded("instroom-laag");
    let (_, hoog) = embedded("instroom-hoog");
    for t in 2024..=2031 {
        let amounts = [&laag, &WI2021.1, &hoog].map(|projection| definitief(projection, t));
        let rises = amounts.is_sorted_by(|less, more| less < more);
        let same = amounts.iter().all(|amount| *amount == amounts[0]);
        assert!(if t < 2026 { same } else { rises }, "{t}: {amounts:?}");
    }
}

/// The README names them in millions, beside the published budget of 88.9.
#[test]
fn the_onderwijsroute_of_2026_to_2029_is_what_the_readme_says() {
    let over = |projection: &Projection, abo: fn(&YearProjection) -> &[Cents]| {
        let years = (2026..=2029).map(|t| Cents::total(abo(year(projection, t))));
        years.map(Cents::get).sum::<i64>()
    };
    let of = |projection: &Projection| {
        [
            over(projection, |year| &year.voorlopig.abo),
            over(projection, |year| &year.definitief.abo),
        ]
    };
    assert_eq!(of(&WI2021.1), [4_848_021_494, 4_983_829_497]);
    // The same price, as one of the year of its letter.
    let earlier = Model::load(DEFAULT, &["onderwijsroute.prijspeil=2023".to_owned()]);
    let earlier = earlier
        .expect("a scenario")
        .project()
        .expect("a projection");
    assert_eq!(of(&earlier), [6_628_482_005, 6_814_166_163]);
    let law = include_str!("../../../docs/verantwoording.md");
    assert!(law.contains("49,8 miljoen uit\n  (48,5 voorlopig), en 68,1 (66,3)"));
    let readme = include_str!("../../../docs/trust.md");
    assert!(readme.contains("49.8 mln over\n  2026-2029 (48.5 voorlopig)"));
    assert!(readme.contains("it makes 68.1 mln\n  (66.3 voorlopig)"));
}
