// What throws in strict code does nothing in sloppy code.
const frozen = Object.freeze({ a: 1, list: Object.freeze([1, 2]) });
frozen.a = 2;
frozen['b'] = 3;
frozen.list[0] = 9;
frozen.list[5] = 9;
frozen.list.length = 0;
console.log(frozen, delete frozen.a, delete frozen.list[0], delete frozen.missing);
'text'.length = 1;
'text'[0] = 'T';
(5).x = 1;
Symbol.iterator.y = 2;
console.log('text'.length, 'text'[0], (5).x);
const getterOnly = { get g() { return 1; } };
getterOnly.g = 2;
console.log(getterOnly.g);
const inherits = Object.create(frozen);
inherits.a = 5;
for (let i = 0; i < 3; i++) inherits['a'] = i;
console.log(Object.keys(inherits), inherits.a);
console.log((undefined = 1), (NaN = 2), typeof undefined, NaN);
const named = function self() {
  self = 1;
  return typeof self;
};
console.log(named());
const base = { set v(x) { this.seen = x; } };
const derived = {
  __proto__: base,
  put(x) {
    super.v = x;
    super.fresh = x;
    Object.freeze(this);
    super.late = x;
    return this;
  },
};
console.log(derived.put(1));
function strictly() {
  'use strict';
  const out = [];
  for (const f of [
    () => (frozen.a = 1),
    () => (frozen.b = 1),
    () => delete frozen.a,
    () => ('text'.length = 1),
    () => (getterOnly.g = 2),
    () => (undeclared = 1),
  ]) {
    try {
      f();
      out.push('nothing');
    } catch (e) {
      out.push(e.message);
    }
  }
  return out;
}
console.log(strictly().join('\n'));
// The same site sees objects that refuse and objects that do not.
function assign(o, v) {
  o.p = v;
  o[0] = v;
  return [o.p, o[0]];
}
const open = { p: 0, 0: 0 };
const closed = Object.freeze({ p: 0, 0: 0 });
for (let i = 1; i < 4; i++) console.log(...assign(open, i), ...assign(closed, i), ...assign([], i));
undeclared = 1;
console.log(undeclared, Object.getOwnPropertyDescriptor(globalThis, 'undeclared'), delete globalThis.undeclared,
  typeof undeclared);
