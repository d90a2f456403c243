//! The objects that a recursive algorithm is working on, and whether a given one is among them. A few are searched in order. From a
//! certain depth on they are looked up in a set, so that deep nesting stays linear.

use std::collections::HashSet;
use yarrow_objects::rooted::Object;

const FEW: usize = 32;

#[derive(Default)]
pub(crate) struct UnderWay {
    few: Vec<*mut u8>,
    /// Those beyond the first few, in order and as a set.
    deep: Vec<*mut u8>,
    set: HashSet<*mut u8>,
}

impl UnderWay {
    pub(crate) fn contains(&self, o: Object<'_>) -> bool {
        let address = o.address();
        self.few.contains(&address) || (!self.deep.is_empty() && self.set.contains(&address))
    }

    /// Adds an object that is not under way yet.
    pub(crate) fn push(&mut self, o: Object<'_>) {
        let address = o.address();
        if self.few.len() < FEW {
            self.few.push(address);
        } else {
            self.deep.push(address);
            self.set.insert(address);
        }
    }

    /// Takes the last one away.
    pub(crate) fn pop(&mut self) {
        match self.deep.pop() {
            Some(address) => {
                self.set.remove(&address);
            }
            None => {
                self.few.pop();
            }
        }
    }
}
