//! Random modules that are valid, end, and always return the same.
//!
//! A module has a data object for each writable region, one that is only read, a few functions that
//! call later ones alone, and [`CHECKSUM`], which calls the first with several arguments and mixes
//! what they answer with what is then in memory. Every loop counts down. What the language of LIR
//! leaves open never reaches a result: vregs are assigned on entry, divisors are odd, and a NaN is
//! replaced by one certain NaN before its bits are looked at.

use cranelift_entity::EntityRef;
use fastrand::Rng;
use smallvec::SmallVec;
use yarrow_lir::{
    BinOp, Block, BlockData, Data, DataObject, FloatCc, Func, Function, Hint, Inst, InstKind, IntCc, Linkage, Loc,
    MemType, Module, OverflowOp, Region, RtFn, Target, Terminator, Type, UnOp, VReg, register_type, unary_types,
};

use crate::operations::{FLOAT_CONDITIONS, INT_BINARY, INT_CONDITIONS, UNARY};
use crate::runs::{constant, width};

/// The exported function to call.
pub const CHECKSUM: &str = "checksum";

const WRITABLE: [Region; 4] = [Region::Roots, Region::Heap, Region::Context, Region::Instance];
/// Of a writable object.
const OBJECT_BYTES: u32 = 96;
/// What addresses point at, so that offsets may be negative.
const MIDDLE: i64 = 48;
const TYPES: [Type; 3] = [Type::I32, Type::I64, Type::F64];
const NAN: u64 = 0x7ff8_0000_0000_0000;
const RT_F64_REM: &str = "rt_f64_rem";
const RT_STRICT_EQ: &str = "rt_strict_eq";
const RT_ADD: &str = "rt_add";

const INTS: &[i64] = &[
    0,
    1,
    -1,
    2,
    7,
    31,
    32,
    33,
    63,
    64,
    127,
    128,
    255,
    256,
    65535,
    65536,
    i32::MAX as i64,
    i32::MIN as i64,
    i32::MAX as i64 + 1,
    u32::MAX as i64,
    i64::MAX,
    i64::MIN,
    1 << 49,
    -(1 << 49),
    0xfffe_0000_0000_0002_u64.cast_signed(),
];

const FLOATS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1e300,
    -1e300,
    5e-324,
    f64::MIN_POSITIVE,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    2_147_483_647.0,
    -2_147_483_648.5,
    4_294_967_296.0,
    9.3e18,
    9_007_199_254_740_993.0,
];

/// The module of a seed.
#[must_use]
pub fn random_module(seed: u64) -> Module {
    let mut rng = Rng::with_seed(seed);
    let mut module = Module { name: format!("seed {seed}"), files: vec!["random.js".to_owned()], ..Module::default() };
    for region in WRITABLE {
        let bytes = (0..OBJECT_BYTES).map(|_| if rng.bool() { 0 } else { rng.u8(..) }).collect();
        module.data.push(DataObject {
            name: format!("{region:?}"),
            linkage: if rng.bool() { Linkage::Export } else { Linkage::Local },
            align: 16,
            writable: true,
            bytes,
            relocs: Vec::new(),
        });
    }
    let count = rng.usize(1..5);
    let signatures: Vec<Signature> = (0..count).map(|_| Signature::random(&mut rng)).collect();
    // The object that is only read: first the functions' addresses, then those of the other objects.
    let functions = (0..count).map(|i| Target::Func(Func::new(i)));
    let objects = (0..WRITABLE.len()).map(|i| Target::Data(Data::new(i)));
    let relocs: Vec<_> = functions.chain(objects).zip(0..).map(|(target, i)| (8 * i, target)).collect();
    module.data.push(DataObject {
        name: "table".to_owned(),
        linkage: Linkage::Local,
        align: 8,
        writable: false,
        bytes: vec![0; 8 * relocs.len() + 16],
        relocs,
    });
    for index in 0..count {
        let function = FunctionMaker::make(&mut rng, &signatures, index);
        module.functions.push(function);
    }
    let checksum = make_checksum(&mut rng, &signatures[0]);
    module.functions.push(checksum);
    module
}

struct Signature {
    params: Vec<Type>,
    result: Option<Type>,
}

impl Signature {
    fn random(rng: &mut Rng) -> Signature {
        let count = if rng.u8(..4) == 0 { rng.usize(8..20) } else { rng.usize(..5) };
        Signature {
            params: (0..count).map(|_| any(rng, &TYPES)).collect(),
            result: [Some(Type::I32), Some(Type::I64), Some(Type::F64), None][rng.usize(..4)],
        }
    }
}

