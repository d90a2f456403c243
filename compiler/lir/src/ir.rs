//! The data of LIR: machine-level instructions over typed vregs that may be assigned several times.
//!
//! LIR knows no JavaScript: values are 64-bit integers, pointers too. Each back end makes its own
//! SSA of the vregs. Comparisons and flags are `i32`, 0 or 1.

use cranelift_entity::{PrimaryMap, entity_impl};
use smallvec::SmallVec;
use yarrow_abi::functions::RtFn;

/// A function of the module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Func(u32);
entity_impl!(Func, "f");

/// A data object of the module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Data(u32);
entity_impl!(Data, "d");

/// A basic block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block(u32);
entity_impl!(Block, "bb");

/// A virtual register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VReg(u32);
entity_impl!(VReg, "v");

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    I32,
    /// Boxed values and pointers too.
    I64,
    F64,
}

/// Width of a memory access. Narrow loads zero-extend to `i32`; narrow stores truncate an `i32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemType {
    U8,
    U16,
    I32,
    I64,
    F64,
}

/// What part of memory an access touches. Accesses to different regions never alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    /// The root stack.
    Roots,
    /// Of cells: shape, kind and flags, the pointer to the elements, where typed arrays lie.
    Header,
    /// Lengths and capacities of elements, lengths of arrays.
    Lengths,
    /// Elements of arrays and typed arrays.
    Elements,
    /// What else is in heap cells: slots, generator frames, strings.
    Heap,
    /// The context.
    Context,
    /// Globals, string constants and inline caches of the module instance.
    Instance,
    /// What does not change once the function runs (the instances table, string constants,
    /// static data): such loads may be merged and hoisted.
    Invariant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinOp {
    // i32 and i64, wrapping. Shift counts are taken modulo the width.
    Add,
    Sub,
    Mul,
    And,
    Or,
    Xor,
    Shl,
    /// Logical.
    Lshr,
    /// Arithmetic.
    Ashr,
    /// Unsigned remainder; `rhs` is not 0.
    Urem,
    // f64
    Fadd,
    Fsub,
    Fmul,
    Fdiv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnOp {
    // f64 → f64
    Fneg,
    Fabs,
    Fsqrt,
    Ffloor,
    Fceil,
    Ftrunc,
    // conversions
    /// i32 → i64
    Sext,
    /// i32 → i64
    Zext,
    /// i64 → i32
    Trunc,
    /// i32 (signed) → f64
    I32ToF64,
    /// i32 (unsigned) → f64
    U32ToF64,
    /// f64 → i32, towards zero; for what is no i32 then, any i32
    F64ToI32,
    /// f64 → i64, saturating, NaN → 0
    F64ToI64Sat,
    /// i64 → f64, the same bits
    BitsToF64,
    /// f64 → i64, the same bits
    F64ToBits,
}

/// i32 operations that also tell whether they overflowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverflowOp {
    Add,
    Sub,
    Mul,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IntCc {
    Eq,
    Ne,
    /// Signed.
    Lt,
    Le,
    Gt,
    Ge,
    /// Unsigned.
    Ult,
    Ule,
    Ugt,
    Uge,
}

/// All are false for NaN, but for `Ne`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FloatCc {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Debug, PartialEq)]
pub enum InstKind {
    /// To i32 (sign-extended imm) or i64.
    Iconst {
        dst: VReg,
        imm: i64,
    },
    Fconst {
        dst: VReg,
        imm: f64,
    },
    Copy {
        dst: VReg,
        src: VReg,
    },
    Binary {
        dst: VReg,
        op: BinOp,
        lhs: VReg,
        rhs: VReg,
    },
    Unary {
        dst: VReg,
        op: UnOp,
        src: VReg,
    },
    /// `dst` the wrapped result, `overflow` 0 or 1.
    Overflow {
        dst: VReg,
        overflow: VReg,
        op: OverflowOp,
        lhs: VReg,
        rhs: VReg,
    },
    Icmp {
        dst: VReg,
        cc: IntCc,
        lhs: VReg,
        rhs: VReg,
    },
    Fcmp {
        dst: VReg,
        cc: FloatCc,
        lhs: VReg,
        rhs: VReg,
    },
    /// `cond != 0 ? then : other`
    Select {
        dst: VReg,
        cond: VReg,
        then: VReg,
        other: VReg,
    },
    Load {
        dst: VReg,
        mem: MemType,
        region: Region,
        base: VReg,
        offset: i32,
    },
    Store {
        mem: MemType,
        region: Region,
        base: VReg,
        offset: i32,
        src: VReg,
    },
    /// Address of a function of this module.
    FuncAddr {
        dst: VReg,
        func: Func,
    },
    /// Address of a data object of this module.
    DataAddr {
        dst: VReg,
        data: Data,
    },
    /// The native stack pointer, or an address close to it in the current frame.
    StackPointer {
        dst: VReg,
    },
    Call {
        dst: Option<VReg>,
        func: Func,
        args: SmallVec<[VReg; 6]>,
    },
    /// Through a pointer, C convention; parameter types are those of the arguments.
    CallIndirect {
        dst: Option<VReg>,
        callee: VReg,
        args: SmallVec<[VReg; 6]>,
    },
    /// A runtime function, as in the table of `yarrow-abi`.
    CallRt {
        dst: Option<VReg>,
        func: RtFn,
        args: SmallVec<[VReg; 6]>,
    },
}

/// Which way a branch goes nearly always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    None,
    Then,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    Jump(Block),
    /// On `cond != 0`.
    Branch {
        cond: VReg,
        then: Block,
        other: Block,
        hint: Hint,
    },
    Switch {
        on: VReg,
        cases: Vec<(i32, Block)>,
        default: Block,
    },
    /// Goes to the block at position `on` of the table. That is below the table's length: nothing is said of what else happens.
    ///
    /// A switch over all numbers from 0 on could be meant as well. This asks for the one jump through the block's address, however
    /// few there are.
    Dispatch {
        on: VReg,
        /// Not empty. A block may be in it several times.
        table: Vec<Block>,
    },
    Return(Option<VReg>),
    Unreachable,
}

