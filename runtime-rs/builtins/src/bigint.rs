//! BigInt (21.2).

use crate::number_format::group_digits;
use crate::table::{Method, define_methods, define_tag};
use yarrow_objects::rooted::{Args, BigInt, Scope, Value};
use yarrow_objects::{CellKind, Hint, JsResult};

/// BigInt (21.2.1.1)
fn bigint_constructor<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if args.is_construct() {
        return Err(ctx.throw_type_error(format_args!("BigInt is not a constructor")));
    }
    let v = ctx.to_primitive(args.get(0), Hint::Number)?;
    let b = match v.as_number() {
        Some(d) => ctx.number_to_bigint(d)?,
        None => ctx.to_bigint(v)?,
    };
    Ok(b.value())
}

/// The operands of asIntN and asUintN.
fn width_and_bigint<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(u64, BigInt<'s>)> {
    let bits = ctx.to_index(args.get(0))?;
    Ok((bits, ctx.to_bigint(args.get(1))?))
}

/// BigInt.asIntN (21.2.2.1)
fn bigint_as_int_n<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (bits, b) = width_and_bigint(ctx, args)?;
    Ok(ctx.bigint_as_int_n(bits, b)?.value())
}

/// BigInt.asUintN (21.2.2.2)
fn bigint_as_uint_n<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (bits, b) = width_and_bigint(ctx, args)?;
    Ok(ctx.bigint_as_uint_n(bits, b)?.value())
}

/// ThisBigIntValue (21.2.3.4.1)
fn this_bigint_value<'s>(ctx: &mut Scope<'s>, args: Args<'s>, name: &str) -> JsResult<BigInt<'s>> {
    let this = args.this();
    let inner = this.as_kind(CellKind::Wrapper).map(|w| ctx.internal(w, 0));
    this.as_bigint()
        .or(inner.and_then(Value::as_bigint))
        .ok_or_else(|| ctx.throw_type_error(format_args!("BigInt.prototype.{name} requires that 'this' be a BigInt")))
}

/// BigInt.prototype.toLocaleString (21.2.3.2), in English
fn bigint_to_locale_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_bigint_value(ctx, args, "toLocaleString")?;
    let digits = ctx.bigint_to_string(b, 10)?.to_rust();
    Ok(ctx.new_string(&group_digits(&digits))?.value())
}

/// BigInt.prototype.toString (21.2.3.3)
fn bigint_to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let b = this_bigint_value(ctx, args, "toString")?;
    let radix = if args.get(0).is_undefined() { 10.0 } else { ctx.to_integer_or_infinity(args.get(0))? };
    if !(2.0..=36.0).contains(&radix) {
        return Err(ctx.throw_range_error(format_args!("toString() radix argument must be between 2 and 36")));
    }
    Ok(ctx.bigint_to_string(b, radix as u32)?.value())
}

/// BigInt.prototype.valueOf (21.2.3.4)
fn bigint_value_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(this_bigint_value(ctx, args, "valueOf")?.value())
}

const STATICS: &[Method] = &[("asUintN", 2, bigint_as_uint_n), ("asIntN", 2, bigint_as_int_n)];

const METHODS: &[Method] = &[
    ("toLocaleString", 0, bigint_to_locale_string),
    ("toString", 0, bigint_to_string),
    ("valueOf", 0, bigint_value_of),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.bigint_prototype;
    let bigint = ctx.define_constructor("BigInt", 1, bigint_constructor, proto)?;
    define_methods(ctx, bigint, STATICS)?;
    define_methods(ctx, proto, METHODS)?;
    define_tag(ctx, proto, "BigInt")
}

#[cfg(test)]
mod tests {
    use crate::inspect::{Options, inspect};
    use crate::test_support::{Harness, with_builtins};
    use yarrow_objects::rooted::Value;

    fn bigint<'s>(h: &mut Harness<'_, 's>, text: &str) -> Value<'s> {
        let (s, global) = (h.string(text), h.ctx.global.value());
        h.value(global, "BigInt", &[s])
    }

    #[test]
    fn conversions() {
        with_builtins(|h| {
            let global = h.ctx.global.value();
            for (v, expected) in [
                (Value::int(5), "5n"),
                (Value::number(1e21), "1000000000000000000000n"),
                (Value::TRUE, "1n"),
                (h.string(" 0x1F "), "31n"),
                (h.string("1n"), "SyntaxError: Cannot convert 1n to a BigInt"),
                (
                    Value::number(1.5),
                    "RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer",
                ),
                (Value::UNDEFINED, "TypeError: Cannot convert undefined to a BigInt"),
            ] {
                assert_eq!(h.call(global, "BigInt", &[v]), expected);
            }
            let big = bigint(h, "9007199254740993");
            assert_eq!(h.call(global, "Number", &[big]), "9007199254740992");
            assert_eq!(h.call(global, "String", &[big]), "\"9007199254740993\"");
            assert_eq!(h.call(global, "parseInt", &[big]), "9007199254740992");
            assert_eq!(h.call(global, "isNaN", &[big]), "TypeError: Cannot convert a BigInt value to a number");
        });
    }

    #[test]
    fn methods() {
        with_builtins(|h| {
            let big = bigint(h, "-1234567890123456789012");
            assert_eq!(h.call(big, "toString", &[Value::int(36)]), "\"-78jo1siaf4qnmc\"");
            assert_eq!(
                h.call(big, "toString", &[Value::int(1)]),
                "RangeError: toString() radix argument must be between 2 and 36"
            );
            assert_eq!(h.call(big, "toLocaleString", &[]), "\"-1,234,567,890,123,456,789,012\"");
            let constructor = h.global("BigInt");
            assert_eq!(h.call(constructor, "asIntN", &[Value::int(8), big]), "-20n");
            assert_eq!(h.call(constructor, "asUintN", &[Value::int(8), big]), "236n");
            assert_eq!(h.call(constructor, "asUintN", &[Value::int(-1), big]), "RangeError: Invalid index");
        });
    }

    #[test]
    fn equal_bigints_are_one_key() {
        with_builtins(|h| {
            let (a, b, c) = (bigint(h, "77"), bigint(h, "77"), bigint(h, "78"));
            let map = h.construct("Map", &[]);
            h.value(map, "set", &[a, Value::int(1)]);
            assert_eq!(h.call(map, "get", &[b]), "1");
            assert_eq!(h.call(map, "has", &[c]), "false");
            let list = h.ctx.new_array(&[Value::int(77), a]).expect("room").value();
            assert_eq!(h.call(list, "includes", &[b]), "true");
            assert_eq!(h.call(list, "indexOf", &[b]), "1");
            assert_eq!(h.call(list, "lastIndexOf", &[b]), "1");
        });
    }

    #[test]
    fn shown_and_serialised() {
        with_builtins(|h| {
            let big = bigint(h, "10");
            let boxed = h.ctx.to_object(big).expect("room").value();
            let list = h.ctx.new_array(&[big, boxed]).expect("room").value();
            assert_eq!(inspect(h.ctx, list, Options::default()).unwrap(), "[ 10n, [BigInt: 10n] ]");
            let json = h.global("JSON");
            assert_eq!(h.call(json, "stringify", &[big]), "TypeError: Do not know how to serialize a BigInt");
            assert_eq!(h.call(json, "stringify", &[list]), "TypeError: Do not know how to serialize a BigInt");
        });
    }
}
