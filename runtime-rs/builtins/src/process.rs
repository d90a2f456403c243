//! `process`, as much of Node's as command-line programs use: arguments, environment, exit and other events, ticks, the
//! standard streams, clocks.

mod environment;
mod events;
pub mod state;
mod streams;

use crate::node_error::{throw_argument_type, throw_out_of_range};
use crate::table::{define_methods, define_value};
use crate::timers::list_of_rest;
use environment::new_environment;
use events::define_events;
pub use events::{emit_exit, emit_named, has_listeners};
use streams::define_streams;
use yarrow_objects::rooted::{Args, Descriptor, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult, NativeKind, f64_to_i32};

/// `process.exit([code])`: a code that is given, `undefined` too, takes the place of `process.exitCode`.
fn exit<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_empty() {
        set_exit_code(ctx, args.get(0))?;
        state::note_exit_code(ctx, args.get(0));
    }
    emit_exit(ctx)?;
    ctx.flush_stdout();
    ctx.write_statistics();
    std::process::exit(ctx.exit_code())
}

/// 2^53 - 1
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// Takes `code` as the code that the process is going to end with: an integer, its text, `null` or `undefined`.
fn set_exit_code(ctx: &mut Scope<'_>, code: Value<'_>) -> JsResult<()> {
    if code.is_nullish() {
        ctx.set_exit_code(0);
        return Ok(());
    }
    let number = match code.as_string() {
        Some(text) if text.is_empty() => None,
        Some(_) => Some(ctx.to_number(code)?).filter(|n| !n.is_nan()),
        None => code.as_number(),
    };
    match number {
        // As ToInt32: the system takes the lowest byte.
        Some(n) if n.is_finite() && n.trunc() == n && n.abs() <= MAX_SAFE_INTEGER => {
            ctx.set_exit_code(f64_to_i32(n));
            Ok(())
        }
        Some(n) if n.is_finite() && n.trunc() == n => {
            let range = format!(">= -{MAX_SAFE_INTEGER} && <= {MAX_SAFE_INTEGER}");
            Err(throw_out_of_range(ctx, "code", &range, Value::number(n)))
        }
        Some(n) => Err(throw_out_of_range(ctx, "code", "an integer", Value::number(n))),
        None => Err(throw_argument_type(ctx, "code", "of type number", code)),
    }
}

fn get_exit_code<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Ok(state::exit_code(ctx))
}

fn assign_exit_code<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_exit_code(ctx, args.get(0))?;
    state::note_exit_code(ctx, args.get(0));
    Ok(Value::UNDEFINED)
}

/// `process.nextTick(callback, ...arguments)`: nothing is queued any more once the program ends.
fn next_tick<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let callback = args.get(0);
    if !callback.is_callable() {
        return Err(throw_argument_type(ctx, "callback", "of type function", callback));
    }
    if state::is_exiting(ctx) {
        return Ok(Value::UNDEFINED);
    }
    let arguments = list_of_rest(ctx, args, 1)?;
    ctx.enqueue_tick(callback, arguments)?;
    Ok(Value::UNDEFINED)
}

fn cwd<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    match std::env::current_dir() {
        Ok(dir) => Ok(ctx.new_string(&dir.to_string_lossy())?.into()),
        Err(e) => Err(ctx.throw_error(ErrorKind::Error, format_args!("process.cwd failed: {e}"))),
    }
}

/// `process.hrtime([before])`: seconds and nanoseconds, of now or since `before`.
fn hrtime<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let now = ctx.read_clock();
    let (mut seconds, mut nanoseconds) = (now.as_secs() as f64, f64::from(now.subsec_nanos()));
    if !args.get(0).is_undefined() {
        if !ctx.is_array(args.get(0))? {
            return Err(throw_argument_type(ctx, "time", "an instance of Array", args.get(0)));
        }
        let before = ctx.list_from_array_like(args.get(0))?;
        if before.values().len() != 2 {
            return Err(throw_out_of_range(ctx, "time", "2", Value::number(before.values().len() as f64)));
        }
        seconds -= ctx.to_number(before.get(0))?;
        nanoseconds -= ctx.to_number(before.get(1))?;
        if nanoseconds < 0.0 {
            seconds -= 1.0;
            nanoseconds += 1e9;
        }
    }
    Ok(ctx.new_array(&[Value::number(seconds), Value::number(nanoseconds)])?.value())
}

fn hrtime_bigint<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    let now = ctx.read_clock();
    ctx.new_bigint_from_text(&now.as_nanos().to_string())
}

fn uptime<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::number(ctx.read_clock().as_secs_f64()))
}

