//! What can be known of a CommonJS file before it runs: the files it requires by a constant name, and
//! the names it exports, found as Node finds them for `import`.

use std::collections::HashSet;

use oxc_allocator::{Allocator, ArenaVec};
use oxc_ast::ast::*;
use oxc_ast::builder::AstBuilder;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Scoping;
use oxc_span::{GetSpan, Span};
use oxc_syntax::symbol::SymbolId;

/// What the function around a CommonJS file gets.
pub const PARAMETERS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// Declares the parameters as variables, in front of the file's statements.
pub fn declare_parameters<'a>(program: &mut Program<'a>, allocator: &'a Allocator) {
    let ast = AstBuilder::new(allocator);
    let declarators = PARAMETERS.map(|name| {
        let id = BindingPattern::new_binding_identifier(Span::empty(0), name, &ast);
        VariableDeclarator::new(Span::empty(0), id, None, None, false, &ast)
    });
    let list = ArenaVec::from_array_in(declarators, &ast);
    let kind = VariableDeclarationKind::Var;
    program.body.insert(0, Statement::new_variable_declaration(Span::empty(0), kind, list, false, &ast));
}

/// The symbol of a parameter of the file.
pub fn parameter(scoping: &Scoping, name: &str) -> Option<SymbolId> {
    scoping.get_root_binding(name.into())
}

/// `require`, where it always is what the file was given.
pub fn require_symbol(scoping: &Scoping) -> Option<SymbolId> {
    parameter(scoping, "require")
        .filter(|s| !scoping.symbol_is_mutated(*s) && scoping.symbol_redeclarations(*s).is_empty())
}

/// The constant specifier of a call of `require`. Calls at the offsets in `hidden` are of the file's
/// own `require`, whatever the name means there.
pub fn required<'b>(
    c: &'b CallExpression<'_>,
    scoping: &Scoping,
    require: Option<SymbolId>,
    hidden: &HashSet<u32>,
) -> Option<&'b str> {
    let Expression::Identifier(id) = c.callee.get_inner_expression() else { return None };
    if !hidden.contains(&c.span.start) {
        let symbol = scoping.get_reference(id.reference_id.get()?).symbol_id()?;
        if Some(symbol) != require || c.optional {
            return None;
        }
    }
    constant_text(c.arguments.first()?.as_expression()?)
}

fn constant_text<'b>(e: &'b Expression<'_>) -> Option<&'b str> {
    match e.get_inner_expression() {
        Expression::StringLiteral(s) if !s.lone_surrogates => Some(s.value.as_str()),
        Expression::TemplateLiteral(t) if t.expressions.is_empty() => Some(t.quasis.first()?.value.cooked?.as_str()),
        _ => None,
    }
}

/// The files that a CommonJS file names.
#[derive(Debug, Default)]
pub struct Requires {
    /// By `require("…")`, in source order, one for each call.
    pub files: Vec<String>,
    /// By `require.resolve("…")`.
    pub resolved: Vec<String>,
    /// By `f("…")`, where `f` is a parameter and may be `require`: some function gets it as a value, as the one around a
    /// UMD module does.
    pub perhaps: Vec<String>,
}

struct FindRequires<'s> {
    scoping: &'s Scoping,
    require: Option<SymbolId>,
    hidden: &'s HashSet<u32>,
    /// The parameters of the functions seen so far.
    parameters: HashSet<SymbolId>,
    /// Is `require` used but for calls and its members?
    escapes: bool,
    out: Requires,
}

impl FindRequires<'_> {
    fn symbol(&self, id: &IdentifierReference<'_>) -> Option<SymbolId> {
        self.scoping.get_reference(id.reference_id.get()?).symbol_id()
    }

    /// The specifier of `f("…")` for a parameter `f`.
    fn perhaps_required<'b>(&self, it: &'b CallExpression<'_>) -> Option<&'b str> {
        let Expression::Identifier(id) = it.callee.get_inner_expression() else { return None };
        let [argument] = it.arguments.as_slice() else { return None };
        if !self.parameters.contains(&self.symbol(id)?) {
            return None;
        }
        constant_text(argument.as_expression()?)
    }
}

