//! DWARF line tables in an object file: one compile unit a module, one subprogram a function, one row
//! where the source position of the code changes, so that debuggers and profilers show the source. No
//! variables.
//!
//! Code without a position of its own has its function's, as with the other back end.

use cranelift_codegen::ir::SourceLoc;
use cranelift_codegen::{Final, MachSrcLoc};
use cranelift_entity::SecondaryMap;
use cranelift_module::FuncId;
use cranelift_object::ObjectProduct;
use cranelift_object::object::write::{Object, Relocation, SectionId as ObjectSection, SymbolId};
use cranelift_object::object::{
    BinaryFormat, RelocationEncoding, RelocationFlags, RelocationKind, SectionKind, write::StandardSegment,
};
use gimli::write::{
    Address, AttributeValue, DirectoryId, DwarfUnit, EndianVec, FileId, LineProgram, LineString, Range, RangeList,
    RelocateWriter, RelocationTarget, Sections,
};
use gimli::{Encoding, Format, LineEncoding, LittleEndian, SectionId};
use yarrow_lir::{self as lir, Linkage, Loc};

use crate::error::CraneliftError;

const PRODUCER: &str = "yarrow";
/// DWARF has no code for the language; debuggers parse expressions as C then.
const LANGUAGE: gimli::DwLang = gimli::DW_LANG_C11;
/// As LLVM writes it: what reads the one reads the other.
const ENCODING: Encoding = Encoding { format: Format::Dwarf32, version: 4, address_size: 8 };
/// Named where the module has no file.
const NO_FILE: &str = "unknown";

/// Whether a module's code keeps its source positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Positions {
    Kept,
    Dropped,
}

/// The positions of a function while it is built: Cranelift carries an index for each instruction.
#[derive(Default)]
pub(crate) struct Locs(Vec<Loc>);

impl Locs {
    pub(crate) fn index(&mut self, loc: Loc) -> SourceLoc {
        if self.0.last() != Some(&loc) {
            self.0.push(loc);
        }
        SourceLoc::new(self.0.len() as u32 - 1)
    }
}

/// The code of a function from `start` on comes from `loc`, or from none in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    start: u32,
    loc: Option<Loc>,
}

/// What there is to say of a function's code.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    rows: Vec<Row>,
    size: u32,
}

impl Lines {
    /// From what Cranelift found out, sorted by start.
    pub(crate) fn compute(locs: &Locs, ranges: &[MachSrcLoc<Final>], size: u32) -> Lines {
        let mut rows: Vec<Row> = vec![Row { start: 0, loc: None }];
        let mut end = 0;
        for range in ranges.iter().filter(|r| r.end > r.start) {
            if range.start > end {
                add_row(&mut rows, Row { start: end, loc: None });
            }
            let loc = if range.loc.is_default() { None } else { locs.0.get(range.loc.bits() as usize).copied() };
            add_row(&mut rows, Row { start: range.start, loc: loc.filter(|l| l.line != 0) });
            end = range.end;
        }
        if end < size {
            add_row(&mut rows, Row { start: end, loc: None });
        }
        Lines { rows, size }
    }
}

fn add_row(rows: &mut Vec<Row>, row: Row) {
    match rows.last_mut() {
        Some(last) if last.loc == row.loc => {}
        Some(last) if last.start == row.start => *last = row,
        Some(_) | None => rows.push(row),
    }
}

