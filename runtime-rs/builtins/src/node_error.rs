//! Errors as Node's own functions throw them: with a `code`, and with what was received in the message
//! (`lib/internal/errors.js` of Node says how these texts are made).

use crate::error::data_text;
use crate::inspect::{Options, inspect};
use crate::table::define_value;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult, Throw, error_name};

/// The longest string that a message shows whole.
const SHOWN_UNITS: usize = 28;

/// `ERR_INVALID_ARG_TYPE`: an argument is of another type than `expected` says (`of type number`, `an instance of Map`).
pub(crate) fn throw_argument_type(ctx: &mut Scope<'_>, name: &str, expected: &str, got: Value<'_>) -> Throw {
    let received = match received(ctx, got) {
        Ok(text) => text,
        Err(throw) => return throw,
    };
    let message = format!("The \"{name}\" argument must be {expected}. Received {received}");
    throw_with_code(ctx, ErrorKind::TypeError, "ERR_INVALID_ARG_TYPE", &message)
}

/// `ERR_OUT_OF_RANGE`: a number is none of those that `range` names (`an integer`).
pub(crate) fn throw_out_of_range(ctx: &mut Scope<'_>, name: &str, range: &str, got: Value<'_>) -> Throw {
    let mut received = match inspect(ctx, got, Options::default()) {
        Ok(text) => text,
        Err(throw) => return throw,
    };
    if got.as_number().is_some_and(|n| n.trunc() == n && n.is_finite() && n.abs() > 4_294_967_296.0) {
        received = in_groups_of_three(&received);
    }
    let message = format!("The value of \"{name}\" is out of range. It must be {range}. Received {received}");
    throw_with_code(ctx, ErrorKind::RangeError, "ERR_OUT_OF_RANGE", &message)
}

/// As Node's `addNumericalSeparator` does it, which also takes an exponent for digits.
fn in_groups_of_three(number: &str) -> String {
    let start = usize::from(number.starts_with('-'));
    let mut text = number.to_owned();
    let mut at = number.len();
    while at >= start + 4 {
        at -= 3;
        text.insert(at, '_');
    }
    text
}

/// An error with a `code`, which its stack names too.
pub(crate) fn throw_with_code(ctx: &mut Scope<'_>, kind: ErrorKind, code: &str, message: &str) -> Throw {
    let throw = ctx.throw_error(kind, format_args!("{message}"));
    let ctx = &mut ctx.inner();
    let thrown = ctx.caught(throw);
    if let Some(error) = thrown.as_object() {
        let made = ctx.install_stack(error, &format!("{} [{code}]: {message}", error_name(kind))).and_then(|()| {
            let code = ctx.new_string(code)?;
            define_value(ctx, error, "code", code.into(), Attrs::ALL)
        });
        if let Err(throw) = made {
            return throw;
        }
    }
    ctx.throw(thrown)
}

/// What a message says that it got instead.
fn received(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<String> {
    let ctx = &mut ctx.inner();
    let name_key = ctx.names.name;
    if v.is_nullish() {
        return inspect(ctx, v, Options::default());
    }
    if let Some(o) = v.as_object() {
        if v.is_callable() {
            return Ok(format!("function {}", data_text(ctx, o, name_key).unwrap_or_default()));
        }
        let key = ctx.names.constructor;
        let class = match ctx.get(o, key) {
            Ok(c) => c.as_object().and_then(|c| data_text(ctx, c, name_key)),
            Err(throw) => {
                ctx.caught(throw);
                None
            }
        };
        return match class.filter(|name| !name.is_empty()) {
            Some(class) => Ok(format!("an instance of {class}")),
            None => inspect(ctx, v, Options::default()),
        };
    }
    let kind = ctx.type_of(v).string().to_rust();
    let shown = match v.as_string() {
        Some(s) if s.len() > SHOWN_UNITS => {
            let text = s.to_rust();
            format!("'{}...'", text.chars().take(SHOWN_UNITS - 3).collect::<String>())
        }
        Some(s) => format!("'{}'", s.to_rust()),
        None => inspect(ctx, v, Options::default())?,
    };
    Ok(format!("type {kind} ({shown})"))
}
