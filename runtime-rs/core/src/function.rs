//! Functions: built-ins written in Rust, closures, bound functions, calls and construction.
//!
//! A built-in is `fn(&mut Context, Args) -> JsResult<Value>`. Its function cell has
//! [`native_entry`] as code and the Rust function in place of the home object.

use crate::cell::{FunctionCell, object_flags};
use crate::context::Context;
use crate::error::JsResult;
use crate::object::Object;
use crate::property::{Attrs, Descriptor, PropertyKey};
use crate::realm::{ForeignCell, RealmId, foreign_entry};
use crate::scope::Scope;
use crate::string::FlatString;
use crate::value::Value;
use yarrow_abi::layout::{
    CALL_HEADER, CONSTRUCT_FLAG, CellKind, FunctionInfo, INFO_ASYNC, INFO_CLASS, INFO_CONSTRUCTOR, INFO_GENERATOR,
    INFO_METHOD, INFO_NATIVE, INFO_PROXY,
};

/// Lists of arguments up to this long do not count as stack: frames are as large.
const SHORT_LIST: usize = 16;

/// Code of the JavaScript calling convention.
pub type Code = unsafe extern "C" fn(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64;

/// A built-in.
pub type Native = fn(&mut Context, Args) -> JsResult<Value>;

/// A built-in whose values have lifetimes.
pub type RootedNative = for<'s> fn(&mut Scope<'s>, crate::args::Args<'s>) -> JsResult<crate::values::Value<'s>>;

/// The same function as the tables of built-ins hold it.
pub(crate) fn erase(native: RootedNative) -> Native {
    // SAFETY: the two types differ in lifetimes, which are no part of code, and in `Scope`, which is a context by its
    // layout.
    unsafe { std::mem::transmute::<RootedNative, Native>(native) }
}

pub type Args = crate::args::Args<'static>;

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
        (ctx, std::mem::transmute::<*const (), Native>((*cell).home.bits() as *const ()))
    };
    ctx.root_top = sp.wrapping_add(CALL_HEADER + (argc & !CONSTRUCT_FLAG) as usize);
    ctx.collect_if_starved();
    let result = match ctx.check_stack() {
        // SAFETY: the convention, for the duration of the call.
        Ok(()) => native(ctx, unsafe { Args::new(sp, argc) }),
        Err(throw) => Err(throw),
    };
    ctx.to_abi(result)
}

impl Context {
    /// The word that compiled code expects: the value, or EXCEPTION with the thrown value kept.
    pub fn to_abi(&mut self, result: JsResult<Value>) -> u64 {
        match result {
            Ok(value) => value.bits(),
            // The thrown value is in its place already.
            Err(_) => Value::EXCEPTION.bits(),
        }
    }

    /// The opposite of [`Context::to_abi`].
    pub fn from_abi(&mut self, word: u64) -> JsResult<Value> {
        // SAFETY: the word is the result of code of the calling convention.
        let value = unsafe { Value::from_bits(word) };
        if value.is_exception() { Err(self.pending_throw()) } else { Ok(value) }
    }

    /// Whether the native stack or the root stack is used up.
    #[must_use]
    pub fn stack_is_used_up(&self) -> bool {
        let here = std::hint::black_box(0u8);
        (&raw const here as usize) < self.native_limit || self.root_top >= self.root_limit
    }

    /// Bytes of the native stack that may be used yet.
    #[must_use]
    pub fn native_stack_left(&self) -> usize {
        let here = std::hint::black_box(0u8);
        (&raw const here as usize).saturating_sub(self.native_limit)
    }

    /// RangeError if the native stack or the root stack is used up.
    pub fn check_stack(&mut self) -> JsResult<()> {
        if self.stack_is_used_up() {
            return Err(self.throw_stack_overflow());
        }
        Ok(())
    }

