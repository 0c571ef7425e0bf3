//! Evaluation of polynomials.

/// The polynomial of degree 7 with these coefficients, lowest first, at `x`.
///
/// By Estrin's scheme: the same count of multiplications in a chain of three
/// instead of seven, so that the processor can do them side by side. No fused
/// multiply-add: it would round differently on machines that lack it.
#[inline(always)]
pub(super) const fn octic(c: &[f64; 8], x: f64) -> f64 {
    let x2 = x * x;
    let x4 = x2 * x2;
    let low = (c[0] + c[1] * x) + (c[2] + c[3] * x) * x2;
    let high = (c[4] + c[5] * x) + (c[6] + c[7] * x) * x2;
    low + high * x4
}
