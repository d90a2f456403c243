//! The global environment, object scopes, sloppy `this` and direct eval.

use crate::enter::{enter, enter_leaf, exports, global_cache};
use yarrow_abi::layout::{CALL_HEADER, StaticStr};
use yarrow_core::{Context, GlobalDeclaration, JsResult, Object, Strictness, Value};

fn global_value(ctx: &mut Context, name: Value, cache: *mut u8) -> JsResult<Value> {
    let name = ctx.atom_of(name);
    match ctx.global_get(name, global_cache(cache))? {
        Some(v) => Ok(v),
        None => Err(ctx.throw_reference_error(format_args!("{} is not defined", name.string()))),
    }
}

fn global_or_undefined(ctx: &mut Context, name: Value, cache: *mut u8) -> JsResult<Value> {
    let name = ctx.atom_of(name);
    Ok(ctx.global_get(name, global_cache(cache))?.unwrap_or(Value::UNDEFINED))
}

fn global_assign(ctx: &mut Context, name: Value, v: Value, strictness: Strictness) -> JsResult<Value> {
    let name = ctx.atom_of(name);
    done(ctx.global_assign(name, v, strictness))
}

fn done(result: JsResult<()>) -> JsResult<Value> {
    result.map(|()| Value::UNDEFINED)
}

/// The object of an object scope; compiled code passes nothing else.
fn scope_object(ctx: &Context, v: Value) -> Object {
    v.as_object().unwrap_or(ctx.global)
}

fn with_get(ctx: &mut Context, scope: Value, name: Value, strictness: Strictness) -> JsResult<Value> {
    let (scope, name) = (scope_object(ctx, scope), ctx.atom_of(name));
    ctx.with_get(scope, name, strictness)
}

fn with_set(ctx: &mut Context, [scope, v, name]: [Value; 3], strictness: Strictness) -> JsResult<Value> {
    let (scope, name) = (scope_object(ctx, scope), ctx.atom_of(name));
    done(ctx.with_set(scope, name, v, strictness))
}

fn check_global(ctx: &mut Context, name: Value, sort: u32) -> JsResult<Value> {
    let sort = match sort {
        0 => GlobalDeclaration::Lexical,
        1 => GlobalDeclaration::Var,
        _ => GlobalDeclaration::Function,
    };
    let name = ctx.atom_of(name);
    done(ctx.check_global_declaration(sort, name))
}

exports! {
    value rt_global_get(name; cache: *mut u8) |ctx| global_value(ctx, name, cache);
    value rt_global_get_or_undefined(name; cache: *mut u8) |ctx| global_or_undefined(ctx, name, cache);
    value rt_global_set(name, v) |ctx| global_assign(ctx, name, v, Strictness::Strict);
    value rt_global_set_sloppy(name, v) |ctx| global_assign(ctx, name, v, Strictness::Sloppy);
    condition rt_global_delete(name) |ctx| {
        let name = ctx.atom_of(name);
        ctx.global_delete(name)
    };
    leaf rt_global_this() |ctx| Ok(ctx.global.value());
    value rt_global_check(name; sort: u32) |ctx| check_global(ctx, name, sort);
    throwing rt_global_declare_lexical(name; slot: *mut u8, mutable: u32) |ctx| {
        let name = ctx.atom_of(name);
        // SAFETY: compiled code passes a global of its instance.
        ctx.declare_global_lexical(name, slot.cast(), mutable != 0);
        Ok(Value::UNDEFINED)
    };
    value rt_global_declare_var(name; deletable: u32) |ctx| {
        let name = ctx.atom_of(name);
        done(ctx.declare_global_var(name, deletable != 0))
    };
    value rt_global_declare_function(f, name; deletable: u32) |ctx| {
        let name = ctx.atom_of(name);
        done(ctx.declare_global_function(name, f, deletable != 0))
    };
    condition rt_with_has(scope, name) |ctx| {
        let (scope, name) = (scope_object(ctx, scope), ctx.atom_of(name));
        ctx.with_has(scope, name)
    };
    value rt_with_get(scope, name) |ctx| with_get(ctx, scope, name, Strictness::Strict);
    value rt_with_get_sloppy(scope, name) |ctx| with_get(ctx, scope, name, Strictness::Sloppy);
    value rt_with_set(scope, v, name) |ctx| with_set(ctx, [scope, v, name], Strictness::Strict);
    value rt_with_set_sloppy(scope, v, name) |ctx| with_set(ctx, [scope, v, name], Strictness::Sloppy);
    throwing rt_coerce_this(v) |ctx| ctx.coerce_this(v);
}

/// The mapped arguments object of a function: (object, environment, function, parameters).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_map_arguments(ctx: *mut Context, object: u64, env: u64, f: u64, count: u32) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        enter_leaf(ctx, [object, env, f], |ctx, [object, env, f]| match object.as_object() {
            Some(o) => done(ctx.map_arguments(o, env, f, count)),
            None => Ok(Value::UNDEFINED),
        })
    }
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
        if callee.is_callable() && !(*ctx).is_intrinsic_eval(callee) {
            return (*ctx).call_in_place(sp, argc);
        }
        let scope = *scope.cast::<StaticStr>();
        let scope = std::slice::from_raw_parts(scope.ptr, scope.len as usize);
        let scope = std::str::from_utf8(scope).unwrap_or("");
        enter(ctx, sp.add(CALL_HEADER + argc), [env], |ctx, [env]| {
            if !callee.is_callable() {
                return Err(ctx.throw_not_function(callee, Value::from_bits(text)));
            }
            let x = if argc == 0 { Value::UNDEFINED } else { Value::from_bits(sp.add(CALL_HEADER).read()) };
            ctx.direct_eval(x, scope, env, instance.cast())
        })
    }
}
