//! RegExp (22.2): the constructor, the getters of source and flags, and what is left when matching
//! (`exec.rs`) and the methods behind well-known symbols (`symbols.rs`, `replace.rs`, `split.rs`) are
//! elsewhere.
//!
//! Those methods have a short form for a RegExp that is *plain* (see [`Scope::is_plain_regexp`]): there
//! nobody can see the difference.

mod escape;
pub(crate) mod exec;
mod iterator;
pub(crate) mod receiver;
mod replace;
mod split;
pub(crate) mod substitution;
mod symbols;
#[cfg(test)]
mod tests;

pub(crate) use receiver::is_reg_exp;

use crate::string::receiver::flat_string;
use crate::table::{Method, define_methods};
use exec::{builtin_exec, regexp_exec};
use receiver::this_object;
use yarrow_objects::rooted::{Args, JsString, Native, Object, Scope, Value};
use yarrow_objects::{CellKind, Chars, JsResult, RegExpFlags, StringBuilder};

/// A RegExp that is initialised.
fn as_regexp<'a>(ctx: &Scope<'_>, v: Value<'a>) -> Option<Object<'a>> {
    v.as_kind(CellKind::RegExp).filter(|&o| ctx.regexp_flags(o).is_some())
}

/// A pattern or flags: ToString, and the empty string for `undefined`.
fn text_or_empty<'s>(ctx: &mut Scope<'s>, v: Value<'_>) -> JsResult<JsString<'s>> {
    if v.is_undefined() { Ok(ctx.names.empty.string()) } else { ctx.to_string(v) }
}

/// RegExpInitialize (22.2.3.3)
fn initialize<'s>(ctx: &mut Scope<'_>, o: Object<'s>, pattern: Value<'_>, flags: Value<'_>) -> JsResult<Value<'s>> {
    let pattern = text_or_empty(ctx, pattern)?;
    let flags = text_or_empty(ctx, flags)?;
    ctx.regexp_initialize(o, pattern, flags)?;
    Ok(o.value())
}

/// RegExpCreate (22.2.3.1)
pub(crate) fn regexp_create<'s>(ctx: &mut Scope<'s>, pattern: Value<'_>, flags: Value<'_>) -> JsResult<Value<'s>> {
    let proto = ctx.intrinsics.regexp_prototype;
    let o = ctx.regexp_alloc(proto)?;
    initialize(ctx, o, pattern, flags)
}

/// RegExp (22.2.4.1)
fn regexp_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (pattern, flags) = (args.get(0), args.get(1));
    let is_pattern = is_reg_exp(ctx, pattern)?;
    if !args.is_construct() && is_pattern && flags.is_undefined() {
        let key = ctx.names.constructor;
        if ctx.get_value(pattern, key)? == args.callee() {
            return Ok(pattern);
        }
    }
    let (p, f);
    if let Some(o) = as_regexp(ctx, pattern) {
        p = source_value(ctx, o);
        f = if flags.is_undefined() { flags_value(ctx, o)? } else { flags };
    } else if is_pattern {
        let key = ctx.names.source;
        p = ctx.get_value(pattern, key)?;
        let key = ctx.names.flags;
        f = if flags.is_undefined() { ctx.get_value(pattern, key)? } else { flags };
    } else {
        p = pattern;
        f = flags;
    }
    let default = ctx.intrinsics.regexp_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let o = ctx.regexp_alloc(proto)?;
    initialize(ctx, o, p, f)
}

/// The pattern that a RegExp was made of.
fn source_value<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> Value<'s> {
    ctx.regexp_source(o).map_or(Value::UNDEFINED, JsString::value)
}

/// The flags that a RegExp was made with, as text.
fn flags_value<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<Value<'s>> {
    let flags = ctx.regexp_flags(o).unwrap_or_default();
    Ok(ctx.new_string(&flags.to_text())?.value())
}

