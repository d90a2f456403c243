//! The data of MIR: a program of functions of basic blocks over vregs.
//!
//! * A vreg may be assigned several times; there are no phis. Its type never changes within a pass.
//! * A block may name a *handler*: every instruction of it that may throw has an edge there. The
//!   handler's first instruction is [`Op::Catch`].
//! * An instruction is an [`Op`] with its immediates, an optional destination and vreg arguments.
//! * Suspension points are terminators ([`Terminator::Yield`] and its kin) until generator
//!   lowering replaces them by frame stores and returns.

use cranelift_entity::PrimaryMap;
use smallvec::SmallVec;
pub use yarrow_abi::kinds::{Deletable, Enumerable, ErrorKind, GlobalDeclaration, MethodKind, Mutability, PrivateKind};
use yarrow_abi::layout::{
    INFO_ASYNC, INFO_CLASS, INFO_CONSTRUCTOR, INFO_DERIVED, INFO_GENERATOR, INFO_METHOD, INFO_ONE_ARGUMENT, INFO_STRICT,
};

pub use crate::function_kind::{FunctionKind, class_call_message};
pub use crate::ids::{Block, FuncId, GlobalId, Inlined, Layout, Loc, Slot, State, StrId, Type, VReg};
pub use crate::strings::{LONE_SURROGATE_MARKS, Strings};
pub use crate::terminator::{SuspendKind, Terminator};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Const {
    Undefined,
    Null,
    /// Destination of type `value` or `bool`.
    Bool(bool),
    /// The value of a binding before its initialisation.
    Tdz,
    /// An absent array element, for [`Op::ArrayPush`].
    Hole,
    /// Destination of type `value`, `i32` or `f64`.
    I32(i32),
    /// Destination of type `value` or `f64`.
    F64(f64),
    Str(StrId),
}

