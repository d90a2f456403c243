//! What breaks an assumption: a statement for the middle of a loop, or for a function that the loop calls.
//!
//! In the templates `@o` is an object in scope, `@a` an array, `@t` a typed array, `@n` a variable, `@f` a variable that holds a
//! function, `@i` an index, `@C` a class, `@k` a field, `@V` a value of another kind, `@M` a function of Math, `@N` a small number;
//! `§` is an expression over `x`.

use crate::assumptions::{Assumptions, FIELDS, Role};
use crate::dense::MATH;
use crate::tree::{Expr, Stmt};

const METHODS: &[&str] = &[
    "@C.prototype.m = function (x) { return §; };",
    "@C.prototype.m = (x) => §;",
    "@C.prototype.m = @V;",
    "@C.prototype.n = @C.prototype.m;",
    "delete @C.prototype.m;",
    "delete @C.prototype.n;",
    "Object.defineProperty(@C.prototype, \"m\", { configurable: true, get() { return (x) => §; } });",
    "Object.defineProperty(@C.prototype, \"m\", { configurable: true, get() { throw new RangeError(\"m\"); } });",
    "{ const old = @C.prototype.m; @C.prototype.m = function (x) { return old.call(this, x) - 1; }; }",
    "Object.assign(@C.prototype, { m(x) { return §; } });",
    "@o.m = function (x) { return §; };",
    "@o.m = @V;",
    "delete @o.m;",
    "Object.defineProperty(@o, \"m\", { configurable: true, value(x) { return §; } });",
    "Object.setPrototypeOf(@o, @C.prototype);",
    "Object.setPrototypeOf(@o, null);",
    "Object.setPrototypeOf(@o, { m(x) { return §; }, __proto__: @C.prototype });",
    "Object.setPrototypeOf(@C.prototype, @C.prototype);",
    "Object.setPrototypeOf(@C.prototype, { m(x) { return §; }, get g() { const x = 4; return §; } });",
    "Object.setPrototypeOf(@o, new Proxy(@C.prototype, { get(t, k, r) { see(k); return Reflect.get(t, k, r); } }));",
    "Object.setPrototypeOf(@C.prototype, new Proxy({}, { get(t, k) { const x = 1; return k === \"m\" ? () => § : undefined; } }));",
    "@o = new (class extends @C { m(x) { return super.m(x) - 1; } get g() { return 5; } })(3, 4);",
    "@o = new (class Late extends @C { d = 1; a = @V; })(3, 4);",
    "Object.freeze(@C.prototype);",
];

const FIELDS_OF: &[&str] = &[
    "@o.@k = @V;",
    "@o.@k = @V;",
    "@o.@k = @V;",
    "delete @o.@k;",
    "@o.@k = 2147483647;",
    "@o.added = @N;",
    "for (let j = 0; j < 40; j++) @o[\"d\" + j] = j;",
    "Object.defineProperty(@o, \"@k\", { configurable: true, get() { const x = 1; return §; }, set(x) { see(x); } });",
    "Object.defineProperty(@o, \"@k\", { configurable: true, get() { throw new TypeError(\"get\"); } });",
    "Object.defineProperty(@o, \"@k\", { writable: false });",
    "Object.defineProperty(@o, \"@k\", { enumerable: false });",
    "Object.defineProperty(@o, \"@k\", { configurable: true, writable: true, enumerable: true, value: @V });",
    "Object.defineProperty(@C.prototype, \"@k\", { configurable: true, get() { const x = 3; return §; }, set(x) { see(x); } });",
    "Object.defineProperty(@C.prototype, \"@k\", { configurable: true, writable: false, value: 9 });",
    "@C.prototype.@k = @V;",
    "Object.freeze(@o);",
    "Object.seal(@o);",
    "Object.preventExtensions(@o);",
    "Object.defineProperty(@C.prototype, \"g\", { configurable: true, get() { const x = 2; return §; } });",
    "Object.defineProperty(@C.prototype, \"g\", { configurable: true, writable: true, value: @V });",
    "delete @C.prototype.g;",
    "@o = { ...@o };",
    "@o = { a: @V, b: 1, m: (x) => §, n: (x) => x };",
    "@o = @V;",
    "@o = new Proxy({ a: 1, b: 2, c: 3, m: (x) => § }, { get(t, k) { see(k); return t[k]; }, set(t, k, v) { t[k] = v; return true; } });",
    "@o = @a;",
    "@o = function () {};",
];

