//! From an entry path to parsed, checked and analysed modules, in the order of their evaluation.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use oxc_allocator::Allocator;
use oxc_ast::ast::{ModuleDeclaration, Program, Statement, StringLiteral};
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{SourceType, Span};
use yarrow_diag::{Diagnostic, FileId, SourceMap};

use crate::analyze::{self, Analysis};
use crate::error::InputError;

/// Where sources come from.
pub trait Loader: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As reading a file.
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>>;
}

/// Reads from the file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileLoader;

impl Loader for FileLoader {
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// Index into [`Graph::modules`].
pub type ModuleIx = usize;

pub struct Module<'a> {
    pub file: FileId,
    pub path: PathBuf,
    pub program: &'a Program<'a>,
    pub scoping: Scoping,
    pub analysis: Analysis<'a>,
    /// What its import and re-export declarations name, by specifier.
    pub requests: HashMap<&'a str, ModuleIx>,
}

/// All modules of a program.
pub struct Graph<'a> {
    pub modules: Vec<Module<'a>>,
    /// Order of evaluation: dependencies first, as far as cycles allow.
    pub order: Vec<ModuleIx>,
    pub has_cycle: bool,
    pub sources: SourceMap,
    pub diagnostics: Vec<Diagnostic>,
}

impl Graph<'_> {
    pub fn span(&self, module: ModuleIx, span: Span) -> yarrow_diag::Span {
        yarrow_diag::Span { file: self.modules[module].file, start: span.start, end: span.end }
    }
}

struct Load<'a, 'l> {
    allocator: &'a Allocator,
    loader: &'l dyn Loader,
    by_path: HashMap<PathBuf, Option<ModuleIx>>,
    graph: Graph<'a>,
}

/// Nesting of brackets beyond which a source is refused, so that no phase runs out of stack.
const MAX_NESTING: usize = 20_000;

pub fn load<'a>(allocator: &'a Allocator, entry: &Path, loader: &dyn Loader) -> Result<Graph<'a>, InputError> {
    let graph = Graph {
        modules: Vec::new(),
        order: Vec::new(),
        has_cycle: false,
        sources: SourceMap::default(),
        diagnostics: Vec::new(),
    };
    let mut load = Load { allocator, loader, by_path: HashMap::new(), graph };
    let path = normalize(entry);
    let text = load.read(&path)?;
    let entry = load.add_module(path, text)?;
    load.load_all(entry);
    order_modules(&mut load.graph);
    Ok(load.graph)
}

fn source_type(path: &Path) -> Option<SourceType> {
    match path.extension().and_then(|e| e.to_str()) {
        Some("js" | "mjs") => Some(SourceType::mjs()),
        Some("ts" | "mts") => Some(SourceType::ts()),
        _ => None,
    }
}

/// Without `.` and inner `..`, by name only.
fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for c in path.components() {
        match c {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            c => out.push(c),
        }
    }
    out
}

