//! From an entry path to parsed, checked and analysed files, in the order of their evaluation.

pub mod broken;
mod configuration;
mod duplicate_exports;
pub mod dynamic;
mod files;
mod import;
mod loader;
mod manifest;
mod resolve;
mod targets;
pub mod uses;

use std::collections::{BTreeMap, HashMap};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use oxc_ast::ast::{BindingIdentifier, ModuleDeclaration, Program, Statement, StringLiteral, WithClause};
use oxc_diagnostics::OxcDiagnostic;
use oxc_parser::{ParseOptions, ParserReturn};
use oxc_resolver::PackageType;
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{SourceType, Span};
use oxc_syntax::symbol::SymbolId;
use yarrow_diag::{Diagnostic, FileId, SourceMap};

use crate::analyze::{self, Analysis};
use crate::error::InputError;
use crate::options::{Goal, Options};
use crate::{call_targets, cjs, misplaced, ts};
use configuration::Configurations;
use files::Files;
pub use loader::{FileKind, FileLoader, Loader};
use resolve::{Found, How, Resolver, Unresolved};
pub use targets::Fault;

/// Index into [`Graph::modules`].
pub type ModuleIx = usize;

/// What a file is to the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    Module,
    /// The top level of a script: its declarations are global.
    Script,
    /// The body of a function that gets `exports`, `require`, `module`, `__filename` and `__dirname`.
    CommonJs,
    /// Parsed when it is evaluated; its value is the default export.
    Json,
}

/// What a file's `import()` knows.
#[derive(Debug, Default)]
pub struct Dynamic {
    /// Does it have any?
    pub any: bool,
    /// By specifier.
    pub files: BTreeMap<String, ModuleIx>,
    /// What those that cannot be had are rejected with, where their text alone does not say it.
    pub refused: BTreeMap<String, Fault>,
    /// Answers of `import.meta.resolve`, where packages have to be looked at.
    pub resolved: BTreeMap<String, String>,
}

pub struct Module<'a> {
    pub file: FileId,
    /// Absolute.
    pub path: PathBuf,
    pub kind: SourceKind,
    pub program: &'a Program<'a>,
    pub scoping: Scoping,
    pub analysis: Analysis<'a>,
    /// What its import and re-export declarations name, by specifier.
    pub requests: HashMap<&'a str, ModuleIx>,
    /// What it requires by constant names, where that is found.
    pub requires: HashMap<String, ModuleIx>,
    /// What those that cannot be found throw, where Node says more than that.
    pub refused: HashMap<String, Fault>,
    /// Answers of `require.resolve`, by specifier.
    pub resolved: HashMap<String, PathBuf>,
    /// What `import` sees of a CommonJS file.
    pub exports: cjs::Exports,
    pub uses_meta: bool,
    /// Does its top level wait?
    pub suspends: bool,
    pub dynamic: Dynamic,
    /// What its text has of what `dynamic` is made from, until that is made.
    uses: uses::Uses,
    /// What its import is rejected with, where it can only be imported while the program runs.
    pub broken: Option<Fault>,
    /// How many calls of `require` have a constant argument.
    pub constant_requires: usize,
    pub settings: ts::Settings,
    /// What became of its TypeScript; of JavaScript, of its auto-accessors.
    pub lowered: ts::Lowered,
}

impl<'a> Module<'a> {
    pub fn new(
        file: FileId,
        path: PathBuf,
        kind: SourceKind,
        program: &'a Program<'a>,
        scoping: Scoping,
        analysis: Analysis<'a>,
    ) -> Self {
        Module {
            file,
            path,
            kind,
            program,
            scoping,
            analysis,
            requests: HashMap::new(),
            requires: HashMap::new(),
            refused: HashMap::new(),
            resolved: HashMap::new(),
            exports: cjs::Exports::default(),
            uses_meta: false,
            suspends: false,
            dynamic: Dynamic::default(),
            uses: uses::Uses::default(),
            broken: None,
            constant_requires: 0,
            settings: ts::Settings::default(),
            lowered: ts::Lowered::default(),
        }
    }

