//! People per gemeente and cohort: from a delivery, from national counts, or
//! from the instroom, in that order.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::Counted;
use super::counts::PeopleCounts;
use super::delivery::Delivery;
use super::everyone::{Origin, People, first_cohort};
use super::flow::{Flow, Gehuisvest};
use super::kenmerken::Kenmerken;
use super::kind::Kind;
use super::local::CostDifferences;
use super::otherwise::{Otherwise, Whole, in_proportion};
use crate::exact::apportion::{Apportioner, counts_as_weights};
use crate::exact::fraction::exact_whole;
use crate::exact::money::to_whole;
use crate::exact::vector::add_to;
use crate::gemeente::Gemeenten;
use crate::input::diagnostic::{Code, Diagnostic, expected};
use crate::scenario::Scenario;
use crate::scenario::tables::{Aanvullen, Tables};
use crate::terms::Text;
use crate::terms::jaar::Jaar;
use crate::terms::law::{Groep, Route};

/// What to write for the people of a year.
pub(crate) fn people_in(jaar: Jaar) -> Text {
    Text::new(
        format!("{jaar} = aantal personen"),
        format!("{jaar} = number of people"),
    )
}

/// What people are counted from.
#[derive(Debug, Clone, Copy)]
pub struct PeopleInput<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// How its people go on.
    pub stroom: &'a Flow<'a>,
    /// Where they live.
    pub gemeenten: &'a Gemeenten,
    /// What was counted.
    pub delivery: &'a Delivery,
    /// How gemeenten differ.
    pub kenmerken: &'a Kenmerken,
}

/// Counts everyone from the first cohort of the Wi2021 up to the last
/// uitvoeringsjaar of the scenario.
///
/// # Errors
/// A year without a count in a path of instroom that has others, or people to
/// spread over gemeenten in which nobody lives.
pub fn build(input: PeopleInput<'_>) -> Result<People, Diagnostic> {
    let aantallen = &input.scenario.tables().aantallen;
    let carries = aantallen
        .doorwerking
        .is_some_and(|share| share.0.numerator() > 0);
    let is_nul = aantallen.aanvullen == Some(Aanvullen::Nul);
    if carries && is_nul && !input.delivery.absent.is_empty() {
        return Err(nothing_to_carry(input.scenario));
    }
    let mut builder = PeopleBuilder::new(input);
    let asielstatushouder = builder.cohorts(Kind::Asielstatushouder)?;
    let gezins_overig = builder.cohorts(Kind::GezinsOverig)?;
    builder.finish(asielstatushouder, gezins_overig)
}

/// [`build`], where nobody is housed elsewhere or at another time than the people who are
/// known already.
///
/// # Errors
/// As [`build`].
pub fn build_on(housed: &People, input: PeopleInput<'_>) -> Result<People, Diagnostic> {
    let of_housed = |kind: Kind| matches!(kind, Kind::Asielstatushouder | Kind::GezinsOverig);
    let mut builder = PeopleBuilder::new(input);
    let oorsprong = housed.oorsprong.iter();
    let oorsprong = oorsprong.filter(|((kind, _), _)| of_housed(*kind));
    builder.oorsprong = oorsprong.map(|(&key, &origin)| (key, origin)).collect();
    let overvol = housed.overvol.iter().copied();
    builder.overvol = overvol.filter(|(kind, _)| of_housed(*kind)).collect();
    builder.sleutels.clone_from(&housed.sleutels);
    builder.finish(
        housed.asielstatushouder.clone(),
        housed.gezins_overig.clone(),
    )
}

/// The message for shares of which most gemeenten have none.
fn nothing_to_carry(scenario: &Scenario) -> Diagnostic {
    let message = Text::fixed(
        "`doorwerking` zou later iedereen naar de getelde gemeenten brengen: de andere tellen als 0",
        "`doorwerking` would bring everyone to the counted gemeenten later on: the others count as 0",
    );
    let help = Text::fixed(
        "kies aanvullen = \"model\", of laat `doorwerking` weg",
        "choose aanvullen = \"model\", or leave `doorwerking` out",
    );
    Diagnostic::new(Code::Tegenstrijdig, message)
        .at(scenario.place_of(&["aantallen", "doorwerking"]))
        .help(help)
}

struct PeopleBuilder<'a> {
    input: PeopleInput<'a>,
    tables: &'a Tables,
    otherwise: Otherwise<'a>,
    last: Jaar,
    oorsprong: BTreeMap<(Kind, Jaar), Origin>,
    overvol: BTreeSet<(Kind, Jaar)>,
    sleutels: BTreeMap<(Kind, Jaar), Vec<i64>>,
}

