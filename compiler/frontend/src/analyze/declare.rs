//! What a function body or a statement list declares.
//!
//! [`collect`] looks through one function, without the functions in it: the names of its `var`s and top-level
//! functions, the functions in blocks that Annex B makes variables as well, and whether a direct eval stands
//! in it. [`lexical`] looks at one statement list only.

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_syntax::scope::ScopeFlags;

use super::address;

/// A function declaration in a block, `if` or `switch` of code that is not strict.
#[derive(Clone, Copy)]
pub struct BlockFunction<'a> {
    pub name: &'a str,
    /// Address of the function.
    pub function: usize,
}

/// VarDeclaredNames and their kin.
#[derive(Default)]
pub struct Collected<'a, 'b> {
    /// Names of `var`s, as often as declared, in source order.
    pub vars: Vec<&'a str>,
    /// Functions of the top level.
    pub functions: Vec<&'b Function<'a>>,
    /// B.3.2: those whose replacement by a `var` would be no early error.
    pub block_functions: Vec<BlockFunction<'a>>,
    /// Is there a direct eval?
    pub eval: bool,
}

/// What a function or script with these statements declares as variables.
pub fn collect<'a, 'b>(statements: &'b [Statement<'a>], strict: bool) -> Collected<'a, 'b> {
    let mut c = Collector { out: Collected::default(), blocks: Vec::new(), strict };
    c.statements(statements);
    let mut top = Vec::new();
    lexical(statements, &mut |d| {
        if !matches!(d, Lexical::Function(_)) {
            top.push(d.name());
        }
    });
    c.out.block_functions.retain(|f| !top.contains(&f.name));
    c.out
}

/// Looks for a direct eval outside of inner functions. Classes are strict code: an eval there declares nothing
/// around it.
#[derive(Default)]
struct FindEval {
    found: bool,
}

impl<'a> Visit<'a> for FindEval {
    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.found |= is_direct_eval(it);
        walk::walk_call_expression(self, it);
    }

    fn visit_function(&mut self, _it: &Function<'a>, _flags: ScopeFlags) {}

    fn visit_arrow_function_expression(&mut self, _it: &ArrowFunctionExpression<'a>) {}

    fn visit_class(&mut self, _it: &Class<'a>) {}
}

#[derive(Default)]
struct AnyEval {
    found: bool,
}

impl<'a> Visit<'a> for AnyEval {
    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.found |= is_direct_eval(it);
        walk::walk_call_expression(self, it);
    }
}

/// Is there a direct eval anywhere?
pub fn any_eval(program: &Program<'_>) -> bool {
    let mut find = AnyEval::default();
    if program.source_text.contains("eval") {
        find.visit_program(program);
    }
    find.found
}

/// Is there a direct eval in this expression?
pub fn has_eval<'a>(e: &Expression<'a>) -> bool {
    let mut find = FindEval::default();
    find.visit_expression(e);
    find.found
}

/// Is there a direct eval in these parameters?
pub fn params_have_eval<'a>(params: &FormalParameters<'a>) -> bool {
    let mut find = FindEval::default();
    find.visit_formal_parameters(params);
    find.found
}

/// Is the call a direct eval, if its callee is the intrinsic `eval`?
pub fn is_direct_eval(c: &CallExpression<'_>) -> bool {
    !c.optional && matches!(c.callee.without_parentheses(), Expression::Identifier(id) if id.name == "eval")
}

/// A declaration of a statement list that is not a `var`.
pub enum Lexical<'a, 'b> {
    Variable { id: &'b BindingIdentifier<'a>, constant: bool, end: u32 },
    Class(&'b Class<'a>, &'b BindingIdentifier<'a>),
    Function(&'b BindingIdentifier<'a>),
    Import(&'b BindingIdentifier<'a>),
}

impl<'a, 'b> Lexical<'a, 'b> {
    pub fn name(&self) -> &'a str {
        self.id().name.as_str()
    }

    pub fn id(&self) -> &'b BindingIdentifier<'a> {
        match self {
            Lexical::Variable { id, .. } | Lexical::Class(_, id) | Lexical::Function(id) | Lexical::Import(id) => id,
        }
    }
}

/// The lexical declarations of a variable declaration.
pub fn lexical_variables<'a, 'b>(d: &'b VariableDeclaration<'a>, f: &mut dyn FnMut(Lexical<'a, 'b>)) {
    if d.kind.is_var() || d.declare {
        return;
    }
    let constant = !matches!(d.kind, VariableDeclarationKind::Let);
    for declarator in &d.declarations {
        for id in declarator.id.get_binding_identifiers() {
            f(Lexical::Variable { id, constant, end: declarator.span.end });
        }
    }
}

