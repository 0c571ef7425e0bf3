//! Counts of one kind of people by cohort, peiljaar and gemeente.

use crate::terms::jaar::Jaar;

/// People of one kind per gemeente, by cohort (or year of completion) and,
/// where a delivery says so, by where they live at the end of a peiljaar.
///
/// A simulation asks for thousands of these a second, so years are places in
/// an array.
#[derive(Debug, Clone, Default)]
pub struct PeopleCounts {
    gemeenten: usize,
    none: Vec<i64>,
    /// From [`Jaar::MIN`] on.
    cohorts: Vec<CohortCounts>,
}

/// What is known of one cohort.
#[derive(Debug, Clone, Default)]
struct CohortCounts {
    people: Option<Vec<i64>>,
    /// Whether nobody counted these people: they follow from the instroom.
    is_expected: bool,
    /// Seldom more than three.
    by_peiljaar: Vec<Residents>,
}

/// The people of a cohort where they live at the end of a peiljaar.
#[derive(Debug, Clone)]
struct Residents {
    peiljaar: Jaar,
    people: Vec<i64>,
    /// Whether someone counted them; else a draw says that they moved.
    is_counted: bool,
}

impl CohortCounts {
    fn at(&self, peiljaar: Jaar) -> Option<&Vec<i64>> {
        let mut known = self.by_peiljaar.iter();
        let found = known.find(|known| known.peiljaar == peiljaar);
        found.map(|known| &known.people)
    }

    /// The residents at the end of `peiljaar`, made where there are none yet.
    fn place_at(&mut self, peiljaar: Jaar, gemeenten: usize) -> &mut Residents {
        let known = &mut self.by_peiljaar;
        let found = known.iter().position(|known| known.peiljaar == peiljaar);
        let index = found.unwrap_or_else(|| {
            known.push(Residents {
                peiljaar,
                people: vec![0; gemeenten],
                is_counted: false,
            });
            known.len() - 1
        });
        &mut known[index]
    }
}

impl PeopleCounts {
    /// No people, in so many gemeenten.
    pub fn new(gemeenten: usize) -> Self {
        Self {
            gemeenten,
            none: vec![0; gemeenten],
            ..Self::default()
        }
    }

    fn cohort(&self, cohort: Jaar) -> Option<&CohortCounts> {
        let place = usize::try_from(cohort.since(Jaar::MIN)).ok()?;
        self.cohorts.get(place)
    }

    /// The place of a cohort, made where there is none yet.
    ///
    /// # Panics
    /// Before [`Jaar::MIN`], when nobody is ever counted.
    fn place(&mut self, cohort: Jaar) -> &mut CohortCounts {
        let place = usize::try_from(cohort.since(Jaar::MIN)).expect("a year with people");
        if place >= self.cohorts.len() {
            self.cohorts.resize_with(place + 1, CohortCounts::default);
        }
        &mut self.cohorts[place]
    }

    /// Sets the people of a cohort, in the order of the gemeenten.
    pub fn set(&mut self, cohort: Jaar, people: Vec<i64>) {
        debug_assert_eq!(people.len(), self.gemeenten);
        let place = self.place(cohort);
        (place.people, place.is_expected) = (Some(people), false);
    }

    /// [`PeopleCounts::set`] of people whom nobody counted yet.
    pub fn expect(&mut self, cohort: Jaar, people: Vec<i64>) {
        self.set(cohort, people);
        self.place(cohort).is_expected = true;
    }

    /// Sets the people of a cohort by where they live at the end of `peiljaar`.
    pub fn set_at(&mut self, cohort: Jaar, peiljaar: Jaar, people: Vec<i64>) {
        debug_assert_eq!(people.len(), self.gemeenten);
        let gemeenten = self.gemeenten;
        let place = self.place(cohort).place_at(peiljaar, gemeenten);
        (place.people, place.is_counted) = (people, true);
    }

