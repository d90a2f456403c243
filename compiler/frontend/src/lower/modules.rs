//! What runs the files of a program: the order of ES modules, the function that requires a CommonJS or
//! JSON file, the functions `require` and `require.resolve` themselves, `import.meta`.
//!
//! A CommonJS file is a function without parameters, run when it is first required; its `module`
//! object is a global, `undefined` until then and again after the file has thrown. ES modules run in
//! the order of their imports. Those that some file requires may run at any time, so each has a state:
//! `undefined`, then [`RUNNING`], then [`DONE`] or [`FAILED`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use oxc_ast::ast::{CallExpression, Expression};
use oxc_syntax::scope::ScopeFlags;
use oxc_syntax::symbol::SymbolFlags;
use yarrow_abi::kinds::ErrorKind;
use yarrow_mir::{
    Const, FuncId, Function, FunctionKind, GlobalData, GlobalId, Inst, Op, Program as Mir, Terminator, Type, VReg,
};

use super::made::{Made, Steps};
use super::{Initial, Lower, evaluation, imports};
use crate::analyze::{Implicit, Storage, UnitId};
use crate::cjs;
use crate::link::{Linked, RequiredModule, Target};
use crate::load::{Fault, Graph, Module, ModuleIx, SourceKind, url_of};

const RUNNING: i32 = 1;
const DONE: i32 = 2;
const FAILED: i32 = 3;

/// Writes the functions that run the files, given each file's own; returns the one that runs the program: the entry where that is a
/// script, which then begins with a call of what is written here.
pub fn build_init(
    graph: &Graph<'_>,
    linked: &Linked,
    program: &mut Mir,
    mut initial: Vec<(GlobalId, Initial)>,
    bodies: &Steps,
    script: Option<FuncId>,
) -> FuncId {
    let json_parse = graph.modules.iter().any(|m| m.kind == SourceKind::Json).then(|| {
        let parse = program.globals.push(GlobalData::new("JSON.parse"));
        initial.push((parse, Initial::JsonParse));
        parse
    });
    if let Some(truth) = linked.es_module {
        initial.push((truth, Initial::True));
    }
    let mut steps = HashMap::new();
    for (m, module) in graph.modules.iter().enumerate() {
        let links = &linked.files[m];
        for g in [links.object, links.this].into_iter().flatten() {
            initial.push((g, Initial::Undefined));
        }
        if let Some(meta) = links.meta {
            initial.push((meta, Initial::Meta(m)));
        }
        initial.extend(links.waits.map(|g| (g, Initial::Undefined)));
        match module.kind {
            SourceKind::CommonJs => {
                if let Some(body) = bodies.get(&m) {
                    require_commonjs(graph, linked, program, m, *body);
                }
            }
            SourceKind::Json => {
                if let (Some(id), Some(object), Some(parse)) = (links.require, links.object, json_parse) {
                    require_json(program, graph.sources.text(module.file), id, object, parse);
                }
            }
            SourceKind::Module | SourceKind::Script => {
                if let Some(body) = bodies.get(&m) {
                    steps.insert(m, *body);
                }
            }
        }
        if let (Some(facade), Some(id)) = (&links.facade, links.require) {
            let vars: Vec<_> = facade
                .iter()
                .filter_map(|(name, v)| match module.analysis.var(*v).storage {
                    Storage::Global(g) => Some((name.as_str(), g)),
                    _ => None,
                })
                .collect();
            initial.extend(vars.iter().map(|(_, g)| (*g, Initial::Undefined)));
            steps.insert(m, fill_facade(program, id, &vars));
        }
    }
    run_once(graph, program, &mut initial, &mut steps);
    for r in &linked.required {
        require_module(graph, linked, program, r, &steps);
    }
    if let Some(id) = linked.not_found {
        not_found(program, id);
    }
    initial.extend(linked.entry_exports.map(|g| (g, Initial::Tdz)));
    let records = evaluation::is_needed(graph).then(|| evaluation::records(program, &steps));
    for m in 0..graph.modules.len() {
        imports::build_import(graph, linked, program, m, records.as_ref().unwrap_or(&BTreeMap::new()));
    }
    let mut f = Made::new(program, "init", FunctionKind::Module);
    f.initialise(graph, linked, &initial);
    if let Some(records) = &records {
        f.make_records(graph, &steps, records);
    }
    if let Some(script) = script {
        let init = f.finish();
        begin_with(&mut program.functions[script], init);
        return script;
    }
    match (linked.entry_exports, linked.files.first().and_then(|l| l.require)) {
        (Some(whole), Some(require)) => {
            let exports = f.op(Op::CallKnown(require), &[]);
            f.store(whole, exports);
        }
        _ if let Some(entry) = records.as_ref().and_then(|r| r.get(&0)) => f.evaluate_entry(linked, *entry),
        _ => {
            for step in graph.order.iter().filter_map(|m| steps.get(m)) {
                f.op(Op::CallKnown(*step), &[]);
            }
        }
    }
    f.finish()
}

