//! `crypto`: random bytes and UUIDs from the system's source. There is no `subtle`.

use crate::bytes::bytes_of;
use crate::class::{
    Class, Method, define_class, define_methods, new_instance, this_instance, throw_illegal_constructor,
};
use crate::dom_exception::throw_dom_exception;
use crate::errors::{check_arguments, throw_with_code};
use yarrow_objects::rooted::{Args, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ElementType, ErrorKind, JsResult};

/// The most bytes that one call gives.
const MOST: usize = 65_536;

fn check_this(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<()> {
    this_instance(ctx, args, &[Class::Crypto], "Crypto").map(|_| ())
}

fn crypto<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Err(throw_illegal_constructor(ctx, args, "Crypto"))
}

fn fill(ctx: &mut Scope<'_>, bytes: &mut [u8]) -> JsResult<()> {
    getrandom::fill(bytes).map_err(|error| {
        let message = format!("the system has no random bytes: {error}");
        throw_with_code(ctx, ErrorKind::Error, "ERR_CRYPTO_OPERATION_FAILED", &message)
    })
}

fn get_random_values<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_this(ctx, args)?;
    check_arguments(ctx, args, &["typedArray"])?;
    let array = args.get(0).as_kind(CellKind::TypedArray);
    let is_integer = |element| !matches!(element, ElementType::Float16 | ElementType::Float32 | ElementType::Float64);
    let fits = array.and_then(|o| ctx.element_type(o)).is_some_and(is_integer);
    let Some((buffer, range)) = bytes_of(ctx, args.get(0)).filter(|_| fits) else {
        let message = "The data argument must be an integer-type TypedArray";
        return Err(throw_dom_exception(ctx, "TypeMismatchError", message));
    };
    if range.len() > MOST {
        return Err(throw_dom_exception(ctx, "QuotaExceededError", "The requested length exceeds 65,536 bytes"));
    }
    let mut bytes = vec![0; range.len()];
    fill(ctx, &mut bytes)?;
    ctx.byte_store_mut(buffer).bytes[range].copy_from_slice(&bytes);
    Ok(args.get(0))
}

/// A UUID of version 4 from 16 random bytes.
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (i, b) in bytes.iter().enumerate() {
        if [4, 6, 8, 10].contains(&i) {
            text.push('-');
        }
        text.push_str(&format!("{b:02x}"));
    }
    text
}

fn random_uuid<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_this(ctx, args)?;
    let mut bytes = [0; 16];
    fill(ctx, &mut bytes)?;
    Ok(ctx.new_string(&uuid(bytes))?.value())
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let (_, proto) = define_class(ctx, Class::Crypto, "Crypto", (0, crypto), None)?;
    let methods: &[Method] = &[("getRandomValues", 1, get_random_values), ("randomUUID", 0, random_uuid)];
    define_methods(ctx, proto, Attrs::ALL, methods)?;
    let instance = new_instance(ctx, Class::Crypto, 0)?;
    let key: PropertyKey = ctx.atom("crypto")?.into();
    let global = ctx.global;
    ctx.define_data(global, key, instance.value(), Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE))
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_uuid_says_its_version_and_variant() {
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
