//! How the types of the runtime's table are passed.

use yarrow_abi::functions::Ty;

use crate::ir::Type;

/// The machine type of a parameter or result of the table; `None` for `Void`.
#[must_use]
pub const fn machine_type(ty: Ty) -> Option<Type> {
    match ty {
        Ty::Ctx | Ty::Sp | Ty::Value | Ty::I64 | Ty::Ptr => Some(Type::I64),
        Ty::I32 | Ty::U32 | Ty::Kind(_) => Some(Type::I32),
        Ty::F64 => Some(Type::F64),
        Ty::Void => None,
    }
}
