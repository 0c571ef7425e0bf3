//! What does the state pay, and what does one gemeente receive, if the law stays as it is?
//!
//!     cargo run --example first_answer

use spuk::{Cents, Column, Jaar, Lang, Model};

fn main() -> Result<(), spuk::Error> {
    let model = Model::load("wi2021", &[])?;
    let projection = model.project()?;
    let column = Column::UitkeringDefinitief;
    let found = model.gemeenten.find("Utrecht", &model.herindelingen);
    let utrecht = found.expect("a gemeente of today");
    println!("{}", column.label(Lang::En));
    for year in 2024..=2031 {
        let jaar = Jaar::new(year).expect("a calendar year");
        let euros = |cents: Option<i64>| Lang::En.notation().euros(Cents::new(cents.unwrap_or(0)));
        let country = euros(projection.national(column, jaar));
        let local = euros(projection.local(column, jaar, utrecht));
        println!("{jaar}  {country:>20}  Utrecht {local:>16}");
    }
    for remark in model.remarks_on(&projection) {
        println!("note: {remark:#}");
    }
    Ok(())
}
