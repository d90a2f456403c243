//! Errors as Node's own functions throw them: with a `code`, and with what was received in the message.

use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult, Throw, error_name, format_number};

/// The longest string that a message shows whole.
const SHOWN_UNITS: usize = 28;

/// An error with a `code`, which its stack names too.
pub fn throw_with_code(ctx: &mut Scope<'_>, kind: ErrorKind, code: &str, message: &str) -> Throw {
    let name = format!("{} [{code}]", error_name(kind));
    throw_named(ctx, kind, &name, code, message)
}

/// An error with a `code`, whose stack begins with this name.
pub fn throw_named(ctx: &mut Scope<'_>, kind: ErrorKind, name: &str, code: &str, message: &str) -> Throw {
    let throw = ctx.throw_error(kind, format_args!("{message}"));
    let ctx = &mut ctx.inner();
    let thrown = ctx.caught(throw);
    if let Some(error) = thrown.as_object() {
        let made = ctx.install_stack(error, &format!("{name}: {message}")).and_then(|()| {
            let code = ctx.new_string(code)?;
            let key = ctx.atom("code")?;
            ctx.define_data(error, key.into(), code.value(), Attrs::ALL)
        });
        if let Err(throw) = made {
            return throw;
        }
    }
    ctx.throw(thrown)
}

pub fn throw_type_error(ctx: &mut Scope<'_>, code: &str, message: &str) -> Throw {
    throw_with_code(ctx, ErrorKind::TypeError, code, message)
}

/// `ERR_INVALID_THIS`
pub fn throw_invalid_this(ctx: &mut Scope<'_>, class: &str) -> Throw {
    throw_type_error(ctx, "ERR_INVALID_THIS", &format!("Value of \"this\" must be of type {class}"))
}

/// `ERR_MISSING_ARGS` if there are fewer arguments than names.
pub fn check_arguments(ctx: &mut Scope<'_>, args: Args<'_>, names: &[&str]) -> JsResult<()> {
    if args.len() >= names.len() {
        return Ok(());
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let word = if names.len() == 1 { "argument" } else { "arguments" };
    let message = format!("The {} {word} must be specified", quoted.join(" and "));
    Err(throw_type_error(ctx, "ERR_MISSING_ARGS", &message))
}

/// `ERR_INVALID_ARG_TYPE`: an argument, or a property of one, is of another type than `expected` says (`of type number`,
/// `an instance of Map`).
pub fn throw_argument_type(ctx: &mut Scope<'_>, name: &str, expected: &str, got: Value<'_>) -> Throw {
    let received = received(ctx, got);
    let what = if name.contains('.') { "property" } else { "argument" };
    let message = format!("The \"{name}\" {what} must be {expected}. Received {received}");
    throw_type_error(ctx, "ERR_INVALID_ARG_TYPE", &message)
}

/// What a message says that it got instead. Nothing runs.
fn received(ctx: &mut Scope<'_>, v: Value<'_>) -> String {
    let ctx = &mut ctx.inner();
    if let Some(o) = v.as_object() {
        if v.is_callable() {
            let key = ctx.names.name;
            return format!("function {}", ctx.own_text(o, key).unwrap_or_default());
        }
        return match ctx.constructor_name(o) {
            Some(class) => format!("an instance of {class}"),
            None => "[Object: null prototype] {}".to_owned(),
        };
    }
    if v.is_nullish() {
        return ctx.describe(v);
    }
    let kind = ctx.type_of(v).string().to_rust();
    let shown = match (v.as_string(), v.as_number()) {
        (Some(s), _) if s.len() > SHOWN_UNITS => {
            format!("'{}...'", s.to_rust().chars().take(SHOWN_UNITS - 3).collect::<String>())
        }
        (Some(s), _) => format!("'{}'", s.to_rust()),
        (None, Some(n)) => format_number(n),
        (None, None) if v.is_bigint() => format!("{}n", ctx.describe(v)),
        (None, None) => ctx.describe(v),
    };
    format!("type {kind} ({shown})")
}