impl<'a> Visit<'a> for FindRequires<'_> {
    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        if let BindingPattern::BindingIdentifier(id) = &it.pattern {
            self.parameters.extend(id.symbol_id.get());
        }
        walk::walk_formal_parameter(self, it);
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        self.escapes |= self.require.is_some() && self.symbol(it) == self.require;
    }

    fn visit_unary_expression(&mut self, it: &UnaryExpression<'a>) {
        if !(it.operator == UnaryOperator::Typeof && matches!(it.argument, Expression::Identifier(_))) {
            walk::walk_unary_expression(self, it);
        }
    }

    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        if !matches!(it.object, Expression::Identifier(_)) {
            walk::walk_static_member_expression(self, it);
        }
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        if let Some(specifier) = self.perhaps_required(it) {
            self.out.perhaps.push(specifier.to_owned());
        }
        if let Some(specifier) = required(it, self.scoping, self.require, self.hidden) {
            self.out.files.push(specifier.to_owned());
        } else if let Expression::StaticMemberExpression(m) = &it.callee
            && m.property.name == "resolve"
            && let Expression::Identifier(id) = &m.object
            && id.name == "require"
            && let Some(specifier) = it.arguments.first().and_then(Argument::as_expression).and_then(constant_text)
        {
            self.out.resolved.push(specifier.to_owned());
        }
        if matches!(it.callee, Expression::Identifier(_)) {
            self.visit_arguments(&it.arguments);
        } else {
            walk::walk_call_expression(self, it);
        }
    }
}

pub fn find_requires(
    program: &Program<'_>,
    scoping: &Scoping,
    require: Option<SymbolId>,
    hidden: &HashSet<u32>,
) -> Requires {
    if require.is_none() && hidden.is_empty() {
        return Requires::default();
    }
    let (parameters, out) = (HashSet::new(), Requires::default());
    let mut find = FindRequires { scoping, require, hidden, parameters, escapes: false, out };
    find.visit_program(program);
    if !find.escapes {
        find.out.perhaps.clear();
    }
    find.out
}

/// What `import` sees of a CommonJS file.
#[derive(Debug, Default)]
pub struct Exports {
    pub names: Vec<String>,
    /// Specifiers of files whose exports it exports as well.
    pub reexports: Vec<String>,
}

struct FindExports<'t> {
    text: &'t str,
    out: Exports,
}

/// Finds the exports of a file by the forms of the statements that make them, wherever they stand.
pub fn find_exports(program: &Program<'_>) -> Exports {
    let mut find = FindExports { text: program.source_text, out: Exports::default() };
    find.visit_program(program);
    find.out.names.sort_unstable();
    find.out.names.dedup();
    find.out
}

/// `exports` or `module.exports`.
fn is_exports(e: &Expression<'_>) -> bool {
    match e {
        Expression::Identifier(id) => id.name == "exports",
        e => is_module_exports(e),
    }
}

fn is_module_exports(e: &Expression<'_>) -> bool {
    match e {
        Expression::StaticMemberExpression(m) => {
            m.property.name == "exports" && matches!(&m.object, Expression::Identifier(id) if id.name == "module")
        }
        _ => false,
    }
}

/// The file named by a plain `require("…")`, or by one that an interop function wraps.
fn plain_require<'b>(e: &'b Expression<'_>) -> Option<&'b str> {
    let Expression::CallExpression(c) = e.get_inner_expression() else { return None };
    let Expression::Identifier(id) = &c.callee else { return None };
    let argument = c.arguments.first()?.as_expression()?;
    match id.name.as_str() {
        "require" => constant_text(argument),
        "__importStar" | "_interopRequireWildcard" => plain_require(argument),
        _ => None,
    }
}

impl<'a> FindExports<'_> {
    fn name(&mut self, name: &str) {
        self.out.names.push(name.to_owned());
    }

