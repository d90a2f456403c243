//! Inline caches: what they learn, and what makes them forget.

use super::{GetCache, GetEntry, GlobalCache, LEARNED_AT_ONCE, LEARNED_IN, SetCache, SetEntry, with_cache};
use crate::rooted::{Args, Descriptor, FlatString, Object, Scope, Value};
use crate::scope::Cells;
use crate::{Context, JsResult, UnitPlaces};
use std::cell::Cell;
use yarrow_abi::layout::{IC_SIZE, instance_ics};
use yarrow_gc::Settings;

fn get_cache() -> Cell<GetCache> {
    Cell::new(GetCache {
        own_shape: 0,
        own_offset: 0,
        proto_shape: 0,
        answered: 0,
        epoch: 0,
        slot: std::ptr::null(),
        more: [GetEntry { shape: 0, offset: 0, slot: std::ptr::null() }; 3],
    })
}

fn set_cache() -> Cell<SetCache> {
    Cell::new(SetCache {
        own_shape: 0,
        own_offset: 0,
        add_from: 0,
        add_to: 0,
        epoch: 0,
        add_offset: 0,
        more: [SetEntry { shape: 0, offset: 0 }; 6],
        reserved: 0,
    })
}

fn global_cache() -> Cell<GlobalCache> {
    Cell::new(GlobalCache { epoch: 0, slot: std::ptr::null(), reserved: [0; 8] })
}

/// What a cache holds now.
fn look<T>(site: &Cell<T>) -> &T {
    // SAFETY: no test holds the reference while the cache is filled.
    unsafe { &*site.as_ptr() }
}

fn with_names(test: impl for<'s> FnOnce(&mut Scope<'s>, FlatString<'s>, FlatString<'s>)) {
    Context::with_settings(Settings::default()).enter(|ctx| {
        let (x, y) = (ctx.atom("x").unwrap(), ctx.atom("y").unwrap());
        test(ctx, x, y);
    });
}

#[test]
fn own_inline_properties_are_cached() {
    with_names(|ctx, x, y| {
        let o = ctx.new_object().unwrap();
        let set = set_cache();
        ctx.init_prop(o.value(), x, Value::int(1), &set).unwrap();
        assert_ne!(look(&set).add_from, look(&set).add_to);
        assert_eq!((look(&set).add_offset, look(&set).add_to), (24, o.shape()));
        let set = set_cache();
        ctx.set_prop(o.value(), y, Value::int(2), &set).unwrap();
        assert_eq!((look(&set).add_offset, look(&set).epoch), (32, ctx.epoch()));
        let set = set_cache();
        ctx.set_prop(o.value(), y, Value::int(3), &set).unwrap();
        assert_eq!((look(&set).own_shape, look(&set).own_offset), (o.shape(), 32));
        let get = get_cache();
        assert_eq!(ctx.get_prop(o.value(), y, &get).unwrap(), Value::int(3));
        assert_eq!((look(&get).own_shape, look(&get).own_offset), (o.shape(), 32));
    });
}

#[test]
fn prototype_hits_hang_on_the_epoch() {
    with_names(|ctx, x, _| {
        let proto = ctx.new_object().unwrap();
        ctx.set(proto, x, Value::int(1)).unwrap();
        let o = ctx.new_object_with(proto.value()).unwrap();
        let get = get_cache();
        ctx.get_prop(o.value(), x, &get).unwrap();
        assert_eq!((look(&get).proto_shape, look(&get).epoch), (o.shape(), ctx.epoch()));
        // SAFETY: the cache was filled just now.
        assert_eq!(unsafe { look(&get).slot.read() }, Value::int(1));
        ctx.set(proto, x, Value::int(2)).unwrap();
        // SAFETY: an overwritten value is where it was.
        assert_eq!(unsafe { look(&get).slot.read() }, Value::int(2));
        assert_eq!(look(&get).epoch, ctx.epoch(), "a mere value does not change the epoch");
        let read_only = Descriptor { writable: Some(false), ..Descriptor::default() };
        ctx.define_own_property(proto, x.into(), &read_only).unwrap();
        assert_ne!(look(&get).epoch, ctx.epoch());
        let epoch = ctx.epoch();
        ctx.set_prototype_of(o, Value::NULL).unwrap();
        assert_ne!(epoch, ctx.epoch());
    });
}

