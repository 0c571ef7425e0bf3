//! Which value of n sorted ones is a quantile: decided in integers.

/// An exact probability from 0 to 1: a ratio of whole numbers, so that which
/// draw is the quantile never hangs on a rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probability {
    numerator: u32,
    denominator: u32,
}

impl Probability {
    /// `numerator / denominator`.
    ///
    /// # Panics
    /// When that is no number from 0 to 1; in a constant, while compiling.
    pub const fn new(numerator: u32, denominator: u32) -> Self {
        assert!(denominator > 0 && numerator <= denominator);
        Self {
            numerator,
            denominator,
        }
    }

    /// `percent` hundredths.
    ///
    /// # Panics
    /// Above 100.
    pub const fn percent(percent: u32) -> Self {
        Self::new(percent, 100)
    }

    /// The rank, from 1, of this quantile among `n` sorted values: the nearest
    /// rank, `ceil(p n)`, and 1 for p = 0. For `n = 0` the result means nothing.
    pub fn rank(self, n: u32) -> u32 {
        let product = u64::from(self.numerator) * u64::from(n);
        let rank = product.div_ceil(u64::from(self.denominator)).max(1);
        u32::try_from(rank).expect("p is at most 1")
    }

    /// The ranks of the quantiles at `p - e` and `p + e`, where `e = sqrt(p (1-p) / n)`
    /// is the standard error of the share of `n` draws below a fixed value.
    ///
    /// That share is binomial whatever the distribution of the draws, so these
    /// two order statistics bound the quantile as one standard error on either
    /// side bounds a mean. None when `n` is too small: one of them is then
    /// beyond the smallest or largest draw (n < 20 at 5% and 95%), or p is 0 or 1.
    pub fn ranks_around(self, n: u32) -> Option<(u32, u32)> {
        let (a, b) = (u128::from(self.numerator), u128::from(self.denominator));
        let centre = a * u128::from(n);
        // (b n e)^2, so that ceil(n (p +- e)) = ceil((centre +- sqrt(square)) / b);
        // a whole number passes a root exactly where it passes the root rounded
        // towards it.
        let square = centre * (b - a);
        let floor = square.isqrt();
        let ceil = floor + u128::from(floor * floor < square);
        // Exactly: n (p - e) > 0, else there is no such rank.
        let low = centre.checked_sub(floor)?.div_ceil(b);
        let high = (centre + ceil).div_ceil(b);
        let inside = square > 0 && low >= 1 && high <= u128::from(n);
        inside.then_some((u32::try_from(low).ok()?, u32::try_from(high).ok()?))
    }
}
