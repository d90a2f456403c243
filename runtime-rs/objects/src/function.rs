//! Functions: built-ins written in Rust, closures, bound functions. Calls are in `call.rs`.
//!
//! A built-in's function cell has [`native_entry`] as code and the Rust function in place of the home object.

use crate::args::Args;
use crate::bare::{FlatString, Object, Value};
use crate::cell::{FunctionCell, object_flags};
use crate::context::{Context, Scope};
use crate::expect::expect_function;
use crate::realms::{ForeignCell, RealmId};
use crate::scope::{Cells, List};
use crate::throw::JsResult;
use crate::values;
use crate::values::ObjectFields;
use yarrow_abi::layout::{
    CALL_HEADER, CONSTRUCT_FLAG, CellKind, FunctionInfo, INFO_ASYNC, INFO_CONSTRUCTOR, INFO_GENERATOR, INFO_METHOD,
    INFO_NATIVE, INFO_ONE_ARGUMENT, INFO_PROXY,
};

/// Code of the JavaScript calling convention.
pub type Code = unsafe extern "C" fn(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64;

/// A built-in.
pub type Native = for<'s> fn(&mut Scope<'s>, Args<'s>) -> JsResult<values::Value<'s>>;

const fn native_info(flags: u32) -> FunctionInfo {
    FunctionInfo {
        name: std::ptr::null(),
        name_len: 0,
        length: 0,
        flags,
        inline_slots: 0,
        source_start: 0,
        source_end: 0,
    }
}

static NATIVE: FunctionInfo = native_info(INFO_NATIVE | INFO_METHOD);
static PROXY: FunctionInfo = native_info(INFO_NATIVE | INFO_METHOD | INFO_PROXY);
static PROXY_CONSTRUCTOR: FunctionInfo = native_info(INFO_NATIVE | INFO_CONSTRUCTOR | INFO_PROXY);
static NATIVE_CONSTRUCTOR: FunctionInfo = native_info(INFO_NATIVE | INFO_CONSTRUCTOR);

/// Whether a built-in can be constructed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeKind {
    Function,
    Constructor,
}

