//! What a pass knows of the whole program, found in one walk over it before the pass runs.

use cranelift_entity::SecondaryMap;
use std::cell::Cell;
use std::collections::HashMap;
use yarrow_analysis::functions_run_once;
use yarrow_mir::{Const, FuncId, Function, GlobalId, Inst, MethodKind, Mutability, Op, Program, StrId, VReg};

/// A program may grow by copies to this many percent of its instructions, a small one by [`LEAST_GROWTH`].
const GROWTH: usize = 30;
const LEAST_GROWTH: usize = 4000;

/// And by functions in the place of their calls, to so many, a small one by [`LEAST_INLINING`].
const INLINING: usize = 10;
const LEAST_INLINING: usize = 300;

/// Facts that no pass over a single function changes, and what such passes share.
#[derive(Clone, Debug)]
pub struct Facts {
    /// How many instructions copies may still add.
    pub growth: Cell<usize>,
    /// How many functions in the place of their calls may still add.
    pub inlining: Cell<usize>,
    stored: SecondaryMap<GlobalId, Stored>,
    /// By name, the functions whose closures the program makes properties.
    methods: HashMap<StrId, Vec<FuncId>>,
    self_contained: SecondaryMap<FuncId, bool>,
    takes_direct_calls: SecondaryMap<FuncId, bool>,
    run_once: SecondaryMap<FuncId, bool>,
}

/// What is stored in a global, the marker of its temporal dead zone aside. An `undefined`
/// counts as another value: nothing in front of a call would notice it. So does whatever evaluated code
/// or another script may store.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stored {
    #[default]
    Nothing,
    /// This one closure, once.
    Closure(FuncId),
    Other,
}

/// Computes the facts of `program`.
#[must_use]
pub fn compute_facts(program: &Program) -> Facts {
    let size: usize = program.functions.values().flat_map(|f| f.blocks.values()).map(|b| b.insts.len()).sum();
    let mut facts = Facts {
        growth: Cell::new((size * GROWTH / 100).max(LEAST_GROWTH)),
        inlining: Cell::new((size * INLINING / 100).max(LEAST_INLINING)),
        stored: SecondaryMap::with_default(Stored::Nothing),
        methods: HashMap::new(),
        self_contained: SecondaryMap::with_default(false),
        takes_direct_calls: program.functions.iter().map(|(id, f)| (id, f.takes_direct_calls())).collect(),
        run_once: functions_run_once(program),
    };
    for (id, f) in &program.functions {
        facts.self_contained[id] = is_self_contained(f);
        let defs = single_definitions(f);
        for inst in f.blocks.values().flat_map(|d| &d.insts) {
            match inst.op {
                Op::StoreGlobal(g) => {
                    let stored = &mut facts.stored[g];
                    match defs[inst.args[0]].map(|d| d.op) {
                        Some(Op::Const(Const::Tdz)) => {}
                        Some(Op::Closure(c)) if *stored == Stored::Nothing => *stored = Stored::Closure(c),
                        _ => *stored = Stored::Other,
                    }
                }
                Op::SetProp(name) | Op::InitProp(name) => facts.note_method(&defs, name, inst.args[1]),
                Op::DefineMethod(MethodKind::Method, _) => {
                    if let Some(Op::Const(Const::Str(name))) = defs[inst.args[1]].map(|d| d.op) {
                        facts.note_method(&defs, name, inst.args[2]);
                    }
                }
                Op::DeclareGlobalLexical(_, g, Mutability::Mutable) => facts.stored[g] = Stored::Other,
                _ => {}
            }
        }
    }
    let insts = || program.functions.values().flat_map(|f| f.blocks.values()).flat_map(|d| &d.insts);
    let evaluates = insts().any(|i| matches!(i.op, Op::DirectEval(..)));
    for (g, data) in &program.globals {
        if evaluates || data.outer.is_some() {
            facts.stored[g] = Stored::Other;
        }
    }
    facts
}

impl Facts {
    /// The function whose closure is the only thing ever stored in `g`.
    #[must_use]
    pub fn function_of_global(&self, g: GlobalId) -> Option<FuncId> {
        match self.stored[g] {
            Stored::Closure(f) => Some(f),
            Stored::Nothing | Stored::Other => None,
        }
    }

    /// Does `f` run once, as top levels do?
    #[must_use]
    pub fn runs_once(&self, f: FuncId) -> bool {
        self.run_once[f]
    }

    fn note_method(&mut self, defs: &SecondaryMap<VReg, Option<&Inst>>, name: StrId, value: VReg) {
        if let Some(Op::Closure(f)) = defs[value].map(|d| d.op) {
            let functions = self.methods.entry(name).or_default();
            if !functions.contains(&f) {
                functions.push(f);
            }
        }
    }

    /// The functions that a property of this name is likely to hold, if any: those that the program makes such properties.
    #[must_use]
    pub fn methods(&self, name: StrId) -> &[FuncId] {
        self.methods.get(&name).map_or(&[], Vec::as_slice)
    }

    /// See [`Function::takes_direct_calls`].
    #[must_use]
    pub fn takes_direct_calls(&self, f: FuncId) -> bool {
        self.takes_direct_calls[f]
    }

    /// Does `f` use neither `this` nor its environment, the function object, `arguments` or a rest
    /// parameter, and is it no generator or class?
    #[must_use]
    pub fn is_self_contained(&self, f: FuncId) -> bool {
        self.self_contained[f]
    }
}

/// By vreg, its definition where it has exactly one.
#[must_use]
pub fn single_definitions(f: &Function) -> SecondaryMap<VReg, Option<&Inst>> {
    let mut count: SecondaryMap<VReg, u32> = SecondaryMap::with_default(0);
    let mut def: SecondaryMap<VReg, Option<&Inst>> = SecondaryMap::with_default(None);
    for data in f.blocks.values() {
        for inst in &data.insts {
            if let Some(d) = inst.dst {
                count[d] += 1;
                def[d] = Some(inst);
            }
        }
        if let Some(d) = data.term.def() {
            count[d] += 2;
        }
    }
    for v in f.vregs.keys() {
        if count[v] != 1 {
            def[v] = None;
        }
    }
    def
}

fn is_self_contained(f: &Function) -> bool {
    f.takes_direct_calls() && !f.takes_callee() && !f.takes_this()
}
