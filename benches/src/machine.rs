//! What a report says of the machine: nothing that names it, everything that its figures depend on.

use std::path::Path;
use std::process::Command;

/// The machine that was measured on.
#[derive(Clone, Debug)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub kernel: String,
}

impl Machine {
    /// This one.
    #[must_use]
    pub fn this() -> Machine {
        let cpuinfo = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpuinfo.lines().find_map(|l| l.strip_prefix("model name")?.split(':').nth(1));
        // Of a name such as `6.1.0-17-amd64` the version is enough.
        let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        let version = release.trim().split('-').next().unwrap_or_default();
        Machine {
            processor: model.map_or_else(|| std::env::consts::ARCH.to_owned(), |m| m.trim().to_owned()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            kernel: format!("{} {version}", std::env::consts::OS).trim().to_owned(),
        }
    }
}

/// How many processes wanted to run in the last minute, where the kernel tells.
#[must_use]
pub fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// Today, as `2026-01-31`.
#[must_use]
pub fn today() -> String {
    first_line(Command::new("date").args(["-u", "+%F"])).unwrap_or_else(|| "at an unknown date".to_owned())
}

/// The first line that a command prints to its standard output.
#[must_use]
pub fn first_line(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().map(str::trim).find(|l| !l.is_empty()).map(str::to_owned)
}

/// The program of that name on `PATH`.
#[must_use]
pub fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}
