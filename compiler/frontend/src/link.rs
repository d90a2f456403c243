//! Imports to the variables of the exporting modules, exports to globals, namespaces.

use std::collections::{BTreeMap, HashMap, HashSet};

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};
use yarrow_diag::Diagnostic;
use yarrow_mir::{
    Export as EntryExport, ExportKind, FuncId, Function, FunctionKind, GlobalData, GlobalId, NamespaceData,
    Program as Mir,
};

use crate::analyze::{Storage, Tdz, VarId};
use crate::load::{Graph, ModuleIx, SourceKind};
use crate::ts::Imports;

/// A variable of a module.
pub type Target = (ModuleIx, VarId);

/// What a program keeps of a file, where it needs it.
#[derive(Clone, Debug, Default)]
pub struct FileLinks {
    /// CommonJS: the `module` object, once the file has been required. JSON: the value.
    pub object: Option<GlobalId>,
    /// CommonJS: what `this` is at its top level.
    pub this: Option<GlobalId>,
    /// `import.meta`.
    pub meta: Option<GlobalId>,
    /// Returns what `require` of the file returns.
    pub require: Option<FuncId>,
    /// What its `import()` calls, with the two operands: see `lower/imports.rs`.
    pub import: Option<FuncId>,
    /// Of a module whose top level waits: where it does so just now, as a text.
    pub waits: Option<GlobalId>,
    /// Copies what a file that is no ES module exports to what importing modules see: the names and
    /// their variables.
    pub facade: Option<Vec<(String, VarId)>>,
}

/// What `require` of an ES module returns.
#[derive(Clone, Debug)]
pub struct RequiredModule {
    pub module: ModuleIx,
    /// Index of the namespace.
    pub namespace: u32,
    /// The variable that it exports as `module.exports`, which is the answer then.
    pub module_exports: Option<Target>,
}

