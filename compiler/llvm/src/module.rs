//! A module's declarations, runtime functions and data objects.

use std::cell::RefCell;
use std::collections::HashMap;

use cranelift_entity::{EntityRef, SecondaryMap};
use inkwell::context::Context;
use inkwell::intrinsics::Intrinsic;
use inkwell::module::{Linkage as LlvmLinkage, Module};
use inkwell::targets::TargetMachine;
use inkwell::types::{
    ArrayType, BasicMetadataTypeEnum, BasicType, BasicTypeEnum, FloatType, FunctionType, IntType, PointerType,
};
use inkwell::values::{ArrayValue, BasicValueEnum, FunctionValue, GlobalValue, PointerValue, UnnamedAddress};
use inkwell::{AddressSpace, GlobalVisibility};
use yarrow_lir::{self as lir, Data, DataObject, Frequency, Func, Linkage, RtFn, Target, Type, machine_type};

use crate::debug::DebugInfo;
use crate::error::LlvmError;
use crate::marks::Marks;
use crate::options::Options;
use crate::partition::{Part, function_symbol};
use crate::saving::{has_groups, make_saving};
use yarrow_lir::OptLevel;

/// Width of a relocation.
const WORD: usize = 8;
/// Functions that run often start at a cache line, in bytes, so that the speed of their loops does not depend on the size of the code
/// before them: it made 5 % of a loop over a generator.
const CACHE_LINE: u32 = 64;

/// LLVM's types of LIR's.
pub(crate) struct Types<'ctx> {
    pub(crate) i8: IntType<'ctx>,
    pub(crate) i16: IntType<'ctx>,
    pub(crate) i32: IntType<'ctx>,
    pub(crate) i64: IntType<'ctx>,
    pub(crate) f64: FloatType<'ctx>,
    pub(crate) ptr: PointerType<'ctx>,
}

impl<'ctx> Types<'ctx> {
    fn new(context: &'ctx Context) -> Self {
        Types {
            i8: context.i8_type(),
            i16: context.i16_type(),
            i32: context.i32_type(),
            i64: context.i64_type(),
            f64: context.f64_type(),
            ptr: context.ptr_type(AddressSpace::default()),
        }
    }

    pub(crate) fn of(&self, ty: Type) -> BasicTypeEnum<'ctx> {
        match ty {
            Type::I32 => self.i32.into(),
            Type::I64 => self.i64.into(),
            Type::F64 => self.f64.into(),
        }
    }
}

/// What the functions of a module share while it is emitted.
pub(crate) struct ModuleEmitter<'ctx> {
    pub(crate) context: &'ctx Context,
    pub(crate) module: Module<'ctx>,
    pub(crate) types: Types<'ctx>,
    pub(crate) marks: Marks<'ctx>,
    pub(crate) debug: Option<DebugInfo<'ctx>>,
    functions: SecondaryMap<Func, Option<FunctionValue<'ctx>>>,
    data: SecondaryMap<Data, Option<GlobalValue<'ctx>>>,
    /// Are functions that run once left as they are?
    quick_once: bool,
    runtime: RefCell<HashMap<RtFn, FunctionValue<'ctx>>>,
    /// Functions that call them and save the registers; none if code generation makes nothing of it.
    saving: Option<RefCell<HashMap<RtFn, FunctionValue<'ctx>>>>,
    /// See [`has_groups`].
    groups: bool,
    /// Looking them up by name each time is slow.
    intrinsics: RefCell<Vec<DeclaredIntrinsic<'ctx>>>,
}

struct DeclaredIntrinsic<'ctx> {
    name: &'static str,
    overload: Vec<BasicTypeEnum<'ctx>>,
    value: FunctionValue<'ctx>,
}

