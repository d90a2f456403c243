//! Random programs that break what the optimiser assumes: hot loops over numbers, fields, elements and small functions, in which
//! methods are replaced, fields and elements change their kind, arrays get holes, built-in functions go, conversions have effects.
//!
//! A program has classes, small functions, a pool of values that `setup` makes anew for each run, functions with hot loops
//! (`hot`) and functions that disturb what these loops count on (`disturbances`). Its loops are bounded by their
//! form, not by fuel: a call in each turn would keep the optimiser away from them.

use crate::tree::{Expr, Goal, Jobs, Kind, Node, Program, Stmt};
use fastrand::Rng;

pub const FIELDS: &[&str] = &["a", "b", "c"];

const TYPED: &[&str] = &[
    "Int8Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "Int16Array",
    "Uint16Array",
    "Int32Array",
    "Uint32Array",
    "Float32Array",
    "Float64Array",
    "Float64Array",
];

/// What a name in scope is meant to hold. Disturbances see to it that it sometimes holds something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A local variable that the program may assign to.
    Number,
    /// A loop's variable, or a parameter.
    Fixed,
    Object,
    Array,
    Typed,
    Function,
    Text,
    /// What does something when it is converted to a number.
    Evil,
}

pub const ROLES: [Role; 8] =
    [Role::Number, Role::Fixed, Role::Object, Role::Array, Role::Typed, Role::Function, Role::Text, Role::Evil];

/// Names in scope.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub names: Vec<(Role, String)>,
    /// Inside of a generator.
    pub yields: bool,
    /// Calls of methods, getters and functions may stand here: in what they call, they may not, for nothing recurs by accident.
    pub calls: bool,
    /// Inside of a loop that hardly calls anything, so that it gets typed copies.
    pub quiet: bool,
}

/// What a program has that changes how all of it is compiled, or what its sums may be.
#[derive(Clone, Copy, Debug)]
pub struct Features {
    /// Strings and objects come in the place of numbers, so that no sum is stored unless it is kept short.
    pub strings: bool,
    /// Built-in functions and prototypes are changed.
    pub builtins: bool,
}

pub struct Assumptions {
    pub rng: Rng,
    pub features: Features,
    pub scope: Scope,
    pub classes: Vec<String>,
    /// Small functions, with how many parameters they have.
    pub small: Vec<(String, u32)>,
    /// Functions that disturb, of one parameter.
    pub shakes: Vec<String>,
    /// Generators with hot loops, with the roles of their parameters.
    pub generators: Vec<(String, Vec<Role>)>,
    /// Such functions that a loop has of its own, to stand before its function.
    pub own_shakes: Vec<Stmt>,
    next_name: u32,
}

/// The program of a seed.
#[must_use]
pub fn generate(seed: u64) -> Program {
    let mut rng = Rng::with_seed(seed);
    let goal = [Goal::Module, Goal::Module, Goal::CommonJs, Goal::Script][rng.usize(0..4)];
    let features = Features { strings: rng.u32(0..3) == 0, builtins: rng.u32(0..3) == 0 };
    let mut g = Assumptions {
        rng,
        features,
        scope: Scope::default(),
        classes: Vec::new(),
        small: Vec::new(),
        shakes: Vec::new(),
        generators: Vec::new(),
        own_shakes: Vec::new(),
        next_name: 0,
    };
    let body = g.program();
    Program { seed, goal, jobs: Jobs::None, kind: Kind::Assumptions, node: Node::Agrees, body }
}

/// A statement without holes.
pub fn text(text: impl AsRef<str>) -> Stmt {
    Stmt::new(text.as_ref(), vec![], vec![])
}

