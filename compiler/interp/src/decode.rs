//! MIR functions to the form that runs: vregs as register numbers, constants and property names as
//! words, each instruction with its inline cache and its location; suspensions numbered.

use crate::liveness::{Liveness, Set};
use crate::machine::interp_resume;
use cranelift_entity::EntityRef;
use indexmap::IndexSet;
use std::cell::Cell;
use yarrow_abi::layout::{FrameDesc, FunctionInfo, Location};
use yarrow_abi::value::{self, encode_bool, encode_double, encode_int, encode_number};
use yarrow_core::{FlatString, UnitPlaces};
use yarrow_mir::ops::Imm;
use yarrow_mir::{
    Block, Const, Function, FunctionKind, Inst as MirInst, Loc, Op, Program, StrId, SuspendKind, Terminator, Type, VReg,
};

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
    Branch { cond: u32, then: u32, other: u32 },
    Switch { on: u32, cases: Box<[(i32, u32)]>, default: u32 },
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
    pub unit: *const crate::Unit,
    pub kind: FunctionKind,
    pub strict: bool,
    pub entry: u32,
    /// Registers; one more than vregs, for results that nobody wants.
    pub registers: u32,
    /// Words of the largest outgoing call.
    pub outgoing: u32,
    pub loc: u32,
    pub blocks: Box<[BlockCode]>,
    pub lists: Box<[u32]>,
    pub name: Box<str>,
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
    locations: Box<[u32]>,
    pub resume: *const u8,
    /// The function; set when its unit is loaded.
    pub code: Cell<*const Code>,
}

pub(crate) struct Decoder<'s> {
    strings: &'s [FlatString],
    caches: u32,
    names: IndexSet<String>,
    locations: IndexSet<[u32; 4]>,
}

impl<'s> Decoder<'s> {
    pub fn new(strings: &'s [FlatString]) -> Self {
        Decoder { strings, caches: 0, names: IndexSet::from([String::new()]), locations: IndexSet::from([[0; 4]]) }
    }

    /// Number of caches, and the places that locations stand for.
    pub fn finish(self, program: &Program) -> (usize, UnitPlaces) {
        let locations =
            self.locations.iter().map(|&[file, line, column, function]| Location { file, line, column, function });
        let places = UnitPlaces {
            files: program.files.clone(),
            locations: locations.collect(),
            names: self.names.into_iter().collect(),
        };
        (self.caches as usize, places)
    }

    fn new_cache(&mut self) -> u32 {
        self.caches += 1;
        self.caches - 1
    }

    fn location(&mut self, loc: Loc, function: &str) -> u32 {
        if loc.line == 0 {
            return 0;
        }
        let name = match self.names.get_index_of(function) {
            Some(i) => i,
            None => self.names.insert_full(function.to_owned()).0,
        };
        self.locations.insert_full([loc.file.into(), loc.line, loc.column.into(), name as u32]).0 as u32
    }

    fn string(&self, s: StrId) -> u64 {
        self.strings[s.as_u32() as usize].value().bits()
    }

    fn constant(&self, c: Const, to: Type) -> u64 {
        match c {
            Const::Undefined => value::UNDEFINED,
            Const::Null => value::NULL,
            Const::Bool(b) => encode_bool(b),
            Const::Tdz => value::TDZ,
            Const::Hole => value::HOLE,
            Const::I32(i) if to == Type::F64 => encode_double(f64::from(i)),
            Const::I32(i) => encode_int(i),
            Const::F64(d) if to == Type::F64 => encode_double(d),
            Const::F64(d) => encode_number(d),
            Const::Str(s) => self.string(s),
        }
    }

    pub fn decode(&mut self, f: &Function) -> Code {
        assert!(
            f.frame.is_none() && !matches!(f.kind, FunctionKind::Resume(_)),
            "{} is a lowered generator, which the interpreter does not run",
            f.name
        );
        let mut lists = Vec::new();
        let mut generator_blocks = Vec::new();
        let mut outgoing = 2;
        let liveness = Liveness::new(f);
        let dead_on_entry = liveness.dead_on_entry();
        let mut blocks = Vec::with_capacity(f.blocks.len());
        for (b, data) in f.blocks.iter() {
            let deaths = liveness.deaths(b);
            let insts: Box<[Inst]> =
                data.insts.iter().zip(&deaths).map(|(i, dead)| self.inst(f, i, dead, &mut lists)).collect();
            outgoing = insts.iter().map(|i| i.list.1).fold(outgoing, u32::max);
            blocks.push(BlockCode {
                insts,
                term: self.terminator(b, &data.term, &mut generator_blocks),
                loc: self.location(data.term_loc, &f.name),
                handler: data.handler.map_or(NONE, number),
                dead: push_list(&mut lists, &dead_on_entry[b.index()]),
            });
        }
        let registers = f.vregs.len() as u32 + 1;
        let name: Box<str> = f.name.as_str().into();
        let generator = (f.kind == FunctionKind::Generator).then(|| {
            let initial = f.blocks.iter().find_map(|(b, data)| match data.term {
                Terminator::InitialYield { resume } => Some((b, number(resume))),
                _ => None,
            });
            // A generator whose parameter defaults always throw may not have one.
            let (suspended, resumed) = initial.unwrap_or((f.entry, 0));
            let mut maps = vec![liveness.suspended(suspended)];
            maps.extend(generator_blocks.iter().map(|b| liveness.suspended(Block::new(*b as usize))));
            generator_blocks.insert(0, resumed);
            Box::new(GeneratorCode::new(registers, generator_blocks, &maps))
        });
        Code {
            info: FunctionInfo {
                name: name.as_ptr(),
                name_len: name.len() as u32,
                length: f.length,
                flags: f.info_flags(),
                inline_slots: f.inline_slots,
                source_start: f.source.0,
                source_end: f.source.1,
            },
            unit: std::ptr::null(),
            kind: f.kind,
            strict: f.strict,
            entry: number(f.entry),
            registers,
            outgoing: outgoing + 2,
            loc: self.location(f.loc, &f.name),
            blocks: blocks.into_boxed_slice(),
            lists: lists.into_boxed_slice(),
            name,
            generator,
            cache: self.new_cache(),
        }
    }

