// Getters and setters that one site meets: inherited and own, replaced, removed, shadowed, and those that are none.
const get = (o) => o.p;
const set = (o, v) => { o.p = v; };
const show = (...values) => console.log(...values);
class A { #v = 1; get p() { return this.#v; } set p(v) { this.#v = v * 2; } }
class B extends A { get p() { return `B${super.p}`; } }
class C extends A { p = 'field'; }
class D extends A {}
const all = [new A(), new B(), new C(), new D(), { get p() { return 'own'; }, set p(v) { show('own set', v); } }, { p: 'data' }, Object.create(new A())];
for (let round = 0; round < 3; round++) {
  for (const o of all) {
    let line;
    try { set(o, round); line = 'set'; } catch (e) { line = e.name; }
    try { show(line, get(o)); } catch (e) { show(line, e.name); }
  }
}
// Replaced while the site knows it.
const d = new D();
for (let i = 0; i < 3; i++) show(get(d));
Object.defineProperty(A.prototype, 'p', { get: () => 'second', configurable: true });
show(get(d), get(new D()));
try { set(d, 1); } catch (e) { show(e.name); }
Object.defineProperty(A.prototype, 'p', { get: undefined, set: (v) => show('only set', v), configurable: true });
show(get(d), set(d, 5));
Object.defineProperty(A.prototype, 'p', { value: 'value', writable: true, configurable: true });
show(get(d));
Object.defineProperty(D.prototype, 'p', { get() { return `between ${Object.hasOwn(this, 'p')}`; }, configurable: true });
show(get(d), get(new D()));
delete D.prototype.p;
show(get(d));
delete A.prototype.p;
show(get(d));
Object.prototype.p = 'root';
show(get(d), get({}));
Object.defineProperty(Object.prototype, 'p', { get() { 'use strict'; return typeof this; }, configurable: true });
show(get(d), get({}), get(1), get('s'), get(true), get(Symbol()), get(1n), get(() => 1), get([]));
delete Object.prototype.p;
show(get(d), get({}), get(1), get('s'));
// Objects of one shape whose own getters differ.
const make = (v) => ({ x: 0, get p() { return v + this.x; } });
const made = [make(1), make(2), make(3)];
for (const o of made) { o.x = 10; show(get(o)); }
Object.defineProperty(made[0], 'p', { get: () => 'redefined', configurable: true });
show(...made.map(get));
Object.defineProperty(made[1], 'p', { value: 'plain' });
show(...made.map(get));
delete made[2].p;
show(...made.map(get));
// Getters that throw, that change their own place, that collect.
let count = 0;
class Lazy { get p() { count++; Object.defineProperty(this, 'p', { value: count }); return 'made'; } }
const lazy = [new Lazy(), new Lazy()];
show(...lazy.map(get), ...lazy.map(get));
class Throwing { get p() { throw new RangeError(`thrown ${this.n}`); } set p(v) { throw new EvalError(v); } }
for (let i = 0; i < 3; i++) {
  const o = new Throwing();
  o.n = i;
  try { get(o); } catch (e) { show(e.message); }
  try { set(o, `set ${i}`); } catch (e) { show(e.message); }
}
class Replacing { get p() { Object.defineProperty(Replacing.prototype, 'p', { get: () => 'after', configurable: true }); return 'before'; } }
show(get(new Replacing()), get(new Replacing()), get(new Replacing()));
// A new prototype, a Proxy as prototype, a frozen receiver, a receiver that is not the holder.
const moved = new Lazy();
Object.setPrototypeOf(moved, { get p() { return 'moved'; }, set p(v) { show('moved set', this === moved, v); } });
show(get(moved), set(moved, 1));
const odd = Object.create(new Proxy({}, { get: (t, k, r) => `proxy ${String(k)} ${r === odd}`, set: (t, k, v, r) => { show('proxy set', v, r === odd); return true; } }));
show(get(odd), set(odd, 2), get(odd));
const frozen = Object.freeze(Object.create({ get p() { return 'still'; }, set p(v) { show('frozen set', v); } }));
show(get(frozen), set(frozen, 3));
const stack = (e) => typeof e.stack;
show(stack(new Error('e')), stack({ get stack() { return 1; } }), stack(new TypeError('f')), stack(new (class extends Error {})()));
// Numbers as receivers.
const text = (n) => n.toFixed(1);
show(text(1), text(2.5), text(-0));
const toFixed = Number.prototype.toFixed;
Number.prototype.toFixed = function () { return `changed ${typeof this}`; };
show(text(3), text(Object(4)));
Number.prototype.toFixed = toFixed;
show(text(5));
const method = (v) => v.toString();
show(method(1), method('s'), method(2n), method(true), method([3]), method(4.5), method({}), method(6));
Object.defineProperty(Number.prototype, 'half', { get() { return this / 2; }, configurable: true });
const half = (v) => v.half;
show(half(3), half('s'), half(4), half({ half: 'own' }), half(5));
