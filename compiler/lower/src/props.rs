//! Bindings and properties: globals, environments, inline caches, indexed elements. The layouts of
//! the caches and what makes them valid are in `yarrow_abi::layout`.

use crate::arith::Operand;
use crate::facts::Kinds;
use crate::function::{Join, Lowering};
use crate::module::offset;
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{
    ALLOC_IC_BUCKET, ALLOC_IC_EPOCH, ALLOC_IC_HEADER, ALLOC_IC_SHAPE, ALLOC_IC_SIZE, ALLOC_IC_TARGET, ARRAY_LENGTH,
    ARRAY_SIZE, CELL_SHAPE, CONTEXT_ARRAY_SHAPE, CONTEXT_BUCKETS, CONTEXT_EMPTY_ELEMENTS, CONTEXT_PROTO_EPOCH,
    CellKind, ELEMENTS_CAP, ELEMENTS_LEN, ENV_SLOTS, FastBuiltin, GET_IC_ENTRY, GET_IC_ENTRY_OFFSET, GET_IC_ENTRY_SLOT,
    GET_IC_EPOCH, GET_IC_GETTER, GET_IC_MORE, GET_IC_MORE_COUNT, GET_IC_OUT_OF_LINE, GET_IC_OWN_OFFSET,
    GET_IC_OWN_SHAPE, GET_IC_PROTO_SHAPE, GET_IC_SLOT, GLOBAL_IC_EPOCH, GLOBAL_IC_SLOT, OBJECT_ELEMENTS, OBJECT_INLINE,
    SET_IC_ADD_FROM, SET_IC_ADD_OFFSET, SET_IC_ADD_TO, SET_IC_ENTRY, SET_IC_ENTRY_OFFSET, SET_IC_EPOCH, SET_IC_MORE,
    SET_IC_OWN_OFFSET, SET_IC_OWN_SHAPE, SIZE_CLASSES, SIZE_GRANULE, STRING_LENGTH, STRING_RECEIVER,
};
use yarrow_abi::value::{HOLE, UNDEFINED};
use yarrow_lir::{BinOp, Block, Hint, IntCc, MemType, Region, Type, UnOp, VReg};
use yarrow_mir::{GlobalId, Inst, StrId};

/// Arrays with more room are made by the runtime.
const INLINE_ARRAY_CAPACITY: u32 = 16;

/// So many further entries of a property's cache are looked at inline where it is written.
const FURTHER_SETS: i32 = 2;

/// And where it is read: all. Behind the first one, they have fields or methods of four classes.
const FURTHER_GETS: i32 = GET_IC_MORE_COUNT as i32;

/// Bytes of a buffer before its first element.
const BUFFER_HEADER: usize = 16;

/// Names that sites use on primitive strings, which their caches then answer for.
const STRING_METHODS: [&str; 20] = [
    "at",
    "charAt",
    "charCodeAt",
    "codePointAt",
    "concat",
    "endsWith",
    "includes",
    "indexOf",
    "lastIndexOf",
    "padEnd",
    "padStart",
    "repeat",
    "replace",
    "slice",
    "split",
    "startsWith",
    "substring",
    "toLowerCase",
    "toUpperCase",
    "trim",
];

/// Environments of more slots are made by the runtime.
const INLINE_ENV_SLOTS: u32 = 8;

/// Byte offset of a bucket's `cur` in the context, for cells of `size` bytes.
///
/// # Panics
/// If cells of this size have no bucket.
pub fn bucket_offset(size: usize) -> i32 {
    let class = size.div_ceil(SIZE_GRANULE) - 1;
    assert!(class < SIZE_CLASSES, "no bucket for {size} bytes");
    CONTEXT_BUCKETS + offset(class * 16)
}

/// First eight bytes of a cell without its shape word.
pub const fn header_bits(kind: CellKind, aux: u16) -> u64 {
    (kind as u64) << 32 | (aux as u64) << 48
}