fn any<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.usize(..from.len())]
}

fn random_bits(rng: &mut Rng, ty: Type) -> u64 {
    match ty {
        Type::I32 | Type::I64 if rng.u8(..3) == 0 => rng.u64(..),
        Type::I32 | Type::I64 => any(rng, INTS).cast_unsigned(),
        Type::F64 if rng.u8(..3) == 0 => rng.u64(..),
        Type::F64 => any(rng, FLOATS).to_bits(),
    }
}

/// Writes the blocks of one function.
struct FunctionMaker<'r> {
    rng: &'r mut Rng,
    signatures: &'r [Signature],
    index: usize,
    f: Function,
    at: Block,
    /// Vregs that hold a value everywhere, by type.
    pools: [Vec<VReg>; 3],
    /// Statements that may still be made.
    fuel: u32,
    /// Loops around: calls are made outside of loops, or in one.
    loops: u32,
}

impl<'r> FunctionMaker<'r> {
    fn make(rng: &'r mut Rng, signatures: &'r [Signature], index: usize) -> Function {
        let signature = &signatures[index];
        let linkage = if rng.bool() { Linkage::Export } else { Linkage::Local };
        let mut f = Function::new(format!("function{index}"), linkage, signature.result);
        f.loc = Loc { file: 0, line: rng.u32(1..100), column: 1 };
        let mut pools = [const { Vec::new() }; 3];
        for &ty in &signature.params {
            pools[slot(ty)].push(f.new_param(ty));
        }
        let at = f.entry;
        let fuel = rng.u32(10..60);
        let mut maker = FunctionMaker { rng, signatures, index, f, at, pools, fuel, loops: 0 };
        for ty in TYPES {
            for _ in 0..maker.rng.usize(2..6) {
                let bits = random_bits(maker.rng, ty);
                let dst = maker.constant(ty, bits);
                maker.pools[slot(ty)].push(dst);
            }
        }
        maker.statements(0);
        maker.finish();
        if maker.rng.u8(..4) == 0 {
            maker.unreachable_block();
        }
        maker.f
    }

    fn finish(&mut self) {
        let value = self.f.result.map(|ty| self.read(ty));
        self.end(Terminator::Return(value));
    }

    /// One that nothing leads to, though it leads somewhere.
    fn unreachable_block(&mut self) {
        self.at = self.f.blocks.push(BlockData::new());
        self.computation();
        let to = Block::new(self.rng.usize(..self.f.blocks.len()));
        self.end(Terminator::Jump(to));
    }

    fn statements(&mut self, depth: u32) {
        for _ in 0..self.rng.u32(2..8) {
            if self.fuel == 0 {
                return;
            }
            self.fuel -= 1;
            match self.rng.u8(..24) {
                0 if depth < 4 => self.branch(depth),
                1 if depth < 4 => self.switch(depth),
                23 if depth < 4 => self.dispatch(depth),
                2 if depth < 4 && self.loops < 3 => self.counted_loop(depth),
                3 if depth < 3 && self.loops < 3 => self.two_entries(depth),
                4 if depth > 0 => self.early_return(),
                5 | 6 if self.loops < 2 => self.call(),
                7 | 8 => self.call_runtime(),
                9..=11 => self.store(),
                12..=14 => self.load(),
                15 => self.assign(),
                _ => self.computation(),
            }
        }
    }

    fn branch(&mut self, depth: u32) {
        let (then, other, join) = (self.block(), self.block(), self.block());
        let cond = self.condition();
        let hint = any(self.rng, &[Hint::None, Hint::Then, Hint::Other]);
        let other = if self.rng.u8(..3) == 0 { join } else { other };
        self.end(Terminator::Branch { cond, then, other, hint });
        self.at = then;
        self.statements(depth + 1);
        self.end(Terminator::Jump(join));
        if other != join {
            self.at = other;
            self.statements(depth + 1);
            self.end(Terminator::Jump(join));
        }
        self.at = join;
    }

