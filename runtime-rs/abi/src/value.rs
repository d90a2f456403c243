//! 64-bit NaN-boxing that leaves pointers bare.
//!
//! | bits                                  | meaning |
//! | ------------------------------------- | ------- |
//! | `0x0000_pppp_pppp_pppp`, bit 1 clear  | pointer to a heap cell (16-byte aligned, so the low four bits are 0) |
//! | `0x0000_…`, bit 1 set                 | one of the constants below, or a frame marker |
//! | `0x0002_…` to `0xfffc_…`              | a double whose bits were offset by 2^49 |
//! | `0xfffe_0000_iiii_iiii`               | a 32-bit integer |
//!
//! The word 0 is not a value: zeroed memory holds no roots.
//! A number that is integral, fits 32 bits and is not -0 may be encoded either way; the runtime
//! prefers the integer form ([`encode_number`]), and no code may rely on it.

pub const NUMBER_TAG: u64 = 0xfffe_0000_0000_0000;
/// The constants all have this bit set.
pub const OTHER_TAG: u64 = 0x2;
/// `v & NOT_CELL_MASK == 0` for a cell pointer (and for the word 0).
pub const NOT_CELL_MASK: u64 = NUMBER_TAG | OTHER_TAG;
pub const DOUBLE_OFFSET: u64 = 1 << 49;

pub const NULL: u64 = 0x02;
pub const FALSE: u64 = 0x06;
pub const TRUE: u64 = 0x07;
pub const UNDEFINED: u64 = 0x0a;
/// An absent array element. Never visible to JavaScript.
pub const HOLE: u64 = 0x12;
/// A binding in its temporal dead zone. Never visible to JavaScript.
pub const TDZ: u64 = 0x1a;
/// The result of a call that threw; the thrown value is in the context. Never stored.
pub const EXCEPTION: u64 = 0x22;
/// `iter_next` and its kin: the iteration is over. Never visible to JavaScript.
pub const ITER_DONE: u64 = 0x2a;

/// Low byte of a *frame marker*: `(module << 40) | (location << 8) | FRAME_MARKER_TAG`, stored in
/// the first root slot of each compiled frame so that `Error.stack` can walk the root stack.
pub const FRAME_MARKER_TAG: u64 = 0x32;

#[must_use]
pub const fn frame_marker(module: u8, location: u32) -> u64 {
    ((module as u64) << 40) | ((location as u64) << 8) | FRAME_MARKER_TAG
}

#[must_use]
pub const fn is_frame_marker(v: u64) -> bool {
    v >> 48 == 0 && v & 0xff == FRAME_MARKER_TAG
}

#[must_use]
pub const fn is_cell(v: u64) -> bool {
    v & NOT_CELL_MASK == 0 && v != 0
}

#[must_use]
pub const fn is_int(v: u64) -> bool {
    v >= NUMBER_TAG
}

#[must_use]
pub const fn is_number(v: u64) -> bool {
    v & NUMBER_TAG != 0
}

#[must_use]
pub const fn is_double(v: u64) -> bool {
    is_number(v) && !is_int(v)
}

#[must_use]
pub const fn encode_int(i: i32) -> u64 {
    NUMBER_TAG | (i as u32 as u64)
}

#[must_use]
pub const fn decode_int(v: u64) -> i32 {
    v as u32 as i32
}

/// Encodes a double. Every NaN is canonicalised, since those from 0xfffc… on would collide with tags. Compiled code encodes what its
/// arithmetic makes as it is: a NaN below.
#[must_use]
pub const fn encode_double(d: f64) -> u64 {
    let bits = if d.is_nan() { 0x7ff8_0000_0000_0000 } else { d.to_bits() };
    bits.wrapping_add(DOUBLE_OFFSET)
}

#[must_use]
pub const fn decode_double(v: u64) -> f64 {
    f64::from_bits(v.wrapping_sub(DOUBLE_OFFSET))
}

/// Encodes a number, as an integer where it is one and is not -0.
#[must_use]
pub const fn encode_number(d: f64) -> u64 {
    let i = d as i32;
    if i as f64 == d && (i != 0 || d.to_bits() == 0) { encode_int(i) } else { encode_double(d) }
}

#[must_use]
pub const fn encode_bool(b: bool) -> u64 {
    if b { TRUE } else { FALSE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_disjoint_and_round_trip() {
        for d in [0.5, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324, -1.5] {
            let v = encode_number(d);
            assert!(is_double(v) && !is_int(v) && !is_cell(v), "{d}");
            assert_eq!(decode_double(v).to_bits(), d.to_bits());
        }
        assert!(is_double(encode_double(f64::from_bits(u64::MAX))), "a NaN with payload stays a double");
        for i in [0, 1, -1, i32::MAX, i32::MIN] {
            assert_eq!(decode_int(encode_number(f64::from(i))), i);
            assert!(is_int(encode_int(i)) && is_number(encode_int(i)));
        }
        for c in [NULL, FALSE, TRUE, UNDEFINED, HOLE, TDZ, EXCEPTION, ITER_DONE, frame_marker(3, 77)] {
            assert!(!is_cell(c) && !is_number(c), "{c:#x}");
        }
        assert!(is_frame_marker(frame_marker(255, u32::MAX)));
        assert!(!is_cell(0));
    }
}
