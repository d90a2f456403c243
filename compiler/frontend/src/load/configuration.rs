//! What the tsconfig.json of a TypeScript file says.

use std::io::{Error, ErrorKind};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use oxc_resolver::{
    CompilerOptions, FileMetadata, FileSystem, ResolveError, ResolveOptions, ResolverGeneric, TsconfigDiscovery,
};

use super::files::Files;
use super::loader::{FileKind, FileLoader, Loader};
use crate::ts::{Fields, Imports, Settings};

/// The file system as the finder of tsconfig.json files wants it: for as long as the program.
struct ConfigurationFiles {
    files: Files<'static>,
}

impl FileSystem for ConfigurationFiles {
    fn new() -> Self {
        ConfigurationFiles { files: Files { loader: &FileLoader } }
    }

    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.files.loader.load(&self.files.shown(path))
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

/// What the tsconfig.json files around TypeScript files, and those they extend, say.
pub struct Configurations<'l> {
    finder: ResolverGeneric<ConfigurationFiles>,
    loader: PhantomData<&'l dyn Loader>,
}

impl<'l> Configurations<'l> {
    pub fn new(files: Files<'l>) -> Self {
        // SAFETY: the finder holds the reference in no static or thread; it is a field of the value made here, which
        // lives no longer than the loader does and gives no part of itself away.
        let loader = unsafe { std::mem::transmute::<&'l dyn Loader, &'static dyn Loader>(files.loader) };
        let options = ResolveOptions { tsconfig: Some(TsconfigDiscovery::Auto), ..ResolveOptions::default() };
        let files = ConfigurationFiles { files: Files { loader } };
        Configurations { finder: ResolverGeneric::new_with_file_system(files, options), loader: PhantomData }
    }

    /// How the TypeScript file at a path runs.
    pub fn settings(&self, path: &Path) -> Result<Settings, String> {
        let found = self.finder.find_tsconfig(path).map_err(|e| e.to_string())?;
        Ok(found.map_or_else(Settings::default, |t| settings_of(&t.compiler_options)))
    }
}

/// Fields are assigned, where nothing says it, for targets that have no fields; where no target is said, they have.
fn settings_of(options: &CompilerOptions) -> Settings {
    let has_fields = |target: &String| match target.to_ascii_lowercase().as_str() {
        "es3" | "es5" | "es6" => false,
        "esnext" => true,
        name => name.strip_prefix("es").and_then(|year| year.parse::<u32>().ok()).is_none_or(|year| year >= 2022),
    };
    let defined = options.use_define_for_class_fields.unwrap_or_else(|| options.target.as_ref().is_none_or(has_fields));
    Settings {
        fields: if defined { Fields::Defined } else { Fields::Assigned },
        imports: match options.verbatim_module_syntax {
            Some(true) => Imports::Verbatim,
            Some(false) | None => Imports::Elided,
        },
    }
}