const ARRAYS: &[&str] = &[
    "@a[@i] = @V;",
    "@a[@i] = @V;",
    "@a[@i] = @V;",
    "@a.fill(@V);",
    "delete @a[@i];",
    "delete @a[@i];",
    "delete @a[2];",
    "delete @a[@N];",
    "@a.length = @N;",
    "@a.length = 0;",
    "@a.length += 3;",
    "@a[40] = 1;",
    "@a[100] = 0.5;",
    "@a[-1] = 1;",
    "@a.push(@V);",
    "@a.pop();",
    "@a.shift();",
    "@a.unshift(@V);",
    "@a.splice(1, 2);",
    "@a.reverse();",
    "@a.copyWithin(0, 2);",
    "Object.freeze(@a);",
    "Object.seal(@a);",
    "Object.preventExtensions(@a);",
    "Object.defineProperty(@a, @N, { configurable: true, get() { const x = 6; return §; }, set(x) { see(x); } });",
    "Object.defineProperty(@a, @N, { writable: false, configurable: true, value: 5 });",
    "Object.defineProperty(@a, \"length\", { writable: false });",
    "Object.setPrototypeOf(@a, { __proto__: Array.prototype, 2: 9, set 6(x) { see(x); } });",
    "Object.setPrototypeOf(@a, null);",
    "@a.@k = @V;",
    "@a = [0.5, @V, , 3];",
    "@a = @t;",
    "@a = { 0: 1, 1: @V, length: 3 };",
    "@a = new Proxy([1, 2, 3], { get(t, k, r) { return Reflect.get(t, k, r); } });",
    "@a = (function () { return arguments; })(1, 2, 3);",
    "@a = new (class extends Array {})(5);",
];

const TYPED_ARRAYS: &[&str] = &[
    "detach(@t);",
    "resize(@t, 0);",
    "resize(@t, 16);",
    "resize(@t, 128);",
    "resize(@t, 70);",
    "@t[@i] = @V;",
    "@t[100] = 1;",
    "@t[-1] = 1;",
    "@t[1.5] = 1;",
    "@t[@i] = evil(5, () => detach(@t));",
    "@t[@i] = evil(300, () => resize(@t, 4));",
    "@t = new Uint8Array(@t.buffer);",
    "@t = new Float64Array([0.5, NaN, -0, 1e300]);",
    "@t = new Int32Array([1, -1, 2147483647]);",
    "@t = [1, 2.5, @V];",
    "@t.fill(@V);",
    "@t.set([1, @V], 1);",
    "@t.@k = 1;",
    "Object.setPrototypeOf(@t, null);",
];

const BUILTINS: &[&str] = &[
    "Math.@M = function (x) { return §; };",
    "Math.@M = function (x) { return §; };",
    "Math.@M = @V;",
    "Math.@M = Math.@M;",
    "delete Math.@M;",
    "Object.defineProperty(Math, \"@M\", { configurable: true, get() { see(\"get\"); return (x) => §; } });",
    "globalThis.Math = { __proto__: Math, @M: (x) => § };",
    "String.prototype.charCodeAt = function (x) { return §; };",
    "String.prototype.charCodeAt = @V;",
    "Array.prototype.push = function (x) { return §; };",
    "Array.prototype.push = Array.prototype.unshift;",
    "Array.prototype.pop = Array.prototype.shift;",
    "delete Array.prototype.push;",
    "delete Array.prototype.shift;",
    "Array.prototype[@N] = @V;",
    "Object.defineProperty(Array.prototype, @N, { configurable: true, get() { const x = 1; return §; }, set(x) { see(x); } });",
    "Object.prototype[@N] = @V;",
    "Object.defineProperty(Object.prototype, @N, { configurable: true, get() { return 8; }, set(x) { see(x); } });",
    "Object.defineProperty(Object.prototype, \"@k\", { configurable: true, get() { return 8; }, set(x) { see(x); } });",
    "Object.prototype.@k = @V;",
    "Object.defineProperty(Number.prototype, \"@k\", { configurable: true, get() { const x = 1; return §; } });",
    "Number.prototype.m = function (x) { return this - (§); };",
    "Number.prototype[@N] = 1;",
    "String.prototype[70] = 5;",
    "Array.prototype[Symbol.iterator] = function () { return iterator(this.length, \"\"); };",
    "Array.prototype[Symbol.iterator] = function* () { for (let j = 0; j < this.length && j < 50; j++) yield this[j]; };",
    "Array.prototype[Symbol.iterator] = @V;",
    "{ const old = ArrayIteratorPrototype.next; ArrayIteratorPrototype.next = function () { const r = old.call(this); return r.done ? r : { value: 7, done: false }; }; }",
    "ArrayIteratorPrototype.next = @V;",
    "ArrayIteratorPrototype.return = function () { see(\"closed\"); return {}; };",
    "{ const old = GeneratorPrototype.next; GeneratorPrototype.next = function (v) { const r = old.call(this, v); return { get value() { see(\"value?\"); return r.value; }, done: r.done }; }; }",
    "GeneratorPrototype.next = @V;",
    "GeneratorPrototype.return = function (v) { see(\"return\"); return { value: v, done: true }; };",
    "Object.setPrototypeOf(Array.prototype, { __proto__: Object.prototype, 3: 4 });",
];

