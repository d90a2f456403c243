//! Doors to the clock of the context.

use super::Scope;
use std::time::Duration;

impl Scope<'_> {
    /// Time since the context was made, for the loop.
    #[must_use]
    pub fn loop_time(&self) -> Duration {
        self.ctx.clock.now()
    }

    /// Whether nobody has to wait for the time to pass.
    #[must_use]
    pub fn has_virtual_time(&self) -> bool {
        self.ctx.clock.is_virtual()
    }

    /// Moves a virtual clock on to a time since the context was made.
    pub fn advance_time(&mut self, to: Duration) {
        self.ctx.clock.advance(to);
    }

    /// Time since the context was made, as the program learns it.
    pub fn read_clock(&mut self) -> Duration {
        self.ctx.clock.read()
    }

    /// Milliseconds since 1970, as the program learns them.
    pub fn read_wall_clock(&mut self) -> f64 {
        self.ctx.clock.read_wall().as_millis() as f64
    }
}
