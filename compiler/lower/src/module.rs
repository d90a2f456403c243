//! What the functions of a module share while they are lowered: declared LIR functions, string
//! constants, tables of names and locations, inline caches, static descriptions of functions and
//! generator frames. [`crate::data`] writes the tables out when all functions are lowered.

use crate::bytes::Bytes;
use crate::delegates::delegate_slots;
use crate::dispatch::Dispatch;
use crate::guard_sites::guard_sites;
use crate::inlining::Inlining;
use crate::layout_cells::LayoutCells;
use crate::options::{GuardStress, Options};
use cranelift_entity::SecondaryMap;
use indexmap::IndexSet;
use std::collections::{HashMap, HashSet};
use std::mem::offset_of;
use yarrow_abi::layout::{FastBuiltin, FrameDesc, FunctionInfo, IC_SIZE, StaticStr, instance_ics, instance_strings};
use yarrow_analysis::names_typed_arrays;
use yarrow_lir::{Data, DataObject, Func, Linkage, Module, Target, Type};
use yarrow_mir::{
    Block, Export, ExportKind, FuncId, FunctionKind, Loc, Op, Program, StrId, Strings, class_call_message,
};

/// Messages that lowering itself adds to the program's strings.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    pub derived_result: StrId,
    pub derived_this: StrId,
}

/// Which guards fail that would hold.
#[derive(Clone, Copy, Debug)]
pub enum Guards {
    Hold,
    Fail,
    /// As the sequence says whose last number is here.
    FailBy(Data),
}

/// The cells that count failures of guards, and which guard has which.
#[derive(Clone, Debug)]
pub struct GuardExits {
    pub cells: Data,
    pub index: HashMap<(FuncId, Block), usize>,
}

/// The module under construction.
pub struct ModuleCx<'p> {
    pub program: &'p Program,
    pub prefix: String,
    /// Exports to list in the `ModuleDesc`.
    pub exports: &'p [Export],
    /// The module may evaluate text.
    pub evaluates: bool,
    pub module: Module,
    /// The program's strings and the messages of lowering, complete before any function is lowered.
    pub strings: Strings,
    pub messages: Messages,
    /// Entry with the JavaScript calling convention, or of a resume function its own.
    pub entries: SecondaryMap<FuncId, Option<Func>>,
    /// Entry with the parameters in registers.
    pub direct: SecondaryMap<FuncId, Option<Func>>,
    infos: SecondaryMap<FuncId, Option<Data>>,
    frames: SecondaryMap<FuncId, Option<Data>>,
    class_messages: SecondaryMap<FuncId, Option<StrId>>,
    /// The cell that the runtime writes the module's index to.
    pub index: Data,
    pub guards: Guards,
    pub dispatch: Dispatch,
    /// The cell that counts resumptions, where they are counted.
    pub resumptions: Option<Data>,
    /// Where failures of guards are counted, if they are.
    pub guard_exits: Option<GuardExits>,
    /// Where fast paths stand.
    pub inlining: Inlining,
    /// Intrinsic functions by whose names the program has functions or sets properties.
    pub own_methods: Vec<FastBuiltin>,
    /// Does the program name a TypedArray? Then guards of elements look for one.
    pub names_typed_arrays: bool,
    namespaces: Vec<Option<Data>>,
    literals: Vec<Option<Data>>,
    eval_scopes: Vec<Option<Data>>,
    pub layouts: LayoutCells,
    pub ic_count: u32,
    /// The functions that locations lie in. In the table of names, another one stands before them, without name.
    pub named: IndexSet<FuncId>,
    pub locations: IndexSet<[u32; 5]>,
}

fn own_methods(program: &Program) -> Vec<FastBuiltin> {
    let insts = program.functions.values().flat_map(|f| f.blocks.values().flat_map(|b| &b.insts));
    let set: HashSet<StrId> = insts
        .filter_map(|inst| match inst.op {
            Op::SetProp(name) | Op::InitProp(name) => Some(name),
            _ => None,
        })
        .collect();
    let set: HashSet<String> = set.into_iter().map(|name| program.strings.display(name)).collect();
    let has = |name: &str| set.contains(name) || program.functions.values().any(|f| f.name == name);
    FastBuiltin::ALL.into_iter().filter(|f| has(f.property())).collect()
}

