//! Numbers as text in the formats of Number.prototype. Exact: a double is a finite decimal
//! fraction, which is written out in full and rounded as text.

use yarrow_abi::arithmetic::integer_parts;
use yarrow_objects::format_number;

/// A positive number as decimal digits: `0.d1 d2 d3… * 10^point`, the first digit not 0.
struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// All digits of a finite number greater than 0.
    fn exact(x: f64) -> Decimal {
        let (mantissa, exponent) = integer_parts(x);
        // So many fraction digits as the number has in binary are all that it has in decimal.
        let places = (-exponent - mantissa.trailing_zeros() as i32).max(0) as usize;
        Decimal::from_fixed(&format!("{x:.places$}"))
    }

    /// A finite number greater than 0 with so many digits after the point, halves up: none if that is 0.
    fn to_places(x: f64, places: i32) -> Decimal {
        if let Some(n) = times_power_of_ten(x, places) {
            return Decimal::of_integer(n, places);
        }
        let mut d = Decimal::exact(x);
        d.round(d.point + places);
        d
    }

    /// A finite number greater than 0 with so many digits in all, at least one, halves up.
    fn to_digits(x: f64, digits: i32) -> Decimal {
        Decimal::to_digits_briefly(x, digits).unwrap_or_else(|| {
            let mut d = Decimal::exact(x);
            d.round(digits);
            d
        })
    }

    /// The same where 128 bits are enough.
    fn to_digits_briefly(x: f64, digits: i32) -> Option<Decimal> {
        let limit = 10_u128.checked_pow(digits.unsigned_abs())?;
        // The logarithm may be beside an integer that it should be, and then so is the first guess of the places.
        let mut places = digits - x.log10().floor() as i32;
        let mut n = times_power_of_ten(x, places)?;
        while n >= limit {
            places -= 1;
            n = times_power_of_ten(x, places)?;
        }
        Some(Decimal::of_integer(n, places))
    }

    /// `n / 10^places`.
    fn of_integer(n: u128, places: i32) -> Decimal {
        if n == 0 {
            return Decimal { digits: Vec::new(), point: 1 };
        }
        let digits = itoa::Buffer::new().format(n).as_bytes().to_vec();
        let point = digits.len() as i32 - places;
        Decimal { digits, point }
    }

    /// The fewest digits that identify the number.
    fn shortest(x: f64) -> Decimal {
        let text = format_number(x);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mut d = Decimal::from_fixed(mantissa);
        d.point += exponent.parse::<i32>().unwrap_or(0);
        let significant = d.digits.iter().rposition(|&b| b != b'0').map_or(0, |i| i + 1);
        d.digits.truncate(significant);
        d
    }

    fn from_fixed(text: &str) -> Decimal {
        let point = text.find('.').unwrap_or(text.len()) as i32;
        let all: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
        let zeros = all.iter().take_while(|&&b| b == b'0').count();
        Decimal { digits: all[zeros..].to_vec(), point: point - zeros as i32 }
    }

    /// Keeps `n` digits, rounding halves up; the result may have more only by carrying into a new
    /// first digit, which moves the point.
    fn round(&mut self, n: i32) {
        if n < 0 {
            self.digits.clear();
            return;
        }
        let n = n as usize;
        if n >= self.digits.len() {
            return;
        }
        let up = self.digits[n] >= b'5';
        self.digits.truncate(n);
        if !up {
            return;
        }
        for d in self.digits.iter_mut().rev() {
            if *d < b'9' {
                *d += 1;
                return;
            }
            *d = b'0';
        }
        self.digits.insert(0, b'1');
        self.point += 1;
    }

    fn digit(&self, i: i32) -> char {
        let d = usize::try_from(i).ok().and_then(|i| self.digits.get(i));
        char::from(d.copied().unwrap_or(b'0'))
    }

    /// With `places` digits after the point.
    fn fixed(&self, places: i32) -> String {
        let mut out = String::new();
        if self.point <= 0 {
            out.push('0');
        }
        for i in self.point.min(0)..self.point + places {
            if i == self.point {
                out.push('.');
            }
            if i >= 0 || i >= self.point {
                out.push(self.digit(i));
            }
        }
        out
    }
}