#[derive(Debug, Default)]
pub struct Linked {
    /// By module.
    pub files: Vec<FileLinks>,
    pub required: Vec<RequiredModule>,
    /// Throws the error of a `require` that finds no file, called with the specifier and the file.
    pub not_found: Option<FuncId>,
    /// Holds the `module.exports` of an entry that is CommonJS, once it has run.
    pub entry_exports: Option<GlobalId>,
    /// Holds `true`, for the export `__esModule`.
    pub es_module: Option<GlobalId>,
    /// By index of the namespace: what its names stand for.
    pub namespaces: Vec<HashMap<String, Target>>,
    /// By index of the namespace: the global that holds its one object.
    pub namespace_objects: Vec<GlobalId>,
    /// By module that `import()` may name: its namespace.
    pub dynamic: BTreeMap<ModuleIx, u32>,
    /// Further globals to be initialised with a namespace, by index.
    pub namespace_globals: Vec<(Target, u32)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Export {
    Local(VarId),
    /// A name of another module.
    Indirect(ModuleIx, String),
    /// The namespace object of a module.
    Namespace(ModuleIx),
}

#[derive(Debug, Default)]
struct Exports {
    names: HashMap<String, Export>,
    /// In source order, so that what comes out of them is always the same.
    order: Vec<String>,
    stars: Vec<ModuleIx>,
    /// Names that stand for types only.
    types: HashSet<String>,
}

impl Exports {
    /// False if the name stands for something else already.
    fn add(&mut self, name: &str, export: Export) -> bool {
        if let Some(known) = self.names.get(name) {
            return *known == export;
        }
        self.names.insert(name.to_owned(), export);
        self.order.push(name.to_owned());
        true
    }
}

enum Failure {
    Missing,
    Ambiguous,
}

/// An import to be resolved.
struct Import {
    module: ModuleIx,
    local: VarId,
    from: ModuleIx,
    name: String,
    span: Span,
    specifier: String,
}

struct Linker<'g, 'a> {
    graph: &'g mut Graph<'a>,
    exports: Vec<Exports>,
    imports: Vec<Import>,
    /// Index into `imports`, by the importing module's variable.
    import_of: HashMap<Target, usize>,
    namespace_of: HashMap<ModuleIx, u32>,
    /// By module: the variable that holds its namespace, where that is exported.
    namespace_vars: HashMap<ModuleIx, Target>,
    /// Exported variables of `import * as`, and what they are the namespace of.
    namespace_import: HashMap<Target, ModuleIx>,
    out: Linked,
}

pub fn link(graph: &mut Graph<'_>, program: &mut Mir) -> Linked {
    let exports = graph.modules.iter().map(|_| Exports::default()).collect();
    let mut linker = Linker {
        graph,
        exports,
        imports: Vec::new(),
        import_of: HashMap::new(),
        namespace_of: HashMap::new(),
        namespace_vars: HashMap::new(),
        namespace_import: HashMap::new(),
        out: Linked::default(),
    };
    linker.prepare_files(program);
    for m in 0..linker.graph.modules.len() {
        linker.collect(m);
    }
    linker.allocate(program);
    linker.resolve_imports();
    for (module, _) in linker.graph.required.clone() {
        linker.namespace(module);
    }
    linker.link_dynamic();
    linker.fill_namespaces(program);
    linker.link_required(program);
    linker.export_entry(program);
    linker.out
}

fn export_name(name: &ModuleExportName<'_>) -> String {
    name.name().to_string()
}

impl<'a> Linker<'_, 'a> {
    /// Globals and functions that stand for whole files.
    fn prepare_files(&mut self, program: &mut Mir) {
        let mut imported = HashSet::new();
        let mut required = HashSet::new();
        for m in &self.graph.modules {
            imported.extend(m.requests.values().copied());
            imported.extend(m.dynamic.files.values().copied());
            required.extend(m.requires.values().copied());
        }
        for (m, module) in self.graph.modules.iter().enumerate() {
            let mut global = |name: &str| Some(program.globals.push(GlobalData::new(name)));
            let mut links = FileLinks::default();
            match module.kind {
                SourceKind::CommonJs => (links.object, links.this) = (global("module"), global("this")),
                SourceKind::Json => links.object = global("json"),
                SourceKind::Module | SourceKind::Script => {}
            }
            if module.uses_meta {
                links.meta = global("import.meta");
            }
            if module.dynamic.any {
                links.import = Some(program.functions.push(Function::new("import", FunctionKind::Async)));
            }
            if module.suspends {
                links.waits = Some(program.globals.push(GlobalData::new("waits")));
            }
            let is_module = matches!(module.kind, SourceKind::Module | SourceKind::Script);
            if !is_module || required.contains(&m) {
                links.require = Some(program.functions.push(Function::new("require", FunctionKind::Module)));
            }
            if !is_module && imported.contains(&m) {
                links.facade = Some(Vec::new());
            }
            self.out.files.push(links);
        }
        if self.graph.modules.iter().any(|m| m.kind == SourceKind::CommonJs || !m.lowered.requires.is_empty()) {
            self.out.not_found = Some(program.functions.push(Function::new("require", FunctionKind::Method)));
        }
    }

    /// What `import` sees of a file that is no ES module.
    fn collect_facade(&mut self, m: ModuleIx) {
        let module = &mut self.graph.modules[m];
        let default = module.analysis.new_shared("default");
        let mut names = Vec::new();
        self.commonjs_names(m, &mut names, &mut HashSet::new());
        names.sort_unstable();
        names.dedup();
        let mut facade = vec![("default".to_owned(), default)];
        for name in names.into_iter().filter(|n| n != "default") {
            facade.push((name.clone(), self.graph.modules[m].analysis.new_shared(&name)));
        }
        for (name, var) in &facade {
            self.exports[m].add(name, Export::Local(*var));
        }
        self.out.files[m].facade = Some(facade);
    }

    fn commonjs_names(&self, m: ModuleIx, names: &mut Vec<String>, seen: &mut HashSet<ModuleIx>) {
        if !seen.insert(m) {
            return;
        }
        let module = &self.graph.modules[m];
        names.extend(module.exports.names.iter().cloned());
        for target in module.exports.reexports.iter().filter_map(|r| module.requires.get(r)) {
            self.commonjs_names(*target, names, seen);
        }
    }

    /// What `import()` may name has a namespace.
    fn link_dynamic(&mut self) {
        let targets: Vec<ModuleIx> =
            self.graph.modules.iter().flat_map(|m| m.dynamic.files.values().copied()).collect();
        for m in targets {
            let namespace = self.namespace(m);
            self.out.dynamic.insert(m, namespace);
        }
    }

