//! Series of which the last figure holds in every later year.

use super::{PerGroep, Tables};
use crate::scenario::values::PerJaar;
use crate::terms::jaar::Jaar;

/// The tables with a series of which the last figure is carried on.
pub(crate) const CARRIED: [&str; 4] = ["prognose", "taakstelling", "index", "instroom"];

fn carry<T: Copy>(series: &mut PerJaar<T>, tot: Jaar) {
    if let Some((&last, &figure)) = series.0.last_key_value() {
        series
            .0
            .extend(last.plus(1).through(tot).map(|jaar| (jaar, figure)));
    }
}

impl Tables {
    /// Carries the last figure on, of what is known for every year: prognose,
    /// taakstelling, growth of prices and instroom. Counts, the budget line and
    /// incidental money are of the years that they were given for.
    pub(crate) fn carry_on(&mut self) {
        let tot = self.scenario.tot;
        carry(&mut self.prognose, tot);
        carry(&mut self.taakstelling, tot.plus(-1));
        carry(&mut self.index, tot);
        let PerGroep {
            asielstatushouder,
            gezinsmigrant,
            overige_migrant,
        } = &mut self.instroom.pad;
        let paths = [asielstatushouder, gezinsmigrant, overige_migrant];
        for path in paths.into_iter().flatten() {
            carry(path, tot);
        }
    }
}
