//! Operators and conversions. Registers hold boxed values of the vreg's type: see the crate's doc.

use crate::decode::Inst;
use crate::machine::Machine;
use std::cmp::Ordering;
use yarrow_abi::value::{decode_double, encode_double};
use yarrow_core::{Arithmetic, JsResult, PropertyKey, Value, f64_to_i32};
use yarrow_mir::Type;

/// A number in the encoding of doubles.
fn double(d: f64) -> Value {
    // SAFETY: encodes a number.
    unsafe { Value::from_bits(encode_double(d)) }
}

/// The `f64` in a register of that type.
fn unbox(v: Value) -> f64 {
    decode_double(v.bits())
}

/// The `i32` in a register of that type.
fn int(v: Value) -> i32 {
    v.as_int().unwrap_or_else(|| panic!("a register of type i32 holds {v:?}"))
}

impl Machine<'_> {
    pub fn convert(&mut self, inst: &Inst) {
        let v = self.arg(inst, 0);
        let converted = match (inst.ty, inst.to) {
            (Type::I32 | Type::Bool | Type::Value, Type::Value) | (Type::Value, Type::Bool) => v,
            (Type::F64, Type::Value) => Value::number(unbox(v)),
            (Type::I32, Type::F64) => double(f64::from(int(v))),
            (Type::Value, Type::F64) => double(v.as_number().unwrap_or_else(|| panic!("{v:?} converted to f64"))),
            (Type::Value, Type::I32) => {
                let n = v.as_number().unwrap_or_else(|| panic!("{v:?} converted to i32"));
                Value::int(n as i32)
            }
            (Type::F64, Type::I32) => Value::int(f64_to_i32(unbox(v))),
            (from, to) => panic!("conversion of {from:?} to {to:?} in {}", self.code.name),
        };
        self.set(inst.dst, converted);
    }

    pub fn op_add(&mut self, inst: &Inst) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        match inst.ty {
            Type::F64 => self.set(inst.dst, double(unbox(a) + unbox(b))),
            Type::I32 => self.set(inst.dst, Value::int(int(a).wrapping_add(int(b)))),
            Type::Value | Type::Bool => {
                if let (Some(x), Some(y)) = (a.as_int(), b.as_int())
                    && let Some(sum) = x.checked_add(y)
                {
                    self.set(inst.dst, Value::int(sum));
                } else if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
                    self.set(inst.dst, Value::number(x + y));
                } else {
                    let sum = self.ctx.add(a, b);
                    return self.finish_value(inst, sum);
                }
            }
        }
        Ok(())
    }

    #[inline(always)]
    pub fn op_arithmetic(&mut self, inst: &Inst, op: Arithmetic) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        match inst.ty {
            Type::F64 => self.set(inst.dst, double(op.apply(unbox(a), unbox(b)))),
            Type::I32 => self.set(inst.dst, Value::int(op.apply(f64::from(int(a)), f64::from(int(b))) as i32)),
            Type::Value | Type::Bool => {
                if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
                    self.set(inst.dst, Value::number(op.apply(x, y)));
                } else {
                    let result = self.ctx.arithmetic(op, a, b);
                    return self.finish_value(inst, result);
                }
            }
        }
        Ok(())
    }

    /// Operators on 32-bit integers; `>>>` of two `i32` gives an `f64`.
    #[inline(always)]
    pub fn op_bits(&mut self, inst: &Inst, op: Arithmetic) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
            let n = match op {
                Arithmetic::BitAnd => x & y,
                Arithmetic::BitOr => x | y,
                Arithmetic::BitXor => x ^ y,
                Arithmetic::Shl => x.wrapping_shl(y.cast_unsigned()),
                Arithmetic::Shr => x.wrapping_shr(y.cast_unsigned()),
                Arithmetic::Ushr => {
                    let n = f64::from(x.cast_unsigned().wrapping_shr(y.cast_unsigned()));
                    self.set(inst.dst, if inst.to == Type::F64 { double(n) } else { Value::number(n) });
                    return Ok(());
                }
                Arithmetic::Sub | Arithmetic::Mul | Arithmetic::Div | Arithmetic::Rem | Arithmetic::Exp => {
                    panic!("{op:?} is not an operator on integers")
                }
            };
            self.set(inst.dst, Value::int(n));
            return Ok(());
        }
        let result = self.ctx.arithmetic(op, a, b);
        self.finish_value(inst, result)
    }

    #[inline(always)]
    pub fn op_compare(
        &mut self,
        inst: &Inst,
        accept: impl Fn(Ordering) -> bool,
        numbers: impl Fn(f64, f64) -> bool,
    ) -> JsResult<()> {
        let (a, b) = (self.arg(inst, 0), self.arg(inst, 1));
        if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
            self.set_bool(inst, numbers(x, y));
            return Ok(());
        }
        let result = self.ctx.compare(a, b).map(|order| order.is_some_and(accept));
        self.finish_bool(inst, result)
    }

    pub fn op_loose_eq(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.loose_equals(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_bool(inst, result)
    }

    pub fn op_strict_eq(&mut self, inst: &Inst) {
        let b = self.ctx.strict_equals(self.arg(inst, 0), self.arg(inst, 1));
        self.set_bool(inst, b);
    }

    pub fn op_instance_of(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.instance_of(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_bool(inst, result)
    }

    pub fn op_in(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.has_in(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_bool(inst, result)
    }

    pub fn op_neg(&mut self, inst: &Inst) -> JsResult<()> {
        let v = self.arg(inst, 0);
        match inst.ty {
            Type::F64 => self.set(inst.dst, double(-unbox(v))),
            Type::I32 => self.set(inst.dst, Value::int(int(v).wrapping_neg())),
            Type::Value | Type::Bool => {
                let result = match v.as_number() {
                    Some(n) => Ok(Value::number(-n)),
                    None => self.ctx.negate(v),
                };
                return self.finish_value(inst, result);
            }
        }
        Ok(())
    }

    pub fn op_bit_not(&mut self, inst: &Inst) -> JsResult<()> {
        let v = self.arg(inst, 0);
        let result = match v.as_int() {
            Some(i) => Ok(Value::int(!i)),
            None => self.ctx.bit_not(v),
        };
        self.finish_value(inst, result)
    }

    /// `++` and `--`.
    pub fn op_step(&mut self, inst: &Inst, step: i32) -> JsResult<()> {
        let v = self.arg(inst, 0);
        match inst.ty {
            Type::F64 => self.set(inst.dst, double(unbox(v) + f64::from(step))),
            Type::I32 => self.set(inst.dst, Value::int(int(v).wrapping_add(step))),
            Type::Value | Type::Bool => {
                let result = match v.as_number() {
                    Some(n) => Ok(Value::number(n + f64::from(step))),
                    None => self.ctx.step(v, step),
                };
                return self.finish_value(inst, result);
            }
        }
        Ok(())
    }

    pub fn op_to_number(&mut self, inst: &Inst) -> JsResult<()> {
        let n = self.ctx.to_number(self.arg(inst, 0));
        self.finish_value(inst, n.map(|n| if inst.to == Type::F64 { double(n) } else { Value::number(n) }))
    }

    pub fn op_to_numeric(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.to_numeric(self.arg(inst, 0));
        self.finish_value(inst, result)
    }

    pub fn op_to_int32(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.to_int32(self.arg(inst, 0));
        self.finish_value(inst, result.map(Value::int))
    }

    pub fn op_to_string(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.to_string(self.arg(inst, 0));
        self.finish_value(inst, result.map(|s| s.value()))
    }

    pub fn op_to_property_key(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.to_property_key(self.arg(inst, 0)).map(|key| match key {
            PropertyKey::Index(i) => Value::from(i),
            PropertyKey::String(s) => s.value(),
            PropertyKey::Symbol(s) => s.value(),
        });
        self.finish_value(inst, result)
    }

    pub fn op_to_object(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.to_object(self.arg(inst, 0));
        self.finish_value(inst, result.map(|o| o.value()))
    }

    pub fn op_truthy(&mut self, inst: &Inst) {
        let v = self.arg(inst, 0);
        let b = match v.as_bool() {
            Some(b) => b,
            None => self.ctx.to_boolean(v),
        };
        self.set_bool(inst, b);
    }

    pub fn op_typeof(&mut self, inst: &Inst) {
        let text = self.ctx.type_of(self.arg(inst, 0));
        self.set(inst.dst, text.value());
    }

    /// Is the operand this very word?
    pub fn op_is(&mut self, inst: &Inst, word: Value) {
        let b = self.arg(inst, 0) == word;
        self.set_bool(inst, b);
    }
}