fn resident_bytes() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) * 4096.0
}

/// Sizes in bytes: of the process, and of the collector's heap.
fn memory_usage<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    let heap = ctx.heap_bytes() as f64;
    let o = ctx.new_object()?;
    for (name, n) in [("rss", resident_bytes()), ("heapTotal", heap), ("heapUsed", heap)] {
        define(ctx, o, name, Value::number(n))?;
    }
    Ok(o.value())
}

fn resident<'s>(_: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::number(resident_bytes()))
}

fn define(ctx: &mut Scope<'_>, on: Object<'_>, name: &str, value: Value<'_>) -> JsResult<()> {
    define_value(ctx, on, name, value, Attrs::ALL)
}

fn define_text(ctx: &mut Scope<'_>, on: Object<'_>, name: &str, value: &str) -> JsResult<()> {
    let value = ctx.new_string(value)?;
    define(ctx, on, name, value.into())
}

/// Sets `process.argv`: the program twice, as where Node runs a script, then its arguments.
pub fn set_arguments(ctx: &mut Scope<'_>, arguments: &[String]) -> JsResult<()> {
    let program = std::env::current_exe().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let mut list = Vec::new();
    for a in [&program, &program].into_iter().chain(arguments) {
        list.push(ctx.new_string(a)?.into());
    }
    let argv = ctx.new_array(&list)?;
    let key = ctx.atom("process")?;
    let global = ctx.global;
    match ctx.own_data(global, key).and_then(Value::as_object) {
        Some(process) => define(ctx, process, "argv", argv.value()),
        None => Ok(()),
    }
}

/// Defines `process.exitCode`, which is enumerable and cannot be configured.
fn define_exit_code(ctx: &mut Scope<'_>, process: Object<'_>) -> JsResult<()> {
    let (get, set) = (ctx.names.get, ctx.names.set);
    let get = ctx.new_native(get, 0, get_exit_code, NativeKind::Function)?;
    let set = ctx.new_native(set, 1, assign_exit_code, NativeKind::Function)?;
    let key = ctx.atom("exitCode")?;
    let accessor = Descriptor::accessor(get.value(), set.value(), Attrs::ENUMERABLE);
    ctx.define_own_property(process, key.into(), &accessor)?;
    Ok(())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let process = ctx.new_object()?;
    state::state(ctx)?;
    state::set_process(ctx, process);
    define_exit_code(ctx, process)?;
    define_events(ctx, process)?;
    let tick = ctx.define_method(process, "nextTick", 1, next_tick)?;
    define(ctx, process, "nextTick", tick.value())?;
    define_methods(ctx, process, &[("exit", 1, exit), ("cwd", 0, cwd), ("uptime", 0, uptime)])?;
    let usage = ctx.define_method(process, "memoryUsage", 0, memory_usage)?;
    ctx.define_method(usage, "rss", 0, resident)?;
    let hrtime = ctx.define_method(process, "hrtime", 1, hrtime)?;
    ctx.define_method(hrtime, "bigint", 0, hrtime_bigint)?;
    define_streams(ctx, process)?;
    let env = new_environment(ctx)?;
    define(ctx, process, "env", env.value())?;
    let platform = if std::env::consts::OS == "macos" { "darwin" } else { std::env::consts::OS };
    let arch = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    define_text(ctx, process, "platform", platform)?;
    define_text(ctx, process, "arch", arch)?;
    define(ctx, process, "pid", Value::number(f64::from(std::process::id())))?;
    #[cfg(unix)]
    define(ctx, process, "ppid", Value::number(f64::from(std::os::unix::process::parent_id())))?;
    let (tag, name) = (ctx.symbols.to_string_tag, ctx.new_string("process")?);
    ctx.define_data(process, tag.into(), name.into(), Attrs::CONFIGURABLE)?;
    let called = std::env::args_os().next().unwrap_or_default();
    define_text(ctx, process, "argv0", &called.to_string_lossy())?;
    let path = std::env::current_exe().unwrap_or_default();
    define_text(ctx, process, "execPath", &path.to_string_lossy())?;
    let options = ctx.new_array(&[])?;
    define(ctx, process, "execArgv", options.value())?;
    define_text(ctx, process, "version", concat!("v", env!("CARGO_PKG_VERSION")))?;
    let versions = ctx.new_object()?;
    define_text(ctx, versions, "yarrow", env!("CARGO_PKG_VERSION"))?;
    define(ctx, process, "versions", versions.value())?;
    let global = ctx.global;
    define_value(ctx, global, "process", process.value(), Attrs::HIDDEN)?;
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    set_arguments(ctx, &arguments)
}
