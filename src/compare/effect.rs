//! Who gains and who loses: the difference per gemeente, and per group of them.

use std::cmp::Ordering;

use super::comparison::Comparison;
use super::money_columns::MoneyColumn;
use super::size_class::SizeClass;
use crate::exact::money::{Cents, round_half_away};
use crate::gemeente::Gemeenten;
use crate::model::Model;
use crate::terms::Lang;
use crate::terms::jaar::Jaar;

/// What a change is worth to one gemeente over some years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// Index of the gemeente.
    pub gemeente: usize,
    /// Inhabitants in the last year that is compared.
    pub inwoners: i64,
    /// In the first scenario.
    pub van: Cents,
    /// In the other.
    pub naar: Cents,
}

/// A change of less than one in so many of the amount is as good as none: it
/// comes from dividing whole people and cents.
const NEARLY: i128 = 10_000;

/// And so is one of less than a euro, whatever the amount: dividing moves cents.
const SMALLEST: i128 = 100;

/// And so is one of a cent per inhabitant, as that is rounded: in half cents.
const A_CENT: i128 = 3;

/// Whether gemeenten together see so little move that it is rounding: less than
/// one in so many of all the money.
const SHIFTED: i128 = 100;

impl Effect {
    /// The other less the first.
    pub fn difference(&self) -> Cents {
        self.naar - self.van
    }

    /// Whether it is more, less, or as good as the same.
    pub fn direction(&self) -> Ordering {
        let difference = i128::from(self.difference().get());
        let is_small = difference.abs() * NEARLY < i128::from(self.van.size().get());
        let is_a_cent = difference.abs() * 2 < A_CENT * i128::from(self.inwoners);
        if is_small || is_a_cent || difference.abs() < SMALLEST {
            return Ordering::Equal;
        }
        difference.cmp(&0)
    }

    /// Cents per inhabitant, as [`per_inwoner`] rounds them; `None` where nobody lives.
    pub fn per_inwoner(&self) -> Option<Cents> {
        per_inwoner(self.difference(), self.inwoners)
    }
}

/// An amount per inhabitant, in cents, rounded half away from zero so that a
/// loss is as large as the same gain.
pub fn per_inwoner(amount: Cents, inwoners: i64) -> Option<Cents> {
    (inwoners > 0).then(|| Cents::new(rounded(amount.get().into(), inwoners.into())))
}

/// A quotient rounded half away from zero; what is beyond 64 bits is as large as
/// they can hold.
fn rounded(numerator: i128, denominator: i128) -> i64 {
    let most = i128::from(i64::MAX);
    round_half_away(numerator, denominator).clamp(-most, most) as i64
}

/// Hundredths of a per cent in a whole.
pub const BASIS_POINTS: i128 = 10_000;

/// An amount is nearly nothing beside a difference that is more than so many times as
/// large: what that is in per cent says nothing.
const NEARLY_NOTHING: i128 = 5;

/// How much `difference` is of the size of `from`, in hundredths of a per cent,
/// rounded half away from zero, to show; `None` of nothing, or nearly nothing. More is
/// above zero, also where `from` is below it.
pub fn basis_points(difference: Cents, from: Cents) -> Option<i64> {
    let size = |amount: Cents| i128::from(amount.get()).abs();
    let says = size(difference) <= NEARLY_NOTHING * size(from);
    (from != Cents::ZERO && says).then(|| {
        let scaled = i128::from(difference.get()) * BASIS_POINTS;
        rounded(scaled, i128::from(from.get()).abs())
    })
}

/// What a change is worth to a group of gemeenten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEffect {
    /// Name of the provincie, or the size class.
    pub naam: String,
    /// How many gemeenten.
    pub gemeenten: usize,
    /// Gemeenten for which it is more (see [`Effect::richting`]).
    pub winnaars: usize,
    /// Gemeenten for which it is less.
    pub verliezers: usize,
    /// Inhabitants.
    pub inwoners: i64,
    /// In the first scenario.
    pub van: Cents,
    /// In the other.
    pub naar: Cents,
    /// Cents per inhabitant of the group.
    pub per_inwoner: Option<Cents>,
    /// Mean over gemeenten of their cents per inhabitant, each gemeente as heavy.
    pub gemiddelde: Option<Cents>,
    /// Smallest and largest cents per inhabitant.
    pub spreiding: Option<(Cents, Cents)>,
}

impl GroupEffect {
    /// Sums up the effects on some gemeenten.
    pub fn of<'e>(naam: String, effects: impl Iterator<Item = &'e Effect>) -> Self {
        let effects: Vec<&Effect> = effects.collect();
        let count = |way: Ordering| effects.iter().filter(|one| one.direction() == way).count();
        let heads: Vec<Cents> = effects.iter().filter_map(|one| one.per_inwoner()).collect();
        let (van, naar): (Cents, Cents) = (
            effects.iter().map(|effect| effect.van).sum(),
            effects.iter().map(|effect| effect.naar).sum(),
        );
        let inwoners = effects.iter().map(|effect| effect.inwoners).sum();
        let sum: Cents = heads.iter().sum();
        Self {
            naam,
            gemeenten: effects.len(),
            winnaars: count(Ordering::Greater),
            verliezers: count(Ordering::Less),
            inwoners,
            van,
            naar,
            per_inwoner: per_inwoner(naar - van, inwoners),
            gemiddelde: per_inwoner(sum, heads.len() as i64),
            spreiding: heads.iter().min().copied().zip(heads.iter().max().copied()),
        }
    }

    /// Gemeenten that see as good as no change.
    pub fn gelijk(&self) -> usize {
        self.gemeenten - self.winnaars - self.verliezers
    }

    /// The other less the first.
    pub fn difference(&self) -> Cents {
        self.naar - self.van
    }
}

