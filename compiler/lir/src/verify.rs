//! What the back ends rely on. A module that breaks a rule is a bug of the compiler.
//!
//! 1. Every vreg, block, function and data object named exists; the entry block exists.
//! 2. Parameters are distinct vregs.
//! 3. Operands and results have the types of their instruction: integers of one width for integer
//!    operations, `i32` for conditions and flags, `i64` for addresses, the width of the access for
//!    loads and stores (`i32` for the narrow ones).
//! 4. `Call` passes what the callee's parameters ask for; `CallRt` what the table asks for. A result
//!    may be dropped, but not taken where there is none.
//! 5. `Return` gives the function's result.
//! 6. The cases of a `Switch` are distinct; the table of a `Dispatch` is not empty.
//! 7. Nothing is stored to [`Region::Invariant`].
//! 8. A vreg that is read is assigned somewhere. (Not: on each path. Reading a vreg before its
//!    assignment gives an arbitrary value.)
//! 9. A symbol is defined once: the name of an export occurs nowhere else, and names are not empty,
//!    hold no NUL and are not those of the runtime.
//! 10. A data object's alignment is a power of two; its relocations are sorted, do not overlap and lie
//!     within its bytes.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Display, Formatter};

use yarrow_abi::functions::RtFn;

use crate::ir::{
    BinOp, Block, Data, DataObject, Func, Function, InstKind, Linkage, MemType, Module, Region, Target, Terminator,
    Type, UnOp, VReg,
};
use crate::names::Named;
use crate::runtime::machine_type;

/// Width of a relocation.
const WORD: u64 = 8;

/// Where a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Function(Func),
    Data(Data),
    /// An instruction by its position in the block.
    Inst(Func, Block, usize),
    Terminator(Func, Block),
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Place::Function(func) => write!(f, "{func}"),
            Place::Data(data) => write!(f, "{data}"),
            Place::Inst(func, block, index) => write!(f, "{func} {block} instruction {index}"),
            Place::Terminator(func, block) => write!(f, "{func} {block} terminator"),
        }
    }
}

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    #[error("{0} does not exist")]
    Missing(String),
    #[error("{0} is a parameter twice")]
    RepeatedParameter(VReg),
    #[error("{vreg} is {found}, expected {expected}", found = found.name(), expected = expected.name())]
    WrongType { vreg: VReg, found: Type, expected: Type },
    #[error("{vreg} is {found}, expected an integer", found = found.name())]
    NotAnInteger { vreg: VReg, found: Type },
    #[error("{callee} takes {expected} arguments, not {found}")]
    WrongArity { callee: String, expected: usize, found: usize },
    #[error("{callee} has no result for {vreg}")]
    NoResult { callee: String, vreg: VReg },
    #[error("the function has {}", result_name(*.expected))]
    WrongReturn { expected: Option<Type> },
    #[error("case {0} occurs twice")]
    RepeatedCase(i32),
    #[error("the table is empty")]
    EmptyTable,
    #[error("a store to the invariant region")]
    InvariantStore,
    #[error("{0} is read but never assigned")]
    NeverAssigned(VReg),
    #[error("{0:?} is not a name for a symbol")]
    BadName(String),
    #[error("`{0}` is defined twice")]
    RepeatedSymbol(String),
    #[error("alignment {0} is not a power of two")]
    BadAlignment(u32),
    #[error("the relocation at {0} overlaps another or the end")]
    BadRelocation(u32),
}

fn result_name(result: Option<Type>) -> String {
    result.map_or("no result".to_owned(), |ty| format!("a result of type {}", ty.name()))
}

/// A broken rule and its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {violation}")]
pub struct VerifyError {
    pub place: Place,
    pub violation: Violation,
}

/// A module that no back end may compile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("wrong LIR in `{module}`, which is a bug of the compiler: {}", first(.errors))]
pub struct WrongLir {
    pub module: String,
    pub errors: Vec<VerifyError>,
}

/// The first few of many errors.
fn first(errors: &[VerifyError]) -> String {
    let shown: Vec<_> = errors.iter().take(5).map(ToString::to_string).collect();
    let more = if errors.len() > shown.len() { "; …" } else { "" };
    shown.join("; ") + more
}

/// [`verify_module`] for a back end: all violations are one error.
pub fn require_valid(module: &Module) -> Result<(), WrongLir> {
    verify_module(module).map_err(|errors| WrongLir { module: module.name.clone(), errors })
}

