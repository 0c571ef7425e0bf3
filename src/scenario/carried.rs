//! Years behind the last figure of a series: the last one is carried on, as an
//! assumption of the program, so that a longer scenario asks for no dozen keys.

use super::Scenario;
use super::values::PerJaar;
use crate::terms::jaar::Jaar;
use crate::terms::law::Groep;
use crate::terms::remark::FigureRemark;
use crate::terms::{Remark, Text};

/// A series whose last figure is carried on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedSeries {
    /// The keys that lead to it, such as `prognose`.
    pub table: String,
    /// The last year with a figure of its own.
    pub last: Jaar,
    /// The last year that has the same figure.
    pub tot: Jaar,
}

impl CarriedSeries {
    /// Where the figure of a later year comes from.
    pub fn bron(&self) -> Text {
        let last = self.last;
        Text::new(
            format!("aanname van het programma: het laatste cijfer, dat van {last}, aangehouden"),
            format!("assumption of the program: the last figure, that of {last}, carried on"),
        )
    }
}

fn last_of<T>(series: &PerJaar<T>) -> Option<Jaar> {
    series.0.keys().next_back().copied()
}

impl Scenario {
    /// The series of which years have no figure of their own.
    pub fn carried(&self) -> Vec<CarriedSeries> {
        let tables = self.tables();
        let mut all: Vec<CarriedSeries> = Vec::new();
        let mut look = |keys: &[&str], tot: Option<Jaar>| {
            let Some(tot) = tot else { return };
            let own = self.tree().get(keys).map(|node| node.keys());
            let years = own.into_iter().flatten();
            let last = years.filter_map(|year| Jaar::written(&year)).max();
            if let Some(last) = last.filter(|&last| last < tot) {
                all.push(CarriedSeries {
                    table: keys.join("."),
                    last,
                    tot,
                });
            }
        };
        look(&["prognose"], last_of(&tables.prognose));
        look(&["taakstelling"], last_of(&tables.taakstelling));
        look(&["index"], last_of(&tables.index));
        for groep in Groep::ALL {
            let path = tables.instroom.pad.get(groep);
            look(&["instroom", "pad", groep.key()], path.and_then(last_of));
        }
        all
    }

    /// Where the figure at a key comes from that the program carried on.
    pub fn carried_to(&self, key: &str) -> Option<Text> {
        // A half-year stands below its year.
        let halves = [".eerste", ".tweede"].iter();
        let key = halves
            .filter_map(|half| key.strip_suffix(half))
            .next()
            .unwrap_or(key);
        let (table, jaar) = key.rsplit_once('.')?;
        let jaar = Jaar::written(jaar)?;
        let all = self.carried();
        let series = all.iter().find(|one| one.table == table)?;
        (series.last < jaar && jaar <= series.tot).then(|| series.bron())
    }

    /// What the reader should know of them.
    pub(crate) fn carried_on(&self) -> Option<Remark> {
        let series = self.carried();
        let series = series.into_iter().map(|one| (one.table, one.last));
        let series: Vec<(String, Jaar)> = series.collect();
        (!series.is_empty()).then_some(Remark::Figures(FigureRemark::CarriedOn { series }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::law;

    #[test]
    fn a_figure_behind_a_series_has_the_source_of_that_series() {
        let model = law(&["scenario.tot=2034", "index.2032=0.02"]);
        let scenario = &model.scenario;
        let all = scenario.carried();
        let ends: BTreeSet<Jaar> = all.iter().map(|one| one.last).collect();
        assert!(all.len() > 3 && ends.len() > 1, "{all:?}");
        for series in &all {
            let of = |jaar: Jaar| scenario.carried_to(&format!("{}.{jaar}", series.table));
            let [last, tot] = [series.last, series.tot];
            assert_eq!(of(last), None, "{series:?}");
            assert_eq!(of(last.plus(1)), Some(series.bron()));
            assert_eq!(of(tot), Some(series.bron()));
            assert_eq!(of(tot.plus(1)), None);
        }
        assert_eq!(scenario.carried_to("korting.0.percentage"), None);
    }
}