    /// Does TypeScript drop the name that an import declares, because no value needs it?
    pub fn drops_import(&self, local: &BindingIdentifier<'_>) -> bool {
        self.program.source_type.is_typescript()
            && self.settings.imports == ts::Imports::Elided
            && local.symbol_id.get().is_none_or(|s| !self.scoping.get_resolved_references(s).any(|r| r.is_value()))
    }

    /// Is it an import or export of TypeScript whose names are types? It vanishes as a whole.
    fn vanishes(&self, s: &Statement<'_>) -> bool {
        if !self.program.source_type.is_typescript() || self.settings.imports == ts::Imports::Verbatim {
            return false;
        }
        match s {
            Statement::ImportDeclaration(d) => {
                d.specifiers.as_ref().is_some_and(|list| list.iter().all(|s| self.drops_import(s.local())))
            }
            Statement::ExportFromDeclaration(d) => {
                !d.specifiers.is_empty() && d.specifiers.iter().all(|s| s.export_kind.is_type())
            }
            _ => false,
        }
    }

    /// The declarations that need other modules when it runs, with their specifiers and attributes.
    fn requests_of(&self) -> impl Iterator<Item = (&'a StringLiteral<'a>, Option<&'a WithClause<'a>>)> + use<'a, '_> {
        self.program.body.iter().filter(|s| !self.vanishes(s)).filter_map(request)
    }

    /// The symbol of the `require` that a CommonJS file is given, where it always is that.
    pub fn require_symbol(&self) -> Option<SymbolId> {
        (self.kind == SourceKind::CommonJs).then(|| cjs::require_symbol(&self.scoping)).flatten()
    }
}

/// All files of a program; the entry is the first.
pub struct Graph<'a> {
    pub modules: Vec<Module<'a>>,
    /// Order of evaluation of what the entry imports: dependencies first, as far as cycles allow.
    pub order: Vec<ModuleIx>,
    /// ES modules evaluated when a `require` asks for them, with what they import in that order.
    pub required: Vec<(ModuleIx, Vec<ModuleIx>)>,
    pub has_cycle: bool,
    pub sources: SourceMap,
    pub diagnostics: Vec<Diagnostic>,
}

impl Graph<'_> {
    pub fn empty() -> Self {
        Graph {
            modules: Vec::new(),
            order: Vec::new(),
            required: Vec::new(),
            has_cycle: false,
            sources: SourceMap::default(),
            diagnostics: Vec::new(),
        }
    }

    pub fn span(&self, module: ModuleIx, span: Span) -> yarrow_diag::Span {
        yarrow_diag::Span { file: self.modules[module].file, start: span.start, end: span.end }
    }
}

struct Load<'a, 'l> {
    allocator: &'a Allocator,
    files: Files<'l>,
    resolver: Resolver<'l>,
    configurations: Configurations<'l>,
    goal: Goal,
    by_path: HashMap<PathBuf, Option<ModuleIx>>,
    graph: Graph<'a>,
}

/// Nesting of brackets beyond which a source is refused, so that no phase runs out of stack.
pub const MAX_NESTING: usize = 20_000;

pub fn load<'a>(
    allocator: &'a Allocator,
    entry: &Path,
    loader: &dyn Loader,
    options: &Options,
) -> Result<Graph<'a>, InputError> {
    let graph = Graph::empty();
    let files = Files { loader };
    let (resolver, configurations) = (Resolver::new(files), Configurations::new(files));
    let by_path = HashMap::new();
    let mut load = Load { allocator, files, resolver, configurations, goal: options.goal, by_path, graph };
    let mut path = load.files.absolute(entry);
    let is_folder = |path: &Path| loader.kind(&files.shown(path)) == Some(FileKind::Directory);
    if is_folder(&path)
        && let Some(found) = load.resolver.entry_of_folder(&path)?
    {
        path = found;
    }
    if matches!(Ending::of(&path), None | Some(Ending::Json)) && !is_folder(&path) {
        return Err(InputError::Extension { path: files.shown(&path) });
    }
    let text = load.read(&path)?;
    let found = load.resolver.file(&path)?;
    let kind = match options.goal {
        Goal::Auto => load.kind_of(&found, None),
        Goal::Module => Some(SourceKind::Module),
        Goal::Script => Some(SourceKind::Script),
        Goal::CommonJs => Some(SourceKind::CommonJs),
    };
    load.add_module(found.path, text, kind);
    load.load_all();
    order_modules(&mut load.graph);
    Ok(load.graph)
}

