//! `process.stdout` and `process.stderr`: `write`, and what can be asked of them.

use crate::node_error::{throw_argument_type, throw_with_code};
use crate::table::define_value;
use std::io::IsTerminal;
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult};

/// The bytes of a chunk: of a string in UTF-8, or what a view shows of its buffer.
fn chunk(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<Vec<u8>> {
    let chunk = args.get(0);
    if let Some(text) = chunk.as_string() {
        let encoding = args.get(1).as_string().map(|name| name.to_rust());
        let is_utf8 = |name: &str| name.eq_ignore_ascii_case("utf8") || name.eq_ignore_ascii_case("utf-8");
        return match encoding.filter(|name| !is_utf8(name)) {
            Some(name) => {
                let message = format!("Unknown encoding: {name}");
                Err(throw_with_code(ctx, ErrorKind::TypeError, "ERR_UNKNOWN_ENCODING", &message))
            }
            None => Ok(text.to_rust().into_bytes()),
        };
    }
    if chunk.is_null() {
        let message = "May not write null values to stream";
        return Err(throw_with_code(ctx, ErrorKind::TypeError, "ERR_STREAM_NULL_VALUES", message));
    }
    if let Some(o) = chunk.as_object()
        && let Some(view) = ctx.view(o)
    {
        let length = ctx.typed_array_length(o).unwrap_or(0) * view.element.size();
        return Ok(ctx.byte_store(view.buffer).bytes[view.offset..view.offset + length].to_vec());
    }
    Err(throw_argument_type(ctx, "chunk", "of type string or an instance of Buffer, TypedArray, or DataView", chunk))
}

fn write_stdout<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let bytes = chunk(ctx, args)?;
    ctx.write_stdout(&bytes);
    Ok(Value::bool(true))
}

fn write_stderr<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let bytes = chunk(ctx, args)?;
    ctx.write_stderr(&bytes);
    Ok(Value::bool(true))
}

pub fn define_streams(ctx: &mut Scope<'_>, process: Object<'_>) -> JsResult<()> {
    for (name, fd, write, is_terminal) in [
        ("stdout", 1.0, write_stdout as Native, std::io::stdout().is_terminal()),
        ("stderr", 2.0, write_stderr, std::io::stderr().is_terminal()),
    ] {
        let ctx = &mut ctx.inner();
        let stream = ctx.new_object()?;
        ctx.define_method(stream, "write", 1, write)?;
        define_value(ctx, stream, "fd", Value::number(fd), Attrs::ALL)?;
        define_value(ctx, stream, "writable", Value::bool(true), Attrs::ALL)?;
        if is_terminal {
            define_value(ctx, stream, "isTTY", Value::bool(true), Attrs::ALL)?;
        }
        define_value(ctx, process, name, stream.value(), Attrs::ALL)?;
    }
    Ok(())
}
