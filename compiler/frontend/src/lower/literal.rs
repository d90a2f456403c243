//! Object literals and templates.

use oxc_ast::ast::*;
use oxc_span::GetSpan;
use oxc_syntax::number::ToJsString;
use yarrow_mir::{Const, Enumerable, FunctionKind, MethodKind, Op, StrId, Type, VReg};

use super::Lower;
use super::asynchronous::suspending;
use super::constants::Nested;
use crate::analyze::scope_ix;

/// A property key of a literal or class.
#[derive(Clone, Copy)]
pub enum Key {
    /// Not an array index.
    Name(StrId),
    /// Any other, already a property key.
    Value(VReg),
}

impl<'a> Lower<'a, '_> {
    /// Evaluates a property key; the text is the name it gives to functions, empty where it is
    /// known at run time only.
    pub fn property_key(&mut self, key: &'a PropertyKey<'a>, computed: bool) -> (Key, String) {
        let constant = match key {
            PropertyKey::StaticIdentifier(id) => Some(id.name.to_string()),
            PropertyKey::StringLiteral(s) if !s.lone_surrogates => Some(s.value.to_string()),
            PropertyKey::NumericLiteral(n) => {
                let value = self.number(n.value);
                return (Key::Value(value), n.value.to_js_string());
            }
            PropertyKey::BigIntLiteral(n) => Some(n.value.to_string()),
            _ => None,
        };
        match constant {
            Some(name) if is_index(&name) => {
                let value = self.string(&name);
                (Key::Value(value), name)
            }
            Some(name) => (Key::Name(self.str(&name)), name),
            None => {
                let value = match key {
                    PropertyKey::PrivateIdentifier(id) => self.private_name(id),
                    key => self.expr(key.to_expression()),
                };
                let value = if computed { self.op(Op::ToPropertyKey, &[value]) } else { value };
                (Key::Value(value), String::new())
            }
        }
    }

    pub fn key_value(&mut self, key: Key) -> VReg {
        match key {
            Key::Name(name) => self.f.b.constant(Const::Str(name)),
            Key::Value(v) => v,
        }
    }

    /// A method of an object literal or class, not yet defined on anything.
    pub fn method(&mut self, f: &'a Function<'a>, name: &str, span: oxc_span::Span) -> VReg {
        let kind = suspending(f).unwrap_or(FunctionKind::Method);
        let id = self.function_of_kind(f, name, kind, span);
        self.at(span.start);
        self.closure(id, self.analysis.unit_of_function(scope_ix(&f.scope_id)))
    }

    pub fn object(&mut self, o: &'a ObjectExpression<'a>) -> VReg {
        if let Some(literal) = self.constant_literal(Nested::Object(o)) {
            return literal;
        }
        let room = o.properties.len().min(64);
        let object = self.op(Op::NewObject(u32::try_from(room).unwrap_or(64)), &[]);
        for p in &o.properties {
            match p {
                ObjectPropertyKind::SpreadProperty(s) => {
                    let source = self.expr(&s.argument);
                    let none = self.undefined();
                    self.at(s.argument.span().start);
                    self.f.b.effect(Op::CopyProps, &[object, source, none]);
                }
                ObjectPropertyKind::ObjectProperty(p) => self.object_property(object, p),
            }
        }
        object
    }

    fn object_property(&mut self, object: VReg, p: &'a ObjectProperty<'a>) {
        self.at(p.span.start);
        let kind = match p.kind {
            PropertyKind::Get => Some(MethodKind::Getter),
            PropertyKind::Set => Some(MethodKind::Setter),
            PropertyKind::Init if p.method => Some(MethodKind::Method),
            PropertyKind::Init => None,
        };
        let is_proto = kind.is_none() && !p.computed && !p.shorthand && p.key.is_specific_static_name("__proto__");
        if is_proto {
            let value = self.expr(&p.value);
            self.f.b.effect(Op::SetProtoLiteral, &[object, value]);
            return;
        }
        let (key, name) = self.property_key(&p.key, p.computed);
        if let (Some(kind), Expression::FunctionExpression(f)) = (kind, &p.value) {
            let method = self.method(f, &name, p.span);
            let key = self.key_value(key);
            self.f.b.effect(Op::DefineMethod(kind, Enumerable::Yes), &[object, key, method]);
            return;
        }
        let value = match key {
            Key::Value(key) if name.is_empty() => self.keyed_expr(&p.value, key),
            _ => self.named_expr(&p.value, &name),
        };
        self.at(p.span.start);
        match key {
            Key::Name(name) => self.f.b.effect(Op::InitProp(name), &[object, value]),
            Key::Value(key) => self.f.b.effect(Op::DefineField, &[object, key, value]),
        }
    }

    pub fn template(&mut self, t: &'a TemplateLiteral<'a>) -> VReg {
        let mut result: Option<VReg> = None;
        let mut append = |l: &mut Self, v: VReg| {
            result = Some(match result {
                Some(r) => l.op(Op::Add, &[r, v]),
                None => v,
            });
        };
        for (i, q) in t.quasis.iter().enumerate() {
            let cooked = q.value.cooked.unwrap_or(q.value.raw);
            let is_first = i == 0;
            if !cooked.is_empty() || is_first && t.expressions.is_empty() {
                let id = self.js_string(cooked.as_str(), q.lone_surrogates);
                let v = self.f.b.constant(Const::Str(id));
                append(self, v);
            }
            if let Some(e) = t.expressions.get(i) {
                let v = self.expr(e);
                self.at(e.span().start);
                let v = self.op(Op::ToString, &[v]);
                append(self, v);
            }
        }
        match result {
            Some(v) => v,
            None => self.string(""),
        }
    }

    pub fn tagged_template(&mut self, t: &'a TaggedTemplateExpression<'a>) -> VReg {
        let (tag, this) = self.callee(&t.tag);
        let (tag, this) = (self.hold(tag, t.quasi.span), self.hold(this, t.quasi.span));
        let mut args = vec![tag, this, self.template_object(&t.quasi)];
        for e in &t.quasi.expressions {
            let v = self.expr(e);
            args.push(self.hold(v, oxc_span::Span::new(e.span().end, t.span.end)));
        }
        let text = self.source_text(&t.tag);
        self.at(t.span.start);
        self.op(Op::Call(text), &args)
    }

    /// Made on first use, then the same one for this site.
    fn template_object(&mut self, t: &'a TemplateLiteral<'a>) -> VReg {
        let global = self.new_global("template");
        let result = self.f.b.vreg(Type::Value);
        self.f.b.op_to(Op::LoadGlobal(global), result, &[]);
        let (make, done) = (self.f.b.new_block(), self.f.b.new_block());
        let missing = self.f.b.op(Op::IsUndefined, Type::Bool, &[result]);
        self.f.b.branch(missing, make, done);
        self.f.b.switch_to(make);
        let count = u32::try_from(t.quasis.len()).unwrap_or(u32::MAX);
        let (cooked, raw) = (self.op(Op::NewArray(count), &[]), self.op(Op::NewArray(count), &[]));
        for q in &t.quasis {
            let c = match q.value.cooked {
                Some(text) => {
                    let id = self.js_string(text.as_str(), q.lone_surrogates);
                    self.f.b.constant(Const::Str(id))
                }
                None => self.undefined(),
            };
            self.f.b.effect(Op::ArrayPush, &[cooked, c]);
            let r = self.string(&q.value.raw.replace("\r\n", "\n").replace('\r', "\n"));
            self.f.b.effect(Op::ArrayPush, &[raw, r]);
        }
        self.f.b.op_to(Op::TemplateObject, result, &[cooked, raw]);
        self.f.b.effect(Op::StoreGlobal(global), &[result]);
        self.continue_in(done);
        result
    }
}

/// Might the property name be an array index?
pub fn is_index(name: &str) -> bool {
    !name.is_empty() && name.len() <= 10 && name.bytes().all(|b| b.is_ascii_digit())
}

pub fn is_anonymous_function(e: &Expression<'_>) -> bool {
    e.is_anonymous_function_definition()
}