#[test]
fn objects_that_become_prototypes_leave_the_shared_shapes() {
    with_names(|ctx, x, y| {
        let (a, b) = (ctx.new_object().unwrap(), ctx.new_object().unwrap());
        for o in [a, b] {
            ctx.set(o, x, Value::int(1)).unwrap();
        }
        assert_eq!(a.shape(), b.shape());
        let epoch = ctx.epoch();
        ctx.new_object_with(b.value()).unwrap();
        assert_ne!(a.shape(), b.shape());
        assert_eq!(epoch, ctx.epoch(), "no chain has changed");
        ctx.set(a, y, Value::NULL).unwrap();
        assert_eq!(epoch, ctx.epoch());
        ctx.set(b, y, Value::NULL).unwrap();
        assert_ne!(epoch, ctx.epoch());
    });
}

#[test]
fn setters_are_known_by_shape_and_name_while_the_epoch_lasts() {
    with_names(|ctx, x, y| {
        let proto = ctx.new_object().unwrap();
        ctx.define_accessor(proto, x.into(), "x", |_, _| Ok(Value::int(7)), Some(|_, _| Ok(Value::UNDEFINED))).unwrap();
        let (o, other) = (ctx.new_object_with(proto.value()).unwrap(), ctx.new_object_with(proto.value()).unwrap());
        let set = set_cache();
        assert!(ctx.known_setter(o, x).is_none());
        ctx.set_prop(o.value(), x, Value::int(1), &set).unwrap();
        let known = ctx.known_setter(o, x).unwrap();
        assert!(known.is_callable() && ctx.known_setter(other, x) == Some(known));
        assert!(ctx.known_setter(o, y).is_none());
        ctx.set(other, y, Value::NULL).unwrap();
        assert!(ctx.known_setter(other, x).is_none(), "another shape");
        ctx.set(proto, y, Value::NULL).unwrap();
        assert!(ctx.known_setter(o, x).is_none(), "another epoch");
    });
}

#[test]
fn results_of_next_are_read_where_they_lie() {
    with_names(|ctx, x, _| {
        let (done, value) = (ctx.names.done, ctx.names.value);
        let o = ctx.new_object().unwrap();
        ctx.set(o, value, Value::int(5)).unwrap();
        assert!(ctx.plain_result(o).is_none(), "without done");
        ctx.set(o, done, Value::FALSE).unwrap();
        assert_eq!(ctx.plain_result(o), Some((Value::FALSE, Some(Value::int(5)))));
        ctx.define_accessor(o, value.into(), "value", |_, _| Ok(Value::NULL), None).unwrap();
        assert!(ctx.plain_result(o).is_none(), "a dictionary");
        let bare = ctx.new_object().unwrap();
        ctx.set(bare, done, Value::TRUE).unwrap();
        assert_eq!(ctx.plain_result(bare), Some((Value::TRUE, None)));
        let inherits = ctx.new_object_with(o.value()).unwrap();
        ctx.set(inherits, x, Value::NULL).unwrap();
        assert!(ctx.plain_result(inherits).is_none());
    });
}

#[test]
fn setters_and_dictionaries_are_not_cached() {
    with_names(|ctx, x, y| {
        let proto = ctx.new_object().unwrap();
        ctx.define_accessor(proto, x.into(), "x", |_, _| Ok(Value::int(7)), Some(|_, _| Ok(Value::UNDEFINED))).unwrap();
        let o = ctx.new_object_with(proto.value()).unwrap();
        let (get, set) = (get_cache(), set_cache());
        assert_eq!(ctx.get_prop(o.value(), x, &get).unwrap(), Value::int(7));
        ctx.set_prop(o.value(), x, Value::int(1), &set).unwrap();
        assert_eq!(
            (look(&get).own_shape, look(&get).proto_shape, look(&set).own_shape, look(&set).add_from),
            (0, 0, 0, 0)
        );
        ctx.set(o, y, Value::int(1)).unwrap();
        ctx.delete(o, y.into()).unwrap();
        ctx.set(o, y, Value::int(2)).unwrap();
        assert_eq!(ctx.get_prop(o.value(), y, &get).unwrap(), Value::int(2));
        assert_eq!(look(&get).own_shape, 0);
    });
}

