//! The file that an import names, and whether it is of the kind that the import expects.

use oxc_ast::ast::{ImportAttributeKey, StringLiteral, WithClause};
use yarrow_diag::Diagnostic;

use super::resolve::{self, How, Unresolved};
use super::{Load, ModuleIx, SourceKind};
use crate::json;

impl<'a> Load<'a, '_> {
    pub(super) fn import(
        &mut self,
        importer: ModuleIx,
        source: &StringLiteral<'a>,
        attributes: Option<&WithClause<'a>>,
    ) {
        let specifier = source.value.as_str();
        let known = self.graph.modules[importer].requests.get(specifier).copied();
        let target = match known {
            Some(target) => target,
            None => {
                let Some(target) = self.import_file(importer, source) else { return };
                self.graph.modules[importer].requests.insert(specifier, target);
                target
            }
        };
        self.check_attributes(importer, source, attributes, target);
    }

    fn import_file(&mut self, importer: ModuleIx, source: &StringLiteral<'a>) -> Option<ModuleIx> {
        let specifier = source.value.as_str();
        let span = self.graph.span(importer, source.span);
        let path = self.graph.modules[importer].path.clone();
        let (message, help) = match self.resolver.resolve(&path, specifier, How::Import) {
            Ok(found) => match self.find_module(found, How::Import) {
                Ok(target) => return target,
                Err(error) => (format!("cannot import `{specifier}`: {error}"), None),
            },
            Err(Unresolved::Builtin) => (
                format!("cannot import `{specifier}`: it is a module of Node's"),
                Some("a compiled program has no such modules".to_owned()),
            ),
            Err(Unresolved::Missing { ending: Some(ending) }) => (
                format!("cannot import `{specifier}`: there is no such file"),
                Some(format!("imports name the file in full: write `{specifier}{ending}`")),
            ),
            Err(Unresolved::Missing { ending: None }) if resolve::is_path(specifier) => {
                (format!("cannot import `{specifier}`: there is no such file"), None)
            }
            Err(Unresolved::Missing { ending: None }) if specifier.starts_with('#') => (
                format!("cannot import `{specifier}`: the package of this file has no such name"),
                Some("names that start with `#` stand in the `imports` of its package.json".to_owned()),
            ),
            Err(Unresolved::Missing { ending: None }) => (
                format!("cannot resolve the package `{specifier}`"),
                Some("packages are looked for in the node_modules folders around the importing file".to_owned()),
            ),
            Err(Unresolved::Fault(fault)) => (format!("cannot import `{specifier}`: {}", fault.message), None),
        };
        let d = Diagnostic::error(message).with_label(span, "");
        self.graph.diagnostics.push(match help {
            Some(help) => d.with_help(help),
            None => d,
        });
        None
    }

    /// Does the import say what kind of file it expects, exactly where that is needed?
    fn check_attributes(
        &mut self,
        importer: ModuleIx,
        source: &StringLiteral<'a>,
        attributes: Option<&WithClause<'a>>,
        target: ModuleIx,
    ) {
        let is_json = self.graph.modules[target].kind == SourceKind::Json;
        let specifier = source.value.as_str();
        let mut as_json = false;
        let mut errors = Vec::new();
        for a in attributes.iter().flat_map(|w| &w.with_entries) {
            let key = match &a.key {
                ImportAttributeKey::Identifier(id) => id.name.as_str(),
                ImportAttributeKey::StringLiteral(s) => s.value.as_str(),
            };
            match (key, a.value.value.as_str()) {
                ("type", "json") if is_json => as_json = true,
                ("type", "json") => errors.push((a.span, format!("SyntaxError: `{specifier}` is not JSON"))),
                ("type", other) => {
                    errors.push((a.span, format!("SyntaxError: there is no type of modules `{other}`")));
                    as_json = true;
                }
                (key, _) => {
                    errors.push((a.span, format!("SyntaxError: the import attribute `{key}` is not supported")))
                }
            }
        }
        if is_json && !as_json {
            let text = format!("SyntaxError: `{specifier}` is JSON, which is imported with an attribute");
            let span = self.graph.span(importer, source.span);
            let d = Diagnostic::error(text).with_label(span, "").with_help("add `with { type: \"json\" }`");
            self.graph.diagnostics.push(d);
        }
        for (span, message) in errors {
            let span = self.graph.span(importer, span);
            self.graph.diagnostics.push(Diagnostic::error(message).with_label(span, ""));
        }
        if is_json && as_json {
            let file = self.graph.modules[target].file;
            let text = self.graph.sources.text(file);
            let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
            if let Some(at) = json::first_error(&text[mark..]) {
                let at = u32::try_from(at + mark).unwrap_or(u32::MAX);
                let span = yarrow_diag::Span { file, start: at, end: at };
                let d = Diagnostic::error("SyntaxError: this is not JSON").with_label(span, "");
                if !self.graph.diagnostics.iter().any(|other| other.primary() == d.primary()) {
                    self.graph.diagnostics.push(d);
                }
            }
        }
    }
}
