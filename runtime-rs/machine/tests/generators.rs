//! Generators with hand-written frames and resume functions: what the collector traces, what the
//! three ways of resumption do, `yield*`, and closing iterators.

use yarrow_abi::kinds::ResumeMode;
use yarrow_abi::layout::{
    FrameDesc, GENERATOR_DELEGATING, GENERATOR_DONE, GENERATOR_FLAGS, GENERATOR_RUNNING, GENERATOR_SLOTS,
    GENERATOR_STATE,
};
use yarrow_gc::{Settings, Stress};
use yarrow_machine::prelude::*;
use yarrow_machine::{Resumed, install_generators};
use yarrow_objects::rooted::{Object, Scope, Value};
use yarrow_objects::{Context, JsResult, Storage, Throw, word_of};

fn context() -> Box<Context> {
    let mut ctx = Context::with_settings(Settings { stress: Stress::EVERY_POLL, max_bytes: Some(usize::MAX) });
    ctx.enter(install_generators).expect("room");
    ctx
}

/// Two slots; in state 1 slot 0 is live, in state 2 slot 1, in state 3 neither.
static MAPS: [u64; 4] = [0b11, 0b01, 0b10, 0];
static LOCATIONS: [u32; 4] = [0; 4];
static MODULE: u32 = 0;

fn desc() -> &'static FrameDesc {
    static DESC: FrameDesc = FrameDesc {
        slot_count: 2,
        state_count: 4,
        map_words: 1,
        slots_offset: GENERATOR_SLOTS.cast_unsigned(),
        maps: MAPS.as_ptr(),
        state_locations: LOCATIONS.as_ptr(),
        module: &raw const MODULE,
        delegates: std::ptr::null(),
    };
    &DESC
}

/// A frame under a resume function's hands.
struct Frame(*mut u8);

impl Frame {
    fn u32(&self, offset: i32) -> u32 {
        // SAFETY: a generator's header word.
        unsafe { self.0.add(offset as usize).cast::<u32>().read() }
    }
    fn set_u32(&self, offset: i32, v: u32) {
        // SAFETY: a generator's header word.
        unsafe { self.0.add(offset as usize).cast::<u32>().write(v) }
    }
    fn slot(&self, i: usize) -> Value<'_> {
        // SAFETY: the frame has two slots.
        unsafe { Value::from_bits(self.0.add(GENERATOR_SLOTS as usize + i * 8).cast::<u64>().read()) }
    }
    fn set_slot(&self, i: usize, v: Value<'_>) {
        // SAFETY: the frame has two slots.
        unsafe { self.0.add(GENERATOR_SLOTS as usize + i * 8).cast::<u64>().write(v.bits()) }
    }
    fn suspend(&self, state: u32, flags: u32) {
        self.set_u32(GENERATOR_STATE, state);
        self.set_u32(GENERATOR_FLAGS, flags);
    }
}

/// `yield 1; yield 2; yield 3; return 4`, keeping what the frame holds. A throw ends it, a return
/// too, but in state 2 a `finally` yields `"finally"` first (then state 3, which returns).
unsafe extern "C" fn counting(ctx: *mut Context, _: *mut u64, generator: u64, mode: u64, value: u64) -> u64 {
    let frame = Frame(generator as *mut u8);
    let state = frame.u32(GENERATOR_STATE);
    frame.set_u32(GENERATOR_FLAGS, GENERATOR_RUNNING);
    if mode == ResumeMode::Throw as u64 {
        frame.set_u32(GENERATOR_FLAGS, GENERATOR_DONE);
        // SAFETY: the context is valid, and the value a value.
        unsafe { (*ctx).prefix().exception = Value::from_bits(value) };
        return Value::EXCEPTION.bits();
    }
    if mode == ResumeMode::Return as u64 {
        if state == 2 {
            frame.suspend(3, 0);
            return Value::int(-1).bits();
        }
        frame.set_u32(GENERATOR_FLAGS, GENERATOR_DONE);
        return value;
    }
    if state == 3 {
        frame.set_u32(GENERATOR_FLAGS, GENERATOR_DONE);
        return Value::int(4).bits();
    }
    frame.suspend(state + 1, 0);
    Value::int(state as i32 + 1).bits()
}

fn new_generator<'s>(ctx: &mut Scope<'s>, resume: yarrow_objects::Resume) -> Object<'s> {
    let proto = ctx.intrinsics.generator_prototype.value();
    // SAFETY: the functions here fit the descriptor.
    unsafe { ctx.new_generator(proto, resume as *const u8, desc()) }.unwrap()
}

