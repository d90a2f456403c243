//! Hashes of strings and words, seeded at random.
//!
//! The seed is drawn once per process, from the system's source of randomness, so that nobody who knows this code can
//! prepare strings or numbers that share a bucket. It never leaves the process: no hash is in a compiled module, and
//! the tables that use hashes are iterated in the order of insertion or not at all.
//!
//! Strings and BigInts are hashed by SipHash-1-3, a keyed function made for this. Words (numbers, addresses) are
//! multiplied by a random factor and folded, twice, which costs a fifth of that. A string that fits two words with its
//! length, as most names do, is hashed as these words.
//!
//! One multiplication would be a universal family: words chosen without knowledge of the factor collide as rarely as random ones,
//! on average. But it takes numbers at equal distances to hashes at equal distances, and for one factor in a hundred those share
//! few buckets.

use crate::Chars;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

struct Seed {
    /// The keys of SipHash.
    sip: RandomState,
    /// What is added to a word before each multiplication, and the odd factor.
    rounds: [(u64, u64); 2],
}

static SEED: OnceLock<Seed> = OnceLock::new();

fn seed() -> &'static Seed {
    SEED.get_or_init(|| {
        let sip = RandomState::new();
        let round = |i: u64| (sip.hash_one(2 * i), sip.hash_one(2 * i + 1) | 1);
        Seed { rounds: [round(0), round(1)], sip }
    })
}

/// Mixes the bits of a word: cell addresses, tags and doubles are poor hashes as they are.
#[must_use]
#[inline]
pub fn mix(word: u64) -> u64 {
    seed().rounds.iter().fold(word, |word, &(offset, factor)| {
        let product = u128::from(word ^ offset) * u128::from(factor);
        product as u64 ^ (product >> 64) as u64
    })
}

/// [`mix`] for the maps of `hashbrown` whose keys are words.
#[derive(Clone, Copy, Default)]
pub struct Mixer;

pub struct MixHasher(u64);

impl BuildHasher for Mixer {
    type Hasher = MixHasher;
    fn build_hasher(&self) -> MixHasher {
        MixHasher(0)
    }
}

impl Hasher for MixHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = mix(self.0 ^ u64::from(b));
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = mix(n);
    }
}

/// A string's hash as tables want it, that look at the highest bits as well as at the lowest.
pub fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of fewer than 16 units: they and their number are two words, and no other text is the same two.
fn hash_short(units: &[u8]) -> u64 {
    let mut bytes = [0; 16];
    bytes[..units.len()].copy_from_slice(units);
    bytes[15] = units.len() as u8;
    let words = u128::from_le_bytes(bytes);
    mix(words as u64 ^ mix((words >> 64) as u64))
}

/// The hash of a string's code units, the same whether they are stored as Latin-1 or as UTF-16.
pub fn hash_chars(chars: Chars<'_>) -> u64 {
    if let Chars::Latin1(units) = chars
        && units.len() < 16
    {
        return hash_short(units);
    }
    let mut hasher = seed().sip.build_hasher();
    match chars {
        Chars::Latin1(units) => hasher.write(units),
        Chars::Utf16(units) if units.iter().all(|&u| u < 256) => {
            let mut short = [0; 15];
            if let Some(narrow) = short.get_mut(..units.len()) {
                narrow.iter_mut().zip(units).for_each(|(to, &u)| *to = u as u8);
                return hash_short(narrow);
            }
            let narrow: Vec<u8> = units.iter().map(|&u| u as u8).collect();
            return hash_chars(Chars::Latin1(&narrow));
        }
        Chars::Utf16(units) => {
            let (quads, rest) = units.as_chunks();
            for &[a, b, c, d] in quads {
                hasher.write_u64(u64::from(a) | u64::from(b) << 16 | u64::from(c) << 32 | u64::from(d) << 48);
            }
            rest.iter().for_each(|&u| hasher.write_u16(u));
            // Apart from the Latin-1 text of the same bytes.
            hasher.write_u8(1);
        }
    }
    hasher.finish()
}

/// The hash of a list of words.
pub fn hash_words(sign: bool, words: &[u64]) -> u64 {
    let mut hasher = seed().sip.build_hasher();
    hasher.write_u8(u8::from(sign));
    for &word in words {
        hasher.write_u64(word);
    }
    hasher.finish()
}

