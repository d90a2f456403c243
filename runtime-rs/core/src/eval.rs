//! Evaluation of source text at run time. The runtime does not know the language's syntax: whoever
//! links a compiler installs an [`Evaluator`]; without one every request throws an EvalError.

use crate::context::Context;
use crate::error::JsResult;
use crate::string::JsString;
use crate::value::Value;
use yarrow_abi::functions::ErrorKind;

/// Compiles and runs source text. What the request holds is rooted by whoever makes it.
pub type Evaluator = fn(&mut Context, EvalRequest<'_>) -> JsResult<Value>;

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
    /// A script of the current realm: answers its completion value.
    Script { source: JsString },
    /// Indirect eval: a script whose lexical declarations are its own.
    Indirect { source: JsString },
    /// Direct eval.
    Direct {
        source: JsString,
        /// The scopes around, in the frontend's notation.
        scope: &'a str,
        /// The environment around, or `undefined`.
        env: Value,
        /// The first global of the calling module's instance.
        globals: *mut u64,
    },
    /// CreateDynamicFunction: answers the function, its prototype the intrinsic one of its sort.
    Function { kind: DynamicFunction, params: &'a [JsString], body: JsString },
}

impl Context {
    /// Hands source text to the evaluator.
    pub fn evaluate(&mut self, request: EvalRequest<'_>) -> JsResult<Value> {
        match self.evaluator {
            Some(evaluator) => evaluator(self, request),
            None => Err(self.throw_error(ErrorKind::EvalError, format_args!("this program was built without eval"))),
        }
    }

    /// Is it the current realm's %eval%?
    #[must_use]
    pub fn is_intrinsic_eval(&self, v: Value) -> bool {
        v.is_object() && v == self.intrinsics.eval
    }

    /// PerformEval (19.2.1.1) of a direct call of %eval%: `x` is the argument, rooted like `env`.
    pub fn direct_eval(&mut self, x: Value, scope: &str, env: Value, globals: *mut u64) -> JsResult<Value> {
        match x.as_string() {
            Some(source) => self.evaluate(EvalRequest::Direct { source, scope, env, globals }),
            None => Ok(x),
        }
    }
}
