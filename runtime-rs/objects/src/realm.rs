//! Realms (9.3): several sets of intrinsics with a global object each, on one heap.
//!
//! The context's own fields (`global`, `intrinsics`, the shapes and functions that compiled code
//! knows) are those of the *current* realm; the others are parked here. The first realm has the id 0,
//! and its functions pay nothing: what enters another realm are the functions made in it, whose code is
//! [`foreign_entry`]; and a call from Rust of a function of the first realm goes back to it. Compiled
//! programs are of the first realm. A generator remembers its realm in the header's `aux`.
//!
//! Well-known symbols and the symbol registry are shared. Every change of realm changes the epoch, since
//! caches of prototypes and globals speak of the realm that filled them.

use crate::bare::{Object, Value};
use crate::context::{Context, Installer, Scope};
use crate::intrinsics::Intrinsics;
use crate::realms::{ForeignCell, Realm, RealmId};
use crate::throw::JsResult;
use yarrow_abi::layout::FastBuiltin;

impl Context {
    /// Says how the built-ins of further realms are installed.
    pub fn set_installer(&mut self, installer: Installer) {
        self.installer = Some(installer);
    }

    #[must_use]
    pub(crate) fn current_realm(&self) -> RealmId {
        self.realms.current
    }

    /// Parks the current realm and begins a new one: the two.
    fn begin_realm(&mut self) -> (RealmId, RealmId) {
        let before = self.realms.current;
        let id = RealmId(self.realms.parked.len().max(1) as u16);
        self.realms.parked.resize_with(usize::from(id.0) + 1, || None);
        self.realms.parked[usize::from(before.0)] = Some(Realm {
            global: self.global,
            intrinsics: Box::new(self.intrinsics),
            generator_next: self.store.prefix.generator_next,
            iter_result_shape: self.store.prefix.iter_result_shape,
            array_shape: self.store.prefix.array_shape,
            function_shape: self.store.prefix.function_shape,
            fast_builtins: self.store.prefix.fast_builtins,
            script_record: std::mem::take(&mut self.script_record),
        });
        self.realms.current = id;
        self.bump_epoch();
        (before, id)
    }

    fn switch_realm(&mut self, to: RealmId) {
        let Some(new) = self.realms.parked.get_mut(usize::from(to.0)).and_then(Option::take) else { return };
        let mut intrinsics = new.intrinsics;
        std::mem::swap(&mut *intrinsics, &mut self.intrinsics);
        let old = Realm {
            global: std::mem::replace(&mut self.global, new.global),
            intrinsics,
            generator_next: std::mem::replace(&mut self.store.prefix.generator_next, new.generator_next),
            iter_result_shape: std::mem::replace(&mut self.store.prefix.iter_result_shape, new.iter_result_shape),
            array_shape: std::mem::replace(&mut self.store.prefix.array_shape, new.array_shape),
            function_shape: std::mem::replace(&mut self.store.prefix.function_shape, new.function_shape),
            fast_builtins: std::mem::replace(&mut self.store.prefix.fast_builtins, new.fast_builtins),
            script_record: std::mem::replace(&mut self.script_record, new.script_record),
        };
        let from = std::mem::replace(&mut self.realms.current, to);
        self.realms.parked[usize::from(from.0)] = Some(old);
        self.bump_epoch();
    }

    /// Runs `f` with this realm as the current one.
    pub(crate) fn in_realm<R>(&mut self, realm: RealmId, f: impl FnOnce(&mut Context) -> R) -> R {
        let before = self.realms.current;
        if before == realm {
            return f(self);
        }
        self.switch_realm(realm);
        let result = f(self);
        self.switch_realm(before);
        result
    }

    /// The intrinsics of a realm.
    #[must_use]
    pub(crate) fn intrinsics_of(&self, realm: RealmId) -> &Intrinsics<'static> {
        match self.realms.parked.get(usize::from(realm.0)) {
            Some(Some(realm)) => &realm.intrinsics,
            _ => &self.intrinsics,
        }
    }

    /// The global object of a realm.
    #[must_use]
    pub(crate) fn global_of(&self, realm: RealmId) -> Object {
        match self.realms.parked.get(usize::from(realm.0)) {
            Some(Some(realm)) => realm.global,
            _ => self.global,
        }
    }

    /// The realm that a function was made in.
    pub(crate) fn realm_of(&self, f: Object) -> RealmId {
        f.layout_if::<ForeignCell>().map_or(RealmId::default(), |f| f.realm.get())
    }

    /// GetFunctionRealm (7.3.26)
    pub(crate) fn function_realm(&mut self, f: Object) -> JsResult<RealmId> {
        let mut f = f;
        loop {
            if let Some(target) = self.bound_target(f) {
                f = target;
            } else if let Some((target, _)) = crate::proxy::proxy_parts(f) {
                let Some(target) = target.as_object() else {
                    return Err(self.throw_type_error(format_args!("Cannot use a proxy that has been revoked")));
                };
                f = target;
            } else {
                return Ok(self.realm_of(f));
            }
        }
    }

    /// Whether the object is %Object.prototype% of a realm.
    pub(crate) fn is_object_prototype(&self, o: Object) -> bool {
        o == self.intrinsics.object_prototype
            || self.realms.parked.iter().flatten().any(|r| r.intrinsics.object_prototype == o)
    }

    /// A prototype got indexed properties: appends look at the prototypes from now on.
    pub(crate) fn forbid_fast_appends(&mut self) {
        self.store.prefix.fast_builtins[FastBuiltin::ArrayPush as usize] = Value::EMPTY;
        for realm in self.realms.parked.iter_mut().flatten() {
            realm.fast_builtins[FastBuiltin::ArrayPush as usize] = Value::EMPTY;
        }
    }
}

impl<'s> Scope<'s> {
    /// A further realm with its own global object and built-ins.
    pub fn new_realm(&mut self) -> JsResult<RealmId> {
        let (before, id) = self.ctx.begin_realm();
        let filled = crate::birth::fill_realm(&mut self.ctx).and_then(|()| match self.ctx.installer {
            Some(install) => install(&mut self.inner()),
            None => Ok(()),
        });
        self.ctx.switch_realm(before);
        filled.map(|()| id)
    }

    /// Runs `f` with this realm as the current one.
    pub fn in_realm<R>(&mut self, realm: RealmId, f: impl FnOnce(&mut Scope<'s>) -> R) -> R {
        let before = self.ctx.realms.current;
        if before == realm {
            return f(self);
        }
        self.ctx.switch_realm(realm);
        let result = f(self);
        self.ctx.switch_realm(before);
        result
    }
}
