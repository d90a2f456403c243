//! What lowering must know of a module before it starts: which function each variable belongs to,
//! which variables are captured by inner functions, where they are assigned, and whether a use may
//! come before the initialisation.
//!
//! A *unit* is what becomes one MIR function: the module's top level, a function, an arrow
//! function, the instance field initialisers of a class, its static elements. A *variable* is a
//! binding of the source or a hidden one: `this`, `arguments`, a private name, a computed field
//! key. Scopes are oxc's, by index, and past those what the language has more: one for each unit that has
//! none of its own, the name of a function expression, the body of a function whose parameters have expressions.
//! Names are resolved here, by the rules of the specification: oxc merges bindings that are not the same.

mod constant;
mod declare;
mod outer;
mod visit;

use std::collections::{HashMap, HashSet};

use oxc_ast::ast::BindingIdentifier;
use oxc_span::Span;
use oxc_syntax::reference::ReferenceId;
use oxc_syntax::scope::ScopeId;
use yarrow_mir::GlobalId;

pub use constant::Constant;
pub use outer::{Outer, OuterKind, OuterName, OuterPlace, OuterScope, TopThis, read as read_outer};
pub use visit::analyze;

pub type ScopeIx = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VarId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Module,
    /// The top level of a script, or of eval code in the global scope.
    Script,
    Function,
    Arrow,
    /// Instance field initialisers, or static fields and blocks, of a class.
    ClassElements,
}

/// What a function gets from its caller, and arrow functions from the function around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implicit {
    This,
    Arguments,
    NewTarget,
    /// Home object of the method, for `super.x`.
    Home,
    /// The function itself, for `super()`.
    Callee,
}

pub const IMPLICITS: [Implicit; 5] =
    [Implicit::This, Implicit::Arguments, Implicit::NewTarget, Implicit::Home, Implicit::Callee];

#[derive(Debug)]
pub struct Unit<'a> {
    pub kind: UnitKind,
    pub parent: Option<UnitId>,
    pub depth: usize,
    /// Offset from which on it may exist; 0 where it is hoisted.
    pub start: u32,
    /// Scope of its parameters and hidden variables.
    pub scope: ScopeIx,
    /// By [`Implicit`]: the variable that holds it, where used.
    pub implicit: [Option<VarId>; 5],
    /// Depth of the outermost unit whose environments it or an inner unit uses.
    reach: usize,
    /// Names assigned as `this.name = …`.
    pub this_props: HashSet<&'a str>,
    /// Of a class's field initialisers: how many fields there are.
    pub fields: usize,
    pub strict: bool,
    /// May `super.x` stand in it, `super()`?
    pub super_property: bool,
    pub super_call: bool,
    /// Parameters in order, where `arguments` shares their values.
    mapped: Vec<VarId>,
    /// What is around eval code: its implicit variables are given.
    given: bool,
}

impl Unit<'_> {
    /// Does it use variables of an environment around it?
    pub fn needs_env(&self) -> bool {
        self.reach < self.depth
    }
}

/// When a use must check that its variable is initialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tdz {
    Never,
    /// Initialised once control is past this offset, in the same unit.
    After(u32),
    /// In a `switch`, whose cases may be skipped; or by import from a module in a cycle.
    Always,
    /// A parameter: only uses in the parameter list, before `init`, are checked.
    Parameter {
        list: Span,
        init: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    Register,
    /// Slot of its scope's environment.
    Env(u32),
    Global(GlobalId),
    /// An imported namespace object.
    Namespace(u32),
    /// The import failed to resolve, which has been reported.
    Broken,
}

#[derive(Debug)]
pub struct Var {
    pub name: String,
    pub unit: UnitId,
    pub scope: ScopeIx,
    pub storage: Storage,
    pub tdz: Tdz,
    /// Is there any use that checks?
    pub checked: bool,
    pub constant: Constant,
    /// Is there any use?
    pub used: bool,
    captured: bool,
    /// Of the program around eval code: the storage is given.
    given: bool,
    /// The global of the program around eval code that it is.
    pub outer_global: Option<u32>,
    /// Shared by all of the program: exported, or captured at module level.
    pub shared: bool,
    /// Offsets of assignments in its own unit, ascending.
    writes: Vec<u32>,
}

