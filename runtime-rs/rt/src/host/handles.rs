//! Values that the host holds.

use crate::host::host;
use yarrow_objects::Context;
use yarrow_objects::rooted::Value;

host! {
    ask rt_handle_new(v: u64) -> u64 = 0; |ctx| {
        let v = ctx.value_of(v);
        ctx.hold(v).unwrap_or(0)
    };
    ask rt_handle_get(handle: u64) -> u64 = Value::UNDEFINED.bits(); |ctx| {
        ctx.held(handle).unwrap_or(Value::UNDEFINED).bits()
    };
    ask rt_handle_free(handle: u64) -> () = (); |ctx| ctx.release(handle);
}
