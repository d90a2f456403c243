//! Which intrinsic function a callee is likely to be, by the name of the property that it is read from.

use std::collections::BTreeMap;
use yarrow_abi::layout::FastBuiltin;
use yarrow_mir::{Function, Op, Strings, VReg};

/// Callees that some definition reads from a property of an intrinsic's name.
#[must_use]
pub fn fast_callees(f: &Function, strings: &Strings) -> BTreeMap<VReg, FastBuiltin> {
    let insts = f.blocks.values().flat_map(|b| &b.insts);
    insts
        .filter_map(|i| {
            let Op::GetProp(name) = i.op else { return None };
            let name = strings.display(name);
            Some((i.dst?, FastBuiltin::ALL.into_iter().find(|f| f.property() == name)?))
        })
        .collect()
}
