//! What a module's functions share while they are compiled: its declarations by Cranelift's names, and signatures.

use std::collections::{HashMap, HashSet};

use cranelift_codegen::ir::{self, AbiParam, Signature, types};
use cranelift_codegen::isa::TargetIsa;
use cranelift_entity::PrimaryMap;
use cranelift_module::{DataId, FuncId, Linkage, Module, ModuleError};
use yarrow_lir::{self as lir, Data, Func, InstKind, RtFn, Target, Type, machine_type};

use crate::debug::Positions;

pub(crate) const fn clif_type(ty: Type) -> ir::Type {
    match ty {
        Type::I32 => types::I32,
        Type::I64 => types::I64,
        Type::F64 => types::F64,
    }
}

/// How far the runtime's functions may be from the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A linker brings them, or a stub, near.
    Near,
    /// Anywhere in the address space.
    Far,
}

/// What a name outside of the module stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Import {
    Function(FuncId),
    Data(DataId),
}

/// What the functions of a module share while they are compiled.
pub(crate) struct Unit<'l> {
    pub(crate) lir: &'l lir::Module,
    pub(crate) isa: &'l dyn TargetIsa,
    /// The same machine, for heavy functions.
    pub(crate) quick: &'l dyn TargetIsa,
    pub(crate) reach: Reach,
    pub(crate) positions: Positions,
    pub(crate) ids: &'l Ids,
}

impl Unit<'_> {
    /// The settings that a function is compiled with.
    pub(crate) fn isa_of(&self, function: &lir::Function) -> &dyn TargetIsa {
        if function.is_heavy() { self.quick } else { self.isa }
    }
}

/// The names that the module refers to and does not define.
pub(crate) fn imported_names(lir: &lir::Module) -> Vec<String> {
    let mut names: Vec<String> = runtime_functions(lir).into_iter().map(|rt| rt.name().to_owned()).collect();
    let externs = lir.data.values().flat_map(|d| &d.relocs).filter_map(|(_, target)| match target {
        Target::Extern(name) => Some(name.clone()),
        Target::Func(_) | Target::Data(_) => None,
    });
    names.extend(externs);
    names.sort();
    names.dedup();
    names
}

/// Those called, in the table's order.
fn runtime_functions(lir: &lir::Module) -> Vec<RtFn> {
    let insts = lir.functions.values().flat_map(|f| f.blocks.values()).flat_map(|b| &b.insts);
    let called: HashSet<RtFn> = insts
        .filter_map(|inst| match inst.kind {
            InstKind::CallRt { func, .. } => Some(func),
            _ => None,
        })
        .collect();
    RtFn::ALL.iter().copied().filter(|rt| called.contains(rt)).collect()
}

/// What `cranelift-module` calls the things that LIR names.
pub(crate) struct Ids {
    pub(crate) functions: PrimaryMap<Func, FuncId>,
    pub(crate) data: PrimaryMap<Data, DataId>,
    pub(crate) runtime: HashMap<RtFn, FuncId>,
    pub(crate) externs: HashMap<String, Import>,
}

impl Ids {
    pub(crate) fn declare<M: Module>(module: &mut M, lir: &lir::Module) -> Result<Ids, Box<ModuleError>> {
        let mut ids = Ids {
            functions: PrimaryMap::with_capacity(lir.functions.len()),
            data: PrimaryMap::with_capacity(lir.data.len()),
            runtime: HashMap::new(),
            externs: HashMap::new(),
        };
        let mut names = exported_names(lir);
        for function in lir.functions.values() {
            let signature = signature_of(module.isa(), function);
            let id = match function.linkage {
                lir::Linkage::Export => module.declare_function(&function.name, Linkage::Export, &signature)?,
                lir::Linkage::Local => {
                    module.declare_function(&unused_name(&mut names, &function.name), Linkage::Local, &signature)?
                }
            };
            ids.functions.push(id);
        }
        for object in lir.data.values() {
            let id = match object.linkage {
                lir::Linkage::Export => module.declare_data(&object.name, Linkage::Export, object.writable, false)?,
                lir::Linkage::Local => module.declare_anonymous_data(object.writable, false)?,
            };
            ids.data.push(id);
        }
        for rt in runtime_functions(lir) {
            let id = ids.declare_runtime(module, rt)?;
            ids.externs.insert(rt.name().to_owned(), Import::Function(id));
        }
        for (_, target) in lir.data.values().flat_map(|d| &d.relocs) {
            if let Target::Extern(name) = target
                && !ids.externs.contains_key(name)
            {
                let import = match RtFn::ALL.iter().find(|rt| rt.name() == name) {
                    Some(rt) => Import::Function(ids.declare_runtime(module, *rt)?),
                    None => Import::Data(module.declare_data(name, Linkage::Import, false, false)?),
                };
                ids.externs.insert(name.clone(), import);
            }
        }
        Ok(ids)
    }

    fn declare_runtime<M: Module>(&mut self, module: &mut M, rt: RtFn) -> Result<FuncId, Box<ModuleError>> {
        let mut signature = Signature::new(module.isa().default_call_conv());
        signature
            .params
            .extend(rt.params().iter().filter_map(|&ty| machine_type(ty)).map(clif_type).map(AbiParam::new));
        signature.returns.extend(machine_type(rt.result()).map(clif_type).map(AbiParam::new));
        let id = module.declare_function(rt.name(), Linkage::Import, &signature)?;
        self.runtime.insert(rt, id);
        Ok(id)
    }
}

pub(crate) fn exported_names(lir: &lir::Module) -> HashSet<String> {
    let functions = lir.functions.values().filter(|f| f.linkage == lir::Linkage::Export).map(|f| &f.name);
    let data = lir.data.values().filter(|d| d.linkage == lir::Linkage::Export).map(|d| &d.name);
    functions.chain(data).cloned().collect()
}

/// `name`, or one like it that nothing else has.
fn unused_name(taken: &mut HashSet<String>, name: &str) -> String {
    let mut unused = name.to_owned();
    let mut n = 1;
    while !taken.insert(unused.clone()) {
        unused = format!("{name}.{n}");
        n += 1;
    }
    unused
}

pub(crate) fn signature_of(isa: &dyn TargetIsa, function: &lir::Function) -> Signature {
    let mut signature = Signature::new(isa.default_call_conv());
    signature.params.extend(function.params.iter().map(|&p| AbiParam::new(clif_type(function.vregs[p]))));
    signature.returns.extend(function.result.map(clif_type).map(AbiParam::new));
    signature
}
