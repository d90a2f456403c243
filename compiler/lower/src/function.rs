//! Lowers one MIR function to one LIR function: the state shared by the themes, blocks,
//! terminators and polls. `prologue.rs` makes the entry, `insts.rs` the instructions.
//!
//! Frame on the root stack, from `sp`: the frame marker, the root slots, the object under
//! construction where the function may construct. From `sp_out` on everything is free: outgoing
//! calls put callee, `this` and arguments there, and the runtime takes it as the stack's top.
//!
//! The upper half of the frame marker is stored once, at entry; the lower half, which holds the
//! location, before whatever may throw or call where it differs from the last one of the block.

use crate::builder::FnBuilder;
use crate::cause::Cause;
use crate::dispatch::Dispatch;
use crate::facts::{Facts, Kinds, compute_facts};
use crate::frame::{
    Polls, RootMap, checked_callees, compute_polls, compute_roots, hoist_prologue, is_leaf, next_callees,
};
use crate::inlining::InlineBlocks;
use crate::late_roots::{Frame, write_roots_late};
use crate::module::{ModuleCx, lir_loc};
use crate::sites::{SharedCaches, Sites};
use crate::thread::thread_flags;
use cranelift_entity::SecondaryMap;
use std::collections::{BTreeMap, BTreeSet};
use yarrow_abi::functions::{RtFn, Ty};
use yarrow_abi::kinds::{Condition, Kind};
use yarrow_abi::layout::{CALL_HEADER, CONTEXT_EXCEPTION, CONTEXT_GC_PENDING, CONTEXT_INSTANCES, FastBuiltin};
use yarrow_abi::value::{EXCEPTION, FRAME_MARKER_TAG, UNDEFINED};
use yarrow_analysis::{Liveness, blocks_in_cycles, compute_liveness, fast_callees};
use yarrow_lir::{self as lir, BinOp, Frequency, Func, Hint, IntCc, MemType, Region, UnOp};
use yarrow_mir::{self as mir, Block, FuncId, Function, FunctionKind, GuardOp, Loc, Op, Terminator, Type};

/// How a function is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The JavaScript calling convention: everything on the root stack.
    Generic,
    /// Parameters in registers; never constructs.
    Direct,
    /// `(ctx, sp, generator, mode, value)`.
    Resume,
}

/// Locations that fit the lower half of a frame marker; others show as unknown.
const MARKER_LOCATIONS: u32 = 1 << 24;

/// Words that a runtime function may use above the outgoing area before it checks the stack.
const STACK_SLACK: usize = 16;

/// What a function on no cycle of calls may have without asking for it: bytes of the root stack, and
/// instructions of MIR for the native one. The reserves behind the limits are far larger.
const LEAF_NEED: u64 = 1024;
const LEAF_INSTS: usize = 256;

