//! The arithmetic of numbers that is more than one instruction: the compiler folds constants by it, and the runtime
//! computes by it.

/// ToInt32 of a double (7.1.6).
#[must_use]
pub fn f64_to_i32(d: f64) -> i32 {
    let i = d as i32;
    if f64::from(i) == d {
        return i;
    }
    if !d.is_finite() {
        return 0;
    }
    let (mantissa, exponent) = integer_parts(d.abs());
    let magnitude = match exponent {
        e if e >= 32 => 0,
        e if e >= 0 => (mantissa << e) as u32,
        e if e > -64 => (mantissa >> -e) as u32,
        _ => 0,
    };
    let i = magnitude as i32;
    if d < 0.0 { i.wrapping_neg() } else { i }
}

/// Number::remainder: the sign of the dividend.
#[must_use]
pub fn f64_rem(a: f64, b: f64) -> f64 {
    let (x, y) = (a.abs(), b.abs());
    if !a.is_finite() || b.is_nan() || y == 0.0 {
        return f64::NAN;
    }
    if x < y {
        return a;
    }
    let (mx, ex) = integer_parts(x);
    let (my, ey) = integer_parts(y);
    // Most divisors have few significant bits: with the others gone, one division does.
    let zeros = my.trailing_zeros();
    let (my, ey) = (my >> zeros, ey + zeros.cast_signed());
    let (rest, exponent) = if ex >= ey {
        let mut rest = mx % my;
        let mut left = (ex - ey).unsigned_abs();
        while left > 0 && rest != 0 {
            let step = left.min(rest.leading_zeros());
            rest = (rest << step) % my;
            left -= step;
        }
        (rest, ey)
    } else {
        // As x >= y, these bits of x below the last of y are fewer than x has.
        let low = (ey - ex).unsigned_abs();
        ((((mx >> low) % my) << low) | (mx & ((1 << low) - 1)), ex)
    };
    // Exact: the remainder is less than y and a multiple of the last place of x or y.
    (rest as f64 * power_of_two(exponent)).copysign(a)
}

/// A positive finite number as an integer of at most 53 bits times a power of two.
#[must_use]
pub fn integer_parts(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52) as i32 {
        0 => (fraction, -1074),
        e => (fraction | 1 << 52, e - 1075),
    }
}

/// 2 to a power from -1074 to 1023.
fn power_of_two(e: i32) -> f64 {
    f64::from_bits(if e >= -1022 { ((e + 1023) as u64) << 52 } else { 1 << (e + 1074) })
}

/// Number::exponentiate. An integer exponent gives the double next to the true power.
///
/// It differs from C's `pow` besides: NaN for an exponent that is NaN, and for a base of magnitude 1 with an infinite exponent.
#[must_use]
pub fn f64_pow(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    whole_power(base, exponent).unwrap_or_else(|| base.powf(exponent))
}

/// Longest exponent of [`whole_power`]: each doubling of it doubles the relative error, 2^-104 at first.
const MAX_WHOLE: f64 = (1 << 20) as f64;

/// The power by squaring, in numbers of twice a double's precision. `None` where the exponent is no integer or too long, the base 0 or
/// not finite, or the power not a normal number.
fn whole_power(base: f64, exponent: f64) -> Option<f64> {
    if exponent == 2.0 {
        return Some(base * base);
    }
    if exponent.trunc() != exponent || exponent.abs() > MAX_WHOLE || base == 0.0 || !base.is_finite() {
        return None;
    }
    let mut n = exponent.abs() as u32;
    let mut square = Scaled::of(base.abs());
    let mut power = Scaled::of(1.0);
    loop {
        if n & 1 != 0 {
            power = power.times(square);
        }
        n >>= 1;
        if n == 0 {
            break;
        }
        square = square.times(square);
    }
    if exponent < 0.0 {
        power = power.reciprocal();
    }
    let negative = base < 0.0 && exponent % 2.0 != 0.0;
    power.normal().map(|p| if negative { -p } else { p })
}

/// A positive number: `(high + low) * 2^scale`, `high` from 1 to 2 and next to the sum.
#[derive(Clone, Copy)]
struct Scaled {
    high: f64,
    low: f64,
    scale: i64,
}

impl Scaled {
    fn of(x: f64) -> Scaled {
        let (mantissa, scale) = integer_parts(x);
        Scaled { high: mantissa as f64, low: 0.0, scale: i64::from(scale) }.scaled()
    }

    /// With `high` brought between 1 and 2, for one that is at least 1.
    fn scaled(self) -> Scaled {
        let e = (self.high.to_bits() >> 52) as i32 - 1023;
        let unit = power_of_two(-e);
        Scaled { high: self.high * unit, low: self.low * unit, scale: self.scale + i64::from(e) }
    }

    fn times(self, other: Scaled) -> Scaled {
        let (product, error) = exact_product(self.high, other.high);
        let (high, low) = exact_sum(product, error + (self.high * other.low + self.low * other.high));
        Scaled { high, low, scale: self.scale + other.scale }.scaled()
    }

    fn reciprocal(self) -> Scaled {
        let first = 1.0 / self.high;
        let (product, error) = exact_product(first, self.high);
        let rest = ((1.0 - product) - error - first * self.low) / self.high;
        let (high, low) = exact_sum(first * 2.0, rest * 2.0);
        Scaled { high, low, scale: -self.scale - 1 }.scaled()
    }

