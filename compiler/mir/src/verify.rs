//! The rules of MIR, checked after every pass in tests and debug builds.
//!
//! # Rules
//! Ids: every vreg, block, function, global, string, namespace, slot, state and file that is named
//! exists. Where one does not, nothing else of that function is checked.
//!
//! Instructions:
//! * The number of arguments, the presence of a result, and all types are those of the table in
//!   [`crate::ops`]. A constant fits the type of its destination. `load_frame` and `store_frame` have
//!   the type of their slot.
//! * `param i` names one of the function's parameters. `define_method` has no kind `field`.
//! * `call_known` passes no more than the callee's parameters, unless it gathers the rest. The callee
//!   reads neither `this`, `env`, `callee` nor `arguments`, and is not a class constructor or a resume function.
//! * `call_closure` names a function that takes direct calls ([`Function::takes_direct_calls`]).
//! * `call_next` has one argument at most. `next_yielded` stands right behind a `call_next`.
//! * `branch` is on a bool, `switch` on an i32 with no case twice; what is returned, thrown, yielded,
//!   received and delegated to are values. `guard` has the types of its operation ([`GuardOp`]).
//!
//! Blocks:
//! * The entry block has no predecessors, and is no handler.
//! * A handler block begins with `catch`, and no terminator leads there. `catch` stands nowhere else,
//!   but that a handler may outlive the last block it guarded.
//! * The block that a guard goes on to has no other predecessor; nothing else assigns the guard's result, but `load_frame`.
//! * `param`, `this`, `callee`, `env`, `new_target`, `rest`, `arguments` stand in the entry block, and not in
//!   resume functions; `generator`, `resume_mode`, `resume_value` in the entry block of resume functions.
//!
//! Layouts: a layout has no more than [`MOST_FIELDS`] properties. `load_field` and `store_field` name one of them,
//! `store_field` one that is written. On every path to them, a guard has shown that the object has the layout, and nothing has clobbered
//! layouts since ([`Inst::clobbers_layouts`]).
//!
//! Generators:
//! * A suspension stands in functions of the kinds that its own kind names ([`SuspendKind::stands_in`]); it has a block for a
//!   return if that takes one. A generator function, async or not, that is not lowered has exactly one `initial_yield`; a lowered
//!   one has no suspensions and exactly one `new_generator`, of a resume function. A lowered async function has as many as it likes.
//! * Before a function is lowered, the block of `async_iter_next` ends with an `await` of what it gives. Between the two, constants
//!   may be stored in globals.
//! * `store_frame` and `set_state` stand in resume functions and lowered functions that may suspend; `load_frame`,
//!   `load_state`, `set_running`, `set_done`, `delegate_step`, `delegate_result` in resume functions; `async_start`,
//!   `async_return`, `async_throw` in lowered async functions.
//! * Resume functions have a frame and belong to a function that may suspend; others have no frame. The
//!   slots live in a state are boxed, and each state has a source position.
//!
//! Definite assignment: on every path from the entry to a use, the vreg is assigned before. A
//! handler may count only on what is assigned before the first instruction of the guarded block that
//! may throw; the result of a suspension is not assigned on the way to the handler.
//!
//! Program: `init` is a function of kind module; the names of a namespace are sorted by code units,
//! each once.

mod assigned;
mod layouts;
mod problem;

pub use problem::{Problem, VerifyError};

use crate::guard::GuardOp;
use crate::ir::{
    Block, Const, FuncId, Function, FunctionKind, GlobalId, Inst, Loc, MOST_FIELDS, Op, Program, Slot, StrId,
    SuspendKind, Terminator, Type, VReg,
};
use crate::ops::{Form, Imm, Position, Signature, Word, const_types};
use crate::text::{Notes, Place};
use cranelift_entity::EntityRef;
use fixedbitset::FixedBitSet;
use std::collections::HashMap;
use std::fmt::Display;

/// Callee, `this` and what is sent.
const CALL_NEXT_ARGUMENTS: usize = 3;

