//! What runs: units of functions in a compact form.

use std::cell::Cell;
use yarrow_abi::layout::{FrameDesc, FunctionInfo, IC_SIZE};
use yarrow_machine::Strictness;
use yarrow_mir::{FuncId, FunctionKind, GlobalId, GuardOp, Op, SuspendKind, Type};
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{AllocCache, GetCache, GlobalCache, SetCache};

/// No block, no cache.
pub(crate) const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub(crate) struct Inst {
    pub op: Op,
    /// Of the first argument; of the result where there is none.
    pub ty: Type,
    /// Of the result.
    pub to: Type,
    pub dst: u32,
    pub args: [u32; 4],
    /// Start and length of all arguments in [`Code::lists`], where there may be any number.
    pub list: (u32, u32),
    /// Likewise the registers whose values die here.
    pub dead: (u32, u32),
    /// The constant, or the first string of the operation.
    pub word: u64,
    pub cache: u32,
    pub loc: u32,
}

#[derive(Debug)]
pub(crate) enum Term {
    Jump(u32),
    Branch {
        cond: u32,
        then: u32,
        other: u32,
    },
    Switch {
        on: u32,
        cases: Box<[(i32, u32)]>,
        default: u32,
    },
    /// Arguments that there are not are `NONE`. Guards on the heap always fail, which they may.
    Guard {
        op: GuardOp,
        args: [u32; 2],
        dst: u32,
        ok: u32,
        exit: u32,
    },
    Return(u32),
    Throw(u32),
    Unreachable,
    InitialYield,
    Yield(Yield),
    Delegate(Delegate),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Yield {
    pub state: u32,
    pub kind: SuspendKind,
    pub value: u32,
    pub result: u32,
    pub resume: u32,
    /// `NONE`: thrown at the block itself.
    pub on_throw: u32,
    /// `NONE` where the kind takes no return.
    pub on_return: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Delegate {
    pub state: u32,
    pub iter: u32,
    pub result: u32,
    pub resume: u32,
    pub on_return: u32,
}

#[derive(Debug)]
pub(crate) struct BlockCode {
    pub insts: Box<[Inst]>,
    pub term: Term,
    pub loc: u32,
    /// `NONE`: out of the function.
    pub handler: u32,
    /// Registers to clear at its start, as in [`Inst::dead`].
    pub dead: (u32, u32),
}

/// A function. Function objects refer to its `info`, which comes first, and so to all of it.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct Code {
    pub info: FunctionInfo,
    pub unit: *const Unit,
    pub kind: FunctionKind,
    pub strictness: Strictness,
    pub entry: u32,
    /// Registers; one more than vregs, for results that nobody wants.
    pub registers: u32,
    /// Words of the largest outgoing call.
    pub outgoing: u32,
    pub loc: u32,
    pub blocks: Box<[BlockCode]>,
    pub lists: Box<[u32]>,
    pub name: Box<str>,
    /// Of functions that may suspend.
    pub generator: Option<Box<GeneratorCode>>,
    /// Cache of objects that it constructs.
    pub cache: u32,
}

/// What a generator object refers to; its `desc`, which comes first, is the collector's.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct GeneratorCode {
    pub desc: FrameDesc,
    /// The block to continue at by state: that of state 0 follows the initial yield, the others end in
    /// the suspension.
    pub blocks: Box<[u32]>,
    /// By state: the live registers, 64 a word.
    pub maps: Box<[u64]>,
    /// By state: where its suspension stands, among the locations of all units.
    pub locations: Box<[u32]>,
    /// The function; set when its unit is loaded.
    pub code: Cell<*const Code>,
}

/// A namespace's (string index, global index) pairs.
pub(crate) type NamespaceEntries = Box<[(u32, u32)]>;

/// A loaded program. It is of one context, in which alone its functions run.
#[derive(Debug)]
pub struct Unit {
    pub(crate) codes: Box<[Code]>,
    /// Where each global lies: in the unit's instance, or in that of the program around.
    pub(crate) globals: Box<[*mut u64]>,
    pub(crate) instance: *mut u64,
    pub(crate) caches: *mut u8,
    /// Number of the unit's first location.
    pub(crate) first_location: u32,
    /// By namespace: string and global of each entry.
    pub(crate) namespaces: Box<[NamespaceEntries]>,
    /// By literal of constants: its words.
    pub(crate) literals: Box<[Box<[u64]>]>,
    pub(crate) eval_scopes: Box<[String]>,
    pub(crate) init: Option<FuncId>,
}

/// A sort of inline cache.
pub(crate) trait Cache {}

impl Cache for GetCache {}
impl Cache for SetCache {}
impl Cache for AllocCache {}
impl Cache for GlobalCache {}

impl Unit {
    /// The cache that an instruction of its sort has the number of.
    pub(crate) fn site<T: Cache>(&self, index: u32) -> &'static Cell<T> {
        // SAFETY: each cache of the unit's instance is that of one instruction, and so always of one sort; it stays where
        // it is, and a cell may be changed by others.
        unsafe { &*self.caches.wrapping_add(index as usize * IC_SIZE).cast() }
    }

    pub(crate) fn code(&self, id: FuncId) -> &Code {
        &self.codes[id.as_u32() as usize]
    }

    /// Where a global lies.
    pub(crate) fn global(&self, g: GlobalId) -> *mut u64 {
        self.globals[g.as_u32() as usize]
    }

    pub(crate) fn load_global<'a>(&self, _: &'a Scope<'_>, g: GlobalId) -> Value<'a> {
        // SAFETY: a global of the unit or of one around it, whose instances stay and are roots.
        unsafe { Value::from_bits(self.global(g).read()) }
    }

    pub(crate) fn store_global(&self, _: &mut Scope<'_>, g: GlobalId, value: Value<'_>) {
        // SAFETY: as above. Nobody has borrowed what it held.
        unsafe { self.global(g).write(value.bits()) };
    }
}
