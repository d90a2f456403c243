//! What counts as stack and as memory, seen through the public interface.

use yarrow_gc::{Settings, Stress};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Chars, Context, JsResult, MAX_LENGTH, NativeKind};

fn context(max_bytes: usize) -> Box<Context> {
    Context::with_settings(Settings { stress: Stress::Off, max_bytes: Some(max_bytes) })
}

#[test]
fn rust_code_has_roots_without_a_limit_of_its_own_and_they_keep_what_they_hold() {
    let mut ctx = context(usize::MAX);
    ctx.enter(|ctx| {
        let o = ctx.new_object().unwrap();
        let first = ctx.slot(o.value());
        for _ in 0..3_000_000 {
            ctx.slot(Value::TRUE);
        }
        let s = ctx.new_string(&"x".repeat(100)).unwrap();
        let last = ctx.slot(s.value());
        ctx.collect();
        ctx.new_string(&"y".repeat(100)).unwrap();
        assert!(first.get(ctx).is_object());
        assert_eq!(last.get(ctx).as_string().unwrap().to_rust(), "x".repeat(100));
        assert!(ctx.check_stack().is_err(), "no program runs up there");
    });
    assert!(ctx.enter(|ctx| ctx.check_stack().is_ok()));
}

#[test]
fn roots_above_the_programs_part_count_as_memory() {
    let mut ctx = context(16 << 20);
    ctx.enter(|ctx| {
        for _ in 0..3_000_000 {
            ctx.slot(Value::TRUE);
        }
        assert!(ctx.new_array_with_capacity(1000).is_err());
    });
    assert!(ctx.enter(|ctx| ctx.new_array_with_capacity(1000).is_ok()));
}

#[test]
fn sparse_elements_count_until_they_are_gone() {
    context(usize::MAX).enter(|ctx| {
        let o = ctx.new_array(&[]).unwrap();
        ctx.set(o, 1_000_000u32, Value::TRUE).unwrap();
        let before = ctx.heap_bytes();
        for i in 0..1000u32 {
            ctx.set(o, i * 5000, Value::TRUE).unwrap();
        }
        assert!(ctx.heap_bytes() > before + 10_000);
        for i in 0..1000u32 {
            ctx.delete(o, (i * 5000).into()).unwrap();
        }
        assert!(ctx.heap_bytes() < before + 10_000);
    });
}

#[test]
fn a_list_of_arguments_is_a_list_or_a_range_error() {
    fn count<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
        Ok(Value::from(args.len() as u32))
    }
    context(usize::MAX).enter(|ctx| {
        let f = ctx.new_native(ctx.names.empty, 0, count, NativeKind::Function).unwrap();
        for (length, answer) in [(0, Some(0.0)), (17, Some(17.0)), (100_000, Some(100_000.0)), (1 << 30, None)] {
            let ctx = &mut ctx.inner();
            let list = ctx.array_create(length, None).unwrap();
            let called = ctx.call_list(f.value(), Value::UNDEFINED, list.value());
            assert_eq!(called.ok().and_then(|v| v.as_number()), answer, "{length}");
        }
    });
}

#[test]
fn a_builder_takes_no_more_than_a_string_or_the_memory_holds() {
    let mut ctx = context(12 << 20);
    for (chars, times, fits) in [
        (Chars::Latin1(b"ab"), 1 << 20, true),
        (Chars::Latin1(b"ab"), 4 << 20, false),
        (Chars::Utf16(&[0x3b1]), 4 << 20, false),
        (Chars::Latin1(b""), usize::MAX, true),
        (Chars::Latin1(b"ab"), usize::MAX, false),
    ] {
        let mut builder = ctx.enter(|ctx| ctx.string_builder());
        builder.push_repeated(chars, times);
        assert_eq!(ctx.enter(|ctx| ctx.check_builder(&builder).is_ok()), fits, "{chars:?} {times}");
        assert_eq!(builder.len() > MAX_LENGTH, !fits);
        builder.push_unit(b'c'.into());
        assert_eq!(ctx.enter(|ctx| ctx.finish_string(builder).is_ok()), fits);
        ctx.enter(|ctx| ctx.collect());
    }
}

#[test]
fn ropes_that_cannot_be_flattened_are_compared() {
    context(12 << 20).enter(|ctx| {
        let mut halves = Vec::new();
        for (text, last) in [("x", "y"), ("x", "y"), ("x", "\u{fffd}")] {
            halves.push(ctx.new_string(&text.repeat(3 << 20)).unwrap());
            halves.push(ctx.new_string(last).unwrap());
        }
        halves.push(ctx.new_string_utf16(&[0xd800]).unwrap());
        let ropes = [(0, 1), (2, 3), (0, 5), (2, 6)].map(|(i, j)| ctx.concat(halves[i], halves[j]).unwrap());
        assert!(ropes.iter().all(|&rope| ctx.flat(rope).is_err()));
        let [a, b, replacement, lone] = ropes.map(|rope| rope.value());
        assert!(ctx.strict_equals(a, b));
        assert!(!ctx.strict_equals(a, replacement));
        assert!(!ctx.strict_equals(replacement, lone));
    });
}

#[test]
fn a_walk_passes_over_what_is_absent() {
    context(usize::MAX).enter(|ctx| {
        let proto = ctx.new_object().unwrap();
        let o = ctx.new_object_with(proto.value()).unwrap();
        let large = ctx.key_from_number(9_007_199_254_740_000.0).unwrap();
        for (on, key) in [(o, 5u32.into()), (o, 4_000_000_000u32.into()), (proto, 70u32.into()), (o, large)] {
            ctx.set(on, key, Value::TRUE).unwrap();
        }
        let end = (1 << 53) - 1;
        let (mut up, mut at) = (Vec::new(), 0);
        while at < end {
            at = ctx.next_element(o, at, end);
            up.push(at);
            at += 1;
        }
        assert_eq!(up, [5, 70, 4_000_000_000, 9_007_199_254_740_000, end]);
        let (mut down, mut from) = (Vec::new(), Some(end - 1));
        while let Some(k) = from.and_then(|from| ctx.previous_element(o, from, 6)) {
            down.push(k);
            from = k.checked_sub(1);
        }
        assert_eq!(down, [9_007_199_254_740_000, 4_000_000_000, 70]);
    });
}
