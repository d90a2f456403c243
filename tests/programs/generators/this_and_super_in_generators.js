class A {
  constructor() { this.tag = 'A-tag'; }
  *items() {
    yield this.tag;
    yield 'A2';
  }
  static *make() { yield this.name; }
  get v() { return 'v of ' + this.tag; }
}
class B extends A { constructor() {
  super();
  this.tag = 'B-tag';
}
  *items() {
    yield 'before';
    yield* super.items();
    yield super.v;
    super.extra = 'set';
    yield this.extra;
    const f = () => super.items();
    yield [...f()].length;
  }
  static *make() {
    yield 'B.make';
    yield* super.make();
  } }
console.log([...new B().items()].join());
console.log([...B.make()].join());
const o = { __proto__: { *m() { yield 'proto ' + this.n; } }, n: 5, *m() {
  yield* super.m();
  yield 'own';
} };
console.log([...o.m()].join());
function* plain() { yield this === undefined; }
console.log(plain().next().value, plain.call(null).next().value);
function* self() {
  yield this.x;
  this.x = 'changed';
  yield this.x;
}
const ctx = { x: 'ctx' };
console.log([...self.call(ctx)].join(), ctx.x);
const bound = self.bind({ x: 'bound' }, 1);
console.log([...bound()].join());
function* nt() { yield new.target; }
console.log(nt().next().value);
try { new nt(); } catch (e) { console.log(e.name); }
try { new o.m(); } catch (e) { console.log(e.name); }
