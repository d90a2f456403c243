//! Random statements and functions: a program from a seed.

use crate::tree::{Expr, Goal, Jobs, Kind, Node, Program, Stmt};
use fastrand::Rng;

/// What kind of function is being filled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    Generator,
    Async,
    /// `arguments` are of the function around it.
    AsyncArrow,
    AsyncGenerator,
    Plain,
    /// The top level, a static block, evaluated text: neither `yield` nor `return`.
    Top,
    /// The top level where `await` may stand.
    Module,
}

/// A statement that `break` or `continue` may name.
#[derive(Clone)]
pub struct Target {
    pub label: Option<String>,
    pub is_loop: bool,
}

/// What a program has besides the language of every program: such things change how everything around them is
/// compiled, so most programs go without.
#[derive(Clone, Copy, Debug)]
pub struct Features {
    pub with: bool,
    pub eval: bool,
    pub bigint: bool,
    pub arguments: bool,
    pub jobs: Jobs,
    pub node: Node,
}

pub struct Generator {
    pub rng: Rng,
    pub features: Features,
    pub inside: Inside,
    /// Names in scope, innermost last; never empty outside of a function either: `w` is of the prelude.
    pub variables: Vec<String>,
    /// Typed arrays in scope.
    pub typed: Vec<String>,
    /// Closures in scope, without parameters.
    closures: Vec<String>,
    pub targets: Vec<Target>,
    /// Generator functions that may be called: those made before, so that recursion is rare.
    generators: Vec<String>,
    /// Asynchronous functions and generators, likewise.
    pub functions: Vec<String>,
    pub async_generators: Vec<String>,
    next_name: u32,
    /// Statements left for the function at hand.
    pub budget: u32,
    depth: u32,
}

/// Names in scope at a place: how many of each sort.
#[derive(Clone, Copy)]
pub struct Scope {
    variables: usize,
    closures: usize,
    typed: usize,
}

/// The program of a seed.
#[must_use]
pub fn generate(seed: u64) -> Program {
    let mut rng = Rng::with_seed(seed);
    let goal = [Goal::Module, Goal::Module, Goal::CommonJs, Goal::Script][rng.usize(0..4)];
    let features = Features {
        with: goal != Goal::Module && rng.u32(0..3) == 0,
        eval: rng.u32(0..5) == 0,
        bigint: rng.u32(0..3) == 0,
        arguments: rng.u32(0..3) == 0,
        jobs: if rng.bool() { Jobs::Some } else { Jobs::None },
        node: if rng.u32(0..4) == 0 { Node::Behind } else { Node::Agrees },
    };
    let node = if features.jobs == Jobs::Some { features.node } else { Node::Agrees };
    let mut g = Generator {
        rng,
        features,
        inside: Inside::Top,
        variables: vec!["w".to_owned()],
        typed: Vec::new(),
        closures: Vec::new(),
        targets: Vec::new(),
        generators: Vec::new(),
        functions: Vec::new(),
        async_generators: Vec::new(),
        next_name: 0,
        budget: 0,
        depth: 0,
    };
    let mut body = Vec::new();
    for _ in 0..2 {
        let (name, value) = (g.fresh("v"), g.expr(1));
        body.push(Stmt::new(&format!("let {name} = §;"), vec![value], vec![]));
        g.variables.push(name);
    }
    for _ in 0..g.rng.u32(2..5) {
        let (definition, kind, name) = g.definition();
        body.push(definition);
        for _ in 0..g.rng.u32(1..3) {
            body.push(match kind {
                Inside::Generator => g.drive(&name),
                _ => g.start(goal, kind, &name),
            });
        }
        if features.jobs == Jobs::Some && goal == Goal::Module && g.rng.u32(0..3) == 0 {
            body.push(g.top_level());
        }
    }
    Program { seed, goal, jobs: features.jobs, kind: Kind::Generators, node, body }
}

