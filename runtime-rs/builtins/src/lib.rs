//! The built-in objects of the global scope.
//!
//! A file holds one intrinsic and its kin, with `install(ctx)` at its end: a table of methods
//! (name, length, function) for each object that it fills. The realm's prototype objects exist
//! already (see [`yarrow_objects::Intrinsics`]).

mod array;
mod array_buffer;
mod array_iteration;
mod async_disposable_stack;
mod atomics;
mod bigint;
mod boolean;
mod callback;
mod console;
mod cycle;
mod data_view;
mod date;
mod disposable_stack;
mod error;
mod eval;
mod function;
mod global;
mod inspect;
mod iterator;
mod iterator_consume;
mod iterator_helper_object;
mod iterator_helpers;
mod iterator_zip;
mod json;
mod map;
mod math;
mod math_functions;
mod math_sum;
mod node_error;
mod number;
mod number_format;
mod object;
mod object_prototype;
mod process;
mod program_end;
mod promise;
mod proxy;
#[cfg(test)]
mod realm_tests;
mod reflect;
mod regexp;
mod set;
mod string;
mod symbol;
mod table;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;
mod timers;
mod typed_array;
mod uri;
mod waiting;
mod weak;

use yarrow_objects::rooted::Scope;
use yarrow_objects::{Context, JsResult};

pub use console::report_uncaught;
pub use inspect::{Options as InspectOptions, inspect};
pub use process::{emit_named, has_listeners, set_arguments};
pub use program_end::{check_program, run_to_end, tell_late_handlings};

/// Installs every built-in into a fresh context.
pub fn install(ctx: &mut Context) -> JsResult<()> {
    ctx.set_installer(install_into);
    ctx.enter(install_into)
}

fn install_into(ctx: &mut Scope<'_>) -> JsResult<()> {
    yarrow_machine::install_generators(ctx)?;
    yarrow_machine::install_async_generators(ctx)?;
    object::install(ctx)?;
    object_prototype::install(ctx)?;
    function::install(ctx)?;
    eval::install(ctx)?;
    error::install(ctx)?;
    symbol::install(ctx)?;
    boolean::install(ctx)?;
    bigint::install(ctx)?;
    global::install(ctx)?;
    uri::install(ctx)?;
    number::install(ctx)?;
    let math = math::install(ctx)?;
    math_sum::install(ctx, math)?;
    iterator::install(ctx)?;
    iterator_helpers::install(ctx)?;
    iterator_consume::install(ctx)?;
    array::install(ctx)?;
    array_iteration::install(ctx)?;
    array_buffer::install(ctx)?;
    typed_array::install(ctx)?;
    data_view::install(ctx)?;
    atomics::install(ctx)?;
    disposable_stack::install(ctx)?;
    async_disposable_stack::install(ctx)?;
    string::install(ctx)?;
    map::install(ctx)?;
    set::install(ctx)?;
    weak::install(ctx)?;
    promise::install(ctx)?;
    json::install(ctx)?;
    date::install(ctx)?;
    reflect::install(ctx)?;
    regexp::install(ctx)?;
    proxy::install(ctx)?;
    console::install(ctx)?;
    process::install(ctx)?;
    timers::install(ctx)?;
    program_end::install(ctx);
    ctx.learn_fast_builtins(math)
}
