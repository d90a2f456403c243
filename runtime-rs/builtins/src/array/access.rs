//! What the methods of Array share: elements by index, walks, relative indices, ArraySpeciesCreate.

use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, JsResult};

pub(crate) const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// An array with dense elements, and no elements in its prototypes: a hole is `undefined`, and
/// nothing but the array itself is asked for an element.
pub(crate) fn is_plain(ctx: &Scope<'_>, o: Object<'_>) -> bool {
    let i = &ctx.intrinsics;
    let bare = |p: Object<'_>| ctx.dense_len(p) == Some(0);
    o.is(CellKind::Array)
        && ctx.dense_len(o).is_some()
        && ctx.has_prototype(o, i.array_prototype)
        && ctx.has_prototype(i.array_prototype, i.object_prototype)
        && bare(i.array_prototype)
        && bare(i.object_prototype)
}

/// A plain array whose every index below `length` is initialised (perhaps as a hole).
pub(crate) fn is_full(ctx: &Scope<'_>, o: Object<'_>) -> bool {
    is_plain(ctx, o) && ctx.dense_len(o) == Some(o.array_length() as usize)
}

/// A full array without holes.
pub(crate) fn is_packed(ctx: &Scope<'_>, o: Object<'_>) -> bool {
    is_full(ctx, o) && ctx.dense_elements(o).is_some_and(|e| !e.contains(&Value::HOLE))
}

/// ToObject of the receiver; the message names the method that runs.
pub(crate) fn this_array_like<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Object<'s>> {
    if args.this().is_nullish() {
        let key = ctx.names.name;
        let name = args.callee().as_object().and_then(|f| ctx.own_text(f, key)).unwrap_or_default();
        return Err(ctx.throw_type_error(format_args!("Array.prototype.{name} called on null or undefined")));
    }
    ctx.to_object(args.this())
}

pub(crate) fn index_key<'s>(ctx: &mut Scope<'s>, k: u64) -> JsResult<PropertyKey<'s>> {
    match u32::try_from(k) {
        Ok(i) if i != u32::MAX => Ok(PropertyKey::Index(i)),
        _ => ctx.key_from_number(k as f64),
    }
}

/// Get(o, k).
pub(crate) fn get_at<'s>(ctx: &mut Scope<'s>, o: Object<'_>, k: u64) -> JsResult<Value<'s>> {
    if let Some(v) = ctx.dense_element(o, k as usize) {
        return Ok(v);
    }
    let key = index_key(ctx, k)?;
    ctx.get(o, key)
}

/// HasProperty(o, k), then Get(o, k).
pub(crate) fn get_present<'s>(ctx: &mut Scope<'s>, o: Object<'_>, k: u64) -> JsResult<Option<Value<'s>>> {
    if let Some(v) = ctx.dense_element(o, k as usize) {
        return Ok(Some(v));
    }
    let key = index_key(ctx, k)?;
    if ctx.has_property(o, key)? { Ok(Some(ctx.get(o, key)?)) } else { Ok(None) }
}

/// The next index of a walk from `from` to `end` at which `o` may have a property; `from` moves behind it.
/// Where nothing can be skipped this is a safepoint.
pub(crate) fn next_index(ctx: &mut Scope<'_>, o: Object<'_>, from: &mut u64, end: u64) -> Option<u64> {
    let k = ctx.next_element(o, *from, end);
    if k == *from {
        ctx.poll();
    }
    *from = k + 1;
    (k < end).then_some(k)
}

/// The same of a walk down through the indices below `*end`.
pub(crate) fn previous_index(ctx: &mut Scope<'_>, o: Object<'_>, end: &mut u64) -> Option<u64> {
    let from = end.checked_sub(1)?;
    let k = ctx.previous_element(o, from, 0)?;
    if k == from {
        ctx.poll();
    }
    *end = k;
    Some(k)
}

/// Set(o, k, v, true).
pub(crate) fn set_at(ctx: &mut Scope<'_>, o: Object<'_>, k: u64, v: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let key = index_key(ctx, k)?;
    ctx.set(o, key, v)
}

/// DeletePropertyOrThrow(o, k).
pub(crate) fn delete_at(ctx: &mut Scope<'_>, o: Object<'_>, k: u64) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let key = index_key(ctx, k)?;
    ctx.delete_or_throw(o, key)
}