/// Puts a call in front of everything.
fn begin_with(f: &mut Function, callee: FuncId) {
    let (loc, v) = (f.loc, f.new_vreg(Type::Value));
    let entry = f.entry;
    f.blocks[entry].insts.insert(0, Inst::new(Op::CallKnown(callee), Some(v), [], loc));
}

impl Made<'_> {
    /// Every global in the state that it has before any file runs.
    fn initialise(&mut self, graph: &Graph<'_>, linked: &Linked, initial: &[(GlobalId, Initial)]) {
        for (ns, global) in (0..).zip(&linked.namespace_objects) {
            let v = self.op(Op::Namespace(ns), &[]);
            self.store(*global, v);
        }
        let functions: HashSet<GlobalId> =
            initial.iter().filter(|(_, s)| matches!(s, Initial::Function(_))).map(|(g, _)| *g).collect();
        for (global, state) in initial {
            if matches!(state, Initial::Undefined) && functions.contains(global) {
                continue;
            }
            let v = match state {
                Initial::Undefined => self.undefined(),
                Initial::Tdz => self.b.constant(Const::Tdz),
                Initial::True => self.b.constant(Const::Bool(true)),
                Initial::Function(f) => {
                    let env = self.undefined();
                    self.op(Op::Closure(*f), &[env])
                }
                Initial::Namespace(ns) => self.op(Op::LoadGlobal(linked.namespace_objects[*ns as usize]), &[]),
                Initial::Meta(m) => self.import_meta(graph, *m),
                Initial::JsonParse => {
                    let json = self.builtin("JSON");
                    self.get(json, "parse")
                }
            };
            self.store(*global, v);
        }
    }

    fn import_meta(&mut self, graph: &Graph<'_>, m: ModuleIx) -> VReg {
        let path = &graph.modules[m].path;
        let object = self.op(Op::NewObject(4), &[]);
        let null = self.b.constant(Const::Null);
        self.b.effect(Op::SetProtoLiteral, &[object, null]);
        for (name, text) in [("dirname", directory_of(path)), ("filename", text_of(path))] {
            let text = self.string(&text);
            self.init_prop(object, name, text);
        }
        let resolve = self.import_meta_resolve(graph, m);
        let undefined = self.undefined();
        let resolve = self.op(Op::Closure(resolve), &[undefined]);
        self.init_prop(object, "resolve", resolve);
        let url = self.string(&url_of(path));
        self.init_prop(object, "url", url);
        object
    }
}

fn text_of(path: &Path) -> String {
    path.display().to_string()
}

fn directory_of(path: &Path) -> String {
    text_of(path.parent().unwrap_or(Path::new("/")))
}

