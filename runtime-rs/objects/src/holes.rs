//! Where an object has elements: algorithms that walk an array-like by index ask for the next index that
//! counts, so that a walk is linear in the elements that exist and not in `length`.
//!
//! What is skipped is not observable: an index at which neither the object nor its prototypes have a property.
//! Where that cannot be known without running JavaScript (Proxies, TypedArrays), nothing is skipped.

use crate::arguments::is_mapped;
use crate::bare::Object;
use crate::cell::object_flags as flag;
use crate::context::Context;
use yarrow_abi::layout::CellKind;

/// Where one object has its elements.
enum Own {
    /// At any index, for all that is known.
    Anywhere,
    At(Option<u32>),
}

/// Property keys from here on are strings.
const MAX_INDICES: u64 = u32::MAX as u64;
/// Digits of the largest length that there is.
const MAX_DIGITS: usize = 16;

fn has_element(o: Object, k: u64) -> bool {
    o.buffered_elements().and_then(|e| e.get(k as usize)).is_some_and(|v| !v.is_hole())
}

impl Context {
    /// The first index in `from..end` at which the object or a prototype may have a property; `end` if there is
    /// none.
    #[must_use]
    pub(crate) fn next_element(&self, o: Object, from: u64, end: u64) -> u64 {
        if from >= end || has_element(o, from) {
            return from.min(end);
        }
        let mut nearest = end;
        let mut at = Some(o);
        while let Some(o) = at {
            // At an index too large for a table there is none in it.
            match self.own_element_after(o, from.min(MAX_INDICES) as u32) {
                Own::Anywhere => return from,
                Own::At(found) => nearest = found.map_or(nearest, |i| nearest.min(u64::from(i))),
            }
            if end > MAX_INDICES {
                nearest = self.large_indices(o).filter(|i| *i >= from).fold(nearest, u64::min);
            }
            at = self.store.prototype_of(o).as_object();
        }
        nearest
    }

    /// The last index in `down_to..=from` at which the object or a prototype may have a property.
    #[must_use]
    pub(crate) fn previous_element(&self, o: Object, from: u64, down_to: u64) -> Option<u64> {
        if from < down_to || has_element(o, from) {
            return (from >= down_to).then_some(from);
        }
        let mut nearest = None;
        let mut at = Some(o);
        while let Some(o) = at {
            if from >= MAX_INDICES {
                nearest = nearest.max(self.large_indices(o).filter(|i| *i <= from).max());
            }
            match self.own_element_before(o, from.min(MAX_INDICES - 1) as u32) {
                Own::Anywhere => return Some(from),
                Own::At(found) => nearest = nearest.max(found.map(u64::from)),
            }
            at = self.store.prototype_of(o).as_object();
        }
        nearest.filter(|i| *i >= down_to)
    }

    fn own_element_after(&self, o: Object, from: u32) -> Own {
        if is_unknown(o) {
            return Own::Anywhere;
        }
        let Some(elements) = o.buffered_elements() else {
            let next = self.sparse.get(o).and_then(|t| t.range(from..).next());
            return Own::At(next.map(|(i, _)| *i));
        };
        let rest = elements.get(from as usize..).unwrap_or(&[]);
        Own::At(rest.iter().position(|v| !v.is_hole()).map(|i| from + i as u32))
    }

    fn own_element_before(&self, o: Object, from: u32) -> Own {
        if is_unknown(o) {
            return Own::Anywhere;
        }
        let Some(elements) = o.buffered_elements() else {
            let last = self.sparse.get(o).and_then(|t| t.range(..=from).next_back());
            return Own::At(last.map(|(i, _)| *i));
        };
        let before = &elements[..elements.len().min(from as usize + 1)];
        Own::At(before.iter().rposition(|v| !v.is_hole()).map(|i| i as u32))
    }

    /// The properties of the object that are spelt like an index too large to be one.
    fn large_indices(&self, o: Object) -> impl Iterator<Item = u64> {
        let properties = self.store.shapes.properties(o.shape());
        properties.into_iter().filter_map(|(key, _)| {
            let text = key.value().as_string().and_then(crate::bare::JsString::as_flat)?;
            if text.len() > MAX_DIGITS || !text.chars().iter().all(|u| (0x30..=0x39).contains(&u)) {
                return None;
            }
            text.chars().to_rust().parse().ok().filter(|i| *i >= MAX_INDICES)
        })
    }
}

/// Objects whose elements are not in their buffer or table alone.
fn is_unknown(o: Object) -> bool {
    o.has_flag(flag::EXOTIC) || o.is(CellKind::Wrapper) || o.is(CellKind::Namespace) || is_mapped(o)
}
