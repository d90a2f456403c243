//! C hosts: the examples of `runtime-c/examples` are built as C11 and as C++17 with all warnings as
//! errors, against an installed SDK by way of its pkg-config file, and run under valgrind (with a runtime that
//! AddressSanitizer watches, under that alone).

mod common;

use common::{Answer, YARROW, run, tests_dir};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use yarrow_tiers::difference::first_difference;

fn ok(command: &mut Command) -> Answer {
    let answer = run(command, Duration::from_secs(300)).expect("it ends in time");
    assert_eq!(answer.code, Some(0), "{command:?}\n{}{}", answer.stdout, answer.stderr);
    answer
}

fn has(tool: &str) -> bool {
    run(Command::new(tool).arg("--version"), Duration::from_secs(10)).is_ok_and(|a| a.code == Some(0))
}

/// The flags of an installed pkg-config file, by pkg-config where it is there, else by reading it.
fn flags(sdk: &Path, package: &str) -> Vec<String> {
    let file = sdk.join("lib/pkgconfig").join(package).with_extension("pc");
    let text = std::fs::read_to_string(file).expect("the .pc file is there");
    let prefix = sdk.display().to_string();
    let value = |key: &str| {
        let line = text.lines().find_map(|l| l.strip_prefix(key)).unwrap_or_else(|| panic!("no {key} in {text}"));
        line.replace("${includedir}", &format!("{prefix}/include")).replace("${libdir}", &format!("{prefix}/lib"))
    };
    let by_hand: Vec<String> =
        [value("Cflags:"), value("Libs:")].iter().flat_map(|s| s.split_whitespace()).map(str::to_owned).collect();
    if has("pkg-config") {
        let answer = ok(Command::new("pkg-config")
            .args(["--cflags", "--libs", package])
            .env("PKG_CONFIG_PATH", sdk.join("lib/pkgconfig")));
        let words: Vec<String> = answer.stdout.split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.len(), by_hand.len(), "pkg-config reads the same: {}", answer.stdout);
        return words;
    }
    by_hand
}

/// A C host, the modules that it talks to, and what it prints.
struct Host {
    source: &'static str,
    modules: &'static [Module],
    /// The pkg-config package of the runtime that it needs.
    package: &'static str,
    transcript: &'static str,
    /// An argument for a run with limits of the system, which would count valgrind's memory.
    limited: Option<&'static str>,
    /// Valgrind's `--leak-check`: code that was evaluated stays until the process ends.
    leaks: &'static str,
}

/// The library's name, the entry file, and flags to compile it with.
struct Module(&'static str, &'static str, &'static [&'static str]);

const SHAPES: Host = Host {
    source: "runtime-c/examples/shapes.c",
    modules: &[Module("shapes", "examples/shapes.js", &[])],
    package: "yarrow",
    transcript: "runtime-c/examples/shapes.out",
    limited: None,
    leaks: "full",
};

const FINALIZERS: Host = Host {
    source: "runtime-c/examples/finalizers.c",
    modules: &[Module("finalizers", "runtime-c/examples/finalizers.mjs", &[])],
    package: "yarrow",
    transcript: "runtime-c/examples/finalizers.out",
    limited: Some("limits"),
    leaks: "full",
};

const MODULES: Host = Host {
    source: "runtime-c/examples/modules.c",
    modules: &[
        Module("commonjs", "runtime-c/examples/modules/commonjs.cjs", &[]),
        Module("failing", "runtime-c/examples/modules/failing.mjs", &[]),
        Module("failing_cjs", "runtime-c/examples/modules/failing.cjs", &[]),
        Module("fickle", "runtime-c/examples/modules/fickle.mjs", &[]),
        Module("function", "runtime-c/examples/modules/function.cjs", &[]),
        Module("hook", "runtime-c/examples/modules/hook.mjs", &[]),
        Module("loading", "runtime-c/examples/modules/loading.mjs", &[]),
        Module("module", "runtime-c/examples/modules/module.mjs", &[]),
        Module("named", "runtime-c/examples/modules/named.cjs", &[]),
        Module("primitive", "runtime-c/examples/modules/primitive.cjs", &[]),
        Module("requiring", "runtime-c/examples/modules/requiring.cjs", &[]),
    ],
    package: "yarrow",
    transcript: "runtime-c/examples/modules.out",
    limited: None,
    leaks: "full",
};

