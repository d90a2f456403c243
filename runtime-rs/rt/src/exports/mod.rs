//! Every function of [`yarrow_abi::functions`], and the check that each has the signature that
//! compiled code assumes.

pub mod functions;
pub mod iteration;
pub mod memory;
pub mod objects;
pub mod operators;
pub mod scopes;

macro_rules! machine_type {
    (Ctx) => { *mut yarrow_objects::Context };
    (Sp) => { *mut u64 };
    (Value) => { u64 };
    (I32) => { i32 };
    (U32) => { u32 };
    (Condition) => { i32 };
    (I64) => { i64 };
    (F64) => { f64 };
    (Ptr) => { *mut u8 };
    (Void) => { () };
    ($enumeration:ident) => { u32 };
}

macro_rules! check_signatures {
    ($($name:ident ($($param:ident)*) $result:ident;)*) => {
        use functions::*;
        use iteration::*;
        use memory::*;
        use objects::*;
        use operators::*;
        use scopes::*;
        $(const _: unsafe extern "C" fn($(machine_type!($param)),*) -> machine_type!($result) = $name;)*
    };
}

mod signatures {
    use super::{functions, iteration, memory, objects, operators, scopes};
    yarrow_abi::for_each_rt_function!(check_signatures);
}
