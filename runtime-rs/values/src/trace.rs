//! What a collection keeps: the parts of a context say it one by one.

use crate::shape::{ShapeId, Shapes};
use yarrow_gc::Marker;

/// Without a lifetime: nothing here collects.
type Value = crate::Value<'static>;

/// Marks what parts of a context hold.
pub struct Tracer<'a, 'm> {
    shapes: &'a Shapes,
    pub(crate) marker: &'a mut Marker<'m>,
}

/// A part of a context that keeps values alive.
pub trait Trace {
    /// Shows every value and shape that the part holds.
    fn trace(&self, tracer: &mut Tracer<'_, '_>);
}

impl<'a, 'm> Tracer<'a, 'm> {
    pub fn new(shapes: &'a Shapes, marker: &'a mut Marker<'m>) -> Self {
        Tracer { shapes, marker }
    }

    pub fn value(&mut self, v: Value) {
        self.marker.mark_word(v.bits());
    }

    pub fn values(&mut self, values: &[Value]) {
        values.iter().for_each(|&v| self.value(v));
    }

    /// The words of a root stack.
    pub fn words(&mut self, words: &[u64]) {
        words.iter().for_each(|&word| self.marker.mark_word(word));
    }

    /// A shape of objects to come.
    pub fn shape(&mut self, id: ShapeId) {
        self.shapes.mark(id, self.marker);
    }
}