/// An object that may have a property for a name, consulted before the variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObjectScope {
    /// Holds the object.
    pub var: VarId,
    /// Of a `with` statement: it is the `this` of functions called by a name it has.
    pub is_with: bool,
}

/// What a name stands for at one place.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    /// Objects to be asked first, in turn.
    pub objects: Vec<ObjectScope>,
    /// None for a name of the global environment.
    pub var: Option<VarId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// Not entered, or a scope of types.
    None,
    Root,
    FunctionName,
    Parameters,
    /// Of a function whose parameters have expressions.
    Body,
    Block,
    /// Of a `catch` whose parameter is a mere name.
    Catch,
    With,
    Class,
    /// Around eval code.
    Outer(OuterKind),
}

/// A scope of names.
#[derive(Debug)]
pub struct Scope<'a> {
    pub kind: ScopeKind,
    pub parent: Option<ScopeIx>,
    pub names: HashMap<&'a str, VarId>,
    /// Names that no `var` of eval code may have, in the scope that takes them.
    pub lexical: HashSet<&'a str>,
    /// Variables that start as `undefined`.
    pub vars: Vec<VarId>,
    /// Variables that start uninitialised.
    pub lexicals: Vec<VarId>,
    /// The object of a `with`, or the variables that direct evals have declared.
    pub object: Option<VarId>,
    /// The function whose `arguments` the name is.
    pub arguments: Option<UnitId>,
    /// Everything from here outwards is visible to a direct eval.
    pinned: bool,
}

/// A direct eval: where it stands.
#[derive(Debug)]
pub struct EvalSite {
    pub scope: ScopeIx,
    pub unit: UnitId,
    pub in_field: bool,
    pub private_names: Vec<(String, VarId)>,
}

/// Where a `var` or function of eval code goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarTarget {
    Var(VarId),
    /// A property of the object that holds the variables of evals in a function.
    Object(VarId),
    Global,
}

/// What a script or eval code declares outside of itself.
#[derive(Debug, Default)]
pub struct Top<'a> {
    /// Top-level functions, the last of each name, in source order: the address.
    pub functions: Vec<(&'a str, usize)>,
    /// Names of `var`s that are not functions.
    pub vars: Vec<&'a str>,
    /// Lexical declarations, in source order.
    pub lexicals: Vec<(&'a str, VarId)>,
    /// B.3.2.2: names that functions in blocks declare where nothing is against it.
    pub block_functions: Vec<&'a str>,
    /// Of eval code: where its variables go.
    pub targets: HashMap<&'a str, VarTarget>,
}

/// What the root of a source is.
#[derive(Clone, Copy, Debug)]
pub enum Root<'o, 'a> {
    Module,
    CommonJs,
    Script,
    /// Eval code in the global scope.
    IndirectEval,
    /// Nothing but a function expression whose name is not bound.
    Function,
    DirectEval(&'o Outer<'a>),
}

/// Hidden variables of a class.
#[derive(Debug, Default)]
pub struct ClassInfo {
    /// Evaluated once, at module level: its hidden variables may be globals.
    pub once: bool,
    pub fields: Option<UnitId>,
    pub statics: Option<UnitId>,
    /// The binding of the name inside the class, where the outer one is assigned.
    pub inner: Option<VarId>,
    /// Private names in order of declaration.
    pub private_names: Vec<(String, VarId)>,
    /// By start of the element: its computed key, or its private method's closure.
    pub hidden: HashMap<u32, VarId>,
}

#[derive(Debug, Default)]
pub struct Analysis<'a> {
    pub units: Vec<Unit<'a>>,
    pub vars: Vec<Var>,
    /// By scope: the variables in its environment, which is not needed where there are none.
    pub scope_env: Vec<Vec<VarId>>,
    pub classes: HashMap<ScopeIx, ClassInfo>,
    pub scopes: Vec<Scope<'a>>,
    pub top: Top<'a>,
    /// Is it a script, whose top level other scripts can see?
    pub top_is_script: bool,
    /// A SyntaxError of eval code, by what is around it.
    pub conflict: Option<String>,
    /// Environments around eval code, innermost first.
    pub outer_envs: Vec<ScopeIx>,
    /// B.3.2: by address of a function in a block, what else its evaluation assigns.
    pub block_functions: HashMap<usize, VarTarget>,
    /// By address of a function that is the branch of an `if`: its scope.
    pub branch_scopes: HashMap<usize, ScopeIx>,
    /// Calls that are assigned to: the ends of the targets.
    pub call_targets: HashSet<u32>,
    /// By address of the call.
    pub evals: HashMap<usize, EvalSite>,
    /// By address of the binding identifier.
    declared: HashMap<usize, VarId>,
    /// By function whose parameters have expressions: the scope of its body.
    pub body_scopes: HashMap<UnitId, ScopeIx>,
    /// By address of an identifier of a `var` declaration.
    bindings: HashMap<usize, Binding>,
    references: HashMap<ReferenceId, Binding>,
    own_unit: HashMap<ScopeIx, UnitId>,
    symbol_var: Vec<Option<VarId>>,
    private_uses: HashMap<u32, VarId>,
    /// Functions whose parameters are mere names.
    simple_params: HashSet<UnitId>,
    /// By function: parameters, and the `var` bindings of the same name in its body, which start
    /// with their values.
    pub body_vars: HashMap<UnitId, Vec<(VarId, VarId)>>,
    /// Offsets where units start, ascending.
    unit_starts: Vec<u32>,
    /// The variable of `export default expression`.
    pub default_export: Option<VarId>,
}