#[test]
fn functions_reify_before_their_properties_are_looked_at() {
    with_names(|ctx, x, _| {
        let global = ctx.global;
        let f = ctx.define_method(global, "f", 3, |_, _| Ok(Value::UNDEFINED)).unwrap();
        let get = get_cache();
        let name = ctx.names.name;
        let v = ctx.get_prop(f.value(), name, &get).unwrap();
        assert_eq!(v.as_string().unwrap().to_rust(), "f");
        ctx.set(f, x, Value::NULL).unwrap();
        let keys: Vec<_> = ctx.own_keys(f).unwrap().iter().map(|k| ctx.describe_key(k)).collect();
        assert_eq!(keys, ["length", "name", "x"]);
    });
}

/// Changes `proto` so that the epoch grows by more than one.
fn change_prototype(ctx: &mut Scope<'_>, proto: Object<'_>, key: FlatString<'_>) {
    ctx.set(proto, key, Value::NULL).unwrap();
    assert!(ctx.delete(proto, key.into()).unwrap());
}

#[test]
fn an_epoch_of_old_does_not_come_back() {
    with_names(|ctx, x, y| {
        const LOW_WORD: u64 = 1 << 32;
        let proto = ctx.new_object().unwrap();
        ctx.set(proto, x, Value::int(1)).unwrap();
        let o = ctx.new_object_with(proto.value()).unwrap();
        let (get, set) = (get_cache(), set_cache());
        let global_cache = global_cache();
        let learned = ctx.epoch();
        ctx.get_prop(o.value(), x, &get).unwrap();
        ctx.set_prop(o.value(), y, Value::NULL, &set).unwrap();
        let global = ctx.names.global_this;
        ctx.learn_global(global, &global_cache).unwrap();
        let p = ctx.new_object_with(proto.value()).unwrap();
        assert_eq!(ctx.property_hit(p.value(), &get), Some(Value::int(1)));
        // SAFETY: just before 32 bits would wrap to where the caches learned.
        unsafe { (*ctx.context()).prefix().proto_epoch = LOW_WORD + learned - 3 };
        for _ in 0..4 {
            change_prototype(ctx, proto, y);
            assert_ne!(ctx.epoch(), learned);
            assert_eq!(ctx.property_hit(p.value(), &get), None);
            assert!(!ctx.store_cached(p.value(), Value::TRUE, &set));
            assert_ne!(look(&global_cache).epoch, ctx.epoch());
        }
        assert!(ctx.epoch() > LOW_WORD + learned, "the low word went past the old epoch");
    });
}

#[test]
fn a_cache_forgets_a_shape_before_its_id_is_used_again() {
    with_names(|ctx, x, y| {
        let [dying, staying] = caches(ctx);
        let kept = ctx.new_object().unwrap();
        ctx.set(kept, x, Value::int(1)).unwrap();
        ctx.get_prop(kept.value(), x, staying).unwrap();
        let mut short = ctx.inner();
        let dead = short.new_object().unwrap();
        short.set(dead, y, Value::int(2)).unwrap();
        let shape = dead.shape();
        short.get_prop(dead.value(), y, dying).unwrap();
        drop(short);
        assert_eq!(look(dying).own_shape, shape);
        ctx.collect();
        assert_eq!(look(dying).own_shape, u32::MAX);
        assert_eq!(ctx.property_hit(kept.value(), staying), Some(Value::int(1)));
        let mut reused = false;
        for i in 0..100 {
            let k = ctx.atom(&format!("other {i}")).unwrap();
            let o = ctx.new_object().unwrap();
            ctx.set(o, k, Value::int(3)).unwrap();
            reused |= o.shape() == shape;
            assert_eq!(ctx.property_hit(o.value(), dying), None);
        }
        assert!(reused, "the id serves again");
    });
}

/// What a read or a store has learned before an accessor runs, the collection in the accessor makes it forget: nobody
/// holds on to the cache meanwhile.
#[test]
fn a_collection_under_an_accessor_empties_the_cache_of_its_site() {
    with_names(|ctx, x, _| {
        let [get, other] = caches(ctx);
        // SAFETY: caches of all sorts are of one size, and numbers through and through.
        let set = unsafe { &*std::ptr::from_ref(other).cast::<Cell<SetCache>>() };
        set.replace(set_cache().into_inner());
        let holder = ctx.new_object().unwrap();
        ctx.define_accessor(holder, x.into(), "x", collects, Some(collects)).unwrap();
        let mut short = ctx.inner();
        let dead = short.new_object().unwrap();
        short.set(dead, x, Value::int(2)).unwrap();
        let shape = dead.shape();
        short.get_prop(dead.value(), x, get).unwrap();
        short.set_prop(dead.value(), x, Value::int(3), set).unwrap();
        drop(short);
        assert_eq!((look(get).own_shape, look(set).own_shape), (shape, shape));
        ctx.get_prop(holder.value(), x, get).unwrap();
        assert_ne!(look(get).own_shape, shape);
        ctx.set_prop(holder.value(), x, Value::int(4), set).unwrap();
        assert_ne!(look(set).own_shape, shape);
    });
}

