//! The global environment, object scopes, sloppy `this`, arguments objects.

use std::cell::Cell;
use yarrow_abi::kinds::Kind;
use yarrow_abi::layout::instance_ics;
use yarrow_machine::prelude::*;
use yarrow_machine::{GlobalDeclaration, Integrity, Strictness};
use yarrow_objects::rooted::{Descriptor, FlatString, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, Context, ErrorKind, GlobalCache, JsResult, UnitPlaces, error_name};

fn atom<'s>(ctx: &mut Scope<'s>, name: &str) -> FlatString<'s> {
    ctx.atom(name).expect("room")
}

fn read<'s>(ctx: &mut Scope<'s>, name: &str) -> JsResult<Option<Value<'s>>> {
    let name = atom(ctx, name);
    let cache = global_cache(ctx);
    ctx.global_get(name, cache)
}

/// The one cache of a unit that has nothing else. It lies where it is as long as the context, which the caller's test has.
fn global_cache(ctx: &mut Scope<'_>) -> &'static Cell<GlobalCache> {
    let unit = ctx.load_unit(0, &[], 1, UnitPlaces::default(), std::ptr::null());
    // SAFETY: a new cache is of no sort yet.
    unsafe { &*unit.words.cast::<u8>().wrapping_add(instance_ics(0, 0, 0)).cast() }
}

fn error<T>(ctx: &mut Scope<'_>, result: JsResult<T>) -> String {
    let Err(throw) = result else { return "no error".to_owned() };
    let thrown = ctx.caught(throw).as_object().expect("an error");
    // Without the library the prototypes have no names.
    let kind = ErrorKind::ALL.iter().find(|k| ctx.has_prototype(thrown, ctx.intrinsics.error_prototype(**k)));
    let message = ctx.names.message;
    let message = ctx.own_text(thrown, message).expect("a message");
    format!("{}: {message}", error_name(*kind.expect("a kind of error")))
}

fn define(ctx: &mut Scope<'_>, o: Object<'_>, name: &str, value: Value<'_>, attrs: Attrs) {
    let key = atom(ctx, name);
    ctx.define_data(o, key.into(), value, attrs).expect("defined");
}

#[test]
fn a_lexical_declaration_hides_a_property_and_has_a_temporal_dead_zone() {
    Context::new().enter(|ctx| {
        let global = ctx.global;
        define(ctx, global, "x", Value::int(1), Attrs::ALL);
        let name = atom(ctx, "x");
        let cache = global_cache(ctx);
        assert_eq!(ctx.global_get(name, cache).ok().flatten(), Some(Value::int(1)));
        let mut word = Value::UNDEFINED.bits();
        let slot = &raw mut word;
        // SAFETY: the slot outlives every use of the context.
        unsafe { ctx.declare_global_lexical(name, slot, true) };
        assert_eq!(ctx.name_hit(cache), None, "what a cache had found is forgotten");
        let seen = read(ctx, "x");
        assert_eq!(error(ctx, seen), "ReferenceError: Cannot access 'x' before initialization");
        let set = ctx.global_assign(name, Value::int(2), Strictness::Sloppy);
        assert_eq!(error(ctx, set), "ReferenceError: Cannot access 'x' before initialization");
        // SAFETY: nobody else uses the slot now.
        unsafe { slot.write(Value::int(3).bits()) };
        assert_eq!(ctx.global_get(name, cache).ok().flatten(), Some(Value::int(3)));
        assert_eq!(ctx.name_hit(cache), Some(Value::int(3)));
        ctx.global_set(name, Value::int(4)).expect("assigned");
        assert_eq!(word, Value::int(4).bits());
        assert_eq!(ctx.global_delete(name).ok(), Some(false));
    });
}

#[test]
fn globals_are_cached_until_the_global_object_changes() {
    Context::new().enter(|ctx| {
        let (x, cache) = (atom(ctx, "x"), global_cache(ctx));
        assert!(ctx.global_get(x, cache).expect("no error").is_none());
        assert_eq!(ctx.name_hit(cache), None);
        assert!(ctx.global_set(x, Value::NULL).is_err());
        let global = ctx.global;
        define(ctx, global, "x", Value::int(1), Attrs::ALL);
        assert_eq!(ctx.global_get(x, cache).ok().flatten(), Some(Value::int(1)));
        assert_eq!(ctx.name_hit(cache), Some(Value::int(1)));
        define(ctx, global, "y", Value::int(1), Attrs::ALL);
        assert_eq!(ctx.name_hit(cache), None);
    });
}

#[test]
fn a_constant_of_a_script_cannot_be_assigned() {
    Context::new().enter(|ctx| {
        let name = atom(ctx, "c");
        let mut word = Value::UNDEFINED.bits();
        let slot = &raw mut word;
        // SAFETY: the slot outlives every use of the context, and nobody else uses it between the two.
        unsafe {
            ctx.declare_global_lexical(name, slot, false);
            slot.write(Value::int(1).bits());
        }
        let set = ctx.global_assign(name, Value::int(2), Strictness::Sloppy);
        assert_eq!(error(ctx, set), "TypeError: Assignment to constant variable.");
        assert_eq!(word, Value::int(1).bits());
    });
}

#[test]
fn assignment_to_an_unknown_name_makes_a_property_in_sloppy_code_only() {
    Context::new().enter(|ctx| {
        let name = atom(ctx, "fresh");
        let set = ctx.global_set(name, Value::int(1));
        assert_eq!(error(ctx, set), "ReferenceError: fresh is not defined");
        ctx.global_assign(name, Value::int(1), Strictness::Sloppy).expect("assigned");
        assert_eq!(read(ctx, "fresh").ok().flatten(), Some(Value::int(1)));
        assert_eq!(ctx.global_delete(name).ok(), Some(true));
        assert_eq!(read(ctx, "fresh").ok(), Some(None));
        let nan = atom(ctx, "NaN");
        ctx.global_assign(nan, Value::int(1), Strictness::Sloppy).expect("ignored");
        assert_eq!(ctx.global_delete(nan).ok(), Some(false));
    });
}

#[test]
fn declarations_are_checked_against_the_record_and_the_global_object() {
    Context::new().enter(|ctx| {
        let global = ctx.global;
        let mut slot = 0;
        let name = atom(ctx, "l");
        // SAFETY: the slot outlives every use of the context.
        unsafe { ctx.declare_global_lexical(name, &raw mut slot, true) };
        define(ctx, global, "fixed", Value::int(1), Attrs::NONE);
        define(ctx, global, "free", Value::int(1), Attrs::ALL);
        let mut check = |sort, name: &str| {
            let name = atom(ctx, name);
            let result = ctx.check_global_declaration(sort, name);
            error(ctx, result)
        };
        use GlobalDeclaration::{Function, Lexical, Var};
        for sort in [Lexical, Var, Function] {
            assert_eq!(check(sort, "l"), "SyntaxError: Identifier 'l' has already been declared");
            assert_eq!(check(sort, "free"), "no error");
            assert_eq!(check(sort, "unknown"), "no error");
        }
        assert_eq!(check(Lexical, "fixed"), "SyntaxError: Identifier 'fixed' has already been declared");
        assert_eq!(check(Var, "fixed"), "no error");
        assert_eq!(check(Function, "fixed"), "TypeError: Cannot declare global function 'fixed'");
        ctx.prevent_extensions(global).expect("closed");
        let mut check = |sort, name: &str| {
            let name = atom(ctx, name);
            let result = ctx.check_global_declaration(sort, name);
            error(ctx, result)
        };
        assert_eq!(check(Var, "unknown"), "TypeError: Cannot declare global variable 'unknown'");
        assert_eq!(check(Lexical, "unknown"), "no error");
    });
}

#[test]
fn only_variables_of_eval_can_be_deleted() {
    Context::new().enter(|ctx| {
        for (name, deletable) in [("permanent", false), ("deletable", true)] {
            let name = atom(ctx, name);
            ctx.declare_global_var(name, deletable).expect("declared");
            assert_eq!(ctx.global_delete(name).ok(), Some(deletable));
        }
        let f = ctx.intrinsics.function_prototype.value();
        let name = atom(ctx, "f");
        let global = ctx.global;
        define(ctx, global, "f", Value::int(1), Attrs::CONFIGURABLE);
        ctx.declare_global_function(name, f, false).expect("declared");
        let p = ctx.get_own_property(global, name.into()).ok().flatten().expect("a property");
        assert_eq!((p.value, p.attrs), (f, Attrs::ALL.without(Attrs::CONFIGURABLE)));
    });
}

#[test]
fn an_object_scope_leaves_out_what_is_unscopable() {
    Context::new().enter(|ctx| {
        let scope = ctx.new_object().expect("room");
        define(ctx, scope, "a", Value::int(1), Attrs::ALL);
        define(ctx, scope, "b", Value::int(2), Attrs::ALL);
        let hidden = ctx.new_object().expect("room");
        define(ctx, hidden, "b", Value::TRUE, Attrs::ALL);
        let key = ctx.symbols.unscopables;
        ctx.define_data(scope, key.into(), hidden.value(), Attrs::ALL).expect("defined");
        let (a, b, c) = (atom(ctx, "a"), atom(ctx, "b"), atom(ctx, "c"));
        assert_eq!(ctx.with_has(scope, a).ok(), Some(true));
        assert_eq!(ctx.with_has(scope, b).ok(), Some(false));
        assert_eq!(ctx.with_has(scope, c).ok(), Some(false));
        assert_eq!(ctx.with_get(scope, a, Strictness::Strict).ok(), Some(Value::int(1)));
        assert_eq!(ctx.with_get(scope, c, Strictness::Sloppy).ok(), Some(Value::UNDEFINED));
        let absent = ctx.with_get(scope, c, Strictness::Strict);
        assert_eq!(error(ctx, absent), "ReferenceError: c is not defined");
        let absent = ctx.with_set(scope, c, Value::int(1), Strictness::Strict);
        assert_eq!(error(ctx, absent), "ReferenceError: c is not defined");
        ctx.with_set(scope, c, Value::int(3), Strictness::Sloppy).expect("made");
        assert_eq!(ctx.with_get(scope, c, Strictness::Strict).ok(), Some(Value::int(3)));
    });
}

#[test]
fn this_of_a_sloppy_function_is_an_object() {
    Context::new().enter(|ctx| {
        let global = ctx.global.value();
        assert_eq!(ctx.coerce_this(Value::UNDEFINED).ok(), Some(global));
        assert_eq!(ctx.coerce_this(Value::NULL).ok(), Some(global));
        let o = ctx.new_object().expect("room").value();
        assert_eq!(ctx.coerce_this(o).ok(), Some(o));
        let wrapped = ctx.coerce_this(Value::int(1)).ok().and_then(Value::as_object).expect("a wrapper");
        assert_eq!(ctx.internal(wrapped, 0), Value::int(1));
    });
}

/// A mapped arguments object of three arguments, which are three parameters; its environment has
/// the parent and them.
struct Mapped<'s> {
    object: Object<'s>,
    env: Value<'s>,
}

