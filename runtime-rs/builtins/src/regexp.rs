//! RegExp (22.2): the constructor, the getters of source and flags, and what is left when matching
//! (`exec.rs`) and the methods behind well-known symbols (`symbols.rs`, `replace.rs`, `split.rs`) are
//! elsewhere.
//!
//! Those methods have a short form for a RegExp that is *plain* (see [`Context::is_plain_regexp`]): there
//! nobody can see the difference.

mod escape;
pub(crate) mod exec;
mod iterator;
mod replace;
mod split;
pub(crate) mod substitution;
mod symbols;
#[cfg(test)]
mod tests;

use crate::string::is_reg_exp;
use crate::table::{Method, define_methods};
use exec::{builtin_exec, regexp_exec};
use yarrow_core::{
    Args, CellKind, Chars, Context, JsResult, JsString, Native, Object, RegExpFlags, StringBuilder, Value,
};

/// The receiver of a method that takes any object.
fn this_object(ctx: &mut Context, args: Args, name: &str) -> JsResult<Object> {
    match args.this().as_object() {
        Some(o) => Ok(o),
        None => {
            let text = ctx.describe(args.this());
            Err(ctx.throw_type_error(format_args!("RegExp.prototype.{name} called on incompatible receiver {text}")))
        }
    }
}

/// A RegExp that is initialised.
fn as_regexp(v: Value) -> Option<Object> {
    v.as_kind(CellKind::RegExp).filter(|o| o.regexp_flags().is_some())
}

/// RegExpInitialize (22.2.3.3)
fn initialize(ctx: &mut Context, o: Object, pattern: Value, flags: Value) -> JsResult<Value> {
    let text = |ctx: &mut Context, v: Value| -> JsResult<JsString> {
        if v.is_undefined() { Ok(ctx.names.empty.string()) } else { ctx.to_string(v) }
    };
    let (o, flags) = (ctx.root(o), ctx.root(flags));
    let pattern = text(ctx, pattern)?;
    let keep = ctx.root(pattern);
    let flags = text(ctx, flags.get())?;
    debug_assert!(keep.get() == pattern.value());
    ctx.regexp_initialize(o.object(), pattern, flags)?;
    Ok(o.get())
}

/// RegExpCreate (22.2.3.1)
pub(crate) fn regexp_create(ctx: &mut Context, pattern: Value, flags: Value) -> JsResult<Value> {
    let proto = ctx.intrinsics.regexp_prototype;
    let o = ctx.regexp_alloc(proto)?;
    initialize(ctx, o, pattern, flags)
}

/// RegExp (22.2.4.1)
fn regexp_constructor(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (pattern, flags) = (args.get(0), args.get(1));
    let is_pattern = is_reg_exp(ctx, pattern)?;
    if !args.is_construct() && is_pattern && flags.is_undefined() {
        let key = ctx.names.constructor;
        if ctx.get_value(pattern, key)? == args.callee() {
            return Ok(pattern);
        }
    }
    let (p, f);
    if let Some(o) = as_regexp(pattern) {
        p = ctx.root(o.regexp_source().map_or(Value::UNDEFINED, JsString::value));
        f = if flags.is_undefined() { flags_string(ctx, o.regexp_flags().unwrap_or_default())? } else { flags };
    } else if is_pattern {
        let key = ctx.names.source;
        let source = ctx.get_value(pattern, key)?;
        p = ctx.root(source);
        let key = ctx.names.flags;
        f = if flags.is_undefined() { ctx.get_value(pattern, key)? } else { flags };
    } else {
        p = ctx.root(pattern);
        f = flags;
    }
    let f = ctx.root(f);
    let default = ctx.intrinsics.regexp_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let o = ctx.regexp_alloc(proto)?;
    initialize(ctx, o, p.get(), f.get())
}

fn flags_string(ctx: &mut Context, flags: RegExpFlags) -> JsResult<Value> {
    Ok(ctx.new_string(&flags.to_text())?.value())
}

/// RegExp.prototype.exec (22.2.6.2)
fn exec_method(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let Some(o) = as_regexp(args.this()) else {
        let text = ctx.describe(args.this());
        return Err(ctx.throw_type_error(format_args!("RegExp.prototype.exec called on incompatible receiver {text}")));
    };
    let s = ctx.to_string(args.get(0))?;
    let s = ctx.flat(s)?;
    ctx.root(s);
    builtin_exec(ctx, o, s)
}

