//! Gemeenten that differ: factors on what the model says, and draws of them.

use std::sync::atomic::AtomicBool;

use spuk::internals::columns::Column;
use spuk::internals::explain::{ExplainField, Explainer};
use spuk::internals::export::{AreaChoice, simulation_csv};
use spuk::internals::model::Model;
use spuk::internals::projection::{Projection, check};
use spuk::internals::simulate::part::{Merge, Part, Shard};
use spuk::internals::simulate::{DrawId, Request, draw, draw_with_people, simulate};
use spuk::internals::terms::jaar::Jaar;

use crate::common::{Folder, embedded, gemeente_csv, law};

fn jaar(year: i64) -> Jaar {
    Jaar::new(year).expect("a year")
}

/// A country of two gemeenten in which 100 people are housed in 2024 and in 2025, half of
/// them on the Z-route: of those 20% complete in the second year, of the others 40%. In
/// the first year someone costs 1000 euros on the Z-route and 600 on another one.
const SMALL: &str = r#"
[scenario]
naam = "klein"
van = 2025
tot = 2027
[gemeenten]
bestand = "g.csv"
[prognose]
2025 = 100
2026 = 100
2027 = 100
[taakstelling]
2024 = 100
2025 = 100
2026 = 100
[instroom.pad.asielstatushouder]
2022 = 0
2023 = 0
2024 = 100
2025 = 100
2026 = 0
2027 = 0
[leerroute.asielstatushouder]
B1 = 0.4
onderwijs = 0.1
Z = 0.5
[traject.asielstatushouder]
B1 = [0, 0.4]
onderwijs = [0, 0.4]
Z = [0, 0.2]
[kosten.leerroute.B1]
bedrag = 600
ritme = [1]
[kosten.leerroute.onderwijs]
bedrag = 600
ritme = [1]
[kosten.leerroute.Z]
bedrag = 1000
ritme = [1]
[bedragen.2025]
gezins_overig = 1
a = 100
b = 100
c = 100
gewicht_a = 100
gewicht_b = 100
gewicht_c = 100
gewicht_d = 0
onderwijsroute = 0
[bedragen.2026]
gezins_overig = 1
a = 100
b = 100
c = 100
gewicht_a = 100
gewicht_b = 100
gewicht_c = 100
gewicht_d = 0
onderwijsroute = 0
[bedragen.2027]
gezins_overig = 1
a = 100
b = 100
c = 100
gewicht_a = 100
gewicht_b = 100
gewicht_c = 100
gewicht_d = 0
onderwijsroute = 0
"#;

const TWO: &str = "gm_code,naam,provincie,inwoners_2023\nGM1,Aa,P,600\nGM2,Bee,P,400\n";

fn small(kenmerken: &str) -> (Model, Projection) {
    let folder = Folder::with(&[
        ("scenario.toml", &format!("{SMALL}{kenmerken}")),
        ("g.csv", TWO),
    ]);
    let done = folder.project();
    let done = done.unwrap_or_else(|error| panic!("{error}"));
    holds(&done.0, &done.1);
    done
}

/// A column of both gemeenten in 2025, 2026 and 2027.
fn of(projection: &Projection, column: Column) -> [[i64; 2]; 3] {
    [2025, 2026, 2027]
        .map(|year| [0, 1].map(|gemeente| projection.local(column, jaar(year), gemeente).unwrap()))
}

/// Every node of every field follows from its children, and the root is that of the run.
fn holds(model: &Model, projection: &Projection) {
    let mut explainer = Explainer::new(model, projection).unwrap();
    for gemeente in 0..model.gemeenten.len().min(3) {
        for year in &projection.jaren {
            for &field in ExplainField::ALL {
                let root = explainer.explain(gemeente, year.jaar, field).unwrap();
                for node in root.nodes() {
                    assert!(
                        node.follows(),
                        "{} of gemeente {gemeente} in {}: {} ({}) is {}, not {:?}",
                        field.key(),
                        year.jaar,
                        node.id,
                        node.formule.word(),
                        node.waarde,
                        node.recompute(),
                    );
                }
            }
        }
    }
}

