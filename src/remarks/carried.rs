//! How far counted cohorts bear on those of the model.

use crate::model::Model;
use crate::terms::Remark;
use crate::terms::remark::CountedRemark;

impl Model {
    /// Where counted gemeenten fall back to their share by inhabitants unseen, and where
    /// they were to keep their share and nothing follows.
    pub(crate) fn carried(&self) -> Vec<Remark> {
        let back = self
            .counted_far_off()
            .into_iter()
            .map(|back| CountedRemark::FallsBack {
                groep: back.kind.key(),
                gemeenten: back.gemeenten,
                most: self.gemeenten.list()[back.most].naam.clone(),
                percent: back.percent,
            });
        let share = self.scenario.tables().aantallen.doorwerking;
        let asks = share.is_some_and(|share| share.0.numerator() > 0);
        let nothing = asks && self.people.sleutels.is_empty();
        let nothing = nothing.then_some(CountedRemark::NothingCarried);
        back.chain(nothing).map(Remark::Counted).collect()
    }
}
