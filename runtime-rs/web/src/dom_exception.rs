//! DOMException: an error with a name that has a number. Its objects are no errors by their kind, but by their prototypes.

use crate::class::{
    Class, as_instance, check_new, construct, define_accessors, define_class, define_constants, is_installed,
    new_instance,
};
use crate::errors::throw_invalid_this;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, JsResult, Throw};

/// Internal slots.
const NAME: usize = 1;
const MESSAGE: usize = 2;
const SLOTS: u16 = 2;

/// The names with a number, which is the place, and the constants; a constant without name is none of today.
const NAMES: [(&str, &str); 25] = [
    ("IndexSizeError", "INDEX_SIZE_ERR"),
    ("", "DOMSTRING_SIZE_ERR"),
    ("HierarchyRequestError", "HIERARCHY_REQUEST_ERR"),
    ("WrongDocumentError", "WRONG_DOCUMENT_ERR"),
    ("InvalidCharacterError", "INVALID_CHARACTER_ERR"),
    ("", "NO_DATA_ALLOWED_ERR"),
    ("NoModificationAllowedError", "NO_MODIFICATION_ALLOWED_ERR"),
    ("NotFoundError", "NOT_FOUND_ERR"),
    ("NotSupportedError", "NOT_SUPPORTED_ERR"),
    ("InUseAttributeError", "INUSE_ATTRIBUTE_ERR"),
    ("InvalidStateError", "INVALID_STATE_ERR"),
    ("SyntaxError", "SYNTAX_ERR"),
    ("InvalidModificationError", "INVALID_MODIFICATION_ERR"),
    ("NamespaceError", "NAMESPACE_ERR"),
    ("InvalidAccessError", "INVALID_ACCESS_ERR"),
    ("", "VALIDATION_ERR"),
    ("TypeMismatchError", "TYPE_MISMATCH_ERR"),
    ("SecurityError", "SECURITY_ERR"),
    ("NetworkError", "NETWORK_ERR"),
    ("AbortError", "ABORT_ERR"),
    ("URLMismatchError", "URL_MISMATCH_ERR"),
    ("QuotaExceededError", "QUOTA_EXCEEDED_ERR"),
    ("TimeoutError", "TIMEOUT_ERR"),
    ("InvalidNodeTypeError", "INVALID_NODE_TYPE_ERR"),
    ("DataCloneError", "DATA_CLONE_ERR"),
];

/// `new DOMException(message, name)` and `new DOMException(message, { name, cause })`
fn dom_exception<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "DOMException")?;
    let o = construct(ctx, args, Class::DomException, SLOTS)?;
    let message = match args.get(0) {
        v if v.is_undefined() => ctx.names.empty.string(),
        v => ctx.to_string(v)?,
    };
    let name = match args.get(1) {
        v if v.is_undefined() => ctx.names.error.string(),
        v if v.is_object() && !v.is_callable() => {
            let key = ctx.names.name;
            let name = ctx.get_value(v, key)?;
            ctx.to_string(name)?
        }
        v => ctx.to_string(v)?,
    };
    o.set_internal(MESSAGE, message.value());
    o.set_internal(NAME, name.value());
    if let Some(options) = args.get(1).as_object().filter(|o| !o.is_callable()) {
        let key = ctx.names.cause;
        if ctx.has_property(options, key.into())? {
            let cause = ctx.get(options, key)?;
            ctx.define_data(o, key.into(), cause, Attrs::HIDDEN)?;
        }
    }
    ctx.capture_stack(o, args.new_target().as_object())?;
    Ok(o.value())
}

/// A DOMException that no script has asked for.
pub fn new_dom_exception<'s>(ctx: &mut Scope<'s>, name: &str, message: &str) -> JsResult<Object<'s>> {
    install(ctx)?;
    let o = new_instance(ctx, Class::DomException, SLOTS)?;
    let name = ctx.new_string(name)?;
    o.set_internal(NAME, name.value());
    let message = ctx.new_string(message)?;
    o.set_internal(MESSAGE, message.value());
    ctx.capture_stack(o, None)?;
    Ok(o)
}

/// Throws a DOMException.
pub fn throw_dom_exception(ctx: &mut Scope<'_>, name: &str, message: &str) -> Throw {
    let ctx = &mut ctx.inner();
    match new_dom_exception(ctx, name, message) {
        Ok(o) => ctx.throw(o.value()),
        Err(throw) => throw,
    }
}

fn slot<'s>(ctx: &mut Scope<'s>, args: Args<'s>, i: usize) -> JsResult<Value<'s>> {
    match as_instance(ctx, args.this(), &[Class::DomException]) {
        Some(o) => Ok(ctx.internal(o, i)),
        None => Err(throw_invalid_this(ctx, "DOMException")),
    }
}

fn name<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    slot(ctx, args, NAME)
}

fn message<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    slot(ctx, args, MESSAGE)
}

/// The number of the name; 0 if it has none.
fn code<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let name = slot(ctx, args, NAME)?.as_string().map_or_else(String::new, |s| s.to_rust());
    let place = NAMES.iter().position(|(known, _)| !known.is_empty() && *known == name);
    Ok(Value::int(place.map_or(0, |i| i as i32 + 1)))
}

/// Installs DOMException, once.
pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::DomException) {
        return Ok(());
    }
    let ctx = &mut ctx.inner();
    let (constructor, proto) = define_class(ctx, Class::DomException, "DOMException", (0, dom_exception), None)?;
    let error = ctx.intrinsics.error_prototype.value();
    ctx.set_prototype_of(proto, error)?;
    let attrs = Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE);
    define_accessors(ctx, proto, attrs, &[("name", name, None), ("message", message, None), ("code", code, None)])?;
    let constants = NAMES.iter().zip(1..).map(|((_, constant), n)| (*constant, n));
    define_constants(ctx, &[constructor, proto], constants)
}
