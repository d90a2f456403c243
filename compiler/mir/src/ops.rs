//! The one table of operations: name in the text form, immediates, where the operation may stand,
//! and which types it takes and gives. Printer, parser and verifier all read it.
//!
//! An operation has one or more [`Form`]s, all of the same arity; an instruction is well typed if
//! its arguments and result match one of them. The few whose types depend on an immediate have a
//! [`Signature`] of their own.
//!
//! An operation that has a result always names a destination, even where nothing reads it.

use crate::ir::{
    Const, Deletable, Enumerable, ErrorKind, FuncId, GlobalDeclaration, GlobalId, Layout, MethodKind, Mutability, Op,
    PrivateKind, Slot, State, StrId, SuspendKind, Type,
};
use smallvec::{SmallVec, smallvec};

/// One way to type an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    pub args: &'static [Type],
    pub result: Option<Type>,
}

#[derive(Clone, Copy, Debug)]
pub enum Signature {
    /// One of these.
    Forms(&'static [Form]),
    /// At least so many values, gives a value.
    Variadic { min: usize },
    /// No argument; the result as [`const_types`] allows.
    Const,
    /// One argument, result of the same type.
    Copy,
    /// A value (the generator), gives the slot's type.
    LoadFrame,
    /// A value (the generator) and one of the slot's type, no result.
    StoreFrame,
}

/// Where an operation may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    Anywhere,
    /// In the entry block of a function that is called: not of a resume function.
    Entry,
    /// At the head of a handler.
    HandlerHead,
    /// In a lowered function that may suspend; of generators, once.
    LoweredGenerator,
    /// In a lowered async function.
    LoweredAsync,
    /// In the entry block of a resume function.
    ResumeEntry,
    /// In a resume function.
    Resume,
    /// In a resume function or a lowered function that may suspend.
    Frame,
}

#[derive(Clone, Copy, Debug)]
pub struct OpInfo {
    pub name: &'static str,
    pub position: Position,
    pub signature: Signature,
}

impl Signature {
    /// The number of arguments, or the least one, and whether there may be more.
    #[must_use]
    pub fn arity(&self) -> (usize, bool) {
        match self {
            Signature::Forms(forms) => (forms[0].args.len(), false),
            Signature::Variadic { min } => (*min, true),
            Signature::Const => (0, false),
            Signature::Copy | Signature::LoadFrame => (1, false),
            Signature::StoreFrame => (2, false),
        }
    }

    #[must_use]
    pub fn has_result(&self) -> bool {
        match self {
            Signature::Forms(forms) => forms[0].result.is_some(),
            Signature::Variadic { .. } | Signature::Const | Signature::Copy | Signature::LoadFrame => true,
            Signature::StoreFrame => false,
        }
    }
}

/// The types that a vreg holding the constant may have.
#[must_use]
pub fn const_types(c: Const) -> &'static [Type] {
    match c {
        Const::Undefined | Const::Null | Const::Tdz | Const::Hole | Const::Str(_) => &[Type::Value],
        Const::Bool(_) => &[Type::Value, Type::Bool],
        Const::I32(_) => &[Type::Value, Type::I32, Type::F64],
        Const::F64(_) => &[Type::Value, Type::F64],
    }
}