/// Checks a module; returns every violation, in the module's order.
pub fn verify_module(module: &Module) -> Result<(), Vec<VerifyError>> {
    let mut errors = Vec::new();
    verify_symbols(module, &mut errors);
    for (data, object) in &module.data {
        verify_data(module, data, object, &mut errors);
    }
    for (func, function) in &module.functions {
        FunctionVerifier { module, func, f: function, errors: &mut errors }.verify();
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn verify_symbols(module: &Module, errors: &mut Vec<VerifyError>) {
    let runtime: HashSet<_> = RtFn::ALL.iter().map(|f| f.name()).collect();
    let functions = module.functions.iter().map(|(func, f)| (Place::Function(func), &f.name, f.linkage));
    let objects = module.data.iter().map(|(data, d)| (Place::Data(data), &d.name, d.linkage));
    let mut seen: HashMap<&str, Linkage> = HashMap::new();
    for (place, name, linkage) in functions.chain(objects) {
        if name.is_empty() || name.contains('\0') || runtime.contains(&**name) {
            errors.push(VerifyError { place, violation: Violation::BadName(name.clone()) });
        }
        let earlier = seen.insert(name, linkage);
        if earlier.is_some_and(|e| e == Linkage::Export || linkage == Linkage::Export) {
            errors.push(VerifyError { place, violation: Violation::RepeatedSymbol(name.clone()) });
        }
    }
}

fn verify_data(module: &Module, data: Data, object: &DataObject, errors: &mut Vec<VerifyError>) {
    let place = Place::Data(data);
    let mut fail = |violation| errors.push(VerifyError { place, violation });
    if !object.align.is_power_of_two() {
        fail(Violation::BadAlignment(object.align));
    }
    let mut free = 0;
    for (offset, target) in &object.relocs {
        let end = u64::from(*offset) + WORD;
        if u64::from(*offset) < free || end > object.bytes.len() as u64 {
            fail(Violation::BadRelocation(*offset));
        }
        free = end;
        match target {
            Target::Func(f) if !module.functions.is_valid(*f) => {
                fail(Violation::Missing(f.to_string()));
            }
            Target::Data(d) if !module.data.is_valid(*d) => {
                fail(Violation::Missing(d.to_string()));
            }
            Target::Extern(name) if name.is_empty() || name.contains('\0') => {
                fail(Violation::BadName(name.clone()));
            }
            Target::Func(_) | Target::Data(_) | Target::Extern(_) => {}
        }
    }
}

struct FunctionVerifier<'m> {
    module: &'m Module,
    func: Func,
    f: &'m Function,
    errors: &'m mut Vec<VerifyError>,
}

impl FunctionVerifier<'_> {
    fn verify(&mut self) {
        let whole = Place::Function(self.func);
        self.verify_params(whole);
        self.block(whole, self.f.entry);
        let f = self.f;
        for (block, contents) in &f.blocks {
            for (index, inst) in contents.insts.iter().enumerate() {
                let place = Place::Inst(self.func, block, index);
                // Types mean nothing where a vreg is missing.
                let vregs = inst.kind.defs().into_iter().chain(inst.kind.uses());
                if self.vregs_exist(place, vregs) {
                    self.verify_inst(place, &inst.kind);
                }
            }
            let place = Place::Terminator(self.func, block);
            for target in contents.term.targets() {
                self.block(place, target);
            }
            if self.vregs_exist(place, contents.term.used()) {
                self.verify_terminator(place, &contents.term);
            }
        }
        self.verify_assigned(whole);
    }

    fn verify_params(&mut self, place: Place) {
        let mut seen = HashSet::new();
        for &param in &self.f.params {
            self.vregs_exist(place, [param]);
            if !seen.insert(param) {
                self.fail(place, Violation::RepeatedParameter(param));
            }
        }
    }

    fn verify_assigned(&mut self, place: Place) {
        let insts = || self.f.blocks.values().flat_map(|b| &b.insts);
        let mut assigned: HashSet<_> = self.f.params.iter().copied().collect();
        assigned.extend(insts().flat_map(|i| i.kind.defs()));
        let mut read: Vec<_> = insts().flat_map(|i| i.kind.uses()).collect();
        read.extend(self.f.blocks.values().filter_map(|b| b.term.used()));
        read.sort_unstable();
        read.dedup();
        // A vreg that does not exist was reported where it is named.
        read.retain(|v| self.f.vregs.is_valid(*v) && !assigned.contains(v));
        for vreg in read {
            self.fail(place, Violation::NeverAssigned(vreg));
        }
    }

    fn verify_inst(&mut self, place: Place, inst: &InstKind) {
        match inst {
            InstKind::Iconst { dst, .. } => self.integer(place, *dst),
            InstKind::Fconst { dst, .. } => self.expect(place, *dst, Type::F64),
            InstKind::Copy { dst, src } => self.expect(place, *src, self.f.vregs[*dst]),
            InstKind::Binary { dst, op, lhs, rhs } => {
                let ty = if is_float(*op) { Type::F64 } else { self.f.vregs[*dst] };
                if is_float(*op) {
                    self.expect(place, *dst, ty);
                } else {
                    self.integer(place, *dst);
                }
                self.expect(place, *lhs, ty);
                self.expect(place, *rhs, ty);
            }
            InstKind::Unary { dst, op, src } => {
                let (from, to) = unary_types(*op);
                self.expect(place, *src, from);
                self.expect(place, *dst, to);
            }
            InstKind::Overflow { dst, overflow, op: _, lhs, rhs } => {
                for v in [dst, overflow, lhs, rhs] {
                    self.expect(place, *v, Type::I32);
                }
            }
            InstKind::Icmp { dst, cc: _, lhs, rhs } => {
                self.expect(place, *dst, Type::I32);
                self.integer(place, *lhs);
                self.expect(place, *rhs, self.f.vregs[*lhs]);
            }
            InstKind::Fcmp { dst, cc: _, lhs, rhs } => {
                self.expect(place, *dst, Type::I32);
                self.expect(place, *lhs, Type::F64);
                self.expect(place, *rhs, Type::F64);
            }
            InstKind::Select { dst, cond, then, other } => {
                self.expect(place, *cond, Type::I32);
                self.expect(place, *then, self.f.vregs[*dst]);
                self.expect(place, *other, self.f.vregs[*dst]);
            }
            InstKind::Load { dst, mem, region: _, base, offset: _ } => {
                self.expect(place, *base, Type::I64);
                self.expect(place, *dst, register_type(*mem));
            }
            InstKind::Store { mem, region, base, offset: _, src } => {
                self.expect(place, *base, Type::I64);
                self.expect(place, *src, register_type(*mem));
                if *region == Region::Invariant {
                    self.fail(place, Violation::InvariantStore);
                }
            }
            InstKind::FuncAddr { dst, func } => {
                self.expect(place, *dst, Type::I64);
                if !self.module.functions.is_valid(*func) {
                    self.fail(place, Violation::Missing(func.to_string()));
                }
            }
            InstKind::DataAddr { dst, data } => {
                self.expect(place, *dst, Type::I64);
                if !self.module.data.is_valid(*data) {
                    self.fail(place, Violation::Missing(data.to_string()));
                }
            }
            InstKind::StackPointer { dst } => self.expect(place, *dst, Type::I64),
            InstKind::Call { dst, func, args } => self.verify_call(place, *dst, *func, args),
            InstKind::CallIndirect { dst: _, callee, args: _ } => {
                self.expect(place, *callee, Type::I64);
            }
            InstKind::CallRt { dst, func, args } => {
                let params: Vec<_> = func.params().iter().filter_map(|&ty| machine_type(ty)).collect();
                let result = machine_type(func.result());
                self.signature(place, func.name(), &params, result, args, *dst);
            }
        }
    }

    fn verify_call(&mut self, place: Place, dst: Option<VReg>, func: Func, args: &[VReg]) {
        let Some(callee) = self.module.functions.get(func) else {
            self.fail(place, Violation::Missing(func.to_string()));
            return;
        };
        // A callee with a parameter that does not exist is reported at the callee.
        let params: Option<Vec<_>> = callee.params.iter().map(|&p| callee.vregs.get(p).copied()).collect();
        if let Some(params) = params {
            self.signature(place, &func.to_string(), &params, callee.result, args, dst);
        }
    }

    fn verify_terminator(&mut self, place: Place, term: &Terminator) {
        match term {
            Terminator::Jump(_) | Terminator::Unreachable => {}
            Terminator::Branch { cond, .. } => self.expect(place, *cond, Type::I32),
            Terminator::Switch { on, cases, default: _ } => {
                self.expect(place, *on, Type::I32);
                let mut seen = HashSet::new();
                for (value, _) in cases {
                    if !seen.insert(*value) {
                        self.fail(place, Violation::RepeatedCase(*value));
                    }
                }
            }
            Terminator::Dispatch { on, table } => {
                self.expect(place, *on, Type::I32);
                if table.is_empty() {
                    self.fail(place, Violation::EmptyTable);
                }
            }
            Terminator::Return(value) => match (*value, self.f.result) {
                (Some(value), Some(ty)) => self.expect(place, value, ty),
                (None, None) => {}
                (Some(_), None) | (None, Some(_)) => {
                    self.fail(place, Violation::WrongReturn { expected: self.f.result });
                }
            },
        }
    }

    fn signature(
        &mut self,
        place: Place,
        callee: &str,
        params: &[Type],
        result: Option<Type>,
        args: &[VReg],
        dst: Option<VReg>,
    ) {
        if params.len() != args.len() {
            self.fail(
                place,
                Violation::WrongArity { callee: callee.to_owned(), expected: params.len(), found: args.len() },
            );
        }
        for (arg, param) in args.iter().zip(params) {
            self.expect(place, *arg, *param);
        }
        match (dst, result) {
            (Some(dst), Some(ty)) => self.expect(place, dst, ty),
            (Some(vreg), None) => {
                self.fail(place, Violation::NoResult { callee: callee.to_owned(), vreg });
            }
            (None, _) => {}
        }
    }

    fn vregs_exist(&mut self, place: Place, vregs: impl IntoIterator<Item = VReg>) -> bool {
        let before = self.errors.len();
        for vreg in vregs {
            if !self.f.vregs.is_valid(vreg) {
                self.fail(place, Violation::Missing(vreg.to_string()));
            }
        }
        self.errors.len() == before
    }

    fn block(&mut self, place: Place, block: Block) {
        if !self.f.blocks.is_valid(block) {
            self.fail(place, Violation::Missing(block.to_string()));
        }
    }

    fn expect(&mut self, place: Place, vreg: VReg, expected: Type) {
        let found = self.f.vregs[vreg];
        if found != expected {
            self.fail(place, Violation::WrongType { vreg, found, expected });
        }
    }

    fn integer(&mut self, place: Place, vreg: VReg) {
        let found = self.f.vregs[vreg];
        if found == Type::F64 {
            self.fail(place, Violation::NotAnInteger { vreg, found });
        }
    }

    fn fail(&mut self, place: Place, violation: Violation) {
        self.errors.push(VerifyError { place, violation });
    }
}

