//! The words of the text form: one table for the printer and the parser.

use crate::ir::{BinOp, FloatCc, Hint, IntCc, Linkage, MemType, OverflowOp, Region, Type, UnOp};

/// An enumeration whose cases have a word each.
pub(crate) trait Named: Copy + 'static {
    fn name(self) -> &'static str;
    fn from_name(name: &str) -> Option<Self>;
}

macro_rules! names {
    ($($ty:ident { $($case:ident $name:literal),* $(,)? })*) => {$(
        impl Named for $ty {
            fn name(self) -> &'static str {
                match self { $($ty::$case => $name,)* }
            }

            fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some($ty::$case),)* _ => None }
            }
        }
    )*};
}

names! {
    Type { I32 "i32", I64 "i64", F64 "f64" }
    MemType { U8 "u8", U16 "u16", I32 "i32", I64 "i64", F64 "f64" }
    Region {
        Roots "roots", Header "header", Lengths "lengths", Elements "elements", Heap "heap", Context "context", Instance "instance",
        Invariant "invariant",
    }
    BinOp {
        Add "add", Sub "sub", Mul "mul", And "and", Or "or", Xor "xor", Shl "shl", Lshr "lshr",
        Ashr "ashr", Urem "urem", Fadd "fadd", Fsub "fsub", Fmul "fmul", Fdiv "fdiv",
    }
    UnOp {
        Fneg "fneg", Fabs "fabs", Fsqrt "fsqrt", Ffloor "ffloor", Fceil "fceil", Ftrunc "ftrunc",
        Sext "sext", Zext "zext", Trunc "trunc", I32ToF64 "i32_to_f64", U32ToF64 "u32_to_f64",
        F64ToI32 "f64_to_i32", F64ToI64Sat "f64_to_i64_sat", BitsToF64 "bits_to_f64", F64ToBits "f64_to_bits",
    }
    OverflowOp { Add "add_overflow", Sub "sub_overflow", Mul "mul_overflow" }
    IntCc {
        Eq "eq", Ne "ne", Lt "lt", Le "le", Gt "gt", Ge "ge",
        Ult "ult", Ule "ule", Ugt "ugt", Uge "uge",
    }
    FloatCc { Eq "eq", Ne "ne", Lt "lt", Le "le", Gt "gt", Ge "ge" }
    Hint { None "none", Then "then", Other "other" }
    Linkage { Local "local", Export "export" }
}
