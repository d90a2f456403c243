//! The text form of MIR: [`write_program`] and [`write_function`]; [`crate::parse`] reads it back.
//!
//! ```text
//! file "main.js"
//! global g0 "total"
//! namespace "total" = g0
//! eval_scope "what the frontend noted"
//! export "total" = g0
//! init fn0
//!
//! function fn1 "range" generator params=2 length=2 source=10..90 @1:1 {
//!   v0: value "lo"
//!   v1..v4: value
//!   v5: bool
//! bb0 handler bb4:
//!   v0 = param 0 @3:10
//!   v5 = lt v0, v1 @4:3
//!   branch v5, bb1, bb2
//! bb1:
//!   yield v0 -> v3, resume bb3, return bb5
//! }
//! ```
//!
//! * One declaration, instruction or terminator a line; `;` starts a comment.
//! * Entities are written as they display. Declarations come in the order of their ids, without
//!   gaps; `v1..v4` declares nameless vregs of one type, both ends included.
//! * An instruction is `dst = op immediates, args`; strings are immediates too, so the string
//!   table does not appear. Strings are quoted as in JSON, lone surrogates as `\uD800`.
//! * `properties` after an export: the properties of its value are exports as well.
//! * `@line:column` gives the source position, `@file:line:column` where the file is not the first.
//! * `@line:column in inlined0` is a position in the callee of a call that the callee's instructions stand in the place of. Such
//!   calls follow the function's head: `inlined0: fn3 @line:column`, the callee and where the call stands.
//! * The layouts that guards assume come next: `layout0: "x", "y" written`, the properties, and which of them are written.
//! * `sloppy` after its kind marks a function that is not strict; `outer g3` after a global's name, the
//!   global of the program around that it is.
//! * Numbers that are zero, and an entry block that is `bb0`, are left out of a function's head.
//! * A resume function's frame follows its head: `frame {`, the slots with their types, then the
//!   states with the slots live in them, `}`.
//!
//! Printing never fails, also of a program that breaks the verifier's rules.

use crate::guard::GuardOp;
use crate::ir::{
    Block, Const, ExportKind, Frame, FuncId, Function, FunctionKind, Inst, LiteralItem, Loc, Program, State, StrId,
    SuspendKind, Terminator, VReg,
};
use crate::ops::{Imm, Word};
use cranelift_entity::EntityRef;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter, Write};

/// Most vregs that one declaration stands for.
pub const MAX_RANGE: usize = 1 << 12;

/// Whether source positions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locs {
    Shown,
    Hidden,
}

/// A line of the text form that a note can stand beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The head of the function.
    Head,
    Block(Block),
    /// By index in its block.
    Inst(Block, usize),
    Term(Block),
}

/// Notes to print as comments at the end of lines; without a function, after the program's head.
pub type Notes = BTreeMap<Option<(FuncId, Place)>, Vec<String>>;

/// The whole program.
#[must_use]
pub fn write_program(program: &Program) -> String {
    write_annotated(program, &Notes::new())
}

/// The whole program, with notes as comments.
#[must_use]
pub fn write_annotated(program: &Program, notes: &Notes) -> String {
    let mut out = String::new();
    let mut p = Printer { program, out: &mut out, locs: Locs::Shown, notes };
    // Writing to a string does not fail.
    p.program().expect("strings take any text");
    out
}

/// One function.
#[must_use]
pub fn write_function(program: &Program, id: FuncId) -> String {
    write_function_with(program, id, Locs::Shown)
}

/// One function, with or without source positions.
#[must_use]
pub fn write_function_with(program: &Program, id: FuncId, locs: Locs) -> String {
    let mut out = String::new();
    let notes = Notes::new();
    let mut p = Printer { program, out: &mut out, locs, notes: &notes };
    p.function(id, &program.functions[id]).expect("strings take any text");
    out
}

/// An instruction, without its position.
#[must_use]
pub fn display_inst<'a>(program: &'a Program, inst: &'a Inst) -> impl Display + 'a {
    fmt::from_fn(move |f: &mut Formatter<'_>| {
        if let Some(dst) = inst.dst {
            write!(f, "{dst} = ")?;
        }
        f.write_str(inst.op.info().name)?;
        let mut separator = " ";
        for imm in inst.op.immediates() {
            f.write_str(separator)?;
            write_imm(f, program, imm)?;
            separator = ", ";
        }
        for a in &inst.args {
            write!(f, "{separator}{a}")?;
            separator = ", ";
        }
        Ok(())
    })
}

