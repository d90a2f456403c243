//! The door from compiled code: the scope of a call, its parameters rooted, and the result as a word.

use std::cell::Cell;
use yarrow_abi::kinds::{Condition, Kind};
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Context, JsResult, Storage, word_of};

/// Runs `f` in a scope at `sp` with these values. A safepoint: for functions whose effects say `calls_js`.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`]: a valid context that nothing else borrows, the top
/// of its root stack, and values.
pub(crate) unsafe fn enter<const N: usize>(
    ctx: *mut Context,
    sp: *mut u64,
    words: [u64; N],
    f: impl for<'s> FnOnce(&mut Scope<'s>, [Value<'s>; N]) -> JsResult<Value<'s>>,
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
    f: impl for<'s> FnOnce(&mut Scope<'s>, [Value<'s>; N]) -> JsResult<Value<'s>>,
) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { Scope::at(ctx, sp, words, |ctx, values| word_of(f(ctx, values))) }
}

/// As [`enter`], for a condition.
///
/// # Safety
/// As [`enter`].
pub(crate) unsafe fn enter_condition<const N: usize>(
    ctx: *mut Context,
    sp: *mut u64,
    words: [u64; N],
    f: impl for<'s> FnOnce(&mut Scope<'s>, [Value<'s>; N]) -> JsResult<bool>,
) -> i32 {
    // SAFETY: the caller's promise.
    let answer = unsafe {
        Scope::at(ctx, sp, words, |ctx, values| {
            ctx.collect_if_starved();
            f(ctx, values)
        })
    };
    let condition = match answer {
        Ok(false) => Condition::False,
        Ok(true) => Condition::True,
        Err(_) => Condition::Threw,
    };
    condition.number().cast_signed()
}

/// For functions without `sp`, of whose caller nobody knows where its frame ends: the storage alone.
///
/// # Safety
/// A valid context that nothing else borrows, and values.
pub(crate) unsafe fn enter_leaf<const N: usize>(
    ctx: *mut Context,
    words: [u64; N],
    f: impl for<'s> FnOnce(&mut Storage<'s>, [Value<'s>; N]) -> JsResult<Value<'s>>,
) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { Storage::of(ctx, words, |ctx, values| word_of(f(ctx, values))) }
}

/// The answer of a function that is called for its effect.
pub(crate) fn done<'s>(result: JsResult<()>) -> JsResult<Value<'s>> {
    result.map(|()| Value::UNDEFINED)
}

/// The inline cache of a site.
///
/// # Safety
/// `cache` is a cache of the calling module's instance, of a site that has caches of this sort.
pub(crate) unsafe fn site<'a, T>(cache: *mut u8) -> &'a Cell<T> {
    // SAFETY: the caller's promise. A cell may be changed by others.
    unsafe { &*cache.cast() }
}

/// As [`site`], of a site that may have no cache.
///
/// # Safety
/// As [`site`], or null.
pub(crate) unsafe fn optional_site<'a, T>(cache: *mut u8) -> Option<&'a Cell<T>> {
    // SAFETY: the caller's promise. A cell may be changed by others.
    unsafe { cache.cast::<Cell<T>>().as_ref() }
}

/// Defines exports whose parameters are values, then others:
/// `value rt_name(a, b; extra: type) |ctx| body;`. The forms: `value` and `condition` are safepoints,
/// `throwing` takes `sp` and is none, `leaf` does not take it. A form that does not fit the effects of the function's row
/// in the table does not compile.
macro_rules! exports {
    () => {};
    (condition $name:ident($($v:ident),*) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        const _: () = $crate::enter::effects::value(yarrow_abi::functions::RtFn::$name.effects());
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
        const _: () = $crate::enter::effects::leaf(yarrow_abi::functions::RtFn::$name.effects());
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
    ($form:ident $name:ident($($v:ident),*$(; $($x:ident: $t:ty),*)?) |$ctx:ident| $body:expr; $($rest:tt)*) => {
        const _: () = $crate::enter::effects::$form(yarrow_abi::functions::RtFn::$name.effects());
        /// See [`yarrow_abi::functions::RtFn`].
        ///
        /// # Safety
        /// The convention of [`yarrow_abi::functions`].
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(ctx: *mut Context, sp: *mut u64, $($v: u64,)* $($($x: $t),*)?) -> u64 {
            // SAFETY: the caller keeps the convention.
            unsafe { $crate::enter::entry_of!($form)(ctx, sp, [$($v),*], |$ctx, [$($v),*]| $body) }
        }
        $crate::enter::exports! { $($rest)* }
    };
}
pub(crate) use exports;

macro_rules! entry_of {
    (value) => {
        $crate::enter::enter
    };
    (throwing) => {
        $crate::enter::enter_throwing
    };
}
pub(crate) use entry_of;

/// What a function of each form has to have for effects in the table.
pub(crate) mod effects {
    use yarrow_abi::functions::Effects;

    pub(crate) const fn value(e: Effects) {
        assert!(e.collects && e.throws, "a safepoint whose row does not say `calls_js`");
    }

    pub(crate) const fn throwing(e: Effects) {
        assert!(e.throws && !e.collects, "no safepoint, whose row does not say `throws`");
    }

    pub(crate) const fn leaf(e: Effects) {
        assert!(!e.collects, "a function without `sp`, whose row says that it collects");
    }
}