#[test]
fn without_factors_it_is_as_the_country() {
    let (_, plain) = small("");
    assert_eq!(
        of(&plain, Column::Asielstatushouders),
        [[60, 40], [0, 0], [0, 0]]
    );
    // 30% of 100 people, 18 and 12, of the cohort of the year before.
    assert_eq!(of(&plain, Column::Afgerond), [[18, 12], [18, 12], [0, 0]]);
    assert_eq!(of(&plain, Column::Onderwijsroute)[0], [6, 4]);
    // 800 euros for each.
    assert_eq!(of(&plain, Column::Kosten)[0], [4_800_000, 3_200_000]);
}

#[test]
fn more_people_in_one_gemeente_are_fewer_in_another() {
    // 600 x 1.5 = 900 of 1300: 69 of 100 people, and 31 of them in the other.
    let (_, run) = small("[kenmerken.GM0001]\ninstroom = 1.5\n");
    assert_eq!(of(&run, Column::Asielstatushouders)[0], [69, 31]);
    let (_, run) = small("[kenmerken.GM0002]\ninstroom = 0.25\n");
    // 400 x 0.25 = 100 of 700: 14.29 of 100.
    assert_eq!(of(&run, Column::Asielstatushouders)[0], [86, 14]);
}

#[test]
fn who_completes_more_does_so_in_that_gemeente_alone() {
    // 18 x 1.25 = 22.5 in 2025 and 45 in both years: 23 and 22.
    let (_, run) = small("[kenmerken.GM0001]\nafronding = 1.25\n");
    assert_eq!(of(&run, Column::Afgerond), [[23, 12], [22, 12], [0, 0]]);
    // 18 x 6 = 108 of the 60 who were housed in 2024 and 120 of 2025 too.
    let (_, run) = small("[kenmerken.GM0001]\nafronding = 6\n");
    assert_eq!(of(&run, Column::Afgerond), [[108, 12], [12, 12], [0, 0]]);
}

#[test]
fn costs_are_multiplied_once_at_the_end() {
    let (_, run) = small("[kenmerken.GM0002]\nkosten = 0.333333\n");
    // 32,000.00 x 0.333333 = 10,666.656.
    assert_eq!(of(&run, Column::Kosten)[0], [4_800_000, 1_066_666]);
    let (_, run) = small("[kenmerken.GM0002]\nkosten = 1.000002\n");
    assert_eq!(of(&run, Column::Kosten)[0], [4_800_000, 3_200_006]);
}

#[test]
fn another_share_on_the_z_route_moves_all_that_depends_on_the_route() {
    // 70% instead of 50%: the other routes fall from 50% to 30%, to three fifths.
    let (_, run) = small("[kenmerken.GM0001]\nz_route = 1.4\n");
    // 60 people x 20% x 400 euros more.
    assert_eq!(
        of(&run, Column::Kosten)[0],
        [4_800_000 + 480_000, 3_200_000]
    );
    // 6 x 3/5 = 3.6 of 2024 and 7.2 of both: 4 and 3. The year 2025 is the second.
    assert_eq!(of(&run, Column::Onderwijsroute)[0], [3, 4]);
    // 30% becomes 0.3 x 40% + 0.7 x 20% = 26%: 15.6 and 31.2.
    assert_eq!(of(&run, Column::Afgerond), [[16, 12], [15, 12], [0, 0]]);
    // Everyone on the Z-route, whatever the factor.
    let (_, run) = small("[kenmerken.GM0001]\nz_route = 9\n");
    assert_eq!(of(&run, Column::Kosten)[0], [6_000_000, 3_200_000]);
    assert_eq!(of(&run, Column::Onderwijsroute)[0], [0, 4]);
    assert_eq!(of(&run, Column::Afgerond)[0], [12, 12]);
}

