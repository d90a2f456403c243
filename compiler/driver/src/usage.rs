//! What this process has used of the machine: memory and processors.

use std::time::Duration;

/// The processor time of this process, all its threads, and the commands that it has run to their ends.
#[must_use]
pub fn processor_time() -> Duration {
    let of = |time: libc::timeval| {
        let micros = u64::try_from(time.tv_usec).unwrap_or(0);
        Duration::from_secs(time.tv_sec.unsigned_abs()) + Duration::from_micros(micros)
    };
    let usages = [libc::RUSAGE_SELF, libc::RUSAGE_CHILDREN].into_iter().filter_map(usage);
    usages.map(|u| of(u.ru_utime) + of(u.ru_stime)).sum()
}

fn usage(who: libc::c_int) -> Option<libc::rusage> {
    // SAFETY: all-zero is a valid value of this struct of integers.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: `usage` may be written to.
    let failed = unsafe { libc::getrusage(who, &raw mut usage) } != 0;
    (!failed).then_some(usage)
}

/// The most memory this process has had at once, in bytes. On Linux since it started its program: the
/// `maxrss` of `getrusage` also counts what the process was before, a copy of who started it.
#[must_use]
pub fn peak_memory() -> Option<u64> {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| high_water_mark(&status))
        .or_else(|| usage(libc::RUSAGE_SELF).and_then(|usage| max_rss(&usage)))
}

/// `maxrss` in bytes.
#[must_use]
pub fn max_rss(usage: &libc::rusage) -> Option<u64> {
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    u64::try_from(usage.ru_maxrss).ok().map(|n| n * unit)
}

/// The line `VmHWM:` of a process's `status` file, in bytes.
#[must_use]
pub fn high_water_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_used_some_memory() {
        assert!(peak_memory().is_some_and(|n| n > 100_000));
        assert_eq!(high_water_mark("Name:\tx\nVmHWM:\t    2048 kB\n"), Some(2 << 20));
    }

    #[test]
    fn working_takes_processor_time() {
        let before = processor_time();
        let until = std::time::Instant::now() + Duration::from_millis(30);
        while std::time::Instant::now() < until {
            std::hint::black_box(until);
        }
        assert!(processor_time() > before);
    }
}
