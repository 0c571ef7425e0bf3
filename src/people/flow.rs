//! The stream: how the people of a cohort move through their traject, in
//! exact shares per calendar year.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use crate::exact::apportion::{apportion_exact, apportion_over_one};
use crate::exact::fraction::{Exact, OneDenominator, Unreduced, exact_whole};
use crate::scenario::tables::Tables;
use crate::scenario::values::Aandeel;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

/// The parameters of the stream of one scenario.
#[derive(Debug)]
pub struct Flow<'a> {
    tables: &'a Tables,
    /// By group, and by [`Along`]: what every cohort has in common of when it completes.
    schedules: [[Schedules; 2]; Groep::ALL.len()],
    /// By group: when the people of a year are housed, which several cohorts ask for.
    housing: [Mutex<BTreeMap<Jaar, Housing>>; Groep::ALL.len()],
}

/// Shares of the people of a year by when they are housed, and how many these are; last
/// those who never are.
#[derive(Debug, Clone)]
struct Housing {
    shares: Arc<[Exact]>,
    people: Arc<[i64]>,
}

/// When people complete who start in time, and when cohorts do of which a share starts late:
/// most have that share in common.
#[derive(Debug, Default)]
struct Schedules {
    on_time: OnceLock<OneDenominator>,
    delayed: Mutex<Vec<(Exact, Arc<OneDenominator>)>>,
    completions: Mutex<Vec<Completion>>,
}

/// Along which routes people complete.
#[derive(Debug, Clone, Copy)]
enum Along {
    /// Each route by its share.
    Routes,
    /// The Z-route, less the others: [`Flow::z_route_instead`].
    ZInstead,
}

impl<'a> Flow<'a> {
    /// The stream as the tables of a scenario describe it.
    pub fn new(tables: &'a Tables) -> Self {
        Self {
            tables,
            schedules: Default::default(),
            housing: Default::default(),
        }
    }

    /// Share of the instroom of `jaar` that is housed `years` later; without a
    /// table all of it in the same year.
    pub fn housed(&self, groep: Groep, jaar: Jaar, years: i32) -> Exact {
        match self.tables.huisvesting.get(groep) {
            Some(shares) => at(shares.of(jaar), years),
            None => exact_whole(i64::from(years == 0)),
        }
    }

    /// In how many calendar years, from the first, people of `jaar` are housed.
    pub fn longest_housing(&self, groep: Groep, jaar: Jaar) -> i32 {
        let shares = self.tables.huisvesting.get(groep);
        shares.map_or(1, |shares| shares.of(jaar).len() as i32)
    }

    /// The people of a group housed in `cohort`, by the year in which they
    /// became obliged; `None` without a path of instroom that began by then.
    ///
    /// # Errors
    /// The first year that the path leaves out.
    pub fn housed_in(&self, groep: Groep, cohort: Jaar) -> Result<Option<Vec<Gehuisvest>>, Jaar> {
        let path = self.tables.instroom.pad.get(groep);
        let begun = path.and_then(|path| path.0.keys().next().map(|&first| (path, first)));
        let Some((path, first)) = begun.filter(|&(_, first)| first <= cohort) else {
            return Ok(None);
        };
        let mut known = self.housing[groep as usize]
            .lock()
            .expect("nothing here stops halfway");
        let parts = first.through(cohort).map(|jaar| {
            let instroom = path.get(jaar).ok_or(jaar)?.get();
            let housing = known.entry(jaar);
            let housing = housing.or_insert_with(|| self.housing(groep, jaar, instroom));
            Ok(Gehuisvest {
                jaar,
                instroom,
                verdeling: Arc::clone(&housing.shares),
                people: Arc::clone(&housing.people),
                years: cohort.since(jaar) as usize,
            })
        });
        parts.collect::<Result<_, _>>().map(Some)
    }

    /// When so many people of a year are housed.
    fn housing(&self, groep: Groep, jaar: Jaar, instroom: i64) -> Housing {
        let years = 0..self.longest_housing(groep, jaar);
        let shares = years.map(|years| self.housed(groep, jaar, years));
        let shares = with_rest(shares.collect());
        Housing {
            people: apportion_exact(instroom, &shares).expect(WHOLE).into(),
            shares: shares.into(),
        }
    }

