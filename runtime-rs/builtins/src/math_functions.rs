//! The functions of Math where common libraries differ in the last digit: by the formulas of
//! fdlibm, so that results agree with those of other engines.

use std::f64::consts::LN_2;

/// Magnitudes beyond which `exp(-2x)` is lost.
const FAR: f64 = 22.0;
const TINY: f64 = 3.725_290_298_461_914e-9;
const HUGE: f64 = 268_435_456.0;

/// e^x, exactly rounded at 1.
pub fn exp(x: f64) -> f64 {
    if x == 1.0 { std::f64::consts::E } else { libm::exp(x) }
}

pub fn cosh(x: f64) -> f64 {
    let a = x.abs();
    if a < 0.5 * LN_2 {
        let t = libm::expm1(a);
        let w = 1.0 + t;
        return if a < f64::EPSILON / 4.0 { w } else { 1.0 + (t * t) / (w + w) };
    }
    if a < FAR {
        let t = exp(a);
        return 0.5 * t + 0.5 / t;
    }
    scaled_exp(a, 0.5)
}

/// `half * e^a` without overflow on the way.
fn scaled_exp(a: f64, half: f64) -> f64 {
    if a < 709.782_712_893_384 {
        return half * exp(a);
    }
    let w = exp(0.5 * a);
    (half * w) * w
}

pub fn sinh(x: f64) -> f64 {
    let a = x.abs();
    let half = 0.5_f64.copysign(x);
    if a < TINY || x.is_nan() {
        return x;
    }
    if a < FAR {
        let t = libm::expm1(a);
        return if a < 1.0 { half * (2.0 * t - t * t / (t + 1.0)) } else { half * (t + t / (t + 1.0)) };
    }
    scaled_exp(a, half)
}

pub fn tanh(x: f64) -> f64 {
    let a = x.abs();
    if a < TINY || x.is_nan() {
        return x;
    }
    let z = if a >= FAR {
        1.0
    } else if a >= 1.0 {
        1.0 - 2.0 / (libm::expm1(2.0 * a) + 2.0)
    } else {
        let t = libm::expm1(-2.0 * a);
        -t / (t + 2.0)
    };
    z.copysign(x)
}

pub fn acosh(x: f64) -> f64 {
    if x < 1.0 || x.is_nan() {
        return f64::NAN;
    }
    if x >= HUGE {
        return libm::log(x) + LN_2;
    }
    if x > 2.0 {
        let t = x * x;
        return libm::log(2.0 * x - 1.0 / (x + (t - 1.0).sqrt()));
    }
    let t = x - 1.0;
    libm::log1p(t + (2.0 * t + t * t).sqrt())
}

pub fn asinh(x: f64) -> f64 {
    let a = x.abs();
    if a < TINY || !x.is_finite() {
        return x;
    }
    let w = if a > HUGE {
        libm::log(a) + LN_2
    } else if a > 2.0 {
        libm::log(2.0 * a + 1.0 / ((x * x + 1.0).sqrt() + a))
    } else {
        let t = x * x;
        libm::log1p(a + t / (1.0 + (1.0 + t).sqrt()))
    };
    w.copysign(x)
}

/// By the logarithm of the significand and the exponent times log10(2) in two parts.
pub fn log10(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    let (x, below) = if x < f64::MIN_POSITIVE { (x * 2f64.powi(54), 54) } else { (x, 0) };
    let k = (x.to_bits() >> 52) as i32 - 1023 - below;
    let i = i32::from(k < 0);
    let significand = f64::from_bits(x.to_bits() & ((1 << 52) - 1) | ((1023 - i) as u64) << 52);
    let y = f64::from(k + i);
    let z = y * 3.694_239_077_158_931e-13 + std::f64::consts::LOG10_E * libm::log(significand);
    z + y * 0.301_029_995_663_611_77
}

/// An estimate from the exponent, a polynomial, and one step of Newton's iteration.
pub fn cbrt(x: f64) -> f64 {
    if !x.is_finite() || x == 0.0 {
        return x;
    }
    let a = x.abs();
    let estimate = |bits: u64, bias: u64| f64::from_bits(((bits >> 32) / 3 + bias) << 32);
    let t = if a < f64::MIN_POSITIVE {
        estimate((a * 2f64.powi(54)).to_bits(), 696_219_795)
    } else {
        estimate(a.to_bits(), 715_094_163)
    };
    let r = (t * t) * (t / a);
    let low = 1.875_951_824_271_77 + r * (-1.884_979_795_433_771_7 + r * 1.621_429_720_105_354_5);
    let t = t * (low + ((r * r) * r) * (-0.758_397_934_778_766 + r * 0.145_996_192_886_612_45));
    // To 23 bits, so that its square is exact.
    let t = f64::from_bits((t.to_bits() + 0x8000_0000) & 0xffff_ffff_c000_0000);
    let s = t * t;
    let r = a / s;
    let r = (r - t) / (t + t + r);
    (t + t * r).copysign(x)
}
