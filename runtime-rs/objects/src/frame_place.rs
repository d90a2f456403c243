//! What the frames of a stack trace say.

use crate::values::SourceFunction;
use std::fmt::Write as _;

/// What a location says of a frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FramePlace<'a> {
    pub file: &'a str,
    pub function: SourceFunction<'a>,
    pub line: u32,
    pub column: u32,
    /// Of what stands in the place of a call: the location of that call.
    pub caller: Option<u32>,
}

impl FramePlace<'_> {
    /// Writes the frame's line of a stack trace.
    pub fn show(&self, out: &mut String) {
        self.show_as("", out);
    }

    /// Writes the line of a function that waits for the one above it.
    pub fn show_waiting(&self, out: &mut String) {
        self.show_as("async ", out);
    }

    fn show_as(&self, what: &str, out: &mut String) {
        let FramePlace { file, function, line, column, caller: _ } = self;
        let name = function.name;
        // The top level of a module is named after its file. Writing to a string does not fail.
        let _ = if name.is_empty() || name == *file {
            write!(out, "\n    at {what}{file}:{line}:{column}")
        } else {
            write!(out, "\n    at {what}{name} ({file}:{line}:{column})")
        };
    }
}