impl Assumptions {
    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.rng.usize(0..from.len())]
    }

    pub fn one_in(&mut self, n: u32) -> bool {
        self.rng.u32(0..n) == 0
    }

    pub fn fresh(&mut self, prefix: &str) -> String {
        self.next_name += 1;
        format!("{prefix}{}", self.next_name)
    }

    /// A name in scope of one of these roles.
    pub fn named(&mut self, roles: &[Role]) -> Option<String> {
        let fit: Vec<&String> = self.scope.names.iter().filter(|(r, _)| roles.contains(r)).map(|(_, n)| n).collect();
        (!fit.is_empty()).then(|| fit[self.rng.usize(0..fit.len())].clone())
    }

    /// Runs `f` with other names in scope.
    pub fn within<T>(&mut self, scope: Scope, f: impl FnOnce(&mut Assumptions) -> T) -> T {
        let outer = std::mem::replace(&mut self.scope, scope);
        let made = f(self);
        self.scope = outer;
        made
    }

    /// What code sees that a disturbance puts somewhere: nothing that could call it.
    pub fn closed() -> Scope {
        let names = [(Role::Number, "x"), (Role::Fixed, "n1"), (Role::Typed, "t1")];
        Scope { names: names.map(|(r, n)| (r, n.to_owned())).to_vec(), ..Scope::default() }
    }

    /// The values of the pool.
    pub fn pool() -> Scope {
        let names = [
            (Role::Number, "n1"),
            (Role::Object, "o1"),
            (Role::Object, "o2"),
            (Role::Object, "o3"),
            (Role::Array, "a1"),
            (Role::Array, "a2"),
            (Role::Array, "a3"),
            (Role::Typed, "t1"),
            (Role::Typed, "t2"),
            (Role::Function, "f1"),
            (Role::Function, "f2"),
            (Role::Text, "s1"),
            (Role::Evil, "e1"),
        ];
        Scope { names: names.map(|(r, n)| (r, n.to_owned())).to_vec(), calls: true, ..Scope::default() }
    }

    fn program(&mut self) -> Vec<Stmt> {
        let mut body = self.class_definitions();
        let keep = !self.one_in(4);
        if keep {
            body.extend(self.classes.clone().iter().map(|c| text(format!("keep({c}.prototype);"))));
        }
        for _ in 0..self.rng.u32(1..4) {
            body.push(self.small_function());
        }
        let names: Vec<String> = Assumptions::pool().names.into_iter().map(|(_, n)| n).collect();
        body.push(text(format!("let {};", names.join(", "))));
        for _ in 0..self.rng.u32(2..6) {
            let disturbance = self.within(Assumptions::pool(), Assumptions::disturbance);
            let name = self.fresh("shake");
            body.push(Stmt::new(&format!("function {name}(i) ¶"), vec![], vec![vec![disturbance]]));
            self.shakes.push(name);
        }
        body.push(self.setup());
        for _ in 0..self.rng.u32(2..5) {
            let (definition, name, roles) = self.hot_function();
            body.append(&mut self.own_shakes);
            body.push(definition);
            for _ in 0..self.rng.u32(1..4) {
                body.push(self.run(&name, &roles));
            }
        }
        body
    }

    /// Makes the values of the pool anew.
    fn setup(&mut self) -> Stmt {
        let mut body = Vec::new();
        for o in ["o1", "o2", "o3"] {
            let value = self.new_object();
            body.push(text(format!("{o} = {value};")));
        }
        for a in ["a1", "a2", "a3"] {
            let value = self.new_array();
            body.push(text(format!("{a} = {value};")));
        }
        for t in ["t1", "t2"] {
            let value = self.new_typed();
            body.push(text(format!("{t} = {value};")));
        }
        for f in ["f1", "f2"] {
            let value = self.new_function();
            body.push(Stmt::new(&format!("{f} = §;"), vec![value], vec![]));
        }
        let shake = self.shakes[self.rng.usize(0..self.shakes.len())].clone();
        let n = self.pick(&["3", "0.5", "-1"]);
        body.push(text(format!("e1 = evil({n}, {shake});")));
        let s = self.pick(&["\"abcdefgh\"", "\"0123456789\".repeat(9)", "\"\\u00e9\\u4e00x\" + n1"]);
        body.push(text("n1 = 3;"));
        body.push(text(format!("s1 = {s};")));
        Stmt::new("function setup() ¶", vec![], vec![body])
    }

    pub fn new_object(&mut self) -> String {
        let c = self.class();
        match self.rng.u32(0..8) {
            0 => "{ a: 1, b: 2.5 }".to_owned(),
            1 => "{ b: 1, a: 2, m(x) { return x - this.a; }, n(x) { return x; }, get g() { return 7; } }".to_owned(),
            2 => format!("Object.create({c}.prototype, {{ a: {{ value: 1, writable: true, configurable: true }} }})"),
            3 => format!("new Proxy(new {c}(1, 2), {{}})"),
            4 => format!("new {c}(0.5, 1.5)"),
            _ => format!("new {c}({}, {})", self.rng.u32(0..9), self.rng.u32(0..9)),
        }
    }

    fn new_array(&mut self) -> String {
        const ARRAYS: &[&str] = &[
            "[1, 2, 3, 4]",
            "range(60, 1)",
            "range(60, 1)",
            "range(60, 0.5)",
            "range(16, 1)",
            "range(16, -1)",
            "range(16, 0.1)",
            "range(16, 1000000007)",
            "[1, , 3, , 5]",
            "[1, 0.5, undefined, 4]",
            "[]",
        ];
        if self.features.strings && self.one_in(6) {
            return "[o1, \"x\", o2, o3]".to_owned();
        }
        self.pick(ARRAYS).to_owned()
    }

    pub fn new_typed(&mut self) -> String {
        let kind = self.pick(TYPED);
        match self.rng.u32(0..5) {
            0 => format!("new {kind}(new ArrayBuffer(64, {{ maxByteLength: 128 }}))"),
            1 => format!("new {kind}(new ArrayBuffer(64, {{ maxByteLength: 128 }}), 8, 2)"),
            2 => format!("{kind}.from([1, 2, 3, 250, 70000])"),
            _ => format!("new {kind}({})", self.pick(&["8", "64", "3"])),
        }
    }

    pub fn new_function(&mut self) -> Expr {
        let e = self.within(Assumptions::closed(), |g| g.number(2));
        let form = self.pick(&["(x) => §", "(x, y = x) => y - (§)", "function (x) { return §; }"]);
        Expr::new(form, vec![e])
    }

    /// A run of a function with values of the pool, mostly of the roles that it asks for.
    fn run(&mut self, name: &str, roles: &[Role]) -> Stmt {
        let args = self.arguments(roles);
        let is_generator = self.generators.iter().any(|(g, _)| g == name);
        let label = self.fresh("r");
        if !is_generator {
            return text(format!("run(\"{label}\", () => {name}({args}));"));
        }
        let (at, mode) = (self.rng.u32(5..40), self.pick(&["next", "throw", "return"]));
        let v = self.odd_value();
        match self.rng.u32(0..3) {
            0 => text(format!("run(\"{label}\", () => [...{name}({args})]);")),
            _ => text(format!("run(\"{label}\", () => drive({name}({args}), 60, {at}, \"{mode}\", {v}));")),
        }
    }

    /// What to pass for parameters of these roles.
    pub fn arguments(&mut self, roles: &[Role]) -> String {
        let mut args = Vec::new();
        for role in roles {
            let role = if self.one_in(25) { ROLES[self.rng.usize(2..ROLES.len())] } else { *role };
            let pooled = self.within(Assumptions::pool(), |g| g.named(&[role]));
            args.push(match role {
                Role::Number | Role::Fixed if !self.one_in(6) => {
                    self.pick(&["0", "1", "3", "0.5", "-0", "2147483600"]).to_owned()
                }
                Role::Fixed => self.odd_value(),
                _ if self.one_in(40) => self.odd_value(),
                _ => pooled.expect("the pool has one of each role"),
            });
        }
        args.join(", ")
    }

    /// A value of another kind than the one before.
    pub fn odd_value(&mut self) -> String {
        const NUMBERS: &[&str] = &[
            "0",
            "-0",
            "0.5",
            "2147483647",
            "-2147483648",
            "4294967295",
            "9007199254740993",
            "1e21",
            "NaN",
            "Infinity",
            "undefined",
            "null",
            "true",
            "evil(4, () => see(\"valueOf\"))",
        ];
        const OTHERS: &[&str] =
            &["\"7\"", "\"\"", "\"x\"", "[]", "({ a: 3, b: 4 })", "Symbol.iterator", "Object.create(null)", "[5, 6]"];
        let others = self.features.strings && self.rng.bool();
        self.pick(if others { OTHERS } else { NUMBERS }).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::generate;

    #[test]
    fn the_same_seed_gives_the_same_program() {
        assert_eq!(generate(7).source(), generate(7).source());
        assert_ne!(generate(7).source(), generate(8).source());
    }

    #[test]
    fn every_disturbance_comes_up() {
        let all: String = (1..400).map(|seed| generate(seed).source()).collect();
        for word in
            ["prototype.m = ", "setPrototypeOf(", "Object.freeze(", "detach(", "resize(", "Math.", "yield", "super.m("]
        {
            assert!(all.contains(word), "{word}");
        }
    }
}