/// Gives each module that may run because a file requires it a function that runs it once.
fn run_once(graph: &Graph<'_>, program: &mut Mir, initial: &mut Vec<(GlobalId, Initial)>, steps: &mut Steps) {
    let mut modules: Vec<ModuleIx> = graph.required.iter().flat_map(|(_, order)| order.iter().copied()).collect();
    modules.sort_unstable();
    modules.dedup();
    for m in modules {
        let Some(body) = steps.get(&m).copied().filter(|_| !graph.modules[m].suspends) else { continue };
        let [state, error] = ["state", "error"].map(|name| program.globals.push(GlobalData::new(name)));
        initial.extend([state, error].map(|g| (g, Initial::Undefined)));
        let mut f = Made::new(program, "run once", FunctionKind::Module);
        let now = f.op(Op::LoadGlobal(state), &[]);
        let new = f.b.op(Op::IsUndefined, Type::Bool, &[now]);
        let started = f.when(new);
        let running = f.b.constant(Const::I32(RUNNING));
        f.store(state, running);
        f.call_guarded(body, |f, thrown| {
            f.store(error, thrown);
            let failed = f.b.constant(Const::I32(FAILED));
            f.store(state, failed);
        });
        let done = f.b.constant(Const::I32(DONE));
        f.store(state, done);
        let undefined = f.undefined();
        f.answer(undefined);
        f.b.switch_to(started);
        let failed = f.b.constant(Const::I32(FAILED));
        let has_failed = f.b.op(Op::StrictEq, Type::Bool, &[now, failed]);
        let other = f.when(has_failed);
        let thrown = f.op(Op::LoadGlobal(error), &[]);
        f.b.terminate(Terminator::Throw(thrown));
        f.b.switch_to(other);
        let running = f.b.constant(Const::I32(RUNNING));
        let is_running = f.b.op(Op::StrictEq, Type::Bool, &[now, running]);
        let other = f.when(is_running);
        let message = format!("Cannot require() ES Module {} in a cycle.", text_of(&graph.modules[m].path));
        let message = f.program.strings.intern(&message);
        f.b.effect(Op::ThrowError(ErrorKind::Error, message), &[]);
        f.b.terminate(Terminator::Unreachable);
        f.b.switch_to(other);
        steps.insert(m, f.finish());
    }
}

fn require_module(graph: &Graph<'_>, linked: &Linked, program: &mut Mir, r: &RequiredModule, steps: &Steps) {
    let Some(id) = linked.files[r.module].require else { return };
    let Some((_, order)) = graph.required.iter().find(|(m, _)| *m == r.module) else { return };
    let mut f = Made::new(program, "require", FunctionKind::Module);
    if order.iter().any(|m| graph.modules[*m].suspends) {
        f.throw_fault(&evaluation::require_async_fault(&text_of(&graph.modules[r.module].path)));
        return f.finish_as(id);
    }
    for step in order.iter().filter_map(|m| steps.get(m)) {
        f.op(Op::CallKnown(*step), &[]);
    }
    let global = |(m, v): Target| match graph.modules[m].analysis.var(v).storage {
        Storage::Global(g) => Some(g),
        _ => None,
    };
    let answer = r.module_exports.and_then(global).unwrap_or(linked.namespace_objects[r.namespace as usize]);
    let v = f.op(Op::LoadGlobal(answer), &[]);
    f.answer(v);
    f.finish_as(id);
}

fn require_commonjs(graph: &Graph<'_>, linked: &Linked, program: &mut Mir, m: ModuleIx, body: FuncId) {
    let links = &linked.files[m];
    let (Some(id), Some(object), Some(this)) = (links.require, links.object, links.this) else { return };
    let path = &graph.modules[m].path;
    let mut f = Made::new(program, "require", FunctionKind::Module);
    let known = f.op(Op::LoadGlobal(object), &[]);
    let new = f.b.op(Op::IsUndefined, Type::Bool, &[known]);
    let cached = f.when(new);
    let exports = f.op(Op::NewObject(8), &[]);
    let module = f.op(Op::NewObject(7), &[]);
    let filename = f.string(&text_of(path));
    let id_text = if m == 0 { f.string(".") } else { filename };
    let directory = f.string(&directory_of(path));
    let (no, children, paths) =
        (f.b.constant(Const::Bool(false)), f.op(Op::NewArray(0), &[]), f.op(Op::NewArray(0), &[]));
    let properties = [
        ("id", id_text),
        ("path", directory),
        ("exports", exports),
        ("filename", filename),
        ("loaded", no),
        ("children", children),
        ("paths", paths),
    ];
    for (name, value) in properties {
        f.init_prop(module, name, value);
    }
    f.store(this, exports);
    f.store(object, module);
    f.call_guarded(body, |f, _| {
        let undefined = f.undefined();
        f.store(object, undefined);
    });
    let yes = f.b.constant(Const::Bool(true));
    f.init_prop(module, "loaded", yes);
    let answer = f.get(module, "exports");
    f.answer(answer);
    f.b.switch_to(cached);
    let answer = f.get(known, "exports");
    f.answer(answer);
    f.finish_as(id);
}