impl Chars<'_> {
    #[must_use]
    pub fn hash(self) -> u32 {
        (hash_chars(self) as u32).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ordered::{OrderedTable, TableKey};
    use crate::{MapKey, Store};
    use std::cell::Cell;

    const KEYS: usize = if cfg!(miri) { 1 << 8 } else { 1 << 14 };

    thread_local! {
        static COMPARISONS: Cell<usize> = const { Cell::new(0) };
    }

    /// A key that counts how often it is compared.
    #[derive(Clone, Copy)]
    struct Counted<K>(K);

    impl<K: TableKey> TableKey for Counted<K> {
        fn hash(&self) -> u64 {
            self.0.hash()
        }
        fn same(&self, other: &Self) -> bool {
            COMPARISONS.set(COMPARISONS.get() + 1);
            self.0.same(&other.0)
        }
    }

    fn fnv1a(text: &str) -> u32 {
        text.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
    }

    /// Each pair leads FNV-1a from the state that the pairs before it lead to, to one state.
    const PAIRS: [[&str; 2]; 14] = [
        ["UbTSh7TT", "ohTLHDDT"],
        ["NmbzjKdp", "iI9o3fEH"],
        ["DOEDT_2T", "Frm_-jDT"],
        ["k7AWmlQM", "6fap3FzI"],
        ["mYhGNMot", "TYfHdG3B"],
        ["hlrsrq15", "GSP-nVeP"],
        ["vGVsGvv-", "-f0kmDqR"],
        ["l7IqLeqU", "L0GkmrWh"],
        ["T5nfPaeR", "B6Bi8i8G"],
        ["1NoQRXjO", "mLc_eg3z"],
        ["sA9ACRbv", "gQ2PgeXw"],
        ["T326ZS6a", "kqlmG1g-"],
        ["QZzA4x9K", "6JAizuWN"],
        ["wmrQ6dfQ", "i5De7GtC"],
    ];

    /// `KEYS` texts with one FNV-1a.
    fn colliding_texts() -> Vec<String> {
        PAIRS[..KEYS.ilog2() as usize].iter().fold(vec![String::new()], |texts, pair| {
            texts.iter().flat_map(|text| pair.map(|way| format!("{text}{way}"))).collect()
        })
    }

    /// Comparisons while the keys are inserted, and found again.
    fn comparisons<K: TableKey>(keys: impl Iterator<Item = K>) -> usize {
        COMPARISONS.set(0);
        let mut table = OrderedTable::default();
        for (i, key) in keys.enumerate() {
            assert!(table.insert(Counted(key), i).is_none());
            assert_eq!(table.get(Counted(key)), Some(i));
        }
        assert_eq!(table.len(), KEYS);
        COMPARISONS.get()
    }

    /// Comparisons that random hashes would cost: one for each key found, and few for tags of seven bits that are equal
    /// by chance.
    const FEW: usize = KEYS + KEYS / 2;

    #[test]
    fn texts_that_collide_under_a_known_hash_are_spread() {
        let texts = colliding_texts();
        assert!(texts.iter().all(|t| fnv1a(t) == fnv1a(&texts[0])));
        let ctx = &mut Store::try_new(yarrow_gc::Settings::default()).expect("memory for a store");
        let keys: Vec<MapKey> = texts
            .iter()
            .map(|t| {
                let s = ctx.new_string(t).expect("memory for a short string");
                ctx.map_key(s.value()).expect("a flat string is a key")
            })
            .collect();
        let made = comparisons(keys.into_iter());
        assert!(made < FEW, "{made} comparisons");
    }

    #[test]
    fn regular_words_are_spread() {
        for shift in [0, 4, 17, 32, 43, 50] {
            let made = comparisons((0..KEYS as u64).map(|i| i << shift));
            assert!(made < FEW, "{made} comparisons of numbers {shift} bits to the left");
        }
        let made = comparisons((0..KEYS).map(|i| (i as f64 / 8.0).to_bits()));
        assert!(made < FEW, "{made} comparisons of doubles");
    }

    #[derive(Clone, Copy)]
    struct Text([u8; 12]);

    impl TableKey for Text {
        fn hash(&self) -> u64 {
            spread(Chars::Latin1(&self.0).hash())
        }
        fn same(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }

    #[test]
    fn regular_short_texts_are_spread() {
        for (at, step) in [(0, 1), (3, 1), (6, 1), (8, 1), (0, 7), (4, 97)] {
            let made = comparisons((0..KEYS).map(|i| {
                let mut text = *b"some_name_00";
                let number = (i * step) as u32;
                text[at..at + 4].copy_from_slice(&number.to_le_bytes());
                Text(text)
            }));
            assert!(made < FEW, "{made} comparisons of texts with a number times {step} at {at}");
        }
        let lengths: std::collections::HashSet<u64> =
            (0..16).map(|n| hash_chars(Chars::Latin1(&[0; 16][..n]))).collect();
        assert_eq!(lengths.len(), 16);
    }

    #[test]
    fn both_forms_of_a_text_have_one_hash() {
        for text in [&b""[..], b"a", b"length", b"caf\xe9 au lait, with more than sixteen units"] {
            let wide: Vec<u16> = text.iter().copied().map(u16::from).collect();
            assert_eq!(hash_chars(Chars::Latin1(text)), hash_chars(Chars::Utf16(&wide)));
        }
        assert_ne!(hash_chars(Chars::Utf16(&[0x6161])), hash_chars(Chars::Latin1(b"aa")));
    }
}
