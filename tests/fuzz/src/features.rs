//! Statements about particular parts of the language: classes, accessors, `with`, direct `eval`, `arguments`,
//! typed arrays.

use crate::generate::{Generator, Inside};
use crate::tree::{Expr, Stmt};

const ELEMENTS: &[&str] = &["Int8", "Uint8", "Uint8Clamped", "Int16", "Uint32", "Int32", "Float32", "Float64"];

impl Generator {
    pub fn feature(&mut self) -> Stmt {
        match self.rng.u32(0..12) {
            0..3 if self.features.with => self.with(),
            3..5 if self.features.eval => self.eval(),
            5 | 6 if self.features.arguments && self.has_arguments() => self.arguments(),
            7 if self.features.bigint => self.bigint_loop(),
            8 => self.typed_array(),
            9 => self.accessors(),
            10 => self.block_function(),
            _ => self.class(),
        }
    }

    fn with(&mut self) -> Stmt {
        let (a, b) = (self.expr(1), self.expr(1));
        let (x, y) = (self.variable(), self.variable());
        let body = self.block();
        match self.rng.u32(0..4) {
            0 => Stmt::new("with (Object(§)) ¶", vec![a], vec![body]),
            1 => {
                Stmt::new(&format!("with ({{ {x}: §, [Symbol.unscopables]: {{ {y}: § }} }}) ¶"), vec![a, b], vec![body])
            }
            2 => {
                let text = format!(
                    "with ({{ get {x}() {{ return trace(\"get {x}\", 1); }}, set {x}(v) {{ trace(\"set {x}\", v); }} }}) ¶"
                );
                Stmt::new(&text, vec![], vec![body])
            }
            _ => Stmt::new(&format!("with ({{ {x}: §, {y}: § }}) ¶"), vec![a, b], vec![body]),
        }
    }

    /// Text that sees everything around it. It cannot yield, nor jump out.
    fn eval(&mut self) -> Stmt {
        let at = self.fresh("t");
        let body = self.within(Inside::Top, Generator::block);
        match self.rng.u32(0..5) {
            0 => Stmt::new("eval(¤);", vec![], vec![body]),
            // A `var` of the text is one of the function around it, in sloppy code.
            1 => {
                let name = self.fresh("v");
                let e = self.within(Inside::Top, |g| g.expr(1));
                let declaration = Stmt::new(&format!("var {name} = §;"), vec![e], vec![]);
                let text = format!("eval(¤); trace(\"{at}\", typeof {name});");
                Stmt::new(&text, vec![], vec![[vec![declaration], body].concat()])
            }
            _ => Stmt::new(&format!("trace(\"{at}\", eval(¤));"), vec![], vec![body]),
        }
    }

    fn arguments(&mut self) -> Stmt {
        let (at, v) = (self.fresh("t"), self.variable());
        let (a, b) = (self.expr(1), self.expr(1));
        match self.rng.u32(0..4) {
            0 => Stmt::new(&format!("arguments[0] = §; {v} = §; trace(\"{at}\", [...arguments]);"), vec![a, b], vec![]),
            1 => Stmt::new(&format!("delete arguments[0]; arguments[0] = §; trace(\"{at}\", {v});"), vec![a], vec![]),
            2 => {
                let body = self.loop_body(&None);
                let x = self.fresh("v");
                Stmt::new(&format!("for (const {x} of arguments) ¶"), vec![], vec![body])
            }
            _ => Stmt::new(&format!("trace(\"{at}\", [arguments.length, arguments[1] = §]);"), vec![a], vec![]),
        }
    }

    fn bigint_loop(&mut self) -> Stmt {
        let (v, n) = (self.fresh("v"), self.rng.u32(1..4));
        self.variables.push(v.clone());
        let body = self.loop_body(&None);
        Stmt::new(&format!("for (let {v} = 0n; {v} < {n}n; {v}++) ¶"), vec![], vec![body])
    }

    fn typed_array(&mut self) -> Stmt {
        let name = self.fresh("a");
        let elements = self.pick(ELEMENTS);
        let (a, b, i) = (self.expr(1), self.expr(1), self.rng.u32(0..5));
        let at = self.fresh("t");
        let stmt = match self.rng.u32(0..3) {
            0 => Stmt::new(&format!("const {name} = {elements}Array.of(§, §);"), vec![a, b], vec![]),
            1 => {
                let from = self.iterable(0);
                Stmt::new(
                    &format!("const {name} = new {elements}Array([...§, §]); trace(\"{at}\", {name});"),
                    vec![from, b],
                    vec![],
                )
            }
            _ => Stmt::new(
                &format!("const {name} = new {elements}Array(4); {name}[{i}] = §; {name}[1] = §;"),
                vec![a, b],
                vec![],
            ),
        };
        self.typed.push(name.clone());
        self.variables.push(name);
        stmt
    }

    fn accessors(&mut self) -> Stmt {
        let (v, at) = (self.fresh("v"), self.fresh("t"));
        let (get, key, value) = (self.within(Inside::Plain, |g| g.expr(1)), self.expr(0), self.expr(1));
        let set = self.within(Inside::Plain, |g| {
            g.variables.push("x".to_owned());
            g.block()
        });
        self.variables.push(v.clone());
        let text = format!(
            "const {v} = {{ get a() {{ tick(); return §; }}, set a(x) ¶, [text(§)]: § }}; trace(\"{at}\", {v}.a = {v}.a);"
        );
        Stmt::new(&text, vec![get, key, value], vec![set])
    }

