//! Host objects: cells that own a pointer of the embedder's.
//!
//! A collection that finds one dead only queues its finaliser. The queue runs later, when the sweep is complete
//! and nobody holds a bare value: where the host's call into the runtime is about to return, and before JavaScript
//! calls the host. So a finaliser may do with the context what any other function of the host may do.

use crate::bare::{Object, Value};
use crate::cell::OwnerCell;
use crate::context::{Context, Scope};
use crate::throw::JsResult;
use yarrow_abi::layout::CellKind;

/// Called once when the object has died, with the pointer that it owned. It may use the context.
pub type Finaliser = unsafe extern "C" fn(*mut Context, *mut u8);

impl Context {
    /// An object without prototype that owns `pointer`; `finalise` takes it back. A context that is being
    /// dropped makes none: see [`Context::is_closing`].
    pub(crate) fn new_host_object(&mut self, pointer: *mut u8, finalise: Finaliser) -> JsResult<Object> {
        assert!(!self.is_closing(), "a host object that nobody would finalise");
        let shape = self.root_shape(Value::NULL, 0, CellKind::Host);
        let o = self.store.alloc_object(CellKind::Host, size_of::<OwnerCell>(), shape)?;
        let owner = o.layout::<OwnerCell>();
        owner.owned.set(pointer);
        owner.extra.set(finalise as *mut u8);
        self.register(o);
        Ok(o)
    }

    /// Whether the context is being dropped: what runs now are the last finalisers.
    #[must_use]
    pub(crate) fn is_closing(&self) -> bool {
        self.finalisers.closing
    }

    /// Queues the finaliser of a host object, which no longer owns its pointer.
    pub(crate) fn queue_finaliser(&mut self, o: Object) {
        assert!(o.is(CellKind::Host), "not a host object");
        let owner = o.layout::<OwnerCell>();
        // The second word is the finaliser, or null once it is queued.
        let finalise = owner.extra.replace(std::ptr::null_mut());
        let pointer = owner.owned.replace(std::ptr::null_mut());
        if !finalise.is_null() {
            self.finalisers.queue.push_back((finalise, pointer));
        }
    }

    /// Finalises every host object, dead or alive. Functions of the host that are alive cannot be called any more.
    pub(crate) fn close(&mut self) {
        self.finalisers.closing = true;
        let hosts: Vec<Object> = self.registry.iter().copied().filter(|o| o.is(CellKind::Host)).collect();
        for o in hosts {
            self.queue_finaliser(o);
        }
        while !self.finalisers.queue.is_empty() && !self.finalisers.running {
            self.enter(|ctx| ctx.run_finalisers());
        }
    }
}

impl Scope<'_> {
    /// Runs the finalisers that are queued now. A safepoint like a call of JavaScript. Those that they queue
    /// themselves, by a collection, run the next time. The pending exception stays.
    pub fn run_finalisers(&mut self) {
        if self.ctx.finalisers.running || self.ctx.finalisers.queue.is_empty() {
            return;
        }
        self.ctx.finalisers.running = true;
        let mut ctx = self.inner();
        let pending = ctx.ctx.pending_throw();
        let exception = ctx.caught(pending);
        for _ in 0..ctx.ctx.finalisers.queue.len() {
            let Some((finalise, pointer)) = ctx.ctx.finalisers.queue.pop_front() else { break };
            // SAFETY: `new_host_object` was given a finaliser, whose promise is that of whoever made the object. It gave its
            // pointer up, so this happens once.
            unsafe { std::mem::transmute::<*mut u8, Finaliser>(finalise)(&raw mut ctx.ctx, pointer) };
        }
        let _ = ctx.throw(exception);
        drop(ctx);
        self.ctx.finalisers.running = false;
    }
}