/// Operation of an instruction with its immediates. `a0, a1…` below are its vreg arguments; those
/// and the result have type `value` unless said otherwise. "throws" includes calling JavaScript.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    // --- constants, moves, representation ---------------------------------------------------
    Const(Const),
    /// Same type on both sides.
    Copy,
    /// Between representations, never throws: i32→f64, i32|f64|bool→value; value→f64, value→i32
    /// and value→bool where analysis has shown the value to be one; f64→i32 by ToInt32.
    Convert,
    /// f64→value, never throws: in the encoding of doubles, where a conversion looks for an integer.
    BoxDouble,

    // --- operators ----------------------------------------------------------------------------
    // On values: the operator of the specification, throws. On f64: that of IEEE. On i32 where
    // noted: it wraps, and the pass that types them has shown that the result fits, or that only its lower 32 bits count.
    /// i32 too.
    Add,
    /// i32 too.
    Sub,
    /// i32 too.
    Mul,
    Div,
    Rem,
    Exp,
    /// i32 too, as are the next four.
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    /// Two i32 give an f64.
    Ushr,
    /// Comparisons give bool, from two values (throws), two f64 or two i32.
    Lt,
    Le,
    Gt,
    Ge,
    /// `==` on values: throws.
    LooseEq,
    /// `===`, does not throw. Also on two i32, f64 or bool.
    StrictEq,
    /// Gives bool, throws.
    InstanceOf,
    /// `a0 in a1`, gives bool, throws.
    In,
    /// f64 and i32 too.
    Neg,
    /// i32 too.
    BitNot,
    /// `a0 + 1` after ToNumeric; f64 and i32 too.
    Inc,
    Dec,
    /// Unary plus. Result value or f64; throws.
    ToNumber,
    /// Operand of `++`/`--`; throws.
    ToNumeric,
    /// Argument value, result i32; throws.
    ToInt32,
    /// Throws.
    ToString,
    /// Throws.
    ToPropertyKey,
    /// Throws on null and undefined.
    ToObject,
    /// `this` of a function that is not strict: `undefined` and `null` give the global object, other
    /// primitives their wrapper; throws (memory).
    CoerceThis,
    /// Makes a0, fresh from [`Op::Arguments`], the mapped arguments object of the function a2:
    /// parameter `i` of the first so many lives in slot `i + 1` of the environment a1. Throws (memory). No result.
    MapArguments(u32),
    /// ToBoolean, gives bool. From value, i32, f64.
    Truthy,
    /// bool → bool.
    Not,
    Typeof,
    /// Gives bool: `undefined` or `null`.
    IsNullish,
    /// Gives bool.
    IsUndefined,
    /// Gives bool: is `a0` the TDZ marker.
    IsTdz,
    /// Gives bool: is `a0` the answer "iteration over" of `IterNext` and its kin.
    IsDone,

    // --- what the function was called with (entry block only) ------------------------------------
    /// The i-th argument, `undefined` if absent.
    Param(u32),
    /// `this`. In a constructor of kind `Normal` or `ClassBase` the object under construction.
    This,
    /// The function object being run.
    Callee,
    /// Its captured environment.
    Env,
    /// `undefined` unless constructing.
    NewTarget,
    /// Array of the arguments from the i-th on; throws (memory).
    Rest(u32),
    /// The arguments object; throws (memory).
    Arguments,

    // --- bindings ------------------------------------------------------------------------------
    LoadGlobal(GlobalId),
    StoreGlobal(GlobalId),
    /// A name of the global environment: a lexical declaration of a script, else a property of the
    /// global object; ReferenceError if absent or uninitialised.
    LoadBuiltin(StrId),
    /// The same for `typeof name`: `undefined` if absent (uninitialised still throws).
    LoadBuiltinOrUndefined(StrId),
    /// Assignment to a name of the global environment: a0 the value; throws.
    StoreBuiltin(StrId),
    /// `delete name` of the global environment, gives bool; throws.
    DeleteBuiltin(StrId),
    /// Does the global environment have the name? Gives bool; throws.
    HasBuiltin(StrId),
    /// The global object.
    GlobalThis,
    /// Steps of GlobalDeclarationInstantiation that only check: throws a SyntaxError where a
    /// declaration of this sort and name may not be made, a TypeError for functions. No result.
    CheckGlobal(GlobalDeclaration, StrId),
    /// Enters a lexical declaration of a script: scripts that run later find the binding in the
    /// global by this name. Until the global is stored to, it is uninitialised. Throws (memory). No result.
    DeclareGlobalLexical(StrId, GlobalId, Mutability),
    /// CreateGlobalVarBinding; throws. No result.
    DeclareGlobalVar(StrId, Deletable),
    /// CreateGlobalFunctionBinding: a0 the closure; throws. No result.
    DeclareGlobalFunction(StrId, Deletable),
    /// HasBinding of the object scope a0 (`with`, or the variables that direct eval has declared in
    /// a function): HasProperty and not blocked by @@unscopables. Gives bool, throws.
    WithHas(StrId),
    /// GetBindingValue of the object scope a0; throws.
    WithGet(StrId),
    /// SetMutableBinding of the object scope a0, a1 the value; throws. No result.
    WithSet(StrId),
    /// A call that may be a direct eval: a0 the callee, a1 the environment or `undefined`, then
    /// the arguments. Which scopes are around it: an index into [`Program::eval_scopes`]. A callee
    /// other than the intrinsic `eval` is called with `this` undefined. The text is the callee's source.
    DirectEval(u32, StrId),
    /// A new environment of so many slots, all `undefined`; by convention slot 0 holds the parent.
    NewEnv(u32),
    /// a0 an environment.
    LoadEnv(u32),
    /// a0 an environment, a1 the value.
    StoreEnv(u32),
    /// Throws a ReferenceError if a0 is the TDZ marker. No result.
    CheckTdz(StrId),
    /// Throws the TypeError of an assignment to the constant of this name. No result.
    ThrowConstAssign(StrId),
    /// Throws a new error with this message. No result.
    ThrowError(ErrorKind, StrId),
    /// Throws a TypeError if a0 is nullish, for destructuring; the text says of what, as in
    /// `property 'a' of 'o'`, and `''` in it stands for a0 itself. No result.
    CheckDestructurable(StrId),

    // --- functions and classes --------------------------------------------------------------------
    /// A function object over environment a0 (or `undefined`).
    Closure(FuncId),
    /// Names the anonymous function a0 by the property key a1; throws (memory). No result.
    SetFunctionName,
    /// a0 a constructor's closure, a1 the heritage or the TDZ marker for none: links prototypes,
    /// gives the prototype object, throws.
    NewClass,
    /// a0 a class constructor, a1 the function that initialises the fields of `this`. No result.
    SetFieldInitializer,
    /// a0 a method, a1 its home object. No result.
    SetHome,
    /// The home object of the method a0.
    LoadHome,
    /// The `[[Prototype]]` of the active function a0, for `super()`, or of the home object a0, for `super.x`.
    SuperConstructor,
    /// Runs the field initialisers of constructor a0 on a1; throws. No result.
    InitFields,
    /// Result of a derived constructor: a0 the returned value, a1 the `this` binding; throws.
    DerivedResult,
    /// a0 callee, a1 `this`, then arguments. The text is the callee's source, for messages.
    Call(StrId),
    /// [`Op::Call`] of a method `next` with one argument at most, whose result nobody sees as an object: gives what a generator
    /// object has yielded, or the result. [`Op::NextYielded`], which stands behind it, tells which.
    CallNext(StrId),
    /// Gives bool: is what the [`Op::CallNext`] in front has given a yielded value, in the place of a result that is not done?
    NextYielded,
    /// a0 callee, a1 `this`, a2 an array of the arguments.
    CallSpread(StrId),
    /// a0 callee, a1 new.target, then arguments.
    Construct(StrId),
    /// a0 callee, a1 new.target, a2 an array of the arguments.
    ConstructSpread(StrId),
    /// A direct call of a function that uses neither `this`, its environment nor `arguments`:
    /// arguments only. Parameters that are not passed are `undefined`.
    CallKnown(FuncId),
    /// A direct call of a function object of this function ([`Function::takes_direct_calls`]): a0 callee, a1 `this`, then
    /// arguments. Parameters that are not passed are `undefined`.
    CallClosure(FuncId),

    /// Gives bool: is `a0` a function object of this function?
    IsClosure(FuncId),
    /// The environment of the function object a0, for which [`Op::IsClosure`] holds.
    ClosureEnv,

    // --- objects -----------------------------------------------------------------------------------
    /// An empty ordinary object with room for so many properties.
    NewObject(u32),
    /// An empty array with room for so many elements.
    NewArray(u32),
    /// What the i-th entry of [`Program::literals`] describes, made anew each time.
    Literal(u32),
    /// Array of a literal a0, element a1. No result.
    ArrayPush,
    /// Array of a literal a0, iterable a1. The text is the iterable's source, for messages, and after three dots if it is
    /// the last argument of a call. No result.
    ArrayAppend(StrId),
    /// a0 the object.
    GetProp(StrId),
    /// a0 the object, a1 the value. No result.
    SetProp(StrId),
    /// CreateDataPropertyOrThrow with a constant name: a0 the object, a1 the value. No result.
    InitProp(StrId),
    /// A property of a0, an object that is known to have the layout.
    LoadField(Layout, StrId),
    /// The same, set to a1; the layout says that it is written. No result.
    StoreField(Layout, StrId),
    /// Has the layout's cell know a0 as an object of the layout, if it is one. Gives i32: 1 if the cell knows what it did not, else 0.
    LearnLayout(Layout),
    /// a0 the object, a1 the key.
    GetElem,
    /// a0 the object, a1 the key, a2 the value. No result.
    SetElem,
    /// CreateDataPropertyOrThrow: a0 the object, a1 the key, a2 the value. No result.
    DefineField,
    /// a0 the object, a1 the key, a2 the closure; sets name and home object. No result.
    DefineMethod(MethodKind, Enumerable),
    /// `__proto__: a1` in the literal a0. No result.
    SetProtoLiteral,
    /// a0 target, a1 source, a2 array of excluded keys or `undefined`. No result.
    CopyProps,
    /// `delete a0[a1]`, gives bool; where it would be false, throws in strict code.
    Delete,
    /// a0 prototype of the home object, a1 key, a2 `this`.
    GetSuper,
    /// a0 prototype of the home object, a1 key, a2 `this`, a3 the value. No result.
    SetSuper,
    /// a0 array of cooked strings, a1 array of raw strings.
    TemplateObject,
    /// A BigInt, its decimal digits given; throws (memory).
    BigInt(StrId),
    /// A new RegExp of a literal: pattern, flags; throws.
    RegExp(StrId, StrId),
    /// GetDisposeMethod (sync-dispose) of a0: `undefined` for null and undefined; throws.
    DisposeMethod,
    /// GetDisposeMethod (async-dispose) of a0: `null` for null and undefined; throws.
    AsyncDisposeMethod,
    /// A SuppressedError: a0 the error, a1 what it suppressed; throws (memory).
    NewSuppressedError,
    /// A fresh private name: the text is its name, and of methods and accessors, after a space, what has them.
    NewPrivateName(StrId),
    /// a0 the object, a1 the private name.
    GetPrivate,
    /// a0, a1 as above, a2 the value. No result.
    SetPrivate,
    /// a0, a1 as above, a2 the value or closure. No result.
    DefinePrivate(PrivateKind),
    /// `#a1 in a0`, gives bool.
    HasPrivate,
    /// The namespace object of the i-th entry of [`Program::namespaces`].
    Namespace(u32),

    // --- iteration -----------------------------------------------------------------------------------
    /// GetIterator of a0; the result is internal, only for the instructions below. The text is
    /// the source of a0, for messages.
    IterOpen(StrId),
    /// Next value of a0, or the "iteration over" answer ([`Op::IsDone`]). An iterator whose `next`
    /// threw or which is over stays over, and closing it does nothing.
    IterNext,
    /// IteratorStep: as [`Op::IterNext`], but the value of the result is not read. No result.
    IterSkip,
    /// IteratorClose on a normal or return completion; throws. No result.
    IterClose,
    /// IteratorClose on a throw completion, drops what `return` throws. No result.
    IterCloseSilent,
    /// Array of the values left.
    IterRest,
    /// GetIterator(a0, async): what the three operations below take; throws. The text is the iterable's source, for messages.
    AsyncIterOpen(StrId),
    /// Calls `next` of the async iterator a0 without arguments: what is to be awaited; throws.
    AsyncIterNext,
    /// One step of `yield*` in an async generator: calls the method of the async iterator a0 for the resume mode a1 (i32) with a2.
    /// What is to be awaited, or the "iteration over" answer where there is no such method; throws.
    AsyncIterStep,
    /// Calls `return` of the async iterator a0 without arguments: what is to be awaited, or the "iteration over" answer where
    /// there is no such method; throws.
    AsyncIterClose,
    /// IteratorComplete of the awaited result a0: gives bool; throws a TypeError if it is no object.
    IterResultDone,
    /// Throws a TypeError if the awaited result a0 of `return` is no object. No result.
    CheckIterResult,
    ForInOpen,
    /// Next key, or the "iteration over" answer.
    ForInNext,

    // --- modules -----------------------------------------------------------------------------------------
    /// Evaluate (16.2.1.5.3) of the module a0, an array as `module_graph.rs` of the machine has it: the promise of the
    /// evaluation; throws.
    EvaluateModule,
    /// The program ends when the promise a0 of its entry has settled: throws the reason if that is rejected already. While it is
    /// pending, a1 is a function that says where the program waits. No result.
    ProgramPromise,
    /// The `type` that the second operand a0 of `import()` asks for, or `undefined`; throws.
    ImportType,
    /// The URL that the specifier a0, a string, names in the file of the URL a1, both strings. Where a2 is an array of the URLs
    /// of files, throws if it is none of them; throws.
    FindModule,

    // --- exceptions ----------------------------------------------------------------------------------
    /// Takes the pending exception. First instruction of a handler, nowhere else.
    Catch,

    // --- generators, after lowering --------------------------------------------------------------------
    /// What the function suspends into, with this resume function and an empty frame: the generator object of a generator
    /// function, not started; the coroutine of an async function. a0 the function; throws.
    NewGenerator(FuncId),
    /// The coroutine a0 of an async function, suspended for the first time, waits for a1. The promise of the function's
    /// result; throws (memory).
    AsyncStart,
    /// The promise of an async function that returns a0 before it has waited; throws (memory).
    AsyncReturn,
    /// The promise of an async function that throws a0 before it has waited; throws (memory).
    AsyncThrow,
    /// In a resume function: the generator being resumed.
    Generator,
    /// In a resume function: i32, as `ResumeMode`.
    ResumeMode,
    /// In a resume function: what was sent.
    ResumeValue,
    /// i32: the state generator a0 resumes from.
    LoadState,
    /// Generator a0 suspends in this state. No result.
    SetState(State, SuspendKind),
    /// Generator a0 is running. No result.
    SetRunning,
    /// Generator a0 is finished. No result.
    SetDone,
    /// a0 the generator; the result has the slot's type.
    LoadFrame(Slot),
    /// a0 the generator, a1 the value, of the slot's type. No result.
    StoreFrame(Slot),
    /// One step of `yield*`: a0 the iterator, a1 (i32) the resume mode, a2 the received value.
    /// The value to yield, or the "iteration over" answer; throws.
    DelegateStep,
    /// The completion value of the `yield*` that just ended.
    DelegateResult,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Inst {
    pub op: Op,
    pub dst: Option<VReg>,
    pub args: SmallVec<[VReg; 3]>,
    pub loc: Loc,
}

