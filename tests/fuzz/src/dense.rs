//! Expressions of hot loops: mostly operators on numbers, with fields, elements and calls in between.

use crate::assumptions::{Assumptions, FIELDS, Role};
use crate::tree::Expr;

const CONSTANTS: &[&str] =
    &["0", "1", "2", "3", "7", "-1", "0.5", "0.1", "-0", "255", "65536", "2147483647", "-2147483648", "1e9"];

const SUMS: &[&str] = &["+", "+", "+", "-", "-", "*", "*", "/", "%", "%"];

const BITS: &[&str] = &["&", "|", "^", "<<", ">>", ">>>"];

const COMPARISONS: &[&str] = &["<", "<=", ">", ">=", "===", "!==", "==", "!="];

/// Functions whose results every engine has to the last bit.
pub const MATH: &[&str] =
    &["floor", "ceil", "trunc", "abs", "sqrt", "max", "min", "imul", "round", "clz32", "fround", "sign"];

impl Assumptions {
    /// An expression that is meant to be a number.
    pub fn number(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return self.place();
        }
        let sub = depth - 1;
        match self.rng.u32(0..26) {
            0..9 | 21..25 if self.scope.quiet => {
                let op = self.pick(SUMS);
                let (a, b) = (self.number(sub), self.place());
                Expr::new(&format!("(§ {op} §)"), vec![a, b])
            }
            0..9 => {
                let op = self.pick(SUMS);
                let (a, b) = (self.number(sub), self.number(sub));
                Expr::new(&format!("(§ {op} §)"), vec![a, b])
            }
            9..12 => {
                let op = self.pick(BITS);
                let (a, b) = (self.number(sub), self.number(sub));
                Expr::new(&format!("(§ {op} §)"), vec![a, b])
            }
            12 => {
                let (a, c) = (self.number(sub), self.pick(&["| 0", ">>> 0", "& 255", "% 1000", "* 0.5", "* 1664525"]));
                Expr::new(&format!("(§ {c})"), vec![a])
            }
            13 if self.one_in(3) => {
                let a = self.number(sub);
                Expr::new("((§) ** 2)", vec![a])
            }
            13 => {
                let (a, b, c) = (self.number(sub), self.number(sub), self.number(0));
                Expr::new("((§ + § - §) | 0)", vec![a, b, c])
            }
            14 => {
                let op = self.pick(&["-", "+", "~"]);
                let a = self.number(sub);
                Expr::new(&format!("({op}(§))"), vec![a])
            }
            15 => {
                let (c, a, b) = (self.condition(sub), self.number(sub), self.number(0));
                Expr::new("(§ ? § : §)", vec![c, a, b])
            }
            16 => self.math(sub),
            17 => self.character(sub),
            18..20 if self.scope.calls && (!self.scope.quiet || self.one_in(2)) => self.call(sub),
            20 if self.scope.yields => {
                let a = self.number(sub);
                Expr::new("(yield §)", vec![a])
            }
            21 if self.scope.calls && !self.scope.quiet => {
                let e = self.named(&[Role::Evil]).unwrap_or_else(|| "e1".to_owned());
                let a = self.number(sub);
                Expr::new(&format!("(§ - {e})"), vec![a])
            }
            _ => self.place(),
        }
    }

    /// Where a number may come from: a variable, a field, an element.
    fn place(&mut self) -> Expr {
        let k = self.pick(FIELDS);
        match self.rng.u32(0..14) {
            0 => Expr::text(self.pick(CONSTANTS)),
            1..5 => self.of(&[Role::Fixed], |n| n.to_owned()),
            5..8 => self.of(&[Role::Object], |o| format!("{o}.{k}")),
            8..10 if self.named(&[Role::Array, Role::Typed]).is_some() => self.element(&[Role::Array, Role::Typed]),
            10 => self.of(&[Role::Array, Role::Text, Role::Typed], |a| format!("{a}.length")),
            11 if self.scope.calls => self.of(&[Role::Object], |o| format!("{o}.g")),
            _ => self.of(&[Role::Number], |n| n.to_owned()),
        }
    }

    fn of(&mut self, roles: &[Role], form: impl FnOnce(&str) -> String) -> Expr {
        match self.named(roles) {
            Some(name) => Expr::text(form(&name)),
            None => Expr::text(self.pick(CONSTANTS)),
        }
    }

    pub fn element(&mut self, roles: &[Role]) -> Expr {
        let name = self.named(roles).unwrap_or_else(|| "a1".to_owned());
        let index = self.index();
        Expr::new(&format!("{name}[§]"), vec![index])
    }

    /// An index that is not large.
    pub fn index(&mut self) -> Expr {
        let constant = self.rng.u32(0..5);
        let i = self.named(&[Role::Fixed]).unwrap_or_else(|| constant.to_string());
        match self.rng.u32(0..14) {
            0 => Expr::text(constant.to_string()),
            1..4 => Expr::text(format!("{i} & 7")),
            4 => Expr::text(format!("{i} % 5")),
            5 => Expr::text(format!("({i} + {constant}) & 15")),
            6 => Expr::text(format!("{i} >> 1")),
            7 => {
                let a = self.number(1);
                Expr::new("§ & 3", vec![a])
            }
            8 if self.one_in(4) => Expr::text(self.pick(&["-1", "0.5", "\"1\"", "-0", "\"length\"", "63"])),
            9 if self.one_in(2) => Expr::text(format!("{i} - 1")),
            _ => Expr::text(i),
        }
    }

    fn math(&mut self, sub: usize) -> Expr {
        let f = self.pick(MATH);
        let (a, b) = (self.number(sub), self.number(0));
        match f {
            "max" | "min" | "imul" => Expr::new(&format!("Math.{f}(§, §)"), vec![a, b]),
            _ => Expr::new(&format!("Math.{f}(§)"), vec![a]),
        }
    }

    fn character(&mut self, sub: usize) -> Expr {
        let Some(s) = self.named(&[Role::Text]) else { return self.math(sub) };
        let i = self.index();
        Expr::new(&format!("{s}.charCodeAt(§)"), vec![i])
    }

    fn call(&mut self, sub: usize) -> Expr {
        let (a, b) = (self.number(sub), self.number(0));
        let o = self.named(&[Role::Object]).unwrap_or_else(|| "o1".to_owned());
        match self.rng.u32(0..10) {
            0..4 => {
                let m = self.pick(&["m", "m", "m", "n"]);
                Expr::new(&format!("{o}.{m}(§)"), vec![a])
            }
            4..8 if !self.small.is_empty() => {
                let (f, count) = self.small[self.rng.usize(0..self.small.len())].clone();
                match count {
                    3 => Expr::new(&format!("{f}(§, §, {o})"), vec![a, b]),
                    _ if self.one_in(5) => Expr::new(&format!("{f}(§)"), vec![a]),
                    _ => Expr::new(&format!("{f}(§, §)"), vec![a, b]),
                }
            }
            8 => Expr::new("short(§)", vec![a]),
            _ => {
                let f = self.named(&[Role::Function]).unwrap_or_else(|| "f1".to_owned());
                Expr::new(&format!("{f}(§)"), vec![a])
            }
        }
    }

    /// An expression to be stored: where strings come up, its result does not grow with what it is made of.
    pub fn stored(&mut self, depth: usize) -> Expr {
        let a = self.number(depth);
        if !self.features.strings {
            return a;
        }
        let b = self.number(0);
        match self.rng.u32(0..6) {
            0 => Expr::new("(§ | 0)", vec![a]),
            1 | 2 if !self.scope.quiet => Expr::new("short(§)", vec![a]),
            3 => Expr::new("(§ * §)", vec![a, b]),
            _ => Expr::new("(§ - §)", vec![a, b]),
        }
    }

    pub fn condition(&mut self, depth: usize) -> Expr {
        let i = self.named(&[Role::Fixed]).unwrap_or_else(|| "n1".to_owned());
        let (n, k) = (self.rng.u32(0..60), self.pick(FIELDS));
        match self.rng.u32(0..9) {
            0 => Expr::text(format!("{i} === {n}")),
            1 => Expr::text(format!("({i} & 3) === 1")),
            2 if self.scope.calls && !self.scope.quiet => {
                let c = self.class();
                self.of(&[Role::Object], |o| format!("{o} instanceof {c}"))
            }
            3 => self.of(&[Role::Number], |x| format!("typeof {x} === \"number\"")),
            4 => self.of(&[Role::Object], |o| format!("{o}.{k} !== undefined")),
            5 => self.number(0),
            _ => {
                let op = self.pick(COMPARISONS);
                let (a, b) = (self.number(depth.min(1)), self.number(0));
                Expr::new(&format!("(§ {op} §)"), vec![a, b])
            }
        }
    }
}