/// All factors of a gemeente at once, from the file and over it from the scenario.
#[test]
fn a_file_and_the_scenario_together() {
    let folder = Folder::with(&[
        (
            "scenario.toml",
            &format!("{SMALL}[kenmerken]\nbestand = \"k.csv\"\n[kenmerken.GM0001]\nkosten = 0.5\n"),
        ),
        ("g.csv", TWO),
        (
            "k.csv",
            "gm_code;kosten;afronding;z_route;instroom\nGM0001;2;1,25;1.4;1\n2;1,5;;;\n",
        ),
    ]);
    let (model, run) = folder.project().unwrap();
    holds(&model, &run);
    assert_eq!(of(&run, Column::Kosten)[0], [5_280_000 / 2, 4_800_000]);
    // 15.6 x 1.25 = 19.5.
    assert_eq!(of(&run, Column::Afgerond)[0], [20, 12]);
    let names: Vec<&str> = model.sources.iter().map(|it| it.name.as_str()).collect();
    assert!(
        names.iter().any(|name| name.ends_with("k.csv")),
        "{names:?}"
    );
    // An explanation says where each of them stands.
    let mut explainer = Explainer::new(&model, &run).expect("an explainer");
    let mut line = |gemeente: usize| {
        let root = explainer.explain(gemeente, jaar(2025), ExplainField::Kosten);
        let root = root.expect("an explanation");
        let nodes = root.nodes();
        let is_factor = |name: &str| name.starts_with("factor kosten van");
        let factor = nodes.iter().find(|node| is_factor(&node.naam.to_string()));
        let origin = factor.and_then(|node| node.herkomst.clone());
        let origin = origin.expect("a factor with an origin");
        let file = origin.bestand.expect("a file");
        let name = file.rsplit(['/', '\\']).next().map(str::to_owned);
        (name.unwrap_or_default(), origin.sleutel, origin.regel)
    };
    let text = folder.read("scenario.toml");
    let own = text.lines().position(|line| line == "kosten = 0.5");
    let key = Some("kenmerken.GM0001.kosten".to_owned());
    assert_eq!(
        line(0),
        ("scenario.toml".to_owned(), key, own.map(|at| at + 1))
    );
    let (name, _, at) = line(1);
    assert_eq!((name.as_str(), at), ("k.csv", Some(3)));
}

#[test]
fn what_is_counted_stays_counted() {
    let counts = "gm_code,groep,jaar,aantal\nGM0001,asielstatushouder,2025,7\n\
                  GM0002,asielstatushouder,2025,8\nGM0001,afgerond,2025,3\nGM0002,afgerond,2025,1\n\
                  GM0001,onderwijsroute,2025,2\nGM0002,onderwijsroute,2025,2\n";
    let factors = "[aantallen]\nbestand = \"a.csv\"\n[kenmerken.GM0001]\ninstroom = 3\n\
                   afronding = 3\nz_route = 1.8\n";
    let folder = Folder::with(&[
        ("scenario.toml", &format!("{SMALL}{factors}")),
        ("g.csv", TWO),
        ("a.csv", counts),
    ]);
    let (model, run) = folder.project().unwrap();
    holds(&model, &run);
    assert_eq!(of(&run, Column::Asielstatushouders)[0], [7, 8]);
    assert_eq!(of(&run, Column::Afgerond)[0], [3, 1]);
    assert_eq!(of(&run, Column::Onderwijsroute)[0], [2, 2]);
}

#[test]
fn factors_of_one_change_nothing() {
    let (plain, run) = embedded("wi2021");
    let list = plain.gemeenten.list().iter();
    let rows = list.map(|one| format!("{},1,1.0,1,1.000\n", one.code));
    let file = "gm_code,instroom,afronding,kosten,z_route\n".to_owned() + &rows.collect::<String>();
    let folder = Folder::with(&[
        (
            "scenario.toml",
            "scenario.basis = \"wi2021\"\nkenmerken.bestand = \"k.csv\"\n",
        ),
        ("k.csv", &file),
    ]);
    let (model, ones) = folder.project().unwrap();
    assert_eq!(gemeente_csv(&model, &ones), gemeente_csv(&plain, &run));
    for nummer in 0..3 {
        let trekking = DrawId { zaad: 5, nummer };
        assert_eq!(
            draw(&model, trekking).unwrap(),
            draw(&plain, trekking).unwrap()
        );
    }
}

#[test]
fn instroom_keeps_the_people_of_the_country() {
    let (_, plain) = embedded("wi2021");
    let model = law(&[
        "kenmerken.GM0344.instroom=1.7",
        "kenmerken.GM0363.instroom=0.4",
        "kenmerken.GM0088.instroom=9.5",
    ]);
    let run = model.project().unwrap();
    check(&run).unwrap();
    for year in &plain.jaren {
        for column in [Column::Asielstatushouders, Column::GezinsOverig] {
            let both = [&plain, &run].map(|it| it.national(column, year.jaar));
            assert_eq!(both[0], both[1], "{column} {}", year.jaar);
        }
    }
    let utrecht = model.gemeenten.index_of("GM0344").unwrap();
    let people = |run: &Projection| run.local(Column::Asielstatushouders, jaar(2028), utrecht);
    let (before, after) = (people(&plain).unwrap(), people(&run).unwrap());
    assert!(
        after * 10 > before * 16 && after * 10 < before * 18,
        "{before} {after}"
    );
    // The other three do not: the country has more.
    let run = law(&["kenmerken.GM0344.afronding=1.5"]).project().unwrap();
    let all = |run: &Projection| run.national(Column::Afgerond, jaar(2028));
    assert!(all(&run) > all(&plain));
}