#[derive(Clone, Debug)]
pub struct BlockData {
    pub insts: Vec<Inst>,
    pub term: Terminator,
    pub term_loc: Loc,
    /// Where exceptions of this block go; out of the function if `None`.
    pub handler: Option<Block>,
}

#[derive(Clone, Debug)]
pub struct VRegData {
    pub ty: Type,
    /// The source variable it holds, for `explain` and debug output.
    pub name: Option<String>,
}

/// Frame of a lowered generator, on its resume function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    pub slots: PrimaryMap<Slot, Type>,
    /// By state: the boxed slots live while the generator is suspended in it.
    pub live: PrimaryMap<State, Vec<Slot>>,
    /// By state: where its suspension stands in the source.
    pub locs: PrimaryMap<State, Loc>,
}

/// A call in whose place the callee's instructions stand: stack traces show the frame that they would have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlinedCall {
    pub function: FuncId,
    /// Where the call stands.
    pub at: Loc,
}

/// What [`GuardOp::Layout`](crate::GuardOp::Layout) assumes of an object: an ordinary one in which each of these properties is an own
/// data property with a slot in the object itself.
///
/// Where the slots are is found out when the program runs, so a layout is of one function, and has a cell of its own there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutData {
    pub fields: Vec<Field>,
}

/// A property of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: StrId,
    /// It is writable.
    pub written: bool,
}

