//! Of what the costs of one person are made up, and what they depend on.

use crate::exact::fraction::{Exact, Fraction, OneDenominator, Unreduced};
use crate::people::{Completion, Flow, People, at, late_by_a_year};
use crate::scenario::Scenario;
use crate::scenario::tables::KostenLine;
use crate::scenario::values::Prijsbedrag;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

/// What the costs of the asielstatushouders of a cohort depend on.
#[derive(Debug, Clone)]
pub struct CohortKosten {
    /// The cohort.
    pub jaar: Jaar,
    /// Share that starts a year late.
    pub late: Exact,
    /// When they complete their traject.
    pub completion: Completion,
    /// How much more of them complete who are on the Z-route instead of another.
    pub on_z_route: Completion,
}

impl CohortKosten {
    /// The course of a cohort of the people of a scenario.
    pub fn new(stroom: &Flow<'_>, people: &People, jaar: Jaar) -> Self {
        let groep = Groep::Asielstatushouder;
        let late = Self::late(stroom, people, jaar);
        let people = people.asielstatushouder.housed(jaar).iter().sum();
        Self {
            jaar,
            late,
            completion: stroom.completion(groep, jaar, people),
            on_z_route: stroom.z_route_more(groep, jaar, people),
        }
    }

    /// The share of a cohort that starts a year late.
    pub(super) fn late(stroom: &Flow<'_>, people: &People, jaar: Jaar) -> Exact {
        let groep = Groep::Asielstatushouder;
        let people = people.asielstatushouder.housed(jaar).iter().sum();
        stroom.delayed(groep, jaar, people)
    }

    /// What one person of the cohort costs in `jaar`, before the price level.
    pub(super) fn euros(&self, per_year: &PerYear, jaar: Jaar) -> Euros {
        let years = jaar.since(self.jaar);
        let extended = [&self.completion, &self.on_z_route];
        let extended = extended.map(|completion| completion.extended_unreduced(years));
        per_year.euros(years, &Unreduced::from(&self.late), extended)
    }

    /// How far the cohort is in `jaar`.
    pub fn course(&self, jaar: Jaar) -> Course {
        let years = jaar.since(self.jaar);
        Course {
            years,
            late: self.late.clone(),
            extended: self.completion.extended_share(years),
        }
    }
}

/// What the costs of a cohort in a year depend on, besides `[kosten]` and the shares of the
/// leerroutes.
#[derive(Debug, Clone)]
pub struct Course {
    /// Years since the cohort was housed.
    pub years: i32,
    /// Share that started a year late.
    pub late: Exact,
    /// Share whose term is extended in the year.
    pub extended: Exact,
}

pub(super) fn has_costs(scenario: &Scenario) -> bool {
    let tables = scenario.tables();
    let kosten = &tables.kosten;
    kosten.leerroute.is_some()
        || kosten.begeleiding.is_some()
        || kosten.gezins_overig.is_some()
        || tables.verlenging.kosten.is_some()
}

/// What an amount per person is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KostenKind {
    /// A leerroute.
    Leerroute(Route),
    /// Whatever the route.
    Begeleiding,
    /// The extra year of an extended term.
    Verlenging,
    /// Of a gezins- of overige migrant.
    GezinsOverig,
}

/// A part of what one person of a cohort costs in a year, before the price level.
#[derive(Debug, Clone)]
pub struct KostenPart {
    /// What it is for.
    pub soort: KostenKind,
    /// Euros per person over the whole traject.
    pub bedrag: Exact,
    /// Share of it that falls in the year.
    pub deel: Exact,
    /// Share of the people that it is for.
    pub aandeel: Exact,
}

impl KostenPart {
    /// Euros in the year, for the mean person.
    pub fn euros(&self) -> Exact {
        &self.bedrag * &self.deel * &self.aandeel
    }
}

