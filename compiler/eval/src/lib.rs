//! Evaluation of source text at run time: the frontend and the interpreter behind the runtime's hook
//! ([`yarrow_objects::Evaluator`]). Evaluated code mixes with compiled code: it has the same objects and the same calling convention, and
//! a direct eval has the environments and globals of the code around it.
//!
//! The crate is also a static archive, the runtime with the compiler in it. A compiled module that may evaluate text refers to
//! [`rt_install_evaluator`], which is called when the module is loaded.

use yarrow_abi::kinds::ErrorKind;
use yarrow_frontend::{EvalError, EvalSource, FunctionForm, compile_eval};
use yarrow_objects::rooted::{JsString, Scope, Value};
use yarrow_objects::{Context, DynamicFunction, EvalRequest, JsResult, Throw};

/// Lets `eval`, `Function` and their kin work in this context, and the text have the libraries that it names.
pub fn install(ctx: &mut Context) {
    ctx.enter(|ctx| {
        ctx.set_evaluator(evaluate);
        yarrow_rt::libraries::enable(ctx);
    });
}

/// See [`yarrow_abi::INSTALL_EVALUATOR_SYMBOL`].
///
/// # Safety
/// `ctx` is a live context that nothing else borrows.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rt_install_evaluator(ctx: *mut Context) {
    // SAFETY: the caller's promise.
    install(unsafe { &mut *ctx });
}

/// Compiles and runs a text. Compiling does not touch the heap: nothing needs roots meanwhile.
fn evaluate<'s>(ctx: &mut Scope<'s>, request: EvalRequest<'_>) -> JsResult<Value<'s>> {
    match request {
        EvalRequest::Script { source } => {
            let source = units(ctx, source)?;
            run(ctx, &EvalSource::Script { source: &source }, Value::UNDEFINED, None)
        }
        EvalRequest::Indirect { source } => {
            let source = units(ctx, source)?;
            run(ctx, &EvalSource::Indirect { source: &source }, Value::UNDEFINED, None)
        }
        EvalRequest::Direct { source, scope, env, globals } => {
            let source = units(ctx, source)?;
            run(ctx, &EvalSource::Direct { source: &source, scope }, env, Some(globals))
        }
        EvalRequest::Function { kind, params, body } => {
            let form = match kind {
                DynamicFunction::Normal => FunctionForm::Normal,
                DynamicFunction::Generator => FunctionForm::Generator,
                DynamicFunction::Async => FunctionForm::Async,
                DynamicFunction::AsyncGenerator => FunctionForm::AsyncGenerator,
            };
            let mut joined = Vec::new();
            for (i, p) in params.iter().enumerate() {
                if i > 0 {
                    joined.push(u16::from(b','));
                }
                joined.extend(units(ctx, *p)?);
            }
            let body = units(ctx, body)?;
            run(ctx, &EvalSource::Function { form, params: &joined, body: &body }, Value::UNDEFINED, None)
        }
    }
}

fn units(ctx: &mut Scope<'_>, s: JsString<'_>) -> JsResult<Vec<u16>> {
    Ok(ctx.flat(s)?.chars().iter().collect())
}

fn run<'s>(
    ctx: &mut Scope<'s>,
    source: &EvalSource<'_>,
    env: Value<'_>,
    around: Option<*mut u64>,
) -> JsResult<Value<'s>> {
    let evaluated = compile_eval(source, ctx.native_stack_left()).map_err(|e| thrown(ctx, &e))?;
    let unit = yarrow_interp::load(ctx, evaluated.program, around)?;
    yarrow_interp::run(ctx, unit, env)
}

fn thrown(ctx: &mut Scope<'_>, error: &EvalError) -> Throw {
    let kind = match error {
        EvalError::Syntax { .. } => ErrorKind::SyntaxError,
        EvalError::Unsupported { .. } => ErrorKind::EvalError,
    };
    ctx.throw_error(kind, format_args!("{error}"))
}
