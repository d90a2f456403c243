//! Environments, functions, classes and calls.

use crate::enter::{done, enter_leaf, enter_throwing, exports, optional_site};
use yarrow_abi::kinds::MethodKind;
use yarrow_abi::layout::{CALL_HEADER, FunctionInfo};
use yarrow_abi::value::EXCEPTION;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::Value;
use yarrow_objects::{Context, expect_kind, expect_object};

exports! {
    value rt_class_new(constructor, heritage) |ctx| ctx.class_new(constructor, heritage);
    leaf rt_super_constructor(of) |ctx| Ok(ctx.prototype_of(expect_object(of)));
    value rt_create_this(callee, new_target; cache: *mut u8) |ctx| {
        ctx.create_this(callee, new_target, optional_site(cache))
    };
    value rt_init_fields(constructor, this) |ctx| done(ctx.init_fields(constructor, this));
    value rt_call_spread(callee, this, array, text) |ctx| ctx.call_spread(callee, this, array, text);
    value rt_construct_spread(callee, new_target, array, text) |ctx| {
        ctx.construct_spread(callee, new_target, array, text)
    };
    leaf rt_env_new(; slots: u32) |ctx| ctx.new_environment(slots);
    leaf rt_map_arguments(object, env, f; count: u32) |ctx| done(ctx.map_arguments(object, env, f, count));
    throwing rt_set_function_name(f, key; number: u32) |ctx| {
        done(ctx.name_function(f, key, expect_kind::<MethodKind>(number.into())))
    };
    value rt_generator_new(f; resume: *mut u8, desc: *mut u8, cache: *mut u8) |ctx| {
        // Resume code and descriptor belong together.
        Ok(ctx.generator_of(f, resume, desc.cast(), optional_site(cache))?.value())
    };
    value rt_async_generator_new(f; resume: *mut u8, desc: *mut u8) |ctx| {
        Ok(ctx.async_generator_of(f, resume, desc.cast())?.value())
    };
    throwing rt_coroutine_new(; resume: *mut u8, desc: *mut u8) |ctx| ctx.new_coroutine(resume, desc.cast());
    value rt_async_start(coroutine, awaited) |ctx| ctx.async_start(coroutine, awaited);
    value rt_async_return(v) |ctx| ctx.async_return(v);
    throwing rt_async_throw(reason) |ctx| ctx.async_throw(reason);
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
        match Value::from_bits(sp.read()).as_object().and_then(yarrow_objects::code_of) {
            Some(code) => code(ctx, sp, argc.cast_unsigned()),
            None => not_callable(ctx, sp, text),
        }
    }
}

/// `[[Call]]` behind a poll and a check of the stacks: (argc, source text of the callee).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_call_checked(ctx: *mut Context, sp: *mut u64, argc: i64, text: u64) -> u64 {
    // SAFETY: the caller keeps the convention: callee, `this` and arguments lie at `sp`, so a scope behind them leaves
    // them rooted.
    unsafe {
        let behind = sp.add(CALL_HEADER).offset(isize::try_from(argc).expect("a 64-bit machine"));
        let checked = enter_throwing(ctx, behind, [], |ctx, []| {
            ctx.poll_if_pending();
            done(ctx.check_stack())
        });
        if checked == EXCEPTION { EXCEPTION } else { rt_call_value(ctx, sp, argc, text) }
    }
}

/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[cold]
unsafe fn not_callable(ctx: *mut Context, sp: *mut u64, text: u64) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        enter_throwing(ctx, sp, [sp.read(), text], |ctx, [callee, text]| Err(ctx.throw_not_function(callee, text)))
    }
}

/// `[[Construct]]` of what lies at `sp`: (argc, source text of the callee).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_construct(ctx: *mut Context, sp: *mut u64, argc: i64, text: u64) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe { (*ctx).construct_in_place(sp, argc as usize, text) }
}

/// The values in `argc` words from `args` on.
///
/// # Safety
/// The words are on the root stack, and nobody writes them as long as the slice is used.
unsafe fn words<'a>(args: *mut u8, argc: i64) -> &'a [Value<'a>] {
    // SAFETY: the caller's promise; a value is a word.
    unsafe { std::slice::from_raw_parts(args.cast(), (argc & 0xffff_ffff) as usize) }
}

/// Rest parameter: (arguments, argc, index of the first rest argument).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_rest(ctx: *mut Context, args: *mut u8, argc: i64, first: u32) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        enter_leaf(ctx, [], |ctx, []| {
            let rest = words(args, argc).get(first as usize..).unwrap_or(&[]);
            Ok(ctx.new_array(rest)?.value())
        })
    }
}

/// Unmapped arguments object: (arguments, argc).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_arguments(ctx: *mut Context, args: *mut u8, argc: i64) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe { enter_leaf(ctx, [], |ctx, []| Ok(ctx.new_arguments(words(args, argc))?.value())) }
}
