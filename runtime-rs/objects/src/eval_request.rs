//! What can be asked of an evaluator.

use crate::values::{JsString, Value};

/// Sort of a function that is made from text (20.2.1.1.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DynamicFunction {
    Normal,
    Generator,
    Async,
    AsyncGenerator,
}

/// What to evaluate; a SyntaxError is thrown for text that does not parse.
pub enum EvalRequest<'a> {
    /// A script of the current realm: returns its completion value.
    Script { source: JsString<'a> },
    /// Indirect eval: a script whose lexical declarations are its own.
    Indirect { source: JsString<'a> },
    /// Direct eval.
    Direct {
        source: JsString<'a>,
        /// The scopes around, in the frontend's notation.
        scope: &'a str,
        /// The environment around, or `undefined`.
        env: Value<'a>,
        /// The first global of the calling module's instance.
        globals: *mut u64,
    },
    /// CreateDynamicFunction: returns the function, its prototype the intrinsic one of its sort.
    Function { kind: DynamicFunction, params: &'a [JsString<'a>], body: JsString<'a> },
}
