//! What does the new betaalritme change for the country, and which part of the rules is
//! behind it?
//!
//!     cargo run --example who_causes_what

use std::sync::Arc;

use spuk::{Column, Jaar, Lang, Study, Variant, World};

fn main() -> Result<(), spuk::Error> {
    let world = Arc::new(World::default());
    let scenarios = ["oud-ritme", "wi2021"].map(|name| Variant::new(name, &[]));
    let study = Study::load(&world, &scenarios, Default::default())?;
    let notation = Lang::En.notation();
    for comparison in study.compare(&Default::default())? {
        for year in 2026..=2028 {
            let jaar = Jaar::new(year).expect("a calendar year");
            let Some(difference) = comparison.national(Column::Kas, jaar) else {
                continue;
            };
            println!("{jaar}  {}", notation.euros(difference));
            for (part, worth) in comparison
                .national_by_part(Column::Kas, jaar)
                .unwrap_or_default()
            {
                println!("      {:>20}  {part}", notation.euros(worth));
            }
        }
    }
    Ok(())
}