impl<'a> PeopleBuilder<'a> {
    fn new(input: PeopleInput<'a>) -> Self {
        let tables = input.scenario.tables();
        Self {
            input,
            tables,
            otherwise: Otherwise::new(tables, input.stroom, input.kenmerken),
            last: tables.scenario.tot,
            oorsprong: BTreeMap::new(),
            overvol: BTreeSet::new(),
            sleutels: BTreeMap::new(),
        }
    }

    /// Who of the people that are housed takes the onderwijsroute, and who completes.
    fn finish(
        mut self,
        asielstatushouder: PeopleCounts,
        gezins_overig: PeopleCounts,
    ) -> Result<People, Diagnostic> {
        let onderwijsroute = self.onderwijsroute(&asielstatushouder)?;
        let afgerond = self.afgerond(&asielstatushouder)?;
        Ok(People {
            kosten: CostDifferences {
                stated: self.otherwise.local,
                drawn: None,
            },
            oorsprong: self.oorsprong,
            overvol: self.overvol,
            sleutels: self.sleutels,
            asielstatushouder,
            gezins_overig,
            onderwijsroute,
            afgerond,
        })
    }

    fn years(&self) -> impl Iterator<Item = Jaar> + use<> {
        Jaar::START_WI2021.through(self.last)
    }

    /// What was delivered of a kind. Gemeenten that stand nowhere in the delivery share
    /// what the counted ones leave of the `whole`, where the scenario says so.
    fn delivered(
        &mut self,
        kind: Kind,
        whole: &dyn Fn(&Self, Jaar) -> Result<Whole, Diagnostic>,
    ) -> Result<PeopleCounts, Diagnostic> {
        let mut counts = PeopleCounts::new(self.input.gemeenten.len());
        let fills = self.tables.aantallen.aanvullen == Some(Aanvullen::Model);
        for (cohort, peiljaar, people) in self.input.delivery.of(kind) {
            let key = (kind, cohort);
            let mut people = people.to_vec();
            // Nobody asks for a cohort after the last year, and the model knows none.
            if fills && !self.input.delivery.absent.is_empty() && cohort <= self.last {
                let whole = whole(self, cohort)?;
                self.fill(key, &mut people, whole)?;
            }
            match peiljaar {
                Some(peiljaar) => counts.set_at(cohort, peiljaar, people),
                None => self.set(&mut counts, key, Origin::Levering, people),
            }
        }
        Ok(counts)
    }

    /// What the model says of the country where gemeenten differ: of one that was counted as
    /// if it did not, for what a factor says of it is said by its count, and the others are
    /// not to have more or fewer for it.
    fn beside_counted(&self, alike: &[i64], own: &[i64]) -> (i64, Vec<i64>) {
        let pairs = alike.iter().zip(own).enumerate();
        let people =
            pairs.map(
                |(index, (&alike, &own))| match self.input.delivery.is_absent(index) {
                    true => own,
                    false => alike,
                },
            );
        (people.sum(), own.to_vec())
    }

    /// Gives the gemeenten that stand nowhere in the delivery their people.
    fn fill(
        &mut self,
        (kind, cohort): (Kind, Jaar),
        people: &mut [i64],
        whole: Whole,
    ) -> Result<(), Diagnostic> {
        let stated = kind.national(self.tables, cohort);
        let (total, weights) = match (stated, whole) {
            (Some(stated), Some((_, weights))) => (stated, weights),
            (Some(stated), None) => (stated, self.weights(cohort)),
            (None, Some(whole)) => whole,
            (None, None) => return Err(self.nothing_to_fill_from(kind, cohort)),
        };
        let left = total - people.iter().sum::<i64>();
        if left < 0 {
            self.overvol.insert((kind, cohort));
        }
        let absent = &self.input.delivery.absent;
        let weights: Vec<i64> = absent.iter().map(|&index| weights[index]).collect();
        for (&index, part) in absent.iter().zip(in_proportion(left.max(0), &weights)) {
            people[index] = part;
        }
        Ok(())
    }

    /// The message for counts of a cohort of which the model says nothing.
    fn nothing_to_fill_from(&self, kind: Kind, cohort: Jaar) -> Diagnostic {
        let groep = kind.key();
        let message = Text::new(
            format!(
                "aanvullen = \"model\": van {groep} in {cohort} is geen landelijk aantal bekend"
            ),
            format!("aanvullen = \"model\": no national number is known of {groep} in {cohort}"),
        );
        let help = Text::new(
            format!(
                "zet {cohort} = aantal onder [aantallen.landelijk.{groep}], of kies aanvullen = \"nul\""
            ),
            format!(
                "put {cohort} = number under [aantallen.landelijk.{groep}], or choose aanvullen = \"nul\""
            ),
        );
        Diagnostic::new(Code::SleutelOntbreekt, message)
            .at(self.input.scenario.place_of(&["aantallen", "aanvullen"]))
            .help(help)
    }