/// One function being lowered.
pub struct Lowering<'a, 'p> {
    pub cx: &'a mut ModuleCx<'p>,
    pub id: FuncId,
    pub mir: &'a Function,
    pub b: FnBuilder,
    pub form: Form,
    pub facts: Facts,
    pub roots: RootMap,
    pub polls: Polls,
    /// Callees that may be the generators' `next`.
    pub next_callees: BTreeSet<mir::VReg>,
    pub sites: Sites,
    pub shared: SharedCaches,
    /// The cache of the next instruction, where a guard has the same.
    pub shared_cache: Option<i32>,
    /// Callees that may be functions done inline.
    pub fast_callees: BTreeMap<mir::VReg, FastBuiltin>,
    /// Those of them that are nothing else, as far as the program tells: their calls go through the runtime otherwise, so that the
    /// function need not poll and check the stacks for them.
    pub checked_callees: BTreeSet<mir::VReg>,
    /// Do operations of the current block have fast paths?
    pub inline: bool,
    inline_blocks: InlineBlocks,
    in_cycle: SecondaryMap<Block, bool>,
    /// Are further entries of caches looked at inline? In loops: elsewhere their code outweighs what they save.
    pub looks_further: bool,
    /// Instructions at the front of the entry block that read what the function was entered with.
    pub prologue: usize,
    pub has_frame: bool,
    /// See [`is_leaf`].
    pub is_leaf: bool,
    pub ctx: lir::VReg,
    pub sp: lir::VReg,
    /// First word of the root stack behind the frame.
    pub sp_out: lir::VReg,
    /// The object under construction, 0 if the call is none, of a function that may construct.
    pub constructed: Option<lir::VReg>,
    /// The completion value of a `yield*` over a generator that was resumed directly, or 0.
    pub completion: Option<lir::VReg>,
    /// The flag of how deep a generator delegates that is about to be suspended in a `yield*`.
    pub depth: Option<lir::VReg>,
    /// Whether the last `call_next` gave a yielded value.
    pub yielded: Option<lir::VReg>,
    /// Boxed vregs that hold a number just converted from an f64, which is in the other vreg.
    pub unboxed: BTreeMap<lir::VReg, lir::VReg>,
    order: Vec<Block>,
    regs: SecondaryMap<mir::VReg, Option<lir::VReg>>,
    blocks: SecondaryMap<Block, Option<lir::Block>>,
    /// Where exceptions of the current block go, if not out of the function.
    handler: Option<lir::Block>,
    exit: Option<lir::Block>,
    loc: Loc,
    /// Of the calls that are emitted now.
    pub cause: Cause,
    /// Location that the frame marker holds here, if known.
    pub marker: Option<u32>,
    /// The same at the beginning of blocks that only a guard leads to, which comes before them.
    guarded_markers: SecondaryMap<Block, Option<u32>>,
    instance: Option<lir::VReg>,
    index: Option<lir::VReg>,
}

/// Where the paths of one instruction meet, with the result's vreg.
pub struct Join {
    pub result: lir::VReg,
    block: lir::Block,
    /// Marker where the paths part.
    start: Option<u32>,
    /// Marker where they meet: `None` before the first path, `Some(None)` if unknown.
    meet: Option<Option<u32>>,
}

/// Lowers the body of `id` into the declared function `target`.
pub fn lower_function(cx: &mut ModuleCx<'_>, id: FuncId, form: Form, target: Func) {
    let mut f = cx.program.functions[id].clone();
    for (b, data) in f.blocks.iter() {
        assert!(
            !data.term.is_suspension(),
            "{b} of {} still ends in {:?}: generators must be lowered first",
            f.name,
            data.term
        );
    }
    let prologue = hoist_prologue(&mut f);
    let live: Liveness = compute_liveness(&f);
    let facts = compute_facts(&f);
    let fast_callees = fast_callees(&f, &cx.strings);
    let checked_callees = checked_callees(&f, &fast_callees, &cx.own_methods);
    let is_leaf = is_leaf(&f, live.order(), &checked_callees);
    let polls = compute_polls(&f, live.order(), is_leaf);
    let next_callees = next_callees(&f, &cx.strings);
    let sites = Sites::compute(&f);
    let shared = SharedCaches::compute(&f, || cx.new_ic());
    let inline_blocks = cx.inlining.blocks(id, &f);
    let in_cycle = blocks_in_cycles(&f);
    let roots = compute_roots(&f, &live, &facts, &polls, &next_callees);
    let order = live.order().blocks.clone();
    let declared = &cx.module.functions[target];
    let mut function = lir::Function::new(declared.name.clone(), declared.linkage, declared.result);
    function.loc = declared.loc;
    if inline_blocks.run_once() {
        function.frequency = Frequency::Once;
    }
    let ctx = function.new_param(lir::Type::I64);
    let sp = function.new_param(lir::Type::I64);
    let may_throw = order.iter().flat_map(|b| &f.blocks[*b].insts).any(|i| {
        let e = i.effects(&f);
        e.throws || e.calls_js
    });
    let constructs = form == Form::Generic && matches!(f.kind, FunctionKind::Normal | FunctionKind::ClassBase);
    let mut b = FnBuilder::new(function);
    let sp_out = b.vreg(lir::Type::I64);
    let mut lowering = Lowering {
        cx,
        id,
        mir: &f,
        b,
        form,
        facts,
        roots,
        polls,
        next_callees,
        fast_callees,
        checked_callees,
        sites,
        shared,
        shared_cache: None,
        is_leaf,
        inline: false,
        inline_blocks,
        in_cycle,
        looks_further: false,
        prologue,
        has_frame: may_throw || constructs,
        ctx,
        sp,
        sp_out,
        constructed: None,
        completion: None,
        depth: None,
        yielded: None,
        unboxed: BTreeMap::new(),
        order,
        regs: SecondaryMap::new(),
        blocks: SecondaryMap::new(),
        handler: None,
        exit: None,
        loc: Loc::default(),
        cause: Cause::Terminator,
        marker: None,
        guarded_markers: SecondaryMap::new(),
        instance: None,
        index: None,
    };
    lowering.lower();
    let frame = lowering.frame();
    let mut function = lowering.b.finish();
    thread_flags(&mut function);
    if let Some(frame) = frame.filter(|_| function.frequency == Frequency::Often) {
        write_roots_late(&mut function, frame);
    }
    cx.module.functions[target] = function;
}

