//! Evaluation of source text at run time. The runtime does not know the language's syntax: whoever
//! links a compiler installs an [`Evaluator`]; without one every request throws an EvalError.

use crate::error::JsResult;
use crate::scope::Scope;
use crate::values::{JsString, Value};
use yarrow_abi::kinds::ErrorKind;

/// Compiles and runs source text.
pub type Evaluator = for<'s> fn(&mut Scope<'s>, EvalRequest<'_>) -> JsResult<Value<'s>>;

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
    /// CreateDynamicFunction: answers the function, its prototype the intrinsic one of its sort.
    Function { kind: DynamicFunction, params: &'a [JsString<'a>], body: JsString<'a> },
}

impl<'s> Scope<'s> {
    /// Lets source text be evaluated.
    pub fn set_evaluator(&mut self, evaluator: Evaluator) {
        self.ctx.evaluator = Some(evaluator);
    }

    /// Hands source text to the evaluator.
    pub fn evaluate(&mut self, request: EvalRequest<'_>) -> JsResult<Value<'s>> {
        match self.ctx.evaluator {
            Some(evaluator) => {
                let mut ctx = self.inner();
                let result = evaluator(&mut ctx, request)?;
                Ok(ctx.escape(result))
            }
            None => Err(self.throw_error(ErrorKind::EvalError, format_args!("this program was built without eval"))),
        }
    }

    /// Indirect eval: a script whose lexical declarations are its own.
    pub fn evaluate_indirectly(&mut self, source: JsString<'_>) -> JsResult<Value<'s>> {
        self.evaluate(EvalRequest::Indirect { source })
    }

    /// CreateDynamicFunction (20.2.1.1.1), its prototype the intrinsic one of its sort.
    pub fn evaluate_function(
        &mut self,
        kind: DynamicFunction,
        params: &[JsString<'_>],
        body: JsString<'_>,
    ) -> JsResult<Value<'s>> {
        self.evaluate(EvalRequest::Function { kind, params, body })
    }

    /// Is it the current realm's %eval%?
    #[must_use]
    pub fn is_intrinsic_eval(&self, v: Value<'_>) -> bool {
        v.is_object() && v == self.intrinsics.eval
    }

    /// PerformEval (19.2.1.1) of a direct call of %eval%: `x` is the argument.
    pub fn direct_eval(&mut self, x: Value<'_>, scope: &str, env: Value<'_>, globals: *mut u64) -> JsResult<Value<'s>> {
        match x.as_string() {
            Some(source) => self.evaluate(EvalRequest::Direct { source, scope, env, globals }),
            None => Ok(self.keep(x)),
        }
    }
}