    /// Asielstatushouders of a cohort of `people` who complete in the year of
    /// the cohort, the next, and so on; the others never do.
    pub fn completing(&self, cohort: Jaar, people: i64) -> Vec<i64> {
        let completion = self.completion(Groep::Asielstatushouder, cohort, people);
        let mut parts = apportion_over_one(people, completion.with_rest()).expect(WHOLE);
        parts.pop();
        parts
    }

    /// In how many calendar years, from the year of housing, a cohort can
    /// complete: the longest route, a late start and an extension.
    pub fn longest_traject(&self, groep: Groep) -> i32 {
        let longest = self.tables.traject.get(groep).map_or(0, |routes| {
            let lengths = Route::ALL.map(|route| routes.get(route).len());
            lengths.into_iter().max().unwrap_or(0)
        });
        if longest == 0 { 0 } else { longest as i32 + 2 }
    }

    /// Share of a cohort of `people` that starts a year late: the part of a
    /// year by which a missed term delays the average start, and those whose
    /// kennisgeving came late (letter of 15 September 2023).
    pub fn delayed(&self, groep: Groep, cohort: Jaar, people: i64) -> Exact {
        let start = &self.tables.start;
        let zero = || exact_whole(0);
        let share = |value: Option<Aandeel>| value.map_or_else(zero, |s| s.0.exact());
        let missed = share(start.pip_termijn_gemist) * share(start.vertraging_in_jaren);
        let late = self
            .tables
            .vertraging
            .get(groep)
            .and_then(|late| late.get(cohort));
        let late = match late {
            Some(late) if people > 0 => Exact::new(late.get().into(), people.into()),
            _ => zero(),
        };
        (missed + late).min(exact_whole(1))
    }

    /// When the people of a cohort complete their traject.
    pub fn completion(&self, groep: Groep, cohort: Jaar, people: i64) -> Completion {
        self.completion_along(groep, (cohort, people), Along::Routes)
    }

    /// How much more one person on the Z-route completes in each year than one on another
    /// route, as far as that depends on the route: negative where it is less.
    pub fn z_route_more(&self, groep: Groep, cohort: Jaar, people: i64) -> Completion {
        self.completion_along(groep, (cohort, people), Along::ZInstead)
    }

    /// One person on the Z-route instead of one on another route, in the proportion that
    /// those have; `None` where nobody or everybody is on the Z-route.
    pub fn z_route_instead(&self, groep: Groep) -> Option<[Exact; 3]> {
        let routes = self.tables.leerroute.get(groep)?;
        let others = exact_whole(1) - routes.get(Route::Z).0.exact();
        if others.is_zero() || others == exact_whole(1) {
            return None;
        }
        Some(Route::ALL.map(|route| match route {
            Route::Z => exact_whole(1),
            _ => exact_whole(0) - routes.get(route).0.exact() / &others,
        }))
    }

    /// When people of a group would complete who start in time; nothing where the scenario
    /// has no routes. A late start is the same on every route, so routes are added up first.
    fn on_time(&self, groep: Groep, along: Along) -> &OneDenominator {
        let known = &self.schedules[groep as usize][along as usize];
        known.on_time.get_or_init(|| {
            let shares = match along {
                Along::Routes => {
                    let routes = self.tables.leerroute.get(groep);
                    routes.map(|routes| Route::ALL.map(|route| routes.get(route).0.exact()))
                }
                Along::ZInstead => self.z_route_instead(groep),
            };
            let (Some(traject), Some(shares)) = (self.tables.traject.get(groep), shares) else {
                return OneDenominator::of(&[]);
            };
            let years = || 0..self.longest_traject(groep);
            let rows = Route::ALL.into_iter().map(|route| traject.get(route));
            let rows = rows.flat_map(|route| years().map(|years| at(route, years)));
            let rows = OneDenominator::of(&rows.collect::<Vec<_>>());
            rows.weighted(&OneDenominator::of(&shares))
        })
    }