impl Lowering<'_, '_> {
    fn lower(&mut self) {
        let setup = self.b.current();
        let start = self.b.new_block();
        for b in self.order.clone() {
            self.blocks[b] = Some(self.b.new_block());
        }
        self.b.switch_to(start);
        self.set_loc(self.mir.loc);
        self.emit_prologue();
        let after_prologue = self.marker;
        let entry = self.block(self.mir.entry);
        self.b.jump(entry);
        for b in self.order.clone() {
            let data = &self.mir.blocks[b];
            self.b.switch_to(self.blocks[b].expect("made above"));
            self.unboxed.clear();
            self.inline = self.inline_blocks.contains(b);
            self.looks_further = self.in_cycle[b];
            self.handler = data.handler.and_then(|h| self.blocks[h]);
            self.marker = if b == self.mir.entry { after_prologue } else { self.guarded_markers[b] };
            let skip = if b == self.mir.entry { self.prologue } else { 0 };
            let mir = self.mir;
            self.shared_cache = self.shared.of_block(b);
            for inst in &mir.blocks[b].insts[skip..] {
                self.set_loc(inst.loc);
                self.cause = Cause::inst(inst, mir);
                self.lower_inst(inst);
                self.shared_cache = None;
                self.track_unboxed(inst);
                if inst.op == Op::Catch && self.polls.handlers.contains(&b) {
                    self.poll();
                }
            }
            self.set_loc(data.term_loc);
            self.cause = Cause::Terminator;
            self.lower_terminator(b);
        }
        if let Some(exit) = self.exit {
            self.b.switch_to(exit);
            let e = self.b.word(EXCEPTION);
            self.b.terminate(lir::Terminator::Return(Some(e)));
        }
        self.b.switch_to(setup);
        self.b.set_loc(lir_loc(self.mir.loc));
        self.emit_setup();
        self.b.jump(start);
    }

    /// Keeps `unboxed` true behind `inst`.
    fn track_unboxed(&mut self, inst: &mir::Inst) {
        let Some(dst) = inst.dst else { return };
        let r = self.reg(dst);
        self.unboxed.retain(|boxed, source| *boxed != r && *source != r);
        if matches!(inst.op, Op::Convert | Op::BoxDouble)
            && self.mir.ty(inst.args[0]) == Type::F64
            && self.mir.ty(dst) == Type::Value
        {
            let source = self.reg(inst.args[0]);
            self.unboxed.insert(r, source);
        }
    }

