//! The console, as Node has it: format specifiers, groups, counters and timers. `log`, `info`,
//! `debug` and what is built on them write to standard output, `error`, `warn`, `trace` and
//! `assert` to standard error.

mod table;

use crate::inspect::{Options, inspect, number_text, without_proxies};
use crate::object_prototype::find_in_chain;
use crate::table::define_value;
use std::io::IsTerminal;
use yarrow_objects::rooted::{Args, BigInt, JsString, Native, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, CellKind, Chars, JsResult, Throw, string_to_number};

/// Internal slots of the console's state.
const INDENTATION: usize = 0;
const COUNTS: usize = 1;
const TIMERS: usize = 2;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Out,
    Err,
}

fn state(args: Args<'_>) -> Object<'_> {
    // Every function of the console is made with the state as its data.
    args.data().as_object().unwrap_or_else(|| panic!("a console function without its state"))
}

fn indentation(ctx: &mut Scope<'_>, args: Args<'_>) -> i32 {
    ctx.internal(state(args), INDENTATION).as_int().unwrap_or(0)
}

fn write_line(ctx: &mut Scope<'_>, args: Args<'_>, stream: Stream, text: &str) {
    let indentation = indentation(ctx, args).max(0) as usize;
    let mut line = String::with_capacity(text.len() + indentation + 1);
    if indentation == 0 {
        line.push_str(text);
    } else {
        let pad = " ".repeat(indentation);
        line.push_str(&pad);
        line.push_str(&text.replace('\n', &format!("\n{pad}")));
    }
    line.push('\n');
    match stream {
        Stream::Out => ctx.write_stdout(line.as_bytes()),
        Stream::Err => ctx.write_stderr(line.as_bytes()),
    }
}

/// What `%s` shows.
fn format_string(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<String> {
    if let Some(d) = v.as_number() {
        return Ok(number_text(d));
    }
    if v.is_symbol() {
        return Ok(ctx.describe(v));
    }
    if v.is_bigint() {
        return Ok(format!("{v:?}"));
    }
    if let Some(o) = v.as_object().filter(|o| !o.is_callable())
        && has_builtin_to_string(ctx, o)?
    {
        return inspect(ctx, v, Options { depth: Some(0.0), ..Options::default() });
    }
    Ok(ctx.to_string(v)?.to_rust())
}

/// Whether the conversion to a string would be a built-in's, or would fail.
fn has_builtin_to_string(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<bool> {
    // No trap of a Proxy runs.
    let Some(o) = without_proxies(ctx, o) else { return Ok(true) };
    let keys: [PropertyKey; 2] = [ctx.names.to_string.into(), ctx.symbols.to_primitive.into()];
    let mut methods = Vec::new();
    for key in keys {
        if ctx.get(o, key)?.is_callable() {
            if ctx.has_own_property(o, key)? {
                return Ok(false);
            }
            methods.push(key);
        }
    }
    // The object that they come from is a built-in if its constructor is one.
    let builtin = find_in_chain(ctx, o, |ctx, holder| {
        let own = methods.iter().any(|key| ctx.has_own_property(holder, *key).unwrap_or(false));
        own.then(|| {
            let key = ctx.names.constructor;
            ctx.own_data(holder, key).and_then(Value::as_object).is_some_and(|f| f.is_callable() && !is_compiled(f))
        })
    });
    Ok(builtin.unwrap_or(true))
}

fn is_compiled(f: Object<'_>) -> bool {
    f.function_flags() & yarrow_abi::layout::INFO_NATIVE == 0
}

/// The number that `%d`, `%i` and `%f` show.
fn format_number_as(ctx: &mut Scope<'_>, v: Value<'_>, specifier: char) -> JsResult<String> {
    if v.is_symbol() {
        return Ok("NaN".to_owned());
    }
    if v.is_bigint() && specifier != 'f' {
        return Ok(format!("{v:?}"));
    }
    let d = match specifier {
        'd' => {
            let v = ctx.to_numeric(v)?;
            v.as_bigint().map(BigInt::to_f64).or(v.as_number()).unwrap_or(f64::NAN)
        }
        _ => {
            let global = ctx.global;
            let key = ctx.atom(if specifier == 'i' { "parseInt" } else { "parseFloat" })?;
            let f = ctx.get(global, key)?;
            ctx.call(f, Value::UNDEFINED, &[v])?.as_number().unwrap_or(f64::NAN)
        }
    };
    Ok(number_text(d))
}

/// What `%j` shows.
fn format_json(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<String> {
    let global = ctx.global;
    let key = ctx.atom("JSON")?;
    let json = ctx.get(global, key)?;
    let key = ctx.atom("stringify")?;
    let text = match ctx.invoke(json, key, &[v]) {
        Ok(text) => text,
        Err(throw) => {
            let error = ctx.caught(throw);
            let key = ctx.names.message;
            let circular = error.as_object().and_then(|o| crate::error::data_text(ctx, o, key));
            if circular.is_some_and(|m| m.contains("circular structure")) {
                return Ok("[Circular]".to_owned());
            }
            return Err(ctx.throw(error));
        }
    };
    Ok(text.as_string().map_or_else(|| "undefined".to_owned(), |s| s.to_rust()))
}

/// Replaces the specifiers of a format. Returns how many arguments were used, the format included.
fn substitute(ctx: &mut Scope<'_>, format: &str, args: &[Value<'_>], out: &mut String) -> JsResult<usize> {
    let mut used = 1;
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let ctx = &mut ctx.inner();
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let specifier = rest[1..].chars().next();
        match specifier {
            Some('%') => out.push('%'),
            Some(c @ ('s' | 'd' | 'i' | 'f' | 'j' | 'o' | 'O' | 'c')) if used < args.len() => {
                let v = args[used];
                used += 1;
                let text = match c {
                    's' => format_string(ctx, v)?,
                    'd' | 'i' | 'f' => format_number_as(ctx, v, c)?,
                    'j' => format_json(ctx, v)?,
                    'o' => inspect(
                        ctx,
                        v,
                        Options { depth: Some(4.0), hidden: true, proxies: true, ..Options::default() },
                    )?,
                    'O' => inspect(ctx, v, Options::default())?,
                    _ => String::new(),
                };
                out.push_str(&text);
            }
            _ => {
                out.push('%');
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[2..];
    }
    out.push_str(rest);
    Ok(used)
}

/// The text of a list of arguments.
fn format_arguments(ctx: &mut Scope<'_>, args: &[Value<'_>]) -> JsResult<String> {
    let mut out = String::new();
    let mut used = 0;
    if let Some(s) = args.first().and_then(|v| v.as_string()) {
        let format = s.to_rust();
        if args.len() == 1 || !format.contains('%') {
            out = format;
            used = 1;
        } else {
            used = substitute(ctx, &format, args, &mut out)?;
        }
    }
    for (k, v) in args.iter().enumerate().skip(used) {
        if k > 0 {
            out.push(' ');
        }
        match v.as_string() {
            Some(s) => out.push_str(&s.to_rust()),
            None => out.push_str(&inspect(ctx, *v, Options::default())?),
        }
    }
    Ok(out)
}

/// console.log (Console 1.1.6), and info and debug
fn console_log<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = format_arguments(ctx, args.from(0))?;
    write_line(ctx, args, Stream::Out, &text);
    Ok(Value::UNDEFINED)
}

/// console.error (Console 1.1.4), and warn
fn console_error<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = format_arguments(ctx, args.from(0))?;
    write_line(ctx, args, Stream::Err, &text);
    Ok(Value::UNDEFINED)
}

/// console.assert (Console 1.1.1)
fn console_assert<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if ctx.to_boolean(args.get(0)) {
        return Ok(Value::UNDEFINED);
    }
    let text = match args.from(0) {
        [] | [_] => "Assertion failed".to_owned(),
        [_, what, rest @ ..] => {
            let what = ctx.to_string(*what)?;
            let colon = ctx.new_string("Assertion failed: ")?;
            let format = ctx.concat(colon, what)?.value();
            let mut list = vec![format];
            list.extend_from_slice(rest);
            format_arguments(ctx, &list)?
        }
    };
    write_line(ctx, args, Stream::Err, &text);
    Ok(Value::UNDEFINED)
}