/// What an asielstatushouder costs in a year of this course, before the price level:
/// the mean over the routes, late starters a year later, with what an extended
/// term costs.
pub fn kosten_asiel(scenario: &Scenario, course: &Course) -> Vec<KostenPart> {
    let tables = scenario.tables();
    let line = |soort, line: &KostenLine, aandeel: Fraction| {
        let deel = late_by_a_year(&line.ritme, course.years, &course.late);
        part(soort, line.bedrag, deel, aandeel)
    };
    let mut delen = Vec::new();
    let shares = tables.leerroute.get(Groep::Asielstatushouder);
    if let (Some(lines), Some(shares)) = (&tables.kosten.leerroute, shares) {
        let of_route = |route: Route| {
            let soort = KostenKind::Leerroute(route);
            line(soort, lines.get(route), shares.get(route).0)
        };
        delen.extend(Route::ALL.into_iter().filter_map(of_route));
    }
    if let Some(begeleiding) = &tables.kosten.begeleiding {
        delen.extend(line(KostenKind::Begeleiding, begeleiding, Fraction::ONE));
    }
    if let Some(extra) = tables.verlenging.kosten {
        let deel = course.extended.clone();
        delen.extend(part(KostenKind::Verlenging, extra, deel, Fraction::ONE));
    }
    delen
}

/// What one person costs in a year of a course, before the price level.
#[derive(Debug)]
pub(super) struct Euros {
    pub asielstatushouder: Unreduced,
    pub gezins_overig: Unreduced,
    pub on_z_route: Unreduced,
}

/// What the costs of every course are made of: by years since a cohort was housed, the sums
/// over all lines, which no course changes. Held to [`kosten_asiel`], which has every line.
#[derive(Debug)]
pub(super) struct PerYear {
    /// Of an asielstatushouder that starts in time.
    asielstatushouder: OneDenominator,
    /// What that is more on the Z-route than on another.
    on_z_route: OneDenominator,
    gezins_overig: OneDenominator,
    /// The extra year of an extended term.
    verlenging: Option<Unreduced>,
}

impl PerYear {
    pub fn of(scenario: &Scenario) -> Self {
        let tables = scenario.tables();
        let shares = tables.leerroute.get(Groep::Asielstatushouder);
        let instead = Flow::new(tables).z_route_instead(Groep::Asielstatushouder);
        let (mut asielstatushouder, mut on_z_route) = (Vec::new(), Vec::new());
        if let (Some(lines), Some(shares)) = (&tables.kosten.leerroute, shares) {
            for route in Route::ALL {
                let share = shares.get(route).0.exact();
                add_line(&mut asielstatushouder, lines.get(route), &share);
            }
        }
        if let (Some(lines), Some(instead)) = (&tables.kosten.leerroute, instead) {
            for (route, share) in Route::ALL.into_iter().zip(instead) {
                add_line(&mut on_z_route, lines.get(route), &share);
            }
        }
        if let Some(begeleiding) = &tables.kosten.begeleiding {
            add_line(&mut asielstatushouder, begeleiding, &Exact::ONE);
        }
        let mut gezins_overig = Vec::new();
        if let Some(line) = &tables.kosten.gezins_overig {
            add_line(&mut gezins_overig, line, &Exact::ONE);
        }
        let extra = tables.verlenging.kosten.map(|extra| extra.exact());
        Self {
            asielstatushouder: OneDenominator::of(&asielstatushouder),
            on_z_route: OneDenominator::of(&on_z_route),
            gezins_overig: OneDenominator::of(&gezins_overig),
            verlenging: extra.as_ref().map(Unreduced::from),
        }
    }

    /// Euros of one person so many years after a cohort was housed, before the price level:
    /// a share of the people is late, and shares are extended of everyone, and the more of
    /// those who are on the Z-route instead of another.
    pub fn euros(&self, years: i32, late: &Unreduced, extended: [Unreduced; 2]) -> Euros {
        let [before, this] = [years - 1, years].map(|it| usize::try_from(it).ok());
        let costs =
            |sums: &OneDenominator| Unreduced::between([sums.at(this), sums.at(before)], late);
        let [extended, on_z_route] = extended.map(|share| match &self.verlenging {
            Some(extra) => share.times(extra),
            None => Unreduced::zero(),
        });
        Euros {
            asielstatushouder: costs(&self.asielstatushouder).plus(extended),
            gezins_overig: self.gezins_overig.at(this),
            on_z_route: costs(&self.on_z_route).plus(on_z_route),
        }
    }
}

