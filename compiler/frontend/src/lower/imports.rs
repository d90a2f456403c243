//! `import()`, `import.meta.resolve()`: the functions that they call.
//!
//! Each file with `import()` has one async function, called with the specifier and the options. It knows the files that
//! were found when compiling; what it throws rejects the promise. As an async function it does just what EvaluateImportCall (13.3.10.2)
//! and ContinueDynamicImport (13.3.10.4) do: it converts its operands at once, evaluates the module in a later job, waits for that,
//! and returns the namespace.

use std::collections::BTreeMap;

use oxc_ast::ast::ImportExpression;
use oxc_span::GetSpan;
use yarrow_mir::{
    Block, Const, FuncId, FunctionKind, GlobalId, Op, Program as Mir, SuspendKind, Terminator, Type, VReg,
};

use super::Lower;
use super::made::Made;
use crate::link::Linked;
use crate::load::{Fault, Graph, ModuleIx, SourceKind, url_of};

impl<'a> Lower<'a, '_> {
    pub fn import_expression(&mut self, e: &'a ImportExpression<'a>) -> VReg {
        if e.phase.is_some() {
            return self.unsupported(e.span, "import phase");
        }
        let specifier = self.expr(&e.source);
        let specifier = match &e.options {
            Some(options) => self.hold(specifier, options.span()),
            None => specifier,
        };
        let options = match &e.options {
            Some(options) => self.expr(options),
            None => self.undefined(),
        };
        self.at(e.span.start);
        let Some(import) = self.linked.files.get(self.module).and_then(|links| links.import) else {
            return self.unsupported(e.span, "import()");
        };
        let undefined = self.undefined();
        let f = self.op(Op::Closure(import), &[undefined]);
        let text = self.str("import");
        self.op(Op::Call(text), &[f, undefined, specifier, options])
    }
}

impl Made<'_> {
    fn is(&mut self, v: VReg, text: &str) -> VReg {
        let text = self.string(text);
        self.b.op(Op::StrictEq, Type::Bool, &[v, text])
    }

    fn wait(&mut self, value: VReg) {
        let result = self.b.vreg(Type::Value);
        let resume = self.b.new_block();
        let kind = SuspendKind::Await;
        self.b.terminate(Terminator::Yield { kind, value, result, resume, on_throw: None, on_return: None });
        self.b.switch_to(resume);
    }

    /// Throws an error with a code.
    pub fn throw_fault(&mut self, fault: &Fault) {
        let name = self.program.strings.intern(fault.class);
        let class = self.op(Op::LoadBuiltin(name), &[]);
        let message = self.string(&fault.message);
        let error = self.op(Op::Construct(name), &[class, class, message]);
        if let Some(code) = fault.code {
            let code = self.string(code);
            self.init_prop(error, "code", code);
        }
        self.b.terminate(Terminator::Throw(error));
    }
}

/// Writes the function behind the `import()` of file `m`. `records` has the modules as the runtime evaluates them.
pub fn build_import(
    graph: &Graph<'_>,
    linked: &Linked,
    program: &mut Mir,
    m: ModuleIx,
    records: &BTreeMap<ModuleIx, GlobalId>,
) {
    let (Some(id), module) = (linked.files[m].import, &graph.modules[m]) else { return };
    let mut f = Made::new(program, "import", FunctionKind::Async);
    f.b.function.param_count = 2;
    let (specifier, options) = (f.op(Op::Param(0), &[]), f.op(Op::Param(1), &[]));
    let specifier = f.op(Op::ToString, &[specifier]);
    let kind = f.op(Op::ImportType, &[options]);
    let mut targets: BTreeMap<ModuleIx, Block> = BTreeMap::new();
    for (text, target) in &module.dynamic.files {
        let block = *targets.entry(*target).or_insert_with(|| f.b.new_block());
        f.go_if(specifier, text, block);
    }
    for (text, fault) in &module.dynamic.refused {
        let same = f.is(specifier, text);
        let other = f.when(same);
        f.throw_fault(fault);
        f.b.switch_to(other);
    }
    let urls: Vec<(String, Block)> = targets.iter().map(|(t, b)| (url_of(&graph.modules[*t].path), *b)).collect();
    let from = f.string(&url_of(&module.path));
    let files = f.op(Op::NewArray(u32::try_from(urls.len()).unwrap_or(0)), &[]);
    for (url, _) in &urls {
        let url = f.string(url);
        f.b.effect(Op::ArrayPush, &[files, url]);
    }
    let found = f.op(Op::FindModule, &[specifier, from, files]);
    for (url, block) in urls {
        f.go_if(found, &url, block);
    }
    f.b.terminate(Terminator::Throw(found));
    for (target, block) in targets {
        f.b.switch_to(block);
        f.import_module(graph, linked, target, kind, records.get(&target).copied());
    }
    f.finish_as(id);
}