/// Two objects in the slots of a frame, which alone keeps them alive, and what refers to them weakly.
fn weak_slots<'s>(ctx: &mut Scope<'s>, frame: &Frame) -> [Object<'s>; 2] {
    let proto = ctx.intrinsics.weak_ref_prototype.value();
    [0, 1].map(|i| {
        let mut short = ctx.inner();
        let o = short.new_object().unwrap();
        frame.set_slot(i, o.value());
        let w = short.new_weak_ref(proto, o.value()).unwrap();
        short.escape(w)
    })
}

fn is_alive(ctx: &mut Scope<'_>, weak: Object<'_>) -> bool {
    ctx.inner().weak_target(weak).is_object()
}

#[test]
fn a_sleeping_frame_keeps_exactly_what_its_state_needs() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        let frame = Frame(g.address());
        let [wa, wb] = weak_slots(ctx, &frame);
        ctx.collect();
        assert!(is_alive(ctx, wa) && is_alive(ctx, wb));
        assert_eq!(ctx.generator_resume(g, ResumeMode::Next, Value::UNDEFINED).unwrap(), (Value::int(1), false));
        ctx.collect();
        assert!(is_alive(ctx, wa), "slot 0 is live in state 1");
        assert!(!is_alive(ctx, wb), "slot 1 is dead in state 1");
        assert_eq!(ctx.inner().generator_slot(g, 0), Some(frame.slot(0)));
        assert_eq!(ctx.generator_slot(g, 1), None);
        ctx.generator_resume(g, ResumeMode::Next, Value::UNDEFINED).unwrap();
        frame.set_slot(1, Value::NULL);
        ctx.collect();
        assert!(!is_alive(ctx, wa), "slot 0 is dead in state 2");
    });
}

#[test]
fn a_running_frame_keeps_what_it_was_resumed_with() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        let frame = Frame(g.address());
        let [wa, wb] = weak_slots(ctx, &frame);
        frame.suspend(1, GENERATOR_RUNNING);
        ctx.collect();
        assert!(is_alive(ctx, wa));
        assert!(!is_alive(ctx, wb));
        frame.suspend(1, GENERATOR_DONE);
        ctx.collect();
        assert!(!is_alive(ctx, wa));
    });
}

#[test]
fn words_of_popped_frames_do_not_dangle() {
    context().enter(|ctx| {
        let proto = ctx.intrinsics.weak_ref_prototype.value();
        let mut short = ctx.inner();
        let o = short.new_object().unwrap();
        let weak = short.new_weak_ref(proto, o.value()).unwrap();
        for _ in 0..if cfg!(miri) { 100 } else { 10_000 } {
            short.slot(o.value());
        }
        let weak = short.escape(weak);
        ctx.collect();
        assert!(!is_alive(ctx, weak));
        // A compiled frame that has not set its slots yet.
        let set_top = |ctx: &mut Scope<'_>, top| {
            // SAFETY: the context is valid, and the words lie in the root stack.
            unsafe { std::mem::replace(&mut (*ctx.context()).prefix().root_top, top) }
        };
        let top = set_top(ctx, std::ptr::null_mut());
        set_top(ctx, top.wrapping_add(10_000));
        ctx.collect();
        set_top(ctx, top);
    });
}

#[test]
fn next_throw_and_return_in_every_state() {
    context().enter(|ctx| {
        let undefined = Value::UNDEFINED;
        let five = Value::int(5);
        let g = new_generator(ctx, counting);
        for (v, done) in [(1, false), (2, false), (3, false), (4, true)] {
            assert_eq!(ctx.generator_resume(g, ResumeMode::Next, undefined).unwrap(), (Value::int(v), done));
        }
        assert_eq!(ctx.generator_resume(g, ResumeMode::Next, undefined).unwrap(), (undefined, true));
        assert_eq!(ctx.generator_resume(g, ResumeMode::Return, five).unwrap(), (five, true));
        let thrown = ctx.generator_resume(g, ResumeMode::Throw, five).unwrap_err();
        assert_eq!(ctx.caught(thrown), five);

        let g = new_generator(ctx, counting);
        assert_eq!(ctx.generator_resume(g, ResumeMode::Return, five).unwrap(), (five, true), "not started");
        assert!(ctx.generator_is_done(g));

        let g = new_generator(ctx, counting);
        assert!(ctx.generator_resume(g, ResumeMode::Throw, five).is_err(), "not started");
        assert!(ctx.generator_is_done(g));

        let g = new_generator(ctx, counting);
        Frame(g.address()).set_u32(GENERATOR_FLAGS, GENERATOR_RUNNING);
        let e = ctx.generator_resume(g, ResumeMode::Next, undefined).unwrap_err();
        assert_eq!(message(ctx, e), "Generator is already running");
    });
}

fn message(ctx: &mut Scope<'_>, throw: Throw) -> String {
    let error = ctx.caught(throw);
    let key = ctx.names.message;
    ctx.get_value(error, key).unwrap().as_string().unwrap().to_rust()
}

