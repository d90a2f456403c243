//! The C rendering of this contract, `runtime-c/include/yarrow_abi.h`: for tools that read frames or
//! cells from outside, and for whoever compares both sides by eye. A test keeps the file current.

use crate::functions::{Effects, RtFn, Ty};
use crate::kinds::Enumeration;
use crate::{ABI_VERSION, layout, value};
use std::fmt::Write;

fn c_type(ty: Ty) -> &'static str {
    match ty {
        Ty::Ctx => "rt_context *",
        Ty::Sp => "uint64_t *",
        Ty::Value => "uint64_t",
        Ty::I32 => "int32_t",
        Ty::U32 => "uint32_t",
        Ty::Kind(Enumeration::Condition) => "int32_t",
        Ty::Kind(_) => "uint32_t",
        Ty::I64 => "int64_t",
        Ty::F64 => "double",
        Ty::Ptr => "void *",
        Ty::Void => "void",
    }
}

fn effects(e: Effects) -> &'static str {
    match e {
        Effects { calls_js: true, throws: true, .. } => "calls JavaScript, collects, throws",
        Effects { calls_js: true, throws: false, .. } => "calls JavaScript, collects",
        Effects { collects: true, .. } => "collects",
        Effects { throws: true, .. } => "throws",
        Effects { pure: true, .. } => "pure",
        Effects { .. } => "plain",
    }
}

/// A parameter, with its enumeration's name.
fn parameter(ty: Ty) -> String {
    match ty {
        Ty::Kind(e) => format!("{} /* {} */", c_type(ty), e.name()),
        _ => c_type(ty).to_owned(),
    }
}

/// `MethodKind` as `METHOD_KIND`.
fn upper(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.char_indices() {
        if i > 0 && c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_uppercase());
    }
    out
}

/// The text of the header.
#[must_use]
pub fn abi_header() -> String {
    let mut h = String::from(
        "/* yarrow_abi.h: the interface between compiled code and the runtime, generated from yarrow-abi.\n \
         * Not for hosts: yarrow.h is theirs. It changes with RT_ABI_VERSION. */\n\
         #ifndef YARROW_ABI_H\n#define YARROW_ABI_H\n\n#include <stdint.h>\n\n\
         #ifdef __cplusplus\nextern \"C\" {\n#endif\n\ntypedef struct rt_context rt_context;\n\n",
    );
    let constants: &[(&str, u64)] = &[
        ("RT_ABI_VERSION", ABI_VERSION as u64),
        ("RT_VALUE_NUMBER_TAG", value::NUMBER_TAG),
        ("RT_VALUE_DOUBLE_OFFSET", value::DOUBLE_OFFSET),
        ("RT_VALUE_NOT_CELL_MASK", value::NOT_CELL_MASK),
        ("RT_VALUE_NULL", value::NULL),
        ("RT_VALUE_FALSE", value::FALSE),
        ("RT_VALUE_TRUE", value::TRUE),
        ("RT_VALUE_UNDEFINED", value::UNDEFINED),
        ("RT_VALUE_HOLE", value::HOLE),
        ("RT_VALUE_TDZ", value::TDZ),
        ("RT_VALUE_EXCEPTION", value::EXCEPTION),
        ("RT_VALUE_ITER_DONE", value::ITER_DONE),
        ("RT_CONSTRUCT_FLAG", layout::CONSTRUCT_FLAG),
        ("RT_GENERATOR_RUNNING", u64::from(layout::GENERATOR_RUNNING)),
        ("RT_GENERATOR_DONE", u64::from(layout::GENERATOR_DONE)),
        ("RT_GENERATOR_DELEGATING", u64::from(layout::GENERATOR_DELEGATING)),
        ("RT_GENERATOR_AWAITING", u64::from(layout::GENERATOR_AWAITING)),
    ];
    let offsets: &[(&str, i32)] = &[
        ("RT_OFFSET_CELL_SHAPE", layout::CELL_SHAPE),
        ("RT_OFFSET_CELL_KIND", layout::CELL_KIND),
        ("RT_OFFSET_STRING_LENGTH", layout::STRING_LENGTH),
        ("RT_OFFSET_OBJECT_SLOTS", layout::OBJECT_SLOTS),
        ("RT_OFFSET_OBJECT_ELEMENTS", layout::OBJECT_ELEMENTS),
        ("RT_OFFSET_OBJECT_INLINE", layout::OBJECT_INLINE),
        ("RT_OFFSET_ARRAY_LENGTH", layout::ARRAY_LENGTH),
        ("RT_OFFSET_FUNCTION_CODE", layout::FUNCTION_CODE),
        ("RT_OFFSET_FUNCTION_ENV", layout::FUNCTION_ENV),
        ("RT_OFFSET_GENERATOR_RESUME", layout::GENERATOR_RESUME),
        ("RT_OFFSET_GENERATOR_STATE", layout::GENERATOR_STATE),
        ("RT_OFFSET_GENERATOR_FLAGS", layout::GENERATOR_FLAGS),
        ("RT_OFFSET_GENERATOR_DESC", layout::GENERATOR_DESC),
        ("RT_OFFSET_GENERATOR_SLOTS", layout::GENERATOR_SLOTS),
        ("RT_OFFSET_CONTEXT_EXCEPTION", layout::CONTEXT_EXCEPTION),
        ("RT_OFFSET_CONTEXT_ROOT_TOP", layout::CONTEXT_ROOT_TOP),
        ("RT_OFFSET_CONTEXT_ROOT_LIMIT", layout::CONTEXT_ROOT_LIMIT),
        ("RT_OFFSET_CONTEXT_GC_PENDING", layout::CONTEXT_GC_PENDING),
        ("RT_OFFSET_CONTEXT_BUCKETS", layout::CONTEXT_BUCKETS),
    ];
    for (name, v) in constants {
        writeln!(h, "#define {name} UINT64_C({v:#x})").expect("writing to a string does not fail");
    }
    h.push('\n');
    for (name, v) in offsets {
        writeln!(h, "#define {name} {v}").expect("writing to a string does not fail");
    }
    h.push('\n');
    for e in Enumeration::ALL {
        let members: Vec<String> =
            (0..).zip(e.members()).map(|(i, m)| format!("RT_{}_{} = {i}", upper(e.name()), upper(m))).collect();
        writeln!(h, "enum {{ {} }};", members.join(", ")).expect("writing to a string does not fail");
    }
    h.push_str("\n/* A function that takes `uint64_t *` second takes the first free word of the root stack. */\n");
    for f in RtFn::ALL {
        let params: Vec<String> = f.params().iter().map(|t| parameter(*t)).collect();
        let params = if params.is_empty() { "void".to_owned() } else { params.join(", ") };
        let result = c_type(f.result());
        let space = if result.ends_with('*') { "" } else { " " };
        writeln!(h, "{result}{space}{}({params}); /* {} */", f.name(), effects(f.effects()))
            .expect("writing to a string does not fail");
    }
    h.push_str("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
    h
}
