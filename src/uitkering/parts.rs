//! The uitkering in its three parts.

use crate::exact::money::Cents;
use crate::exact::vector::{size, vectorised};

/// What each gemeente gets for one uitvoeringsjaar, in the order of their codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Uitkering {
    /// BGO: for gezins- en overige migranten.
    pub bgo: Vec<Cents>,
    /// BA: for asielstatushouders.
    pub ba: Vec<Cents>,
    /// ABO: for the onderwijsroute.
    pub abo: Vec<Cents>,
    /// U = BGO + BA + ABO.
    pub totaal: Vec<Cents>,
    /// What the state pays, from national numbers: TBA, and people times amount
    /// for BGO and for the definitieve ABO; of a fondsuitkering its total. It
    /// equals the sum over gemeenten to the cent. The voorlopige ABO alone is the
    /// sum of what gemeenten get: it is rounded for each of them, so no national
    /// number says what it comes to, and this balance cannot fail for it.
    pub rijk: Cents,
}

impl Uitkering {
    /// U = BGO + BA + ABO of one gemeente.
    pub fn of(&self, gemeente: usize) -> Cents {
        self.totaal[gemeente]
    }

    /// U of the whole country.
    pub fn total(&self) -> Cents {
        Cents::total(&self.totaal)
    }

    /// Makes it another one, in memory of its own.
    pub fn copy_from(&mut self, other: &Self) {
        self.bgo.clone_from(&other.bgo);
        self.ba.clone_from(&other.ba);
        self.abo.clone_from(&other.abo);
        self.totaal.clone_from(&other.totaal);
        self.rijk = other.rijk;
    }

    /// Adds up the three parts of every gemeente.
    pub(crate) fn add_up(&mut self) {
        let parts = [&self.bgo, &self.ba, &self.abo].map(Vec::as_slice);
        self.totaal.resize(self.bgo.len(), Cents::ZERO);
        let sizes = vectorised(
            #[inline(always)]
            || add_up((parts, &mut self.totaal[..])),
        );
        assert!(sizes < 1 << 61, "{TOO_LARGE}");
    }
}

/// The bounds of the scenario loader keep every amount far below this.
const TOO_LARGE: &str = "an amount beyond all bounds";

/// Sums of three amounts, which hold where these are below 2^61: gives a number that
/// is at least as large as the size of each.
#[inline(always)]
fn add_up(([bgo, ba, abo], sums): ([&[Cents]; 3], &mut [Cents])) -> u64 {
    let mut sizes = 0;
    for (sum, ((bgo, ba), abo)) in sums.iter_mut().zip(bgo.iter().zip(ba).zip(abo)) {
        let parts = [bgo, ba, abo].map(|part| part.get());
        for part in parts {
            sizes |= size(part);
        }
        *sum = Cents::new(parts.into_iter().fold(0, i64::wrapping_add));
    }
    sizes
}

/// Whole numbers as amounts.
pub(crate) fn to_cents(parts: &[i64], amounts: &mut Vec<Cents>) {
    amounts.clear();
    amounts.extend(parts.iter().map(|&part| Cents::new(part)));
}

/// People times an amount, per gemeente.
///
/// # Panics
/// If an amount does not fit in 62 bits.
pub fn per_person(people: &[i64], bedrag: Cents, amounts: &mut Vec<Cents>) {
    amounts.resize(people.len(), Cents::ZERO);
    let most = vectorised(
        #[inline(always)]
        || times((people, bedrag.get(), &mut amounts[..])),
    );
    let most = most.checked_mul(bedrag.get().unsigned_abs());
    assert!(most.is_some_and(|most| most < 1 << 62), "{TOO_LARGE}");
}

/// Products, which hold where they are below 2^62: gives a number that is at least
/// as large as the size of each count.
#[inline(always)]
fn times((people, bedrag, amounts): (&[i64], i64, &mut [Cents])) -> u64 {
    let mut sizes = 0;
    for (amount, &count) in amounts.iter_mut().zip(people) {
        sizes |= size(count);
        *amount = Cents::new(count.wrapping_mul(bedrag));
    }
    sizes
}
