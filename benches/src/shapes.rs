//! Programs of one shape and any size. No phase of the compiler may take the square of their length.

use std::fmt::Write;

/// A shape: the program of a size.
#[derive(Clone, Copy)]
pub struct Shape {
    pub name: &'static str,
    /// What its size counts.
    pub unit: &'static str,
    /// The largest size: where it is nesting, what the compiler takes.
    pub most: usize,
    pub source: fn(usize) -> String,
}

const MOST: usize = 50_000;

/// All of them.
pub const SHAPES: &[Shape] = &[
    Shape { name: "constants", unit: "elements of an array literal", most: MOST, source: constants },
    Shape { name: "objects", unit: "object literals in an array", most: MOST, source: objects },
    Shape { name: "elements", unit: "computed elements of an array literal", most: MOST, source: elements },
    Shape { name: "nested_arrays", unit: "array literals in each other", most: 12_500, source: nested_arrays },
    Shape { name: "nested_objects", unit: "object literals in each other", most: 12_500, source: nested_objects },
    Shape { name: "patterns", unit: "array patterns in each other", most: 12_500, source: patterns },
    Shape { name: "functions", unit: "functions", most: MOST, source: functions },
    Shape { name: "calls", unit: "calls", most: MOST, source: calls },
    Shape { name: "statements", unit: "statements in a try statement", most: MOST, source: statements },
    Shape { name: "cases", unit: "cases of a switch", most: MOST, source: cases },
    Shape { name: "ifs", unit: "else-ifs", most: MOST, source: ifs },
    Shape { name: "locals", unit: "variables alive at once", most: MOST, source: locals },
    Shape { name: "sum", unit: "operands of a sum", most: MOST, source: sum },
    Shape { name: "template", unit: "substitutions of a template", most: MOST, source: template },
    Shape { name: "finally", unit: "finally blocks in each other", most: 6_250, source: finally },
    Shape { name: "yields", unit: "yields with all values alive", most: 6_250, source: yields },
];

fn list(n: usize, separator: &str, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).collect::<Vec<_>>().join(separator)
}

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |mut out, i| {
        let _ = writeln!(out, "{}", line(i));
        out
    })
}

fn constants(n: usize) -> String {
    format!("const a = [{}];\nconsole.log(a.length);\n", list(n, ", ", |i| (3 * i).to_string()))
}

fn objects(n: usize) -> String {
    format!("const a = [{}];\nconsole.log(a.length);\n", list(n, ", ", |i| format!("{{ a: {i}, b: {{ c: 'x{i}' }} }}")))
}

fn elements(n: usize) -> String {
    format!("const f = Number;\nconst a = [{}];\nconsole.log(a.length);\n", list(n, ", ", |i| format!("f({i})")))
}

fn nested_arrays(n: usize) -> String {
    format!("console.log({}{}.length);\n", "[".repeat(n), "]".repeat(n))
}

fn nested_objects(n: usize) -> String {
    format!("let o = {}1{};\nconsole.log(typeof o);\n", "{ a: ".repeat(n), " }".repeat(n))
}

fn patterns(n: usize) -> String {
    format!("let {}x{} = [];\nconsole.log(x);\n", "[".repeat(n), " = []]".repeat(n))
}

fn functions(n: usize) -> String {
    lines(n, |i| format!("function f{i}(a) {{ return a + {i}; }}")) + "console.log(f0(2));\n"
}

fn calls(n: usize) -> String {
    format!("function g(x) {{ return x; }}\nlet s = 0;\n{}console.log(s);\n", lines(n, |i| format!("s += g({i});")))
}

fn statements(n: usize) -> String {
    let body = lines(n, |i| format!("x = x + {i};\nif (x > 5) x -= 3;"));
    format!("let x = 0;\ntry {{\n{body}}} catch (e) {{ console.log(e); }}\nconsole.log(x);\n")
}

fn cases(n: usize) -> String {
    let cases = lines(n, |i| format!("case {i}: return {};", 7 * i));
    format!("function f(x) {{\nswitch (x) {{\n{cases}}}\n}}\nconsole.log(f(Number(5)));\n")
}

fn ifs(n: usize) -> String {
    let tests = lines(n, |i| format!("if (x === {i}) {{ return {i}; }} else"));
    format!("function f(x) {{\n{tests} return -1;\n}}\nconsole.log(f(Number(3)));\n")
}

fn locals(n: usize) -> String {
    let variables = lines(n, |i| format!("let v{i} = a + {i};"));
    format!(
        "function f(a) {{\n{variables}return {};\n}}\nconsole.log(f(Number(1)));\n",
        list(n, " + ", |i| format!("v{i}"))
    )
}

fn sum(n: usize) -> String {
    format!("const one = Number(1);\nconsole.log({});\n", list(n, " + ", |_| "one".to_owned()))
}

fn template(n: usize) -> String {
    format!("const x = Number(1);\nconsole.log(`{}`.length);\n", "${x}a".repeat(n))
}

fn finally(n: usize) -> String {
    format!(
        "l: for (let i = 0; i < 2; i++) {{ {}continue l; {}}}\nconsole.log(1);\n",
        "try { ".repeat(n),
        "} finally { i + 0; } ".repeat(n)
    )
}

fn yields(n: usize) -> String {
    let body = lines(n, |i| format!("const v{i} = yield {i};"));
    let result = list(n, " + ", |i| format!("v{i}"));
    format!(
        "function* g() {{\n{body}return {result};\n}}\nconst it = g();\nlet r = it.next();\nlet s = 0;\n\
         while (!r.done) {{ s++; r = it.next(1); }}\nconsole.log(s, r.value);\n"
    )
}