const EVALUATION: Host = Host {
    source: "runtime-c/examples/evaluation.c",
    modules: &[
        Module("evaluation_hidden", "runtime-c/examples/evaluation_hidden.mjs", &["--eval"]),
        Module("evaluation_seen", "runtime-c/examples/evaluation_seen.mjs", &[]),
    ],
    package: "yarrow-eval",
    transcript: "runtime-c/examples/evaluation.out",
    limited: None,
    leaks: "no",
};

const ASYNC_SOCKET: Host = Host {
    source: "runtime-c/examples/async_socket.c",
    modules: &[Module("async_socket", "runtime-c/examples/async_socket.mjs", &[])],
    package: "yarrow",
    transcript: "runtime-c/examples/async_socket.out",
    limited: None,
    leaks: "full",
};

const PROMISES: Host = Host {
    source: "runtime-c/examples/promises.c",
    modules: &[Module("promises", "runtime-c/examples/promises.mjs", &[])],
    package: "yarrow",
    transcript: "runtime-c/examples/promises.out",
    limited: None,
    leaks: "full",
};

#[test]
fn the_c_host_runs_as_c_and_as_cpp() {
    c_host_runs(&SHAPES, "llvm");
}

#[test]
fn the_c_host_runs_with_code_of_cranelift() {
    c_host_runs(&SHAPES, "cranelift");
}

#[test]
fn finalizers_may_use_the_runtime() {
    c_host_runs(&FINALIZERS, "cranelift");
}

#[test]
fn modules_of_every_kind_are_asked_for_exports_at_every_stage() {
    c_host_runs(&MODULES, "cranelift");
}

#[test]
fn text_is_evaluated_in_a_library() {
    c_host_runs(&EVALUATION, "cranelift");
}

#[test]
fn the_c_host_feeds_an_async_generator_in_its_loop() {
    c_host_runs(&ASYNC_SOCKET, "llvm");
}

#[test]
fn the_c_host_settles_and_observes_promises() {
    c_host_runs(&PROMISES, "cranelift");
}

/// What is left out is missed by the linker where it was asked for, and throws where it was declined.
#[test]
fn a_library_that_evaluates_does_not_link_with_the_runtime_that_cannot() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let sdk = dir.path().join("sdk");
    ok(Command::new(YARROW).arg("sdk").arg(&sdk));
    let link = |libraries: &[String]| {
        Command::new("cc")
            .current_dir(dir.path())
            .args(["-I.", "-o", "host"])
            .arg(tests_dir().join("../runtime-c/examples/evaluation.c"))
            .args(libraries)
            .args(flags(&sdk, "yarrow"))
            .output()
            .expect("cc runs")
    };
    let linked = link(&build_modules(&EVALUATION, dir.path(), "cranelift", &[]));
    let message = String::from_utf8_lossy(&linked.stderr).into_owned();
    assert!(!linked.status.success() && message.contains("rt_install_evaluator"), "{message}");
    let without = Host {
        modules: &[
            Module("evaluation_hidden", "runtime-c/examples/evaluation_hidden.mjs", &[]),
            Module("evaluation_seen", "runtime-c/examples/evaluation_seen.mjs", &["--no-eval"]),
        ],
        ..EVALUATION
    };
    let linked = link(&build_modules(&without, dir.path(), "cranelift", &[]));
    assert!(linked.status.success(), "{}", String::from_utf8_lossy(&linked.stderr));
    let ran = run(&mut Command::new(dir.path().join("host")), Duration::from_secs(60)).expect("it ends in time");
    assert!(ran.stdout.starts_with("6 * 7: throws EvalError: "), "{}{}", ran.stdout, ran.stderr);
}