    /// As Node does it, a module with a default export shows `__esModule` to those who require it.
    fn link_required(&mut self, program: &mut Mir) {
        for (module, _) in self.graph.required.clone() {
            let mut namespace = self.namespace(module);
            let exports = self.exports_of(module);
            let find = |name: &str| exports.iter().find(|(n, _)| n == name).map(|(_, t)| *t);
            if find("default").is_some() && find("__esModule").is_none() {
                let mut data = program.namespaces[namespace as usize].clone();
                let truth = *self.out.es_module.get_or_insert_with(|| program.globals.push(GlobalData::new("true")));
                let name: Vec<u16> = "__esModule".encode_utf16().collect();
                let at = data.entries.partition_point(|(n, _)| program.strings.get(*n) < name.as_slice());
                data.entries.insert(at, (program.strings.intern_utf16(name), truth));
                namespace = u32::try_from(program.namespaces.len()).expect("fewer than 2^32 modules");
                program.namespaces.push(data);
                self.out.namespace_objects.push(program.globals.push(GlobalData::new("namespace")));
                self.out.namespaces.push(HashMap::new());
            }
            let module_exports = find("module.exports");
            self.out.required.push(RequiredModule { module, namespace, module_exports });
        }
    }

    fn collect(&mut self, m: ModuleIx) {
        if self.out.files[m].facade.is_some() {
            self.collect_facade(m);
            return;
        }
        let program: &'a Program<'a> = self.graph.modules[m].program;
        for s in &program.body {
            let Some(d) = s.as_module_declaration() else { continue };
            match d {
                ModuleDeclaration::ImportDeclaration(d) if !d.import_kind.is_type() => self.collect_import(m, d),
                ModuleDeclaration::ExportAllDeclaration(d) if !d.export_kind.is_type() => {
                    let Some(&from) = self.graph.modules[m].requests.get(d.source.value.as_str()) else { continue };
                    match &d.exported {
                        None => self.exports[m].stars.push(from),
                        Some(name) => {
                            self.namespace_var(from);
                            self.export(m, &export_name(name), Export::Namespace(from), name.span());
                        }
                    }
                }
                ModuleDeclaration::ExportFromDeclaration(d) if !d.export_kind.is_type() => {
                    let Some(&from) = self.graph.modules[m].requests.get(d.source.value.as_str()) else { continue };
                    for s in d.specifiers.iter().filter(|s| !s.export_kind.is_type()) {
                        let export = Export::Indirect(from, export_name(&s.local));
                        self.export(m, &export_name(&s.exported), export, s.exported.span());
                    }
                }
                ModuleDeclaration::ExportDeclaration(d) => self.collect_declaration(m, &d.declaration),
                ModuleDeclaration::ExportNamedDeclaration(d) if !d.export_kind.is_type() => {
                    for s in d.specifiers.iter().filter(|s| !s.export_kind.is_type()) {
                        let ModuleExportName::IdentifierReference(r) = &s.local else { continue };
                        let module = &self.graph.modules[m];
                        let symbol = r.reference_id.get().and_then(|r| module.scoping.get_reference(r).symbol_id());
                        if symbol.is_some_and(|s| !module.scoping.symbol_flags(s).can_be_referenced_by_value()) {
                            self.exports[m].types.insert(export_name(&s.exported));
                            continue;
                        }
                        if let Some(var) = symbol.and_then(|s| module.analysis.symbol_var(s)) {
                            self.export(m, &export_name(&s.exported), Export::Local(var), s.exported.span());
                        }
                    }
                }
                ModuleDeclaration::ExportDefaultDeclaration(d) => {
                    let id = match &d.declaration {
                        ExportDefaultDeclarationKind::FunctionDeclaration(f) => f.id.as_ref(),
                        ExportDefaultDeclarationKind::ClassDeclaration(c) => c.id.as_ref(),
                        _ => None,
                    };
                    let analysis = &self.graph.modules[m].analysis;
                    let var = match id {
                        Some(id) => id.symbol_id.get().and_then(|s| analysis.symbol_var(s)),
                        None => analysis.default_export,
                    };
                    if let Some(var) = var {
                        self.export(m, "default", Export::Local(var), d.span);
                    }
                }
                _ => {}
            }
        }
    }

    /// The parser finds what JavaScript exports twice; in TypeScript it leaves that to the types, since declarations may
    /// be merged.
    fn export(&mut self, m: ModuleIx, name: &str, export: Export, span: Span) {
        if !self.exports[m].add(name, export) && self.is_typescript(m) {
            let d = Diagnostic::error(format!("SyntaxError: Duplicated export '{name}'"));
            let d = d.with_label(self.graph.span(m, span), "It cannot be redeclared here");
            self.graph.diagnostics.push(d);
        }
    }

