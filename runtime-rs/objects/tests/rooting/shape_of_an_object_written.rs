//! A built-in gives an object another shape, which its slots need not fit: only storage can.
use yarrow_objects::rooted::Object;

fn disguise(o: Object<'_>, like: Object<'_>) {
    o.set_shape(like.shape());
}

fn main() {}
