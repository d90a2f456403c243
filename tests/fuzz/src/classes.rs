//! The classes and small functions of programs that break assumptions: what the optimiser puts in the place of calls.

use crate::assumptions::{Assumptions, FIELDS, Role, Scope, text};
use crate::tree::Stmt;

impl Assumptions {
    pub fn class(&mut self) -> String {
        self.classes[self.rng.usize(0..self.classes.len())].clone()
    }

    /// Class `A`, `B` below it, and `E` of its own with methods of the same names, or the class of `A` evaluated again.
    pub fn class_definitions(&mut self) -> Vec<Stmt> {
        self.classes = ["A", "B", "E"].map(str::to_owned).to_vec();
        let twice = self.one_in(3);
        let mut body = Vec::new();
        if twice {
            let members = self.members(true, false);
            body.push(Stmt::new("const made = (k) => class ¶;", vec![], vec![members]));
            body.push(text("const A = made(2), E = made(0.5);"));
        } else {
            for name in ["A", "E"] {
                let members = self.members(false, false);
                body.push(Stmt::new(&format!("class {name} ¶"), vec![], vec![members]));
            }
        }
        let members = self.members(false, true);
        body.push(Stmt::new("class B extends A ¶", vec![], vec![members]));
        body
    }

    /// Of a class; with `k` of the function around it, or with a class above.
    fn members(&mut self, in_function: bool, derived: bool) -> Vec<Stmt> {
        let mut names = vec![(Role::Number, "x".to_owned()), (Role::Object, "this".to_owned())];
        if in_function {
            names.push((Role::Fixed, "k".to_owned()));
        }
        let scope = Scope { names, ..Scope::default() };
        let mut members = Vec::new();
        if derived {
            members.push(text("constructor(a, b) { super(a, b); this.c = 1; }"));
        } else if self.one_in(4) {
            members.push(text("constructor(a, b) { this.b = b; this.a = a; this.c = 0.5; }"));
        } else {
            members.push(text("constructor(a, b) { this.a = a; this.b = b; }"));
        }
        if !derived || self.rng.bool() {
            members.push(self.method("m(x)", &scope, derived));
        }
        if !derived || self.one_in(3) {
            let e = self.within(scope.clone(), |g| g.number(1));
            members.push(Stmt::new("n(x) { return this.m(x) - (§); }", vec![e], vec![]));
        }
        if !derived || self.one_in(3) {
            let e = self.within(scope.clone(), |g| g.number(1));
            let k = self.pick(FIELDS);
            members.push(Stmt::new("get g() { const x = 2; return §; }", vec![e], vec![]));
            members.push(text(format!("set g(x) {{ this.{k} = x; }}")));
        }
        members
    }

    fn method(&mut self, head: &str, scope: &Scope, derived: bool) -> Stmt {
        let (e, limit) = (self.within(scope.clone(), |g| g.number(2)), self.rng.u32(5..60));
        match self.rng.u32(0..8) {
            0 => Stmt::new(
                &format!("{head} {{ if (x > {limit}) throw new RangeError(\"m\"); return §; }}"),
                vec![e],
                vec![],
            ),
            1 => Stmt::new(&format!("{head} {{ this.a = short(§); return this.b; }}"), vec![e], vec![]),
            2 => Stmt::new(&format!("{head} {{ this.b++; return x - (§); }}"), vec![e], vec![]),
            3 => Stmt::new(&format!("{head} {{ return x === {limit} ? undefined : §; }}"), vec![e], vec![]),
            _ if derived => Stmt::new(&format!("{head} {{ return super.m(x) - (§); }}"), vec![e], vec![]),
            _ => Stmt::new(&format!("{head} {{ return §; }}"), vec![e], vec![]),
        }
    }

    /// A small function of one of the forms that it matters for what its frame holds.
    pub fn small_function(&mut self) -> Stmt {
        let name = self.fresh("small");
        let limit = self.rng.u32(5..60);
        let mut scope = Scope::default();
        scope.names.push((Role::Number, "x".to_owned()));
        scope.names.push((Role::Number, "y".to_owned()));
        let object = self.one_in(3);
        if object {
            scope.names.push((Role::Object, "o".to_owned()));
        }
        let earlier = self.small.last().filter(|(_, n)| *n < 3).map(|(n, _)| n.clone());
        let e = self.within(scope, |g| g.number(2));
        let (params, count) = if object { ("x, y, o", 3) } else { ("x, y", 2) };
        let last = if object { "o" } else { "1" };
        let (params, body) = match (self.rng.u32(0..12), earlier) {
            (0, _) => ("x, y = x - 1, o = o1", " return §; ".to_owned()),
            (1, _) => (params, " return arguments.length - (§); ".to_owned()),
            (2, _) => (params, " arguments[0] = y; return §; ".to_owned()),
            (3, _) => (params, format!("\n  if (x > {limit})\n    throw new RangeError(\"s\");\n  return §;\n")),
            (4, _) => (params, " try { return §; } catch (e) { return y; } ".to_owned()),
            (5, _) => (params, " x = §; y = x; return y; ".to_owned()),
            (6, _) => (params, format!(" return x > {limit} ? null : typeof this === \"object\" ? §: y; ")),
            (7, _) => (params, format!(" return !(y > 0) ? x : {name}(§, y > 6 ? 6 : y - 1, {last}); ")),
            (8 | 9, Some(f)) => (params, format!(" return {f}(x, §) - y; ")),
            _ => (params, " return §; ".to_owned()),
        };
        let stmt = Stmt::new(&format!("function {name}({params}) {{{body}}}"), vec![e], vec![]);
        self.small.push((name, count));
        stmt
    }
}
