//! Not filled yet.

use yarrow_core::{Context, JsResult};

/// Installs nothing.
pub fn install(ctx: &mut Context) -> JsResult<()> {
    let _ = ctx;
    Ok(())
}
