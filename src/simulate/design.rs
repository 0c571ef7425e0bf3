//! Points in the unit cube for designs of many runs, and picks of them with replacement.

use super::random::{Purpose, Stream};

/// How many dimensions one sequence of Sobol has.
const DIMENSIONS: usize = 256;

/// The points of a scrambled sequence of Sobol (Burley 2020): those of a seed are the same
/// whoever asks for them, in whatever order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sequence {
    /// The seed.
    pub seed: u64,
}

impl Sequence {
    /// A coordinate of a point: never 0 or 1.
    pub fn at(self, point: u32, dimension: usize) -> f64 {
        // Further dimensions are those of another scrambling.
        let block = (dimension / DIMENSIONS) as u32;
        let folded = (self.seed as u32) ^ ((self.seed >> 32) as u32).rotate_left(16);
        let seed = folded.wrapping_add(block.wrapping_mul(0x9e37_79b9));
        let drawn = sobol_burley::sample(point, (dimension % DIMENSIONS) as u32, seed);
        // 24 bits: the middle of the cell that they name.
        f64::from(drawn) + 1.0 / 33_554_432.0
    }
}

/// A stream of choices for one part of a design: a trajectory, or a resampling.
#[derive(Debug, Clone)]
pub struct Choices(Stream);

impl Choices {
    /// The choices of a part with this number.
    pub fn new(seed: u64, part: u32) -> Self {
        Self(Stream::new(seed, part.into(), Purpose::Design, 0, 0))
    }

    /// A number from 0 up to but not including `end`, every one as likely; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // High bits of a product: at most some 2^-32 from even for what fits in memory.
        ((u128::from(self.0.next_u64()) * end as u128) >> 64) as usize
    }
}

/// The value of which a standard normal number is below with this chance.
pub fn normal_quantile(chance: f64) -> f64 {
    super::random::quantile(chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fill_the_cube_evenly_and_depend_on_the_seed() {
        let sequence = Sequence { seed: 5 };
        for dimension in [0, 1, 255, 256, 300] {
            let mut eighths = [0; 8];
            for point in 0..1024 {
                let at = sequence.at(point, dimension);
                assert!(at > 0.0 && at < 1.0);
                eighths[(at * 8.0) as usize] += 1;
            }
            assert_eq!(eighths, [128; 8], "dimension {dimension}");
        }
        let other = Sequence { seed: 6 };
        assert_ne!(sequence.at(3, 2), other.at(3, 2));
        assert_ne!(sequence.at(3, 2), sequence.at(3, 258));
    }

    #[test]
    fn choices_are_those_of_their_part() {
        let take = |part| {
            let mut choices = Choices::new(9, part);
            std::array::from_fn::<usize, 8, _>(|_| choices.below(1000))
        };
        assert_eq!(take(1), take(1));
        assert_ne!(take(1), take(2));
        assert_eq!(Choices::new(1, 1).below(1), 0);
    }
}
