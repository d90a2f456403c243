function decl(a, b) {}
const arrow = (x) => x, expr = function () {}, named = function inner() {
  return typeof inner;
};
const o = { m() {}, get g() {
  return 1;
}, ['c' + 1]() {}, a: () => {}, 'q r': function () {}, [Symbol('sy')]() {}, 5: () => {} };
console.log(decl.name, arrow.name, expr.name, named.name, o.m.name, o.c1.name, o.a.name, o['q r'].name, o[5].name,
  Object.getOwnPropertyDescriptor(o, 'g').get.name, o[Object.getOwnPropertySymbols(o)[0]].name);
console.log(named(), decl.length, (function (...r) {}).length, (() => {}).name === '');
const d = Object.getOwnPropertyDescriptor(decl, 'name');
console.log(d.writable, d.enumerable, d.configurable);
try {
  decl.name = 'x';
} catch (e) {
  console.log(e.name);
}
decl.extra = 1;
console.log(decl.extra, Object.keys(decl).join());
let v = () => {};
const w = v;
console.log(w.name);
v = null;
let z;
z = () => {};
console.log(z.name);
const { q = () => {} } = {};
const [r = function () {}] = [];
console.log(q.name, r.name);
(function (p = () => {}) {
  console.log(p.name);
})();
console.log((class {
  static name = 'custom';
}).name, (class {}).name === '', (class K {}).name);
const fe = function fact(n) {
  return n < 2 ? 1 : n * fact(n - 1);
};
console.log(fe(5));
const imm = function me() {
  try { me = 1; } catch (e) { return e.name; }
};
console.log(imm());
console.log(decl.prototype.constructor === decl, arrow.prototype, o.m.prototype);
