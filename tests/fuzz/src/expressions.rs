//! Random expressions.

use crate::asynchronous::Taken;
use crate::generate::{Generator, Inside};
use crate::tree::{Expr, Jobs};

const CONSTANTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "0.5",
    "-0",
    "1e21",
    "NaN",
    "2147483647",
    "-2147483648",
    "\"\"",
    "\"a\"",
    "\"7\"",
    "true",
    "false",
    "null",
    "undefined",
];

const BINARY: &[&str] = &[
    "+", "+", "+", "-", "/", "%", "&", "|", "^", ">>", ">>>", "<", "<=", ">", ">=", "==", "!=", "===", "!==", "&&",
    "||", "??", ",",
];

/// Operators that make BigInts large: the second operand is a number.
const GROWING: &[&str] = &["*", "*", "**", "<<"];

const UNARY: &[&str] = &["-", "+", "!", "~", "typeof ", "void "];

impl Generator {
    /// An expression whose nesting is at most `depth`. Inside a generator it may yield.
    pub fn expr(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return self.leaf();
        }
        let sub = depth - 1;
        // Where nothing can wait, a promise is of little use.
        let share = if self.may_await() { 5 } else { 1 };
        if self.features.jobs == Jobs::Some && self.rng.u32(0..15) < share {
            return self.asynchronous(sub);
        }
        match self.rng.u32(0..28) {
            24..26 => self.rich(sub),
            26 => {
                let (op, number) = (self.pick(GROWING), self.pick(&["0", "2", "3", "-1", "0.5", "-0", "33"]));
                let a = self.expr(sub);
                Expr::new(&format!("((§) {op} ({number}))"), vec![a])
            }
            27 if self.features.arguments && self.has_arguments() => {
                Expr::text(self.pick(&["arguments[0]", "arguments.length", "[...arguments]", "(arguments[0] = 5)"]))
            }
            0..5 => self.leaf(),
            5..9 => {
                let op = self.pick(BINARY);
                // A unary minus may not stand before `**`, nor `??` beside `||`.
                let (a, b) = (self.expr(sub), self.expr(sub));
                Expr::new(&format!("((§) {op} (§))"), vec![a, b])
            }
            9 => {
                let op = self.pick(UNARY);
                let a = self.expr(sub);
                Expr::new(&format!("({op}(§))"), vec![a])
            }
            10 => {
                let (c, a, b) = (self.expr(sub), self.expr(sub), self.expr(sub));
                Expr::new("((§) ? (§) : (§))", vec![c, a, b])
            }
            11..15 if self.may_yield() => {
                let a = self.expr(sub);
                Expr::new("(yield §)", vec![a])
            }
            15 if self.may_yield() => {
                let a = self.delegate(sub);
                Expr::new("(yield* §)", vec![a])
            }
            16 => {
                let (a, b) = (self.expr(sub), self.expr(sub));
                Expr::new("plain(§, §)", vec![a, b])
            }
            17 => {
                let (a, b, c) = (self.expr(sub), self.iterable(0), self.expr(sub));
                Expr::new("plain(§, ...§, §)", vec![a, b, c])
            }
            18 => {
                let (a, b) = (self.expr(sub), self.expr(sub));
                Expr::new("[§, §]", vec![a, b])
            }
            19 => {
                let a = self.iterable(sub);
                Expr::new("[...§]", vec![a])
            }
            20 => {
                let (a, k, b) = (self.expr(sub), self.expr(0), self.expr(sub));
                Expr::new("({ a: §, [`k${§}`]: § })", vec![a, k, b])
            }
            21 => {
                let (a, b) = (self.expr(sub), self.expr(sub));
                Expr::new("`${§}-${§}`", vec![a, b])
            }
            22 => {
                let v = self.variable();
                let op = self.pick(&["++", "--"]);
                if self.rng.bool() { Expr::text(format!("({v}{op})")) } else { Expr::text(format!("({op}{v})")) }
            }
            _ => {
                let (v, op) = (self.variable(), self.pick(&["=", "+=", "-=", "||=", "&&=", "??=", "|="]));
                let a = self.expr(sub);
                Expr::new(&format!("({v} {op} §)"), vec![a])
            }
        }
    }

    fn leaf(&mut self) -> Expr {
        if self.rng.u32(0..6) == 0
            && let Some(call) = self.closure_call()
        {
            return Expr::text(call);
        }
        if self.has_variables() && self.rng.u32(0..3) > 0 {
            Expr::text(self.variable())
        } else {
            Expr::text(self.pick(CONSTANTS))
        }
    }

    /// What `yield*` may delegate to where it stands.
    pub fn delegate(&mut self, depth: usize) -> Expr {
        if self.inside == Inside::AsyncGenerator {
            self.async_iterable(Taken::ByDelegation, depth)
        } else {
            self.iterable(depth)
        }
    }

    /// Something to iterate over, mostly.
    pub fn iterable(&mut self, depth: usize) -> Expr {
        const MODES: &[&str] = &[
            "",
            "",
            "no return",
            "no throw",
            "throwing return",
            "primitive return",
            "unwilling return",
            "catching throw",
            "throwing next",
            "primitive result",
            "getters",
        ];
        match self.rng.u32(0..12) {
            0..4 if self.callable_generators() > 0 => {
                let g = self.generator_call();
                let a = self.expr(depth.min(1));
                Expr::new(&format!("{g}(§)"), vec![a])
            }
            4..8 => {
                let (n, mode) = (self.rng.u32(0..4), self.pick(MODES));
                let name = self.fresh("i");
                Expr::text(format!("iterator(\"{name}\", {n}, \"{mode}\")"))
            }
            8 => Expr::text("\"xy\""),
            9 => Expr::text(self.variable()),
            _ => {
                let (a, b) = (self.expr(depth.min(1)), self.expr(0));
                Expr::new("[§, §, 3]", vec![a, b])
            }
        }
    }
}
