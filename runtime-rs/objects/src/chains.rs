//! Chains of generators: an outermost one that is suspended in a `yield*` over a second, which is in one over a third, and so
//! on to an innermost. A step of the outermost runs the innermost alone: those in between would do nothing but pass on what it
//! yields. (After Jacobs, Meijer, Piessens and Schulte, Iterators revisited, 2005.)
//!
//! A chain is remembered from step to step. That it still is as remembered is known by this:
//!
//! * A member between the outermost and the innermost has the flag `GENERATOR_CHAINED`. Nobody resumes a generator that has it,
//!   other than the step of a chain, without telling ([`leave_chains`](crate::Scope::leave_chains)): then all chains are looked at anew.
//! * So does a step that makes a member leave its `yield*` while the next member has not ended.
//! * What remains is that members at the inner end have ended, or that the innermost delegates now. Both are seen.
//!
//! While the innermost runs, the members outside of it run too, though none of their code is on the stack:
//! [`runs_in_chain`](crate::Scope::runs_in_chain) knows, and so does the stack trace.
//!
//! A collection forgets the chains that nobody steps.

use crate::bare::{self, Value};
use crate::cell::GeneratorCell;
use crate::suspended::delegate_of;
use yarrow_abi::layout::{GENERATOR_CHAINED, GENERATOR_DELEGATING, GENERATOR_DONE, GENERATOR_RUNNING};
use yarrow_values::{Trace, Tracer};

/// So many chains that nobody steps are remembered.
const MOST: usize = 16;

pub(crate) struct Chain {
    /// From the outermost on, whose chain it is. There always is one.
    pub members: Vec<bare::Object>,
    pub stepped: bool,
    /// So many members run because one further in does.
    pub running: usize,
    /// How high the root stack was when the step began.
    pub height: usize,
    /// See [`Chains::epoch`].
    epoch: u64,
}

/// What a member of a chain receives from the one further in, in the place of what that would answer if it were asked.
pub(crate) struct Ending {
    pub inner: bare::Object,
    /// The completion value, or what was thrown.
    pub with: Result<Value, Value>,
}

#[derive(Default)]
pub(crate) struct Chains {
    /// The one stepped last comes last.
    pub list: Vec<Chain>,
    /// Chains of another epoch may not be as they are remembered.
    pub epoch: u64,
    pub ending: Option<Ending>,
    /// The memory of a chain that is gone, for the next one.
    spare: Vec<bare::Object>,
}

fn flags(g: bare::Object) -> u32 {
    g.layout::<GeneratorCell>().flags.get()
}

fn set_flags(g: bare::Object, flags: u32) {
    g.layout::<GeneratorCell>().flags.set(flags);
}

impl Chains {
    fn position(&self, outermost: bare::Object) -> Option<usize> {
        self.list.iter().rposition(|chain| chain.members[0] == outermost)
    }

    /// Where the chain of this generator lies, which is stepped. The last place in the list is the likeliest.
    #[inline]
    fn place(&self, outermost: bare::Object) -> usize {
        match &self.list[..] {
            [before @ .., last] if last.members[0] == outermost => before.len(),
            _ => self.position(outermost).expect("a chain that is stepped"),
        }
    }

    /// The chain of this generator, which is stepped.
    #[inline]
    pub fn of(&mut self, outermost: bare::Object) -> &mut Chain {
        let at = self.place(outermost);
        &mut self.list[at]
    }

    /// Ends a step of the chain of this generator, of which the members up to `innermost` are left. One that has no other member is
    /// not worth to be remembered.
    #[inline]
    pub fn end_step(&mut self, outermost: bare::Object, innermost: usize) {
        let at = self.place(outermost);
        if innermost == 0 {
            let mut members = self.list.remove(at).members;
            members.clear();
            self.spare = members;
            return;
        }
        let chain = &mut self.list[at];
        chain.members.truncate(innermost + 1);
        chain.stepped = false;
        chain.running = 0;
    }

    pub fn runs(&self, g: bare::Object) -> bool {
        self.list.iter().any(|chain| chain.members[..chain.running].contains(&g))
    }

    /// Puts the chain of this generator at the end of the list.
    #[cold]
    pub fn move_or_make(&mut self, outermost: bare::Object) {
        if let Some(at) = self.position(outermost) {
            self.list[at..].rotate_left(1);
            return;
        }
        let mut members = std::mem::take(&mut self.spare);
        if self.list.len() >= MOST
            && let Some(at) = self.list.iter().position(|chain| !chain.stepped)
        {
            members = self.list.remove(at).members;
            members.clear();
        }
        members.push(outermost);
        self.list.push(Chain { members, stepped: false, running: 0, height: 0, epoch: self.epoch });
    }

    /// Brings the last chain of the list up to date.
    #[inline]
    pub fn refresh(&mut self) {
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
            && flags(innermost) & GENERATOR_DELEGATING != 0
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
