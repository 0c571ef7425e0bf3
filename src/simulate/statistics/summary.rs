//! The figures that are reported of one cell.

use super::cell::Cell;
use super::cell::Ranks;
use super::probability::Probability;

/// A quantile of the draws of a cell, in eurocents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantile {
    /// The draw of the nearest rank, or the middle of its bin.
    pub value: i64,
    /// How far, at most, `value` is from that draw: 0 from a cell that keeps all
    /// its values, else at most 0.48% of the value, or next to nothing of the
    /// largest one (see [`super::sketch::Sketch`]).
    pub resolution: i64,
    /// Monte Carlo standard error: half the distance between the quantiles at
    /// `p - e` and `p + e` with `e = sqrt(p (1-p) / n)`, whatever the distribution
    /// ([`Probability::ranks_around`]). None when there are too few draws.
    ///
    /// From a sketch these two are placed inside their bins as if the draws of a
    /// bin were spread evenly, so that the error keeps falling with the number of
    /// draws where it is smaller than a bin.
    pub error: Option<i64>,
}

/// The figures of one cell. All amounts are whole eurocents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Number of draws.
    pub n: u32,
    /// Mean, exactly rounded, a half upwards.
    pub mean: i64,
    /// Standard deviation of the sample, rounded, a half upwards; none for one draw.
    pub sd: Option<i64>,
    /// Monte Carlo standard error of the mean, `sd / sqrt(n)`; none for one draw.
    pub mean_error: Option<i64>,
    /// Smallest draw.
    pub min: i64,
    /// The quantile at 5%.
    pub p5: Quantile,
    /// The quantile at 25%.
    pub p25: Quantile,
    /// The median.
    pub p50: Quantile,
    /// The quantile at 75%.
    pub p75: Quantile,
    /// The quantile at 95%.
    pub p95: Quantile,
    /// Largest draw.
    pub max: i64,
}

impl Summary {
    /// The figures of `cell`; none if it has seen no draws.
    pub fn of(cell: &Cell) -> Option<Self> {
        let (moments, ranks) = (cell.moments(), cell.ranks()?);
        let n = moments.n();
        let sd = moments.sd();
        let percent = |percent| quantile(&ranks, n, Probability::percent(percent));
        Some(Self {
            n,
            mean: moments.mean_cents()?,
            sd: sd.map(rounded),
            mean_error: sd.map(|sd| rounded(sd / f64::from(n).sqrt())),
            min: moments.min()?,
            p5: percent(5),
            p25: percent(25),
            p50: percent(50),
            p75: percent(75),
            p95: percent(95),
            max: moments.max()?,
        })
    }
}

impl Cell {
    /// The quantile at `p`; none if the cell has seen no draws.
    pub fn quantile(&self, p: Probability) -> Option<Quantile> {
        Some(quantile(&self.ranks()?, self.moments().n(), p))
    }
}

/// The quantile at `p` of `n` draws.
fn quantile(ranks: &Ranks, n: u32, p: Probability) -> Quantile {
    let bin = ranks.at(p.rank(n));
    let place = |rank| ranks.at(rank).spread_evenly();
    Quantile {
        value: bin.middle(),
        resolution: bin.resolution(),
        error: p
            .ranks_around(n)
            // Half of a whole number of cents, a half upwards.
            .map(|(low, high)| (place(high) - place(low) + 1) / 2),
    }
}

/// A positive number of eurocents, rounded, a half upwards. The standard
/// deviation of values within [`super::LARGEST`] is exact to far below a cent.
fn rounded(cents: f64) -> i64 {
    (cents + 0.5).floor() as i64
}
