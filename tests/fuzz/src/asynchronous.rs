//! Asynchronous code: promises and how they end, `await`, `for await`, requests to asynchronous generators, classes with
//! asynchronous members. Of programs that have jobs only.
//!
//! A promise that nobody listens to may be rejected: what stands before such programs shows that too.

use crate::generate::{Generator, Inside};
use crate::tree::{Expr, Goal, Node, Stmt};

/// Values to resume an asynchronous generator with.
const VALUES: &[&str] = &[
    "1",
    "\"s\"",
    "undefined",
    "[1, 2]",
    "{ a: 1 }",
    "Promise.resolve(2)",
    "thenable(\"u\", 3)",
    "thenable(\"u\", 4, \"rejects\")",
    "thenable(\"u\", 5, \"getter\")",
];

/// Who takes the values of an iterator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    ByLoop,
    /// By `yield*`, which passes `throw` on.
    ByDelegation,
}

impl Generator {
    /// Starts an asynchronous function or generator from the top level; where that can wait, it may.
    pub fn start(&mut self, goal: Goal, kind: Inside, name: &str) -> Stmt {
        let wait = if goal == Goal::Module && self.rng.bool() { "await " } else { "" };
        let aside = self.call_aside(kind, name);
        Stmt::new("fuel += 300; ¶", vec![], vec![vec![aside.after(wait)]])
    }

    /// A call whose end is shown, without waiting for it.
    pub fn call_aside(&mut self, kind: Inside, name: &str) -> Stmt {
        let (holes, args) = self.arguments_of_call();
        let label = self.fresh("d");
        if kind == Inside::Async {
            return Stmt::new(&format!("log(\"{label}\", () => {name}({holes}));"), args, vec![]);
        }
        let (n, manner) = (self.rng.u32(2..8), self.pick(&["in turn", "together"]));
        let steps = self.steps(n, VALUES);
        let text = format!("driveAsync(\"{label}\", () => {name}({holes}), \"{manner}\", [{steps}]);");
        Stmt::new(&text, args, vec![])
    }

    /// Statements of a module that wait, and the programs after them with them.
    pub fn top_level(&mut self) -> Stmt {
        let e = self.fresh("e");
        self.budget = self.rng.u32(3..9);
        let body = self.within(Inside::Module, Generator::block);
        Stmt::new(&format!("try ¶ catch ({e}) {{ console.log(\"top\", reason({e})); }}"), vec![], vec![body])
    }

    pub fn asynchronous_statement(&mut self) -> Stmt {
        let (at, v) = (self.fresh("t"), self.fresh("v"));
        match self.rng.u32(0..16) {
            0..4 if self.may_await() => self.for_await(),
            4..6 if self.may_await() => {
                let e = self.awaitable(1);
                self.variables.push(v.clone());
                let kind = self.pick(&["let", "const", "var"]);
                Stmt::new(&format!("{kind} {v} = await §;"), vec![e], vec![])
            }
            6 | 7 if self.may_await() => {
                let e = self.awaitable(2);
                Stmt::new(&format!("trace(\"{at}\", await §);"), vec![e], vec![])
            }
            8 => {
                let when = self.pick(&["queueMicrotask", "queueMicrotask", "process.nextTick"]);
                let e = self.within(Inside::Plain, |g| g.expr(2));
                Stmt::new(&format!("job(\"{at}\", {when}, () => (tick(), §));"), vec![e], vec![])
            }
            9 => {
                let e = self.promise(1);
                self.variables.push(v.clone());
                Stmt::new(&format!("const {v} = §;"), vec![e], vec![])
            }
            10 | 11 if !self.async_generators.is_empty() => {
                let i = self.rng.usize(0..self.async_generators.len());
                let name = self.async_generators[i].clone();
                self.call_aside(Inside::AsyncGenerator, &name)
            }
            12 => self.async_class(),
            13 => {
                let (a, b) = (self.promise(1), self.within(Inside::Plain, |g| g.expr(1)));
                let (holds, e) = (self.fresh("v"), self.fresh("e"));
                let text = format!(
                    "{{ let {holds}; log(\"{at}\", () => new Promise((a, b) => {{ {holds} = [a, b]; }})); \
                     try {{ {holds}[0](§); }} catch ({e}) {{ {holds}[1]({e}); }} \
                     Promise.resolve().then(() => {holds}[1](§)); }}"
                );
                Stmt::new(&text, vec![a, b], vec![])
            }
            _ => {
                let e = self.within(Inside::Plain, |g| g.promise(2));
                Stmt::new(&format!("log(\"{at}\", () => §);"), vec![e], vec![])
            }
        }
    }

