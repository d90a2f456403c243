//! Functions with hot loops, and the statements of these loops.

use crate::assumptions::{Assumptions, FIELDS, Role, Scope, text};
use crate::tree::{Expr, Stmt};

/// Statements of a loop that hold others are not nested deeper.
const DEEPEST: u32 = 2;

/// An element in the place of a loop's variable: how its loop begins and ends.
struct Head {
    before: Vec<Stmt>,
    text: String,
    exprs: Vec<Expr>,
    /// What stands at the beginning of its body.
    first: Vec<Stmt>,
    /// What it declares.
    names: Vec<(Role, String)>,
}

impl Assumptions {
    /// A function with a hot loop: its definition, what to call, and the roles of its parameters.
    pub fn hot_function(&mut self) -> (Stmt, String, Vec<Role>) {
        const PARAMETERS: &[(Role, &str)] = &[
            (Role::Object, "o"),
            (Role::Object, "p"),
            (Role::Array, "a"),
            (Role::Array, "b"),
            (Role::Typed, "t"),
            (Role::Function, "f"),
            (Role::Text, "s"),
            (Role::Number, "n"),
        ];
        let name = self.fresh("hot");
        let is_generator = self.one_in(3);
        let mut names: Vec<(Role, String)> = Vec::new();
        for (role, name) in PARAMETERS {
            if self.rng.bool() {
                names.push((*role, (*name).to_owned()));
            }
        }
        let roles: Vec<Role> = names.iter().map(|(r, _)| *r).collect();
        let params: Vec<String> = names.iter().map(|(_, n)| n.clone()).collect();
        let scope = Scope { names, yields: is_generator, calls: true, quiet: false };
        let mut body = self.within(scope, Assumptions::hot_body);
        if is_generator {
            body.insert(0, text("started();"));
        } else if self.one_in(8) {
            body.insert(0, text("if (arguments.length > 50) return arguments;"));
        }
        let params = params.join(", ");
        let (form, callable) = match (self.rng.u32(0..6), is_generator) {
            (0, true) => (format!("const {name} = {{ *m({params}) ¶ }};"), format!("{name}.m")),
            (1, true) => (format!("class {name} {{ static *m({params}) ¶ }}"), format!("{name}.m")),
            (_, true) => (format!("function* {name}({params}) ¶"), name),
            (0, false) => (format!("const {name} = {{ m({params}) ¶ }};"), format!("{name}.m")),
            (1, false) => (format!("class {name} {{ static m({params}) ¶ }}"), format!("{name}.m")),
            (2, false) => (format!("const {name} = function ({params}) ¶;"), name),
            _ => (format!("function {name}({params}) ¶"), name),
        };
        if is_generator {
            self.generators.push((callable.clone(), roles.clone()));
        }
        (Stmt::new(&form, vec![], vec![body]), callable, roles)
    }

    fn hot_body(&mut self) -> Vec<Stmt> {
        let mut body = Vec::new();
        let mut results = Vec::new();
        for name in ["x", "y", "z"].into_iter().take(self.rng.usize(1..4)) {
            let value = self.pick(&["0", "0", "1", "0.5", "-1", "n1"]);
            body.push(text(format!("let {name} = {value};")));
            self.scope.names.push((Role::Number, name.to_owned()));
            results.push(name.to_owned());
        }
        for role in [Role::Object, Role::Array, Role::Typed] {
            if self.one_in(8) {
                let (name, value) = match role {
                    Role::Object => ("q", self.new_object()),
                    Role::Array => ("c", "[1, 2, 3, 4]".to_owned()),
                    _ => ("u", self.new_typed()),
                };
                body.push(text(format!("let {name} = {value};")));
                self.scope.names.push((role, name.to_owned()));
            }
        }
        // Some values are the pool's, whoever calls.
        for (role, name) in Assumptions::pool().names {
            if self.one_in(5) {
                self.scope.names.push((role, name));
            }
        }
        for _ in 0..self.rng.u32(1..3) {
            body.extend(self.hot_loop());
        }
        let shown = [Role::Object, Role::Array, Role::Typed];
        let names: Vec<String> =
            self.scope.names.iter().filter(|(r, _)| shown.contains(r)).map(|(_, n)| n.clone()).collect();
        results.extend(names);
        body.push(text(format!("return [{}];", results.join(", "))));
        body
    }

