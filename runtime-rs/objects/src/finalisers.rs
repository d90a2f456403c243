//! The finalisers of host objects that have died, until they run: see `host.rs`.

use std::collections::VecDeque;

/// Finalisers of objects that have died.
#[derive(Default)]
pub(crate) struct Finalisers {
    /// Each a function of the host, and the pointer that it takes back.
    pub queue: VecDeque<(*mut u8, *mut u8)>,
    /// The queue is being run: a finaliser that calls the runtime does not start others.
    pub running: bool,
    /// The context is being dropped, and makes no host objects any more.
    pub closing: bool,
}
