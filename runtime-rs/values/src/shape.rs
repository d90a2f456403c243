//! Shapes: which properties an object has, where, and its prototype.
//!
//! A shape is a `u32` id into the context's table; id 0 is no shape. Fast shapes form trees of
//! transitions, one tree for each (prototype, inline capacity, kind of cell), keyed by (key, attributes),
//! and are shared. So objects of one shape are cells of one kind, whatever prototypes they were given: a
//! cache that knows the shape needs not ask for the kind. (A callable Proxy is a Function by its cell and
//! has the shape of a Proxy, since it has a Proxy's internal methods.)
//!
//! A *dictionary* shape belongs to one object, holds its property table, and is never cached. Objects turn into
//! dictionaries by a deletion, a change of attributes, by becoming non-extensible, or at [`MAX_FAST`] properties.
//!
//! Shapes are garbage too. A fast shape lives while an object has it or a shape that comes from it, or the
//! context keeps it for objects to come (a realm's arrays and functions); a dictionary shape lives as long as its
//! object. The collector marks the shapes of the objects that it traces, with their prototypes and keys; the
//! others are freed, and their ids used again once no cache holds them. Inline caches keep nothing alive.
//!
//! Property slots below the inline capacity are in the object, the others in its slot buffer.

use crate::attrs::Attrs;
use crate::hash::{Mixer, mix};
use crate::ordered::OrderedTable;
use crate::property::NamedKey;
use hashbrown::HashTable;
use std::cell::{Cell, RefCell};
use yarrow_abi::layout::CellKind;
use yarrow_gc::Marker;

/// Without a lifetime: nothing here collects.
type Value = crate::Value<'static>;

pub type ShapeId = u32;

/// Properties beyond this make a dictionary.
pub const MAX_FAST: u32 = 128;
/// What a shape takes outside the heap: itself and its place among its parent's transitions.
const SHAPE_BYTES: isize = (size_of::<Shape>() + 2 * size_of::<(u64, Place)>()) as isize;
/// Chains up to this long are searched without a table.
const LINEAR: u32 = 6;

/// Where a property is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub slot: u32,
    pub attrs: Attrs,
}

#[derive(Default)]
pub struct Dictionary {
    pub table: OrderedTable<NamedKey, Place>,
    /// Slots of deleted properties.
    pub free: Vec<u32>,
}

type Table = hashbrown::HashMap<u64, Place, Mixer>;

pub struct Shape {
    parent: ShapeId,
    pub proto: Value,
    key: NamedKey,
    place: Place,
    /// Properties, and so the next slot.
    pub count: u32,
    pub inline_cap: u16,
    pub kind: CellKind,
    in_use: bool,
    pub dictionary: Option<Box<Dictionary>>,
    table: RefCell<Option<Box<Table>>>,
    transitions: Transitions,
}

#[derive(Default)]
enum Transitions {
    #[default]
    None,
    One(NamedKey, Attrs, ShapeId),
    Many(Box<Table>),
}

fn transition_key(key: NamedKey, attrs: Attrs) -> u64 {
    // Cells are 16-byte aligned: the low bits are free.
    key.value().bits() | u64::from(attrs.0)
}

pub struct Shapes {
    shapes: Vec<Shape>,
    /// By id: the collection under way has come here. Apart from the shapes, so that a look costs one byte of cache.
    marks: Vec<Cell<bool>>,
    free: Vec<ShapeId>,
    /// Roots of the trees, by prototype, inline capacity and kind.
    roots: HashTable<ShapeId>,
    /// Bytes of the tables of all dictionaries.
    dictionary_bytes: usize,
    /// Bytes of shapes taken and not yet accounted for.
    growth: isize,
}

/// The fast shapes that a collection has freed, by id.
pub struct FreedShapes(Vec<bool>);

impl FreedShapes {
    /// Whether a word is the id of such a shape.
    pub fn contains(&self, word: u32) -> bool {
        self.0.get(word as usize).is_some_and(|&freed| freed)
    }
}

impl Transitions {
    fn remove(&mut self, key: NamedKey, attrs: Attrs) {
        match self {
            Transitions::None => {}
            Transitions::One(..) => *self = Transitions::None,
            Transitions::Many(table) => {
                table.remove(&transition_key(key, attrs));
                if table.is_empty() {
                    *self = Transitions::None;
                } else if table.len() < table.capacity() / 8 {
                    table.shrink_to_fit();
                }
            }
        }
    }
}

fn root_hash(proto: Value, inline_cap: u16, kind: CellKind) -> u64 {
    // A prototype's address has 47 bits.
    mix(proto.bits() ^ (u64::from(inline_cap) << 56 | (kind as u64) << 48))
}

/// Room for the shapes of the built-ins, some 560, and for a program's.
const START_UP_SHAPES: usize = 640;

