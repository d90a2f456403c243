//! A hash table that remembers insertion order, with stable cursors: the property table of a
//! dictionary object, and the storage of Map and Set.
//!
//! Removed entries leave tombstones; entries carry ascending sequence numbers, so that a cursor
//! survives compaction and `clear` and visits what is added behind it, as the live iteration of
//! Map and Set demands.

use crate::hash::spread;
use hashbrown::HashTable;

/// What a key of the table can do.
pub trait TableKey: Copy {
    fn hash(&self) -> u64;
    fn same(&self, other: &Self) -> bool;
}

struct Entry<K, V> {
    key: K,
    value: V,
    seq: u64,
    live: bool,
    /// Of the key, folded: a table that grows, and a search, ask it before the key.
    hash: u32,
}

/// A key's hash as entries keep it.
fn folded<K: TableKey>(key: &K) -> u32 {
    let hash = key.hash();
    (hash ^ hash >> 32) as u32
}

pub struct OrderedTable<K, V> {
    entries: Vec<Entry<K, V>>,
    index: HashTable<u32>,
    next_seq: u64,
    /// Entries before this one have been removed. So a queue or a cache that takes its oldest entry again and again
    /// does not walk over all that it took before.
    first: usize,
}

/// A key that a table does not have, with its hash.
pub struct Absent<K> {
    key: K,
    hash: u32,
}

/// A place in the order of a table: before the entry whose sequence number is `seq`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    seq: u64,
    position: u32,
}

impl Cursor {
    /// Packs the cursor into numbers that a value can hold.
    #[must_use]
    pub fn to_number(self) -> f64 {
        self.seq as f64
    }

    #[must_use]
    pub fn from_number(n: f64) -> Cursor {
        Cursor { seq: n as u64, position: u32::MAX }
    }
}

impl<K: TableKey, V: Copy> Default for OrderedTable<K, V> {
    fn default() -> Self {
        OrderedTable { entries: Vec::new(), index: HashTable::new(), next_seq: 0, first: 0 }
    }
}

