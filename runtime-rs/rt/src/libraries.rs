//! The libraries of `yarrow-web`: an exported function for each, to which a compiled module refers that names one of its globals.
//! Nothing that every program has may refer to them: the linker is to leave out what no module asks for.

use yarrow_abi::libraries::Library;
use yarrow_objects::rooted::{Descriptor, PropertyKey, Scope};
use yarrow_objects::{Context, JsResult};

/// Installs by `install`; 0 if there is not enough memory.
fn install_with(ctx: &mut Context, install: fn(&mut Scope<'_>) -> JsResult<()>) -> u32 {
    ctx.enter(|ctx| match install(ctx) {
        Ok(()) => 1,
        Err(throw) => {
            let _ = ctx.caught(throw);
            0
        }
    })
}

macro_rules! libraries {
    ($($symbol:ident $install:ident;)*) => {
        $(
            /// Installs the library in the current realm; 0 if there is not enough memory.
            ///
            /// # Safety
            /// `ctx` is a live context that nothing else borrows.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $symbol(ctx: *mut Context) -> u32 {
                // SAFETY: the caller's promise.
                install_with(unsafe { &mut *ctx }, yarrow_web::$install)
            }
        )*

        /// The function of a symbol.
        pub(crate) fn address_of(name: &str) -> Option<*const u8> {
            match name {
                $(stringify!($symbol) => Some($symbol as *const u8),)*
                _ => None,
            }
        }
    };
}

libraries! {
    rt_install_events install_events;
    rt_install_encoding install_encoding;
    rt_install_url install_url;
    rt_install_clone install_clone;
    rt_install_performance install_performance;
    rt_install_crypto install_crypto;
}

/// Lets interpreted programs have the libraries that they name.
pub fn enable(ctx: &mut Scope<'_>) {
    ctx.set_libraries(install);
}

/// Installs a library while programs run. What they have made of its globals is left to them.
fn install(ctx: &mut Scope<'_>, library: Library) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let global = ctx.global;
    let mut theirs = Vec::new();
    for name in library.globals() {
        let key: PropertyKey<'_> = ctx.atom(name)?.into();
        if let Some(p) = ctx.get_own_property(global, key)? {
            let accessor = p.attrs.is_accessor();
            let accessors = Descriptor::accessor(p.value, p.setter, p.attrs);
            theirs.push((key, if accessor { accessors } else { Descriptor::data(p.value, p.attrs) }));
        }
    }
    yarrow_web::installer(library)(ctx)?;
    for (key, property) in theirs {
        ctx.define_own_property(global, key, &property)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::address_of;
    use yarrow_abi::libraries::LIBRARIES;
    use yarrow_objects::Context;
    use yarrow_objects::rooted::Scope;
    use yarrow_web::installer;

    fn globals(ctx: &mut Scope<'_>) -> Vec<String> {
        let global = ctx.global;
        let keys = ctx.own_keys(global).unwrap_or_else(|_| panic!("the global object is plain"));
        keys.iter().map(|key| ctx.describe_key(key)).collect()
    }

    #[test]
    fn every_library_has_its_function_and_defines_the_globals_that_the_compiler_knows() {
        for library in LIBRARIES {
            assert!(address_of(library.symbol()).is_some(), "{library:?}");
            let mut ctx = Context::new();
            assert!(yarrow_builtins::install(&mut ctx).is_ok());
            ctx.enter(|ctx| {
                let before = globals(ctx);
                assert!(installer(library)(ctx).is_ok(), "{library:?} installs");
                let after = globals(ctx);
                for name in library.globals() {
                    assert!(after.iter().any(|g| g == name), "{name} of {library:?}");
                }
                let of_any = |name: &String| LIBRARIES.iter().any(|l| l.globals().contains(&name.as_str()));
                let unknown: Vec<_> = after.iter().filter(|&name| !before.contains(name) && !of_any(name)).collect();
                assert!(unknown.is_empty(), "{library:?} defines {unknown:?}");
                assert!(installer(library)(ctx).is_ok(), "{library:?} installs twice");
                assert_eq!(globals(ctx), after);
            });
        }
        assert!(address_of("rt_install_nothing").is_none());
    }
}
