//! What the key of a stream decides, and what it does not.

use crate::simulate::random::counts::lookup::Lookup;
use crate::simulate::random::many::{Many, RandomScratch};
use crate::simulate::random::purpose::Purpose;
use crate::simulate::random::stream::Stream;

/// The first words of a stream.
fn words(mut stream: Stream) -> [u32; 12] {
    std::array::from_fn(|_| stream.next_u32())
}

#[test]
fn each_part_of_the_key_changes_the_stream() {
    let base = words(Stream::new(1, 2, Purpose::Moves, 3, 4));
    let others = [
        Stream::new(1 << 32, 2, Purpose::Moves, 3, 4),
        Stream::new(0, 2, Purpose::Moves, 3, 4),
        Stream::new(1, 3, Purpose::Moves, 3, 4),
        Stream::new(1, 2 | 1 << 32, Purpose::Moves, 3, 4),
        Stream::new(1, 2 | 1 << 47, Purpose::Moves, 3, 4),
        Stream::new(1, 2, Purpose::Route, 3, 4),
        Stream::new(1, 2, Purpose::Moves, 2, 4),
        Stream::new(1, 2, Purpose::Moves, 3 | 1 << 23, 4),
        Stream::new(1, 2, Purpose::Moves, 3, 5),
        Stream::new(1, 2, Purpose::Moves, 3, 4 | 1 << 15),
        Stream::new(1, 2, Purpose::Moves, 3, 4).lane(1),
        Stream::new(1, 2, Purpose::Moves, 3, 4).lane(255),
    ];
    let mut seen = vec![base];
    for other in others {
        let other = words(other);
        assert!(!seen.contains(&other));
        seen.push(other);
    }
}

#[test]
fn neighbouring_streams_are_uncorrelated() {
    type Neighbour = fn(u32) -> Stream;
    let own: Neighbour = |i| Stream::new(1, u64::from(i), Purpose::Arrivals, i % 342, 2026);
    let others: [(&str, Neighbour); 6] = [
        ("seed", |i| {
            Stream::new(2, u64::from(i), Purpose::Arrivals, i % 342, 2026)
        }),
        ("draw", |i| {
            Stream::new(1, u64::from(i + 1), Purpose::Arrivals, i % 342, 2026)
        }),
        ("purpose", |i| {
            Stream::new(1, u64::from(i), Purpose::Route, i % 342, 2026)
        }),
        ("gemeente", |i| {
            Stream::new(1, u64::from(i), Purpose::Arrivals, i % 342 + 1, 2026)
        }),
        ("year", |i| {
            Stream::new(1, u64::from(i), Purpose::Arrivals, i % 342, 2027)
        }),
        ("lane", |i| {
            Stream::new(1, u64::from(i), Purpose::Arrivals, i % 342, 2026).lane(1)
        }),
    ];
    const PAIRS: u32 = 50_000;
    for (name, other) in others {
        let products = (0..PAIRS).map(|i| own(i).standard_normal() * other(i).standard_normal());
        let off = products.sum::<f64>() / f64::from(PAIRS).sqrt();
        assert!(off.abs() < 4.0, "{name}: correlation {off} errors from 0");
    }
}

#[test]
fn order_of_calls_between_streams_does_not_matter() {
    let new = |gemeente| Stream::new(7, 8, Purpose::Arrivals, gemeente, 2026);
    let (mut a, mut b) = (new(1), new(2));
    let mixed: Vec<[u64; 2]> = (0..40)
        .map(|_| [a.gamma_poisson(9.0, 0.3), b.gamma_poisson(70.0, 0.3)])
        .collect();
    let (mut a, mut b) = (new(1), new(2));
    let last: Vec<u64> = (0..40).map(|_| b.gamma_poisson(70.0, 0.3)).collect();
    let first: Vec<u64> = (0..40).map(|_| a.gamma_poisson(9.0, 0.3)).collect();
    for (i, both) in mixed.into_iter().enumerate() {
        assert_eq!(both, [first[i], last[i]]);
    }
}

