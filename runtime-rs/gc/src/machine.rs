//! How much memory there is: the machine's, or less where a control group (a container, a service) allows less.

use crate::memory::page_size;
use std::path::{Path, PathBuf};

/// Three quarters of the memory that this process may use; no limit where the system does not tell.
///
/// The rest is for what no heap counts: code, stacks, the other threads of a host, and what the
/// collector itself needs.
pub(crate) fn default_limit() -> usize {
    if cfg!(miri) {
        return usize::MAX;
    }
    let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let group = limit_files(&groups, Path::new("/sys/fs/cgroup")).iter().filter_map(|f| read_limit(f)).min();
    [physical_memory(), group].into_iter().flatten().min().map_or(usize::MAX, |bytes| bytes / 4 * 3)
}

fn physical_memory() -> Option<usize> {
    // SAFETY: sysconf only reads.
    let pages = unsafe { libc::sysconf(libc::_SC_PHYS_PAGES) };
    usize::try_from(pages).ok()?.checked_mul(page_size()).filter(|bytes| *bytes != 0)
}

/// The files that may hold a limit for a process whose `/proc/self/cgroup` reads `groups`: of its own
/// groups and of all those around them. Of both versions, since a system may mount both.
fn limit_files(groups: &str, mount: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for line in groups.lines() {
        let mut fields = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (fields.next(), fields.next()) else { continue };
        let (root, name) = match controllers {
            "" => (mount.to_owned(), "memory.max"),
            c if c.split(',').any(|c| c == "memory") => (mount.join("memory"), "memory.limit_in_bytes"),
            _ => continue,
        };
        // A process in a namespace of its own may see a path that its mount does not have; the mount's
        // root is then its group.
        let relative = Path::new(path.trim_start_matches('/'));
        files.extend(relative.ancestors().map(|group| root.join(group).join(name)));
    }
    files
}

/// The limit that a file states; `None` where there is no such file, or no limit in it (`max`).
fn read_limit(file: &Path) -> Option<usize> {
    std::fs::read_to_string(file).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_around_count_in_both_versions() {
        let groups = "5:cpu,cpuacct:/x\n4:memory,hugetlb:/a/b\n1:name=systemd:/\n0::/c:d\n";
        let files: Vec<String> = limit_files(groups, Path::new("/m")).iter().map(|f| f.display().to_string()).collect();
        assert_eq!(
            files,
            [
                "/m/memory/a/b/memory.limit_in_bytes",
                "/m/memory/a/memory.limit_in_bytes",
                "/m/memory/memory.limit_in_bytes",
                "/m/c:d/memory.max",
                "/m/memory.max",
            ]
        );
    }

    #[test]
    fn a_limit_is_a_number_of_bytes_or_none() {
        let dir = std::env::temp_dir().join(format!("yarrow-gc-limits-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a place for files");
        for (text, limit) in [("1048576\n", Some(1 << 20)), ("max\n", None), ("", None)] {
            let file = dir.join("memory.max");
            std::fs::write(&file, text).expect("the file is written");
            assert_eq!(read_limit(&file), limit, "{text:?}");
        }
        std::fs::remove_dir_all(&dir).expect("the files go");
        assert_eq!(read_limit(&dir.join("memory.max")), None);
    }

    #[test]
    #[cfg_attr(miri, ignore = "Miri does not tell how much memory there is")]
    fn the_default_is_less_than_the_machine_has() {
        let (limit, all) = (default_limit(), physical_memory().expect("known"));
        assert!(limit < all && limit > 16 << 20, "{limit} of {all}");
    }
}
