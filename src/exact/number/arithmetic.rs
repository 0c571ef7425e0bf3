//! Sums and products of exact numbers: in 128 bits where they fit.

use std::borrow::Borrow;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub, SubAssign};

use num_rational::BigRational;

use super::divisor::{common_divisor, large_divisor, large_without, without};
use super::{Exact, Form, Small};

/// One operation in both forms; `None` of the small one where it does not fit.
fn reckon(
    one: &Exact,
    other: &Exact,
    small: impl FnOnce(Small, Small) -> Option<Small>,
    large: impl FnOnce(&BigRational, &BigRational) -> BigRational,
) -> Exact {
    if let (Form::Small(one), Form::Small(other)) = (&one.0, &other.0)
        && let Some(result) = small(*one, *other)
    {
        return Exact(Form::Small(result));
    }
    Exact::from(large(&one.large(), &other.large()))
}

fn sum(one: Small, other: Small) -> Option<Small> {
    if one.numerator == 0 {
        return Some(other);
    }
    if other.numerator == 0 {
        return Some(one);
    }
    if one.denominator == other.denominator {
        let numerator = one.numerator.checked_add(other.numerator)?;
        return Some(Small::reduced(numerator, one.denominator));
    }
    // Over the least common denominator, which keeps the numbers small. What the sum can
    // still be divided by divides what both denominators have in common (Knuth, The Art
    // of Computer Programming 2, 4.5.1).
    let common = common_divisor(one.denominator, other.denominator);
    let [up, other_up] = [other.denominator, one.denominator].map(|it| without(it, common));
    let numerator = one
        .numerator
        .checked_mul(up)?
        .checked_add(other.numerator.checked_mul(other_up)?)?;
    if common == 1 {
        let denominator = one.denominator.checked_mul(up)?;
        return Some(Small {
            numerator,
            denominator,
        });
    }
    let still = common_divisor(numerator, common);
    Some(Small {
        numerator: without(numerator, still),
        denominator: without(one.denominator, still).checked_mul(up)?,
    })
}

fn product(one: Small, other: Small) -> Option<Small> {
    if one.numerator == 0 || other.numerator == 0 {
        return Some(Small::whole(0));
    }
    // What can be divided out goes first, and leaves nothing to divide out after it.
    let across = common_divisor(one.numerator, other.denominator);
    let back = common_divisor(other.numerator, one.denominator);
    Some(Small {
        numerator: without(one.numerator, across).checked_mul(without(other.numerator, back))?,
        denominator: without(one.denominator, back)
            .checked_mul(without(other.denominator, across))?,
    })
}

/// The sum of numbers of any size, over the least common denominator as [`sum`] has it: what
/// is sought a divisor of is half as long as the product of the denominators.
fn large_sum(one: &BigRational, other: &BigRational) -> BigRational {
    let common = large_divisor(one.denom(), other.denom());
    let up = large_without(other.denom(), &common);
    let other_up = large_without(one.denom(), &common);
    let numerator = one.numer() * &*up + other.numer() * &*other_up;
    let still = large_divisor(&numerator, &common);
    let denominator = &*large_without(one.denom(), &still) * &*up;
    let numerator = large_without(&numerator, &still).into_owned();
    BigRational::new_raw(numerator, denominator)
}

/// The product of numbers of any size, of which what can be divided out goes first as in
/// [`product`].
fn large_product(one: &BigRational, other: &BigRational) -> BigRational {
    let across = large_divisor(one.numer(), other.denom());
    let back = large_divisor(other.numer(), one.denom());
    let numerator = &*large_without(one.numer(), &across) * &*large_without(other.numer(), &back);
    let denominator = &*large_without(one.denom(), &back) * &*large_without(other.denom(), &across);
    BigRational::new_raw(numerator, denominator)
}

fn opposite(value: Small) -> Option<Small> {
    Some(Small {
        numerator: value.numerator.checked_neg()?,
        ..value
    })
}

fn inverse(value: Small) -> Option<Small> {
    Some(Small {
        numerator: value.denominator.checked_mul(value.numerator.signum())?,
        denominator: value.numerator.checked_abs()?,
    })
}

