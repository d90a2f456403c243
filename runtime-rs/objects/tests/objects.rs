//! Objects, arrays, strings and roots, seen through the public interface.

use yarrow_gc::{Settings, Stress};
use yarrow_objects::rooted::{Descriptor, Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Context, Hint};

fn context() -> Box<Context> {
    Context::with_settings(Settings { stress: Stress::EVERY_POLL, max_bytes: Some(usize::MAX) })
}

fn key<'s>(ctx: &mut Scope<'s>, name: &str) -> PropertyKey<'s> {
    ctx.atom(name).unwrap().into()
}

#[test]
fn properties_survive_a_collection_and_keep_their_order() {
    context().enter(|ctx| {
        let o = ctx.new_object().unwrap();
        for name in ["b", "a", "7", "3", "c"] {
            let k = key(ctx, name);
            let v = ctx.new_string(name).unwrap();
            ctx.set(o, k, v.value()).unwrap();
            ctx.collect();
        }
        let symbol = ctx.new_symbol(Value::UNDEFINED).unwrap();
        ctx.set(o, symbol, Value::TRUE).unwrap();
        let k = key(ctx, "d");
        ctx.set(o, k, Value::NULL).unwrap();
        let keys: Vec<_> = ctx.own_keys(o).unwrap().iter().map(|k| ctx.describe_key(k)).collect();
        assert_eq!(keys, ["3", "7", "b", "a", "c", "d", "Symbol()"]);
        let k = key(ctx, "c");
        let v = ctx.get(o, k).unwrap();
        assert_eq!(v.as_string().unwrap().to_rust(), "c");
    });
}

#[test]
fn deletion_makes_a_dictionary_that_keeps_order() {
    context().enter(|ctx| {
        let o = ctx.new_object().unwrap();
        let count = if cfg!(miri) { 40 } else { 300 };
        for i in 0..count {
            let k = key(ctx, &format!("k{i}"));
            ctx.set(o, k, Value::int(i)).unwrap();
        }
        for i in (0..count).step_by(2) {
            let k = key(ctx, &format!("k{i}"));
            assert!(ctx.delete(o, k).unwrap());
        }
        ctx.collect();
        let k = key(ctx, "new");
        ctx.set(o, k, Value::int(-1)).unwrap();
        let keys = ctx.own_keys(o).unwrap();
        assert_eq!(keys.len(), count as usize / 2 + 1);
        for i in (1..count).step_by(2) {
            let k = key(ctx, &format!("k{i}"));
            assert_eq!(ctx.get(o, k).unwrap(), Value::int(i));
        }
    });
}

#[test]
fn ropes_flatten_once_and_intern() {
    context().enter(|ctx| {
        let empty = ctx.names.empty;
        let rope = ctx.slot(empty.value());
        let parts = if cfg!(miri) { 300 } else { 20_000 };
        for i in 0..parts {
            let ctx = &mut ctx.inner();
            let part = ctx.new_string(if i % (parts / 20) == 0 { "\u{263a}x" } else { "ab" }).unwrap();
            let s = rope.get(ctx).as_string().unwrap();
            rope.set(ctx.concat(s, part).unwrap().value());
        }
        ctx.collect();
        let s = rope.get(ctx).as_string().unwrap();
        assert_eq!(s.len(), 2 * parts);
        let flat = ctx.flat(s).unwrap();
        assert_eq!(flat.chars().at(0), 0x263a);
        assert_eq!(flat.chars().at(3), u16::from(b'b'));
        let a = ctx.intern(s).unwrap();
        let again = ctx.new_string(&s.to_rust()).unwrap();
        let b = ctx.intern(again).unwrap();
        assert!(a == b);
    });
}

