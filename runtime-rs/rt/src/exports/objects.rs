//! Objects, properties, private names, literals.

use crate::enter::{self, done, enter, enter_condition, enter_leaf, enter_throwing, exports, optional_site};
use std::cell::Cell;
use yarrow_abi::kinds::{Condition, Enumerable, Kind, MethodKind, PrivateKind};
use yarrow_abi::layout::LAYOUT_WRITTEN;
use yarrow_machine::Strictness;
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::Value;
use yarrow_objects::{
    Context, GetCache, Hit, LayoutCell, PrivateCache, Storage, Wanted, expect_atom, expect_kind, expect_object,
    expect_string,
};

/// See [`yarrow_abi::functions::RtFn`]. A site that sees a few shapes is answered without entering.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_get_prop(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, site: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        match (*site.cast::<GetCache>()).hit(Value::from_bits(base), (*ctx).prefix().proto_epoch) {
            Hit::Found(v) => v.bits(),
            Hit::Getter => get_prop_entered(ctx, sp, base, key, site),
            Hit::Unknown => get_prop_of_all_sites(ctx, sp, base, key, site),
        }
    }
}

/// See [`yarrow_abi::functions::RtFn`].
///
/// # Safety
/// The convention of [`yarrow_abi::functions`]; `cell` is a cell of the module's, `names` and `strings` are as the function's declaration
/// says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_layout_learn(
    ctx: *mut Context,
    v: u64,
    cell: *mut u8,
    names: *mut u8,
    strings: *mut u8,
) -> i32 {
    // SAFETY: the caller keeps the convention: `names` begins with how many follow, each the index of an atom of the module.
    unsafe {
        let (names, strings) = (names.cast::<u32>(), strings.cast::<u64>());
        let names = std::slice::from_raw_parts(names.add(1), names.read() as usize);
        Storage::of(ctx, [v], |ctx, [v]| {
            let wanted = names.iter().map(|name| {
                let atom = Value::from_bits(strings.add((name & !LAYOUT_WRITTEN) as usize).read());
                Wanted { name: expect_atom(atom), written: name & LAYOUT_WRITTEN != 0 }
            });
            i32::from(ctx.learn_layout(v, wanted, &*cell.cast::<Cell<LayoutCell>>()))
        })
    }
}

/// See [`yarrow_abi::functions::RtFn`].
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_get_data(ctx: *mut Context, base: u64, key: u64, site: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        if let Hit::Found(v) = (*site.cast::<GetCache>()).hit(Value::from_bits(base), (*ctx).prefix().proto_epoch) {
            return v.bits();
        }
        Storage::of(ctx, [base, key], |ctx, [base, key]| {
            let site = enter::site(site);
            let known = ctx.known_property(base, key, site);
            known.or_else(|| ctx.data_property(base, expect_atom(key), site)).unwrap_or(Value::HOLE).bits()
        })
    }
}

/// What the site's cache does not answer, but the table of all sites, perhaps. Apart, so that the function above needs no frame.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[inline(never)]
unsafe extern "C" fn get_prop_of_all_sites(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, site: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    let known = unsafe {
        Storage::of(ctx, [base, key], |ctx, [base, key]| {
            ctx.known_property(base, key, enter::site(site)).map(Value::bits)
        })
    };
    match known {
        Some(v) => v,
        // SAFETY: as above.
        None => unsafe { get_prop_entered(ctx, sp, base, key, site) },
    }
}

/// What no cache answers. Apart, so that the function above needs no frame.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[cold]
#[inline(never)]
unsafe extern "C" fn get_prop_entered(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, site: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe { enter(ctx, sp, [base, key], |ctx, [base, key]| ctx.get_prop(base, expect_atom(key), enter::site(site))) }
}

/// See [`yarrow_abi::functions::RtFn`]. What has been looked up before is answered without entering.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_get_super(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, this: u64) -> u64 {
    // SAFETY: the caller keeps the convention.
    let known =
        unsafe { Storage::of(ctx, [base, key], |ctx, [base, key]| ctx.known_to_all(base, key).map(Value::bits)) };
    match known {
        Some(v) => v,
        // SAFETY: as above.
        None => unsafe { get_super_entered(ctx, sp, base, key, this) },
    }
}