    /// A function in a block: sloppy code hoists it.
    fn block_function(&mut self) -> Stmt {
        let (f, at) = (self.fresh("f"), self.fresh("t"));
        let body = self.within(Inside::Plain, |g| {
            g.variables.push("x".to_owned());
            let mut body = vec![Stmt::new("tick();", vec![], vec![])];
            body.extend(g.block());
            body
        });
        let a = self.expr(1);
        Stmt::new(&format!("{{ trace(\"{at}\", {f}(§)); function {f}(x) ¶ }}"), vec![a], vec![body])
    }

    /// A class with private names, accessors, a static block and a generator, and an instance of it.
    fn class(&mut self) -> Stmt {
        let (c, v, at) = (self.fresh("C"), self.fresh("v"), self.fresh("t"));
        let key = self.expr(1);
        // The code of classes is strict.
        let with = std::mem::replace(&mut self.features.with, false);
        let field = self.within(Inside::Top, |g| g.expr(1));
        let shared = self.within(Inside::Top, |g| g.expr(1));
        let block = self.within(Inside::Top, Generator::block);
        let generator = self.within(Inside::Generator, |g| {
            let mut body = vec![Stmt::new("tick();", vec![], vec![])];
            body.extend(g.block());
            body
        });
        let add = self.within(Inside::Plain, |g| g.expr(1));
        self.features.with = with;
        let argument = self.expr(0);
        let base = if self.rng.u32(0..3) == 0 { "extends Array " } else { "" };
        let text = format!(
            "class {c} {base}{{ #p = §; static #s = §; static ¶ \
             *[Symbol.iterator]() {{ yield this.#p; yield* this.#more(1, 2); return {c}.#s; }} *#more(x, y) ¶ \
             get a() {{ return this.#p; }} set a(x) {{ tick(); this.#p = plain(x, §); }} \
             static has(o) {{ return #p in o; }} [\"k\" + text(§)]() {{ return 1; }} }}\n\
             const {v} = new {c}(); {v}.a = §; trace(\"{at}\", [{c}.has({v}), {c}.has({{}}), {v}.a, ...{v}]);"
        );
        self.variables.push(v);
        Stmt::new(&text, vec![field, shared, add, key, argument], vec![block, generator])
    }

    /// An expression about strings, typed arrays or BigInts.
    pub fn rich(&mut self, depth: usize) -> Expr {
        const BIG: &[&str] = &["+", "-", "*", "/", "%", "&", "|", "^", "<", "<=", "===", "=="];
        let a = self.expr(depth);
        if self.features.bigint && self.rng.bool() {
            let b = self.expr(depth);
            return match self.rng.u32(0..6) {
                0 => Expr::new("bigint(§)", vec![a]),
                1 => Expr::new("(bigint(§) ** 3n)", vec![a]),
                2 => {
                    let op = self.pick(&["<< 5n", ">> 2n", "<< -1n"]);
                    Expr::new(&format!("(bigint(§) {op})"), vec![a])
                }
                3 => {
                    let op = self.pick(&["-", "~", "typeof "]);
                    Expr::new(&format!("({op}bigint(§))"), vec![a])
                }
                _ => {
                    let op = self.pick(BIG);
                    Expr::new(&format!("(bigint(§) {op} bigint(§))"), vec![a, b])
                }
            };
        }
        if !self.typed.is_empty() && self.rng.bool() {
            let t = self.typed[self.rng.usize(0..self.typed.len())].clone();
            let b = self.expr(0);
            return match self.rng.u32(0..8) {
                0 => Expr::new(&format!("({t}[§ & 3] = §)"), vec![b, a]),
                1 => Expr::new(&format!("{t}.map((x) => (tick(), x + 1)).join()"), vec![]),
                2 => Expr::new(&format!("[...{t}.subarray(1), §]"), vec![a]),
                3 => Expr::new(&format!("{t}.indexOf(§)"), vec![a]),
                4 => Expr::new(&format!("({t}[0] += §)"), vec![a]),
                5 => Expr::new(&format!("({t}[1]++)"), vec![]),
                6 => Expr::new(&format!("{t}.fill(§, 1)"), vec![a]),
                _ => Expr::new(&format!("{t}[§ & 1]"), vec![b]),
            };
        }
        let b = self.expr(0);
        match self.rng.u32(0..12) {
            0 => Expr::new("text(§).slice(1, -1)", vec![a]),
            1 => Expr::new("text(§).indexOf(text(§))", vec![a, b]),
            2 => Expr::new("text(§).replace(/[a-z]/g, (x) => (tick(), x.toUpperCase()))", vec![a]),
            3 => Expr::new("text(§).split(\"\")", vec![a]),
            4 => Expr::new("text(§).padStart(6, text(§))", vec![a, b]),
            5 => Expr::new("text(§).at(-1)", vec![a]),
            6 => Expr::new("text(§).charCodeAt(1)", vec![a]),
            7 => Expr::new("(text(§) < text(§))", vec![a, b]),
            8 => Expr::new("[...text(§).matchAll(/(.)\\d/g)].length", vec![a]),
            9 => Expr::new("text(§).repeat(2).lastIndexOf(\"a\")", vec![a]),
            10 => Expr::new("Math.imul(§, §)", vec![a, b]),
            _ => Expr::new("`${text(§)}`[1]", vec![a]),
        }
    }
}
