//! Layouts: the cell of each in the module's instance, the guard that looks at it, and accesses to fields behind the guard.

use crate::bytes::Bytes;
use crate::function::Lowering;
use crate::module::{ModuleCx, offset};
use yarrow_abi::functions::RtFn;
use yarrow_abi::layout::{CELL_SHAPE, LAYOUT_OFFSETS, LAYOUT_SHAPES, LAYOUT_SIZE, LAYOUT_WRITTEN, instance_layouts};
use yarrow_lir::{Block, Data, Hint, IntCc, MemType, Region, VReg};
use yarrow_mir::{FuncId, Layout, StrId};

impl ModuleCx<'_> {
    /// Byte offset of the cell of a layout in the module's instance.
    fn layout_cell(&self, function: FuncId, layout: Layout) -> i32 {
        let index = self.layouts.index(function, layout);
        offset(instance_layouts(self.program.globals.len(), self.strings.len()) + index * LAYOUT_SIZE)
    }

    /// The names by which the runtime learns a layout.
    fn layout_names(&mut self, function: FuncId, layout: Layout) -> Data {
        let fields = &self.program.functions[function].layouts[layout].fields;
        let mut names = Bytes::zeroed(4 * (fields.len() + 1));
        names.u32(0, u32::try_from(fields.len()).expect("few properties"));
        for (i, field) in fields.iter().enumerate() {
            names.u32(4 * (i + 1), field.name.as_u32() | if field.written { LAYOUT_WRITTEN } else { 0 });
        }
        self.push_data("layout", 4, names)
    }
}

impl Lowering<'_, '_> {
    /// Leaves for `exit` unless the cell of the layout knows the object's shape.
    pub fn guard_layout(&mut self, object: yarrow_mir::VReg, layout: Layout, exit: Block) {
        let object = self.guarded_object(object, exit);
        let cell = self.cx.layout_cell(self.id, layout);
        let instance = self.instance();
        let shape = self.b.load(MemType::I32, Region::Header, object, CELL_SHAPE);
        let found = self.b.new_block();
        for i in 0..LAYOUT_SHAPES {
            let known = self.b.load(MemType::I32, Region::Instance, instance, cell + offset(4 * i));
            let same = self.b.icmp(IntCc::Eq, shape, known);
            let (other, hint) = match i {
                0 => (self.b.new_block(), Hint::Then),
                _ if i + 1 < LAYOUT_SHAPES => (self.b.new_block(), Hint::None),
                _ => (exit, Hint::Then),
            };
            self.b.branch(same, found, other, hint);
            self.b.switch_to(if other == exit { found } else { other });
        }
    }

    /// The field of an object that has the layout.
    pub fn load_field(&mut self, object: yarrow_mir::VReg, layout: Layout, name: StrId) -> VReg {
        let at = self.field_address(object, layout, name);
        self.b.load(MemType::I64, Region::Heap, at, 0)
    }

    pub fn store_field(&mut self, object: yarrow_mir::VReg, layout: Layout, name: StrId, value: VReg) {
        let at = self.field_address(object, layout, name);
        self.b.store(MemType::I64, Region::Heap, at, 0, value);
    }

    fn field_address(&mut self, object: yarrow_mir::VReg, layout: Layout, name: StrId) -> VReg {
        let field = self.mir.layouts[layout].position(name).expect("the layout has the field");
        let cell = self.cx.layout_cell(self.id, layout);
        let object = self.reg(object);
        let instance = self.instance();
        let at = self.b.load(MemType::I32, Region::Instance, instance, cell + offset(LAYOUT_OFFSETS + 4 * field));
        self.address(object, at)
    }

    pub fn learn_layout(&mut self, object: yarrow_mir::VReg, layout: Layout) -> VReg {
        let object = self.reg(object);
        let names = self.cx.layout_names(self.id, layout);
        let names = self.b.data_addr(names);
        let cell = self.cx.layout_cell(self.id, layout);
        let cell = self.instance_addr(cell);
        let strings = self.strings();
        self.rt_value(RtFn::rt_layout_learn, &[object, cell, names, strings])
    }
}