impl<'p> ModuleCx<'p> {
    /// Declares every function of the program.
    #[must_use]
    pub fn new(program: &'p Program, options: &Options) -> Self {
        let mut strings = program.strings.clone();
        let messages = Messages {
            derived_result: strings.intern("Derived constructors may only return object or undefined"),
            derived_this: strings.intern(
                "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
            ),
        };
        let mut module =
            Module { name: options.symbol_prefix.clone(), files: program.files.clone(), ..Module::default() };
        let index = module.data.push(DataObject {
            name: format!("{}.index", options.symbol_prefix),
            linkage: Linkage::Local,
            align: 4,
            writable: true,
            bytes: vec![0; 4],
            relocs: Vec::new(),
        });
        let sites = if options.counts_guards { guard_sites(program) } else { Vec::new() };
        let guard_exits = (!sites.is_empty()).then(|| {
            let cells = module.data.push(DataObject {
                name: format!("{}_guard_exits", options.symbol_prefix),
                linkage: Linkage::Export,
                align: 8,
                writable: true,
                bytes: vec![0; 8 * sites.len()],
                relocs: Vec::new(),
            });
            GuardExits { cells, index: sites.into_iter().enumerate().map(|(i, site)| (site, i)).collect() }
        });
        let resumptions = options.counters.then(|| {
            module.data.push(DataObject {
                name: format!("{}_resumptions", options.symbol_prefix),
                linkage: Linkage::Export,
                align: 8,
                writable: true,
                bytes: vec![0; 8],
                relocs: Vec::new(),
            })
        });
        let guards = match options.guards {
            GuardStress::Never => Guards::Hold,
            GuardStress::Always => Guards::Fail,
            GuardStress::Seed(seed) => Guards::FailBy(module.data.push(DataObject {
                name: format!("{}.guards", options.symbol_prefix),
                linkage: Linkage::Local,
                align: 8,
                writable: true,
                bytes: u64::from(seed).to_le_bytes().to_vec(),
                relocs: Vec::new(),
            })),
        };
        // What an executable has of its exports says of what kind its entry is.
        let is_commonjs = program.exports.iter().any(|e| e.kind == ExportKind::Properties);
        let mut cx = ModuleCx {
            program,
            prefix: options.symbol_prefix.clone(),
            exports: if options.main && !is_commonjs { &[] } else { &program.exports },
            evaluates: options.evaluates,
            module,
            strings,
            messages,
            entries: SecondaryMap::new(),
            direct: SecondaryMap::new(),
            infos: SecondaryMap::new(),
            frames: SecondaryMap::new(),
            class_messages: SecondaryMap::new(),
            index,
            resumptions,
            guard_exits,
            guards,
            dispatch: options.dispatch,
            inlining: Inlining::compute(program, options.budget),
            own_methods: own_methods(program),
            names_typed_arrays: names_typed_arrays(&program.strings),
            namespaces: vec![None; program.namespaces.len()],
            literals: vec![None; program.literals.len()],
            eval_scopes: vec![None; program.eval_scopes.len()],
            layouts: LayoutCells::new(program),
            ic_count: 0,
            named: IndexSet::new(),
            locations: IndexSet::from([[0; 5]]),
        };
        cx.declare();
        cx
    }

    fn declare(&mut self) {
        let program = self.program;
        let mut called: SecondaryMap<FuncId, bool> = SecondaryMap::new();
        let mut referred: SecondaryMap<FuncId, bool> = SecondaryMap::new();
        for inst in program.functions.values().flat_map(|f| f.blocks.values()).flat_map(|b| &b.insts) {
            match inst.op {
                Op::CallKnown(f) | Op::CallClosure(f) => called[f] = true,
                Op::Closure(f) => referred[f] = true,
                _ => {}
            }
        }
        if let Some(init) = program.init {
            referred[init] = true;
        }
        for (id, f) in program.functions.iter() {
            let symbol = self.symbol(id);
            let has_direct = called[id] || f.kind == FunctionKind::Module;
            if has_direct {
                self.direct[id] = Some(self.declare_function(format!("{symbol}$d"), id));
            }
            if !has_direct || referred[id] {
                self.entries[id] = Some(self.declare_function(symbol, id));
            }
            if matches!(f.kind, FunctionKind::ClassBase | FunctionKind::ClassDerived) {
                let text = class_call_message(&f.name);
                self.class_messages[id] = Some(self.strings.intern(&text));
            }
        }
    }

    fn symbol(&self, id: FuncId) -> String {
        let name: String = self.program.functions[id]
            .name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
            .take(40)
            .collect();
        format!("{}.{}.{name}", self.prefix, id.as_u32())
    }

