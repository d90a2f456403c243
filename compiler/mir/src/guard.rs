//! What a [`Terminator::Guard`](crate::Terminator::Guard) assumes.
//!
//! A guard stands where code goes on in a narrower type. Where the assumption does not hold, control leaves for a block that
//! goes on without it; what the guard stands before has not been done then.

use crate::ids::{Layout, StrId, Type};
use cranelift_entity::EntityRef;
use yarrow_abi::layout::FastBuiltin;

/// An assumption, with the result that it gives where it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuardOp {
    /// The value is a number in the integer encoding: that as an i32.
    I32,
    /// The value is a number: that as an f64.
    F64,
    /// The first number is below the second. What nobody guesses: it says which way is the likely one.
    Below,
    /// The sum is an i32.
    AddI32,
    /// The difference is an i32.
    SubI32,
    /// The product is an i32, not -0.
    MulI32,
    /// The dividend is not negative, and the divisor is positive: the remainder.
    RemI32,
    /// The value is an array or an ordinary object, which it stays: the same value, of which that is known.
    Plain,
    /// The object has this element among those that lie side by side, or it is a TypedArray that has it: its value.
    Element,
    /// The same, and the element is a number: that as an f64.
    ElementF64,
    /// The element of the object may be overwritten where it lies, or the array has room for it at its end, or the object is a
    /// TypedArray and the value a number: that it is set to the value.
    SetElement,
    /// The same, for an f64.
    SetElementF64,
    /// The callee is the intrinsic `push`, the receiver an array that takes more: that the value is at its end, and its length then.
    Push,
    /// The value is an array or a string: its length.
    Length,
    /// The property is found without running code, for what is called next: its value. It has the cache of the operation with which
    /// `exit` goes on.
    GetMethod(StrId),
    /// The global is found without running code: its value. It has the cache of the operation with which `exit` goes on.
    LoadBuiltin(StrId),
    /// The object has the layout, as far as the layout's cell knows.
    Layout(Layout),
    /// The callee is this intrinsic function, and its result is of the machine's type: that.
    Builtin(Builtin),
}

/// Intrinsic functions on operands of the machine's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Builtin {
    Abs,
    /// The result is an i32, not -0; as are the next two.
    Ceil,
    Floor,
    Trunc,
    Sqrt,
    Imul,
    MaxI32,
    MaxF64,
    MinI32,
    MinF64,
    /// The receiver is a string that has a character at the index.
    CharCodeAt,
}

impl Builtin {
    pub const ALL: [Builtin; 11] = [
        Builtin::Abs,
        Builtin::Ceil,
        Builtin::Floor,
        Builtin::Trunc,
        Builtin::Sqrt,
        Builtin::Imul,
        Builtin::MaxI32,
        Builtin::MaxF64,
        Builtin::MinI32,
        Builtin::MinF64,
        Builtin::CharCodeAt,
    ];

    /// The function.
    #[must_use]
    pub fn function(self) -> FastBuiltin {
        match self {
            Builtin::Abs => FastBuiltin::MathAbs,
            Builtin::Ceil => FastBuiltin::MathCeil,
            Builtin::Floor => FastBuiltin::MathFloor,
            Builtin::Trunc => FastBuiltin::MathTrunc,
            Builtin::Sqrt => FastBuiltin::MathSqrt,
            Builtin::Imul => FastBuiltin::MathImul,
            Builtin::MaxI32 | Builtin::MaxF64 => FastBuiltin::MathMax,
            Builtin::MinI32 | Builtin::MinF64 => FastBuiltin::MathMin,
            Builtin::CharCodeAt => FastBuiltin::StringCharCodeAt,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Builtin::Abs => "abs",
            Builtin::Ceil => "ceil",
            Builtin::Floor => "floor",
            Builtin::Trunc => "trunc",
            Builtin::Sqrt => "sqrt",
            Builtin::Imul => "imul",
            Builtin::MaxI32 => "max_i32",
            Builtin::MaxF64 => "max_f64",
            Builtin::MinI32 => "min_i32",
            Builtin::MinF64 => "min_f64",
            Builtin::CharCodeAt => "char_code_at",
        }
    }

    /// Types of the arguments: the callee, the receiver where it counts, what is passed.
    fn args(self) -> &'static [Type] {
        match self {
            Builtin::Abs | Builtin::Ceil | Builtin::Floor | Builtin::Trunc | Builtin::Sqrt => &[Type::Value, Type::F64],
            Builtin::Imul | Builtin::MaxI32 | Builtin::MinI32 => &[Type::Value, Type::I32, Type::I32],
            Builtin::MaxF64 | Builtin::MinF64 => &[Type::Value, Type::F64, Type::F64],
            Builtin::CharCodeAt => &[Type::Value, Type::Value, Type::I32],
        }
    }

    fn result(self) -> Type {
        match self {
            Builtin::Abs | Builtin::Sqrt | Builtin::MaxF64 | Builtin::MinF64 => Type::F64,
            Builtin::Ceil
            | Builtin::Floor
            | Builtin::Trunc
            | Builtin::Imul
            | Builtin::MaxI32
            | Builtin::MinI32
            | Builtin::CharCodeAt => Type::I32,
        }
    }
}

impl GuardOp {
    /// Those that assume nothing of the heap.
    pub const ON_NUMBERS: [GuardOp; 6] =
        [GuardOp::I32, GuardOp::F64, GuardOp::AddI32, GuardOp::SubI32, GuardOp::MulI32, GuardOp::RemI32];