impl Made<'_> {
    fn go_if(&mut self, v: VReg, text: &str, to: Block) {
        let same = self.is(v, text);
        let next = self.b.new_block();
        self.b.branch(same, to, next);
        self.b.switch_to(next);
    }

    fn import_module(
        &mut self,
        graph: &Graph<'_>,
        linked: &Linked,
        target: ModuleIx,
        kind: VReg,
        record: Option<GlobalId>,
    ) {
        let module = &graph.modules[target];
        let url = url_of(&module.path);
        let as_json = self.is(kind, "json");
        let (wrong, right) = (self.b.new_block(), self.b.new_block());
        let fault = if module.kind == SourceKind::Json {
            self.b.branch(as_json, right, wrong);
            let message = format!("Module \"{url}\" needs an import attribute of type \"json\"");
            Fault::type_error("ERR_IMPORT_ASSERTION_TYPE_MISSING", message)
        } else {
            self.b.branch(as_json, wrong, right);
            let message = format!("Module \"{url}\" is not of type \"json\"");
            Fault::type_error("ERR_IMPORT_ASSERTION_TYPE_FAILED", message)
        };
        self.b.switch_to(wrong);
        self.throw_fault(&fault);
        self.b.switch_to(right);
        let undefined = self.undefined();
        self.wait(undefined);
        let namespace = linked.dynamic.get(&target).map(|ns| linked.namespace_objects[*ns as usize]);
        match (graph.fault_behind(target), record, namespace) {
            (Some(fault), ..) => self.throw_fault(fault),
            (None, Some(record), Some(namespace)) => {
                let record = self.op(Op::LoadGlobal(record), &[]);
                let promise = self.op(Op::EvaluateModule, &[record]);
                self.wait(promise);
                let namespace = self.op(Op::LoadGlobal(namespace), &[]);
                self.answer(namespace);
            }
            // It was not lowered: there is an error that ends the compilation.
            (None, ..) => self.b.terminate(Terminator::Unreachable),
        }
    }

    /// A new function `resolve` of the `import.meta` of a file.
    pub fn import_meta_resolve(&mut self, graph: &Graph<'_>, m: ModuleIx) -> FuncId {
        let module = &graph.modules[m];
        let mut f = Made::new(self.program, "resolve", FunctionKind::Method);
        (f.b.function.param_count, f.b.function.length) = (1, 1);
        let specifier = f.op(Op::Param(0), &[]);
        let specifier = f.op(Op::ToString, &[specifier]);
        for (text, url) in &module.dynamic.resolved {
            let same = f.is(specifier, text);
            let other = f.when(same);
            let url = f.string(url);
            f.answer(url);
            f.b.switch_to(other);
        }
        let from = f.string(&url_of(&module.path));
        let undefined = f.b.constant(Const::Undefined);
        let url = f.op(Op::FindModule, &[specifier, from, undefined]);
        f.answer(url);
        f.finish()
    }
}

/// The function behind the `import()` of evaluated code, which knows no file.
pub fn build_import_of_eval(linked: &Linked, program: &mut Mir) {
    let Some(id) = linked.files.first().and_then(|links| links.import) else { return };
    let mut f = Made::new(program, "import", FunctionKind::Async);
    f.b.function.param_count = 2;
    let (specifier, options) = (f.op(Op::Param(0), &[]), f.op(Op::Param(1), &[]));
    let specifier = f.op(Op::ToString, &[specifier]);
    f.op(Op::ImportType, &[options]);
    let mut message = f.string("Cannot find module '");
    let end = f.string("' imported from evaluated code, which knows no files");
    for part in [specifier, end] {
        message = f.op(Op::Add, &[message, part]);
    }
    let name = f.program.strings.intern("Error");
    let class = f.op(Op::LoadBuiltin(name), &[]);
    let error = f.op(Op::Construct(name), &[class, class, message]);
    let code = f.string("ERR_MODULE_NOT_FOUND");
    f.init_prop(error, "code", code);
    f.b.terminate(Terminator::Throw(error));
    f.finish_as(id);
}