    fn declare_function(&mut self, symbol: String, id: FuncId) -> Func {
        let mut f = yarrow_lir::Function::new(symbol, Linkage::Local, Some(Type::I64));
        f.loc = lir_loc(self.program.functions[id].loc);
        self.module.functions.push(f)
    }

    /// Adds a read-only data object; `name` need not be unique among local symbols of the module.
    pub fn push_data(&mut self, name: &str, align: u32, bytes: Bytes) -> Data {
        let n = self.module.data.len();
        self.module.data.push(DataObject {
            name: format!("{}.{name}.{n}", self.prefix),
            linkage: Linkage::Local,
            align,
            writable: false,
            bytes: bytes.bytes,
            relocs: bytes.relocs,
        })
    }

    /// UTF-8 text as a data object, never empty.
    pub fn push_text(&mut self, name: &str, text: &str) -> Data {
        let mut bytes = text.as_bytes().to_vec();
        if bytes.is_empty() {
            bytes.push(0);
        }
        self.push_data(name, 1, Bytes { bytes, relocs: Vec::new() })
    }

    /// Byte offset of the string constants in the module instance.
    #[must_use]
    pub fn strings_offset(&self) -> i32 {
        offset(instance_strings(self.program.globals.len()))
    }

    /// Byte offset of a string constant in the module instance.
    #[must_use]
    pub fn string_offset(&self, s: StrId) -> i32 {
        offset(instance_strings(self.program.globals.len()) + s.as_u32() as usize * 8)
    }

    /// Byte offset of a fresh inline cache in the module instance.
    pub fn new_ic(&mut self) -> i32 {
        let ic = self.ic_count as usize;
        self.ic_count += 1;
        offset(instance_ics(self.program.globals.len(), self.strings.len(), self.layouts.count) + ic * IC_SIZE)
    }

    /// Index of a location in the module's table.
    pub fn location(&mut self, loc: Loc, function: FuncId) -> u32 {
        let call = loc.inlined.expand().map(|call| self.program.functions[function].inlined[call]);
        let caller = call.map_or(0, |call| self.location(call.at, function));
        let (name, _) = self.named.insert_full(call.map_or(function, |call| call.function));
        let name = u32::try_from(name + 1).expect("fewer than 2^32 names");
        let (i, _) = self.locations.insert_full([u32::from(loc.file), loc.line, u32::from(loc.column), name, caller]);
        u32::try_from(i).expect("fewer than 2^32 locations")
    }

    /// The message for a class constructor that is called without `new`.
    ///
    /// # Panics
    /// If `id` is not a class constructor.
    #[must_use]
    pub fn class_message(&self, id: FuncId) -> StrId {
        self.class_messages[id].unwrap_or_else(|| panic!("{id} is not a class constructor"))
    }

    /// The `FunctionInfo` of a function.
    pub fn info(&mut self, id: FuncId) -> Data {
        if let Some(d) = self.infos[id] {
            return d;
        }
        let f = &self.program.functions[id];
        let name = self.push_text("name", &f.name);
        let mut b = Bytes::zeroed(size_of::<FunctionInfo>());
        b.reloc(offset_of!(FunctionInfo, name), Target::Data(name));
        b.u32(offset_of!(FunctionInfo, name_len), u32::try_from(f.name.len()).expect("short name"));
        b.u32(offset_of!(FunctionInfo, length), f.length);
        b.u32(offset_of!(FunctionInfo, flags), f.info_flags());
        b.u32(offset_of!(FunctionInfo, inline_slots), f.inline_slots);
        b.u32(offset_of!(FunctionInfo, source_start), f.source.0);
        b.u32(offset_of!(FunctionInfo, source_end), f.source.1);
        let d = self.push_data("info", 8, b);
        self.infos[id] = Some(d);
        d
    }

