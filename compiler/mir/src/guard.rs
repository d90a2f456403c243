//! What a [`Terminator::Guard`](crate::Terminator::Guard) assumes.
//!
//! A guard stands where code goes on in a narrower type. Where the assumption does not hold, control leaves for a block that
//! goes on without it; what the guard stands before has not been done then.

use crate::ids::{StrId, Type};

/// An assumption, with the result that it gives where it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuardOp {
    /// The value is a number in the integer encoding: that as an i32.
    I32,
    /// The value is a number: that as an f64.
    F64,
    /// The sum is an i32.
    AddI32,
    /// The difference is an i32.
    SubI32,
    /// The product is an i32, not -0.
    MulI32,
    /// The dividend is not negative, and the divisor is positive: the remainder.
    RemI32,
    /// The object has this element among those that lie side by side: its value.
    Element,
    /// The element of the object may be overwritten where it lies, or the array has room for it at its end: that it is set to the
    /// value.
    SetElement,
    /// The value is an array or a string: its length.
    Length,
    /// The object has the layout that the cache of the operation knows with which `exit` goes on: its property, which is its own.
    GetProp(StrId),
    /// The same, and the property is set.
    SetProp(StrId),
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
            GuardOp::AddI32 => "add_i32",
            GuardOp::SubI32 => "sub_i32",
            GuardOp::MulI32 => "mul_i32",
            GuardOp::RemI32 => "rem_i32",
            GuardOp::Element => "element",
            GuardOp::SetElement => "set_element",
            GuardOp::Length => "length",
            GuardOp::GetProp(_) => "get_prop",
            GuardOp::SetProp(_) => "set_prop",
        }
    }

    /// The operation of a name; those of properties are of this one.
    #[must_use]
    pub fn named(name: &str, property: StrId) -> Option<GuardOp> {
        let memory = [
            GuardOp::Element,
            GuardOp::SetElement,
            GuardOp::Length,
            GuardOp::GetProp(property),
            GuardOp::SetProp(property),
        ];
        Self::ON_NUMBERS.into_iter().chain(memory).find(|op| op.name() == name)
    }

    /// The property that it is about.
    #[must_use]
    pub fn property(self) -> Option<StrId> {
        match self {
            GuardOp::GetProp(name) | GuardOp::SetProp(name) => Some(name),
            GuardOp::I32
            | GuardOp::F64
            | GuardOp::AddI32
            | GuardOp::SubI32
            | GuardOp::MulI32
            | GuardOp::RemI32
            | GuardOp::Element
            | GuardOp::SetElement
            | GuardOp::Length => None,
        }
    }

    /// Types of the arguments.
    #[must_use]
    pub fn args(self) -> &'static [Type] {
        match self {
            GuardOp::I32 | GuardOp::F64 | GuardOp::Length | GuardOp::GetProp(_) => &[Type::Value],
            GuardOp::SetProp(_) => &[Type::Value, Type::Value],
            GuardOp::Element => &[Type::Value, Type::I32],
            GuardOp::SetElement => &[Type::Value, Type::I32, Type::Value],
            GuardOp::AddI32 | GuardOp::SubI32 | GuardOp::MulI32 | GuardOp::RemI32 => &[Type::I32, Type::I32],
        }
    }

    /// Type of the result, if there is one.
    #[must_use]
    pub fn result(self) -> Option<Type> {
        match self {
            GuardOp::I32 | GuardOp::AddI32 | GuardOp::SubI32 | GuardOp::MulI32 | GuardOp::RemI32 | GuardOp::Length => {
                Some(Type::I32)
            }
            GuardOp::F64 => Some(Type::F64),
            GuardOp::Element | GuardOp::GetProp(_) => Some(Type::Value),
            GuardOp::SetElement | GuardOp::SetProp(_) => None,
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
            | GuardOp::Element
            | GuardOp::SetElement
            | GuardOp::Length
            | GuardOp::GetProp(_)
            | GuardOp::SetProp(_) => None,
        }
    }
}
