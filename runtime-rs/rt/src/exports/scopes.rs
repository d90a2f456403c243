//! The global environment, object scopes, sloppy `this` and direct eval.

use crate::enter::{self, done, enter, exports};
use yarrow_abi::kinds::{Deletable, GlobalDeclaration, Mutability};
use yarrow_abi::layout::{CALL_HEADER, StaticStr};
use yarrow_machine::Strictness;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::Value;
use yarrow_objects::{Context, Storage, expect_atom, expect_kind, expect_object};

exports! {
    value rt_global_get(name; site: *mut u8) |ctx| ctx.load_name(expect_atom(name), enter::site(site));
    value rt_global_get_or_undefined(name; site: *mut u8) |ctx| {
        ctx.load_name_or_undefined(expect_atom(name), enter::site(site))
    };
    value rt_global_set(name, v) |ctx| done(ctx.global_assign(expect_atom(name), v, Strictness::Strict));
    value rt_global_set_sloppy(name, v) |ctx| done(ctx.global_assign(expect_atom(name), v, Strictness::Sloppy));
    condition rt_global_delete(name) |ctx| ctx.global_delete(expect_atom(name));
    condition rt_global_has(name) |ctx| ctx.global_has(expect_atom(name));
    leaf rt_global_this() |ctx| Ok(ctx.global().value());
    value rt_global_check(name; sort: u32) |ctx| {
        done(ctx.check_global_declaration(expect_kind::<GlobalDeclaration>(sort.into()), expect_atom(name)))
    };
    throwing rt_global_declare_lexical(name; slot: *mut u8, mutability: u32) |ctx| {
        let mutable = expect_kind::<Mutability>(mutability.into()) == Mutability::Mutable;
        // Compiled code passes a global of its instance.
        ctx.declare_global_lexical(expect_atom(name), slot.cast(), mutable);
        Ok(Value::UNDEFINED)
    };
    value rt_global_declare_var(name; deletable: u32) |ctx| {
        done(ctx.declare_global_var(expect_atom(name), expect_kind::<Deletable>(deletable.into()) == Deletable::Yes))
    };
    value rt_global_declare_function(f, name; deletable: u32) |ctx| {
        let deletable = expect_kind::<Deletable>(deletable.into()) == Deletable::Yes;
        done(ctx.declare_global_function(expect_atom(name), f, deletable))
    };
    condition rt_with_has(scope, name) |ctx| ctx.with_has(expect_object(scope), expect_atom(name));
    value rt_with_get(scope, name) |ctx| ctx.with_get(expect_object(scope), expect_atom(name), Strictness::Strict);
    value rt_with_get_sloppy(scope, name) |ctx| {
        ctx.with_get(expect_object(scope), expect_atom(name), Strictness::Sloppy)
    };
    value rt_with_set(scope, v, name) |ctx| {
        done(ctx.with_set(expect_object(scope), expect_atom(name), v, Strictness::Strict))
    };
    value rt_with_set_sloppy(scope, v, name) |ctx| {
        done(ctx.with_set(expect_object(scope), expect_atom(name), v, Strictness::Sloppy))
    };
    throwing rt_coerce_this(v) |ctx| ctx.coerce_this(v);
}

/// A call that may be a direct eval, of what lies at `sp`: (argc, environment, scopes, instance, text).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_direct_eval(
    ctx: *mut Context,
    sp: *mut u64,
    argc: i64,
    env: u64,
    scope: *mut u8,
    instance: *mut u8,
    text: u64,
) -> u64 {
    let argc = argc.max(0) as usize;
    // SAFETY: the caller keeps the convention: callee, `this` and arguments lie at `sp`, and the scope is
    // immutable text of the module.
    unsafe {
        let callee = Value::from_bits(sp.read());
        let is_eval = Storage::of(ctx, [sp.read()], |ctx, [callee]| ctx.is_intrinsic_eval(callee));
        if callee.is_callable() && !is_eval {
            return (*ctx).call_in_place(sp, argc);
        }
        let x = if argc == 0 { Value::UNDEFINED.bits() } else { sp.add(CALL_HEADER).read() };
        let scope = *scope.cast::<StaticStr>();
        let scope = std::slice::from_raw_parts(scope.ptr, scope.len as usize);
        let scope = std::str::from_utf8(scope).unwrap_or("");
        let top = sp.add(CALL_HEADER + argc);
        enter(ctx, top, [sp.read(), x, env, text], |ctx, [callee, x, env, text]| {
            if !callee.is_callable() {
                return Err(ctx.throw_not_function(callee, text));
            }
            ctx.direct_eval(x, scope, env, instance.cast())
        })
    }
}
