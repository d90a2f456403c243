const { a, b: { c = 'dc', ...rest } = {}, ['k' + 1]: d, 'quoted-key': e, 5: f, ...others } = { a: 1,
  b: { x: 1, y: 2 }, k1: 'D', 'quoted-key': 'E', 5: 'five', z: 9, [Symbol.iterator]: 1 };
console.log(a, c, JSON.stringify(rest), d, e, f, JSON.stringify(others), Object.getOwnPropertySymbols(others).length);
const { length } = 'hello', { toFixed } = 1, { x: { y: { z = 'deep' } = {} } = {} } = {};
console.log(length, typeof toFixed, z);
let g, h;
({ g, h = g + 1 } = { g: 10 });
console.log(g, h);
const o = {};
({ a: o.p, b: o['q'], ...o.r } = { a: 1, b: 2, c: 3 });
console.log(JSON.stringify(o));
const log = [];
const src = { get a() {
  log.push('get a');
  return undefined;
}, get b() {
  log.push('get b');
  return 1;
} };
const { b: bb = log.push('db'), a: aa = log.push('da') } = src;
console.log(log.join(), bb, aa);
for (const t of [null, undefined]) {
  try { const { } = t; } catch (err) { console.log(err.name); }
}
const { } = 5;
console.log((({ a, b }) => a + b)({ a: 1, b: 2 }), (({ a } = { a: 'dflt' }) => a)());
const { fn = () => {}, cls = class {} } = {};
console.log(fn.name, cls.name);
const { default: kw, if: cond } = { default: 1, if: 2 };
console.log(kw, cond);