    fn new_function_cell(&mut self, code: *const u8, info: *const FunctionInfo) -> JsResult<*mut FunctionCell> {
        let realm = self.realms.current;
        let foreign = realm != RealmId::default();
        let size = if foreign { size_of::<ForeignCell>() } else { size_of::<FunctionCell>() };
        let cell: *mut FunctionCell = self.alloc(CellKind::Function, size)?;
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).object.header.word = self.function_shape;
            (*cell).object.elements = self.empty_elements;
            (*cell).code = code;
            (*cell).info = info;
            (*cell).env = Value::UNDEFINED;
            (*cell).home = Value::UNDEFINED;
            (*cell).fields = Value::UNDEFINED;
            if foreign {
                (*cell).object.header.flags |= object_flags::FOREIGN;
                let cell = cell.cast::<ForeignCell>();
                (*cell).code = std::mem::replace(&mut (*cell).function.code, foreign_entry as *const u8);
                (*cell).realm = realm;
            }
        }
        Ok(cell)
    }

    /// A closure of compiled code. Its prototype is by kind of function.
    ///
    /// # Safety
    /// `code` is a function of the calling convention, `info` outlives the context.
    pub unsafe fn new_closure(&mut self, code: *const u8, info: *const FunctionInfo, env: Value) -> JsResult<Object> {
        let cell = self.new_function_cell(code, info)?;
        // SAFETY: a fresh function cell; `info` is valid (the caller's promise).
        unsafe {
            (*cell).env = env;
            let kind = (*info).flags & (INFO_GENERATOR | INFO_ASYNC);
            if kind != 0 {
                let proto = match kind {
                    INFO_GENERATOR => self.intrinsics.generator_function_prototype,
                    INFO_ASYNC => self.intrinsics.async_function_prototype,
                    _ => self.intrinsics.async_generator_function_prototype,
                };
                (*cell).object.header.word = self.root_shape(proto.value(), 0, CellKind::Function);
            }
            Ok(Object::from_ptr(cell.cast()))
        }
    }

    /// A built-in function object.
    pub fn new_native(&mut self, name: FlatString, length: u16, native: Native, kind: NativeKind) -> JsResult<Object> {
        let info: *const FunctionInfo = match kind {
            NativeKind::Function => &raw const NATIVE,
            NativeKind::Constructor => &raw const NATIVE_CONSTRUCTOR,
        };
        let cell = self.new_function_cell(native_entry as *const u8, info)?;
        // SAFETY: a fresh function cell. The home word of a built-in is never taken for a value.
        unsafe {
            (*cell).object.header.aux = length;
            (*cell).home = Value::from_bits(native as usize as u64);
            (*cell).fields = name.value();
            Ok(Object::from_ptr(cell.cast()))
        }
    }

    /// A built-in that captures a value: see [`Args::data`].
    pub fn new_native_with_data(
        &mut self,
        name: FlatString,
        length: u16,
        native: Native,
        data: Value,
    ) -> JsResult<Object> {
        let f = self.new_native(name, length, native, NativeKind::Function)?;
        // SAFETY: a fresh function object.
        unsafe { (*f.cell::<FunctionCell>()).env = data };
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
        // SAFETY: a fresh function cell.
        unsafe {
            let cell = f.cell::<FunctionCell>();
            (*cell).info = if constructor { &raw const PROXY_CONSTRUCTOR } else { &raw const PROXY };
            // A proxy has no realm: it runs in its caller's.
            (*cell).code = native_entry as *const u8;
        }
        Ok(f)
    }

    /// Defines a method: writable, configurable, not enumerable.
    pub fn define_method(&mut self, on: Object, name: &str, length: u16, native: Native) -> JsResult<Object> {
        let atom = self.atom(name)?;
        let f = self.new_native(atom, length, native, NativeKind::Function)?;
        self.define_data(on, atom.into(), f.value(), Attrs::HIDDEN)?;
        Ok(f)
    }

    /// Defines a method with a symbol key, named `[text]`.
    pub fn define_symbol_method(
        &mut self,
        on: Object,
        key: crate::symbol::Symbol,
        name: &str,
        length: u16,
        native: Native,
    ) -> JsResult<Object> {
        let atom = self.atom(name)?;
        let f = self.new_native(atom, length, native, NativeKind::Function)?;
        self.define_data(on, key.into(), f.value(), Attrs::HIDDEN)?;
        Ok(f)
    }

    /// Defines an accessor property: configurable, not enumerable. The functions are named
    /// `get name` and `set name`.
    pub fn define_accessor(
        &mut self,
        on: Object,
        key: PropertyKey,
        name: &str,
        getter: Native,
        setter: Option<Native>,
    ) -> JsResult<()> {
        let atom = self.atom(&format!("get {name}"))?;
        let getter = self.new_native(atom, 0, getter, NativeKind::Function)?.value();
        let setter = match setter {
            Some(setter) => {
                let atom = self.atom(&format!("set {name}"))?;
                self.new_native(atom, 1, setter, NativeKind::Function)?.value()
            }
            None => Value::UNDEFINED,
        };
        self.define_own_property(on, key, &Descriptor::accessor(getter, setter, Attrs::CONFIGURABLE))?;
        Ok(())
    }

    /// A constructor with its prototype object, linked both ways and defined on the global object.
    pub fn define_constructor(
        &mut self,
        name: &str,
        length: u16,
        native: Native,
        prototype: Object,
    ) -> JsResult<Object> {
        let atom = self.atom(name)?;
        let f = self.new_native(atom, length, native, NativeKind::Constructor)?;
        let key = self.names.prototype;
        self.define_data(f, key.into(), prototype.value(), Attrs::NONE)?;
        let key = self.names.constructor;
        self.define_data(prototype, key.into(), f.value(), Attrs::HIDDEN)?;
        let global = self.global;
        self.define_data(global, atom.into(), f.value(), Attrs::HIDDEN)?;
        Ok(f)
    }

    /// `[[Call]]`. Roots everything it is given.
    pub fn call(&mut self, callee: Value, this: Value, args: &[Value]) -> JsResult<Value> {
        let Some(f) = callee.as_kind(CellKind::Function) else {
            return Err(self.throw_not_callable(callee));
        };
        self.run_function(f, this, args, 0)
    }

    /// `[[Construct]]` with `new.target`. The callee and new.target are constructors.
    pub fn construct(&mut self, callee: Value, args: &[Value], new_target: Value) -> JsResult<Value> {
        match callee.as_kind(CellKind::Function) {
            Some(f) if f.is_constructor() => self.run_function(f, new_target, args, CONSTRUCT_FLAG),
            _ => {
                let text = self.describe(callee);
                Err(self.throw_type_error(format_args!("{text} is not a constructor")))
            }
        }
    }

    /// `[[Call]]` with the elements of an array-like as arguments.
    pub fn call_list(&mut self, callee: Value, this: Value, list: Value) -> JsResult<Value> {
        self.with_list(list, |ctx, args| ctx.call(callee, this, args))
    }

    /// `[[Construct]]` with the elements of an array-like as arguments.
    pub fn construct_list(&mut self, callee: Value, list: Value, new_target: Value) -> JsResult<Value> {
        self.with_list(list, |ctx, args| ctx.construct(callee, args, new_target))
    }

    /// Makes a list of arguments from an array-like. It lies on the root stack until `f` has returned: compiled
    /// code uses its arguments' words for its frame, so that recursion with ever longer lists would not use
    /// up the stack, but all memory.
    fn with_list(&mut self, list: Value, f: impl FnOnce(&mut Context, &[Value]) -> JsResult<Value>) -> JsResult<Value> {
        let free = (self.root_limit as usize).saturating_sub(self.root_top as usize) / 8;
        let values = self.unrooted_list_up_to(list, (free / 2).saturating_sub(CALL_HEADER))?;
        if values.len() <= SHORT_LIST {
            return f(self, &values);
        }
        self.scope(|ctx| {
            let start = ctx.root(values[0]);
            for &v in &values[1..] {
                ctx.root(v);
            }
            let count = values.len();
            drop(values);
            // SAFETY: the roots lie one behind the other, and nobody knows them to write them.
            f(ctx, unsafe { start.slice(count) })
        })
    }

    /// `[[Call]]` of the function that lies at `sp` with `this` and `argc` arguments, on the root stack.
    ///
    /// # Safety
    /// `sp` is the first word behind a compiled frame, and what is said of it is true.
    pub unsafe fn call_in_place(&mut self, sp: *mut u64, argc: usize) -> u64 {
        self.root_top = sp.wrapping_add(CALL_HEADER + argc);
        // SAFETY: the caller's promise.
        unsafe {
            let callee = sp.read() as *const FunctionCell;
            let code = std::mem::transmute::<*const u8, Code>((*callee).code);
            code(self, sp, argc as u64)
        }
    }

    fn run_function(&mut self, f: Object, this: Value, args: &[Value], flag: u64) -> JsResult<Value> {
        if self.realms.current != RealmId::default() && !f.has_flag(object_flags::FOREIGN | object_flags::EXOTIC) {
            return self.in_realm(RealmId::default(), |ctx| ctx.run_function(f, this, args, flag));
        }
        let sp = self.root_top;
        let free = (self.root_limit as usize).saturating_sub(sp as usize) / 8;
        if args.len() + CALL_HEADER >= free {
            return Err(self.throw_stack_overflow());
        }
        self.check_stack()?;
        let code = f.function().code;
        // SAFETY: the words lie below the limit of the root stack. The code is of the calling
        // convention, and finds what it expects there.
        let result = unsafe {
            sp.write(f.value().bits());
            sp.add(1).write(this.bits());
            for (i, arg) in args.iter().enumerate() {
                sp.add(CALL_HEADER + i).write(arg.bits());
            }
            self.root_top = sp.add(CALL_HEADER + args.len());
            self.poll();
            let code = std::mem::transmute::<*const u8, Code>(code);
            code(self, sp, args.len() as u64 | flag)
        };
        self.root_top = sp;
        self.from_abi(result)
    }

    /// TypeError: (the callee) is not a function.
    pub fn throw_not_callable(&mut self, callee: Value) -> crate::error::Throw {
        let text = self.describe(callee);
        self.throw_type_error(format_args!("{text} is not a function"))
    }

    /// The target of a bound function.
    #[must_use]
    pub fn bound_target(&self, f: Object) -> Option<Object> {
        if !f.is_native(call_bound) {
            return None;
        }
        self.value_list(f.function().env).first().copied().and_then(Value::as_object)
    }

    /// BoundFunctionCreate (10.4.1.3), without `name` and `length`.
    pub fn new_bound_function(&mut self, target: Object, this: Value, args: &[Value]) -> JsResult<Object> {
        let mut words = Vec::with_capacity(args.len() + 2);
        words.push(target.value());
        words.push(this);
        words.extend_from_slice(args);
        let list = self.new_value_list(&words)?;
        let name = self.names.empty;
        let kind = if target.is_constructor() { NativeKind::Constructor } else { NativeKind::Function };
        let f = self.new_native(name, 0, call_bound, kind)?;
        // SAFETY: a fresh function object, and a context-wide invariant: functions have aux as length.
        unsafe {
            let cell = f.cell::<FunctionCell>();
            (*cell).env = list;
            (*cell).object.header.flags |= object_flags::REIFIED;
        }
        let f = self.root(f);
        let proto = self.get_prototype_of(target)?;
        self.set_prototype_of(f.object(), proto)?;
        Ok(f.object())
    }
}

