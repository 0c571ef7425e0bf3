//! The national prognosis and the huisvestingstaakstelling per gemeente.

use crate::exact::apportion::Shares;
use crate::exact::vector::total;

/// Spreads a national number of people by inhabitants, rounded **up** per
/// gemeente: `ceil(landelijk * inwoners_g / inwoners_NL)` (Hw2014 art. 29,
/// Bi2021 art. 10.4). The parts may therefore add up to more than the whole. They
/// come in `parts`, memory that is used again.
///
/// # Panics
/// If there are people to spread over a country without inhabitants; the
/// reader of gemeenten refuses such a country.
pub fn taakstelling_into(landelijk: i64, inwoners: &[i64], parts: &mut Vec<i64>) {
    parts.resize(inwoners.len(), 0);
    if landelijk == 0 {
        return parts.fill(0);
    }
    let country = total(inwoners);
    assert!(country > 0, "a country with a taakstelling has inhabitants");
    let shares = Shares::new(landelijk.unsigned_abs(), country.unsigned_abs());
    shares.rounded_up(inwoners, parts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gemeente_is_rounded_up() {
        let mut parts = Vec::new();
        let mut spread = |landelijk, inwoners: &[i64]| {
            taakstelling_into(landelijk, inwoners, &mut parts);
            parts.clone()
        };
        assert_eq!(spread(10, &[1, 1, 1]), [4, 4, 4]);
        assert_eq!(spread(10, &[5, 5]), [5, 5]);
        assert_eq!(spread(1, &[0, 7]), [0, 1]);
        assert_eq!(spread(0, &[0, 0]), [0, 0]);
    }
}