/// Every sampler of many gemeenten beside that of their single streams, over
/// means and chances that take every way through them.
#[test]
fn many_streams_are_the_single_ones() {
    let mut space = RandomScratch::default();
    let lookup = Lookup::new(0.03);
    for (draw, count) in [0, 1, 31, 342, 342, 342, 342, 342, 342]
        .into_iter()
        .enumerate()
    {
        let gemeenten: Vec<u32> = (0..count).map(|i| 7 * i + 14).collect();
        let lane = draw as u8;
        let new = |i: usize| {
            Stream::new(
                5,
                1 << 40 | draw as u64,
                Purpose::Completion,
                gemeenten[i],
                2031,
            )
            .lane(lane)
        };
        let many = Many::new(
            5,
            1 << 40 | draw as u64,
            Purpose::Completion,
            &gemeenten,
            2031,
            lane,
        );
        let size = |i: usize| ((i + 1) * (i + 1)) as f64 / 40.0;
        let means: Vec<f64> = (0..gemeenten.len()).map(size).collect();
        let people: Vec<i64> = means.iter().map(|&mean| mean as i64).collect();
        let chances: Vec<f64> = (0..gemeenten.len())
            .map(|i| (i % 11) as f64 / 10.0)
            .collect();
        let mut counts = vec![0; gemeenten.len()];
        let check = |counts: &[i64], single: &dyn Fn(usize) -> u64| {
            for (i, &count) in counts.iter().enumerate() {
                assert_eq!(count, single(i) as i64, "{i} of draw {draw}");
            }
        };
        for dispersion in [0.02, 0.9, 3.0, 1e-6] {
            many.gamma_poissons(&means, dispersion, &mut counts, &mut space);
            check(&counts, &|i| new(i).gamma_poisson(means[i], dispersion));
        }
        many.binomials(&people, &chances, &mut counts, &mut space);
        check(&counts, &|i| new(i).binomial(people[i] as u64, chances[i]));
        many.binomials_of(&lookup, &people, &mut counts, &mut space);
        check(&counts, &|i| new(i).binomial(people[i] as u64, 0.03));
        let mut factors = vec![0.0; gemeenten.len()];
        for spread in [0.15, 2.0] {
            many.lognormals(spread, &mut factors, &mut space);
            for (i, &factor) in factors.iter().enumerate() {
                let deviation = spread * new(i).standard_normal();
                let single = libm::exp(deviation - spread * spread / 2.0);
                assert!((factor / single - 1.0).abs() < 1e-9, "{factor} {single}");
            }
        }
    }
}

#[test]
fn words_of_64_bits_are_pairs_of_words() {
    let new = || Stream::new(1, 1, Purpose::Bootstrap, 1, 2026);
    let single = words(new());
    let mut pairs = new();
    for pair in single.chunks_exact(2) {
        let both = u64::from(pair[0]) | u64::from(pair[1]) << 32;
        assert_eq!(pairs.next_u64(), both);
    }
    let mut mixed = new();
    assert_eq!(mixed.next_u32(), single[0]);
    let second = u64::from(single[2]) | u64::from(single[3]) << 32;
    assert_eq!(mixed.next_u64(), second);
    assert_eq!(mixed.next_u32(), single[4]);
}

/// A scenario with ten percent more arrivals: every gemeente has at least as
/// many as before, in the same draw.
#[test]
fn draws_rise_with_the_mean_of_a_scenario() {
    for draw in 0..2000 {
        let new = || Stream::new(1, draw, Purpose::Arrivals, 14, 2027);
        let (less, more) = (20.0, 22.0);
        assert!(new().poisson(less) <= new().poisson(more));
        assert!(new().gamma_poisson(less, 0.1) <= new().gamma_poisson(more, 0.1));
        assert!(new().binomial(60, 0.10) <= new().binomial(60, 0.11));
    }
}
