// Fast iteration learns by shape. A shape does not tell the value of an own property, nor that of a property
// of a prototype that nobody watches: such an object is asked each time.

const values = Array.prototype[Symbol.iterator];

const first = [1, 2];
const second = [3, 4];
first[Symbol.iterator] = values;
second[Symbol.iterator] = function* () { yield 'own'; };
for (let i = 0; i < 5; i++) [...first];
console.log('another array of the shape', [...second].join());

first[Symbol.iterator] = function* () { yield 'changed'; };
console.log('own property overwritten', [...first].join());
first[Symbol.iterator] = values;
console.log('and put back', [...first].join());

const between = Object.create(Array.prototype);
between[Symbol.iterator] = values;
const third = [5];
Object.setPrototypeOf(third, between);
for (let i = 0; i < 5; i++) [...third];
between[Symbol.iterator] = function* () { yield 'between'; };
console.log('prototype between overwritten', [...third].join());

function* one() { yield 1; }
function withNext() {
  const g = one();
  g.next = g.next;
  return g;
}
for (let i = 0; i < 5; i++) [...withNext()];
const stopped = withNext();
stopped.next = () => ({ done: true });
console.log('own next of a generator', [...stopped].length, [...withNext()].length);

function withReturn() {
  const g = one();
  g.return = g.return;
  return g;
}
for (let i = 0; i < 5; i++) for (const x of withReturn()) break;
const closed = withReturn();
closed.return = () => {
  console.log('own return called');
  return {};
};
for (const x of closed) break;

const OwnPrototype = function* () { yield 2; };
OwnPrototype.prototype.next = Object.getPrototypeOf(Object.getPrototypeOf(one.prototype)).next ?? one().next;
for (let i = 0; i < 5; i++) [...OwnPrototype()];
OwnPrototype.prototype.next = () => ({ done: true });
console.log('next of a function\'s own prototype', [...OwnPrototype()].length);

// Assignments to indices that a prototype has its say in.
function put(o, i, v) {
  'use strict';
  try {
    o[i] = v;
    return 'stored';
  } catch (e) {
    return e.constructor.name;
  }
}
const prototypes = [
  new String('abc'),
  Object.defineProperty(new String(''), 0, { value: 'fixed' }),
  Object.defineProperty({}, 0, { set() {} }),
  Object.freeze(['frozen']),
  new Proxy([], { set() { return false; } }),
  new Uint8Array(1),
  [],
];
for (const prototype of prototypes) {
  const a = [];
  for (let i = 0; i < 3; i++) put([], 0, i);
  Object.setPrototypeOf(a, prototype);
  console.log(put(a, 0, 1), a.length, Object.hasOwn(a, 0));
}
