//! Why a text is not LIR.

/// A text that is not LIR.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct ParseError {
    pub line: usize,
    pub kind: ParseErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    #[error("expected {0}")]
    Expected(&'static str),
    #[error("unknown {what} `{found}`")]
    Unknown { what: &'static str, found: String },
    #[error("{what} {index} is missing or out of order")]
    Gap { what: &'static str, index: usize },
}