/// Enums that the text form writes as a word.
pub trait Word: Sized {
    fn word(self) -> &'static str;
    fn from_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($ty:ident { $($variant:ident $word:literal),+ $(,)? })+) => {$(
        impl Word for $ty {
            fn word(self) -> &'static str {
                match self {
                    $($ty::$variant => $word),+
                }
            }

            fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some($ty::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

words! {
    Type { Value "value", I32 "i32", F64 "f64", Bool "bool" }
    MethodKind { Method "method", Getter "getter", Setter "setter" }
    PrivateKind { Method "method", Getter "getter", Setter "setter", Field "field" }
    Enumerable { No "hidden", Yes "enumerable" }
    GlobalDeclaration { Lexical "lexical", Var "var", Function "function" }
    Mutability { Constant "constant", Mutable "mutable" }
    Deletable { No "permanent", Yes "deletable" }
    SuspendKind { Yield "yield", Delegate "delegate", Await "await" }
    ErrorKind {
        Error "error", TypeError "type_error", RangeError "range_error", ReferenceError "reference_error",
        SyntaxError "syntax_error", EvalError "eval_error", UriError "uri_error",
    }
}

macro_rules! immediates {
    ($($kind:ident $ty:ty, $read:ident;)+) => {
        /// An immediate of an operation.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Imm {
            $($kind($ty),)+
        }

        /// Where [`Op::read`] takes immediates from, in order.
        pub trait ImmReader {
            type Error;
            $(fn $read(&mut self) -> Result<$ty, Self::Error>;)+
        }

        trait ReadImm: Sized {
            fn read<R: ImmReader>(r: &mut R) -> Result<Self, R::Error>;
        }

        $(
            impl From<$ty> for Imm {
                fn from(x: $ty) -> Self {
                    Imm::$kind(x)
                }
            }

            impl ReadImm for $ty {
                fn read<R: ImmReader>(r: &mut R) -> Result<Self, R::Error> {
                    r.$read()
                }
            }
        )+
    };
}

immediates! {
    Const Const, constant;
    Count u32, count;
    Text StrId, text;
    Func FuncId, func;
    Global GlobalId, global;
    Method MethodKind, method;
    Private PrivateKind, private;
    Enumerable Enumerable, enumerable;
    GlobalDeclaration GlobalDeclaration, global_declaration;
    Mutability Mutability, mutability;
    Deletable Deletable, deletable;
    Error ErrorKind, error_kind;
    State State, state;
    Suspend SuspendKind, suspend;
    Slot Slot, slot;
    Layout Layout, layout;
}

macro_rules! ops {
    ($($position:ident { $($variant:ident $(($($imm:ident: $ty:ty),+))? $name:literal $signature:expr;)+ })+) => {
        impl Op {
            /// The operation's row of the table.
            #[must_use]
            pub fn info(&self) -> &'static OpInfo {
                match self {$($(
                    Op::$variant { .. } => const {
                        &OpInfo { name: $name, position: Position::$position, signature: $signature }
                    },
                )+)+}
            }

            /// Its immediates, in the order of the text form.
            #[must_use]
            pub fn immediates(&self) -> SmallVec<[Imm; 2]> {
                match *self {$($(
                    Op::$variant $(($($imm),+))? => smallvec![$($(Imm::from($imm)),+)?],
                )+)+}
            }

            /// The operation called `name`, with immediates from `r`; `None` if there is none of
            /// that name.
            pub fn read<R: ImmReader>(name: &str, r: &mut R) -> Result<Option<Op>, R::Error> {
                match name {
                    $($($name => {
                        $($(let $imm = <$ty as ReadImm>::read(r)?;)+)?
                        Ok(Some(Op::$variant $(($($imm),+))?))
                    })+)+
                    _ => Ok(None),
                }
            }
        }
    };
}

const V: Type = Type::Value;
const I: Type = Type::I32;
const F: Type = Type::F64;
const B: Type = Type::Bool;

const fn form(args: &'static [Type], result: Type) -> Form {
    Form { args, result: Some(result) }
}

macro_rules! forms {
    ($($args:expr => $result:expr),+) => { Signature::Forms(&[$(form(&$args, $result)),+]) };
}

/// Values only: so many, with a value as result.
macro_rules! gives_value {
    ($($args:expr)*) => { Signature::Forms(&[form(&[$($args),*], V)]) };
}

/// Values only, no result.
macro_rules! effect {
    ($($args:expr)*) => { Signature::Forms(&[Form { args: &[$($args),*], result: None }]) };
}

/// On values, f64 and i32 alike.
const ARITHMETIC: Signature = forms!([V, V] => V, [F, F] => F, [I, I] => I);
const FLOAT_ARITHMETIC: Signature = forms!([V, V] => V, [F, F] => F);
const BITWISE: Signature = forms!([V, V] => V, [I, I] => I);
const COMPARISON: Signature = forms!([V, V] => B, [F, F] => B, [I, I] => B);
const UNARY_ARITHMETIC: Signature = forms!([V] => V, [F] => F, [I] => I);
const TEST: Signature = forms!([V] => B);

ops! {
    Anywhere {
        Const(c: Const) "const" Signature::Const;
        Copy "copy" Signature::Copy;
        Convert "convert" forms!(
            [I] => F, [I] => V, [F] => V, [B] => V, [V] => F, [V] => I, [V] => B, [F] => I
        );
        BoxDouble "box_double" forms!([F] => V);

        Add "add" ARITHMETIC;
        Sub "sub" ARITHMETIC;
        Mul "mul" ARITHMETIC;
        Div "div" FLOAT_ARITHMETIC;
        Rem "rem" FLOAT_ARITHMETIC;
        Exp "exp" FLOAT_ARITHMETIC;
        BitAnd "bit_and" BITWISE;
        BitOr "bit_or" BITWISE;
        BitXor "bit_xor" BITWISE;
        Shl "shl" BITWISE;
        Shr "shr" BITWISE;
        Ushr "ushr" forms!([V, V] => V, [I, I] => F);
        Lt "lt" COMPARISON;
        Le "le" COMPARISON;
        Gt "gt" COMPARISON;
        Ge "ge" COMPARISON;
        LooseEq "loose_eq" forms!([V, V] => B);
        StrictEq "strict_eq" forms!([V, V] => B, [I, I] => B, [F, F] => B, [B, B] => B);
        InstanceOf "instance_of" forms!([V, V] => B);
        In "in" forms!([V, V] => B);
        Neg "neg" UNARY_ARITHMETIC;
        BitNot "bit_not" forms!([V] => V, [I] => I);
        Inc "inc" UNARY_ARITHMETIC;
        Dec "dec" UNARY_ARITHMETIC;
        ToNumber "to_number" forms!([V] => V, [V] => F);
        ToNumeric "to_numeric" gives_value!(V);
        ToInt32 "to_int32" forms!([V] => I);
        ToString "to_string" gives_value!(V);
        ToPropertyKey "to_property_key" gives_value!(V);
        ToObject "to_object" gives_value!(V);
        CoerceThis "coerce_this" gives_value!(V);
        MapArguments(n: u32) "map_arguments" effect!(V V V);
        Truthy "truthy" forms!([V] => B, [I] => B, [F] => B);
        Not "not" forms!([B] => B);
        Typeof "typeof" gives_value!(V);
        IsNullish "is_nullish" TEST;
        IsUndefined "is_undefined" TEST;
        IsTdz "is_tdz" TEST;
        IsDone "is_done" TEST;
    }
    Entry {
        Param(i: u32) "param" gives_value!();
        This "this" gives_value!();
        Callee "callee" gives_value!();
        Env "env" gives_value!();
        NewTarget "new_target" gives_value!();
        Rest(i: u32) "rest" gives_value!();
        Arguments "arguments" gives_value!();
    }
    Anywhere {
        LoadGlobal(g: GlobalId) "load_global" gives_value!();
        StoreGlobal(g: GlobalId) "store_global" effect!(V);
        LoadBuiltin(s: StrId) "load_builtin" gives_value!();
        LoadBuiltinOrUndefined(s: StrId) "load_builtin_or_undefined" gives_value!();
        StoreBuiltin(s: StrId) "store_builtin" effect!(V);
        DeleteBuiltin(s: StrId) "delete_builtin" forms!([] => B);
        HasBuiltin(s: StrId) "has_builtin" forms!([] => B);
        GlobalThis "global_this" gives_value!();
        CheckGlobal(k: GlobalDeclaration, s: StrId) "check_global" effect!();
        DeclareGlobalLexical(s: StrId, g: GlobalId, m: Mutability) "declare_global_lexical" effect!();
        DeclareGlobalVar(s: StrId, d: Deletable) "declare_global_var" effect!();
        DeclareGlobalFunction(s: StrId, d: Deletable) "declare_global_function" effect!(V);
        WithHas(s: StrId) "with_has" TEST;
        WithGet(s: StrId) "with_get" gives_value!(V);
        WithSet(s: StrId) "with_set" effect!(V V);
        DirectEval(i: u32, s: StrId) "direct_eval" Signature::Variadic { min: 2 };
        NewEnv(n: u32) "new_env" gives_value!();
        LoadEnv(i: u32) "load_env" gives_value!(V);
        StoreEnv(i: u32) "store_env" effect!(V V);
        CheckTdz(s: StrId) "check_tdz" effect!(V);
        ThrowConstAssign(s: StrId) "throw_const_assign" effect!();
        ThrowError(k: ErrorKind, s: StrId) "throw_error" effect!();
        CheckDestructurable(s: StrId) "check_destructurable" effect!(V);

        Closure(f: FuncId) "closure" gives_value!(V);
        SetFunctionName "set_function_name" effect!(V V);
        NewClass "new_class" gives_value!(V V);
        SetFieldInitializer "set_field_initializer" effect!(V V);
        SetHome "set_home" effect!(V V);
        LoadHome "load_home" gives_value!(V);
        SuperConstructor "super_constructor" gives_value!(V);
        InitFields "init_fields" effect!(V V);
        DerivedResult "derived_result" gives_value!(V V);
        Call(s: StrId) "call" Signature::Variadic { min: 2 };
        CallNext(s: StrId) "call_next" Signature::Variadic { min: 2 };
        NextYielded "next_yielded" forms!([] => B);
        CallSpread(s: StrId) "call_spread" gives_value!(V V V);
        Construct(s: StrId) "construct" Signature::Variadic { min: 2 };
        ConstructSpread(s: StrId) "construct_spread" gives_value!(V V V);
        CallKnown(f: FuncId) "call_known" Signature::Variadic { min: 0 };
        CallClosure(f: FuncId) "call_closure" Signature::Variadic { min: 2 };
        IsClosure(f: FuncId) "is_closure" TEST;
        ClosureEnv "closure_env" gives_value!(V);

        NewObject(n: u32) "new_object" gives_value!();
        NewArray(n: u32) "new_array" gives_value!();
        Literal(i: u32) "literal" gives_value!();
        ArrayPush "array_push" effect!(V V);
        ArrayAppend(s: StrId) "array_append" effect!(V V);
        GetProp(s: StrId) "get_prop" gives_value!(V);
        SetProp(s: StrId) "set_prop" effect!(V V);
        InitProp(s: StrId) "init_prop" effect!(V V);
        LoadField(l: Layout, s: StrId) "load_field" gives_value!(V);
        StoreField(l: Layout, s: StrId) "store_field" effect!(V V);
        LearnLayout(l: Layout) "learn_layout" forms!([V] => I);
        GetElem "get_elem" gives_value!(V V);
        SetElem "set_elem" effect!(V V V);
        DefineField "define_field" effect!(V V V);
        DefineMethod(k: MethodKind, e: Enumerable) "define_method" effect!(V V V);
        SetProtoLiteral "set_proto_literal" effect!(V V);
        CopyProps "copy_props" effect!(V V V);
        Delete "delete" forms!([V, V] => B);
        GetSuper "get_super" gives_value!(V V V);
        SetSuper "set_super" effect!(V V V V);
        TemplateObject "template_object" gives_value!(V V);
        BigInt(s: StrId) "bigint" gives_value!();
        RegExp(p: StrId, f: StrId) "regexp" gives_value!();
        DisposeMethod "dispose_method" gives_value!(V);
        AsyncDisposeMethod "async_dispose_method" gives_value!(V);
        NewSuppressedError "new_suppressed_error" gives_value!(V V);
        NewPrivateName(s: StrId) "new_private_name" gives_value!();
        GetPrivate "get_private" gives_value!(V V);
        SetPrivate "set_private" effect!(V V V);
        DefinePrivate(k: PrivateKind) "define_private" effect!(V V V);
        HasPrivate "has_private" forms!([V, V] => B);
        Namespace(i: u32) "namespace" gives_value!();

        IterOpen(s: StrId) "iter_open" gives_value!(V);
        IterNext "iter_next" gives_value!(V);
        IterSkip "iter_skip" effect!(V);
        IterClose "iter_close" effect!(V);
        IterCloseSilent "iter_close_silent" effect!(V);
        IterRest "iter_rest" gives_value!(V);
        AsyncIterOpen(s: StrId) "async_iter_open" gives_value!(V);
        AsyncIterNext "async_iter_next" gives_value!(V);
        AsyncIterStep "async_iter_step" forms!([V, I, V] => V);
        AsyncIterClose "async_iter_close" gives_value!(V);
        IterResultDone "iter_result_done" forms!([V] => B);
        CheckIterResult "check_iter_result" effect!(V);
        ForInOpen "for_in_open" gives_value!(V);
        ForInNext "for_in_next" gives_value!(V);

        EvaluateModule "evaluate_module" gives_value!(V);
        ProgramPromise "program_promise" effect!(V V);
        ImportType "import_type" gives_value!(V);
        FindModule "find_module" gives_value!(V V V);
    }
    HandlerHead {
        Catch "catch" gives_value!();
    }
    LoweredGenerator {
        NewGenerator(f: FuncId) "new_generator" gives_value!(V);
    }
    LoweredAsync {
        AsyncStart "async_start" forms!([V, V] => V);
        AsyncReturn "async_return" gives_value!(V);
        AsyncThrow "async_throw" gives_value!(V);
    }
    ResumeEntry {
        Generator "generator" gives_value!();
        ResumeMode "resume_mode" forms!([] => I);
        ResumeValue "resume_value" gives_value!();
    }
    Resume {
        LoadState "load_state" forms!([V] => I);
        SetRunning "set_running" effect!(V);
        SetDone "set_done" effect!(V);
        LoadFrame(s: Slot) "load_frame" Signature::LoadFrame;
        DelegateStep "delegate_step" forms!([V, I, V] => V);
        DelegateResult "delegate_result" gives_value!();
    }
    Frame {
        SetState(s: State, k: SuspendKind) "set_state" effect!(V);
        StoreFrame(s: Slot) "store_frame" Signature::StoreFrame;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_an_operation_agree_on_arity_and_result() {
        for s in
            [ARITHMETIC, FLOAT_ARITHMETIC, BITWISE, COMPARISON, UNARY_ARITHMETIC, TEST, Op::Convert.info().signature]
        {
            let Signature::Forms(forms) = s else { panic!("not made of forms: {s:?}") };
            let (n, more) = s.arity();
            assert!(!more);
            assert!(forms.iter().all(|f| f.args.len() == n && f.result.is_some() == s.has_result()));
        }
    }
}
