//! The built-in objects of the global scope.

use yarrow_core::{Context, JsResult};

/// Installs every built-in into a fresh context.
pub fn install(ctx: &mut Context) -> JsResult<()> {
    let _ = ctx;
    Ok(())
}
