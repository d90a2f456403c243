//! An interpreter for the part of MIR that the random functions use, before and after lowering.
//!
//! `add` on values throws for some operands, so that handlers are entered; `yield*` steps an inner
//! iterator whose answers are a hash of how often it was stepped and what it was sent.

use cranelift_entity::EntityRef;
use std::mem;
use yarrow_abi::kinds::{Kind, ResumeMode};
use yarrow_mir::{Block, Const, FuncId, Function, GuardOp, Inst, Op, Program, State, SuspendKind, Terminator, VReg};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Not assigned, or gone.
    Poison,
    Undefined,
    Int(i32),
    Bool(bool),
    Generator,
    /// The "iteration over" answer.
    Over,
    Promise,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    Created,
    Stored(Value),
    Yielded(SuspendKind, Value),
    Returned(Value),
    Threw(Value),
    /// Gave up on it.
    Endless,
}

/// Stores of one resumption before it counts as endless.
const PATIENCE: usize = 120;

enum Exit {
    Returned(Value),
    Threw(Value),
    Suspended(Block, Value),
    Endless,
}

enum Next {
    To(Block),
    Throw(Value),
    Exit(Exit),
}

enum InnerAnswer {
    Value(Value),
    Over(Value),
    Threw(Value),
}

/// The generator object or coroutine of a lowered function.
struct Object {
    state: u32,
    kind: SuspendKind,
    running: bool,
    done: bool,
    slots: Vec<Value>,
}

/// What both have: registers, and the world outside.
struct Machine {
    regs: Vec<Value>,
    pending: Option<Value>,
    events: Vec<Event>,
    seed: u64,
    inner_steps: u64,
    completion: Value,
    object: Option<Object>,
    resumed_by: (ResumeMode, Value),
    /// What became of an async function in its ramp.
    settled: Option<Event>,
}

impl Machine {
    fn new(seed: u64) -> Self {
        Machine {
            regs: Vec::new(),
            pending: None,
            events: Vec::new(),
            seed,
            inner_steps: 0,
            completion: Value::Poison,
            object: None,
            resumed_by: (ResumeMode::Next, Value::Undefined),
            settled: None,
        }
    }

    fn clear(&mut self, f: &Function) {
        self.regs = vec![Value::Poison; f.vregs.len()];
        self.pending = None;
    }

    fn get(&self, v: VReg) -> Value {
        let x = self.regs[v.index()];
        assert!(x != Value::Poison, "{v} is read but was not kept");
        x
    }

    fn int(&self, v: VReg) -> i32 {
        match self.get(v) {
            Value::Int(i) => i,
            x => panic!("{v} holds {x:?}, not a number"),
        }
    }

    fn object(&mut self) -> &mut Object {
        self.object.as_mut().expect("the generator object is made first")
    }

