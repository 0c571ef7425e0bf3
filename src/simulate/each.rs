//! Every draw for itself: what it comes to in each scenario, for whoever keeps draws
//! instead of what they say together.

use std::ops::Range;

use rayon::prelude::*;

use super::pool::Pool;
use super::request::Request;
use super::run::{Progress, RunScratch, SamplerLane, banen, interrupted};
use crate::input::diagnostic::Diagnostic;
use crate::projection::Projection;
use crate::terms::jaar::Jaar;

/// Makes draws, some at a time. Their projections have the columns alone that a simulation
/// keeps, [`super::KEPT_FIELDS`].
pub struct EachDraw<'a> {
    vraag: &'a Request,
    banen: Vec<SamplerLane<'a>>,
    example: RunScratch<'a>,
    spare: Pool<RunScratch<'a>>,
    first: Jaar,
}

impl<'a> EachDraw<'a> {
    /// Prepares the draws of some scenarios.
    ///
    /// # Errors
    /// A scenario that cannot be drawn, or fewer paths than draws.
    pub fn new(vraag: &'a Request, watcher: &impl Progress) -> Result<Self, Diagnostic> {
        let banen = banen(vraag, watcher)?;
        // The years before the first uncertain one are those of any draw.
        let first = banen.iter().map(|baan| baan.trekker.vanaf()).min();
        let mut example = RunScratch::new(vraag, &banen)?;
        example.draw(vraag, &banen, 0, Jaar::MIN)?;
        Ok(Self {
            vraag,
            banen,
            example,
            spare: Pool::default(),
            first: first.unwrap_or(Jaar::MIN),
        })
    }

    /// What `form` makes of the projections of each of these draws, one for every
    /// scenario; in order, however many threads make them.
    ///
    /// # Errors
    /// Money that is not conserved, or a stop.
    pub fn some<T: Send>(
        &self,
        draws: Range<u32>,
        watcher: &impl Progress,
        form: impl Fn(&[&Projection]) -> T + Sync,
    ) -> Result<Vec<T>, Diagnostic> {
        let made = draws.into_par_iter().map(|nummer| {
            if watcher.stop() {
                return Err(interrupted(nummer));
            }
            let mut place = self.spare.take().unwrap_or_else(|| self.example.clone());
            place.draw(self.vraag, &self.banen, nummer.into(), self.first)?;
            let projections: Vec<&Projection> = place.scenarios.projections().collect();
            let formed = form(&projections);
            drop(projections);
            self.spare.give(place);
            watcher.complete(1);
            Ok(formed)
        });
        made.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::model::Model;
    use crate::simulate::{DrawId, KEPT_FIELDS, draw_with_people};
    use crate::study::Study;

    #[test]
    fn a_draw_is_the_one_that_is_shown_by_itself() {
        let law = |share: &str| {
            let settings = [
                format!("prestatie.aandeel={share}"),
                "scenario.tot=2028".to_owned(),
            ];
            Model::load("wi2021", &settings).unwrap()
        };
        let study = Study::new(vec![law("0.1"), law("0.3")]);
        let request = study.request(Some(40), Some(6)).unwrap();
        let nobody = AtomicBool::new(false);
        let each = EachDraw::new(&request, &nobody).unwrap();
        let years = || {
            study.models()[0]
                .scenario
                .tables()
                .scenario
                .van
                .through(jaar("2028"))
        };
        let money = |run: &Projection| {
            let mut values = Vec::new();
            for column in KEPT_FIELDS {
                values.extend(years().map(|year| run.local(column, year, 7)));
            }
            values
        };
        let of = |runs: &[&Projection]| runs.iter().map(|run| money(run)).collect::<Vec<_>>();
        let some = each.some(30..33, &nobody, of).unwrap();
        for (nummer, runs) in (30..).zip(&some) {
            for (model, run) in study.models().iter().zip(runs) {
                let id = DrawId { zaad: 6, nummer };
                let shown = draw_with_people(model, id).unwrap().1;
                assert_eq!(&money(&shown), run, "{nummer}");
                assert!(run.iter().all(Option::is_some));
            }
        }
        nobody.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(each.some(0..1, &nobody, |_| ()).is_err());
    }

    fn jaar(text: &str) -> Jaar {
        Jaar::written(text).unwrap()
    }
}
