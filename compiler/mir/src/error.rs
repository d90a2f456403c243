//! Where and why a text is not MIR.

use crate::text::MAX_RANGE;

/// Where a token begins: 1-based, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub line: u32,
    pub column: u32,
}

/// Where and why a text is not MIR.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {kind}")]
pub struct ParseError {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    pub kind: ParseErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    #[error("unexpected character {0:?}")]
    UnexpectedCharacter(char),
    #[error("the string does not end on its line")]
    UnterminatedString,
    #[error("unknown escape in a string")]
    BadEscape,
    #[error("a name cannot hold a lone surrogate")]
    LoneSurrogate,
    #[error("expected {expected}, found {found}")]
    Expected { expected: &'static str, found: String },
    #[error("there is no operation `{0}`")]
    UnknownOp(String),
    #[error("ids are declared in order: expected {0}")]
    OutOfOrder(String),
    #[error("a declaration stands for {MAX_RANGE} vregs at most")]
    LongRange,
}

impl ParseError {
    pub(crate) fn new(at: Position, kind: ParseErrorKind) -> Self {
        ParseError { line: at.line, column: at.column, kind }
    }
}
