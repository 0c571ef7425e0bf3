//! People that are drawn once and kept, for many scenarios that leave them as they are: of
//! each the law alone has to be run.

use rayon::prelude::*;

use super::instroom::DrawId;
use super::sampler::{DrawOutcome, Sampler, people_key};
use crate::input::diagnostic::Diagnostic;
use crate::model::{Model, Ramingen};
use crate::people::{Kind, LocalCosts, People};
use crate::projection::{Projection, Runner};
use crate::simulate::pool::Pool;
use crate::terms::jaar::Jaar;

/// Draws that one thread makes after each other, in memory that it makes ready for them.
const TOGETHER: usize = 16;

/// Bytes that people may be kept in: some 3,000 draws of the country over eight years. What
/// is beyond them is drawn again for every scenario.
const MOST_BYTES: usize = 256 << 20;

/// Draws of a scenario, with their people as far as there is room for them.
#[derive(Debug)]
pub struct KeptDraws<'a> {
    sampler: Sampler<'a>,
    key: String,
    first: DrawId,
    draws: u32,
    kept: Vec<Kept>,
    /// A draw in full, which has a place for everyone who is drawn.
    example: DrawOutcome,
    spare: Pool<(DrawOutcome, Projection)>,
}

/// What a draw has that another has not.
#[derive(Debug, Clone)]
struct Kept {
    /// Everyone who is drawn: a billion people at most.
    people: Vec<i32>,
    kosten: Option<(Jaar, LocalCosts)>,
    ramingen: Ramingen,
}

impl Kept {
    /// Takes what was drawn; `None` of more people than there can be.
    fn of(sampler: &Sampler<'_>, drawn: &mut DrawOutcome) -> Option<Self> {
        let mut people = Vec::new();
        let mut fits = true;
        sampler.each_drawn(&mut drawn.people, |counts| {
            let small = counts.iter().map(|&count| i32::try_from(count));
            people.extend(small.map(|count| {
                fits &= count.is_ok();
                count.unwrap_or_default()
            }));
        });
        fits.then(|| Self {
            people,
            kosten: drawn.people.kosten.drawn.clone(),
            ramingen: drawn.ramingen.clone(),
        })
    }

    /// Puts it back in the place of another draw of the same people.
    fn restore(&self, sampler: &Sampler<'_>, place: &mut DrawOutcome) {
        let mut rest = &self.people[..];
        sampler.each_drawn(&mut place.people, |counts| {
            let (own, behind) = rest.split_at(counts.len());
            rest = behind;
            for (count, &kept) in counts.iter_mut().zip(own) {
                *count = kept.into();
            }
        });
        place.people.kosten.drawn.clone_from(&self.kosten);
        place.ramingen.clone_from(&self.ramingen);
    }

    fn bytes(&self) -> usize {
        let costs = self.kosten.as_ref();
        let costs = costs.map_or(0, |(_, own)| own.kosten.len() + own.z_route.len());
        self.people.len() * size_of::<i32>() + costs * size_of::<i64>()
    }
}

impl Sampler<'_> {
    /// Shows the counts of everyone who is drawn, always in the same order.
    fn each_drawn(&self, people: &mut People, mut show: impl FnMut(&mut [i64])) {
        for kind in Kind::ALL {
            let counts = people.of_mut(kind);
            for cohort in self.vanaf.through(self.last) {
                if self.is_drawn(kind, cohort) {
                    show(counts.edit(cohort));
                }
            }
            counts.each_moved(&mut show);
        }
    }
}

impl<'a> KeptDraws<'a> {
    /// The first draws of a seed, as a simulation makes them.
    ///
    /// # Errors
    /// As [`KeptDraws::new`].
    pub fn of_seed(model: &'a Model, zaad: u64, draws: u32) -> Result<Self, Diagnostic> {
        Self::new(model, DrawId { zaad, nummer: 0 }, draws)
    }

    /// Draws the people of a model, and keeps them.
    ///
    /// # Errors
    /// A scenario that cannot be drawn, or a file with fewer paths.
    pub fn new(model: &'a Model, first: DrawId, draws: u32) -> Result<Self, Diagnostic> {
        let sampler = Sampler::new(model)?;
        sampler.enough_paths(first.nummer + u64::from(draws))?;
        let mut example = sampler.empty();
        sampler.draw(first, &mut example)?;
        let room = match Kept::of(&sampler, &mut example) {
            Some(kept) => MOST_BYTES / kept.bytes().max(1),
            None => 0,
        };
        let numbers: Vec<u64> = (0..u64::from(draws)).take(room).collect();
        let chunks = numbers.par_chunks(TOGETHER).map(|numbers| {
            let mut place = example.clone();
            let own = numbers.iter().map(|&number| {
                let id = DrawId {
                    nummer: first.nummer + number,
                    ..first
                };
                sampler.draw(id, &mut place)?;
                Ok(Kept::of(&sampler, &mut place))
            });
            own.collect::<Result<Vec<_>, Diagnostic>>()
        });
        let chunks: Vec<Vec<Option<Kept>>> = chunks.collect::<Result<_, _>>()?;
        // Up to the first that does not fit.
        let kept = chunks.into_iter().flatten().map_while(|kept| kept);
        Ok(Self {
            key: people_key(&model.scenario),
            first,
            draws,
            kept: kept.collect(),
            example,
            spare: Pool::default(),
            sampler,
        })
    }

    /// Whether a model has the same people in every draw.
    pub fn are_of(&self, model: &Model) -> bool {
        people_key(&model.scenario) == self.key
    }

