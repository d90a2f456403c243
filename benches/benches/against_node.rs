//! Every program compiled by Yarrow at -O3, against Node where it is on PATH: whole processes, run in
//! turn (A B A B …) so that a drifting machine drifts for both; the ratio is that of the medians.
//! Prints a table in Markdown. `RUNS` sets the runs of each (default 5).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use yarrow_benches::{name_of, programs, yarrow};

fn time(command: &mut Command) -> (Duration, Vec<u8>) {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let elapsed = start.elapsed();
    assert!(output.status.success(), "{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    (elapsed, output.stdout)
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn has_node() -> bool {
    Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok_and(|s| s.success())
}

fn build(source: &Path, exe: &Path) -> Duration {
    time(Command::new(yarrow()).arg("build").arg(source).arg("-O3").arg("-o").arg(exe)).0
}

fn main() {
    let runs: usize = std::env::var("RUNS").ok().and_then(|s| s.parse().ok()).unwrap_or(5);
    let filter = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    let node = has_node();
    let dir = tempfile::tempdir().expect("a temporary folder");
    println!("| program | compile ms | yarrow ms | node ms | yarrow / node | executable KiB |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for source in programs() {
        let name = name_of(&source);
        if !name.contains(&filter) {
            continue;
        }
        let exe = dir.path().join(&name);
        let compile = build(&source, &exe);
        // Node takes the source as a module by its extension.
        let module = exe.with_extension("mjs");
        std::fs::copy(&source, &module).expect("the source can be copied");
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let (t, out) = time(&mut Command::new(&exe));
            ours.push(t);
            if node {
                let (t, expected) = time(Command::new("node").arg(&module));
                theirs.push(t);
                assert_eq!(out, expected, "{name}: the transcripts differ");
            }
        }
        let ours = median(&mut ours);
        let size = std::fs::metadata(&exe).map_or(0, |m| m.len() / 1024);
        let (theirs, ratio) = if node {
            let theirs = median(&mut theirs);
            (format!("{theirs:.1}"), format!("{:.2}", ours / theirs))
        } else {
            ("-".to_owned(), "-".to_owned())
        };
        println!("| {name} | {:.0} | {ours:.1} | {theirs} | {ratio} | {size} |", compile.as_secs_f64() * 1e3);
    }
}
