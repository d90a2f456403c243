//! Atomics (25.4). A program is one thread, so each operation is atomic, and nobody can be woken.

use crate::table::{Method, define_methods, define_tag, define_value};
use crate::typed_array::create::{throw_out_of_bounds, validate};
use std::time::Duration;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, ElementType, JsResult, RawElement, View};

/// An element that is in bounds.
#[derive(Clone, Copy)]
struct Place<'s> {
    array: Object<'s>,
    element: ElementType,
    /// In the array.
    index: usize,
}

/// ValidateIntegerTypedArray (25.4.3.1)
fn integer_array<'s>(ctx: &mut Scope<'s>, v: Value<'s>, waitable: bool) -> JsResult<(Object<'s>, View<'s>, usize)> {
    let (array, length) = validate(ctx, v)?;
    let Some(view) = ctx.view(array) else { return Err(throw_out_of_bounds(ctx)) };
    let allowed = match view.element {
        ElementType::Int32 | ElementType::BigInt64 => true,
        ElementType::Int8
        | ElementType::Uint8
        | ElementType::Int16
        | ElementType::Uint16
        | ElementType::Uint32
        | ElementType::BigUint64 => !waitable,
        ElementType::Uint8Clamped | ElementType::Float16 | ElementType::Float32 | ElementType::Float64 => false,
    };
    if allowed {
        return Ok((array, view, length));
    }
    let wanted = if waitable { "an Int32Array or a BigInt64Array" } else { "a TypedArray of integers" };
    Err(ctx.throw_type_error(format_args!("{} is not {wanted}", view.element.array_name())))
}

/// ValidateAtomicAccess (25.4.3.2)
fn index_in(ctx: &mut Scope<'_>, v: Value<'_>, length: usize) -> JsResult<usize> {
    let index = ctx.to_index(v)?;
    if index >= length as u64 {
        return Err(ctx.throw_range_error(format_args!("Invalid atomic access index")));
    }
    Ok(index as usize)
}

/// ValidateAtomicAccessOnIntegerTypedArray (25.4.3.3) of the first two arguments.
fn place<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Place<'s>> {
    let (array, view, length) = integer_array(ctx, args.get(0), false)?;
    let index = index_in(ctx, args.get(1), length)?;
    Ok(Place { array, element: view.element, index })
}

impl Place<'_> {
    /// Where the element lies among the buffer's bytes now: RevalidateAtomicAccess (25.4.3.4).
    fn locate<'s>(self, ctx: &mut Scope<'s>) -> JsResult<(Object<'s>, usize)> {
        let (Some(view), Some(length)) = (ctx.view(self.array), ctx.typed_array_length(self.array)) else {
            return Err(throw_out_of_bounds(ctx));
        };
        if self.index >= length {
            return Err(ctx.throw_range_error(format_args!("Invalid atomic access index")));
        }
        Ok((view.buffer, view.offset + self.index * self.element.size()))
    }

    /// Replaces the element by what `change` makes of it; answers what it was.
    fn update<'s>(
        self,
        ctx: &mut Scope<'s>,
        change: impl FnOnce(RawElement) -> Option<RawElement>,
    ) -> JsResult<Value<'s>> {
        let (buffer, at) = self.locate(ctx)?;
        let size = self.element.size();
        let bytes = &mut ctx.byte_store_mut(buffer).bytes[at..at + size];
        let mut old = RawElement::default();
        old[..size].copy_from_slice(bytes);
        if let Some(new) = change(old) {
            bytes.copy_from_slice(&new[..size]);
        }
        ctx.raw_to_value(self.element, old)
    }
}

/// AtomicReadModifyWrite (25.4.3.5)
fn modify<'s>(ctx: &mut Scope<'s>, args: Args<'s>, change: fn(u64, u64) -> u64) -> JsResult<Value<'s>> {
    let place = place(ctx, args)?;
    let operand = ctx.value_to_raw(place.element, args.get(2))?;
    // The low bytes of the result depend on those of the operands alone.
    place.update(ctx, |old| Some(change(u64::from_le_bytes(old), u64::from_le_bytes(operand)).to_le_bytes()))
}

/// 25.4.4
fn add<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    modify(ctx, args, u64::wrapping_add)
}

/// 25.4.5
fn and<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    modify(ctx, args, |a, b| a & b)
}