/// Entry of every built-in.
pub(crate) unsafe extern "C" fn native_entry(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64 {
    // SAFETY: the convention: a valid context, and callee, receiver and arguments at `sp`. The
    // callee of this code is a built-in, whose home word is its Rust function.
    let (ctx, native) = unsafe {
        let ctx = &mut *ctx;
        let cell = sp.read() as *const FunctionCell;
        (ctx, std::mem::transmute::<*const (), Native>((*cell).home.get().bits() as *const ()))
    };
    ctx.store.prefix.root_top = sp.wrapping_add(CALL_HEADER + (argc & !CONSTRUCT_FLAG) as usize);
    ctx.collect_if_starved();
    let result = match ctx.check_stack() {
        // SAFETY: the convention, for the duration of the call, in which nobody releases what lies above the arguments.
        Ok(()) => unsafe { native(Scope::on(ctx), Args::new(sp, argc)) },
        Err(throw) => Err(throw),
    };
    match result {
        Ok(value) => value.bits(),
        // The thrown value is in its place already.
        Err(_) => Value::EXCEPTION.bits(),
    }
}

/// Code of the functions of other realms: runs the real code in its realm.
pub(crate) unsafe extern "C" fn foreign_entry(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64 {
    // SAFETY: the convention: a valid context, and the callee at `sp`, which is a foreign function.
    unsafe {
        let cell = sp.read() as *const ForeignCell;
        let code = std::mem::transmute::<*const u8, Code>((*cell).code.get());
        (*ctx).in_realm((*cell).realm.get(), |ctx| code(ctx, sp, argc))
    }
}

/// The code of a Function; `None` for other objects.
#[must_use]
#[inline]
pub fn code_of(f: yarrow_values::Object<'_>) -> Option<Code> {
    // SAFETY: a Function cell's code is of the calling convention.
    f.is(CellKind::Function).then(|| unsafe { std::mem::transmute::<*const u8, Code>(f.function().code.get()) })
}

/// Whether a function is this built-in.
#[must_use]
pub fn is_native(f: yarrow_values::Object<'_>, native: Native) -> bool {
    f.native_address() == Some(native as usize as u64)
}

impl Context {
    /// Whether the native stack or the root stack is used up.
    #[must_use]
    pub(crate) fn stack_is_used_up(&self) -> bool {
        self.native_stack_is_used_up() || self.store.prefix.root_top >= self.store.prefix.root_limit
    }

    /// Whether the native stack is used up.
    #[must_use]
    #[inline(always)]
    pub(crate) fn native_stack_is_used_up(&self) -> bool {
        let here = std::hint::black_box(0u8);
        (&raw const here as usize) < self.store.prefix.native_limit
    }

    /// Bytes of the native stack that may be used yet.
    #[must_use]
    pub(crate) fn native_stack_left(&self) -> usize {
        let here = std::hint::black_box(0u8);
        (&raw const here as usize).saturating_sub(self.store.prefix.native_limit)
    }

    /// RangeError if the native stack or the root stack is used up.
    pub(crate) fn check_stack(&mut self) -> JsResult<()> {
        if self.stack_is_used_up() {
            return Err(self.throw_stack_overflow());
        }
        Ok(())
    }

    fn new_function_cell(&mut self, code: *const u8, info: *const FunctionInfo) -> JsResult<Object> {
        let realm = self.realms.current;
        let foreign = realm != RealmId::default();
        let size = if foreign { size_of::<ForeignCell>() } else { size_of::<FunctionCell>() };
        let f = self.store.alloc_object(CellKind::Function, size, self.store.prefix.function_shape)?;
        let cell = f.function();
        cell.code.set(code);
        cell.info.set(info);
        cell.env.set(Value::UNDEFINED);
        cell.home.set(Value::UNDEFINED);
        cell.fields.set(Value::UNDEFINED);
        if foreign {
            f.set_flag(object_flags::FOREIGN);
            let cell = f.layout::<ForeignCell>();
            cell.code.set(cell.function.code.replace(foreign_entry as *const u8));
            cell.realm.set(realm);
        }
        Ok(f)
    }

    /// A closure of compiled code. Its prototype is by kind of function.
    ///
    /// # Safety
    /// `code` is a function of the calling convention, `info` outlives the context.
    pub(crate) unsafe fn new_closure(
        &mut self,
        code: *const u8,
        info: *const FunctionInfo,
        env: Value,
    ) -> JsResult<Object> {
        let f = self.new_function_cell(code, info)?;
        f.function().env.set(env);
        let kind = f.function_flags() & (INFO_GENERATOR | INFO_ASYNC);
        if kind != 0 {
            let proto = match kind {
                INFO_GENERATOR => self.intrinsics.generator_function_prototype,
                INFO_ASYNC => self.intrinsics.async_function_prototype,
                _ => self.intrinsics.async_generator_function_prototype,
            };
            f.set_shape(self.root_shape(proto.value(), 0, CellKind::Function));
        }
        Ok(f)
    }

    /// A built-in function object.
    pub(crate) fn new_native(
        &mut self,
        name: FlatString,
        length: u16,
        native: Native,
        kind: NativeKind,
    ) -> JsResult<Object> {
        let info: *const FunctionInfo = match kind {
            NativeKind::Function => &raw const NATIVE,
            NativeKind::Constructor => &raw const NATIVE_CONSTRUCTOR,
        };
        let f = self.new_function_cell(native_entry as *const u8, info)?;
        f.object().header.aux.set(length);
        // SAFETY: the home word of a built-in is never taken for a value.
        f.function().home.set(unsafe { Value::from_bits(native as usize as u64) });
        f.function().fields.set(name.value());
        Ok(f)
    }

    /// A built-in that captures a value: see [`Args::data`].
    pub(crate) fn new_native_with_data(
        &mut self,
        name: FlatString,
        length: u16,
        native: Native,
        data: Value,
    ) -> JsResult<Object> {
        let f = self.new_native(name, length, native, NativeKind::Function)?;
        f.set_data(data);
        Ok(f)
    }

    /// The function cell of a callable proxy: no prototype, no properties, `data` as its own value.
    pub(crate) fn new_callable_proxy(&mut self, entry: Native, constructor: bool, data: Value) -> JsResult<Object> {
        let name = self.names.empty;
        let f = self.new_native_with_data(name, 0, entry, data)?;
        // With the internal methods of a Proxy, it shares no shape with other functions.
        let shape = self.root_shape(Value::NULL, 0, CellKind::Proxy);
        f.set_shape(shape);
        f.set_flag(object_flags::REIFIED);
        f.function().info.set(if constructor { &raw const PROXY_CONSTRUCTOR } else { &raw const PROXY });
        // A proxy has no realm: it runs in its caller's.
        f.function().code.set(native_entry as *const u8);
        Ok(f)
    }

    /// `[[Call]]` of the function that lies at `sp` with `this` and `argc` arguments, on the root stack.
    ///
    /// # Safety
    /// `sp` is the first word behind a compiled frame, and what is said of it is true.
    pub unsafe fn call_in_place(&mut self, sp: *mut u64, argc: usize) -> u64 {
        self.store.prefix.root_top = sp.wrapping_add(CALL_HEADER + argc);
        // SAFETY: the caller's promise.
        unsafe {
            let callee = sp.read() as *const FunctionCell;
            let code = std::mem::transmute::<*const u8, Code>((*callee).code.get());
            code(self, sp, argc as u64)
        }
    }

    /// Gives a function its home object, for `super`.
    pub(crate) fn set_home_object(&mut self, f: Object, home: Value) {
        if f.is_callable() && f.function_flags() & INFO_NATIVE == 0 {
            f.function().home.set(home);
            self.store.write_barrier(f);
        }
    }

    /// The target of a bound function.
    #[must_use]
    pub(crate) fn bound_target(&self, f: Object) -> Option<Object> {
        if !is_native(f, call_bound) {
            return None;
        }
        values::values_of_list(f.function().env.get()).first().copied().and_then(Value::as_object)
    }

    /// A bound function with the prototype of functions.
    pub(crate) fn new_bound_cell(&mut self, target: Object, this: Value, args: &[Value]) -> JsResult<Object> {
        let mut words = Vec::with_capacity(args.len() + 2);
        words.push(target.value());
        words.push(this);
        words.extend_from_slice(args);
        let list = self.store.new_value_list(&words)?;
        let name = self.names.empty;
        let kind = if target.is_constructor() { NativeKind::Constructor } else { NativeKind::Function };
        let f = self.new_native(name, 0, call_bound, kind)?;
        f.set_data(list);
        f.set_flag(object_flags::REIFIED);
        Ok(f)
    }
}

impl<'s> Scope<'s> {
    /// Whether a call of `f` with one argument does what it does with more.
    #[must_use]
    pub fn reads_one_argument(&self, f: values::Value<'_>) -> bool {
        f.as_kind(CellKind::Function).is_some_and(|f| f.function_flags() & INFO_ONE_ARGUMENT != 0)
    }

    /// The home object of a method.
    #[must_use]
    pub fn home_object<'a>(&'a self, f: values::Value<'_>) -> values::Value<'a> {
        let f = expect_function(f);
        // A built-in has its Rust function there.
        if f.function_flags() & INFO_NATIVE == 0 { f.function().home.get() } else { Value::UNDEFINED }
    }

    /// The environment of a function object that compiled or interpreted code has made.
    #[must_use]
    pub fn closure_env<'a>(&'a self, f: values::Value<'_>) -> values::Value<'a> {
        expect_function(f).function().env.get()
    }

    /// The field initialiser of a class's constructor, `undefined` if it has none.
    pub fn field_initializer(&mut self, constructor: values::Value<'_>) -> values::Value<'s> {
        let fields = match constructor.as_kind(CellKind::Function) {
            Some(f) if f.function_flags() & INFO_NATIVE == 0 => f.function().fields.get(),
            _ => Value::UNDEFINED,
        };
        self.keep(fields)
    }

    /// Sets the field initialiser of a class's constructor.
    pub fn set_field_initializer(&mut self, constructor: values::Value<'_>, f: values::Value<'_>) {
        let constructor = expect_function(constructor);
        assert!(constructor.function_flags() & INFO_NATIVE == 0, "the constructor of a class");
        constructor.function().fields.set(f.detach());
        self.ctx.store.write_barrier(constructor.detach());
    }
}

fn call_bound<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<values::Value<'s>> {
    let bound = List::of(args.data());
    let (target, this) = (bound.get(0), bound.get(1));
    let mut all = bound.values().get(2..).unwrap_or(&[]).to_vec();
    all.extend_from_slice(args.from(0));
    if args.is_construct() {
        let new_target = if args.new_target() == args.callee() { target } else { args.new_target() };
        ctx.construct(target, &all, new_target)
    } else {
        ctx.call(target, this, &all)
    }
}
