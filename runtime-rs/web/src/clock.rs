//! The time that events and `performance` tell: that of the context's clock, which may be a virtual one.

use crate::class::{Class, is_installed, recall, remember};
use std::time::Duration;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::Scope;

/// When the time of `performance` began.
struct Origin {
    /// Since the context was made.
    begun: Duration,
    /// Milliseconds since 1970.
    wall: f64,
}

/// Begins the time, unless it has begun.
pub fn start_clock(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::TimeOrigin) {
        return Ok(());
    }
    let ctx = &mut ctx.inner();
    let (begun, wall) = (ctx.read_clock(), ctx.read_wall_clock());
    let origin = ctx.new_rust_data(Origin { begun, wall })?;
    remember(ctx, Class::TimeOrigin, origin.value())
}

/// Milliseconds since the time began.
pub fn now(ctx: &mut Scope<'_>) -> f64 {
    let ctx = &mut ctx.inner();
    let time = ctx.read_clock();
    let origin = recall(ctx, Class::TimeOrigin);
    ctx.rust_data::<Origin>(origin).map_or(0.0, |origin| time.saturating_sub(origin.begun).as_nanos() as f64 / 1e6)
}

/// Milliseconds from 1970 to when the time began.
pub fn origin_time(ctx: &mut Scope<'_>) -> f64 {
    let ctx = &mut ctx.inner();
    let origin = recall(ctx, Class::TimeOrigin);
    ctx.rust_data::<Origin>(origin).map_or(0.0, |origin| origin.wall)
}
