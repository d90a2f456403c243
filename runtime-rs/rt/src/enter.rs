//! The door from compiled code: roots the parameters, runs the body, encodes the result.

use yarrow_core::{AllocCache, Context, GetCache, GlobalCache, JsResult, SetCache, Value};

/// The word of a condition that threw.
const THREW: i32 = 2;

/// Runs `f` with the root stack at `sp` and the values rooted there. A safepoint: for functions
/// whose effects say `calls_js`.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`]: a valid context that nothing else borrows, the top
/// of its root stack, and values.
pub(crate) unsafe fn enter<const N: usize>(
    ctx: *mut Context,
    sp: *mut u64,
    words: [u64; N],
    f: impl FnOnce(&mut Context, [Value; N]) -> JsResult<Value>,
) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        enter_throwing(ctx, sp, words, |ctx, values| {
            ctx.collect_if_starved();
            f(ctx, values)
        })
    }
}

/// As [`enter`], but no safepoint: for functions that throw and run no JavaScript.
///
/// # Safety
/// As [`enter`].
pub(crate) unsafe fn enter_throwing<const N: usize>(
    ctx: *mut Context,
    sp: *mut u64,
    words: [u64; N],
    f: impl FnOnce(&mut Context, [Value; N]) -> JsResult<Value>,
) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        let ctx = &mut *ctx;
        ctx.store.prefix.root_top = sp;
        let values = words.map(|w| Value::from_bits(w));
        for v in values {
            ctx.root(v);
        }
        let result = f(ctx, values);
        ctx.to_abi(result)
    }
}

/// As [`enter`], for a condition.
///
/// # Safety
/// As [`enter`].
pub(crate) unsafe fn enter_condition<const N: usize>(
    ctx: *mut Context,
    sp: *mut u64,
    words: [u64; N],
    f: impl FnOnce(&mut Context, [Value; N]) -> JsResult<bool>,
) -> i32 {
    // SAFETY: the caller's promise.
    let word = unsafe { enter(ctx, sp, words, |ctx, values| f(ctx, values).map(Value::bool)) };
    if word == Value::EXCEPTION.bits() { THREW } else { i32::from(word == Value::TRUE.bits()) }
}

/// For functions without `sp`, which run no JavaScript. Nobody says where the caller's frame ends, so that their roots lie beyond all frames.
///
/// # Safety
/// A valid context that nothing else borrows, and values.
pub(crate) unsafe fn enter_leaf<const N: usize>(
    ctx: *mut Context,
    words: [u64; N],
    f: impl FnOnce(&mut Context, [Value; N]) -> JsResult<Value>,
) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        (*ctx).beside_the_frames(|ctx| {
            let result = f(ctx, words.map(|w| Value::from_bits(w)));
            ctx.to_abi(result)
        })
    }
}

/// ITER_DONE for `None`.
pub(crate) fn or_done(step: JsResult<Option<Value>>) -> JsResult<Value> {
    step.map(|v| v.unwrap_or(Value::ITER_DONE))
}

pub(crate) fn get_cache<'a>(cache: *mut u8) -> &'a mut GetCache {
    // SAFETY: compiled code passes a cache of its module instance.
    unsafe { &mut *cache.cast() }
}

pub(crate) fn set_cache<'a>(cache: *mut u8) -> &'a mut SetCache {
    // SAFETY: compiled code passes a cache of its module instance.
    unsafe { &mut *cache.cast() }
}

/// The allocation cache, if the site has one.
pub(crate) fn alloc_cache<'a>(cache: *mut u8) -> Option<&'a mut AllocCache> {
    // SAFETY: compiled code passes a cache of its module instance, or null.
    unsafe { cache.cast::<AllocCache>().as_mut() }
}

pub(crate) fn global_cache<'a>(cache: *mut u8) -> &'a mut GlobalCache {
    // SAFETY: compiled code passes a cache of its module instance.
    unsafe { &mut *cache.cast() }
}

/// Defines exports whose parameters are values, then others:
/// `value rt_name(a, b; extra: type) |ctx| body;`. The forms: `value` and `condition` are safepoints,
/// `throwing` takes `sp` and is none, `leaf` does not take it.
macro_rules! exports {
    () => {};
    (value $name:ident($($v:ident),*$(; $($x:ident: $t:ty),*)?) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See [`yarrow_abi::functions::RtFn`].
        ///
        /// # Safety
        /// The convention of [`yarrow_abi::functions`].
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, sp: *mut u64, $($v: u64,)* $($($x: $t),*)?) -> u64 {
            // SAFETY: the caller keeps the convention.
            unsafe { $crate::enter::enter(ctx, sp, [$($v),*], |$ctx, [$($v),*]| $body) }
        }
        $crate::enter::exports! { $($rest)* }
    };
    (throwing $name:ident($($v:ident),*$(; $($x:ident: $t:ty),*)?) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See [`yarrow_abi::functions::RtFn`].
        ///
        /// # Safety
        /// The convention of [`yarrow_abi::functions`].
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, sp: *mut u64, $($v: u64,)* $($($x: $t),*)?) -> u64 {
            // SAFETY: the caller keeps the convention.
            unsafe { $crate::enter::enter_throwing(ctx, sp, [$($v),*], |$ctx, [$($v),*]| $body) }
        }
        $crate::enter::exports! { $($rest)* }
    };
    (condition $name:ident($($v:ident),*) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See [`yarrow_abi::functions::RtFn`].
        ///
        /// # Safety
        /// The convention of [`yarrow_abi::functions`].
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, sp: *mut u64, $($v: u64,)*) -> i32 {
            // SAFETY: the caller keeps the convention.
            unsafe { $crate::enter::enter_condition(ctx, sp, [$($v),*], |$ctx, [$($v),*]| $body) }
        }
        $crate::enter::exports! { $($rest)* }
    };
    (leaf $name:ident($($v:ident),*$(; $($x:ident: $t:ty),*)?) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        /// See [`yarrow_abi::functions::RtFn`].
        ///
        /// # Safety
        /// The convention of [`yarrow_abi::functions`].
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, $($v: u64,)* $($($x: $t),*)?) -> u64 {
            // SAFETY: the caller keeps the convention.
            unsafe { $crate::enter::enter_leaf(ctx, [$($v),*], |$ctx, [$($v),*]| $body) }
        }
        $crate::enter::exports! { $($rest)* }
    };
}
pub(crate) use exports;
