//! What the user should doubt about a result: counts that nobody delivered,
//! published amounts that hide a change.

use std::collections::BTreeSet;

use super::model::Model;
use super::result::Projection;
use crate::jaar::Jaar;
use crate::money::Cents;
use crate::people::Kind;
use crate::scenario::types::Gebruik;

impl Model {
    /// Remarks about a run, one sentence each, in Dutch.
    pub fn doubts(&self, projection: &Projection) -> Vec<String> {
        let mut remarks = self.hidden_changes(projection);
        remarks.extend(self.uncounted(projection));
        remarks
    }

    /// Years in which a published amount wins over a derived one that differs.
    fn hidden_changes(&self, projection: &Projection) -> Vec<String> {
        let mut remarks = Vec::new();
        for result in &projection.jaren {
            let Some(year) = self.bedragen.of(result.jaar) else {
                continue;
            };
            let (Some(derived), Some(counts)) = (year.afgeleid, year.geldend) else {
                continue;
            };
            let differs = derived.bedrag != counts.bedrag || derived.gewicht != counts.gewicht;
            if year.gepubliceerd.gebruik == Gebruik::Gepubliceerd && differs {
                remarks.push(format!(
                    "in {0} winnen gepubliceerde bedragen van afgeleide die anders zijn; \
                     kies de afgeleide met gebruik = \"afgeleid\" in [bedragen.{0}]",
                    result.jaar
                ));
            }
        }
        remarks
    }

    /// Counts that the law asks for, with weight, and that are not there.
    fn uncounted(&self, projection: &Projection) -> Vec<String> {
        let mut missing: BTreeSet<(Kind, Jaar)> = BTreeSet::new();
        for result in &projection.jaren {
            let t = result.jaar;
            let early = t.plus(-2);
            let amounts = &result.bedragen;
            let counted = |number: usize| {
                amounts.bedrag[number] != Cents::ZERO || amounts.gewicht[number] != Cents::ZERO
            };
            let mut needs = vec![
                (Kind::Asielstatushouder, t, t, counted(0)),
                (Kind::Asielstatushouder, t.plus(-1), t, counted(1)),
                (Kind::Asielstatushouder, early, t, counted(2)),
                (Kind::Asielstatushouder, early, early, counted(2)),
                (
                    Kind::Onderwijsroute,
                    t,
                    t,
                    amounts.onderwijsroute != Cents::ZERO,
                ),
            ];
            for cohort in [early, t] {
                let counts = amounts.gezins_overig != Cents::ZERO;
                needs.push((Kind::GezinsOverig, cohort, cohort, counts));
            }
            let results = amounts.gewicht[3] != Cents::ZERO;
            for year in self.aia_years(t) {
                needs.push((Kind::Afgerond, year, early, results));
            }
            let unknown = needs
                .into_iter()
                .filter(|&(kind, cohort, peiljaar, counts)| {
                    counts && !self.people.of(kind).knows(cohort, peiljaar)
                });
            missing.extend(unknown.map(|(kind, cohort, ..)| (kind, cohort)));
        }
        Kind::ALL
            .into_iter()
            .filter_map(|kind| {
                let years: Vec<String> = missing
                    .iter()
                    .filter(|(is, _)| *is == kind)
                    .map(|(_, year)| year.to_string())
                    .collect();
                (!years.is_empty()).then(|| {
                    format!(
                        "geen aantallen `{}` voor {}: als 0 geteld",
                        kind.key(),
                        years.join(", ")
                    )
                })
            })
            .collect()
    }
}
