//! A function's vregs, its blocks and its terminators.

use std::collections::HashMap;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    self, AbiParam, AliasRegion, AliasRegionData, ExtFuncData, ExternalName, FuncRef, GlobalValue, GlobalValueData,
    InstBuilder, Signature, TrapCode, UserExternalName, Value, types,
};
use cranelift_entity::packed_option::PackedOption;
use cranelift_entity::{PrimaryMap, SecondaryMap};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Switch, Variable};
use cranelift_module::FuncId;
use yarrow_lir::flow::{Flow, Keeping};
use yarrow_lir::{self as lir, Block, Data, Func, Loc, Region, RtFn, Terminator, Type, VReg, machine_type};

use crate::debug::{Locs, Positions};
use crate::declare::{Reach, Unit, clif_type, signature_of};

/// Namespaces of `cranelift-module`.
const FUNCTIONS: u32 = 0;
const DATA: u32 = 1;

/// Each stands at its number.
const REGIONS: [Region; 8] = [
    Region::Roots,
    Region::Header,
    Region::Lengths,
    Region::Elements,
    Region::Heap,
    Region::Context,
    Region::Instance,
    Region::Invariant,
];

/// So many comparisons are quicker than a jump through a table.
const FEW_CASES: usize = 4;

/// What an unreachable place traps with.
const UNREACHABLE: TrapCode = TrapCode::unwrap_user(1);

/// Where a vreg is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Nowhere,
    /// Set once its definition is emitted, which is before its uses are.
    Value(PackedOption<Value>),
    Variable(Variable),
}

pub(crate) struct FunctionEmitter<'u, 'b> {
    pub(crate) unit: &'u Unit<'u>,
    pub(crate) lir: &'u lir::Function,
    pub(crate) b: FunctionBuilder<'b>,
    places: PrimaryMap<VReg, Place>,
    blocks: SecondaryMap<Block, PackedOption<ir::Block>>,
    regions: [AliasRegion; REGIONS.len()],
    functions: HashMap<FuncId, FuncRef>,
    data: HashMap<Data, GlobalValue>,
    locs: Locs,
}

/// Builds the function's CLIF in `into`, which is empty. Answers what its source positions stand for.
pub(crate) fn build_function(
    unit: &Unit<'_>,
    func: Func,
    into: &mut ir::Function,
    scratch: &mut FunctionBuilderContext,
) -> Locs {
    let lir = &unit.lir.functions[func];
    into.signature = signature_of(unit.isa, lir);
    let regions = REGIONS.map(|region| {
        let data = AliasRegionData { user_id: region as u32, description: format!("{region:?}").into() };
        into.dfg.alias_regions.insert(data)
    });
    let flow = Flow::compute(lir);
    let mut f = FunctionEmitter {
        unit,
        lir,
        b: FunctionBuilder::new(into, scratch),
        places: PrimaryMap::with_capacity(lir.vregs.len()),
        blocks: SecondaryMap::with_capacity(lir.blocks.len()),
        regions,
        functions: HashMap::new(),
        data: HashMap::new(),
        locs: Locs::default(),
    };
    f.emit_entry(&flow);
    f.emit_blocks(flow);
    let FunctionEmitter { b, locs, .. } = f;
    b.finalize(unit.isa.frontend_config());
    locs
}

impl FunctionEmitter<'_, '_> {
    /// A block of its own for the parameters, since LIR's entry may have predecessors.
    fn emit_entry(&mut self, flow: &Flow) {
        for (vreg, &ty) in &self.lir.vregs {
            self.places.push(match flow.keeping[vreg] {
                Keeping::Unused => Place::Nowhere,
                Keeping::Value => Place::Value(None.into()),
                Keeping::Variable => Place::Variable(self.b.declare_var(clif_type(ty))),
            });
        }
        for &block in &flow.order {
            let made = self.b.create_block();
            self.blocks[block] = made.into();
            if flow.cold[block] {
                self.b.set_cold_block(made);
            }
        }
        let frame = self.b.create_block();
        self.b.append_block_params_for_function_params(frame);
        self.b.switch_to_block(frame);
        self.b.seal_block(frame);
        for (i, &param) in self.lir.params.iter().enumerate() {
            let value = self.b.block_params(frame)[i];
            self.set(param, value);
        }
        let entry = self.block(self.lir.entry);
        self.b.ins().jump(entry, []);
    }

    /// A block is sealed as soon as all its predecessors are there, which saves phis.
    fn emit_blocks(&mut self, flow: Flow) {
        let Flow { order, mut predecessors, .. } = flow;
        if predecessors[self.lir.entry] == 0 {
            let entry = self.block(self.lir.entry);
            self.b.seal_block(entry);
        }
        for block in order {
            let contents = &self.lir.blocks[block];
            let made = self.block(block);
            self.b.switch_to_block(made);
            for inst in &contents.insts {
                self.set_location(inst.loc);
                self.emit_inst(&inst.kind);
            }
            self.set_location(contents.term_loc);
            self.emit_terminator(&contents.term);
            for to in contents.term.targets() {
                predecessors[to] -= 1;
                if predecessors[to] == 0 {
                    let sealed = self.block(to);
                    self.b.seal_block(sealed);
                }
            }
        }
    }

    fn set_location(&mut self, loc: Loc) {
        if self.unit.positions == Positions::Kept {
            let index = self.locs.index(loc);
            self.b.set_srcloc(index);
        }
    }

