//! What a run produces: per year and gemeente, in the order of gm_codes.

use crate::exact::money::Cents;
use crate::exact::vector::{size, vectorised};
use crate::terms::jaar::Jaar;
use crate::uitkering::{Bedragen, KasRules, Uitkering, Verantwoordingen, twelve_payments};

/// People of one year, per gemeente.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Headcounts {
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

impl Headcounts {
    /// Makes it another one, in memory of its own.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.asielstatushouders
            .clone_from(&other.asielstatushouders);
        self.gezins_overig.clone_from(&other.gezins_overig);
        self.onderwijsroute.clone_from(&other.onderwijsroute);
        self.afgerond.clone_from(&other.afgerond);
        self.meetellend.clone_from(&other.meetellend);
    }
}

/// Everything about one uitvoeringsjaar.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearProjection {
    /// The uitvoeringsjaar.
    pub jaar: Jaar,
    /// The amounts that counted, after a cut that is passed on.
    pub bedragen: Bedragen,
    /// People.
    pub tellingen: Headcounts,
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

impl YearProjection {
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
    pub(crate) fn receive(&mut self, before: Option<&Self>, back: Option<&Self>) {
        let n = self.voorlopig.totaal.len();
        self.kas.resize(n, Cents::ZERO);
        let [voorlopig, definitief] = match before {
            Some(before) => [&before.voorlopig, &before.definitief].map(|one| &one.totaal[..]),
            // Nothing to settle.
            None => [&self.voorlopig.totaal[..]; 2],
        };
        let now = &self.voorlopig.totaal[..];
        let kas = &mut self.kas[..];
        let mut sizes = vectorised(
            #[inline(always)]
            || pay(([now, definitief, voorlopig], &mut *kas)),
        );
        if let Some(back) = back {
            let back = &back.verantwoording.terugvordering[..];
            sizes |= vectorised(
                #[inline(always)]
                || take_back((back, kas)),
            );
        }
        assert!(sizes < 1 << 59, "an amount beyond all bounds");
    }
}

/// The uitkering of a year with the verrekening of another, definitief less voorlopig.
/// It holds where all are below 2^59: gives a number that is at least as large as the
/// size of each.
#[inline(always)]
fn pay(([now, definitief, voorlopig], kas): ([&[Cents]; 3], &mut [Cents])) -> u64 {
    let mut sizes = 0;
    let settled = definitief.iter().zip(voorlopig);
    for (kas, (now, (definitief, voorlopig))) in kas.iter_mut().zip(now.iter().zip(settled)) {
        let [now, definitief, voorlopig] = [now, definitief, voorlopig].map(|it| it.get());
        sizes |= size(now) | size(definitief) | size(voorlopig);
        *kas = Cents::new(now.wrapping_add(definitief).wrapping_sub(voorlopig));
    }
    sizes
}

/// Takes amounts off, with bounds as in [`pay`].
#[inline(always)]
fn take_back((amounts, kas): (&[Cents], &mut [Cents])) -> u64 {
    let mut sizes = 0;
    for (kas, amount) in kas.iter_mut().zip(amounts) {
        sizes |= size(amount.get());
        *kas = Cents::new(kas.get().wrapping_sub(amount.get()));
    }
    sizes
}

/// What is still to be paid after the last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Outstanding {
    /// Verrekening of the last year.
    pub verrekening: Cents,
    /// Terugvorderingen that fall due later.
    pub terugvordering: Cents,
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Projection {
    /// What gemeenten have left, or are short of, before the first year: nothing.
    pub begin: Verantwoordingen,
    /// The years, earliest first.
    pub jaren: Vec<YearProjection>,
    /// When money moves.
    pub kasregels: KasRules,
}

impl Projection {
    /// The result of one year.
    pub fn jaar(&self, jaar: Jaar) -> Option<&YearProjection> {
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
    pub fn openstaand(&self, gemeente: usize) -> Outstanding {
        let Some(last) = self.jaren.last() else {
            return Outstanding::default();
        };
        let years_back = i32::from(self.kasregels.terugvordering_na_jaren);
        let later = self
            .jaren
            .iter()
            .filter(|result| result.jaar.plus(years_back) > last.jaar);
        Outstanding {
            verrekening: last.verrekening(gemeente),
            terugvordering: later
                .map(|result| result.verantwoording.terugvordering[gemeente])
                .sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exact::money::Cents;
    use crate::model::Model;

    #[test]
    fn what_is_settled_and_reclaimed_moves_in_a_year_or_is_open_after_the_last() {
        // Nothing may be kept, so that something of 2026 is reclaimed: in 2028, which is after the last year or is it.
        for last in [2027, 2028] {
            let settings = [
                "reservering.maximum=0".into(),
                format!("scenario.tot={last}"),
            ];
            let model = Model::load("wi2021", &settings).unwrap();
            let projection = model.project().unwrap();
            let mut reclaimed = (Cents::ZERO, Cents::ZERO);
            for gemeente in 0..model.gemeenten.len() {
                let open = projection.openstaand(gemeente);
                let mut owed = (Cents::ZERO, Cents::ZERO);
                let mut all = (open.verrekening, open.terugvordering);
                for year in &projection.jaren {
                    owed.0 += year.verrekening(gemeente);
                    owed.1 += year.verantwoording.terugvordering[gemeente];
                    let (settled, back) = projection.settled_in(year.jaar, gemeente);
                    all.0 += settled;
                    all.1 += back;
                    reclaimed.0 += back;
                }
                reclaimed.1 += open.terugvordering;
                assert_eq!(all, owed, "{last}");
            }
            let expected = (last == 2028, last == 2027);
            let is_some = (reclaimed.0 > Cents::ZERO, reclaimed.1 > Cents::ZERO);
            assert_eq!(is_some, expected, "or nothing is tried");
        }
    }
}
