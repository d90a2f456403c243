//! Contexts and modules.

use crate::host::{Failure, INVALID, MISSING, host, key, rejections, settle, text};
use std::ffi::c_char;
use yarrow_abi::host::Status;
use yarrow_abi::layout::ModuleDesc;
use yarrow_gc::Settings;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{Context, JsResult, LoadError};

/// See `yarrow.h`.
#[unsafe(no_mangle)]
pub extern "C" fn rt_context_new(heap_limit: usize) -> *mut Context {
    let mut settings = Settings::from_env();
    if heap_limit != 0 {
        settings.max_bytes = Some(heap_limit);
    }
    let Some(mut ctx) = Context::try_with_settings(settings) else { return std::ptr::null_mut() };
    match yarrow_builtins::install(&mut ctx) {
        Ok(()) => {
            ctx.enter(rejections::install);
            Box::into_raw(ctx)
        }
        Err(_) => std::ptr::null_mut(),
    }
}

/// See `yarrow.h`.
///
/// # Safety
/// `ctx` is null or was made by `rt_context_new` and not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_context_free(ctx: *mut Context) {
    if !ctx.is_null() {
        // SAFETY: the caller's promise.
        drop(unsafe { Box::from_raw(ctx) });
    }
}

/// An own property, if `for-in` would show it. Its getter may run.
fn enumerable_property<'s>(ctx: &mut Scope<'s>, object: Object<'_>, name: &str) -> JsResult<Option<Value<'s>>> {
    let key = key(ctx, name)?;
    match ctx.get_own_property(object, key)? {
        Some(property) if property.attrs.enumerable() => ctx.get(object, key).map(Some),
        Some(_) | None => Ok(None),
    }
}

host! {
    run rt_module_load(module: *const ModuleDesc) |ctx| {
        if module.is_null() {
            return Err(INVALID);
        }
        let index = ctx.load_module(module).map_err(|e| match e {
            LoadError::OutOfMemory => Failure::Is(Status::NoMemory),
            LoadError::AbiVersion(_) | LoadError::TooManyModules => INVALID,
        })?;
        Ok(ctx.run_module(index)?)
    };
    store rt_module_export(module: *const ModuleDesc, name: *const c_char) |ctx| {
        let name = text(name)?;
        let index = ctx.loaded_index(module).filter(|index| ctx.has_exports(*index)).ok_or(INVALID)?;
        if let Some(value) = ctx.module_export(index, &name) {
            return Ok(value);
        }
        let object = ctx.module_object(index).ok_or(MISSING)?;
        let value = enumerable_property(ctx, object, &name);
        settle(ctx);
        value?.ok_or(MISSING)
    };
    ask rt_heap_bytes() -> usize = 0; |ctx| ctx.heap_bytes();
}

/// See `yarrow.h`.
///
/// # Safety
/// `ctx` is null or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_collect(ctx: *mut Context) {
    // SAFETY: the caller's promise.
    if let Some(ctx) = unsafe { ctx.as_mut() } {
        ctx.enter(|ctx| {
            ctx.collect();
            settle(ctx);
        });
    }
}
