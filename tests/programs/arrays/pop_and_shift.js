// `pop` and `shift` of arrays of every sort, by the same calls.
const show = v => (v === undefined ? 'undefined' : Array.isArray(v) ? `[${v}]` : String(v));

function pop(label, a) {
  try {
    const v = a.pop();
    console.log(label, 'pop', show(v), a.length, JSON.stringify(a));
  } catch (e) {
    console.log(label, 'pop', e.constructor.name, a.length);
  }
}

function shift(label, a) {
  try {
    const v = a.shift();
    console.log(label, 'shift', show(v), a.length, JSON.stringify(a));
  } catch (e) {
    console.log(label, 'shift', e.constructor.name, a.length);
  }
}

function both(label, make) {
  pop(label, make());
  shift(label, make());
}

class Own extends Array {}
const fixed = a => Object.defineProperty(a, 'length', { writable: false });
const named = a => Object.assign(a, { name: 'x' });

for (let turn = 0; turn < 2; turn++) {
  both('empty', () => []);
  both('one', () => [1]);
  both('two', () => [1, 2]);
  both('three', () => ['a', {}, 3.5]);
  both('a hole', () => [,]);
  both('holes', () => [, 1, ,]);
  both('beyond the elements', () => { const a = [1]; a.length = 3; return a; });
  both('frozen', () => Object.freeze([1]));
  both('frozen and empty', () => Object.freeze([]));
  both('sealed', () => Object.seal([1]));
  both('sealed and empty', () => Object.seal([]));
  both('no extensions', () => Object.preventExtensions([1]));
  both('fixed length', () => fixed([1]));
  both('fixed length and empty', () => fixed([]));
  both('accessor', () => Object.defineProperty([1], 0, { get: () => 'got', configurable: true }));
  both('not configurable', () => Object.defineProperty([1], 0, { value: 2 }));
  both('a property', () => named([1]));
  both('subclass', () => Own.of(1));
  both('null prototype', () => Object.setPrototypeOf(Object.assign([7], { pop: [].pop, shift: [].shift }), null));
  both('like an array', () => ({ length: 1, 0: 'zero', pop: [].pop, shift: [].shift }));
  both('proxy', () => new Proxy([1], {}));
  both('own methods', () => Object.assign([1], { pop: () => 'mine', shift: () => 'mine' }));
}

Array.prototype[0] = 'inherited';
both('inherited hole', () => [,]);
both('inherited, empty', () => []);
both('inherited, one', () => [1]);
delete Array.prototype[0];

const { pop: originalPop, shift: originalShift } = Array.prototype;
Array.prototype.pop = function () { return `replaced ${this.length}`; };
Array.prototype.shift = function () { return `replaced ${this.length}`; };
both('replaced', () => [1]);
Object.assign(Array.prototype, { pop: originalPop, shift: originalShift });

const queue = [];
let sum = 0;
for (let i = 0; i < 5000; i++) {
  queue.push({ i });
  if (i % 3) queue.push({ i: -i });
  const first = queue.shift();
  sum += first ? first.i : 0;
  if (queue.length > 3) queue.pop();
  while (i % 7 === 0 && queue.length) queue.shift();
}
console.log(sum, queue.length, queue.pop(), queue.shift(), queue.pop()?.i, queue.shift());
const reused = [];
for (let i = 0; i < 5; i++) {
  reused.push(i);
  console.log(reused.pop(), reused.length, reused.shift(), reused.push(i), reused.shift(), reused.pop());
}
