//! What an outline consists of: stretches of its text.

use std::ops::Range;

/// The structure of a text.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub lists: Vec<List>,
    pub parts: Vec<Part>,
    pub statements: usize,
}

/// Elements of which any may be left out.
#[derive(Clone, Debug)]
pub struct List {
    pub elements: Vec<Range<usize>>,
    pub joint: Joint,
}

/// What stands between the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    Nothing,
    Comma,
}

/// A stretch of text, and what might stand there instead.
#[derive(Clone, Debug)]
pub struct Part {
    pub at: Range<usize>,
    pub by: Vec<Instead>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Another stretch of the same text.
    Source(Range<usize>),
    Text(&'static str),
}