impl<'a> Analysis<'a> {
    pub fn var(&self, v: VarId) -> &Var {
        &self.vars[v.0]
    }

    pub fn unit(&self, u: UnitId) -> &Unit<'a> {
        &self.units[u.0]
    }

    /// The unit of a function, by its scope.
    pub fn unit_of_function(&self, scope: ScopeIx) -> UnitId {
        self.own_unit[&scope]
    }

    pub fn symbol_var(&self, symbol: oxc_syntax::symbol::SymbolId) -> Option<VarId> {
        self.symbol_var.get(symbol.index()).copied().flatten()
    }

    /// What a reference stands for; none where it is no value.
    pub fn reference(&self, reference: ReferenceId) -> Option<&Binding> {
        self.references.get(&reference)
    }

    /// The variable that a binding identifier declares.
    pub fn declared(&self, id: &BindingIdentifier<'_>) -> Option<VarId> {
        self.declared.get(&address(id)).copied()
    }

    /// What an identifier of a `var` declaration assigns.
    pub fn var_binding(&self, id: &BindingIdentifier<'_>) -> Option<&Binding> {
        self.bindings.get(&address(id))
    }

    /// Does the unit share the values of its parameters with its `arguments`?
    pub fn mapped_arguments(&self, unit: UnitId) -> Option<usize> {
        let u = self.unit(unit);
        let sloppy = !u.strict && u.kind == UnitKind::Function;
        (sloppy && self.simple_params.contains(&unit)).then_some(u.mapped.len())
    }

    /// The variable of a private name, by the offset of its use.
    pub fn private_name(&self, at: u32) -> Option<VarId> {
        self.private_uses.get(&at).copied()
    }

    /// Is there a function or class element in this range?
    pub fn has_unit_in(&self, span: Span) -> bool {
        let i = self.unit_starts.partition_point(|at| *at < span.start);
        self.unit_starts.get(i).is_some_and(|at| *at < span.end)
    }

    /// Is the variable assigned in this range of its own unit?
    pub fn is_assigned_in(&self, v: VarId, span: Span) -> bool {
        let writes = &self.var(v).writes;
        let i = writes.partition_point(|at| *at < span.start);
        writes.get(i).is_some_and(|at| *at < span.end)
    }

    /// Must a use of `v` at this place check that it is initialised?
    pub fn needs_check(&self, v: VarId, unit: UnitId, at: u32) -> bool {
        let var = self.var(v);
        match var.tdz {
            Tdz::Never => false,
            Tdz::Always => true,
            Tdz::After(init) => self.earliest(var, unit, at) < init,
            Tdz::Parameter { list, init } => list.start <= at && at < list.end && self.earliest(var, unit, at) < init,
        }
    }

    /// How early in the variable's unit the use may happen: for one in an inner function, when
    /// that function comes into being.
    fn earliest(&self, var: &Var, mut unit: UnitId, mut at: u32) -> u32 {
        while unit != var.unit {
            let inner = self.unit(unit);
            at = inner.start;
            let Some(parent) = inner.parent else { return 0 };
            unit = parent;
        }
        at
    }

    pub fn implicit(&self, unit: UnitId, what: Implicit) -> Option<VarId> {
        let mut u = self.unit(unit);
        while u.kind == UnitKind::Arrow {
            u = self.unit(u.parent?);
        }
        u.implicit[what as usize]
    }

    /// The nearest unit around that is not an arrow function: whose `this` it is.
    pub fn this_unit(&self, mut unit: UnitId) -> UnitId {
        while self.unit(unit).kind == UnitKind::Arrow
            && let Some(parent) = self.unit(unit).parent
        {
            unit = parent;
        }
        unit
    }

    fn new_var(&mut self, name: impl Into<String>, unit: UnitId, scope: ScopeIx) -> VarId {
        self.vars.push(Var {
            name: name.into(),
            unit,
            scope,
            storage: Storage::Register,
            tdz: Tdz::Never,
            checked: false,
            constant: Constant::No,
            used: false,
            captured: false,
            given: false,
            outer_global: None,
            shared: false,
            writes: Vec::new(),
        });
        VarId(self.vars.len() - 1)
    }

    /// A hidden variable of the module that becomes a global.
    pub fn new_shared(&mut self, name: &str) -> VarId {
        let v = self.new_var(name, UnitId(0), 0);
        self.vars[v.0].shared = true;
        v
    }

    /// Makes an exported variable a global of the program.
    pub fn share(&mut self, v: VarId) {
        self.vars[v.0].shared = true;
    }

    /// Records that `unit` uses the variable.
    fn note_use(&mut self, v: VarId, unit: UnitId) {
        self.vars[v.0].used = true;
        if self.vars[v.0].unit != unit {
            self.vars[v.0].captured = true;
        }
    }

    /// Storage for all variables, once every use is known. `uses` holds who uses what.
    fn assign_storage(&mut self, uses: &[(VarId, UnitId)], root: ScopeIx) {
        let module = UnitId(0);
        for u in 0..self.units.len() {
            if self.units[u].implicit[Implicit::Arguments as usize].is_none()
                || self.mapped_arguments(UnitId(u)).is_none()
            {
                continue;
            }
            let scope = self.units[u].scope;
            for v in self.units[u].mapped.clone() {
                self.scope_env[scope].push(v);
                let slot = u32::try_from(self.scope_env[scope].len()).expect("fewer than 2^32 variables");
                self.vars[v.0].storage = Storage::Env(slot);
            }
        }
        for i in 0..self.vars.len() {
            let var = &mut self.vars[i];
            if !var.captured || var.shared || var.given || var.storage != Storage::Register {
                continue;
            }
            if var.unit == module && var.scope == root {
                var.shared = true;
                continue;
            }
            let scope = var.scope;
            let slot = u32::try_from(self.scope_env[scope].len() + 1).expect("fewer than 2^32 variables");
            var.storage = Storage::Env(slot);
            self.scope_env[scope].push(VarId(i));
        }
        for (v, unit) in uses {
            let var = &self.vars[v.0];
            if matches!(var.storage, Storage::Env(_)) {
                let depth = self.units[var.unit.0].depth;
                let reach = &mut self.units[unit.0].reach;
                *reach = depth.min(*reach);
            }
        }
        for i in (1..self.units.len()).rev() {
            let (reach, parent) = (self.units[i].reach, self.units[i].parent);
            if let Some(parent) = parent {
                let outer = &mut self.units[parent.0].reach;
                *outer = reach.min(*outer);
            }
        }
    }
}

pub fn scope_ix(scope: &std::cell::Cell<Option<ScopeId>>) -> ScopeIx {
    scope.get().map_or(0, oxc_syntax::scope::ScopeId::index)
}

/// Names a node of the tree, which does not move.
pub fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}
