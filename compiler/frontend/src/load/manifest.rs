//! package.json files, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use oxc_resolver::PackageType;
use serde_json::Value;

use super::files::Files;
use super::targets::Fault;

/// What a package.json says.
#[derive(Debug)]
pub struct Manifest {
    /// The folder that it stands in.
    pub folder: PathBuf,
    content: Value,
}

impl Manifest {
    /// A member; of members with one name the last counts, and one that is `null` says nothing.
    fn member(&self, name: &str) -> Option<&Value> {
        self.content.get(name).filter(|v| !v.is_null())
    }

    pub fn name(&self) -> Option<&str> {
        self.member("name")?.as_str()
    }

    pub fn main(&self) -> Option<&str> {
        self.member("main")?.as_str()
    }

    pub fn exports(&self) -> Option<&Value> {
        self.member("exports")
    }

    pub fn imports(&self) -> Option<&Value> {
        self.member("imports").filter(|v| v.is_object())
    }

    pub fn package_type(&self) -> Option<PackageType> {
        match self.member("type")?.as_str()? {
            "module" => Some(PackageType::Module),
            "commonjs" => Some(PackageType::CommonJs),
            _ => None,
        }
    }
}

type Read = Result<Option<Rc<Manifest>>, Fault>;

/// The package.json files looked for so far, by their folder.
pub struct Manifests<'l> {
    files: Files<'l>,
    known: HashMap<PathBuf, Read>,
}

impl<'l> Manifests<'l> {
    pub fn new(files: Files<'l>) -> Self {
        Manifests { files, known: HashMap::new() }
    }

    /// The package.json of a folder, if it has one.
    pub fn of(&mut self, folder: &Path) -> Read {
        if let Some(known) = self.known.get(folder) {
            return known.clone();
        }
        let read = self.read(folder);
        self.known.insert(folder.to_owned(), read.clone());
        read
    }

    fn read(&self, folder: &Path) -> Read {
        let path = folder.join("package.json");
        let Ok(bytes) = self.files.loader.load(&self.files.shown(&path)) else { return Ok(None) };
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        match serde_json::from_slice(text) {
            Ok(content) => Ok(Some(Rc::new(Manifest { folder: folder.to_owned(), content }))),
            Err(e) => {
                let message = format!("Error parsing {}: {e}", path.display());
                Err(Fault { class: "SyntaxError", code: None, message })
            }
        }
    }

    /// LOOKUP_PACKAGE_SCOPE: the nearest package.json around a file.
    pub fn around(&mut self, file: &Path) -> Read {
        for folder in file.ancestors().skip(1) {
            if folder.ends_with("node_modules") {
                break;
            }
            if let Some(found) = self.of(folder)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
