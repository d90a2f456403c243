//! localeCompare and normalize.
//!
//! localeCompare orders without locale data, in three steps as dictionaries do: by letters
//! (spaces and punctuation, then digits, then letters regardless of case and, in Latin-1, of
//! accents); where those agree, plain letters before accented ones; then lower case before upper
//! case. Strings that still agree are in the order of their code units.

use super::{flat_string, this_string};
use crate::table::Method;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use std::cmp::Ordering;
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Chars, JsResult};

/// The letters under the accented letters of Latin-1, from U+00C0 on; a space where there is none.
const BASES: &[u8; 64] = b"AAAAAA CEEEEIIII NOOOOO OUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy y";

/// ASCII's spaces, punctuation and symbols as the root collation of Unicode orders them.
const SYMBOLS: &[u8] = b"\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Class and letter, accent, case of a unit: one for each step of the comparison.
fn weights(unit: u16) -> ((u8, u16), u16, bool) {
    let base = match unit {
        0xc0..=0xff if BASES[usize::from(unit) - 0xc0] != b' ' => u16::from(BASES[usize::from(unit) - 0xc0]),
        _ => unit,
    };
    let accent = if base == unit { 0 } else { unit | 0x20 };
    if let Some(i) = SYMBOLS.iter().position(|&b| u16::from(b) == unit) {
        return ((0, i as u16), 0, false);
    }
    let Some(c) = char::from_u32(u32::from(base)) else { return ((2, unit), 0, false) };
    let lower = c.to_lowercase().next().and_then(|l| u16::try_from(u32::from(l)).ok()).unwrap_or(base);
    let class = if c.is_alphabetic() {
        2
    } else if c.is_numeric() {
        1
    } else {
        0
    };
    ((class, lower), accent, c.is_uppercase())
}

/// Applies a normalization to the stretches of text between unpaired surrogates, which stay as they are: they are starters that
/// compose with nothing, so that nothing reaches over them.
fn normalize_between(units: &[u16], normalize: impl Fn(&[u16]) -> Vec<u16>) -> Vec<u16> {
    let mut normal = Vec::with_capacity(units.len());
    let mut rest = units;
    loop {
        let text = char::decode_utf16(rest.iter().copied()).map_while(Result::ok).map(char::len_utf16).sum();
        normal.extend(normalize(&rest[..text]));
        let Some((surrogate, behind)) = rest[text..].split_first() else { return normal };
        normal.push(*surrogate);
        rest = behind;
    }
}

fn composed(units: &[u16]) -> Vec<u16> {
    ComposingNormalizerBorrowed::new_nfc().normalize_utf16(units).into_owned()
}

/// Canonically equivalent strings are equal: outside Latin-1 both are composed first.
fn compare(a: Chars<'_>, b: Chars<'_>) -> Ordering {
    if let (Chars::Latin1(_), Chars::Latin1(_)) = (a, b) {
        return compare_composed(a, b);
    }
    let [a, b] = [a, b].map(|chars| normalize_between(&chars.iter().collect::<Vec<_>>(), composed));
    compare_composed(Chars::Utf16(&a), Chars::Utf16(&b))
}

fn compare_composed(a: Chars<'_>, b: Chars<'_>) -> Ordering {
    let step = |key: fn(u16) -> (u8, u16)| a.iter().map(key).cmp(b.iter().map(key));
    step(|u| weights(u).0)
        .then_with(|| step(|u| (0, weights(u).1)))
        .then_with(|| step(|u| (0, u16::from(weights(u).2))))
        .then_with(|| a.compare(b))
}

/// String.prototype.localeCompare (22.1.3.12)
fn locale_compare<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "localeCompare")?;
    let that = flat_string(ctx, args.get(0))?;
    Ok(Value::int(compare(s.chars(), that.chars()) as i32))
}

/// String.prototype.normalize (22.1.3.15)
fn normalize<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, "normalize")?;
    let form = match args.get(0) {
        v if v.is_undefined() => "NFC".to_owned(),
        v => ctx.to_string(v)?.to_rust(),
    };
    let units: Vec<u16> = s.chars().iter().collect();
    let normal = match form.as_str() {
        // ASCII is normal in every form.
        "NFC" | "NFD" | "NFKC" | "NFKD" if units.iter().all(|&u| u < 0x80) => return Ok(s.value()),
        "NFC" => normalize_between(&units, composed),
        "NFKC" => {
            normalize_between(&units, |text| ComposingNormalizerBorrowed::new_nfkc().normalize_utf16(text).into_owned())
        }
        "NFD" => normalize_between(&units, |text| {
            DecomposingNormalizerBorrowed::new_nfd().normalize_utf16(text).into_owned()
        }),
        "NFKD" => normalize_between(&units, |text| {
            DecomposingNormalizerBorrowed::new_nfkd().normalize_utf16(text).into_owned()
        }),
        _ => {
            return Err(
                ctx.throw_range_error(format_args!("The normalization form should be one of NFC, NFD, NFKC, NFKD."))
            );
        }
    };
    Ok(ctx.new_string_utf16(&normal)?.value())
}

pub const METHODS: &[Method] = &[("localeCompare", 1, locale_compare), ("normalize", 0, normalize)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_order_as_in_a_dictionary() {
        let words = [" z", "_x", "-", "10", "2", "a", "A", "\u{e1}", "ab", "b", "B", "z"];
        for pair in words.windows(2) {
            let units: Vec<Vec<u16>> = pair.iter().map(|w| w.encode_utf16().collect()).collect();
            assert_eq!(compare(Chars::Utf16(&units[0]), Chars::Utf16(&units[1])), Ordering::Less, "{pair:?}");
        }
    }
}
