//! Source text that a running program evaluates: scripts, `eval`, functions made from text.
//!
//! [`compile_eval`] gives a program whose `init` is of kind `Script` and returns the completion value, or the
//! function. What is wrong with the text is an [`EvalError`], for the runtime to throw.

use std::path::PathBuf;

use oxc_allocator::Allocator;
use oxc_ast::ast::{Expression, Function, NewTarget, Program as Tree, Statement, Super};
use oxc_ast_visit::{Visit, walk};
use oxc_diagnostics::{OxcDiagnostic, Severity};
use oxc_parser::ParseOptions;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;
use oxc_syntax::scope::ScopeFlags;
use yarrow_mir::{GlobalData, GlobalId, LONE_SURROGATE_MARKS, Program};

use crate::analyze::{self, Outer, Root, Storage};
use crate::load::{self, Graph, SourceKind};
use crate::{call_targets, link, lower};

/// Sort of a function made from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionForm {
    Normal,
    Generator,
    Async,
    AsyncGenerator,
}

/// What to compile. Texts are UTF-16.
#[derive(Clone, Copy, Debug)]
pub enum EvalSource<'s> {
    /// A script of the global scope.
    Script {
        source: &'s [u16],
    },
    Indirect {
        source: &'s [u16],
    },
    /// In the scopes that an entry of `Program::eval_scopes` describes.
    Direct {
        source: &'s [u16],
        scope: &'s str,
    },
    /// CreateDynamicFunction, 20.2.1.1.1: the parameters joined with commas.
    Function {
        form: FunctionForm,
        params: &'s [u16],
        body: &'s [u16],
    },
}

/// A compiled text.
#[derive(Debug)]
pub struct Evaluated {
    pub program: Program,
    /// The text that offsets in the program are of; a function made from text has a head in it.
    pub text: String,
}

/// Why a text is not evaluated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// The language forbids it: a SyntaxError.
    #[error("{message}")]
    Syntax { message: String, line: u32, column: u32 },
    /// Not supported, with what it is.
    #[error("{message}")]
    Unsupported { message: String, line: u32, column: u32 },
}

/// Native stack that compiling a text may take besides that for its nesting.
const BASE_STACK: usize = 512 << 10;

impl EvalSource<'_> {
    /// Native stack that is enough to compile the text: no text is nested deeper than it is long.
    fn stack_needed(&self) -> usize {
        let units = match *self {
            EvalSource::Script { source } | EvalSource::Indirect { source } | EvalSource::Direct { source, .. } => {
                source.len()
            }
            EvalSource::Function { params, body, .. } => params.len() + body.len(),
        };
        BASE_STACK.saturating_add(units.saturating_mul(crate::STACK_SIZE / load::MAX_NESTING))
    }
}

/// Compiles a text that a running program evaluates. `stack` is how much of its native stack the caller can
/// spare: a text that may need more is compiled on a stack of its own, which costs more than a short text.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn compile_eval(source: &EvalSource<'_>, stack: usize) -> Result<Evaluated, EvalError> {
    if source.stack_needed() <= stack {
        return compile_here(source);
    }
    let unsupported = |message: &str| EvalError::Unsupported { message: message.to_owned(), line: 0, column: 0 };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("eval".to_owned()).stack_size(crate::STACK_SIZE);
        let compiling = thread
            .spawn_scoped(scope, || compile_here(source))
            .map_err(|_| unsupported("no thread could be started to compile the text"))?;
        compiling.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// UTF-8 in which a character of the last plane marks each lone surrogate: see [`yarrow_mir::Strings::mark_lone_surrogates`].
fn text_of(units: &[u16]) -> String {
    let mark =
        |lone: u16| char::from_u32(LONE_SURROGATE_MARKS + u32::from(lone)).unwrap_or(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or_else(|e| mark(e.unpaired_surrogate()))).collect()
}

fn has_lone_surrogate(units: &[u16]) -> bool {
    char::decode_utf16(units.iter().copied()).any(|c| c.is_err())
}

const USE_STRICT: &str = "\"use strict\";";

