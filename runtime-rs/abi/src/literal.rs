//! The data of an array or object literal that is made of constants only: words that stand for the values, outer ones
//! before what is in them. An array's word is followed by its elements, an object's by its properties, each a key (a
//! string or a number) and a value. The key `__proto__` is one like any other.
//!
//! Words that are no cell and no value of [`crate::value`] stand for what is not in the word itself.

/// Low bits of the words; a value has either bit 1 set or is a number.
const TAG_BITS: u32 = 8;
const STRING: u64 = 0x01;
const ARRAY: u64 = 0x04;
const OBJECT: u64 = 0x05;

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A value's bits: a number, a boolean, `null`, `undefined`, or an array's hole.
    Immediate(u64),
    /// A string of the module, by its index.
    String(u32),
    /// An array of so many elements.
    Array(u32),
    /// An object of so many properties.
    Object(u32),
}

impl Item {
    #[must_use]
    pub const fn encode(self) -> u64 {
        match self {
            Item::Immediate(bits) => bits,
            Item::String(index) => (index as u64) << TAG_BITS | STRING,
            Item::Array(length) => (length as u64) << TAG_BITS | ARRAY,
            Item::Object(count) => (count as u64) << TAG_BITS | OBJECT,
        }
    }

    #[must_use]
    pub const fn decode(word: u64) -> Item {
        let payload = (word >> TAG_BITS) as u32;
        if word >> (TAG_BITS + u32::BITS) != 0 {
            return Item::Immediate(word);
        }
        match word & ((1 << TAG_BITS) - 1) {
            STRING => Item::String(payload),
            ARRAY => Item::Array(payload),
            OBJECT => Item::Object(payload),
            _ => Item::Immediate(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Item;
    use crate::value::{FALSE, HOLE, NULL, TRUE, UNDEFINED, encode_double, encode_int};

    #[test]
    fn words_are_told_apart() {
        let values = [NULL, FALSE, TRUE, UNDEFINED, HOLE, encode_int(-1), encode_int(4), encode_double(5e-324)];
        let counts = [0, 1, 0x0100_0000, u32::MAX].into_iter();
        let others = counts.flat_map(|n| [Item::String(n), Item::Array(n), Item::Object(n)]);
        for item in values.map(Item::Immediate).into_iter().chain(others) {
            assert_eq!(Item::decode(item.encode()), item);
        }
    }
}