#[test]
fn array_length_is_exotic() {
    context().enter(|ctx| {
        let a = ctx.new_array(&[Value::int(1), Value::int(2), Value::int(3)]).unwrap();
        ctx.set(a, 5, Value::int(6)).unwrap();
        assert_eq!(a.array_length(), 6);
        assert!(!ctx.has_property(a, 4.into()).unwrap());
        let length: PropertyKey = ctx.names.length.into();
        ctx.set(a, length, Value::int(2)).unwrap();
        assert_eq!(ctx.own_keys(a).unwrap().len(), 3);
        assert!(ctx.set(a, length, Value::number(1.5)).is_err());
        // Far away: sparse.
        ctx.set(a, 4_000_000_000, Value::TRUE).unwrap();
        assert_eq!(a.array_length(), 4_000_000_001);
        let fixed = Descriptor { configurable: Some(false), ..Descriptor::default() };
        assert!(ctx.define_own_property(a, 1.into(), &fixed).unwrap());
        assert!(ctx.set(a, length, Value::int(0)).is_err(), "an element that cannot go stops it");
        assert_eq!(a.array_length(), 2);
        ctx.collect();
        assert_eq!(ctx.get(a, 1).unwrap(), Value::int(2));
    });
}

#[test]
fn frozen_and_non_extensible_objects_refuse() {
    context().enter(|ctx| {
        let a = ctx.new_array(&[Value::int(1)]).unwrap();
        ctx.prevent_extensions(a).unwrap();
        assert!(ctx.set(a, 1, Value::int(2)).is_err());
        assert!(ctx.set(a, 0, Value::int(2)).is_ok());
        let frozen = Descriptor { writable: Some(false), configurable: Some(false), ..Descriptor::default() };
        assert!(ctx.define_own_property(a, 0.into(), &frozen).unwrap());
        let e = ctx.set(a, 0, Value::int(3)).unwrap_err();
        let k = ctx.names.message;
        let thrown = ctx.caught(e);
        let m = ctx.get_value(thrown, k).unwrap().as_string().unwrap().to_rust();
        assert_eq!(m, "Cannot assign to read only property '0' of object '[object Array]'");
    });
}

#[test]
fn natives_see_their_arguments_and_errors_come_back() {
    context().enter(|ctx| {
        let global = ctx.global;
        let f = ctx
            .define_method(global, "f", 2, |ctx, args| {
                assert_eq!(args.len(), 3);
                ctx.poll();
                if args.get(2) == Value::TRUE {
                    return Err(ctx.throw_type_error(format_args!("no")));
                }
                ctx.add(args.get(0), args.get(1))
            })
            .unwrap();
        let a = ctx.new_string("a").unwrap();
        let r = ctx.call(f.value(), Value::UNDEFINED, &[a.value(), Value::int(1), Value::FALSE]).unwrap();
        assert_eq!(r.as_string().unwrap().to_rust(), "a1");
        let e = ctx.call(f.value(), Value::UNDEFINED, &[Value::NULL, Value::NULL, Value::TRUE]).unwrap_err();
        let k = ctx.names.stack;
        let thrown = ctx.caught(e);
        let stack = ctx.get_value(thrown, k).unwrap();
        assert_eq!(stack.as_string().unwrap().to_rust(), "Error: no", "the library would give the prototype its name");
        let name = ctx.names.name;
        let v = ctx.get(f, name).unwrap();
        assert_eq!(v.as_string().unwrap().to_rust(), "f");
        assert!(ctx.delete(f, name.into()).unwrap());
        let v = ctx.get(f, name).unwrap();
        assert!(v.as_string().unwrap().is_empty(), "a deleted name is not made again");
    });
}

#[test]
#[cfg_attr(miri, ignore = "takes minutes there")]
fn recursion_ends_in_a_range_error() {
    context().enter(|ctx| {
        let global = ctx.global;
        let f = ctx
            .define_method(global, "f", 0, |ctx, args| {
                let callee = args.callee();
                ctx.call(callee, Value::UNDEFINED, &[])
            })
            .unwrap();
        let e = ctx.call(f.value(), Value::UNDEFINED, &[]).unwrap_err();
        let k = ctx.names.message;
        let thrown = ctx.caught(e);
        let m = ctx.get_value(thrown, k).unwrap();
        assert_eq!(m.as_string().unwrap().to_rust(), "Maximum call stack size exceeded");
    });
}

