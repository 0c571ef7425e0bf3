//! The national prognosis and the huisvestingstaakstelling per gemeente.

/// Spreads a national number of people by inhabitants, rounded **up** per
/// gemeente: `ceil(landelijk * inwoners_g / inwoners_NL)` (Hw2014 art. 29,
/// Bi2021 art. 10.4). The parts may therefore add up to more than the whole.
///
/// # Panics
/// If there are people to spread over a country without inhabitants; the
/// reader of gemeenten refuses such a country.
pub fn taakstelling(landelijk: i64, inwoners: &[i64]) -> Vec<i64> {
    if landelijk == 0 {
        return vec![0; inwoners.len()];
    }
    let country: i128 = inwoners.iter().map(|&people| i128::from(people)).sum();
    assert!(country > 0, "a country with a taakstelling has inhabitants");
    inwoners
        .iter()
        .map(|&people| {
            let product = i128::from(landelijk) * i128::from(people);
            ((product + country - 1) / country) as i64
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gemeente_is_rounded_up() {
        assert_eq!(taakstelling(10, &[1, 1, 1]), [4, 4, 4]);
        assert_eq!(taakstelling(10, &[5, 5]), [5, 5]);
        assert_eq!(taakstelling(1, &[0, 7]), [0, 1]);
        assert_eq!(taakstelling(0, &[0, 0]), [0, 0]);
    }
}