    fn switch(&mut self, depth: u32) {
        let on = self.read(Type::I32);
        // Most numbers would only ever take the default.
        let on = if self.rng.bool() {
            let mask = any(self.rng, &[3, 7, 15]);
            let mask = self.constant(Type::I32, mask);
            self.binary(Type::I32, BinOp::And, on, mask)
        } else {
            on
        };
        let join = self.block();
        let arms: Vec<Block> = (0..self.rng.usize(1..4)).map(|_| self.block()).collect();
        let sparse = self.rng.u8(..3) == 0;
        let mut cases: Vec<(i32, Block)> = Vec::new();
        for i in 0..self.rng.usize(..10) {
            let value = if sparse { any(self.rng, INTS) as i32 } else { i as i32 - 1 };
            if cases.iter().all(|(v, _)| *v != value) {
                cases.push((value, any(self.rng, &arms)));
            }
        }
        self.rng.shuffle(&mut cases);
        let default = if self.rng.bool() { join } else { arms[0] };
        self.end(Terminator::Switch { on, cases, default });
        self.arms(&arms, join, depth);
    }

    /// Through a table in which blocks occur several times, and the one where the arms meet.
    fn dispatch(&mut self, depth: u32) {
        let join = self.block();
        let arms: Vec<Block> = (0..self.rng.usize(1..5)).map(|_| self.block()).collect();
        let mut table: Vec<Block> = (0..self.rng.usize(..8)).map(|_| any(self.rng, &arms)).collect();
        table.extend(&arms);
        if self.rng.bool() {
            table.push(join);
        }
        self.rng.shuffle(&mut table);
        let number = self.read(Type::I32);
        let length = self.constant(Type::I32, table.len() as u64);
        let on = self.binary(Type::I32, BinOp::Urem, number, length);
        self.end(Terminator::Dispatch { on, table });
        self.arms(&arms, join, depth);
    }

    /// The blocks that one jump may go to, in front of the one that they go to in the end.
    fn arms(&mut self, arms: &[Block], join: Block, depth: u32) {
        for (i, &arm) in arms.iter().enumerate() {
            self.at = arm;
            self.statements(depth + 1);
            // Sometimes into the next.
            let to = arms.get(i + 1).copied().filter(|_| self.rng.u8(..3) == 0).unwrap_or(join);
            self.end(Terminator::Jump(to));
        }
        self.at = join;
    }

    fn counted_loop(&mut self, depth: u32) {
        let (body, after) = (self.block(), self.block());
        let counter = self.new_counter();
        self.end(Terminator::Jump(body));
        self.at = body;
        self.loops += 1;
        self.statements(depth + 1);
        self.loops -= 1;
        self.count_down(counter, body, after);
        self.at = after;
    }

    /// A loop of two blocks that is entered at either of them.
    fn two_entries(&mut self, depth: u32) {
        let (first, second, after) = (self.block(), self.block(), self.block());
        let counter = self.new_counter();
        let cond = self.condition();
        self.end(Terminator::Branch { cond, then: first, other: second, hint: Hint::None });
        self.loops += 1;
        for (here, there) in [(first, second), (second, first)] {
            self.at = here;
            self.statements(depth + 1);
            self.count_down(counter, there, after);
        }
        self.loops -= 1;
        self.at = after;
    }

    fn new_counter(&mut self) -> VReg {
        let times = self.rng.u64(1..7);
        self.constant(Type::I32, times)
    }

    fn count_down(&mut self, counter: VReg, again: Block, after: Block) {
        let one = self.constant(Type::I32, 1);
        self.emit(InstKind::Binary { dst: counter, op: BinOp::Sub, lhs: counter, rhs: one });
        let cond = if self.rng.bool() {
            let zero = self.constant(Type::I32, 0);
            let dst = self.f.vregs.push(Type::I32);
            self.emit(InstKind::Icmp { dst, cc: IntCc::Gt, lhs: counter, rhs: zero });
            dst
        } else {
            // The second entry may find it counted down already: below 0 is not reached, as each
            // round counts once and leaves at 0.
            counter
        };
        self.end(Terminator::Branch { cond, then: again, other: after, hint: Hint::None });
    }

    fn early_return(&mut self) {
        let (leave, stay) = (self.block(), self.block());
        let cond = self.condition();
        self.end(Terminator::Branch { cond, then: leave, other: stay, hint: Hint::Other });
        self.at = leave;
        self.finish();
        self.at = stay;
    }

