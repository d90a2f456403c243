//! The clocks: `Date.now` and `performance.now`. Date objects are not there yet.

use std::sync::LazyLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use yarrow_core::{Args, Attrs, Context, JsResult, Value};

/// When the process began to measure time.
static ORIGIN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Date ( ...values ) (21.4.2.1)
fn date(ctx: &mut Context, _: Args) -> JsResult<Value> {
    Err(ctx.throw_type_error(format_args!("Date objects are not supported yet")))
}

/// Date.now (21.4.3.1)
fn date_now(_: &mut Context, _: Args) -> JsResult<Value> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Value::number(since.as_millis() as f64))
}

/// performance.now: milliseconds since the start, monotonic.
fn performance_now(_: &mut Context, _: Args) -> JsResult<Value> {
    Ok(Value::number(ORIGIN.elapsed().as_secs_f64() * 1000.0))
}

pub fn install(ctx: &mut Context) -> JsResult<()> {
    LazyLock::force(&ORIGIN);
    let proto = ctx.intrinsics.date_prototype;
    let constructor = ctx.define_constructor("Date", 7, date, proto)?;
    ctx.define_method(constructor, "now", 0, date_now)?;
    let performance = ctx.new_object()?;
    ctx.define_method(performance, "now", 0, performance_now)?;
    let (global, key) = (ctx.global, ctx.atom("performance")?);
    ctx.define_data(global, key.into(), performance.value(), Attrs::ALL)
}
