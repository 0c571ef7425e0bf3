//! Whether a part file holds what its labels say: the report walks through its
//! cells by them.

use super::part::{Dimension, Part};
use super::request::{EVENTS, KEPT_FIELDS};
use crate::terms::Text;
use crate::terms::legible::name_problem;

/// Holds the tables of a part, which may have been made by anyone, against its labels.
///
/// # Errors
/// What does not fit.
pub fn check_layout(part: &Part) -> Result<(), Text> {
    let header = &part.header;
    let labels = &header.labels;
    let (scenarios, years) = (header.scenarios.len(), labels.jaren.len());
    if scenarios == 0 || header.draws == 0 {
        return Err(Text::fixed(
            "er is geen scenario, of geen enkele trekking",
            "there is no scenario, or not a single draw",
        ));
    }
    let sums = 1 + labels.provincies.len();
    let gemeenten = labels.gemeenten.len();
    let series = 2 * scenarios - 1;
    let is = |dimensions: &[Dimension], sizes: [usize; 4]| {
        let found = dimensions.iter().map(|dimension| dimension.size as usize);
        found.eq(sizes)
    };
    let fits = match (&part.tables[..], &part.counters[..]) {
        ([first, second], [counters]) => {
            is(&first.dimensions, [series, sums, years, KEPT_FIELDS.len()])
                && is(
                    &second.dimensions,
                    [series, gemeenten, years, KEPT_FIELDS.len()],
                )
                && is(
                    &counters.dimensions,
                    [scenarios, sums + gemeenten, years, EVENTS.len()],
                )
        }
        _ => false,
    };
    if !fits || labels.begroting.len() != scenarios * years {
        return Err(Text::fixed(
            "de tabellen passen niet bij de namen",
            "the tables do not fit the names",
        ));
    }
    let names = header.scenarios.iter().map(|one| &one.name);
    let codes = labels
        .gemeenten
        .iter()
        .flat_map(|(code, naam)| [code, naam]);
    let mut names = names.chain(&labels.provincies).chain(codes);
    if names.any(|name| name_problem(name).is_some()) {
        return Err(Text::fixed(
            "er staat een naam in die niet kan worden getoond",
            "it holds a name that cannot be shown",
        ));
    }
    Ok(())
}