impl Comparison<'_> {
    /// Inhabitants of every gemeente on 1 January of the last of some years (counted from the
    /// first), which amounts of those years together are divided by: of the first scenario.
    pub fn inwoners(&self, jaren: &[usize]) -> &[i64] {
        let all = self.jaren();
        let last = jaren.iter().max().and_then(|&last| all.get(last));
        let last = last.or(all.last()).copied().unwrap_or(Jaar::MIN);
        self.a.gemeenten.inwoners(last)
    }

    /// What the change is worth to every gemeente in one column over some years
    /// (counted from the first), in the order of gm_codes; of a column that says
    /// how things stand, at the end of the last of them.
    pub fn effects(&self, veld: &MoneyColumn, jaren: &[usize]) -> Vec<Effect> {
        let inwoners = self.inwoners(jaren);
        let jaren = match jaren.split_last() {
            Some((last, _)) if veld.column.is_stock() => std::slice::from_ref(last),
            _ => jaren,
        };
        (0..self.gemeenten())
            .map(|gemeente| Effect {
                gemeente,
                inwoners: inwoners[gemeente],
                van: jaren
                    .iter()
                    .map(|&jaar| self.van(veld, jaar, gemeente))
                    .sum(),
                naar: jaren
                    .iter()
                    .map(|&jaar| self.naar(veld, jaar, gemeente))
                    .sum(),
            })
            .collect()
    }

    /// Whether who gains and who loses is a matter of rounding: in both scenarios
    /// people are spread by the same inhabitants, so that only whole people tell one
    /// gemeente from another, and hardly any money moves between them.
    pub fn is_afronding(&self, effecten: &[Effect]) -> bool {
        let whole = landelijk(effecten);
        let moved: Cents = effecten.iter().map(|one| one.difference().size()).sum();
        self.goes_by_the_same_inhabitants()
            && whole.winnaars > 0
            && whole.verliezers > 0
            && i128::from(moved.get()) * SHIFTED <= i128::from(whole.van.size().get())
    }

    /// Whether nothing but inhabitants tells gemeenten apart, in neither scenario: no counts
    /// and no factors, and as many inhabitants in both. Of what tells them apart the
    /// difference is real, however small.
    fn goes_by_the_same_inhabitants(&self) -> bool {
        let only_inhabitants =
            |model: &Model| model.aantallen_bron.is_none() && model.kenmerken.is_plain();
        let (a, b) = (self.a, self.b);
        // People of a cohort go by the inhabitants of the year before.
        let first = [a, b].map(|model| model.people.first_cohort().plus(-1));
        let last = self.jaren().last().copied().unwrap_or(Jaar::MIN);
        let mut years = first[0].min(first[1]).through(last);
        [a, b].into_iter().all(only_inhabitants)
            && years.all(|jaar| a.gemeenten.inwoners(jaar) == b.gemeenten.inwoners(jaar))
    }
}

/// The effects summed up for the country.
pub fn landelijk(effecten: &[Effect]) -> GroupEffect {
    GroupEffect::of("Nederland".to_owned(), effecten.iter())
}

/// The effects summed up by provincie, in the order of their names.
pub fn per_provincie(effecten: &[Effect], gemeenten: &Gemeenten) -> Vec<GroupEffect> {
    let list = gemeenten.list();
    let provincies = gemeenten.provincies().into_iter();
    provincies
        .map(|provincie| {
            let own = effecten.iter();
            let own = own.filter(|effect| list[effect.gemeente].provincie == provincie);
            GroupEffect::of(provincie.to_owned(), own)
        })
        .collect()
}

/// The effects summed up by size class, smallest first, under their name in a language.
pub fn per_size_class(effecten: &[Effect], lang: Lang) -> Vec<GroupEffect> {
    let classes = SizeClass::ALL.into_iter();
    classes
        .map(|class| {
            let own = effecten
                .iter()
                .filter(|effect| class.holds(effect.inwoners));
            GroupEffect::of(class.name().of(lang).to_owned(), own)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_keeps_its_sign_however_large_it_is() {
        let share = |difference, from| basis_points(Cents::new(difference), Cents::new(from));
        assert_eq!(share(-5, 200), Some(-250));
        assert_eq!(share(5, -200), Some(250));
        assert_eq!(share(-1_000, 200), Some(-50_000));
        // Of nearly nothing any difference is a percentage that says nothing.
        assert_eq!(share(1_001, 200), None);
        assert_eq!(share(-80_678, -10_000), None);
        assert_eq!(share(5, 0), None);
    }
}
