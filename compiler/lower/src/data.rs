//! The static data of a module: `ModuleDesc` and the tables that it refers to, byte for byte as
//! `yarrow_abi::layout` declares them, for a little-endian 64-bit target.
//!
//! Behind `ModuleDesc`, in the same object, stands the address of the runtime's ABI symbol: linking
//! with a runtime of another version fails.

use crate::bytes::Bytes;
use crate::guard_sites::{assumption, guard_sites};
use crate::module::ModuleCx;
use indexmap::IndexSet;
use std::mem::offset_of;
use yarrow_abi::layout::{
    EXPORT_PROPERTIES, ExportDesc, FunctionName, GuardPlace, Location, ModuleDesc, StaticStr, StaticString,
};
use yarrow_abi::libraries::libraries_of;
use yarrow_abi::{ABI_VERSION, ABI_VERSION_SYMBOL, INSTALL_EVALUATOR_SYMBOL};
use yarrow_lir::{Data, DataObject, Linkage, Target};
use yarrow_mir::ExportKind;

/// Writes the module's tables and the exported `<prefix>_module`.
pub fn write_module_desc(cx: &mut ModuleCx<'_>) {
    let strings = string_table(cx);
    // The places of guards are locations, and their functions names.
    let guards = guard_table(cx);
    let files: Vec<String> = cx.program.files.clone();
    let names = cx.named.len() + 1;
    let files_data = text_table(cx, "files", &files);
    let names_data = name_table(cx);
    let locations = location_table(cx);
    let exports = export_table(cx);
    let (libraries_data, libraries) = library_table(cx);
    let count = |n: usize| u32::try_from(n).expect("fewer than 2^32 entries");

    let desc_size = size_of::<ModuleDesc>();
    let mut b = Bytes::zeroed(desc_size + 8);
    b.u32(offset_of!(ModuleDesc, abi_version), ABI_VERSION);
    b.u32(offset_of!(ModuleDesc, global_count), count(cx.program.globals.len()));
    b.u32(offset_of!(ModuleDesc, string_count), count(cx.strings.len()));
    b.u32(offset_of!(ModuleDesc, ic_count), cx.ic_count);
    b.u32(offset_of!(ModuleDesc, layout_count), count(cx.layouts.count));
    b.reloc(offset_of!(ModuleDesc, strings), Target::Data(strings));
    if let Some(init) = cx.program.init {
        let entry = cx.entries[init].unwrap_or_else(|| panic!("{init} has no entry"));
        b.reloc(offset_of!(ModuleDesc, init), Target::Func(entry));
    }
    b.reloc(offset_of!(ModuleDesc, index), Target::Data(cx.index));
    b.reloc(offset_of!(ModuleDesc, files), Target::Data(files_data));
    b.reloc(offset_of!(ModuleDesc, names), Target::Data(names_data));
    b.reloc(offset_of!(ModuleDesc, locations), Target::Data(locations));
    b.reloc(offset_of!(ModuleDesc, exports), Target::Data(exports));
    b.u32(offset_of!(ModuleDesc, file_count), count(files.len()));
    b.u32(offset_of!(ModuleDesc, name_count), count(names));
    b.u32(offset_of!(ModuleDesc, location_count), count(cx.locations.len()));
    b.u32(offset_of!(ModuleDesc, export_count), count(cx.exports.len()));
    if cx.evaluates {
        let install = Target::Extern(INSTALL_EVALUATOR_SYMBOL.to_owned());
        b.reloc(offset_of!(ModuleDesc, install_evaluator), install);
    }
    b.reloc(offset_of!(ModuleDesc, libraries), Target::Data(libraries_data));
    b.u32(offset_of!(ModuleDesc, library_count), count(libraries));
    if let Some(table) = guards {
        b.u32(offset_of!(ModuleDesc, guard_count), count(table.guard_count));
        b.reloc(offset_of!(ModuleDesc, guards), Target::Data(table.guards));
        b.reloc(offset_of!(ModuleDesc, guard_exits), Target::Data(table.cells));
        b.reloc(offset_of!(ModuleDesc, assumptions), Target::Data(table.assumptions));
        b.u32(offset_of!(ModuleDesc, assumption_count), count(table.assumption_count));
    }
    b.reloc(desc_size, Target::Extern(ABI_VERSION_SYMBOL.to_owned()));
    let name = format!("{}_module", cx.prefix);
    cx.module.data.push(DataObject {
        name,
        linkage: Linkage::Export,
        align: 8,
        writable: false,
        bytes: b.bytes,
        relocs: b.relocs,
    });
}

/// Array of `StaticString`: Latin-1 where every unit is below 256, else UTF-16.
fn string_table(cx: &mut ModuleCx<'_>) -> Data {
    let strings: Vec<Vec<u16>> = cx.strings.iter().map(<[u16]>::to_vec).collect();
    let size = size_of::<StaticString>();
    let mut table = Bytes::zeroed((strings.len() * size).max(8));
    for (i, units) in strings.iter().enumerate() {
        let latin1: Option<Vec<u8>> = units.iter().map(|u| u8::try_from(*u).ok()).collect();
        let flags = u32::from(latin1.is_none());
        let mut bytes = latin1.unwrap_or_else(|| units.iter().flat_map(|u| u.to_le_bytes()).collect());
        if bytes.is_empty() {
            bytes.push(0);
        }
        let text = cx.push_data("str", 2, Bytes { bytes, relocs: Vec::new() });
        table.reloc(i * size + offset_of!(StaticString, ptr), Target::Data(text));
        table.u32(i * size + offset_of!(StaticString, len), u32::try_from(units.len()).expect("short string"));
        table.u32(i * size + offset_of!(StaticString, flags), flags);
    }
    cx.push_data("strings", 8, table)
}