fn call_bound(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let list = ctx.value_list(args.data());
    let (target, this) = (list[0], list[1]);
    let mut all: Vec<Value> = list[2..].to_vec();
    all.extend(args.to_vec());
    if args.is_construct() {
        let new_target = if args.new_target() == args.callee() { target } else { args.new_target() };
        ctx.construct(target, &all, new_target)
    } else {
        ctx.call(target, this, &all)
    }
}

impl crate::values::Object<'_> {
    /// Code of the calling convention, if this is a Function.
    #[must_use]
    #[inline]
    pub fn code(&self) -> Option<Code> {
        // SAFETY: a Function cell's code is of the calling convention.
        self.is(CellKind::Function).then(|| unsafe { std::mem::transmute::<*const u8, Code>(self.function().code) })
    }

    /// The cell of a Function.
    pub(crate) fn function(&self) -> &FunctionCell {
        assert!(self.kind_byte() == CellKind::Function as u8, "not a function");
        // SAFETY: the kind was checked, and an object in hand is alive.
        unsafe { &*self.cell::<FunctionCell>() }
    }

    /// The flags of a Function's info; 0 for other objects.
    #[must_use]
    pub fn function_flags(self) -> u32 {
        if self.kind_byte() != CellKind::Function as u8 {
            return 0;
        }
        // SAFETY: the info of a function outlives it.
        unsafe { (*self.function().info).flags }
    }

    /// The name that a compiled function still has from its compilation; `None` once its
    /// properties are real, and for built-ins.
    pub(crate) fn compiled_name(self) -> Option<&'static str> {
        if self.has_flag(object_flags::REIFIED) || self.function_flags() & INFO_NATIVE != 0 {
            return None;
        }
        // SAFETY: the info of a compiled function is immutable static data, name included.
        unsafe {
            let info = &*self.function().info;
            if info.name.is_null() {
                return None;
            }
            let bytes = std::slice::from_raw_parts(info.name, info.name_len as usize);
            std::str::from_utf8(bytes).ok()
        }
    }

    /// IsConstructor.
    #[must_use]
    pub fn is_constructor(self) -> bool {
        let flags = self.function_flags();
        flags & (INFO_CONSTRUCTOR | INFO_CLASS) != 0
    }

    /// Whether the function is a class constructor.
    #[must_use]
    pub fn is_class(self) -> bool {
        self.function_flags() & INFO_CLASS != 0
    }

    /// Whether the function is this built-in.
    #[must_use]
    pub fn is_native(self, native: Native) -> bool {
        self.function_flags() & INFO_NATIVE != 0 && self.function().home.bits() == native as usize as u64
    }
}
