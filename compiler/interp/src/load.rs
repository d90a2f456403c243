//! Loading of programs. Everything of a unit that JavaScript can reach (function infos, names, frame descriptors) is
//! never freed.

use crate::code::{Code, Unit};
use crate::decode::Decoder;
use yarrow_abi::layout::instance_ics;
use yarrow_mir::{ExportKind, GlobalId, Program};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{FlatString, Scope};

/// Loads a program. `around` is the instance of the program around it, for code of a direct eval whose
/// globals are those of that program ([`yarrow_mir::GlobalData::outer`]).
///
/// # Panics
/// If the program has been through generator lowering.
pub fn load(ctx: &mut Scope<'_>, program: Program, around: Option<*mut u64>) -> JsResult<&'static Unit> {
    ctx.install_libraries(program.strings.iter())?;
    let ctx = &mut ctx.inner();
    if program.exports.iter().any(|e| e.kind == ExportKind::Properties) {
        ctx.start_with_ticks();
    }
    let strings: Vec<FlatString<'_>> = program.strings.iter().map(|s| ctx.atom_utf16(s)).collect::<JsResult<_>>()?;
    let mut decoder = Decoder::new(&strings);
    let codes: Box<[Code]> = program.functions.values().map(|f| decoder.decode(&program, f)).collect();
    let (caches, places) = decoder.finish(&program);

    let unit: &'static mut Unit = Box::leak(Box::new(Unit {
        codes,
        globals: Box::default(),
        instance: std::ptr::null_mut(),
        caches: std::ptr::null_mut(),
        first_location: 0,
        namespaces: program
            .namespaces
            .iter()
            .map(|n| n.entries.iter().map(|(s, g)| (s.as_u32(), g.as_u32())).collect())
            .collect(),
        literals: program.literals.iter().map(|literal| literal.words().collect()).collect(),
        eval_scopes: program.eval_scopes.into_boxed_slice(),
        init: program.init,
    }));
    let count = program.globals.len();
    let made = ctx.load_unit(count, &strings, caches, places, std::ptr::from_mut(unit).cast_const().cast());
    unit.instance = made.words;
    unit.caches = made.words.cast::<u8>().wrapping_add(instance_ics(count, strings.len(), 0));
    unit.first_location = made.first_location;
    unit.globals = program
        .globals
        .iter()
        .map(|(g, data)| match (data.outer, around) {
            (Some(outer), Some(around)) => global_of(ctx, around, outer),
            (Some(_) | None, _) => made.words.wrapping_add(g.as_u32() as usize),
        })
        .collect();
    let address: *const Unit = unit;
    let first_location = unit.first_location;
    for code in &mut unit.codes {
        code.unit = address;
        if let Some(generator) = &mut code.generator {
            generator.locations.iter_mut().for_each(|l| *l += first_location);
        }
        let own: *const Code = code;
        if let Some(generator) = &code.generator {
            generator.code.set(own);
        }
    }
    // SAFETY: leaked, and from here on only read.
    Ok(unsafe { &*address })
}

/// Where a global of the program with this instance lies.
fn global_of(ctx: &Scope<'_>, instance: *mut u64, g: GlobalId) -> *mut u64 {
    let at = g.as_u32() as usize;
    match ctx.unit_owner(instance) {
        // SAFETY: the owner of a unit's instance is the unit, which is never freed.
        Some(owner) => unsafe { (&(*owner.cast::<Unit>()).globals)[at] },
        None => instance.wrapping_add(at),
    }
}