fn collects<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    ctx.collect();
    Ok(Value::UNDEFINED)
}

/// The two caches of a unit that has nothing else. They lie where they are as long as the context, which the caller's
/// test has.
fn caches(ctx: &mut Scope<'_>) -> [&'static Cell<GetCache>; 2] {
    let unit = ctx.load_unit(0, &[], 2, UnitPlaces::default(), std::ptr::null());
    let caches = unit.words.cast::<u8>().wrapping_add(instance_ics(0, 0, 0));
    // SAFETY: new caches are of no sort yet.
    unsafe { [&*caches.cast(), &*caches.add(IC_SIZE).cast()] }
}

/// What the table of all sites has for a property.
fn known<'s>(ctx: &Scope<'s>, o: Object<'_>, key: FlatString<'_>) -> Option<Value<'s>> {
    let busy = Cell::new(GetCache { answered: LEARNED_AT_ONCE + 1, ..get_cache().into_inner() });
    answer(ctx, o, key, &busy)
}

/// What it answers a site.
fn answer<'s>(ctx: &Scope<'s>, o: Object<'_>, key: FlatString<'_>, site: &Cell<GetCache>) -> Option<Value<'s>> {
    with_cache(site, |cache| ctx.ctx.known_property(o.detach(), key.value().detach(), cache))
}

#[test]
fn absence_is_known_until_an_object_of_the_chain_gets_the_property() {
    with_names(|ctx, x, y| {
        let root = ctx.new_object().unwrap();
        let proto = ctx.new_object_with(root.value()).unwrap();
        let same = ctx.new_object_with(proto.value()).unwrap();
        let get = get_cache();
        for holder in [None, Some(proto), Some(root)] {
            let o = ctx.new_object_with(proto.value()).unwrap();
            let holder = holder.unwrap_or(o);
            assert_eq!(ctx.get_prop(same.value(), x, &get).unwrap(), Value::UNDEFINED);
            assert_eq!(ctx.property_hit(o.value(), &get), Some(Value::UNDEFINED));
            assert_eq!(known(ctx, o, x), Some(Value::UNDEFINED));
            ctx.set(holder, x, Value::int(1)).unwrap();
            assert_eq!(ctx.property_hit(o.value(), &get), None);
            assert_eq!(known(ctx, o, x), None);
            assert_eq!(ctx.get_prop(o.value(), x, &get_cache()).unwrap(), Value::int(1));
            assert!(ctx.delete(holder, x.into()).unwrap());
            assert_eq!(known(ctx, o, x), None, "not what it was before");
        }
        assert_eq!(ctx.get_prop(same.value(), y, &get).unwrap(), Value::UNDEFINED);
        ctx.set_prototype_of(same, Value::NULL).unwrap();
        assert_eq!(ctx.property_hit(same.value(), &get), None);
        assert_eq!(known(ctx, same, y), None);
    });
}

#[test]
fn absence_is_not_known_of_dictionaries_nor_behind_exotic_objects() {
    with_names(|ctx, x, y| {
        let o = ctx.new_object().unwrap();
        ctx.set(o, y, Value::NULL).unwrap();
        assert!(ctx.delete(o, y.into()).unwrap());
        let get = get_cache();
        assert_eq!(ctx.get_prop(o.value(), x, &get).unwrap(), Value::UNDEFINED);
        assert_eq!((ctx.property_hit(o.value(), &get), known(ctx, o, x)), (None, None));
        let (target, handler) = (ctx.new_object().unwrap(), ctx.new_object().unwrap());
        let proxy = ctx.new_proxy(target, handler).unwrap();
        let behind = ctx.new_object_with(proxy.value()).unwrap();
        for start in [proxy, behind] {
            assert_eq!(ctx.get_prop(start.value(), x, &get).unwrap(), Value::UNDEFINED);
            assert_eq!((ctx.property_hit(start.value(), &get), known(ctx, start, x)), (None, None));
        }
    });
}

