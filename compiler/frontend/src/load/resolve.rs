//! From a specifier to a file, as Node finds it, over the files of a [`Loader`].

use std::collections::HashMap;
use std::io::{Error, ErrorKind};
use std::path::{Component, Path, PathBuf};

use oxc_resolver::{FileMetadata, FileSystem, PackageType, ResolveError, ResolveOptions, ResolverGeneric};

use super::loader::{FileKind, FileLoader, Loader};

/// How a file is asked for, which decides the conditions and whether extensions may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    Import,
    Require,
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
    Missing {
        ending: Option<String>,
    },
    Other(String),
}

/// The files of a program, under absolute names.
#[derive(Clone, Copy)]
pub struct Files<'l> {
    pub loader: &'l dyn Loader,
}

impl Files<'_> {
    /// The name that the loader and the user know an absolute path by.
    pub fn shown(&self, path: &Path) -> PathBuf {
        let root = self.loader.root();
        if path == root { PathBuf::from(".") } else { path.strip_prefix(root).unwrap_or(path).to_path_buf() }
    }

    pub fn absolute(&self, path: &Path) -> PathBuf {
        normalize(&self.loader.root().join(path))
    }
}

/// The file system as the resolver wants it: for as long as the program.
struct ResolverFiles {
    files: Files<'static>,
}

impl FileSystem for ResolverFiles {
    fn new() -> Self {
        ResolverFiles { files: Files { loader: &FileLoader } }
    }

    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        let bytes = self.files.loader.load(&self.files.shown(path))?;
        Ok(if path.ends_with("package.json") { as_node_reads(bytes) } else { bytes })
    }

    fn read_to_string(&self, path: &Path) -> std::io::Result<String> {
        String::from_utf8(self.read(path)?).map_err(|e| Error::new(ErrorKind::InvalidData, e))
    }

    fn metadata(&self, path: &Path) -> std::io::Result<FileMetadata> {
        match self.files.loader.kind(&self.files.shown(path)) {
            Some(kind) => Ok(FileMetadata::new(kind == FileKind::File, kind == FileKind::Directory, false)),
            None => Err(Error::from(ErrorKind::NotFound)),
        }
    }

    fn symlink_metadata(&self, path: &Path) -> std::io::Result<FileMetadata> {
        self.metadata(path)
    }

    fn read_link(&self, path: &Path) -> Result<PathBuf, ResolveError> {
        Ok(path.to_path_buf())
    }

    fn canonicalize(&self, path: &Path) -> std::io::Result<PathBuf> {
        Ok(path.to_path_buf())
    }
}

/// A package.json as Node understands it: of members with one name the last counts, and one that is `null` says nothing.
fn as_node_reads(manifest: Vec<u8>) -> Vec<u8> {
    let Ok(serde_json::Value::Object(mut members)) = serde_json::from_slice(&manifest) else { return manifest };
    members.retain(|_, value| !value.is_null());
    serde_json::to_vec(&members).unwrap_or(manifest)
}

/// The `type` that a package.json says.
fn type_in(manifest: &[u8]) -> Option<PackageType> {
    let manifest: serde_json::Value = serde_json::from_slice(manifest).ok()?;
    match manifest.get("type")?.as_str()? {
        "module" => Some(PackageType::Module),
        "commonjs" => Some(PackageType::CommonJs),
        _ => None,
    }
}

/// Does the importer have the right to leave endings out, and to name a TypeScript file by the
/// name that it is compiled to?
type Variant = (How, bool);

pub struct Resolver<'l> {
    pub files: Files<'l>,
    base: ResolverGeneric<ResolverFiles>,
    variants: HashMap<Variant, ResolverGeneric<ResolverFiles>>,
    /// What the packages around folders say of the type of their files.
    types: HashMap<PathBuf, Option<PackageType>>,
}

impl<'l> Resolver<'l> {
    pub fn new(files: Files<'l>) -> Self {
        // SAFETY: the resolver holds the reference in no static or thread; it is a field of the value
        // made here, which lives no longer than the loader does and gives no part of itself away.
        let loader = unsafe { std::mem::transmute::<&'l dyn Loader, &'static dyn Loader>(files.loader) };
        let files_for_ever = ResolverFiles { files: Files { loader } };
        let base = ResolverGeneric::new_with_file_system(files_for_ever, options((How::Require, false)));
        Resolver { files, base, variants: HashMap::new(), types: HashMap::new() }
    }

