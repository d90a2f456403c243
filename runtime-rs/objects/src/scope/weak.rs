//! Doors to what is held weakly: targets of WeakRefs, and the records of FinalizationRegistry.

use super::{Cells, Scope};
use crate::bare;
use crate::cell::OwnerCell;
use crate::context::Context;
use crate::finalisation::{RECORD, Record};
use crate::throw::JsResult;
use crate::values::{Object, Value};

/// `aux` of a WeakRef that is in the list.
const KEPT: u16 = 1;

fn aux(r: bare::Object) -> &'static std::cell::Cell<u16> {
    &r.layout::<OwnerCell>().object.header.aux
}

impl<'s> Scope<'s> {
    /// AddToKeptObjects (9.10.2) with the target of a WeakRef.
    pub fn keep_target(&mut self, weak: Object<'_>) {
        let r = weak.detach();
        if aux(r).replace(KEPT) != KEPT {
            self.ctx.weak.kept.push(r);
        }
    }

    /// ClearKeptObjects (9.10.3): the job is over.
    pub fn clear_kept_objects(&mut self) {
        if self.ctx.weak.kept.is_empty() {
            return;
        }
        for r in self.ctx.weak.kept.drain(..) {
            aux(r).set(0);
        }
    }

    /// What a WeakRef refers to, or `undefined` once it has died. It may die by the next collection.
    pub fn weak_target(&mut self, o: Object<'_>) -> Value<'s> {
        let target = o.detach().weak_target();
        self.keep(target)
    }
}

/// A target that has died.
#[derive(Clone, Copy)]
pub struct Finalised<'s> {
    pub registry: Object<'s>,
    /// The number of the record, which is gone.
    pub record: u64,
    /// The token that it was registered with, if that lives.
    pub token: Value<'s>,
}

impl Context {
    fn add_record(&mut self, record: Record) -> JsResult<u64> {
        if !self.store.has_room(RECORD as usize) {
            return Err(self.throw_out_of_memory());
        }
        self.store.add_external(RECORD);
        let all = &mut self.finalisations;
        all.last += 1;
        all.records.push((all.last, record));
        Ok(all.last)
    }
}

impl<'s> Scope<'s> {
    /// Adds a record: its number, which no other record ever has.
    pub fn add_finalisation(&mut self, registry: Object<'_>, target: Value<'_>, token: Value<'_>) -> JsResult<u64> {
        let record = Record { registry: registry.detach(), target: target.detach(), token: token.detach() };
        self.ctx.add_record(record)
    }

    /// Removes a record, even if its target is dead already: whether it was there.
    pub fn remove_finalisation(&mut self, record: u64) -> bool {
        let all = &mut self.ctx.finalisations;
        if let Ok(at) = all.records.binary_search_by_key(&record, |(number, _)| *number) {
            let there = &mut all.records[at].1;
            return !std::mem::replace(&mut there.target, Value::UNDEFINED).is_undefined();
        }
        let before = all.due.len();
        all.due.retain(|(number, _)| *number != record);
        all.due.len() != before
    }

    /// The next of the targets that have died.
    pub fn take_finalised(&mut self) -> Option<Finalised<'s>> {
        let (record, Record { registry, token, .. }) = self.ctx.finalisations.due.pop_front()?;
        Some(Finalised { registry: self.keep(registry), record, token: self.keep(token) })
    }

    #[must_use]
    pub fn has_finalised(&self) -> bool {
        !self.ctx.finalisations.due.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yarrow_gc::Settings;

    #[test]
    fn records_follow_their_targets_and_registries() {
        Context::with_settings(Settings::default()).enter(|ctx| {
            let registry = ctx.new_object().expect("memory");
            let target = ctx.slot(Value::NULL);
            let mut short = ctx.inner();
            let (lives, token) = (short.new_object().expect("memory"), short.new_object().expect("memory"));
            target.set(lives.value());
            let first = short.add_finalisation(registry, lives.value(), token.value()).expect("memory");
            let dead = short.new_object().expect("memory");
            let lost = short.new_object().expect("memory");
            short.add_finalisation(lost, dead.value(), Value::UNDEFINED).expect("memory");
            let third = short.add_finalisation(registry, dead.value(), dead.value()).expect("memory");
            drop(short);
            ctx.collect();
            let found = ctx.take_finalised().expect("a dead target");
            assert!(found.registry == registry && found.record == third && found.token.is_undefined());
            assert!(ctx.take_finalised().is_none());
            target.set(Value::NULL);
            ctx.collect();
            assert!(ctx.has_finalised() && ctx.remove_finalisation(first) && !ctx.remove_finalisation(first));
            assert!(!ctx.has_finalised());
        });
    }
}
