//! What assignment to a variable does.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    No,
    /// Assignment throws.
    Yes,
    /// Assignment throws: the name of a function expression in its body.
    FunctionName,
}