/// What a property that is read is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// The object's own.
    Field,
    /// Inherited, perhaps.
    Method,
}

impl Lowering<'_, '_> {
    // --- bindings -------------------------------------------------------------------------------

    pub fn lower_load_global(&mut self, inst: &Inst, g: GlobalId) {
        let instance = self.instance();
        let at = offset(g.as_u32() as usize * 8);
        let v = self.b.load(MemType::I64, Region::Instance, instance, at);
        self.result(inst, v);
    }

    pub fn lower_store_global(&mut self, inst: &Inst, g: GlobalId) {
        let instance = self.instance();
        let at = offset(g.as_u32() as usize * 8);
        let v = self.boxed(inst.args[0]);
        self.b.store(MemType::I64, Region::Instance, instance, at, v);
    }

    /// A property of the global object, by a global cache.
    pub fn lower_load_builtin(&mut self, inst: &Inst, name: StrId, slow_fn: RtFn) {
        let ic = self.property_cache();
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let v = self.cached_global(ic, slow);
        self.arrive(&mut join, v);
        self.enter(slow, &join);
        let name = self.string(name);
        let ic = self.instance_addr(ic);
        let v = self.rt_value(slow_fn, &[name, ic]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// The global that the cache knows, or leaves.
    pub fn cached_global(&mut self, ic: i32, away: Block) -> VReg {
        let instance = self.instance();
        self.leave_unless_epoch(instance, ic + GLOBAL_IC_EPOCH, away);
        let slot = self.b.load(MemType::I64, Region::Instance, instance, ic + GLOBAL_IC_SLOT);
        self.b.load(MemType::I64, Region::Heap, slot, 0)
    }

    /// Takes `size` bytes from the context's bucket, or leaves for `away`.
    pub fn bump(&mut self, size: usize, away: Block) -> VReg {
        let size = size.next_multiple_of(SIZE_GRANULE);
        let at = bucket_offset(size);
        let cell = self.b.load(MemType::I64, Region::Context, self.ctx, at);
        let end = self.b.load(MemType::I64, Region::Context, self.ctx, at + 8);
        let room = self.b.bin(BinOp::Sub, end, cell);
        let full = self.b.icmp_imm(IntCc::Ult, room, size as u64);
        self.b.leave_if(full, away);
        let next = self.b.bin_imm(BinOp::Add, cell, size as u64);
        self.b.store(MemType::I64, Region::Context, self.ctx, at, next);
        cell
    }

    /// Shape of what a site makes for the function `target`, by an allocation cache; else leaves.
    pub fn shape_for(&mut self, target: VReg, ic: i32, away: Block) -> VReg {
        let instance = self.instance();
        let known = self.b.load(MemType::I64, Region::Instance, instance, ic + ALLOC_IC_TARGET);
        let same = self.b.icmp(IntCc::Eq, target, known);
        self.b.leave_unless(same, away);
        self.leave_unless_epoch(instance, ic + ALLOC_IC_EPOCH, away);
        self.b.load(MemType::I32, Region::Instance, instance, ic + ALLOC_IC_SHAPE)
    }

    /// An object that `target` constructs, without properties, by an allocation cache; else leaves.
    pub fn bump_for(&mut self, target: VReg, ic: i32, away: Block) -> VReg {
        self.shape_for(target, ic, away);
        let instance = self.instance();
        let bucket = self.b.load(MemType::I32, Region::Instance, instance, ic + ALLOC_IC_BUCKET);
        let size = self.b.load(MemType::I32, Region::Instance, instance, ic + ALLOC_IC_SIZE);
        let size = self.b.un(UnOp::Zext, size);
        let bucket = self.address(self.ctx, bucket);
        let cell = self.b.load(MemType::I64, Region::Context, bucket, 0);
        let end = self.b.load(MemType::I64, Region::Context, bucket, 8);
        let room = self.b.bin(BinOp::Sub, end, cell);
        let full = self.b.icmp(IntCc::Ult, room, size);
        self.b.leave_if(full, away);
        let next = self.b.bin(BinOp::Add, cell, size);
        self.b.store(MemType::I64, Region::Context, bucket, 0, next);
        let header = self.b.load(MemType::I64, Region::Instance, instance, ic + ALLOC_IC_HEADER);
        self.b.store(MemType::I64, Region::Header, cell, CELL_SHAPE, header);
        let empty = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_EMPTY_ELEMENTS);
        self.b.store(MemType::I64, Region::Header, cell, OBJECT_ELEMENTS, empty);
        cell
    }

    /// Header and elements of an object in fresh memory, which is zero.
    pub fn begin_object(&mut self, cell: VReg, shape: VReg, bits: u64) {
        let shape = self.b.un(UnOp::Zext, shape);
        let header = self.b.bin_imm(BinOp::Or, shape, bits);
        self.b.store(MemType::I64, Region::Header, cell, CELL_SHAPE, header);
        let empty = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_EMPTY_ELEMENTS);
        self.b.store(MemType::I64, Region::Header, cell, OBJECT_ELEMENTS, empty);
    }

