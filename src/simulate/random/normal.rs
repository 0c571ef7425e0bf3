//! Quantile of the standard normal distribution.
//!
//! Reference: M. J. Wichura, "Algorithm AS 241: the percentage points of the
//! normal distribution", Applied Statistics 37 (1988) 477-484, routine PPND16,
//! whose relative error is about 1e-16.

use super::polynomial::estrin;

/// Half the width of the central region, where no logarithm is needed.
const CENTRAL: f64 = 0.425;

/// Where the far tail starts: a probability of about 1.4e-11.
const FAR: f64 = 5.0;

const CENTRAL_ABOVE: [f64; 8] = [
    3.387_132_872_796_366_5,
    1.331_416_678_917_843_8e2,
    1.971_590_950_306_551_3e3,
    1.373_169_376_550_946e4,
    4.592_195_393_154_987e4,
    6.726_577_092_700_87e4,
    3.343_057_558_358_813e4,
    2.509_080_928_730_122_7e3,
];
const CENTRAL_BELOW: [f64; 8] = [
    1.0,
    4.231_333_070_160_091e1,
    6.871_870_074_920_579e2,
    5.394_196_021_424_751e3,
    2.121_379_430_158_659_7e4,
    3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4,
    5.226_495_278_852_854e3,
];
const NEAR_ABOVE: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2,
    7.745_450_142_783_414e-4,
];
const NEAR_BELOW: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    6.897_673_349_851e-1,
    1.481_039_764_274_800_8e-1,
    1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_ABOVE: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    2.965_605_718_285_048_7e-1,
    2.653_218_952_657_612_4e-2,
    1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    5.998_322_065_558_88e-1,
    1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

/// The number of standard deviations below which a standard normal variable
/// stays with probability `u`.
///
/// `u` lies strictly between 0 and 1; above a half it should be a multiple of
/// 2^-53, as every uniform number of a stream is, so that `1 - u` is exact.
/// Ever rising in `u`, up to rounding: two draws from the same uniform number
/// move together, which is what common random numbers need.
#[inline]
pub(crate) fn quantile(u: f64) -> f64 {
    let centred = u - 0.5;
    if centred.abs() <= CENTRAL {
        return central(centred);
    }
    let size = tail((-libm::log(u.min(1.0 - u))).sqrt());
    size.copysign(centred)
}

/// The quantile of `centred + 0.5` in the central region.
fn central(centred: f64) -> f64 {
    let r = CENTRAL * CENTRAL - centred * centred;
    centred * estrin(&CENTRAL_ABOVE, r) / estrin(&CENTRAL_BELOW, r)
}

/// The size of the quantile in a tail of probability exp(-r^2).
fn tail(r: f64) -> f64 {
    if r <= FAR {
        estrin(&NEAR_ABOVE, r - 1.6) / estrin(&NEAR_BELOW, r - 1.6)
    } else {
        estrin(&FAR_ABOVE, r - FAR) / estrin(&FAR_BELOW, r - FAR)
    }
}

#[cfg(test)]
mod tests {
    use super::quantile;

    /// Computed with 50 digits (mpmath 1.3, from the inverse error function),
    /// for the double nearest to each probability.
    const KNOWN: [(f64, f64); 11] = [
        (1e-15, -7.941_345_326_170_997),
        (1e-12, -7.034_483_825_301_132),
        (1.4e-11, -6.656_723_091_518_184),
        (1e-6, -4.753_424_308_822_899),
        (0.001, -3.090_232_306_167_813_6),
        (0.02, -2.053_748_910_631_823),
        (0.0749, -1.440_238_267_527_963_7),
        (0.0751, -1.438_825_392_752_54),
        (0.2, -0.841_621_233_572_914_2),
        (0.4, -0.253_347_103_135_799_7),
        (0.49999, -2.506_628_274_896_000_8e-5),
    ];

    #[test]
    fn agrees_with_known_quantiles() {
        for (u, known) in KNOWN {
            let error = quantile(u) / known - 1.0;
            assert!(error.abs() < 1e-15, "{u}: {error}");
        }
    }

    #[test]
    fn symmetric_and_rising() {
        let mut last = f64::NEG_INFINITY;
        for step in 0..4096_u32 {
            let u = (f64::from(step) + 0.5) / 4096.0;
            let now = quantile(u);
            assert_eq!(now, -quantile(1.0 - u));
            assert!(now > last);
            last = now;
        }
    }
}
