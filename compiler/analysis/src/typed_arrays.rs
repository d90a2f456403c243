//! Whether a program may have TypedArrays.

use yarrow_abi::element_type::ElementType;
use yarrow_mir::Strings;

/// Has the program the name of a TypedArray? One without may have some that somebody else made, which it is not made quick for.
#[must_use]
pub fn names_typed_arrays(strings: &Strings) -> bool {
    let names = ElementType::ALL.map(|ty| ty.array_name().encode_utf16().collect::<Vec<_>>());
    strings.iter().any(|s| names.iter().any(|name| name == s))
}