/// All functions, and what is shared between them.
pub fn verify_program(program: &Program) -> Result<(), Vec<VerifyError>> {
    let mut callees = HashMap::new();
    let mut errors = Vec::new();
    for problem in program_problems(program) {
        errors.push(VerifyError { function: None, name: None, place: Place::Head, problem });
    }
    for (id, f) in program.functions.iter() {
        let mut v = Verifier::new(program, f, Some(id), &mut callees);
        v.run();
        errors.append(&mut v.errors);
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// One function, which need not be in the program.
pub fn verify_function(program: &Program, f: &Function) -> Result<(), Vec<VerifyError>> {
    let id = program.functions.iter().find(|(_, g)| std::ptr::eq(*g, f)).map(|(id, _)| id);
    let mut callees = HashMap::new();
    let mut v = Verifier::new(program, f, id, &mut callees);
    v.run();
    if v.errors.is_empty() { Ok(()) } else { Err(v.errors) }
}

/// The errors as notes for [`crate::text::write_annotated`].
#[must_use]
pub fn notes(errors: &[VerifyError]) -> Notes {
    let mut notes = Notes::new();
    for e in errors {
        notes.entry(e.function.map(|f| (f, e.place))).or_default().push(format!("error: {}", e.problem));
    }
    notes
}

fn program_problems(p: &Program) -> Vec<Problem> {
    let mut out = Vec::new();
    match p.init {
        None => {}
        Some(init) => match p.functions.get(init) {
            None => out.push(Problem::NoSuchEntity(init.to_string())),
            Some(f) if !matches!(f.kind, FunctionKind::Module | FunctionKind::Script) => {
                out.push(Problem::InitKind(init))
            }
            Some(_) => {}
        },
    }
    let exported = p.exports.iter().map(|e| e.global);
    let in_namespaces = p.namespaces.iter().flat_map(|ns| ns.entries.iter().map(|(_, g)| *g));
    for g in exported.chain(in_namespaces) {
        if !p.globals.is_valid(g) {
            out.push(Problem::NoSuchEntity(g.to_string()));
        }
    }
    for (i, literal) in p.literals.iter().enumerate() {
        if let Some(s) = literal.strings().find(|s| !string_exists(p, *s)) {
            out.push(Problem::NoSuchEntity(s.to_string()));
        } else if !literal.is_well_formed() {
            out.push(Problem::MalformedLiteral(i));
        }
    }
    for (i, ns) in p.namespaces.iter().enumerate() {
        let bad = ns.entries.iter().find(|(s, _)| !string_exists(p, *s));
        if let Some((s, _)) = bad {
            out.push(Problem::NoSuchEntity(s.to_string()));
        } else if !ns.entries.is_sorted_by(|(a, _), (b, _)| p.strings.get(*a) < p.strings.get(*b)) {
            out.push(Problem::UnsortedNamespace(i));
        }
    }
    out
}

fn string_exists(p: &Program, s: StrId) -> bool {
    s.index() < p.strings.len()
}

/// What matters of a function that is called directly.
#[derive(Clone, Copy)]
struct Callee {
    gathers_rest: bool,
    /// What it reads that such a call does not pass.
    reads: Option<&'static str>,
}

impl Callee {
    fn new(f: &Function) -> Self {
        let mut callee = Callee { gathers_rest: false, reads: None };
        for inst in f.blocks.get(f.entry).iter().flat_map(|b| &b.insts) {
            match inst.op {
                Op::Rest(_) => callee.gathers_rest = true,
                Op::This | Op::Callee | Op::Env | Op::Arguments => callee.reads = Some(inst.op.info().name),
                _ => {}
            }
        }
        callee
    }
}

struct Verifier<'a> {
    program: &'a Program,
    f: &'a Function,
    id: Option<FuncId>,
    callees: &'a mut HashMap<FuncId, Callee>,
    handlers: FixedBitSet,
    /// Of a generator function: it has been lowered.
    lowered: bool,
    /// Of the frame that this function's frame operations work on.
    slots: Option<&'a cranelift_entity::PrimaryMap<Slot, Type>>,
    errors: Vec<VerifyError>,
}

impl<'a> Verifier<'a> {
    fn new(
        program: &'a Program,
        f: &'a Function,
        id: Option<FuncId>,
        callees: &'a mut HashMap<FuncId, Callee>,
    ) -> Self {
        let handlers = FixedBitSet::new();
        Verifier { program, f, id, callees, handlers, lowered: false, slots: None, errors: Vec::new() }
    }

    fn run(&mut self) {
        self.ids();
        if !self.errors.is_empty() {
            return;
        }
        self.handlers = self.f.blocks.values().filter_map(|b| b.handler).map(Block::index).collect();
        self.handlers.grow(self.f.blocks.len());
        self.generator();
        self.entry();
        self.guards();
        for (b, data) in self.f.blocks.iter() {
            if self.handlers.contains(b.index()) && !data.insts.first().is_some_and(|i| i.op == Op::Catch) {
                let guarded = self.f.blocks.iter().find(|(_, d)| d.handler == Some(b));
                self.report(Place::Block(b), Problem::HandlerWithoutCatch(guarded.map_or(b, |(g, _)| g)));
            }
            for (i, inst) in data.insts.iter().enumerate() {
                let place = Place::Inst(b, i);
                if self.shape(place, inst) {
                    self.types(place, inst);
                }
                self.immediates(place, inst);
                self.position(b, i, inst);
            }
            self.terminator(b, &data.term);
        }
        for u in assigned::compute_unassigned(self.f) {
            let (vreg, block) = (u.vreg, u.block);
            let problem = match u.from {
                Some(from) => Problem::Unassigned { vreg, block, from },
                None => Problem::UnassignedInEntry { vreg, block },
            };
            self.report(u.place, problem);
        }
        for u in layouts::compute_unknown(self.f) {
            self.report(u.place, Problem::UnknownLayout { object: u.object, layout: u.layout });
        }
        self.errors.sort_by_key(|e| e.place);
        self.errors.dedup();
    }

    fn report(&mut self, place: Place, problem: Problem) {
        let name = Some(self.f.name.clone());
        self.errors.push(VerifyError { function: self.id, name, place, problem });
    }

    fn check(&mut self, holds: bool, place: Place, problem: impl FnOnce() -> Problem) {
        if !holds {
            self.report(place, problem());
        }
    }

    // --- ids ------------------------------------------------------------------------------------

    fn ids(&mut self) {
        let f = self.f;
        self.block_exists(Place::Head, f.entry);
        self.file_exists(Place::Head, f.loc);
        self.inlined_calls(Place::Head);
        for layout in f.layouts.values() {
            let fits = layout.fields.len() <= MOST_FIELDS;
            self.check(fits, Place::Head, || Problem::TooManyFields(layout.fields.len()));
            for field in &layout.fields {
                self.check(string_exists(self.program, field.name), Place::Head, || no_such(&field.name));
            }
        }
        if let FunctionKind::Resume(of) = f.kind {
            self.func_exists(Place::Head, of);
        }
        if let Some(frame) = &f.frame {
            for slot in frame.live.values().flatten() {
                self.check(frame.slots.is_valid(*slot), Place::Head, || no_such(slot));
            }
            frame.locs.values().for_each(|l| self.file_exists(Place::Head, *l));
        }
        let frame = self.frame_operated_on();
        for (b, data) in f.blocks.iter() {
            if let Some(h) = data.handler {
                self.block_exists(Place::Block(b), h);
            }
            for (i, inst) in data.insts.iter().enumerate() {
                let place = Place::Inst(b, i);
                for v in inst.dst.iter().chain(&inst.args) {
                    self.vreg_exists(place, *v);
                }
                self.file_exists(place, inst.loc);
                for imm in inst.op.immediates() {
                    self.immediate_exists(place, imm, frame);
                }
                let entry = match inst.op {
                    Op::Namespace(n) => Some(("namespace", n, self.program.namespaces.len())),
                    Op::Literal(n) => Some(("literal", n, self.program.literals.len())),
                    _ => None,
                };
                if let Some((what, n, count)) = entry {
                    self.check(count > n as usize, place, || Problem::NoSuchEntity(format!("{what} {n}")));
                }
            }
            let place = Place::Term(b);
            data.term.each_use(|v| self.vreg_exists(place, v));
            data.term.def().iter().for_each(|v| self.vreg_exists(place, *v));
            data.term.each_successor(|s| self.block_exists(place, s));
            if let Terminator::Guard { op: GuardOp::Layout(layout), .. } = data.term {
                self.immediate_exists(place, Imm::Layout(layout), frame);
            }
            self.file_exists(place, data.term_loc);
        }
        self.slots = frame.map(|f| &f.slots);
    }

    /// The frame of a resume function, or the one that a lowered generator function makes.
    fn frame_operated_on(&self) -> Option<&'a crate::ir::Frame> {
        let frame = self.f.frame.as_ref();
        frame.or_else(|| {
            let insts = self.f.blocks.values().flat_map(|b| &b.insts);
            let resume = insts.filter_map(|i| if let Op::NewGenerator(r) = i.op { Some(r) } else { None }).next()?;
            self.program.functions.get(resume)?.frame.as_ref()
        })
    }

    fn immediate_exists(&mut self, place: Place, imm: Imm, frame: Option<&crate::ir::Frame>) {
        match imm {
            Imm::Const(Const::Str(s)) | Imm::Text(s) => {
                self.check(string_exists(self.program, s), place, || no_such(&s));
            }
            Imm::Func(f) => self.func_exists(place, f),
            Imm::Global(g) => self.global_exists(place, g),
            Imm::State(s) => {
                self.check(frame.is_none_or(|f| f.live.is_valid(s)), place, || no_such(&s));
            }
            Imm::Slot(s) => {
                self.check(frame.is_none_or(|f| f.slots.is_valid(s)), place, || no_such(&s));
            }
            Imm::Layout(l) => self.check(self.f.layouts.is_valid(l), place, || no_such(&l)),
            Imm::Const(
                Const::Undefined
                | Const::Null
                | Const::Bool(_)
                | Const::Tdz
                | Const::Hole
                | Const::I32(_)
                | Const::F64(_),
            )
            | Imm::Count(_)
            | Imm::Method(_)
            | Imm::Enumerable(_)
            | Imm::GlobalDeclaration(_)
            | Imm::Private(_)
            | Imm::Mutability(_)
            | Imm::Deletable(_)
            | Imm::Error(_)
            | Imm::Suspend(_) => {}
        }
    }

    fn vreg_exists(&mut self, place: Place, v: VReg) {
        self.check(self.f.vregs.is_valid(v), place, || no_such(&v));
    }

    fn block_exists(&mut self, place: Place, b: Block) {
        self.check(self.f.blocks.is_valid(b), place, || no_such(&b));
    }

    fn func_exists(&mut self, place: Place, f: FuncId) {
        self.check(self.program.functions.is_valid(f), place, || no_such(&f));
    }

    fn global_exists(&mut self, place: Place, g: GlobalId) {
        self.check(self.program.globals.is_valid(g), place, || no_such(&g));
    }

    /// The first file needs no name.
    fn file_exists(&mut self, place: Place, loc: Loc) {
        let exists = loc.file == 0 || usize::from(loc.file) < self.program.files.len();
        self.check(exists, place, || Problem::NoSuchEntity(format!("file {}", loc.file)));
        if let Some(call) = loc.inlined.expand() {
            self.check(self.f.inlined.is_valid(call), place, || no_such(&call));
        }
    }

    /// Each call in whose place a callee stands is in the function itself, or in the place of an earlier one.
    fn inlined_calls(&mut self, place: Place) {
        for (call, data) in &self.f.inlined {
            self.func_exists(place, data.function);
            self.file_exists(place, data.at);
            let earlier = data.at.inlined.expand().is_none_or(|outer| outer < call);
            self.check(earlier, place, || no_such(&call));
        }
    }

    // --- instructions -----------------------------------------------------------------------------

    /// Arity and presence of the result.
    fn shape(&mut self, place: Place, inst: &Inst) -> bool {
        let info = inst.op.info();
        let (op, found) = (info.name, inst.args.len());
        let (least, more) = info.signature.arity();
        let arity = found == least || more && found > least;
        self.check(arity, place, || Problem::ArgumentCount { op, least, more, found });
        match (info.signature.has_result(), inst.dst) {
            (true, None) => self.report(place, Problem::MissingResult(op)),
            (false, Some(_)) => self.report(place, Problem::UnexpectedResult(op)),
            (true, Some(_)) | (false, None) => return arity,
        }
        false
    }

    fn types(&mut self, place: Place, inst: &Inst) {
        let info = inst.op.info();
        let f = self.f;
        let result = inst.dst.map(|v| f.ty(v));
        let arg = |i: usize| f.ty(inst.args[i]);
        let all_values = || inst.args.iter().all(|v| f.ty(*v) == Type::Value);
        let fits = match info.signature {
            Signature::Forms(forms) => forms.iter().any(|form: &Form| {
                form.result == result && form.args.iter().zip(&inst.args).all(|(t, v)| *t == f.ty(*v))
            }),
            Signature::Variadic { .. } => result == Some(Type::Value) && all_values(),
            Signature::Copy => result == Some(arg(0)),
            Signature::LoadFrame | Signature::StoreFrame => arg(0) == Type::Value,
            Signature::Const => {
                if let (Op::Const(c), Some(ty)) = (inst.op, result)
                    && !const_types(c).contains(&ty)
                {
                    self.report(place, Problem::ConstType(ty));
                }
                true
            }
        };
        self.check(fits, place, || {
            let args = inst.args.iter().map(|v| f.ty(*v)).collect();
            Problem::Types { op: info.name, args, result }
        });
        let (slot, found) = match inst.op {
            Op::LoadFrame(slot) => (slot, result),
            Op::StoreFrame(slot) => (slot, Some(arg(1))),
            _ => return,
        };
        if let (Some(declared), Some(found)) = (self.slots.and_then(|s| s.get(slot).copied()), found) {
            self.check(declared == found, place, || Problem::SlotType { slot, declared, found });
        }
    }

    fn immediates(&mut self, place: Place, inst: &Inst) {
        match inst.op {
            Op::Param(i) => {
                let n = self.f.param_count;
                self.check(i < n, place, || Problem::NoSuchParam(n));
            }
            Op::DirectEval(scope, _) => {
                let exists = (scope as usize) < self.program.eval_scopes.len();
                self.check(exists, place, || Problem::NoSuchEntity(format!("eval_scope {scope}")));
            }
            Op::LoadField(layout, name) | Op::StoreField(layout, name) => {
                let fits = self.f.layouts[layout].allows(name, matches!(inst.op, Op::StoreField(..)));
                self.check(fits, place, || Problem::NoSuchField(layout));
            }
            Op::CallKnown(callee) => self.call_known(place, callee, inst.args.len()),
            Op::CallClosure(callee) => {
                let fits = self.program.functions[callee].takes_direct_calls();
                self.check(fits, place, || Problem::NotDirectlyCallable(callee));
            }
            Op::CallNext(_) => {
                let found = inst.args.len();
                self.check(found <= CALL_NEXT_ARGUMENTS, place, || Problem::NextArguments(found));
            }
            Op::NewGenerator(resume) => {
                let f = &self.program.functions[resume];
                let resumes = matches!(f.kind, FunctionKind::Resume(_)) && f.frame.is_some();
                self.check(resumes, place, || Problem::NotAResumeFunction(resume));
            }
            _ => {}
        }
    }

    fn call_known(&mut self, place: Place, callee: FuncId, found: usize) {
        let program = self.program;
        let f = &program.functions[callee];
        match f.kind {
            FunctionKind::ClassBase | FunctionKind::ClassDerived | FunctionKind::Resume(_) | FunctionKind::Script => {
                self.report(place, Problem::NotDirectlyCallable(callee));
            }
            FunctionKind::Normal
            | FunctionKind::Method
            | FunctionKind::Generator
            | FunctionKind::Async
            | FunctionKind::AsyncGenerator
            | FunctionKind::Module => {}
        }
        let facts = *self.callees.entry(callee).or_insert_with(|| Callee::new(f));
        let params = f.param_count;
        let fits = found <= params as usize || facts.gathers_rest;
        self.check(fits, place, || Problem::TooManyArguments { callee, params, found });
        if let Some(what) = facts.reads {
            self.report(place, Problem::CalleeReads { callee, what });
        }
    }

    fn position(&mut self, b: Block, i: usize, inst: &Inst) {
        let place = Place::Inst(b, i);
        let info = inst.op.info();
        let name = info.name;
        let in_resume = matches!(self.f.kind, FunctionKind::Resume(_));
        let in_entry = b == self.f.entry;
        match info.position {
            Position::Anywhere => {
                let behind = || i > 0 && matches!(self.f.blocks[b].insts[i - 1].op, Op::CallNext(_));
                let stands = inst.op != Op::NextYielded || behind();
                self.check(stands, place, || Problem::NoCallNext);
            }
            Position::Entry => {
                self.check(in_entry, place, || Problem::NotInEntry(name));
                self.check(!in_resume, place, || Problem::InResume(name));
            }
            Position::HandlerHead => {
                // The handler of nothing is unreachable: `terminator` sees to it.
                self.check(i == 0 && !in_entry, place, || Problem::MisplacedCatch);
            }
            Position::LoweredGenerator => {
                let here = self.f.kind.may_suspend();
                self.check(here, place, || Problem::NotInGenerator(name));
            }
            Position::LoweredAsync => {
                let here = self.f.kind == FunctionKind::Async;
                self.check(here, place, || Problem::NotInGenerator(name));
            }
            Position::ResumeEntry => {
                self.check(in_resume, place, || Problem::NotInResume(name));
                self.check(in_entry, place, || Problem::NotInEntry(name));
            }
            Position::Resume => self.check(in_resume, place, || Problem::NotInResume(name)),
            Position::Frame => self.check(in_resume || self.lowered, place, || Problem::NoFrame(name)),
        }
    }

    fn terminator(&mut self, b: Block, term: &Terminator) {
        let place = Place::Term(b);
        let mut operand = |what, vreg, expected| {
            let found = self.f.ty(vreg);
            self.check(found == expected, place, || Problem::OperandType { what, vreg, expected, found });
        };
        match term {
            Terminator::Jump(_) | Terminator::Unreachable | Terminator::InitialYield { .. } => {}
            Terminator::Branch { cond, .. } => operand("condition", *cond, Type::Bool),
            Terminator::Switch { on, .. } => operand("switched", *on, Type::I32),
            Terminator::Guard { op, args, dst, .. } => {
                args.iter().zip(op.args()).for_each(|(v, expected)| operand("guarded", *v, *expected));
                if let (Some(dst), Some(ty)) = (dst, op.result()) {
                    operand("result", *dst, ty);
                }
                let (least, found) = (op.args().len(), args.len());
                let (name, has_result) = (op.name(), op.result().is_some());
                self.check(least == found, place, || Problem::ArgumentCount { op: name, least, more: false, found });
                self.check(has_result || dst.is_none(), place, || Problem::UnexpectedResult(name));
                self.check(!has_result || dst.is_some(), place, || Problem::MissingResult(name));
            }
            Terminator::Return(v) => operand("returned", *v, Type::Value),
            Terminator::Throw(v) => operand("thrown", *v, Type::Value),
            Terminator::Yield { kind, value, result, on_return, .. } => {
                operand("yielded", *value, Type::Value);
                operand("result", *result, Type::Value);
                self.check(kind.takes_return() == on_return.is_some(), place, || Problem::MisplacedReturn);
            }
            Terminator::Delegate { iter, result, .. } => {
                operand("iterator", *iter, Type::Value);
                operand("result", *result, Type::Value);
            }
        }
        if let Terminator::Switch { cases, .. } = term {
            let mut numbers = cases.iter().map(|(n, _)| *n).collect::<Vec<_>>();
            numbers.sort_unstable();
            if let Some(w) = numbers.windows(2).find(|w| w[0] == w[1]) {
                self.report(place, Problem::DuplicateCase(w[0]));
            }
        }
        term.each_successor(|s| {
            let catches = self.f.blocks[s].insts.first().is_some_and(|i| i.op == Op::Catch);
            if self.handlers.contains(s.index()) {
                self.report(place, Problem::JumpToHandler(s));
            } else if catches {
                self.report(Place::Inst(s, 0), Problem::MisplacedCatch);
            }
        });
    }

    // --- the function as a whole -------------------------------------------------------------------

    fn entry(&mut self) {
        let entry = self.f.entry;
        for (b, data) in self.f.blocks.iter() {
            let mut leads = data.handler == Some(entry);
            data.term.each_successor(|s| leads |= s == entry);
            if leads {
                self.report(Place::Block(entry), Problem::EntryPredecessor(b));
                return;
            }
        }
    }

    /// A guard's result is assigned on one edge.
    fn guards(&mut self) {
        let mut edges = vec![0; self.f.blocks.len()];
        let mut definitions = vec![0; self.f.vregs.len()];
        let mut guards = Vec::new();
        for (b, data) in self.f.blocks.iter() {
            data.term.each_successor(|s| edges[s.index()] += 1);
            // After a suspension it is loaded again, for those who read it where the guard has held.
            let insts = data.insts.iter().filter(|i| !matches!(i.op, Op::LoadFrame(_))).filter_map(|i| i.dst);
            insts.chain(data.term.def()).for_each(|v| definitions[v.index()] += 1);
            if let Terminator::Guard { dst, ok, .. } = data.term {
                guards.push((b, dst, ok));
            }
        }
        for (b, dst, ok) in guards {
            self.check(edges[ok.index()] == 1, Place::Term(b), || Problem::GuardNotAlone(ok));
            if let Some(dst) = dst {
                self.check(definitions[dst.index()] == 1, Place::Term(b), || Problem::GuardedTwice(dst));
            }
        }
    }

    fn generator(&mut self) {
        let f = self.f;
        match (f.kind, &f.frame) {
            (FunctionKind::Resume(of), Some(frame)) => {
                let suspends = self.program.functions[of].kind.may_suspend();
                self.check(suspends, Place::Head, || Problem::NotAGenerator(of));
                let (states, locs) = (frame.live.len(), frame.locs.len());
                self.check(states == locs, Place::Head, || Problem::FrameLocs { states, locs });
                for (state, live) in frame.live.iter() {
                    for slot in live {
                        let boxed = frame.slots[*slot] == Type::Value;
                        self.check(boxed, Place::Head, || Problem::UnboxedLiveSlot { state, slot: *slot });
                    }
                }
            }
            (FunctionKind::Resume(_), None) => self.report(Place::Head, Problem::MissingFrame),
            (_, Some(_)) => self.report(Place::Head, Problem::UnexpectedFrame),
            (_, None) => {}
        }
        let mut makers = Vec::new();
        let mut initial = Vec::new();
        for (b, data) in f.blocks.iter() {
            for (i, inst) in data.insts.iter().enumerate() {
                if matches!(inst.op, Op::NewGenerator(_)) {
                    makers.push(Place::Inst(b, i));
                }
            }
            if matches!(data.term, Terminator::InitialYield { .. }) {
                initial.push(Place::Term(b));
            }
        }
        let is_generator = f.kind.is_generator();
        self.lowered = f.kind.may_suspend() && !makers.is_empty();
        for (b, data) in f.blocks.iter().filter(|(_, d)| d.term.is_suspension()) {
            let (here, what) = match data.term {
                Terminator::InitialYield { .. } => (is_generator, "initial_yield"),
                Terminator::Delegate { .. } => (SuspendKind::Delegate.stands_in(f.kind), "delegate"),
                Terminator::Yield { kind, .. } => (kind.stands_in(f.kind), kind.word()),
                _ => continue,
            };
            self.check(here, Place::Term(b), || Problem::NotInGenerator(what));
            self.check(!self.lowered, Place::Term(b), || Problem::SuspensionAfterLowering);
        }
        if f.kind.may_suspend() && !self.lowered {
            self.steps();
        }
        if is_generator {
            let whole = self.lowered || !initial.is_empty();
            self.check(whole, Place::Head, || Problem::NoInitialYield);
            initial.iter().skip(1).for_each(|p| self.report(*p, Problem::Twice("initial_yield")));
            makers.iter().skip(1).for_each(|p| self.report(*p, Problem::Twice("new_generator")));
        }
    }

    /// What `async_iter_next` gives is for the next `await` alone.
    fn steps(&mut self) {
        for (b, data) in self.f.blocks.iter() {
            for (i, inst) in data.insts.iter().enumerate().filter(|(_, inst)| inst.op == Op::AsyncIterNext) {
                let awaited = match data.term {
                    Terminator::Yield { kind: SuspendKind::Await, value, .. } => Some(value),
                    _ => None,
                };
                // A module notes where it waits.
                let notes = |inst: &Inst| matches!(inst.op, Op::Const(_) | Op::StoreGlobal(_));
                let at_once = inst.dst == awaited && data.insts[i + 1..].iter().all(notes);
                self.check(at_once, Place::Inst(b, i), || Problem::StepNotAwaited);
            }
        }
    }
}

fn no_such(entity: &impl Display) -> Problem {
    Problem::NoSuchEntity(entity.to_string())
}