impl Generator {
    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.rng.usize(0..from.len())]
    }

    pub fn fresh(&mut self, prefix: &str) -> String {
        self.next_name += 1;
        format!("{prefix}{}", self.next_name)
    }

    pub fn may_yield(&self) -> bool {
        matches!(self.inside, Inside::Generator | Inside::AsyncGenerator)
    }

    pub fn may_await(&self) -> bool {
        matches!(self.inside, Inside::Async | Inside::AsyncArrow | Inside::AsyncGenerator | Inside::Module)
    }

    fn may_return(&self) -> bool {
        !matches!(self.inside, Inside::Top | Inside::Module)
    }

    /// Do `arguments` belong to the function being filled?
    pub fn has_arguments(&self) -> bool {
        matches!(self.inside, Inside::Generator | Inside::Async | Inside::AsyncGenerator)
    }

    pub fn has_variables(&self) -> bool {
        !self.variables.is_empty()
    }

    pub fn callable_generators(&self) -> usize {
        self.generators.len()
    }

    pub fn generator_call(&mut self) -> String {
        let i = self.rng.usize(0..self.generators.len());
        self.generators[i].clone()
    }

    /// A variable in scope; rarely one that is not, or not yet.
    pub fn variable(&mut self) -> String {
        if self.variables.is_empty() || self.may_return() && self.rng.u32(0..400) == 0 {
            return "missing".to_owned();
        }
        // Inner ones more often.
        let n = self.variables.len();
        let i = self.rng.usize(0..n).max(self.rng.usize(0..n));
        self.variables[i].clone()
    }

    /// A call of a closure in scope.
    pub fn closure_call(&mut self) -> Option<String> {
        (!self.closures.is_empty()).then(|| format!("{}()", self.closures[self.rng.usize(0..self.closures.len())]))
    }

    /// Resumes an instance step by step.
    fn drive(&mut self, name: &str) -> Stmt {
        const VALUES: &[&str] = &["1", "2.5", "\"s\"", "undefined", "null", "[1, 2]", "{ a: 1 }"];
        let (holes, args) = self.arguments_of_call();
        let n = self.rng.u32(4..14);
        let steps = self.steps(n, VALUES);
        let label = self.fresh("d");
        Stmt::new(&format!("drive(\"{label}\", () => {name}({holes}), [{steps}]);"), args, vec![])
    }

    pub fn arguments_of_call(&mut self) -> (String, Vec<Expr>) {
        let args: Vec<Expr> = (0..self.rng.usize(0..3)).map(|_| self.expr(0)).collect();
        (vec!["§"; args.len()].join(", "), args)
    }

    /// How to resume an instance, so many times.
    pub fn steps(&mut self, n: u32, values: &[&str]) -> String {
        const MODES: &[&str] = &["next", "next", "next", "next", "throw", "return"];
        let steps: Vec<String> = (0..n)
            .map(|_| {
                let (mode, v) = (self.pick(MODES), self.pick(values));
                format!("[\"{mode}\", {v}]")
            })
            .collect();
        steps.join(", ")
    }

    /// A generator, or an asynchronous function or generator, in one of the forms of the language: its kind, and what
    /// to call. It can be called from now on.
    pub fn definition(&mut self) -> (Stmt, Inside, String) {
        let kinds = match self.features.jobs {
            Jobs::None => 1,
            Jobs::Some => 5,
        };
        let kind = [Inside::Generator, Inside::Async, Inside::Async, Inside::AsyncGenerator, Inside::AsyncGenerator]
            [self.rng.usize(0..kinds)];
        let form = self.rng.u32(0..8);
        let inside = if kind == Inside::Async && form > 5 { Inside::AsyncArrow } else { kind };
        let name = self.fresh("g");
        let (params, defaults, own) = self.parameters();
        let outer =
            (std::mem::replace(&mut self.inside, inside), std::mem::take(&mut self.targets), self.budget, self.scope());
        self.variables.extend(own);
        self.budget = self.rng.u32(6..22);
        // The code of classes is strict.
        let with = self.features.with;
        self.features.with &= !(2..5).contains(&form);
        let mut body = vec![Stmt::new("tick();", vec![], vec![])];
        body.extend(self.block_items());
        (self.inside, self.targets, self.budget) = (outer.0, outer.1, outer.2);
        self.leave(outer.3);
        self.features.with = with;
        let (function, method, list) = match kind {
            Inside::Async => ("async function", "async ", &mut self.functions),
            Inside::AsyncGenerator => ("async function*", "async *", &mut self.async_generators),
            _ => ("function*", "*", &mut self.generators),
        };
        let (text, callable) = match form {
            0 => (format!("const {name} = {function} ({params}) ¶;"), name),
            1 => (format!("const {name} = {{ {method}m({params}) ¶ }};"), format!("{name}.m")),
            2 => (format!("class {name} {{ static {method}m({params}) ¶ }}"), format!("{name}.m")),
            3 => (format!("class {name} {{ {method}[\"m\"]({params}) ¶ }}"), format!("new {name}().m")),
            4 => {
                let text = format!("class {name} {{ {method}#m({params}) ¶ m(...a) {{ return this.#m(...a); }} }}");
                (text, format!("new {name}().m"))
            }
            _ if inside == Inside::AsyncArrow => (format!("const {name} = async ({params}) => ¶;"), name),
            _ => (format!("{function} {name}({params}) ¶"), name),
        };
        list.push(callable.clone());
        (Stmt::new(&text, defaults, vec![body]), kind, callable)
    }

    /// Takes the function that was defined last off again.
    pub fn forget(&mut self, kind: Inside) {
        match kind {
            Inside::Async => self.functions.pop(),
            Inside::AsyncGenerator => self.async_generators.pop(),
            _ => self.generators.pop(),
        };
    }

    /// A parameter list with its defaults, and the names.
    fn parameters(&mut self) -> (String, Vec<Expr>, Vec<String>) {
        let outer = std::mem::replace(&mut self.inside, Inside::Plain);
        let (mut list, mut defaults, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.rng.u32(0..4) {
            let name = self.fresh("p");
            match self.rng.u32(0..6) {
                0 => {
                    list.push(format!("{name} = §"));
                    defaults.push(self.expr(1));
                }
                1 => {
                    list.push(format!("[{name} = §] = []"));
                    defaults.push(self.expr(1));
                }
                2 => {
                    list.push(format!("{{ a: {name} = § }} = {{}}"));
                    defaults.push(self.expr(1));
                }
                _ => list.push(name.clone()),
            }
            names.push(name);
        }
        if self.rng.u32(0..6) == 0 {
            let name = self.fresh("p");
            list.push(format!("...{name}"));
            names.push(name);
        }
        self.inside = outer;
        (list.join(", "), defaults, names)
    }

    /// The statements of a block, with a scope of their own.
    pub fn block(&mut self) -> Vec<Stmt> {
        let scope = self.scope();
        self.depth += 1;
        let body = self.block_items();
        self.depth -= 1;
        self.leave(scope);
        body
    }

    /// What is in scope, for [`Generator::leave`].
    fn scope(&self) -> Scope {
        Scope { variables: self.variables.len(), closures: self.closures.len(), typed: self.typed.len() }
    }

    fn leave(&mut self, scope: Scope) {
        self.variables.truncate(scope.variables);
        self.closures.truncate(scope.closures);
        self.typed.truncate(scope.typed);
    }

    /// Runs `f` as in a function or text of its own.
    pub fn within<T>(&mut self, inside: Inside, f: impl FnOnce(&mut Generator) -> T) -> T {
        let outer = (std::mem::replace(&mut self.inside, inside), std::mem::take(&mut self.targets), self.scope());
        let made = f(self);
        (self.inside, self.targets) = (outer.0, outer.1);
        self.leave(outer.2);
        made
    }

    fn block_items(&mut self) -> Vec<Stmt> {
        let n = if self.depth > 4 { 1 } else { self.rng.u32(1..5) };
        let mut body = Vec::new();
        for _ in 0..n {
            if self.budget == 0 {
                break;
            }
            self.budget -= 1;
            body.push(self.statement());
        }
        if body.is_empty() {
            body.push(self.simple());
        }
        body
    }

    fn simple(&mut self) -> Stmt {
        let at = self.fresh("t");
        let e = self.expr(2);
        Stmt::new(&format!("trace(\"{at}\", §);"), vec![e], vec![])
    }

    /// The body of a loop: it costs fuel outside of any `try` of its own.
    pub fn loop_body(&mut self, label: &Option<String>) -> Vec<Stmt> {
        self.targets.push(Target { label: label.clone(), is_loop: true });
        let mut body = vec![Stmt::new("tick();", vec![], vec![])];
        body.extend(self.block());
        self.targets.pop();
        body
    }

    pub fn label(&mut self) -> (Option<String>, String) {
        if self.rng.u32(0..3) == 0 {
            let l = self.fresh("l");
            (Some(l.clone()), format!("{l}: "))
        } else {
            (None, String::new())
        }
    }

    fn declaration(&mut self) -> Stmt {
        let kind = self.pick(&["let", "let", "const", "var"]);
        let name = self.fresh("v");
        let e = self.expr(2);
        self.variables.push(name.clone());
        Stmt::new(&format!("{kind} {name} = §;"), vec![e], vec![])
    }

    fn pattern(&mut self) -> Stmt {
        let (a, b, rest) = (self.fresh("v"), self.fresh("v"), self.fresh("v"));
        let from = self.iterable(1);
        let default = self.expr(1);
        let stmt = match self.rng.u32(0..6) {
            0 => Stmt::new(&format!("let [{a}, , {b} = §] = §;"), vec![default, from], vec![]),
            3 => {
                let (key, inner) = (self.expr(1), self.expr(0));
                let text = format!("let {{ [text(§)]: {a} = §, length: {{ x: {b} = § }} = {{}} }} = Object(§);");
                Stmt::new(&text, vec![key, default, inner, from], vec![])
            }
            4 => {
                let (object, value) = (self.expr(1), self.variable());
                let text =
                    format!("let {a} = {{}}, {b}; ({{ a: {a}.x = §, [text(§)]: {b}, ...{a}.y }} = Object({value}));");
                Stmt::new(&text, vec![default, object], vec![])
            }
            1 => Stmt::new(&format!("let [{a} = §, ...{b}] = §;"), vec![default, from], vec![]),
            2 => Stmt::new(&format!("let {{ a: {a} = §, ...{b} }} = Object(§);"), vec![default, from], vec![]),
            _ => {
                let target = self.variable();
                let text = format!("let {a} = 0, {b} = 0; [{a}, [{b} = §] = [], ...{rest}.x] = §;");
                let text = text.replace(&format!("{rest}.x"), &format!("Object({target}).x"));
                Stmt::new(&text, vec![default, from], vec![])
            }
        };
        self.variables.extend([a, b]);
        stmt
    }

    fn closure(&mut self) -> Stmt {
        let name = self.fresh("f");
        let e = self.within(Inside::Plain, |g| g.expr(2));
        let stmt = Stmt::new(&format!("const {name} = () => (tick(), §);"), vec![e], vec![]);
        self.closures.push(name);
        stmt
    }

    fn jump(&mut self) -> Stmt {
        let labelled: Vec<Target> = self.targets.clone();
        let loops = labelled.iter().any(|t| t.is_loop);
        match self.rng.u32(0..6) {
            0 if !self.targets.is_empty() => {
                let t = &labelled[self.rng.usize(0..labelled.len())];
                match &t.label {
                    Some(l) if t.is_loop && self.rng.bool() => Stmt::new(&format!("continue {l};"), vec![], vec![]),
                    Some(l) => Stmt::new(&format!("break {l};"), vec![], vec![]),
                    None if loops => Stmt::new("break;", vec![], vec![]),
                    None => self.simple(),
                }
            }
            1 if loops => Stmt::new(self.pick(&["break;", "continue;"]), vec![], vec![]),
            2 => {
                let e = self.expr(1);
                Stmt::new("throw §;", vec![e], vec![])
            }
            3 | 4 if self.may_return() => {
                let e = self.expr(2);
                Stmt::new("return §;", vec![e], vec![])
            }
            5 if self.may_return() && self.may_await() => {
                let e = self.awaitable(2);
                Stmt::new(self.pick(&["return await §;", "return §;"]), vec![e], vec![])
            }
            _ => self.simple(),
        }
    }

    /// A jump under a condition, so that what follows it is reached as well.
    pub fn conditional_jump(&mut self) -> Stmt {
        let (c, j) = (self.expr(1), self.jump());
        Stmt::new("if (§) ¶", vec![c], vec![vec![j]])
    }

    fn statement(&mut self) -> Stmt {
        if self.features.jobs == Jobs::Some && self.rng.u32(0..3) == 0 {
            return self.asynchronous_statement();
        }
        match self.rng.u32(0..36) {
            30..36 => self.feature(),
            0..4 => self.simple(),
            4..7 => self.declaration(),
            7 => self.pattern(),
            8 => self.closure(),
            9 => {
                let v = self.fresh("v");
                let e = self.expr(1);
                self.variables.push(v.clone());
                if self.may_yield() {
                    Stmt::new(&format!("let {v} = yield §;"), vec![e], vec![])
                } else {
                    Stmt::new(&format!("let {v} = §;"), vec![e], vec![])
                }
            }
            10 => {
                let e = self.delegate(1);
                if self.may_yield() {
                    Stmt::new("yield* §;", vec![e], vec![])
                } else {
                    Stmt::new("trace(\"s\", [...§]);", vec![e], vec![])
                }
            }
            11..14 => self.conditional_jump(),
            14 | 15 => {
                let c = self.expr(2);
                let (a, b) = (self.block(), self.block());
                Stmt::new("if (§) ¶ else ¶", vec![c], vec![a, b])
            }
            16..19 => self.try_statement(),
            19 | 20 => self.for_loop(),
            21..24 => self.for_of(),
            24 => {
                let (label, prefix) = self.label();
                let c = self.expr(1);
                let body = self.loop_body(&label);
                let text = if self.rng.bool() { "while (§) ¶" } else { "do ¶ while (§);" };
                Stmt::new(&format!("{prefix}{text}"), vec![c], vec![body])
            }
            25 | 26 => self.switch(),
            27 => {
                let l = self.fresh("l");
                self.targets.push(Target { label: Some(l.clone()), is_loop: false });
                let body = self.block();
                self.targets.pop();
                Stmt::new(&format!("{l}: ¶"), vec![], vec![body])
            }
            28 if self.depth < 3 => self.inner_function(),
            _ => {
                let (a, b) = (self.expr(1), self.expr(1));
                let target = self.variable();
                Stmt::new(&format!("[{target}, §.x] = [§, 1];").replace("§.x", "Object(§).x"), vec![a, b], vec![])
            }
        }
    }

    /// A generator, or what is asynchronous, that captures what is around it.
    fn inner_function(&mut self) -> Stmt {
        let depth = self.depth;
        self.depth += 2;
        let (definition, kind, name) = self.definition();
        self.depth = depth;
        // Visible in this block only: take it off again, and use it here.
        self.forget(kind);
        let used = match kind {
            Inside::Generator => self.for_of_call("for", &name),
            Inside::AsyncGenerator if self.may_await() && self.rng.bool() => self.for_of_call("for await", &name),
            Inside::Async if self.may_await() && self.rng.bool() => {
                let at = self.fresh("t");
                Stmt::new(&format!("trace(\"{at}\", await {name}(1, 2));"), vec![], vec![])
            }
            _ => self.call_aside(kind, &name),
        };
        Stmt::new("¶", vec![], vec![vec![definition, used]])
    }

    fn for_of_call(&mut self, head: &str, name: &str) -> Stmt {
        let v = self.fresh("v");
        let body = self.loop_body(&None);
        Stmt::new(&format!("{head} (const {v} of {name}(1, 2)) ¶"), vec![], vec![body])
    }

    fn try_statement(&mut self) -> Stmt {
        let body = self.block();
        let e = self.fresh("e");
        let scope = self.variables.len();
        self.variables.push(e.clone());
        let handler = self.block();
        self.variables.truncate(scope);
        let mut last = self.block();
        let label = self.targets.iter().rev().find(|t| t.is_loop).and_then(|t| t.label.clone());
        match (self.rng.u32(0..5), label) {
            (4, Some(label)) => {
                let c = self.expr(1);
                last.push(Stmt::new(&format!("if (§) continue {label};"), vec![c], vec![]));
                Stmt::new(&format!("try ¶ catch ({e}) ¶ finally ¶"), vec![], vec![body, handler, last])
            }
            (0, _) => Stmt::new(&format!("try ¶ catch ({e}) ¶"), vec![], vec![body, handler]),
            (1, _) => Stmt::new("try ¶ finally ¶", vec![], vec![body, last]),
            (2, _) => {
                let j = self.conditional_jump();
                last.push(j);
                Stmt::new("try ¶ finally ¶", vec![], vec![body, last])
            }
            _ => Stmt::new(&format!("try ¶ catch ({e}) ¶ finally ¶"), vec![], vec![body, handler, last]),
        }
    }

    fn for_loop(&mut self) -> Stmt {
        let (label, prefix) = self.label();
        let i = self.fresh("v");
        let n = self.rng.u32(1..5);
        let scope = self.variables.len();
        self.variables.push(i.clone());
        let kind = self.pick(&["let", "let", "var"]);
        let step = self.pick(&["++", " += 1", " += 0.5"]);
        let body = self.loop_body(&label);
        self.variables.truncate(scope);
        Stmt::new(&format!("{prefix}for ({kind} {i} = 0; {i} < {n}; {i}{step}) ¶"), vec![], vec![body])
    }

    fn for_of(&mut self) -> Stmt {
        let (label, prefix) = self.label();
        let from = self.iterable(1);
        let v = self.fresh("v");
        let scope = self.variables.len();
        let (head, exprs) = match self.rng.u32(0..6) {
            0 => (format!("let [{v} = §] "), vec![self.expr(1)]),
            1 => {
                let target = self.variable();
                (format!("{target} "), vec![])
            }
            2 => (format!("var {v} "), vec![]),
            _ => (format!("const {v} "), vec![]),
        };
        self.variables.push(v);
        let body = self.loop_body(&label);
        self.variables.truncate(scope);
        let in_or_of = if self.rng.u32(0..8) == 0 { "in" } else { "of" };
        let mut exprs = exprs;
        exprs.push(from);
        Stmt::new(&format!("{prefix}for ({head}{in_or_of} §) ¶"), exprs, vec![body])
    }

    fn switch(&mut self) -> Stmt {
        let (on, a, b) = (self.expr(1), self.expr(1), self.expr(0));
        let (label, prefix) = self.label();
        self.targets.push(Target { label, is_loop: false });
        let mut bodies: Vec<Vec<Stmt>> = (0..3).map(|_| self.block()).collect();
        for body in &mut bodies {
            if self.rng.bool() {
                body.push(Stmt::new("break;", vec![], vec![]));
            }
        }
        self.targets.pop();
        // A `break` in braces leaves the switch all the same.
        Stmt::new(&format!("{prefix}switch (§) {{ case §: ¶ case §: ¶ default: ¶ }}"), vec![on, a, b], bodies)
    }
}

