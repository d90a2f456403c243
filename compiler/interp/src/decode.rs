//! MIR functions to the form that runs: vregs as register numbers, constants and property names as
//! words, each instruction with its inline cache and its location; suspensions numbered.

use crate::code::{BlockCode, Code, Delegate, GeneratorCode, Inst, NONE, Term, Yield};
use crate::liveness::{Liveness, Set};
use cranelift_entity::EntityRef;
use indexmap::IndexSet;
use std::cell::Cell;
use yarrow_abi::layout::{FrameDesc, FunctionInfo, Location};
use yarrow_abi::value::{self, encode_bool, encode_double, encode_int, encode_number};
use yarrow_machine::Strictness;
use yarrow_mir::ops::Imm;
use yarrow_mir::{
    Block, Const, Function, FunctionKind, Inst as MirInst, Loc, Op, Program, StrId, Terminator, Type, VReg,
};
use yarrow_objects::rooted::FlatString;
use yarrow_objects::{UNIT_MODULE, UnitFunction, UnitPlaces};

/// What a frame of a call would say in whose place the callee's instructions stand.
struct InlinedFrame {
    function: u32,
    /// Location of the call.
    caller: u32,
}

pub(crate) struct Decoder<'s> {
    strings: &'s [FlatString<'s>],
    caches: u32,
    functions: IndexSet<UnitFunction>,
    /// The one being decoded.
    function: u32,
    inlined: Vec<InlinedFrame>,
    locations: IndexSet<[u32; 5]>,
}

impl<'s> Decoder<'s> {
    pub fn new(strings: &'s [FlatString<'s>]) -> Self {
        Decoder {
            strings,
            caches: 0,
            functions: IndexSet::from([UnitFunction::default()]),
            function: 0,
            inlined: Vec::new(),
            locations: IndexSet::from([[0; 5]]),
        }
    }

    /// Number of caches, and the places that locations stand for.
    pub fn finish(self, program: &Program) -> (usize, UnitPlaces) {
        let location =
            |&[file, line, column, function, caller]: &[u32; 5]| Location { file, line, column, function, caller };
        let locations = self.locations.iter().map(location);
        let places = UnitPlaces {
            files: program.files.clone(),
            locations: locations.collect(),
            functions: self.functions.into_iter().collect(),
        };
        (self.caches as usize, places)
    }

    fn new_cache(&mut self) -> u32 {
        self.caches += 1;
        self.caches - 1
    }

    fn location(&mut self, loc: Loc) -> u32 {
        if loc.line == 0 {
            return 0;
        }
        let (function, caller) = match loc.inlined.expand() {
            Some(call) => (self.inlined[call.index()].function, self.inlined[call.index()].caller),
            None => (self.function, 0),
        };
        self.locations.insert_full([loc.file.into(), loc.line, loc.column.into(), function, caller]).0 as u32
    }

    fn named(&mut self, f: &Function) -> u32 {
        self.functions.insert_full(UnitFunction { name: f.name.clone(), source: f.source }).0 as u32
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

    pub fn decode(&mut self, program: &Program, f: &Function) -> Code {
        assert!(
            f.frame.is_none() && !matches!(f.kind, FunctionKind::Resume(_)),
            "{} is a lowered generator, which the interpreter does not run",
            f.name
        );
        self.function = self.named(f);
        self.inlined.clear();
        for call in f.inlined.values() {
            let frame = InlinedFrame {
                function: self.named(&program.functions[call.function]),
                caller: self.location(call.at),
            };
            self.inlined.push(frame);
        }
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
                loc: self.location(data.term_loc),
                handler: data.handler.map_or(NONE, number),
                dead: push_list(&mut lists, &dead_on_entry[b.index()]),
            });
        }
        let registers = f.vregs.len() as u32 + 1;
        let name: Box<str> = f.name.as_str().into();
        let generator = f.kind.may_suspend().then(|| {
            let initial = f.blocks.iter().find_map(|(b, data)| match data.term {
                Terminator::InitialYield { resume } => Some((b, number(resume))),
                _ => None,
            });
            // Async functions have none, and a generator whose parameter defaults always throw may not have one.
            let (suspended, resumed) = initial.unwrap_or((f.entry, 0));
            let mut maps = vec![liveness.suspended(suspended)];
            maps.extend(generator_blocks.iter().map(|b| liveness.suspended(Block::new(*b as usize))));
            let suspended = generator_blocks.iter().map(|b| blocks[*b as usize].loc);
            let locations = std::iter::once(self.location(f.loc)).chain(suspended).collect();
            generator_blocks.insert(0, resumed);
            Box::new(generator_code(f.kind, registers, generator_blocks, locations, &maps))
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
            strictness: if f.strict { Strictness::Strict } else { Strictness::Sloppy },
            entry: number(f.entry),
            registers,
            outgoing: outgoing + 2,
            loc: self.location(f.loc),
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
            loc: self.location(i.loc),
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
            Terminator::Guard { op, ref args, dst, ok, exit } => Term::Guard {
                op,
                args: [0, 1].map(|i| args.get(i).map_or(NONE, |v| register(*v))),
                dst: dst.map_or(NONE, register),
                ok: number(ok),
                exit: number(exit),
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
                on_return: on_return.map_or(NONE, number),
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

/// The number of the module that all units stand for.
static UNIT: u32 = UNIT_MODULE as u32;

fn generator_code(
    kind: FunctionKind,
    registers: u32,
    blocks: Vec<u32>,
    locations: Box<[u32]>,
    live: &[Set],
) -> GeneratorCode {
    let words = registers.div_ceil(64);
    // The last register, of results that nobody wants, is in no set.
    let mut maps = vec![0; blocks.len() * words as usize].into_boxed_slice();
    for (map, live) in maps.chunks_exact_mut(words as usize).zip(live) {
        map[..live.words().len()].copy_from_slice(live.words());
    }
    GeneratorCode {
        desc: FrameDesc {
            slot_count: registers,
            state_count: blocks.len() as u32,
            map_words: words,
            slots_offset: kind.frame_offset().cast_unsigned(),
            maps: maps.as_ptr(),
            state_locations: locations.as_ptr(),
            module: &raw const UNIT,
            // A chain of generators ends with an interpreted one.
            delegates: std::ptr::null(),
        },
        blocks: blocks.into_boxed_slice(),
        maps,
        locations,
        code: Cell::new(std::ptr::null()),
    }
}

/// Appends registers to a function's lists; returns their start and number.
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
    matches!(
        op,
        Op::Call(_) | Op::CallNext(_) | Op::Construct(_) | Op::CallKnown(_) | Op::CallClosure(_) | Op::DirectEval(..)
    )
}

fn is_cached(op: Op) -> bool {
    matches!(
        op,
        Op::LoadBuiltin(_)
            | Op::LoadBuiltinOrUndefined(_)
            | Op::GetProp(_)
            | Op::SetProp(_)
            | Op::LoadField(..)
            | Op::StoreField(..)
            | Op::InitProp(_)
            | Op::NewObject(_)
    )
}
