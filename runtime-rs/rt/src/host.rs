//! The host interface: the functions of `runtime-c/include/yarrow.h`, which documents them.
//!
//! They are the outermost layer: nothing of the runtime calls them. Each checks what C cannot: null
//! pointers, values of the wrong kind, dead handles; and turns a thrown exception into a status with
//! the exception pending in the context. Roots made on the way are released before returning.

use std::ffi::{CStr, c_char, c_int, c_void};
use yarrow_abi::functions::ErrorKind;
use yarrow_abi::host::{Kind, Status, Step};
use yarrow_abi::layout::{CellKind, GENERATOR_RUNNING, GENERATOR_SLOTS, ModuleDesc, ResumeMode};
use yarrow_core::rooted::{self, Args, Scope};
use yarrow_core::{Context, JsResult, JsString, Object, PropertyKey, Throw, Value};
use yarrow_gc::Settings;

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

/// A value from the host.
fn value(word: u64) -> Value {
    // SAFETY: the host passes what the runtime gave it and still holds (the header's contract).
    unsafe { Value::from_bits(word) }
}

/// The status of a call that threw; the exception is pending in the context.
fn pend(ctx: &Context, throw: Throw) -> Status {
    let _ = throw;
    if ctx.is_out_of_memory(ctx.store.prefix.exception) { Status::NoMemory } else { Status::Exception }
}

/// Runs `f` with roots of its own. An exception that was pending before stays so unless `f` throws another.
fn run<T>(ctx: &mut Context, f: impl FnOnce(&mut Context) -> JsResult<T>) -> JsResult<T> {
    ctx.scope(|ctx| {
        let pending = ctx.root(ctx.store.prefix.exception);
        let outcome = f(ctx);
        if outcome.is_ok() {
            ctx.store.prefix.exception = pending.get();
        }
        outcome
    })
}

/// Runs `f` as [`run`] does, which may collect here, and then the finalisers of what has died.
fn finalising(ctx: &mut Context, f: impl FnOnce(&mut Context) -> JsResult<Value>) -> JsResult<Value> {
    run(ctx, |ctx| {
        let outcome = f(ctx);
        let value = ctx.root(*outcome.as_ref().unwrap_or(&Value::UNDEFINED));
        let thrown = ctx.root(ctx.store.prefix.exception);
        ctx.run_finalisers();
        ctx.store.prefix.exception = thrown.get();
        // What JavaScript printed is out before the host goes on.
        ctx.stdout.flush();
        outcome.map(|_| value.get())
    })
}

/// Runs `f`, which does not collect; stores its value where the host wants it.
///
/// # Safety
/// `ctx` is a live context of this thread, or null; `result` is writable, or null.
unsafe fn store(ctx: *mut Context, result: *mut u64, f: impl FnOnce(&mut Context) -> JsResult<Value>) -> Status {
    // SAFETY: the caller's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    if result.is_null() {
        return Status::Invalid;
    }
    match run(ctx, f) {
        Ok(v) => {
            // SAFETY: the caller's promise.
            unsafe { result.write(v.bits()) };
            Status::Ok
        }
        Err(throw) => pend(ctx, throw),
    }
}

/// As [`store`], for what may run JavaScript and so collect.
///
/// # Safety
/// As [`store`].
unsafe fn store_collecting(
    ctx: *mut Context,
    result: *mut u64,
    f: impl FnOnce(&mut Context) -> JsResult<Value>,
) -> Status {
    // SAFETY: the caller's promise.
    unsafe { store(ctx, result, |ctx| finalising(ctx, f)) }
}

/// The text of a C string; `None` for null. Ill-formed UTF-8 is replaced.
///
/// # Safety
/// `text` is null or NUL-terminated.
unsafe fn text<'a>(text: *const c_char) -> Option<std::borrow::Cow<'a, str>> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy())
}

fn key(ctx: &mut Context, name: &str) -> JsResult<PropertyKey> {
    let s = ctx.store.new_string(name)?;
    ctx.key_from_string(s)
}