/// The most properties of a layout.
pub const MOST_FIELDS: usize = yarrow_abi::layout::LAYOUT_FIELDS;

impl LayoutData {
    /// Where the property stands among those of the layout.
    #[must_use]
    pub fn position(&self, name: StrId) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// May the property be read, and, if `written`, also written?
    #[must_use]
    pub fn allows(&self, name: StrId, written: bool) -> bool {
        self.position(name).is_some_and(|i| self.fields[i].written || !written)
    }
}

#[derive(Clone, Debug)]
pub struct Function {
    pub name: String,
    pub kind: FunctionKind,
    /// In strict code failing assignments and deletions throw; elsewhere they do nothing.
    pub strict: bool,
    /// Formal parameters that `Param` may name (rest excluded).
    pub param_count: u32,
    /// The `length` property.
    pub length: u32,
    /// Properties to expect on an object that it constructs.
    pub inline_slots: u32,
    /// Byte range of its source in the file of `loc`.
    pub source: (u32, u32),
    pub loc: Loc,
    pub inlined: PrimaryMap<Inlined, InlinedCall>,
    pub layouts: PrimaryMap<Layout, LayoutData>,
    pub vregs: PrimaryMap<VReg, VRegData>,
    pub blocks: PrimaryMap<Block, BlockData>,
    pub entry: Block,
    /// On resume functions.
    pub frame: Option<Frame>,
}