/// CreateDataPropertyOrThrow(o, k, v).
pub(crate) fn create_at(ctx: &mut Scope<'_>, o: Object<'_>, k: u64, v: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let key = index_key(ctx, k)?;
    ctx.create_data_property_or_throw(o, key, v)
}

/// Set(o, "length", length, true).
pub(crate) fn set_length(ctx: &mut Scope<'_>, o: Object<'_>, length: u64) -> JsResult<()> {
    let key = ctx.names.length;
    ctx.set(o, key, Value::number(length as f64))
}

/// A relative index clamped to `0..=length`: negative ones count from the end.
pub(crate) fn relative_index(ctx: &mut Scope<'_>, v: Value<'_>, length: u64) -> JsResult<u64> {
    let relative = ctx.to_integer_or_infinity(v)?;
    let length = length as f64;
    let k = if relative < 0.0 { (length + relative).max(0.0) } else { relative.min(length) };
    Ok(k as u64)
}

/// Where `lastIndexOf` begins, by its second argument; `None` before the first element. `length` is not 0.
pub(crate) fn last_index(ctx: &mut Scope<'_>, args: Args<'_>, length: u64) -> JsResult<Option<u64>> {
    let n = if args.len() > 1 { ctx.to_integer_or_infinity(args.get(1))? } else { length as f64 - 1.0 };
    let from = if n >= 0.0 { n.min(length as f64 - 1.0) } else { length as f64 + n };
    Ok((from >= 0.0).then_some(from as u64))
}

/// As [`relative_index`], `length` for `undefined`.
pub(crate) fn relative_end(ctx: &mut Scope<'_>, v: Value<'_>, length: u64) -> JsResult<u64> {
    if v.is_undefined() { Ok(length) } else { relative_index(ctx, v, length) }
}

/// A species getter: the receiver.
pub(crate) fn return_this<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.this())
}

/// The constructor that ArraySpeciesCreate (10.4.2.3) finds; `None` stands for %Array%.
pub(crate) fn array_species<'s>(ctx: &mut Scope<'s>, original: Object<'_>) -> JsResult<Option<Value<'s>>> {
    if !ctx.is_array(original.value())? {
        return Ok(None);
    }
    let key = ctx.names.constructor;
    let mut c = ctx.get(original, key)?;
    let species = ctx.symbols.species;
    if let Some(o) = c.as_object() {
        if o.is_constructor() {
            let realm = ctx.function_realm(o)?;
            if realm != ctx.current_realm() && c == ctx.intrinsics_of(realm).array {
                return Ok(None);
            }
        }
        if c == ctx.intrinsics.array {
            let own = ctx.get_own_property(o, species.into())?;
            if own.is_some_and(|p| p.value.as_object().is_some_and(|f| yarrow_objects::is_native(f, return_this))) {
                return Ok(None);
            }
        }
        c = ctx.get(o, species)?;
        if c.is_null() {
            return Ok(None);
        }
    }
    if c.is_undefined() || c == ctx.intrinsics.array {
        return Ok(None);
    }
    if c.as_object().is_some_and(|o| o.is_constructor()) {
        return Ok(Some(c));
    }
    Err(ctx.throw_type_error(format_args!("object.constructor[Symbol.species] is not a constructor")))
}

/// The rest of ArraySpeciesCreate.
pub(crate) fn create_from_species<'s>(
    ctx: &mut Scope<'s>,
    species: Option<Value<'_>>,
    length: u64,
) -> JsResult<Object<'s>> {
    match species {
        Some(c) => construct_object(ctx, c, &[Value::number(length as f64)]),
        None => match u32::try_from(length) {
            Ok(length) => ctx.array_create(length, None),
            Err(_) => Err(ctx.throw_range_error(format_args!("Invalid array length"))),
        },
    }
}

pub(crate) fn array_species_create<'s>(ctx: &mut Scope<'s>, original: Object<'_>, length: u64) -> JsResult<Object<'s>> {
    let species = array_species(ctx, original)?;
    create_from_species(ctx, species, length)
}

pub(crate) fn construct_object<'s>(ctx: &mut Scope<'s>, c: Value<'_>, args: &[Value<'_>]) -> JsResult<Object<'s>> {
    let made = ctx.construct(c, args, c)?;
    match made.as_object() {
        Some(o) => Ok(o),
        None => Err(ctx.throw_type_error(format_args!("object is not a function"))),
    }
}