impl<'s> Mapped<'s> {
    fn new(ctx: &mut Scope<'s>) -> Mapped<'s> {
        let object = ctx.new_arguments(&[Value::int(10), Value::int(11), Value::int(12)]).expect("room");
        let env = ctx.new_environment(4).expect("room");
        let callee = ctx.intrinsics.function_prototype.value();
        ctx.map_arguments(object, env, callee, 5).expect("room");
        let mapped = Mapped { object, env };
        mapped.set_parameter(0, 10);
        mapped.set_parameter(1, 11);
        mapped.set_parameter(2, 12);
        mapped
    }

    fn slot(&self, i: usize) -> *mut u64 {
        (self.env.bits() as *mut u64).wrapping_add(1 + 1 + i)
    }

    fn parameter(&self, i: usize) -> Value<'_> {
        // SAFETY: the environment is alive and has the slot.
        unsafe { Value::from_bits(self.slot(i).read()) }
    }

    fn set_parameter(&self, i: usize, n: i32) {
        // SAFETY: as above.
        unsafe { self.slot(i).write(Value::int(n).bits()) };
    }

    fn get(&self, ctx: &mut Scope<'_>, i: u32) -> Option<i32> {
        ctx.get(self.object, i).expect("no throw").as_int()
    }
}

fn data(value: Option<Value<'static>>, writable: Option<bool>, configurable: Option<bool>) -> Descriptor<'static> {
    Descriptor { value, writable, configurable, ..Descriptor::default() }
}

#[test]
fn mapped_elements_are_the_parameters() {
    Context::new().enter(|ctx| {
        let m = Mapped::new(ctx);
        assert_eq!([0, 1, 2].map(|i| m.get(ctx, i)), [Some(10), Some(11), Some(12)]);
        m.set_parameter(1, 20);
        assert_eq!(m.get(ctx, 1), Some(20));
        ctx.set(m.object, 0u32, Value::int(30)).expect("assigned");
        assert_eq!(m.parameter(0), Value::int(30));
        let elem = ctx.set_elem(m.object.value(), Value::int(2), Value::int(40));
        assert!(elem.is_ok());
        assert_eq!(m.parameter(2), Value::int(40));
        ctx.collect();
        assert_eq!([0, 1, 2].map(|i| m.get(ctx, i)), [Some(30), Some(20), Some(40)]);
        let keys: Vec<String> = ctx.own_keys(m.object).expect("keys").iter().map(|k| ctx.describe_key(k)).collect();
        assert_eq!(keys, ["0", "1", "2", "length", "callee", "Symbol(Symbol.iterator)"]);
        let callee = ctx.names.callee;
        let p = ctx.get_own_property(m.object, callee.into()).ok().flatten().expect("callee");
        assert_eq!((p.value, p.attrs), (ctx.intrinsics.function_prototype.value(), Attrs::HIDDEN));
    });
}

#[test]
fn a_deleted_element_is_mapped_no_longer() {
    Context::new().enter(|ctx| {
        let m = Mapped::new(ctx);
        assert_eq!(ctx.delete(m.object, 0u32.into()).ok(), Some(true));
        assert_eq!(ctx.has_property(m.object, 0u32.into()).ok(), Some(false));
        ctx.set(m.object, 0u32, Value::int(1)).expect("assigned");
        assert_eq!((m.get(ctx, 0), m.parameter(0)), (Some(1), Value::int(10)));
        m.set_parameter(1, 2);
        assert_eq!(m.get(ctx, 1), Some(2), "the others still are");
    });
}

#[test]
fn a_read_only_element_keeps_the_value_it_got() {
    Context::new().enter(|ctx| {
        let m = Mapped::new(ctx);
        let key = PropertyKey::Index(0);
        let defined = ctx.define_own_property(m.object, key, &data(Some(Value::int(5)), Some(false), None));
        assert_eq!(defined.ok(), Some(true));
        assert_eq!(m.parameter(0), Value::int(5));
        m.set_parameter(0, 6);
        assert_eq!(m.get(ctx, 0), Some(5));
        m.set_parameter(1, 7);
        let defined = ctx.define_own_property(m.object, 1u32.into(), &data(None, Some(false), None));
        assert_eq!(defined.ok(), Some(true));
        m.set_parameter(1, 8);
        assert_eq!(m.get(ctx, 1), Some(7));
    });
}

#[test]
fn an_element_that_cannot_be_deleted_stays_mapped() {
    Context::new().enter(|ctx| {
        let m = Mapped::new(ctx);
        let defined = ctx.define_own_property(m.object, 0u32.into(), &data(None, None, Some(false)));
        assert_eq!(defined.ok(), Some(true));
        m.set_parameter(0, 6);
        assert_eq!(m.get(ctx, 0), Some(6));
        ctx.set(m.object, 0u32, Value::int(7)).expect("assigned");
        assert_eq!(m.parameter(0), Value::int(7));
        assert_eq!(ctx.delete(m.object, 0u32.into()).ok(), Some(false));
        ctx.set_integrity(m.object, Integrity::Frozen).expect("frozen");
        m.set_parameter(0, 8);
        assert_eq!(m.get(ctx, 0), Some(7));
    });
}

#[test]
fn an_accessor_takes_the_place_of_a_mapped_element() {
    Context::new().enter(|ctx| {
        let m = Mapped::new(ctx);
        let desc = Descriptor::accessor(Value::UNDEFINED, Value::UNDEFINED, Attrs::CONFIGURABLE);
        assert_eq!(ctx.define_own_property(m.object, 0u32.into(), &desc).ok(), Some(true));
        assert_eq!((m.get(ctx, 0), m.parameter(0)), (None, Value::int(10)));
    });
}

#[test]
fn refused_assignments_are_told_apart_from_errors() {
    Context::new().enter(|ctx| {
        let o = ctx.new_object().expect("room");
        define(ctx, o, "fixed", Value::int(1), Attrs::NONE);
        let key = atom(ctx, "fixed");
        assert_eq!(ctx.assign_value(o.value(), key.into(), Value::int(2)).ok(), Some(false));
        assert_eq!(ctx.assign_value(Value::int(1), key.into(), Value::int(2)).ok(), Some(false));
        assert!(ctx.assign_elem(o.value(), key.value(), Value::int(2)).expect("refused").is_some());
        let nothing = ctx.assign_value(Value::UNDEFINED, key.into(), Value::int(2));
        assert_eq!(error(ctx, nothing), "TypeError: Cannot set properties of undefined (setting 'fixed')");
        let strict = ctx.set_value(o.value(), key.into(), Value::int(2));
        assert!(error(ctx, strict).starts_with("TypeError: Cannot assign to read only property 'fixed'"));
    });
}