/// Whoever writes a factor that changes nothing is told so.
#[test]
fn a_factor_without_effect_is_told() {
    let told = |scenario: &str| {
        let folder = Folder::with(&[("scenario.toml", scenario), ("g.csv", TWO)]);
        let (model, run) = folder.project().unwrap();
        let remarks = model.doubts(&run);
        let all: Vec<String> = remarks.iter().map(ToString::to_string).collect();
        all.join("\n")
    };
    let without_costs = SMALL.split("[kosten").next().unwrap().to_owned()
        + &SMALL[SMALL.find("[bedragen.2025]").unwrap()..];
    let factors = "[kenmerken.GM0001]\nkosten = 2\nafronding = 2\nz_route = 2\ninstroom = 2\n";
    let some = told(&(without_costs.clone() + factors));
    assert!(some.contains("kenmerken.GM0001.kosten"), "{some}");
    for used in ["afronding", "z_route", "instroom"] {
        assert!(!some.contains(&format!("GM0001.{used}")), "{some}");
    }
    let nobody = without_costs
        .replace("Z = 0.5", "Z = 0")
        .replace("B1 = 0.4", "B1 = 0.9");
    let z_route = told(&(nobody + "[kenmerken.GM0001]\nz_route = 2\n"));
    assert!(z_route.contains("kenmerken.GM0001.z_route"), "{z_route}");
    let all = told(&(SMALL.to_owned() + factors));
    assert!(!all.contains("kenmerken"), "{all}");
}

/// Settings without any chance, over those of `wi2021`.
const CERTAIN: [&str; 11] = [
    "instroom.spreiding.asielstatushouder=0",
    "instroom.spreiding.gezinsmigrant=0",
    "instroom.spreiding.overige_migrant=0",
    "instroom.prognosefout=0",
    "instroom.gemeenten.realisatie=0",
    "instroom.gemeenten.ruis=0",
    "instroom.gemeenten.verhuizing=0",
    "kenmerken.GM0344.afronding=1.3",
    "kenmerken.GM0363.kosten=0.8",
    "kenmerken.GM0599.z_route=1.2",
    "kenmerken.GM0088.instroom=0.5",
];

const NO_SPREAD: [&str; 3] = [
    "kenmerken.spreiding.afronding=0",
    "kenmerken.spreiding.kosten=0",
    "kenmerken.spreiding.z_route=0",
];

#[test]
fn without_any_spread_a_draw_is_the_run() {
    let model = law(&[&CERTAIN[..], &NO_SPREAD].concat());
    let drawn = draw(&model, DrawId { zaad: 3, nummer: 9 }).unwrap();
    assert_eq!(drawn, model.project().unwrap());
}

/// A spread of costs alone leaves people and grants as they are, and moves the costs of
/// every gemeente from the first uncertain year on, each by one factor for all years.
#[test]
fn drawn_costs_are_one_factor_a_gemeente() {
    let spread = ["kenmerken.spreiding.kosten=0.3"];
    let model = law(&[&CERTAIN[..], &NO_SPREAD[..2], &NO_SPREAD[2..], &spread].concat());
    let run = model.project().unwrap();
    let trekking = DrawId { zaad: 3, nummer: 9 };
    let drawn = draw(&model, trekking).unwrap();
    check(&drawn).unwrap();
    let mut moved = 0;
    for gemeente in [0, 17, 200, 341] {
        let ratio = |year: i64| {
            let of = |it: &Projection| it.local(Column::Kosten, jaar(year), gemeente).unwrap();
            of(&drawn) as f64 / of(&run) as f64
        };
        assert_eq!([2024, 2025].map(ratio), [1.0, 1.0]);
        assert!((ratio(2026) - ratio(2031)).abs() < 1e-4);
        moved += usize::from((ratio(2026) - 1.0).abs() > 0.01);
    }
    assert!(moved > 2, "{moved}");
    for year in &run.jaren {
        let same = drawn.jaar(year.jaar).unwrap();
        assert_eq!(same.definitief, year.definitief);
        assert_eq!(same.tellingen, year.tellingen);
    }
}

