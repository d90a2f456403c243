//! `await` and `yield` where the function around them does not allow them: the message says what that function lacks, and points at
//! its head.
//!
//! The parser says only that the keyword is not allowed. What is around it is looked up in the tree, which the parser has made although
//! there is an error.

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_diagnostics::OxcDiagnostic;
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;
use yarrow_diag::{Diagnostic, FileId};

/// Heads that are longer are not repeated in the message.
const LONGEST_HEAD: usize = 60;

/// What is at the wrong place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    Await,
    ForAwait,
    AwaitUsing,
    Yield,
}

impl Keyword {
    fn text(self) -> &'static str {
        match self {
            Keyword::Await => "await",
            Keyword::ForAwait => "for await",
            Keyword::AwaitUsing => "await using",
            Keyword::Yield => "yield",
        }
    }
}

/// What a diagnostic is to say.
pub struct Explanation {
    message: String,
    /// The head of the function around it, and what to say there.
    head: Option<(Span, &'static str)>,
    help: Option<&'static str>,
}

impl Explanation {
    /// The diagnostic, with the keyword at this place.
    pub fn diagnostic(self, file: FileId, at: Span) -> Diagnostic {
        let in_file = |s: Span| yarrow_diag::Span { file, start: s.start, end: s.end };
        let mut out = Diagnostic::error(format!("SyntaxError: {}", self.message)).with_label(in_file(at), "");
        if let Some((head, text)) = self.head {
            out = out.with_label(in_file(head), text);
        }
        match self.help {
            Some(help) => out.with_help(help),
            None => out,
        }
    }
}

/// Explains a diagnostic of the parser's, if it is about such a keyword.
pub fn explain(program: &Program<'_>, d: &OxcDiagnostic) -> Option<Explanation> {
    let at = d.labels.iter().next()?.offset();
    let keyword = if d.message.starts_with("`await` is only allowed") {
        Keyword::Await
    } else if d.message.starts_with("`for await` loops are only allowed") {
        Keyword::ForAwait
    } else if d.message.starts_with("A 'yield' expression is only allowed") {
        Keyword::Yield
    } else {
        let text = program.source_text.get(at as usize..)?;
        let keyword = match d.message.as_ref() {
            "The keyword 'await' is reserved" if text.starts_with("await") => Keyword::Await,
            "The keyword 'yield' is reserved" if text.starts_with("yield") => Keyword::Yield,
            _ => return None,
        };
        // As a reference it is meant as the operator. A declaration of the name is what the parser says.
        return around(program, at).filter(|found| found.is_reference)?.explain(program, keyword);
    };
    around(program, at)?.explain(program, keyword)
}

/// Explains a keyword that the parser allows everywhere.
pub fn explain_at(program: &Program<'_>, keyword: Keyword, at: u32) -> Explanation {
    around(program, at).and_then(|found| found.explain(program, keyword)).unwrap_or_else(|| outside(keyword))
}

/// At the top level, or nobody knows where.
fn outside(keyword: Keyword) -> Explanation {
    let text = keyword.text();
    let message = match keyword {
        Keyword::Yield => format!("`{text}` is only allowed in generators"),
        _ => format!("`{text}` is only allowed in async functions and at the top level of modules"),
    };
    Explanation { message, head: None, help: None }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Function,
    Arrow,
    Getter,
    Setter,
    Constructor,
    Field,
    StaticBlock,
}

/// A function, or what stands for one.
#[derive(Clone, Copy)]
struct Enclosing {
    kind: Kind,
    head: Span,
    is_async: bool,
    is_generator: bool,
}

struct Around {
    at: u32,
    enclosing: Option<Enclosing>,
    /// Is it in the parameters of a function?
    in_parameters: bool,
    /// Is it an identifier that is used as a value?
    is_reference: bool,
    /// Where the method begins whose function comes next, and what it is.
    method: Option<(u32, Kind)>,
}

/// What is around a place; nothing where there is no tree.
fn around(program: &Program<'_>, at: u32) -> Option<Around> {
    if program.body.is_empty() {
        return None;
    }
    let mut found = Around { at, enclosing: None, in_parameters: false, is_reference: false, method: None };
    found.visit_program(program);
    Some(found)
}

impl Around {
    fn explain(&self, program: &Program<'_>, keyword: Keyword) -> Option<Explanation> {
        if self.in_parameters {
            return None;
        }
        let text = keyword.text();
        let Some(e) = self.enclosing else { return Some(outside(keyword)) };
        let head = program.source_text.get(e.head.start as usize..e.head.end as usize)?;
        let place = Span::sized(e.head.start, u32::try_from(head.trim_end().len()).ok()?);
        let (wanted, lacks, label) = match keyword {
            Keyword::Yield if e.is_generator => return None,
            Keyword::Yield => ("generators", "*", "this function is not a generator"),
            _ if e.is_async => return None,
            _ => ("async functions", "async", "this function is not async"),
        };
        let never = match e.kind {
            Kind::Function => None,
            Kind::Arrow if keyword != Keyword::Yield => None,
            Kind::Arrow => Some("an arrow function"),
            Kind::Getter => Some("a getter"),
            Kind::Setter => Some("a setter"),
            Kind::Constructor => Some("a constructor"),
            Kind::Field | Kind::StaticBlock => {
                let within = if e.kind == Kind::Field { "the initializer of a class field" } else { "a static block" };
                let message = format!("`{text}` is not allowed in {within}");
                return Some(Explanation { message, head: Some((place, "")), help: None });
            }
        };
        if let Some(what) = never {
            let message = format!("`{text}` is only allowed in {wanted}, and {what} is never one");
            let help =
                (e.kind == Kind::Arrow).then_some("a function expression can be a generator: `function* () { … }`");
            return Some(Explanation { message, head: Some((place, label)), help });
        }
        let head = head.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = if head.len() > LONGEST_HEAD || head.contains('`') {
            "the function around it".to_owned()
        } else {
            format!("`{head}`")
        };
        let message = format!("`{text}` is only allowed in {wanted}: {shown} lacks `{lacks}`");
        Some(Explanation { message, head: Some((place, label)), help: None })
    }

