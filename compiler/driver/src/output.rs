//! Writing files whole: each goes to a temporary file beside its destination, which it replaces
//! only when it is complete. A device or a pipe is written to and stays what it is, and so does a symbolic link,
//! whose target is written.

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
        let destination = &target_of(destination).map_err(|e| io_error("write", destination, e))?;
        if destination.is_dir() {
            return Err(DriverError::OutputIsDirectory(destination.to_owned()));
        }
        let temporary_files = std::env::temp_dir();
        let dir = match destination.parent() {
            _ if is_special(destination) => &temporary_files,
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
        if is_special(&self.destination) {
            return copy_into(&self.temporary, &self.destination).map_err(|e| io_error("write", &self.destination, e));
        }
        set_permissions(&self.temporary, kind).map_err(|e| io_error("write", &self.destination, e))?;
        self.temporary.persist(&self.destination).map_err(|e| io_error("write", &self.destination, e.error))
    }
}

/// Where symbolic links lead, to something that is not there yet too.
fn target_of(path: &Path) -> std::io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        let Ok(link) = std::fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(link);
    }
    // The links go in a circle, as the system says.
    std::fs::metadata(&path).map(|_| path)
}

/// Whether something is there that is neither a file nor a directory.
fn is_special(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir())
}

fn copy_into(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut to = std::fs::OpenOptions::new().write(true).open(to)?;
    std::io::copy(&mut std::fs::File::open(from)?, &mut to).map(|_| ())
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::FileTypeExt;

    #[test]
    fn a_pipe_is_written_to_and_stays_a_pipe() {
        let dir = tempfile::tempdir().expect("a directory");
        let pipe = dir.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
        assert!(made.success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read_to_string(pipe)
        });
        write_file(&pipe, b"text", FileKind::Plain).expect("it is written");
        assert_eq!(reader.join().expect("it is read").expect("it is text"), "text");
        assert!(std::fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
        assert_eq!(std::fs::read_dir(dir.path()).expect("a directory").count(), 1);
    }
}
