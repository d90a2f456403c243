//! The promise of a program's entry module, while that waits: the program cannot end well before it has settled.

use crate::context::Scope;
use crate::scope::Cells;
use crate::values::{Object, Value};

impl<'s> Scope<'s> {
    /// Keeps the promise, and a function that says where the program waits.
    pub fn set_program_promise(&mut self, promise: Object<'_>, place: Value<'_>) {
        self.ctx.program = [promise.detach().value(), place.detach()];
    }

    /// What [`Scope::set_program_promise`] was given last; `undefined` twice where nothing waits.
    pub fn program_promise(&mut self) -> [Value<'s>; 2] {
        let [promise, place] = self.ctx.program;
        [self.keep(promise), self.keep(place)]
    }
}