const VARIABLES: &[&str] = &[
    "@n = @V;",
    "@n = @V;",
    "@n = @V;",
    "@n = 2147483647;",
    "@n = 9007199254740991;",
    "@n = -0;",
    "@f = (x) => §;",
    "@f = @V;",
    "n1 = @V;",
    "globalThis.gc?.();",
    "throw new RangeError(\"here\");",
];

/// What makes numbers strings.
const STRINGS: &[&str] = &[
    "@a = \"abc\";",
    "@a = [o1, \"x\", @V];",
    "@a[@i] = o1;",
    "@o.@k = \"\" + @o.@k;",
    "@n = short(\"\" + @n);",
    "Number.prototype.m = function (x) { return typeof this + (§); };",
    "String.prototype.m = function (x) { return this.length - x; };",
    "@C.prototype.m = function (x) { return \"m\" + x; };",
    "@f = (x) => short(\"f\" + x);",
    "Object.defineProperty(@o, \"@k\", { configurable: true, get() { return \"get\"; } });",
];

impl Assumptions {
    /// A statement that breaks an assumption.
    pub fn disturbance(&mut self) -> Stmt {
        loop {
            let from = match self.rng.u32(0..9) {
                6.. if self.features.builtins => BUILTINS,
                5.. if self.features.strings => STRINGS,
                0 | 6 => METHODS,
                1 | 7 => FIELDS_OF,
                2 | 5 | 8 => ARRAYS,
                3 => TYPED_ARRAYS,
                _ => VARIABLES,
            };
            let template = self.pick(from);
            if let Some(filled) = self.filled(template) {
                let holes = filled.matches('§').count();
                let exprs: Vec<Expr> =
                    (0..holes).map(|_| self.within(Assumptions::closed(), |g| g.number(1))).collect();
                return Stmt::new(&filled, exprs, vec![]);
            }
        }
    }

    /// The template with names in the place of its words, if there are such names.
    fn filled(&mut self, template: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = template;
        while let Some(at) = rest.find('@') {
            out.push_str(&rest[..at]);
            let word = rest[at + 1..].chars().next()?;
            rest = &rest[at + 2..];
            out.push_str(&match word {
                'o' => self.named(&[Role::Object])?,
                'a' => self.named(&[Role::Array])?,
                't' => self.named(&[Role::Typed])?,
                'n' => self.named(&[Role::Number])?,
                'f' => self.named(&[Role::Function])?,
                'i' => self.named(&[Role::Fixed]).map_or("1".to_owned(), |i| format!("{i} & 7")),
                'C' => self.class(),
                'k' => self.pick(FIELDS).to_owned(),
                'V' => self.odd_value(),
                'M' => self.pick(MATH).to_owned(),
                'N' => self.rng.u32(0..8).to_string(),
                _ => unreachable!("the templates have no such word"),
            });
        }
        out.push_str(rest);
        Some(out)
    }
}