fn require_json(program: &mut Mir, text: &str, id: FuncId, object: GlobalId, parse: GlobalId) {
    let mut f = Made::new(program, "require", FunctionKind::Module);
    let known = f.op(Op::LoadGlobal(object), &[]);
    let new = f.b.op(Op::IsUndefined, Type::Bool, &[known]);
    let cached = f.when(new);
    let parse = f.op(Op::LoadGlobal(parse), &[]);
    let undefined = f.undefined();
    let text = f.string(text.strip_prefix('\u{feff}').unwrap_or(text));
    let callee = f.program.strings.intern("JSON.parse");
    let value = f.op(Op::Call(callee), &[parse, undefined, text]);
    f.store(object, value);
    f.answer(value);
    f.b.switch_to(cached);
    f.answer(known);
    f.finish_as(id);
}

fn fill_facade(program: &mut Mir, require: FuncId, vars: &[(&str, GlobalId)]) -> FuncId {
    let mut f = Made::new(program, "import", FunctionKind::Module);
    let exports = f.op(Op::CallKnown(require), &[]);
    let mut named = None;
    for (name, global) in vars {
        if *name == "default" {
            f.store(*global, exports);
            continue;
        }
        // `null` and `undefined` export nothing by name.
        let object = match named {
            Some(object) => object,
            None => {
                let object = f.b.vreg(Type::Value);
                let nullish = f.b.op(Op::IsNullish, Type::Bool, &[exports]);
                let there = f.when(nullish);
                let join = f.b.new_block();
                let empty = f.op(Op::NewObject(0), &[]);
                f.b.copy_to(object, empty);
                f.b.jump(join);
                f.b.switch_to(there);
                f.b.copy_to(object, exports);
                f.b.jump(join);
                f.b.switch_to(join);
                named = Some(object);
                object
            }
        };
        let value = f.get(object, name);
        f.store(*global, value);
    }
    f.finish()
}

/// Throws the error of a file that `require` does not find: a0 its specifier, a1 the file that asks.
fn not_found(program: &mut Mir, id: FuncId) {
    let mut f = Made::new(program, "require", FunctionKind::Method);
    f.b.function.param_count = 2;
    let (specifier, from) = (f.op(Op::Param(0), &[]), f.op(Op::Param(1), &[]));
    let head = f.string("Cannot find module '");
    let stack = f.string("'\nRequire stack:\n- ");
    let message = f.op(Op::Add, &[head, specifier]);
    let message = f.op(Op::Add, &[message, stack]);
    let message = f.op(Op::Add, &[message, from]);
    let class = f.builtin("Error");
    let name = f.program.strings.intern("Error");
    let error = f.op(Op::Construct(name), &[class, class, message]);
    let code = f.string("MODULE_NOT_FOUND");
    f.init_prop(error, "code", code);
    let files = f.op(Op::NewArray(1), &[]);
    f.b.effect(Op::ArrayPush, &[files, from]);
    f.init_prop(error, "requireStack", files);
    f.b.terminate(Terminator::Throw(error));
    f.finish_as(id);
}

impl<'a, 'g> Lower<'a, 'g> {
    pub fn file(&self) -> &'g Module<'a> {
        &self.modules[self.module]
    }

    /// `import.meta`.
    pub fn import_meta(&mut self) -> VReg {
        match self.linked.files.get(self.module).and_then(|links| links.meta) {
            Some(meta) => self.op(Op::LoadGlobal(meta), &[]),
            None => self.undefined(),
        }
    }

    /// `this` at the top level of a CommonJS file; none elsewhere.
    pub fn commonjs_this(&mut self) -> Option<VReg> {
        let this = self.linked.files.get(self.module)?.this?;
        Some(self.op(Op::LoadGlobal(this), &[]))
    }