/// Array of `StaticStr`.
fn text_table(cx: &mut ModuleCx<'_>, name: &str, texts: &[String]) -> Data {
    let size = size_of::<StaticStr>();
    let mut table = Bytes::zeroed((texts.len() * size).max(8));
    for (i, text) in texts.iter().enumerate() {
        let data = cx.push_text("text", text);
        table.static_str(i * size, data, text.len());
    }
    cx.push_data(name, 8, table)
}

/// Array of `FunctionName`.
fn name_table(cx: &mut ModuleCx<'_>) -> Data {
    let functions = cx.named.iter().map(|id| &cx.program.functions[*id]);
    let named = functions.map(|f| (f.name.as_str(), f.source));
    let names: Vec<_> = std::iter::once(("", (0, 0))).chain(named).collect();
    let size = size_of::<FunctionName>();
    let mut table = Bytes::zeroed(names.len() * size);
    for (i, (name, source)) in names.into_iter().enumerate() {
        let text = cx.push_text("text", name);
        table.static_str(i * size + offset_of!(FunctionName, text), text, name.len());
        table.u32(i * size + offset_of!(FunctionName, source_start), source.0);
        table.u32(i * size + offset_of!(FunctionName, source_end), source.1);
    }
    cx.push_data("names", 8, table)
}

/// Array of `Location`.
fn location_table(cx: &mut ModuleCx<'_>) -> Data {
    let size = size_of::<Location>();
    let mut table = Bytes::zeroed(cx.locations.len() * size);
    for (i, [file, line, column, function, caller]) in cx.locations.iter().enumerate() {
        table.u32(i * size + offset_of!(Location, file), *file);
        table.u32(i * size + offset_of!(Location, line), *line);
        table.u32(i * size + offset_of!(Location, column), *column);
        table.u32(i * size + offset_of!(Location, function), *function);
        table.u32(i * size + offset_of!(Location, caller), *caller);
    }
    cx.push_data("locations", 4, table)
}

/// Array of `ExportDesc`.
fn export_table(cx: &mut ModuleCx<'_>) -> Data {
    let size = size_of::<ExportDesc>();
    let exports = cx.exports;
    let mut table = Bytes::zeroed((exports.len() * size).max(8));
    for (i, export) in exports.iter().enumerate() {
        let text = cx.push_text("export", &export.name);
        let flags = match export.kind {
            ExportKind::Value => 0,
            ExportKind::Properties => EXPORT_PROPERTIES,
        };
        table.static_str(i * size + offset_of!(ExportDesc, name), text, export.name.len());
        table.u32(i * size + offset_of!(ExportDesc, global), export.global.as_u32());
        table.u32(i * size + offset_of!(ExportDesc, flags), flags);
    }
    cx.push_data("exports", 8, table)
}

/// What says where the guards are whose failures are counted, and what they assume.
struct GuardTable {
    cells: Data,
    guards: Data,
    guard_count: usize,
    assumptions: Data,
    assumption_count: usize,
}

/// Arrays of `GuardPlace` and of `StaticStr`, in the order of the cells.
fn guard_table(cx: &mut ModuleCx<'_>) -> Option<GuardTable> {
    let cells = cx.guard_exits.as_ref()?.cells;
    let program = cx.program;
    let sites = guard_sites(program);
    let size = size_of::<GuardPlace>();
    let mut assumptions = IndexSet::new();
    let mut table = Bytes::zeroed(sites.len() * size);
    for (i, (id, b)) in sites.iter().enumerate() {
        let f = &program.functions[*id];
        let data = &f.blocks[*b];
        let (assumes, _) =
            assumptions.insert_full(assumption(program, f, &data.term).expect("the terminator is a guard"));
        table.u32(i * size + offset_of!(GuardPlace, location), cx.location(data.term_loc, *id));
        table.u32(i * size + offset_of!(GuardPlace, assumes), u32::try_from(assumes).expect("fewer than guards"));
    }
    let guards = cx.push_data("guards", 4, table);
    let texts: Vec<String> = assumptions.into_iter().collect();
    let texts_data = text_table(cx, "assumptions", &texts);
    Some(GuardTable { cells, guards, guard_count: sites.len(), assumptions: texts_data, assumption_count: texts.len() })
}

/// Array of the functions that install the libraries of which the program names a global, and how many there are.
fn library_table(cx: &mut ModuleCx<'_>) -> (Data, usize) {
    let libraries = libraries_of(cx.program.strings.iter());
    let mut table = Bytes::zeroed(libraries.len().max(1) * 8);
    for (i, library) in libraries.iter().enumerate() {
        table.reloc(i * 8, Target::Extern(library.symbol().to_owned()));
    }
    (cx.push_data("libraries", 8, table), libraries.len())
}