#[test]
fn drawn_factors_are_one_on_average_and_the_same_in_every_scenario() {
    let models = ["wi2021", "zonder-prestatie"].map(|name| Model::load(name, &[]).unwrap());
    let mut sum = [0.0; 3];
    const DRAWS: u64 = 400;
    for nummer in 0..DRAWS {
        let trekking = DrawId { zaad: 1, nummer };
        let [one, other] = models.each_ref().map(|model| {
            let (outcome, _) = draw_with_people(model, trekking).unwrap();
            outcome.people
        });
        assert_eq!(one.kosten, other.kosten);
        assert_eq!(
            one.afgerond.at(jaar(2029), jaar(2029)),
            other.afgerond.at(jaar(2029), jaar(2029))
        );
        let (_, drawn) = one.kosten.drawn.as_ref().unwrap();
        for (sum, place) in sum.iter_mut().zip([3, 100, 300]) {
            *sum += drawn.kosten[place] as f64 / 1e6 / DRAWS as f64;
        }
    }
    for mean in sum {
        // Four standard errors of 0.15 / 20.
        assert!((mean - 1.0).abs() < 0.03, "{mean}");
    }
}

#[test]
fn who_differs_more_completes_more_differently() {
    let away = |spread: &str| {
        let setting = format!("kenmerken.spreiding.afronding={spread}");
        let model = law(&[&CERTAIN[..7], &[&setting, NO_SPREAD[1], NO_SPREAD[2]]].concat());
        let run = model.project().unwrap();
        let drawn = draw(&model, DrawId { zaad: 3, nummer: 2 }).unwrap();
        let of = |it: &Projection| it.jaar(jaar(2030)).unwrap().tellingen.afgerond.clone();
        let pairs = of(&drawn).into_iter().zip(of(&run));
        pairs.map(|(own, other)| (own - other).abs()).sum::<i64>()
    };
    let [none, some, more] = ["0", "0.1", "0.4"].map(away);
    assert_eq!(none, 0);
    assert!(0 < some && some * 2 < more, "{some} {more}");
}

#[test]
fn any_number_of_threads_and_shards_gives_the_same_bytes() {
    let model = || law(&["scenario.tot=2028", "kenmerken.GM0344.z_route=1.4"]);
    let request = || Request::new(vec![model()], 24, 6).unwrap();
    let nobody = AtomicBool::new(false);
    let csv = |part: &Part| simulation_csv(part, &AreaChoice::default());
    let whole = simulate(&request(), Shard::WHOLE, &nobody).unwrap();
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let single = alone.install(|| simulate(&request(), Shard::WHOLE, &nobody).unwrap());
    assert_eq!(csv(&whole), csv(&single));
    let parts = (1..=3).map(|index| {
        let shard = Shard::new(index, 3).unwrap();
        simulate(&request(), shard, &nobody).unwrap()
    });
    let mut merge = Merge::default();
    for (number, part) in parts.enumerate() {
        merge.add(&number.to_string(), part).unwrap();
    }
    let merged = merge.finish().unwrap();
    assert_eq!(csv(&whole), csv(&merged));
}

#[test]
fn every_node_of_a_draw_with_factors_follows_from_its_children() {
    let model = law(&[
        "kenmerken.GM0014.kosten=1.2",
        "kenmerken.GM0014.z_route=0.7",
        "kenmerken.GM0014.instroom=1.1",
        "kenmerken.GM0014.afronding=0.9",
    ]);
    holds(&model, &model.project().unwrap());
    let trekking = DrawId { zaad: 7, nummer: 3 };
    let (outcome, projection) = draw_with_people(&model, trekking).unwrap();
    let mut explainer = Explainer::of_draw(&model, &outcome, &projection, trekking).unwrap();
    let gemeente = model.gemeenten.index_of("GM0014").unwrap();
    for year in [2025, 2027] {
        let root = explainer
            .explain(gemeente, jaar(year), ExplainField::Saldo)
            .unwrap();
        for node in root.nodes() {
            assert!(node.follows(), "{} {year}: {:?}", node.id, node.recompute());
        }
    }
}