/// The declarations of a statement list but `var`s. Functions are among them, which at the top level of a
/// function or script are variables instead.
pub fn lexical<'a, 'b>(statements: &'b [Statement<'a>], f: &mut dyn FnMut(Lexical<'a, 'b>)) {
    for s in statements {
        let mut s = s;
        while let Statement::LabeledStatement(l) = s {
            s = &l.body;
        }
        match s {
            Statement::ExportDeclaration(d) => lexical_declaration(&d.declaration, f),
            Statement::ExportDefaultDeclaration(d) => match &d.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(x) => function(x, f),
                ExportDefaultDeclarationKind::ClassDeclaration(c) => class(c, f),
                _ => {}
            },
            Statement::ImportDeclaration(d) => {
                for s in d.specifiers.iter().flatten() {
                    f(Lexical::Import(match s {
                        ImportDeclarationSpecifier::ImportSpecifier(s) => &s.local,
                        ImportDeclarationSpecifier::ImportDefaultSpecifier(s) => &s.local,
                        ImportDeclarationSpecifier::ImportNamespaceSpecifier(s) => &s.local,
                    }));
                }
            }
            s => {
                if let Some(d) = s.as_declaration() {
                    lexical_declaration(d, f);
                }
            }
        }
    }
}

fn function<'a, 'b>(x: &'b Function<'a>, f: &mut dyn FnMut(Lexical<'a, 'b>)) {
    if let Some(id) = &x.id
        && x.body.is_some()
        && !x.declare
    {
        f(Lexical::Function(id));
    }
}

fn class<'a, 'b>(c: &'b Class<'a>, f: &mut dyn FnMut(Lexical<'a, 'b>)) {
    if let Some(id) = &c.id
        && !c.declare
    {
        f(Lexical::Class(c, id));
    }
}

fn lexical_declaration<'a, 'b>(d: &'b Declaration<'a>, f: &mut dyn FnMut(Lexical<'a, 'b>)) {
    match d {
        Declaration::VariableDeclaration(d) => lexical_variables(d, f),
        Declaration::FunctionDeclaration(x) => function(x, f),
        Declaration::ClassDeclaration(c) => class(c, f),
        _ => {}
    }
}

struct Collector<'a, 'b> {
    out: Collected<'a, 'b>,
    /// Names that the blocks around declare, innermost last.
    blocks: Vec<Vec<&'a str>>,
    strict: bool,
}