    fn collect_declaration(&mut self, m: ModuleIx, d: &Declaration<'a>) {
        if d.is_type() || d.declare() {
            self.exports[m].types.extend(d.id().map(|id| id.name.to_string()));
            return;
        }
        let ids = match d {
            Declaration::VariableDeclaration(d) => {
                d.declarations.iter().flat_map(|d| d.id.get_binding_identifiers()).collect()
            }
            d => d.id().into_iter().collect::<Vec<_>>(),
        };
        for id in ids {
            let analysis = &self.graph.modules[m].analysis;
            if let Some(var) = id.symbol_id.get().and_then(|s| analysis.symbol_var(s)) {
                self.export(m, id.name.as_str(), Export::Local(var), id.span);
            }
        }
    }

    fn collect_import(&mut self, m: ModuleIx, d: &ImportDeclaration<'a>) {
        let Some(specifiers) = &d.specifiers else { return };
        let from = self.graph.modules[m].requests.get(d.source.value.as_str()).copied();
        for s in specifiers {
            let (local, name) = match s {
                ImportDeclarationSpecifier::ImportSpecifier(s) if s.import_kind.is_type() => continue,
                ImportDeclarationSpecifier::ImportSpecifier(s) => (&s.local, Some(export_name(&s.imported))),
                ImportDeclarationSpecifier::ImportDefaultSpecifier(s) => (&s.local, Some("default".to_owned())),
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(s) => (&s.local, None),
            };
            let module = &mut self.graph.modules[m];
            let Some(symbol) = local.symbol_id.get() else { continue };
            let Some(var) = module.analysis.symbol_var(symbol) else { continue };
            // They may name types.
            if module.drops_import(local) {
                continue;
            }
            let Some(from) = from else {
                module.analysis.vars[var.0].storage = Storage::Broken;
                continue;
            };
            match name {
                None => {
                    let storage = Storage::Namespace(self.namespace(from));
                    let v = &mut self.graph.modules[m].analysis.vars[var.0];
                    let exported = std::mem::take(&mut v.shared) && self.is_exported(m, var);
                    self.graph.modules[m].analysis.vars[var.0].storage = storage;
                    if exported {
                        self.namespace_var(from);
                        self.namespace_import.insert((m, var), from);
                    }
                }
                Some(name) => {
                    self.graph.modules[m].analysis.vars[var.0].shared = false;
                    self.import_of.insert((m, var), self.imports.len());
                    self.imports.push(Import {
                        module: m,
                        local: var,
                        from,
                        name,
                        span: s.span(),
                        specifier: d.source.value.to_string(),
                    });
                }
            }
        }
    }

    /// Does the module itself export this imported variable?
    fn is_exported(&self, m: ModuleIx, var: VarId) -> bool {
        let module = &self.graph.modules[m];
        module.program.body.iter().any(|s| {
            let Statement::ExportNamedDeclaration(d) = s else { return false };
            d.specifiers.iter().any(|s| {
                let ModuleExportName::IdentifierReference(r) = &s.local else { return false };
                let symbol = r.reference_id.get().and_then(|r| module.scoping.get_reference(r).symbol_id());
                symbol.and_then(|s| module.analysis.symbol_var(s)) == Some(var)
            })
        })
    }

    fn namespace(&mut self, of: ModuleIx) -> u32 {
        let next = u32::try_from(self.namespace_of.len()).expect("fewer than 2^32 modules");
        *self.namespace_of.entry(of).or_insert(next)
    }

    /// The one variable that stands for the namespace where it is exported.
    fn namespace_var(&mut self, of: ModuleIx) {
        let ns = self.namespace(of);
        if !self.namespace_vars.contains_key(&of) {
            let var = self.graph.modules[of].analysis.new_shared("namespace");
            self.namespace_vars.insert(of, (of, var));
            self.out.namespace_globals.push(((of, var), ns));
        }
    }

    fn allocate(&mut self, program: &mut Mir) {
        for m in &mut self.graph.modules {
            for v in m.analysis.vars.iter_mut().filter(|v| v.shared) {
                v.storage = Storage::Global(program.globals.push(GlobalData::new(v.name.clone())));
            }
        }
    }

