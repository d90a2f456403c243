const log = [];
const key = (n) => ({ toString() {
  log.push('key ' + n);
  return n;
} });
class A {
  get v() { return 'A.v of ' + this.id; }
  set w(x) { this.got = x; }
  m() { return 'A.m of ' + this.id; }
  static s() { return 'A.s ' + this.name; }
}
class B extends A {
  id = 'b';
  m() { return [super.m(), super.v, super['m'](), (() => super.m())(), typeof super.zzz].join('; '); }
  set() {
    super.w = 1;
    super.fresh = 2;
    super.n ??= 3;
    super[key('c')] = 4;
    super[key('c')] += 1;
    super.c++;
    return Object.keys(this).join();
  }
  static s() { return super.s(); }
  static { log.push(super.s()); }
  static f = super.s();
  arrow = () => super.m();
}
const b = new B();
console.log(b.m());
console.log(b.set(), b.got, b.fresh, b.n, b.c);
console.log(B.s(), B.f, b.arrow());
console.log(log.splice(0).join());

const proto = { hi() { return 'proto hi ' + this.id; }, get x() { return this.id; } };
const o = { __proto__: proto, id: 'o', hi() {
  return super.hi() + '!';
}, get y() {
  return super.x;
}, *g() {
  yield super.hi();
}, f: () => typeof this };
console.log(o.hi(), o.y, [...o.g()].join());
const borrowed = o.hi.bind({ id: 'other' });
console.log(borrowed());
Object.setPrototypeOf(o, { hi() { return 'new'; } });
console.log(o.hi());

// The base is found before the key is converted and before the value is evaluated.
const first = { x: 'first', set p(v) { log.push('first ' + v); } };
const second = { x: 'second', set p(v) { log.push('second ' + v); } };
const q = {
  __proto__: first,
  get() { return super[{ toString() {
    Object.setPrototypeOf(q, second);
    return 'x';
  } }]; },
  set() { super.p = (Object.setPrototypeOf(q, second), 'v'); },
};
console.log(q.get());
Object.setPrototypeOf(q, first);
q.set();
console.log(log.splice(0).join());
const orphan = { __proto__: null, r() {
  return super.x;
}, w() {
  super.x = 1;
}, k() {
  super[key('never')];
}, d() {
  delete super.x;
} };
for (const n of ['r', 'w', 'k', 'd']) try { orphan[n](); } catch (e) { console.log(n, e.constructor.name); }
console.log(log.length);

class C extends A {
  constructor(how) {
    if (how === 'before') super.m;
    if (how === 'twice') {
      super();
      super();
    }
    if (how === 'arrow') {
      const f = () => super();
      f();
      this.id = 'c';
    }
    if (how === 'returns') return { other: 1 };
    if (how === 'primitive') {
      super();
      return 1;
    }
    if (how === 'delete') delete super[(log.push('evaluated'), 'x')];
    if (how === 'finally') { try { return; } finally {
      super();
      this.id = 'late';
    } }
  }
}
for (const how of ['before', 'twice', 'arrow', 'returns', 'primitive', 'delete', 'finally', 'none']) {
  try {
    const c = new C(how);
    console.log(how, JSON.stringify(c), c instanceof C);
  } catch (e) {
    console.log(how, e.constructor.name);
  }
}
class Null extends null { static s = 1; }
try {
  new Null();
} catch (e) {
  console.log(e.constructor.name, Object.getPrototypeOf(Null.prototype),
    Object.getPrototypeOf(Null) === Function.prototype);
}
for (const h of [undefined, 1, () => {}, { prototype: {} }]) try {
  class X extends h {}
} catch (e) {
  console.log(e.constructor.name);
}
function F() {}
F.prototype = 3;
try { class X extends F {} } catch (e) { console.log(e.constructor.name); }