impl<'ctx> ModuleEmitter<'ctx> {
    /// Everything declared, and the data of this part defined.
    pub(crate) fn new(
        context: &'ctx Context,
        lir: &lir::Module,
        part: Part<'_>,
        machine: &TargetMachine,
        options: &Options,
    ) -> Self {
        let module = context.create_module(&lir.name);
        module.set_triple(&machine.get_triple());
        module.set_data_layout(&machine.get_target_data().get_data_layout());
        let debug = options.debug_info.then(|| DebugInfo::new(context, &module, lir, options));
        let mut emitter = ModuleEmitter {
            context,
            module,
            types: Types::new(context),
            marks: Marks::new(context),
            debug,
            functions: SecondaryMap::with_capacity(lir.functions.len()),
            data: SecondaryMap::with_capacity(lir.data.len()),
            // At `O3`, such a function may be worth its time where others are inlined into it.
            quick_once: matches!(options.opt, OptLevel::O1 | OptLevel::O2),
            runtime: RefCell::default(),
            saving: (options.opt != OptLevel::O0 && !part.is_quick()).then(RefCell::default),
            groups: has_groups(&machine.get_triple()),
            intrinsics: RefCell::default(),
        };
        for (func, function) in &lir.functions {
            if part.has(func) || part.shares(func) {
                emitter.functions[func] = Some(emitter.declare_function(func, function, part));
            }
        }
        for (data, object) in &lir.data {
            if part.has_data() || part.shares_data(data) {
                emitter.data[data] = Some(emitter.declare_data(data, object, part));
            }
        }
        if part.has_data() {
            for (data, object) in &lir.data {
                emitter.define_data(emitter.data(data), object);
            }
        }
        emitter
    }

    /// A function type; no result is `void`.
    pub(crate) fn signature(&self, params: &[BasicMetadataTypeEnum<'ctx>], result: Option<Type>) -> FunctionType<'ctx> {
        match result {
            Some(ty) => self.types.of(ty).fn_type(params, false),
            None => self.context.void_type().fn_type(params, false),
        }
    }

    /// A function of this part, or one that this part may refer to.
    pub(crate) fn function(&self, func: Func) -> FunctionValue<'ctx> {
        self.functions[func].unwrap_or_else(|| panic!("{func} is not seen by this part"))
    }

    pub(crate) fn data(&self, data: Data) -> GlobalValue<'ctx> {
        self.data[data].unwrap_or_else(|| panic!("{data} is not seen by this part"))
    }

    fn declare_function(&self, func: Func, function: &lir::Function, part: Part<'_>) -> FunctionValue<'ctx> {
        let params: Vec<_> = function.params.iter().map(|&p| self.types.of(function.vregs[p]).into()).collect();
        let ty = self.signature(&params, function.result);
        let linkage = match function.linkage {
            Linkage::Local if part.shares(func) => LlvmLinkage::External,
            Linkage::Local => LlvmLinkage::Internal,
            Linkage::Export => LlvmLinkage::External,
        };
        let value = self.module.add_function(&function_symbol(function, func, part), ty, Some(linkage));
        if function.linkage == Linkage::Local && part.shares(func) {
            value.as_global_value().set_visibility(GlobalVisibility::Hidden);
        }
        self.marks.mark_defined(value, self.debug.is_some());
        match function.frequency {
            Frequency::Once if self.quick_once => self.marks.mark_unoptimised(value),
            Frequency::Once => {}
            Frequency::Often => value.as_global_value().set_alignment(CACHE_LINE),
        }
        value
    }

    /// A function of the runtime, declared when first asked for.
    pub(crate) fn runtime_function(&self, rt: RtFn) -> FunctionValue<'ctx> {
        *self.runtime.borrow_mut().entry(rt).or_insert_with(|| {
            let params: Vec<_> =
                rt.params().iter().filter_map(|&ty| machine_type(ty)).map(|ty| self.types.of(ty).into()).collect();
            let ty = self.signature(&params, machine_type(rt.result()));
            let value = self.module.add_function(rt.name(), ty, None);
            self.marks.mark_runtime(value, rt);
            value
        })
    }

