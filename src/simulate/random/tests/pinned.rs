//! Drawn values that must never change: on no machine, in no build, with no
//! version of `libm`. A change here changes every result of a simulation.

use crate::simulate::random::purpose::Purpose;
use crate::simulate::random::stream::Stream;

fn stream(year: u16) -> Stream {
    Stream::new(
        0x1234_5678_9abc_def0,
        1 << 33 | 5,
        Purpose::Arrivals,
        363,
        year,
    )
}

/// The first draws of one stream.
fn first<T, const N: usize>(sample: impl Fn(&mut Stream) -> T) -> [T; N] {
    let mut stream = stream(2026);
    std::array::from_fn(|_| sample(&mut stream))
}

/// A hash (FNV-1a by words) of one draw from each of many streams, with a
/// parameter that grows from 0.01 to 5000.
fn digest(sample: impl Fn(&mut Stream, f64) -> u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut size = 0.01;
    for year in 0..=u16::MAX {
        size *= 1.000_2;
        hash = (hash ^ sample(&mut stream(year), size)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

#[test]
fn words() {
    let words = [
        0x9ff5_f375,
        0x39a8_e3fb,
        0xfce0_6267,
        0x916a_62b2,
        0xebdb_8c38,
    ];
    assert_eq!(first(Stream::next_u32), words);
    assert_eq!(stream(2026).lane(2).next_u32(), 0x26a7_43cc);
}

#[test]
fn numbers() {
    let uniform = [
        0.225_233_315_402_839_08,
        0.568_029_564_569_657_5,
        0.418_815_314_984_256_06,
    ];
    assert_eq!(first(Stream::uniform), uniform);
    let normal = [
        -0.754_637_309_908_774_9,
        0.171_359_788_911_123_94,
        -0.204_925_118_457_499_67,
    ];
    assert_eq!(first(Stream::standard_normal), normal);
    let gamma = [
        0.069_079_966_144_299_5,
        0.125_913_165_954_108_87,
        0.074_003_518_054_362_48,
    ];
    assert_eq!(first(|s| s.gamma(0.5)), gamma);
    let gamma = [
        7.505_110_419_239_036,
        10.209_293_902_050_57,
        9.043_424_168_207_075,
    ];
    assert_eq!(first(|s| s.gamma(10.0)), gamma);
}

#[test]
fn poisson() {
    assert_eq!(first(|s| s.poisson(0.3)), [0, 0, 0, 0, 0, 0]);
    assert_eq!(first(|s| s.poisson(3.0)), [2, 3, 2, 2, 2, 1]);
    assert_eq!(first(|s| s.poisson(4.0)), [2, 4, 3, 3, 3, 2]);
    assert_eq!(first(|s| s.poisson(60.0)), [54, 61, 58, 56, 58, 53]);
    assert_eq!(first(|s| s.poisson(1000.0)), [976, 1005, 993, 985]);
    assert_eq!(
        first(|s| s.poisson(1e7)),
        [9_997_614, 10_000_542, 9_999_352]
    );
    assert_eq!(
        first(|s| s.poisson(1e12)),
        [999_999_245_363, 1_000_000_171_360]
    );
}

#[test]
fn binomial() {
    assert_eq!(first(|s| s.binomial(10, 0.11)), [0, 1, 1, 1, 1, 0]);
    assert_eq!(first(|s| s.binomial(60, 0.11)), [5, 7, 6, 5, 6, 4]);
    assert_eq!(first(|s| s.binomial(60, 0.89)), [52, 54, 53, 52, 53, 51]);
    assert_eq!(
        first(|s| s.binomial(1000, 0.5)),
        [488, 503, 497, 492, 497, 486]
    );
    assert_eq!(first(|s| s.binomial(1 << 40, 1e-12)), [0, 1, 1, 0, 1, 0]);
}

#[test]
fn gamma_poisson() {
    assert_eq!(first(|s| s.gamma_poisson(3.0, 0.1)), [2, 2, 1, 5, 2, 1]);
    assert_eq!(
        first(|s| s.gamma_poisson(60.0, 0.1)),
        [46, 51, 47, 59, 74, 35]
    );
    assert_eq!(first(|s| s.gamma_poisson(60.0, 2.0)), [8, 8, 27, 2, 16, 52]);
    assert_eq!(
        first(|s| s.gamma_poisson(1000.0, 1e-6)),
        [1005, 984, 971, 1059]
    );
}

/// To the last bit, over 65 536 streams and every branch.
#[test]
fn digests() {
    assert_eq!(
        digest(|s, _| s.standard_normal().to_bits()),
        0x2ecd_46b9_12c8_b6c6
    );
    assert_eq!(digest(|s, x| s.gamma(x).to_bits()), 0xfd83_c5ac_a3b5_f80a);
    assert_eq!(digest(Stream::poisson), 0x7da2_5561_4117_9237);
    assert_eq!(
        digest(|s, x| s.binomial(1 + (4.0 * x) as u64, x % 1.0)),
        0x3349_5e78_1b71_e2f5
    );
    assert_eq!(
        digest(|s, x| s.gamma_poisson(x, 0.1)),
        0x79e9_9040_4369_d3bc
    );
}
