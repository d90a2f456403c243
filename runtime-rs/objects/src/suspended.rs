//! What the cell of a generator or coroutine says of where it is suspended, and the words of its frame.

use crate::bare;
use crate::cell::GeneratorCell;
use crate::values::Value;
use std::cell::Cell;
use yarrow_abi::layout::{CellKind, FrameDesc, GENERATOR_DONE};

/// The cell of a generator or coroutine.
pub(crate) fn cell<'a>(g: impl Into<Value<'a>>) -> &'a GeneratorCell {
    g.into().layout().expect("a generator or a coroutine")
}

pub(crate) fn frame_desc<'a>(g: impl Into<Value<'a>>) -> &'static FrameDesc {
    // SAFETY: descriptors are valid for ever.
    unsafe { &*cell(g).desc.get() }
}

/// Where a generator or coroutine is suspended: the number of the module, and the location in it.
pub(crate) fn suspended_at(g: Value<'_>) -> (usize, u32) {
    let (desc, state) = (frame_desc(g), cell(g).state.get());
    assert!(state < desc.state_count, "a state of the generator");
    // SAFETY: each state has its location, and the module's number is written when the module is loaded.
    unsafe { (*desc.module as usize, *desc.state_locations.add(state as usize)) }
}

/// The generator that this one is suspended in a `yield*` over.
pub(crate) fn delegate_of(g: bare::Object) -> Option<bare::Object> {
    let (desc, state) = (frame_desc(g.value()), cell(g.value()).state.get());
    assert!(state < desc.state_count, "a state of the generator");
    if desc.delegates.is_null() {
        return None;
    }
    // SAFETY: each state has its entry.
    let slot = unsafe { *desc.delegates.add(state as usize) }.checked_sub(1)?;
    let word = frame_slots(g.value())[slot as usize].get();
    // SAFETY: the slot of an iterator, which is live in this state.
    unsafe { bare::Value::from_bits(word) }.as_kind(CellKind::Generator)
}

/// The words of a frame.
pub(crate) fn frame_slots<'a>(g: Value<'a>) -> &'a [Cell<u64>] {
    let desc = frame_desc(g);
    let first = std::ptr::from_ref(cell(g)).cast::<u8>().wrapping_add(desc.slots_offset as usize);
    // SAFETY: so many words follow the fields, in a cell that is alive.
    unsafe { std::slice::from_raw_parts(first.cast(), desc.slot_count as usize) }
}

/// The words of a frame that are live in its present state, which it has, each with its slot.
pub(crate) fn live_words<'a>(g: Value<'a>) -> impl Iterator<Item = (usize, u64)> + use<'a> {
    let (desc, state) = (frame_desc(g), cell(g).state.get());
    assert!(state < desc.state_count, "a state of the generator");
    let words = desc.map_words as usize;
    // SAFETY: the descriptor says how many states there are; each has its words of the map.
    let live = unsafe { std::slice::from_raw_parts(desc.maps.add(state as usize * words), words) };
    let slots = frame_slots(g).iter().map(Cell::get).enumerate();
    slots.filter(|(slot, _)| live[slot / 64] & (1 << (slot % 64)) != 0)
}

/// Whether a frame holds values: it has not ended, and is in a state that it has.
pub(crate) fn is_suspended(g: Value<'_>) -> bool {
    cell(g).flags.get() & GENERATOR_DONE == 0 && cell(g).state.get() < frame_desc(g).state_count
}