fn add(one: &Exact, other: &Exact) -> Exact {
    reckon(one, other, sum, large_sum)
}

fn subtract(one: &Exact, other: &Exact) -> Exact {
    let small = |one, other| sum(one, opposite(other)?);
    reckon(one, other, small, |one, other| large_sum(one, &-other))
}

fn multiply(one: &Exact, other: &Exact) -> Exact {
    reckon(one, other, product, large_product)
}

fn divide(one: &Exact, other: &Exact) -> Exact {
    assert!(!other.is_zero(), "nothing is divided by zero");
    let small = |one, other| product(one, inverse(other)?);
    reckon(one, other, small, |one, other| {
        large_product(one, &other.recip())
    })
}

/// An operator for numbers and references to them, on either side.
macro_rules! operator {
    ($operator:ident, $method:ident, $reckon:ident) => {
        impl<Other: Borrow<Exact>> $operator<Other> for Exact {
            type Output = Exact;
            fn $method(self, other: Other) -> Exact {
                $reckon(&self, other.borrow())
            }
        }

        impl<Other: Borrow<Exact>> $operator<Other> for &Exact {
            type Output = Exact;
            fn $method(self, other: Other) -> Exact {
                $reckon(self, other.borrow())
            }
        }
    };
}

operator!(Add, add, add);
operator!(Sub, sub, subtract);
operator!(Mul, mul, multiply);
operator!(Div, div, divide);

impl<Other: Borrow<Exact>> AddAssign<Other> for Exact {
    fn add_assign(&mut self, other: Other) {
        *self = add(self, other.borrow());
    }
}

impl<Other: Borrow<Exact>> SubAssign<Other> for Exact {
    fn sub_assign(&mut self, other: Other) {
        *self = subtract(self, other.borrow());
    }
}

impl<Part: Borrow<Exact>> Sum<Part> for Exact {
    fn sum<Parts: Iterator<Item = Part>>(parts: Parts) -> Self {
        parts.fold(Self::ZERO, |sum, part| sum + part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigInt;
    use proptest::prelude::*;

    /// Numbers of every width, whole and broken, of both signs.
    fn number() -> impl Strategy<Value = Exact> {
        let width = || (any::<i128>(), 0u32..127).prop_map(|(value, less)| value >> less);
        let positive = width().prop_map(|value| value.checked_abs().map_or(1, |it| it.max(1)));
        let small = (width(), positive).prop_map(|(one, other)| Exact::new(one, other));
        let decimal = (any::<i64>(), 0u32..12)
            .prop_map(|(digits, scale)| Exact::new(digits.into(), 10i128.pow(scale)));
        let large = (any::<i128>(), any::<i128>()).prop_map(|(one, other)| {
            Exact::of_any_size(
                BigInt::from(one) * other,
                BigInt::from(other).pow(2) + BigInt::from(1),
            )
        });
        prop_oneof![2 => small, 2 => decimal, 1 => large, 1 => Just(Exact::ZERO)]
    }

    proptest! {
        #[test]
        fn every_operation_is_that_of_fractions_of_any_size(one in number(), other in number()) {
            let (a, b) = (one.large().into_owned(), other.large().into_owned());
            let same = |value: Exact, expected: BigRational| {
                prop_assert_eq!(&*value.large(), &expected);
                prop_assert_eq!(&value, &Exact::from(expected), "one form");
                Ok(())
            };
            same(&one + &other, &a + &b)?;
            same(&one - &other, &a - &b)?;
            same(&one * &other, &a * &b)?;
            if !other.is_zero() {
                same(&one / &other, &a / &b)?;
            }
            same(one.floor(), a.floor())?;
            same(one.ceil(), a.ceil())?;
            prop_assert_eq!(one.cmp(&other), a.cmp(&b));
            prop_assert_eq!(one.to_integer(), a.to_integer());
            prop_assert_eq!(one.is_integer(), a.is_integer());
            prop_assert_eq!(one.to_string(), a.to_string());
            prop_assert_eq!(one.is_negative(), a < b.clone() - b);
        }
    }
}
