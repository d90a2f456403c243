//! Destructuring, of declarations and assignments.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};
use std::borrow::Cow;
use yarrow_mir::{Op, StrId, Type, VReg};

use super::Lower;
use super::assign::{Place, Uses, makes_own_result};
use super::expr::{Origin, describe_iterable, describe_source, is_placed_at_start};
use super::literal::{Key, is_anonymous_function};

/// Where a part of a pattern goes.
#[derive(Clone, Copy)]
enum Target<'a> {
    Bind(&'a BindingPattern<'a>),
    Assign(&'a AssignmentTarget<'a>),
    /// Shorthand in an object pattern.
    Identifier(&'a IdentifierReference<'a>),
}

/// A target after evaluation of what comes before its value.
#[derive(Clone, Copy)]
enum Ready<'a> {
    Place(Place),
    Pattern(Target<'a>),
}

#[derive(Clone, Copy)]
struct Element<'a> {
    target: Target<'a>,
    init: Option<&'a Expression<'a>>,
    /// Does the target name an anonymous function in `init`?
    names: bool,
}

struct Property<'a> {
    key: Option<&'a PropertyKey<'a>>,
    /// Where there is no key: the name of a shorthand.
    name: &'a str,
    computed: bool,
    element: Element<'a>,
    at: u32,
}

impl<'a> Property<'a> {
    /// Goes into a binding or a pattern, without a default.
    fn is_plain(&self) -> bool {
        self.element.init.is_none()
            && match self.element.target {
                Target::Bind(_) | Target::Identifier(_) => true,
                Target::Assign(t) => !t.is_member_expression(),
            }
    }

    fn static_name(&self) -> Option<Cow<'a, str>> {
        match self.key {
            Some(_) if self.computed => None,
            Some(key) => key.static_name(),
            None => Some(Cow::Borrowed(self.name)),
        }
    }
}

fn binding_element<'a>(p: &'a BindingPattern<'a>) -> Element<'a> {
    match p {
        BindingPattern::AssignmentPattern(a) => {
            Element { target: Target::Bind(&a.left), init: Some(&a.right), names: true }
        }
        p => Element { target: Target::Bind(p), init: None, names: false },
    }
}

fn assignment_element<'a>(t: &'a AssignmentTargetMaybeDefault<'a>) -> Element<'a> {
    match t {
        AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(t) => {
            // A parenthesised name gives none.
            let names = t.binding.span().start == t.span.start;
            Element { target: Target::Assign(&t.binding), init: Some(&t.init), names }
        }
        t => Element { target: Target::Assign(t.to_assignment_target()), init: None, names: false },
    }
}