/// Adds the sections to an object that has the code.
pub(crate) fn add_line_tables(
    product: &mut ObjectProduct,
    lir: &lir::Module,
    code: &[(FuncId, Lines)],
) -> Result<(), CraneliftError> {
    let mut unit = DwarfUnit::new(ENCODING);
    let files = Files::declare(&mut unit, lir);
    let mut ranges = Vec::new();
    for (function, (id, lines)) in lir.functions.values().zip(code) {
        let symbol = product.function_symbol(*id);
        // The writer's symbols are indices into the table of functions.
        let begin = Address::Symbol { symbol: id.as_u32() as usize, addend: 0 };
        if product.object.symbol(symbol).size == 0 {
            continue;
        }
        ranges.push(Range::StartLength { begin, length: u64::from(lines.size) });
        add_subprogram(&mut unit, function, begin, lines, &files);
        add_rows(&mut unit.unit.line_program, function, begin, lines, &files);
    }
    let ranges = unit.unit.ranges.add(RangeList(ranges));
    let text = |text: &str| AttributeValue::String(text.as_bytes().to_vec());
    let root = unit.unit.root();
    let root = unit.unit.get_mut(root);
    root.set(gimli::DW_AT_producer, text(PRODUCER));
    root.set(gimli::DW_AT_language, AttributeValue::Language(LANGUAGE));
    root.set(gimli::DW_AT_name, text(&files.name));
    root.set(gimli::DW_AT_comp_dir, text(&files.directory));
    root.set(gimli::DW_AT_stmt_list, AttributeValue::LineProgramRef);
    root.set(gimli::DW_AT_low_pc, AttributeValue::Address(Address::Constant(0)));
    root.set(gimli::DW_AT_ranges, AttributeValue::RangeListRef(ranges));
    let refused = |e: gimli::write::Error| CraneliftError::Emission(e.to_string());
    let mut sections = Sections::new(SectionWriter::default());
    unit.write(&mut sections).map_err(refused)?;
    write_sections(product, &sections)
}

/// The unit's source files.
struct Files {
    ids: Vec<FileId>,
    name: String,
    directory: String,
}

impl Files {
    fn declare(unit: &mut DwarfUnit, lir: &lir::Module) -> Files {
        // A string of DWARF ends with a NUL.
        let paths: Vec<String> = lir.files.iter().map(|f| f.replace('\0', "?")).collect();
        let (directory, name) = split_path(paths.first().map_or(NO_FILE, |p| p));
        let strings = &mut unit.line_strings;
        let mut line_string = |text: &str| LineString::new(text, ENCODING, strings);
        let (in_directory, file) = (line_string(directory), line_string(name));
        let mut program = LineProgram::new(ENCODING, LineEncoding::default(), in_directory, None, file.clone(), None);
        let mut ids = vec![program.add_file(file, program.default_directory(), None)];
        for path in paths.iter().skip(1) {
            let (directory, name) = split_path(path);
            let directory: DirectoryId = program.add_directory(line_string(directory));
            ids.push(program.add_file(line_string(name), directory, None));
        }
        unit.unit.line_program = program;
        Files { ids, name: name.to_owned(), directory: directory.to_owned() }
    }

    fn id(&self, loc: Loc) -> FileId {
        self.ids.get(usize::from(loc.file)).copied().unwrap_or(self.ids[0])
    }
}

/// Directory and name.
fn split_path(path: &str) -> (&str, &str) {
    match path.rsplit_once('/') {
        Some(("", name)) => ("/", name),
        Some((directory, name)) => (directory, name),
        None => (".", path),
    }
}

fn add_subprogram(unit: &mut DwarfUnit, function: &lir::Function, begin: Address, lines: &Lines, files: &Files) {
    let root = unit.unit.root();
    let entry = unit.unit.add(root, gimli::DW_TAG_subprogram);
    let name = unit.strings.add(function.name.replace('\0', "?"));
    let entry = unit.unit.get_mut(entry);
    entry.set(gimli::DW_AT_name, AttributeValue::StringRef(name));
    entry.set(gimli::DW_AT_low_pc, AttributeValue::Address(begin));
    entry.set(gimli::DW_AT_high_pc, AttributeValue::Udata(u64::from(lines.size)));
    if function.loc.line != 0 {
        entry.set(gimli::DW_AT_decl_file, AttributeValue::FileIndex(Some(files.id(function.loc))));
        entry.set(gimli::DW_AT_decl_line, AttributeValue::Udata(u64::from(function.loc.line)));
    }
    if function.linkage == Linkage::Export {
        entry.set(gimli::DW_AT_external, AttributeValue::FlagPresent);
    }
}