/// Adds what a line costs in every year to sums by year, for so large a share of the people.
fn add_line(sums: &mut Vec<Exact>, line: &KostenLine, share: &Exact) {
    let whole = line.bedrag.exact() * share;
    if sums.len() < line.ritme.len() {
        sums.resize(line.ritme.len(), Exact::ZERO);
    }
    for (sum, part) in sums.iter_mut().zip(&line.ritme) {
        *sum += &whole * part.0.exact();
    }
}

/// A part of the costs; none where no share of it falls in the year.
fn part(
    soort: KostenKind,
    bedrag: Prijsbedrag,
    deel: Exact,
    aandeel: Fraction,
) -> Option<KostenPart> {
    (!deel.is_zero()).then(|| KostenPart {
        soort,
        bedrag: bedrag.exact(),
        deel,
        aandeel: aandeel.exact(),
    })
}

/// What a gezins- of overige migrant costs so many years after the year of the cohort,
/// before the price level.
pub fn kosten_gezins_overig(scenario: &Scenario, years: i32) -> Vec<KostenPart> {
    let line = scenario.tables().kosten.gezins_overig.iter();
    line.filter_map(|line| {
        let deel = at(&line.ritme, years);
        part(KostenKind::GezinsOverig, line.bedrag, deel, Fraction::ONE)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::fraction::exact_whole;

    /// What an asielstatushouder on the Z-route costs more in a year of this course than one
    /// on another route, before the price level.
    fn more_on_z_route(scenario: &Scenario, course: &Course, extended: &Exact) -> Exact {
        let tables = scenario.tables();
        let mut more = exact_whole(0);
        let instead = Flow::new(tables).z_route_instead(Groep::Asielstatushouder);
        if let (Some(lines), Some(instead)) = (&tables.kosten.leerroute, instead) {
            for (route, share) in Route::ALL.into_iter().zip(instead) {
                let line = lines.get(route);
                let deel = late_by_a_year(&line.ritme, course.years, &course.late);
                more += line.bedrag.exact() * deel * share;
            }
        }
        if let Some(extra) = tables.verlenging.kosten {
            more += extra.exact() * extended;
        }
        more
    }

    /// Sums over all lines, late or not and extended or not, are those of the lines.
    #[test]
    fn what_a_year_costs_is_the_sum_of_its_lines() {
        let text = "scenario.basis = \"wi2021\"\nverlenging.kosten = 2345.67\n";
        let scenario = crate::scenario::load_text("s.toml", text).unwrap();
        let per_year = PerYear::of(&scenario);
        let sum = |parts: Vec<KostenPart>| parts.iter().map(KostenPart::euros).sum::<Exact>();
        let mut different = 0;
        for years in -1..12 {
            for (late, extended) in [(0, 0), (3, 0), (7, 11), (10, 4)] {
                let course = Course {
                    years,
                    late: Exact::new(late, 10),
                    extended: Exact::new(extended, 97),
                };
                let on_z_route = Exact::new(-extended, 31);
                let shares = [&course.extended, &on_z_route].map(Unreduced::from);
                let euros = per_year.euros(years, &Unreduced::from(&course.late), shares);
                let [asielstatushouder, gezins_overig, more] = [
                    euros.asielstatushouder,
                    euros.gezins_overig,
                    euros.on_z_route,
                ]
                .map(Unreduced::reduced);
                assert_eq!(asielstatushouder, sum(kosten_asiel(&scenario, &course)));
                assert_eq!(more, more_on_z_route(&scenario, &course, &on_z_route));
                assert_eq!(gezins_overig, sum(kosten_gezins_overig(&scenario, years)));
                different += i32::from(!asielstatushouder.is_zero());
            }
        }
        assert!(different > 20);
    }
}
