//! `yarrow compare`, `build --timings` and `run --stats` as a user meets them. The page is looked at in a browser.

#[path = "common/browser.rs"]
mod browser;
mod common;

use browser::{Scheme, look_at};
use common::{Answer, YARROW, run, tests_dir};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

const COUNT: &str = "function* count(n) { for (let i = 0; i < n; i++) yield i; }\n\
                     let sum = 0;\nfor (const x of count(1000)) sum += x;\nconsole.log(sum, process.argv[2]);\n";

/// A folder with a program in it.
fn place(text: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(dir.path().join("main.js"), text).expect("the file can be written");
    dir
}

fn yarrow(dir: &TempDir, args: &[&str]) -> Answer {
    let mut command = Command::new(YARROW);
    command.args(args).current_dir(dir.path());
    let answer = run(&mut command, Duration::from_secs(300)).expect("the command ends in time");
    assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
    answer
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number is expected, not {value}"))
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|v| v["name"].as_str().expect("a name")).collect()
}

#[test]
fn build_timings_tell_every_phase_and_the_sizes() {
    let p = place(COUNT);
    for (backend, parts) in [("llvm", vec!["building", "passes", "emission"]), ("cranelift", vec![])] {
        let built = yarrow(&p, &["build", "main.js", "-O1", "--backend", backend, "--timings=json"]);
        assert_eq!(built.code, Some(0), "{}", built.stderr);
        let report = parse(&built.stderr);
        let phases = ["parse", "MIR", "passes", "generators", "LIR", "code generation", "link"];
        assert_eq!(names(&report["phases"]), phases, "{report}");
        if !parts.is_empty() {
            assert_eq!(names(&report["phases"][5]["parts"]), parts, "{report}");
            parts_add_up(&report["phases"][5]);
        }
        let sum: f64 = report["phases"].as_array().expect("a list").iter().map(|p| number(&p["ms"])).sum();
        assert!((sum - number(&report["total_ms"])).abs() < 1e-6 && sum > 0.0, "{report}");
        let size = std::fs::metadata(p.path().join("main")).expect("an executable").len();
        assert_eq!(report["executable_size"], size);
        assert!(number(&report["code_size"]) > 100.0 && number(&report["peak_memory"]) > 1e6, "{report}");
    }
    let table = yarrow(&p, &["build", "main.js", "-O0", "--timings"]).stderr;
    assert!(table.contains("code generation") && table.contains("total") && table.contains("peak memory: "), "{table}");
    let wrong = yarrow(&p, &["build", "main.js", "--timings=xml"]);
    assert_eq!(wrong.code, Some(2), "{}", wrong.stderr);
}

/// By the clock and by the processors.
fn parts_add_up(phase: &Value) {
    for column in ["ms", "cpu_ms"] {
        let parts = phase["parts"].as_array().expect("a list").iter();
        let sum: f64 = parts.map(|p| number(&p[column])).sum();
        assert!((sum - number(&phase[column])).abs() < 1e-6 && sum > 0.0, "{column}: {phase}");
    }
}

