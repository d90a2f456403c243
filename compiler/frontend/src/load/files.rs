//! The files of a [`Loader`] under absolute names.

use std::path::{Component, Path, PathBuf};

use super::loader::Loader;

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
