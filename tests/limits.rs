//! Stack and memory end cleanly, whatever the program: the cases of `tests/limits/*.txt`, each in a process of its
//! own on the interpreter, in memory and built. A case fails if a signal ends it, if it takes longer or more
//! memory than it may, or prints something else than is stated.
//!
//! In each run of the tests only those of recursion are built.
//!
//! A file begins with what all its programs begin with. A case is a line `== name OPTIONS`, the program, a line
//! `--`, and what it prints; there `...text` stands for any output with this text in it. The options:
//!
//! * `heap=64m`: the variable `YARROW_HEAP_MAX`; without it the default limit holds;
//! * `peak=900`: megabytes of resident memory it may take, a gigabyte where nothing is said;
//! * `space=16384`: megabytes of address space of an executable, two gigabytes where nothing is said;
//! * `only=built`: about executables, since the address space of the others is not limited;
//! * `seconds=10`: how much processor time it may take, 30 where nothing is said;
//! * `share=all`: too long for each run of the tests: only where `YARROW_LIMITS=all` is set.
//!
//! Memory is watched from outside, and a program that takes twice of what it may is killed. Executables have besides no
//! more than `space` of address space (`ulimit -v`), of which the heap reserves its part; the compiler's own stacks
//! would take half of that.

use libtest_mimic::{Arguments, Failed, Trial};
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use yarrow_tiers::command::{is_out_of_time, latest_end, limit_processor_time};
use yarrow_tiers::launch::Yarrow;
use yarrow_tiers::{Engine, Gc, TIERS, Tier};

const RUN_ON: [Engine; 3] = [Engine::Interpreter, Engine::CraneliftInMemory, Engine::CraneliftObject];

#[derive(Clone, Debug)]
struct Case {
    name: String,
    program: String,
    expected: String,
    heap: Option<String>,
    peak: u64,
    space: u64,
    limit: Duration,
    always: bool,
    only_built: bool,
}

fn main() -> std::io::Result<()> {
    let args = Arguments::from_args();
    let all = std::env::var_os("YARROW_LIMITS").is_some_and(|v| v == "all");
    let yarrow = Yarrow { command: PathBuf::from(env!("CARGO_BIN_EXE_yarrow")), limit: Duration::from_secs(60) };
    let mut trials = Vec::new();
    for file in ["recursion", "allocation", "holes", "turns", "asynchronous"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/limits").join(file).with_extension("txt");
        for case in cases(&std::fs::read_to_string(path)?) {
            if !case.always && !all {
                continue;
            }
            for tier in TIERS.into_iter().filter(|t| RUN_ON.contains(&t.engine)) {
                if case.only_built && tier.engine != Engine::CraneliftObject {
                    continue;
                }
                // What recursion takes depends on the code's frames; the rest is the runtime's, the same for both.
                if tier.engine == Engine::CraneliftObject && file != "recursion" && !all {
                    continue;
                }
                let (case, yarrow) = (case.clone(), yarrow.clone());
                let name = format!("{file}::{}::{}", case.name, tier.name);
                trials.push(Trial::test(name, move || check(&yarrow, &case, tier)));
            }
        }
    }
    libtest_mimic::run(&args, trials).exit()
}

fn cases(text: &str) -> Vec<Case> {
    let mut parts = text.split("\n== ");
    let prelude = parts.next().unwrap_or("");
    parts.map(|part| case(prelude, part)).collect()
}

fn case(prelude: &str, part: &str) -> Case {
    let (head, rest) = part.split_once('\n').expect("a program follows the name");
    let (program, expected) = rest.split_once("\n--\n").unwrap_or_else(|| panic!("{head}: no line `--`"));
    let mut case = Case {
        name: String::new(),
        program: format!("{prelude}\n{program}\n"),
        expected: expected.trim_end().to_owned(),
        heap: None,
        peak: 1024,
        space: 2048,
        limit: Duration::from_secs(30),
        always: true,
        only_built: false,
    };
    let mut words = Vec::new();
    for word in head.split(' ') {
        let number = |n: &str| n.parse().unwrap_or_else(|_| panic!("{head}: {n} is no number"));
        match word.split_once('=').filter(|(key, _)| !key.is_empty()) {
            Some(("heap", size)) => case.heap = Some(size.to_owned()),
            Some(("peak", n)) => case.peak = number(n),
            Some(("space", n)) => case.space = number(n),
            Some(("seconds", n)) => case.limit = Duration::from_secs(number(n)),
            Some(("share", "all")) => case.always = false,
            Some(("only", "built")) => case.only_built = true,
            _ => words.push(word),
        }
    }
    case.name = words.join(" ");
    case
}

