//! Text through the hook: each text with what it comes to, as the console shows it; plain and with a
//! collection at every safepoint.

use std::num::NonZero;
use yarrow_builtins::{InspectOptions, inspect};
use yarrow_gc::{Settings, Stress};
use yarrow_machine::prelude::*;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Context, EvalRequest, JsResult};

fn evaluate<'s>(ctx: &mut Scope<'s>, text: &str) -> JsResult<Value<'s>> {
    let source = ctx.new_string(text)?;
    ctx.evaluate(EvalRequest::Script { source })
}

/// Runs the scripts one after the other in one context; compares what each comes to.
fn check(scripts: &[(&str, &str)]) {
    for stress in [Stress::Off, Stress::Every(NonZero::<u32>::MIN)] {
        let mut ctx = Context::with_settings(Settings { stress, ..Settings::default() });
        assert!(yarrow_builtins::install(&mut ctx).is_ok());
        yarrow_eval::install(&mut ctx);
        for (text, expected) in scripts {
            let shown = ctx.enter(|ctx| {
                let v = evaluate(ctx, text).unwrap_or_else(|throw| ctx.caught(throw));
                inspect(ctx, v, InspectOptions::default()).unwrap()
            });
            let first = shown.lines().next().unwrap_or_default().trim_start_matches('[');
            assert!(first.starts_with(expected), "{text} ({stress:?})\n  gives  {shown}\n  wanted {expected}");
        }
    }
}

#[test]
fn scripts_share_the_global_environment() {
    check(&[
        ("let a = 1; var b = 2; function f() { return a + b }", "undefined"),
        ("a = 10; f()", "12"),
        ("var a", "SyntaxError: Identifier 'a' has already been declared"),
        ("const c = 1; c", "1"),
        ("c = 2", "TypeError: Assignment to constant variable."),
        ("typeof nothing", "'undefined'"),
        ("nothing", "ReferenceError: nothing is not defined"),
        ("this === globalThis", "true"),
    ]);
}

#[test]
fn eval_sees_what_is_around_it() {
    check(&[
        ("function f(x) { let y = 2; eval('var z = x + y; y = 5'); return [x, y, z] } f(1)", " 1, 5, 3 ]"),
        ("(function () { 'use strict'; eval('var q = 1'); return typeof q })()", "'undefined'"),
        ("(function () { let y = 1; return eval('eval(\"y += 1\"); y') })()", "2"),
        ("const g = eval; (function () { let y = 1; return g('typeof y') })()", "'undefined'"),
        ("(function () { let y = 1; return eval('() => y++') })()()", "1"),
        ("eval('1 +')", "SyntaxError: "),
    ]);
}

#[test]
fn functions_are_made_of_text() {
    check(&[
        ("Function('a', 'b', 'return a + b')(1, 2)", "3"),
        ("Function('/*', '*/){')", "SyntaxError: "),
        ("[...(function* () {}).constructor('yield 1; yield* [2, 3]')()]", " 1, 2, 3 ]"),
        ("new (Function('this.p = 1'))().p", "1"),
    ]);
}
