// Loops over objects whose properties are found by one look at the object: what changes the object meanwhile is seen.
const point = (x, y, z) => ({ x, y, z });
class Body { constructor(x, y, m) { this.x = x; this.y = y; this.m = m; } }
class Derived extends Body { constructor(x, y, m) { super(x, y, m); this.extra = 1; } }

function sum(list, rounds) {
  let s = 0;
  for (let r = 0; r < rounds; r++) {
    for (let i = 0; i < list.length; i++) {
      const o = list[i];
      s += o.x * 2 + o.y * o.y - o.z * 0.5;
      o.z = o.z + 0.25;
    }
  }
  return s;
}
const same = Array.from({ length: 20 }, (_, i) => point(i, i + 0.5, -i));
console.log(sum(same, 5), same[7]);

// Shapes of every kind, with the properties in other places.
const mixed = [
  point(1, 2, 3), { z: 3, y: 2, x: 1 }, { a: 0, x: 1, y: 2, z: 3 }, JSON.parse('{"x":1,"y":2,"z":3}'), Object.assign(Object.create({ deep: 1 }), point(1, 2, 3)),
  Object.create(point(1, 2, 3)), Object.freeze(point(1, 2, 3)), Object.seal(point(1, 2, 3)), new Proxy(point(1, 2, 3), {}),
  { get x() { return 1; }, y: 2, z: 3 }, { x: 1, y: 2, get z() { return 3; }, set z(v) { this.seen = v; } }, Object.assign([], point(1, 2, 3)),
  Object.assign(() => 0, point(1, 2, 3)), Object.assign(new Map(), point(1, 2, 3)),
];
function careful(list) {
  'use strict';
  let s = 0;
  for (let r = 0; r < 4; r++) {
    for (let i = 0; i < list.length; i++) {
      const o = list[i];
      try {
        s += o.x * 2 + o.y * o.y - o.z * 0.5;
        o.z = o.z + 0.25;
      } catch (e) {
        s += e.constructor === TypeError ? 100 : NaN;
      }
    }
  }
  return s;
}
console.log(careful(mixed), mixed.map((o) => o.z), mixed[10].seen, Object.keys(mixed[5]));
mixed.reverse();
console.log(careful(mixed));

// What a call does to the object between two accesses.
const changes = [
  (o) => { o.extra = 1; }, (o) => { delete o.x; }, (o) => { delete o.m; }, (o) => { Object.defineProperty(o, 'x', { get: () => 7, configurable: true }); },
  (o) => { Object.freeze(o); }, (o) => { Object.setPrototypeOf(o, { x: 50, m: 60 }); }, (o) => { o.y = 'text'; }, () => {},
  (o) => { Object.defineProperty(o, 'm', { writable: false }); }, (o) => { for (let i = 0; i < 140; i++) o['p' + i] = i; },
];
function changing(make, change) {
  let s = '';
  let total = 0;
  for (let i = 0; i < 30; i++) {
    const o = make(i);
    const before = o.x + o.y * o.m;
    if (i % 5 === 4) change(o);
    const after = o.x + o.y * o.m;
    try { o.m = o.m + 1; o.y = o.y + 1; } catch (e) { s += e.name + ';'; }
    total += before + after + o.m;
    if (before !== after) s += `${i}:${after};`;
  }
  return `${total} ${s}`;
}
for (const change of changes) console.log(changing((i) => new Body(i, 2, 3), change), '|', changing((i) => (i % 2 ? new Derived(i, 2, 3) : new Body(i, 2, 3)), change));

// A getter of one object changes another one; a conversion does.
const victim = { p: 1, q: 2, r: 3 };
const spy = { get tick() { if (++this.n === 15) { delete victim.p; victim.p = 100; victim.q = 200; } return this.n; }, n: 0 };
const converts = { valueOf() { if (++this.n === 20) { delete victim.q; } return 1; }, n: 0 };
function watched(o, spy, converts) {
  let s = 0;
  for (let i = 0; i < 40; i++) {
    s += o.p * 3 + o.r;
    s += spy.tick;
    s += o.p - (o.q ?? 0.5) + o.r;
    s += converts * 1;
    o.r = o.r + (o.q === undefined ? 10 : 1);
  }
  return s;
}
console.log(watched(victim, spy, converts), victim);