/// Whether the operands and the result are doubles.
#[must_use]
pub fn is_float(op: BinOp) -> bool {
    match op {
        BinOp::Fadd | BinOp::Fsub | BinOp::Fmul | BinOp::Fdiv => true,
        BinOp::Add
        | BinOp::Sub
        | BinOp::Mul
        | BinOp::And
        | BinOp::Or
        | BinOp::Xor
        | BinOp::Shl
        | BinOp::Lshr
        | BinOp::Ashr
        | BinOp::Urem => false,
    }
}

/// Type of the operand and of the result.
#[must_use]
pub fn unary_types(op: UnOp) -> (Type, Type) {
    match op {
        UnOp::Fneg | UnOp::Fabs | UnOp::Fsqrt | UnOp::Ffloor | UnOp::Fceil | UnOp::Ftrunc => (Type::F64, Type::F64),
        UnOp::Sext | UnOp::Zext => (Type::I32, Type::I64),
        UnOp::Trunc => (Type::I64, Type::I32),
        UnOp::I32ToF64 | UnOp::U32ToF64 => (Type::I32, Type::F64),
        UnOp::F64ToI32 => (Type::F64, Type::I32),
        UnOp::F64ToI64Sat => (Type::F64, Type::I64),
        UnOp::BitsToF64 => (Type::I64, Type::F64),
        UnOp::F64ToBits => (Type::F64, Type::I64),
    }
}

/// The type of a vreg that holds what an access of this width moves.
#[must_use]
pub fn register_type(mem: MemType) -> Type {
    match mem {
        MemType::U8 | MemType::U16 | MemType::I32 => Type::I32,
        MemType::I64 => Type::I64,
        MemType::F64 => Type::F64,
    }
}