    fn emit_terminator(&mut self, term: &Terminator) {
        match term {
            Terminator::Jump(to) => {
                let to = self.block(*to);
                self.b.ins().jump(to, []);
            }
            Terminator::Branch { cond, then, other, hint: _ } => {
                let (then, other) = (self.block(*then), self.block(*other));
                let cond = self.get(*cond);
                self.b.ins().brif(cond, then, [], other, []);
            }
            Terminator::Switch { on, cases, default } => self.emit_switch(*on, cases, *default),
            Terminator::Dispatch { on, table } => self.emit_dispatch(*on, table),
            Terminator::Return(value) => {
                let value = value.map(|v| self.get(v));
                self.b.ins().return_(value.as_slice());
            }
            Terminator::Unreachable => {
                self.b.ins().trap(UNREACHABLE);
            }
        }
    }

    /// A few comparisons, or jump tables where the cases are dense and a search tree of them where they
    /// are not.
    fn emit_switch(&mut self, on: VReg, cases: &[(i32, Block)], default: Block) {
        let value = self.get(on);
        let default = self.block(default);
        if cases.len() <= FEW_CASES {
            for (case, to) in cases {
                let to = self.block(*to);
                let case = self.b.ins().iconst(types::I32, i64::from(case.cast_unsigned()));
                let equal = self.b.ins().icmp(IntCC::Equal, value, case);
                let next = self.b.create_block();
                self.b.ins().brif(equal, to, [], next, []);
                self.b.switch_to_block(next);
                self.b.seal_block(next);
            }
            self.b.ins().jump(default, []);
            return;
        }
        let mut switch = Switch::new();
        for (case, to) in cases {
            switch.set_entry(u128::from(case.cast_unsigned()), self.block(*to));
        }
        switch.emit(&mut self.b, value, default);
    }

    /// A jump through a table. Cranelift has no addresses of blocks, and its tables hold distances.
    fn emit_dispatch(&mut self, on: VReg, table: &[Block]) {
        let value = self.get(on);
        let impossible = self.b.create_block();
        self.b.set_cold_block(impossible);
        let mut call = |to: ir::Block| ir::BlockCall::new(to, [], &mut self.b.func.dfg.value_lists);
        let default = call(impossible);
        let targets: Vec<_> = table.iter().map(|to| call(self.blocks[*to].expect("made"))).collect();
        let table = self.b.create_jump_table(ir::JumpTableData::new(default, &targets));
        self.b.ins().br_table(value, table);
        self.b.switch_to_block(impossible);
        self.b.seal_block(impossible);
        self.b.ins().trap(UNREACHABLE);
    }

    fn block(&self, block: Block) -> ir::Block {
        self.blocks[block].expect("the block is reachable, so it was made")
    }

    pub(crate) fn ty(&self, vreg: VReg) -> Type {
        self.lir.vregs[vreg]
    }

    pub(crate) fn get(&mut self, vreg: VReg) -> Value {
        match self.places[vreg] {
            Place::Variable(variable) => self.b.use_var(variable),
            Place::Value(value) => value.expect("a definition that dominates the use was emitted before it"),
            Place::Nowhere => unreachable!("{vreg} is read, so it has a place"),
        }
    }

    pub(crate) fn set(&mut self, vreg: VReg, value: Value) {
        match &mut self.places[vreg] {
            Place::Variable(variable) => self.b.def_var(*variable, value),
            Place::Value(place) => *place = value.into(),
            Place::Nowhere => {}
        }
    }

    pub(crate) fn region(&self, region: Region) -> AliasRegion {
        self.regions[region as usize]
    }

    /// A function of this module.
    pub(crate) fn function(&mut self, func: Func) -> FuncRef {
        let signature = || signature_of(self.unit.isa, &self.unit.lir.functions[func]);
        import(&mut self.b, &mut self.functions, self.unit.ids.functions[func], signature, true)
    }

    pub(crate) fn runtime_function(&mut self, rt: RtFn) -> FuncRef {
        let signature = || {
            let params = rt.params().iter().filter_map(|&ty| machine_type(ty));
            signature(self.unit, params, machine_type(rt.result()))
        };
        let near = self.unit.reach == Reach::Near;
        import(&mut self.b, &mut self.functions, self.unit.ids.runtime[&rt], signature, near)
    }

    pub(crate) fn data(&mut self, data: Data) -> GlobalValue {
        *self.data.entry(data).or_insert_with(|| {
            let index = self.unit.ids.data[data].as_u32();
            let name = self.b.func.declare_imported_user_function(UserExternalName { namespace: DATA, index });
            self.b.create_global_value(GlobalValueData::Symbol {
                name: ExternalName::user(name),
                offset: 0.into(),
                colocated: true,
                tls: false,
            })
        })
    }
}

fn import(
    b: &mut FunctionBuilder<'_>,
    known: &mut HashMap<FuncId, FuncRef>,
    id: FuncId,
    signature: impl FnOnce() -> Signature,
    colocated: bool,
) -> FuncRef {
    *known.entry(id).or_insert_with(|| {
        let signature = b.import_signature(signature());
        let index = id.as_u32();
        let name = b.func.declare_imported_user_function(UserExternalName { namespace: FUNCTIONS, index });
        b.import_function(ExtFuncData { name: ExternalName::user(name), signature, colocated, patchable: false })
    })
}

pub(crate) fn signature(unit: &Unit<'_>, params: impl IntoIterator<Item = Type>, result: Option<Type>) -> Signature {
    let mut signature = Signature::new(unit.isa.default_call_conv());
    signature.params.extend(params.into_iter().map(clif_type).map(AbiParam::new));
    signature.returns.extend(result.map(clif_type).map(AbiParam::new));
    signature
}
