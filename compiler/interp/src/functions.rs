//! Closures, classes, calls.

use crate::decode::Inst;
use crate::machine::{Machine, enter, interp_entry};
use yarrow_abi::functions::ErrorKind;
use yarrow_abi::layout::{CALL_HEADER, CellKind, FUNCTION_CODE, FUNCTION_FIELDS, FUNCTION_HOME};
use yarrow_core::{Code as EntryCode, JsResult, MethodKind, Object, RealmId, Value};
use yarrow_mir::FuncId;

const DERIVED_RESULT: &str = "Derived constructors may only return object or undefined";
const DERIVED_THIS: &str =
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";

/// A value that a Function cell holds.
pub(crate) fn function_word(f: Object, at: i32) -> Value {
    assert!(f.is(CellKind::Function), "not a function");
    // SAFETY: the kind was checked; the word is one of the cell's values.
    unsafe { Value::from_bits(f.address().add(at as usize).cast::<u64>().read()) }
}

fn entry_of(f: Object) -> EntryCode {
    // SAFETY: callers pass a Function, whose code word is a function of the calling convention.
    unsafe { f.address().add(FUNCTION_CODE as usize).cast::<EntryCode>().read() }
}

impl Machine<'_> {
    pub fn op_rest(&mut self, inst: &Inst, from: u32) -> JsResult<()> {
        let rest = self.arguments().get(from as usize..).unwrap_or(&[]);
        let result = self.ctx.new_array(rest).map(|a| a.value());
        self.finish_value(inst, result)
    }

    pub fn op_arguments(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.new_arguments(self.arguments()).map(|a| a.value());
        self.finish_value(inst, result)
    }

    pub fn op_map_arguments(&mut self, inst: &Inst, parameters: u32) -> JsResult<()> {
        let Some(o) = self.arg(inst, 0).as_object() else { return Ok(()) };
        let result = self.ctx.map_arguments(o, self.arg(inst, 1), self.arg(inst, 2), parameters);
        self.finish_effect(result)
    }

    pub fn op_closure(&mut self, inst: &Inst, id: FuncId) -> JsResult<()> {
        let code = self.unit.code(id);
        // SAFETY: code and info belong together; units are never freed.
        let f = unsafe { self.ctx.new_closure(interp_entry as *const u8, &raw const code.info, self.arg(inst, 0)) };
        self.finish_value(inst, f.map(|f| f.value()))
    }

    pub fn op_set_function_name(&mut self, inst: &Inst) -> JsResult<()> {
        let Some(f) = self.arg(inst, 0).as_object() else { return Ok(()) };
        let result = self
            .ctx
            .to_property_key(self.arg(inst, 1))
            .and_then(|key| self.ctx.set_function_name(f, key, MethodKind::Method));
        self.finish_effect(result)
    }

    pub fn op_new_class(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.class_new(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_value(inst, result)
    }

    pub fn op_set_field_initializer(&mut self, inst: &Inst) {
        if let Some(f) = self.arg(inst, 0).as_kind(CellKind::Function) {
            // SAFETY: the kind was checked; compiled functions keep their field initialiser there.
            unsafe { f.address().add(FUNCTION_FIELDS as usize).cast::<Value>().write(self.arg(inst, 1)) };
            self.ctx.store.write_barrier(f);
        }
    }

    pub fn op_set_home(&mut self, inst: &Inst) {
        if let Some(f) = self.arg(inst, 0).as_object() {
            self.ctx.set_home_object(f, self.arg(inst, 1));
        }
    }

    pub fn op_load_home(&mut self, inst: &Inst) {
        let home = self.arg(inst, 0).as_kind(CellKind::Function).map(|f| function_word(f, FUNCTION_HOME));
        self.set(inst.dst, home.unwrap_or(Value::UNDEFINED));
    }

    pub fn op_super_constructor(&mut self, inst: &Inst) {
        let parent = self.arg(inst, 0).as_object().map_or(Value::UNDEFINED, |f| self.ctx.store.prototype_of(f));
        self.set(inst.dst, parent);
    }

    pub fn op_init_fields(&mut self, inst: &Inst) -> JsResult<()> {
        let result = self.ctx.init_fields(self.arg(inst, 0), self.arg(inst, 1));
        self.finish_effect(result)
    }

    pub fn op_derived_result(&mut self, inst: &Inst) -> JsResult<()> {
        let (returned, this) = (self.arg(inst, 0), self.arg(inst, 1));
        let result = if returned.is_object() {
            Ok(returned)
        } else if !returned.is_undefined() {
            Err(self.ctx.throw_error(ErrorKind::TypeError, format_args!("{DERIVED_RESULT}")))
        } else if this == Value::TDZ {
            Err(self.ctx.throw_error(ErrorKind::ReferenceError, format_args!("{DERIVED_THIS}")))
        } else {
            Ok(this)
        };
        self.finish_value(inst, result)
    }

    // --- calls ----------------------------------------------------------------------------------

    /// Writes the arguments from the `skip`-th on to the outgoing area from its word `at` on, and
    /// moves the top of the stack behind them; answers their number.
    pub fn push_outgoing(&mut self, inst: &Inst, skip: usize, at: usize) -> usize {
        let (start, len) = inst.list;
        let list = &self.code.lists[start as usize..][..len as usize][skip..];
        for (i, r) in list.iter().enumerate() {
            // SAFETY: the frame's check of the stack counted the outgoing words.
            unsafe { self.top.add(at + i).write(self.get(*r).bits()) };
        }
        self.ctx.store.prefix.root_top = self.top.wrapping_add(at + list.len());
        list.len()
    }

    /// The i-th of any number of arguments.
    pub fn listed(&self, inst: &Inst, i: usize) -> Value {
        self.get(self.code.lists[inst.list.0 as usize + i])
    }

    pub fn op_call(&mut self, inst: &Inst) -> JsResult<()> {
        let callee = self.arg(inst, 0);
        let Some(f) = callee.as_kind(CellKind::Function) else {
            return Err(self.ctx.throw_not_function(callee, Self::word(inst)));
        };
        let count = self.push_outgoing(inst, 0, 0);
        let result = self.call_outgoing(f, count - CALL_HEADER);
        self.finish_value(inst, result)
    }

    /// Calls what lies in the outgoing area.
    fn call_outgoing(&mut self, f: Object, argc: usize) -> JsResult<Value> {
        if self.ctx.current_realm() != RealmId::default() {
            // SAFETY: callee, `this` and arguments lie at the top of the stack.
            let words = unsafe { std::slice::from_raw_parts(self.top.cast::<Value>(), CALL_HEADER + argc) };
            return self.ctx.call(f.value(), words[1], &words[CALL_HEADER..]);
        }
        // SAFETY: the convention: callee, `this` and arguments lie at the top of the stack.
        let word = unsafe { entry_of(f)(self.ctx, self.top, argc as u64) };
        self.ctx.from_abi(word)
    }

    /// A call that may be a direct eval: the callee, the environment, then the arguments.
    pub fn op_direct_eval(&mut self, inst: &Inst, scope: u32) -> JsResult<()> {
        let (callee, env) = (self.arg(inst, 0), self.arg(inst, 1));
        let Some(f) = callee.as_kind(CellKind::Function) else {
            return Err(self.ctx.throw_not_function(callee, Self::word(inst)));
        };
        let count = self.push_outgoing(inst, 2, CALL_HEADER);
        let result = if self.ctx.is_intrinsic_eval(callee) {
            let x = if count == 0 { Value::UNDEFINED } else { self.listed(inst, 2) };
            let scope = &self.unit.eval_scopes[scope as usize];
            self.ctx.direct_eval(x, scope, env, self.unit.instance)
        } else {
            // SAFETY: the first words of the outgoing area.
            unsafe {
                self.top.write(callee.bits());
                self.top.add(1).write(Value::UNDEFINED.bits());
            }
            self.call_outgoing(f, count)
        };
        self.finish_value(inst, result)
    }

    pub fn op_call_spread(&mut self, inst: &Inst) -> JsResult<()> {
        let (callee, this, array) = (self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2));
        let result = if callee.is_callable() {
            self.ctx.call_list(callee, this, array)
        } else {
            Err(self.ctx.throw_not_function(callee, Self::word(inst)))
        };
        self.finish_value(inst, result)
    }

    pub fn op_construct(&mut self, inst: &Inst) -> JsResult<()> {
        let count = self.push_outgoing(inst, 0, 0);
        // SAFETY: callee, new.target and arguments lie at the top of the stack.
        let result = unsafe { self.ctx.construct_at(self.top, count - CALL_HEADER, Self::word(inst)) };
        self.finish_value(inst, result)
    }

    pub fn op_construct_spread(&mut self, inst: &Inst) -> JsResult<()> {
        let (callee, target, array) = (self.arg(inst, 0), self.arg(inst, 1), self.arg(inst, 2));
        let result = if callee.as_object().is_some_and(Object::is_constructor) {
            self.ctx.construct_list(callee, array, target)
        } else {
            Err(self.ctx.throw_not_constructor(callee, Self::word(inst)))
        };
        self.finish_value(inst, result)
    }

    pub fn op_call_known(&mut self, inst: &Inst, id: FuncId) -> JsResult<()> {
        let count = self.push_outgoing(inst, 0, CALL_HEADER);
        // SAFETY: the header and the arguments lie at the top of the stack.
        let word = unsafe {
            self.top.write(Value::UNDEFINED.bits());
            self.top.add(1).write(Value::UNDEFINED.bits());
            enter(self.ctx, self.unit.code(id), self.top, count as u64)
        };
        let result = self.ctx.from_abi(word);
        self.finish_value(inst, result)
    }
}