#[test]
fn sites_learn_their_first_answers_from_the_table_then_one_in_many() {
    with_names(|ctx, x, y| {
        let proto = ctx.new_object().unwrap();
        ctx.set(proto, y, Value::int(2)).unwrap();
        let o = ctx.new_object_with(proto.value()).unwrap();
        ctx.set(o, x, Value::int(1)).unwrap();
        for key in [x, y] {
            ctx.get_prop(o.value(), key, &get_cache()).unwrap();
        }
        assert_eq!((known(ctx, o, x), known(ctx, o, y)), (Some(Value::int(1)), Some(Value::int(2))));
        let site = get_cache();
        let learns: Vec<u32> = (0..2 * LEARNED_IN).filter(|_| answer(ctx, o, x, &site).is_none()).collect();
        assert_eq!(learns, (0..LEARNED_AT_ONCE).chain([LEARNED_IN]).collect::<Vec<_>>());
        for _ in 0..2 {
            assert_eq!(ctx.get_prop(o.value(), x, &site).unwrap(), Value::int(1));
            assert_eq!((look(&site).own_shape, look(&site).more[0].shape), (o.shape(), 0), "learned once");
        }
        let inherited = get_cache();
        for _ in 0..2 {
            assert_eq!(ctx.get_prop(o.value(), y, &inherited).unwrap(), Value::int(2));
            assert_eq!((look(&inherited).proto_shape, look(&inherited).more[0].shape), (o.shape(), 0), "learned once");
        }
    });
}

#[test]
fn a_site_learns_anew_what_it_knew_in_another_epoch() {
    with_names(|ctx, x, y| {
        let proto = ctx.new_object().unwrap();
        ctx.set(proto, x, Value::int(1)).unwrap();
        let (a, b) = (ctx.new_object_with(proto.value()).unwrap(), ctx.new_object_with(proto.value()).unwrap());
        ctx.set(b, y, Value::NULL).unwrap();
        let site = get_cache();
        for o in [a, b] {
            ctx.get_prop(o.value(), x, &site).unwrap();
        }
        assert_eq!((look(&site).proto_shape, look(&site).more[0].shape), (b.shape(), a.shape()));
        change_prototype(ctx, proto, y);
        ctx.get_prop(a.value(), x, &get_cache()).unwrap();
        assert!(ctx.property_hit(a.value(), &site).is_none());
        ctx.get_prop(a.value(), x, &site).unwrap();
        assert_eq!(ctx.property_hit(a.value(), &site), Some(Value::int(1)));
    });
}

#[test]
fn the_table_learns_from_reads_without_a_cache_but_no_getters() {
    with_names(|ctx, x, y| {
        let o = ctx.new_object().unwrap();
        ctx.set(o, x, Value::int(1)).unwrap();
        ctx.define_accessor(o, y.into(), "y", |_, args| Ok(args.this()), None).unwrap();
        let receiver = Value::int(5);
        for (key, value) in [(x, Value::int(1)), (y, receiver), (ctx.names.next, Value::UNDEFINED)] {
            assert_eq!(ctx.get_for(o, key.into(), receiver).unwrap(), value);
            assert_eq!(known(ctx, o, key), (key != y).then_some(value));
        }
    });
}

#[test]
fn a_collection_empties_the_table() {
    with_names(|ctx, x, _| {
        let o = ctx.new_object().unwrap();
        ctx.set(o, x, Value::int(1)).unwrap();
        ctx.get_prop(o.value(), x, &get_cache()).unwrap();
        assert_eq!(known(ctx, o, x), Some(Value::int(1)));
        ctx.collect();
        assert_eq!(known(ctx, o, x), None, "the shape's number may be another's by now");
    });
}

#[test]
fn a_computed_length_is_never_absent() {
    with_names(|ctx, _, _| {
        let length = ctx.names.length;
        let array = ctx.new_array(&[Value::NULL]).unwrap();
        let get = get_cache();
        assert_eq!(ctx.get_prop(array.value(), length, &get).unwrap(), Value::int(1));
        assert_eq!((ctx.property_hit(array.value(), &get), known(ctx, array, length)), (None, None));
        let o = ctx.new_object().unwrap();
        assert_eq!(ctx.get_prop(o.value(), length, &get).unwrap(), Value::UNDEFINED);
        assert_eq!(known(ctx, o, length), None);
    });
}