    /// As the text form has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            GuardOp::I32 => "i32",
            GuardOp::F64 => "f64",
            GuardOp::Below => "below",
            GuardOp::AddI32 => "add_i32",
            GuardOp::SubI32 => "sub_i32",
            GuardOp::MulI32 => "mul_i32",
            GuardOp::RemI32 => "rem_i32",
            GuardOp::Plain => "plain",
            GuardOp::Element => "element",
            GuardOp::ElementF64 => "element_f64",
            GuardOp::SetElement => "set_element",
            GuardOp::SetElementF64 => "set_element_f64",
            GuardOp::Push => "push",
            GuardOp::Length => "length",
            GuardOp::GetMethod(_) => "get_method",
            GuardOp::LoadBuiltin(_) => "load_builtin",
            GuardOp::Layout(_) => "layout",
            GuardOp::Builtin(builtin) => builtin.name(),
        }
    }

    /// The operation of a name; those of properties are of this one, those of layouts of the first.
    #[must_use]
    pub fn named(name: &str, property: StrId) -> Option<GuardOp> {
        let others = [
            GuardOp::Below,
            GuardOp::Plain,
            GuardOp::Element,
            GuardOp::ElementF64,
            GuardOp::SetElement,
            GuardOp::SetElementF64,
            GuardOp::Push,
            GuardOp::Length,
            GuardOp::GetMethod(property),
            GuardOp::LoadBuiltin(property),
            GuardOp::Layout(Layout::new(0)),
        ];
        let builtins = Builtin::ALL.map(GuardOp::Builtin);
        Self::ON_NUMBERS.into_iter().chain(others).chain(builtins).find(|op| op.name() == name)
    }

    /// The property that it is about.
    #[must_use]
    pub fn property(self) -> Option<StrId> {
        match self {
            GuardOp::GetMethod(name) | GuardOp::LoadBuiltin(name) => Some(name),
            GuardOp::I32
            | GuardOp::F64
            | GuardOp::Below
            | GuardOp::AddI32
            | GuardOp::SubI32
            | GuardOp::MulI32
            | GuardOp::RemI32
            | GuardOp::Plain
            | GuardOp::Element
            | GuardOp::ElementF64
            | GuardOp::SetElement
            | GuardOp::SetElementF64
            | GuardOp::Push
            | GuardOp::Length
            | GuardOp::Layout(_)
            | GuardOp::Builtin(_) => None,
        }
    }

    /// Types of the arguments.
    #[must_use]
    pub fn args(self) -> &'static [Type] {
        match self {
            GuardOp::LoadBuiltin(_) => &[],
            GuardOp::I32
            | GuardOp::F64
            | GuardOp::Plain
            | GuardOp::Length
            | GuardOp::GetMethod(_)
            | GuardOp::Layout(_) => &[Type::Value],
            GuardOp::Element | GuardOp::ElementF64 => &[Type::Value, Type::I32],
            GuardOp::SetElement => &[Type::Value, Type::I32, Type::Value],
            GuardOp::Push => &[Type::Value, Type::Value, Type::Value],
            GuardOp::SetElementF64 => &[Type::Value, Type::I32, Type::F64],
            GuardOp::Below | GuardOp::AddI32 | GuardOp::SubI32 | GuardOp::MulI32 | GuardOp::RemI32 => {
                &[Type::I32, Type::I32]
            }
            GuardOp::Builtin(builtin) => builtin.args(),
        }
    }

    /// Type of the result, if there is one.
    #[must_use]
    pub fn result(self) -> Option<Type> {
        match self {
            GuardOp::I32
            | GuardOp::AddI32
            | GuardOp::SubI32
            | GuardOp::MulI32
            | GuardOp::RemI32
            | GuardOp::Push
            | GuardOp::Length => Some(Type::I32),
            GuardOp::F64 | GuardOp::ElementF64 => Some(Type::F64),
            GuardOp::Builtin(builtin) => Some(builtin.result()),
            GuardOp::Plain | GuardOp::Element | GuardOp::GetMethod(_) | GuardOp::LoadBuiltin(_) => Some(Type::Value),
            GuardOp::Below | GuardOp::SetElement | GuardOp::SetElementF64 | GuardOp::Layout(_) => None,
        }
    }

    /// What an operation on two i32 gives; `None` where the assumption does not hold.
    #[must_use]
    pub fn on_ints(self, a: i32, b: i32) -> Option<i32> {
        match self {
            GuardOp::AddI32 => a.checked_add(b),
            GuardOp::SubI32 => a.checked_sub(b),
            GuardOp::MulI32 => a.checked_mul(b).filter(|product| *product != 0 || (a | b) >= 0),
            GuardOp::RemI32 if a >= 0 && b > 0 => Some(a % b),
            GuardOp::RemI32
            | GuardOp::I32
            | GuardOp::F64
            | GuardOp::Below
            | GuardOp::Plain
            | GuardOp::Element
            | GuardOp::ElementF64
            | GuardOp::SetElement
            | GuardOp::SetElementF64
            | GuardOp::Push
            | GuardOp::Length
            | GuardOp::GetMethod(_)
            | GuardOp::LoadBuiltin(_)
            | GuardOp::Layout(_)
            | GuardOp::Builtin(_) => None,
        }
    }
}