    /// A call of `require` with a constant, whose file is known.
    pub fn require_call(&mut self, c: &'a CallExpression<'a>) -> Option<VReg> {
        let module = self.file();
        let (require, hidden) = (module.require_symbol(), &module.lowered.requires);
        if require.is_none() && hidden.is_empty() {
            return None;
        }
        let specifier = cjs::required(c, &module.scoping, require, hidden)?;
        let target = module.requires.get(specifier).copied();
        for a in c.arguments.iter().skip(1) {
            let e: &'a Expression<'a> = a.as_expression()?;
            self.effect_of(e);
        }
        self.at(c.span.start);
        Some(match target.and_then(|m| self.linked.files[m].require) {
            Some(f) => self.op(Op::CallKnown(f), &[]),
            None => match module.refused.get(specifier) {
                Some(fault) => self.throw_fault(fault),
                None => {
                    let specifier = self.string(specifier);
                    self.throw_not_found(specifier)
                }
            },
        })
    }

    /// Throws what Node does for a specifier that a package.json forbids.
    fn throw_fault(&mut self, fault: &Fault) -> VReg {
        let name = self.str(fault.class);
        let class = self.op(Op::LoadBuiltin(name), &[]);
        let message = self.string(&fault.message);
        let error = self.op(Op::Construct(name), &[class, class, message]);
        if let Some(code) = fault.code {
            let code = self.string(code);
            let name = self.str("code");
            self.f.b.effect(Op::InitProp(name), &[error, code]);
        }
        self.f.b.terminate(Terminator::Throw(error));
        self.undefined()
    }

    fn throw_not_found(&mut self, specifier: VReg) -> VReg {
        let from = self.string(&text_of(&self.file().path));
        let f = self.linked.not_found.expect("files that require have the function");
        self.op(Op::CallKnown(f), &[specifier, from])
    }

    /// Gives the parameters of a CommonJS file their values, those that it uses.
    pub fn bind_commonjs(&mut self) {
        let Some(links) = self.linked.files.get(self.module) else { return };
        let (Some(object), Some(this)) = (links.object, links.this) else { return };
        let path = self.file().path.clone();
        let arguments = self.analysis.unit(UnitId(0)).implicit[Implicit::Arguments as usize];
        let mut values = Vec::new();
        for name in cjs::PARAMETERS {
            let scoping = &self.file().scoping;
            let Some(symbol) = cjs::parameter(scoping, name) else { continue };
            let uses = scoping.get_resolved_reference_ids(symbol).len();
            let seen_by_eval = scoping.scope_flags(scoping.root_scope_id()).contains(ScopeFlags::DirectEval);
            // A function of the file by that name takes the parameter's place.
            let is_function = scoping.symbol_flags(symbol).contains(SymbolFlags::Function);
            let Some(var) = self.analysis.symbol_var(symbol) else { continue };
            let only_constants = name == "require" && uses == self.file().constant_requires && !seen_by_eval;
            let unused = uses == 0 && !seen_by_eval || is_function || only_constants;
            if unused && arguments.is_none() {
                continue;
            }
            let value = match name {
                "exports" => self.op(Op::LoadGlobal(this), &[]),
                "module" => self.op(Op::LoadGlobal(object), &[]),
                "__filename" => self.string(&text_of(&path)),
                "__dirname" => self.string(&directory_of(&path)),
                _ => self.require_function(),
            };
            values.push(if unused { value } else { self.init_var_fresh(var, value) });
        }
        if let Some(var) = arguments {
            let mut f = Made::new(self.program, "arguments", FunctionKind::Method);
            let object = f.op(Op::Arguments, &[]);
            f.answer(object);
            let f = f.finish();
            let undefined = self.undefined();
            let f = self.op(Op::Closure(f), &[undefined]);
            let text = self.program.strings.intern("arguments");
            let passed: Vec<VReg> = [f, undefined].into_iter().chain(values).collect();
            let object = self.op(Op::Call(text), &passed);
            self.init_var_fresh(var, object);
        }
    }