    /// When people complete of whom a share starts a year late.
    fn scheduled(&self, groep: Groep, along: Along, late: Exact) -> Arc<OneDenominator> {
        let on_time = self.on_time(groep, along);
        let known = &self.schedules[groep as usize][along as usize].delayed;
        let mut known = known.lock().expect("nothing here stops halfway");
        if let Some((_, scheduled)) = known.iter().find(|(own, _)| *own == late) {
            return Arc::clone(scheduled);
        }
        let shares = OneDenominator::of(&vec![late.clone(); on_time.places()]);
        let scheduled = Arc::new(on_time.moved_on(&shares));
        known.push((late, Arc::clone(&scheduled)));
        scheduled
    }

    /// When people of a cohort complete along these routes.
    fn completion_along(
        &self,
        groep: Groep,
        (cohort, people): (Jaar, i64),
        along: Along,
    ) -> Completion {
        let scheduled = self.scheduled(groep, along, self.delayed(groep, cohort, people));
        let years = 0..scheduled.places() as i32;
        let extended: Vec<Exact> = years.map(|it| self.extended(cohort.plus(it))).collect();
        let known = &self.schedules[groep as usize][along as usize].completions;
        let mut known = known.lock().expect("nothing here stops halfway");
        let is_same =
            |it: &&Completion| Arc::ptr_eq(&it.0.scheduled, &scheduled) && it.0.shares == extended;
        if let Some(same) = known.iter().find(is_same) {
            return same.clone();
        }
        let completion = Completion::new(scheduled, extended);
        known.push(completion.clone());
        completion
    }

    /// Share of those who would complete in `jaar` that takes a year longer
    /// (letter of 16 October 2025: at most one year).
    pub fn extended(&self, jaar: Jaar) -> Exact {
        let table = &self.tables.verlenging;
        match table.aandeel {
            Some(share) if table.vanaf.is_none_or(|vanaf| jaar >= vanaf) => share.0.exact(),
            _ => exact_whole(0),
        }
    }

    /// Share of those still obliged that has a PIP at the end of the `years`-th
    /// year after they became obliged; the last known share holds on.
    pub fn pip(&self, groep: Groep, years: i32) -> Exact {
        match self.tables.pip.get(groep) {
            Some(shares) if years >= 0 && !shares.is_empty() => {
                let last = shares.len() - 1;
                shares[(years as usize).min(last)].0.exact()
            }
            _ => exact_whole(0),
        }
    }
}

/// People who became obliged in one year and are housed in another.
#[derive(Debug, Clone)]
pub struct Gehuisvest {
    /// The year in which they became obliged.
    pub jaar: Jaar,
    /// Everyone who became obliged then.
    pub instroom: i64,
    /// Shares of them housed in the same year, the next, and so on; last those
    /// who never are.
    pub verdeling: Arc<[Exact]>,
    /// How many those are.
    people: Arc<[i64]>,
    /// After how many years these are housed.
    pub years: usize,
}

impl Gehuisvest {
    /// How many of them are housed after so many years.
    pub fn people(&self) -> i64 {
        let last = self.people.len() - 1;
        let housed = &self.people[..last];
        housed.get(self.years).copied().unwrap_or(0)
    }
}

/// Shares that add up to at most one, and behind them what is left of one.
pub fn with_rest(mut shares: Vec<Exact>) -> Vec<Exact> {
    let rest = exact_whole(1) - shares.iter().sum::<Exact>();
    shares.push(rest);
    shares
}

/// Why people can be divided by shares.
const WHOLE: &str = "the shares add up to one";

/// Shares of a cohort by calendar years since it was housed; those of cohorts that go on
/// alike are one.
#[derive(Debug, Clone)]
pub struct Completion(Arc<Years>);

#[derive(Debug)]
struct Years {
    /// Would complete in that year, before any extension of the term.
    scheduled: Arc<OneDenominator>,
    /// Of these, the share that takes a year longer.
    shares: Vec<Exact>,
    extended: OneDenominator,
    /// Who completes in that year, and behind them who never does.
    completed: OnceLock<OneDenominator>,
}

impl Completion {
    fn new(scheduled: Arc<OneDenominator>, shares: Vec<Exact>) -> Self {
        Self(Arc::new(Years {
            scheduled,
            extended: OneDenominator::of(&shares),
            shares,
            completed: OnceLock::new(),
        }))
    }

    /// Share that would complete in the `years`-th year, before any extension.
    pub fn scheduled(&self, years: i32) -> Exact {
        self.0.scheduled.at(place(years)).reduced()
    }

