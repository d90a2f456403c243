//! Every operation on every edge value, beside Rust's own: with both operands in registers, with
//! either one a constant, and with both, where a back end may compute the result itself. Of flags
//! also what a branch and a select make of them.

use yarrow_backends::operations::{FLOAT_BINARY, FLOAT_CONDITIONS, INT_BINARY, INT_CONDITIONS, OVERFLOWS, UNARY};
use yarrow_backends::{InMemory, MEMORY_ENGINES};
use yarrow_lir::{
    BinOp, Block, BlockData, Data, DataObject, FloatCc, Func, Function, Hint, Inst, InstKind, IntCc, Linkage, Loc,
    MemType, Module, OverflowOp, Region, Terminator, Type, UnOp, VReg, is_float, unary_types, verify_module,
};

const I32: &[u64] = &[0, 1, 2, 31, 33, 0x8000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

const I64: &[u64] = &[
    0,
    1,
    63,
    65,
    0x8000_0000,
    0xffff_ffff,
    0x7fff_ffff_ffff_ffff,
    0x8000_0000_0000_0000,
    // Of values: an integer's tag, the doubles' offset, -1.
    0xfffe_0000_0000_0000,
    0x0002_0000_0000_0000,
    0xffff_ffff_ffff_ffff,
];

const NAN: u64 = 0x7ff8_0000_0000_0000;

fn floats() -> Vec<u64> {
    let numbers = [
        0.0,
        0.5,
        1.0,
        1.5,
        2.5,
        f64::from_bits(1),
        f64::MIN_POSITIVE,
        f64::MAX,
        2_147_483_646.5,
        2_147_483_647.5,
        2_147_483_648.0,
        4_294_967_296.0,
        4_503_599_627_370_495.5,
        9_223_372_036_854_775_807.0,
        1e300,
        f64::INFINITY,
    ];
    let signed = numbers.iter().flat_map(|x| [x.to_bits(), (-x).to_bits()]);
    signed.chain([NAN, 0x7ff0_0000_0000_0001, 0xfff8_0000_dead_beef]).collect()
}

/// Fewer, where there are two operands.
const PAIRED_FLOATS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.5,
    5e-324,
    -f64::MIN_POSITIVE,
    f64::MAX,
    2_147_483_648.0,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

fn values(ty: Type, operands: usize) -> Vec<u64> {
    match ty {
        Type::F64 if operands == 2 => PAIRED_FLOATS.iter().map(|x| x.to_bits()).collect(),
        Type::I32 => I32.to_vec(),
        Type::I64 => I64.to_vec(),
        Type::F64 => floats(),
    }
}

/// Which operands are constants, by bit.
const ALL_WAYS: &[u32] = &[0b00, 0b01, 0b10, 0b11];
const REGISTERS: &[u32] = &[0b00];
const ONE_CONSTANT: &[u32] = &[0b10];

/// Emits an operation on vregs.
type Emit = Box<dyn Fn(&mut Maker, &[VReg]) -> VReg>;
/// The result, unless there is none.
type Expected = Box<dyn Fn(&[u64]) -> Option<u64>>;

/// An operation, and what Rust makes of it.
struct Case {
    name: String,
    ways: &'static [u32],
    operands: Vec<Type>,
    result: Type,
    emit: Emit,
    expected: Expected,
}

/// Writes one function.
struct Maker {
    f: Function,
    at: Block,
}

impl Maker {
    fn new(name: String) -> Maker {
        let f = Function::new(name, Linkage::Export, Some(Type::I64));
        Maker { at: f.entry, f }
    }

    fn push(&mut self, kind: InstKind) {
        self.f.blocks[self.at].insts.push(Inst { kind, loc: Loc::default() });
    }

    fn vreg(&mut self, ty: Type) -> VReg {
        self.f.vregs.push(ty)
    }

    fn constant(&mut self, ty: Type, bits: u64) -> VReg {
        let dst = self.vreg(ty);
        self.push(match ty {
            Type::I32 => InstKind::Iconst { dst, imm: i64::from(bits as u32 as i32) },
            Type::I64 => InstKind::Iconst { dst, imm: bits.cast_signed() },
            Type::F64 => InstKind::Fconst { dst, imm: f64::from_bits(bits) },
        });
        dst
    }

    /// As 64 bits.
    fn word(&mut self, src: VReg) -> VReg {
        let op = match self.f.vregs[src] {
            Type::I32 => UnOp::Zext,
            Type::I64 => return src,
            Type::F64 => UnOp::F64ToBits,
        };
        let dst = self.vreg(Type::I64);
        self.push(InstKind::Unary { dst, op, src });
        dst
    }

    fn end(&mut self, term: Terminator) {
        self.f.blocks[self.at].term = term;
    }
}

fn sign(bits: u64) -> i64 {
    i64::from(bits as u32 as i32)
}

fn binary(op: BinOp, ty: Type, a: u64, b: u64) -> Option<u64> {
    let (x, y) = (f64::from_bits(a), f64::from_bits(b));
    let wide = match op {
        BinOp::Add => a.wrapping_add(b),
        BinOp::Sub => a.wrapping_sub(b),
        BinOp::Mul => a.wrapping_mul(b),
        BinOp::And => a & b,
        BinOp::Or => a | b,
        BinOp::Xor => a ^ b,
        BinOp::Shl if ty == Type::I32 => u64::from((a as u32).wrapping_shl(b as u32)),
        BinOp::Shl => a.wrapping_shl(b as u32),
        BinOp::Lshr if ty == Type::I32 => u64::from((a as u32).wrapping_shr(b as u32)),
        BinOp::Lshr => a.wrapping_shr(b as u32),
        BinOp::Ashr if ty == Type::I32 => (a as i32).wrapping_shr(b as u32) as u64,
        BinOp::Ashr => a.cast_signed().wrapping_shr(b as u32).cast_unsigned(),
        BinOp::Urem => a.checked_rem(b)?,
        BinOp::Fadd => (x + y).to_bits(),
        BinOp::Fsub => (x - y).to_bits(),
        BinOp::Fmul => (x * y).to_bits(),
        BinOp::Fdiv => (x / y).to_bits(),
    };
    Some(if ty == Type::I32 { wide & 0xffff_ffff } else { wide })
}

/// `None` where any result is right.
fn unary(op: UnOp, a: u64) -> Option<u64> {
    let x = f64::from_bits(a);
    Some(match op {
        UnOp::Fneg => (-x).to_bits(),
        UnOp::Fabs => x.abs().to_bits(),
        UnOp::Fsqrt => x.sqrt().to_bits(),
        UnOp::Ffloor => x.floor().to_bits(),
        UnOp::Fceil => x.ceil().to_bits(),
        UnOp::Ftrunc => x.trunc().to_bits(),
        UnOp::Sext => sign(a).cast_unsigned(),
        UnOp::Zext | UnOp::BitsToF64 | UnOp::F64ToBits => a,
        UnOp::Trunc => a & 0xffff_ffff,
        UnOp::I32ToF64 => (a as u32 as i32 as f64).to_bits(),
        UnOp::U32ToF64 => f64::from(a as u32).to_bits(),
        UnOp::F64ToI32 if x.trunc().abs() > f64::from(i32::MAX) && x.trunc() != f64::from(i32::MIN) || x.is_nan() => {
            return None;
        }
        UnOp::F64ToI32 => u64::from(x as i32 as u32),
        // Rust's conversion saturates as well, and NaN is 0.
        UnOp::F64ToI64Sat => (x as i64).cast_unsigned(),
    })
}

fn compare_ints(cc: IntCc, ty: Type, a: u64, b: u64) -> bool {
    let (x, y) = if ty == Type::I32 { (sign(a), sign(b)) } else { (a.cast_signed(), b.cast_signed()) };
    match cc {
        IntCc::Eq => a == b,
        IntCc::Ne => a != b,
        IntCc::Lt => x < y,
        IntCc::Le => x <= y,
        IntCc::Gt => x > y,
        IntCc::Ge => x >= y,
        IntCc::Ult => a < b,
        IntCc::Ule => a <= b,
        IntCc::Ugt => a > b,
        IntCc::Uge => a >= b,
    }
}

fn compare_floats(cc: FloatCc, a: u64, b: u64) -> bool {
    let (x, y) = (f64::from_bits(a), f64::from_bits(b));
    match cc {
        FloatCc::Eq => x == y,
        FloatCc::Ne => x != y,
        FloatCc::Lt => x < y,
        FloatCc::Le => x <= y,
        FloatCc::Gt => x > y,
        FloatCc::Ge => x >= y,
    }
}

fn overflowing(op: OverflowOp, a: u64, b: u64) -> (i32, bool) {
    let (x, y) = (a as u32 as i32, b as u32 as i32);
    match op {
        OverflowOp::Add => x.overflowing_add(y),
        OverflowOp::Sub => x.overflowing_sub(y),
        OverflowOp::Mul => x.overflowing_mul(y),
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for &op in INT_BINARY.iter().chain(FLOAT_BINARY) {
        let types: &[Type] = if is_float(op) { &[Type::F64] } else { &[Type::I32, Type::I64] };
        for &ty in types {
            cases.push(Case {
                name: format!("{op:?} of {ty:?}"),
                ways: ALL_WAYS,
                operands: vec![ty, ty],
                result: ty,
                emit: Box::new(move |m, v| {
                    let dst = m.vreg(ty);
                    m.push(InstKind::Binary { dst, op, lhs: v[0], rhs: v[1] });
                    dst
                }),
                expected: Box::new(move |v| binary(op, ty, v[0], v[1])),
            });
        }
    }
    for &op in UNARY {
        let (from, to) = unary_types(op);
        cases.push(Case {
            name: format!("{op:?}"),
            ways: ALL_WAYS,
            operands: vec![from],
            result: to,
            emit: Box::new(move |m, v| {
                let dst = m.vreg(to);
                m.push(InstKind::Unary { dst, op, src: v[0] });
                dst
            }),
            expected: Box::new(move |v| unary(op, v[0])),
        });
    }
    for &op in OVERFLOWS {
        cases.push(Case {
            name: format!("wrapped {op:?}"),
            ways: ALL_WAYS,
            operands: vec![Type::I32; 2],
            result: Type::I32,
            emit: Box::new(move |m, v| emit_overflow(m, op, v).0),
            expected: Box::new(move |v| Some(u64::from(overflowing(op, v[0], v[1]).0.cast_unsigned()))),
        });
        add_flag_cases(
            &mut cases,
            &format!("overflow of {op:?}"),
            Type::I32,
            move |m, v| emit_overflow(m, op, v).1,
            move |v| overflowing(op, v[0], v[1]).1,
        );
    }
    for &cc in INT_CONDITIONS {
        for ty in [Type::I32, Type::I64] {
            let emit = move |m: &mut Maker, v: &[VReg]| {
                let dst = m.vreg(Type::I32);
                m.push(InstKind::Icmp { dst, cc, lhs: v[0], rhs: v[1] });
                dst
            };
            add_flag_cases(&mut cases, &format!("{cc:?} of {ty:?}"), ty, emit, move |v| {
                compare_ints(cc, ty, v[0], v[1])
            });
        }
    }
    for &cc in FLOAT_CONDITIONS {
        let emit = move |m: &mut Maker, v: &[VReg]| {
            let dst = m.vreg(Type::I32);
            m.push(InstKind::Fcmp { dst, cc, lhs: v[0], rhs: v[1] });
            dst
        };
        add_flag_cases(&mut cases, &format!("{cc:?} of F64"), Type::F64, emit, move |v| compare_floats(cc, v[0], v[1]));
    }
    cases
}

fn emit_overflow(m: &mut Maker, op: OverflowOp, v: &[VReg]) -> (VReg, VReg) {
    let (dst, overflow) = (m.vreg(Type::I32), m.vreg(Type::I32));
    m.push(InstKind::Overflow { dst, overflow, op, lhs: v[0], rhs: v[1] });
    (dst, overflow)
}

/// A flag as a number, in a select, inverted in a branch, and beside another flag.
fn add_flag_cases(
    cases: &mut Vec<Case>,
    name: &str,
    ty: Type,
    emit: impl Fn(&mut Maker, &[VReg]) -> VReg + Copy + 'static,
    expected: impl Fn(&[u64]) -> bool + Copy + 'static,
) {
    let mut add = |how: &str, ways, emit: Emit, yes: u64, no: u64| {
        cases.push(Case {
            name: format!("{name} {how}"),
            ways,
            operands: vec![ty; 2],
            result: Type::I32,
            emit,
            expected: Box::new(move |v| Some(if expected(v) { yes } else { no })),
        });
    };
    add("as a number", ALL_WAYS, Box::new(emit), 1, 0);
    let select = move |m: &mut Maker, v: &[VReg]| {
        let cond = emit(m, v);
        let (then, other) = (m.constant(Type::I32, 17), m.constant(Type::I32, 4));
        let dst = m.vreg(Type::I32);
        m.push(InstKind::Select { dst, cond, then, other });
        dst
    };
    add("in a select", REGISTERS, Box::new(select), 17, 4);
    let branch = move |m: &mut Maker, v: &[VReg]| {
        let flag = emit(m, v);
        let one = m.constant(Type::I32, 1);
        let cond = m.vreg(Type::I32);
        m.push(InstKind::Binary { dst: cond, op: BinOp::Xor, lhs: flag, rhs: one });
        let dst = m.vreg(Type::I32);
        let (then, other, join) =
            (m.f.blocks.push(BlockData::new()), m.f.blocks.push(BlockData::new()), m.f.blocks.push(BlockData::new()));
        m.end(Terminator::Branch { cond, then, other, hint: Hint::None });
        for (block, imm) in [(then, 30), (other, 40)] {
            m.at = block;
            m.push(InstKind::Iconst { dst, imm });
            m.end(Terminator::Jump(join));
        }
        m.at = join;
        dst
    };
    add("inverted in a branch", ONE_CONSTANT, Box::new(branch), 40, 30);
    let both = move |m: &mut Maker, v: &[VReg]| {
        let (a, b) = (emit(m, v), emit(m, &[v[1], v[0]]));
        let dst = m.vreg(Type::I32);
        m.push(InstKind::Binary { dst, op: BinOp::And, lhs: a, rhs: b });
        dst
    };
    cases.push(Case {
        name: format!("{name} both ways"),
        ways: REGISTERS,
        operands: vec![ty; 2],
        result: Type::I32,
        emit: Box::new(both),
        expected: Box::new(move |v| Some(u64::from(expected(v) && expected(&[v[1], v[0]])))),
    });
}

/// All operands of a case, but for those that have no result.
fn operands(case: &Case) -> Vec<Vec<u64>> {
    let all: Vec<Vec<u64>> = match case.operands[..] {
        [a] => values(a, 1).into_iter().map(|x| vec![x]).collect(),
        [a, b] => values(a, 2).into_iter().flat_map(|x| values(b, 2).into_iter().map(move |y| vec![x, y])).collect(),
        _ => unreachable!("operations have one or two operands"),
    };
    all.into_iter().filter(|v| (case.expected)(v).is_some()).collect()
}

/// A module with a function for each case and way. It returns nothing: it stores the results.
struct Sheet {
    module: Module,
    /// By function: the case, its name, the operands and where the results are.
    functions: Vec<(String, usize, Vec<Vec<u64>>)>,
}

const INPUTS: &str = "inputs";
const RESULTS: &str = "results";
/// Operations in a function, so that none is large.
const PER_FUNCTION: usize = 60;

impl Sheet {
    fn make(cases: &[Case], way: u32) -> Sheet {
        let mut sheet =
            Sheet { module: Module { name: "edges".to_owned(), ..Module::default() }, functions: Vec::new() };
        for name in [INPUTS, RESULTS] {
            sheet.module.data.push(DataObject {
                name: name.to_owned(),
                linkage: Linkage::Export,
                align: 16,
                writable: true,
                bytes: vec![0; 16 * PER_FUNCTION],
                relocs: Vec::new(),
            });
        }
        for (index, case) in cases.iter().enumerate().filter(|(_, case)| case.ways.contains(&way)) {
            for (part, operands) in operands(case).chunks(PER_FUNCTION).enumerate() {
                let name = format!("edge_{index}_{part}");
                let function = make_function(&name, case, operands, way);
                let func: Func = sheet.module.functions.push(function);
                assert_eq!(func.as_u32() as usize, sheet.functions.len());
                sheet.functions.push((name, index, operands.to_vec()));
            }
        }
        verify_module(&sheet.module).unwrap_or_else(|e| panic!("{e:#?}"));
        sheet
    }

    fn check(&self, loaded: &InMemory, cases: &[Case], what: &str) -> Vec<String> {
        let place = |name| loaded.symbol(name).expect("the data is exported").cast_mut().cast::<u64>();
        let (inputs, results) = (place(INPUTS), place(RESULTS));
        let mut failures = Vec::new();
        for (name, index, operands) in &self.functions {
            let case = &cases[*index];
            for (i, bits) in operands.iter().enumerate() {
                for (j, &bits) in bits.iter().enumerate() {
                    // SAFETY: the object has two words for each of a function's operations.
                    unsafe { inputs.add(2 * i + j).write(bits) };
                }
            }
            // SAFETY: it is such a function, and writes to its own data alone.
            let _ = unsafe { loaded.call(name) };
            for (i, bits) in operands.iter().enumerate() {
                // SAFETY: as above.
                let found = unsafe { results.add(i).read() };
                let expected = (case.expected)(bits).expect("operands without a result were left out");
                // A NaN is a NaN, but where bits only move.
                let is_nan = |bits: u64| case.result == Type::F64 && f64::from_bits(bits).is_nan();
                if found != expected && !(is_nan(found) && is_nan(expected)) {
                    failures.push(format!("{what}: {} on {bits:x?} is {found:#x}, not {expected:#x}", case.name));
                }
            }
        }
        failures
    }
}

fn make_function(name: &str, case: &Case, operands: &[Vec<u64>], way: u32) -> Function {
    let mut m = Maker::new(name.to_owned());
    let [inputs, results] = [0, 1].map(|data| {
        let dst = m.vreg(Type::I64);
        m.push(InstKind::DataAddr { dst, data: Data::from_u32(data) });
        dst
    });
    for (i, bits) in operands.iter().enumerate() {
        let mut read = Vec::new();
        for (j, (&ty, &bits)) in case.operands.iter().zip(bits).enumerate() {
            if way >> j & 1 == 1 {
                read.push(m.constant(ty, bits));
                continue;
            }
            let dst = m.vreg(ty);
            let mem = match ty {
                Type::I32 => MemType::I32,
                Type::I64 => MemType::I64,
                Type::F64 => MemType::F64,
            };
            let offset = (16 * i + 8 * j) as i32;
            m.push(InstKind::Load { dst, mem, region: Region::Heap, base: inputs, offset });
            read.push(dst);
        }
        let value = (case.emit)(&mut m, &read);
        let src = m.word(value);
        let offset = 8 * i as i32;
        m.push(InstKind::Store { mem: MemType::I64, region: Region::Instance, base: results, offset, src });
    }
    let zero = m.constant(Type::I64, 0);
    m.end(Terminator::Return(Some(zero)));
    m.f
}

#[test]
fn every_operation_is_right_on_every_edge_value() {
    let cases = cases();
    let mut failures = Vec::new();
    for &way in ALL_WAYS {
        let sheet = Sheet::make(&cases, way);
        for engine in MEMORY_ENGINES {
            let loaded = engine.load(&sheet.module).unwrap_or_else(|e| panic!("{engine:?}: {e}"));
            failures.extend(sheet.check(&loaded, &cases, &format!("{engine:?}, constants {way:#b}")));
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures[..failures.len().min(40)].join("\n"));
}