    /// The function `require` of a file: it knows the files that the program was compiled with.
    fn require_function(&mut self) -> VReg {
        let module = self.file();
        let mut answers: Vec<(String, ModuleIx)> = module.requires.iter().map(|(s, m)| (s.clone(), *m)).collect();
        let paths: Vec<_> = answers.iter().map(|(_, m)| (text_of(&self.modules[*m].path), *m)).collect();
        answers.extend(paths);
        answers.sort();
        answers.dedup();
        let mut resolved: Vec<(String, String)> =
            module.resolved.iter().map(|(s, path)| (s.clone(), text_of(path))).collect();
        resolved.extend(answers.iter().map(|(s, m)| (s.clone(), text_of(&self.modules[*m].path))));
        resolved.sort();
        resolved.dedup();
        let require = self.specifier_function("require", &answers, |l, m| {
            let f = l.linked.files[*m].require;
            f.map(|f| l.op(Op::CallKnown(f), &[]))
        });
        let resolve = self.specifier_function("resolve", &resolved, |l, path| Some(l.string(path)));
        let name = self.str("resolve");
        self.f.b.effect(Op::InitProp(name), &[require, resolve]);
        let main = match self.linked.files.first().and_then(|links| links.object) {
            Some(g) if self.modules[0].kind == SourceKind::CommonJs => self.op(Op::LoadGlobal(g), &[]),
            _ => self.undefined(),
        };
        let name = self.str("main");
        self.f.b.effect(Op::InitProp(name), &[require, main]);
        require
    }

    /// Runs `then` where the condition holds.
    fn when(&mut self, condition: VReg, then: impl FnOnce(&mut Self)) {
        let (holds, other) = (self.f.b.new_block(), self.f.b.new_block());
        self.f.b.branch(condition, holds, other);
        self.f.b.switch_to(holds);
        then(self);
        self.f.b.jump(other);
        self.f.b.switch_to(other);
    }

    fn when_named(&mut self, specifier: VReg, text: &str, then: impl FnOnce(&mut Self)) {
        let text = self.string(text);
        let same = self.f.b.op(Op::StrictEq, Type::Bool, &[specifier, text]);
        self.when(same, then);
    }

    /// A function of one specifier that knows the answers for these.
    fn specifier_function<T>(
        &mut self,
        name: &str,
        answers: &[(String, T)],
        answer: impl Fn(&mut Self, &T) -> Option<VReg>,
    ) -> VReg {
        let unit = self.f.unit;
        let mut function = Function::new(name, FunctionKind::Method);
        (function.param_count, function.length) = (1, 1);
        function.loc = self.loc(0);
        let outer = std::mem::replace(&mut self.f, super::context::FnCx::new(function, unit, None));
        let specifier = self.op(Op::Param(0), &[]);
        let kind = self.op(Op::Typeof, &[specifier]);
        let string = self.string("string");
        let is_string = self.f.b.op(Op::StrictEq, Type::Bool, &[kind, string]);
        let is_none = self.f.b.op(Op::Not, Type::Bool, &[is_string]);
        let argument = if name == "require" { "id" } else { "request" };
        let message = format!("The \"{argument}\" argument must be of type string");
        self.when(is_none, |l| {
            l.throw_fault(&Fault::type_error("ERR_INVALID_ARG_TYPE", message));
        });
        for (text, value) in answers {
            self.when_named(specifier, text, |l| {
                if let Some(v) = answer(l, value) {
                    l.f.b.terminate(Terminator::Return(v));
                }
            });
        }
        let mut refused: Vec<_> = self.file().refused.iter().collect();
        refused.sort_by_key(|(text, _)| *text);
        for (text, fault) in refused {
            self.when_named(specifier, text, |l| {
                l.throw_fault(fault);
            });
        }
        self.when_named(specifier, "", |l| {
            l.throw_fault(&Fault::empty_specifier());
        });
        self.throw_not_found(specifier);
        let undefined = self.undefined();
        self.f.b.terminate(Terminator::Return(undefined));
        let done = std::mem::replace(&mut self.f, outer);
        let id = self.program.functions.push(done.b.finish());
        let env = self.undefined();
        self.op(Op::Closure(id), &[env])
    }
}