/// What the end of a file's name says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Js,
    Mjs,
    Cjs,
    Ts,
    Mts,
    Cts,
    Json,
}

impl Ending {
    fn of(path: &Path) -> Option<Ending> {
        Some(match path.extension()?.to_str()? {
            "js" => Ending::Js,
            "mjs" => Ending::Mjs,
            "cjs" => Ending::Cjs,
            "ts" => Ending::Ts,
            "mts" => Ending::Mts,
            "cts" => Ending::Cts,
            "json" => Ending::Json,
            _ => return None,
        })
    }

    fn is_typescript(self) -> bool {
        matches!(self, Ending::Ts | Ending::Mts | Ending::Cts)
    }
}

/// Are brackets nested deeper than the parser may recurse?
pub fn is_nested_too_deep(text: &str) -> bool {
    bracket_depth(text).0 > MAX_NESTING
}

/// Depth of the deepest brackets; brackets in strings and comments count too, which only makes
/// the answer too high.
pub fn bracket_depth(text: &str) -> (usize, usize) {
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
    /// The kind of a file by its name and its package; none where only its text can tell.
    fn kind_of(&self, found: &Found, how: Option<How>) -> Option<SourceKind> {
        match Ending::of(&found.path) {
            Some(Ending::Mjs | Ending::Mts) => Some(SourceKind::Module),
            Some(Ending::Cjs | Ending::Cts) => Some(SourceKind::CommonJs),
            Some(Ending::Json) => Some(SourceKind::Json),
            Some(Ending::Js | Ending::Ts) => match found.package_type {
                Some(PackageType::Module) => Some(SourceKind::Module),
                Some(PackageType::CommonJs) => Some(SourceKind::CommonJs),
                None => {
                    let imports_modules = matches!(self.goal, Goal::Module | Goal::Script);
                    (imports_modules && how == Some(How::Import)).then_some(SourceKind::Module)
                }
            },
            None => Some(SourceKind::CommonJs),
        }
    }

    fn read(&self, path: &Path) -> Result<String, InputError> {
        let shown = self.files.shown(path);
        let bytes = self.files.loader.load(&shown);
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(source) if source.kind() == ErrorKind::IsADirectory => {
                return Err(InputError::Directory { path: shown });
            }
            Err(source) => return Err(InputError::Read { path: shown, source }),
        };
        if bytes.len() >= 1 << 31 {
            return Err(InputError::TooLarge { path: shown });
        }
        String::from_utf8(bytes).map_err(|e| InputError::Utf8 { path: shown, offset: e.utf8_error().valid_up_to() })
    }

    fn parse(&self, text: &'a str, source_type: SourceType) -> ParserReturn<'a> {
        let options = ParseOptions {
            preserve_parens: true,
            parse_regular_expression: true,
            allow_return_outside_function: source_type.is_commonjs(),
            ..ParseOptions::default()
        };
        call_targets::parse(self.allocator, text, source_type, options)
    }

    /// Parses a file whose kind may depend on what is in it.
    fn parse_as(&self, text: &'a str, kind: Option<SourceKind>, typescript: bool) -> (SourceKind, ParserReturn<'a>) {
        let base = if typescript { SourceType::ts() } else { SourceType::mjs() };
        let of_kind = |kind| match kind {
            SourceKind::Module | SourceKind::Json => base.with_module(true),
            SourceKind::Script => base.with_script(true),
            SourceKind::CommonJs => base.with_commonjs(true),
        };
        match kind {
            None => {}
            Some(SourceKind::CommonJs) if typescript => {}
            Some(kind) => return (kind, self.parse(text, of_kind(kind))),
        }
        let parsed = self.parse(text, base.with_unambiguous(true));
        if !parsed.program.source_type.is_module() && !parsed.module_record.has_module_syntax {
            return (SourceKind::CommonJs, self.parse(text, of_kind(SourceKind::CommonJs)));
        }
        // TypeScript writes CommonJS with declarations of types, `import =` and `export =` as well.
        let kind = if typescript && !ts::is_module(&parsed.program) && parsed.module_record.import_metas.is_empty() {
            SourceKind::CommonJs
        } else {
            SourceKind::Module
        };
        (kind, self.parse(text, base.with_module(true)))
    }

    /// Parses and analyses; what is wrong with the source becomes diagnostics.
    fn add_module(&mut self, path: PathBuf, text: String, kind: Option<SourceKind>) -> ModuleIx {
        let text: &'a str = self.allocator.alloc_str(&text);
        let file = self.graph.sources.add(self.files.shown(&path).display().to_string(), text);
        let (depth, at) = if kind == Some(SourceKind::Json) { (0, 0) } else { bracket_depth(text) };
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
            _ if too_deep || kind == Some(SourceKind::Json) => "",
            // The parser knows a hashbang only at the very start; the offsets stay the same.
            Some(rest) => self.allocator.alloc_str(&format!("\u{feff}//{rest}")),
            None => text,
        };
        let typescript = Ending::of(&path).is_some_and(Ending::is_typescript);
        let (kind, parsed) = self.parse_as(text, kind, typescript);
        let call_targets = call_targets::inserted(text, parsed.program.source_text);
        let file = if call_targets.is_empty() {
            file
        } else {
            self.graph.sources.add(self.files.shown(&path).display().to_string(), parsed.program.source_text)
        };
        let uses_meta = !parsed.module_record.import_metas.is_empty();
        let mut failed = parsed.panicked;
        let mut diagnostics = parsed.diagnostics;
        duplicate_exports::point_at_own_places(&mut diagnostics);
        let mut program = parsed.program;
        for d in diagnostics {
            failed |= self.diagnose(file, &program, &d);
        }
        if kind == SourceKind::CommonJs && !failed {
            cjs::declare_parameters(&mut program, self.allocator);
        }
        let mut settings = ts::Settings::default();
        if typescript {
            match self.configurations.settings(&path) {
                Ok(found) => settings = found,
                Err(why) => {
                    let d = Diagnostic::error(format!("the tsconfig.json of this file cannot be used: {why}"));
                    self.graph.diagnostics.push(d.with_label(yarrow_diag::Span { file, start: 0, end: 0 }, ""));
                }
            }
        }
        let mut lowered = ts::Lowered::default();
        // Auto-accessors are rewritten in JavaScript too.
        let rewritten = typescript || text.contains("accessor");
        if rewritten && !failed {
            let built = SemanticBuilder::new().with_check_syntax_error(true).build(&program);
            let scoping = built.semantic.into_scoping();
            for d in built.diagnostics {
                failed |= self.diagnose(file, &program, &d);
            }
            if !failed {
                let target = if kind == SourceKind::CommonJs { ts::Target::CommonJs } else { ts::Target::Module };
                lowered = ts::lower(&mut program, &scoping, target, settings, self.allocator);
                for (span, message) in std::mem::take(&mut lowered.errors) {
                    failed = true;
                    let span = yarrow_diag::Span { file, start: span.start, end: span.end };
                    self.graph.diagnostics.push(Diagnostic::error(message).with_label(span, ""));
                }
            }
        }
        let program: &'a Program<'a> = self.allocator.alloc(program);
        let built = SemanticBuilder::new().with_check_syntax_error(!failed && !rewritten).build(program);
        for d in built.diagnostics {
            failed |= self.diagnose(file, program, &d);
        }
        let scoping = built.semantic.into_scoping();
        let analysis = if failed || kind == SourceKind::Json {
            Analysis::default()
        } else {
            let root = match kind {
                SourceKind::Module | SourceKind::Json => analyze::Root::Module,
                SourceKind::Script => analyze::Root::Script,
                SourceKind::CommonJs => analyze::Root::CommonJs,
            };
            let mut analysis = analyze::analyze(program, &scoping, root);
            analysis.call_targets = call_targets;
            analysis
        };
        let mut exports = cjs::Exports::default();
        if kind == SourceKind::CommonJs && !failed {
            exports = cjs::find_exports(program);
        }
        let uses = if failed { uses::Uses::default() } else { uses::uses(program, &scoping) };
        let suspends = kind == SourceKind::Module && uses.suspends;
        let ix = self.graph.modules.len();
        self.by_path.insert(path.clone(), Some(ix));
        let module = Module::new(file, path, kind, program, scoping, analysis);
        self.graph.modules.push(Module { exports, uses_meta, uses, suspends, settings, lowered, ..module });
        ix
    }

    /// Records what oxc found; is it an error?
    fn diagnose(&mut self, file: FileId, program: &Program<'_>, d: &OxcDiagnostic) -> bool {
        if d.severity != oxc_diagnostics::Severity::Error {
            return false;
        }
        if let (Some(explanation), Some(label)) = (misplaced::explain(program, d), d.labels.iter().next()) {
            let span = Span::sized(label.offset(), label.len());
            self.graph.diagnostics.push(explanation.diagnostic(file, span));
            return true;
        }
        let mut out = Diagnostic::error(format!("SyntaxError: {}", d.message));
        // The first label is where the error is. oxc begins with the declaration that stands already.
        let (here, others): (Vec<_>, Vec<_>) =
            d.labels.iter().partition(|l| l.label().is_some_and(|text| text.contains("redeclared here")));
        for label in here.into_iter().chain(others) {
            let span = yarrow_diag::Span { file, start: label.offset(), end: label.offset() + label.len() };
            out = out.with_label(span, label.label().unwrap_or_default());
        }
        if let Some(help) = &d.help {
            out = out.with_help(help.as_ref());
        }
        self.graph.diagnostics.push(out);
        true
    }

    fn load_all(&mut self) {
        let mut next = 0;
        while next < self.graph.modules.len() {
            let ix = next;
            next += 1;
            let requests: Vec<_> = self.graph.modules[ix].requests_of().collect();
            for (source, attributes) in requests {
                self.import(ix, source, attributes);
            }
            self.load_required(ix);
            self.load_dynamic(ix);
        }
    }

    /// The files that a CommonJS file, or an `import =`, requires. What is not found is not missed
    /// before it runs.
    fn load_required(&mut self, ix: ModuleIx) {
        let module = &self.graph.modules[ix];
        let wanted =
            cjs::find_requires(module.program, &module.scoping, module.require_symbol(), &module.lowered.requires);
        self.graph.modules[ix].constant_requires = wanted.files.len();
        for specifier in wanted.files.into_iter().chain(wanted.perhaps) {
            let module = &self.graph.modules[ix];
            if module.requires.contains_key(&specifier) {
                continue;
            }
            match self.resolver.resolve(&module.path, &specifier, How::Require) {
                Ok(found) => {
                    if let Ok(Some(target)) = self.find_module(found, How::Require) {
                        self.graph.modules[ix].requires.insert(specifier, target);
                    }
                }
                Err(Unresolved::Fault(fault)) => {
                    self.graph.modules[ix].refused.insert(specifier, fault);
                }
                Err(Unresolved::Builtin | Unresolved::Missing { .. }) => {}
            }
        }
        for specifier in wanted.resolved {
            let module = &mut self.graph.modules[ix];
            match self.resolver.resolve(&module.path, &specifier, How::Require) {
                Ok(found) => {
                    module.resolved.insert(specifier, found.path);
                }
                Err(Unresolved::Fault(fault)) => {
                    module.refused.insert(specifier, fault);
                }
                Err(Unresolved::Builtin | Unresolved::Missing { .. }) => {}
            }
        }
    }

    /// As `find_module`, for `import()`: a file that runs as a script can be a module besides.
    fn find_importable(&mut self, found: Found) -> Result<Option<ModuleIx>, InputError> {
        if let Some(Some(known)) = self.by_path.get(&found.path)
            && self.graph.modules[*known].kind == SourceKind::Script
        {
            self.by_path.remove(&found.path);
        }
        self.find_module(found, How::Import)
    }

    /// The module at a path, loaded when it is first asked for; none if it failed before.
    fn find_module(&mut self, found: Found, how: How) -> Result<Option<ModuleIx>, InputError> {
        if let Some(known) = self.by_path.get(&found.path) {
            return Ok(*known);
        }
        if how == How::Import && Ending::of(&found.path).is_none() {
            return Err(InputError::Extension { path: self.files.shown(&found.path) });
        }
        match self.read(&found.path) {
            Ok(text) => {
                let kind = self.kind_of(&found, Some(how));
                Ok(Some(self.add_module(found.path, text, kind)))
            }
            Err(error) => {
                self.by_path.insert(found.path, None);
                Err(error)
            }
        }
    }
}

