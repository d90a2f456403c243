//! The built-in objects of the global scope.
//!
//! A file holds one intrinsic and its kin, with `install(ctx)` at its end: a table of methods
//! (name, length, function) for each object that it fills. The realm's prototype objects exist
//! already (see [`yarrow_core::Intrinsics`]).

mod array;
mod array_iteration;
mod boolean;
mod builtin_iterator;
mod console;
mod cycle;
mod date;
mod error;
mod function;
mod global;
mod inspect;
mod inspect_text;
mod iterator;
mod iterator_helpers;
mod json;
mod map;
mod math;
mod math_functions;
mod number;
mod number_format;
mod object;
mod object_prototype;
mod reflect;
mod set;
mod string;
mod symbol;
mod table;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;
mod uri;
mod weak;

use yarrow_core::{Context, JsResult};

pub use console::report_uncaught;
pub use inspect::{Options as InspectOptions, inspect};

/// Installs every built-in into a fresh context.
pub fn install(ctx: &mut Context) -> JsResult<()> {
    object::install(ctx)?;
    object_prototype::install(ctx)?;
    function::install(ctx)?;
    error::install(ctx)?;
    symbol::install(ctx)?;
    boolean::install(ctx)?;
    global::install(ctx)?;
    uri::install(ctx)?;
    number::install(ctx)?;
    let math = math::install(ctx)?;
    iterator::install(ctx)?;
    iterator_helpers::install(ctx)?;
    array::install(ctx)?;
    array_iteration::install(ctx)?;
    string::install(ctx)?;
    map::install(ctx)?;
    set::install(ctx)?;
    weak::install(ctx)?;
    json::install(ctx)?;
    date::install(ctx)?;
    reflect::install(ctx)?;
    console::install(ctx)?;
    ctx.learn_fast_builtins(math)
}