    fn is_in(&self, span: Span) -> bool {
        span.start <= self.at && self.at < span.end
    }

    fn enter(&mut self, enclosing: Enclosing) {
        self.enclosing = Some(enclosing);
        self.in_parameters = false;
    }
}

impl<'a> Visit<'a> for Around {
    fn visit_function(&mut self, f: &Function<'a>, flags: ScopeFlags) {
        let method = self.method.take();
        if self.is_in(f.params.span) {
            self.in_parameters = true;
        }
        if let Some(body) = &f.body
            && self.is_in(body.span)
        {
            let (start, kind) = method.unwrap_or((f.span.start, Kind::Function));
            let end = f.type_parameters.as_ref().map_or(f.params.span.start, |t| t.span.start);
            let head = Span::new(start, end);
            self.enter(Enclosing { kind, head, is_async: f.r#async, is_generator: f.generator });
        }
        walk::walk_function(self, f, flags);
    }

    fn visit_arrow_function_expression(&mut self, f: &ArrowFunctionExpression<'a>) {
        if self.is_in(f.params.span) {
            self.in_parameters = true;
        }
        if self.is_in(f.body.span()) {
            let head = Span::new(f.span.start, f.body.span().start);
            self.enter(Enclosing { kind: Kind::Arrow, head, is_async: f.r#async, is_generator: false });
        }
        walk::walk_arrow_function_expression(self, f);
    }

    fn visit_method_definition(&mut self, m: &MethodDefinition<'a>) {
        let kind = match m.kind {
            MethodDefinitionKind::Constructor => Kind::Constructor,
            MethodDefinitionKind::Method => Kind::Function,
            MethodDefinitionKind::Get => Kind::Getter,
            MethodDefinitionKind::Set => Kind::Setter,
        };
        self.visit_property_key(&m.key);
        self.method = Some((m.span.start, kind));
        self.visit_function(&m.value, ScopeFlags::Function);
    }

    fn visit_object_property(&mut self, p: &ObjectProperty<'a>) {
        let kind = match p.kind {
            PropertyKind::Init => Kind::Function,
            PropertyKind::Get => Kind::Getter,
            PropertyKind::Set => Kind::Setter,
        };
        self.visit_property_key(&p.key);
        if p.method || kind != Kind::Function {
            self.method = Some((p.span.start, kind));
        }
        self.visit_expression(&p.value);
    }

    fn visit_property_definition(&mut self, p: &PropertyDefinition<'a>) {
        if let Some(value) = &p.value
            && self.is_in(value.span())
        {
            let head = Span::new(p.span.start, p.key.span().end);
            self.enter(Enclosing { kind: Kind::Field, head, is_async: false, is_generator: false });
        }
        walk::walk_property_definition(self, p);
    }

    fn visit_static_block(&mut self, b: &StaticBlock<'a>) {
        if self.is_in(b.span) {
            let head = Span::sized(b.span.start, "static".len() as u32);
            self.enter(Enclosing { kind: Kind::StaticBlock, head, is_async: false, is_generator: false });
        }
        walk::walk_static_block(self, b);
    }

    fn visit_identifier_reference(&mut self, id: &IdentifierReference<'a>) {
        self.is_reference |= id.span.start == self.at;
    }
}
