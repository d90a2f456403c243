//! What a collection keeps: the parts of a context say it one by one.

use crate::Prefix;
use crate::bare::Value;
use crate::cell::BufferCell;
use crate::shape::{ShapeId, Shapes};
use yarrow_gc::Marker;

/// Marks what parts of a context hold.
pub struct Tracer<'a, 'm> {
    shapes: &'a Shapes,
    marker: &'a mut Marker<'m>,
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

impl Trace for Prefix {
    fn trace(&self, tracer: &mut Tracer<'_, '_>) {
        tracer.marker.mark_leaf(self.empty_elements.cast::<u8>().wrapping_sub(size_of::<BufferCell>()));
        tracer.values(&[self.exception, self.generator_next]);
        tracer.values(&self.fast_builtins);
        [self.iter_result_shape, self.array_shape, self.function_shape].into_iter().for_each(|id| tracer.shape(id));
    }
}
