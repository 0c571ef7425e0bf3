//! Philox4x32-10: a counter-based random generator.
//!
//! Philox turns a 128-bit counter and a 64-bit key into 128 random bits with
//! ten rounds of multiplication and exclusive or. It has no state: the block
//! for one counter needs no other block, so any thread can make any block in
//! any order. It passes the whole of BigCrush.
//!
//! Reference: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel
//! random numbers: as easy as 1, 2, 3", SC11 (2011). The constants and the
//! known answers in the tests are those of the authors' library Random123.

/// Multiplier of the first and of the third word.
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];

/// What each round adds to the key: the golden ratio and the square root of 3.
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Rounds that Random123 recommends; seven is the least that passes BigCrush.
const ROUNDS: u32 = 10;

/// The four random words that belong to one key and one counter.
#[inline(always)]
#[must_use]
pub fn block(mut key: [u32; 2], mut counter: [u32; 4]) -> [u32; 4] {
    for _ in 0..ROUNDS {
        counter = round(key, counter);
        key = bump(key);
    }
    counter
}

/// Key, counter, what is added to it, and where the numbers go.
pub(crate) type Pairs<'a> = ([u32; 2], [u32; 4], &'a [u32], [&'a mut [u64]; 2]);

/// The two numbers of 64 bits in the block of every counter that differs from
/// `base` only in that a gemeente is added to its second word.
///
/// Words of 32 bits stand in registers of 64 here, which is how vectors
/// multiply them to a full product.
#[inline(always)]
pub(crate) fn pairs((mut key, base, gemeenten, [first, second]): Pairs<'_>) {
    let keys: [[u64; 2]; ROUNDS as usize] = std::array::from_fn(|_| {
        let now = key.map(u64::from);
        key = bump(key);
        now
    });
    let base_words = base.map(u64::from);
    let outputs = first.iter_mut().zip(second);
    for (&gemeente, (first, second)) in gemeenten.iter().zip(outputs) {
        let mut counter = base_words;
        counter[1] = u64::from(super::stream::with_gemeente(base[1], gemeente));
        for key in keys {
            let product0 = u64::from(MULTIPLIERS[0]).wrapping_mul(counter[0]);
            let product1 = u64::from(MULTIPLIERS[1]).wrapping_mul(counter[2]);
            counter = [
                (product1 >> 32) ^ counter[1] ^ key[0],
                product1 & LOW,
                (product0 >> 32) ^ counter[3] ^ key[1],
                product0 & LOW,
            ];
        }
        *first = counter[0] | counter[1] << 32;
        *second = counter[2] | counter[3] << 32;
    }
}

/// The low word of a product.
const LOW: u64 = u32::MAX as u64;

/// One round: two multiplications whose halves change places.
#[inline(always)]
fn round(key: [u32; 2], counter: [u32; 4]) -> [u32; 4] {
    let [high0, low0] = multiply(MULTIPLIERS[0], counter[0]);
    let [high1, low1] = multiply(MULTIPLIERS[1], counter[2]);
    [
        high1 ^ counter[1] ^ key[0],
        low1,
        high0 ^ counter[3] ^ key[1],
        low0,
    ]
}

/// The high and the low half of a product of 64 bits.
#[inline(always)]
fn multiply(a: u32, b: u32) -> [u32; 2] {
    let product = u64::from(a) * u64::from(b);
    [(product >> 32) as u32, product as u32]
}

/// The key of the next round.
#[inline(always)]
fn bump(key: [u32; 2]) -> [u32; 2] {
    [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])]
}

#[cfg(test)]
mod tests {
    use super::{block, pairs};

    /// The three lines `philox4x32 10` of `kat_vectors` in Random123: counter,
    /// key, answer.
    const KNOWN: [([u32; 4], [u32; 2], [u32; 4]); 3] = [
        (
            [0; 4],
            [0; 2],
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
        ),
        (
            [u32::MAX; 4],
            [u32::MAX; 2],
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
        ),
        (
            [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
            [0xa409_3822, 0x299f_31d0],
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
        ),
    ];

    #[test]
    fn known_answers_of_random123() {
        for (counter, key, answer) in KNOWN {
            assert_eq!(block(key, counter), answer);
        }
    }

    #[test]
    fn many_blocks_are_the_single_ones() {
        let (_, key, base) = KNOWN[2];
        let base = [base[0], 6 << 24, base[2], base[3]];
        let gemeenten: Vec<u32> = (0..37_u32).map(|i| i * 7919).collect();
        let (mut first, mut second) = (vec![0; 37], vec![0; 37]);
        pairs((key, base, &gemeenten, [&mut first, &mut second]));
        for (i, gemeente) in gemeenten.into_iter().enumerate() {
            let words = block(key, [base[0], base[1] | gemeente, base[2], base[3]]);
            let number = |low: u32, high: u32| u64::from(low) | u64::from(high) << 32;
            assert_eq!(first[i], number(words[0], words[1]));
            assert_eq!(second[i], number(words[2], words[3]));
        }
    }
}
