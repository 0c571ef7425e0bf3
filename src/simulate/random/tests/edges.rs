//! Arguments at and beyond the edges: no panic, no endless loop.

use crate::simulate::random::counts::{binomial, poisson};
use crate::simulate::random::normal;
use crate::simulate::random::purpose::Purpose;
use crate::simulate::random::stream::Stream;
use crate::simulate::random::stream::open_unit;

fn stream(draw: u64) -> Stream {
    Stream::new(11, draw, Purpose::Bootstrap, 0, 0)
}

#[test]
fn uniform_numbers_stay_inside_the_open_interval() {
    let (least, most) = (open_unit(0), open_unit(u64::MAX));
    assert_eq!(least, f64::EPSILON / 2.0);
    assert_eq!(most, 1.0 - f64::EPSILON / 2.0);
    assert_eq!(normal::quantile(least), -normal::quantile(most));
    assert!((normal::quantile(most) - 8.209_536_151_601_387).abs() < 1e-14);
}

#[test]
fn certain_outcomes() {
    for draw in 0..100 {
        let mut s = stream(draw);
        assert_eq!(s.poisson(0.0), 0);
        assert_eq!(s.poisson(-0.0), 0);
        assert_eq!(s.poisson(f64::MIN_POSITIVE), 0);
        assert_eq!(s.poisson(f64::MAX), u64::MAX);
        assert_eq!(s.binomial(0, 0.5), 0);
        assert_eq!(s.binomial(60, 0.0), 0);
        assert_eq!(s.binomial(60, 1.0), 60);
        assert_eq!(s.binomial(u64::MAX, 1.0), u64::MAX);
        assert_eq!(s.gamma(0.0), 0.0);
        assert_eq!(s.gamma_poisson(0.0, 0.5), 0);
        assert_eq!(s.gamma_poisson(0.0, 0.0), 0);
    }
}

#[test]
fn no_dispersion_is_plain_poisson() {
    for draw in 0..100 {
        let plain = stream(draw).poisson(60.0);
        assert_eq!(stream(draw).gamma_poisson(60.0, 0.0), plain);
        assert_eq!(stream(draw).gamma_poisson(60.0, -0.0), plain);
        assert_eq!(stream(draw).gamma_poisson(60.0, 1e-310), plain);
    }
}

#[test]
fn huge_means_stay_near_them() {
    for mean in [1e7, 9e8, 1.1e9, 1e12, 1e15] {
        for draw in 0..100 {
            let off = (stream(draw).poisson(mean) as f64 - mean) / mean.sqrt();
            assert!(off.abs() < 6.0, "{mean}: {off}");
            let n = (mean * 4.0) as u64;
            let off = (stream(draw).binomial(n, 0.25) as f64 - mean) / mean.sqrt();
            assert!(off.abs() < 6.0, "{mean}: {off}");
        }
    }
}

/// Any double, spread evenly over the exponents, without its sign.
fn any_size(stream: &mut Stream) -> f64 {
    let number = f64::from_bits(stream.next_u64() >> 1);
    if number.is_finite() { number } else { 0.0 }
}

#[test]
fn any_arguments_give_a_count() {
    for draw in 0..20_000 {
        let mut s = stream(draw);
        let (mean, dispersion) = (any_size(&mut s), any_size(&mut s));
        s.poisson(mean);
        assert!(s.gamma(mean) >= 0.0);
        s.gamma_poisson(mean, dispersion);
        s.gamma_poisson(60.0, dispersion);
        s.gamma_poisson(mean, 0.1);
        let n = s.next_u64() >> (s.next_u32() % 64);
        let p = any_size(&mut s).min(1.0);
        assert!(s.binomial(n, p) <= n);
        let p = s.uniform();
        assert!(s.binomial(n, p) <= n);
    }
}

#[test]
fn extreme_uniform_numbers_end_every_search() {
    for u in [open_unit(0), open_unit(1 << 40), open_unit(u64::MAX)] {
        for power in -20..48_i32 {
            let mean = libm::exp2(f64::from(power));
            poisson::quantile(mean, u);
            for n in [1, 3, 64, 1 << 20, 1 << 40] {
                for p in [mean / n as f64, 1.0 - mean / n as f64] {
                    if (0.0..=1.0).contains(&p) {
                        assert!(binomial::quantile(n, p, u) <= n);
                    }
                }
            }
        }
    }
}

/// What debug builds refuse.
const REFUSED: [f64; 4] = [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

#[cfg(not(debug_assertions))]
#[test]
fn unusable_arguments_give_zero() {
    for bad in REFUSED {
        let mut s = stream(0);
        assert_eq!(s.poisson(bad), 0);
        assert_eq!(s.gamma(bad), 0.0);
        assert_eq!(s.gamma_poisson(bad, 0.1), 0);
        assert_eq!(s.gamma_poisson(60.0, bad), 0);
        let all = if bad > 1.0 { 60 } else { 0 };
        assert_eq!(s.binomial(60, bad), all);
    }
}

#[cfg(debug_assertions)]
#[test]
fn debug_builds_refuse_unusable_arguments() {
    type Sample = fn(&mut Stream, f64) -> u64;
    let samples: [Sample; 5] = [
        |s, x| s.poisson(x),
        |s, x| s.gamma(x) as u64,
        |s, x| s.gamma_poisson(x, 0.1),
        |s, x| s.gamma_poisson(60.0, x),
        |s, x| s.binomial(60, x),
    ];
    for bad in REFUSED {
        for sample in samples {
            assert!(std::panic::catch_unwind(|| sample(&mut stream(0), bad)).is_err());
        }
    }
}