#[cfg(test)]
mod tests {
    use super::generate;
    use yarrow_frontend::outline::Dialect;
    use yarrow_reduce::reduce;

    #[test]
    fn a_program_parses_and_what_does_not_matter_to_its_failure_goes() {
        let program = (1..200).map(generate).find(|p| p.code().contains("finally")).expect("some program has one");
        let mut fails = |code: &str| Ok::<_, ()>(code.contains("finally"));
        let small = reduce(&program.code(), Dialect::JavaScript, 10_000, &mut fails).expect("the test does not fail");
        let small = small.expect("it parses");
        assert!(small.statements.1 <= 2 && small.text.len() < 40, "{}", small.text);
    }

    #[test]
    fn the_same_seed_gives_the_same_program() {
        assert_eq!(generate(7).source(), generate(7).source());
        assert_ne!(generate(7).source(), generate(8).source());
    }

    #[test]
    fn every_feature_comes_up() {
        let all: String = (1..300).map(|seed| generate(seed).source()).collect();
        let words = [
            "goal: script",
            "with (",
            "eval(",
            "get a()",
            "#p = ",
            "static {",
            "arguments[",
            "Array(4)",
            "bigint(",
            ") continue l",
            "text(",
            "yield* ",
            "for await (",
            "async function*",
            "await drive",
            "(await ",
            "return await ",
            "async *#m(",
            "Promise.any(",
            "thenable(",
            "sleep(",
            "node 20 may differ",
        ];
        for word in words {
            assert!(all.contains(word), "{word}");
        }
    }
}
