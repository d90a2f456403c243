//! Steps of chains of generators.

use crate::chains::Ending;
use crate::context::{Context, Scope};
use crate::suspended::suspended_at;
use crate::throw::JsResult;
use crate::values::{self, Object};
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{GENERATOR_CHAINED, GENERATOR_DONE, GENERATOR_RUNNING};
use yarrow_values::held::Cells;

impl Context {
    /// How many chains [`Context::running_in_chains`] can tell of.
    pub(crate) fn chain_count(&self) -> usize {
        self.chains.list.len()
    }

    /// Calls `f` with the places, by module and location, of the generators that run because one further in their chain does,
    /// the innermost first: of the chains whose step began when the root stack was higher than `at`. Counts down `left`, the
    /// chains that nobody has asked for yet.
    pub(crate) fn running_in_chains(&self, left: &mut usize, at: *const u64, mut f: impl FnMut(usize, u32)) {
        while let Some(chain) = left.checked_sub(1).map(|i| &self.chains.list[i]) {
            if chain.stepped && chain.height <= at as usize {
                return;
            }
            *left -= 1;
            for g in chain.members[..chain.running].iter().rev() {
                let (module, location) = suspended_at(g.value());
                f(module, location);
            }
        }
    }
}

impl Context {
    /// Takes the completion value that was left for whoever delegates to this iterator, a word of a frame, and leaves it for
    /// [`Scope::take_delegate_result`]: whether there was one.
    #[inline]
    #[must_use]
    pub fn take_completion(&mut self, inner: u64) -> bool {
        let Some(Ending { with: Ok(value), .. }) =
            self.chains.ending.take_if(|ending| ending.inner.value().bits() == inner && ending.with.is_ok())
        else {
            return false;
        };
        self.delegate_result = value;
        true
    }
}

impl<'s> Scope<'s> {
    /// Begins a step of the chain that begins with this generator: how many lie outside of its innermost member. None
    /// does where the generator delegates to none that can be resumed, and then this is no step.
    pub fn begin_chain(&mut self, outermost: Object<'_>) -> usize {
        let Context { chains, store, .. } = &mut self.ctx;
        let outermost = outermost.detach();
        if chains.list.last().is_none_or(|chain| chain.members[0] != outermost) {
            chains.move_or_make(outermost);
        }
        chains.refresh();
        let chain = chains.list.last_mut().expect("put there");
        let innermost = chain.members.len() - 1;
        chain.stepped = innermost > 0;
        chain.running = innermost;
        chain.height = store.prefix.root_top as usize;
        innermost
    }

    /// Runs the member `at` of a chain that is stepped, and as long as that ends, the next one further out, which goes on with
    /// what the one further in has returned: what the last that was run leaves with, and its flags. `at` is its number then.
    /// The outermost has the flags `suspended` when it is run.
    pub fn run_chain(
        &mut self,
        outermost: Object<'_>,
        suspended: u32,
        at: &mut usize,
        sent: values::Value<'_>,
    ) -> JsResult<(values::Value<'s>, u32)> {
        let outer = outermost.detach();
        let mut sent = sent.detach();
        let mark = self.ctx.store.root_mark();
        loop {
            // The chain keeps it alive.
            let member = self.ctx.chains.of(outer).members[*at];
            let left = self.run_suspended(member.value(), ResumeMode::Next, sent);
            // It has not taken what was left for it if the stack had no room for it.
            self.ctx.chains.ending = None;
            let (value, flags) = left?;
            if flags & GENERATOR_DONE == 0 || *at == 0 {
                return Ok((value, flags));
            }
            self.ctx.chains.ending = Some(Ending { inner: member, with: Ok(value.detach()) });
            self.ctx.store.release_roots(mark);
            sent = values::Value::UNDEFINED;
            *at -= 1;
            self.pass_to_member(outermost, suspended, *at);
        }
    }

    /// The member `at` of a chain that is stepped is the one that runs next.
    #[inline]
    pub fn pass_to_member(&mut self, outermost: Object<'_>, suspended: u32, at: usize) {
        self.set_running_members(outermost, at);
        if at == 0 {
            self.set_generator_flags(outermost, suspended);
        }
    }

    /// Ends a step of the chain, of which the members up to this number are left.
    #[inline]
    pub fn end_chain(&mut self, outermost: Object<'_>, innermost: usize) {
        self.ctx.chains.end_step(outermost.detach(), innermost);
    }

    /// So many members of a chain that is stepped run because one further in does.
    #[inline]
    pub fn set_running_members(&mut self, outermost: Object<'_>, running: usize) {
        self.ctx.chains.of(outermost.detach()).running = running;
    }

    /// Does this generator run because one further in its chain does?
    #[must_use]
    pub fn runs_in_chain(&self, g: Object<'_>) -> bool {
        self.generator_flags(g) & GENERATOR_CHAINED != 0 && self.ctx.chains.runs(g.detach())
    }

    /// This generator, which does not run, is resumed by somebody who steps no chain.
    pub fn leave_chains(&mut self, g: Object<'_>) {
        let flags = self.generator_flags(g);
        self.set_generator_flags(g, flags & !GENERATOR_CHAINED);
        self.ctx.chains.epoch += 1;
    }

    /// The member of a chain that delegates to the member `at` goes on with this, when it is resumed next.
    pub fn end_delegate(
        &mut self,
        outermost: Object<'_>,
        at: usize,
        ending: Result<values::Value<'_>, values::Value<'_>>,
    ) {
        let inner = self.ctx.chains.of(outermost.detach()).members[at];
        let flags = self.generator_flags(inner);
        if flags & (GENERATOR_DONE | GENERATOR_RUNNING) == 0 {
            // So that compiled code asks the runtime, too.
            self.set_generator_flags(inner, flags | GENERATOR_CHAINED);
            self.ctx.chains.epoch += 1;
        }
        let with = ending.map(values::Value::detach).map_err(values::Value::detach);
        self.ctx.chains.ending = Some(Ending { inner, with });
    }

    /// Takes what [`Scope::end_delegate`] has left for whoever delegates to this iterator.
    pub fn take_ending(&mut self, inner: values::Value<'_>) -> Option<JsResult<values::Value<'s>>> {
        let ending = self.ctx.chains.ending.take_if(|ending| inner.detach() == ending.inner.value())?;
        Some(match ending.with {
            Ok(v) => Ok(self.keep(v)),
            Err(e) => {
                let e = self.keep(e);
                Err(self.throw(e))
            }
        })
    }
}
