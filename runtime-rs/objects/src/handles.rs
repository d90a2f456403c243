//! Handles: values that a host holds across collections.
//!
//! A handle is `(generation << 32) | (index + 1)`, so that one freed twice or used after its slot was
//! reused is recognised. 0 is never a handle.

use crate::bare::Value;
use yarrow_values::{Trace, Tracer};

struct Entry {
    generation: u32,
    value: Option<Value>,
}

/// The handles of a context; the collector's roots.
#[derive(Default)]
pub struct Handles {
    entries: Vec<Entry>,
    free: Vec<u32>,
}

impl Handles {
    /// Holds a value; `None` if there are no more handles.
    pub fn hold(&mut self, value: Value) -> Option<u64> {
        let index = match self.free.pop() {
            Some(i) => i,
            None => {
                let i = u32::try_from(self.entries.len()).ok().filter(|i| *i < u32::MAX)?;
                self.entries.push(Entry { generation: 0, value: None });
                i
            }
        };
        let entry = &mut self.entries[index as usize];
        entry.value = Some(value);
        Some((u64::from(entry.generation) << 32) | u64::from(index + 1))
    }

    fn index(&self, handle: u64) -> Option<usize> {
        let index = (handle as u32).checked_sub(1)? as usize;
        let entry = self.entries.get(index)?;
        (u64::from(entry.generation) == handle >> 32).then_some(index)
    }

    /// The value held, `None` for what is no handle (any more).
    #[must_use]
    pub fn get(&self, handle: u64) -> Option<Value> {
        self.entries[self.index(handle)?].value
    }

    /// Lets the value go; nothing happens for what is no handle (any more).
    pub fn release(&mut self, handle: u64) {
        if let Some(i) = self.index(handle)
            && self.entries[i].value.take().is_some()
        {
            self.entries[i].generation = self.entries[i].generation.wrapping_add(1);
            self.free.push(i as u32);
        }
    }
}

impl Trace for Handles {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.entries.iter().filter_map(|e| e.value).for_each(|v| tracer.value(v));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_freed_handle_stays_dead_after_its_slot_is_reused() {
        let mut h = Handles::default();
        let a = h.hold(Value::TRUE).expect("there is room");
        h.release(a);
        let b = h.hold(Value::FALSE).expect("there is room");
        assert_ne!(a, b);
        assert!(h.get(a).is_none() && h.get(0).is_none());
        h.release(a);
        assert_eq!(h.get(b), Some(Value::FALSE));
    }
}