    /// The file that `specifier` names in a file at `importer`.
    pub fn resolve(&mut self, importer: &Path, specifier: &str, how: How) -> Result<Found, Unresolved> {
        let typescript = matches!(importer.extension().and_then(|e| e.to_str()), Some("ts" | "mts" | "cts"));
        let directory = importer.parent().unwrap_or(Path::new("/")).to_path_buf();
        match self.find(&directory, specifier, (how, typescript)) {
            Err(Unresolved::Missing { .. }) => {
                let ending = self.missing_ending(&directory, specifier, how);
                Err(Unresolved::Missing { ending })
            }
            found => found,
        }
    }

    /// A file by its path, with the type that the nearest package.json says (LOOKUP_PACKAGE_SCOPE of Node): perhaps one between
    /// it and that of its package.
    pub fn file(&mut self, path: &Path) -> Found {
        let path = self.files.loader.real_path(path);
        let package_type = path.parent().and_then(|folder| self.package_type(folder));
        Found { path, package_type }
    }

    fn package_type(&mut self, folder: &Path) -> Option<PackageType> {
        if folder.ends_with("node_modules") {
            return None;
        }
        if let Some(known) = self.types.get(folder) {
            return *known;
        }
        let manifest = self.files.loader.load(&self.files.shown(&folder.join("package.json")));
        let package_type = match manifest {
            Ok(text) => type_in(&text),
            Err(_) => folder.parent().and_then(|around| self.package_type(around)),
        };
        self.types.insert(folder.to_owned(), package_type);
        package_type
    }

    /// The entry that a folder names: `main` of its package.json, or its index, as `require` finds it.
    pub fn entry_of_folder(&mut self, folder: &Path) -> Option<PathBuf> {
        self.find(folder, ".", (How::Require, false)).ok().map(|found| found.path)
    }

    fn find(&mut self, directory: &Path, specifier: &str, variant: Variant) -> Result<Found, Unresolved> {
        let base = &self.base;
        let resolver = self.variants.entry(variant).or_insert_with(|| base.clone_with_options(options(variant)));
        match resolver.resolve(directory, specifier).map(|found| found.path().to_owned()) {
            Ok(path) => Ok(self.file(&path)),
            Err(ResolveError::Builtin { .. }) => Err(Unresolved::Builtin),
            Err(
                ResolveError::NotFound(_) | ResolveError::ExtensionAlias(..) | ResolveError::MatchedAliasNotFound(..),
            ) => Err(Unresolved::Missing { ending: None }),
            Err(error) => Err(Unresolved::Other(error.to_string())),
        }
    }

    /// What a path that an import does not find lacks, where `require` would find it.
    fn missing_ending(&mut self, directory: &Path, specifier: &str, how: How) -> Option<String> {
        if how == How::Require || !is_path(specifier) {
            return None;
        }
        let found = self.find(directory, specifier, (How::Require, true)).ok()?;
        let named = normalize(&directory.join(specifier));
        let rest = found.path.to_str()?.strip_prefix(named.to_str()?)?;
        Some(if specifier.ends_with('/') { rest.trim_start_matches('/') } else { rest }.to_owned())
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

fn options((how, typescript): Variant) -> ResolveOptions {
    let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    let aliases = [(".js", &[".ts", ".js"]), (".mjs", &[".mts", ".mjs"]), (".cjs", &[".cts", ".cjs"])];
    ResolveOptions {
        condition_names: match how {
            How::Import => list(&["node", "import"]),
            How::Require => list(&["node", "require"]),
        },
        extensions: if typescript {
            list(&[".ts", ".js", ".mts", ".cts", ".mjs", ".cjs", ".json"])
        } else {
            list(&[".js", ".json", ".cjs", ".mjs", ".ts", ".cts", ".mts"])
        },
        extension_alias: if typescript {
            aliases.iter().map(|(from, to)| ((*from).to_owned(), list(*to))).collect()
        } else {
            Vec::new()
        },
        fully_specified: how == How::Import && !typescript,
        symlinks: false,
        node_path: false,
        builtin_modules: true,
        ..ResolveOptions::default()
    }
}

/// Without `.` and inner `..`, by name only.
pub fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for c in path.components() {
        match c {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::RootDir)) => {}
            c => out.push(c),
        }
    }
    out
}