impl<K: TableKey, V: Copy> OrderedTable<K, V> {
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Bytes of memory that the table holds, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry<K, V>>() + self.index.capacity() * 5
    }

    /// Bytes by which the next insertion of a new key is going to grow the table: it doubles when full.
    pub fn growth(&self) -> usize {
        let full = self.entries.len() == self.entries.capacity() && self.index.len() > self.entries.len() / 2;
        if full || self.index.len() == self.index.capacity() { self.bytes() } else { 0 }
    }

    fn find(&self, key: K) -> Option<usize> {
        self.find_hashed(folded(&key), key)
    }

    fn find_hashed(&self, hash: u32, key: K) -> Option<usize> {
        let entries = &self.entries;
        let same = |&i: &u32| {
            let e = &entries[i as usize];
            e.hash == hash && e.key.same(&key)
        };
        self.index.find(spread(hash), same).map(|&i| i as usize)
    }

    #[must_use]
    pub fn get(&self, key: K) -> Option<V> {
        self.find(key).map(|i| self.entries[i].value)
    }

    #[must_use]
    pub fn contains(&self, key: K) -> bool {
        self.find(key).is_some()
    }

    pub fn get_mut(&mut self, key: K) -> Option<&mut V> {
        self.find(key).map(|i| &mut self.entries[i].value)
    }

    /// Sets the value of a key that is there: the value that was. Where the key is not, what [`OrderedTable::append`] wants of it.
    #[inline]
    pub fn replace(&mut self, key: K, value: V) -> Result<V, Absent<K>> {
        let hash = folded(&key);
        match self.find_hashed(hash, key) {
            Some(i) => Ok(std::mem::replace(&mut self.entries[i].value, value)),
            None => Err(Absent { key, hash }),
        }
    }

    /// Sets or appends; returns the value that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.replace(key, value) {
            Ok(was) => Some(was),
            Err(absent) => {
                self.append(absent, value);
                None
            }
        }
    }

    /// Adds an entry. Nothing has been added since [`OrderedTable::replace`] did not find the key.
    pub fn append(&mut self, Absent { key, hash }: Absent<K>, value: V) {
        if self.entries.len() == self.entries.capacity() && self.index.len() <= self.entries.len() / 2 {
            self.compact();
        }
        let at = self.entries.len() as u32;
        self.entries.push(Entry { key, value, seq: self.next_seq, live: true, hash });
        self.next_seq += 1;
        let entries = &self.entries;
        self.index.insert_unique(spread(hash), at, |&i| spread(entries[i as usize].hash));
    }

    pub fn remove(&mut self, key: K) -> Option<V> {
        let entries = &self.entries;
        let found = self.index.find_entry(spread(folded(&key)), |&i| entries[i as usize].key.same(&key)).ok()?;
        let (i, _) = found.remove();
        let entry = &mut self.entries[i as usize];
        entry.live = false;
        let value = entry.value;
        self.first = self.first_live(self.first).unwrap_or(self.entries.len());
        if self.entries.len() > 32 && self.index.len() < self.entries.len() / 4 {
            self.compact();
        }
        Some(value)
    }

    /// The first live entry from `at` on.
    fn first_live(&self, at: usize) -> Option<usize> {
        self.entries.get(at..)?.iter().position(|e| e.live).map(|i| at + i)
    }

    pub fn clear(&mut self) {
        self.entries.clear();
        self.first = 0;
        self.index.clear();
    }

    fn compact(&mut self) {
        self.entries.retain(|e| e.live);
        self.first = 0;
        self.index.clear();
        for (i, e) in self.entries.iter().enumerate() {
            let entries = &self.entries;
            self.index.insert_unique(spread(e.hash), i as u32, |&i| spread(entries[i as usize].hash));
        }
    }

    /// The next live entry at or after the cursor, which moves past it.
    pub fn next(&self, cursor: &mut Cursor) -> Option<(K, V)> {
        let at = |i: usize| self.entries.get(i).is_some_and(|e| e.seq == cursor.seq).then_some(i);
        // As long as the table has not been compacted, numbers and places keep their distance.
        let offset = self.entries.first().map_or(0, |e| e.seq);
        let i = at(cursor.position as usize)
            .or_else(|| at(cursor.seq.wrapping_sub(offset) as usize))
            .unwrap_or_else(|| self.entries.partition_point(|e| e.seq < cursor.seq));
        let Some(i) = self.first_live(i.max(self.first)) else {
            *cursor = Cursor { seq: self.next_seq, position: self.entries.len() as u32 };
            return None;
        };
        let e = &self.entries[i];
        *cursor = Cursor { seq: e.seq + 1, position: i as u32 + 1 };
        Some((e.key, e.value))
    }

    /// Live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, V)> + '_ {
        self.entries[self.first..].iter().filter(|e| e.live).map(|e| (e.key, e.value))
    }

    /// Keeps the entries that `keep` says.
    pub fn retain(&mut self, mut keep: impl FnMut(K, V) -> bool) {
        self.entries.retain(|e| e.live && keep(e.key, e.value));
        self.compact();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    impl TableKey for u64 {
        fn hash(&self) -> u64 {
            mix(*self)
        }
        fn same(&self, other: &Self) -> bool {
            self == other
        }
    }

    #[test]
    fn cursors_survive_removal_compaction_and_clear() {
        let mut t = OrderedTable::<u64, u64>::default();
        for i in 0..100 {
            t.insert(i, i);
        }
        let mut c = Cursor::default();
        for i in 0..10 {
            assert_eq!(t.next(&mut c), Some((i, i)));
        }
        for i in 0..95 {
            t.remove(i);
        }
        assert_eq!(t.next(&mut c), Some((95, 95)));
        let mut c2 = Cursor::from_number(c.to_number());
        assert_eq!(t.next(&mut c2), Some((96, 96)));
        t.clear();
        t.insert(7, 1);
        assert_eq!(t.next(&mut c), Some((7, 1)));
        assert_eq!(t.next(&mut c), None);
        t.insert(8, 2);
        assert_eq!(t.next(&mut c), Some((8, 2)));
    }

    #[test]
    fn the_oldest_entry_is_found_without_a_walk_over_those_removed_before() {
        let mut t = OrderedTable::<u64, u64>::default();
        for i in 0..1000 {
            t.insert(i, i);
        }
        for i in 0..1000 {
            assert_eq!(t.next(&mut Cursor::default()), Some((i, i)));
            t.remove(i);
            t.insert(1000 + i, 1000 + i);
            assert!(t.entries[t.first].live);
        }
        t.remove(1500);
        assert_eq!(t.iter().count(), 999);
        assert_eq!(t.next(&mut Cursor::from_number(0.0)), Some((1000, 1000)));
        t.retain(|k, _| k > 1990);
        assert_eq!(t.iter().map(|(k, _)| k).collect::<Vec<_>>(), (1991..2000).collect::<Vec<_>>());
        assert_eq!(t.first, 0);
    }

    #[test]
    fn order_is_that_of_insertion_and_updates_keep_place() {
        let mut t = OrderedTable::<u64, u64>::default();
        for k in [5, 3, 9] {
            t.insert(k, 0);
        }
        t.insert(3, 1);
        t.remove(5);
        t.insert(5, 2);
        assert_eq!(t.iter().collect::<Vec<_>>(), [(3, 1), (9, 0), (5, 2)]);
    }
}