fn result<'s>(ctx: &mut Scope<'s>, o: Value<'_>) -> (Value<'s>, bool) {
    let (value, done) = (ctx.names.value, ctx.names.done);
    let v = ctx.get_value(o, value).unwrap();
    (v, ctx.get_value(o, done).unwrap() == Value::TRUE)
}

#[test]
fn the_intrinsic_methods_make_result_objects() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        let next = ctx.names.next;
        let r = ctx.invoke(g.value(), next, &[]).unwrap();
        assert_eq!(result(ctx, r), (Value::int(1), false));
        let return_ = ctx.names.return_;
        let r = ctx.invoke(g.value(), return_, &[Value::int(9)]).unwrap();
        assert_eq!(result(ctx, r), (Value::int(9), true));
        let method = ctx.get_value(g.value(), next).unwrap();
        let e = ctx.call(method, Value::NULL, &[]).unwrap_err();
        assert_eq!(message(ctx, e), "Method [Generator].prototype.next called on incompatible receiver null");
    });
}

#[test]
fn iteration_pulls_generators_without_a_record() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        let iter = ctx.iter_open(g.value()).unwrap();
        assert_eq!(iter, g.value());
        let a = ctx.iterable_to_array(g.value()).unwrap();
        assert_eq!(ctx.dense_elements(a).unwrap(), [Value::int(1), Value::int(2), Value::int(3)]);
        ctx.iter_close(iter).unwrap();

        // With a `next` of its own it is pulled by the protocol.
        let g = new_generator(ctx, counting);
        ctx.define_method(g, "next", 0, |ctx, _| Ok(ctx.new_iter_result(Value::TRUE, true)?.value())).unwrap();
        let iter = ctx.iter_open(g.value()).unwrap();
        assert_ne!(iter, g.value());
        assert_eq!(ctx.iter_next(iter).unwrap(), None);
    });
}

#[test]
fn closing_runs_the_generator_s_finally() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        let iter = ctx.iter_open(g.value()).unwrap();
        ctx.iter_next(iter).unwrap();
        ctx.iter_next(iter).unwrap();
        ctx.iter_close(iter).unwrap();
        assert_eq!(ctx.generator_state(g), 3);
        assert!(!ctx.generator_is_done(g), "a yield in finally keeps it alive");
    });
}

/// An iterator object that counts its `return` calls in `closed`, and has what `extend` adds.
fn custom_iterator<'s>(ctx: &mut Scope<'s>, extend: impl FnOnce(&mut Scope<'s>, Object<'s>)) -> Object<'s> {
    let o = ctx.new_object().unwrap();
    ctx.define_symbol_method(o, ctx.symbols.iterator, "[Symbol.iterator]", 0, |_, args| Ok(args.this())).unwrap();
    ctx.define_method(o, "next", 1, |ctx, args| {
        let this = args.this().as_object().unwrap();
        let key = ctx.atom("last")?;
        ctx.set(this, key, args.get(0))?;
        ctx.poll();
        Ok(ctx.new_iter_result(args.get(0), args.get(0) == Value::TRUE)?.value())
    })
    .unwrap();
    ctx.define_method(o, "return", 1, |ctx, args| {
        let this = args.this().as_object().unwrap();
        let key = ctx.atom("closed")?;
        ctx.set(this, key, Value::TRUE)?;
        Ok(ctx.new_iter_result(args.get(0), true)?.value())
    })
    .unwrap();
    extend(ctx, o);
    o
}

fn is_closed(ctx: &mut Scope<'_>, o: Object<'_>) -> bool {
    let key = ctx.atom("closed").unwrap();
    ctx.get(o, key).unwrap() == Value::TRUE
}

#[test]
fn delegation_by_the_protocol() {
    context().enter(|ctx| {
        let inner = custom_iterator(ctx, |_, _| ());
        let iter = ctx.iter_open(inner.value()).unwrap();
        let raw = ctx.delegate_step(iter, ResumeMode::Next, Value::int(7)).unwrap().unwrap();
        let g = new_generator(ctx, counting);
        Frame(g.address()).suspend(1, GENERATOR_DELEGATING);
        // SAFETY: both are rooted, and nothing else uses the context meanwhile.
        let object = unsafe {
            let words = [g.value().bits(), raw.bits()];
            let made = Storage::of(ctx.context(), words, |ctx, [g, raw]| word_of(ctx.generator_result(g, raw)));
            ctx.value_of(made)
        };
        assert_eq!(result(ctx, object), (Value::int(7), false));
        assert_eq!(ctx.generator_unwrap(g, raw).unwrap(), Some(Value::int(7)));
        // Done: the completion value is kept.
        assert_eq!(ctx.delegate_step(iter, ResumeMode::Next, Value::TRUE).unwrap(), None);
        assert_eq!(ctx.take_delegate_result(), Value::TRUE);
        // Return goes to the inner iterator, whose result ends the delegation.
        assert_eq!(ctx.delegate_step(iter, ResumeMode::Return, Value::int(3)).unwrap(), None);
        assert_eq!(ctx.take_delegate_result(), Value::int(3));
        assert!(is_closed(ctx, inner));
    });
}