    /// Loads what the body turned out to need for its whole run.
    fn emit_setup(&mut self) {
        if self.instance.is_some() {
            self.module_index();
        }
        if let Some(index) = self.index {
            let cell = self.b.data_addr(self.cx.index);
            let loaded = self.b.load(MemType::I32, Region::Invariant, cell, 0);
            let wide = self.b.un(UnOp::Zext, loaded);
            self.b.copy_to(index, wide);
        }
        if let (Some(instance), Some(index)) = (self.instance, self.index) {
            let table = self.b.load(MemType::I64, Region::Invariant, self.ctx, CONTEXT_INSTANCES);
            let scaled = self.b.bin_imm(BinOp::Shl, index, 3);
            let at = self.b.bin(BinOp::Add, table, scaled);
            let loaded = self.b.load(MemType::I64, Region::Invariant, at, 0);
            self.b.copy_to(instance, loaded);
        }
    }

    fn set_loc(&mut self, loc: Loc) {
        self.loc = loc;
        self.b.set_loc(lir_loc(loc));
    }

    fn block(&self, b: Block) -> lir::Block {
        self.blocks[b].unwrap_or_else(|| panic!("{b} of {} is unreachable but jumped to", self.mir.name))
    }

    // --- vregs ----------------------------------------------------------------------------------

    /// The LIR vreg of a MIR vreg.
    pub fn reg(&mut self, v: mir::VReg) -> lir::VReg {
        if let Some(r) = self.regs[v] {
            return r;
        }
        let ty = match self.mir.ty(v) {
            Type::Value => lir::Type::I64,
            Type::I32 | Type::Bool => lir::Type::I32,
            Type::F64 => lir::Type::F64,
        };
        let r = self.b.vreg(ty);
        self.regs[v] = Some(r);
        r
    }

    /// Defines `dst` and its root slot. The types agree.
    pub fn set(&mut self, dst: mir::VReg, v: lir::VReg) {
        let r = self.reg(dst);
        assert_eq!(self.b.ty(r), self.b.ty(v), "definition of {dst} in {}", self.mir.name);
        self.b.copy_to(r, v);
        self.store_root(dst);
    }

    /// Writes the root slot of `v`, if it has one.
    pub fn store_root(&mut self, v: mir::VReg) {
        if let Some(slot) = self.roots.slot(v) {
            let r = self.reg(v);
            self.b.store(MemType::I64, Region::Roots, self.sp, root_offset(slot), r);
        }
    }

    /// Kinds that `v` may hold, if it is boxed.
    pub fn kinds(&self, v: mir::VReg) -> Kinds {
        match self.mir.ty(v) {
            Type::Value => self.facts.of(v),
            Type::I32 => Kinds::INT,
            Type::F64 => Kinds::NUMBER,
            Type::Bool => Kinds::BOOL,
        }
    }

    // --- the frame ------------------------------------------------------------------------------

    /// May a construct call come in, for which this function makes the object?
    pub fn constructs(&self) -> bool {
        self.form == Form::Generic && matches!(self.mir.kind, FunctionKind::Normal | FunctionKind::ClassBase)
    }

    /// Offset from `sp` of the root slot of the object under construction.
    pub fn construct_slot(&self) -> i32 {
        root_offset(self.roots.count)
    }

    /// Words of the frame.
    pub fn frame_words(&self) -> usize {
        if self.has_frame { 1 + self.roots.count as usize + usize::from(self.constructs()) } else { 0 }
    }

    /// The frame, if the function has one.
    fn frame(&self) -> Option<Frame> {
        let slots = u32::try_from(self.frame_words()).expect("few slots").checked_sub(1)?;
        Some(Frame { sp: self.sp, sp_out: self.sp_out, slots, index: self.cx.index })
    }

