const o = { n: 'o', f() {
  return this?.n;
}, a: () => typeof this, nested() {
  return [1].map(() => this.n)[0];
}, inner() {
  function g() { return this; }
  return g();
} };
const { f } = o;
console.log(o.f(), f(), (0, o.f)(), (o.f)(), o['f'](), o.a(), o.nested(), o.inner());
console.log(f.call({ n: 1 }), f.apply({ n: 2 }), f.bind({ n: 3 })(), f.bind({ n: 3 }).call({ n: 4 }));
function prim() {
  return typeof this;
}
console.log(prim.call(1), prim.call('s'), prim.call(null), prim.call(undefined), prim.call(true));
const p = { get self() {
  return this === p;
}, set v(x) {
  this.w = x;
} };
p.v = 5;
console.log(p.self, p.w);
const child = Object.create(o);
child.n = 'child';
console.log(child.f());
o?.f?.();
console.log(o?.f(), (o?.f)(), o?.['f'](), `${(() => o.f)()()}`);
function F() {
  this.x = 1;
  return 5;
}
function G() {
  this.x = 1;
  return { y: 2 };
}
console.log(new F().x, new G().x, new G().y);
console.log([1, 2].map(function () {
  return this.k;
}, { k: 'arg' }).join(), typeof [1].map(function () {
  return this;
})[0]);
class C {
  m() { return this; }
  static s() { return this; }
}
const { m } = new C();
console.log(m(), C.s() === C);
Number.prototype.me = function () {
  'use strict';
  return typeof this;
};
console.log((5).me(), 5..me());
delete Number.prototype.me;
