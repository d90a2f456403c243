//! A value leaves the scope that a context gave.
use yarrow_objects::Context;

fn main() {
    let mut ctx = Context::new();
    let _object = ctx.enter(|ctx| ctx.new_object().unwrap());
}