    fn call(&mut self) {
        let signatures = self.signatures;
        let Some(callee) = (self.index + 1..signatures.len()).nth(self.rng.usize(..3)) else { return };
        let signature = &signatures[callee];
        let args: SmallVec<[VReg; 6]> = signature.params.iter().map(|&ty| self.read(ty)).collect();
        // Through a pointer the result must be asked for, since it makes the signature.
        let indirect = self.rng.u8(..3) == 0;
        let dst = signature.result.filter(|_| indirect || self.rng.u8(..4) != 0).map(|ty| self.target(ty));
        let func = Func::new(callee);
        if !indirect {
            self.emit(InstKind::Call { dst, func, args });
            return;
        }
        let pointer = self.f.vregs.push(Type::I64);
        if self.rng.bool() {
            self.emit(InstKind::FuncAddr { dst: pointer, func });
        } else {
            self.table_word(pointer, callee);
        }
        self.emit(InstKind::CallIndirect { dst, callee: pointer, args });
    }

    fn call_runtime(&mut self) {
        let name = any(self.rng, &[RT_F64_REM, RT_STRICT_EQ, RT_ADD]);
        let func = *RtFn::ALL.iter().find(|f| f.name() == name).expect("the table has it");
        let (params, result) = match name {
            RT_F64_REM => (2, Type::F64),
            RT_STRICT_EQ => (3, Type::I32),
            _ => (4, Type::I64),
        };
        let operand = if result == Type::F64 { Type::F64 } else { Type::I64 };
        let args = (0..params).map(|_| self.read(operand)).collect();
        let dst = Some(self.target(result));
        self.emit(InstKind::CallRt { dst, func, args });
    }

    /// A word of the object that is only read.
    fn table_word(&mut self, dst: VReg, index: usize) {
        let base = self.f.vregs.push(Type::I64);
        self.emit(InstKind::DataAddr { dst: base, data: Data::new(WRITABLE.len()) });
        let offset = 8 * index as i32;
        self.emit(InstKind::Load { dst, mem: MemType::I64, region: Region::Invariant, base, offset });
    }

    /// An address in the middle of a region's object, and an offset that an access may have.
    fn place(&mut self, mem: MemType) -> (Region, VReg, i32) {
        let which = self.rng.usize(..WRITABLE.len());
        let base = self.f.vregs.push(Type::I64);
        if self.rng.u8(..3) == 0 {
            self.table_word(base, self.signatures.len() + which);
        } else {
            self.emit(InstKind::DataAddr { dst: base, data: Data::new(which) });
        }
        let middle = self.constant(Type::I64, MIDDLE.cast_unsigned());
        let base = self.binary(Type::I64, BinOp::Add, base, middle);
        // Half of the time at an index.
        let base = if self.rng.bool() {
            let index = self.read(Type::I64);
            let mask = self.constant(Type::I64, 15);
            let index = self.binary(Type::I64, BinOp::And, index, mask);
            self.binary(Type::I64, BinOp::Add, base, index)
        } else {
            base
        };
        let bytes = match mem {
            MemType::U8 => 1,
            MemType::U16 => 2,
            MemType::I32 => 4,
            MemType::I64 | MemType::F64 => 8,
        };
        (WRITABLE[which], base, self.rng.i32(-(MIDDLE as i32)..=MIDDLE as i32 - 15 - bytes))
    }

    fn store(&mut self) {
        let mem = any(self.rng, &[MemType::U8, MemType::U16, MemType::I32, MemType::I64, MemType::F64]);
        let src = self.read(register_type(mem));
        let src = if mem == MemType::F64 { self.certain_nan(src) } else { src };
        let (region, base, offset) = self.place(mem);
        self.emit(InstKind::Store { mem, region, base, offset, src });
    }

    fn load(&mut self) {
        let mem = any(self.rng, &[MemType::U8, MemType::U16, MemType::I32, MemType::I64, MemType::F64]);
        let (region, base, offset) = self.place(mem);
        let dst = self.target(register_type(mem));
        self.emit(InstKind::Load { dst, mem, region, base, offset });
    }

    fn assign(&mut self) {
        let ty = any(self.rng, &TYPES);
        let (src, dst) = (self.read(ty), self.target(ty));
        self.emit(InstKind::Copy { dst, src });
    }