fn add_rows(program: &mut LineProgram, function: &lir::Function, begin: Address, lines: &Lines, files: &Files) {
    program.begin_sequence(Some(begin));
    let mut in_prologue = true;
    for row in &lines.rows {
        let loc = row.loc.unwrap_or(Loc { column: 0, ..function.loc });
        let to = program.row();
        to.address_offset = u64::from(row.start);
        to.file = files.id(loc);
        to.line = u64::from(loc.line);
        to.column = u64::from(loc.column);
        to.is_statement = true;
        // Where a debugger stops that was told the function's name.
        to.prologue_end = in_prologue && row.start > 0;
        in_prologue &= row.start == 0;
        program.generate_row();
    }
    program.end_sequence(u64::from(lines.size));
}

/// A section's bytes and what the linker is to fill in.
#[derive(Clone)]
struct SectionWriter {
    bytes: EndianVec<LittleEndian>,
    relocations: Vec<gimli::write::Relocation>,
}

impl Default for SectionWriter {
    fn default() -> Self {
        SectionWriter { bytes: EndianVec::new(LittleEndian), relocations: Vec::new() }
    }
}

impl RelocateWriter for SectionWriter {
    type Writer = EndianVec<LittleEndian>;

    fn writer(&self) -> &Self::Writer {
        &self.bytes
    }

    fn writer_mut(&mut self) -> &mut Self::Writer {
        &mut self.bytes
    }

    fn relocate(&mut self, relocation: gimli::write::Relocation) {
        self.relocations.push(relocation);
    }
}

fn write_sections(product: &mut ObjectProduct, sections: &Sections<SectionWriter>) -> Result<(), CraneliftError> {
    let mut written: Vec<(SectionId, ObjectSection)> = Vec::new();
    sections.for_each(|id, section| {
        if !section.bytes.slice().is_empty() {
            written.push((id, add_section(&mut product.object, id, section)));
        }
        Ok::<(), CraneliftError>(())
    })?;
    // Of each section, for references from the others.
    let mut symbols: Vec<(SectionId, SymbolId)> = Vec::new();
    for &(id, section) in &written {
        symbols.push((id, product.object.section_symbol(section)));
    }
    let functions: SecondaryMap<FuncId, Option<(SymbolId, bool)>> = product.functions.clone();
    for (id, section) in written {
        let relocations = sections.get(id).map_or(&[][..], |s| &s.relocations);
        for relocation in relocations {
            let symbol = match relocation.target {
                RelocationTarget::Symbol(index) => functions[FuncId::from_u32(index as u32)].map(|(symbol, _)| symbol),
                // Resolved already: see `add_section`.
                RelocationTarget::Section(_) if product.object.format() == BinaryFormat::MachO => continue,
                RelocationTarget::Section(to) => symbols.iter().find(|(id, _)| *id == to).map(|(_, symbol)| *symbol),
            };
            let symbol = symbol.ok_or_else(|| CraneliftError::Emission(format!("{} names nothing", id.name())))?;
            let flags = RelocationFlags::Generic {
                kind: RelocationKind::Absolute,
                encoding: RelocationEncoding::Generic,
                size: relocation.size * 8,
            };
            let relocation = Relocation { offset: relocation.offset as u64, symbol, addend: relocation.addend, flags };
            product.object.add_relocation(section, relocation).map_err(|e| CraneliftError::Emission(e.to_string()))?;
        }
    }
    Ok(())
}

fn add_section(object: &mut Object<'_>, id: SectionId, section: &SectionWriter) -> ObjectSection {
    let mut bytes = section.bytes.slice().to_vec();
    let macho = object.format() == BinaryFormat::MachO;
    if macho {
        // There the debug sections of an object are read as they are, and offsets in them are plain numbers.
        for relocation in &section.relocations {
            if let RelocationTarget::Section(_) = relocation.target {
                let width = usize::from(relocation.size);
                let value = relocation.addend.to_le_bytes();
                bytes[relocation.offset..relocation.offset + width].copy_from_slice(&value[..width]);
            }
        }
    }
    let name = if macho { format!("__{}", &id.name()[1..]) } else { id.name().to_owned() };
    let segment = object.segment_name(StandardSegment::Debug).to_vec();
    let strings = matches!(id, SectionId::DebugStr | SectionId::DebugLineStr);
    let kind = if strings { SectionKind::DebugString } else { SectionKind::Debug };
    let made = object.add_section(segment, name.into_bytes(), kind);
    object.set_section_data(made, bytes, 1);
    made
}
