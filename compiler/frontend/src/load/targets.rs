//! What `exports` and `imports` of a package.json say of a name: PACKAGE_EXPORTS_RESOLVE, PACKAGE_IMPORTS_RESOLVE and
//! PACKAGE_TARGET_RESOLVE of Node, with its errors. Nothing here looks at files.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::files::normalize;
use crate::error::InputError;

/// What Node throws where a package.json forbids a name, or a specifier is not well formed.
#[derive(Clone, Debug)]
pub struct Fault {
    pub class: &'static str,
    pub code: Option<&'static str>,
    pub message: String,
}

impl Fault {
    pub fn error(code: &'static str, message: String) -> Fault {
        Fault { class: "Error", code: Some(code), message }
    }

    pub fn type_error(code: &'static str, message: String) -> Fault {
        Fault { class: "TypeError", code: Some(code), message }
    }
}

impl Fault {
    pub fn empty_specifier() -> Fault {
        let message = "The argument 'id' must be a non-empty string. Received ''".to_owned();
        Fault::type_error("ERR_INVALID_ARG_VALUE", message)
    }
}

impl From<Fault> for InputError {
    fn from(fault: Fault) -> Self {
        InputError::Package(fault.message)
    }
}

const INVALID_TARGET: &str = "ERR_INVALID_PACKAGE_TARGET";

/// What a name stands for.
#[derive(Debug)]
pub enum Target {
    File(PathBuf),
    /// Another package, by its specifier.
    Package(String),
}

enum Answer {
    /// No condition holds.
    Nothing,
    /// It is `null`: not to be had.
    Forbidden,
    Target(Target),
}

/// A package whose names are asked for.
#[derive(Clone, Copy)]
pub struct Package<'p> {
    pub folder: &'p Path,
    pub conditions: &'p [&'p str],
    /// The file that asks, where messages name it.
    pub asking: Option<&'p Path>,
}

/// Which member of the package.json is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Member {
    Exports,
    Imports,
}

