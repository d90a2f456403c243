//! What the parts of a program are called by: ids of functions, blocks, vregs and the rest, types of vregs, places in the source.

use cranelift_entity::entity_impl;
use cranelift_entity::packed_option::PackedOption;

/// A function of the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncId(u32);
entity_impl!(FuncId, "fn");

/// A basic block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block(u32);
entity_impl!(Block, "bb");

/// A virtual register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VReg(u32);
entity_impl!(VReg, "v");

/// A module-level binding that outlives or is shared beyond its module function.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlobalId(u32);
entity_impl!(GlobalId, "g");

/// A string constant of the program, interned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StrId(u32);
entity_impl!(StrId, "str");

/// A state of a generator: 0 is "not started".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State(u32);
entity_impl!(State, "s");

/// A slot of a generator frame.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u32);
entity_impl!(Slot, "slot");

/// A call in whose place the instructions of the callee stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inlined(u32);
entity_impl!(Inlined, "inlined");

/// Properties that an object has side by side: see [`crate::LayoutData`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Layout(u32);
entity_impl!(Layout, "layout");

/// Type of a vreg: how its contents are represented in machine code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JavaScript value (or an internal one: iterator record, environment), boxed.
    Value,
    I32,
    F64,
    Bool,
}

/// A source position, 1-based; line 0 means none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Loc {
    /// Index into [`crate::Program::files`].
    pub file: u16,
    /// In UTF-16 code units, saturating.
    pub column: u16,
    pub line: u32,
    /// Of what stands in the place of a call: that call. The position is in the callee then.
    pub inlined: PackedOption<Inlined>,
}
