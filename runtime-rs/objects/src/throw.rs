//! What functions that may throw return.

use yarrow_values::OutOfMemory;

/// Says that a value was thrown. The value itself lies in the context, which the collector traces, until
/// `caught` takes it. It is one place: code that runs JavaScript before it passes a throw on takes the value out first and
/// throws it again.
#[derive(Debug)]
#[must_use]
pub struct Throw(pub(crate) ());

pub type JsResult<T> = Result<T, Throw>;

impl From<OutOfMemory> for Throw {
    fn from(_: OutOfMemory) -> Throw {
        // The store has made the error the pending exception.
        Throw(())
    }
}