impl Default for Shapes {
    /// Shape 0 alone, which is no object's.
    fn default() -> Self {
        let mut shapes = Shapes {
            shapes: Vec::with_capacity(START_UP_SHAPES),
            marks: Vec::with_capacity(START_UP_SHAPES),
            free: Vec::new(),
            roots: HashTable::new(),
            dictionary_bytes: 0,
            growth: 0,
        };
        shapes.push(Shape::root(Value::NULL, 0, CellKind::Object));
        shapes
    }
}

impl Shapes {
    fn push(&mut self, shape: Shape) -> ShapeId {
        self.growth += SHAPE_BYTES;
        if let Some(id) = self.free.pop() {
            self.shapes[id as usize] = shape;
            return id;
        }
        self.shapes.push(shape);
        self.marks.push(Cell::new(false));
        (self.shapes.len() - 1) as ShapeId
    }

    pub fn get(&self, id: ShapeId) -> &Shape {
        &self.shapes[id as usize]
    }

    pub fn get_mut(&mut self, id: ShapeId) -> &mut Shape {
        &mut self.shapes[id as usize]
    }

    /// The empty shape of objects of this kind with this prototype and inline capacity, and whether it is new.
    pub fn root(&mut self, proto: Value, inline_cap: u16, kind: CellKind) -> (ShapeId, bool) {
        let hash = root_hash(proto, inline_cap, kind);
        let shapes = &self.shapes;
        let same = |&id: &ShapeId| {
            let s = &shapes[id as usize];
            s.proto == proto && s.inline_cap == inline_cap && s.kind == kind
        };
        if let Some(&id) = self.roots.find(hash, same) {
            return (id, false);
        }
        let id = self.push(Shape::root(proto, inline_cap, kind));
        let shapes = &self.shapes;
        self.roots.insert_unique(hash, id, |&id| {
            let s = &shapes[id as usize];
            root_hash(s.proto, s.inline_cap, s.kind)
        });
        (id, true)
    }

    /// The shape after adding a property, if it is known: then the shape lacks the property.
    #[inline]
    pub fn transition(&self, from: ShapeId, key: NamedKey, attrs: Attrs) -> Option<ShapeId> {
        match &self.get(from).transitions {
            Transitions::None => None,
            Transitions::One(k, a, to) => (*k == key && *a == attrs).then_some(*to),
            Transitions::Many(t) => t.get(&transition_key(key, attrs)).map(|p| p.slot),
        }
    }

    /// The shape after adding a property to a fast shape.
    pub fn add(&mut self, from: ShapeId, key: NamedKey, attrs: Attrs) -> ShapeId {
        if let Some(to) = self.transition(from, key, attrs) {
            return to;
        }
        let parent = self.get(from);
        let (proto, inline_cap, kind, slot) = (parent.proto, parent.inline_cap, parent.kind, parent.count);
        let mut table = parent.table.borrow_mut().take();
        if let Some(table) = &mut table {
            table.insert(key.value().bits(), Place { slot, attrs });
        }
        let to = self.push(Shape {
            parent: from,
            key,
            place: Place { slot, attrs },
            count: slot + 1,
            table: RefCell::new(table),
            ..Shape::root(proto, inline_cap, kind)
        });
        let transitions = &mut self.get_mut(from).transitions;
        match transitions {
            Transitions::None => *transitions = Transitions::One(key, attrs, to),
            Transitions::One(k, a, t) => {
                let mut table = Box::<Table>::default();
                table.insert(transition_key(*k, *a), Place { slot: *t, attrs: *a });
                table.insert(transition_key(key, attrs), Place { slot: to, attrs });
                *transitions = Transitions::Many(table);
            }
            Transitions::Many(table) => {
                table.insert(transition_key(key, attrs), Place { slot: to, attrs });
            }
        }
        to
    }

    pub fn lookup(&self, id: ShapeId, key: NamedKey) -> Option<Place> {
        let shape = self.get(id);
        if let Some(d) = &shape.dictionary {
            return d.table.get(key);
        }
        if let Some(table) = &*shape.table.borrow() {
            return table.get(&key.value().bits()).copied();
        }
        if shape.count <= LINEAR {
            return self.chain(id).find(|s| s.key == key).map(|s| s.place);
        }
        let table: Table = self.chain(id).map(|s| (s.key.value().bits(), s.place)).collect();
        let found = table.get(&key.value().bits()).copied();
        *shape.table.borrow_mut() = Some(Box::new(table));
        found
    }

    /// The shapes that add a property each, the last one first.
    fn chain(&self, id: ShapeId) -> impl Iterator<Item = &Shape> {
        let mut at = id;
        std::iter::from_fn(move || {
            let s = self.get(at);
            at = s.parent;
            (s.count > 0).then_some(s)
        })
    }

