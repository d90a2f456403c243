// Each case has a site of its own, warmed on a chain leaf -> one -> two -> three; then something changes, and the
// site runs again: what it has learned must not outlive the change.

function chain() {
  const three = { value: 'three', method() { return 'method of three, ' + this.id; }, id: 3 };
  const two = Object.create(three);
  const one = Object.create(two);
  const leaf = Object.create(one);
  leaf.id = 0;
  return { leaf, one, two, three };
}

const getter = text => ({ get() { return text + ' for ' + this.id; }, configurable: true });

const cases = {
  'overwritten in place': [o => o.value, c => { c.three.value = 'changed'; }],
  'method overwritten': [o => o.method(), c => { c.three.method = () => 'other method'; }],
  'method overwritten by define': [o => o.method(), c => {
    Object.defineProperty(c.three, 'method', { value: () => 'defined method' });
  }],
  'method becomes no function': [o => o.method(), c => { c.three.method = 5; }],
  'data becomes accessor': [o => o.value, c => { Object.defineProperty(c.three, 'value', getter('getter')); }],
  'data becomes accessor and data again': [o => o.value, c => {
    Object.defineProperty(c.three, 'value', getter('getter'));
    Object.defineProperty(c.three, 'value', { value: 'data again', writable: true });
  }],
  'method becomes accessor': [o => o.method(), c => {
    Object.defineProperty(c.three, 'method', { get() { return () => 'got for ' + this.id; } });
  }],
  'deleted': [o => o.value, c => { delete c.three.value; }],
  'deleted and added again': [o => o.value, c => {
    delete c.three.value;
    c.three.value = 'again';
  }],
  'another property deleted and its slot taken': [o => o.value, c => {
    delete c.three.value;
    c.three.taker = 'took the slot';
  }],
  'shadowed at depth 2': [o => o.value, c => { c.two.value = 'two'; }],
  'shadowed at depth 1': [o => o.value, c => { c.one.value = 'one'; }],
  'shadowed on the leaf': [o => o.value, c => { c.leaf.value = 'leaf'; }],
  'shadowed and uncovered': [o => o.value, c => {
    c.one.value = 'one';
    delete c.one.value;
  }],
  'shadowed by an accessor': [o => o.value, c => { Object.defineProperty(c.one, 'value', getter('one')); }],
  'prototype of the leaf replaced': [o => o.value, c => { Object.setPrototypeOf(c.leaf, { value: 'new one' }); }],
  'prototype at depth 1 replaced': [o => o.value, c => { Object.setPrototypeOf(c.one, { value: 'new two' }); }],
  'prototype at depth 2 replaced': [o => o.value, c => { Object.setPrototypeOf(c.two, { value: 'new three' }); }],
  'prototype at depth 2 cut off': [o => o.value, c => { Object.setPrototypeOf(c.two, null); }],
  'prototype replaced and put back': [o => o.value, c => {
    Object.setPrototypeOf(c.one, null);
    Object.setPrototypeOf(c.one, c.two);
  }],
  'prototype by __proto__': [o => o.value, c => { c.one.__proto__ = { __proto__: c.two, value: 'between' }; }],
  'a Proxy between': [o => o.value, c => {
    Object.setPrototypeOf(c.one, new Proxy(c.two, { get: (t, k, r) => String(k) + ' trapped for ' + r.id }));
  }],
  'a transparent Proxy between': [o => o.value, c => { Object.setPrototypeOf(c.one, new Proxy(c.two, {})); }],
  'a function between': [o => o.name, c => {
    Object.setPrototypeOf(c.one, function named() {});
  }],
  'an array between': [o => o.length, c => { Object.setPrototypeOf(c.one, [1, 2, 3]); }],
  'a String object between': [o => o.length, c => { Object.setPrototypeOf(c.one, new String('four')); }],
  'a TypedArray between': [o => o['1.5'], c => {
    c.three['1.5'] = 'not for a TypedArray';
    Object.setPrototypeOf(c.two, Object.setPrototypeOf(new Uint8Array(2), c.three));
  }],
  'holder becomes a dictionary': [o => o.value, c => {
    for (let i = 0; i < 300; i++) c.three['k' + i] = i;
    c.three.value = 'in a dictionary';
  }],
  'between becomes a dictionary': [o => o.value, c => {
    for (let i = 0; i < 300; i++) c.one['k' + i] = i;
    delete c.one.k5;
    c.one.value = 'one of many';
  }],
  'leaf becomes a dictionary': [o => o.value, c => {
    for (let i = 0; i < 300; i++) c.leaf['k' + i] = i;
    c.leaf.value = 'leaf of many';
    delete c.leaf.value;
  }],
  'holder frozen': [o => o.value, c => {
    Object.freeze(c.three);
    try { c.three.value = 'no'; } catch { }
    try { c.leaf.value = 'no'; } catch { }
  }],
  'holder frozen after a change': [o => o.value, c => {
    c.three.value = 'then frozen';
    Object.freeze(c.three);
  }],
  'holder sealed': [o => o.value, c => {
    Object.seal(c.three);
    c.three.value = 'sealed';
    Reflect.deleteProperty(c.three, 'value');
  }],
  'holder not extensible': [o => o.value, c => {
    Object.preventExtensions(c.three);
    delete c.three.value;
  }],
  'holder gets many elements': [o => o.value, c => {
    for (let i = 0; i < 50; i++) c.three[i] = i;
    c.three.value = 'beside elements';
  }],
  'holder grows out of its slots': [o => o.value, c => {
    for (let i = 0; i < 20; i++) c.three['grown' + i] = i;
    c.three.value = 'moved';
  }],
  'absent, then there': [o => o.absent, c => { c.two.absent = 'came'; }],
  'absent method, then there': [o => o.absentMethod?.(), c => { c.two.absentMethod = () => 'called'; }],
  'in': [o => 'absent' in o, c => { c.three.absent = 1; }],
  'instanceof': [o => o instanceof Object, c => { Object.setPrototypeOf(c.three, null); }],
};

