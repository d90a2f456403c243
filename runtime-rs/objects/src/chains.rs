//! Chains of generators: an outermost one that is suspended in a `yield*` over a second, which is in one over a third, and so
//! on to an innermost. A step of the outermost runs the innermost alone: those in between would do nothing but pass on what it
//! yields. (After Jacobs, Meijer, Piessens and Schulte, Iterators revisited, 2005.)
//!
//! A chain is remembered from step to step. That it still is as remembered is known by this:
//!
//! * A member between the outermost and the innermost has the flag `GENERATOR_CHAINED`. Nobody resumes a generator that has it,
//!   other than the step of a chain, without telling ([`Scope::leave_chains`]): then all chains are looked at anew.
//! * So does a step that makes a member leave its `yield*` while the next member has not ended.
//! * What remains is that members at the inner end have ended, or that the innermost delegates now. Both are seen.
//!
//! While the innermost runs, the members outside of it run too, though none of their code is on the stack:
//! [`Scope::runs_in_chain`] knows, and so does the stack trace.
//!
//! A collection forgets the chains that nobody steps.

use crate::bare::{self, Value};
use crate::cell::GeneratorCell;
use crate::context::{Context, Scope};
use crate::generator::{delegate_of, suspended_at};
use crate::throw::JsResult;
use crate::values::{self, Object};
use yarrow_abi::layout::{GENERATOR_CHAINED, GENERATOR_DONE, GENERATOR_RUNNING};
use yarrow_values::held::Cells;
use yarrow_values::{Trace, Tracer};

/// So many chains that nobody steps are remembered.
const MOST: usize = 16;

struct Chain {
    /// From the outermost on, whose chain it is. There always is one.
    members: Vec<bare::Object>,
    stepped: bool,
    /// So many members run because one further in does.
    running: usize,
    /// How high the root stack was when the step began.
    height: usize,
    /// See [`Chains::epoch`].
    epoch: u64,
}

/// What a member of a chain receives from the one further in, in the place of what that would answer if it were asked.
struct Ending {
    inner: bare::Object,
    /// The completion value, or what was thrown.
    with: Result<Value, Value>,
}

#[derive(Default)]
pub(crate) struct Chains {
    /// The one stepped last comes last.
    list: Vec<Chain>,
    /// Chains of another epoch may not be as they are remembered.
    epoch: u64,
    ending: Option<Ending>,
}

fn flags(g: bare::Object) -> u32 {
    g.layout::<GeneratorCell>().flags.get()
}

fn set_flags(g: bare::Object, flags: u32) {
    g.layout::<GeneratorCell>().flags.set(flags);
}

impl Chains {
    /// The last place in the list is the likeliest.
    #[inline]
    fn position(&self, outermost: bare::Object) -> Option<usize> {
        self.list.iter().rposition(|chain| chain.members[0] == outermost)
    }

    /// The chain of this generator, which is stepped.
    #[inline]
    fn of(&mut self, outermost: bare::Object) -> &mut Chain {
        let at = self.position(outermost).expect("a chain that is stepped");
        &mut self.list[at]
    }

    fn runs(&self, g: bare::Object) -> bool {
        self.list.iter().any(|chain| chain.members[..chain.running].contains(&g))
    }

    /// Puts the chain of this generator at the end of the list.
    #[cold]
    fn move_or_make(&mut self, outermost: bare::Object) {
        let of_it = self.position(outermost);
        let too_many =
            || (self.list.len() >= MOST).then(|| self.list.iter().position(|chain| !chain.stepped)).flatten();
        let chain = of_it.or_else(too_many).map(|at| self.list.remove(at)).filter(|_| of_it.is_some());
        let new = || Chain { members: vec![outermost], stepped: false, running: 0, height: 0, epoch: self.epoch };
        let chain = chain.unwrap_or_else(new);
        self.list.push(chain);
    }

    /// Brings the last chain of the list up to date.
    #[inline]
    fn refresh(&mut self) {
        const OVER: u32 = GENERATOR_DONE | GENERATOR_RUNNING;
        let last = self.list.len() - 1;
        let chain = &mut self.list[last];
        if chain.epoch != self.epoch {
            chain.members.truncate(1);
            chain.epoch = self.epoch;
        }
        while let [.., _, innermost] = chain.members[..]
            && flags(innermost) & OVER != 0
        {
            chain.members.pop();
        }
        while let Some(&innermost) = self.list[last].members.last()
            && let Some(next) = delegate_of(innermost)
            && flags(next) & OVER == 0
            && !(flags(next) & GENERATOR_CHAINED != 0 && self.runs(next))
        {
            let members = &mut self.list[last].members;
            if members.len() > 1 {
                set_flags(innermost, flags(innermost) | GENERATOR_CHAINED);
            }
            members.push(next);
        }
    }

    /// Forgets the chains that nobody steps.
    pub fn forget(&mut self) {
        self.list.retain(|chain| chain.stepped);
    }
}

impl Trace for Chains {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        for chain in &self.list {
            chain.members.iter().for_each(|g| tracer.values(&[g.value()]));
        }
        if let Some(Ending { inner, with: Ok(v) | Err(v) }) = self.ending {
            tracer.values(&[inner.value(), v]);
        }
    }
}

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

impl<'s> Scope<'s> {
    /// Begins a step of the chain that begins with this generator: its innermost member, and how many lie outside of it. None
    /// does where the generator delegates to none that can be resumed, and then this is no step.
    pub fn begin_chain(&mut self, outermost: Object<'_>) -> (usize, Object<'s>) {
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
        let member = chain.members[innermost];
        (innermost, self.keep(member))
    }

    /// Ends a step of the chain, of which the members up to this number are left.
    pub fn end_chain(&mut self, outermost: Object<'_>, innermost: usize) {
        let chain = self.ctx.chains.of(outermost.detach());
        chain.members.truncate(innermost + 1);
        chain.stepped = false;
        chain.running = 0;
    }

    /// A member of a chain that is stepped.
    pub fn chain_member(&mut self, outermost: Object<'_>, i: usize) -> Object<'s> {
        let member = self.ctx.chains.of(outermost.detach()).members[i];
        self.keep(member)
    }

    /// So many members of a chain that is stepped run because one further in does.
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

    /// The generator that delegates to `inner` goes on with this, when it is resumed next.
    pub fn end_delegate(&mut self, inner: Object<'_>, ending: Result<values::Value<'_>, values::Value<'_>>) {
        let flags = self.generator_flags(inner);
        if flags & (GENERATOR_DONE | GENERATOR_RUNNING) == 0 {
            // So that compiled code asks the runtime, too.
            self.set_generator_flags(inner, flags | GENERATOR_CHAINED);
            self.ctx.chains.epoch += 1;
        }
        let with = ending.map(values::Value::detach).map_err(values::Value::detach);
        self.ctx.chains.ending = Some(Ending { inner: inner.detach(), with });
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

    /// Forgets it, where nobody has taken it.
    pub fn forget_ending(&mut self) {
        self.ctx.chains.ending = None;
    }
}