    /// A loop of enough turns to come to its typed copies and back, with what disturbs it.
    fn hot_loop(&mut self) -> Vec<Stmt> {
        let head = self.head();
        let outer = self.scope.names.len();
        self.scope.names.extend(head.names);
        self.scope.quiet = !self.one_in(3);
        let mut body = head.first;
        let most = if self.scope.quiet { 7 } else { 5 };
        for _ in 0..self.rng.u32(1..most) {
            body.push(self.hot_statement(0));
        }
        for _ in 0..self.rng.u32(1..3) {
            let at = self.rng.usize(body.len().min(1)..=body.len());
            let d = self.disturbed_turn(&body);
            body.insert(at, d);
        }
        if self.one_in(if self.scope.quiet { 4 } else { 2 })
            && let Some(n) = self.named(&[Role::Number])
        {
            body.push(text(format!("see({n});")));
        }
        self.scope.names.truncate(outer);
        self.scope.quiet = false;
        let mut all = head.before;
        all.push(Stmt::new(&head.text, head.exprs, vec![body]));
        all
    }

    /// One of the ways to begin a loop that ends by itself.
    fn head(&mut self) -> Head {
        let i = self.fresh("i");
        let turns = self.rng.u32(40..90);
        let names = vec![(Role::Fixed, i.clone())];
        let mut head = Head { before: vec![], text: String::new(), exprs: vec![], first: vec![], names };
        match self.rng.u32(0..10) {
            0..5 => head.text = format!("for (let {i} = 0; {i} < {turns}; {i}++) ¶"),
            5 => {
                let a = self.named(&[Role::Array, Role::Typed]).unwrap_or_else(|| "a1".to_owned());
                head.text = format!("for (let {i} = 0; {i} < {a}.length && {i} < {turns}; {i}++) ¶");
            }
            6 => {
                head.before.push(text(format!("let {i} = 0;")));
                head.text = format!("while ({i} < {turns}) ¶");
                head.first.push(text(format!("{i}++;")));
            }
            7 => head.text = format!("for (let {i} = {turns}; {i} > 0; {i}--) ¶"),
            _ => {
                let v = self.fresh("v");
                let from = self.iterable();
                head.before.push(text(format!("let {i} = 0;")));
                head.exprs.push(from);
                head.text = format!("for (const {v} of §) ¶");
                head.first.push(text(format!("if (++{i} > {turns}) break;")));
                head.names.push((Role::Fixed, v));
            }
        }
        head
    }

    /// Something to iterate over that holds numbers, mostly.
    fn iterable(&mut self) -> Expr {
        let of = self.named(&[Role::Array, Role::Typed]).unwrap_or_else(|| "a1".to_owned());
        let mode = self.pick(&["", "", "throws", "changes", "getters", "replaced"]);
        match self.rng.u32(0..9) {
            0..2 => Expr::text(format!("iterator(50, \"{mode}\")")),
            2 if !self.generators.is_empty() => {
                let (g, roles) = self.generators[self.rng.usize(0..self.generators.len())].clone();
                Expr::text(format!("{g}({})", self.arguments(&roles)))
            }
            3 => Expr::text(format!("new Set({of})")),
            4 => Expr::text(format!("{of}.keys()")),
            5 => Expr::text("range(50, 0.5)"),
            _ => Expr::text(of),
        }
    }

