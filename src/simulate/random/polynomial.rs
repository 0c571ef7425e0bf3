//! Evaluation of polynomials.

/// The polynomial with these coefficients, lowest first, at `x`.
///
/// By Estrin's scheme: hardly more multiplications than by Horner's, in a chain of
/// few instead of all, so that the processor can do them side by side. No fused
/// multiply-add: it would round differently on machines that lack it.
#[inline(always)]
pub(crate) fn estrin<const N: usize>(c: &[f64; N], x: f64) -> f64 {
    let mut terms = *c;
    let mut power = x;
    let mut n = N;
    while n > 1 {
        let mut pair = 0;
        while 2 * pair < n {
            terms[pair] = if 2 * pair + 1 < n {
                terms[2 * pair] + terms[2 * pair + 1] * power
            } else {
                terms[2 * pair]
            };
            pair += 1;
        }
        power *= power;
        n = n.div_ceil(2);
    }
    terms[0]
}