/// # Safety
/// As `rt_context_new` of the header.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_context_new(heap_limit: usize) -> *mut Context {
    let mut settings = Settings::from_env();
    if heap_limit != 0 {
        settings.max_bytes = heap_limit;
    }
    let Some(mut ctx) = Context::try_with_settings(settings) else { return std::ptr::null_mut() };
    match yarrow_builtins::install(&mut ctx) {
        Ok(()) => Box::into_raw(ctx),
        Err(_) => std::ptr::null_mut(),
    }
}

/// # Safety
/// `ctx` is null or was made by `rt_context_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_context_free(ctx: *mut Context) {
    if !ctx.is_null() {
        // SAFETY: the caller's promise.
        drop(unsafe { Box::from_raw(ctx) });
    }
}

/// # Safety
/// The pointers are null or valid; the module is static data.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_module_load(ctx: *mut Context, module: *const ModuleDesc) -> Status {
    // SAFETY: the caller's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    if module.is_null() {
        return Status::Invalid;
    }
    if ctx.loaded_index(module).is_some() {
        return Status::Ok;
    }
    // SAFETY: the caller's promise.
    let index = match unsafe { ctx.load_module(module) } {
        Ok(index) => index,
        Err(yarrow_core::LoadError::OutOfMemory) => return Status::NoMemory,
        Err(yarrow_core::LoadError::AbiVersion(_) | yarrow_core::LoadError::TooManyModules) => return Status::Invalid,
    };
    match finalising(ctx, |ctx| ctx.run_module(index)) {
        Ok(_) => Status::Ok,
        Err(throw) => pend(ctx, throw),
    }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_module_export(
    ctx: *mut Context,
    module: *const ModuleDesc,
    name: *const c_char,
    result: *mut u64,
) -> Status {
    // SAFETY: the caller's promise.
    let (Some(ctx), Some(name)) = (unsafe { ctx.as_mut() }, unsafe { text(name) }) else { return Status::Invalid };
    if module.is_null() || result.is_null() {
        return Status::Invalid;
    }
    let Some(index) = ctx.loaded_index(module) else { return Status::Invalid };
    match ctx.module_export(index, &name) {
        Some(v) => {
            // SAFETY: the caller's promise.
            unsafe { result.write(v.bits()) };
            Status::Ok
        }
        None => Status::Missing,
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn rt_undefined() -> u64 {
    Value::UNDEFINED.bits()
}

#[unsafe(no_mangle)]
pub extern "C" fn rt_null() -> u64 {
    Value::NULL.bits()
}

#[unsafe(no_mangle)]
pub extern "C" fn rt_boolean(v: c_int) -> u64 {
    yarrow_abi::value::encode_bool(v != 0)
}

#[unsafe(no_mangle)]
pub extern "C" fn rt_number(v: f64) -> u64 {
    yarrow_abi::value::encode_number(v)
}

/// # Safety
/// `utf8` points at `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_string_make(
    ctx: *mut Context,
    utf8: *const c_char,
    length: usize,
    result: *mut u64,
) -> Status {
    if utf8.is_null() && length > 0 {
        return Status::Invalid;
    }
    let bytes = match length {
        0 => &[],
        // SAFETY: the caller's promise.
        n => unsafe { std::slice::from_raw_parts(utf8.cast::<u8>(), n) },
    };
    // SAFETY: the caller's promise.
    unsafe { store(ctx, result, |ctx| Ok(ctx.store.new_string(&String::from_utf8_lossy(bytes))?.value())) }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_object_make(ctx: *mut Context, result: *mut u64) -> Status {
    // SAFETY: the caller's promise.
    unsafe { store(ctx, result, |ctx| Ok(ctx.new_object()?.value())) }
}

/// # Safety
/// `elements` points at `count` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_array_make(
    ctx: *mut Context,
    elements: *const u64,
    count: usize,
    result: *mut u64,
) -> Status {
    // SAFETY: the caller's promise.
    let Some(values) = (unsafe { values(elements, count) }) else { return Status::Invalid };
    // SAFETY: the caller's promise.
    unsafe { store(ctx, result, |ctx| Ok(ctx.new_array(&values)?.value())) }
}

/// # Safety
/// `words` points at `count` values, or is null for none.
unsafe fn values(words: *const u64, count: usize) -> Option<Vec<Value>> {
    if words.is_null() {
        return (count == 0).then(Vec::new);
    }
    // SAFETY: the caller's promise.
    Some(unsafe { std::slice::from_raw_parts(words, count) }.iter().map(|w| value(*w)).collect())
}

/// # Safety
/// The function, its user pointer and the finalizer fit each other.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_function_make(
    ctx: *mut Context,
    name: *const c_char,
    function: Option<HostFunction>,
    user: *mut c_void,
    finalizer: Option<unsafe extern "C" fn(*mut c_void)>,
    result: *mut u64,
) -> Status {
    // SAFETY: the caller's promise.
    let (Some(function), Some(name)) = (function, unsafe { text(name) }) else { return Status::Invalid };
    // SAFETY: the caller's promise.
    if unsafe { ctx.as_ref() }.is_none_or(Context::is_closing) {
        return Status::Invalid;
    }
    let make = |ctx: &mut Context| {
        let name = ctx.store.atom(&name)?;
        let callback = Box::into_raw(Box::new(Callback { function, user, finalizer }));
        let owner = match ctx.new_host_object(callback.cast(), drop_callback) {
            Ok(owner) => owner,
            Err(throw) => {
                // SAFETY: nothing else owns the box. The host keeps `user`, since it gets an error.
                drop(unsafe { Box::from_raw(callback) });
                return Err(throw);
            }
        };
        Ok(ctx.new_native_with_data(name, 0, call_host, owner.value())?.value())
    };
    // SAFETY: the caller's promise.
    unsafe { store(ctx, result, make) }
}