impl Package<'_> {
    fn manifest(&self) -> String {
        self.folder.join("package.json").display().to_string()
    }

    fn asked_from(&self) -> String {
        self.asking.map(|file| format!(" imported from {}", file.display())).unwrap_or_default()
    }

    /// The file that the package exports as `subpath`, which is `.` or starts with `./`.
    pub fn exports(&self, exports: &Value, subpath: &str) -> Result<PathBuf, Fault> {
        let whole;
        let names = match exports {
            Value::Object(names) if names.keys().any(|key| key.starts_with('.')) => {
                if !names.keys().all(|key| key.starts_with('.')) {
                    return Err(self.mixed_keys());
                }
                names
            }
            Value::Bool(_) | Value::Number(_) | Value::Null => return Err(self.not_exported(subpath)),
            exports => {
                whole = serde_json::Map::from_iter([(".".to_owned(), exports.clone())]);
                if exports.as_object().is_some_and(serde_json::Map::is_empty) {
                    return Err(self.not_exported(subpath));
                }
                &whole
            }
        };
        match self.named(names, subpath, Member::Exports)? {
            Some(Target::File(path)) => Ok(path),
            Some(Target::Package(_)) | None => Err(self.not_exported(subpath)),
        }
    }

    /// What the package means by `name`, which starts with `#`.
    pub fn imports(&self, imports: Option<&Value>, name: &str) -> Result<Target, Fault> {
        if name == "#" || name.starts_with("#/") || name.ends_with('/') {
            return Err(self.malformed(name, "is not a valid internal imports specifier name"));
        }
        if let Some(Value::Object(names)) = imports
            && let Some(target) = self.named(names, name, Member::Imports)?
        {
            return Ok(target);
        }
        let message = format!(
            "Package import specifier \"{name}\" is not defined in package {}{}",
            self.manifest(),
            self.asked_from()
        );
        Err(Fault::type_error("ERR_PACKAGE_IMPORT_NOT_DEFINED", message))
    }

    /// PACKAGE_IMPORTS_EXPORTS_RESOLVE.
    fn named(
        &self,
        names: &serde_json::Map<String, Value>,
        name: &str,
        member: Member,
    ) -> Result<Option<Target>, Fault> {
        let is_plain = !name.contains('*') && !name.ends_with('/');
        let answer = match names.get(name).filter(|_| is_plain) {
            Some(target) => self.target(target, None, name, member)?,
            None => {
                let mut best: Option<(&str, &str)> = None;
                for key in names.keys() {
                    if let Some(inner) = matched(key, name)
                        && best.is_none_or(|(known, _)| compare_patterns(known, key) == Ordering::Greater)
                    {
                        best = Some((key, inner));
                    }
                }
                match best {
                    Some((key, inner)) => self.target(&names[key], Some(inner), key, member)?,
                    None => Answer::Nothing,
                }
            }
        };
        Ok(match answer {
            Answer::Target(target) => Some(target),
            Answer::Nothing | Answer::Forbidden => None,
        })
    }

    /// PACKAGE_TARGET_RESOLVE; `inner` is what stands for the star of a pattern.
    fn target(&self, target: &Value, inner: Option<&str>, key: &str, member: Member) -> Result<Answer, Fault> {
        match target {
            Value::String(text) => Ok(Answer::Target(self.target_text(text, inner, key, member)?)),
            Value::Null => Ok(Answer::Forbidden),
            Value::Object(conditions) => {
                if conditions.keys().any(|key| key.parse::<u32>().is_ok_and(|n| n.to_string() == *key)) {
                    return Err(self.config("\"exports\" cannot contain numeric property keys."));
                }
                for (condition, target) in conditions {
                    if condition == "default" || self.conditions.contains(&condition.as_str()) {
                        match self.target(target, inner, key, member)? {
                            Answer::Nothing => {}
                            answer => return Ok(answer),
                        }
                    }
                }
                Ok(Answer::Nothing)
            }
            Value::Array(list) => {
                let mut last = Ok(Answer::Forbidden);
                for target in list {
                    match self.target(target, inner, key, member) {
                        Ok(Answer::Nothing) => {}
                        Ok(Answer::Forbidden) => last = Ok(Answer::Forbidden),
                        Ok(Answer::Target(target)) => return Ok(Answer::Target(target)),
                        Err(fault) if fault.code == Some(INVALID_TARGET) => last = Err(fault),
                        Err(fault) => return Err(fault),
                    }
                }
                last
            }
            Value::Bool(_) | Value::Number(_) => Err(self.invalid_target(&target.to_string(), key, member)),
        }
    }

    fn target_text(&self, text: &str, inner: Option<&str>, key: &str, member: Member) -> Result<Target, Fault> {
        let filled = |text: &str| inner.map_or_else(|| text.to_owned(), |inner| text.replace('*', inner));
        let Some(path) = text.strip_prefix("./") else {
            let is_package = member == Member::Imports && !text.starts_with("../") && !text.starts_with('/');
            if is_package && !has_scheme(text) {
                return Ok(Target::Package(filled(text)));
            }
            return Err(self.invalid_target(text, key, member));
        };
        if has_invalid_segment(path) {
            return Err(self.invalid_target(text, key, member));
        }
        if let Some(inner) = inner
            && has_invalid_segment(inner)
        {
            let what = if member == Member::Imports { "imports" } else { "exports" };
            let reason = format!(
                "request is not a valid match in pattern \"{key}\" for the \"{what}\" resolution of {}",
                self.manifest()
            );
            return Err(self.malformed(&key.replace('*', inner), &reason));
        }
        Ok(Target::File(normalize(&self.folder.join(decoded(&filled(path))))))
    }

    fn not_exported(&self, subpath: &str) -> Fault {
        let (manifest, from) = (self.manifest(), self.asked_from());
        let message = match subpath {
            "." => format!("No \"exports\" main defined in {manifest}{from}"),
            subpath => format!("Package subpath '{subpath}' is not defined by \"exports\" in {manifest}{from}"),
        };
        Fault::error("ERR_PACKAGE_PATH_NOT_EXPORTED", message)
    }

    fn invalid_target(&self, target: &str, key: &str, member: Member) -> Fault {
        let hint = if member == Member::Exports && !target.is_empty() && !target.starts_with("./") {
            "; targets must start with \"./\""
        } else {
            ""
        };
        let (manifest, from) = (self.manifest(), self.asked_from());
        let target = Value::from(target);
        let message = match (member, key) {
            (Member::Exports, ".") => {
                format!("Invalid \"exports\" main target {target} defined in the package config {manifest}{from}{hint}")
            }
            (member, key) => {
                let what = if member == Member::Imports { "imports" } else { "exports" };
                let place = format!("defined for '{key}' in the package config {manifest}");
                format!("Invalid \"{what}\" target {target} {place}{from}{hint}")
            }
        };
        Fault::error(INVALID_TARGET, message)
    }

    fn mixed_keys(&self) -> Fault {
        self.config(
            "\"exports\" cannot contain some keys starting with '.' and some not. The exports object must either be an \
             object of package subpath keys or an object of main entry condition name keys only.",
        )
    }

    fn config(&self, why: &str) -> Fault {
        Fault::error("ERR_INVALID_PACKAGE_CONFIG", format!("Invalid package config {}. {why}", self.manifest()))
    }

    fn malformed(&self, name: &str, why: &str) -> Fault {
        let message = format!("Invalid module \"{name}\" {why}{}", self.asked_from());
        Fault::type_error("ERR_INVALID_MODULE_SPECIFIER", message)
    }
}

/// What of `name` the star of the pattern `key` stands for.
fn matched<'n>(key: &str, name: &'n str) -> Option<&'n str> {
    let (before, after) = key.split_once('*')?;
    if after.contains('*') || name.len() < key.len() {
        return None;
    }
    name.strip_prefix(before)?.strip_suffix(after)
}

/// PATTERN_KEY_COMPARE: the longer part before the star comes first, then the longer pattern.
fn compare_patterns(a: &str, b: &str) -> Ordering {
    let before = |key: &str| key.find('*').unwrap_or(key.len());
    before(b).cmp(&before(a)).then(b.len().cmp(&a.len()))
}

/// Is one of the parts `.`, `..` or `node_modules`, plain or percent-encoded?
fn has_invalid_segment(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| {
        let part = decoded(part);
        part == "." || part == ".." || part.eq_ignore_ascii_case("node_modules")
    })
}

fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// With percent-encoded bytes decoded, where they make text.
pub fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}
