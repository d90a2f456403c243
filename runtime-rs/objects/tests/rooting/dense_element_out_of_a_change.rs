//! An element leaves the closure that rearranges the elements.
use yarrow_objects::rooted::{Object, Scope, Value};

fn first<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> Value<'s> {
    ctx.with_dense(o, |elements| elements[0]).unwrap()
}

fn main() {}