/// RegExp.prototype.test (22.2.6.16)
fn test(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = this_object(ctx, args, "test")?;
    let s = ctx.to_string(args.get(0))?;
    let s = ctx.flat(s)?;
    ctx.root(s);
    if let Some(found) = exec::plain_test(ctx, o, s)? {
        return Ok(found.into());
    }
    Ok((!regexp_exec(ctx, o, s)?.is_null()).into())
}

/// RegExp.prototype.toString (22.2.6.17)
fn to_string(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = this_object(ctx, args, "toString")?;
    let mut builder = ctx.string_builder();
    builder.push_str("/");
    for key in [ctx.names.source, ctx.names.flags] {
        let v = ctx.get(o, key)?;
        let s = ctx.to_string(v)?;
        builder.push_chars(ctx.flat(s)?.chars());
        if key == ctx.names.source {
            builder.push_str("/");
        }
    }
    Ok(builder.finish(ctx)?.value())
}

/// RegExp.prototype.compile (B.2.4.1)
fn compile(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let Some(o) = as_regexp(args.this()) else {
        let text = ctx.describe(args.this());
        return Err(
            ctx.throw_type_error(format_args!("RegExp.prototype.compile called on incompatible receiver {text}"))
        );
    };
    let Some(pattern) = as_regexp(args.get(0)) else { return initialize(ctx, o, args.get(0), args.get(1)) };
    if !args.get(1).is_undefined() {
        return Err(ctx.throw_type_error(format_args!("Cannot supply flags when constructing one RegExp from another")));
    }
    let source = pattern.regexp_source().map_or(Value::UNDEFINED, JsString::value);
    let flags = flags_string(ctx, pattern.regexp_flags().unwrap_or_default())?;
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

/// `/source/flags` of a RegExp, whatever its properties say.
pub(crate) fn literal_text(o: Object) -> Option<String> {
    let (source, flags) = (o.regexp_source()?.as_flat()?, o.regexp_flags()?);
    let mut builder = StringBuilder::default();
    push_source(&mut builder, source.chars());
    Some(format!("/{}/{}", builder.to_rust(), flags.to_text()))
}

/// get RegExp.prototype.source (22.2.6.13)
fn source(ctx: &mut Context, args: Args) -> JsResult<Value> {
    if let Some(s) = as_regexp(args.this()).and_then(Object::regexp_source).and_then(JsString::as_flat) {
        let mut builder = ctx.string_builder();
        push_source(&mut builder, s.chars());
        return Ok(builder.finish(ctx)?.value());
    }
    if args.this() == ctx.intrinsics.regexp_prototype.value() {
        return Ok(ctx.new_string("(?:)")?.value());
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("RegExp.prototype.source getter called on non-RegExp object {text}")))
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
fn flag(ctx: &mut Context, args: Args, which: RegExpFlags, name: &str) -> JsResult<Value> {
    if let Some(flags) = as_regexp(args.this()).and_then(Object::regexp_flags) {
        return Ok(flags.has(which).into());
    }
    if args.this() == ctx.intrinsics.regexp_prototype.value() {
        return Ok(Value::UNDEFINED);
    }
    let text = ctx.describe(args.this());
    Err(ctx.throw_type_error(format_args!("RegExp.prototype.{name} getter called on non-RegExp object {text}")))
}

/// get RegExp.prototype.flags (22.2.6.4)
fn flags(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let o = this_object(ctx, args, "flags getter")?;
    let mut text = String::new();
    for (name, letter, _) in FLAG_NAMES {
        let key = ctx.atom(name)?;
        let v = ctx.get(o, key)?;
        if ctx.to_boolean(v) {
            text.push(char::from(letter));
        }
    }
    Ok(ctx.new_string(&text)?.value())
}

fn return_this(_: &mut Context, args: Args) -> JsResult<Value> {
    Ok(args.this())
}

const METHODS: &[Method] = &[("compile", 2, compile), ("test", 1, test), ("toString", 0, to_string)];

pub fn install(ctx: &mut Context) -> JsResult<()> {
    let proto = ctx.intrinsics.regexp_prototype;
    let regexp = ctx.define_constructor("RegExp", 2, regexp_constructor, proto)?;
    ctx.intrinsics.regexp = regexp.value();
    let key = ctx.symbols.species;
    ctx.define_accessor(regexp, key.into(), "[Symbol.species]", return_this, None)?;
    ctx.define_method(regexp, "escape", 1, escape::escape)?;
    let exec = ctx.define_method(proto, "exec", 1, exec_method)?;
    ctx.intrinsics.regexp_exec = exec.value();
    for (name, _, getter) in FLAG_NAMES {
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
