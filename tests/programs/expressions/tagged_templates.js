const seen = [];
const tag = (s, ...v) => {
  seen.push(s);
  return s;
};
const site = (x) => tag`a${x}b`;
console.log(site(1) === site(2), tag`a${1}b` === tag`a${1}b`, Object.isFrozen(site(0)), Object.isFrozen(site(0).raw));
const bad = tag`\u{110000}\xg${0}ok\n${1}\01`;
console.log(bad[0], JSON.stringify(bad[1]), bad[2], bad.raw.join('|'), bad.length, bad.raw.length);
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(bad, 'raw').enumerable), Array.isArray(bad),
  'raw' in Object.keys(bad));
function make() { return () => tag`same`; }
console.log(make()() === make()());
console.log(tag`line
two\
three`.raw[0].length, tag``[0] === '', tag`${1}`.length);
const o = { n: 'o', t(s, v) {
  return this.n + s.join('-') + v;
}, get g() {
  return (s) => (...r) => s.raw[0] + r.length;
} };
console.log(o.t`x${5}y`, o['t']`p${1}q`, o.g`two`(1, 2), (() => (s) => s.length)()`a${1}${2}`);
class A { t(s) { return 'A' + s[0] + this.id; } }
class B extends A { id = 7; t(s) { return super.t`b` + s[0]; } }
console.log(new B().t`c`);
class N { constructor(s) { this.s = s; } }
const raw = new N(String.raw`\a${1 + 1}`);
console.log(raw.s, new ((s) => function () { this.v = s[0]; })`y`().v);
console.log(`${1}${'two'}${[3, [4]]}${{ toString: () => 'five', valueOf: () => 6 }}`);
try { `${Symbol('s')}`; } catch (e) { console.log(e.message); }
const order = [];
const part = (n) => ({ toString() {
  order.push('s' + n);
  return n;
} });
`${(order.push('e1'), part(1))}${(order.push('e2'), part(2))}`;
console.log(order.join());