    fn computation(&mut self) {
        let ty = any(self.rng, &TYPES);
        match (self.rng.u8(..10), ty) {
            (0, _) => {
                let (cond, then, other) = (self.condition(), self.read(ty), self.read(ty));
                let dst = self.target(ty);
                self.emit(InstKind::Select { dst, cond, then, other });
            }
            (1 | 2, _) => self.conversion(),
            (3, Type::I32) => {
                let op = any(self.rng, &[OverflowOp::Add, OverflowOp::Sub, OverflowOp::Mul]);
                let (lhs, rhs) = (self.read(ty), self.read(ty));
                let dst = self.target(ty);
                let overflow = self.f.vregs.push(ty);
                self.emit(InstKind::Overflow { dst, overflow, op, lhs, rhs });
                self.pools[slot(ty)].push(overflow);
                self.define_elsewhere(overflow);
            }
            (3, Type::I64) => {
                // Where the stack is nobody knows, but it is somewhere.
                let at = self.f.vregs.push(ty);
                self.emit(InstKind::StackPointer { dst: at });
                let zero = self.constant(ty, 0);
                let dst = self.target(Type::I32);
                self.emit(InstKind::Icmp { dst, cc: IntCc::Eq, lhs: at, rhs: zero });
            }
            (_, Type::F64) => {
                let op = any(self.rng, &[BinOp::Fadd, BinOp::Fsub, BinOp::Fmul, BinOp::Fdiv]);
                let (lhs, rhs) = (self.read(ty), self.read(ty));
                let dst = self.target(ty);
                self.emit(InstKind::Binary { dst, op, lhs, rhs });
            }
            (_, Type::I32 | Type::I64) => {
                let op = any(self.rng, INT_BINARY);
                let (lhs, mut rhs) = (self.read(ty), self.read(ty));
                if op == BinOp::Urem {
                    let one = self.constant(ty, 1);
                    rhs = self.binary(ty, BinOp::Or, rhs, one);
                }
                let dst = self.target(ty);
                self.emit(InstKind::Binary { dst, op, lhs, rhs });
            }
        }
    }

    fn conversion(&mut self) {
        let op = any(self.rng, UNARY);
        let (from, to) = unary_types(op);
        let src = self.read(from);
        let src = match op {
            UnOp::F64ToBits => self.certain_nan(src),
            UnOp::F64ToI32 => self.small(src),
            _ => src,
        };
        let dst = self.target(to);
        self.emit(InstKind::Unary { dst, op, src });
    }

    /// An `i32`, often 0 or 1.
    fn condition(&mut self) -> VReg {
        let dst = self.f.vregs.push(Type::I32);
        match self.rng.u8(..5) {
            0 => return self.read(Type::I32),
            1 => {
                let cc = any(self.rng, FLOAT_CONDITIONS);
                let (lhs, rhs) = (self.read(Type::F64), self.read(Type::F64));
                self.emit(InstKind::Fcmp { dst, cc, lhs, rhs });
            }
            2 => {
                let (a, b) = (self.condition(), self.condition());
                let op = any(self.rng, &[BinOp::And, BinOp::Or, BinOp::Xor]);
                self.emit(InstKind::Binary { dst, op, lhs: a, rhs: b });
            }
            _ => {
                let ty = any(self.rng, &[Type::I32, Type::I64]);
                let cc = any(self.rng, INT_CONDITIONS);
                let (lhs, rhs) = (self.read(ty), self.read(ty));
                self.emit(InstKind::Icmp { dst, cc, lhs, rhs });
            }
        }
        dst
    }

    /// The same double, but for one NaN in the place of all.
    fn certain_nan(&mut self, src: VReg) -> VReg {
        let nan = self.constant(Type::F64, NAN);
        let cond = self.f.vregs.push(Type::I32);
        self.emit(InstKind::Fcmp { dst: cond, cc: FloatCc::Ne, lhs: src, rhs: src });
        let dst = self.f.vregs.push(Type::F64);
        self.emit(InstKind::Select { dst, cond, then: nan, other: src });
        dst
    }

    /// A double whose integral part is an `i32`: the number, or zero where it is too large.
    fn small(&mut self, src: VReg) -> VReg {
        let (zero, bound) = (self.constant(Type::F64, 0), self.constant(Type::F64, 2_147_483_648_f64.to_bits()));
        let (size, dst) = (self.f.vregs.push(Type::F64), self.f.vregs.push(Type::F64));
        let cond = self.f.vregs.push(Type::I32);
        self.emit(InstKind::Unary { dst: size, op: UnOp::Fabs, src });
        self.emit(InstKind::Fcmp { dst: cond, cc: FloatCc::Lt, lhs: size, rhs: bound });
        self.emit(InstKind::Select { dst, cond, then: src, other: zero });
        dst
    }

    /// Some value: a vreg of the pool or a constant.
    fn read(&mut self, ty: Type) -> VReg {
        if self.rng.u8(..4) == 0 {
            let bits = random_bits(self.rng, ty);
            return self.constant(ty, bits);
        }
        any(self.rng, &self.pools[slot(ty)])
    }