    /// ResolveExport.
    fn resolve(
        &self,
        module: ModuleIx,
        name: &str,
        seen: &mut HashSet<(ModuleIx, String)>,
    ) -> Result<Option<Target>, Failure> {
        if !seen.insert((module, name.to_owned())) {
            return Ok(None);
        }
        match self.exports[module].names.get(name) {
            Some(Export::Namespace(of)) => return Ok(self.namespace_vars.get(of).copied()),
            Some(Export::Local(var)) => {
                if let Some(of) = self.namespace_import.get(&(module, *var)) {
                    return Ok(self.namespace_vars.get(of).copied());
                }
                return match self.import_of.get(&(module, *var)).map(|i| &self.imports[*i]) {
                    Some(i) => self.resolve(i.from, &i.name, seen),
                    None => Ok(Some((module, *var))),
                };
            }
            Some(Export::Indirect(from, name)) => return self.resolve(*from, name, seen),
            None => {}
        }
        if name == "default" {
            return Ok(None);
        }
        let mut found = None;
        for star in &self.exports[module].stars {
            match (found, self.resolve(*star, name, seen)?) {
                (_, None) => {}
                (None, some) => found = some,
                (Some(a), Some(b)) if a == b => {}
                (Some(_), Some(_)) => return Err(Failure::Ambiguous),
            }
        }
        Ok(found)
    }

    fn resolve_name(&self, module: ModuleIx, name: &str) -> Result<Target, Failure> {
        self.resolve(module, name, &mut HashSet::new())?.ok_or(Failure::Missing)
    }

    /// Is the name of a TypeScript module a type, as far as its declarations say?
    fn is_type(&self, module: ModuleIx, name: &str, seen: &mut HashSet<(ModuleIx, String)>) -> bool {
        if !seen.insert((module, name.to_owned())) {
            return false;
        }
        let exports = &self.exports[module];
        exports.types.contains(name)
            || match exports.names.get(name) {
                Some(Export::Indirect(from, name)) => self.is_type(*from, name, seen),
                Some(Export::Local(var)) => self
                    .import_of
                    .get(&(module, *var))
                    .map(|i| &self.imports[*i])
                    .is_some_and(|i| self.is_type(i.from, &i.name, seen)),
                Some(Export::Namespace(_)) => false,
                None => exports.stars.iter().any(|star| self.is_type(*star, name, seen)),
            }
    }

    fn is_typescript(&self, m: ModuleIx) -> bool {
        self.graph.modules[m].program.source_type.is_typescript()
    }

    /// May the module import and re-export types as if they were values?
    fn drops_types(&self, m: ModuleIx) -> bool {
        self.is_typescript(m) && self.graph.modules[m].settings.imports == Imports::Elided
    }

    fn resolve_imports(&mut self) {
        for i in 0..self.imports.len() {
            let import = &self.imports[i];
            let resolved = self.resolve_name(import.from, &import.name);
            self.bind(i, resolved);
        }
        for m in 0..self.graph.modules.len() {
            self.check_indirect_exports(m);
        }
    }

    fn bind(&mut self, i: usize, resolved: Result<Target, Failure>) {
        let import = &self.imports[i];
        let (module, local) = (import.module, import.local);
        let (storage, tdz) = match resolved {
            Ok((m, v)) => {
                let has_cycle = self.graph.has_cycle;
                let target = &mut self.graph.modules[m].analysis.vars[v.0];
                let checks = has_cycle && target.tdz != Tdz::Never;
                target.checked |= checks;
                (target.storage, if checks { Tdz::Always } else { Tdz::Never })
            }
            Err(failure) => {
                let is_type = self.drops_types(module) && self.is_type(import.from, &import.name, &mut HashSet::new());
                if !is_type {
                    let d = self.failure(&failure, import.from, &import.specifier, &import.name);
                    let d = d.with_label(self.graph.span(module, import.span), "");
                    self.graph.diagnostics.push(d);
                }
                (Storage::Broken, Tdz::Never)
            }
        };
        let var = &mut self.graph.modules[module].analysis.vars[local.0];
        var.storage = storage;
        var.tdz = tdz;
    }

    fn failure(&self, failure: &Failure, from: ModuleIx, specifier: &str, name: &str) -> Diagnostic {
        match failure {
            Failure::Missing => {
                let d = Diagnostic::error(format!(
                    "SyntaxError: the module `{specifier}` does not provide an export named `{name}`"
                ));
                match nearest(name, &self.exported_names(from, &mut HashSet::new())) {
                    Some(meant) => d.with_help(format!("did you mean `{meant}`?")),
                    None => d,
                }
            }
            Failure::Ambiguous => Diagnostic::error(format!(
                "SyntaxError: the module `{specifier}` has several exports named `{name}` by `export *`"
            )),
        }
    }