    /// What to call on an unlikely path for a function of the runtime.
    pub(crate) fn unlikely_function(&self, rt: RtFn) -> Result<FunctionValue<'ctx>, LlvmError> {
        let callee = self.runtime_function(rt);
        let Some(saving) = &self.saving else { return Ok(callee) };
        if let Some(made) = saving.borrow().get(&rt) {
            return Ok(*made);
        }
        let made = make_saving((&self.module, &self.marks), rt, callee, self.groups)?;
        saving.borrow_mut().insert(rt, made);
        Ok(made)
    }

    pub(crate) fn intrinsic(
        &self,
        name: &'static str,
        overload: &[BasicTypeEnum<'ctx>],
    ) -> Result<FunctionValue<'ctx>, LlvmError> {
        let mut declared = self.intrinsics.borrow_mut();
        if let Some(known) = declared.iter().find(|i| i.name == name && i.overload == overload) {
            return Ok(known.value);
        }
        let value = Intrinsic::find(name)
            .and_then(|i| i.get_declaration(&self.module, overload))
            .ok_or(LlvmError::NoIntrinsic(name))?;
        declared.push(DeclaredIntrinsic { name, overload: overload.to_vec(), value });
        Ok(value)
    }

    fn declare_data(&self, data: Data, object: &DataObject, part: Part<'_>) -> GlobalValue<'ctx> {
        let shared = object.linkage == Linkage::Local && part.shares_data(data);
        let name = if shared { format!("{}.d{}", object.name, data.index()) } else { object.name.clone() };
        let value = self.module.add_global(self.data_type(object), None, &name);
        value.set_alignment(object.align.max(1));
        value.set_constant(!object.writable);
        match object.linkage {
            Linkage::Local if shared => {
                value.set_linkage(LlvmLinkage::External);
                value.set_visibility(GlobalVisibility::Hidden);
            }
            Linkage::Local => {
                value.set_linkage(LlvmLinkage::Private);
                if !object.writable {
                    value.set_unnamed_address(UnnamedAddress::Global);
                }
            }
            Linkage::Export => value.set_linkage(LlvmLinkage::External),
        }
        value
    }

    /// Bytes alone are one array; with relocations, a packed structure of arrays and pointers.
    fn data_type(&self, object: &DataObject) -> BasicTypeEnum<'ctx> {
        if object.relocs.is_empty() {
            return self.bytes_type(&object.bytes).into();
        }
        let fields: Vec<BasicTypeEnum> = pieces(object)
            .map(|piece| match piece {
                Piece::Bytes(bytes) => self.bytes_type(bytes).into(),
                Piece::Address(_) => self.types.ptr.into(),
            })
            .collect();
        self.context.struct_type(&fields, true).into()
    }

    fn define_data(&self, value: GlobalValue<'ctx>, object: &DataObject) {
        if object.relocs.is_empty() {
            value.set_initializer(&self.bytes(&object.bytes));
            return;
        }
        let fields: Vec<BasicValueEnum> = pieces(object)
            .map(|piece| match piece {
                Piece::Bytes(bytes) => self.bytes(bytes).into(),
                Piece::Address(target) => self.address(target).into(),
            })
            .collect();
        value.set_initializer(&self.context.const_struct(&fields, true));
    }

    /// A constant table of addresses.
    pub(crate) fn add_table(&self, addresses: &[PointerValue<'ctx>]) -> PointerValue<'ctx> {
        let table = self.types.ptr.const_array(addresses);
        let value = self.module.add_global(table.get_type(), None, "dispatch");
        value.set_linkage(LlvmLinkage::Private);
        value.set_unnamed_address(UnnamedAddress::Global);
        value.set_constant(true);
        value.set_initializer(&table);
        value.as_pointer_value()
    }

    fn bytes_type(&self, bytes: &[u8]) -> ArrayType<'ctx> {
        let len = u32::try_from(bytes.len()).expect("a data object has fewer than 2^32 bytes");
        self.types.i8.array_type(len)
    }

    fn bytes(&self, bytes: &[u8]) -> ArrayValue<'ctx> {
        if bytes.iter().all(|&b| b == 0) {
            return self.bytes_type(bytes).const_zero();
        }
        self.context.const_string(bytes, false)
    }

    fn address(&self, target: &Target) -> PointerValue<'ctx> {
        match target {
            Target::Func(func) => self.function(*func).as_global_value().as_pointer_value(),
            Target::Data(data) => self.data(*data).as_pointer_value(),
            Target::Extern(name) => self.external(name),
        }
    }

    /// The address of a symbol defined elsewhere. A name of the table is declared as a function, so
    /// that it may be called as well.
    fn external(&self, name: &str) -> PointerValue<'ctx> {
        if let Some(rt) = RtFn::ALL.iter().find(|rt| rt.name() == name) {
            return self.runtime_function(*rt).as_global_value().as_pointer_value();
        }
        if let Some(function) = self.module.get_function(name) {
            return function.as_global_value().as_pointer_value();
        }
        let global = self.module.get_global(name).unwrap_or_else(|| self.module.add_global(self.types.i8, None, name));
        global.as_pointer_value()
    }
}

enum Piece<'l> {
    Bytes(&'l [u8]),
    Address(&'l Target),
}

/// The stretches of a data object between and at its relocations.
fn pieces(object: &DataObject) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    let mut out = Vec::with_capacity(2 * object.relocs.len() + 1);
    for (offset, target) in &object.relocs {
        let offset = *offset as usize;
        if at < offset {
            out.push(Piece::Bytes(&object.bytes[at..offset]));
        }
        out.push(Piece::Address(target));
        at = offset + WORD;
    }
    if at < object.bytes.len() {
        out.push(Piece::Bytes(&object.bytes[at..]));
    }
    out.into_iter()
}