fn check(yarrow: &Yarrow, case: &Case, tier: Tier) -> Result<(), Failed> {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("case.js");
    std::fs::write(&file, &case.program)?;
    let ready = match yarrow.prepare(tier, &file, &[])? {
        Ok(ready) => ready,
        Err(outcome) => return Err(format!("not built: {outcome:?}").into()),
    };
    let mut command = ready.command(Gc::Plain);
    command.env_remove("YARROW_HEAP_MAX");
    if let Some(size) = &case.heap {
        command.env("YARROW_HEAP_MAX", size);
    }
    if tier.engine == Engine::CraneliftObject {
        confine(&mut command, case.space << 20);
    }
    let ended = watch(&mut command, case)?;
    if ended.code != Some(0) {
        return Err(format!("it ended with {:?}\n{}{}", ended.code, ended.stdout, ended.stderr).into());
    }
    let stdout = ended.stdout.trim_end();
    let as_expected = match case.expected.strip_prefix("...") {
        Some(part) => stdout.contains(part),
        None => stdout == case.expected,
    };
    if !as_expected {
        return Err(format!("printed:\n{stdout}\nexpected:\n{}\n{}", case.expected, ended.stderr).into());
    }
    if ended.peak > case.peak {
        return Err(format!("it took {} MB, {} MB are allowed", ended.peak, case.peak).into());
    }
    Ok(())
}

/// Limits the address space of what the command runs.
fn confine(command: &mut Command, bytes: u64) {
    let space = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
    // SAFETY: setrlimit may be called between fork and exec.
    unsafe {
        command.pre_exec(move || match libc::setrlimit(libc::RLIMIT_AS, &raw const space) {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        });
    }
}

struct Ended {
    stdout: String,
    stderr: String,
    /// `None`: by a signal, ours or another.
    code: Option<i32>,
    /// Megabytes that were resident at once.
    peak: u64,
}

/// Runs a command, and kills it at its limit of time or at twice its limit of memory.
fn watch(command: &mut Command, case: &Case) -> std::io::Result<Ended> {
    limit_processor_time(command, case.limit);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (mut out, mut err) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        let stdout = scope.spawn(|| text(out.as_mut()));
        let stderr = scope.spawn(|| text(err.as_mut()));
        let deadline = latest_end(case.limit);
        let mut peak = 0;
        let mut killed = "";
        let status = loop {
            peak = peak.max(resident(&child).unwrap_or(0));
            if let Some(status) = child.try_wait()? {
                if is_out_of_time(status) {
                    killed = "killed: out of its time\n";
                }
                break status;
            }
            let why = match (peak > 2 * case.peak, Instant::now() > deadline) {
                (true, _) => "killed: out of its memory\n",
                (false, true) => "killed: out of its time\n",
                (false, false) => "",
            };
            if !why.is_empty() && killed.is_empty() {
                killed = why;
                child.kill()?;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let joined = |r: std::thread::Result<String>| r.unwrap_or_else(|_| "a reader of a pipe panicked".to_owned());
        let (stdout, stderr) = (joined(stdout.join()), joined(stderr.join()));
        Ok(Ended { stdout, stderr: format!("{killed}{stderr}"), code: status.code(), peak })
    })
}

/// The most memory that the process has had resident so far, in megabytes: the kernel keeps it (`VmHWM`), so that
/// only what grows in the last milliseconds is missed.
fn resident(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kb| kb / 1024)
}

fn text(pipe: Option<&mut impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe
        && let Err(error) = pipe.read_to_end(&mut bytes)
    {
        bytes.extend_from_slice(error.to_string().as_bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