/// console.trace (Console 1.1.8)
fn console_trace<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = format_arguments(ctx, args.from(0))?;
    let head = if text.is_empty() { "Trace".to_owned() } else { format!("Trace: {text}") };
    let trace = ctx.stack_trace()?;
    write_line(ctx, args, Stream::Err, &format!("{head}{trace}"));
    Ok(Value::UNDEFINED)
}

/// console.dir (Console 1.1.10), with the options of inspection
fn console_dir<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let mut options = Options { custom: false, ..Options::default() };
    if let Some(given) = args.get(1).as_object() {
        options = options.with(ctx, given)?;
    }
    let text = inspect(ctx, args.get(0), options)?;
    write_line(ctx, args, Stream::Out, &text);
    Ok(Value::UNDEFINED)
}

/// console.table (Console 1.1.8)
fn console_table<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = match table::table(ctx, args.get(0), args.get(1))? {
        Some(text) => text,
        None => format_arguments(ctx, &[args.get(0)])?,
    };
    write_line(ctx, args, Stream::Out, &text);
    Ok(Value::UNDEFINED)
}

fn indent(ctx: &mut Scope<'_>, args: Args<'_>, by: i32) {
    let old = indentation(ctx, args);
    state(args).set_internal(INDENTATION, Value::int((old + by).max(0)));
}

