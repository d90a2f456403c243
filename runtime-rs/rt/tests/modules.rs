//! A module in hand-written tables, run as compiled code runs: loading, globals, caches, stacks,
//! namespaces, and the exports' conventions for exceptions.

use std::ptr::null;
use std::sync::atomic::{AtomicU32, Ordering};
use yarrow_abi::layout::{
    CONTEXT_INSTANCES, ExportDesc, FunctionName, IC_SIZE, Location, ModuleDesc, StaticStr, StaticString, instance_ics,
    instance_strings,
};
use yarrow_abi::value::{EXCEPTION, UNDEFINED, frame_marker};
use yarrow_gc::{Settings, Stress};
use yarrow_objects::rooted::Value;
use yarrow_objects::{CellKind, Context, LoadError};
use yarrow_rt::exports::{memory, objects, operators, scopes};

const fn text(s: &'static str) -> StaticStr {
    StaticStr { ptr: s.as_ptr(), len: s.len() as u64 }
}

const fn function(name: &'static str) -> FunctionName {
    FunctionName { text: text(name), source_start: 0, source_end: 0 }
}

const fn latin1(s: &'static str) -> StaticString {
    StaticString { ptr: s.as_ptr(), len: s.len() as u32, flags: 0 }
}

/// Tables that the descriptor points at.
struct Tables {
    strings: [StaticString; 2],
    files: [StaticStr; 1],
    names: [FunctionName; 2],
    locations: [Location; 2],
    exports: [ExportDesc; 1],
}

// SAFETY: immutable static data.
unsafe impl Sync for Tables {}

static TABLES: Tables = Tables {
    strings: [latin1("x"), latin1("missing")],
    files: [text("main.js")],
    names: [function(""), function("inner")],
    locations: [
        Location { file: 0, line: 1, column: 2, function: 0, caller: 0 },
        Location { file: 0, line: 30, column: 4, function: 1, caller: 0 },
    ],
    exports: [ExportDesc { name: text("answer"), global: 1, flags: 0 }],
};

static INDEX: AtomicU32 = AtomicU32::new(u32::MAX);

fn desc() -> &'static ModuleDesc {
    Box::leak(Box::new(ModuleDesc {
        abi_version: yarrow_abi::ABI_VERSION,
        global_count: 2,
        string_count: 2,
        ic_count: 2,
        strings: TABLES.strings.as_ptr(),
        init: init as *const u8,
        index: INDEX.as_ptr(),
        files: TABLES.files.as_ptr(),
        names: TABLES.names.as_ptr(),
        locations: TABLES.locations.as_ptr(),
        exports: TABLES.exports.as_ptr(),
        file_count: 1,
        name_count: 2,
        location_count: 2,
        export_count: 1,
        install_evaluator: null(),
        libraries: null(),
        library_count: 0,
        layout_count: 0,
        guard_count: 0,
        guards: null(),
        guard_exits: null(),
        assumptions: null(),
        assumption_count: 0,
    }))
}

/// `answer = { x: 41 }; answer.x = 42; inner: missing`
unsafe extern "C" fn init(ctx: *mut Context, sp: *mut u64, _: u64) -> u64 {
    let module = INDEX.load(Ordering::Relaxed);
    // SAFETY: plays compiled code: its frame starts at `sp`, its instance is in the context.
    unsafe {
        let instances = ctx.cast::<u8>().offset(CONTEXT_INSTANCES as isize).cast::<*mut *mut u8>().read();
        let instance = instances.add(module as usize).read();
        let globals = instance.cast::<u64>();
        let strings = instance.add(instance_strings(2)).cast::<u64>();
        let caches = instance.add(instance_ics(2, 2, 0));
        sp.write(frame_marker(module as u8, 0));
        sp.add(1).write(frame_marker(module as u8, 1));
        let top = sp.add(2);
        let o = objects::rt_object_new(ctx, 2, std::ptr::null_mut());
        globals.add(1).write(o);
        assert_eq!(objects::rt_init_prop(ctx, top, o, *strings, Value::int(41).bits(), caches), UNDEFINED);
        memory::rt_gc_poll(ctx, top);
        assert_eq!(objects::rt_set_prop(ctx, top, o, *strings, Value::int(42).bits(), caches), UNDEFINED);
        assert_eq!(objects::rt_get_prop(ctx, top, o, *strings, caches.add(IC_SIZE)), Value::int(42).bits());
        scopes::rt_global_get(ctx, top, *strings.add(1), caches)
    }
}