/// The specifier and attributes of a declaration that needs another module when it runs.
fn request<'a, 'b>(statement: &'b Statement<'a>) -> Option<(&'b StringLiteral<'a>, Option<&'b WithClause<'a>>)> {
    match statement.as_module_declaration()? {
        ModuleDeclaration::ImportDeclaration(d) => {
            (!d.import_kind.is_type()).then_some((&d.source, d.with_clause.as_deref()))
        }
        ModuleDeclaration::ExportAllDeclaration(d) => {
            (!d.export_kind.is_type()).then_some((&d.source, d.with_clause.as_deref()))
        }
        ModuleDeclaration::ExportFromDeclaration(d) => {
            (!d.export_kind.is_type()).then_some((&d.source, d.with_clause.as_deref()))
        }
        ModuleDeclaration::ExportDefaultDeclaration(_)
        | ModuleDeclaration::ExportDeclaration(_)
        | ModuleDeclaration::ExportNamedDeclaration(_)
        | ModuleDeclaration::TSExportAssignment(_)
        | ModuleDeclaration::TSNamespaceExportDeclaration(_) => None,
    }
}

fn order_modules(graph: &mut Graph<'_>) {
    graph.order = order_from(graph, 0);
    let mut required: Vec<ModuleIx> = graph.modules.iter().flat_map(|m| m.requires.values().copied()).collect();
    required.sort_unstable();
    required.dedup();
    required.retain(|m| graph.modules[*m].kind == SourceKind::Module);
    // A module that is imported while others wait may see what they have not initialised yet.
    graph.has_cycle |= graph.modules.iter().any(|m| m.dynamic.any);
    for m in required {
        let order = order_from(graph, m);
        graph.required.push((m, order));
    }
}

impl Module<'_> {
    /// The modules that its declarations name, in source order.
    pub fn imported(&self) -> Vec<ModuleIx> {
        self.requests_of().filter_map(|(s, _)| self.requests.get(s.value.as_str()).copied()).collect()
    }
}

/// The URL of a file.
pub fn url_of(path: &Path) -> String {
    let mut url = "file://".to_owned();
    for b in path.display().to_string().bytes() {
        if b.is_ascii_alphanumeric() || b"-_.~/!$&'()*+,;=:@[]|".contains(&b) {
            url.push(char::from(b));
        } else {
            url.push_str(&format!("%{b:02X}"));
        }
    }
    url
}

/// Post-order over imports, in source order.
fn order_from(graph: &mut Graph<'_>, root: ModuleIx) -> Vec<ModuleIx> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        New,
        Open,
        Done,
    }
    let mut state = vec![Visit::New; graph.modules.len()];
    let requests = |ix: ModuleIx| graph.modules[ix].imported();
    let mut stack = vec![(root, requests(root).into_iter())];
    let mut order = Vec::new();
    let mut has_cycle = false;
    state[root] = Visit::Open;
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
    graph.has_cycle |= has_cycle;
    order
}