    /// The people of a cohort, to change in place; nobody where none were set.
    pub fn edit(&mut self, cohort: Jaar) -> &mut [i64] {
        let gemeenten = self.gemeenten;
        let people = &mut self.place(cohort).people;
        people.get_or_insert_with(|| vec![0; gemeenten])
    }

    /// [`PeopleCounts::edit`] for where they live at the end of `peiljaar`; `None` where
    /// someone counted that.
    pub fn edit_at(&mut self, cohort: Jaar, peiljaar: Jaar) -> Option<&mut [i64]> {
        let gemeenten = self.gemeenten;
        let place = self.place(cohort).place_at(peiljaar, gemeenten);
        (!place.is_counted).then_some(&mut place.people[..])
    }

    /// Shows everyone of whom a draw says where they moved, in an order of their cohorts and
    /// of when they were asked for first.
    pub fn each_moved(&mut self, mut show: impl FnMut(&mut [i64])) {
        let places = self.cohorts.iter_mut().flat_map(|it| &mut it.by_peiljaar);
        for place in places.filter(|place| !place.is_counted) {
            show(&mut place.people);
        }
    }

    /// The people of a cohort as counted at the end of `peiljaar`; without
    /// such a count, those without a peiljaar; without either, nobody (verantwoording 3).
    pub fn at(&self, cohort: Jaar, peiljaar: Jaar) -> &[i64] {
        let known = self.cohort(cohort);
        let people = known.and_then(|known| known.at(peiljaar).or(known.people.as_ref()));
        people.unwrap_or(&self.none)
    }

    /// The people of a cohort without regard to a peiljaar.
    pub fn of(&self, cohort: Jaar) -> &[i64] {
        let known = self.cohort(cohort);
        let people = known.and_then(|known| known.people.as_ref());
        people.unwrap_or(&self.none)
    }

    /// The peiljaar at which a cohort is counted where it was housed: the end of its
    /// own year, or without regard to a peiljaar, else the first at which anyone
    /// counted it. What follows from the instroom is for cohorts that nobody counted.
    pub fn housed_at(&self, cohort: Jaar) -> Jaar {
        let later = self.cohort(cohort).and_then(|known| {
            let is_counted = known.people.is_some() && !known.is_expected;
            let peiljaren = known.by_peiljaar.iter().filter(|known| known.is_counted);
            let peiljaren = peiljaren.map(|known| known.peiljaar);
            peiljaren.min().filter(|_| !is_counted)
        });
        later.unwrap_or(cohort)
    }

    /// The people of a cohort where they were housed, of whom some complete later
    /// on and some start late: as counted at [`PeopleCounts::housed_at`].
    pub fn housed(&self, cohort: Jaar) -> &[i64] {
        self.at(cohort, self.housed_at(cohort))
    }

    /// Whether a cohort was counted at the end of `peiljaar` itself.
    pub fn has_peiljaar(&self, cohort: Jaar, peiljaar: Jaar) -> bool {
        self.cohort(cohort)
            .is_some_and(|known| known.at(peiljaar).is_some())
    }

    /// Every cohort of which people are known, with the peiljaar of those that have one.
    pub fn known(&self) -> impl Iterator<Item = (Jaar, Option<Jaar>)> {
        self.cohorts.iter().zip(0..).flat_map(|(cohort, place)| {
            let jaar = Jaar::MIN.plus(place);
            let without = cohort.people.iter().map(|_| None);
            let peiljaren = cohort.by_peiljaar.iter().map(|known| Some(known.peiljaar));
            without
                .chain(peiljaren)
                .map(move |peiljaar| (jaar, peiljaar))
        })
    }

    /// Whether anything is known of a cohort at a peiljaar.
    pub fn knows(&self, cohort: Jaar, peiljaar: Jaar) -> bool {
        self.cohort(cohort)
            .is_some_and(|known| known.people.is_some() || known.at(peiljaar).is_some())
    }
}
