// Heritage, computed keys and static field initialisers' surroundings, all with yields in between.
function* g() {
  class A extends (yield 'base') {
    [yield 'm']() { return 'm of ' + super.name(); }
    static [yield 's'] = 'static';
    get [yield 'g']() { return 'got'; }
    [yield 'f'] = 'field';
    *[yield 'gen']() { yield* [1, 2]; }
  }
  return A;
}
class Base { name() { return 'Base'; } }
const it = g();
const asked = [];
let r = it.next();
const ans = { base: Base, m: 'meth', s: 'stat', g: 'acc', f: 'fld', gen: 'items' };
while (!r.done) {
  asked.push(r.value);
  r = it.next(ans[r.value]);
}
const A = r.value, o = new A();
console.log(asked.join(), A.name, Object.keys(o).join());
console.log(o.meth(), A.stat, o.acc, o.fld, [...o.items()].join(), o instanceof Base);
function* bad() { try { class B extends (yield) {} } catch (e) { return e.name; } }
const ib = bad();
ib.next();
console.log(ib.next(3).value);
const ib2 = bad();
ib2.next();
console.log(ib2.next(null).value);
