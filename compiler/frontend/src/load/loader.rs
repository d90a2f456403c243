//! Where sources come from.

use std::path::{Path, PathBuf};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    File,
    Directory,
}

/// Where sources come from. Paths are relative to `root`, or absolute where they are not below it.
pub trait Loader: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As reading a file.
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>>;

    /// What there is at a path. By default what cannot be read is a directory, which packages are
    /// looked for in.
    fn kind(&self, path: &Path) -> Option<FileKind> {
        Some(if self.load(path).is_ok() { FileKind::File } else { FileKind::Directory })
    }

    /// The names of what is in a directory, sorted; none by default.
    fn list(&self, _path: &Path) -> Vec<String> {
        Vec::new()
    }

    /// The absolute path that relative ones start from.
    fn root(&self) -> PathBuf {
        PathBuf::from("/")
    }

    /// The absolute path without symbolic links.
    fn real_path(&self, path: &Path) -> PathBuf {
        path.to_path_buf()
    }
}

/// Reads from the file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileLoader;

impl Loader for FileLoader {
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        let data = std::fs::metadata(path).ok()?;
        Some(if data.is_dir() { FileKind::Directory } else { FileKind::File })
    }

    fn list(&self, path: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.filter_map(|e| e.file_name().into_string().ok()).collect();
        names.sort_unstable();
        names
    }

    fn root(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
    }

    fn real_path(&self, path: &Path) -> PathBuf {
        std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
    }
}