    /// Share whose term is extended in the `years`-th year, and who would
    /// otherwise have completed in it.
    pub fn extended_share(&self, years: i32) -> Exact {
        self.extended_unreduced(years).reduced()
    }

    /// [`Completion::extended_share`], for what is reckoned with it and then rounded.
    pub(crate) fn extended_unreduced(&self, years: i32) -> Unreduced {
        let place = place(years);
        self.0.scheduled.at(place).times(&self.0.extended.at(place))
    }

    /// Share that completes in the `years`-th year (voldaan: the only outcome that counts
    /// for AIA).
    pub fn completed(&self, years: i32) -> Exact {
        let own = place(years).filter(|&place| place < self.0.scheduled.places());
        self.with_rest().at(own).reduced()
    }

    /// [`Completion::completed`] of every year, from that of housing on.
    pub fn all(&self) -> Vec<Exact> {
        let shares = self.with_rest();
        let years = 0..self.0.scheduled.places();
        years.map(|year| shares.at(Some(year)).reduced()).collect()
    }

    /// [`Completion::all`] over one denominator, and behind them who never completes.
    fn with_rest(&self) -> &OneDenominator {
        let Years {
            scheduled,
            extended,
            completed,
            ..
        } = &*self.0;
        completed.get_or_init(|| scheduled.moved_on(extended).with_rest())
    }
}

/// The place of a year in a list by calendar years; none before the first.
fn place(years: i32) -> Option<usize> {
    usize::try_from(years).ok()
}

/// The `years`-th share of a list; nothing before it and after it.
pub fn at(shares: &[Aandeel], years: i32) -> Exact {
    let share = usize::try_from(years)
        .ok()
        .and_then(|year| shares.get(year));
    share.map_or(Exact::ZERO, |share| share.0.exact())
}

/// As [`at`], of shares that were derived.
pub fn among(shares: &[Exact], years: i32) -> Exact {
    let share = usize::try_from(years)
        .ok()
        .and_then(|year| shares.get(year));
    share.cloned().unwrap_or_default()
}

/// The share of a year, when a part of the people runs a year late.
pub fn when_late(this: Exact, before: Exact, late: &Exact) -> Exact {
    let on_time = exact_whole(1) - late;
    this * on_time + before * late
}

/// The `years`-th share of a list, when a part of the people runs a year late.
pub fn late_by_a_year(shares: &[Aandeel], years: i32, late: &Exact) -> Exact {
    when_late(at(shares, years), at(shares, years - 1), late)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::law;

    #[test]
    fn the_last_known_share_with_a_pip_holds_on() {
        let model = law(&["pip.gezinsmigrant=[0.5, 0.75]"]);
        let flow = Flow::new(model.scenario.tables());
        let shares = [-1, 0, 1, 2, 9].map(|years| flow.pip(Groep::Gezinsmigrant, years));
        let quarters = shares.map(|share| (share * exact_whole(4)).to_integer());
        assert_eq!(quarters, [0, 2, 3, 3, 3].map(Into::into));
    }

    #[test]
    fn nobody_moves_to_or_from_a_route_that_all_or_none_are_on() {
        let groep = Groep::Asielstatushouder;
        let routes = |b1: &str, onderwijs: &str, z: &str| {
            let settings = [("B1", b1), ("onderwijs", onderwijs), ("Z", z)]
                .map(|(route, share)| format!("leerroute.asielstatushouder.{route}={share}"));
            law(&settings.each_ref().map(String::as_str))
        };
        for model in [routes("0", "0", "1"), routes("0.75", "0.25", "0")] {
            let flow = Flow::new(model.scenario.tables());
            assert_eq!(flow.z_route_instead(groep), None);
            // With nobody to move, nobody completes more or less for it.
            let year = Jaar::new(2026).expect("a year");
            let more = flow.z_route_more(groep, year, 100).all();
            assert!(more.iter().all(|share| *share == Exact::ZERO), "{more:?}");
        }
        let model = routes("0.3", "0.2", "0.5");
        let moved = Flow::new(model.scenario.tables()).z_route_instead(groep);
        let tenths = moved.map(|shares| shares.map(|share| (share * exact_whole(10)).to_integer()));
        // Of the half that is on another route, three in five are on B1.
        assert_eq!(tenths, Some([-6, -4, 10].map(Into::into)));
    }
}