/// `x * 10^n` rounded to an integer, halves up; `None` where 128 bits do not hold what it is computed from.
fn times_power_of_ten(x: f64, n: i32) -> Option<u128> {
    let (mantissa, exponent) = integer_parts(x);
    let ten = 10_u128.checked_pow(n.unsigned_abs())?;
    let mantissa = u128::from(mantissa);
    if n < 0 {
        let shift = u32::try_from(exponent).ok().filter(|e| *e < mantissa.leading_zeros())?;
        return Some(((mantissa << shift) + ten / 2) / ten);
    }
    let product = mantissa.checked_mul(ten)?;
    Some(match exponent {
        0.. => product << u32::try_from(exponent).ok().filter(|e| *e < product.leading_zeros())?,
        -128..0 => {
            let below = product >> (-exponent - 1);
            (below >> 1) + (below & 1)
        }
        // Less than a half.
        _ => 0,
    })
}

fn with_sign(x: f64, text: String) -> String {
    if x < 0.0 { format!("-{text}") } else { text }
}

/// `d.ddde±x` with so many digits in all.
fn scientific(d: &Decimal, digits: i32) -> String {
    let mut out = String::new();
    out.push(d.digit(0));
    if digits > 1 {
        out.push('.');
        out.extend((1..digits).map(|i| d.digit(i)));
    }
    let e = d.point - 1;
    out.push_str(&format!("e{}{}", if e < 0 { '-' } else { '+' }, e.abs()));
    out
}

/// Number.prototype.toFixed for a finite number below 10^21.
pub fn to_fixed(x: f64, places: i32) -> String {
    let mut d = Decimal { digits: Vec::new(), point: 1 };
    if x != 0.0 {
        d = Decimal::to_places(x.abs(), places);
    }
    if d.digits.is_empty() {
        d.point = 1;
    }
    with_sign(x, d.fixed(places))
}

/// Number.prototype.toExponential for a finite number.
pub fn to_exponential(x: f64, places: Option<i32>) -> String {
    if x == 0.0 {
        let zero = Decimal { digits: Vec::new(), point: 1 };
        return scientific(&zero, places.unwrap_or(0) + 1);
    }
    let (d, digits) = match places {
        None => {
            let d = Decimal::shortest(x.abs());
            let n = d.digits.len() as i32;
            (d, n)
        }
        Some(places) => (Decimal::to_digits(x.abs(), places + 1), places + 1),
    };
    with_sign(x, scientific(&d, digits))
}

/// Number.prototype.toPrecision for a finite number.
pub fn to_precision(x: f64, precision: i32) -> String {
    let mut d = Decimal { digits: Vec::new(), point: 1 };
    if x != 0.0 {
        d = Decimal::to_digits(x.abs(), precision);
    }
    let e = d.point - 1;
    if e < -6 || e >= precision {
        return with_sign(x, scientific(&d, precision));
    }
    with_sign(x, d.fixed(precision - 1 - e))
}