/// Debug information that valgrind, which does not know all of DWARF's version 5, and LLVM's verifier take.
#[test]
fn debug_information_is_read_by_valgrind_and_verified() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let source = tests_dir().join("../benches/programs/tree_walk.js");
    let bin = ok(Command::new("llvm-config-22").arg("--bindir")).stdout;
    for backend in ["llvm", "cranelift"] {
        for level in ["-O0", "-O2"] {
            let exe = dir.path().join(backend);
            ok(Command::new(YARROW)
                .args(["build", "-g", level, "--backend", backend])
                .arg(&source)
                .arg("-o")
                .arg(&exe));
            let verified = ok(Command::new(Path::new(bin.trim()).join("llvm-dwarfdump")).arg("--verify").arg(&exe));
            assert!(verified.stdout.contains("No errors."), "{backend} {level}: {}", verified.stdout);
            if cfg!(yarrow_asan) {
                continue;
            }
            // Enough to read it.
            let read = ok(Command::new("valgrind").args(["--tool=none"]).arg(&exe));
            for complaint in ["debuginfo", "unhandled dwarf", "orrupt"] {
                assert!(!read.stderr.contains(complaint), "{backend} {level}: {}", read.stderr);
            }
        }
    }
}

/// Compiles a host's modules where the archives and headers are to be; returns the archives.
fn build_modules(host: &Host, dir: &Path, backend: &str, more: &[&str]) -> Vec<String> {
    let mut libraries = Vec::new();
    for Module(name, entry, flags) in host.modules {
        let (library, header) = (format!("lib{name}.a"), format!("{name}.h"));
        ok(Command::new(YARROW)
            .current_dir(dir)
            .args(["build", "--lib", "--backend", backend])
            .args(*flags)
            .args(more)
            .arg(tests_dir().join("..").join(entry))
            .args(["-o", &library, "--header", &header]));
        libraries.push(library);
    }
    libraries
}

fn c_host_runs(host: &Host, backend: &str) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = tests_dir().join("..");
    let sdk = dir.path().join("sdk");
    ok(Command::new(YARROW).arg("sdk").arg(&sdk));
    let libraries = build_modules(host, dir.path(), backend, &[]);
    let expected = std::fs::read_to_string(root.join(host.transcript)).expect("the transcript is there");
    for (compiler, language, standard) in [("cc", "c", "-std=c11"), ("c++", "c++", "-std=c++17")] {
        let exe = dir.path().join(format!("host-{language}"));
        ok(Command::new(compiler)
            .current_dir(dir.path())
            .args(["-x", language, standard, "-Wall", "-Wextra", "-Werror", "-pedantic", "-g"])
            .arg(format!("-I{}", sdk.join("include").display()))
            .arg("-I.")
            .arg(root.join(host.source))
            .args(["-x", "none"])
            .args(&libraries)
            .args(flags(&sdk, host.package))
            .arg("-o")
            .arg(&exe));
        for gc in ["", "stress"] {
            let answer = ok(Command::new(&exe).env("YARROW_GC", gc));
            assert_eq!(first_difference(&expected, &answer.stdout), None, "{language}, YARROW_GC={gc}");
        }
        if language == "c" && !cfg!(yarrow_asan) {
            if let Some(argument) = host.limited {
                let answer = ok(Command::new(&exe).arg(argument));
                let expected = format!("{expected}short of memory: none 1, made 1\n");
                assert_eq!(first_difference(&expected, &answer.stdout), None, "with limits");
            }
            let answer = ok(Command::new("valgrind")
                .args(["--quiet", "--error-exitcode=99", "--errors-for-leak-kinds=definite"])
                .arg(format!("--leak-check={}", host.leaks))
                .arg(&exe));
            assert_eq!(first_difference(&expected, &answer.stdout), None, "under valgrind: {}", answer.stderr);
        }
    }
}

/// The functions that the archive defines for others, by name, are the lists of the contract.
#[test]
fn the_archive_defines_exactly_the_contract() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    ok(Command::new(YARROW).arg("sdk").arg(dir.path()));
    let symbols = ok(Command::new("nm").args(["-g", "--defined-only"]).arg(dir.path().join("lib/libyarrow_rt.a")));
    let defined: BTreeSet<&str> =
        symbols.stdout.lines().filter_map(|l| l.split_whitespace().nth(2)).filter(|s| s.starts_with("rt_")).collect();
    let mut expected: BTreeSet<&str> = yarrow_abi::functions::RtFn::ALL.iter().map(|f| f.name()).collect();
    expected.extend(yarrow_abi::host::HOST_FUNCTIONS);
    expected.extend(yarrow_abi::libraries::LIBRARIES.map(yarrow_abi::libraries::Library::symbol));
    expected.extend([yarrow_abi::ABI_VERSION_SYMBOL, "rt_main"]);
    assert_eq!(defined, expected);
}