/// What the table of all sites does not answer.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[cold]
#[inline(never)]
unsafe extern "C" fn get_super_entered(ctx: *mut Context, sp: *mut u64, base: u64, key: u64, this: u64) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe { enter(ctx, sp, [base, key, this], |ctx, [base, key, this]| ctx.get_super_elem(base, key, this)) }
}

/// Stores as compiled code does inline, at a site that sees a few shapes: whether it did.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[inline(always)]
unsafe fn stores(ctx: *mut Context, base: u64, v: u64, site: *mut u8) -> bool {
    // SAFETY: the caller keeps the convention.
    unsafe { Storage::of(ctx, [base, v], |ctx, [base, v]| ctx.store_cached(base, v, enter::site(site))) }
}

/// Defines functions that store to `base.key`: what the caches do not do enters.
macro_rules! stores {
    ($($name:ident |$ctx:ident, $base:ident, $key:ident, $v:ident, $site:ident| $body:expr;)*) => { $(
        /// See [`yarrow_abi::functions::RtFn`].
        ///
        /// # Safety
        /// The convention of [`yarrow_abi::functions`].
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            ctx: *mut Context,
            sp: *mut u64,
            base: u64,
            key: u64,
            v: u64,
            $site: *mut u8,
        ) -> u64 {
            // SAFETY: the caller keeps the convention.
            unsafe {
                if stores(ctx, base, v, $site) {
                    return v;
                }
                enter(ctx, sp, [base, key, v], |$ctx, [$base, key, $v]| {
                    let $key = expect_atom(key);
                    done($body)
                })
            }
        }
    )* };
}

stores! {
    rt_set_prop |ctx, base, key, v, site| ctx.put_prop(base, key, v, Strictness::Strict, enter::site(site));
    rt_set_prop_sloppy |ctx, base, key, v, site| ctx.put_prop(base, key, v, Strictness::Sloppy, enter::site(site));
    rt_init_prop |ctx, base, key, v, site| ctx.init_prop(base, key, v, enter::site(site));
}

exports! {
    leaf rt_object_new(; slots: u32, site: *mut u8) |ctx| Ok(ctx.new_literal(slots, optional_site(site))?.value());
    leaf rt_array_new(; cap: u32) |ctx| Ok(ctx.new_array_with_capacity(cap)?.value());
    leaf rt_array_push(array, v) |ctx| done(ctx.array_push(array, v));
    value rt_array_append(array, iterable, text) |ctx| done(ctx.append_iterable(array, iterable, text));
    value rt_get_elem(base, key) |ctx| ctx.get_elem(base, key);
    value rt_set_elem(base, key, v) |ctx| done(ctx.put_elem(base, key, v, Strictness::Strict));
    value rt_set_elem_sloppy(base, key, v) |ctx| done(ctx.put_elem(base, key, v, Strictness::Sloppy));
    value rt_define_field(base, key, v) |ctx| done(ctx.define_field(base, key, v));
    condition rt_delete(base, key) |ctx| ctx.delete_elem(base, key, Strictness::Strict);
    condition rt_delete_sloppy(base, key) |ctx| ctx.delete_elem(base, key, Strictness::Sloppy);
    value rt_set_super(base, key, this, v) |ctx| done(ctx.put_super_elem(base, key, this, v, Strictness::Strict));
    value rt_set_super_sloppy(base, key, this, v) |ctx| {
        done(ctx.put_super_elem(base, key, this, v, Strictness::Sloppy))
    };
    value rt_regexp_new(pattern, flags) |ctx| {
        Ok(ctx.new_regexp(expect_string(pattern), expect_string(flags))?.value())
    };
    value rt_dispose_method(v) |ctx| ctx.get_dispose_method(v);
    value rt_async_dispose_method(v) |ctx| ctx.get_async_dispose_method(v);
    throwing rt_suppressed_error_new(error, suppressed) |ctx| ctx.new_suppressed_error(error, suppressed);
    value rt_define_method(object, key, function; number: u32, enumerable: u32) |ctx| {
        let enumerable = expect_kind::<Enumerable>(enumerable.into()) == Enumerable::Yes;
        done(ctx.define_method_elem(object, key, function, expect_kind::<MethodKind>(number.into()), enumerable))
    };
    value rt_copy_props(target, source, excluded) |ctx| done(ctx.copy_props(target, source, excluded));
    throwing rt_template_object(cooked, raw) |ctx| ctx.template_object(expect_object(cooked), expect_object(raw));
    leaf rt_private_name(description) |ctx| ctx.new_private_name(description);
}