/// The grouping of Number.prototype.toLocaleString in English: at most three places.
pub fn to_locale(x: f64) -> String {
    if x.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x.is_infinite() {
        return format!("{sign}∞");
    }
    let mut d = Decimal { digits: Vec::new(), point: 1 };
    if x != 0.0 {
        d = Decimal::shortest(x.abs());
        let n = d.point + 3;
        d.round(n);
    }
    if d.digits.is_empty() {
        d.point = 1;
    }
    let text = d.fixed(3);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = sign.to_owned();
    out.push_str(&group_digits(whole));
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Decimal digits, perhaps behind a sign, with a comma before each three.
pub fn group_digits(whole: &str) -> String {
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut out = sign.to_owned();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn next_up(x: f64) -> f64 {
    f64::from_bits(x.to_bits() + 1)
}

/// Number::toString of a finite number in a radix other than 10 (6.1.6.1.20): digits of the
/// fraction until they tell the number from its neighbours.
pub fn to_radix(value: f64, radix: u32) -> String {
    let x = value.abs();
    let base = f64::from(radix);
    let mut whole = x.floor();
    let mut fraction = x - whole;
    let mut places: Vec<u32> = Vec::new();
    // Half the distance to the next number.
    let mut delta = (0.5 * (next_up(x) - x)).max(next_up(0.0));
    if fraction >= delta {
        loop {
            fraction *= base;
            delta *= base;
            let digit = fraction as u32;
            places.push(digit);
            fraction -= f64::from(digit);
            let above_half = fraction > 0.5 || (fraction == 0.5 && digit & 1 == 1);
            if above_half && fraction + delta > 1.0 {
                // Round up, into the whole part if every place carries.
                loop {
                    match places.pop() {
                        None => {
                            whole += 1.0;
                            break;
                        }
                        Some(d) if d + 1 < radix => {
                            places.push(d + 1);
                            break;
                        }
                        Some(_) => {}
                    }
                }
                break;
            }
            if fraction < delta {
                break;
            }
        }
    }
    let character = |d: u32| char::from_digit(d, radix).unwrap_or('0');
    let mut front = Vec::new();
    // Digits below the precision of the number are zeros.
    while whole / base >= 2f64.powi(53) {
        whole /= base;
        front.push('0');
    }
    loop {
        let digit = whole % base;
        front.push(character(digit as u32));
        whole = (whole - digit) / base;
        if whole <= 0.0 {
            break;
        }
    }
    let mut out: String = front.into_iter().rev().collect();
    if !places.is_empty() {
        out.push('.');
        out.extend(places.into_iter().map(character));
    }
    with_sign(value, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_rounds_the_exact_value_with_halves_up() {
        for (x, places, text) in [
            (0.25, 1, "0.3"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (1.005, 2, "1.00"),
            (0.0, 2, "0.00"),
            (0.000001, 3, "0.000"),
            (0.5, 0, "1"),
            (0.4, 0, "0"),
            (999.999, 2, "1000.00"),
            (1e20, 2, "100000000000000000000.00"),
            (-0.0000001, 2, "-0.00"),
            (0.05, 1, "0.1"),
            (123.456, 0, "123"),
            (0.1, 20, "0.10000000000000000555"),
        ] {
            assert_eq!(to_fixed(x, places), text, "{x} {places}");
        }
    }

    #[test]
    fn short_ways_agree_with_writing_all_digits() {
        let same = |short: Decimal, x: f64, n: i32| {
            let mut long = Decimal::exact(x);
            long.round(n);
            assert_eq!(short.digits.is_empty(), long.digits.is_empty(), "{x:e} {n}");
            if !long.digits.is_empty() {
                let places = 40 - long.point.min(0);
                assert_eq!(short.fixed(places), long.fixed(places), "{x:e} {n}");
            }
        };
        let mut seed = 1_u64;
        for i in 0..2_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let ties = (seed >> 44) as f64 / f64::from(1 << (i % 12));
            let any = f64::from_bits((seed >> 2 & !(0x7ff << 52)) | (900 + seed % 200) << 52);
            let ten: f64 = format!("1e{}", i % 600 - 300).parse().expect("a power of ten");
            for x in [ties + 0.5, any, ten] {
                for n in [0, 1, 2, 7, 20] {
                    same(Decimal::to_places(x, n), x, Decimal::exact(x).point + n);
                    same(Decimal::to_digits(x, n + 1), x, n + 1);
                }
            }
        }
    }

    #[test]
    fn exponential_and_precision() {
        for (x, places, text) in [
            (0.0, None, "0e+0"),
            (0.0, Some(2), "0.00e+0"),
            (123456.0, None, "1.23456e+5"),
            (-1.5e-9, Some(0), "-1e-9"),
            (99.99, Some(1), "1.0e+2"),
            (5e-324, None, "5e-324"),
        ] {
            assert_eq!(to_exponential(x, places), text, "{x}");
        }
        for (x, precision, text) in [
            (123.456, 4, "123.5"),
            (0.000123, 2, "0.00012"),
            (1e21, 3, "1.00e+21"),
            (123456.0, 2, "1.2e+5"),
            (1e-7, 2, "1.0e-7"),
            (0.0, 3, "0.00"),
            (99.99, 3, "100"),
            (35.0, 1, "4e+1"),
        ] {
            assert_eq!(to_precision(x, precision), text, "{x}");
        }
    }

    #[test]
    fn other_radices() {
        for (x, radix, text) in [
            (255.0, 16, "ff"),
            (0.5, 2, "0.1"),
            (-255.5, 16, "-ff.8"),
            (0.1, 3, "0.0022002200220022002200220022002201"),
            (1e21, 36, "5v1j4f4ds7c000"),
            (2f64.powi(60), 2, "1000000000000000000000000000000000000000000000000000000000000"),
        ] {
            assert_eq!(to_radix(x, radix), text, "{x} {radix}");
        }
    }

    #[test]
    fn english_grouping() {
        for (x, text) in
            [(1234567.891, "1,234,567.891"), (0.0005, "0.001"), (-1000.0, "-1,000"), (12.0, "12"), (0.0, "0")]
        {
            assert_eq!(to_locale(x), text);
        }
    }
}
