//! The text form of LIR. [`crate::parse_module`] reads it back to the same module. A module that the
//! verifier would refuse is printed as well as may be.
//!
//! ```text
//! module "counter"
//! file "counter.js"
//!
//! data d0 local readonly align 8 "table" {
//!   bytes 01 02 03 04 05 06 07 08
//!   ref f0
//!   ref extern "rt_abi_version_1"
//! }
//!
//! func f0 export "next"(v0: i64, v1: i32) -> i32 @0:3:1 {
//!   vregs v2: i32
//! bb0:
//!   v2 = load.i32.heap v0+16 @0:4:10
//!   v2 = add v2, v1
//!   branch v2, bb1, bb0 likely then
//! bb1:
//!   return v2
//! }
//! ```
//!
//! `;` opens a comment. Positions are `@file:line:column`. A double is written in decimal, a NaN
//! by its bits in hexadecimal. `entry bb2` stands before the blocks when the entry is not `bb0`.
//! `once` stands before the name of a function that runs once.

use std::fmt::{self, Display, Formatter, Write};

use crate::ir::{Data, DataObject, Frequency, Func, Function, Hint, InstKind, Loc, Module, Target, Terminator, VReg};
use crate::names::Named;

/// Bytes in a line of a data object.
const LINE: usize = 32;
/// Width of a relocation.
const WORD: usize = 8;

/// The text form of a module.
#[must_use]
pub fn print_module(module: &Module) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_module(&mut out, module);
    out
}

fn write_module(out: &mut String, module: &Module) -> fmt::Result {
    writeln!(out, "module {}", Quoted(&module.name))?;
    for file in &module.files {
        writeln!(out, "file {}", Quoted(file))?;
    }
    for (data, object) in &module.data {
        write_data(out, data, object)?;
    }
    for (func, function) in &module.functions {
        write_function(out, func, function)?;
    }
    Ok(())
}

fn write_data(out: &mut String, data: Data, object: &DataObject) -> fmt::Result {
    let linkage = object.linkage.name();
    let access = if object.writable { "writable" } else { "readonly" };
    let name = Quoted(&object.name);
    writeln!(out, "\ndata {data} {linkage} {access} align {} {name} {{", object.align)?;
    let mut at = 0;
    for (offset, target) in &object.relocs {
        let offset = *offset as usize;
        write_bytes(out, object.bytes.get(at..offset).unwrap_or_default())?;
        writeln!(out, "  ref {target}")?;
        at = offset + WORD;
    }
    write_bytes(out, object.bytes.get(at..).unwrap_or_default())?;
    writeln!(out, "}}")
}

