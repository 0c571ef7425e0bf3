//! Which figure matters most to what the state pays in a year, and which growth of prices
//! would keep it within an amount?
//!
//!     cargo run --example what_matters

use std::sync::atomic::AtomicBool;

use spuk::questions::{
    Asked, Goal, Manner, Over, Reach, Sensitivity, SensitivityMethod, SensitivityRequest, Target,
    TargetUnit,
};
use spuk::{Jaar, Model, Study};

fn main() -> Result<(), spuk::Error> {
    let model = Model::load("wi2021", &[])?;
    let country = TargetUnit {
        code: "NL".to_owned(),
        name: "Nederland".to_owned(),
        members: (0..model.gemeenten.len()).collect(),
    };
    let jaar = Jaar::new(2028).expect("a calendar year");
    let goal = Goal::parse("uitkering_definitief<=340mln")?;
    let study = Study::new(vec![model]);
    let nobody_stops = AtomicBool::new(false);

    let request = SensitivityRequest {
        target: Target {
            column: goal.column,
            years: vec![jaar],
            units: vec![country.clone()],
            over: Over::Run,
        },
        reach: Reach::Ranges("0.1".parse().expect("a share")),
        method: SensitivityMethod::OneAtATime,
        class: None,
    };
    if let Sensitivity::OneAtATime(found) = study.sensitivity(&request, &nobody_stops)? {
        let shares = found.shares(0);
        let assumed = shares.iter().filter(|(it, _)| it.factor.is_assumed());
        for (effect, share) in assumed.take(5) {
            println!("{}: {share} of 10,000 parts", effect.factor.key);
        }
    }

    let asked = Asked {
        goals: vec![goal],
        unit: country,
        years: vec![jaar],
        together: false,
        varied: vec!["index".to_owned()],
        manner: Manner::Direction,
        decimals: Some(4),
        certainty: None,
    };
    let answer = study.solve(&asked, &nobody_stops)?;
    print!("{}", answer.scenario(&asked, "binnen-340", "wi2021")?);
    Ok(())
}
