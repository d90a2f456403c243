//! Environments, functions, classes and calls.

use crate::enter::{alloc_cache, enter, enter_leaf, exports};
use yarrow_abi::layout::{CALL_HEADER, FunctionInfo};
use yarrow_core::{Context, JsResult, MethodKind, PropertyKey, Value};

/// The key in a word that `rt_to_property_key` made, or a constant atom.
pub(crate) fn key_of(ctx: &mut Context, v: Value) -> JsResult<PropertyKey> {
    ctx.to_property_key(v)
}

pub(crate) fn method_kind(n: u32) -> MethodKind {
    match n & 3 {
        1 => MethodKind::Getter,
        2 => MethodKind::Setter,
        _ => MethodKind::Method,
    }
}

fn call_spread(ctx: &mut Context, [callee, this, array, text]: [Value; 4]) -> JsResult<Value> {
    if !callee.is_callable() {
        return Err(ctx.throw_not_function(callee, text));
    }
    ctx.call_list(callee, this, array)
}

fn construct_spread(ctx: &mut Context, [callee, new_target, array, text]: [Value; 4]) -> JsResult<Value> {
    if !callee.as_object().is_some_and(yarrow_core::Object::is_constructor) {
        return Err(ctx.throw_not_constructor(callee, text));
    }
    ctx.construct_list(callee, array, new_target)
}

exports! {
    value rt_class_new(constructor, heritage) |ctx| ctx.class_new(constructor, heritage);
    leaf rt_super_constructor(f) |ctx| {
        Ok(f.as_object().map_or(Value::UNDEFINED, |f| ctx.store.prototype_of(f)))
    };
    value rt_create_this(callee, new_target; cache: *mut u8) |ctx| {
        ctx.create_this(callee, new_target, alloc_cache(cache))
    };
    value rt_init_fields(constructor, this) |ctx| ctx.init_fields(constructor, this).map(|()| Value::UNDEFINED);
    value rt_call_spread(callee, this, array, text) |ctx| call_spread(ctx, [callee, this, array, text]);
    value rt_construct_spread(callee, new_target, array, text) |ctx| {
        construct_spread(ctx, [callee, new_target, array, text])
    };
}

/// A new environment: (slots).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_env_new(ctx: *mut Context, slots: u32) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe { enter_leaf(ctx, [], |ctx, []| ctx.new_environment(slots)) }
}

/// A function object: (code, info, environment).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_closure(ctx: *mut Context, code: *mut u8, info: *mut u8, env: u64) -> u64 {
    // SAFETY: the caller keeps the convention: code and info are of one compiled function.
    unsafe { enter_leaf(ctx, [env], |ctx, [env]| Ok(ctx.new_closure(code, info.cast::<FunctionInfo>(), env)?.value())) }
}

/// SetFunctionName: (function, key, prefix).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_set_function_name(ctx: *mut Context, f: u64, key: u64, prefix: u32) {
    // SAFETY: the caller keeps the convention. A failure (no memory) leaves the old name.
    unsafe {
        let before = (*ctx).store.prefix.exception;
        enter_leaf(ctx, [f, key], |ctx, [f, key]| {
            let Some(f) = f.as_object() else { return Ok(Value::UNDEFINED) };
            let key = key_of(ctx, key)?;
            ctx.set_function_name(f, key, method_kind(prefix)).map(|()| Value::UNDEFINED)
        });
        (*ctx).store.prefix.exception = before;
    }
}

/// `[[Call]]`: (argc, source text of the callee). A function's code is entered by a jump, so this takes no
/// room on the native stack.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_call_value(ctx: *mut Context, sp: *mut u64, argc: i64, text: u64) -> u64 {
    // SAFETY: the caller keeps the convention: callee, `this` and arguments lie at `sp`, as the code of a
    // function expects them.
    unsafe {
        match Value::from_bits(sp.read()).as_object().and_then(yarrow_core::code_of) {
            Some(code) => code(ctx, sp, argc.cast_unsigned()),
            None => not_callable(ctx, sp, text),
        }
    }
}

/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[cold]
unsafe fn not_callable(ctx: *mut Context, sp: *mut u64, text: u64) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { enter(ctx, sp, [sp.read(), text], |ctx, [callee, text]| Err(ctx.throw_not_function(callee, text))) }
}

/// `[[Construct]]` of what lies at `sp`: (argc, source text of the callee).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_construct(ctx: *mut Context, sp: *mut u64, argc: i64, text: u64) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let ctx = &mut *ctx;
        let result = ctx.construct_at(sp, argc as usize, Value::from_bits(text));
        ctx.to_abi(result)
    }
}

/// The values in `argc` words from `args` on.
///
/// # Safety
/// The words are on the root stack.
unsafe fn words<'a>(args: *mut u8, argc: i64) -> &'a [Value] {
    // SAFETY: the caller's promise; a value is a word.
    unsafe { std::slice::from_raw_parts(args.cast::<Value>(), argc.max(0) as usize) }
}

/// Rest parameter: (arguments, argc, index of the first rest argument).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_rest(ctx: *mut Context, args: *mut u8, argc: i64, first: u32) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let args = words(args, argc & 0xffff_ffff);
        enter_leaf(ctx, [], |ctx, []| Ok(ctx.new_array(args.get(first as usize..).unwrap_or(&[]))?.value()))
    }
}

/// Unmapped arguments object: (arguments, argc).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_arguments(ctx: *mut Context, args: *mut u8, argc: i64) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let args = words(args, argc & 0xffff_ffff);
        enter_leaf(ctx, [], |ctx, []| Ok(ctx.new_arguments(args)?.value()))
    }
}

/// A generator object: (generator function, resume code, frame descriptor, allocation cache).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_new(
    ctx: *mut Context,
    sp: *mut u64,
    f: u64,
    resume: *mut u8,
    desc: *mut u8,
    cache: *mut u8,
) -> u64 {
    // SAFETY: the caller keeps the convention: resume code and descriptor belong together.
    unsafe {
        enter(ctx, sp, [f], |ctx, [f]| {
            let default = ctx.intrinsics.generator_prototype;
            let proto = ctx.prototype_from_constructor(f, default)?;
            let g = ctx.new_generator(proto.value(), resume, desc.cast())?;
            if let Some(cache) = alloc_cache(cache) {
                ctx.learn_generator(f, g, cache)?;
            }
            Ok(g.value())
        })
    }
}

const _: () = assert!(CALL_HEADER == 2);