    /// Keeps the people of a cohort and how they came about.
    fn set(
        &mut self,
        counts: &mut PeopleCounts,
        key: (Kind, Jaar),
        oorsprong: Origin,
        people: Vec<i64>,
    ) {
        match oorsprong {
            Origin::Instroom => counts.expect(key.1, people),
            _ => counts.set(key.1, people),
        }
        self.oorsprong.insert(key, oorsprong);
    }

    /// What is stated of a kind: delivered, or for the country. The law looks two
    /// years back, so that cohorts from before the Act count where they are stated.
    fn stated(
        &mut self,
        kind: Kind,
        whole: &dyn Fn(&Self, Jaar) -> Result<Whole, Diagnostic>,
    ) -> Result<PeopleCounts, Diagnostic> {
        let mut counts = self.delivered(kind, whole)?;
        for (&jaar, people) in kind.national_counts(self.tables).0.range(..=self.last) {
            if !self.is_stated(kind, jaar) {
                let people = self.spread(people.get(), jaar)?;
                self.set(&mut counts, (kind, jaar), Origin::Landelijk, people);
            }
        }
        Ok(counts)
    }

    /// Whether the people of a cohort are known without regard to a peiljaar.
    fn is_stated(&self, kind: Kind, cohort: Jaar) -> bool {
        self.oorsprong.contains_key(&(kind, cohort))
    }

    /// What the people of a cohort are divided over gemeenten by.
    fn weights(&self, cohort: Jaar) -> Vec<i64> {
        let inwoners = self.input.gemeenten.inwoners(cohort.plus(-1));
        self.otherwise.weights(inwoners).into_owned()
    }

    /// A national count spread over gemeenten in the proportion of Hw2014
    /// art. 29: inhabitants on 1 January of the year before. A gemeente with a factor of
    /// its own has more or fewer people, and the others give way.
    fn spread(&self, people: i64, cohort: Jaar) -> Result<Vec<i64>, Diagnostic> {
        let inwoners = self
            .input
            .gemeenten
            .verdeelsleutel(people, cohort.plus(-1))?;
        Ok(in_proportion(people, &self.otherwise.weights(inwoners)))
    }

    fn cohorts(&mut self, kind: Kind) -> Result<PeopleCounts, Diagnostic> {
        let mut counts = self.stated(kind, &|own, cohort| {
            let housed = own.housed(kind, cohort)?;
            Ok(housed.map(|people| (people, own.weights(cohort))))
        })?;
        let counted = Counted::of(kind, self.input.delivery, &counts);
        for jaar in self.years() {
            if self.is_stated(kind, jaar) {
                continue;
            }
            if let Some(housed) = self.housed(kind, jaar)? {
                let people = match self.carried(jaar, &counted) {
                    Some(weights) => {
                        let people = in_proportion(housed, &self.otherwise.weights(&weights));
                        self.sleutels.insert((kind, jaar), weights);
                        people
                    }
                    None => self.spread(housed, jaar)?,
                };
                self.set(&mut counts, (kind, jaar), Origin::Instroom, people);
            }
        }
        Ok(counts)
    }

    /// What a cohort of the model is divided by where counted cohorts bear on it.
    fn carried(&self, cohort: Jaar, counted: &Counted) -> Option<Vec<i64>> {
        let share = self.tables.aantallen.doorwerking?;
        let inwoners = self.input.gemeenten.inwoners(cohort.plus(-1));
        counted.weights(cohort, share.0, inwoners)
    }

    /// People of a kind housed in `cohort`; `None` without a path of instroom.
    fn housed(&self, kind: Kind, cohort: Jaar) -> Result<Option<i64>, Diagnostic> {
        let mut total = None;
        for &groep in kind.groepen() {
            let parts = self.input.stroom.housed_in(groep, cohort);
            let parts = parts.map_err(|jaar| self.missing_year(groep, jaar))?;
            if let Some(parts) = parts {
                let people = parts.iter().map(Gehuisvest::people).sum::<i64>();
                *total.get_or_insert(0) += people;
            }
        }
        Ok(total)
    }

