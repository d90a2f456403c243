//! Evaluation of source text at run time. The runtime does not know the language's syntax: whoever
//! links a compiler installs an [`Evaluator`](yarrow_objects::Evaluator); without one every request throws an EvalError.

use easy_ext::ext;
use yarrow_abi::kinds::ErrorKind;
use yarrow_objects::rooted::{JsString, Scope, Value};
use yarrow_objects::{DynamicFunction, EvalRequest, JsResult};

#[ext(Evaluation)]
pub impl<'s> Scope<'s> {
    /// Hands source text to the evaluator.
    fn evaluate(&mut self, request: EvalRequest<'_>) -> JsResult<Value<'s>> {
        match self.evaluator() {
            Some(evaluator) => {
                let mut ctx = self.inner();
                let result = evaluator(&mut ctx, request)?;
                Ok(ctx.escape(result))
            }
            None => Err(self.throw_error(
                ErrorKind::EvalError,
                format_args!("this program was built without eval: yarrow build --eval"),
            )),
        }
    }

    /// Indirect eval: a script whose lexical declarations are its own.
    fn evaluate_indirectly(&mut self, source: JsString<'_>) -> JsResult<Value<'s>> {
        self.evaluate(EvalRequest::Indirect { source })
    }

    /// CreateDynamicFunction (20.2.1.1.1), its prototype the intrinsic one of its sort.
    fn evaluate_function(
        &mut self,
        kind: DynamicFunction,
        params: &[JsString<'_>],
        body: JsString<'_>,
    ) -> JsResult<Value<'s>> {
        self.evaluate(EvalRequest::Function { kind, params, body })
    }

    /// PerformEval (19.2.1.1) of a direct call of %eval%: `x` is the argument.
    fn direct_eval(&mut self, x: Value<'_>, scope: &str, env: Value<'_>, globals: *mut u64) -> JsResult<Value<'s>> {
        match x.as_string() {
            Some(source) => self.evaluate(EvalRequest::Direct { source, scope, env, globals }),
            None => Ok(self.root(x)),
        }
    }
}