/// Depth of the deepest brackets; brackets in strings and comments count too, which only makes
/// the answer too high.
fn bracket_depth(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    for (i, b) in text.bytes().enumerate() {
        match b {
            b'(' | b'[' | b'{' => {
                depth += 1;
                if depth > deepest {
                    (deepest, at) = (depth, i);
                }
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (deepest, at)
}

impl<'a> Load<'a, '_> {
    fn read(&self, path: &Path) -> Result<String, InputError> {
        let path_buf = || path.to_path_buf();
        if source_type(path).is_none() && !path.is_dir() {
            return Err(InputError::Extension { path: path_buf() });
        }
        let bytes = self.loader.load(path).map_err(|source| match source.kind() {
            ErrorKind::IsADirectory => InputError::Directory { path: path_buf() },
            _ => InputError::Read { path: path_buf(), source },
        })?;
        if bytes.len() >= 1 << 31 {
            return Err(InputError::TooLarge { path: path_buf() });
        }
        String::from_utf8(bytes)
            .map_err(|e| InputError::Utf8 { path: path_buf(), offset: e.utf8_error().valid_up_to() })
    }

    /// Parses and analyses; what is wrong with the source becomes diagnostics.
    fn add_module(&mut self, path: PathBuf, text: String) -> Result<ModuleIx, InputError> {
        let Some(source_type) = source_type(&path) else {
            return Err(InputError::Extension { path });
        };
        let text: &'a str = self.allocator.alloc_str(&text);
        let file = self.graph.sources.add(path.display().to_string(), text);
        let (depth, at) = bracket_depth(text);
        let too_deep = depth > MAX_NESTING;
        if too_deep {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.graph.diagnostics.push(
                Diagnostic::error("nesting is too deep")
                    .with_label(yarrow_diag::Span { file, start: at, end: at + 1 }, "")
                    .with_help(format!("brackets may be nested {MAX_NESTING} deep")),
            );
        }
        let text = match text.strip_prefix("\u{feff}#!") {
            _ if too_deep => "",
            // The parser knows a hashbang only at the very start; the offsets stay the same.
            Some(rest) => self.allocator.alloc_str(&format!("\u{feff}//{rest}")),
            None => text,
        };
        let options = ParseOptions { preserve_parens: true, ..ParseOptions::default() };
        let parsed = Parser::new(self.allocator, text, source_type).with_options(options).parse();
        let program: &'a Program<'a> = self.allocator.alloc(parsed.program);
        let mut failed = parsed.panicked;
        for d in parsed.diagnostics {
            failed |= self.diagnose(file, &d);
        }
        let built = SemanticBuilder::new().with_check_syntax_error(!failed).build(program);
        for d in built.diagnostics {
            failed |= self.diagnose(file, &d);
        }
        let scoping = built.semantic.into_scoping();
        let analysis = if failed { Analysis::default() } else { analyze::analyze(program, &scoping) };
        let ix = self.graph.modules.len();
        self.by_path.insert(path.clone(), Some(ix));
        self.graph.modules.push(Module { file, path, program, scoping, analysis, requests: HashMap::new() });
        Ok(ix)
    }

    /// Records what oxc found; is it an error?
    fn diagnose(&mut self, file: FileId, d: &OxcDiagnostic) -> bool {
        if d.severity != oxc_diagnostics::Severity::Error {
            return false;
        }
        let mut out = Diagnostic::error(format!("SyntaxError: {}", d.message));
        for label in &d.labels {
            let span = yarrow_diag::Span { file, start: label.offset(), end: label.offset() + label.len() };
            out = out.with_label(span, label.label().unwrap_or_default());
        }
        if let Some(help) = &d.help {
            out = out.with_help(help.as_ref());
        }
        self.graph.diagnostics.push(out);
        true
    }

    fn load_all(&mut self, entry: ModuleIx) {
        let mut pending = vec![entry];
        while let Some(ix) = pending.pop() {
            let program = self.graph.modules[ix].program;
            for source in program.body.iter().filter_map(request) {
                let specifier = source.value.as_str();
                if self.graph.modules[ix].requests.contains_key(specifier) {
                    continue;
                }
                let before = self.graph.modules.len();
                if let Some(target) = self.resolve(ix, source) {
                    self.graph.modules[ix].requests.insert(specifier, target);
                    if target >= before {
                        pending.push(target);
                    }
                }
            }
        }
    }

    fn resolve(&mut self, importer: ModuleIx, source: &StringLiteral<'a>) -> Option<ModuleIx> {
        let specifier = source.value.as_str();
        let span = self.graph.span(importer, source.span);
        let fail = |message: String, help: Option<String>| {
            let d = Diagnostic::error(message).with_label(span, "");
            match help {
                Some(help) => d.with_help(help),
                None => d,
            }
        };
        if !(specifier.starts_with("./") || specifier.starts_with("../") || specifier.starts_with('/')) {
            self.graph.diagnostics.push(fail(
                format!("cannot resolve the package `{specifier}`"),
                Some("only relative imports such as `./file.js` are supported yet".to_owned()),
            ));
            return None;
        }
        let base = self.graph.modules[importer].path.parent().unwrap_or(Path::new(""));
        let path = normalize(&base.join(specifier));
        if let Some(known) = self.by_path.get(&path) {
            return *known;
        }
        let loaded = self.read(&path).and_then(|text| self.add_module(path.clone(), text));
        match loaded {
            Ok(ix) => Some(ix),
            Err(error) => {
                let help = ["js", "mjs", "ts", "mts"].iter().find_map(|e| {
                    let direct = PathBuf::from(format!("{}.{e}", path.display()));
                    let index = path.join(format!("index.{e}"));
                    let suffix = if self.loader.load(&direct).is_ok() {
                        format!(".{e}")
                    } else if self.loader.load(&index).is_ok() {
                        format!("{}index.{e}", if specifier.ends_with('/') { "" } else { "/" })
                    } else {
                        return None;
                    };
                    Some(format!("imports name the file in full: write `{specifier}{suffix}`"))
                });
                self.by_path.insert(path, None);
                self.graph.diagnostics.push(fail(format!("cannot import `{specifier}`: {error}"), help));
                None
            }
        }
    }
}

/// The specifier of a declaration that needs another module when it runs.
pub fn request<'a, 'b>(statement: &'b Statement<'a>) -> Option<&'b StringLiteral<'a>> {
    match statement.as_module_declaration()? {
        ModuleDeclaration::ImportDeclaration(d) => (!d.import_kind.is_type()).then_some(&d.source),
        ModuleDeclaration::ExportAllDeclaration(d) => (!d.export_kind.is_type()).then_some(&d.source),
        ModuleDeclaration::ExportFromDeclaration(d) => (!d.export_kind.is_type()).then_some(&d.source),
        ModuleDeclaration::ExportDefaultDeclaration(_)
        | ModuleDeclaration::ExportDeclaration(_)
        | ModuleDeclaration::ExportNamedDeclaration(_)
        | ModuleDeclaration::TSExportAssignment(_)
        | ModuleDeclaration::TSNamespaceExportDeclaration(_) => None,
    }
}

/// Post-order from the entry, imports in source order.
fn order_modules(graph: &mut Graph<'_>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        New,
        Open,
        Done,
    }
    let mut state = vec![Visit::New; graph.modules.len()];
    let requests = |ix: ModuleIx| -> Vec<ModuleIx> {
        let m = &graph.modules[ix];
        m.program.body.iter().filter_map(request).filter_map(|s| m.requests.get(s.value.as_str()).copied()).collect()
    };
    let mut stack = vec![(0, requests(0).into_iter())];
    let mut order = Vec::new();
    let mut has_cycle = false;
    state[0] = Visit::Open;
    while let Some((ix, rest)) = stack.last_mut() {
        let ix = *ix;
        match rest.next() {
            Some(next) => match state[next] {
                Visit::New => {
                    state[next] = Visit::Open;
                    stack.push((next, requests(next).into_iter()));
                }
                Visit::Open => has_cycle = true,
                Visit::Done => {}
            },
            None => {
                state[ix] = Visit::Done;
                order.push(ix);
                stack.pop();
            }
        }
    }
    graph.order = order;
    graph.has_cycle = has_cycle;
}
