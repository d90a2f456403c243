//! Units: loaded programs. Everything of a unit that JavaScript can reach (function infos, names,
//! frame descriptors) is never freed.

use crate::decode::{Code, Decoder};
use crate::machine::interp_entry;
use yarrow_abi::layout::{CALL_HEADER, IC_SIZE, instance_ics};
use yarrow_abi::value::frame_marker;
use yarrow_core::{Context, FlatString, JsResult, UNIT_MODULE, Value};
use yarrow_mir::{FuncId, GlobalId, Program, StrId};

/// A namespace's (string index, global index) pairs.
type NamespaceEntries = Box<[(u32, u32)]>;

/// A loaded program.
#[derive(Debug)]
pub struct Unit {
    pub(crate) codes: Box<[Code]>,
    /// Where each global lies: in the unit's instance, or in that of the program around.
    pub(crate) globals: Box<[*mut u64]>,
    pub(crate) instance: *mut u64,
    pub(crate) caches: *mut u8,
    /// The frame marker of the unit's location 0.
    pub(crate) marker: u64,
    /// By namespace: string and global of each entry.
    pub(crate) namespaces: Box<[NamespaceEntries]>,
    pub(crate) eval_scopes: Box<[String]>,
    init: Option<FuncId>,
}

impl Unit {
    /// The cache that instructions number so.
    pub(crate) fn cache(&self, index: u32) -> *mut u8 {
        self.caches.wrapping_add(index as usize * IC_SIZE)
    }

    /// A string constant.
    pub(crate) fn string(&self, s: StrId) -> Value {
        let at = self.globals.len() + s.as_u32() as usize;
        // SAFETY: the strings of an instance follow its globals, and are roots.
        unsafe { Value::from_bits(self.instance.add(at).read()) }
    }

    pub(crate) fn code(&self, id: FuncId) -> &Code {
        &self.codes[id.as_u32() as usize]
    }
}

/// Loads a program. `around` is the instance of the program around it, for code of a direct eval whose
/// globals are those of that program ([`yarrow_mir::GlobalData::outer`]).
///
/// # Panics
/// If the program has been through generator lowering.
pub fn load(ctx: &mut Context, program: Program, around: Option<*mut u64>) -> JsResult<&'static Unit> {
    let strings: Vec<FlatString> = program.strings.iter().map(|s| ctx.atom_utf16(s)).collect::<JsResult<_>>()?;
    let mut decoder = Decoder::new(&strings);
    let codes: Box<[Code]> = program.functions.values().map(|f| decoder.decode(f)).collect();
    let (caches, places) = decoder.finish(&program);

    let unit: &'static mut Unit = Box::leak(Box::new(Unit {
        codes,
        globals: Box::default(),
        instance: std::ptr::null_mut(),
        caches: std::ptr::null_mut(),
        marker: 0,
        namespaces: program
            .namespaces
            .iter()
            .map(|n| n.entries.iter().map(|(s, g)| (s.as_u32(), g.as_u32())).collect())
            .collect(),
        eval_scopes: program.eval_scopes.into_boxed_slice(),
        init: program.init,
    }));
    let count = program.globals.len();
    let made = ctx.load_unit(count, &strings, caches, places, std::ptr::from_mut(unit).cast_const().cast());
    unit.instance = made.words;
    unit.caches = made.words.cast::<u8>().wrapping_add(instance_ics(count, strings.len()));
    unit.marker = frame_marker(UNIT_MODULE, made.first_location);
    unit.globals = program
        .globals
        .iter()
        .map(|(g, data)| match (data.outer, around) {
            (Some(outer), Some(around)) => global_of(ctx, around, outer),
            (Some(_) | None, _) => made.words.wrapping_add(g.as_u32() as usize),
        })
        .collect();
    let address: *const Unit = unit;
    for code in &mut unit.codes {
        code.unit = address;
        let own: *const Code = code;
        if let Some(generator) = &code.generator {
            generator.code.set(own);
        }
    }
    // SAFETY: leaked, and from here on only read.
    Ok(unsafe { &*address })
}

/// Where a global of the program with this instance lies.
fn global_of(ctx: &Context, instance: *mut u64, g: GlobalId) -> *mut u64 {
    let at = g.as_u32() as usize;
    match ctx.unit_owner(instance) {
        // SAFETY: the owner of a unit's instance is the unit, which is never freed.
        Some(owner) => unsafe { (&(*owner.cast::<Unit>()).globals)[at] },
        None => instance.wrapping_add(at),
    }
}

/// Runs the unit's init function over the environment `env` (`undefined`, or that around a direct
/// eval); answers the completion value of a script.
pub fn run(ctx: &mut Context, unit: &'static Unit, env: Value) -> JsResult<Value> {
    let Some(init) = unit.init else { return Ok(Value::UNDEFINED) };
    // SAFETY: code and info belong together, and units are never freed.
    let f = unsafe { ctx.new_closure(interp_entry as *const u8, &raw const unit.code(init).info, env)? };
    ctx.call(f.value(), Value::UNDEFINED, &[])
}

const _: () = assert!(CALL_HEADER == 2);