    fn for_await(&mut self) -> Stmt {
        let (label, prefix) = self.label();
        let from = self.async_iterable(Taken::ByLoop, 1);
        let v = self.fresh("v");
        let (head, mut exprs) = match self.rng.u32(0..6) {
            0 => (format!("let [{v} = §]"), vec![self.expr(1)]),
            1 => (self.variable(), vec![]),
            2 => (format!("var {v}"), vec![]),
            3 => (format!("const {{ a: {v} = §, length }}"), vec![self.expr(1)]),
            _ => (format!("const {v}"), vec![]),
        };
        let scope = self.variables.len();
        self.variables.push(v);
        let body = self.loop_body(&label);
        self.variables.truncate(scope);
        exprs.push(from);
        Stmt::new(&format!("{prefix}for await ({head} of §) ¶"), exprs, vec![body])
    }

    /// A class with private asynchronous members, an instance, and calls of them.
    fn async_class(&mut self) -> Stmt {
        let (c, v, at, end) = (self.fresh("C"), self.fresh("v"), self.fresh("t"), self.fresh("t"));
        let key = self.expr(1);
        // The code of classes is strict.
        let with = std::mem::replace(&mut self.features.with, false);
        let body = |g: &mut Generator, inside| {
            g.within(inside, |g| {
                let mut body = vec![Stmt::new("tick();", vec![], vec![])];
                g.variables.push("x".to_owned());
                body.extend(g.block());
                body
            })
        };
        let field = self.within(Inside::Top, |g| g.promise(1));
        let bodies = vec![
            body(self, Inside::Async),
            body(self, Inside::AsyncGenerator),
            body(self, Inside::Async),
            body(self, Inside::AsyncArrow),
        ];
        let own = self.within(Inside::AsyncGenerator, |g| g.awaitable(1));
        self.features.with = with;
        let argument = self.expr(0);
        let text = format!(
            "class {c} {{ #p = §; async #m(x) ¶ async *#more(x) ¶ static async s(x) ¶ f = async (x) => ¶; \
             async *[Symbol.asyncIterator]() {{ yield this.#p; yield await §; yield* this.#more(1); \
             return this.#m(2); }} \
             async [\"k\" + text(§)](x) {{ return [await this.#m(x), await {c}.s(x), await this.f(x)]; }} \
             all(x) {{ return Promise.allSettled([this.#m(x), {c}.s(x), this.f(x)]); }} }}\n\
             const {v} = new {c}(); log(\"{at}\", () => {v}.all(§)); log(\"{end}\", () => drain({v}));"
        );
        self.variables.push(v);
        Stmt::new(&text, vec![field, own, key, argument], bodies)
    }

    /// An expression about promises; where it may wait, mostly one that does.
    pub fn asynchronous(&mut self, depth: usize) -> Expr {
        if !self.may_await() || self.rng.u32(0..8) == 0 {
            return self.promise(depth);
        }
        let a = self.awaitable(depth);
        if self.rng.u32(0..3) > 0 {
            return Expr::new("(await §)", vec![a]);
        }
        let (b, v) = (self.awaitable(depth.saturating_sub(1)), self.variable());
        match self.rng.u32(0..7) {
            0 => Expr::new("(await §)?.[text(await §)]", vec![a, b]),
            1 => Expr::new(&format!("plain({v}, await §, ...[await §], {v})"), vec![a, b]),
            2 => Expr::new("String.raw`${text(await §)}|${text(await §)}`", vec![a, b]),
            3 => Expr::new(&format!("(Object({v})[text(await §)] ??= await §)"), vec![a, b]),
            4 => Expr::new(&format!("({v} += text(await §) + text(await §))"), vec![a, b]),
            5 => Expr::new(
                "new (class extends (await 0, Array) { x = 1; [text(await §)] = 2; })(text(await §))",
                vec![a, b],
            ),
            _ => Expr::new("((await §) === (await §))", vec![a, b]),
        }
    }

    /// What one might wait for: a promise, a thenable, or just a value.
    pub fn awaitable(&mut self, depth: usize) -> Expr {
        if self.rng.u32(0..3) == 0 { self.expr(depth) } else { self.promise(depth) }
    }