#[test]
fn timings_of_a_program_that_is_cut_into_parts_add_up() {
    let mut source = String::new();
    for i in 0..60 {
        source.push_str(&format!(
            "function f{i}(a, b) {{ let s = ''; for (const [k, v] of a) {{ s += k * b + v; if (s > {i}) s = [...s].map(x => x + {i}); }} \
             return {{ s, ...b, t: a?.x?.y ?? b }}; }}\n"
        ));
    }
    let p = place(&source);
    let built = yarrow(&p, &["build", "main.js", "-O0", "--timings=json"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let report = parse(&built.stderr);
    let phase = &report["phases"][5];
    assert!(phase["parallel"]["objects"].as_u64() > Some(1), "it is cut: {phase}");
    parts_add_up(phase);
    let table = yarrow(&p, &["build", "main.js", "-O0", "--timings"]).stderr;
    assert!(table.contains(" at the same time\n") && table.contains("CPU ms"), "{table}");
    // The rows in the table are rounded to three digits or so.
    let figure = |name: &str, column: usize| -> f64 {
        let line =
            table.lines().find(|l| l.trim_start().starts_with(name)).unwrap_or_else(|| panic!("{name}: {table}"));
        let figures: Vec<&str> = line.trim_start()[name.len()..].split_whitespace().collect();
        figures[column].parse().unwrap_or_else(|e| panic!("{e}: {line}"))
    };
    for column in [0, 2] {
        let sum: f64 = ["building", "passes  ", "emission"].map(|name| figure(name.trim_end(), column)).iter().sum();
        let head = figure("code generation", column);
        assert!((sum - head).abs() <= 2.0 + head / 100.0, "{sum} of {head}: {table}");
    }
}

#[test]
fn run_stats_count_resumptions_however_the_program_ends() {
    let ends = [("", 0), ("process.exit(7);", 7), ("throw new Error('end');", 1)];
    for (end, code) in ends {
        let p = place(&format!("{COUNT}{end}\n"));
        let ran = yarrow(&p, &["run", "main.js", "--stats=json:stats.json", "--", "argument"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(code), "499500 argument\n"), "{}", ran.stderr);
        let report = parse(&std::fs::read_to_string(p.path().join("stats.json")).expect("the report"));
        assert_eq!(report["resumptions"], 1001, "one for each value and one for the end: {report}");
        assert!(number(&report["run_ms"]) > 0.0 && names(&report["phases"]).contains(&"load"), "{report}");
    }
}

#[test]
fn what_is_not_counted_is_not_told() {
    let p = place(COUNT);
    for backend in ["cranelift", "llvm", "interp"] {
        let ran = yarrow(&p, &["run", "main.js", "-O0", "--backend", backend, "--timings=json:times.json"]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        let report = parse(&std::fs::read_to_string(p.path().join("times.json")).expect("the report"));
        assert!(report.get("resumptions").is_none() && number(&report["run_ms"]) > 0.0, "{report}");
        if backend != "cranelift" {
            assert_eq!(yarrow(&p, &["run", "main.js", "--backend", backend, "--stats"]).code, Some(2));
        }
    }
}

#[test]
fn compare_prints_a_table_and_writes_json() {
    let p = place(COUNT);
    let compared = yarrow(&p, &["compare", "main.js", "--runs", "3", "--json", "all.json", "--", "argument"]);
    assert_eq!(compared.code, Some(0), "{}", compared.stderr);
    for word in ["cranelift-jit", "llvm-O3", "code generation", "ratio to llvm-O2", "executable", "by for-of, ns"] {
        assert!(compared.stdout.contains(word), "{word}: {}", compared.stdout);
    }
    let all = parse(&std::fs::read_to_string(p.path().join("all.json")).expect("the figures"));
    let configurations = all["configurations"].as_array().expect("a list");
    assert_eq!(names(&all["configurations"]), ["cranelift", "cranelift-jit", "llvm-O0", "llvm-O2", "llvm-O3"]);
    assert_eq!((&all["resumptions"], &all["runs"]), (&Value::from(1001), &Value::from(3)));
    assert_eq!(all["program"]["arguments"][0], "argument");
    assert_eq!(all["outcome"]["stdout_bytes"], "499500 argument\n".len());
    for c in configurations {
        let run = &c["run"];
        assert_eq!(c["runs_ms"].as_array().expect("a list").len(), 3);
        assert!(number(&run["min"]) <= number(&run["median"]) && number(&run["median"]) <= number(&run["max"]), "{c}");
        let ratio = number(&run["median"]) / number(&configurations[3]["run"]["median"]);
        assert!((number(&c["ratio"]) - ratio).abs() < 1e-9, "{c}");
        assert!(number(&c["peak_memory"]) > 1e6 && number(&c["compile"]["peak_memory"]) > 1e6, "{c}");
        assert!(number(&c["resumption"]["for_of_ns"]) > 0.0 && number(&c["resumption"]["next_ns"]) > 0.0, "{c}");
        let phases: f64 = c["compile"]["phases"].as_array().expect("a list").iter().map(|p| number(&p["ms"])).sum();
        assert!((phases - number(&c["compile"]["total_ms"])).abs() < 1e-6, "{c}");
        assert!(number(&c["compile"]["code_size"]) > 100.0, "{c}");
        let is_jit = c["name"] == "cranelift-jit";
        assert_eq!(c["executable_size"].is_null(), is_jit, "{c}");
    }
    assert_eq!(number(&configurations[3]["ratio"]), 1.0);
    let left: Vec<_> =
        std::fs::read_dir(p.path()).expect("readable").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(left.len(), 2, "only the program and the figures: {left:?}");
}

#[test]
fn compare_takes_the_configurations_that_it_is_told() {
    let p = place("console.log('hello');\n");
    let args = ["compare", "main.js", "--runs", "1", "--configs", "llvm-O0,cranelift-jit,llvm-O0", "--json", "-"];
    let compared = yarrow(&p, &args);
    assert_eq!(compared.code, Some(0), "{}", compared.stderr);
    let all = parse(&compared.stdout);
    assert_eq!(names(&all["configurations"]), ["llvm-O0", "cranelift-jit"]);
    assert!(all["resumptions"].is_null() && all["configurations"][0]["ratio"].is_null(), "{all}");
}

#[test]
fn the_ways_to_dispatch_resumptions_are_compared() {
    let p = place(COUNT);
    let ways = ["llvm-O2", "llvm-O2-switch", "llvm-O2-indirectbr"];
    let compared =
        yarrow(&p, &["compare", "main.js", "--runs", "1", "--no-probe", "--configs", &ways.join(","), "--json", "-"]);
    assert_eq!(compared.code, Some(0), "{}", compared.stderr);
    let all = parse(&compared.stdout);
    assert_eq!(names(&all["configurations"]), ways);
    let code_size = |i: usize| number(&all["configurations"][i]["compile"]["code_size"]);
    assert!(code_size(1) != code_size(2), "they are not the same code: {all}");
}

#[test]
fn a_program_that_fails_the_same_way_everywhere_is_compared() {
    let p = place("console.log(1);\nthrow new RangeError('as ever');\n");
    let compared = yarrow(&p, &["compare", "main.js", "--runs", "1", "--configs", "llvm-O0,cranelift"]);
    assert_eq!(compared.code, Some(0), "{}", compared.stderr);
    assert!(compared.stdout.contains("end with `Uncaught RangeError: as ever`"), "{}", compared.stdout);
}

#[test]
fn a_disagreement_is_an_error_that_shows_the_first_difference() {
    let by_chance = "console.log('same');\nconsole.log(performance.now());\n";
    // Tells the configurations apart: the one runs in the compiler's process, the other in its own.
    let by_configuration = "console.log('same');\nconsole.log(process.argv[0]);\n";
    for (program, says_why) in [(by_chance, true), (by_configuration, false)] {
        let p = place(program);
        let compared = yarrow(
            &p,
            &["compare", "main.js", "--runs", "1", "--configs", "llvm-O0,cranelift-jit", "--json", "all.json"],
        );
        assert_eq!((compared.code, compared.stdout.as_str()), (Some(1), ""), "{}", compared.stderr);
        assert!(compared.stderr.contains("llvm-O0 and cranelift-jit do not agree: line 2 of"), "{}", compared.stderr);
        assert_eq!(compared.stderr.contains("Two runs"), says_why, "{}", compared.stderr);
        assert!(!p.path().join("all.json").exists());
    }
}

#[test]
fn bad_input_is_told_before_anything_is_built() {
    let p = place("let x = ;\n");
    let compared = yarrow(&p, &["compare", "main.js"]);
    assert_eq!((compared.code, compared.stdout.as_str()), (Some(1), ""));
    assert!(compared.stderr.contains("main.js:1:"), "{}", compared.stderr);
    assert_eq!(yarrow(&p, &["compare", "nothing.js"]).code, Some(1));
    let nowhere = yarrow(&p, &["compare", "main.js", "--html", "no/folder/page.html"]);
    assert!(nowhere.code == Some(1) && nowhere.stderr.contains("no/folder"), "{}", nowhere.stderr);
    for wrong in [["--runs", "0"], ["--configs", "gcc"], ["--configs", ""]] {
        assert_eq!(yarrow(&p, &["compare", "main.js", wrong[0], wrong[1]]).code, Some(2), "{wrong:?}");
    }
}

#[test]
fn the_page_fits_narrow_and_wide_windows_in_light_and_dark() {
    let tree = std::fs::read_to_string(tests_dir().join("../examples/tree.js")).expect("the example");
    let p = place(&tree);
    let compared = yarrow(&p, &["compare", "main.js", "--runs", "2", "--html", "page.html", "--", "<&>"]);
    assert_eq!(compared.code, Some(0), "{}", compared.stderr);
    let page = std::fs::read_to_string(p.path().join("page.html")).expect("the page");
    assert!(page.contains("main.js &lt;&amp;&gt;") && !page.contains("://"), "escaped, and nothing is fetched");
    for (scheme, width) in [(Scheme::Light, 400), (Scheme::Light, 1400), (Scheme::Dark, 400), (Scheme::Dark, 1400)] {
        let seen = look_at(&page, scheme, width);
        let what = format!("{scheme:?} at {width} pixels");
        assert_eq!(seen.scroll_width, width, "{what}: the page is as wide as its window");
        assert!(seen.dark == (scheme == Scheme::Dark), "{what}: the browser heeds the scheme");
        assert!(seen.height > 800, "{what}: {} pixels high", seen.height);
        let luminance = seen.mean_luminance();
        match scheme {
            Scheme::Light => assert!(luminance > 200.0, "{what}: {luminance}"),
            Scheme::Dark => assert!(luminance < 70.0, "{what}: {luminance}"),
        }
        // Run times alone fill more than this.
        let bars = seen.count(colour(&page, "--c0", scheme));
        assert!(bars > 5000, "{what}: {bars} pixels of bars");
        let code_generation = seen.count(colour(&page, "--c6", scheme));
        assert!(code_generation > 200, "{what}: {code_generation} pixels of code generation");
        let ink = seen.count(colour(&page, "--ink", scheme));
        assert!(ink > 300, "{what}: {ink} pixels of text");
    }
}

/// The colour of this name in the style sheet: light first, then dark.
fn colour(page: &str, name: &str, scheme: Scheme) -> [u8; 3] {
    let key = format!("{name}: #");
    let nth = match scheme {
        Scheme::Light => 1,
        Scheme::Dark => 2,
    };
    let digits = &page.split(&key).nth(nth).unwrap_or_else(|| panic!("no {name}"))[..6];
    [0, 2, 4].map(|i| u8::from_str_radix(&digits[i..i + 2], 16).expect("hexadecimal digits"))
}

#[test]
fn the_browser_is_there_for_the_tests_that_need_it() {
    assert!(browser::find().is_some_and(|b| Path::new(&b).exists()), "{}", browser::MISSING);
}
