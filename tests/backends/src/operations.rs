//! Every operation of LIR, by kind, for tests that go through them all.

use yarrow_lir::{BinOp, FloatCc, IntCc, OverflowOp, UnOp};

pub const INT_BINARY: &[BinOp] = &[
    BinOp::Add,
    BinOp::Sub,
    BinOp::Mul,
    BinOp::And,
    BinOp::Or,
    BinOp::Xor,
    BinOp::Shl,
    BinOp::Lshr,
    BinOp::Ashr,
    BinOp::Urem,
];

pub const UNARY: &[UnOp] = &[
    UnOp::Fneg,
    UnOp::Fabs,
    UnOp::Fsqrt,
    UnOp::Ffloor,
    UnOp::Fceil,
    UnOp::Ftrunc,
    UnOp::Sext,
    UnOp::Zext,
    UnOp::Trunc,
    UnOp::I32ToF64,
    UnOp::U32ToF64,
    UnOp::F64ToI32,
    UnOp::F64ToI64Sat,
    UnOp::BitsToF64,
    UnOp::F64ToBits,
];

pub const INT_CONDITIONS: &[IntCc] =
    &[IntCc::Eq, IntCc::Ne, IntCc::Lt, IntCc::Le, IntCc::Gt, IntCc::Ge, IntCc::Ult, IntCc::Ule, IntCc::Ugt, IntCc::Uge];

pub const FLOAT_CONDITIONS: &[FloatCc] =
    &[FloatCc::Eq, FloatCc::Ne, FloatCc::Lt, FloatCc::Le, FloatCc::Gt, FloatCc::Ge];

pub const FLOAT_BINARY: &[BinOp] = &[BinOp::Fadd, BinOp::Fsub, BinOp::Fmul, BinOp::Fdiv];

pub const OVERFLOWS: &[OverflowOp] = &[OverflowOp::Add, OverflowOp::Sub, OverflowOp::Mul];
