//! Standard output, buffered; a reader that has gone away is not an error.

use std::io::Write;

/// Bytes kept before they are written.
const LIMIT: usize = 64 << 10;

#[derive(Default)]
pub struct Output {
    buffer: Vec<u8>,
    broken: bool,
}

impl Output {
    pub fn write(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= LIMIT {
            self.flush();
        }
    }

    pub fn flush(&mut self) {
        if !self.broken && !self.buffer.is_empty() {
            let mut out = std::io::stdout().lock();
            self.broken = out.write_all(&self.buffer).and_then(|()| out.flush()).is_err();
        }
        self.buffer.clear();
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.flush();
    }
}