fn compile_here(source: &EvalSource<'_>) -> Result<Evaluated, EvalError> {
    let allocator = Allocator::default();
    let marked = match *source {
        EvalSource::Script { source } | EvalSource::Indirect { source } | EvalSource::Direct { source, .. } => {
            has_lone_surrogate(source)
        }
        EvalSource::Function { params, body, .. } => has_lone_surrogate(params) || has_lone_surrogate(body),
    };
    match *source {
        EvalSource::Script { source } => {
            let text = text_of(source);
            compile_text(&allocator, &Text { text: &text, shown: 0, marked }, Root::Script)
        }
        EvalSource::Indirect { source } => {
            let text = text_of(source);
            compile_text(&allocator, &Text { text: &text, shown: 0, marked }, Root::IndirectEval)
        }
        EvalSource::Direct { source, scope } => {
            let scope: &str = allocator.alloc_str(scope);
            let Some(outer) = analyze::read_outer(scope) else {
                let message = "the scopes around this eval cannot be read".to_owned();
                return Err(EvalError::Unsupported { message, line: 0, column: 0 });
            };
            let text = text_of(source);
            if outer.strict && !text.starts_with("#!") {
                let text = format!("{USE_STRICT}{text}");
                return compile_text(
                    &allocator,
                    &Text { text: &text, shown: USE_STRICT.len(), marked },
                    Root::DirectEval(&outer),
                );
            }
            compile_text(&allocator, &Text { text: &text, shown: 0, marked }, Root::DirectEval(&outer))
        }
        EvalSource::Function { form, params, body } => compile_function(&allocator, form, params, body, marked),
    }
}

/// Parameters and body must each be what they are on their own.
fn compile_function(
    allocator: &Allocator,
    form: FunctionForm,
    params: &[u16],
    body: &[u16],
    marked: bool,
) -> Result<Evaluated, EvalError> {
    let (params, body) = (text_of(params), text_of(body));
    let keyword = match form {
        FunctionForm::Normal => "function",
        FunctionForm::Generator => "function*",
        FunctionForm::Async => "async function",
        FunctionForm::AsyncGenerator => "async function*",
    };
    let whole = |params: &str, body: &str| format!("({keyword} anonymous({params}\n) {{\n{body}\n}})");
    for (text, what) in [(whole(&params, ""), "parameters"), (whole("", &body), "body")] {
        let text: &str = allocator.alloc_str(&text);
        let parsed = parse(allocator, text);
        let Some(function) = only_function(&parsed.program).filter(|_| !parsed.panicked) else {
            return Err(parsed.diagnostics.iter().find(|d| is_error(d)).map_or_else(
                || EvalError::Syntax { message: format!("Unexpected token in the {what}"), line: 0, column: 0 },
                |d| syntax_error(d, text, 0),
            ));
        };
        let empty = match what {
            "parameters" => function.body.as_ref().is_some_and(|b| b.statements.is_empty() && b.directives.is_empty()),
            _ => !function.params.has_parameter(),
        };
        if !empty {
            let message = format!("Unexpected token in the {what}");
            return Err(EvalError::Syntax { message, line: 0, column: 0 });
        }
    }
    compile_text(allocator, &Text { text: &whole(&params, &body), shown: 0, marked }, Root::Function)
}

fn only_function<'t, 'a>(program: &'t Tree<'a>) -> Option<&'t Function<'a>> {
    let [Statement::ExpressionStatement(s)] = &program.body[..] else { return None };
    let Expression::ParenthesizedExpression(p) = &s.expression else { return None };
    match &p.expression {
        Expression::FunctionExpression(f) if program.directives.is_empty() => Some(f),
        _ => None,
    }
}

struct Text<'t> {
    text: &'t str,
    /// Where the text proper begins, after what was put before it.
    shown: usize,
    /// Does it have marks of lone surrogates?
    marked: bool,
}

fn parse<'a>(allocator: &'a Allocator, text: &'a str) -> oxc_parser::ParserReturn<'a> {
    let options = ParseOptions { preserve_parens: true, parse_regular_expression: true, ..ParseOptions::default() };
    call_targets::parse(allocator, text, SourceType::mjs().with_script(true), options)
}

fn is_error(d: &OxcDiagnostic) -> bool {
    d.severity == Severity::Error
}

fn syntax_error(d: &OxcDiagnostic, text: &str, shown: usize) -> EvalError {
    let at = d.labels.iter().next().map_or(0, |l| l.offset() as usize);
    let (line, column) = position(text, at, shown);
    EvalError::Syntax { message: d.message.replace('`', "'"), line, column }
}

fn position(text: &str, at: usize, shown: usize) -> (u32, u32) {
    let before = text.get(shown..at.max(shown)).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.encode_utf16().count()) + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// Offsets of what only the function around eval code can allow, outside of inner functions.
#[derive(Default)]
struct FindOuter {
    super_calls: Vec<u32>,
    super_properties: Vec<u32>,
    new_targets: Vec<u32>,
}

impl<'a> Visit<'a> for FindOuter {
    fn visit_call_expression(&mut self, it: &oxc_ast::ast::CallExpression<'a>) {
        if let Expression::Super(s) = &it.callee {
            self.super_calls.extend([s.span.start, it.span.start]);
            self.visit_arguments(&it.arguments);
        } else {
            walk::walk_call_expression(self, it);
        }
    }

    fn visit_super(&mut self, it: &Super) {
        self.super_properties.push(it.span.start);
    }