    fn missing_year(&self, groep: Groep, jaar: Jaar) -> Diagnostic {
        let groep = groep.key();
        let message = Text::new(
            format!("de instroom van {groep} in {jaar} ontbreekt"),
            format!("the instroom of {groep} in {jaar} is missing"),
        );
        let help = Text::new(
            format!(
                "zet het in uw scenario, onder [instroom.pad.{groep}]; alleen na het laatste jaar wordt het laatste cijfer aangehouden"
            ),
            format!(
                "put it in your scenario, under [instroom.pad.{groep}]; only after the last year the last figure is carried on"
            ),
        );
        Diagnostic::new(Code::SleutelOntbreekt, message)
            .at(self.input.scenario.place_of(&["instroom", "pad", groep]))
            .label(expected(people_in(jaar)))
            .help(help)
    }

    /// The share of a cohort that takes the onderwijsroute, of the people whom
    /// the definitieve uitkering of its year counts (verantwoording 2.2).
    fn onderwijsroute(&mut self, asiel: &PeopleCounts) -> Result<PeopleCounts, Diagnostic> {
        let kind = Kind::Onderwijsroute;
        let routes = self.tables.leerroute.get(Groep::Asielstatushouder);
        let share = routes.map(|routes| routes.get(Route::Onderwijs).0.exact());
        let on_route = |cohort: Jaar| {
            let housed = asiel.at(cohort, cohort);
            let total = exact_whole(housed.iter().sum());
            let people = to_whole(&(total * share.clone()?)).expect("a share of people is people");
            Some((people, housed.to_vec()))
        };
        let cohorts = first_cohort(&[asiel]).through(self.last);
        let local = self.otherwise.on_routes(cohorts, &on_route);
        let alike = |cohort: Jaar| on_route(cohort);
        let on_route = |cohort: Jaar| match local.get(&cohort) {
            Some(people) => Some((people.iter().sum(), people.clone())),
            None => on_route(cohort),
        };
        let mut counts = self.stated(kind, &|own, cohort| {
            let whole = alike(cohort);
            let (Some(people), Some((total, housed))) = (local.get(&cohort), &whole) else {
                return Ok(whole);
            };
            let alike = in_proportion(*total, housed);
            let absent = &own.input.delivery.absent;
            match absent.iter().all(|&index| alike[index] == people[index]) {
                true => Ok(whole),
                false => Ok(Some(own.beside_counted(&alike, people))),
            }
        })?;
        for jaar in self.years() {
            if self.is_stated(kind, jaar) {
                continue;
            }
            let Some((people, housed)) = on_route(jaar) else {
                return Ok(counts);
            };
            let people = in_proportion(people, &housed);
            self.set(&mut counts, (kind, jaar), Origin::Aandeel, people);
        }
        Ok(counts)
    }

    /// Who of each cohort completes in each year. The course of a cohort follows
    /// from the people who were housed in it, and completes where they were.
    fn afgerond(&mut self, asiel: &PeopleCounts) -> Result<PeopleCounts, Diagnostic> {
        let kind = Kind::Afgerond;
        let years: Vec<Jaar> = first_cohort(&[asiel]).through(self.last).collect();
        let has_model = self.tables.traject.asielstatushouder.is_some();
        let mut modelled = vec![vec![0; self.input.gemeenten.len()]; years.len()];
        let mut apportioner = Apportioner::default();
        let mut parts = vec![0; self.input.gemeenten.len()];
        for (position, &cohort) in years.iter().enumerate() {
            let housed = asiel.housed(cohort);
            let completing = self.input.stroom.completing(cohort, housed.iter().sum());
            let weights = counts_as_weights(housed);
            let completing = modelled[position..].iter_mut().zip(completing);
            for (row, people) in completing.filter(|&(_, people)| people > 0) {
                let divided = apportioner.divide(people, &weights, &mut parts);
                divided.expect("who completes is somewhere");
                add_to(row, &parts);
            }
        }
        // Only who fills in gemeenten that nobody counted asks for it.
        let alike = match self.input.delivery.absent.is_empty() {
            true => Vec::new(),
            false => modelled.clone(),
        };
        self.otherwise.complete(asiel, &years, &mut modelled);
        let mut counts = self.stated(kind, &|own, cohort| {
            let place = years.iter().position(|&jaar| jaar == cohort);
            let place = place.filter(|_| has_model);
            Ok(place.map(|place| own.beside_counted(&alike[place], &modelled[place])))
        })?;
        for (jaar, people) in years.iter().copied().zip(modelled.iter().cloned()) {
            if has_model && !self.is_stated(kind, jaar) {
                self.set(&mut counts, (kind, jaar), Origin::Voltooiing, people);
            }
        }
        Ok(counts)
    }
}