/// The built-in behind every host function.
fn call_host<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<rooted::Value<'s>> {
    let Some(pointer) = args.data().as_object().and_then(|o| o.host_pointer()) else {
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
    // JavaScript that does not come back to the host for long does come here.
    ctx.run_finalisers();
    let context = ctx.context();
    // SAFETY: the host's promise for its function; the arguments outlive the call.
    let status = unsafe {
        (*context).store.prefix.exception = Value::UNDEFINED;
        function(context, user, args.this().bits(), words.len(), words.as_ptr(), &raw mut result)
    };
    const OK: c_int = Status::Ok as c_int;
    const EXCEPTION: c_int = Status::Exception as c_int;
    const NO_MEMORY: c_int = Status::NoMemory as c_int;
    match status {
        // SAFETY: the host's promise; nothing has collected since.
        OK => Ok(unsafe { ctx.value_of(result) }),
        EXCEPTION => Err(ctx.pending_throw()),
        NO_MEMORY => Err(ctx.throw_out_of_memory()),
        _ => Err(ctx.throw_error(ErrorKind::Error, format_args!("the host function failed with status {status}"))),
    }
}

/// # Safety
/// `ctx` is a live context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_kind_of(_: *mut Context, v: u64) -> Kind {
    let v = value(v);
    if v == Value::NULL {
        return Kind::Null;
    }
    if v.as_bool().is_some() {
        return Kind::Boolean;
    }
    if v.as_number().is_some() {
        return Kind::Number;
    }
    if v.is_string() {
        return Kind::String;
    }
    if v.is_symbol() {
        return Kind::Symbol;
    }
    if v.is_bigint() {
        return Kind::BigInt;
    }
    let of_kind = [
        (CellKind::Array, Kind::Array),
        (CellKind::Function, Kind::Function),
        (CellKind::Generator, Kind::Generator),
        (CellKind::Error, Kind::Error),
    ];
    match of_kind.iter().find(|(cell, _)| v.is_kind(*cell)) {
        Some((_, kind)) => *kind,
        None if v.is_object() => Kind::Object,
        None => Kind::Undefined,
    }
}

/// # Safety
/// `ctx` is a live context.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_to_boolean(ctx: *mut Context, v: u64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { ctx.as_ref() }.map_or(0, |ctx| c_int::from(ctx.to_boolean(value(v))))
}

