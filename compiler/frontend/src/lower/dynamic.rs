//! Names that only an object can tell at run time: in `with`, and where a direct eval may have declared
//! variables.
//!
//! Such a name is first looked for in each object scope on the way outwards; the one that has it goes into a
//! register, `undefined` where none has. What is read or assigned then is its property, or else the variable
//! or global that the name means without them.

use oxc_ast::ast::{BindingIdentifier, ComputedMemberExpression, Function, IdentifierReference, WithStatement};
use oxc_span::GetSpan;
use yarrow_abi::kinds::ErrorKind;
use yarrow_mir::{Const, Op, StrId, Type, VReg};

use super::Lower;
use super::assign::Place;
use crate::analyze::{Binding, ScopeIx, VarId, VarTarget, address, scope_ix};

impl<'a> Lower<'a, '_> {
    /// What a reference stands for, where object scopes have a say.
    fn scoped(&self, id: &IdentifierReference<'a>) -> Option<&Binding> {
        self.analysis.reference(id.reference_id.get()?).filter(|b| !b.objects.is_empty())
    }

    pub fn is_scoped(&self, id: &IdentifierReference<'a>) -> bool {
        self.scoped(id).is_some()
    }

    /// ResolveBinding: the object scope that has the name, and the `this` of a function called by it.
    fn find_object(&mut self, binding: &Binding, name: StrId) -> (VReg, VReg) {
        let (object, this) = (self.f.b.vreg(Type::Value), self.f.b.vreg(Type::Value));
        let done = self.f.b.new_block();
        for scope in &binding.objects {
            let candidate = self.load_raw(scope.var);
            let has = self.f.b.op(Op::WithHas(name), Type::Bool, &[candidate]);
            let (found, next) = (self.f.b.new_block(), self.f.b.new_block());
            self.f.b.branch(has, found, next);
            self.f.b.switch_to(found);
            self.f.b.copy_to(object, candidate);
            if scope.is_with {
                self.f.b.copy_to(this, candidate);
            } else {
                self.f.b.op_to(Op::Const(Const::Undefined), this, &[]);
            }
            self.f.b.jump(done);
            self.f.b.switch_to(next);
        }
        self.f.b.op_to(Op::Const(Const::Undefined), object, &[]);
        self.f.b.op_to(Op::Const(Const::Undefined), this, &[]);
        self.continue_in(done);
        (object, this)
    }

    fn place_of(&mut self, binding: &Binding, name: &str, at: u32) -> (Place, VReg) {
        self.at(at);
        let name = self.str(name);
        let (object, this) = self.find_object(binding, name);
        (Place::Scoped { object, name, otherwise: binding.var, loaded: false, at }, this)
    }

    /// The place of a name that object scopes have a say in.
    pub fn scoped_place(&mut self, id: &IdentifierReference<'a>) -> Option<Place> {
        let binding = self.scoped(id)?.clone();
        Some(self.place_of(&binding, id.name.as_str(), id.span.start).0)
    }

    /// The place that a `var` declaration assigns, where it is no variable known here.
    pub fn binding_place(&mut self, id: &BindingIdentifier<'a>) -> Option<Place> {
        let binding = self.analysis.var_binding(id)?;
        if !binding.objects.is_empty() {
            let binding = binding.clone();
            return Some(self.place_of(&binding, id.name.as_str(), id.span.start).0);
        }
        if binding.var.is_some() {
            return None;
        }
        Some(Place::Builtin(self.str(id.name.as_str()), id.span.start))
    }

    /// A function called by its name, and its `this`.
    pub fn scoped_callee(&mut self, id: &IdentifierReference<'a>) -> (VReg, VReg) {
        let Some(binding) = self.scoped(id).cloned() else { return (self.undefined(), self.undefined()) };
        let (place, this) = self.place_of(&binding, id.name.as_str(), id.span.start);
        (self.load(place), this)
    }

    /// `this` of the branch taken where `object` is one, and of the other.
    fn either(&mut self, object: VReg, scoped: impl FnOnce(&mut Self), plain: impl FnOnce(&mut Self)) {
        let (found, absent, done) = (self.f.b.new_block(), self.f.b.new_block(), self.f.b.new_block());
        let none = self.f.b.op(Op::IsUndefined, Type::Bool, &[object]);
        self.f.b.branch(none, absent, found);
        self.f.b.switch_to(found);
        scoped(self);
        self.f.b.jump(done);
        self.f.b.switch_to(absent);
        plain(self);
        self.continue_in(done);
    }

    pub fn load_scoped(&mut self, object: VReg, name: StrId, otherwise: Option<VarId>, at: u32) -> VReg {
        self.at(at);
        let result = self.f.b.vreg(Type::Value);
        self.either(
            object,
            |l| l.f.b.op_to(Op::WithGet(name), result, &[object]),
            |l| {
                let v = match otherwise {
                    Some(v) => l.load_var(v, at),
                    None => l.op(Op::LoadBuiltin(name), &[]),
                };
                l.f.b.copy_to(result, v);
            },
        );
        result
    }

    pub fn store_scoped(&mut self, place: Place, value: VReg) {
        let Place::Scoped { object, name, otherwise, loaded, at } = place else { return };
        self.at(at);
        self.either(
            object,
            |l| l.f.b.effect(Op::WithSet(name), &[object, value]),
            |l| {
                l.store_copy(
                    match otherwise {
                        Some(v) if loaded => Place::LoadedVar(v, at),
                        Some(v) => Place::Var(v, at),
                        None => Place::Builtin(name, at),
                    },
                    value,
                );
            },
        );
    }

    /// The operand of `typeof name`, where the name may be absent.
    pub fn typeof_operand(&mut self, id: &'a IdentifierReference<'a>) -> Option<VReg> {
        self.at(id.span.start);
        let binding = self.analysis.reference(id.reference_id.get()?)?.clone();
        let name = self.str(id.name.as_str());
        if binding.objects.is_empty() {
            let absent = binding.var.is_none() && !self.is_constant_name(id);
            return absent.then(|| self.op(Op::LoadBuiltinOrUndefined(name), &[]));
        }
        let (object, _) = self.find_object(&binding, name);
        let result = self.f.b.vreg(Type::Value);
        self.either(
            object,
            |l| l.f.b.op_to(Op::WithGet(name), result, &[object]),
            |l| {
                let v = match binding.var {
                    Some(v) => l.load_var(v, id.span.start),
                    None => l.op(Op::LoadBuiltinOrUndefined(name), &[]),
                };
                l.f.b.copy_to(result, v);
            },
        );
        Some(result)
    }

    /// `delete name`, as a `Bool`.
    pub fn delete_name(&mut self, id: &IdentifierReference<'a>) -> VReg {
        self.at(id.span.start);
        let binding = id.reference_id.get().and_then(|r| self.analysis.reference(r)).cloned().unwrap_or_default();
        let name = self.str(id.name.as_str());
        let result = self.f.b.vreg(Type::Bool);
        let plain = |l: &mut Self| match binding.var {
            Some(_) => l.f.b.op_to(Op::Const(Const::Bool(false)), result, &[]),
            None => l.f.b.op_to(Op::DeleteBuiltin(name), result, &[]),
        };
        if binding.objects.is_empty() {
            plain(self);
            return result;
        }
        let (object, _) = self.find_object(&binding, name);
        self.either(
            object,
            |l| {
                let key = l.f.b.constant(Const::Str(name));
                l.f.b.op_to(Op::Delete, result, &[object, key]);
            },
            plain,
        );
        result
    }

    pub fn with_statement(&mut self, s: &'a WithStatement<'a>) {
        let object = self.expr(&s.object);
        self.at(s.object.span().start);
        let object = self.op(Op::ToObject, &[object]);
        let scope = scope_ix(&s.scope_id);
        self.open_scope(scope);
        if let Some(var) = self.analysis.scopes[scope].object {
            self.init_var(var, object);
        }
        self.statement(&s.body);
        self.close_scope(scope);
    }

    /// A call as an assignment target, in the object of a member expression: it is made, then it fails.
    pub fn call_place(&mut self, m: &'a ComputedMemberExpression<'a>) -> Place {
        const MESSAGE: &str = "Invalid left-hand side in assignment";
        if self.f.b.function.strict {
            self.error(m.object.span(), format!("SyntaxError: {MESSAGE}"));
        }
        self.effect_of(&m.object);
        self.at(m.span.start);
        let message = self.str(MESSAGE);
        self.f.b.effect(Op::ThrowError(ErrorKind::ReferenceError, message), &[]);
        Place::Nowhere
    }

    /// The object for variables that direct evals in this scope declare.
    pub fn open_variables(&mut self, scope: ScopeIx) {
        let Some(var) = self.analysis.scopes[scope].object else { return };
        let object = self.op(Op::NewObject(4), &[]);
        let null = self.f.b.constant(Const::Null);
        self.f.b.effect(Op::SetProtoLiteral, &[object, null]);
        self.init_var(var, object);
    }

    /// Evaluates a function declaration in its place: where it stands in a block of sloppy code, its value
    /// goes to the variable of the function around as well (B.3.2).
    pub fn function_statement(&mut self, f: &'a Function<'a>) {
        let branch = self.analysis.branch_scopes.get(&address(f)).copied();
        if let Some(scope) = branch {
            self.open_scope(scope);
            self.hoist_function(f);
        }
        if let Some(target) = self.analysis.block_functions.get(&address(f)).copied()
            && let Some(id) = &f.id
        {
            self.at(f.span.start);
            let own = self.declared(id);
            let value = self.load_raw(own);
            let name = self.str(id.name.as_str());
            match target {
                VarTarget::Var(var) => self.init_var(var, value),
                VarTarget::Object(object) => {
                    let object = self.load_raw(object);
                    self.f.b.effect(Op::WithSet(name), &[object, value]);
                }
                VarTarget::Global => self.store_block_function(id.name.as_str(), name, value),
            }
        }
        if let Some(scope) = branch {
            self.close_scope(scope);
        }
    }
}
