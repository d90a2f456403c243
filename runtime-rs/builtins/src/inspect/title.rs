//! What inspection calls an object: its constructor and its `Symbol.toStringTag`; and the texts that stand for functions and
//! boxed primitives.

use super::inspector::{Inspector, MAX_NESTING};
use super::options::Options;
use crate::object_prototype::find_in_chain;
use yarrow_abi::layout::{INFO_ASYNC, INFO_GENERATOR};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, Scope};

/// What the object is called.
pub(super) struct Title {
    /// `None`: its prototype is null.
    pub constructor: Option<String>,
    pub tag: String,
}

impl Title {
    /// With a space at the end.
    pub fn prefix(&self, fallback: &str, size: &str) -> String {
        let tag = &self.tag;
        match &self.constructor {
            None if !tag.is_empty() && tag != fallback => format!("[{fallback}{size}: null prototype] [{tag}] "),
            None => format!("[{fallback}{size}: null prototype] "),
            Some(c) if !tag.is_empty() && tag != c => format!("{c}{size} [{tag}] "),
            Some(c) => format!("{c}{size} "),
        }
    }

    pub fn is(&self, constructor: &str) -> bool {
        self.constructor.as_deref() == Some(constructor)
    }
}

/// Whether an object's prototype chain, as its shapes show it, has `proto`.
pub(super) fn has_in_chain(ctx: &mut Scope<'_>, o: Object<'_>, proto: Object<'_>) -> bool {
    find_in_chain(ctx, o, |ctx, holder| ctx.has_prototype(holder, proto).then_some(())).is_some()
}

impl Inspector<'_> {
    pub(super) fn title(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<Title> {
        let ctx = &mut ctx.inner();
        let constructor = self.constructor_name(ctx, o, depth)?;
        let key = ctx.symbols.to_string_tag;
        let tag = ctx.get(o, key)?.as_string().map(|s| s.to_rust()).unwrap_or_default();
        if tag.is_empty() {
            return Ok(Title { constructor, tag });
        }
        // An own enumerable tag is shown among the properties.
        let listed = match self.options.hidden {
            true => ctx.has_own_property(o, key.into())?,
            false => ctx.is_own_enumerable(o, key.into())?,
        };
        let tag = if listed || constructor.as_ref() == Some(&tag) { String::new() } else { tag };
        Ok(Title { constructor, tag })
    }

    /// The name of the nearest constructor that the object is an instance of.
    fn constructor_name(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<Option<String>> {
        let found = find_in_chain(ctx, o, |ctx, holder| {
            let key = ctx.names.constructor;
            let c = ctx.own_data(holder, key)?.as_object().filter(|c| c.is_callable())?;
            let key = ctx.names.name;
            let name = ctx.own_text(c, key).filter(|name| !name.is_empty())?;
            let key = ctx.names.prototype;
            let prototype = ctx.own_data(c, key)?.as_object()?;
            // The holder is in the chain, unless it is the object itself.
            let usual = prototype.value() == holder.value() && holder.value() != o.value();
            (usual || has_in_chain(ctx, o, prototype)).then_some(name)
        });
        if found.is_some() {
            return Ok(found);
        }
        let Some(first) = ctx.prototype_of(o).as_object() else { return Ok(None) };
        let name = ctx.builtin_tag(o);
        if depth as f64 > self.options.depth.unwrap_or(MAX_NESTING as f64) {
            return Ok(Some(format!("{name} <Complex prototype>")));
        }
        Ok(Some(match self.constructor_name(ctx, first, depth + 1)? {
            Some(inner) => format!("{name} <{inner}>"),
            None => {
                let ctx = &mut ctx.inner();
                let options = Options { depth: Some(-1.0), custom: false, ..self.options };
                format!("{name} <{}>", Inspector::new(ctx, options).value(ctx, first.value(), 0)?)
            }
        }))
    }

    pub(super) fn boxed_base(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, title: &Title) -> JsResult<String> {
        let inner = ctx.internal(o, 0);
        let kind = match inner {
            v if v.is_string() => "String",
            v if v.is_number() => "Number",
            v if v.is_bool() => "Boolean",
            v if v.is_bigint() => "BigInt",
            _ => "Symbol",
        };
        let mut out = format!("[{kind}");
        match &title.constructor {
            Some(c) if c == kind => {}
            Some(c) => out.push_str(&format!(" ({c})")),
            None => out.push_str(" (null prototype)"),
        }
        let shown = self.primitive(ctx, inner)?;
        out.push_str(&format!(": {shown}]"));
        if !title.tag.is_empty() && title.constructor.as_ref() != Some(&title.tag) {
            out.push_str(&format!(" [{}]", title.tag));
        }
        Ok(out)
    }
}

/// `[Function: f]` and its variants.
pub(super) fn function_base(ctx: &mut Scope<'_>, f: Object<'_>, title: &Title) -> JsResult<String> {
    let key = ctx.names.name;
    let constructor = title.constructor.as_deref();
    let tag = &title.tag;
    if f.is_class() {
        let name = ctx.own_text(f, key).unwrap_or_default();
        let shown = if name.is_empty() { "(anonymous)" } else { &name };
        let mut out = format!("[class {shown}");
        if let Some(c) = constructor.filter(|c| *c != "Function") {
            out.push_str(&format!(" [{c}]"));
        }
        if !tag.is_empty() && constructor != Some(tag) {
            out.push_str(&format!(" [{tag}]"));
        }
        if constructor.is_none() {
            out.push_str(" extends null");
        } else if let Some(parent) = ctx.prototype_of(f).as_object()
            && let Some(s) = ctx.own_text(parent, key).filter(|s| !s.is_empty())
        {
            out.push_str(&format!(" extends {s}"));
        }
        out.push(']');
        return Ok(out);
    }
    let kind = match f.function_flags() & (INFO_GENERATOR | INFO_ASYNC) {
        0 => "Function",
        INFO_GENERATOR => "GeneratorFunction",
        INFO_ASYNC => "AsyncFunction",
        _ => "AsyncGeneratorFunction",
    };
    let mut out = format!("[{kind}");
    if constructor.is_none() {
        out.push_str(" (null prototype)");
    }
    let name = ctx.get(f, key)?;
    let name = if name.is_symbol() { ctx.describe(name) } else { ctx.to_string(name)?.to_rust() };
    if name.is_empty() {
        out.push_str(" (anonymous)]");
    } else {
        out.push_str(&format!(": {name}]"));
    }
    // `Function` too, where the function is of a special kind.
    if let Some(c) = constructor.filter(|c| *c != kind && *c != "Function") {
        out.push_str(&format!(" {c}"));
    }
    if !tag.is_empty() && constructor != Some(tag) {
        out.push_str(&format!(" [{tag}]"));
    }
    Ok(out)
}