/// A terminator, without its position.
#[must_use]
pub fn display_terminator<'a>(program: &'a Program, term: &'a Terminator) -> impl Display + 'a {
    fmt::from_fn(move |f: &mut Formatter<'_>| match term {
        Terminator::Jump(b) => write!(f, "jump {b}"),
        Terminator::Branch { cond, then, other } => write!(f, "branch {cond}, {then}, {other}"),
        Terminator::Switch { on, cases, default } => {
            write!(f, "switch {on}, ")?;
            for (n, b) in cases {
                write!(f, "{n} -> {b}, ")?;
            }
            write!(f, "else {default}")
        }
        Terminator::Guard { op, args, dst, ok, exit } => {
            write!(f, "guard {} ", op.name())?;
            let mut separator = "";
            if let Some(name) = op.property() {
                write_text(f, program, name)?;
                separator = ", ";
            } else if let GuardOp::Layout(layout) = op {
                write!(f, "{layout}")?;
                separator = ", ";
            }
            for a in args {
                write!(f, "{separator}{a}")?;
                separator = ", ";
            }
            if let Some(dst) = dst {
                write!(f, " -> {dst}")?;
            }
            write!(f, ", ok {ok}, exit {exit}")
        }
        Terminator::Return(v) => write!(f, "return {v}"),
        Terminator::Throw(v) => write!(f, "throw {v}"),
        Terminator::Unreachable => f.write_str("unreachable"),
        Terminator::InitialYield { resume } => write!(f, "initial_yield resume {resume}"),
        Terminator::Yield { kind, value, result, resume, on_throw, on_return } => {
            f.write_str(match kind {
                SuspendKind::Yield => "yield ",
                SuspendKind::Delegate => "yield delegate ",
                SuspendKind::Await => "await ",
            })?;
            write!(f, "{value} -> {result}, resume {resume}")?;
            if let Some(b) = on_throw {
                write!(f, ", throw {b}")?;
            }
            if let Some(b) = on_return {
                write!(f, ", return {b}")?;
            }
            Ok(())
        }
        Terminator::Delegate { iter, result, resume, on_return } => {
            write!(f, "delegate {iter} -> {result}, resume {resume}, return {on_return}")
        }
    })
}

/// A string in quotes, as the parser reads it back.
#[must_use]
pub fn quoted(units: &[u16]) -> impl Display + '_ {
    fmt::from_fn(move |f: &mut Formatter<'_>| {
        f.write_char('"')?;
        for c in char::decode_utf16(units.iter().copied()) {
            match c {
                Ok('"') => f.write_str("\\\"")?,
                Ok('\\') => f.write_str("\\\\")?,
                Ok('\n') => f.write_str("\\n")?,
                Ok('\r') => f.write_str("\\r")?,
                Ok('\t') => f.write_str("\\t")?,
                Ok(c) if is_invisible(c) => write!(f, "\\u{:04X}", u32::from(c))?,
                Ok(c) => f.write_char(c)?,
                Err(e) => write!(f, "\\u{:04X}", e.unpaired_surrogate())?,
            }
        }
        f.write_char('"')
    })
}

/// Controls and what would hide or reorder text; all in the basic plane.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn quoted_str(s: &str) -> String {
    quoted(&s.encode_utf16().collect::<Vec<_>>()).to_string()
}

fn write_imm(f: &mut Formatter<'_>, program: &Program, imm: Imm) -> fmt::Result {
    match imm {
        Imm::Const(c) => write_const(f, program, c),
        Imm::Count(n) => write!(f, "{n}"),
        Imm::Text(s) => write_text(f, program, s),
        Imm::Func(x) => write!(f, "{x}"),
        Imm::Global(x) => write!(f, "{x}"),
        Imm::Method(k) => f.write_str(k.word()),
        Imm::Private(k) => f.write_str(k.word()),
        Imm::Enumerable(k) => f.write_str(k.word()),
        Imm::GlobalDeclaration(k) => f.write_str(k.word()),
        Imm::Mutability(k) => f.write_str(k.word()),
        Imm::Deletable(k) => f.write_str(k.word()),
        Imm::Error(k) => f.write_str(k.word()),
        Imm::State(s) => write!(f, "{s}"),
        Imm::Suspend(k) => f.write_str(k.word()),
        Imm::Slot(s) => write!(f, "{s}"),
        Imm::Layout(l) => write!(f, "{l}"),
    }
}