/// 25.4.6
fn compare_exchange<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let place = place(ctx, args)?;
    let expected = ctx.value_to_raw(place.element, args.get(2))?;
    let replacement = ctx.value_to_raw(place.element, args.get(3))?;
    let size = place.element.size();
    place.update(ctx, |old| (old[..size] == expected[..size]).then_some(replacement))
}

/// 25.4.7
fn exchange<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    modify(ctx, args, |_, b| b)
}

/// 25.4.8
fn is_lock_free<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let size = ctx.to_integer_or_infinity(args.get(0))?;
    Ok(Value::bool([1.0, 2.0, 4.0, 8.0].contains(&size)))
}

/// 25.4.9
fn load<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    place(ctx, args)?.update(ctx, |_| None)
}

/// 25.4.10
fn or<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    modify(ctx, args, |a, b| a | b)
}

/// Atomics.pause: a hint for loops that wait, which nothing has to be done for.
fn pause<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let n = args.get(0);
    if n.is_undefined() || n.as_number().is_some_and(|n| n.is_finite() && n.fract() == 0.0) {
        return Ok(Value::UNDEFINED);
    }
    Err(ctx.throw_type_error(format_args!("The number of the iteration has to be an integer")))
}

/// 25.4.11
fn store<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let place = place(ctx, args)?;
    let value = if place.element.is_bigint() {
        ctx.to_bigint(args.get(2))?.value()
    } else {
        Value::number(ctx.to_integer_or_infinity(args.get(2))?)
    };
    let raw = ctx.value_to_raw(place.element, value)?;
    place.update(ctx, |_| Some(raw))?;
    Ok(value)
}

/// 25.4.12
fn sub<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    modify(ctx, args, u64::wrapping_sub)
}

/// 25.4.13. A wait that has no end is refused, as where an agent cannot suspend: nobody could end it.
fn wait<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (array, view, length) = integer_array(ctx, args.get(0), true)?;
    if !ctx.byte_store(view.buffer).shared {
        return Err(ctx.throw_type_error(format_args!("The buffer of the TypedArray is not shared")));
    }
    let index = index_in(ctx, args.get(1), length)?;
    let expected = ctx.value_to_raw(view.element, args.get(2))?;
    let timeout = ctx.to_number(args.get(3))?;
    let timeout = if timeout.is_nan() { f64::INFINITY } else { timeout.max(0.0) };
    let place = Place { array, element: view.element, index };
    let mut same = false;
    place.update(ctx, |now| {
        same = now[..view.element.size()] == expected[..view.element.size()];
        None
    })?;
    if !same {
        return Ok(ctx.atom("not-equal")?.value());
    }
    let Ok(time) = Duration::try_from_secs_f64(timeout / 1000.0) else {
        return Err(
            ctx.throw_type_error(format_args!("Atomics.wait without an end is not possible: nobody could end it"))
        );
    };
    if ctx.has_virtual_time() {
        let end = ctx.loop_time() + time;
        ctx.advance_time(end);
    } else if !time.is_zero() {
        ctx.flush_stdout();
        std::thread::sleep(time);
    }
    Ok(ctx.atom("timed-out")?.value())
}

/// 25.4.15: nobody waits.
fn notify<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (_, _, length) = integer_array(ctx, args.get(0), true)?;
    index_in(ctx, args.get(1), length)?;
    if !args.get(2).is_undefined() {
        ctx.to_integer_or_infinity(args.get(2))?;
    }
    Ok(Value::int(0))
}

/// 25.4.16
fn xor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    modify(ctx, args, |a, b| a ^ b)
}

const METHODS: &[Method] = &[
    ("add", 3, add),
    ("and", 3, and),
    ("compareExchange", 4, compare_exchange),
    ("exchange", 3, exchange),
    ("isLockFree", 1, is_lock_free),
    ("load", 2, load),
    ("notify", 3, notify),
    ("or", 3, or),
    ("pause", 0, pause),
    ("store", 3, store),
    ("sub", 3, sub),
    ("wait", 4, wait),
    ("xor", 3, xor),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let atomics = ctx.new_object()?;
    define_methods(ctx, atomics, METHODS)?;
    define_tag(ctx, atomics, "Atomics")?;
    let global = ctx.global;
    define_value(ctx, global, "Atomics", atomics.value(), Attrs::HIDDEN)
}