// A list; the same function enters itself with objects of another shape.
function walk(node, depth) {
  let s = 0;
  while (node !== null) {
    s += node.value * node.weight;
    if (depth > 0 && node.value % 3 === 0) s += walk({ weight: 2, pad: 0, value: 5, next: { weight: 1, pad: 1, value: 4, next: null } }, depth - 1);
    node.weight = node.weight + 1;
    node = node.next;
  }
  return s;
}
let list = null;
for (let i = 0; i < 40; i++) list = { value: i, weight: 1, next: list };
console.log(walk(list, 2), walk(list, 3));

// Shapes die between two visits, and others come in their place.
function visit(o) {
  let s = 0;
  for (let i = 0; i < 12; i++) { s += o.u + o.v; o.u = o.u + 1; }
  return s;
}
let visited = 0;
for (let round = 0; round < 40; round++) {
  const o = { ['k' + round]: 1 };
  o.u = round; o.v = 1;
  visited += visit(o) + visit({ u: 1, v: round }) + visit({ v: round, u: 1 });
  globalThis.junk = Array.from({ length: 30 }, (_, i) => ({ ['j' + round + i]: i }));
}
console.log(visited);

// Generators: what happens between two resumptions is seen.
function* stepping(o) {
  for (let i = 0; i < 10; i++) {
    const x = o.x * 2 + o.y;
    o.y = o.y + 1;
    const sent = yield x + o.x;
    o.x = o.x + (sent ?? 0);
  }
}
const shared = { x: 1, y: 2 };
const seen = [];
const g = stepping(shared);
for (let r = g.next(); !r.done; r = g.next(1)) {
  seen.push(r.value);
  if (seen.length === 4) Object.defineProperty(shared, 'x', { get: () => 1000, set(v) { this.y = v; }, configurable: true });
  if (seen.length === 7) { delete shared.x; shared.x = 3; }
}
console.log(seen, shared.y);

// Never an object.
function none(v) {
  let s = '';
  for (let i = 0; i < 12; i++) {
    try { s += v.x + v.y + v.z; } catch (e) { s += e.message.length > 0 ? '!' : '?'; }
  }
  return s;
}
// A string is no object with an empty layout.
function one(list) {
  let s = '';
  for (let i = 0; i < list.length; i++) { const c = list[i]; s += c?.sleep ? 'sleeps' : c?.length; }
  return s;
}
console.log(one(['text', 'awake', {}, [], 'a' + 'b'.repeat(3), { sleep: 1 }, 'text', { sleep: 0, length: 9 }, Symbol.iterator, 5n, 7, 'end']));
for (const v of [undefined, null, 1, 'text', true, Symbol.iterator, 10n]) console.log(none(v));
Number.prototype.x = 1; Number.prototype.y = 2; Number.prototype.z = 3;
console.log(none(5), none(5.5));

// NaN, however it is made, is one value.
const nans = [NaN, 0 / 0, -(0 / 0), Infinity - Infinity, Math.sqrt(-1), -NaN, Infinity * 0, 5 % 0, Number('x'), new Float64Array([0 / 0])[0]];
const bytes = new BigUint64Array([0xffffffffffffffffn, 0xfff8000000000001n, 0x7ff8000000000001n, 0x7ff0000000000001n, 0xfffc000000000000n, 0xfffe000000000005n]);
for (const d of new Float64Array(bytes.buffer)) nans.push(d, d + 1, -d, d * 0);
const view = new Float64Array(bytes.buffer);
for (let i = 0; i < view.length; i++) { const d = view[i]; nans.push(d, d * 2, 1 - d); }
console.log(nans.every((n) => typeof n === 'number' && n !== n && Object.is(n, NaN) && [NaN].includes(n) && String(n) === 'NaN'));
console.log(new Set(nans).size, new Map(nans.map((n) => [n, 1])).get(0 / 0), nans.indexOf(NaN), nans.every((n) => { switch (n) { case NaN: return false; default: return true; } }));
