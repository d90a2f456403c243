//! Writing files whole: each goes to a temporary file beside its destination, which it replaces
//! only when it is complete.

use crate::error::{DriverError, io_error};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// An output file being made. Dropped without [`Output::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    temporary: TempPath,
    destination: PathBuf,
}

impl Output {
    /// A temporary file in the directory of `destination`.
    pub fn new(destination: &Path) -> Result<Output, DriverError> {
        if destination.is_dir() {
            return Err(DriverError::OutputIsDirectory(destination.to_owned()));
        }
        let dir = match destination.parent() {
            Some(p) if !p.as_os_str().is_empty() => p,
            _ => Path::new("."),
        };
        let file = NamedTempFile::with_prefix_in(".yarrow-", dir).map_err(|e| io_error("write to", dir, e))?;
        Ok(Output { temporary: file.into_temp_path(), destination: destination.to_owned() })
    }

    /// Where to write for now.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.temporary
    }

    /// Moves the file to its destination, with the permissions of a fresh one.
    pub fn commit(self, kind: FileKind) -> Result<(), DriverError> {
        set_permissions(&self.temporary, kind).map_err(|e| io_error("write", &self.destination, e))?;
        self.temporary.persist(&self.destination).map_err(|e| io_error("write", &self.destination, e.error))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Plain,
    Executable,
}

#[cfg(unix)]
fn set_permissions(path: &Path, kind: FileKind) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = match kind {
        FileKind::Plain => 0o644,
        FileKind::Executable => 0o755,
    };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_permissions(_: &Path, _: FileKind) -> std::io::Result<()> {
    Ok(())
}

/// Writes `bytes` to `destination`.
pub fn write_file(destination: &Path, bytes: &[u8], kind: FileKind) -> Result<(), DriverError> {
    let output = Output::new(destination)?;
    std::fs::write(output.path(), bytes).map_err(|e| io_error("write", destination, e))?;
    output.commit(kind)
}

/// Writes text to a file, or to standard output for `-` or no file.
pub fn write_text(destination: Option<&Path>, text: &str) -> Result<(), DriverError> {
    match destination {
        Some(path) if path != Path::new("-") => write_file(path, text.as_bytes(), FileKind::Plain),
        _ => match std::io::stdout().lock().write_all(text.as_bytes()) {
            // The reader has seen enough.
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|e| io_error("write", Path::new("standard output"), e)),
        },
    }
}