    fn inst(&mut self, f: &Function, i: &MirInst, dead: &[VReg], lists: &mut Vec<u32>) -> Inst {
        let to = i.dst.map_or(Type::Value, |d| f.ty(d));
        let mut args = [0; 4];
        for (to, a) in args.iter_mut().zip(&i.args) {
            *to = register(*a);
        }
        let list = if is_variadic(i.op) { push_list(lists, &i.args) } else { (0, 0) };
        Inst {
            op: i.op,
            ty: i.args.first().map_or(to, |a| f.ty(*a)),
            to,
            dst: i.dst.map_or(f.vregs.len() as u32, register),
            args,
            list,
            dead: push_list(lists, dead),
            word: self.word(i.op, to),
            cache: if is_cached(i.op) { self.new_cache() } else { NONE },
            loc: self.location(i.loc, &f.name),
        }
    }

    /// The constant of an operation, or its first string.
    fn word(&self, op: Op, to: Type) -> u64 {
        op.immediates()
            .iter()
            .find_map(|i| match *i {
                Imm::Const(c) => Some(self.constant(c, to)),
                Imm::Text(s) => Some(self.string(s)),
                _ => None,
            })
            .unwrap_or(value::UNDEFINED)
    }

    /// `suspensions` collects the blocks that suspend, in the order of their states from 1 on.
    fn terminator(&mut self, b: Block, term: &Terminator, suspensions: &mut Vec<u32>) -> Term {
        let mut suspend = || {
            suspensions.push(number(b));
            suspensions.len() as u32
        };
        match *term {
            Terminator::Jump(to) => Term::Jump(number(to)),
            Terminator::Branch { cond, then, other } => {
                Term::Branch { cond: register(cond), then: number(then), other: number(other) }
            }
            Terminator::Switch { on, ref cases, default } => Term::Switch {
                on: register(on),
                cases: cases.iter().map(|(k, to)| (*k, number(*to))).collect(),
                default: number(default),
            },
            Terminator::Return(v) => Term::Return(register(v)),
            Terminator::Throw(v) => Term::Throw(register(v)),
            Terminator::Unreachable => Term::Unreachable,
            Terminator::InitialYield { .. } => Term::InitialYield,
            Terminator::Yield { kind, value, result, resume, on_throw, on_return } => Term::Yield(Yield {
                state: suspend(),
                kind,
                value: register(value),
                result: register(result),
                resume: number(resume),
                on_throw: on_throw.map_or(NONE, number),
                on_return: number(on_return),
            }),
            Terminator::Delegate { iter, result, resume, on_return } => Term::Delegate(Delegate {
                state: suspend(),
                iter: register(iter),
                result: register(result),
                resume: number(resume),
                on_return: number(on_return),
            }),
        }
    }
}

impl GeneratorCode {
    fn new(registers: u32, blocks: Vec<u32>, live: &[Set]) -> Self {
        let words = registers.div_ceil(64);
        // The last register, of results that nobody wants, is in no set.
        let mut maps = vec![0; blocks.len() * words as usize].into_boxed_slice();
        for (map, live) in maps.chunks_exact_mut(words as usize).zip(live) {
            map[..live.words().len()].copy_from_slice(live.words());
        }
        let locations = vec![0; blocks.len()].into_boxed_slice();
        GeneratorCode {
            desc: FrameDesc {
                slot_count: registers,
                state_count: blocks.len() as u32,
                map_words: words,
                reserved: 0,
                maps: maps.as_ptr(),
                state_locations: locations.as_ptr(),
            },
            blocks: blocks.into_boxed_slice(),
            maps,
            locations,
            resume: interp_resume as *const u8,
            code: Cell::new(std::ptr::null()),
        }
    }
}

/// Appends registers to a function's lists; answers their start and number.
fn push_list(lists: &mut Vec<u32>, vregs: &[VReg]) -> (u32, u32) {
    let start = lists.len() as u32;
    lists.extend(vregs.iter().map(|v| register(*v)));
    (start, vregs.len() as u32)
}

fn register(v: VReg) -> u32 {
    v.as_u32()
}

fn number(b: Block) -> u32 {
    b.index() as u32
}

fn is_variadic(op: Op) -> bool {
    matches!(op, Op::Call(_) | Op::Construct(_) | Op::CallKnown(_) | Op::DirectEval(..))
}

fn is_cached(op: Op) -> bool {
    matches!(
        op,
        Op::LoadBuiltin(_)
            | Op::LoadBuiltinOrUndefined(_)
            | Op::GetProp(_)
            | Op::SetProp(_)
            | Op::InitProp(_)
            | Op::NewObject(_)
    )
}