/// # Safety
/// `result` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_as_number(_: *mut Context, v: u64, result: *mut f64) -> Status {
    match value(v).as_number() {
        Some(d) if !result.is_null() => {
            // SAFETY: the caller's promise.
            unsafe { result.write(d) };
            Status::Ok
        }
        _ => Status::Invalid,
    }
}

/// Copies `text`, cut at a character, with a NUL.
///
/// # Safety
/// `buffer` has `capacity` bytes; `length` is writable or null.
unsafe fn copy_text(text: &str, buffer: *mut c_char, capacity: usize, length: *mut usize) {
    if !length.is_null() {
        // SAFETY: the caller's promise.
        unsafe { length.write(text.len()) };
    }
    if buffer.is_null() || capacity == 0 {
        return;
    }
    let mut n = text.len().min(capacity - 1);
    while !text.is_char_boundary(n) {
        n -= 1;
    }
    // SAFETY: n < capacity.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr(), buffer.cast::<u8>(), n);
        buffer.add(n).write(0);
    }
}

/// # Safety
/// `buffer` has `capacity` bytes; `length` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_string_copy(
    _: *mut Context,
    v: u64,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    let Some(s) = value(v).as_string() else { return Status::Invalid };
    // SAFETY: the caller's promise.
    unsafe { copy_text(&s.to_rust(), buffer, capacity, length) };
    Status::Ok
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_to_display_string(ctx: *mut Context, v: u64, result: *mut u64) -> Status {
    // SAFETY: the caller's promise.
    unsafe {
        store_collecting(ctx, result, |ctx| {
            let v = ctx.root(value(v));
            Ok(JsString::value(ctx.to_string(v.get())?))
        })
    }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_get(ctx: *mut Context, object: u64, name: *const c_char, result: *mut u64) -> Status {
    // SAFETY: the caller's promise.
    let Some(name) = (unsafe { text(name) }) else { return Status::Invalid };
    // SAFETY: the caller's promise.
    unsafe {
        store_collecting(ctx, result, |ctx| {
            let o = ctx.root(value(object));
            let key = key(ctx, &name)?;
            ctx.get_value(o.get(), key)
        })
    }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_set(ctx: *mut Context, object: u64, name: *const c_char, v: u64) -> Status {
    // SAFETY: the caller's promise.
    let Some(name) = (unsafe { text(name) }) else { return Status::Invalid };
    let mut unused = 0;
    // SAFETY: the caller's promise.
    unsafe {
        store_collecting(ctx, &raw mut unused, |ctx| {
            let o = ctx.root(value(object));
            let v = ctx.root(value(v));
            let key = key(ctx, &name)?;
            ctx.set_value(o.get(), key, v.get())?;
            Ok(Value::UNDEFINED)
        })
    }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_get_index(ctx: *mut Context, object: u64, index: u32, result: *mut u64) -> Status {
    // SAFETY: the caller's promise.
    unsafe {
        store_collecting(ctx, result, |ctx| {
            let o = ctx.root(value(object));
            let key = ctx.key_from_number(f64::from(index))?;
            ctx.get_value(o.get(), key)
        })
    }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_set_index(ctx: *mut Context, object: u64, index: u32, v: u64) -> Status {
    let mut unused = 0;
    // SAFETY: the caller's promise.
    unsafe {
        store_collecting(ctx, &raw mut unused, |ctx| {
            let o = ctx.root(value(object));
            let v = ctx.root(value(v));
            let key = ctx.key_from_number(f64::from(index))?;
            ctx.set_value(o.get(), key, v.get())?;
            Ok(Value::UNDEFINED)
        })
    }
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_length(ctx: *mut Context, v: u64, result: *mut u32) -> Status {
    let v = value(v);
    // SAFETY: the caller's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    let length = match v.as_string() {
        Some(s) => u32::try_from(s.len()).ok(),
        None => v.as_kind(CellKind::Array).and_then(|a| {
            let length = ctx.length_of(a).ok()?;
            u32::try_from(length).ok()
        }),
    };
    match length {
        Some(n) if !result.is_null() => {
            // SAFETY: the caller's promise.
            unsafe { result.write(n) };
            Status::Ok
        }
        _ => Status::Invalid,
    }
}

/// # Safety
/// `arguments` points at `count` values.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_call(
    ctx: *mut Context,
    function: u64,
    this: u64,
    count: usize,
    arguments: *const u64,
    result: *mut u64,
) -> Status {
    // SAFETY: the caller's promise.
    let Some(arguments) = (unsafe { values(arguments, count) }) else { return Status::Invalid };
    // SAFETY: the caller's promise.
    unsafe { store_collecting(ctx, result, |ctx| ctx.call(value(function), value(this), &arguments)) }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_handle_new(ctx: *mut Context, v: u64) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { ctx.as_mut() }.and_then(|ctx| ctx.handles.hold(value(v))).unwrap_or(0)
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_handle_get(ctx: *mut Context, handle: u64) -> u64 {
    // SAFETY: the caller's promise.
    let held = unsafe { ctx.as_ref() }.and_then(|ctx| ctx.handles.get(handle));
    held.unwrap_or(Value::UNDEFINED).bits()
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_handle_free(ctx: *mut Context, handle: u64) {
    // SAFETY: the caller's promise.
    if let Some(ctx) = unsafe { ctx.as_mut() } {
        ctx.handles.release(handle);
    }
}

/// # Safety
/// `ctx` is null or live; `step` is writable or null.
unsafe fn resume(ctx: *mut Context, generator: u64, mode: ResumeMode, sent: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    let (Some(ctx), Some(g)) = (unsafe { ctx.as_mut() }, value(generator).as_kind(CellKind::Generator)) else {
        return Status::Invalid;
    };
    if step.is_null() {
        return Status::Invalid;
    }
    let mut done = false;
    let outcome = finalising(ctx, |ctx| {
        let (v, last) = ctx.generator_resume(g, mode, value(sent))?;
        done = last;
        Ok(v)
    });
    match outcome {
        Ok(v) => {
            // SAFETY: the caller's promise.
            unsafe { step.write(Step { value: v.bits(), done: i32::from(done) }) };
            Status::Ok
        }
        Err(throw) => pend(ctx, throw),
    }
}

/// # Safety
/// `ctx` is null or live; `step` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_next(ctx: *mut Context, generator: u64, v: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    unsafe { resume(ctx, generator, ResumeMode::Next, v, step) }
}

/// # Safety
/// `ctx` is null or live; `step` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_throw(ctx: *mut Context, generator: u64, e: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    unsafe { resume(ctx, generator, ResumeMode::Throw, e, step) }
}

/// # Safety
/// `ctx` is null or live; `step` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_return(ctx: *mut Context, generator: u64, v: u64, step: *mut Step) -> Status {
    // SAFETY: the caller's promise.
    unsafe { resume(ctx, generator, ResumeMode::Return, v, step) }
}

/// Runs `f` on a generator; `other` for anything else.
///
/// # Safety
/// `ctx` is null or live.
unsafe fn of_generator<R>(ctx: *mut Context, generator: u64, other: R, f: impl FnOnce(&mut Context, Object) -> R) -> R {
    // SAFETY: the caller's promise.
    match (unsafe { ctx.as_mut() }, value(generator).as_kind(CellKind::Generator)) {
        (Some(ctx), Some(g)) => f(ctx, g),
        _ => other,
    }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_state(ctx: *mut Context, generator: u64) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { of_generator(ctx, generator, u32::MAX, |ctx, g| ctx.generator_state(g)) }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_done(ctx: *mut Context, generator: u64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { of_generator(ctx, generator, 0, |ctx, g| c_int::from(ctx.generator_is_done(g))) }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_running(ctx: *mut Context, generator: u64) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { of_generator(ctx, generator, 0, |ctx, g| c_int::from(ctx.generator_flags(g) & GENERATOR_RUNNING != 0)) }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_slot_count(ctx: *mut Context, generator: u64) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { of_generator(ctx, generator, 0, |ctx, g| ctx.generator_desc(g).slot_count) }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_slot_is_live(ctx: *mut Context, generator: u64, slot: u32) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { of_generator(ctx, generator, 0, |ctx, g| c_int::from(ctx.generator_slot(g, slot).is_some())) }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_generator_frame_of(ctx: *mut Context, generator: u64) -> *const u64 {
    // SAFETY: the caller's promise.
    unsafe {
        of_generator(ctx, generator, std::ptr::null(), |_, g| {
            g.address().wrapping_add(GENERATOR_SLOTS as usize).cast_const().cast()
        })
    }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_throw_value(ctx: *mut Context, v: u64) -> Status {
    // SAFETY: the caller's promise.
    match unsafe { ctx.as_mut() } {
        Some(ctx) => {
            let throw = ctx.throw(value(v));
            pend(ctx, throw)
        }
        None => Status::Invalid,
    }
}

/// # Safety
/// `ctx` is null or live; `message` is null or NUL-terminated.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_throw_message(ctx: *mut Context, kind: u32, message: *const c_char) -> Status {
    // SAFETY: the caller's promise.
    let (Some(ctx), Some(message)) = (unsafe { ctx.as_mut() }, unsafe { text(message) }) else {
        return Status::Invalid;
    };
    let kind = match kind {
        0 => ErrorKind::Error,
        1 => ErrorKind::TypeError,
        2 => ErrorKind::RangeError,
        3 => ErrorKind::ReferenceError,
        4 => ErrorKind::SyntaxError,
        _ => return Status::Invalid,
    };
    let throw = ctx.throw_error(kind, format_args!("{message}"));
    pend(ctx, throw)
}

/// # Safety
/// The pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_exception_take(ctx: *mut Context, result: *mut u64) -> Status {
    // SAFETY: the caller's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    if result.is_null() {
        return Status::Invalid;
    }
    // `undefined` stands for "none": a thrown `undefined` reads as none pending.
    if ctx.store.prefix.exception == Value::UNDEFINED {
        return Status::Missing;
    }
    // SAFETY: the caller's promise.
    unsafe { result.write(std::mem::replace(&mut ctx.store.prefix.exception, Value::UNDEFINED).bits()) };
    Status::Ok
}

/// # Safety
/// `buffer` has `capacity` bytes; `length` is writable or null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_exception_message(
    ctx: *mut Context,
    with_stack: c_int,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    // SAFETY: the caller's promise.
    let Some(ctx) = (unsafe { ctx.as_mut() }) else { return Status::Invalid };
    if ctx.store.prefix.exception == Value::UNDEFINED {
        return Status::Missing;
    }
    let text = ctx.scope(|ctx| {
        let thrown = ctx.root(ctx.store.prefix.exception);
        let text = describe_exception(ctx, thrown.get(), with_stack != 0);
        ctx.store.prefix.exception = thrown.get();
        ctx.run_finalisers();
        ctx.stdout.flush();
        text
    });
    // SAFETY: the caller's promise.
    unsafe { copy_text(&text, buffer, capacity, length) };
    if capacity > 0 {
        ctx.store.prefix.exception = Value::UNDEFINED;
    }
    Status::Ok
}

/// The text of a thrown value; what throws while it is made is dropped.
fn describe_exception(ctx: &mut Context, thrown: Value, with_stack: bool) -> String {
    if with_stack && let Some(o) = thrown.as_object() {
        let key = ctx.names.stack;
        if let Some(stack) = ctx.own_data(o, key).and_then(Value::as_string) {
            return stack.to_rust();
        }
    }
    match ctx.to_string(thrown) {
        Ok(s) => s.to_rust(),
        Err(_) => "an exception that has no string form".to_owned(),
    }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_collect(ctx: *mut Context) {
    // SAFETY: the caller's promise.
    if let Some(ctx) = unsafe { ctx.as_mut() } {
        ctx.collect();
        ctx.run_finalisers();
        ctx.stdout.flush();
    }
}

/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_heap_bytes(ctx: *mut Context) -> usize {
    // SAFETY: the caller's promise.
    unsafe { ctx.as_ref() }.map_or(0, Context::heap_bytes)
}
