//! From a specifier to a file, as Node finds it, over the files of a [`Loader`].

use std::path::{Path, PathBuf};

use nodejs_built_in_modules::BUILTINS;
use oxc_resolver::PackageType;

use super::files::{Files, normalize};
use super::loader::FileKind;
use super::manifest::{Manifest, Manifests};
use super::targets::{Fault, Package, Target, decoded};

/// How a file is asked for, which decides the conditions and whether extensions may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    Import,
    Require,
}

impl How {
    fn conditions(self) -> &'static [&'static str] {
        match self {
            How::Import => &["node", "import", "module-sync"],
            How::Require => &["node", "require", "module-sync"],
        }
    }
}

/// A file that a specifier names.
#[derive(Clone, Debug)]
pub struct Found {
    pub path: PathBuf,
    /// `type` of the nearest `package.json`.
    pub package_type: Option<PackageType>,
}

/// Why a specifier names no file.
#[derive(Debug)]
pub enum Unresolved {
    /// A module of Node's own.
    Builtin,
    /// No such file or package; for a path that lacks only its ending, the ending.
    Missing { ending: Option<String> },
    /// What Node throws instead of looking further.
    Fault(Fault),
}

impl From<Fault> for Unresolved {
    fn from(fault: Fault) -> Self {
        Unresolved::Fault(fault)
    }
}

const MISSING: Unresolved = Unresolved::Missing { ending: None };

/// What a file may leave out, and what it may name otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Importer {
    JavaScript,
    /// It leaves out any ending, and names a TypeScript file by the name that it is compiled to.
    TypeScript,
}

impl Importer {
    fn of(path: &Path) -> Importer {
        match path.extension().and_then(|e| e.to_str()) {
            Some("ts" | "mts" | "cts") => Importer::TypeScript,
            _ => Importer::JavaScript,
        }
    }

    /// The endings that are tried where one is left out.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Importer::JavaScript => &[".js", ".json", ".ts"],
            Importer::TypeScript => &[".ts", ".js", ".mts", ".cts", ".mjs", ".cjs", ".json"],
        }
    }
}

pub struct Resolver<'l> {
    files: Files<'l>,
    manifests: Manifests<'l>,
}

impl<'l> Resolver<'l> {
    pub fn new(files: Files<'l>) -> Self {
        Resolver { files, manifests: Manifests::new(files) }
    }

    /// The file that `specifier` names in a file at `importer`.
    pub fn resolve(&mut self, importer: &Path, specifier: &str, how: How) -> Result<Found, Unresolved> {
        let path = match how {
            How::Require => self.required(importer, specifier)?,
            How::Import => self.imported(importer, specifier)?,
        };
        Ok(self.file(&path)?)
    }

    /// A file by its path, with the type that the nearest package.json says: perhaps one between it and that of its
    /// package.
    pub fn file(&mut self, path: &Path) -> Result<Found, Fault> {
        let path = self.files.loader.real_path(path);
        let package_type = self.manifests.around(&path)?.and_then(|m| m.package_type());
        Ok(Found { path, package_type })
    }

    /// The entry that a folder names: `main` of its package.json, or its index, as `require` finds it.
    pub fn entry_of_folder(&mut self, folder: &Path) -> Result<Option<PathBuf>, Fault> {
        self.as_folder(folder, Importer::JavaScript)
    }

    fn is_file(&self, path: &Path) -> bool {
        self.files.loader.kind(&self.files.shown(path)) == Some(FileKind::File)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.files.loader.kind(&self.files.shown(path)) == Some(FileKind::Directory)
    }

    /// The file of this name, or the one that is compiled to it.
    fn exact(&self, path: &Path, by: Importer) -> Option<PathBuf> {
        let source = match path.extension().and_then(|e| e.to_str()).filter(|_| by == Importer::TypeScript) {
            Some("js") => Some("ts"),
            Some("mjs") => Some("mts"),
            Some("cjs") => Some("cts"),
            _ => None,
        };
        let source = source.map(|ending| path.with_extension(ending)).filter(|path| self.is_file(path));
        source.or_else(|| self.is_file(path).then(|| path.to_owned()))
    }

    fn with_ending(&self, path: &Path, by: Importer) -> Option<PathBuf> {
        let named = |ending: &&str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        by.endings().iter().map(named).find(|path| self.is_file(path))
    }

    /// LOAD_AS_FILE.
    fn as_file(&self, path: &Path, by: Importer) -> Option<PathBuf> {
        self.exact(path, by).or_else(|| self.with_ending(path, by))
    }

