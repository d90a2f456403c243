//! Generators whose consumer is a list: their code runs in a loop, with nothing between two resumptions but the store of what was
//! yielded.

use crate::bare;
use crate::cell::GeneratorCell;
use crate::context::{Context, Scope};
use crate::generator::raw_result;
use crate::realms::RealmId;
use crate::scope::Cells;
use crate::suspended::cell;
use crate::throw::JsResult;
use crate::values::{Object, Value};
use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{GENERATOR_CHAINED, GENERATOR_DEEP, GENERATOR_DELEGATING, GENERATOR_DONE, GENERATOR_RUNNING};

/// So many values lie on the root stack before they are appended. A shorter list gets a buffer of its length at once. With 32,
/// recursion through spread generators came to 13,000 calls, where other recursion comes to 20,000 and more.
const MOST: usize = 16;

/// The next resumption of a generator with one of these flags is not just a run of its code.
const OTHERWISE: u32 = GENERATOR_RUNNING | GENERATOR_DONE | GENERATOR_CHAINED | GENERATOR_DEEP;

/// Why a generator is run no further.
#[derive(Clone, Copy, Debug)]
pub enum Drained<'s> {
    /// It has ended.
    Ended,
    /// It has passed on this result object of an inner iterator, which nobody has opened.
    Delegated(Value<'s>),
    /// Its next resumption is not just a run of its code.
    Stopped,
}

/// How a stretch of resumptions ends.
enum Stretch {
    Full,
    Threw,
    Ended,
    Delegated(bare::Value),
    Stopped,
}

impl<'s> Scope<'s> {
    /// Appends to an array that JavaScript has not seen yet what a generator yields, as calls of its `next` would. Where it
    /// throws, some of what it yielded before is not appended.
    pub fn drain_generator(&mut self, g: Object<'_>, array: Object<'_>) -> JsResult<Drained<'s>> {
        let cell = cell(g);
        let (g, array) = (g.value().detach(), array.detach());
        let realm = RealmId(cell.header.aux.get());
        loop {
            self.ctx.check_stack()?;
            let mark = self.ctx.store.root_mark();
            let first = self.ctx.store.prefix.root_top;
            // SAFETY: the cell of this generator, which the caller holds.
            let (stretch, count) = self.ctx.in_realm(realm, |ctx| unsafe { ctx.run_stretch(g, cell) });
            // SAFETY: so many values were rooted, and lie there until the next root is made.
            let values = unsafe { std::slice::from_raw_parts(first.cast::<bare::Value>(), count) };
            let appended = match stretch {
                Stretch::Threw => Ok(()),
                _ => self.ctx.append_yielded(array, values),
            };
            self.ctx.store.release_roots(mark);
            appended?;
            return Ok(match stretch {
                Stretch::Full => continue,
                Stretch::Threw => return Err(self.pending_throw()),
                Stretch::Ended => Drained::Ended,
                Stretch::Delegated(result) => Drained::Delegated(self.keep(result)),
                Stretch::Stopped => Drained::Stopped,
            });
        }
    }
}

impl Context {
    /// Resumes a generator until something else is to be done, or there are enough values: these lie on the root stack then.
    ///
    /// # Safety
    /// The cell is that of the generator `g`, which is alive until this returns.
    unsafe fn run_stretch(&mut self, g: bare::Value, cell: &GeneratorCell) -> (Stretch, usize) {
        for count in 0..MOST {
            if cell.flags.get() & OTHERWISE != 0 {
                return (Stretch::Stopped, count);
            }
            if self.store.prefix.gc_pending != 0 {
                self.poll();
            }
            // SAFETY: the caller's promise.
            let word = unsafe { self.call_resume(g, cell, ResumeMode::Next, Value::UNDEFINED) };
            // SAFETY: a word that code of the calling convention has just returned.
            let value = unsafe { Value::from_bits(word) };
            if value.is_exception() {
                return (Stretch::Threw, count);
            }
            let flags = cell.flags.get();
            if flags & GENERATOR_DONE != 0 {
                return (Stretch::Ended, count);
            }
            if flags & GENERATOR_DELEGATING != 0
                && let Some(result) = raw_result(value)
            {
                return (Stretch::Delegated(result), count);
            }
            self.store.push_root(word);
        }
        (Stretch::Full, MOST)
    }

    fn append_yielded(&mut self, array: bare::Object, values: &[bare::Value]) -> JsResult<()> {
        if values.is_empty() || self.append_dense(array, values)? {
            return Ok(());
        }
        values.iter().try_for_each(|&v| self.array_push(array, v))
    }
}
