//! What the frontend makes of each construct passes the verifier.

use crate::common::check;

#[test]
fn functions_and_closures() {
    check(
        "let counter = 0; const inc = () => { counter++; return counter; };
         function add(a, b = a + 1, ...rest) { return a + b + rest.length; }
         function outer() { let x = 1; function inner() { return () => x++; } return inner()(); }
         const fact = function f(n) { return n < 2 ? 1 : n * f(n - 1); };
         (function () { return arguments.length; })(1, 2, 3);
         const args = () => typeof arguments;
         add(1, 2, ...[3, 4]); new Date(...[1]);
         function defaults(a = () => b, b = a, { c, d = c } = {}, [e] = []) { return a() + b + c + d + e; }
         export default function () { return new.target; }
         function ctor() { const f = () => [this, arguments, new.target]; this.a = 1; this.b = 2; return f; }",
    );
}

#[test]
fn loops_and_labels() {
    check(
        "const fs = [];
         for (let i = 0; i < 3; i++) fs.push(() => i);
         for (let i = 0, n = () => i; i < 3; i++) { fs.push(() => i + n()); }
         outer: for (const x of [1, 2]) { for (const y of [x]) { if (y) continue outer; else break outer; } fs.push(() => x); }
         for (var k in { a: 1 }) { if (k) continue; break; }
         let a, b; for ([a, b] of [[1, 2]]) {} for ({ a } of []) {} for (fs.x of []) {} for (fs[0] in {}) {}
         let n = 0; while (true) { if (n++ > 3) break; } do { n--; if (n == 1) continue; } while (n > 0);
         block: { if (n) break block; n = 1; }
         for (;;) { try { break; } finally { n++; } }
         for (const x of [() => 1]) { switch (x()) { case 1: let z = 1; fs.push(() => z); break; default: z = 2; continue; case 3: } }",
    );
}

#[test]
fn exceptions() {
    check(
        "function f(x) {
           try { if (x) return 1; throw new Error('a'); } catch ({ message, ...rest }) { return message + rest; } finally { x = 2; }
         }
         function g() { for (const x of [1]) { try { try { continue; } finally { break; } } catch { return 2; } finally { if (x) return 3; } } }
         function h() { l: try { return 1; } finally { break l; } return 2; }
         function i() { let x; try { x = f(); } catch (e) { x = e; throw x; } return x; }
         function j() { while (1) { try { return g(); } finally { try { f(); } finally { continue; } } } }",
    );
}