/// See [`yarrow_abi::functions::RtFn`]. A site that sees a few shapes returns without entering, here and below.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_private_get(ctx: *mut Context, sp: *mut u64, base: u64, name: u64, site: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let site = enter::site::<PrivateCache>(site);
        let hit =
            Storage::of(ctx, [base, name], |ctx, [base, name]| ctx.private_hit(base, name, site).map(Value::bits));
        hit.unwrap_or_else(|| enter(ctx, sp, [base, name], |ctx, [base, name]| ctx.get_private_at(base, name, site)))
    }
}

/// See [`yarrow_abi::functions::RtFn`].
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_private_set(
    ctx: *mut Context,
    sp: *mut u64,
    base: u64,
    name: u64,
    v: u64,
    site: *mut u8,
) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let site = enter::site::<PrivateCache>(site);
        if Storage::of(ctx, [base, name, v], |ctx, [base, name, v]| ctx.private_store(base, name, v, site)) {
            return v;
        }
        enter(ctx, sp, [base, name, v], |ctx, [base, name, v]| done(ctx.put_private_at(base, name, v, site)))
    }
}

/// See [`yarrow_abi::functions::RtFn`].
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_private_define(
    ctx: *mut Context,
    sp: *mut u64,
    base: u64,
    name: u64,
    v: u64,
    number: u32,
    site: *mut u8,
) -> u64 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let site = enter::site::<PrivateCache>(site);
        if Storage::of(ctx, [base, name, v], |ctx, [base, name, v]| ctx.private_add(base, name, v, site)) {
            return v;
        }
        let kind = expect_kind::<PrivateKind>(number.into());
        enter(ctx, sp, [base, name, v], |ctx, [base, name, v]| done(ctx.define_private_at(base, name, v, kind, site)))
    }
}

/// See [`yarrow_abi::functions::RtFn`].
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_private_has(ctx: *mut Context, sp: *mut u64, base: u64, name: u64, site: *mut u8) -> i32 {
    // SAFETY: the caller keeps the convention.
    unsafe {
        let site = enter::site::<PrivateCache>(site);
        if Storage::of(ctx, [base, name], |ctx, [base, name]| ctx.private_hit(base, name, site).is_some()) {
            return Condition::True.number().cast_signed();
        }
        enter_condition(ctx, sp, [base, name], |ctx, [base, name]| ctx.has_private_at(base, name, site))
    }
}

/// `__proto__: value` in an object literal.
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_set_proto_literal(ctx: *mut Context, sp: *mut u64, object: u64, proto: u64) {
    // SAFETY: the caller keeps the convention. A fresh object refuses no prototype.
    unsafe {
        enter_throwing(ctx, sp, [object, proto], |ctx, [object, proto]| done(ctx.set_proto_literal(object, proto)));
    }
}

/// What a literal of constants makes: (its words, their number, the module's strings).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_literal_new(
    ctx: *mut Context,
    sp: *mut u64,
    words: *mut u8,
    n: u32,
    strings: *mut u8,
) -> u64 {
    // SAFETY: the caller keeps the convention: `n` words, whose strings the module's instance has.
    unsafe {
        let words = std::slice::from_raw_parts(words.cast::<u64>(), n as usize);
        let string = |index: u32| Value::from_bits(strings.cast::<u64>().add(index as usize).read());
        enter_throwing(ctx, sp, [], |ctx, []| ctx.literal(words, string))
    }
}

/// A module namespace: (entries, their number, instance).
///
/// # Safety
/// The convention of [`yarrow_abi::functions`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_namespace_new(ctx: *mut Context, entries: *mut u8, n: u32, instance: *mut u8) -> u64 {
    // SAFETY: the caller keeps the convention: `n` pairs of `u32`, and an instance of this context.
    unsafe {
        let pairs: Vec<(u32, u32)> = (0..n as usize)
            .map(|i| {
                let at = entries.cast::<u32>().add(i * 2);
                (at.read_unaligned(), at.add(1).read_unaligned())
            })
            .collect();
        enter_leaf(ctx, [], |ctx, []| Ok(ctx.new_namespace(&pairs, instance.cast())?.value()))
    }
}
