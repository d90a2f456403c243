//! Elements that were borrowed are kept across a collection.
use yarrow_objects::rooted::{Object, Scope};

fn count(ctx: &mut Scope<'_>, o: Object<'_>) -> usize {
    let elements = ctx.dense_elements(o).unwrap();
    ctx.poll();
    elements.len()
}

fn main() {}
