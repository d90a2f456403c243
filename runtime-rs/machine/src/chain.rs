//! Steps of chains of generators that delegate to each other. `objects/src/chains.rs` knows which they are.

use crate::delegate::Delegation;
use crate::resume::{Resumed, Resumption};
use easy_ext::ext;
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{GENERATOR_DELEGATING, GENERATOR_RUNNING};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, Scope, Value};

/// A chain with fewer members behind the outermost is stepped by its own code.
const SHORT: usize = 3;

/// How the `yield*` of a member ends: with a completion value, or with what was thrown.
type Ending<'s> = Result<Value<'s>, Value<'s>>;

#[ext(ChainSteps)]
pub impl<'s> Scope<'s> {
    /// Resumes by `next` a generator in a `yield*` over one that may be in a `yield*` itself, and so on: the innermost runs
    /// alone, and one further out only when its `yield*` ends.
    fn step_chain(&mut self, outermost: Object<'_>, sent: Value<'_>) -> JsResult<Resumed<'s>> {
        let suspended = self.generator_flags(outermost);
        let (innermost, member) = self.begin_chain(outermost);
        if innermost == 0 {
            return self.resume_alone(outermost, ResumeMode::Next, sent);
        }
        self.set_generator_flags(outermost, GENERATOR_RUNNING);
        let mut answer = self.resume_alone(member, ResumeMode::Next, sent);
        let mut at = innermost;
        if !matches!(answer, Ok(Resumed::Yield(_))) {
            (at, answer) = self.pass_out(outermost, suspended, innermost, answer);
        }
        self.end_chain(outermost, at);
        if at > 0 {
            self.set_generator_flags(outermost, if at < SHORT { GENERATOR_DELEGATING } else { suspended });
        }
        answer
    }
}

#[ext]
impl<'s> Scope<'s> {
    /// Passes what the member `at` of a chain has answered on to those further out, until the chain as a whole has an answer: that,
    /// and the member that is the innermost now.
    fn pass_out(
        &mut self,
        outermost: Object<'_>,
        suspended: u32,
        mut at: usize,
        mut answer: JsResult<Resumed<'s>>,
    ) -> (usize, JsResult<Resumed<'s>>) {
        while at > 0 {
            let mut turn = self.inner();
            let (outer, ending) = match answer {
                Ok(Resumed::Yield(_)) => break,
                Ok(Resumed::Delegate(result)) => match turn.ask_members(outermost, at, result) {
                    None => break,
                    Some(ended) => ended,
                },
                Ok(Resumed::Done(v)) => (at - 1, Ok(v)),
                Err(throw) => (at - 1, Err(turn.caught(throw))),
            };
            let inner = turn.chain_member(outermost, outer + 1);
            turn.end_delegate(inner, ending);
            turn.set_running_members(outermost, outer);
            if outer == 0 {
                turn.set_generator_flags(outermost, suspended);
            }
            let member = turn.chain_member(outermost, outer);
            let next = turn.resume_alone(member, ResumeMode::Next, Value::UNDEFINED);
            // It has not taken what was left for it if the stack had no room for it.
            turn.forget_ending();
            at = outer;
            answer = next.map(|resumed| match resumed {
                Resumed::Yield(v) => Resumed::Yield(turn.escape(v)),
                Resumed::Delegate(v) => Resumed::Delegate(turn.escape(v)),
                Resumed::Done(v) => Resumed::Done(turn.escape(v)),
            });
        }
        (at, answer)
    }

    /// Each member outside of `at` asks a result object that passes through it whether it is done: the one whose `yield*` ends by
    /// that, if there is one, and how.
    fn ask_members(&mut self, outermost: Object<'_>, at: usize, result: Value<'_>) -> Option<(usize, Ending<'s>)> {
        for outer in (0..at).rev() {
            let mut turn = self.inner();
            turn.set_running_members(outermost, outer + 1);
            let ending = match turn.completion_of(result) {
                Ok(None) => continue,
                Ok(Some(v)) => Ok(turn.escape(v)),
                Err(throw) => {
                    let thrown = turn.caught(throw);
                    Err(turn.escape(thrown))
                }
            };
            return Some((outer, ending));
        }
        None
    }
}
