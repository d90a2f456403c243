//! The global environment (9.1.1.4): the lexical declarations of scripts, then the global object; and
//! object scopes (9.1.1.2), which `with` and the variables of direct eval are.

use easy_ext::ext;
use std::cell::Cell;
pub use yarrow_abi::kinds::GlobalDeclaration;
use yarrow_objects::rooted::{Descriptor, FlatString, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, GlobalCache, JsResult, Throw};

/// Whether a refused assignment throws.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strictness {
    Strict,
    Sloppy,
}

#[ext(Globals)]
pub impl<'s> Scope<'s> {
    /// The value of a name of the global environment, `None` if there is none, filling the cache.
    fn global_get(&mut self, name: FlatString<'_>, site: &Cell<GlobalCache>) -> JsResult<Option<Value<'s>>> {
        if let Some(value) = self.learn_global(name, site)? {
            return Ok(Some(value));
        }
        let global = self.global;
        if self.has_property(global, name.into())? { self.get(global, name).map(Some) } else { Ok(None) }
    }

    /// Strict assignment to a name of the global environment.
    fn global_set(&mut self, name: FlatString<'_>, value: Value<'_>) -> JsResult<()> {
        self.global_assign(name, value, Strictness::Strict)
    }

    /// Assignment to a name of the global environment: in code that is not strict a name without
    /// binding becomes a property of the global object.
    fn global_assign(&mut self, name: FlatString<'_>, value: Value<'_>, strictness: Strictness) -> JsResult<()> {
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
    fn global_delete(&mut self, name: FlatString<'_>) -> JsResult<bool> {
        if self.is_script_binding(name) {
            return Ok(false);
        }
        let global = self.global;
        self.delete(global, name.into())
    }

    /// HasBinding of the global environment (9.1.1.4.1).
    fn global_has(&mut self, name: FlatString<'_>) -> JsResult<bool> {
        let global = self.global;
        Ok(self.is_script_binding(name) || self.has_property(global, name.into())?)
    }

    // --- declarations -------------------------------------------------------------------------------

    /// The checks of GlobalDeclarationInstantiation (16.1.7) for one name.
    fn check_global_declaration(&mut self, sort: GlobalDeclaration, name: FlatString<'_>) -> JsResult<()> {
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
    fn declare_global_var(&mut self, name: FlatString<'_>, deletable: bool) -> JsResult<()> {
        let global = self.global;
        if self.has_own_property(global, name.into())? || !self.is_extensible(global)? {
            return Ok(());
        }
        let attrs = global_attrs(deletable);
        self.define_property_or_throw(global, name.into(), &Descriptor::data(Value::UNDEFINED, attrs))
    }

    /// CreateGlobalFunctionBinding (9.1.1.4.17).
    fn declare_global_function(&mut self, name: FlatString<'_>, f: Value<'_>, deletable: bool) -> JsResult<()> {
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
    fn with_has(&mut self, scope: Object<'_>, name: FlatString<'_>) -> JsResult<bool> {
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
    fn with_get(&mut self, scope: Object<'_>, name: FlatString<'_>, strictness: Strictness) -> JsResult<Value<'s>> {
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
    fn with_set(
        &mut self,
        scope: Object<'_>,
        name: FlatString<'_>,
        value: Value<'_>,
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
    fn coerce_this(&mut self, this: Value<'_>) -> JsResult<Value<'s>> {
        if this.is_nullish() { Ok(self.global.value()) } else { Ok(self.to_object(this)?.value()) }
    }
}

#[ext]
impl<'s> Scope<'s> {
    fn throw_undefined_name(&mut self, name: FlatString<'_>) -> Throw {
        let text = name.string();
        self.throw_reference_error(format_args!("{text} is not defined"))
    }
}

fn global_attrs(deletable: bool) -> Attrs {
    if deletable { Attrs::ALL } else { Attrs::ALL.without(Attrs::CONFIGURABLE) }
}