impl<'a> Lower<'a, '_> {
    /// Initialises the bindings of a pattern.
    pub fn bind_pattern(&mut self, p: &'a BindingPattern<'a>, value: VReg, source: Origin<'a>) {
        match p {
            BindingPattern::BindingIdentifier(id) => {
                if let Some(place) = self.binding_place(id) {
                    return self.store_copy(place, value);
                }
                let v = self.declared(id);
                if matches!(source, Origin::Expression(e) if makes_own_result(e)) {
                    self.init_var_fresh(v, value);
                } else {
                    self.init_var(v, value);
                }
            }
            BindingPattern::ObjectPattern(o) => {
                let properties = o
                    .properties
                    .iter()
                    .map(|p| Property {
                        key: Some(&p.key),
                        name: "",
                        computed: p.computed,
                        element: binding_element(&p.value),
                        at: p.span.start,
                    })
                    .collect();
                let rest = o.rest.as_ref().map(|r| Target::Bind(&r.argument));
                self.object_pattern(properties, rest, value, source, o.span.start);
            }
            BindingPattern::ArrayPattern(a) => {
                let elements = a.elements.iter().map(|e| e.as_ref().map(binding_element)).collect();
                let rest = a.rest.as_ref().map(|r| Target::Bind(&r.argument));
                let text = match source {
                    Origin::Expression(e) if is_placed_at_start(e) => describe_iterable(e),
                    _ => String::new(),
                };
                let text = self.str(&text);
                self.array_pattern(elements, rest, value, text, a.span);
            }
            BindingPattern::AssignmentPattern(a) => {
                let name = a.left.get_identifier_name();
                let value = self.default_value(value, &a.right, name.as_ref().map(|n| n.as_str()));
                self.bind_pattern(&a.left, value, Origin::Unnamed);
            }
        }
    }

    /// The value is not used afterwards unless the caller keeps it.
    pub fn assign_target(&mut self, t: &'a AssignmentTarget<'a>, value: VReg, source: Origin<'a>) {
        match t {
            AssignmentTarget::ArrayAssignmentTarget(a) => {
                let elements = a.elements.iter().map(|e| e.as_ref().map(assignment_element)).collect();
                let rest = a.rest.as_ref().map(|r| Target::Assign(&r.target));
                let text = self.str("");
                self.array_pattern(elements, rest, value, text, a.span);
            }
            AssignmentTarget::ObjectAssignmentTarget(o) => self.object_target(o, value, source),
            t => {
                let place = self.place(t.to_simple_assignment_target(), Uses::Write, Span::default());
                self.store_copy(place, value);
            }
        }
    }

    fn object_target(&mut self, o: &'a ObjectAssignmentTarget<'a>, value: VReg, source: Origin<'a>) {
        let properties = o
            .properties
            .iter()
            .map(|p| match p {
                AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(p) => Property {
                    key: None,
                    name: p.binding.name.as_str(),
                    computed: false,
                    element: Element { target: Target::Identifier(&p.binding), init: p.init.as_ref(), names: true },
                    at: p.span.start,
                },
                AssignmentTargetProperty::AssignmentTargetPropertyProperty(p) => Property {
                    key: Some(&p.name),
                    name: "",
                    computed: p.computed,
                    element: assignment_element(&p.binding),
                    at: p.span.start,
                },
            })
            .collect();
        let rest = o.rest.as_ref().map(|r| Target::Assign(&r.target));
        self.object_pattern(properties, rest, value, source, o.span.start);
    }

    /// The parts of an assignment target are evaluated before the value is fetched.
    fn ready(&mut self, t: Target<'a>, later: Span) -> Ready<'a> {
        match t {
            Target::Identifier(id) => Ready::Place(self.identifier_place(id)),
            Target::Assign(t) => match t.as_simple_assignment_target() {
                Some(simple) => Ready::Place(self.place(simple, Uses::Write, later)),
                None => Ready::Pattern(Target::Assign(t)),
            },
            Target::Bind(BindingPattern::BindingIdentifier(id)) => match self.binding_place(id) {
                Some(place) => Ready::Place(place),
                None => Ready::Pattern(t),
            },
            Target::Bind(_) => Ready::Pattern(t),
        }
    }

    fn finish(&mut self, ready: Ready<'a>, value: VReg) {
        match ready {
            Ready::Place(place) => self.store_copy(place, value),
            Ready::Pattern(Target::Bind(p)) => self.bind_pattern(p, value, Origin::Unnamed),
            Ready::Pattern(Target::Assign(t)) => self.assign_target(t, value, Origin::Unnamed),
            Ready::Pattern(Target::Identifier(_)) => unreachable!("an identifier is a place"),
        }
    }

    /// Applies the default.
    fn element_value(&mut self, e: Element<'a>, value: VReg) -> VReg {
        let Some(init) = e.init else { return value };
        let name = match e.target {
            Target::Bind(p) => p.get_identifier_name().map(|n| n.as_str()),
            Target::Assign(t) => t.as_simple_assignment_target().and_then(|t| t.get_identifier_name()),
            Target::Identifier(id) => Some(id.name.as_str()),
        };
        self.default_value(value, init, name.filter(|_| e.names && is_anonymous_function(init)))
    }

    fn array_pattern(
        &mut self,
        elements: Vec<Option<Element<'a>>>,
        rest: Option<Target<'a>>,
        value: VReg,
        text: StrId,
        span: Span,
    ) {
        self.at(span.start);
        let iter = self.iter_open(text, value);
        self.closing(iter, |l| {
            for e in elements {
                let Some(e) = e else {
                    l.f.b.effect(Op::IterSkip, &[iter]);
                    continue;
                };
                let ready = l.ready(e.target, span);
                let value = l.iter_value(iter);
                let value = l.element_value(e, value);
                l.finish(ready, value);
            }
            if let Some(rest) = rest {
                let ready = l.ready(rest, span);
                let value = l.op(Op::IterRest, &[iter]);
                l.finish(ready, value);
            }
        });
        self.f.b.effect(Op::IterClose, &[iter]);
    }

    /// The next value of an iterator, `undefined` when it is over.
    fn iter_value(&mut self, iter: VReg) -> VReg {
        let value = self.f.b.vreg(Type::Value);
        self.f.b.op_to(Op::IterNext, value, &[iter]);
        let done = self.f.b.op(Op::IsDone, Type::Bool, &[value]);
        let (over, next) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.branch(done, over, next);
        self.f.b.switch_to(over);
        self.f.b.op_to(Op::Const(yarrow_mir::Const::Undefined), value, &[]);
        self.continue_in(next);
        value
    }

    fn object_pattern(
        &mut self,
        properties: Vec<Property<'a>>,
        rest: Option<Target<'a>>,
        value: VReg,
        source: Origin<'a>,
        at: u32,
    ) {
        let value = self.detach(value);
        self.at(at);
        let text = match source {
            Origin::Expression(e) => describe_source(e),
            Origin::Parameter | Origin::Unnamed => String::new(),
        };
        let what = match properties.first().and_then(|p| Some((p, p.static_name()?))) {
            Some((p, name)) if matches!(source, Origin::Unnamed) || !p.is_plain() => format!("reading '{name}'"),
            Some((_, name)) => format!("property '{name}' of '{text}'"),
            None => format!("'{text}'"),
        };
        let what = self.str(&what);
        self.f.b.effect(Op::CheckDestructurable(what), &[value]);
        let excluded = rest.is_some().then(|| {
            let room = u32::try_from(properties.len()).unwrap_or(u32::MAX);
            self.op(Op::NewArray(room), &[])
        });
        for p in properties {
            self.at(p.at);
            let (key, _) = match p.key {
                Some(key) => self.property_key(key, p.computed),
                None => (Key::Name(self.str(p.name)), String::new()),
            };
            if let Some(excluded) = excluded {
                let k = self.key_value(key);
                self.f.b.effect(Op::ArrayPush, &[excluded, k]);
            }
            let ready = self.ready(p.element.target, Span::default());
            self.at(p.at);
            let v = match key {
                Key::Name(name) => self.op(Op::GetProp(name), &[value]),
                Key::Value(key) => self.op(Op::GetElem, &[value, key]),
            };
            let v = self.element_value(p.element, v);
            self.finish(ready, v);
        }
        if let (Some(rest), Some(excluded)) = (rest, excluded) {
            let ready = self.ready(rest, Span::default());
            let object = self.op(Op::NewObject(4), &[]);
            self.f.b.effect(Op::CopyProps, &[object, value, excluded]);
            self.finish(ready, object);
        }
    }
}
