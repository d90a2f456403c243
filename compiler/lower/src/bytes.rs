//! The contents of data objects.

use std::mem::offset_of;
use yarrow_abi::layout::StaticStr;
use yarrow_lir::{Data, Target};

/// Contents of a data object under construction.
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    pub bytes: Vec<u8>,
    pub relocs: Vec<(u32, Target)>,
}

impl Bytes {
    #[must_use]
    pub fn zeroed(len: usize) -> Self {
        Bytes { bytes: vec![0; len], relocs: Vec::new() }
    }

    pub fn u32(&mut self, at: usize, v: u32) {
        self.bytes[at..at + 4].copy_from_slice(&v.to_le_bytes());
    }

    pub fn u64(&mut self, at: usize, v: u64) {
        self.bytes[at..at + 8].copy_from_slice(&v.to_le_bytes());
    }

    pub fn set_bit(&mut self, byte: usize, bit: usize) {
        self.bytes[byte] |= 1 << bit;
    }

    /// The address of `target` at `at`. Called with ascending offsets.
    pub fn reloc(&mut self, at: usize, target: Target) {
        self.relocs.push((u32::try_from(at).expect("small object"), target));
    }

    /// A `StaticStr` at `at`.
    pub fn static_str(&mut self, at: usize, text: Data, len: usize) {
        self.reloc(at + offset_of!(StaticStr, ptr), Target::Data(text));
        self.u64(at + offset_of!(StaticStr, len), len as u64);
    }
}