    /// A disturbance in one turn, or in one of so many.
    fn disturbed_turn(&mut self, of: &[Stmt]) -> Stmt {
        let i = self.named(&[Role::Fixed]).unwrap_or_else(|| "n1".to_owned());
        let (at, each) = (self.rng.u32(18..45), self.rng.u32(4..11));
        // What it calls counts against the loop.
        let disturbance = match self.rng.u32(0..8) {
            0..4 => self.own_shake(&i, of),
            4 | 5 => {
                let shake = self.shakes[self.rng.usize(0..self.shakes.len())].clone();
                text(format!("{shake}({i});"))
            }
            _ => self.disturbance(),
        };
        let body = vec![disturbance];
        match self.rng.u32(0..8) {
            0 => Stmt::new(&format!("if ({i} % {each} === 3) ¶"), vec![], vec![body]),
            1 => Stmt::new(&format!("if ({i} > {at}) ¶"), vec![], vec![body]),
            2 => Stmt::new(&format!("if ({i} === {at}) try ¶ catch (e) {{ see(e); }}"), vec![], vec![body]),
            _ => Stmt::new(&format!("if ({i} === {at}) ¶"), vec![], vec![body]),
        }
    }

    /// A call of a function that disturbs what a loop looks into.
    fn own_shake(&mut self, i: &str, of: &[Stmt]) -> Stmt {
        let parts = [Role::Object, Role::Array, Role::Typed];
        let looked_into = |n: &str| of.iter().any(|s| s.looks_into(n));
        let mut names = self.scope.names.clone();
        names.retain(|(role, n)| parts.contains(role) && looked_into(n));
        let params: String = names.iter().map(|(_, n)| format!(", {n}")).collect();
        let disturbance = self.within(Scope { names, ..Scope::default() }, Assumptions::disturbance);
        let name = self.fresh("shake");
        self.own_shakes.push(Stmt::new(&format!("function {name}(i{params}) ¶"), vec![], vec![vec![disturbance]]));
        text(format!("{name}({i}{params});"))
    }

    fn hot_statements(&mut self, depth: u32) -> Vec<Stmt> {
        (0..self.rng.u32(1..3)).map(|_| self.hot_statement(depth)).collect()
    }

    fn hot_statement(&mut self, depth: u32) -> Stmt {
        let n = self.named(&[Role::Number]).unwrap_or_else(|| "n1".to_owned());
        let most = if self.scope.quiet { 27 } else { 36 };
        match self.rng.u32(0..most) {
            0..7 => {
                let e = self.stored(2);
                Stmt::new(&format!("{n} = §;"), vec![e], vec![])
            }
            7..12 if !self.features.strings => {
                let op = self.pick(&["+=", "+=", "+=", "-=", "*=", "|=", "^="]);
                let e = self.number(2);
                Stmt::new(&format!("{n} {op} §;"), vec![e], vec![])
            }
            7..12 => {
                let (i, e) = (self.named(&[Role::Fixed]).unwrap_or_else(|| "1".to_owned()), self.number(1));
                match self.rng.u32(0..3) {
                    0 => Stmt::new(&format!("{n} += typeof {i} === \"number\" ? {i} : 1;"), vec![], vec![]),
                    1 if !self.scope.quiet => Stmt::new(&format!("{n} = short({n} + §);"), vec![e], vec![]),
                    _ => Stmt::new(&format!("{n} -= §;"), vec![e], vec![]),
                }
            }
            12 => {
                let (op, v) =
                    (self.pick(&["++", "--"]), self.named(&[Role::Number]).unwrap_or_else(|| "n1".to_owned()));
                text(format!("{v}{op};"))
            }
            13..16 => self.field_statement(),
            16..20 => self.element_statement(),
            20 => self.typed_statement(),
            21..24 if depth < DEEPEST => {
                let c = self.condition(1);
                let (a, b) = (self.hot_statements(depth + 1), self.hot_statements(depth + 1));
                match self.rng.bool() {
                    true => Stmt::new("if (§) ¶", vec![c], vec![a]),
                    false => Stmt::new("if (§) ¶ else ¶", vec![c], vec![a, b]),
                }
            }
            24 if self.scope.quiet && self.scope.yields && self.one_in(2) => self.suspension(),
            25 if self.scope.quiet => self.jump(),
            24 | 25 if depth < DEEPEST => self.handled(depth),
            26 if depth < DEEPEST => self.inner_loop(depth),
            27 => self.jump(),
            28 => self.pattern(),
            29 if self.scope.yields => self.suspension(),
            30 => {
                let e = self.number(1);
                Stmt::new("see(§);", vec![e], vec![])
            }
            31 if depth < DEEPEST => {
                let (e, bodies) = (self.number(1), (0..3).map(|_| self.hot_statements(DEEPEST)).collect());
                Stmt::new("switch (§ & 3) { case 0: ¶ case 1: ¶ break; default: ¶ }", vec![e], bodies)
            }
            32 if self.one_in(3) => {
                let (h, e) = (self.fresh("h"), self.number(1));
                Stmt::new(&format!("const {h} = (k) => k - §; {n} = {h}({n}) - 1;"), vec![e], vec![])
            }
            33 if !self.generators.is_empty() && self.one_in(3) => self.stepped(),
            _ => {
                let e = self.stored(3);
                Stmt::new(&format!("{n} = §;"), vec![e], vec![])
            }
        }
    }