    fn visit_new_target(&mut self, it: &NewTarget) {
        self.new_targets.push(it.span.start);
    }

    fn visit_function(&mut self, _it: &Function<'a>, _flags: ScopeFlags) {}

    fn visit_class(&mut self, it: &oxc_ast::ast::Class<'a>) {
        // Heritage and computed keys belong to the code around.
        if let Some(h) = &it.heritage {
            self.visit_expression(&h.expression);
        }
        for e in &it.body.body {
            if let Some(key) = e.property_key().filter(|_| e.computed()) {
                self.visit_property_key(key);
            }
        }
    }
}

/// Is this what oxc complains about something that what is around the eval allows?
fn is_allowed(d: &OxcDiagnostic, outer: &Outer<'_>, found: &FindOuter) -> bool {
    let message: &str = &d.message;
    if message.starts_with("Private ") {
        let name = message.split('\'').nth(1).unwrap_or("");
        return outer.private_names.iter().any(|(n, _)| *n == name);
    }
    let Some(at) = d.labels.iter().next().map(|l| l.offset()) else { return false };
    (outer.in_function && found.new_targets.contains(&at))
        || (outer.super_property && found.super_properties.contains(&at))
        || (outer.super_call && found.super_calls.contains(&at))
}

fn compile_text<'a>(allocator: &'a Allocator, text: &Text<'_>, root: Root<'_, 'a>) -> Result<Evaluated, EvalError> {
    let Text { text, shown, marked } = *text;
    let too_deep = load::bracket_depth(text).0 > load::MAX_NESTING;
    if too_deep {
        return Err(EvalError::Unsupported { message: "nesting is too deep".to_owned(), line: 0, column: 0 });
    }
    let source: &'a str = allocator.alloc_str(text);
    let parsed = parse(allocator, source);
    let tree: &'a Tree<'a> = allocator.alloc(parsed.program);
    let mut found = FindOuter::default();
    let outer = match root {
        Root::DirectEval(outer) => Some(outer),
        Root::Module | Root::CommonJs | Root::Script | Root::IndirectEval | Root::Function => None,
    };
    if outer.is_some() {
        found.visit_program(tree);
    }
    let refused = |d: &&OxcDiagnostic| is_error(d) && !outer.is_some_and(|o| is_allowed(d, o, &found));
    if let Some(d) = parsed.diagnostics.iter().find(refused) {
        return Err(syntax_error(d, source, shown));
    }
    let built = SemanticBuilder::new().with_check_syntax_error(true).build(tree);
    if let Some(d) = built.diagnostics.iter().find(refused) {
        return Err(syntax_error(d, source, shown));
    }
    let scoping = built.semantic.into_scoping();
    let mut analysis = analyze::analyze(tree, &scoping, root);
    analysis.call_targets = call_targets::inserted(source, tree.source_text);
    if let Some(message) = &analysis.conflict {
        return Err(EvalError::Syntax { message: message.clone(), line: 1, column: 1 });
    }
    let mut program = Program::default();
    if marked {
        program.strings.mark_lone_surrogates();
    }
    let source = tree.source_text;
    let mut graph = Graph::of_text(PathBuf::from("eval"), source, tree, scoping, analysis);
    for var in &mut graph.modules[0].analysis.vars {
        if let Some(outer) = var.outer_global {
            let mut data = GlobalData::new(var.name.clone());
            data.outer = Some(GlobalId::from_u32(outer));
            var.storage = Storage::Global(program.globals.push(data));
        }
    }
    let linked = link::link(&mut graph, &mut program);
    lower::lower_eval(&mut graph, &linked, &mut program, root, shown);
    program.files = graph.sources.names().map(str::to_owned).collect();
    match graph.diagnostics.into_iter().next() {
        None => Ok(Evaluated { program, text: source.to_owned() }),
        Some(d) => {
            let at = d.primary().map_or(0, |s| s.start as usize);
            let (line, column) = position(source, at, shown);
            Err(match d.message.strip_prefix("SyntaxError: ") {
                Some(message) => EvalError::Syntax { message: message.to_owned(), line, column },
                None => EvalError::Unsupported { message: d.message, line, column },
            })
        }
    }
}

impl<'a> Graph<'a> {
    /// Of one text that is no file.
    fn of_text(
        path: PathBuf,
        text: &'a str,
        program: &'a Tree<'a>,
        scoping: oxc_semantic::Scoping,
        analysis: analyze::Analysis<'a>,
    ) -> Self {
        let mut graph = Graph::empty();
        let file = graph.sources.add("eval", text);
        let mut module = load::Module::new(file, path, SourceKind::Script, program, scoping, analysis);
        module.dynamic.any = !load::uses::uses(program, &module.scoping).imports.is_empty();
        graph.modules.push(module);
        graph.order.push(0);
        graph
    }
}
