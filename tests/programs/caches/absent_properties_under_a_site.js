// gc-period: 7
// Each case has sites of its own, warmed on objects that lack the property, whose chain is leaf -> one -> two -> three -> Object.prototype.
// Then something gives the property to an object of the chain, and the sites run again.

function chain() {
  const three = { id: 3 };
  const two = Object.create(three);
  const one = Object.create(two);
  const leaf = Object.create(one);
  leaf.id = 0;
  return { leaf, one, two, three };
}

// A site outside of loops, one in a loop with arithmetic, one that calls, and one that reads what is read again.
const sites = () => [
  eval('(o => o.late)'),
  o => o.late,
  o => {
    let sum = 0;
    for (let i = 0; i < 20; i++) {
      const v = o.late;
      sum = sum + i * 2 - (v === undefined ? 1 : 1000);
    }
    return sum;
  },
  o => {
    let text = '';
    for (let i = 0; i < 5; i++) {
      try { text += o.late(i); } catch (e) { text += e.name[0]; }
    }
    return text;
  },
  o => typeof o.late?.constructor,
  ({ late = 'default' }) => late,
  o => 'late' in o && Object.hasOwn(o, 'late'),
];

const show = v => (typeof v === 'function' ? 'a function' : String(v));
const value = n => ({ valueOf: () => n, toString: () => `v${n}` });
const getter = n => ({ get() { return `got ${n} for ${this.id}`; }, configurable: true });

const cases = {
  'nothing': () => {},
  'added to the leaf': c => { c.leaf.late = 1; },
  'added to the leaf as undefined': c => { c.leaf.late = undefined; },
  'added at depth 1': c => { c.one.late = 1; },
  'added at depth 2': c => { c.two.late = () => 'm'; },
  'added at depth 3': c => { c.three.late = value(3); },
  'added to Object.prototype': () => { Object.prototype.late = 'root'; },
  'added to Object.prototype as a getter': () => { Object.defineProperty(Object.prototype, 'late', getter('root')); },
  'defined on the leaf': c => { Object.defineProperty(c.leaf, 'late', { value: 5 }); },
  'defined at depth 2': c => { Object.defineProperty(c.two, 'late', { value: 6, configurable: true }); },
  'a getter at depth 1': c => { Object.defineProperty(c.one, 'late', getter(1)); },
  'a getter on the leaf': c => { Object.defineProperty(c.leaf, 'late', getter(0)); },
  'a getter by __defineGetter__': c => { c.two.__defineGetter__('late', () => 'old style'); },
  'only a setter': c => { Object.defineProperty(c.one, 'late', { set() {}, configurable: true }); },
  'added and deleted': c => {
    c.two.late = 1;
    delete c.two.late;
  },
  'added to the leaf and deleted': c => {
    c.leaf.late = 1;
    delete c.leaf.late;
  },
  'deleted from a leaf, then added': c => {
    c.leaf.gone = 1;
    delete c.leaf.gone;
    c.warm();
    c.leaf.late = 'in a dictionary';
  },
  'prototype of the leaf replaced': c => { Object.setPrototypeOf(c.leaf, { late: 'new one' }); },
  'prototype at depth 2 replaced': c => { Object.setPrototypeOf(c.two, { late: 'new three' }); },
  'prototype by __proto__': c => { c.one.__proto__ = { __proto__: c.two, late: 'between' }; },
  'prototype taken away': c => { Object.setPrototypeOf(c.leaf, null); },
  'assigned': c => { Object.assign(c.one, { late: 'assigned' }); },
  'by Reflect': c => { Reflect.set(c.three, 'late', 'reflected'); },
  'by Reflect with a receiver': c => { Reflect.set({}, 'late', 'received', c.two); },
  'by a class': c => {
    class Base { late() { return 'b'; } }
    Object.setPrototypeOf(c.three, Base.prototype);
  },
  'a Proxy at the end': c => { Object.setPrototypeOf(c.three, new Proxy({}, { get: (t, k) => (k === 'late' ? 'trapped' : undefined) })); },
  'a Proxy whose trap changes': c => {
    let n = 0;
    Object.setPrototypeOf(c.two, new Proxy({}, { get: (t, k) => (k === 'late' ? ++n : undefined) }));
  },
  'a transparent Proxy, its target changed': c => {
    const target = {};
    Object.setPrototypeOf(c.three, new Proxy(target, {}));
    c.warm();
    target.late = 'of the target';
  },
  'a function between': c => {
    const f = () => {};
    Object.setPrototypeOf(c.one, f);
    c.warm();
    f.late = 'of the function';
  },
  'Function.prototype': c => {
    Object.setPrototypeOf(c.one, function () {});
    c.warm();
    Function.prototype.late = 'of all functions';
  },
  'an array between': c => {
    const a = [];
    Object.setPrototypeOf(c.one, a);
    c.warm();
    a.late = 'of the array';
  },
  'a TypedArray between': c => {
    const a = new Uint8Array(2);
    Object.setPrototypeOf(c.one, a);
    c.warm();
    a.late = 'of the TypedArray';
  },
  'a frozen leaf': c => {
    Object.freeze(c.leaf);
    c.warm();
    c.one.late = 'above a frozen one';
  },
  'many properties': c => {
    for (let i = 0; i < 200; i++) c.leaf[`p${i}`] = i;
    c.warm();
    c.leaf.late = 'one of many';
  },
};

