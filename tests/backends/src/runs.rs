//! The `run` lines of a LIR file, as functions of its module.
//!
//! `; run NAME(ARGS) = RESULT` calls a function; the types are those of its LIR. Integers are decimal
//! or hexadecimal, doubles decimal, `nan`, `inf` or `0x` and their bits. The result may be `void`,
//! `nan` (any NaN) or `any`.
//!
//! Each line becomes two exported functions that return 64 bits: one has the arguments as constants,
//! so that a back end may compute the call itself; the other loads them from data that anybody may
//! have written, so that none can.

use smallvec::SmallVec;
use yarrow_lir::{
    Data, DataObject, Func, Function, Inst, InstKind, Linkage, Loc, MemType, Module, Region, Terminator, Type, UnOp,
    VReg,
};

/// What a run is to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Bits(u64),
    AnyNan,
    Anything,
}

impl Expected {
    #[must_use]
    pub fn allows(self, bits: u64) -> bool {
        match self {
            Expected::Bits(expected) => bits == expected,
            Expected::AnyNan => f64::from_bits(bits).is_nan(),
            Expected::Anything => true,
        }
    }
}

/// A call and its result.
#[derive(Clone, Debug)]
pub struct Run {
    /// The exported function that makes the call.
    pub function: String,
    pub expected: Expected,
    /// As the file has it.
    pub line: String,
}

/// Adds a function for each `run` line of `text`, the module's source. Those with constant arguments
/// come first. Panics at a line that is not as it should be.
pub fn append_runs(module: &mut Module, text: &str) -> Vec<Run> {
    let lines: Vec<Line> = text.lines().filter_map(|l| l.strip_prefix("; run ")).map(|l| read(module, l)).collect();
    assert!(!lines.is_empty(), "no run lines in `{}`", module.name);
    let arguments = append_arguments(module, &lines);
    let mut runs = Vec::new();
    for (kind, name) in [(None, "folded"), (Some(arguments), "opaque")] {
        let mut offset = 0;
        for (i, line) in lines.iter().enumerate() {
            let function = format!("run_{name}_{i}");
            let wrapper = wrap(function.clone(), line, kind.map(|data| (data, &mut offset)));
            module.functions.push(wrapper);
            runs.push(Run { function, expected: line.expected, line: line.text.clone() });
        }
    }
    runs
}

struct Line {
    callee: Func,
    /// With their types, as bits.
    args: Vec<(Type, u64)>,
    result: Option<Type>,
    expected: Expected,
    text: String,
}

fn read(module: &Module, line: &str) -> Line {
    let bad = |what: &str| -> ! { panic!("{what} in `; run {line}` of `{}`", module.name) };
    let Some((call, expected)) = line.split_once(" = ") else { bad("no ` = `") };
    let Some((name, args)) = call.strip_suffix(')').and_then(|c| c.split_once('(')) else { bad("no parentheses") };
    let Some((callee, f)) = module.functions.iter().find(|(_, f)| f.name == name) else { bad("no such function") };
    let args: Vec<&str> = args.split(',').map(str::trim).filter(|a| !a.is_empty()).collect();
    if args.len() != f.params.len() {
        bad("another number of arguments");
    }
    let value = |ty, text| bits(ty, text).unwrap_or_else(|| bad(&format!("the {ty:?} `{text}`")));
    let args = args.iter().zip(&f.params).map(|(arg, &p)| (f.vregs[p], value(f.vregs[p], arg))).collect();
    let expected = match (expected, f.result) {
        ("any", _) => Expected::Anything,
        ("void", None) => Expected::Bits(0),
        ("nan", Some(Type::F64)) => Expected::AnyNan,
        (text, Some(ty)) => Expected::Bits(value(ty, text)),
        (_, None) => bad("a result of nothing"),
    };
    Line { callee, args, result: f.result, expected, text: line.to_owned() }
}

/// A constant in 64 bits, those above an `i32` zero.
fn bits(ty: Type, text: &str) -> Option<u64> {
    let hex = |text: &str| text.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok());
    match ty {
        Type::I32 => {
            let value = hex(text).map(u64::cast_signed).or_else(|| text.parse().ok())?;
            let fits = i32::try_from(value).is_ok() || u32::try_from(value).is_ok();
            fits.then_some(value.cast_unsigned() & u64::from(u32::MAX))
        }
        Type::I64 => hex(text).or_else(|| text.parse().ok().map(i64::cast_unsigned)),
        Type::F64 => hex(text).or_else(|| text.parse().ok().map(f64::to_bits)),
    }
}

/// Exported and writable: no back end knows what is in it.
fn append_arguments(module: &mut Module, lines: &[Line]) -> Data {
    let bytes = lines.iter().flat_map(|l| &l.args).flat_map(|(_, bits)| bits.to_le_bytes()).chain([0; 8]).collect();
    module.data.push(DataObject {
        name: "run_arguments".to_owned(),
        linkage: Linkage::Export,
        align: 8,
        writable: true,
        bytes,
        relocs: Vec::new(),
    })
}

fn wrap(name: String, line: &Line, mut arguments: Option<(Data, &mut i32)>) -> Function {
    let mut f = Function::new(name, Linkage::Export, Some(Type::I64));
    let mut insts = Vec::new();
    let base = f.vregs.push(Type::I64);
    if let Some((data, _)) = arguments {
        insts.push(InstKind::DataAddr { dst: base, data });
    }
    let mut args = SmallVec::<[VReg; 6]>::new();
    for &(ty, bits) in &line.args {
        let dst = f.vregs.push(ty);
        insts.push(match &mut arguments {
            None => constant(ty, dst, bits),
            Some((_, offset)) => {
                let place = **offset;
                **offset += 8;
                InstKind::Load { dst, mem: width(ty), region: Region::Instance, base, offset: place }
            }
        });
        args.push(dst);
    }
    let answer = f.vregs.push(Type::I64);
    let result = line.result.map(|ty| f.vregs.push(ty));
    insts.push(InstKind::Call { dst: result, func: line.callee, args });
    insts.push(match (result, line.result) {
        (Some(src), Some(Type::I32)) => InstKind::Unary { dst: answer, op: UnOp::Zext, src },
        (Some(src), Some(Type::F64)) => InstKind::Unary { dst: answer, op: UnOp::F64ToBits, src },
        (Some(src), Some(Type::I64)) => InstKind::Copy { dst: answer, src },
        (None, _) | (_, None) => InstKind::Iconst { dst: answer, imm: 0 },
    });
    let entry = &mut f.blocks[f.entry];
    entry.insts = insts.into_iter().map(|kind| Inst { kind, loc: Loc::default() }).collect();
    entry.term = Terminator::Return(Some(answer));
    f
}

pub(crate) fn constant(ty: Type, dst: VReg, bits: u64) -> InstKind {
    match ty {
        Type::I32 => InstKind::Iconst { dst, imm: i64::from(bits as u32 as i32) },
        Type::I64 => InstKind::Iconst { dst, imm: bits.cast_signed() },
        Type::F64 => InstKind::Fconst { dst, imm: f64::from_bits(bits) },
    }
}

/// The access that moves a whole vreg.
pub(crate) fn width(ty: Type) -> MemType {
    match ty {
        Type::I32 => MemType::I32,
        Type::I64 => MemType::I64,
        Type::F64 => MemType::F64,
    }
}
