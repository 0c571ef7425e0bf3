//! The rounding of a product between two bounds that are so near to each other that both
//! round to the same: exact reckoning is for the others. All in whole numbers.

use num_bigint::{BigUint, Sign};

use super::Unreduced;

/// So many of its leading bits are kept of a number.
const KEPT: u32 = 48;

/// By how many bits a product of numbers below the line is cut.
const CUT: u32 = 33;

/// By how many bits a product above the line is moved up: what [`KEPT`] and a factor below
/// 2^7 leave of 127 bits.
const UP: u32 = 24;

/// A number between two whole numbers times a power of two.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: u64,
    high: u64,
    power: i64,
}

impl Bounds {
    /// The bounds of a number: of one that fits in [`KEPT`] bits itself.
    fn of(number: &BigUint) -> Self {
        let mut digits = number.iter_u64_digits();
        let cut = digits.len().saturating_sub(2);
        let mut leading = 0;
        for digit in [digits.next_back(), digits.next_back()]
            .into_iter()
            .flatten()
        {
            leading = leading << 64 | u128::from(digit);
        }
        let width = u128::BITS - leading.leading_zeros();
        let power = i64::from(width) - i64::from(KEPT);
        if width > KEPT {
            let low = (leading >> (width - KEPT)) as u64;
            let below = 64 * cut as i64;
            return Self {
                low,
                high: low + 1,
                power: power + below,
            };
        }
        let whole = (leading as u64) << (KEPT - width);
        Self {
            low: whole,
            high: whole,
            power,
        }
    }
}

/// `times` a product rounded half up to a whole number; `None` where the bounds do not tell.
///
/// # Panics
/// If `times` is 2^7 or more.
pub(crate) fn rounded_product(times: u8, numbers: [&Unreduced; 2]) -> Option<i64> {
    let ([least, most], places) = size_between(times, numbers);
    let places = u32::try_from(places).ok();
    let places = places.filter(|it| (1..120).contains(it))?;
    let [one, other] = numbers.map(|it| it.numerator.sign() == Sign::Minus);
    let rounded = |size: u128| {
        let size = i128::try_from(size).ok()?;
        let number = if one == other { size } else { -size };
        i64::try_from((number + (1 << (places - 1))) >> places).ok()
    };
    let (least, most) = (rounded(least)?, rounded(most)?);
    (least == most).then_some(least)
}