    /// LOAD_AS_DIRECTORY.
    fn as_folder(&mut self, folder: &Path, by: Importer) -> Result<Option<PathBuf>, Fault> {
        let manifest = self.manifests.of(folder)?;
        let index = |r: &Self, folder: &Path| r.with_ending(&folder.join("index"), by);
        let Some(main) = manifest.as_deref().and_then(Manifest::main).filter(|main| !main.is_empty()) else {
            return Ok(index(self, folder));
        };
        let named = normalize(&folder.join(main));
        let found = self.as_file(&named, by).or_else(|| index(self, &named)).or_else(|| index(self, folder));
        if found.is_none() {
            let message = format!(
                "Cannot find module '{}'. Please verify that the package.json has a valid \"main\" entry",
                named.display()
            );
            return Err(Fault::error("MODULE_NOT_FOUND", message));
        }
        Ok(found)
    }

    fn as_file_or_folder(&mut self, path: &Path, specifier: &str, by: Importer) -> Result<Option<PathBuf>, Fault> {
        let last = specifier.rsplit('/').next().unwrap_or(specifier);
        if !matches!(last, "" | "." | "..")
            && let Some(file) = self.as_file(path, by)
        {
            return Ok(Some(file));
        }
        if self.is_folder(path) { self.as_folder(path, by) } else { Ok(None) }
    }

    /// A file that a package.json names has that very name.
    fn target(&self, path: PathBuf, by: Importer) -> Result<PathBuf, Fault> {
        self.exact(&path, by)
            .ok_or_else(|| Fault::error("MODULE_NOT_FOUND", format!("Cannot find module '{}'", path.display())))
    }

    /// What `require` finds.
    fn required(&mut self, importer: &Path, specifier: &str) -> Result<PathBuf, Unresolved> {
        let by = Importer::of(importer);
        if specifier.is_empty() {
            return Err(Fault::empty_specifier().into());
        }
        if is_builtin(specifier) {
            return Err(Unresolved::Builtin);
        }
        if is_path(specifier) {
            let path = place(importer, specifier);
            return self.as_file_or_folder(&path, specifier, by)?.ok_or(MISSING);
        }
        let around = self.manifests.around(importer)?;
        if let Some(manifest) = around.as_deref().filter(|m| specifier.starts_with('#') && m.imports().is_some()) {
            return self.internal(manifest, importer, specifier, How::Require);
        }
        if let Some(found) = self.own_name(around.as_deref(), importer, specifier, How::Require)? {
            return Ok(found);
        }
        for folder in modules_folders(importer) {
            if !self.is_folder(&folder) {
                continue;
            }
            if let Some((name, subpath)) = package_name(specifier)
                && let Some(manifest) = self.manifests.of(&folder.join(name))?
                && let Some(exports) = manifest.exports()
            {
                let package = Package { folder: &manifest.folder, conditions: How::Require.conditions(), asking: None };
                return Ok(self.target(package.exports(exports, &subpath)?, by)?);
            }
            if let Some(found) = self.as_file_or_folder(&normalize(&folder.join(specifier)), specifier, by)? {
                return Ok(found);
            }
        }
        Err(MISSING)
    }

    /// What `import` finds.
    fn imported(&mut self, importer: &Path, specifier: &str) -> Result<PathBuf, Unresolved> {
        let by = Importer::of(importer);
        if is_builtin(specifier) {
            return Err(Unresolved::Builtin);
        }
        if specifier.starts_with('#') {
            return match self.manifests.around(importer)? {
                Some(manifest) => self.internal(&manifest, importer, specifier, How::Import),
                None => Err(MISSING),
            };
        }
        let absolute = specifier.strip_prefix("file://");
        let Some(path) = absolute.or_else(|| is_path(specifier).then_some(specifier)) else {
            return self.package(importer, specifier, How::Import);
        };
        if path.contains(['?', '#']) {
            let message = "a query or fragment, which would make it a module of its own, is not supported".to_owned();
            return Err(Fault::error("ERR_INVALID_MODULE_SPECIFIER", message).into());
        }
        if path.to_ascii_lowercase().contains("%2f") || path.to_ascii_lowercase().contains("%5c") {
            let message = "it must not have encoded \"/\" or \"\\\" characters".to_owned();
            return Err(Fault::error("ERR_INVALID_MODULE_SPECIFIER", message).into());
        }
        let named = place(importer, &decoded(path));
        let found = match by {
            Importer::TypeScript => self.as_file_or_folder(&named, path, by)?,
            Importer::JavaScript => self.exact(&named, by).filter(|_| !path.ends_with('/')),
        };
        found.ok_or_else(|| Unresolved::Missing { ending: self.missing_ending(&named, path) })
    }

    /// What a path that an import does not find lacks, where a file or folder is meant.
    fn missing_ending(&mut self, named: &Path, specifier: &str) -> Option<String> {
        let found = self.as_file_or_folder(named, specifier, Importer::TypeScript).ok()??;
        let rest = found.to_str()?.strip_prefix(named.to_str()?)?;
        Some(if specifier.ends_with('/') { rest.trim_start_matches('/') } else { rest }.to_owned())
    }

