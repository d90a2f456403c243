//! The values of WeakMaps during a collection: one lives if its map lives and its key does.
//!
//! When all that roots reach is marked, each entry of a live map is looked at once. If its key is marked, its value
//! is marked too. If not, the value waits for the key, and is marked when the tracer comes to the key, and likewise
//! the map's entries wait for a map that is not marked yet. So the work is linear in the entries, in whatever order
//! keys, values and maps lead to each other.

use crate::bare::{Object, Value};
use crate::hash::Mixer;
use hashbrown::HashMap;
use yarrow_gc::Marker;

/// What is to be marked once a cell is.
#[derive(Clone, Copy)]
enum Waiting {
    /// The value of an entry whose key is the cell.
    Value(Value),
    /// The entries of the map that is the cell.
    Entries(Object),
}

/// What waits for cells that are not marked.
#[derive(Default)]
pub(crate) struct WaitingValues {
    /// The first in `list` that waits for the cell at this address.
    first: HashMap<u64, usize, Mixer>,
    /// What waits, and the next that waits for the same cell.
    list: Vec<(Waiting, Option<usize>)>,
}

impl WaitingValues {
    /// A WeakMap or WeakSet.
    pub(crate) fn add_map(&mut self, map: Object, m: &mut Marker<'_>) {
        if m.is_marked(map.address()) {
            self.add_entries(map, m);
        } else {
            self.wait(map.address(), Waiting::Entries(map));
        }
    }

    fn add_entries(&mut self, map: Object, m: &mut Marker<'_>) {
        for (key, value) in map.map_table().iter() {
            let unmarked = |v: Value| v.address().filter(|&c| !m.is_marked(c));
            match (unmarked(key.value()), unmarked(value)) {
                (_, None) => {}
                (None, Some(value)) => m.mark_cell(value),
                (Some(key), Some(_)) => self.wait(key, Waiting::Value(value)),
            }
        }
    }

    fn wait(&mut self, cell: *mut u8, waiting: Waiting) {
        let before = self.first.insert(cell as u64, self.list.len());
        self.list.push((waiting, before));
    }

    /// Marks what waited for a cell that is marked now.
    pub(crate) fn release(&mut self, cell: *mut u8, m: &mut Marker<'_>) {
        if self.first.is_empty() {
            return;
        }
        let mut next = self.first.remove(&(cell as u64));
        while let Some(i) = next {
            let (waiting, after) = self.list[i];
            match waiting {
                Waiting::Value(value) => m.mark_word(value.bits()),
                Waiting::Entries(map) => self.add_entries(map, m),
            }
            next = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Context;
    use yarrow_abi::layout::CellKind;

    const LINKS: usize = if cfg!(miri) { 20 } else { 1000 };

    /// Marks the first of a chain of objects, where object `i` is the key of object `i + 1`, and returns how many
    /// objects came to be marked and how many entries waited.
    fn follow(ctx: &mut Context, chain: &[Object], maps: &[Object]) -> (usize, usize) {
        let mut waiting = WaitingValues::default();
        let mut marked = 0;
        let _ = ctx.store.heap.mark(&mut ctx.store.prefix.buckets, |m| {
            m.mark_cell(maps[0].address());
            m.mark_cell(chain[0].address());
            maps.iter().for_each(|&map| waiting.add_map(map, m));
            while let Some(cell) = m.pop() {
                waiting.release(cell, m);
            }
            marked = chain.iter().filter(|o| m.is_marked(o.address())).count();
        });
        (marked, waiting.list.len())
    }

    fn objects(ctx: &mut Context) -> Vec<Object> {
        (0..=LINKS).map(|_| ctx.new_object().expect("room")).collect()
    }

    fn weak_map(ctx: &mut Context) -> Object {
        let proto = ctx.intrinsics.weak_map_prototype.value();
        ctx.new_weak_collection(CellKind::WeakMap, proto).expect("room")
    }

    #[test]
    fn a_chain_inserted_backwards_is_looked_at_once() {
        let ctx = &mut *Context::new();
        let chain = objects(ctx);
        let map = weak_map(ctx);
        for i in (0..LINKS).rev() {
            ctx.map_insert(map, chain[i].value(), chain[i + 1].value()).expect("room");
        }
        assert_eq!(follow(ctx, &chain, &[map]), (LINKS + 1, LINKS - 1));
    }

    #[test]
    fn a_map_that_is_the_value_of_another_is_looked_at_when_it_lives() {
        let ctx = &mut *Context::new();
        let mut chain = objects(ctx);
        let mut maps = vec![weak_map(ctx)];
        // Each map leads to the next, which alone knows the next link: the first map lives, the others are values.
        for i in 0..LINKS {
            let next = weak_map(ctx);
            let map = maps[i];
            ctx.map_insert(map, chain[i].value(), next.value()).expect("room");
            ctx.map_insert(map, next.value(), chain[i + 1].value()).expect("room");
            maps.push(next);
        }
        let last = maps.pop().expect("a map");
        chain.push(last);
        let (marked, waited) = follow(ctx, &chain, &maps);
        assert_eq!(marked, LINKS + 2);
        assert!(waited <= 3 * LINKS, "{waited} entries and maps waited");
        // Without its first key nothing of the chain lives.
        let other = objects(ctx);
        chain[0] = other[0];
        assert_eq!(follow(ctx, &chain, &maps).0, 1);
    }
}
