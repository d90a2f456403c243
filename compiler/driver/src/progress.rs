//! What the compiler is doing, on a terminal's standard error, once it takes longer than an eye blinks.
//! Nothing is shown where standard error is no terminal.

use indicatif::{ProgressBar, ProgressDrawTarget};
use std::time::Duration;

/// A spinner with the present phase; gone when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    #[must_use]
    pub fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar }
    }

    /// Names the phase that begins.
    pub fn phase(&self, name: &'static str) {
        self.bar.set_message(name);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