    /// What `of` says of every draw of a model, in their order; each is a projection to
    /// the cent as a simulation with this seed makes it, up to a year, with its books held
    /// to each other.
    ///
    /// # Errors
    /// A scenario that cannot be projected, or money that is not conserved.
    pub fn values<T: Send>(
        &self,
        model: &Model,
        until: Jaar,
        of: &(dyn Fn(&Projection) -> T + Sync),
    ) -> Result<Vec<T>, Diagnostic> {
        if !self.are_of(model) {
            return Self::new_like(self, model)?.of_own(model, until, of);
        }
        self.of_own(model, until, of)
    }

    /// The same draws of other people, of which none are kept.
    fn new_like<'b>(&self, model: &'b Model) -> Result<KeptDraws<'b>, Diagnostic> {
        let sampler = Sampler::new(model)?;
        sampler.enough_paths(self.first.nummer + u64::from(self.draws))?;
        Ok(KeptDraws {
            key: String::new(),
            first: self.first,
            draws: self.draws,
            kept: Vec::new(),
            example: sampler.empty(),
            spare: Pool::default(),
            sampler,
        })
    }

    /// [`KeptDraws::values`] of a model with these people.
    fn of_own<T: Send>(
        &self,
        model: &Model,
        until: Jaar,
        of: &(dyn Fn(&Projection) -> T + Sync),
    ) -> Result<Vec<T>, Diagnostic> {
        let runner = Runner::until(model, until)?;
        let numbers: Vec<usize> = (0..self.draws as usize).collect();
        let chunks = numbers.par_chunks(TOGETHER).map(|numbers| {
            let mut runner = runner.clone();
            let spare = self.spare.take();
            let (mut drawn, mut projection) =
                spare.unwrap_or_else(|| (self.example.clone(), Projection::default()));
            runner.lay_out(&mut projection);
            let values = numbers.iter().map(|&number| {
                match self.kept.get(number) {
                    Some(kept) => kept.restore(&self.sampler, &mut drawn),
                    None => {
                        let nummer = self.first.nummer + number as u64;
                        let id = DrawId {
                            nummer,
                            ..self.first
                        };
                        self.sampler.draw(id, &mut drawn)?;
                    }
                }
                runner.project(&drawn.people, &drawn.ramingen, &mut projection)?;
                let held = model.hold_books(&projection);
                held.map_err(|breach| breach.named(&model.gemeenten))?;
                Ok(of(&projection))
            });
            let values = values.collect::<Result<Vec<T>, Diagnostic>>();
            self.spare.give((drawn, projection));
            values
        });
        let chunks: Vec<Vec<T>> = chunks.collect::<Result<_, _>>()?;
        Ok(chunks.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::single::draw;
    use super::*;
    use crate::columns::Column;
    use crate::scenario::EMBEDDED;

    fn jaar(year: i64) -> Jaar {
        Jaar::new(year).unwrap()
    }

    const FIRST: DrawId = DrawId { zaad: 7, nummer: 3 };

    /// The amounts of every gemeente up to a year.
    fn money(run: &Projection, until: Jaar) -> Vec<Option<i64>> {
        let years = run.jaren.iter().map(|year| year.jaar);
        let years = years.filter(|&year| year <= until);
        let cells = years.flat_map(|year| {
            let columns = Column::ALL.iter();
            columns.flat_map(move |&column| (0..342).map(move |place| (column, year, place)))
        });
        cells
            .map(|(column, year, place)| run.local(column, year, place))
            .collect()
    }

    #[test]
    fn a_draw_of_kept_people_is_the_draw_itself_in_every_scenario() {
        for (name, _) in EMBEDDED {
            let model = Model::load(name, &[]).unwrap();
            let last = model.scenario.tables().scenario.tot;
            let kept = KeptDraws::new(&model, FIRST, 18).unwrap();
            let of = |run: &Projection| money(run, last);
            let values = kept.values(&model, last, &of).unwrap();
            for place in [0, 15, 16, 17] {
                let nummer = FIRST.nummer + place as u64;
                let one = draw(&model, DrawId { nummer, ..FIRST }).unwrap();
                assert_eq!(values[place], money(&one, last), "{name} {place}");
            }
        }
    }

    #[test]
    fn a_model_with_other_rules_or_other_people_is_drawn_as_it_would_be_alone() {
        let model = Model::load("wi2021", &[]).unwrap();
        let until = jaar(2028);
        let kept = KeptDraws::new(&model, FIRST, 5).unwrap();
        for (setting, same) in [
            ("index.2027=0.09", true),
            ("prognose.2027=12345", false),
            ("instroom.spreiding.asielstatushouder=0.5", false),
            ("traject.gezinsmigrant.kosten=1", true),
        ] {
            let Ok(changed) = model.with(&[setting.to_owned()]) else {
                continue;
            };
            assert_eq!(kept.are_of(&changed), same, "{setting}");
            let of = |run: &Projection| money(run, until);
            let values = kept.values(&changed, until, &of).unwrap();
            let nummer = FIRST.nummer + 4;
            let one = draw(&changed, DrawId { nummer, ..FIRST }).unwrap();
            assert_eq!(values[4], money(&one, until), "{setting}");
        }
    }

    #[test]
    fn what_there_is_no_room_for_is_drawn_again() {
        let model = Model::load("wi2021", &[]).unwrap();
        let until = jaar(2031);
        let of = |run: &Projection| run.national(Column::Kas, until);
        let whole = KeptDraws::new(&model, FIRST, 20).unwrap();
        let known = whole.values(&model, until, &of).unwrap();
        let mut some = KeptDraws::new(&model, FIRST, 20).unwrap();
        some.kept.truncate(7);
        assert_eq!(some.values(&model, until, &of).unwrap(), known);
        assert!(known.windows(2).any(|pair| pair[0] != pair[1]));
    }
}