    /// Bytes above `sp` that must be free at entry.
    pub fn stack_need(&self) -> u64 {
        let outgoing = self
            .order
            .iter()
            .flat_map(|b| &self.mir.blocks[*b].insts)
            .map(|i| match i.op {
                Op::Call(_) | Op::CallNext(_) | Op::Construct(_) | Op::DirectEval(..) => i.args.len(),
                _ => 0,
            })
            .max()
            .unwrap_or(0);
        8 * (self.frame_words() + CALL_HEADER + outgoing + STACK_SLACK) as u64
    }

    /// Has the caller seen to it that this function finds room on the stacks?
    pub fn fits_reserve(&self) -> bool {
        let count = || self.order.iter().map(|b| self.mir.blocks[*b].insts.len()).sum::<usize>();
        self.is_leaf && self.stack_need() <= LEAF_NEED && count() <= LEAF_INSTS
    }

    /// The current location as an index, `None` where there is none.
    fn location(&mut self) -> Option<u32> {
        if self.loc.line == 0 {
            return None;
        }
        let loc = self.cx.location(self.loc, self.id);
        Some(if loc < MARKER_LOCATIONS { loc } else { 0 })
    }

    /// The whole frame marker, at entry.
    pub fn store_whole_marker(&mut self) {
        let loc = self.location().unwrap_or(0);
        let index = self.module_index();
        let high = self.b.bin_imm(BinOp::Shl, index, 40);
        let marker = self.b.bin_imm(BinOp::Or, high, u64::from(loc) << 8 | FRAME_MARKER_TAG);
        self.b.store(MemType::I64, Region::Roots, self.sp, 0, marker);
        self.marker = Some(loc);
    }

    /// Puts the current location into the frame marker, if it is not there.
    pub fn mark(&mut self) {
        assert!(self.has_frame, "{} has no frame", self.mir.name);
        let Some(loc) = self.location() else { return };
        if self.marker != Some(loc) {
            let low = self.b.i32((loc << 8 | FRAME_MARKER_TAG as u32).cast_signed());
            self.b.store(MemType::I32, Region::Roots, self.sp, 0, low);
            self.marker = Some(loc);
        }
    }

    /// Asks whether to collect: continues where not; returns the block for the other case.
    pub fn poll_branch(&mut self) -> lir::Block {
        let pending = self.b.load(MemType::I32, Region::Context, self.ctx, CONTEXT_GC_PENDING);
        let collect = self.b.new_block();
        self.b.leave_if(pending, collect);
        collect
    }

    /// Collects if asked to.
    pub fn poll(&mut self) {
        let collect = self.poll_branch();
        let next = self.b.current();
        self.b.switch_to(collect);
        self.b.call_rt(Cause::Poll, RtFn::rt_gc_poll, &[self.ctx, self.sp_out]);
        self.b.jump(next);
        self.b.switch_to(next);
    }

    // --- the module instance --------------------------------------------------------------------

    pub fn module_index(&mut self) -> lir::VReg {
        *self.index.get_or_insert_with(|| self.b.vreg(lir::Type::I64))
    }

    pub fn instance(&mut self) -> lir::VReg {
        *self.instance.get_or_insert_with(|| self.b.vreg(lir::Type::I64))
    }

    /// A string constant.
    pub fn string(&mut self, s: mir::StrId) -> lir::VReg {
        let instance = self.instance();
        let at = self.cx.string_offset(s);
        self.b.load(MemType::I64, Region::Invariant, instance, at)
    }

    /// Address of the module's strings.
    pub fn strings(&mut self) -> lir::VReg {
        let at = self.cx.strings_offset();
        self.instance_addr(at)
    }

    /// Address of a byte of the module instance.
    pub fn instance_addr(&mut self, offset: i32) -> lir::VReg {
        let instance = self.instance();
        self.b.bin_imm(BinOp::Add, instance, i64::from(offset).cast_unsigned())
    }

    // --- exceptions and runtime calls -----------------------------------------------------------

