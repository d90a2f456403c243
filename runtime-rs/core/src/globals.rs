//! The global environment (9.1.1.4): the lexical declarations of scripts, then the global object; and
//! object scopes (9.1.1.2), which `with` and the variables of direct eval are.
//!
//! A script's `let`, `const` or class lives in a global of its program's instance. The record here
//! points there, so that scripts and evaluated code that come later find the binding by name.

use crate::context::Context;
use crate::error::{JsResult, Throw};
use crate::ic::{GlobalCache, learning};
use crate::ordered::OrderedTable;
use crate::property::{Attrs, NamedKey};
use crate::scope::Scope;
use crate::string::FlatString;
use crate::value::Value;
use crate::values::{self, Descriptor, PropertyKey};
use std::cell::Cell;
pub use yarrow_abi::kinds::GlobalDeclaration;
use yarrow_values::{Trace, Tracer};

/// Whether a refused assignment throws.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strictness {
    Strict,
    Sloppy,
}

/// A binding of the declarative record.
#[derive(Clone, Copy)]
struct Binding {
    slot: *mut u64,
    mutable: bool,
}

impl Binding {
    fn value(self) -> Value {
        // SAFETY: the slot is a global of an instance, which lives as long as the context and is a root.
        unsafe { Value::from_bits(self.slot.read()) }
    }

    fn set(self, value: Value) {
        // SAFETY: as above.
        unsafe { self.slot.write(value.bits()) };
    }
}

/// The declarative record of a realm.
#[derive(Default)]
pub struct ScriptRecord {
    bindings: OrderedTable<NamedKey, Binding>,
}

impl ScriptRecord {}

/// The names; the instances keep the values.
impl Trace for ScriptRecord {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        self.bindings.iter().for_each(|(name, _)| tracer.value(name.value()));
    }
}

impl Context {
    // --- reading and writing ------------------------------------------------------------------------

    fn script_binding(&self, name: FlatString) -> Option<Binding> {
        self.script_record.bindings.get(name.into())
    }

    fn throw_uninitialised(&mut self, name: FlatString) -> Throw {
        let text = name.string();
        self.throw_reference_error(format_args!("Cannot access '{text}' before initialization"))
    }

    pub(crate) fn is_script_binding(&self, name: FlatString) -> bool {
        self.script_binding(name).is_some()
    }

    /// The value of a script's declaration or of a data property of the global object, filling the cache; `None` if
    /// there is neither.
    pub(crate) fn learn_global(&mut self, name: FlatString, cache: &mut GlobalCache) -> JsResult<Option<Value>> {
        if let Some(b) = self.script_binding(name) {
            let value = b.value();
            if value == Value::TDZ {
                return Err(self.throw_uninitialised(name));
            }
            // Once initialised it stays so.
            cache.epoch = self.store.prefix.proto_epoch;
            cache.slot = b.slot.cast();
            return Ok(Some(value));
        }
        let global = self.global;
        if let PropertyKey::String(s) = PropertyKey::from_atom(name)
            && let Some(place) = self.own_place(global, s.into())?
            && !place.attrs.is_accessor()
        {
            let address = self.store.slot_address(global, place.slot);
            cache.epoch = self.store.prefix.proto_epoch;
            cache.slot = address;
            // SAFETY: the global object's shape says that the slot exists.
            return Ok(Some(unsafe { address.read() }));
        }
        Ok(None)
    }

    /// Assigns to a script's declaration: false if there is none.
    pub(crate) fn assign_script_binding(&mut self, name: FlatString, value: Value) -> JsResult<bool> {
        let Some(b) = self.script_binding(name) else { return Ok(false) };
        if b.value() == Value::TDZ {
            return Err(self.throw_uninitialised(name));
        }
        if !b.mutable {
            return Err(self.throw_type_error(format_args!("Assignment to constant variable.")));
        }
        b.set(value);
        Ok(true)
    }

    /// Enters a script's lexical declaration, uninitialised.
    ///
    /// # Safety
    /// `slot` holds a value, is a root, and lives as long as the context.
    pub unsafe fn declare_global_lexical(&mut self, name: FlatString, slot: *mut u64, mutable: bool) {
        let binding = Binding { slot, mutable };
        binding.set(Value::TDZ);
        self.script_record.bindings.insert(name.into(), binding);
        // It hides a property of the global object that caches may have found.
        self.bump_epoch();
    }
}

impl<'s> Scope<'s> {
    fn throw_undefined_name(&mut self, name: values::FlatString<'_>) -> Throw {
        let text = name.string();
        self.throw_reference_error(format_args!("{text} is not defined"))
    }

