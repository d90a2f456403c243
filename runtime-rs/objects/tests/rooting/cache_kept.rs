// A copy of an inline cache is kept, which the collector would not empty.

use std::cell::Cell;
use yarrow_objects::GetCache;
use yarrow_objects::rooted::{Scope, Value};

fn hit<'a>(ctx: &'a mut Scope<'_>, base: Value<'a>, site: &Cell<GetCache>) -> Option<Value<'a>> {
    let kept = Cell::new(site.get());
    ctx.collect();
    ctx.property_hit(base, &kept)
}

fn main() {}
