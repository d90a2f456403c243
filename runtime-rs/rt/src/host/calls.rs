//! Calls of JavaScript by the host, and of the host by JavaScript.

use crate::host::{INVALID, host, text, values};
use std::ffi::{c_char, c_int, c_void};
use yarrow_abi::host::Status;
use yarrow_abi::kinds::ErrorKind;
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Context, JsResult};

/// A function of the host. Its status is a number: C may return any.
type HostFunction = unsafe extern "C" fn(*mut Context, *mut c_void, u64, usize, *const u64, *mut u64) -> c_int;

/// What a JavaScript function made of a host function owns.
struct Callback {
    function: HostFunction,
    user: *mut c_void,
    finalizer: Option<unsafe extern "C" fn(*mut c_void)>,
}

/// Takes a callback back when its function has died.
unsafe extern "C" fn drop_callback(_: *mut Context, pointer: *mut u8) {
    // SAFETY: the host object owned this box, and gives it up once.
    let callback = unsafe { Box::from_raw(pointer.cast::<Callback>()) };
    if let Some(finalizer) = callback.finalizer {
        // SAFETY: the host's promise for its own finalizer and pointer.
        unsafe { finalizer(callback.user) };
    }
}

/// The built-in behind every host function.
fn call_host<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(pointer) = args.data().as_object().and_then(Object::host_pointer) else {
        return Err(ctx.throw_type_error(format_args!("not a host function")));
    };
    // SAFETY: host objects that are the data of this built-in own a callback; the function is alive, since
    // it is the callee on the root stack.
    let (function, user) = unsafe {
        let c = pointer.cast::<Callback>();
        ((*c).function, (*c).user)
    };
    let words: Vec<u64> = args.from(0).iter().map(|v| v.bits()).collect();
    let mut result = Value::UNDEFINED.bits();
    ctx.set_pending(Value::UNDEFINED);
    // JavaScript that does not come back to the host for long does come here.
    ctx.run_finalisers();
    let this = args.this().bits();
    // SAFETY: the host's promise for its function; the arguments outlive the call.
    let status = unsafe { function(ctx.context(), user, this, words.len(), words.as_ptr(), &raw mut result) };
    const OK: c_int = Status::Ok as c_int;
    const EXCEPTION: c_int = Status::Exception as c_int;
    const NO_MEMORY: c_int = Status::NoMemory as c_int;
    match status {
        // SAFETY: the host passes what the runtime gave it and still holds (the header's contract).
        OK => Ok(unsafe { ctx.value_of(result) }),
        EXCEPTION => Err(ctx.pending_throw()),
        NO_MEMORY => Err(ctx.throw_out_of_memory()),
        _ => Err(ctx.throw_error(ErrorKind::Error, format_args!("the host function failed with status {status}"))),
    }
}

host! {
    store rt_function_make(
        name: *const c_char,
        function: Option<HostFunction>,
        user: *mut c_void,
        finalizer: Option<unsafe extern "C" fn(*mut c_void)>
    ) |ctx| {
        let (function, name) = (function.ok_or(INVALID)?, text(name)?);
        if ctx.is_closing() {
            return Err(INVALID);
        }
        let name = ctx.atom(&name)?;
        let callback = Box::into_raw(Box::new(Callback { function, user, finalizer }));
        let owner = match ctx.new_host_object(callback.cast(), drop_callback) {
            Ok(owner) => owner,
            Err(throw) => {
                // Nothing else owns the box. The host keeps `user`, since it gets an error.
                drop(Box::from_raw(callback));
                return Err(throw.into());
            }
        };
        Ok(ctx.new_native_with_data(name, 0, call_host, owner.value())?.value())
    };
    call rt_call(function: u64, this: u64, count: usize, arguments: *const u64) |ctx| {
        let (function, this) = (ctx.value_of(function), ctx.value_of(this));
        let arguments = values(ctx, arguments, count)?;
        Ok(ctx.call(function, this, &arguments)?)
    };
}