    /// A promise or a thenable.
    pub fn promise(&mut self, depth: usize) -> Expr {
        const THENABLES: &[&str] = &[
            "",
            "rejects",
            "throws",
            "throws late",
            "twice",
            "nested",
            "of a promise",
            "later",
            "never",
            "no function",
            "getter",
        ];
        let sub = depth.saturating_sub(1);
        match self.rng.u32(0..if depth == 0 { 6 } else { 14 }) {
            1 => {
                let a = self.expr(sub);
                Expr::new("Promise.reject(§)", vec![a])
            }
            2 => {
                let (name, mode) = (self.fresh("u"), self.pick(THENABLES));
                let a = self.expr(sub);
                Expr::new(&format!("thenable(\"{name}\", §, \"{mode}\")"), vec![a])
            }
            3 => {
                let (ms, a) = (self.rng.u32(1..400), self.expr(sub));
                Expr::new(&format!("sleep({ms}, §)"), vec![a])
            }
            4 | 5 if !self.functions.is_empty() => {
                let f = self.functions[self.rng.usize(0..self.functions.len())].clone();
                let (a, b) = (self.expr(sub), self.expr(0));
                Expr::new(&format!("{f}(§, §)"), vec![a, b])
            }
            6 if !self.async_generators.is_empty() => {
                let g = self.async_generators[self.rng.usize(0..self.async_generators.len())].clone();
                let (a, b) = (self.expr(0), self.awaitable(sub));
                let mode = self.pick(&["next", "next", "return", "throw"]);
                Expr::new(&format!("{g}(§).{mode}(§)"), vec![a, b])
            }
            7 | 8 => {
                let all = self.pick(&["all", "allSettled", "race", "any"]);
                let (a, b, c) = (self.promise(sub), self.awaitable(sub), self.iterable(0));
                match self.rng.u32(0..4) {
                    0 => Expr::new(&format!("Promise.{all}(§)"), vec![c]),
                    1 => Expr::new(&format!("Promise.{all}([§, ...§])"), vec![a, c]),
                    _ => Expr::new(&format!("Promise.{all}([§, §])"), vec![a, b]),
                }
            }
            9 => {
                let x = self.fresh("x");
                let body = self.within(Inside::AsyncArrow, |g| {
                    g.variables.push(x.clone());
                    g.expr(sub)
                });
                let a = self.expr(0);
                Expr::new(&format!("(async ({x}) => (tick(), §))(§)"), vec![body, a])
            }
            10 | 11 => {
                let (p, f) = (self.awaitable(sub), self.callback(sub));
                let (then, comma) = match self.rng.u32(0..4) {
                    0 => ("then", true),
                    1 => ("finally", false),
                    2 => ("catch", false),
                    _ => ("then", false),
                };
                if comma {
                    let other = self.callback(sub);
                    return Expr::new("Promise.resolve(§).then(§, §)", vec![p, f, other]);
                }
                Expr::new(&format!("Promise.resolve(§).{then}(§)"), vec![p, f])
            }
            12 => {
                let from = self.async_iterable(Taken::ByLoop, sub);
                Expr::new("drain(§)", vec![from])
            }
            13 => {
                let a = self.within(Inside::Plain, |g| g.awaitable(sub));
                let settle = self.pick(&["resolve(§)", "reject(§)", "(resolve(§), reject(1))", "§"]);
                Expr::new(&format!("new Promise((resolve, reject) => (tick(), {settle}))"), vec![a])
            }
            _ => {
                let a = self.expr(sub);
                Expr::new("Promise.resolve(§)", vec![a])
            }
        }
    }

    /// A function for `then`; rarely something else.
    fn callback(&mut self, depth: usize) -> Expr {
        if self.rng.u32(0..10) == 0 {
            return self.expr(0);
        }
        let x = self.fresh("x");
        let (inside, word) = if self.rng.u32(0..3) == 0 { (Inside::AsyncArrow, "async ") } else { (Inside::Plain, "") };
        let at = self.fresh("t");
        let body = self.within(inside, |g| {
            g.variables.push(x.clone());
            g.awaitable(depth)
        });
        Expr::new(&format!("{word}({x}) => (trace(\"{at}\", {x}), §)"), vec![body])
    }

    /// Something for `for await` or an asynchronous `yield*`, mostly.
    ///
    /// Of iterators that are not asynchronous, node 20 closes none when a promise among their values is rejected, and
    /// none that lacks a `throw`, of which it makes no TypeError either. So where it is to agree there are only those where
    /// that cannot be seen; an array has no `throw`.
    pub fn async_iterable(&mut self, taken: Taken, depth: usize) -> Expr {
        const MODES: &[&str] = &[
            "",
            "",
            "no promises",
            "thenables",
            "late",
            "no return",
            "no throw",
            "throwing next",
            "rejecting next",
            "primitive result",
            "promised values",
            "getters",
            "throwing return",
            "rejecting return",
            "primitive return",
            "unwilling return",
            "catching throw",
        ];
        match self.rng.u32(0..12) {
            0..4 if !self.async_generators.is_empty() => {
                let g = self.async_generators[self.rng.usize(0..self.async_generators.len())].clone();
                let a = self.expr(depth.min(1));
                Expr::new(&format!("{g}(§)"), vec![a])
            }
            0..7 => {
                let (n, mode) = (self.rng.u32(0..4), self.pick(MODES));
                let name = self.fresh("i");
                Expr::text(format!("asyncIterator(\"{name}\", {n}, \"{mode}\")"))
            }
            7 | 8 if self.features.node == Node::Behind => self.iterable(depth),
            10.. if self.features.node == Node::Behind || taken == Taken::ByLoop => {
                let (a, b) = (self.promise(depth.min(1)), self.awaitable(0));
                Expr::new("[§, §, 3]", vec![a, b])
            }
            _ => {
                let (n, mode) = (self.rng.u32(0..4), self.pick(&["", "throwing next", "throwing return", "getters"]));
                let name = self.fresh("i");
                Expr::text(format!("iterator(\"{name}\", {n}, \"{mode}\")"))
            }
        }
    }
}
