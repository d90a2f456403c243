//! JSON (25.5).

mod parse;
mod stringify;

use crate::table::{define_methods, define_tag};
use yarrow_objects::rooted::Scope;
use yarrow_objects::{Attrs, JsResult};

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let json = ctx.new_object()?;
    let key = ctx.atom("JSON")?;
    let global = ctx.global;
    ctx.define_data(global, key.into(), json.value(), Attrs::HIDDEN)?;
    define_methods(ctx, json, &[("parse", 2, parse::parse), ("stringify", 3, stringify::stringify)])?;
    define_tag(ctx, json, "JSON")
}

#[cfg(test)]
mod tests;