/// console.group (Console 1.3.1), and groupCollapsed
fn console_group<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_empty() {
        console_log(ctx, args)?;
    }
    indent(ctx, args, 2);
    Ok(Value::UNDEFINED)
}

/// console.groupEnd (Console 1.3.3)
fn console_group_end<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    indent(ctx, args, -2);
    Ok(Value::UNDEFINED)
}

/// The label of a counter or timer, and the table that keeps them.
fn label<'s>(ctx: &mut Scope<'s>, args: Args<'s>, table: usize) -> JsResult<(Object<'s>, PropertyKey<'s>, String)> {
    let label: JsString =
        if args.get(0).is_undefined() { ctx.names.default.string() } else { ctx.to_string(args.get(0))? };
    let key = ctx.key_from_string(label)?;
    let table = ctx.internal(state(args), table).as_object().unwrap_or_else(|| state(args));
    Ok((table, key, label.to_rust()))
}

/// console.clear (Console 1.1.2): a terminal alone is cleared.
fn console_clear<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    if std::io::stdout().is_terminal() {
        ctx.write_stdout(b"\x1b[1;1H\x1b[0J");
    }
    Ok(Value::UNDEFINED)
}

/// console.count (Console 1.2.1)
fn console_count<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (counts, key, label) = label(ctx, args, COUNTS)?;
    let n = ctx.own_data(counts, key).and_then(Value::as_number).unwrap_or(0.0) + 1.0;
    ctx.define_data(counts, key, Value::number(n), Attrs::ALL)?;
    write_line(ctx, args, Stream::Out, &format!("{label}: {n}"));
    Ok(Value::UNDEFINED)
}

/// console.countReset (Console 1.2.2)
fn console_count_reset<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (counts, key, label) = label(ctx, args, COUNTS)?;
    if ctx.has_own_property(counts, key)? {
        ctx.delete(counts, key)?;
    } else {
        ctx.write_stderr(format!("Warning: Count for '{label}' does not exist\n").as_bytes());
    }
    Ok(Value::UNDEFINED)
}

fn milliseconds(ctx: &mut Scope<'_>) -> f64 {
    ctx.read_clock().as_secs_f64() * 1000.0
}