    fn field_statement(&mut self) -> Stmt {
        let o = self.named(&[Role::Object]).unwrap_or_else(|| "o1".to_owned());
        let k = self.pick(FIELDS);
        let (e, sum) = (self.stored(1), self.number(1));
        match self.rng.u32(0..7) {
            0 => text(format!("{o}.{k}++;")),
            1 if !self.features.strings => Stmt::new(&format!("{o}.{k} += §;"), vec![sum], vec![]),
            2 => Stmt::new(&format!("{o}.{k} -= §;"), vec![sum], vec![]),
            3 => Stmt::new(&format!("{o}.g = §;"), vec![e], vec![]),
            _ => Stmt::new(&format!("{o}.{k} = §;"), vec![e], vec![]),
        }
    }

    fn element_statement(&mut self) -> Stmt {
        let a = self.named(&[Role::Array]).unwrap_or_else(|| "a1".to_owned());
        let (i, e) = (self.index(), self.stored(1));
        let n = self.named(&[Role::Number]).unwrap_or_else(|| "n1".to_owned());
        match self.rng.u32(0..12) {
            0 => Stmt::new(&format!("{a}[§]++;"), vec![i], vec![]),
            1 if !self.features.strings => Stmt::new(&format!("{a}[§] += §;"), vec![i, e], vec![]),
            2 => Stmt::new(&format!("{a}.push(§);"), vec![e], vec![]),
            3 => Stmt::new(&format!("if ({a}.push(§) > 70) {a}.length = 5;"), vec![e], vec![]),
            4 => text(format!("{n} = {a}.pop();")),
            5 => text(format!("{n} = {a}.shift();")),
            6 => text(format!("{a}[{a}.length & 63] = {n};")),
            _ => Stmt::new(&format!("{a}[§] = §;"), vec![i, e], vec![]),
        }
    }

    fn typed_statement(&mut self) -> Stmt {
        let t = self.named(&[Role::Typed]).unwrap_or_else(|| "t1".to_owned());
        let (i, e) = (self.index(), self.number(2));
        match self.rng.u32(0..4) {
            0 => Stmt::new(&format!("{t}[§] += §;"), vec![i, e], vec![]),
            1 => Stmt::new(&format!("{t}[§]--;"), vec![i], vec![]),
            _ => Stmt::new(&format!("{t}[§] = §;"), vec![i, e], vec![]),
        }
    }

    fn handled(&mut self, depth: u32) -> Stmt {
        let mut body = self.hot_statements(depth + 1);
        let shown = self.pick(&["see(e);", "see(where(e));", "see(where(e));"]);
        let mut handler = if self.scope.quiet { vec![] } else { vec![text(shown)] };
        handler.extend(self.hot_statements(depth + 1));
        if self.rng.bool() {
            let c = self.condition(0);
            let thrown = self.pick(&["new RangeError(\"t\")", "new RangeError(\"t\")", "x0", "7"]);
            body.push(Stmt::new(&format!("if (§) throw {thrown};"), vec![c], vec![]));
        }
        match self.rng.u32(0..4) {
            0 => {
                let last = self.hot_statements(depth + 1);
                Stmt::new("try ¶ catch (e) ¶ finally ¶", vec![], vec![body, handler, last])
            }
            1 => {
                let last = self.hot_statements(depth + 1);
                Stmt::new("try ¶ finally ¶", vec![], vec![body, last])
            }
            _ => Stmt::new("try ¶ catch (e) ¶", vec![], vec![body, handler]),
        }
    }