    /// Where control goes with a pending exception.
    pub fn fail_block(&mut self) -> lir::Block {
        match (self.handler, self.exit) {
            (Some(h), _) => h,
            (None, Some(e)) => e,
            (None, None) => {
                let e = self.b.new_block();
                self.exit = Some(e);
                e
            }
        }
    }

    /// Leaves if `v` says that the call threw.
    pub fn check_value(&mut self, v: lir::VReg) {
        let threw = self.b.icmp_imm(IntCc::Eq, v, EXCEPTION);
        let fail = self.fail_block();
        self.b.leave_if(threw, fail);
    }

    /// Calls a runtime function (context and stack top are added) and leaves if it threw.
    pub fn rt(&mut self, func: RtFn, args: &[lir::VReg]) -> Option<lir::VReg> {
        let mut all = Vec::with_capacity(args.len() + 2);
        if func.params().first() == Some(&Ty::Ctx) {
            all.push(self.ctx);
        }
        if func.params().get(1) == Some(&Ty::Sp) {
            self.mark();
            all.push(self.sp_out);
        }
        all.extend_from_slice(args);
        let result = self.b.call_rt(self.cause, func, &all);
        if func.effects().throws {
            match (func.result(), result) {
                (Ty::Value, Some(v)) => self.check_value(v),
                (Ty::Condition, Some(v)) => {
                    let threw = self.b.icmp_imm(IntCc::Eq, v, Condition::Threw.number().into());
                    let fail = self.fail_block();
                    self.b.leave_if(threw, fail);
                }
                (ty, _) => panic!("{} throws but answers {ty:?}", func.name()),
            }
        }
        result
    }

    /// A runtime function that has a result.
    pub fn rt_value(&mut self, func: RtFn, args: &[lir::VReg]) -> lir::VReg {
        self.rt(func, args).unwrap_or_else(|| panic!("{} has no result", func.name()))
    }

    /// Calls a runtime function that always throws; what follows is unreachable.
    pub fn throw_rt(&mut self, func: RtFn, args: &[lir::VReg]) {
        let mut all = vec![self.ctx, self.sp_out];
        all.extend_from_slice(args);
        self.mark();
        self.b.call_rt(self.cause, func, &all);
        let fail = self.fail_block();
        self.b.jump(fail);
    }

    // --- joins ----------------------------------------------------------------------------------

    /// The paths of an instruction part here.
    pub fn join(&mut self, ty: lir::Type) -> Join {
        Join { result: self.b.vreg(ty), block: self.b.new_block(), start: self.marker, meet: None }
    }

    /// Begins another path of the instruction.
    pub fn enter(&mut self, block: lir::Block, join: &Join) {
        self.b.switch_to(block);
        self.marker = join.start;
    }

    /// Ends a path with its result.
    pub fn arrive(&mut self, join: &mut Join, v: lir::VReg) {
        self.b.copy_to(join.result, v);
        join.meet = match join.meet {
            None => Some(self.marker),
            Some(m) => Some(m.filter(|_| m == self.marker)),
        };
        self.b.jump(join.block);
    }

    /// Continues where the paths meet.
    pub fn close(&mut self, join: Join) -> lir::VReg {
        self.b.switch_to(join.block);
        self.marker = join.meet.flatten();
        join.result
    }

    // --- terminators ----------------------------------------------------------------------------