#[test]
fn a_module_runs_and_its_exception_tells_where() {
    let mut ctx = Context::with_settings(Settings { stress: Stress::EVERY_POLL, max_bytes: Some(usize::MAX) });
    let desc = desc();
    // SAFETY: the tables are static.
    let index = unsafe { ctx.load_module(desc) }.unwrap();
    // SAFETY: as above.
    assert_eq!(unsafe { ctx.load_module(desc) }, Ok(index));
    ctx.enter(|ctx| {
        let error = ctx.run_module(index).unwrap_err();
        let error = ctx.caught(error);
        let key = ctx.names.stack;
        let stack = ctx.get_value(error, key).unwrap().as_string().unwrap().to_rust();
        // Without the library the prototype has no name.
        assert_eq!(stack, "Error: missing is not defined\n    at inner (main.js:30:4)\n    at main.js:1:2");
        let answer = ctx.module_export(index, "answer").unwrap();
        assert!(answer.is_object());
        assert!(ctx.module_export(index, "question").is_none());
        let again = ctx.run_module(index).unwrap_err();
        assert_eq!(ctx.caught(again).bits(), error.bits());
        ctx.collect();
        let key = ctx.atom("x").unwrap();
        assert_eq!(ctx.get_value(answer, key).unwrap(), Value::int(42));
    });
}

#[test]
fn other_versions_are_refused() {
    let mut ctx = Context::with_settings(Settings::default());
    let wrong = Box::leak(Box::new(ModuleDesc { abi_version: 99, init: null(), ..*desc() }));
    // SAFETY: nothing but the version is read.
    assert_eq!(unsafe { ctx.load_module(wrong) }, Err(LoadError::AbiVersion(99)));
}

#[test]
fn conditions_answer_two_when_they_throw() {
    let mut ctx = Context::with_settings(Settings::default());
    // SAFETY: it is only read.
    let sp = unsafe { ctx.prefix().root_top };
    let symbol = ctx.enter(|ctx| ctx.new_symbol(Value::UNDEFINED).unwrap().value().bits());
    let ctx: *mut Context = &raw mut *ctx;
    // SAFETY: the convention is kept.
    unsafe {
        assert_eq!(operators::rt_lt(ctx, sp, Value::int(1).bits(), Value::number(1.5).bits()), 1);
        assert_eq!(operators::rt_lt(ctx, sp, Value::int(1).bits(), symbol), 2);
        assert_eq!(operators::rt_add(ctx, sp, symbol, symbol), EXCEPTION);
        assert_eq!(operators::rt_strict_eq(ctx, symbol, symbol), 1);
        assert_eq!(operators::rt_truthy(ctx, Value::number(f64::NAN).bits()), 0);
    }
}

#[test]
fn native_and_compiled_stacks_end_in_range_errors() {
    unsafe extern "C" fn recurse(ctx: *mut Context, sp: *mut u64, _: u64) -> u64 {
        // SAFETY: plays compiled code with a frame of 100 words.
        unsafe {
            if sp.add(100) >= (*ctx).prefix().root_limit {
                return operators::rt_throw_stack_overflow(ctx, sp);
            }
            for i in 1..100 {
                sp.add(i).write(UNDEFINED);
            }
            let next = sp.add(100);
            next.write(sp.read());
            next.add(1).write(UNDEFINED);
            recurse(ctx, next, 0)
        }
    }
    let code = recurse as *const u8 as usize;
    let message = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(move || {
            let mut ctx = Context::with_settings(Settings::default());
            let info = yarrow_abi::layout::FunctionInfo {
                name: null(),
                name_len: 0,
                length: 0,
                flags: 0,
                inline_slots: 0,
                source_start: 0,
                source_end: 0,
            };
            ctx.enter(|ctx| {
                // SAFETY: the function keeps the convention; the info outlives the call.
                let f = unsafe { ctx.new_closure(code as *const u8, &raw const info, Value::UNDEFINED) }.unwrap();
                assert!(f.is(CellKind::Function));
                let e = ctx.call(f.value(), Value::UNDEFINED, &[]).unwrap_err();
                let thrown = ctx.caught(e);
                let key = ctx.names.message;
                ctx.get_value(thrown, key).unwrap().as_string().unwrap().to_rust()
            })
        })
        .unwrap()
        .join()
        .unwrap();
    assert_eq!(message, "Maximum call stack size exceeded");
}
