//! A stream of random numbers that belongs to a key, not to an order of calls.

use super::purpose::Purpose;
use super::{normal, philox};

/// Bits that the counter keeps for the number of the draw.
const DRAW_BITS: u32 = 48;

/// Bits that the counter keeps for the gemeente.
const GEMEENTE_BITS: u32 = 24;

/// Where the lane starts in the number of a block.
const LANE_SHIFT: u32 = 24;

/// Random numbers for one seed, draw, purpose, gemeente and year.
///
/// The numbers depend on these five (and the lane, see [`Stream::lane`]) and
/// on nothing else: not on other streams, threads, the size of a chunk or the
/// machine. Two scenarios that ask the same stream get the same numbers.
///
/// The seed is the key of Philox4x32-10. Its counter of four words holds the
/// rest, low bits first:
///
/// | word | bits  | holds                                            |
/// |------|-------|--------------------------------------------------|
/// | 0    | 0-31  | block number, from 0; its top 8 bits are the lane |
/// | 1    | 0-23  | gemeente                                         |
/// | 1    | 24-31 | purpose                                          |
/// | 2    | 0-15  | year                                             |
/// | 2    | 16-31 | draw, its high 16 bits                           |
/// | 3    | 0-31  | draw, its low 32 bits                            |
///
/// Each block gives four words, or two numbers of 64 bits, which the stream
/// hands out before it makes the next. After 2^26 words a stream would run
/// into its next lane.
#[derive(Clone, Debug)]
pub struct Stream {
    key: [u32; 2],
    /// The counter of the block after the one in `words`.
    counter: [u32; 4],
    words: [u32; 4],
    /// Words of `words` that were handed out, 0 to 4.
    used: usize,
}

impl Stream {
    /// The stream of a seed, draw, purpose, gemeente and year.
    ///
    /// Takes the low 48 bits of `draw` and the low 24 bits of `gemeente`; a
    /// debug build panics when that drops anything.
    #[inline]
    #[must_use]
    pub fn new(seed: u64, draw: u64, purpose: Purpose, gemeente: u32, year: u16) -> Self {
        Self {
            key: key(seed),
            counter: counter(draw, purpose, gemeente, year),
            words: [0; 4],
            used: 4,
        }
    }

    /// The stream that begins with the block of a counter.
    #[inline]
    pub(crate) fn at(key: [u32; 2], counter: [u32; 4]) -> Self {
        Self {
            key,
            counter,
            words: [0; 4],
            used: 4,
        }
    }

    /// The start of one of 256 independent streams under the same key.
    ///
    /// For several quantities with one purpose, such as the groups of
    /// migrants in the arrivals of a gemeente: were they drawn one after the
    /// other from one stream, a change in the first could shift the second.
    /// A new stream stands at the start of lane 0.
    #[inline]
    #[must_use]
    pub fn lane(&self, lane: u8) -> Self {
        let mut counter = self.counter;
        counter[0] = first_block(lane);
        Self {
            key: self.key,
            counter,
            words: [0; 4],
            used: 4,
        }
    }

    /// A uniform number of 32 bits.
    #[inline]
    pub fn next_u32(&mut self) -> u32 {
        if self.used >= 4 {
            self.refill();
        }
        let word = self.words[self.used];
        self.used += 1;
        word
    }

    /// A uniform number of 64 bits: the first or the last two words of a
    /// block, low word first. Skips a word after an odd count of
    /// [`Stream::next_u32`].
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let mut first = (self.used + 1) & !1;
        if first >= 4 {
            self.refill();
            first = 0;
        }
        self.used = first + 2;
        u64::from(self.words[first]) | u64::from(self.words[first + 1]) << 32
    }

    /// A uniform number in the open interval (0, 1).
    ///
    /// One of the 2^52 odd multiples of 2^-53, so that it is symmetric about
    /// a half, never 0 or 1, and `1 - u` is exact.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        open_unit(self.next_u64())
    }

    /// A draw from the standard normal distribution: mean 0, variance 1.
    ///
    /// The quantile of one uniform number, by AS 241 (Wichura 1988), with a
    /// relative error below 1e-15; at most 8.2 in size.
    #[inline]
    pub fn standard_normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }

    /// Makes the next block.
    #[inline]
    fn refill(&mut self) {
        self.words = philox::block(self.key, self.counter);
        self.counter[0] = self.counter[0].wrapping_add(1);
        self.used = 0;
    }
}

/// The key of Philox for a seed, low word first.
#[inline]
pub(crate) fn key(seed: u64) -> [u32; 2] {
    [seed as u32, (seed >> 32) as u32]
}

/// The first counter of a stream; [`Stream`] documents the packing.
#[inline]
pub(crate) fn counter(draw: u64, purpose: Purpose, gemeente: u32, year: u16) -> [u32; 4] {
    debug_assert!(draw >> DRAW_BITS == 0, "draw {draw} takes over 48 bits");
    [
        0,
        with_gemeente((purpose as u32) << GEMEENTE_BITS, gemeente),
        u32::from(year) | ((draw >> 32) as u32) << 16,
        draw as u32,
    ]
}

/// The word of the counter that holds the purpose, with a gemeente added.
#[inline(always)]
pub(crate) fn with_gemeente(word: u32, gemeente: u32) -> u32 {
    debug_assert!(
        gemeente >> GEMEENTE_BITS == 0,
        "gemeente {gemeente} takes over 24 bits"
    );
    word | (gemeente & ((1 << GEMEENTE_BITS) - 1))
}

/// The number of the first block of a lane.
#[inline]
pub(crate) fn first_block(lane: u8) -> u32 {
    u32::from(lane) << LANE_SHIFT
}

/// The high 52 bits of `bits` as a number in the open interval (0, 1).
///
/// They become the fraction of a number in [1, 2), which needs no conversion
/// of integers; what is then subtracted leaves half a step, exactly.
#[inline(always)]
pub(crate) fn open_unit(bits: u64) -> f64 {
    f64::from_bits(1.0_f64.to_bits() | bits >> 12) - (1.0 - f64::EPSILON / 2.0)
}
