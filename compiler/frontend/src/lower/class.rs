//! Classes.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};
use yarrow_mir::{Const, Enumerable, FuncId, FunctionKind, MethodKind, Op, PrivateKind, VReg};

use super::assign::Place;
use super::call::super_text;
use super::literal::Key;
use super::{Constructor, FieldsStart, Lower};
use crate::analyze::{Implicit, ScopeIx, UnitId, VarId, scope_ix};
use crate::ts::Fields;

/// A class whose constructor and prototype exist.
struct Made {
    scope: ScopeIx,
    constructor: VReg,
    prototype: VReg,
    /// Of the method before.
    last_key: Option<VReg>,
}

impl<'a> Lower<'a, '_> {
    /// Evaluates a class and initialises its binding.
    pub fn class(&mut self, c: &'a Class<'a>, name: &str) -> VReg {
        self.define_class(c, name, None)
    }

    /// ClassDefinitionEvaluation, 15.7.14. The name is the text, or the key where there is one.
    pub fn define_class(&mut self, c: &'a Class<'a>, name: &str, key: Option<VReg>) -> VReg {
        for d in &c.decorators {
            self.unsupported(d.span, "decorators");
        }
        let scope = scope_ix(&c.scope_id);
        let info = &self.analysis.classes[&scope];
        let (fields, statics) = (info.fields, info.statics);
        self.open_scope(scope);
        if let Some(inner) = info.inner {
            let tdz = self.f.b.constant(Const::Tdz);
            self.init_var(inner, tdz);
        }
        let heritage = match &c.heritage {
            Some(h) => {
                let v = self.expr(&h.expression);
                self.detach(v)
            }
            None => self.f.b.constant(Const::Tdz),
        };
        let class = c.id.as_ref().map_or("anonymous", |id| id.name.as_str());
        for (text, var) in &info.private_names {
            let text = match brand_of(c, text) {
                Some(brand) => self.str(&format!("{text} {brand} {class}")),
                None => self.program.strings.intern(text),
            };
            let v = self.op(Op::NewPrivateName(text), &[]);
            self.init_var_fresh(*var, v);
        }
        let (id, unit) = self.constructor(c, name, fields.is_some());
        self.at(c.span.start);
        let closure = match unit {
            Some(unit) => self.closure(id, unit),
            None => {
                let env = self.undefined();
                self.op(Op::Closure(id), &[env])
            }
        };
        self.at(c.heritage.as_ref().map_or(c.span.start, |h| h.expression.span().start));
        let prototype = self.op(Op::NewClass, &[closure, heritage]);
        if unit.is_some_and(|u| self.uses_home(u)) {
            self.f.b.effect(Op::SetHome, &[closure, prototype]);
        }
        if let Some(key) = key {
            self.f.b.effect(Op::SetFunctionName, &[closure, key]);
        }
        let mut made = Made { scope, constructor: closure, prototype, last_key: None };
        for e in &c.body.body {
            self.class_element(&mut made, e);
        }
        if let Some(unit) = fields {
            let id = self.elements_function(c, unit, false);
            let f = self.closure(id, unit);
            if self.uses_home(unit) {
                self.f.b.effect(Op::SetHome, &[f, prototype]);
            }
            self.f.b.effect(Op::SetFieldInitializer, &[closure, f]);
        }
        // Static elements see the inner binding only, where there are two.
        let declared = c.id.as_ref().map(|id| self.declared(id));
        if let Some(v) = info.inner.or(declared) {
            self.init_var(v, closure);
        }
        if let Some(unit) = statics {
            let id = self.elements_function(c, unit, true);
            self.at(c.span.start);
            let f = self.closure(id, unit);
            if self.uses_home(unit) {
                self.f.b.effect(Op::SetHome, &[f, closure]);
            }
            let text = self.str("(static initializer)");
            self.op(Op::Call(text), &[f, closure]);
        }
        self.close_scope(scope);
        if let (Some(v), Some(_)) = (declared, info.inner) {
            self.init_var(v, closure);
        }
        closure
    }

    fn uses_home(&self, unit: UnitId) -> bool {
        self.analysis.unit(unit).implicit[Implicit::Home as usize].is_some()
    }

    fn constructor(&mut self, c: &'a Class<'a>, name: &str, has_fields: bool) -> (FuncId, Option<UnitId>) {
        let derived = c.heritage.is_some();
        let kind = if derived { FunctionKind::ClassDerived } else { FunctionKind::ClassBase };
        let explicit = c.body.body.iter().find_map(|e| match e {
            ClassElement::MethodDefinition(m)
                if m.kind == MethodDefinitionKind::Constructor && m.value.body.is_some() =>
            {
                Some(&m.value)
            }
            _ => None,
        });
        let Some(f) = explicit else { return (self.default_constructor(c, name, kind, has_fields), None) };
        let unit = self.analysis.unit_of_function(scope_ix(&f.scope_id));
        let is_late = self.file().lowered.late_fields.contains(&f.span.start);
        let fields = match has_fields {
            true if is_late => FieldsStart::AtMark,
            true => FieldsStart::AtOnce,
            false => FieldsStart::Never,
        };
        self.constructors.insert(unit, Constructor { derived, fields, name: name.to_owned() });
        let id = self.function_of_kind(f, name, kind, c.span);
        let info = &self.analysis.classes[&scope_ix(&c.scope_id)];
        let fields = info.fields.map_or(0, |u| self.analysis.unit(u).fields);
        self.add_slots(id, fields);
        (id, Some(unit))
    }

    fn add_slots(&mut self, id: FuncId, fields: usize) {
        let f = &mut self.program.functions[id];
        let fields = u32::try_from(fields.min(64)).unwrap_or(64);
        f.inline_slots = (f.inline_slots + fields).min(64);
    }

    fn default_constructor(&mut self, c: &'a Class<'a>, name: &str, kind: FunctionKind, has_fields: bool) -> FuncId {
        // It has no unit of its own; nothing in it looks at one.
        let unit = self.f.unit;
        let mut function = yarrow_mir::Function::new(name, kind);
        function.source = (c.span.start, c.span.end);
        function.loc = self.loc(c.span.start);
        function.inline_slots = 2;
        let outer = std::mem::replace(&mut self.f, super::context::FnCx::new(function, unit, None));
        self.at(c.span.start);
        let result = if kind == FunctionKind::ClassDerived {
            let (callee, target) = (self.op(Op::Callee, &[]), self.op(Op::NewTarget, &[]));
            let arguments = self.op(Op::Rest(0), &[]);
            let parent = self.op(Op::SuperConstructor, &[callee]);
            let text = self.str(&super_text(name));
            let this = self.op(Op::ConstructSpread(text), &[parent, target, arguments]);
            if has_fields {
                self.f.b.effect(Op::InitFields, &[callee, this]);
            }
            this
        } else {
            if has_fields {
                let (callee, this) = (self.op(Op::Callee, &[]), self.op(Op::This, &[]));
                self.f.b.effect(Op::InitFields, &[callee, this]);
            }
            self.undefined()
        };
        self.f.b.terminate(yarrow_mir::Terminator::Return(result));
        let done = std::mem::replace(&mut self.f, outer);
        let id = self.program.functions.push(done.b.finish());
        let info = &self.analysis.classes[&scope_ix(&c.scope_id)];
        let fields = info.fields.map_or(0, |u| self.analysis.unit(u).fields);
        self.add_slots(id, fields);
        id
    }

    fn class_element(&mut self, made: &mut Made, e: &'a ClassElement<'a>) {
        match e {
            ClassElement::MethodDefinition(m) => {
                for d in &m.decorators {
                    self.unsupported(d.span, "decorators");
                }
                if m.kind != MethodDefinitionKind::Constructor && m.value.body.is_some() {
                    self.class_method(made, m);
                }
            }
            ClassElement::PropertyDefinition(p) => {
                for d in &p.decorators {
                    self.unsupported(d.span, "decorators");
                }
                if p.computed {
                    let (key, _) = self.property_key(&p.key, true);
                    let key = self.key_value(key);
                    if let Some(var) = self.hidden(made.scope, p.span.start) {
                        self.init_var(var, key);
                    }
                }
            }
            ClassElement::AccessorProperty(a) => {
                self.unsupported(Span::sized(a.span.start, 8), "accessor");
            }
            ClassElement::StaticBlock(_) | ClassElement::TSIndexSignature(_) => {}
        }
    }

    fn hidden(&self, class: ScopeIx, at: u32) -> Option<VarId> {
        self.analysis.classes[&class].hidden.get(&at).copied()
    }

    fn class_method(&mut self, made: &mut Made, m: &'a MethodDefinition<'a>) {
        let kind = method_kind(m.kind);
        let object = if m.r#static { made.constructor } else { made.prototype };
        self.at(m.span.start);
        if let PropertyKey::PrivateIdentifier(id) = &m.key {
            let prefix = match kind {
                MethodKind::Getter => "get ",
                MethodKind::Setter => "set ",
                MethodKind::Method => "",
            };
            let method = self.method(&m.value, &format!("{prefix}#{}", id.name), m.span);
            let unit = self.analysis.unit_of_function(scope_ix(&m.value.scope_id));
            if self.uses_home(unit) {
                self.f.b.effect(Op::SetHome, &[method, object]);
            }
            if m.r#static {
                let name = self.private_name(id);
                self.f.b.effect(Op::DefinePrivate(kind.into()), &[object, name, method]);
            } else if let Some(var) = self.hidden(made.scope, m.span.start) {
                self.init_var(var, method);
            }
            return;
        }
        let repeated = self.file().lowered.repeated_keys.contains(&m.span.start);
        let (key, name) = match made.last_key.filter(|_| repeated) {
            Some(key) => (Key::Value(key), String::new()),
            None => self.property_key(&m.key, m.computed),
        };
        let method = self.method(&m.value, &name, m.span);
        let key = self.key_value(key);
        made.last_key = Some(key);
        self.f.b.effect(Op::DefineMethod(kind, Enumerable::No), &[object, key, method]);
    }

    /// The function that defines the instance fields of `this`, or runs the static elements.
    fn elements_function(&mut self, c: &'a Class<'a>, unit: UnitId, is_static: bool) -> FuncId {
        let name = if is_static { "<static_initializer>" } else { "<instance_members_initializer>" };
        let outer = self.enter_function(name, FunctionKind::Method, unit, c.span);
        let class = scope_ix(&c.scope_id);
        self.open_scope(self.analysis.unit(unit).scope);
        self.bind_implicit(unit);
        if !is_static {
            // Methods come before all fields.
            for e in &c.body.body {
                if let ClassElement::MethodDefinition(m) = e
                    && let PropertyKey::PrivateIdentifier(id) = &m.key
                    && !m.r#static
                    && let Some(var) = self.hidden(class, m.span.start)
                {
                    self.at(m.span.start);
                    let this = self.this(m.span.start);
                    let name = self.private_name(id);
                    let method = self.load_raw(var);
                    self.f.b.effect(Op::DefinePrivate(method_kind(m.kind).into()), &[this, name, method]);
                }
            }
        }
        for e in &c.body.body {
            match e {
                ClassElement::PropertyDefinition(p) if p.r#static == is_static && is_field(p) => {
                    self.field(class, p);
                }
                ClassElement::StaticBlock(b) if is_static => self.static_block(b),
                _ => {}
            }
        }
        self.leave_function(outer)
    }

    fn static_block(&mut self, b: &'a StaticBlock<'a>) {
        let scope = scope_ix(&b.scope_id);
        self.open_scope(scope);
        self.declare_vars(scope);
        self.hoist_functions(&b.body);
        self.scope_statements(&b.body);
        self.close_scope(scope);
    }

    fn field(&mut self, class: ScopeIx, p: &'a PropertyDefinition<'a>) {
        let is_private = matches!(p.key, PropertyKey::PrivateIdentifier(_));
        if self.file().settings.fields == Fields::Assigned && !(is_private && p.r#static) {
            return self.assigned_field(class, p);
        }
        self.at(p.span.start);
        let this = self.this(p.span.start);
        let hidden = if p.computed { self.hidden(class, p.span.start) } else { None };
        let (key, name) = match (hidden, &p.key) {
            (Some(var), _) => (Key::Value(self.load_raw(var)), String::new()),
            (None, PropertyKey::PrivateIdentifier(id)) => (Key::Value(self.private_name(id)), format!("#{}", id.name)),
            (None, key) => self.property_key(key, false),
        };
        let value = match (&p.value, key) {
            (Some(e), Key::Value(key)) if name.is_empty() => self.keyed_expr(e, key),
            (Some(e), _) => self.named_expr(e, &name),
            (None, _) => self.undefined(),
        };
        self.at(p.span.start);
        match key {
            Key::Value(key) if is_private => {
                self.f.b.effect(Op::DefinePrivate(PrivateKind::Field), &[this, key, value]);
            }
            Key::Name(name) => self.f.b.effect(Op::InitProp(name), &[this, value]),
            Key::Value(key) => self.f.b.effect(Op::DefineField, &[this, key, value]),
        }
    }

    /// A field under `useDefineForClassFields: false`: an assignment, of a private one too, which gives functions no
    /// name.
    fn assigned_field(&mut self, class: ScopeIx, p: &'a PropertyDefinition<'a>) {
        let at = p.span.start;
        self.at(at);
        let object = self.this(at);
        let hidden = if p.computed { self.hidden(class, at) } else { None };
        if let (None, PropertyKey::PrivateIdentifier(id)) = (hidden, &p.key) {
            let key = self.private_name(id);
            let value = p.value.as_ref().map(|e| self.expr(e));
            let value = value.unwrap_or_else(|| self.undefined());
            return self.f.b.effect(Op::DefinePrivate(PrivateKind::Field), &[object, key, value]);
        }
        let Some(value) = &p.value else { return };
        let key = match hidden {
            Some(var) => Key::Value(self.load_raw(var)),
            None => self.property_key(&p.key, false).0,
        };
        let value = self.expr(value);
        self.store(
            match key {
                Key::Name(name) => Place::Name { object, name, at },
                Key::Value(key) => Place::Element { object, key, at },
            },
            value,
        );
    }
}

/// What an object has to be so that it has this private method or accessor, as messages say it; nothing for fields.
fn brand_of(c: &Class<'_>, text: &str) -> Option<&'static str> {
    let name = text.strip_prefix('#')?;
    c.body.body.iter().find_map(|e| {
        let ClassElement::MethodDefinition(m) = e else { return None };
        let PropertyKey::PrivateIdentifier(id) = &m.key else { return None };
        (id.name == name).then_some(if m.r#static { "class" } else { "an instance of class" })
    })
}

/// TypeScript declares fields that do not exist at run time.
fn is_field(p: &PropertyDefinition<'_>) -> bool {
    !p.declare && p.r#type == PropertyDefinitionType::PropertyDefinition
}

fn method_kind(kind: MethodDefinitionKind) -> MethodKind {
    match kind {
        MethodDefinitionKind::Get => MethodKind::Getter,
        MethodDefinitionKind::Set => MethodKind::Setter,
        MethodDefinitionKind::Method | MethodDefinitionKind::Constructor => MethodKind::Method,
    }
}
