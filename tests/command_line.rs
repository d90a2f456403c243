//! The `yarrow` command as a user meets it: exit codes, outputs, bad input of every kind.

mod common;

use common::{Answer, YARROW, run, tests_dir};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Place {
        Place { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("the file can be written");
        path
    }

    fn yarrow<S: AsRef<std::ffi::OsStr>>(&self, args: &[S]) -> Answer {
        run_in(self.dir.path(), Command::new(YARROW).args(args))
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.dir.path())
            .expect("readable")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn run_in(dir: &Path, command: &mut Command) -> Answer {
    run(command.current_dir(dir), Duration::from_secs(120)).expect("the command ends in time")
}

fn no_panic(answer: &Answer) {
    assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
    assert_ne!(answer.code, Some(101), "{}", answer.stderr);
    assert!(answer.code.is_some(), "ended by a signal: {}", answer.stderr);
}

const HELLO: &str = "console.log('hello');\n";
const COUNT: &str = "function* count(n) {\n  for (let i = 0; i < n; i++) {\n    yield i;\n  }\n}\nfor (const x of count(3)) console.log(x);\n";

#[test]
fn build_makes_an_executable_that_runs() {
    let p = Place::new();
    p.file("hello.js", HELLO);
    let built = p.yarrow(&["build", "hello.js", "-o", "hello"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let ran = run_in(p.dir.path(), &mut Command::new(p.path("hello")));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "hello\n"));
    assert_eq!(p.names(), ["hello", "hello.js"], "nothing else is left");
}

#[test]
fn a_dot_in_the_name_stays() {
    let p = Place::new();
    p.file("my.app.js", HELLO);
    let built = p.yarrow(&["build", "my.app.js", "--emit=exe,obj,staticlib"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert_eq!(p.names(), ["libmy.app.a", "my.app", "my.app.js", "my.app.o"]);
}

#[test]
fn run_passes_on_the_exit_code() {
    let p = Place::new();
    p.file("throws.js", "console.log(1);\nthrow new RangeError('too much');\n");
    let ran = p.yarrow(&["run", "throws.js"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "1\n"));
    assert!(ran.stderr.starts_with("Uncaught RangeError: too much"), "{}", ran.stderr);
    assert!(ran.stderr.contains("throws.js:2:"), "the stack names the source: {}", ran.stderr);
}

#[test]
fn flags_say_what_the_entry_is() {
    let p = Place::new();
    p.file("kind.js", "console.log(typeof module, this === undefined);\n");
    let says = |flags: &[&str]| {
        let mut args = vec!["run", "-O0", "kind.js"];
        args.extend(flags);
        let ran = p.yarrow(&args);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran.stdout
    };
    assert_eq!(says(&[]), "object false\n");
    assert_eq!(says(&["--commonjs"]), "object false\n");
    assert_eq!(says(&["--module"]), "undefined true\n");
    assert_eq!(says(&["--script"]), "undefined false\n");
    p.file("package.json", "{ \"type\": \"module\" }");
    assert_eq!(says(&[]), "undefined true\n");
    assert_eq!(p.yarrow(&["check", "kind.js", "--module", "--script"]).code, Some(2));
}

#[test]
fn exit_codes_tell_diagnostics_from_misuse() {
    let p = Place::new();
    p.file("bad.js", "let x = ;\n");
    p.file("good.js", HELLO);
    assert_eq!(p.yarrow(&["check", "good.js"]).code, Some(0));
    assert_eq!(p.yarrow(&["check", "bad.js"]).code, Some(1));
    assert_eq!(p.yarrow(&["check"]).code, Some(2));
    assert_eq!(p.yarrow(&["build", "good.js", "-O9"]).code, Some(2));
    assert_eq!(p.yarrow(&["build", "good.js", "--emit=nonsense"]).code, Some(2));
    assert_eq!(p.yarrow(&["build", "good.js", "--dump=during:dead"]).code, Some(2));
    assert_eq!(p.yarrow(&["--help"]).code, Some(0));
    assert_eq!(p.yarrow(&["--version"]).code, Some(0));
}

#[test]
fn diagnostics_show_the_line_and_no_colours_without_a_terminal() {
    let p = Place::new();
    p.file("two.js", "const a = 1;\na = b.;\nlet c = 08n;\n");
    let checked = p.yarrow(&["check", "two.js"]);
    assert_eq!(checked.code, Some(1));
    assert!(checked.stderr.contains("two.js:2:"), "{}", checked.stderr);
    assert!(checked.stderr.contains("a = b.;"), "{}", checked.stderr);
    assert!(!checked.stderr.contains('\u{1b}'), "{}", checked.stderr);
    assert!(checked.stdout.is_empty());
}

/// What a command shows on a terminal, its output and its messages together.
#[cfg(target_os = "linux")]
fn on_terminal(p: &Place, command: &str, environment: &[(&str, &str)]) -> String {
    let mut script = Command::new("script");
    script.args(["-qec", &format!("{YARROW} {command}"), "/dev/null"]);
    script.env_remove("NO_COLOR").env("TERM", "xterm").envs(environment.iter().copied());
    run_in(p.dir.path(), script.stdin(std::process::Stdio::null())).stdout
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_what_takes_long_and_nothing_else() {
    let p = Place::new();
    p.file("short.js", HELLO);
    let mut long = String::new();
    for i in 0..60_000 {
        long.push_str(&format!(
            "function f{i}(a, b) {{ let s = 0; for (let j = 0; j < a; j++) s += b * j; return s; }}\n"
        ));
    }
    p.file("long.js", &long);
    assert_eq!(on_terminal(&p, "check short.js", &[]), "");
    assert_eq!(on_terminal(&p, "run -O0 short.js", &[]), "hello\r\n");
    let shown = on_terminal(&p, "check long.js", &[]);
    assert!(shown.contains("parsing") || shown.contains("lowering to MIR"), "{shown:?}");
    assert!(!shown.contains("0/0") && !shown.contains('█'), "{shown:?}");
    let last = shown.rsplit('\u{1b}').next().unwrap_or("");
    assert!(last.starts_with("[2K"), "the line is empty in the end: {shown:?}");
    for term in ["dumb", ""] {
        assert_eq!(on_terminal(&p, "check long.js", &[("TERM", term)]), "", "TERM={term}");
    }
    assert!(p.yarrow(&["check", "long.js"]).stderr.is_empty(), "no terminal, no spinner");
}

#[cfg(target_os = "linux")]
#[test]
fn colours_are_for_terminals_that_have_some() {
    let p = Place::new();
    p.file("bad.js", "let x = ;\n");
    let coloured = |environment: &[(&str, &str)]| {
        let shown = on_terminal(&p, "check bad.js", environment);
        assert!(shown.contains("bad.js:1:"), "{shown}");
        shown.contains("\u{1b}[")
    };
    assert!(coloured(&[]));
    assert!(coloured(&[("NO_COLOR", "")]), "an empty NO_COLOR says nothing");
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(!coloured(&[("TERM", "dumb")]));
}

const TO_REDUCE: &str = "// A program.
import { two } from './two.ts';
function unused(a, b) {
  return a + b;
}
class Box {
  #value = 1;
  get value() { return this.#value; }
}
for (const n of [1, 2, 3]) {
  if (n === 2) {
    console.log('two', two, new Box().value);
  } else {
    console.log(unused(n, n));
  }
}
";

/// The command sees a program that runs as the whole one does, imports and all, wherever its path stands.
#[test]
fn reduce_keeps_what_the_command_is_after_and_leaves_the_input_alone() {
    let p = Place::new();
    let command = format!("{YARROW} run {{}} | grep -q two");
    for (input, reduced) in [("main.mjs", "main.reduced.mjs"), ("main.ts", "main.reduced.ts")] {
        p.file(input, TO_REDUCE);
        p.file("two.ts", "export const two: number = 2;\n");
        let answer = p.yarrow(&["reduce", input, "--test", &command]);
        assert_eq!(answer.code, Some(0), "{}", answer.stderr);
        assert!(answer.stderr.contains(&format!("{reduced}: 1 of 12 statements, 20 of ")), "{}", answer.stderr);
        assert_eq!(std::fs::read_to_string(p.path(reduced)).expect("it is there").trim(), "console.log('two');");
        assert_eq!(std::fs::read_to_string(p.path(input)).expect("it is there"), TO_REDUCE);
        let mut left = [input, reduced, "two.ts"];
        left.sort_unstable();
        assert_eq!(p.names(), left, "no candidate is left");
        for name in p.names() {
            std::fs::remove_file(p.path(&name)).expect("it can be removed");
        }
    }
    p.file("a b.js", "a;\nlet needle;\nb;\n");
    let appended = p.yarrow(&["reduce", "a b.js", "--test", "grep -q needle", "-o", "it's.js"]);
    assert_eq!(appended.code, Some(0), "{}", appended.stderr);
    assert_eq!(std::fs::read_to_string(p.path("it's.js")).expect("it is there"), "let needle;\n");
}

#[test]
fn reduce_ends_a_command_that_takes_too_long_and_stops_after_so_many_tries() {
    let p = Place::new();
    // What has no `fuel` does not end.
    p.file("loop.js", "fuel;\na;\nneedle;\n");
    let command = "grep -q fuel {} || sleep 600; grep -q needle {}";
    let answer = p.yarrow(&["reduce", "loop.js", "--timeout", "1", "--test", command]);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    let reduced = std::fs::read_to_string(p.path("loop.reduced.js")).expect("it is there");
    assert!(reduced.contains("fuel") && reduced.contains("needle") && !reduced.contains('a'), "{reduced}");
    let answer = p.yarrow(&["reduce", "loop.js", "--tries", "0", "--test", "grep -q needle"]);
    assert!(answer.stderr.contains("after 0 tries"), "{}", answer.stderr);
    let copied = std::fs::read_to_string(p.path("loop.reduced.js")).expect("it is there");
    assert_eq!(copied, "fuel;\na;\nneedle;\n");
}

#[test]
fn reduce_refuses_what_it_cannot_begin_with() {
    let p = Place::new();
    p.file("bad.js", "let x = ;\n");
    p.file("good.js", HELLO);
    let says = |args: &[&str], code, message: &str| {
        let answer = p.yarrow(args);
        no_panic(&answer);
        assert_eq!(answer.code, Some(code), "{}", answer.stderr);
        assert!(answer.stderr.contains(message), "{}", answer.stderr);
    };
    says(&["reduce", "good.js"], 2, "--test");
    says(&["reduce", "none.js", "--test", "true"], 1, "none.js");
    says(&["reduce", "bad.js", "--test", "true"], 1, "bad.js:1:");
    says(
        &["reduce", "good.js", "--test", "false"],
        1,
        "good.js is not interesting: the command ended with exit status: 1",
    );
    says(&["reduce", "good.js", "--test", "sleep 600;", "--timeout", "1"], 1, "did not end within 1 seconds");
    says(&["reduce", "good.js", "--test", "true", "-o", "./good.js"], 1, "the program is compiled from it");
    assert_eq!(p.names(), ["bad.js", "good.js"]);
    assert_eq!(std::fs::read_to_string(p.path("good.js")).expect("it is there"), HELLO);
}

#[test]
fn bisect_finds_nothing_in_a_right_program() {
    let place = Place::new();
    place.file(
        "main.js",
        "function* g() { yield 1; yield 2; }\nfor (const x of g()) console.log(x, process.argv[2]);\n",
    );
    let answer = place.yarrow(&["bisect", "main.js", "--", "argument"]);
    assert_eq!(answer.code, Some(0), "{}", answer.stderr);
    assert_eq!(answer.stdout, "With all passes, the interpreter and cranelift-jit do what the program says.\n");

    // What the program does is the same with all passes, also where it throws.
    place.file("throws.js", "console.log(1); throw new TypeError('on purpose');\n");
    assert_eq!(place.yarrow(&["bisect", "throws.js"]).code, Some(0));

    place.file("endless.js", "for (;;);\n");
    let answer = place.yarrow(&["bisect", "endless.js", "--timeout", "1"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.stderr.contains("does not end within 1 seconds"), "{}", answer.stderr);
}

#[test]
fn several_errors_are_reported_at_once() {
    let p = Place::new();
    p.file("many.js", "@d class B {}\nclass A { @d a; }\nclass C { @d m() {} }\n");
    let checked = p.yarrow(&["check", "many.js"]);
    assert_eq!(checked.code, Some(1));
    for line in 1..=3 {
        assert!(checked.stderr.contains(&format!("many.js:{line}:")), "{}", checked.stderr);
    }
}

#[test]
fn a_failed_build_leaves_the_old_output() {
    let p = Place::new();
    p.file("bad.js", "let = = 1;\n");
    p.file("out", "old");
    assert_eq!(p.yarrow(&["build", "bad.js", "-o", "out"]).code, Some(1));
    assert_eq!(std::fs::read_to_string(p.path("out")).expect("still there"), "old");
    assert_eq!(p.names(), ["bad.js", "out"]);
}

#[test]
fn impossible_outputs_are_errors() {
    let p = Place::new();
    p.file("hello.js", HELLO);
    std::fs::create_dir(p.path("folder")).expect("made");
    let folder = p.yarrow(&["build", "hello.js", "-o", "folder"]);
    assert_eq!(folder.code, Some(1));
    assert!(folder.stderr.contains("is a directory"), "{}", folder.stderr);
    let nowhere = p.yarrow(&["build", "hello.js", "-o", "missing/folder/out"]);
    assert_eq!(nowhere.code, Some(1));
    no_panic(&nowhere);
}

#[test]
fn impossible_inputs_are_errors() {
    let p = Place::new();
    std::fs::create_dir(p.path("folder.js")).expect("made");
    p.file("latin1.js", b"const s = '\xe9';\n");
    p.file("import.js", "import { a } from './missing.js';\nconsole.log(a);\n");
    for (input, part) in
        [("missing.js", "missing.js"), ("folder.js", "directory"), ("latin1.js", "UTF-8"), ("import.js", "missing.js")]
    {
        let checked = p.yarrow(&["check", input]);
        assert_eq!(checked.code, Some(1), "{input}");
        assert!(checked.stderr.contains(part), "{input}: {}", checked.stderr);
        no_panic(&checked);
    }
}

#[test]
fn deep_nesting_is_compiled_or_refused() {
    let p = Place::new();
    let n = 10_000;
    let nested = |open: &str, middle: &str, close: &str| format!("{}{middle}{};\n", open.repeat(n), close.repeat(n));
    for (name, text) in [
        ("parens.js", format!("const x = {}", nested("(", "1", ")"))),
        ("arrays.js", format!("const x = {}", nested("[", "1", "]"))),
        ("objects.js", format!("const x = {}", nested("{a:", "1", "}"))),
        ("blocks.js", nested("{", "", "}")),
        ("functions.js", nested("function f(){", "", "}")),
        ("ternaries.js", format!("const x = {}1;\n", "a ? b : ".repeat(n))),
        ("sum.js", format!("const x = 1{};\n", "+1".repeat(100_000))),
        ("ifs.js", format!("{}1;\n", "if (x) {} else ".repeat(n))),
        ("generators.js", nested("function* f(){ yield ", "1", "}")),
    ] {
        p.file(name, text);
        let checked = p.yarrow(&["check", name]);
        no_panic(&checked);
        assert!(matches!(checked.code, Some(0 | 1)), "{name}: {:?}", checked.code);
    }
}

#[test]
fn five_megabytes_of_source_are_checked() {
    let p = Place::new();
    let mut text = String::new();
    for i in 0.. {
        if text.len() > 5_000_000 {
            break;
        }
        text.push_str(&format!(
            "function f{i}(a, b) {{ let s = 0; for (let j = 0; j < a; j++) {{ s += b * j; }} return s; }}\n"
        ));
    }
    p.file("large.js", text);
    let checked = p.yarrow(&["check", "large.js"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}

#[test]
fn every_kind_of_output_is_made() {
    let p = Place::new();
    p.file("count.js", COUNT);
    for (emit, part) in [
        ("mir", "; after generator lowering"),
        ("lir", "rt_"),
        ("cfg", "digraph"),
        ("asm", ".text"),
        ("llvm-ir", "define"),
    ] {
        let built = p.yarrow(&["build", "count.js", &format!("--emit={emit}")]);
        assert_eq!(built.code, Some(0), "{emit}: {}", built.stderr);
        assert!(built.stdout.contains(part), "{emit}: {}", built.stdout);
    }
    let built = p.yarrow(&["build", "count.js", "--emit=obj,staticlib,exe"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert_eq!(p.names(), ["count", "count.js", "count.o", "libcount.a"]);
}

#[test]
fn objects_for_another_architecture() {
    let p = Place::new();
    p.file("count.js", COUNT);
    let built = p.yarrow(&["build", "count.js", "--emit=obj", "--target=aarch64-unknown-linux-gnu", "-o", "count.o"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let object = std::fs::read(p.path("count.o")).expect("made");
    assert_eq!(&object[..4], b"\x7fELF");
    assert_eq!(object[18], 183, "EM_AARCH64");
    assert_eq!(p.yarrow(&["build", "count.js", "--target=aarch64-unknown-linux-gnu"]).code, Some(2));
    let unknown = p.yarrow(&["build", "count.js", "--emit=obj", "--target=pdp11-dec-unix"]);
    assert_eq!(unknown.code, Some(1));
    no_panic(&unknown);
}

#[test]
fn debug_builds_carry_line_tables() {
    let p = Place::new();
    p.file("count.js", COUNT);
    let asm = p.yarrow(&["build", "count.js", "-g", "--emit=asm"]);
    assert_eq!(asm.code, Some(0), "{}", asm.stderr);
    assert!(asm.stdout.contains("count.js"), "the file table names the source");
    assert!(asm.stdout.lines().any(|l| l.trim_start().starts_with(".loc") && l.contains(" 3 ")), "line 3 has a row");
}

#[test]
fn debug_builds_with_cranelift_carry_line_tables() {
    let p = Place::new();
    p.file("count.js", COUNT);
    for (options, expected) in [("-g -O2", true), ("-g -O0", true), ("-O2", false)] {
        let built = p.yarrow(&format!("build count.js --backend=cranelift {options}").split(' ').collect::<Vec<_>>());
        assert_eq!(built.code, Some(0), "{}", built.stderr);
        let table = run_in(p.dir.path(), Command::new("readelf").args(["--debug-dump=decodedline", "count"]));
        let row = |line: &str| table.stdout.lines().any(|l| l.split_whitespace().take(2).eq(["count.js", line]));
        assert_eq!(row("3"), expected, "line 3 with {options}");
    }
}

#[test]
fn explain_prints_states_slots_and_size() {
    let p = Place::new();
    p.file("count.js", COUNT);
    let explained = p.yarrow(&["explain", "count.js"]);
    assert_eq!(explained.code, Some(0), "{}", explained.stderr);
    for part in ["function* count (count.js:1:", "2 states", "not started", "yield", "3:5", "live:", "bytes"] {
        assert!(explained.stdout.contains(part), "no {part:?} in\n{}", explained.stdout);
    }
}

#[test]
fn explain_prints_what_loops_assume() {
    let p = Place::new();
    p.file(
        "sum.js",
        "export function sum(a) {\n  let s = 0;\n  for (let i = 0; i < a.length; i++) s += a[i] * 2;\n  return s;\n}\n",
    );
    let explained = p.yarrow(&["explain", "sum.js"]);
    assert_eq!(explained.code, Some(0), "{}", explained.stderr);
    for part in ["loops of sum (sum.js:1:", "typed copies with", "3:25", "length", "3:45", "element", "f64"] {
        assert!(explained.stdout.contains(part), "no {part:?} in\n{}", explained.stdout);
    }
}

/// A wrong seed is refused before anything is compiled.
#[test]
fn guards_can_be_made_to_fail() {
    let p = Place::new();
    p.file(
        "sum.js",
        "let s = 0;\nfor (const x of [1, 2]) for (let i = 0; i < 9; i++) s = s * 2 - x * i;\nconsole.log(s);\n",
    );
    let plain = p.yarrow(&["run", "sum.js"]);
    for stress in ["always", "7"] {
        let stressed = p.yarrow(&["run", &format!("--stress-guards={stress}"), "sum.js"]);
        assert_eq!((stressed.stdout, stressed.code), (plain.stdout.clone(), Some(0)), "{}", stressed.stderr);
    }
    let refused = p.yarrow(&["run", "--stress-guards=often", "sum.js"]);
    assert!(refused.stderr.contains("never, always, or the seed"), "{}", refused.stderr);
}

/// What suspends does the same however its resumptions are dispatched; what does not has nothing to dispatch.
#[test]
fn resumptions_are_dispatched_as_asked() {
    let p = Place::new();
    let yields: String = (0..9).map(|i| format!("  try {{ yield {i}; }} finally {{ n++; }}\n")).collect();
    let uses = "const sum = [...g()].reduce((a, b) => a + b);\n(async () => { await 1; console.log(sum, n); })();\n";
    p.file("g.js", format!("let n = 0;\nfunction* g() {{\n{yields}}}\n{uses}"));
    for (dispatch, tables) in [("switch", 0), ("indirectbr", 2), ("auto", 1)] {
        let option = format!("--dispatch={dispatch}");
        for backend in ["cranelift", "llvm", "interp"] {
            let ran = p.yarrow(&["run", &option, "--backend", backend, "g.js"]);
            assert_eq!((ran.stdout.as_str(), ran.code), ("36 9\n", Some(0)), "{option} {backend}: {}", ran.stderr);
        }
        let lir = p.yarrow(&["build", &option, "--emit=lir", "g.js"]).stdout;
        assert_eq!(lir.matches("\n  dispatch v").count(), tables, "{option}: {lir}");
    }
    let refused = p.yarrow(&["build", "--dispatch=table", "g.js"]);
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    assert!(refused.stderr.contains("there are: switch, indirectbr, auto"), "{}", refused.stderr);
}

#[test]
fn guards_that_failed_are_counted_by_place() {
    let p = Place::new();
    let text = "function sum(a) {\n  let s = 0;\n  for (let i = 0; i < a.length; i++) s += a[i] * 2;\n  return s;\n}\n";
    p.file("sum.js", format!("{text}console.log(sum([1, 2, 3, '4', 5]), sum([1, 2, 3]));\n"));
    let answer = p.yarrow(&["run", "--stats=json", "sum.js"]);
    assert_eq!(answer.stdout, "30 12\n");
    let report = answer.stderr.replace([' ', '\n'], "");
    let failed = r#""guard_exits":[{"place":"sum.js:3:45","assumes":"element_f64","exits":1}]"#;
    assert!(report.contains(failed), "{}", answer.stderr);
    let answer = p.yarrow(&["run", "--stats", "sum.js"]);
    assert!(answer.stderr.contains("guards that failed: 1\n"), "{}", answer.stderr);
}

#[test]
fn an_executable_tells_of_guards_that_failed_if_asked() {
    let p = Place::new();
    let text = "function sum(a) {\n  let s = 0;\n  for (let i = 0; i < a.length; i++) s += a[i] * 2;\n  return s;\n}\n";
    let calls = "console.log(sum([1, 2, 3, '4', 5]), sum([1, 2, 3]));\n";
    p.file("sum.js", format!("{text}{calls}"));
    p.file("exits.js", format!("{text}{calls}process.exit(3);\n"));
    let ask = |command: &mut Command| run_in(p.dir.path(), command.env("YARROW_STATS", "1"));
    for (file, code) in [("sum.js", 0), ("exits.js", 3)] {
        let expected = format!("guards that failed: 1\n         1  {file}:3:45  element_f64\n");
        for backend in ["llvm", "cranelift"] {
            let built = p.yarrow(&["build", &format!("--backend={backend}"), file, "-o", "program"]);
            assert_eq!(built.code, Some(0), "{}", built.stderr);
            let ran = ask(&mut Command::new(p.path("program")));
            assert_eq!(
                (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
                (Some(code), "30 12\n", expected.as_str())
            );
            let plain = run_in(p.dir.path(), &mut Command::new(p.path("program")));
            assert_eq!((plain.code, plain.stderr.as_str()), (Some(code), ""));
        }
        let ran = ask(Command::new(YARROW).args(["run", file]));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(code), expected.as_str()));
    }
}

#[test]
fn a_copied_yarrow_works_alone() {
    let p = Place::new();
    p.file("hello.js", HELLO);
    std::fs::copy(YARROW, p.path("elsewhere")).expect("copied");
    let ran = run_in(p.dir.path(), Command::new(p.path("elsewhere")).args(["run", "hello.js"]));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "hello\n"), "{}", ran.stderr);
}

#[test]
fn a_missing_linker_is_named() {
    let p = Place::new();
    p.file("hello.js", HELLO);
    let built = run_in(p.dir.path(), Command::new(YARROW).args(["build", "hello.js"]).env("CC", "no-such-compiler"));
    assert_eq!(built.code, Some(1));
    assert!(built.stderr.contains("no-such-compiler"), "{}", built.stderr);
    assert_eq!(p.names(), ["hello.js"]);
}

#[test]
fn the_heap_limit_ends_in_a_range_error() {
    let p = Place::new();
    p.file(
        "hoard.js",
        "const all = [];\ntry {\n  for (;;) all.push({ a: 1, b: [1, 2, 3] });\n} catch (e) {\n  all.length = 0;\n  console.log(e instanceof RangeError);\n}\n",
    );
    let built = p.yarrow(&["build", "hoard.js"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let ran = run_in(p.dir.path(), Command::new(p.path("hoard")).env("YARROW_HEAP_MAX", "32m"));
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "true\n"), "{}", ran.stderr);
}

#[test]
fn every_kind_of_growth_stops_at_the_heap_limit_and_the_program_goes_on() {
    let p = Place::new();
    p.file(
        "grow.js",
        "const kinds = [\n\
           () => { let o = null; for (;;) o = { o }; },\n\
           () => { let f = null; for (;;) { const g = f; f = () => g; } },\n\
           () => { const m = new Map(); for (let i = 0; ; i++) m.set(i, i); },\n\
           () => { const s = new Set(); for (let i = 0; ; i++) s.add(i); },\n\
           () => { const all = []; for (;;) all.push(\"ab\".repeat(10000)); },\n\
           () => { let a = [1]; for (;;) a = [...a, ...a]; },\n\
         ];\n\
         for (const grow of kinds) {\n\
           try { grow(); } catch (e) { console.log([e instanceof RangeError][0]); }\n\
         }\n",
    );
    let built = p.yarrow(&["build", "grow.js"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let ran = run_in(p.dir.path(), Command::new(p.path("grow")).env("YARROW_HEAP_MAX", "32m"));
    assert_eq!((ran.code, ran.stdout), (Some(0), "true\n".repeat(6)), "{}", ran.stderr);
}

#[test]
fn endless_recursion_ends_in_a_range_error() {
    let p = Place::new();
    p.file(
        "deep.js",
        "function f(n) { return f(n + 1) + 1; }\n\
         function* g(n) { yield* g(n + 1); }\n\
         const o = { toString() { return String(o); } };\n\
         for (const t of [() => f(0), () => [...g(0)], () => `${o}`, () => [1].map(function h() { return [1].map(h); })]) {\n\
           try { t(); console.log('no'); } catch (e) { console.log(e instanceof RangeError, e.message); }\n\
         }\n",
    );
    let ran = p.yarrow(&["run", "deep.js"]);
    let line = "true Maximum call stack size exceeded\n";
    assert_eq!((ran.code, ran.stdout), (Some(0), line.repeat(4)), "{}", ran.stderr);
}

#[test]
fn the_examples_run() {
    for name in ["pipeline", "primes", "tree"] {
        let source = tests_dir().join("../examples").join(name).with_extension("js");
        let p = Place::new();
        let ran = p.yarrow(&["run".as_ref(), source.as_os_str()]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.stderr);
        assert!(ran.stdout.lines().count() > 3, "{name}: {}", ran.stdout);
    }
}

#[test]
fn an_output_is_not_one_of_the_sources() {
    let p = Place::new();
    p.file("main.mjs", "import './part.mjs';\n");
    p.file("part.mjs", HELLO);
    std::os::unix::fs::symlink("part.mjs", p.path("link.mjs")).expect("a link");
    for args in [
        &["build", "main.mjs", "-o", "main.mjs"][..],
        &["build", "main.mjs", "-o", "part.mjs"],
        &["build", "main.mjs", "-o", "./link.mjs"],
        &["build", "main.mjs", "--emit=mir", "-o", "part.mjs"],
        &["build", "main.mjs", "--lib", "--header=part.mjs"],
        &["build", "main.mjs", "--timings=json:part.mjs"],
    ] {
        let answer = p.yarrow(args);
        assert_eq!(answer.code, Some(1), "{args:?}");
        assert!(answer.stderr.contains("the program is compiled from it"), "{args:?}: {}", answer.stderr);
        assert_eq!(std::fs::read_to_string(p.path("part.mjs")).ok().as_deref(), Some(HELLO));
    }
    assert_eq!(p.names(), ["link.mjs", "main.mjs", "part.mjs"]);
}

#[test]
fn an_output_that_is_a_link_stays_one() {
    let p = Place::new();
    p.file("hello.js", HELLO);
    std::fs::create_dir(p.path("bin")).expect("a folder");
    let link = |name: &str, to: &str| std::os::unix::fs::symlink(to, p.path(name)).expect("a link");
    link("there", "bin/hello");
    link("around", "there");
    for _ in 0..2 {
        assert_eq!(p.yarrow(&["build", "hello.js", "--backend=cranelift", "-o", "around"]).code, Some(0));
        assert!(p.path("around").is_symlink() && p.path("there").is_symlink());
        assert!(p.path("bin/hello").is_file() && !p.path("bin/hello").is_symlink());
    }
    link("circle", "circle");
    let answer = p.yarrow(&["build", "hello.js", "--emit=mir", "-o", "circle"]);
    assert_eq!(answer.code, Some(1), "{}", answer.stderr);
    assert!(p.path("circle").is_symlink());
}

#[test]
fn a_folder_stands_for_its_entry() {
    let p = Place::new();
    for (folder, manifest, entry) in [
        ("a", Some(r#"{ "main": "lib/start.js" }"#), "lib/start.js"),
        ("b", None, "index.js"),
        ("c", Some("{}"), "index.ts"),
    ] {
        let entry = p.path(folder).join(entry);
        std::fs::create_dir_all(entry.parent().expect("a folder")).expect("it is made");
        std::fs::write(&entry, HELLO).expect("it is written");
        if let Some(manifest) = manifest {
            std::fs::write(p.path(folder).join("package.json"), manifest).expect("it is written");
        }
        assert_eq!(p.yarrow(&["run", folder]).stdout, "hello\n", "{folder}");
        let answer = run_in(&p.path(folder), Command::new(YARROW).args(["build", "--backend=cranelift", "."]));
        assert_eq!(answer.code, Some(0), "{folder}: {}", answer.stderr);
        let name = entry.file_stem().expect("a name");
        assert!(p.path(folder).join(name).is_file(), "{folder}");
    }
    std::fs::create_dir(p.path("empty")).expect("a folder");
    for args in [&["run", "empty"][..], &["build", "empty"], &["check", "."]] {
        let answer = p.yarrow(args);
        assert_eq!(answer.code, Some(1));
        assert!(answer.stderr.contains("there is no index.js"), "{}", answer.stderr);
    }
}

#[test]
fn the_exit_code_is_the_one_that_the_program_sets() {
    let p = Place::new();
    for (program, code) in [
        ("process.exitCode = 3", 3),
        ("process.exitCode = '5'", 5),
        ("process.exitCode = 300", 44),
        ("process.exitCode = -2", 254),
        ("process.exitCode = 3; process.exitCode = undefined", 0),
        ("process.exitCode = 9; process.exit()", 9),
        ("process.exitCode = 9; process.exit(undefined)", 0),
        ("process.exit('12')", 12),
        ("process.exit(null)", 0),
        ("process.exitCode = 3; throw 1", 1),
        ("process.exitCode = ' 7 '", 7),
        ("process.exitCode = '0x10'", 16),
        ("process.exitCode = 2 ** 32 + 3", 3),
        ("process.exit(2 ** 31 + 5)", 5),
        ("process.exitCode = 2 ** 53", 1),
        ("process.exitCode = NaN", 1),
        ("process.exitCode = 5; try { process.exitCode = '' } catch {}", 5),
        ("process.exitCode = 5; try { process.exit(1.5) } catch {}", 5),
    ] {
        p.file("a.js", program);
        for backend in ["cranelift", "interp"] {
            let answer = p.yarrow(&["run", &format!("--backend={backend}"), "a.js"]);
            assert_eq!(answer.code, Some(code), "{program} by {backend}");
        }
    }
    p.file("a.js", "process.exitCode = 7");
    assert_eq!(p.yarrow(&["build", "a.js", "--backend=cranelift"]).code, Some(0));
    assert_eq!(run_in(p.dir.path(), &mut Command::new(p.path("a"))).code, Some(7));
}