#[test]
fn a_delegate_without_throw_is_closed_and_reported() {
    context().enter(|ctx| {
        let inner = custom_iterator(ctx, |_, _| ());
        let iter = ctx.iter_open(inner.value()).unwrap();
        let e = ctx.delegate_step(iter, ResumeMode::Throw, Value::int(1)).unwrap_err();
        assert_eq!(message(ctx, e), "The iterator does not provide a 'throw' method.");
        assert!(is_closed(ctx, inner));

        let bad = custom_iterator(ctx, |ctx, o| {
            ctx.define_method(o, "throw", 1, |_, _| Ok(Value::int(1))).unwrap();
        });
        let iter = ctx.iter_open(bad.value()).unwrap();
        let e = ctx.delegate_step(iter, ResumeMode::Throw, Value::int(1)).unwrap_err();
        assert_eq!(message(ctx, e), "Iterator result 1 is not an object");
        assert!(!is_closed(ctx, bad));
    });
}

#[test]
fn delegation_to_a_compiled_generator_needs_no_result_objects() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        fn step<'s>(ctx: &mut Scope<'s>, g: Object<'_>, mode: ResumeMode, v: Value<'_>) -> JsResult<Option<Value<'s>>> {
            ctx.delegate_step(g.value(), mode, v)
        }
        assert_eq!(step(ctx, g, ResumeMode::Next, Value::UNDEFINED).unwrap(), Some(Value::int(1)));
        assert_eq!(step(ctx, g, ResumeMode::Next, Value::UNDEFINED).unwrap(), Some(Value::int(2)));
        assert_eq!(step(ctx, g, ResumeMode::Return, Value::int(8)).unwrap(), Some(Value::int(-1)), "yields in finally");
        assert_eq!(step(ctx, g, ResumeMode::Next, Value::UNDEFINED).unwrap(), None);
        assert_eq!(ctx.take_delegate_result(), Value::int(4));
    });
}

#[test]
fn a_record_that_threw_is_not_closed() {
    context().enter(|ctx| {
        let it = custom_iterator(ctx, |ctx, o| {
            ctx.define_method(o, "next", 0, |ctx, _| Err(ctx.throw_range_error(format_args!("stop")))).unwrap();
        });
        let iter = ctx.iter_open(it.value()).unwrap();
        assert!(ctx.iter_next(iter).is_err());
        assert_eq!(ctx.iter_next(iter).unwrap(), None);
        ctx.iter_close(iter).unwrap();
        assert!(!is_closed(ctx, it));
    });
}

#[test]
fn what_closing_throws_is_dropped_for_a_throw_completion() {
    context().enter(|ctx| {
        let it = custom_iterator(ctx, |ctx, o| {
            ctx.define_method(o, "return", 0, |ctx, _| Err(ctx.throw_range_error(format_args!("closing")))).unwrap();
        });
        let iter = ctx.iter_open(it.value()).unwrap();
        let throw = ctx.throw(Value::int(1));
        let throw = ctx.iter_close_throw(iter, throw);
        assert_eq!(ctx.caught(throw), Value::int(1));
        let iter = ctx.iter_open(it.value()).unwrap();
        assert!(ctx.iter_close(iter).is_err());
    });
}

#[test]
fn values_that_cannot_be_iterated_are_named() {
    context().enter(|ctx| {
        let text = ctx.new_string("foo.bar").unwrap();
        let e = ctx.iter_open_named(Value::int(3), text.value()).unwrap_err();
        assert_eq!(message(ctx, e), "foo.bar is not iterable");
        let e = ctx.iter_open(Value::UNDEFINED).unwrap_err();
        assert_eq!(message(ctx, e), "undefined is not iterable (cannot read property Symbol(Symbol.iterator))");
    });
}

#[test]
fn raw_resumption_tells_the_three_outcomes_apart() {
    context().enter(|ctx| {
        let g = new_generator(ctx, counting);
        let r = ctx.generator_resume_raw(g, ResumeMode::Next, Value::UNDEFINED).unwrap();
        assert_eq!(r, Resumed::Yield(Value::int(1)));
        let r = ctx.generator_resume_raw(g, ResumeMode::Return, Value::TRUE).unwrap();
        assert_eq!(r, Resumed::Done(Value::TRUE));
    });
}