    fn inner_step(&mut self, iter: Value, mode: ResumeMode, received: Value) -> InnerAnswer {
        let mut hash = self.seed ^ (self.inner_steps << 8) ^ mode as u64;
        for x in [iter, received] {
            let n = if let Value::Int(i) = x { i.unsigned_abs().into() } else { 77 };
            hash = (hash ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        }
        self.inner_steps += 1;
        let x = Value::Int((hash >> 8) as i32 & 63);
        match hash % 8 {
            0 => InnerAnswer::Threw(x),
            1 | 2 => InnerAnswer::Over(x),
            _ => InnerAnswer::Value(x),
        }
    }

    /// Runs from the start of `b`.
    fn run(&mut self, f: &Function, start: Block) -> Exit {
        let patience = self.events.len() + PATIENCE;
        let mut next = Next::To(start);
        let mut at = start;
        loop {
            at = match next {
                Next::Exit(exit) => return exit,
                Next::To(b) => b,
                Next::Throw(e) => match f.blocks[at].handler {
                    None => return Exit::Threw(e),
                    Some(h) => {
                        self.pending = Some(e);
                        h
                    }
                },
            };
            if self.events.len() >= patience {
                return Exit::Endless;
            }
            next = self.block(f, at);
        }
    }

    /// Goes on from the suspension that ends `b`.
    fn run_after(&mut self, f: &Function, b: Block, next: Next) -> Exit {
        match next {
            Next::Exit(exit) => exit,
            Next::To(to) => self.run(f, to),
            Next::Throw(e) => match f.blocks[b].handler {
                None => Exit::Threw(e),
                Some(h) => {
                    self.pending = Some(e);
                    self.run(f, h)
                }
            },
        }
    }

    fn block(&mut self, f: &Function, b: Block) -> Next {
        let data = &f.blocks[b];
        for inst in &data.insts {
            match self.inst(f, inst) {
                Err(e) => return Next::Throw(e),
                Ok(x) => {
                    if let Some(d) = inst.dst {
                        self.regs[d.index()] = x.expect("an instruction with a destination has a result");
                    }
                }
            }
        }
        match &data.term {
            Terminator::Jump(to) => Next::To(*to),
            Terminator::Branch { cond, then, other } => {
                Next::To(if self.get(*cond) == Value::Bool(true) { *then } else { *other })
            }
            Terminator::Switch { on, cases, default } => {
                let n = self.int(*on);
                Next::To(cases.iter().find(|(case, _)| *case == n).map_or(*default, |(_, to)| *to))
            }
            Terminator::Guard { op, args, dst, ok, exit } => {
                let result = match (op, self.get(args[0])) {
                    (GuardOp::I32 | GuardOp::F64, x) => matches!(x, Value::Int(_)).then_some(x),
                    _ => op.on_ints(self.int(args[0]), self.int(args[1])).map(Value::Int),
                };
                Next::To(match (result, dst) {
                    (Some(x), Some(dst)) => {
                        self.regs[dst.index()] = x;
                        *ok
                    }
                    _ => *exit,
                })
            }
            Terminator::Return(v) => Next::Exit(Exit::Returned(self.get(*v))),
            Terminator::Throw(v) => Next::Throw(self.get(*v)),
            Terminator::Unreachable => panic!("{b} is reached"),
            Terminator::InitialYield { .. } => Next::Exit(Exit::Suspended(b, Value::Generator)),
            Terminator::Yield { value, .. } => Next::Exit(Exit::Suspended(b, self.get(*value))),
            Terminator::Delegate { .. } => self.delegate(f, b, ResumeMode::Next, Value::Undefined),
        }
    }

    /// One step of the `yield*` that ends `b`.
    fn delegate(&mut self, f: &Function, b: Block, mode: ResumeMode, received: Value) -> Next {
        let Terminator::Delegate { iter, result, resume, on_return } = f.blocks[b].term else {
            panic!("{b} is no yield*")
        };
        match self.inner_step(self.get(iter), mode, received) {
            InnerAnswer::Value(x) => Next::Exit(Exit::Suspended(b, x)),
            InnerAnswer::Threw(e) => Next::Throw(e),
            InnerAnswer::Over(x) => {
                self.regs[result.index()] = x;
                Next::To(if mode == ResumeMode::Return { on_return } else { resume })
            }
        }
    }

    /// The result, or what is thrown.
    fn inst(&mut self, f: &Function, inst: &Inst) -> Result<Option<Value>, Value> {
        let arg = |i: usize| inst.args[i];
        Ok(match inst.op {
            Op::Const(Const::I32(i)) => Some(Value::Int(i)),
            Op::Const(Const::Bool(b)) => Some(Value::Bool(b)),
            Op::Const(Const::Undefined) => Some(Value::Undefined),
            Op::Copy | Op::Convert => Some(self.get(arg(0))),
            Op::Add => {
                let numbers = (self.get(arg(0)), self.get(arg(1)));
                let (Value::Int(a), Value::Int(b)) = numbers else { return Err(Value::Int(-1)) };
                let sum = a.wrapping_add(b) % 64;
                if inst.effects(f).throws && sum % 4 == 0 {
                    return Err(Value::Int(sum));
                }
                Some(Value::Int(sum))
            }
            Op::Inc => Some(Value::Int((self.int(arg(0)) + 1) % 8)),
            Op::Lt => Some(Value::Bool(self.int(arg(0)) < self.int(arg(1)))),
            Op::Truthy => Some(Value::Bool(!matches!(self.get(arg(0)), Value::Int(0) | Value::Undefined))),
            Op::StoreGlobal(_) => {
                let x = self.get(arg(0));
                self.events.push(Event::Stored(x));
                None
            }
            Op::Catch => Some(self.pending.take().expect("a handler is entered by an exception")),
            Op::Callee | Op::Generator => Some(Value::Generator),
            Op::NewGenerator(_) => {
                self.object().running = false;
                Some(Value::Generator)
            }
            Op::AsyncStart => {
                let (kind, awaited) = (self.object().kind, self.get(arg(1)));
                self.settled = Some(Event::Yielded(kind, awaited));
                Some(Value::Promise)
            }
            Op::AsyncReturn => {
                self.settled = Some(Event::Returned(self.get(arg(0))));
                Some(Value::Promise)
            }
            Op::AsyncThrow => {
                self.settled = Some(Event::Threw(self.get(arg(0))));
                Some(Value::Promise)
            }
            Op::ResumeMode => Some(Value::Int(self.resumed_by.0 as i32)),
            Op::ResumeValue => Some(self.resumed_by.1),
            Op::LoadState => Some(Value::Int(self.object().state as i32)),
            Op::SetState(state, kind) => {
                let object = self.object();
                object.state = state.as_u32();
                object.kind = kind;
                object.running = false;
                None
            }
            Op::SetRunning => {
                self.object().running = true;
                None
            }
            Op::SetDone => {
                let object = self.object();
                assert!(object.running, "a generator finishes while it runs");
                object.running = false;
                object.done = true;
                None
            }
            Op::LoadFrame(slot) => {
                let x = self.object().slots[slot.index()];
                assert!(x != Value::Poison, "{slot} is loaded but was not stored");
                Some(x)
            }
            Op::StoreFrame(slot) => {
                let x = self.get(arg(1));
                self.object().slots[slot.index()] = x;
                None
            }
            Op::DelegateStep => {
                let mode = self.int(arg(1));
                let mode =
                    ResumeMode::from_u32(mode.cast_unsigned()).unwrap_or_else(|| panic!("{mode} is no resume mode"));
                match self.inner_step(self.get(arg(0)), mode, self.get(arg(2))) {
                    InnerAnswer::Value(x) => Some(x),
                    InnerAnswer::Threw(e) => return Err(e),
                    InnerAnswer::Over(x) => {
                        self.completion = x;
                        Some(Value::Over)
                    }
                }
            }
            Op::IsDone => Some(Value::Bool(self.get(arg(0)) == Value::Over)),
            Op::DelegateResult => Some(mem::replace(&mut self.completion, Value::Poison)),
            op => panic!("{op:?} is outside of what is interpreted"),
        })
    }
}

/// A generator function as it is.
pub struct Source<'p> {
    f: &'p Function,
    machine: Machine,
    suspended: Option<Block>,
}