/// RegExp.prototype.exec (22.2.6.2)
fn exec_method<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = as_regexp(ctx, args.this()) else {
        let text = ctx.describe(args.this());
        return Err(
            ctx.throw_type_error(format_args!("Method RegExp.prototype.exec called on incompatible receiver {text}"))
        );
    };
    let s = flat_string(ctx, args.get(0))?;
    builtin_exec(ctx, o, s)
}

/// RegExp.prototype.test (22.2.6.16)
fn test<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_object(ctx, args, "test")?;
    let s = flat_string(ctx, args.get(0))?;
    if let Some(found) = exec::plain_test(ctx, o, s)? {
        return Ok(found.into());
    }
    Ok((!regexp_exec(ctx, o, s)?.is_null()).into())
}

/// RegExp.prototype.toString (22.2.6.17)
fn to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_object(ctx, args, "toString")?;
    let mut builder = ctx.string_builder();
    builder.push_str("/");
    for key in [ctx.names.source, ctx.names.flags] {
        let ctx = &mut ctx.inner();
        let v = ctx.get(o, key)?;
        builder.push_chars(flat_string(ctx, v)?.chars());
        if key == ctx.names.source {
            builder.push_str("/");
        }
    }
    Ok(ctx.finish_string(builder)?.value())
}

/// RegExp.prototype.compile (B.2.4.1)
fn compile<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = as_regexp(ctx, args.this()) else {
        let text = ctx.describe(args.this());
        return Err(ctx
            .throw_type_error(format_args!("Method RegExp.prototype.compile called on incompatible receiver {text}")));
    };
    let Some(pattern) = as_regexp(ctx, args.get(0)) else { return initialize(ctx, o, args.get(0), args.get(1)) };
    if !args.get(1).is_undefined() {
        return Err(ctx.throw_type_error(format_args!("Cannot supply flags when constructing one RegExp from another")));
    }
    let source = source_value(ctx, pattern);
    let flags = flags_value(ctx, pattern)?;
    initialize(ctx, o, source, flags)
}

/// EscapeRegExpPattern (22.2.6.13.1)
fn push_source(builder: &mut StringBuilder, source: Chars<'_>) {
    if source.is_empty() {
        builder.push_str("(?:)");
    }
    let (mut in_class, mut escaped) = (false, false);
    for unit in source.iter() {
        // What a line terminator becomes, less its backslash.
        let terminator = match unit {
            0x0a => Some("n"),
            0x0d => Some("r"),
            0x2028 => Some("u2028"),
            0x2029 => Some("u2029"),
            _ => None,
        };
        let c = u8::try_from(unit).unwrap_or(0);
        if !escaped && (terminator.is_some() || (c == b'/' && !in_class)) {
            builder.push_str("\\");
        }
        match terminator {
            Some(text) => builder.push_str(text),
            None => builder.push_unit(unit),
        }
        match c {
            b'[' if !escaped => in_class = true,
            b']' if !escaped => in_class = false,
            _ => {}
        }
        escaped = c == b'\\' && !escaped;
    }
}

/// `/source/flags` of a RegExp, whatever its properties say. (A source is flat from the start.)
pub(crate) fn literal_text(ctx: &mut Scope<'_>, o: Object<'_>) -> Option<String> {
    let ctx = &mut ctx.inner();
    let (source, flags) = (ctx.regexp_source(o)?.as_unroped()?, ctx.regexp_flags(o)?);
    let mut builder = ctx.string_builder();
    push_source(&mut builder, source.chars());
    Some(format!("/{}/{}", builder.to_rust(), flags.to_text()))
}

/// get RegExp.prototype.source (22.2.6.13)
fn source<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if let Some(s) = as_regexp(ctx, args.this()).and_then(|o| ctx.regexp_source(o)).and_then(JsString::as_unroped) {
        let mut builder = ctx.string_builder();
        push_source(&mut builder, s.chars());
        return Ok(ctx.finish_string(builder)?.value());
    }
    if args.this() == ctx.intrinsics.regexp_prototype.value() {
        return Ok(ctx.new_string("(?:)")?.value());
    }
    Err(ctx.throw_type_error(format_args!("RegExp.prototype.source getter called on non-RegExp object")))
}

