//! Calls and construction, and the properties that hold built-ins.

use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::function::{Code, Native, NativeKind};
use crate::realms::RealmId;
use crate::scope::word_of;
use crate::throw::{JsResult, Throw};
use crate::values::{Attrs, Descriptor, Object, ObjectFields, PropertyKey, Symbol, Value};
use yarrow_abi::layout::{CALL_HEADER, CONSTRUCT_FLAG, CellKind};

/// Lists of arguments up to this long do not count as stack: frames are as large.
const SHORT_LIST: usize = 16;

/// See [`Scope::callee`].
#[derive(Clone, Copy)]
pub struct Callee<'a> {
    value: Value<'a>,
    /// What a call runs: `None` where it is no function, or has to be asked each time.
    code: Option<*const u8>,
}

impl<'s> Scope<'s> {
    // --- calls --------------------------------------------------------------------------------------

    /// `[[Call]]`
    pub fn call(&mut self, callee: Value<'_>, this: Value<'_>, args: &[Value<'_>]) -> JsResult<Value<'s>> {
        match callee.as_kind(CellKind::Function) {
            Some(f) => self.run_function(f, this, args, 0),
            None => Err(self.throw_not_a_method(callee)),
        }
    }

    /// `[[Construct]]` with `new.target`. The callee and new.target are constructors.
    pub fn construct(&mut self, callee: Value<'_>, args: &[Value<'_>], new_target: Value<'_>) -> JsResult<Value<'s>> {
        match callee.as_kind(CellKind::Function) {
            Some(f) if f.is_constructor() => self.run_function(f, new_target, args, CONSTRUCT_FLAG),
            _ => {
                let text = self.describe(callee);
                Err(self.throw_type_error(format_args!("{text} is not a constructor")))
            }
        }
    }

    /// `[[Call]]` with the elements of an array-like as arguments.
    pub fn call_list(&mut self, callee: Value<'_>, this: Value<'_>, list: Value<'_>) -> JsResult<Value<'s>> {
        let mut ctx = self.inner();
        let args = ctx.list_of_call(list)?;
        let result = ctx.call(callee, this, args)?;
        Ok(ctx.escape(result))
    }

    /// `[[Construct]]` with the elements of an array-like as arguments.
    pub fn construct_list(&mut self, callee: Value<'_>, list: Value<'_>, new_target: Value<'_>) -> JsResult<Value<'s>> {
        let mut ctx = self.inner();
        let args = ctx.list_of_call(list)?;
        let result = ctx.construct(callee, args, new_target)?;
        Ok(ctx.escape(result))
    }

    /// The arguments in an array-like. A long list counts as stack until the scope ends: compiled code uses its
    /// arguments' words for its frame, so that recursion with ever longer lists would not use up the stack, but all
    /// memory.
    fn list_of_call(&mut self, list: Value<'_>) -> JsResult<&'s [Value<'s>]> {
        let most = (self.stack_words_left() / 2).saturating_sub(CALL_HEADER);
        if let Some(values) = self.rooted_elements(list, most) {
            return Ok(values);
        }
        let values = self.list_up_to(list, most)?.values();
        if values.len() > SHORT_LIST {
            for &v in values {
                self.slot(v);
            }
        }
        Ok(values)
    }

    /// A value that is going to be called again and again.
    pub fn callee<'a>(&self, value: Value<'a>) -> Callee<'a> {
        // In another realm, each call asks to which one the function belongs.
        let here = self.ctx.realms.current == RealmId::default();
        let code = value.as_kind(CellKind::Function).filter(|_| here).map(|f| f.function().code.get());
        Callee { value, code }
    }

    /// As [`Scope::call`], for built-ins that call a function again and again. It is written out where it is called.
    #[inline(always)]
    pub fn call_back<const N: usize>(
        &mut self,
        callee: Callee<'_>,
        this: Value<'_>,
        args: [Value<'_>; N],
    ) -> JsResult<Value<'s>> {
        match callee.code {
            // SAFETY: the code of this function, which belongs to the current realm or finds its own; there is room.
            Some(code) if self.has_stack_for(N) => unsafe { self.run_code(code, callee.value, this, &args, 0) },
            _ => self.call(callee.value, this, &args),
        }
    }

    fn run_function(&mut self, f: Object<'_>, this: Value<'_>, args: &[Value<'_>], how: u64) -> JsResult<Value<'s>> {
        if self.ctx.realms.current != RealmId::default() && !f.has_flag(flag::FOREIGN | flag::EXOTIC) {
            return self.in_realm(RealmId::default(), |ctx| ctx.run_function(f, this, args, how));
        }
        if !self.has_stack_for(args.len()) {
            return Err(self.throw_stack_overflow());
        }
        // SAFETY: there is room, and the function belongs to the current realm or finds its own.
        unsafe { self.run_code(f.function().code.get(), f.value(), this, args, how) }
    }

    /// Whether both stacks have room for a call with so many arguments.
    #[inline(always)]
    fn has_stack_for(&self, args: usize) -> bool {
        args + CALL_HEADER < self.stack_words_left() && !self.ctx.native_stack_is_used_up()
    }

    /// Runs the code of a function.
    ///
    /// # Safety
    /// It is its code, [`Scope::has_stack_for`] so many arguments, and the current realm is the function's, or it finds its own.
    #[inline(always)]
    unsafe fn run_code(
        &mut self,
        code: *const u8,
        f: Value<'_>,
        this: Value<'_>,
        args: &[Value<'_>],
        how: u64,
    ) -> JsResult<Value<'s>> {
        let sp = self.ctx.store.prefix.root_top;
        // SAFETY: the words lie below the limit of the root stack. The code is of the calling convention, and finds
        // what it expects there.
        let word = unsafe {
            sp.write(f.bits());
            sp.add(1).write(this.bits());
            for (i, arg) in args.iter().enumerate() {
                sp.add(CALL_HEADER + i).write(arg.bits());
            }
            self.ctx.store.prefix.root_top = sp.add(CALL_HEADER + args.len());
            self.poll_if_pending();
            let code = std::mem::transmute::<*const u8, Code>(code);
            code(&raw mut self.ctx, sp, args.len() as u64 | how)
        };
        self.ctx.store.prefix.root_top = sp;
        self.result_of(word)
    }

    /// Words of the programs' part of the root stack that are free.
    fn stack_words_left(&self) -> usize {
        (self.ctx.store.prefix.root_limit as usize).saturating_sub(self.ctx.store.prefix.root_top as usize) / 8
    }

    /// TypeError: (the callee) is not a function.
    pub fn throw_not_callable(&mut self, callee: Value<'_>) -> Throw {
        let text = self.describe(callee);
        self.throw_type_error(format_args!("{text} is not a function"))
    }

    /// BoundFunctionCreate (10.4.1.3), without `name` and `length`.
    pub fn new_bound_function(
        &mut self,
        target: Object<'_>,
        this: Value<'_>,
        args: &[Value<'_>],
    ) -> JsResult<Object<'s>> {
        let f = self.new_bound_cell(target, this, args)?;
        let proto = self.get_prototype_of(target)?;
        self.set_prototype_of(f, proto)?;
        Ok(f)
    }

    // --- properties that hold built-ins ---------------------------------------------------------------

    /// Defines a method: writable, configurable, not enumerable.
    pub fn define_method(&mut self, on: Object<'_>, name: &str, length: u16, native: Native) -> JsResult<Object<'s>> {
        let atom = self.atom(name)?;
        let f = self.new_native(atom, length, native, NativeKind::Function)?;
        self.define_data(on, atom.into(), f.value(), Attrs::HIDDEN)?;
        Ok(f)
    }

    /// Defines a method with a symbol key, named `[text]`.
    pub fn define_symbol_method(
        &mut self,
        on: Object<'_>,
        key: Symbol<'_>,
        name: &str,
        length: u16,
        native: Native,
    ) -> JsResult<Object<'s>> {
        let atom = self.atom(name)?;
        let f = self.new_native(atom, length, native, NativeKind::Function)?;
        self.define_data(on, key.into(), f.value(), Attrs::HIDDEN)?;
        Ok(f)
    }

    /// Defines an accessor property: configurable, not enumerable. The functions are named `get name` and `set name`.
    pub fn define_accessor(
        &mut self,
        on: Object<'_>,
        key: PropertyKey<'_>,
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
        prototype: Object<'_>,
    ) -> JsResult<Object<'s>> {
        let atom = self.atom(name)?;
        let f = self.new_native(atom, length, native, NativeKind::Constructor)?;
        let (key, constructor, global) = (self.names.prototype, self.names.constructor, self.global);
        self.define_data(f, key.into(), prototype.value(), Attrs::NONE)?;
        self.define_data(prototype, constructor.into(), f.value(), Attrs::HIDDEN)?;
        self.define_data(global, atom.into(), f.value(), Attrs::HIDDEN)?;
        Ok(f)
    }

    /// TypeError: (source text, or the value) is not a constructor.
    pub fn throw_not_constructor(&mut self, callee: Value<'_>, text: Value<'_>) -> Throw {
        let shown = self.text_or_description(callee, text);
        let shown = match shown.strip_prefix("Super constructor ") {
            // Of a function the name is shown.
            Some(of_class) => {
                let parent = self.describe(callee);
                let name =
                    parent.strip_prefix("function ").unwrap_or(if parent == "function" { "null" } else { &parent });
                format!("Super constructor {name} {of_class}")
            }
            None => shown,
        };
        self.throw_type_error(format_args!("{shown} is not a constructor"))
    }

    /// TypeError: (source text, or the value) is not a function.
    pub fn throw_not_function(&mut self, callee: Value<'_>, text: Value<'_>) -> Throw {
        let shown = self.text_or_description(callee, text);
        self.throw_type_error(format_args!("{shown} is not a function"))
    }

    fn text_or_description(&mut self, v: Value<'_>, text: Value<'_>) -> String {
        match text.as_string().filter(|t| !t.is_empty()) {
            Some(t) => t.to_rust(),
            None => self.describe(v),
        }
    }
}

impl Context {
    /// `[[Construct]]` of what lies at `sp`, callee, `new.target` and `argc` arguments, in the convention of calls; `text` is
    /// the callee's in the source.
    ///
    /// # Safety
    /// `sp` is the top of this context's root stack, what is said of it is true, and `text` is a value that is alive.
    pub unsafe fn construct_in_place(&mut self, sp: *mut u64, argc: usize, text: u64) -> u64 {
        self.store.prefix.root_top = sp.wrapping_add(CALL_HEADER + argc);
        // SAFETY: the caller's promise.
        let (callee, text) = unsafe { (Value::from_bits(sp.read()), Value::from_bits(text)) };
        let Some(f) = callee.as_kind(CellKind::Function).filter(|f| f.is_constructor()) else {
            return self.enter(|ctx| word_of(Err(ctx.throw_not_constructor(callee, text))));
        };
        let code = f.function().code.get();
        let realm = if f.has_flag(flag::FOREIGN | flag::EXOTIC) { self.current_realm() } else { RealmId::default() };
        // SAFETY: code of the calling convention, which finds at `sp` what it expects.
        let word = self.in_realm(realm, |ctx| unsafe {
            let code = std::mem::transmute::<*const u8, Code>(code);
            code(ctx, sp, argc as u64 | CONSTRUCT_FLAG)
        });
        self.store.prefix.root_top = sp;
        word
    }
}