fn write_const(f: &mut Formatter<'_>, program: &Program, c: Const) -> fmt::Result {
    match c {
        Const::Undefined => f.write_str("undefined"),
        Const::Null => f.write_str("null"),
        Const::Bool(b) => write!(f, "{b}"),
        Const::Tdz => f.write_str("tdz"),
        Const::Hole => f.write_str("hole"),
        Const::I32(n) => write!(f, "i32 {n}"),
        // Every NaN is the same number.
        Const::F64(x) if x.is_nan() => f.write_str("f64 nan"),
        Const::F64(x) => write!(f, "f64 {x:?}"),
        Const::Str(s) => write_text(f, program, s),
    }
}

fn write_item(f: &mut Formatter<'_>, program: &Program, item: LiteralItem) -> fmt::Result {
    match item {
        LiteralItem::Const(c) => write_const(f, program, c),
        LiteralItem::Array(length) => write!(f, "array {length}"),
        LiteralItem::Object(count) => write!(f, "object {count}"),
    }
}

fn write_text(f: &mut Formatter<'_>, program: &Program, s: StrId) -> fmt::Result {
    if s.index() < program.strings.len() { quoted(program.strings.get(s)).fmt(f) } else { write!(f, "{s}") }
}

struct Printer<'a> {
    program: &'a Program,
    out: &'a mut String,
    locs: Locs,
    notes: &'a Notes,
}