    /// As a double, unless it is too small for one of full precision.
    fn normal(self) -> Option<f64> {
        match self.scale {
            1024.. => Some(f64::INFINITY),
            scale @ -1022.. => Some(self.high * power_of_two(scale as i32)),
            _ => None,
        }
    }
}

/// A sum and its error, where `|a| >= |b|` (Dekker, 1971).
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, b - (sum - a))
}

/// A product and its error (Veltkamp and Dekker, 1971); without a fused multiply-add, which not every processor has.
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    let halves = |x: f64| {
        let c = x * 134_217_729.0;
        let high = c - (c - x);
        (high, x - high)
    };
    let product = a * b;
    let ((ah, al), (bh, bl)) = (halves(a), halves(b));
    (product, ((ah * bh - product) + ah * bl + al * bh) + al * bl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg_attr(miri, ignore = "takes minutes there")]
    fn remainders_are_exact() {
        let special = [0.0, 1.0, 3.0, 65521.0, 0.1, 1e-310, 5e-324, 1e300, f64::MAX, f64::MIN_POSITIVE, 7.5, 2.5e-308];
        let mut seed = 12345_u64;
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(seed ^ seed >> 29)
        };
        let mut numbers: Vec<f64> = special.into_iter().flat_map(|x| [x, -x]).collect();
        numbers.extend((0..300).map(|_| random()));
        numbers.extend([f64::INFINITY, f64::NEG_INFINITY, f64::NAN]);
        for &a in &numbers {
            for &b in &numbers {
                let (expected, got) = (a % b, f64_rem(a, b));
                assert!(
                    expected.to_bits() == got.to_bits() || (expected.is_nan() && got.is_nan()),
                    "{a:e} % {b:e}: {got:e}"
                );
            }
        }
    }

    #[test]
    fn wrapping_to_int32() {
        for (d, i) in [
            (4_294_967_296.0, 0),
            (2_147_483_648.0, i32::MIN),
            (-1.9, -1),
            (1e20, 1_661_992_960),
            (-4_294_967_297.0, -1),
            (f64::NAN, 0),
            (f64::INFINITY, 0),
            (5e-324, 0),
            (2f64.powi(84), 0),
        ] {
            assert_eq!(f64_to_i32(d), i, "{d}");
        }
    }

    /// The power of a base below 2^53, as an integer of at most 128 bits.
    fn exact(base: u64, n: u32) -> Option<u128> {
        (0..n).try_fold(1_u128, |power, _| power.checked_mul(u128::from(base)))
    }

    #[test]
    fn powers_of_integers_are_next_to_the_true_ones() {
        let mut seen = 0;
        for base in 2..2000 {
            for n in 2..128 {
                let Some(power) = exact(base, n) else { break };
                assert_eq!(f64_pow(base as f64, f64::from(n)), power as f64, "{base}^{n}");
                assert_eq!(f64_pow(-(base as f64), f64::from(n)).abs(), power as f64, "-{base}^{n}");
                seen += 1;
            }
        }
        assert!(seen > 20_000, "{seen}");
    }

    #[test]
    fn negative_powers_are_next_to_the_true_ones() {
        // 1/power lies within half a place of the result r = m * 2^e: |2^-e - m * power| <= power / 2.
        for base in 3..200 {
            for n in 1..50 {
                let Some(power) = exact(base, n).filter(|p| *p < 1 << 70) else { break };
                let (m, e) = integer_parts(f64_pow(base as f64, -f64::from(n)));
                let one = 1_u128.checked_shl((-e).cast_unsigned()).filter(|_| e > -128);
                let Some((one, product)) = one.zip(power.checked_mul(u128::from(m))) else { break };
                assert!(one.abs_diff(product) <= power / 2, "{base}^-{n}");
            }
        }
    }

    #[test]
    fn special_powers() {
        for (base, exponent, power) in [
            (0.0, -1.0, f64::INFINITY),
            (-0.0, -1.0, f64::NEG_INFINITY),
            (-0.0, 3.0, -0.0),
            (-2.0, 3.0, -8.0),
            (-2.0, -3.0, -0.125),
            (10.0, 308.0, 1e308),
            (10.0, 309.0, f64::INFINITY),
            (-10.0, 309.0, f64::NEG_INFINITY),
            (10.0, -323.0, 1e-323),
            (10.0, -400.0, 0.0),
            (2.0, -1074.0, 5e-324),
            (2.0, 1023.0, 8.98846567431158e307),
            (5e-324, 2.0, 0.0),
            (5e-324, -1.0, f64::INFINITY),
            (f64::INFINITY, 0.0, 1.0),
            (f64::NAN, 0.0, 1.0),
            (4.0, 0.5, 2.0),
            (1.000_001, 1_048_576.0, 2.853_583_222_489_445),
            (1.1, 100.0, 13780.61233982238),
            (0.9999, -5000.0, 1.648_762_491_995_178_2),
        ] {
            assert_eq!(f64_pow(base, exponent).to_bits(), power.to_bits(), "{base:e} ** {exponent:e}");
        }
        for (base, exponent) in [(1.0, f64::INFINITY), (-1.0, f64::NEG_INFINITY), (1.0, f64::NAN), (-8.0, 1.0 / 3.0)] {
            assert!(f64_pow(base, exponent).is_nan(), "{base:e} ** {exponent:e}");
        }
    }
}