impl<'p> Source<'p> {
    pub fn new(f: &'p Function, seed: u64) -> Self {
        Source { f, machine: Machine::new(seed), suspended: None }
    }

    /// May it be resumed by a return?
    pub fn takes_return(&self) -> bool {
        let block = self.suspended.map(|b| &self.f.blocks[b].term);
        !matches!(block, Some(Terminator::Yield { on_return: None, .. }))
    }

    pub fn is_suspended(&self) -> bool {
        self.suspended.is_some()
    }

    pub fn create(&mut self) -> Vec<Event> {
        self.machine.clear(self.f);
        let exit = self.machine.run(self.f, self.f.entry);
        self.events(exit)
    }

    pub fn resume(&mut self, mode: ResumeMode, sent: i32) -> Vec<Event> {
        let at = self.suspended.take().expect("it is suspended");
        let sent = Value::Int(sent);
        let next = match self.f.blocks[at].term {
            Terminator::InitialYield { resume } => Next::To(resume),
            Terminator::Delegate { .. } => self.machine.delegate(self.f, at, mode, sent),
            Terminator::Yield { result, resume, on_throw, on_return, .. } => {
                let to = match mode {
                    ResumeMode::Next => Some(resume),
                    ResumeMode::Throw => on_throw,
                    ResumeMode::Return => Some(on_return.expect("a suspension that takes a return")),
                };
                match to {
                    None => Next::Throw(sent),
                    Some(to) => {
                        self.machine.regs[result.index()] = sent;
                        Next::To(to)
                    }
                }
            }
            _ => panic!("{at} is no suspension"),
        };
        let exit = self.machine.run_after(self.f, at, next);
        self.events(exit)
    }

