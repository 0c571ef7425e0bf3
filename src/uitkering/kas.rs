//! When money moves: twelve payments a year, the verrekening, terugvorderingen
//! (Bi2021 art. 10.7, 10.8; Wi2021 art. 42).

use crate::exact::money::Cents;

/// In which month and year money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KasRules {
    /// Month of t+1 (1-12) in which definitief less voorlopig is settled.
    pub verrekening_maand: u8,
    /// Month (1-12) in which a terugvordering is paid back.
    pub terugvordering_maand: u8,
    /// How many years after the accountability year that is.
    pub terugvordering_na_jaren: u8,
}

impl Default for KasRules {
    /// The verrekening follows the decision of 30 June t+1 (Wi2021 41(4)); a
    /// terugvordering comes within a year of the accountability information
    /// of July t+1 (Wi2021 42(2)), here in July t+2: an assumption.
    fn default() -> Self {
        Self {
            verrekening_maand: 6,
            terugvordering_maand: 7,
            terugvordering_na_jaren: 2,
        }
    }
}

/// The twelve payments of a voorlopige uitkering; they add up to it to the
/// cent: month m pays `round(U*m/12) - round(U*(m-1)/12)` (Bi2021 art. 10.8).
pub fn twelve_payments(uitkering: Cents) -> [Cents; 12] {
    let through = |month: i128| Cents::half_up(i128::from(uitkering.get()) * month, 12);
    std::array::from_fn(|index| {
        let month = index as i128 + 1;
        through(month) - through(month - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_payments_add_up_to_the_cent() {
        for amount in [0, 1, 5, 11, 12, 100, 55_106_278, 999_999_999_937] {
            let payments = twelve_payments(Cents::new(amount));
            assert_eq!(payments.iter().sum::<Cents>(), Cents::new(amount));
            let (least, most) = (payments.iter().min(), payments.iter().max());
            assert!(most.unwrap().get() - least.unwrap().get() <= 1, "{amount}");
        }
    }
}