#[test]
fn generators() {
    check(
        "function* g(a, b = a) { const x = yield a; try { for (const y of yield* g(x)) { yield y + (yield b); } } finally { yield 3; } return x; }
         const o = { *m() { yield this.x; }, *[Symbol.iterator]() { yield* [1, 2]; yield; }, *'s'() {} };
         class C { static *s() { yield super.x; } *#p() { yield this.#p; } *[`q${1}`]() { const [a, b = yield 1, ...c] = yield; return { a, b, c }; } }
         function* h() { const f = { x: yield 1, [yield 2]: yield 3, ...(yield 4) }; f.a = yield 5; f[yield 6] += yield 7; return `${yield 8}${yield 9}`; }
         function* args() { yield arguments.length; yield () => this; l: for (;;) { switch (yield) { case yield 1: break l; default: continue l; } } }",
    );
}

#[test]
fn classes() {
    check(
        "class A { x = 1; ['y' + 1] = 2; #p = 3; static s = A.name; static #q = 4; z; 5 = 6;
           constructor(a) { this.a = a; } get p() { return this.#p; } set p(v) { this.#p = v; }
           #m() { return this.#p++; } get #acc() { return 1; } set #acc(v) {} static #sm() { return this.#q; }
           static has(o) { return #p in o && !(#m in o); } m() { this.#acc += this.#m(); return this.#p ??= 1; }
           static { var t = 1; this.t = t; const f = () => this; A.f = f; } f = () => this.#p; }
         class B extends A { constructor(...args) { super(...args); super.m(); this.b = super.p; super.p = 1; super['p'] += 2; }
           static m() { return super.has(this); } get g() { return () => super.p; } }
         class C extends B { y = 1; } class D extends null {} class E { a = 1; }
         const F = class { static n = F; }; const G = class Named extends (() => B)() { m() { return Named; } };
         class H extends A { constructor(x) { if (x) { const f = () => super(1); f(); } else { super(); } return x ? this : undefined; } }
         function make(base) { return class extends base { #x = 1; x() { return this.#x; } static [base.k] = class { }; }; }
         for (const i of [1]) { class L { #i = i; static y = () => i; get() { return this.#i; } } new L; }
         new A().x; new (class {})(); const anon = { c: class {}, f: function () {}, ['k']: () => 1, ['l']: class {} };",
    );
}

#[test]
fn resources() {
    check(
        "{ using a = null, b = undefined; a; }
         function f(x) { using r = x; if (x) return () => r; for (const y of x) { using s = y; if (y) continue; else break; } throw r; }
         function* g(x) { using a = x; try { yield a; using b = yield; } finally { using c = x; yield c; } }
         for (using i = f(); i; ) { using j = i; () => [i, j]; }
         l: for (using i of [f()]) { for (using j of [i]) { () => j; continue l; } }
         switch (1) { case 1: { using a = f(); } }
         class A { static { using a = f(); () => a; } m() { try { using a = 1; } catch { using b = 2; } } }
         class B extends A { constructor() { using a = null; super(); } }
         using top = f(); () => top;",
    );
}

#[test]
fn super_references() {
    check(
        "class A { m(k) { super.x = super[k] += super.y++ + (super[k] ??= 1); delete super[k]; return [() => super.m(), super.t`x`, super.a?.b]; }
           static s = super.x; static { super.y = 1; } f = () => super.z; #p() { return super.q; } }
         class B extends A { constructor() { const f = () => super(super.x); f(); super.y; } }
         const o = { m() { return super.m(); }, get x() { return super.x; }, *g() { [super.a, ...super.b] = yield; ({ a: super.a, ...super.b } = {}); } };",
    );
}

#[test]
fn destructuring() {
    check(
        "const { a, b: { c = 1, ...d }, ['e' + 1]: e = () => a, 5: five, 'q r': qr, ...rest } = foo();
         let [f, , g = f, [h] = [1], ...[i, j]] = [a, b2];
         var b2; ({ a: f, g, b: rest.x, c: rest['y'] = 1, ...rest.z } = rest); [f, g] = [g, f]; [rest.a, ...rest.b] = [1];
         [[f], { g }] = [[1], {}]; (([x, y]) => x + y)([1, 2]); (({ x = 1, y: [z] }) => x + z)({});
         function foo({ p, q } = {}, [r, s] = [p]) { return p + q + r + s; } [] = []; ({} = {}); const {} = {}, [] = [];
         try {} catch ([m, { n }]) { m; n; } for (const { k, l } of []) { k(() => l); } f = [g] = [1];",
    );
}

#[test]
fn expressions() {
    check(
        "let a = 1, b = 2, o = { a, b, get x() { return 1; }, set x(v) {}, m() { return super.toString(); }, __proto__: null, ['c']: 1, ...b, 0: 1, '1': 2, 'k l': 3 };
         a + (a = 2); a += a++ + ++a; [a, a = 3, a]; o.f(a, a = 1); o[a] = a = 2; o[a]++; --o.b; o[o.a] **= 2; a <<= 1; a >>>= 2;
         !a; !!a; -a; -1; -0; +a; ~a; typeof a; typeof undeclared; typeof o.b; void 0; delete o.a; delete o[a]; delete o?.a; delete a.b.c;
         a && b || o; a ?? b; a ||= b; o.x &&= 1; o[a] ??= 2; (a, b); a ? b : o ? a : b; a in o; o instanceof Object;
         o?.a.b.c(1)?.[a]?.(b); (o?.a)(); o.m?.(); o?.[a](1); (o.m)(); `x${a}y${b}`; ``; o.tag`a${b}\\u{41}\\n`; tag`\\unicode`;
         [1, , 2, ...[3], ,]; 1.5; 1e21; 0x10; 'abc'; '\\ud800'; null; true; undefined; NaN; Infinity; this; a == b; a != b; a !== b; a <= b;
         if (a < b && !(b > a) || o) a; else if (a === b) b; else {} ; function tag() {} undeclared = 1; undeclared++;
         if (!(a ?? b)) {} while (a && (b = 0)) {} const c = 1; try { c = 2; c++; c &&= 1; ({ c } = o); } catch {}
         o['name'].x; o['0'].x; a = b = a; let u; u; u = (a, b); var v; v ||= 1; new o.m(1).x; new (o.m())(); debugger; ;",
    );
}

#[test]
fn tdz_and_hoisting() {
    let p = check(
        "early(); function early() { return late; } let late = early() + 1; { f(); function f() { return x; } let x = 1; var hoisted; x; }
         let self = self + 1; for (const q of [q]) {} switch (1) { case 0: let w = 1; case 1: w; } { w2 = 1; let w2; } class K extends K {} const fn = () => fn;",
    );
    let text = yarrow_mir::text::write_program(&p);
    assert!(text.contains("check_tdz"), "{text}");
}

#[test]
fn a_class_that_is_reassigned_keeps_its_inner_name() {
    let p = check("class A { m() { return A; } n() { A = 1; } } const B = A; A = null; new B().m();");
    let text = yarrow_mir::text::write_program(&p);
    assert!(text.contains("throw_const_assign"), "{text}");
}

#[test]
fn operands_that_a_later_operand_assigns_are_copied() {
    for (expression, copies) in [
        ("x + ([x] = [1])", 2),
        ("x + (x = 2)", 1),
        ("f(x, x++, x)", 1),
        ("o[x] = x = 2", 1),
        ("x.m(x = f())", 1),
        ("x.m(o = f())", 0),
        ("x + y + (y = 1)", 0),
        ("x + y", 0),
    ] {
        let p = check(&format!("function f() {{}} function g(x, y, o) {{ return {expression}; }}"));
        let (g, _) = p.functions.iter().find(|(_, f)| f.name == "g").expect("g is there");
        let text = yarrow_mir::text::write_function(&p, g);
        assert_eq!(text.matches("= copy").count(), copies, "{expression}\n{text}");
    }
}

#[test]
fn a_closure_made_after_the_initialisation_needs_no_check() {
    let checks = |text: &str| yarrow_mir::text::write_program(&check(text)).matches("check_tdz").count();
    assert_eq!(checks("const x = 1; export const f = () => x; export const o = { m() { return () => x; } };"), 0);
    assert_eq!(checks("const x = 1; class A { f = x; m() { return x; } } new A();"), 0);
    assert_eq!(checks("const x = 1; export function f() { return x; }"), 1);
    assert_eq!(checks("const x = () => x;"), 1);
    assert_eq!(checks("export const f = () => x; const x = 1;"), 1);
}

#[test]
fn a_body_variable_of_a_parameters_name_is_its_own() {
    check(
        "function scope(x, g = () => x) { var x = 'body'; return g() + x; }
         function inner(x, g = () => x) { const h = () => x; function x() {} return [g, h]; }
         function caught() { try { throw 1; } catch (e) { var e = 2; return () => e; } return e; }
         export default (a, b = () => a) => { for (var a of [1]) { b(a); } return () => a; };",
    );
}
