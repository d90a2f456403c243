const show = (x) => Object.is(x, -0) ? '-0' : String(x);
const vals = [0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2147483647, 2147483648, -2147483648, -2147483649, 4294967296.5,
  1e300, -1e300, NaN, Infinity, -Infinity, '3.7', null, undefined, true, { valueOf() {
  return 7.9;
} }];
for (const v of vals) console.log([Math.abs(v), Math.floor(v), Math.ceil(v), Math.trunc(v), Math.sqrt(v),
  Math.imul(v, 3), (v | 0), (v * 1.5) | 0, v >>> 0].map(show).join(' '));
for (const a of vals) console.log(vals.map((b) => show(Math.max(a, b)) + '/' + show(Math.min(a, b))).join(' '));
for (const a of vals) console.log(vals.map((b) =>
  show(a % b) + '/' + show(a + b) + '/' + show(a - b) + '/' + show(a * b)).join(' '));
const s = 'aé\u{1F600}z' , r = s + s, q = 'x'.repeat(20) + s;
for (const t of [s, r, q, 'plain', '']) {
  const o = [];
  for (let i = -1; i <= t.length; i++) o.push(t.charCodeAt(i));
  o.push(t.charCodeAt(1.5), t.charCodeAt('1'), t.charCodeAt());
  console.log(o.join());
}
function at(x) { return x.charCodeAt ? x.charCodeAt(0) : 'none'; }
console.log(at('abc'), at(Symbol('q')), at({ charCodeAt() { return 'own'; } }), at('b'), at(new String('zz')), at([1]));
function indexOfIt(x) { try { return x.indexOf('b'); } catch (e) { return e.constructor.name; } }
console.log([ 'abc', Symbol('x'), 5, ['a', 'b'], 'b', Symbol.iterator, 'zz' ].map(indexOfIt).join());
// push
const a = [];
for (let i = 0; i < 20; i++) console.log(a.push(i * 2), a.length);
const frozen = Object.freeze([1]);
try { frozen.push(2); } catch (e) { console.log(e.constructor.name); }
const sealed = [1, 2];
Object.preventExtensions(sealed);
try {
  sealed.push(2);
} catch (e) {
  console.log(e.constructor.name, sealed.length);
}
try { sealed[2] = 1; } catch (e) { console.log(e.constructor.name); }
const ro = [1, 2, 3];
ro.pop();
Object.defineProperty(ro, 'length', { writable: false });
try {
  ro.push(1);
} catch (e) {
  console.log(e.constructor.name);
}
try {
  ro[2] = 1;
} catch (e) {
  console.log(e.constructor.name);
}
class Sub extends Array { push(x) { return super.push(x, x); } }
const sub = new Sub();
sub.push(1);
sub[2] = 5;
console.log(sub.length, sub.join());
const withHoles = [1, , 3];
withHoles.push(4);
withHoles[5] = 6;
withHoles[1] = 2;
console.log(withHoles.length, JSON.stringify(withHoles));
const shorter = [1, 2, 3, 4];
shorter.length = 2;
shorter.push(9);
shorter[3] = 8;
shorter[5] = 1;
console.log(JSON.stringify(shorter));
const longer = [1];
longer.length = 5;
longer.push(6);
longer[1] = 2;
console.log(JSON.stringify(longer));
// constructors whose prototype changes
function F(x) { this.x = x; }
F.prototype.name = 'first';
F.count = 0;
const made = [];
for (let i = 0; i < 6; i++) {
  if (i === 3) F.prototype = { name: 'second' };
  if (i === 5) Object.defineProperty(F, 'prototype', { value: { name: 'third' }, writable: false });
  F.count++;
  made.push(new F(i));
}
console.log(made.map((m) => m.name + m.x).join(), F.count);
class A {
  constructor() {
    this.a = 1;
    A.made = (A.made ?? 0) + 1;
  }
}
class B extends A {
  constructor() {
    super();
    this.b = 2;
  }
  get sum() { return this.a + this.b; }
}
const list = [];
for (let i = 0; i < 8; i++) list.push(i % 2 ? new A() : new B());
console.log(list.map((o) => o.constructor.name + (o.sum ?? '-')).join(), A.made);
console.log(Reflect.construct(A, [], B) instanceof B, Reflect.construct(A, [], Object) instanceof B);
function* gen() {
  yield 1;
}
const protos = [];
for (let i = 0; i < 6; i++) {
  if (i === 2) gen.prototype = { tag: 'own' };
  if (i === 4) gen.prototype = 5;
  const g = gen();
  protos.push(g.tag ?? typeof g.next);
}
console.log(protos.join());
// loops and arrays changed while iterated
const it = [1, 2, 3];
const seen = [];
for (const x of it) {
  seen.push(x);
  if (x === 2) it.push(10, 11);
  if (x === 10) it.length = 3;
}
console.log(seen.join());
for (const x of [1, , 3]) console.log(x);
for (const [k, v] of [[1, 2], [3, 4]].entries()) console.log(k, v.join());
Array.prototype[1] = 'proto';
for (const x of [1, , 3]) console.log(x);
delete Array.prototype[1];
Object.defineProperty(Array.prototype, 3, { set(v) { console.log('setter', v); }, configurable: true });
const hit = [0, 1, 2];
hit.push('p');
hit[3] = 'e';
const hit2 = [0, 1, 2];
hit2[3] = 'q';
console.log(hit.length, hit2.length);
delete Array.prototype[3];
// keys
const o = {};
for (const k of [0, -1, 1.5, '2', 4294967295, -0]) {
  o[k] = (o[k] ?? 0) + 1;
  o[k] += 1;
  o[k]++;
}
console.log(JSON.stringify(o));
const c = [5, 6, 7];
let i = 0;
c[i++] += i;
c[i++] -= i;
c[2] *= 2;
console.log(c.join(), i);
// counters beyond an i32
let big = 0;
const at2 = [];
for (let n = 2147483640; n < 2147483655; n++) {
  at2.push(n);
  big += at2.length;
}
console.log(at2.join(), big);
let down = 0;
for (let n = -2147483645; n > -2147483655; n--) {
  down = n;
  [1][n];
}
console.log(down);
// equality of strings
const parts = ['ab', 'a' + 'b', 'abc'.slice(0, 2), ['a', 'b'].join('')];
console.log(parts.map((x) => parts.map((y) => x === y)).join(), 'a' === 'b', {} === {},
  Symbol.iterator === Symbol.iterator, Symbol('a') === Symbol('a'));
// closures and literals
const fs = [];
for (let i = 0; i < 5; i++) fs.push(() => ({ i, sq: i * i, list: [i, [i]] }));
console.log(JSON.stringify(fs.map((f) => f())), fs[0].name, fs[1].length);
Math.floor = (x) => 'mine ' + x;
console.log(Math.floor(1.5));
const PI2 = Math.PI * 2;
console.log(PI2);
Math.extra = 5;
console.log(Math.extra, Math.imul(3, 4));
delete Math.extra;
console.log(Math.extra);