    fn events(&mut self, exit: Exit) -> Vec<Event> {
        let last = match exit {
            Exit::Returned(x) => Event::Returned(x),
            Exit::Threw(x) => Event::Threw(x),
            Exit::Endless => Event::Endless,
            Exit::Suspended(b, x) => {
                self.suspended = Some(b);
                match self.f.blocks[b].term {
                    Terminator::Yield { kind, .. } => Event::Yielded(kind, x),
                    Terminator::Delegate { .. } => Event::Yielded(SuspendKind::Delegate, x),
                    _ => Event::Created,
                }
            }
        };
        self.machine.events.push(last);
        mem::take(&mut self.machine.events)
    }
}

/// A ramp with its resume function, which an async function that never waits does not have.
pub struct Lowered<'p> {
    ramp: &'p Function,
    resume: Option<&'p Function>,
    decision: Option<&'p yarrow_generator::Lowered>,
    machine: Machine,
}

impl<'p> Lowered<'p> {
    pub fn new(program: &'p Program, ramp: FuncId, decision: Option<&'p yarrow_generator::Lowered>, seed: u64) -> Self {
        let mut machine = Machine::new(seed);
        machine.object = Some(Object {
            state: 0,
            kind: SuspendKind::Yield,
            running: true,
            done: false,
            slots: vec![Value::Poison; decision.map_or(0, |d| d.layout.slots.len())],
        });
        let resume = decision.map(|d| &program.functions[d.resume]);
        Lowered { ramp: &program.functions[ramp], resume, decision, machine }
    }

    pub fn create(&mut self) -> Vec<Event> {
        self.machine.clear(self.ramp);
        let last = match self.machine.run(self.ramp, self.ramp.entry) {
            Exit::Returned(Value::Generator) => {
                self.forget_dead_slots();
                Event::Created
            }
            Exit::Returned(Value::Promise) => {
                let event = self.machine.settled.take().expect("a promise is that of the result");
                if let Event::Yielded(..) = event {
                    self.forget_dead_slots();
                }
                event
            }
            Exit::Returned(x) => Event::Returned(x),
            Exit::Threw(x) => Event::Threw(x),
            Exit::Endless => Event::Endless,
            Exit::Suspended(b, _) => panic!("{b} suspends in a ramp"),
        };
        self.finish(last)
    }

    pub fn resume(&mut self, mode: ResumeMode, sent: i32) -> Vec<Event> {
        let resume = self.resume.expect("what suspends has a resume function");
        self.machine.clear(resume);
        self.machine.resumed_by = (mode, Value::Int(sent));
        let exit = self.machine.run(resume, resume.entry);
        let object = self.machine.object();
        let last = match exit {
            Exit::Returned(x) if object.done => Event::Returned(x),
            Exit::Returned(x) => {
                assert!(!object.running, "suspended without a state");
                let event = Event::Yielded(object.kind, x);
                self.forget_dead_slots();
                event
            }
            Exit::Threw(x) => {
                assert!(object.done, "an exception leaves a generator that is not finished");
                Event::Threw(x)
            }
            Exit::Endless => Event::Endless,
            Exit::Suspended(b, _) => panic!("{b} suspends in a resume function"),
        };
        self.finish(last)
    }

    fn finish(&mut self, last: Event) -> Vec<Event> {
        self.machine.events.push(last);
        mem::take(&mut self.machine.events)
    }

    /// Poisons the slots that hold nothing in the present state, and compares the collector's map.
    fn forget_dead_slots(&mut self) {
        let state = State::from_u32(self.machine.object().state);
        let decision = self.decision.expect("what suspends was lowered");
        let suspension = decision.suspensions.iter().find(|s| s.state == state).expect("a state has a suspension");
        let live: Vec<_> = suspension.live.iter().filter_map(|v| decision.layout.slot(*v)).collect();
        let frame = self.resume.and_then(|r| r.frame.as_ref()).expect("a resume function has a frame");
        for (slot, ty) in &frame.slots {
            let traced = frame.live[state].contains(&slot);
            assert_eq!(traced, *ty == yarrow_mir::Type::Value && live.contains(&slot), "{slot} in {state}");
            if !live.contains(&slot) {
                self.machine.object().slots[slot.index()] = Value::Poison;
            }
        }
    }
}