    /// A name that starts with `#`.
    fn internal(
        &mut self,
        manifest: &Manifest,
        importer: &Path,
        specifier: &str,
        how: How,
    ) -> Result<PathBuf, Unresolved> {
        let package = Package { folder: &manifest.folder, conditions: how.conditions(), asking: Some(importer) };
        match package.imports(manifest.imports(), specifier)? {
            Target::File(path) => Ok(self.target(path, Importer::of(importer))?),
            Target::Package(name) if is_builtin(&name) => Err(Unresolved::Builtin),
            Target::Package(name) => self.package(&manifest.folder.join("package.json"), &name, how),
        }
    }

    /// PACKAGE_SELF_RESOLVE.
    fn own_name(
        &mut self,
        around: Option<&Manifest>,
        importer: &Path,
        specifier: &str,
        how: How,
    ) -> Result<Option<PathBuf>, Fault> {
        let Some(manifest) = around else { return Ok(None) };
        let (Some(name), Some(exports)) = (manifest.name(), manifest.exports()) else { return Ok(None) };
        let Some(rest) = specifier.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('/')) else {
            return Ok(None);
        };
        let package = Package { folder: &manifest.folder, conditions: how.conditions(), asking: Some(importer) };
        let path = package.exports(exports, &format!(".{rest}"))?;
        self.target(path, Importer::of(importer)).map(Some)
    }

    /// PACKAGE_RESOLVE: a package by its name, for `import`.
    fn package(&mut self, importer: &Path, specifier: &str, how: How) -> Result<PathBuf, Unresolved> {
        let by = Importer::of(importer);
        let around = self.manifests.around(importer)?;
        if let Some(found) = self.own_name(around.as_deref(), importer, specifier, how)? {
            return Ok(found);
        }
        let Some((name, subpath)) = package_name(specifier) else {
            let message = format!("Invalid module \"{specifier}\" is not a valid package name");
            return Err(Fault::type_error("ERR_INVALID_MODULE_SPECIFIER", message).into());
        };
        for folder in modules_folders(importer) {
            let folder = folder.join(name);
            if !self.is_folder(&folder) {
                continue;
            }
            let manifest = self.manifests.of(&folder)?;
            if let Some(exports) = manifest.as_deref().and_then(Manifest::exports) {
                let package = Package { folder: &folder, conditions: how.conditions(), asking: Some(importer) };
                return Ok(self.target(package.exports(exports, &subpath)?, by)?);
            }
            let named = normalize(&folder.join(decoded(&subpath)));
            let found = match by {
                _ if subpath == "." => self.as_folder(&folder, by)?,
                Importer::TypeScript => self.as_file_or_folder(&named, &subpath, by)?,
                Importer::JavaScript => self.exact(&named, by),
            };
            match found {
                Some(found) => return Ok(found),
                None if manifest.is_some() => return Err(MISSING),
                None => {}
            }
        }
        Err(MISSING)
    }
}

/// Does the specifier name a file by its place, not a package?
pub fn is_path(specifier: &str) -> bool {
    specifier == "."
        || specifier == ".."
        || specifier.starts_with("./")
        || specifier.starts_with("../")
        || specifier.starts_with('/')
}

/// The path that a specifier gives, seen from a file.
pub fn place(importer: &Path, specifier: &str) -> PathBuf {
    normalize(&importer.parent().unwrap_or(Path::new("/")).join(specifier))
}

fn is_builtin(specifier: &str) -> bool {
    specifier.starts_with("node:") || BUILTINS.binary_search(&specifier).is_ok()
}

/// The folders in which packages are looked for.
fn modules_folders(importer: &Path) -> Vec<PathBuf> {
    let around = importer.ancestors().skip(1).filter(|folder| !folder.ends_with("node_modules"));
    around.map(|folder| folder.join("node_modules")).collect()
}

/// The name of a package, and what is asked of it: `.` or `./…`.
fn package_name(specifier: &str) -> Option<(&str, String)> {
    let mut slashes = specifier.match_indices('/').map(|(at, _)| at);
    let end = match specifier.strip_prefix('@') {
        Some(_) => {
            let first = slashes.next().filter(|at| *at > 1)?;
            slashes.next().unwrap_or(if first + 1 < specifier.len() { specifier.len() } else { return None })
        }
        None => slashes.next().unwrap_or(specifier.len()),
    };
    let name = &specifier[..end];
    let is_valid = !name.is_empty() && !name.starts_with('.') && !name.contains(['%', '\\']);
    is_valid.then(|| (name, format!(".{}", &specifier[end..])))
}