#[derive(Clone, Debug)]
pub struct GlobalData {
    pub name: String,
    /// In a program made for a direct eval: the same binding as this global of the program around.
    pub outer: Option<GlobalId>,
}

impl GlobalData {
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        GlobalData { name: name.into(), outer: None }
    }
}

/// A module namespace object: exported names, sorted, with the globals that hold them.
#[derive(Clone, Debug, Default)]
pub struct NamespaceData {
    pub entries: Vec<(StrId, GlobalId)>,
}

/// An array or object literal that is made of constants only: a list, outer values before what is in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Literal {
    pub items: Vec<LiteralItem>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LiteralItem {
    /// A value or a key; [`Const::Hole`] in arrays only, [`Const::Tdz`] nowhere.
    Const(Const),
    /// So many elements follow.
    Array(u32),
    /// So many properties follow, each a key (a string or a number) and a value.
    Object(u32),
}

/// A whole program: all modules, linked.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub functions: PrimaryMap<FuncId, Function>,
    pub globals: PrimaryMap<GlobalId, GlobalData>,
    pub namespaces: Vec<NamespaceData>,
    pub literals: Vec<Literal>,
    pub strings: Strings,
    /// File names as given to the user.
    pub files: Vec<String>,
    /// Runs the top level of every module, dependencies first.
    pub init: Option<FuncId>,
    /// By index: what the frontend has to know of the scopes around a direct eval, in its own notation.
    pub eval_scopes: Vec<String>,
    /// Exports of the entry module.
    pub exports: Vec<Export>,
}

/// What a C host reaches by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub name: String,
    pub global: GlobalId,
    pub kind: ExportKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// The global's value.
    Value,
    /// The same, and by their names the own enumerable properties that it has then: `module.exports`.
    Properties,
}