impl<'a, 'b> Collector<'a, 'b> {
    fn statements(&mut self, statements: &'b [Statement<'a>]) {
        for s in statements {
            self.statement(s);
        }
    }

    fn in_block(&mut self, names: Vec<&'a str>, walk: impl FnOnce(&mut Self)) {
        self.blocks.push(names);
        walk(self);
        self.blocks.pop();
    }

    fn block(&mut self, statements: &'b [Statement<'a>]) {
        let mut names = Vec::new();
        lexical(statements, &mut |d| names.push(d.name()));
        self.in_block(names, |c| c.statements(statements));
    }

    fn expression(&mut self, e: &Expression<'a>) {
        if !self.strict && !self.out.eval {
            self.out.eval = has_eval(e);
        }
    }

    fn expressions<'e>(&mut self, e: impl IntoIterator<Item = &'e Expression<'a>>)
    where
        'a: 'e,
    {
        for e in e {
            self.expression(e);
        }
    }

    fn function(&mut self, f: &'b Function<'a>) {
        if f.body.is_none() || f.declare {
            return;
        }
        match self.blocks.len().checked_sub(1) {
            None => self.out.functions.push(f),
            Some(around) => self.block_function(f, around),
        }
    }

    /// A function that may become a variable, unless one of so many blocks around declares its name.
    fn block_function(&mut self, f: &'b Function<'a>, around: usize) {
        let Some(id) = &f.id else { return };
        if self.strict || f.r#async || f.generator || f.body.is_none() {
            return;
        }
        let name = id.name.as_str();
        if self.blocks[..around].iter().any(|b| b.contains(&name)) {
            return;
        }
        self.out.block_functions.push(BlockFunction { name, function: address(f) });
    }

    fn variables(&mut self, d: &'b VariableDeclaration<'a>) {
        for declarator in &d.declarations {
            if d.kind.is_var() && !d.declare {
                self.out.vars.extend(declarator.id.get_binding_identifiers().iter().map(|id| id.name.as_str()));
            }
            self.expressions(&declarator.init);
            if !self.strict && !self.out.eval && !declarator.id.is_binding_identifier() {
                let mut find = FindEval::default();
                find.visit_binding_pattern(&declarator.id);
                self.out.eval = find.found;
            }
        }
    }

    fn branch(&mut self, s: &'b Statement<'a>) {
        match s {
            Statement::FunctionDeclaration(f) => self.block_function(f, self.blocks.len()),
            s => self.statement(s),
        }
    }

    fn for_in_or_of(&mut self, left: &'b ForStatementLeft<'a>, right: &'b Expression<'a>, body: &'b Statement<'a>) {
        let mut names = Vec::new();
        match left {
            ForStatementLeft::VariableDeclaration(d) => {
                self.variables(d);
                lexical_variables(d, &mut |d| names.push(d.name()));
            }
            target if !self.strict && !self.out.eval => {
                let mut find = FindEval::default();
                find.visit_for_statement_left(target);
                self.out.eval = find.found;
            }
            _ => {}
        }
        self.expression(right);
        self.in_block(names, |c| c.statement(body));
    }

    fn try_statement(&mut self, s: &'b TryStatement<'a>) {
        self.block(&s.block.body);
        if let Some(catch) = &s.handler {
            let mut names = Vec::new();
            if let Some(p) = &catch.param
                && !p.pattern.is_binding_identifier()
            {
                names.extend(p.pattern.get_binding_identifiers().iter().map(|id| id.name.as_str()));
                if !self.strict && !self.out.eval {
                    let mut find = FindEval::default();
                    find.visit_binding_pattern(&p.pattern);
                    self.out.eval = find.found;
                }
            }
            self.in_block(names, |c| c.block(&catch.body.body));
        }
        if let Some(finalizer) = &s.finalizer {
            self.block(&finalizer.body);
        }
    }

    fn declaration(&mut self, d: &'b Declaration<'a>) {
        match d {
            Declaration::VariableDeclaration(d) => self.variables(d),
            Declaration::FunctionDeclaration(f) => self.function(f),
            _ => {}
        }
    }

    fn statement(&mut self, s: &'b Statement<'a>) {
        match s {
            Statement::BlockStatement(b) => self.block(&b.body),
            Statement::DoWhileStatement(s) => {
                self.statement(&s.body);
                self.expression(&s.test);
            }
            Statement::ExpressionStatement(s) => self.expression(&s.expression),
            Statement::ForInStatement(s) => self.for_in_or_of(&s.left, &s.right, &s.body),
            Statement::ForOfStatement(s) => self.for_in_or_of(&s.left, &s.right, &s.body),
            Statement::ForStatement(s) => {
                let mut names = Vec::new();
                match &s.init {
                    Some(ForStatementInit::VariableDeclaration(d)) => {
                        self.variables(d);
                        lexical_variables(d, &mut |d| names.push(d.name()));
                    }
                    Some(e) => self.expression(e.to_expression()),
                    None => {}
                }
                self.expressions(&s.test);
                self.expressions(&s.update);
                self.in_block(names, |c| c.statement(&s.body));
            }
            Statement::IfStatement(_) => {
                let mut next = s;
                while let Statement::IfStatement(s) = next {
                    self.expression(&s.test);
                    self.branch(&s.consequent);
                    match &s.alternate {
                        Some(alternate) => next = alternate,
                        None => return,
                    }
                }
                self.branch(next);
            }
            Statement::LabeledStatement(s) => self.statement(&s.body),
            Statement::ReturnStatement(s) => self.expressions(&s.argument),
            Statement::SwitchStatement(s) => {
                self.expression(&s.discriminant);
                let mut names = Vec::new();
                for c in &s.cases {
                    lexical(&c.consequent, &mut |d| names.push(d.name()));
                }
                self.in_block(names, |c| {
                    for case in &s.cases {
                        c.expressions(&case.test);
                        c.statements(&case.consequent);
                    }
                });
            }
            Statement::ThrowStatement(s) => self.expression(&s.argument),
            Statement::TryStatement(s) => self.try_statement(s),
            Statement::WhileStatement(s) => {
                self.expression(&s.test);
                self.statement(&s.body);
            }
            Statement::WithStatement(s) => {
                self.expression(&s.object);
                self.statement(&s.body);
            }
            Statement::ExportDeclaration(d) => self.declaration(&d.declaration),
            Statement::ExportDefaultDeclaration(d) => match &d.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(f) => self.function(f),
                ExportDefaultDeclarationKind::ClassDeclaration(_) => {}
                e => {
                    if let Some(e) = e.as_expression() {
                        self.expression(e);
                    }
                }
            },
            s => {
                if let Some(d) = s.as_declaration() {
                    self.declaration(d);
                }
            }
        }
    }
}