#[test]
fn weak_refs_and_ephemerons_follow_their_keys() {
    context().enter(|ctx| {
        let (map_proto, ref_proto) = (ctx.intrinsics.weak_map_prototype, ctx.intrinsics.weak_ref_prototype);
        let map = ctx.new_weak_collection(CellKind::WeakMap, map_proto.value()).unwrap();
        let a = ctx.slot(Value::NULL);
        let mut short = ctx.inner();
        let first = short.new_object().unwrap();
        let (b, c) = (short.new_object().unwrap(), short.new_object().unwrap());
        a.set(first.value());
        short.map_insert(map, first.value(), b.value()).unwrap();
        short.map_insert(map, b.value(), c.value()).unwrap();
        let w = short.new_weak_ref(ref_proto.value(), c.value()).unwrap();
        let w = short.escape(w);
        ctx.collect();
        assert!(ctx.inner().weak_target(w).is_object());
        a.set(Value::NULL);
        ctx.collect();
        assert!(ctx.weak_target(w).is_undefined());
        assert_eq!(ctx.map_len(map), 0);
    });
}

#[test]
fn shapes_of_dead_prototypes_are_reused() {
    context().enter(|ctx| {
        let k = key(ctx, "x");
        for i in 0..1000 {
            let mut turn = ctx.inner();
            let proto = turn.new_object().unwrap();
            let o = turn.new_object_with(proto.value()).unwrap();
            turn.set(o, k, Value::int(1)).unwrap();
            assert!(o.shape() < 600, "{}", o.shape());
            drop(turn);
            if i % 50 == 0 {
                ctx.collect();
            }
        }
    });
}

#[test]
fn shapes_and_keys_die_with_their_objects() {
    let count = if cfg!(miri) { 200 } else { 5000 };
    Context::with_settings(Settings::default()).enter(|ctx| {
        let mut bytes = 0;
        for round in 0..6 {
            for i in 0..count {
                let ctx = &mut ctx.inner();
                // Of another length in each round, so that no key lies where a dead one lay.
                let k = key(ctx, &format!("{i:0$}", 16 * (round + 1)));
                let o = ctx.new_object().unwrap();
                ctx.set(o, k, Value::int(1)).unwrap();
                ctx.set(o, k, Value::int(2)).unwrap();
                assert!(o.shape() < count + 200, "{}", o.shape());
            }
            ctx.collect();
            if round == 0 {
                bytes = ctx.heap_bytes();
            }
        }
        assert!(ctx.heap_bytes() <= bytes + 1024, "{} after {bytes}", ctx.heap_bytes());
    });
}

fn with_two<'s>(ctx: &mut Scope<'s>, x: PropertyKey<'_>, y: PropertyKey<'_>) -> Object<'s> {
    let o = ctx.new_object().unwrap();
    ctx.set(o, x, Value::int(1)).unwrap();
    ctx.set(o, y, Value::int(2)).unwrap();
    o
}

#[test]
fn a_live_shape_keeps_those_it_comes_from() {
    context().enter(|ctx| {
        let (x, y) = (key(ctx, "x"), key(ctx, "y"));
        let o = with_two(ctx, x, y);
        ctx.collect();
        let again = with_two(ctx, x, y);
        assert_eq!(again.shape(), o.shape());
    });
}

#[test]
#[cfg_attr(miri, ignore = "takes minutes there")]
fn the_heap_limit_throws() {
    Context::with_settings(Settings { stress: Stress::Off, max_bytes: Some(8 << 20) }).enter(|ctx| {
        let mut filling = ctx.inner();
        let a = filling.new_array(&[]).unwrap();
        let e = loop {
            let ctx = &mut filling.inner();
            ctx.poll();
            let pushed = ctx.new_object().and_then(|o| ctx.array_push(a, o.value()));
            if let Err(e) = pushed {
                break e;
            }
        };
        drop(filling);
        let k = ctx.names.message;
        let thrown = ctx.caught(e);
        let m = ctx.get_value(thrown, k).unwrap();
        assert_eq!(m.as_string().unwrap().to_rust(), "out of memory: the heap limit of 8388608 bytes is reached");
        ctx.collect();
        assert!(ctx.new_object().is_ok());
    });
}

#[test]
fn to_primitive_calls_methods_and_reports() {
    context().enter(|ctx| {
        let o = ctx.new_object().unwrap();
        assert!(ctx.to_primitive(o.value(), Hint::Default).is_err());
        ctx.define_method(o, "valueOf", 0, |_, _| Ok(Value::int(41))).unwrap();
        assert_eq!(ctx.add(o.value(), Value::int(1)).unwrap(), Value::int(42));
    });
}