    /// The object of a literal.
    pub fn lower_new_object(&mut self, inst: &Inst, slots: u32) {
        let ic = self.cx.new_ic();
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let size = usize::try_from(OBJECT_INLINE).expect("positive") + slots as usize * 8;
        if size <= SIZE_CLASSES * SIZE_GRANULE {
            let instance = self.instance();
            let shape = self.b.load(MemType::I32, Region::Instance, instance, ic + ALLOC_IC_SHAPE);
            let known = self.b.icmp_imm(IntCc::Ne, shape, 0);
            self.b.leave_unless(known, slow);
            let cell = self.bump(size, slow);
            let inline_slots = u16::try_from(slots).expect("fits a cell with a bucket");
            self.begin_object(cell, shape, header_bits(CellKind::Object, inline_slots));
            self.arrive(&mut join, cell);
        } else {
            self.b.jump(slow);
        }
        self.enter(slow, &join);
        let cache = self.instance_addr(ic);
        let slots = self.b.i32(slots.cast_signed());
        let v = self.rt_value(RtFn::rt_object_new, &[slots, cache]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// The array of a literal, empty, with room for `capacity` elements.
    pub fn lower_new_array(&mut self, inst: &Inst, capacity: u32) {
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        if capacity <= INLINE_ARRAY_CAPACITY {
            let cell = self.bump(ARRAY_SIZE as usize, slow);
            let shape = self.b.load(MemType::I32, Region::Context, self.ctx, CONTEXT_ARRAY_SHAPE);
            self.begin_object(cell, shape, header_bits(CellKind::Array, 0));
            if capacity > 0 {
                // Where there is no room, the cell above stays behind as garbage without elements.
                let buffer = self.bump(BUFFER_HEADER + capacity as usize * 8, slow);
                let elements = self.b.bin_imm(BinOp::Add, buffer, BUFFER_HEADER as u64);
                let cap = self.b.i32(capacity.cast_signed());
                self.b.store(MemType::I32, Region::Lengths, elements, ELEMENTS_CAP, cap);
                self.b.store(MemType::I64, Region::Header, cell, OBJECT_ELEMENTS, elements);
            }
            self.arrive(&mut join, cell);
        } else {
            self.b.jump(slow);
        }
        self.enter(slow, &join);
        let capacity = self.b.i32(capacity.cast_signed());
        let v = self.rt_value(RtFn::rt_array_new, &[capacity]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    pub fn lower_new_env(&mut self, inst: &Inst, slots: u32) {
        let count = self.b.i32(slots.cast_signed());
        let v = if slots > INLINE_ENV_SLOTS {
            self.rt_value(RtFn::rt_env_new, &[count])
        } else {
            let mut join = self.join(Type::I64);
            let slow = self.b.new_block();
            let size = offset(slots as usize * 8) + ENV_SLOTS;
            let cell = self.bump(usize::try_from(size).expect("positive"), slow);
            let header = self.b.word(header_bits(CellKind::Environment, 0) | u64::from(slots));
            self.b.store(MemType::I64, Region::Header, cell, CELL_SHAPE, header);
            let undefined = self.b.word(UNDEFINED);
            for i in 0..slots {
                self.b.store(MemType::I64, Region::Heap, cell, env_slot(i), undefined);
            }
            self.arrive(&mut join, cell);
            self.enter(slow, &join);
            let v = self.rt_value(RtFn::rt_env_new, &[count]);
            self.arrive(&mut join, v);
            self.close(join)
        };
        self.result(inst, v);
    }

    pub fn lower_load_env(&mut self, inst: &Inst, slot: u32) {
        let env = self.reg(inst.args[0]);
        let v = self.b.load(MemType::I64, Region::Heap, env, env_slot(slot));
        self.result(inst, v);
    }

    pub fn lower_store_env(&mut self, inst: &Inst, slot: u32) {
        let env = self.reg(inst.args[0]);
        let v = self.boxed(inst.args[1]);
        self.b.store(MemType::I64, Region::Heap, env, env_slot(slot), v);
    }

    // --- named properties -----------------------------------------------------------------------

    /// The cache of the property that the current instruction is about.
    pub fn property_cache(&mut self) -> i32 {
        self.shared_cache.take().unwrap_or_else(|| self.cx.new_ic())
    }

    pub fn lower_get_prop(&mut self, inst: &Inst, name: StrId) {
        let object = (self.boxed(inst.args[0]), self.kinds(inst.args[0]));
        let ic = self.property_cache();
        let slow = self.b.new_block();
        let read = if self.sites.reads_method(inst) { Read::Method } else { Read::Field };
        let mut join = self.read_property(object, name, ic, read, slow);
        self.enter(slow, &join);
        let name = self.string(name);
        let ic = self.instance_addr(ic);
        let v = self.rt_value(RtFn::rt_get_prop, &[object.0, name, ic]);
        self.arrive(&mut join, v);
        let v = self.close(join);
        self.result(inst, v);
    }

    /// What the likely entries of the cache know arrives; the rest leaves for `slow`.
    pub fn read_property(&mut self, (object, kinds): Operand, name: StrId, ic: i32, read: Read, slow: Block) -> Join {
        let instance = self.instance();
        let mut join = self.join(Type::I64);
        self.leave_unless_cell(object, kinds, slow);
        if self.cx.strings.display(name) == "length" {
            self.get_length(object, &mut join, slow);
        }
        let shape = self.b.load(MemType::I32, Region::Header, object, CELL_SHAPE);
        // By this one, a string finds methods.
        let mut receiver = shape;
        if read == Read::Method {
            let other = self.b.new_block();
            receiver = self.receiver_shape(shape, (object, kinds), name, slow);
            let proto_shape = self.b.load(MemType::I32, Region::Instance, instance, ic + GET_IC_PROTO_SHAPE);
            let hit = self.b.icmp(IntCc::Eq, receiver, proto_shape);
            self.b.leave_unless(hit, other);
            self.leave_unless_epoch(instance, ic + GET_IC_EPOCH, slow);
            let slot = self.b.load(MemType::I64, Region::Instance, instance, ic + GET_IC_SLOT);
            let v = self.b.load(MemType::I64, Region::Heap, slot, 0);
            self.arrive(&mut join, v);
            self.enter(other, &join);
        }
        let own_shape = self.b.load(MemType::I32, Region::Instance, instance, ic + GET_IC_OWN_SHAPE);
        let own = self.b.icmp(IntCc::Eq, shape, own_shape);
        let more = self.further_or(slow);
        self.b.leave_unless(own, more);
        let at = self.b.load(MemType::I32, Region::Instance, instance, ic + GET_IC_OWN_OFFSET);
        let v = self.load_at(object, at);
        self.arrive(&mut join, v);
        if more != slow {
            self.enter(more, &join);
            self.get_further(object, receiver, ic, read, &mut join, slow);
        }
        join
    }

    /// The shape by which caches know the receiver of a method: that of an object, and a number of their own for strings, if they have
    /// methods of this name.
    fn receiver_shape(&mut self, shape: VReg, (object, kinds): Operand, name: StrId, slow: Block) -> VReg {
        let string_method = STRING_METHODS.contains(&self.cx.strings.display(name).as_str());
        if !string_method || !kinds.intersects(Kinds::ANY_STRING) {
            return shape;
        }
        let known = self.b.vreg(Type::I32);
        self.b.copy_to(known, shape);
        // The shape of a primitive cell is 0.
        let chain = self.b.new_block();
        let primitive = self.b.new_block();
        self.b.branch(shape, chain, primitive, Hint::None);
        self.b.switch_to(primitive);
        let kind = self.cell_kind(object);
        let string = self.b.icmp_imm(IntCc::Eq, kind, CellKind::String as u64);
        self.b.leave_unless(string, slow);
        let receiver = self.b.i32(STRING_RECEIVER.cast_signed());
        self.b.copy_to(known, receiver);
        self.b.jump(chain);
        self.b.switch_to(chain);
        known
    }

    fn further_or(&mut self, slow: Block) -> Block {
        if self.looks_further { self.b.new_block() } else { slow }
    }

    /// Looks in the further entries of a cache, for objects of several classes at one site. The one that fits is read in one place
    /// for all of them.
    fn get_further(&mut self, object: VReg, shape: VReg, ic: i32, read: Read, join: &mut Join, slow: Block) {
        let instance = self.instance();
        // What is no object has the shape of empty entries.
        self.b.leave_unless(shape, slow);
        let entry = self.b.vreg(Type::I64);
        let found = self.b.new_block();
        for n in 0..FURTHER_GETS {
            let at = ic + GET_IC_MORE + n * GET_IC_ENTRY;
            let next = if n + 1 < FURTHER_GETS { self.b.new_block() } else { slow };
            let known = self.b.load(MemType::I32, Region::Instance, instance, at);
            let hit = self.b.icmp(IntCc::Eq, shape, known);
            self.b.leave_unless(hit, next);
            let address = self.instance_addr(at);
            self.b.copy_to(entry, address);
            self.b.jump(found);
            if next != slow {
                self.b.switch_to(next);
            }
        }
        self.b.switch_to(found);
        let slot = self.b.load(MemType::I64, Region::Instance, entry, GET_IC_ENTRY_SLOT);
        let v = match read {
            Read::Field => {
                let own = self.b.icmp_imm(IntCc::Eq, slot, 0);
                self.b.leave_unless(own, slow);
                let at = self.b.load(MemType::I32, Region::Instance, entry, GET_IC_ENTRY_OFFSET);
                self.load_at(object, at)
            }
            Read::Method => {
                // Those of getters are negative.
                const { assert!(GET_IC_GETTER == 1 << 63) };
                let on_chain = self.b.icmp_imm(IntCc::Gt, slot, GET_IC_OUT_OF_LINE);
                self.b.leave_unless(on_chain, slow);
                self.leave_unless_epoch(instance, ic + GET_IC_EPOCH, slow);
                self.b.load(MemType::I64, Region::Heap, slot, 0)
            }
        };
        self.arrive(join, v);
    }

    /// `length` of arrays and strings; continues where `cell` is neither.
    fn get_length(&mut self, cell: VReg, join: &mut Join, slow: Block) {
        let kind = self.cell_kind(cell);
        let is_array = self.b.icmp_imm(IntCc::Eq, kind, CellKind::Array as u64);
        let (array, no_array) = self.fork(is_array);
        self.b.switch_to(array);
        let length = self.b.load(MemType::I32, Region::Lengths, cell, ARRAY_LENGTH);
        let small = self.b.icmp_imm(IntCc::Ge, length, 0);
        self.b.leave_unless(small, slow);
        let v = self.box_i32(length);
        self.arrive(join, v);
        self.enter(no_array, join);
        let is_string = self.b.icmp_imm(IntCc::Eq, kind, CellKind::String as u64);
        let (string, other) = self.fork(is_string);
        self.b.switch_to(string);
        let length = self.b.load(MemType::I32, Region::Heap, cell, STRING_LENGTH);
        let v = self.box_i32(length);
        self.arrive(join, v);
        self.enter(other, join);
    }

    fn leave_unless_epoch(&mut self, instance: VReg, at: i32, away: Block) {
        let cached = self.b.load(MemType::I64, Region::Instance, instance, at);
        self.leave_unless_now(cached, away);
    }

    /// Leaves for `away` unless this is the context's epoch.
    pub fn leave_unless_now(&mut self, epoch: VReg, away: Block) {
        let now = self.b.load(MemType::I64, Region::Context, self.ctx, CONTEXT_PROTO_EPOCH);
        let same = self.b.icmp(IntCc::Eq, epoch, now);
        self.b.leave_unless(same, away);
    }

    /// Address of the byte `at` (an unsigned i32) of a cell.
    pub fn address(&mut self, cell: VReg, at: VReg) -> VReg {
        let wide = self.b.un(UnOp::Zext, at);
        self.b.bin(BinOp::Add, cell, wide)
    }

    pub fn load_at(&mut self, cell: VReg, at: VReg) -> VReg {
        let address = self.address(cell, at);
        self.b.load(MemType::I64, Region::Heap, address, 0)
    }

    /// Assignment and definition of a named property, by a set cache.
    pub fn lower_set_prop(&mut self, inst: &Inst, name: StrId, slow_fn: RtFn) {
        let object = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let value = self.boxed(inst.args[1]);
        let ic = self.property_cache();
        let instance = self.instance();
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        self.leave_unless_cell(object, kinds, slow);
        let shape = self.b.load(MemType::I32, Region::Header, object, CELL_SHAPE);
        let own_shape = self.b.load(MemType::I32, Region::Instance, instance, ic + SET_IC_OWN_SHAPE);
        let own = self.b.icmp(IntCc::Eq, shape, own_shape);
        let adding = self.sites.may_add(inst).then(|| self.b.new_block());
        let more = self.further_or(slow);
        self.b.leave_unless(own, adding.unwrap_or(more));
        let at = self.b.load(MemType::I32, Region::Instance, instance, ic + SET_IC_OWN_OFFSET);
        let address = self.address(object, at);
        self.b.store(MemType::I64, Region::Heap, address, 0, value);
        self.arrive(&mut join, value);

        if let Some(adding) = adding {
            self.enter(adding, &join);
            let add_from = self.b.load(MemType::I32, Region::Instance, instance, ic + SET_IC_ADD_FROM);
            let hit = self.b.icmp(IntCc::Eq, shape, add_from);
            self.b.leave_unless(hit, more);
            self.leave_unless_epoch(instance, ic + SET_IC_EPOCH, slow);
            let at = self.b.load(MemType::I32, Region::Instance, instance, ic + SET_IC_ADD_OFFSET);
            let address = self.address(object, at);
            self.b.store(MemType::I64, Region::Heap, address, 0, value);
            let to = self.b.load(MemType::I32, Region::Instance, instance, ic + SET_IC_ADD_TO);
            self.b.store(MemType::I32, Region::Header, object, CELL_SHAPE, to);
            self.arrive(&mut join, value);
        }

        if more != slow {
            self.enter(more, &join);
            self.b.leave_unless(shape, slow);
        }
        for n in (0..FURTHER_SETS).filter(|_| more != slow) {
            let entry = ic + SET_IC_MORE + n * SET_IC_ENTRY;
            let next = if n + 1 < FURTHER_SETS { self.b.new_block() } else { slow };
            let known = self.b.load(MemType::I32, Region::Instance, instance, entry);
            let hit = self.b.icmp(IntCc::Eq, shape, known);
            self.b.leave_unless(hit, next);
            let at = self.b.load(MemType::I32, Region::Instance, instance, entry + SET_IC_ENTRY_OFFSET);
            let address = self.address(object, at);
            self.b.store(MemType::I64, Region::Heap, address, 0, value);
            self.arrive(&mut join, value);
            if next != slow {
                self.enter(next, &join);
            }
        }

        self.enter(slow, &join);
        let name = self.string(name);
        let ic = self.instance_addr(ic);
        self.rt_value(slow_fn, &[object, name, value, ic]);
        self.arrive(&mut join, value);
        self.close(join);
    }

    // --- elements -------------------------------------------------------------------------------

    /// Address of the element at `index`, if it is initialised; else leaves.
    pub fn element(&mut self, object: VReg, index: VReg, away: Block) -> VReg {
        let elements = self.b.load(MemType::I64, Region::Header, object, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let inside = self.b.icmp(IntCc::Ult, index, len);
        self.b.leave_unless(inside, away);
        let wide = self.b.un(UnOp::Zext, index);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, 3);
        self.b.bin(BinOp::Add, elements, bytes)
    }

    /// An integer key as an i32; else leaves.
    fn index(&mut self, key: (VReg, Kinds), away: Block) -> VReg {
        match self.unboxed.get(&key.0).copied() {
            Some(source) => self.exact_i32(source, away),
            None => {
                self.leave_unless_int(key.0, key.1, away);
                self.unbox_i32(key.0)
            }
        }
    }

    pub fn leave_if_hole(&mut self, v: VReg, away: Block) {
        let hole = self.b.icmp_imm(IntCc::Eq, v, HOLE);
        self.b.leave_if(hole, away);
    }

    pub fn lower_get_elem(&mut self, inst: &Inst) {
        let object = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let key = self.operand(inst.args[1]);
        let v = if key.1.intersects(Kinds::NUMBER) {
            let mut join = self.join(Type::I64);
            let slow = self.b.new_block();
            let typed = self.b.new_block();
            self.leave_unless_object(object, kinds, slow);
            let index = self.index(key, slow);
            let at = self.element(object, index, typed);
            let v = self.b.load(MemType::I64, Region::Elements, at, 0);
            self.leave_if_hole(v, slow);
            self.arrive(&mut join, v);
            self.enter(typed, &join);
            self.get_typed_element(object, index, &mut join, slow);
            self.enter(slow, &join);
            let v = self.rt_value(RtFn::rt_get_elem, &[object, key.0]);
            self.arrive(&mut join, v);
            self.close(join)
        } else {
            self.rt_value(RtFn::rt_get_elem, &[object, key.0])
        };
        self.result(inst, v);
    }

    pub fn lower_set_elem(&mut self, inst: &Inst) {
        let object = self.boxed(inst.args[0]);
        let kinds = self.kinds(inst.args[0]);
        let key = self.operand(inst.args[1]);
        let value = self.boxed(inst.args[2]);
        let slow_fn = self.by_strictness(RtFn::rt_set_elem, RtFn::rt_set_elem_sloppy);
        if !key.1.intersects(Kinds::NUMBER) {
            self.rt_value(slow_fn, &[object, key.0, value]);
            return;
        }
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        self.leave_unless_cell(object, kinds, slow);
        let typed = self.b.new_block();
        let index = self.index(key, slow);
        self.leave_unless_plain(object, kinds, typed);
        self.set_element(object, index, value, &mut join, (slow, slow));

        self.enter(typed, &join);
        let kinds = self.kinds(inst.args[2]);
        self.set_typed_element(object, index, (value, kinds), &mut join, slow);

        self.enter(slow, &join);
        self.rt_value(slow_fn, &[object, key.0, value]);
        self.arrive(&mut join, value);
        self.close(join);
    }

    /// Leaves for `away` unless the cell is an array or an ordinary object.
    pub fn leave_unless_plain(&mut self, cell: VReg, kinds: Kinds, away: Block) {
        const { assert!(CellKind::Object as u8 | 1 == CellKind::Array as u8) };
        if kinds.within(Kinds::PLAIN) {
            return;
        }
        let kind = self.cell_kind(cell);
        let merged = self.b.bin_imm(BinOp::Or, kind, 1);
        let plain = self.b.icmp_imm(IntCc::Eq, merged, CellKind::Array as u64);
        self.b.leave_unless(plain, away);
    }

    /// Sets an element of an array or an ordinary object where it lies, or appends it to the array; else leaves, for `no_room`
    /// where the array has to be given room first.
    pub fn set_element(
        &mut self,
        object: VReg,
        index: VReg,
        value: VReg,
        join: &mut Join,
        (slow, no_room): (Block, Block),
    ) {
        let append = self.b.new_block();
        let elements = self.b.load(MemType::I64, Region::Header, object, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let inside = self.b.icmp(IntCc::Ult, index, len);
        self.b.leave_unless(inside, append);
        let wide = self.b.un(UnOp::Zext, index);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, 3);
        let at = self.b.bin(BinOp::Add, elements, bytes);
        let old = self.b.load(MemType::I64, Region::Elements, at, 0);
        self.leave_if_hole(old, slow);
        self.b.store(MemType::I64, Region::Elements, at, 0, value);
        self.arrive(join, value);

        self.enter(append, join);
        let kind = self.cell_kind(object);
        let array = self.b.icmp_imm(IntCc::Eq, kind, CellKind::Array as u64);
        self.b.leave_unless(array, slow);
        let next = self.b.icmp(IntCc::Eq, index, len);
        self.b.leave_unless(next, slow);
        let allowed = FastBuiltin::ArrayPush.context_offset();
        let allowed = self.b.load(MemType::I64, Region::Context, self.ctx, allowed);
        let allowed = self.b.icmp_imm(IntCc::Ne, allowed, 0);
        self.b.leave_unless(allowed, slow);
        self.append(object, elements, len, value, (slow, no_room));
        self.arrive(join, value);
    }

    /// Appends to the array of a literal, whose length is that of its elements.
    pub fn lower_array_push(&mut self, inst: &Inst) {
        let array = self.reg(inst.args[0]);
        let value = self.boxed(inst.args[1]);
        let mut join = self.join(Type::I64);
        let slow = self.b.new_block();
        let elements = self.b.load(MemType::I64, Region::Header, array, OBJECT_ELEMENTS);
        let len = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN);
        let cap = self.b.load(MemType::I32, Region::Lengths, elements, ELEMENTS_CAP);
        let room = self.b.icmp(IntCc::Ult, len, cap);
        self.b.leave_unless(room, slow);
        let wide = self.b.un(UnOp::Zext, len);
        let bytes = self.b.bin_imm(BinOp::Shl, wide, 3);
        let at = self.b.bin(BinOp::Add, elements, bytes);
        self.b.store(MemType::I64, Region::Elements, at, 0, value);
        let len = self.b.bin_imm(BinOp::Add, len, 1);
        self.b.store(MemType::I32, Region::Lengths, elements, ELEMENTS_LEN, len);
        self.b.store(MemType::I32, Region::Lengths, array, ARRAY_LENGTH, len);
        self.arrive(&mut join, value);
        self.enter(slow, &join);
        self.rt_value(RtFn::rt_array_push, &[array, value]);
        self.arrive(&mut join, value);
        self.close(join);
    }
}

/// Byte offset of an environment's slot.
fn env_slot(i: u32) -> i32 {
    ENV_SLOTS + offset(i as usize * 8)
}
