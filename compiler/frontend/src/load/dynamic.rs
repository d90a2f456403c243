//! `import()` and `import.meta.resolve()`: what a file may ask for while it runs, as far as that can be known before.
//!
//! The operand of `import()` is taken apart into constant texts and holes; a variable that is assigned nowhere but where it is
//! declared stands for its initial value. Without a hole it names one file. With one hole behind
//! a text that names a folder, it names all files of that folder that fit: the hole stands for part of one name. Any other operand may
//! name the files that strings of the same file name by their paths. What else may be asked for is refused at run time; a warning
//! says so.

use std::path::Path;

use oxc_span::Span;
use yarrow_diag::Diagnostic;

use super::resolve::{self, How, Unresolved};
use super::uses::Part;
use super::{Ending, Fault, Load, ModuleIx, url_of};

impl Load<'_, '_> {
    /// Loads what the file may import while it runs.
    pub(super) fn load_dynamic(&mut self, ix: ModuleIx) {
        let uses = std::mem::take(&mut self.graph.modules[ix].uses);
        self.graph.modules[ix].dynamic.any = !uses.imports.is_empty();
        for (span, parts) in uses.imports {
            match parts.as_slice() {
                [Part::Text(specifier)] => self.load_named(ix, span, specifier),
                [Part::Text(before), Part::Hole] => self.load_fitting(ix, span, before, ""),
                [Part::Text(before), Part::Hole, Part::Text(after)] => self.load_fitting(ix, span, before, after),
                _ => {
                    self.warn_unknown(ix, span);
                    uses.paths.iter().for_each(|path| self.load_path(ix, path));
                }
            }
        }
        for specifier in uses.resolves.into_iter().filter(|s| !resolve::is_path(s)) {
            let module = &self.graph.modules[ix];
            let url = match self.resolver.resolve(&module.path, &specifier, How::Import) {
                Ok(found) => url_of(&found.path),
                Err(Unresolved::Builtin) => format!("node:{}", specifier.trim_start_matches("node:")),
                Err(Unresolved::Missing { .. } | Unresolved::Fault(_)) => continue,
            };
            self.graph.modules[ix].dynamic.resolved.insert(specifier, url);
        }
    }

    fn warn(&mut self, ix: ModuleIx, span: Span, message: String, help: &str) {
        let span = self.graph.span(ix, span);
        self.graph.diagnostics.push(Diagnostic::warning(message).with_label(span, "").with_help(help));
    }

    fn warn_unknown(&mut self, ix: ModuleIx, span: Span) {
        let help = "write a string, or a template that begins with a folder, as in `./texts/${name}.js`; as it is, it can only \
                    name files that strings of this file name";
        let message = "what this `import()` names cannot be known when compiling: it may be rejected".to_owned();
        self.warn(ix, span, message, help);
    }

    fn load_named(&mut self, ix: ModuleIx, span: Span, specifier: &str) {
        const REJECTED: &str = "this `import()` will be rejected";
        if self.graph.modules[ix].dynamic.files.contains_key(specifier) {
            return;
        }
        let path = self.graph.modules[ix].path.clone();
        let (why, fault) = match self.resolver.resolve(&path, specifier, How::Import) {
            Ok(found) => {
                let shown = found.path.clone();
                match self.find_importable(found) {
                    Ok(Some(target)) => {
                        self.graph.modules[ix].dynamic.files.insert(specifier.to_owned(), target);
                        return;
                    }
                    Ok(None) => return,
                    Err(error) => (error.to_string(), unreadable(&shown)),
                }
            }
            Err(Unresolved::Builtin) => {
                let why = "it is a module of Node's, which a compiled program does not have";
                let message = format!("Cannot find module '{specifier}' imported from {}: {why}", path.display());
                (why.to_owned(), Some(Fault::error("ERR_MODULE_NOT_FOUND", message)))
            }
            Err(Unresolved::Missing { .. }) => ("there is no such file or package".to_owned(), None),
            Err(Unresolved::Fault(fault)) => (fault.message.clone(), Some(fault)),
        };
        if let Some(fault) = fault {
            self.graph.modules[ix].dynamic.refused.insert(specifier.to_owned(), fault);
        }
        self.warn(ix, span, format!("cannot import `{specifier}`: {why}"), REJECTED);
    }

    /// Loads the files of a folder whose names fit.
    fn load_fitting(&mut self, ix: ModuleIx, span: Span, before: &str, after: &str) {
        let Some(slash) = before.rfind('/').filter(|_| resolve::is_path(before)) else {
            return self.warn_unknown(ix, span);
        };
        let (folder, start) = before.split_at(slash + 1);
        let (end, rest) = after.split_at(after.find('/').unwrap_or(after.len()));
        let path = self.graph.modules[ix].path.clone();
        let mut found_any = false;
        for name in self.files.loader.list(&self.files.shown(&resolve::place(&path, folder))) {
            let fits = name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end);
            let specifier = format!("{folder}{name}{rest}");
            if fits && !specifier.contains(['?', '#', '%', '\\']) {
                self.load_path(ix, &specifier);
                found_any |= self.graph.modules[ix].dynamic.files.contains_key(&specifier);
            }
        }
        if !found_any {
            let message = format!("no file fits `{before}…{after}`");
            self.warn(ix, span, message, "this `import()` will be rejected");
        }
    }
}

impl Load<'_, '_> {
    /// Loads a file, if it is there and may be a module.
    fn load_path(&mut self, ix: ModuleIx, specifier: &str) {
        let Ok(found) = self.resolver.resolve(&self.graph.modules[ix].path, specifier, How::Import) else { return };
        if Ending::of(&found.path).is_some()
            && let Ok(Some(target)) = self.find_importable(found)
        {
            self.graph.modules[ix].dynamic.files.insert(specifier.to_owned(), target);
        }
    }
}

/// What Node says of a file that is there and is no module.
fn unreadable(path: &Path) -> Option<Fault> {
    if Ending::of(path).is_some() {
        return None;
    }
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    let message = format!("Unknown file extension \"{ending}\" for {}", path.display());
    Some(Fault::type_error("ERR_UNKNOWN_FILE_EXTENSION", message))
}
