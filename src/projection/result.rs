//! What a run produces: per year and gemeente, in the order of gm_codes.

use crate::jaar::Jaar;
use crate::money::Cents;
use crate::uitkering::{Bedragen, Kasregels, Uitkering, Verantwoordingen, twelve_payments};
use crate::vector::{largest, vectorised};

/// People of one year, per gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tellingen {
    /// Asielstatushouders of the cohort of the year.
    pub asielstatushouders: Vec<i64>,
    /// Gezins- en overige migranten of the cohort of the year.
    pub gezins_overig: Vec<i64>,
    /// Of the asielstatushouders, those on the onderwijsroute.
    pub onderwijsroute: Vec<i64>,
    /// Asielstatushouders who completed their traject in the year.
    pub afgerond: Vec<i64>,
    /// AIA: completed trajecten that weigh in the definitieve uitkering of the year.
    pub meetellend: Vec<i64>,
}

/// Everything about one uitvoeringsjaar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jaarprojectie {
    /// The uitvoeringsjaar.
    pub jaar: Jaar,
    /// The amounts that counted, after a cut that is passed on.
    pub bedragen: Bedragen,
    /// People.
    pub tellingen: Tellingen,
    /// Voorlopige uitkering (Bi2021 art. 10.1).
    pub voorlopig: Uitkering,
    /// Definitieve uitkering (Bi2021 art. 10.2).
    pub definitief: Uitkering,
    /// Money beside the grant.
    pub incidenteel: Vec<Cents>,
    /// What gemeenten spend.
    pub kosten: Vec<Cents>,
    /// Reserve, tekort and terugvordering at the end of the year.
    pub verantwoording: Verantwoordingen,
    /// Received in the calendar year: twelve payments, the verrekening of the
    /// year before, less terugvorderingen that fall due.
    pub kas: Vec<Cents>,
    /// What the state has to find in its own budget (a cut `binnen_begroting`).
    pub binnen_begroting: Cents,
    /// The budget line of the state, where the scenario has one.
    pub begroting: Option<Cents>,
}

impl Jaarprojectie {
    /// Definitief less voorlopig of one gemeente, settled in the next year.
    pub fn verrekening(&self, gemeente: usize) -> Cents {
        self.definitief.of(gemeente) - self.voorlopig.of(gemeente)
    }

    /// Definitieve uitkering less costs of one gemeente.
    pub fn saldo(&self, gemeente: usize) -> Cents {
        self.definitief.of(gemeente) - self.kosten[gemeente]
    }

    /// Fills in the kas: this year's uitkering, the verrekening of the year
    /// `before`, and the terugvordering of another that falls due.
    pub(super) fn receive(&mut self, before: Option<&Self>, back: Option<&Self>) {
        let voorlopig = &self.voorlopig.totaal;
        self.kas.clear();
        self.kas.extend_from_slice(voorlopig);
        let mut settle = |amounts: &[Cents], sign: i64| {
            assert!(largest(amounts) < 1 << 59, "an amount beyond all bounds");
            vectorised(
                #[inline(always)]
                || add((&mut self.kas[..], amounts, sign)),
            );
        };
        assert!(largest(voorlopig) < 1 << 59, "an amount beyond all bounds");
        if let Some(before) = before {
            settle(&before.definitief.totaal, 1);
            settle(&before.voorlopig.totaal, -1);
        }
        if let Some(back) = back {
            settle(&back.verantwoording.terugvordering, -1);
        }
    }
}

/// Adds amounts, or takes them off where `sign` is -1; four of these below
/// 2^59 fit.
#[inline(always)]
fn add((sums, amounts, sign): (&mut [Cents], &[Cents], i64)) {
    for (sum, amount) in sums.iter_mut().zip(amounts) {
        // An amount with its sign, without a product.
        let amount = (amount.get() ^ (sign >> 1)).wrapping_sub(sign >> 1);
        *sum = Cents::new(sum.get().wrapping_add(amount));
    }
}

/// What is still to be paid after the last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Openstaand {
    /// Verrekening of the last year.
    pub verrekening: Cents,
    /// Terugvorderingen that fall due later.
    pub terugvordering: Cents,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projection {
    /// What gemeenten have left, or are short of, before the first year: nothing.
    pub begin: Verantwoordingen,
    /// The years, earliest first.
    pub jaren: Vec<Jaarprojectie>,
    /// When money moves.
    pub kasregels: Kasregels,
}

impl Projection {
    /// The result of one year.
    pub fn jaar(&self, jaar: Jaar) -> Option<&Jaarprojectie> {
        self.jaren.iter().find(|result| result.jaar == jaar)
    }

    /// What one gemeente receives in each month of a year: its twelfth, the
    /// verrekening and terugvorderingen in their months. Adds up to its `kas`.
    pub fn maanden(&self, jaar: Jaar, gemeente: usize) -> [Cents; 12] {
        let Some(result) = self.jaar(jaar) else {
            return [Cents::ZERO; 12];
        };
        let mut months = twelve_payments(result.voorlopig.of(gemeente));
        let (settled, back) = self.settled_in(jaar, gemeente);
        months[usize::from(self.kasregels.verrekening_maand) - 1] += settled;
        months[usize::from(self.kasregels.terugvordering_maand) - 1] -= back;
        months
    }

    /// [`Projection::maanden`] of some gemeenten together.
    pub fn maanden_samen(
        &self,
        jaar: Jaar,
        gemeenten: impl IntoIterator<Item = usize>,
    ) -> [Cents; 12] {
        let mut months = [Cents::ZERO; 12];
        for gemeente in gemeenten {
            for (sum, amount) in months.iter_mut().zip(self.maanden(jaar, gemeente)) {
                *sum += amount;
            }
        }
        months
    }

    /// Verrekening and terugvordering of one gemeente that move in `jaar`.
    fn settled_in(&self, jaar: Jaar, gemeente: usize) -> (Cents, Cents) {
        let years_back = i32::from(self.kasregels.terugvordering_na_jaren);
        let settled = self
            .jaar(jaar.plus(-1))
            .map_or(Cents::ZERO, |result| result.verrekening(gemeente));
        let back = self
            .jaar(jaar.plus(-years_back))
            .map_or(Cents::ZERO, |result| {
                result.verantwoording.terugvordering[gemeente]
            });
        (settled, back)
    }

    /// What is left to settle for one gemeente after the last year.
    pub fn openstaand(&self, gemeente: usize) -> Openstaand {
        let Some(last) = self.jaren.last() else {
            return Openstaand::default();
        };
        let years_back = i32::from(self.kasregels.terugvordering_na_jaren);
        let later = self
            .jaren
            .iter()
            .filter(|result| result.jaar.plus(years_back) > last.jaar);
        Openstaand {
            verrekening: last.verrekening(gemeente),
            terugvordering: later
                .map(|result| result.verantwoording.terugvordering[gemeente])
                .sum(),
        }
    }
}