    fn inner_loop(&mut self, depth: u32) -> Stmt {
        let j = self.fresh("j");
        let outer = self.scope.names.len();
        let (head, exprs) = match self.rng.u32(0..5) {
            0 => {
                let from = self.iterable();
                let v = self.fresh("v");
                self.scope.names.push((Role::Fixed, v.clone()));
                (format!("let {j} = 0; for (const {v} of §)"), vec![from])
            }
            _ => (format!("for (let {j} = 0; {j} < {}; {j}++)", self.rng.u32(2..6)), vec![]),
        };
        let ends = head.contains(" of ");
        self.scope.names.push((Role::Fixed, j.clone()));
        let mut body = self.hot_statements(depth + 1);
        if ends {
            body.insert(0, text(format!("if (++{j} > 5) break;")));
        }
        self.scope.names.truncate(outer);
        Stmt::new(&format!("{{ {head} ¶ }}"), exprs, vec![body])
    }

    fn jump(&mut self) -> Stmt {
        let (c, e) = (self.condition(1), self.number(0));
        let at = self.rng.u32(30..60);
        let i = self.named(&[Role::Fixed]).unwrap_or_else(|| "n1".to_owned());
        match self.rng.u32(0..6) {
            0 => Stmt::new(&format!("if ({i} > {at}) return §;"), vec![e], vec![]),
            1 => Stmt::new(&format!("if ({i} > {at}) break;"), vec![], vec![]),
            2 => Stmt::new(&format!("if ({i} === {at}) throw new RangeError(\"t\");"), vec![], vec![]),
            _ => Stmt::new("if (§) continue;", vec![c], vec![]),
        }
    }

    fn pattern(&mut self) -> Stmt {
        let n = self.named(&[Role::Number]).unwrap_or_else(|| "n1".to_owned());
        let o = self.named(&[Role::Object]).unwrap_or_else(|| "o1".to_owned());
        let a = self.named(&[Role::Array, Role::Typed]).unwrap_or_else(|| "a1".to_owned());
        let e = self.stored(0);
        match self.rng.u32(0..5) {
            0 => text(format!("({{ a: {n}, b: {o}.c }} = {o});")),
            1 => Stmt::new(&format!("[{n} = §] = {a};"), vec![e], vec![]),
            2 => text(format!("[{a}[0], {a}[1]] = [{a}[1], {a}[0]];")),
            3 => Stmt::new(&format!("[{a}[1], {n}] = [{n}, §];"), vec![e], vec![]),
            _ => Stmt::new(&format!("({{ b: {n} = § }} = {o});"), vec![e], vec![]),
        }
    }

    fn suspension(&mut self) -> Stmt {
        let n = self.named(&[Role::Number]).unwrap_or_else(|| "n1".to_owned());
        let e = self.stored(1);
        match self.rng.u32(0..6) {
            0 => Stmt::new(&format!("{n} = (yield §) - 1;"), vec![e], vec![]),
            1 => {
                let from = self.iterable();
                Stmt::new("yield* §;", vec![from], vec![])
            }
            2 => Stmt::new("try { yield §; } catch (e) { see(e); }", vec![e], vec![]),
            3 => Stmt::new(&format!("try {{ yield §; }} finally {{ see({n}); }}"), vec![e], vec![]),
            _ => Stmt::new("yield §;", vec![e], vec![]),
        }
    }

    /// A generator that is resumed by calls of `next` whose results nobody sees.
    fn stepped(&mut self) -> Stmt {
        let (g, roles) = self.generators[self.rng.usize(0..self.generators.len())].clone();
        let args = self.arguments(&roles);
        let n = self.named(&[Role::Number]).unwrap_or_else(|| "n1".to_owned());
        let (j, r) = (self.fresh("j"), self.fresh("r"));
        let read = if self.features.strings { "short(0)" } else { "0" };
        text(format!(
            "{{ const {j} = {g}({args}); for (let k = 0; k < 4; k++) {{ const {r} = {j}.next(k); if ({r}.done) break; {n} = {r}.value - {read}; }} }}"
        ))
    }
}