/// console.time (Console 1.4.1)
fn console_time<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (timers, key, label) = label(ctx, args, TIMERS)?;
    if ctx.has_own_property(timers, key)? {
        ctx.write_stderr(format!("Warning: Label '{label}' already exists for console.time()\n").as_bytes());
    } else {
        let now = milliseconds(ctx);
        ctx.define_data(timers, key, Value::number(now), Attrs::ALL)?;
    }
    Ok(Value::UNDEFINED)
}

fn print_timer<'s>(ctx: &mut Scope<'s>, args: Args<'s>, end: bool) -> JsResult<Value<'s>> {
    let (timers, key, label) = label(ctx, args, TIMERS)?;
    let Some(start) = ctx.own_data(timers, key).and_then(Value::as_number) else {
        let name = if end { "timeEnd" } else { "timeLog" };
        ctx.write_stderr(format!("Warning: No such label '{label}' for console.{name}()\n").as_bytes());
        return Ok(Value::UNDEFINED);
    };
    let elapsed = milliseconds(ctx) - start;
    let mut text = if elapsed >= 1000.0 {
        format!("{label}: {:.3}s", elapsed / 1000.0)
    } else {
        // Three places, without zeros at the end.
        let places = format!("{elapsed:.3}");
        format!("{label}: {}ms", string_to_number(Chars::Latin1(places.as_bytes())))
    };
    if end {
        ctx.delete(timers, key)?;
    } else if args.len() > 1 {
        text.push(' ');
        text.push_str(&format_arguments(ctx, args.from(1))?);
    }
    write_line(ctx, args, Stream::Out, &text);
    Ok(Value::UNDEFINED)
}

/// console.timeEnd (Console 1.4.3)
fn console_time_end<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    print_timer(ctx, args, true)
}

/// console.timeLog (Console 1.4.2)
fn console_time_log<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    print_timer(ctx, args, false)
}

/// Says on standard error which value was thrown and never caught. Objects are not asked how they are shown, and where what
/// an error says of itself throws again, its class has to do.
pub fn report_uncaught(ctx: &mut Scope<'_>, throw: Throw) {
    let thrown = ctx.caught(throw);
    let text = match thrown.as_string() {
        Some(s) => s.to_rust(),
        None => match inspect(ctx, thrown, Options { custom: false, ..Options::default() }) {
            Ok(text) => text,
            Err(throw) => {
                ctx.caught(throw);
                ctx.describe(thrown)
            }
        },
    };
    ctx.write_stderr(format!("Uncaught {text}\n").as_bytes());
}

const FUNCTIONS: &[(&str, Native)] = &[
    ("log", console_log),
    ("warn", console_error),
    ("dir", console_dir),
    ("time", console_time),
    ("timeEnd", console_time_end),
    ("timeLog", console_time_log),
    ("trace", console_trace),
    ("assert", console_assert),
    ("clear", console_clear),
    ("count", console_count),
    ("countReset", console_count_reset),
    ("group", console_group),
    ("groupEnd", console_group_end),
    ("table", console_table),
    ("debug", console_log),
    ("info", console_log),
    ("dirxml", console_log),
    ("error", console_error),
    ("groupCollapsed", console_group),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let console = ctx.new_object()?;
    let state = ctx.new_object_of_kind(CellKind::BuiltinIterator, Value::NULL, 3)?;
    state.set_internal(INDENTATION, Value::int(0));
    for table in [COUNTS, TIMERS] {
        let table_object = ctx.new_object_with(Value::NULL)?;
        state.set_internal(table, table_object.value());
    }
    for &(name, native) in FUNCTIONS {
        let ctx = &mut ctx.inner();
        let atom = ctx.atom(name)?;
        let f = ctx.new_native_with_data(atom, 0, native, state.value())?;
        ctx.define_data(console, atom.into(), f.value(), Attrs::ALL)?;
    }
    crate::table::define_tag(ctx, console, "console")?;
    let global = ctx.global;
    define_value(ctx, global, "console", console.value(), Attrs::HIDDEN)
}
