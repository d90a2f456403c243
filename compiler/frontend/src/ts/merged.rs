//! Namespaces and enums that may be declared in several places: what each is called, and what it exports in all of them.

use std::collections::{HashMap, HashSet};

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::Scoping;

/// A namespace or enum that may be declared in several places: its symbol, or of one that a
/// namespace exports, the name after the namespace's.
pub type Merged = String;

/// The key of a declaration; `around` is that of the namespace that exports it.
pub fn key(id: &BindingIdentifier<'_>, around: Option<&str>) -> Merged {
    match (around, id.symbol_id.get()) {
        (Some(around), _) => format!("{around}.{}", id.name),
        (None, Some(symbol)) => symbol.index().to_string(),
        (None, None) => id.name.to_string(),
    }
}

/// Does the body hold anything but types? What is declared counts, as for `tsc`.
pub fn is_instantiated(d: &TSNamespaceDeclaration<'_>) -> bool {
    let statement = |s: &Statement<'_>| {
        let declaration = match s {
            Statement::ExportDeclaration(e) => &e.declaration,
            Statement::ExportNamedDeclaration(e) => return !e.export_kind.is_type(),
            s => match s.as_declaration() {
                Some(d) => d,
                None => return true,
            },
        };
        match declaration {
            Declaration::TSNamespaceDeclaration(d) => is_instantiated(d),
            Declaration::TSEnumDeclaration(d) => !(d.declare && d.r#const),
            Declaration::TSImportEqualsDeclaration(_) => matches!(s, Statement::ExportDeclaration(_)),
            d => !d.is_type(),
        }
    };
    match &d.body {
        TSNamespaceDeclarationBody::TSNamespaceDeclaration(d) => is_instantiated(d),
        TSNamespaceDeclarationBody::TSModuleBlock(b) => b.body.iter().any(statement),
    }
}

/// The names that each namespace exports, in any of its bodies.
pub fn collect(program: &Program<'_>, _scoping: &Scoping) -> HashMap<Merged, HashSet<String>> {
    let mut collect = Collect { out: HashMap::new(), around: None };
    collect.visit_program(program);
    collect.out
}

struct Collect {
    out: HashMap<Merged, HashSet<String>>,
    /// Namespace of the statement that exports.
    around: Option<Merged>,
}

impl Collect {
    fn namespace(&mut self, d: &TSNamespaceDeclaration<'_>, exported: bool) {
        if d.declare || !is_instantiated(d) {
            return;
        }
        let key = key(&d.id, self.around.as_deref().filter(|_| exported));
        let names = self.out.entry(key.clone()).or_default();
        let outer = self.around.replace(key.clone());
        match &d.body {
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => {
                names.insert(inner.id.name.to_string());
                self.namespace(inner, true);
            }
            TSNamespaceDeclarationBody::TSModuleBlock(b) => {
                for s in &b.body {
                    match s {
                        Statement::ExportDeclaration(e) => {
                            let names = self.out.entry(key.clone()).or_default();
                            names.extend(exported_names(&e.declaration));
                            match &e.declaration {
                                Declaration::TSNamespaceDeclaration(d) => self.namespace(d, true),
                                d => self.visit_declaration(d),
                            }
                        }
                        s => self.visit_statement(s),
                    }
                }
            }
        }
        self.around = outer;
    }
}

impl<'a> Visit<'a> for Collect {
    fn visit_ts_namespace_declaration(&mut self, it: &TSNamespaceDeclaration<'a>) {
        self.namespace(it, false);
    }

    fn visit_function_body(&mut self, it: &FunctionBody<'a>) {
        let outer = self.around.take();
        walk::walk_function_body(self, it);
        self.around = outer;
    }
}

/// Names of values that an exported declaration declares.
fn exported_names(d: &Declaration<'_>) -> Vec<String> {
    match d {
        d if d.declare() => Vec::new(),
        Declaration::VariableDeclaration(d) => {
            d.declarations.iter().flat_map(|d| d.id.get_binding_identifiers()).map(|id| id.name.to_string()).collect()
        }
        Declaration::TSNamespaceDeclaration(d) if !is_instantiated(d) => Vec::new(),
        Declaration::TSImportEqualsDeclaration(d) => vec![d.id.name.to_string()],
        d if d.is_type() => Vec::new(),
        d => d.id().map(|id| id.name.to_string()).into_iter().collect(),
    }
}