/// The properties that say which flags are set, in the order of their letters.
const FLAG_NAMES: [(&str, u8, Native); 8] = [
    ("hasIndices", b'd', |ctx, args| flag(ctx, args, RegExpFlags::HAS_INDICES, "hasIndices")),
    ("global", b'g', |ctx, args| flag(ctx, args, RegExpFlags::GLOBAL, "global")),
    ("ignoreCase", b'i', |ctx, args| flag(ctx, args, RegExpFlags::IGNORE_CASE, "ignoreCase")),
    ("multiline", b'm', |ctx, args| flag(ctx, args, RegExpFlags::MULTILINE, "multiline")),
    ("dotAll", b's', |ctx, args| flag(ctx, args, RegExpFlags::DOT_ALL, "dotAll")),
    ("unicode", b'u', |ctx, args| flag(ctx, args, RegExpFlags::UNICODE, "unicode")),
    ("unicodeSets", b'v', |ctx, args| flag(ctx, args, RegExpFlags::UNICODE_SETS, "unicodeSets")),
    ("sticky", b'y', |ctx, args| flag(ctx, args, RegExpFlags::STICKY, "sticky")),
];

/// RegExpHasFlag (22.2.6.4.1)
fn flag<'s>(ctx: &mut Scope<'s>, args: Args<'s>, which: RegExpFlags, name: &str) -> JsResult<Value<'s>> {
    if let Some(flags) = args.this().as_object().and_then(|o| ctx.regexp_flags(o)) {
        return Ok(flags.has(which).into());
    }
    if args.this() == ctx.intrinsics.regexp_prototype.value() {
        return Ok(Value::UNDEFINED);
    }
    Err(ctx.throw_type_error(format_args!("RegExp.prototype.{name} getter called on non-RegExp object")))
}

/// get RegExp.prototype.flags (22.2.6.4)
fn flags<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_object(ctx, args, "flags getter")?;
    let mut text = String::new();
    for (name, letter, _) in FLAG_NAMES {
        let ctx = &mut ctx.inner();
        let key = ctx.atom(name)?;
        let v = ctx.get(o, key)?;
        if ctx.to_boolean(v) {
            text.push(char::from(letter));
        }
    }
    Ok(ctx.new_string(&text)?.value())
}

fn return_this<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.this())
}

const METHODS: &[Method] = &[("compile", 2, compile), ("test", 1, test), ("toString", 0, to_string)];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.regexp_prototype;
    let regexp = ctx.define_constructor("RegExp", 2, regexp_constructor, proto)?;
    ctx.set_intrinsic(regexp.value(), |i, v| i.regexp = v);
    let key = ctx.symbols.species;
    ctx.define_accessor(regexp, key.into(), "[Symbol.species]", return_this, None)?;
    ctx.define_method(regexp, "escape", 1, escape::escape)?;
    let exec = ctx.define_method(proto, "exec", 1, exec_method)?;
    ctx.set_intrinsic(exec.value(), |i, v| i.regexp_exec = v);
    for (name, _, getter) in FLAG_NAMES {
        let ctx = &mut ctx.inner();
        let key = ctx.atom(name)?;
        ctx.define_accessor(proto, key.into(), name, getter, None)?;
    }
    let key = ctx.names.flags;
    ctx.define_accessor(proto, key.into(), "flags", flags, None)?;
    let key = ctx.names.source;
    ctx.define_accessor(proto, key.into(), "source", source, None)?;
    define_methods(ctx, proto, METHODS)?;
    symbols::install(ctx, proto)?;
    iterator::install(ctx)?;
    ctx.learn_regexp_members()
}