for (const [name, [site, change]] of Object.entries(cases)) {
  const c = chain();
  const other = chain();
  const attempt = o => { try { return site(o); } catch (e) { return e.constructor.name; } };
  for (let i = 0; i < 10; i++) {
    attempt(c.leaf);
    attempt(other.leaf);
  }
  const before = attempt(c.leaf);
  change(c);
  const after = [attempt(c.leaf), attempt(c.leaf), attempt(c.leaf)];
  const same = after.every(v => v === after[0]);
  console.log(`${name}: ${before} -> ${same ? after[0] : after.join('|')}; another chain: ${attempt(other.leaf)}`);
}

// Built-in prototypes.
const readAll = () => [[].mine, (() => {}).mine, 'text'.mine, (5).mine, true.mine, /x/.mine, new Map().mine].join();
for (let i = 0; i < 5; i++) readAll();
Object.prototype.mine = 'object';
console.log('added to Object.prototype', readAll());
String.prototype.mine = 'string';
Function.prototype.mine = 'function';
console.log('added to two more', readAll());
Object.defineProperty(Number.prototype, 'mine', { get() { return 'got ' + typeof this; }, configurable: true });
console.log('an accessor on Number.prototype', readAll());
delete String.prototype.mine;
delete Function.prototype.mine;
delete Number.prototype.mine;
delete Object.prototype.mine;
console.log('all deleted', readAll());

const upper = s => s.toUpperCase();
for (let i = 0; i < 5; i++) upper('warm');
const original = String.prototype.toUpperCase;
String.prototype.toUpperCase = function () { return 'replaced ' + this; };
console.log(upper('a'));
Object.defineProperty(String.prototype, 'toUpperCase', { get() { return () => 'by getter'; }, configurable: true });
console.log(upper('a'));
Object.defineProperty(String.prototype, 'toUpperCase', { value: original, writable: true, configurable: true });
console.log(upper('a'));