for (const [name, change] of Object.entries(cases)) {
  const c = chain();
  const own = sites();
  const run = () => own.map(site => { try { return show(site(c.leaf)); } catch (e) { return e.name; } }).join(' | ');
  c.warm = () => { for (let i = 0; i < 4; i++) run(); };
  c.warm();
  console.log(name);
  console.log('  before', run());
  change(c);
  console.log('  after ', run());
  gc();
  console.log('  again ', run());
  delete Object.prototype.late;
  delete Function.prototype.late;
}

// Receivers of other kinds.
const kinds = {
  array: [1],
  string: 'text',
  number: 5,
  double: 0.5,
  boolean: true,
  symbol: Symbol('s'),
  bigint: 5n,
  function: () => {},
  class: class A {},
  typed: new Uint8Array(1),
  map: new Map(),
  error: new Error('e'),
  wrapper: new String('ab'),
  arguments: (function () { return arguments; })(1),
  bare: Object.create(null),
  regexp: /x/,
  promise: Promise.resolve(),
  proxy: new Proxy({}, {}),
  prototype: Object.prototype,
  global: globalThis,
};
const late = o => o.late;
const loop = o => {
  let seen = 0;
  for (let i = 0; i < 4; i++) if (o.late !== undefined) seen++;
  return seen;
};
for (const [name, o] of Object.entries(kinds)) {
  const line = [name];
  for (let i = 0; i < 4; i++) line.push(late(o), loop(o));
  Object.prototype.late = 'all';
  line.push(late(o), loop(o));
  delete Object.prototype.late;
  line.push(late(o), loop(o));
  if (o !== null && (typeof o === 'object' || typeof o === 'function')) {
    o.late = 'own';
    line.push(late(o), loop(o));
    delete o.late;
    line.push(late(o), loop(o));
  }
  console.log(line.join(' '));
}

// `length` and indices are no absent properties.
const length = o => o.length;
const call = o => { try { return o.length(); } catch (e) { return e.name; } };
const objects = [{}, [1, 2], 'abc', new String('abcd'), { length: 7 }, function (a, b) {}, new Uint8Array(3), { length: () => 'called' }];
for (let round = 0; round < 3; round++) {
  let calls = '';
  for (let i = 0; i < 16; i++) calls += call(objects[i % objects.length])[0];
  console.log(objects.map(length).map(show).join(' '), calls);
  if (round === 1) Object.prototype.length = () => 'inherited';
}
delete Object.prototype.length;

// Names that functions get only when they are asked for.
const named = f => [typeof f.name, typeof f.prototype, typeof f.caller2].join();
const functions = [() => {}, function f() {}, class K {}, async () => {}, function* g() {}, Math.max, (() => {}).bind()];
for (let round = 0; round < 3; round++) console.log(functions.map(named).join(' '));
console.log([() => 1, function h() {}, class L {}].map(named).join(' '));