impl Function {
    #[must_use]
    pub fn new(name: impl Into<String>, kind: FunctionKind) -> Self {
        let mut blocks = PrimaryMap::new();
        let entry = blocks.push(BlockData::new());
        Function {
            name: name.into(),
            kind,
            strict: true,
            param_count: 0,
            length: 0,
            inline_slots: 0,
            source: (0, 0),
            loc: Loc::default(),
            inlined: PrimaryMap::new(),
            layouts: PrimaryMap::new(),
            vregs: PrimaryMap::new(),
            blocks,
            entry,
            frame: None,
        }
    }

    pub fn new_vreg(&mut self, ty: Type) -> VReg {
        self.vregs.push(VRegData { ty, name: None })
    }

    fn reads_at_entry(&self, what: impl Fn(Op) -> bool) -> bool {
        self.blocks.get(self.entry).is_some_and(|entry| entry.insts.iter().any(|inst| what(inst.op)))
    }

    /// May calls that know the function enter it directly? They pass parameters, and what [`Function::takes_callee`] and
    /// [`Function::takes_this`] say.
    #[must_use]
    pub fn takes_direct_calls(&self) -> bool {
        let more = |op| matches!(op, Op::NewTarget | Op::Rest(_) | Op::Arguments);
        matches!(self.kind, FunctionKind::Normal | FunctionKind::Method) && !self.reads_at_entry(more)
    }

    /// Does it read its function object, or the environment that this has?
    #[must_use]
    pub fn takes_callee(&self) -> bool {
        self.reads_at_entry(|op| matches!(op, Op::Callee | Op::Env))
    }

    #[must_use]
    pub fn takes_this(&self) -> bool {
        self.reads_at_entry(|op| op == Op::This)
    }

    pub fn new_named_vreg(&mut self, ty: Type, name: &str) -> VReg {
        self.vregs.push(VRegData { ty, name: Some(name.to_owned()) })
    }

    /// A new block ending in `Unreachable`, with no handler.
    pub fn new_block(&mut self) -> Block {
        self.blocks.push(BlockData::new())
    }

    #[must_use]
    pub fn ty(&self, v: VReg) -> Type {
        self.vregs[v].ty
    }

    /// `FunctionInfo::flags` of its function objects.
    #[must_use]
    pub fn info_flags(&self) -> u32 {
        let own = match self.kind {
            FunctionKind::Normal => INFO_CONSTRUCTOR,
            FunctionKind::Method | FunctionKind::Module | FunctionKind::Script | FunctionKind::Resume(_) => INFO_METHOD,
            FunctionKind::ClassBase => INFO_CONSTRUCTOR | INFO_CLASS,
            FunctionKind::ClassDerived => INFO_CONSTRUCTOR | INFO_CLASS | INFO_DERIVED,
            FunctionKind::Generator => INFO_GENERATOR,
            FunctionKind::Async => INFO_ASYNC | INFO_METHOD,
            FunctionKind::AsyncGenerator => INFO_ASYNC | INFO_GENERATOR,
        };
        let strict = if self.strict { INFO_STRICT } else { 0 };
        let one_argument = if self.reads_one_argument() { INFO_ONE_ARGUMENT } else { 0 };
        own | strict | one_argument
    }

    /// Whether nothing in it depends on another argument than the first. Functions that suspend are not looked at.
    fn reads_one_argument(&self) -> bool {
        matches!(self.kind, FunctionKind::Normal | FunctionKind::Method)
            && self.param_count <= 1
            && !self.blocks[self.entry].insts.iter().any(|i| matches!(i.op, Op::Rest(_) | Op::Arguments))
    }

    /// Does it contain suspensions that are still terminators?
    #[must_use]
    pub fn has_suspensions(&self) -> bool {
        self.blocks.values().any(|b| b.term.is_suspension())
    }
}

impl BlockData {
    #[must_use]
    pub fn new() -> Self {
        BlockData { insts: Vec::new(), term: Terminator::Unreachable, term_loc: Loc::default(), handler: None }
    }
}

impl Default for BlockData {
    fn default() -> Self {
        Self::new()
    }
}

impl Inst {
    pub fn new(op: Op, dst: Option<VReg>, args: impl IntoIterator<Item = VReg>, loc: Loc) -> Self {
        Inst { op, dst, args: args.into_iter().collect(), loc }
    }
}