    /// The `FrameDesc` of a resume function.
    ///
    /// # Panics
    /// If `id` has no frame.
    pub fn frame_desc(&mut self, id: FuncId) -> Data {
        if let Some(d) = self.frames[id] {
            return d;
        }
        let f = &self.program.functions[id];
        let FunctionKind::Resume(ramp) = f.kind else { panic!("{id} ({}) is no resume function", f.name) };
        let slots_offset = self.program.functions[ramp].kind.frame_offset();
        let frame = f.frame.as_ref().unwrap_or_else(|| panic!("{id} ({}) has no generator frame", f.name));
        let slots = frame.slots.len();
        let map_words = slots.div_ceil(64);
        let mut maps = Bytes::zeroed((frame.live.len() * map_words * 8).max(8));
        for (state, live) in frame.live.iter() {
            for slot in live {
                let bit = slot.as_u32() as usize;
                maps.set_bit((state.as_u32() as usize * map_words + bit / 64) * 8 + bit % 64 / 8, bit % 8);
            }
        }
        let mut locations = Bytes::zeroed((frame.live.len() * 4).max(4));
        for (state, _) in frame.live.iter() {
            let loc = frame.locs.get(state).copied().unwrap_or_default();
            let index = self.location(loc, id);
            locations.u32(state.as_u32() as usize * 4, index);
        }
        let mut delegates = Bytes::zeroed((frame.live.len() * 4).max(4));
        for (state, slot) in delegate_slots(f) {
            delegates.u32(state.as_u32() as usize * 4, 1 + slot.as_u32());
        }
        let delegates = self.push_data("delegates", 4, delegates);
        let maps = self.push_data("maps", 8, maps);
        let locations = self.push_data("states", 4, locations);
        let mut b = Bytes::zeroed(size_of::<FrameDesc>());
        b.u32(offset_of!(FrameDesc, slot_count), u32::try_from(slots).expect("few slots"));
        b.u32(offset_of!(FrameDesc, state_count), u32::try_from(frame.live.len()).expect("few states"));
        b.u32(offset_of!(FrameDesc, map_words), u32::try_from(map_words).expect("few slots"));
        b.u32(offset_of!(FrameDesc, slots_offset), slots_offset.cast_unsigned());
        b.reloc(offset_of!(FrameDesc, maps), Target::Data(maps));
        b.reloc(offset_of!(FrameDesc, state_locations), Target::Data(locations));
        b.reloc(offset_of!(FrameDesc, module), Target::Data(self.index));
        b.reloc(offset_of!(FrameDesc, delegates), Target::Data(delegates));
        let d = self.push_data("frame", 8, b);
        self.frames[id] = Some(d);
        d
    }

    /// The resume function of generator `id`, itself if it is one.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn resume_function(&self, id: FuncId) -> FuncId {
        if matches!(self.program.functions[id].kind, FunctionKind::Resume(_)) {
            return id;
        }
        let found = self.program.functions.iter().find(|(_, f)| f.kind == FunctionKind::Resume(id));
        found.unwrap_or_else(|| panic!("generator {id} has no resume function")).0
    }

    /// The `StaticStr` with what the frontend says of the scopes around a direct eval.
    pub fn eval_scope(&mut self, i: u32) -> Data {
        if let Some(d) = self.eval_scopes[i as usize] {
            return d;
        }
        let text = &self.program.eval_scopes[i as usize];
        let bytes = self.push_text("scope", text);
        let mut b = Bytes::zeroed(size_of::<StaticStr>());
        b.static_str(0, bytes, text.len());
        let d = self.push_data("eval", 8, b);
        self.eval_scopes[i as usize] = Some(d);
        d
    }

    /// The entries of a module namespace: `(string, global)` pairs of `u32`.
    pub fn namespace(&mut self, i: u32) -> Data {
        if let Some(d) = self.namespaces[i as usize] {
            return d;
        }
        let entries = &self.program.namespaces[i as usize].entries;
        let mut b = Bytes::zeroed((entries.len() * 8).max(8));
        for (n, (name, global)) in entries.iter().enumerate() {
            b.u32(n * 8, name.as_u32());
            b.u32(n * 8 + 4, global.as_u32());
        }
        let d = self.push_data("namespace", 4, b);
        self.namespaces[i as usize] = Some(d);
        d
    }

    /// The words of a literal of constants.
    pub fn literal(&mut self, i: u32) -> Data {
        if let Some(d) = self.literals[i as usize] {
            return d;
        }
        let literal = &self.program.literals[i as usize];
        let mut b = Bytes::zeroed(literal.items.len() * 8);
        for (n, word) in literal.words().enumerate() {
            b.u64(n * 8, word);
        }
        let d = self.push_data("literal", 8, b);
        self.literals[i as usize] = Some(d);
        d
    }
}

/// An offset in the module instance.
///
/// # Panics
/// If the instance would be larger than 2 GiB.
#[must_use]
pub fn offset(bytes: usize) -> i32 {
    i32::try_from(bytes).expect("module instance below 2 GiB")
}

/// The position in LIR's terms.
#[must_use]
pub fn lir_loc(loc: Loc) -> yarrow_lir::Loc {
    yarrow_lir::Loc { file: loc.file, column: loc.column, line: loc.line }
}
