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
        let mut at = self.begin_chain(outermost);
        if at == 0 {
            self.end_chain(outermost, at);
            return self.resume_alone(outermost, ResumeMode::Next, sent);
        }
        self.set_generator_flags(outermost, GENERATOR_RUNNING);
        let mut answer = self.run_chain(outermost, suspended, &mut at, sent).map(Resumed::from);
        if !matches!(answer, Ok(Resumed::Yield(_))) && at > 0 {
            (at, answer) = self.pass_out(outermost, suspended, at, answer);
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
    /// Passes a result object or an exception that the member `at` of a chain has answered with on to those further out, until the
    /// chain as a whole has an answer: that, and the member that is the innermost now.
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
                Ok(Resumed::Yield(_) | Resumed::Done(_)) => break,
                Ok(Resumed::Delegate(result)) => match turn.ask_members(outermost, at, result) {
                    None => break,
                    Some(ended) => ended,
                },
                Err(throw) => (at - 1, Err(turn.caught(throw))),
            };
            turn.end_delegate(outermost, outer + 1, ending);
            turn.pass_to_member(outermost, suspended, outer);
            at = outer;
            let next = turn.run_chain(outermost, suspended, &mut at, Value::UNDEFINED).map(Resumed::from);
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