    /// The value of a name of the global environment, `None` if there is none, filling the cache.
    pub fn global_get(
        &mut self,
        name: values::FlatString<'_>,
        site: &Cell<GlobalCache>,
    ) -> JsResult<Option<values::Value<'s>>> {
        if let Some(value) = learning(site, |cache| self.learn_global(name, cache))? {
            return Ok(Some(value));
        }
        let global = self.global;
        if self.has_property(global, name.into())? { self.get(global, name).map(Some) } else { Ok(None) }
    }

    /// Strict assignment to a name of the global environment.
    pub fn global_set(&mut self, name: values::FlatString<'_>, value: values::Value<'_>) -> JsResult<()> {
        self.global_assign(name, value, Strictness::Strict)
    }

    /// Assignment to a name of the global environment: in code that is not strict a name without
    /// binding becomes a property of the global object.
    pub fn global_assign(
        &mut self,
        name: values::FlatString<'_>,
        value: values::Value<'_>,
        strictness: Strictness,
    ) -> JsResult<()> {
        if self.assign_script_binding(name, value)? {
            return Ok(());
        }
        let global = self.global;
        match strictness {
            Strictness::Strict if !self.has_property(global, name.into())? => Err(self.throw_undefined_name(name)),
            Strictness::Strict => self.set(global, name, value),
            Strictness::Sloppy => {
                self.set_with_receiver(global, name.into(), value, global.value())?;
                Ok(())
            }
        }
    }

    /// DeleteBinding of the global environment (9.1.1.4.7): false if refused.
    pub fn global_delete(&mut self, name: values::FlatString<'_>) -> JsResult<bool> {
        if self.is_script_binding(name) {
            return Ok(false);
        }
        let global = self.global;
        self.delete(global, name.into())
    }

    // --- declarations -------------------------------------------------------------------------------

    /// The checks of GlobalDeclarationInstantiation (16.1.7) for one name.
    pub fn check_global_declaration(&mut self, sort: GlobalDeclaration, name: values::FlatString<'_>) -> JsResult<()> {
        let text = name.string();
        let global = self.global;
        if self.is_script_binding(name) {
            return Err(self.throw_syntax_error(format_args!("Identifier '{text}' has already been declared")));
        }
        let existing = self.get_own_property(global, name.into())?;
        let allowed = match (sort, existing) {
            // HasRestrictedGlobalProperty (9.1.1.4.13)
            (GlobalDeclaration::Lexical, Some(p)) if !p.attrs.configurable() => {
                return Err(self.throw_syntax_error(format_args!("Identifier '{text}' has already been declared")));
            }
            (GlobalDeclaration::Lexical, _) | (GlobalDeclaration::Var, Some(_)) => true,
            // CanDeclareGlobalFunction (9.1.1.4.15)
            (GlobalDeclaration::Function, Some(p)) => {
                p.attrs.configurable() || (!p.attrs.is_accessor() && p.attrs.writable() && p.attrs.enumerable())
            }
            (GlobalDeclaration::Var | GlobalDeclaration::Function, None) => self.is_extensible(global)?,
        };
        if allowed {
            return Ok(());
        }
        let what = if sort == GlobalDeclaration::Function { "function" } else { "variable" };
        Err(self.throw_type_error(format_args!("Cannot declare global {what} '{text}'")))
    }

    /// CreateGlobalVarBinding (9.1.1.4.16)
    pub fn declare_global_var(&mut self, name: values::FlatString<'_>, deletable: bool) -> JsResult<()> {
        let global = self.global;
        if self.has_own_property(global, name.into())? || !self.is_extensible(global)? {
            return Ok(());
        }
        let attrs = global_attrs(deletable);
        self.define_property_or_throw(global, name.into(), &Descriptor::data(Value::UNDEFINED, attrs))
    }

    /// CreateGlobalFunctionBinding (9.1.1.4.17).
    pub fn declare_global_function(
        &mut self,
        name: values::FlatString<'_>,
        f: values::Value<'_>,
        deletable: bool,
    ) -> JsResult<()> {
        let global = self.global;
        let key = PropertyKey::from_atom(name);
        let desc = match self.get_own_property(global, key)? {
            Some(p) if !p.attrs.configurable() => Descriptor { value: Some(f), ..Descriptor::default() },
            _ => Descriptor::data(f, global_attrs(deletable)),
        };
        self.define_property_or_throw(global, key, &desc)?;
        self.set_with_receiver(global, key, f, global.value())?;
        Ok(())
    }

    // --- object scopes -------------------------------------------------------------------------------

    /// HasBinding (9.1.1.2.1) of an object scope.
    pub fn with_has(&mut self, scope: values::Object<'_>, name: values::FlatString<'_>) -> JsResult<bool> {
        let key = PropertyKey::from_atom(name);
        if !self.has_property(scope, key)? {
            return Ok(false);
        }
        let unscopables = self.symbols.unscopables;
        let Some(blocked) = self.get(scope, unscopables)?.as_object() else { return Ok(true) };
        let v = self.get(blocked, key)?;
        Ok(!self.to_boolean(v))
    }

    /// GetBindingValue (9.1.1.2.6)
    pub fn with_get(
        &mut self,
        scope: values::Object<'_>,
        name: values::FlatString<'_>,
        strictness: Strictness,
    ) -> JsResult<values::Value<'s>> {
        let key = PropertyKey::from_atom(name);
        if !self.has_property(scope, key)? {
            return match strictness {
                Strictness::Strict => Err(self.throw_undefined_name(name)),
                Strictness::Sloppy => Ok(Value::UNDEFINED),
            };
        }
        self.get(scope, key)
    }

    /// SetMutableBinding (9.1.1.2.5).
    pub fn with_set(
        &mut self,
        scope: values::Object<'_>,
        name: values::FlatString<'_>,
        value: values::Value<'_>,
        strictness: Strictness,
    ) -> JsResult<()> {
        let key = PropertyKey::from_atom(name);
        let exists = self.has_property(scope, key)?;
        match strictness {
            Strictness::Strict if !exists => Err(self.throw_undefined_name(name)),
            Strictness::Strict => self.set(scope, key, value),
            Strictness::Sloppy => {
                self.set_with_receiver(scope, key, value, scope.value())?;
                Ok(())
            }
        }
    }

    /// `this` of a function that is not strict: OrdinaryCallBindThis (10.2.1.2).
    pub fn coerce_this(&mut self, this: values::Value<'_>) -> JsResult<values::Value<'s>> {
        if this.is_nullish() { Ok(self.global.value()) } else { Ok(self.to_object(this)?.value()) }
    }
}

fn global_attrs(deletable: bool) -> Attrs {
    if deletable { Attrs::ALL } else { Attrs::ALL.without(Attrs::CONFIGURABLE) }
}