fn write_bytes(out: &mut String, bytes: &[u8]) -> fmt::Result {
    if bytes.len() >= LINE && bytes.iter().all(|&b| b == 0) {
        return writeln!(out, "  zero {}", bytes.len());
    }
    for line in bytes.chunks(LINE) {
        write!(out, "  bytes")?;
        for byte in line {
            write!(out, " {byte:02x}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_function(out: &mut String, func: Func, f: &Function) -> fmt::Result {
    let frequency = match f.frequency {
        Frequency::Often => "",
        Frequency::Once => "once ",
    };
    write!(out, "\nfunc {func} {} {frequency}{}(", f.linkage.name(), Quoted(&f.name))?;
    write_list(out, f.params.iter().map(|&v| typed(f, v)))?;
    write!(out, ")")?;
    if let Some(ty) = f.result {
        write!(out, " -> {}", ty.name())?;
    }
    writeln!(out, "{} {{", At(f.loc))?;
    let mut locals = f.vregs.keys().filter(|v| !f.params.contains(v)).peekable();
    if locals.peek().is_some() {
        write!(out, "  vregs ")?;
        write_list(out, locals.map(|v| typed(f, v)))?;
        writeln!(out)?;
    }
    if f.entry.as_u32() != 0 {
        writeln!(out, "  entry {}", f.entry)?;
    }
    for (block, contents) in &f.blocks {
        writeln!(out, "{block}:")?;
        for inst in &contents.insts {
            writeln!(out, "  {}{}", inst.kind, At(inst.loc))?;
        }
        writeln!(out, "  {}{}", contents.term, At(contents.term_loc))?;
    }
    writeln!(out, "}}")
}

fn typed(f: &Function, v: VReg) -> String {
    format!("{v}: {}", f.vregs.get(v).map_or("?", |ty| ty.name()))
}

fn write_list<T: Display>(out: &mut impl Write, items: impl Iterator<Item = T>) -> fmt::Result {
    for (i, item) in items.enumerate() {
        let comma = if i == 0 { "" } else { ", " };
        write!(out, "{comma}{item}")?;
    }
    Ok(())
}

impl Display for InstKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            InstKind::Iconst { dst, imm } => write!(f, "{dst} = iconst {imm}"),
            InstKind::Fconst { dst, imm } if imm.is_nan() => {
                write!(f, "{dst} = fconst 0x{:016x}", imm.to_bits())
            }
            InstKind::Fconst { dst, imm } => write!(f, "{dst} = fconst {imm:?}"),
            InstKind::Copy { dst, src } => write!(f, "{dst} = copy {src}"),
            InstKind::Binary { dst, op, lhs, rhs } => {
                write!(f, "{dst} = {} {lhs}, {rhs}", op.name())
            }
            InstKind::Unary { dst, op, src } => write!(f, "{dst} = {} {src}", op.name()),
            InstKind::Overflow { dst, overflow, op, lhs, rhs } => {
                write!(f, "{dst}, {overflow} = {} {lhs}, {rhs}", op.name())
            }
            InstKind::Icmp { dst, cc, lhs, rhs } => {
                write!(f, "{dst} = icmp.{} {lhs}, {rhs}", cc.name())
            }
            InstKind::Fcmp { dst, cc, lhs, rhs } => {
                write!(f, "{dst} = fcmp.{} {lhs}, {rhs}", cc.name())
            }
            InstKind::Select { dst, cond, then, other } => {
                write!(f, "{dst} = select {cond}, {then}, {other}")
            }
            InstKind::Load { dst, mem, region, base, offset } => {
                write!(f, "{dst} = load.{}.{} {base}{offset:+}", mem.name(), region.name())
            }
            InstKind::Store { mem, region, base, offset, src } => {
                write!(f, "store.{}.{} {base}{offset:+}, {src}", mem.name(), region.name())
            }
            InstKind::FuncAddr { dst, func } => write!(f, "{dst} = func_addr {func}"),
            InstKind::DataAddr { dst, data } => write!(f, "{dst} = data_addr {data}"),
            InstKind::StackPointer { dst } => write!(f, "{dst} = stack_pointer"),
            InstKind::Call { dst, func, args } => write_call(f, *dst, "call", func, args),
            InstKind::CallIndirect { dst, callee, args } => write_call(f, *dst, "call_indirect", callee, args),
            InstKind::CallRt { dst, func, args } => write_call(f, *dst, "call_rt", &func.name(), args),
        }
    }
}

fn write_call(
    f: &mut Formatter<'_>,
    dst: Option<VReg>,
    word: &str,
    callee: &dyn Display,
    args: &[VReg],
) -> fmt::Result {
    if let Some(dst) = dst {
        write!(f, "{dst} = ")?;
    }
    write!(f, "{word} {callee}(")?;
    write_list(f, args.iter())?;
    write!(f, ")")
}

impl Display for Terminator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Terminator::Jump(to) => write!(f, "jump {to}"),
            Terminator::Branch { cond, then, other, hint } => {
                write!(f, "branch {cond}, {then}, {other}")?;
                match hint {
                    Hint::None => Ok(()),
                    Hint::Then | Hint::Other => write!(f, " likely {}", hint.name()),
                }
            }
            Terminator::Switch { on, cases, default } => {
                write!(f, "switch {on} [")?;
                write_list(f, cases.iter().map(|(value, to)| format!("{value}: {to}")))?;
                write!(f, "], {default}")
            }
            Terminator::Dispatch { on, table } => {
                write!(f, "dispatch {on} [")?;
                write_list(f, table.iter())?;
                write!(f, "]")
            }
            Terminator::Return(None) => write!(f, "return"),
            Terminator::Return(Some(value)) => write!(f, "return {value}"),
            Terminator::Unreachable => write!(f, "unreachable"),
        }
    }
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Target::Func(func) => write!(f, "{func}"),
            Target::Data(data) => write!(f, "{data}"),
            Target::Extern(name) => write!(f, "extern {}", Quoted(name)),
        }
    }
}

/// A position, with a space before; nothing for none.
struct At(Loc);

impl Display for At {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0 == Loc::default() {
            return Ok(());
        }
        write!(f, " @{}:{}:{}", self.0.file, self.0.line, self.0.column)
    }
}

/// A name in quotes; the escapes are `\"`, `\\` and `\u{…}`.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                c if c.is_control() => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}
