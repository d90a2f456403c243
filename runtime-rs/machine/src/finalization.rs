//! FinalizationRegistry (26.2): what a registry holds, and the calls of its callback.
//!
//! A registry has three internal slots: the callback; a Map of what it holds, by the number of the record that names the
//! target (see `Scope::add_finalisation`); a WeakMap of Sets of such numbers, by unregister token. So what is held lives as
//! long as the registry and the target do, and a token lives no longer for having been used.

use easy_ext::ext;
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{CellKind, Cursor, JsResult};

const CLEANUP: usize = 0;
const HELD: usize = 1;
const TOKENS: usize = 2;

fn number(record: u64) -> Value<'static> {
    Value::number(record as f64)
}

#[ext(Finalization)]
pub impl<'s> Scope<'s> {
    /// An empty registry with a callback.
    fn new_finalization_registry(&mut self, proto: Object<'_>, cleanup: Value<'_>) -> JsResult<Object<'s>> {
        let registry = self.new_object_of_kind(CellKind::FinalizationRegistry, proto.value(), 3)?;
        let held = self.new_collection(CellKind::Map, Value::NULL)?;
        let tokens = self.new_weak_collection(CellKind::WeakMap, Value::NULL)?;
        registry.set_internal(CLEANUP, cleanup);
        registry.set_internal(HELD, held.value());
        registry.set_internal(TOKENS, tokens.value());
        Ok(registry)
    }

    /// FinalizationRegistry.prototype.register (26.2.3.2) with a token or `undefined`.
    fn register_target(
        &mut self,
        registry: Object<'_>,
        target: Value<'_>,
        held: Value<'_>,
        token: Value<'_>,
    ) -> JsResult<()> {
        let ctx = &mut self.inner();
        let (holdings, tokens) = ctx.registry_tables(registry);
        let record = ctx.add_finalisation(registry, target, token)?;
        ctx.map_insert(holdings, number(record), held)?;
        if token.is_undefined() {
            return Ok(());
        }
        let records = match ctx.map_get(tokens, token)?.and_then(Value::as_object) {
            Some(records) => records,
            None => {
                let records = ctx.new_collection(CellKind::Set, Value::NULL)?;
                ctx.map_insert(tokens, token, records.value())?;
                records
            }
        };
        ctx.map_insert(records, number(record), Value::TRUE)
    }

    /// FinalizationRegistry.prototype.unregister (26.2.3.3): whether there was something to remove.
    fn unregister_token(&mut self, registry: Object<'_>, token: Value<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let (holdings, tokens) = ctx.registry_tables(registry);
        let Some(records) = ctx.map_get(tokens, token)?.and_then(Value::as_object) else { return Ok(false) };
        ctx.map_remove(tokens, token)?;
        let mut at = Cursor::default();
        let mut removed = false;
        loop {
            let ctx = &mut ctx.inner();
            let Some((record, _)) = ctx.map_next(records, &mut at) else { return Ok(removed) };
            ctx.map_remove(holdings, record)?;
            removed |= record.as_number().is_some_and(|n| ctx.remove_finalisation(n as u64));
        }
    }

    /// A step of CleanupFinalizationRegistry (9.12): calls back for a target that has died. Whether there was one.
    fn run_finalisation(&mut self) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let Some(dead) = ctx.take_finalised() else { return Ok(false) };
        let (holdings, tokens) = ctx.registry_tables(dead.registry);
        let record = number(dead.record);
        if let Some(records) = ctx.map_get(tokens, dead.token)?.and_then(Value::as_object) {
            ctx.map_remove(records, record)?;
            if ctx.map_len(records) == 0 {
                ctx.map_remove(tokens, dead.token)?;
            }
        }
        let held = ctx.map_get(holdings, record)?.unwrap_or(Value::UNDEFINED);
        ctx.map_remove(holdings, record)?;
        let cleanup = ctx.internal(dead.registry, CLEANUP);
        ctx.call(cleanup, Value::UNDEFINED, &[held])?;
        Ok(true)
    }

    /// What a registry holds, and its tokens.
    fn registry_tables(&mut self, registry: Object<'_>) -> (Object<'s>, Object<'s>) {
        let tables = [HELD, TOKENS].map(|slot| self.internal(registry, slot).as_object().expect("a registry's table"));
        (tables[0], tables[1])
    }
}
