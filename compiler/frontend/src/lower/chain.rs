//! Optional chains.

use oxc_ast::ast::*;
use yarrow_mir::{Const, Op, Type, VReg};

use super::Lower;

impl<'a> Lower<'a, '_> {
    pub fn leave_chain_if_nullish(&mut self, v: VReg) {
        let Some(absent) = self.f.chains.last().copied() else { return };
        let nullish = self.f.b.op(Op::IsNullish, Type::Bool, &[v]);
        let next = self.f.b.new_block();
        self.f.b.branch(nullish, absent, next);
        self.f.b.switch_to(next);
    }

    pub fn chain(&mut self, c: &'a ChainExpression<'a>) -> VReg {
        self.chain_with_this(c).0
    }

    /// The value of the chain and, where it ends in a member, its object, which are both undefined
    /// where the chain is left early.
    pub fn chain_with_this(&mut self, c: &'a ChainExpression<'a>) -> (VReg, VReg) {
        let (result, this) = (self.f.b.vreg(Type::Value), self.f.b.vreg(Type::Value));
        let (absent, done) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.chains.push(absent);
        let object = match &c.expression {
            ChainElement::CallExpression(call) => {
                let v = self.call(call);
                self.f.b.copy_to(result, v);
                None
            }
            ChainElement::TSNonNullExpression(t) => {
                let v = self.expr(&t.expression);
                self.f.b.copy_to(result, v);
                None
            }
            member => {
                let member = member.to_member_expression();
                let object = self.member_object(member);
                let object = self.detach(object);
                let v = self.get_member(object, member);
                self.f.b.copy_to(result, v);
                Some(object)
            }
        };
        match object {
            Some(object) => self.f.b.copy_to(this, object),
            None => self.f.b.op_to(Op::Const(Const::Undefined), this, &[]),
        }
        self.f.b.jump(done);
        self.f.chains.pop();
        self.f.b.switch_to(absent);
        self.f.b.op_to(Op::Const(Const::Undefined), result, &[]);
        self.f.b.op_to(Op::Const(Const::Undefined), this, &[]);
        self.f.b.jump(done);
        self.f.b.switch_to(done);
        (result, this)
    }
}
