const key = 'computed';
const sym = Symbol('s');
const o = { *a() {
  yield 'a';
}, *'quoted name'() {
  yield 'q';
}, *[key]() {
  yield 'c';
}, *1() {
  yield 'one';
}, *[sym]() {
  yield 'sym';
}, b: function* () {
  yield 'b';
}, c: function* named() {
  yield named === o.c;
}, *get() {
  yield 'get';
}, *static() {
  yield 'static';
} };
for (const k of [...Object.keys(o), sym]) console.log(String(k), JSON.stringify(o[k].name), [...o[k]()].join());
class C {
  *m() { yield 'm'; }
  static *s() { yield 's'; }
  *[Symbol.iterator]() {
    yield 1;
    yield 2;
  }
  static *[key]() { yield 'sc'; }
  *#p() { yield 'private'; }
  p() { return this.#p(); }
  f = function* () { yield this instanceof C; };
  *'x y'() { yield 'xy'; }
  static *#sp() { yield 'sp'; }
  static sp() { return [...C.#sp()]; }
}
const c = new C();
console.log([...c].join(), [...c.m()].join(), [...C.s()].join(), [...C.computed()].join(), [...c.p()].join(),
  [...c.f()].join(), [...c['x y']()].join(), C.sp().join());
console.log(C.prototype.m.name, c.f.name, C.prototype[Symbol.iterator].name, Object.keys(C.prototype).length);
const e = function* () {
  yield 1;
};
console.log(e.name, (function* () {}).name === '', [...(function* () {
  yield 'iife';
})()].join());
const { d = function* () {} } = {};
console.log(d.name);
console.log('prototype' in o.a, Object.hasOwn(o.a, 'prototype'),
  'constructor' in o.a.prototype && Object.hasOwn(o.a.prototype, 'constructor'));