    /// `export { x } from` of a name that is not there.
    fn check_indirect_exports(&mut self, m: ModuleIx) {
        let program: &'a Program<'a> = self.graph.modules[m].program;
        for s in &program.body {
            let Statement::ExportFromDeclaration(d) = s else { continue };
            let Some(&from) = self.graph.modules[m].requests.get(d.source.value.as_str()) else { continue };
            for s in d.specifiers.iter().filter(|s| !s.export_kind.is_type() && !d.export_kind.is_type()) {
                let name = export_name(&s.local);
                if let Err(failure) = self.resolve_name(from, &name)
                    && !(self.drops_types(m) && self.is_type(from, &name, &mut HashSet::new()))
                {
                    let d = self.failure(&failure, from, d.source.value.as_str(), &name);
                    let d = d.with_label(self.graph.span(m, s.span), "");
                    self.graph.diagnostics.push(d);
                }
            }
        }
    }

    fn exported_names(&self, m: ModuleIx, seen: &mut HashSet<ModuleIx>) -> Vec<String> {
        if !seen.insert(m) {
            return Vec::new();
        }
        let mut names = self.exports[m].order.clone();
        for star in &self.exports[m].stars {
            names.extend(self.exported_names(*star, seen).into_iter().filter(|n| n != "default"));
        }
        names
    }

    /// All names of a module that resolve, in code unit order.
    fn exports_of(&self, m: ModuleIx) -> Vec<(String, Target)> {
        let mut names = self.exported_names(m, &mut HashSet::new());
        names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        names.dedup();
        names.into_iter().filter_map(|n| self.resolve_name(m, &n).ok().map(|t| (n, t))).collect()
    }

    fn global(&self, (m, v): Target) -> Option<GlobalId> {
        match self.graph.modules[m].analysis.var(v).storage {
            Storage::Global(g) => Some(g),
            Storage::Register | Storage::Env(_) | Storage::Namespace(_) | Storage::Broken => None,
        }
    }

    fn fill_namespaces(&mut self, program: &mut Mir) {
        let mut modules: Vec<_> = self.namespace_of.iter().map(|(m, ix)| (*ix, *m)).collect();
        modules.sort_unstable();
        for (_, m) in modules {
            let mut data = NamespaceData::default();
            let mut names = HashMap::new();
            for (name, target) in self.exports_of(m) {
                // A namespace can be looked into before its module has run.
                let var = &mut self.graph.modules[target.0].analysis.vars[target.1.0];
                var.checked |= var.tdz != Tdz::Never;
                if let Some(g) = self.global(target) {
                    data.entries.push((program.strings.intern(&name), g));
                }
                names.insert(name, target);
            }
            program.namespaces.push(data);
            self.out.namespace_objects.push(program.globals.push(GlobalData::new("namespace")));
            self.out.namespaces.push(names);
        }
    }

    /// What a C host finds: the exports of an ES module; of a CommonJS file `default`, its `module.exports`, and the
    /// properties of that, which are known when it has run.
    fn export_entry(&mut self, program: &mut Mir) {
        if self.graph.modules.first().is_some_and(|m| m.kind == SourceKind::CommonJs) {
            let global = program.globals.push(GlobalData::new("module.exports"));
            self.out.entry_exports = Some(global);
            program.exports.push(EntryExport { name: "default".to_owned(), global, kind: ExportKind::Properties });
            return;
        }
        for (name, target) in self.exports_of(0) {
            // A host that the module calls can ask before it has run.
            let var = &mut self.graph.modules[target.0].analysis.vars[target.1.0];
            var.checked |= var.tdz != Tdz::Never;
            if let Some(global) = self.global(target) {
                program.exports.push(EntryExport { name, global, kind: ExportKind::Value });
            }
        }
    }
}

/// The one of `names` that `name` may be a slip of: the same but for case, or with a third of its letters typed wrong.
fn nearest<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    let distance = |other: &str| {
        if other.eq_ignore_ascii_case(name) { 0 } else { strsim::damerau_levenshtein(name, other) }
    };
    let most = name.chars().count().max(3) / 3;
    let near = names.iter().map(|other| (distance(other), other.as_str())).filter(|(d, _)| *d <= most);
    near.min().map(|(_, other)| other)
}
