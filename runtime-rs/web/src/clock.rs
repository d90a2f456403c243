//! The context's clock: the time that events and `performance` tell.

use crate::class::{Class, is_installed, recall, remember};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::Scope;

/// When the context's time began.
struct Origin {
    instant: Instant,
    /// Milliseconds since 1970.
    wall: f64,
}

/// Begins the time, unless it has begun.
pub fn start_clock(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::TimeOrigin) {
        return Ok(());
    }
    let ctx = &mut ctx.inner();
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64() * 1e3);
    let origin = ctx.new_rust_data(Origin { instant: Instant::now(), wall })?;
    remember(ctx, Class::TimeOrigin, origin.value())
}

/// Milliseconds since the time began.
pub fn now(ctx: &mut Scope<'_>) -> f64 {
    let ctx = &mut ctx.inner();
    let origin = recall(ctx, Class::TimeOrigin);
    ctx.rust_data::<Origin>(origin).map_or(0.0, |origin| origin.instant.elapsed().as_nanos() as f64 / 1e6)
}

/// Milliseconds from 1970 to when the time began.
pub fn origin_time(ctx: &mut Scope<'_>) -> f64 {
    let ctx = &mut ctx.inner();
    let origin = recall(ctx, Class::TimeOrigin);
    ctx.rust_data::<Origin>(origin).map_or(0.0, |origin| origin.wall)
}
