//! A root is written after the scope that it lies in has ended.
use yarrow_objects::rooted::{Scope, Value};

fn keep(ctx: &mut Scope<'_>, v: Value<'_>) {
    let root = {
        let ctx = &mut ctx.inner();
        ctx.slot(v)
    };
    ctx.poll();
    root.set(v);
}

fn main() {}
