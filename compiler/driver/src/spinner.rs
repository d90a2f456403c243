//! A spinner that shows on a terminal what takes longer than a moment. It is written to standard error. There is none where
//! standard error is no terminal, or one that cannot erase a line.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use yarrow_diag::Colour;

/// What takes less shows nothing.
const DELAY: Duration = Duration::from_millis(300);
const TICK: Duration = Duration::from_millis(120);

#[derive(Debug)]
pub struct Spinner {
    bar: ProgressBar,
    /// The thread that waits before it shows the bar, and what ends its waiting when dropped.
    waiting: Mutex<Option<(SyncSender<()>, JoinHandle<()>)>>,
}

impl Spinner {
    #[must_use]
    pub fn new() -> Spinner {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::default_spinner());
        let waiting = is_capable_terminal().then(|| show_later(&bar)).flatten();
        Spinner { bar, waiting: Mutex::new(waiting) }
    }

    pub fn say(&self, what: &'static str) {
        self.bar.set_message(what);
    }

    /// Removes it for good.
    pub fn end(&self) {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((stop, thread)) = waiting {
            drop(stop);
            // It does not panic, and if it did there would be no bar.
            thread.join().ok();
        }
        self.bar.finish_and_clear();
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.end();
    }
}

/// Where the system has no thread to give there is no bar.
fn show_later(bar: &ProgressBar) -> Option<(SyncSender<()>, JoinHandle<()>)> {
    let (stop, stopped) = sync_channel::<()>(0);
    let bar = bar.clone();
    let show = move || {
        if stopped.recv_timeout(DELAY) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    };
    let thread = std::thread::Builder::new().name("spinner".to_owned()).spawn(show).ok()?;
    Some((stop, thread))
}

/// Standard error, if it can show a bar.
#[must_use]
pub fn draw_target() -> ProgressDrawTarget {
    if is_capable_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() }
}

/// Is standard error a terminal that knows more than text?
#[must_use]
pub fn is_capable_terminal() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb")
}

/// Standard error takes colours if it is a terminal that has some and `NO_COLOR` is not set.
pub fn colour() -> Colour {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) || !is_capable_terminal();
    if plain { Colour::Never } else { Colour::Always }
}
