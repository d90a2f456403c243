//! What ends the sleep of an event loop from another thread: a pipe with at most one byte in it.
//!
//! The end that is read may be watched by a host's own loop: it is readable from a call of [`Waker::wake`] until the loop
//! has run again.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

struct Shared {
    reader: PipeReader,
    writer: PipeWriter,
    /// A byte is in the pipe, or on its way.
    signalled: AtomicBool,
}

/// Wakes a loop. Clones wake the same one, from any thread.
#[derive(Clone)]
pub struct Waker(Arc<Shared>);

impl Waker {
    pub(crate) fn new() -> std::io::Result<Waker> {
        let (reader, writer) = std::io::pipe()?;
        Ok(Waker(Arc::new(Shared { reader, writer, signalled: AtomicBool::new(false) })))
    }

    /// Ends the sleep that the loop is in, or else its next one.
    pub fn wake(&self) {
        if !self.0.signalled.swap(true, Ordering::AcqRel) {
            // The pipe is empty, so that this does not block; a reader that has gone sleeps no more.
            let _ = (&self.0.writer).write(&[1]);
        }
    }

    /// What becomes readable when somebody wakes the loop.
    #[must_use]
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.0.reader.as_fd()
    }

    /// Sleeps until somebody wakes the loop, at most so long.
    pub fn sleep(&self, at_most: Option<Duration>) {
        let timeout = at_most.and_then(|d| Timespec::try_from(d).ok());
        // An early end, by a signal or for want of memory, is no fault: the loop looks for what is due and sleeps again.
        let _ = poll(&mut [PollFd::new(&self.0.reader, PollFlags::IN)], timeout.as_ref());
        self.clear();
    }

    /// Takes the signal back that was given.
    pub fn clear(&self) {
        if self.0.signalled.load(Ordering::Acquire) {
            // The byte is there, or comes at once.
            let _ = (&self.0.reader).read(&mut [0]);
            // What a thread did before a call that found the signal given is seen from here on.
            self.0.signalled.swap(false, Ordering::AcqRel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_sleep_ends_when_its_time_is_over() {
        let waker = Waker::new().expect("a pipe");
        let start = Instant::now();
        waker.sleep(Some(Duration::from_millis(20)));
        assert!(start.elapsed() >= Duration::from_millis(20));
    }

    #[test]
    fn another_thread_ends_a_sleep_and_many_signals_end_one() {
        let waker = Waker::new().expect("a pipe");
        let other = waker.clone();
        let thread = std::thread::spawn(move || (0..10).for_each(|_| other.wake()));
        let start = Instant::now();
        waker.sleep(Some(Duration::from_secs(60)));
        assert!(start.elapsed() < Duration::from_secs(30));
        thread.join().expect("it ends");
        waker.clear();
        waker.sleep(Some(Duration::from_millis(1)));
        waker.wake();
        waker.sleep(None);
    }
}