    fn lower_terminator(&mut self, b: Block) {
        let mir = self.mir;
        match &mir.blocks[b].term {
            Terminator::Jump(to) => {
                if self.polls.edges.contains(&(b, *to)) {
                    self.poll();
                }
                let to = self.block(*to);
                self.b.jump(to);
            }
            Terminator::Branch { cond, then, other } => {
                let cond = self.reg(*cond);
                let then = self.edge(b, *then);
                let other = self.edge(b, *other);
                self.b.branch(cond, then, other, Hint::None);
            }
            Terminator::Switch { on, cases, default } => {
                let on = self.reg(*on);
                let cases = cases.iter().map(|(k, to)| (*k, self.edge(b, *to))).collect();
                let default = self.edge(b, *default);
                // The switch over the state is the one that a resume function begins with.
                let is_dispatcher = self.form == Form::Resume && b == mir.entry;
                let how = if is_dispatcher { self.cx.dispatch } else { Dispatch::Switch };
                self.b.terminate(how.terminator(on, cases, default));
            }
            Terminator::Guard { op, args, dst, ok, exit } => {
                let exit = self.edge(b, *exit);
                let exit = if *op == GuardOp::Below { exit } else { self.counted_exit(b, exit) };
                let cache = self.shared.of_guard(b);
                self.lower_guard(*op, args, *dst, exit, cache);
                self.guarded_markers[*ok] = self.marker;
                let ok = self.block(*ok);
                self.b.jump(ok);
            }
            Terminator::Return(v) => self.lower_return(*v),
            Terminator::Throw(v) => {
                let v = self.reg(*v);
                self.b.store(MemType::I64, Region::Context, self.ctx, CONTEXT_EXCEPTION, v);
                let fail = self.fail_block();
                self.b.jump(fail);
            }
            Terminator::Unreachable => self.b.terminate(lir::Terminator::Unreachable),
            Terminator::InitialYield { .. } | Terminator::Yield { .. } | Terminator::Delegate { .. } => {
                panic!("{b} of {} suspends: generators must be lowered first", mir.name)
            }
        }
    }

    /// The block to branch to for the edge `from` → `to`: one that polls, where the edge does.
    fn edge(&mut self, from: Block, to: Block) -> lir::Block {
        let target = self.block(to);
        if !self.polls.edges.contains(&(from, to)) {
            return target;
        }
        let here = self.b.current();
        let edge = self.b.new_block();
        self.b.switch_to(edge);
        self.poll();
        self.b.jump(target);
        self.b.switch_to(here);
        edge
    }

    fn lower_return(&mut self, v: mir::VReg) {
        let kinds = self.kinds(v);
        let v = self.reg(v);
        if let Some(object) = self.constructed {
            if self.mir.kind == FunctionKind::ClassBase {
                let result = self.object_or(v, kinds, object);
                self.b.terminate(lir::Terminator::Return(Some(result)));
                return;
            }
            let construct = self.b.new_block();
            let plain = self.b.new_block();
            let constructing = self.b.icmp_imm(IntCc::Ne, object, 0);
            self.b.branch(constructing, construct, plain, Hint::None);
            self.b.switch_to(construct);
            let result = self.object_or(v, kinds, object);
            self.b.terminate(lir::Terminator::Return(Some(result)));
            self.b.switch_to(plain);
        }
        self.b.terminate(lir::Terminator::Return(Some(v)));
    }

    /// `v` if it is an object, else `other`.
    pub fn object_or(&mut self, v: lir::VReg, kinds: Kinds, other: lir::VReg) -> lir::VReg {
        if !kinds.intersects(Kinds::OBJECT) {
            return other;
        }
        let mut join = self.join(lir::Type::I64);
        let primitive = self.b.new_block();
        self.leave_unless_object(v, kinds, primitive);
        self.arrive(&mut join, v);
        self.enter(primitive, &join);
        self.arrive(&mut join, other);
        self.close(join)
    }

    /// Takes the pending exception.
    pub fn take_exception(&mut self) -> lir::VReg {
        let v = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_EXCEPTION);
        let undefined = self.b.word(UNDEFINED);
        self.b.store(MemType::I64, Region::Context, self.ctx, CONTEXT_EXCEPTION, undefined);
        v
    }
}

/// Offset from `sp` of a root slot.
///
/// # Panics
/// If the frame is larger than 2 GiB.
#[must_use]
pub fn root_offset(slot: u32) -> i32 {
    i32::try_from(8 * (u64::from(slot) + 1)).expect("frame below 2 GiB")
}