    /// The names that an object literal shows: up to the first value that is more than a name.
    fn literal(&mut self, o: &ObjectExpression<'a>) {
        for p in &o.properties {
            match p {
                ObjectPropertyKind::SpreadProperty(s) => match &s.argument {
                    Expression::Identifier(_) => {}
                    e => match plain_require(e) {
                        Some(file) => self.out.reexports.push(file.to_owned()),
                        None => return,
                    },
                },
                ObjectPropertyKind::ObjectProperty(p) => {
                    // Node's lexer takes the word before an accessor for a name.
                    match p.kind {
                        PropertyKind::Get => return self.name("get"),
                        PropertyKind::Set => return self.name("set"),
                        PropertyKind::Init => {}
                    }
                    if matches!(&p.value, Expression::FunctionExpression(f) if p.method && f.generator) {
                        return;
                    }
                    let key = match &p.key {
                        PropertyKey::StaticIdentifier(id) => id.name.as_str(),
                        PropertyKey::StringLiteral(s) if !p.computed => s.value.as_str(),
                        _ => return,
                    };
                    let first = self.text[p.value.span().start as usize..].chars().next();
                    if p.method || first.is_some_and(|c| c.is_alphabetic() || c == '_' || c == '$') {
                        self.name(key);
                    }
                    if p.method || !matches!(p.value, Expression::Identifier(_)) {
                        return;
                    }
                }
            }
        }
    }

    fn define_property(&mut self, arguments: &[Argument<'a>]) {
        let [object, name, descriptor] = arguments else { return };
        let (Some(object), Some(name)) = (object.as_expression(), name.as_expression()) else { return };
        let (true, Some(name)) = (is_exports(object), constant_text(name)) else { return };
        let Some(Expression::ObjectExpression(o)) = descriptor.as_expression() else { return };
        let value = o.properties.iter().any(|p| match p {
            ObjectPropertyKind::ObjectProperty(p) => match p.key.static_name().as_deref() {
                Some("value") => true,
                Some("get") => matches!(&p.value, Expression::FunctionExpression(f) if returns_a_name(f)),
                _ => false,
            },
            ObjectPropertyKind::SpreadProperty(_) => false,
        });
        if value {
            self.name(name);
        }
    }
}

fn returns_a_name(f: &Function<'_>) -> bool {
    let Some([Statement::ReturnStatement(r)]) = f.body.as_ref().map(|b| b.statements.as_slice()) else { return false };
    matches!(
        &r.argument,
        Some(
            Expression::Identifier(_) | Expression::StaticMemberExpression(_) | Expression::ComputedMemberExpression(_)
        )
    )
}

impl<'a> Visit<'a> for FindExports<'_> {
    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        if it.operator == AssignmentOperator::Assign {
            match &it.left {
                AssignmentTarget::StaticMemberExpression(m) if is_exports(&m.object) => {
                    self.name(m.property.name.as_str());
                }
                AssignmentTarget::StaticMemberExpression(m)
                    if m.property.name == "exports"
                        && matches!(&m.object, Expression::Identifier(id) if id.name == "module") =>
                {
                    match &it.right {
                        Expression::ObjectExpression(o) => self.literal(o),
                        e => {
                            if let Some(file) = plain_require(e) {
                                self.out.reexports = vec![file.to_owned()];
                            }
                        }
                    }
                }
                AssignmentTarget::ComputedMemberExpression(m) if is_exports(&m.object) => {
                    if let Some(name) = constant_text(&m.expression) {
                        self.name(name);
                    }
                }
                _ => {}
            }
        }
        walk::walk_assignment_expression(self, it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        let callee = match &it.callee {
            Expression::Identifier(id) => Some(id.name.as_str()),
            Expression::StaticMemberExpression(m) => match &m.object {
                Expression::Identifier(id) if id.name == "Object" && m.property.name == "defineProperty" => {
                    self.define_property(&it.arguments);
                    None
                }
                Expression::Identifier(id) if id.name == "tslib" || id.name == "tslib_1" => {
                    Some(m.property.name.as_str())
                }
                _ => None,
            },
            _ => None,
        };
        if matches!(callee, Some("__exportStar" | "__export"))
            && let Some(file) = it.arguments.first().and_then(Argument::as_expression).and_then(plain_require)
        {
            self.out.reexports.push(file.to_owned());
        }
        walk::walk_call_expression(self, it);
    }
}
