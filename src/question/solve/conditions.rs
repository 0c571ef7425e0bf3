//! What figures are held to: one goal or several, each of one year or of some.

use std::ops::Range;

use super::goal::Relation;

/// The goals of a search, each with the figures that it is about: one a year, or one of all
/// years together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditions(Vec<Condition>);

/// One goal, and which figures have to meet it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// How they are held.
    pub relation: Relation,
    /// Against what.
    pub amount: i64,
    /// The places of the figures.
    pub places: Range<usize>,
}

impl Relation {
    /// How far a figure is beyond what is asked: above zero where it does not meet it; of
    /// [`Relation::Equal`] on which side it is.
    const fn excess(self, figure: i64, amount: i64) -> i64 {
        match self {
            Self::AtLeast => amount.saturating_sub(figure),
            Self::Equal | Self::AtMost => figure.saturating_sub(amount),
        }
    }
}

impl Condition {
    /// How far the worst of its figures is beyond the goal.
    fn excess(&self, figures: &[i64]) -> i64 {
        let own = figures[self.places.clone()].iter();
        let off = own.map(|&figure| self.relation.excess(figure, self.amount));
        let worst = match self.relation {
            Relation::Equal => off.max_by_key(|off| off.unsigned_abs()),
            Relation::AtMost | Relation::AtLeast => off.max(),
        };
        worst.unwrap_or(0)
    }

    /// Whether all its figures meet it, to the last cent.
    pub fn is_met(&self, figures: &[i64]) -> bool {
        let excess = self.excess(figures);
        match self.relation {
            Relation::Equal => excess == 0,
            Relation::AtMost | Relation::AtLeast => excess <= 0,
        }
    }

    /// The figure that decides: the worst of its own.
    pub fn deciding(&self, figures: &[i64]) -> i64 {
        match self.relation {
            Relation::AtLeast => self.amount.saturating_sub(self.excess(figures)),
            Relation::Equal | Relation::AtMost => self.amount.saturating_add(self.excess(figures)),
        }
    }
}

impl Conditions {
    /// Goals with so many figures each, in their order.
    pub fn new(goals: impl IntoIterator<Item = (Relation, i64)>, figures: usize) -> Self {
        let goals = goals.into_iter().zip(0..);
        let own = goals.map(|((relation, amount), place)| Condition {
            relation,
            amount,
            places: place * figures..(place + 1) * figures,
        });
        Self(own.collect())
    }

    /// The goals.
    pub fn each(&self) -> impl Iterator<Item = &Condition> + Clone {
        self.0.iter()
    }

    /// The goal that has to come out exactly, if one has.
    fn exact(&self) -> Option<&Condition> {
        self.0.iter().find(|one| one.relation == Relation::Equal)
    }

    /// Whether a goal has to come out exactly: the nearest value answers it.
    pub fn is_exact(&self) -> bool {
        self.exact().is_some()
    }

    /// How far figures are from where an answer begins: of the exact goal on which side,
    /// and by how much; of the others the one that is worst.
    pub fn margin(&self, figures: &[i64]) -> i64 {
        match self.exact() {
            Some(exact) => exact.excess(figures),
            None => self
                .0
                .iter()
                .map(|one| one.excess(figures))
                .max()
                .unwrap_or(0),
        }
    }

    /// How far the figure at a place is beyond its own goal.
    pub fn excess_at(&self, place: usize, figures: &[i64]) -> i64 {
        let mut all = self.each();
        let own = all.find(|one| one.places.contains(&place));
        own.map_or(0, |one| one.relation.excess(figures[place], one.amount))
    }

    /// On which side of an answer figures are: of goals that need not come out exactly
    /// whether all are met.
    pub fn is_beyond(&self, figures: &[i64]) -> bool {
        match self.is_exact() {
            true => self.margin(figures) >= 0,
            false => self.margin(figures) <= 0,
        }
    }

    /// Whether every goal that need not come out exactly is met.
    pub fn others_hold(&self, figures: &[i64]) -> bool {
        let mut others = self.each().filter(|one| one.relation != Relation::Equal);
        others.all(|one| one.is_met(figures))
    }

    /// The places of the figures that stand in the way: those that do not meet their goal;
    /// of none the one that is nearest to not doing so.
    pub fn binding(&self, figures: &[i64]) -> Vec<usize> {
        let all = || {
            self.each().flat_map(|one| {
                let places = one.places.clone();
                places.map(|place| (place, one.relation.excess(figures[place], one.amount)))
            })
        };
        let over: Vec<usize> = all()
            .filter(|&(_, excess)| excess > 0)
            .map(|(place, _)| place)
            .collect();
        match over.is_empty() {
            true => {
                let nearest = all().max_by_key(|&(place, excess)| (excess, usize::MAX - place));
                nearest.map(|(place, _)| place).into_iter().collect()
            }
            false => over,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_years_the_worst_one_decides() {
        let of = |relation, goal, figures: &[i64]| {
            let held = Conditions::new([(relation, goal)], figures.len());
            let one = held.each().next().unwrap().deciding(figures);
            (held.margin(figures), one)
        };
        assert_eq!(of(Relation::AtMost, 8, &[5, 9, 7]), (1, 9));
        assert_eq!(of(Relation::AtLeast, 6, &[5, 9, 7]), (1, 5));
        assert_eq!(of(Relation::Equal, 6, &[5]), (-1, 5));
        let most = Conditions::new([(Relation::AtMost, 8)], 3);
        assert!(most.is_beyond(&[5, 8, 7]) && !most.is_beyond(&[5, 9, 7]));
        assert_eq!(most.binding(&[5, 9, 7]), [1]);
        assert_eq!(
            most.binding(&[5, 6, 7]),
            [2],
            "the nearest to not meeting it"
        );
    }

    #[test]
    fn of_several_goals_all_have_to_hold_and_an_exact_one_says_where() {
        let both = Conditions::new([(Relation::AtMost, 8), (Relation::AtLeast, 3)], 1);
        assert!(both.is_beyond(&[8, 3]) && !both.is_beyond(&[8, 2]) && !both.is_beyond(&[9, 3]));
        assert_eq!(both.binding(&[9, 2]), [0, 1]);
        let exact = Conditions::new([(Relation::AtMost, 8), (Relation::Equal, 3)], 1);
        assert_eq!(exact.margin(&[100, 5]), 2);
        assert!(!exact.others_hold(&[100, 5]) && exact.others_hold(&[8, 5]));
    }
}