    /// Keys and places in the order of their creation.
    pub fn properties(&self, id: ShapeId) -> Vec<(NamedKey, Place)> {
        if let Some(d) = &self.get(id).dictionary {
            return d.table.iter().collect();
        }
        let mut all = Vec::with_capacity(self.get(id).count as usize);
        all.extend(self.chain(id).map(|s| (s.key, s.place)));
        all.reverse();
        all
    }

    /// A dictionary shape with the properties of `from`.
    pub fn new_dictionary(&mut self, from: ShapeId) -> ShapeId {
        let properties = self.properties(from);
        let mut d = Box::<Dictionary>::default();
        for (key, place) in properties {
            d.table.insert(key, place);
        }
        self.dictionary_bytes += d.table.bytes();
        let s = self.get(from);
        let (proto, inline_cap, kind, count) = (s.proto, s.inline_cap, s.kind, s.count);
        self.push(Shape { count, dictionary: Some(d), ..Shape::root(proto, inline_cap, kind) })
    }

    pub fn free_dictionary(&mut self, id: ShapeId) {
        let s = self.get_mut(id);
        s.in_use = false;
        if let Some(d) = s.dictionary.take() {
            self.dictionary_bytes -= d.table.bytes();
        }
        self.free.push(id);
        self.growth -= SHAPE_BYTES;
    }

    /// Adds a property to a dictionary, which says where; `None` if the shape is none.
    pub fn add_to_dictionary(&mut self, id: ShapeId, key: NamedKey, attrs: Attrs) -> Option<u32> {
        let s = self.get_mut(id);
        let d = s.dictionary.as_mut()?;
        let slot = d.free.pop().unwrap_or_else(|| {
            s.count += 1;
            s.count - 1
        });
        let before = d.table.bytes();
        d.table.insert(key, Place { slot, attrs });
        let growth = d.table.bytes() - before;
        self.dictionary_bytes += growth;
        Some(slot)
    }

    /// Bytes of the tables of dictionaries.
    pub fn dictionary_bytes(&self) -> usize {
        self.dictionary_bytes
    }

    /// Bytes by which the shapes have grown since the last call.
    pub fn take_growth(&mut self) -> isize {
        std::mem::take(&mut self.growth)
    }

    /// Marks the shape of a live object or of objects to come, and what it needs: the shapes that it comes from,
    /// its prototype, the keys.
    #[inline]
    pub fn mark(&self, id: ShapeId, m: &mut Marker<'_>) {
        if !self.marks[id as usize].get() {
            self.mark_chain(id, m);
        }
    }

    fn mark_chain(&self, id: ShapeId, m: &mut Marker<'_>) {
        let mut at = id;
        while at != 0 && !self.marks[at as usize].replace(true) {
            let shape = self.get(at);
            m.mark_word(shape.proto.bits());
            if shape.key != NamedKey::NONE {
                m.mark_word(shape.key.value().bits());
            }
            for (key, _) in shape.dictionary.iter().flat_map(|d| d.table.iter()) {
                m.mark_word(key.value().bits());
            }
            at = shape.parent;
        }
    }

    /// Ends a collection: frees the fast shapes that it did not mark. Those of dictionaries go with their objects.
    pub fn sweep(&mut self) -> Option<FreedShapes> {
        let dead = |s: &Shape, mark: &Cell<bool>| s.in_use && s.dictionary.is_none() && !mark.get();
        // Shape 0 is no object's.
        let freed: Vec<ShapeId> = (1..self.shapes.len())
            .filter(|&id| dead(&self.shapes[id], &self.marks[id]))
            .map(|id| id as ShapeId)
            .collect();
        for &id in &freed {
            let s = self.get_mut(id);
            s.in_use = false;
            *s.table.get_mut() = None;
            s.transitions = Transitions::None;
            let (parent, key, attrs) = (s.parent, s.key, s.place.attrs);
            if self.marks[parent as usize].get() {
                self.get_mut(parent).transitions.remove(key, attrs);
            }
            self.growth -= SHAPE_BYTES;
        }
        self.marks.fill(Cell::new(false));
        if freed.is_empty() {
            return None;
        }
        let shapes = &self.shapes;
        self.roots.retain(|&mut id| shapes[id as usize].in_use);
        let mut by_id = vec![false; self.shapes.len()];
        freed.iter().for_each(|&id| by_id[id as usize] = true);
        self.free.extend(freed);
        Some(FreedShapes(by_id))
    }
}

impl Shape {
    fn root(proto: Value, inline_cap: u16, kind: CellKind) -> Shape {
        Shape {
            parent: 0,
            proto,
            key: NamedKey::NONE,
            place: Place { slot: 0, attrs: Attrs::NONE },
            count: 0,
            inline_cap,
            kind,
            in_use: true,
            dictionary: None,
            table: RefCell::new(None),
            transitions: Transitions::None,
        }
    }
}
