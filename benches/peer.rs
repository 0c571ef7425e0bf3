//! What the peer of `benches/peer.py` needs to know of two scenarios, as JSON on standard
//! output: people, amounts and tariffs, so that it has the same work and not the same
//! reading to do.

use serde_json::{Map, Value, json};
use spuk::internals::exact::fraction::{Exact, Fraction};
use spuk::internals::model::{Model, Ramingen};
use spuk::internals::people::{Flow, Kind, PeopleCounts};
use spuk::internals::projection::Runner;
use spuk::internals::terms::jaar::Jaar;
use spuk::internals::terms::law::Groep;

fn main() {
    // `cargo bench` adds arguments of its own.
    let names: Vec<String> = std::env::args().skip(1).collect();
    let mut names = names.iter().filter(|name| !name.starts_with('-'));
    let mut load = |usual: &str| {
        let name = names.next().map_or(usual, String::as_str);
        Model::load(name, &["instroom.vanaf=2024".to_owned()]).expect("a valid scenario")
    };
    let models = [load("wi2021"), load("oud-ritme")];
    let first = &models[0];
    let kop = &first.scenario.tables().scenario;
    let years: Vec<Jaar> = kop.van.through(kop.tot).collect();
    let known: Vec<Jaar> = kop.van.plus(-5).through(kop.tot).collect();
    let provincies = first.gemeenten.provincies();
    let of_list = first.gemeenten.list().iter();
    let provincie_van = of_list
        .map(|gemeente| provincies.partition_point(|name| *name < &*gemeente.provincie))
        .collect::<Vec<_>>();
    let result = json!({
        "years": years.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
        "provincie_van": provincie_van,
        "inwoners": by_year(&known, |jaar| json!(first.gemeenten.inwoners(jaar))),
        "people": people(first, &known),
        "flow": flow(first, &known),
        "scenarios": models.iter().map(|model| scenario(model, &years)).collect::<Vec<_>>(),
    });
    println!("{result}");
}

fn by_year(years: &[Jaar], of: impl Fn(Jaar) -> Value) -> Value {
    let years = years.iter().map(|&jaar| (jaar.to_string(), of(jaar)));
    Value::Object(years.collect::<Map<_, _>>())
}

/// Counts by kind and cohort, whether a draw makes them, and by peiljaar where someone
/// counted them.
fn people(model: &Model, years: &[Jaar]) -> Value {
    let of = |kind: Kind, counts: &PeopleCounts| {
        by_year(years, |cohort| {
            let oorsprong = model.people.oorsprong.get(&(kind, cohort));
            let counted = years
                .iter()
                .copied()
                .filter(|&jaar| counts.has_peiljaar(cohort, jaar));
            json!({
                "drawn": oorsprong.is_some_and(|oorsprong| oorsprong.is_modelled()),
                "people": counts.of(cohort),
                "housed": counts.housed(cohort),
                "key": model.people.sleutel((kind, cohort), &model.gemeenten),
                "at": by_year(&counted.collect::<Vec<_>>(), |jaar| json!(counts.at(cohort, jaar))),
            })
        })
    };
    let people = &model.people;
    json!({
        "asiel": of(Kind::Asielstatushouder, &people.asielstatushouder),
        "overig": of(Kind::GezinsOverig, &people.gezins_overig),
        "onderwijs": of(Kind::Onderwijsroute, &people.onderwijsroute),
        "afgerond": of(Kind::Afgerond, &people.afgerond),
    })
}

/// Shares that are housed by group and year of instroom, and that complete by cohort.
fn flow(model: &Model, years: &[Jaar]) -> Value {
    let flow = Flow::new(model.scenario.tables());
    let asiel = Groep::Asielstatushouder;
    let number = |share: &Exact| {
        let (above, below) = share.as_small().expect("a share of few decimals");
        above as f64 / below as f64
    };
    let size = |cohort| model.people.asielstatushouder.housed(cohort).iter().sum();
    let housed = Groep::ALL.map(|groep| {
        let of = |jaar| {
            let later = 0..flow.longest_housing(groep, jaar);
            let shares = later.map(|years| number(&flow.housed(groep, jaar, years)));
            json!(shares.collect::<Vec<_>>())
        };
        (groep.key().to_owned(), by_year(years, of))
    });
    let completion = |cohort| flow.completion(asiel, cohort, size(cohort)).all();
    let more = |cohort| flow.z_route_more(asiel, cohort, size(cohort)).all();
    let numbers = |shares: Vec<_>| json!(shares.iter().map(number).collect::<Vec<_>>());
    json!({
        "housed": Value::Object(housed.into_iter().collect()),
        "completion": by_year(years, |cohort| numbers(completion(cohort))),
        "completion_z": by_year(years, |cohort| numbers(more(cohort))),
    })
}

fn scenario(model: &Model, years: &[Jaar]) -> Value {
    let number = |share: Fraction| share.numerator() as f64 / share.denominator() as f64;
    let ramingen = Ramingen::of(model.scenario.tables());
    let runner = Runner::new(model).expect("a scenario that can be projected");
    let (inputs, _) = runner.invoer(&model.people, &ramingen);
    let plans = inputs.iter().zip(years).map(|(input, &jaar)| {
        let (plan, bedragen) = (&input.plan, &input.plan.bedragen);
        let maximum = plan.maximum.expect("a maximum of what is kept");
        let tarieven = model.tarieven.of(jaar).iter();
        json!({
            "gezins_overig": bedragen.gezins_overig.get(),
            "bedrag": bedragen.bedrag.map(|cents| cents.get()),
            "gewicht": bedragen.gewicht.map(|cents| cents.get()),
            "pa": [number(bedragen.pa_t), number(bedragen.pa_t1)],
            "onderwijsroute": bedragen.onderwijsroute.get(),
            "po": number(bedragen.po),
            "aia_years": plan.aia_years.iter().map(|jaar| jaar.get()).collect::<Vec<_>>(),
            "maximum": [number(maximum.eerste), number(maximum.tweede)],
            "tarieven": tarieven.map(|tarief| json!([
                tarief.cohort.get(),
                tarief.asielstatushouder.get(),
                tarief.gezins_overig.get(),
                tarief.on_z_route.get(),
            ])).collect::<Vec<_>>(),
        })
    });
    let prognose = ramingen
        .prognose
        .iter()
        .map(|(jaar, &people)| (jaar.to_string(), json!(people)));
    let halves = ramingen.taakstelling.iter();
    let halves = halves.map(|(jaar, year)| (jaar.to_string(), json!([year.eerste, year.tweede])));
    let kas = model.project().expect("a projection").kasregels;
    json!({
        "prognose": Value::Object(prognose.collect()),
        "taakstelling": Value::Object(halves.collect()),
        "years": plans.collect::<Vec<_>>(),
        "terugvordering_na_jaren": kas.terugvordering_na_jaren,
    })
}