    /// Some vreg of the pool, to be assigned.
    fn target(&mut self, ty: Type) -> VReg {
        any(self.rng, &self.pools[slot(ty)])
    }

    /// A vreg that is new in the pool has a value on every path.
    fn define_elsewhere(&mut self, vreg: VReg) {
        let first = Inst { kind: constant(self.f.vregs[vreg], vreg, 0), loc: Loc::default() };
        let entry = self.f.entry;
        self.f.blocks[entry].insts.insert(0, first);
    }

    fn binary(&mut self, ty: Type, op: BinOp, lhs: VReg, rhs: VReg) -> VReg {
        let dst = self.f.vregs.push(ty);
        self.emit(InstKind::Binary { dst, op, lhs, rhs });
        dst
    }

    fn constant(&mut self, ty: Type, bits: u64) -> VReg {
        let dst = self.f.vregs.push(ty);
        self.emit(constant(ty, dst, bits));
        dst
    }

    fn block(&mut self) -> Block {
        self.f.blocks.push(BlockData::new())
    }

    fn emit(&mut self, kind: InstKind) {
        let line = if self.rng.bool() { self.rng.u32(1..100) } else { 0 };
        let loc = if line == 0 { Loc::default() } else { Loc { file: 0, line, column: 1 } };
        self.f.blocks[self.at].insts.push(Inst { kind, loc });
    }

    fn end(&mut self, term: Terminator) {
        self.f.blocks[self.at].term = term;
    }
}

/// Calls the first function with several arguments, then reads all memory.
fn make_checksum(rng: &mut Rng, signature: &Signature) -> Function {
    let signatures = [];
    let mut f = Function::new(CHECKSUM, Linkage::Export, Some(Type::I64));
    let at = f.entry;
    let sum = f.vregs.push(Type::I64);
    let pools = [const { Vec::new() }; 3];
    let mut maker = FunctionMaker { rng, signatures: &signatures, index: 0, f, at, pools, fuel: 0, loops: 0 };
    maker.emit(constant(Type::I64, sum, 0));
    let factor = maker.constant(Type::I64, 0x9e37_79b9_7f4a_7c15);
    let mix = |maker: &mut FunctionMaker<'_>, value: VReg| {
        maker.emit(InstKind::Binary { dst: sum, op: BinOp::Xor, lhs: sum, rhs: value });
        maker.emit(InstKind::Binary { dst: sum, op: BinOp::Mul, lhs: sum, rhs: factor });
        let count = maker.constant(Type::I64, 29);
        let high = maker.binary(Type::I64, BinOp::Lshr, sum, count);
        maker.emit(InstKind::Binary { dst: sum, op: BinOp::Xor, lhs: sum, rhs: high });
    };
    for _ in 0..4 {
        let args = signature
            .params
            .iter()
            .map(|&ty| {
                let bits = random_bits(maker.rng, ty);
                maker.constant(ty, bits)
            })
            .collect();
        let dst = signature.result.map(|ty| maker.f.vregs.push(ty));
        maker.emit(InstKind::Call { dst, func: Func::new(0), args });
        let word = maker.f.vregs.push(Type::I64);
        match (dst, signature.result) {
            (Some(src), Some(Type::I32)) => maker.emit(InstKind::Unary { dst: word, op: UnOp::Sext, src }),
            (Some(src), Some(Type::F64)) => {
                let src = maker.certain_nan(src);
                maker.emit(InstKind::Unary { dst: word, op: UnOp::F64ToBits, src });
            }
            (Some(src), _) => maker.emit(InstKind::Copy { dst: word, src }),
            (None, _) => continue,
        }
        mix(&mut maker, word);
    }
    for (i, region) in WRITABLE.into_iter().enumerate() {
        let base = maker.f.vregs.push(Type::I64);
        maker.emit(InstKind::DataAddr { dst: base, data: Data::new(i) });
        for offset in (0..OBJECT_BYTES as i32).step_by(8) {
            let word = maker.f.vregs.push(Type::I64);
            maker.emit(InstKind::Load { dst: word, mem: width(Type::I64), region, base, offset });
            mix(&mut maker, word);
        }
    }
    maker.end(Terminator::Return(Some(sum)));
    maker.f
}

fn slot(ty: Type) -> usize {
    match ty {
        Type::I32 => 0,
        Type::I64 => 1,
        Type::F64 => 2,
    }
}
