//! What is known while a function is built: its registers, and what is open around the place that is lowered.

use std::collections::HashMap;
use std::rc::Rc;

use yarrow_mir::{Block, Builder, Function, FunctionKind, VReg};

use crate::analyze::{ScopeIx, UnitId, VarId};

/// The function being built.
pub struct FnCx<'a> {
    pub b: Builder,
    pub unit: UnitId,
    pub kind: FunctionKind,
    pub registers: HashMap<VarId, VReg>,
    /// The other way round: registers that hold source variables.
    pub variables: HashMap<VReg, VarId>,
    /// Environments open here, innermost last.
    pub envs: Vec<(ScopeIx, VReg)>,
    /// Environment of the closure, in units that use it, and what it consists of.
    pub closure_env: Option<VReg>,
    pub outer: Option<Rc<EnvLink>>,
    pub control: Vec<Control<'a>>,
    /// Labels of the statement about to be lowered.
    pub labels: Vec<&'a str>,
    /// Where the optional chains around this place short-circuit to.
    pub chains: Vec<Block>,
    /// What `using` declarations of the scopes open here hold, by their offset.
    pub resources: HashMap<u32, Resource>,
    /// In a derived constructor: `super()` has certainly returned.
    pub this_bound: bool,
    /// In a constructor that assigns its fields late: itself and its object, once that is there.
    pub late_fields: Option<(VReg, VReg)>,
    /// The completion value, where it is asked for.
    pub completion: Option<VReg>,
    /// At the top level of a script: could the function in a block of this name be declared?
    pub block_functions: HashMap<String, VReg>,
}

impl FnCx<'_> {
    pub fn new(function: Function, unit: UnitId, outer: Option<Rc<EnvLink>>) -> Self {
        FnCx {
            kind: function.kind,
            b: Builder::new(function),
            unit,
            registers: HashMap::new(),
            variables: HashMap::new(),
            envs: Vec::new(),
            closure_env: None,
            outer,
            control: Vec::new(),
            labels: Vec::new(),
            chains: Vec::new(),
            resources: HashMap::new(),
            this_bound: false,
            late_fields: None,
            completion: None,
            block_functions: HashMap::new(),
        }
    }
}

/// The environments around a function where its closure is made, innermost first.
#[derive(Debug)]
pub struct EnvLink {
    pub scope: ScopeIx,
    pub outer: Option<Rc<EnvLink>>,
}

/// What a jump out of the current place passes, outermost first.
#[derive(Debug)]
pub enum Control<'a> {
    /// `break` goes to this block.
    Break {
        labels: Vec<&'a str>,
        plain: bool,
        to: Block,
    },
    /// `continue` goes to this block.
    Continue {
        labels: Vec<&'a str>,
        to: Block,
    },
    /// An iterator to be closed, under this handler.
    Iterator {
        iter: VReg,
        is_async: bool,
        handler: Option<Block>,
    },
    Finally(Finally),
}

#[derive(Debug)]
pub struct Finally {
    /// Completion record: see the constants of `jump`.
    pub kind: VReg,
    pub value: VReg,
    pub block: Block,
    /// Jumps that continue after it, by kind − `FIRST_JUMP`.
    pub jumps: Vec<usize>,
    pub returns: bool,
}

#[derive(Clone, Copy)]
pub struct Resource {
    pub value: VReg,
    pub method: VReg,
    /// Is it one of `await using`?
    pub waits: bool,
}