/// A source position, 1-based; line 0 means none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Loc {
    pub file: u16,
    pub column: u16,
    pub line: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Inst {
    pub kind: InstKind,
    pub loc: Loc,
}

#[derive(Clone, Debug)]
pub struct BlockData {
    pub insts: Vec<Inst>,
    pub term: Terminator,
    pub term_loc: Loc,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Linkage {
    Local,
    Export,
}

/// How often a function runs, for back ends to spend their time by. It changes no result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Frequency {
    #[default]
    Often,
    /// Once, and no block of it twice.
    Once,
}

/// A function. Its parameters are assigned on entry.
#[derive(Clone, Debug)]
pub struct Function {
    /// The symbol.
    pub name: String,
    pub linkage: Linkage,
    pub frequency: Frequency,
    pub params: Vec<VReg>,
    pub result: Option<Type>,
    pub vregs: PrimaryMap<VReg, Type>,
    pub blocks: PrimaryMap<Block, BlockData>,
    pub entry: Block,
    pub loc: Loc,
}

/// What a relocation refers to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Func(Func),
    Data(Data),
    /// A symbol defined elsewhere.
    Extern(String),
}

/// A data object: bytes with 8-byte absolute relocations.
#[derive(Clone, Debug)]
pub struct DataObject {
    pub name: String,
    pub linkage: Linkage,
    pub align: u32,
    pub writable: bool,
    pub bytes: Vec<u8>,
    /// Sorted by offset; each replaces the 8 bytes there.
    pub relocs: Vec<(u32, Target)>,
}

/// One object file.
#[derive(Clone, Debug, Default)]
pub struct Module {
    pub name: String,
    pub files: Vec<String>,
    pub functions: PrimaryMap<Func, Function>,
    pub data: PrimaryMap<Data, DataObject>,
}

impl Function {
    #[must_use]
    pub fn new(name: impl Into<String>, linkage: Linkage, result: Option<Type>) -> Self {
        let mut blocks = PrimaryMap::new();
        let entry = blocks.push(BlockData::new());
        Function {
            name: name.into(),
            linkage,
            frequency: Frequency::Often,
            params: Vec::new(),
            result,
            vregs: PrimaryMap::new(),
            blocks,
            entry,
            loc: Loc::default(),
        }
    }

    pub fn new_param(&mut self, ty: Type) -> VReg {
        let v = self.vregs.push(ty);
        self.params.push(v);
        v
    }
}

impl BlockData {
    #[must_use]
    pub fn new() -> Self {
        BlockData { insts: Vec::new(), term: Terminator::Unreachable, term_loc: Loc::default() }
    }
}

impl Default for BlockData {
    fn default() -> Self {
        Self::new()
    }
}
