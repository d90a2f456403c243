//! Computes what operators make of constant numbers.
//!
//! The product of two constants in the condition of a loop would be a double to whoever infers types, and its counter another.

use crate::facts::Facts;
use cranelift_entity::SecondaryMap;
use yarrow_abi::arithmetic::f64_to_i32;
use yarrow_abi::value;
use yarrow_mir::{Const, FuncId, Function, Op, Program, VReg};

/// Runs the pass.
pub fn run(program: &mut Program, _: &Facts, id: FuncId) {
    let f = &mut program.functions[id];
    let mut constants = constants(f);
    let mut again = true;
    while again {
        again = false;
        for data in f.blocks.values_mut() {
            for inst in &mut data.insts {
                let Some(d) = inst.dst else { continue };
                if matches!(inst.op, Op::Const(_)) {
                    continue;
                }
                let operands: Option<Vec<f64>> =
                    inst.args.iter().map(|a| constants[*a].and_then(Definition::number)).collect();
                let Some(result) = operands.and_then(|operands| compute(inst.op, &operands)) else { continue };
                inst.op = Op::Const(result);
                inst.args.clear();
                if constants[d] == Some(Definition::Other) {
                    constants[d] = Some(Definition::Number(result));
                    again = true;
                }
            }
        }
    }
}

/// How a vreg is defined.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Definition {
    /// Once, as this number.
    Number(Const),
    /// Once, in another way.
    Other,
    Several,
}

impl Definition {
    fn number(self) -> Option<f64> {
        match self {
            Definition::Number(Const::I32(i)) => Some(i.into()),
            Definition::Number(Const::F64(d)) => Some(d),
            _ => None,
        }
    }
}

fn constants(f: &Function) -> SecondaryMap<VReg, Option<Definition>> {
    let mut found: SecondaryMap<VReg, Option<Definition>> = SecondaryMap::new();
    for data in f.blocks.values() {
        for inst in &data.insts {
            let Some(d) = inst.dst else { continue };
            let definition = match inst.op {
                Op::Const(c @ (Const::I32(_) | Const::F64(_))) => Definition::Number(c),
                _ => Definition::Other,
            };
            found[d] = Some(if found[d].is_none() { definition } else { Definition::Several });
        }
        if let Some(d) = data.term.def() {
            found[d] = Some(Definition::Several);
        }
    }
    found
}

/// The result of an operator, if it is finite.
fn compute(op: Op, operands: &[f64]) -> Option<Const> {
    let bits = |f: fn(i32, i32) -> i32, x: f64, y: f64| f64::from(f(f64_to_i32(x), f64_to_i32(y)));
    let result = match (op, operands) {
        (Op::Copy | Op::ToNumber | Op::ToNumeric, [x]) => *x,
        (Op::Neg, [x]) => -x,
        (Op::Inc, [x]) => x + 1.0,
        (Op::Dec, [x]) => x - 1.0,
        (Op::BitNot, [x]) => f64::from(!f64_to_i32(*x)),
        (Op::Add, [x, y]) => x + y,
        (Op::Sub, [x, y]) => x - y,
        (Op::Mul, [x, y]) => x * y,
        (Op::Div, [x, y]) => x / y,
        (Op::Rem, [x, y]) => x % y,
        (Op::BitAnd, [x, y]) => bits(|x, y| x & y, *x, *y),
        (Op::BitOr, [x, y]) => bits(|x, y| x | y, *x, *y),
        (Op::BitXor, [x, y]) => bits(|x, y| x ^ y, *x, *y),
        (Op::Shl, [x, y]) => bits(|x, y| x.wrapping_shl(y as u32 & 31), *x, *y),
        (Op::Shr, [x, y]) => bits(|x, y| x.wrapping_shr(y as u32 & 31), *x, *y),
        (Op::Ushr, [x, y]) => f64::from((f64_to_i32(*x) as u32).wrapping_shr(f64_to_i32(*y) as u32 & 31)),
        _ => return None,
    };
    let is_int = value::is_int(value::encode_number(result));
    result.is_finite().then_some(if is_int { Const::I32(result as i32) } else { Const::F64(result) })
}

#[cfg(test)]
mod tests {
    use super::compute;
    use yarrow_mir::{Const, Op};

    #[test]
    fn minus_zero_and_what_is_no_i32_stay_doubles_and_infinities_are_left() {
        assert_eq!(compute(Op::Mul, &[0.0, -1.0]), Some(Const::F64(-0.0)));
        assert_eq!(compute(Op::Add, &[2_147_483_647.0, 1.0]), Some(Const::F64(2_147_483_648.0)));
        assert_eq!(compute(Op::Ushr, &[-1.0, 0.0]), Some(Const::F64(4_294_967_295.0)));
        assert_eq!(compute(Op::Shl, &[1.0, 33.0]), Some(Const::I32(2)));
        assert_eq!(compute(Op::Div, &[1.0, 0.0]), None);
        assert_eq!(compute(Op::Rem, &[1.0, 0.0]), None);
    }
}
