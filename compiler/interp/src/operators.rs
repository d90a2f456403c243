//! Operators and conversions. Registers hold boxed values of the vreg's type: see the crate's doc.

use crate::code::Inst;
use crate::machine::Machine;
use std::cmp::Ordering;
use yarrow_abi::value::{decode_double, encode_double};
use yarrow_machine::prelude::*;
use yarrow_mir::{GuardOp, Type};
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Arithmetic, JsResult, f64_to_i32};

/// A number in the encoding of doubles.
fn double<'a>(d: f64) -> Value<'a> {
    // SAFETY: encodes a number.
    unsafe { Value::from_bits(encode_double(d)) }
}

/// The `f64` in a register of that type.
fn unbox(v: Value<'_>) -> f64 {
    decode_double(v.bits())
}

/// The `i32` in a register of that type.
fn int(v: Value<'_>) -> i32 {
    v.as_int().unwrap_or_else(|| panic!("a register of type i32 holds {v:?}"))
}

impl Machine<'_> {
    pub fn convert(&mut self, inst: &Inst) {
        let v = self.arg(inst, 0);
        let number = |to: &str| v.as_number().unwrap_or_else(|| panic!("{v:?} converted to {to}"));
        let converted = match (inst.ty, inst.to) {
            (Type::I32 | Type::Bool | Type::Value, Type::Value) | (Type::Value, Type::Bool) => {
                return self.pass_on(inst, 0);
            }
            (Type::F64, Type::Value) => Value::number(unbox(v)),
            (Type::I32, Type::F64) => double(f64::from(int(v))),
            (Type::Value, Type::F64) => double(number("f64")),
            (Type::Value, Type::I32) => Value::int(f64_to_i32(number("i32"))),
            (Type::F64, Type::I32) => Value::int(f64_to_i32(unbox(v))),
            (from, to) => panic!("conversion of {from:?} to {to:?} in {}", self.code.name),
        };
        self.set(inst.dst, converted);
    }

    /// Does the assumption hold? Then its result is in `dst`.
    pub fn guard(&mut self, op: GuardOp, [a, b]: [u32; 2], dst: u32) -> bool {
        let result = match op {
            GuardOp::Below => return int(self.get(a)) < int(self.get(b)),
            GuardOp::I32 => self.get(a).as_int().map(Value::int),
            GuardOp::F64 => self.get(a).as_number().map(double),
            GuardOp::Plain
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
            GuardOp::AddI32 | GuardOp::SubI32 | GuardOp::MulI32 | GuardOp::RemI32 => {
                op.on_ints(int(self.get(a)), int(self.get(b))).map(Value::int)
            }
        };
        if let Some(result) = result {
            self.set(dst, result);
        }
        result.is_some()
    }

    pub fn op_add(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let sum = match inst.ty {
            Type::F64 => double(unbox(a) + unbox(b)),
            Type::I32 => Value::int(int(a).wrapping_add(int(b))),
            Type::Value | Type::Bool => match (a.as_int(), b.as_int()) {
                (Some(x), Some(y)) => Value::number(f64::from(x) + f64::from(y)),
                _ => ctx.add(a, b)?,
            },
        };
        self.set(inst.dst, sum);
        Ok(())
    }

    #[inline(always)]
    pub fn op_arithmetic(&mut self, ctx: &mut Scope<'_>, inst: &Inst, op: Arithmetic) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let result = match inst.ty {
            Type::F64 => double(op.apply(unbox(a), unbox(b))),
            Type::I32 => Value::int(f64_to_i32(op.apply(f64::from(int(a)), f64::from(int(b))))),
            Type::Value | Type::Bool => match (a.as_number(), b.as_number()) {
                (Some(x), Some(y)) => Value::number(op.apply(x, y)),
                _ => ctx.arithmetic(op, a, b)?,
            },
        };
        self.set(inst.dst, result);
        Ok(())
    }

    /// Operators on 32-bit integers; `>>>` of two `i32` gives an `f64`.
    #[inline(always)]
    pub fn op_bits(&mut self, ctx: &mut Scope<'_>, inst: &Inst, op: Arithmetic) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let result = match (a.as_int(), b.as_int()) {
            (Some(x), Some(y)) => match op {
                Arithmetic::BitAnd => Value::int(x & y),
                Arithmetic::BitOr => Value::int(x | y),
                Arithmetic::BitXor => Value::int(x ^ y),
                Arithmetic::Shl => Value::int(x.wrapping_shl(y.cast_unsigned())),
                Arithmetic::Shr => Value::int(x.wrapping_shr(y.cast_unsigned())),
                Arithmetic::Ushr => {
                    let n = f64::from(x.cast_unsigned().wrapping_shr(y.cast_unsigned()));
                    if inst.to == Type::F64 { double(n) } else { Value::number(n) }
                }
                Arithmetic::Sub | Arithmetic::Mul | Arithmetic::Div | Arithmetic::Rem | Arithmetic::Exp => {
                    panic!("{op:?} is not an operator on integers")
                }
            },
            _ => ctx.arithmetic(op, a, b)?,
        };
        self.set(inst.dst, result);
        Ok(())
    }

    #[inline(always)]
    pub fn op_compare(
        &mut self,
        ctx: &mut Scope<'_>,
        inst: &Inst,
        accept: impl Fn(Ordering) -> bool,
        numbers: impl Fn(f64, f64) -> bool,
    ) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        let answer = match (a.as_number(), b.as_number()) {
            (Some(x), Some(y)) => numbers(x, y),
            _ => ctx.is_ordered(a, b, accept)?,
        };
        self.set_bool(inst, answer);
        Ok(())
    }

    pub fn op_neg(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let v = self.arg(inst, 0);
        let result = match inst.ty {
            Type::F64 => double(-unbox(v)),
            Type::I32 => Value::int(int(v).wrapping_neg()),
            Type::Value | Type::Bool => match v.as_number() {
                Some(n) => Value::number(-n),
                None => ctx.negate(v)?,
            },
        };
        self.set(inst.dst, result);
        Ok(())
    }

    pub fn op_bit_not(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let v = self.arg(inst, 0);
        let result = match v.as_int() {
            Some(i) => Value::int(!i),
            None => ctx.bit_not(v)?,
        };
        self.set(inst.dst, result);
        Ok(())
    }

    /// `++` and `--`.
    pub fn op_step(&mut self, ctx: &mut Scope<'_>, inst: &Inst, step: i32) -> JsResult<()> {
        let v = self.arg(inst, 0);
        let result = match inst.ty {
            Type::F64 => double(unbox(v) + f64::from(step)),
            Type::I32 => Value::int(int(v).wrapping_add(step)),
            Type::Value | Type::Bool => match v.as_number() {
                Some(n) => Value::number(n + f64::from(step)),
                None => ctx.step(v, step)?,
            },
        };
        self.set(inst.dst, result);
        Ok(())
    }

    pub fn op_to_number(&mut self, ctx: &mut Scope<'_>, inst: &Inst) -> JsResult<()> {
        let n = ctx.to_number(self.arg(inst, 0))?;
        self.set(inst.dst, if inst.to == Type::F64 { double(n) } else { Value::number(n) });
        Ok(())
    }

    pub fn op_truthy(&mut self, ctx: &Scope<'_>, inst: &Inst) {
        let v = self.arg(inst, 0);
        let b = v.as_bool().unwrap_or_else(|| ctx.to_boolean(v));
        self.set_bool(inst, b);
    }

    /// Is the operand this very word?
    pub fn op_is(&mut self, inst: &Inst, word: Value<'_>) {
        let b = self.arg(inst, 0) == word;
        self.set_bool(inst, b);
    }
}
