//! How certain is what the state pays, over the instroom alone?
//!
//!     cargo run --release --example how_certain

use std::sync::Arc;

use spuk::{Cents, Column, Lang, Study, Variant, World};

fn main() -> Result<(), spuk::Error> {
    let world = Arc::new(World::default());
    let study = Study::load(&world, &[Variant::default()], Default::default())?;
    let drawn = study.draw(Some(200), Some(1))?;
    let euros = |cents: i64| Lang::En.notation().euros(Cents::new(cents));
    for (place, year) in (2024..=2031).enumerate() {
        if let Some(band) = drawn.national(0, Column::UitkeringDefinitief, place) {
            let [low, middle, high] = [band.p5, band.p50, band.p95].map(|one| euros(one.value));
            println!("{year}  P5 {low:>18}  P50 {middle:>18}  P95 {high:>18}");
        }
    }
    if let Some(remark) = drawn.remark() {
        println!("note: {remark:#}");
    }
    Ok(())
}