impl Printer<'_> {
    fn program(&mut self) -> fmt::Result {
        let p = self.program;
        for name in &p.files {
            writeln!(self.out, "file {}", quoted_str(name))?;
        }
        for (g, data) in p.globals.iter() {
            write!(self.out, "global {g} {}", quoted_str(&data.name))?;
            if let Some(outer) = data.outer {
                write!(self.out, " outer {outer}")?;
            }
            self.out.push('\n');
        }
        for ns in &p.namespaces {
            self.out.push_str("namespace");
            for (i, (name, g)) in ns.entries.iter().enumerate() {
                let separator = if i == 0 { "" } else { "," };
                let name = fmt::from_fn(|f| write_text(f, p, *name));
                write!(self.out, "{separator} {name} = {g}")?;
            }
            self.out.push('\n');
        }
        for literal in &p.literals {
            self.out.push_str("literal");
            for (i, item) in literal.items.iter().enumerate() {
                let separator = if i == 0 { "" } else { "," };
                write!(self.out, "{separator} {}", fmt::from_fn(|f| write_item(f, p, *item)))?;
            }
            self.out.push('\n');
        }
        for scope in &p.eval_scopes {
            writeln!(self.out, "eval_scope {}", quoted_str(scope))?;
        }
        for e in &p.exports {
            let properties = match e.kind {
                ExportKind::Value => "",
                ExportKind::Properties => " properties",
            };
            writeln!(self.out, "export {} = {}{properties}", quoted_str(&e.name), e.global)?;
        }
        if let Some(init) = p.init {
            writeln!(self.out, "init {init}")?;
        }
        if let Some(notes) = self.notes.get(&None) {
            for n in notes {
                writeln!(self.out, "; {n}")?;
            }
        }
        for (i, (id, f)) in p.functions.iter().enumerate() {
            if i > 0 || !self.out.is_empty() {
                self.out.push('\n');
            }
            self.function(id, f)?;
        }
        Ok(())
    }

    fn function(&mut self, id: FuncId, f: &Function) -> fmt::Result {
        write!(self.out, "function {id} {} ", quoted_str(&f.name))?;
        match f.kind {
            FunctionKind::Normal => self.out.push_str("normal"),
            FunctionKind::Method => self.out.push_str("method"),
            FunctionKind::ClassBase => self.out.push_str("class_base"),
            FunctionKind::ClassDerived => self.out.push_str("class_derived"),
            FunctionKind::Generator => self.out.push_str("generator"),
            FunctionKind::Async => self.out.push_str("async"),
            FunctionKind::AsyncGenerator => self.out.push_str("async_generator"),
            FunctionKind::Resume(of) => write!(self.out, "resume {of}")?,
            FunctionKind::Module => self.out.push_str("module"),
            FunctionKind::Script => self.out.push_str("script"),
        }
        if !f.strict {
            self.out.push_str(" sloppy");
        }
        for (name, n) in [("params", f.param_count), ("length", f.length), ("inline_slots", f.inline_slots)] {
            if n != 0 {
                write!(self.out, " {name}={n}")?;
            }
        }
        if f.entry != Block::new(0) {
            write!(self.out, " entry={}", f.entry)?;
        }
        if f.source != (0, 0) {
            write!(self.out, " source={}..{}", f.source.0, f.source.1)?;
        }
        self.loc(f.loc)?;
        self.out.push_str(" {");
        self.end_line(id, Place::Head)?;
        for (call, data) in &f.inlined {
            write!(self.out, "  {call}: {}", data.function)?;
            self.loc(data.at)?;
            self.out.push('\n');
        }
        for (layout, data) in &f.layouts {
            write!(self.out, "  {layout}:")?;
            for (i, field) in data.fields.iter().enumerate() {
                self.out.push_str(if i == 0 { " " } else { ", " });
                write!(self.out, "{}", fmt::from_fn(|to| write_text(to, self.program, field.name)))?;
                self.out.push_str(if field.written { " written" } else { "" });
            }
            self.out.push('\n');
        }
        if let Some(frame) = &f.frame {
            self.frame(frame)?;
        }
        self.vregs(f)?;
        for (b, data) in f.blocks.iter() {
            write!(self.out, "{b}")?;
            if let Some(h) = data.handler {
                write!(self.out, " handler {h}")?;
            }
            self.out.push(':');
            self.end_line(id, Place::Block(b))?;
            for (i, inst) in data.insts.iter().enumerate() {
                write!(self.out, "  {}", display_inst(self.program, inst))?;
                self.loc(inst.loc)?;
                self.end_line(id, Place::Inst(b, i))?;
            }
            write!(self.out, "  {}", display_terminator(self.program, &data.term))?;
            self.loc(data.term_loc)?;
            self.end_line(id, Place::Term(b))?;
        }
        self.out.push_str("}\n");
        Ok(())
    }

    fn frame(&mut self, frame: &Frame) -> fmt::Result {
        self.out.push_str("  frame {\n");
        for (slot, ty) in frame.slots.iter() {
            writeln!(self.out, "    {slot}: {}", ty.word())?;
        }
        for i in 0..frame.live.len().max(frame.locs.len()) {
            let state = State::new(i);
            write!(self.out, "    {state}:")?;
            let live = frame.live.get(state).map_or(&[][..], Vec::as_slice);
            for (i, slot) in live.iter().enumerate() {
                write!(self.out, "{} {slot}", if i == 0 { "" } else { "," })?;
            }
            self.loc(frame.locs.get(state).copied().unwrap_or_default())?;
            self.out.push('\n');
        }
        self.out.push_str("  }\n");
        Ok(())
    }

    fn vregs(&mut self, f: &Function) -> fmt::Result {
        let n = f.vregs.len();
        let mut i = 0;
        while i < n {
            let first = &f.vregs[VReg::new(i)];
            let mut end = i + 1;
            if first.name.is_none() {
                let same = |i: usize| {
                    let next = &f.vregs[VReg::new(i)];
                    next.name.is_none() && next.ty == first.ty
                };
                while end < n && end - i < MAX_RANGE && same(end) {
                    end += 1;
                }
            }
            write!(self.out, "  {}", VReg::new(i))?;
            if end - i > 1 {
                write!(self.out, "..{}", VReg::new(end - 1))?;
            }
            write!(self.out, ": {}", first.ty.word())?;
            if let Some(name) = &first.name {
                write!(self.out, " {}", quoted_str(name))?;
            }
            self.out.push('\n');
            i = end;
        }
        Ok(())
    }

    fn loc(&mut self, loc: Loc) -> fmt::Result {
        if self.locs == Locs::Hidden || loc == Loc::default() {
            return Ok(());
        }
        self.out.push_str(" @");
        if loc.file != 0 {
            write!(self.out, "{}:", loc.file)?;
        }
        write!(self.out, "{}:{}", loc.line, loc.column)?;
        match loc.inlined.expand() {
            Some(call) => write!(self.out, " in {call}"),
            None => Ok(()),
        }
    }

    fn end_line(&mut self, id: FuncId, place: Place) -> fmt::Result {
        if let Some(notes) = self.notes.get(&Some((id, place))) {
            write!(self.out, "  ; {}", notes.join("; "))?;
        }
        self.out.push('\n');
        Ok(())
    }
}
