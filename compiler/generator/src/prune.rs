//! Removes the blocks that the entry does not reach, and renumbers the rest in their order.

use cranelift_entity::{PrimaryMap, SecondaryMap};
use yarrow_analysis::compute_order;
use yarrow_mir::{Block, Function};

/// Prunes `f`. Handlers that nothing can throw to count as unreachable.
pub fn prune_unreachable(f: &mut Function) {
    let order = compute_order(f);
    if order.blocks.len() == f.blocks.len() {
        return;
    }
    let mut renumbered: SecondaryMap<Block, Option<Block>> = SecondaryMap::with_default(None);
    let mut kept = PrimaryMap::with_capacity(order.blocks.len());
    let old = std::mem::take(&mut f.blocks);
    for (b, data) in old {
        if order.is_reachable(b) {
            renumbered[b] = Some(kept.push(data));
        }
    }
    for data in kept.values_mut() {
        data.term.each_successor_mut(|s| *s = renumbered[*s].expect("a reachable block's successor is reachable"));
        data.handler = data.handler.and_then(|h| renumbered[h]);
    }
    f.entry = renumbered[f.entry].expect("the entry is reachable");
    f.blocks = kept;
}