/// Between which whole numbers the size of `times` a product lies, times a power of two: so
/// many binary places.
fn size_between(times: u8, numbers: [&Unreduced; 2]) -> ([u128; 2], i64) {
    assert!(times < 1 << 7, "what bounds leave room for");
    let above = numbers.map(|it| Bounds::of(it.numerator.magnitude()));
    let below = numbers.map(|it| Bounds::of(it.denominator.magnitude()));
    let product = |[one, other]: [u64; 2]| u128::from(one) * u128::from(other);
    let over = |above: u128, below: u128| ((above * u128::from(times)) << UP) / below;
    // What is cut off below the line would make it larger there, and the quotient smaller.
    let least = over(
        product(above.map(|it| it.low)),
        (product(below.map(|it| it.high)) >> CUT) + 1,
    );
    let most = over(
        product(above.map(|it| it.high)),
        product(below.map(|it| it.low)) >> CUT,
    );
    let [above, below] = [above, below].map(|[one, other]| one.power + other.power);
    let places = below + i64::from(CUT) + i64::from(UP) - above;
    ([least, most + 1], places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::fraction::Exact;
    use num_bigint::BigInt;
    use num_integer::Integer;
    use proptest::prelude::*;

    /// Numbers of all widths below the line, that come to at most some thousands.
    fn number() -> impl Strategy<Value = Unreduced> {
        let digits = proptest::collection::vec(any::<u64>(), 1..6);
        (digits, 0u32..64, -5000i64..5000, any::<u64>()).prop_map(|(digits, less, whole, rest)| {
            let fold = |all: BigInt, digit: u64| (all << 64u8) + digit;
            let below = digits.into_iter().fold(BigInt::ZERO, fold) >> less;
            let below = below + 1;
            let above = &below * whole + BigInt::from(rest) % &below;
            Unreduced::new(above, below)
        })
    }

    fn exactly(times: u8, [one, other]: [&Unreduced; 2]) -> BigInt {
        let (above, below) = one.times(other).into_parts();
        let doubled: BigInt = above * 2 * times + &below;
        doubled.div_floor(&(below * 2))
    }

    /// A number of so many bits at most.
    fn bits(most: u32) -> impl Strategy<Value = BigInt> {
        (any::<[u128; 3]>(), 0..most).prop_map(move |([one, two, three], less)| {
            let all = (BigInt::from(one) << 256u32) + (BigInt::from(two) << 128u32) + three;
            (all >> (384 - most + less)) + 1
        })
    }

    /// Numbers of every width above the line and below it, each by itself: bounds of narrow
    /// ones are exact, of wide ones they are cut.
    fn wide() -> impl Strategy<Value = Unreduced> {
        let pair = prop_oneof![(bits(384), bits(384)), (bits(48), bits(48))];
        pair.prop_map(|(above, below)| Unreduced::new(above, below))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_size_lies_between_its_bounds(one in wide(), other in wide()) {
            let ([least, most], places) = size_between(100, [&one, &other]);
            let (above, below) = one.times(&other).into_parts();
            let (mut above, mut below) = (above * 100, below);
            match u64::try_from(places) {
                Ok(places) => above <<= places,
                Err(_) => below <<= places.unsigned_abs(),
            }
            prop_assert!(&below * BigInt::from(least) <= above);
            prop_assert!(above <= &below * BigInt::from(most));
            // They are near.
            prop_assert!((most - least) >> 20 <= least >> 63);
        }

        #[test]
        fn where_bounds_tell_it_is_the_rounding(one in number(), other in number()) {
            let numbers = [&one, &other];
            if let Some(found) = rounded_product(100, numbers) {
                prop_assert_eq!(BigInt::from(found), exactly(100, numbers));
            }
        }
    }

    #[test]
    fn they_tell_nearly_always_and_never_at_a_half() {
        let large = BigInt::from(10).pow(40);
        let mut told = 0;
        for number in 0..1000i64 {
            let index = Unreduced::new(&large + number * 7, large.clone());
            let euros = Unreduced::new(BigInt::from(number * 1_234_567 - 9_000), 77_777.into());
            let found = rounded_product(100, [&euros, &index]);
            told += i32::from(found.is_some());
            if let Some(found) = found {
                assert_eq!(
                    BigInt::from(found),
                    exactly(100, [&euros, &index]),
                    "{number}"
                );
            }
        }
        assert!(told > 990, "{told}");
        let huge = Unreduced::from(&Exact::from_integer(i128::MAX));
        assert_eq!(rounded_product(100, [&huge, &huge]), None);
        let one = Unreduced::new(large.clone(), large);
        assert_eq!(rounded_product(100, [&Unreduced::zero(), &one]), Some(0));
    }

    /// A half of a cent, and what lies beside it by less and more than bounds can tell, on
    /// both sides of zero.
    #[test]
    fn beside_a_half_they_do_not_tell_or_tell_it_right() {
        let [above, below] = [BigInt::from(10).pow(31) + 7, BigInt::from(3).pow(90)];
        let (mut told, mut silent) = (0, 0);
        for number in (-40..40i64).map(|it| it * 7_919_317 + 3) {
            for digits in 0..40 {
                for beside in [-1, 0, 1].map(|it| BigInt::from(it) << digits) {
                    // (2n + 1 and a little) / 200, as a product of two.
                    let half = ((BigInt::from(number) * 2 + 1) << 40u8) + beside;
                    let one = Unreduced::new(half * &above, &below << 40u8);
                    let other = Unreduced::new(below.clone(), &above * 200);
                    let numbers = [&one, &other];
                    match rounded_product(100, numbers) {
                        None => silent += 1,
                        Some(found) => {
                            told += 1;
                            assert_eq!(BigInt::from(found), exactly(100, numbers), "{number}");
                        }
                    }
                }
            }
        }
        assert!(told > 2000 && silent > 2000, "{told} {silent}");
    }
}
