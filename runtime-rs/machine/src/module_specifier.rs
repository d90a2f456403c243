//! What the operands of `import()` and `import.meta.resolve()` name, by their texts alone: no file is looked at. The errors are Node's.

use easy_ext::ext;
use percent_encoding::percent_decode_str;
use yarrow_objects::rooted::{Scope, Value};
use yarrow_objects::{Attrs, CellKind, ErrorKind, JsResult, Throw, error_name};

#[ext(ModuleSpecifiers)]
pub impl<'s> Scope<'s> {
    /// The part of EvaluateImportCall (13.3.10.2) that reads `options`: the `type` of its attributes, or `undefined`.
    fn import_type(&mut self, options: Value<'_>) -> JsResult<Value<'s>> {
        if options.is_undefined() {
            return Ok(Value::UNDEFINED);
        }
        let Some(options) = options.as_object() else {
            return Err(self.throw_type_error(format_args!("The second argument to import() must be an object")));
        };
        let with = self.atom("with")?;
        let attributes = self.get(options, with)?;
        if attributes.is_undefined() {
            return Ok(Value::UNDEFINED);
        }
        let Some(attributes) = attributes.as_object() else {
            return Err(self.throw_type_error(format_args!("The 'with' option must be an object")));
        };
        let mut found = Value::UNDEFINED;
        let mut unsupported = None;
        let keys = self.own_keys(attributes)?;
        for key in keys.iter().filter(|key| !key.is_symbol()) {
            if !self.is_own_enumerable(attributes, key)? {
                continue;
            }
            let value = self.get(attributes, key)?;
            let Some(text) = value.as_string() else {
                return Err(self.throw_type_error(format_args!("Import attribute value must be a string")));
            };
            let name = self.to_string(key.root_value())?.to_rust();
            if name == "type" {
                found = value;
            } else if unsupported.is_none() {
                unsupported = Some((name, text.to_rust()));
            }
        }
        if let Some((name, value)) = unsupported {
            let message = format!("Import attribute \"{name}\" with value \"{value}\" is not supported");
            return Err(throw_with_code(self, ErrorKind::TypeError, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED", &message));
        }
        if let Some(text) = found.as_string().map(|s| s.to_rust()).filter(|text| text != "json") {
            let message = format!("Import attribute type \"{text}\" is unsupported");
            return Err(throw_with_code(self, ErrorKind::TypeError, "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED", &message));
        }
        Ok(found)
    }

    /// The URL that `specifier` names in the file of the URL `from`. Where there are `files`, an array of URLs, it is an error if
    /// it is none of those.
    fn find_module(&mut self, specifier: Value<'_>, from: Value<'_>, files: Value<'_>) -> JsResult<Value<'s>> {
        let text = |v: Value<'_>| v.as_string().map(|s| s.to_rust()).unwrap_or_default();
        let (specifier, from) = (text(specifier), text(from));
        let asking = path_of(&from);
        let url = match resolve(&specifier, &from) {
            Ok(url) => url,
            Err(Unresolved::Package) => {
                let end = specifier.match_indices('/').nth(usize::from(specifier.starts_with('@')));
                let name = &specifier[..end.map_or(specifier.len(), |(at, _)| at)];
                let message = format!("Cannot find package '{name}' imported from {asking}");
                return Err(throw_with_code(self, ErrorKind::Error, NOT_FOUND, &message));
            }
            Err(Unresolved::Internal) => {
                let message = format!("Package import specifier \"{specifier}\" is not defined imported from {asking}");
                let code = "ERR_PACKAGE_IMPORT_NOT_DEFINED";
                return Err(throw_with_code(self, ErrorKind::TypeError, code, &message));
            }
        };
        if let Some(files) = files.as_kind(CellKind::Array) {
            let known = self.dense_elements(files).unwrap_or(&[]);
            if !known.iter().any(|file| text(*file) == url) {
                return Err(throw_not_there(self, &url, &asking));
            }
        }
        Ok(self.new_string(&url)?.value())
    }
}

const NOT_FOUND: &str = "ERR_MODULE_NOT_FOUND";

enum Unresolved {
    Package,
    /// A name that starts with `#`.
    Internal,
}

fn throw_not_there(ctx: &mut Scope<'_>, url: &str, asking: &str) -> Throw {
    let scheme = &url[..url.find(':').map_or(0, |at| at + 1)];
    let (kind, code, message) = match scheme {
        "file:" if has_encoded_separator(url) => {
            let message = format!(
                "Invalid module \"{}\" must not include encoded \"/\" or \"\\\" characters imported from {asking}",
                path_with_escapes(url)
            );
            (ErrorKind::TypeError, "ERR_INVALID_MODULE_SPECIFIER", message)
        }
        "file:" => {
            (ErrorKind::Error, NOT_FOUND, format!("Cannot find module '{}' imported from {asking}", path_of(url)))
        }
        "node:" => (ErrorKind::Error, "ERR_UNKNOWN_BUILTIN_MODULE", format!("No such built-in module: {url}")),
        scheme => {
            let message = format!(
                "Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received \
                 protocol '{scheme}'"
            );
            (ErrorKind::Error, "ERR_UNSUPPORTED_ESM_URL_SCHEME", message)
        }
    };
    throw_with_code(ctx, kind, code, &message)
}

fn has_encoded_separator(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.contains("%2f") || url.contains("%5c")
}

/// The length of the scheme of a URL, with its colon.
fn scheme(text: &str) -> Option<usize> {
    let at = text.find(':')?;
    let is_name = text[..at].chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (text.starts_with(|c: char| c.is_ascii_alphabetic()) && is_name).then_some(at + 1)
}

/// ESM_RESOLVE of Node, without a look at files or packages.
fn resolve(specifier: &str, from: &str) -> Result<String, Unresolved> {
    let is_path = specifier.starts_with('/')
        || specifier == "."
        || specifier == ".."
        || specifier.starts_with("./")
        || specifier.starts_with("../");
    if is_path {
        let (path, rest) = split(specifier);
        let whole = if path.starts_with('/') {
            path.to_owned()
        } else {
            let (base, _) = split(from.strip_prefix("file://").unwrap_or(from));
            format!("{}/{path}", base.rsplit_once('/').map_or("", |(folder, _)| folder))
        };
        return Ok(format!("file://{}{rest}", normal(&whole)));
    }
    if specifier.starts_with('#') {
        return Err(Unresolved::Internal);
    }
    match scheme(specifier) {
        Some(_) if specifier.starts_with("file:") => {
            let (path, rest) = split(&specifier["file:".len()..]);
            Ok(format!("file://{}{rest}", normal(path.strip_prefix("//").unwrap_or(path))))
        }
        Some(end) => Ok(format!("{}{}", specifier[..end].to_ascii_lowercase(), &specifier[end..])),
        None => Err(Unresolved::Package),
    }
}

/// The path of a URL or a specifier, and its query and fragment.
fn split(text: &str) -> (&str, &str) {
    text.split_at(text.find(['?', '#']).unwrap_or(text.len()))
}

/// A path of a URL without `.` and `..`, its characters encoded as URLs have them.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut is_folder = false;
    for part in path.trim_start_matches(['/', '\\']).split(['/', '\\']) {
        is_folder = true;
        match part.to_ascii_lowercase().replace("%2e", ".").as_str() {
            "." => {}
            ".." => {
                parts.pop();
            }
            _ => {
                is_folder = false;
                parts.push(part);
            }
        }
    }
    let mut out = String::new();
    for b in parts.join("/").bytes() {
        match b {
            b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'^' | 0..=0x20 | 0x7f..=0xff => {
                out.push_str(&format!("%{b:02X}"))
            }
            b => out.push(char::from(b)),
        }
    }
    let end = if is_folder && !out.is_empty() { "/" } else { "" };
    format!("/{out}{end}")
}

fn path_with_escapes(url: &str) -> String {
    split(url.strip_prefix("file://").unwrap_or(url)).0.to_owned()
}

/// The path of a file's URL.
fn path_of(url: &str) -> String {
    let path = path_with_escapes(url);
    match percent_decode_str(&path).decode_utf8() {
        Ok(decoded) => decoded.into_owned(),
        Err(_) => path,
    }
}

/// An error with a `code`, which its stack names too.
fn throw_with_code(ctx: &mut Scope<'_>, kind: ErrorKind, code: &str, message: &str) -> Throw {
    let throw = ctx.throw_error(kind, format_args!("{message}"));
    let ctx = &mut ctx.inner();
    let thrown = ctx.caught(throw);
    if let Some(error) = thrown.as_object() {
        let made = ctx.install_stack(error, &format!("{} [{code}]: {message}", error_name(kind))).and_then(|()| {
            let (key, code) = (ctx.atom("code")?, ctx.new_string(code)?);
            ctx.define_data(error, key.into(), code.into(), Attrs::ALL)
        });
        if let Err(throw) = made {
            return throw;
        }
    }
    ctx.throw(thrown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(specifier: &str) -> String {
        resolve(specifier, "file:///a/b/c.mjs").unwrap_or_default()
    }

    #[test]
    fn specifiers_become_urls() {
        assert_eq!(url("./x.mjs"), "file:///a/b/x.mjs");
        assert_eq!(url(".."), "file:///a/");
        assert_eq!(url("/a b/../c"), "file:///c");
        assert_eq!(url("./a%20b?x#y"), "file:///a/b/a%20b?x#y");
        assert_eq!(url("./a\\b"), "file:///a/b/a/b");
        assert_eq!(url("node:fs"), "node:fs");
        assert_eq!(url("http://x/y#a"), "http://x/y#a");
        assert_eq!(url("pkg"), "");
    }

    #[test]
    fn paths_of_urls_are_decoded() {
        assert_eq!(path_of("file:///a/b%20c.mjs?q"), "/a/b c.mjs");
    }
}
